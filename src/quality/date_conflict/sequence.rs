//! Two dates of one sentence in an order that what is told of them does not allow: an opening after the end, a treaty in
//! force before it was signed, "following the talks of 3 May … on 27 April".

use super::{Dated, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::When;
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How far apart (UTF-8 bytes) two dates of a sentence are compared.
const REACH: usize = 180;
/// Words before a date among which the deed is looked for.
const WORDS: usize = 9;

/// Deeds that follow each other, each kind of them in its order.
#[rustfmt::skip]
const COURSES: &[&[&[&str]]] = &[
    &[
        &["opens", "opened", "begins", "began", "starts", "started", "commences", "commenced", "arrives", "arrived", "from", "left", "departed", "set", "ouverte", "ouvert", "abierta", "abierto", "apply", "applies", "applied",
          "ouvertes", "ouverts", "débute", "débuté", "commence", "commencé", "ouvre", "ouvrira", "débutera", "dimulai", "dibuka", "khai", "đầu", "empieza", "comienza",
          "beginnt", "begann"],
        &["ends", "ended", "closes", "closed", "later", "concludes", "concluded", "deadline", "closing", "expires", "expire", "expired", "lifted", "called",
          "finishes", "finished", "reached", "completed", "achevée", "achevé", "achevés", "close", "clos", "closes", "bế", "fermées", "clôturées", "clôturée", "terminée", "terminé", "cerrada", "concluida", "finalizó", "concluyó", "returns", "returned", "flies", "flew", "departs", "departed", "arrive", "submitted",
          "fin", "termine", "terminera", "achève", "achèvera", "berakhir", "ditutup", "selesai", "thúc", "termina", "endet",
          "endete"],
    ],
    &[
        &["negotiated"],
        &["initialled", "initialed"],
        &["adopted", "signed", "signature", "concluded", "firmado", "firmada", "suscrito", "unterzeichnet", "signé", "signée", "ditandatangani", "ký"],
        &["ratified", "ratifié", "ratifiée", "diratifikasi"],
        &["force", "effect", "vigueur", "vigor", "berlaku", "lực", "Kraft"],
        &["expired", "expires", "terminated", "denounced", "lapsed"],
    ],
    &[
        &["founded", "established", "created", "fondée", "fondé", "didirikan"],
        &["dissolved", "abolished", "disbanded", "dissoute", "dissous", "dibubarkan"],
    ],
    &[
        &["elected", "appointed", "nominated", "élu", "élue", "elegido", "elegida", "terpilih"],
        &["sworn", "inaugurated", "assumed", "investi", "investie", "dilantik"],
        &["resigned", "dismissed", "retired", "ousted"],
    ],
    &[
        &["groundbreaking", "foundation", "construction", "building"],
        &["completed", "inaugurated", "commissioned", "handed"],
    ],
    &[&["drafted", "tabled", "introduced"], &["debated"], &["passed", "adopted", "enacted"], &["repealed"]],
    &[&["published", "tender", "advertised", "announced"], &["awarded", "attribué", "adjudicado"]],
    &[&["submitted", "filed", "lodged", "received"], &["approved", "rejected", "granted", "accepted"]],
    &[&["born", "né", "née", "lahir"], &["died", "mort", "décédé", "décédée", "meninggal"]],
    &[
        &["arrested"],
        &["charged", "indicted"],
        &["ruled", "convicted", "acquitted", "verdict", "judgment"],
        &["sentenced"],
        &["appeal", "appealed", "executed"],
    ],
];

/// Words between two dates that tell of two courses: the one that ends before the other begins.
const OTHERS: &[&str] = &[
    "after",
    "when",
    "once",
    "since",
    "current",
    "previous",
    "former",
    "last",
    "old",
    "earlier",
    "first",
    "second",
    "another",
    "new",
    "following",
    "replacing",
    "replaces",
    "successor",
    "until",
    "while",
    "originally",
    "instead",
];

/// What opens a clause about something earlier, and about something later.
const AFTER: &[&[&str]] = &[
    &["following"],
    &["after"],
    &["suite"],
    &["après"],
    &["setelah"],
    &["menyusul"],
    &["sau"],
];
const BEFORE: &[&[&str]] = &[
    &["ahead", "of"],
    &["before"],
    &["prior", "to"],
    &["avant"],
    &["menjelang"],
    &["sebelum"],
    &["trước"],
];

/// Words of a sentence that moves a date, or tells of what might have been.
const MOVED: &[&str] = &[
    "postponed",
    "rescheduled",
    "moved",
    "brought",
    "extended",
    "renewed",
    "again",
    "retroactively",
    "retroactive",
    "provisionally",
    "backdated",
    "amended",
    "would",
    "if",
    "instead",
    "originally",
    "previously",
];

/// Finds dates in an impossible order.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for pair in dates.windows(2) {
        let [a, b] = pair else { continue };
        let Some((x, y)) = days(a, b) else {
            continue;
        };
        let range = TextRange::new(a.range.end, b.range.start.max(a.range.end));
        if range.len() > REACH {
            continue;
        }
        let between = context.slice(range);
        if between.contains("\n\n") {
            continue;
        }
        let whole = context.slice(TextRange::new(a.range.start, range.end));
        let one = near::is_one_sentence(whole);
        if !one && !y.is_before(x) {
            continue;
        }
        let before = near::sentence_before(context, a.range.start, REACH);
        let told = if one {
            course(before, between, x, y).or_else(|| clause(before, between, x, y))
        } else {
            // "The treaty was signed on 6 June. It had entered into force on 23 May."
            next_sentence(whole)
                .and_then(|next| Some((next, course(before, next, x, y)?)))
                .filter(|(next, _)| goes_on(before, next))
                .map(|(_, told)| told)
        };
        let moved = || {
            let after = near::sentence_after(context, b.range.end, 60);
            let passages = [before, between, after];
            passages.iter().any(|t| near::has_word(t, MOVED))
        };
        if let Some(told) = told.filter(|_| !moved()) {
            let reason = format!("{told} ({} and {})", shown(x), shown(y));
            let evidence = Evidence::here(context.text, a.range, "the other date");
            let found = Finding::new(check, b.range, Severity::Medium, reason);
            out.push(found.because_of([evidence]).on_demand());
        }
    }
}

