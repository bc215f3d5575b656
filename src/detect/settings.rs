//! What a detection goes by beside the embedded lists.

use super::own::OwnNames;
use std::sync::Arc;

/// Stages of the detection, as a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stages(u16);

impl Stages {
    /// No stage.
    pub const NONE: Self = Self(0);
    /// Dates, money, percentages.
    pub const PATTERNS: Self = Self(1);
    /// Telephone numbers, e-mail and postal addresses.
    pub const CONTACTS: Self = Self(1 << 1);
    /// Listed names.
    pub const GAZETTEER: Self = Self(1 << 2);
    /// The grammar of offices and ranks.
    pub const OFFICES: Self = Self(1 << 3);
    /// Personal names.
    pub const PERSONS: Self = Self(1 << 4);
    /// Capitalised sequences typed by their head noun.
    pub const HEAD_NOUNS: Self = Self(1 << 5);
    /// Acronyms that the document explains.
    pub const ACRONYMS: Self = Self(1 << 6);
    /// Short forms that the document explains: surnames, "the Ministry".
    pub const SHORT_FORMS: Self = Self(1 << 7);

    /// Words that nothing else explains, by what stands beside them.
    pub const GUESSES: Self = Self(1 << 8);

    /// Every stage with its name.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::PATTERNS, "dates, money, percentages"),
        (Self::CONTACTS, "contacts and addresses"),
        (Self::GAZETTEER, "gazetteer"),
        (Self::OFFICES, "offices"),
        (Self::PERSONS, "persons"),
        (Self::HEAD_NOUNS, "head nouns"),
        (Self::ACRONYMS, "acronyms"),
        (Self::SHORT_FORMS, "short forms"),
        (Self::GUESSES, "unknown names"),
    ];

    /// Whether a stage is in the set.
    pub const fn has(self, stage: Self) -> bool {
        self.0 & stage.0 != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a detection goes by.
#[derive(Clone, Default)]
pub struct Settings {
    /// Stages that are left out, to measure what each is worth.
    pub without: Stages,
    /// The user's own lists.
    pub own: Option<Arc<OwnNames>>,
}
