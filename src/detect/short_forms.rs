//! The second pass: words that the first pass left over are explained by what the document says elsewhere — an
//! acronym introduced in brackets, a person's surname, "the Ministry".

use super::found::{Found, Loose, Span};
use super::packed::Packed;
use super::quick::{HashMap, HashSet};
use super::record::{GEONAMES, LISTED};
use super::words::{PARTICLE, STOP, TERM, Words};
use super::{Settings, Stages};
use crate::annotation::label::EntityLabel;

/// What the document itself says about words.
pub(super) struct Knowledge<'t> {
    /// Short forms with the type and the long form.
    pub short: HashMap<&'t str, (EntityLabel, (usize, usize))>,
    /// Short forms of things that are no names.
    pub generic: HashSet<&'t str>,
    /// Parts of personal names with the full name; `None` where several persons share the part.
    pub parts: HashMap<&'t str, Option<(usize, usize)>>,
    /// Head nouns of the organisations of the document, of those that a left-over word may stand for.
    heads: HashSet<&'t str>,
    /// Places of one word that only what stands beside them told.
    places: HashMap<&'t str, (usize, usize)>,
}

impl<'t> Knowledge<'t> {
    /// Gathers it from the first pass.
    pub fn gather(text: &'t str, found: &Found, words: &Words) -> Self {
        let mut knowledge = Self {
            short: HashMap::default(),
            generic: HashSet::default(),
            parts: HashMap::default(),
            heads: heads(text, found),
            places: HashMap::default(),
        };
        for pair in &found.pairs {
            let Some(short) = text.get(pair.short.0..pair.short.1) else {
                continue;
            };
            match pair.label {
                Some(label) => {
                    knowledge.short.entry(short).or_insert((label, pair.long));
                }
                None => {
                    knowledge.generic.insert(short);
                }
            }
        }
        for span in found.packed.of(|l| l == EntityLabel::Person) {
            knowledge.person(text, span, words);
        }
        for span in found.packed.by(BESIDE_PLACE) {
            knowledge.place(text, span);
        }
        knowledge
    }

    fn place(&mut self, text: &'t str, span: Span) {
        if span.label != EntityLabel::Place {
            return;
        }
        let name = text.get(span.start..span.end);
        if let Some(name) = name.filter(|n| !n.contains(' ')) {
            self.places.entry(name).or_insert((span.start, span.end));
        }
    }

    /// The short form of the document that a word is, also in the plural or singular of the one in brackets.
    pub fn short_form(&self, surface: &str) -> Option<(EntityLabel, (usize, usize))> {
        if self.short.is_empty() {
            return None;
        }
        let short = self.short.get(surface).copied();
        short.or_else(|| {
            let upper = |s: &str| s.len() > 1 && s.bytes().all(|b| b.is_ascii_uppercase());
            match surface.strip_suffix('s').filter(|s| upper(s)) {
                Some(one) => self.short.get(one).copied(),
                None if upper(surface) => self.short.get(format!("{surface}s").as_str()).copied(),
                None => None,
            }
        })
    }

    fn person(&mut self, text: &'t str, span: Span, words: &Words) {
        let Some(name) = text.get(span.start..span.end) else {
            return;
        };
        let key = super::lists::name_key(name);
        let parts: Vec<&str> = name_parts(name).collect();
        if parts.len() < 2 || parts.len() > 6 {
            return;
        }
        for part in parts
            .into_iter()
            .filter(|p| p.len() > 1 && words.of(p.as_bytes()) & (STOP | PARTICLE | TERM) == 0)
        {
            let entry = self
                .parts
                .entry(part)
                .or_insert(Some((span.start, span.end)));
            let Some(other) = entry.and_then(|(a, b)| text.get(a..b)) else {
                continue;
            };
            if other == name || super::lists::name_key(other) == key || within(name, other) {
                continue;
            }
            *entry = within(other, name).then_some((span.start, span.end));
        }
    }
}

/// What stands behind places that no list holds.
pub(super) const BESIDE_PLACE: &str = "name beside a kind of place";

/// The head nouns that a left-over word may stand for and an organisation of the document has.
fn heads<'t>(text: &'t str, found: &Found) -> HashSet<&'t str> {
    let wanted: HashSet<&str> = found
        .loose
        .iter()
        .filter(|w| w.head.is_some())
        .filter_map(|w| text.get(w.start as usize..w.end as usize))
        .collect();
    let mut heads = HashSet::default();
    if wanted.is_empty() {
        return heads;
    }
    let bodies = found.packed.of(|l| l == EntityLabel::Org);
    for name in bodies.filter_map(|s| text.get(s.start..s.end)) {
        let ends = name
            .split_whitespace()
            .next()
            .into_iter()
            .chain(name.split_whitespace().next_back());
        heads.extend(ends.filter(|w| w.len() < name.len() && wanted.contains(w)));
    }
    heads
}

/// Whether every part of `short` is a part of `long`.
pub(super) fn within(short: &str, long: &str) -> bool {
    name_parts(short).all(|part| name_parts(long).any(|other| part == other))
}

/// The words of a name that can stand for it: no particles and initials.
pub(super) fn name_parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || c == '.' || c == ',')
        .filter(|p| p.chars().next().is_some_and(char::is_uppercase) && p.len() > 1)
        .filter(|p| !matches!(*p, "II" | "III" | "IV" | "VI" | "VII" | "Jr" | "Sr"))
}

