//! English words and their letter sequences, embedded: which strings are words, and how strange the others look.
//!
//! The data and their builder are described in `assets/quality/README.md`. Words are kept as 31-bit fingerprints: small,
//! quick, and wrong for one string in thirty thousand, which for a spelling test is as good as exact.

use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

static WORDS: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_bytes!("../../assets/quality/words.bin")));
static COMMON: LazyLock<Table> =
    LazyLock::new(|| Table::new(include_bytes!("../../assets/quality/common.bin")));
static TRIGRAMS: &[u8] = include_bytes!("../../assets/quality/trigrams.bin");

/// Fingerprints of words, ascending, with a mark in the lowest bit of each.
struct Table {
    bytes: &'static [u8],
    /// Start of each bucket of fingerprints, by their upper 16 bits.
    buckets: Vec<u32>,
    /// A bit for the upper bits of each fingerprint: small enough to stay at hand while many strings are looked for of
    /// which hardly any is there.
    present: Vec<u64>,
}

/// Upper bits of a fingerprint that [`Table::present`] tells apart.
const PRESENT: u32 = 20;

impl Table {
    fn new(bytes: &'static [u8]) -> Self {
        let mut buckets = vec![0u32; (1 << 16) + 1];
        let mut present = vec![0u64; (1 << PRESENT) / 64];
        for entry in entries(bytes) {
            buckets[(entry >> 16) as usize + 1] += 1;
            let slot = (entry >> (32 - PRESENT)) as usize;
            present[slot / 64] |= 1 << (slot % 64);
        }
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        Self {
            bytes,
            buckets,
            present,
        }
    }

    /// Whether a word with this hash may be there.
    #[inline]
    fn may_have(&self, hash: u32) -> bool {
        let slot = (hash >> (32 - PRESENT)) as usize;
        let word = self.present.get(slot / 64).copied().unwrap_or(0);
        word >> (slot % 64) & 1 == 1
    }

    /// The mark of the word with this hash.
    #[inline]
    fn find(&self, hash: u32) -> Option<bool> {
        let hash = hash & !1;
        let bucket = (hash >> 16) as usize;
        let (from, to) = (
            self.buckets[bucket] as usize,
            self.buckets[bucket + 1] as usize,
        );
        let bytes = self.bytes.get(from * 4..to * 4).unwrap_or_default();
        let entry = entries(bytes).find(|entry| entry & !1 == hash);
        entry.map(|entry| entry & 1 == 1)
    }
}

fn entries(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
}

/// How a string stands in the word list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Not at all.
    No,
    /// As a name only.
    Name,
    /// As a word.
    Word,
}

fn fnv1a(bytes: impl Iterator<Item = u8>) -> u32 {
    fnv1a_on(0x811c_9dc5, bytes)
}

/// The hash of what `hash` is of and `bytes` behind it.
fn fnv1a_on(hash: u32, bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(hash, fnv1a_byte)
}

/// The hash of what `hash` is of and a byte behind it.
#[inline]
fn fnv1a_byte(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Looks `folded` (see [`fold`]) up.
pub fn known(folded: &str) -> Known {
    find(fnv1a(folded.bytes()))
}

/// What a word is found by, ASCII letters in lower case.
pub fn hash(word: &str) -> u32 {
    fnv1a(word.bytes().map(|b| b.to_ascii_lowercase()))
}

/// [`hash`], byte by byte.
pub struct Hash(u32);

impl Default for Hash {
    #[inline]
    fn default() -> Self {
        Self(fnv1a(std::iter::empty()))
    }
}

impl Hash {
    /// Adds a byte of the word.
    #[inline]
    pub fn add(&mut self, byte: u8) {
        *self = self.with(byte);
    }

    /// The same with a byte more.
    pub fn with(&self, byte: u8) -> Self {
        Self(fnv1a_byte(self.0, byte.to_ascii_lowercase()))
    }

    /// The same of one that is an ASCII letter or digit.
    #[inline]
    pub fn add_alphanumeric(&mut self, byte: u8) {
        // This bit makes capitals small, and digits have it.
        self.0 = fnv1a_byte(self.0, byte | 0x20);
    }

    /// The hash of all bytes added.
    #[inline]
    pub fn of(&self) -> u32 {
        self.0
    }

    /// The first of `parts` that makes a word that everybody uses between what this is of and `tail`; both parts and tail
    /// are in small letters.
    pub fn common_with<'p>(
        &self,
        mut parts: impl Iterator<Item = &'p &'p str>,
        tail: &[u8],
    ) -> Option<&'p str> {
        let is_common = |part: &&&str| {
            let hash = fnv1a_on(self.0, part.bytes().chain(tail.iter().copied()));
            COMMON.may_have(hash) && COMMON.find(hash) == Some(true) && find(hash) != Known::No
        };
        parts.find(is_common).copied()
    }
}

