//! Contact details that cannot be right: a telephone number of two digits, an e-mail address without “@”.

use super::{Check, Context, Finding};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use regex::Regex;
use std::sync::LazyLock;

/// Finds contact details that cannot be right.
pub struct ContactField;

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Telephone,
    /// Telephone numbers that may be short.
    Hotline,
    Mail,
    Web,
}

/// A label and its value.
struct Field {
    /// Label and value.
    range: TextRange,
    fault: Option<String>,
    empty: bool,
}

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:^|[^\w@./-]) (?P<label>
            (?P<hot> hotline | helpline | help\ desk | emergency(?:\ (?:no|number|line))? | short\ code )
          | (?P<tel> (?:tele)?phone | tel(?:efax|efon|éfono|éphone|[eé]fone)? | t[ée]l | fax | facsimile | mobile | cell(?:\s?phone)? | whatsapp | telepon | telp )
          | (?P<mail> e-?mail | mail | courriel | surel )
          | (?P<web> web\s?site | web(?:\s?page)? | url | home\s?page )
        ) (?:\s*(?:nos?|numbers?|address(?:es)?|line|\(\w+\)|/\s*fax)\b\.?)? s? \.? \s* (?P<colon> [:：] )",
    )
    .ok()
});

impl Check for ContactField {
    fn id(&self) -> &'static str {
        "structured_field_invalid"
    }

    fn category(&self) -> Category {
        Category::StructuredFieldInvalid
    }

    fn about(&self) -> &'static str {
        "Telephone and fax numbers, e-mail and web addresses that cannot be right, and lines of digits cut off from their \
         labels. Nobody can be reached by them."
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut broken_near: Option<usize> = None;
        for (index, &line) in context.lines.iter().enumerate() {
            let text = context.slice(line);
            let fields = if memchr::memchr2(b':', 0xef, text.as_bytes()).is_some() {
                fields(text)
            } else {
                Vec::new()
            };
            if fields.iter().any(|f| f.fault.is_some() || f.empty) {
                broken_near = Some(index);
            }
            out.extend(
                fields
                    .into_iter()
                    .filter_map(|f| self.finding(line.start, f)),
            );
            if broken_near.is_some_and(|at| at < index && index - at <= 4) && is_orphan(text) {
                let range = super::context::trimmed(context.text, line, char::is_whitespace);
                let reason = format!(
                    "a line of digit groups without a label, beside incomplete contact details: “{}”",
                    text.trim()
                );
                out.push(Finding::new(self, range, Severity::High, reason));
            }
        }
        self.loose_addresses(context, out);
    }
}

impl ContactField {
    fn finding(&self, offset: usize, field: Field) -> Option<Finding> {
        let range = TextRange::new(offset + field.range.start, offset + field.range.end);
        field
            .fault
            .map(|reason| Finding::new(self, range, Severity::High, reason))
    }

    /// Broken addresses in running text, found by their “@” and “://”.
    fn loose_addresses(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let known: Vec<TextRange> = out
            .iter()
            .filter(|f| f.check == self.id())
            .map(|f| f.range)
            .collect();
        let bytes = context.text.as_bytes();
        let mut done = 0;
        for at in memchr::memchr2_iter(b'@', b'/', bytes) {
            if at < done || bytes[at] == b'/' && bytes.get(at.wrapping_sub(1)) == Some(&b'/') {
                continue;
            }
            let token = token_around(context.text, at);
            done = token.end;
            let fault = loose_fault(context.slice(token));
            if let Some(reason) = fault.filter(|_| !super::context::overlaps_any(&known, token)) {
                out.push(Finding::new(self, token, Severity::Medium, reason));
            }
        }
    }
}

/// The token around a byte, without punctuation at its ends; at most 200 bytes to either side.
fn token_around(text: &str, at: usize) -> TextRange {
    let bytes = text.as_bytes();
    let stop = |b: &u8| {
        b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'(' | b')' | b'"' | b'[' | b']')
    };
    let from = at.saturating_sub(200);
    let start = bytes[from..at]
        .iter()
        .rposition(stop)
        .map_or(from, |i| from + i + 1);
    let to = bytes.len().min(at + 200);
    let end = bytes[at..to].iter().position(stop).map_or(to, |i| at + i);
    let range = TextRange::new(start, end).snapped(text);
    super::context::trimmed(text, range, |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '“' | '”'
        )
    })
}

