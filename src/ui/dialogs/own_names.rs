//! The user's own list (`entities.ron`): names, what is never marked, merges; seen, added to, changed.

mod draft;

use super::title;
use crate::annotation::{EntityKey, EntityLabel, EntityList, EntityRecord};
use crate::app::{Action, App, Command};
use crate::ui::Out;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, keyed_button, one_line, soft, tabs};
use draft::Draft;
use egui::{FontId, Rect, Sense, Ui, pos2, vec2};

/// What the records are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tab {
    #[default]
    Names,
    Never,
    Merges,
    Other,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Names, Self::Never, Self::Merges, Self::Other];

    /// The tab that a record stands under; the switch stands beside them.
    const fn of(record: &EntityRecord) -> Option<Self> {
        Some(match record {
            EntityRecord::Name(_) => Self::Names,
            EntityRecord::Never(_) => Self::Never,
            EntityRecord::Same(_) | EntityRecord::Different(_) => Self::Merges,
            EntityRecord::Retyped(_) | EntityRecord::Note(_) => Self::Other,
            EntityRecord::Metonyms(_) => return None,
        })
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Names => "Always",
            Self::Never => "Never",
            Self::Merges => "Merges",
            Self::Other => "Types and notes",
        }
    }

    const fn empty(self) -> &'static str {
        match self {
            Self::Names => {
                "No name yet. Add one below, import a list, or choose “Always treat as” on a mention in the text."
            }
            Self::Never => {
                "Nothing yet. Add words below, or choose “Never mark” on a mention in the text."
            }
            Self::Merges => "No two names were said to be one entity, or two.",
            Self::Other => "No entity was given another type or a note.",
        }
    }
}

/// The state of the list that the rows were made for.
type MadeFor = (u64, usize, Tab, String);

/// The dialog's state.
#[derive(Default)]
pub struct OwnNames {
    tab: Tab,
    filter: String,
    selected: Option<EntityKey>,
    draft: Draft,
    /// Why what was typed cannot be added.
    problem: Option<&'static str>,
    rows: Option<(MadeFor, Vec<EntityKey>)>,
    counts: [usize; 4],
    focus_name: bool,
}

const ROW: f32 = 28.0;
/// Least room for a type, so that the columns stand in line.
const KIND: f32 = 130.0;
/// What stands below the rows.
const BELOW: f32 = 250.0;

