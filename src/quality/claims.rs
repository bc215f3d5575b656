//! Claims that nobody stands behind: passives without an agent ("is seen as"), sources without a name ("critics say"),
//! forecasts, and figures of which nobody says where they come from.

mod cues;
mod figures;

use super::{Check, Context, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use cues::{CUES, Kind, phrases};

/// Finds claims without a source.
pub struct UnattributedClaim;

/// Most findings of one kind in a document: who has seen so many knows how it is written.
const MOST: usize = 12;

impl Check for UnattributedClaim {
    fn id(&self) -> &'static str {
        "unattributed_claim"
    }

    fn category(&self) -> Category {
        Category::UnattributedClaim
    }

    fn about(&self) -> &'static str {
        "Views, forecasts and figures for which the sentence names no source: “is seen as”, “critics say”, “is likely to have”, \
         a row of percentages."
    }

    fn page(&self) -> Page {
        Page {
            matters: "What nobody is named for cannot be checked, and often is the writer's own opinion in the words of a report.",
            examples: &[
                Example {
                    text: "The ferry line is widely seen as a response to the new bridge.",
                    found: "is widely seen as a response to the new bridge",
                },
                Example {
                    text: "Critics say the harbour is too small.",
                    found: "Critics say",
                },
                Example {
                    text: "The islands account for 40 percent of the fish, 30 percent of the salt and 12 percent of the trade of the region.",
                    found: "The islands account for 40 percent of the fish, 30 percent of the salt and 12 percent of the trade of the region",
                },
            ],
            false_alarms: "Commentary and speeches, where the author speaks for himself, and news that names its source one \
                           sentence before. All findings are of the second tier, and only the first twelve of a kind are told.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        phrases()
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut told = [0; Kind::COUNT];
        let mut end = 0;
        for cue in context.cues(self) {
            let Some((_, kind)) = CUES.get(cue.index) else {
                continue;
            };
            let Some(told) = told.get_mut(*kind as usize).filter(|n| **n < MOST) else {
                continue;
            };
            if cue.range.start < end {
                continue;
            }
            let sentence = context.sentence_around(cue.range.start);
            if is_attributed(context, sentence, cue.range, *kind) {
                continue;
            }
            let range = kind.passage(context.text, cue.range, sentence);
            let reason = kind.reason(context.slice(cue.range));
            out.push(Finding::new(self, range, kind.severity(), reason).on_demand());
            *told += 1;
            end = range.end;
        }
        figures::find(self, context, out);
    }
}

impl Kind {
    /// What is marked: the claim as far as it is short, else the words that show it.
    fn passage(self, text: &str, cue: TextRange, sentence: TextRange) -> TextRange {
        if self == Self::Nameless {
            return cue;
        }
        let rest = TextRange::new(cue.end, sentence.end.max(cue.end));
        let rest = rest.of(text).unwrap_or_default();
        let stop = rest.find([',', '.', ';', ':', '(', '—', '–']);
        let clause = rest.get(..stop.unwrap_or(rest.len())).unwrap_or_default();
        let words: usize = clause
            .split_inclusive(char::is_whitespace)
            .take(8)
            .map(str::len)
            .sum();
        let clause = clause.get(..words).unwrap_or_default();
        TextRange::new(cue.start, cue.end + clause.trim_end().len())
    }

    fn reason(self, said: &str) -> String {
        match self {
            Self::Agentless => format!("“{said}”: by whom, the sentence does not say"),
            Self::Nameless => format!("“{said}”: a source without a name"),
            Self::Forecast => format!("a forecast without a source (“{said}”)"),
            Self::Common => format!("“{said}” stands for a source"),
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Self::Agentless | Self::Nameless => Severity::Medium,
            Self::Forecast | Self::Common => Severity::Low,
        }
    }
}

