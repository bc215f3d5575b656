//! Reading comfort: the controls that the menu beside the text and the settings share, and the steps of their keys.

use super::reader::Reader;
use super::theme::{self, Cut, Palette, Scheme};
use super::widgets::{section, soft};
use crate::app::bindings::Bindings;
use crate::app::{Action, App, Command};
use crate::store::{Face, LINE_SPACINGS, Settings, TEXT_SIZES, ThemeChoice};
use crate::ui::{Out, keys};
use egui::accesskit::Role;
use egui::{FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::ops::RangeInclusive;

/// The widths of the column that are offered, in characters.
const OFFERED: RangeInclusive<u16> = 45..=110;

/// The menu beside the text.
#[derive(Default)]
pub struct Menu {
    /// Whether it was drawn before: when it opens, one of its controls takes the keyboard.
    shown: bool,
}

impl Menu {
    /// Draws the menu in the upper corner of the text, of which most stays in view; `false` when it is to go.
    pub fn show(&mut self, ui: &Ui, app: &App, reader: &Reader, out: &mut Out) -> bool {
        const WIDTH: f32 = 330.0;
        let p = Palette::of(ui.visuals());
        let mut bounds = reader.rect();
        if app.session.is_none() || !bounds.is_finite() {
            bounds = ui.ctx().content_rect().shrink2(vec2(8.0, 50.0));
        }
        let at = pos2(bounds.max.x - WIDTH - 40.0, bounds.min.y + 8.0);
        let mut s = app.settings.clone();
        let area = egui::Area::new(egui::Id::unique("reading menu"))
            .order(egui::Order::Foreground)
            .fixed_pos(at)
            .show(ui.ctx(), |ui| {
                let frame = egui::Frame::popup(ui.style()).fill(p.panel);
                frame.corner_radius(10).inner_margin(12).show(ui, |ui| {
                    ui.set_width(WIDTH);
                    let begin = controls(ui, &app.bindings, &mut s);
                    if !std::mem::replace(&mut self.shown, true) {
                        begin.request_focus();
                    }
                });
            });
        change(app, s, out);
        let escaped = ui.input(|i| i.key_pressed(egui::Key::Escape));
        // The bar above holds the button that opened it, which closes it too.
        let on_text = ui
            .input(|i| i.pointer.interact_pos())
            .is_some_and(|point| point.y > bounds.min.y);
        !(escaped || on_text && area.response.clicked_elsewhere())
    }
}

/// Asks for other settings, where they are other ones.
pub fn change(app: &App, s: Settings, out: &mut Out) {
    if s != app.settings {
        out.command(Command::ChangeSettings(Box::new(s)));
    }
}

/// Draws the controls; returns the one that the keyboard begins at.
pub fn controls(ui: &mut Ui, bindings: &Bindings, s: &mut Settings) -> Response {
    section(ui, "Appearance");
    let begin = colours(ui, bindings, s);
    section(ui, "Face");
    faces(ui, bindings, s);
    section(ui, "Text");
    ui.scope(|ui| numbers(ui, bindings, s));
    begin
}

fn numbers(ui: &mut Ui, bindings: &Bindings, s: &mut Settings) {
    let pair = |less, more| pair(bindings, less, more);
    let p = Palette::of(ui.visuals());
    // A rail that is seen on the panel.
    ui.visuals_mut().widgets.inactive.bg_fill = theme::mix(p.panel, p.ink, 0.5);
    ui.spacing_mut().slider_rail_height = 4.0;
    ui.spacing_mut().slider_width = 150.0;
    ui.add(
        egui::Slider::new(&mut s.text_size, TEXT_SIZES)
            .step_by(1.0)
            .text("size in points"),
    )
    .on_hover_text(pair(Action::Smaller, Action::Larger));
    ui.add(egui::Slider::new(&mut s.column_chars, OFFERED).text("characters a line"))
        .on_hover_text(pair(Action::Narrower, Action::Wider));
    ui.add(
        egui::Slider::new(&mut s.line_spacing, LINE_SPACINGS)
            .step_by(0.1)
            .fixed_decimals(1)
            .text("line spacing"),
    )
    .on_hover_text(pair(Action::Closer, Action::Looser));
}

/// Two actions with their keys, in words.
fn pair(bindings: &Bindings, less: Action, more: Action) -> String {
    format!(
        "{}, {}",
        keys::hint(bindings, less),
        keys::hint(bindings, more)
    )
}

fn colours(ui: &mut Ui, bindings: &Bindings, s: &mut Settings) -> Response {
    let in_force = Palette::of(ui.visuals()).scheme;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut begin = None;
        for scheme in Scheme::ALL {
            let chosen = s.theme == scheme.choice();
            let response = swatch(ui, bindings, scheme, chosen);
            if response.clicked() {
                s.theme = scheme.choice();
            }
            if chosen || begin.is_none() {
                begin = Some(response);
            }
        }
        begin
    });
    let system = choice(
        ui,
        s.theme == ThemeChoice::System,
        egui::RichText::new("Light or dark, as the system has it"),
        "Light or dark, as the system has it",
    );
    if system.clicked() {
        s.theme = ThemeChoice::System;
    }
    let now = format!("Now: {}", in_force.title().to_lowercase());
    if s.theme == ThemeChoice::System {
        ui.label(soft(ui, now));
    }
    row.inner.unwrap_or(system)
}

