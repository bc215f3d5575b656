//! Offices that are written like any other words, in small letters, as news have them: "the foreign minister of Tonga, Ana
//! Kealoha", "Ana Kealoha, Tongan ambassador to Fiji".

use super::{Said, Seat, around, country_of};
use crate::annotation::EntityLabel;
use crate::detect::offices::{Standing, is_of_aide, normalised, speaks_of_change};
use crate::detect::{Mention, Mentions, country_named};
use crate::quality::context::excerpt;
use crate::text::TextRange;
use crate::text::lexicon::is_word;
use crate::text::segment::{char_ceil, char_floor};
use std::borrow::Cow;
use std::collections::HashSet;

/// Offices as they are written, and as they are compared; the longer ones first where one begins with another.
const OFFICES: &[(&str, &str)] = &[
    ("prime minister", "prime minister"),
    ("foreign minister", "minister of foreign affairs"),
    ("minister of foreign affairs", "minister of foreign affairs"),
    (
        "minister for foreign affairs",
        "minister of foreign affairs",
    ),
    ("president", "president"),
    ("ambassador", "ambassador"),
    ("high commissioner", "high commissioner"),
    ("secretary-general", "secretary general"),
    ("secretary general", "secretary general"),
    ("director-general", "director general"),
    ("director general", "director general"),
    ("governor", "governor"),
    ("mayor", "mayor"),
    ("speaker", "speaker"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
    ("chairperson", "chair"),
    ("chancellor", "chancellor"),
    ("chief executive officer", "ceo"),
    ("chief executive", "ceo"),
    ("managing director", "managing director"),
    ("executive director", "executive director"),
    ("executive secretary", "executive secretary"),
    ("chief justice", "chief justice"),
    ("attorney general", "attorney general"),
    ("attorney-general", "attorney general"),
    ("commissioner of police", "commissioner of police"),
    ("police commissioner", "commissioner of police"),
];

/// What ministers are responsible for.
const PORTFOLIOS: &[&str] = &[
    "defence",
    "defense",
    "finance",
    "trade",
    "health",
    "education",
    "interior",
    "justice",
    "energy",
    "agriculture",
    "environment",
    "transport",
    "labour",
    "labor",
    "culture",
    "tourism",
    "economy",
    "fisheries",
    "planning",
];

/// What stands before an office.
const ARTICLES: &[&str] = &["the ", "The ", "its ", "who is ", "as "];

/// What joins an office and what it belongs to.
const OF: &[&str] = &[" of the ", " of ", " for the ", " for "];

/// What stands before where an ambassador goes.
const TO: &[&str] = &[" to the ", " to ", " in the ", " in "];

/// How polite texts begin to name a person, and ranks; full stops and brackets aside.
const POLITE: &[&str] = &[
    "mr",
    "ms",
    "mrs",
    "mx",
    "miss",
    "dr",
    "prof",
    "professor",
    "h.e",
    "he",
    "hon",
    "the",
    "honourable",
    "sir",
    "dame",
    "lord",
    "lady",
    "justice",
    "judge",
    "capt",
    "captain",
    "col",
    "colonel",
    "gen",
    "general",
    "lt",
    "maj",
    "major",
    "brig",
    "brigadier",
    "adm",
    "admiral",
    "rtd",
    "retd",
    "ret",
    "eng",
    "engr",
    "rev",
    "datuk",
    "dato",
    "tan",
    "sri",
    "seri",
    "tun",
    "sheikh",
    "ambassador",
    "minister",
    "ir",
    "haji",
    "hajah",
    "ustaz",
    "chief",
    "madam",
    "madame",
    "senator",
];

/// What stands before a name without what is said to be polite: "the health minister, Brig. (rtd) ".
fn without_ranks(before: &str) -> &str {
    let mut rest = before;
    while let Some(head) = rest.strip_suffix(' ') {
        let word = head.rsplit(' ').next().unwrap_or_default();
        let bare = word
            .trim_matches(['.', '(', ')', '’', '\''])
            .to_ascii_lowercase();
        if word.is_empty() || !POLITE.contains(&bare.as_str()) {
            break;
        }
        rest = head.get(..head.len() - word.len()).unwrap_or_default();
    }
    rest
}

/// Bytes (UTF-8) of the longest name of a company before its office.
const OWNER: usize = 64;
/// How far (UTF-8 bytes) an office reaches from the person.
const REACH: usize = 200;

/// The seats of persons who have none by `known`.
pub(super) fn seats(text: &str, mentions: &Mentions, known: &[Seat]) -> Vec<Seat> {
    let taken: HashSet<usize> = known.iter().map(|s| s.name.start).collect();
    let text = &*unwrapped(text);
    let reader = Reader { text, mentions };
    let persons = mentions.labelled(EntityLabel::Person);
    let free = persons.filter(|p| !taken.contains(&p.range.start));
    let free = free.map(|p| Person {
        range: p.range,
        name: p.canonical,
    });
    free.filter_map(|p| reader.after(&p).or_else(|| reader.before(&p)))
        .collect()
}

/// The same text with a space for each line end behind which a sentence goes on.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let inside = |at: &usize| {
        let before = at.checked_sub(1).and_then(|n| bytes.get(n));
        before.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b',')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    };
    let mut ends = memchr::memchr_iter(b'\n', bytes).filter(inside).peekable();
    if ends.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in ends {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push(' ');
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// A person by name.
struct Person<'t> {
    range: TextRange,
    name: &'t str,
}