impl OwnNames {
    /// The dialog, ready for a name to be typed.
    pub fn new() -> Self {
        Self {
            focus_name: true,
            ..Self::default()
        }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, "Own names");
        let path = app.entities_path();
        ui.label(soft(ui, path.display().to_string()));
        if !app.may_change_entities() {
            let why = "The file is broken, or of a newer version: mend it first. What was good of it before stays in force";
            ui.colored_label(ui.visuals().error_fg_color, why);
        }
        let list = app.entities();
        self.refresh(app, &list);
        self.head(ui);
        self.list(ui, &list);
        ui.separator();
        self.form(ui, &list, out);
        ui.add_space(4.0);
        self.foot(ui, &list, out)
    }

    /// Looks up the rows where list, tab or filter are other ones.
    fn refresh(&mut self, app: &App, list: &EntityList) {
        let revision = app.workspace.entities_file.revision;
        let made_for = (revision, list.set().len(), self.tab, self.filter.clone());
        if self
            .rows
            .as_ref()
            .is_some_and(|(made, _)| *made == made_for)
        {
            return;
        }
        let filter = self.filter.trim().to_lowercase();
        self.counts = [0; 4];
        let mut rows = Vec::new();
        for record in list.records() {
            let Some(tab) = Tab::of(record) else { continue };
            if let Some(count) = self.counts.get_mut(tab as usize) {
                *count += 1;
            }
            if tab == self.tab && (filter.is_empty() || draft::line(record).fits(&filter)) {
                rows.push(record.key());
            }
        }
        self.rows = Some((made_for, rows));
        // What was undone or changed elsewhere is no longer what is being edited.
        if self
            .selected
            .as_ref()
            .is_some_and(|key| list.get(key.clone()).is_none())
        {
            self.select(None, list);
        }
    }

    fn head(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let field = egui::TextEdit::singleline(&mut self.filter)
                .hint_text("Filter")
                .desired_width(180.0);
            ui.add(field.margin(egui::Margin::symmetric(8, 4)));
            let counts = self.counts.iter();
            let names = Tab::ALL.into_iter().zip(counts);
            let names: Vec<_> = names
                .map(|(t, n)| (t, format!("{} {n}", t.title())))
                .collect();
            if let Some(tab) = tabs(ui, self.tab, &names)
                && tab != self.tab
            {
                self.tab = tab;
                self.selected = None;
                self.draft = Draft::default();
                self.problem = None;
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, list: &EntityList) {
        let height = (ui.available_height() - BELOW).max(3.0 * ROW);
        let rows = self.rows.as_ref().map_or(&[][..], |(_, rows)| rows);
        let mut chosen = None;
        if rows.is_empty() {
            let none = if self.filter.trim().is_empty() {
                self.tab.empty()
            } else {
                "Nothing fits the filter"
            };
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                ui.label(soft(ui, none));
            });
            return;
        }
        egui::ScrollArea::vertical()
            .id_salt("own names")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, ROW, rows.len(), |ui, shown| {
                for key in rows.get(shown).unwrap_or_default() {
                    let on = self.selected.as_ref() == Some(key);
                    if let Some(record) = list.get(key.clone())
                        && row(ui, record, on)
                    {
                        chosen = Some(key.clone());
                    }
                }
            });
        if chosen.is_some() {
            self.select(chosen, list);
        }
    }

    fn select(&mut self, key: Option<EntityKey>, list: &EntityList) {
        self.problem = None;
        let record = key.as_ref().and_then(|key| list.get(key.clone()));
        self.draft = record.map_or_else(Draft::default, Draft::of);
        self.selected = key;
        self.focus_name = true;
    }

    fn form(&mut self, ui: &mut Ui, list: &EntityList, out: &mut Out) {
        if self.tab == Tab::Other {
            ui.label(soft(ui, "Types and notes are given to an entity where it is shown; here they can be deleted."));
        } else {
            let focus = self.focus_name;
            // A click elsewhere takes the keyboard away again within its frame.
            self.focus_name &= ui.input(|i| i.pointer.any_click());
            if self.draft.fields(ui, self.tab, focus) {
                self.problem = None;
            }
        }
        if let Some(problem) = self.problem {
            ui.colored_label(ui.visuals().error_fg_color, problem);
        }
        ui.add_space(2.0);
        ui.horizontal(|ui| self.form_buttons(ui, list, out));
    }

    fn form_buttons(&mut self, ui: &mut Ui, list: &EntityList, out: &mut Out) {
        let verb = if self.selected.is_some() {
            "Save change"
        } else {
            "Add"
        };
        let may = self.tab != Tab::Other;
        if may && (keyed_button(ui, verb, "Enter", true).clicked() || super::is_entered(ui)) {
            self.finish(list, out);
        }
        let Some(selected) = self.selected.clone() else {
            return;
        };
        if keyed_button(ui, "Delete", "", false).clicked() {
            out.command(Command::RemoveEntities(vec![selected]));
            self.select(None, list);
        }
        if may && keyed_button(ui, "New", "", false).clicked() {
            self.select(None, list);
        }
    }

    /// Adds what was typed, or changes what was selected.
    fn finish(&mut self, list: &EntityList, out: &mut Out) {
        let old = self.selected.as_ref().and_then(|key| list.get(key.clone()));
        match self.draft.record(self.tab, old, list) {
            Ok(record) => {
                out.command(Command::PutEntity(self.selected.take(), record));
                self.draft = self.draft.next();
                self.problem = None;
                self.focus_name = true;
            }
            Err(problem) => {
                self.problem = Some(problem);
                self.focus_name = true;
            }
        }
    }

    fn foot(&mut self, ui: &mut Ui, list: &EntityList, out: &mut Out) -> bool {
        let mut metonyms = list.metonyms();
        let what = "Link capitals that stand for governments (“Beijing said”) to their country";
        if ui.checkbox(&mut metonyms, what).changed() {
            out.command(Command::PutEntity(None, EntityRecord::metonyms(metonyms)));
        }
        ui.add_space(4.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            if keyed_button(ui, Action::ImportNames.title(), "", false).clicked() {
                out.action(Action::ImportNames);
                stays = false;
            }
            if keyed_button(ui, "Close", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }
}

/// A record; whether it was pressed.
fn row(ui: &mut Ui, record: &EntityRecord, on: bool) -> bool {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let line = draft::line(record);
    response.widget_info(|| {
        let role = egui::accesskit::Role::ListBoxOption;
        egui::WidgetInfo::selected(role, true, on, line.spoken())
    });
    let ground = match on {
        true => Some(theme::mix(p.panel, p.accent, 0.18)),
        false if response.hovered() => Some(theme::mix(p.panel, p.ink, 0.04)),
        false => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 6.0, ground);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, p.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 6.0, stroke, egui::StrokeKind::Inside);
    }
    let mut at = rect.shrink2(vec2(8.0, 0.0));
    at.max.x -= at_right(ui, at, &line.kind, SMALL_TEXT, p.soft).max(KIND) + 10.0;
    let wide = at.width();
    let name = Rect::from_min_max(at.min, pos2(at.min.x + wide * 0.5, at.max.y));
    let rest = Rect::from_min_max(pos2(name.max.x + 8.0, at.min.y), at.max);
    one_line(
        ui,
        name,
        &line.name,
        FontId::proportional(theme::PANEL_TEXT),
        p.ink,
    );
    one_line(
        ui,
        rest,
        &line.rest,
        FontId::proportional(SMALL_TEXT),
        p.soft,
    );
    response.clicked()
}

/// The colour dot's neighbour: what a type is called in a row.
fn type_name(label: Option<EntityLabel>) -> &'static str {
    label.map_or("anything", EntityLabel::title)
}
