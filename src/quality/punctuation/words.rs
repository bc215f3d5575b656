//! Words that stand twice.

use super::{Check, Context, Finding, low};
use crate::quality::Repair;
use crate::text::{TextRange, lexicon};

/// Words that no sentence has twice in a row. Prepositions that a verb may keep ("log in in the morning") are not here.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "the", "a", "an", "of", "and", "with", "from", "at", "as", "are", "was", "were", "be", "has", "have", "will", "this", "these",
    "its", "their", "our", "or", "but", "which", "who", "we", "they", "he", "she", "if", "into", "between", "would", "should", "must", "can",
    "could", "may", "than", "also", "been", "when", "where", "through", "during", "under", "against", "because", "about",
];
/// Words that a sentence may have twice in a row: for weight, in grammar, in names and sounds.
#[rustfmt::skip]
const LEGAL: &[&str] = &[
    "had", "that", "is", "so", "very", "really", "much", "many", "more", "long", "far", "again", "ever", "never", "over", "well", "bye", "blah", "yada",
    "there", "here", "please", "what", "that's", "quite", "only", "just", "truly", "deeply", "hear", "knock", "half", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "zero", "hello", "yeah", "okay", "thank", "good", "dear", "holy", "days", "years", "higher", "deeper", "further", "harder",
    "better", "work", "push", "come", "wait", "look", "listen", "stop", "right", "fine", "boom", "tick", "sing", "home", "dead", "same", "side",
];

/// The same word twice with nothing but white space between; `word` may have marks behind it.
pub(super) fn twice(
    context: &Context<'_>,
    check: &dyn Check,
    before: TextRange,
    word: TextRange,
) -> Option<Finding> {
    let first = context.slice(before);
    let second = context.slice(word).get(..first.len())?;
    if !second.bytes().all(|b| b.is_ascii_lowercase()) || !first.eq_ignore_ascii_case(second) {
        return None;
    }
    let tail = context.slice(word).get(first.len()..)?;
    let ends = tail
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | ')' | '”'));
    let capitals = first.len() > 1 && first.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    if !ends || capitals || LEGAL.contains(&second) {
        return None;
    }
    let sure = NEVER.contains(&second) && tail.is_empty();
    // A single letter is a letter ("a a b"), what is no word is anything.
    if !sure && (second.len() < 4 || !lexicon::is_word(second)) {
        return None;
    }
    let range = TextRange::new(before.start, word.start + second.len());
    let found = low(check, range, format!("The word “{second}” twice in a row"));
    let found = found.repaired(Some(Repair::exact(first)));
    Some(if sure { found } else { found.on_demand() })
}
