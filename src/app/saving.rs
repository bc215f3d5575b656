//! Autosave: every edit goes into the journal at once and into the sidecar soon after.

use super::{App, SaveState, Workspace};
use crate::annotation::{Change, Place, Timestamp};
use crate::app::jobs::{SaveRequest, Saved};
use crate::app::workspace::OpenSet;
use crate::store::{self, OwnList};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long edits are gathered before the sidecar is written.
const GATHER: Duration = Duration::from_millis(400);

/// What waits to be written, and how writing went.
#[derive(Debug, Default)]
pub struct Saving {
    /// What waits, since when; `None`: due at once.
    dirty: BTreeMap<Place, Option<Instant>>,
    in_flight: BTreeSet<Place>,
    last: Option<Timestamp>,
    failed: Option<String>,
    number: u64,
}

impl Saving {
    /// Where the work stands.
    pub fn state(&self, workspace: &Workspace) -> SaveState {
        if let Some(message) = &self.failed {
            return SaveState::Failed(message.clone());
        }
        if self.is_pending() {
            return SaveState::Unsaved;
        }
        match self.last {
            Some(at) => SaveState::Saved(at),
            None if workspace.documents().any(|(_, s)| s.base.is_some()) => SaveState::Nothing,
            None => SaveState::Nothing,
        }
    }

    /// Whether something is not yet in its file.
    pub fn is_pending(&self) -> bool {
        !self.dirty.is_empty() || !self.in_flight.is_empty()
    }

    /// Whether the file of a place is being written.
    pub fn is_under_way(&self, place: &Place) -> bool {
        self.in_flight.contains(place)
    }
}

impl App {
    /// Notes that the changes were made: into the journal at once, into the files soon.
    pub(super) fn record_changes(&mut self, changes: Vec<Change>) {
        let places: BTreeSet<&Place> = changes.iter().map(|c| &c.place).collect();
        let places: Vec<Place> = places.into_iter().cloned().collect();
        self.record_changes_at(changes, places);
    }

    /// The same, where it is known which places were changed.
    pub(super) fn record_changes_at(&mut self, changes: Vec<Change>, places: Vec<Place>) {
        self.saving.number += 1;
        // A document's journal is read whenever the document is, so it is the better home of a mixed edit.
        let Some(home) = places
            .iter()
            .find(|p| matches!(p, Place::Document(_)))
            .or(places.first())
            .cloned()
        else {
            return;
        };
        let path = self.file_of(&home);
        let number = self.saving.number;
        self.jobs.save(SaveRequest::Journal {
            home,
            path,
            changes,
            number,
        });
        for place in places {
            self.make_dirty(place);
        }
    }

    /// Notes that a place is to be written soon.
    pub(super) fn make_dirty(&mut self, place: Place) {
        self.saving
            .dirty
            .entry(place)
            .or_insert_with(|| Some(Instant::now()));
    }

    /// The document, or for what it shares the root, that a place belongs to.
    fn file_of(&self, place: &Place) -> PathBuf {
        match place {
            Place::Document(doc) => PathBuf::from(doc),
            Place::Codebook | Place::Entities | Place::Checks => self.shelf.root.clone(),
        }
    }

    /// Sends off what has waited long enough. A file is never under way twice: the state that is shown would then be that
    /// of the first, and the second would find the file changed.
    pub(super) fn save_due(&mut self) {
        let is_due = |since: &Option<Instant>| since.is_none_or(|s| s.elapsed() >= GATHER);
        let due: Vec<Place> = self
            .saving
            .dirty
            .iter()
            .filter(|(place, since)| is_due(since) && !self.saving.in_flight.contains(place))
            .map(|(place, _)| place.clone())
            .collect();
        due.into_iter().for_each(|place| self.send(place));
    }

    /// Sends off everything that waits, as soon as it can go.
    pub(super) fn flush(&mut self) {
        self.saving
            .dirty
            .values_mut()
            .for_each(|since| *since = None);
        self.save_due();
    }