struct Reader<'t> {
    text: &'t str,
    mentions: &'t Mentions,
}

/// An office with what it belongs to.
struct Office {
    title: TextRange,
    office: String,
    bodies: Vec<(EntityLabel, String)>,
    end: usize,
}

impl Reader<'_> {
    /// "Ana Kealoha, the foreign minister of Tonga,".
    fn after(&self, person: &Person<'_>) -> Option<Seat> {
        let to = char_floor(self.text, (person.range.end + REACH).min(self.text.len()));
        let window = self.text.get(person.range.end..to)?;
        let line = window.split('\n').next()?;
        let lead = [", ", " ("].iter().find(|l| line.starts_with(**l))?;
        let found = self.office(person.range.end + lead.len())?;
        let next = self.text.get(found.end..)?.chars().next();
        next.is_none_or(|c| matches!(c, ',' | '.' | ')' | ';' | '\n'))
            .then_some(())?;
        Some(self.seat(person, found))
    }

    /// "The foreign minister of Tonga, Ana Kealoha,".
    fn before(&self, person: &Person<'_>) -> Option<Seat> {
        let from = char_ceil(self.text, person.range.start.saturating_sub(REACH));
        let window = self.text.get(from..person.range.start)?;
        let polite = without_ranks(window);
        // In small letters, without a comma, the detector knows them.
        let head = polite.strip_suffix(", ")?;
        let start = head.rfind(['\n', ';', '(']).map_or(0, |n| n + 1);
        let sentence = head.rfind(". ").map_or(start, |n| start.max(n + 2));
        let end = from + head.len();
        // Most names stand behind other words.
        const STEMS: &[&str] = &[
            "inist",
            "resid",
            "mbassad",
            "ommission",
            "ecr",
            "irect",
            "overn",
            "mayor",
            "peaker",
            "hair",
            "hancel",
            "xecutive",
            "ustice",
            "ttorney",
            "olice",
        ];
        let told = head.get(sentence..)?;
        STEMS.iter().any(|s| told.contains(s)).then_some(())?;
        let starts = head.char_indices().filter(|&(n, _)| {
            let begins = n >= sentence
                && head
                    .get(..n)
                    .is_some_and(|h| h.ends_with([' ', '\'', '’']) || h.len() == sentence);
            begins && head.is_char_boundary(n)
        });
        let found = starts
            .filter_map(|(n, _)| Some((n, self.office(from + n)?)))
            .find(|(_, o)| o.end == end);
        let (at, found) = found?;
        // "an adviser to the prime minister of Tonga, Ana Kealoha".
        (!is_of_aide(head.get(..at)?)).then_some(())?;
        Some(self.seat(person, found))
    }

    /// The office that begins at `at`, perhaps with an article and what it belongs to in front.
    fn office(&self, at: usize) -> Option<Office> {
        let mut at = at;
        let rest = |at: usize| self.text.get(at..);
        if let Some(article) = ARTICLES
            .iter()
            .find(|a| rest(at).is_some_and(|r| r.starts_with(**a)))
        {
            at += article.len();
        }
        let mut bodies = Vec::new();
        if let Some((body, end)) = self.owner(at) {
            bodies.push(body);
            at = end;
        }
        let (office, len) = office_at(rest(at)?)?;
        let title = TextRange::new(at, at + len);
        let mut end = title.end;
        if bodies.is_empty()
            && let Some((body, after)) = self.joined(end, OF)
        {
            bodies.push(body);
            end = after;
        }
        if matches!(office.as_str(), "ambassador" | "high commissioner")
            && let Some((body, after)) = self.joined(end, TO)
        {
            bodies.push(body);
            end = after;
        }
        super::of_capital(&office, &mut bodies);
        (!bodies.is_empty()).then_some(Office {
            title,
            office,
            bodies,
            end,
        })
    }

    /// "Tongan ", "Tonga's ", and adjectives of countries that no list knows.
    fn owner(&self, at: usize) -> Option<((EntityLabel, String), usize)> {
        let rest = self.text.get(at..)?;
        if let Some(mention) = self.mention_at(at) {
            let behind = self.text.get(mention.range.end..)?;
            let gap = ["'s ", "’s ", " "]
                .iter()
                .find(|g| behind.starts_with(**g))?;
            return Some((body(&mention)?, mention.range.end + gap.len()));
        }
        // "Coral Energy's chief executive".
        let near = rest.get(..char_floor(rest, OWNER.min(rest.len())))?;
        let own = ["'s ", "’s "]
            .iter()
            .filter_map(|gap| Some((near.find(gap)?, gap.len())));
        if let Some((len, gap)) = own.min() {
            let name = rest.get(..len)?;
            let words = || name.split(' ');
            let proper = words().all(|w| {
                w.starts_with(char::is_uppercase)
                    && w.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
            if proper && words().count() <= 5 && !is_word(&name.to_lowercase()) {
                let known = country_named(name);
                let label = match (known, name.contains(' ')) {
                    (None, true) => EntityLabel::Org,
                    _ => EntityLabel::Place,
                };
                return Some(((label, known.unwrap_or(name).to_owned()), at + len + gap));
            }
        }
        let word = rest.split(' ').next()?;
        let adjective = ["ian", "ean", "ese", "ish", "i"]
            .iter()
            .any(|e| word.ends_with(e));
        let capital = word.len() >= 5
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic);
        (adjective && capital).then(|| ((EntityLabel::Place, word.to_owned()), at + word.len() + 1))
    }

    /// What one of `words` joins to an office: a mention, or words in capitals that are none.
    fn joined(&self, at: usize, words: &[&str]) -> Option<((EntityLabel, String), usize)> {
        let rest = self.text.get(at..)?;
        let joint = words.iter().find(|w| rest.starts_with(**w))?;
        let start = at + joint.len();
        if let Some(mention) = self.mention_at(start) {
            return Some((body(&mention)?, mention.range.end));
        }
        let name = self.text.get(start..)?;
        let mut len = 0;
        for word in name.split_inclusive(' ').take(8) {
            let line = word.split('\n').next().unwrap_or_default();
            let bare = line.trim_end_matches([' ', ',', '.', ';', ')']);
            let small = matches!(bare, "of" | "the" | "for" | "and");
            let goes_on = bare.starts_with(char::is_uppercase) || small && len > 0;
            if !goes_on {
                break;
            }
            len = if small {
                len
            } else {
                word.as_ptr() as usize - name.as_ptr() as usize + bare.len()
            };
            if bare.len() + 1 != word.len() || !word.ends_with(' ') {
                break;
            }
        }
        let found = name.get(..len).filter(|n| n.len() >= 4)?;
        if let Some(country) = country_named(found) {
            return Some(((EntityLabel::Place, country.to_owned()), start + len));
        }
        let label = if found.contains(' ') {
            EntityLabel::Org
        } else {
            EntityLabel::Place
        };
        Some(((label, found.to_owned()), start + len))
    }

    fn mention_at(&self, at: usize) -> Option<Mention<'_>> {
        let found = self.mentions.get(self.mentions.first_at_or_after(at))?;
        let fits = matches!(
            found.label,
            EntityLabel::Place | EntityLabel::Org | EntityLabel::Norp
        );
        (found.range.start == at && fits).then_some(found)
    }

    fn seat(&self, person: &Person<'_>, found: Office) -> Seat {
        let range = person
            .range
            .union(TextRange::new(found.title.start, found.end));
        let sentence = around(self.text, range).of(self.text).unwrap_or_default();
        let before = self.text.get(..found.title.start).unwrap_or_default();
        let words = before.rsplit([' ', '\n']).filter(|w| !w.is_empty()).take(2);
        let former = words
            .into_iter()
            .any(|w| matches!(w, "former" | "ex" | "then" | "late" | "deputy"));
        let title = found.title.of(self.text).unwrap_or_default();
        Seat {
            office: found.office,
            title: title.into(),
            person: person.name.into(),
            name: person.range,
            bodies: found.bodies,
            said: Said::Text,
            standing: if former {
                Standing::Former
            } else {
                Standing::Holds
            },
            change: speaks_of_change(sentence),
            range,
            words: excerpt(range.of(self.text).unwrap_or_default(), 30).into(),
        }
    }
}

