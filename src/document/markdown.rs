//! The blocks and inline styles of Markdown.
