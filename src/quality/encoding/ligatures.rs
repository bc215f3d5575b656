//! Words that a space parts beside ff, fi or fl: some programs take the one sign that print has for them for a word.

use super::EncodingError;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{Known, fold, is_word, known};

/// How far words are followed to either side, in bytes.
const NEAR: usize = 40;

/// What the sign of print is read as, and the sign itself.
const LIGATURES: [&str; 10] = ["ff", "fi", "fl", "ffi", "ffl", "ﬀ", "ﬁ", "ﬂ", "ﬃ", "ﬄ"];

/// Adds the words parted beside a ligature.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    let bytes = context.text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'f', 0xef, bytes) {
        if at < done || !is_ligature(bytes, at) || !touches_space(bytes, at) {
            continue;
        }
        if let Some((range, word)) = parted(context.text, at) {
            done = range.end;
            let reason = format!(
                "a word parted beside a ligature: “{}” for “{word}”",
                context.slice(range)
            );
            let finding = Finding::new(check, range, Severity::Medium, reason);
            out.push(finding.repaired(Some(Repair::exact(word))));
        }
    }
}

/// Whether one of [`LIGATURES`] may begin at `at`.
fn is_ligature(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes.get(at..at + 2),
        Some([b'f', b'f' | b'i' | b'l'] | [0xef, 0xac])
    )
}

/// Whether a space stands before the character at `at`, or behind it and at most two more.
fn touches_space(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| bytes.get(n)) == Some(&b' ');
    before || (1..=3).any(|n| bytes.get(at + n) == Some(&b' '))
}

/// The word around `at` with the pieces beside it that make it a known one.
fn parted(text: &str, at: usize) -> Option<(TextRange, String)> {
    let near = TextRange::new(at.saturating_sub(NEAR), text.len().min(at + NEAR)).snapped(text);
    let within = |c: char| c.is_alphabetic();
    let head = text.get(near.start..at)?;
    let start = at - head.len() + head.trim_end_matches(within).len();
    let rest = text.get(at..near.end)?;
    let end = at + rest.find(|c| !within(c)).unwrap_or(rest.len());
    let middle = text.get(start..end)?;
    let left = text
        .get(near.start..start)?
        .strip_suffix(' ')
        .map(|s| s.rsplit(|c| !within(c)).next().unwrap_or_default());
    let right = text
        .get(end..near.end)?
        .strip_prefix(' ')
        .map(|s| s.split(|c| !within(c)).next().unwrap_or_default());
    let (left, right) = (
        left.filter(|l| !l.is_empty()),
        right.filter(|r| is_small(r)),
    );
    let left = left.filter(|_| is_small(middle));
    let alone = LIGATURES.contains(&middle);
    let from = |l: &str| TextRange::new(start - 1 - l.len(), end);
    let to = |r: &str| TextRange::new(start, end + 1 + r.len());
    if let (true, Some(l), Some(r)) = (alone, left, right)
        && let Some(word) = joined(&[l, middle, r])
    {
        return Some((from(l).union(to(r)), word));
    }
    let begins = LIGATURES.iter().any(|l| middle.starts_with(l));
    if let Some((l, word)) = left
        .filter(|_| begins)
        .and_then(|l| Some((l, joined(&[l, middle])?)))
    {
        return Some((from(l), word));
    }
    let ends = LIGATURES.iter().any(|l| middle.ends_with(l));
    right
        .filter(|_| ends)
        .and_then(|r| Some((to(r), joined(&[middle, r])?)))
}

fn is_small(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_lowercase)
}

/// The pieces as one word, if that is known and not all of them are.
fn joined(pieces: &[&str]) -> Option<String> {
    let spelt = |s: &str| {
        if s.is_ascii() {
            return s.to_owned();
        }
        s.replace('ﬀ', "ff")
            .replace('ﬁ', "fi")
            .replace('ﬂ', "fl")
            .replace('ﬃ', "ffi")
            .replace('ﬄ', "ffl")
    };
    let word = spelt(&pieces.concat());
    // A letter is a piece of a word, but for the words of one letter.
    let own = |p: &&str| {
        ["a", "A", "I"].contains(p) || p.len() > 1 && known(&fold(&spelt(p))) == Known::Word
    };
    (word.len() >= 5 && is_word(&fold(&word)) && !pieces.iter().all(own)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn words_parted_beside_ligatures() {
        expect(
            &EncodingError,
            "\
The of fice of the e ff ective council, the ﬁ nance and the con fl ict; the speci fic bene fi ts.
    ^^^^^^^ medium: “office”
                   ^^^^^^^^^^^ medium: “effective”
                                            ^^^^^^^ medium: “finance”
                                                            ^^^^^^^^^^ medium: “conflict”
                                                                            ^^^^^^^^^ medium: “specific”
                                                                                      ^^^^^^^^^^ medium: “benefits”",
        );
        silent(
            &EncodingError,
            &["If five of the first staff find off flights, a flag is in fine order and flat."],
        );
    }
}
