//! The lane that has findings follow the rules of the checks where there are many of them: in a long document, and in the
//! other documents of the folder. No text is read for it.

use super::lists::Numbered;
use super::{Done, Newer, Out};
use crate::annotation::AnnotationSet;
use crate::app::checks::open_findings;
use crate::app::session::{Analysis, Raw};
use crate::document::Hash;
use crate::library::quality_report::Faults;
use std::sync::Arc;

/// What is to follow the rules.
pub struct GradeRequest {
    /// The rules.
    pub rules: Numbered,
    /// The document on screen, by the hash of its text, where it is long.
    pub shown: Option<(Hash, Arc<Analysis>)>,
    /// Other documents.
    pub others: Vec<Found>,
}

/// What was found in a document that is not on screen.
pub struct Found {
    /// Its key.
    pub key: String,
    /// The faults as the checks gave them.
    pub raw: Raw,
    /// What persons said of them.
    pub set: AnnotationSet,
    /// What was kept of them for the quality report.
    pub faults: Arc<Faults>,
}

/// What follows for documents from other rules.
pub struct Counted {
    /// The number of the rules.
    pub rules: u64,
    /// Key, number of open findings, and what the quality report goes by.
    pub open: Vec<(String, usize, Arc<Faults>)>,
}

/// Works it out, unless other rules are in force by then.
pub(super) fn grade(request: GradeRequest, out: &Out, newer: Newer<'_>) {
    let (number, rules) = request.rules;
    if let Some((text_hash, analysis)) = request.shown {
        out.send(Done::Graded {
            text_hash,
            analysis: Arc::new(analysis.under(&rules, number)),
        });
    }
    let mut open = Vec::with_capacity(request.others.len());
    for found in request.others {
        if newer() {
            return;
        }
        let left = found.raw.under(&rules);
        let faults = Arc::new(Faults::of(&left, found.faults.failed()));
        open.push((found.key, open_findings(&found.set, &left), faults));
    }
    if !open.is_empty() {
        let rules = number;
        out.send(Done::Counted(Counted { rules, open }));
    }
}
