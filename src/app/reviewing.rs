//! Commands that answer suggestions: mentions and findings.

use super::App;
use super::alike::{self, Alike};
use super::big::{Kind, Step};
use crate::anchoring;
use crate::annotation::{
    Anchored, Annotation, AnnotationId, AnnotatorId, Body, Change, Decision, DecisionId,
    DecisionSubject, EntityLabel, Mint, Placed, Record, RecordKey, ReviewState, TextQuote,
    Timestamp, Verdict,
};
use crate::app::session::Focus;
use crate::store::SystemMint;
use crate::text::TextRange;

impl App {
    pub(super) fn accept(&mut self, mentions: &[usize]) {
        self.answer_mentions(mentions, true, |n| plural("Accept mention", n), None);
    }

    pub(super) fn refuse(&mut self, mentions: &[usize]) {
        self.answer_mentions(mentions, false, |n| plural("Reject mention", n), None);
    }

    /// Answers all open mentions that are like one of them, in one step, and says how many there were.
    pub(super) fn answer_alike(&mut self, mention: usize, which: Alike, accept: bool) {
        let Some(session) = &self.session else { return };
        if session.is_preliminary() {
            self.notices
                .info("The rest of the document is still being looked through".to_owned());
            return;
        }
        let Some(one) = session.mentions().get(mention) else {
            return;
        };
        let all = alike::alike(session, mention, which);
        let surface = one.range.of(&session.document.text).unwrap_or_default();
        let words = alike::in_words(which, all.len(), &one, surface);
        let (verb, done) = if accept {
            ("Accept", "Accepted")
        } else {
            ("Reject", "Rejected")
        };
        let (name, said) = (format!("{verb} {words}"), format!("{done} {words}"));
        self.answer_mentions(&all, accept, |_| name, Some(said));
    }

    /// Answers those of the mentions that nobody has answered, in one step; whether there was one. Of very many what is
    /// `said` comes when they are answered.
    fn answer_mentions(
        &mut self,
        mentions: &[usize],
        accept: bool,
        name: impl FnOnce(usize) -> String,
        said: Option<String>,
    ) -> bool {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return false;
        };
        let Some(found) = session.found().cloned() else {
            return false;
        };
        let open = mentions.iter().copied();
        let open: Vec<usize> = open
            .filter(|&i| session.layers.is_open_mention(i))
            .collect();
        let first = open.first().and_then(|&i| found.mentions.get(i));
        let (first, name) = (first.map(|m| m.range), name(open.len()));
        let (key, document) = (session.key.clone(), session.document.clone());
        let answer = Answer {
            annotator: self.annotator(),
            at: self.now(),
            accept,
        };
        let (n, mut mint) = (open.len(), self.mint);
        let make = move || {
            let mut changes = Vec::with_capacity(2 * n);
            for m in open.into_iter().filter_map(|i| found.mentions.get(i)) {
                let quote = anchoring::describe(&document.text, m.range);
                let records = answer.records(&mut mint, (m.label, m.canonical), m.range, quote);
                changes.extend(records.map(|r| Change::put(place.clone(), r)));
            }
            changes
        };
        if !Self::is_big(n) {
            let done = self.commit(name, first, make());
            if let (true, Some(said)) = (done, said) {
                self.notices.info(said);
            }
            return done;
        }
        let step = Step {
            kind: Kind::New(said),
            name,
            focus: first.map(|range| (key.clone(), range)),
        };
        self.make_big(step, &[key], Box::new(make))
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
        let of_others = set
            .annotations_at(f.range)
            .map(Placed::annotation)
            .any(|a| matches!(&a.body, Body::Flag { check: Some(check), .. } if check != f.check));
        let corrections = if self.is_agreed(finding) && !of_others {
            self.corrections_of(f.range)
        } else {
            Vec::new()
        };
        decisions
            .map(|d| RecordKey::Decision(d.id))
            .chain(flags.map(|a| RecordKey::Annotation(a.id)))
            .chain(corrections)
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

    /// A finding that is right becomes a flag; with a better reading, a correction stands beside it.
    pub(super) fn agree(&mut self, verb: &str, finding: usize, reading: Option<String>) {
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

/// How a person answers mentions.
pub(super) struct Answer {
    /// Who.
    pub annotator: AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// Whether they are right.
    pub accept: bool,
}

impl Answer {
    /// The records of the answer to one mention: an annotation where it is right; and the decision, which tells an
    /// accepted suggestion from an entity that was marked by hand.
    pub fn records(
        &self,
        mint: &mut SystemMint,
        (label, canonical): (EntityLabel, &str),
        range: TextRange,
        quote: TextQuote,
    ) -> impl Iterator<Item = Record> + use<> {
        let annotation = self.accept.then(|| Annotation {
            id: AnnotationId(mint.uuid()),
            quote: quote.clone(),
            annotator: self.annotator,
            created: self.at,
            modified: self.at,
            state: ReviewState::Open,
            body: Body::Entity {
                label,
                canonical: canonical.to_owned(),
            },
            note: String::new(),
            extra: Default::default(),
        });
        let verdict = if self.accept {
            Verdict::Accepted
        } else {
            Verdict::Refused
        };
        let decision = Decision {
            id: DecisionId(mint.uuid()),
            subject: DecisionSubject::Mention { label },
            range,
            quote,
            verdict,
            annotator: self.annotator,
            created: self.at,
            extra: Default::default(),
        };
        let anchored = annotation.map(|annotation| Anchored { annotation, range });
        let annotation = anchored.map(|a| Record::Annotation(Placed::Anchored(a)));
        annotation.into_iter().chain([Record::Decision(decision)])
    }
}
