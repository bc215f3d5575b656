//! The embedded lists, read once at the first detection.

use super::gazetteer::Gazetteer;
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
    /// Which small words can begin a listed name: lengths by first letter.
    pub lower_starts: [u32; 26],
}

/// What the build made of the lists.
mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

const CLASSES: &str = include_str!("../../assets/gazetteer/words.txt");
const GIVEN: &str = include_str!("../../assets/gazetteer/given_names.txt");
const SURNAMES: &str = include_str!("../../assets/gazetteer/surnames.txt");

static PEOPLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/people.bin"));
static PEOPLE_NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/people.txt"));

/// The embedded lists.
pub(super) fn embedded() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        words: Words::new(CLASSES, GIVEN, SURNAMES),
        names: Gazetteer::embedded(),
        people: People,
        countries: Countries,
        lower_starts: tables::LOWER_STARTS,
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

/// Bytes of a row: the sum, then where the usual name stands and its length.
const ROW: usize = 16;

impl People {
    /// The usual name of the person with this [`name_key`].
    pub fn get(&self, key: u64) -> Option<&'static str> {
        let (rows, _) = PEOPLE.as_chunks::<ROW>();
        let at = rows.binary_search_by_key(&key, |row| row_key(row)).ok()?;
        let [.., a, b, c, d, e, f, g, h] = *rows.get(at)?;
        let start = u32::from_le_bytes([a, b, c, d]) as usize;
        let len = u32::from_le_bytes([e, f, g, h]) as usize;
        PEOPLE_NAMES.get(start..start + len)
    }
}

fn row_key(row: &[u8; ROW]) -> u64 {
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
