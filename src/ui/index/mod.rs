//! The entities of the folder: a table of all of them, and a card of the one that is chosen.

mod card;
mod row;
mod table;

use super::Out;
use super::theme::Palette;
use super::widgets::{count, option, soft, thousands};
use crate::annotation::EntityLabel;
use crate::app::folder::{self, Entity, Table};
use crate::app::{Action, App, Command, alike};
use crate::library::index::{Column, Query};
use crate::ui::keys;
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which types are listed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Types {
    /// Those that name something: no dates, amounts, addresses.
    #[default]
    Names,
    All,
    One(EntityLabel),
}

impl Types {
    fn title(self) -> &'static str {
        match self {
            Self::Names => "All names",
            Self::All => "All types",
            Self::One(label) => label.title(),
        }
    }

    fn labels(self) -> Vec<EntityLabel> {
        match self {
            Self::Names => folder::names(),
            Self::All => Vec::new(),
            Self::One(label) => vec![label],
        }
    }
}

/// The screen's state.
#[derive(Default)]
pub struct Index {
    text: String,
    types: Types,
    sort: Column,
    turned: bool,
    /// The entity that the keys are at.
    at: Option<Entity>,
    /// Its row in the table that this was looked up in.
    row: (usize, Option<Arc<Table>>),
    /// Whether its row is to be scrolled to.
    reveal: bool,
    /// Entities that were selected.
    selected: BTreeSet<Entity>,
    /// What has the keyboard when it is with the table.
    list: Option<egui::Id>,
    /// Whether the table is to have the keyboard.
    take_keyboard: bool,
    /// Whether the field of the filter is to have it.
    to_filter: bool,
    card: card::State,
}

impl Index {
    /// What the keyboard is with when it is with the table.
    pub fn id(&self) -> Option<egui::Id> {
        self.list
    }

    /// The table comes up: it has the keyboard.
    pub fn open(&mut self) {
        self.take_keyboard = true;
    }

    /// What the keyboard is with when it is with nothing else: the table, also after a press on a title or a button.
    pub fn rest(&mut self, ui: &Ui) {
        let nowhere = ui.memory(|m| m.focused()).is_none();
        self.take_keyboard |= nowhere && !egui::Popup::is_any_open(ui.ctx());
    }

    /// The field of the filter gets the keyboard.
    pub fn filter(&mut self) {
        self.to_filter = true;
    }

    fn query(&self) -> Query {
        Query {
            labels: self.types.labels(),
            text: self.text.trim().to_owned(),
            sort: self.sort,
            turned: self.turned,
            ..Query::default()
        }
    }

    /// Sorts by a column; once more turns the order round.
    fn sort_by(&mut self, column: Column) {
        if self.sort == column {
            self.turned = !self.turned;
        } else {
            (self.sort, self.turned) = (column, false);
        }
    }

    /// The row of the entity that the keys are at, in this table.
    fn row_in(&mut self, table: &Arc<Table>) -> usize {
        let same = self.row.1.as_ref().is_some_and(|t| Arc::ptr_eq(t, table));
        if !same {
            let at = self.at.as_ref();
            let is = |r: &crate::app::folder::TableRow| {
                at.is_some_and(|(label, name)| *label == r.label && **name == *r.name)
            };
            let row = table.rows.iter().position(is);
            // What is gone from the table leaves the keys where they were.
            let last = table.rows.len().saturating_sub(1);
            self.row = (row.unwrap_or(self.row.0).min(last), Some(table.clone()));
            self.reveal = row.is_some();
        }
        self.row.0
    }
}

/// Draws the table in the middle of the window.
pub fn show(ui: &mut Ui, app: &App, state: &mut Index, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let frame = egui::Frame::new()
        .fill(p.paper)
        .inner_margin(egui::Margin::symmetric(14, 8));
    frame.show(ui, |ui| {
        head(ui, app, state, out);
        if state.query() != *app.folder.query() {
            out.command(Command::QueryIndex(Box::new(state.query())));
        }
        let Some(table) = app.folder.table().cloned() else {
            ui.label(soft(ui, "Gathering the entities of the folder…"));
            return;
        };
        super::widgets::below(ui, "selected", |ui| foot(ui, app, &table, state, out));
        if table.rows.is_empty() {
            return empty(ui, app, &table, state);
        }
        table::show(ui, app, &table, state, out);
    });
}

/// Draws the card of the chosen entity beside it.
pub fn show_card(ui: &mut Ui, app: &App, state: &mut Index, out: &mut Out) {
    card::show(ui, app, &mut state.card, out);
}

