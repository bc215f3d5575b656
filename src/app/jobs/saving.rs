//! What the saving lane does: journals at once, files soon after.

use super::{Done, Out, SaveRequest, Saved, Written, locked};
use crate::annotation::{AnnotationSet, Change, Place};
use crate::document::Hash;
use crate::store::{self, Journal, OwnList, Places, Settings, StoreError, UserFolders};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Mutex;

/// The journals that are open. A journal is locked while it is open: another window cannot write into it.
pub(super) struct Journals {
    pub folders: Option<UserFolders>,
    pub open: HashMap<Place, Journal>,
}

impl Journals {
    fn append(
        &mut self,
        home: Place,
        path: &Path,
        number: u64,
        changes: &[Change],
    ) -> Result<(), StoreError> {
        let Some(folders) = &self.folders else {
            return Ok(());
        };
        let journal = match self.open.entry(home) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => {
                let journal = open(folders, none.key(), path)?;
                none.insert(journal)
            }
        };
        journal.append(number, changes)
    }

    /// A place was saved: nothing of it is needed any more. What stays is replayed at the next start, which changes
    /// nothing, so a failure does no harm.
    fn saved(&mut self, place: &Place, path: &Path, number: u64) {
        let Some(folders) = &self.folders else { return };
        if !self.open.contains_key(place)
            && has_left(folders, place, path)
            && let Ok(journal) = open(folders, place, path)
        {
            self.open.insert(place.clone(), journal);
        }
        for journal in self.open.values_mut() {
            let _ = journal.saved(place, number);
        }
    }
}

fn open(folders: &UserFolders, place: &Place, path: &Path) -> Result<Journal, StoreError> {
    let mut journal = match place {
        Place::Document(_) => Journal::open(folders, path),
        Place::Codebook => Journal::open_codebook(folders, path),
        Place::Entities => Journal::open_entities(folders, path),
        Place::Checks => Journal::open_checks(folders, path),
    }?;
    // What is in it was brought back when the place was read.
    journal.adopt();
    Ok(journal)
}

/// Whether a crash left anything in the journal of a place.
fn has_left(folders: &UserFolders, place: &Place, path: &Path) -> bool {
    let left = match place {
        Place::Document(_) => Journal::recover(folders, path),
        Place::Codebook => Journal::recover_codebook(folders, path),
        Place::Entities => Journal::recover_entities(folders, path),
        Place::Checks => Journal::recover_checks(folders, path),
    };
    !left.is_empty()
}

/// Files of the user's own that wait to be written: of each the last state, since only that one counts.
#[derive(Default)]
pub(super) struct Own {
    settings: Mutex<Option<Settings>>,
    places: Mutex<Option<Places>>,
}

impl Own {
    pub fn put_settings(&self, settings: Settings) {
        *locked(&self.settings) = Some(settings);
    }

    pub fn put_places(&self, places: Places) {
        *locked(&self.places) = Some(places);
    }

    /// Writes what waits.
    fn write(&self, folders: &UserFolders, out: &Out) {
        // Taken out first, so that nobody waits for the disk to put in something newer.
        let (settings, places) = (locked(&self.settings).take(), locked(&self.places).take());
        let written = [
            settings.map(|s| s.save(folders)),
            places.map(|p| p.save(folders)),
        ];
        for e in written.into_iter().flatten().filter_map(Result::err) {
            out.send(Done::NotWritten(e.to_string()));
        }
    }
}

pub(super) fn save(request: SaveRequest, journals: &mut Journals, own: &Own, out: &Out) {
    match request {
        SaveRequest::Own => journals.folders.iter().for_each(|f| own.write(f, out)),
        SaveRequest::Journal {
            home,
            path,
            changes,
            number,
        } => {
            if let Err(e) = journals.append(home, &path, number, &changes) {
                out.send(Done::NotWritten(e.to_string()));
            }
        }
        SaveRequest::File {
            place,
            path,
            set,
            base,
            on_disk,
            damaged,
            number,
        } => {
            let result = write_file(&place, &path, set, base, &on_disk, damaged);
            if result.is_ok() {
                journals.saved(&place, &path, number);
            }
            out.send(Done::Saved(Saved {
                place,
                result: result.map_err(|e| e.to_string()),
            }));
        }
    }
}

/// How often a file that somebody else keeps writing is merged before giving up.
const TRIES: usize = 4;

pub(super) fn write_file(
    place: &Place,
    path: &Path,
    ours: Box<AnnotationSet>,
    mut base: Option<Hash>,
    on_disk: &AnnotationSet,
    mut damaged: bool,
) -> Result<Written, store::SaveError> {
    let mut written = ours.clone();
    for attempt in 0.. {
        let saved = match place {
            Place::Document(_) => store::save_sidecar(path, &written, base, damaged),
            Place::Codebook => store::save_codebook(path, &written, base),
            Place::Entities => OwnList::Entities.save(path, &written, base),
            Place::Checks => OwnList::Checks.save(path, &written, base),
        };
        match saved {
            Ok(hash) => {
                return Ok(Written {
                    base: Some(hash),
                    ours,
                    written,
                    merged: attempt > 0,
                });
            }
            Err(store::SaveError::Changed { theirs }) if attempt < TRIES => {
                written = Box::new(store::merge_sets(on_disk, &ours, &theirs.set));
                base = theirs.base;
                damaged = theirs.damaged.is_some();
            }
            Err(e) => return Err(e),
        }
    }
    unreachable!("the loop ends by returning")
}
