//! A piece laid out: which character stands where, in both directions.

use crate::text::{TextRange, segment};
use egui::{Galley, Pos2, Rect, pos2};
use std::sync::Arc;

/// A stretch of the shown text that is a stretch of the document's text, byte for byte.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    shown: usize,
    source: usize,
    len: usize,
}

/// The text that is shown for a piece, and where it comes from. Positions in it are UTF-8 bytes of the shown text.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The text.
    pub text: String,
    stretches: Vec<Stretch>,
}

impl Shown {
    /// Adds a part of the document's text, from `source` on, shown as it is.
    pub fn push(&mut self, part: &str, source: usize) {
        if part.is_empty() {
            return;
        }
        self.stretches.push(Stretch {
            shown: self.text.len(),
            source,
            len: part.len(),
        });
        self.text.push_str(part);
    }

    /// Adds a character of the document's text that is shown as `as_`, of the same length in bytes.
    pub fn push_as(&mut self, as_: char, source: usize) {
        self.stretches.push(Stretch {
            shown: self.text.len(),
            source,
            len: as_.len_utf8(),
        });
        self.text.push(as_);
    }

    /// Adds text that does not come from the document.
    pub fn decorate(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where a byte of the document is shown: the place itself, or the nearest shown place after it.
    pub fn shown_of(&self, source: usize) -> usize {
        let i = self
            .stretches
            .partition_point(|s| s.source + s.len <= source);
        match self.stretches.get(i) {
            Some(s) if source >= s.source => s.shown + (source - s.source),
            Some(s) => s.shown,
            None => self.text.len(),
        }
    }

    /// Where the end of a range is shown: behind the last shown byte before it.
    pub fn shown_end_of(&self, source: usize) -> usize {
        let i = self.stretches.partition_point(|s| s.source < source);
        match i.checked_sub(1).and_then(|i| self.stretches.get(i)) {
            Some(s) => s.shown + (source - s.source).min(s.len),
            None => 0,
        }
    }

    /// The byte of the document at a place of the shown text; `fallback` where nothing of it is shown.
    pub fn source_of(&self, shown: usize, fallback: usize) -> usize {
        let i = self.stretches.partition_point(|s| s.shown + s.len <= shown);
        match self.stretches.get(i) {
            Some(s) => s.source + shown.saturating_sub(s.shown),
            None => self.stretches.last().map_or(fallback, |s| s.source + s.len),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct RowSlots {
    first: usize,
    end: usize,
}

/// A piece laid out.
pub struct Laid {
    /// The galley.
    pub galley: Arc<Galley>,
    /// What it shows.
    pub shown: Shown,
    /// The piece (UTF-8 bytes of the document).
    pub range: TextRange,
    /// Where the galley begins, from the left of the column.
    pub indent: f32,
    /// Space above it.
    pub above: f32,
    /// Space above, text and space below.
    pub height: f32,
    /// For every glyph slot of the galley, row by row, the byte of the shown text that it stands for.
    bytes: Vec<u32>,
    rows: Vec<RowSlots>,
}

impl Laid {
    /// Lines up a galley with the text that it shows.
    pub fn new(
        galley: Arc<Galley>,
        shown: Shown,
        range: TextRange,
        indent: f32,
        above: f32,
        below: f32,
    ) -> Self {
        let (bytes, rows) = line_up(&galley, &shown.text);
        let height = above + galley.size().y + below;
        Self {
            galley,
            shown,
            range,
            indent,
            above,
            height,
            bytes,
            rows,
        }
    }

    /// The rectangles, one a row, that cover a range of the document, from the top left of the piece.
    pub fn rects(&self, range: TextRange) -> Vec<Rect> {
        let Some(part) = range.intersection(self.range) else {
            return Vec::new();
        };
        let from = self.shown.shown_of(part.start);
        let to = self.shown.shown_end_of(part.end);
        if from >= to {
            return Vec::new();
        }
        let (first, last) = (self.row_of(from), self.row_of_end(to));
        (first..=last)
            .filter_map(|row| self.rect_in_row(row, from, to))
            .collect()
    }

    fn rect_in_row(&self, row: usize, from: usize, to: usize) -> Option<Rect> {
        let placed = self.galley.rows.get(row)?;
        let slots = self.rows.get(row)?;
        let left = self.x_in_row(row, self.slot_of(from).clamp(slots.first, slots.end));
        // The space that a row is wrapped at hangs over its end and is not painted.
        let hanging = if row + 1 < self.rows.len() {
            placed
                .glyphs
                .iter()
                .rev()
                .take_while(|g| g.chr.is_whitespace())
                .count()
        } else {
            0
        };
        let end = slots.end.saturating_sub(hanging).max(slots.first);
        let right = self.x_in_row(row, self.slot_of(to).clamp(slots.first, end));
        let (left, right) = if left <= right {
            (left, right)
        } else {
            (right, left)
        };
        let top = self.above + placed.pos.y;
        (right > left)
            .then(|| Rect::from_min_max(pos2(left, top), pos2(right, top + placed.size.y)))
    }

    /// Where the caret stands before a byte of the document, from the top left of the piece.
    pub fn caret(&self, source: usize) -> Rect {
        let shown = self.shown.shown_of(source);
        let row = self.row_of(shown);
        let x = self.x_in_row(row, self.slot_of(shown));
        let (top, height) = self.row_y(row);
        Rect::from_min_max(pos2(x, top), pos2(x, top + height))
    }

    /// Number of the slot that a byte of the shown text stands in.
    pub(super) fn slot_at(&self, shown_byte: usize) -> usize {
        self.slot_of(shown_byte)
    }

    /// Row, left and right edge of a slot, from the left of the column.
    pub(super) fn slot_x(&self, slot: usize) -> (usize, f32, f32) {
        let row = self
            .rows
            .partition_point(|r| r.end <= slot)
            .min(self.rows.len().saturating_sub(1));
        (row, self.x_in_row(row, slot), self.x_in_row(row, slot + 1))
    }

    /// The slots that a range of the document covers in the piece: the first, and one past the last.
    pub(super) fn slots_of(&self, range: TextRange) -> Option<(usize, usize)> {
        let part = range.intersection(self.range)?;
        let from = self.shown.shown_of(part.start);
        let to = self.shown.shown_end_of(part.end);
        (from < to).then(|| (self.slot_at(from), self.slot_at(to)))
    }

    /// From the top of the first row of a range to the bottom of its last one, from the top of the piece.
    pub(super) fn rows_of(&self, range: TextRange) -> Option<egui::Rangef> {
        let (from, to) = self.slots_of(range)?;
        let (top, _) = self.row_y(self.slot_x(from).0);
        let (bottom, height) = self.row_y(self.slot_x(to - 1).0);
        Some(egui::Rangef::new(top, bottom + height))
    }

    /// Top and height of a row, from the top of the piece.
    pub(super) fn row_y(&self, row: usize) -> (f32, f32) {
        self.galley
            .rows
            .get(row)
            .map_or((self.above, 0.0), |r| (self.above + r.pos.y, r.size.y))
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The row that a byte of the document stands in.
    pub fn row_at(&self, source: usize) -> usize {
        self.row_of(self.shown.shown_of(source))
    }

    /// Middle of a row, from the top of the piece.
    pub fn row_middle(&self, row: usize) -> f32 {
        let (top, height) = self.row_y(row);
        top + height / 2.0
    }

    /// Bytes of the document at which a row begins and ends.
    pub fn row_range(&self, row: usize) -> TextRange {
        let Some(slots) = self.rows.get(row) else {
            return TextRange::new(self.range.end, self.range.end);
        };
        let last_row = row + 1 == self.rows.len();
        let byte = |slot: usize| {
            self.bytes
                .get(slot)
                .map_or(self.shown.text.len(), |&b| b as usize)
        };
        // The end of a wrapped row is before the space that it was wrapped at.
        let end_slot = if last_row || slots.end == slots.first {
            slots.end
        } else {
            slots.end - 1
        };
        let start = self.shown.source_of(byte(slots.first), self.range.start);
        let end = self.shown.source_of(byte(end_slot), self.range.end);
        TextRange::new(
            start.min(self.range.end),
            end.min(self.range.end).max(start),
        )
    }

    /// The byte of the document nearest to a point (from the top left of the piece), between two characters that
    /// people see.
    pub fn hit(&self, point: Pos2, document: &str) -> usize {
        let row = self.row_near(point.y);
        let Some((slots, placed)) = self.rows.get(row).zip(self.galley.rows.get(row)) else {
            return self.range.start;
        };
        let x = point.x - self.indent - placed.pos.x;
        let after = placed
            .glyphs
            .iter()
            .take(slots.end - slots.first)
            .position(|g| x < g.pos.x + g.advance_width / 2.0);
        let slot = after.map_or(slots.end, |i| slots.first + i);
        let shown = self
            .bytes
            .get(slot)
            .map_or(self.shown.text.len(), |&b| b as usize);
        let at_row_end = after.is_none() && row + 1 < self.rows.len();
        let source = self
            .shown
            .source_of(shown, self.range.start)
            .clamp(self.range.start, self.range.end);
        let source = if at_row_end {
            self.row_range(row).end
        } else {
            source
        };
        segment::floor_grapheme(document, source).max(self.range.start)
    }

    /// Whether a point lies on text.
    pub fn is_on_text(&self, point: Pos2) -> bool {
        self.galley.rows.iter().any(|r| {
            let top = self.above + r.pos.y;
            point.y >= top
                && point.y < top + r.size.y
                && point.x >= self.indent + r.pos.x
                && point.x <= self.indent + r.pos.x + r.size.x
        })
    }

    fn row_near(&self, y: f32) -> usize {
        let after = self
            .galley
            .rows
            .iter()
            .position(|r| y < self.above + r.pos.y + r.size.y);
        after.unwrap_or(self.rows.len().saturating_sub(1))
    }

    fn slot_of(&self, shown: usize) -> usize {
        self.bytes.partition_point(|&b| (b as usize) < shown)
    }

    fn row_of(&self, shown: usize) -> usize {
        let slot = self.slot_of(shown);
        self.rows
            .partition_point(|r| r.end <= slot)
            .min(self.rows.len().saturating_sub(1))
    }

    fn row_of_end(&self, shown: usize) -> usize {
        let slot = self.slot_of(shown).saturating_sub(1);
        self.rows
            .partition_point(|r| r.end <= slot)
            .min(self.rows.len().saturating_sub(1))
    }

    fn x_in_row(&self, row: usize, slot: usize) -> f32 {
        let Some((slots, placed)) = self.rows.get(row).zip(self.galley.rows.get(row)) else {
            return self.indent;
        };
        let column = slot.saturating_sub(slots.first);
        let x = match placed.glyphs.get(column) {
            Some(glyph) => glyph.pos.x,
            None => placed
                .glyphs
                .last()
                .map_or(0.0, |g| g.pos.x + g.advance_width),
        };
        self.indent + placed.pos.x + x
    }
}

/// For each glyph slot the byte that it stands for. Most scripts have one slot a character; Thai, Arabic and Hebrew do
/// not, and are lined up by the characters that the slots name.
fn line_up(galley: &Galley, text: &str) -> (Vec<u32>, Vec<RowSlots>) {
    let mut rows = Vec::with_capacity(galley.rows.len());
    let mut slots = Vec::with_capacity(text.len());
    for row in &galley.rows {
        let first = slots.len();
        slots.extend(row.glyphs.iter().map(|g| g.chr));
        rows.push(RowSlots {
            first,
            end: slots.len(),
        });
        if row.ends_with_newline {
            slots.push('\n');
        }
    }
    (bytes_of(&slots, text), rows)
}

/// How many characters ahead a slot's character is looked for.
const LOOK_AHEAD: usize = 8;

fn bytes_of(slots: &[char], text: &str) -> Vec<u32> {
    let chars: Vec<(u32, char)> = text
        .char_indices()
        .map(|(i, c)| (u32::try_from(i).unwrap_or(u32::MAX), c))
        .collect();
    if chars.len() == slots.len() {
        return chars.into_iter().map(|(i, _)| i).collect();
    }
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut at = 0;
    let mut out = Vec::with_capacity(slots.len());
    for &slot in slots {
        let ahead = chars
            .get(at..(at + LOOK_AHEAD).min(chars.len()))
            .unwrap_or_default();
        match ahead.iter().position(|&(_, c)| c == slot) {
            Some(skipped) => {
                out.push(chars.get(at + skipped).map_or(end, |&(i, _)| i));
                at += skipped + 1;
            }
            // A slot without a character of its own belongs to the one before it.
            None => out.push(
                at.checked_sub(1)
                    .and_then(|i| chars.get(i))
                    .map_or(0, |&(i, _)| i),
            ),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_marks_map_to_the_next_shown_character() {
        // "**ab** c" shown as "ab c"
        let mut shown = Shown::default();
        shown.push("ab", 2);
        shown.push(" c", 6);
        assert_eq!(shown.text, "ab c");
        assert_eq!([0, 2, 4, 6, 8].map(|s| shown.shown_of(s)), [0, 0, 2, 2, 4]);
        assert_eq!(
            [2, 4, 6, 7, 8].map(|s| shown.shown_end_of(s)),
            [0, 2, 2, 3, 4]
        );
        assert_eq!(
            [0, 1, 2, 3, 4].map(|s| shown.source_of(s, 0)),
            [2, 3, 6, 7, 8]
        );
    }

    #[test]
    fn slots_that_are_more_or_fewer_than_characters_keep_their_order() {
        // SARA AM is shaped as two slots, a ligature as one.
        assert_eq!(bytes_of(&['a', 'b', 'c'], "abc"), [0, 1, 2]);
        assert_eq!(bytes_of(&['น', '\u{e4d}', 'า', 'x'], "นำx"), [0, 0, 0, 6]);
        assert_eq!(bytes_of(&['a', 'c'], "abc"), [0, 2]);
    }
}
