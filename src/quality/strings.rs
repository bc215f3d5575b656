//! The strings between the white space of a text, read once for all checks that go through its words.

use super::context::space_at;
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};
use std::cell::RefCell;

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

/// The strings of a text, in text order; those up to where nobody waits for them any more. A text whose places need more
/// than 32 bits has none.
pub(super) fn pieces(text: &str, stop: &dyn Fn() -> bool) -> Vec<Piece> {
    let mut words = WORDS.take();
    let out = read(text, &mut words, stop);
    WORDS.replace(words);
    out
}

fn read(text: &str, words: &mut Words, stop: &dyn Fn() -> bool) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    if u32::try_from(bytes.len()).is_err() {
        return out;
    }
    out.reserve(bytes.len() / 6);
    let mut at = 0;
    while at < bytes.len() {
        let space = space_at(bytes, at);
        if space > 0 {
            at += space;
            continue;
        }
        let piece = piece(bytes, at, words);
        at = piece.end as usize;
        out.push(piece);
        if out.len() % STEP == 0 && stop() {
            break;
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lexicon::hash;

    #[test]
    fn plain_strings_and_others() {
        let long = "a".repeat(300);
        let text = format!("The 2nd plan, (of) l’État\u{a0}for e-mail…\n-- {long} end");
        let all = pieces(&text, &|| false);
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
    fn those_of_lines() {
        let text = "one two\nthree\n\nfour";
        let all = pieces(text, &|| false);
        let mut by_line = ByLine::new(&all);
        let lines = [(0, 7), (14, 14), (15, 19)].map(|(a, b)| TextRange::new(a, b));
        let counts = lines.map(|line| by_line.of(line).len());
        assert_eq!(counts, [2, 0, 1]);
    }
}
