//! The persons of one document: which names are one person's.
//!
//! Names are compared part by part without case and diacritics, in any order that a change between family-name-first and
//! Western order brings about. A name with fewer parts, or with initials, is the person of a fuller one where only one in
//! the document fits; so is a part alone. A shared family name alone makes nobody one person.

use super::found::Span;
use super::lists::{Lists, name_key};
use super::packed::Packed;
use super::quick::HashMap;
use super::words::{GIVEN, HashedMap, PARTICLE};
use crate::annotation::label::EntityLabel;
use std::rc::Rc;
use unicode_normalization::char::decompose_canonical;

/// A part of a personal name that can stand for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Part {
    /// Hash of its letters, without case and diacritics.
    hash: u64,
    /// Its first letter.
    first: char,
    /// Whether it is a given name, perhaps a family name as well.
    given: bool,
}

/// A personal name taken apart.
#[derive(Clone, Default, Debug)]
struct Parts {
    all: Vec<Part>,
    initials: Vec<char>,
    /// "Jr.", "Sr.", "III".
    suffix: Option<u64>,
}

/// A person of the document.
#[derive(Debug)]
struct Person {
    name: Rc<str>,
    listed: bool,
    parts: Parts,
    /// The person of a fuller name that it is.
    same_as: Option<u32>,
    /// One more than the next person whose parts are the same in sum; 0 without one.
    next: u32,
}

/// How many persons that share a part are told apart; of more, none is meant by it.
const BEARERS: usize = 6;

/// The persons that have a part.
#[derive(Clone, Copy, Default, Debug)]
struct Bearers {
    all: [u32; BEARERS],
    /// How many there are; more than [`BEARERS`] stands for too many.
    count: u8,
}

impl Bearers {
    fn add(&mut self, person: u32) {
        if self.known().contains(&person) {
            return;
        }
        if let Some(slot) = self.all.get_mut(usize::from(self.count)) {
            *slot = person;
        }
        self.count = (self.count + 1).min(BEARERS as u8 + 1);
    }

    fn known(&self) -> &[u32] {
        self.all
            .get(..usize::from(self.count).min(BEARERS))
            .unwrap_or_default()
    }

    fn too_many(&self) -> bool {
        usize::from(self.count) > BEARERS
    }
}

/// The persons of a document.
pub(super) struct People<'t> {
    lists: &'static Lists,
    persons: Vec<Person>,
    /// One more than the first person with this sum of parts.
    by_sum: HashedMap<u32>,
    by_part: HashedMap<Bearers>,
    /// Names as they are written, with whom they mean.
    forms: HashMap<&'t str, Option<u32>>,
    /// Parts of names, with the initial before them, and whom they mean.
    alone: HashMap<(&'t str, Option<char>), Rc<str>>,
}

impl<'t> People<'t> {
    /// The persons that the spans of a text name.
    pub fn of(text: &'t str, spans: &Packed, lists: &'static Lists) -> Self {
        let mut people = Self {
            lists,
            persons: Vec::new(),
            by_sum: HashedMap::default(),
            by_part: HashedMap::default(),
            forms: HashMap::default(),
            alone: HashMap::default(),
        };
        for span in spans.of(|l| l == EntityLabel::Person) {
            if let Some(surface) = text.get(span.start..span.end) {
                people.meet(surface, &span);
            }
        }
        people.join();
        people
    }

    fn meet(&mut self, surface: &'t str, span: &Span) {
        if self.forms.contains_key(surface) {
            return;
        }
        let parts = Parts::of(surface, self.lists);
        let full = parts.all.len() > 1 || parts.all.len() == 1 && !parts.initials.is_empty();
        let person = (full && !garbled(surface)).then(|| {
            let key = || self.lists.people.get(name_key(surface));
            let listed = span.canonical.or_else(key);
            self.add(surface, parts, listed)
        });
        self.forms.insert(surface, person);
    }

    /// The person with these parts, perhaps a new one.
    fn add(&mut self, surface: &str, parts: Parts, listed: Option<&'static str>) -> u32 {
        let known = listed.map(|name| Parts::of(name, self.lists));
        let sum = known.as_ref().unwrap_or(&parts).sum();
        let first = self.by_sum.get(&sum).copied().unwrap_or(0);
        let mut at = first;
        while let Some(person) = self.persons.get_mut((at as usize).wrapping_sub(1)) {
            if listed.is_some() && person.listed || person.fits(&parts) {
                person.learn(surface, &parts);
                self.bear(at - 1, &parts);
                return at - 1;
            }
            at = person.next;
        }
        let number = self.persons.len() as u32;
        self.bear(number, &parts);
        if let Some(known) = &known {
            self.bear(number, known);
        }
        self.persons.push(Person {
            name: listed.map_or_else(|| written(surface).into(), Rc::from),
            listed: listed.is_some(),
            parts: known.unwrap_or(parts),
            same_as: None,
            next: first,
        });
        self.by_sum.insert(sum, number + 1);
        number
    }

