//! Relative dates: "today", "last week", "over the past two decades", "later that day".

use super::anchors::Anchors;
use super::{Loose, near};
use crate::annotation::label::{EntityLabel, Severity};
use crate::quality::{Context, Cue};
use crate::text::TextRange;

/// Whole expressions; from [`TOLD`] on those that only tell what comes after what; from [`OPEN`] on words that begin or end
/// an expression.
#[rustfmt::skip]
pub(super) const CUES: &[&str] = &[
    "today", "yesterday", "tomorrow", "tonight", "this week", "this month", "this year", "this morning", "this afternoon",
    "this evening", "last week", "last month", "last year", "last night", "next week", "next month", "next year",
    "last weekend", "this weekend", "next weekend", "over the weekend", "last quarter", "this quarter", "next quarter",
    "earlier this week", "earlier this month", "earlier this year", "earlier today", "later this week", "later this month",
    "later this year", "later today", "later that day", "later that week", "later that month", "later that year",
    "later the same day", "later in the day", "later in the week", "later in the month", "later in the year",
    "earlier that day", "earlier that week", "earlier in the day", "earlier in the week", "earlier in the month",
    "earlier in the year", "late last week", "late last month", "late last year", "early next week", "early next month",
    "early next year", "by next year", "so far this year", "in recent years", "in recent months", "in recent weeks",
    "in recent days", "in recent decades", "in recent times", "over recent years", "over recent decades",
    "over recent months", "in the recent past", "in the near future", "in the coming years", "in the coming months",
    "in the coming weeks", "in the coming days", "in coming years", "in coming months", "in coming weeks",
    "in coming days", "this past year", "this past week", "this past weekend", "the other day", "for decades",
    "for many years",
    "the same day", "the following day", "the next day", "the previous day", "the day before",
    "the past", "the last", "the next", "decade", "decades", "ago",
];

/// The first of the cues that are only part of an expression.
const OPEN: usize = CUES.len() - 6;
/// The first of the cues that say something only in a story with days.
const TOLD: usize = OPEN - 5;

/// Units of time.
const UNITS: &[&str] = &[
    "decades", "decade", "years", "year", "months", "month", "weeks", "week", "days",
];
/// Words that count them.
#[rustfmt::skip]
const COUNTS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty",
    "thirty", "forty", "fifty", "several", "few", "couple", "a", "an", "half",
];
/// Words that make them vague, and the two halves of "more than", "close to", "at least".
const ABOUT: &[&str] = &[
    "nearly",
    "almost",
    "about",
    "over",
    "around",
    "roughly",
    "some",
    "approximately",
];
const PAIRS: &[(&str, &str)] = &[
    ("more", "than"),
    ("less", "than"),
    ("close", "to"),
    ("at", "least"),
];

/// Finds relative dates that no date near them places. `story`: whether the document tells of days without a year.
pub(super) fn find(
    context: &Context<'_>,
    anchors: &Anchors,
    cues: &[Cue],
    story: bool,
) -> Vec<Loose> {
    let phrases = cues
        .iter()
        .filter(|c| story || !(TOLD..OPEN).contains(&c.index))
        .filter_map(|c| Some((expression(context, c)?, false)));
    let weekdays = weekdays(context).map(|r| (r, true));
    let mut all: Vec<(TextRange, bool)> = phrases.chain(weekdays).collect();
    all.sort_by_key(|(r, _)| (r.start, std::cmp::Reverse(r.end)));
    let mut out: Vec<Loose> = Vec::new();
    for (range, weekday) in all {
        let covered = out.last().is_some_and(|l| l.range.overlaps(range));
        if !covered && !anchors.is_dated(range.start) {
            out.push(loose(range, weekday));
        }
    }
    out
}

fn loose(range: TextRange, weekday: bool) -> Loose {
    let reason = if weekday {
        "a weekday without a date, in a document without a date of its own"
    } else {
        "a relative date, in a document without a date that it could be counted from"
    };
    Loose {
        range,
        severity: Severity::Low,
        tier: 2,
        reason: reason.to_owned(),
    }
}

/// The expression that a cue is, or is part of.
fn expression(context: &Context<'_>, cue: &Cue) -> Option<TextRange> {
    if cue.index < OPEN {
        return (!is_of_something(context, cue.range)).then_some(cue.range);
    }
    match CUES.get(cue.index).copied()? {
        "ago" => counted(context, cue.range, false),
        "decade" | "decades" => counted(context, cue.range, true),
        _ => span(context, cue.range),
    }
}