fn body(mention: &Mention<'_>) -> Option<(EntityLabel, String)> {
    Some(match mention.label {
        EntityLabel::Norp => (
            EntityLabel::Place,
            country_of(mention.canonical)?.to_owned(),
        ),
        label => (label, mention.canonical.to_owned()),
    })
}

/// The office in small letters that a text begins with, as it is compared, and its length (UTF-8 bytes): others are titles
/// that the detector knows.
fn office_at(text: &str) -> Option<(String, usize)> {
    let near = text.get(..char_floor(text, 48.min(text.len())))?;
    if !near.starts_with(char::is_alphabetic) {
        return None;
    }
    let small = near.to_ascii_lowercase();
    let ends = |len: usize| {
        small
            .get(len..)
            .is_some_and(|r| !r.starts_with(char::is_alphanumeric))
    };
    let first = small.as_bytes().first();
    let listed = OFFICES
        .iter()
        .filter(|(w, _)| w.as_bytes().first() == first && small.starts_with(w) && ends(w.len()));
    let listed = listed.max_by_key(|(w, _)| w.len());
    if let Some((word, office)) = listed {
        let plain = near.starts_with(char::is_lowercase);
        return plain.then(|| ((*office).to_owned(), word.len()));
    }
    // "minister of works", "minister for rural development".
    let of = ["minister of ", "minister for "]
        .iter()
        .find(|m| near.starts_with(**m));
    if let Some(of) = of {
        let rest = near.get(of.len()..)?;
        let stops = [" of ", " in ", ",", ".", ";", ")", "\n"]
            .iter()
            .filter_map(|s| rest.find(s));
        let len = of.len() + stops.min().unwrap_or(rest.len());
        let title = near.get(..len)?;
        let plain =
            title.split(' ').count() <= 6 && title.chars().all(|c| c.is_lowercase() || c == ' ');
        return (plain && len > of.len()).then(|| (normalised(title), len));
    }
    let portfolio = PORTFOLIOS.iter().find(|p| small.starts_with(**p))?;
    let len = portfolio.len() + " minister".len();
    let minister = small
        .get(portfolio.len()..)
        .is_some_and(|r| r.starts_with(" minister"));
    (minister && ends(len) && near.starts_with(char::is_lowercase))
        .then(|| (normalised(&format!("{portfolio} minister")), len))
}

