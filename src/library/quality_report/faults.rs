//! What is kept of a document's findings for the report of its folder.

use crate::annotation::{Category, Severity};
use crate::quality::Finding;
use crate::text::TextRange;

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

/// The findings of a document without their words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Faults {
    list: Box<[Fault]>,
    failed: Box<[&'static str]>,
}

impl Faults {
    /// What is kept of findings; `failed`: ids of checks that failed.
    pub fn of(findings: &[Finding], failed: &[&'static str]) -> Self {
        let fault = |f: &Finding| Fault {
            range: f.range,
            check: f.check,
            category: f.category,
            severity: f.severity,
            tier: f.tier,
        };
        Self {
            list: findings.iter().map(fault).collect(),
            failed: failed.into(),
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
