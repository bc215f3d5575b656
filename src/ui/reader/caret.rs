//! The caret: keys that move it, and the selection that grows and shrinks around it.

use super::{Reader, Selection};
use crate::document::{Document, caret, section};
use crate::text::TextRange;
use crate::ui::keys;
use egui::{Key, Modifiers, Rect, Ui, pos2, vec2};

impl Reader {
    /// Where the caret is, if a click or a key put it there (UTF-8 bytes).
    pub fn placed(&self) -> Option<usize> {
        self.placed.then_some(self.selection.head)
    }

    /// Puts the caret somewhere, with nothing selected.
    pub fn place(&mut self, at: usize) {
        self.select(TextRange::new(at, at));
        self.unseen = true;
    }

    /// Whether some of a passage is in view, or will be in the next frame.
    pub fn shows(&self, range: TextRange) -> bool {
        let visible = self.visible();
        self.unseen || (range.start <= visible.end && visible.start <= range.end)
    }

    /// Where a walk through the text begins: at the caret where it is in view, else at the top of what is.
    pub fn origin(&self) -> usize {
        let shown = |at: &usize| self.shows(TextRange::new(*at, *at));
        self.placed().filter(shown).unwrap_or(self.visible().start)
    }

    /// What the keyboard is with when it is with the text.
    pub fn id(&self) -> Option<egui::Id> {
        self.id
    }

    /// Lets go of the selection; with nothing selected, of the caret.
    fn let_go(&mut self) {
        if self.selection.range().is_empty() {
            self.placed = false;
        } else {
            self.place(self.selection.head);
        }
    }

    /// Grows the selection to the next wider unit.
    pub fn grow(&mut self, document: &Document) {
        self.place_in_view(document);
        if self.grown.last() != Some(&self.selection) {
            self.grown = vec![self.selection];
        }
        if let Some(wider) = section::wider(document, self.selection.range()) {
            self.select(wider);
            self.grown.push(self.selection);
        }
    }

