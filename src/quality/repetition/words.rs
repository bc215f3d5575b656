//! Words as numbers, samples of their runs, and reading two texts side by side: what repetition in a document and between
//! documents goes by.

use crate::quality::Context;
use crate::quality::context::tokens;
use crate::quality::strings::Piece;
use crate::text::TextRange;

/// Most hashes that a window of [`sampled`] has.
const RING: usize = 8;
/// Lines after which is asked whether to go on.
const STEP: usize = 1 << 12;

/// A word of the text in eight bytes, since a long text has many: where it begins, and the hash of its letters in lower
/// case, of which the last bits tell what else is known of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    mixed: u32,
    /// Where it begins (UTF-8 bytes).
    pub start: u32,
}

/// It begins with a capital.
pub const CAPITAL: u32 = 1;
/// It has letters.
pub const LETTERS: u32 = 2;
/// It is the first of its paragraph.
pub const OPENS: u32 = 4;

impl Word {
    /// The hash of its letters in lower case.
    pub fn hash(self) -> u32 {
        self.mixed & !(CAPITAL | LETTERS | OPENS)
    }

    /// Whether that is known of it.
    pub fn is(self, what: u32) -> bool {
        self.mixed & what != 0
    }

    /// Its bytes, up to the next white space.
    pub fn range(self, text: &str) -> TextRange {
        let start = self.start as usize;
        let rest = TextRange::new(start, text.len().min(start + usize::from(u16::MAX)));
        tokens(text, rest).next().unwrap_or(rest)
    }

    /// Index of its line.
    pub(super) fn line(self, context: &Context<'_>) -> usize {
        let after = |line: &TextRange| line.start <= self.start as usize;
        context.lines.partition_point(after).saturating_sub(1)
    }
}

/// The words of a document; list marks and the like are none. None at all where nobody waits for them any more.
pub fn words(context: &Context<'_>) -> Vec<Word> {
    let mut pieces = context.pieces_by_line();
    let mut out = Vec::with_capacity(context.pieces().len());
    let bytes = context.text.as_bytes();
    for (index, &line) in context.lines.iter().enumerate() {
        if index % STEP == 0 && context.is_stopped() {
            return Vec::new();
        }
        let first = out.len();
        let words = pieces.of(line).iter();
        out.extend(words.filter_map(|piece| word(bytes, *piece)));
        if let Some(word) = out.get_mut(first)
            && begins_paragraph(context, index)
        {
            word.mixed |= OPENS;
        }
    }
    out
}

/// The word that a string between white space is; none without letters and digits, and none of a length that no word has.
#[inline]
fn word(bytes: &[u8], piece: Piece) -> Option<Word> {
    let range = piece.range();
    let string = bytes.get(range.start..range.end)?;
    let (hash, known) = match piece.plain() {
        Some(plain) => {
            let capital = string.first().is_some_and(u8::is_ascii_uppercase);
            let letters = plain.digits < plain.len();
            (
                plain.hash,
                u32::from(capital) * CAPITAL + u32::from(letters) * LETTERS,
            )
        }
        None => read(string)?,
    };
    u16::try_from(range.len()).ok()?;
    Some(Word {
        mixed: hash & !(CAPITAL | LETTERS | OPENS) | known,
        start: range.start as u32,
    })
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

/// The hashes of the runs of `shingle` words that are the smallest of `window` of them, with their places: two texts with
/// `shingle + window - 1` equal words in a row share one (winnowing: Schleimer, Wilkerson and Aiken, 2003).
pub fn sampled(words: &[Word], shingle: usize, window: usize) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(words.len() / 2);
    // The last few hashes: all of them would take as much memory as the sample.
    let mut last = [0_u32; RING];
    let window = window.min(RING);
    let (mut least, mut place) = (u32::MAX, 0);
    for (at, hash) in words.windows(shingle).map(mixed).enumerate() {
        last[at % RING] = hash;
        if place + window <= at {
            // The smallest has left the window: the earliest of the smallest that are in it.
            (least, place) = (u32::MAX, at);
            for i in at + 1 - window..=at {
                if last[i % RING] < least {
                    (least, place) = (last[i % RING], i);
                }
            }
        } else if hash < least {
            (least, place) = (hash, at);
        }
        if at + 1 >= window && out.last().is_none_or(|last| last.1 != place as u32) {
            out.push((least, place as u32));
        }
    }
    out
}

/// Leaves only what may have an equal: most of a text stands in it once, and need not be sorted. Two bits a hash tell, by
/// one pass that marks and one that looks (false positives are no harm).
pub fn keep_equal(sample: &mut Vec<(u32, u32)>) {
    let slots = (sample.len() * 8).next_power_of_two().max(1 << 10);
    let mask = slots - 1;
    // The two bits of a hash stand side by side: they are fetched at once.
    let mut seen = vec![0_u64; slots / 32];
    for (hash, _) in sample.iter() {
        let slot = *hash as usize & mask;
        let (word, bit) = (slot / 32, 1 << (slot % 32 * 2));
        seen[word] |= (seen[word] & bit) << 1 | bit;
    }
    sample.retain(|(hash, _)| {
        let slot = *hash as usize & mask;
        seen[slot / 32] & (2 << (slot % 32 * 2)) != 0
    });
}

fn mixed(words: &[Word]) -> u32 {
    let hash = words.iter().fold(0u64, |h, w| {
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
