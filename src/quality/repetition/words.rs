//! Words as numbers, samples of their runs, and reading two texts side by side: what repetition in a document and between
//! documents goes by.

use crate::quality::Context;
use crate::quality::context::tokens;
use crate::quality::strings::{ByLine, Piece};
use crate::text::TextRange;
use std::ops::Range;

/// Lines after which is asked whether to go on.
const STEP: usize = 1 << 12;

/// A word of the text in eight bytes, since a long text has many: above, the hash of its letters in lower case, of which the
/// last bits tell what else is known of it; below, where it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word(u64);

/// It begins with a capital.
pub const CAPITAL: u32 = 1;
/// It has letters.
pub const LETTERS: u32 = 2;
/// It is the first of its paragraph.
pub const OPENS: u32 = 4;

/// It is the first of a short line under another one, which may be one more of a list.
pub const LISTED: u32 = 8;

/// All that is known of a word beside its hash.
const KNOWN: u32 = CAPITAL | LETTERS | OPENS | LISTED;

/// Bytes of the longest line that is taken for one of a list.
const SHORT: usize = 80;

impl Word {
    #[inline]
    fn new(hash: u32, known: u32, start: u32) -> Self {
        Self(u64::from(hash & !KNOWN | known) << 32 | u64::from(start))
    }

    /// The hash of its letters in lower case.
    #[inline]
    pub fn hash(self) -> u32 {
        (self.0 >> 32) as u32 & !KNOWN
    }

    /// Whether that is known of it.
    pub fn is(self, what: u32) -> bool {
        (self.0 >> 32) as u32 & what != 0
    }

    /// Where it begins (UTF-8 bytes).
    pub fn start(self) -> usize {
        self.0 as u32 as usize
    }

    /// Its bytes, up to the next white space.
    pub fn range(self, text: &str) -> TextRange {
        let start = self.start();
        let rest = TextRange::new(start, text.len().min(start + usize::from(u16::MAX)));
        tokens(text, rest).next().unwrap_or(rest)
    }

    /// Index of its line.
    pub(super) fn line(self, context: &Context<'_>) -> usize {
        let after = |line: &TextRange| line.start <= self.start();
        context.lines.partition_point(after).saturating_sub(1)
    }
}

/// Puts in the words of these lines of a document, the strings of which are given; list marks and the like are none.
pub(in crate::quality) fn words(
    context: &Context<'_>,
    lines: Range<usize>,
    pieces: &[Piece],
    out: &mut Vec<Word>,
) {
    let mut pieces = ByLine::new(pieces);
    let bytes = context.text.as_bytes();
    let ranges = context.lines.get(lines.clone()).unwrap_or_default();
    for (index, &line) in lines.zip(ranges) {
        if index % STEP == 0 && context.is_stopped() {
            return;
        }
        let first = out.len();
        for piece in pieces.of(line) {
            let range = piece.range();
            // No word is as long as that.
            if range.len() > usize::from(u16::MAX) {
                continue;
            }
            match piece.plain() {
                Some(plain) => {
                    let letters = u32::from(plain.digits < plain.len()) * LETTERS;
                    let known = (u32::from(plain.capital) * CAPITAL) | letters;
                    out.push(Word::new(plain.hash, known, range.start as u32));
                }
                None => {
                    if let Some((hash, known)) = bytes.get(range.start..range.end).and_then(read) {
                        out.push(Word::new(hash, known, range.start as u32));
                    }
                }
            }
        }
        if let Some(word) = out.get_mut(first)
            && begins_paragraph(context, index)
        {
            let short = |n: usize| context.has_text(n) && context.line(n).len() <= SHORT;
            let listed = index > 0 && !context.wrapped && short(index) && short(index - 1);
            word.0 |= u64::from(OPENS | (u32::from(listed) * LISTED)) << 32;
        }
    }
}

/// The hash of a string and what is known of it, unless nothing of it counts.
fn read(string: &[u8]) -> Option<(u32, u32)> {
    let (mut hash, mut known) = (0x811c_9dc5_u32, 0_u8);
    for &b in string {
        let (counted, what) = BYTES[usize::from(b)];
        // Whether the first character that counts is a capital.
        known |= if known & ANY == 0 {
            what
        } else {
            what & !UPPER
        };
        if counted != 0 {
            hash = (hash ^ u32::from(counted)).wrapping_mul(0x0100_0193);
        }
    }
    let flags = u32::from(known & UPPER != 0) * CAPITAL + u32::from(known & LETTER != 0) * LETTERS;
    (known & ANY != 0).then_some((hash, flags))
}

const ANY: u8 = 1;
const LETTER: u8 = 2;
const UPPER: u8 = 4;

/// What a byte counts as in the hash of a word (0: not at all), and what is known of it.
static BYTES: [(u8, u8); 256] = {
    let mut out = [(0, 0); 256];
    let mut n = 0;
    while n < 256 {
        let b = n as u8;
        out[n] = if b.is_ascii_digit() {
            (b, ANY)
        } else if b.is_ascii_uppercase() {
            (b.to_ascii_lowercase(), ANY | LETTER | UPPER)
        } else if b.is_ascii_lowercase() || b >= 0xc3 {
            (b, ANY | LETTER)
        } else if b >= 0x80 {
            (b, 0)
        } else {
            (0, 0)
        };
        n += 1;
    }
    out
};

