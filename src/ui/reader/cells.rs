//! Where each character that people see stands in a galley.
//!
//! epaint gives a row of glyph slots without saying which characters they are for. Most often there is one a character;
//! where a font makes more or fewer of them, what belongs together is found by the characters that the slots name, and
//! where that is not sure a whole word or row is one cell. A hit, a rectangle and a caret all come from the same cells,
//! so that they cannot disagree.

use crate::text::script;
use egui::epaint::text::Glyph;
use unicode_segmentation::UnicodeSegmentation;

/// What is hit and painted as one: a character that people see, or several where they cannot be told apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// First byte of the shown text; the next cell begins where this one ends.
    pub start: u32,
    /// Its row.
    pub row: u32,
    /// Where the caret stands before it, from the left of the galley.
    pub from: f32,
    /// Where the caret stands behind it; left of `from` where one reads from right to left.
    pub to: f32,
}

impl Cell {
    /// Its left and right edge.
    pub fn edges(&self) -> (f32, f32) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// A row of cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// First of its cells.
    pub first: usize,
    /// One past the last of its cells.
    pub end: usize,
    /// Byte of the shown text behind what is seen of it.
    pub text_end: usize,
    /// Left edge of what is seen.
    pub left: f32,
    /// Right edge of what is seen.
    pub right: f32,
    /// Whether all of it is read from left to right.
    pub ltr: bool,
}

/// The cells of a galley, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// For every byte of the shown text its cell; empty where every cell is one byte.
    by_byte: Vec<u32>,
    len: usize,
}

impl Cells {
    /// All cells.
    pub fn all(&self) -> &[Cell] {
        &self.cells
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of a row, in the order of the text.
    pub fn in_row(&self, row: usize) -> &[Cell] {
        let row = self.rows.get(row);
        row.and_then(|r| self.cells.get(r.first..r.end))
            .unwrap_or_default()
    }

    /// Number of the cell that a byte of the shown text stands in; the number of cells at the end of the text.
    pub fn at(&self, byte: usize) -> usize {
        if byte >= self.len {
            return self.cells.len();
        }
        if self.by_byte.is_empty() {
            return byte;
        }
        self.by_byte.get(byte).map_or(0, |&i| i as usize)
    }

    /// First byte of a cell; the end of the text behind the last one.
    pub fn start(&self, cell: usize) -> usize {
        self.cells.get(cell).map_or(self.len, |c| c.start as usize)
    }

    /// The row of a cell; the last one behind the last cell.
    pub fn row_of(&self, cell: usize) -> usize {
        let last = self.rows.len().saturating_sub(1);
        self.cells.get(cell).map_or(last, |c| c.row as usize)
    }

    /// Where the caret stands before a byte: row, and x from the left of the galley.
    pub fn caret(&self, byte: usize) -> (usize, f32) {
        let i = self.at(byte);
        if let Some(cell) = self.cells.get(i) {
            return (cell.row as usize, cell.from);
        }
        let row = self.rows.len().saturating_sub(1);
        let before = self.in_row(row).last().map(|c| c.to);
        let left = self.rows.get(row).map_or(0.0, |r| r.left);
        (row, before.unwrap_or(left))
    }

    /// The cell of a row that is nearest to `x`, and whether `x` is in the later half of it, as one reads.
    pub fn near(&self, row: usize, x: f32) -> Option<(usize, bool)> {
        let first = self.rows.get(row)?.first;
        let away = |c: &Cell| {
            let (left, right) = c.edges();
            (left - x).max(x - right).max(0.0)
        };
        // Of several that touch one place the first that is seen, else the first of all.
        let rank = |c: &Cell| (away(c), c.from == c.to);
        let cells = self.in_row(row).iter().enumerate();
        let (i, cell) = cells.min_by(|(_, a), (_, b)| {
            let ((a, unseen_a), (b, unseen_b)) = (rank(a), rank(b));
            a.total_cmp(&b).then(unseen_a.cmp(&unseen_b))
        })?;
        let middle = (cell.from + cell.to) / 2.0;
        let later = if cell.to > cell.from {
            x >= middle
        } else {
            x <= middle && cell.to < cell.from
        };
        Some((first + i, later))
    }
}

/// Puts cells together, row by row, in the order of the text.
#[derive(Default)]
pub struct Builder {
    cells: Vec<Cell>,
    rows: Vec<Row>,
}

impl Builder {
    /// Adds the cells of a row: their spans, what is read from left to right, and where what is seen of it ends. What
    /// follows up to `next` is not seen and stands at the end of the row: a space that the row is broken at, a line end.
    pub fn row(&mut self, spans: &[Span], ltr: bool, text_end: usize, unseen: &str) {
        let (first, row) = (self.cells.len(), narrow(self.rows.len()));
        let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
        for span in spans {
            left = left.min(span.from).min(span.to);
            right = right.max(span.from).max(span.to);
            self.cells.push(Cell {
                start: narrow(span.start),
                row,
                from: span.from,
                to: span.to,
            });
        }
        if spans.is_empty() {
            (left, right) = (0.0, 0.0);
        }
        let end = spans.last().map_or(left, |s| s.to);
        self.cells.extend(unseen.char_indices().map(|(i, _)| Cell {
            start: narrow(text_end + i),
            row,
            from: end,
            to: end,
        }));
        self.rows.push(Row {
            first,
            end: self.cells.len(),
            text_end,
            left,
            right,
            ltr,
        });
    }

