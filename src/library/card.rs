//! All that a folder says about one entity.

use super::index::{DocumentId, EntityId, FolderIndex, Place, Row};
use super::offices::{Holding, ListedTerm, listed_terms, offices_of};
use crate::annotation::{EntityLabel, EntityList};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An entity with all that is known of it.
#[derive(Clone, Debug)]
pub struct Card<'i> {
    /// Its line in the table: type, name, counts, dates.
    pub row: Row<'i>,
    /// How it is written and how often, the most usual first.
    pub surfaces: Vec<(&'i str, usize)>,
    /// Offices that the documents give it, by date; undated ones last.
    pub roles: Vec<Holding>,
    /// Offices that the embedded list of office holders gives it, to be shown as such.
    pub listed: Vec<ListedTerm>,
    /// The first mention: in the earliest document that has a date; where none has, in the first by path.
    pub first: Option<Place<'i>>,
    /// What is mentioned with it, those with the most common paragraphs first.
    pub company: Vec<Companion<'i>>,
    /// All mentions: document by document by path, in text order.
    pub places: Vec<Place<'i>>,
    /// What a person noted about it; empty where nobody did.
    pub note: &'i str,
}

/// An entity that is mentioned with another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Companion<'i> {
    /// Which it is.
    pub row: Row<'i>,
    /// Paragraphs that mention both.
    pub paragraphs: usize,
    /// Sentences that mention both.
    pub sentences: usize,
}

/// The card of an entity; `None` where the index has no mention of it. `most` companions are listed.
pub fn card<'i>(
    index: &'i FolderIndex,
    list: &'i EntityList,
    entity: EntityId,
    most: usize,
) -> Option<Card<'i>> {
    let row = index.row(entity)?;
    let places = index.places(entity);
    Some(Card {
        row,
        surfaces: index.surfaces(entity),
        roles: roles(index, entity),
        listed: listed(row),
        first: first(index, &places),
        company: company(index, entity, most),
        places,
        note: list.note(row.label, row.name),
    })
}

fn listed(row: Row<'_>) -> Vec<ListedTerm> {
    if row.label == EntityLabel::Person {
        listed_terms(row.name)
    } else {
        Vec::new()
    }
}

fn roles(index: &FolderIndex, entity: EntityId) -> Vec<Holding> {
    let mut roles = offices_of(index, entity);
    roles.sort_by_key(|h| (h.date.is_none(), h.date));
    roles
}

fn first<'i>(index: &FolderIndex, places: &[Place<'i>]) -> Option<Place<'i>> {
    let date = |p: &Place<'_>| index.date(p.document).map(|d| d.when);
    let earliest = places.iter().min_by_key(|p| (date(p).is_none(), date(p)));
    earliest.copied()
}

/// Common paragraphs and sentences of each other entity.
fn company(index: &FolderIndex, entity: EntityId, most: usize) -> Vec<Companion<'_>> {
    let mut counts: HashMap<EntityId, (usize, usize)> = HashMap::new();
    for document in index.documents_of(entity) {
        for (paragraph, sentences) in with(index, document, entity) {
            for (other, together) in others(index, document, entity, paragraph, &sentences) {
                let slot = counts.entry(other).or_default();
                slot.0 += 1;
                slot.1 += together;
            }
        }
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    let key = |(id, n): &(EntityId, (usize, usize))| (std::cmp::Reverse(*n), index.name(*id));
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let companion = |(id, (paragraphs, sentences))| {
        Some(Companion {
            row: index.row(id)?,
            paragraphs,
            sentences,
        })
    };
    order.into_iter().take(most).filter_map(companion).collect()
}

/// Mentions of a paragraph: the first and one past the last.
type Stretch = (usize, usize);

