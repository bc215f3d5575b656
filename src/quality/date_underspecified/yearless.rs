//! Days and months without a year.

use super::anchors::{Anchors, Dated, Placed};
use super::{CALENDAR, Loose, is_month_name, near};
use crate::annotation::label::Severity;
use crate::detect::when::{Form, Point, Written};
use crate::quality::Context;

/// Words near a date that returns every year.
const RETURNS: &[&str] = &[
    "every",
    "each",
    "annual",
    "annually",
    "yearly",
    "season",
    "seasons",
    "seasonal",
    "usually",
    "typically",
    "normally",
    "traditionally",
    "calendar",
    "fiscal",
    "financial",
    "birthday",
    "falls",
    "monsoon",
    "solstice",
    "equinox",
];
/// Deeds of people who mark a day: it returns every year, and yet this time may be meant.
const MARKED: &[&str] = &["celebrated", "observed", "marked", "commemorated"];
/// Words that ask for a month without a day.
const ASKS: &[&str] = &[
    "in", "since", "by", "until", "till", "during", "early", "late", "mid", "before", "after",
    "last", "next", "this",
];
/// Days that are known without their year.
const KNOWN: &[(i8, i8)] = &[(9, 11), (7, 4), (12, 25), (12, 31), (1, 1)];

/// Finds dates whose year nothing says.
pub(super) fn find(context: &Context<'_>, anchors: &Anchors, undated: bool) -> Vec<Loose> {
    if anchors.one_year {
        return Vec::new();
    }
    let found = anchors
        .dates
        .iter()
        .filter_map(|d| loose(context, anchors, d, undated));
    let mut all: Vec<Loose> = found.collect();
    if all.len() > CALENDAR {
        // One is enough: they are all of the same year, or of every year.
        all.truncate(1);
        all.iter_mut().for_each(|l| l.tier = 2);
    }
    all
}

fn loose(context: &Context<'_>, anchors: &Anchors, date: &Dated, undated: bool) -> Option<Loose> {
    let written = date.written.filter(is_yearless)?;
    let point = written.first;
    let placed = anchors.placed(date.range.start);
    if placed == Placed::Surely {
        return None;
    }
    let before = near::sentence_before(context, date.range.start, 120);
    let after = near::sentence_after(context, date.range.end, 80);
    if returns(before, after, point) {
        return None;
    }
    let day = point.day.is_some();
    if !day && (!asked(before) || is_span(before, after)) {
        return None;
    }
    let marked = near::has_word(before, MARKED) && near::has_word(before, &["day"]);
    let sure = day
        && undated
        && placed == Placed::Nowhere
        && !marked
        && context.is_english(date.range.start);
    Some(Loose {
        range: date.range,
        severity: Severity::Medium,
        tier: if sure { 1 } else { 2 },
        reason: reason(context, date, day, placed),
    })
}

fn reason(context: &Context<'_>, date: &Dated, day: bool, placed: Placed) -> String {
    let what = if day { "date" } else { "month" };
    let words: Vec<&str> = context.slice(date.range).split_whitespace().collect();
    let near = match placed {
        Placed::Perhaps => "the years named near it need not be its own",
        _ => "the document names no year near it and has no date of its own",
    };
    format!("a {what} without a year: “{}”; {near}", words.join(" "))
}

fn is_yearless(written: &Written) -> bool {
    let none = |p: Point| p.year.is_none();
    let month = written.first.month.or(written.last.and_then(|l| l.month));
    written.form == Form::Named
        && none(written.first)
        && written.last.is_none_or(none)
        && month.is_some()
}

/// Whether a date returns every year, or is known without it.
fn returns(before: &str, after: &str, point: Point) -> bool {
    let known = point
        .month
        .zip(point.day)
        .is_some_and(|d| KNOWN.contains(&d));
    let said = near::has_word(before, RETURNS) || near::has_word(after, RETURNS);
    // "National Day (2 December)", "National Day, 2 December", "Labour Day is 1 May".
    let head = before.trim_end_matches([' ', '(', ',', ':', '–', '-']);
    let name = head.ends_with("Day") || head.ends_with("Day is") || head.ends_with("Day on");
    let year = after.trim_start().starts_with("of the year")
        || after.trim_start().starts_with("of that year");
    known || said || year || name && !before.ends_with("on ") || name && point.day.is_some()
}

/// Whether the word before asks for a time.
fn asked(before: &str) -> bool {
    let head = before.trim_end_matches([' ', '-', '\n']);
    near::is_one(near::last_word(head), ASKS)
}

/// "from May to October", "between May and October": a season as often as a time.
fn is_span(before: &str, after: &str) -> bool {
    let last = near::last_word(before);
    let next = near::words(after).next().unwrap_or_default();
    let opens = near::is_one(last, &["from", "between"]);
    let joins = near::is_one(next, &["to", "and", "through", "until"]);
    let second = near::words(after).nth(1).is_some_and(is_month_name);
    opens || joins && second
}
