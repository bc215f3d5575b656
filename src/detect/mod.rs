//! Entity detection: a text in, [`Mention`]s out. A mention is a suggestion until a person accepts it.
//!
//! The text is read block by block (paragraph by paragraph). `tokens` makes words of bytes, `scan` tries at every
//! token the rules that can begin there — dates, money, contact fields, listed names, names typed by their head noun,
//! offices, persons — and keeps the longest official name. Then the document as a whole is looked at: `short_forms`
//! explains acronyms, surnames and "the Ministry", `link` gives every mention its canonical form.

mod acronyms;
mod block;
mod brackets;
#[cfg(test)]
mod caret;
mod complements;
mod contact;
mod dates;
mod found;
mod gazetteer;
mod holders;
mod lines;
mod link;
mod lists;
mod money;
mod names;
mod persons;
mod scan;
mod short_forms;
mod suffixes;
mod titles;
mod tokens;
mod words;

use crate::annotation::label::EntityLabel;
use crate::text::TextRange;
use found::{Found, Span};

/// Version of the detector; derived results are keyed by it.
pub const VERSION: u32 = 2;

/// A piece of text found by machine to name something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What kind of thing it names.
    pub label: EntityLabel,
    /// The fullest usual name of the referent; the surface itself where nothing fuller is known.
    pub canonical: String,
    /// Which rule or list found it, in plain words ("title before name").
    pub rule: &'static str,
}

/// Finds the entities in `text`: sorted by start, never overlapping.
pub fn detect(text: &str) -> Vec<Mention> {
    let found = scan_blocks(text);
    let knowledge = short_forms::Knowledge::gather(text, &found, &lists::embedded().words);
    let mut spans = short_forms::explain(text, &found.loose, &knowledge);
    spans.extend(found.spans.iter().filter(|s| keep(text, s, &knowledge)));
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = 0;
    spans.retain(|s| {
        s.start >= end && text.get(s.start..s.end).is_some() && {
            end = s.end;
            true
        }
    });
    linked(text, &spans, &knowledge)
}

fn scan_blocks(text: &str) -> Found {
    let lists = lists::embedded();
    let (mut found, mut tokens, mut from) = (Found::default(), Vec::new(), 0);
    while from < text.len() {
        let to = tokens::block(text, from, &mut tokens);
        let body = text.get(from..to).unwrap_or_default();
        lists.words.classify(body, &mut tokens);
        let block = block::Block {
            text: body,
            tokens: &tokens,
        };
        scan::Scan {
            block: &block,
            lists,
            base: from,
            found: &mut found,
            office_end: None,
        }
        .run();
        from = to.max(from + 1);
    }
    found
}

/// A listed acronym is dropped where the document says that it means something ordinary.
fn keep(text: &str, span: &Span, knowledge: &short_forms::Knowledge) -> bool {
    text.get(span.start..span.end)
        .is_none_or(|surface| !knowledge.generic.contains(surface))
}

fn linked(text: &str, spans: &[Span], knowledge: &short_forms::Knowledge) -> Vec<Mention> {
    let mut linker = link::Linker::new(text, spans, knowledge, lists::embedded());
    spans
        .iter()
        .map(|s| Mention {
            range: TextRange::new(s.start, s.end),
            label: s.label,
            canonical: linker.canonical(s),
            rule: s.rule,
        })
        .collect()
}
