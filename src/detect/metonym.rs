//! Seats of governments for what they govern: "Beijing" for China. A second link beside the canonical form, for those who
//! want it.

use crate::annotation::label::EntityLabel;
use std::collections::HashMap;
use std::sync::OnceLock;

const LIST: &str = include_str!("../../assets/gazetteer/metonyms.txt");
/// What is governed from a seat and is no country.
const BLOCS: &[&str] = &["European Union"];

/// What the name of a capital or seat may stand for, by its canonical form.
pub fn metonym(canonical: &str) -> Option<&'static str> {
    static SEATS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let seats = SEATS.get_or_init(|| {
        let lines = LIST.lines().filter(|l| !l.starts_with('#'));
        lines.filter_map(|l| l.split_once('|')).collect()
    });
    seats.get(canonical).copied()
}

/// The same with types: seats are places or offices of government, and what they stand for is a country or a bloc.
pub fn meant_by(label: EntityLabel, canonical: &str) -> Option<(EntityLabel, &'static str)> {
    if !matches!(label, EntityLabel::Place | EntityLabel::Org) {
        return None;
    }
    let meant = metonym(canonical)?;
    let bloc = BLOCS.contains(&meant);
    Some((
        if bloc {
            EntityLabel::Org
        } else {
            EntityLabel::Place
        },
        meant,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_stand_for_what_they_govern() {
        assert_eq!(metonym("Beijing"), Some("China"));
        assert_eq!(metonym("Lyon"), None);
        let org = EntityLabel::Org;
        let place = EntityLabel::Place;
        assert_eq!(meant_by(org, "White House"), Some((place, "United States")));
        assert_eq!(meant_by(place, "Brussels"), Some((org, "European Union")));
        assert_eq!(meant_by(EntityLabel::Person, "Sofia"), None);
    }

    #[test]
    fn every_government_has_its_usual_name() {
        let lists = super::super::lists::embedded();
        for (seat, meant) in LIST.lines().skip(1).filter_map(|l| l.split_once('|')) {
            assert!(!seat.is_empty());
            assert!(
                BLOCS.contains(&meant) || lists.countries.contains(meant),
                "{seat}: {meant}"
            );
        }
    }
}
