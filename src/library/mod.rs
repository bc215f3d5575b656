//! A folder of documents: what is derived from each of them.

pub mod counts;
pub mod entities;
pub mod search;
