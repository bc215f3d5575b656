//! Entity detection: a text in, [`Mention`]s out. A mention is a suggestion until a person accepts it.
//!
//! The text is read block by block (paragraph by paragraph). `tokens` makes words of bytes, `scan` tries at every
//! token the rules that can begin there — dates, money, contact fields, listed names, names typed by their head noun,
//! offices, persons — and keeps the longest official name. Then the document as a whole is looked at: `short_forms`
//! explains acronyms, surnames and "the Ministry", `link` gives every mention its canonical form.

mod abroad;
mod acronyms;
mod amounts_abroad;
mod block;
mod brackets;
#[cfg(test)]
mod caret;
mod complements;
mod contact;
mod dates;
mod dates_abroad;
mod fold;
mod found;
mod gazetteer;
mod guess;
mod holders;
mod lines;
mod link;
mod lists;
mod mentions;
mod money;
mod names;
mod names_table;
mod packed;
mod persons;
mod record;
mod scan;
mod settings;
mod short_forms;
mod suffixes;
mod titles;
mod tokens;
mod weak;
mod words;

pub use abroad::covers;
use found::{Found, Span};
pub use mentions::{Mention, Mentions};
use names_table::Interner;
use packed::Packed;
pub use settings::{Settings, Stages};

/// Version of the detector; derived results are keyed by it.
pub const VERSION: u32 = 2;

/// Told how much of the work is done (0 to 1), says whether to go on with it.
pub type GoOn<'a> = &'a mut dyn FnMut(f32) -> bool;

/// How much of the work the first pass is.
const FIRST_PASS: f32 = 0.7;
/// Bytes of text, or mentions, after which the work asks whether to go on.
const STEP: (usize, usize) = (1 << 18, 1 << 14);

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
    spans.retain(|s| keep(text, s, &knowledge));
    short_forms::towns_or_people(text, &knowledge, &mut spans);
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
    linked(text, spans, &knowledge, go_on)
}

fn scan_blocks(text: &str, settings: &Settings, go_on: GoOn<'_>) -> Option<Found> {
    let lists = lists::embedded();
    let languages = crate::text::language::languages_in_steps(text, &mut |_| go_on(0.0))?;
    let (mut found, mut tokens, mut from, mut asked) = (Found::default(), Vec::new(), 0, 0);
    while from < text.len() {
        let within = text.get(..languages.run_end(from)).unwrap_or(text);
        let to = tokens::block(within, from, &mut tokens);
        let body = text.get(from..to).unwrap_or_default();
        lists.words.classify(body, &mut tokens);
        let block = block::Block {
            text: body,
            tokens: &tokens,
        };
        let language = languages.at(from);
        if covers(language) {
            scan::Scan {
                block: &block,
                lists,
                settings,
                base: from,
                found: &mut found,
                office_end: None,
            }
            .run();
        } else {
            abroad::Abroad {
                block: &block,
                lists,
                settings,
                language,
                base: from,
                found: &mut found,
            }
            .run();
        }
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

/// A listed acronym is dropped where the document says that it means something ordinary.
fn keep(text: &str, span: &Span, knowledge: &short_forms::Knowledge) -> bool {
    text.get(span.start..span.end)
        .is_none_or(|surface| !knowledge.generic.contains(surface))
}

/// Gives every span its canonical form.
fn linked(
    text: &str,
    mut spans: Packed,
    knowledge: &short_forms::Knowledge,
    go_on: GoOn<'_>,
) -> Option<Mentions> {
    let mut linker = link::Linker::new(text, &spans, knowledge, lists::embedded());
    let mut names = Interner::default();
    for n in 0..spans.len() {
        if let Some(span) = spans.get(n) {
            let name = names.number(&linker.canonical(&span));
            spans.rename(n, name);
        }
        if n % STEP.1 == STEP.1 - 1 {
            let share = n as f32 / spans.len() as f32;
            go_on(FIRST_PASS + (1.0 - FIRST_PASS) * share).then_some(())?;
        }
    }
    let (rows, rules) = spans.into_parts();
    Some(Mentions::of(rows, names.finish(), rules))
}
