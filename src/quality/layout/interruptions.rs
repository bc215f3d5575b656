//! Lines between two parts of a sentence: page numbers, running heads, footnotes, links and pictures' captions that stand
//! where a page ended.

use super::LayoutArtefact;
use super::breaks::LEADING;
use super::pages::{is_frame, is_page_line, is_page_number};
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::context::{excerpt, goes_on, trimmed};
use crate::quality::{Context, Finding, Repair};

/// How many lines may stand between the parts of a sentence, and how many blank ones between two of them.
const LINES: usize = 3;
const BLANKS: usize = 3;

/// The longest line that stands in a sentence, in bytes.
const LONGEST: usize = 200;

/// The same where no form tells what it is, with blank lines around it and without.
const SHORT: usize = 100;
const BRIEF: usize = 55;

/// A line with its place, and whether blank lines part it from where it was looked for.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    index: usize,
    pub line: &'a str,
    apart: bool,
    /// Whether the sentence around it breaks off where nothing but its next word can follow.
    clear: bool,
}

impl<'a> Side<'a> {
    /// The next line with text in it before a line.
    pub fn before(context: &Context<'a>, index: usize) -> Option<Self> {
        let lines = (0..index).rev().take(BLANKS + 1);
        Self::first(context, lines, index)
    }

    /// The next line with text in it behind a line.
    pub fn behind(context: &Context<'a>, index: usize) -> Option<Self> {
        Self::first(context, index + 1..=index + 1 + BLANKS, index)
    }

    fn first(
        context: &Context<'a>,
        mut lines: impl Iterator<Item = usize>,
        from: usize,
    ) -> Option<Self> {
        let index = lines.find(|&i| context.has_text(i))?;
        Some(Self {
            index,
            line: context.line(index).trim(),
            apart: index.abs_diff(from) > 1,
            clear: false,
        })
    }
}

/// Whether the lines around a line, blank ones aside, belong to one sentence.
pub(super) fn inside_sentence(context: &Context<'_>, index: usize) -> bool {
    let (before, behind) = (Side::before(context, index), Side::behind(context, index));
    before
        .zip(behind)
        .is_some_and(|(a, b)| a.line.len() > 25 && goes_on(a.line, b.line))
}

impl LayoutArtefact {
    /// Lines that interrupt a sentence.
    pub(super) fn interruptions(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let mut next = 0;
        for &index in &survey.open {
            if index < next {
                continue;
            }
            let found = interruption(context, index);
            next = found.last().map_or(index, |side| side.index) + 1;
            // Lines right below each other are one piece: a running head and its number.
            for group in found.chunk_by(|a, b| a.index + 1 == b.index) {
                out.extend(self.interrupting(context, group));
            }
        }
    }

    fn interrupting(&self, context: &Context<'_>, group: &[Side<'_>]) -> Option<Finding> {
        let (first, last) = (group.first()?, group.last()?);
        let whole = context
            .lines
            .get(first.index)?
            .union(*context.lines.get(last.index)?);
        let range = trimmed(context.text, whole, char::is_whitespace);
        let number = group.len() == 1 && (is_page_number(first.line) || is_page_line(first.line));
        let what = match (number, group.len()) {
            (true, _) => "a page number among the text",
            (_, 1) => "a line that interrupts a sentence",
            _ => "lines that interrupt a sentence",
        };
        let reason = format!("{what}: “{}”", excerpt(context.slice(range), 12));
        let finding = Finding::new(self, range, Severity::Low, reason);
        let finding = finding.repaired(Some(Repair::exact("")));
        let sure = |side: &Side<'_>| has_form(side.line) || side.clear && !context.wrapped;
        Some(if group.iter().all(sure) {
            finding
        } else {
            finding.on_demand()
        })
    }
}