/// What is wrong with an address in running text, where that is beyond doubt.
fn loose_fault(token: &str) -> Option<String> {
    if let Some((scheme, rest)) = token.split_once('/') {
        let scheme = scheme.to_ascii_lowercase();
        if matches!(
            scheme.as_str(),
            "http"
                | "https"
                | "htp:"
                | "htpp:"
                | "htttp:"
                | "ttp:"
                | "ttps:"
                | "hhttp:"
                | "http;"
                | "https;"
                | "http:"
                | "https:"
        ) {
            let good = matches!(scheme.as_str(), "http:" | "https:")
                && rest.starts_with('/')
                && !rest.starts_with("//");
            return if good {
                web_fault(token)
            } else {
                Some(format!(
                    "the beginning of the web address is damaged: {token}"
                ))
            };
        }
        if !token.contains('@') {
            return None;
        }
    }
    let (local, domain) = token.split_once('@')?;
    if token.contains('/') || local.is_empty() || domain.is_empty() || !local.bytes().all(is_local)
    {
        return None;
    }
    let doubled = domain.contains('@') && domain.trim_start_matches('@').contains('.');
    let comma = domain.contains(',')
        && domain
            .rsplit(',')
            .next()
            .is_some_and(|end| (2..=12).contains(&end.len()));
    (doubled || comma || domain.contains(".."))
        .then(|| mail_fault(token))
        .flatten()
}

/// Labels with their values in a line.
fn fields(line: &str) -> Vec<Field> {
    let Some(regex) = LABEL.as_ref() else {
        return Vec::new();
    };
    let labels: Vec<_> = regex
        .captures_iter(line)
        .filter_map(|c| Some((kind(&c), c.name("label")?.start(), c.name("colon")?.end())))
        .collect();
    let ends = labels.iter().skip(1).map(|l| l.1).chain([line.len()]);
    labels
        .iter()
        .zip(ends)
        .map(|(&(kind, start, value), end)| field(line, kind, start, value..end))
        .collect()
}

fn kind(found: &regex::Captures<'_>) -> Kind {
    match (found.name("hot"), found.name("tel"), found.name("mail")) {
        (Some(_), _, _) => Kind::Hotline,
        (_, Some(_), _) => Kind::Telephone,
        (_, _, Some(_)) => Kind::Mail,
        _ => Kind::Web,
    }
}

fn field(line: &str, kind: Kind, start: usize, value: std::ops::Range<usize>) -> Field {
    let all = line.get(value.clone()).unwrap_or_default();
    let text = cut(all).trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.' | '•' | '·' | '/' | '-')
    });
    let empty = text.trim().is_empty();
    let fault = if empty {
        None
    } else {
        fault(kind, text.trim())
    };
    Field {
        range: TextRange::new(start, value.start + text.len()),
        fault,
        empty,
    }
}

/// The value up to what clearly is no part of it.
fn cut(value: &str) -> &str {
    let ends = ["|", "\t", " • ", " · ", "    "];
    let lead = value.len() - value.trim_start().len();
    let rest = value.get(lead..).unwrap_or_default();
    let end = ends
        .iter()
        .filter_map(|e| rest.find(e))
        .min()
        .unwrap_or(rest.len());
    value.get(..lead + end).unwrap_or(value)
}

fn fault(kind: Kind, value: &str) -> Option<String> {
    const BLANK: &[&str] = &[
        "n/a",
        "na",
        "none",
        "nil",
        "-",
        "--",
        "–",
        "tbc",
        "tbd",
        "not available",
        "same",
        "idem",
    ];
    if BLANK.contains(&value.to_lowercase().as_str()) {
        return None;
    }
    match kind {
        Kind::Telephone => telephone_fault(value, 6),
        Kind::Hotline => telephone_fault(value, 3),
        Kind::Mail => mails_fault(value),
        Kind::Web => web_value_fault(value),
    }
}

static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;]?\s*[(\[]?(?:ext(?:ension|n)?|poste|loc(?:al)?|int(?:ern)?|\bx)\s*[.:#]?\s*\d{1,6}(?:\s*[-/,]\s*\d{1,6})*[)\]]?").ok()
});
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*(?:/|;|,|\bor\b|\band\b|&|\bdan\b|\bet\b|\bou\b)\s*").ok()
});

