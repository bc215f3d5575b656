//! Judges the suspicious tokens of a passage together: one unknown word in a clean text is a term or a foreign word; in a
//! scan full of them it is damage.

use super::Verdict;
use super::readings::Readings;
use super::suspects::{Kind, Surroundings, Suspect, is_parted, is_split};
use super::token::Token;
use super::weights::{Evidence as E, Weigher};
use crate::annotation::label::EntityLabel;
use crate::quality::Context;
use std::collections::{HashMap, HashSet};

/// Sums (see [`Weigher`]) from which on a token is shown on demand, and by default.
const LIKELY: i32 = 3;
const SURE: i32 = 40;

/// Bytes of the longest coined word.
const COINED: usize = 9;

/// Words and how often the text has had them so far.
pub(super) type Counts = HashMap<Box<str>, u32>;

/// Adds verdicts on the tokens of a passage.
pub(super) fn judge(
    context: &Context<'_>,
    group: &[Token<'_>],
    counts: &mut Counts,
    readings: &mut Readings,
    verdicts: &mut HashMap<usize, Verdict>,
) {
    let suspects = suspects(context.text, group, readings, verdicts);
    if suspects.is_empty() {
        return;
    }
    for suspect in &suspects {
        count(counts, &suspect.part);
    }
    let surroundings = surroundings(group, &suspects, verdicts);
    for suspect in suspects {
        let token = &group[suspect.index];
        let mut scale = Weigher::default();
        suspect.weigh(token, &mut scale);
        surroundings.weigh(suspect.index, suspect.is_odd(), &mut scale);
        weigh_place(context, group, &suspect, &mut scale);
        let often = counts.get(suspect.part.as_str()).copied().unwrap_or(0);
        scale.add_if(E::Twice, often == 2);
        scale.add_if(E::Often, often > 2);
        if scale.sum() >= LIKELY && !is_coined(&suspect, token, &scale) {
            verdicts.insert(suspect.index, verdict(&suspect, &scale));
        }
    }
}

/// Whether a short string of mixed case, or of letters and digits, stands where nothing else is damaged: `eVisa`, `5PC`,
/// `H5N1` are coined that way.
fn is_coined(suspect: &Suspect, token: &Token<'_>, scale: &Weigher) -> bool {
    let mixed = matches!(suspect.kind, Kind::MixedCase | Kind::Coded);
    mixed && suspect.reading.is_none() && token.text.len() <= COINED && !scale.has(E::Noise10)
}

/// The tokens of English blocks that may be damaged and are not yet known to be.
fn suspects(
    text: &str,
    group: &[Token<'_>],
    readings: &mut Readings,
    verdicts: &HashMap<usize, Verdict>,
) -> Vec<Suspect> {
    let tokens = group.iter().enumerate();
    let open = tokens.filter(|(i, t)| t.english && !t.usual && !verdicts.contains_key(i));
    open.filter_map(|(i, t)| Suspect::of(text, i, t, readings))
        .filter(|s| {
            s.kind != Kind::Small && s.kind != Kind::Capital || !is_parted(text, group, s.index)
        })
        .collect()
}

fn count(counts: &mut Counts, part: &str) {
    match counts.get_mut(part) {
        Some(n) => *n += 1,
        None => {
            counts.insert(part.into(), 1);
        }
    }
}

fn surroundings(
    group: &[Token<'_>],
    suspects: &[Suspect],
    verdicts: &HashMap<usize, Verdict>,
) -> Surroundings {
    let odd = suspects.iter().filter(|s| s.is_odd());
    let mut places: Vec<usize> = odd.clone().map(|s| s.index).collect();
    let different: HashSet<&str> = odd.map(|s| s.part.as_str()).collect();
    places.extend(verdicts.keys());
    Surroundings::new(group, &places, different.len() + verdicts.len())
}

/// What the place of a token says: its language, the detector, the tokens beside it.
fn weigh_place(context: &Context<'_>, group: &[Token<'_>], suspect: &Suspect, scale: &mut Weigher) {
    let token = &group[suspect.index];
    scale.add_if(E::Guessed, !token.surely_english);
    if token.upper > 0 {
        let mention = context.input.mentions.over(token.core).next();
        let name = mention.filter(|(_, m)| {
            matches!(
                m.label,
                EntityLabel::Person | EntityLabel::Place | EntityLabel::Org
            )
        });
        let listed = name.is_some_and(|(_, m)| m.rule.starts_with("gazetteer"));
        scale.add_if(E::Named, listed);
        scale.add_if(E::NamedByRule, name.is_some() && !listed);
        let capitals = |t: Option<&Token<'_>>| t.is_some_and(|t| t.upper > 1 && t.lower == 0);
        let before = suspect.index.checked_sub(1).and_then(|i| group.get(i));
        scale.add_if(
            E::AmongCapitals,
            capitals(before) || capitals(group.get(suspect.index + 1)),
        );
        let ends = before
            .and_then(|b| b.range.of(context.text))
            .is_none_or(|b| b.ends_with(['.', '!', '?', ':']));
        scale.add_if(E::Opens, ends);
    }
    if token.text.len() <= 12 {
        scale.add_if(E::Split, is_split(group, suspect.index));
    }
}

fn verdict(suspect: &Suspect, scale: &Weigher) -> Verdict {
    let part = &suspect.part;
    let damaged = scale.has(E::Noise25) || scale.has(E::Near2);
    let passage = if damaged {
        ", in a passage with many misread words"
    } else {
        ""
    };
    let reason = match suspect.kind {
        _ if scale.has(E::Split) => format!("part of a word that is split: {part}"),
        Kind::Small | Kind::Capital | Kind::Capitals if damaged => {
            format!("no known word{passage}: {part}")
        }
        Kind::Small | Kind::Capital | Kind::Capitals if suspect.reading.is_some() => {
            format!("no known word, probably misread: {part}")
        }
        Kind::Small | Kind::Capital | Kind::Capitals if scale.has(E::Unusual) => {
            format!("no known word, and an unlikely sequence of letters: {part}")
        }
        Kind::Small | Kind::Capital | Kind::Capitals => format!("no known word: {part}"),
        Kind::MixedCase => format!("capitals inside a word{passage}: {part}"),
        Kind::Coded => format!("letters and digits mixed{passage}: {part}"),
        Kind::Signs | Kind::Fringe => format!("signs where no word has them{passage}: {part}"),
        Kind::Number => format!("signs inside a number{passage}: {part}"),
        Kind::Accent => format!("an accent that the word never has: {part}"),
    };
    let verdict = if scale.sum() >= SURE {
        Verdict::sure(reason)
    } else {
        Verdict::likely(reason)
    };
    match &suspect.reading {
        Some(reading) => verdict.reading(reading.word()),
        None => verdict,
    }
}
