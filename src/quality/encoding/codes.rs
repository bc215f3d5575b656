//! Characters written as their numbers in the way of programs: `\u00e9`, `\xc3\xa9`, the same without the backslash
//! (`u201c`), `U+2019`; and entities of letters that a space parts (`&eacute ;`).

use super::{EncodingError, string_around};
use crate::annotation::label::Severity;
use crate::quality::markup::entity::entity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use encoding_rs::WINDOWS_1252;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The codes, each kind with a group of its own.
static CODES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<wide>(?:\\u[0-9a-fA-F]{4})+)",
        r"|(?P<braced>\\u\{[0-9a-fA-F]{2,6}\}|\\U000[0-9a-fA-F]{5})",
        r"|(?P<byte>(?:\\x[0-9a-fA-F]{2})+)",
        r"|(?P<bare>u(?:00[a-f][0-9a-f]|01[0-9a-f]{2}|1e[a-f][0-9a-f]|20(?:1[0-9a-f]|2[026])))",
        r"|(?P<number>U\+[0-9A-F]{4,5})",
        r"|(?P<entity>& ?[A-Za-z]{2,8} ?;)",
    ))
    .ok()
});

/// What a text has that codes are made of, with and without a backslash.
const ESCAPES: [&str; 3] = ["\\u", "\\U", "\\x"];
const BARE: [&str; 4] = ["u00", "u01", "u20", "u1e"];

/// Adds the words with such codes.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    let bytes = context.text.as_bytes();
    let has = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    let entity = memchr::memchr(b'&', bytes).is_some()
        && (memchr::memmem::find_iter(bytes, " ;").any(|at| is_entity_end(bytes, at))
            || has("& ") && memchr::memchr(b';', bytes).is_some());
    let escaped = || memchr::memchr(b'\\', bytes).is_some() && ESCAPES.into_iter().any(has);
    let bare = || has_bare_digit(bytes) && BARE.into_iter().any(has);
    if !entity && !escaped() && !bare() && !has("U+") {
        return;
    }
    for &line in &context.lines {
        find_line(check, context, line, out);
    }
}

/// Whether a text has a “u” before one of the digits of [`BARE`].
fn has_bare_digit(bytes: &[u8]) -> bool {
    let behind = bytes.get(1..).unwrap_or_default();
    // Without branches inside, so that many bytes are looked at at once.
    let pairs = bytes.iter().zip(behind);
    let bare = |(u, digit): (&u8, &u8)| (*u == b'u') & (b'0'..=b'2').contains(digit);
    pairs.fold(false, |any, pair| any | bare(pair))
}

fn is_entity_end(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(9)..at).unwrap_or_default();
    before.contains(&b'&')
}

/// Whether a line may have a code.
fn may_have(line: &[u8]) -> bool {
    memchr::memchr3(b'\\', b'&', b'+', line).is_some()
        || BARE
            .iter()
            .any(|s| memchr::memmem::find(line, s.as_bytes()).is_some())
}

fn find_line(
    check: &EncodingError,
    context: &Context<'_>,
    line: TextRange,
    out: &mut Vec<Finding>,
) {
    let text = context.slice(line);
    let bytes = text.as_bytes();
    if !may_have(bytes) {
        return;
    }
    let Some(codes) = CODES.as_ref() else {
        return;
    };
    let mut words: Vec<(TextRange, String)> = Vec::new();
    for captures in codes.captures_iter(text) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        let range = TextRange::from(whole.range());
        let code = context.is_markdown() && is_in_code(text, range.start);
        let Some(meant) = decoded(&captures).filter(|m| !code && fits(text, range, &captures, m))
        else {
            continue;
        };
        let word = string_around(text, range);
        match words
            .last_mut()
            .filter(|(last, _)| word.start <= last.end + 1)
        {
            Some((last, _)) => last.end = last.end.max(word.end),
            None => words.push((word, meant)),
        }
    }
    out.extend(
        words
            .into_iter()
            .map(|(word, meant)| finding(check, text, line, word, &meant)),
    );
}

fn finding(
    check: &EncodingError,
    text: &str,
    line: TextRange,
    word: TextRange,
    meant: &str,
) -> Finding {
    let source = word.of(text).unwrap_or_default();
    let range = TextRange::new(line.start + word.start, line.start + word.end);
    let reason = format!("a character written as its number: “{source}”, perhaps for “{meant}”");
    let finding = Finding::new(check, range, Severity::Medium, reason);
    finding.repaired(undone(source).filter(|f| f != source).map(Repair::exact))
}

