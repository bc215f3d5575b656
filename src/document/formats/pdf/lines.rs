//! From the words of a page to lines in the order in which they are read.
//!
//! Words on one height are a row. Where many rows in succession leave the same strip empty and both sides of it are filled
//! with text (the cells of a table are not), the strip is the gutter between two columns; rows that cross it part the page
//! into bands. Inside of a column, rows that fall into the same cells are the rows of a table.

use super::glyphs::{Ruling, Word};
use crate::text::lexicon;

/// Rows in succession that have to leave a strip empty before it is a gutter.
const GUTTER_ROWS: usize = 5;
/// What part of a column its words have to fill.
const FILL: f32 = 0.5;
/// The parts of a page's height where what stands apart is no part of a column.
const EDGE: f32 = 0.13;
/// Most large first letters of a page that are looked at: each is held against all words.
const INITIALS: usize = 64;
/// Columns are looked for inside columns so often.
const MAX_DEPTH: usize = 2;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// Whether a space stands before it.
    pub space: bool,
    /// Raised and small: the mark of a note, an exponent.
    pub raised: bool,
    pub x0: f32,
    pub thick: f32,
}

/// A line of a column, or a row of a table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Index of the page, from 0.
    pub page: usize,
    pub pieces: Vec<Piece>,
    /// The cells of a table row, by the index of their first piece.
    pub cells: Option<Vec<Vec<Piece>>>,
    pub x0: f32,
    pub x1: f32,
    /// Height of the baseline.
    pub y: f32,
    pub size: f32,
    /// The column: left and right edge.
    pub column: (f32, f32),
    /// Which column of which band of which page: lines of one are in succession.
    pub region: u32,
    pub artifact: bool,
    /// Whether a wide gap parts its words.
    pub parted: bool,
    /// Whether most of it is bold.
    pub bold: bool,
}

impl Line {
    /// Its words.
    pub fn text(&self) -> String {
        join(&self.pieces)
    }

    /// Thickness of its letters, added up.
    pub fn thick(&self) -> f32 {
        self.pieces.iter().map(|p| p.thick).sum()
    }
}

/// Pieces as text.
pub(super) fn join(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        if piece.space && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&piece.text);
    }
    out
}

/// Words on one height.
#[derive(Clone, Debug)]
struct Row {
    words: Vec<Word>,
    y: f32,
    size: f32,
}

