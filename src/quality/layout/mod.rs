//! What a page's layout left behind in the text: hyphens of line ends, page numbers, form feeds, headings run into the
//! body, lines broken in mid-sentence.

use super::context::{goes_on, trimmed};
mod furniture;
mod hyphens;
mod lines;
mod spaces;

use super::{Check, Context, Example, Finding, Page, Repair};
use crate::annotation::label::{Category, Severity};
use crate::document::extraction::Origin;
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
        "Words parted by a hyphen of a line end, page numbers, running headers and the furniture of web pages among the text, \
         form feeds, invisible characters and gaps inside words and sentences, headings run into the body, lines broken in \
         mid-sentence. They split names and sentences and so hide them from searches."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A line break or a page number inside a sentence breaks quotations and searches, and a heading that runs into the body is read as a sentence.",
            examples: &[
                Example {
                    text: "The coopera- tion of the islands was praised by all guests.",
                    found: "coopera- tion",
                },
                Example {
                    text: "The council met in the old harbour.\nShare this article\nIt spoke about roads.",
                    found: "Share this article",
                },
            ],
            false_alarms: "Verse, addresses and tables set as text; headings such as “Related content” that are the words of a web page elsewhere (on demand only). Texts whose lines are wrapped throughout are recognised and left alone.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if let Some(origin) = &context.input.document.origin {
            return self.extracted(context, origin, out);
        }
        self.leading_blank(context, out);
        self.form_feeds(context, out);
        self.invisible(context, out);
        self.gaps(context, out);
        self.spread_words(context, out);
        self.hyphens(context, out);
        self.page_furniture(context, out);
        self.running_headers(context, out);
        self.site_furniture(context, out);
        if !context.is_markdown() {
            self.headings(context, out);
        }
        self.letterheads(context, out);
        self.broken_lines(context, out);
        self.broken_paragraphs(context, out);
    }

    fn cues(&self) -> &'static [&'static str] {
        furniture::PHRASES
    }
}

impl LayoutArtefact {
    /// In an extracted text lines, paragraphs, headings and the furniture of pages are the extractor's; what is left is
    /// what stands inside of lines, and not where it has mended something itself.
    fn extracted(&self, context: &Context<'_>, origin: &Origin, out: &mut Vec<Finding>) {
        let first = out.len();
        self.invisible(context, out);
        self.gaps(context, out);
        self.spread_words(context, out);
        self.hyphens(context, out);
        self.site_furniture(context, out);
        let mended = |f: &Finding| {
            let from = origin.mended.partition_point(|m| m.end <= f.range.start);
            origin
                .mended
                .get(from)
                .is_some_and(|m| m.start < f.range.end)
        };
        let found = out.split_off(first);
        out.extend(found.into_iter().filter(|f| !mended(f)));
    }

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
        for at in memchr::memchr2_iter(0x0b, 0x0c, context.text.as_bytes()) {
            let reason = if context.text.as_bytes()[at] == 0x0c {
                "a form feed (the sign for a new page) inside the text"
            } else {
                "a vertical tab (a line break of a word processor) inside the text"
            };
            out.push(
                Finding::new(self, TextRange::new(at, at + 1), Severity::Low, reason)
                    .repaired(Some(Repair::exact("\n"))),
            );
        }
    }

    /// Page numbers on lines of their own.
    fn page_furniture(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        for index in 0..context.lines.len() {
            let line = context.line(index);
            if line.len() > 60 || !line.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let text = line.trim_matches(|c: char| c.is_whitespace());
            let bare = is_page_number(text) && inside_sentence(context, index);
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
}

static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\W{0,3}\s*(?:page|pg\.?|p\.|seite|página|halaman|trang)\s*\|?\s*\d{1,4}(?:\s*(?:of|/|de|sur|von|dari|out of)\s*\d{1,4})?\s*\W{0,3}|\d{1,4}\s*\|\s*p\s?a\s?g\s?e|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s+of\s+\d{1,4})$").ok()
});

