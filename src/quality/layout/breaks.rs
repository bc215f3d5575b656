//! Sentences cut by blank lines, columns of a word or two, runs of blank lines, lone bullets, numbers of lines in the margin.

use super::LayoutArtefact;
use super::interruptions::inside_sentence;
use super::lines::has_long_lines;
use super::survey::Survey;
use crate::annotation::label::Severity;
use crate::quality::context::{goes_on, trimmed};
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;

/// Words after which no paragraph ends.
pub(super) const LEADING: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "for", "with", "by", "at", "from", "on", "is",
    "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "that", "which",
    "who", "its", "their", "his", "her", "our", "as", "but", "than", "into", "this", "these",
    "those", "not", "can", "could", "should", "may", "must", "about", "between", "le", "la", "les",
    "un", "une", "des", "du", "de", "et", "ou", "à", "au", "aux", "en", "dans", "par", "pour",
    "sur", "que", "qui", "est", "sont", "avec", "son", "sa", "ses", "leur", "leurs", "nos",
    "notre", "ce", "cette", "ces", "dan", "yang", "di", "ke", "dari", "untuk", "dengan", "el",
    "los", "las", "y", "con", "para", "và", "của", "cho", "các", "với", "là",
];

/// How many blank lines may stand inside a sentence.
const BLANKS: usize = 3;

/// The shortest part of a sentence, in bytes, that is told to be broken by its length.
const LONG: usize = 70;

/// Blank lines in a row from which on they are too many.
const TOO_MANY: usize = 3;

/// The longest line of a narrow column, in bytes, and how many such lines make one.
const COLUMN: usize = 28;
const COLUMN_LINES: usize = 5;

impl LayoutArtefact {
    /// Paragraphs that break off in mid-sentence and go on after a blank line.
    pub(super) fn broken_paragraphs(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for pair in context.blocks().windows(2) {
            let [before, behind] = pair else { continue };
            if behind.start - before.end <= BLANKS {
                out.extend(self.broken_paragraph(context, before.end - 1, behind.start));
            }
        }
    }

    fn broken_paragraph(&self, context: &Context<'_>, a: usize, b: usize) -> Option<Finding> {
        let (before, behind) = (*context.lines.get(a)?, *context.lines.get(b)?);
        let (head, tail) = (context.slice(before).trim_end(), context.slice(behind));
        let indent = tail.len() - tail.trim_start().len();
        let tail = tail.trim();
        if !goes_on(head, tail) || head.ends_with(['-', ')']) {
            return None;
        }
        let last = head.rsplit(char::is_whitespace).next().unwrap_or_default();
        // Between two long lines that are no items of a list nothing but a page's end breaks a sentence.
        let sure = LEADING.contains(&last)
            || tail.len() >= LONG
                && head.len() >= LONG
                && !head.trim_start().starts_with(is_bullet);
        let first = tail.split_whitespace().next().unwrap_or_default();
        // A short line is broken only where a word tells that another one belongs to it.
        let short = head.len() < 60;
        let joined = sure && head.len() >= 40
            || LEADING.contains(&first) && head.len() >= 30 && tail.len() >= 40;
        if short && !joined || tail.len() < if sure { 4 } else { 25 } {
            return None;
        }
        let plain = first.trim_end_matches([',', ';', '.']);
        let item = plain.len() < first.len() && first.ends_with('.') && plain.len() <= 3;
        if item
            || plain.len() > 40
            || !plain
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        {
            return None;
        }
        let start = before.start + head.len() - last.len();
        let range = TextRange::new(start, behind.start + indent + first.len());
        let reason = format!("a blank line in mid-sentence: “{last}” | “{first}”");
        let finding = Finding::new(self, range, Severity::Low, reason);
        let finding = finding.repaired(Some(Repair::exact(format!("{last} {first}"))));
        Some(if sure { finding } else { finding.on_demand() })
    }

