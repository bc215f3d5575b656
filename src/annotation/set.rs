//! All records of one document.
//!
//! The records lie in persistent maps: a copy of a set shares everything with the original until one of the two is
//! changed, so that what is to be saved is handed on in the time of a pointer, however many annotations there are. What
//! the screen asks for at every frame (counts, what lies at a place) is kept beside them and follows each change.

use super::check_rules::{CheckKey, CheckRecord};
use super::codebook::Theme;
use super::entity_list::{EntityKey, EntityRecord};
use super::ids::{AnnotationId, AnnotatorId, CommentId, DecisionId, ThemeId};
use super::provenance::Provenance;
use super::record::{
    Anchored, Annotator, Body, Comment, Decision, DocumentInfo, HistoryEntry, Orphaned, Placed,
    Reading, Record, RecordKey,
};
use crate::text::TextRange;
use imbl::{OrdMap, OrdSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use uuid::Uuid;

/// The records of a document, whoever made them, in the order in which a sidecar lists them.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    records: OrdMap<RecordKey, Arc<Record>>,
    index: Index,
}

/// What follows from the records.
#[derive(Clone, Debug, Default)]
struct Index {
    /// Start, end (UTF-8 bytes) and id of every annotation that has a passage.
    places: OrdSet<(usize, usize, AnnotationId)>,
    /// Annotations on the document as a whole.
    whole: OrdSet<AnnotationId>,
    /// Start, end and id of every decision.
    decisions: OrdSet<(usize, usize, DecisionId)>,
    comments: OrdSet<(AnnotationId, CommentId)>,
    themes: OrdMap<ThemeId, usize>,
    annotations: usize,
    orphans: usize,
    flags: usize,
}

impl Index {
    fn note(&mut self, record: &Record, there: bool) {
        match record {
            Record::Annotation(placed) => self.note_annotation(placed, there),
            Record::Decision(d) => {
                put(
                    &mut self.decisions,
                    (d.range.start, d.range.end, d.id),
                    there,
                );
            }
            Record::Comment(c) => put(&mut self.comments, (c.annotation, c.id), there),
            _ => {}
        }
    }

    fn note_annotation(&mut self, placed: &Placed, there: bool) {
        let annotation = placed.annotation();
        count(&mut self.annotations, there);
        match placed {
            Placed::Orphaned(_) => count(&mut self.orphans, there),
            Placed::Anchored(a) if a.range.is_document() => {
                put(&mut self.whole, annotation.id, there);
            }
            Placed::Anchored(a) => {
                let place = (a.range.start, a.range.end, annotation.id);
                put(&mut self.places, place, there);
            }
        }
        match &annotation.body {
            Body::Theme(theme) => {
                let mut uses = self.themes.get(theme).copied().unwrap_or_default();
                count(&mut uses, there);
                if uses == 0 {
                    self.themes.remove(theme);
                } else {
                    self.themes.insert(*theme, uses);
                }
            }
            Body::Flag { .. } => count(&mut self.flags, there),
            _ => {}
        }
    }
}

fn put<T: Ord + Clone>(set: &mut OrdSet<T>, what: T, there: bool) {
    if there {
        set.insert(what);
    } else {
        set.remove(&what);
    }
}

fn count(number: &mut usize, there: bool) {
    *number = if there {
        *number + 1
    } else {
        number.saturating_sub(1)
    };
}

impl AnnotationSet {
    /// The record with this key.
    pub fn get(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(key).map(Arc::as_ref)
    }

    /// Puts or removes a record; returns what stood there.
    pub fn put(&mut self, key: RecordKey, record: Option<Record>) -> Option<Record> {
        if let Some(record) = &record {
            self.index_anew(&key, record);
        } else if let Some(old) = self.records.get(&key) {
            self.index.note(old, false);
        }
        let old = match record {
            Some(record) => self.records.insert(key, Arc::new(record)),
            None => self.records.remove(&key),
        };
        old.map(Arc::unwrap_or_clone)
    }

    fn index_anew(&mut self, key: &RecordKey, record: &Record) {
        if let Some(old) = self.records.get(key) {
            self.index.note(old, false);
        }
        self.index.note(record, true);
    }