    fn bear(&mut self, person: u32, parts: &Parts) {
        for part in &parts.all {
            self.by_part.entry(part.hash).or_default().add(person);
        }
    }

    /// Joins names with fewer parts, or initials, to the one fuller name that has them.
    fn join(&mut self) {
        for number in 0..self.persons.len() {
            let fuller = self.fuller(number);
            if let Some(person) = self.persons.get_mut(number) {
                person.same_as = fuller;
            }
        }
    }

    fn fuller(&self, number: usize) -> Option<u32> {
        let person = self.persons.get(number)?;
        let bearers = |p: &Part| self.by_part.get(&p.hash);
        let rarest = person
            .parts
            .all
            .iter()
            .filter_map(bearers)
            .min_by_key(|b| b.count)?;
        if rarest.too_many() {
            return None;
        }
        let fits = |&&n: &&u32| {
            let other = self.persons.get(n as usize);
            n as usize != number && other.is_some_and(|o| person.is_short_for(o))
        };
        let mut found = rarest.known().iter().filter(fits).copied();
        let only = found.next()?;
        // "Olu Ferreiro" where both "Olu Kemi Ferreiro" and "Olu Tasi Ferreiro" are is neither.
        found.next().is_none().then_some(only)
    }

    /// The person of a fuller name that this is, at the end of the way.
    fn root(&self, mut person: u32) -> u32 {
        // Each step leads to a name with more parts.
        for _ in 0..BEARERS {
            match self.persons.get(person as usize).and_then(|p| p.same_as) {
                Some(next) => person = next,
                None => break,
            }
        }
        person
    }

    /// The canonical form of a name in the text.
    pub fn canonical(&mut self, text: &'t str, span: &Span) -> Rc<str> {
        let surface = text.get(span.start..span.end).unwrap_or_default();
        if let Some(person) = self.forms.get(surface).copied().flatten() {
            return self.name(self.root(person));
        }
        let initial = initial_before(text, span.start);
        if let Some(known) = self.alone.get(&(surface, initial)) {
            return known.clone();
        }
        let name = self.of_part(surface, initial, span.canonical);
        self.alone.insert((surface, initial), name.clone());
        name
    }

    /// The canonical form of a name that is no full one.
    fn of_part(&self, surface: &str, initial: Option<char>, listed: Option<&str>) -> Rc<str> {
        if garbled(surface) {
            return surface.into();
        }
        match self.bearer(surface, initial) {
            Bearer::One(person) => self.name(person),
            Bearer::Several => written(surface).into(),
            Bearer::Nobody => listed.map_or_else(|| written(surface).into(), Rc::from),
        }
    }

    fn name(&self, person: u32) -> Rc<str> {
        let person = self.persons.get(person as usize);
        person.map_or_else(|| "".into(), |p| p.name.clone())
    }

    /// Who in the document has this as a part of the name; an initial that stands before it has to be one of theirs.
    fn bearer(&self, surface: &str, initial: Option<char>) -> Bearer {
        let parts = Parts::of(surface, self.lists);
        let Some(bearers) = parts.all.last().and_then(|p| self.by_part.get(&p.hash)) else {
            return Bearer::Nobody;
        };
        let fits = |p: &u32| {
            let person = self.persons.get(*p as usize);
            initial.is_none_or(|i| person.is_some_and(|p| p.parts.begins_with(i, &parts)))
        };
        let roots = bearers.known().iter().map(|&p| self.root(p)).filter(fits);
        let mut roots: Vec<u32> = roots.collect();
        roots.sort_unstable();
        roots.dedup();
        match roots.as_slice() {
            [one] if !bearers.too_many() => Bearer::One(*one),
            [] if !bearers.too_many() => Bearer::Nobody,
            _ => Bearer::Several,
        }
    }
}

/// The initial right before a name, which the name was found without: "A. Ferreiro".
fn initial_before(text: &str, start: usize) -> Option<char> {
    let before = text.get(..start)?.strip_suffix(". ")?;
    let mut chars = before.chars().rev();
    let initial = chars.next().filter(|c| c.is_uppercase())?;
    chars
        .next()
        .is_none_or(|c| !c.is_alphanumeric())
        .then(|| plain(initial))
}

/// Who has a name.
enum Bearer {
    Nobody,
    One(u32),
    Several,
}

