//! Lines that break, or fail to break, where the text does not: headings run into the body, letterheads over two lines,
//! sentences cut in the middle.

use super::alone::is_contact;
use super::breaks::LEADING;
use super::pages::is_frame;
use super::survey::Survey;
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::context::{goes_on, tokens, trimmed};
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use std::ops::Range;

impl LayoutArtefact {
    /// Headings without a blank line around them among paragraphs of one line each.
    pub(super) fn headings(&self, context: &Context<'_>, survey: &Survey, out: &mut Vec<Finding>) {
        if context.wrapped {
            return;
        }
        let last = context.lines.len().saturating_sub(1);
        let inside = |index: &usize| (1..last).contains(index);
        for index in survey.short.iter().map(|short| short.index).filter(inside) {
            let line = context.line(index);
            if line.len() > 110 {
                continue;
            }
            let (before, behind) = (context.line(index - 1), context.line(index + 1));
            if before.len() > line.len().max(80)
                && behind.len() > line.len().max(80)
                && ends_sentence(before)
                && is_title_case(line)
            {
                let range = trimmed(context.text, context.lines[index], char::is_whitespace);
                let reason = format!(
                    "a heading without a blank line or a mark, run into the body: “{}”",
                    line.trim()
                );
                out.push(Finding::new(self, range, Severity::Low, reason).on_demand());
            }
        }
    }

    /// A name in capitals broken over two lines at AND, OF and the like.
    pub(super) fn letterheads(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        for pair in survey.short.windows(2) {
            let (index, next) = match pair {
                [before, next] => (next.index, before.index + 1),
                _ => continue,
            };
            if index != next
                || context.lines[index].len() > 100
                || context.lines[index - 1].len() > 100
            {
                continue;
            }
            let (a, b) = (context.line(index - 1).trim(), context.line(index).trim());
            if !is_capitals(b) || !is_capitals(a) {
                continue;
            }
            if let Some(link) = linking_word(a, b).filter(|link| is_parted_at(a, b, link)) {
                let both = context.lines[index - 1].union(context.lines[index]);
                let range = trimmed(context.text, both, char::is_whitespace);
                let reason = format!("a name broken over two lines at “{link}”");
                let repair = Repair::exact(format!("{a} {b}"));
                out.push(Finding::new(self, range, Severity::Low, reason).repaired(Some(repair)));
            }
        }
    }

    /// Lines that break off in mid-sentence in a document whose lines otherwise are whole paragraphs.
    pub(super) fn broken_lines(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.wrapped || !has_long_lines(context) {
            return;
        }
        let from = out.len();
        for block in context.blocks().iter().cloned() {
            let last = block.end.saturating_sub(1);
            let mut run: Option<Range<usize>> = None;
            for index in block.start..last {
                if !is_break(context, index) {
                    continue;
                }
                run = match run {
                    Some(r) if index - r.end <= 3 => Some(r.start..index + 1),
                    Some(r) => {
                        out.push(self.broken_line(context, r));
                        Some(index..index + 1)
                    }
                    None => Some(index..index + 1),
                };
            }
            out.extend(run.map(|r| self.broken_line(context, r)));
        }
        if context.is_markdown() {
            // There a line end inside a paragraph is a space.
            let several = |f: &Finding| context.slice(f.range).matches('\n').count() >= 2;
            let own = out.split_off(from);
            out.extend(own.into_iter().filter(several).map(Finding::on_demand));
        }
    }

    /// The finding on the lines from `run.start` to `run.end`, both included.
    fn broken_line(&self, context: &Context<'_>, run: Range<usize>) -> Finding {
        let range = match run.len() {
            1 => joint(context, run.start, run.end),
            _ => context.lines[run.start].union(context.lines[run.end]),
        };
        let range = trimmed(context.text, range, char::is_whitespace);
        let count = if run.len() == 1 {
            "a line break".to_owned()
        } else {
            format!("{} line breaks", run.len())
        };
        let reason = format!(
            "{count} in mid-sentence: {}",
            broken_joint(context, run.start)
        );
        let joined = context
            .slice(range)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Finding::new(self, range, Severity::Low, reason).repaired(Some(Repair::exact(joined)))
    }
}

/// Whether lines longer than a printed one hold a good part of the text, so that a line is a paragraph.
pub(super) fn has_long_lines(context: &Context<'_>) -> bool {
    let long = context.lines.iter().filter(|l| l.len() > 160);
    let long: usize = long.map(|l| l.len()).sum();
    long * 3 >= context.text.len()
}

