//! The strings between the white space of a text, read once for all checks that go through its words: window by window, so
//! that those of a long text need not be kept, and are still in the processor's caches when the last check reads them.

use super::Context;
use super::context::space_at;
use super::cues::{Cue, Cues};
use super::repetition::words::{Word, words};
use super::unknown;
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};
use std::cell::RefCell;
use std::ops::Range;

/// UTF-8 bytes after which a window ends, with the block that it is in.
const WINDOW: usize = 1 << 15;

/// Strings after which is asked whether to go on.
const STEP: usize = 1 << 14;

/// A string between white space, in sixteen bytes, since a long text has many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    start: u32,
    end: u32,
    /// The [`struct@Hash`] of the letters and digits of a plain one.
    hash: u32,
    /// How many of these are small letters, capitals and digits, eight bits each; none at all where it is not plain. Above
    /// them [`KNOWN`] and [`CAPITAL`].
    counts: u32,
}

/// Two letters or more and nothing else, and a word that the word list has.
const KNOWN: u32 = 1 << 24;
/// It begins with a capital.
const CAPITAL: u32 = 1 << 25;

impl Piece {
    /// Where it stands (UTF-8 bytes of the text).
    pub fn range(self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    /// Where it begins and ends in a part of the text.
    #[inline]
    pub fn within(self, part: TextRange) -> (usize, usize) {
        (
            self.start as usize - part.start,
            self.end as usize - part.start,
        )
    }

    /// Whether it is plain and a word of two letters or more that the word list has.
    #[inline]
    pub fn is_known(self) -> bool {
        self.counts & KNOWN != 0
    }

    /// What it is made of where it is plain: ASCII letters and digits, and nothing but ASCII punctuation behind them. Nearly
    /// all are, and no word is longer than those.
    pub fn plain(self) -> Option<Plain> {
        let count = |class: u32| (self.counts >> (8 * class) & 0xff) as usize;
        (self.counts != 0).then(|| Plain {
            hash: self.hash,
            lower: count(0),
            upper: count(1),
            digits: count(2),
            known: self.counts & KNOWN != 0,
            capital: self.counts & CAPITAL != 0,
        })
    }
}

/// The letters and digits that a plain string begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Plain {
    /// Their [`struct@Hash`].
    pub hash: u32,
    /// Small letters.
    pub lower: usize,
    /// Capitals.
    pub upper: usize,
    /// Digits.
    pub digits: usize,
    /// Whether the word list has them; never where there is a digit, or one letter.
    pub known: bool,
    /// Whether the first is a capital.
    pub capital: bool,
}

impl Plain {
    /// How many bytes they are.
    pub fn len(self) -> usize {
        self.lower + self.upper + self.digits
    }
}

thread_local! {
    /// The words that this thread has met.
    static WORDS: RefCell<Words> = RefCell::default();
}

/// What is kept of the strings of a text.
#[derive(Default)]
pub(super) struct Strings {
    /// The phrases of each check, in text order; the longer of two that begin at one place comes last.
    pub cues: Vec<Vec<Cue>>,
    /// The words as repetitions are looked for.
    pub words: Vec<Word>,
    /// The strings of letters that are no words.
    pub unknown: Vec<TextRange>,
    /// Those that are more than ASCII letters and digits with signs behind them.
    pub mixed: Vec<TextRange>,
}

/// Reads the strings of a text up to where nobody waits for them any more. `each` is given those of one window after the
/// other, in text order, and the indices of its blocks. A text whose places need more than 32 bits has none.
pub(super) fn look_through(
    context: &Context<'_>,
    each: &mut dyn FnMut(Range<usize>, &[Piece]),
) -> Strings {
    let mut known = WORDS.take();
    let out = read(context, &mut known, each);
    WORDS.replace(known);
    out
}

