//! What people say about entities in general, in `entities.ron` of a root: own names, names that are never marked, which
//! names mean one entity and which do not.
//!
//! Each record is found by what it says (kind, type, name) and not by an id, so that it can be typed by hand and that two
//! people who say the same agree.

pub mod import;
mod key;

pub use key::EntityKey;

use super::edit::{Change, Place};
use super::label::EntityLabel;
use super::record::{Extra, Record, RecordKey};
use super::set::AnnotationSet;
use std::collections::{BTreeMap, BTreeSet};

/// Longest name of the list, in UTF-8 bytes. What is longer is no name, and would cost time wherever it begins.
pub const MAX_NAME: usize = 400;

/// An own name: wherever it or an alias stands, it is marked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnName {
    /// What kind of thing it is.
    pub label: EntityLabel,
    /// The fullest usual name.
    pub name: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// Attributes of other programs.
    pub extra: Extra,
}

impl OwnName {
    /// A name without aliases.
    pub fn new(label: EntityLabel, name: &str) -> Self {
        Self {
            label,
            name: tidy(name),
            aliases: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The same with one more way to write it, where that is new.
    #[must_use]
    pub fn also(mut self, alias: &str) -> Self {
        let alias = tidy(alias);
        if !alias.is_empty() && alias != self.name && !self.aliases.contains(&alias) {
            self.aliases.push(alias);
        }
        self
    }

    /// The name and its aliases.
    pub fn surfaces(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// What is never marked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Never {
    /// The words, as they stand in the text.
    pub surface: String,
    /// As what it is not to be marked; `None`: as nothing.
    pub label: Option<EntityLabel>,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A confirmed merge: one name stands for the entity of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Same {
    /// The type of both.
    pub label: EntityLabel,
    /// The name that is given up.
    pub name: String,
    /// The name that stands for both.
    pub into: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A refused merge: two names that are not to be suggested as one entity again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Different {
    /// The type of both.
    pub label: EntityLabel,
    /// The one that comes first in the order of bytes.
    pub one: String,
    /// The other.
    pub other: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// An entity of another type than the machine says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retyped {
    /// The type that the machine says.
    pub label: EntityLabel,
    /// Its name.
    pub name: String,
    /// The type that it is of.
    pub to: EntityLabel,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A note on an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityNote {
    /// Its type.
    pub label: EntityLabel,
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// Whether capitals that stand for governments are linked to their country as well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Metonyms {
    /// Whether they are.
    pub on: bool,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A record of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EntityRecord {
    /// An own name.
    Name(OwnName),
    /// What is never marked.
    Never(Never),
    /// A confirmed merge.
    Same(Same),
    /// A refused merge.
    Different(Different),
    /// Another type.
    Retyped(Retyped),
    /// A note.
    Note(EntityNote),
    /// A switch.
    Metonyms(Metonyms),
}

impl EntityRecord {
    /// What the record is found by.
    pub fn key(&self) -> EntityKey {
        match self {
            Self::Name(r) => EntityKey::Name(r.label, r.name.clone()),
            Self::Never(r) => EntityKey::Never(r.surface.clone(), r.label),
            Self::Same(r) => EntityKey::Same(r.label, r.name.clone()),
            Self::Different(r) => EntityKey::Different(r.label, r.one.clone(), r.other.clone()),
            Self::Retyped(r) => EntityKey::Retyped(r.label, r.name.clone()),
            Self::Note(r) => EntityKey::Note(r.label, r.name.clone()),
            Self::Metonyms(_) => EntityKey::Metonyms,
        }
    }

    /// What is never marked (with a label: as that alone).
    pub fn never(surface: &str, label: Option<EntityLabel>) -> Self {
        Self::Never(Never {
            surface: tidy(surface),
            label,
            extra: Extra::new(),
        })
    }

    /// `name` stands for the entity `into`.
    pub fn same(label: EntityLabel, name: &str, into: &str) -> Self {
        Self::Same(Same {
            label,
            name: tidy(name),
            into: tidy(into),
            extra: Extra::new(),
        })
    }

    /// Two names are not one entity.
    pub fn different(label: EntityLabel, a: &str, b: &str) -> Self {
        let (one, other) = ordered(a, b);
        Self::Different(Different {
            label,
            one,
            other,
            extra: Extra::new(),
        })
    }

    /// The entity that the machine says is a `label` is a `to`.
    pub fn retyped(label: EntityLabel, name: &str, to: EntityLabel) -> Self {
        Self::Retyped(Retyped {
            label,
            name: tidy(name),
            to,
            extra: Extra::new(),
        })
    }

    /// A note on an entity.
    pub fn note(label: EntityLabel, name: &str, text: &str) -> Self {
        Self::Note(EntityNote {
            label,
            name: tidy(name),
            text: text.to_owned(),
            extra: Extra::new(),
        })
    }

    /// Whether metonyms are linked.
    pub fn metonyms(on: bool) -> Self {
        Self::Metonyms(Metonyms {
            on,
            extra: Extra::new(),
        })
    }

    /// The change that puts the record into the list of the root.
    pub fn put(self) -> Change {
        Change::put(Place::Entities, Record::Entity(self))
    }
}

/// Whether a tidied name may stand in the list.
pub fn is_name(name: &str) -> bool {
    (1..=MAX_NAME).contains(&name.len())
}

/// A name without blanks around it, with single ones in it: as the list keeps names.
pub fn tidy(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Two names, tidied, the one first that comes first in the order of bytes.
pub(super) fn ordered(a: &str, b: &str) -> (String, String) {
    let (a, b) = (tidy(a), tidy(b));
    if a <= b { (a, b) } else { (b, a) }
}

/// An entity: its type and its name.
type Entity<'a> = (EntityLabel, &'a str);

/// The list of a root. A copy costs nothing: it shares the records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EntityList {
    set: AnnotationSet,
}

impl EntityList {
    /// The list that these records make; others among them are carried along.
    pub fn of(set: AnnotationSet) -> Self {
        Self { set }
    }

    /// The records, as a file has them.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// Puts a record; returns what stood there.
    pub fn insert(&mut self, record: EntityRecord) -> Option<EntityRecord> {
        match self.set.insert(Record::Entity(record)) {
            Some(Record::Entity(old)) => Some(old),
            _ => None,
        }
    }

    /// The list after some changes.
    #[must_use]
    pub fn with(&self, changes: &[Change]) -> Self {
        let mut set = self.set.clone();
        for change in changes.iter().filter(|c| c.place == Place::Entities) {
            set.put(change.key.clone(), change.record.clone());
        }
        Self { set }
    }

    /// Whether nothing is said about entities.
    pub fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }

    /// The record under a key.
    pub fn get(&self, key: EntityKey) -> Option<&EntityRecord> {
        match self.set.get(&RecordKey::Entity(key))? {
            Record::Entity(record) => Some(record),
            _ => None,
        }
    }

    /// All records, in the order of the file.
    pub fn records(&self) -> impl Iterator<Item = &EntityRecord> {
        self.set.entities()
    }

    /// The own names.
    pub fn names(&self) -> impl Iterator<Item = &OwnName> {
        self.records().filter_map(|r| match r {
            EntityRecord::Name(name) => Some(name),
            _ => None,
        })
    }

    /// What is never marked.
    pub fn never(&self) -> impl Iterator<Item = &Never> {
        self.records().filter_map(|r| match r {
            EntityRecord::Never(never) => Some(never),
            _ => None,
        })
    }

    /// The confirmed merges.
    pub fn same(&self) -> impl Iterator<Item = &Same> {
        self.records().filter_map(|r| match r {
            EntityRecord::Same(same) => Some(same),
            _ => None,
        })
    }

    /// The refused merges.
    pub fn different(&self) -> impl Iterator<Item = &Different> {
        self.records().filter_map(|r| match r {
            EntityRecord::Different(different) => Some(different),
            _ => None,
        })
    }

    /// The own name of this type.
    pub fn name(&self, label: EntityLabel, name: &str) -> Option<&OwnName> {
        match self.get(EntityKey::Name(label, tidy(name)))? {
            EntityRecord::Name(own) => Some(own),
            _ => None,
        }
    }

    /// Whether these words are not to be marked as a `label`.
    pub fn is_never(&self, surface: &str, label: EntityLabel) -> bool {
        let has = |label| self.get(EntityKey::Never(tidy(surface), label)).is_some();
        has(None) || has(Some(label))
    }

    /// Whether a merge of two names was refused.
    pub fn are_different(&self, label: EntityLabel, a: &str, b: &str) -> bool {
        let (one, other) = ordered(a, b);
        self.get(EntityKey::Different(label, one, other)).is_some()
    }

    /// The note on an entity; empty where there is none.
    pub fn note(&self, label: EntityLabel, name: &str) -> &str {
        match self.get(EntityKey::Note(label, tidy(name))) {
            Some(EntityRecord::Note(note)) => &note.text,
            _ => "",
        }
    }

    /// Whether capitals that stand for governments are linked to their country as well. Off unless it is said.
    pub fn metonyms(&self) -> bool {
        matches!(self.get(EntityKey::Metonyms), Some(EntityRecord::Metonyms(m)) if m.on)
    }

    /// The name that stands for an entity after all confirmed merges. Merges in a circle stand for its first name in
    /// the order of bytes.
    pub fn canonical<'a>(&'a self, label: EntityLabel, name: &'a str) -> &'a str {
        self.resolve(label, name).1
    }

    /// Type and name of an entity after all changes of type and confirmed merges.
    pub fn resolve<'a>(&'a self, label: EntityLabel, name: &'a str) -> Entity<'a> {
        let (mut now, mut seen) = ((label, name), BTreeSet::new());
        while seen.insert(now) {
            match self.step(now) {
                Some(next) => now = next,
                None => return now,
            }
        }
        self.first_of_circle(now)
    }

    /// The next entity on the way: another type first, then another name.
    fn step<'a>(&'a self, (label, name): Entity<'a>) -> Option<Entity<'a>> {
        if let Some(EntityRecord::Retyped(r)) = self.get(EntityKey::Retyped(label, tidy(name)))
            && r.to != label
        {
            return Some((r.to, name));
        }
        match self.get(EntityKey::Same(label, tidy(name)))? {
            EntityRecord::Same(same) if same.into != name => Some((label, same.into.as_str())),
            _ => None,
        }
    }

    /// Whether a merge leads back to where it begins.
    pub fn is_in_circle(&self, same: &Same) -> bool {
        let (start, mut seen) = ((same.label, same.name.as_str()), BTreeSet::new());
        let mut now = self.step(start);
        while let Some(next) = now.filter(|next| seen.insert(*next)) {
            if next == start {
                return true;
            }
            now = self.step(next);
        }
        false
    }

    fn first_of_circle<'a>(&'a self, on: Entity<'a>) -> Entity<'a> {
        let next = |now: &Entity<'a>| self.step(*now).filter(|next| *next != on);
        std::iter::successors(Some(on), next).min().unwrap_or(on)
    }

    /// Where every entity that is merged or of another type ends up: the same as [`resolve`](Self::resolve) for each, in
    /// the time of one walk over all.
    pub fn resolutions(&self) -> BTreeMap<Entity<'_>, Entity<'_>> {
        let mut out: BTreeMap<Entity<'_>, Entity<'_>> = BTreeMap::new();
        let begins = self.records().filter_map(|r| match r {
            EntityRecord::Same(s) => Some((s.label, s.name.as_str())),
            EntityRecord::Retyped(r) => Some((r.label, r.name.as_str())),
            _ => None,
        });
        for from in begins {
            let (mut way, mut seen, mut now) = (Vec::new(), BTreeSet::new(), from);
            let end = loop {
                if let Some(known) = out.get(&now) {
                    break *known;
                }
                if !seen.insert(now) {
                    break self.first_of_circle(now);
                }
                way.push(now);
                match self.step(now) {
                    Some(next) => now = next,
                    None => break now,
                }
            };
            out.extend(way.into_iter().map(|name| (name, end)));
        }
        out.retain(|from, to| from != to);
        out
    }

    /// The changes by which `surface` is always marked as a `label` and means `canonical`: it becomes a way to write that
    /// name, and no other name, refusal or type stands in its way. None where that is so already.
    pub fn always(&self, surface: &str, label: EntityLabel, canonical: &str) -> Vec<Change> {
        let surface = tidy(surface);
        let canonical = Some(tidy(canonical)).filter(|c| !c.is_empty());
        let canonical = canonical.unwrap_or_else(|| surface.clone());
        if !is_name(&surface) || !is_name(&canonical) {
            return Vec::new();
        }
        let mut out = self.without(&surface, label, &canonical);
        let against = [
            EntityKey::Never(surface.clone(), None),
            EntityKey::Never(surface.clone(), Some(label)),
            EntityKey::Retyped(label, canonical.clone()),
        ];
        let against = against
            .into_iter()
            .filter(|key| self.get(key.clone()).is_some());
        out.extend(against.map(EntityKey::remove));
        let old = self.name(label, &canonical);
        let own = old
            .cloned()
            .unwrap_or_else(|| OwnName::new(label, &canonical));
        let own = own.also(&surface);
        if old != Some(&own) {
            out.push(EntityRecord::Name(own).put());
        }
        out
    }

    /// The changes that take a way to write it from every other own name.
    fn without(&self, surface: &str, label: EntityLabel, canonical: &str) -> Vec<Change> {
        let others = self
            .names()
            .filter(|n| (n.label, n.name.as_str()) != (label, canonical));
        let mut out = Vec::new();
        for other in others.filter(|n| n.surfaces().any(|s| s == surface)) {
            out.extend(shortened(other, surface));
        }
        out
    }

    /// The changes by which `surface` is never marked (with a label: as that alone); own names of that way to write it
    /// give it up.
    pub fn never_again(&self, surface: &str, label: Option<EntityLabel>) -> Vec<Change> {
        let surface = tidy(surface);
        if !is_name(&surface) {
            return Vec::new();
        }
        let named =
            |n: &&OwnName| label.is_none_or(|l| l == n.label) && n.surfaces().any(|s| s == surface);
        let mut out = Vec::new();
        for own in self.names().filter(named) {
            out.extend(shortened(own, &surface));
        }
        if self.get(EntityKey::Never(surface.clone(), label)).is_none() {
            out.push(EntityRecord::never(&surface, label).put());
        }
        out
    }
}

/// The changes that take a way to write it from an own name. A name that loses itself goes on under its first alias.
fn shortened(own: &OwnName, surface: &str) -> Vec<Change> {
    let mut left = own.clone();
    left.aliases.retain(|a| a != surface);
    if own.name != surface {
        return vec![EntityRecord::Name(left).put()];
    }
    let mut out = vec![EntityKey::Name(own.label, own.name.clone()).remove()];
    if !left.aliases.is_empty() {
        left.name = left.aliases.remove(0);
        out.push(EntityRecord::Name(left).put());
    }
    out
}

#[cfg(test)]
mod tests;
