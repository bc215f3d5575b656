//! Periods that end before they begin: "from 12 to 9 May 2024", "the plan for 2024-2019".

use super::{Dated, near, rewrite};
use crate::annotation::label::Severity;
use crate::detect::when::{Form, Joint, Point, When, Written};
use crate::quality::{Check, Context, Finding};
use crate::text::TextRange;

/// A period over the new year is not longer than this (days) when it leaves out its first year.
const OVER_NEW_YEAR: i32 = 200;
/// A period of so many days that runs over a new year is a year.
const WHOLE_YEAR: i32 = 355;
/// A year that stands in when a period names none; a leap year.
const SOME_YEAR: i16 = 2024;

/// What opens a period.
const OPENS: &[&str] = &[
    "from", "between", "du", "de", "des", "entre", "desde", "vom", "dari", "antara", "từ", "period",
];
const BETWEEN: &[&str] = &["between", "entre", "antara"];
/// Words of a sentence that moves or compares dates: "moved from 12 to 9 May", "the difference between 2024 and 2019".
const MOVES: &[&str] = &[
    "move",
    "moved",
    "moves",
    "moving",
    "bring",
    "brought",
    "brings",
    "bringing",
    "forward",
    "shift",
    "shifted",
    "shifting",
    "advance",
    "advanced",
    "advancing",
    "change",
    "changed",
    "changes",
    "changing",
    "reschedule",
    "rescheduled",
    "revise",
    "revised",
    "accelerate",
    "accelerated",
    "accelerating",
    "postponed",
    "earlier",
    "back",
    "backward",
    "backwards",
    "pull",
    "pulled",
    "reverse",
    "corrected",
    "correct",
    "correcting",
    "amended",
    "amend",
    "extended",
    "reduced",
    "shortened",
    "difference",
    "differences",
    "differ",
    "compare",
    "compared",
    "comparing",
    "comparison",
    "versus",
    "gap",
    "switch",
    "switched",
    "relationship",
    "similarities",
    "contrast",
    "deadline",
    "target",
    "baseline",
    "avancer",
    "avancé",
    "reporté",
    "dimajukan",
    "maju",
    "mundur",
];
/// Words before or behind years that are those of a period.
const PERIODS: &[&str] = &[
    "from",
    "between",
    "period",
    "periods",
    "during",
    "over",
    "in",
    "for",
    "years",
    "year",
    "plan",
    "plans",
    "strategy",
    "strategic",
    "programme",
    "program",
    "framework",
    "cycle",
    "action",
    "roadmap",
    "agenda",
    "term",
    "budget",
    "phase",
    "presidency",
    "mandate",
    "biennium",
    "triennium",
    "decade",
    "chairmanship",
    "initiative",
    "policy",
    "blueprint",
    "compact",
    "window",
    "timeframe",
    "timeline",
    "membership",
    "cooperation",
    "tenure",
];
/// Words before a number that counts issues or articles: "Issue 12 – 9 May 2024".
const NUMBERED: &[&str] = &[
    "no",
    "nos",
    "vol",
    "volume",
    "issue",
    "number",
    "art",
    "article",
    "articles",
    "item",
    "items",
    "page",
    "pages",
    "pp",
    "bulletin",
    "edition",
    "newsletter",
    "session",
    "round",
    "chapter",
    "section",
    "paragraph",
    "resolution",
    "rule",
];

/// Finds periods that end before they begin.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for (n, date) in dates.iter().enumerate() {
        let found = match date.written {
            Some(w) if w.last.is_some() => within(check, context, date, &w),
            Some(_) => dates
                .get(n + 1)
                .and_then(|next| across(check, context, date, next)),
            None => None,
        };
        out.extend(found);
    }
}

/// A period in one expression.
fn within(
    check: &dyn Check,
    context: &Context<'_>,
    date: &Dated<'_>,
    written: &Written,
) -> Option<Finding> {
    let (before, after) = beside(context, date.range);
    let opened = near::is_one(near::last_word(before), OPENS);
    match written.joint {
        Joint::Stroke => return None,
        Joint::And if !near::is_one(near::last_word(before), BETWEEN) => {
            return None;
        }
        Joint::To if written.first.month.is_none() && !opened => return None,
        Joint::Dash if is_numbered(date.text, before, written) => return None,
        _ => {}
    }
    if written.joint != Joint::Dash && near::has_word(before, MOVES) {
        return None;
    }
    if written.first.month.is_none()
        && written.last.is_some_and(|l| l.month.is_none())
        && !is_period(before, after)
    {
        return None;
    }
    backwards(check, date.range, date.text, written)
}

