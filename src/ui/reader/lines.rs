//! Setting text in lines, so that it is known where each character stands.
//!
//! Text of simple scripts is broken by epaint. Everything else is broken here, because epaint breaks Khmer or Thai in the
//! middle of a word and a letter from its marks, and sets what reads from right to left as one line from the left, its
//! end in the first row. Words are measured, rows filled, and epaint is given each row as it is to be painted: what reads
//! from right to left in the order of Unicode's bidirectional algorithm, word by word.

use super::cells::{self, Builder, Cells, Span};
use crate::text::{script, segment};
use egui::epaint::text::{Glyph, PlacedRow};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Galley, Painter};
use std::ops::Range;
use std::sync::Arc;

/// A text to be set, with its formats: each reaches from the end of the one before to its own end.
pub struct Lines<'a> {
    /// What lays it out.
    pub painter: &'a Painter,
    /// The text.
    pub text: &'a str,
    /// End (UTF-8 bytes of the text) and format of its parts, in order; at least one.
    pub formats: &'a [(usize, TextFormat)],
    /// Width of the column.
    pub width: f32,
}

/// Sets a text.
pub fn set(lines: &Lines<'_>) -> (Arc<Galley>, Cells) {
    let set = if script::is_simple(lines.text) {
        lines.by_epaint()
    } else {
        None
    };
    set.or_else(|| lines.by_words())
        .or_else(|| lines.by_runs())
        .unwrap_or_else(|| lines.as_one())
}

/// A row as it was decided on: UTF-8 bytes of the text.
struct Broken {
    /// What is seen of it.
    seen: Range<usize>,
    /// Where the next row begins: behind spaces that the row is broken at, or a line end.
    next: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn part(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }
}

