//! Rich Text Format.
//!
//! A state for each open group says where text goes (the body, a note, nowhere) and how its bytes are read; control words
//! change it. Depth of groups costs no stack.

mod state;
#[cfg(test)]
mod tests;
mod tokens;

use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError};
use state::Reader;
use tokens::Tokens;

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Groups nested deeper are refused.
const MAX_DEPTH: usize = 5_000;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    let start = memchr::memmem::find(bytes.get(..1024).unwrap_or(bytes), b"{\\rtf");
    let Some(start) = start else {
        return Err(ExtractionError::damaged(
            "it does not begin as an RTF file does",
        ));
    };
    let mut reader = Reader::new();
    for (at, token) in Tokens::new(bytes.get(start..).unwrap_or_default()) {
        reader.token(start + at, token);
        if reader.depth() > MAX_DEPTH {
            return Err(ExtractionError::too_much(format!(
                "groups are nested more than {MAX_DEPTH} deep"
            )));
        }
        if reader.is_done() {
            break;
        }
    }
    reader.finish()
}
