//! Where a caret may stand: at every grapheme that is shown, never inside a mark that is not, nor between two blocks.
//!
//! The two ends of a hidden mark are one place on screen; a step always leaves it on the other side. All offsets count UTF-8
//! bytes of the document's text.

use super::{Block, BlockKind, Document, InlineStyle};
use crate::text::{TextRange, segment};

/// The block that an offset stands in, or the last one before it; with its index. `None` where there is no block.
pub fn block_at(document: &Document, at: usize) -> Option<(usize, Block)> {
    let i = document.paragraph_at(at).unwrap_or(0);
    document.structure.blocks.get(i).map(|b| (i, *b))
}

/// The place one grapheme further; the last place stays.
pub fn next(document: &Document, at: usize) -> usize {
    let Some((i, block)) = block_at(document, at) else {
        return segment::next_grapheme(&document.text, at).unwrap_or(at);
    };
    if at < block.range.start {
        return first_in(document, &block);
    }
    let from = skip_forward(document, &block, at);
    let last = last_in(document, &block);
    if from >= last {
        let next = document.structure.blocks.get(i + 1);
        return next.map_or(at.max(last), |b| first_in(document, b));
    }
    let next = segment::next_grapheme(&document.text, from).unwrap_or(from);
    // A hidden mark and a letter beside it may be one grapheme.
    out_of_mark(document, &block, next.min(block.range.end), true).min(last)
}

/// The place one grapheme back; the first place stays.
pub fn previous(document: &Document, at: usize) -> usize {
    let Some((i, block)) = block_at(document, at) else {
        return segment::prev_grapheme(&document.text, at).unwrap_or(at);
    };
    let first = first_in(document, &block);
    if block.kind == BlockKind::Rule && at > first {
        return first;
    }
    let from = skip_back(document, &block, at.min(block.range.end));
    if from <= first {
        let before = i
            .checked_sub(1)
            .and_then(|i| document.structure.blocks.get(i));
        return before.map_or(at.min(first), |b| last_in(document, b));
    }
    let previous = segment::prev_grapheme(&document.text, from).unwrap_or(from);
    out_of_mark(document, &block, previous.max(block.range.start), false).max(first)
}

/// The end of the next word; from the end of a block the beginning of the next one.
pub fn next_word(document: &Document, at: usize) -> usize {
    let Some((_, block)) = block_at(document, at) else {
        return document.text.len();
    };
    let last = last_in(document, &block);
    let mut from = skip_forward(document, &block, at);
    if from >= last {
        return next(document, at);
    }
    loop {
        let to = segment::next_word_end(&document.text, block.range, from);
        let to = segment::ceil_grapheme(&document.text, to).min(last);
        match mark_around(document, &block, to) {
            // A word of an address that is not shown.
            Some(mark) if to > mark.start && mark.end > from && to < last => from = mark.end,
            _ => return to.max(from),
        }
    }
}

/// The start of the word before; from the beginning of a block the end of the one before.
pub fn previous_word(document: &Document, at: usize) -> usize {
    let Some((_, block)) = block_at(document, at) else {
        return 0;
    };
    let first = first_in(document, &block);
    let mut from = skip_back(document, &block, at.min(block.range.end));
    if from <= first {
        return previous(document, at);
    }
    loop {
        let to = segment::prev_word_start(&document.text, block.range, from);
        let to = segment::floor_grapheme(&document.text, to).max(first);
        match mark_around(document, &block, to) {
            Some(mark) if to < mark.end && mark.start < from && to > first => from = mark.start,
            _ => return to.min(from),
        }
    }
}

/// The beginning of the paragraph, or of the next one where `forward`; from the beginning, of the one before. At the end of
/// the text, its end.
pub fn paragraph(document: &Document, at: usize, forward: bool) -> usize {
    let Some((i, block)) = block_at(document, at) else {
        return if forward { document.text.len() } else { 0 };
    };
    let first = first_in(document, &block);
    let blocks = &document.structure.blocks;
    if forward {
        let next = blocks.get(i + 1).map(|b| first_in(document, b));
        next.unwrap_or_else(|| last_in(document, &block).max(at))
    } else if at > first {
        first
    } else {
        let before = i.checked_sub(1).and_then(|i| blocks.get(i));
        before.map_or(first, |b| first_in(document, b))
    }
}

/// The first place of the text.
pub fn first(document: &Document) -> usize {
    let first = document.structure.blocks.first();
    first.map_or(0, |b| first_in(document, b))
}

/// The last place of the text.
pub fn last(document: &Document) -> usize {
    let last = document.structure.blocks.last();
    last.map_or(document.text.len(), |b| last_in(document, b))
}

