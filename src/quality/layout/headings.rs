//! Headings that ran into the body: glued to its first word, on one line with it, or at the end of the paragraph before.

use super::breaks::LEADING;
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding};
use crate::text::TextRange;
use crate::text::lexicon::{fold, is_common, is_word};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The longest heading, in bytes and in words.
const LONGEST: usize = 90;
const WORDS: usize = 9;

/// How many words a heading has at most that a sentence follows on its line.
const OPENING: usize = 6;

/// Words that sentences begin with, and headings seldom go on with in capitals.
pub(super) const STARTERS: &[&str] = &[
    "The",
    "This",
    "These",
    "Those",
    "That",
    "There",
    "A",
    "An",
    "We",
    "Our",
    "It",
    "Its",
    "He",
    "She",
    "They",
    "In",
    "On",
    "As",
    "But",
    "And",
    "When",
    "If",
    "For",
    "To",
    "At",
    "By",
    "With",
    "While",
    "Since",
    "After",
    "Before",
    "Under",
    "From",
    "You",
    "Today",
    "Yet",
    "Though",
    "Where",
    "Then",
    "Other",
    "Another",
    "Their",
    "His",
    "Her",
    "Such",
    "Through",
    "Despite",
    "Yesterday",
    "Last",
    "All",
    "Some",
    "Many",
    "Most",
    "Each",
    "Every",
    "Both",
    "One",
    "No",
    "Not",
    "However",
    "Although",
    "Because",
    "During",
    "Over",
    "I",
    "My",
    "So",
    "Let",
    "Here",
    "Now",
    "Mr",
    "What",
    "How",
    "Who",
    "Why",
    "Le",
    "La",
    "Les",
    "Un",
    "Une",
    "Des",
    "Du",
    "De",
    "Ce",
    "Cette",
    "Ces",
    "Il",
    "Elle",
    "Ils",
    "Elles",
    "Nous",
    "Vous",
    "On",
    "En",
    "Dans",
    "Pour",
    "Par",
    "Sur",
    "Avec",
    "Au",
    "Aux",
    "Si",
    "Mais",
    "Et",
    "Lorsque",
    "Quand",
    "Notre",
    "Nos",
    "Leur",
    "Chaque",
    "Plusieurs",
    "Tous",
    "Toutes",
    "Après",
    "Depuis",
    "Selon",
    "Comme",
    "Ainsi",
    "Je",
    "El",
    "Los",
    "Las",
    "Una",
    "Este",
    "Esta",
    "Der",
    "Die",
    "Das",
    "Ein",
    "Eine",
    "Wir",
    "Es",
    "Sie",
    "Para",
    "Dalam",
    "Pada",
    "Kami",
    "Ini",
    "Yang",
    "Untuk",
    "Ngày",
    "Các",
    "Theo",
    "Trong",
    "Tại",
    "Với",
    "Để",
    "Một",
    "Những",
    "Sau",
    "Trước",
    "Hai",
    "Selain",
    "Menurut",
    "Dengan",
    "Namun",
    "Kedua",
    "Para",
    "Según",
    "Durante",
    "Además",
    "Im",
    "Am",
    "Bei",
    "Nach",
    "Mit",
    "Auf",
    "Für",
];

/// The same, to look words up.
pub(super) static STARTING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| STARTERS.iter().copied().collect());

/// Small words inside headings of English.
const SMALL: &[&str] = &[
    "of", "the", "and", "in", "for", "to", "a", "an", "on", "with", "by", "at", "from", "as", "or",
    "vs", "&", "our", "de", "des", "du", "la", "le", "les", "et", "en", "à", "au", "aux", "pour",
    "dan", "di", "untuk", "un", "une",
];

impl LayoutArtefact {
    /// Headings inside the lines of paragraphs.
    pub(super) fn run_in_headings(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for (index, &line) in context.lines.iter().enumerate() {
            let text = context.slice(line);
            if text.len() < 60 {
                continue;
            }
            let found = glued(text).or_else(|| {
                let prose = !context.wrapped && text.len() >= 100;
                prose.then(|| {
                    on_one_line(text).or_else(|| {
                        at_the_end(text)
                            .filter(|found| found.2 || !breaks_off(context, index))
                            .map(|(range, what, _)| (range, what, false))
                    })
                })?
            });
            if let Some((range, what, sure)) = found {
                let range = TextRange::new(line.start + range.start, line.start + range.end);
                let reason = format!("a heading {what}: “{}”", context.slice(range));
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(if sure { finding } else { finding.on_demand() });
            }
        }
    }
}

