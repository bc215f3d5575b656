//! From lines to paragraphs, headings, list items and notes.

use super::glyphs::Thickness;
use super::lines::{Line, Piece, join};
use crate::document::BlockKind;
use std::collections::HashMap;

/// A paragraph breaks where lines are further apart than so many times the usual distance.
const LOOSE: f32 = 1.22;
/// Letters so many times as thick as usual are bold.
const BOLD: f32 = 1.17;

/// A block of lines.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub lines: Vec<Line>,
}

impl Block {
    fn first(&self) -> Option<&Line> {
        self.lines.first()
    }

    fn last(&self) -> Option<&Line> {
        self.lines.last()
    }

    pub fn text(&self) -> String {
        self.lines
            .iter()
            .map(Line::text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn size(&self) -> f32 {
        self.first().map_or(0.0, |l| l.size)
    }
}

/// A note at the foot of a page.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub page: usize,
    pub label: String,
    pub lines: Vec<Line>,
}

/// What is usual in a document.
pub(super) struct Usual {
    /// Font size of most of the text.
    pub body: f32,
    /// Distance of lines by font size in half points.
    pitches: HashMap<i32, f32>,
    /// Left and right edge of the text of each region.
    edges: HashMap<u32, (f32, f32)>,
}

impl Usual {
    pub fn new(lines: &[Line]) -> Self {
        Self {
            body: body_size(lines),
            pitches: pitches(lines),
            edges: edges(lines),
        }
    }

    fn pitch(&self, size: f32) -> f32 {
        self.pitches
            .get(&half_points(size))
            .copied()
            .unwrap_or(1.2 * size)
    }

    fn edges(&self, line: &Line) -> (f32, f32) {
        self.edges.get(&line.region).copied().unwrap_or(line.column)
    }
}

/// Marks the lines of which most letters are thicker than usual.
pub(super) fn mark_bold(lines: &mut [Line], thickness: &Thickness) {
    for line in lines {
        let usual: f32 = line.pieces.iter().map(|p| thickness.of(&p.text)).sum();
        line.bold = usual > 0.0 && line.thick() / usual > BOLD;
    }
}

fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The font size of most characters.
pub(super) fn body_size(lines: &[Line]) -> f32 {
    let mut count: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        let chars: usize = line.pieces.iter().map(|p| p.text.len()).sum();
        *count.entry(half_points(line.size)).or_default() += chars;
    }
    let most = count.into_iter().max_by_key(|(size, n)| (*n, *size));
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// The median distance of successive lines of one size.
fn pitches(lines: &[Line]) -> HashMap<i32, f32> {
    let mut all: HashMap<i32, Vec<f32>> = HashMap::new();
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let dy = b.y - a.y;
        let alike = a.region == b.region && half_points(a.size) == half_points(b.size);
        if alike && a.cells.is_none() && b.cells.is_none() && dy > 0.7 * a.size && dy < 2.6 * a.size
        {
            all.entry(half_points(a.size)).or_default().push(dy);
        }
    }
    let median = |mut v: Vec<f32>| {
        v.sort_by(f32::total_cmp);
        // Rather the tighter ones: distances of paragraphs are among them.
        v.get(v.len() * 2 / 5).copied().unwrap_or(0.0)
    };
    all.into_iter().map(|(size, v)| (size, median(v))).collect()
}

