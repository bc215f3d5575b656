//! What a page's layout left behind in the text: hyphens of line ends, page numbers, form feeds, headings run into the
//! body, lines broken in mid-sentence.

mod alone;
mod breaks;
mod bullets;
mod forms;
mod frames;
mod furniture;
mod glued;
mod headings;
mod hidden;
mod hints;
mod hyphens;
mod inline;
mod inside;
mod interruptions;
mod joints;
mod lines;
mod lost_spaces;
mod mail;
mod notes;
mod page_words;
mod pages;
mod sampled;
mod scan;
mod signals;
mod site;
mod spaces;
mod stray;
mod survey;
mod tables;
mod words;
mod wrapped;

use self::hints::Hints;
use self::scan::Scan;
use self::survey::Survey;
use super::{Check, Context, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::document::extraction::Origin;
use crate::text::TextRange;

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
            false_alarms: "Verse, addresses and tables set as text; headings such as “Related content” that are the words of a web page elsewhere (on demand only). Texts whose lines are wrapped throughout are told once, on demand.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        if let Some(origin) = &context.input.document.origin {
            return self.extracted(context, origin, out);
        }
        let first = out.len();
        let scan = Scan::of(context.text);
        let survey = Survey::of(context);
        let hints = Hints::of(context, &scan);
        self.leading_blank(context, out);
        self.blank_runs(context, out);
        self.form_feeds(context, out);
        self.invisible(context, &scan, out);
        self.side_by_side(context, out);
        self.gaps(context, &scan, out);
        self.spread_words(context, out);
        self.hyphens(context, &scan, out);
        self.glued_words(context, out);
        self.drop_caps(context, out);
        self.glued_notes(context, &scan, out);
        self.line_numbers(context, &survey, out);
        self.interruptions(context, &survey, out);
        self.page_furniture(context, &survey, out);
        self.running_headers(context, &survey, out);
        self.menu_lists(context, out);
        self.mail_heads(context, out);
        self.site_furniture(context, &survey, out);
        self.site_lines(context, &survey, &hints, out);
        self.lone_bullets(context, &survey, out);
        self.inline_bullets(context, &scan, out);
        self.detached_numbers(context, &survey, out);
        self.contents(context, &survey, out);
        self.leaders(context, out);
        self.lines_alone(context, &survey, out);
        self.rows_of_numbers(context, &survey, out);
        self.flat_tables(context, out);
        self.title_echoes(context, &survey, out);
        self.inline_frames(context, &hints, out);
        self.inline_notes(context, &hints, out);
        self.stray_pieces(context, &hints, out);
        self.inline_furniture(context, out);
        self.stray_bullets(context, out);
        self.orphan_notes(context, out);
        self.inline_rights(context, out);
        self.trailing_requests(context, out);
        self.lost_spaces(context, out);
        self.named_headings(context, out);
        self.run_in_headings(context, out);
        self.joints(context, &scan, out);
        self.spaced_marks(context, &scan, out);
        if !context.is_markdown() {
            self.headings(context, &survey, out);
        }
        self.letterheads(context, &survey, out);
        self.columns(context, out);
        self.wrapped_paragraphs(context, out);
        self.broken_lines(context, out);
        self.broken_paragraphs(context, out);
        keep_first(first, out);
        out.extend(self.wrapped_text(context));
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
        let scan = Scan::of(context.text);
        let survey = Survey::of(context);
        self.invisible(context, &scan, out);
        self.gaps(context, &scan, out);
        self.spread_words(context, out);
        self.hyphens(context, &scan, out);
        self.glued_words(context, out);
        self.glued_notes(context, &scan, out);
        self.site_furniture(context, &survey, out);
        let mended = |f: &Finding| {
            let from = origin.mended.partition_point(|m| m.end <= f.range.start);
            origin
                .mended
                .get(from)
                .is_some_and(|m| m.start < f.range.end)
        };
        let found = out.split_off(first);
        out.extend(found.into_iter().filter(|f| !mended(f)));
        keep_first(first, out);
    }

    /// Blank lines at the start.
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
}

/// Of findings that overlap, from `first` on, leaves the one that was found first: rules are asked in the order of how much
/// they know.
fn keep_first(first: usize, out: &mut Vec<Finding>) {
    let mut found: Vec<(usize, Finding)> = out.split_off(first).into_iter().enumerate().collect();
    found.sort_by_key(|(rank, f)| (f.range.start, *rank));
    let mut kept: Vec<(usize, Finding)> = Vec::with_capacity(found.len());
    for (rank, next) in found {
        match kept
            .last_mut()
            .filter(|(_, last)| last.range.overlaps(next.range))
        {
            Some(last) if rank < last.0 => *last = (rank, next),
            Some(_) => {}
            None => kept.push((rank, next)),
        }
    }
    out.extend(kept.into_iter().map(|(_, f)| f));
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
    use crate::quality::Repair;
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
    fn one_paragraph_wrapped_in_a_text_of_its_own_is_left_alone() {
        let text = "The council met in the town hall on Monday and spoke about\nthe roads and the bridges for hours, until the mayor of the\n\
                    island said that she would open the bridge in spring and\nthe others agreed with her and left for the harbour.\n";
        silent(&LayoutArtefact, &[text]);
    }
}
