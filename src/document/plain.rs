//! The blocks of plain text.
//!
//! One line is one paragraph unless the lines look hard-wrapped: a run of non-blank lines of which most were broken
//! because the next word would not have fitted. Such lines are joined again into one block that reflows. Bulleted and
//! numbered lines are list items. Nothing is taken for a heading: plain text does not say.

use super::{Block, BlockKind, Structure};
use crate::text::TextRange;
use memchr::{memchr_iter, memchr2, memchr3_iter};

/// Name of this extractor, stored with annotations.
pub const EXTRACTOR: &str = "plain";
/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Widths (code points) that lines are wrapped at.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;
/// Lines of more bytes than this are not wrapped, nor are those around them.
const TOO_LONG: usize = 4 * *WRAP_WIDTHS.end();
/// How many code points short of the width a wrapped line may stay although the next word would have fitted.
const SLACK: usize = 6;

/// The blocks of `text`.
pub fn structure(text: &str) -> Structure {
    let mut blocks = Vec::new();
    let mut run: Vec<Line<'_>> = Vec::new();
    for_each_line(text, |start, end| match Line::new(text, start, end) {
        Some(line) => run.push(line),
        None => flush(&mut run, &mut blocks),
    });
    flush(&mut run, &mut blocks);
    blocks.shrink_to_fit();
    Structure {
        blocks,
        inlines: Vec::new(),
    }
}

/// Up to which byte the blocks of a text that goes on are certain: the lines of a run are looked at together, so only
/// whole runs are, or runs that hold a line too long to be wrapped.
pub(super) fn settled(text: &str) -> Option<usize> {
    let lines = memchr::memrchr(b'\n', text.as_bytes())? + 1;
    let (mut settled, mut long) = (None, false);
    for_each_line(text.get(..lines)?, |start, end| {
        // Behind the last line end nothing is known yet.
        if start == lines {
            return;
        }
        let line = text.get(start..end).unwrap_or_default().trim();
        long = !line.is_empty() && (long || line.len() > TOO_LONG);
        if line.is_empty() {
            settled = Some(start);
        } else if long {
            settled = text.get(end..).map(|rest| end + line_end(rest));
        }
    });
    settled.filter(|&at| at > 0)
}

/// Length of the line end that `rest` begins with.
fn line_end(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    first + usize::from(rest.starts_with("\r\n"))
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// First byte that is not white space.
    start: usize,
    /// The line without white space around it.
    text: &'t str,
    /// White space before it, in columns (a tab counts four).
    indent: usize,
    /// Whether it begins with a bullet or a number.
    item: bool,
}

impl<'t> Line<'t> {
    fn new(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let line = text.get(start..end)?;
        let body = line.trim_start();
        let margin = line.get(..line.len() - body.len())?;
        let trimmed = body.trim_end();
        let indent = margin.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let item = marker_len(trimmed).is_some();
        let start = start + margin.len();
        (!trimmed.is_empty()).then_some(Self {
            start,
            text: trimmed,
            indent,
            item,
        })
    }

    const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Columns up to the end of the line.
    fn width(&self) -> usize {
        self.indent + columns(self.text)
    }

    fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '”', '"', ':', '។'])
    }

    /// Whether the line ends where it does because `next`'s first word did not fit into `width`.
    fn is_wrapped_before(&self, next: &Self, width: usize) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or_default();
        !next.item && self.width() + 1 + columns(word) + SLACK > width
    }
}

/// Code points of a line or word.
fn columns(s: &str) -> usize {
    if s.is_ascii() {
        s.len()
    } else {
        s.chars().count()
    }
}

/// Length in bytes of the bullet or number (with the space after it) that begins a list item.
pub fn marker_len(line: &str) -> Option<usize> {
    let space = memchr2(b' ', b'\t', line.as_bytes())?;
    let mark = line.get(..space)?;
    let bullet = matches!(
        mark,
        "-" | "*" | "+" | "•" | "–" | "◦" | "▪" | "·" | "‣" | "●" | "○" | "■"
    );
    (bullet || is_number(mark)).then_some(space + 1)
}

/// "1.", "12)", "(a)", "iv.": up to four letters or digits, closed by a full stop or a bracket.
fn is_number(mark: &str) -> bool {
    let Some(body) = mark.strip_suffix(['.', ')']) else {
        return false;
    };
    let body = body.strip_prefix('(').unwrap_or(body);
    let digits = body.len() <= 3 && body.bytes().all(|b| b.is_ascii_digit());
    let letter = body.len() == 1 && body.bytes().all(|b| b.is_ascii_lowercase());
    let roman = body.len() <= 4 && body.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    !body.is_empty() && (digits || letter || roman)
}

/// Turns a run of non-blank lines into blocks.
fn flush(run: &mut Vec<Line<'_>>, blocks: &mut Vec<Block>) {
    let width = wrap_width(run);
    let mut rest = run.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let joined = |pair: &[Line<'_>]| match (width, pair) {
            (Some(width), [a, b]) => a.is_wrapped_before(b, width),
            _ => false,
        };
        let len = 1 + rest.windows(2).take_while(|pair| joined(pair)).count();
        let end = rest.get(len - 1).map_or(first.end(), Line::end);
        blocks.push(block(first, end, len > 1));
        rest = rest.get(len..).unwrap_or_default();
    }
    run.clear();
}

