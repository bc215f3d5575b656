//! All keys: looked up, and changed.

use super::title;
use crate::app::bindings::{choose, reset_all};
use crate::app::{Action, App, Command, Keys};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{keyed_button, section, soft};
use crate::ui::{Out, keys};
use egui::{Event, Key, RichText, Ui, vec2};

/// The groups, column by column.
const COLUMNS: [&[&str]; 3] = [
    &["File", "Edit", "Help"],
    &["Annotate", "Review"],
    &["View", TEXT],
];

/// The group of what cannot be changed.
const TEXT: &str = "In the text";

/// Width of the button with an action's keys.
const KEYS: f32 = 112.0;

/// What is being asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Asks {
    /// For new keys; why those that were pressed cannot be had.
    Press(Action, Option<&'static str>),
    /// Whether to take keys from the action that has them.
    Take(Action, Keys, Action),
}

/// The sheet's state.
#[derive(Default)]
pub struct Sheet {
    filter: String,
    asks: Option<Asks>,
    opened: bool,
}

impl Sheet {
    /// Draws the sheet.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        self.listen(ui, app, out);
        title(ui, "All keys");
        self.filter_field(ui);
        let columns = if ui.available_width() > 640.0 { 3 } else { 1 };
        let height = (ui.available_height() - 110.0).max(120.0);
        egui::ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.columns(columns, |columns| {
                    let n = columns.len();
                    for (i, groups) in COLUMNS.iter().enumerate() {
                        if let Some(ui) = columns.get_mut(i % n) {
                            groups.iter().for_each(|g| self.group(ui, app, g, out));
                        }
                    }
                });
            });
        ui.add_space(6.0);
        self.question(ui, app, out);
        self.buttons(ui, app, out)
    }

    fn filter_field(&mut self, ui: &mut Ui) {
        let field = egui::TextEdit::singleline(&mut self.filter)
            .hint_text("Type a name or a key")
            .desired_width(f32::INFINITY);
        let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
        if !std::mem::replace(&mut self.opened, true) {
            response.request_focus();
        }
    }

    fn group(&mut self, ui: &mut Ui, app: &App, group: &str, out: &mut Out) {
        let filter = self.filter.trim().to_lowercase();
        let fits = |what: &str, keys: &str| {
            let has = |s: &str| s.to_lowercase().contains(&filter);
            filter.is_empty() || has(what) || has(keys)
        };
        if group == TEXT {
            let fixed: Vec<_> = keys::FIXED.iter().filter(|(k, w)| fits(w, k)).collect();
            if !fixed.is_empty() {
                section(ui, group);
            }
            fixed
                .iter()
                .for_each(|(key, what)| fixed_line(ui, key, what));
            return;
        }
        let of = |a: &Action| keys::of(&app.bindings, *a);
        let mut shown = Action::ALL
            .iter()
            .copied()
            .filter(|a| a.group() == group && fits(a.title(), &of(a)))
            .peekable();
        if shown.peek().is_some() {
            section(ui, group);
        }
        shown.for_each(|action| self.line(ui, app, action, out));
    }

    /// An action with its keys, which a press on them changes.
    fn line(&mut self, ui: &mut Ui, app: &App, action: Action, out: &mut Out) {
        let p = Palette::of(ui.visuals());
        let now = keys::of(&app.bindings, action);
        let asked = matches!(self.asks, Some(Asks::Press(a, _) | Asks::Take(a, ..)) if a == action);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (text, colour) = match (asked, now.is_empty()) {
                (true, _) => ("Press keys…", p.accent),
                (_, true) => ("none", p.faint),
                _ => (now.as_str(), p.ink),
            };
            let button = egui::Button::new(RichText::new(text).size(12.0).color(colour))
                .min_size(vec2(KEYS, theme::TOUCH));
            let response = ui.add(button);
            response.widget_info(|| {
                let keys = if now.is_empty() { "no keys" } else { &now };
                let name = format!("{}: {keys}", action.title());
                egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
            });
            let tip = format!("Change the keys of “{}”", action.title());
            if response.on_hover_text(tip).clicked() {
                self.asks = Some(Asks::Press(action, None));
            }
            if app.bindings.is_changed(action) {
                self.reset(ui, app, action, out);
            }
            let title = RichText::new(action.title()).size(12.5);
            ui.add(egui::Label::new(title).truncate());
        });
    }

    fn reset(&mut self, ui: &mut Ui, app: &App, action: Action, out: &mut Out) {
        let button =
            egui::Button::new(RichText::new("Reset").size(11.5)).min_size(vec2(44.0, theme::TOUCH));
        let response = ui.add(button);
        response.widget_info(|| {
            let name = format!("Reset the keys of {}", action.title());
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
        });
        let usual = action.default_keys().map(keys::in_words);
        let tip = usual.map_or("Back to no keys".to_owned(), |k| format!("Back to {k}"));
        if response.on_hover_text(tip).clicked() {
            match action.default_keys() {
                Some(keys) => self.want(app, action, keys, out),
                None => change(app, out, action, None),
            }
        }
    }

    /// Takes the keys that were asked for out of the input.
    fn listen(&mut self, ui: &Ui, app: &App, out: &mut Out) {
        let Some(asks) = self.asks else { return };
        let escaped = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
        if escaped {
            self.asks = None;
            return;
        }
        let Asks::Press(action, _) = asks else { return };
        let Some((keys, key)) = ui.input_mut(take_press) else {
            return;
        };
        match keys {
            Some(keys) => self.want(app, action, keys, out),
            None => self.asks = Some(Asks::Press(action, Some(why_no_key(key)))),
        }
    }

    /// Gives an action keys, if it can have them and nobody else has.
    fn want(&mut self, app: &App, action: Action, keys: Keys, out: &mut Out) {
        let owner = app.bindings.owner(keys).filter(|o| *o != action);
        self.asks = match (keys.why_not(), owner) {
            (Some(why), _) => Some(Asks::Press(action, Some(why))),
            (None, Some(owner)) => Some(Asks::Take(action, keys, owner)),
            (None, None) => {
                change(app, out, action, Some(keys));
                None
            }
        };
    }

    /// What is being asked, in words, with its answers.
    fn question(&mut self, ui: &mut Ui, app: &App, out: &mut Out) {
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(28.0);
            match self.asks {
                None => {
                    ui.label(soft(ui, "Press a button with keys to choose others"));
                }
                Some(Asks::Press(action, why)) => self.ask_press(ui, app, action, why, out),
                Some(Asks::Take(action, keys, owner)) => {
                    self.ask_take(ui, app, (action, keys, owner), out)
                }
            }
        });
    }

    fn ask_press(
        &mut self,
        ui: &mut Ui,
        app: &App,
        action: Action,
        why: Option<&str>,
        out: &mut Out,
    ) {
        let p = Palette::of(ui.visuals());
        if let Some(why) = why {
            ui.colored_label(p.warn, format!("Not these: {}.", lower(why)));
        }
        let text = format!(
            "Press the new keys of “{}”; Esc leaves them",
            action.title()
        );
        ui.label(text);
        if keyed_button(ui, "No keys", "", false).clicked() {
            change(app, out, action, None);
            self.asks = None;
        }
    }

    fn ask_take(
        &mut self,
        ui: &mut Ui,
        app: &App,
        (action, keys, owner): (Action, Keys, Action),
        out: &mut Out,
    ) {
        let p = Palette::of(ui.visuals());
        let text = format!("{} is “{}”.", keys::in_words(keys), owner.title());
        ui.colored_label(p.warn, text);
        let take = keyed_button(ui, "Take it from there", "", true);
        let take = take.on_hover_text(format!("“{}” is left without keys", owner.title()));
        if take.clicked() {
            change(app, out, action, Some(keys));
            self.asks = None;
        }
        if keyed_button(ui, "Choose another", "", false).clicked() {
            self.asks = Some(Asks::Press(action, None));
        }
        if keyed_button(ui, "Leave it", "Esc", false).clicked() {
            self.asks = None;
        }
    }

    fn buttons(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        let mut stays = true;
        ui.horizontal(|ui| {
            stays = !keyed_button(ui, "Close", "Esc", true).clicked();
            let changed = Action::ALL.iter().any(|a| app.bindings.is_changed(*a));
            if changed && keyed_button(ui, "Reset all keys", "", false).clicked() {
                let mut settings = app.settings.clone();
                reset_all(&mut settings.keys);
                out.command(Command::ChangeSettings(Box::new(settings)));
                self.asks = None;
            }
        });
        stays
    }
}

