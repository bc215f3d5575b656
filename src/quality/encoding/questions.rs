//! Question marks inside words: what some programs write for a character that their encoding does not have. And the letter
//! that is left of an apostrophe.

use super::EncodingError;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{fold, is_word};

/// What follows the apostrophe of an English word.
const ENDINGS: &[&str] = &["s", "t", "re", "ve", "ll", "d", "m"];

/// What an apostrophe becomes: a question mark; the first letter of its UTF-8; and its byte in Mac Roman read as Windows-1252
/// and the other way round, and in Windows-1252 read as a code page of DOS.
const SIGNS: [&str; 5] = ["?", "â", "Õ", "í", "Æ"];

/// Adds the words with a question mark between letters, addresses aside, and those with a letter in the place of an apostrophe.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    for sign in SIGNS {
        find_sign(check, context, sign, out);
    }
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
        let beside = is_letter(before) && is_letter(bytes.get(at + sign.len()));
        if at < done || !beside {
            continue;
        }
        let word = word_around(context.text, at);
        done = word.end;
        let english = sign == "?" || context.is_english(at);
        out.extend(finding(check, context.slice(word), sign, word).filter(|_| english));
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
    let reason =
        format!("a question mark inside a word, perhaps for a character that was lost: “{word}”");
    (sign == "?").then(|| Finding::new(check, range, Severity::Medium, reason).on_demand())
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
                                   ^^^^^ medium/2: perhaps for a character that was lost",
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