impl Lines<'_> {
    pub(super) fn job(width: f32) -> LayoutJob {
        LayoutJob {
            wrap: TextWrapping::wrap_at_width(width),
            keep_trailing_whitespace: true,
            ..LayoutJob::default()
        }
    }

    /// Adds a part of the text with its formats.
    fn append(&self, job: &mut LayoutJob, range: Range<usize>) {
        let first = self.formats.partition_point(|(end, _)| *end <= range.start);
        let mut start = range.start;
        for (end, format) in self.formats.get(first..).unwrap_or_default() {
            if start >= range.end {
                break;
            }
            let end = (*end).min(range.end);
            job.append(self.part(start..end), 0.0, format.clone());
            start = end;
        }
    }

    /// Adds a line end.
    pub(super) fn end_row(&self, job: &mut LayoutJob, at: usize) {
        job.append("\n", 0.0, self.format_at(at));
    }

    pub(super) fn format_at(&self, at: usize) -> TextFormat {
        let i = self.formats.partition_point(|(end, _)| *end <= at);
        let format = self.formats.get(i).or(self.formats.last());
        format.map(|f| f.1.clone()).unwrap_or_default()
    }

    /// The lines that the text itself has, without their ends.
    pub(super) fn own_lines(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let lines = self.text.split('\n').map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        });
        lines.collect()
    }

    /// Epaint breaks the rows, at spaces; one glyph slot is one character, or it is `None`.
    fn by_epaint(&self) -> Option<(Arc<Galley>, Cells)> {
        let mut job = Self::job(self.width);
        self.append(&mut job, 0..self.text.len());
        if job.sections.is_empty() {
            job.append("", 0.0, self.format_at(0));
        }
        let galley = self.painter.layout_job(job);
        let mut builder = Builder::default();
        let mut at = 0;
        for (i, row) in galley.rows.iter().enumerate() {
            let rest = self.text.get(at..)?;
            let len = rest
                .char_indices()
                .nth(row.glyphs.len())
                .map_or(rest.len(), |(i, _)| i);
            let own = rest.get(..len)?;
            let is_wrapped = !row.ends_with_newline && i + 1 < galley.rows.len();
            // The spaces that a row is wrapped at hang over its end and are not seen.
            let seen = if is_wrapped {
                own.trim_end().len()
            } else {
                len
            };
            let slots = row.glyphs.get(..own.get(..seen)?.chars().count())?;
            let spans = cells::line_up(slots, &cells::units(own.get(..seen)?, at))?;
            let next = at + len + usize::from(row.ends_with_newline);
            let unseen = self.text.get(at + seen..next)?;
            builder.row(&spans, true, at + seen, unseen);
            at = next;
        }
        (at == self.text.len()).then(|| (galley, builder.finish(self.text.len())))
    }

    /// Rows are broken here, at what a language allows; `None` where the slots of a row cannot be told apart.
    fn by_words(&self) -> Option<(Arc<Galley>, Cells)> {
        if script::has_right_to_left(self.text) {
            return None;
        }
        let mut job = Self::job(f32::INFINITY);
        self.append(&mut job, 0..self.text.len());
        let measured = self.painter.layout_job(job);
        let own_lines = self.own_lines();
        if measured.rows.len() != own_lines.len() {
            return None;
        }
        let mut rows = Vec::with_capacity(own_lines.len());
        for (line, row) in own_lines.iter().zip(&measured.rows) {
            self.break_line(line.clone(), &row.glyphs, &mut rows)?;
        }
        let galley = if rows.len() == own_lines.len() {
            measured
        } else {
            self.painter.layout_job(self.broken_job(&rows))
        };
        let cells = self.cells_of(&rows, &galley.rows)?;
        Some((galley, cells))
    }

    /// Breaks one of the text's own lines into rows by the places of its characters in a measured row.
    fn break_line(
        &self,
        line: Range<usize>,
        glyphs: &[Glyph],
        rows: &mut Vec<Broken>,
    ) -> Option<()> {
        let text = self.part(line.clone());
        let spans = cells::line_up(glyphs, &cells::units(text, line.start))?;
        let next = (line.end + 1).min(self.text.len());
        let is_short = spans.last().is_none_or(|s| s.to <= self.width);
        if is_short {
            rows.push(Broken { seen: line, next });
            return Some(());
        }
        let ends: Vec<usize> = segment::line_breaks(text)
            .into_iter()
            .map(|b| line.start + b)
            .collect();
        let mut start = line.start;
        while let Some(end) = self.end_of_row(start, line.end, &spans, &ends) {
            let seen = start + self.part(start..end).trim_end().len();
            // A row of spaces alone is one of its own, like one of letters.
            let seen = start..if seen == start { end } else { seen };
            rows.push(Broken { seen, next: end });
            start = end;
        }
        rows.push(Broken {
            seen: start..line.end,
            next,
        });
        Some(())
    }

    /// Where the row that begins at `start` is broken; `None` where the rest of the line fits.
    fn end_of_row(
        &self,
        start: usize,
        line_end: usize,
        spans: &[Span],
        ends: &[usize],
    ) -> Option<usize> {
        let first = spans.partition_point(|s| s.start < start);
        let left = spans.get(first)?.from;
        // The first character that reaches over the edge.
        let over = spans
            .get(first..)?
            .partition_point(|s| s.to - left <= self.width);
        let over = first + over.max(1);
        let limit = spans.get(over)?.start;
        // Spaces hang over the edge.
        let blank = self.part(limit..line_end);
        let limit_with_blanks = limit + blank.len() - blank.trim_start().len();
        if limit_with_blanks >= line_end {
            return None;
        }
        let i = ends.partition_point(|&e| e <= limit_with_blanks);
        let best = i.checked_sub(1).and_then(|i| ends.get(i).copied());
        Some(best.filter(|&b| b > start).unwrap_or(limit))
    }

    /// The text with its rows as lines.
    fn broken_job(&self, rows: &[Broken]) -> LayoutJob {
        let mut job = Self::job(f32::INFINITY);
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                self.end_row(&mut job, row.seen.start);
            }
            self.append(&mut job, row.seen.clone());
        }
        job
    }

    fn cells_of(&self, rows: &[Broken], placed: &[PlacedRow]) -> Option<Cells> {
        if rows.len() != placed.len() {
            return None;
        }
        let mut builder = Builder::default();
        for (row, placed) in rows.iter().zip(placed) {
            let units = cells::units(self.part(row.seen.clone()), row.seen.start);
            let spans = cells::line_up(&placed.glyphs, &units)?;
            let unseen = self.part(row.seen.end..row.next);
            builder.row(&spans, true, row.seen.end, unseen);
        }
        Some(builder.finish(self.text.len()))
    }

    /// The whole text as one cell: what is left where nothing is known.
    fn as_one(&self) -> (Arc<Galley>, Cells) {
        let mut job = Self::job(self.width);
        self.append(&mut job, 0..self.text.len());
        let galley = self.painter.layout_job(job);
        let mut builder = Builder::default();
        for (i, row) in galley.rows.iter().enumerate() {
            let span = Span {
                start: 0,
                from: 0.0,
                to: row.size.x,
            };
            let spans = if i == 0 { vec![span] } else { Vec::new() };
            builder.row(&spans, true, self.text.len(), "");
        }
        let cells = builder.finish(self.text.len());
        (galley, cells)
    }
}
