//! What the pages of a printed text leave in it: page numbers, running heads, signs for a new page, notes that a text goes
//! on, the lines that a browser prints around it.

use super::alone::is_contact;
use super::frames::{LETTERS, LONG, SYMBOLS, frame};
use super::interruptions::{Side, inside_sentence};
use super::page_words::is_made_of_page_words;
use super::signals::{Signal, Signals};
use super::survey::{Survey, bare};
use super::{LayoutArtefact, ends_sentence};
use crate::annotation::label::Severity;
use crate::quality::context::trimmed;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest line of a page's frame, in bytes.
const LONGEST: usize = 160;

/// Lines that are page numbers by their form.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"(?:pages?|pg\.?|pp?\.?|seite|s\.|página|pagina|pág\.?|pag\.?|halaman|hal\.?|trang|tr\.|стр\.?|страница|σελ(?:ίδα|\.)?|sayfa|strona|str\.|strana|oldal|sida|side|ទំព័រ|หน้า)";
    let of = r"(?:of|/|\||out of|de|sur|von|di|dari|z|из|af|av|trên)";
    let n = r"(?:\d{1,4}|[ivxlc]{1,7})";
    let frame = format!("[^{LETTERS}0-9]{{0,4}}");
    Regex::new(&format!(
        r"(?i)^(?:{frame}{word}\s*[|:#-]?\s*(?:no\.?|n°|nº)?\s*\d{{1,4}}(?:\s*{of}\s*(?:{word}\s*)?\d{{1,4}})?{frame}|{frame}(?:pages?|seite|página|pagina|halaman|trang|strona|sayfa|pp?\.)\s+[ivxlc]{{1,7}}(?:\s*{of}\s*{n})?{frame}|{n}\s*[|·•-]\s*p\s?a\s?g\s?e\s?|{frame}{n}\s*{word}\s*{of}\s*{n}{frame}|[-–—~•·*|=<«\[({{_]+\s*(?:page\s*)?{n}\s*[-–—~•·*|=>»\])}}_]+|\d{{1,4}}\s*(?:of|sur|von|dari|out of)\s*\d{{1,4}}|{frame}{word}\s?\d{{1,4}}\s?\p{{L}}?{frame})$"
    ))
    .ok()
});

/// A word before a number that counts parts of a text, not pages.
const PARTS: &[&str] = &[
    "article",
    "articles",
    "section",
    "chapter",
    "table",
    "figure",
    "step",
    "part",
    "annex",
    "appendix",
    "phase",
    "box",
    "question",
    "day",
    "week",
    "title",
    "item",
    "objective",
    "goal",
    "pillar",
    "priority",
    "chapitre",
    "partie",
    "tableau",
    "étape",
    "annexe",
    "titre",
    "pasal",
    "bab",
    "điều",
    "chương",
    "mục",
    "sec.",
    "no.",
    "no",
    "number",
    "action",
    "recommendation",
    "principle",
    "component",
    "option",
    "module",
    "lesson",
    "round",
    "session",
    "panel",
    "theme",
    "target",
    "group",
    "paragraph",
];

