//! A piece laid out: which character stands where, in both directions.

use super::cells::Cells;
use super::shown::Shown;
use crate::text::{TextRange, segment};
use egui::{Galley, Pos2, Rect, pos2};
use std::sync::Arc;

/// Where a piece's text stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Margins {
    /// Where the galley begins, from the left of the column.
    pub indent: f32,
    /// Space above it.
    pub above: f32,
    /// Space below it.
    pub below: f32,
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
    cells: Cells,
}

impl Laid {
    /// Brings together a galley, the text that it shows and where its characters stand.
    pub fn new(
        galley: Arc<Galley>,
        cells: Cells,
        shown: Shown,
        range: TextRange,
        margins: Margins,
    ) -> Self {
        let height = margins.above + galley.size().y + margins.below;
        Self {
            galley,
            shown,
            range,
            indent: margins.indent,
            above: margins.above,
            height,
            cells,
        }
    }

    /// The number of the slot that a byte of the shown text stands in, in constant time. Slots are numbered in the order
    /// of the text: each is a character that people see, or several where they cannot be told apart. At the end of the
    /// text it is the number of slots.
    pub(super) fn slot_at(&self, shown_byte: usize) -> usize {
        self.cells.at(shown_byte)
    }

    /// Row, left and right edge of a slot, from the left of the column.
    pub(super) fn slot_x(&self, slot: usize) -> (usize, f32, f32) {
        match self.cells.all().get(slot) {
            Some(cell) => {
                let (left, right) = cell.edges();
                (cell.row as usize, self.indent + left, self.indent + right)
            }
            None => {
                let (row, x) = self.cells.caret(self.shown.text.len());
                (row, self.indent + x, self.indent + x)
            }
        }
    }

    /// The rectangles, row by row, that cover a range of the document, from the top left of the piece. A row from left
    /// to right has one; where directions change there may be several.
    pub fn rects(&self, range: TextRange) -> Vec<Rect> {
        let Some(part) = range.intersection(self.range) else {
            return Vec::new();
        };
        let from = self.shown.shown_of(part.start);
        let to = self.shown.shown_end_of(part.end);
        if from >= to {
            return Vec::new();
        }
        let (first, last) = (self.cells.at(from), self.cells.at(to - 1));
        let mut out = Vec::new();
        for row in self.cells.row_of(first)..=self.cells.row_of(last) {
            self.rects_in_row(row, first, last, &mut out);
        }
        out
    }

    /// What the cells from `first` to `last` cover in a row.
    fn rects_in_row(&self, row: usize, first: usize, last: usize, out: &mut Vec<Rect>) {
        let Some(bounds) = self.cells.rows().get(row) else {
            return;
        };
        let (first, end) = (first.max(bounds.first), (last + 1).min(bounds.end));
        let own = self.cells.all().get(first..end).unwrap_or_default();
        let mut spans: Vec<(f32, f32)> = if bounds.ltr {
            let ends = own.first().zip(own.last());
            ends.map(|(a, b)| (a.from, b.to)).into_iter().collect()
        } else {
            own.iter().map(super::cells::Cell::edges).collect()
        };
        spans.retain(|(left, right)| right > left);
        let (top, height) = self.row_y(row);
        out.extend(joined(spans).into_iter().map(|(left, right)| {
            Rect::from_min_max(
                pos2(self.indent + left, top),
                pos2(self.indent + right, top + height),
            )
        }));
    }

    /// Where the caret stands before a byte of the document, from the top left of the piece.
    pub fn caret(&self, source: usize) -> Rect {
        let (row, x) = self.cells.caret(self.shown.shown_of(source));
        let (top, height) = self.row_y(row);
        let x = self.indent + x;
        Rect::from_min_max(pos2(x, top), pos2(x, top + height))
    }

    /// The slots that a range of the document covers in the piece: the first, and one past the last.
    pub(super) fn slots_of(&self, range: TextRange) -> Option<(usize, usize)> {
        let part = range.intersection(self.range)?;
        let from = self.shown.shown_of(part.start);
        let to = self.shown.shown_end_of(part.end);
        (from < to).then(|| (self.slot_at(from), self.slot_at(to - 1) + 1))
    }

    /// Where one begins and where one ends to read a range, at the foot of their rows, from the top left of the piece.
    pub(super) fn ends_of(&self, range: TextRange) -> Option<(Pos2, Pos2)> {
        let (from, to) = self.slots_of(range)?;
        let cells = self.cells.all();
        let (first, last) = (cells.get(from)?, cells.get(to.checked_sub(1)?)?);
        let foot = |row: u32, x: f32| {
            let (top, height) = self.row_y(row as usize);
            pos2(self.indent + x, top + height)
        };
        Some((foot(first.row, first.from), foot(last.row, last.to)))
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
        self.cells.rows().len()
    }