fn block(first: &Line<'_>, end: usize, reflow: bool) -> Block {
    let depth = ((first.indent + 2) / 4).min(9) as u8;
    let kind = if first.item {
        BlockKind::ListItem { depth }
    } else {
        BlockKind::Paragraph
    };
    Block {
        range: TextRange::new(first.start, end),
        kind,
        reflow,
    }
}

/// The width that the lines of a run were wrapped at; `None` where they were not.
fn wrap_width(run: &[Line<'_>]) -> Option<usize> {
    if run.len() < 2 || run.iter().any(|l| l.text.len() > TOO_LONG) {
        return None;
    }
    let width = run.iter().map(Line::width).max()?;
    if !WRAP_WIDTHS.contains(&width) {
        return None;
    }
    let mut candidates = run.windows(2).filter_map(|pair| match pair {
        [a, b] if !b.item => Some((a, b)),
        _ => None,
    });
    let (mut all, mut wrapped, mut ended) = (0, 0, 0);
    for (a, b) in candidates.by_ref() {
        all += 1;
        wrapped += usize::from(a.is_wrapped_before(b, width));
        ended += usize::from(a.ends_sentence());
    }
    (all > 0 && wrapped * 3 >= all * 2 && ended * 2 < all + usize::from(all > 2)).then_some(width)
}

/// Calls `line` with the bounds of each line, without its end. `\n`, `\r\n`, `\r`, form feed, U+2028 and U+2029 end one.
fn for_each_line(text: &str, mut line: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let whole = bytes.get(start..end).unwrap_or_default();
        let body = whole.strip_suffix(b"\r").filter(|_| end < bytes.len());
        parts(body.unwrap_or(whole), start, &mut line);
        start = end + 1;
    }
}

/// The lines of what stands between two `\n`: nearly always one.
fn parts(body: &[u8], base: usize, line: &mut impl FnMut(usize, usize)) {
    let mut start = 0;
    for at in memchr3_iter(b'\r', 0x0C, 0xE2, body) {
        let rest = body.get(at..).unwrap_or_default();
        let len = match rest {
            [b'\r' | 0x0C, ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => continue,
        };
        line(base + start, base + at);
        start = at + len;
    }
    line(base + start, base + body.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<&str> {
        let found = structure(text).blocks;
        found.iter().filter_map(|b| b.range.of(text)).collect()
    }

    #[test]
    fn one_line_is_one_paragraph() {
        let long = "The Ministry of Foreign Affairs announced plans to strengthen regional cooperation and dialogue with all of its member states.";
        let text = format!("{long}\n{long}\r\n  {long}  \n");
        assert_eq!(blocks(&text), [long, long, long]);
    }

    #[test]
    fn hard_wrapped_lines_become_one_block() {
        let text = "The two sides commended the good momentum of relations and recalled the\n\
                    establishment of the Comprehensive Strategic Partnership, which both of them\n\
                    hold to be important.\nNext paragraph, which stands on its own and is wrapped at the same width as\n\
                    the one above it.\n\nShort.\n";
        let found = structure(text).blocks;
        assert_eq!(found.len(), 3);
        assert!(found[0].reflow && found[1].reflow && !found[2].reflow);
        assert!(found[1].range.of(text).unwrap().starts_with("Next"));
    }

    #[test]
    fn letterheads_and_sentences_keep_their_lines() {
        assert_eq!(
            blocks("MINISTRY OF FOREIGN AFFAIRS\nAND INTERNATIONAL COOPERATION").len(),
            2
        );
        let sentences = "The Kingdom of Cambodia supports the agreement in full.\nThe Kingdom of Thailand supports it as well, it said.\n";
        assert_eq!(blocks(sentences).len(), 2);
    }

    #[test]
    fn list_items_know_their_depth() {
        let text = "- one\n    - two\n1. three\n(a) four\nviz. five\n-six";
        let kinds: Vec<_> = structure(text).blocks.iter().map(|b| b.kind).collect();
        let item = |depth| BlockKind::ListItem { depth };
        assert_eq!(
            kinds,
            [
                item(0),
                item(1),
                item(0),
                item(0),
                BlockKind::Paragraph,
                BlockKind::Paragraph
            ]
        );
    }

    #[test]
    fn every_kind_of_line_end() {
        assert_eq!(
            blocks("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{0C}g\r\r\nh"),
            ["a", "b", "c", "d", "e", "f", "g", "h"]
        );
        assert!(blocks(" \n\r\n\t").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_lies_between_blocks(text in "(\\PC|[a-z]{3,20} |\n|\r|\u{2028}|\t|- |\u{0C}){0,120}") {
            let mut at = 0;
            for block in structure(&text).blocks {
                let between = text.get(at..block.range.start);
                prop_assert!(between.is_some_and(|s| s.trim().is_empty()), "{between:?}");
                prop_assert!(block.range.of(&text).is_some_and(|s| !s.is_empty() && s == s.trim()));
                at = block.range.end;
            }
            prop_assert_eq!(text.get(at..).map(str::trim), Some(""));
        }
    }
}
