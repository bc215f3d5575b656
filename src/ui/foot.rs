//! The line at the foot: where one is, what comes next, and whether the work is saved.

use super::reader::Reader;
use super::target::Meant;
use super::theme::Palette;
use super::widgets::{count, key_cap, small, soft};
use super::{Out, inspector, keys};
use crate::app::{Action, App, SaveState};
use egui::{Align, Layout, Ui};

/// Draws the line.
pub fn show(ui: &mut Ui, app: &App, reader: &Reader, meant: Meant, out: &mut Out) {
    ui.horizontal_centered(|ui| {
        let reads = app.session.is_some() && !app.folder.is_shown();
        if reads {
            place(ui, app, reader);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            saved(ui, app, out);
            if ui.available_width() > 260.0 {
                hint(ui, app, "All keys", Action::Keys, out);
            }
            if reads && ui.available_width() > 220.0 {
                ui.label(soft(ui, meant.hint()));
                ui.add_space(6.0);
            }
            if reads && ui.available_width() > 240.0 {
                hint(ui, app, "Next finding", Action::NextFinding, out);
            }
        });
    });
}

fn place(ui: &mut Ui, app: &App, reader: &Reader) {
    let Some(session) = &app.session else { return };
    let document = &session.document;
    let (visible, at) = (reader.visible(), reader.at());
    let paragraphs = document.structure.blocks.len();
    if let Some(n) = document.paragraph_at(at) {
        ui.label(soft(ui, format!("Paragraph {} of {paragraphs}", n + 1)));
    }
    if let Some(label) = document.page_label(at) {
        let pages = document.origin.as_ref().map_or(0, |o| o.pages.len());
        ui.label(soft(ui, format!("Page {label} · {pages} in all")));
    }
    if let Some(language) = session.language_at(at) {
        ui.label(soft(ui, inspector::language(language)));
    }
    let total = document.whole_len().max(1);
    let share = if reader.is_at_end() && !document.partial {
        100
    } else {
        visible.end * 100 / total
    };
    ui.label(soft(ui, format!("{share} % read")));
    if let Some(percent) = app.looking_again() {
        ui.label(soft(ui, format!("Looking again by your list… {percent} %")));
    }
    let selection = reader.selection();
    if !selection.is_empty() {
        // Counting is for what a person selects; a whole huge document is not counted again every frame.
        let text = selection.of(&document.text).filter(|t| t.len() < 200_000);
        if let Some(text) = text {
            ui.label(soft(
                ui,
                format!(
                    "{} selected",
                    count(text.split_whitespace().count(), "word", "words")
                ),
            ));
        }
    }
    if session.analysis.is_none() {
        ui.label(soft(ui, session.at_work("Looking through the text")));
    }
}

fn hint(ui: &mut Ui, app: &App, name: &str, action: Action, out: &mut Out) {
    let key = keys::of(&app.bindings, action);
    if !key.is_empty() {
        key_cap(ui, &key);
    }
    let text = soft(ui, name);
    if ui
        .add(egui::Button::new(text).frame(false))
        .on_hover_text(keys::hint(&app.bindings, action))
        .clicked()
    {
        out.action(action);
    }
    ui.add_space(4.0);
}

fn saved(ui: &mut Ui, app: &App, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let name = app
        .session
        .as_ref()
        .map(|s| format!("{}.ann.ron", s.document.name))
        .unwrap_or_default();
    let path = app
        .session
        .as_ref()
        .map(|s| format!("{}.ann.ron", s.path.display()))
        .unwrap_or_default();
    match app.save_state() {
        SaveState::Nothing if app.session.is_none() => {}
        SaveState::Nothing if is_on_disk(app) => {
            ui.label(small(format!("● Saved · {}", short(&name))).color(p.ok))
                .on_hover_text(path);
        }
        SaveState::Nothing => {
            ui.label(soft(ui, "Nothing to save yet"))
                .on_hover_text(format!("Annotations will be saved to {path}"));
        }
        SaveState::Unsaved => {
            ui.label(small("○ Saving…").color(p.soft));
        }
        SaveState::Saved(at) => {
            let text = format!("● Saved {} · {}", local_time(at), short(&name));
            ui.label(small(text).color(p.ok)).on_hover_text(path);
        }
        SaveState::Failed(message) => {
            let text = small("● Not saved — try again").color(p.warn);
            if ui
                .add(egui::Button::new(text).frame(false))
                .on_hover_text(message)
                .clicked()
            {
                out.action(Action::Save);
            }
        }
    }
}

/// Whether the document on screen has a sidecar with all that is known about it.
fn is_on_disk(app: &App) -> bool {
    let open = app
        .session
        .as_ref()
        .and_then(|s| app.workspace.open_set(&s.key));
    open.is_some_and(|s| s.base.is_some() && !s.damaged)
}

/// The end of a long file name.
fn short(name: &str) -> String {
    const MOST: usize = 34;
    let n = name.chars().count();
    if n <= MOST {
        name.to_owned()
    } else {
        format!("…{}", name.chars().skip(n - MOST).collect::<String>())
    }
}

/// Hours and minutes here.
fn local_time(at: crate::annotation::Timestamp) -> String {
    let zone = jiff::tz::TimeZone::system();
    let ahead = jiff::Timestamp::from_second(at.unix()).map_or(0, |t| zone.to_offset(t).seconds());
    at.clock(ahead)
}
