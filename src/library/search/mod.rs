//! Search in a text: as it is typed, by the word, by a pattern.
//!
//! By default case, diacritics and the shape of quotes, dashes and white space are left aside: the text is folded
//! window by window and looked through for the folded query. With [`Options::case`] the text is searched as it stands.
//! A hit is always a range of whole graphemes. Offsets count UTF-8 bytes of the text.
//!
//! Nothing here starts a thread or looks at a clock: a caller that has several workers, or that may be interrupted,
//! searches a text part by part.

mod corrected;
mod passages;
mod pattern;
mod window;

pub use corrected::find_corrected;
pub use passages::{Around, Unit, around, passages};
pub use pattern::{BadPattern, check};

use crate::text::TextRange;
use crate::text::fold;
use crate::text::segment::{ceil_grapheme, char_ceil, char_floor, floor_grapheme, word_at};
use memchr::memmem::Finder;
use pattern::Pattern;
use std::ops::ControlFlow;
use window::Window;

/// How a query is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Case, accents and signs count.
    pub case: bool,
    /// Only whole words are found.
    pub whole_word: bool,
    /// The query is a regular expression. It is matched line by line.
    pub regex: bool,
}

/// Bytes of the source that are folded at a time: little enough to stay in the processor's cache.
const CHUNK: usize = 64 * 1024;

/// What is looked for, made ready.
#[derive(Debug)]
pub struct Query {
    how: How,
    whole_word: bool,
    chunk: usize,
}

#[derive(Debug)]
enum How {
    Nothing,
    Exact(Finder<'static>),
    Folded {
        needle: Finder<'static>,
        collapse: bool,
    },
    Pattern(Box<Pattern>),
}

/// What becomes of a hit: the answer of whoever takes it.
pub type Take<'a> = dyn FnMut(TextRange) -> ControlFlow<()> + 'a;

impl Query {
    /// Makes a query ready. One that is empty finds nothing.
    ///
    /// # Errors
    /// A regular expression that cannot be understood, or that is too large.
    pub fn new(query: &str, options: Options) -> Result<Self, BadPattern> {
        let how = if query.is_empty() {
            How::Nothing
        } else if options.regex {
            How::Pattern(Box::new(Pattern::new(query, options.case)?))
        } else if options.case {
            exact(query)
        } else {
            folded(query)
        };
        Ok(Self {
            how,
            whole_word: options.whole_word,
            chunk: CHUNK,
        })
    }

    /// Hands every hit that begins in `part` to `take`, in order and without overlap, until `take` breaks. A hit may
    /// reach over the end of the part. Lines count as a whole for a regular expression: those that begin in the part
    /// are looked at.
    pub fn find_in(&self, text: &str, part: TextRange, take: &mut Take<'_>) -> ControlFlow<()> {
        let part = part.snapped(text);
        let mut hits = Hits {
            text,
            whole_word: self.whole_word,
            end: 0,
            take,
        };
        match &self.how {
            How::Nothing => ControlFlow::Continue(()),
            How::Exact(needle) => find_exact(needle, part, &mut hits),
            How::Folded { needle, collapse } => {
                let window = Window::new(text, part.start, *collapse);
                find_folded(needle, window, part, self.chunk, &mut hits)
            }
            How::Pattern(pattern) => pattern.find_in(text, part, &mut hits),
        }
    }

    /// All hits of a text.
    pub fn find_all(&self, text: &str) -> Vec<TextRange> {
        let mut out = Vec::new();
        let all = TextRange::new(0, text.len());
        // Taking never breaks.
        let _ = self.find_in(text, all, &mut |hit| {
            out.push(hit);
            ControlFlow::Continue(())
        });
        out
    }