impl LayoutArtefact {
    /// Form feeds and vertical tabs, with the page number beside them.
    pub(super) fn form_feeds(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut done = 0;
        for at in memchr::memchr2_iter(0x0b, 0x0c, context.text.as_bytes()) {
            if at < done {
                continue;
            }
            let reason = if context.text.as_bytes().get(at) == Some(&0x0c) {
                "a form feed (the sign for a new page) inside the text"
            } else {
                "a vertical tab (a line break of a word processor) inside the text"
            };
            let range = with_number(context, at);
            done = range.end;
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact("\n"))));
        }
    }

    /// Page numbers and other lines of a page's frame.
    pub(super) fn page_furniture(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let mut bare_numbers = Vec::new();
        for short in &survey.short {
            let index = short.index;
            let text = bare(context.line(index));
            if text.len() > LONGEST || !may_be_frame(text, short.signals) {
                continue;
            }
            let inside = || inside_sentence(context, index);
            if is_page_line(text) || is_page_number(text) && inside() {
                out.push(self.page_line(context, index, "a page number among the text"));
            } else if is_page_number(text) {
                bare_numbers.push(index);
            } else if let Some(form) =
                frame(text, short.signals).filter(|_| !is_among_contacts(context, index))
            {
                let doubtful = form >= SYMBOLS && (index <= survey.head || !inside());
                let finding = self.page_line(context, index, "a line of the page around the text");
                out.push(if doubtful {
                    finding.on_demand()
                } else {
                    finding
                });
            }
        }
        self.bare_numbers(context, &bare_numbers, out);
    }

    /// Numbers alone between paragraphs, sure only if there are several and they rise.
    fn bare_numbers(&self, context: &Context<'_>, lines: &[usize], out: &mut Vec<Finding>) {
        let number = |index: &usize| digits(context.line(*index));
        let numbers: Vec<u32> = lines.iter().filter_map(number).collect();
        let rise = numbers.windows(2).all(|w| w[0] < w[1]);
        for &index in lines {
            let alone =
                !context.has_text(index + 1) && (index == 0 || !context.has_text(index - 1));
            let (before, behind) = (Side::before(context, index), Side::behind(context, index));
            let prose = |side: Option<Side<'_>>| side.is_some_and(|s| s.line.len() >= 60);
            if !alone || !prose(before) || !prose(behind) {
                continue;
            }
            let finding = self.page_line(
                context,
                index,
                "a number alone between paragraphs, perhaps that of a page",
            );
            let sure = rise && numbers.len() >= 3;
            out.push(if sure { finding } else { finding.on_demand() });
        }
    }

    fn page_line(&self, context: &Context<'_>, index: usize, what: &str) -> Finding {
        let line = context.lines.get(index).copied().unwrap_or_default();
        let range = trimmed(context.text, line, char::is_whitespace);
        let reason = format!("{what}: “{}”", context.slice(range));
        Finding::new(self, range, Severity::Low, reason).repaired(Some(Repair::exact("")))
    }

    /// Lines that recur through the document, alike or with a rising number: headers and footers of pages.
    pub(super) fn running_headers(
        &self,
        context: &Context<'_>,
        survey: &Survey,
        out: &mut Vec<Finding>,
    ) {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for index in survey.short.iter().map(|short| short.index) {
            let text = bare(context.line(index));
            if (8..=110).contains(&text.len()) && is_header_like(text) {
                places.entry(core(text)).or_default().push(index);
            }
        }
        for (text, at) in places.into_iter().filter(|(_, at)| at.len() >= 2) {
            let numbers: Vec<u32> = at
                .iter()
                .filter_map(|&i| end_number(context.line(i)))
                .collect();
            let counted = numbers.len() == at.len();
            let rise = numbers.windows(2).all(|w| w[0] < w[1]);
            let broken = |i: &usize| inside_sentence(context, *i) || near_page_break(context, *i);
            let broken = at.iter().filter(|i| broken(i)).count();
            let apart = at.windows(2).all(|w| w[1] - w[0] >= 8);
            let head = counted && rise && !counts_parts(text);
            let plain = !counted && at.len() >= 3 && apart && broken > 0 || broken >= 2;
            if !head && !plain {
                continue;
            }
            let skip = usize::from(!head && broken < at.len());
            for &index in at.iter().skip(skip) {
                let line = context.lines.get(index).copied().unwrap_or_default();
                let range = trimmed(context.text, line, char::is_whitespace);
                let reason = format!(
                    "a running header of the pages, {} times in the document: “{text}”",
                    at.len()
                );
                let finding = Finding::new(self, range, Severity::Low, reason);
                let sure = plain || broken > 0;
                out.push(if sure { finding } else { finding.on_demand() });
            }
        }
    }
}

/// Whether a line is an address under a telephone number or an e-mail address, or over one.
fn is_among_contacts(context: &Context<'_>, index: usize) -> bool {
    let near = [index.wrapping_sub(1), index + 1];
    context.line(index).contains('.')
        && near
            .iter()
            .any(|n| context.has_text(*n) && is_contact(context.line(*n).trim()))
}

/// A form feed with the page number right before or behind it.
fn with_number(context: &Context<'_>, at: usize) -> TextRange {
    let text = context.text;
    let mut range = TextRange::new(at, at + 1);
    let near = TextRange::new(at.saturating_sub(40), at).snapped(text);
    let before = near.of(text).unwrap_or_default().trim_end();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let whole = start > 0 || near.start == 0;
    let line = before.get(start..).unwrap_or_default();
    if whole && is_number_of_page(line) {
        range.start = near.start + start + line.len() - line.trim_start().len();
    }
    let near = TextRange::new(at + 1, text.len().min(at + 41)).snapped(text);
    let behind = near.of(text).unwrap_or_default();
    let space = behind.len() - behind.trim_start().len();
    let line = behind
        .get(space..)
        .unwrap_or_default()
        .split('\n')
        .next()
        .unwrap_or_default();
    if space + line.len() < behind.len() && is_number_of_page(line) {
        range.end = near.start + space + line.trim_end().len();
    }
    range
}

fn is_number_of_page(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && (is_page_number(line) || is_page_line(line))
}

/// Whether a line is worth a look: short, or with a number, an address or dots at one of its ends.
fn may_be_frame(text: &str, signals: Signals) -> bool {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let head = bytes.iter().take(5).any(u8::is_ascii_digit);
    text.len() <= 40
        || head
        || digit(bytes.last())
        || text.starts_with(|c: char| c.is_uppercase())
            && !ends_sentence(text)
            && (signals.has(Signal::Frame) || text.contains("://"))
            && LONG.iter().any(|w| text.contains(w))
}

