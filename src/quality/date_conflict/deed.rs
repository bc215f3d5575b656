//! One deed with two dates, told once as a sentence and once as a noun: "the terminal was inaugurated on 21 April", "since its
//! inauguration on 17 May".

use super::{Dated, days_between, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{Precision, When};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;

/// How far (UTF-8 bytes) before a date its deed is looked for.
const REACH: usize = 120;
/// Days apart beyond which two dates are taken for those of two deeds.
const APART: i32 = 370;

/// Deeds of a kind that a text compares at most.
const MOST: usize = 30;

/// What is done once to a thing: as a verb, and as a noun.
const DEEDS: &[(&[&str], &[&str])] = &[
    (&["signed"], &["signing", "signature"]),
    (&["inaugurated"], &["inauguration"]),
    (&["opened"], &["opening"]),
    (&["launched"], &["launch"]),
    (&["began", "started"], &["start", "beginning"]),
    (&["adopted"], &["adoption"]),
    (&["completed", "finished"], &["completion"]),
    (&["closed"], &["closure", "closing"]),
    (&["ratified"], &["ratification"]),
    (&["founded", "established"], &["founding", "establishment"]),
    (&["published"], &["publication"]),
];
/// Things of which a text has many, each with a date of its own.
const MANY: &[&str] = &[
    "meeting",
    "session",
    "round",
    "talks",
    "conference",
    "phase",
    "stage",
    "debate",
    "hearing",
    "vote",
    "visit",
    "one",
    "two",
    "month",
    "year",
    "week",
    "day",
    "trial",
    "strike",
    "work",
    "works",
    "agreement",
    "agreements",
    "contract",
    "contracts",
];
/// Words that tell one such thing from another.
const OTHER: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "another",
    "other",
    "previous",
    "earlier",
    "later",
    "last",
    "next",
    "each",
    "every",
    "former",
    "both",
    "amended",
    "revised",
    "postponed",
    "rescheduled",
    "originally",
    "again",
    "phase",
];

/// A deed with its date.
struct Deed<'t> {
    kind: usize,
    /// What it is done to, where the passage says it.
    thing: Option<&'t str>,
    when: When,
    range: TextRange,
}

/// Finds deeds with two dates.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    for date in dates {
        let when = date.written.and_then(|w| w.only(None));
        if let Some(when) = when.filter(|w| w.precision() == Precision::Day) {
            deeds.extend(deed(context, date, when));
        }
    }
    let mut counts = [0; DEEDS.len()];
    deeds.iter().for_each(|d| counts[d.kind] += 1);
    // A chronicle has many of a kind, each with a date of its own.
    deeds.retain(|d| counts[d.kind] <= MOST);
    for (n, later) in deeds.iter().enumerate() {
        let mut same = deeds.iter().take(n).filter(|d| {
            let named = d
                .thing
                .zip(later.thing)
                .is_none_or(|(a, b)| near::is_one(a, &[b]));
            d.kind == later.kind && named
        });
        // Where one of the two does not say of what, there must be no other that it may be.
        let Some(earlier) = same.next().filter(|_| same.next().is_none()) else {
            continue;
        };
        let days = days_between(earlier.when.first_day(), later.when.first_day()).abs();
        let named = earlier.thing.is_some() || later.thing.is_some();
        if named && (1..=APART).contains(&days) {
            let reason = format!(
                "said to be {} elsewhere in the document",
                shown(earlier.when)
            );
            let evidence = Evidence::here(context.text, earlier.range, "the other date");
            let found = Finding::new(check, later.range, Severity::Medium, reason).on_demand();
            out.push(found.because_of([evidence]));
        }
    }
}

/// The deed that a date is that of: "the terminal was inaugurated on", "its inauguration on", "the signing of the treaty on".
fn deed<'t>(context: &Context<'t>, date: &Dated<'_>, when: When) -> Option<Deed<'t>> {
    let before = near::sentence_before(context, date.range.start, REACH);
    let words: Vec<&str> = near::words(before).collect();
    let (last, words) = words.split_last()?;
    if !near::is_one(last, &["on"]) || words.iter().any(|w| near::is_one(w, OTHER)) {
        return None;
    }
    let from_end = |n: usize| {
        words
            .len()
            .checked_sub(n)
            .and_then(|n| words.get(n))
            .copied()
    };
    let article = |w: Option<&str>| w.is_some_and(|w| near::is_one(w, &["the", "its", "their"]));
    let thing = |n: usize| {
        let noun = from_end(n)?;
        let plain =
            noun.len() >= 4 && noun.chars().all(char::is_lowercase) && !near::is_one(noun, MANY);
        // "the new terminal".
        let definite = article(from_end(n + 1)) || article(from_end(n + 2));
        (plain && definite).then_some(noun)
    };
    let found = |kind, thing| {
        Some(Deed {
            kind,
            thing,
            when,
            range: date.range,
        })
    };
    for (kind, (verbs, nouns)) in DEEDS.iter().enumerate() {
        let word = from_end(1)?;
        if near::is_one(word, verbs) {
            let passive = from_end(2).is_some_and(|w| near::is_one(w, &["was", "were"]));
            return found(kind, Some(thing(2 + usize::from(passive))?));
        }
        if near::is_one(word, nouns) && article(from_end(2)) {
            return found(kind, None);
        }
        // "the signing of the protocol on".
        let of = from_end(3).is_some_and(|w| near::is_one(w, &["of"]));
        if of && article(from_end(2)) && from_end(4).is_some_and(|w| near::is_one(w, nouns)) {
            return found(kind, Some(thing(1)?));
        }
    }
    None
}
