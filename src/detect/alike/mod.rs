//! Names side by side: whether two may be one, and why.
//!
//! Every name has a few keys — its parts in order, its letters, its consonants, its first and last part, its initials —
//! each with one letter left out where spellings vary. Only names that share a key need be compared, so that the work
//! grows with the number of names, not with its square.

mod compare;
mod keys;

pub use compare::{are_alike, compare, compare_words, may_be_one, may_be_spellings};
pub use keys::Parts;

/// Why two names may be one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// They differ in spaces, hyphens or full stops alone.
    Spacing,
    /// The same parts in another order.
    Order,
    /// One leaves a middle name out, or has its initial.
    MiddleName,
    /// One is made of the initials of the other.
    Acronym,
    /// They sound the same.
    Sound,
    /// They differ in a letter or two.
    Spelling,
}

impl Reason {
    /// The id that the command line uses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Spacing => "spacing",
            Self::Order => "order",
            Self::MiddleName => "middle_name",
            Self::Acronym => "acronym",
            Self::Sound => "sound",
            Self::Spelling => "spelling",
        }
    }

    /// What people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Spacing => "spaces or hyphens differ",
            Self::Order => "the same parts in another order",
            Self::MiddleName => "a middle name or initial is left out",
            Self::Acronym => "initials of the other",
            Self::Sound => "sounds the same",
            Self::Spelling => "differs in a letter or two",
        }
    }
}
