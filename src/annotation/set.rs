//! All records of one document.

use super::codebook::Theme;
use super::ids::{AnnotationId, AnnotatorId, ThemeId};
use super::record::{
    Anchored, Annotator, Comment, Decision, DocumentInfo, Orphaned, Placed, Reading, Record,
    RecordKey,
};
use std::collections::BTreeMap;

/// The records of a document, whoever made them, in the order in which a sidecar lists them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AnnotationSet {
    records: BTreeMap<RecordKey, Record>,
}

impl AnnotationSet {
    /// The record with this key.
    pub fn get(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(key)
    }

    /// Puts or removes a record; returns what stood there.
    pub fn put(&mut self, key: RecordKey, record: Option<Record>) -> Option<Record> {
        match record {
            Some(record) => self.records.insert(key, record),
            None => self.records.remove(&key),
        }
    }

    /// Puts a record under its own key.
    pub fn insert(&mut self, record: Record) -> Option<Record> {
        self.records.insert(record.key(), record)
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
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
        match self.records.get(&RecordKey::Document)? {
            Record::Document(info) => Some(info),
            _ => None,
        }
    }

    /// All annotations, anchored or not.
    pub fn placed(&self) -> impl Iterator<Item = &Placed> {
        self.records.values().filter_map(|r| match r {
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
        match self.records.get(&RecordKey::Annotation(id))? {
            Record::Annotation(placed) => Some(placed),
            _ => None,
        }
    }

    /// All decisions.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.records.values().filter_map(|r| match r {
            Record::Decision(d) => Some(d),
            _ => None,
        })
    }

    /// The comments on an annotation, oldest first.
    pub fn comments(&self, on: AnnotationId) -> Vec<&Comment> {
        let mut out: Vec<_> = self
            .records
            .values()
            .filter_map(|r| match r {
                Record::Comment(c) if c.annotation == on => Some(c),
                _ => None,
            })
            .collect();
        out.sort_by_key(|c| (c.created, c.id));
        out
    }

    /// The reading state of an annotator.
    pub fn reading(&self, annotator: AnnotatorId) -> Option<&Reading> {
        match self.records.get(&RecordKey::Reading(annotator))? {
            Record::Reading(r) => Some(r),
            _ => None,
        }
    }

    /// The copies of theme definitions.
    pub fn themes(&self) -> impl Iterator<Item = &Theme> {
        self.records.values().filter_map(|r| match r {
            Record::Theme(t) => Some(t),
            _ => None,
        })
    }

    /// The copy of a theme's definition.
    pub fn theme(&self, id: ThemeId) -> Option<&Theme> {
        match self.records.get(&RecordKey::Theme(id))? {
            Record::Theme(t) => Some(t),
            _ => None,
        }
    }

    /// The annotators.
    pub fn annotators(&self) -> impl Iterator<Item = &Annotator> {
        self.records.values().filter_map(|r| match r {
            Record::Annotator(a) => Some(a),
            _ => None,
        })
    }

    /// The name of an annotator; empty where there is none.
    pub fn annotator_name(&self, id: AnnotatorId) -> &str {
        match self.records.get(&RecordKey::Annotator(id)) {
            Some(Record::Annotator(a)) => &a.name,
            _ => "",
        }
    }
}

impl FromIterator<Record> for AnnotationSet {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        Self {
            records: records.into_iter().map(|r| (r.key(), r)).collect(),
        }
    }
}
