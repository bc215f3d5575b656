//! The ways in which a text writes an entity, and what can be said about each for all documents.

use crate::app::Session;
use crate::library::entities::Entity;
use crate::ui::Out;
use crate::ui::mention_menu::{self, Named};
use crate::ui::widgets::{excerpt, soft};
use egui::Ui;

/// How many ways to write a name the menu of an entity lists.
const WAYS: usize = 8;

/// The menu of an entity; `None`: one that was marked by hand.
pub fn menu(ui: &mut Ui, session: &Session, entity: Option<Entity>, out: &mut Out) {
    let ways = ways(session, entity);
    match ways.as_slice() {
        [] => {
            ui.label(soft(ui, "Marked by hand"));
        }
        [one] => mention_menu::entries(ui, one, out),
        several => {
            for one in several {
                let name = excerpt(&one.surface, 40);
                ui.menu_button(name, |ui| mention_menu::entries(ui, one, out));
            }
        }
    }
}

/// The ways in which the text writes an entity, the first ones.
fn ways(session: &Session, entity: Option<Entity>) -> Vec<Named> {
    let text = &session.document.text;
    let found = session.found().zip(entity);
    let all = found.map_or(&[][..], |(a, entity)| a.entities.mentions_of(entity));
    let mut out: Vec<Named> = Vec::new();
    let mentions = session.mentions();
    for mention in all.iter().filter_map(|&i| mentions.get(i as usize)) {
        let surface = mention.range.of(text).unwrap_or_default();
        if out.len() < WAYS && out.iter().all(|n| n.surface != surface) {
            out.push(Named {
                surface: surface.to_owned(),
                label: mention.label,
                canonical: mention.canonical.to_owned(),
                range: mention.range,
            });
        }
    }
    out
}