/// The paragraphs of a document that mention an entity, with the sentences that do.
fn with(
    index: &FolderIndex,
    document: DocumentId,
    entity: EntityId,
) -> Vec<(Stretch, HashSet<u32>)> {
    let (spots, sentences) = (index.spots(document), index.sentences(document));
    let block = |n: usize| {
        sentences
            .get(spots.get(n)?.sentence as usize)
            .map(|s| s.block)
    };
    let mut by_block: BTreeMap<u32, (Stretch, HashSet<u32>)> = BTreeMap::new();
    let mut at = 0;
    while at < spots.len() {
        let this = block(at);
        let len = (at..spots.len()).take_while(|&n| block(n) == this).count();
        let stretch = (at, at + len.max(1));
        let own = (stretch.0..stretch.1).filter(|&n| index.entity_of(document, n) == Some(entity));
        let own: HashSet<u32> = own
            .filter_map(|n| spots.get(n).map(|s| s.sentence))
            .collect();
        if !own.is_empty() {
            by_block.insert(this.unwrap_or(0), (stretch, own));
        }
        at = stretch.1;
    }
    by_block.into_values().collect()
}

/// Other entities of a paragraph, each with how many of these sentences mention it.
fn others(
    index: &FolderIndex,
    document: DocumentId,
    entity: EntityId,
    (from, to): Stretch,
    sentences: &HashSet<u32>,
) -> HashMap<EntityId, usize> {
    let spots = index.spots(document);
    let mut found: HashMap<EntityId, HashSet<u32>> = HashMap::new();
    for spot in spots.get(from..to).unwrap_or_default() {
        let Some((label, other)) = index.entity_of_name(spot.name) else {
            continue;
        };
        if other != entity && label.names_something() {
            found.entry(other).or_default().insert(spot.sentence);
        }
    }
    let together = |s: &HashSet<u32>| s.iter().filter(|n| sentences.contains(n)).count();
    found
        .into_iter()
        .map(|(id, own)| (id, together(&own)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::entity_list::EntityRecord;
    use crate::detect::detect;
    use crate::document::Document;
    use crate::library::index::DocumentEntities;

    #[test]
    fn a_card_has_all_that_the_folder_says() {
        let mut index = FolderIndex::default();
        for (path, text) in [
            (
                "a.txt",
                "Mr Olu Ferreiro met Ms Ana Kealoha in Tonga. Ferreiro left for Fiji.\n\nMs Ana Kealoha stayed.",
            ),
            (
                "b.txt",
                "Suva, 3 June 2024\n\nOlu Ferreiro, Prime Minister of Tonga, met Ms Ana Kealoha. Fiji waved.",
            ),
        ] {
            let document = Document::from_bytes(path, text.as_bytes().to_vec()).unwrap();
            index.put(path, DocumentEntities::of(&document, &detect(text), None));
        }
        let mut list = EntityList::default();
        list.insert(EntityRecord::note(
            EntityLabel::Person,
            "Olu Ferreiro",
            "ferries",
        ));
        let olu = index.find(EntityLabel::Person, "Olu Ferreiro").unwrap();
        let card = card(&index, &list, olu, 3).unwrap();
        assert_eq!(
            (card.row.mentions, card.row.documents, card.note),
            (3, 2, "ferries")
        );
        assert_eq!(card.surfaces, [("Olu Ferreiro", 2), ("Ferreiro", 1)]);
        let roles: Vec<_> = card
            .roles
            .iter()
            .map(|r| (r.title.as_str(), r.office.bodies.concat()))
            .collect();
        assert_eq!(roles, [("Prime Minister", "Tonga".to_owned())]);
        assert_eq!(card.first.map(|p| index.path(p.document)), Some("b.txt"));
        let company: Vec<_> = card
            .company
            .iter()
            .map(|c| (c.row.name, c.paragraphs, c.sentences))
            .collect();
        assert_eq!(
            company,
            [("Ana Kealoha", 2, 2), ("Tonga", 2, 2), ("Fiji", 2, 1)]
        );
        let sentences: Vec<_> = card.places.iter().map(|p| p.sentence.len()).collect();
        assert_eq!(sentences, [44, 23, 58]);
    }
}
