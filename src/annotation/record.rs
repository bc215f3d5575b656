//! The kinds of record that a sidecar holds.

use super::check_rules::{CheckKey, CheckRecord};
use super::codebook::Theme;
use super::entity_list::{EntityKey, EntityRecord};
use super::ids::{AnnotationId, AnnotatorId, CommentId, DecisionId, ThemeId, Timestamp};
use super::label::{Category, EntityLabel, Severity};
use super::provenance::Provenance;
use super::selector::TextQuote;
use crate::document::Hash;
use crate::text::TextRange;
use std::collections::BTreeMap;

/// Attributes of other programs, kept as they stand.
pub type Extra = BTreeMap<String, String>;

/// What an annotation says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// A passage marked, its theme still open.
    Highlight,
    /// A passage tagged with a theme.
    Theme(ThemeId),
    /// An accepted or hand-made entity.
    Entity {
        /// What kind of thing it is.
        label: EntityLabel,
        /// The fullest usual name of the referent.
        canonical: String,
    },
    /// A data-quality issue.
    Flag {
        /// What kind of fault.
        category: Category,
        /// How much it matters.
        severity: Severity,
        /// The check that found it, where a machine did.
        check: Option<String>,
    },
    /// A proposed reading.
    Correction {
        /// What it should say.
        text: String,
    },
    /// A note.
    Memo,
}

impl Body {
    /// The layer that exports name: theme, entity, flag, correction, memo, highlight.
    pub const fn layer(&self) -> &'static str {
        match self {
            Self::Highlight => "highlight",
            Self::Theme(_) => "theme",
            Self::Entity { .. } => "entity",
            Self::Flag { .. } => "flag",
            Self::Correction { .. } => "correction",
            Self::Memo => "memo",
        }
    }
}

/// Where an annotation stands in review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ReviewState {
    /// As its annotator left it.
    #[default]
    Open,
    /// Agreed in review.
    Accepted,
    /// Turned down in review, kept on record.
    Rejected,
}

impl ReviewState {
    /// The id that files use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Open, Self::Accepted, Self::Rejected]
            .into_iter()
            .find(|s| s.id() == id)
    }
}

/// What a person said about a passage, wherever that passage is now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Annotation {
    /// Identity.
    pub id: AnnotationId,
    /// The passage, quoted.
    pub quote: TextQuote,
    /// Whose it is.
    pub annotator: AnnotatorId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Where it stands in review.
    pub state: ReviewState,
    /// What it says.
    pub body: Body,
    /// Its annotator's note.
    pub note: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// An annotation whose passage is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchored {
    /// What was said.
    pub annotation: Annotation,
    /// UTF-8 bytes of the document's text; [`TextRange::DOCUMENT`] for the document as a whole.
    pub range: TextRange,
}

/// An annotation whose passage was not found in the text as it is now. It is kept, listed and saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Orphaned {
    /// What was said.
    pub annotation: Annotation,
    /// Where the passage was in the last text that had it (UTF-8 bytes).
    pub last: TextRange,
}

/// An annotation as a sidecar holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Placed {
    /// Its passage is known.
    Anchored(Anchored),
    /// Its passage is lost.
    Orphaned(Orphaned),
}

impl Placed {
    /// What was said.
    pub fn annotation(&self) -> &Annotation {
        match self {
            Self::Anchored(a) => &a.annotation,
            Self::Orphaned(o) => &o.annotation,
        }
    }

    /// What was said, to change it.
    pub fn annotation_mut(&mut self) -> &mut Annotation {
        match self {
            Self::Anchored(a) => &mut a.annotation,
            Self::Orphaned(o) => &mut o.annotation,
        }
    }

    /// The passage, where it is known.
    pub fn range(&self) -> Option<TextRange> {
        match self {
            Self::Anchored(a) => Some(a.range),
            Self::Orphaned(_) => None,
        }
    }
}

/// What a decision is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecisionSubject {
    /// A finding of the check with this id.
    Finding {
        /// Id of the check.
        check: String,
    },
    /// A mention with this label.
    Mention {
        /// Label of the mention.
        label: EntityLabel,
    },
}

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The finding is right.
    Confirmed,
    /// The finding is wrong or does not matter.
    Dismissed,
    /// The mention is wrong.
    Refused,
    /// The mention is right.
    Accepted,
}

impl Verdict {
    const ALL: [Self; 4] = [
        Self::Confirmed,
        Self::Dismissed,
        Self::Refused,
        Self::Accepted,
    ];

    /// The id that files use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
        }
    }

    /// The verdict with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }
}

