//! Commands that say what a passage should read. A correction is an annotation: the document stays as it is.

use super::App;
use super::session::Focus;
use crate::annotation::{
    AnnotationId, Body, Change, Correction, Placed, Record, RecordKey, Verdict,
};
use crate::text::TextRange;

impl App {
    /// The proposed reading of a finding is accepted, or another one typed: the finding is right, and this is what the
    /// passage should read. Empty: nothing.
    pub(super) fn correct(&mut self, finding: usize, text: String) {
        self.agree("Correct", finding, Some(text));
    }

    /// Corrects a passage; a correction that is there gets the new reading. Where a check found something in just this
    /// passage, that is answered with it.
    pub(super) fn correct_passage(&mut self, range: TextRange, text: String) {
        let range = self.snap(range);
        if let Some(finding) = self.open_finding_at(range) {
            return self.correct(finding, text);
        }
        let there = self.correction_at(range).map(|c| c.id);
        match there.and_then(|id| Some((self.place()?, self.read_as(id, text.clone())?))) {
            Some((place, record)) => {
                let changes = vec![Change::put(place, record)];
                self.commit("Change correction".to_owned(), Some(range), changes);
            }
            None => {
                let body = Body::Correction { text };
                self.annotate("Correct passage".to_owned(), range, body, String::new());
            }
        }
    }

    fn open_finding_at(&self, range: TextRange) -> Option<usize> {
        let session = self.session.as_ref()?;
        let mut here = session.analysis.as_deref()?.findings_at(range);
        here.find(|(i, _)| session.is_open(*i)).map(|(i, _)| i)
    }

    /// The correction of exactly this passage of the document on screen.
    pub fn correction_at(&self, range: TextRange) -> Option<&Correction> {
        let session = self.session.as_ref()?;
        let mut here = session.layers.corrections().over(range).iter();
        here.find(|c| c.range == range)
    }

    /// A correction with another reading.
    fn read_as(&mut self, id: AnnotationId, text: String) -> Option<Record> {
        let modified = self.now();
        let key = &self.session.as_ref()?.key;
        let mut placed = self.workspace.set(key)?.annotation(id)?.clone();
        let annotation = match &mut placed {
            Placed::Anchored(a) => &mut a.annotation,
            Placed::Orphaned(o) => &mut o.annotation,
        };
        annotation.body = Body::Correction { text };
        annotation.modified = modified;
        Some(Record::Annotation(placed))
    }

    /// The keys of the corrections of a passage, which go with the answer that they came of.
    pub(super) fn corrections_of(&self, range: TextRange) -> Vec<RecordKey> {
        let set = self.session.as_ref();
        let set = set.and_then(|s| self.workspace.set(&s.key));
        let here = set.into_iter().flat_map(|s| s.annotations_at(range));
        let here = here.map(Placed::annotation);
        here.filter(|a| matches!(a.body, Body::Correction { .. }))
            .map(|a| RecordKey::Annotation(a.id))
            .collect()
    }

    /// Whether the answer to a finding is that it is right.
    pub(super) fn is_agreed(&self, finding: usize) -> bool {
        let session = self.session.as_ref();
        session.and_then(|s| s.layers.verdict(finding)) == Some(Verdict::Confirmed)
    }

    /// Shows a passage that a finding rests on, and marks it until one points at something else. `key`: the document;
    /// `None`: the one on screen.
    pub(super) fn show_passage(&mut self, key: Option<String>, range: TextRange) {
        let here = self.session.as_ref().map(|s| s.key.clone());
        let Some(key) = key.or_else(|| here.clone()) else {
            return;
        };
        if here.as_ref() == Some(&key) {
            self.show_index(false);
            if let Some(session) = &mut self.session {
                session.focus = Focus::Nothing;
            }
            self.reveal(range);
        } else {
            self.go_to(&key, range);
        }
        self.passage = Some((key, range));
    }

    /// The passage of the document on screen that one came for.
    pub fn passage(&self) -> Option<TextRange> {
        let session = self.session.as_ref()?;
        let (key, range) = self.passage.as_ref()?;
        (*key == session.key).then_some(*range)
    }
}