    fn send(&mut self, place: Place) {
        self.saving.dirty.remove(&place);
        let path = self.file_of(&place);
        let (records, open) = match &place {
            Place::Document(doc) => (
                self.workspace.sidecar_records(doc),
                self.workspace.open_set(doc),
            ),
            Place::Codebook => (
                Some(self.workspace.codebook_records()),
                Some(&self.workspace.codebook_file),
            ),
            Place::Entities => (
                Some(self.workspace.entities_file.set.clone()),
                Some(&self.workspace.entities_file),
            ),
            Place::Checks => (
                Some(self.workspace.checks_file.set.clone()),
                Some(&self.workspace.checks_file),
            ),
        };
        let (Some(mut set), Some(open)) = (records, open) else {
            return;
        };
        let (base, on_disk, damaged) = (open.base, open.on_disk.clone(), open.damaged);
        if let Place::Document(doc) = &place
            && let Some(info) = self.document_info(doc)
        {
            set.insert(crate::annotation::Record::Document(info));
        }
        self.saving.in_flight.insert(place.clone());
        let number = self.saving.number;
        self.jobs.save(SaveRequest::File {
            place,
            path,
            set: Box::new(set),
            base,
            on_disk,
            damaged,
            number,
        });
    }

    /// Takes in how a save went.
    pub(super) fn saved(&mut self, saved: Saved) {
        let Saved { place, result, .. } = saved;
        self.saving.in_flight.remove(&place);
        OwnList::of(&place)
            .into_iter()
            .for_each(|list| self.look_at_list_again(list));
        match result {
            Ok(done) => {
                self.saving.failed = None;
                self.saving.last = Some(self.now());
                let merged = done.merged;
                let Some(open) = self.open_file_mut(&place) else {
                    return;
                };
                open.base = done.base;
                open.damaged = false;
                if merged {
                    // Somebody else wrote the file: what they have becomes ours, what was edited meanwhile stays.
                    open.set = store::merge_sets(&done.ours, &open.set, &done.written);
                    open.revision += 1;
                }
                let before = std::mem::replace(&mut open.on_disk, Arc::from(done.written));
                self.jobs.discard((before, done.ours));
                if merged {
                    self.after_merge(&place);
                }
            }
            Err(message) => {
                self.notices.warn(format!("Not saved. {message}. Your work is kept and saving is tried again with the next change"));
                self.saving.failed = Some(message);
                // It stays due, but is not tried again in a loop: the next edit or Save does that.
            }
        }
    }

    fn open_file_mut(&mut self, place: &Place) -> Option<&mut OpenSet> {
        match place {
            Place::Document(doc) => self.workspace.open_set_mut(doc),
            Place::Codebook => Some(&mut self.workspace.codebook_file),
            Place::Entities => Some(&mut self.workspace.entities_file),
            Place::Checks => Some(&mut self.workspace.checks_file),
        }
    }

    fn after_merge(&mut self, place: &Place) {
        if let Some(list) = OwnList::of(place) {
            self.renew_own_list(list);
            self.notices.info(format!(
                "The {} was also changed elsewhere; both versions were merged",
                list.title()
            ));
        } else if let Place::Document(doc) = place {
            self.workspace.adopt_themes(doc);
            self.notices.info(
                "The annotations were also changed elsewhere; both versions were merged".to_owned(),
            );
        } else {
            let themes: Vec<_> = self.workspace.codebook_file.set.themes().cloned().collect();
            for theme in themes {
                if self.workspace.codebook.get(theme.id).is_none() {
                    self.workspace.codebook.put(theme.id, Some(theme));
                }
            }
        }
        self.refresh_layers();
    }

    /// Saves what failed before, and everything else.
    pub(super) fn save_now(&mut self) {
        if self.saving.failed.take().is_some() {
            let all: Vec<String> = self
                .workspace
                .documents()
                .filter(|(_, s)| s.revision > 0)
                .map(|(doc, _)| doc.clone())
                .collect();
            for doc in all {
                self.saving
                    .dirty
                    .entry(Place::Document(doc))
                    .or_insert_with(|| Some(Instant::now()));
            }
        }
        self.flush();
    }
}
