//! Canonical forms: the fullest usual name, the same string for every mention of one thing.

use super::found::Span;
use super::lists::Lists;
use super::packed::Packed;
use super::people::{People, garbled as garbled_name, plain as plain_letter};
use super::quick::{HashMap, HashSet};
use super::short_forms::Knowledge;
use super::tails::{self, Long, Tails};
use super::words::HashedMap;
use crate::annotation::label::EntityLabel;
use std::collections::hash_map::Entry;
use std::ops::Deref;
use std::rc::Rc;

/// What links the mentions of one document.
pub(super) struct Linker<'t> {
    text: &'t str,
    knowledge: &'t Knowledge<'t>,
    /// Names that are written with small letters, by their loose hash.
    forms: HashedMap<Form>,
    /// Names as they stand, whether they are places and listed, with what they mean.
    known: HashMap<(bool, bool, &'t str), Named>,
    /// What the long forms of short ones, or names around them, mean by the lists: by where they end, with where they begin.
    listed_long: HashMap<usize, (usize, &'static str)>,
    /// The last name with each head noun: what "the Ministry" means.
    heads: HashedMap<Rc<str>>,
    tails: Tails,
    people: People<'t>,
    /// The country that most mentions are of, by far.
    country: Option<&'static str>,
    /// The country that "the Kingdom" stands for.
    kingdom: Option<&'static str>,
    republic: Option<&'static str>,
}

/// What a name means.
#[derive(Clone)]
struct Named {
    name: Rc<str>,
    /// The hash of its type and head noun.
    head: Option<u64>,
}

/// The canonical form of a mention.
pub(super) enum Canonical<'t> {
    /// The text itself.
    Text(&'t str),
    /// A name that several share.
    Name(Rc<str>),
    /// A name of the lists.
    Listed(&'static str),
}

impl Deref for Canonical<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Name(name) => name,
            Self::Listed(name) => name,
        }
    }
}

/// A name with which others agree.
struct Form {
    name: Rc<str>,
    /// Whether a list has it.
    listed: bool,
}

const KINGDOMS: &[&str] = &[
    "Cambodia",
    "Thailand",
    "United Kingdom",
    "Saudi Arabia",
    "Tonga",
    "Bhutan",
    "Jordan",
    "Morocco",
    "Bahrain",
    "Eswatini",
    "Lesotho",
    "Netherlands",
    "Belgium",
    "Spain",
    "Norway",
    "Sweden",
    "Denmark",
];

impl<'t> Linker<'t> {
    /// Prepares the links of the spans of a document.
    pub fn new(
        text: &'t str,
        spans: &Packed,
        knowledge: &'t Knowledge<'t>,
        lists: &'static Lists,
    ) -> Self {
        let mut places = spans.counts(EntityLabel::Place);
        let kingdom = most_frequent(&places, |c| KINGDOMS.contains(&c));
        places.retain(|name, _| lists.countries.contains(name));
        let republic = most_frequent(&places, |c| !KINGDOMS.contains(&c));
        let longs = knowledge.short.values().map(|&(_, (_, end))| end).collect();
        let mut linker = Self {
            text,
            knowledge,
            forms: HashedMap::default(),
            known: HashMap::default(),
            listed_long: HashMap::default(),
            heads: HashedMap::default(),
            tails: Tails::default(),
            country: predominant(&places),
            people: People::of(text, spans, lists),
            kingdom,
            republic,
        };
        linker.remember(spans, &longs);
        linker
    }

    /// Remembers how names are written, each surface once.
    fn remember(&mut self, spans: &Packed, longs: &HashSet<usize>) {
        let mut seen = HashSet::default();
        for span in spans.of(EntityLabel::names_something) {
            if let Some(listed) = span.canonical
                && longs.contains(&span.end)
            {
                self.listed_long.insert(span.end, (span.start, listed));
            }
            let surface = self.text.get(span.start..span.end).unwrap_or_default();
            if span.label != EntityLabel::Person && seen.insert((span.label, surface)) {
                self.remember_form(&span, surface);
                self.tails.add(&span, surface);
            }
        }
    }

    fn remember_form(&mut self, span: &Span, surface: &str) {
        let listed = span.canonical.is_some();
        let small = surface.bytes().any(|b| b.is_ascii_lowercase());
        if !(small || listed) || short_word(surface) || garbled(surface) {
            return;
        }
        let plain = plain_name(surface);
        let key = loose_hash(span.label, &plain);
        let form = Form {
            name: span.canonical.unwrap_or(&plain).into(),
            listed,
        };
        match self.forms.entry(key) {
            Entry::Vacant(free) => {
                free.insert(form);
            }
            Entry::Occupied(mut old) if better(&form, old.get()) => {
                old.insert(form);
            }
            Entry::Occupied(_) => {}
        }
    }

