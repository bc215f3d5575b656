<<<<<<< HEAD
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
=======
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
>>>>>>> w-text
    pub suffix: String,
}
