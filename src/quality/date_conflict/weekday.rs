//! A weekday that its date does not fall on.

use super::{Dated, near, rewrite, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{Form, Joint, Point, Precision, When, weekday, weekday_like};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use jiff::civil::Weekday;

/// Weekdays of older dates may be those of another calendar, or were reckoned wrongly by those who wrote them.
const EARLIEST: i16 = 1900;
/// Until then some countries kept the Julian calendar (Greece changed in 1923).
const ALL_GREGORIAN: i16 = 1924;
/// How far (days) a date without a year may lie from the document's for its year to be sure.
const SAME_TIME: i32 = 60;

/// Letters of the longest abbreviation of a weekday: "Thurs.".
const LONGEST_SHORT: usize = 5;

/// A weekday beside a date.
struct Named<'a> {
    word: &'a str,
    day: Weekday,
    /// The weekday with the date.
    range: TextRange,
}

/// Finds weekdays that do not fit.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for (n, date) in dates.iter().enumerate() {
        let Some(named) = named(context, date) else {
            continue;
        };
        let found = match date.written.and_then(|w| w.ends().0.year) {
            Some(year) => with_year(check, context, date, &named, year),
            None => without_year(check, context, dates, n, &named),
        };
        out.extend(found);
    }
}

/// The weekday of a date, unless it belongs to a list or to several days.
fn named<'a>(context: &Context<'a>, date: &Dated<'_>) -> Option<Named<'a>> {
    let written = date.written?;
    written.first.day?;
    if written.last.is_some() && matches!(written.joint, Joint::And | Joint::Stroke) {
        return None;
    }
    // "They left on Monday. 15 May 2025 was a holiday."
    let word = date.text.split(|c: char| !c.is_alphabetic()).next()?;
    let ended = date
        .text
        .get(word.len()..)
        .is_some_and(|t| t.starts_with(". "));
    if written.weekday.is_some() && ended && word.len() > LONGEST_SHORT {
        return None;
    }
    let found = match written.weekday {
        Some(day) => Some(Named {
            word: context
                .slice(date.range)
                .split(|c: char| !c.is_alphabetic())
                .next()?,
            day,
            range: date.range,
        }),
        None => before(context, date.range).or_else(|| behind(context, date.range)),
    };
    found.filter(|n| !is_listed(context, n.range.start))
}

/// Whether another weekday stands before: "Monday and Tuesday, 12 and 13 May".
fn is_listed(context: &Context<'_>, at: usize) -> bool {
    let before =
        near::before(context, at, 32).trim_end_matches([' ', ',', '-', '–', '—', '/', '&', '\n']);
    let joints = ["and", "to", "or", "through", "until", "et", "au", "dan"];
    let mut words = near::words(before).rev();
    let mut word = words.next();
    if word.is_some_and(|w| near::is_one(w, &joints)) {
        word = words.next();
    }
    word.is_some_and(|w| weekday(&w.to_lowercase()).is_some())
}

/// "Monday (15 May 2025)", "lundi 12 mai 2025", "Thứ Hai, ngày 12/5/2025".
fn before<'a>(context: &Context<'a>, date: TextRange) -> Option<Named<'a>> {
    let text = near::before(context, date.start, 40);
    let trim = |s: &'a str| s.trim_end_matches([' ', ',', '(', '\n', '\r', '\u{a0}']);
    let mut head = trim(text);
    for article in ["the", "le", "el", "den", "dem", "dia", "ngày", "tanggal"] {
        let cut = head
            .strip_suffix(article)
            .filter(|h| h.ends_with(|c: char| !c.is_alphanumeric()));
        head = cut.map_or(head, trim);
    }
    let word = last(head);
    let day = weekday(&word.to_lowercase())
        .filter(|_| word.len() > 4 || word.starts_with(char::is_uppercase));
    let (word, day) = day.map(|d| (word, d)).or_else(|| vietnamese(head))?;
    let start = date.start - (text.len() - head.len()) - word.len();
    // "Monday (15 May 2025)" with its closing bracket.
    let bracket = text.get(head.len()..).is_some_and(|t| t.contains('('));
    let closed = bracket && near::after(context, date.end, 1) == ")";
    let range = TextRange::new(start, date.end + usize::from(closed));
    Some(Named { word, day, range })
}

/// The last word, with the hyphen of "segunda-feira".
fn last(text: &str) -> &str {
    let head = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '-');
    text.get(head.len()..).unwrap_or_default()
}

fn vietnamese(head: &str) -> Option<(&str, Weekday)> {
    const DAYS: [&[&str]; 7] = [
        &["thứ hai", "thứ 2"],
        &["thứ ba", "thứ 3"],
        &["thứ tư", "thứ 4"],
        &["thứ năm", "thứ 5"],
        &["thứ sáu", "thứ 6"],
        &["thứ bảy", "thứ 7"],
        &["chủ nhật"],
    ];
    let tail = head.get(crate::text::segment::char_ceil(head, head.len().saturating_sub(12))..)?;
    let small = tail.to_lowercase();
    let at = DAYS
        .iter()
        .position(|names| names.iter().any(|n| small.ends_with(n)))?;
    let name = DAYS.get(at)?.iter().find(|n| small.ends_with(*n))?;
    let word = tail.get(tail.len().checked_sub(name.len())?..)?;
    Some((
        word,
        Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()?,
    ))
}

