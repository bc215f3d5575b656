//! Entity detection: a text in, [`Mention`]s out. A mention is a suggestion until a person accepts it.

use crate::annotation::label::EntityLabel;
use crate::text::TextRange;

/// Version of the detector; derived results are keyed by it.
pub const VERSION: u32 = 1;

/// A piece of text found by machine to name something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What kind of thing it names.
    pub label: EntityLabel,
    /// The fullest usual name of the referent; the surface itself where nothing fuller is known.
    pub canonical: String,
    /// Which rule or list found it, in plain words ("title before name").
    pub rule: &'static str,
}

/// Finds the entities in `text`: sorted by start, never overlapping.
pub fn detect(_text: &str) -> Vec<Mention> {
    Vec::new()
}
