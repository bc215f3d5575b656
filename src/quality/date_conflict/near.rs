//! What stands beside a passage, in its paragraph.

use crate::quality::Context;
use crate::text::TextRange;

/// Up to `reach` bytes (UTF-8) before `at`.
pub(in crate::quality) fn before<'a>(context: &Context<'a>, at: usize, reach: usize) -> &'a str {
    let window = TextRange::new(at.saturating_sub(reach), at);
    let text = context.slice(window.snapped(context.text));
    let mut ends = memchr::memrchr_iter(b'\n', text.as_bytes());
    let cut = ends.find(|n| breaks(context, text, *n));
    let from = cut.map_or(0, |n| n + 1);
    text.get(from..).unwrap_or_default()
}

/// Up to `reach` bytes (UTF-8) from `at` on.
pub(in crate::quality) fn after<'a>(context: &Context<'a>, at: usize, reach: usize) -> &'a str {
    let window = TextRange::new(at, (at + reach).min(context.text.len()));
    let text = context.slice(window.snapped(context.text));
    let mut ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let cut = ends.find(|n| breaks(context, text, *n));
    text.get(..cut.unwrap_or(text.len())).unwrap_or_default()
}

/// The same, no further than the beginning of the sentence.
pub(in crate::quality) fn sentence_before<'a>(
    context: &Context<'a>,
    at: usize,
    reach: usize,
) -> &'a str {
    let text = before(context, at, reach);
    let cut = ends(text).next_back().unwrap_or(0);
    text.get(cut..).unwrap_or_default()
}

/// The same, no further than the end of the sentence.
pub(in crate::quality) fn sentence_after<'a>(
    context: &Context<'a>,
    at: usize,
    reach: usize,
) -> &'a str {
    let text = after(context, at, reach);
    // What ends right here is no abbreviation: a date or a number stands before it.
    let mut first = text.chars();
    let ended = first.next().is_some_and(|c| matches!(c, '.' | '?' | '!'))
        && first.next().is_some_and(char::is_whitespace);
    if ended {
        return "";
    }
    let cut = ends(text).next().unwrap_or(text.len());
    text.get(..cut).unwrap_or_default()
}

/// Whether the line end at `n` of `text` ends a paragraph: an empty line follows, or the lines are not wrapped and the
/// sentence does not go on.
fn breaks(context: &Context<'_>, text: &str, n: usize) -> bool {
    let rest = text.get(n + 1..).unwrap_or_default();
    let head = text.get(..n).unwrap_or_default().trim_end_matches('\r');
    if rest.trim_start_matches('\r').starts_with('\n') || head.ends_with('\n') {
        return true;
    }
    let open = head.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let on = rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    !(context.wrapped || open && on)
}

/// Whether no sentence ends inside a passage; clauses may.
pub(in crate::quality) fn is_one_sentence(text: &str) -> bool {
    sentence_ends(text).next().is_none()
}

/// Where sentences of a passage end, clauses aside: behind a full stop and its quotation marks, before white space.
pub(in crate::quality) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let clause = |n: &usize| {
        let head = text.get(..*n).unwrap_or_default();
        head.trim_end_matches(['”', '’', '"', '\'', ')'])
            .ends_with(';')
    };
    ends(text).filter(move |n| !clause(n))
}

/// Where sentences of `text` end: behind a mark and its quotation marks, before white space.
fn ends(text: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let is_mark = |b: &u8| matches!(b, b'.' | b'?' | b'!' | b';');
    let marks = bytes.iter().enumerate().filter(move |(_, b)| is_mark(b));
    marks.filter_map(move |(n, _)| {
        let rest = text.get(n + 1..)?;
        let quotes = rest.len() - rest.trim_start_matches(['”', '’', '"', '\'', ')']).len();
        let blank = rest.get(quotes..)?.starts_with(char::is_whitespace);
        let word = bytes.get(n.saturating_sub(3)..n)?;
        // "Mr.", "No.", "U.S.", "a.m.": abbreviations are shorter than words at the end of a sentence.
        let long = word.len() == 3 && word.iter().all(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
        let closed = word.ends_with(b")") || word.ends_with(b"%");
        (blank && (long || closed)).then_some(n + 1 + quotes)
    })
}

/// The words of a passage, without punctuation.
pub(in crate::quality) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c| !of_word(c)).filter(|w| !w.is_empty())
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')
}

/// The last word of a passage, and what stands before it.
pub(in crate::quality) fn pop(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(|c| !of_word(c));
    let head = text.trim_end_matches(of_word);
    text.get(head.len()..)
        .filter(|w| !w.is_empty())
        .map(|w| (head, w))
}

/// The first word of a passage, and what stands behind it.
pub(in crate::quality) fn shift(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c| !of_word(c));
    let rest = text.trim_start_matches(of_word);
    text.get(..text.len() - rest.len())
        .filter(|w| !w.is_empty())
        .map(|w| (w, rest))
}

/// The last word of a passage if nothing but white space and opening marks follow it.
pub(in crate::quality) fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"'));
    let head = text.trim_end_matches(char::is_alphanumeric);
    text.get(head.len()..).unwrap_or_default()
}

/// Whether one of the words of a passage is one of `listed` (small letters).
pub(in crate::quality) fn has_word(text: &str, listed: &[&str]) -> bool {
    // Most words begin with a letter that none of these begins with.
    let bit = |w: &str| match w.as_bytes().first() {
        Some(b) if b.is_ascii_alphabetic() => 1u32 << (b & 31),
        _ => 1,
    };
    let first = listed.iter().fold(0, |all, w| all | bit(w));
    words(text).any(|w| first & bit(w) != 0 && is_one(w, listed))
}

/// Whether a word is one of `listed` (small letters), whatever its case.
pub(in crate::quality) fn is_one(word: &str, listed: &[&str]) -> bool {
    listed.iter().any(|l| word.eq_ignore_ascii_case(l))
}
