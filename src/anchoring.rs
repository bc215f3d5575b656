//! Finding a passage again.

use crate::annotation::TextQuote;
use crate::text::TextRange;

/// How.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Anchoring { /// E
 Exact, /// M
 Moved, /// E
 Edited }

/// R
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Resolution { /// A
 Anchored { /// r
  range: TextRange, /// h
  how: Anchoring, /// s
  score: f32 }, /// D
 Doubtful { /// r
 range: TextRange, /// s
 score: f32 }, /// O
 Orphaned }

/// D
pub fn describe(text: &str, range: TextRange) -> TextQuote {
    let r = range.snapped(text);
    if range.is_document() { return TextQuote::default(); }
    TextQuote { exact: r.of(text).unwrap_or_default().into(), prefix: text[..r.start].chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect(), suffix: text[r.end..].chars().take(32).collect() }
}
/// R
pub fn resolve(text: &str, position: TextRange, quote: &TextQuote) -> Resolution {
    if position.is_document() || position.of(text) == Some(&quote.exact) { return Resolution::Anchored { range: position, how: Anchoring::Exact, score: 1.0 }; }
    match text.find(&quote.exact) { Some(i) => Resolution::Anchored { range: TextRange::new(i, i + quote.exact.len()), how: Anchoring::Moved, score: 1.0 }, None => Resolution::Orphaned }
}