fn read(
    context: &Context<'_>,
    known: &mut Words,
    each: &mut dyn FnMut(Range<usize>, &[Piece]),
) -> Strings {
    let text = context.text;
    let mut cues = Cues::new();
    let mut out = Strings::default();
    if u32::try_from(text.len()).is_ok() {
        out.words.reserve(text.len() / 6);
        let mut pieces = Vec::with_capacity(text.len().min(2 * WINDOW) / 5);
        let mut line = 0;
        for (window, blocks) in windows(context) {
            if context.is_stopped() {
                break;
            }
            pieces.clear();
            fill(text.as_bytes(), window, known, &mut pieces, context);
            let lines = context.lines.get(line..).unwrap_or_default();
            let lines = line..line + lines.iter().take_while(|l| l.start < window.end).count();
            line = lines.end;
            words(context, lines, &pieces, &mut out.words);
            cues.find(context, window, &pieces);
            unknown::runs(text, &pieces, known, &mut out.unknown);
            let mixed = pieces.iter().filter(|p| p.plain().is_none());
            out.mixed.extend(mixed.map(|p| p.range()));
            each(blocks, &pieces);
        }
    }
    out.cues = cues.found;
    out
}

/// The text in parts that begin where a block does, the first one aside, with the blocks of each.
fn windows<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (TextRange, Range<usize>)> + 'a {
    let blocks = context.blocks();
    let begin = |block: usize| {
        let line = blocks.get(block).and_then(|b| context.lines.get(b.start));
        line.map_or(context.text.len(), |l| l.start)
    };
    let (mut at, mut first) = (0, 0);
    std::iter::from_fn(move || {
        let start = at;
        if start >= context.text.len() {
            return None;
        }
        let mut next = first;
        while at < start + WINDOW && at < context.text.len() {
            next += 1;
            at = begin(next);
        }
        let next = next.min(blocks.len());
        let own = std::mem::replace(&mut first, next)..next;
        Some((TextRange::new(start, at), own))
    })
}

/// The strings of a range, which no string crosses the ends of.
fn fill(
    bytes: &[u8],
    range: TextRange,
    words: &mut Words,
    out: &mut Vec<Piece>,
    context: &Context<'_>,
) {
    let bytes = bytes.get(..range.end).unwrap_or_default();
    let mut at = range.start;
    while at < bytes.len() {
        let space = space_at(bytes, at);
        if space > 0 {
            at += space;
            continue;
        }
        let piece = piece(bytes, at, words);
        at = piece.end as usize;
        out.push(piece);
        if out.len().is_multiple_of(STEP) && context.is_stopped() {
            break;
        }
    }
}

/// The string that begins at `start`.
#[inline]
fn piece(bytes: &[u8], start: usize, words: &mut Words) -> Piece {
    // The number of more letters than that has no room.
    let most = bytes.len().min(start + 0xff);
    let (mut counts, mut hash, mut end) = (0, Hash::default(), start);
    for &b in bytes.get(start..most).unwrap_or_default() {
        let class = CLASSES[usize::from(b)];
        if class == 0 {
            break;
        }
        counts += class;
        hash.add_alphanumeric(b);
        end += 1;
    }
    let hash = hash.of();
    let long = end == start + 0xff;
    if long || !ends_at(bytes, end) {
        let signs = bytes.get(end..).unwrap_or_default().iter();
        end += signs.take_while(|b| b.is_ascii_punctuation()).count();
        if long || !ends_at(bytes, end) {
            counts = 0;
            while !ends_at(bytes, end) {
                end += 1;
            }
        }
    }
    if counts != 0 {
        let letters = counts >> 16 == 0 && counts != 1 && counts != 1 << 8;
        let known = letters && words.know(hash);
        let capital = bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        counts |= (KNOWN * u32::from(known)) | (CAPITAL * u32::from(capital));
    }
    Piece {
        start: start as u32,
        end: end as u32,
        hash,
        counts,
    }
}

/// Whether a string ends before this byte.
#[inline]
fn ends_at(bytes: &[u8], at: usize) -> bool {
    at >= bytes.len() || space_at(bytes, at) > 0
}

/// A one in the place of the class of a byte; no one for those that are no ASCII letters and digits.
static CLASSES: [u32; 256] = {
    let mut out = [0; 256];
    let mut n = 0;
    while n < 256 {
        out[n] = match n as u8 {
            b'a'..=b'z' => 1,
            b'A'..=b'Z' => 1 << 8,
            b'0'..=b'9' => 1 << 16,
            _ => 0,
        };
        n += 1;
    }
    out
};

/// Strings of a line that are passed over at once.
const STRIDE: usize = 16;

/// The strings of one line after the other.
pub(super) struct ByLine<'a> {
    rest: &'a [Piece],
}

