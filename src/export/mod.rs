//! Exports: annotation sets as other people's programs, and people, read them. One file a format.
//!
//! An export is a pure function of its input: the same records and the same `exported` time give the same bytes.
//! Positions count **code points** of the document's text, as the consumers of these formats do; nothing is left out
//! because its passage was lost.

mod csv;
mod html;
mod jsonld;
mod rows;

pub use csv::table_line;
pub(crate) use html::escape;
pub(crate) use jsonld::iri;

use crate::annotation::{AnnotationSet, Codebook, Timestamp};
use crate::document::Document;

/// A format that annotation sets are exported to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// A table for spreadsheets.
    Csv,
    /// W3C Web Annotation.
    Jsonld,
    /// A report to read in a browser.
    Html,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Html, Self::Csv, Self::Jsonld];

    /// The id that the command line uses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonld => "jsonld",
            Self::Html => "html",
        }
    }

    /// The name that people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Csv => "Table (CSV)",
            Self::Jsonld => "Web Annotation (JSON-LD)",
            Self::Html => "Report (HTML)",
        }
    }

    /// The usual extension of the file, without its dot.
    pub const fn extension(self) -> &'static str {
        self.id()
    }

    /// The format with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.id() == id)
    }
}

/// A document with what was said about it.
pub struct ExportDocument<'a> {
    /// Its path as the export names it: relative, with `/`.
    pub name: String,
    /// The document.
    pub document: &'a Document,
    /// What was said about it.
    pub set: &'a AnnotationSet,
}

/// What is exported.
pub struct ExportInput<'a> {
    /// The documents, in the order in which they are listed.
    pub documents: Vec<ExportDocument<'a>>,
    /// The themes; those that it lacks are taken from the sets' own copies.
    pub codebook: &'a Codebook,
    /// What the export is called.
    pub title: String,
    /// When it is made.
    pub exported: Timestamp,
}

/// The file's contents in `format`. Without annotations it is a valid empty set.
pub fn export(format: Format, input: &ExportInput<'_>) -> String {
    match format {
        Format::Csv => csv::export(input),
        Format::Jsonld => jsonld::export(input),
        Format::Html => html::export(input),
    }
}

/// Number of annotations that an export lists, those whose passage is lost included.
pub fn count(input: &ExportInput<'_>) -> usize {
    input.documents.iter().map(|d| d.set.placed().count()).sum()
}
