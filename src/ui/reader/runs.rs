//! Rows of words that are measured and set one by one: what reads from right to left, and what cannot be told apart
//! otherwise.

use super::cells::{self, Builder, Cells, Span};
use super::lines::Lines;
use crate::text::{script, segment};
use egui::Galley;
use egui::epaint::text::Glyph;
use egui::text::LayoutJob;
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

/// A word, a space or a sign that is set as one: in one format, in one direction.
struct Run {
    range: Range<usize>,
    level: Level,
    /// How it is given to epaint, where not as it stands: signs in a line from right to left, mirrored and turned about.
    drawn: Option<String>,
    /// Whether a row may end behind it.
    breaks: bool,
    blank: bool,
    width: f32,
    slots: usize,
}

impl Run {
    fn text<'a>(&'a self, lines: &Lines<'a>) -> &'a str {
        match &self.drawn {
            Some(drawn) => drawn,
            None => lines.part(self.range.clone()),
        }
    }
}

/// A row of runs.
struct RunRow {
    runs: Range<usize>,
    /// Level of its line: whether it begins at the right.
    base: Level,
    text_end: usize,
    next: usize,
}

impl Lines<'_> {
    /// Rows of words that are measured and set one by one. `None` where epaint makes other rows of them.
    pub(super) fn by_runs(&self) -> Option<(Arc<Galley>, Cells)> {
        let own_lines: Vec<(Range<usize>, Level, Vec<Run>)> = self
            .own_lines()
            .into_iter()
            .map(|line| self.runs_of(line))
            .collect();
        let mut runs: Vec<Run> = Vec::new();
        let mut ends = Vec::new();
        for (line, base, own) in own_lines {
            let first = runs.len();
            runs.extend(own);
            ends.push((line, base, first..runs.len()));
        }
        self.measure(&mut runs)?;
        if self.split_long(&mut runs, &mut ends) {
            self.measure(&mut runs)?;
        }
        let mut rows = Vec::new();
        for (line, base, own) in ends {
            self.fill_rows(&line, base, own, &runs, &mut rows);
        }
        let orders: Vec<Vec<usize>> = rows.iter().map(|r| visual_order(r, &runs)).collect();
        let galley = self.painter.layout_job(self.run_job(&rows, &orders, &runs));
        if galley.rows.len() != rows.len() {
            return None;
        }
        let mut builder = Builder::default();
        for ((row, order), placed) in rows.iter().zip(&orders).zip(&galley.rows) {
            let spans = self.run_cells(row, order, &runs, &placed.glyphs);
            let ltr = row.base.is_ltr() && self.is_ltr(row, &runs);
            let unseen = self.part(row.text_end..row.next);
            builder.row(&spans, ltr, row.text_end, unseen);
        }
        Some((galley, builder.finish(self.text.len())))
    }

    fn is_ltr(&self, row: &RunRow, runs: &[Run]) -> bool {
        let own = runs.get(row.runs.clone()).unwrap_or_default();
        own.iter().all(|r| r.level.is_ltr())
    }

    /// Cuts one of the text's own lines wherever a row may end, format or direction change, or a space begins or ends.
    fn runs_of(&self, line: Range<usize>) -> (Range<usize>, Level, Vec<Run>) {
        let text = self.part(line.clone());
        let bidi = BidiInfo::new(text, None);
        let base = bidi.paragraphs.first().map_or(Level::ltr(), |p| p.level);
        let breaks = segment::line_breaks(text);
        let mut cuts = breaks.clone();
        let formats = self.formats.iter().map(|(end, _)| *end);
        cuts.extend(formats.filter(|e| line.contains(e)).map(|e| e - line.start));
        // Signs in a line from right to left stand apart from letters: they come from another face, and what epaint sets
        // from several faces it sets from the left.
        let mut before = None;
        for (i, c) in text.char_indices() {
            let level = bidi.levels.get(i).copied().unwrap_or(base);
            let is_letter = level.is_rtl() && script::is_right_to_left(c);
            let here = (level, c.is_whitespace(), is_letter);
            if script::is_ignorable(c) {
                continue;
            }
            if before.is_some_and(|b| b != here) {
                cuts.push(i);
            }
            before = Some(here);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut start = 0;
        let mut runs = Vec::with_capacity(cuts.len());
        let whole = |end: &usize| *end > 0 && segment::is_grapheme_boundary(text, *end);
        for end in cuts.into_iter().filter(whole) {
            let level = bidi.levels.get(start).copied().unwrap_or(base);
            let own = text.get(start..end).unwrap_or_default();
            runs.push(Run {
                range: line.start + start..line.start + end,
                level,
                drawn: turned_about(own, level),
                breaks: breaks.binary_search(&end).is_ok(),
                blank: own.chars().all(char::is_whitespace),
                width: 0.0,
                slots: 0,
            });
            start = end;
        }
        (line, base, runs)
    }

    /// Width and slots of each run, set in a line of its own.
    fn measure(&self, runs: &mut [Run]) -> Option<()> {
        let mut job = Self::job(f32::INFINITY);
        for (i, run) in runs.iter().enumerate() {
            if i > 0 {
                self.end_row(&mut job, run.range.start);
            }
            job.append(run.text(self), 0.0, self.format_at(run.range.start));
        }
        let galley = self.painter.layout_job(job);
        if galley.rows.len() != runs.len() && !runs.is_empty() {
            return None;
        }
        for (run, row) in runs.iter_mut().zip(&galley.rows) {
            run.width = row.glyphs.iter().map(|g| g.advance_width).sum();
            run.slots = row.glyphs.len();
        }
        Some(())
    }

    /// Cuts runs that are wider than the column between characters. Whether there were any.
    fn split_long(
        &self,
        runs: &mut Vec<Run>,
        lines: &mut [(Range<usize>, Level, Range<usize>)],
    ) -> bool {
        if runs.iter().all(|r| r.width <= self.width) {
            return false;
        }
        let mut all = std::mem::take(runs).into_iter();
        for (_, _, own) in lines {
            let first = runs.len();
            for run in all.by_ref().take(own.len()) {
                self.split(run, runs);
            }
            *own = first..runs.len();
        }
        true
    }

    fn split(&self, run: Run, out: &mut Vec<Run>) {
        let text = self.part(run.range.clone());
        let units = cells::units(text, run.range.start);
        if run.width <= self.width || units.len() < 2 {
            return out.push(run);
        }
        // A little less than would fit on average.
        let share = self.width / run.width * 0.9;
        let count = ((units.len() as f32 * share) as usize).max(1);
        for part in units.chunks(count) {
            let start = part.first().map_or(run.range.start, |u| u.start);
            let next = units
                .iter()
                .find(|u| part.last().is_some_and(|l| l.start < u.start));
            let end = next.map_or(run.range.end, |u| u.start);
            out.push(Run {
                drawn: turned_about(self.part(start..end), run.level),
                breaks: run.breaks && end == run.range.end,
                range: start..end,
                ..run
            });
        }
    }

    /// Fills rows with the runs of a line.
    fn fill_rows(
        &self,
        line: &Range<usize>,
        base: Level,
        own: Range<usize>,
        runs: &[Run],
        rows: &mut Vec<RunRow>,
    ) {
        let mut start = own.start;
        let run = |i: usize| runs.get(i);
        while start < own.end {
            let end = self.end_of_runs(start, own.end, runs);
            if end == own.end {
                break;
            }
            let blanks = (start + 1..end).rev();
            let blanks = blanks.take_while(|&i| run(i).is_some_and(|r| r.blank));
            let seen = end - blanks.count();
            rows.push(RunRow {
                runs: start..seen,
                base,
                text_end: run(seen - 1).map_or(line.end, |r| r.range.end),
                next: run(end).map_or(line.end, |r| r.range.start),
            });
            start = end;
        }
        rows.push(RunRow {
            runs: start..own.end,
            base,
            text_end: line.end,
            next: (line.end + 1).min(self.text.len()),
        });
    }

    /// One past the last run of the row that begins with `start`.
    fn end_of_runs(&self, start: usize, end: usize, runs: &[Run]) -> usize {
        let (mut x, mut best) = (0.0, None);
        for (i, run) in runs.iter().enumerate().take(end).skip(start) {
            x += run.width;
            if x > self.width && !run.blank && i > start {
                return best.unwrap_or(i);
            }
            if run.breaks {
                best = Some(i + 1);
            }
        }
        end
    }

    /// The rows as epaint is to paint them. What begins at the right is moved there.
    fn run_job(&self, rows: &[RunRow], orders: &[Vec<usize>], runs: &[Run]) -> LayoutJob {
        let mut job = Self::job(f32::INFINITY);
        for (i, (row, order)) in rows.iter().zip(orders).enumerate() {
            if i > 0 {
                self.end_row(&mut job, row.text_end);
            }
            let mut leading = self.leading(row, runs);
            for run in order.iter().filter_map(|&i| runs.get(i)) {
                job.append(run.text(self), leading, self.format_at(run.range.start));
                leading = 0.0;
            }
        }
        if job.sections.is_empty() {
            job.append("", 0.0, self.format_at(0));
        }
        job
    }

    /// Room left of a row.
    fn leading(&self, row: &RunRow, runs: &[Run]) -> f32 {
        if row.base.is_ltr() {
            return 0.0;
        }
        let own = runs.get(row.runs.clone()).unwrap_or_default();
        let width: f32 = own.iter().map(|r| r.width).sum();
        (self.width - width).max(0.0).floor()
    }

    /// The cells of a row, in the order of the text: a run that cannot be told apart is one cell.
    fn run_cells(
        &self,
        row: &RunRow,
        order: &[usize],
        runs: &[Run],
        glyphs: &[Glyph],
    ) -> Vec<Span> {
        let mut x = self.leading(row, runs);
        let mut slot = 0;
        let mut parts: Vec<(usize, Vec<Span>)> = Vec::with_capacity(order.len());
        for (i, run) in order.iter().filter_map(|&i| Some((i, runs.get(i)?))) {
            let own = glyphs.get(slot..slot + run.slots).unwrap_or_default();
            let spans = self.cells_of_run(run, own, x);
            parts.push((i, spans));
            x += run.width;
            slot += run.slots;
        }
        parts.sort_unstable_by_key(|p| p.0);
        parts.into_iter().flat_map(|p| p.1).collect()
    }

    fn cells_of_run(&self, run: &Run, glyphs: &[Glyph], left: f32) -> Vec<Span> {
        let units = cells::units(self.part(run.range.clone()), run.range.start);
        let backwards = run.level.is_rtl();
        let mut found: Option<Vec<Span>> = match &run.drawn {
            // Drawn from left to right, the last one first.
            Some(drawn) => cells::line_up(glyphs, &cells::units(drawn, 0))
                .filter(|found| found.len() == units.len())
                .map(|found| {
                    let pairs = units.iter().zip(found.iter().rev());
                    let turned = pairs.map(|(unit, span)| Span {
                        start: unit.start,
                        from: span.to,
                        to: span.from,
                    });
                    turned.collect()
                }),
            None if backwards => cells::line_up_by_name(glyphs, &units, left, true),
            None => cells::line_up(glyphs, &units)
                .or_else(|| cells::line_up_by_name(glyphs, &units, left, false)),
        };
        if let Some(spans) = &mut found {
            // Painted places are rounded to pixels; cells fill the room that was measured, so that runs do not overlap.
            let (left, right) = (left, left + run.width);
            for span in spans.iter_mut() {
                span.from = span.from.clamp(left, right);
                span.to = span.to.clamp(left, right);
            }
            let (start, end) = if backwards {
                (right, left)
            } else {
                (left, right)
            };
            spans.first_mut().into_iter().for_each(|s| s.from = start);
            spans.last_mut().into_iter().for_each(|s| s.to = end);
        }
        found.unwrap_or_else(|| {
            let right = left + run.width;
            let (from, to) = if backwards {
                (right, left)
            } else {
                (left, right)
            };
            vec![Span {
                start: run.range.start,
                from,
                to,
            }]
        })
    }
}

/// The runs of a row from left to right.
fn visual_order(row: &RunRow, runs: &[Run]) -> Vec<usize> {
    let own = runs.get(row.runs.clone()).unwrap_or_default();
    let levels: Vec<Level> = own.iter().map(|r| r.level).collect();
    BidiInfo::reorder_visual(&levels)
        .into_iter()
        .map(|i| row.runs.start + i)
        .collect()
}

/// Signs without a direction of their own as they stand in a line from right to left. Letters that are written from right
/// to left are turned about by the shaper.
fn turned_about(text: &str, level: Level) -> Option<String> {
    if level.is_ltr() || script::has_right_to_left(text) {
        return None;
    }
    let turned = text
        .graphemes(true)
        .rev()
        .flat_map(|g| g.chars().map(mirrored));
    Some(turned.collect())
}

fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 7] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
    ];
    let other = PAIRS.iter().find_map(|&(a, b)| match c {
        _ if c == a => Some(b),
        _ if c == b => Some(a),
        _ => None,
    });
    other.unwrap_or(c)
}
