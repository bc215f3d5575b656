//! Taking in what the background lanes have finished.

use super::jobs::{self, Done, Listing, Opened, Surveyed};
use super::session::{Analysis, Session};
use super::shelf::{Shelf, Summary, key_of};
use super::spans::Layers;
use super::workspace::OpenSet;
use super::{App, loading};
use crate::annotation::{Change, DocumentInfo, Place, Records};
use crate::document::{Document, Hash};
use crate::library::counts::{Answers, Counts};
use std::path::PathBuf;
use std::sync::Arc;

/// Most documents kept in memory besides the one on screen, so that switching back is immediate.
const KEPT_DOCUMENTS: usize = 12;

/// Documents and analyses that were seen lately.
#[derive(Default)]
pub(super) struct Kept {
    documents: Vec<(String, Arc<Document>)>,
    analyses: Vec<(Hash, Arc<Analysis>)>,
}

/// Most analyses kept: they are small beside their texts.
const KEPT_ANALYSES: usize = 400;

impl Kept {
    fn document(&self, key: &str) -> Option<Arc<Document>> {
        self.documents
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, d)| d.clone())
    }

    /// The document with this text.
    fn key_of(&self, hash: Hash) -> Option<String> {
        self.documents
            .iter()
            .find(|(_, d)| d.text_hash == hash)
            .map(|(k, _)| k.clone())
    }

    fn keep_document(&mut self, key: &str, document: Arc<Document>) {
        self.documents.retain(|(k, _)| k != key);
        self.documents.push((key.to_owned(), document));
        if self.documents.len() > KEPT_DOCUMENTS {
            self.documents.remove(0);
        }
    }

    pub(super) fn analysis(&self, hash: Hash) -> Option<Arc<Analysis>> {
        self.analyses
            .iter()
            .find(|(h, _)| *h == hash)
            .map(|(_, a)| a.clone())
    }

    fn keep_analysis(&mut self, hash: Hash, analysis: Arc<Analysis>) {
        self.analyses.retain(|(h, _)| *h != hash);
        self.analyses.push((hash, analysis));
        if self.analyses.len() > KEPT_ANALYSES {
            self.analyses.remove(0);
        }
    }

    fn clear(&mut self) {
        self.documents.clear();
        self.analyses.clear();
    }
}

impl App {
    /// Takes in what was finished, and saves what is due. Call it once a frame.
    pub fn poll(&mut self) {
        while let Some(done) = self.jobs.next() {
            self.take_in(done);
        }
        self.save_due();
    }

    fn take_in(&mut self, done: Done) {
        match done {
            Done::Listed(listing) => self.listed(*listing),
            Done::Opened(opened) => self.opened(*opened),
            Done::NotOpened { key, message } => self.not_opened(&key, message),
            Done::Analysed {
                text_hash,
                analysis,
            } => self.analysed(text_hash, analysis),
            Done::Surveyed(surveyed) => self.surveyed(*surveyed),
            Done::Saved(saved) => self.saved(saved),
            Done::JournalFailed(message) => self.notices.warn(message),
            Done::Exported { to, result } => self.exported(to, result),
            Done::Searched(searched) => self.searched(*searched),
            Done::Panicked { lane, message } => {
                if lane == jobs::SEARCH {
                    self.search_failed();
                }
                self.notices.warn(format!(
                    "Something went wrong in the background ({lane}): {message}"
                ));
            }
        }
    }

    /// Opens a file or a folder.
    pub(super) fn open_path(&mut self, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.shelf.listing = true;
        self.jobs.list(path);
    }

    fn listed(&mut self, listing: Listing) {
        self.shelf.listing = false;
        if self.session.is_some() {
            self.notices.clear();
        }
        let failed = listing.documents.is_empty() && !listing.problems.is_empty();
        for problem in listing.problems {
            self.notices.warn(problem);
        }
        if failed {
            return;
        }
        if listing.documents.is_empty() {
            self.notices.warn(format!(
                "There is no document in this folder (Rapporteur reads .txt, .text and .md): {}",
                listing.root.display()
            ));
            return;
        }
        self.change_root(
            listing.root,
            listing.single.is_some(),
            listing.documents,
            listing.codebook,
        );
        let first = listing
            .single
            .map(|p| key_of(&p))
            .or_else(|| self.last_read_here());
        if let Some(key) = first.or_else(|| self.shelf.entries.first().map(|e| e.key.clone())) {
            self.show(&key);
        }
        self.note_recent();
    }

