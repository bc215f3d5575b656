//! The program's own lists of names are well formed, and no name means two things.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A line of a list.
struct Entry {
    file: &'static str,
    line: usize,
    /// The usual name and the others; brackets and question marks as the list has them.
    names: Vec<String>,
    /// What follows the names, field by field.
    rest: Vec<String>,
}

/// The lists of `usual name|other name|…` and what their names are.
const LISTS: &[(&str, &str)] = &[
    ("countries", "PLACE"),
    ("organisations", "ORG"),
    ("agreements", "AGREEMENT"),
    ("events", "EVENT"),
    ("places", "PLACE"),
    ("titles", "TITLE"),
    ("people", "PERSON"),
];

fn entries(file: &'static str) -> Vec<Entry> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/gazetteer/{file}.txt"));
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        .map(|(n, l)| {
            let mut fields = l.split(';').map(str::to_owned);
            let names = fields.next().unwrap();
            Entry {
                file,
                line: n + 1,
                names: names.split('|').map(str::to_owned).collect(),
                rest: fields.collect(),
            }
        })
        .collect()
}

fn plain(name: &str) -> &str {
    name.trim_end_matches('?').trim_matches(['(', ')'])
}

#[test]
fn every_line_is_well_formed() {
    let mut faults = Vec::new();
    for entry in LISTS.iter().flat_map(|(file, _)| entries(file)) {
        let place = format!("{}.txt:{}", entry.file, entry.line);
        let once: BTreeSet<&str> = entry.names.iter().map(|n| plain(n)).collect();
        if once.len() < entry.names.len() {
            faults.push(format!("{place}: a name stands twice"));
        }
        for name in &entry.names {
            if name.trim() != name || plain(name).len() < 2 || name.contains('#') {
                faults.push(format!("{place}: {name:?} is no name"));
            }
        }
        if !matches!(entry.file, "countries" | "people") && !entry.rest.is_empty() {
            faults.push(format!("{place}: a semicolon"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_name_belongs_to_two_entries() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for entry in LISTS.iter().flat_map(|(file, _)| entries(file)) {
        let owner = format!(
            "{}.txt:{} {}",
            entry.file,
            entry.line,
            plain(&entry.names[0])
        );
        for name in entry.names.iter().filter(|n| !n.starts_with('(')) {
            let other = owners.insert(plain(name).to_owned(), owner.clone());
            if let Some(other) = other.filter(|o| *o != owner) {
                faults.push(format!("{name:?}: {other} and {owner}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_lists_are_as_large_as_is_promised() {
    let things = ["organisations", "agreements", "events", "people"];
    let all: Vec<Entry> = things.into_iter().flat_map(entries).collect();
    let with_others = all.iter().filter(|e| e.names.len() > 1).count();
    assert!(
        with_others >= 1_500,
        "{with_others} entries with other names"
    );
    let holders = entries("people");
    let with_terms = holders.iter().filter(|e| e.rest.len() >= 4).count();
    assert!(
        with_terms >= 1_000,
        "{with_terms} people with terms of office"
    );
}

/// The build refuses terms that are malformed; here is what it cannot see.
#[test]
fn terms_of_office_are_whole() {
    let mut faults = Vec::new();
    for entry in entries("people") {
        for term in entry.rest.chunks(4) {
            let whole = term.len() == 4 && !term[0].is_empty() && !term[1].is_empty();
            let year = |field: &String| {
                let year: Option<u32> = field.get(..4).and_then(|y| y.parse().ok());
                field.is_empty() || year.is_some_and(|y| (1800..2100).contains(&y))
            };
            if !whole || !term.iter().skip(2).all(year) {
                faults.push(format!(
                    "people.txt:{} {}: {term:?}",
                    entry.line, entry.names[0]
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
