//! Numbers as they are written: ordinals, groups of digits, sums.

use super::{Number, NumericAnomaly};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair, places};
use crate::text::TextRange;

/// Finds ordinals with the wrong ending and broken groups of digits, token by token.
pub(super) fn find(check: &NumericAnomaly, context: &Context<'_>, out: &mut Vec<Finding>) {
    let bytes = context.text.as_bytes();
    let mut at = 0;
    while let Some(start) = places::next(bytes, at, |b| b.is_ascii_digit()) {
        let end = token_end(bytes, start);
        at = end.max(start + 1);
        let free = start == 0 || is_free(bytes, start);
        let Some(token) = context.text.get(start..end).filter(|_| free) else {
            continue;
        };
        let token = token.trim_end_matches(['.', ',']);
        let range = TextRange::new(start, start + token.len());
        if token.ends_with(|c: char| c.is_ascii_alphabetic()) {
            out.extend(ordinal(check, range, token));
        }
        if token.bytes().filter(|b| *b == b',').nth(1).is_some() {
            out.extend(groups(check, context, range, token));
        }
    }
}

/// One past the digits, letters, commas and points from `start` on.
fn token_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let goes_on = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b',' | b'.');
    start + rest.iter().position(|b| !goes_on(b)).unwrap_or(rest.len())
}

/// Whether a number may begin after these bytes: after white space, a bracket, a quotation mark or a currency.
fn is_free(bytes: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|n| bytes.get(n));
    before.is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'(' | b'"' | b'$') || *b >= 0x80)
}

/// "21th".
fn ordinal(check: &NumericAnomaly, range: TextRange, token: &str) -> Option<Finding> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = token.get(digits.len()..)?;
    if !matches!(ending, "st" | "nd" | "rd" | "th")
        || !digits.bytes().all(|b| b.is_ascii_digit() || b == b',')
    {
        return None;
    }
    let ones = digits.bytes().last()?;
    let teens = ["11", "12", "13"].iter().any(|t| digits.ends_with(t));
    let right = match ones {
        _ if teens => "th",
        b'1' => "st",
        b'2' => "nd",
        b'3' => "rd",
        _ => "th",
    };
    if ending == right {
        return None;
    }
    let reading = format!("{digits}{right}");
    let reason = format!("the ending does not fit the number: “{token}” for “{reading}”");
    let finding = Finding::new(check, range, Severity::Low, reason);
    Some(finding.repaired(Some(Repair::exact(reading))))
}

/// "1,00,0".
fn groups(
    check: &NumericAnomaly,
    context: &Context<'_>,
    range: TextRange,
    token: &str,
) -> Option<Finding> {
    let whole = token.split('.').next().unwrap_or_default();
    let parts: Vec<&str> = whole.split(',').collect();
    let digits = |p: &&str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    let (first, last) = (parts.first()?, parts.last()?);
    if parts.len() < 3
        || !parts.iter().all(digits)
        || !(token.len() == whole.len() || token.len() < whole.len() + 4)
    {
        return None;
    }
    let middle = parts.get(1..parts.len() - 1)?;
    let thousands = middle.iter().all(|p| p.len() == 3) && last.len() == 3 && first.len() <= 3;
    let indian = middle.iter().all(|p| p.len() == 2) && last.len() == 3 && first.len() <= 2;
    // Pages and notes in a row ("3,45,678") rise, and the first has no reason to be short.
    let values: Vec<u64> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    let list = values.windows(2).all(|w| w[0] < w[1]) && last.len() <= 3;
    let short = parts.iter().all(|p| p.len() <= 2 && !p.starts_with('0'));
    let english = context.is_english(range.start);
    if thousands || indian || list || short || !english {
        return None;
    }
    let joined: String = whole.split(',').collect();
    let reason = format!("groups of digits that are none: “{token}”");
    let finding = Finding::new(check, range, Severity::Medium, reason);
    Some(finding.repaired(Some(Repair::choice(vec![grouped(&joined)]))))
}

/// Digits with commas between the thousands.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The numbers that a total sums up, and the total: "10 men and 12 women, a total of 25".
pub(super) fn parts_and_total<'t>(
    context: &Context<'t>,
    cue: TextRange,
) -> Option<(Vec<Number<'t>>, Number<'t>)> {
    if !context.slice(cue).ends_with("of") {
        return None;
    }
    let after = super::near(context, cue.end, 24);
    let mut sum = super::leading(after.strip_prefix(' ')?)?;
    sum.start = cue.end + 1;
    let sentence = context.sentence_around(cue.start);
    let from = sentence.start.max(cue.start.saturating_sub(120));
    let before = TextRange::new(from, cue.start).snapped(context.text);
    let said = context.slice(before);
    // Only "a women, b men, a total of": what stands between the parts is a word or two.
    let tail = said.trim_end().strip_suffix([',', '—', '–', ':'])?;
    let mut parts = Vec::new();
    let mut words = 0;
    for (offset, word) in tail
        .split_whitespace()
        .rev()
        .map(|w| (w.as_ptr() as usize - said.as_ptr() as usize, w))
    {
        let bare = word.trim_end_matches([',', '.']);
        if let Some(mut number) = super::leading(bare).filter(|n| n.len == bare.len()) {
            number.start = before.start + offset;
            parts.push(number);
            words = 0;
        } else if words < 3 && !word.starts_with(|c: char| c.is_ascii_digit() || c == '$') {
            words += 1;
        } else {
            break;
        }
    }
    parts.reverse();
    Some((parts, sum))
}