/// The nearest place where a caret may stand: out of a hidden mark, out of the gap between two blocks.
pub fn snap(document: &Document, at: usize) -> usize {
    let at = segment::floor_grapheme(&document.text, at.min(document.text.len()));
    let Some((_, block)) = block_at(document, at) else {
        return at;
    };
    let (first, last) = (first_in(document, &block), last_in(document, &block));
    out_of_mark(document, &block, at, true).clamp(first, last.max(first))
}

/// A passage without the hidden marks at its ends: what a selection of the same shown text holds.
pub fn shown(document: &Document, range: TextRange) -> TextRange {
    let at = |at| block_at(document, at).map(|(_, b)| b);
    let start = at(range.start).map_or(range.start, |b| skip_forward(document, &b, range.start));
    let end = at(range.end).map_or(range.end, |b| skip_back(document, &b, range.end));
    if start < end {
        TextRange::new(start, end)
    } else {
        range
    }
}

/// The first place of a block: behind the marks that it begins with.
fn first_in(document: &Document, block: &Block) -> usize {
    let start = block.range.start;
    if block.kind == BlockKind::Rule {
        return start;
    }
    skip_forward(document, block, start).min(block.range.end)
}

/// The last place of a block: before the marks that it ends with.
fn last_in(document: &Document, block: &Block) -> usize {
    if block.kind == BlockKind::Rule {
        return block.range.start;
    }
    skip_back(document, block, block.range.end).max(first_in(document, block))
}

/// The hidden marks of a block up to an offset, in order.
fn marks<'a>(
    document: &'a Document,
    block: &Block,
    upto: usize,
) -> impl DoubleEndedIterator<Item = TextRange> + use<'a> {
    let all = &document.structure.inlines;
    let from = all.partition_point(|i| i.range.start < block.range.start);
    let to = all.partition_point(|i| i.range.start <= upto);
    let near = all.get(from..to.max(from)).unwrap_or_default();
    near.iter()
        .filter(|i| i.style == InlineStyle::Hidden && !i.range.is_empty())
        .map(|i| i.range)
}

/// The hidden mark that an offset touches, from its start to its end.
fn mark_around(document: &Document, block: &Block, at: usize) -> Option<TextRange> {
    marks(document, block, at)
        .rev()
        .find(|m| m.start <= at && at <= m.end)
}

/// Behind the marks that begin at an offset or lie around it.
fn skip_forward(document: &Document, block: &Block, at: usize) -> usize {
    let mut at = at.max(block.range.start);
    while let Some(mark) = marks(document, block, at)
        .rev()
        .find(|m| m.start <= at && at < m.end)
    {
        at = mark.end;
    }
    at
}

/// Before the marks that end at an offset or lie around it.
fn skip_back(document: &Document, block: &Block, at: usize) -> usize {
    let mut at = at;
    while let Some(mark) = marks(document, block, at)
        .rev()
        .find(|m| m.start < at && at <= m.end)
    {
        at = mark.start;
    }
    at
}