/// A period of two expressions: "from 12 May 2024 to 9 May 2024".
fn across(
    check: &dyn Check,
    context: &Context<'_>,
    a: &Dated<'_>,
    b: &Dated<'_>,
) -> Option<Finding> {
    let between = context.slice(TextRange::new(a.range.end, b.range.start));
    if between.len() > 24 {
        return None;
    }
    let (x, y) = (a.written?, b.written.filter(|w| w.last.is_none())?);
    let joint = joint(between)?;
    let plain = x.form == y.form
        && (x.form != Form::Figures || is_clear(x.first) && is_clear(y.first))
        && y.first.year.is_some();
    let before = near::sentence_before(context, a.range.start, 100);
    let opened = match joint {
        Joint::And => near::is_one(near::last_word(before), BETWEEN),
        Joint::To => near::is_one(near::last_word(before), OPENS),
        _ => is_dashed_period(context, before, a, b),
    };
    if !plain || !opened || joint != Joint::Dash && near::has_word(before, MOVES) {
        return None;
    }
    let both = Written {
        last: Some(y.first),
        joint,
        ..x
    };
    let range = TextRange::new(a.range.start, b.range.end);
    backwards(check, range, context.slice(range), &both)
}

/// Whether the first number of a date in figures is no month.
fn is_clear(point: Point) -> bool {
    point.day.is_some_and(|d| d > 12) && point.year.is_some()
}

/// "Entre 2023 et 2019", "Antara 2019 dan 2011": years that the detector takes for numbers.
pub(super) fn years(check: &dyn Check, context: &Context<'_>, out: &mut Vec<Finding>) {
    const JOINTS: &[&str] = &[" et ", " y ", " e ", " dan ", " và "];
    let text = context.text;
    for cue in ["ntre ", "ntara "] {
        for at in memchr::memmem::find_iter(text.as_bytes(), cue) {
            let year = |from: usize| {
                let figures = text.get(from..from + 4)?;
                let next = text.as_bytes().get(from + 4);
                let whole = next.is_none_or(|b| !b.is_ascii_digit());
                figures
                    .parse::<i32>()
                    .ok()
                    .filter(|y| whole && (1800..2100).contains(y))
            };
            let start = at + cue.len();
            let Some(first) = year(start) else { continue };
            let rest = text.get(start + 4..).unwrap_or_default();
            let Some(joint) = JOINTS.iter().find(|j| rest.starts_with(**j)) else {
                continue;
            };
            let second = start + 4 + joint.len();
            let Some(last) = year(second).filter(|l| *l < first) else {
                continue;
            };
            let before = near::sentence_before(context, start, 60);
            if near::has_word(before, MOVES) {
                continue;
            }
            let range = TextRange::new(start, second + 4);
            let reason = format!("the period ends ({last}) before it begins ({first})");
            out.push(Finding::new(check, range, Severity::Medium, reason).on_demand());
        }
    }
}

/// Whether two dates with a dash between them are a period: full dates are, months where the words around say so.
fn is_dashed_period(context: &Context<'_>, before: &str, a: &Dated<'_>, b: &Dated<'_>) -> bool {
    let (Some(x), Some(y)) = (a.written, b.written) else {
        return false;
    };
    let days = x.first.day.is_some() && y.first.day.is_some();
    let months = x.first.month.is_some() && y.first.month.is_some();
    let said = || is_period(before, near::after(context, b.range.end, 24));
    x.first.year.is_some() && (days || months && said())
}

/// What stands between two dates of a period.
fn joint(between: &str) -> Option<Joint> {
    let mut words = between.split_whitespace();
    let word = words.next()?;
    const LEADS: &[&str] = &[
        "the", "le", "el", "ngày", "den", "tanggal", "early", "late", "up",
    ];
    if words.any(|w| !near::is_one(w, LEADS) && w != "to") {
        return None;
    }
    match word.trim_matches(',') {
        "to" | "until" | "till" | "through" | "up" | "au" | "à" | "al" | "hasta" | "bis"
        | "hingga" | "sampai" | "đến" => Some(Joint::To),
        "and" | "et" | "y" | "e" | "dan" => Some(Joint::And),
        "-" | "–" | "—" => Some(Joint::Dash),
        _ => None,
    }
}

