//! Characters that were written down as their bytes or numbers on the way, and never read back: quoted-printable, encoded
//! words of mail headers, percent signs, UTF-7, `<U+2019>`, `<92>`.

use super::{EncodingError, string_around};
use crate::annotation::label::Severity;
use crate::quality::places::places;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use encoding_rs::WINDOWS_1252;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The forms, each with a group of its own, at the start of what is read.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?P<mail>=\?[\w-]{2,20}\?[QqBb]\?[^?\s]{1,200}\?=?)",
        r"|(?P<qp>(?:=[0-9A-F]{2})+(?:=\r?\n)?)",
        r"|(?P<soft>(?:[a-z]|[,;:] ?)=\r?\n[a-z])",
        r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+|%u[0-9A-Fa-f]{4})",
        r"|(?P<seven>\+[A-Za-z0-9/+]{2,16}-)",
        r"|(?P<number><U\+[0-9A-Fa-f]{4,6}>|<0x[0-9A-Fa-f]{2}>(?:<0x[0-9A-Fa-f]{2}>)*|\{U\+[0-9A-Fa-f]{4,6}\}|\[U\+[0-9A-Fa-f]{4,6}\]|\\U\+[0-9A-Fa-f]{4,6}|(?:\\[0-3][0-7]{2}){1,4})",
        r"|(?P<byte><[89a-fA-F][0-9a-fA-F]>(?:<[89a-fA-F][0-9a-fA-F]>)*))",
    ))
    .ok()
});

/// Whether forms begin with a byte, those of [`FORMS`]'s `soft` aside, which has a letter before its sign.
fn is_opening(b: u8) -> bool {
    // “<” and “=”, “{” and “[” differ in one bit.
    (b | 1 == b'=') | (b | 0x20 == b'{') | (b == b'\\') | (b == b'%') | (b == b'+')
}

/// A form in a text.
struct Form<'t> {
    /// UTF-8 bytes of the text.
    range: TextRange,
    captures: Captures<'t>,
}

/// The forms in a text, one behind the other.
fn forms(text: &str) -> impl Iterator<Item = Form<'_>> {
    let bytes = text.as_bytes();
    let mut done = 0;
    places(bytes, is_opening).filter_map(move |at| {
        let start = start_of_form(bytes, at).filter(|start| *start >= done)?;
        let captures = FORMS.as_ref()?.captures(text.get(start..)?)?;
        done = start + captures.get(0)?.end();
        let range = TextRange::new(start, done);
        Some(Form { range, captures })
    })
}

/// Where a form begins that has its first sign at `at`, if the bytes behind it are ones that forms go on with.
fn start_of_form(bytes: &[u8], at: usize) -> Option<usize> {
    let hex = |b: &u8| b.is_ascii_hexdigit();
    let (sign, rest) = bytes.get(at..)?.split_first()?;
    let fits = match (sign, rest) {
        (b'=', [b'\n' | b'\r', ..]) => return soft_start(bytes, at),
        (b'=', [b'?', ..]) | (b'%', [b'u', ..]) => true,
        (b'=' | b'%', [a, b, ..]) => hex(a) && hex(b),
        (b'+', _) => is_seven(rest),
        (b'<', [b'U', b'+', ..] | [b'0', b'x', ..]) => true,
        (b'<', [a, b, b'>', ..]) => hex(a) && hex(b),
        (b'\\', [b'U', b'+', ..] | [b'0'..=b'3', b'0'..=b'7', b'0'..=b'7', ..]) => true,
        (b'{' | b'[', [b'U', b'+', ..]) => true,
        _ => false,
    };
    fits.then_some(at)
}

/// Whether what follows a plus sign is a sequence of UTF-7.
fn is_seven(rest: &[u8]) -> bool {
    let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    let len = rest.iter().take(17).take_while(part).count();
    (2..=16).contains(&len) && rest.get(len) == Some(&b'-')
}

/// Where the line end of quoted-printable begins whose sign is at `at`: with a letter, or a mark and perhaps a space.
fn soft_start(bytes: &[u8], at: usize) -> Option<usize> {
    let before = |n: usize| at.checked_sub(n).and_then(|n| bytes.get(n));
    let mark = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b',' | b';' | b':'));
    let letter = before(1).is_some_and(u8::is_ascii_lowercase);
    if letter || mark(before(1)) {
        return Some(at - 1);
    }
    (before(1) == Some(&b' ') && mark(before(2))).then(|| at - 2)
}

