//! Numbers that cannot be right: shares of one whole that add to more than it, ranges that run backwards, sums that do not
//! add up, ordinals with the wrong ending, doubled scale words, groups of digits that are none.

mod shares;
mod written;

use super::{Check, Context, Example, Finding, Page, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;

/// Finds numbers that cannot be right.
pub struct NumericAnomaly;

/// Words that numbers are looked at by.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "between", "million billion", "billion million", "million million", "billion billion", "thousand million billion", "million trillion",
    "a total of", "for a total of", "in total", "in all",
];

impl Check for NumericAnomaly {
    fn id(&self) -> &'static str {
        "numeric_anomaly"
    }

    fn category(&self) -> Category {
        Category::NumericAnomaly
    }

    fn about(&self) -> &'static str {
        "Numbers that cannot be right: shares that add up to more than the whole, ranges that run backwards, sums that do not \
         add up, “21th”, “million billion”, broken groups of digits."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A figure with a slip in it is quoted as often as a right one; the slip shows only where numbers are compared.",
            examples: &[
                Example {
                    text: "Of the members, 45 percent voted for the bridge, 40 percent against it and 35 percent abstained.",
                    found: "45 percent voted for the bridge, 40 percent against it and 35 percent",
                },
                Example {
                    text: "The board met on the 21th day, with between 80 and 50 guests.",
                    found: "21th",
                },
            ],
            false_alarms: "Shares of which several answers were allowed, and percentages that grow from each other; these are of the \
                           second tier. Indian groups of digits (1,00,000) are known.",
        }
    }

    fn cues(&self) -> &'static [&'static str] {
        CUES
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        written::find(self, context, out);
        shares::find(self, context, out);
        for cue in context.cues(self) {
            match CUES.get(cue.index) {
                Some(&"between") => out.extend(self.backwards(context, cue.range)),
                Some(words) if words.ends_with("illion") => {
                    out.extend(self.doubled_scale(context, cue.range));
                }
                Some(_) => out.extend(self.total(context, cue.range)),
                None => {}
            }
        }
    }
}

impl NumericAnomaly {
    /// "between 80 and 50 guests".
    fn backwards(&self, context: &Context<'_>, cue: TextRange) -> Option<Finding> {
        let after = near(context, cue.end, 60);
        let rest = after.strip_prefix(' ')?;
        let low = leading(rest)?;
        let middle = rest.get(low.len..)?.strip_prefix(" and ")?;
        let high = leading(middle)?;
        let tail = middle.get(high.len..)?;
        // "between 80 and 5 million": the scale belongs to both, or to the second alone.
        let scaled = tail.trim_start().starts_with(|c: char| c.is_ascii_digit())
            || [
                "million", "billion", "thousand", "trillion", "hundred", "m", "bn", "k", "o'",
                "o’", "am", "pm", "a.m", "p.m",
            ]
            .iter()
            .any(|w| tail.trim_start().starts_with(w));
        // Years, times, verses and streets may run backwards.
        let plain = |n: &Number| !(1500.0..2200.0).contains(&n.value) || n.len != 4;
        let bare = !tail.starts_with([':', '/', '-', '–', '.', ','])
            || tail.starts_with(". ")
            || tail.starts_with(", ");
        let counts = tail
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || c == '%');
        if low.value <= high.value || scaled || !plain(&low) || !plain(&high) || !bare || !counts {
            return None;
        }
        let end = cue.end + 1 + low.len + 5 + high.len;
        let reason = format!(
            "a range that runs backwards: from {} down to {}",
            low.text, high.text
        );
        let range = TextRange::new(cue.start, end);
        Some(Finding::new(self, range, Severity::Medium, reason).on_demand())
    }

    /// "$1.2 million billion".
    fn doubled_scale(&self, context: &Context<'_>, cue: TextRange) -> Option<Finding> {
        let before = TextRange::new(cue.start.saturating_sub(24), cue.start).snapped(context.text);
        let before = context.slice(before);
        let number = before
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()
            .filter(|n| n.contains(|c: char| c.is_ascii_digit()))?;
        let start = cue.start - (before.len() - before.trim_end().len()) - number.len();
        let range = TextRange::new(start, cue.end);
        let said = context.slice(range);
        let scales: Vec<String> = context
            .slice(cue)
            .split_whitespace()
            .map(|scale| format!("{number} {scale}"))
            .collect();
        let reason = format!("two words of scale after one number: “{said}”");
        let finding = Finding::new(self, range, Severity::High, reason);
        Some(finding.repaired(Some(Repair::choice(scales))))
    }

    /// "10 men and 12 women, a total of 25".
    fn total(&self, context: &Context<'_>, cue: TextRange) -> Option<Finding> {
        let (parts, sum) = written::parts_and_total(context, cue)?;
        let added: f64 = parts.iter().map(|p| p.value).sum();
        if (added - sum.value).abs() < 0.5 || parts.len() < 2 {
            return None;
        }
        let shown: Vec<&str> = parts.iter().map(|p| p.text).collect();
        let reason = format!(
            "{} add up to {added}, and the text says {}",
            shown.join(" and "),
            sum.text
        );
        let start = parts.first().map_or(cue.start, |p| p.start);
        let range = TextRange::new(start, sum.start + sum.len);
        Some(Finding::new(self, range, Severity::Medium, reason).on_demand())
    }
}

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
struct Number<'t> {
    value: f64,
    text: &'t str,
    /// Where it begins (UTF-8 bytes).
    start: usize,
    len: usize,
}