    /// The canonical form of a span; called in text order.
    pub fn canonical(&mut self, span: &Span) -> Canonical<'t> {
        let surface = self.text.get(span.start..span.end).unwrap_or_default();
        match span.label {
            EntityLabel::Person => Canonical::Name(self.people.canonical(self.text, span)),
            EntityLabel::Place => match span.canonical {
                Some(listed) if !matches!(surface, "Kingdom" | "Republic") => {
                    Canonical::Listed(listed)
                }
                _ => Canonical::Name(self.place(span, surface)),
            },
            EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event => {
                Canonical::Name(self.thing(span, surface))
            }
            _ => Canonical::Text(surface),
        }
    }

    /// What an organisation, an agreement or an event is called; the last one with its head noun is meant by that alone.
    fn thing(&mut self, span: &Span, surface: &'t str) -> Rc<str> {
        let key = (false, span.canonical.is_some(), surface);
        if let Some(Named { name, head }) = self.known.get(&key).cloned() {
            if let Some(head) = head {
                self.heads.insert(head, name.clone());
            }
            return name;
        }
        let single = !surface.contains([' ', '\n']);
        let short = single.then(|| self.heads.get(&tails::hash(span.label, surface)));
        if let Some(name) = short.flatten().filter(|_| span.canonical.is_none()) {
            return name.clone();
        }
        let name = self.named(span, surface);
        let head = head_of(&name).map(|h| tails::hash(span.label, h));
        if let Some(head) = head {
            self.heads.insert(head, name.clone());
        }
        self.known.insert(
            key,
            Named {
                name: name.clone(),
                head,
            },
        );
        name
    }

    fn named(&mut self, span: &Span, surface: &'t str) -> Rc<str> {
        if let Some((_, (start, end))) = self.knowledge.short_form(surface) {
            return self.long(span, start, end);
        }
        if surface.contains([' ', '\n']) {
            return match self.tails.longer(span, surface) {
                Some(longer) => self.agreed(span.label, longer),
                None => self.form(span, surface),
            };
        }
        if let Some(long) = self.tails.spelled(span, surface) {
            return self.agreed(span.label, long);
        }
        match span.canonical {
            Some(listed) => listed.into(),
            None => self.of_the_country(span, surface),
        }
    }

    /// "The Government" where one country is spoken of.
    fn of_the_country(&self, span: &Span, surface: &str) -> Rc<str> {
        match self.country {
            Some(country) if matches!(surface, "Government" | "Parliament") => {
                format!("{surface} of {country}").into()
            }
            _ => self.form(span, surface),
        }
    }

    /// The long form behind a short one, with what the lists know about either.
    fn long(&self, span: &Span, start: usize, end: usize) -> Rc<str> {
        let long = self.text.get(start..end).unwrap_or_default();
        let listed = self.listed_long.get(&end);
        let exact = listed.filter(|l| l.0 == start).map(|l| l.1);
        match exact.or(span.canonical).or(listed.map(|l| l.1)) {
            Some(listed) => listed.into(),
            None => self.form(span, long),
        }
    }

    /// The canonical form of a name that no short form explains.
    fn form(&self, span: &Span, surface: &str) -> Rc<str> {
        let own = self.text.get(span.start..span.end) == Some(surface);
        match span.canonical.filter(|_| own) {
            Some(listed) => listed.into(),
            None if garbled(surface) => surface.into(),
            None if short_word(surface) => clean(surface).into(),
            None => self.agreed(span.label, Long::Written(surface)),
        }
    }

    /// The form on which all ways to write a name agree.
    fn agreed(&self, label: EntityLabel, name: Long<'_>) -> Rc<str> {
        match name {
            Long::Listed(name) => name.into(),
            Long::Written(name) => {
                let plain = plain_name(name);
                let form = self.forms.get(&loose_hash(label, &plain));
                form.map_or_else(|| plain.into(), |f| f.name.clone())
            }
        }
    }

    fn place(&mut self, span: &Span, surface: &'t str) -> Rc<str> {
        let key = (true, span.canonical.is_some(), surface);
        if let Some(known) = self.known.get(&key) {
            return known.name.clone();
        }
        let short = match surface {
            "Kingdom" => self.kingdom,
            "Republic" => self.republic,
            _ => None,
        };
        let name = match short.or(span.canonical) {
            Some(known) => known.into(),
            None => self.form(span, surface),
        };
        let named = Named {
            name: Rc::clone(&name),
            head: None,
        };
        self.known.insert(key, named);
        name
    }
}

