//! White space and invisible characters where none belongs: inside words, and gaps inside sentences.

use super::LayoutArtefact;
use crate::annotation::label::Severity;
use crate::quality::context::goes_on;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{fold, is_word};

/// How far words are followed to either side, in bytes.
const NEAR: usize = 60;

/// How many letters stand apart at least for a word that was spread.
const SPREAD: usize = 5;

/// How many bytes are looked at together for spread words.
const BLOCK: usize = 64;

/// White space wider than that between words.
const WIDE: [&str; 3] = ["\t", "    ", "\u{a0}\u{a0}\u{a0}"];

/// Words after which no paragraph ends.
const LEADING: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "for", "with", "by", "at", "from", "on", "is",
    "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "that", "which",
    "who", "its", "their", "his", "her", "our",
];

impl LayoutArtefact {
    /// Soft hyphens and spaces of no width inside words of letters with gaps between words. The scripts that need them
    /// to break lines are left alone.
    pub(super) fn invisible(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        let mut done = 0;
        for sign in ["\u{ad}", "\u{200b}", "\u{2060}"] {
            for at in memchr::memmem::find_iter(bytes, sign) {
                let beside = |n: Option<usize>| {
                    n.and_then(|n| bytes.get(n))
                        .is_some_and(u8::is_ascii_alphabetic)
                };
                if at < done || !beside(at.checked_sub(1)) || !beside(Some(at + sign.len())) {
                    continue;
                }
                let range = word_at(context.text, at, at + sign.len());
                done = range.end;
                out.push(self.hidden(context, range));
            }
            done = 0;
        }
    }

    fn hidden(&self, context: &Context<'_>, range: TextRange) -> Finding {
        let clean = context
            .slice(range)
            .replace(['\u{ad}', '\u{200b}', '\u{2060}'], "");
        let reason = format!(
            "an invisible character inside a word, which hides it from searches: “{clean}”"
        );
        Finding::new(self, range, Severity::Low, reason).repaired(Some(Repair::exact(clean)))
    }

    /// A tab, or four spaces and more, between two words of a sentence. Lines with several gaps are rows of tables.
    pub(super) fn gaps(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for wide in WIDE {
            let mut done = 0;
            for at in memchr::memmem::find_iter(bytes, wide) {
                if at < done {
                    continue;
                }
                let after = |line: &TextRange| line.start <= at;
                let index = context.lines.partition_point(after).saturating_sub(1);
                let line = context.lines[index];
                done = line.end.max(at + 1);
                out.extend(self.gap(context, line, at));
            }
        }
    }

    /// A gap of a line at `at`.
    fn gap(&self, context: &Context<'_>, line: TextRange, at: usize) -> Option<Finding> {
        let text = context.slice(line);
        let range = gap(text, at.checked_sub(line.start)?).filter(|_| text.len() >= 60)?;
        let range = TextRange::new(line.start + range.start, line.start + range.end);
        let joined: Vec<&str> = context.slice(range).split_whitespace().collect();
        let joined = joined.join(" ");
        let reason = format!("a gap inside a sentence: “{joined}”");
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact(joined))))
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
                out.extend(self.spread(context, range));
            }
            at += 4;
        }
    }

    fn spread(&self, context: &Context<'_>, range: TextRange) -> Option<Finding> {
        let text = context.slice(range);
        let word: String = text.chars().filter(|c| *c != ' ').collect();
        let rising = word.as_bytes().windows(2).all(|w| w[0] < w[1]);
        if word.len() < SPREAD || rising {
            return None;
        }
        let reason = format!("a word whose letters are set apart: “{text}”");
        let finding = Finding::new(self, range, Severity::Medium, reason);
        let known = is_word(&fold(&word));
        let finding = finding.repaired(Some(Repair::exact(word)));
        Some(if known { finding } else { finding.on_demand() })
    }

    /// Paragraphs that break off in mid-sentence and go on after a blank line.
    pub(super) fn broken_paragraphs(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for index in 1..context.lines.len().saturating_sub(1) {
            let (before, behind) = (context.lines[index - 1], context.lines[index + 1]);
            if !context.lines[index].is_empty() || before.len() < 60 || behind.len() < 60 {
                continue;
            }
            let (a, b) = (context.slice(before).trim_end(), context.slice(behind));
            let word = a.ends_with(char::is_alphanumeric) && goes_on(a, b);
            let plain = b
                .split(' ')
                .next()
                .is_some_and(|w| w.len() <= NEAR && w.chars().all(char::is_alphabetic));
            if !word || !plain || !b.starts_with(char::is_lowercase) {
                continue;
            }
            let last = a.rsplit(' ').next().unwrap_or_default();
            let first = b.split(' ').next().unwrap_or_default();
            let range = TextRange::new(
                before.start + a.len() - last.len(),
                behind.start + first.len(),
            );
            let reason = format!("a blank line in mid-sentence: “{last}” | “{first}”");
            let finding = Finding::new(self, range, Severity::Low, reason);
            let finding = finding.repaired(Some(Repair::exact(format!("{last} {first}"))));
            let sure = LEADING.contains(&last);
            out.push(if sure { finding } else { finding.on_demand() });
        }
    }
}

