//! Rapporteur: a desktop reader and annotator for policy documents.
//!
//! The modules depend on each other in one direction only: text ← document ← annotation ← anchoring ← {detect, quality,
//! export} ← library ← store ← app ← ui; `cli` uses everything below `app`. `tests/layering.rs` holds that table.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod anchoring;
pub mod annotation;
pub mod app;
pub mod cli;
pub mod detect;
pub mod document;
pub mod export;
pub mod library;
pub mod quality;
pub mod store;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
