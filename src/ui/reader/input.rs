//! Mouse and wheel.

use super::{Drag, Grain, Happened, Reader, Selection, Touched, View};
use crate::app::Focus;
use crate::document::Document;
use crate::text::{TextRange, segment};
use egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Ui};

/// How near a handle the pointer has to be, in points.
const HANDLE_REACH: f32 = 8.0;

impl Reader {
    /// The wheel, and a drag beyond the edge.
    pub(super) fn scroll(&mut self, ui: &Ui, response: &Response, rect: Rect) {
        if response.contains_pointer() {
            self.top.1 -= ui.input(|i| i.smooth_scroll_delta()).y;
        }
        if let Drag::Selection(..) | Drag::Handle(..) = self.drag
            && let Some(pointer) = ui.input(|i| i.pointer.latest_pos())
        {
            let beyond = (pointer.y - rect.max.y).max(0.0) - (rect.min.y - pointer.y).max(0.0);
            if beyond != 0.0 {
                self.top.1 += beyond.clamp(-40.0, 40.0) * 0.4;
                ui.ctx().request_repaint();
            }
        }
    }

    /// Presses, drags, tooltips.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        response: &Response,
        happened: &mut Happened,
    ) {
        let document = view.document;
        if let Some(point) = response.hover_pos() {
            let on_text = self.is_on_text(point);
            if self.handle_at(view, point).is_some() {
                ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            } else if on_text || matches!(self.drag, Drag::Selection(..)) {
                ui.ctx().set_cursor_icon(CursorIcon::Text);
            }
            if on_text && self.drag == Drag::Nothing && self.selection.range().is_empty() {
                self.tooltip(view, response, point);
            }
        }
        let Some(point) = response.interact_pointer_pos() else {
            self.drag = Drag::Nothing;
            return;
        };
        let pressed = ui.input(|i| i.pointer.button_pressed(PointerButton::Primary));
        if pressed && response.contains_pointer() {
            // A quick hand presses, moves and lets go within one frame.
            let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(point);
            self.press(ui, view, origin);
            self.pull(document, point);
        }
        if response.clicked_by(PointerButton::Secondary) {
            happened.menu = Some((point, self.touched(view, point)));
        }
        if ui.input(|i| i.pointer.primary_down()) {
            self.pull(document, point);
        }
        if ui.input(|i| i.pointer.button_released(PointerButton::Primary)) {
            self.release(view, response, point, happened);
        }
    }

    fn press(&mut self, ui: &Ui, view: &View<'_>, point: Pos2) {
        let document = view.document;
        if let Some((id, other)) = self.handle_at(view, point) {
            self.drag = Drag::Handle(id, other);
            return;
        }
        let Some(byte) = self.byte_at(document, point) else {
            return;
        };
        self.goal_x = None;
        self.placed = true;
        if ui.input(|i| i.modifiers.shift) {
            self.selection.head = byte;
            self.drag = Drag::Selection(
                Grain::Character,
                TextRange::new(self.selection.anchor, self.selection.anchor),
            );
            return;
        }
        let grain = match self.press_count(ui.input(|i| i.time), point) {
            2 => Grain::Word,
            n if n >= 3 => Grain::Block,
            _ => Grain::Character,
        };
        let from = self.grain_at(document, byte, grain);
        self.selection = Selection {
            anchor: from.start,
            head: from.end,
        };
        self.drag = Drag::Selection(grain, from);
    }

    /// Which press in a row this is: presses at one place within the system's usual time for a double click.
    fn press_count(&mut self, time: f64, point: Pos2) -> u32 {
        const TIME: f64 = 0.4;
        const REACH: f32 = 5.0;
        let again = self
            .last_press
            .filter(|(t, at, _)| time - t < TIME && at.distance(point) < REACH);
        let count = again.map_or(1, |(_, _, n)| n + 1);
        self.last_press = Some((time, point, count));
        count
    }

    fn pull(&mut self, document: &Document, point: Pos2) {
        let Some(byte) = self.byte_at(document, point) else {
            return;
        };
        match self.drag {
            Drag::Selection(grain, from) => {
                let to = self.grain_at(document, byte, grain);
                self.selection = if to.start < from.start {
                    Selection {
                        anchor: from.end,
                        head: to.start,
                    }
                } else {
                    Selection {
                        anchor: from.start,
                        head: to.end.max(from.end),
                    }
                };
            }
            Drag::Handle(_, other) => {
                self.selection = Selection {
                    anchor: other,
                    head: byte,
                }
            }
            Drag::Nothing | Drag::Bar => {}
        }
    }

    fn release(
        &mut self,
        view: &View<'_>,
        response: &Response,
        point: Pos2,
        happened: &mut Happened,
    ) {
        let drag = std::mem::take(&mut self.drag);
        let range = self.selection.range();
        match drag {
            Drag::Handle(id, _) if !range.is_empty() => {
                happened.resized = Some((id, range));
                self.select(TextRange::new(range.end, range.end));
            }
            _ if !range.is_empty() => happened.selected = true,
            _ if response.clicked() => happened.pressed = self.touched(view, point),
            _ => {}
        }
    }

    /// The passage of a grain at a byte.
    fn grain_at(&self, document: &Document, byte: usize, grain: Grain) -> TextRange {
        let block = self.block_around(document, byte);
        match grain {
            Grain::Character => TextRange::new(byte, byte),
            Grain::Word => {
                segment::word_at(&document.text, block, byte).unwrap_or(TextRange::new(byte, byte))
            }
            Grain::Block => block,
        }
    }

    /// The block that a byte stands in.
    pub fn block_around(&self, document: &Document, byte: usize) -> TextRange {
        let piece = self.pieces.get(self.piece_at(byte));
        let block = piece.and_then(|p| document.structure.blocks.get(p.block as usize));
        block.map_or(TextRange::new(0, document.text.len()), |b| b.range)
    }

    /// What is painted under a point, the most telling first: findings, the shortest theme, entities.
    fn touched(&self, view: &View<'_>, point: Pos2) -> Vec<Touched> {
        let Some(here) = self.under(view.document, point) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        if view.settings.show_quality {
            out.extend(
                view.layers
                    .waves_over(here)
                    .map(|s| Touched::Quality(s.what.from)),
            );
        }
        if view.settings.show_themes {
            let mut themes: Vec<_> = view.layers.tints.over(here).collect();
            themes.sort_by_key(|s| s.range.len());
            out.extend(themes.into_iter().map(|s| Touched::Theme(s.what.id)));
        }
        if view.settings.show_entities {
            out.extend(
                view.layers
                    .lines_over(here)
                    .map(|s| Touched::Entity(s.what.from)),
            );
        }
        out
    }

    /// The bytes whose character is under a point, not the nearest gap between two.
    fn under(&self, document: &Document, point: Pos2) -> Option<TextRange> {
        let (i, top) = self.piece_under(point.y)?;
        let laid = self.laid.get(&i)?;
        let point = egui::pos2(point.x - self.frame.column_left, point.y - top);
        laid.under(point, &document.text)
    }

    fn tooltip(&self, view: &View<'_>, response: &Response, point: Pos2) {
        let lines: Vec<String> = self
            .touched(view, point)
            .into_iter()
            .flat_map(|t| (view.hover)(t))
            .collect();
        if lines.is_empty() {
            return;
        }
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(360.0);
            for line in &lines {
                ui.label(line);
            }
        });
    }

    /// The annotation in focus whose handle is near a point, with the end that stays.
    fn handle_at(
        &self,
        view: &View<'_>,
        point: Pos2,
    ) -> Option<(crate::annotation::AnnotationId, usize)> {
        let (Focus::Annotation(id), Some(range)) = (view.focus, view.focus_range) else {
            return None;
        };
        if range.is_document() {
            return None;
        }
        let (from, to) = self.ends_of(range)?;
        if from.distance(point) < HANDLE_REACH && self.is_visible(range.start) {
            return Some((id, range.end));
        }
        (to.distance(point) < HANDLE_REACH && self.is_visible(range.end))
            .then_some((id, range.start))
    }

    pub(super) fn is_visible(&self, byte: usize) -> bool {
        self.frame.range.start <= byte && byte <= self.frame.range.end
    }
}
