//! Phrases that checks go by, all looked for in one pass.

use super::strings::Piece;
use super::{Context, registry};
use crate::text::TextRange;
use crate::text::lexicon;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};
use memchr::memchr_iter;
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
    /// Read from the start of every word on: most words are none after a letter or two.
    automaton: Option<NFA>,
    /// Which check (by its place in the registry) and which of its phrases a pattern is.
    of_pattern: Vec<(usize, usize)>,
    openings: Openings,
}

/// With what phrases begin: nearly every word of a text is told not to begin one without walking the automaton.
struct Openings {
    /// Whether a phrase begins with a byte.
    first: [bool; 256],
    /// Whether one begins with these two bytes, and whether one of those is shorter than [`Self::LONG`]: a bit each.
    pairs: Vec<u64>,
    short: Vec<u64>,
    /// Whether one of [`Self::LONG`] bytes or more begins with these, by their hash.
    long: Vec<u64>,
    /// Whether the ASCII letters and digits that one begins with have a hash that begins like this; whether such a phrase
    /// goes on otherwise than with a space and another word; and else whether the hashes of both are mixed to one that
    /// begins like this.
    words: Vec<u64>,
    alone: Vec<u64>,
    couples: Vec<u64>,
}

impl Openings {
    const LONG: usize = 6;

    fn new(patterns: &[String]) -> Self {
        let empty = || vec![0; (1 << 16) / 64];
        let mut out = Self {
            first: [false; 256],
            pairs: empty(),
            short: empty(),
            long: empty(),
            words: empty(),
            alone: empty(),
            couples: empty(),
        };
        let cases = |b: u8| [b.to_ascii_lowercase(), b.to_ascii_uppercase()];
        for pattern in patterns {
            let bytes = pattern.as_bytes();
            let word = |s: &str| {
                let len = s.bytes().take_while(u8::is_ascii_alphanumeric).count();
                s.get(..len).map(str::to_owned).filter(|w| !w.is_empty())
            };
            let first = word(pattern).unwrap_or_default();
            let hash = lexicon::hash(&first);
            mark(&mut out.words, Self::word_slot(hash));
            let second = pattern
                .get(first.len()..)
                .and_then(|rest| word(rest.strip_prefix(' ')?));
            match second {
                Some(second) => {
                    let couple = Self::couple(hash, lexicon::hash(&second));
                    mark(&mut out.couples, Self::word_slot(couple));
                }
                None => mark(&mut out.alone, Self::word_slot(hash)),
            }
            let (Some(&first), Some(&second)) = (bytes.first(), bytes.get(1)) else {
                continue;
            };
            for a in cases(first) {
                out.first[usize::from(a)] = true;
                for b in cases(second) {
                    mark(&mut out.pairs, pair(a, b));
                    if bytes.len() < Self::LONG {
                        mark(&mut out.short, pair(a, b));
                    }
                }
            }
            if let Some(opening) = bytes.first_chunk() {
                mark(&mut out.long, Self::slot(opening));
            }
        }
        out
    }

    /// Whether a phrase may begin with the first of these bytes.
    fn may_be(&self, rest: &[u8]) -> bool {
        let &[first, second, ..] = rest else {
            return false;
        };
        let pair = pair(first, second);
        let long = || {
            rest.first_chunk()
                .is_some_and(|b| has(&self.long, Self::slot(b)))
        };
        has(&self.pairs, pair) && (has(&self.short, pair) || long())
    }

    /// Whether a phrase may begin with the word of this hash, behind which another string stands.
    #[inline]
    fn may_be_word(&self, hash: u32, next: Option<Piece>) -> bool {
        if !has(&self.words, Self::word_slot(hash)) {
            return false;
        }
        let Some(next) = next.and_then(Piece::plain) else {
            return true;
        };
        let couple = Self::couple(hash, next.hash);
        has(&self.couples, Self::word_slot(couple)) || has(&self.alone, Self::word_slot(hash))
    }

    fn couple(first: u32, second: u32) -> u32 {
        (first.rotate_left(7) ^ second).wrapping_mul(0x9e37_79b9)
    }

    fn word_slot(hash: u32) -> usize {
        (hash >> 16) as usize
    }

