//! Letters with accents that were dropped and left a space: `Nguy n`, `l ch`, `S o Paulo`.

use super::EncodingError;
use crate::annotation::label::Severity;
use crate::quality::context::tokens;
use crate::quality::{Context, Finding};
use crate::text::TextRange;
use crate::text::language::Language;
use crate::text::lexicon::{Known, fold, known};

/// What syllables of Vietnamese end in, and what they begin with besides.
const FINAL: &[&str] = &["c", "ch", "m", "n", "ng", "nh", "p", "t"];
const INITIAL: &[&str] = &[
    "b", "ch", "d", "g", "gh", "gi", "h", "kh", "k", "l", "m", "n", "ng", "ngh", "nh", "ph", "p",
    "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Adds the words that fell apart so.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    for line in lines_with_pieces(context) {
        if !has_fragment(context.slice(line).as_bytes()) {
            continue;
        }
        let language = context.input.languages.at(line.start);
        // Words of one letter are usual in the languages of the south.
        let fits = matches!(
            language,
            Language::English | Language::French | Language::Indonesian | Language::Vietnamese
        );
        if fits {
            find_line(check, context, line, language == Language::Vietnamese, out);
        }
    }
}

/// The lines with a string that may be the second piece of a word: an end of syllables, an “o” or an “e”, behind a space.
fn lines_with_pieces(context: &Context<'_>) -> Vec<TextRange> {
    const UNKNOWN: &[&str] = &["c", "m", "n", "ng", "p", "t", "o", "e"];
    const KNOWN: [&str; 2] = [" ch", " nh"];
    let bytes = context.text.as_bytes();
    let ends = |at: usize| {
        let next = bytes.get(at);
        next.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric() || matches!(b, 0xc2 | 0xe2))
    };
    let behind_space = |at: usize| at.checked_sub(1).and_then(|n| bytes.get(n)) == Some(&b' ');
    let unknown = context.unknown().filter(|(run, _)| {
        run.len() <= 2
            && behind_space(run.start)
            && ends(run.end)
            && UNKNOWN.contains(&context.slice(*run))
    });
    let known = KNOWN.iter().flat_map(|piece| {
        let places = memchr::memmem::find_iter(bytes, piece);
        places.filter(|at| ends(at + 3)).filter_map(|at| {
            let begun = context.lines.partition_point(|l| l.start <= at);
            let line = context.lines.get(begun.checked_sub(1)?)?;
            (at + 3 <= line.end).then_some(*line)
        })
    });
    let mut out: Vec<TextRange> = unknown.map(|(_, line)| line).chain(known).collect();
    out.sort_by_key(|l| l.start);
    out.dedup();
    out
}

fn find_line(
    check: &EncodingError,
    context: &Context<'_>,
    line: TextRange,
    vietnamese: bool,
    out: &mut Vec<Finding>,
) {
    let words: Vec<TextRange> = tokens(context.text, line).collect();
    let word = |n: Option<usize>| {
        n.and_then(|n| words.get(n))
            .map_or("", |w| context.slice(*w))
    };
    let own = |n: Option<usize>| word(n).contains(is_own_letter);
    let mut done = 0;
    for (n, pair) in words.windows(2).enumerate() {
        let [a, b] = pair else {
            continue;
        };
        let gap = context.slice(TextRange::new(a.end, b.start));
        if a.start < done || !gap.bytes().all(|b| b == b' ') {
            continue;
        }
        let (first, second) = (context.slice(*a), context.slice(*b));
        let syllable = is_syllable_apart(first, second)
            && (vietnamese || own(n.checked_sub(1)) || own(Some(n + 2)));
        if syllable || is_name_apart(first, second, word(Some(n + 2))) {
            let range = TextRange::new(a.start, b.end);
            done = range.end;
            let shown = context.slice(range);
            let reason = format!("a letter that was lost from a word: “{shown}”");
            out.push(Finding::new(check, range, Severity::Medium, reason));
        }
    }
}

