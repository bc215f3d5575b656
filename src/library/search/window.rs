//! A piece of a text, folded, with a map back to the source: what a folded search looks into.
//!
//! Text is mostly ASCII, which folds byte for byte: it is copied in blocks, and the map has an entry only where the
//! lengths differ.

use crate::text::fold::{fold, is_left_aside};

/// Bytes that are folded at once.
const BLOCK: usize = 64;

/// From a folded position on, the source goes along byte for byte until the next step.
#[derive(Clone, Copy)]
struct Step {
    folded: usize,
    source: usize,
}

/// The folded window. Positions in it count from its first byte.
pub(super) struct Window<'t> {
    text: &'t str,
    /// Whether a run of white space becomes one space.
    collapse: bool,
    /// The next byte of the source to be folded.
    at: usize,
    buffer: Vec<u8>,
    /// How much of the buffer is filled.
    len: usize,
    /// What was dropped from the front, in folded bytes: steps count from the very beginning.
    dropped: usize,
    steps: Vec<Step>,
    /// Whether the last folded byte is a space.
    after_space: bool,
}

impl<'t> Window<'t> {
    /// An empty window before `at` (UTF-8 bytes, on a character boundary).
    pub fn new(text: &'t str, at: usize, collapse: bool) -> Self {
        let before = text.get(..at).unwrap_or_default();
        Self {
            text,
            collapse,
            at,
            buffer: Vec::new(),
            len: 0,
            dropped: 0,
            steps: vec![Step {
                folded: 0,
                source: at,
            }],
            after_space: before
                .trim_end_matches(is_left_aside)
                .ends_with(char::is_whitespace),
        }
    }

    /// What is folded.
    pub fn folded(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or_default()
    }

    /// How far the source is folded (UTF-8 bytes).
    pub fn read_to(&self) -> usize {
        self.at
    }

    /// The byte of the source that a folded byte comes from; at the end of the window, what is folded next.
    pub fn source(&self, position: usize) -> usize {
        if position >= self.len {
            return self.at;
        }
        let folded = self.dropped + position;
        let after = self.steps.partition_point(|s| s.folded <= folded);
        let Some(step) = after.checked_sub(1).and_then(|i| self.steps.get(i)) else {
            return self.at;
        };
        let source = step.source + (folded - step.folded);
        // A character that became longer has no byte of its own for each folded one.
        let limit = self.steps.get(after).map_or(self.at, |s| s.source);
        source.min(limit.saturating_sub(1))
    }

    /// Drops folded bytes from the front.
    pub fn drop_front(&mut self, n: usize) {
        let n = n.min(self.len);
        self.buffer.copy_within(n..self.len, 0);
        self.len -= n;
        self.dropped += n;
        let stale = self.steps.partition_point(|s| s.folded <= self.dropped);
        self.steps.drain(..stale.saturating_sub(1));
    }

    /// Folds on up to `end` (UTF-8 bytes, on a character boundary).
    pub fn fill(&mut self, end: usize) {
        while self.at < end {
            self.copy_ascii(end);
            self.fold_the_rest(end);
        }
    }

    /// Copies ASCII up to the first byte that is none, or that is to be dropped.
    fn copy_ascii(&mut self, end: usize) {
        while let Some(rest) = self.text.as_bytes().get(self.at..end) {
            self.make_room(BLOCK);
            let room = self.buffer.get_mut(self.len..).unwrap_or_default();
            let (plain, whole) = match (rest.first_chunk(), room.first_chunk_mut()) {
                (Some(block), Some(out)) => (
                    copy_block(block, out, self.collapse, self.after_space),
                    BLOCK,
                ),
                _ => (copy_few(rest, room, self.collapse, self.after_space), BLOCK),
            };
            self.len += plain;
            self.at += plain;
            if plain > 0 {
                self.after_space = self.folded().last() == Some(&b' ');
            }
            if plain < whole {
                return;
            }
        }
    }

    fn make_room(&mut self, bytes: usize) {
        if self.buffer.len() < self.len + bytes {
            let more = (self.buffer.len() * 2).max(self.len + bytes);
            self.buffer.resize(more, 0);
        }
    }

    /// Folds characters that are not ASCII, and drops spaces after spaces.
    fn fold_the_rest(&mut self, end: usize) {
        let rest = self.text.get(self.at..end).unwrap_or_default();
        for c in rest.chars() {
            let repeated = self.collapse && self.after_space && c.is_ascii() && is_space(c as u8);
            if c.is_ascii() && !repeated {
                return;
            }
            if repeated {
                self.take(c, &[]);
            } else {
                fold(c, |bytes| self.take(c, bytes));
            }
        }
    }

