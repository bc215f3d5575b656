//! Regular expressions, line by line.
//!
//! The matcher pulls out of a pattern the literal that each of its matches must have, looks for that, and tries the
//! pattern only on the lines where it is found.

use super::{Hits, Offered};
use crate::text::TextRange;
use grep_matcher::{LineMatchKind, Matcher};
use grep_regex::{RegexMatcher, RegexMatcherBuilder};
use memchr::memmem::Finder;
use regex_syntax::ast::{self, ErrorKind};
use regex_syntax::hir::{Hir, HirKind};
use std::ops::ControlFlow;

/// Bytes that a compiled pattern may take: large enough for what people write, small enough to be made at once.
const SIZE: usize = 4 << 20;
/// Bytes that the tables may take which the search builds as it goes.
const TABLES: usize = 8 << 20;
/// How deep brackets may nest.
const DEPTH: u32 = 100;

/// A pattern that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadPattern {
    /// Why, in plain words, with the place.
    pub message: String,
    /// Where in the pattern (UTF-8 bytes), where one place is to blame.
    pub at: Option<usize>,
}

impl std::fmt::Display for BadPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BadPattern {}

/// Whether a regular expression is well formed: quick, so that it can be asked while one types.
///
/// # Errors
/// What is wrong with it.
pub fn check(pattern: &str) -> Result<(), BadPattern> {
    let mut parser = ast::parse::ParserBuilder::new().nest_limit(DEPTH).build();
    let parsed = parser.parse(pattern).map_err(|e| malformed(pattern, &e))?;
    let mut meaning = regex_syntax::hir::translate::Translator::new();
    match meaning.translate(pattern, &parsed) {
        Ok(_) => Ok(()),
        Err(e) => Err(at(pattern, e.span().start.offset, &reason(e.kind()))),
    }
}

/// A remark on a place of the pattern. People count characters.
fn at(pattern: &str, offset: usize, why: &str) -> BadPattern {
    let before = pattern.get(..offset).unwrap_or_default();
    BadPattern {
        message: format!("{why} (character {})", before.chars().count() + 1),
        at: Some(offset),
    }
}

fn malformed(pattern: &str, error: &ast::Error) -> BadPattern {
    at(
        pattern,
        error.span().start.offset,
        plain_words(error.kind()),
    )
}

fn plain_words(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::GroupUnclosed => "A bracket “(” is not closed",
        ErrorKind::GroupUnopened => "A bracket “)” was not opened",
        ErrorKind::ClassUnclosed => "A bracket “[” is not closed",
        ErrorKind::ClassRangeInvalid => "The range in “[ ]” runs backwards",
        ErrorKind::ClassRangeLiteral | ErrorKind::ClassEscapeInvalid => {
            "This cannot stand in a range in “[ ]”"
        }
        ErrorKind::RepetitionMissing => "There is nothing before this to repeat",
        ErrorKind::RepetitionCountUnclosed => "A bracket “{” is not closed",
        ErrorKind::RepetitionCountInvalid => "The smaller number has to come first in “{ }”",
        ErrorKind::RepetitionCountDecimalEmpty | ErrorKind::DecimalEmpty => {
            "A number is missing in “{ }”"
        }
        ErrorKind::DecimalInvalid | ErrorKind::CaptureLimitExceeded => "The number is too large",
        ErrorKind::EscapeUnexpectedEof => "A “\\” at the end; “\\\\” stands for itself",
        ErrorKind::EscapeUnrecognized => "This sign after “\\” means nothing",
        ErrorKind::UnsupportedBackreference => "References back to a group are not possible",
        ErrorKind::UnsupportedLookAround => "Looking ahead or behind is not possible",
        ErrorKind::NestLimitExceeded(_) => "Brackets are nested too deeply",
        ErrorKind::FlagUnrecognized | ErrorKind::FlagUnexpectedEof => {
            "This sign after “(?” means nothing"
        }
        ErrorKind::GroupNameEmpty
        | ErrorKind::GroupNameInvalid
        | ErrorKind::GroupNameUnexpectedEof => "The name of the group is not complete",
        ErrorKind::GroupNameDuplicate { .. } => "Two groups have the same name",
        _ => "The pattern is not a regular expression from here on",
    }
}

fn reason(kind: &regex_syntax::hir::ErrorKind) -> String {
    use regex_syntax::hir::ErrorKind as Kind;
    match kind {
        Kind::UnicodePropertyNotFound | Kind::UnicodePropertyValueNotFound => {
            "There is no class of characters with this name".to_owned()
        }
        Kind::InvalidUtf8 => "This would match half a character".to_owned(),
        _ => "This is not possible here".to_owned(),
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    matcher: RegexMatcher,
    /// The longest text that every hit holds.
    needle: Option<Finder<'static>>,
}

/// Shortest text that is worth looking for by itself (bytes).
const NEEDLE: usize = 3;

/// The longest text that every match of a pattern holds, where it is told by its outermost parts.
fn needle(pattern: &str, case: bool) -> Option<Finder<'static>> {
    let mut builder = regex_syntax::ParserBuilder::new();
    let parsed = builder
        .nest_limit(DEPTH)
        .case_insensitive(!case)
        .build()
        .parse(pattern)
        .ok()?;
    let mut longest = Vec::new();
    hold(&parsed, &mut longest);
    (longest.len() >= NEEDLE).then(|| Finder::new(&longest).into_owned())
}