/// Words of a sentence that say who says so.
const SAYING: &[&str] = &[
    "said",
    "says",
    "told",
    "stated",
    "argued",
    "argues",
    "noted",
    "added",
    "warned",
    "warns",
    "announced",
    "estimates",
    "estimated",
    "according",
    "writes",
    "wrote",
    "reported",
    "report",
    "survey",
    "study",
    "data",
    "figures",
    "poll",
    "polls",
    "statistics",
    "census",
    "cited",
    "citing",
    "quoted",
    "testified",
    "explained",
    "observed",
    "predicted",
    "predicts",
    "forecasts",
    "projects",
    "projected",
    "found",
    "concluded",
    "concludes",
    "acknowledged",
    "claimed",
    "claims",
    "suggested",
    "insisted",
    "stressed",
    "emphasized",
    "emphasised",
    "underlined",
    "underscored",
    "believes",
    "I",
    "we",
    "our",
    "my",
    "We",
    "Our",
    "My",
    "I'm",
    "I’m",
    "us",
];

/// Whether a sentence names who stands behind a claim: by a verb of saying, a quotation, a note, an agent after "by", or
/// because the author speaks in the first person.
fn is_attributed(context: &Context<'_>, sentence: TextRange, cue: TextRange, kind: Kind) -> bool {
    let before = context.slice(TextRange::new(sentence.start, cue.start));
    let after = context.slice(TextRange::new(cue.end, sentence.end.max(cue.end)));
    let says = |part: &str| {
        part.contains(['“', '”', '"', '«', '»'])
            || part
                .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
                .any(|w| SAYING.contains(&w))
    };
    let noted = after.contains(['[', '¹', '²', '³']);
    let agent = kind == Kind::Agentless
        && after
            .split_whitespace()
            .take(9)
            .any(|w| matches!(w, "by" | "from" | "among"));
    let asks =
        after.trim_end().ends_with('?') || before.contains(" if ") || before.starts_with("If ");
    noted
        || agent
        || asks
        || says(before)
        || kind != Kind::Nameless && says(after)
        || in_quotation(context, cue)
}

/// Whether more quotation marks open than close before a place in its paragraph, as far as half a kilobyte back.
fn in_quotation(context: &Context<'_>, at: TextRange) -> bool {
    let from = TextRange::new(at.start.saturating_sub(600), at.start).snapped(context.text);
    let before = context.slice(from);
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    let line = if context.wrapped {
        paragraph
    } else {
        paragraph.rsplit('\n').next().unwrap_or_default()
    };
    let (opens, closes) = (line.matches('“').count(), line.matches('”').count());
    opens > closes || line.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn views_forecasts_and_nameless_sources() {
        expect(
            &UnattributedClaim,
            "\
The move is seen as a strategic response to the bridge.
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: by whom
The new ferries have drawn international scrutiny.
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: by whom
The bridge is likely to have a lasting impact on the islands.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low/2: a forecast without a source
Critics say the bridge costs too much; reportedly, half of the money is gone.
^^^^^^^^^^^ medium/2: a source without a name
                                       ^^^^^^^^^^ medium/2: a source without a name",
        );
    }

    #[test]
    fn figures_in_a_row() {
        expect(
            &UnattributedClaim,
            "\
The islands account for 40 percent of the fish, 30 percent of the salt and 12 percent of the trade.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: 3 figures",
        );
    }

    #[test]
    fn who_says_so_is_named() {
        silent(
            &UnattributedClaim,
            &[
                "The move is seen by the harbour board as a response.",
                "The move is seen as a response, the mayor said.",
                "According to the census, the islands have 40 percent of the fish, 30 percent of the salt and 12 percent of the trade.",
                "“The bridge is likely to have an impact,” she added.",
                "We believe that the bridge is likely to have an impact.",
                "If the bridge is likely to have an impact, it should be tested.",
                "The law has drawn objections from Norland.",
                "The report shows 40 percent of the fish, 30 percent of the salt and 12 percent of the trade. [3]",
                "He is believed dead? The critics saying grace.",
            ],
        );
    }
}
