//! Days named beside their date: "yesterday (23 April 2023)" against the document, "the following day, 14 October" against
//! the date before.

use super::against::{Own, conflict, is_year_slip};
use super::{Dated, days_between, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{DateSource, Precision, When};
use crate::quality::{Check, Context, Evidence, Finding};

/// Names of days, with how many days they are from the day of the document.
const NAMES: &[(&str, i32)] = &[
    ("today", 0),
    ("this day", 0),
    ("this morning", 0),
    ("this afternoon", 0),
    ("this evening", 0),
    ("tonight", 0),
    ("earlier today", 0),
    ("aujourd’hui", 0),
    ("aujourd'hui", 0),
    ("ce matin", 0),
    ("hari ini", 0),
    ("hôm nay", 0),
    ("hoy", 0),
    ("heute", 0),
    ("hoje", 0),
    ("yesterday", -1),
    ("hier", -1),
    ("kemarin", -1),
    ("hôm qua", -1),
    ("ayer", -1),
    ("gestern", -1),
    ("ontem", -1),
    ("tomorrow", 1),
    ("demain", 1),
    ("besok", 1),
    ("ngày mai", 1),
    ("mañana", 1),
    ("morgen", 1),
    ("amanhã", 1),
];
/// Names of the day behind another one.
const NEXT: &[&str] = &[
    "the following day",
    "the next day",
    "the day after",
    "a day later",
    "one day later",
    "le lendemain",
    "keesokan harinya",
    "hôm sau",
    "al día siguiente",
    "am nächsten tag",
];
/// How far a text may lie beside what it tells of (days): time zones, embargoes, weekends. The days before and behind leave
/// a day less.
const TOLERANCE: i32 = 3;
/// How far (UTF-8 bytes) before the next day the other date is looked for.
const BACK: usize = 160;

/// What stands before a date, without the marks and prepositions between.
fn lead<'a>(context: &Context<'a>, dated: &Dated<'_>) -> &'a str {
    let before = near::before(context, dated.range.start, 48);
    let bare = |t: &'a str| t.trim_end_matches([' ', ',', '(', '\n', '–', '—', '-']);
    let mut lead = bare(before);
    for word in [" on", " the", " le", " pada", " ngày", " vào", " am", " el"] {
        lead = lead.strip_suffix(word).map_or(lead, bare);
    }
    lead
}

/// Whether a passage ends with a phrase, whatever its case, as whole words.
fn ends_with(passage: &str, phrase: &str) -> bool {
    let at = passage.len().checked_sub(phrase.len());
    let tail = at.and_then(|n| passage.get(n..));
    let head = at.and_then(|n| passage.get(..n)).unwrap_or_default();
    tail.is_some_and(|t| t.eq_ignore_ascii_case(phrase)) && !head.ends_with(char::is_alphanumeric)
}

/// "yesterday (23 April 2023)" in a document of another week.
pub(super) fn named(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
) -> Option<Finding> {
    let lead = lead(context, dated);
    let behind = near::after(context, dated.range.end, 12);
    let said_behind = || {
        behind
            .trim_start_matches([',', ' ', '('])
            .starts_with("today")
    };
    let before = NAMES.iter().find(|(name, _)| ends_with(lead, name));
    let (name, offset) = before.or_else(|| NAMES.first().filter(|_| said_behind()))?;
    let away = days_between(own.day, when.first_day());
    // A day on the wrong side of the document is wrong however near it is.
    let wrong_side = *offset != 0 && away.signum() == -offset.signum();
    let tolerance = TOLERANCE - offset.abs();
    if (away - offset).abs() <= tolerance && !wrong_side {
        return None;
    }
    let reason = format!(
        "“{name}” is {}, but the document is dated {}",
        shown(when),
        shown(own.date.when)
    );
    let found = conflict(check, context, own, dated, when, reason);
    let sure = own.date.source != DateSource::FileName || is_year_slip(own, when);
    Some(if sure { found } else { found.on_demand() })
}

/// "The minister arrived on 8 October and, the day after, 14 October, met the governor."
pub(super) fn next_day(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for pair in dates.windows(2) {
        let [a, b] = pair else { continue };
        let near_by = b.range.start.saturating_sub(a.range.end) <= BACK;
        let day = |d: &Dated<'_>| {
            let when = d.written.and_then(|w| w.only(None));
            when.filter(|w| w.precision() == Precision::Day)
        };
        let (true, Some(x), Some(y)) = (near_by, day(a), day(b)) else {
            continue;
        };
        let lead = lead(context, b);
        let Some(name) = NEXT.iter().find(|name| ends_with(lead, name)) else {
            continue;
        };
        let apart = days_between(x.first_day(), y.first_day());
        if (0..=2).contains(&apart) {
            continue;
        }
        let reason = format!(
            "“{name}” is {}, but the day before it {}",
            shown(y),
            shown(x)
        );
        let evidence = Evidence::here(context.text, a.range, "the day before");
        let found = Finding::new(check, b.range, Severity::Medium, reason);
        out.push(found.because_of([evidence]).on_demand());
    }
}
