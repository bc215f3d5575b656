//! What is laid out at once: a block, or a part of a block that is too long.

use crate::document::Document;
use crate::text::{TextRange, segment};

/// Longest piece in UTF-8 bytes: a page or two, laid out in about a millisecond.
const LONGEST: usize = 6_000;

/// A piece of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// Index of its block.
    pub block: u32,
    /// Whether the block begins here.
    pub first: bool,
    /// Whether the block ends here.
    pub last: bool,
}

/// The pieces of a document, in order. There is always one, so that an empty text has a place for the caret. Twelve bytes
/// each: a long document has hundreds of thousands.
#[derive(Debug, Default)]
pub struct Pieces(Vec<Packed>);

#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u32,
    end: u32,
    block: u32,
}

impl Pieces {
    /// The pieces of a document.
    pub fn of(document: &Document) -> Self {
        let blocks = &document.structure.blocks;
        let mut out = Vec::with_capacity(blocks.len());
        for (i, block) in blocks.iter().enumerate() {
            cut(&document.text, block.range, narrow(i), &mut out);
        }
        if out.is_empty() {
            let all = TextRange::new(0, document.text.len());
            cut(&document.text, all, 0, &mut out);
        }
        out.shrink_to_fit();
        Self(out)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// One of them.
    pub fn get(&self, i: usize) -> Option<Piece> {
        let piece = self.0.get(i)?;
        let is_of_block = |j: Option<usize>| {
            let other = j.and_then(|j| self.0.get(j));
            other.is_some_and(|p| p.block == piece.block)
        };
        Some(Piece {
            range: piece.range(),
            block: piece.block,
            first: !is_of_block(i.checked_sub(1)),
            last: !is_of_block(i.checked_add(1)),
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Piece> + '_ {
        (0..self.len()).filter_map(|i| self.get(i))
    }

    /// The number of pieces, from the first on, whose ranges fulfil a condition that no later one does.
    pub fn partition_point(&self, mut holds: impl FnMut(TextRange) -> bool) -> usize {
        self.0.partition_point(|p| holds(p.range()))
    }
}

impl Packed {
    fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }
}

fn packed(start: usize, end: usize, block: u32) -> Packed {
    Packed {
        start: narrow(start),
        end: narrow(end),
        block,
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn cut(text: &str, block: TextRange, index: u32, out: &mut Vec<Packed>) {
    let mut start = block.start;
    while block.end - start > LONGEST {
        let end = cut_at(text, start, block.end);
        out.push(packed(start, end, index));
        start = end;
    }
    out.push(packed(start, block.end, index));
}

/// How far (UTF-8 bytes) before the end of a piece a place between two words is looked for, where there are no spaces.
const WORDS: usize = 150;

/// Where a piece that begins at `start` is best cut: after a space, else between two words, else between two characters
/// that people see.
fn cut_at(text: &str, start: usize, end: usize) -> usize {
    let limit = segment::char_floor(text, (start + LONGEST).min(end));
    let window = text.get(start..limit).unwrap_or_default();
    let after_space = window
        .rfind([' ', '\n'])
        .map(|i| i + 1)
        .filter(|&at| at > LONGEST / 2 && segment::is_grapheme_boundary(text, start + at));
    let at = after_space
        .or_else(|| between_words(window))
        .unwrap_or_else(|| {
            // Looks no further than the piece, so that a text of nothing but marks is cut in linear time.
            let beyond = segment::char_ceil(text, limit + 1);
            let near = text.get(start..beyond).unwrap_or_default();
            segment::floor_grapheme(near, window.len())
        });
    // A single grapheme longer than a piece is cut all the same: the piece must end.
    if at > 0 { start + at } else { limit }
}

/// The last place between two words in the last part of a piece, from its start.
fn between_words(window: &str) -> Option<usize> {
    let from = segment::char_floor(window, window.len().saturating_sub(WORDS));
    let last = window.get(from..).filter(|last| !last.is_ascii())?;
    let breaks = segment::line_breaks(last);
    // The last one is the end of the piece itself.
    let at = from + breaks.iter().rev().nth(1)?;
    (at > 0 && segment::is_grapheme_boundary(window, at)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<Piece> {
        let document = Document::from_bytes("x.txt", text.as_bytes().to_vec()).unwrap();
        assert_eq!(document.text, text);
        Pieces::of(&document).iter().collect()
    }

    /// The pieces of each block follow each other without a gap, none is too long, none cuts a character in two.
    fn check(text: &str) -> Vec<Piece> {
        let pieces = of(text);
        for (piece, next) in pieces.iter().zip(pieces.iter().skip(1)) {
            assert!(piece.range.of(text).is_some());
            if piece.block == next.block {
                assert_eq!(piece.range.end, next.range.start);
                assert!(!piece.last && !next.first);
            }
        }
        for piece in &pieces {
            assert!(piece.range.len() <= LONGEST + 4);
        }
        pieces
    }

    #[test]
    fn a_line_of_megabytes_is_one_block_of_many_pieces() {
        let with_spaces = "word ".repeat(1_000_000);
        let without = "x".repeat(5_000_000);
        let thai = "ประเทศไทย".repeat(100_000);
        for text in [with_spaces.trim_end(), &without, &thai] {
            let pieces = check(text);
            assert!(pieces.len() > text.len() / LONGEST);
            assert!(pieces.iter().all(|p| p.block == 0));
            for piece in pieces.iter().skip(1) {
                assert!(segment::is_grapheme_boundary(text, piece.range.start));
            }
        }
    }

    #[test]
    fn thai_is_cut_between_words() {
        let text = "ประเทศไทย".repeat(2_000);
        for piece in check(&text).iter().skip(1) {
            let rest = text.get(piece.range.start..).unwrap();
            assert!(
                rest.starts_with("ประเทศ") || rest.starts_with("ไทย"),
                "{rest:.30}"
            );
        }
    }

    #[test]
    fn a_text_of_nothing_but_marks_is_cut_in_linear_time() {
        let text = "\u{301}".repeat(1_000_000);
        assert!(check(&text).len() > 300);
        let flags = "🇰".repeat(200_000);
        check(&flags);
    }

    #[test]
    fn ten_thousand_blank_lines_are_a_handful_of_pieces() {
        assert!(check(&"\n".repeat(10_000)).len() <= 3);
        assert_eq!(check(" ").len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_on_boundaries(parts in prop::collection::vec("(\\PC{0,400}|[ \n]{0,3}|ក្រុម|ไทย|\u{301}{0,50}|👩‍👧)", 0..60)) {
            let text = parts.concat().replace('\u{feff}', "");
            if !text.contains('\0') && !text.is_empty() {
                check(&text);
            }
        }
    }
}