/// Gives an action keys in the settings, from whichever action had them.
fn change(app: &App, out: &mut Out, action: Action, keys: Option<Keys>) {
    let mut settings = app.settings.clone();
    choose(&mut settings.keys, action, keys);
    out.command(Command::ChangeSettings(Box::new(settings)));
}

/// The first key that was pressed, as keys and as itself; nothing else of the keyboard is left in the input.
fn take_press(input: &mut egui::InputState) -> Option<(Option<Keys>, Option<Key>)> {
    let held = input.modifiers;
    let found = input.events.iter().find_map(|event| match event {
        Event::Key {
            key, pressed: true, ..
        } if !is_modifier(*key) => Some((keys::of_event(event, held), Some(*key))),
        Event::Copy | Event::Cut | Event::Paste(_) => Some((keys::of_event(event, held), None)),
        _ => None,
    });
    let keyboard = |e: &Event| {
        matches!(
            e,
            Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_)
        )
    };
    input.events.retain(|e| !keyboard(e));
    found
}

/// Whether a key only changes what others mean.
fn is_modifier(key: Key) -> bool {
    ["Shift", "Control", "Alt", "Super", "CapsLock", "Fn"]
        .iter()
        .any(|m| key.name().starts_with(m))
}

fn why_no_key(key: Option<Key>) -> &'static str {
    match key {
        Some(Key::Tab) => "Tab moves from control to control",
        Some(Key::Questionmark) => "? shows all keys",
        _ => "Not every keyboard has this key",
    }
}

/// A remark inside a sentence; names of keys keep their capitals.
fn lower(why: &str) -> String {
    let keeps = ["Tab", "Enter", "On some"]
        .iter()
        .any(|k| why.starts_with(k));
    if keeps {
        why.to_owned()
    } else {
        crate::app::lower_first(why)
    }
}

fn fixed_line(ui: &mut Ui, key: &str, what: &str) {
    let p = Palette::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.scope(|ui| {
            ui.set_width(KEYS + 12.0);
            ui.label(RichText::new(key).size(12.0).color(p.soft));
        });
        ui.add(egui::Label::new(RichText::new(what).size(12.5)).truncate());
    });
}