/// Where most lines of a region begin, and how far they reach.
fn edges(lines: &[Line]) -> HashMap<u32, (f32, f32)> {
    let mut all: HashMap<u32, Vec<&Line>> = HashMap::new();
    for line in lines {
        all.entry(line.region).or_default().push(line);
    }
    let edge = |lines: Vec<&Line>| {
        let mut starts: HashMap<i32, usize> = HashMap::new();
        for line in &lines {
            *starts.entry((line.x0 / 2.0).round() as i32).or_default() += 1;
        }
        let most = starts.values().max().copied().unwrap_or(0);
        // The leftmost of those that are common.
        let left = starts
            .iter()
            .filter(|(_, n)| **n * 3 >= most)
            .map(|(x, _)| *x)
            .min()
            .unwrap_or(0);
        let mut ends: Vec<f32> = lines.iter().map(|l| l.x1).collect();
        ends.sort_by(f32::total_cmp);
        let right = if ends.len() >= 10 {
            ends.get(ends.len() * 19 / 20)
        } else {
            ends.last()
        };
        (left as f32 * 2.0, right.copied().unwrap_or(0.0))
    };
    all.into_iter()
        .map(|(region, lines)| (region, edge(lines)))
        .collect()
}

/// Takes the notes at the feet of pages out of the lines.
pub(super) fn take_notes(lines: &mut Vec<Line>, body: f32) -> Vec<Note> {
    let mut raised: HashMap<usize, Vec<String>> = HashMap::new();
    for line in lines.iter() {
        for piece in line.pieces.iter().skip(1).filter(|p| p.raised) {
            raised
                .entry(line.page)
                .or_default()
                .extend(labels(&piece.text).into_iter().map(str::to_owned));
        }
    }
    // From the last line of each region upwards, as long as the type is small.
    let mut is_note = vec![false; lines.len()];
    let mut at = lines.len();
    while at > 0 {
        let region = lines.get(at - 1).map(|l| l.region);
        let mut first = at;
        let mut start = at;
        while start > 0
            && lines
                .get(start - 1)
                .is_some_and(|l| Some(l.region) == region)
        {
            start -= 1;
        }
        let mut n = at;
        while n > start {
            let Some(line) = lines.get(n - 1) else { break };
            if line.size > 0.94 * body || line.cells.is_some() {
                break;
            }
            n -= 1;
            let known = raised.get(&line.page).map_or(&[][..], Vec::as_slice);
            if label_of(line, known).is_some() {
                first = n;
            }
        }
        is_note
            .iter_mut()
            .take(at)
            .skip(first)
            .for_each(|n| *n = true);
        at = start;
    }
    let mut notes: Vec<Note> = Vec::new();
    let mut kept = Vec::with_capacity(lines.len());
    for (mut line, is_note) in lines.drain(..).zip(is_note) {
        if !is_note {
            kept.push(line);
            continue;
        }
        let known = raised.get(&line.page).map_or(&[][..], Vec::as_slice);
        match label_of(&line, known) {
            Some(label) => {
                without_label(&mut line, &label);
                notes.push(Note {
                    page: line.page,
                    label,
                    lines: vec![line],
                });
            }
            None => match notes.last_mut() {
                Some(last) => last.lines.push(line),
                None => kept.push(line),
            },
        }
    }
    *lines = kept;
    notes
}

/// The labels of notes in a raised piece ("3", "3,4", "*").
pub(super) fn labels(raised: &str) -> Vec<&str> {
    let parts = raised
        .split([',', ' ', ';'])
        .map(|p| p.trim_matches(['[', ']', '(', ')']));
    let is_label = |p: &&str| {
        let n = p.chars().count();
        n > 0
            && n <= 3
            && (p.chars().all(|c| c.is_ascii_digit())
                || p.chars().all(|c| "*†‡§¶".contains(c))
                || n == 1 && p.chars().all(char::is_alphabetic))
    };
    parts.filter(is_label).collect()
}

/// The label that a note begins with: raised, or one that is raised in the text above.
fn label_of(line: &Line, known: &[String]) -> Option<String> {
    let first = line.pieces.first()?;
    if first.raised {
        return labels(&first.text).first().map(|l| (*l).to_owned());
    }
    let word = first.text.split_whitespace().next()?;
    let label = word.trim_end_matches(['.', ')']);
    let glued = |k: &String| {
        let after = word
            .strip_prefix(k.as_str())
            .and_then(|rest| rest.chars().next());
        after.is_some_and(|c| c.is_uppercase() || "“\"«‘(".contains(c))
    };
    known.iter().find(|k| *k == label || glued(k)).cloned()
}

