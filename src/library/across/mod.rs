//! What is wrong between the documents of a folder: one office with two holders, a person who is “he” here and “she” there,
//! one name in two spellings, passages and whole texts that stand twice.
//!
//! Every document is filed under what it says — its offices, persons, names, and samples of its runs of words — and only
//! documents in one file are compared. A document is put in, replaced or taken out in the time that it takes itself and
//! those that share something with it; files that half the folder is in (the sentence of a letterhead) are left alone.

mod candidates;
mod copies;
mod facts;
mod names;
mod offices;
mod passages;
mod persons;

pub use candidates::{Candidate, candidates};
pub use facts::DocumentFacts;

use super::index::{DocumentId, FolderIndex};
use super::naming::Naming;
use crate::detect::when::When;
use crate::document::Hash;
use crate::library::map::Map;
use crate::quality::{Evidence, Finding, Repair};
use crate::text::TextRange;
use facts::Facts;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The documents of a folder, compared with each other.
#[derive(Clone, Default, Debug)]
pub struct Across {
    index: FolderIndex,
    documents: Documents,
    offices: offices::Offices,
    passages: passages::Passages,
    copies: copies::Copies,
    persons: persons::Persons,
    names: names::Names,
    changed: BTreeSet<Arc<str>>,
}

/// What is kept of each document.
#[derive(Clone, Default, Debug)]
struct Documents {
    held: Map<DocumentId, Held>,
    /// Counts what was put in.
    version: u64,
}

#[derive(Clone, Debug)]
struct Held {
    path: Arc<str>,
    date: Option<When>,
    text: Hash,
    /// Which of all documents put in it was: a passage of one that was replaced is another passage.
    version: u64,
    facts: Facts,
}

impl Documents {
    fn get(&self, id: DocumentId) -> Option<&Held> {
        self.held.get(&id)
    }

    fn path(&self, id: DocumentId) -> &str {
        self.get(id).map_or("", |h| &h.path)
    }

    /// The place of a document in the order of documents: by date, those without one last; then by path.
    fn place(&self, id: DocumentId) -> Order {
        let held = self.get(id);
        let date = held.and_then(|h| h.date);
        let path = held.map_or_else(|| Arc::from(""), |h| h.path.clone());
        (date.is_none(), date, path, id)
    }

    /// Evidence in another document.
    fn evidence(&self, id: DocumentId, range: TextRange, text: &str, note: String) -> Evidence {
        Evidence {
            document: Some(self.path(id).into()),
            range,
            text: text.into(),
            note: note.into(),
        }
    }

    /// “no date”, or the date of a document.
    fn date_of(&self, id: DocumentId) -> String {
        let date = self.get(id).and_then(|h| h.date);
        date.map_or("no date".to_owned(), |d| d.to_string())
    }
}

/// What documents are put in order by.
type Order = (bool, Option<When>, Arc<str>, DocumentId);

/// What is said of the order of two documents.
fn order_told(earlier: &Held, later: &Held) -> &'static str {
    match earlier.date.zip(later.date) {
        Some((a, b)) if a.is_before(b) => "that document is the earlier one",
        _ => "the dates do not tell which of the two was first",
    }
}

impl Across {
    /// No documents yet; names count as one by these decisions.
    pub fn new(naming: Naming) -> Self {
        Self {
            index: FolderIndex::new(naming),
            ..Self::default()
        }
    }

    /// The entities of the folder.
    pub fn index(&self) -> &FolderIndex {
        &self.index
    }

    /// The same, for what is noted there of answers.
    pub fn set_answered(&mut self, path: &str, answered: &[usize]) {
        self.index.set_answered(path, answered);
    }

    /// Puts a document in, in the place of what was known of it under this path.
    pub fn put(&mut self, path: &str, facts: DocumentFacts) {
        if let Some(id) = self.index.document(path) {
            self.take_out(id);
        }
        let text = facts.entities.key().text;
        let id = self.index.put(path, facts.entities);
        self.documents.version += 1;
        let held = Held {
            path: path.into(),
            date: self.index.date(id).map(|d| d.when),
            text,
            version: self.documents.version,
            facts: facts.facts,
        };
        self.changed.insert(held.path.clone());
        self.documents.held.insert(id, held);
        self.file(id);
        self.passages.put(id, &self.documents);
        self.copies.put(id, &self.documents);
    }

    /// Takes a document out. Whether it was in.
    pub fn remove(&mut self, path: &str) -> bool {
        let Some(id) = self.index.document(path) else {
            return false;
        };
        self.take_out(id);
        self.changed.remove(path);
        self.index.remove(path)
    }