/// The words on either side of a break: up to 60 bytes of the end of line `a` and of the start of line `b`.
fn joint(context: &Context<'_>, a: usize, b: usize) -> TextRange {
    let (before, behind) = (context.lines[a], context.lines[b]);
    let start = before.end.saturating_sub(60).max(before.start);
    let end = (behind.start + 60).min(behind.end);
    let near = TextRange::new(start, end).snapped(context.text);
    let text = context.slice(near);
    let cut = |at: Option<usize>| at.unwrap_or(0);
    let head = if start > before.start {
        cut(text.find(' '))
    } else {
        0
    };
    let tail = if end < behind.end {
        text.len() - text.rfind(' ').unwrap_or(text.len())
    } else {
        0
    };
    TextRange::new(near.start + head, (near.end - tail).max(near.start + head))
}

/// The word at the end of line `a` or the start of line `b` that shows that they belong together.
fn linking_word<'a>(a: &'a str, b: &'a str) -> Option<&'a str> {
    const LINKS: &[&str] = &[
        "AND", "OF", "FOR", "THE", "TO", "IN", "ON", "&", "WITH", "ET", "DE", "DES", "DU", "DAN",
        "Y",
    ];
    let last = a
        .split_whitespace()
        .next_back()
        .filter(|w| LINKS.contains(w));
    last.or_else(|| b.split_whitespace().next().filter(|w| LINKS.contains(w)))
}

/// Four words or more, nearly all of them capitalised but the small ones, no mark at the end, no list mark in front.
fn is_title_case(line: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "in", "for", "to", "a", "an", "on", "with", "by", "at", "from", "as",
        "or", "vs", "into", "over", "under", "its", "their",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    let marks = |w: &str| {
        w.chars()
            .all(|c| c.is_alphabetic() || "-’'–,:&".contains(c))
    };
    let (mut all, mut capital) = (0, 0);
    for word in words.iter().filter(|w| !SMALL.contains(w) && marks(w)) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    let closed = line
        .trim_end()
        .ends_with(['.', ',', ';', ':', '?', '!', '”', '"']);
    (4..=14).contains(&words.len())
        && !closed
        && all >= 3
        && capital * 10 >= all * 8
        && line.starts_with(char::is_uppercase)
        && line.chars().any(char::is_lowercase)
}

/// Whether two lines are parts of one name; a line of one word only if the other one shows that.
fn is_parted_at(a: &str, b: &str, link: &str) -> bool {
    let one = |l: &str| l.split_whitespace().count() == 1;
    (!one(a) || b.starts_with(link)) && (!one(b) || a.ends_with(link))
}

/// Whether a line is in capitals.
fn is_capitals(line: &str) -> bool {
    !line.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
        && line.chars().filter(|c| c.is_alphabetic()).count() >= 5
}

/// Whether line `index` breaks off in the middle of a sentence and the next one goes on with it, and neither is a list item,
/// a verse or a table row.
fn is_break(context: &Context<'_>, index: usize) -> bool {
    let (a, b) = (context.line(index), context.line(index + 1));
    let item = |l: &str| l.starts_with(['-', '•', '*', '–', '(', '|', '·']);
    let bare = b.trim_start();
    let indented = bare.len() < b.len();
    let words = bare.split_whitespace().count();
    // A word alone belongs to a list, unless the sentence ends with it or goes on behind it.
    let alone = || {
        ends_sentence(bare)
            || goes_on(bare, context.line(index + 2)) && context.line(index + 2).len() >= 30
    };
    let enough = a.len() >= 30 || a.len() >= 12 && b.len() >= 60 && leads_on(a, bare);
    enough
        && (goes_on(a, b) || leads_on(a, bare))
        && !a.trim_end().ends_with('-')
        && !item(bare)
        && !(indented && (item(a.trim_start()) || a.starts_with(' ')))
        && (words >= 2 || words == 1 && alone())
        && !is_frame(bare)
        && !(is_contact(a.trim()) && a.len() < 100 || is_contact(bare) && bare.len() < 60)
        && !a.contains('\t')
        && !b.contains('\t')
}

/// Whether a line ends with a word that another one has to follow, whatever that begins with.
fn leads_on(a: &str, b: &str) -> bool {
    let last = a.trim_end().rsplit(' ').next().unwrap_or_default();
    (a.len() >= 40 || b.len() >= 60)
        && LEADING.contains(&last)
        && b.starts_with(char::is_alphanumeric)
        && b.len() >= 20
}

/// The words on either side of the first break.
fn broken_joint(context: &Context<'_>, index: usize) -> String {
    let range = context.lines.get(index).copied().unwrap_or_default();
    let last = tokens(context.text, range)
        .last()
        .map_or("", |r| context.slice(r));
    let next = context
        .line(index + 1)
        .split_whitespace()
        .next()
        .unwrap_or_default();
    format!("“{last}” | “{next}”")
}