/// An offset strictly inside a mark moved to one of its ends.
fn out_of_mark(document: &Document, block: &Block, at: usize, forward: bool) -> usize {
    let inside = marks(document, block, at)
        .rev()
        .find(|m| m.start < at && at < m.end);
    match inside {
        Some(mark) if forward => mark.end,
        Some(mark) => mark.start,
        None => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(name: &str, text: &str) -> Document {
        Document::from_bytes(name, text.as_bytes().to_vec()).unwrap()
    }

    /// The text with a bar at each place that steps from the beginning come by.
    fn stops(
        document: &Document,
        from: usize,
        step: impl Fn(&Document, usize) -> usize,
    ) -> Vec<usize> {
        let mut out = vec![from];
        loop {
            let at = *out.last().unwrap();
            let to = step(document, at);
            if to == at {
                return out;
            }
            assert!(out.len() <= document.text.len() + 2, "goes round: {out:?}");
            out.push(to);
        }
    }

    #[test]
    fn steps_pass_hidden_marks_and_gaps_without_stopping_twice_at_one_place() {
        let d = document("a.md", "# Hi\n\na **b** c\n");
        //                        0123456789012345
        let forward = stops(&d, first(&d), next);
        assert_eq!(forward, [2, 3, 4, 6, 7, 8, 11, 14, 15]);
        let back = stops(&d, last(&d), previous);
        assert_eq!(back, [15, 14, 13, 10, 7, 6, 4, 3, 2]);
    }

    #[test]
    fn words_of_hidden_addresses_are_no_stops() {
        let d = document("a.md", "see [the page](http://long.example/x) now\n\nnext");
        let words = stops(&d, 0, next_word);
        let shown: Vec<_> = words
            .iter()
            .map(|&at| d.text.get(..at).unwrap_or_default())
            .collect();
        assert_eq!(shown[1..4], ["see", "see [the", "see [the page"]);
        assert!(shown[4].ends_with("now"), "{shown:?}");
        let back = stops(&d, last(&d), previous_word);
        let shown: Vec<_> = back
            .iter()
            .map(|&at| d.text.get(at..).unwrap_or_default())
            .collect();
        assert!(shown[3].starts_with("now"), "{shown:?}");
        assert!(shown[4].starts_with("page]"), "{shown:?}");
        assert_eq!(back.last(), Some(&0));
    }

    #[test]
    fn paragraphs_are_gone_through_both_ways() {
        let d = document("a.md", "# One\n\n- two\n- three\n\n---\n\nfour");
        let down = stops(&d, first(&d), |d, at| paragraph(d, at, true));
        let up = stops(&d, last(&d), |d, at| paragraph(d, at, false));
        assert_eq!(down, [2, 9, 15, 22, 27, 31]);
        assert_eq!(up, [31, 27, 22, 15, 9, 2]);
    }

    #[test]
    fn a_family_is_one_step_and_crlf_none() {
        let d = document("a.txt", "👩‍👩‍👧a\r\n\r\nb");
        assert_eq!(stops(&d, 0, next), [0, 18, 19, 23, 24]);
        assert_eq!(stops(&d, 24, previous), [24, 23, 19, 18, 0]);
    }

    #[test]
    fn a_hidden_mark_may_be_one_grapheme_with_a_letter() {
        let d = document("a.md", ">\u{11300}");
        assert_eq!(stops(&d, last(&d), previous), [5, 1]);
        assert_eq!(stops(&d, first(&d), next), [1, 5]);
    }

    #[test]
    fn a_text_without_blocks_has_its_ends() {
        let d = document("a.txt", "\n \n");
        assert_eq!((first(&d), last(&d), snap(&d, 9)), (0, 3, 3));
        assert_eq!(stops(&d, 0, next).last(), Some(&3));
    }

    fn is_inside(d: &Document, at: usize) -> bool {
        let hidden = |i: &&crate::document::Inline| i.style == InlineStyle::Hidden;
        let mut marks = d.structure.inlines.iter().filter(hidden);
        marks.any(|m| m.range.start < at && at < m.range.end)
    }

    /// Whether no grapheme is cut, but for those that blocks and marks cut themselves.
    fn is_whole(d: &Document, at: usize) -> bool {
        let edges = |r: TextRange| r.start == at || r.end == at;
        segment::is_grapheme_boundary(&d.text, at)
            || d.structure.blocks.iter().any(|b| edges(b.range))
            || d.structure.inlines.iter().any(|i| edges(i.range))
    }

    proptest! {
        #[test]
        fn every_step_gets_on_and_never_stands_inside_a_mark(
            text in "(\\PC|[*_`#> \\-\n]|\n\n|\\*\\*|\\[a\\]\\(b c\\)|---\n|e\u{301}|ក្រ|\r\n){1,50}",
            markdown: bool,
        ) {
            prop_assume!(!text.trim().is_empty());
            let Ok(d) = Document::from_bytes(if markdown { "a.md" } else { "a.txt" }, text.into_bytes()) else { return Ok(()) };
            type Move = fn(&Document, usize) -> usize;
            let forward: [Move; 3] = [next, next_word, |d, at| paragraph(d, at, true)];
            let back: [Move; 3] = [previous, previous_word, |d, at| paragraph(d, at, false)];
            for step in forward {
                let all = stops(&d, first(&d), step);
                prop_assert!(all.windows(2).all(|w| w[0] < w[1]), "{all:?} in {:?}", d.text);
                prop_assert!(all.iter().all(|&at| !is_inside(&d, at) && is_whole(&d, at)));
                prop_assert_eq!(*all.last().unwrap(), last(&d));
            }
            for step in back {
                let all = stops(&d, last(&d), step);
                prop_assert!(all.windows(2).all(|w| w[0] > w[1]), "{all:?} in {:?}", d.text);
                prop_assert!(all.iter().all(|&at| !is_inside(&d, at) && is_whole(&d, at)));
                prop_assert_eq!(*all.last().unwrap(), first(&d));
            }
            for at in 0..=d.text.len() {
                let to = snap(&d, at);
                prop_assert!(!is_inside(&d, to));
                prop_assert!(next(&d, to) > to || to == last(&d));
            }
        }
    }
}
