//! The field at the top that finds in the document: what is typed, how it is meant, where one is among the hits.

use super::theme::{self, Palette};
use super::widgets::soft;
use super::{Out, keys};
use crate::app::{Action, App, Command};
use crate::library::search::Options;
use egui::accesskit::Role;
use egui::{Event, Id, Key, Modifiers, Response, RichText, Ui, WidgetInfo, vec2};

/// What is typed into the field.
#[derive(Default)]
pub struct Find {
    query: String,
    options: Options,
    wants_focus: bool,
}

/// Name of the field.
const FIELD: &str = "find";

impl Find {
    /// Gives the field the keyboard.
    pub fn open(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the field has the keyboard or holds something.
    pub fn is_in_use(&self, ctx: &egui::Context) -> bool {
        let field = Id::unique(FIELD);
        self.wants_focus || !self.query.is_empty() || ctx.memory(|m| m.has_focus(field))
    }
}

/// A switch of the search.
struct Switch {
    sign: &'static str,
    name: &'static str,
    tooltip: &'static str,
    key: Key,
    of: fn(&mut Options) -> &mut bool,
}

const SWITCHES: [Switch; 3] = [
    Switch {
        sign: ".*",
        name: "Regular expression",
        tooltip: "Regular expression, line by line (Alt+R)",
        key: Key::R,
        of: |o| &mut o.regex,
    },
    Switch {
        sign: "W",
        name: "Whole word",
        tooltip: "Whole word (Alt+W)",
        key: Key::W,
        of: |o| &mut o.whole_word,
    },
    Switch {
        sign: "Cc",
        name: "Match case",
        tooltip: "Match case, accents and signs as typed (Alt+C)",
        key: Key::C,
        of: |o| &mut o.case,
    },
];

/// Draws the field, from right to left. `from` is where one is reading (UTF-8 bytes).
pub fn show(ui: &mut Ui, app: &App, find: &mut Find, from: usize, wide: bool, out: &mut Out) {
    let id = Id::unique(FIELD);
    let before = (find.query.clone(), find.options);
    let focused = ui.ctx().memory(|m| m.has_focus(id));
    if focused {
        take_switches(ui, &mut find.options);
    }
    if !find.query.is_empty() {
        steps(ui, app, out);
    }
    if wide || focused || !find.query.is_empty() {
        switches(ui, &mut find.options);
    }
    let response = field(ui, app, find, id);
    walk(ui, &response, find, out);
    if (&find.query, find.options) != (&before.0, before.1) {
        out.command(Command::Search {
            query: find.query.clone(),
            options: find.options,
            from,
        });
    }
    if let Some(problem) = app.search.problem().filter(|_| !find.query.is_empty()) {
        complain(ui, &response, problem);
    }
}

/// Alt with a letter turns a switch, and the letter is not typed.
fn take_switches(ui: &Ui, options: &mut Options) {
    for switch in SWITCHES {
        if ui.input_mut(|i| i.consume_key(Modifiers::ALT, switch.key)) {
            let on = (switch.of)(options);
            *on = !*on;
            ui.input_mut(|i| i.events.retain(|e| !matches!(e, Event::Text(_))));
        }
    }
}

/// The arrows, and "3 of 17".
fn steps(ui: &mut Ui, app: &App, out: &mut Out) {
    for (sign, action) in [("↓", Action::FindNext), ("↑", Action::FindPrevious)] {
        let button = egui::Button::new(sign).min_size(vec2(theme::TOUCH, theme::TOUCH));
        let response = ui
            .add(button)
            .on_hover_text(keys::hint(&app.bindings, action));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, action.title()));
        if response.clicked() {
            out.action(action);
        }
    }
    ui.label(soft(ui, app.search.state()));
}

fn switches(ui: &mut Ui, options: &mut Options) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for switch in SWITCHES {
            switch_button(ui, &switch, options);
        }
    });
}

fn switch_button(ui: &mut Ui, switch: &Switch, options: &mut Options) {
    let p = Palette::of(ui.visuals());
    let on = (switch.of)(options);
    let (fill, ink) = if *on {
        (p.selection, p.ink)
    } else {
        (p.panel, p.soft)
    };
    let sign = RichText::new(switch.sign)
        .size(theme::SMALL_TEXT)
        .color(ink);
    let button = egui::Button::new(sign)
        .fill(fill)
        .min_size(vec2(theme::TOUCH + 2.0, theme::TOUCH));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *on, switch.name));
    if response.on_hover_text(switch.tooltip).clicked() {
        *on = !*on;
    }
}

fn field(ui: &mut Ui, app: &App, find: &mut Find, id: Id) -> Response {
    // An id of its own: the buttons beside it come and go while one types.
    let field = egui::TextEdit::singleline(&mut find.query)
        .id(id)
        .event_filter(egui::EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..egui::EventFilter::default()
        })
        .hint_text(format!(
            "Find in document  {}",
            keys::of(&app.bindings, Action::Find)
        ))
        .desired_width(180.0)
        .margin(egui::Margin::symmetric(8, 4));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, "Find in document"));
    if std::mem::take(&mut find.wants_focus) {
        response.request_focus();
    }
    response
}

/// Enter and the arrows walk through the hits, Escape ends the search.
fn walk(ui: &Ui, response: &Response, find: &mut Find, out: &mut Out) {
    let pressed = |key| ui.input(|i| i.key_pressed(key));
    if response.lost_focus() && pressed(Key::Enter) {
        let back = ui.input(|i| i.modifiers.shift);
        out.action(if back {
            Action::FindPrevious
        } else {
            Action::FindNext
        });
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    if pressed(Key::ArrowDown) {
        out.action(Action::FindNext);
    }
    if pressed(Key::ArrowUp) {
        out.action(Action::FindPrevious);
    }
    if pressed(Key::Escape) {
        find.query.clear();
        response.surrender_focus();
    }
}

/// Says under the field why nothing is found.
fn complain(ui: &Ui, field: &Response, problem: &str) {
    let p = Palette::of(ui.visuals());
    egui::Area::new(Id::unique("find problem"))
        .order(egui::Order::Foreground)
        .interactable(false)
        .constrain(true)
        .fixed_pos(field.rect.left_bottom() + vec2(0.0, 4.0))
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).fill(p.panel).show(ui, |ui| {
                ui.set_max_width(320.0);
                ui.label(RichText::new(problem).color(p.warn));
            });
        });
}