    /// The cells of a shown text of `len` bytes.
    pub fn finish(self, len: usize) -> Cells {
        let Self { cells, rows } = self;
        let mut by_byte = Vec::new();
        if cells.len() != len {
            by_byte.reserve_exact(len);
            for i in 1..=cells.len() {
                let next = cells.get(i).map_or(len, |c| c.start as usize);
                by_byte.resize(next.max(by_byte.len()), narrow(i - 1));
            }
        }
        Cells {
            cells,
            rows,
            by_byte,
            len,
        }
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A cell before it has a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Where the caret stands before it.
    pub from: f32,
    /// Where the caret stands behind it.
    pub to: f32,
}

/// A character that people see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// First byte.
    pub start: usize,
    first: char,
    chars: usize,
    /// How many slots more than characters a shaper may make of it.
    swell: usize,
}

/// The characters that people see of a text that begins at byte `base`.
pub fn units(text: &str, base: usize) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(text.len() / 2);
    if script::is_simple(text) {
        out.extend(text.char_indices().map(|(at, first)| Unit {
            start: base + at,
            first,
            chars: 1,
            swell: 0,
        }));
        return out;
    }
    out.extend(text.grapheme_indices(true).map(|(at, grapheme)| {
        let mut chars = grapheme.chars();
        let first = chars.next().unwrap_or_default();
        Unit {
            start: base + at,
            first,
            chars: 1 + chars.count(),
            swell: grapheme.matches(SARA_AM).count(),
        }
    }));
    out
}

/// SARA AM of Thai and Lao: always shaped as two signs, of which the first stands over the letter before.
const SARA_AM: [char; 2] = ['\u{E33}', '\u{EB3}'];

/// Lines up the slots of a stretch that is read from left to right, where that is sure: there are never fewer slots than
/// characters, so that as many as characters are one each. `None` where it is not sure.
pub fn line_up(glyphs: &[Glyph], units: &[Unit]) -> Option<Vec<Span>> {
    let chars: usize = units.iter().map(|u| u.chars).sum();
    let swell: usize = units.iter().map(|u| u.swell).sum();
    let swollen = glyphs.len() != chars;
    if swollen && glyphs.len() != chars + swell {
        return None;
    }
    let mut edges = Vec::with_capacity(units.len());
    let mut slot = 0;
    for unit in units {
        let count = unit.chars + if swollen { unit.swell } else { 0 };
        let own = glyphs.get(slot..slot + count)?;
        if swollen && own.first()?.chr != unit.first {
            return None;
        }
        let seen = own.iter().any(|g| g.advance_width > 0.0);
        edges.push((own.first()?.pos.x, seen || script::is_ignorable(unit.first)));
        slot += count;
    }
    let last = glyphs.last().map_or(0.0, Glyph::max_x);
    Some(spans(units, &edges, last))
}