/// At most `reach` bytes of the text from `at` on.
fn near<'t>(context: &Context<'t>, at: usize, reach: usize) -> &'t str {
    context.slice(TextRange::new(at, (at + reach).min(context.text.len())).snapped(context.text))
}

/// The number at the beginning of a text: digits with commas as thousands and a point.
fn leading(text: &str) -> Option<Number<'_>> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .unwrap_or(text.len());
    let written = text.get(..end)?.trim_end_matches([',', '.']);
    let value: f64 = written.replace(',', "").parse().ok()?;
    Some(Number {
        value,
        text: written,
        start: 0,
        len: written.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn shares_of_one_whole() {
        expect(
            &NumericAnomaly,
            "\
Of the members, 45 percent voted for the bridge, 40 percent against it and 35 percent abstained.
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: add up to 120
Some 130 percent of the population live in the harbour towns.
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium: more than the whole",
        );
    }

    #[test]
    fn ranges_sums_and_scales() {
        expect(
            &NumericAnomaly,
            "\
There were between 80 and 50 guests. They sent 10 men and 12 women, a total of 25 people.
           ^^^^^^^^^^^^^^^^^ medium/2: runs backwards
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: add up to 22
The bridge costs $1.2 million billion.
                 ^^^^^^^^^^^^^^^^^^^^ high: two words of scale",
        );
    }

    #[test]
    fn numbers_as_they_are_written() {
        expect(
            &NumericAnomaly,
            "\
The 21th and the 42th member and the 3nd guest paid 1,00,0 and 12,34,5678 crowns.
    ^^^^ low: “21st”
                 ^^^^ low: “42nd”
                                     ^^^ low: “3rd”
                                                    ^^^^^^ medium: groups of digits
                                                               ^^^^^^^^^^ medium: groups of digits",
        );
    }

    #[test]
    fn numbers_that_are_right() {
        silent(
            &NumericAnomaly,
            &[
                "Between 2019 and 2015 BC; between 5 and 10 guests; between 80 and 5 million; between 10 and 5 o'clock.",
                "It grew by 120 percent; prices were 150 percent of last year's; 45 percent of men, 60 percent of women.",
                "The 11th, 12th, 13th, 111th, 112th, 21st, 22nd, 23rd, 101st and 1,001st member; 5th, 4th, 0th.",
                "Rs 1,00,000 and 12,34,567; 1,000,000.50; 1.000.000,50; 12,5 km; A/1,23; (1,2,3); pages 3,45,678.",
                "10 men and 12 women, a total of 22 people. In total, 40 came.",
                "45 percent of the fish, 40 percent of the salt and 35 percent of the trade.",
                "Growth was 45 percent in 2019, 40 percent in 2020 and 35 percent in 2021.",
            ],
        );
    }
}