    /// Takes a character that folds to these bytes.
    fn take(&mut self, c: char, bytes: &[u8]) {
        let bytes = if bytes == b" " && self.collapse && self.after_space {
            &[]
        } else {
            bytes
        };
        self.make_room(bytes.len());
        if let Some(room) = self.buffer.get_mut(self.len..self.len + bytes.len()) {
            room.copy_from_slice(bytes);
        }
        self.len += bytes.len();
        self.at += c.len_utf8();
        if let Some(last) = bytes.last() {
            self.after_space = *last == b' ';
        }
        if bytes.len() != c.len_utf8() {
            self.steps.push(Step {
                folded: self.dropped + self.len,
                source: self.at,
            });
        }
    }
}

fn is_space(b: u8) -> bool {
    b == b' ' || b.wrapping_sub(9) < 5
}

/// An ASCII letter in lower case, white space as a space; without a branch, so that blocks are worked on at once.
#[inline]
fn lower(b: u8) -> u8 {
    let lower = b | (u8::from(b.wrapping_sub(b'A') < 26) << 5);
    if lower.wrapping_sub(9) < 5 {
        b' '
    } else {
        lower
    }
}

/// Folds a block; how many bytes of it are done, which is up to the first that is not ASCII or is a space after a space.
#[inline]
fn copy_block(
    block: &[u8; BLOCK],
    out: &mut [u8; BLOCK],
    collapse: bool,
    after_space: bool,
) -> usize {
    let mut high = 0;
    for (b, o) in block.iter().zip(out.iter_mut()) {
        high |= b;
        *o = lower(*b);
    }
    let ascii = if high < 0x80 { BLOCK } else { ascii_len(block) };
    if !collapse {
        return ascii;
    }
    let mut double = u8::from(after_space && out.first() == Some(&b' '));
    for (a, b) in out.iter().zip(out.iter().skip(1)) {
        double |= u8::from(*a == b' ') & u8::from(*b == b' ');
    }
    if double == 0 {
        return ascii;
    }
    let done = out.get(..ascii).unwrap_or_default();
    first_double(done, after_space).unwrap_or(ascii)
}

/// The first space after a space.
fn first_double(folded: &[u8], after_space: bool) -> Option<usize> {
    let mut before = after_space;
    folded.iter().position(|&b| {
        let space = b == b' ';
        std::mem::replace(&mut before, space) && space
    })
}

/// Bytes before the first that is not ASCII.
fn ascii_len(block: &[u8; BLOCK]) -> usize {
    let (words, _) = block.as_chunks::<8>();
    let high = |w: &[u8; 8]| u64::from_le_bytes(*w) & 0x8080_8080_8080_8080;
    let found = words.iter().position(|w| high(w) != 0);
    found.map_or(BLOCK, |i| {
        let word = words.get(i).map_or(0, high);
        8 * i + word.trailing_zeros() as usize / 8
    })
}

/// The same as [`copy_block`] for what is too short for a block.
fn copy_few(rest: &[u8], room: &mut [u8], collapse: bool, after_space: bool) -> usize {
    let mut before = after_space;
    let mut done = 0;
    for (&b, o) in rest.iter().zip(room) {
        let folded = lower(b);
        if !b.is_ascii() || (collapse && before && folded == b' ') {
            break;
        }
        before = folded == b' ';
        *o = folded;
        done += 1;
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold_text;
    use proptest::prelude::*;

    #[test]
    fn the_map_leads_back_to_the_character() {
        let text = "Cafe\u{301} “x” ﬁn ß…";
        let mut window = Window::new(text, 0, true);
        window.fill(text.len());
        assert_eq!(window.folded(), "cafe \"x\" fin ss...".as_bytes());
        let back = |i| text.get(crate::text::segment::char_floor(text, window.source(i))..);
        assert_eq!(back(3), Some("e\u{301} “x” ﬁn ß…"));
        assert_eq!(back(5), Some("“x” ﬁn ß…"));
        assert_eq!(back(10), Some("ﬁn ß…"));
        assert_eq!(back(11), Some("n ß…"));
        assert_eq!(back(14), Some("ß…"));
        assert_eq!(back(17), Some("…"));
    }

    proptest! {
        #[test]
        fn a_text_folds_the_same_in_any_pieces(
            text in "([a-zA-Z ]{0,70}|\\PC|[ \r\n\t\u{A0}]{1,3}|e\u{301}|ﷺ|ß){0,12}",
            cuts in proptest::collection::vec(0usize..200, 0..6),
        ) {
            let mut window = Window::new(&text, 0, true);
            let mut folded = Vec::new();
            for cut in cuts {
                window.fill(crate::text::segment::char_floor(&text, cut).max(window.read_to()));
                folded.extend_from_slice(window.folded());
                window.drop_front(window.folded().len());
            }
            window.fill(text.len());
            folded.extend_from_slice(window.folded());
            prop_assert_eq!(String::from_utf8(folded).unwrap(), fold_text(&text));
        }
    }
}