    /// The first hit that begins at or after `from` (UTF-8 bytes).
    pub fn first_from(&self, text: &str, from: usize) -> Option<TextRange> {
        let mut found = None;
        let rest = TextRange::new(from.min(text.len()), text.len());
        let _ = self.find_in(text, rest, &mut |hit| {
            found = Some(hit);
            ControlFlow::Break(())
        });
        found
    }
}

fn exact(query: &str) -> How {
    How::Exact(Finder::new(query.as_bytes()).into_owned())
}

/// A query of nothing but marks that are left aside is looked for as it is.
fn folded(query: &str) -> How {
    let folded = fold::fold_text(query);
    if folded.is_empty() {
        return exact(query);
    }
    How::Folded {
        collapse: folded.contains(' '),
        needle: Finder::new(folded.as_bytes()).into_owned(),
    }
}

/// Takes in what was found: grown to whole graphemes, without overlap, whole words where only those count.
struct Hits<'t, 'f> {
    text: &'t str,
    whole_word: bool,
    /// End of the last hit.
    end: usize,
    take: &'f mut Take<'f>,
}

/// What became of something found.
enum Offered {
    /// It is a hit.
    Hit,
    /// It is none, or lies on the last one.
    Refused,
    /// No more are wanted.
    Enough,
}

impl Hits<'_, '_> {
    fn offer(&mut self, start: usize, end: usize) -> Offered {
        if start < self.end {
            return Offered::Refused;
        }
        let hit = TextRange::new(start_of(self.text, start), end_of(self.text, end));
        if hit.start < self.end || (self.whole_word && !stands_alone(self.text, hit)) {
            return Offered::Refused;
        }
        self.end = hit.end;
        match (self.take)(hit) {
            ControlFlow::Continue(()) => Offered::Hit,
            ControlFlow::Break(()) => Offered::Enough,
        }
    }
}

fn start_of(text: &str, at: usize) -> usize {
    if between_ascii(text, at) {
        return at;
    }
    floor_grapheme(text, char_floor(text, at))
}

fn end_of(text: &str, at: usize) -> usize {
    if between_ascii(text, at) {
        return at;
    }
    ceil_grapheme(text, char_ceil(text, at))
}

/// Whether two ASCII characters meet here that are not one line end: the quick way to a grapheme boundary.
fn between_ascii(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    matches!((before, bytes.get(at)), (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() && (*a, *b) != (b'\r', b'\n'))
}

/// Whether no word goes on at either side.
fn stands_alone(text: &str, hit: TextRange) -> bool {
    ends_word(text, hit.start) && ends_word(text, hit.end)
}

/// Whether no word lies across `at`. Words of scripts without spaces are found by the dictionary.
fn ends_word(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if !(is_word(a) && is_word(b)) {
        return true;
    }
    let spaceless = crate::text::segment::needs_dictionary;
    if !(spaceless(a) || spaceless(b)) {
        return false;
    }
    let word = word_at(text, TextRange::new(0, text.len()), at);
    word.is_none_or(|w| w.start == at || w.end == at)
}

/// Letters and digits, and the marks on them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn find_exact(needle: &Finder<'_>, part: TextRange, hits: &mut Hits<'_, '_>) -> ControlFlow<()> {
    let size = needle.needle().len();
    let end = (part.end + size.saturating_sub(1)).min(hits.text.len());
    let mut from = part.start;
    while let Some(rest) = hits.text.as_bytes().get(from..end)
        && let Some(at) = needle.find(rest)
    {
        let start = from + at;
        from = match hits.offer(start, start + size) {
            Offered::Hit => start + size,
            Offered::Refused => start + 1,
            Offered::Enough => return ControlFlow::Break(()),
        };
    }
    ControlFlow::Continue(())
}

fn find_folded(
    needle: &Finder<'_>,
    mut window: Window<'_>,
    part: TextRange,
    chunk: usize,
    hits: &mut Hits<'_, '_>,
) -> ControlFlow<()> {
    let size = needle.needle().len();
    let mut from = 0;
    while window.read_to() < hits.text.len() {
        window.fill(char_ceil(hits.text, window.read_to() + chunk.max(1)));
        while let Some(rest) = window.folded().get(from..)
            && let Some(at) = needle.find(rest)
        {
            let at = from + at;
            let start = window.source(at);
            if start >= part.end {
                return ControlFlow::Continue(());
            }
            from = match hits.offer(start, window.source(at + size - 1) + 1) {
                Offered::Hit => at + size,
                Offered::Refused => at + 1,
                Offered::Enough => return ControlFlow::Break(()),
            };
        }
        // What is left may be the beginning of a hit.
        let keep = (window.folded().len() + 1).saturating_sub(size).max(from);
        window.drop_front(keep);
        from = 0;
        if window.source(0) >= part.end {
            break;
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests;
