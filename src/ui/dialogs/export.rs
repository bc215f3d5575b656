//! Export for review.

use super::title;
use crate::app::{App, Command};
use crate::export::Format;
use crate::ui::Out;
use crate::ui::chooser::{Ask, Chooser};
use crate::ui::widgets::{count, keyed_button, soft};
use egui::Ui;
use std::path::PathBuf;

/// The dialog's state.
pub struct Export {
    format: Format,
    all: bool,
    path: String,
    /// Whether the path was typed or chosen; until then it follows format and extent.
    own_path: bool,
}

impl Export {
    pub fn new(app: &App) -> Option<Self> {
        app.session.as_ref()?;
        let all = app.shelf.entries.len() > 1;
        let mut new = Self {
            format: Format::Html,
            all,
            path: String::new(),
            own_path: false,
        };
        new.follow(app);
        Some(new)
    }

    pub fn set_path(&mut self, path: PathBuf) {
        self.path = path.display().to_string();
        self.own_path = true;
    }

    /// The usual name: beside the documents, named after what is exported.
    fn follow(&mut self, app: &App) {
        if self.own_path {
            return;
        }
        let Some(session) = &app.session else { return };
        let folder = app.shelf.root.clone();
        let stem = if self.all {
            folder
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default()
        } else {
            session.document.name.clone()
        };
        let name = format!("{stem} - annotations.{}", self.format.extension());
        self.path = folder.join(name).display().to_string();
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, chooser: &mut Chooser, out: &mut Out) -> bool {
        title(ui, "Export for review");
        for format in Format::ALL {
            if ui
                .radio_value(&mut self.format, format, format.title())
                .on_hover_text(about(format))
                .changed()
            {
                self.follow(app);
            }
        }
        ui.label(soft(ui, about(self.format)));
        ui.add_space(6.0);
        let n = app.shelf.entries.len();
        ui.horizontal_wrapped(|ui| {
            let one = ui
                .radio_value(&mut self.all, false, "This document")
                .changed();
            let every = n > 1
                && ui
                    .radio_value(
                        &mut self.all,
                        true,
                        format!("All {n} documents of the folder"),
                    )
                    .changed();
            if one || every {
                self.follow(app);
            }
        });
        ui.label(soft(ui, self.content(app)));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = egui::TextEdit::singleline(&mut self.path)
                .hint_text("File to write")
                .desired_width(width);
            self.own_path |= ui
                .add(field.margin(egui::Margin::symmetric(8, 5)))
                .changed();
            if ui.button("Choose…").clicked() {
                chooser.ask(ui.ctx(), Ask::SaveAs, PathBuf::from(&self.path));
            }
        });
        ui.add_space(8.0);
        self.buttons(ui, out)
    }

    fn buttons(&self, ui: &mut Ui, out: &mut Out) -> bool {
        let mut stays = true;
        ui.horizontal(|ui| {
            let can = !self.path.trim().is_empty();
            let entered = super::is_entered(ui);
            if (keyed_button(ui, "Export", "Enter", true).clicked() || entered) && can {
                out.command(Command::Export {
                    format: self.format,
                    all: self.all,
                    to: PathBuf::from(self.path.trim()),
                });
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn content(&self, app: &App) -> String {
        let current = app.session.as_ref().map(|s| s.key.as_str());
        let sets = app
            .workspace
            .documents()
            .filter(|(key, _)| self.all || Some(key.as_str()) == current);
        let n = sets.map(|(_, open)| open.set.placed().count()).sum();
        count(n, "annotation", "annotations")
    }
}

fn about(format: Format) -> &'static str {
    match format {
        Format::Html => {
            "A page to read and print: the text with its themes marked, and a list of all annotations"
        }
        Format::Csv => {
            "One row an annotation, for Excel, LibreOffice, R or Python; positions in code points"
        }
        Format::Jsonld => "The W3C standard, for other annotation programs",
    }
}
