//! White space where none belongs: between the letters of words, and gaps inside sentences.

use super::scan::Scan;
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::context::runs_of;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{fold, is_word};

/// How far words are followed to either side, in bytes.
const NEAR: usize = 60;

/// How many letters stand apart at least for a word that was spread.
const SPREAD: usize = 5;

/// How many bytes are looked at together for spread words.
const BLOCK: usize = 64;

impl LayoutArtefact {
    /// Tabs, or three spaces and more, between two words of a sentence. Lines with many gaps are rows of tables.
    pub(super) fn gaps(&self, context: &Context<'_>, scan: &Scan, out: &mut Vec<Finding>) {
        for line in wide_lines(context, scan) {
            let text = context.slice(line);
            if text.len() < 60 {
                continue;
            }
            let gaps: Vec<TextRange> = runs_of(text, char::is_whitespace)
                .into_iter()
                .filter(|run| run.start > 0 && run.end < text.len() && is_wide(text, *run))
                .collect();
            // One gap in a line may be that of a table of two columns; then it is no sentence.
            if gaps.len() <= 1 || gaps.len() * 60 <= text.len() {
                out.extend(gaps.iter().filter_map(|gap| self.gap(context, line, *gap)));
            }
        }
    }

    /// A gap of a line, with the words on either side.
    fn gap(&self, context: &Context<'_>, line: TextRange, gap: TextRange) -> Option<Finding> {
        let text = context.slice(line);
        let (before, behind) = (text.get(..gap.start)?, text.get(gap.end..)?);
        // Wider gaps part columns.
        let narrow = gap.len() <= 16;
        let left = before.ends_with(|c: char| c.is_lowercase() || c == ',');
        let right = behind.starts_with(char::is_lowercase);
        let prose = ends_sentence(text) && text.len() >= 100;
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let close = word(before.chars().next_back()) && word(behind.chars().next());
        if !narrow || !(left && right || prose && close && (left || right)) {
            return None;
        }
        let from = before.rfind(char::is_whitespace).map_or(0, |n| n + 1);
        let to = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let range = TextRange::new(line.start + from, line.start + gap.end + to);
        let range = range.snapped(context.text);
        let joined: Vec<&str> = context.slice(range).split_whitespace().collect();
        let joined = joined.join(" ");
        let reason = format!("a gap inside a sentence: “{joined}”");
        let finding = Finding::new(self, range, Severity::Low, reason);
        let short = range.len() <= 2 * NEAR;
        short.then(|| finding.repaired(Some(Repair::exact(joined))))
    }

    /// Words whose letters were set apart.
    pub(super) fn spread_words(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        let (mut at, mut done) = (0, 0);
        // Spaces at every second byte: a look at every fourth one meets each run.
        while let Some(four) = bytes.get(at..at + 4) {
            if at % BLOCK == 0 && bytes.get(at..at + BLOCK).is_some_and(|b| !has_spread(b)) {
                at += BLOCK;
                continue;
            }
            if at >= done && has_spread(four) {
                let range = spread_around(bytes, at, done);
                done = range.end.max(at + 1);
                let range = joined_words(bytes, range);
                done = done.max(range.end);
                out.extend(self.spread(context, range));
            }
            at += 4;
        }
    }

    fn spread(&self, context: &Context<'_>, range: TextRange) -> Option<Finding> {
        let text = context.slice(range);
        let words: Vec<String> = text
            .split("  ")
            .map(|w| w.chars().filter(|c| *c != ' ').collect())
            .filter(|w: &String| !w.is_empty())
            .collect();
        let word = words.join(" ");
        let rising = word.as_bytes().windows(2).all(|w| w[0] < w[1]);
        if word.len() < SPREAD || rising {
            return None;
        }
        let reason = format!("a word whose letters are set apart: “{text}”");
        let finding = Finding::new(self, range, Severity::Medium, reason);
        let known = words.iter().all(|w| is_word(&fold(w)));
        let finding = finding.repaired(Some(Repair::exact(word)));
        Some(if known { finding } else { finding.on_demand() })
    }
}

