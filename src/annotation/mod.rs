//! What people say about a document: annotations, decisions, themes, and the edits that change them.
//!
//! Everything is a [`Record`] under a [`RecordKey`]; an [`Edit`] puts records, and what it returns puts them back.

pub mod check_rules;
pub mod codebook;
pub mod corrections;
pub mod edit;
pub mod entity_list;
pub mod ids;
pub mod label;
pub mod provenance;
pub mod record;
pub mod selector;
pub mod set;
pub mod sidecar;

pub use check_rules::{CheckKey, CheckRecord, CheckRules};
pub use codebook::{Codebook, Theme};
pub use corrections::{Correction, Corrections};
pub use edit::{Change, Edit, EditError, Place, Records};
pub use entity_list::{EntityKey, EntityList, EntityRecord, OwnName};
pub use ids::{AnnotationId, AnnotatorId, CommentId, DecisionId, Mint, ThemeId, Timestamp};
pub use label::{Category, EntityLabel, Severity};
pub use provenance::{Provenance, ProvenanceField};
pub use record::{
    Anchored, Annotation, Annotator, Body, Comment, Decision, DecisionSubject, DocumentInfo,
    HistoryEntry, Orphaned, Placed, Reading, ReadingState, Record, RecordKey, ReviewState, Unknown,
    Verdict,
};
pub use selector::TextQuote;
pub use set::AnnotationSet;
