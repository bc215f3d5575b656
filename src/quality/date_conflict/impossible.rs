//! Days that no calendar has: "31 April", "30 February 2023", "2025-13-04".

use super::{Dated, near, rewrite};
use crate::annotation::label::Severity;
use crate::detect::when::{Form, Joint, Point, When, written};
use crate::quality::{Check, Context, Finding};
use crate::text::TextRange;

/// Words behind which a date stands.
pub(super) const BEFORE_DATES: &[&str] = &[
    "on", "by", "since", "until", "till", "before", "after", "from", "dated", "of", "to",
    "through", "between", "for", "le", "du", "au", "am", "vom", "el", "em", "pada", "tanggal",
    "ngày", "date", "from",
];

/// Before the Gregorian calendar was everywhere (Greece changed in 1923) a 29 February may be one of the old style.
const ALL_GREGORIAN: i16 = 1924;

/// Finds days that do not exist.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for date in dates {
        let found = match date.written {
            Some(w) if w.form == Form::Named && w.joint != Joint::Stroke => {
                named(check, context, date).or_else(|| beyond(check, context, date))
            }
            Some(_) => figures(check, context, date),
            None => None,
        };
        out.extend(found);
    }
}

/// The highest day of a month; of February 29 where the year is not known.
fn days_of(month: i8, year: Option<i16>) -> Option<i8> {
    let month = When::month(year.unwrap_or(2024), month)?;
    Some(month.last_day().day())
}

/// A point whose day its month does not have.
fn fault(point: Point) -> Option<(i8, i8)> {
    let (day, month) = (point.day?, point.month?);
    let old = day == 29 && month == 2 && point.year.is_some_and(|y| y < ALL_GREGORIAN);
    let most = days_of(month, point.year)?;
    ((day < 1 || day > most) && !old).then_some((day, most))
}

fn named(check: &dyn Check, context: &Context<'_>, date: &Dated<'_>) -> Option<Finding> {
    let written = date.written?;
    let (from, to) = written.ends();
    let (point, (day, most)) = [from, to].into_iter().find_map(|p| Some((p, fault(p)?)))?;
    // "In June 31 people were hurt": no date at all.
    let counted = point.year.is_none() && !stands_alone(context, date.range);
    if counted {
        return None;
    }
    let reading = rewrite::choice([
        rewrite::number(date.text, day, most),
        next_day(date.text, day, most, point),
    ]);
    Some(finding(check, date.range, reason(day, most, point)).repaired(reading))
}

/// Whether a date without a year is one by what stands around it.
fn stands_alone(context: &Context<'_>, range: TextRange) -> bool {
    const ON: &[&str] = &[
        "on", "dated", "le", "pada", "tanggal", "am", "el", "until", "till", "since", "by",
    ];
    // "until the 31st of November".
    let before = near::before(context, range.start, 24).trim_end();
    let bare = before.strip_suffix(" the").unwrap_or(before);
    let asked = near::is_one(near::last_word(bare), ON);
    let next = near::after(context, range.end, 24).trim_start();
    const CLOSES: &[&str] = &[
        "in", "at", "on", "and", "to", "for", "by", "with", "when", "as", "until", "or",
    ];
    let closed = next.is_empty() || next.starts_with(|c: char| !c.is_alphanumeric());
    asked
        && (closed
            || near::words(next)
                .next()
                .is_some_and(|w| near::is_one(w, CLOSES)))
}

fn reason(day: i8, most: i8, point: Point) -> String {
    let month = point
        .month
        .and_then(super::month_name)
        .unwrap_or("This month");
    match point.year {
        Some(year) if point.month == Some(2) && day == 29 => {
            format!("{year} is no leap year: February has {most} days in it")
        }
        _ => format!("{month} has {most} days; there is no day {day}"),
    }
}

/// The first of the next month, in English.
fn next_day(text: &str, day: i8, most: i8, point: Point) -> Option<String> {
    let month = point.month?;
    let (this, next) = (super::month_name(month)?, super::month_name(month + 1)?);
    let first = rewrite::number(text, day, 1).filter(|_| day == most + 1)?;
    first.contains(this).then(|| first.replacen(this, next, 1))
}