    fn change_root(
        &mut self,
        root: PathBuf,
        single: bool,
        documents: Vec<PathBuf>,
        codebook: OpenSet,
    ) {
        self.remember_place();
        self.flush();
        self.jobs.end_survey();
        self.session = None;
        self.history.clear();
        self.kept.clear();
        self.workspace.reset(codebook);
        self.shelf = Shelf::of(root, single, documents);
    }

    /// The document of this root that was read last.
    fn last_read_here(&self) -> Option<String> {
        let opened = |e: &&super::shelf::Entry| self.places.get(&e.path).map(|p| p.opened);
        self.shelf
            .entries
            .iter()
            .filter(|e| opened(e).is_some())
            .max_by_key(opened)
            .map(|e| e.key.clone())
    }

    /// Shows a document of the list.
    pub(super) fn show(&mut self, key: &str) {
        if self.session.as_ref().is_some_and(|s| s.key == key) {
            return;
        }
        self.remember_place();
        let Some(entry) = self.shelf.get(key) else {
            return;
        };
        let path = entry.path.clone();
        match self.kept.document(key) {
            Some(document) if self.workspace.set(key).is_some() => {
                self.begin(key.to_owned(), path, document)
            }
            _ => self.jobs.open(path),
        }
    }

    fn opened(&mut self, opened: Opened) {
        for message in opened.messages {
            self.notices.warn(message);
        }
        if let Some(entry) = self.shelf.get_mut(&opened.key) {
            entry.problem = None;
        }
        self.take_set(&opened.key, opened.set);
        self.take_codebook_changes(opened.codebook);
        self.note_doubles(&opened.key);
        self.kept
            .keep_document(&opened.key, opened.document.clone());
        self.begin(opened.key, opened.path, opened.document);
    }

    /// Takes a set that was read. What a journal brought back is to be saved soon.
    fn take_set(&mut self, key: &str, set: OpenSet) {
        let recovered = set.revision > 0 && self.workspace.set(key).is_none();
        self.workspace.add(key.to_owned(), set);
        if recovered {
            self.make_dirty(Place::Document(key.to_owned()));
        }
    }

    /// Carries out what a journal held for the codebook.
    fn take_codebook_changes(&mut self, changes: Vec<Change>) {
        for change in changes {
            let missing = self.workspace.record(&Place::Codebook, &change.key) != change.record;
            if missing && self.workspace.writable(&Place::Codebook).is_ok() {
                self.workspace
                    .put(&Place::Codebook, &change.key, change.record);
                self.make_dirty(Place::Codebook);
            }
        }
    }

    fn note_doubles(&mut self, key: &str) {
        for name in self.workspace.adopt_themes(key) {
            self.notices.warn(format!(
                "Two themes are called “{name}” but are not the same one. To make them one, choose Merge in the menu of \
                 the theme"
            ));
        }
    }

    fn begin(&mut self, key: String, path: PathBuf, document: Arc<Document>) {
        let place = self
            .places
            .get(&path)
            .map_or(0, |p| p.offset)
            .min(document.text.len());
        let mut session = Session::new(key, path, document.clone(), place);
        session.analysis = self.kept.analysis(document.text_hash);
        if session.analysis.is_none() {
            self.jobs.analyse(document);
        }
        if let Some(range) = self.pending_reveal.take() {
            session.reveal(range, false);
        }
        self.session = Some(session);
        self.search_again();
        self.refresh_layers();
        self.summarise();
        self.survey_the_rest();
    }

    /// Has the documents looked at of which nothing is known yet: after the one that a person waits for.
    fn survey_the_rest(&mut self) {
        if std::mem::replace(&mut self.shelf.surveyed, true) {
            return;
        }
        let now = self.session.as_ref().map(|s| s.key.as_str());
        let rest = self
            .shelf
            .entries
            .iter()
            .filter(|e| Some(e.key.as_str()) != now);
        self.jobs.survey(rest.map(|e| e.path.clone()).collect());
    }

