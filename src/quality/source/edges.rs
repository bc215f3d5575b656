//! The first and last lines of a text.

use crate::detect::Mentions;
use crate::text::TextRange;

/// How many UTF-8 bytes from the top are looked at, and how many from the end.
const TOP: usize = 3_000;
const END: usize = 1_500;
/// How many lines with words.
const TOP_LINES: usize = 30;
const END_LINES: usize = 14;
/// Of a longer line only so many UTF-8 bytes are seen.
const LINE: usize = 400;

/// A line with words in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its words, without the marks of Markdown and the white space around them.
    pub range: TextRange,
    /// The same.
    pub text: &'a str,
    /// Whether it is longer than what is seen of it.
    pub cut: bool,
    /// Whether it is the first one behind an empty line or the top.
    pub opens: bool,
    /// Whether it begins with the mark of a heading.
    pub heading: bool,
}

impl Line<'_> {
    /// Whether it may be a line for itself: no running text.
    pub fn is_short(&self, bytes: usize) -> bool {
        !self.cut && self.text.len() <= bytes
    }

    /// The rest behind a prefix in ASCII letters, whatever their case.
    pub fn after(&self, prefix: &str) -> Option<&str> {
        let head = self.text.get(..prefix.len())?;
        let same = head.eq_ignore_ascii_case(prefix);
        same.then(|| self.text.get(prefix.len()..))?
    }

    /// The range of a part of it: the last place with these words.
    pub fn part(&self, part: &str) -> TextRange {
        let start = self.range.start + self.text.rfind(part).unwrap_or_default();
        TextRange::new(start, (start + part.len()).min(self.range.end))
    }

    /// Whether a passage is all of the line, but for an article before it and punctuation behind it.
    pub fn is_all(&self, passage: TextRange) -> bool {
        passage.start <= self.range.start + 4 && passage.end + 2 >= self.range.end
    }

    /// Whether it ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        self.text
            .trim_end_matches(['”', '"', '’', ')'])
            .ends_with(['.', '!', '?'])
    }
}

/// The edges of a text.
pub(super) struct Edges<'a> {
    /// All of it.
    pub text: &'a str,
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// The first lines.
    pub top: Vec<Line<'a>>,
    /// The last ones; in a short text they are among the first as well.
    pub end: Vec<Line<'a>>,
    /// Whether it begins with `---`, as front matter does.
    pub front_matter: bool,
}

impl<'a> Edges<'a> {
    pub fn new(text: &'a str, mentions: &'a Mentions) -> Self {
        let mut top = lines(text, 0);
        let front_matter = text.starts_with("---\n") || text.starts_with("---\r\n");
        top.truncate(TOP_LINES);
        let mut end = lines(text, line_start(text, text.len().saturating_sub(END)));
        end.drain(..end.len().saturating_sub(END_LINES));
        Self {
            text,
            mentions,
            top,
            end,
            front_matter,
        }
    }
}

/// The first line start at or behind a byte.
fn line_start(text: &str, byte: usize) -> usize {
    let bytes = text.as_bytes();
    if byte == 0 || bytes.get(byte - 1) == Some(&b'\n') {
        return byte;
    }
    let rest = bytes.get(byte..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |n| byte + n + 1)
}

/// The lines with words from a line start on, as many as may be needed.
fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let bytes = text.as_bytes();
    let (mut out, mut start, mut opens) = (Vec::new(), from, true);
    while start < text.len() && start < from + TOP {
        let seen = bytes.get(start..).unwrap_or_default();
        let seen = seen.get(..LINE).unwrap_or(seen);
        let found = memchr::memchr(b'\n', seen);
        let cut = found.is_none() && start + seen.len() < text.len();
        let end = start + found.unwrap_or(seen.len());
        match line(text, TextRange::new(start, end), cut, opens) {
            Some(line) => {
                out.push(line);
                opens = false;
            }
            None => opens = true,
        }
        start = match found {
            Some(n) => start + n + 1,
            None => line_start(text, end),
        };
    }
    out
}

fn line(text: &str, range: TextRange, cut: bool, opens: bool) -> Option<Line<'_>> {
    let raw = range.snapped(text).of(text)?;
    let heading = raw.trim_start().starts_with('#');
    let mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '|' | '>' | '\u{feff}');
    let head = raw.trim_start_matches(mark);
    let words = head.trim_end_matches(mark);
    let start = range.start + raw.len() - head.len();
    words.chars().any(char::is_alphanumeric).then(|| Line {
        range: TextRange::new(start, start + words.len()),
        text: words,
        cut,
        opens,
        heading,
    })
}
