//! Names of a file, for the user's own list.

use super::title;
use super::treat::label_box;
use crate::annotation::EntityLabel;
use crate::app::{App, Command};
use crate::ui::Out;
use crate::ui::chooser::{Ask, Chooser};
use crate::ui::widgets::{keyed_button, soft};
use egui::Ui;
use std::path::{Path, PathBuf};

/// A file, and as what its names are taken.
pub struct Import {
    path: String,
    label: EntityLabel,
    never: bool,
    problem: Option<String>,
    opened: bool,
}

impl Import {
    pub const fn new() -> Self {
        Self {
            path: String::new(),
            label: EntityLabel::Org,
            never: false,
            problem: None,
            opened: false,
        }
    }

    /// Takes a path that the system's dialog gave.
    pub fn set_path(&mut self, path: &Path) {
        self.path = path.to_string_lossy().into_owned();
        self.problem = None;
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, chooser: &mut Chooser, out: &mut Out) -> bool {
        title(ui, "Import names");
        ui.label(soft(
            ui,
            "A plain list has one name a line. A table (.csv, .tsv) has a first line with the names of its columns: name, and if \
             you like type, canonical, and aliases with “;” between them. Undo takes all of them back.",
        ));
        ui.add_space(4.0);
        let entered = self.path_field(ui, app, chooser);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let name = ui.label("Names without a type are");
            ui.add_enabled_ui(!self.never, |ui| {
                label_box(ui, "import as", &mut self.label).labelled_by(name.id);
            });
        });
        ui.checkbox(
            &mut self.never,
            "These are names that are never to be marked",
        );
        if let Some(problem) = &self.problem {
            ui.colored_label(ui.visuals().error_fg_color, problem);
        }
        ui.add_space(6.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            if keyed_button(ui, "Import", "Enter", true).clicked() || entered {
                stays = !self.finish(app, out);
                // What is wrong is mended in the field.
                self.opened = !stays;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    /// The field of the path; whether Enter was pressed in it.
    fn path_field(&mut self, ui: &mut Ui, app: &App, chooser: &mut Chooser) -> bool {
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 112.0).max(80.0);
            let field = egui::TextEdit::singleline(&mut self.path)
                .hint_text("Path of the list or table")
                .desired_width(width);
            let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
            if !std::mem::replace(&mut self.opened, true) {
                response.request_focus();
            }
            if response.changed() {
                self.problem = None;
            }
            if keyed_button(ui, "Browse…", "", false).clicked() {
                chooser.ask(ui.ctx(), Ask::Names, app.shelf.root.clone());
            }
            response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter))
        })
        .inner
    }

    /// Has the names read; whether that was worth a try.
    fn finish(&mut self, app: &App, out: &mut Out) -> bool {
        let path = PathBuf::from(self.path.trim());
        if self.path.trim().is_empty() {
            self.problem = Some("Type the path of a file, or press Browse".to_owned());
            return false;
        }
        self.problem = app.why_not(&path);
        if self.problem.is_some() {
            return false;
        }
        let unless = (!self.never).then_some(self.label);
        out.command(Command::ImportEntityList { path, unless });
        true
    }
}
