//! Telephone and fax numbers: what none can be. National formats differ so much that only length, letters, brackets, and
//! obvious placeholders are judged.

use super::{count_digits, countries, grouping, oddities, unfilled};
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
    if let Some(reason) = unfilled::fault(value).or_else(|| spelt_out(value)) {
        return Some(reason);
    }
    if is_masked(value) {
        return Some(format!("Signs instead of digits: “{value}”"));
    }
    if let Some(reason) = oddities::fault(value) {
        return Some(format!("{reason}: “{value}”"));
    }
    if !value.contains(|c: char| c.is_ascii_digit()) {
        return digitless(value, least);
    }
    let head = before_words(value);
    if head.len() < value.len() && !is_vanity(value) {
        let head = head.trim_end_matches([' ', '(', ',', ';', ':']);
        let abroad = head
            .starts_with('+')
            .then(|| number_fault(head, head))
            .flatten();
        return letters_fault(value).or(abroad);
    }
    let bare = EXTENSION
        .as_ref()
        .map_or(value.into(), |r| r.replace_all(value, ""));
    let digits = count_digits(&bare);
    if digits < least && !is_vanity(value) {
        return Some(format!(
            "{}; a telephone number has at least {}",
            capital(&amount(digits, "digit")),
            counted(least)
        ));
    }
    number_fault(&bare, value)
}

/// A value without a digit: a word or two, or a mask.
fn digitless(value: &str, least: usize) -> Option<String> {
    let one_word = value.split_whitespace().count() == 1 && value.len() <= 24;
    let at_least = counted(least);
    one_word.then(|| format!("No digit; a telephone number has at least {at_least}"))
}

/// A value up to the first word of prose; letters that are read for digits make none.
fn before_words(value: &str) -> &str {
    let mut at = 0;
    for token in value.split_inclusive(char::is_whitespace) {
        let letters = token.chars().filter(|c| c.is_alphabetic());
        let word = letters.clone().count() > 2
            && !letters
                .clone()
                .all(|c| is_like_a_digit(c) || matches!(c, 'x' | 'X'));
        if word && !has_extension(token) {
            return value.get(..at).unwrap_or_default();
        }
        at += token.len();
    }
    value
}

fn has_extension(token: &str) -> bool {
    let token = token.to_lowercase();
    let token = token.trim_start_matches(|c: char| !c.is_alphabetic());
    ["ext", "poste", "loc", "int"]
        .iter()
        .any(|e| token.starts_with(e))
}

/// Letters that scanned pages have for digits.
pub(super) fn is_like_a_digit(c: char) -> bool {
    matches!(
        c,
        'O' | 'o'
            | 'Q'
            | 'D'
            | 'I'
            | 'l'
            | 'i'
            | '|'
            | '!'
            | 'S'
            | 's'
            | 'B'
            | 'Z'
            | 'z'
            | 'G'
            | 'b'
            | 'q'
            | 'g'
    )
}

/// Whether digits make up most of a text that has no words.
pub(super) fn is_numeric(value: &str) -> bool {
    let letters = value
        .chars()
        .filter(|c| c.is_alphabetic() && !is_like_a_digit(*c))
        .count();
    letters <= 3 && before_words(value).len() * 2 > value.len()
}

/// `+33 1 42 ■■ ■■`, `xx xx xx xx`, `+855 ** ***`: signs where digits should be.
pub(super) fn is_masked(value: &str) -> bool {
    let mask = |c: char| {
        matches!(
            c,
            'x' | 'X' | '#' | '*' | '_' | '?' | '■' | '█' | '□' | '▪' | '●' | '•' | '�' | '▯'
        )
    };
    let other = value
        .chars()
        .any(|c| c.is_alphabetic() && !matches!(c, 'x' | 'X'));
    let digits = count_digits(value);
    let code = digits > 0 && value.starts_with(['*', '#']) && !value.contains(' ');
    if other || value.len() > 60 || code {
        return false;
    }
    let marks: Vec<bool> = value.chars().map(mask).collect();
    let count = marks.iter().filter(|m| **m).count();
    let rows = marks.windows(2).filter(|w| w[0] && w[1]).count();
    let chars: Vec<char> = value.chars().collect();
    let between = chars.windows(3).any(|w| {
        w[0].is_ascii_digit()
            && w[2].is_ascii_digit()
            && mask(w[1])
            && !matches!(w[1], 'x' | 'X' | '#' | '*' | '•')
    });
    let blocks = value.contains(['■', '█', '□', '�', '▯']);
    blocks || rows > 0 || digits == 0 && count > 0 || count > 1 && digits < 4 || between
}

