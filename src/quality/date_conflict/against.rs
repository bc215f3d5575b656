//! Dates against the date of the document: "today" on another day, the year before by mistake, deeds told before they
//! were done, the date of the file name.

use super::past::{Told, told};
use super::{Dated, days_between, labels, near, planned, relative, rewrite, shown, span, weeks};
use crate::annotation::label::Severity;
use crate::detect::when::{DateSource, DocumentDate, Precision, When, file_name_date};
use crate::quality::{Check, Context, Evidence, Finding};
use jiff::civil::Date;

/// Texts are dated a day or two before or after what they tell: time zones, embargoes, weekends.
const TOLERANCE: i32 = 3;
/// Beyond this many days a date told as past is a slip of the year, not a text brought up to date.
const YEAR_SLIP: i32 = 300;
/// How far (days) the date of a file name may be from that of its text: texts are filed later.
const FILED: i32 = 45;

/// What makes a date of another year right: anniversaries, comparisons.
const OTHER_YEAR: &[&str] = &[
    "anniversary",
    "anniversaries",
    "ago",
    "last",
    "previous",
    "prior",
    "earlier",
    "later",
    "since",
    "annual",
    "annually",
    "yearly",
    "every",
    "first",
    "second",
    "third",
    "extended",
    "extend",
    "extends",
    "renewed",
    "continued",
    "continue",
    "expire",
    "expires",
    "following",
    "year",
    "years",
    "original",
    "originally",
    "history",
    "commemorate",
    "commemorates",
    "commemorating",
    "compared",
    "until",
    "through",
    "from",
    "before",
];

/// The date of the document.
pub(super) struct Own {
    pub date: DocumentDate,
    pub day: Date,
    /// The last day on which it was changed, as far as it says.
    pub until: Date,
}

/// Finds dates that contradict the document's own.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let Some(date) = context.date().filter(|d| super::is_own(context, d)) else {
        return;
    };
    if date.when.precision() != Precision::Day {
        return;
    }
    let day = date.when.first_day();
    let changed = labels::last_change(context, dates);
    let own = Own {
        day,
        until: changed.map_or(day, |last| last.max(day)),
        date,
    };
    out.extend(against_name(check, context, &own));
    span::anniversaries(check, context, &own, dates, out);
    weeks::far_years(check, context, &own, out);
    for dated in dates.iter().filter(|d| own.date.range != Some(d.range)) {
        if let Some(found) = weeks::find(check, context, &own, dated) {
            out.push(found);
            continue;
        }
        let when = dated.written.and_then(|w| w.only(None));
        // "yesterday, 31 July": of the document's year.
        let day = dated
            .written
            .filter(|w| when.is_none() && w.first.day.is_some());
        if let Some(when) = day.and_then(|w| w.only(Some(own.day.year()))) {
            out.extend(relative::named(check, context, &own, dated, when));
            continue;
        }
        if let Some(when) = when.filter(|w| w.in_year() > 1900) {
            out.extend(against(check, context, &own, dated, when));
        }
    }
}

fn against(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
) -> Option<Finding> {
    if when.precision() != Precision::Day {
        return future(check, context, own, dated, when);
    }
    if let Some(found) = relative::named(check, context, own, dated, when) {
        return Some(found);
    }
    let away = days_between(own.day, when.first_day());
    if away.abs() <= TOLERANCE {
        return None;
    }
    future(check, context, own, dated, when)
        .or_else(|| same_day(check, context, own, dated, when))
        .or_else(|| planned::find(check, context, own, dated, when))
}

/// Whether a date is the day of the document in another year.
pub(super) fn is_year_slip(own: &Own, when: When) -> bool {
    let day = when.first_day();
    day.month() == own.day.month() && day.day().abs_diff(own.day.day()) <= 1
}

/// A deed that is told as done before it was.
fn future(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
) -> Option<Finding> {
    let away = days_between(own.until, when.first_day());
    if away <= TOLERANCE || !context.is_english(dated.range.start) {
        return None;
    }
    let before = near::sentence_before(context, dated.range.start, 120);
    let after = near::sentence_after(context, dated.range.end, 120);
    let told = told(before, after);
    if told == Told::Otherwise {
        return None;
    }
    let reason = format!(
        "told as past, but later than the document, which is dated {}",
        shown(own.date.when)
    );
    let found = conflict(check, context, own, dated, when, reason);
    let sure = told == Told::Past
        && away > YEAR_SLIP
        && own.date.source == DateSource::Dateline
        && when.precision() == Precision::Day;
    Some(if sure { found } else { found.on_demand() })
}

/// The day of the document with another year: the one before or after, or one that a single digit makes.
fn same_day(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
) -> Option<Finding> {
    let by = when.in_year() - own.day.year();
    let digit = differing_digits(when.in_year(), own.day.year()) == 1;
    let same = is_year_slip(own, when) && (by.abs() == 1 || digit);
    if !(same || is_of_last_days(own, when)) {
        return None;
    }
    let before = near::sentence_before(context, dated.range.start, 160);
    let after = near::sentence_after(context, dated.range.end, 160);
    if [before, after]
        .iter()
        .any(|t| near::has_word(t, OTHER_YEAR))
    {
        return None;
    }
    let what = if same {
        "the day of the document"
    } else {
        "a day of the weeks before the document"
    };
    let reason = format!(
        "{what}, which is dated {}, with another year",
        shown(own.date.when)
    );
    Some(conflict(check, context, own, dated, when, reason).on_demand())
}

/// Whether a date would be of the last days had it the document's year: in January and February the old year slips in.
fn is_of_last_days(own: &Own, when: When) -> bool {
    let moved = when.first_day().with().year(own.day.year()).build();
    let recent = moved.is_ok_and(|day| (0..=7).contains(&days_between(day, own.day)));
    own.day.month() <= 2 && when.in_year() == own.day.year() - 1 && recent
}

pub(super) fn differing_digits(a: i16, b: i16) -> usize {
    let (a, b) = (a.to_string(), b.to_string());
    a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count()
}

/// The date of the text against the one of its file name.
fn against_name(check: &dyn Check, context: &Context<'_>, own: &Own) -> Option<Finding> {
    let range = own
        .date
        .range
        .filter(|_| own.date.source == DateSource::Dateline)?;
    let name = file_name_date(&context.input.document.name)?;
    let away = days_between(own.day, name.first_day()).abs();
    let other = name.in_year() != own.day.year() && is_year_slip(own, name);
    if !other && away <= FILED {
        return None;
    }
    let reason = format!(
        "the text is dated {}, its file name {}",
        shown(own.date.when),
        shown(name)
    );
    let text = context.slice(range);
    let reading = rewrite::year(text, own.day.year(), name.in_year()).filter(|_| other);
    let found = Finding::new(check, range, Severity::Medium, reason).on_demand();
    Some(found.repaired(rewrite::choice([reading])))
}

/// A date that contradicts the document's, with the reading that would not, where a year makes it.
pub(super) fn conflict(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
    reason: String,
) -> Finding {
    let evidence = own
        .date
        .range
        .map(|r| Evidence::here(context.text, r, "the date of the document"));
    let reading = rewrite::year(dated.text, when.in_year(), own.day.year());
    let fits = when.first_day().with().year(own.day.year()).build();
    let fits = fits.is_ok_and(|day| days_between(own.day, day) <= TOLERANCE);
    Finding::new(check, dated.range, Severity::Medium, reason)
        .because_of(evidence)
        .repaired(rewrite::choice([
            reading.filter(|_| fits && when.in_year() != own.day.year())
        ]))
}
