//! The table of the folder's entities as a file.

use super::title;
use crate::app::{App, Command};
use crate::ui::Out;
use crate::ui::chooser::{Ask, Chooser};
use crate::ui::widgets::{count, keyed_button, soft};
use egui::Ui;
use std::path::PathBuf;

/// The dialog's state.
pub struct ExportTable {
    path: String,
}

impl ExportTable {
    pub fn new(app: &App) -> Self {
        let folder = app.shelf.root.clone();
        let stem = folder.file_name().map(|n| n.to_string_lossy().into_owned());
        let name = format!("{} - entities.csv", stem.unwrap_or_default());
        Self {
            path: folder.join(name).display().to_string(),
        }
    }

    pub fn set_path(&mut self, path: PathBuf) {
        self.path = path.display().to_string();
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, chooser: &mut Chooser, out: &mut Out) -> bool {
        title(ui, "Export the table of entities");
        let rows = app.folder.table().map_or(0, |t| t.rows.len());
        let rows = count(rows, "entity", "entities");
        let about = format!("{rows}, as the table lists them: CSV, for spreadsheets, R or Python");
        ui.label(soft(ui, about));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = egui::TextEdit::singleline(&mut self.path)
                .hint_text("File to write")
                .desired_width(width);
            ui.add(field.margin(egui::Margin::symmetric(8, 5)));
            if ui.button("Choose…").clicked() {
                chooser.ask(ui.ctx(), Ask::SaveAs, PathBuf::from(&self.path));
            }
        });
        ui.add_space(8.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            let can = !self.path.trim().is_empty();
            let entered = super::is_entered(ui);
            if (keyed_button(ui, "Export", "Enter", true).clicked() || entered) && can {
                out.command(Command::ExportIndex(PathBuf::from(self.path.trim())));
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }
}
