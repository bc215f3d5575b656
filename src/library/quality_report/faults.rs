//! What is kept of a document's findings for the report of its folder.

use crate::annotation::{Category, Severity};
use crate::quality::Finding;
use crate::text::TextRange;
use std::collections::HashSet;

/// A finding without its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// UTF-8 bytes of the text; [`TextRange::DOCUMENT`] for the whole document.
    pub range: TextRange,
    /// Id of the check.
    pub check: &'static str,
    /// What kind of fault.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// 1: shown by default; 2: on demand.
    pub tier: u8,
}

impl Fault {
    fn of(finding: &Finding) -> Self {
        Self {
            range: finding.range,
            check: finding.check,
            category: finding.category,
            severity: finding.severity,
            tier: finding.tier,
        }
    }
}

/// The findings of a document without their words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Faults {
    list: Box<[Fault]>,
    failed: Box<[&'static str]>,
}

impl Faults {
    /// What is kept of findings; `failed`: ids of checks that failed.
    pub fn of(findings: &[Finding], failed: &[&'static str]) -> Self {
        Self {
            list: findings.iter().map(Fault::of).collect(),
            failed: failed.into(),
        }
    }

    /// The same with more findings, those left out that are among them.
    pub fn with(&self, findings: &[Finding]) -> Self {
        let key = |f: &Fault| (f.range.start, f.range.end, f.check);
        let known: HashSet<_> = self.list.iter().map(key).collect();
        let more = findings.iter().map(Fault::of);
        let more = more.filter(|f| !known.contains(&key(f)));
        let mut list: Vec<Fault> = self.list.iter().copied().chain(more).collect();
        list.sort_by_key(key);
        Self {
            list: list.into(),
            failed: self.failed.clone(),
        }
    }

    /// The findings.
    pub fn list(&self) -> &[Fault] {
        &self.list
    }

    /// Ids of checks that failed.
    pub fn failed(&self) -> &[&'static str] {
        &self.failed
    }
}
