//! Phrases that checks go by, all looked for in one pass.

use super::registry;
use crate::text::TextRange;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// A phrase of a check in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cue {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// Which of the check's phrases it is.
    pub index: usize,
}

/// The phrases of all checks.
struct Phrases {
    automaton: Option<AhoCorasick>,
    /// Which check (by its place in the registry) and which of its phrases a pattern is.
    of_pattern: Vec<(usize, usize)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let (mut patterns, mut of_pattern) = (Vec::new(), Vec::new());
    for (c, check) in registry().iter().enumerate() {
        for (n, phrase) in check.cues().iter().enumerate() {
            patterns.push((*phrase).to_owned());
            of_pattern.push((c, n));
            if phrase.contains('\'') {
                patterns.push(phrase.replace('\'', "’"));
                of_pattern.push((c, n));
            }
        }
    }
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(true)
        .build(&patterns);
    Phrases {
        automaton: automaton.ok(),
        of_pattern,
    }
});

/// The phrases of each check in `flat`, in text order; the longer of two that begin at one place comes last.
pub(super) fn find(flat: &[u8], stop: &dyn Fn() -> bool) -> Vec<Vec<Cue>> {
    let mut out: Vec<Vec<Cue>> = registry().iter().map(|_| Vec::new()).collect();
    let Some(automaton) = &PHRASES.automaton else {
        return out;
    };
    for (n, found) in automaton.find_overlapping_iter(flat).enumerate() {
        if n % 4096 == 4095 && stop() {
            break;
        }
        let (start, end) = (found.start(), found.end());
        if inside_word(flat, start) || inside_word(flat, end) {
            continue;
        }
        let of = PHRASES.of_pattern.get(found.pattern().as_usize());
        if let Some((cues, index)) = of.and_then(|&(c, n)| Some((out.get_mut(c)?, n))) {
            let range = TextRange::new(start, end);
            cues.push(Cue { range, index });
        }
    }
    for cues in &mut out {
        cues.sort_by_key(|c| (c.range.start, c.range.end));
    }
    out
}

/// Whether a place parts a word in two. Characters beyond ASCII count as letters, quotation marks and dashes aside.
fn inside_word(text: &[u8], at: usize) -> bool {
    let letter = |b: &u8| b.is_ascii_alphanumeric();
    let Some(before) = at.checked_sub(1).and_then(|n| text.get(n)) else {
        return false;
    };
    let Some(after) = text.get(at) else {
        return false;
    };
    let mark_before = at >= 3 && text.get(at - 3..at).is_some_and(is_mark);
    let mark_after = text.get(at..at + 3).is_some_and(is_mark);
    let before = letter(before) || *before >= 0x80 && !mark_before;
    let after = letter(after) || *after >= 0x80 && !mark_after;
    before && after
}

/// General punctuation: dashes, quotation marks, dots.
fn is_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x90..=0xaf])
}
