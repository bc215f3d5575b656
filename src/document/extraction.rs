//! What an extractor makes of a file that is no text: the text, its structure, and what a reader wants to know of where
//! it comes from.
//!
//! An extracted text follows the conventions that [`super::builder`] states, whatever the format.

use super::Structure;
use crate::text::TextRange;
use serde::{Deserialize, Serialize};

/// A file's text with its structure.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Extraction {
    /// The text; what all offsets count in (UTF-8 bytes).
    pub text: String,
    /// Its blocks and inline styles.
    pub structure: Structure,
    /// Where it comes from, and what was done.
    pub origin: Origin,
}

/// What is known of an extracted text besides its blocks.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Where pages begin, in text order; empty in a format without pages.
    pub pages: Vec<Page>,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// What a person should know, each a whole sentence in plain words: tracked changes taken as accepted, attachments
    /// by name, pages that are pictures, parts that could not be read.
    pub notes: Vec<String>,
    /// What stands in the file and not in the text.
    pub left_out: Vec<LeftOut>,
    /// Places in the file that pieces of the text come from, sorted by text; not every byte has one.
    pub places: Vec<SourcePlace>,
    /// Where the extractor mended what the page had broken: words joined over a line end, paragraphs joined over a page.
    /// Checks of the layout pass over them. Sorted.
    pub mended: Vec<TextRange>,
    /// Words that a recogniser of characters was not sure of, with its confidence from 0 to 1, where the file says so.
    /// Sorted.
    pub doubtful: Vec<(TextRange, f32)>,
}

/// A page of the source.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// Where its text begins, in UTF-8 bytes of the text; a page may begin in the middle of a paragraph.
    pub start: usize,
    /// Its number in the file, from 1: what a viewer is asked for.
    pub number: u32,
    /// What is printed as its number ("iv", "12"); the number where the file does not say.
    pub label: String,
    /// Whether the page is a picture: it shows something and has no text.
    pub picture: bool,
    /// Running head, as it stands on the page; empty: none.
    pub header: String,
    /// Running foot, as it stands on the page; empty: none.
    pub footer: String,
}

/// What the file says of itself. Empty: it does not say.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Authors; of an e-mail its sender.
    pub authors: Vec<String>,
    /// Publisher, site or organisation.
    pub publisher: String,
    /// Subject or description.
    pub subject: String,
    /// When it was published, or an e-mail sent: ISO 8601, as exactly as the file says.
    pub published: String,
    /// When the file was made: ISO 8601.
    pub created: String,
    /// When it was last changed: ISO 8601.
    pub modified: String,
    /// BCP 47 language tag.
    pub language: String,
    /// Address that it was saved from, where the file names one.
    pub address: String,
    /// Program that made it.
    pub producer: String,
    /// Number of pages; `None` in a format without pages, or where the file does not say.
    pub pages: Option<u32>,
    /// Names of attached files.
    pub attachments: Vec<String>,
}

/// Something in the file that is not part of the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// What it is, in plain words ("navigation", "related links", "deleted text", "comment by A. Sample").
    pub what: String,
    /// Its words.
    pub text: String,
    /// The position in the text (UTF-8 bytes) that it stood at.
    pub at: usize,
}

/// Where a piece of the text comes from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SourcePlace {
    /// The piece, in UTF-8 bytes of the text.
    pub range: TextRange,
    /// Where it stands in the file.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Place {
    /// Bytes of the file, end exclusive.
    Bytes {
        /// First byte.
        start: u64,
        /// One past the last.
        end: u64,
    },
    /// The paragraph with this number, from 0, of a part of the file (`word/document.xml`, `chapter2.xhtml`).
    Paragraph {
        /// Path of the part inside the file.
        part: String,
        /// Number of the paragraph in it, in document order, from 0.
        number: u32,
    },
    /// A rectangle of a page.
    Page {
        /// Number of the page in the file, from 1.
        number: u32,
        /// Left, top, right and bottom in points (1/72 inch) from the upper left corner of the page as it is shown.
        rectangle: [f32; 4],
    },
}

