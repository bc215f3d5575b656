//! Words of English blocks that no word list knows. One such word in a clean text is usually a term or a foreign word; in
//! a scan full of them it is damage. So the share of unknown words around decides what counts.

use super::Verdict;
use super::token::Token;
use crate::quality::Finding;
use crate::quality::lexicon::{Known, fold, is_wordlike, known, strangeness};
use std::collections::HashMap;

/// How often unknown words occur in the document: one that recurs is a term.
#[derive(Default)]
pub(super) struct Seen(HashMap<String, u32>);

impl Seen {
    /// Takes back findings of tier 2 about words that turned out to recur.
    pub fn withdraw_terms(&self, _out: &mut Vec<Finding>) {}
}

/// Adds verdicts on the words of a neighbourhood.
pub(super) fn judge(group: &[Token<'_>], verdicts: &mut HashMap<usize, Verdict>, seen: &mut Seen) {
    let mut unknown: Vec<(usize, String)> = Vec::new();
    let mut words = 0usize;
    for (i, token) in group
        .iter()
        .enumerate()
        .filter(|(_, t)| t.english && t.text.len() >= 2)
    {
        words += 1;
        if token.is_plain_lower() && known(token.text) != Known::No || verdicts.contains_key(&i) {
            continue;
        }
        if let Some(part) = unknown_part(token) {
            *seen.0.entry(part.clone()).or_default() += 1;
            unknown.push((i, part));
        }
    }
    let lower = unknown
        .iter()
        .filter(|(i, _)| !group[*i].starts_upper())
        .count()
        + verdicts.len();
    let noisy = words >= 30 && lower * 100 >= words * 3;
    for (i, part) in unknown {
        if let Some(verdict) = verdict(&group[i], &part, noisy) {
            verdicts.insert(i, verdict);
        }
    }
}

fn verdict(token: &Token<'_>, part: &str, noisy: bool) -> Option<Verdict> {
    if noisy {
        return Some(Verdict::likely(format!(
            "no known word, in a passage with many misread words: {part}"
        )));
    }
    if token.starts_upper() || part.len() < 4 {
        return None;
    }
    let reading = misread(part);
    if let Some(reading) = reading {
        return Some(
            Verdict::likely(format!("no known word, probably misread: {part}")).reading(reading),
        );
    }
    (strangeness(part) > 5.5).then(|| {
        Verdict::likely(format!(
            "no known word, and an unlikely sequence of letters: {part}"
        ))
    })
}

/// The first part of a token that is no word, folded; `None` for numbers and short abbreviations.
fn unknown_part(token: &Token<'_>) -> Option<String> {
    if token.digits > 0 || token.upper > 1 {
        return None;
    }
    let word = token
        .text
        .strip_suffix("'s")
        .or_else(|| token.text.strip_suffix("’s"))
        .unwrap_or(token.text);
    word.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .map(fold)
        .find(|part| part.len() >= 3 && !is_wordlike(part))
}

/// Pairs of letter groups that scanners take for each other.
const CONFUSED: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("li", "h"),
    ("tb", "th"),
    ("tl", "th"),
    ("lh", "th"),
    ("c", "e"),
    ("e", "c"),
    ("u", "n"),
    ("n", "u"),
    ("l", "i"),
    ("i", "l"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("ii", "u"),
    ("f", "s"),
    ("b", "h"),
    ("h", "b"),
    ("ni", "m"),
    ("in", "m"),
    ("m", "in"),
    ("o", "e"),
    ("e", "o"),
    ("a", "o"),
    ("i", "r"),
    ("i", "t"),
    ("l", "t"),
    ("j", "i"),
    ("q", "g"),
    ("y", "v"),
    ("v", "y"),
];

/// The word that `part` becomes when one confusion of a scanner is undone.
fn misread(part: &str) -> Option<String> {
    CONFUSED.iter().find_map(|(from, to)| {
        part.match_indices(from).find_map(|(at, _)| {
            let word = [part.get(..at)?, to, part.get(at + from.len()..)?].concat();
            (known(&word) == Known::Word).then_some(word)
        })
    })
}