/// Whether one of the next lines goes on with a sentence, so that what ends line `index` is a part of it.
fn breaks_off(context: &Context<'_>, index: usize) -> bool {
    let next = (index + 1..index + 10)
        .map(|i| context.line(i).trim())
        .filter(|l| !l.is_empty());
    next.take(3).any(|l| l.starts_with(char::is_lowercase))
}

type Found = (TextRange, &'static str, bool);

/// `Why This MattersThe council met`: the capital of a sentence right behind the last word of a heading.
fn glued(text: &str) -> Option<Found> {
    let lead = text.len() - text.trim_start().len();
    if !has_joint(text.as_bytes(), lead) {
        return None;
    }
    let mut at = lead;
    for (n, word) in text.split_whitespace().take(WORDS).enumerate() {
        let rest = text.get(at..)?;
        let start = at + rest.len() - rest.trim_start().len();
        at = start + word.len();
        if at - lead > LONGEST {
            return None;
        }
        if word.ends_with(['.', '!', ';', ',']) {
            return None;
        }
        if let Some(cut) = joint(word, n > 0) {
            let rest = text.get(at..)?.trim_start();
            let body = rest.starts_with(char::is_lowercase) || rest.split(' ').count() > 6;
            let range = TextRange::new(lead, start + cut.1);
            let found = body && text.starts_with(|c: char| c.is_uppercase() || c.is_whitespace());
            return found.then_some((range, "glued to the sentence behind it", n > 0));
        }
    }
    None
}

/// Whether a capital may stand right behind a small letter where a heading may end. There are no branches, so that many bytes
/// are looked at at once.
fn has_joint(text: &[u8], lead: usize) -> bool {
    let near = text.get(lead..text.len().min(lead + LONGEST));
    let near = near.unwrap_or_default();
    let pairs = near.iter().zip(near.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (before, next)| {
        let small = before.is_ascii_lowercase() | (*before >= 0x80) | (*before == b'?');
        found | small & (next.is_ascii_uppercase() | (*next >= 0xc3))
    })
}

/// Where the second of two words begins and ends that were glued: the first one ends in a small letter and is long enough,
/// or both are known; the second one is a word that sentences begin with.
fn joint(word: &str, several: bool) -> Option<(usize, usize)> {
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && (before.is_lowercase() || before == '?') && at >= 3 {
            let (head, tail) = word.split_at(at);
            let end = tail
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(tail.len());
            let second = tail.get(..end)?;
            let starter = STARTERS.contains(&second) && (several || second.len() > 2);
            let (first, last) = (fold(head), fold(second));
            let known = several && second.len() >= 4 && is_word(&first) && is_common(&last);
            let small = second.chars().skip(1).all(char::is_lowercase);
            return (small && (starter || known) && !is_brand(word)).then_some((at, at + end));
        }
        before = c;
    }
    None
}

/// Names written like that.
fn is_brand(word: &str) -> bool {
    const BRANDS: &[&str] = &[
        "YouTube",
        "LinkedIn",
        "PayPal",
        "FaceTime",
        "JavaScript",
        "OpenType",
        "WordPress",
        "PowerPoint",
        "SharePoint",
        "DreamWorks",
        "MasterCard",
        "FedEx",
    ];
    BRANDS.iter().any(|b| word.starts_with(b))
}

/// `Economic Outlook The case was closed`: a heading, and on the same line a sentence.
fn on_one_line(text: &str) -> Option<Found> {
    let mut at = 0;
    for n in 0..=OPENING {
        let rest = text.get(at..)?;
        let end = rest.bytes().position(|b| b == b' ');
        let end = end.unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(end)?;
        let next = rest.get(1..).unwrap_or_default();
        if n > 0 && is_capital(word) && next.starts_with(char::is_lowercase) {
            let words: Vec<&str> = text.get(..at - 1)?.split(' ').collect();
            let long = |w: &&str| w.len() >= 4 && !SMALL.contains(w);
            if STARTING.contains(word) && words.last().is_some_and(long) && is_heading(&words) {
                return before_sentence(text, &words, word);
            }
        }
        at += end + 1;
        if !is_plain(word) || at > LONGEST || rest.is_empty() {
            return None;
        }
    }
    None
}