fn beside<'a>(context: &Context<'a>, range: TextRange) -> (&'a str, &'a str) {
    let before = near::sentence_before(context, range.start, 100);
    (before, near::after(context, range.end, 24))
}

/// Whether the first number of "12 – 9 May 2024" counts something else.
fn is_numbered(expression: &str, before: &str, written: &Written) -> bool {
    let glued = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '.' | '#' | '°'));
    let mut parts = expression.split(['-', '–', '—']);
    let spaced = parts.next().is_some_and(|head| head.ends_with(' '));
    let bare = written.first.day.is_some() && written.first.month.is_none() && spaced;
    let head = before.trim_end_matches([' ', '.']);
    let word = near::last_word(head);
    glued
        || near::is_one(word, NUMBERED)
        || bare && !near::is_one(word, &["from", "on", "held", "of", "period", "dates"])
}

/// Whether two years beside each other are a period by the words around them.
fn is_period(before: &str, after: &str) -> bool {
    let bracket = before.ends_with('(')
        && after.starts_with(')')
        && !near::has_word(before, &["tel", "fax", "phone", "no"]);
    let last = near::is_one(near::last_word(before), PERIODS);
    let next = near::words(after)
        .next()
        .is_some_and(|w| near::is_one(w, PERIODS));
    bracket || last || next && after.starts_with(' ')
}

fn backwards(
    check: &dyn Check,
    range: TextRange,
    text: &str,
    written: &Written,
) -> Option<Finding> {
    let (from, to) = written.ends();
    let year = from.year.or(to.year).unwrap_or(SOME_YEAR);
    let (first, last) = (from.when(Some(year))?, to.when(Some(year))?);
    let plausible = from.year.is_none_or(|y| (1700..2200).contains(&y));
    if !last.is_before(first) || !plausible {
        return None;
    }
    let sure = match over_new_year(written, first, last) {
        None => true,
        // "from 1 July to 30 June": a whole year.
        Some(days) if days >= WHOLE_YEAR && from.year.is_none() && to.year.is_none() => {
            return None;
        }
        Some(days) if days > OVER_NEW_YEAR => from.month == to.month,
        Some(_) => return None,
    };
    let reason = format!(
        "the period ends ({}) before it begins ({})",
        side(last, written),
        side(first, written)
    );
    let found = Finding::new(check, range, Severity::High, reason).repaired(reading(text, written));
    Some(if sure { found } else { found.on_demand() })
}

fn is_of_one_month(a: Point, b: Point) -> bool {
    let same_year = a.year == b.year || a.year.is_none() || b.year.is_none();
    let same_month = a.month == b.month || a.month.is_none() || b.month.is_none();
    same_year && same_month
}

/// How long (days) the period is if it runs over a new year; `None` where its years or months are written so that it
/// cannot.
fn over_new_year(written: &Written, first: When, last: When) -> Option<i32> {
    let second = written.last?;
    let (a, b) = (written.first, second);
    // "12-9 May": both days are of one month.
    if a.month.is_none() || b.month.is_none() || a.year.is_some() && b.year.is_some() {
        return None;
    }
    let next = last
        .first_day()
        .with()
        .year(last.in_year().checked_add(1)?)
        .build()
        .ok()?;
    Some(super::days_between(first.first_day(), next))
}

fn side(when: When, written: &Written) -> String {
    let date = when.first_day();
    let yearless = written.ends().0.year.is_none();
    match super::month_name(date.month()).filter(|_| yearless) {
        Some(month) => format!("{} {month}", date.day()),
        None => super::shown(when),
    }
}

/// Both ends the other way round, where they are days of one month or two years.
fn reading(text: &str, written: &Written) -> Option<crate::quality::Repair> {
    let (a, b) = (written.first, written.last?);
    let years = match (a.year, b.year) {
        (Some(x), Some(y)) if x != y => {
            [(x, y), (y, x)].map(|(old, new)| rewrite::year(text, old, new))
        }
        _ => [None, None],
    };
    let turned = match (a.day, b.day) {
        (Some(x), Some(y)) if is_of_one_month(a, b) => rewrite::numbers(text, x, y),
        _ if a.month.is_none() && b.month.is_none() => rewrite::years(text, a.year?, b.year?),
        _ => None,
    };
    let years = if turned.is_some() {
        [None, None]
    } else {
        years
    };
    rewrite::choice([turned].into_iter().chain(years))
}