/// What is wrong with one or several telephone numbers; prose after a label is none of them.
fn telephone_fault(value: &str, least: usize) -> Option<String> {
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
    let Some(separator) = NUMBERS.as_ref() else {
        return None;
    };
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
    if digits.iter().all(|d| *d == digits[0]) || bare.contains("123456789") {
        return Some(format!("A placeholder instead of a number: “{value}”"));
    }
    if is_vanity(value) {
        None
    } else {
        letters_fault(value)
    }
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
        (digits >= 3 || shut_in(t))
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

fn mails_fault(value: &str) -> Option<String> {
    let hidden = value
        .to_lowercase()
        .replace("(at)", "@")
        .replace("[at]", "@")
        .replace(" at ", "@")
        .replace("[dot]", ".")
        .replace("(dot)", ".");
    let pieces: Vec<&str> = hidden
        .split([';', '|', ' '])
        .flat_map(|p| p.split(", "))
        .map(clean)
        .filter(|p| !p.is_empty())
        .collect();
    let with_at: Vec<&&str> = pieces.iter().filter(|p| p.contains('@')).collect();
    if with_at.is_empty() {
        return lone_mail_fault(value, &pieces);
    }
    if let Some(space) = broken_by_space(&pieces) {
        return Some(space);
    }
    with_at.into_iter().find_map(|p| mail_fault(p))
}

fn clean(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | '.' | '"' | '[' | ']' | '/')
    })
}

/// A value without “@”: an address if it is short, prose if it is long.
fn lone_mail_fault(value: &str, pieces: &[&str]) -> Option<String> {
    if pieces.len() > 2 || value.contains("://") {
        return None;
    }
    let domain = value.contains('.');
    Some(if domain {
        format!("No “@”: “{value}”")
    } else {
        "No “@” and no domain".to_owned()
    })
}

/// `info @ example.org`, or an address cut by a space before its last dot.
fn broken_by_space(pieces: &[&str]) -> Option<String> {
    let at = pieces
        .iter()
        .position(|p| p.starts_with('@') || p.ends_with('@'))?;
    Some(format!(
        "A space inside the address, or a part of it missing: “{}”",
        pieces
            .get(at.saturating_sub(1)..(at + 2).min(pieces.len()))?
            .join(" ")
    ))
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'.' | b'_' | b'-' | b'+' | b'\'' | b'%' | b'&')
        || !b.is_ascii()
}

/// What is wrong with one e-mail address.
fn mail_fault(address: &str) -> Option<String> {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, domain) = address.split_once('@')?;
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let reason = if domain.contains('@') {
        "More than one “@”"
    } else if local.is_empty() {
        "Nothing before the “@”"
    } else if labels.len() < 2 {
        "No dot in the part after the “@”"
    } else if labels.iter().any(|l| l.is_empty())
        || local.starts_with('.')
        || local.ends_with('.')
        || local.contains("..")
    {
        "Two dots in a row, or a dot at the wrong place"
    } else if domain.contains(',') {
        "A comma instead of a dot"
    } else if !local.bytes().all(is_local)
        || !domain
            .chars()
            .all(|c| c.is_alphanumeric() || c == '.' || c == '-')
    {
        "A character that no address has"
    } else if last.len() < 2
        || last.bytes().any(|b| b.is_ascii_digit()) && !last.starts_with("xn--")
    {
        "No such ending of a domain"
    } else {
        return None;
    };
    Some(format!("{reason}: “{address}”"))
}

fn web_value_fault(value: &str) -> Option<String> {
    let pieces: Vec<&str> = value.split_whitespace().collect();
    let first = clean(pieces.first()?);
    if pieces.len() > 3 {
        return None;
    }
    if !first.contains('.') && pieces.len() == 1 {
        return Some(format!("No dot, so no web address: “{first}”"));
    }
    if pieces.len() > 1 && (first.ends_with('.') || first.ends_with("//")) {
        return Some(format!("A space inside the web address: “{value}”"));
    }
    web_fault(first)
}

/// What is wrong with one web address.
fn web_fault(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let reason =
        if rest.starts_with("http:") || rest.starts_with("https:") || rest.starts_with("http//") {
            "The beginning stands twice"
        } else if host.contains(',') {
            "A comma instead of a dot"
        } else if host.contains("..") {
            "Two dots in a row"
        } else if host.starts_with("www.") && host.matches('.').count() < 2 {
            "The ending of the domain is missing"
        } else if lower.starts_with("http") && !lower.contains("://") {
            "The beginning of the web address is damaged"
        } else {
            return None;
        };
    Some(format!("{reason}: “{address}”"))
}

/// Whether a line consists of digit groups only, as a telephone number does, with at most a stray letter or two.
fn is_orphan(line: &str) -> bool {
    let line = line.trim();
    let digits = count_digits(line);
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let plain = line
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " -/(),+.;:".contains(c));
    digits >= 6 && letters <= 2 && letters * 6 < digits && plain && line.len() <= 120
}

fn count_digits(s: &str) -> usize {
    s.bytes().filter(u8::is_ascii_digit).count()
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
