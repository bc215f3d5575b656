//! Commands that answer suggestions: mentions and findings.

use super::App;
use crate::annotation::{
    Body, Change, Decision, DecisionId, DecisionSubject, Mint, Placed, Record, RecordKey, Verdict,
};
use crate::app::session::{Focus, Session};
use crate::detect::{Mention, Mentions};
use crate::library::counts::{MentionState, mention_state};
use crate::text::TextRange;

impl App {
    pub(super) fn accept(&mut self, mentions: &[usize]) {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return;
        };
        // Held for itself: making annotations changes the program.
        let Some(analysis) = session.analysis.clone() else {
            return;
        };
        let found = self.unanswered(session, &analysis.mentions, mentions);
        let first = found.first().map(|m| m.range);
        let mut changes = Vec::new();
        for m in found {
            let body = Body::Entity {
                label: m.label,
                canonical: m.canonical.to_owned(),
            };
            let anchored = self.new_annotation(m.range, body, String::new());
            let subject = DecisionSubject::Mention { label: m.label };
            let decision = self.decision(subject, m.range, Verdict::Accepted);
            changes.push(Change::put(
                place.clone(),
                Record::Annotation(Placed::Anchored(anchored)),
            ));
            // The decision tells an accepted suggestion from an entity that was marked by hand.
            changes.push(Change::put(place.clone(), Record::Decision(decision)));
        }
        self.commit(plural("Accept mention", changes.len() / 2), first, changes);
    }

    /// The mentions among these that nobody has answered.
    fn unanswered<'m>(
        &self,
        session: &Session,
        all: &'m Mentions,
        wanted: &[usize],
    ) -> Vec<Mention<'m>> {
        let Some(set) = self.workspace.set(&session.key) else {
            return Vec::new();
        };
        let wanted = wanted.iter().filter_map(|&i| all.get(i));
        wanted
            .filter(|m| mention_state(set, m.range, m.label) == MentionState::Open)
            .collect()
    }

    pub(super) fn refuse(&mut self, mentions: &[usize]) {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return;
        };
        let found: Vec<_> = mentions
            .iter()
            .filter_map(|&i| session.mentions().get(i))
            .map(|m| (m.range, m.label))
            .collect();
        let first = found.first().map(|&(range, _)| range);
        let mut changes = Vec::new();
        for (range, label) in found {
            let subject = DecisionSubject::Mention { label };
            let decision = self.decision(subject, range, Verdict::Refused);
            changes.push(Change::put(place.clone(), Record::Decision(decision)));
        }
        self.commit(plural("Reject mention", changes.len()), first, changes);
    }

    pub(super) fn decision(
        &mut self,
        subject: DecisionSubject,
        range: TextRange,
        verdict: Verdict,
    ) -> Decision {
        Decision {
            id: DecisionId(self.mint.uuid()),
            subject,
            range,
            quote: self.quote(range),
            verdict,
            annotator: self.annotator(),
            created: self.now(),
            extra: Default::default(),
        }
    }

    /// The change that answers a finding, in place of an earlier answer.
    pub(super) fn answer(
        &mut self,
        finding: usize,
        verdict: Verdict,
    ) -> Option<(TextRange, Vec<Change>)> {
        let place = self.place()?;
        let mut changes = self.unanswer(finding);
        let (range, check) = {
            let f = self.session.as_ref()?.findings().get(finding)?;
            (f.range, f.check.to_owned())
        };
        let decision = self.decision(DecisionSubject::Finding { check }, range, verdict);
        changes.push(Change::put(place, Record::Decision(decision)));
        Some((range, changes))
    }

    /// The changes that take back the answer to a finding, with the annotation that came of it.
    pub(super) fn unanswer(&self, finding: usize) -> Vec<Change> {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return Vec::new();
        };
        let (Some(f), Some(set)) = (
            session.findings().get(finding),
            self.workspace.set(&session.key),
        ) else {
            return Vec::new();
        };
        let decisions = set.decisions_at(f.range).filter(
            |d| matches!(&d.subject, DecisionSubject::Finding { check } if check == f.check),
        );
        let flags = set.annotations_at(f.range).map(Placed::annotation).filter(
            |a| matches!(&a.body, Body::Flag { check: Some(check), .. } if check == f.check),
        );
        decisions
            .map(|d| RecordKey::Decision(d.id))
            .chain(flags.map(|a| RecordKey::Annotation(a.id)))
            .map(|key| Change::remove(place.clone(), key))
            .collect()
    }

    pub(super) fn confirm(&mut self, finding: usize) {
        self.agree("Confirm", finding, None);
    }

    pub(super) fn dismiss(&mut self, finding: usize) {
        let title = self
            .session
            .as_ref()
            .and_then(|s| s.findings().get(finding))
            .map(|f| f.category.title());
        if let (Some((range, changes)), Some(title)) =
            (self.answer(finding, Verdict::Dismissed), title)
        {
            self.commit(format!("Dismiss {title}"), Some(range), changes);
        }
    }

    pub(super) fn correct(&mut self, finding: usize, text: String) {
        self.agree("Correct", finding, Some(text));
    }

    /// A finding that is right becomes a flag; with a better reading, a correction stands beside it.
    fn agree(&mut self, verb: &str, finding: usize, reading: Option<String>) {
        let Some(place) = self.place() else { return };
        let found = self
            .session
            .as_ref()
            .and_then(|s| s.findings().get(finding));
        let Some(f) = found.cloned() else { return };
        let Some((range, mut changes)) = self.answer(finding, Verdict::Confirmed) else {
            return;
        };
        let flag = Body::Flag {
            category: f.category,
            severity: f.severity,
            check: Some(f.check.to_owned()),
        };
        let correction = reading.map(|text| (Body::Correction { text }, String::new()));
        for (body, note) in std::iter::once((flag, f.reason.into_string())).chain(correction) {
            let anchored = self.new_annotation(range, body, note);
            let record = Record::Annotation(Placed::Anchored(anchored));
            changes.push(Change::put(place.clone(), record));
        }
        if self.commit(
            format!("{verb} {}", f.category.title()),
            Some(range),
            changes,
        ) {
            self.ask_for_name();
        }
    }

    pub(super) fn reconsider(&mut self, finding: usize) {
        let changes = self.unanswer(finding);
        let range = self.range_of(Focus::Finding(finding));
        self.commit("Take back answer".into(), range, changes);
    }
}

fn plural(what: &str, n: usize) -> String {
    if n == 1 {
        what.to_owned()
    } else {
        format!("{what}s ({n})")
    }
}
