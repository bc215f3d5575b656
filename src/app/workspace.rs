//! The sets of all documents that were opened or surveyed, and the codebook of the root.

use crate::annotation::{
    AnnotationSet, Codebook, Edit, EditError, EntityList, HistoryEntry, Place, Record, RecordKey,
    Records, Theme, ThemeId,
};
use crate::document::Hash;
use crate::library::counts::Counts;
use crate::store::OwnList;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most history lines that a sidecar keeps.
const HISTORY_LIMIT: usize = 500;

/// A set as it is in memory, and how it stands to its file.
#[derive(Clone, Debug, Default)]
pub struct OpenSet {
    /// The records.
    pub set: AnnotationSet,
    /// The records as they were in the file when it was last read or written: the base of a merge.
    pub on_disk: Arc<AnnotationSet>,
    /// Hash of the file when it was last read or written; `None`: there is no file.
    pub base: Option<Hash>,
    /// A newer version wrote the file: it is only read.
    pub newer: bool,
    /// The file is damaged: it is put aside before the next save.
    pub damaged: bool,
    /// Counts the changes.
    pub revision: u64,
}

/// Every set of the root, and its codebook.
#[derive(Debug)]
pub struct Workspace {
    sets: BTreeMap<String, OpenSet>,
    /// The themes of the root.
    pub codebook: Codebook,
    /// How the codebook stands to its file; its set holds the records that are not themes.
    pub codebook_file: OpenSet,
    /// What is said about entities in general, in `entities.ron` of the root. Where that is damaged, nothing is changed.
    pub entities_file: OpenSet,
    /// What the root wants of the checks, in its `checks.ron`. Where that is damaged, nothing is changed.
    pub checks_file: OpenSet,
    /// Counts the changes of any set.
    version: u64,
    tally: RefCell<Tally>,
}

/// Counts over all sets, worked out once a change and not once a frame.
#[derive(Clone, Debug, Default)]
struct Tally {
    version: Option<u64>,
    themes: BTreeMap<ThemeId, usize>,
    documents: BTreeMap<String, Counts>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self {
            sets: BTreeMap::new(),
            codebook: Codebook::default_themes(),
            codebook_file: OpenSet::default(),
            entities_file: OpenSet::default(),
            checks_file: OpenSet::default(),
            version: 0,
            tally: RefCell::default(),
        }
    }
}

impl Workspace {
    /// The set of a document.
    pub fn set(&self, doc: &str) -> Option<&AnnotationSet> {
        self.sets.get(doc).map(|s| &s.set)
    }

    /// Counts up with every change of any set.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The set of a document with its file's state.
    pub fn open_set(&self, doc: &str) -> Option<&OpenSet> {
        self.sets.get(doc)
    }

    /// The same, to note that it was written.
    pub fn open_set_mut(&mut self, doc: &str) -> Option<&mut OpenSet> {
        self.version += 1;
        self.sets.get_mut(doc)
    }

    /// Puts a changed set in the place of the one that it was made of, which it returns.
    pub fn replace(&mut self, doc: &str, set: AnnotationSet) -> Option<AnnotationSet> {
        let open = self.open_set_mut(doc)?;
        open.revision += 1;
        Some(std::mem::replace(&mut open.set, set))
    }

    /// Adds the set of a document; one that is there already has edits and stays.
    pub fn add(&mut self, doc: String, set: OpenSet) {
        self.version += 1;
        self.sets.entry(doc).or_insert(set);
    }

    /// All documents with a set.
    pub fn documents(&self) -> impl Iterator<Item = (&String, &OpenSet)> {
        self.sets.iter()
    }

    /// What is said about entities in general. Costs nothing.
    pub fn entities(&self) -> EntityList {
        EntityList::of(self.entities_file.set.clone())
    }

    /// One of the root's own lists, as its file has it.
    pub const fn own_list_mut(&mut self, list: OwnList) -> &mut OpenSet {
        match list {
            OwnList::Entities => &mut self.entities_file,
            OwnList::Checks => &mut self.checks_file,
        }
    }

    /// Forgets everything and takes codebook, list of entities and rules of the checks of another root; with no theme in
    /// it, the default themes.
    pub fn reset(&mut self, file: OpenSet, entities: OpenSet, checks: OpenSet) {
        self.version += 1;
        self.sets.clear();
        let mut book = Codebook::default();
        // An emptied codebook is a person's choice; a root without a file begins with the default themes.
        let chosen = file.base.is_some() || file.revision > 0;
        for theme in file.set.themes() {
            book.put(theme.id, Some(theme.clone()));
        }
        self.codebook = if book.is_empty() && !chosen {
            Codebook::default_themes()
        } else {
            book
        };
        self.codebook_file = file;
        self.entities_file = entities;
        self.checks_file = checks;
    }

    /// Takes themes that the codebook does not know from a set, so that they have a name and a colour. Returns the
    /// names that two themes now share.
    pub fn adopt_themes(&mut self, doc: &str) -> Vec<String> {
        let Some(open) = self.sets.get(doc) else {
            return Vec::new();
        };
        let unknown: Vec<Theme> = open
            .set
            .themes()
            .filter(|t| self.codebook.get(t.id).is_none())
            .cloned()
            .collect();
        let mut doubles = Vec::new();
        for mut theme in unknown {
            if self.codebook.iter().any(|t| t.name == theme.name) {
                doubles.push(theme.name.clone());
            }
            theme.key = theme.key.filter(|&k| self.codebook.by_key(k).is_none());
            self.codebook.put(theme.id, Some(theme));
        }
        doubles
    }

