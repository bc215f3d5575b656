//! All keys, and what the program is.

use super::title;
use crate::app::Action;
use crate::ui::keys;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{keyed_button, section, soft};
use egui::{RichText, Ui};

/// Keys that are not actions, as the cheat sheet lists them.
const MORE: [(&str, &str); 9] = [
    ("1 – 9", "Tag with the theme of that key"),
    ("← → ↑ ↓", "Move the caret"),
    ("Shift + arrows", "Select"),
    ("Ctrl + ← →", "By word"),
    ("Ctrl + ↑ ↓", "By paragraph"),
    ("Space, Page down", "Scroll a page"),
    ("Ctrl + Home, End", "To the beginning, the end"),
    ("Double, triple click", "Select a word, a paragraph"),
    ("Esc", "Close, or drop the selection"),
];

/// Draws the cheat sheet.
pub fn keys(ui: &mut Ui) -> bool {
    title(ui, "All keys");
    let columns = if ui.available_width() > 640.0 { 3 } else { 1 };
    egui::ScrollArea::vertical()
        .max_height((ui.available_height() - 50.0).max(160.0))
        .show(ui, |ui| {
            ui.columns(columns, |columns| {
                let n = columns.len();
                for (i, group) in ["File", "Edit", "Annotate", "Review", "View", "Text"]
                    .into_iter()
                    .enumerate()
                {
                    // Two groups a column, so that the columns are about as long.
                    if let Some(ui) = columns.get_mut((i / 2) % n) {
                        one_group(ui, group);
                    }
                }
            });
        });
    ui.add_space(8.0);
    !keyed_button(ui, "Close", "Esc", true).clicked()
}

fn one_group(ui: &mut Ui, group: &str) {
    section(
        ui,
        if group == "Text" {
            "In the text"
        } else {
            group
        },
    );
    if group == "Text" {
        MORE.iter().for_each(|(key, what)| line(ui, key, what));
    }
    for action in Action::ALL
        .iter()
        .filter(|a| a.group() == group && a.keys().is_some())
    {
        line(ui, &keys::of(*action), action.title());
    }
}

fn line(ui: &mut Ui, key: &str, what: &str) {
    let p = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_width(106.0);
            ui.label(RichText::new(key).size(12.0).color(p.soft));
        });
        ui.add(egui::Label::new(RichText::new(what).size(12.5)).truncate());
    });
}

/// Draws what the program is.
pub fn about(ui: &mut Ui) -> bool {
    ui.label(
        RichText::new("Rapporteur")
            .size(26.0)
            .family(theme::reading_bold()),
    );
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.add_space(6.0);
    ui.label("A reader and annotator for policy documents. It works offline; nothing leaves this machine, and documents are never changed.");
    ui.add_space(6.0);
    ui.label(soft(ui, "© The Rapporteur contributors. MIT or Apache-2.0. Faces: Charis SIL, Inter, Noto Serif Khmer (SIL Open Font License 1.1)."));
    ui.add_space(10.0);
    !keyed_button(ui, "Close", "Esc", true).clicked()
}