/// The lines with white space that may be wide, looked for in the whole text at once: hardly any line has some.
fn wide_lines(context: &Context<'_>, scan: &Scan) -> Vec<TextRange> {
    let bytes = context.text.as_bytes();
    let mut places = scan.wide.clone();
    places.extend(memchr::memmem::find_iter(bytes, "   "));
    places.extend(memchr::memchr_iter(b'\t', bytes));
    places.sort_unstable();
    let mut out: Vec<TextRange> = Vec::new();
    for at in places {
        if out.last().is_some_and(|line| at < line.end) {
            continue;
        }
        let after = context.lines.partition_point(|line| line.start <= at);
        let line = after.checked_sub(1).and_then(|n| context.lines.get(n));
        out.extend(line.filter(|line| at < line.end));
    }
    out
}

/// Whether a run of white space is a gap: a tab, or as wide as three spaces.
fn is_wide(text: &str, run: TextRange) -> bool {
    let width = |c: char| match c {
        '\t' | '\u{3000}' => 3,
        '\u{2002}' | '\u{2003}' => 2,
        _ => 1,
    };
    let run = run.of(text).unwrap_or_default();
    run.chars().map(width).sum::<usize>() >= 3
}

/// A run of spread letters with those behind it that two or three spaces part from it: the words of a heading.
fn joined_words(bytes: &[u8], range: TextRange) -> TextRange {
    let byte = |n: usize| bytes.get(n).copied().unwrap_or(b'\n');
    let mut end = range.end;
    if range.len() < 3 {
        return range;
    }
    while end - range.start < 2 * NEAR {
        let spaces = (end..end + 4).take_while(|&n| byte(n) == b' ').count();
        let next = end + spaces;
        let letter = |n: usize| byte(n).is_ascii_alphabetic();
        if !(2..=3).contains(&spaces) || !letter(next) || letter(next + 1) {
            break;
        }
        end = next + 1;
        while byte(end) == b' ' && letter(end + 1) && !letter(end + 2) && byte(end + 2) < 0x80 {
            end += 2;
        }
    }
    TextRange::new(range.start, end)
}

/// Whether spaces stand at every second of the four bytes somewhere. There are no branches, so that many bytes are looked at
/// at once.
fn has_spread(block: &[u8]) -> bool {
    let (fours, _) = block.as_chunks();
    fours.iter().fold(false, |found, four| {
        let word = u32::from_le_bytes(*four);
        found | (word & 0x00ff_00ff == 0x0020_0020) | (word & 0xff00_ff00 == 0x2000_2000)
    })
}

/// The run of single letters with single spaces between them around `at`, from `floor` on; at most 60 bytes to
/// either side.
fn spread_around(bytes: &[u8], at: usize, floor: usize) -> TextRange {
    let byte = |n: usize| bytes.get(n).copied().unwrap_or(b'\n');
    let is = |n: usize| byte(n).is_ascii_alphabetic();
    let mut start = at + usize::from(byte(at) == b' ');
    let mut end = start + 1;
    if !is(start) {
        return TextRange::new(at, at);
    }
    while start >= floor + 2
        && at - start.min(at) < NEAR
        && byte(start - 1) == b' '
        && is(start - 2)
    {
        start -= 2;
    }
    while end - at < NEAR && byte(end) == b' ' && is(end + 1) {
        end += 2;
    }
    // The first and the last one may be whole words.
    if start > 0 && (is(start - 1) || byte(start - 1) >= 0x80) {
        start += 2;
    }
    if is(end) || byte(end) >= 0x80 {
        end = end.saturating_sub(2);
    }
    TextRange::new(start.min(end), end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn gaps_and_spread_words() {
        expect(
            &LayoutArtefact,
            "\
The council of the island met on Monday and spoke about the        roads and the bridges.
                                                        ^^^^^^^^^^^^^^^^ low: a gap inside a sentence
The h a r b o u r of the islands.
    ^^^^^^^^^^^^^ medium: letters are set apart",
        );
    }

    #[test]
    fn gaps_that_belong() {
        silent(
            &LayoutArtefact,
            &[
                "Name of the island and its council    number of ferries    length of the roads in km",
                "A B C D E F, a b c, I a m, U S A, vitamins A B C D E and K",
                "The ministers of the islands and of the northern coast agreed\n\nThe others left for the harbour and the ferries of the north.",
            ],
        );
    }
}
