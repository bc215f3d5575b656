//! What is told as to come, on a day before the document's own; and what is told as done on a day behind it, in other
//! languages than English.

use super::against::{Own, conflict};
use super::{Dated, days_between, near, shown};
use crate::detect::when::When;
use crate::quality::{Check, Context, Finding};
use crate::text::language::Language;

/// How far (days) a text may lie beside what it tells of.
const TOLERANCE: i32 = 3;
/// How far ahead (days) of its document a date is a slip unless the text itself looks ahead.
const FAR: i32 = 3_650;
/// Words of a sentence looked at before a date.
const WORDS: usize = 16;

/// Words that put what follows into the future, in languages of their own.
const WILL: &[&str] = &["will", "shall", "akan", "sẽ", "wird", "werden"];
/// States that something is still to come: they stand behind "is" or "are".
const AWAITED: &[&str] = &[
    "asked",
    "invited",
    "requested",
    "expected",
    "scheduled",
    "due",
    "slated",
    "planned",
    "preparing",
    "set",
];
/// What the text looks ahead to.
const AHEAD: &[&str] = &[
    "upcoming",
    "forthcoming",
    "preparations",
    "finalising",
    "finalizing",
];
/// Words that take a future back: told by somebody at another time, a plan that was.
const TAKEN_BACK: &[&str] = &[
    "would",
    "was",
    "were",
    "had",
    "said",
    "told",
    "announced",
    "wrote",
    "originally",
    "initially",
    "previously",
    "earlier",
    "stated",
    "promised",
    "predicted",
    "decided",
    "agreed",
    "resolved",
    "that",
    "whether",
    "if",
    "since",
    "until",
    "annonce",
    "annoncé",
    "déclaré",
    "bahwa",
    "rằng",
    "dass",
    "que",
];
/// Words that tell of something done, by language.
const DONE: &[&str] = &["telah", "sudah", "đã", "wurde", "wurden", "fue", "fueron"];
/// Verbs of French that do so with “a été”, “s’est”, “ont”.
const DONE_IN_FRENCH: &[&str] = &[
    "a été",
    "ont été",
    "s’est tenu",
    "s'est tenu",
    "s’est réuni",
    "s'est réuni",
    "se sont",
    "a signé",
    "ont signé",
    "a eu lieu",
    "ont eu lieu",
    "a adopté",
    "ont adopté",
];

/// Finds a date that is told as to come and lies behind the document, or the other way round.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
    when: When,
) -> Option<Finding> {
    let away = days_between(own.day, when.first_day());
    if away.abs() <= TOLERANCE {
        return None;
    }
    let before = near::sentence_before(context, dated.range.start, 200);
    let behind = days_between(own.until, when.first_day()) > TOLERANCE;
    let told = match away < 0 {
        true => (is_to_come(context, dated, before) || is_deadline(before))
            .then_some("told as to come, but earlier than"),
        false if !behind => None,
        false => is_done(context, dated, before)
            .then_some("told as done, but later than")
            .or_else(|| {
                (away > FAR && is_bare(context, dated, before)).then_some("many years later than")
            }),
    }?;
    let reason = format!(
        "{told} the document, which is dated {}",
        shown(own.date.when)
    );
    Some(conflict(check, context, own, dated, when, reason).on_demand())
}

/// Whether a sentence tells of its date as of one to come.
fn is_to_come(context: &Context<'_>, dated: &Dated<'_>, before: &str) -> bool {
    if is_quoted(before) || near::has_word(before, TAKEN_BACK) {
        return false;
    }
    let words: Vec<&str> = near::words(before).rev().take(WORDS).collect();
    let (Some(last), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
        return false;
    };
    const ON: &[&str] = &[
        "on", "le", "pada", "ngày", "vào", "từ", "am", "el", "from", "for", "by", "until", "mulai",
    ];
    let on = near::is_one(last, ON) || dated.text.starts_with("ngày");
    if !on {
        return false;
    }
    let to_be = rest
        .windows(2)
        .any(|w| near::is_one(w[0], &["be"]) && near::is_one(w[1], &["to"]));
    let will = to_be || rest.iter().any(|w| near::is_one(w, WILL)) || near::is_one(last, WILL);
    let awaited = rest
        .windows(2)
        .any(|w| near::is_one(w[0], AWAITED) && near::is_one(w[1], &["is", "are"]));
    let ahead = rest.iter().any(|w| near::is_one(w, AHEAD))
        || rest
            .windows(2)
            .any(|w| near::is_one(w[0], &["of"]) && near::is_one(w[1], &["ahead"]));
    let past = || {
        const WAS: &[&str] = &[
            "opened",
            "began",
            "started",
            "ended",
            "closed",
            "concluded",
            "took",
            "met",
            "s’est",
            "s'est",
        ];
        let clause = before.rsplit(',').next().unwrap_or_default();
        clause.len() < before.len() && near::has_word(clause, WAS)
    };
    will || awaited || ahead && !past() || is_french_future(context, dated, rest)
}

