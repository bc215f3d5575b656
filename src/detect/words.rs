//! Classes of words: head nouns, offices, months, connectors, names. One bit each, looked up once per capitalised word.

use super::fold::{FAMILY_NAME, GIVEN_NAME, name_slot};
use super::tokens::{CAPS, Shape, Token, fold_hash};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words that begin sentences and are no part of a name.
pub(super) const STOP: u32 = 1;
/// Given names.
pub(super) const GIVEN: u32 = 1 << 1;
/// Family names.
pub(super) const SURNAME: u32 = 1 << 2;
/// The vocabulary of institutions and policies: words that stand inside names of things, seldom in names of people.
pub(super) const TERM: u32 = 1 << 3;
/// Head nouns of organisations.
pub(super) const ORG: u32 = 1 << 4;
/// Head nouns of agreements, plans and laws.
pub(super) const AGREEMENT: u32 = 1 << 5;
/// Head nouns of events.
pub(super) const EVENT: u32 = 1 << 6;
/// Head nouns of places, at the end of the name.
pub(super) const PLACE: u32 = 1 << 7;
/// Head nouns of places, before the name (`Gulf of …`, `Lake …`).
pub(super) const PLACE_BEFORE: u32 = 1 << 8;
/// Offices and ranks.
pub(super) const OFFICE: u32 = 1 << 9;
/// Words before an office that belong to it.
pub(super) const OFFICE_MODIFIER: u32 = 1 << 10;
/// Offices that take a portfolio with "of" or "for".
pub(super) const PORTFOLIO: u32 = 1 << 11;
/// Offices that are ordinary words as well: alone they count only inside a sentence.
pub(super) const WEAK_OFFICE: u32 = 1 << 12;
/// Plurals of offices.
pub(super) const OFFICES: u32 = 1 << 13;
/// Months.
pub(super) const MONTH: u32 = 1 << 14;
/// Weekdays.
pub(super) const WEEKDAY: u32 = 1 << 15;
/// Honorifics: not annotated, a name follows.
pub(super) const HONORIFIC: u32 = 1 << 16;
/// Particles inside personal names.
pub(super) const PARTICLE: u32 = 1 << 17;
/// "of" and its sisters.
pub(super) const OF: u32 = 1 << 18;
/// "and", "&".
pub(super) const AND: u32 = 1 << 19;
/// "the".
pub(super) const THE: u32 = 1 << 20;
/// "for", "on", "to", "in", "against", "with", "concerning".
pub(super) const PREPOSITION: u32 = 1 << 21;
/// Heads that take a country after "of" into the name.
pub(super) const ABSORBS: u32 = 1 << 22;
/// Groups of people that may stand as a possessive inside a name (`People's`, `Women's`).
pub(super) const GROUP: u32 = 1 << 23;
/// Heads whose short form ("the Ministry") counts.
pub(super) const SHORT: u32 = 1 << 24;
/// Names of newspapers and news agencies.
pub(super) const MEDIA: u32 = 1 << 25;
/// Currency codes and names.
pub(super) const CURRENCY: u32 = 1 << 26;
/// Labels of contact fields.
pub(super) const LABEL: u32 = 1 << 27;
/// Numbers in words.
pub(super) const NUMERAL: u32 = 1 << 28;
/// Acronyms and words in capitals that name nothing.
pub(super) const GENERIC: u32 = 1 << 29;
/// Heads that a number may follow: `Resolution 2758`.
pub(super) const NUMBERED: u32 = 1 << 30;
/// Place words that name a place only with "of": `Kingdom of …`.
pub(super) const NEEDS_OF: u32 = 1 << 31;

/// Any head noun.
pub(super) const HEAD: u32 = ORG | AGREEMENT | EVENT | PLACE;

/// Short forms whose full stop ends no sentence.
pub(super) const ABBREVIATIONS: &[&[u8]] = &[
    b"Mr", b"Mrs", b"Ms", b"Dr", b"Prof", b"Gen", b"Lt", b"Col", b"Maj", b"Capt", b"Adm", b"Brig",
    b"Hon", b"Sen", b"Rep", b"Gov", b"St", b"Amb", b"Sgt", b"Rev", b"No", b"Nos", b"Art", b"Jan",
    b"Feb", b"Mar", b"Apr", b"Jun", b"Jul", b"Aug", b"Sep", b"Sept", b"Oct", b"Nov", b"Dec", b"Co",
    b"Inc", b"Ltd", b"Corp", b"Jr", b"Sr", b"Tel", b"Fax", b"Rs", b"Pres", b"Min", b"Messrs",
    b"Engr", b"Atty", b"Sec", b"Asst", b"Supt", b"Vol", b"pp", b"Mt", b"Ft",
];

static SINGLE_NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/single.bin"));

/// Hashes of [`fold_hash`] are good enough as they are.
#[derive(Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fold_hash(bytes);
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map keyed by ready hashes.
pub(super) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Ready>>;

/// The classes of all listed words, by folded hash.
pub(super) struct Words(HashedMap<u32>);

impl Words {
    /// Reads the class lists: `CLASS CLASS: word word …` a line.
    pub fn new(classes: &str) -> Self {
        let mut map = HashedMap::with_capacity_and_hasher(8_192, BuildHasherDefault::default());
        for line in classes.lines().filter(|l| !l.starts_with('#')) {
            let Some((names, words)) = line.split_once(':') else {
                continue;
            };
            add(
                &mut map,
                words,
                names
                    .split_whitespace()
                    .map(class_named)
                    .fold(0, |a, b| a | b),
            );
        }
        Self(map)
    }