/// A person's answer to a suggestion; holds for its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// What it is about.
    pub subject: DecisionSubject,
    /// UTF-8 bytes of the document's text.
    pub range: TextRange,
    /// The passage, quoted.
    pub quote: TextQuote,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    pub annotator: AnnotatorId,
    /// When.
    pub created: Timestamp,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// How far a person is with a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ReadingState {
    /// Never opened.
    #[default]
    NotOpened,
    /// Opened, not finished.
    InProgress,
    /// Read to the end.
    Read,
    /// Read, and nothing in it calls for an annotation.
    NothingFound,
}

impl ReadingState {
    /// All states.
    pub const ALL: [Self; 4] = [
        Self::NotOpened,
        Self::InProgress,
        Self::Read,
        Self::NothingFound,
    ];

    /// The id that files use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotOpened => "not_opened",
            Self::InProgress => "in_progress",
            Self::Read => "read",
            Self::NothingFound => "nothing_found",
        }
    }

    /// The name that people see.
    pub const fn title(self) -> &'static str {
        match self {
            Self::NotOpened => "not opened",
            Self::InProgress => "in progress",
            Self::Read => "read",
            Self::NothingFound => "read, nothing found",
        }
    }

    /// The state with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }
}

/// One annotator's reading state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Whose.
    pub annotator: AnnotatorId,
    /// How far.
    pub state: ReadingState,
    /// When it was set.
    pub modified: Timestamp,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A remark on an annotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Identity.
    pub id: CommentId,
    /// The annotation it is about.
    pub annotation: AnnotationId,
    /// Who wrote it.
    pub annotator: AnnotatorId,
    /// When.
    pub created: Timestamp,
    /// What it says.
    pub text: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A person who annotates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Annotator {
    /// Identity.
    pub id: AnnotatorId,
    /// Name.
    pub name: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// The document that a sidecar belongs to, as it was when last saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentInfo {
    /// File name.
    pub name: String,
    /// SHA-256 of the file's bytes.
    pub file_hash: Hash,
    /// SHA-256 of the text; re-anchoring starts when it differs.
    pub text_hash: Hash,
    /// Length of the text in UTF-8 bytes.
    pub text_len: usize,
    /// Encoding of the file.
    pub encoding: String,
    /// What made the text from the bytes, with its version: `plain 1`.
    pub extractor: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A line of the sidecar's history: what was done, by whom, when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryEntry {
    /// Position in the history, ascending.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub annotator: AnnotatorId,
    /// Name of the step, for example "Tag Security".
    pub what: String,
    /// Attributes of other programs.
    pub extra: Extra,
}

/// A record of a kind (or with values) that this version does not know; kept as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// Its kind.
    pub kind: String,
    /// Its id; where it has none, its text.
    pub id: String,
    /// Its RON text.
    pub ron: String,
}

/// A record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Record {
    /// The document.
    Document(DocumentInfo),
    /// Where it comes from.
    Provenance(Provenance),
    /// A person.
    Annotator(Annotator),
    /// A theme (in a sidecar: a copy of the definition).
    Theme(Theme),
    /// An annotation.
    Annotation(Placed),
    /// An answer to a suggestion.
    Decision(Decision),
    /// A reading state.
    Reading(Reading),
    /// A remark.
    Comment(Comment),
    /// A line of history.
    History(HistoryEntry),
    /// What is said about entities in general.
    Entity(EntityRecord),
    /// What a root wants of the checks.
    Check(CheckRecord),
    /// Something newer.
    Unknown(Unknown),
}

/// What a record is found by. Its order is the order in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RecordKey {
    /// There is one document a sidecar.
    Document,
    /// There is one provenance a sidecar.
    Provenance,
    /// A person.
    Annotator(AnnotatorId),
    /// A theme.
    Theme(ThemeId),
    /// An annotation.
    Annotation(AnnotationId),
    /// An answer.
    Decision(DecisionId),
    /// There is one reading state an annotator.
    Reading(AnnotatorId),
    /// A remark.
    Comment(CommentId),
    /// A line of history.
    History(u64),
    /// What is said about entities in general.
    Entity(EntityKey),
    /// What a root wants of the checks.
    Check(CheckKey),
    /// Something newer: kind and id.
    Unknown(String, String),
}

impl Record {
    /// What the record is found by.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Document(_) => RecordKey::Document,
            Self::Provenance(_) => RecordKey::Provenance,
            Self::Annotator(a) => RecordKey::Annotator(a.id),
            Self::Theme(t) => RecordKey::Theme(t.id),
            Self::Annotation(a) => RecordKey::Annotation(a.annotation().id),
            Self::Decision(d) => RecordKey::Decision(d.id),
            Self::Reading(r) => RecordKey::Reading(r.annotator),
            Self::Comment(c) => RecordKey::Comment(c.id),
            Self::History(h) => RecordKey::History(h.number),
            Self::Entity(e) => RecordKey::Entity(e.key()),
            Self::Check(c) => RecordKey::Check(c.key()),
            Self::Unknown(u) => RecordKey::Unknown(u.kind.clone(), u.id.clone()),
        }
    }
}