    /// Shrinks the selection to what it grew from. Any other change in between forgets that.
    pub fn shrink(&mut self) {
        if self.grown.pop() != Some(self.selection) {
            self.grown.clear();
        }
        if let Some(&before) = self.grown.last() {
            self.selection = before;
            self.goal_x = None;
        }
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
            for (held, shift, command) in [
                (Modifiers::NONE, false, false),
                (Modifiers::SHIFT, true, false),
                (Modifiers::COMMAND, false, true),
                (Modifiers::COMMAND | Modifiers::SHIFT, true, true),
            ] {
                while keys::take(ui, held, key) {
                    self.key(ui, document, key, shift, command);
                    used = true;
                }
            }
        }
        used
    }

    fn key(&mut self, ui: &Ui, document: &Document, key: Key, shift: bool, command: bool) {
        match key {
            Key::Escape => return self.let_go(),
            // Whoever only reads goes on without a caret.
            Key::Space if !self.placed => {
                self.top.1 += if shift { -self.page() } else { self.page() };
                return;
            }
            _ => {}
        }
        self.place_in_view(document);
        let keeps_column = matches!(
            key,
            Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown | Key::Space
        );
        if !keeps_column || command {
            self.goal_x = None;
        }
        let page = match key {
            Key::PageDown => Some(true),
            Key::PageUp => Some(false),
            Key::Space => Some(!shift),
            _ => None,
        };
        if let Some(down) = page {
            return self.turn_page(ui, document, down, shift && key != Key::Space);
        }
        let to = self.target(ui, document, key, shift, command);
        self.go(to, shift);
        self.show_caret(ui, document);
    }

    /// Puts the caret into view where nobody has put it anywhere yet.
    fn place_in_view(&mut self, document: &Document) {
        if !self.placed && !self.is_visible(self.selection.head) {
            self.place(self.visible().start);
        }
        self.placed = true;
        if self.selection.range().is_empty() {
            let at = caret::snap(document, self.selection.head);
            self.selection = Selection {
                anchor: at,
                head: at,
            };
        }
    }

    fn go(&mut self, to: usize, extend: bool) {
        let to = self.past_corrected(to);
        self.selection.head = to;
        if !extend {
            self.selection.anchor = to;
        }
        self.unseen = true;
    }

    /// Words in the place of others are passed as a whole.
    fn past_corrected(&self, to: usize) -> usize {
        let here = self.corrections.over(TextRange::new(to, to + 1));
        let inside = here.iter().map(|c| c.range).find(|r| r.start < to);
        match inside {
            Some(range) if to > self.selection.head => range.end,
            Some(range) => range.start,
            None => to,
        }
    }

    /// Where a key takes the caret.
    fn target(
        &mut self,
        ui: &Ui,
        document: &Document,
        key: Key,
        shift: bool,
        command: bool,
    ) -> usize {
        let head = self.selection.head;
        let selected = self.selection.range();
        let lets_go = !shift && !command && !selected.is_empty();
        match (key, command) {
            (Key::ArrowLeft, _) if lets_go => selected.start,
            (Key::ArrowRight, _) if lets_go => selected.end,
            (Key::ArrowLeft, false) => caret::previous(document, head),
            (Key::ArrowRight, false) => caret::next(document, head),
            (Key::ArrowLeft, true) => caret::previous_word(document, head),
            (Key::ArrowRight, true) => caret::next_word(document, head),
            (Key::ArrowUp, true) => caret::paragraph(document, head, false),
            (Key::ArrowDown, true) => caret::paragraph(document, head, true),
            (Key::ArrowUp | Key::ArrowDown, false) => {
                self.other_row(ui, document, key == Key::ArrowDown)
            }
            (Key::Home, true) => caret::first(document),
            (Key::End, true) => caret::last(document),
            (Key::Home, false) => caret::snap(document, self.row(ui, document).start),
            (Key::End, false) => caret::snap(document, self.row(ui, document).end),
            _ => head,
        }
    }

    /// The row that the caret stands in, without the space that it was wrapped at.
    fn row(&mut self, ui: &Ui, document: &Document) -> TextRange {
        let head = self.selection.head;
        let i = self.piece_at(head);
        self.lay(ui, document, i);
        let Some((laid, piece)) = self.laid.get(&i).zip(self.pieces.get(i)) else {
            return TextRange::new(head, head);
        };
        let row = laid.row_at(head);
        let mut range = laid.row_range(row);
        // The end of a part of a long paragraph is where the next part begins.
        if !piece.last && row + 1 >= laid.rows() {
            range.end = caret::previous(document, range.end).max(range.start);
        }
        range
    }

    /// The place in the row above or below, in the same column as far as possible.
    fn other_row(&mut self, ui: &Ui, document: &Document, down: bool) -> usize {
        let head = self.selection.head;
        let mut i = self.piece_at(head);
        self.lay(ui, document, i);
        let Some(laid) = self.laid.get(&i) else {
            return head;
        };
        let x = *self.goal_x.get_or_insert(laid.caret(head).min.x);
        let row = laid.row_at(head);
        let to = if down {
            Some(row + 1).filter(|&r| r < laid.rows())
        } else {
            row.checked_sub(1)
        };
        let row = match to {
            Some(row) => row,
            None if down && i + 1 < self.pieces.len() => {
                i += 1;
                self.lay(ui, document, i);
                0
            }
            None if !down && i > 0 => {
                i -= 1;
                self.lay(ui, document, i);
                let rows = self.laid.get(&i).map_or(0, |l| l.rows());
                rows.saturating_sub(1)
            }
            None if down => return caret::last(document),
            None => return caret::first(document),
        };
        let middle = self.laid.get(&i).map_or(0.0, |l| l.row_middle(row));
        self.beyond(document, i, pos2(x, middle), down)
    }

    /// The place at a point of a piece, in the row that lies there, and beyond the caret in any case.
    fn beyond(&self, document: &Document, i: usize, point: egui::Pos2, down: bool) -> usize {
        let head = self.selection.head;
        let laid = self.laid.get(&i);
        let hit = laid.map_or(head, |l| l.hit_in_row(point, &document.text));
        let to = caret::snap(document, hit);
        match down {
            true if to <= head => caret::next(document, head),
            false if to >= head => caret::previous(document, head),
            _ => to,
        }
    }

    /// How far a page is, in points.
    fn page(&self) -> f32 {
        (self.frame.rect.0.height() - 60.0).max(60.0)
    }

    /// Moves text and caret by a page: the caret stays where it is on screen.
    fn turn_page(&mut self, ui: &Ui, document: &Document, down: bool, extend: bool) {
        let page = if down { self.page() } else { -self.page() };
        let head = self.selection.head;
        let in_view = self.on_screen(ui, document).is_some();
        let mut i = self.piece_at(head);
        self.lay(ui, document, i);
        let at = self.laid.get(&i).map_or(Rect::ZERO, |l| l.caret(head));
        let x = *self.goal_x.get_or_insert(at.min.x);
        let mut y = at.center().y + page;
        while y < 0.0 && i > 0 {
            i -= 1;
            y += self.lay(ui, document, i);
        }
        let mut height = self.lay(ui, document, i);
        while y >= height && i + 1 < self.pieces.len() {
            y -= height;
            i += 1;
            height = self.lay(ui, document, i);
        }
        let to = if y < 0.0 {
            caret::first(document)
        } else if y >= height {
            caret::last(document)
        } else {
            self.beyond(document, i, pos2(x, y), down)
        };
        self.go(to, extend);
        if in_view {
            self.top.1 += page;
        } else {
            self.show_caret(ui, document);
        }
    }

    /// Where the caret is on screen, with what is scrolled already in this frame; `None` where it is more than a screen away.
    fn on_screen(&mut self, ui: &Ui, document: &Document) -> Option<Rect> {
        let rect = self.frame.rect.0;
        let head = self.selection.head;
        let piece = self.piece_at(head);
        let (mut i, mut y) = (self.top.0, rect.min.y - self.top.1);
        while i < piece && y < rect.max.y + rect.height() {
            y += self.lay(ui, document, i);
            i += 1;
        }
        while i > piece && y > rect.min.y - rect.height() {
            i -= 1;
            y -= self.lay(ui, document, i);
        }
        if i != piece {
            return None;
        }
        self.lay(ui, document, piece);
        let caret = self.laid.get(&piece)?.caret(head).translate(vec2(0.0, y));
        let near = rect.expand2(vec2(f32::INFINITY, rect.height()));
        near.y_range().contains(caret.min.y).then_some(caret)
    }

    /// Scrolls just as far as the caret needs.
    pub(super) fn show_caret(&mut self, ui: &Ui, document: &Document) {
        let rect = self.frame.rect.0;
        let head = self.selection.head;
        if head <= caret::first(document) {
            self.top = (0, -super::ABOVE);
            return;
        }
        match self.on_screen(ui, document) {
            Some(c) if c.min.y < rect.min.y + 8.0 => self.top.1 -= rect.min.y + 24.0 - c.min.y,
            Some(c) if c.max.y > rect.max.y - 8.0 => self.top.1 += c.max.y - rect.max.y + 24.0,
            Some(_) => {}
            None => self.scroll_to(ui, document, head, rect.height() * 0.4),
        }
    }
}