impl Origin {
    /// The page that the byte at `offset` stands on; `None` in a format without pages.
    pub fn page_at(&self, offset: usize) -> Option<&Page> {
        let after = self.pages.partition_point(|p| p.start <= offset);
        self.pages.get(after.saturating_sub(1))
    }

    /// The place in the file that the byte at `offset` comes from, or that of the nearest piece before it.
    pub fn place_at(&self, offset: usize) -> Option<&Place> {
        let after = self.places.partition_point(|p| p.range.start <= offset);
        let found = self.places.get(after.checked_sub(1)?)?;
        Some(&found.place)
    }
}

/// What an extractor is told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExtractOptions {
    /// The password of an encrypted file.
    pub password: Option<String>,
}

/// Why a file gives no text. Each says in plain words what is wrong and what to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ExtractionError {
    /// The file is encrypted and opens with a password only.
    PasswordNeeded,
    /// The password is not the one.
    PasswordWrong,
    /// Protected in a way that a password does not open (rights management, an unknown method).
    Protected,
    /// The bytes are not what the ending or the signature says, or break off: `what` is a clause without a full stop, for
    /// example "the list of its parts is missing".
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// Every page is a picture.
    OnlyPictures {
        /// Number of pages.
        pages: u32,
    },
    /// The file is whole and has no text.
    NoText,
    /// The file asks for more than is safe: `what` names the limit ("a part unpacks to more than 256 MB").
    TooMuch {
        /// Which limit.
        what: String,
    },
    /// The format, or a kind of it, is not read; `what` names it ("an old Word file (.doc)").
    Unsupported {
        /// What it is.
        what: String,
    },
    /// Extracting took longer than is allowed, in seconds.
    TookTooLong {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The extractor itself failed; the program and all other documents are not affected.
    Failed,
}

impl ExtractionError {
    /// Of a file that is damaged: what is wrong, as a clause without a full stop.
    pub fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Of a file that asks for too much: which limit.
    pub fn too_much(what: impl Into<String>) -> Self {
        Self::TooMuch { what: what.into() }
    }
}

impl std::fmt::Display for ExtractionError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::PasswordNeeded => f.write_str("The file is encrypted; enter its password to read it"),
            Self::PasswordWrong => f.write_str(
                "This is not the password of the file; try again, capital and small letters count",
            ),
            Self::Protected => f.write_str(
                "The file is protected in a way that a password does not open; ask whoever made it for an open copy",
            ),
            Self::Damaged { what } => write!(
                f,
                "The file is damaged: {what}; get it again from where it came, or open it in the program that made it and save a new copy"
            ),
            Self::OnlyPictures { pages: 1 } => f.write_str(
                "The only page is a picture without text; run text recognition (OCR) over the file first",
            ),
            Self::OnlyPictures { pages } => write!(
                f,
                "All {pages} pages are pictures without text; run text recognition (OCR) over the file first"
            ),
            Self::NoText => f.write_str("The file is whole, but there is no text in it"),
            Self::TooMuch { what } => write!(
                f,
                "The file is not read because it asks for too much: {what}; if you trust it, split it into smaller files"
            ),
            Self::Unsupported { what } => {
                write!(f, "This is {what}, which is not read; save it as PDF, DOCX or text first")
            }
            Self::TookTooLong { seconds } => write!(
                f,
                "Reading the file was stopped after {seconds} {}; it may be damaged, or too long: split it into smaller files",
                if *seconds == 1 { "second" } else { "seconds" }
            ),
            Self::Failed => f.write_str(
                "The file made its reader fail, so it is likely to be damaged; open it in the program that made it and save a new copy",
            ),
        }
    }
}

impl std::error::Error for ExtractionError {}
