//! The blocks of plain text.