/// From left edges, and whether there is something to see of its own, to spans. Characters of a ligature share its width.
fn spans(units: &[Unit], edges: &[(f32, bool)], end: f32) -> Vec<Span> {
    let mut out = Vec::with_capacity(units.len());
    let mut i = 0;
    let mut from = edges.first().map_or(0.0, |e| e.0);
    while let (Some(_), Some(&(_, seen))) = (units.get(i), edges.get(i)) {
        let parts = edges.get(i + 1..).unwrap_or_default();
        let parts = 1 + if seen {
            parts.iter().take_while(|e| !e.1).count()
        } else {
            0
        };
        let to = edges.get(i + parts).map_or(end, |e| e.0).max(from);
        share(
            units.get(i..i + parts).unwrap_or_default(),
            from,
            to,
            &mut out,
        );
        from = to;
        i += parts;
    }
    out
}

/// Divides the room from one place to another evenly.
fn share(units: &[Unit], from: f32, to: f32, out: &mut Vec<Span>) {
    let step = (to - from) / units.len().max(1) as f32;
    for (i, unit) in units.iter().enumerate() {
        let from = from + step * i as f32;
        out.push(Span {
            start: unit.start,
            from,
            to: from + step,
        });
    }
}

/// Most characters and slots of a stretch that is lined up by what the slots name.
const LONGEST: usize = 96;

/// Lines up a stretch by the characters that its slots name. `backwards`: it is read from right to left, and the slots
/// stand as they are painted. The stretch begins at `left`. `None` where there are several ways, none the best.
pub fn line_up_by_name(
    glyphs: &[Glyph],
    units: &[Unit],
    left: f32,
    backwards: bool,
) -> Option<Vec<Span>> {
    // Marks, and what epaint adds to keep the count, take no room.
    let mut slots: Vec<(char, f32)> = glyphs
        .iter()
        .filter(|g| g.advance_width > 0.0)
        .map(|g| (g.chr, g.advance_width))
        .collect();
    let width: f32 = slots.iter().map(|s| s.1).sum();
    if backwards {
        slots.reverse();
    }
    let names: Vec<char> = slots.iter().map(|s| s.0).collect();
    let counts = match_up(&names, units)?;
    let (mut from, way) = if backwards {
        (left + width, -1.0)
    } else {
        (left, 1.0)
    };
    let mut out = Vec::with_capacity(units.len());
    let (mut slot, mut i) = (0, 0);
    while let Some(&count) = counts.get(i) {
        let own = slots.get(slot..slot + count).unwrap_or_default();
        let to = from + way * own.iter().map(|s| s.1).sum::<f32>();
        // What has no slot is a part of the ligature before it, unless it is never seen.
        let rest = units.iter().zip(&counts).skip(i + 1);
        let joined = rest.take_while(|(u, n)| **n == 0 && !script::is_ignorable(u.first));
        let parts = 1 + if count > 0 { joined.count() } else { 0 };
        share(
            units.get(i..i + parts).unwrap_or_default(),
            from,
            to,
            &mut out,
        );
        (from, slot, i) = (to, slot + count, i + parts);
    }
    Some(out)
}

/// The cheapest way to a state, and whether it is the only one so cheap.
#[derive(Clone, Copy)]
struct Way {
    cost: usize,
    only: bool,
    /// How many slots the last character took.
    took: usize,
}