/// Whether the word with this [`hash`] is known.
pub fn is_known_hash(hash: u32) -> bool {
    find(hash) != Known::No
}

/// Which words are known: of those met last, without looking them up.
#[derive(Default)]
pub struct Words(Vec<u32>);

impl Words {
    const SLOTS: usize = 1 << 12;

    /// Whether the word with this [`struct@Hash`] is known, as far as all bits but the lowest tell.
    #[inline]
    pub fn know(&mut self, hash: u32) -> bool {
        if self.0.is_empty() {
            self.0.resize(Self::SLOTS, 0);
        }
        let Some(slot) = self.0.get_mut((hash >> 20) as usize) else {
            return is_known_hash(hash);
        };
        if *slot & !1 != hash & !1 {
            *slot = hash & !1 | u32::from(is_known_hash(hash));
        }
        *slot & 1 == 1
    }
}

/// Whether an ASCII word of any case, or what its last "s" makes the plural of, is a word (not only a name).
pub fn is_word_or_plural_ascii(word: &str) -> bool {
    let is_word = |w: &[u8]| find(fnv1a(w.iter().map(u8::to_ascii_lowercase))) == Known::Word;
    let one = word.as_bytes().strip_suffix(b"s");
    let one = one.or_else(|| word.as_bytes().strip_suffix(b"S"));
    is_word(word.as_bytes()) || one.is_some_and(is_word)
}

#[inline]
fn find(hash: u32) -> Known {
    match WORDS.find(hash) {
        None => Known::No,
        Some(false) => Known::Name,
        Some(true) => Known::Word,
    }
}

/// Whether `folded` is a word that everybody uses.
pub fn is_common(folded: &str) -> bool {
    COMMON.find(fnv1a(folded.bytes())) == Some(true)
}

/// Whether an ASCII word of any case is one that everybody uses.
pub fn is_common_ascii(word: &str) -> bool {
    COMMON.find(hash(word)) == Some(true)
}

/// Whether `folded` is a single name of the lists: a given or family name, a part of the name of a place.
pub fn is_listed_name(folded: &str) -> bool {
    COMMON.find(fnv1a(folded.bytes())) == Some(false)
}

/// The common word of at least five letters that one letter more, less or in the place of another makes of `folded`, or
/// two letters the other way round; the first one of them in that order. Words of up to 24 letters are looked at.
pub fn near_common(folded: &str) -> Option<String> {
    let word = folded.as_bytes();
    if !(4..=24).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let mut before = 0x811c_9dc5;
    for at in 0..=word.len() {
        if let Some(found) = near_at(word, at, before) {
            return Some(found);
        }
        if let Some(&b) = word.get(at) {
            before = fnv1a_on(before, [b].into_iter());
        }
    }
    None
}

