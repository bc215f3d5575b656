//! W3C Web Annotation selectors.

use serde::{Deserialize, Serialize};

/// A `TextQuoteSelector`: the quoted text with up to 32 characters on each side.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TextQuote {
    /// The text itself.
    pub exact: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
}
