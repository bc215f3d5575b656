//! Building an extracted text, alike for all formats.
//!
//! The conventions of an extracted text:
//! - line ends are LF; there is no BOM, NUL or other control character but LF and TAB, and no soft hyphen. White space
//!   inside a block is one space, except in [`BlockKind::Code`]; a line break that the author made is an LF;
//! - blocks are parted by an empty line; list items that follow each other, and rows of one table, by one LF;
//! - a list item begins with what is shown before it: "• ", or its number as the document prints it ("3. ", "(b) ");
//!   the depth is in its [`BlockKind`], there is no indentation;
//! - the cells of a table row are parted by a TAB; breaks inside a cell are spaces; rows without a word are left out;
//! - a reference to a footnote is its label in square brackets (`[3]`), right where it stands; the notes are blocks of
//!   [`BlockKind::Footnote`] at the end of the text, `[3] …`, in the order of their references.

use super::extraction::{Extraction, LeftOut, Metadata, Origin, Page, Place, SourcePlace};
use super::{Block, BlockKind, Inline, InlineStyle, Structure};
use crate::text::TextRange;

/// A text that grows: the body, or a note.
#[derive(Clone, Debug, Default)]
struct Flow {
    text: String,
    structure: Structure,
    places: Vec<SourcePlace>,
    mended: Vec<TextRange>,
    doubtful: Vec<(TextRange, f32)>,
    open: Option<Open>,
}

/// The block that is being written.
#[derive(Clone, Debug)]
struct Open {
    /// Where it begins, once something of it is written.
    start: Option<usize>,
    kind: BlockKind,
    /// A space is due before the next visible character.
    space: bool,
    place: Option<Place>,
    /// Styles that began and did not end: (style, start).
    styles: Vec<(InlineStyle, Option<usize>)>,
    styled: Vec<Inline>,
}

/// Writes an extracted text block by block.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    body: Flow,
    notes: Vec<Flow>,
    /// Whether what comes goes to the last note.
    in_note: bool,
    origin: Origin,
    /// A page whose first character has not come yet.
    pending: Option<Page>,
}

