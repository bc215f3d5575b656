//! Whether a block of text is English, told by its function words: word lists must not judge other languages.

use super::token::Token;
use std::sync::LazyLock;

/// Function words of English that are rare elsewhere.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "that", "for", "with", "was", "as", "by", "it", "on",
    "are", "be", "this", "from", "at", "which", "or", "has", "have", "an", "not", "their", "its",
    "will", "were", "been", "they", "his", "her", "he", "she", "we", "you", "would", "who", "also",
    "all", "other", "more", "can", "our", "but", "said", "these", "than", "into", "between",
    "should", "shall",
];

/// Function words of other languages that use the Latin script.
const FOREIGN: &[&str] = &[
    "le", "la", "les", "et", "des", "du", "de", "une", "que", "dans", "pour", "par", "sur", "est",
    "el", "los", "las", "y", "en", "del", "por", "con", "para", "der", "die", "und", "das", "von",
    "den", "mit", "ist", "yang", "dan", "di", "dengan", "untuk", "dari", "pada", "ini", "itu",
    "dalam", "của", "và", "là", "các", "những", "trong", "cho", "một", "os", "um", "uma", "não",
    "il", "che", "della", "het", "een", "van", "ng", "sa", "ang", "mga",
];

/// Whether a block is English: an eighth of its words are function words of English, or (in lists and damaged text) a
/// twenty-fifth, and hardly any are of other languages.
pub(super) fn is_english(tokens: &[Token<'_>]) -> bool {
    let (mut words, mut hits, mut telling, mut foreign) = (0usize, 0usize, 0usize, 0usize);
    for token in tokens.iter().take(400).filter(|t| t.digits == 0) {
        words += 1;
        if token.text.len() <= 7 {
            if ENGLISH.has(token.text) {
                hits += 1;
                telling += usize::from(matches!(
                    token.text,
                    "the" | "The" | "of" | "and" | "with" | "which" | "from" | "by"
                ));
            } else {
                foreign += usize::from(OTHERS.has(token.text));
            }
        }
    }
    let plain = words >= 5 && hits * 8 >= words && telling > 0;
    let sparse = words >= 25 && hits * 25 >= words && telling >= 2;
    (plain || sparse) && hits >= 3 * foreign
}

/// Whether a block has more function words of other languages than of English.
pub(super) fn is_foreign(tokens: &[Token<'_>]) -> bool {
    let words = || {
        tokens
            .iter()
            .take(400)
            .filter(|t| t.digits == 0 && t.text.len() <= 7)
    };
    let foreign = words().filter(|t| OTHERS.has(t.text)).count();
    foreign > 0 && foreign >= words().filter(|t| ENGLISH.has(t.text)).count()
}

/// A small set of words, found by length and first letter in either case.
struct WordSet(Vec<Vec<&'static str>>);

static ENGLISH: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(FUNCTION_WORDS));
static OTHERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(FOREIGN));

impl WordSet {
    fn new(words: &[&'static str]) -> Self {
        let mut slots = vec![Vec::new(); 256];
        words
            .iter()
            .for_each(|word| slots[Self::slot(word)].push(*word));
        Self(slots)
    }

    fn slot(word: &str) -> usize {
        let first = word.bytes().next().unwrap_or(0) & 0x1f;
        usize::from(first) * 8 + word.len().min(7)
    }

    fn has(&self, word: &str) -> bool {
        self.0
            .get(Self::slot(word))
            .is_some_and(|slot| slot.iter().any(|w| w.eq_ignore_ascii_case(word)))
    }
}