    /// The classes of a word given in any case.
    pub fn of(&self, word: &[u8]) -> u32 {
        self.by_hash(fold_hash(word))
    }

    /// A name that is a word of the vocabulary as well is no name: `Grace`, `May` and `Major` need other evidence.
    fn by_hash(&self, hash: u64) -> u32 {
        let classes = self.0.get(&hash).copied();
        classes.unwrap_or_else(|| single_name(hash))
    }

    /// Fills in the classes of the capitalised words, which are among the tokens with which something may begin; those of
    /// the others are known.
    pub fn classify(&self, tokens: &mut [Token], begins: &[u32], recent: &mut Recent) {
        for &n in begins {
            let token = tokens.get_mut(n as usize).filter(|t| t.is_cap());
            let Some(token) = token else {
                continue;
            };
            let all = recent.or(token.key, || self.by_hash(token.key));
            token.class = if token.shape == Shape::Upper && !token.has(CAPS) {
                all & capitals_keep((token.end - token.start) as usize)
            } else {
                all
            };
        }
    }
}

/// The classes of words that were met not long ago, by their hash: most words of a text recur.
pub(super) struct Recent(Vec<(u64, u32)>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![(0, 0); Self::SLOTS])
    }
}

impl Recent {
    /// Number of slots; a power of two.
    const SLOTS: usize = 1 << 10;

    fn or(&mut self, hash: u64, classes: impl FnOnce() -> u32) -> u32 {
        let at = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize;
        let Some(slot) = self.0.get_mut(at % Self::SLOTS) else {
            return classes();
        };
        if slot.0 != hash {
            *slot = (hash, classes());
        }
        slot.1
    }
}

/// What a word in capitals may still be in a line that is not in capitals: `WHO` is no pronoun, `SOK` may be a name.
fn capitals_keep(len: usize) -> u32 {
    if len > 5 {
        u32::MAX
    } else {
        GIVEN
            | SURNAME
            | CURRENCY
            | HONORIFIC
            | GENERIC
            | MEDIA
            | LABEL
            | MONTH
            | OFFICE
            | WEAK_OFFICE
    }
}

fn add(map: &mut HashedMap<u32>, words: &str, class: u32) {
    for word in words.split_whitespace() {
        *map.entry(fold_hash(word.as_bytes())).or_insert(0) |= class;
    }
}

/// Whether a word is a listed given or family name: [`GIVEN`], [`SURNAME`].
fn single_name(hash: u64) -> u32 {
    let (slots, _) = SINGLE_NAMES.as_chunks::<4>();
    let (at, tag) = name_slot(hash);
    let (before, after) = slots.split_at(at.min(slots.len()));
    let slots = after.iter().chain(before).map(|s| u32::from_le_bytes(*s));
    let mut used = slots.take_while(|slot| *slot != 0);
    let found = used.find(|slot| slot & !(GIVEN_NAME | FAMILY_NAME) == tag);
    found.map_or(0, |slot| {
        let given = if slot & GIVEN_NAME != 0 { GIVEN } else { 0 };
        let family = if slot & FAMILY_NAME != 0 { SURNAME } else { 0 };
        given | family
    })
}

fn class_named(name: &str) -> u32 {
    match name {
        "STOP" => STOP,
        "TERM" => TERM,
        "ORG" => ORG,
        "AGREEMENT" => AGREEMENT,
        "EVENT" => EVENT,
        "PLACE" => PLACE,
        "PLACE_BEFORE" => PLACE_BEFORE,
        "OFFICE" => OFFICE,
        "OFFICE_MODIFIER" => OFFICE_MODIFIER,
        "PORTFOLIO" => PORTFOLIO,
        "WEAK_OFFICE" => WEAK_OFFICE,
        "OFFICES" => OFFICES,
        "MONTH" => MONTH,
        "WEEKDAY" => WEEKDAY,
        "HONORIFIC" => HONORIFIC,
        "PARTICLE" => PARTICLE,
        "OF" => OF,
        "AND" => AND,
        "THE" => THE,
        "PREPOSITION" => PREPOSITION,
        "ABSORBS" => ABSORBS,
        "GROUP" => GROUP,
        "SHORT" => SHORT,
        "MEDIA" => MEDIA,
        "CURRENCY" => CURRENCY,
        "LABEL" => LABEL,
        "NUMERAL" => NUMERAL,
        "GENERIC" => GENERIC,
        "NUMBERED" => NUMBERED,
        "NEEDS_OF" => NEEDS_OF,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_names_are_found_unless_they_are_vocabulary() {
        let words = super::super::lists::embedded();
        let of = |word: &str| words.words.of(word.as_bytes());
        for (list, class) in [
            (
                include_str!("../../assets/gazetteer/given_names.txt"),
                GIVEN,
            ),
            (include_str!("../../assets/gazetteer/surnames.txt"), SURNAME),
        ] {
            let lines = list.lines().filter(|l| !l.starts_with('#'));
            for name in lines.flat_map(str::split_whitespace) {
                let found = of(name);
                let name_only = found & !(GIVEN | SURNAME) == 0;
                assert_eq!(found & class != 0, name_only, "{name}");
            }
        }
        assert_eq!(of("Qwzxv"), 0);
    }
}
