//! Tables that lost their shape: rows in one line, lists of contents, columns that stand side by side.

use super::survey::{Survey, bare};
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::context::{goes_on, runs_of, trimmed};
use crate::quality::{Context, Finding};
use std::ops::Range;

/// Headings of lists of contents.
const CONTENTS: &[&str] = &[
    "contents",
    "table of contents",
    "list of contents",
    "sommaire",
    "table des matières",
    "índice",
    "indice",
    "contenido",
    "tabla de contenido",
    "sumário",
    "inhalt",
    "inhaltsverzeichnis",
    "daftar isi",
    "mục lục",
    "sommario",
];

/// How many spaces part columns at least, and how many lines make some.
const GAP: usize = 4;
const ROWS: usize = 3;

/// How many numbers a line has at least that was a table, and the longest such line.
const NUMBERS: usize = 6;
const LINE: usize = 600;

impl LayoutArtefact {
    /// `Country 2020 2021 Island 9.9 2.4 Coast 2.0 2.3`: the rows of a table in a line, or line by line with tabs.
    pub(super) fn flat_tables(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut index = 0;
        let mut tabs = memchr::memchr_iter(b'\t', context.text.as_bytes()).peekable();
        while let Some(&first) = context.lines.get(index) {
            while tabs.next_if(|tab| *tab < first.start).is_some() {}
            let tabbed = tabs.peek().is_some_and(|tab| *tab < first.end);
            let lines = index..context.lines.len();
            let rows = lines
                .take_while(|i| tabbed && is_row(context.line(*i)))
                .count();
            if rows >= 2 {
                let last = context
                    .lines
                    .get(index + rows - 1)
                    .copied()
                    .unwrap_or(first);
                let range = trimmed(context.text, first.union(last), char::is_whitespace);
                let reason = format!("{rows} rows of a table among the text");
                out.push(Finding::new(self, range, Severity::Low, reason).on_demand());
            } else if is_flat_table(context.slice(first)) {
                let range = trimmed(context.text, first, char::is_whitespace);
                let reason = "the rows of a table in one line";
                out.push(Finding::new(self, range, Severity::Low, reason));
            }
            index += rows.max(1);
        }
    }

    /// Lists of contents with their pages.
    pub(super) fn contents(&self, context: &Context<'_>, survey: &Survey, out: &mut Vec<Finding>) {
        let mut next = 0;
        for index in survey.short.iter().map(|short| short.index) {
            if index < next {
                continue;
            }
            let (entries, rise) = entries(context, index);
            if rise && entries.len() >= 2 {
                let heading = (0..entries.start)
                    .rev()
                    .take(2)
                    .find(|i| is_contents(context.line(*i)));
                let from = heading.unwrap_or(entries.start);
                let (first, last) = (context.lines.get(from), context.lines.get(entries.end - 1));
                let whole = first
                    .zip(last)
                    .map(|(a, b)| a.union(*b))
                    .unwrap_or_default();
                if heading.is_some() || entries.len() >= 4 {
                    let range = trimmed(context.text, whole, char::is_whitespace);
                    let reason = format!("a list of contents with {} entries", entries.len());
                    let finding = Finding::new(self, range, Severity::Low, reason);
                    out.push(if heading.is_some() {
                        finding
                    } else {
                        finding.on_demand()
                    });
                }
            }
            next = entries.end;
        }
    }

    /// Lines with a wide gap in the middle, on both sides of which a text goes on from line to line.
    pub(super) fn side_by_side(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut run: Vec<(usize, &str, &str)> = Vec::new();
        for at in memchr::memmem::find_iter(context.text.as_bytes(), "    ") {
            let after = context.lines.partition_point(|l| l.start <= at);
            let index = after.saturating_sub(1);
            if run.last().is_some_and(|(last, ..)| *last == index) {
                continue;
            }
            let Some((left, right)) = halves(context.line(index)) else {
                continue;
            };
            if run.last().is_some_and(|(last, ..)| last + 1 != index) {
                out.extend(self.column_pair(context, &run));
                run.clear();
            }
            run.push((index, left, right));
        }
        out.extend(self.column_pair(context, &run));
    }

    fn column_pair(&self, context: &Context<'_>, run: &[(usize, &str, &str)]) -> Option<Finding> {
        let joints = run.windows(2).filter(|w| match w {
            [a, b] => goes_on(a.1, b.1) || goes_on(a.2, b.2),
            _ => false,
        });
        if run.len() < ROWS || joints.count() * 2 < run.len() - 1 {
            return None;
        }
        let first = context.lines.get(run.first()?.0)?;
        let last = context.lines.get(run.last()?.0)?;
        let range = trimmed(context.text, first.union(*last), char::is_whitespace);
        let reason = format!("two columns side by side in {} lines", run.len());
        Some(Finding::new(self, range, Severity::Low, reason))
    }
}

