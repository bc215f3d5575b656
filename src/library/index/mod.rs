//! The entities of a folder: which there are, in which documents, under which forms, from when to when.
//!
//! A document is put in, replaced or taken out in the time that it takes itself: the index keeps, for every detected name,
//! a line a document, and adds these up only where somebody asks. Names are numbers (`u32`) into one table of texts; a
//! mention takes twenty bytes and four in the order by name. What a person decided about names ([`Naming`]) changes only
//! which detected names are counted together.

mod changes;
mod document;
mod table;

pub use document::{DerivedKey, DocumentEntities};
pub(super) use document::{Sentence, Spot};
pub use table::{Column, Query, Row, csv};

use super::naming::{Name, Naming, folded};
use super::offices::Claim;
use super::strings::Strings;
use crate::annotation::EntityLabel;
use crate::detect::when::{DocumentDate, When};
use crate::library::map::Map;
use crate::text::TextRange;
use std::sync::Arc;

/// An entity of the index. Good until the naming changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct EntityId(u32);

/// A document of the index. Good as long as the document is in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DocumentId(u32);

/// A mention with where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place<'i> {
    /// In which document.
    pub document: DocumentId,
    /// Which of the document's mentions it is.
    pub mention: usize,
    /// UTF-8 bytes of the document's text.
    pub range: TextRange,
    /// How it is written, with single spaces.
    pub surface: &'i str,
    /// The sentence around it (UTF-8 bytes).
    pub sentence: TextRange,
}

/// The entities of a folder.
#[derive(Clone, Default, Debug)]
pub struct FolderIndex {
    strings: Strings,
    naming: Naming,
    documents: Vec<Option<Held>>,
    by_path: Map<Arc<str>, u32>,
    free: Vec<u32>,
    names: Vec<Detected>,
    name_numbers: Map<(EntityLabel, u32), u32>,
    groups: Vec<Group>,
    group_numbers: Map<(EntityLabel, String), u32>,
}

/// A document in the index.
#[derive(Clone, Debug)]
struct Held {
    path: Arc<str>,
    key: DerivedKey,
    date: Option<DocumentDate>,
    nearest: Vec<Option<When>>,
    spots: Vec<Spot>,
    /// Indices of the spots, name by name, in text order within each.
    order: Vec<u32>,
    sentences: Vec<Sentence>,
    claims: Vec<Claim>,
    /// Indices of the mentions that somebody has answered, sorted.
    answered: Vec<u32>,
}

/// A name as it was detected, over all documents.
#[derive(Clone, Debug)]
struct Detected {
    label: EntityLabel,
    /// Number of its text.
    text: u32,
    group: u32,
    /// Sorted by document.
    postings: Vec<Posting>,
    /// How it is written and how often, sorted by the number of the text.
    surfaces: Vec<(u32, u32)>,
}

/// A name in a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Posting {
    document: u32,
    mentions: u32,
    /// Mentions that nobody has answered.
    open: u32,
    first: Option<When>,
    last: Option<When>,
}

/// Detected names that count as one entity.
#[derive(Clone, Debug)]
struct Group {
    label: EntityLabel,
    folded: String,
    members: Vec<u32>,
    /// The name that a person gave it.
    given: Option<u32>,
}

impl FolderIndex {
    /// An empty index that goes by these decisions.
    pub fn new(naming: Naming) -> Self {
        Self {
            naming,
            ..Self::default()
        }
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether it holds no document.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// What the document under this path was derived from; `None` where it is not in the index.
    pub fn key_of(&self, path: &str) -> Option<DerivedKey> {
        self.held(self.document(path)?).map(|d| d.key)
    }

    /// The document under a path.
    pub fn document(&self, path: &str) -> Option<DocumentId> {
        self.by_path.get(path).map(|&n| DocumentId(n))
    }

    /// The path of a document.
    pub fn path(&self, document: DocumentId) -> &str {
        self.held(document).map_or("", |d| &d.path)
    }

    /// The date of a document.
    pub fn date(&self, document: DocumentId) -> Option<DocumentDate> {
        self.held(document).and_then(|d| d.date)
    }

    /// The documents, by path.
    pub fn documents(&self) -> Vec<DocumentId> {
        let mut all: Vec<_> = self
            .by_path
            .iter()
            .map(|(p, &n)| (p, DocumentId(n)))
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(_, id)| id).collect()
    }

