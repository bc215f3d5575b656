//! Words with a space too many or too few: parted by one, run together, the first letter of a paragraph set large.

use super::LayoutArtefact;
use super::hyphens::PREFIXES;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{Hash, hash, is_common, is_known_hash, is_word};

/// The longest string of words that is taken apart, in bytes, and the shortest.
const LONGEST: usize = 48;
const SHORTEST: usize = 8;

/// The longest part of such a string, in bytes.
const LONGEST_PART: usize = 16;

/// The shortest word, in bytes, that is told to have been parted.
const PARTED: usize = 6;

/// Words of two and three letters of which strings of words are made.
const SHORT: &[&str] = &[
    "of", "in", "to", "by", "on", "is", "as", "at", "or", "an", "we", "it", "be", "no", "so", "if",
    "he", "my", "us", "up", "the", "and", "for", "are", "but", "not", "you", "all", "any", "can",
    "had", "her", "was", "one", "our", "out", "day", "has", "him", "his", "how", "man", "new",
    "now", "old", "see", "two", "way", "who", "its", "per", "may", "use", "set", "tax", "law",
    "aid", "war", "sea", "oil", "top", "end", "few", "own", "run", "six", "ten", "yet", "men",
    "she", "did", "say", "too", "off", "get", "let", "met", "led", "won", "far", "air",
];

/// Words that sentences cannot do without: where one stands in a string, that is no word.
const LINKING: &[&str] = &[
    "the", "and", "for", "of", "in", "to", "is", "are", "on", "by", "with", "from", "that",
    "which", "will", "would", "has", "have", "had", "been", "was", "were", "at", "as", "an", "or",
    "this", "these", "those", "their", "its", "our", "not", "also", "can", "may", "into", "than",
    "between", "should", "must", "could", "be", "it", "we", "two", "all", "but",
];

/// Those that are no part of words of two: one word behind another, and one of them is this, are two.
const PARTING: &[&str] = &[
    "the", "and", "will", "with", "that", "which", "from", "have", "has", "was", "were", "are",
    "would", "their", "this", "these", "those", "should", "could",
];

/// A word in small letters, perhaps with marks behind it.
#[derive(Clone, Copy)]
struct Word<'a> {
    range: TextRange,
    text: &'a str,
    known: bool,
    /// Whether nothing stands between it and the space behind it.
    open: bool,
}

impl LayoutArtefact {
    /// Words that are none, in English: parts of parted words, and strings of several ones.
    pub(super) fn glued_words(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut english = (0, false);
        for (run, line) in context.unknown() {
            if line.len() < 20 {
                continue;
            }
            let text = context.slice(line);
            let Some(word) = word_at(text, line.start, run) else {
                continue;
            };
            if english.0 != line.end {
                english = (line.end, context.is_english(line.start));
            }
            if !english.1 {
                continue;
            }
            let before = word_before(text, line.start, &word).filter(|w| w.open);
            let found = before.and_then(|a| self.parted_word(context, a, word));
            let found = found.or_else(|| self.string_of_words(word));
            let behind = || {
                let next = word_behind(text, line.start, &word).filter(|n| word.open && n.known)?;
                self.parted_word(context, word, next)
            };
            out.extend(found.or_else(behind));
        }
    }

    /// `avai lable`: two parts of which one at least is no word are one together.
    fn parted_word(&self, context: &Context<'_>, a: Word<'_>, b: Word<'_>) -> Option<Finding> {
        let range = a.range.union(b.range);
        if a.known && b.known || range.len() <= PARTED || PREFIXES.contains(&a.text) {
            return None;
        }
        let joined = [a.text, b.text].concat();
        // A part of three letters that is a word may be one next to a foreign one.
        let short = a.known && a.text.len() <= 3 || b.known && b.text.len() <= 2;
        if short || !is_word(&joined) || !is_common(&joined) {
            return None;
        }
        let reason = format!(
            "a word parted by a space: “{}” for “{joined}”",
            context.slice(range)
        );
        let finding = Finding::new(self, range, Severity::Medium, reason);
        Some(finding.repaired(Some(Repair::exact(joined))))
    }

