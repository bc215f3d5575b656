//! The public data sets: countries from CLDR, places from GeoNames.

use crate::fold::fold;
use crate::grade::Clash;
use crate::record::{COUNTRY, GEONAMES, LABELS, SOURCES};
use crate::{Done, Name, entries, index};
use std::collections::{HashMap, HashSet};

/// `code;English name|…;name in another language|…` a line. A territory that an own list knows under one of its
/// names keeps the usual name of that list.
pub fn cldr(text: &str, clash: &Clash, names: &mut Vec<Name>) -> Done<()> {
    let (label, source) = (index(LABELS, "PLACE")?, index(SOURCES, "gazetteer: CLDR")?);
    let usual: HashMap<String, String> = places(names)
        .map(|n| (fold(&n.surface), n.canonical.clone()))
        .collect();
    let mut known = keys(names);
    for line in entries(text) {
        let mut fields = line.split(';');
        let code = fields.next().unwrap_or_default();
        let english: Vec<&str> = fields.next().unwrap_or_default().split('|').collect();
        let other = fields
            .next()
            .unwrap_or_default()
            .split('|')
            .filter(|n| !n.is_empty());
        let canonical = english.iter().find_map(|n| usual.get(&fold(n)).cloned());
        let canonical =
            canonical.unwrap_or_else(|| english.first().copied().unwrap_or_default().to_owned());
        let country = if code.len() == 2 { COUNTRY } else { 0 };
        let graded = english
            .iter()
            .map(|n| (*n, 0))
            .chain(other.map(|n| (n, clash.country(n))));
        for (surface, grade) in graded.filter(|(n, _)| known.insert(fold(n))) {
            names.push(Name {
                surface: surface.to_owned(),
                canonical: canonical.clone(),
                label,
                source,
                flags: country | grade,
            });
        }
    }
    Ok(())
}

/// `@Country`, then `+region|plain name` and `place|plain name` a line. Names that other lists hold are left out.
pub fn geonames(text: &str, clash: &Clash, names: &mut Vec<Name>) -> Done<()> {
    let (label, source) = (index(LABELS, "PLACE")?, index(SOURCES, GEONAMES)?);
    let listed = keys(names);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut country = "";
    for line in entries(text) {
        if let Some(name) = line.strip_prefix('@') {
            country = name;
            continue;
        }
        let region = line.starts_with('+');
        let line = line.trim_start_matches('+');
        let (full, plain) = line.split_once('|').unwrap_or((line, line));
        let grade = clash.place(plain, country, region);
        for surface in [full, plain] {
            let key = fold(surface);
            if listed.contains(&key) {
                continue;
            }
            // A name of several places is as strong as the strongest of them.
            if let Some(earlier) = seen.get(&key).and_then(|&n| names.get_mut(n)) {
                earlier.flags &= grade;
                continue;
            }
            seen.insert(key, names.len());
            names.push(Name {
                surface: surface.to_owned(),
                canonical: full.to_owned(),
                label,
                source,
                flags: grade,
            });
        }
    }
    Ok(())
}

fn places(names: &[Name]) -> impl Iterator<Item = &Name> {
    names
        .iter()
        .filter(|n| LABELS.get(usize::from(n.label)) == Some(&"PLACE"))
}

fn keys(names: &[Name]) -> HashSet<String> {
    names.iter().map(|n| fold(&n.surface)).collect()
}
