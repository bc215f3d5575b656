//! Data-quality checks: a document in, [`Finding`]s out, each with its reason. One file (or folder) a check behind
//! [`registry`]; what several checks need is computed once a document in [`Context`].

mod contact;
pub mod context;
mod encoding;
mod garbled;
mod layout;
mod lexicon;
mod markup;
mod repetition;

#[cfg(test)]
mod testing;

use crate::annotation::label::{Category, Severity};
use crate::detect::Mention;
use crate::document::Document;
use crate::text::TextRange;
pub use context::Context;

/// What the checks look at.
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its mentions, sorted by start.
    pub mentions: &'a [Mention],
}

/// A proposed reading of a damaged passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The reading, where there is one that can be computed.
    pub replacement: Option<String>,
    /// Readings to choose from.
    pub candidates: Vec<String>,
}

impl Repair {
    /// The one reading that can be computed.
    pub fn exact(replacement: impl Into<String>) -> Self {
        Self {
            replacement: Some(replacement.into()),
            candidates: Vec::new(),
        }
    }

    /// Readings of which a person has to choose one.
    pub fn choice(candidates: Vec<String>) -> Self {
        Self {
            replacement: None,
            candidates,
        }
    }
}

/// Something that is probably wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// UTF-8 bytes of the text; [`TextRange::DOCUMENT`] for the whole document.
    pub range: TextRange,
    /// Id of the check that found it.
    pub check: &'static str,
    /// What kind of fault.
    pub category: Category,
    /// How much it matters.
    pub severity: Severity,
    /// 1: shown by default; 2: on demand.
    pub tier: u8,
    /// Why, in plain words, with the evidence.
    pub reason: String,
    /// The tokens that are garbage themselves where the range was grown to a whole name; else the range.
    pub core: Vec<TextRange>,
    /// A proposed reading.
    pub repair: Option<Repair>,
}

impl Finding {
    /// A finding of `check` about `range`, shown by default, whose core is the range itself.
    pub fn new(
        check: &dyn Check,
        range: TextRange,
        severity: Severity,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            range,
            check: check.id(),
            category: check.category(),
            severity,
            tier: 1,
            reason: reason.into(),
            core: vec![range],
            repair: None,
        }
    }

    /// The same, shown on demand only.
    pub fn on_demand(mut self) -> Self {
        self.tier = 2;
        self
    }

    /// The same with a proposed reading.
    pub fn repaired(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair;
        self
    }
}

/// A check: one kind of fault, one file.
pub trait Check: Sync {
    /// Stable id, written to sidecars.
    fn id(&self) -> &'static str;
    /// The category of what it finds.
    fn category(&self) -> Category;
    /// What it finds and why it matters, in a sentence or two.
    fn about(&self) -> &'static str;
    /// Looks at a document and adds what it finds.
    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>);
}

/// All checks, in the order in which they run.
pub fn registry() -> &'static [&'static dyn Check] {
    &[
        &garbled::GarbledToken,
        &encoding::EncodingError,
        &markup::MarkupResidue,
        &contact::ContactField,
        &repetition::Repetition,
        &layout::LayoutArtefact,
    ]
}

/// Runs every check: findings sorted by start.
pub fn check(input: &Input<'_>) -> Vec<Finding> {
    let context = Context::new(input);
    let mut out = Vec::new();
    for check in registry() {
        check.run(&context, &mut out);
    }
    out.sort_by_key(|f| (f.range.start, f.range.end, f.check));
    settle(&mut out);
    out
}

/// Drops unsure findings of garbled words where another check says what happened: half a tag, half of a parted word.
fn settle(found: &mut Vec<Finding>) {
    let explains = |f: &Finding| {
        matches!(
            f.category,
            Category::EncodingError | Category::MarkupResidue | Category::StructuredFieldInvalid
        ) || f.category == Category::LayoutArtefact && f.range.len() < 60
    };
    let causes: Vec<TextRange> = found
        .iter()
        .filter(|f| explains(f))
        .map(|f| f.range)
        .collect();
    found.retain(|f| {
        f.category != Category::GarbledToken
            || f.tier == 1
            || !context::overlaps_any(&causes, f.range)
    });
}
