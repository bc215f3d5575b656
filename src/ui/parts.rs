//! The parts of the window that the keyboard goes round: documents, text, inspector, themes; and the ring around what has it.

use super::Window;
use super::theme::Palette;
use egui::{Id, Rect, Stroke, StrokeKind, Ui, pos2};

/// A part of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The documents.
    Documents,
    /// The text.
    Text,
    /// The inspector.
    Inspector,
    /// The themes.
    Themes,
}

/// The order in which they follow each other.
const ORDER: [Part; 4] = [Part::Documents, Part::Text, Part::Inspector, Part::Themes];

/// Which parts are shown, and where.
#[derive(Default)]
pub struct Parts {
    shown: Vec<(Part, Rect)>,
}

impl Parts {
    /// A new frame: nothing is shown yet.
    pub fn begin(&mut self) {
        self.shown.clear();
    }

    /// A part begins at the cursor.
    pub fn open(&self, ui: &Ui, part: Part) -> (Part, f32) {
        ui.data_mut(|d| d.remove::<Id>(slot(part)));
        (part, ui.cursor().min.y)
    }

    /// It ends at the cursor.
    pub fn close(&mut self, ui: &Ui, (part, top): (Part, f32)) {
        let across = ui.max_rect();
        let rect = Rect::from_min_max(
            pos2(across.min.x, top),
            pos2(across.max.x, ui.cursor().min.y.max(top + 1.0)),
        );
        self.shown.push((part, rect));
    }
}

fn slot(part: Part) -> Id {
    Id::unique(("where a part begins", part as u8))
}

/// Says where in a part the keyboard begins; the first that says so has it.
pub fn begins_here(ui: &Ui, part: Part, id: Id) {
    ui.data_mut(|d| {
        d.get_temp_mut_or(slot(part), id);
    });
}

impl Window {
    /// Gives the keyboard to the next or the previous part that is shown.
    pub(super) fn to_part(&self, ui: &Ui, forward: bool) {
        let now = ORDER.iter().position(|p| *p == self.part_now(ui));
        let n = ORDER.len();
        let step = |by: usize| (now.unwrap_or(1) + if forward { by } else { n - by }) % n;
        let parts = (1..n).filter_map(|by| ORDER.get(step(by)));
        if let Some(id) = parts.copied().find_map(|part| self.begin_of(ui, part)) {
            ui.memory_mut(|m| m.request_focus(id));
        }
    }

    /// The part that has the keyboard: the text, unless a control in another one has it.
    fn part_now(&self, ui: &Ui) -> Part {
        let focused = ui.memory(|m| m.focused());
        let rect = focused
            .and_then(|id| ui.ctx().read_response(id))
            .map(|r| r.rect);
        let holds = |at: egui::Pos2| self.parts.shown.iter().find(move |(_, r)| r.contains(at));
        let part = rect.and_then(|r| holds(r.center()));
        part.map_or(Part::Text, |(part, _)| *part)
    }

    /// Where the keyboard begins in a part; `None` where it is not shown.
    fn begin_of(&self, ui: &Ui, part: Part) -> Option<Id> {
        if part == Part::Text {
            if self.app.folder.is_shown() {
                return self.index.id();
            }
            return self.reader.id().filter(|_| self.app.session.is_some());
        }
        let shown = self.parts.shown.iter().any(|(p, _)| *p == part);
        ui.data_mut(|d| d.get_temp(slot(part))).filter(|_| shown)
    }

    /// Notes whether the keyboard is with a control, and paints a ring around it: no control goes without one.
    pub(super) fn note_keyboard(&mut self, ui: &Ui) {
        let focused = ui.memory(|m| m.focused());
        let main = self.begin_of(ui, Part::Text);
        self.elsewhere = focused.is_some() && focused != main;
        let Some(response) = focused.and_then(|id| ui.ctx().read_response(id)) else {
            return;
        };
        // Fields have a ring of their own.
        if ui.ctx().text_edit_focused() {
            return;
        }
        let p = Palette::of(ui.visuals());
        let in_text = focused == self.reader.id();
        let rect = response.interact_rect;
        ui.ctx().layer_painter(response.layer_id).rect_stroke(
            if in_text {
                rect.shrink(1.0)
            } else {
                rect.expand(1.0)
            },
            if in_text { 0.0 } else { 7.0 },
            Stroke::new(2.0, p.accent),
            StrokeKind::Inside,
        );
    }
}