    /// `thetwosides`: no word, but it can be read as several ones.
    fn string_of_words(&self, word: Word<'_>) -> Option<Finding> {
        if word.known || !(SHORTEST..=LONGEST).contains(&word.text.len()) {
            return None;
        }
        let parts = parts_of(word.text)?;
        let linking = parts.iter().filter(|p| LINKING.contains(p)).count();
        let tiny = parts.iter().filter(|p| p.len() <= 2).count();
        let sure = match parts.len() {
            // "goalsof": no word ends like that.
            2 => {
                let of = parts.last() == Some(&"of") && parts.first().is_some_and(|p| p.len() >= 5);
                of || parts.iter().any(|p| PARTING.contains(p))
            }
            _ => linking > 0 && tiny * 2 < parts.len(),
        };
        // Two nouns may be a new word of the writer's.
        if !sure {
            return None;
        }
        let reading = parts.join(" ");
        let reason = format!("words run together: “{}” for “{reading}”", word.text);
        let finding = Finding::new(self, word.range, Severity::Medium, reason);
        Some(finding.repaired(Some(Repair::exact(reading))))
    }

    /// `T he council`: the first letter of a paragraph, which was set large, apart from its word.
    pub(super) fn drop_caps(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for &line in &context.lines {
            let start = context.text.as_bytes().get(line.start..line.end);
            if let Some([first, b' ', second, ..]) = start
                && first.is_ascii_uppercase()
                && second.is_ascii_lowercase()
                && line.len() >= 40
            {
                out.extend(self.drop_cap(context, line));
            }
        }
    }

    fn drop_cap(&self, context: &Context<'_>, line: TextRange) -> Option<Finding> {
        const ALONE: &[&str] = &["A", "I", "O", "E", "Y", "U"];
        const BEHIND: &[&str] = &[
            "and", "or", "is", "in", "as", "of", "et", "est", "ou", "de", "und", "oder", "ist",
            "dan", "y", "e", "la", "le",
        ];
        let text = context.slice(line);
        let (letter, rest) = text.split_at_checked(1)?;
        let rest = rest.strip_prefix(' ')?;
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let tail = rest.get(..end)?;
        let next = rest.get(end..)?.strip_prefix(' ')?;
        if ALONE.contains(&letter)
            || BEHIND.contains(&tail)
            || !tail.chars().all(char::is_lowercase)
        {
            return None;
        }
        let joined = [letter, tail].concat();
        let known = !context.is_english(line.start) || is_common(&joined.to_lowercase());
        if !known || !next.starts_with(char::is_alphanumeric) {
            return None;
        }
        let range = TextRange::new(line.start, line.start + 2 + end);
        let reason =
            format!("the first letter of a paragraph apart from its word: “{letter} {tail}”");
        let finding = Finding::new(self, range, Severity::Medium, reason);
        Some(finding.repaired(Some(Repair::exact(joined))))
    }
}

/// The word in small ASCII letters, marks behind it aside, that stands between spaces of a line at `run`; `start` is where the
/// line begins.
fn word_at<'a>(text: &'a str, start: usize, run: TextRange) -> Option<Word<'a>> {
    let bytes = text.as_bytes();
    let (from, to) = (run.start.checked_sub(start)?, run.end.checked_sub(start)?);
    let letters = bytes.get(from..to)?;
    let rest = bytes.get(to..)?;
    let marks = rest.iter().take_while(|b| b",.;:)!?".contains(b)).count();
    let opens = from == 0 || bytes.get(from - 1) == Some(&b' ');
    let closes = rest.get(marks).is_none_or(|b| *b == b' ');
    let small = letters.len() >= 2 && letters.iter().all(u8::is_ascii_lowercase);
    let word = text.get(from..to)?;
    (opens && closes && small).then(|| Word {
        range: run,
        text: word,
        known: is_known_hash(hash(word)),
        open: marks == 0,
    })
}