fn without_label(line: &mut Line, label: &str) {
    let Some(first) = line.pieces.first_mut() else {
        return;
    };
    if first.raised {
        line.pieces.remove(0);
        return;
    }
    let rest = first
        .text
        .trim_start()
        .strip_prefix(label)
        .unwrap_or(&first.text);
    first.text = rest.trim_start_matches(['.', ')']).trim_start().to_owned();
}

/// The blocks of a document's lines.
pub(super) fn blocks(lines: Vec<Line>, usual: &Usual) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for line in lines {
        if line.cells.is_some() {
            out.push(Block {
                kind: BlockKind::TableRow,
                lines: vec![line],
            });
            continue;
        }
        let goes_on = out
            .last()
            .is_some_and(|last| last.kind != BlockKind::TableRow && continues(last, &line, usual));
        match out.last_mut() {
            Some(last) if goes_on => last.lines.push(line),
            _ => out.push(Block {
                kind: BlockKind::Paragraph,
                lines: vec![line],
            }),
        }
    }
    mark_headings(&mut out, usual);
    mark_lists(&mut out);
    join_over_turns(out, usual)
}

/// Whether a line of the same column goes on with a block.
fn continues(block: &Block, line: &Line, usual: &Usual) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else {
        return false;
    };
    if last.region != line.region {
        return false;
    }
    let pitch = line.y - last.y;
    let size = last.size;
    if pitch <= 0.0 || pitch > LOOSE * usual.pitch(size) || (line.size - size).abs() > 0.07 * size {
        return false;
    }
    if last.bold != line.bold && (is_whole_bold_change(last, line)) {
        return false;
    }
    let text = line.text();
    if marker(&text).is_some_and(|m| m.certain) {
        return false;
    }
    let (left, right) = usual.edges(line);
    let centred = |l: &Line| {
        let (a, b) = (l.x0 - left, right - l.x1);
        a > 1.5 * size && (a - b).abs() < 1.2 * size
    };
    if centred(last) && centred(line) {
        return true;
    }
    let listed = marker(&first.text()).is_some();
    let step = line.x0 - last.x0;
    let alone = block.lines.len() == 1;
    // An indent begins a paragraph, unless what goes on hangs under the mark of an item.
    if step > 0.7 * size && !(alone && listed) {
        return false;
    }
    // Left of an item's mark nothing of the item goes on.
    if listed && line.x0 < first.x0 - 0.3 * size {
        return false;
    }
    // Back out: the end of an indented block, unless the first line alone was indented.
    if step < -0.7 * size && !alone {
        return false;
    }
    if marker(&text).is_some() && (line.x0 - first.x0).abs() < 0.5 * size && listed {
        return false;
    }
    // The next word would have fitted: the line was ended on purpose.
    let word = text
        .split_whitespace()
        .next()
        .map_or(0, |w| w.chars().count());
    let room = right - last.x1;
    let wide = right - left;
    !(room > word as f32 * 0.52 * size + 0.9 * size && room > 0.08 * wide)
}

/// A change between bold and regular lines counts where both have some letters.
fn is_whole_bold_change(a: &Line, b: &Line) -> bool {
    let letters = |l: &Line| {
        l.pieces
            .iter()
            .map(|p| p.text.chars().filter(|c| c.is_alphabetic()).count())
            .sum::<usize>()
    };
    letters(a) > 2 && letters(b) > 2
}

/// What a list item begins with.
struct Marker {
    /// A bullet; else a number, which may also begin a sentence that goes on.
    certain: bool,
}

