//! The embedded lists, read once at the first detection.

use super::gazetteer::Gazetteer;
use super::record::{PERSON_ROW, Piece};
use super::words::Words;
use std::sync::OnceLock;

pub(super) use super::fold::name_key;

/// Everything that is looked up.
pub(super) struct Lists {
    /// Classes of words.
    pub words: Words,
    /// Listed names.
    pub names: Gazetteer,
    /// Full names of known people.
    pub people: People,
    /// Usual names of countries and territories.
    pub countries: Countries,
}

/// What the build made of the lists.
mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// Small words with which listed names begin.
pub(super) const SMALL_WORDS: &[&str] = tables::SMALL_WORDS;

const CLASSES: &str = include_str!("../../assets/gazetteer/words.txt");

static PEOPLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/people.bin"));
static PEOPLE_NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/people.txt"));

/// The embedded lists.
pub(super) fn embedded() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        words: Words::new(CLASSES),
        names: Gazetteer::embedded(),
        people: People,
        countries: Countries,
    })
}

/// Usual names of countries and territories.
pub(super) struct Countries;

impl Countries {
    /// Whether `name` is one.
    pub fn contains(&self, name: &str) -> bool {
        tables::COUNTRIES.binary_search(&name).is_ok()
    }
}

/// Full names of known people by the sum of their parts' hashes: the order of the parts does not matter.
pub(super) struct People;

impl People {
    /// The usual name of the person with this [`name_key`].
    pub fn get(&self, key: u64) -> Option<&'static str> {
        let [.., a, b, c, d, e, f, _, _, _, _, _, _] = *row(key)?;
        piece([a, b, c, d, e, f])
    }

    /// The terms of office of that person: `office;country or body;from;to;…`.
    pub fn terms(&self, key: u64) -> &'static str {
        let terms = row(key).and_then(|[.., a, b, c, d, e, f]| piece([*a, *b, *c, *d, *e, *f]));
        terms.unwrap_or_default()
    }
}

fn piece(bytes: [u8; 6]) -> Option<&'static str> {
    let piece = Piece::unpack(bytes);
    let start = piece.start as usize;
    PEOPLE_NAMES.get(start..start + usize::from(piece.len))
}

/// How far from the guess a row is looked for first.
const NEAR: usize = 64;

fn row(key: u64) -> Option<&'static [u8; PERSON_ROW]> {
    let (rows, _) = PEOPLE.as_chunks::<PERSON_ROW>();
    // The keys are hashes: they lie evenly, and one near the guess is mostly the one after which to look.
    let guess = ((u128::from(key) * rows.len() as u128) >> 64) as usize;
    let (from, to) = (guess.saturating_sub(NEAR), (guess + NEAR).min(rows.len()));
    let near = rows.get(from..to)?;
    let holds = near.first().is_some_and(|row| row_key(row) <= key)
        && near.last().is_some_and(|row| row_key(row) >= key);
    let rows = if holds { near } else { rows };
    let at = rows.binary_search_by_key(&key, row_key).ok()?;
    rows.get(at)
}

fn row_key(row: &[u8; PERSON_ROW]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *row;
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_the_parts_of_their_names() {
        let get = |name: &str| People.get(name_key(name));
        assert_eq!(get("Ursula von der Leyen"), Some("Ursula von der Leyen"));
        assert_eq!(get("Lloyd J. Austin III"), Some("Lloyd Austin"));
        assert_eq!(get("Manet Hun"), get("Hun Manet"));
        assert_eq!(get("Nobody Atall"), None);
    }

    #[test]
    fn countries_are_known_by_their_usual_names() {
        assert!(Countries.contains("Cambodia") && Countries.contains("Côte d'Ivoire"));
        assert!(!Countries.contains("Burma") && !Countries.contains("Paris"));
    }
}
