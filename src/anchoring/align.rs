//! Fits a quote with its context into a stretch of text, word by word.
//!
//! The whole quote is aligned with the stretch so that the weight of the words kept in order, less a charge for what was
//! deleted or inserted between them, is greatest. Where in the stretch the fit begins and ends is free. The range of the
//! passage follows from its kept words, so that edits inside, at its edges and beside it are all told apart.

use crate::text::{TextRange, segment};
use std::collections::HashMap;

/// Charge for beginning an insertion.
const OPEN: i32 = 6;
/// Charge for each inserted word.
const EXTEND: i32 = 1;
/// Charge for each deleted word.
const DELETE: i32 = 1;

/// Context that has come to stand this many words further away counts half.
const FAR: f32 = 6.0;

/// Evidence that a word at the edge of a passage needs for each word that was inserted between it and the rest.
const ASTRAY: f32 = 1.5;

/// A word, or one other visible character.
#[derive(Clone, Copy)]
pub(super) struct Token {
    range: TextRange,
    /// Equal for words that differ in case or kind of quotation mark only.
    id: u64,
    /// What keeping it is worth in an alignment.
    weight: i32,
    /// What keeping it says about the place: about 10 for a rare word, less for common ones and marks.
    evidence: f32,
}

/// How a quote fits.
pub(super) struct Fit {
    /// From the first to the last kept word of the passage, UTF-8 bytes of the text.
    pub(super) range: TextRange,
    /// Where the first kept word began in the passage (UTF-8 bytes).
    pub(super) lead: usize,
    /// Share of the passage that was kept, by evidence, 0–1.
    pub(super) kept: f32,
    /// Evidence of the kept words: about 10 for a rare word.
    pub(super) evidence: f32,
    /// Share of the context before that was kept, by evidence; 1 where there is none.
    pub(super) before: f32,
    /// Share of the context after that was kept.
    pub(super) after: f32,
}

/// The words of `text`, which begins at byte `base`.
fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut out = Vec::new();
    for_each_token(text, base, |token| out.push(token));
    out
}

fn for_each_token(text: &str, base: usize, mut each: impl FnMut(Token)) {
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut id = mixed(0xCBF2_9CE4_8422_2325, c);
        let mut len = 1;
        while let Some((_, next)) = chars.next_if(|(_, next)| joins(c, *next)) {
            id = mixed(id, next);
            len += 1;
        }
        let end = chars.peek().map_or(text.len(), |(i, _)| *i);
        let weight = if c.is_alphanumeric() {
            4 + len.min(8)
        } else {
            2
        };
        let evidence = if c.is_alphanumeric() {
            weight as f32
        } else {
            0.5
        };
        let range = TextRange::new(base + start, base + end);
        each(Token {
            range,
            id,
            weight,
            evidence,
        });
    }
}

/// Whether `next` goes on with the word that `first` begins. Scripts without spaces are taken letter by letter.
fn joins(first: char, next: char) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !segment::needs_dictionary(c);
    letter(first) && (letter(next) || matches!(next, '\u{300}'..='\u{36F}'))
}

/// Adds a character to a word's id (FNV), its case and the kind of its quotation mark or dash left out.
fn mixed(id: u64, c: char) -> u64 {
    let c = match c {
        '‘' | '’' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    (id ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3)
}

/// How often the words of some passages occur in a text: common words are weak evidence.
#[derive(Default)]
pub(super) struct Frequencies {
    counts: HashMap<u64, usize>,
    total: usize,
}

impl Frequencies {
    /// Counts the words of `patterns` in `text`.
    pub(super) fn count<'p>(text: &str, patterns: impl Iterator<Item = &'p str>) -> Self {
        let words = patterns.flat_map(|p| tokens(p, 0));
        let mut counts: HashMap<u64, usize> = words.map(|t| (t.id, 0)).collect();
        let mut total = 1;
        if counts.is_empty() {
            return Self { counts, total };
        }
        let tally = |token: Token| {
            total += 1;
            if let Some(count) = counts.get_mut(&token.id) {
                *count += 1;
            }
        };
        for_each_token(text, 0, tally);
        Self { counts, total }
    }

    /// The words of a passage, common ones weighing less.
    pub(super) fn weighed(&self, passage: &str) -> Vec<Token> {
        let all = (self.total.max(64) as f32).log2();
        let mut out = tokens(passage, 0);
        for token in &mut out {
            let count = self
                .counts
                .get(&token.id)
                .copied()
                .unwrap_or_default()
                .max(1);
            token.evidence *= 1.0 - (count as f32).log2() / all;
        }
        out
    }
}

