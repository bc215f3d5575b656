//! The command palette: everything that can be done, tagged with or opened, found by typing.

use crate::annotation::ThemeId;
use crate::app::{Action, App, Command};
use crate::text::fuzzy::{Name, Query};
use crate::ui::theme::{self, Palette as Colours, SMALL_TEXT};
use crate::ui::widgets::{at_right, one_line, soft};
use crate::ui::{Out, keys};
use egui::accesskit::Role;
use egui::{FontId, Id, Key, Modifiers, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use std::path::PathBuf;

/// What an entry does.
#[derive(Clone, Debug)]
enum What {
    Do(Action),
    Tag(ThemeId),
    Show(String),
    Open(PathBuf),
}

/// Something that can be chosen.
struct Entry {
    what: What,
    text: String,
    /// What kind of thing it is, or where it lies.
    group: String,
    keys: String,
    name: Name,
    /// How lately it was chosen: 1 is the last, larger is longer ago; 0 never.
    used: usize,
}

/// The palette's state.
pub struct Palette {
    query: String,
    entries: Vec<Entry>,
    /// What fits the query, the best first: places in `entries`.
    found: Vec<usize>,
    at: usize,
    /// How far the list is scrolled, and how high it is.
    view: (f32, f32),
}

const ROW: f32 = 30.0;
/// Rows that a page key goes over.
const PAGE: usize = 10;

impl Palette {
    /// The palette of what there is now; `used`: what was chosen before, the last first.
    pub fn new(app: &App, used: &[String]) -> Self {
        let mut entries = actions(app);
        entries.extend(themes(app));
        entries.extend(documents(app));
        entries.extend(recent(app));
        for entry in &mut entries {
            let id = id_of(&entry.what);
            entry.used = used.iter().position(|u| *u == id).map_or(0, |i| i + 1);
        }
        let mut out = Self {
            query: String::new(),
            entries,
            found: Vec::new(),
            at: 0,
            view: (0.0, 0.0),
        };
        out.find();
        out
    }

    /// Looks for what fits: the best first, of equals what was chosen last.
    fn find(&mut self) {
        let query = Query::new(&self.query);
        let lately = |e: &Entry| usize::MAX - e.used.wrapping_sub(1);
        let mut found: Vec<_> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(i, e)| {
                let score = if query.is_empty() {
                    0
                } else {
                    e.name.score(&query)?
                };
                // What was chosen before goes before what fits a little better.
                let score = if e.used > 0 { score + score / 8 } else { score };
                Some((score, lately(e), i))
            })
            .collect();
        found.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
        self.found = found.into_iter().map(|(.., i)| i).collect();
        self.at = 0;
    }

    /// Draws the palette.
    pub fn show(&mut self, ui: &mut Ui, out: &mut Out) -> bool {
        self.step(ui);
        let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let list = ui.scope_id().with("results");
        let field = egui::TextEdit::singleline(&mut self.query)
            .hint_text("Type what to do, a theme, a document")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(field);
        let field_id = response.id;
        response.request_focus();
        if response.changed() {
            self.find();
        }
        ui.add_space(4.0);
        let pressed = self.list(ui, list, field_id);
        ui.add_space(2.0);
        ui.label(soft(ui, "↑ ↓ choose · Enter does it · Esc closes"));
        let chosen = pressed.or(entered.then_some(self.at));
        match chosen.and_then(|at| self.found.get(at)) {
            Some(&i) => {
                self.choose(i, out);
                false
            }
            None => true,
        }
    }

    fn step(&mut self, ui: &Ui) {
        let last = self.found.len().saturating_sub(1);
        let take = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let at = self.at;
        if take(Key::ArrowDown) {
            self.at = (self.at + 1).min(last);
        }
        if take(Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
        }
        if take(Key::PageDown) {
            self.at = (self.at + PAGE).min(last);
        }
        if take(Key::PageUp) {
            self.at = self.at.saturating_sub(PAGE);
        }
        if self.at != at {
            ui.ctx().request_repaint();
        }
    }

    /// The rows in view; which one was pressed.
    fn list(&mut self, ui: &mut Ui, id: Id, field: Id) -> Option<usize> {
        let height = (ui.available_height() - 24.0).clamp(ROW, 12.0 * ROW);
        let mut area = egui::ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, false]);
        if let Some(top) = self.top_to_show() {
            area = area.vertical_scroll_offset(top);
        }
        if self.found.is_empty() {
            ui.label(soft(ui, "Nothing fits"));
        }
        let mut pressed = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = area.show_rows(ui, ROW, self.found.len(), |ui, rows| {
            for at in rows {
                let entry = self.found.get(at).and_then(|&i| self.entries.get(i));
                let Some(entry) = entry else { continue };
                let on = at == self.at;
                let response = row(ui, entry, on);
                if on {
                    let active = response.id.accesskit_id();
                    ui.ctx()
                        .accesskit_node_builder(field, |node| node.set_active_descendant(active));
                }
                if response.clicked() {
                    pressed = Some(at);
                }
            }
        });
        self.view = (shown.state.clamped_offset().y, shown.inner_rect.height());
        let list = ui.interact(shown.inner_rect, id, Sense::hover());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "What fits"));
        pressed
    }

    /// Where the list has to be scrolled for the chosen row to be in view; `None` where it is.
    fn top_to_show(&self) -> Option<f32> {
        let (top, height) = self.view;
        let (above, below) = (self.at as f32 * ROW, (self.at + 1) as f32 * ROW);
        if above < top {
            Some(above)
        } else if height > 0.0 && below > top + height {
            Some(below - height)
        } else {
            None
        }
    }

    fn choose(&self, i: usize, out: &mut Out) {
        let Some(entry) = self.entries.get(i) else {
            return;
        };
        out.used = Some(id_of(&entry.what));
        match &entry.what {
            What::Do(action) => out.action(*action),
            What::Tag(theme) => out.tag = Some(*theme),
            What::Show(key) => out.command(Command::Show(key.clone())),
            What::Open(path) => out.command(Command::OpenPath(path.clone())),
        }
    }
}

