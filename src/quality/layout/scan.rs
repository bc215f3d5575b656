//! What the rules about single places of a text begin at, found in two passes over its bytes: where two characters meet that
//! seldom do, and the signs beyond ASCII that a layout leaves behind.

use super::bullets::{self, Sign};
use super::hidden::is_hidden;
use super::hints;
use crate::text::TextRange;

/// Places of a text, each kind of them rising.
#[derive(Default)]
pub(super) struct Scan {
    /// A number right behind a word or a mark.
    pub(super) notes: Vec<usize>,
    /// A capital right behind a small letter or a mark, or a letter behind a comma.
    pub(super) joints: Vec<usize>,
    /// The space before a mark that white space follows.
    pub(super) spaced: Vec<usize>,
    /// The number behind a word for a page.
    pub(super) pages: Vec<usize>,
    /// A word for a picture that a number follows.
    pub(super) pictures: Vec<TextRange>,
    /// What notes are told by, behind their number.
    pub(super) cited: Vec<TextRange>,
    /// Characters that are not seen.
    pub(super) hidden: Vec<usize>,
    /// Signs of hyphenation.
    pub(super) hyphens: Vec<usize>,
    /// White space beyond ASCII that may be wide.
    pub(super) wide: Vec<usize>,
    /// Signs that begin items.
    pub(super) bullets: Vec<Sign>,
}

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let mut out = Self::default();
        let bytes = text.as_bytes();
        pairs(bytes, is_seam, |at| out.seam(bytes, at));
        pairs(bytes, |_, b| b >= 0xc2, |at| out.sign(text, at));
        out
    }

    /// Looks at a place where two characters meet that seldom do.
    fn seam(&mut self, bytes: &[u8], at: usize) {
        let before = at.checked_sub(1).and_then(|n| bytes.get(n));
        let (Some(&before), Some(&next)) = (before, bytes.get(at)) else {
            return;
        };
        match (before, next) {
            (b' ', b'.' | b',') => {
                let behind = bytes.get(at + 1);
                let blank = behind.is_none_or(u8::is_ascii_whitespace);
                self.spaced.extend(blank.then(|| at - 1));
            }
            (b' ', b'0'..=b'9') => self.number(bytes, at),
            (_, b'0'..=b'9') => {
                let marked = b",.;:\")".contains(&before);
                let word = before.is_ascii_alphabetic() || before >= 0x80;
                if next != b'0' && (marked || word) {
                    self.notes.push(at);
                }
                if before == b'.' && hints::is_page(bytes, at) {
                    self.pages.push(at);
                }
            }
            (b',', b'A'..=b'Z' | b'a'..=b'z' | 0x80..)
            | (b'.', b'A'..=b'Z' | 0xc3 | 0xc4)
            | (b'a'..=b'z' | 0x80.., b'A'..=b'Z') => self.joints.push(at),
            _ => {}
        }
    }

    /// Looks at a number behind a space.
    fn number(&mut self, bytes: &[u8], at: usize) {
        if hints::is_page(bytes, at) {
            self.pages.push(at);
        }
        self.pictures.extend(hints::picture(bytes, at));
        self.cited.extend(hints::cited(bytes, at));
    }

    /// Looks at a character beyond ASCII; hardly any is decoded.
    fn sign(&mut self, text: &str, at: usize) {
        let Some([lead, next]) = text.as_bytes().get(at..).and_then(|b| b.first_chunk()) else {
            return;
        };
        let may = match lead {
            0xc2 => matches!(next, 0xa0 | 0xac | 0xad | 0xb7),
            0xcd => *next == 0x8f,
            0xd8 => *next == 0x9c,
            0xe1 => *next == 0xa0,
            0xe2 => matches!(next, 0x80 | 0x81 | 0x96 | 0x97 | 0x9d | 0x9e),
            0xe3 => *next == 0x80,
            0xee => *next == 0x88,
            0xef => matches!(next, 0x82 | 0xbf),
            0xf3.. => true,
            _ => false,
        };
        let sign = || text.get(at..)?.chars().next();
        let Some(sign) = may.then(sign).flatten() else {
            return;
        };
        match sign {
            '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}' => self.wide.push(at),
            '¬' | '\u{2010}' | '\u{2011}' => self.hyphens.push(at),
            '\u{ad}' => {
                self.hyphens.push(at);
                self.hidden.push(at);
            }
            _ if bullets::is_sign(sign) => self.bullets.push(Sign {
                range: TextRange::new(at, at + sign.len_utf8()),
                weak: sign == '·',
            }),
            _ if is_hidden(sign) => self.hidden.push(at),
            _ => {}
        }
    }
}