impl<'a> ByLine<'a> {
    /// Of all strings of a text.
    pub fn new(pieces: &'a [Piece]) -> Self {
        Self { rest: pieces }
    }

    /// Those of a line, which is asked for in text order.
    pub fn of(&mut self, line: TextRange) -> &'a [Piece] {
        let until = |rest: &[Piece], end: usize| {
            // A line has dozens: they are passed over by the dozen.
            let whole = rest.chunks_exact(STRIDE);
            let whole = whole.take_while(|c| c.last().is_some_and(|p| (p.start as usize) < end));
            let passed = whole.count() * STRIDE;
            let left = rest.iter().skip(passed);
            passed + left.take_while(|p| (p.start as usize) < end).count()
        };
        let skipped = until(self.rest, line.start);
        let rest = self.rest.get(skipped..).unwrap_or_default();
        let (own, rest) = rest
            .split_at_checked(until(rest, line.end))
            .unwrap_or((rest, &[]));
        self.rest = rest;
        own
    }
}

/// The strings of a text.
#[cfg(test)]
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let document = super::testing::document(text, crate::document::DocumentKind::Plain);
    let input = super::Input {
        document: &document,
        mentions: &crate::detect::Mentions::NONE,
        languages: &Default::default(),
    };
    let mut out = Vec::new();
    look_through(&Context::new(&input), &mut |_, own| out.extend(own));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Mentions;
    use crate::document::DocumentKind;
    use crate::quality::Input;
    use crate::text::lexicon::hash;

    #[test]
    fn plain_strings_and_others() {
        let long = "a".repeat(300);
        let text = format!("The 2nd plan, (of) l’État\u{a0}for e-mail…\n-- {long} end");
        let all = pieces(&text);
        let found: Vec<_> = all.iter().filter_map(|p| p.range().of(&text)).collect();
        let strings = [
            "The",
            "2nd",
            "plan,",
            "(of)",
            "l’État",
            "for",
            "e-mail…",
            "--",
            &long,
            "end",
        ];
        assert_eq!(found, strings);
        let plain: Vec<_> = all.iter().map(|p| p.plain().map(|p| p.len())).collect();
        let none = None;
        assert_eq!(
            plain,
            [
                Some(3),
                Some(3),
                Some(4),
                none,
                none,
                Some(3),
                none,
                none,
                none,
                Some(3)
            ]
        );
        assert_eq!(all[2].plain().map(|p| p.hash), Some(hash("plan")));
        let second = all[1].plain().map(|p| (p.lower, p.upper, p.digits));
        assert_eq!(second, Some((2, 0, 1)));
    }

    #[test]
    fn windows_hold_whole_blocks_and_all_of_the_text() {
        let block = "a few words of\na paragraph, and more of them\n".repeat(90);
        let text = format!("\n{}\n\n", vec![block.trim_end(); 40].join("\n \n"));
        let document = crate::quality::testing::document(&text, DocumentKind::Plain);
        let input = Input {
            document: &document,
            mentions: &Mentions::NONE,
            languages: &Default::default(),
        };
        let context = Context::new(&input);
        let all: Vec<_> = windows(&context).collect();
        assert!(all.len() > 3, "{}", all.len());
        let whole: String = all.iter().filter_map(|(w, _)| w.of(&text)).collect();
        assert_eq!(whole, text);
        let blocks: Vec<usize> = all.iter().flat_map(|(_, b)| b.clone()).collect();
        assert_eq!(blocks, (0..40).collect::<Vec<_>>());
        let (mut lines, mut found) = (0, 0);
        context.look_through(&mut |own, pieces| {
            let own = context.blocks()[own].iter().cloned().flatten();
            lines += own.count();
            found += pieces.len();
        });
        assert_eq!((lines, found), (40 * 180, 40 * 90 * 10));
        assert_eq!(context.hashed().len(), found);
    }

    #[test]
    fn those_of_lines() {
        let text = "one two\nthree\n\nfour";
        let all = pieces(text);
        let mut by_line = ByLine::new(&all);
        let lines = [(0, 7), (14, 14), (15, 19)].map(|(a, b)| TextRange::new(a, b));
        let counts = lines.map(|line| by_line.of(line).len());
        assert_eq!(counts, [2, 0, 1]);
    }
}
