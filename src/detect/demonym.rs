//! Countries by what their people are called.

use std::collections::HashMap;
use std::sync::OnceLock;

const COUNTRIES: &str = include_str!("../../assets/gazetteer/countries.txt");

/// The country or territory of a demonym: Cambodia for "Cambodian". `None` where several have the same.
pub fn country_of(demonym: &str) -> Option<&'static str> {
    static COUNTRY: OnceLock<HashMap<&'static str, Option<&'static str>>> = OnceLock::new();
    COUNTRY.get_or_init(read).get(demonym).copied().flatten()
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
    }
}
