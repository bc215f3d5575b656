//! Dates that a reader of the document alone cannot place: days and months without a year, "last week" in a text that
//! says nowhere when it was written.

mod anchors;
mod relative;
mod yearless;

use super::date_conflict::{is_month_name, is_own, near};
use super::{Check, Context, Evidence, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use anchors::Anchors;
use std::collections::HashMap;

/// Finds incomplete dates.
pub struct DateUnderspecified;

/// More places of one expression than this are counted, not shown.
const SHOWN: usize = 8;
/// A text with more dates without a year than this is a calendar or a story whose year is known otherwise.
const CALENDAR: usize = 12;

/// An incomplete date.
struct Loose {
    range: TextRange,
    severity: Severity,
    tier: u8,
    /// Why, without the count of its places.
    reason: String,
}

impl Check for DateUnderspecified {
    fn id(&self) -> &'static str {
        "date_underspecified"
    }

    fn category(&self) -> Category {
        Category::DateUnderspecified
    }

    fn about(&self) -> &'static str {
        "Dates that cannot be placed from the document alone: days and months without a year, and relative dates (“last \
         week”, “in recent years”), where the document has no date of its own and no year stands near them."
    }

    fn page(&self) -> Page {
        Page {
            matters: "Without the year, a passage can be put on no time line, and it reads as if it were about the present \
                      year, whenever it is read.",
            examples: &[
                Example {
                    text: "The minister received the envoy of Fiji on March 9. Both agreed to open a second ferry line.",
                    found: "March 9",
                },
                Example {
                    text: "The ferry line was closed. In recent years the harbour has silted up.",
                    found: "In recent years",
                },
            ],
            false_alarms: "Days that return every year and are not called so; “today” in the sense of “nowadays”. In documents \
                           that say their date, or a year nearby, nothing is flagged.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        relative::CUES
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let date = context.date();
        if date.is_some_and(|d| is_own(context, &d)) {
            return;
        }
        let anchors = Anchors::new(context);
        let mut loose = yearless::find(context, &anchors, date.is_none());
        let story = !loose.is_empty();
        loose.extend(relative::find(context, &anchors, context.cues(self), story));
        loose.sort_by_key(|l| l.range.start);
        out.extend(self.findings(context, loose));
    }
}

impl DateUnderspecified {
    /// One finding for all places of an expression, at the first of them.
    fn findings(&self, context: &Context<'_>, loose: Vec<Loose>) -> Vec<Finding> {
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<(Loose, Vec<TextRange>)> = Vec::new();
        for l in loose {
            let words: Vec<&str> = near::words(context.slice(l.range)).collect();
            let at = *known
                .entry(words.join(" ").to_lowercase())
                .or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, more)) => more.push(l.range),
                None => groups.push((l, Vec::new())),
            }
        }
        groups
            .into_iter()
            .map(|(l, more)| self.finding(context, l, &more))
            .collect()
    }

    fn finding(&self, context: &Context<'_>, loose: Loose, more: &[TextRange]) -> Finding {
        let reason = match more.len() {
            0 => loose.reason,
            n => format!("{}; {} times in the document", loose.reason, n + 1),
        };
        let places = more
            .iter()
            .take(SHOWN)
            .map(|r| Evidence::here(context.text, *r, "here as well"));
        let finding = Finding::new(self, loose.range, loose.severity, reason).because_of(places);
        if loose.tier == 2 {
            finding.on_demand()
        } else {
            finding
        }
    }
}

#[cfg(test)]
mod tests;
