//! Ever wider passages around a place: word, sentence, paragraph, section, document.
//!
//! In Markdown a section goes from a heading to the next one of the same or a higher level. Plain text does not say what a
//! heading is: a short line by itself without a full stop counts, and a numbered one ("2.1 Scope"), if text follows; where
//! there is none, there is no section.

use super::caret::{self, block_at};
use super::{Block, BlockKind, Document, DocumentKind};
use crate::text::{TextRange, segment};

/// How many blocks either side a section's bounds are looked for.
const REACH: usize = 50_000;
/// Most bytes (UTF-8) of a line that may be a heading of plain text.
const SHORT: usize = 120;

/// The narrowest of word, sentence, paragraph, sections and document that is wider than `from` and holds it; `None` where
/// `from` is the whole text.
pub fn wider(document: &Document, from: TextRange) -> Option<TextRange> {
    let text = &document.text;
    let within = from.is_empty()
        || from
            .of(text)
            .is_some_and(|t| !t.contains(char::is_whitespace));
    let fits = |r: &TextRange| r.covers(from) && r.len() > from.len();
    let block = block_at(document, from.start);
    let near = block.and_then(|(i, b)| {
        let whole = |r: TextRange| {
            let start = segment::floor_grapheme(text, r.start);
            TextRange::new(start, segment::ceil_grapheme(text, r.end))
        };
        let word = || segment::word_at(text, b.range, from.start).map(whole);
        let sections = || sections(document, i).into_iter();
        word()
            .filter(|r| within && fits(r))
            .or_else(|| sentence(document, from.start).filter(fits))
            .or_else(|| Some(caret::shown(document, b.range)).filter(fits))
            .or_else(|| sections().map(|r| caret::shown(document, r)).find(fits))
    });
    let all = TextRange::new(0, text.len());
    near.or_else(|| Some(all).filter(fits))
}

/// The sentence around a place; in a heading or another line without one, the paragraph. `None` where there is no text.
pub fn sentence(document: &Document, at: usize) -> Option<TextRange> {
    let (_, block) = block_at(document, at)?;
    if block.kind == BlockKind::Rule {
        return None;
    }
    let found = segment::sentence_at(&document.text, block.range, at.min(block.range.end));
    found.map(|r| caret::shown(document, r))
}

/// The sections that hold a block, the innermost first.
pub fn sections(document: &Document, block: usize) -> Vec<TextRange> {
    let blocks = &document.structure.blocks;
    let mut out = Vec::new();
    let (mut at, mut below) = (block, u8::MAX);
    while let Some((heading, level)) = heading_before(document, at, block, below) {
        let end = (heading + 1..blocks.len().min(block + REACH))
            .find(|&i| level_of(document, i).is_some_and(|l| l <= level))
            .unwrap_or(blocks.len().min(block + REACH));
        let first = blocks.get(heading).map(|b| b.range.start);
        let last = end
            .checked_sub(1)
            .and_then(|i| blocks.get(i))
            .map(|b| b.range.end);
        out.extend(
            first
                .zip(last)
                .map(|(start, end)| TextRange::new(start, end)),
        );
        let Some(before) = heading.checked_sub(1) else {
            break;
        };
        (at, below) = (before, level);
    }
    out
}

/// The nearest heading at or before a block whose level is higher than `below`.
fn heading_before(document: &Document, at: usize, block: usize, below: u8) -> Option<(usize, u8)> {
    (block.saturating_sub(REACH)..=at)
        .rev()
        .filter_map(|i| Some((i, level_of(document, i)?)))
        .find(|(_, level)| *level < below)
}

/// The level of the heading that a block is: 1 is the highest.
fn level_of(document: &Document, i: usize) -> Option<u8> {
    let block = document.structure.blocks.get(i)?;
    match (block.kind, document.kind) {
        (BlockKind::Heading(level), _) => Some(level),
        (BlockKind::Paragraph | BlockKind::ListItem { .. }, DocumentKind::Plain) => {
            plain_level(document, i, block)
        }
        _ => None,
    }
}

/// The level of a line of plain text that looks like a heading with text below it.
fn plain_level(document: &Document, i: usize, block: &Block) -> Option<u8> {
    let line = short_line(document, block)?;
    let number = number_depth(line);
    if number.is_none() && matches!(block.kind, BlockKind::ListItem { .. }) {
        return None;
    }
    let next = document.structure.blocks.get(i + 1)?;
    if !stands_alone(document, i, block) {
        return None;
    }
    let level = number.map_or(1, |depth| depth.saturating_add(1));
    let body = match short_line(document, next) {
        None => true,
        Some(below) => number_depth(below).is_some_and(|d| d.saturating_add(1) > level),
    };
    body.then_some(level)
}

/// The text of a block that is one short line without a full stop at its end.
fn short_line<'d>(document: &'d Document, block: &Block) -> Option<&'d str> {
    if block.range.len() > SHORT {
        return None;
    }
    let line = block.range.of(&document.text)?;
    let ends = line.ends_with(['.', '!', '?', ';', ',', '”', '"', '។', '៕', '။', '。', '…']);
    let is_line = !line.contains(['\n', '\r']);
    let is_address = line.contains(['@', '|', '\t']) || line.contains(" : ");
    (is_line && !ends && !is_address && line.chars().any(char::is_alphabetic)).then_some(line)
}

