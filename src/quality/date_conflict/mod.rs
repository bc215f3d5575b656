//! Dates that cannot be right: days and times that no calendar or clock has, a weekday that the date does not fall on,
//! periods that end before they begin or are longer than they are said to be, what follows before what it follows, dates
//! against the document's own date, one event with two dates.

mod against;
mod clock;
mod deed;
mod event;
mod figures;
mod impossible;
mod labels;
mod named_event;
pub(super) mod near;
mod order;
mod past;
mod planned;
mod relative;
mod rewrite;
mod sequence;
mod span;
mod weekday;
mod weeks;

use super::{Check, Context, Example, Finding, Page};
use crate::annotation::label::{Category, EntityLabel};
use crate::detect::when::{DateSource, DocumentDate, Precision, When, Written};
use crate::text::TextRange;
use jiff::civil::Date;

/// Finds dates that contradict the calendar, each other or the document.
pub struct DateConflict;

/// A calendar expression of the text.
struct Dated<'a> {
    range: TextRange,
    text: &'a str,
    /// What it says, where it is one date or two.
    written: Option<Written>,
}

impl Check for DateConflict {
    fn id(&self) -> &'static str {
        "date_conflict"
    }

    fn category(&self) -> Category {
        Category::DateConflict
    }

    fn about(&self) -> &'static str {
        "Dates that cannot be right: days and times of day that do not exist, weekdays that do not fall on their date, periods \
         that end before they begin or last longer than is said, what follows dated before what it follows, anniversaries \
         that do not fit, dates that contradict the date of the document, also where words place them by it (“last Friday”, “next \
         month”), one event with two dates."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A passage is cited with its date. If the weekday and the day disagree, or a meeting is reported before \
                      it took place, one of the two is wrong, and nothing in the passage says which.",
            examples: &[
                Example {
                    text: "The council met on Monday, 15 May 2025 in Suva.",
                    found: "Monday, 15 May 2025",
                },
                Example {
                    text: "The treaty was signed on 31 April 2019.",
                    found: "31 April 2019",
                },
                Example {
                    text: "The workshop was held from 12 to 9 May 2024.",
                    found: "12 to 9 May 2024",
                },
                Example {
                    text: "Following the talks of 3 May 2024, the two sides issued a joint note on 27 April 2024.",
                    found: "27 April 2024",
                },
                Example {
                    text: "Suva, 12 January 2025\n\nThe minister opened the new harbour today, 12 January 2024.",
                    found: "12 January 2024",
                },
            ],
            false_alarms: "Dates of calendars other than the Gregorian one; a later version of a text under its first date \
                           (“less certain” where only tense or file name speak for a conflict); anniversaries that are not \
                           called so.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let dates = dates(context);
        let mut found = Vec::new();
        impossible::find(self, context, &dates, &mut found);
        weekday::find(self, context, &dates, &mut found);
        order::find(self, context, &dates, &mut found);
        figures::find(self, context, &dates, &mut found);
        labels::find(self, context, &dates, &mut found);
        against::find(self, context, &dates, &mut found);
        event::find(self, context, &dates, &mut found);
        deed::find(self, context, &dates, &mut found);
        named_event::find(self, context, &dates, &mut found);
        sequence::find(self, context, &dates, &mut found);
        relative::next_day(self, context, &dates, &mut found);
        span::lengths(self, context, &dates, &mut found);
        span::counted(self, context, &dates, &mut found);
        clock::find(self, context, &mut found);
        clock::hours(self, context, &mut found);
        order::years(self, context, &mut found);
        out.append(&mut one_a_place(found));
    }
}

/// The first of the findings about a place: it says most.
fn one_a_place(found: Vec<Finding>) -> Vec<Finding> {
    let mut order: Vec<(usize, Finding)> = found.into_iter().enumerate().collect();
    order.sort_by_key(|(n, f)| (f.range.start, *n));
    let mut out: Vec<(usize, Finding)> = Vec::new();
    for (n, finding) in order {
        match out
            .last_mut()
            .filter(|(_, last)| last.range.overlaps(finding.range))
        {
            Some(last) if n < last.0 => *last = (n, finding),
            Some(_) => {}
            None => out.push((n, finding)),
        }
    }
    out.into_iter().map(|(_, f)| f).collect()
}

fn dates<'a>(context: &Context<'a>) -> Vec<Dated<'a>> {
    let dates = context.input.mentions.labelled(EntityLabel::Date);
    dates
        .enumerate()
        .map(|(n, m)| {
            let text = context.slice(m.range);
            Dated {
                range: m.range,
                text,
                written: context.written(n),
            }
        })
        .collect()
}

/// Whether a document says the date as its own, and does not only mention it near its top or its end.
pub(super) fn is_own(context: &Context<'_>, date: &DocumentDate) -> bool {
    const DONE: &[&str] = &[
        "done", "signed", "dated", "date", "issued", "given", "adopted", "fait", "witness",
    ];
    match (date.source, date.range) {
        (DateSource::Top, _) => false,
        (DateSource::Closing, Some(range)) => {
            let before = near::sentence_before(context, range.start, 120);
            let after = near::sentence_after(context, range.end, 40);
            let alone = before.len() < 40 && after.trim().is_empty();
            alone || near::words(before).take(6).any(|w| near::is_one(w, DONE))
        }
        _ => true,
    }
}

/// Days from one date to another.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// A date as people read it: "15 May 2025".
pub(super) fn shown(when: When) -> String {
    let date = when.first_day();
    let month = month_name(date.month()).unwrap_or_default();
    match when.precision() {
        Precision::Day => format!("{} {month} {}", date.day(), date.year()),
        Precision::Month => format!("{month} {}", date.year()),
        Precision::Year => date.year().to_string(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: i8) -> Option<&'static str> {
    let at = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(at).copied()
}

pub(super) fn is_month_name(word: &str) -> bool {
    MONTHS.contains(&word) || word.len() == 3 && MONTHS.iter().any(|m| m.starts_with(word))
}

#[cfg(test)]
mod tests;
