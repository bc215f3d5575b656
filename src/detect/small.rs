//! Words in small letters: most tokens of a text, of which few matter.

use super::words::{AND, OF, PARTICLE, PREPOSITION, THE};
use super::{gazetteer, lists};

/// The classes of a word in small letters, whose first eight bytes are given as a number too, and whether a rule or a
/// listed name may begin with it.
#[inline]
pub(super) fn look(word: &[u8], number: u64) -> (u32, bool) {
    let letter = usize::from((number as u8).wrapping_sub(b'a'));
    let lengths = LENGTHS.get(letter).copied().unwrap_or(0);
    if lengths >> word.len().min(31) & 1 == 0 {
        return (0, false);
    }
    looked_up(word, number, letter)
}

fn looked_up(word: &[u8], number: u64, letter: usize) -> (u32, bool) {
    let class = match word.len() {
        2..=8 => short(number),
        9..=11 => long(word),
        _ => 0,
    };
    let lengths = lists::LOWER_STARTS.get(letter).copied().unwrap_or(0);
    let listed = lengths >> word.len().min(31) & 1 != 0 && gazetteer::begins(word);
    (class & !RULE, listed || class & RULE != 0)
}

/// Stands among the classes here for "a rule begins with it".
const RULE: u32 = 1 << 31;

/// Small words that hold names together, and those with which a rule begins.
const WORDS: &[(u32, &[&str])] = &[
    (OF, &["of"]),
    (AND, &["and"]),
    (THE, &["the"]),
    (
        PREPOSITION,
        &["for", "on", "to", "in", "with", "against", "concerning"],
    ),
    (
        PARTICLE,
        &[
            "de", "da", "do", "dos", "du", "del", "della", "di", "la", "le", "van", "von", "der",
            "den", "ten", "ter", "bin", "binti", "bint", "ibn", "al", "el", "ul", "ap",
        ],
    ),
    (
        RULE,
        &[
            "percent", "per", "fiscal", "tel", "fax", "email", "phone", "mobile",
        ],
    ),
];

/// Words of more than eight bytes among them and beside them.
const LONG: &[&str] = &["concerning", "resolution", "resolutions", "financial"];

/// Which words may matter: lengths (bits) by first letter.
static LENGTHS: [u32; 26] = lengths();

const fn lengths() -> [u32; 26] {
    let mut out = lists::LOWER_STARTS;
    let mut row = 0;
    while row < WORDS.len() {
        out = with_lengths(out, WORDS[row].1);
        row += 1;
    }
    with_lengths(out, LONG)
}

const fn with_lengths(mut out: [u32; 26], words: &[&str]) -> [u32; 26] {
    let mut n = 0;
    while n < words.len() {
        let word = words[n].as_bytes();
        out[(word[0] - b'a') as usize] |= 1 << word.len();
        n += 1;
    }
    out
}

/// A word of more than eight bytes.
fn long(word: &[u8]) -> u32 {
    match word {
        b"concerning" => PREPOSITION,
        b"resolution" | b"resolutions" | b"financial" => RULE,
        _ => 0,
    }
}

/// A word of at most eight bytes, as a number.
fn short(word: u64) -> u32 {
    let mut at = slot(word);
    loop {
        match TABLE.get(at) {
            Some((known, class)) if *known == word => return *class,
            Some((0, _)) | None => return 0,
            Some(_) => at = (at + 1) % SLOTS,
        }
    }
}

/// Slots of the table; a power of two.
const SLOTS: usize = 256;

static TABLE: [(u64, u32); SLOTS] = table();

const fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

const fn table() -> [(u64, u32); SLOTS] {
    let mut out = [(0, 0); SLOTS];
    let mut row = 0;
    while row < WORDS.len() {
        let (class, words) = WORDS[row];
        let mut n = 0;
        while n < words.len() {
            let word = words[n].as_bytes();
            if word.len() <= 8 {
                let word = number(word);
                let mut at = slot(word);
                while out[at].0 != 0 {
                    at = (at + 1) % SLOTS;
                }
                out[at] = (word, class);
            }
            n += 1;
        }
        row += 1;
    }
    out
}

const fn number(word: &[u8]) -> u64 {
    let (mut out, mut n) = (0, word.len());
    while n > 0 {
        n -= 1;
        out = out << 8 | word[n] as u64;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ascii::first_eight;

    fn of(word: &str) -> (u32, bool) {
        look(word.as_bytes(), first_eight(word.as_bytes(), word.len()))
    }

    #[test]
    fn small_words_have_their_classes() {
        for (class, words) in WORDS {
            for word in *words {
                let rule = *class == RULE;
                let (found, begins) = of(word);
                assert_eq!(found, if rule { 0 } else { *class }, "{word}");
                assert!(begins || !rule, "{word}");
            }
        }
        assert_eq!(of("walk").0, 0);
        assert!(of("resolution").1);
    }
}
