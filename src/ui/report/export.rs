//! The report as a file.

use crate::app::reporting::Scope;
use crate::app::{App, Command};
use crate::library::quality_report::ReportFormat;
use crate::ui::Out;
use crate::ui::chooser::{Ask, Chooser};
use crate::ui::dialogs::{is_entered, title};
use crate::ui::widgets::{keyed_button, soft};
use egui::Ui;
use std::path::PathBuf;

/// The dialog's state.
pub struct ExportReport {
    scope: Scope,
    format: ReportFormat,
    /// Worked out when it is first shown.
    path: Option<String>,
}

impl ExportReport {
    pub const fn new(scope: Scope, format: ReportFormat) -> Self {
        Self {
            scope,
            format,
            path: None,
        }
    }

    pub fn set_path(&mut self, path: PathBuf) {
        self.path = Some(path.display().to_string());
    }

    /// The usual name: beside the documents, named after what is reported on.
    fn usual(&self, app: &App) -> String {
        let root = &app.shelf.root;
        let document = app.session.as_ref().map(|s| s.document.name.clone());
        let stem = match (self.scope, document) {
            (Scope::Document, Some(name)) => name,
            _ => root
                .file_name()
                .map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
        };
        let name = format!("{stem} - quality.{}", self.format.extension());
        root.join(name).display().to_string()
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, chooser: &mut Chooser, out: &mut Out) -> bool {
        title(ui, "Save the quality report");
        let about = match self.format {
            ReportFormat::Html => {
                "A page to read, print or send; it loads nothing and leads to the passages in the documents beside it"
            }
            ReportFormat::Csv => {
                "One table with everything, for spreadsheets, R or Python; the column “section” says what a row is about"
            }
        };
        ui.label(soft(ui, about));
        ui.add_space(6.0);
        let mut path = self.path.take().unwrap_or_else(|| self.usual(app));
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = egui::TextEdit::singleline(&mut path)
                .hint_text("File to write")
                .desired_width(width);
            ui.add(field.margin(egui::Margin::symmetric(8, 5)));
            if ui.button("Choose…").clicked() {
                chooser.ask(ui.ctx(), Ask::SaveAs, PathBuf::from(&path));
            }
        });
        ui.add_space(8.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            let can = !path.trim().is_empty();
            let entered = is_entered(ui);
            if (keyed_button(ui, "Save", "Enter", true).clicked() || entered) && can {
                let to = PathBuf::from(path.trim());
                out.command(Command::ExportReport(self.scope, self.format, to));
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        self.path = Some(path);
        stays
    }
}