/// "the last year of the plan", "their last week".
fn is_of_something(context: &Context<'_>, cue: TextRange) -> bool {
    const OWNERS: &[&str] = &[
        "the", "a", "its", "their", "his", "her", "our", "my", "your", "every", "each",
    ];
    let words = context.slice(cue);
    let owned = near::is_one(near::last_word(near::before(context, cue.start, 8)), OWNERS);
    let unit = near::pop(words).is_some_and(|(_, w)| near::is_one(w, UNITS));
    unit && (owned || near::after(context, cue.end, 4) == " of ")
}

/// "over the past two decades", "in the last few years": not "the last year of the plan".
fn span(context: &Context<'_>, cue: TextRange) -> Option<TextRange> {
    let after = near::after(context, cue.end, 48);
    let rest = after_unit(after)?;
    let before = near::before(context, cue.start, 12);
    let (head, lead) = near::pop(before)?;
    let asked = near::is_one(
        lead,
        &["over", "in", "during", "for", "within", "throughout", "of"],
    );
    let start = cue.start - (before.len() - head.len());
    let end = cue.end + (after.len() - rest.len());
    (asked && !rest.starts_with(" of ")).then(|| TextRange::new(start, end))
}

/// What stands behind a unit of time that comes next, perhaps counted.
fn after_unit(after: &str) -> Option<&str> {
    let mut rest = after;
    for _ in 0..4 {
        let (word, tail) = near::shift(rest)?;
        if near::is_one(word, UNITS) {
            return Some(tail);
        }
        if !counts(word) && word != "of" {
            return None;
        }
        rest = tail;
    }
    None
}

fn counts(word: &str) -> bool {
    let figures = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    figures || near::is_one(word, COUNTS)
}

/// "two years ago", "nearly three decades": the unit or `ago` with the words that count before it.
fn counted(context: &Context<'_>, cue: TextRange, vague: bool) -> Option<TextRange> {
    let before = near::sentence_before(context, cue.start, 48);
    let head = if vague {
        before
    } else {
        drop_one(before, |w| near::is_one(w, UNITS))?
    };
    let head = drop_one(head, |w| near::is_one(w, &["of"])).unwrap_or(head);
    let count = drop_one(head, counts)?;
    // "a few", "a couple".
    let few = near::pop(head).is_some_and(|(_, w)| near::is_one(w, &["few", "couple"]));
    let count = drop_one(count, |w| few && w.eq_ignore_ascii_case("a")).unwrap_or(count);
    let about = drop_one(count, |w| near::is_one(w, ABOUT)).or_else(|| drop_pair(count));
    if vague && about.is_none() {
        return None;
    }
    let words = before.get(about.unwrap_or(count).len()..)?;
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    Some(TextRange::new(cue.start - words.len(), cue.end))
}

/// What stands before the last word if that is a certain one.
fn drop_one(text: &str, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let (head, word) = near::pop(text)?;
    is_it(word).then_some(head)
}

fn drop_pair(text: &str) -> Option<&str> {
    let (head, second) = near::pop(text)?;
    let (head, first) = near::pop(head)?;
    let pair =
        |(a, b): &(&str, &str)| first.eq_ignore_ascii_case(a) && second.eq_ignore_ascii_case(b);
    PAIRS.iter().any(pair).then_some(head)
}

/// Weekdays without a date, where the word before asks for a day.
fn weekdays<'a>(context: &'a Context<'_>) -> impl Iterator<Item = TextRange> + 'a {
    const ASKS: &[&str] = &[
        "on", "last", "next", "this", "since", "until", "late", "early",
    ];
    const SAYS: &[&str] = &["said", "told", "announced"];
    let days = context.input.mentions.labelled(EntityLabel::Date);
    let days = days.map(|m| m.range);
    let days = days.filter(|r| {
        r.len() <= 9 && crate::detect::when::weekday(&context.slice(*r).to_lowercase()).is_some()
    });
    days.filter(|r| {
        let word = near::last_word(near::before(context, r.start, 16));
        near::is_one(word, ASKS) || near::is_one(word, SAYS)
    })
}
