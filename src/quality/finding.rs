//! What a check finds: a passage, its reason, the evidence, perhaps a proposed reading.

use super::Check;
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;

/// A proposed reading of a damaged passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The reading, where there is one that can be computed.
    pub replacement: Option<String>,
    /// Readings to choose from.
    pub candidates: Vec<String>,
    /// Why each of them, in plain words, in their order; may be shorter.
    pub reasons: Vec<String>,
}

impl Repair {
    /// The one reading that can be computed.
    pub fn exact(replacement: impl Into<String>) -> Self {
        Self {
            replacement: Some(replacement.into()),
            candidates: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// Readings of which a person has to choose one.
    pub fn choice(candidates: Vec<String>) -> Self {
        Self {
            replacement: None,
            candidates,
            reasons: Vec::new(),
        }
    }

    /// The same, each reading with its reason.
    pub fn choice_because(readings: impl IntoIterator<Item = (String, String)>) -> Self {
        let (candidates, reasons) = readings.into_iter().unzip();
        Self {
            reasons,
            ..Self::choice(candidates)
        }
    }

    /// All readings with their reasons, the computed one first.
    pub fn readings(&self) -> impl Iterator<Item = (&str, &str)> {
        let why = |i: usize| self.reasons.get(i).map_or("", String::as_str);
        let candidates = self.candidates.iter().enumerate();
        let candidates = candidates.map(move |(i, c)| (c.as_str(), why(i)));
        let exact = self.replacement.as_deref().map(|r| (r, ""));
        exact.into_iter().chain(candidates)
    }
}

/// A passage that a finding rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// Path of its document in the folder; `None`: the document of the finding.
    pub document: Option<Box<str>>,
    /// UTF-8 bytes of that document's text.
    pub range: TextRange,
    /// Its words, shortened where they are long.
    pub text: Box<str>,
    /// What it shows, in plain words: "holds the office on 10 April 2024".
    pub note: Box<str>,
}

impl Evidence {
    /// A passage of the same document.
    pub fn here(text: &str, range: TextRange, note: impl Into<Box<str>>) -> Self {
        let words = super::context::excerpt(range.of(text).unwrap_or_default(), 40);
        Self {
            document: None,
            range,
            text: words.into(),
            note: note.into(),
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
    pub reason: Box<str>,
    /// A proposed reading.
    pub repair: Option<Box<Repair>>,
    /// Other passages that it rests on: the other holder of an office, the passage that is repeated.
    pub evidence: Box<[Evidence]>,
    /// The core where it is not the range: most findings have none to keep.
    inside: Box<[TextRange]>,
}

impl Finding {
    /// A finding of `check` about `range`, shown by default, whose core is the range itself.
    pub fn new(
        check: &dyn Check,
        range: TextRange,
        severity: Severity,
        reason: impl Into<Box<str>>,
    ) -> Self {
        Self {
            range,
            check: check.id(),
            category: check.category(),
            severity,
            tier: 1,
            reason: reason.into(),
            repair: None,
            evidence: Box::default(),
            inside: Box::default(),
        }
    }

    /// The tokens that are garbage themselves where the range was grown to a whole name; else the range.
    pub fn core(&self) -> &[TextRange] {
        if self.inside.is_empty() {
            std::slice::from_ref(&self.range)
        } else {
            &self.inside
        }
    }

    /// The same with this core.
    pub fn around(mut self, core: &[TextRange]) -> Self {
        self.inside = if core == [self.range] {
            Box::default()
        } else {
            core.into()
        };
        self
    }

    /// The same about a wider range, of which all is the core, without a proposed reading.
    pub(super) fn widen(&mut self, range: TextRange) {
        self.range = range;
        self.inside = Box::default();
        self.repair = None;
    }

    /// The same, shown on demand only.
    pub fn on_demand(mut self) -> Self {
        self.tier = 2;
        self
    }

    /// The same with passages that it rests on.
    pub fn because_of(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence = evidence.into_iter().collect();
        self
    }

    /// The same with a proposed reading.
    pub fn repaired(mut self, repair: Option<Repair>) -> Self {
        self.repair = repair.map(Box::new);
        self
    }
}