/// The common word that one change at byte `at` makes of `word`; `before` is the hash of what stands before.
fn near_at(word: &[u8], at: usize, before: u32) -> Option<String> {
    let (head, tail) = word.split_at(at);
    let rest = tail.get(1..).unwrap_or_default();
    let common = &*COMMON;
    let is_hit = |len: usize, hash: u32| {
        len >= 5 && common.may_have(hash) && common.find(hash) == Some(true)
    };
    let built = |new: &[u8], end: &[u8]| String::from_utf8([head, new, end].concat()).ok();
    let hash = |new: &[u8], end: &[u8]| fnv1a_on(before, new.iter().chain(end).copied());
    if let [a, b, end @ ..] = tail
        && is_hit(word.len(), hash(&[*b, *a], end))
    {
        return built(&[*b, *a], end);
    }
    if !tail.is_empty() && is_hit(word.len() - 1, hash(&[], rest)) {
        return built(&[], rest);
    }
    // All letters at once: the processor can take several of them in one step.
    let letters: [u32; 26] = std::array::from_fn(|n| fnv1a_byte(before, b'a' + n as u8));
    let (replaced, added) = (after_each(letters, rest), after_each(letters, tail));
    (b'a'..=b'z')
        .zip(replaced)
        .zip(added)
        .find_map(|((c, replaced), added)| {
            if !tail.is_empty() && is_hit(word.len(), replaced) {
                return built(&[c], rest);
            }
            is_hit(word.len() + 1, added)
                .then(|| built(&[c], tail))
                .flatten()
        })
}

/// The hashes of what each of `hashes` is of and `bytes` behind it.
fn after_each(mut hashes: [u32; 26], bytes: &[u8]) -> [u32; 26] {
    for &b in bytes {
        for hash in &mut hashes {
            *hash = fnv1a_byte(*hash, b);
        }
    }
    hashes
}

/// How the string stands in the word list that `to` makes of `folded` in the place of its bytes `at`, and whether
/// everybody uses it.
pub fn known_with(folded: &str, at: std::ops::Range<usize>, to: &str) -> (Known, bool) {
    let (head, tail) = (
        folded.as_bytes().get(..at.start),
        folded.as_bytes().get(at.end..),
    );
    let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
    let bytes = head.iter().chain(to.as_bytes()).chain(tail).copied();
    let hash = fnv1a(bytes);
    match find(hash) {
        Known::No => (Known::No, false),
        known => (known, COMMON.find(hash) == Some(true)),
    }
}

/// Whether `folded` is an English word (not only a name).
pub fn is_word(folded: &str) -> bool {
    known(folded) == Known::Word
}

/// Lower case without diacritics, the form in which words are looked up.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let flat = word
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| if c == '’' { '\'' } else { c });
    flat.flat_map(char::to_lowercase).collect()
}

const PREFIXES: &[&str] = &[
    "anti", "agro", "auto", "bio", "co", "counter", "cross", "cyber", "de", "dis", "eco",
    "electro", "ethno", "euro", "ex", "extra", "fore", "geo", "hydro", "hyper", "in", "infra",
    "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi",
    "nano", "neo", "neuro", "non", "out", "over", "para", "petro", "photo", "poly", "post", "pre",
    "pro", "pseudo", "quasi", "radio", "re", "self", "semi", "socio", "sub", "super", "supra",
    "techno", "tele", "thermo", "trans", "tri", "ultra", "un", "under", "uni", "up",
];

/// Whether words are made with this in front of others.
pub fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(&part)
}