    /// Lines of a word or two each, among which a sentence goes on, in a text whose lines are paragraphs.
    pub(super) fn columns(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.wrapped || context.is_markdown() || !has_long_lines(context) {
            return;
        }
        for block in context.blocks().iter().cloned() {
            if block.len() < COLUMN_LINES {
                continue;
            }
            let mut from = block.start;
            for index in block.start..=block.end {
                let short = index < block.end && context.line(index).trim().len() <= COLUMN;
                if !short {
                    out.extend(self.column(context, from, index));
                    from = index + 1;
                }
            }
        }
    }

    /// A column of the lines from `from` to before `to`, if it is one.
    fn column(&self, context: &Context<'_>, from: usize, to: usize) -> Option<Finding> {
        let count = to.checked_sub(from).filter(|n| *n >= COLUMN_LINES)?;
        let joint = |i: &usize| goes_on(context.line(*i), context.line(i + 1));
        let joints = (from..to - 1).filter(joint).count();
        if joints * 10 < (count - 1) * 5 {
            return None;
        }
        let whole = context.lines.get(from)?.union(*context.lines.get(to - 1)?);
        let range = trimmed(context.text, whole, char::is_whitespace);
        let joined: Vec<&str> = context.slice(range).split_whitespace().collect();
        let reason = format!("a sentence in a column of {count} narrow lines");
        let finding = Finding::new(self, range, Severity::Low, reason);
        Some(finding.repaired(Some(Repair::exact(joined.join(" ")))))
    }

    /// Many blank lines in a row.
    pub(super) fn blank_runs(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for pair in context.blocks().windows(2) {
            let [before, behind] = pair else { continue };
            let count = behind.start - before.end;
            let ends = context.lines.get(before.end);
            let ends = ends.zip(context.lines.get(behind.start));
            if let Some((start, end)) = ends.filter(|_| count >= TOO_MANY) {
                let reason = format!("{count} blank lines in a row");
                let range = TextRange::new(start.start, end.start);
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact("\n"))));
            }
        }
    }

    /// Bullets without their text.
    pub(super) fn lone_bullets(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        for index in survey.short.iter().map(|short| short.index) {
            let line = context.lines.get(index).copied().unwrap_or_default();
            if line.len() > 12 {
                continue;
            }
            let range = trimmed(context.text, line, char::is_whitespace);
            let mut chars = context.slice(range).chars();
            let bullet = chars.next().is_some_and(is_bullet) && chars.next().is_none();
            if bullet && (Self::is_prose(context, index) || has_item_below(context, index)) {
                let reason = format!("a bullet without a text: “{}”", context.slice(range));
                let finding = Finding::new(self, range, Severity::Low, reason);
                out.push(finding.repaired(Some(Repair::exact(""))));
            }
        }
    }

    /// Whether no line close by is as short: rows of signs are a table.
    fn is_prose(context: &Context<'_>, index: usize) -> bool {
        let tiny = |i: usize| (1..=3).contains(&context.line(i).trim().chars().count());
        let near = index.saturating_sub(2)..=index + 2;
        !near.filter(|i| *i != index).any(tiny) && context.lines.len() > 1
    }

    /// Numbers of lines in the margin: they rise by one, or by five, over the lines of a text.
    pub(super) fn line_numbers(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let mut run: Vec<(usize, u32, TextRange)> = Vec::new();
        for &index in &survey.numbered {
            let Some((value, range)) = numbered(context, index) else {
                continue;
            };
            let goes_on = run.last().is_none_or(|(last, number, _)| {
                let step = value.saturating_sub(*number);
                (step == 1 || step == 5) && index - last <= 6 && is_narrow(context, *last, index)
            });
            if !goes_on {
                self.margin(context, &run, out);
                run.clear();
            }
            run.push((index, value, range));
        }
        self.margin(context, &run, out);
    }

    fn margin(
        &self,
        context: &Context<'_>,
        run: &[(usize, u32, TextRange)],
        out: &mut Vec<Finding>,
    ) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        // Items of a list begin sentences: most lines behind numbers of a margin do not.
        let inside = run
            .iter()
            .filter(|(index, _, number)| is_inside(context, *index, *number));
        if run.len() < 3 || inside.count() * 2 < run.len() {
            return;
        }
        let end = context.lines.get(last.0).map_or(last.2.end, |l| l.end);
        let range = TextRange::new(first.2.start, end);
        let reason = format!(
            "the numbers of lines in the margin, {} to {}",
            first.1, last.1
        );
        out.push(Finding::new(self, range, Severity::Low, reason));
    }
}