/// Adds the words that have escaped characters in them.
pub(super) fn find(check: &EncodingError, context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut words: Vec<(TextRange, &'static str, String)> = Vec::new();
    for form in forms(context.text) {
        let Some((name, meant)) = read(context.text, &form) else {
            continue;
        };
        let word = string_around(context.text, form.range);
        // Neighbours of one form are one damage, within reason.
        let last = words.last_mut().filter(|(last, of, _)| {
            form.range.start < last.end
                || *of == name && word.start == last.end + 1 && word.end - last.start <= 120
        });
        match last {
            Some((last, ..)) => last.end = last.end.max(word.end),
            None => words.push((word, name, meant)),
        }
    }
    let found = words
        .into_iter()
        .map(|(word, name, meant)| finding(check, context.text, word, name, &meant));
    out.extend(found);
}

fn finding(check: &EncodingError, text: &str, word: TextRange, name: &str, meant: &str) -> Finding {
    let source = word.of(text).unwrap_or_default();
    let fixed = undone(source);
    let reason = format!("a character written as {name}: “{source}”, perhaps for “{meant}”");
    let finding = Finding::new(check, word, Severity::Medium, reason);
    finding.repaired(fixed.filter(|f| f != source).map(Repair::exact))
}

/// A word with all of its escaped characters read; `None` if one of them cannot be.
fn undone(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut last = 0;
    for form in forms(word) {
        let (_, meant) = decoded(&form.captures)?;
        out.push_str(word.get(last..form.range.start)?);
        out.push_str(&meant);
        last = form.range.end;
    }
    out.push_str(word.get(last..)?);
    Some(out)
}

/// What was found, if it is no address, no sum and no code: the name of its form and what it means.
fn read(text: &str, form: &Form<'_>) -> Option<(&'static str, String)> {
    let range = form.range;
    let (name, meant) = decoded(&form.captures)?;
    let before = text.get(..range.start)?.chars().next_back();
    let behind = text.get(range.end..)?.chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let beside = letter(before) || letter(behind);
    let end = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "“”\"'().,;:!?".contains(c));
    let fits = match name {
        "quoted-printable" => {
            !is_address(text, range) && (!meant.is_ascii() || is_needed(&meant, before, behind))
        }
        "a percent sign and its bytes" => beside && !meant.is_ascii() && !is_address(text, range),
        "UTF-7" => beside || end(before) && end(behind),
        "an octal number" => beside && !meant.is_ascii(),
        _ => true,
    };
    fits.then_some((name, meant))
}

/// Whether an ASCII character is one that quoted-printable writes as its byte: a sign of equality, or a space at a line end.
fn is_needed(meant: &str, before: Option<char>, behind: Option<char>) -> bool {
    let end = behind.is_none_or(|c| matches!(c, '\n' | '\r'));
    match meant {
        "=" => before.is_some_and(|c| !c.is_whitespace()),
        " " | "\t" => end && before.is_some_and(|c| !c.is_whitespace()),
        _ => false,
    }
}

/// The name of a form and the characters it stands for.
fn decoded(found: &Captures<'_>) -> Option<(&'static str, String)> {
    let group = |name: &str| found.name(name).map(|m| m.as_str());
    if let Some(word) = group("mail") {
        return Some((
            "an encoded word of a mail header",
            mail(word).unwrap_or_default(),
        ));
    }
    if let Some(run) = group("qp") {
        let bytes: Vec<u8> = run.split('=').filter_map(hex).collect();
        return Some(("quoted-printable", characters(&bytes)?));
    }
    if let Some(soft) = group("soft") {
        let joined = soft
            .chars()
            .filter(|c| !matches!(c, '=' | '\r' | '\n'))
            .collect();
        return Some(("a line end of quoted-printable", joined));
    }
    if let Some(run) = group("percent") {
        let wide = run
            .strip_prefix("%u")
            .and_then(|n| u32::from_str_radix(n, 16).ok())
            .and_then(char::from_u32);
        let bytes: Vec<u8> = run.split('%').filter_map(hex).collect();
        let meant = wide.map(String::from).or_else(|| characters(&bytes))?;
        return Some(("a percent sign and its bytes", meant));
    }
    if let Some(run) = group("seven") {
        return Some(("UTF-7", seven(run)?));
    }
    if let Some(run) = group("byte") {
        let bytes: Vec<u8> = run.split(['<', '>']).filter_map(hex).collect();
        return Some(("its byte", characters(&bytes)?));
    }
    number(group("number")?)
}