/// Whether blank lines part a block from its neighbours.
fn stands_alone(document: &Document, i: usize, block: &Block) -> bool {
    let blocks = &document.structure.blocks;
    let blank = |from: usize, to: usize| {
        let gap = document.text.get(from..to).unwrap_or_default();
        gap.matches(['\n', '\u{c}', '\u{2029}']).count() > 1 || gap.matches('\r').count() > 1
    };
    let before = i.checked_sub(1).and_then(|b| blocks.get(b));
    let after = blocks.get(i + 1);
    before.is_none_or(|b| blank(b.range.end, block.range.start))
        && after.is_none_or(|b| blank(block.range.end, b.range.start))
}

/// How deep a heading's number is: 1 for "2." and "Article 4", 2 for "2.1". `None` where it has none.
fn number_depth(line: &str) -> Option<u8> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let follows = words.next()?;
    let named = ["article", "chapter", "part", "section", "annex", "title"];
    if named.contains(&first.to_lowercase().as_str()) {
        let number = follows.trim_end_matches(['.', ':', ')']);
        return (number.chars().all(|c| c.is_ascii_digit()) || is_roman(number)).then_some(1);
    }
    let number = first.trim_end_matches(['.', ')']);
    if is_roman(number) && number.len() < first.len() {
        return Some(1);
    }
    let parts: Vec<&str> = number.split('.').collect();
    let digits = |p: &&str| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    // A bare number is a quantity or a date: "12 May 2025".
    let marked = parts.len() > 1 || number.len() < first.len();
    (marked && parts.iter().all(digits)).then_some(parts.len().min(6) as u8)
}

fn is_roman(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, text: &str) -> Document {
        Document::from_bytes(name, text.as_bytes().to_vec()).unwrap()
    }

    /// Everything that the selection grows through, from a place before `word` on.
    fn grown<'d>(d: &'d Document, word: &str) -> Vec<&'d str> {
        let at = d.text.find(word).unwrap();
        let mut out = Vec::new();
        let mut range = TextRange::new(at, at);
        while let Some(next) = wider(d, range) {
            out.push(next.of(&d.text).unwrap());
            range = next;
            assert!(out.len() < 20, "{out:#?}");
        }
        out
    }

    #[test]
    fn a_selection_grows_through_every_unit_of_markdown() {
        let text = "# Plan\n\nIntro.\n\n## Trade\n\nOne rule holds. Two do not.\n\n### Tolls\n\nLow.\n\n## Peace\n\nYes.\n";
        let d = document("a.md", text);
        let units = grown(&d, "rule");
        assert_eq!(
            units[..3],
            ["rule", "One rule holds.", "One rule holds. Two do not."]
        );
        assert!(
            units[3].starts_with("Trade") && units[3].ends_with("Low."),
            "{units:#?}"
        );
        assert!(
            units[4].starts_with("Plan") && units[4].ends_with("Yes."),
            "{units:#?}"
        );
        assert_eq!(units[5..], [text]);
        let inner = grown(&d, "Low");
        assert!(
            inner
                .iter()
                .any(|u| u.starts_with("Tolls") && u.ends_with("Low."))
        );
    }

    #[test]
    fn what_is_no_wider_is_passed_over() {
        let d = document("a.txt", "Word");
        assert_eq!(grown(&d, "Word"), ["Word"]);
        assert!(grown(&document("a.txt", "\n \n"), " ").len() == 1);
    }

    #[test]
    fn a_selection_over_two_sentences_grows_to_the_paragraph() {
        let d = document("a.txt", "One here. Two here. Three here.\n\nAnother.");
        let two = TextRange::new(4, 14);
        assert_eq!(
            wider(&d, two).unwrap().of(&d.text),
            Some("One here. Two here. Three here.")
        );
        let over = TextRange::new(25, 36);
        assert_eq!(wider(&d, over), Some(TextRange::new(0, d.text.len())));
    }

    #[test]
    fn short_lines_by_themselves_and_numbers_part_plain_text() {
        let text = "Report on the river\n\nIt was measured.\n\nWhat was found\n\nThe water is low.\n\nIt will rise.\n\n\
                    What is to be done\n\nWait.\n";
        let units = grown(&document("a.txt", text), "low").join("|");
        assert!(
            units.contains("|What was found\n\nThe water is low.\n\nIt will rise.|"),
            "{units}"
        );
        let text =
            "1. Scope\n\nAll of it.\n\n1.1 Limits\n\nSome of it.\n\n2. Terms\n\nNone of it.\n";
        let d = document("a.txt", text);
        let units = grown(&d, "Some").join("|");
        assert!(units.contains("|1.1 Limits\n\nSome of it.|"), "{units}");
        assert!(
            units.contains("|1. Scope\n\nAll of it.\n\n1.1 Limits\n\nSome of it.|"),
            "{units}"
        );
    }

    #[test]
    fn text_without_headings_has_no_section() {
        let text = "One is here.\n\nTwo is here.\n\n- three\n- four\n\nTel : 12\nFax : 13\n\nPhnom Penh, 12 May 2025";
        let d = document("a.txt", text);
        assert_eq!(grown(&d, "Two"), ["Two", "Two is here.", text]);
        assert!((0..d.structure.blocks.len()).all(|i| sections(&d, i).is_empty()));
    }

    #[test]
    fn the_sentence_at_a_place() {
        let d = document("a.md", "# Head\n\nOne. Two.\n\n---\n");
        let at = |at| sentence(&d, at).and_then(|r| r.of(&d.text));
        assert_eq!(at(9), Some("One."));
        assert_eq!(at(14), Some("Two."));
        assert_eq!(at(3), Some("Head"));
        assert_eq!(at(20), None);
    }
}
