//! The quality report: what was found in a document or a folder, how much for its length, where it stands closest, what a
//! person said of it and repaired, and how tagged passages stand to it. One model; the window, a page, a table and a plain
//! text show it.
//!
//! A folder's report needs no text but that of the few passages it shows: what a survey keeps of each document's findings
//! ([`Faults`], 56 bytes a finding) and what persons said (the sets) are enough.

mod build;
mod dense;
mod faults;
mod html;
mod items;
mod lines;
mod plain;
mod tally;
mod themes;

#[cfg(test)]
mod tests;

pub use build::report;
pub use dense::Spot;
pub use faults::{Fault, Faults};
pub use html::html;
pub use items::{Item, Standing, items};
pub use lines::{Line, csv, lines};
pub use plain::plain;
pub use tally::{Tally, rate};
pub use themes::ThemeRow;

use crate::annotation::{
    AnnotationSet, Category, CheckRules, Codebook, ProvenanceField, Severity, Timestamp,
};
use crate::text::TextRange;

/// A form that a report is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReportFormat {
    /// A page.
    Html,
    /// A table.
    Csv,
}

impl ReportFormat {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Html, Self::Csv];

    /// The name that people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Html => "Page (HTML)",
            Self::Csv => "Table (CSV)",
        }
    }

    /// The usual extension of the file, without its dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
        }
    }

    /// The contents of the file.
    pub fn render(self, report: &QualityReport) -> String {
        match self {
            Self::Html => html(report),
            Self::Csv => csv(report),
        }
    }
}

/// A document as a report is made of it.
pub struct Examined<'a> {
    /// What it is found by: a path.
    pub key: &'a str,
    /// What the report calls it: its path below the folder, with `/`.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its words.
    pub words: usize,
    /// What was found in it.
    pub faults: &'a Faults,
    /// What was said about it.
    pub set: &'a AnnotationSet,
}

/// What a report is about, besides the documents.
pub struct About<'a> {
    /// What it is called: the title of the document, the name of the folder.
    pub title: String,
    /// Whether it is about a folder, however many documents that has.
    pub folder: bool,
    /// When it is made.
    pub made: Timestamp,
    /// The themes; those that it lacks are taken from the sets' own copies.
    pub codebook: &'a Codebook,
    /// Which checks are off.
    pub rules: &'a CheckRules,
    /// Documents that cannot be read, with the reason.
    pub unread: Vec<(String, String)>,
    /// Documents that were not looked through yet.
    pub waiting: usize,
}

/// A quality report.
#[derive(Clone, Debug)]
pub struct QualityReport {
    /// What it is called.
    pub title: String,
    /// Whether it is about a folder.
    pub folder: bool,
    /// When it was made.
    pub made: Timestamp,
    /// The documents, in the order in which they were given.
    pub documents: Vec<DocumentRow>,
    /// Words of all documents.
    pub words: usize,
    /// Counts of all documents.
    pub total: Tally,
    /// The same by category, those with the most findings first; what was not found is left out.
    pub categories: Vec<(Category, Tally)>,
    /// Where findings stand closest and weigh most.
    pub worst: Vec<Spot>,
    /// What was repaired.
    pub corrections: Vec<Correction>,
    /// What a person confirmed, dismissed or flagged.
    pub answers: Vec<Answer>,
    /// Tagged passages, all beside those without a flag.
    pub themes: Vec<ThemeRow>,
    /// Which checks ran.
    pub checks: Checks,
    /// Facts about the document; nothing for a folder.
    pub facts: Vec<(&'static str, String)>,
    /// Documents that cannot be read, with the reason.
    pub unread: Vec<(String, String)>,
    /// Documents that were not looked through yet.
    pub waiting: usize,
    /// Annotations whose passage is lost.
    pub lost: usize,
}

impl QualityReport {
    /// The document that it is about, where it is about one.
    pub fn document(&self) -> Option<&DocumentRow> {
        self.documents.first().filter(|_| !self.folder)
    }

    /// The documents with findings, those with the most for their length first.
    pub fn worst_documents(&self) -> Vec<&DocumentRow> {
        let with = self.documents.iter().filter(|d| d.total.shown() > 0);
        let mut out: Vec<_> = with.collect();
        let key = |d: &DocumentRow| (d.total.per_thousand(d.words), d.total.of(Severity::High));
        out.sort_by(|a, b| {
            let ((x, high_x), (y, high_y)) = (key(a), key(b));
            y.total_cmp(&x)
                .then(high_y.cmp(&high_x))
                .then_with(|| a.name.cmp(&b.name))
        });
        out
    }
}

/// A document of a report.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// What it is found by.
    pub key: String,
    /// What the report calls it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: usize,
    /// What was found in it.
    pub total: Tally,
    /// The same by category, those with the most findings first.
    pub categories: Vec<(Category, Tally)>,
    /// Repaired passages.
    pub corrections: usize,
    /// Where it comes from, as far as somebody said so.
    pub provenance: Vec<(ProvenanceField, String)>,
}

/// A passage that was repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// The document's key.
    pub key: String,
    /// What the report calls the document.
    pub name: String,
    /// UTF-8 bytes of the document's text; `None`: the passage is lost.
    pub range: Option<TextRange>,
    /// What stands there.
    pub original: String,
    /// What it should say.
    pub reading: String,
    /// Whose correction it is.
    pub annotator: String,
}

/// What a person said of a finding, or flagged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The document's key.
    pub key: String,
    /// What the report calls the document.
    pub name: String,
    /// UTF-8 bytes of the document's text.
    pub range: TextRange,
    /// What kind of fault.
    pub category: Category,
    /// What was said.
    pub kind: AnswerKind,
    /// The passage; empty for the document as a whole.
    pub words: String,
}

/// What was said of a finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AnswerKind {
    /// It is right.
    Confirmed,
    /// A person flagged the passage without a finding.
    ByHand,
    /// It is wrong or does not matter.
    Dismissed,
}

impl AnswerKind {
    /// The id that tables use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::ByHand => "by_hand",
            Self::Dismissed => "dismissed",
        }
    }

    /// The word that people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::ByHand => "flagged by hand",
            Self::Dismissed => "dismissed",
        }
    }
}

/// Which checks ran.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checks {
    /// Those that ran on every document.
    pub ran: Vec<Category>,
    /// Those that are switched off.
    pub off: Vec<Category>,
    /// Those that failed, with the documents in which they did: what they would have found there is not known.
    pub failed: Vec<(Category, Vec<String>)>,
}
