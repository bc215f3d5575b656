//! What a damaged word may have been: one confusion of a scanner undone, or one letter changed.

use crate::text::lexicon::{Known, is_common, known, near_common};

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
        let mut rare = None;
        for (from, to) in CONFUSED {
            for (at, _) in part.match_indices(from) {
                let Some(word) = replaced(part, at, from, to) else {
                    continue;
                };
                match known(&word) {
                    Known::Word if is_common(&word) => return Some(Self::Common(word)),
                    Known::Word => rare = rare.or(Some(Self::Word(word))),
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

fn replaced(part: &str, at: usize, from: &str, to: &str) -> Option<String> {
    Some([part.get(..at)?, to, part.get(at + from.len()..)?].concat())
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
