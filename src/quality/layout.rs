//! What a page's layout left behind in the text: hyphens of line ends, page numbers, form feeds, headings run into the
//! body, lines broken in mid-sentence.

use super::context::{goes_on, tokens, trimmed};
use super::lexicon::{fold, is_word, is_wordlike};
use super::{Check, Context, Finding, Repair};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Finds what a page's layout left behind.
pub struct LayoutArtefact;

impl Check for LayoutArtefact {
    fn id(&self) -> &'static str {
        "layout_artefact"
    }

    fn category(&self) -> Category {
        Category::LayoutArtefact
    }

    fn about(&self) -> &'static str {
        "Words parted by a hyphen of a line end, page numbers and running headers among the text, form feeds, headings run \
         into the body, lines broken in mid-sentence. They split names and sentences and so hide them from searches."
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        self.leading_blank(context, out);
        self.form_feeds(context, out);
        self.hyphens(context, out);
        self.page_furniture(context, out);
        self.running_headers(context, out);
        if !context.is_markdown() {
            self.headings(context, out);
        }
        self.letterheads(context, out);
        self.broken_lines(context, out);
    }
}

impl LayoutArtefact {
    fn leading_blank(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let end = context.text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
        let blank = context.text.get(..end).unwrap_or_default();
        let lines = blank.matches('\n').count();
        if lines > 0 {
            let last = blank.rfind('\n').map_or(end, |i| i + 1);
            let reason = if lines == 1 {
                "a blank line at the start of the document".to_owned()
            } else {
                format!("{lines} blank lines at the start of the document")
            };
            out.push(Finding::new(
                self,
                TextRange::new(0, last),
                Severity::Low,
                reason,
            ));
        }
    }

    fn form_feeds(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for at in memchr::memchr_iter(0x0c, context.text.as_bytes()) {
            let reason = "a form feed (the sign for a new page) inside the text";
            out.push(
                Finding::new(self, TextRange::new(at, at + 1), Severity::Low, reason)
                    .repaired(Some(Repair::exact("\n"))),
            );
        }
    }

    /// Hyphens with white space behind them inside a word or a name.
    fn hyphens(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for at in memchr::memchr_iter(b'-', bytes) {
            let letter_before =
                at > 0 && (bytes[at - 1].is_ascii_alphabetic() || !bytes[at - 1].is_ascii());
            let space_behind = bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
            if letter_before && space_behind {
                out.extend(self.hyphen(context.text, at));
            }
        }
    }

