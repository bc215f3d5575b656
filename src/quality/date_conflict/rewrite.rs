//! Proposed readings: an expression with one of its parts replaced.

use crate::quality::Repair;

/// The expression with the number `old` (of one or two digits) replaced.
pub(super) fn number(expression: &str, old: i8, new: i8) -> Option<String> {
    let fits = |r: &str| r.len() <= 2 && r.parse() == Ok(old);
    let (at, run) = runs(expression).find(|(_, r)| fits(r))?;
    let width = if run.starts_with('0') { 2 } else { 1 };
    let new = format!(
        "{new:0width$}{}",
        ending(expression.get(at + run.len()..)?, new)
    );
    let len = run.len() + new.len() - new.trim_end_matches(char::is_alphabetic).len();
    Some(swap(expression, at, len, &new))
}

/// The English ending of an ordinal, where the number that stood there has one.
fn ending(rest: &str, new: i8) -> &'static str {
    let has = |e: &&str| rest.starts_with(*e);
    if !["st", "nd", "rd", "th"].iter().any(has) {
        return "";
    }
    match new {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// The expression with the year `old` replaced.
pub(super) fn year(expression: &str, old: i16, new: i16) -> Option<String> {
    let fits = |r: &str| r.len() == 4 && r.parse() == Ok(old);
    let (at, run) = runs(expression).find(|(_, r)| fits(r))?;
    Some(swap(expression, at, run.len(), &new.to_string()))
}

/// The expression with two numbers (of one or two digits) in each other's place.
pub(super) fn numbers(expression: &str, a: i8, b: i8) -> Option<String> {
    let place = |n: i8| runs(expression).find(move |(_, r)| r.len() <= 2 && r.parse() == Ok(n));
    exchanged(expression, place(a)?, place(b)?)
}

/// The expression with two years in each other's place.
pub(super) fn years(expression: &str, a: i16, b: i16) -> Option<String> {
    let place = |n: i16| runs(expression).find(move |(_, r)| r.parse() == Ok(n));
    exchanged(expression, place(a)?, place(b)?)
}

/// The expression with two runs of digits in each other's place.
fn exchanged(expression: &str, a: (usize, &str), b: (usize, &str)) -> Option<String> {
    let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    let head = expression.get(..a.0)?;
    let middle = expression.get(a.0 + a.1.len()..b.0)?;
    let tail = expression.get(b.0 + b.1.len()..)?;
    Some(format!("{head}{}{middle}{}{tail}", b.1, a.1))
}

/// The expression with `len` bytes (UTF-8) at `at` replaced.
fn swap(expression: &str, at: usize, len: usize, new: &str) -> String {
    let head = expression.get(..at).unwrap_or_default();
    let tail = expression.get(at + len..).unwrap_or_default();
    format!("{head}{new}{tail}")
}

/// Runs of digits, and where they begin (UTF-8 bytes).
fn runs(expression: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = expression.get(at..)?;
        let start = at + rest.find(|c: char| c.is_ascii_digit())?;
        let run = expression.get(start..)?;
        let len = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        at = start + len;
        run.get(..len).map(|r| (start, r))
    })
}

/// A choice of readings, where there are some.
pub(super) fn choice(readings: impl IntoIterator<Item = Option<String>>) -> Option<Repair> {
    let mut all: Vec<String> = readings.into_iter().flatten().collect();
    all.dedup();
    all.truncate(4);
    (!all.is_empty()).then(|| Repair::choice(all))
}