    /// Goes by other decisions about names from now on.
    pub fn set_naming(&mut self, naming: Naming) {
        if *self.index.naming() == naming {
            return;
        }
        self.index.set_naming(naming);
        (self.offices, self.persons, self.names) = Default::default();
        let mut all: Vec<DocumentId> = self.documents.held.keys().copied().collect();
        all.sort_unstable();
        for id in all {
            self.file(id);
            let path = self.documents.get(id).map(|h| h.path.clone());
            self.changed.extend(path);
        }
    }

    /// Files a document under what its names stand for.
    fn file(&mut self, id: DocumentId) {
        let naming = self.index.naming();
        self.offices.put(id, &self.documents, naming);
        self.persons.put(id, &self.documents, naming);
        self.names.put(id, &self.documents, naming);
    }

    fn take_out(&mut self, id: DocumentId) {
        self.offices.remove(id, &self.documents);
        self.persons.remove(id);
        self.names.remove(id);
        self.passages.remove(id, &self.documents);
        self.copies.remove(id, &self.documents);
        self.documents.held.remove(&id);
    }

    fn settle(&mut self) {
        let naming = self.index.naming();
        let mut changed = BTreeSet::new();
        self.offices.settle(&self.documents, naming, &mut changed);
        self.persons.settle(&self.documents, &mut changed);
        self.names.settle(&self.documents, &mut changed);
        changed.append(&mut self.passages.take_changed());
        changed.append(&mut self.copies.take_changed());
        let paths = changed.into_iter().filter_map(|id| self.documents.get(id));
        self.changed.extend(paths.map(|h| h.path.clone()));
    }

    /// The documents whose findings may be others than when this was asked last, by path.
    pub fn take_changed(&mut self) -> Vec<String> {
        self.settle();
        let changed = std::mem::take(&mut self.changed);
        changed.into_iter().map(|p| p.to_string()).collect()
    }

    /// What is wrong between a document and the others, sorted by start. `text` is the text that it was put in with.
    pub fn findings(&mut self, path: &str, text: &str) -> Vec<Finding> {
        self.settle();
        let Some(id) = self.index.document(path) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        self.offices.findings(id, &self.documents, &mut out);
        let naming = self.index.naming();
        self.persons
            .findings(id, &self.documents, &self.offices, naming, &mut out);
        self.names.findings(id, &self.documents, &mut out);
        match self.copies.finding(id, &self.documents) {
            Some(copy) => out.push(copy),
            None => self.passages.findings(id, &self.documents, text, &mut out),
        }
        out.sort_by_key(|f| (f.range.start, f.range.end, f.check));
        out
    }

    /// Gives the findings of a document that are about a damaged name, and have no reading yet, readings to choose from.
    pub fn propose(&mut self, path: &str, text: &str, findings: &mut [Finding]) {
        self.settle();
        for finding in findings.iter_mut().filter(|f| f.repair.is_none()) {
            let found = candidates(self, path, text, finding);
            if !found.is_empty() {
                let names = found.into_iter().map(|c| c.name).collect();
                finding.repair = Some(Box::new(Repair::choice(names)));
            }
        }
    }

    /// Names to choose from for the damaged names of a document that have no reading yet, by where these stand.
    pub fn readings(&mut self, path: &str, text: &str) -> Vec<(TextRange, Vec<String>)> {
        self.settle();
        let held = self
            .index
            .document(path)
            .and_then(|id| self.documents.get(id));
        let garbled = held.map_or(&[][..], |h| &h.facts.garbled);
        let names = |range: &TextRange| {
            let found = candidates::of(self, path, text, *range);
            let names: Vec<String> = found.into_iter().map(|c| c.name).collect();
            (!names.is_empty()).then_some((*range, names))
        };
        garbled.iter().filter_map(names).collect()
    }

    /// Adds to the findings of a document what is wrong between it and the others, sorted by start, and gives those about
    /// damaged names readings to choose from.
    pub fn complete(&mut self, path: &str, text: &str, findings: &mut Vec<Finding>) {
        self.propose(path, text, findings);
        findings.extend(self.findings(path, text));
        findings.sort_by_key(|f| (f.range.start, f.range.end, f.check));
    }

    /// Bytes of memory that it takes, about.
    pub fn memory(&self) -> usize {
        let facts: usize = self.documents.held.values().map(|h| h.facts.memory()).sum();
        self.index.memory() + facts + self.passages.memory()
    }
}
