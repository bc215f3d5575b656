//! Words in small letters: most tokens of a text, of which few matter.

use super::lists;
use super::words::{AND, OF, PARTICLE, PREPOSITION, THE};
use std::sync::LazyLock;

/// The classes of a word in small letters, whose first eight bytes are given as a number too, and whether a rule or a
/// listed name may begin with it.
#[inline(always)]
pub(super) fn look(word: &[u8], number: u64) -> (u32, bool) {
    let class = if word.len() <= 8 {
        short(number)
    } else {
        long(word)
    };
    (class & !RULE, class & RULE != 0)
}

/// Stands among the classes here for "a rule or a listed name begins with it".
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
            "den", "ten", "ter", "bin", "binti", "bint", "ibn", "al", "el", "ul", "ap", "y",
        ],
    ),
    (
        RULE,
        &[
            "percent", "per", "fiscal", "tel", "fax", "email", "phone", "mobile",
        ],
    ),
];

/// A word of more than eight bytes.
fn long(word: &[u8]) -> u32 {
    match word {
        [first, ..] if LONG_FIRST & letter(*first) == 0 => 0,
        b"concerning" => PREPOSITION,
        b"resolution" | b"resolutions" | b"financial" => RULE,
        _ if LONG_NAMES.iter().any(|w| w.as_bytes() == word) => RULE,
        _ => 0,
    }
}

/// A bit for each letter with which one of the words of more than eight bytes begins.
const LONG_FIRST: u32 = {
    let (mut letters, mut n) = (letter(b'c') | letter(b'r') | letter(b'f'), 0);
    while n < lists::SMALL_WORDS.len() {
        let word = lists::SMALL_WORDS[n].as_bytes();
        if word.len() > 8 {
            letters |= letter(word[0]);
        }
        n += 1;
    }
    letters
};

const fn letter(byte: u8) -> u32 {
    1 << (byte % 32)
}

/// The longer small words with which listed names begin.
static LONG_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words = lists::SMALL_WORDS.iter().copied();
    words.filter(|w| w.len() > 8).collect()
});

/// A word of at most eight bytes, as a number. No two of the words share a slot: one look tells, without a branch.
fn short(word: u64) -> u32 {
    let (known, class) = TABLE.1.get(slot(TABLE.0, word)).copied().unwrap_or((0, 0));
    if known == word { class } else { 0 }
}

/// Slots of the table; a power of two.
const SLOTS: usize = 1 << BITS;
const BITS: u32 = 10;

/// Words as numbers, with their classes.
type Slots = [(u64, u32); SLOTS];

/// The factor of the hash, and the words by slot.
static TABLE: (u64, Slots) = table();

const fn slot(factor: u64, word: u64) -> usize {
    (word.wrapping_mul(factor) >> (64 - BITS)) as usize
}

/// The table with the first factor that gives every word a slot of its own.
const fn table() -> (u64, Slots) {
    let mut factor: u64 = 0x9e37_79b9_7f4a_7c15;
    loop {
        if let Some(slots) = slots(factor) {
            return (factor, slots);
        }
        factor = factor.wrapping_add(0x1000_0000_0000_0002);
    }
}

const fn slots(factor: u64) -> Option<Slots> {
    let mut out = [(0, 0); SLOTS];
    let mut row = 0;
    while row < WORDS.len() {
        let (class, words) = WORDS[row];
        if !add(&mut out, factor, class, words) {
            return None;
        }
        row += 1;
    }
    if add(&mut out, factor, RULE, lists::SMALL_WORDS) {
        Some(out)
    } else {
        None
    }
}

/// Puts words into their slots; `false` where one of them is taken.
const fn add(slots: &mut Slots, factor: u64, class: u32, words: &[&str]) -> bool {
    let mut n = 0;
    while n < words.len() {
        let word = words[n].as_bytes();
        if word.len() <= 8 {
            let word = number(word);
            let slot = &mut slots[slot(factor, word)];
            if slot.0 != 0 && slot.0 != word {
                return false;
            }
            *slot = (word, slot.1 | class);
        }
        n += 1;
    }
    true
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
