//! Telephone numbers in running text: behind words of telephoning, or of a form that nothing else has.

use super::{count_digits, grouping, telephone, unfilled};
use crate::text::TextRange;

/// How far behind a word a number is looked for, and how long it may be, in bytes.
const NEAR: usize = 48;
const LONG: usize = 64;

/// A passage and what is wrong with it.
type Found = (TextRange, String);

/// The number behind a word such as “call” or “hotline”.
pub(super) fn behind(text: &str, cue: TextRange) -> Option<Found> {
    let near = TextRange::new(cue.end, text.len().min(cue.end + NEAR)).snapped(text);
    let line = near.of(text)?.split(['\n', '\r']).next()?;
    if let Some(end) = spelt_out(line) {
        let start = near.start + line.len() - line.trim_start().len();
        let range = TextRange::new(start, near.start + end);
        let reason = format!("Words instead of digits: “{}”", range.of(text)?);
        return Some((range, reason));
    }
    let mut at = 0;
    for (n, token) in line.split_inclusive(char::is_whitespace).enumerate() {
        let lead = token.len() - token.trim_start_matches([':', '.', '“', '"']).len();
        let word = token.get(lead..)?.trim_end();
        if begins_number(word) {
            let range = value_at(text, near.start + at + lead);
            let label = n <= 1 && at < 3 && is_label(cue.of(text)?);
            let start = if label { cue.start } else { range.start };
            let whole = TextRange::new(start, range.end);
            let hotline = cue.of(text)?.to_lowercase().contains("line");
            let reason = judge(range.of(text)?, if hotline { 3 } else { 6 })?;
            return Some((whole, reason));
        }
        let bare = word.trim_matches([':', '.', '(', ')', ',']);
        let filler = bare.len() <= 12 && bare.chars().all(char::is_lowercase)
            || matches!(bare, "No" | "Nos");
        let ends = word.ends_with(['.', ';', '!', '?']) && at > 0 && word.len() > 4;
        if n > 5 || !filler || ends {
            return None;
        }
        at += token.len();
    }
    None
}

/// Where five or more words for digits at the beginning of a line end.
fn spelt_out(line: &str) -> Option<usize> {
    let (mut at, mut end, mut count) = (0, 0, 0);
    for token in line.split_inclusive([' ', '-']) {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            at += token.len();
            continue;
        }
        if !telephone::is_digit_word(word) {
            break;
        }
        end = at + token.trim_end_matches([' ', ',', '.', ';', '-']).len();
        at += token.len();
        count += 1;
    }
    (count >= 5).then_some(end)
}

/// Words that are labels of what follows, not verbs of telephoning.
fn is_label(word: &str) -> bool {
    let labels = [
        "tel",
        "telp",
        "tél",
        "fax",
        "phone",
        "telephone",
        "téléphone",
        "mobile",
    ];
    labels.contains(&word.to_lowercase().as_str())
}

/// Whether a token begins as a number, or what stands for one, does.
fn begins_number(token: &str) -> bool {
    let bare = token.trim_start_matches('(');
    let export = bare.trim_end_matches([')', ',', '.', ';']);
    let mut chars = bare.chars();
    let misread = chars.next().is_some_and(telephone::is_like_a_digit)
        && chars.next().is_some_and(|c| c.is_ascii_digit());
    misread
        || bare.starts_with(|c: char| c.is_ascii_digit() || "+±#■".contains(c))
        || bare.starts_with("xx")
        || bare.starts_with("XX")
        || matches!(export, "NULL" | "NaN" | "nan" | "undefined" | "null")
}

/// What is wrong with a number behind a word of telephoning, where it cannot be a number of other things.
fn judge(value: &str, least: usize) -> Option<String> {
    if unfilled::is_export(value) {
        return unfilled::fault(value);
    }
    let digits = count_digits(value);
    let groups = groups(value);
    let area = value.strip_prefix('(').and_then(|v| v.strip_suffix(')'));
    if let Some(area) = area.filter(|a| (2..=4).contains(&a.len()) && count_digits(a) == a.len()) {
        let code = area.starts_with('0') || least > 3 && area.len() == 3;
        return code.then(|| format!("An area code without a number: “{value}”"));
    }
    let misread = value
        .chars()
        .filter(|c| telephone::is_like_a_digit(*c))
        .count();
    let likely = value.starts_with(['+', '±']) && digits >= 2
        || value.starts_with('(') && digits >= 3
        || telephone::is_masked(value)
        || grouping::is_cut(value) && digits >= 3
        || groups >= 2 && digits >= 5 && !is_amount(value) && !is_of_year(value)
        || misread > 0 && digits >= 2 && digits + misread >= 6
        || digits >= 9;
    likely.then(|| telephone::fault(value, least)).flatten()
}

fn groups(value: &str) -> usize {
    value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .count()
}

/// `1 2025`: the number of a law with its year.
fn is_of_year(value: &str) -> bool {
    let parts = value.rsplit_once([' ', '/', '-']);
    parts.is_some_and(|(number, year)| {
        let short = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
        short && year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
    })
}