impl Person {
    /// Whether a name with the same parts in sum may be this person's.
    fn fits(&self, parts: &Parts) -> bool {
        let (own, other) = (&self.parts, parts);
        let initials = own.initials.is_empty()
            || other.initials.is_empty()
            || own.initials.iter().any(|i| other.initials.contains(i));
        let suffix = own.suffix.is_none() || other.suffix.is_none() || own.suffix == other.suffix;
        initials && suffix && (own.turns_into(other) && !own.could_be_two(other))
    }

    /// Takes over what a name with the same parts knows better: marks, small letters, initials.
    fn learn(&mut self, surface: &str, parts: &Parts) {
        if self.parts.initials.is_empty() {
            self.parts.initials.clone_from(&parts.initials);
        }
        self.parts.suffix = self.parts.suffix.or(parts.suffix);
        if !self.listed && self.name.is_ascii() && !surface.is_ascii() {
            self.name = written(surface).into();
        }
    }

    /// Whether the name is one with fewer parts of the other.
    fn is_short_for(&self, other: &Self) -> bool {
        let (own, full) = (&self.parts, &other.parts);
        let within = own.all.iter().all(|p| full.has(p.hash));
        let last = full.all.last().is_some_and(|p| own.has(p.hash));
        let suffix = own.suffix.is_none() || full.suffix.is_none() || own.suffix == full.suffix;
        own.all.len() < full.all.len()
            && within
            && last
            && suffix
            && own.initials.iter().all(|i| full.begins_with(*i, own))
            && !(self.listed && other.listed)
    }
}

impl Parts {
    fn of(name: &str, lists: &Lists) -> Self {
        let mut out = Self::default();
        for word in name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}')) {
            let Some(first) = word.chars().next().filter(|c| !c.is_lowercase()) else {
                continue;
            };
            if matches!(word, "Jr" | "Sr" | "II" | "III") {
                out.suffix = Some(fold_hash(word));
                continue;
            }
            let first = plain(first);
            if word.chars().nth(1).is_none() {
                out.initials.push(first);
                continue;
            }
            let class = lists.words.of(word.as_bytes());
            if class & PARTICLE == 0 {
                out.all.push(Part {
                    hash: fold_hash(word),
                    first,
                    given: class & GIVEN != 0,
                });
            }
        }
        out
    }

    /// Initials count where there is but one part beside them: "A. Ferreiro" and "O. Ferreiro" are two.
    fn sum(&self) -> u64 {
        let sum = |sum: u64, n: u64| sum.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let parts = self.all.iter().map(|p| p.hash).fold(0, sum);
        if self.all.len() > 1 {
            return parts;
        }
        self.initials
            .iter()
            .map(|&c| u64::from(u32::from(c)))
            .fold(parts, sum)
    }

    fn has(&self, hash: u64) -> bool {
        self.all.iter().any(|p| p.hash == hash)
    }

    /// Whether an initial is that of a part which `short` lacks, or one of its own.
    fn begins_with(&self, initial: char, short: &Self) -> bool {
        let missing = self.all.iter().filter(|p| !short.has(p.hash));
        let mut firsts = missing.map(|p| p.first);
        firsts.any(|c| c == initial) || self.initials.contains(&initial)
    }

    /// Whether the parts stand in the same order, or the family name went from one end to the other.
    fn turns_into(&self, other: &Self) -> bool {
        let (a, b) = (&self.all, &other.all);
        let turned = |by: usize| {
            let (head, tail) = a.split_at_checked(by).unwrap_or((a, &[]));
            tail.iter()
                .chain(head)
                .map(|p| p.hash)
                .eq(b.iter().map(|p| p.hash))
        };
        a.len() == b.len() && (turned(0) || turned(1) || turned(a.len() - 1))
    }

    /// Whether two given names in another order may well be two persons: "Thomas James", "James Thomas".
    fn could_be_two(&self, other: &Self) -> bool {
        let turned = self.all.first().map(|p| p.hash) != other.all.first().map(|p| p.hash);
        turned && self.all.iter().all(|p| p.given)
    }
}

/// Hash of the letters of a word, without case and diacritics.
fn fold_hash(word: &str) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    let mut put = |c: char| h = (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|b| put(char::from(b.to_ascii_lowercase())));
        return h | 1;
    }
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            put(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            put(plain(c));
        }
    }
    h | 1
}

/// The small letter without its diacritics.
pub(super) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let c = match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => return 'd',
        'ø' | 'Ø' => return 'o',
        'ł' | 'Ł' => return 'l',
        'ı' => return 'i',
        c => c,
    };
    let mut base = None;
    decompose_canonical(c, |part| base = base.or(Some(part)));
    base.unwrap_or(c).to_lowercase().next().unwrap_or(c)
}

/// A name as it is written where no list knows it: one space between parts, plain apostrophes, no parts in capitals.
fn written(surface: &str) -> String {
    super::link::title_case(&super::link::clean(surface))
}