fn hold(part: &Hir, longest: &mut Vec<u8>) {
    match part.kind() {
        HirKind::Literal(text) if text.0.len() > longest.len() => *longest = text.0.to_vec(),
        HirKind::Concat(parts) => parts.iter().for_each(|p| hold(p, longest)),
        HirKind::Capture(group) => hold(&group.sub, longest),
        _ => {}
    }
}

impl Pattern {
    pub fn new(pattern: &str, case: bool) -> Result<Self, BadPattern> {
        check(pattern)?;
        let mut builder = RegexMatcherBuilder::new();
        builder
            .case_insensitive(!case)
            .multi_line(true)
            .crlf(true)
            .size_limit(SIZE)
            .dfa_size_limit(TABLES)
            .nest_limit(DEPTH + 2);
        let matcher = builder.build(pattern).map_err(|e| refused(&e))?;
        let needle = needle(pattern, case);
        Ok(Self { matcher, needle })
    }

    /// The hits on the lines that begin in `part`.
    pub fn find_in(&self, text: &str, part: TextRange, hits: &mut Hits<'_, '_>) -> ControlFlow<()> {
        let end = line_from(text.as_bytes(), part.end);
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        let from = line_from(bytes, part.start);
        match self.candidate(bytes, from) {
            // A pattern that asks for the beginning of the text is tried on each line: that is its text.
            _ if self.matcher.line_terminator().is_none() => {
                self.find_by_line(bytes, from, hits, Some)
            }
            Some(LineMatchKind::Candidate(_)) => match &self.needle {
                Some(needle) => self.find_by_line(bytes, from, hits, |at| {
                    let rest = bytes.get(at..).unwrap_or_default();
                    needle.find(rest).map(|i| at + i)
                }),
                None => self.find_by_line(bytes, from, hits, |at| self.next_line(bytes, at)),
            },
            // The pattern itself is what finds its lines fastest. No match goes over the end of one.
            Some(LineMatchKind::Confirmed(_)) => self.find_at_once(bytes, from, hits),
            None => ControlFlow::Continue(()),
        }
    }

    /// How the matcher finds a line that may have a hit.
    fn candidate(&self, bytes: &[u8], from: usize) -> Option<LineMatchKind> {
        let rest = bytes.get(from..).filter(|r| !r.is_empty())?;
        // The matcher has no errors of its own.
        self.matcher.find_candidate_line(rest).ok().flatten()
    }

    /// A place on the next line that may have a hit.
    fn next_line(&self, bytes: &[u8], from: usize) -> Option<usize> {
        match self.candidate(bytes, from)? {
            LineMatchKind::Confirmed(at) | LineMatchKind::Candidate(at) => Some(from + at),
        }
    }

    fn find_at_once(&self, bytes: &[u8], from: usize, hits: &mut Hits<'_, '_>) -> ControlFlow<()> {
        let mut at = from;
        while at < bytes.len()
            && let Ok(Some(found)) = self.matcher.find_at(bytes, at)
        {
            if found.is_empty() {
                at = found.end() + 1;
                continue;
            }
            at = found.end();
            if let Offered::Enough = hits.offer(found.start(), found.end()) {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    /// The hits on the lines that `next` points to, from one place on.
    fn find_by_line(
        &self,
        bytes: &[u8],
        from: usize,
        hits: &mut Hits<'_, '_>,
        next: impl Fn(usize) -> Option<usize>,
    ) -> ControlFlow<()> {
        let mut at = from;
        while at < bytes.len()
            && let Some(place) = next(at)
        {
            let line = line_around(bytes, place, bytes.len());
            self.find_in_line(bytes, line, hits)?;
            at = line.end + 1;
        }
        ControlFlow::Continue(())
    }

    fn find_in_line(
        &self,
        bytes: &[u8],
        line: TextRange,
        hits: &mut Hits<'_, '_>,
    ) -> ControlFlow<()> {
        let content = bytes.get(line.start..line.end).unwrap_or_default();
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let mut enough = ControlFlow::Continue(());
        // The matcher has no errors of its own.
        let _ = self.matcher.find_iter(content, |m| {
            if m.is_empty() {
                return true;
            }
            let offered = hits.offer(line.start + m.start(), line.start + m.end());
            if matches!(offered, Offered::Enough) {
                enough = ControlFlow::Break(());
            }
            enough.is_continue()
        });
        enough
    }
}

fn refused(error: &grep_regex::Error) -> BadPattern {
    let message = match error.kind() {
        grep_regex::ErrorKind::NotAllowed(_) => {
            "A pattern is matched line by line and cannot hold a line end"
        }
        _ => "The pattern is too large: it would take too much memory",
    };
    BadPattern {
        message: message.to_owned(),
        at: None,
    }
}

/// The beginning of the first line that begins at or after `at`.
fn line_from(bytes: &[u8], at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else {
        return 0;
    };
    let rest = bytes.get(before..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(bytes.len(), |i| before + i + 1)
}

/// The line around `at`, up to its `\n`.
fn line_around(bytes: &[u8], at: usize, end: usize) -> TextRange {
    let before = bytes.get(..at).unwrap_or_default();
    let rest = bytes.get(at..end).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', rest).map_or(end, |i| at + i);
    TextRange::new(start, end)
}
