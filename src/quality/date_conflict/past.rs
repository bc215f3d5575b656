//! Whether a sentence tells of a date as past.

use super::near;

/// How a date is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told {
    /// With a verb in the past: "was adopted on 5 May", "signed the treaty on 5 May".
    Past,
    /// Probably: "the resolution adopted on 5 May", "On 5 May ministers adopted".
    Perhaps,
    /// As future, or not at all.
    Otherwise,
}

/// Words that put what follows into the future, or leave it open.
const OPEN: &[&str] = &[
    "will",
    "shall",
    "be",
    "would",
    "should",
    "may",
    "might",
    "could",
    "can",
    "must",
    "to",
    "is",
    "are",
    "being",
    "expected",
    "scheduled",
    "planned",
    "due",
    "set",
    "if",
    "when",
    "until",
    "unless",
    "upcoming",
    "forthcoming",
    "next",
    "slated",
    "proposed",
    "plans",
    "ends",
    "expires",
    "before",
    "not",
    "never",
    "based",
    "after",
];
/// Verbs in the past that no participle has, or that mean a deed with a date.
const ACTIVE: &[&str] = &[
    "met",
    "took",
    "began",
    "gave",
    "came",
    "went",
    "won",
    "said",
    "told",
    "spoke",
    "became",
    "visited",
    "arrived",
    "announced",
    "attended",
    "said",
    "wrote",
    "saw",
    "fell",
    "rose",
    "chose",
];
/// Verbs whose participle before a date tells of a deed that is done.
const DEEDS: &[&str] = &[
    "adopted",
    "signed",
    "held",
    "issued",
    "published",
    "released",
    "ratified",
    "agreed",
    "concluded",
    "approved",
    "endorsed",
    "launched",
    "opened",
    "inaugurated",
    "established",
    "convened",
    "delivered",
    "appointed",
    "elected",
    "founded",
    "passed",
    "enacted",
    "killed",
    "arrested",
    "sentenced",
    "received",
];
/// "ed" words that are no verbs in the past, or announce something.
const NO_DEED: &[&str] = &[
    "united",
    "need",
    "indeed",
    "hundred",
    "speed",
    "seed",
    "feed",
    "limited",
    "related",
    "expected",
    "scheduled",
    "planned",
    "based",
    "proposed",
    "required",
    "projected",
    "estimated",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "its", "their", "his", "her", "that", "this", "our", "two", "three", "all",
    "new",
];

/// How the sentence around a date tells of it: `before` and `after` are the sentence's parts.
pub(super) fn told(before: &str, after: &str) -> Told {
    let words: Vec<&str> = near::words(before).rev().take(16).collect();
    let on = words
        .first()
        .is_some_and(|w| near::is_one(w, &["on", "in", "of"]));
    if !on || words.len() == 1 {
        return if on {
            main_clause(after)
        } else {
            Told::Otherwise
        };
    }
    if words.iter().take(9).any(|w| near::is_one(w, OPEN))
        || near::has_word(after_clause(after), &["will", "shall", "would"])
    {
        return Told::Otherwise;
    }
    // "The accident of 23 July 2024 claimed …".
    let claimed =
        |w: &str| near::is_one(w, ACTIVE) || is_past(w) || near::is_one(w, &["was", "were"]);
    match by_verb(&words) {
        Told::Otherwise if near::words(after).next().is_some_and(claimed) => Told::Perhaps,
        told => told,
    }
}

/// The words up to the first comma or so.
fn after_clause(after: &str) -> &str {
    let end = after.char_indices().nth(60).map_or(after.len(), |(n, _)| n);
    after.get(..end).unwrap_or_default()
}

/// By the nearest verb before the date; `words` run backwards from the preposition.
fn by_verb(words: &[&str]) -> Told {
    for (n, word) in words.iter().enumerate().skip(1).take(9) {
        let next = words.get(n - 1).copied().unwrap_or_default();
        let before = words
            .get(n + 1..(n + 4).min(words.len()))
            .unwrap_or_default();
        let was = before
            .iter()
            .any(|w| near::is_one(w, &["was", "were", "had"]));
        if near::is_one(word, ACTIVE) || is_past(word) && (was || near::is_one(next, DETERMINERS)) {
            return Told::Past;
        }
        if n == 1 && is_past(word) {
            return Told::Perhaps;
        }
        if near::is_one(word, &["was", "were"]) {
            return Told::Past;
        }
    }
    Told::Otherwise
}

/// "On 5 May 2025, the ministers adopted …": the first verb behind the date.
fn main_clause(after: &str) -> Told {
    let words: Vec<&str> = near::words(after).take(14).collect();
    for (n, word) in words.iter().enumerate() {
        if near::is_one(word, OPEN) {
            return Told::Otherwise;
        }
        let next = words.get(n + 1).copied().unwrap_or_default();
        if near::is_one(word, ACTIVE)
            || near::is_one(word, &["was", "were"])
            || is_past(word) && near::is_one(next, DETERMINERS)
        {
            return Told::Perhaps;
        }
    }
    Told::Otherwise
}

fn is_past(word: &str) -> bool {
    let regular = word.len() >= 5 && word.ends_with("ed") && word.starts_with(char::is_lowercase);
    (regular || near::is_one(word, DEEDS)) && !near::is_one(word, NO_DEED)
}
