//! Fits a quote with its context into a stretch of text, word by word.
//!
//! The whole quote is aligned with the stretch so that the weight of the words kept in order, less a charge for what was
//! deleted or inserted between them, is greatest. Where in the stretch the fit begins and ends is free. The range of the
//! passage follows from its kept words, so that edits inside, at its edges and beside it are all told apart.

use crate::text::{TextRange, segment};

/// Charge for beginning an insertion.
const OPEN: i32 = 6;
/// Charge for each inserted word.
const EXTEND: i32 = 1;
/// Charge for each deleted word.
const DELETE: i32 = 1;

/// A word, or one other visible character.
#[derive(Clone, Copy)]
pub(super) struct Token {
    range: TextRange,
    /// Equal for words that differ in case or kind of quotation mark only.
    id: u64,
    weight: i32,
}

/// How a quote fits.
pub(super) struct Fit {
    /// From the first to the last kept word of the passage, UTF-8 bytes of the text.
    pub(super) range: TextRange,
    /// Where the first kept word began in the passage (UTF-8 bytes).
    pub(super) lead: usize,
    /// Share of the passage's words that were kept, 0–1.
    pub(super) kept: f32,
    /// Weight of the kept words: about 10 for a usual word, 2 for a punctuation mark.
    pub(super) kept_weight: f32,
    /// Share of the context before that was kept, by weight; 1 where there is none.
    pub(super) before: f32,
    /// Share of the context after that was kept.
    pub(super) after: f32,
}

/// The words of `text`, which begins at byte `base`.
pub(super) fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut out = Vec::new();
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
        out.push(Token {
            range: TextRange::new(base + start, base + end),
            id,
            weight,
        });
    }
    out
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
    let kept: Vec<&(Token, Token)> = pairs.iter().filter(|(p, _)| inside(p)).collect();
    let ((first, from), (_, upto)) = (kept.first()?, kept.last()?);
    let total = pattern.iter().filter(|t| inside(t)).count();
    let share = |side: &dyn Fn(&Token) -> bool| {
        let all: i32 = pattern.iter().filter(|t| side(t)).map(|t| t.weight).sum();
        let kept: i32 = pairs
            .iter()
            .filter(|(p, _)| side(p))
            .map(|(p, _)| p.weight)
            .sum();
        if all == 0 {
            1.0
        } else {
            kept as f32 / all as f32
        }
    };
    Some(Fit {
        range: TextRange::new(from.range.start, upto.range.end),
        lead: first.range.start - exact.start,
        kept: kept.len() as f32 / total as f32,
        kept_weight: kept.iter().map(|(p, _)| p.weight).sum::<i32>() as f32,
        before: share(&|t| t.range.end <= exact.start),
        after: share(&|t| t.range.start >= exact.end),
    })
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