    /// Puts a record under its own key.
    pub fn insert(&mut self, record: Record) -> Option<Record> {
        self.put(record.key(), Some(record))
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values().map(Arc::as_ref)
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether there is anything that a person made (the document record alone is not worth a file).
    pub fn has_content(&self) -> bool {
        self.records
            .keys()
            .any(|k| !matches!(k, RecordKey::Document))
    }

    /// The document as it was when last saved.
    pub fn document(&self) -> Option<&DocumentInfo> {
        match self.get(&RecordKey::Document)? {
            Record::Document(info) => Some(info),
            _ => None,
        }
    }

    /// Where the document comes from, as far as somebody said so.
    pub fn provenance(&self) -> Option<&Provenance> {
        match self.get(&RecordKey::Provenance)? {
            Record::Provenance(provenance) => Some(provenance),
            _ => None,
        }
    }

    /// The records whose keys lie between two, both included.
    fn between(&self, keys: RangeInclusive<RecordKey>) -> impl Iterator<Item = &Record> {
        self.records.range(keys).map(|(_, record)| record.as_ref())
    }

    /// All annotations, anchored or not, in the order in which they were made.
    pub fn placed(&self) -> impl Iterator<Item = &Placed> {
        let keys = RecordKey::Annotation(AnnotationId(Uuid::nil()))
            ..=RecordKey::Annotation(AnnotationId(Uuid::max()));
        self.between(keys).filter_map(|r| match r {
            Record::Annotation(a) => Some(a),
            _ => None,
        })
    }

    /// The annotations whose passage is known.
    pub fn anchored(&self) -> impl Iterator<Item = &Anchored> {
        self.placed().filter_map(|p| match p {
            Placed::Anchored(a) => Some(a),
            Placed::Orphaned(_) => None,
        })
    }

    /// The annotations whose passage is lost.
    pub fn orphaned(&self) -> impl Iterator<Item = &Orphaned> {
        self.placed().filter_map(|p| match p {
            Placed::Orphaned(o) => Some(o),
            Placed::Anchored(_) => None,
        })
    }

    /// The annotation with this id.
    pub fn annotation(&self, id: AnnotationId) -> Option<&Placed> {
        match self.get(&RecordKey::Annotation(id))? {
            Record::Annotation(placed) => Some(placed),
            _ => None,
        }
    }

    /// The annotations on exactly this passage (UTF-8 bytes).
    pub fn annotations_at(&self, range: TextRange) -> impl Iterator<Item = &Placed> {
        let at = |id| (range.start, range.end, AnnotationId(id));
        let here = self
            .index
            .places
            .range(at(Uuid::nil())..=at(Uuid::max()))
            .map(|(_, _, id)| *id);
        let whole = range.is_document();
        let on_all = self.index.whole.iter().copied().filter(move |_| whole);
        here.chain(on_all).filter_map(|id| self.annotation(id))
    }

    /// The annotations on the document as a whole.
    pub fn on_document(&self) -> impl Iterator<Item = &Placed> {
        self.index
            .whole
            .iter()
            .filter_map(|id| self.annotation(*id))
    }

    /// The ids of all annotations that have a passage, with their passages, in the order of the text.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = (TextRange, AnnotationId)> + '_ {
        self.index
            .places
            .iter()
            .map(|&(start, end, id)| (TextRange::new(start, end), id))
    }

    /// The first annotation, in the order of [`Self::in_order`], that begins at or behind a byte of the text.
    pub fn first_from(&self, byte: usize) -> Option<AnnotationId> {
        let least = (byte, 0, AnnotationId(Uuid::nil()));
        self.index.places.range(least..).next().map(|p| p.2)
    }

    /// The last annotation that begins before a byte of the text.
    pub fn last_before(&self, byte: usize) -> Option<AnnotationId> {
        let least = (byte, 0, AnnotationId(Uuid::nil()));
        self.index.places.range(..least).next_back().map(|p| p.2)
    }

    /// The annotation after (or before) one that has a passage; `None` at the end.
    pub fn neighbour(&self, of: AnnotationId, forward: bool) -> Option<AnnotationId> {
        use std::ops::Bound::{Excluded, Unbounded};
        let range = self.annotation(of)?.range()?;
        let here = (range.start, range.end, of);
        let places = &self.index.places;
        let next = if forward {
            places.range((Excluded(here), Unbounded)).next()
        } else {
            places.range(..here).next_back()
        };
        next.map(|p| p.2)
    }

