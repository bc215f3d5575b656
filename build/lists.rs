//! The program's own lists.

use crate::record::{COUNTRY, LABELS, SOURCES, WEAK};
use crate::{Done, Name, entries, index, read};
use std::path::Path;

/// The own lists, in the order in which they win.
pub struct Own {
    /// All names.
    pub names: Vec<Name>,
    /// The lines of the list of people.
    pub people: String,
}

/// File, label and source of each list of `usual name|other name|…`, earlier ones first.
const LISTS: &[(&str, &str, &str)] = &[
    ("organisations", "ORG", "organisations"),
    ("agreements", "AGREEMENT", "agreements"),
    ("events", "EVENT", "events"),
    ("places", "PLACE", "places"),
    ("titles", "TITLE", "offices"),
    ("people", "PERSON", "people"),
];

/// Reads the own lists.
pub fn own(assets: &Path) -> Done<Own> {
    let text = |name: &str| read(assets, &format!("gazetteer/{name}.txt"));
    let mut names = Vec::new();
    countries(&text("countries")?, &mut names)?;
    for (file, label, source) in LISTS {
        list(&text(file)?, label, source, &mut names)?;
    }
    groups(&text("norps")?, &mut names)?;
    let people = text("people")?;
    Ok(Own { names, people })
}

/// The names between the bars of a line.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split('|').map(str::trim).filter(|p| !p.is_empty())
}

/// `usual name|other name|…;demonym|demonym` a line.
fn countries(text: &str, names: &mut Vec<Name>) -> Done<()> {
    let (place, norp) = (index(LABELS, "PLACE")?, index(LABELS, "NORP")?);
    let source = source("countries")?;
    for line in entries(text) {
        let (places, demonyms) = line.split_once(';').unwrap_or((line, ""));
        let canonical = parts(places).next().unwrap_or_default();
        let name = |surface: &str, canonical: &str, label| Name {
            surface: surface.to_owned(),
            canonical: canonical.to_owned(),
            label,
            source,
            flags: COUNTRY,
        };
        names.extend(parts(places).map(|p| name(p, canonical, place)));
        names.extend(parts(demonyms).map(|d| name(d, d, norp)));
    }
    Ok(())
}

/// `usual name|other name|…` a line; what follows a semicolon is no name. One with a question mark is a word as well.
fn list(text: &str, label: &str, source: &str, names: &mut Vec<Name>) -> Done<()> {
    let (label, source) = (index(LABELS, label)?, crate::lists::source(source)?);
    for line in entries(text) {
        let line = line.split(';').next().unwrap_or_default();
        let canonical = parts(line).next().unwrap_or_default();
        let canonical = canonical.trim_matches(['(', ')', '?']);
        // A name in brackets is the canonical form only and is not looked for.
        let surfaces = parts(line).filter(|p| !p.starts_with('('));
        names.extend(surfaces.map(|surface| {
            Name {
                // A text's apostrophe before a name may be a quotation mark and is no part of it.
                surface: surface
                    .trim_end_matches('?')
                    .trim_start_matches(['\'', '\u{2018}', '\u{2bb}'])
                    .to_owned(),
                canonical: canonical.to_owned(),
                label,
                source,
                flags: if surface.ends_with('?') { WEAK } else { 0 },
            }
        }));
    }
    Ok(())
}

/// Names between bars, each its own canonical form.
fn groups(text: &str, names: &mut Vec<Name>) -> Done<()> {
    let (label, source) = (index(LABELS, "NORP")?, source("peoples and groups")?);
    let words = entries(text).flat_map(parts);
    names.extend(words.map(|word| Name {
        surface: word.to_owned(),
        canonical: word.to_owned(),
        label,
        source,
        flags: 0,
    }));
    Ok(())
}

fn source(what: &str) -> Done<u8> {
    index(SOURCES, &format!("gazetteer: {what} (Rapporteur's list)"))
}
