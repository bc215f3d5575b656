//! Search in what passages should read: whoever types the right name finds the passage that has it wrong.
//!
//! The text around each correction is put together as it reads with all corrections in place, and looked through; a hit
//! that touches corrected words is told as the passage of the document that it stands for.

use super::Query;
use crate::annotation::Correction;
use crate::text::TextRange;
use crate::text::segment::{char_ceil, char_floor};
use std::ops::ControlFlow;

/// UTF-8 bytes of the text on either side of corrected words that are looked through with them.
const AROUND: usize = 240;

/// The passages (UTF-8 bytes of the text) that a query finds by their corrected words: sorted, without overlap.
/// `corrections` are in the order of the text and do not overlap. Costs no more than their number and length.
pub fn find_corrected(query: &Query, text: &str, corrections: &[Correction]) -> Vec<TextRange> {
    let near = |a: &Correction, b: &Correction| b.range.start <= a.range.end + 2 * AROUND;
    let mut out: Vec<TextRange> = Vec::new();
    for group in corrections.chunk_by(near) {
        let reading = Reading::of(text, group);
        let all = TextRange::new(0, reading.text.len());
        // Taking never breaks.
        let _ = query.find_in(&reading.text, all, &mut |hit| {
            let passage = reading.passage(hit);
            out.extend(passage.filter(|p| out.last().is_none_or(|last| last.end <= p.start)));
            ControlFlow::Continue(())
        });
    }
    out
}

/// A stretch of a text as it reads with corrections in place.
#[derive(Default)]
struct Reading {
    text: String,
    parts: Vec<Part>,
}

/// Bytes of the reading, and those of the document that they stand for.
#[derive(Clone, Copy)]
struct Part {
    read: TextRange,
    source: TextRange,
    corrected: bool,
}

impl Reading {
    /// Around corrections that stand near each other.
    fn of(text: &str, group: &[Correction]) -> Self {
        let mut out = Self::default();
        let ends = group.first().zip(group.last());
        let Some((first, last)) = ends else {
            return out;
        };
        let mut at = char_floor(text, first.range.start.saturating_sub(AROUND));
        for c in group {
            out.push_source(text, TextRange::new(at, c.range.start));
            out.push(&c.text, c.range, true);
            at = c.range.end;
        }
        let end = char_ceil(text, (last.range.end + AROUND).min(text.len()));
        out.push_source(text, TextRange::new(at, end.max(at)));
        out
    }

    fn push_source(&mut self, text: &str, range: TextRange) {
        self.push(range.of(text).unwrap_or_default(), range, false);
    }

    fn push(&mut self, words: &str, source: TextRange, corrected: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        self.parts.push(Part {
            read: TextRange::new(start, self.text.len()),
            source,
            corrected,
        });
    }

    /// The passage that a hit stands for; `None` where it touches no corrected words.
    fn passage(&self, hit: TextRange) -> Option<TextRange> {
        let from = self.parts.partition_point(|p| p.read.end <= hit.start);
        let touched = self.parts.get(from..)?;
        let touched = || touched.iter().take_while(|p| p.read.start < hit.end);
        touched().any(|p| p.corrected).then_some(())?;
        let start = touched().next().map(|p| match p.corrected {
            true => p.source.start,
            false => p.source.start + hit.start.saturating_sub(p.read.start),
        })?;
        let end = touched().last().map(|p| match p.corrected {
            true => p.source.end,
            false => p.source.start + hit.end.min(p.read.end).saturating_sub(p.read.start),
        })?;
        Some(TextRange::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{AnnotationId, Corrections};
    use crate::library::search::Options;

    const TEXT: &str = "Mr Soh Dsra, m1nister of tr4de, left. The p0rt of Soh opened.";

    fn corrections(pairs: &[(&str, &str)]) -> Corrections {
        Corrections::in_force(pairs.iter().map(|(wrong, right)| {
            let start = TEXT.find(wrong).unwrap();
            Correction {
                range: TextRange::new(start, start + wrong.len()),
                text: (*right).into(),
                id: AnnotationId(uuid::Uuid::nil()),
            }
        }))
    }

    fn found(pairs: &[(&str, &str)], query: &str, options: Options) -> Vec<&'static str> {
        let query = Query::new(query, options).unwrap();
        let all = corrections(pairs);
        let found = find_corrected(&query, TEXT, all.all());
        found.iter().map(|r| r.of(TEXT).unwrap()).collect()
    }

    const ALL: [(&str, &str); 4] = [
        ("Dsra", "Dara"),
        ("m1nister", "minister"),
        ("tr4de", "trade"),
        ("p0rt", "port"),
    ];

    #[test]
    fn the_right_words_find_the_passage_that_has_them_wrong() {
        let usual = Options::default();
        assert_eq!(found(&ALL, "dara", usual), ["Dsra"]);
        assert_eq!(found(&ALL, "soh dara", usual), ["Soh Dsra"]);
        assert_eq!(
            found(&ALL, "Minister of trade", usual),
            ["m1nister of tr4de"]
        );
        assert_eq!(found(&ALL, "ara, min", usual), ["Dsra, m1nister"]);
        let word = Options {
            whole_word: true,
            ..usual
        };
        assert_eq!(found(&ALL, "minister", word), ["m1nister"]);
        assert!(found(&ALL, "inister", word).is_empty());
        let pattern = Options {
            regex: true,
            ..usual
        };
        assert_eq!(found(&ALL, "(trade|port)", pattern), ["tr4de", "p0rt"]);
    }

    #[test]
    fn what_touches_no_corrected_words_is_not_told_and_a_passage_is_told_once() {
        let usual = Options::default();
        assert!(found(&ALL, "soh", usual).is_empty());
        assert_eq!(found(&[("Dsra", "nana")], "n", usual), ["Dsra"]);
        assert_eq!(
            found(&[("m1nister ", "")], ", of", usual),
            [", m1nister of"]
        );
    }
}
