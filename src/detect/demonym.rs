//! Countries by what their people are called.

use std::collections::HashMap;
use std::sync::OnceLock;

const COUNTRIES: &str = include_str!("../../assets/gazetteer/countries.txt");

/// The country or territory of a demonym: Cambodia for "Cambodian". `None` where several have the same.
pub fn country_of(demonym: &str) -> Option<&'static str> {
    static COUNTRY: OnceLock<HashMap<&'static str, Option<&'static str>>> = OnceLock::new();
    COUNTRY.get_or_init(read).get(demonym).copied().flatten()
}

/// The usual name of a country or territory that has this name: Cambodia for "Kingdom of Cambodia".
pub fn country_named(name: &str) -> Option<&'static str> {
    static NAMED: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let read = || {
        let names = |line: &'static str| {
            let names = line.split_once(';').map_or(line, |parts| parts.0);
            let first = names.split('|').next().unwrap_or_default().trim();
            names.split('|').map(move |name| (name.trim(), first))
        };
        let lines = COUNTRIES.lines().filter(|l| !l.starts_with('#'));
        lines.flat_map(names).collect()
    };
    NAMED.get_or_init(read).get(name).copied()
}

/// `name|alias|…;demonym|demonym` a line.
fn read() -> HashMap<&'static str, Option<&'static str>> {
    let mut out = HashMap::new();
    for line in COUNTRIES.lines().filter(|l| !l.starts_with('#')) {
        let Some((names, demonyms)) = line.split_once(';') else {
            continue;
        };
        let country = names.split('|').next().unwrap_or_default().trim();
        for demonym in demonyms.split('|').map(str::trim).filter(|d| !d.is_empty()) {
            let slot = out.entry(demonym).or_insert(Some(country));
            if *slot != Some(country) {
                *slot = None;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_a_country() {
        assert_eq!(country_of("Cambodian"), Some("Cambodia"));
        assert_eq!(country_of("Ferreiro"), None);
        assert_eq!(country_named("Cambodia"), Some("Cambodia"));
        assert_eq!(country_named("Ferreiro"), None);
    }
}