    fn not_opened(&mut self, key: &str, message: String) {
        if let Some(entry) = self.shelf.get_mut(key) {
            entry.problem = Some(message.clone());
        }
        self.notices.warn(message);
        self.survey_the_rest();
        if self.session.is_none() {
            self.show_next_readable();
        }
    }

    /// The first document of a folder that was not yet found unreadable.
    fn show_next_readable(&mut self) {
        let next = self.shelf.entries.iter().find(|e| e.problem.is_none());
        if let Some(key) = next.map(|e| e.key.clone()) {
            self.show(&key);
        }
    }

    fn analysed(&mut self, text_hash: Hash, analysis: Arc<Analysis>) {
        if let Some(problem) = &analysis.problem {
            self.notices.warn(problem.clone());
        }
        self.kept.keep_analysis(text_hash, analysis.clone());
        if let Some(session) = &mut self.session
            && session.text_hash() == text_hash
        {
            session.analysis = Some(analysis.clone());
            self.refresh_layers();
        }
        // The document may have been left before it was looked through.
        if let Some(key) = self.kept.key_of(text_hash) {
            self.note_summary(key, text_hash, analysis);
        }
    }

    fn surveyed(&mut self, surveyed: Surveyed) {
        if surveyed.generation != self.jobs.survey_generation() {
            return;
        }
        let Surveyed { key, result, .. } = surveyed;
        let (summary, problem) = match result {
            Ok((summary, set, analysis)) => {
                self.kept.keep_analysis(summary.text_hash, analysis);
                self.take_set(&key, set);
                self.workspace.adopt_themes(&key);
                (Some(summary), None)
            }
            Err(message) => (None, Some(message)),
        };
        if let Some(entry) = self.shelf.get_mut(&key) {
            entry.summary = summary;
            entry.problem = problem;
        }
    }

    /// Works out anew what the reader paints, and the counts of the document on screen.
    pub(super) fn refresh_layers(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(set) = self.workspace.set(&session.key) else {
            return;
        };
        let answers = Answers::of(set);
        session.verdicts = session
            .findings()
            .iter()
            .map(|f| answers.finding(f).map(|d| d.verdict))
            .collect();
        session.layers = Arc::new(Layers::of(set, session.analysis.as_deref()));
        let counts = Counts::of(set, session.mentions(), session.findings());
        if let Some(summary) = self
            .shelf
            .get_mut(&session.key)
            .and_then(|e| e.summary.as_mut())
        {
            summary.counts = counts;
        }
    }

    /// Notes in the list what is known of the document on screen.
    fn summarise(&mut self) {
        let Some(session) = &self.session else { return };
        if let Some(analysis) = &session.analysis {
            self.note_summary(session.key.clone(), session.text_hash(), analysis.clone());
        }
    }

    fn note_summary(&mut self, key: String, text_hash: Hash, analysis: Arc<Analysis>) {
        let Some(set) = self.workspace.set(&key) else {
            return;
        };
        let summary = Summary {
            title: analysis.title.clone(),
            words: analysis.words,
            counts: Counts::of(set, &analysis.mentions, &analysis.findings),
            text_hash,
        };
        if let Some(entry) = self.shelf.get_mut(&key) {
            entry.summary = Some(summary);
        }
    }

    /// What a sidecar says about its document, where that is known.
    pub(super) fn document_info(&self, key: &str) -> Option<DocumentInfo> {
        let session = self
            .session
            .as_ref()
            .filter(|s| s.key == key)
            .map(|s| s.document.clone());
        let document = session.or_else(|| self.kept.document(key))?;
        Some(loading::document_info(&document))
    }

    fn exported(&mut self, to: PathBuf, result: Result<(usize, usize), String>) {
        match result {
            Ok((0, _)) => {
                self.notices.exported(format!(
                    "There was no annotation to export; an empty set was written: {}",
                    to.display()
                ));
                self.last_export = Some(to);
            }
            Ok((annotations, documents)) => {
                let documents = if documents == 1 {
                    "1 document".to_owned()
                } else {
                    format!("{documents} documents")
                };
                self.notices.exported(format!(
                    "Exported {annotations} annotations of {documents}: {}",
                    to.display()
                ));
                self.last_export = Some(to);
            }
            Err(message) => self.notices.warn(format!("Not exported. {message}")),
        }
    }
}