const SUFFIXES: &[(&str, &[&str])] = &[
    ("s", &["", "e"]),
    ("es", &["", "e"]),
    ("ies", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("er", &["", "e"]),
    ("ers", &["", "e"]),
    ("ly", &["", "le"]),
    ("ness", &["", "e"]),
    ("iness", &["y"]),
    ("less", &[""]),
    ("ment", &["", "e"]),
    ("ments", &["", "e"]),
    ("able", &["", "e"]),
    ("ability", &["", "e", "able"]),
    ("isation", &["", "e", "y", "ise"]),
    ("ization", &["", "e", "y", "ize"]),
    ("ise", &["", "y", "e"]),
    ("ize", &["", "y", "e"]),
    ("ised", &["", "y", "e"]),
    ("ized", &["", "y", "e"]),
    ("ising", &["", "y", "e"]),
    ("izing", &["", "y", "e"]),
    ("ism", &["", "e"]),
    ("ist", &["", "e"]),
    ("ists", &["", "e"]),
    ("ity", &["", "e"]),
    ("al", &["", "e"]),
    ("ally", &["", "al"]),
    ("wise", &[""]),
    ("ship", &[""]),
    ("ships", &[""]),
    ("hood", &[""]),
    ("like", &[""]),
    ("free", &[""]),
    ("ful", &[""]),
    ("isations", &["", "ise"]),
    ("izations", &["", "ize"]),
    ("ian", &["", "e"]),
    ("ians", &["", "e"]),
    ("ic", &["", "e", "y"]),
    ("ive", &["", "e"]),
];

/// Whether `folded` is a word, a regular derivation of one, or two words written together.
pub fn is_wordlike(folded: &str) -> bool {
    known(folded) != Known::No || is_derived(folded) || is_compound(folded)
}

fn is_derived(folded: &str) -> bool {
    let with_suffix = |stem: &str| {
        SUFFIXES
            .iter()
            .any(|(end, backs)| ends_in(stem, end, backs))
    };
    let without_prefix = |p: &str| {
        folded
            .strip_prefix(p)
            .is_some_and(|r| r.len() >= 4 && (is_word(r) || with_suffix(r)))
    };
    with_suffix(folded) || PREFIXES.iter().any(|p| without_prefix(p))
}

/// Whether `word` is a word of at least four letters with the ending `end`, one of `backs` having been dropped for it.
fn ends_in(word: &str, end: &str, backs: &[&str]) -> bool {
    let Some(stem) = word.strip_suffix(end).filter(|s| s.len() >= 4) else {
        return false;
    };
    backs
        .iter()
        .any(|back| find(fnv1a(stem.bytes().chain(back.bytes()))) == Known::Word)
}

fn is_compound(folded: &str) -> bool {
    folded.is_ascii()
        && (4..folded.len().saturating_sub(3)).any(|cut| {
            folded.get(..cut).is_some_and(is_word) && folded.get(cut..).is_some_and(is_word)
        })
}

/// Mean strangeness of the letter sequences of `folded`: about 3 bits for ordinary words, above 5 for garbage.
pub fn strangeness(folded: &str) -> f32 {
    let mut sum = 0usize;
    let mut count = 0usize;
    let (mut a, mut b) = (0, 0);
    for c in folded.chars().map(letter).chain([0]) {
        sum += TRIGRAMS
            .get((a * 28 + b) * 28 + c)
            .copied()
            .map_or(255, usize::from);
        count += 1;
        (a, b) = (b, c);
    }
    sum as f32 / 8.0 / count.max(1) as f32
}

fn letter(c: char) -> usize {
    if c.is_ascii_lowercase() {
        c as usize - 96
    } else {
        27
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_others() {
        assert_eq!(known("harbour"), Known::Word);
        assert_eq!(known("paris"), Known::Name);
        assert_eq!(known("qwzrtk"), Known::No);
    }

    #[test]
    fn common_words_and_names_are_told_apart() {
        assert!(is_common("harvest") && !is_listed_name("harvest"));
        assert!(is_listed_name("oluwaseun") || is_listed_name("rosalind"));
        assert!(!is_common("rosalind") && !is_common("qwzrtk"));
    }

    #[test]
    fn one_change_leads_to_a_common_word() {
        let near = |word| near_common(word).unwrap_or_default();
        assert_eq!(near("harbvest"), "harvest");
        assert_eq!(near("havrest"), "harvest");
        assert_eq!(near("arvest"), "harvest");
        assert_eq!(near("harvesf"), "harvest");
        assert_eq!(near("rqvwst"), "");
        assert_eq!(near("häuser"), "");
    }

    #[test]
    fn derivations_and_compounds_are_wordlike() {
        for word in [
            "multilateralisation",
            "interregional",
            "rainwaterharvest",
            "countrywide",
            "unreported",
        ] {
            assert!(is_wordlike(word), "{word}");
        }
        assert!(!is_wordlike("govemrnent"));
    }

    #[test]
    fn garbage_is_stranger_than_words() {
        assert!(strangeness("cooperation") < 3.5);
        assert!(strangeness("xqjvtzk") > 6.0);
    }

    #[test]
    fn folding_drops_case_and_diacritics() {
        assert_eq!(fold("Élysée"), "elysee");
        assert_eq!(fold("Nation’s"), "nation's");
    }
}