/// The word before a word.
fn word_before<'a>(text: &'a str, start: usize, word: &Word<'_>) -> Option<Word<'a>> {
    let head = text.get(..word.range.start.checked_sub(start + 1)?)?;
    let bare = head.trim_end_matches(|c: char| c.is_ascii_lowercase());
    word_at(
        text,
        start,
        TextRange::new(start + bare.len(), start + head.len()),
    )
}

/// The word behind a word without marks.
fn word_behind<'a>(text: &'a str, start: usize, word: &Word<'_>) -> Option<Word<'a>> {
    let from = word.range.end + 1 - start;
    let tail = text.get(from..)?;
    let bare = tail.trim_start_matches(|c: char| c.is_ascii_lowercase());
    word_at(
        text,
        start,
        TextRange::new(start + from, start + from + tail.len() - bare.len()),
    )
}

/// The fewest words of which a string is made. Only places that words lead to are looked at: in garbage there are few.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let len = text.len();
    // For each place: what the words that lead to it cost, and where the last of them begins. Of as many words those count
    // that link others.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; len + 1];
    *best.first_mut()? = Some((0, 0));
    for from in 0..len {
        let Some((count, _)) = best.get(from).copied().flatten() else {
            continue;
        };
        let mut hash = Hash::default();
        for (n, byte) in text.bytes().skip(from).take(LONGEST_PART).enumerate() {
            hash.add(byte);
            let to = from + n + 1;
            let place = best.get_mut(to)?;
            let part = text.get(from..to).unwrap_or_default();
            let cost = count + if LINKING.contains(&part) { 7 } else { 8 };
            let better = place.is_none_or(|(least, _)| cost < least);
            if n > 0 && better && is_part(part, hash.of()) {
                *place = Some((cost, from));
            }
        }
    }
    let mut parts = Vec::new();
    let mut at = len;
    while at > 0 {
        let (_, from) = best.get(at).copied().flatten()?;
        parts.push(text.get(from..at)?);
        at = from;
    }
    parts.reverse();
    (parts.len() >= 2).then_some(parts)
}

/// Whether a string may be a word of several ones without a space.
fn is_part(text: &str, hash: u32) -> bool {
    if text.len() <= 3 {
        return SHORT.contains(&text);
    }
    // Not every plural is in the lists.
    let one = text.strip_suffix('s').filter(|one| one.len() >= 4);
    is_known_hash(hash) && is_common(text) && is_word(text)
        || one.is_some_and(|one| is_common(one) && is_word(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn parted_words() {
        expect(
            &LayoutArtefact,
            "\
The council said that the bridges are rather promi sing and avai lable.
                                             ^^^^^^^^^^ medium: a word parted by a space
                                                            ^^^^^^^^^^ medium: a word parted by a space",
        );
        silent(
            &LayoutArtefact,
            &[
                "The well known non governmental office said that per cent and vis a vis are no faults at all.",
            ],
        );
    }

    #[test]
    fn strings_of_words() {
        expect(
            &LayoutArtefact,
            "\
The council of the islands said thatthebridges will be open and theroads closed.
                                ^^^^^^^^^^^^^^ medium: words run together
                                                                ^^^^^^^^ medium: words run together",
        );
    }

    #[test]
    fn large_first_letters() {
        expect(
            &LayoutArtefact,
            "\
T he council of the islands met in the old harbour on Monday.
^^^^ medium: the first letter of a paragraph",
        );
        silent(
            &LayoutArtefact,
            &[
                "A road to the north of the islands was closed on Monday.\nI went to the north of the islands on Monday, too.",
            ],
        );
    }
}
