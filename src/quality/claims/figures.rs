//! Several statistics in one sentence that names no source.

use super::{Kind, MOST, UnattributedClaim, is_attributed};
use crate::annotation::label::{EntityLabel, Severity};
use crate::quality::{Context, Finding};
use crate::text::TextRange;

/// Percentages in one sentence from which they are statistics.
const ROW: usize = 3;
/// Longest distance (UTF-8 bytes) between two of a row.
const NEAR: usize = 160;

/// Finds rows of percentages.
pub(super) fn find(check: &UnattributedClaim, context: &Context<'_>, out: &mut Vec<Finding>) {
    let percentages = context.input.mentions.labelled(EntityLabel::Percent);
    let (mut row, mut told): (Vec<TextRange>, usize) = (Vec::new(), 0);
    for range in percentages.map(|m| m.range).chain([TextRange::DOCUMENT]) {
        let joined = row
            .last()
            .is_some_and(|last| last.end <= range.start && range.start - last.end <= NEAR);
        if !joined {
            let finding = finding(check, context, &row).filter(|_| told < MOST);
            told += usize::from(finding.is_some());
            out.extend(finding);
            row.clear();
        }
        row.push(range);
    }
}

/// A row of percentages in one sentence without a source in it or the one before.
fn finding(check: &UnattributedClaim, context: &Context<'_>, row: &[TextRange]) -> Option<Finding> {
    let (first, _) = row.split_first().filter(|_| row.len() >= ROW)?;
    let sentence = context.sentence_around(first.start);
    let inside: Vec<_> = row.iter().filter(|r| r.end <= sentence.end).collect();
    if inside.len() < ROW || is_attributed(context, sentence, *first, Kind::Forecast) {
        return None;
    }
    let passage = context.slice(sentence);
    let end = passage.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let range = TextRange::new(sentence.start, sentence.start + end.len());
    let before = context.sentence_around(sentence.start.saturating_sub(3));
    if before.end <= sentence.start && is_attributed(context, before, before, Kind::Forecast) {
        return None;
    }
    let n = inside.len();
    let reason = format!(
        "{n} figures in one sentence, and neither it nor the one before says where they come from"
    );
    Some(Finding::new(check, range, Severity::Medium, reason).on_demand())
}