impl Row {
    fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.x0)
    }

    fn x1(&self) -> f32 {
        self.words.iter().map(|w| w.x1).fold(0.0, f32::max)
    }

    fn of(words: Vec<Word>) -> Self {
        let main = words.iter().max_by(|a, b| {
            (a.size, a.x1 - a.x0)
                .partial_cmp(&(b.size, b.x1 - b.x0))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let (y, size) = main.map_or((0.0, 1.0), |w| (w.y, w.size));
        Self { words, y, size }
    }
}

/// The lines of a page in reading order. `regions` counts columns over the document.
pub(super) fn lines(
    page: usize,
    height: f32,
    words: Vec<Word>,
    rulings: &[Ruling],
    regions: &mut u32,
) -> Vec<Line> {
    let mut rows = rows(with_initials(words));
    let mut out = Vec::new();
    let (head, foot) = (
        take_edge(&mut rows, height, true),
        take_edge(&mut rows, height, false),
    );
    let mut ordered: Vec<Vec<Row>> = head.into_iter().map(|r| vec![r]).collect();
    order(rows, 0, &mut ordered);
    ordered.extend(foot.map(|r| vec![r]));
    for column in ordered {
        *regions += 1;
        let edges = column.iter().fold((f32::MAX, f32::MIN), |(a, b), r| {
            (a.min(r.x0()), b.max(r.x1()))
        });
        out.extend(super::tables::lines_of(
            page,
            column_rows(column),
            rulings,
            edges,
            *regions,
        ));
    }
    out
}

/// The first or last row of a page, where it stands apart: it is no part of a column.
fn take_edge(rows: &mut Vec<Row>, height: f32, top: bool) -> Option<Row> {
    let (edge, next) = if top {
        (rows.first()?, rows.get(1)?)
    } else {
        (rows.last()?, rows.get(rows.len().checked_sub(2)?)?)
    };
    let zone = if top {
        edge.y < EDGE * height
    } else {
        edge.y > (1.0 - EDGE) * height
    };
    let apart = (next.y - edge.y).abs() > 1.8 * edge.size.max(0.8 * next.size);
    (zone && apart).then(|| {
        if top {
            rows.remove(0)
        } else {
            rows.pop().unwrap_or_else(|| Row::of(Vec::new()))
        }
    })
}

/// The rows of a column as lines whose words are in order.
fn column_rows(rows: Vec<Row>) -> Vec<(Vec<Word>, f32, f32)> {
    rows.into_iter().map(|r| (r.words, r.y, r.size)).collect()
}

/// Large first letters of paragraphs, that stand before several lines, go to the first one.
fn with_initials(mut words: Vec<Word>) -> Vec<Word> {
    let large = |w: &Word| {
        let mut letters = w.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && w.size > 18.0
    };
    let found = words.iter().enumerate().filter(|(_, w)| large(w));
    let initials: Vec<usize> = found.map(|(n, _)| n).take(INITIALS).collect();
    for n in initials {
        let Some(initial) = words.get(n).cloned() else {
            continue;
        };
        // The words right beside it, one a line.
        let beside = |w: &&Word| {
            let above = initial.y - w.y;
            w.size * 2.2 < initial.size
                && w.turn == initial.turn
                && (-0.2 * w.size..initial.size).contains(&above)
                && (-0.2 * w.size..1.2 * w.size).contains(&(w.x0 - initial.x1))
        };
        let lines = words.iter().filter(beside).count();
        let first = words
            .iter()
            .filter(beside)
            .min_by(|a, b| a.y.total_cmp(&b.y))
            .cloned();
        if let (Some(first), Some(initial)) = (first.filter(|_| lines >= 2), words.get_mut(n)) {
            // A letter that is a word of its own is not glued to the next one.
            let glued = format!("{}{}", initial.text, first.text).to_lowercase();
            let alone = "AIOÀÉEYÓ".contains(initial.text.as_str()) && !lexicon::is_word(&glued);
            initial.y = first.y;
            initial.size = first.size;
            initial.spaced = alone;
            initial.x1 = first.x0;
        }
    }
    words
}

/// Words by height. Raised and lowered ones belong to the row that they overlap.
fn rows(mut words: Vec<Word>) -> Vec<Row> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        let near = rows
            .iter_mut()
            .rev()
            .take(6)
            .find(|row| belongs(row, &word));
        match near {
            Some(row) => {
                if word.size > row.size * 1.1 {
                    (row.y, row.size) = (word.y, word.size);
                }
                row.words.push(word);
            }
            None => rows.push(Row {
                y: word.y,
                size: word.size,
                words: vec![word],
            }),
        }
    }
    let mut rows = with_raised(rows);
    for row in &mut rows {
        row.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

/// Raised marks are met before their line and stand as rows of their own: they go to the line that they hang on.
fn with_raised(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut rest: Vec<Row> = rows;
    let mut n = 0;
    while n < rest.len() {
        let hangs_on = |m: usize| {
            let (Some(small), Some(row)) = (rest.get(n), rest.get(m)) else {
                return false;
            };
            let reach = 0.5 * row.size;
            let beside = |w: &Word| {
                row.words
                    .iter()
                    .any(|v| (w.x0 - v.x1).max(v.x0 - w.x1) < reach)
            };
            small.size < 0.85 * row.size
                && (row.y - small.y).abs() < 0.65 * row.size
                && small.words.len() <= 12
                && small.words.iter().all(beside)
        };
        // Rows of two columns take turns.
        let near = (1..=5).flat_map(|d| [n + d, n.wrapping_sub(d)]);
        let found = near.into_iter().find(|m| hangs_on(*m));
        if let Some(m) = found {
            let words = rest
                .get_mut(n)
                .map(|r| std::mem::take(&mut r.words))
                .unwrap_or_default();
            if let Some(row) = rest.get_mut(m) {
                row.words.extend(words);
            }
        }
        n += 1;
    }
    out.extend(rest.drain(..).filter(|r| !r.words.is_empty()));
    out
}

fn belongs(row: &Row, word: &Word) -> bool {
    let dy = (row.y - word.y).abs();
    let small = row.size.min(word.size);
    if dy < 0.3 * small {
        return true;
    }
    // A raised mark: small, overlapping, and beside a word of the row.
    let large = row.size.max(word.size);
    // A large first letter reaches over several lines: what stands beside it is no mark.
    let unequal = large > 1.2 * small && large < 2.4 * small;
    if !unequal || dy > 0.65 * row.size.max(word.size) {
        return false;
    }
    row.words.iter().any(|w| {
        let gap = (word.x0 - w.x1).max(w.x0 - word.x1);
        gap < 0.5 * row.size.max(word.size)
    })
}

/// Parts rows into columns, in reading order.
fn order(rows: Vec<Row>, depth: usize, out: &mut Vec<Vec<Row>>) {
    let gutter = if depth < MAX_DEPTH {
        find_gutter(&rows)
    } else {
        None
    };
    let Some(gutter) = gutter else {
        if !rows.is_empty() {
            out.push(rows);
        }
        return;
    };
    let mut single = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        match gutter.bands.iter().find(|b| b.contains(&n)) {
            Some(band) if band.start == n => {
                flush(&mut single, depth, out);
                let part = |left: bool| {
                    let of = |row: &Row| {
                        let words: Vec<Word> = row
                            .words
                            .iter()
                            .filter(|w| ((w.x0 + w.x1) / 2.0 < gutter.x) == left)
                            .cloned()
                            .collect();
                        (!words.is_empty()).then(|| Row::of(words))
                    };
                    let mut part: Vec<Row> = rows
                        .get(band.clone())
                        .unwrap_or_default()
                        .iter()
                        .filter_map(of)
                        .collect();
                    part.sort_by(|a, b| a.y.total_cmp(&b.y));
                    let mut part = with_raised(part);
                    for row in &mut part {
                        row.words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
                    }
                    part
                };
                order(part(true), depth + 1, out);
                order(part(false), depth + 1, out);
            }
            Some(_) => {}
            None => single.push(row.clone()),
        }
    }
    flush(&mut single, depth, out);
}