/// A day beyond any month beside "May 2025" or "2025": "32 May 2025", "May 32, 2025".
fn beyond(check: &dyn Check, context: &Context<'_>, date: &Dated<'_>) -> Option<Finding> {
    let point = date.written.filter(|w| w.last.is_none())?.first;
    point.year?;
    if point.day.is_some() {
        return None;
    }
    let before = near::before(context, date.range.start, 32);
    let tail = match point.month {
        Some(_) => day_before(before)?,
        None => month_before(before)?,
    };
    let range = TextRange::new(date.range.start - tail.len(), date.range.end);
    let whole = context.slice(range);
    let head = before.get(..before.len() - tail.len())?;
    let asked = near::is_one(near::last_word(head), BEFORE_DATES);
    let point = written(whole)?.first;
    let (day, most) = fault(point)?;
    let reading = rewrite::choice([rewrite::number(whole, day, most)]);
    let found = finding(check, range, reason(day, most, point)).repaired(reading);
    asked.then_some(found)
}

/// The "32 " at the end of `before`.
fn day_before(before: &str) -> Option<&str> {
    let words = before.trim_end();
    let at = words
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |n| n + 1);
    let number = words.get(at..)?;
    (number.len() == 2 && number > "31")
        .then(|| before.get(at..))
        .flatten()
}

/// The "May 32, " at the end of `before`.
fn month_before(before: &str) -> Option<&str> {
    let head = before.trim_end().strip_suffix(',')?;
    let at = head.rfind(|c: char| !c.is_ascii_digit())?;
    let number = head.get(at + 1..).filter(|n| n.len() == 2 && *n > "31")?;
    let word = near::last_word(head.get(..head.len() - number.len())?);
    let named = super::is_month_name(word).then_some(word)?;
    before.get(before.rfind(named)?..)
}

/// "2025-13-04", "31/02/2025": no order of the numbers gives a day.
fn figures(check: &dyn Check, context: &Context<'_>, date: &Dated<'_>) -> Option<Finding> {
    let written = date.written?;
    let point = written.first;
    let year = point.year.filter(|y| (1900..2100).contains(y))?;
    let swapped = Point {
        day: point.month,
        month: point.day,
        ..point
    };
    let fits = |p: Point| p.when(None).is_some();
    let called = near::words(near::before(context, date.range.start, 40))
        .rev()
        .take(6)
        .any(|w| near::is_one(w, &["date", "dated", "valid"]));
    let numbered = !called && is_number_of(near::before(context, date.range.start, 24));
    if numbered || fits(point) || written.form == Form::Figures && fits(swapped) {
        return None;
    }
    let (day, month) = (point.day?, point.month?);
    let what = match (written.form, month) {
        (Form::Iso, 13..) => format!("there is no month {month}"),
        (Form::Iso, _) | (_, 1..=12) => format!("month {month} of {year} has no day {day}"),
        _ => "neither number can be a month with the other as its day".to_owned(),
    };
    let turned =
        (fits(swapped) && written.form == Form::Iso).then(|| format!("{year}-{day:02}-{month:02}"));
    let last = days_of(month, Some(year)).and_then(|most| rewrite::number(date.text, day, most));
    let found = finding(check, date.range, format!("no day of the calendar: {what}"));
    let found = found.repaired(rewrite::choice([turned, last.filter(|_| day > 28)]));
    let asked = near::is_one(
        near::last_word(near::before(context, date.range.start, 16)),
        BEFORE_DATES,
    );
    let sure = written.form == Form::Iso || asked || called;
    Some(if sure { found } else { found.on_demand() })
}

/// Whether what stands before asks for the number of a document, a case, a telephone.
pub(super) fn is_number_of(before: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "no",
        "nos",
        "nr",
        "number",
        "ref",
        "reference",
        "doc",
        "document",
        "case",
        "file",
        "tel",
        "fax",
        "phone",
        "law",
        "decree",
        "regulation",
        "resolution",
        "order",
        "id",
        "nomor",
        "số",
        "art",
        "section",
        "version",
        "call",
        "dial",
    ];
    let text = before.trim_end_matches([' ', '.', ':', '°', '#']);
    let glued =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '#' | '_'));
    glued || near::is_one(near::last_word(text), NUMBERS)
}

fn finding(check: &dyn Check, range: TextRange, reason: String) -> Finding {
    Finding::new(check, range, Severity::High, reason)
}
