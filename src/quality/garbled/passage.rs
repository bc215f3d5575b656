//! Judges the suspicious tokens of a passage together: one unknown word in a clean text is a term or a foreign word; in a
//! scan full of them it is damage.

use super::looks::{Looks, Suspect};
use super::suspects::{Kind, Surroundings, Suspicion, is_parted, is_split};
use super::token::Token;
use super::weights::{Evidence as E, Weigher};
use super::{Verdict, Verdicts};
use crate::annotation::label::EntityLabel;
use crate::quality::Context;

/// Sums (see [`Weigher`]) from which on a token is shown on demand, and by default.
const LIKELY: i32 = 3;
const SURE: i32 = 40;

/// Bytes of the longest coined word.
const COINED: usize = 9;

/// What may still be found in favour of damage when the place of a token is looked at.
const OF_PLACE: &[E] = &[E::AmongCapitals, E::Opens, E::Split];

/// Adds verdicts on the tokens of a passage; `odd` are those of English blocks that are no usual words and have none yet,
/// with the places of what is to be said of them.
pub(super) fn judge(
    context: &Context<'_>,
    group: &[Token<'_>],
    odd: &[(usize, usize)],
    looks: &mut Looks,
    verdicts: &mut Verdicts,
) {
    let suspects = suspects(context.text, group, odd, looks);
    if suspects.is_empty() {
        return;
    }
    for suspect in &suspects {
        looks.count(suspect);
    }
    let surroundings = surroundings(group, &suspects, verdicts);
    for suspect in suspects {
        let token = &group[suspect.index];
        let why = &suspect.why;
        let mut scale = why.own;
        surroundings.weigh(suspect.index, why.is_odd(), &mut scale);
        let often = looks.often(&suspect);
        scale.add_if(E::Twice, often == 2);
        scale.add_if(E::Often, often > 2);
        scale.add_if(E::Guessed, !token.surely_english);
        if scale.at_most(OF_PLACE) < LIKELY {
            continue;
        }
        weigh_place(context, group, suspect.index, &mut scale);
        if scale.sum() >= LIKELY && !is_coined(why, token, &scale) {
            verdicts.insert(suspect.index, verdict(why, &scale));
        }
    }
}

/// Whether a short string of mixed case, or of letters and digits, stands where nothing else is damaged: `eVisa`, `5PC`,
/// `H5N1` are coined that way.
fn is_coined(why: &Suspicion, token: &Token<'_>, scale: &Weigher) -> bool {
    let mixed = matches!(why.kind, Kind::MixedCase | Kind::Coded);
    mixed && why.reading.is_none() && token.text.len() <= COINED && !scale.has(E::Noise10)
}

/// Those of the odd tokens that may be damaged.
fn suspects(
    text: &str,
    group: &[Token<'_>],
    odd: &[(usize, usize)],
    looks: &mut Looks,
) -> Vec<Suspect> {
    let suspect = |&(i, place): &(usize, usize)| looks.suspect(text, (i, place), &group[i]);
    odd.iter()
        .filter_map(suspect)
        .filter(|s| !s.may_be_parted() || !is_parted(text, group, s.index))
        .collect()
}

fn surroundings(group: &[Token<'_>], suspects: &[Suspect], verdicts: &Verdicts) -> Surroundings {
    let odd = suspects.iter().filter(|s| s.why.is_odd());
    let mut places: Vec<usize> = odd.clone().map(|s| s.index).collect();
    let mut different: Vec<usize> = odd.map(|s| s.number).collect();
    different.sort_unstable();
    different.dedup();
    places.extend(verdicts.keys());
    Surroundings::new(group, &places, different.len() + verdicts.len())
}

/// What the place of a token says: the detector, the tokens beside it.
fn weigh_place(context: &Context<'_>, group: &[Token<'_>], index: usize, scale: &mut Weigher) {
    let token = &group[index];
    if token.upper() > 0 {
        let mention = context.input.mentions.over(token.core()).next();
        let name = mention.filter(|(_, m)| {
            matches!(
                m.label,
                EntityLabel::Person | EntityLabel::Place | EntityLabel::Org
            )
        });
        let listed = name.is_some_and(|(_, m)| m.rule.starts_with("gazetteer"));
        scale.add_if(E::Named, listed);
        scale.add_if(E::NamedByRule, name.is_some() && !listed);
        let capitals = |t: Option<&Token<'_>>| t.is_some_and(|t| t.upper() > 1 && t.lower() == 0);
        let before = index.checked_sub(1).and_then(|i| group.get(i));
        scale.add_if(
            E::AmongCapitals,
            capitals(before) || capitals(group.get(index + 1)),
        );
        let ends = before
            .and_then(|b| b.range().of(context.text))
            .is_none_or(|b| b.ends_with(['.', '!', '?', ':']));
        scale.add_if(E::Opens, ends);
    }
    if token.text.len() <= 12 {
        scale.add_if(E::Split, is_split(group, index));
    }
}

fn verdict(why: &Suspicion, scale: &Weigher) -> Verdict {
    let part = &why.part;
    let damaged = scale.has(E::Noise25) || scale.has(E::Near2);
    let passage = if damaged {
        ", in a passage with many misread words"
    } else {
        ""
    };
    let reason = match why.kind {
        _ if scale.has(E::Split) => format!("part of a word that is split: {part}"),
        Kind::Small | Kind::Capital | Kind::Capitals if damaged => {
            format!("no known word{passage}: {part}")
        }
        Kind::Small | Kind::Capital | Kind::Capitals if why.reading.is_some() => {
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
    match &why.reading {
        Some(reading) => verdict.reading(reading.word()),
        None => verdict,
    }
}
