//! What is laid out at once: a block, or a part of a block that is too long.

use crate::document::{Block, Document};
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

/// The pieces of a document, in order. There is always one, so that an empty text has a place for the caret.
pub fn pieces(document: &Document) -> Vec<Piece> {
    let mut out = Vec::with_capacity(document.structure.blocks.len());
    for (i, block) in document.structure.blocks.iter().enumerate() {
        cut(
            &document.text,
            block,
            u32::try_from(i).unwrap_or(u32::MAX),
            &mut out,
        );
    }
    if out.is_empty() {
        out.push(Piece {
            range: TextRange::new(0, document.text.len()),
            block: 0,
            first: true,
            last: true,
        });
    }
    out
}

fn cut(text: &str, block: &Block, index: u32, out: &mut Vec<Piece>) {
    let mut start = block.range.start;
    loop {
        let end = if block.range.end - start <= LONGEST {
            block.range.end
        } else {
            cut_at(text, start, block.range.end)
        };
        let (first, last) = (start == block.range.start, end == block.range.end);
        out.push(Piece {
            range: TextRange::new(start, end),
            block: index,
            first,
            last,
        });
        if last {
            return;
        }
        start = end;
    }
}

/// Where a piece that begins at `start` is best cut: after a space, else between two characters that people see.
fn cut_at(text: &str, start: usize, end: usize) -> usize {
    let limit = segment::char_floor(text, (start + LONGEST).min(end));
    let window = text.get(start..limit).unwrap_or_default();
    let after_space = window
        .rfind([' ', '\n'])
        .map(|i| start + i + 1)
        .filter(|&at| at > start + LONGEST / 2);
    let at = after_space.unwrap_or_else(|| segment::floor_grapheme(text, limit));
    // A single grapheme longer than a piece is cut all the same: the piece must end.
    if at > start {
        at
    } else {
        limit.max(segment::char_ceil(text, start + 1))
    }
}