fn flush(rows: &mut Vec<Row>, _depth: usize, out: &mut Vec<Vec<Row>>) {
    if !rows.is_empty() {
        out.push(std::mem::take(rows));
    }
}

/// A strip between columns.
struct Gutter {
    x: f32,
    /// Ranges of rows that it parts.
    bands: Vec<std::ops::Range<usize>>,
}

fn find_gutter(rows: &[Row]) -> Option<Gutter> {
    if rows.len() < GUTTER_ROWS {
        return None;
    }
    let x0 = rows.iter().map(Row::x0).fold(f32::MAX, f32::min);
    let x1 = rows.iter().map(Row::x1).fold(f32::MIN, f32::max);
    let width = x1 - x0;
    if width < 120.0 {
        return None;
    }
    let extents: Vec<Extent> = rows.iter().map(Extent::of).collect();
    let mut best: Option<(usize, Gutter)> = None;
    let mut x = x0 + 0.15 * width;
    while x < x0 + 0.85 * width {
        let bands = bands_at(&extents, x);
        let both = |band: &std::ops::Range<usize>| {
            let rows = extents.get(band.clone()).unwrap_or_default();
            rows.iter().filter(|r| r.side(x) == Side::Both).count()
        };
        let count: usize = bands.iter().map(both).sum();
        if count > best.as_ref().map_or(0, |(n, _)| *n) {
            best = Some((count, Gutter { x, bands }));
        }
        x += 1.5;
    }
    let (_, mut gutter) = best?;
    centre(rows, &mut gutter);
    // In the middle of the strip fewer rows cross it than at the place where it was met first.
    gutter.bands = bands_at(&extents, gutter.x);
    let x = gutter.x;
    gutter
        .bands
        .retain(|band| is_filled(rows.get(band.clone()).unwrap_or_default(), x));
    (!gutter.bands.is_empty()).then_some(gutter)
}