/// Whether a line has a small consonant or two between spaces, or an “o” behind a capital.
fn has_fragment(line: &[u8]) -> bool {
    memchr::memchr_iter(b' ', line).any(|at| {
        let short = line.get(at + 1..).unwrap_or_default();
        let end = short
            .iter()
            .take(4)
            .position(|b| !b.is_ascii_lowercase())
            .unwrap_or(if short.len() < 4 { short.len() } else { 0 });
        let word = short.get(..end).unwrap_or_default();
        let behind = short.get(end).copied().unwrap_or(b' ');
        let mark = matches!(behind, b' ' | b',' | b'.' | b'"' | b'\r' | 0xe2);
        mark && !word.is_empty()
            && (word == b"o" || word == b"e" || !word.iter().any(|b| b"aeiouy".contains(b)))
    })
}

/// A letter that only Vietnamese has.
fn is_own_letter(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'đ' | 'ơ' | 'ư')
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':', '”', '"', ')', '?', '!'])
}

/// `l ch`, `Th nh`: the two ends of a syllable of Vietnamese without the vowel between them.
fn is_syllable_apart(first: &str, second: &str) -> bool {
    let second = bare(second);
    let first = first.trim_start_matches(['(', '“', '"']);
    let head = first.to_lowercase();
    let clusters =
        INITIAL.contains(&head.as_str()) && first.chars().skip(1).all(char::is_lowercase);
    // A single letter behind a word is a point of a list: “điểm c”.
    let name = first.is_ascii()
        && first.len() >= 3
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && is_small(first.get(1..));
    FINAL.contains(&second)
        && (clusters && head.len() + second.len() >= 3 || name && joined(first, second))
}

fn is_small(word: Option<&str>) -> bool {
    word.is_some_and(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()))
}

/// `Nguy n`, `S o Paulo`: a name, if a vowel is put between.
fn is_name_apart(first: &str, second: &str, next: &str) -> bool {
    let first = first.trim_start_matches(['(', '“', '"']);
    let capital = first.is_ascii() && first.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || !second.is_ascii() {
        return false;
    }
    if first.len() == 1 {
        let name = next.chars().next().is_some_and(char::is_uppercase)
            && next.chars().nth(2).is_some_and(char::is_lowercase);
        return matches!(second, "o" | "e") && name;
    }
    let second = bare(second);
    let odd = known(&fold(first)) == Known::No || first.len() == 2;
    FINAL.contains(&second) && is_small(first.get(1..)) && odd && joined(first, second)
}

/// Whether a vowel between two pieces makes a known word of them.
fn joined(first: &str, second: &str) -> bool {
    let (first, second) = (fold(first), fold(second));
    ["a", "e", "i", "o", "u"]
        .iter()
        .any(|v| known(&format!("{first}{v}{second}")) != Known::No)
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, silent};
    use crate::text::lexicon::{Known, known};

    #[test]
    fn pieces_that_are_no_words() {
        assert_eq!(known("ng"), Known::No);
    }

    #[test]
    fn letters_that_left_a_space() {
        expect(
            &EncodingError,
            "\
The note from Mr Nguy n was read out in S o Paulo on Friday and sent to the council.
                 ^^^^^^ medium: a letter that was lost
                                        ^^^ medium: a letter that was lost",
        );
        expect(
            &EncodingError,
            "\
Hội đồng thành phố đã họp hôm nay để bàn về l ch sử và văn hóa của đất nước.
                                            ^^^^ medium: a letter that was lost",
        );
        silent(
            &EncodingError,
            &[
                "Plan B or C, Vitamin D or E, the Group n of ten, a Type m engine, 5 km and 3 m; Mr t and p. 5.",
                "Theo điểm c khoản 1 Điều 5 và mục p của Luật này, các tỉnh phải báo cáo cho Chính phủ trong 5 m.",
            ],
        );
    }
}
