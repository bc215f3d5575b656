//! Mouse, wheel and keys.

use super::{Drag, Grain, Happened, Reader, Selection, Touched, View};
use crate::app::Focus;
use crate::document::{BlockKind, Document};
use crate::text::{TextRange, segment};
use crate::ui::keys;
use egui::{CursorIcon, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui, vec2};

/// How near a handle the pointer has to be, in points.
const HANDLE_REACH: f32 = 8.0;

impl Reader {
    /// Wheel and page keys.
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
            happened.menu = true;
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

    /// Keys that move the caret. Whether one was used.
    pub fn keys(&mut self, ui: &Ui, document: &Document) -> bool {
        const KEYS: [Key; 10] = [
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::ArrowUp,
            Key::ArrowDown,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::Space,
            Key::Escape,
        ];
        let mut used = false;
        for key in KEYS {
            for (extra, shift, command) in [
                (Modifiers::NONE, false, false),
                (Modifiers::SHIFT, true, false),
                (Modifiers::COMMAND, false, true),
                (Modifiers::COMMAND | Modifiers::SHIFT, true, true),
            ] {
                while keys::take(ui, extra, key) {
                    self.key(ui, document, key, shift, command);
                    used = true;
                }
            }
        }
        used
    }

    fn key(&mut self, ui: &Ui, document: &Document, key: Key, shift: bool, command: bool) {
        let page = (self.frame.rect.0.height() - 60.0).max(60.0);
        match key {
            Key::PageDown | Key::Space if !shift => return self.top.1 += page,
            Key::PageUp => return self.top.1 -= page,
            Key::Space => return self.top.1 -= page,
            Key::Escape => {
                return self.select(TextRange::new(self.selection.head, self.selection.head));
            }
            _ => {}
        }
        let to = self.target(ui, document, key, command);
        if !matches!(key, Key::ArrowUp | Key::ArrowDown) {
            self.goal_x = None;
        }
        self.selection.head = to;
        if !shift {
            self.selection.anchor = to;
        }
        self.show_caret(ui, document);
    }

    /// Where a key takes the caret.
    fn target(&mut self, ui: &Ui, document: &Document, key: Key, command: bool) -> usize {
        let text = &document.text;
        let head = self.selection.head;
        let block = self.block_around(document, head);
        match (key, command) {
            (Key::ArrowLeft, false) => segment::prev_grapheme(text, head).unwrap_or(head),
            (Key::ArrowRight, false) => segment::next_grapheme(text, head).unwrap_or(head),
            (Key::ArrowLeft, true) if head <= block.start => {
                self.other_block(document, head, false)
            }
            (Key::ArrowLeft, true) => segment::prev_word_start(text, block, head),
            (Key::ArrowRight, true) if head >= block.end => self.other_block(document, head, true),
            (Key::ArrowRight, true) => segment::next_word_end(text, block, head),
            (Key::ArrowUp, true) => {
                if head > block.start {
                    block.start
                } else {
                    self.other_block_start(document, head, false)
                }
            }
            (Key::ArrowDown, true) => self.other_block_start(document, head, true),
            (Key::ArrowUp | Key::ArrowDown, false) => {
                self.other_row(ui, document, key == Key::ArrowDown)
            }
            (Key::Home, true) => 0,
            (Key::End, true) => text.len(),
            (Key::Home, false) => self.row_range(ui, document).start,
            (Key::End, false) => self.row_range(ui, document).end,
            _ => head,
        }
    }

    fn other_block(&self, document: &Document, from: usize, down: bool) -> usize {
        let range = self.neighbour(document, from, down);
        if down { range.start } else { range.end }
    }

    fn other_block_start(&self, document: &Document, from: usize, down: bool) -> usize {
        self.neighbour(document, from, down).start
    }

    /// The block before or after the one that a byte stands in.
    fn neighbour(&self, document: &Document, from: usize, down: bool) -> TextRange {
        let block = self
            .pieces
            .get(self.piece_at(from))
            .map_or(0, |p| p.block as usize);
        let to = if down {
            block + 1
        } else {
            block.saturating_sub(1)
        };
        let blocks = &document.structure.blocks;
        let end = TextRange::new(from, from);
        blocks
            .get(to)
            .filter(|b| b.kind != BlockKind::Rule)
            .or(blocks.get(to))
            .map_or(end, |b| b.range)
    }

    fn row_range(&mut self, ui: &Ui, document: &Document) -> TextRange {
        let piece = self.piece_at(self.selection.head);
        self.lay(ui, document, piece);
        self.laid.get(&piece).map_or(TextRange::default(), |l| {
            l.row_range(l.row_at(self.selection.head))
        })
    }

    /// The place in the row above or below, in the same column as far as possible.
    fn other_row(&mut self, ui: &Ui, document: &Document, down: bool) -> usize {
        let head = self.selection.head;
        let mut piece = self.piece_at(head);
        self.lay(ui, document, piece);
        let Some(laid) = self.laid.get(&piece) else {
            return head;
        };
        let x = self.goal_x.unwrap_or_else(|| laid.caret(head).min.x);
        self.goal_x = Some(x);
        let row = laid.row_at(head);
        let to = if down {
            Some(row + 1).filter(|&r| r < laid.rows())
        } else {
            row.checked_sub(1)
        };
        let row = match to {
            Some(row) => row,
            None => {
                let next = if down {
                    piece + 1
                } else {
                    piece.wrapping_sub(1)
                };
                if next >= self.pieces.len() {
                    return if down { document.text.len() } else { 0 };
                }
                piece = next;
                self.lay(ui, document, piece);
                if down {
                    0
                } else {
                    self.laid
                        .get(&piece)
                        .map_or(0, |l| l.rows().saturating_sub(1))
                }
            }
        };
        self.laid
            .get(&piece)
            .map_or(head, |l| l.hit_in_row(row, x, &document.text))
    }

    /// Scrolls just as far as the caret needs.
    fn show_caret(&mut self, ui: &Ui, document: &Document) {
        let rect = self.frame.rect.0;
        let head = self.selection.head;
        if head == 0 {
            self.top = (0, -super::ABOVE);
            return;
        }
        let piece = self.piece_at(head);
        let at = self
            .frame
            .visible
            .iter()
            .find(|&&(i, _)| i == piece)
            .map(|&(_, y)| y);
        self.lay(ui, document, piece);
        let Some(caret) = self.laid.get(&piece).map(|l| l.caret(head)) else {
            return;
        };
        match at.map(|y| caret.translate(vec2(0.0, y))) {
            Some(c) if c.min.y < rect.min.y + 8.0 => self.top.1 -= rect.min.y + 24.0 - c.min.y,
            Some(c) if c.max.y > rect.max.y - 8.0 => self.top.1 += c.max.y - rect.max.y + 24.0,
            Some(_) => {}
            None => self.scroll_to(ui, document, head, rect.height() * 0.4),
        }
    }
}
