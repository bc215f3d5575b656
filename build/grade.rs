//! Which place names may stand alone, and which need something beside them that speaks for a place.
//!
//! A name is weak when it could be something else: an ordinary word, a given or family name, a word of the
//! vocabulary of institutions, a part of a listed person's name, or too short to be sure. The rule looks at lists
//! only, never at single names.

use crate::record::{LABELS, WEAK};
use crate::{Done, Name, entries, read};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// What place names may clash with.
pub struct Clash {
    /// English words and names, as `assets/quality/words.bin` keeps them: hashes, the lowest bit set for words.
    lexicon: Vec<u32>,
    /// Given names, family names, parts of listed people's names, in small letters.
    personal: HashSet<String>,
    /// Given names, in small letters.
    given: HashSet<String>,
    /// Words of the classes that the recognition rules use, in small letters.
    classes: HashSet<String>,
}

/// Countries whose towns and families draw on one stock of names: there a single name of a town is as often a person's.
const SHARED: &[&str] = &[
    "Antigua and Barbuda",
    "Argentina",
    "Australia",
    "Bahamas",
    "Barbados",
    "Belize",
    "Bolivia, Plurinational State of",
    "Brazil",
    "Canada",
    "Chile",
    "Colombia",
    "Costa Rica",
    "Cuba",
    "Dominican Republic",
    "Ecuador",
    "El Salvador",
    "Equatorial Guinea",
    "France",
    "Germany",
    "Guatemala",
    "Guyana",
    "Honduras",
    "Ireland",
    "Isle of Man",
    "Italy",
    "Jamaica",
    "Japan",
    "Jersey",
    "Mexico",
    "Netherlands",
    "New Zealand",
    "Nicaragua",
    "Panama",
    "Paraguay",
    "Peru",
    "Philippines",
    "Portugal",
    "Puerto Rico",
    "South Africa",
    "Spain",
    "Trinidad and Tobago",
    "United Kingdom",
    "United States",
    "Uruguay",
    "Venezuela, Bolivarian Republic of",
    "Belgium",
    "Switzerland",
    "Austria",
];

/// Shorter single names are weak.
const SHORT: usize = 5;

impl Clash {
    /// Reads what there is to clash with.
    pub fn new(assets: &Path, own: &[Name]) -> Done<Self> {
        let bytes = fs::read(assets.join("quality/words.bin"))?;
        let (entries_of, _) = bytes.as_chunks::<4>();
        let given = words(&read(assets, "gazetteer/given_names.txt")?);
        let mut personal = words(&read(assets, "gazetteer/surnames.txt")?);
        personal.extend(given.iter().cloned());
        let people = own
            .iter()
            .filter(|n| LABELS[usize::from(n.label)] == "PERSON");
        personal.extend(
            people
                .flat_map(|n| n.surface.split(' '))
                .map(str::to_lowercase),
        );
        let classes = read(assets, "gazetteer/words.txt")?;
        let classes = entries(&classes).filter_map(|l| l.split_once(':'));
        Ok(Self {
            lexicon: entries_of.iter().map(|c| u32::from_le_bytes(*c)).collect(),
            personal,
            given,
            classes: classes
                .flat_map(|(_, all)| all.split_whitespace())
                .map(str::to_lowercase)
                .collect(),
        })
    }

    /// The grade of a place name of a country: 0 or [`WEAK`]. `plain` is the name without diacritics.
    pub fn place(&self, plain: &str, country: &str, region: bool) -> u8 {
        let parts: Vec<&str> = plain.split([' ', '-']).filter(|p| !p.is_empty()).collect();
        let strong = match parts.as_slice() {
            [one] => {
                let known = region && self.english(one) == Some(false);
                one.chars().count() >= SHORT
                    && self.free(one)
                    && (known || !SHARED.contains(&country))
            }
            [first, rest @ ..] => {
                !self.is_given(first) && (self.free(first) || rest.iter().any(|p| self.free(p)))
            }
            [] => false,
        };
        if strong { 0 } else { WEAK }
    }

    /// The grade of a country's name in another language.
    pub fn country(&self, name: &str) -> u8 {
        let one = !name.contains([' ', '-']);
        let weak = one && (name.chars().count() < SHORT || !self.free(name));
        if weak { WEAK } else { 0 }
    }

    /// Whether a word is neither an ordinary word nor a part of a personal name.
    fn free(&self, word: &str) -> bool {
        let small = word.trim_matches(['\'', '.']).to_lowercase();
        small.chars().count() > 3
            && self.english(&small) != Some(true)
            && !self.personal.contains(&small)
            && !self.classes.contains(&small)
    }

    fn is_given(&self, word: &str) -> bool {
        self.given.contains(&word.to_lowercase())
    }

    /// How English knows a word: `true` as a word, `false` as a name only.
    fn english(&self, word: &str) -> Option<bool> {
        let small = word.to_lowercase();
        let hash = small.bytes().fold(0x811c_9dc5_u32, |h, b| {
            (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
        }) & !1;
        let at = self.lexicon.partition_point(|entry| *entry < hash);
        let entry = self.lexicon.get(at).filter(|entry| **entry & !1 == hash)?;
        Some(entry & 1 == 1)
    }
}

/// The words of a list, in small letters.
fn words(text: &str) -> HashSet<String> {
    let parts = entries(text).flat_map(|l| l.split([' ', '_', '-']));
    parts
        .filter(|w| w.len() > 1)
        .map(str::to_lowercase)
        .collect()
}
