//! What can be said about a mention for all documents: in context menus of the text and of the list of entities.

use super::Out;
use super::dialogs::Dialog;
use super::widgets::excerpt;
use crate::annotation::{Body, EntityLabel};
use crate::app::spans::Source;
use crate::app::{Action, App, Command, lower_first};
use crate::text::TextRange;
use crate::ui::reader::Touched;
use egui::{Align, Layout, Popup, PopupKind, Pos2, SetOpenCommand, Ui};

/// Characters of a name that a menu shows.
const SHOWN: usize = 32;

/// A name in a text, and what it is taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The words, as they stand in the text.
    pub surface: String,
    /// As what they are marked.
    pub label: EntityLabel,
    /// What they stand for.
    pub canonical: String,
    /// Where they stand (UTF-8 bytes of the text).
    pub range: TextRange,
}

impl Named {
    /// What is marked as an entity among what lies under a point.
    pub fn touched(app: &App, touched: &[Touched]) -> Option<Self> {
        let entity = touched.iter().find_map(|t| match t {
            Touched::Entity(source) => Some(*source),
            _ => None,
        })?;
        match entity {
            Source::Machine(i) => Self::mention(app, i),
            Source::Person(id) => {
                let session = app.session.as_ref()?;
                let placed = app.workspace.set(&session.key)?.annotation(id)?;
                let Body::Entity { label, canonical } = &placed.annotation().body else {
                    return None;
                };
                let range = placed.range()?;
                let surface = range.of(&session.document.text)?;
                Some(Self {
                    surface: surface.to_owned(),
                    label: *label,
                    canonical: canonical.clone(),
                    range,
                })
            }
        }
    }

    /// The mention with this index.
    pub fn mention(app: &App, i: usize) -> Option<Self> {
        let session = app.session.as_ref()?;
        let mention = session.mentions().get(i)?;
        Some(Self {
            surface: mention.range.of(&session.document.text)?.to_owned(),
            label: mention.label,
            canonical: mention.canonical.to_owned(),
            range: mention.range,
        })
    }
}

/// The entries about a name.
pub fn entries(ui: &mut Ui, named: &Named, out: &mut Out) {
    let words = excerpt(&named.surface, SHOWN);
    ui.set_min_width(230.0);
    ui.menu_button("Always treat as", |ui| {
        for &label in EntityLabel::ALL {
            if ui.button(label.title()).clicked() {
                out.command(always(named, label));
                ui.close();
            }
        }
    });
    if ui.button(format!("Never mark “{words}”")).clicked() {
        out.command(never(named, None));
        ui.close();
    }
    let of_type = format!(
        "Never mark “{words}” as {}",
        lower_first(named.label.title())
    );
    if ui.button(of_type).clicked() {
        out.command(never(named, Some(named.label)));
        ui.close();
    }
    ui.separator();
    if ui.button("More about this name…").clicked() {
        out.dialog = Some(Dialog::treat(named.clone()));
        ui.close();
    }
    if ui.button(Action::OwnNames.title()).clicked() {
        out.action(Action::OwnNames);
        ui.close();
    }
}

/// Of the same type it goes on to stand for what it stood for; of another type for itself.
fn always(named: &Named, label: EntityLabel) -> Command {
    let canonical = if label == named.label {
        named.canonical.clone()
    } else {
        String::new()
    };
    Command::AlwaysTreat {
        surface: named.surface.clone(),
        label,
        canonical,
    }
}

fn never(named: &Named, label: Option<EntityLabel>) -> Command {
    Command::NeverTreat {
        surface: named.surface.clone(),
        label,
    }
}

/// The context menu of a name in the text.
pub struct Menu {
    named: Named,
    at: Pos2,
    opened: bool,
}

impl Menu {
    /// The menu of what lies under a point, where that is a name.
    pub fn of(app: &App, touched: &[Touched], at: Pos2) -> Option<Self> {
        let named = Named::touched(app, touched)?;
        let opened = false;
        Some(Self { named, at, opened })
    }

    /// Draws the menu; `false` when it is to go.
    pub fn show(&mut self, ui: &Ui, out: &mut Out) -> bool {
        let id = egui::Id::unique("mention menu");
        let opens = !std::mem::replace(&mut self.opened, true);
        Popup::new(id, ui.ctx().clone(), self.at, ui.layer_id())
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(egui::containers::menu::menu_style)
            .open_memory(opens.then_some(SetOpenCommand::Bool(true)))
            .show(|ui| entries(ui, &self.named, out));
        Popup::is_id_open(ui.ctx(), id)
    }
}
