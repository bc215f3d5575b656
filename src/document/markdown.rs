//! The blocks and inline styles of Markdown.
//!
//! Offsets are always those of the source. Whatever part of a block the parser does not report as visible text is
//! [`InlineStyle::Hidden`]: `#`, `**`, backticks, the address of a link, `>`, fences, bullets. Numbers of lists, pipes
//! between cells, entities and HTML stay visible as they are written. A list item that begins with something hidden had
//! a bullet, which the reader draws. What the parser skips altogether (link definitions, say) is shown as its source, so
//! that every byte of the file can be found on the screen or is a mark.

use super::{Block, BlockKind, Inline, InlineStyle, Structure};
use crate::text::TextRange;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Name of this extractor, stored with annotations.
pub const EXTRACTOR: &str = "markdown";
/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// The blocks and inline styles of `text`.
pub fn structure(text: &str) -> Structure {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut builder = Builder::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(&event, TextRange::from(range).snapped(text));
    }
    builder.finish()
}

/// A block whose end has not been reached.
struct Open {
    start: usize,
    kind: BlockKind,
    /// The source that is shown, sorted.
    visible: Vec<TextRange>,
    styles: Vec<Inline>,
    soft_breaks: usize,
    hard_breaks: usize,
}

/// What blocks stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    List,
    Item,
}

struct Builder<'t> {
    text: &'t str,
    out: Structure,
    open: Option<Open>,
    containers: Vec<Container>,
    /// Starts of links and pictures that are not closed yet: (source, visible pieces before).
    links: Vec<(TextRange, usize)>,
    /// Up to where the source is accounted for.
    done: usize,
}

impl<'t> Builder<'t> {
    const fn new(text: &'t str) -> Self {
        let out = Structure {
            blocks: Vec::new(),
            inlines: Vec::new(),
        };
        Self {
            text,
            out,
            open: None,
            containers: Vec::new(),
            links: Vec::new(),
            done: 0,
        }
    }

