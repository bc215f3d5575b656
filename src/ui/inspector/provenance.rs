//! Where the document comes from: what is known, what the document says itself, fields to type in.

use crate::annotation::{Provenance, ProvenanceField};
use crate::app::provenance::suggestion;
use crate::app::{App, Command, Session};
use crate::quality::source::Found;
use crate::ui::Out;
use crate::ui::theme::TOUCH;
use crate::ui::widgets::{excerpt, keyed_button, section, soft};
use egui::accesskit::Role;
use egui::{Key, Ui, WidgetInfo};

/// What is being typed.
#[derive(Default)]
pub struct Drafts {
    /// The document that it is about.
    key: String,
    texts: [Option<String>; ProvenanceField::ALL.len()],
}

/// Characters of a suggestion that are shown.
const SHOWN: usize = 60;

/// Draws the block.
pub fn show(ui: &mut Ui, app: &App, session: &Session, drafts: &mut Drafts, out: &mut Out) {
    section(ui, "Provenance");
    if drafts.key != session.key {
        *drafts = Drafts {
            key: session.key.clone(),
            ..Drafts::default()
        };
    }
    let known = app.provenance(&session.key);
    let source = session.analysis.as_deref().map(|a| &a.source);
    let open = ProvenanceField::ALL.into_iter().filter_map(|field| {
        let found = suggestion(source?, field)?;
        value(known, field).is_empty().then_some((field, found))
    });
    let open: Vec<(ProvenanceField, &Found)> = open.collect();
    if open.is_empty() && known.is_none() {
        let text = match source {
            Some(_) => "The document does not say where it comes from. Type what you know of it.",
            None => "The document is being looked through…",
        };
        ui.label(soft(ui, text));
    }
    for field in ProvenanceField::ALL {
        let found = open.iter().find(|(f, _)| *f == field);
        one(
            ui,
            &session.key,
            known,
            field,
            found.map(|(_, f)| *f),
            drafts,
            out,
        );
    }
    if open.len() > 1 {
        let name = format!("Accept all {} suggestions", open.len());
        if keyed_button(ui, &name, "", false).clicked() {
            let all = open.iter().map(|(field, f)| (*field, f.value.clone()));
            out.command(Command::SetProvenance(session.key.clone(), all.collect()));
        }
    }
}

fn value(known: Option<&Provenance>, field: ProvenanceField) -> &str {
    known.map_or("", |p| p.get(field))
}

fn one(
    ui: &mut Ui,
    key: &str,
    known: Option<&Provenance>,
    field: ProvenanceField,
    found: Option<&Found>,
    drafts: &mut Drafts,
    out: &mut Out,
) {
    let value = value(known, field);
    let Some(draft) = drafts.texts.get_mut(field as usize) else {
        return;
    };
    let mut text = draft.take().unwrap_or_else(|| value.to_owned());
    let mut set = |value: &str| {
        let fields = vec![(field, value.to_owned())];
        out.command(Command::SetProvenance(key.to_owned(), fields));
    };
    ui.horizontal(|ui| {
        let name = ui.scope(|ui| {
            ui.set_width(70.0);
            ui.label(soft(ui, field.title()))
        });
        let hint = if found.is_some() {
            "Enter accepts"
        } else {
            "Not known"
        };
        let edit = egui::TextEdit::singleline(&mut text)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit.margin(egui::Margin::symmetric(6, 3)));
        let response = response.labelled_by(name.inner.id);
        let pressed = |key| ui.input(|i| i.key_pressed(key));
        if response.has_focus() {
            *draft = Some(text.clone());
        } else if response.lost_focus() && !pressed(Key::Escape) {
            let entered = pressed(Key::Enter) && text.trim().is_empty() && value.is_empty();
            match found.filter(|_| entered) {
                Some(found) => set(&found.value),
                None if text.trim() != value => set(&text),
                None => {}
            }
        }
    });
    if let Some(found) = found.filter(|_| draft.is_none()) {
        suggested(ui, field, found, out, key);
    }
}

/// What the document says itself: a press shows where, another takes it.
fn suggested(ui: &mut Ui, field: ProvenanceField, found: &Found, out: &mut Out, key: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(78.0);
        let accept = egui::Button::new("Accept").min_size(egui::vec2(0.0, TOUCH));
        let response = ui.add(accept);
        let named = format!("Accept {}: {}", field.title(), excerpt(&found.value, SHOWN));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, named.as_str()));
        if response.clicked() {
            let fields = vec![(field, found.value.clone())];
            out.command(Command::SetProvenance(key.to_owned(), fields));
        }
        let text = format!("{} — {}", excerpt(&found.value, SHOWN), found.why);
        // In a column of its own, where a long one is wrapped.
        ui.vertical(|ui| match found.range.filter(|r| !r.is_document()) {
            Some(range) => {
                let link = ui.link(soft(ui, text)).on_hover_text("Show the passage");
                if link.clicked() {
                    out.select = Some(range);
                    out.command(Command::Reveal(range));
                }
            }
            None => {
                ui.label(soft(ui, text));
            }
        });
    });
}
