//! How far each document was read: a file of its own, since it changes with every document closed.

use super::error::StoreError;
use super::folders::UserFolders;
use super::settings;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many documents' places are kept; those opened longest ago go first.
pub const PLACES_KEPT: usize = 2_000;

/// How far a document was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// UTF-8 bytes of the document's text.
    pub offset: usize,
    /// When the document was last open: seconds since 1970-01-01T00:00:00Z.
    pub opened: i64,
}

/// How far each document was read, by path.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Places {
    #[serde(default)]
    places: BTreeMap<String, Place>,
}

impl Places {
    /// Reads the places. No file gives none; so does a damaged one, which is kept aside and said.
    pub fn load(folders: &UserFolders) -> (Self, Option<StoreError>) {
        let (places, problem) = settings::load::<Self>(&path(folders), "Your reading places");
        (places.unwrap_or_default(), problem)
    }

    /// Saves the places.
    ///
    /// # Errors
    /// When the user's folder cannot be written.
    pub fn save(&self, folders: &UserFolders) -> Result<(), StoreError> {
        settings::save(&path(folders), self)
    }

    /// How far `doc` was read.
    pub fn get(&self, doc: &Path) -> Option<Place> {
        self.places.get(doc.to_str()?).copied()
    }

    /// Remembers how far `doc` was read. A path that is no Unicode has no form in the file and is not remembered.
    pub fn set(&mut self, doc: &Path, place: Place) {
        let Some(doc) = doc.to_str() else {
            return;
        };
        self.places.insert(doc.to_owned(), place);
        if self.places.len() > PLACES_KEPT {
            self.drop_oldest();
        }
    }

    /// A tenth more than necessary, so that not every new document has to sort them all.
    fn drop_oldest(&mut self) {
        let mut all: Vec<_> = std::mem::take(&mut self.places).into_iter().collect();
        all.sort_by_key(|(_, place)| Reverse(place.opened));
        all.truncate(PLACES_KEPT - PLACES_KEPT / 10);
        self.places = all.into_iter().collect();
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether no place is known.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

fn path(folders: &UserFolders) -> PathBuf {
    folders.config.join("places.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_opened_longest_ago_go_first() {
        let mut places = Places::default();
        for n in 0..5_000 {
            let doc = PathBuf::from(format!("{n}.txt"));
            let place = Place {
                offset: 7,
                opened: n,
            };
            places.set(&doc, place);
            assert!(places.len() <= PLACES_KEPT);
            assert_eq!(places.get(&doc), Some(place));
        }
        assert_eq!(places.get(Path::new("0.txt")), None);
        assert!(places.len() >= PLACES_KEPT * 8 / 10);
    }

    #[test]
    fn places_survive_a_round_trip() {
        let dir = tempfile::tempdir().unwrap();
        let folders = UserFolders::inside(dir.path());
        let mut places = Places::default();
        let place = Place {
            offset: 3,
            opened: 9,
        };
        places.set(Path::new("C:\\a \"b\".txt"), place);
        places.save(&folders).unwrap();
        assert_eq!(Places::load(&folders), (places, None));
    }
}