#[cfg(test)]
mod tests {
    use crate::detect::detect;

    fn found(text: &str) -> Vec<String> {
        let mentions = detect(text);
        let known: Vec<_> = super::seats(text, &mentions, &[]);
        let show = |s: &super::Seat| {
            let bodies: Vec<&str> = s.bodies.iter().map(|b| b.1.as_str()).collect();
            format!("{}|{}|{}", s.person, s.office, bodies.join("+"))
        };
        known.iter().map(show).collect()
    }

    #[test]
    fn offices_in_small_letters() {
        for (text, expected) in [
            (
                "Ana Kealoha, Tongan ambassador to Fiji, signed the book of guests.",
                "Ana Kealoha|ambassador|Tonga+Fiji",
            ),
            (
                "The foreign minister of Tonga, Ana Kealoha, spoke about the harbours.",
                "Ana Kealoha|minister of foreign affairs|Tonga",
            ),
            (
                "Ana Kealoha, the prime minister of Tonga, left on Monday for Suva.",
                "Ana Kealoha|prime minister|Tonga",
            ),
            (
                "Ana Kealoha, Arvonian ambassador to Fiji, signed the book of guests.",
                "Ana Kealoha|ambassador|Arvonian+Fiji",
            ),
        ] {
            assert!(
                found(text).contains(&expected.to_owned()),
                "{text} {:?}",
                found(text)
            );
        }
    }

    #[test]
    fn words_that_are_no_offices_of_a_person() {
        for text in [
            "Ana Kealoha, a teacher of Tonga, spoke.",
            "The mayor of Suva met Ana Kealoha of Tonga.",
            "Ana Kealoha, who met the president of Fiji, spoke.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