/// How many slots each character takes, by their names; `None` where two ways are equally good.
fn match_up(names: &[char], units: &[Unit]) -> Option<Vec<usize>> {
    if units.is_empty() || names.len().max(units.len()) > LONGEST {
        return None;
    }
    let mut ways: Vec<Vec<Option<Way>>> = vec![vec![None; names.len() + 1]];
    if let Some(first) = ways.first_mut().and_then(|w| w.first_mut()) {
        *first = Some(Way {
            cost: 0,
            only: true,
            took: 0,
        });
    }
    for (i, unit) in units.iter().enumerate() {
        let mut next = vec![None; names.len() + 1];
        for (j, way) in ways.last()?.iter().enumerate() {
            if let Some(way) = way {
                steps(*way, unit, i == 0, j, names, &mut next);
            }
        }
        ways.push(next);
    }
    let mut j = names.len();
    let mut out = Vec::with_capacity(units.len());
    ways.last()?.last()?.filter(|w| w.only)?;
    for states in ways.iter().skip(1).rev() {
        let took = states.get(j)?.as_ref()?.took;
        out.push(took);
        j -= took;
    }
    out.reverse();
    Some(out)
}

/// All states that a character leads to from one.
fn steps(
    way: Way,
    unit: &Unit,
    is_first: bool,
    at: usize,
    names: &[char],
    next: &mut [Option<Way>],
) {
    let unseen = script::is_ignorable(unit.first);
    let own = names.get(at..).unwrap_or_default();
    let most = own.iter().take_while(|&&c| c == unit.first).count();
    for took in 0..=most {
        let cost = match took {
            0 if unseen => 0,
            0 if is_first => continue,
            0 => 1,
            n => n.abs_diff(1 + unit.swell),
        };
        let new = Way {
            cost: way.cost + cost,
            only: way.only,
            took,
        };
        let Some(slot) = next.get_mut(at + took) else {
            continue;
        };
        *slot = Some(match *slot {
            Some(old) if old.cost < new.cost => old,
            Some(old) if old.cost == new.cost => Way { only: false, ..old },
            _ => new,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(names: &str, text: &str) -> Option<Vec<usize>> {
        let names: Vec<char> = names.chars().collect();
        match_up(&names, &units(text, 0))
    }

    #[test]
    fn slots_are_given_to_the_characters_that_they_name() {
        assert_eq!(counts("abc", "abc"), Some(vec![1, 1, 1]));
        // A ligature; doubled letters; SARA AM beside its own letter.
        assert_eq!(counts("للم", "للام"), Some(vec![1, 1, 0, 1]));
        assert_eq!(counts("لل", "لل"), Some(vec![1, 1]));
        assert_eq!(counts("นนน", "นำน"), Some(vec![2, 1]));
        assert_eq!(counts("xyz", "abc"), None);
        assert_eq!(counts("", "abc"), None);
    }

    #[test]
    fn what_has_two_equal_ways_is_not_guessed() {
        // One slot too many for two letters of one name: which of them has it?
        assert_eq!(counts("aaa", "aa"), None);
        // A ligature too few among three.
        assert_eq!(counts("aa", "aaa"), None);
    }

    #[test]
    fn characters_of_a_ligature_share_its_width() {
        let found = spans(
            &units("xfiy", 0),
            &[(0.0, true), (5.0, true), (15.0, false), (15.0, true)],
            20.0,
        );
        let edges: Vec<(f32, f32)> = found.iter().map(|s| (s.from, s.to)).collect();
        assert_eq!(edges, [(0.0, 5.0), (5.0, 10.0), (10.0, 15.0), (15.0, 20.0)]);
    }

    #[test]
    fn every_byte_has_its_cell() {
        let mut builder = Builder::default();
        let span = |start, from: f32, to| Span { start, from, to };
        builder.row(&[span(0, 0.0, 4.0), span(1, 4.0, 9.0)], true, 4, " ");
        builder.row(&[span(5, 0.0, 3.0)], true, 6, "");
        let cells = builder.finish(6);
        let at: Vec<usize> = (0..=6).map(|b| cells.at(b)).collect();
        assert_eq!(at, [0, 1, 1, 1, 2, 3, 4]);
        assert_eq!(cells.caret(6), (1, 3.0));
        assert_eq!(cells.caret(4), (0, 9.0));
        assert_eq!(cells.near(0, 100.0), Some((1, true)));
        assert_eq!(cells.near(0, 4.4), Some((1, false)));
    }
}