/// What an entry is known by from one time to the next.
fn id_of(what: &What) -> String {
    match what {
        What::Do(action) => action.id().to_owned(),
        What::Tag(theme) => theme.to_string(),
        What::Show(key) => key.clone(),
        What::Open(path) => path.display().to_string(),
    }
}

fn entry(what: What, text: String, group: String, keys: String) -> Entry {
    let name = Name::new(&format!("{text} {group}"));
    Entry {
        what,
        text,
        group,
        keys,
        name,
        used: 0,
    }
}

fn actions(app: &App) -> Vec<Entry> {
    let s = &app.settings;
    let all = Action::ALL.iter().filter(|a| **a != Action::Palette);
    all.map(|&action| {
        let on = match action {
            Action::ToggleEntities => Some(s.show_entities),
            Action::ToggleThemes => Some(s.show_themes),
            Action::ToggleQuality => Some(s.show_quality),
            Action::ToggleNumbers => Some(s.show_paragraph_numbers),
            _ => None,
        };
        let group = match on {
            Some(on) => format!("{}, now {}", action.group(), if on { "on" } else { "off" }),
            None => action.group().to_owned(),
        };
        let keys = keys::of(&app.bindings, action);
        entry(What::Do(action), action.title().to_owned(), group, keys)
    })
    .collect()
}

fn themes(app: &App) -> Vec<Entry> {
    if app.session.is_none() {
        return Vec::new();
    }
    let tree = app.workspace.codebook.tree().into_iter();
    tree.map(|(_, theme)| {
        let key = theme.key.map(|k| k.to_string()).unwrap_or_default();
        let text = format!("Tag: {}", theme.name);
        entry(What::Tag(theme.id), text, "Theme".to_owned(), key)
    })
    .collect()
}

fn documents(app: &App) -> Vec<Entry> {
    let all = app.shelf.entries.iter().filter(|e| e.problem.is_none());
    all.map(|e| {
        let title = e.summary.as_ref().map_or(e.name.as_str(), |s| &s.title);
        let text = format!("Open: {title}");
        entry(
            What::Show(e.key.clone()),
            text,
            e.name.clone(),
            String::new(),
        )
    })
    .collect()
}

fn recent(app: &App) -> Vec<Entry> {
    let name = |path: &PathBuf| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        name.unwrap_or_else(|| path.display().to_string())
    };
    let all = app.settings.recent.iter();
    all.map(|r| {
        let text = format!("Open again: {}", name(&r.path));
        let folder = r.path.parent().map(|f| f.display().to_string());
        let folder = folder.unwrap_or_default();
        entry(What::Open(r.path.clone()), text, folder, String::new())
    })
    .collect()
}

fn row(ui: &mut Ui, entry: &Entry, on: bool) -> egui::Response {
    let p = Colours::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    response.widget_info(|| {
        let keys = if entry.keys.is_empty() {
            String::new()
        } else {
            format!(", {}", entry.keys)
        };
        let name = format!("{}, {}{keys}", entry.text, entry.group);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    if on || response.hovered() {
        let fill = if on {
            p.selection
        } else {
            theme::mix(p.panel, p.ink, 0.05)
        };
        ui.painter().rect_filled(rect, 6.0, fill);
    }
    let mut rest = rect.shrink2(vec2(10.0, 0.0));
    if !entry.keys.is_empty() {
        rest.max.x -= at_right(ui, rest, &entry.keys, 11.5, p.ink) + 12.0;
    }
    let half = rect.min.x + rect.width() * 0.6;
    let font = FontId::proportional(theme::PANEL_TEXT);
    let left = Rect::from_min_max(rest.min, pos2(half, rest.max.y));
    one_line(ui, left, &entry.text, font, p.ink);
    let right = Rect::from_min_max(pos2(half + 10.0, rest.min.y), rest.max);
    one_line(
        ui,
        right,
        &entry.group,
        FontId::proportional(SMALL_TEXT),
        p.soft,
    );
    response
}
