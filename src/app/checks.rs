//! Commands on what the root wants of the checks, and what follows from a change of it: the findings that were made are
//! graded anew; no text is looked through again.

use super::alike::short;
use super::jobs::{Counted, Found, GradeRequest};
use super::session::{Analysis, Raw};
use super::shelf::Summary;
use super::{App, lower_first};
use crate::annotation::check_rules::{MAX_PASSAGE, passage_key, tidy};
use crate::annotation::{
    AnnotationSet, Change, CheckKey, CheckRecord, CheckRules, Place, Records, Severity,
};
use crate::document::Hash;
use crate::library::counts::finding_verdict;
use crate::library::quality_report::Faults;
use crate::quality::{self, Finding};
use crate::store;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Most findings of the document on screen that follow the rules at once; more take longer than a frame, and a lane does it.
const AT_ONCE: usize = 20_000;

impl App {
    /// What the root wants of the checks.
    pub const fn rules(&self) -> &CheckRules {
        &self.rules.1
    }

    /// The rules' file.
    pub fn checks_path(&self) -> PathBuf {
        store::checks_path(&self.shelf.root)
    }

    /// Whether the rules may be changed: no newer version wrote them, and they are not broken.
    pub fn may_change_checks(&self) -> bool {
        self.workspace.writable(&Place::Checks).is_ok()
    }

    pub(super) fn dismiss_alike(&mut self, finding: usize) {
        let Some(session) = &self.session else { return };
        let (all, text) = (session.findings(), &session.document.text);
        let Some(f) = all.get(finding) else { return };
        let words = |f: &Finding| f.range.of(text).unwrap_or_default();
        let key = passage_key(words(f));
        if key == 0 {
            let why = without_words(words(f));
            return self.notices.info(why);
        }
        let passage = tidy(words(f));
        let alike = |o: &&Finding| o.check == f.check && passage_key(words(o)) == key;
        let (range, n) = (f.range, all.iter().filter(alike).count());
        let rule = CheckRecord::allow(f.check, &passage).put();
        let (title, passage) = (lower_first(f.category.title()), short(&passage));
        let step = format!("Dismiss all like “{passage}” ({title})");
        if self.commit(step, Some(range), vec![rule]) {
            let (findings, are) = match n {
                1 => ("1 finding".to_owned(), "is"),
                n => (format!("{n} findings"), "are"),
            };
            self.notices.info(format!(
                "{findings} of this document {are} dismissed, and “{passage}” is allowed in the whole folder; the rule is \
                 listed under Checks"
            ));
        }
    }

    pub(super) fn switch_check(&mut self, check: &str, on: bool) {
        let title = title(check);
        let off = CheckRecord::off(check);
        let (name, change) = if on {
            (format!("Switch on “{title}”"), off.key().remove())
        } else {
            (format!("Switch off “{title}”"), off.put())
        };
        self.commit(name, None, vec![change]);
    }

    pub(super) fn grade_check(
        &mut self,
        check: &str,
        severity: Option<Severity>,
        tier: Option<u8>,
    ) {
        let change = self.rules().grading(check, severity, tier);
        let name = format!("Grade “{}”", title(check));
        self.commit(name, None, vec![change]);
    }

    pub(super) fn remove_rule(&mut self, key: CheckKey) {
        let name = match &key {
            CheckKey::Off(check) => format!("Switch on “{}”", title(check)),
            CheckKey::Grade(check) => format!("Grade “{}” as found", title(check)),
            CheckKey::Allow(_, passage) => format!("Allow “{}” no longer", short(passage)),
        };
        self.commit(name, None, vec![key.remove()]);
    }

    /// What follows an edit of the rules.
    pub(super) fn follow_rules(&mut self, changes: &[Change]) {
        if changes.iter().any(|c| c.place == Place::Checks) {
            self.renew_rules();
        }
    }

    /// Has the lanes go by the rules as they are now.
    pub(super) fn set_rules(&mut self) {
        let rules = CheckRules::of(self.workspace.checks_file.set.clone());
        self.rules = (self.jobs.set_rules(rules.clone()), rules);
    }

    /// Has all findings follow the rules as they are now: those of the document on screen first.
    pub(super) fn renew_rules(&mut self) {
        self.set_rules();
        let session = self.session.as_ref();
        let shown = session.and_then(|s| Some((s.text_hash(), s.analysis.clone()?)));
        let (long, short) = match shown {
            Some((_, a)) if a.raw.findings.len() <= AT_ONCE => (None, Some(a)),
            long => (long, None),
        };
        if let Some(analysis) = short {
            self.show_graded(self.under_rules(analysis));
        }
        self.grade_others(long);
    }

