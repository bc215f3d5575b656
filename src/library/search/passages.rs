//! What lies around hits: the passages that a theme is put on, and the words that a list shows.

use crate::document::Document;
use crate::text::TextRange;
use crate::text::segment::{ceil_grapheme, floor_grapheme, sentences};

/// How much of the text around a hit is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// The hit itself.
    #[default]
    Hit,
    /// The sentence around it.
    Sentence,
    /// The paragraph around it.
    Paragraph,
}

impl Unit {
    /// All units, the smallest first.
    pub const ALL: &'static [Self] = &[Self::Hit, Self::Sentence, Self::Paragraph];

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Hit => "The hit itself",
            Self::Sentence => "Its sentence",
            Self::Paragraph => "Its paragraph",
        }
    }
}

/// The passages around `hits` (sorted), each once, in the order of the text and without white space at their ends.
pub fn passages(document: &Document, hits: &[TextRange], unit: Unit) -> Vec<TextRange> {
    let text = &document.text;
    let mut finder = Sentences::default();
    let mut out: Vec<TextRange> = hits
        .iter()
        .map(|&hit| match unit {
            Unit::Hit => hit,
            Unit::Sentence => finder.around(document, hit),
            Unit::Paragraph => paragraph(document, hit),
        })
        .map(|range| trimmed(text, range))
        .collect();
    out.dedup();
    out
}

/// The block around a hit, or the blocks where it reaches over an end.
fn paragraph(document: &Document, hit: TextRange) -> TextRange {
    let block = |at| {
        let block = document
            .structure
            .blocks
            .get(document.paragraph_at(at)?)?
            .range;
        block.contains(at).then_some(block)
    };
    let first = block(hit.start).unwrap_or(hit);
    let last = block(hit.end.saturating_sub(1)).unwrap_or(hit);
    hit.union(first).union(last)
}

/// The sentences of the paragraphs that were looked at last: hits come in the order of the text.
#[derive(Default)]
struct Sentences {
    within: TextRange,
    found: Vec<TextRange>,
}

impl Sentences {
    fn around(&mut self, document: &Document, hit: TextRange) -> TextRange {
        let within = paragraph(document, hit);
        if within != self.within {
            self.found = sentences(&document.text, within);
            self.within = within;
        }
        let from = self.found.partition_point(|s| s.end <= hit.start);
        let touched = self.found.iter().skip(from);
        touched
            .take_while(|s| s.start < hit.end)
            .fold(hit, |sum, s| sum.union(*s))
    }
}

/// The range without white space at its ends; one of nothing else stays as it is.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let slice = range.of(text).unwrap_or_default();
    let start = range.start + (slice.len() - slice.trim_start().len());
    match slice.trim().len() {
        0 => range,
        len => TextRange::new(start, start + len),
    }
}

/// A hit with what stands around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Around {
    /// Text before the hit.
    pub before: String,
    /// The hit.
    pub hit: String,
    /// Text after it.
    pub after: String,
}

/// Bytes that are shown before and after a hit, and of a hit itself, at most.
const BEFORE: usize = 60;
const AFTER: usize = 160;
const HIT: usize = 200;

/// The words around a hit, within its paragraph, as people read them: on one line and without marks that are not shown.
pub fn around(document: &Document, hit: TextRange) -> Around {
    let text = &document.text;
    let within = paragraph(document, hit);
    let cut = hit.end > hit.start + HIT;
    let hit_end = if cut {
        floor_grapheme(text, hit.start + HIT)
    } else {
        hit.end
    };
    let from = ceil_grapheme(text, hit.start.saturating_sub(BEFORE)).max(within.start);
    let to = floor_grapheme(text, hit_end + AFTER).min(within.end);
    let shown = |a: usize, b: usize| one_line(&document.shown(TextRange::new(a, b.max(a))));
    let mut before = shown(word_start(text, from, hit.start), hit.start);
    if from > within.start {
        before.insert(0, '…');
    }
    Around {
        before,
        hit: shown(hit.start, hit_end) + if cut { "…" } else { "" },
        after: shown(hit_end, to) + if to < within.end { "…" } else { "" },
    }
}

/// The first word that begins between `from` and `to`; `from` where none does.
fn word_start(text: &str, from: usize, to: usize) -> usize {
    let slice = text.get(from..to).unwrap_or_default();
    let cut_word = text
        .get(..from)
        .is_some_and(|t| t.ends_with(|c: char| !c.is_whitespace()));
    match slice.find(char::is_whitespace) {
        Some(at) if cut_word => from + at,
        _ => from,
    }
}

/// Runs of white space as single spaces.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, text: &str) -> Document {
        Document::from_bytes(name, text.as_bytes().to_vec()).unwrap()
    }

    fn hits(text: &str, words: &str) -> Vec<TextRange> {
        let hit = |(at, w): (usize, &str)| TextRange::new(at, at + w.len());
        text.match_indices(words).map(hit).collect()
    }

    fn found<'t>(document: &'t Document, words: &str, unit: Unit) -> Vec<&'t str> {
        let hits = hits(&document.text, words);
        let passages = passages(document, &hits, unit);
        passages
            .iter()
            .map(|p| p.of(&document.text).unwrap())
            .collect()
    }

    #[test]
    fn a_passage_is_the_hit_its_sentence_or_its_paragraph() {
        let text = "Rice is sold. Rice and oil are bought, rice too.\n\nNo. Rice!\n";
        let document = document("a.txt", text);
        assert_eq!(found(&document, "ice", Unit::Hit).len(), 4);
        assert_eq!(
            found(&document, "ice", Unit::Sentence),
            [
                "Rice is sold.",
                "Rice and oil are bought, rice too.",
                "Rice!"
            ]
        );
        assert_eq!(
            found(&document, "ice", Unit::Paragraph),
            [
                "Rice is sold. Rice and oil are bought, rice too.",
                "No. Rice!"
            ]
        );
    }

    #[test]
    fn a_hit_over_the_end_of_a_sentence_takes_both() {
        let document = document("a.txt", "One goes. Two come. Three.");
        assert_eq!(
            found(&document, "goes. Two", Unit::Sentence),
            ["One goes. Two come."]
        );
        assert_eq!(found(&document, "s. ", Unit::Hit), ["s."]);
        assert_eq!(found(&document, " ", Unit::Hit).len(), 4);
    }

    #[test]
    fn the_words_around_a_hit_stay_in_its_paragraph_and_are_cut_at_words() {
        let long = "aaa ".repeat(30);
        let text = format!("Before.\n\n{long}the *hit*\nhere {long}\n\nAfter.");
        let document = document("a.md", &text);
        let hit = hits(&text, "hit").remove(0);
        let around = around(&document, hit);
        assert!(around.before.starts_with("… aaa aaa"), "{around:?}");
        assert!(around.before.ends_with("aaa the "), "{around:?}");
        assert_eq!(around.hit, "hit");
        assert!(around.after.starts_with(" here aaa"), "{around:?}");
        assert!(!around.after.contains("After"), "{around:?}");
    }

    #[test]
    fn a_long_hit_is_cut() {
        let text = "é".repeat(500);
        let document = document("a.txt", &text);
        let shown = around(&document, TextRange::new(0, text.len()));
        assert_eq!(shown.hit.chars().count(), 101);
        assert!(shown.after.ends_with('…'));
    }
}
