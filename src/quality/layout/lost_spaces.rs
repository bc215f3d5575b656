//! Spaces that were lost behind a mark or between two words, and one that was put in front of a comma.

use super::LayoutArtefact;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{is_common, is_word};

/// Small words behind which a space is lost before a name.
const SMALL: &[&str] = &[
    "to", "in", "of", "by", "for", "from", "with", "and", "the", "at", "on", "that", "under",
    "between",
];

impl LayoutArtefact {
    /// `weeks,following`, `full.The`, `toCongress`, `growth ,`: in English, where both sides are known words.
    pub(super) fn lost_spaces(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let text = context.text;
        let bytes = text.as_bytes();
        let small = |at: Option<usize>| {
            at.and_then(|n| bytes.get(n))
                .is_some_and(u8::is_ascii_lowercase)
        };
        // Behind a word alone a mark is where it belongs.
        let marks = context.mixed().iter().flat_map(|range| {
            let string = bytes.get(range.start..range.end).unwrap_or_default();
            memchr::memchr2_iter(b',', b'.', string).map(move |n| range.start + n)
        });
        for at in marks {
            let before = at.checked_sub(1);
            let comma = bytes.get(at) == Some(&b',');
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            // Nearly every mark has a space behind it and a letter in front.
            if comma && before.and_then(|n| bytes.get(n)) == Some(&b' ') {
                if next == b' '
                    && small(at.checked_sub(2))
                    && small(Some(at + 2))
                    && !context.is_markdown()
                {
                    let head = word_before(text, at - 1);
                    let range = TextRange::new(at - 1 - head.len(), at + 1);
                    let reason = format!("a space in front of a comma: “{head} ,”");
                    let finding = Finding::new(self, range, Severity::Low, reason);
                    out.push(finding.repaired(Some(Repair::exact(format!("{head},")))));
                }
                continue;
            }
            let fits = if comma {
                next.is_ascii_lowercase()
            } else {
                next.is_ascii_uppercase()
            };
            if !fits || !small(before) || !context.is_english(at) {
                continue;
            }
            let (head, tail) = (word_before(text, at), word_behind(text, at + 1));
            let range = TextRange::new(at - head.len(), at + 1 + tail.len());
            let known = head.len() >= 3 && is_word(&head.to_ascii_lowercase());
            let other = tail.to_ascii_lowercase();
            let known = known
                && if comma {
                    tail.len() >= 2 && is_common(&other)
                } else {
                    tail.len() >= 2
                        && is_common(&other)
                        && tail.bytes().skip(1).all(|b| b.is_ascii_lowercase())
                };
            if known && stands_free(text, range) {
                let mark = text.get(at..=at).unwrap_or_default();
                let reason = format!("no space behind a mark: “{head}{mark}{tail}”");
                let finding = Finding::new(self, range, Severity::Low, reason);
                let fixed = format!("{head}{mark} {tail}");
                out.push(finding.repaired(Some(Repair::exact(fixed))));
            }
        }
        for (range, _) in context.unknown() {
            let word = context.slice(range);
            if !word.starts_with(|c: char| c.is_ascii_lowercase())
                || !word.bytes().any(|b| b.is_ascii_uppercase())
            {
                continue;
            }
            let head = SMALL.iter().find(|s| {
                word.strip_prefix(**s)
                    .is_some_and(|w| w.starts_with(|c: char| c.is_ascii_uppercase()))
            });
            let Some(head) = head.filter(|_| context.is_english(range.start)) else {
                continue;
            };
            let tail = word.get(head.len()..).unwrap_or_default();
            let name = tail.len() >= 4 && tail.bytes().skip(1).all(|b| b.is_ascii_lowercase());
            if name && stands_free(text, range) {
                let reason = format!("no space between two words: “{head}” “{tail}”");
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(format!("{head} {tail}")))));
            }
        }
    }
}

/// The ASCII letters before `at`.
fn word_before(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes().get(..at).unwrap_or_default();
    let len = bytes
        .iter()
        .rev()
        .take(30)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    text.get(at - len..at).unwrap_or_default()
}

/// The ASCII letters from `at` on.
fn word_behind(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let len = bytes
        .iter()
        .take(30)
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    text.get(at..at + len).unwrap_or_default()
}

/// Whether words stand between spaces and the marks of sentences: no part of an address or the name of a file.
fn stands_free(text: &str, range: TextRange) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let mut behind = text.get(range.end..).unwrap_or_default().chars();
    let next = behind.next();
    let closed = match next {
        Some('.' | ',' | ';' | ':' | ')' | '?' | '!') => {
            behind.next().is_none_or(char::is_whitespace)
        }
        other => other.is_none_or(|c| c.is_whitespace() || c == '’' || c == '”'),
    };
    closed && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn spaces_at_marks_and_between_words() {
        expect(
            &LayoutArtefact,
            "\
The council spoke about the weeks,following the report of the mayor, and the plan was full.The ferry was late.
                            ^^^^^^^^^^^^^^^ low: behind a mark
                                                                                      ^^^^^^^^ low: behind a mark
They spoke about the growth , and sent a report toCongress that was read by all who had come to the town hall.
                     ^^^^^^^^ low: in front of a comma
                                                ^^^^^^^^^^ low: no space between",
        );
        silent(
            &LayoutArtefact,
            &[
                "The file report.The.pdf, the site www.report.Com, and 1,000 or a,b of the U.S.Army.",
            ],
        );
    }
}