/// Turns left-over words into spans where the document explains them, and adds those to `spans`.
pub(super) fn explain(
    text: &str,
    loose: &[Loose],
    knowledge: &Knowledge,
    settings: &Settings,
    spans: &mut Packed,
) {
    let surnames = !settings.without.has(Stages::SHORT_FORMS);
    let mut last: Option<Span> = None;
    let explained = loose
        .iter()
        .filter_map(|word| one(text, word, knowledge, surnames));
    for span in explained {
        match last.as_mut().filter(|last| one_name(text, last, &span)) {
            Some(last) => last.end = span.end,
            None => last.replace(span).iter().for_each(|done| spans.push(done)),
        }
    }
    last.iter().for_each(|done| spans.push(done));
}

/// Whether two parts of names stand side by side and make one name.
fn one_name(text: &str, first: &Span, second: &Span) -> bool {
    let person = first.label == EntityLabel::Person && second.label == EntityLabel::Person;
    person && text.get(first.end..second.start) == Some(" ")
}

/// What the document says about a word goes before what the lists say: a short form that it introduces, and a town that
/// it gives to a person ("Lyman" after "Ana Lyman", but not "in Lyman").
pub(super) fn own_meanings(text: &str, knowledge: &Knowledge, spans: &mut Packed) {
    let long_forms = long_forms(knowledge, spans);
    let own: Vec<Span> = spans
        .iter()
        .filter(|s| s.rule.starts_with(LISTED))
        .filter_map(|s| own_meaning(text, knowledge, &long_forms, &s))
        .collect();
    if own.is_empty() {
        return;
    }
    let mut replaced = own.iter().map(|s| s.start).peekable();
    spans.retain(|s| replaced.next_if_eq(&s.start).is_none());
    own.iter().for_each(|s| spans.push(s));
}

/// What a listed name means in this document, where that is something else than in the lists.
fn own_meaning(
    text: &str,
    knowledge: &Knowledge,
    long_forms: &HashMap<(usize, usize), Option<&'static str>>,
    listed: &Span,
) -> Option<Span> {
    let surface = text.get(listed.start..listed.end)?;
    if let Some((label, long)) = knowledge.short_form(surface) {
        let canonical = long_forms.get(&long).copied().flatten();
        let other = label != listed.label || canonical != listed.canonical;
        return other.then_some(Span {
            label,
            canonical,
            rule: "short form of this document",
            ..*listed
        });
    }
    let town = listed.rule == GEONAMES && knowledge.parts.contains_key(surface);
    let person = town && !text.get(..listed.start)?.ends_with(" in ");
    person.then_some(Span {
        label: EntityLabel::Person,
        canonical: None,
        rule: "part of a full name",
        ..*listed
    })
}

/// The listed names of the long forms, by where those stand.
fn long_forms(
    knowledge: &Knowledge,
    spans: &Packed,
) -> HashMap<(usize, usize), Option<&'static str>> {
    let wanted: HashSet<(usize, usize)> = knowledge.short.values().map(|(_, long)| *long).collect();
    if wanted.is_empty() {
        return HashMap::default();
    }
    let spans = spans.iter().filter(|s| wanted.contains(&(s.start, s.end)));
    spans.map(|s| ((s.start, s.end), s.canonical)).collect()
}

fn one(text: &str, word: &Loose, knowledge: &Knowledge, surnames: bool) -> Option<Span> {
    let (start, end) = (word.start as usize, word.end as usize);
    let surface = text.get(start..end)?;
    let span = |label, rule| Span {
        start,
        end,
        label,
        canonical: None,
        rule,
    };
    if let Some((label, _)) = knowledge.short_form(surface) {
        return Some(span(label, "short form of this document"));
    }
    if knowledge.generic.contains(surface) {
        return None;
    }
    if let Some(label) = word.short_form {
        return Some(span(label, "short form after an article"));
    }
    if let Some(label) = word
        .head
        .filter(|_| surnames && knowledge.heads.contains(surface))
    {
        return Some(span(label, "short form of this document"));
    }
    if knowledge.places.contains_key(surface) {
        return Some(span(EntityLabel::Place, "place named before"));
    }
    if surnames && knowledge.parts.contains_key(surface) && !word.ordinary {
        return Some(span(EntityLabel::Person, "part of a full name"));
    }
    let rule = match word.supposed? {
        EntityLabel::Org => "unknown acronym",
        EntityLabel::Person => "family name",
        _ => "unknown name where a place stands",
    };
    word.supposed.map(|label| span(label, rule))
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Org, EntityLabel::Agreement, EntityLabel::Place];
        check(
            &labels,
            "
The Ministry of Ferries spoke. The Ministry wrote, and the Agreement holds for the Kingdom.
    ^^^^^^^^^^^^^^^^^^^ ORG
                                   ^^^^^^^^ ORG
                                                           ^^^^^^^^^ AGREEMENT
                                                                                   ^^^^^^^ PLACE
",
        );
    }

    #[test]
    fn a_town_is_a_person_where_the_document_says_so() {
        check(
            &[EntityLabel::Person, EntityLabel::Place],
            "
Prime Minister Olu Sterlitamak met farmers in Sterlitamak. Later Sterlitamak spoke.
               ^^^^^^^^^^^^^^^ PERSON
                                              ^^^^^^^^^^^ PLACE
                                                                 ^^^^^^^^^^^ PERSON

Later Irkutsk spoke.
      ^^^^^^^ PLACE
",
        );
    }

    #[test]
    fn a_short_form_of_the_document_goes_before_a_listed_one() {
        let text = "The Northern Atoll Tuna Ordinance (NATO) came into force. All follow NATO.";
        let found = super::super::detect(text);
        let last = found.iter().next_back().unwrap();
        assert_eq!(last.label, EntityLabel::Agreement);
        assert_eq!(last.canonical, "Northern Atoll Tuna Ordinance");
    }
}