    /// The row that a byte of the document stands in.
    pub fn row_at(&self, source: usize) -> usize {
        self.cells.caret(self.shown.shown_of(source)).0
    }

    /// Middle of a row, from the top of the piece.
    pub fn row_middle(&self, row: usize) -> f32 {
        let (top, height) = self.row_y(row);
        top + height / 2.0
    }

    /// Bytes of the document at which a row begins, and the last one at which the caret still stands in it: before the
    /// space that it was wrapped at, or before its last character where the next row goes on without one.
    pub fn row_range(&self, row: usize) -> TextRange {
        let Some(bounds) = self.cells.rows().get(row) else {
            return TextRange::new(self.range.end, self.range.end);
        };
        // Behind what is shown before, so that a carriage return that is not shown stays with its line end.
        let behind = |shown| self.shown.source_end_of(shown, self.range.start);
        let start = match row {
            0 => self.shown.source_of(0, self.range.start),
            _ => behind(self.cells.start(bounds.first)),
        };
        let goes_on = self.cells.start(bounds.end) == bounds.text_end
            && row + 1 < self.rows()
            && bounds.end > bounds.first;
        let end = if goes_on {
            let last = self.cells.start(bounds.end - 1);
            self.shown.source_of(last, self.range.end)
        } else {
            behind(bounds.text_end)
        };
        let start = start.min(self.range.end);
        TextRange::new(start, end.min(self.range.end).max(start))
    }

    /// The byte of the document nearest to a point (from the top left of the piece), between two characters that
    /// people see.
    pub fn hit(&self, point: Pos2, document: &str) -> usize {
        let row = self.row_near(point.y);
        let Some((cell, later)) = self.cells.near(row, point.x - self.indent) else {
            return self.place(self.shown_end_of_row(row), document);
        };
        let (start, end) = (self.cells.start(cell), self.cells.start(cell + 1));
        let shown = if later { end } else { start };
        self.place(shown, document)
    }

    /// The place in the row at a point that is nearest to it and at which the caret still stands in that row.
    pub fn hit_in_row(&self, point: Pos2, document: &str) -> usize {
        let row = self.row_near(point.y);
        let at = self.hit(pos2(point.x, self.row_middle(row)), document);
        let range = self.row_range(row);
        segment::floor_grapheme(document, at.clamp(range.start, range.end))
    }

    /// The bytes of the document whose character is at a point, not the nearest gap between two; `None` beside the text.
    pub fn under(&self, point: Pos2, document: &str) -> Option<TextRange> {
        if !self.is_on_text(point) {
            return None;
        }
        let row = self.row_near(point.y);
        let (cell, _) = self.cells.near(row, point.x - self.indent)?;
        let start = self.place(self.cells.start(cell), document);
        let end = self
            .shown
            .source_end_of(self.cells.start(cell + 1), self.range.end);
        Some(TextRange::new(start, segment::ceil_grapheme(document, end)))
    }

    fn shown_end_of_row(&self, row: usize) -> usize {
        let row = self.cells.rows().get(row);
        row.map_or(self.shown.text.len(), |r| r.text_end)
    }

    /// The place in the document of a place in the shown text.
    fn place(&self, shown: usize, document: &str) -> usize {
        let source = self
            .shown
            .source_of(shown, self.range.start)
            .clamp(self.range.start, self.range.end);
        segment::floor_grapheme(document, source)
    }

    /// Whether a point lies on text.
    pub fn is_on_text(&self, point: Pos2) -> bool {
        let x = point.x - self.indent;
        let rows = self.cells.rows().iter().zip(&self.galley.rows);
        rows.into_iter().any(|(cells, placed)| {
            let top = self.above + placed.pos.y;
            point.y >= top && point.y < top + placed.size.y && x >= cells.left && x <= cells.right
        })
    }

    fn row_near(&self, y: f32) -> usize {
        let rows = &self.galley.rows;
        let row = rows.partition_point(|r| self.above + r.pos.y + r.size.y <= y);
        row.min(self.rows().saturating_sub(1))
    }
}

/// Spans that touch, as one; from left to right.
fn joined(mut spans: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    /// What rounding may leave between two.
    const GAP: f32 = 0.75;
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::with_capacity(spans.len().min(4));
    for (left, right) in spans {
        match out.last_mut() {
            Some(last) if left <= last.1 + GAP => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}
