//! The dates of lines such as "Issued: 9 April 2021" and "Last updated: 11 February 2021": what was changed was there
//! before.

use super::{Dated, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{Precision, When};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use jiff::civil::Date;

/// What a date tells of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Issued,
    Changed,
}

const ISSUED: &[&str] = &[
    "issued",
    "published",
    "posted",
    "created",
    "released",
    "publié",
    "publiée",
    "diterbitkan",
    "dipublikasikan",
    "đăng",
    "publicado",
    "veröffentlicht",
    "date",
];
const CHANGED: &[&str] = &[
    "updated",
    "modified",
    "revised",
    "amended",
    "reviewed",
    "jour",
    "modification",
    "diperbarui",
    "nhật",
    "actualizado",
    "aktualisiert",
];
/// What may stand between a label and its date.
const PREPOSITIONS: [&str; 5] = ["on", "at", "le", "am", "pada"];
/// How far apart (UTF-8 bytes) such lines may stand.
const REACH: usize = 400;
/// Bytes of the longest label.
const LONGEST: usize = 40;

/// Finds documents that were changed before they were issued.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    let mut issued: Option<(When, TextRange)> = None;
    for date in dates {
        let when = date.written.and_then(|w| w.only(None));
        let Some(when) = when.filter(|w| w.precision() == Precision::Day) else {
            continue;
        };
        match (label(context, date), issued) {
            (Some(Label::Issued), _) => issued = Some((when, date.range)),
            (Some(Label::Changed), Some((first, range)))
                if when.is_before(first) && date.range.start - range.end <= REACH =>
            {
                let reason = format!(
                    "changed ({}) before it was issued ({})",
                    shown(when),
                    shown(first)
                );
                let evidence = Evidence::here(context.text, range, "the date of issue");
                let found = Finding::new(check, date.range, Severity::Medium, reason);
                out.push(found.because_of([evidence]));
            }
            _ => {}
        }
    }
}

/// The last day on which a document says that it was changed.
pub(super) fn last_change(context: &Context<'_>, dates: &[Dated<'_>]) -> Option<Date> {
    let changed = dates
        .iter()
        .filter(|d| label(context, d) == Some(Label::Changed));
    let days = changed.filter_map(|d| Some(d.written?.only(None)?.last_day()));
    days.max()
}

/// Whether the last word of a passage, or the one before its preposition, is one of a label.
fn may_end_in_label(before: &str) -> bool {
    let label =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '–'));
    let last = near::last_word(label);
    let is_label = |w: &str| near::is_one(w, CHANGED) || near::is_one(w, ISSUED);
    is_label(last)
        || PREPOSITIONS.contains(&last)
            && label
                .strip_suffix(last)
                .is_some_and(|head| is_label(near::last_word(head)))
}

/// What the label before a date says, where it begins the line.
fn label(context: &Context<'_>, date: &Dated<'_>) -> Option<Label> {
    let line = context
        .lines
        .partition_point(|l| l.start <= date.range.start);
    let line = context.lines.get(line.checked_sub(1)?)?;
    // So long a line is no label; it may have many dates.
    if date.range.start.saturating_sub(line.start) > REACH {
        return None;
    }
    let before = context.slice(TextRange::new(line.start, date.range.start));
    if !may_end_in_label(before) {
        return None;
    }
    // Several labels may stand in one line.
    let before = before
        .rsplit(['|', '•', '·', ';', '('])
        .next()
        .unwrap_or(before)
        .trim();
    let label =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '–'));
    if before.len() > LONGEST {
        return None;
    }
    let label = PREPOSITIONS
        .into_iter()
        .find_map(|w| label.strip_suffix(w)?.strip_suffix(' '))
        .unwrap_or(label);
    let last = near::last_word(label);
    match (near::is_one(last, CHANGED), near::is_one(last, ISSUED)) {
        (true, _) => Some(Label::Changed),
        (_, true) => Some(Label::Issued),
        _ => None,
    }
}
