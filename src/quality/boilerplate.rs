//! Phrases typical of generated text. One proves nothing, so they count together: how many different ones a document has,
//! and how close they stand.

mod phrases;

use super::{Check, Context, Cue, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use phrases::{PHRASES, Phrase, SURE, tails};
use std::collections::HashMap;

/// Finds phrases typical of generated text.
pub struct BoilerplateMachineText;

/// Weight of different phrases a thousand words from which they are told, and from which they are told by default. On
/// edited prose of governments and newspapers hardly a text reaches the first.
const TOLD: f64 = 5.0;
const CLEAR: f64 = 10.0;
/// Different phrases that a document has to have for the one and the other.
const SOME: usize = 2;
const MANY: usize = 5;
/// Phrases of one sentence that stand at most so far apart (UTF-8 bytes) are told together.
const NEAR: usize = 8;

impl Check for BoilerplateMachineText {
    fn id(&self) -> &'static str {
        "boilerplate_machine_text"
    }

    fn category(&self) -> Category {
        Category::BoilerplateMachineText
    }

    fn about(&self) -> &'static str {
        "Phrases typical of generated text: stock openers, connectors of school essays, inflated significance, and what a \
         chat program says to the person who uses it. A document is told of only where it has two or more different ones, \
         and many for its length."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A text that a program wrote may state what nobody said or did; whoever cites it should look for the \
                      source behind it.",
            examples: &[
                Example {
                    text: "In a significant development, the two islands have agreed on a ferry. The deal marks a new chapter in \
                           their history. As they navigate an increasingly complex maritime landscape, the ferry stands as a \
                           testament to their friendship.",
                    found: "navigate an increasingly complex maritime landscape",
                },
                Example {
                    text: "As an AI language model, I cannot verify the figures of the harbour board.",
                    found: "As an AI language model",
                },
            ],
            false_alarms: "Speeches and advertising use such phrases too. The formulas of diplomacy (“reaffirmed their \
                           commitment”, “plays an important role”) are left out of the list for that reason; what is left \
                           is weighed by how closely it stands.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        tails()
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let found = found(context, context.cues(self));
        if found.is_empty() {
            return;
        }
        let (sure, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| f.1.strength == SURE);
        out.extend(sure.into_iter().map(|(range, _)| {
            let said = context.slice(range);
            let reason = format!("“{said}”: what a chat program says to the person who uses it");
            Finding::new(self, range, Severity::High, reason)
        }));
        self.weigh(context, rest, out);
    }
}

impl BoilerplateMachineText {
    fn weigh(
        &self,
        context: &Context<'_>,
        found: Vec<(TextRange, &'static Phrase)>,
        out: &mut Vec<Finding>,
    ) {
        let mut different: HashMap<*const Phrase, f64> = HashMap::new();
        for (_, phrase) in &found {
            different.insert(std::ptr::from_ref(*phrase), f64::from(phrase.strength));
        }
        let words = context.words().max(100) as f64;
        let weight = different.values().sum::<f64>() * 1000.0 / words;
        if different.len() < SOME || weight < TOLD {
            return;
        }
        let clear = different.len() >= MANY && weight >= CLEAR;
        let many = different.len();
        let reason = |said: &str| {
            format!(
                "a stock phrase of generated text, one of {many} different ones in this document: “{said}”"
            )
        };
        for range in together(context, found) {
            let finding = Finding::new(self, range, Severity::Low, reason(context.slice(range)));
            out.push(if clear { finding } else { finding.on_demand() });
        }
    }
}

/// The phrases whose words stand in the text, in text order, none inside another.
fn found(context: &Context<'_>, cues: &[Cue]) -> Vec<(TextRange, &'static Phrase)> {
    let mut out: Vec<(TextRange, &'static Phrase)> = Vec::new();
    for cue in cues {
        let Some(phrase) = PHRASES.get(cue.index) else {
            continue;
        };
        let Some(start) = head(context, cue.range.start, phrase) else {
            continue;
        };
        let range = TextRange::new(start, cue.range.end);
        match out.last_mut().filter(|(last, _)| last.overlaps(range)) {
            Some(last) if last.0.len() < range.len() => *last = (range, phrase),
            Some(_) => {}
            None => out.push((range, phrase)),
        }
    }
    out
}

/// Where a phrase begins whose tail begins at `tail`: at one of its heads, at most its gap of words before.
fn head(context: &Context<'_>, tail: usize, phrase: &Phrase) -> Option<usize> {
    if phrase.heads.is_empty() {
        return Some(tail);
    }
    let from = tail.saturating_sub(90);
    let before = TextRange::new(from, tail).snapped(context.text);
    let before = before.of(context.text)?;
    let mut at = tail;
    for (n, word) in before.rsplit(char::is_whitespace).enumerate() {
        // The first piece is what stands between the last space and the tail: nothing.
        if n > 0 {
            at -= 1 + word.len();
            if phrase.heads.iter().any(|h| h.eq_ignore_ascii_case(word)) {
                return Some(at);
            }
        }
        if n > usize::from(phrase.gap) || word.ends_with(['.', ';', ':', '!', '?']) {
            return None;
        }
    }
    None
}

/// Passages of which neighbours in one sentence are one.
fn together(context: &Context<'_>, found: Vec<(TextRange, &Phrase)>) -> Vec<TextRange> {
    let mut out: Vec<TextRange> = Vec::new();
    for (range, _) in found {
        let joined = |last: &TextRange| {
            let between = TextRange::new(last.end, range.start);
            between.len() <= NEAR && !context.slice(between).contains(['.', '!', '?', '\n', ';'])
        };
        match out.last_mut().filter(|last| joined(last)) {
            Some(last) => *last = last.union(range),
            None => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn several_stock_phrases_in_a_short_text() {
        expect(
            &BoilerplateMachineText,
            "\
In a significant development, the harbour board opened a new quay.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: one of 6 different ones
The step underscores the board's multifaceted work and serves as a stark reminder of the sea.
                                 ^^^^^^^^^^^^ low: a stock phrase
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a stock phrase
In conclusion, the quay marks a truly significant turning point, and its value cannot be overstated.
^^^^^^^^^^^^^ low: a stock phrase
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a stock phrase
                                                                               ^^^^^^^^^^^^^^^^^^^^ low: a stock phrase",
        );
    }

    #[test]
    fn what_chat_programs_say_is_told_at_once() {
        expect(
            &BoilerplateMachineText,
            "\
The figures are not public. As of my last knowledge update, the board had nine members.
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: what a chat program says",
        );
    }

    #[test]
    fn one_phrase_or_few_in_a_long_text_prove_nothing() {
        let plain =
            "The board met on the island and heard the report of the ferry office. ".repeat(150);
        silent(
            &BoilerplateMachineText,
            &[
                "In conclusion, the board thanked all guests.",
                "The ministers reaffirmed their commitment and underscored the importance of trade.",
                "He looked at the landscape. They navigate the river. The road turned; at this point they left.",
                &format!("{plain} In conclusion, it marks a new chapter. {plain}"),
            ],
        );
    }

    #[test]
    fn a_head_stands_in_the_same_sentence() {
        let text = "It marks. A turning point in a multifaceted year; delving into history, in conclusion, a rich tapestry of boats.";
        let found = findings(&BoilerplateMachineText, text);
        assert!(found.iter().all(|f| f.range.start > 10), "{found:?}");
    }
}