    /// All decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let keys = RecordKey::Decision(DecisionId(Uuid::nil()))
            ..=RecordKey::Decision(DecisionId(Uuid::max()));
        self.between(keys).filter_map(|r| match r {
            Record::Decision(d) => Some(d),
            _ => None,
        })
    }

    /// The decisions on exactly this passage (UTF-8 bytes).
    pub fn decisions_at(&self, range: TextRange) -> impl Iterator<Item = &Decision> {
        let at = |id| (range.start, range.end, DecisionId(id));
        self.index
            .decisions
            .range(at(Uuid::nil())..=at(Uuid::max()))
            .filter_map(|(_, _, id)| match self.get(&RecordKey::Decision(*id))? {
                Record::Decision(d) => Some(d),
                _ => None,
            })
    }

    /// The comments on an annotation, oldest first.
    pub fn comments(&self, on: AnnotationId) -> Vec<&Comment> {
        let at = |id| (on, CommentId(id));
        let mut out: Vec<_> = self
            .index
            .comments
            .range(at(Uuid::nil())..=at(Uuid::max()))
            .filter_map(|(_, id)| match self.get(&RecordKey::Comment(*id))? {
                Record::Comment(c) => Some(c),
                _ => None,
            })
            .collect();
        out.sort_by_key(|c| (c.created, c.id));
        out
    }

    /// The reading state of an annotator.
    pub fn reading(&self, annotator: AnnotatorId) -> Option<&Reading> {
        match self.get(&RecordKey::Reading(annotator))? {
            Record::Reading(r) => Some(r),
            _ => None,
        }
    }

    /// What is said about entities in general.
    pub fn entities(&self) -> impl Iterator<Item = &EntityRecord> {
        let from = RecordKey::Entity(EntityKey::Metonyms);
        let rest = self.records.range(from..).map(|(_, r)| r.as_ref());
        rest.map_while(|r| match r {
            Record::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// What a root wants of the checks.
    pub fn checks(&self) -> impl Iterator<Item = &CheckRecord> {
        let from = RecordKey::Check(CheckKey::Off(String::new()));
        let rest = self.records.range(from..).map(|(_, r)| r.as_ref());
        rest.map_while(|r| match r {
            Record::Check(check) => Some(check),
            _ => None,
        })
    }

    /// The copies of theme definitions.
    pub fn themes(&self) -> impl Iterator<Item = &Theme> {
        let keys = RecordKey::Theme(ThemeId(Uuid::nil()))..=RecordKey::Theme(ThemeId(Uuid::max()));
        self.between(keys).filter_map(|r| match r {
            Record::Theme(t) => Some(t),
            _ => None,
        })
    }

    /// The copy of a theme's definition.
    pub fn theme(&self, id: ThemeId) -> Option<&Theme> {
        match self.get(&RecordKey::Theme(id))? {
            Record::Theme(t) => Some(t),
            _ => None,
        }
    }

    /// The annotators.
    pub fn annotators(&self) -> impl Iterator<Item = &Annotator> {
        let keys = RecordKey::Annotator(AnnotatorId(Uuid::nil()))
            ..=RecordKey::Annotator(AnnotatorId(Uuid::max()));
        self.between(keys).filter_map(|r| match r {
            Record::Annotator(a) => Some(a),
            _ => None,
        })
    }

    /// The name of an annotator; empty where there is none.
    pub fn annotator_name(&self, id: AnnotatorId) -> &str {
        match self.get(&RecordKey::Annotator(id)) {
            Some(Record::Annotator(a)) => &a.name,
            _ => "",
        }
    }

    /// The lines of the history, oldest first.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = &HistoryEntry> {
        let keys = RecordKey::History(0)..=RecordKey::History(u64::MAX);
        self.records
            .range(keys)
            .filter_map(|(_, record)| match record.as_ref() {
                Record::History(h) => Some(h),
                _ => None,
            })
    }

    /// How many annotations have each theme.
    pub fn theme_uses(&self) -> impl Iterator<Item = (ThemeId, usize)> + '_ {
        self.index.themes.iter().map(|(&id, &uses)| (id, uses))
    }

    /// Number of annotations, anchored or not.
    pub const fn annotations(&self) -> usize {
        self.index.annotations
    }

    /// Number of annotations whose passage is lost.
    pub const fn orphans(&self) -> usize {
        self.index.orphans
    }

    /// Number of flags.
    pub const fn flags(&self) -> usize {
        self.index.flags
    }
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl Eq for AnnotationSet {}

impl FromIterator<Record> for AnnotationSet {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let mut out = Self::default();
        for record in records {
            out.insert(record);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::codebook::sample_annotator;
    use crate::annotation::ids::CountingMint;
    use crate::annotation::{Annotation, Mint, ReviewState, TextQuote};
    use proptest::prelude::*;

    fn highlight(range: TextRange, mint: &mut CountingMint) -> Record {
        let now = mint.now();
        let annotation = Annotation {
            id: AnnotationId(mint.uuid()),
            quote: TextQuote::default(),
            annotator: sample_annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body: Body::Highlight,
            note: String::new(),
            extra: Default::default(),
        };
        Record::Annotation(Placed::Anchored(Anchored { annotation, range }))
    }

    proptest! {
        #[test]
        fn neighbours_meet_every_passage_once_in_the_order_of_the_text(
            places in proptest::collection::vec((1_usize..30, 1_usize..4), 1..25),
            at in 0_usize..40,
        ) {
            let mut mint = CountingMint::new(1);
            let set: AnnotationSet = places
                .iter()
                .map(|&(start, len)| highlight(TextRange::new(start, start + len), &mut mint))
                .collect();
            let order: Vec<_> = set.in_order().collect();
            prop_assert!(order.is_sorted());
            prop_assert_eq!(order.len(), places.len());
            let walk = |from: Option<AnnotationId>, forward| {
                std::iter::successors(from, |&id| set.neighbour(id, forward)).collect::<Vec<_>>()
            };
            let ids: Vec<_> = order.iter().map(|o| o.1).collect();
            prop_assert_eq!(&walk(set.first_from(0), true), &ids);
            let mut back = walk(set.last_before(usize::MAX), false);
            back.reverse();
            prop_assert_eq!(&back, &ids);
            let starts = |id: Option<AnnotationId>| id.and_then(|id| set.annotation(id)?.range()).map(|r| r.start);
            let all = || order.iter().map(|o| o.0.start);
            prop_assert_eq!(starts(set.first_from(at)), all().filter(|s| *s >= at).min());
            prop_assert_eq!(starts(set.last_before(at)), all().filter(|s| *s < at).max());
        }
    }
}
