//! English words and their letter sequences, embedded: which strings are words, and how strange the others look.
//!
//! The data and their builder are described in `assets/quality/README.md`. Words are kept as 31-bit fingerprints: small,
//! quick, and wrong for one string in thirty thousand, which for a spelling test is as good as exact.

use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

static WORDS: &[u8] = include_bytes!("../../assets/quality/words.bin");
static TRIGRAMS: &[u8] = include_bytes!("../../assets/quality/trigrams.bin");

/// Start of each bucket of fingerprints, by their upper 16 bits.
static BUCKETS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut starts = vec![0u32; (1 << 16) + 1];
    for entry in entries(0, WORDS.len() / 4) {
        starts[(entry >> 16) as usize + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    starts
});

fn entries(from: usize, to: usize) -> impl Iterator<Item = u32> {
    let bytes = WORDS.get(from * 4..to * 4).unwrap_or_default();
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
    bytes.fold(0x811c_9dc5, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

/// Looks `folded` (see [`fold`]) up.
pub fn known(folded: &str) -> Known {
    find(fnv1a(folded.bytes()))
}

/// Whether an ASCII word of any case is known.
pub fn is_known_ascii(word: &str) -> bool {
    find(fnv1a(word.bytes().map(|b| b.to_ascii_lowercase()))) != Known::No
}

/// Whether an ASCII word of any case, or what its last "s" makes the plural of, is a word (not only a name).
pub fn is_word_or_plural_ascii(word: &str) -> bool {
    let is_word = |w: &[u8]| find(fnv1a(w.iter().map(u8::to_ascii_lowercase))) == Known::Word;
    let one = word.as_bytes().strip_suffix(b"s");
    let one = one.or_else(|| word.as_bytes().strip_suffix(b"S"));
    is_word(word.as_bytes()) || one.is_some_and(is_word)
}

fn find(hash: u32) -> Known {
    let hash = hash & !1;
    let bucket = (hash >> 16) as usize;
    let (from, to) = (BUCKETS[bucket] as usize, BUCKETS[bucket + 1] as usize);
    match entries(from, to).find(|entry| entry & !1 == hash) {
        None => Known::No,
        Some(entry) if entry & 1 == 0 => Known::Name,
        Some(_) => Known::Word,
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