#[rustfmt::skip]
const DIGIT_WORDS: &[&str] = &[
    "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "zéro", "un", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "dix", "vingt", "trente", "quarante", "cinquante", "soixante",
];

/// Whether a word names a digit or a number of two digits.
pub(super) fn is_digit_word(word: &str) -> bool {
    DIGIT_WORDS.contains(&word.to_lowercase().as_str())
}

/// Digits as words, as dictation writes them.
fn spelt_out(value: &str) -> Option<String> {
    let words = value
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(16);
    let (digits, others) = words.fold((0, 0), |(digits, others), word| {
        let digit = is_digit_word(word);
        let number = word.bytes().all(|b| b.is_ascii_digit());
        (
            digits + usize::from(digit),
            others + usize::from(!digit && !number),
        )
    });
    (digits >= 3 && others <= 2).then(|| format!("Words instead of digits: “{value}”"))
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
        if grouping::is_run_together(part) {
            return Some(format!("Two numbers run together: “{value}”"));
        }
        if grouping::is_placeholder(part) {
            return Some(format!("A placeholder instead of a number: “{value}”"));
        }
    }
    if value.contains("++") || value.contains("+0") {
        return Some(format!("No country code begins like this: “{value}”"));
    }
    if is_vanity(value) {
        return None;
    }
    let abroad = international_fault(bare).map(|reason| format!("{reason}: “{value}”"));
    abroad
        .or_else(|| letters_fault(value))
        .or_else(|| grouping::fault(bare).map(|reason| format!("{reason}: “{value}”")))
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
            c.is_ascii_digit()
                || matches!(
                    c,
                    ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '\u{202f}' | '‑' | '–'
                )
        })
        .collect();
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let whole = number.trim();
    let number = without_last_digits(whole);
    let more = rest.get(number.len()..).unwrap_or_default();
    let shortened = more.contains(|c: char| c.is_ascii_digit()) && digits(number).len() < 7;
    if shortened || number.len() < whole.len() && countries::fault(&digits(whole)).is_none() {
        return None;
    }
    countries::fault(&digits(number))
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
    let bad = tokens
        .into_iter()
        .find(|t| has_stray_letters(t) || is_misread(t))?;
    Some(format!(
        "Letters among the digits of a telephone number: “{bad}”"
    ))
}

fn has_stray_letters(token: &str) -> bool {
    let digits = count_digits(token);
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    (digits >= 3 || shut_in(token) || digits == 2 && looks_like_a_digit(token))
        && letters > 0
        && letters <= 8
        && !token.contains("://")
        && !token.contains('@')
        && token.starts_with(|c: char| !c.is_alphabetic())
}

/// `3Sl`, `OOO`, `+B55`: digits and letters that are read for digits, nothing else.
fn is_misread(token: &str) -> bool {
    let first = token
        .strip_prefix(['I', 'l', 'O'])
        .and_then(|t| t.strip_prefix('-'));
    if first.is_some_and(|t| count_digits(t) >= 5) {
        return true;
    }
    let mut pieces = token
        .split(['-', '.', '(', ')', '+'])
        .filter(|p| !p.is_empty());
    pieces.any(|piece| {
        let like = piece.chars().filter(|c| is_like_a_digit(*c)).count();
        let digits = count_digits(piece);
        let all = like + digits == piece.chars().count();
        let round = piece.len() >= 2
            && piece
                .chars()
                .all(|c| matches!(c, 'O' | 'I' | 'l' | '|' | 'B' | 'S'));
        all && like > 0 && (digits > 0 && piece.len() > 1 || round)
    })
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
    let word = |p: &str| {
        p.len() >= 3
            && p.bytes().all(|b| b.is_ascii_uppercase())
            && !p.contains("XX")
            && !p.chars().all(is_like_a_digit)
    };
    value.split(|c: char| !c.is_ascii_alphanumeric()).any(word) && count_digits(value) >= 3
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
