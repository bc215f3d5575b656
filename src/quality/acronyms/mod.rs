//! Acronyms that the document never expands.

mod expanded;
mod lists;
mod scan;

use super::{Check, Context, Example, Finding, Page, Repair};
use crate::annotation::label::{Category, Severity};
use crate::detect;
use expanded::Expanded;
use scan::Acronym;

/// Acronyms without their long form.
pub struct UnexpandedAcronym;

/// How many acronyms of a document are shown one by one: so many, and one more for so many UTF-8 bytes of text.
const MOST: usize = 4;
const BYTES: usize = 3_000;
/// In no text more than that.
const LIMIT: usize = 12;

impl Check for UnexpandedAcronym {
    fn id(&self) -> &'static str {
        "unexpanded_acronym"
    }

    fn category(&self) -> Category {
        Category::UnexpandedAcronym
    }

    fn about(&self) -> &'static str {
        "Acronyms whose long form stands nowhere in the document, one finding for each at its first place; those that occur \
         most where there are many. Paragraphs in English only."
    }

    fn page(&self) -> Page {
        Page {
            matters: "Readers outside the field cannot tell what the letters stand for, and the same letters stand for different bodies \
                      in different countries.",
            examples: &[Example {
                text: "The board of the harbour asked ASEAN for its help, and the captains of the ferries were glad to hear of it.\n",
                found: "ASEAN",
            }],
            false_alarms: "Acronyms that every reader of the field knows; names of companies that are written in capitals. Units, currencies, \
                           titles, time zones, codes and Roman numerals are left alone, and so are names in capitals and headings.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut all = scan::scan(context);
        let expanded = Expanded::new(context, &all);
        all.retain(|a| !expanded.has(a));
        all.sort_by_key(|a| (std::cmp::Reverse(a.count), a.first.start));
        let most = LIMIT.min(MOST + context.text.len() / BYTES);
        let more = all.len().saturating_sub(most);
        all.truncate(most);
        all.sort_by_key(|a| a.first.start);
        let last = all.len().saturating_sub(1);
        let finding = |(n, a)| finding(self, a, if n == last { more } else { 0 });
        out.extend(all.iter().enumerate().map(finding));
    }
}

fn finding(check: &UnexpandedAcronym, acronym: &Acronym<'_>, more: usize) -> Finding {
    let full = full_name(acronym);
    let times = match acronym.count {
        1 => "it occurs once".to_owned(),
        n => format!("it occurs {n} times"),
    };
    let mut reason = format!("“{}” is never expanded; {times}", acronym.text);
    if let Some(full) = full {
        reason += &format!(". It usually stands for “{full}”");
    }
    if more > 0 {
        let others = if more == 1 {
            "acronym is"
        } else {
            "acronyms are"
        };
        reason += &format!(". {more} rarer {others} not expanded either");
    }
    let choice = full.map(|full| format!("{full} ({})", acronym.text));
    Finding::new(check, acronym.first, Severity::Low, reason)
        .on_demand()
        .repaired(choice.map(|c| Repair::choice(vec![c])))
}

/// What the lists know the letters to stand for.
fn full_name(acronym: &Acronym<'_>) -> Option<&'static str> {
    let plain = detect::full_name(acronym.text).or_else(|| detect::full_name(&acronym.key));
    plain.filter(|full| full.contains(' '))
}

#[cfg(test)]
mod tests;
