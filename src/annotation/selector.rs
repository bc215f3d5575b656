//! W3C selectors: how an annotation remembers its place.

use serde::{Deserialize, Serialize};

/// A passage by its words: the W3C `TextQuoteSelector`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TextQuote {
    /// The passage itself.
    pub exact: String,
    /// The text just before it, up to 32 characters.
    pub prefix: String,
    /// The text just after it, up to 32 characters.
    pub suffix: String,
}