    /// What the names go by.
    pub fn naming(&self) -> &Naming {
        &self.naming
    }

    /// The entity of this type with this name, after what persons decided about names.
    pub fn find(&self, label: EntityLabel, name: &str) -> Option<EntityId> {
        let (label, name) = self.naming.resolve(label, name);
        let number = *self.group_numbers.get(&(label, folded(name)))?;
        self.is_there(number).then_some(EntityId(number))
    }

    /// The entity that a mention of a document names.
    pub fn entity_of(&self, document: DocumentId, mention: usize) -> Option<EntityId> {
        let spot = self.held(document)?.spots.get(mention)?;
        self.names
            .get(spot.name as usize)
            .map(|n| EntityId(n.group))
    }

    /// All entities that are mentioned somewhere, in no particular order.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> + '_ {
        let all = 0..self.groups.len() as u32;
        all.filter(|&n| self.is_there(n)).map(EntityId)
    }

    /// Type and name of an entity. Without a person's word the name is the form that most mentions were linked to.
    pub fn name(&self, entity: EntityId) -> Name<'_> {
        let Some(group) = self.groups.get(entity.0 as usize) else {
            return (EntityLabel::Org, "");
        };
        let given = group.given.map(|n| self.strings.get(n));
        let best = || {
            let members = self.members(group).map(|m| self.rank(m));
            members
                .max()
                .map_or("", |(.., std::cmp::Reverse(name))| name)
        };
        (group.label, given.unwrap_or_else(best))
    }

    /// What makes a name the best of several: mentions; marks that others left out; not being in capitals; the alphabet.
    fn rank(&self, name: &Detected) -> (u32, bool, bool, std::cmp::Reverse<&str>) {
        let text = self.strings.get(name.text);
        let small = text.chars().any(char::is_lowercase);
        let mentions = name.postings.iter().map(|p| p.mentions).sum();
        (mentions, !text.is_ascii(), small, std::cmp::Reverse(text))
    }

    /// How an entity is written, with the number of mentions: the most usual first.
    pub fn surfaces(&self, entity: EntityId) -> Vec<(&str, usize)> {
        let mut counts: Map<u32, u32> = Map::default();
        for name in self.names_of(entity) {
            for &(surface, count) in &name.surfaces {
                *counts.entry(surface).or_default() += count;
            }
        }
        let counts = counts.into_iter();
        let mut all: Vec<_> = counts
            .map(|(s, n)| (self.strings.get(s), n as usize))
            .collect();
        all.sort_unstable_by_key(|&(s, n)| (std::cmp::Reverse(n), s));
        all
    }

    /// Every mention of an entity: document by document by path, in text order.
    pub fn places(&self, entity: EntityId) -> Vec<Place<'_>> {
        let mut documents = self.documents_of(entity);
        documents.sort_unstable_by_key(|d| self.path(*d));
        let mut out = Vec::new();
        for document in documents {
            let from = out.len();
            for name in self.members_of(entity) {
                out.extend(self.places_in(document, name));
            }
            if let Some(new) = out.get_mut(from..) {
                new.sort_unstable_by_key(|p: &Place<'_>| p.range);
            }
        }
        out
    }

    /// The documents that mention an entity, each once.
    pub fn documents_of(&self, entity: EntityId) -> Vec<DocumentId> {
        let names = self.names_of(entity);
        let mut all: Vec<_> = names
            .flat_map(|n| n.postings.iter().map(|p| DocumentId(p.document)))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn places_in(&self, document: DocumentId, name: u32) -> impl Iterator<Item = Place<'_>> {
        let held = self.held(document);
        let indices = held.map_or(&[][..], |held| held.indices_of(name));
        indices
            .iter()
            .filter_map(move |&i| self.place(document, i as usize))
    }

    /// A mention of a document.
    pub fn place(&self, document: DocumentId, mention: usize) -> Option<Place<'_>> {
        let held = self.held(document)?;
        let spot = held.spots.get(mention)?;
        let sentence = held.sentences.get(spot.sentence as usize);
        let sentence = sentence.map(|s| TextRange::new(s.start as usize, s.end as usize));
        Some(Place {
            document,
            mention,
            range: spot.range(),
            surface: self.strings.get(spot.surface),
            sentence: sentence.unwrap_or(spot.range()),
        })
    }

    /// Bytes of memory that it takes, about.
    pub fn memory(&self) -> usize {
        let documents: usize = self.documents.iter().flatten().map(Held::memory).sum();
        let names: usize = self.names.iter().map(Detected::memory).sum();
        let groups: usize = self.groups.iter().map(|g| 2 * g.folded.len() + 120).sum();
        self.strings.memory() + documents + names + groups
    }

    fn held(&self, document: DocumentId) -> Option<&Held> {
        self.documents.get(document.0 as usize)?.as_ref()
    }

    pub(super) fn claims(&self, document: DocumentId) -> &[Claim] {
        self.held(document).map_or(&[], |d| &d.claims)
    }

    pub(super) fn spots(&self, document: DocumentId) -> &[Spot] {
        self.held(document).map_or(&[], |d| &d.spots)
    }

    pub(super) fn sentences(&self, document: DocumentId) -> &[Sentence] {
        self.held(document).map_or(&[], |d| &d.sentences)
    }

    /// The entity of a detected name, and its type.
    pub(super) fn entity_of_name(&self, name: u32) -> Option<(EntityLabel, EntityId)> {
        let detected = self.names.get(name as usize)?;
        Some((detected.label, EntityId(detected.group)))
    }

    fn members_of(&self, entity: EntityId) -> impl Iterator<Item = u32> + '_ {
        let group = self.groups.get(entity.0 as usize);
        group.into_iter().flat_map(|g| g.members.iter().copied())
    }

    fn names_of(&self, entity: EntityId) -> impl Iterator<Item = &Detected> + '_ {
        let group = self.groups.get(entity.0 as usize);
        group.into_iter().flat_map(|g| self.members(g))
    }

    fn members<'i>(&'i self, group: &'i Group) -> impl Iterator<Item = &'i Detected> {
        let names = group.members.iter();
        names.filter_map(|&n| self.names.get(n as usize))
    }

    fn is_there(&self, group: u32) -> bool {
        self.names_of(EntityId(group))
            .any(|n| !n.postings.is_empty())
    }
}

impl Held {
    /// Indices of the mentions of a name, in text order.
    fn indices_of(&self, name: u32) -> &[u32] {
        let of = |i: &u32| self.spots.get(*i as usize).map_or(u32::MAX, |s| s.name);
        let from = self.order.partition_point(|i| of(i) < name);
        let to = self.order.partition_point(|i| of(i) <= name);
        self.order.get(from..to).unwrap_or_default()
    }

    fn memory(&self) -> usize {
        self.spots.capacity() * size_of::<Spot>()
            + self.sentences.capacity() * size_of::<Sentence>()
            + (self.order.capacity() + self.answered.capacity()) * size_of::<u32>()
            + self.claims.capacity() * size_of::<Claim>()
            + self.nearest.capacity() * size_of::<Option<When>>()
            + size_of::<Self>()
    }
}

impl Detected {
    fn memory(&self) -> usize {
        self.postings.capacity() * size_of::<Posting>()
            + self.surfaces.capacity() * size_of::<(u32, u32)>()
            + size_of::<Self>()
            + 17
    }
}

#[cfg(test)]
mod tests;
