//! Web pages, as they were saved.

use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError};

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(_bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    Err(ExtractionError::Failed)
}
