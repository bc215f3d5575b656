//! What people say about a document: annotations, decisions, themes, and the edits that change them.

pub mod label;
pub mod selector;
