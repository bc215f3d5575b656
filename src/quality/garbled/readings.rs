//! What a damaged word may have been: one confusion of a scanner undone, or one letter changed.

use crate::text::lexicon::{Known, known_with, near_common};
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

/// What a string that is no word may have been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// A word that everybody uses, with letters that scanners take for each other.
    Common(String),
    /// Another word of the word list, likewise.
    Word(String),
    /// A word that everybody uses, one letter away.
    Near(String),
}

impl Reading {
    /// The likeliest reading of a folded string that is no word.
    pub fn of(part: &str) -> Option<Self> {
        KNOWN.with_borrow_mut(|known| {
            if let Some(reading) = known.get(part) {
                return reading.clone();
            }
            if known.len() >= KEPT {
                known.clear();
            }
            let reading = Self::looked_for(part);
            known.insert(part.into(), reading.clone());
            reading
        })
    }

    fn looked_for(part: &str) -> Option<Self> {
        let mut rare = None;
        let bytes = part.as_bytes();
        let has = bytes.iter().fold(0, |has, &b| has | letter(b));
        for (from, to) in CONFUSED {
            if from.bytes().any(|b| has & letter(b) == 0) {
                continue;
            }
            let places = bytes.windows(from.len()).enumerate();
            for (at, _) in places.filter(|(_, w)| *w == from.as_bytes()) {
                let place = at..at + from.len();
                match known_with(part, place.clone(), to) {
                    (Known::Word, true) => return Some(Self::Common(replaced(part, place, to)?)),
                    (Known::Word, false) if rare.is_none() => {
                        rare = replaced(part, place, to).map(Self::Word);
                    }
                    _ => {}
                }
            }
        }
        near_common(part).map(Self::Near).or(rare)
    }

    /// The proposed word.
    pub fn word(&self) -> &str {
        match self {
            Self::Common(word) | Self::Word(word) | Self::Near(word) => word,
        }
    }
}

/// Groups of letters that scanners take for each other: what stands there, and what was meant.
const CONFUSED: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("li", "h"),
    ("tb", "th"),
    ("tl", "th"),
    ("lh", "th"),
    ("c", "e"),
    ("e", "c"),
    ("u", "n"),
    ("n", "u"),
    ("l", "i"),
    ("i", "l"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("ii", "u"),
    ("f", "s"),
    ("b", "h"),
    ("h", "b"),
    ("ni", "m"),
    ("in", "m"),
    ("m", "in"),
    ("o", "e"),
    ("e", "o"),
    ("a", "o"),
    ("o", "a"),
    ("a", "e"),
    ("e", "a"),
    ("i", "r"),
    ("i", "t"),
    ("l", "t"),
    ("t", "l"),
    ("t", "i"),
    ("f", "t"),
    ("t", "f"),
    ("j", "i"),
    ("n", "a"),
    ("a", "s"),
    ("s", "a"),
    ("q", "g"),
    ("g", "q"),
    ("y", "v"),
    ("v", "y"),
    ("n", "m"),
    ("m", "n"),
    ("r", "t"),
    ("x", "r"),
    ("z", "r"),
];

thread_local! {
    /// The readings of strings that were met: the names of a folder recur in its documents, and looking for one tries
    /// hundreds of words.
    static KNOWN: RefCell<HashMap<Box<str>, Option<Reading>, RandomState>> = RefCell::default();
}

/// Readings kept at most.
const KEPT: usize = 20_000;

/// A bit for each letter, one for all other bytes.
fn letter(b: u8) -> u32 {
    1 << if b.is_ascii_lowercase() { b - b'a' } else { 31 }
}

fn replaced(part: &str, at: Range<usize>, to: &str) -> Option<String> {
    Some([part.get(..at.start)?, to, part.get(at.end..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confusions_come_before_other_changes() {
        assert_eq!(
            Reading::of("comrnerce"),
            Some(Reading::Common("commerce".to_owned()))
        );
        assert_eq!(
            Reading::of("harxvest"),
            Some(Reading::Near("harvest".to_owned()))
        );
        assert_eq!(Reading::of("qzkrwvt"), None);
    }
}
