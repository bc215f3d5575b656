//! The lane that makes steps of thousands of changes.

use super::{Done, Out};
use crate::annotation::{
    AnnotationSet, Change, Edit, EditError, Place, Record, RecordKey, Records,
};
use crate::app::big::{Making, Step};
use crate::app::execute::{Answered, answer_taken_back};
use crate::app::session::Analysis;
use crate::app::spans::Layers;
use std::sync::Arc;

/// A set by its document's key, with the number of its state.
pub type Numbered = (String, AnnotationSet, u64);

/// A step that is to be made.
pub struct ApplyRequest {
    /// What it is.
    pub step: Step,
    /// Its changes.
    pub make: Making,
    /// The record of the annotator, which every set has that is changed.
    pub annotator: Record,
    /// The sets of its documents.
    pub sets: Vec<Numbered>,
    /// The document on screen, and what was found in it.
    pub shown: Option<(String, Option<Arc<Analysis>>)>,
}

/// A step that was made.
pub struct Applied {
    /// What it is.
    pub step: Step,
    /// What was changed.
    pub changes: Vec<Change>,
    /// The sets as they are after it.
    pub sets: Vec<Numbered>,
    /// What would take it back; or why it was not made.
    pub inverse: Result<Edit, EditError>,
    /// The layers of the document on screen after it.
    pub layers: Option<(String, Layers)>,
    /// The suggestion whose answer it took back.
    pub back: Option<Answered>,
}

/// Sets on which a step is tried.
struct Sets(Vec<Numbered>);

impl Sets {
    fn at(&self, place: &Place) -> Option<usize> {
        let Place::Document(doc) = place else {
            return None;
        };
        self.0.iter().position(|(key, ..)| key == doc)
    }
}

impl Records for Sets {
    fn writable(&self, place: &Place) -> Result<(), EditError> {
        let there = self.at(place).is_some();
        there
            .then_some(())
            .ok_or_else(|| EditError::NoPlace(place.clone()))
    }

    fn record(&self, place: &Place, key: &RecordKey) -> Option<Record> {
        let (_, set, _) = self.0.get(self.at(place)?)?;
        set.get(key).cloned()
    }

    fn put(&mut self, place: &Place, key: &RecordKey, record: Option<Record>) -> Option<Record> {
        let at = self.at(place)?;
        let (_, set, _) = self.0.get_mut(at)?;
        set.put(key.clone(), record)
    }
}

/// Makes a step.
pub(super) fn apply(request: ApplyRequest, out: &Out) {
    let ApplyRequest {
        step,
        make,
        annotator,
        sets,
        shown,
    } = request;
    let mut changes = make();
    let lacking = sets
        .iter()
        .filter(|(_, set, _)| set.get(&annotator.key()) != Some(&annotator));
    let named =
        lacking.map(|(key, ..)| Change::put(Place::Document(key.clone()), annotator.clone()));
    changes.extend(named.collect::<Vec<_>>());
    let mut sets = Sets(sets);
    let edit = Edit {
        name: step.name.clone(),
        focus: step.focus.clone(),
        changes: changes.clone(),
    };
    let inverse = edit.apply(&mut sets);
    let layers = shown.filter(|_| inverse.is_ok()).and_then(|(key, found)| {
        let (_, set, _) = sets.0.iter().find(|(k, ..)| *k == key)?;
        let layers = Layers::of(set, found);
        Some((key, layers))
    });
    let taken = inverse
        .iter()
        .find_map(|i| answer_taken_back(&changes, &i.changes));
    out.send(Done::Applied(Box::new(Applied {
        step,
        changes,
        sets: sets.0,
        inverse,
        layers,
        back: taken,
    })));
}