/// One of several that exclude each other, as a button that stays pressed.
fn choice(ui: &mut Ui, on: bool, text: egui::RichText, name: &str) -> Response {
    let button = egui::Button::selectable(on, text).min_size(vec2(0.0, theme::TOUCH));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    response
}

fn faces(ui: &mut Ui, bindings: &Bindings, s: &mut Settings) {
    ui.horizontal(|ui| {
        for (face, name) in [
            (Face::Serif, "Serif: Charis SIL"),
            (Face::Sans, "Sans: Inter"),
        ] {
            let text = egui::RichText::new(name)
                .size(14.0)
                .family(theme::text_face(face, Cut::Regular));
            let response = choice(ui, s.face == face, text, name);
            if response
                .on_hover_text(keys::hint(bindings, Action::SwitchFace))
                .clicked()
            {
                s.face = face;
            }
        }
    });
}

/// A scheme as a small page with its name below.
fn swatch(ui: &mut Ui, bindings: &Bindings, scheme: Scheme, on: bool) -> Response {
    const SIZE: egui::Vec2 = vec2(60.0, 66.0);
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(SIZE, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, scheme.title()));
    let page = Rect::from_min_size(rect.min, vec2(SIZE.x, 36.0));
    paint_page(ui, page, scheme.palette());
    let stroke = if on || response.has_focus() || response.hovered() {
        Stroke::new(if on { 2.5 } else { 1.5 }, p.accent)
    } else {
        Stroke::new(1.0, p.faint)
    };
    ui.painter()
        .rect_stroke(page, 7.0, stroke, StrokeKind::Inside);
    let family = if on {
        theme::strong()
    } else {
        egui::FontFamily::Proportional
    };
    let mut job = egui::text::LayoutJob::simple(
        scheme.title().to_owned(),
        FontId::new(theme::SMALL_TEXT, family),
        p.ink,
        SIZE.x,
    );
    job.halign = egui::Align::Center;
    let galley = ui.painter().layout_job(job);
    ui.painter()
        .galley(pos2(rect.center().x, page.max.y + 2.0), galley, p.ink);
    response.on_hover_text(format!(
        "{}; {}",
        scheme.title(),
        keys::hint(bindings, Action::SwitchTheme).to_lowercase()
    ))
}

/// A page in the colours of a scheme: a word, a tint with its bar, a line.
fn paint_page(ui: &Ui, page: Rect, q: &Palette) {
    let painter = ui.painter();
    painter.rect_filled(page, 7.0, q.paper);
    let [red, ..] = crate::annotation::codebook::PALETTE;
    let tint = Rect::from_min_size(page.min + vec2(9.0, 8.0), vec2(27.0, 20.0));
    painter.rect_filled(tint, 3.0, q.tint(red));
    let bar = Rect::from_min_size(page.min + vec2(46.0, 8.0), vec2(4.0, 20.0));
    painter.rect_filled(bar, 2.0, q.theme(red));
    painter.text(
        tint.center(),
        egui::Align2::CENTER_CENTER,
        "Aa",
        FontId::new(16.0, theme::reading()),
        q.ink,
    );
}

/// What a key does to the settings; `false` where the action is none of reading comfort.
pub fn step(action: Action, now: Scheme, s: &mut Settings) -> bool {
    match action {
        Action::Larger => s.text_size = (s.text_size + 1.0).min(*TEXT_SIZES.end()),
        Action::Smaller => s.text_size = (s.text_size - 1.0).max(*TEXT_SIZES.start()),
        Action::Wider => s.column_chars = (s.column_chars + 5).min(*OFFERED.end()),
        Action::Narrower => {
            s.column_chars = s.column_chars.saturating_sub(5).max(*OFFERED.start());
        }
        Action::Looser => s.line_spacing = line(s.line_spacing + 0.1),
        Action::Closer => s.line_spacing = line(s.line_spacing - 0.1),
        Action::SwitchFace => {
            s.face = match s.face {
                Face::Serif => Face::Sans,
                Face::Sans => Face::Serif,
            }
        }
        Action::SwitchTheme => s.theme = now.next().choice(),
        _ => return false,
    }
    true
}

/// A line spacing in tenths, within bounds.
fn line(spacing: f32) -> f32 {
    let tenths = (spacing * 10.0).round() / 10.0;
    tenths.clamp(*LINE_SPACINGS.start(), *LINE_SPACINGS.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_within_bounds_and_come_back() {
        let mut s = Settings::default();
        for _ in 0..40 {
            for action in [Action::Larger, Action::Wider, Action::Looser] {
                assert!(step(action, Scheme::Light, &mut s));
            }
        }
        assert_eq!((s.text_size, s.column_chars), (32.0, 110));
        assert_eq!(s.line_spacing, 2.2);
        for _ in 0..40 {
            for action in [Action::Smaller, Action::Narrower, Action::Closer] {
                assert!(step(action, Scheme::Light, &mut s));
            }
        }
        assert_eq!((s.text_size, s.column_chars), (12.0, 45));
        assert_eq!(s.line_spacing, 1.2);
        step(Action::SwitchFace, Scheme::Light, &mut s);
        step(Action::SwitchTheme, Scheme::Light, &mut s);
        assert_eq!((s.face, s.theme), (Face::Sans, ThemeChoice::Sepia));
        assert!(!step(Action::Undo, Scheme::Light, &mut s));
    }
}