fn marker(text: &str) -> Option<Marker> {
    let text = text.trim_start();
    let (word, _) = text.split_once(' ')?;
    if matches!(
        word,
        "•" | "‣"
            | "◦"
            | "▪"
            | "●"
            | "○"
            | "■"
            | "□"
            | "–"
            | "—"
            | "·"
            | ""
            | "➢"
            | "✓"
            | "►"
            | "-"
            | "∙"
            | "o"
            | "*"
    ) {
        return Some(Marker {
            certain: !matches!(word, "–" | "—" | "-" | "*"),
        });
    }
    let inner = word.trim_start_matches('(');
    let number = inner.trim_end_matches(['.', ')']);
    let closed = inner.len() > number.len() && number.len() <= 6;
    let digits =
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) && number.len() <= 3;
    let sections = number.contains('.')
        && number
            .split('.')
            .all(|p| !p.is_empty() && p.len() < 3 && p.chars().all(|c| c.is_ascii_digit()));
    let letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase());
    let roman =
        !number.is_empty() && number.len() <= 5 && number.chars().all(|c| "ivx".contains(c));
    let enclosed = word.starts_with('(') && word.ends_with(')');
    (closed && (digits || sections || roman || letter && (enclosed || inner.ends_with(')'))))
        .then_some(Marker { certain: enclosed })
}

/// Finds the headings by size, weight and capitals, and gives them levels.
fn mark_headings(blocks: &mut [Block], usual: &Usual) {
    let mut styles: Vec<(i32, bool)> = Vec::new();
    let mut found = Vec::new();
    for n in 0..blocks.len() {
        let Some(block) = blocks.get(n) else { continue };
        let Some(style) = heading_style(block, blocks.get(n + 1), usual) else {
            continue;
        };
        if !styles.contains(&style) {
            styles.push(style);
        }
        found.push((n, style));
    }
    // Larger before smaller, bold before regular.
    styles.sort_by_key(|(size, bold)| (std::cmp::Reverse(*size), !bold));
    for (n, style) in found {
        let level = styles.iter().position(|s| *s == style).unwrap_or(0);
        if let Some(block) = blocks.get_mut(n) {
            block.kind = BlockKind::Heading(u8::try_from(level + 1).unwrap_or(6).min(6));
        }
    }
}

/// Size (in half points) and weight of a heading; `None` where the block is none.
fn heading_style(block: &Block, next: Option<&Block>, usual: &Usual) -> Option<(i32, bool)> {
    if block.kind != BlockKind::Paragraph || block.lines.len() > 4 {
        return None;
    }
    let text = block.text();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let chars = text.chars().count();
    if letters < 2 || chars > 220 || letters * 2 < chars && letters < 12 {
        return None;
    }
    let size = block.size();
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let ended = text.ends_with(['.', ',', ';', '!'])
        && !(numbered && text.matches(". ").count() < 2 && chars < 90);
    let large = size >= 1.13 * usual.body;
    let bold = block.lines.iter().all(|l| l.bold);
    let key = |bold| (half_points(size), bold);
    if large && !(ended && chars > 60) {
        return Some(key(bold));
    }
    let same_size = size >= 0.94 * usual.body;
    let followed = next.is_some_and(|n| {
        n.kind == BlockKind::TableRow
            || !n.lines.first().is_some_and(|l| l.bold)
            || heading_like(n, usual)
    });
    if bold
        && same_size
        && !ended
        && !text.ends_with(':')
        && followed
        && block.lines.len() <= 3
        && chars < 160
        && starts_well(&text)
    {
        return Some(key(true));
    }
    let capitals = letters >= 6
        && !text.chars().any(char::is_lowercase)
        && text.chars().any(char::is_uppercase);
    let upright = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c.is_uppercase() || !c.is_lowercase() && c as u32 > 0x2FF);
    (capitals
        && upright
        && same_size
        && !ended
        && chars < 120
        && block.lines.len() <= 2
        && next.is_some())
    .then(|| (half_points(size) - 1, false))
}