/// Whether a date is the last one for something that can still be done: "the deadline for proposals is", "comments will be
/// accepted until".
fn is_deadline(before: &str) -> bool {
    const OVER: &[&str] = &[
        "was", "were", "had", "passed", "missed", "expired", "extended", "original", "previous",
    ];
    const UNTIL: &[&[&str]] = &[
        &["accepted", "until"],
        &["accepted", "by"],
        &["accepted", "through"],
        &["submitted", "by"],
        &["submitted", "until"],
        &["received", "by"],
        &["apply", "by"],
        &["register", "by"],
        &["registration", "closes", "on"],
        &["applications", "close", "on"],
        &["no", "later", "than"],
        &["paling", "lambat"],
        &["selambat-lambatnya"],
        &["au", "plus", "tard", "le"],
        &["jusqu’au"],
        &["jusqu'au"],
        &["a", "más", "tardar", "el"],
        &["hasta", "el"],
        &["chậm", "nhất", "là"],
        &["trước", "ngày"],
        &["bis", "zum"],
    ];
    const OPEN: &[&str] = &[
        "will", "be", "must", "may", "can", "should", "harus", "dapat", "peuvent", "doivent",
        "seront", "phải", "können", "müssen", "deben", "podrán", "open", "invited",
    ];
    if is_quoted(before) || near::has_word(before, OVER) {
        return false;
    }
    let words: Vec<&str> = near::words(before).collect();
    let ends_with = |end: &[&str]| {
        words.len() >= end.len()
            && words
                .iter()
                .rev()
                .zip(end.iter().rev())
                .all(|(w, e)| near::is_one(w, &[e]))
    };
    let last: Vec<&str> = words.iter().rev().take(9).copied().collect();
    let named = last.first().is_some_and(|w| near::is_one(w, &["is", "on"]))
        && last.iter().any(|w| near::is_one(w, &["deadline"]))
        && last.iter().any(|w| near::is_one(w, &["is"]));
    named || UNTIL.iter().any(|u| ends_with(u)) && words.iter().any(|w| near::is_one(w, OPEN))
}

/// “se retrouveront”, “aura lieu”: the endings of the French future.
fn is_french_future(context: &Context<'_>, dated: &Dated<'_>, words: &[&str]) -> bool {
    const NOT_VERBS: &[&str] = &[
        "front", "affront", "opéra", "camera", "extra", "plethora", "ultra", "infra",
    ];
    let future = |w: &&&str| {
        let long = w.len() >= 4 && w.starts_with(char::is_lowercase);
        long && (w.ends_with("ra") || w.ends_with("ront")) && !near::is_one(w, NOT_VERBS)
    };
    words.iter().take(9).any(|w| future(&w))
        && context.input.languages.at(dated.range.start) == Language::French
}

/// Whether a sentence tells of its date as of one that is past, by words that do so alone.
fn is_done(context: &Context<'_>, dated: &Dated<'_>, before: &str) -> bool {
    if near::has_word(before, WILL) || near::has_word(before, &["belum", "chưa", "sera", "seront"])
    {
        return false;
    }
    let near_words = || near::words(before).rev().take(WORDS);
    let alone = near_words().any(|w| near::is_one(w, DONE));
    let french = || {
        context.input.languages.at(dated.range.start) == Language::French
            && DONE_IN_FRENCH.iter().any(|d| before.contains(d))
            && near_words().next().is_some_and(|w| w == "le" || w == "du")
    };
    alone || french()
}

/// Whether nothing in a sentence looks ahead to a date that is years away.
fn is_bare(context: &Context<'_>, dated: &Dated<'_>, before: &str) -> bool {
    const OPEN: &[&str] = &[
        "by",
        "until",
        "till",
        "through",
        "to",
        "will",
        "shall",
        "would",
        "should",
        "may",
        "could",
        "expire",
        "expires",
        "expiring",
        "valid",
        "d’ici",
        "jusqu’au",
        "hingga",
        "sampai",
        "akan",
        "sẽ",
        "đến",
        "before",
        "matures",
        "due",
        "target",
        "targets",
        "ends",
        "end",
    ];
    let after = near::sentence_after(context, dated.range.end, 60);
    !near::has_word(before, OPEN) && !near::has_word(after, OPEN)
}

/// Whether a quotation is open before a place: what somebody said has a date of its own.
fn is_quoted(before: &str) -> bool {
    let count = |c: char| before.matches(c).count();
    count('“') > count('”') || count('"') % 2 == 1 || count('«') > count('»')
}
