//! Focus mode: the text alone, with a quiet word at its beginning on how to come back.

use super::keys;
use super::theme::Palette;
use crate::app::Action;
use crate::app::bindings::Bindings;
use egui::{Ui, vec2};
use std::time::Duration;

/// How long the hint stays, in seconds.
const HINT: f64 = 5.0;

/// Whether the panels are hidden; remembered while the program runs.
#[derive(Default)]
pub struct FocusMode {
    on: bool,
    /// When the mode was entered, in seconds of the screen's clock; `None` until it was drawn once, and once the hint is
    /// gone.
    hint: Hint,
}

#[derive(Clone, Copy, PartialEq, Default)]
enum Hint {
    #[default]
    Gone,
    Due,
    Since(f64),
}

impl FocusMode {
    /// Whether the panels are hidden.
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// Into the mode or out of it.
    pub fn switch(&mut self) {
        self.on = !self.on;
        self.hint = if self.on { Hint::Due } else { Hint::Gone };
    }

    /// Out of the mode.
    pub fn leave(&mut self) {
        self.on = false;
        self.hint = Hint::Gone;
    }

    /// Shows the hint while it is fresh. It goes at once instead of fading: one frame when its time is over, none before.
    pub fn hint(&mut self, ui: &Ui, bindings: &Bindings) {
        let now = ui.input(|i| i.time);
        if self.hint == Hint::Due {
            self.hint = Hint::Since(now);
        }
        let Hint::Since(since) = self.hint else {
            return;
        };
        let left = since + HINT - now;
        if !self.on || left <= 0.0 {
            self.hint = Hint::Gone;
            return;
        }
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(left + 0.02));
        paint(ui, bindings);
    }
}

fn paint(ui: &Ui, bindings: &Bindings) {
    let p = Palette::of(ui.visuals());
    let text = format!(
        "{} or Esc brings the panels back · {} finds · {} text and colours",
        keys::of(bindings, Action::FocusMode),
        keys::of(bindings, Action::Find),
        keys::of(bindings, Action::Reading),
    );
    egui::Area::new(egui::Id::unique("focus mode hint"))
        .order(egui::Order::Foreground)
        .anchor(egui::Align2::CENTER_BOTTOM, vec2(0.0, -18.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            egui::Frame::new()
                .fill(p.panel)
                .stroke(egui::Stroke::new(1.0, p.line))
                .corner_radius(8)
                .inner_margin(egui::Margin::symmetric(12, 6))
                .show(ui, |ui| {
                    let label = egui::RichText::new(text).color(p.soft);
                    let told = ui.add(egui::Label::new(label).extend());
                    ui.ctx().accesskit_node_builder(told.id, |node| {
                        node.set_live(egui::accesskit::Live::Polite);
                    });
                });
        });
}
