//! A folder of documents: what is derived from each of them, and what they say together.

pub mod across;
pub mod card;
pub mod counts;
pub mod entities;
pub mod entity_edits;
pub mod index;
mod map;
pub mod naming;
pub mod offices;
pub mod quality_report;
pub mod search;
mod strings;
pub mod suggest;
