//! Question marks inside words: what some programs write for a character that their encoding does not have. And the letter
//! that is left of an apostrophe.

use super::EncodingError;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{Known, fold, is_word, known};

/// What follows the apostrophe of an English word.
const ENDINGS: &[&str] = &["s", "t", "re", "ve", "ll", "d", "m"];

/// What an apostrophe becomes: a question mark; the first letter of its UTF-8; and its byte in Mac Roman read as Windows-1252
/// and the other way round, and in Windows-1252 read as a code page of DOS.
const SIGNS: [&str; 5] = ["?", "â", "Õ", "í", "Æ"];

/// Adds the words with a question mark between letters, addresses aside, and those with a letter in the place of an apostrophe.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    let asks = memchr::memchr(b'?', context.text.as_bytes()).is_some();
    let letters = letters_between(context.text);
    for sign in SIGNS {
        if sign == "?" && asks || letters.contains(&sign) {
            find_sign(check, context, sign, out);
        }
    }
    for &line in context.lines.iter().filter(|_| asks) {
        if memchr::memchr(b'?', context.slice(line).as_bytes()).is_some() {
            find_lost(check, context, line, out);
        }
    }
}

/// Those of the signs that are letters beyond ASCII which a text has between small letters; all of them begin with one byte.
fn letters_between(text: &str) -> Vec<&'static str> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for at in memchr::memchr_iter(0xc3, bytes) {
        let sides = (
            at.checked_sub(1).and_then(|n| bytes.get(n)),
            bytes.get(at + 2),
        );
        let small = |b: Option<&u8>| b.is_some_and(u8::is_ascii_lowercase);
        if small(sides.0) && small(sides.1) {
            let sign = SIGNS.into_iter().find(|s| text.get(at..at + 2) == Some(*s));
            out.extend(sign.filter(|s| !out.contains(s)));
        }
    }
    out
}

/// Question marks in the places of quotation marks, dashes and letters at the end of words.
fn find_lost(
    check: &EncodingError,
    context: &Context<'_>,
    line: TextRange,
    out: &mut Vec<Finding>,
) {
    let text = context.slice(line);
    let bytes = text.as_bytes();
    let mut open = false;
    for at in memchr::memchr_iter(b'?', bytes) {
        let around = Around::of(text, at);
        let Some(what) = around.lost(open) else {
            continue;
        };
        open = what == Lost::Opening || open && what != Lost::Closing;
        let word = match what {
            Lost::Dash => TextRange::new(at, at + 1),
            _ => word_around(text, at),
        };
        let range = TextRange::new(line.start + word.start, line.start + word.end);
        let reason = format!(
            "a question mark in the place of {}: “{}”",
            what.name(),
            context.slice(range)
        );
        let finding = Finding::new(check, range, Severity::Medium, reason);
        let sure = matches!(what, Lost::Opening | Lost::Closing | Lost::Years)
            || what == Lost::Dash && context.is_english(line.start);
        out.push(if sure { finding } else { finding.on_demand() });
    }
}

/// What a question mark stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    Opening,
    Closing,
    Dash,
    Range,
    Years,
    Letter,
}

impl Lost {
    fn name(self) -> &'static str {
        match self {
            Self::Opening | Self::Closing => "a quotation mark",
            Self::Dash | Self::Range | Self::Years => "a dash",
            Self::Letter => "a letter",
        }
    }
}

/// The text on both sides of a question mark.
struct Around<'a> {
    before: &'a str,
    behind: &'a str,
}

impl<'a> Around<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        Self {
            before: text.get(..at).unwrap_or_default(),
            behind: text.get(at + 1..).unwrap_or_default(),
        }
    }

    /// What was lost, if `open` tells whether a quotation mark before was.
    fn lost(&self, open: bool) -> Option<Lost> {
        let (before, behind) = (self.before, self.behind);
        let blank = before.is_empty() || before.ends_with([' ', '(']);
        if blank && behind.starts_with(char::is_alphabetic) && !before.ends_with("? ") {
            let word = behind.split(' ').next()?;
            return (!word.contains(['=', '&', '/'])).then_some(Lost::Opening);
        }
        let small = behind
            .strip_prefix(' ')
            .is_some_and(|b| b.starts_with(char::is_lowercase));
        let letters = before.ends_with(|c: char| c.is_lowercase() || c == ',');
        if before.ends_with(' ') {
            let word = before
                .trim_end()
                .ends_with(|c: char| c.is_lowercase() || c == ',');
            return (small && word && before.len() > 8).then_some(Lost::Dash);
        }
        let digits = |s: &str, end: bool| match end {
            true => s.bytes().rev().take(2).all(|b| b.is_ascii_digit()) && s.len() > 2,
            false => s.bytes().take(2).all(|b| b.is_ascii_digit()) && s.len() > 2,
        };
        if digits(before, true) && digits(behind, false) {
            return Some(if is_span(before, behind) {
                Lost::Years
            } else {
                Lost::Range
            });
        }
        if open
            && (small || behind.starts_with([',', ';', '.']))
            && before.ends_with(|c: char| c.is_alphanumeric() || ".,".contains(c))
        {
            return Some(Lost::Closing);
        }
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let whole = word.len() >= 3 && letters && small;
        let missing = || {
            known(&fold(word)) == Known::No
                && ["e", "o", "a"].iter().any(|e| is_word(&(fold(word) + e)))
        };
        (whole && missing()).then_some(Lost::Letter)
    }
}