    /// The place of an opening in either case.
    fn slot(opening: &[u8; Self::LONG]) -> usize {
        let fold = |n: u64, &b: &u8| n << 8 | u64::from(b | 0x20);
        let folded = opening.iter().fold(0, fold);
        (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

fn mark(bits: &mut [u64], n: usize) {
    if let Some(word) = bits.get_mut(n / 64) {
        *word |= 1 << (n % 64);
    }
}

fn has(bits: &[u64], n: usize) -> bool {
    bits.get(n / 64)
        .is_some_and(|word| word >> (n % 64) & 1 == 1)
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
    let automaton = NFA::builder()
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(true)
        .build(&patterns);
    Phrases {
        openings: Openings::new(&patterns),
        automaton: automaton.ok(),
        of_pattern,
    }
});

/// Places after which is asked whether to go on.
const STEP: usize = 1 << 16;

/// The phrases of the checks that were found so far.
pub(super) struct Cues {
    /// Those of each check, in text order; the longer of two that begin at one place comes last.
    pub found: Vec<Vec<Cue>>,
    flat: Vec<u8>,
}

impl Cues {
    pub fn new() -> Self {
        Self {
            found: registry().iter().map(|_| Vec::new()).collect(),
            flat: Vec::new(),
        }
    }

    /// Looks for them in a part of the text that begins and ends with a paragraph, whose strings between white space are
    /// `pieces`.
    pub fn find(&mut self, context: &Context<'_>, window: TextRange, pieces: &[Piece]) {
        let Some(automaton) = &PHRASES.automaton else {
            return;
        };
        let Ok(root) = automaton.start_state(Anchored::Yes) else {
            return;
        };
        let (found, flat) = (&mut self.found, &mut self.flat);
        flatten(context.slice(window).as_bytes(), flat);
        let flat = flat.as_slice();
        let openings = &PHRASES.openings;
        let mut begin = |start: usize, byte: u8| {
            if inside_word(flat, start) {
                return;
            }
            let first = automaton.next_state(Anchored::Yes, root, byte);
            if automaton.is_dead(first) {
                return;
            }
            read(automaton, first, flat, start, &mut |index, range| {
                let of = PHRASES.of_pattern.get(index);
                if let Some((cues, index)) = of.and_then(|&(c, n)| Some((found.get_mut(c)?, n))) {
                    let range =
                        TextRange::new(range.start + window.start, range.end + window.start);
                    cues.push(Cue { range, index });
                }
            });
        };
        for (n, piece) in pieces.iter().enumerate() {
            if n % STEP == STEP - 1 && context.is_stopped() {
                break;
            }
            let (start, end) = piece.within(window);
            if let Some(plain) = piece.plain() {
                if openings.may_be_word(plain.hash, pieces.get(n + 1).copied()) {
                    let rest = flat.get(start..).unwrap_or_default();
                    if let Some(&byte) = rest.first().filter(|_| openings.may_be(rest)) {
                        begin(start, byte);
                    }
                }
                continue;
            }
            let mut inside = false;
            for start in start..end {
                let rest = flat.get(start..).unwrap_or_default();
                let Some(&byte) = rest.first() else { break };
                let letter = byte.is_ascii_alphanumeric();
                let goes_on = std::mem::replace(&mut inside, letter) && letter;
                if !goes_on && openings.first[usize::from(byte)] && openings.may_be(rest) {
                    begin(start, byte);
                }
            }
        }
    }
}

/// The same bytes with line ends inside paragraphs as spaces.
fn flatten(bytes: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(bytes);
    for at in memchr_iter(b'\n', bytes) {
        let blank = |b: Option<&u8>| b.is_none_or(|b| matches!(b, b'\n' | b'\r'));
        let before = at.checked_sub(1).and_then(|n| bytes.get(n));
        let inside = !blank(before) && !blank(bytes.get(at + 1));
        if let Some(end) = out.get_mut(at).filter(|_| inside) {
            *end = b' ';
        }
    }
}

/// Hands on the phrases that begin at `start`, the first byte of which led to `state`: the shorter ones first.
fn read(
    automaton: &NFA,
    mut state: StateID,
    flat: &[u8],
    start: usize,
    put: &mut dyn FnMut(usize, TextRange),
) {
    let mut end = start + 1;
    loop {
        if automaton.is_match(state) && !inside_word(flat, end) {
            let range = TextRange::new(start, end);
            // Those that end here and began later are patterns of the state as well.
            for n in 0..automaton.match_len(state) {
                let pattern = automaton.match_pattern(state, n);
                if automaton.pattern_len(pattern) == range.len() {
                    put(pattern.as_usize(), range);
                }
            }
        }
        let Some(&byte) = flat.get(end) else {
            return;
        };
        state = automaton.next_state(Anchored::Yes, state, byte);
        if automaton.is_dead(state) {
            return;
        }
        end += 1;
    }
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
