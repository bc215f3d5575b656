//! Entity detection: a text in, [`Mention`]s out. A mention is a suggestion until a person accepts it.
//!
//! The text is read block by block (paragraph by paragraph). `tokens` makes words of bytes, `scan` tries at every
//! token the rules that can begin there — dates, money, contact fields, listed names, names typed by their head noun,
//! offices, persons — and keeps the longest official name; in a language whose grammar is not known, `abroad` tries what
//! needs none. Then the document as a whole is looked at: `short_forms`
//! explains acronyms, surnames and "the Ministry", `link` gives every mention its canonical form.

mod abroad;
mod acronyms;
pub mod alike;
mod amounts_abroad;
mod block;
mod brackets;
#[cfg(test)]
mod caret;
mod complements;
mod contact;
mod dates;
mod dates_abroad;
mod demonym;
mod emit;
mod explain;
mod fields;
mod fold;
mod found;
mod gazetteer;
mod guess;
mod holders;
pub mod known;
mod lines;
mod link;
mod lists;
mod mentions;
pub mod metonym;
mod money;
mod names;
mod names_table;
pub mod offices;
mod own;
mod packed;
mod people;
mod persons;
mod places;
mod quick;
mod record;
mod scan;
mod settings;
mod short_forms;
mod small;
mod special;
mod suffixes;
mod tails;
mod titles;
mod tokens;
mod weak;
pub mod when;
mod words;

pub use abroad::covers;
pub use demonym::{country_named, country_of};
pub use explain::explain;
use found::{Found, Span};
pub use mentions::{Mention, Mentions};
pub use metonym::metonym;
use names_table::Interner;
pub use own::{OWN_RULE, OwnNames};
use packed::Packed;
pub use settings::{Settings, Stages};

/// Version of the detector; derived results are keyed by it.
pub const VERSION: u32 = 6;

/// Told how much of the work is done (0 to 1), says whether to go on with it.
pub type GoOn<'a> = &'a mut dyn FnMut(f32) -> bool;

/// How much of the work the first pass is.
const FIRST_PASS: f32 = 0.7;
/// Bytes of text, or mentions, after which the work asks whether to go on.
const STEP: (usize, usize) = (1 << 18, 1 << 14);

/// Whether a word, without its full stop, is an honorific: it stands before a name and is no part of it.
pub fn is_honorific(word: &str) -> bool {
    lists::embedded().words.of(word.as_bytes()) & words::HONORIFIC != 0
}

/// Whether the embedded lists have this name, as a name of that type.
pub fn is_listed(label: crate::annotation::EntityLabel, name: &str) -> bool {
    listed(name).is_some_and(|entry| entry.label == label)
}

/// What the embedded lists call the thing with this name: "United Nations" for "UN".
pub fn full_name(name: &str) -> Option<&'static str> {
    listed(name).map(|entry| entry.canonical)
}

fn listed(name: &str) -> Option<gazetteer::Entry> {
    let (lists, mut tokens, mut begins) = (lists::embedded(), Vec::new(), Vec::new());
    tokens::block(name, 0, &mut tokens, &mut begins);
    lists
        .words
        .classify(&mut tokens, &begins, &mut words::Recent::default());
    let block = block::Block::new(name, &tokens);
    let hit = lists.names.longest(&block, 0);
    hit.filter(|h| h.end == tokens.len()).map(|h| h.entry)
}

/// Finds the entities in `text`: sorted by start, never overlapping. A text of 4 GB or more has none.
pub fn detect(text: &str) -> Mentions {
    detect_in_steps(text, &Settings::default(), &mut |_| true).unwrap_or_default()
}

