//! Dates in figures that no calendar has and the detector therefore does not know: "39/10/2022", "2025-07-36".

use super::impossible::{BEFORE_DATES, is_number_of};
use super::{Dated, near};
use crate::annotation::label::Severity;
use crate::detect::when::When;
use crate::quality::{Check, Context, Finding};
use crate::text::TextRange;

/// Words whose line or clause names a date.
const DATES: &[&str] = &[
    "date",
    "dated",
    "valid",
    "until",
    "till",
    "issued",
    "published",
    "updated",
    "signed",
    "born",
    "deadline",
    "tanggal",
    "ngày",
    "fecha",
    "datum",
    "pada",
    "le",
    "du",
    "au",
];

/// Finds impossible dates in figures.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let bytes = context.text.as_bytes();
    let mut done = 0;
    let (first, second) = (
        memchr::memmem::Finder::new("20"),
        memchr::memmem::Finder::new("19"),
    );
    let mut places: Vec<usize> = first
        .find_iter(bytes)
        .chain(second.find_iter(bytes))
        .collect();
    places.sort_unstable();
    for at in places {
        let Some(range) = around(bytes, at).filter(|r| r.start >= done) else {
            continue;
        };
        done = range.end;
        let known = dates.partition_point(|d| d.range.end <= range.start);
        if dates.get(known).is_some_and(|d| d.range.overlaps(range)) {
            continue;
        }
        let text = context.slice(range);
        let Some(what) = fault(text) else { continue };
        let before = near::before(context, range.start, 40);
        let called = near::words(before)
            .rev()
            .take(6)
            .any(|w| near::is_one(w, DATES));
        if !called && is_number_of(near::before(context, range.start, 24)) {
            continue;
        }
        let asked = called || near::is_one(near::last_word(before), BEFORE_DATES);
        let found = Finding::new(
            check,
            range,
            Severity::High,
            format!("no day of the calendar: {what}"),
        );
        out.push(if asked { found } else { found.on_demand() });
    }
}

/// The date in figures around the year at `at`: "39/10/2022", "2025-07-36".
fn around(bytes: &[u8], at: usize) -> Option<TextRange> {
    let digit = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
    let mark = |n: usize| {
        bytes
            .get(n)
            .copied()
            .filter(|b| matches!(b, b'/' | b'.' | b'-'))
    };
    if !(0..4).all(|n| digit(at + n)) || digit(at + 4) || at > 0 && digit(at - 1) {
        return None;
    }
    let free = |n: Option<usize>| {
        n.and_then(|n| bytes.get(n))
            .is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'/' | b'-' | b'_'))
    };
    if let Some(sign) = mark(at + 4).filter(|b| *b == b'-') {
        let rest = digit(at + 5)
            && digit(at + 6)
            && mark(at + 7) == Some(sign)
            && digit(at + 8)
            && digit(at + 9);
        let closed = rest && !digit(at + 10) && free(Some(at + 10)) && free(at.checked_sub(1));
        return closed.then(|| TextRange::new(at, at + 10));
    }
    let sign = mark(at.checked_sub(1)?)?;
    let start = at.checked_sub(6)?;
    let pair = |n: usize| digit(n) && digit(n + 1);
    let whole = pair(start) && mark(start + 2) == Some(sign) && pair(start + 3);
    (whole && free(start.checked_sub(1)) && free(Some(at + 4)))
        .then(|| TextRange::new(start, at + 4))
}

/// What is wrong with a date in figures, where nothing makes a day of it.
fn fault(text: &str) -> Option<String> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    let mut numbers = text.split(mark).map(str::parse::<i16>);
    let (Some(Ok(a)), Some(Ok(b)), Some(Ok(c))) = (numbers.next(), numbers.next(), numbers.next())
    else {
        return None;
    };
    let (year, x, y) = if a > 99 { (a, b, c) } else { (c, b, a) };
    let day =
        |month: i16, day: i16| When::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if !(1900..2100).contains(&year) || day(x, y).is_some() || day(y, x).is_some() {
        return None;
    }
    Some(match (x, y) {
        (13.., 13..) => "neither number can be a month".to_owned(),
        (1..=12, _) => format!("month {x} has no day {y}"),
        (_, 1..=12) => format!("month {y} has no day {x}"),
        _ => "there is no such month".to_owned(),
    })
}