/// A number of up to three digits, in brackets, behind a dash or with that of the last page.
fn is_page_number(text: &str) -> bool {
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let number = |t: &str| (1..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let dash = text.strip_prefix(['-', '–']).map(str::trim_start);
    let bare = bare.or(dash).unwrap_or(text);
    number(bare)
        || bare
            .split_once('/')
            .is_some_and(|(a, b)| number(a) && number(b))
}

/// Whether a line is the number of a page.
fn is_page_line(line: &str) -> bool {
    line.len() < 60 && PAGE.as_ref().is_some_and(|r| r.is_match(line.trim()))
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, findings, silent};

    #[test]
    fn parted_words_and_names() {
        expect(
            &LayoutArtefact,
            "\
The coopera- tion of the islands was praised by LENA KOSK- TAMM.
    ^^^^^^^^^^^^^ medium: a word parted by a hyphen
                                                     ^^^^^^ medium: a dangling hyphen inside a name",
        );
        let found = findings(&LayoutArtefact, "The agree-\nment was signed.");
        assert_eq!(
            found[0].repair.as_deref(),
            Some(&Repair::exact("agreement"))
        );
    }

    #[test]
    fn page_furniture_and_form_feeds() {
        expect(
            &LayoutArtefact,
            "\
They agreed on the budget of the islands for the
Page 3 of 7
^^^^^^^^^^^ low: a page number
coming year and on the roads.

- 4 -
^^^^^ low: a page number",
        );
        assert_eq!(findings(&LayoutArtefact, "One.\u{c}Two.").len(), 1);
    }

    #[test]
    fn blank_lines_at_the_start() {
        let found = findings(&LayoutArtefact, "\n\nA title\n");
        assert_eq!(
            found.iter().map(|f| f.range).collect::<Vec<_>>(),
            [TextRange::new(0, 2)]
        );
    }

    #[test]
    fn headings_run_into_the_body() {
        let body = "The council met in the town hall on Monday and spoke about the roads, the bridges and the harbour for hours.";
        let text = format!("{body}\n{body}\nNew Roads for the Northern Islands\n{body}\n{body}\n");
        let found = findings(&LayoutArtefact, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].range.of(&text), found[0].tier),
            (Some("New Roads for the Northern Islands"), 2)
        );
        silent(
            &LayoutArtefact,
            &[&text.replace("\nNew Roads", "\n\nNew Roads")],
        );
    }

    #[test]
    fn letterheads_and_sentences_broken_over_lines() {
        expect(
            &LayoutArtefact,
            "\
OFFICE OF THE HARBOURS AND
^^^^^^^^^^^^^^^^^^^^^^^^^^… low: a name broken over two lines at “AND”
OF THE NORTHERN ROADS",
        );
        let long = "The council met in the town hall on Monday and spoke about the roads and the bridges for hours. ".repeat(3);
        let text = format!(
            "{long}\n\nThe mayor of the island said that she\nwould open the bridge in spring.\n\n{long}\n"
        );
        let found = findings(&LayoutArtefact, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].reason.contains("“she” | “would”"));
    }

    #[test]
    fn ordinary_lines_and_hyphens() {
        silent(
            &LayoutArtefact,
            &[
                "A long- and short-term plan, pre- and post-war, two- to three-year terms.",
                "The well-\nknown plan of the wind-\ndriven mills.",
                "THE ISLAND OFFICE\n\nANNUAL REPORT\n\nMINISTER OF ROADS\nISLAND COUNCIL",
                "Poem of the sea\nand of the shore\nso long ago\n",
                "In 1990 there were\n12\nhouses.",
            ],
        );
    }

    #[test]
    fn a_text_wrapped_throughout_is_left_alone() {
        let text = "The council met in the town hall on Monday and spoke about\nthe roads and the bridges for hours, until the mayor of the\n\
                    island said that she would open the bridge in spring and\nthe others agreed with her and left for the harbour.\n";
        silent(&LayoutArtefact, &[text]);
    }
}