/// The only gap of a line, with the words on either side, if these are words of a sentence.
fn gap(line: &str, at: usize) -> Option<TextRange> {
    let (before, rest) = line.split_at_checked(at)?;
    let behind = rest.trim_start();
    let start = before.trim_end().len();
    let single = !WIDE.iter().any(|wide| behind.contains(wide));
    let left = before
        .trim_end()
        .ends_with(|c: char| c.is_lowercase() || c == ',');
    if !single || !left || !behind.starts_with(char::is_lowercase) || before.ends_with("    ") {
        return None;
    }
    let from = before.get(..start)?.rfind(' ').map_or(0, |n| n + 1);
    let to = line.len() - behind.len() + behind.find(' ').unwrap_or(behind.len());
    // Wider gaps part columns.
    let wide = rest.len() - behind.len() + before.len() - start > 16;
    (!wide && to - from <= 2 * NEAR).then(|| TextRange::new(from, to))
}

/// The word around a character from `start` to `end`.
fn word_at(text: &str, start: usize, end: usize) -> TextRange {
    let near = TextRange::new(start.saturating_sub(NEAR), text.len().min(end + NEAR)).snapped(text);
    let part = |c: char| !(c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'));
    let head = text.get(near.start..start).unwrap_or_default();
    let tail = text.get(end..near.end).unwrap_or_default();
    let head = head.rsplit(part).next().unwrap_or_default();
    let tail = tail.split(part).next().unwrap_or_default();
    TextRange::new(start - head.len(), end + tail.len())
}

/// Whether spaces stand at every second of the four bytes somewhere. There are no branches, so that many bytes are looked at
/// at once.
fn has_spread(block: &[u8]) -> bool {
    block.chunks_exact(4).fold(false, |found, four| {
        let word = four.iter().fold(0u32, |word, b| word << 8 | u32::from(*b));
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
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn invisible_characters_inside_words() {
        let found = findings(
            &LayoutArtefact,
            "The har\u{ad}bour and the fer\u{200b}ry were closed.",
        );
        let repairs: Vec<_> = found
            .iter()
            .filter_map(|f| f.repair.clone()?.replacement)
            .collect();
        assert_eq!(repairs, ["harbour", "ferry"]);
    }

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
    fn blank_lines_in_sentences() {
        let text = "The council of the northern island met on Monday and spoke about the\n\nroads and the bridges that had been closed in the winter for hours.";
        let found = findings(&LayoutArtefact, text);
        assert_eq!(found[0].range.of(text), Some("the\n\nroads"));
    }

    #[test]
    fn gaps_that_belong() {
        silent(
            &LayoutArtefact,
            &[
                "Name of the island and its council    number of ferries    length of the roads in km",
                "A B C D E F, a b c, I a m, U S A, vitamins A B C D E and K",
                "ភាសា\u{200b}ខ្មែរ, a soft\u{200b} end",
                "The ministers of the islands and of the northern coast agreed\n\nThe others left for the harbour and the ferries of the north.",
            ],
        );
    }
}
