//! Paragraphs whose lines were broken at a fixed width.

use super::LayoutArtefact;
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use std::ops::Range;

/// Width (code points) of the narrowest and of the widest lines that programs break text into.
const NARROWEST: usize = 36;
/// Below this one it takes several lines to tell that they are not verse.
const NARROW: usize = 48;
const WIDEST: usize = 110;

impl LayoutArtefact {
    /// Paragraphs of which every line is as long as the next word allows, in a text whose lines are paragraphs otherwise.
    pub(super) fn wrapped_paragraphs(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.wrapped || context.is_markdown() {
            return;
        }
        let blocks = context.blocks().iter().filter(|b| is_wrapped(context, b));
        out.extend(blocks.filter_map(|b| {
            let finding = self.wrapped(context, b, b)?;
            let joined: Vec<&str> = context.slice(finding.range).split_whitespace().collect();
            Some(finding.repaired(Some(Repair::exact(joined.join(" ")))))
        }));
    }

    /// A text that is wrapped throughout, on demand: a reader joins its lines without being asked.
    pub(super) fn wrapped_text(&self, context: &Context<'_>) -> Option<Finding> {
        if !context.wrapped || context.is_markdown() {
            return None;
        }
        let mut blocks = context.blocks().iter().filter(|b| is_wrapped(context, b));
        let (first, last) = (blocks.next()?, blocks.next_back()?);
        let finding = self.wrapped(context, first, &(first.start..last.end))?;
        Some(finding.on_demand())
    }

    /// The finding on the lines `of`, which are broken like those of `one`.
    fn wrapped(
        &self,
        context: &Context<'_>,
        one: &Range<usize>,
        of: &Range<usize>,
    ) -> Option<Finding> {
        let first = context.lines.get(of.start)?;
        let range = first.union(*context.lines.get(of.end.checked_sub(1)?)?);
        let range = trimmed(context.text, range, char::is_whitespace);
        let width = one.clone().map(|n| width(context.line(n))).max()?;
        let (what, lines) = if one == of {
            ("a paragraph", "lines")
        } else {
            ("a text", "lines of which most")
        };
        let reason = format!(
            "{what} of {} {lines} that were broken at about {width} characters, not where a sentence or paragraph ends",
            of.len()
        );
        Some(Finding::new(self, range, Severity::Low, reason))
    }
}

/// Code points of a line without the blanks at its end.
fn width(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// Whether the lines of a block were filled one after the other up to a width: behind each of them the first word of the next
/// one has no room. Lists, verse and lines of one sentence each are not: their lines end where something ends.
fn is_wrapped(context: &Context<'_>, block: &Range<usize>) -> bool {
    let lines = || block.clone().map(|n| context.line(n));
    let joints = block.len().saturating_sub(1);
    let longest = lines().map(str::len).max().unwrap_or(0);
    if joints == 0 || longest > WIDEST * 4 {
        return false;
    }
    let most = lines().map(width).max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&most) || most < NARROW && joints < 3 {
        return false;
    }
    let mut goes_on = 0;
    for (line, next) in lines().zip(lines().skip(1)) {
        let word = next.split_whitespace().next().unwrap_or_default();
        let item = next.starts_with([' ', '\t', '-', '•', '*', '–', '|', '·', '(', '>']);
        if item || line.contains('\t') || width(line) + 1 + width(word) <= most {
            return false;
        }
        let line = line.trim_end();
        let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '\''));
        goes_on += usize::from(open && word.starts_with(char::is_alphanumeric));
    }
    // Two lines may be a sentence each by chance.
    let ends = lines()
        .last()
        .is_some_and(|l| l.trim_end().ends_with(['.', '!', '?', '”', '"', ':', ';']));
    let least = if joints == 1 { 1 } else { joints.div_ceil(2) };
    ends && goes_on >= least
}

#[cfg(test)]
mod tests {
    use crate::quality::layout::LayoutArtefact;
    use crate::quality::testing::{findings, silent};

    const WRAPPED: &str = "\
The council met in the town hall on Monday and spoke about the roads and
the bridges for hours, until the mayor of the island said that she would
open the bridge in spring.";
    const LONG: &str = "The council met in the town hall on Monday and spoke about the roads and the bridges for hours, until the mayor said that she would open the bridge in spring and that the ferry would run again.";

    #[test]
    fn a_paragraph_among_whole_ones() {
        let text = format!("{LONG}\n\n{WRAPPED}\n\n{LONG}\n\n{LONG}\n");
        let found = findings(&LayoutArtefact, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].range.of(&text), Some(WRAPPED));
        assert_eq!(found[0].tier, 1);
        let repaired = found[0].repair.as_ref().and_then(|r| r.replacement.clone());
        assert_eq!(repaired, Some(WRAPPED.replace('\n', " ")));
    }

    #[test]
    fn a_text_wrapped_throughout_is_told_once() {
        let other = WRAPPED
            .replace("Monday", "Friday")
            .replace("mayor", "bishop");
        let text = format!("A title\n\n{WRAPPED}\n\n{other}\n");
        let found = findings(&LayoutArtefact, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].tier, 2);
        assert!(
            found[0]
                .range
                .of(&text)
                .is_some_and(|t| t.ends_with("spring.") && t.starts_with("The"))
        );
    }

    #[test]
    fn lists_verse_and_lines_of_a_sentence() {
        silent(
            &LayoutArtefact,
            &[
                "The council met in the town hall on Monday and spoke about roads.\nThe mayor of the island opened the bridge to the harbour in spring.\nThe ferry to the northern islands was late again by an hour or two.\n",
                "Minister of Roads, Harbours and the Bridges of the Northern Islands\nMinister of Fisheries, Ports and the Lighthouses of the South Coast\n",
                "so long ago the ship went out to sea\nand never came again to harbour\nwhere the women waited on the quay.\n",
            ],
        );
    }
}
