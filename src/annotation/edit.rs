//! Edits: a named batch of changes that either changes nothing or returns its inverse.

use super::record::{Record, RecordKey};
use crate::text::TextRange;
use std::fmt;

/// Which file of records a change belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Place {
    /// The sidecar of the document with this key (its path as the store knows it).
    Document(String),
    /// The codebook of the root.
    Codebook,
    /// What is said about entities in general, in the root.
    Entities,
    /// What the root wants of the checks.
    Checks,
}

/// One record put, replaced or (with `None`) removed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// Which record.
    pub key: RecordKey,
    /// What is to stand there.
    pub record: Option<Record>,
}

impl Change {
    /// Puts `record` under its own key.
    pub fn put(place: Place, record: Record) -> Self {
        Self {
            place,
            key: record.key(),
            record: Some(record),
        }
    }

    /// Removes the record under `key`.
    pub fn remove(place: Place, key: RecordKey) -> Self {
        Self {
            place,
            key,
            record: None,
        }
    }
}

/// A step that a person can undo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Its name, for example "Tag Security".
    pub name: String,
    /// The document and passage (UTF-8 bytes) that it is about, to scroll to.
    pub focus: Option<(String, TextRange)>,
    /// What it changes, in order.
    pub changes: Vec<Change>,
}

/// Why an edit was not carried out. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EditError {
    /// The edit leaves everything as it is.
    NoChange,
    /// There is no such place.
    NoPlace(Place),
    /// The place may not be written (a file of a newer version).
    ReadOnly(Place),
    /// The record does not belong under its key.
    WrongKey(RecordKey),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoChange => f.write_str("Nothing to change"),
            Self::NoPlace(Place::Document(doc)) => write!(f, "The document is not open: {doc}"),
            Self::NoPlace(Place::Codebook) => f.write_str("There is no codebook"),
            Self::NoPlace(Place::Entities) => f.write_str("There is no list of entities"),
            Self::NoPlace(Place::Checks) => f.write_str("There is no list of check rules"),
            Self::ReadOnly(Place::Document(doc)) => write!(
                f,
                "These annotations were saved by a newer version of Rapporteur and can only be read here: {doc}"
            ),
            Self::ReadOnly(Place::Codebook) => f.write_str(
                "The codebook was saved by a newer version of Rapporteur and can only be read here",
            ),
            Self::ReadOnly(Place::Entities) => f.write_str(
                "The list of entities (entities.ron) cannot be changed here: a newer version of Rapporteur saved it, or it is \
                 broken and has to be mended first",
            ),
            Self::ReadOnly(Place::Checks) => f.write_str(
                "The list of check rules (checks.ron) cannot be changed here: a newer version of Rapporteur saved it, or it \
                 is broken and has to be mended first",
            ),
            Self::WrongKey(key) => write!(f, "A record does not belong under its key ({key:?})"),
        }
    }
}

impl std::error::Error for EditError {}

/// Something that holds records under keys in places.
pub trait Records {
    /// Whether `place` exists and may be written.
    ///
    /// # Errors
    /// [`EditError::NoPlace`] or [`EditError::ReadOnly`].
    fn writable(&self, place: &Place) -> Result<(), EditError>;
    /// The record, where there is one.
    fn record(&self, place: &Place, key: &RecordKey) -> Option<Record>;
    /// Puts or removes a record; returns what stood there.
    fn put(&mut self, place: &Place, key: &RecordKey, record: Option<Record>) -> Option<Record>;
}

impl Edit {
    /// Carries the edit out and returns its inverse, of the same name.
    ///
    /// # Errors
    /// See [`EditError`]; nothing was changed then.
    pub fn apply(self, records: &mut impl Records) -> Result<Self, EditError> {
        for change in &self.changes {
            records.writable(&change.place)?;
            if change
                .record
                .as_ref()
                .is_some_and(|r| r.key() != change.key)
            {
                return Err(EditError::WrongKey(change.key.clone()));
            }
        }
        if self
            .changes
            .iter()
            .all(|c| records.record(&c.place, &c.key) == c.record)
        {
            return Err(EditError::NoChange);
        }
        let mut back = Vec::with_capacity(self.changes.len());
        for Change { place, key, record } in self.changes {
            let record = records.put(&place, &key, record);
            back.push(Change { place, key, record });
        }
        back.reverse();
        Ok(Self {
            name: self.name,
            focus: self.focus,
            changes: back,
        })
    }
}