/// Whether a short bold block that follows may be a heading of a lower level.
fn heading_like(block: &Block, usual: &Usual) -> bool {
    block.lines.len() <= 2
        && (block.size() >= 1.13 * usual.body || block.text().chars().count() < 100)
}

fn starts_well(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || c.is_numeric()
            || !c.is_lowercase() && c.is_alphabetic()
            || "“\"'‘(".contains(c)
    })
}

/// Marks list items, with their depth by the indent among those in succession.
fn mark_lists(blocks: &mut [Block]) {
    let mut indents: Vec<f32> = Vec::new();
    for block in blocks {
        let listed = block.kind == BlockKind::Paragraph && marker(&block.text()).is_some();
        if !listed {
            if block.kind != BlockKind::Paragraph || block.lines.len() > 1 {
                indents.clear();
            }
            continue;
        }
        let x0 = block.lines.first().map_or(0.0, |l| l.x0);
        while indents.last().is_some_and(|i| *i > x0 + 4.0) {
            indents.pop();
        }
        if indents.last().is_none_or(|i| *i < x0 - 4.0) {
            indents.push(x0);
        }
        block.kind = BlockKind::ListItem {
            depth: u8::try_from(indents.len().saturating_sub(1)).unwrap_or(0),
        };
    }
}

/// Joins paragraphs that go on in the next column or on the next page.
fn join_over_turns(blocks: Vec<Block>, usual: &Usual) -> Vec<Block> {
    let indented = indents(&blocks, usual);
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        let joins = out
            .last()
            .is_some_and(|last| goes_over(last, &block, usual, indented));
        match out.last_mut() {
            Some(last) if joins => last.lines.extend(block.lines),
            _ => out.push(block),
        }
    }
    out
}

/// Whether the document begins its paragraphs with an indent.
fn indents(blocks: &[Block], usual: &Usual) -> bool {
    let long = blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph && b.lines.len() > 2);
    let (mut all, mut indented) = (0, 0);
    for block in long {
        let (Some(first), Some(second)) = (block.lines.first(), block.lines.get(1)) else {
            continue;
        };
        all += 1;
        indented += usize::from(first.x0 - second.x0 > 0.6 * usual.body);
    }
    all > 3 && indented * 2 > all
}

fn goes_over(last: &Block, next: &Block, usual: &Usual, indented: bool) -> bool {
    let text_like = |k: BlockKind| matches!(k, BlockKind::Paragraph | BlockKind::ListItem { .. });
    let (Some(a), Some(b)) = (last.last(), next.first()) else {
        return false;
    };
    if !text_like(last.kind) || next.kind != BlockKind::Paragraph || a.region == b.region {
        return false;
    }
    if (a.size - b.size).abs() > 0.07 * a.size || a.bold != b.bold {
        return false;
    }
    let (before, after) = (a.text(), b.text());
    let (left, right) = usual.edges(a);
    let word = after
        .split_whitespace()
        .next()
        .map_or(0, |w| w.chars().count());
    let full = right - a.x1 < word as f32 * 0.52 * a.size + 1.5 * a.size
        || right - a.x1 < 0.12 * (right - left);
    let ended = before
        .trim_end_matches(['”', '"', '\'', '’', ')', ']'])
        .ends_with(['.', '!', '?', ':', '។', '。']);
    let lower = after.chars().next().is_some_and(char::is_lowercase);
    let hyphen = before.ends_with(['-', '\u{ad}', '\u{2010}']);
    if hyphen || lower && !ended {
        return true;
    }
    let first_indent = b.x0 - usual.edges(b).0 > 0.7 * b.size;
    if indented && !first_indent && full && next.lines.len() > 1 {
        return true;
    }
    full && !ended && !first_indent && a.x1 - a.x0 > 0.5 * (right - left)
}

/// The cells of a table row as text.
pub(super) fn cells(cells: &[Vec<Piece>]) -> impl Iterator<Item = String> {
    cells.iter().map(|c| join(c))
}