/// The two sides of a line with one wide gap, if words stand on both of them.
fn halves(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let mut gaps = runs_of(line, |c| c == ' ')
        .into_iter()
        .filter(|r| r.len() >= GAP);
    let gap = gaps.next()?;
    let (left, right) = (line.get(..gap.start)?, line.get(gap.end..)?);
    let words = |s: &str| {
        s.split(' ')
            .filter(|w| w.chars().any(char::is_alphabetic))
            .count()
            >= 2
    };
    (gaps.next().is_none() && words(left) && words(right)).then_some((left, right))
}

/// Whether a line is the row of a table: cells between tabs, most of them numbers.
fn is_row(line: &str) -> bool {
    let mut cells = line.trim().split('\t');
    let _label = cells.next();
    let (mut all, mut numbers) = (0, 0);
    for cell in cells {
        all += 1;
        numbers += usize::from(is_number(cell.trim()));
    }
    all >= 2 && numbers * 2 > all
}

/// Whether the rows of a table stand in a line: many numbers with a few words between them, and no sentence.
fn is_flat_table(line: &str) -> bool {
    if !(30..=LINE).contains(&line.len()) || bare(line).ends_with('.') {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    if digits * 6 < line.len() {
        return false;
    }
    let (mut numbers, mut words, mut last, mut turns) = (0, 0, false, 0);
    for token in line.split_whitespace() {
        let number = is_number(token);
        let word = token
            .chars()
            .all(|c| c.is_alphabetic() || "-.’'&()%".contains(c));
        if !number && !word {
            return false;
        }
        turns += usize::from(number && !last);
        numbers += usize::from(number);
        words += usize::from(!number);
        last = number;
    }
    numbers >= NUMBERS && turns >= 2 && words >= 2 && words <= numbers && numbers >= 2 * turns
}

fn is_number(token: &str) -> bool {
    let bare = token
        .trim_start_matches(['-', '–', '−', '$', '€', '£'])
        .trim_end_matches(['%', '*']);
    !bare.is_empty()
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .bytes()
            .all(|b| b.is_ascii_digit() || b",.".contains(&b))
}

fn is_contents(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    line.len() <= 24 && CONTENTS.contains(&line.to_lowercase().as_str())
}

/// The lines from `index` on that end with the number of a page, each at least as high as the one before, and whether the
/// last one is higher than the first.
fn entries(context: &Context<'_>, index: usize) -> (Range<usize>, bool) {
    let mut last = 0;
    let mut end = index;
    while let Some(page) = context
        .lines
        .get(end)
        .and_then(|_| entry(context.line(end)))
    {
        if page < last {
            break;
        }
        last = page;
        end += 1;
    }
    let first = entry(context.line(index)).unwrap_or(0);
    (index..end, last > first)
}

/// The page that a line of a list of contents ends with.
fn entry(line: &str) -> Option<u32> {
    let line = bare(line);
    if !(4..=120).contains(&line.len()) || !line.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (head, page) = line.rsplit_once([' ', '\t'])?;
    let head = head.trim_end();
    let words = head.starts_with(char::is_alphanumeric) && head.chars().any(char::is_alphabetic);
    let closed = ends_sentence(head) && !head.ends_with('.')
        || head.ends_with([',', '/', '-', '–', '$', '€', '£']);
    let plain = (1..=3).contains(&page.len()) && page.bytes().all(|b| b.is_ascii_digit());
    page.parse().ok().filter(|_| words && !closed && plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};
    use crate::text::TextRange;

    #[test]
    fn tables_in_a_line() {
        expect(
            &LayoutArtefact,
            "\
Island 2019 2020 2021 North 4.1 3.2 5.6 South 7.0 7.7 8.1
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: the rows of a table in one line",
        );
        silent(
            &LayoutArtefact,
            &[
                "Phone 12 34 56 78 90 and 98 76 54 32 10 of the harbour office, which is open all day.",
                "In 2019 the ferries carried 120 cars, in 2020 they carried 140 and in 2021 no more than 90.",
            ],
        );
    }

    #[test]
    fn lists_of_contents() {
        let text = "Contents\nThe Harbour 3\nThe Roads 7\nThe Bridges of the North 12\n\nThe council met in May.";
        let found = findings(&LayoutArtefact, text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].range,
            TextRange::new(0, text.find("\n\n").unwrap_or(0))
        );
    }

    #[test]
    fn columns_side_by_side() {
        let text = "The council of the island met on      The ferries to the south are\nMonday and spoke about the roads      open in the winter only, and\nand the bridges of the north.      nobody knows for how long.\n";
        assert_eq!(findings(&LayoutArtefact, text).len(), 1);
    }
}