/// `2023?2028`, `pp. 14?17`: two years, or the numbers of two pages.
fn is_span(before: &str, behind: &str) -> bool {
    let head = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let from = before.get(before.len() - head..).unwrap_or_default();
    let tail = behind
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(behind.len());
    let to = behind.get(..tail).unwrap_or_default();
    let year = |y: &str| y.len() == 4 && (y.starts_with("19") || y.starts_with("20"));
    let word = before
        .get(..before.len() - head)
        .unwrap_or_default()
        .trim_end();
    let pages = ["pp.", "pp", "p.", "pages", "hlm.", "tr."]
        .iter()
        .any(|p| word.ends_with(p));
    let ascending = from.len() == to.len() && from < to;
    ascending && (year(from) && year(to) || pages && from.len() <= 4)
}

fn find_sign(
    check: &EncodingError,
    context: &Context<'_>,
    sign: &'static str,
    out: &mut Vec<Finding>,
) {
    let bytes = context.text.as_bytes();
    let is_letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_lowercase);
    let mut done = 0;
    for at in memchr::memmem::find_iter(bytes, sign) {
        let before = at.checked_sub(1).and_then(|n| bytes.get(n));
        let mut end = at + sign.len();
        while sign == "?" && bytes.get(end) == Some(&b'?') {
            end += 1;
        }
        let beside = is_letter(before) && is_letter(bytes.get(end));
        if at < done || !beside {
            continue;
        }
        let word = word_around(context.text, at);
        done = word.end;
        let english = context.is_english(at);
        let found = finding(check, context.slice(word), sign, word, english);
        out.extend(found.filter(|_| sign == "?" || english));
    }
}

/// The word around a byte, up to white space; at most 60 bytes to either side.
fn word_around(text: &str, at: usize) -> TextRange {
    let near = TextRange::new(at.saturating_sub(60), text.len().min(at + 60)).snapped(text);
    let head = text.get(near.start..at).unwrap_or_default();
    let tail = text.get(at..near.end).unwrap_or_default();
    let head = head.rsplit(is_outside).next().unwrap_or_default();
    let tail = tail.split(is_outside).next().unwrap_or_default();
    TextRange::new(at - head.len(), at + tail.len())
}

fn is_outside(c: char) -> bool {
    c.is_whitespace() || "“”\"‘()[]{}<>,;:!—–".contains(c)
}

fn finding(
    check: &EncodingError,
    word: &str,
    sign: &'static str,
    range: TextRange,
    english: bool,
) -> Option<Finding> {
    let word = word.trim_end_matches(['.', '?', '’', '\'']);
    let range = TextRange::new(range.start, range.start + word.len());
    let (head, tail) = word.split_once(sign)?;
    let letters = |s: &str| {
        s.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '?'))
    };
    if !letters(head) || !letters(tail) {
        return None;
    }
    let capital = head.starts_with(char::is_uppercase);
    // Names have such letters of their own: Solís, Tomâs.
    let known = match (sign, capital) {
        ("?", true) => true,
        (_, true) => matches!(sign, "â" | "Õ") && head.len() >= 5,
        (_, false) => is_word(&fold(head)) && (sign == "?" || head.len() >= 3),
    };
    if ENDINGS.contains(&tail) && (known || tail == "t" && head.ends_with('n')) {
        let fixed = format!("{head}’{tail}");
        let reason = format!("“{sign}” where an apostrophe was lost: “{word}” for “{fixed}”");
        let finding = Finding::new(check, range, Severity::Medium, reason);
        return Some(finding.repaired(Some(Repair::exact(fixed))));
    }
    let tail = tail.trim_start_matches('?');
    if tail.is_empty() {
        return None;
    }
    let reason =
        format!("a question mark inside a word, perhaps for a character that was lost: “{word}”");
    let finding = Finding::new(check, range, Severity::Medium, reason);
    let sure = is_one_word(head, tail, english);
    (sign == "?").then(|| if sure { finding } else { finding.on_demand() })
}

/// Whether what stands on both sides of a question mark is one word: two that are words by themselves are two sentences
/// without a space between.
fn is_one_word(head: &str, tail: &str, english: bool) -> bool {
    let tail = tail.split('?').next().unwrap_or_default();
    let own = |s: &str| s.len() > 1 && known(&fold(s)) != Known::No;
    let short = head.chars().count() <= 3 || tail.chars().count() <= 3;
    if english {
        !(own(head) && own(tail))
    } else {
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn question_marks_inside_words() {
        expect(
            &EncodingError,
            "\
The island?s mayor can?t come. The caf?s are closed.
    ^^^^^^^^ medium: “island’s”
                   ^^^^^ medium: “can’t”
                                   ^^^^^ medium: perhaps for a character that was lost",
        );
        expect(
            &EncodingError,
            "\
The islandâs mayor said that they donât want to close the harbour of the town.
    ^^^^^^^^ medium: “island’s”
                                  ^^^^^ medium: “don’t”
The islandÕs mayor and the ministerís office wonÆt close.
    ^^^^^^^^ medium: “island’s”
                           ^^^^^^^^^^ medium: “minister’s”
                                             ^^^^^ medium: “won’t”",
        );
        silent(
            &EncodingError,
            &[
                "Who? she asked. See example.org/page?id=3 and a?b=c; why?! “When?” he said.",
                "Il fallait qu’il allât et qu’il parlât avec les gens de la ville.",
            ],
        );
    }
}
