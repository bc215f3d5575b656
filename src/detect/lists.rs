//! The embedded lists, read once at the first detection.

use super::gazetteer::Gazetteer;
use super::tokens::{self, fold_hash};
use super::words::{HashedMap, Words};
use crate::annotation::label::EntityLabel;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Everything that is looked up.
pub(super) struct Lists {
    /// Classes of words.
    pub words: Words,
    /// Listed names.
    pub names: Gazetteer,
    /// Full names of known people by the sum of their parts' hashes: the order of the parts does not matter.
    pub people: HashedMap<&'static str>,
    /// Usual names of countries and territories.
    pub countries: HashSet<&'static str>,
    /// Which small words can begin a listed name: lengths by first letter.
    pub lower_starts: [u32; 26],
}

const CLASSES: &str = include_str!("../../assets/gazetteer/words.txt");
const GIVEN: &str = include_str!("../../assets/gazetteer/given_names.txt");
const SURNAMES: &str = include_str!("../../assets/gazetteer/surnames.txt");
const PEOPLE: &str = include_str!("../../assets/gazetteer/people.txt");
const COUNTRIES: &str = include_str!("../../assets/gazetteer/countries.txt");
const NORPS: &str = include_str!("../../assets/gazetteer/norps.txt");
const NAMES: &[(&str, EntityLabel)] = &[
    (
        include_str!("../../assets/gazetteer/organisations.txt"),
        EntityLabel::Org,
    ),
    (
        include_str!("../../assets/gazetteer/agreements.txt"),
        EntityLabel::Agreement,
    ),
    (
        include_str!("../../assets/gazetteer/events.txt"),
        EntityLabel::Event,
    ),
    (
        include_str!("../../assets/gazetteer/places.txt"),
        EntityLabel::Place,
    ),
    (
        include_str!("../../assets/gazetteer/titles.txt"),
        EntityLabel::Title,
    ),
    (PEOPLE, EntityLabel::Person),
];

/// The embedded lists.
pub(super) fn embedded() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(read)
}

fn read() -> Lists {
    let mut names = Gazetteer::default();
    let mut scratch = Vec::new();
    names.countries = true;
    add_countries(&mut names, &mut scratch);
    names.countries = false;
    for (list, label) in NAMES {
        names.add_list(list, *label, &mut scratch);
    }
    for word in NORPS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(|l| l.split('|'))
        .map(str::trim)
        .filter(|w| !w.is_empty())
    {
        names.add(word, EntityLabel::Norp, word, &mut scratch);
    }
    let lower_starts = lower_starts();
    Lists {
        words: Words::new(CLASSES, GIVEN, SURNAMES),
        names,
        people: people(),
        countries: countries(),
        lower_starts,
    }
}

/// `name|alias|…;demonym|demonym` a line.
fn add_countries(names: &mut Gazetteer, scratch: &mut Vec<tokens::Token>) {
    for line in COUNTRIES.lines().filter(|l| !l.starts_with('#')) {
        let (places, demonyms) = line.split_once(';').unwrap_or((line, ""));
        let canonical = places.split('|').next().unwrap_or_default().trim();
        for place in places.split('|').map(str::trim).filter(|p| !p.is_empty()) {
            names.add(place, EntityLabel::Place, canonical, scratch);
        }
        for demonym in demonyms.split('|').map(str::trim).filter(|d| !d.is_empty()) {
            names.add(demonym, EntityLabel::Norp, demonym, scratch);
        }
    }
}

fn countries() -> HashSet<&'static str> {
    let lines = COUNTRIES.lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.split(['|', ';']).next())
        .map(str::trim)
        .collect()
}

fn people() -> HashedMap<&'static str> {
    let mut map = HashedMap::default();
    for line in PEOPLE
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let canonical = line.split('|').next().unwrap_or_default().trim();
        for name in line.split('|').map(str::trim).filter(|n| n.contains(' ')) {
            map.entry(name_key(name)).or_insert(canonical);
        }
    }
    map
}

/// The sum of the hashes of a name's parts; initials and "Jr." do not count.
pub(super) fn name_key(name: &str) -> u64 {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|p| p.chars().count() > 1 && !matches!(*p, "Jr" | "Sr" | "II" | "III"))
        .fold(0, |sum: u64, part| {
            sum.wrapping_add(fold_hash(part.as_bytes()))
        })
}

/// Which small words can begin a listed name, as lengths by first letter.
fn lower_starts() -> [u32; 26] {
    let mut starts = [0; 26];
    let lines = NAMES
        .iter()
        .flat_map(|(list, _)| list.lines())
        .filter(|l| !l.starts_with('#'));
    for name in lines.flat_map(|l| l.split('|')).map(str::trim) {
        let word = name.bytes().take_while(u8::is_ascii_lowercase).count();
        if let Some(slot) = name
            .bytes()
            .next()
            .and_then(|b| starts.get_mut(usize::from(b.wrapping_sub(b'a'))))
        {
            *slot |= 1 << word.min(31);
        }
    }
    starts
}