/// Fits `pattern`, whose bytes `exact` are the passage, into `region` of `text`. `None` where no word was kept.
pub(super) fn fit(
    pattern: &[Token],
    exact: TextRange,
    text: &str,
    region: TextRange,
) -> Option<Fit> {
    let stretch = tokens(region.of(text)?, region.start);
    let pairs = Table::fill(pattern, &stretch).pairs(pattern, &stretch);
    let inside = |t: &Token| exact.covers(t.range);
    let mut kept: Vec<&(Token, Token)> = pairs.iter().filter(|(p, _)| inside(p)).collect();
    trim(&mut kept, pattern, &stretch);
    let ((first, from), (last, upto)) = (kept.first()?, kept.last()?);
    let all = |side: &dyn Fn(&Token) -> bool| evidence(pattern.iter().filter(|t| side(t)));
    let is_before = |t: &Token| t.range.end <= exact.start;
    let is_after = |t: &Token| t.range.start >= exact.end;
    let near = |(p, at): &(Token, Token)| {
        let old = if is_before(p) {
            between(pattern, p, first)
        } else {
            between(pattern, last, p)
        };
        let new = if is_before(p) {
            between(&stretch, at, from)
        } else {
            between(&stretch, upto, at)
        };
        p.evidence * nearness(new.saturating_sub(old))
    };
    let beside = |side: &dyn Fn(&Token) -> bool| {
        share(
            pairs.iter().filter(|(p, _)| side(p)).map(near).sum(),
            all(side),
        )
    };
    let kept_evidence = evidence(kept.iter().map(|(p, _)| p));
    Some(Fit {
        range: TextRange::new(from.range.start, upto.range.end),
        lead: first.range.start - exact.start,
        kept: share(kept_evidence, all(&inside)),
        evidence: kept_evidence,
        before: beside(&is_before),
        after: beside(&is_after),
    })
}

/// Drops words at the edges that were kept by chance: far away from the rest, and with little evidence.
fn trim(kept: &mut Vec<&(Token, Token)>, pattern: &[Token], stretch: &[Token]) {
    let astray = |left: &(Token, Token), right: &(Token, Token), edge: &(Token, Token)| {
        let (old, new) = (
            between(pattern, &left.0, &right.0),
            between(stretch, &left.1, &right.1),
        );
        ASTRAY * new.saturating_sub(old) as f32 > edge.0.evidence
    };
    while let [.., left, right] = kept.as_slice()
        && astray(left, right, right)
    {
        kept.pop();
    }
    while let [left, right, ..] = kept.as_slice()
        && astray(left, right, left)
    {
        kept.remove(0);
    }
}

/// A share of everything; all of nothing is all.
fn share(part: f32, all: f32) -> f32 {
    if all == 0.0 { 1.0 } else { part / all }
}

fn evidence<'a>(words: impl Iterator<Item = &'a Token>) -> f32 {
    words.map(|t| t.evidence).sum()
}

/// Number of words between two of `all`.
fn between(all: &[Token], left: &Token, right: &Token) -> usize {
    let from = all.partition_point(|t| t.range.start <= left.range.start);
    let upto = all.partition_point(|t| t.range.start < right.range.start);
    upto.saturating_sub(from)
}

/// What a word of the context is worth when so many more words than before part it from the passage.
fn nearness(gap: usize) -> f32 {
    FAR / (FAR + gap as f32)
}

/// How a cell was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The words are the same.
    Match,
    /// The pattern's word is gone.
    Delete,
    /// The stretch's word is new.
    Insert,
    /// The fit begins here.
    Begin,
}

/// Steps of the best alignment for each beginning of the pattern and of the stretch.
struct Table {
    steps: Vec<Step>,
    columns: usize,
    /// Column where the best fit of the whole pattern ends.
    end: usize,
}

impl Table {
    fn fill(pattern: &[Token], stretch: &[Token]) -> Self {
        let columns = stretch.len() + 1;
        let mut steps = vec![Step::Begin; columns];
        steps.reserve(columns * pattern.len());
        let mut above = vec![0i32; columns];
        for word in pattern {
            above = next_row(word, stretch, &above, &mut steps);
        }
        let best = above
            .iter()
            .enumerate()
            .max_by_key(|(i, score)| (**score, std::cmp::Reverse(*i)));
        let end = best.map_or(0, |(i, _)| i);
        Self {
            steps,
            columns,
            end,
        }
    }

    /// Kept words with their counterparts, in order.
    fn pairs(&self, pattern: &[Token], stretch: &[Token]) -> Vec<(Token, Token)> {
        let (mut row, mut column) = (pattern.len(), self.end);
        let mut out = Vec::new();
        while let Some(step) = self.steps.get(row * self.columns + column) {
            match step {
                Step::Begin => break,
                Step::Delete => row -= 1,
                Step::Insert => column -= 1,
                Step::Match => {
                    (row, column) = (row - 1, column - 1);
                    out.extend(pattern.get(row).copied().zip(stretch.get(column).copied()));
                }
            }
        }
        out.reverse();
        out
    }
}

/// Scores of one more word of the pattern; `above` are those without it.
fn next_row(word: &Token, stretch: &[Token], above: &[i32], steps: &mut Vec<Step>) -> Vec<i32> {
    let mut row = Vec::with_capacity(above.len());
    let first = above.first().copied().unwrap_or_default() - DELETE;
    row.push(first);
    steps.push(Step::Delete);
    // The score of the best way that ends with an insertion, in this row.
    let mut inserted = i32::MIN / 2;
    let mut left = first;
    for (other, pair) in stretch.iter().zip(above.windows(2)) {
        let [diagonal, up] = pair else { continue };
        inserted = (inserted - EXTEND).max(left - OPEN - EXTEND);
        let mut best = (up - DELETE, Step::Delete);
        if inserted > best.0 {
            best = (inserted, Step::Insert);
        }
        if word.id == other.id && diagonal + word.weight >= best.0 {
            best = (diagonal + word.weight, Step::Match);
        }
        left = best.0;
        row.push(best.0);
        steps.push(best.1);
    }
    row
}
