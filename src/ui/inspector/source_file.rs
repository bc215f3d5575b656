//! What an extracted text comes from: what a person should know of it, what the file says of itself, what was left out.

use super::facts::fact;
use crate::app::{Action, App, Command, Session};
use crate::document::extraction::{LeftOut, Origin};
use crate::text::TextRange;
use crate::ui::widgets::{count, excerpt, keyed_button, section, soft};
use crate::ui::{Out, keys};
use egui::Ui;

/// Parts left out that are listed; a page may have hundreds.
const LISTED: usize = 200;
/// Characters of each that are shown.
const SHOWN: usize = 400;

/// Draws the section, where the text was extracted.
pub fn show(ui: &mut Ui, app: &App, session: &Session, at: usize, out: &mut Out) {
    let Some(origin) = session.document.origin.as_deref() else {
        return;
    };
    section(ui, "The original");
    fact(ui, "Format", session.document.kind.title());
    for note in &origin.notes {
        ui.add(egui::Label::new(note.as_str()).wrap());
    }
    known(ui, origin);
    let key = keys::of(&app.bindings, Action::OpenOriginal);
    if keyed_button(ui, "Open the original", &key, false).clicked() {
        out.command(Command::OpenOriginal(at));
    }
    left_out(ui, session, &origin.left_out, out);
}

fn known(ui: &mut Ui, origin: &Origin) {
    let m = &origin.metadata;
    let pages = match (origin.pages.len(), m.pages) {
        (0, None) => String::new(),
        (0, Some(n)) => n.to_string(),
        (n, _) => n.to_string(),
    };
    let authors = m.authors.join(", ");
    for (name, value) in [
        ("Title", &m.title),
        ("Author", &authors),
        ("Publisher", &m.publisher),
        ("Subject", &m.subject),
        ("Published", &m.published),
        ("Made", &m.created),
        ("Changed", &m.modified),
        ("Language", &m.language),
        ("Address", &m.address),
        ("Made with", &m.producer),
        ("Pages", &pages),
        ("Attached", &m.attachments.join(", ")),
    ] {
        if !value.is_empty() {
            fact(ui, name, value);
        }
    }
}

/// What stands in the file and not in the text: a press shows it, another goes where it stood.
fn left_out(ui: &mut Ui, session: &Session, parts: &[LeftOut], out: &mut Out) {
    if parts.is_empty() {
        return;
    }
    let title = format!(
        "{} left out of the text",
        count(parts.len(), "part", "parts")
    );
    egui::CollapsingHeader::new(title)
        .id_salt("left out")
        .show(ui, |ui| {
            for part in parts.iter().take(LISTED) {
                let link = ui
                    .link(soft(ui, part.what.as_str()))
                    .on_hover_text("Show where it stood");
                if link.clicked() {
                    let end = session.document.text.len();
                    let at = TextRange::new(part.at.min(end), part.at.min(end));
                    out.select = Some(at);
                    out.command(Command::Reveal(at));
                }
                ui.add(
                    egui::Label::new(excerpt(&part.text, SHOWN))
                        .wrap()
                        .selectable(true),
                );
                ui.add_space(4.0);
            }
            if parts.len() > LISTED {
                ui.label(soft(ui, format!("and {} more", parts.len() - LISTED)));
            }
        });
}