/// "15 May 2025 (Monday)", "15 May 2025, Monday,".
fn behind<'a>(context: &Context<'a>, date: TextRange) -> Option<Named<'a>> {
    let text = near::after(context, date.end, 32);
    let rest = text
        .strip_prefix(", a ")
        .or_else(|| text.strip_prefix(", "))
        .or_else(|| text.strip_prefix(" ("))?;
    let len = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (word, tail) = rest.split_at(len);
    let closed = tail.is_empty() || tail.starts_with([',', ')', '.', ';']);
    let day =
        weekday(&word.to_lowercase()).filter(|_| closed && word.starts_with(char::is_uppercase))?;
    let closed = usize::from(text.starts_with(" (") && tail.starts_with(')'));
    let range = TextRange::new(date.start, date.end + text.len() - tail.len() + closed);
    Some(Named { word, day, range })
}

/// What days the date may be: of two numbers either may be the month.
fn readings(date: &Dated<'_>, year: i16) -> Vec<When> {
    let Some(written) = date.written else {
        return Vec::new();
    };
    let point = written.ends().0;
    let swapped = Point {
        day: point.month,
        month: point.day,
        ..point
    };
    let both = [
        Some(point),
        (written.form == Form::Figures).then_some(swapped),
    ];
    let days = both
        .into_iter()
        .flatten()
        .filter_map(|p| p.when(Some(year)));
    days.filter(|w| w.precision() == Precision::Day).collect()
}

fn with_year(
    check: &dyn Check,
    context: &Context<'_>,
    date: &Dated<'_>,
    named: &Named<'_>,
    year: i16,
) -> Option<Finding> {
    let days = readings(date, year);
    let fits = days.iter().any(|d| d.first_day().weekday() == named.day);
    let when = *days.first().filter(|_| !fits && year >= EARLIEST)?;
    let right = when.first_day().weekday();
    let reason = format!(
        "{} is a {}, not a {}",
        shown(when),
        name(right),
        name(named.day)
    );
    let found = Finding::new(check, named.range, Severity::Medium, reason);
    let found = found.repaired(rewrite::choice(readings_of(context, date, named, when)));
    // Two numbers of which either may be the month leave open which day is meant.
    let sure = year >= ALL_GREGORIAN && days.len() == 1;
    Some(if sure { found } else { found.on_demand() })
}

/// Proposed readings: the right weekday, the nearest day with this weekday, another year.
fn readings_of(
    context: &Context<'_>,
    date: &Dated<'_>,
    named: &Named<'_>,
    when: When,
) -> Vec<Option<String>> {
    let text = context.slice(named.range);
    let day = when.first_day();
    let weekday = weekday_like(named.word, day.weekday()).map(|w| text.replacen(named.word, &w, 1));
    let shift =
        i64::from(named.day.to_monday_zero_offset() - day.weekday().to_monday_zero_offset());
    let shift = (shift + 10).rem_euclid(7) - 3;
    let near = day.checked_add(jiff::Span::new().days(shift)).ok();
    let near = near.filter(|n| n.month() == day.month());
    let moved = near.and_then(|n| rewrite::number(text, day.day(), n.day()));
    let moved = moved.filter(|_| date.written.is_some_and(|w| w.last.is_none()));
    let years = [-1, 1, -2, 2].into_iter().filter_map(|by: i16| {
        let other = day.with().year(day.year().checked_add(by)?).build().ok()?;
        (other.weekday() == named.day).then(|| rewrite::year(text, day.year(), other.year()))
    });
    [weekday, moved].into_iter().chain(years).collect()
}

/// "Thursday, March 4" in a document of the same weeks.
fn without_year(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    n: usize,
    named: &Named<'_>,
) -> Option<Finding> {
    let date = dates.get(n)?;
    let of = context.date().filter(|d| super::is_own(context, d))?;
    let here = of.when.first_day();
    if of.when.precision() != Precision::Day || has_other_year(context, dates, n, here.year()) {
        return None;
    }
    let years = [here.year() - 1, here.year(), here.year() + 1];
    let days = years.into_iter().flat_map(|y| readings(date, y));
    let away = |w: &When| super::days_between(here, w.first_day()).abs();
    let when = days.min_by_key(away).filter(|w| away(w) <= SAME_TIME)?;
    let right = when.first_day().weekday();
    if right == named.day {
        return None;
    }
    let reason = format!(
        "a {} in a document of {}, where {} is a {}",
        name(named.day),
        shown(of.when),
        shown(when),
        name(right)
    );
    let found = Finding::new(check, named.range, Severity::Medium, reason).on_demand();
    let found = found.because_of(
        of.range
            .map(|r| Evidence::here(context.text, r, "the date of the document")),
    );
    Some(found.repaired(rewrite::choice(readings_of(context, date, named, when))))
}

/// Whether a date nearby names another year than the document's.
fn has_other_year(context: &Context<'_>, dates: &[Dated<'_>], n: usize, year: i16) -> bool {
    let Some(at) = dates.get(n).map(|d| d.range.start) else {
        return true;
    };
    let around = dates
        .get(n.saturating_sub(4)..(n + 5).min(dates.len()))
        .unwrap_or_default();
    let near = around.iter().filter(|d| {
        let (from, to) = (d.range.start.min(at), d.range.start.max(at));
        to - from < 300 && !context.slice(TextRange::new(from, to)).contains("\n\n")
    });
    near.filter_map(|d| d.written?.ends().1.year)
        .any(|y| y != year)
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