/// Whether a line belongs to the frame of a page by its form, and does not head a text.
pub(super) fn is_frame(text: &str) -> bool {
    text.len() <= LONGEST && (is_page_line(text) || frame(text, Signals::of(text)).is_some())
}

/// A number of up to three digits, in brackets, behind a dash or with that of the last page.
pub(super) fn is_page_number(text: &str) -> bool {
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let number = |t: &str| (1..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let roman = |t: &str| (2..=7).contains(&t.len()) && t.bytes().all(|b| b"ivxlc".contains(&b));
    let dash = text.strip_prefix(['-', '–', '—']).map(str::trim_start);
    let bare = bare.or(dash).unwrap_or(text);
    number(bare)
        || roman(bare)
        || bare
            .split_once('/')
            .is_some_and(|(a, b)| number(a.trim()) && number(b.trim()))
}

/// Whether a line is the number of a page.
pub(super) fn is_page_line(line: &str) -> bool {
    let line = line.trim();
    line.len() < 60
        && is_made_of_page_words(line)
        && line
            .bytes()
            .any(|b| b.is_ascii_digit() || b"ivxlcIVXLC".contains(&b))
        && PAGE.as_ref().is_some_and(|r| r.is_match(line))
}

/// Whether a page number or a form feed stands within two lines.
fn near_page_break(context: &Context<'_>, index: usize) -> bool {
    (index.saturating_sub(2)..=index + 2)
        .filter(|&i| i != index)
        .any(|i| {
            let line = context.line(i);
            line.contains('\u{c}') || is_page_line(line)
        })
        || context.line(index).contains('\u{c}')
}

/// Whether a line could be a header: begins with a capital or a number and ends no sentence.
fn is_header_like(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !ends_sentence(line)
        && !line.ends_with([':', ',', ';'])
}

/// A line without the number at its end or its start.
fn core(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit();
    let end = line.trim_end_matches(number);
    if end.len() < line.len() && end.ends_with(|c: char| !c.is_alphanumeric() && !".,/".contains(c))
    {
        return end.trim_end_matches(|c: char| !c.is_alphanumeric());
    }
    let start = line.trim_start_matches(number);
    if start.len() < line.len() && start.starts_with([' ', '|', '\t']) {
        return start.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    line
}

/// The number at the end or the start of a line.
fn end_number(line: &str) -> Option<u32> {
    let line = line.trim();
    let rest = core(line);
    if rest.len() == line.len() {
        return None;
    }
    let at_end = line.starts_with(rest);
    let number = match at_end {
        true => line.get(rest.len()..)?,
        false => line.get(..line.len() - rest.len())?,
    };
    digits(number)
}

fn digits(text: &str) -> Option<u32> {
    let text = text.split('/').next()?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| digits.len() <= 4)
}

/// Whether the number at the end of such a line counts parts of the text: Article 1, Annual Action 2; or it is one word.
fn counts_parts(core: &str) -> bool {
    let mut words = core.split_whitespace();
    let last = words.next_back().unwrap_or_default().to_lowercase();
    PARTS.contains(&last.as_str()) || words.next().is_none() || core.len() < 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn page_numbers_in_many_styles() {
        for line in [
            "Page 3 of 7",
            "- 4 -",
            "— 4 —",
            "~ 12 ~",
            "p. 4/12",
            "Trang 3",
            "Seite 3 von 9",
            "[Page 3]",
            "page iv",
            "3 | Page",
        ] {
            assert!(is_page_line(line), "{line}");
        }
        for line in [
            "In 1990",
            "12 houses",
            "Page by page",
            "Hall",
            "Sill",
            "C. 3 houses",
            "(see page 3)",
        ] {
            assert!(!is_page_line(line), "{line}");
        }
    }

    #[test]
    fn what_pages_leave() {
        expect(
            &LayoutArtefact,
            "\
They agreed on the budget of the islands for the coming year.

-more-
^^^^^^ low: a line of the page

Continued on page 4
^^^^^^^^^^^^^^^^^^^ low: a line of the page

12/03/2019, 10:41 Roads of the North https://example.org/roads 1/4
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a line of the page

3. Roads of the North ........... 14
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ low: a line of the page",
        );
    }

    #[test]
    fn form_feeds_take_their_number_along() {
        let text = "They agreed.\n\n12\n\u{c}They left.";
        let found = findings(&LayoutArtefact, text);
        let all: Vec<_> = found.iter().map(|f| f.range.of(text)).collect();
        assert_eq!(all, [Some("12\n\u{c}")]);
    }

    #[test]
    fn running_heads_with_rising_numbers() {
        let page = "The council met in the town hall on Monday and spoke about the roads and the bridges.\n\n";
        let text = format!(
            "{page}Annual Report of the Islands 14\n\n{page}Annual Report of the Islands 15\n\n{page}"
        );
        assert_eq!(findings(&LayoutArtefact, &text).len(), 2);
        silent(
            &LayoutArtefact,
            &[&text.replace("Report of the Islands", "Report, Article")],
        );
    }
}