/// The lines that interrupt the sentence that breaks off at the end of line `index`.
fn interruption<'a>(context: &Context<'a>, index: usize) -> Vec<Side<'a>> {
    let before = context.line(index).trim();
    if before.len() < 40 || !is_open(before) || is_item(before) || is_title(before) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = index;
    while let Some(next) = Side::behind(context, at) {
        if begins_small(next.line) {
            let ends = !found.is_empty() && next.line.len() >= 30;
            let whole = ends && are_apart(context, &found, next.apart);
            found.retain(|_| whole);
            let clear = !before.ends_with(',') && (before.len() >= 60 || leads_on(before));
            found.iter_mut().for_each(|f| f.clear = clear);
            return found;
        }
        let form = has_form(next.line);
        let short = next.line.len() <= if form { LONGEST } else { SHORT };
        if found.len() == LINES || !short || is_item(next.line) && !form {
            break;
        }
        found.push(next);
        at = next.index;
    }
    Vec::new()
}

/// Whether lines stand apart from the sentence: by their form, by blank lines on both sides, or because they break off
/// nothing, being short. In a wrapped text any short line may be a part of it.
fn are_apart(context: &Context<'_>, found: &[Side<'_>], end: bool) -> bool {
    let start = found.first().is_some_and(|f| f.apart);
    let kept = start && end;
    let own = |f: &Side<'_>| {
        has_form(f.line) || kept || !context.wrapped && f.line.len() <= BRIEF && !leads_on(f.line)
    };
    found.iter().all(own)
}

/// Whether the form of a line tells that it is none of the text.
fn has_form(line: &str) -> bool {
    is_frame(line) || is_footnote(line) || is_page_number(line)
}

/// Whether a line ends with a word that another one has to follow.
fn leads_on(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    line.ends_with(',') || LEADING.contains(&last)
}

/// Whether a line is a heading: most of its words are capitalised.
fn is_title(line: &str) -> bool {
    let (mut words, mut capital) = (0, 0);
    for word in line.split_whitespace().filter(|w| w.len() >= 4) {
        words += 1;
        capital += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    line.len() <= 160 && capital * 10 >= words * 7
}

/// Whether a line breaks off in the middle of a sentence.
fn is_open(line: &str) -> bool {
    line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '-' | '–'))
}

/// Whether a line goes on with a sentence: it begins with a small letter, and not as an item of a list.
fn begins_small(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let bare = word.trim_end_matches([',', ';', '.', ')']);
    let item = word.ends_with([')', ':']) || word.ends_with('.') && bare.len() <= 3;
    let letters = bare
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    line.starts_with(char::is_lowercase) && letters && !item
}

/// Whether a line is an item of a list or the row of a table.
fn is_item(line: &str) -> bool {
    line.starts_with(['•', '*', '·', '▪', '●', '○', '◦', '|', '+'])
        || line.starts_with("- ")
        || line.starts_with("– ")
        || line.contains('\t')
        || line.starts_with('(') && line.get(..6).is_some_and(|s| s.contains(')'))
}

/// Whether a line is a footnote: a number, and a text that begins like one.
fn is_footnote(line: &str) -> bool {
    let rest =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || "[]().*†‡¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c));
    let mark = line.len() - rest.len();
    // "2050. We will" is a sentence broken before a year.
    let year = line.len() >= 4 && line.bytes().take(4).all(|b| b.is_ascii_digit());
    (1..=5).contains(&mark)
        && !year
        && !line.starts_with('(')
        && rest
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || "“\"«".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn lines_in_the_middle_of_a_sentence() {
        expect(
            &LayoutArtefact,
            "\
They agreed on the budget of the northern islands for the
Island Council – Budget of the North
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a line that interrupts
coming year and on the roads that had been closed.

They asked how the money of the southern islands had

12 See Island Council, Annual Report, p. 3.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a line that interrupts

been spent and by whom, and went home in the evening.",
        );
    }

    #[test]
    fn lists_and_headings() {
        silent(
            &LayoutArtefact,
            &[
                "They agreed on the budget of the northern islands\n• Roads\n• Bridges of the north\nand the harbour.",
                "A Budget for the Roads of the Northern Islands\n\nFact Sheet\n\nby Lena Kosk",
            ],
        );
    }
}
