//! Taking in what the background lanes have finished.

use super::jobs::{self, Done, Listing, OpenRequest, Opened, Surveyed};
use super::session::{Analysis, Session};
use super::shelf::{Shelf, Summary, key_of};
use super::spans::Layers;
use super::workspace::OpenSet;
use super::{App, loading};
use crate::annotation::{Change, DocumentInfo, Place, Records};
use crate::document::{Document, Hash};
use crate::library::counts::Counts;
use crate::store::StoreError;
use crate::text::TextRange;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl App {
    /// Takes in what was finished, and saves what is due. Call it once a frame.
    pub fn poll(&mut self) {
        while let Some(done) = self.jobs.next() {
            // A beginning is shown for a frame at least, also where the whole is there already.
            let beginning = matches!(done, Done::Preview { .. });
            self.take_in(done);
            if beginning {
                self.jobs.call_again();
                break;
            }
        }
        self.show_tiers();
        self.save_due();
    }

    fn take_in(&mut self, done: Done) {
        match done {
            Done::Listed(listing) => self.listed(*listing),
            Done::Preview {
                key,
                path,
                document,
            } => self.previewed(key, path, document),
            Done::Opened(opened) => self.opened(*opened),
            Done::NotOpened { key, error } => self.not_opened(&key, &error),
            Done::Glanced(seen) => self.glanced(*seen),
            Done::Applied(applied) => self.applied(*applied),
            Done::Folder(done) => self.folder_done(*done),
            Done::Looking { text_hash, percent } => self.looking(text_hash, percent),
            Done::Analysed {
                text_hash,
                analysis,
            } => self.analysed(text_hash, analysis),
            Done::Graded {
                text_hash,
                analysis,
            } => self.graded(text_hash, analysis),
            Done::Counted(counted) => self.counted(counted),
            Done::Surveyed(surveyed) => self.surveyed(*surveyed),
            Done::Saved(saved) => self.saved(saved),
            Done::NotWritten(message) => self.notices.warn(message),
            Done::Exported { to, result } => self.exported(to, result),
            Done::Report(done) => self.report_done(*done),
            Done::ImportRead(read) => self.import_read(read),
            Done::ListChanged(outside) => self.list_changed_outside(outside),
            Done::Searched(searched) => self.searched(*searched),
            Done::Panicked { lane, message } => {
                if lane == jobs::SEARCH {
                    self.search_failed();
                }
                if lane == jobs::REPORT || lane == jobs::FOLDER {
                    self.reporting.give_up();
                }
                // A step that failed was not made.
                self.making &= lane != jobs::APPLY;
                self.notices.warn(format!(
                    "Something went wrong in the background ({lane}): {message}"
                ));
            }
        }
    }

    /// Opens a file or a folder.
    pub(super) fn open_path(&mut self, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.refused = None;
        self.shelf.listing = true;
        let request = self.open_request(path, None);
        self.jobs.list(request);
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
                "There is no document in this folder (Rapporteur reads text, PDF, Word, OpenDocument, RTF, EPUB, web pages and e-mails): {}",
                listing.root.display()
            ));
            return;
        }
        self.change_root(
            listing.root,
            listing.single.is_some(),
            listing.documents,
            listing.codebook,
            listing.entities,
            listing.checks,
        );
        self.take_lists(listing.list);
        self.renew_folder();
        if let (true, Some(path)) = (listing.opening, &listing.single) {
            // The lane reads it already.
            self.awaited = Some(key_of(path));
            self.note_recent();
            return;
        }
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
        entities: OpenSet,
        checks: OpenSet,
    ) {
        self.remember_place();
        self.flush();
        self.jobs.end_survey();
        self.session = None;
        self.left = None;
        self.history.clear();
        self.kept.clear();
        self.trail.clear();
        self.awaited = None;
        // What the journals brought back is to be saved soon.
        let lists = [(&entities, Place::Entities), (&checks, Place::Checks)];
        let recovered = lists.map(|(list, place)| (list.revision > 0).then_some(place));
        self.workspace.reset(codebook, entities, checks);
        self.shelf = Shelf::of(root, single, documents);
        for place in recovered.into_iter().flatten() {
            self.make_dirty(place);
        }
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
        self.awaited = Some(key.to_owned());
        self.refused = None;
        if self.session.as_ref().is_some_and(|s| s.key == key) {
            return;
        }
        self.remember_place();
        let Some(entry) = self.shelf.get(key) else {
            return;
        };
        let (path, known) = (entry.path.clone(), entry.summary.as_ref());
        let known = known.map(|s| s.text_hash);
        if self.workspace.set(key).is_some()
            && let Some((session, revision)) = self.kept.wake(key)
        {
            return self.show_again(session, revision);
        }
        let request = self.open_request(path, known);
        self.jobs.open(request);
    }

    fn open_request(&self, path: PathBuf, known: Option<Hash>) -> OpenRequest {
        let seen = self.pending_reveal.map(|range| range.start);
        let place = self.places.get(&path).map_or(0, |p| p.offset);
        OpenRequest {
            place: seen.unwrap_or(place),
            path,
            known: known.filter(|&hash| self.kept.analysis(hash, self.list).is_some()),
            preview_from: self.preview_from,
        }
    }

    /// Shows the beginning of a document that is still being read.
    fn previewed(&mut self, key: String, path: PathBuf, document: Arc<Document>) {
        if self.is_awaited(&key) && self.workspace.set(&key).is_none() {
            let last = self.place_in(&path, &document);
            let place = self.enter(&key).unwrap_or(last);
            let place = place.min(document.text.len());
            self.put_on_screen(Session::new(key, path, document, place));
            self.look_early();
        }
    }

    /// Whether a document that was read is the one that is waited for: another one may have been asked for since.
    fn is_awaited(&self, key: &str) -> bool {
        self.awaited.as_deref().is_none_or(|awaited| awaited == key)
    }

    fn opened(&mut self, opened: Opened) {
        self.refused.take_if(|r| r.key == opened.key);
        self.unlocking.take_if(|k| *k == opened.key);
        for message in opened.messages {
            self.notices.warn(message);
        }
        if let Some(entry) = self.shelf.get_mut(&opened.key) {
            entry.problem = None;
        }
        let hash = opened.document.text_hash;
        // It may be done already, and the list another one since.
        if opened.analysing && !self.kept.has_analysis(hash) {
            self.analysing = Some((hash, self.list));
        }
        self.take_set(&opened.key, opened.set);
        self.take_shared_changes(&opened.key, opened.shared);
        self.note_doubles(&opened.key);
        if self.is_awaited(&opened.key) {
            self.begin(opened.key, opened.path, opened.document);
        } else {
            let place = self.place_in(&opened.path, &opened.document);
            let session = Session::new(opened.key, opened.path, opened.document, place);
            self.kept.rest(session, None);
        }
    }

    /// Takes a set that was read. What a journal brought back is to be saved soon.
    fn take_set(&mut self, key: &str, set: OpenSet) {
        let recovered = set.revision > 0 && self.workspace.set(key).is_none();
        self.workspace.add(key.to_owned(), set);
        if recovered {
            self.make_dirty(Place::Document(key.to_owned()));
        }
    }

    /// Carries out what a journal held for codebook and lists of the root.
    fn take_shared_changes(&mut self, key: &str, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        // They leave the document's journal when both are saved, or would be carried out at every start.
        let document = Place::Document(key.to_owned());
        let places = changes.iter().map(|c| c.place.clone());
        for place in places.chain([document]).collect::<BTreeSet<_>>() {
            if self.workspace.writable(&place).is_ok() {
                self.make_dirty(place);
            }
        }
        let missing: Vec<Change> = changes
            .into_iter()
            .filter(|c| self.workspace.record(&c.place, &c.key) != c.record)
            .filter(|c| self.workspace.writable(&c.place).is_ok())
            .collect();
        for Change { place, key, record } in missing.clone() {
            self.workspace.put(&place, &key, record);
        }
        self.follow_list(&missing);
        self.follow_rules(&missing);
    }

    fn note_doubles(&mut self, key: &str) {
        for name in self.workspace.adopt_themes(key) {
            self.notices.warn(format!(
                "Two themes are called “{name}” but are not the same one. To make them one, choose Merge in the menu of \
                 the theme"
            ));
        }
    }

    /// Where one was reading in a document.
    fn place_in(&self, path: &Path, document: &Document) -> usize {
        let place = self.places.get(path).map_or(0, |p| p.offset);
        place.min(document.text.len())
    }

    fn begin(&mut self, key: String, path: PathBuf, document: Arc<Document>) {
        let beginning = self.session.take_if(|s| {
            s.document.partial && s.key == key && document.text.starts_with(&s.document.text)
        });
        let mut session = match beginning {
            // The rest of what is on screen: nothing moves.
            Some(mut session) => {
                session.early.expire();
                Session {
                    document,
                    ..session
                }
            }
            None => {
                let last = self.place_in(&path, &document);
                let place = self.enter(&key).unwrap_or(last);
                let place = place.min(document.text.len());
                Session::new(key, path, document, place)
            }
        };
        let found = self.kept.analysis(session.text_hash(), self.list);
        session.analysis = found.map(|found| self.under_rules(found));
        if session.analysis.is_some() {
            session.early = Default::default();
        }
        self.put_on_screen(session);
        self.watch_session();
        self.refresh_layers();
        self.summarise();
        self.point_at_pending();
        self.look_through();
        self.survey_the_rest();
    }

    /// Shows a document again that was on screen before, as it was left where nothing has changed since.
    fn show_again(&mut self, mut session: Session, revision: Option<u64>) {
        let last = self.place_in(&session.path, &session.document);
        let place = self.enter(&session.key).unwrap_or(last);
        let place = place.min(session.document.text.len());
        session.reveal(TextRange::new(place, place), true);
        session.focus = super::Focus::Nothing;
        session.looked = None;
        session.early = Default::default();
        let found = self.kept.analysis(session.text_hash(), self.list);
        let is_present = |a: &&Arc<Analysis>| a.list == self.list;
        let before = session.analysis.take();
        let stays = before.as_ref().filter(is_present).cloned();
        let found = stays.or(found).or_else(|| before.clone());
        session.analysis = found.map(|found| self.under_rules(found));
        let same = match (&before, &session.analysis) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        let same = same && revision.is_some() && revision == self.revision_of(&session.key);
        self.put_on_screen(session);
        self.watch_session();
        if !same {
            self.refresh_layers();
            self.summarise();
        }
        self.point_at_pending();
        self.look_through();
        self.survey_the_rest();
    }

    fn revision_of(&self, key: &str) -> Option<u64> {
        self.workspace.open_set(key).map(|s| s.revision)
    }

    /// Puts a document on the screen, and keeps the one that was there.
    fn put_on_screen(&mut self, mut session: Session) {
        if let Some(range) = self.pending_reveal.take() {
            session.reveal(range, false);
        }
        self.left = None;
        if let Some(left) = self.session.replace(session) {
            self.put_to_rest(left);
        }
        self.search_again();
    }

    /// Keeps a document that leaves the screen as it is left; remarks on it are no longer of use there.
    pub(super) fn put_to_rest(&mut self, left: Session) {
        for note in left.document.origin.iter().flat_map(|o| &o.notes) {
            self.notices.withdraw(note);
        }
        let revision = self.revision_of(&left.key);
        self.kept.rest(left, revision);
    }

    /// Has the document on screen looked through where that is neither done nor under way by the present list.
    pub(super) fn look_through(&mut self) {
        let list = self.list;
        if let Some(session) = &self.session
            && session.analysis.as_ref().is_none_or(|a| a.list != list)
            && !session.document.partial
            && self.analysing != Some((session.text_hash(), list))
        {
            self.analysing = Some((session.text_hash(), list));
            let (key, document) = (session.key.clone(), session.document.clone());
            self.jobs.analyse(key, document);
        }
        self.look_early();
    }

    fn looking(&mut self, text_hash: Hash, percent: u8) {
        if let Some(session) = &mut self.session
            && session.text_hash() == text_hash
        {
            session.looked = Some(percent);
        }
    }

    /// Has the documents looked at of which nothing is known yet: after the one that a person waits for.
    pub(super) fn survey_the_rest(&mut self) {
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

    fn not_opened(&mut self, key: &str, error: &StoreError) {
        let message = error.to_string();
        if let Some(entry) = self.shelf.get_mut(key) {
            entry.problem = Some(message.clone());
        }
        // A beginning whose rest cannot be read is no document.
        self.session.take_if(|s| s.document.partial && s.key == key);
        if self.is_awaited(key) {
            self.refuse_to_read(key, error);
        } else {
            self.notices.warn(message.clone());
        }
        self.survey_the_rest();
        // What alone was asked for stays in view with its message; of a folder the next document is shown.
        if self.session.is_none() && self.left.is_none() && self.show_next_readable() {
            self.notices.warn(message);
        }
    }

    /// The first document of a folder that was not yet found unreadable, where the folder was opened and none of its
    /// documents asked for.
    fn show_next_readable(&mut self) -> bool {
        let next = self.shelf.entries.iter().find(|e| e.problem.is_none());
        let Some(key) = next.map(|e| e.key.clone()) else {
            return false;
        };
        self.refused = None;
        self.show(&key);
        true
    }

    fn analysed(&mut self, text_hash: Hash, analysis: Arc<Analysis>) {
        if let Some(problem) = &analysis.problem {
            self.notices.warn(problem.clone());
        }
        let analysis = self.under_rules(analysis);
        self.kept.keep_analysis(text_hash, analysis.clone());
        self.analysing.take_if(|(hash, _)| *hash == text_hash);
        if let Some(session) = &mut self.session
            && session.text_hash() == text_hash
        {
            session.take_analysis(analysis.clone());
            self.refresh_layers();
            self.point_at_pending();
        }
        // The document may have been left before it was looked through.
        let on_screen = self.session.as_ref();
        let on_screen = on_screen.filter(|s| s.text_hash() == text_hash);
        let key = on_screen.map(|s| s.key.clone());
        if let Some(key) = key.or_else(|| self.kept.key_of(text_hash)) {
            self.note_summary(key, text_hash, analysis);
        }
        // The newest request had won; the one on screen may have been an older one.
        self.look_through();
        if self.analysing.is_none() && self.session.is_some() {
            self.survey_the_rest();
        }
    }

    fn surveyed(&mut self, surveyed: Surveyed) {
        if surveyed.generation != self.jobs.survey_generation() {
            return;
        }
        let Surveyed { key, result, .. } = surveyed;
        let (summary, problem) = match result {
            Ok((mut summary, set, analysis)) => {
                let analysis = self.under_rules_counted(analysis, &set.set, &mut summary);
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
        self.reporting.note_found();
    }

    /// Works out anew what the reader paints, and the counts of the document on screen.
    pub(super) fn refresh_layers(&mut self) {
        if let Some(session) = &mut self.session
            && let Some(set) = self.workspace.set(&session.key)
        {
            session.layers = Layers::of(set, session.found().cloned());
        }
        self.refresh_counts();
    }

    /// Has what the reader paints follow an edit: `changes` were made, `inverse` would take them back.
    pub(super) fn follow(&mut self, changes: &[Change], inverse: &[Change]) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(set) = self.workspace.set(&session.key) else {
            return;
        };
        let here = Place::Document(session.key.clone());
        let corrected = session.layers.corrections_revision();
        for (change, back) in changes.iter().zip(inverse.iter().rev()) {
            if change.place == here {
                let (before, after) = (back.record.as_ref(), change.record.as_ref());
                session.layers.follow(set, before, after);
            }
        }
        if session.layers.corrections_revision() != corrected {
            self.search_again();
        }
        self.refresh_counts();
    }

    pub(super) fn refresh_counts(&mut self) {
        if let Some(session) = &self.session
            && let Some(set) = self.workspace.set(&session.key)
            && let Some(entry) = self.shelf.get_mut(&session.key)
            && let Some(summary) = &mut entry.summary
        {
            let before = summary.counts;
            summary.counts = session.layers.counts(set);
            if session.analysis.is_none() {
                // What is open is known when the whole was looked through.
                summary.counts.open_findings = before.open_findings;
                summary.counts.open_mentions = before.open_mentions;
            }
        }
    }

    /// Notes in the list what is known of the document on screen.
    pub(super) fn summarise(&mut self) {
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
            faults: analysis.faults(),
            text_hash,
        };
        if let Some(entry) = self.shelf.get_mut(&key) {
            entry.summary = Some(summary);
        }
        self.reporting.note_found();
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
