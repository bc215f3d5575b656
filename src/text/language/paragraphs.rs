//! The pieces of a text whose language is asked for.

use crate::text::TextRange;
use crate::text::segment::char_floor;

/// Lines of this many bytes are no lines of wrapped text: each is a paragraph of its own.
const LONG_LINE: usize = 160;
/// Wrapped lines make one piece up to about this many bytes.
const PIECE: usize = 1 << 10;
/// A line is cut after this many bytes.
const LONGEST: usize = 1 << 14;

/// Iterates over the paragraphs of a text: what stands between blank lines, and every long line.
pub(super) struct Paragraphs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Paragraphs<'t> {
    /// The paragraphs of `text`.
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The end of the line that begins at `from`, after its line feed.
    fn line(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let window = rest.get(..LONGEST).unwrap_or(rest);
        match memchr::memchr(b'\n', window) {
            Some(n) => from + n + 1,
            None if window.len() == rest.len() => self.text.len(),
            None => self.cut(from + window.len()),
        }
    }

    /// Where to cut a line that is too long: after a space, else between characters.
    fn cut(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = bytes.get(at.saturating_sub(256)..at).unwrap_or_default();
        match memchr::memrchr(b' ', before) {
            Some(n) => at - before.len() + n + 1,
            None => char_floor(self.text, at),
        }
    }

    fn is_blank(&self, from: usize, to: usize) -> bool {
        let line = self.text.as_bytes().get(from..to).unwrap_or_default();
        line.iter().all(u8::is_ascii_whitespace)
    }
}

impl Iterator for Paragraphs<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let start = self.at;
        while self.at < self.text.len() {
            let end = self.line(self.at);
            let long = end - self.at >= LONG_LINE;
            if long && self.at > start {
                break;
            }
            let blank = self.is_blank(self.at, end);
            self.at = end;
            if long || blank || end - start >= PIECE {
                break;
            }
        }
        (self.at > start).then(|| TextRange::new(start, self.at))
    }
}