impl Builder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a block; one that is open is closed.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        let flow = self.flow();
        flow.open = Some(Open {
            start: None,
            kind,
            space: false,
            place: None,
            styles: Vec::new(),
            styled: Vec::new(),
        });
    }

    /// The kind of the open block.
    pub fn kind(&self) -> Option<BlockKind> {
        self.flow_ref().open.as_ref().map(|o| o.kind)
    }

    /// Whether the open block has a visible character.
    pub fn has_text(&self) -> bool {
        let flow = self.flow_ref();
        let start = flow.open.as_ref().and_then(|o| o.start);
        start.is_some_and(|start| flow.text.len() > start)
    }

    /// Says where the open block comes from.
    pub fn place(&mut self, place: Place) {
        if let Some(open) = &mut self.flow().open {
            open.place = Some(place);
        }
    }

    /// Adds text to the open block; without one, to a new paragraph.
    pub fn push(&mut self, text: &str) {
        if self.flow_ref().open.is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.open(BlockKind::Paragraph);
        }
        let code = self.kind() == Some(BlockKind::Code);
        for c in text.chars() {
            match c {
                '\u{ad}' | '\u{feff}' => {}
                '\n' | '\t' if code => self.put(c),
                '\r' if code => {}
                ' ' if code => self.put(c),
                // No-break spaces stay: they hold numbers and names together.
                c if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}') => {
                    self.space();
                }
                c if c.is_control() => {}
                c => self.put(c),
            }
        }
    }

    /// A space is due before the next character of the block.
    pub fn space(&mut self) {
        if let Some(open) = &mut self.flow().open {
            open.space = true;
        }
    }

    /// A line break of the author; in a table row a space.
    pub fn line_break(&mut self) {
        match self.kind() {
            Some(BlockKind::TableRow) => self.space(),
            Some(_) if self.has_text() => {
                let flow = self.flow();
                if let Some(open) = &mut flow.open {
                    open.space = false;
                }
                trim_spaces(flow);
                flow.text.push('\n');
            }
            _ => {}
        }
    }

    /// The next cell of a table row; a row is opened where none is.
    pub fn cell(&mut self) {
        if self.kind() != Some(BlockKind::TableRow) {
            self.open(BlockKind::TableRow);
            return;
        }
        self.begin();
        let flow = self.flow();
        if let Some(open) = &mut flow.open {
            open.space = false;
        }
        flow.text.push('\t');
    }

    /// Begins a style in the open block.
    pub fn style(&mut self, style: InlineStyle) {
        if let Some(open) = &mut self.flow().open {
            open.styles.push((style, None));
        }
    }

    /// Ends the style that began last.
    pub fn end_style(&mut self) {
        let flow = self.flow();
        let end = flow.text.len();
        if let Some(open) = &mut flow.open {
            open.end_style(end);
        }
    }

    /// Marks the last `len` bytes of the text as mended by the extractor.
    pub fn mended(&mut self, len: usize) {
        let flow = self.flow();
        let end = flow.text.len();
        flow.mended
            .push(TextRange::new(end.saturating_sub(len), end).snapped(&flow.text));
    }

    /// Marks the last `len` bytes of the text as recognised with this confidence (0 to 1).
    pub fn doubtful(&mut self, len: usize, confidence: f32) {
        let flow = self.flow();
        let end = flow.text.len();
        let range = TextRange::new(end.saturating_sub(len), end).snapped(&flow.text);
        flow.doubtful.push((range, confidence));
    }

    /// A page begins here; its `start` is set by what comes next.
    pub fn page(&mut self, page: Page) {
        self.turn();
        self.pending = Some(page);
    }

    /// A reference to a note: `[label]` is written, without a space before it.
    pub fn reference(&mut self, label: &str) {
        if let Some(open) = &mut self.flow().open {
            open.space = false;
        }
        self.push(&format!("[{label}]"));
    }

    /// What comes next, up to [`Self::end_note`], is the note with this label. Notes do not nest: inside of one, this is
    /// without effect.
    pub fn note(&mut self, label: &str) {
        if self.in_note {
            return;
        }
        self.in_note = true;
        self.notes.push(Flow::default());
        self.open(BlockKind::Footnote);
        self.push(&format!("[{label}] "));
    }

    /// Ends a note; the text goes on where it was.
    pub fn end_note(&mut self) {
        if self.in_note {
            self.close();
            self.in_note = false;
        }
    }

    /// Closes the open block. One without a word leaves no trace.
    pub fn close(&mut self) {
        let flow = self.flow();
        let Some(mut open) = flow.open.take() else {
            return;
        };
        let Some(start) = open.start else {
            return;
        };
        let kept = if open.kind == BlockKind::Code {
            flow.text.trim_end().len()
        } else {
            flow.text.trim_end_matches([' ', '\n', '\t']).len()
        };
        flow.text.truncate(kept.max(start));
        let end = flow.text.len();
        let range = TextRange::new(start, end);
        while !open.styles.is_empty() {
            open.end_style(end);
        }
        if range.of(&flow.text).is_none_or(|t| t.trim().is_empty()) {
            return;
        }
        open.styled
            .sort_by_key(|i| (i.range.start, std::cmp::Reverse(i.range.end)));
        let styled = open.styled.into_iter();
        let inside = styled.filter_map(|i| {
            let range = i.range.intersection(range)?;
            Some(Inline {
                range,
                style: i.style,
            })
        });
        flow.structure.inlines.extend(inside);
        flow.structure.blocks.push(Block {
            range,
            kind: open.kind,
            reflow: false,
        });
        flow.places
            .extend(open.place.map(|place| SourcePlace { range, place }));
    }

    /// A sentence that a person should read about the file.
    pub fn remark(&mut self, sentence: impl Into<String>) {
        self.origin.notes.push(sentence.into());
    }

    /// Something of the file that is not in the text.
    pub fn leave_out(&mut self, what: impl Into<String>, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let at = self.body.text.len();
            self.origin.left_out.push(LeftOut {
                what: what.into(),
                text,
                at,
            });
        }
    }

    /// What the file says of itself.
    pub fn metadata(&mut self) -> &mut Metadata {
        &mut self.origin.metadata
    }

    /// Length of the text so far, in UTF-8 bytes.
    pub fn len(&self) -> usize {
        self.body.text.len() + self.notes.iter().map(|n| n.text.len()).sum::<usize>()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text and all that belongs to it. Notes follow the body.
    pub fn finish(mut self) -> Extraction {
        self.end_note();
        self.close();
        self.turn();
        let mut body = self.body;
        for note in self.notes {
            body.append(note);
        }
        let mut origin = self.origin;
        let end = body.text.len();
        for page in &mut origin.pages {
            page.start = page.start.min(end);
        }
        for left in &mut origin.left_out {
            left.at = left.at.min(end);
        }
        origin.places = body.places;
        origin.mended = body.mended;
        origin.doubtful = body.doubtful;
        Extraction {
            text: body.text,
            structure: body.structure,
            origin,
        }
    }

    fn flow(&mut self) -> &mut Flow {
        match self.notes.last_mut() {
            Some(note) if self.in_note => note,
            _ => &mut self.body,
        }
    }

    fn flow_ref(&self) -> &Flow {
        match self.notes.last() {
            Some(note) if self.in_note => note,
            _ => &self.body,
        }
    }

    /// Adds a character that is seen (or white space that stands for itself).
    fn put(&mut self, c: char) {
        self.begin();
        let flow = self.flow();
        if let Some(open) = &mut flow.open {
            let start = open.start.unwrap_or_default();
            let fresh = flow.text.len() == start || flow.text.ends_with(['\n', '\t', ' ']);
            if std::mem::take(&mut open.space) && !fresh {
                flow.text.push(' ');
            }
            let at = flow.text.len();
            for (_, start) in open.styles.iter_mut().filter(|(_, start)| start.is_none()) {
                *start = Some(at);
            }
        }
        if !self.in_note && self.pending.is_some() {
            self.turn();
        }
        self.flow().text.push(c);
    }

    /// Writes what stands between the last block and the open one, once that has a character.
    fn begin(&mut self) {
        let flow = self.flow();
        let Some(open) = flow.open.as_mut().filter(|o| o.start.is_none()) else {
            return;
        };
        let last = flow.structure.blocks.last();
        flow.text.truncate(last.map_or(0, |b| b.range.end));
        flow.text
            .push_str(last.map_or("", |b| between(b.kind, open.kind)));
        open.start = Some(flow.text.len());
    }

    /// The pending page begins at the end of the text.
    fn turn(&mut self) {
        let at = self.body.text.len();
        let page = self.pending.take();
        self.origin
            .pages
            .extend(page.map(|page| Page { start: at, ..page }));
    }
}

