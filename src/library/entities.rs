//! The entities of a document: its mentions brought together by type and canonical form. Worked out once a text, beside
//! the mentions; sixteen bytes an entity and four a mention.

use crate::annotation::EntityLabel;
use crate::detect::Mentions;
use std::cmp::Reverse;

/// Mentions of one type with one canonical form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entity {
    /// What kind of thing it is.
    pub label: EntityLabel,
    name: u32,
    from: u32,
    to: u32,
}

impl Entity {
    /// Its canonical form.
    pub fn canonical(self, mentions: &Mentions) -> &str {
        mentions.name(self.name as usize).unwrap_or_default()
    }

    /// Number of its mentions.
    pub fn count(self) -> usize {
        (self.to - self.from) as usize
    }
}

/// The entities of a document: by type, those with the most mentions first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// Indices of mentions, entity by entity, in text order within each.
    order: Box<[u32]>,
    /// Indices of entities by type and canonical form.
    by_name: Vec<u32>,
}

impl Entities {
    /// The entities that these mentions name.
    pub fn of(mentions: &Mentions) -> Self {
        let number = |i: usize| mentions.name_number(i).unwrap_or(0) as u32;
        // The keys stand beside each other: looked up at every comparison they would take seconds in a long text.
        let keys = mentions.iter().enumerate();
        let mut keys: Vec<(EntityLabel, u32, u32)> =
            keys.map(|(i, m)| (m.label, number(i), i as u32)).collect();
        keys.sort_unstable();
        let mut all: Vec<Entity> = Vec::new();
        for (at, &(label, name, _)) in (0_u32..).zip(&keys) {
            match all.last_mut() {
                Some(last) if (last.label, last.name) == (label, name) => last.to = at + 1,
                _ => all.push(Entity {
                    label,
                    name,
                    from: at,
                    to: at + 1,
                }),
            }
        }
        let order = keys.into_iter().map(|(.., i)| i).collect::<Vec<u32>>();
        let order = order.into_boxed_slice();
        all.sort_by(|a, b| {
            let key = |e: &Entity| (e.label, Reverse(e.count()));
            let names = || a.canonical(mentions).cmp(b.canonical(mentions));
            key(a).cmp(&key(b)).then_with(names)
        });
        all.shrink_to_fit();
        let mut by_name: Vec<u32> = (0..all.len() as u32).collect();
        by_name.sort_unstable_by_key(|&n| {
            let entity = all.get(n as usize);
            entity.map(|e| (e.label, e.canonical(mentions)))
        });
        Self {
            all,
            order,
            by_name,
        }
    }

    /// All entities.
    pub fn all(&self) -> &[Entity] {
        &self.all
    }

    /// Indices of the mentions of an entity, in text order.
    pub fn mentions_of(&self, entity: Entity) -> &[u32] {
        let range = entity.from as usize..entity.to as usize;
        self.order.get(range).unwrap_or_default()
    }

    /// Index of the entity that the mention with this index names.
    pub fn of_mention(&self, mentions: &Mentions, mention: usize) -> Option<usize> {
        let mention = mentions.get(mention)?;
        self.named(mentions, mention.label, mention.canonical)
    }

    /// Index of the entity of this type with this canonical form.
    pub fn named(&self, mentions: &Mentions, label: EntityLabel, canonical: &str) -> Option<usize> {
        let entity = |&n: &u32| self.all.get(n as usize);
        let key = |n: &u32| entity(n).map(|e| (e.label, e.canonical(mentions)));
        let wanted = Some((label, canonical));
        let at = self
            .by_name
            .binary_search_by(|n| key(n).cmp(&wanted))
            .ok()?;
        self.by_name.get(at).map(|&n| n as usize)
    }

    /// Bytes of memory that they take.
    pub fn memory(&self) -> usize {
        self.all.capacity() * size_of::<Entity>()
            + (self.order.len() + self.by_name.capacity()) * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Mention;
    use crate::text::TextRange;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_mention_is_in_the_entity_of_its_type_and_name(
            all in proptest::collection::vec((proptest::sample::select(EntityLabel::ALL), "[a-c]{1,2}"), 0..60),
        ) {
            let views = all.iter().enumerate().map(|(i, (label, canonical))| Mention {
                range: TextRange::new(2 * i, 2 * i + 1),
                label: *label,
                canonical,
                rule: "list",
            });
            let mentions: Mentions = views.collect();
            let entities = Entities::of(&mentions);
            let mut expected: BTreeMap<(EntityLabel, &str), Vec<u32>> = BTreeMap::new();
            for (i, (label, name)) in all.iter().enumerate() {
                expected.entry((*label, name)).or_default().push(i as u32);
            }
            prop_assert_eq!(entities.all().len(), expected.len());
            for (n, entity) in entities.all().iter().enumerate() {
                let own = expected.get(&(entity.label, entity.canonical(&mentions)));
                prop_assert_eq!(Some(entities.mentions_of(*entity)), own.map(Vec::as_slice));
                for &i in entities.mentions_of(*entity) {
                    prop_assert_eq!(entities.of_mention(&mentions, i as usize), Some(n));
                }
            }
            let sorted = entities.all().is_sorted_by_key(|e| (e.label, Reverse(e.count()), e.canonical(&mentions)));
            prop_assert!(sorted);
        }
    }
}
