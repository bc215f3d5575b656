//! Whose office it is, where a passage does not say so: another passage, the list of office holders, who published the text,
//! or the country that it is about.

use super::{Said, Seat, around};
use crate::annotation::EntityLabel;
use crate::detect::known::office_terms;
use crate::detect::offices::{is_single, normalised};
use crate::detect::{Mention, Mentions, country_named, country_of, is_listed};
use crate::text::TextRange;
use crate::text::segment::char_floor;
use std::collections::{BTreeSet, HashMap};

/// Fills in whose offices they are, where a passage does not say so.
pub(super) fn complete(text: &str, mentions: &Mentions, seats: &mut [Seat]) {
    type Bodies = Vec<(EntityLabel, String)>;
    let mut known: HashMap<(Box<str>, String), Option<Bodies>> = HashMap::new();
    for seat in seats.iter().filter(|s| !s.bodies.is_empty()) {
        let key = (seat.person.clone(), seat.office.clone());
        let slot = known
            .entry(key)
            .or_insert_with(|| Some(seat.bodies.clone()));
        if slot.as_ref().is_some_and(|b| *b != seat.bodies) {
            *slot = None;
        }
    }
    let mut open = false;
    let mut of_institution = false;
    for seat in seats.iter_mut().filter(|s| s.bodies.is_empty()) {
        let key = (seat.person.clone(), seat.office.clone());
        match known.get(&key).cloned().flatten() {
            Some(bodies) => (seat.bodies, seat.said) = (bodies, Said::Text),
            None => match listed_body(&seat.person, &seat.office) {
                Some(body) => (seat.bodies, seat.said) = (vec![body], Said::List),
                None => {
                    open |= is_single(&seat.office, true, 1);
                    of_institution |= is_single(&seat.office, false, 1);
                }
            },
        }
    }
    if !open && !of_institution {
        return;
    }
    let publisher = Publisher::of(text, mentions);
    let subject = || subject(text, mentions).map(str::to_owned);
    if let Some(country) = publisher.country.or_else(subject).filter(|_| open) {
        by_subject(text, mentions, &country, seats);
    }
    if let Some(institution) = publisher.institution.filter(|_| of_institution) {
        by_institution(text, mentions, &institution, seats);
    }
}

/// Gives offices of full names that nothing else explains to the institution that published the text, where the sentence
/// names no other one.
fn by_institution(text: &str, mentions: &Mentions, institution: &str, seats: &mut [Seat]) {
    let fits = |s: &&mut Seat| {
        s.bodies.is_empty() && s.is_of_full_name() && is_single(&s.office, false, 1)
    };
    for seat in seats.iter_mut().filter(fits) {
        let mut named = mentions.over(around(text, seat.range));
        let other = |m: Mention<'_>| match m.label {
            EntityLabel::Org => m.canonical != institution,
            _ => country_of_mention(text, m).is_some(),
        };
        if !named.any(|(_, m)| other(m)) {
            seat.bodies = vec![(EntityLabel::Org, institution.to_owned())];
            seat.said = Said::Subject;
        }
    }
}

/// Gives offices of full names that nothing else explains to the country that the text is about, where the sentence names
/// no other one.
fn by_subject(text: &str, mentions: &Mentions, country: &str, seats: &mut [Seat]) {
    let fits =
        |s: &&mut Seat| s.bodies.is_empty() && s.is_of_full_name() && is_single(&s.office, true, 1);
    for seat in seats.iter_mut().filter(fits) {
        let sentence = around(text, seat.range);
        let mut named = mentions.over(sentence);
        if named.all(|(_, m)| country_of_mention(text, m).is_none_or(|c| c == country)) {
            seat.bodies = vec![(EntityLabel::Place, country.to_owned())];
            seat.said = Said::Subject;
        }
    }
}

