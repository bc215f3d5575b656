//! How the suggestions of entities stand: which are answered, how many are open of each entity and type, and what persons
//! marked themselves. All of it follows one answer at a time.

use crate::annotation::{AnnotationId, Body, EntityLabel, Placed};
use crate::app::session::Analysis;
use crate::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};

/// Which mentions are answered, and how many are open.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// One bit a mention: set where it is answered.
    closed: Vec<u64>,
    answered: usize,
    /// How many are open of each entity, by its index.
    by_entity: Vec<u32>,
    /// How many there are of each type, and how many of them are open; in the order of [`EntityLabel::ALL`].
    by_label: [(u32, u32); EntityLabel::ALL.len()],
}

impl Answers {
    /// No mention is answered.
    pub fn none(analysis: &Analysis) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut out = Self {
            closed: vec![0; analysis.mentions.len().div_ceil(64)],
            ..Self::default()
        };
        for entity in analysis.entities.all() {
            let of_entity = count(entity.count());
            out.by_entity.push(of_entity);
            if let Some((all, open)) = out.by_label.get_mut(entity.label as usize) {
                *all += of_entity;
                *open += of_entity;
            }
        }
        out
    }

    /// Whether nobody has answered a mention.
    pub fn is_open(&self, mention: usize) -> bool {
        let word = self.closed.get(mention / 64).copied().unwrap_or(0);
        word & (1 << (mention % 64)) == 0
    }

    /// Notes whether a mention is open.
    pub fn set(&mut self, analysis: &Analysis, mention: usize, open: bool) {
        if self.is_open(mention) == open {
            return;
        }
        let Some(found) = analysis.mentions.get(mention) else {
            return;
        };
        if let Some(word) = self.closed.get_mut(mention / 64) {
            *word ^= 1 << (mention % 64);
        }
        step(&mut self.answered, !open);
        if let Some((_, of_label)) = self.by_label.get_mut(found.label as usize) {
            step(of_label, open);
        }
        let entity = analysis.entities.of_mention(&analysis.mentions, mention);
        if let Some(of_entity) = entity.and_then(|e| self.by_entity.get_mut(e)) {
            step(of_entity, open);
        }
    }

    /// Number of mentions that are answered.
    pub const fn answered(&self) -> usize {
        self.answered
    }

    /// How many mentions of an entity are open, by its index.
    pub fn open_of_entity(&self, entity: usize) -> usize {
        self.by_entity.get(entity).map_or(0, |&n| n as usize)
    }

    /// How many mentions of a type there are, and how many of them are open.
    pub fn of_label(&self, label: EntityLabel) -> (usize, usize) {
        let counts = self.by_label.get(label as usize);
        counts.map_or((0, 0), |&(all, open)| (all as usize, open as usize))
    }
}

/// One more, or one less.
fn step<T: Copy + From<u8> + std::ops::Add<Output = T> + std::ops::Sub<Output = T> + PartialOrd>(
    number: &mut T,
    more: bool,
) {
    let one = T::from(1);
    if more {
        *number = *number + one;
    } else if *number >= one {
        *number = *number - one;
    }
}

/// The passages of an entity that persons marked, in the order of the text.
pub type Passages = BTreeSet<(TextRange, AnnotationId)>;

/// What persons marked as entities, by type and canonical form.
#[derive(Clone, Debug, Default)]
pub struct Marked(BTreeMap<(EntityLabel, String), Passages>);

impl Marked {
    /// Puts an annotation in where it marks an entity on a passage, or takes it out.
    pub fn put(&mut self, placed: &Placed, there: bool) {
        let annotation = placed.annotation();
        let (Some(range), Body::Entity { label, canonical }) = (
            placed.range().filter(|r| !r.is_document()),
            &annotation.body,
        ) else {
            return;
        };
        let key = (*label, canonical.clone());
        if there {
            self.0
                .entry(key)
                .or_default()
                .insert((range, annotation.id));
        } else if let Some(passages) = self.0.get_mut(&key) {
            passages.remove(&(range, annotation.id));
            if passages.is_empty() {
                self.0.remove(&key);
            }
        }
    }

    /// The passages of an entity.
    pub fn of(&self, label: EntityLabel, canonical: &str) -> Option<&Passages> {
        self.0.get(&(label, canonical.to_owned()))
    }

    /// All entities that somebody marked, by type and canonical form.
    pub fn iter(&self) -> impl Iterator<Item = (EntityLabel, &str, &Passages)> {
        let all = self.0.iter();
        all.map(|((label, canonical), passages)| (*label, canonical.as_str(), passages))
    }
}
