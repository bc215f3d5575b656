//! Words that stand twice.

use super::{Check, Context, Cue, Finding, low};
use crate::quality::Repair;

/// Words that no sentence has twice in a row; the first so many are sure. Prepositions that a verb may keep ("log in in
/// the morning"), and words like "had" and "that" are not here.
#[rustfmt::skip]
pub(super) const TWICE: &[&str] = &[
    "the the", "of of", "and and", "a a", "an an", "with with", "from from", "at at", "as as", "are are", "was was", "were were", "be be",
    "has has", "have have", "will will", "this this", "these these", "its its", "their their", "our our", "or or", "but but", "which which",
    "we we", "they they", "he he", "she she", "if if", "into into", "between between", "would would", "should should", "must must",
    "can can", "could could", "may may", "than than", "also also", "been been", "when when", "where where", "through through",
    "during during", "under under", "against against", "because because", "about about",
    "to to", "for for", "by by", "it it", "is is", "not not", "all all", "his his", "her her", "you you",
];
const SURE: usize = 48;

/// The same word twice with nothing but white space between.
pub(super) fn check(context: &Context<'_>, check: &dyn Check, out: &mut Vec<Finding>) {
    let cues = context.cues(check).iter();
    let found = cues.filter_map(|cue| twice(context, check, *cue)).collect();
    super::add(found, out);
}

fn twice(context: &Context<'_>, check: &dyn Check, cue: Cue) -> Option<Finding> {
    let words = context.slice(cue.range);
    let (first, second) = words.split_once(char::is_whitespace)?;
    // Lines of a list or a table may begin and end alike.
    let over_lines = words.contains('\n') && !context.wrapped;
    let small = second.bytes().all(|b| b.is_ascii_lowercase());
    let plain = first.get(1..) == second.get(1..);
    // A letter twice is a list of letters, what stands in quotation marks is spoken of.
    let apart =
        |at: Option<u8>| at.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'(' | b','));
    let bytes = context.text.as_bytes();
    let begins = apart(
        cue.range
            .start
            .checked_sub(1)
            .and_then(|n| bytes.get(n))
            .copied(),
    );
    let next = bytes.get(cue.range.end).copied();
    if over_lines
        || !small
        || !plain
        || !begins
        || next == Some(b'-')
        || !context.is_english(cue.range.start)
    {
        return None;
    }
    let ends = apart(next) && next != Some(b',');
    let sure = cue.index < SURE && ends && first.len() > 1;
    let found = low(
        check,
        cue.range,
        format!("The word “{second}” twice in a row"),
    );
    let found = found.repaired(Some(Repair::exact(first)));
    Some(if sure { found } else { found.on_demand() })
}