/// Two dates; where one names no year it is that of the other.
fn days(a: &Dated<'_>, b: &Dated<'_>) -> Option<(When, When)> {
    let (x, y) = (a.written?, b.written?);
    let year = x.first.year.or(y.first.year)?;
    let early = |month: Option<i8>| month.is_some_and(|m| m <= 6);
    // "opens on 28 December and closes on 22 January 2023".
    let over = x.first.year.is_none() && !early(x.first.month) && early(y.first.month);
    Some((x.only(Some(year - i16::from(over)))?, y.only(Some(year))?))
}

/// The second sentence of a passage that has two, up to where the passage ends.
fn next_sentence(passage: &str) -> Option<&str> {
    let mut ends = near::sentence_ends(passage);
    let at = ends.next()?;
    ends.next().is_none().then(|| passage.get(at..)).flatten()
}

/// Whether a sentence goes on about what the one before it is about: by a pronoun, or a noun of it.
fn goes_on(before: &str, next: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "it", "they", "this", "these", "he", "she", "both", "its", "their",
    ];
    const COMMON: &[&str] = &[
        "with", "from", "that", "this", "have", "been", "were", "will", "must", "than", "into",
        "which", "also", "later", "after", "their", "they", "other", "under", "would", "there",
        "about", "more", "than", "same", "date", "year", "month",
    ];
    let opens = near::words(next).next();
    if opens.is_some_and(|w| near::is_one(w, PRONOUNS)) {
        return true;
    }
    let noun = |w: &&str| w.len() >= 4 && w.chars().all(char::is_lowercase) && !COMMON.contains(w);
    let known: Vec<&str> = near::words(before).filter(noun).collect();
    near::words(next).filter(noun).any(|w| known.contains(&w))
}

/// A deed of a course: which one, how far on in it, the word.
type Deed<'t> = (usize, usize, &'t str);

/// The deeds that a word tells of.
fn told_by(word: &str) -> &'static [(usize, usize)] {
    type Steps = HashMap<String, Vec<(usize, usize)>, RandomState>;
    static STEPS: LazyLock<Steps> = LazyLock::new(|| {
        let mut out = Steps::default();
        for (course, steps) in COURSES.iter().enumerate() {
            for (step, words) in steps.iter().enumerate() {
                for word in *words {
                    let all = out.entry(word.to_ascii_lowercase()).or_default();
                    all.push((course, step));
                }
            }
        }
        out
    });
    if word.bytes().any(|b| b.is_ascii_uppercase()) {
        return STEPS
            .get(&word.to_ascii_lowercase())
            .map_or(&[], Vec::as_slice);
    }
    STEPS.get(word).map_or(&[], Vec::as_slice)
}

