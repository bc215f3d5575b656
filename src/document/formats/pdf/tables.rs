//! Rows of a column that are those of a table.
//!
//! Rows whose words fall into two or more strips with empty space between, the same strips for at least two rows in
//! succession, are a table. Where lines are drawn between rows and columns, what stands between two of them is one row.

use super::glyphs::{Ruling, Word};
use super::lines::{Line, Piece, pieces};
use crate::text::lexicon;

/// A gap wider than this part of the font size parts cells.
const CELL_GAP: f32 = 1.15;

/// Most lines of a cell below the first one, where no lines are drawn.
const REST: usize = 9;

type Row = (Vec<Word>, f32, f32);

/// The lines of a column; those of tables as rows with cells.
pub(super) fn lines_of(
    page: usize,
    rows: Vec<Row>,
    rulings: &[Ruling],
    column: (f32, f32),
    region: u32,
) -> Vec<Line> {
    let split: Vec<Vec<(f32, f32)>> = rows.iter().map(|r| segments(r, rulings)).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let end = table_from(&rows, &split, rulings, at);
        if end > at {
            table(
                page,
                rows.get(at..end).unwrap_or_default(),
                split.get(at..end).unwrap_or_default(),
                rulings,
                column,
                region,
                &mut out,
            );
            at = end;
        } else {
            if let Some(row) = rows.get(at) {
                out.push(line(page, row, column, region));
            }
            at += 1;
        }
    }
    out
}

fn line(page: usize, (words, y, size): &Row, column: (f32, f32), region: u32) -> Line {
    Line {
        page,
        pieces: pieces(words, *y, *size),
        cells: None,
        x0: words.first().map_or(0.0, |w| w.x0),
        x1: words.iter().map(|w| w.x1).fold(0.0, f32::max),
        y: *y,
        size: *size,
        column,
        region,
        artifact: words.iter().all(|w| w.artifact),
        bold: false,
        parted: words
            .windows(2)
            .any(|w| matches!(w, [a, b] if b.x0 - a.x1 > 8.0 * size)),
    }
}

/// Runs of words without a wide gap, or a line drawn between: left and right edge.
fn segments((words, y, size): &Row, rulings: &[Ruling]) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    let parted = |left: f32, right: f32| {
        let at = y - 0.3 * size;
        rulings.iter().any(|r| {
            !r.is_horizontal() && r.x0 > left - 1.0 && r.x0 < right + 1.0 && r.y0 < at && r.y1 > at
        })
    };
    for word in words {
        match out.last_mut() {
            Some(last) if word.x0 - last.1 < CELL_GAP * size && !parted(last.1, word.x0) => {
                last.1 = last.1.max(word.x1)
            }
            _ => out.push((word.x0, word.x1)),
        }
    }
    out
}

/// One past the last row of a table that begins at row `at`; `at` where none does.
fn table_from(rows: &[Row], split: &[Vec<(f32, f32)>], rulings: &[Ruling], at: usize) -> usize {
    let wide = |n: usize| split.get(n).is_some_and(|s| s.len() > 1);
    if !wide(at) {
        return at;
    }
    let mut strips: Vec<(f32, f32)> = split.get(at).cloned().unwrap_or_default();
    let (mut end, mut last_wide) = (at + 1, at);
    let mut count = 1;
    while let (Some(before), Some(row)) = (rows.get(end - 1), rows.get(end)) {
        let pitch = row.1 - before.1;
        let Some(segments) = split.get(end) else {
            break;
        };
        // Far below, or much larger: something else begins.
        if pitch > 4.5 * before.2.max(row.2) || row.2 > 1.4 * before.2 {
            break;
        }
        let merged = merge(&strips, segments);
        if merged.len() < 2 || merged.len() < strips.len().min(segments.len()) {
            break;
        }
        // A line of text that stands in one strip is the rest of a cell, unless it is far wider than that.
        if segments.len() == 1 && !holds(&strips, segments) {
            break;
        }
        if wide(end) {
            (last_wide, count) = (end, count + 1);
        } else if end - last_wide > REST && !ruled(rulings, before.1, row.1) {
            break;
        }
        strips = merged;
        end += 1;
    }
    // Rests of cells below the last row with several cells belong to it where they follow closely.
    let mut stop = last_wide + 1;
    while stop < end {
        let (Some(before), Some(row)) = (rows.get(stop - 1), rows.get(stop)) else {
            break;
        };
        if row.1 - before.1 > 1.35 * before.2 {
            break;
        }
        stop += 1;
    }
    let is_list = strips.len() == 2 && is_marks(rows.get(at..stop).unwrap_or_default(), &strips);
    if count >= 2 && strips.len() > 1 && !is_list {
        stop
    } else {
        at
    }
}

/// Whether the first strip holds nothing but the marks of a list.
fn is_marks(rows: &[Row], strips: &[(f32, f32)]) -> bool {
    let Some(first) = strips.first() else {
        return false;
    };
    let mut inside = rows
        .iter()
        .flat_map(|r| &r.0)
        .filter(|w| w.x1 <= first.1 + 1.0);
    inside.all(|w| {
        let text = w.text.trim();
        text.chars().count() <= 5
            && (text.ends_with(['.', ')']) || !text.chars().any(char::is_alphanumeric))
    })
}

