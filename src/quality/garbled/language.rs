//! Whether a block of text is English, told by its function words: word lists must not judge other languages.

use super::token::Token;
use crate::text::lexicon::hash;
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

/// Function words that hardly any other language has.
const TELLING: &[&str] = &["the", "of", "and", "with", "which", "from", "by"];

/// Whether a block is English: an eighth of its words are function words of English, or (in lists and damaged text) a
/// twenty-fifth, and hardly any are of other languages.
pub(super) fn is_english(tokens: &[Token<'_>]) -> bool {
    let (mut words, mut hits, mut telling, mut foreign) = (0usize, 0usize, 0usize, 0usize);
    for token in tokens.iter().take(400).filter(|t| t.digits == 0) {
        words += 1;
        match ROLES.of(token.hash) {
            Some(Role::Telling) => (hits, telling) = (hits + 1, telling + 1),
            Some(Role::English) => hits += 1,
            Some(Role::Foreign) => foreign += 1,
            None => {}
        }
    }
    let plain = words >= 5 && hits * 8 >= words && telling > 0;
    let sparse = words >= 25 && hits * 25 >= words && telling >= 2;
    (plain || sparse) && hits >= 3 * foreign
}

/// Whether a block has more function words of other languages than of English.
pub(super) fn is_foreign(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().take(400).filter(|t| t.digits == 0);
    let (mut english, mut foreign) = (0, 0);
    for role in words.filter_map(|t| ROLES.of(t.hash)) {
        match role {
            Role::Foreign => foreign += 1,
            Role::English | Role::Telling => english += 1,
        }
    }
    foreign > 0 && foreign >= english
}

/// What a function word says of the language of its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    English,
    Telling,
    Foreign,
}

static ROLES: LazyLock<Roles> = LazyLock::new(Roles::new);

/// The function words, by their hashes.
struct Roles(Vec<Option<(u32, Role)>>);

impl Roles {
    /// Slots; several times as many as there are words.
    const SLOTS: usize = 1 << 10;

    fn new() -> Self {
        let mut out = Self(vec![None; Self::SLOTS]);
        TELLING.iter().for_each(|w| out.put(w, Role::Telling));
        FUNCTION_WORDS
            .iter()
            .for_each(|w| out.put(w, Role::English));
        FOREIGN.iter().for_each(|w| out.put(w, Role::Foreign));
        out
    }

    /// Adds a word, unless it is there.
    fn put(&mut self, word: &str, role: Role) {
        let hash = hash(word);
        if self.of(hash).is_some() {
            return;
        }
        let free = Self::places(hash).find(|&n| self.0.get(n) == Some(&None));
        if let Some(slot) = free.and_then(|n| self.0.get_mut(n)) {
            *slot = Some((hash, role));
        }
    }

    /// The places where a word may stand, up to the first free one.
    fn places(hash: u32) -> impl Iterator<Item = usize> {
        let first = (hash ^ hash >> 16) as usize % Self::SLOTS;
        (first..Self::SLOTS).chain(0..first)
    }

    /// The role of the word with this hash.
    fn of(&self, hash: u32) -> Option<Role> {
        for place in Self::places(hash) {
            match self.0.get(place).copied().flatten() {
                Some((at, role)) if at == hash => return Some(role),
                Some(_) => {}
                None => return None,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_word_has_its_role() {
        let role = |word: &str| ROLES.of(hash(word));
        assert_eq!(role("The"), Some(Role::Telling));
        assert_eq!(role("shall"), Some(Role::English));
        assert_eq!(role("của"), Some(Role::Foreign));
        assert_eq!(role("harbour"), None);
        let english = |w: &str| role(w).is_some_and(|r| r != Role::Foreign);
        assert!(FUNCTION_WORDS.iter().all(|word| english(word)));
    }
}
