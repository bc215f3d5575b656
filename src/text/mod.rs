//! Positions in a text and the units they are counted in.
//!
//! Every offset inside Rapporteur counts **UTF-8 bytes**, end exclusive, on character boundaries. Code points and
//! UTF-16 units exist only at the edges (exports, screen toolkits) and are converted in [`offsets`] alone.

pub(crate) mod ascii;
pub mod fold;
pub mod fuzzy;
pub mod language;
pub mod lexicon;
pub mod offsets;
pub mod script;
pub mod segment;
mod sentence;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes of a document's text.
#[derive(
    Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize,
)]
pub struct TextRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl TextRange {
    /// The range that stands for a document as a whole: `0..0`.
    pub const DOCUMENT: Self = Self { start: 0, end: 0 };

    /// The range between two positions (UTF-8 bytes), whichever comes first.
    pub const fn new(a: usize, b: usize) -> Self {
        if a <= b {
            Self { start: a, end: b }
        } else {
            Self { start: b, end: a }
        }
    }

    /// Length in UTF-8 bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte lies inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the range stands for the whole document.
    pub const fn is_document(self) -> bool {
        self.start == 0 && self.end == 0
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shared part, if there is one.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest range with both inside.
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The text of the range; `None` outside the text or off a character boundary.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The same range moved onto the nearest character boundaries inside `text`, outwards.
    pub fn snapped(self, text: &str) -> Self {
        let (mut start, mut end) = (self.start.min(text.len()), self.end.min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Self { start, end }
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    fn from(r: std::ops::Range<usize>) -> Self {
        Self::new(r.start, r.end)
    }
}