/// The character of a number in some form.
fn number(run: &str) -> Option<(&'static str, String)> {
    if run.starts_with('\\') && !run.contains('+') {
        let bytes: Vec<u8> = run
            .split('\\')
            .filter_map(|n| u8::from_str_radix(n, 8).ok())
            .collect();
        return Some(("an octal number", characters(&bytes)?));
    }
    if run.contains("0x") {
        let bytes: Vec<u8> = run
            .split("<0x")
            .filter_map(|n| hex(n.trim_end_matches('>')))
            .collect();
        return Some(("its byte", characters(&bytes)?));
    }
    let digits = run
        .get(run.find('+')? + 1..)?
        .trim_end_matches(['>', '}', ']']);
    let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some(("its number", char.to_string()))
}

fn hex(pair: &str) -> Option<u8> {
    let pair = pair.trim_end();
    (pair.len() == 2).then(|| u8::from_str_radix(pair, 16).ok())?
}

/// Bytes as UTF-8, or else as Windows-1252; nothing where a control character comes of it.
fn characters(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    };
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    (!text.is_empty() && !text.contains(control)).then_some(text)
}

/// The text of an encoded word.
fn mail(word: &str) -> Option<String> {
    let mut parts = word.trim_start_matches("=?").split('?');
    let encoding = encoding_rs::Encoding::for_label(parts.next()?.as_bytes())?;
    let kind = parts.next()?;
    let body = parts.next()?;
    let bytes = if kind.eq_ignore_ascii_case("b") {
        sextets(body)?
    } else {
        quoted(body)
    };
    Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// The bytes of the form for mail headers, in which underscores are spaces.
fn quoted(body: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for (n, part) in body.split('=').enumerate() {
        let byte = part.get(..2).and_then(hex).filter(|_| n > 0);
        out.extend(byte);
        let rest = if byte.is_some() {
            part.get(2..)
        } else {
            Some(part)
        };
        out.extend(
            rest.unwrap_or_default()
                .bytes()
                .map(|b| if b == b'_' { b' ' } else { b }),
        );
    }
    out
}

/// The bytes of base 64.
fn sextets(body: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut out) = (0u32, 0, Vec::new());
    for b in body.bytes().take_while(|b| *b != b'=') {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    Some(out)
}

/// The characters of a UTF-7 sequence: letters beyond ASCII, signs of typography, marks.
fn seven(run: &str) -> Option<String> {
    let bytes = sextets(run.get(1..run.len() - 1)?)?;
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|b| u16::from_be_bytes([b[0], b[1]]))
        .collect();
    let text = String::from_utf16(&units).ok()?;
    let usual = |c: char| matches!(c, '"' | '&' | '<' | '>' | '\u{a0}'..='\u{17f}' | '\u{370}'..='\u{4ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2026}' | '€' | '™');
    let whole = bytes.len() % 2 == 0 || bytes.len() > 2;
    (whole && !text.is_empty() && text.chars().all(usual)).then_some(text)
}

/// Whether a stretch stands in an address, a query or a path.
fn is_address(text: &str, range: TextRange) -> bool {
    let word = string_around(text, range);
    let around = TextRange::new(word.start.saturating_sub(1), word.end).snapped(text);
    let word = around.of(text).unwrap_or_default();
    word.contains("://")
        || word.contains("www.")
        || word.contains('@')
        || word.contains('&')
        || word.matches('/').count() > 1
        || word.contains(".com")
        || word.contains(".org")
        || word.contains('?') && word.contains('=') && word.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{findings, silent};

    #[test]
    fn characters_written_as_bytes() {
        for (text, fixed) in [
            ("The mayor=E2=80=99s house", "mayor’s"),
            ("The caf=E9 was closed", "café"),
            ("From =?UTF-8?Q?Ren=C3=A9_Roy?= today", "René Roy"),
            ("From =?utf-8?B?UmVuw6k=?= today", "René"),
            ("The caf%C3%A9 was closed", "café"),
            ("The caf+AOk- was closed", "café"),
            ("The mayor+IBk-s house", "mayor’s"),
            ("The mayor<U+2019>s house", "mayor’s"),
            ("The mayor<92>s house", "mayor’s"),
            ("The mayor<0xE2><0x80><0x99>s house", "mayor’s"),
            ("The caf\\303\\251 was closed", "café"),
        ] {
            let found = findings(&EncodingError, text);
            let repairs: Vec<_> = found
                .iter()
                .filter_map(|f| f.repair.clone()?.replacement)
                .collect();
            assert_eq!(repairs, [fixed], "{text}: {found:?}");
        }
    }

    #[test]
    fn sums_and_addresses() {
        silent(
            &EncodingError,
            &[
                "See https://example.org/caf%C3%A9?a=E2&b=C3 and 50%20 of them, x=20, A=42; 3+4-5, C+AB-1.",
                "Two <b> and <a href=x>, 20%de, 100%DA.",
            ],
        );
    }
}