/// What parts two blocks.
const fn between(last: BlockKind, next: BlockKind) -> &'static str {
    match (last, next) {
        (BlockKind::ListItem { .. }, BlockKind::ListItem { .. })
        | (BlockKind::TableRow, BlockKind::TableRow) => "\n",
        _ => "\n\n",
    }
}

/// Takes the spaces away that a line would end with.
fn trim_spaces(flow: &mut Flow) {
    let kept = flow.text.trim_end_matches(' ').len();
    let start = flow.open.as_ref().and_then(|o| o.start).unwrap_or_default();
    flow.text.truncate(kept.max(start));
}

impl Open {
    /// Ends the style that began last at `end`.
    fn end_style(&mut self, end: usize) {
        if let Some((style, Some(start))) = self.styles.pop()
            && start < end
        {
            let range = TextRange::new(start, end);
            self.styled.push(Inline { range, style });
        }
    }
}

impl Flow {
    /// Puts another flow after this one.
    fn append(&mut self, other: Self) {
        let (Some(first), last) = (other.structure.blocks.first(), self.structure.blocks.last())
        else {
            return;
        };
        let gap = last.map_or("", |b| between(b.kind, first.kind));
        self.text.truncate(last.map_or(0, |b| b.range.end));
        self.text.push_str(gap);
        let by = self.text.len();
        let moved = |r: TextRange| TextRange::new(r.start + by, r.end + by);
        self.text.push_str(&other.text);
        let blocks = other.structure.blocks.into_iter();
        self.structure.blocks.extend(blocks.map(|b| Block {
            range: moved(b.range),
            ..b
        }));
        let inlines = other.structure.inlines.into_iter();
        self.structure.inlines.extend(inlines.map(|i| Inline {
            range: moved(i.range),
            ..i
        }));
        let places = other.places.into_iter();
        self.places.extend(places.map(|p| SourcePlace {
            range: moved(p.range),
            ..p
        }));
        self.mended.extend(other.mended.into_iter().map(moved));
        self.doubtful
            .extend(other.doubtful.into_iter().map(|(r, c)| (moved(r), c)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(e: &Extraction) -> Vec<(BlockKind, &str)> {
        let of = |b: &Block| (b.kind, b.range.of(&e.text).unwrap());
        e.structure.blocks.iter().map(of).collect()
    }

    #[test]
    fn blocks_are_parted_and_empty_ones_leave_no_trace() {
        let mut b = Builder::new();
        b.page(Page {
            number: 1,
            label: "i".into(),
            ..Page::default()
        });
        b.open(BlockKind::Heading(1));
        b.push("  Joint \n Communiqué\u{ad} ");
        b.open(BlockKind::Paragraph);
        b.push(" \n ");
        b.open(BlockKind::Paragraph);
        b.push("The ministers met");
        b.reference("1");
        b.note("1");
        b.push("In Vientiane.");
        b.end_note();
        b.push(". They ");
        b.style(InlineStyle::Emphasis);
        b.push(" agreed");
        b.page(Page {
            number: 2,
            label: "ii".into(),
            ..Page::default()
        });
        b.end_style();
        b.push(" on trade.");
        for item in ["• fish", "• rice"] {
            b.open(BlockKind::ListItem { depth: 0 });
            b.push(item);
        }
        b.cell();
        b.push("Year");
        b.cell();
        b.push("US$\nmillion");
        b.close();
        b.cell();
        b.cell();
        b.close();
        let e = b.finish();
        assert_eq!(
            e.text,
            "Joint Communiqué\n\nThe ministers met[1]. They agreed on trade.\n\n• fish\n• rice\n\nYear\tUS$ million\n\n[1] In Vientiane."
        );
        assert_eq!(blocks(&e).len(), 6);
        assert_eq!(blocks(&e)[5], (BlockKind::Footnote, "[1] In Vientiane."));
        let second = &e.origin.pages[1];
        assert!(e.text.get(second.start..).unwrap().starts_with("on trade"));
        assert_eq!(e.origin.page_at(0).unwrap().label, "i");
        let styled: Vec<_> = e
            .structure
            .inlines
            .iter()
            .map(|i| i.range.of(&e.text))
            .collect();
        assert_eq!(styled, [Some("agreed")]);
    }

    #[test]
    fn breaks_and_code_stand_as_they_are() {
        let mut b = Builder::new();
        b.push("Ministry of Trade ");
        b.line_break();
        b.push(" Street 7");
        b.open(BlockKind::Code);
        b.push("a\n  b\n\n");
        let e = b.finish();
        assert_eq!(e.text, "Ministry of Trade\nStreet 7\n\na\n  b");
    }

    #[test]
    fn nothing_gives_nothing() {
        let mut b = Builder::new();
        b.open(BlockKind::Paragraph);
        b.style(InlineStyle::Strong);
        b.push(" ");
        b.end_style();
        b.end_style();
        b.end_note();
        b.line_break();
        assert_eq!(b.finish().text, "");
    }
}
