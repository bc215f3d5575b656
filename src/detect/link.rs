//! Canonical forms: the fullest usual name, the same string for every mention of one thing.

use super::found::Span;
use super::lists::{Lists, name_key};
use super::packed::Packed;
use super::short_forms::Knowledge;
use crate::annotation::label::EntityLabel;
use std::borrow::Cow;
use std::collections::HashMap;

/// What links the mentions of one document.
pub(super) struct Linker<'t> {
    text: &'t str,
    knowledge: &'t Knowledge<'t>,
    lists: &'static Lists,
    /// Folded names with the form first met that is not in capitals.
    forms: HashMap<String, String>,
    /// The last name with each head noun: what "the Ministry" means.
    heads: HashMap<&'t str, String>,
    /// Full personal names by the sum of their parts.
    people: HashMap<u64, String>,
    /// The country that "the Kingdom" stands for.
    kingdom: Option<&'static str>,
    republic: Option<&'static str>,
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
        let kingdom = most_frequent(spans, |c| KINGDOMS.contains(&c));
        let republic = most_frequent(spans, |c| {
            !KINGDOMS.contains(&c) && lists.countries.contains(c)
        });
        let mut linker = Self {
            text,
            knowledge,
            lists,
            forms: HashMap::new(),
            heads: HashMap::new(),
            people: HashMap::new(),
            kingdom,
            republic,
        };
        for span in spans.iter() {
            linker.remember(&span);
        }
        linker.heads.clear();
        linker
    }

    fn remember(&mut self, span: &Span) {
        let Some(surface) = self.text.get(span.start..span.end) else {
            return;
        };
        match span.label {
            EntityLabel::Person => {
                let key = name_key(surface);
                if surface.contains(' ') && !garbled(surface) {
                    let name = span
                        .canonical
                        .map_or_else(|| title_case(surface), str::to_owned);
                    self.people.entry(key).or_insert(name);
                }
            }
            EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event => {
                let name = clean(surface);
                if name.bytes().any(|b| b.is_ascii_lowercase()) {
                    self.forms.entry(name.to_lowercase()).or_insert(name);
                }
            }
            _ => {}
        }
    }

    /// The canonical form of a span; called in text order.
    pub fn canonical(&mut self, span: &Span) -> Cow<'t, str> {
        let surface = self.text.get(span.start..span.end).unwrap_or_default();
        match span.label {
            EntityLabel::Person => self.person(span, surface).into(),
            EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event => {
                self.thing(span, surface).into()
            }
            EntityLabel::Place => self.place(span, surface).into(),
            _ => surface.into(),
        }
    }

    fn person(&self, span: &Span, surface: &str) -> String {
        if garbled(surface) {
            return surface.to_owned();
        }
        if let Some(known) = span.canonical {
            return known.to_owned();
        }
        let last = super::short_forms::name_parts(surface)
            .last()
            .unwrap_or(surface);
        let longer = self
            .full_name(last)
            .filter(|full| super::short_forms::within(surface, full));
        let full = longer.or_else(|| surface.contains(' ').then_some(surface));
        let Some(full) = full else {
            return surface.to_owned();
        };
        let key = name_key(full);
        let listed = self.lists.people.get(key).map(str::to_owned);
        listed
            .or_else(|| self.people.get(&key).cloned())
            .unwrap_or_else(|| clean(full))
    }

    fn full_name(&self, part: &str) -> Option<&'t str> {
        let (start, end) = (*self.knowledge.parts.get(part)?)?;
        self.text.get(start..end)
    }

    fn thing(&mut self, span: &Span, surface: &'t str) -> String {
        if let Some((_, (start, end))) = self.knowledge.short_form(surface) {
            return self.long(span, start, end);
        }
        if let Some(known) = span.canonical {
            return known.to_owned();
        }
        if !surface.contains([' ', '\n']) {
            return self
                .heads
                .get(surface)
                .cloned()
                .unwrap_or_else(|| surface.to_owned());
        }
        let name = self.form(surface);
        self.remember_heads(surface, &name);
        name
    }

    /// The long form behind a short one, with what the lists know about either.
    fn long(&self, span: &Span, start: usize, end: usize) -> String {
        let known = span.canonical.map(str::to_owned);
        known
            .or_else(|| self.text.get(start..end).map(|s| self.form(s)))
            .unwrap_or_default()
    }

    fn form(&self, surface: &str) -> String {
        let mut name = short_prefix(spaced_ordinal(clean(surface)));
        if name.len() > 12 && !name.bytes().any(|b| b.is_ascii_lowercase()) {
            name = small_connectors(&title_case(&name));
        }
        self.forms
            .get(&name.to_lowercase())
            .cloned()
            .unwrap_or(name)
    }

    fn remember_heads(&mut self, surface: &'t str, name: &str) {
        for word in [
            surface.split_whitespace().next(),
            surface.split_whitespace().next_back(),
        ]
        .into_iter()
        .flatten()
        {
            self.heads.insert(word, name.to_owned());
        }
    }

    fn place(&self, span: &Span, surface: &str) -> String {
        let short = match surface {
            "Kingdom" => self.kingdom,
            "Republic" => self.republic,
            _ => None,
        };
        short
            .or(span.canonical)
            .map_or_else(|| clean(surface), str::to_owned)
    }
}

/// The country named most often among those that fit.
fn most_frequent(spans: &Packed, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    for name in spans
        .iter()
        .filter(|s| s.label == EntityLabel::Place)
        .filter_map(|s| s.canonical)
        .filter(|c| fits(c))
    {
        *counts.entry(name).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(name, n)| (n, std::cmp::Reverse(name)))
        .map(|(name, _)| name)
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

/// One space between words, plain apostrophes and hyphens.
fn clean(surface: &str) -> String {
    let words: Vec<&str> = surface.split_whitespace().collect();
    words
        .join(" ")
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace(['\u{2010}', '\u{2011}', '\u{2013}'], "-")
}

/// Parts in capitals are written like the others: "SOK Chenda" becomes "Sok Chenda".
fn title_case(name: &str) -> String {
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

/// A name with a part whose capitals make no sense is nobody in particular.
fn garbled(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|part| {
        let turns = part
            .as_bytes()
            .windows(2)
            .filter(|w| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
            .count();
        turns >= 2
            || turns == 1
                && part.len() > 4
                && !part.starts_with("Mc")
                && !part.starts_with("Mac")
                && !part.starts_with("De")
    })
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