/// Moves the gutter to the middle of the strip that is empty.
fn centre(rows: &[Row], gutter: &mut Gutter) {
    let (mut left, mut right) = (f32::MIN, f32::MAX);
    for band in &gutter.bands {
        for row in rows.get(band.clone()).unwrap_or_default() {
            for word in &row.words {
                if word.x1 <= gutter.x + 1.0 {
                    left = left.max(word.x1);
                } else if word.x0 >= gutter.x - 1.0 {
                    right = right.min(word.x0);
                }
            }
        }
    }
    if left < right && left > f32::MIN && right < f32::MAX {
        gutter.x = (left + right) / 2.0;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
    Crossing,
}

/// What of a row matters for gutters: its ends, and the gaps that are wide enough.
struct Extent {
    x0: f32,
    x1: f32,
    gaps: Vec<(f32, f32)>,
}

impl Extent {
    fn of(row: &Row) -> Self {
        let sizes = row
            .words
            .iter()
            .filter(|w| w.text.len() > 1)
            .map(|w| w.size);
        let small = sizes.fold(row.size, f32::min);
        let mut gaps = Vec::new();
        let mut end = f32::MIN;
        for word in &row.words {
            // Narrower than any gutter: a space between words.
            if end > f32::MIN && word.x0 - end >= 0.6 * small {
                gaps.push((end, word.x0));
            }
            end = end.max(word.x1);
        }
        Self {
            x0: row.x0(),
            x1: end,
            gaps,
        }
    }

    fn side(&self, x: f32) -> Side {
        if self.x0 > x - 1.0 {
            Side::Right
        } else if self.x1 < x + 1.0 {
            Side::Left
        } else if self.gaps.iter().any(|(a, b)| *a < x + 1.0 && *b > x - 1.0) {
            Side::Both
        } else {
            Side::Crossing
        }
    }
}

/// Runs of rows that do not cross a strip, with enough rows on both sides of it.
fn bands_at(rows: &[Extent], x: f32) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut both, mut sides) = (0, 0, (0, 0));
    let mut close = |start: usize, end: usize, both: usize, sides: (usize, usize)| {
        // Columns whose lines are not on the same heights have no row on both sides.
        if both >= GUTTER_ROWS || both + sides.0.min(sides.1) >= 2 * GUTTER_ROWS {
            out.push(start..end);
        }
    };
    for (n, row) in rows.iter().enumerate() {
        match row.side(x) {
            Side::Crossing => {
                close(start, n, both, sides);
                (start, both, sides) = (n + 1, 0, (0, 0));
            }
            Side::Both => both += 1,
            Side::Left => sides.0 += 1,
            Side::Right => sides.1 += 1,
        }
    }
    close(start, rows.len(), both, sides);
    out
}

/// Whether both sides of a strip are text and not cells.
fn is_filled(rows: &[Row], x: f32) -> bool {
    let side_is_filled = |left: bool| {
        let words = |r: &Row| -> Vec<Word> {
            r.words
                .iter()
                .filter(|w| ((w.x0 + w.x1) / 2.0 < x) == left)
                .cloned()
                .collect()
        };
        let lines: Vec<Vec<Word>> = rows.iter().map(words).filter(|w| !w.is_empty()).collect();
        let every: Vec<&Word> = lines.iter().flatten().collect();
        let unspaced = |w: &&&Word| w.text.chars().any(is_unspaced);
        let x0 = lines
            .iter()
            .flatten()
            .map(|w| w.x0)
            .fold(f32::MAX, f32::min);
        let x1 = lines
            .iter()
            .flatten()
            .map(|w| w.x1)
            .fold(f32::MIN, f32::max);
        let covered: f32 = lines.iter().map(|l| spread(l)).sum();
        let count: usize = lines.iter().map(Vec::len).sum();
        let width = (x1 - x0).max(1.0) * lines.len() as f32;
        // Scripts without spaces have one word a line.
        let wordy = count as f32 / lines.len().max(1) as f32 >= 2.2
            || every.iter().filter(unspaced).count() * 2 > every.len();
        covered / width > FILL && wordy
    };
    side_is_filled(true) && side_is_filled(false) && are_as_dense(rows, x)
}

