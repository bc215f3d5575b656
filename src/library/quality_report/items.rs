//! Findings and flags together, and how each stands.

use super::faults::{Fault, Faults};
use crate::annotation::{AnnotationSet, Body, Category, ReviewState, Severity, Verdict};
use crate::library::counts::verdict_on;
use crate::text::TextRange;
use std::collections::BTreeSet;

/// How a finding stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody has answered.
    Open,
    /// A person said that it is right, or flagged the passage.
    Confirmed,
    /// The same, and a better reading stands beside it.
    Corrected,
    /// A person said that it is wrong or does not matter.
    Dismissed,
}

/// A finding, or a flag that a person set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    /// UTF-8 bytes of the text; [`TextRange::DOCUMENT`] for the whole document.
    pub range: TextRange,
    /// What kind of fault.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// 1: shown by default; 2: on demand.
    pub tier: u8,
    /// How it stands.
    pub standing: Standing,
    /// Whether no finding is behind it (any more): a person flagged the passage.
    pub by_hand: bool,
}

impl Item {
    /// Whether it counts as a fault of the document: it was not dismissed, and it is shown by default or confirmed.
    pub const fn counts(&self) -> bool {
        match self.standing {
            Standing::Open => self.tier == 1,
            Standing::Confirmed | Standing::Corrected => true,
            Standing::Dismissed => false,
        }
    }

    /// Whether a person stands behind it.
    pub const fn is_confirmed(&self) -> bool {
        matches!(self.standing, Standing::Confirmed | Standing::Corrected)
    }
}

/// The findings of a document with the flags of its set, sorted by start. A flag that came of a finding is the finding,
/// confirmed; flags that were turned down in review are left out, and those whose passage is lost.
pub fn items(faults: &Faults, set: &AnnotationSet) -> Vec<Item> {
    let mut out: Vec<Item> = faults.list().iter().map(|f| item(f, set)).collect();
    let confirmed = faults.list().iter().zip(&out);
    let confirmed = confirmed.filter(|(_, item)| item.is_confirmed());
    let confirmed: BTreeSet<_> = confirmed.map(|(f, _)| (f.range, f.check)).collect();
    for anchored in set.anchored() {
        let annotation = &anchored.annotation;
        let Body::Flag {
            category,
            severity,
            check,
        } = &annotation.body
        else {
            continue;
        };
        let is_finding = check
            .as_deref()
            .is_some_and(|check| confirmed.contains(&(anchored.range, check)));
        if is_finding || annotation.state == ReviewState::Rejected {
            continue;
        }
        out.push(Item {
            range: anchored.range,
            category: *category,
            severity: *severity,
            tier: 1,
            standing: corrected(set, anchored.range),
            by_hand: true,
        });
    }
    out.sort_by_key(|i| (i.range.start, i.range.end, i.category));
    out
}

fn item(fault: &Fault, set: &AnnotationSet) -> Item {
    let standing = match verdict_on(set, fault.range, fault.check) {
        Some(Verdict::Confirmed) => corrected(set, fault.range),
        Some(Verdict::Dismissed) => Standing::Dismissed,
        _ => Standing::Open,
    };
    Item {
        range: fault.range,
        category: fault.category,
        severity: fault.severity,
        tier: fault.tier,
        standing,
        by_hand: false,
    }
}

/// How a confirmed passage stands.
fn corrected(set: &AnnotationSet, range: TextRange) -> Standing {
    let is_correction = |body: &Body| matches!(body, Body::Correction { .. });
    if set
        .annotations_at(range)
        .any(|p| is_correction(&p.annotation().body))
    {
        Standing::Corrected
    } else {
        Standing::Confirmed
    }
}
