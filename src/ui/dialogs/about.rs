//! What the program is.

use crate::ui::theme;
use crate::ui::widgets::{keyed_button, soft};
use egui::{RichText, Ui};

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