/// The words before the first one of a sentence, if they are a heading.
fn before_sentence(text: &str, words: &[&str], first: &str) -> Option<Found> {
    let title = is_title(words);
    let place = |word: &str| STARTERS.iter().position(|s| *s == word);
    let english = place(first) < place("Le");
    if !title && (english || opens(words)) {
        return None;
    }
    let len = words.iter().map(|w| w.len() + 1).sum::<usize>() - 1;
    Some((
        TextRange::new(0, len),
        "on one line with the sentence behind it",
        title && words.len() <= 4 && ends_sentence(text),
    ))
}

/// `… was closed. Economic Outlook`: a heading behind the last sentence of a paragraph.
fn at_the_end(text: &str) -> Option<Found> {
    let text = text.trim_end();
    if ends_sentence(text) || !text.ends_with(char::is_alphabetic) {
        return None;
    }
    let near = TextRange::new(text.len().saturating_sub(LONGEST), text.len()).snapped(text);
    let tail = near.of(text)?;
    let cut = [". ", "? ", "! ", ".” ", ".\" ", "» "]
        .iter()
        .filter_map(|m| tail.rfind(m).map(|n| n + m.len()))
        .max()?;
    let words: Vec<&str> = tail.get(cut..)?.split(' ').collect();
    let last = tail.get(..cut)?.trim_end().rsplit(' ').next()?;
    let whole = last.trim_end_matches(|c: char| !c.is_alphanumeric());
    let sentence = whole.chars().count() >= 3
        && whole
            .chars()
            .all(|c| c.is_lowercase() || c == '’' || c == '-');
    let title = is_title(&words);
    if !title && (words.iter().all(|w| w.is_ascii()) || opens(&words)) {
        return None;
    }
    let plain = words.iter().all(|w| is_plain(w)) && (2..=6).contains(&words.len());
    let start = near.start + cut;
    (sentence && plain && is_heading(&words)).then_some((
        TextRange::new(start, text.len()),
        "at the end of the paragraph before it",
        title,
    ))
}

/// Whether words may be a heading: the first one is capitalised, and it is no opening of a sentence.
fn is_heading(words: &[&str]) -> bool {
    let first = words.first().is_some_and(|w| is_capital(w));
    let long = words.iter().map(|w| w.len()).sum::<usize>() >= 8;
    let names = [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "President",
        "Minister",
        "Secretary",
        "Senator",
        "M",
        "Mme",
        "And",
        "But",
    ];
    first && long && words.len() >= 2 && !words.iter().any(|w| names.contains(w))
}

/// Whether all words but the small ones inside are capitalised.
fn is_title(words: &[&str]) -> bool {
    let inner = words.iter().all(|w| is_capital(w) || SMALL.contains(w));
    inner && words.last().is_some_and(|w| is_capital(w))
}

/// Whether words open a sentence, as far as their ends tell: an article may begin a heading.
fn opens(words: &[&str]) -> bool {
    const ARTICLES: &[&str] = &["Le", "La", "Les", "Un", "Une", "Des", "Notre", "Nos"];
    let first = words.first().copied().unwrap_or_default();
    let last = words.last().copied().unwrap_or_default();
    STARTERS.contains(&first) && !ARTICLES.contains(&first)
        || LEADING.contains(&last)
        || words.len() > 5
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word has letters only, and perhaps an apostrophe or a hyphen.
fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() || "-’'&".contains(c);
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    !word.is_empty() && (letters || word.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn headings_inside_paragraphs() {
        expect(
            &LayoutArtefact,
            "\
Why The Roads MatterThe council of the island met on Monday and spoke about the roads for hours.
^^^^^^^^^^^^^^^^^^^^^^^ low: glued to the sentence

Winter Roads The council of the northern islands met on Monday and spoke about the roads and the bridges.
^^^^^^^^^^^^ low: on one line with the sentence

The council of the northern islands met on Monday and spoke about the roads and the bridges. Next Steps
                                                                                             ^^^^^^^^^^ low: at the end of the paragraph",
        );
    }

    #[test]
    fn names_and_sentences() {
        silent(
            &LayoutArtefact,
            &[
                "The LinkedIn page of the council was read by many people of the northern islands in May, she said.",
                "President Lena Kosk of the Island Council said that The Hague had been visited by the mayor in May.",
            ],
        );
    }
}