    /// Has the findings of the other documents counted anew, and those of a long one on screen graded. Documents of which
    /// nothing is kept are looked at again.
    fn grade_others(&mut self, shown: Option<(Hash, Arc<Analysis>)>) {
        let here = self.session.as_ref().map(|s| s.key.as_str());
        let kept = self.kept.analyses().map(|(hash, a)| (hash, &a.raw));
        let kept: HashMap<Hash, &Raw> = kept.collect();
        let (mut others, mut unknown) = (Vec::new(), Vec::new());
        for entry in self
            .shelf
            .entries
            .iter()
            .filter(|e| Some(e.key.as_str()) != here)
        {
            let Some(summary) = &entry.summary else {
                continue;
            };
            match (kept.get(&summary.text_hash), self.workspace.set(&entry.key)) {
                (Some(raw), Some(set)) => others.push(Found {
                    key: entry.key.clone(),
                    raw: Raw::clone(raw),
                    set: set.clone(),
                    faults: summary.faults.clone(),
                }),
                _ => unknown.push(entry.path.clone()),
            }
        }
        let rules = self.rules.clone();
        self.jobs.grade(GradeRequest {
            rules,
            shown,
            others,
        });
        if !unknown.is_empty() {
            let unseen = |e: &&super::Entry| e.summary.is_none() && e.problem.is_none();
            let unseen = self.shelf.entries.iter().filter(unseen);
            unknown.extend(unseen.map(|e| e.path.clone()));
            self.jobs.survey(unknown);
        }
    }

    /// What was found in a text, under the present rules.
    pub(super) fn under_rules(&self, analysis: Arc<Analysis>) -> Arc<Analysis> {
        let (number, rules) = &self.rules;
        if analysis.rules == *number {
            return analysis;
        }
        Arc::new(analysis.under(rules, *number))
    }

    /// The same of a document that was surveyed, whose summary follows.
    pub(super) fn under_rules_counted(
        &self,
        analysis: Arc<Analysis>,
        set: &AnnotationSet,
        summary: &mut Summary,
    ) -> Arc<Analysis> {
        let present = self.under_rules(analysis.clone());
        if !Arc::ptr_eq(&analysis, &present) {
            summary.counts.open_findings = open_findings(set, &present.findings);
            summary.faults = present.faults();
        }
        present
    }

    /// A long document on screen follows the rules.
    pub(super) fn graded(&mut self, text_hash: Hash, analysis: Arc<Analysis>) {
        let session = self.session.as_ref();
        let now = session.filter(|s| s.text_hash() == text_hash);
        let now = now.and_then(|s| s.analysis.as_ref());
        // It may have been looked through again meanwhile, or the rules be other ones.
        let fits = now.is_some_and(|now| Arc::ptr_eq(&now.raw.findings, &analysis.raw.findings));
        if fits && analysis.rules == self.rules.0 {
            self.show_graded(analysis);
        }
    }

    fn show_graded(&mut self, analysis: Arc<Analysis>) {
        let Some(session) = &mut self.session else {
            return;
        };
        self.kept
            .keep_analysis(session.text_hash(), analysis.clone());
        session.take_graded(analysis);
        let (found, none) = (session.found().cloned(), AnnotationSet::default());
        let set = self.workspace.set(&session.key).unwrap_or(&none);
        session.layers.take_findings(set, found);
        self.refresh_counts();
        self.summarise();
    }

    /// Other documents follow the rules.
    pub(super) fn counted(&mut self, counted: Counted) {
        if counted.rules != self.rules.0 {
            return;
        }
        let open = counted.open.into_iter().map(|(key, n, f)| (key, (n, f)));
        let open: HashMap<String, (usize, Arc<Faults>)> = open.collect();
        let here = self.session.as_ref().map(|s| s.key.as_str());
        let others = self.shelf.entries.iter_mut();
        for entry in others.filter(|e| Some(e.key.as_str()) != here) {
            if let (Some(summary), Some((n, faults))) = (&mut entry.summary, open.get(&entry.key)) {
                summary.counts.open_findings = *n;
                summary.faults = faults.clone();
            }
        }
        self.reporting.note_found();
    }
}

/// How many findings of the first tier nobody has answered.
pub(super) fn open_findings(set: &AnnotationSet, findings: &[Finding]) -> usize {
    let is_open = |f: &&Finding| f.tier == 1 && finding_verdict(set, f).is_none();
    findings.iter().filter(is_open).count()
}

/// What a check is called; by its id where this version does not have it.
fn title(check: &str) -> &str {
    quality::by_id(check).map_or(check, |c| c.category().title())
}

/// Why there can be no rule for a passage.
fn without_words(passage: &str) -> String {
    if passage.trim().is_empty() {
        return "There are no words here that a rule could go by: dismiss this finding alone, or switch the check off under \
                Checks"
            .to_owned();
    }
    format!(
        "This passage is too long for a rule (more than {MAX_PASSAGE} bytes): dismiss this finding alone, or switch the \
         check off under Checks"
    )
}
