//! One meeting with two dates: "the Fifth Forum on Trade (4 May 2022)" here, "on 4 May 2023" there.

use super::{Dated, days_between, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{Precision, When};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use std::collections::HashMap;

/// How far (UTF-8 bytes) before a date the meeting is looked for.
const REACH: usize = 160;
/// Days that one meeting lasts at most, and days apart within which meetings of one name without a number are one.
const LASTS: i32 = 6;
const CLOSE: i32 = 10;

/// What meetings are called.
const MEETINGS: &[&str] = &[
    "summit",
    "forum",
    "conference",
    "dialogue",
    "workshop",
    "symposium",
    "meeting",
    "consultations",
    "session",
    "congress",
    "assembly",
    "seminar",
    "talks",
    "colloquium",
    "roundtable",
    "convention",
    "exhibition",
    "expo",
    "games",
];
/// Words that count meetings, in figures aside.
const COUNTS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "inaugural",
    "extraordinary",
];
/// What may stand between a meeting and its date.
const BETWEEN: &[&str] = &[
    "on",
    "held",
    "was",
    "is",
    "will",
    "be",
    "took",
    "takes",
    "take",
    "place",
    "which",
    "opens",
    "opened",
    "open",
    "scheduled",
    "for",
    "convened",
    "the",
    "has",
    "been",
    "to",
    "begins",
    "began",
    "started",
    "starts",
    "concluded",
    "due",
    "ended",
    "met",
    "dated",
    "ends",
    "closed",
    "closes",
];
/// Words of a sentence that tells of several dates, or of a change.
const CHANGED: &[&str] = &[
    "postponed",
    "rescheduled",
    "moved",
    "originally",
    "instead",
    "brought",
    "deferred",
    "delayed",
    "resumed",
    "adjourned",
    "registration",
    "deadline",
    "preparatory",
    "ahead",
    "before",
    "after",
    "since",
];

/// A meeting: its name in small letters, and whether it is counted.
type Key = (String, bool);

/// Finds meetings that are said to be on two days.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let mut known: HashMap<Key, (When, TextRange)> = HashMap::new();
    for date in dates {
        let when = date.written.and_then(|w| w.only(None));
        let Some(when) = when.filter(|w| w.precision() == Precision::Day) else {
            continue;
        };
        let Some(key) = meeting(context, date) else {
            continue;
        };
        let counted = key.1;
        let (first, range) = *known.entry(key).or_insert((when, date.range));
        let apart = days_between(first.first_day(), when.first_day()).abs();
        let same_day = first.first_day().month() == when.first_day().month()
            && first.first_day().day() == when.first_day().day();
        let other = if counted {
            apart > LASTS
        } else {
            (3..=CLOSE).contains(&apart)
        };
        if other {
            let reason = match same_day {
                true => format!(
                    "the same meeting is said to be {} elsewhere: another year",
                    shown(first)
                ),
                false => format!(
                    "the same meeting is said to be {} elsewhere in the document",
                    shown(first)
                ),
            };
            let found = Finding::new(check, date.range, Severity::Medium, reason).on_demand();
            out.push(found.because_of([Evidence::here(context.text, range, "the other date")]));
        }
    }
}

/// The meeting whose date it is.
fn meeting(context: &Context<'_>, date: &Dated<'_>) -> Option<Key> {
    let before = near::sentence_before(context, date.range.start, REACH);
    meeting_beside(context, date, before).filter(|_| !near::has_word(before, CHANGED))
}

fn meeting_beside(context: &Context<'_>, date: &Dated<'_>, before: &str) -> Option<Key> {
    // "On 4 May 2022, the Fifth Forum …".
    if near::words(before).nth(1).is_none() {
        return named_behind(near::sentence_after(context, date.range.end, REACH));
    }
    let mut rest = before;
    for _ in 0..9 {
        let (head, word) = near::pop(rest)?;
        if near::is_one(word, MEETINGS) && word.starts_with(char::is_uppercase) {
            return name(head, word);
        }
        // "will be held in Amboro on": the place.
        let place = word.starts_with(char::is_uppercase) || near::is_one(word, &["in", "at"]);
        if !place && !near::is_one(word, BETWEEN) {
            return None;
        }
        rest = head;
    }
    None
}

/// The meeting that a sentence begins with, behind its date.
fn named_behind(after: &str) -> Option<Key> {
    let the = after.trim_start_matches([',', ' ']).strip_prefix("the ")?;
    let mut rest = the;
    for _ in 0..9 {
        let (word, behind) = near::shift(rest)?;
        let here = the.get(..the.len() - behind.len())?;
        if near::is_one(word, MEETINGS) && word.starts_with(char::is_uppercase) {
            return name(here.get(..here.len() - word.len())?, word);
        }
        let inside = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if !inside && !near::is_one(word, &["of", "on", "for", "and"]) {
            return None;
        }
        rest = behind;
    }
    None
}

/// The name that ends with a word for a meeting.
fn name(head: &str, last: &str) -> Option<Key> {
    let mut words = vec![last];
    let mut rest = head;
    let mut counted = false;
    while let Some((head, word)) = near::pop(rest).filter(|_| words.len() < 9) {
        let adjacent = rest.ends_with(' ');
        let capital = word.starts_with(char::is_uppercase);
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|e| word.ends_with(e));
        let figures = ordinal && word.starts_with(|c: char| c.is_ascii_digit());
        let link = near::is_one(word, &["of", "on", "for", "and"]);
        if !adjacent || !(capital || figures || link) || near::is_one(word, &["the"]) {
            break;
        }
        words.push(word);
        rest = head;
        if figures || near::is_one(word, COUNTS) {
            counted = true;
            break;
        }
    }
    while words
        .last()
        .is_some_and(|w| near::is_one(w, &["of", "on", "for", "and"]))
    {
        words.pop();
    }
    let named = words.len() >= if counted { 2 } else { 3 };
    named.then(|| (words.join(" ").to_lowercase(), counted))
}