    fn hyphen(&self, text: &str, at: usize) -> Option<Finding> {
        let before = text.get(..at)?;
        let head_start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'))
            .map_or(0, |i| {
                i + before
                    .get(i..)
                    .and_then(|s| s.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let head = text.get(head_start..at)?;
        let rest = text.get(at + 1..)?;
        let gap = rest.len() - rest.trim_start().len();
        let space = rest.get(..gap)?;
        let breaks = space.matches('\n').count();
        let tail_text = rest.get(gap..)?;
        let tail_len = tail_text
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(tail_text.len());
        let tail = tail_text.get(..tail_len)?;
        if head.len() < 2 || tail.len() < 2 || breaks > 1 || head.starts_with('-') {
            return None;
        }
        let end = at + 1 + gap + tail_len;
        let whole = TextRange::new(head_start, end);
        if tail.starts_with(char::is_lowercase) {
            return self.split_word(whole, head, tail, breaks);
        }
        let capitals =
            head.len() >= 3 && tail.chars().count() >= 3 && tail.chars().all(char::is_uppercase);
        let name = capitals
            && head.chars().filter(|c| c.is_uppercase()).count() * 2 >= head.chars().count();
        let reason = format!("a dangling hyphen inside a name: “{head}- {tail}”");
        (name && breaks == 0).then(|| {
            Finding::new(
                self,
                TextRange::new(head_start, at + 1 + gap),
                Severity::Medium,
                reason,
            )
        })
    }

    /// `coopera- tion`: the joined word is known and its halves are not.
    fn split_word(
        &self,
        whole: TextRange,
        head: &str,
        tail: &str,
        breaks: usize,
    ) -> Option<Finding> {
        const LINKS: &[&str] = &[
            "and", "or", "to", "nor", "but", "und", "oder", "et", "ou", "as", "dan", "atau", "y",
            "o", "e", "versus", "than",
        ];
        let (a, b) = (fold(head.rsplit('-').next()?), fold(tail));
        let joined = [a.as_str(), b.as_str()].concat();
        let halves_are_words = is_wordlike(&a) && is_wordlike(&b);
        if LINKS.contains(&tail) || !is_word(&joined) && (halves_are_words || !is_wordlike(&joined))
        {
            return None;
        }
        if halves_are_words && a.len() > 3 && b.len() > 3 && breaks == 0 {
            return None;
        }
        let place = if breaks == 1 {
            "at a line end"
        } else {
            "and a space"
        };
        let reason = format!("a word parted by a hyphen {place}: “{head}-” “{tail}”");
        let repair = Repair::exact([head, tail].concat());
        Some(
            Finding::new(
                self,
                whole,
                if breaks == 1 {
                    Severity::Low
                } else {
                    Severity::Medium
                },
                reason,
            )
            .repaired(Some(repair)),
        )
    }

    /// Page numbers on lines of their own.
    fn page_furniture(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for index in 0..context.lines.len() {
            let line = context.line(index);
            if line.len() > 60 || !line.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let text = line.trim_matches(|c: char| c.is_whitespace());
            let bare = !text.is_empty()
                && text.len() <= 3
                && text.bytes().all(|b| b.is_ascii_digit())
                && inside_sentence(context, index);
            if bare || PAGE.as_ref().is_some_and(|r| r.is_match(text)) {
                let range = trimmed(context.text, context.lines[index], char::is_whitespace);
                out.push(
                    Finding::new(
                        self,
                        range,
                        Severity::Low,
                        format!("a page number among the text: “{text}”"),
                    )
                    .repaired(Some(Repair::exact(""))),
                );
            }
        }
    }

    /// Short lines that recur through the document: headers and footers of pages.
    fn running_headers(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for index in 0..context.lines.len() {
            let text = context.line(index).trim();
            if (12..=90).contains(&text.len()) && is_header_like(text) {
                places.entry(text).or_default().push(index);
            }
        }
        for (text, at) in places.into_iter().filter(|(_, at)| at.len() >= 3) {
            let apart = at.windows(2).all(|w| w[1] - w[0] >= 8);
            let broken = at
                .iter()
                .filter(|&&i| inside_sentence(context, i) || near_page_break(context, i))
                .count();
            if !apart || broken == 0 {
                continue;
            }
            for &index in at.iter().skip(1) {
                let range = trimmed(context.text, context.lines[index], char::is_whitespace);
                out.push(Finding::new(
                    self,
                    range,
                    Severity::Low,
                    format!(
                        "a running header of the pages, {} times in the document: “{text}”",
                        at.len()
                    ),
                ));
            }
        }
    }

    /// Headings without a blank line around them among paragraphs of one line each.
    fn headings(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.wrapped {
            return;
        }
        for index in 1..context.lines.len().saturating_sub(1) {
            let line = context.line(index);
            if line.len() > 110 || !is_title_case(line) {
                continue;
            }
            let (before, behind) = (context.line(index - 1), context.line(index + 1));
            if ends_sentence(before)
                && before.len() > line.len()
                && before.len() > 80
                && behind.len() > 80
                && behind.len() > line.len()
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
    fn letterheads(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        const LINKS: &[&str] = &[
            "AND", "OF", "FOR", "THE", "TO", "IN", "ON", "&", "WITH", "ET", "DE", "DES", "DU",
            "DAN",
        ];
        for index in 1..context.lines.len() {
            let (a, b) = (context.line(index - 1).trim(), context.line(index).trim());
            if !is_capitals(a) || !is_capitals(b) || a.len() > 80 || b.len() > 80 {
                continue;
            }
            let link = a
                .split_whitespace()
                .next_back()
                .filter(|w| LINKS.contains(w))
                .or_else(|| b.split_whitespace().next().filter(|w| LINKS.contains(w)));
            if let Some(link) = link {
                let range = trimmed(
                    context.text,
                    context.lines[index - 1].union(context.lines[index]),
                    char::is_whitespace,
                );
                let reason = format!("a name broken over two lines at “{link}”");
                out.push(
                    Finding::new(self, range, Severity::Low, reason)
                        .repaired(Some(Repair::exact(format!("{a} {b}")))),
                );
            }
        }
    }

    /// Lines that break off in mid-sentence in a document whose lines otherwise are whole paragraphs.
    fn broken_lines(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if context.wrapped || context.is_markdown() {
            return;
        }
        let mut index = 0;
        while index + 1 < context.lines.len() {
            let start = index;
            while index + 1 < context.lines.len()
                && is_break(context.line(index), context.line(index + 1))
            {
                index += 1;
            }
            if index > start {
                let range = trimmed(
                    context.text,
                    context.lines[start].union(context.lines[index]),
                    char::is_whitespace,
                );
                let joint = broken_joint(context, start);
                out.push(self.broken_line(range, joint, index - start));
            }
            index += 1;
        }
    }

    fn broken_line(&self, range: TextRange, joint: String, breaks: usize) -> Finding {
        let count = if breaks == 1 {
            "a line break".to_owned()
        } else {
            format!("{breaks} line breaks")
        };
        Finding::new(
            self,
            range,
            Severity::Low,
            format!("{count} in mid-sentence: {joint}"),
        )
    }
}

static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\W{0,3}\s*(?:page|pg\.?|p\.|seite|página|halaman|trang)\s*\d{1,4}(?:\s*(?:of|/|de|sur|von|dari|out of)\s*\d{1,4})?\s*\W{0,3}|\d{1,4}\s*\|\s*page|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s+of\s+\d{1,4})$").ok()
});

/// Whether the lines around a line, blank ones aside, belong to one sentence.
fn inside_sentence(context: &Context<'_>, index: usize) -> bool {
    let before = (0..index)
        .rev()
        .take(4)
        .map(|i| context.line(i))
        .find(|l| !l.trim().is_empty());
    let behind = (index + 1..index + 5)
        .map(|i| context.line(i))
        .find(|l| !l.trim().is_empty());
    before
        .zip(behind)
        .is_some_and(|(a, b)| a.len() > 25 && goes_on(a, b))
}

/// Whether a page number or a form feed stands within two lines.
fn near_page_break(context: &Context<'_>, index: usize) -> bool {
    (index.saturating_sub(2)..=index + 2)
        .filter(|&i| i != index)
        .any(|i| {
            let line = context.line(i);
            line.contains('\u{c}')
                || line.len() < 60 && PAGE.as_ref().is_some_and(|r| r.is_match(line.trim()))
        })
        || context.line(index).contains('\u{c}')
}

/// Whether a line could be a header: begins with a capital and ends no sentence.
fn is_header_like(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase())
        && !ends_sentence(line)
        && !line.ends_with([':', ',', ';'])
}

fn ends_sentence(line: &str) -> bool {
    let bare = line
        .trim_end()
        .trim_end_matches(['”', '"', '’', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Four words or more, all longer ones capitalised, no mark at the end, no list mark in front.
fn is_title_case(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let long = words.iter().filter(|w| {
        w.chars().count() > 3
            && w.chars()
                .all(|c| c.is_alphabetic() || "-’'–,:&".contains(c))
    });
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    let closed = line
        .trim_end()
        .ends_with(['.', ',', ';', '?', '!', '”', '"']);
    (4..=14).contains(&words.len())
        && !closed
        && all >= 3
        && capital * 10 >= all * 8
        && line.starts_with(char::is_uppercase)
        && line.chars().any(char::is_lowercase)
}

/// Whether a line is two or more words in capitals.
fn is_capitals(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 8
        && line.split_whitespace().count() >= 2
        && !line.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
}

/// Whether line `b` goes on with the sentence of line `a`, and neither is a list item, a verse or a table row.
fn is_break(a: &str, b: &str) -> bool {
    let item = |l: &str| {
        l.trim_start()
            .starts_with(['-', '•', '*', '–', '(', '|', '·'])
            || l.starts_with([' ', '\t'])
    };
    a.len() >= 30
        && goes_on(a, b)
        && !a.trim_end().ends_with('-')
        && !item(b)
        && b.split_whitespace().count() >= 2
        && !a.contains('\t')
        && !b.contains('\t')
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
