//! Words with a space too many or too few: parted by one, run together, the first letter of a paragraph set large.

use super::LayoutArtefact;
use super::hyphens::PREFIXES;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{Hash, is_common, is_known_hash, is_word};

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
        for &line in &context.lines {
            let text = context.slice(line);
            if text.len() < 20 {
                continue;
            }
            let mut last: Option<Word<'_>> = None;
            let mut english = None;
            for word in words(text, line.start) {
                let Some(word) = word else {
                    last = None;
                    continue;
                };
                let odd = !word.known || last.is_some_and(|l| !l.known);
                if odd && *english.get_or_insert_with(|| context.is_english(line.start)) {
                    let before = last.filter(|l| l.open);
                    let found = before.and_then(|a| self.parted_word(context, a, word));
                    let found = found.or_else(|| self.string_of_words(word));
                    out.extend(found);
                }
                last = Some(word);
            }
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
            2 => parts.iter().any(|p| PARTING.contains(p)),
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
            let text = context.slice(line);
            if let [first, b' ', second, ..] = text.as_bytes()
                && first.is_ascii_uppercase()
                && second.is_ascii_lowercase()
                && text.len() >= 40
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

/// The strings between the white space of a line that are words in small ASCII letters; `None` for each other one.
fn words(text: &str, start: usize) -> impl Iterator<Item = Option<Word<'_>>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|r| !r.is_empty())?;
        let mut hash = Hash::default();
        let mut letters = 0;
        for b in rest.iter().take_while(|b| b.is_ascii_lowercase()) {
            hash.add(*b);
            letters += 1;
        }
        let marks = rest
            .iter()
            .skip(letters)
            .take_while(|b| b",.;:)!?".contains(b))
            .count();
        let len = letters + marks;
        let open = marks == 0;
        let from = at;
        if letters < 2 || rest.get(len).is_some_and(|b| *b != b' ') {
            at += memchr::memchr(b' ', rest).unwrap_or(rest.len()) + 1;
            return Some(None);
        }
        at += len + 1;
        let word = Word {
            range: TextRange::new(start + from, start + from + letters),
            text: text.get(from..from + letters)?,
            known: is_known_hash(hash.of()),
            open,
        };
        Some(Some(word))
    })
}

/// The fewest words of which a string is made. Only places that words lead to are looked at: in garbage there are few.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let len = text.len();
    // For each place: how many words lead to it, and where the last of them begins.
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
            let better = place.is_none_or(|(least, _)| count + 1 < least);
            if n > 0 && better && text.get(from..to).is_some_and(|t| is_part(t, hash.of())) {
                *place = Some((count + 1, from));
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
