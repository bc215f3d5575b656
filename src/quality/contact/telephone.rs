//! Telephone and fax numbers: what none can be. National formats differ so much that only length, letters and obvious
//! placeholders are judged.

use super::{count_digits, countries};
use regex::Regex;
use std::sync::LazyLock;

static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;]?\s*[(\[]?(?:ext(?:ension|n)?|poste|loc(?:al)?|int(?:ern)?|\bx)\s*[.:#]?\s*\d{1,6}(?:\s*[-/,]\s*\d{1,6})*[)\]]?").ok()
});
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*(?:/|;|,|\bor\b|\band\b|&|\bdan\b|\bet\b|\bou\b)\s*").ok()
});

/// What is wrong with one or several telephone numbers; prose after a label is none of them.
pub(super) fn fault(value: &str, least: usize) -> Option<String> {
    let first_digit = value.find(|c: char| c.is_ascii_digit());
    let words = value
        .split_whitespace()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .count();
    let Some(_) = first_digit else {
        let masked = value.len() <= 24
            && value.chars().any(|c| matches!(c, 'x' | 'X' | '#' | '*'))
            && value
                .chars()
                .all(|c| !c.is_alphabetic() || matches!(c, 'x' | 'X'));
        let one_word = words <= 1 && value.split_whitespace().count() == 1 && value.len() <= 24;
        return (masked || one_word).then(|| {
            format!(
                "No digit; a telephone number has at least {}",
                counted(least)
            )
        });
    };
    if words > 0 && !is_vanity(value) {
        return letters_fault(value);
    }
    let bare = EXTENSION
        .as_ref()
        .map_or(value.into(), |r| r.replace_all(value, ""));
    let digits = count_digits(&bare);
    if digits < least {
        return Some(format!(
            "{}; a telephone number has at least {}",
            capital(&amount(digits, "digit")),
            counted(least)
        ));
    }
    number_fault(&bare, value)
}

/// The separate numbers of a value: too long, or with stray letters.
fn number_fault(bare: &str, value: &str) -> Option<String> {
    let separator = NUMBERS.as_ref()?;
    for part in separator.split(bare) {
        let longest = part
            .split(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '.' | '(' | ')'))
            .map(count_digits)
            .max()
            .unwrap_or(0);
        if longest > 30
            || part.bytes().filter(u8::is_ascii_digit).count() > 15 && !part.contains(' ')
        {
            return Some(format!(
                "{}; a telephone number has at most fifteen",
                capital(&amount(count_digits(part), "digit"))
            ));
        }
    }
    if value.contains("++") || value.contains("+0") {
        return Some(format!("No country code begins like this: “{value}”"));
    }
    let digits: Vec<u8> = bare.bytes().filter(u8::is_ascii_digit).collect();
    let row: String = digits.iter().map(|d| char::from(*d)).collect();
    if digits.iter().all(|d| *d == digits[0]) || row.contains("123456789") {
        return Some(format!("A placeholder instead of a number: “{value}”"));
    }
    if is_vanity(value) {
        return None;
    }
    let abroad = international_fault(bare).map(|reason| format!("{reason}: “{value}”"));
    abroad.or_else(|| letters_fault(value))
}

/// What is wrong with the first number of a value that begins with “+” and a country's code. Of several numbers, and of
/// the last digits of further lines, the first one counts.
fn international_fault(bare: &str) -> Option<String> {
    let abroad = bare.trim_start().strip_prefix("00");
    let (_, rest) = bare.split_once('+').or(abroad.map(|rest| ("", rest)))?;
    let number: String = rest
        .replace("(0)", "")
        .chars()
        .take_while(|c| {
            c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '‑' | '–')
        })
        .collect();
    let number = without_last_digits(number.trim());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let more = rest.get(number.len()..).unwrap_or_default();
    let shortened = more.contains(|c: char| c.is_ascii_digit()) && digits.len() < 7;
    (!shortened).then(|| countries::fault(&digits)).flatten()
}

/// A number without the last digits of further lines: 216 141-2, 216 141 – 45.
fn without_last_digits(number: &str) -> &str {
    let split = number.rsplit_once(['-', '–']);
    let tail = |t: &str| (1..=2).contains(&t.trim().len());
    split.filter(|(_, t)| tail(t)).map_or(number, |(n, _)| n)
}

/// A letter, or a mask of x, glued to digits.
fn letters_fault(value: &str) -> Option<String> {
    let bare = EXTENSION
        .as_ref()
        .map_or(value.into(), |r| r.replace_all(value, ""));
    let tokens = bare.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'));
    let bad = tokens.into_iter().find(|t| {
        let digits = count_digits(t);
        let letters = t.chars().filter(|c| c.is_alphabetic()).count();
        (digits >= 3 || shut_in(t) || digits == 2 && looks_like_a_digit(t))
            && letters > 0
            && letters <= 8
            && !t.contains("://")
            && !t.contains('@')
            && t.starts_with(|c: char| !c.is_alphabetic())
    })?;
    Some(format!(
        "Letters among the digits of a telephone number: “{bad}”"
    ))
}

/// Whether a token ends in a letter that is read for a digit where a page is scanned.
fn looks_like_a_digit(token: &str) -> bool {
    token.len() == 3 && token.ends_with(['I', 'l', 'O', 'o', 'S', 'B', 'b', 'Z'])
}

/// Whether a letter stands between digits.
fn shut_in(token: &str) -> bool {
    token
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1].is_ascii_alphabetic() && w[2].is_ascii_digit())
}

/// Numbers spelt as words, such as `1-800-FLOWERS`.
fn is_vanity(value: &str) -> bool {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|p| p.len() >= 3 && p.bytes().all(|b| b.is_ascii_uppercase()) && !p.contains("XX"))
        && count_digits(value) >= 3
}

fn amount(n: usize, what: &str) -> String {
    if n == 1 {
        format!("one {what}")
    } else {
        format!("{} {what}s", counted(n))
    }
}

fn counted(n: usize) -> String {
    const WORDS: &[&str] = &[
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map_or_else(String::new, |c| {
        c.to_uppercase().to_string() + chars.as_str()
    })
}