/// A letter of the scripts of South East and East Asia, which are written without spaces.
fn is_unspaced(c: char) -> bool {
    c as u32 > 0xE00 && c.is_alphabetic()
}

/// Whether the lines on both sides of a strip are about as far from each other: those of columns are; of the cells of a table
/// the long ones have many lines and the others one.
fn are_as_dense(rows: &[Row], x: f32) -> bool {
    let pitch = |left: bool| {
        let mut ys: Vec<f32> = rows
            .iter()
            .filter(|r| r.words.iter().any(|w| ((w.x0 + w.x1) / 2.0 < x) == left))
            .map(|r| r.y)
            .collect();
        ys.dedup_by(|a, b| (*a - *b).abs() < 3.0);
        let mut steps: Vec<f32> = ys
            .windows(2)
            .filter_map(|w| Some(w.last()? - w.first()?))
            .collect();
        steps.sort_by(f32::total_cmp);
        steps.get(steps.len() / 2).copied()
    };
    match (pitch(true), pitch(false)) {
        (Some(a), Some(b)) => a.max(b) < 1.7 * a.min(b),
        _ => true,
    }
}

/// How far the words of a line reach, wide gaps left out.
fn spread(words: &[Word]) -> f32 {
    let mut out = 0.0;
    let mut last: Option<&Word> = None;
    for word in words {
        out += word.x1 - word.x0;
        if let Some(last) = last {
            let gap = word.x0 - last.x1;
            if gap > 0.0 && gap < 1.2 * word.size {
                out += gap;
            }
        }
        last = Some(word);
    }
    out
}

/// The pieces of words in a row of this height and font size.
pub(super) fn pieces(words: &[Word], y: f32, size: f32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut last: Option<&Word> = None;
    for word in words {
        let raised = word.size < 0.85 * size && y - word.y > 0.15 * size;
        let gap = last.map_or(f32::MAX, |l| word.x0 - l.x1);
        let near = word.size.min(last.map_or(word.size, |l| l.size));
        let written = last.is_some_and(|l| l.spaced);
        // A space was written, or the gap is as wide as one; what is raised follows closely.
        let space = if raised {
            written && gap > 0.05 * near
        } else {
            written || gap > 0.13 * near
        };
        let glued = !space && !raised && out.last().is_some_and(|p| !p.raised);
        match out.last_mut() {
            Some(piece) if glued => {
                piece.text.push_str(&word.text);
                piece.thick += word.thick;
            }
            _ => out.push(Piece {
                text: word.text.clone(),
                space,
                raised,
                x0: word.x0,
                thick: word.thick,
            }),
        }
        last = Some(word);
    }
    unspace(&mut out);
    compact(out)
}

/// One piece for all words up to a raised one: a document has millions of words.
fn compact(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if !last.raised && !piece.raised => {
                if piece.space {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.thick += piece.thick;
            }
            _ => out.push(piece),
        }
    }
    for piece in &mut out {
        piece.text.shrink_to_fit();
    }
    out.shrink_to_fit();
    out
}

/// "D E C L A R A T I O N" is one word with its letters spread out.
fn unspace(pieces: &mut Vec<Piece>) {
    let single = |p: &Piece| p.text.chars().count() == 1 && p.text.chars().all(char::is_uppercase);
    let letters = pieces.iter().filter(|p| single(p)).count();
    if letters < 5 || letters * 10 < pieces.len() * 9 {
        return;
    }
    let gaps: Vec<f32> = pieces
        .windows(2)
        .filter_map(|w| Some(w.get(1)?.x0 - w.first()?.x0))
        .collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f32::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    let mut out: Vec<Piece> = Vec::new();
    for (n, piece) in pieces.drain(..).enumerate() {
        let gap = n
            .checked_sub(1)
            .and_then(|g| gaps.get(g))
            .copied()
            .unwrap_or(f32::MAX);
        match out.last_mut() {
            Some(last) if gap < 1.6 * usual => {
                last.text.push_str(&piece.text);
                last.thick += piece.thick;
            }
            _ => out.push(piece),
        }
    }
    *pieces = out;
}