/// The deeds that the last words before a date tell of, the nearest first.
fn deeds(head: &str) -> Vec<Deed<'_>> {
    let words = near::words(head).rev().take(WORDS);
    words
        .flat_map(|word| {
            told_by(word)
                .iter()
                .map(move |&(course, step)| (course, step, word))
        })
        .collect()
}

/// "opens on 21 January; the deadline is 8 January".
fn course(before: &str, between: &str, x: When, y: When) -> Option<String> {
    if !y.is_before(x) {
        return None;
    }
    let later = deeds(between);
    if later.is_empty() {
        return None;
    }
    let earlier = deeds(before);
    let two_courses = near::has_word(between, OTHERS);
    (usize::from(two_courses)..COURSES.len()).find_map(|course| {
        let of = |all: &[Deed<'_>]| all.iter().position(|d| d.0 == course);
        let (_, first, one) = *earlier.get(of(&earlier)?)?;
        let (_, second, other) = *later.get(of(&later)?)?;
        (first < second).then(|| format!("“{other}” is dated before “{one}”"))
    })
}

/// "Following the talks of 3 May, they issued a note on 27 April", "ahead of the summit on 3 May, they met on 5 May".
fn clause(before: &str, between: &str, x: When, y: When) -> Option<String> {
    let wrong = |after: bool| {
        if after {
            y.is_before(x)
        } else {
            x.is_before(y)
        }
    };
    let told = |after: bool| match after {
        true => "what follows is dated before what it follows".to_owned(),
        false => "what goes before is dated after what it goes before".to_owned(),
    };
    // The clause leads: its date is the first one, and a main clause with a deed of its own follows.
    let leads = between.trim_start().starts_with(',') && is_dated_deed(between);
    for (cues, after) in [(AFTER, true), (BEFORE, false)] {
        if leads && wrong(after) && opens(before, cues) {
            return Some(told(after));
        }
        // It follows right behind the first date.
        if wrong(!after) && is_opened(between, cues) {
            return Some(told(after));
        }
    }
    None
}

/// Whether the sentence begins with a cue, a word or two aside.
fn opens(before: &str, cues: &[&[&str]]) -> bool {
    let words: Vec<&str> = near::words(before).take(4).collect();
    let at = |from: usize| {
        let rest = words.get(from..).unwrap_or_default();
        cues.iter().any(|cue| {
            rest.len() >= cue.len() && rest.iter().zip(*cue).all(|(w, c)| near::is_one(w, &[c]))
        })
    };
    (at(0) || at(1)) && near::words(before).count() <= 16
}

/// Whether a cue stands right behind a date.
fn is_opened(between: &str, cues: &[&[&str]]) -> bool {
    const SPANS: &[&str] = &[
        "years", "months", "weeks", "days", "year", "month", "week", "day",
    ];
    let all: Vec<&str> = near::words(between).take(4).collect();
    // "three years after ground was broken".
    let counted = all.get(1).is_some_and(|w| near::is_one(w, SPANS));
    let first = all.get(if counted { 2 } else { 0 }..).unwrap_or_default();
    cues.iter().any(|cue| {
        first.len() >= cue.len() && first.iter().zip(*cue).all(|(w, c)| near::is_one(w, &[c]))
    }) && near::words(between).count() <= 16
}

/// Whether a date is that of the clause's own deed: "issued a note on", not "recalled the note of".
fn is_dated_deed(between: &str) -> bool {
    const ON: &[&str] = &["on", "in", "le", "pada", "ngày", "vào"];
    const RECALLS: &[&str] = &[
        "recalled",
        "recalling",
        "agreed",
        "dated",
        "since",
        "based",
        "adopted",
        "signed",
        "established",
        "as",
        "by",
    ];
    let mut words = near::words(between).rev();
    words.next().is_some_and(|w| near::is_one(w, ON))
        && !words.next().is_some_and(|w| near::is_one(w, RECALLS))
}