    /// Carries out an edit.
    ///
    /// # Errors
    /// See [`EditError`]; nothing was changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let touched: BTreeSet<&Place> = edit.changes.iter().map(|c| &c.place).collect();
        let touched: Vec<Place> = touched.into_iter().cloned().collect();
        let inverse = edit.apply(self)?;
        self.version += 1;
        for place in &touched {
            match place {
                Place::Document(doc) => {
                    if let Some(open) = self.sets.get_mut(doc) {
                        open.revision += 1;
                    }
                }
                Place::Codebook => self.codebook_file.revision += 1,
                Place::Entities => self.entities_file.revision += 1,
                Place::Checks => self.checks_file.revision += 1,
            }
        }
        Ok(inverse)
    }

    /// Adds a line to the history of a document. History is not undone.
    pub fn log(&mut self, doc: &str, mut entry: HistoryEntry) {
        let Some(open) = self.sets.get_mut(doc) else {
            return;
        };
        let numbers: Vec<u64> = open.set.history().map(|h| h.number).collect();
        entry.number = numbers.last().map_or(1, |n| n + 1);
        let surplus = (numbers.len() + 1).saturating_sub(HISTORY_LIMIT);
        for old in numbers.into_iter().take(surplus) {
            open.set.put(RecordKey::History(old), None);
        }
        open.set.insert(Record::History(entry));
    }

    /// The records that belong into the codebook's file.
    pub fn codebook_records(&self) -> AnnotationSet {
        let mut out = self.codebook_file.set.clone();
        let stale: Vec<_> = out.themes().map(|t| t.id).collect();
        for id in stale {
            out.put(RecordKey::Theme(id), None);
        }
        for theme in self.codebook.iter() {
            out.insert(Record::Theme(theme.clone()));
        }
        out
    }

    /// The records that belong into a document's sidecar: its own, with copies of the themes that it uses.
    pub fn sidecar_records(&self, doc: &str) -> Option<AnnotationSet> {
        let mut out = self.sets.get(doc)?.set.clone();
        let used: BTreeSet<ThemeId> = crate::library::counts::used_themes(&out).collect();
        let stale: Vec<_> = out
            .themes()
            .map(|t| t.id)
            .filter(|id| !used.contains(id))
            .collect();
        for id in stale {
            out.put(RecordKey::Theme(id), None);
        }
        for theme in used.into_iter().filter_map(|id| self.codebook.get(id)) {
            out.insert(Record::Theme(theme.clone()));
        }
        Some(out)
    }

    /// Number of annotations with each theme, over all sets.
    pub fn theme_counts(&self) -> BTreeMap<ThemeId, usize> {
        self.tally(|t| t.themes.clone())
    }

    /// What a document's set holds; `None` where it is not known.
    pub fn counts(&self, doc: &str) -> Option<Counts> {
        self.tally(|t| t.documents.get(doc).copied())
    }

    fn tally<T>(&self, look: impl FnOnce(&Tally) -> T) -> T {
        let mut tally = self.tally.borrow_mut();
        if tally.version != Some(self.version) {
            *tally = Tally {
                version: Some(self.version),
                ..Tally::default()
            };
            for (doc, open) in &self.sets {
                tally
                    .documents
                    .insert(doc.clone(), Counts::of_set(&open.set));
                for (id, uses) in open.set.theme_uses() {
                    *tally.themes.entry(id).or_default() += uses;
                }
            }
        }
        look(&tally)
    }
}

impl Records for Workspace {
    fn writable(&self, place: &Place) -> Result<(), EditError> {
        let newer = match place {
            Place::Document(doc) => {
                self.sets
                    .get(doc)
                    .ok_or_else(|| EditError::NoPlace(place.clone()))?
                    .newer
            }
            Place::Codebook => self.codebook_file.newer,
            Place::Entities => self.entities_file.newer || self.entities_file.damaged,
            Place::Checks => self.checks_file.newer || self.checks_file.damaged,
        };
        if newer {
            Err(EditError::ReadOnly(place.clone()))
        } else {
            Ok(())
        }
    }

    fn record(&self, place: &Place, key: &RecordKey) -> Option<Record> {
        match (place, key) {
            (Place::Document(doc), key) => self.sets.get(doc)?.set.get(key).cloned(),
            (Place::Codebook, RecordKey::Theme(id)) => {
                self.codebook.get(*id).cloned().map(Record::Theme)
            }
            (Place::Codebook, _) => None,
            (Place::Entities, key) => self.entities_file.set.get(key).cloned(),
            (Place::Checks, key) => self.checks_file.set.get(key).cloned(),
        }
    }

    fn put(&mut self, place: &Place, key: &RecordKey, record: Option<Record>) -> Option<Record> {
        match (place, key, record) {
            (Place::Document(doc), key, record) => {
                self.sets.get_mut(doc)?.set.put(key.clone(), record)
            }
            (Place::Codebook, RecordKey::Theme(id), Some(Record::Theme(theme))) => {
                self.codebook.put(*id, Some(theme)).map(Record::Theme)
            }
            (Place::Codebook, RecordKey::Theme(id), _) => {
                self.codebook.put(*id, None).map(Record::Theme)
            }
            (Place::Codebook, ..) => None,
            (Place::Entities, key, record) => self.entities_file.set.put(key.clone(), record),
            (Place::Checks, key, record) => self.checks_file.set.put(key.clone(), record),
        }
    }
}
