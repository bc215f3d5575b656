//! Percentages: of one whole, and of more than it.

use super::{NumericAnomaly, near};
use crate::annotation::label::{EntityLabel, Severity};
use crate::quality::{Context, Finding};
use crate::text::TextRange;

/// Wholes of which no share is more than all.
const WHOLES: &[&str] = &[
    "of the population",
    "of the people",
    "of the members",
    "of the votes",
    "of the vote",
    "of all",
    "of the country",
    "of the territory",
    "of the electorate",
    "of voters",
    "of households",
    "of respondents",
    "of citizens",
    "of the seats",
    "of the total",
    "of the world",
    "of women",
    "of men",
    "of children",
    "of adults",
];
/// Words between shares that say what became of one whole, as those of a vote.
const ANSWERS: &[&str] = &[
    "against",
    "abstained",
    "opposed",
    "in favour",
    "in favor",
    "undecided",
    "disagreed",
    "agreed",
    "the remaining",
    "the rest",
    "the other",
    "rejected",
    "supported",
    "approved",
    "disapproved",
    "did not know",
    "no opinion",
    "neutral",
];
/// Words that stand before shares of one whole.
const OF_ONE: &[&str] = &[
    "of the ",
    "of all ",
    "of respondents",
    "of those",
    "of its ",
    "of their ",
    "among ",
];
/// Longest distance (UTF-8 bytes) between two shares of one whole.
const NEAR: usize = 60;

pub(super) fn find(check: &NumericAnomaly, context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut row: Vec<(TextRange, f64)> = Vec::new();
    for mention in context.input.mentions.labelled(EntityLabel::Percent) {
        let range = mention.range;
        let Some(share) = share(context.slice(range)) else {
            continue;
        };
        out.extend(more_than_all(check, context, range, share));
        let joined = row.last().is_some_and(|(last, _)| {
            let between = TextRange::new(last.end, range.start);
            between.len() <= NEAR && !context.slice(between).contains(['.', ';', '\n', '('])
        });
        if !joined {
            out.extend(of_one(check, context, &row));
            row.clear();
        }
        row.push((range, share));
    }
    out.extend(of_one(check, context, &row));
}

/// The number of a percentage.
fn share(text: &str) -> Option<f64> {
    let number = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let share: f64 = text.get(..number?)?.parse().ok()?;
    (share.is_finite()).then_some(share)
}

/// "130 percent of the population".
fn more_than_all(
    check: &NumericAnomaly,
    context: &Context<'_>,
    range: TextRange,
    share: f64,
) -> Option<Finding> {
    if share <= 100.0 {
        return None;
    }
    let after = near(context, range.end, 40);
    let whole = WHOLES
        .iter()
        .find(|w| after.strip_prefix(' ').is_some_and(|a| a.starts_with(**w)))?;
    // "of the world average", "of the total budget of last year".
    let rest = after
        .get(1 + whole.len()..)
        .unwrap_or_default()
        .trim_start();
    let another = [
        "average", "level", "price", "mean", "budget", "cost", "value", "gdp", "GDP", "size",
        "of last", "in 1", "in 2",
    ];
    if another.iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    let range = TextRange::new(range.start, range.end + 1 + whole.len());
    let reason = format!("more than the whole: “{}”", context.slice(range));
    Some(Finding::new(check, range, Severity::Medium, reason))
}

/// Shares of one whole that add up to more than it.
fn of_one(
    check: &NumericAnomaly,
    context: &Context<'_>,
    row: &[(TextRange, f64)],
) -> Option<Finding> {
    let ((first, _), (last, _)) = (row.first()?, row.last()?);
    let sum: f64 = row.iter().map(|(_, share)| share).sum();
    if row.len() < 3 || sum <= 101.5 || row.iter().any(|(_, share)| *share > 100.0) {
        return None;
    }
    let sentence = context.sentence_around(first.start);
    let before = context.slice(TextRange::new(sentence.start, first.start));
    let inside = context.slice(TextRange::new(first.start, sentence.end.max(first.start)));
    let of_one = OF_ONE
        .iter()
        .any(|w| before.to_ascii_lowercase().contains(w));
    let answers = ANSWERS.iter().filter(|w| inside.contains(**w)).count();
    if last.end > sentence.end || !(of_one && answers >= 1 || answers >= 2) {
        return None;
    }
    let range = first.union(*last);
    let reason = format!("shares of one whole that add up to {sum} percent");
    Some(Finding::new(check, range, Severity::Medium, reason).on_demand())
}