/// The same in steps of some milliseconds, between which `go_on` is asked; `None` where it said no.
pub fn detect_in_steps(text: &str, settings: &Settings, go_on: GoOn<'_>) -> Option<Mentions> {
    if u32::try_from(text.len()).is_err() {
        return Some(Mentions::NONE);
    }
    let mut found = scan_blocks(text, settings, go_on)?;
    let knowledge = short_forms::Knowledge::gather(text, &found, &lists::embedded().words);
    let mut spans = std::mem::take(&mut found.packed);
    if !knowledge.generic.is_empty() {
        spans.retain(|s| keep(text, s, &knowledge));
    }
    short_forms::own_meanings(text, &knowledge, &mut spans);
    short_forms::explain(text, &found.loose, &knowledge, settings, &mut spans);
    found.loose = Vec::new();
    spans.sort();
    let mut end = 0;
    spans.retain(|s| {
        s.start >= end && text.get(s.start..s.end).is_some() && {
            end = s.end;
            true
        }
    });
    drop_refused(text, &mut spans, settings);
    linked(text, spans, &knowledge, settings, go_on)
}

fn scan_blocks(text: &str, settings: &Settings, go_on: GoOn<'_>) -> Option<Found> {
    let lists = lists::embedded();
    let languages = crate::text::language::languages_in_steps(text, &mut |_| go_on(0.0))?;
    let (mut found, mut from, mut asked) = (Found::default(), 0, 0);
    let (mut tokens, mut begins) = (Vec::new(), Vec::new());
    let mut recent = words::Recent::default();
    while from < text.len() {
        let within = text.get(..languages.run_end(from)).unwrap_or(text);
        let to = tokens::block(within, from, &mut tokens, &mut begins);
        let body = text.get(from..to).unwrap_or_default();
        lists.words.classify(&mut tokens, &begins, &mut recent);
        let block = block::Block::new(body, &tokens);
        scan::Scan {
            block: &block,
            lists,
            settings,
            language: languages.at(from),
            base: from,
            found: &mut found,
            office_end: None,
        }
        .run(&begins);
        found.pack();
        from = to.max(from + 1);
        if from >= asked + STEP.0 {
            asked = from;
            let share = from as f32 / text.len() as f32;
            go_on(FIRST_PASS * share).then_some(())?;
        }
    }
    found.pack_all();
    Some(found)
}

/// What the user's lists never mark.
fn drop_refused(text: &str, spans: &mut Packed, settings: &Settings) {
    if let Some(own) = settings.own.as_ref().filter(|own| own.has_refusals()) {
        spans.retain(|s| !own.refuses(text.get(s.start..s.end).unwrap_or_default(), s.label));
    }
}

/// A listed acronym is dropped where the document says that it means something ordinary.
fn keep(text: &str, span: &Span, knowledge: &short_forms::Knowledge) -> bool {
    let surface = text.get(span.start..span.end);
    span.rule == OWN_RULE || surface.is_none_or(|surface| !knowledge.generic.contains(surface))
}

/// Gives every span its canonical form.
fn linked(
    text: &str,
    mut spans: Packed,
    knowledge: &short_forms::Knowledge,
    settings: &Settings,
    go_on: GoOn<'_>,
) -> Option<Mentions> {
    let mut linker = link::Linker::new(text, &spans, knowledge, lists::embedded());
    let mut names = Interner::default();
    for n in 0..spans.len() {
        if let Some(span) = spans.get(n) {
            let canonical = linker.canonical(&span);
            let name = match &settings.own {
                None => match &canonical {
                    link::Canonical::Listed(name) => names.listed(name),
                    other => names.number(other),
                },
                Some(own) => {
                    let surface = text.get(span.start..span.end).unwrap_or_default();
                    let (label, name) = own.settle(&span, surface, (&*canonical).into());
                    spans.retype(n, label);
                    names.number(&name)
                }
            };
            spans.rename(n, name);
        }
        if n % STEP.1 == STEP.1 - 1 {
            let share = n as f32 / spans.len() as f32;
            go_on(FIRST_PASS + (1.0 - FIRST_PASS) * share).then_some(())?;
        }
    }
    // Of another type now, a mention may be one of those that are never marked.
    if settings.own.as_ref().is_some_and(|own| own.retypes()) {
        drop_refused(text, &mut spans, settings);
    }
    let (rows, rules) = spans.into_parts();
    Some(Mentions::of(rows, names.finish(), rules))
}