fn head(ui: &mut Ui, app: &App, state: &mut Index, out: &mut Out) {
    ui.horizontal_wrapped(|ui| {
        let back = keys::hint(&app.bindings, Action::EntityIndex);
        let button = egui::Button::new("← Document").min_size(egui::vec2(0.0, super::theme::TOUCH));
        if ui.add(button).on_hover_text(back).clicked() {
            out.command(Command::ShowIndex(false));
        }
        ui.label(super::theme::bold("Entities of the folder"));
        let field = egui::TextEdit::singleline(&mut state.text)
            .hint_text("Filter by name or form")
            .desired_width(150.0);
        let field = ui.add(field.margin(egui::Margin::symmetric(8, 4)));
        if std::mem::take(&mut state.to_filter) {
            field.request_focus();
        }
        to_table(ui, &field, &mut state.take_keyboard);
        types(ui, state);
        let mut metonyms = app.folder.table().is_some_and(|t| t.metonyms);
        let switch = ui.checkbox(&mut metonyms, "Capitals as countries");
        let tip = "Count seats of governments for what they govern: “Beijing said” for China. What stands in the text stays";
        if switch.on_hover_text(tip).changed() {
            out.command(Command::LinkMetonyms(metonyms));
        }
    });
    ui.add_space(2.0);
}

/// Enter and the arrow down lead from the field to what fits in the table.
fn to_table(ui: &Ui, field: &egui::Response, take_keyboard: &mut bool) {
    let pressed = |key| ui.input(|i| i.key_pressed(key));
    let entered = field.lost_focus() && pressed(egui::Key::Enter);
    if entered || field.has_focus() && pressed(egui::Key::ArrowDown) {
        *take_keyboard = true;
    } else if field.changed() {
        // Nothing fitted then; who types on keeps the keyboard.
        *take_keyboard = false;
    }
}

fn types(ui: &mut Ui, state: &mut Index) {
    let combo = egui::ComboBox::from_id_salt("index types")
        .selected_text(state.types.title())
        .width(130.0);
    let shown = combo.show_ui(ui, |ui| {
        let one = EntityLabel::ALL.iter().map(|&l| Types::One(l));
        for types in [Types::Names, Types::All].into_iter().chain(one) {
            option(ui, &mut state.types, types, types.title());
        }
    });
    shown
        .response
        .on_hover_text("Types of entities that are listed");
}

/// How many there are, how far the folder is looked through, and what can be done with those that are selected.
fn foot(ui: &mut Ui, app: &App, table: &Table, state: &mut Index, out: &mut Out) {
    ui.horizontal_wrapped(|ui| {
        let mut text = count(table.rows.len(), "entity", "entities");
        let all = app.shelf.entries.len();
        if table.documents < all {
            let (done, all) = (thousands(table.documents), thousands(all));
            text += &format!(" · {done} of {all} documents looked through");
        } else {
            text += &format!(" in {}", count(table.documents, "document", "documents"));
        }
        ui.label(soft(ui, text));
        if state.selected.is_empty() {
            let help = "· Enter opens the card, Space selects, 1–6 sort";
            ui.label(soft(ui, help));
            return;
        }
        ui.label(format!("{} selected", state.selected.len()));
        merge_selected(ui, app, state, out);
        if ui.button("Clear").clicked() {
            state.selected.clear();
        }
    });
}

/// Has the selected entities stand for one of them, where they are of one type.
fn merge_selected(ui: &mut Ui, app: &App, state: &mut Index, out: &mut Out) {
    let label = state.selected.first().map(|(label, _)| *label);
    let of_one = state.selected.iter().all(|(l, _)| Some(*l) == label);
    let (Some(label), true) = (label, of_one && state.selected.len() > 1) else {
        let text = if of_one {
            "Select another one to merge them"
        } else {
            "Only entities of one type can be merged"
        };
        ui.label(soft(ui, text));
        return;
    };
    let mut merged = None;
    ui.add_enabled_ui(app.may_change_entities(), |ui| {
        ui.menu_button("Merge into…", |ui| {
            for (_, name) in &state.selected {
                if ui.button(alike::short(name)).clicked() {
                    merged = Some(name.clone());
                    ui.close();
                }
            }
        });
    });
    if let Some(into) = merged {
        let names = std::mem::take(&mut state.selected).into_iter();
        let names = names.map(|(_, name)| name).filter(|n| *n != into);
        let command = Command::MergeEntities {
            label,
            names: names.collect(),
            into: into.clone(),
        };
        out.command(command);
        out.command(Command::ChooseEntity(Some((label, into))));
    }
}

fn empty(ui: &mut Ui, app: &App, table: &Table, state: &Index) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        let text = if table.documents < app.shelf.entries.len() {
            "The documents of the folder are being looked through…"
        } else if state.text.trim().is_empty() && state.types == Types::All {
            "No entity was found in the documents of this folder."
        } else {
            "No entity fits the filter."
        };
        ui.label(text);
    });
}