/// `+1 500 000`, `10,000`: groups of three behind the first one.
fn is_amount(value: &str) -> bool {
    let bare = value.trim_start_matches('+');
    let mut groups = bare.split([' ', ',', '.', '\u{a0}', '\u{202f}']);
    let first = groups
        .next()
        .is_some_and(|g| (1..=3).contains(&g.len()) && !g.starts_with('0'));
    first && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

/// Broken numbers that begin with “+”, or with an area code of North America in brackets.
pub(super) fn in_text(text: &str) -> Vec<Found> {
    let mut done = 0;
    let mut out = Vec::new();
    for at in memchr::memchr2_iter(b'+', b'(', text.as_bytes()) {
        let found = if at < done { None } else { alone(text, at) };
        if let Some((range, reason)) = found {
            done = range.end;
            out.push((range, reason));
        }
    }
    out
}

fn alone(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let inside = at
        .checked_sub(1)
        .and_then(|n| bytes.get(n))
        .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'&'));
    let next = *bytes.get(at + 1)?;
    let opens = next.is_ascii_digit()
        || bytes[at] == b'+'
            && matches!(next, b'X' | b'x' | b'(' | b'O' | b'l' | b'I' | b'B' | b'S');
    if inside || !opens {
        return None;
    }
    let range = value_at(text, at);
    let value = range.of(text)?;
    let reason = if bytes[at] == b'+' {
        abroad(value)
    } else {
        american(value)
    }?;
    Some((range, reason))
}

/// A number with a country's code.
fn abroad(value: &str) -> Option<String> {
    let digits = count_digits(value);
    let one = value.matches('+').count() == 1 || digits > 15;
    let misread = value
        .chars()
        .filter(|c| telephone::is_like_a_digit(*c))
        .count();
    let known = super::countries::is_code(value.trim_start_matches('+'));
    let form =
        known && (groups(value) >= 3 || value.contains('(')) && digits >= 5 && !is_amount(value);
    let letters = misread > 0 && groups(value) >= 2 && digits >= 3 && digits + misread >= 7;
    let masked = value.len() >= 6 && telephone::is_masked(value);
    let cut = known && value.ends_with('-') && groups(value) >= 2;
    let fits =
        one && (form || letters || masked || cut || known && digits >= 11 && !is_amount(value));
    fits.then(|| telephone::fault(value, 6)).flatten()
}

/// `(202) 647-71`: fewer than the four digits that have to stand at the end.
fn american(value: &str) -> Option<String> {
    let mut groups = value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty());
    let area = groups
        .next()
        .is_some_and(|g| g.len() == 3 && !g.starts_with(['0', '1']));
    let exchange = groups.next().is_some_and(|g| g.len() == 3);
    let form = value.get(4..6) == Some(") ") || value.get(4..5) == Some(")");
    let fits = area && exchange && form && value.contains('-');
    let fault = fits.then(|| grouping::fault(value)).flatten()?;
    Some(format!("{fault}: “{value}”"))
}

/// The number that begins at a byte: digits with what stands between them, and what is read for digits.
fn value_at(text: &str, start: usize) -> TextRange {
    let near = TextRange::new(start, text.len().min(start + LONG)).snapped(text);
    let line = near
        .of(text)
        .unwrap_or_default()
        .split(['\n', '\r'])
        .next()
        .unwrap_or_default();
    let (mut at, mut end) = (0, 0);
    for token in line.split_inclusive(char::is_whitespace) {
        let body = token.trim_end();
        let core = body.trim_end_matches([',', ';', ':', '.', '?', '”', '"', '’']);
        let core = if unfilled::is_export(body.trim_end_matches([')', ',', '.'])) {
            body.trim_end_matches([')', ',', '.'])
        } else {
            core
        };
        if !is_piece(core) {
            break;
        }
        end = at + core.len();
        let balance = balance(line.get(..end).unwrap_or_default());
        at += token.len();
        if core.len() < body.len() || balance < 0 {
            break;
        }
    }
    let mut value = without_remark(line, end);
    while balance(value) < 0 && value.ends_with(')') {
        value = value.get(..value.len() - 1).unwrap_or_default();
    }
    let mut first = 0;
    while let Some(inner) = value.get(first..).and_then(unwrapped) {
        value = value.get(..first + 1 + inner).unwrap_or_default();
        first += 1;
    }
    TextRange::new(start + first, start + value.len())
}

/// A line up to `end`, without the beginning of a remark in brackets that goes on with words: `216 141 (24 hours)`.
fn without_remark(line: &str, end: usize) -> &str {
    let value = line.get(..end).unwrap_or_default();
    let open = value.rfind(" (").filter(|_| balance(value) > 0);
    let rest = line.get(end..).unwrap_or_default();
    let inside = rest.split(')').next().unwrap_or_default();
    let remark = inside.len() < rest.len() && inside.contains(char::is_alphabetic);
    match open.filter(|_| remark) {
        Some(at) => value.get(..at).unwrap_or_default().trim_end(),
        None => value,
    }
}

/// How long the inside of brackets around a whole number is; an area code keeps its own.
fn unwrapped(value: &str) -> Option<usize> {
    let inner = value.strip_prefix('(')?.strip_suffix(')')?;
    let code = inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit());
    let whole = !code
        && balance(inner) == 0
        && !inner
            .get(..inner.find(')').unwrap_or(0))
            .is_some_and(|h| !h.is_empty() && !h.contains('('));
    whole.then_some(inner.len())
}

fn balance(s: &str) -> i32 {
    s.chars().fold(0, |n, c| match c {
        '(' => n + 1,
        ')' => n - 1,
        _ => n,
    })
}

/// Whether a token is a part of a number.
fn is_piece(token: &str) -> bool {
    let mask = |c: char| matches!(c, '■' | '█' | '□' | '_' | '?' | '*' | '#' | 'x' | 'X' | '…');
    let mark = |c: char| matches!(c, '-' | '–' | '‑' | '.' | '/' | '(' | ')' | '+' | '±');
    let digit = token.contains(|c: char| c.is_ascii_digit());
    let masked = token.chars().filter(|c| mask(*c)).count() > 1;
    let round = token.len() >= 2 && token.chars().all(|c| matches!(c, 'O' | 'l' | '|'));
    unfilled::is_export(token)
        || (digit || masked || round)
            && token
                .chars()
                .all(|c| c.is_ascii_digit() || mark(c) || mask(c) || telephone::is_like_a_digit(c))
}
