//! The formats whose text has to be extracted, one file (or folder) each: bytes in, [`Extraction`] out.
//!
//! An extractor never touches anything outside the bytes. It is written to be safe on any bytes (limits of size, depth and
//! number come first), and is run in a process of its own all the same (`store::extract`): what aborts, hangs or eats
//! memory in a library cannot be caught in the same process.

pub mod docx;
pub mod epub;
pub mod html;
pub mod mail;
pub mod odt;
mod package;
pub mod pdf;
pub mod rtf;
mod signature;
mod xml;

pub use signature::{Recognised, recognise};

use super::DocumentKind;
use super::extraction::{ExtractOptions, Extraction, ExtractionError};

/// Extracts the text of a file's bytes. Text and Markdown files have nothing to be extracted.
///
/// # Errors
/// See [`ExtractionError`]; a text without a word is an error as well.
pub fn extract(
    kind: DocumentKind,
    bytes: &[u8],
    options: &ExtractOptions,
) -> Result<Extraction, ExtractionError> {
    let extraction = match kind {
        DocumentKind::Html => html::extract(bytes, options),
        DocumentKind::Pdf => pdf::extract(bytes, options),
        DocumentKind::Docx => docx::extract(bytes, options),
        DocumentKind::Odt => odt::extract(bytes, options),
        DocumentKind::Rtf => rtf::extract(bytes, options),
        DocumentKind::Epub => epub::extract(bytes, options),
        DocumentKind::Mail => mail::extract(bytes, options),
        DocumentKind::Plain | DocumentKind::Markdown => Err(ExtractionError::Unsupported {
            what: kind.title().to_owned(),
        }),
    }?;
    if extraction.text.trim().is_empty() {
        return Err(ExtractionError::NoText);
    }
    Ok(extraction)
}