/// Strips and segments laid over each other; those that touch are one.
fn merge(strips: &[(f32, f32)], segments: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut all: Vec<(f32, f32)> = strips.iter().chain(segments).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (x0, x1) in all {
        match out.last_mut() {
            Some(last) if x0 < last.1 + 1.0 => last.1 = last.1.max(x1),
            _ => out.push((x0, x1)),
        }
    }
    out
}

/// Whether each segment lies in one strip, give or take.
fn holds(strips: &[(f32, f32)], segments: &[(f32, f32)]) -> bool {
    segments.iter().all(|s| {
        let over = strips.iter().filter(|t| s.0 < t.1 && t.0 < s.1).count();
        over == 1
    })
}

/// Whether a horizontal line is drawn between two heights.
fn ruled(rulings: &[Ruling], above: f32, below: f32) -> bool {
    rulings.iter().any(|r| {
        r.is_horizontal() && r.y0 > above - 1.0 && r.y0 < below - 1.0 && r.x1 - r.x0 > 20.0
    })
}

#[allow(
    clippy::too_many_arguments,
    reason = "one call; a struct would only rename the arguments"
)]
fn table(
    page: usize,
    rows: &[Row],
    split: &[Vec<(f32, f32)>],
    rulings: &[Ruling],
    column: (f32, f32),
    region: u32,
    out: &mut Vec<Line>,
) {
    let strips = split.iter().fold(Vec::new(), |strips, s| merge(&strips, s));
    let (top, bottom) = (
        rows.first().map_or(0.0, |r| r.1),
        rows.last().map_or(0.0, |r| r.1),
    );
    let uprights = rulings
        .iter()
        .filter(|r| !r.is_horizontal() && r.y1 > top && r.y0 < bottom)
        .count();
    let between = rows
        .windows(2)
        .filter(|w| matches!(w, [a, b] if ruled(rulings, a.1, b.1)))
        .count();
    let grid = between > 0 && (uprights > 1 || between * 3 >= rows.len());
    let rest = (!grid).then(|| rest_pitch(rows, &strips)).flatten();
    let mut last_y = f32::MIN;
    for (words, y, size) in rows {
        let cells: Vec<Vec<Piece>> = strips
            .iter()
            .map(|strip| {
                let inside: Vec<Word> = words
                    .iter()
                    .filter(|w| {
                        let c = (w.x0 + w.x1) / 2.0;
                        c >= strip.0 - 1.0 && c <= strip.1 + 1.0
                    })
                    .cloned()
                    .collect();
                pieces(&inside, *y, *size)
            })
            .collect();
        let first_empty = cells.first().is_some_and(Vec::is_empty);
        let close = *y - last_y < 1.4 * size;
        let goes_on = if grid {
            last_y > f32::MIN && !ruled(rulings, last_y, *y)
        } else {
            let alone = cells.iter().skip(1).all(Vec::is_empty);
            first_empty && close || alone && rest.is_some_and(|pitch| *y - last_y < 1.2 * pitch)
        };
        let last = out
            .last_mut()
            .filter(|l| l.cells.is_some() && l.page == page && goes_on);
        last_y = *y;
        if let Some(last) = last {
            if let Some(above) = &mut last.cells {
                for (above, mut more) in above.iter_mut().zip(cells) {
                    mend(above, &mut more);
                    let more = more.into_iter().enumerate().map(|(n, p)| Piece {
                        space: p.space || n == 0,
                        ..p
                    });
                    above.extend(more);
                }
            }
            continue;
        }
        let all = pieces(words, *y, *size);
        let base = line(page, &(words.clone(), *y, *size), column, region);
        out.push(Line {
            pieces: all,
            cells: Some(cells),
            ..base
        });
    }
}

/// How far the lines of one cell of the first strip are from each other, where the rows of the table are told from them by
/// standing further apart.
fn rest_pitch(rows: &[Row], strips: &[(f32, f32)]) -> Option<f32> {
    let first = strips.first()?;
    let (mut tight, mut loose) = (Vec::new(), Vec::new());
    for pair in rows.windows(2) {
        let [above, row] = pair else { continue };
        let alone = row.0.iter().all(|w| (w.x0 + w.x1) / 2.0 <= first.1 + 1.0);
        let steps = if alone { &mut tight } else { &mut loose };
        steps.push(row.1 - above.1);
    }
    let median = |steps: &mut Vec<f32>| {
        steps.sort_by(f32::total_cmp);
        steps.get(steps.len() / 2).copied()
    };
    let (tight, loose) = (median(&mut tight)?, median(&mut loose)?);
    (tight * 1.15 < loose).then_some(tight)
}

/// A word that a narrow cell breaks at its hyphen is joined: the hyphen becomes a soft one, which is not written.
fn mend(above: &mut [Piece], more: &mut [Piece]) {
    let (Some(last), Some(first)) = (above.last_mut(), more.first_mut()) else {
        return;
    };
    let Some(kept) = last
        .text
        .strip_suffix('-')
        .filter(|k| k.ends_with(char::is_alphabetic))
    else {
        return;
    };
    if !first.text.starts_with(char::is_lowercase) {
        return;
    }
    let left = kept
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let right = first
        .text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    if lexicon::is_word(&format!("{left}{right}").to_lowercase()) {
        last.text = kept.to_owned();
    }
    first.text.insert(0, '\u{ad}');
}
