//! One event with two dates: an agreement signed, a body founded, a person born on different days.

use super::{Dated, near, shown};
use crate::annotation::label::{EntityLabel, Severity};
use crate::detect::when::{Precision, When};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use std::collections::HashMap;

/// How far (UTF-8 bytes) before a date its sentence is read.
const REACH: usize = 160;

/// What happens once: the verbs, and whom or what it happens to.
#[rustfmt::skip]
const ONCE: &[(&[&str], EntityLabel)] = &[
    (&["signed", "signing", "signature"], EntityLabel::Agreement),
    (&["adopted", "adoption"], EntityLabel::Agreement),
    (&["force", "effect"], EntityLabel::Agreement),
    (&["founded", "established", "founding", "establishment"], EntityLabel::Org),
    (&["born"], EntityLabel::Person),
    (&["died", "death"], EntityLabel::Person),
];

/// Words of a sentence that tells of several deeds or persons at once.
const SEVERAL: &[&str] = &[
    "amended",
    "amendment",
    "respectively",
    "again",
    "renewed",
    "extended",
    "protocol",
    "originally",
    "re-established",
];

/// What stands between a name and its verb.
const PASSIVE: &[&str] = &[
    "was", "were", "had", "been", "entered", "came", "into", "took",
];

/// Finds what happened on two days.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let mut known: HashMap<(usize, String), (When, TextRange)> = HashMap::new();
    for date in dates {
        let when = date.written.and_then(|w| w.only(None));
        let Some(when) = when.filter(|w| w.precision() == Precision::Day) else {
            continue;
        };
        let Some(key) = event(context, date) else {
            continue;
        };
        let (first, range) = *known.entry(key).or_insert((when, date.range));
        if first != when {
            let reason = format!("said to be {} elsewhere in the document", shown(first));
            let found = Finding::new(check, date.range, Severity::Medium, reason).on_demand();
            out.push(found.because_of([Evidence::here(context.text, range, "the other date")]));
        }
    }
}

/// Which deed a date is that of, and of whom or what: number of the verb and the name.
fn event(context: &Context<'_>, date: &Dated<'_>) -> Option<(usize, String)> {
    let before = near::sentence_before(context, date.range.start, REACH);
    let (clause, _) = near::pop(before).filter(|(_, w)| near::is_one(w, &["on"]))?;
    let (head, verb) = verb(clause)?;
    if near::has_word(before, SEVERAL) {
        return None;
    }
    let object = clause.get(head.len()..).unwrap_or_default();
    let name = subject(head)
        .or_else(|| subject(object))
        .or_else(|| mention(context, date, before.len(), verb))?;
    Some((verb, name))
}

/// The verb among the last words of a clause, and what stands before it.
fn verb(clause: &str) -> Option<(&str, usize)> {
    let mut rest = clause;
    for _ in 0..7 {
        let (head, word) = near::pop(rest)?;
        if let Some(n) = ONCE.iter().position(|(verbs, _)| near::is_one(word, verbs)) {
            return Some((head, n));
        }
        rest = head;
    }
    None
}

/// The name at the end of a passage, auxiliaries aside: two or more words with capitals, "of" and "the" among them.
fn subject(text: &str) -> Option<String> {
    let mut rest = text;
    let mut name: Vec<&str> = Vec::new();
    while let Some((head, word)) = near::pop(rest).filter(|_| name.len() < 9) {
        let capital = word.starts_with(char::is_uppercase);
        let link = !name.is_empty() && near::is_one(word, &["of", "on", "for", "and", "the"]);
        let passed = name.is_empty() && near::is_one(word, PASSIVE);
        if !(capital || link || passed) {
            break;
        }
        if capital || link {
            name.push(word);
        }
        rest = head;
    }
    while name
        .last()
        .is_some_and(|w| near::is_one(w, &["of", "on", "for", "and", "the", "that"]))
    {
        name.pop();
    }
    (name.len() > 1).then(|| name.join(" ").to_lowercase())
}

/// The one mention of the right kind in the sentence: with two of them nothing says whose date it is.
fn mention(context: &Context<'_>, date: &Dated<'_>, reach: usize, verb: usize) -> Option<String> {
    let (_, label) = ONCE.get(verb)?;
    let window = TextRange::new(date.range.start - reach, date.range.start);
    let mut named = context
        .input
        .mentions
        .over(window)
        .filter(|(_, m)| m.label == *label);
    let (_, one) = named.next()?;
    named.next().is_none().then(|| one.canonical.to_lowercase())
}
