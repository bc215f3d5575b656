//! The lane that has findings follow the rules of the checks where there are many of them: in a long document, and in the
//! other documents of the folder. No text is read for it.

use super::lists::Numbered;
use super::{Done, Newer, Out};
use crate::annotation::AnnotationSet;
use crate::app::checks::open_findings;
use crate::app::session::{Analysis, Raw};
use crate::document::Hash;
use std::sync::Arc;

/// What is to follow the rules.
pub struct GradeRequest {
    /// The rules.
    pub rules: Numbered,
    /// The document on screen, by the hash of its text, where it is long.
    pub shown: Option<(Hash, Arc<Analysis>)>,
    /// Other documents by their keys: what was found in them, and what persons said of it.
    pub others: Vec<(String, Raw, AnnotationSet)>,
}

/// How many findings are open in documents.
pub struct Counted {
    /// The number of the rules.
    pub rules: u64,
    /// Key and number.
    pub open: Vec<(String, usize)>,
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
    for (key, raw, set) in request.others {
        if newer() {
            return;
        }
        open.push((key, open_findings(&set, &raw.under(&rules))));
    }
    if !open.is_empty() {
        let rules = number;
        out.send(Done::Counted(Counted { rules, open }));
    }
}