/// Whether the text of a bullet stands on the line below it.
fn has_item_below(context: &Context<'_>, index: usize) -> bool {
    let below = context.line(index + 1).trim();
    below.len() >= 20 && below.starts_with(char::is_alphabetic) && below.contains(' ')
}

/// Whether the lines between two numbers are no longer than those of print.
fn is_narrow(context: &Context<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| context.line(i).len() <= 110)
}

/// Whether the text behind a number goes on with a sentence: on its line, or on the next one where the number is alone.
fn is_inside(context: &Context<'_>, index: usize, number: TextRange) -> bool {
    let line = context.lines.get(index).copied().unwrap_or_default();
    let rest = context
        .text
        .get(number.end..line.end)
        .unwrap_or_default()
        .trim();
    if !rest.is_empty() {
        return rest.starts_with(char::is_lowercase);
    }
    inside_sentence(context, index)
}

/// The number that a line begins with, with nothing behind it, or a gap and words.
fn numbered(context: &Context<'_>, index: usize) -> Option<(u32, TextRange)> {
    let line = *context.lines.get(index)?;
    let text = context.slice(line);
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?;
    let word = behind.trim_start();
    let space = behind.len() - word.len();
    let words = word.starts_with(char::is_alphabetic) && word.len() >= 12;
    let alone = behind.is_empty();
    let value = rest
        .get(..digits)
        .filter(|_| (1..=4).contains(&digits) && (alone || space > 0 && words))?;
    let number = value.parse().ok()?;
    Some((
        number,
        TextRange::new(line.start + start, line.start + start + digits),
    ))
}

fn is_bullet(c: char) -> bool {
    "•‣◦▪▫■□●○◆◇➢➤►▶✓✔»›·*–—-§¤".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{findings, silent};

    const LONG: &str = "The council of the northern island met on Monday and spoke about the roads and the bridges that had been closed in the winter, and about the harbour, for hours, until all of them went home.";

    #[test]
    fn blank_lines_in_sentences() {
        let text = "The council of the northern island met on Monday and spoke about the\n\nroads and the bridges that had been closed in the winter for hours.";
        let found = findings(&LayoutArtefact, text);
        assert_eq!(found[0].range.of(text), Some("the\n\nroads"));
    }

    #[test]
    fn columns_bullets_and_blank_lines() {
        let text = format!(
            "{LONG}\n\nThe mayor said\nthat she would\nopen the bridge\nin the spring\nof next year.\n\n{LONG}"
        );
        let found = findings(&LayoutArtefact, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].reason.contains("column of 5"));
        let text = format!("{LONG}\n\n\n\n\n{LONG}\n\n•\n\n{LONG}");
        let found = findings(&LayoutArtefact, &text);
        let all: Vec<_> = found.iter().map(|f| f.range.of(&text)).collect();
        assert_eq!(all, [Some("\n\n\n\n"), Some("•")]);
    }

    #[test]
    fn numbers_of_lines() {
        let text = "5 the council met in the town hall\n6 on Monday and spoke about roads\n7 and about the bridges for hours\n";
        assert_eq!(findings(&LayoutArtefact, text).len(), 1);
        silent(
            &LayoutArtefact,
            &["1 The council met in May\n2 The others met in June\n3 They left in the evening\n"],
        );
    }
}