/// Whether two bytes may be a place to look at: a number begins, a mark or a small letter stands before another letter, or a
/// space before a mark. There are no branches, so that many bytes are looked at at once.
fn is_seam(before: u8, next: u8) -> bool {
    let digit = |b: u8| b.wrapping_sub(b'0') < 10;
    // A stop and a comma differ in one bit.
    let mark = |b: u8| b & 0xfd == b',';
    let capital = next.wrapping_sub(b'A') < 26;
    let number = digit(next) & !digit(before);
    let inside = capital & (before >= b'a');
    let behind = mark(before) & (next >= b'A');
    let spaced = (before == b' ') & mark(next);
    number | inside | behind | spaced
}

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// Hands on the places where `is` holds of the byte before and of the one there; before the first one stands a line end.
/// `is` should have no branches: it is asked of many bytes at once first.
fn pairs(bytes: &[u8], is: impl Fn(u8, u8) -> bool, mut each: impl FnMut(usize)) {
    if bytes.first().is_some_and(|b| is(b'\n', *b)) {
        each(0);
    }
    let mut look = |from: usize, bytes: &[u8]| {
        for (pair, place) in bytes.windows(2).zip(from + 1..) {
            if matches!(pair, [a, b] if is(*a, *b)) {
                each(place);
            }
        }
    };
    let (mut at, mut rest) = (0, bytes);
    while let Some(block) = rest.first_chunk::<{ BLOCK + 1 }>() {
        if any(block, &is) {
            look(at, block);
        }
        at += BLOCK;
        rest = rest.get(BLOCK..).unwrap_or_default();
    }
    look(at, rest);
}

/// Whether `is` holds somewhere in a stretch.
fn any<const N: usize>(stretch: &[u8; N], is: &impl Fn(u8, u8) -> bool) -> bool {
    let before = stretch.split_last().map_or(&[][..], |(_, before)| before);
    let next = stretch.split_first().map_or(&[][..], |(_, next)| next);
    let both = before.iter().zip(next);
    both.fold(false, |found, (a, b)| found | is(*a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        for len in [0, 1, 2, 15, 16, 17, 18, 32, 33, 70] {
            for at in 0..len {
                let mut bytes = vec![b'a'; len];
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b'1';
                }
                let mut found = Vec::new();
                pairs(&bytes, |_, b| b == b'1', |at| found.push(at));
                assert_eq!(found, [at], "{len}");
            }
        }
    }

    #[test]
    fn places_by_kind() {
        let scan = Scan::of("Roads12 met.Then , Image 2 of, see the Page 3 and\u{a0}x\u{ad}y • z");
        assert_eq!((scan.notes, scan.joints), (vec![5], vec![12]));
        // "Image 2" ends like a page with its number.
        assert_eq!((scan.spaced, scan.pages), (vec![16], vec![25, 44]));
        assert_eq!(scan.pictures, [TextRange::new(19, 25)]);
        assert_eq!(
            (scan.wide, scan.hyphens, scan.hidden),
            (vec![49], vec![52], vec![52])
        );
        assert_eq!(scan.bullets.len(), 1);
    }
}