/// A run of words in a sample: its hash, and where it begins (index of a word) below it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sample(u64);

impl Sample {
    fn new(hash: u32, place: usize) -> Self {
        Self(u64::from(hash) << 32 | place as u64)
    }

    /// The hash of its words.
    pub fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Index of its first word.
    pub fn place(self) -> u32 {
        self.0 as u32
    }
}

/// The runs of `RUN` words whose hashes are the smallest of `WINDOW` of them (16 at most), in text order: two texts with
/// `RUN + WINDOW - 1` equal words in a row share one (winnowing: Schleimer, Wilkerson and Aiken, 2003). The earliest of
/// equal ones counts.
pub fn sampled<const RUN: usize, const WINDOW: usize>(words: &[Word]) -> Vec<Sample> {
    let mut out: Vec<Sample> = Vec::with_capacity(words.len() / 2);
    // The smallest of the last two, four …, each from two of half as many, so that no branch is to be guessed; and of the
    // window from two that overlap.
    let doublings = WINDOW.ilog2() as usize;
    let rest = WINDOW - (1 << doublings);
    let mut halves = [[Sample(u64::MAX); 8]; 4];
    let mut whole = [Sample(u64::MAX); 8];
    let mut told = Sample(u64::MAX);
    // Every third run or so is told, which one cannot be guessed either.
    let (mut full, mut buffer) = (0, [Sample(0); 64]);
    for (at, run) in words.array_windows::<RUN>().enumerate() {
        let mut least = Sample::new(mixed(run), at);
        for (n, half) in halves.iter_mut().enumerate().take(doublings) {
            let before = std::mem::replace(&mut half[at % (1 << n) % 8], least);
            least = least.min(before);
        }
        if rest > 0 {
            let before = std::mem::replace(&mut whole[at % rest % 8], least);
            least = least.min(before);
        }
        if at + 1 < WINDOW {
            continue;
        }
        buffer[full % 64] = least;
        full += usize::from(least != told);
        told = least;
        if full == buffer.len() {
            out.extend_from_slice(&buffer);
            full = 0;
        }
    }
    out.extend_from_slice(buffer.get(..full).unwrap_or_default());
    out
}

/// Leaves only what may have an equal: most of a text stands in it once, and need not be sorted. Two bits a hash tell, by
/// one pass that marks and one that looks (false positives are no harm).
pub fn keep_equal(sample: &mut Vec<Sample>) {
    let slots = (sample.len() * 8).next_power_of_two().max(1 << 10);
    let mask = slots - 1;
    // The two bits of a hash stand side by side: they are fetched at once.
    let mut seen = vec![0_u64; slots / 32];
    for run in sample.iter() {
        let slot = run.hash() as usize & mask;
        let (word, bit) = (slot / 32, 1 << (slot % 32 * 2));
        seen[word] |= (seen[word] & bit) << 1 | bit;
    }
    sample.retain(|run| {
        let slot = run.hash() as usize & mask;
        seen[slot / 32] & (2 << (slot % 32 * 2)) != 0
    });
}

#[inline]
fn mixed<const RUN: usize>(run: &[Word; RUN]) -> u32 {
    let hash = run.iter().fold(0u64, |h, w| {
        (h.rotate_left(23) ^ u64::from(w.hash())).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (hash >> 32) as u32
}

/// Reads two texts on side by side over small differences; `a` and `b` give the hash of the word so many places on. How
/// many words of each were read up to the last that agree, and how many agree.
pub fn walked(
    a: impl Fn(usize) -> Option<u32>,
    b: impl Fn(usize) -> Option<u32>,
) -> (usize, usize, usize) {
    let (mut x, mut y, mut equal) = (0, 0, 0);
    let mut end = (0, 0);
    while let (Some(one), Some(other)) = (a(x), b(y)) {
        if one == other {
            (x, y, equal) = (x + 1, y + 1, equal + 1);
            end = (x, y);
        } else if let Some((dx, dy)) = skip(|k| a(x + k), |k| b(y + k)) {
            (x, y) = (x + dx, y + dy);
        } else {
            break;
        }
    }
    (end.0, end.1, equal)
}

/// The smallest difference after which three words agree again: words to pass over on either side.
fn skip(
    a: impl Fn(usize) -> Option<u32>,
    b: impl Fn(usize) -> Option<u32>,
) -> Option<(usize, usize)> {
    const STEPS: &[(usize, usize)] = &[
        (1, 1),
        (0, 1),
        (1, 0),
        (1, 2),
        (2, 1),
        (2, 2),
        (0, 2),
        (2, 0),
        (3, 3),
        (0, 3),
        (3, 0),
    ];
    STEPS
        .iter()
        .copied()
        .find(|&(da, db)| (0..3).all(|k| a(da + k).is_some_and(|x| b(db + k) == Some(x))))
}

pub(super) fn begins_paragraph(context: &Context<'_>, line: usize) -> bool {
    let mark = || {
        context
            .line(line)
            .trim_start()
            .starts_with(['-', '•', '*', '–'])
    };
    context.has_text(line)
        && (!context.wrapped || line == 0 || !context.has_text(line - 1) || mark())
}