/// A word with all of its codes read.
fn undone(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut last = 0;
    for captures in CODES.as_ref()?.captures_iter(word) {
        let whole = captures.get(0)?;
        let meant = decoded(&captures);
        out.push_str(word.get(last..whole.start())?);
        out.push_str(meant.as_deref().unwrap_or(whole.as_str()));
        last = whole.end();
    }
    Some(out + word.get(last..)?)
}

/// The characters that a code stands for.
fn decoded(code: &Captures<'_>) -> Option<String> {
    let group = |name: &str| code.name(name).map(|m| m.as_str());
    let char = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    if let Some(run) = group("wide") {
        let units = run
            .split("\\u")
            .skip(1)
            .map(|d| u16::from_str_radix(d, 16).ok());
        return String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok();
    }
    if let Some(run) = group("byte") {
        let bytes = run
            .split("\\x")
            .skip(1)
            .map(|d| u8::from_str_radix(d, 16).ok());
        let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
        let western = || {
            WINDOWS_1252
                .decode_without_bom_handling(&bytes)
                .0
                .into_owned()
        };
        return Some(std::str::from_utf8(&bytes).map_or_else(|_| western(), str::to_owned));
    }
    if let Some(run) = group("entity") {
        let whole: String = run.chars().filter(|c| *c != ' ').collect();
        return entity(&whole).filter(|m| {
            run.contains(' ') && m.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
        });
    }
    let digits = group("braced").or(group("bare")).or(group("number"))?;
    let digits = digits.trim_matches(|c: char| !c.is_ascii_hexdigit());
    char(digits).map(String::from)
}

/// Whether a code is one of text that somebody wrote: no path and no program, and letters on one side of it.
fn fits(text: &str, range: TextRange, code: &Captures<'_>, meant: &str) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let (left, right) = (before.chars().next_back(), behind.chars().next());
    // Escaped marks of ASCII belong to markup.
    if meant.is_ascii() || meant.contains(char::is_control) {
        return false;
    }
    if code.name("wide").is_some() || code.name("braced").is_some() || code.name("byte").is_some() {
        let path = before.ends_with(['\\', ':']);
        return !path;
    }
    if code.name("number").is_some() {
        // A character that is written about stands alone.
        return letter(left) && letter(right);
    }
    if code.name("entity").is_some() {
        return letter(left) || letter(right);
    }
    let open = left.is_none_or(|c| c.is_whitespace() || "(“\"'".contains(c));
    let mark = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?)”\"’'-".contains(c));
    let small = |c: Option<char>| c.is_some_and(|c| c.is_lowercase());
    if meant.contains(char::is_alphabetic) {
        return (letter(left) || open)
            && (letter(right) || mark(right))
            && (letter(left) || small(right));
    }
    let closing = matches!(meant, "’" | "”" | "…")
        && (letter(left) || left.is_some_and(|c| ".,!?".contains(c)));
    let opening = matches!(meant, "“" | "‘") && open && letter(right);
    let dash = matches!(meant, "–" | "—") && letter(left) && letter(right);
    closing && (mark(right) || letter(right)) || opening || dash
}

/// Whether a place stands between backticks.
fn is_in_code(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    memchr::memchr_iter(b'`', before.as_bytes()).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn characters_written_as_numbers() {
        for (text, fixed) in [
            ("The mayor\\u2019s house", "mayor’s"),
            ("In the caf\\u00e9 of Ren\\u00E9e", "café"),
            ("In the caf\\xc3\\xa9, he said", "café"),
            ("In the caf\\xe9, he said", "café"),
            ("In the cafu00e9, he said", "café"),
            ("The mayoru2019s house", "mayor’s"),
            ("It was u201cold, he said", "“old"),
            ("It was oldu201d he said", "old”"),
            ("The mayorU+2019s house", "mayor’s"),
            ("In the caf&eacute ; of the town", "café"),
            ("Le pr& eacute;sident", "président"),
            ("A \\ud83d\\ude00 smile", "😀"),
        ] {
            let found = findings(&EncodingError, text);
            let repairs: Vec<_> = found
                .iter()
                .filter_map(|f| f.repair.clone()?.replacement)
                .collect();
            assert_eq!(
                repairs.first().map(String::as_str),
                Some(fixed),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn numbers_of_other_things() {
        silent(
            &EncodingError,
            &[
                "Files C:\\users\\x and \\u0026 or \\x41; the sign U+2019 is meant, the room u2019, menu 2000, EU2020 and R&D; so.",
                "A norm of nu2000 and the road u201 to it; cats &amp; dogs, Smith & Co; at noon.",
            ],
        );
    }
}