/// The head noun of a name of several words: before "of" and its sisters, else the last word.
fn head_of(name: &str) -> Option<&str> {
    let joins = |rest: &str| {
        let word = rest.split_once(' ').map(|(word, _)| word);
        word.is_some_and(|w| matches!(w, "of" | "for" | "on" | "to" | "against" | "in"))
    };
    let mut spaces = memchr::memchr_iter(b' ', name.as_bytes());
    let end = spaces.find(|&at| name.get(at + 1..).is_some_and(joins));
    let head = name.get(..end.unwrap_or(name.len()))?;
    let last = head
        .split(' ')
        .rfind(|w| w.starts_with(char::is_uppercase))?;
    (last.len() < name.len()).then_some(last)
}

/// The country that is named far more often than any other.
fn predominant(countries: &HashMap<&'static str, usize>) -> Option<&'static str> {
    let mut all: Vec<_> = countries.iter().map(|(name, n)| (*n, *name)).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    match all.as_slice() {
        [(n, name)] if *n > 2 => Some(name),
        [(n, name), (second, _), ..] if *n > 3 * second && *n > 3 => Some(name),
        _ => None,
    }
}

/// Whether a name goes before another as the form of both: a listed one, else one with marks that the other leaves out.
fn better(new: &Form, old: &Form) -> bool {
    !old.listed && (new.listed || old.name.is_ascii() && !new.name.is_ascii())
}

/// A word that may be an acronym: "WHO" and "Who" are two.
fn short_word(surface: &str) -> bool {
    surface.len() < 6 && !surface.contains(' ')
}

/// A name in the form in which it is usually written.
fn plain_name(surface: &str) -> String {
    let name = short_prefix(spaced_ordinal(clean(surface)));
    if name.len() > 12 && !name.bytes().any(|b| b.is_ascii_lowercase()) {
        return small_connectors(&title_case(&name));
    }
    name
}

/// Hash of the letters and digits of a name without case, diacritics, small words, the "s" of a plural, and what stands
/// between the words. Places and things do not mix.
fn loose_hash(label: EntityLabel, name: &str) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(label == EntityLabel::Place);
    let mut put = |c: char| h = (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    for word in name.split([' ', '-', '\u{2013}']).filter(|w| !is_small(w)) {
        let one = word
            .strip_suffix('s')
            .filter(|w| w.len() > 3)
            .unwrap_or(word);
        one.chars()
            .filter(|c| c.is_alphanumeric())
            .map(plain_letter)
            .for_each(&mut put);
    }
    h | 1
}

/// Words that names take and leave.
fn is_small(word: &str) -> bool {
    ["of", "the", "and", "&", "for", "on"]
        .iter()
        .any(|w| w.eq_ignore_ascii_case(word))
}

/// The place named most often among those that fit.
fn most_frequent(
    places: &HashMap<&'static str, usize>,
    fits: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let fitting = places.iter().filter(|(name, _)| fits(name));
    fitting
        .max_by_key(|&(name, n)| (n, std::cmp::Reverse(name)))
        .map(|(name, _)| *name)
}

/// "10thASEAN Summit" with its space.
fn spaced_ordinal(name: String) -> String {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let glued = digits > 0
        && name
            .as_bytes()
            .get(digits + 2)
            .is_some_and(u8::is_ascii_uppercase);
    match (name.get(..digits + 2), name.get(digits + 2..)) {
        (Some(number), Some(rest)) if glued => format!("{number} {rest}"),
        _ => name,
    }
}

/// "Of", "And" and their like in small letters, after a name in capitals was rewritten.
fn small_connectors(name: &str) -> String {
    let small = |w: &str| {
        if matches!(w, "Of" | "And" | "The" | "For" | "On" | "In" | "To") {
            w.to_lowercase()
        } else {
            w.to_owned()
        }
    };
    name.split(' ').map(small).collect::<Vec<_>>().join(" ")
}

/// "United Nations …" and "US …" as they are usually written.
fn short_prefix(name: String) -> String {
    const PREFIXES: &[(&str, &str)] = &[
        ("United Nations ", "UN "),
        ("U.N. ", "UN "),
        ("United States ", "U.S. "),
        ("US ", "U.S. "),
        ("European Union ", "EU "),
        ("African Union ", "AU "),
    ];
    let found = PREFIXES
        .iter()
        .find_map(|(long, short)| name.strip_prefix(long).map(|rest| format!("{short}{rest}")));
    found.unwrap_or(name)
}

/// Whether a word of a name has capitals all over it, or signs of broken text.
fn garbled(name: &str) -> bool {
    let turns = |word: &str| {
        let inside =
            |w: &[u8]| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
        word.as_bytes().windows(2).filter(|w| inside(w)).count()
    };
    garbled_name(name) && (name.contains('\u{fffd}') || name.split(' ').any(|w| turns(w) > 1))
}

/// One space between words, plain apostrophes and hyphens.
pub(super) fn clean(surface: &str) -> String {
    if is_clean(surface) {
        return surface.to_owned();
    }
    let words: Vec<&str> = surface.split_whitespace().collect();
    words
        .join(" ")
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace(['\u{2010}', '\u{2011}', '\u{2013}'], "-")
}

/// Whether a name has nothing but ASCII and single spaces.
fn is_clean(surface: &str) -> bool {
    let mut last = b' ';
    let plain = surface.bytes().all(|b| {
        let fits = b.is_ascii() && b > b' ' || b == b' ' && last != b' ';
        last = b;
        fits
    });
    plain && (last != b' ' || surface.is_empty())
}

/// Whether every word of a name in ASCII has a small letter or is but one letter: there is nothing to rewrite.
fn is_titled(name: &str) -> bool {
    let titled = |w: &[u8]| w.len() < 2 || w.iter().any(u8::is_ascii_lowercase);
    is_clean(name) && name.as_bytes().split(|b| *b == b' ').all(titled)
}

/// Parts in capitals are written like the others: "SOK Chenda" becomes "Sok Chenda".
pub(super) fn title_case(name: &str) -> String {
    if is_titled(name) {
        return name.to_owned();
    }
    let word = |w: &str| {
        let upper =
            w.chars().count() > 1 && w.chars().all(|c| !c.is_lowercase()) && !w.contains('.');
        let mut chars = w.chars();
        match chars.next().filter(|_| upper) {
            Some(first) => first.to_string() + &chars.as_str().to_lowercase(),
            None => w.to_owned(),
        }
    };
    name.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    /// The canonical form of the `n`th mention of the text.
    fn canonical(text: &str, surface: &str) -> Vec<String> {
        super::super::detect(text)
            .iter()
            .filter(|m| m.range.of(text) == Some(surface))
            .map(|m| m.canonical.to_owned())
            .collect()
    }

    #[test]
    fn short_and_long_forms_share_a_canonical_form() {
        let text = "The Inland Ferry Safety Board (IFSB) met in the U.S. and Burma. The IFSB wrote. Mr Olu Ferreiro came; Ferreiro left.";
        assert_eq!(
            canonical(text, "IFSB"),
            ["Inland Ferry Safety Board", "Inland Ferry Safety Board"]
        );
        assert_eq!(canonical(text, "U.S."), ["United States"]);
        assert_eq!(canonical(text, "Burma"), ["Myanmar"]);
        assert_eq!(canonical(text, "Ferreiro"), ["Olu Ferreiro"]);
    }

    #[test]
    fn ways_to_write_a_name_agree() {
        let text = "The Ministry of Ferries met.\n\nMINISTRY OF FERRIES\n\nThe Ferry Board of Málaga and the Ferry Board of Malaga met.";
        assert_eq!(
            canonical(text, "MINISTRY OF FERRIES"),
            ["Ministry of Ferries"]
        );
        assert_eq!(
            canonical(
                "Timor Leste met Timor-Leste and TIMOR-LESTE.",
                "Timor Leste"
            ),
            ["Timor-Leste"]
        );
        let both = "The Ferry Safety Centre met. The FeRrY SaFeTy Centre wrote.";
        assert!(
            !canonical(both, "FeRrY SaFeTy Centre").contains(&"Ferry Safety Centre".to_owned())
        );
    }

    #[test]
    fn a_head_noun_stands_for_the_last_name_with_it() {
        let text = "The Ministry of Ferries met the Ministry of Harbours. The Ministry left. The Security Council met; the Council left.";
        assert_eq!(canonical(text, "Ministry"), ["Ministry of Harbours"]);
        assert_eq!(
            canonical(text, "Council"),
            canonical(text, "Security Council")
        );
    }

    #[test]
    fn two_persons_of_one_family_stay_apart() {
        let text = "Minister Olu Ferreiro and Minister Ana Ferreiro spoke. Ferreiro left.";
        assert_eq!(canonical(text, "Ferreiro"), ["Ferreiro"]);
        assert_eq!(canonical(text, "Ana Ferreiro"), ["Ana Ferreiro"]);
    }

    #[test]
    fn a_garbled_name_is_nobody_else() {
        let text = "Foreign minister Olu FeRrEiRo spoke. Foreign minister Olu Ferreiro left.";
        assert_eq!(canonical(text, "Olu FeRrEiRo"), ["Olu FeRrEiRo"]);
    }

    #[test]
    fn the_kingdom_is_the_one_most_named() {
        assert_eq!(
            canonical(
                "Tonga met Tonga and Fiji. The Kingdom agreed; the Kingdom signed.",
                "Kingdom"
            ),
            ["Tonga", "Tonga"]
        );
    }
}
