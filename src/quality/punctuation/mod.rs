//! Punctuation: quotation marks and brackets that do not pair, styles that are mixed, spaces before marks and none behind
//! them, marks and words that stand twice. Paragraphs in English only: other languages set their marks otherwise.

mod balance;
mod quotes;
mod scan;
mod spacing;
mod words;

use super::{Check, Context, Cue, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;

/// Quotation marks, brackets, spaces around marks.
pub struct PunctuationStyle;

impl Check for PunctuationStyle {
    fn id(&self) -> &'static str {
        "punctuation_style"
    }

    fn category(&self) -> Category {
        Category::PunctuationStyle
    }

    fn about(&self) -> &'static str {
        "Quotation marks and brackets that do not pair, straight and curly marks mixed in one text, commas both before and \
         behind closing quotation marks, spaces before marks or none behind them, marks or words that stand twice. \
         Paragraphs in English only."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A quotation that never ends cannot be cited: nobody can tell whose words they are. The rest is cosmetic, but it \
                      shows where a text was put together from several ones, or came through a scanner.",
            examples: &[
                Example {
                    text: "The board said the ferry would sail , whatever the weather was on that day.\n",
                    found: "sail ,",
                },
                Example {
                    text: "The minister told the board that “the ferry will sail on every day of the week.\n\nThe board then went home.\n",
                    found: "“the",
                },
                Example {
                    text: "The board met the the captain of the ferry before it sailed to the islands.\n",
                    found: "the the",
                },
            ],
            false_alarms: "A quotation whose end a page break or a heading cut off; brackets in formulas; British texts that put the comma \
                           behind a quoted word and before the end of quoted speech, which is no mix at all (shown on demand only). \
                           Apostrophes, list markers such as “a)”, faces, ratios, file names and addresses are left alone.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        words::TWICE
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        words::check(context, self, out);
        let marks = scan::scan(context, self, out);
        balance::check(context, self, &marks, out);
        quotes::check(context, self, &marks, out);
    }
}

/// A finding of this check of low severity.
fn low(check: &dyn Check, range: TextRange, reason: impl Into<Box<str>>) -> Finding {
    Finding::new(check, range, Severity::Low, reason)
}

/// How many findings of a kind are shown one by one.
const MOST: usize = 10;

/// Adds findings of one kind: beyond the first ones they are counted in the reason of the last.
fn add(found: Vec<Finding>, out: &mut Vec<Finding>) {
    add_some(found, MOST, out);
}

/// The same with no more than `most`.
fn add_some(mut found: Vec<Finding>, most: usize, out: &mut Vec<Finding>) {
    let more = found.len().saturating_sub(most);
    found.truncate(most);
    if let Some(last) = found.last_mut().filter(|_| more > 0) {
        let places = if more == 1 { "place" } else { "places" };
        last.reason = format!("{}; {more} more {places} like it", last.reason).into();
    }
    out.append(&mut found);
}

/// The word that ends before `at`, at most `most` bytes of it.
fn word_start(bytes: &[u8], at: usize, most: usize) -> usize {
    let lowest = at.saturating_sub(most);
    let mut start = at;
    while start > lowest && bytes.get(start - 1).is_some_and(|b| is_letter(*b)) {
        start -= 1;
    }
    start
}

/// Where the word that begins at `at` ends, at most `most` bytes of it.
fn word_end(bytes: &[u8], at: usize, most: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest
        .iter()
        .take(most)
        .take_while(|b| is_letter(**b))
        .count();
    at + len
}

/// Letters and digits, all that is beyond ASCII, and what joins words.
fn is_letter(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80 || b == b'-'
}

#[cfg(test)]
mod tests;