/// A name with a part that makes no sense is nobody in particular: capitals inside, digits, signs of broken text.
pub(super) fn garbled(name: &str) -> bool {
    !is_plain(name.as_bytes()) && has_garbled_part(name)
}

/// Whether a name has nothing but ASCII, no digits, and no capital right after a small letter, as most have.
fn is_plain(name: &[u8]) -> bool {
    let mut small = false;
    name.iter().all(|b| {
        let turns = small && b.is_ascii_uppercase();
        small = b.is_ascii_lowercase();
        b.is_ascii() && !b.is_ascii_digit() && !turns
    })
}

fn has_garbled_part(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric() && c != '\u{fffd}')
        .any(|part| {
            let inside =
                |w: &[u8]| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
            let turns = part.as_bytes().windows(2).filter(|w| inside(w)).count();
            let usual = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O"];
            let digits =
                part.bytes().any(|b| b.is_ascii_digit()) && part.chars().any(char::is_alphabetic);
            turns >= 2
                || turns == 1 && part.len() > 4 && !usual.iter().any(|p| part.starts_with(p))
                || digits
                || part.contains('\u{fffd}')
        })
}

#[cfg(test)]
mod tests {
    use super::super::detect;
    use super::*;

    /// The canonical forms of the persons of a text, in order.
    fn people(text: &str) -> Vec<String> {
        let mentions = detect(text);
        let people = mentions.iter().filter(|m| m.label == EntityLabel::Person);
        people.map(|m| m.canonical.to_owned()).collect()
    }

    #[test]
    fn one_person_in_several_forms() {
        for (text, expected) in [
            (
                "Minister Olu Ferreiro met Mr Ferreiro Olu.",
                ["Olu Ferreiro"; 2],
            ),
            (
                "Minister Olu Férreïro met Mr Olu Ferreiro.",
                ["Olu Férreïro"; 2],
            ),
            (
                "Minister Olu Ferreiro met Mr Olu Férreïro.",
                ["Olu Férreïro"; 2],
            ),
            (
                "Minister Olu FERREIRO met Mr Ferreiro.",
                ["Olu Ferreiro"; 2],
            ),
            (
                "Minister Olu Kemi Ferreiro met Mr Olu Ferreiro.",
                ["Olu Kemi Ferreiro"; 2],
            ),
            (
                "Minister Olu K. Ferreiro met Mr Olu Ferreiro Jr.",
                ["Olu K. Ferreiro"; 2],
            ),
            (
                "Minister Olu K. Ferreiro met Mr Olu Kemi Ferreiro.",
                ["Olu Kemi Ferreiro"; 2],
            ),
            (
                "Minister O. Ferreiro met Mr Olu Ferreiro.",
                ["Olu Ferreiro"; 2],
            ),
            ("Minister Kim Tae-o met Mr Kim Tae O.", ["Kim Tae-o"; 2]),
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }

    #[test]
    fn two_persons_stay_two() {
        for text in [
            "Minister Hun Sen met Minister Hun Manet.",
            "Minister A. Ferreiro met Mr Olu Ferreiro.",
            "Minister Olu K. Ferreiro met Mr Olu B. Ferreiro.",
            "Minister Thomas James met Mr James Thomas.",
            "Minister Ana Ferreiro met Mr Olu Ferreiro.",
            "Minister Aung San met Ms Aung San Suu Kyi.",
        ] {
            let found = people(text);
            assert!(found.len() == 2 && found[0] != found[1], "{text} {found:?}");
        }
    }

    #[test]
    fn a_part_alone_is_the_only_one_who_has_it() {
        let only = "Minister Olu Ferreiro met Ms Ana Kealoha. Ferreiro left.";
        assert_eq!(
            people(only).last().map(String::as_str),
            Some("Olu Ferreiro")
        );
        let two = "Minister Olu Ferreiro met Ms Ana Ferreiro. Ferreiro left.";
        assert_eq!(people(two).last().map(String::as_str), Some("Ferreiro"));
        // Another person of the document goes before the one that the lists mean by the name alone.
        let other = "Minister Olu Biden spoke. Biden left.";
        assert_eq!(people(other), ["Olu Biden"; 2]);
        assert_eq!(people("Mr Biden left."), ["Joe Biden"]);
    }

    #[test]
    fn what_makes_no_sense_is_nobody() {
        for name in [
            "Olu FeRrEiRo",
            "Olu Ferr3iro",
            "Olu Ferr\u{fffd}iro",
            "Olu ferrEiro",
        ] {
            assert!(garbled(name), "{name}");
        }
        for name in [
            "Olu McFerreiro",
            "Olu DiFerreiro",
            "Olu FERREIRO",
            "O'Brien",
            "Jean-Claude",
        ] {
            assert!(!garbled(name), "{name}");
        }
    }
}
