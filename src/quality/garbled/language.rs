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
    let [others, english, telling, foreign] = counted(tokens);
    let hits = english + telling;
    let words = others + hits + foreign;
    let plain = words >= 5 && hits * 8 >= words && telling > 0;
    let sparse = words >= 25 && hits * 25 >= words && telling >= 2;
    (plain || sparse) && hits >= 3 * foreign
}

/// Whether a block has more function words of other languages than of English.
pub(super) fn is_foreign(tokens: &[Token<'_>]) -> bool {
    let [_, english, telling, foreign] = counted(tokens);
    foreign > 0 && foreign >= english + telling
}

/// How many words of a block have each [`Role`].
fn counted(tokens: &[Token<'_>]) -> [usize; ROLES] {
    let roles = &*ROLE_OF;
    let mut counts = [0; ROLES];
    // Nearly every second word is a function word: what they are is added without a branch to be guessed.
    for token in tokens.iter().take(400) {
        counts[roles.of(token.hash) as usize] += usize::from(token.digits() == 0);
    }
    counts
}

/// What a word says of the language of its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    None,
    English,
    Telling,
    Foreign,
}

const ROLES: usize = 4;

static ROLE_OF: LazyLock<Roles> = LazyLock::new(Roles::new);

/// The function words, by their hashes.
struct Roles {
    slots: [(u32, Role); Self::SLOTS],
    /// What a hash is multiplied by, so that no two function words meet in a slot.
    by: u32,
}

impl Roles {
    const BITS: u32 = 11;
    const SLOTS: usize = 1 << Self::BITS;

    fn new() -> Self {
        let words = [
            (TELLING, Role::Telling),
            (FUNCTION_WORDS, Role::English),
            (FOREIGN, Role::Foreign),
        ];
        let all = || {
            let with =
                |(words, role): (&'static [&str], Role)| words.iter().map(move |w| (hash(w), role));
            words.into_iter().flat_map(with)
        };
        // One factor in some fifty keeps them apart.
        let mut out = Self {
            slots: [(0, Role::None); Self::SLOTS],
            by: 1,
        };
        while !all().all(|(hash, role)| out.put(hash, role)) {
            out = Self {
                slots: [(0, Role::None); Self::SLOTS],
                by: out.by.wrapping_add(0x9e37_79b8),
            };
        }
        out
    }

    /// Adds a word, unless it is there; whether its slot was free.
    fn put(&mut self, hash: u32, role: Role) -> bool {
        let slot = &mut self.slots[Self::slot(self.by, hash)];
        if slot.1 == Role::None {
            *slot = (hash, role);
        }
        slot.0 == hash
    }

    #[inline]
    fn slot(by: u32, hash: u32) -> usize {
        (hash.wrapping_mul(by) >> (32 - Self::BITS)) as usize
    }

    /// The role of the word with this hash.
    #[inline]
    fn of(&self, hash: u32) -> Role {
        let (at, role) = self.slots[Self::slot(self.by, hash)];
        if at == hash { role } else { Role::None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_word_has_its_role() {
        let role = |word: &str| ROLE_OF.of(hash(word));
        assert_eq!(role("The"), Role::Telling);
        assert_eq!(role("shall"), Role::English);
        assert_eq!(role("của"), Role::Foreign);
        assert_eq!(role("harbour"), Role::None);
        let english = |w: &str| matches!(role(w), Role::English | Role::Telling);
        assert!(FUNCTION_WORDS.iter().all(|word| english(word)));
        assert!(FOREIGN.iter().all(|word| role(word) == Role::Foreign));
    }
}