/// The country that a mention names, or whose people.
fn country_of_mention(text: &str, mention: Mention<'_>) -> Option<&'static str> {
    match mention.label {
        EntityLabel::Place => country_named(mention.canonical),
        EntityLabel::Norp => country_of(mention.range.of(text).unwrap_or_default()),
        _ => None,
    }
}

/// The one body that the list of office holders gives this person in this office.
fn listed_body(person: &str, office: &str) -> Option<(EntityLabel, String)> {
    let terms = office_terms(person).filter(|t| normalised(t.office) == office);
    let bodies: BTreeSet<&str> = terms.map(|t| t.body).collect();
    let mut bodies = bodies.into_iter();
    let body = bodies.next().filter(|_| bodies.next().is_none())?;
    let label = if is_listed(EntityLabel::Place, body) {
        EntityLabel::Place
    } else {
        EntityLabel::Org
    };
    Some((label, body.to_owned()))
}

/// Bytes (UTF-8) of the head of a text, where its publisher stands.
const LETTERHEAD: usize = 400;

/// Who published a text, by its first lines.
#[derive(Default)]
struct Publisher {
    /// Whose government, parliament or bank: "Government of Tonga, Press Office".
    country: Option<String>,
    /// An institution of no country: "Pacific Islands Forum".
    institution: Option<String>,
}

impl Publisher {
    fn of(text: &str, mentions: &Mentions) -> Self {
        let head = text.get(..char_floor(text, LETTERHEAD.min(text.len())));
        let mut out = Self::default();
        let mut doubtful = false;
        for line in head.unwrap_or_default().lines() {
            let mut ministry = false;
            for part in line.split(['|', '–', '—', ',', ';', '•', '»', '·', '/']) {
                let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*'));
                let part = part.strip_prefix("The ").unwrap_or(part);
                // "Ministry of Ports, Republic of Tonga".
                let own = || country_named(part).filter(|_| ministry).map(str::to_owned);
                if let Some(country) = government(part).or_else(own) {
                    doubtful |= out.country.as_ref().is_some_and(|c| *c != country);
                    out.country = Some(country);
                } else if out.institution.is_none() && is_institution(text, part, mentions) {
                    out.institution = Some(part.to_owned());
                }
                let small = part.to_lowercase();
                ministry = BODIES.iter().any(|(b, _)| small.starts_with(b));
            }
        }
        if doubtful {
            out.country = None;
        }
        out
    }
}

/// Institutions that a country has, as their names begin, in small letters; and whether what they see to stands between
/// them and the country.
const BODIES: &[(&str, bool)] = &[
    ("government", false),
    ("embassy", false),
    ("high commission", false),
    ("permanent mission", false),
    ("parliament", false),
    ("national assembly", false),
    ("central bank", false),
    ("reserve bank", false),
    ("national bank", false),
    ("presidency", false),
    ("cabinet", false),
    ("gouvernement", false),
    ("présidence", false),
    ("ambassade", false),
    ("ministry", true),
    ("department", true),
    ("office", true),
    ("ministère", true),
];

/// The country that an institution is one of: "Ministry of Trade of Tonga".
fn government(name: &str) -> Option<String> {
    const JOINTS: &[&str] = &[
        " of the ", " of ", " du ", " de la ", " de l’", " de l'", " de ",
    ];
    let small = name.to_lowercase();
    let &(_, sees_to) = BODIES.iter().find(|(b, _)| small.starts_with(b))?;
    // An embassy of one country in another.
    let name = name.split_once(" in ").map_or(name, |(n, _)| n);
    let name = name.split_once(" to ").map_or(name, |(n, _)| n);
    let (at, joint) = JOINTS
        .iter()
        .filter_map(|j| Some((name.rfind(j)?, *j)))
        .max_by_key(|(at, j)| (at + j.len(), *at))?;
    let country = name.get(at + joint.len()..)?.trim();
    if let Some(known) = country_named(country) {
        return Some(known.to_owned());
    }
    // Of a country that no list knows: not what the institution sees to.
    let before = name.get(..at)?;
    let parted = !sees_to || JOINTS.iter().any(|j| before.contains(j));
    let words = country.split(' ').count();
    let proper = country.split(' ').all(|w| {
        w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-')
    });
    (parted && proper && words <= 3 && country.len() >= 4)
        .then(|| super::short_name(country).to_owned())
}

/// Whether a part of a line is nothing but the name of an institution, and not of one that brings news.
fn is_institution(text: &str, name: &str, mentions: &Mentions) -> bool {
    const NEWS: &[&str] = &[
        "news",
        "daily",
        "times",
        "post",
        "herald",
        "gazette",
        "tribune",
        "journal",
        "press",
        "observer",
        "chronicle",
        "standard",
        "star",
        "review",
        "radio",
        "tv",
        "television",
        "monitor",
        "mail",
        "telegraph",
        "guardian",
        "globe",
        "wire",
        "reuters",
        "xinhua",
        "bernama",
        "antara",
        "afp",
        "broadcasting",
        "weekly",
        "today",
        "media",
        "bulletin",
        "courier",
    ];
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    let range = TextRange::new(start, start + name.len());
    let whole = |m: Mention<'_>| m.label == EntityLabel::Org && m.range == range;
    let small = name.to_lowercase();
    name.contains(' ')
        && !small.split(' ').any(|w| NEWS.contains(&w))
        && !BODIES.iter().any(|(b, _)| small.starts_with(b))
        && mentions.over(range).any(|(_, m)| whole(m))
}

/// Mentions of countries that make one the subject of a text.
const LEAST_MENTIONS: usize = 3;

/// The country that a text is about: named three times or more, and more often than all others together.
fn subject(text: &str, mentions: &Mentions) -> Option<&'static str> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let mut all = 0;
    for mention in mentions.iter() {
        if let Some(country) = country_of_mention(text, mention) {
            *counts.entry(country).or_default() += 1;
            all += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|&(name, n)| (n, name))?;
    (most.1 >= LEAST_MENTIONS && most.1 * 2 > all).then_some(most.0)
}

#[cfg(test)]
mod tests {
    use super::super::seats;
    use super::*;
    use crate::detect::detect;

    fn told(text: &str) -> Vec<String> {
        let all = seats(text, &detect(text), &Default::default());
        let show = |s: &Seat| format!("{}: {}", s.office, s.of());
        all.iter().map(show).collect()
    }

    #[test]
    fn who_published_a_text_says_whose_office_it_is() {
        for (head, office, expected) in [
            (
                "Government of Tonga, Press Office",
                "Prime Minister",
                "prime minister: Tonga",
            ),
            (
                "Ministry of Trade of Arvania",
                "Prime Minister",
                "prime minister: Arvania",
            ),
            (
                "Suva, 3 May 2021 | Central Bank of Arvania",
                "Prime Minister",
                "prime minister: Arvania",
            ),
            (
                "International Seed Alliance",
                "Director-General",
                "director general: International Seed Alliance",
            ),
            ("Ministry of Finance", "Prime Minister", "prime minister: "),
            ("Embassy of Fiji in Tonga", "Ambassador", "ambassador: "),
            (
                "Nairobi Daily Monitor",
                "Director-General",
                "director general: ",
            ),
        ] {
            let text = format!(
                "{head}\n\nThe talks went on in the harbour.\n\n{office} Olu Ferreiro opened them on Monday.\n"
            );
            assert_eq!(told(&text), [expected], "{head}");
        }
    }
}