    fn event(&mut self, event: &Event<'_>, range: TextRange) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Code(_) => self.code(range),
            Event::SoftBreak => self.line_break(range, false),
            Event::HardBreak => self.line_break(range, true),
            Event::Rule => self.rule(range),
            _ => self.show(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: TextRange) {
        match tag {
            Tag::Paragraph => self.open_block(range.start, self.running_kind()),
            Tag::Heading { level, .. } => {
                self.open_block(range.start, BlockKind::Heading(*level as u8))
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.open_block(range.start, BlockKind::Code)
            }
            Tag::TableHead | Tag::TableRow => self.open_block(range.start, BlockKind::TableRow),
            Tag::BlockQuote(_) => self.enter(range.start, Container::Quote),
            Tag::List(_) => self.enter(range.start, Container::List),
            Tag::Item => self.enter(range.start, Container::Item),
            Tag::Strong => self.style(range, InlineStyle::Strong),
            Tag::Emphasis => self.style(range, InlineStyle::Emphasis),
            Tag::Link { .. } | Tag::Image { .. } => self.link(range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: TextRange) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => {
                self.close(range.end)
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.close(range.end)
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.leave(range.end),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn enter(&mut self, at: usize, container: Container) {
        self.close(at);
        self.containers.push(container);
    }

    fn leave(&mut self, at: usize) {
        self.close(at);
        self.containers.pop();
    }

    /// What running text is in the innermost container.
    fn running_kind(&self) -> BlockKind {
        let lists = self
            .containers
            .iter()
            .filter(|c| **c == Container::List)
            .count();
        let depth = lists.saturating_sub(1).min(255) as u8;
        match self.containers.last() {
            Some(Container::Item | Container::List) => BlockKind::ListItem { depth },
            Some(Container::Quote) => BlockKind::Quote,
            None => BlockKind::Paragraph,
        }
    }

    fn open_block(&mut self, start: usize, kind: BlockKind) {
        self.close(start);
        let start = self.line_start(start);
        let (visible, styles) = (Vec::new(), Vec::new());
        self.open = Some(Open {
            start,
            kind,
            visible,
            styles,
            soft_breaks: 0,
            hard_breaks: 0,
        });
    }

    /// The block that text belongs to; the text of a tight list item opens its own.
    fn block(&mut self, start: usize) -> Option<&mut Open> {
        if self.open.is_none() {
            self.open_block(start, self.running_kind());
        }
        self.open.as_mut()
    }

    /// Back to the beginning of the line, over the marks of containers, but not into the block before.
    fn line_start(&self, start: usize) -> usize {
        let before = self.text.get(self.done..start).unwrap_or_default();
        let line = before
            .rfind(['\n', '\r'])
            .map_or(self.done, |i| self.done + i + 1);
        let margin = self.text.get(line..start).unwrap_or_default();
        line + (margin.len() - margin.trim_start().len())
    }

    fn show(&mut self, range: TextRange) {
        if let Some(block) = self.block(range.start).filter(|_| !range.is_empty()) {
            block.visible.push(range);
        }
    }

    fn style(&mut self, range: TextRange, style: InlineStyle) {
        if let Some(block) = self.block(range.start) {
            block.styles.push(Inline { range, style });
        }
    }

    fn code(&mut self, range: TextRange) {
        let source = range.of(self.text).unwrap_or_default();
        let ticks = source.bytes().take_while(|b| *b == b'`').count();
        let inner = TextRange::new(
            range.start + ticks,
            range.end.saturating_sub(ticks).max(range.start + ticks),
        );
        self.show(inner);
        self.style(inner, InlineStyle::Code);
    }

    fn line_break(&mut self, range: TextRange, hard: bool) {
        let source = range.of(self.text).unwrap_or_default();
        let mark = source.len() - source.trim_start_matches(['\\', ' ']).len();
        self.show(TextRange::new(range.start + mark, range.end));
        if let Some(block) = self.open.as_mut() {
            block.hard_breaks += usize::from(hard);
            block.soft_breaks += usize::from(!hard);
        }
    }

    fn link(&mut self, range: TextRange) {
        self.style(range, InlineStyle::Link);
        let before = self.open.as_ref().map_or(0, |b| b.visible.len());
        self.links.push((range, before));
    }

    /// A link without a text is shown as it is written.
    fn end_link(&mut self) {
        let Some((range, before)) = self.links.pop() else {
            return;
        };
        if self
            .open
            .as_ref()
            .is_some_and(|b| b.visible.len() == before)
        {
            self.show(range);
        }
    }

    fn rule(&mut self, range: TextRange) {
        self.open_block(range.start, BlockKind::Rule);
        self.show(range);
        self.close(range.end);
    }

    /// Ends the open block at `end` at the latest.
    fn close(&mut self, end: usize) {
        self.links.clear();
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.start = open.start.max(self.done);
        let source = self.text.get(open.start..end).unwrap_or_default();
        let end = open.start + source.trim_end().len();
        if source.trim().is_empty() {
            return;
        }
        self.source_blocks(open.start);
        self.push(open, end);
        self.done = end;
    }

    fn push(&mut self, mut open: Open, end: usize) {
        let range = TextRange::new(open.start, end);
        let hidden = hidden_parts(self.text, range, &mut open);
        let code = open.kind == BlockKind::Code;
        let reflow = !code && (open.hard_breaks == 0 || open.soft_breaks > 0);
        self.out.blocks.push(Block {
            range,
            kind: open.kind,
            reflow,
        });
        let styles = open
            .styles
            .into_iter()
            .filter_map(|style| Some((style.range.intersection(range)?, style.style)));
        let mut inlines: Vec<_> = styles
            .map(|(range, style)| Inline { range, style })
            .collect();
        inlines.extend(hidden);
        inlines.sort_by_key(|i| (i.range.start, std::cmp::Reverse(i.range.end)));
        self.out.inlines.append(&mut inlines);
    }

    /// Shows what lies between the last block and `end`, line by line, unless it is blank.
    fn source_blocks(&mut self, end: usize) {
        let (start, text) = (self.done, self.text);
        let gap = text.get(start..end).unwrap_or_default();
        if gap.trim().is_empty() || self.takes_delimiter_row(gap) {
            return;
        }
        let mut at = start;
        for line in gap.split_inclusive(['\n', '\r']) {
            let body = line.trim();
            let from = at + (line.len() - line.trim_start().len());
            at += line.len();
            if !body.is_empty() {
                let range = TextRange::new(from, from + body.len());
                self.out.blocks.push(Block {
                    range,
                    kind: BlockKind::Paragraph,
                    reflow: true,
                });
            }
        }
    }

    /// The row of dashes under a table's head is a mark of the head.
    fn takes_delimiter_row(&mut self, gap: &str) -> bool {
        let dashes = gap
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | '>') || c.is_whitespace());
        let Some(head) = self.out.blocks.last_mut() else {
            return false;
        };
        if !dashes || head.kind != BlockKind::TableRow || head.range.end != self.done {
            return false;
        }
        let end = self.done + gap.trim_end().len();
        let range = TextRange::new(self.done, end);
        head.range.end = end;
        self.out.inlines.push(Inline {
            range,
            style: InlineStyle::Hidden,
        });
        true
    }

    fn finish(mut self) -> Structure {
        let end = self.text.len();
        self.close(end);
        self.source_blocks(end);
        self.out
    }
}

/// The parts of a block that are not visible. A block of which nothing would be seen is shown as it is written.
fn hidden_parts(text: &str, range: TextRange, open: &mut Open) -> Vec<Inline> {
    keep_source_marks(text, range, open);
    open.visible.sort();
    let seen = |r: &TextRange| r.of(text).is_some_and(|s| !s.trim().is_empty());
    if !open.visible.iter().any(seen) {
        return Vec::new();
    }
    let mut hidden = Vec::new();
    let mut at = range.start;
    let end = TextRange::new(range.end, range.end);
    let pieces = open.visible.iter().filter_map(|v| v.intersection(range));
    for piece in pieces.chain([end]) {
        let gap = TextRange::new(at, piece.start.max(at));
        if is_mark(text, gap) {
            hidden.push(Inline {
                range: gap,
                style: InlineStyle::Hidden,
            });
        }
        at = at.max(piece.end);
    }
    hidden
}

/// Whether a part that is not text is a mark or the indentation of a line, and not a space between two pieces.
fn is_mark(text: &str, gap: TextRange) -> bool {
    let indentation = text
        .get(..gap.start)
        .is_some_and(|before| before.ends_with(['\n', '\r']));
    let blank = gap.of(text).is_some_and(|s| s.trim().is_empty());
    !gap.is_empty() && (indentation || !blank)
}

/// Makes marks visible that say something: the number of a list item, the label of a note, the pipes between cells.
fn keep_source_marks(text: &str, range: TextRange, open: &mut Open) {
    let first = open
        .visible
        .iter()
        .map(|v| v.start)
        .min()
        .unwrap_or(range.end);
    let last = open
        .visible
        .iter()
        .map(|v| v.end)
        .max()
        .unwrap_or(range.start);
    if open.kind == BlockKind::TableRow {
        open.visible.push(TextRange::new(first, last));
        return;
    }
    let lead = text.get(range.start..first).unwrap_or_default();
    if open.kind != BlockKind::Code && says_something(lead) {
        let skip = lead.len()
            - lead
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>'))
                .len();
        open.visible.push(TextRange::new(range.start + skip, first));
    }
}

/// Whether the marks before a block's text have a number or a label among them.
fn says_something(lead: &str) -> bool {
    lead.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each block as it is seen: hidden parts left out.
    fn seen(text: &str) -> Vec<(BlockKind, String)> {
        let found = structure(text);
        let hidden: Vec<_> = found
            .inlines
            .iter()
            .filter(|i| i.style == InlineStyle::Hidden)
            .collect();
        let shown = |b: &Block| {
            let source = text.char_indices().filter(|(at, _)| b.range.contains(*at));
            source
                .filter(|(at, _)| !hidden.iter().any(|h| h.range.contains(*at)))
                .map(|(_, c)| c)
                .collect()
        };
        found.blocks.iter().map(|b| (b.kind, shown(b))).collect()
    }

    fn check(text: &str, wanted: &[(BlockKind, &str)]) {
        let seen = seen(text);
        let seen: Vec<_> = seen
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(seen, wanted);
    }

    use BlockKind::{Code, Heading, ListItem, Paragraph, Quote, Rule, TableRow};

    #[test]
    fn headings_and_emphasis() {
        check(
            "# Terms *of* Service #\n\n**His Excellency** `x` &amp; \\*y\\*\nmore\n\nTitle\n=====\n",
            &[
                (Heading(1), "Terms of Service"),
                (Paragraph, "His Excellency x &amp; *y*\nmore"),
                (Heading(1), "Title"),
            ],
        );
    }

    #[test]
    fn lists_nest_and_keep_numbers() {
        let item = |depth| ListItem { depth };
        check(
            "- one\n  - two **x**\n- three\n\n  more\n\n1. four\n- [ ] five",
            &[
                (item(0), "one"),
                (item(1), "two x"),
                (item(0), "three"),
                (item(0), "more"),
                (item(0), "1. four"),
                (item(0), "[ ] five"),
            ],
        );
    }

    #[test]
    fn quotes_code_tables_and_rules() {
        check(
            "> said\n> twice\n\n```rust\nlet x;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n",
            &[
                (Quote, "said\ntwice"),
                (Code, "let x;\n"),
                (TableRow, "a | b"),
                (TableRow, "1 | 2"),
                (Rule, "---"),
            ],
        );
    }

    #[test]
    fn links_show_their_text_only() {
        check(
            "See [the *act*](https://example.org/a \"t\") and <https://e.org> [](x) ![p](q).\n",
            &[(Paragraph, "See the act and https://e.org [](x) p.")],
        );
    }

    #[test]
    fn what_is_not_handled_shows_its_source() {
        check(
            "---\ntitle: T\n---\n\n[ref]: https://example.org\n\n<!-- c -->\n\nText[^1]\n\n[^1]: Note\n",
            &[
                (Code, "title: T\n"),
                (Paragraph, "[ref]: https://example.org"),
                (Code, "<!-- c -->"),
                (Paragraph, "Text[^1]"),
                (Paragraph, "[^1]: Note"),
            ],
        );
    }

    #[test]
    fn hard_breaks_stand_where_there_are_no_others() {
        let found = structure("a  \nb\\\nc\n\nd\ne  \nf\n");
        assert_eq!(
            found.blocks.iter().map(|b| b.reflow).collect::<Vec<_>>(),
            [false, true]
        );
    }

    fn check_invariants(text: &str) {
        let found = structure(text);
        let mut at = 0;
        for block in &found.blocks {
            let between = text.get(at..block.range.start);
            assert!(
                between.is_some_and(|s| s.trim().is_empty()),
                "{text:?}: {between:?}"
            );
            assert!(
                block.range.of(text).is_some_and(|s| !s.trim().is_empty()),
                "{text:?}"
            );
            at = block.range.end;
        }
        assert_eq!(text.get(at..).map(str::trim), Some(""), "{text:?}");
        assert!(
            found.inlines.is_sorted_by_key(|i| i.range.start),
            "{text:?}"
        );
        for inline in &found.inlines {
            assert!(inline.range.of(text).is_some(), "{text:?}");
            assert!(
                found.blocks.iter().any(|b| b.range.covers(inline.range)),
                "{text:?}: {inline:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn no_text_is_lost(text in "([#>*_`~|\\-+=\\[\\]()!<&\\\\: ]|[a-z]{1,4} ?|\n|\r\n|\r|    |\t|1\\. |\\[\\^a\\]:?|---\n|```|កម្|😀|\u{A0}|\u{0C}){0,50}") {
            check_invariants(&text);
        }
    }
}
