//! From a tree of elements to a text: what web pages, books and e-mails share.

use super::furniture::{furniture, is_hidden, is_left_out};
use super::notes::Notes;
use super::tree::{Id, Kind, Node, Tree};
use crate::document::builder::Builder;
use crate::document::extraction::{Page, Place};
use crate::document::{BlockKind, InlineStyle};
use std::collections::HashMap;

/// A list that is open.
struct List {
    /// The number of the next item; `None` where items have bullets.
    next: Option<i64>,
    step: i64,
    /// How numbers are written: the `type` of the element.
    form: char,
}

/// Writes parts of a page.
pub(crate) struct Walk<'t, 'b> {
    tree: &'t Tree,
    out: &'b mut Builder,
    notes: Notes,
    /// The part that is written: what furniture is measured against.
    root: Id,
    /// Whether furniture is left out.
    strict: bool,
    lists: Vec<List>,
    /// The mark of an item that has no text yet.
    marker: Option<String>,
    styles: Vec<InlineStyle>,
    quotes: usize,
    /// Tables that are data, and whether a cell is open.
    tables: Vec<bool>,
    in_cell: usize,
    in_note: Option<Id>,
    /// The note's label has been written, and nothing else of it.
    fresh: Option<String>,
    /// The last thing was a line break.
    broken: bool,
    places: Option<Finder<'t>>,
    pages: u32,
    /// Words of a recogniser of characters (hOCR) that are open: where each begins, and how sure it is.
    words: Vec<(usize, Option<f32>)>,
}

enum Step {
    Enter(Id),
    Leave(Id),
}

impl<'t, 'b> Walk<'t, 'b> {
    /// `source`: the file's bytes as text, where offsets in it are those of the file.
    pub fn new(tree: &'t Tree, out: &'b mut Builder, root: Id, source: Option<&'t str>) -> Self {
        Self {
            tree,
            out,
            notes: Notes::of(tree, 0),
            root,
            strict: true,
            lists: Vec::new(),
            marker: None,
            styles: Vec::new(),
            quotes: 0,
            tables: Vec::new(),
            in_cell: 0,
            in_note: None,
            fresh: None,
            broken: false,
            places: source.map(|source| Finder { source, at: 0 }),
            pages: 0,
            words: Vec::new(),
        }
    }

    /// Nothing but what is hidden is left out.
    pub fn with_everything(mut self) -> Self {
        self.strict = false;
        self
    }

    /// Writes a part. Notes that lie outside of it are written by [`Self::finish`].
    pub fn part(&mut self, part: Id) {
        let mut todo = vec![Step::Enter(part)];
        while let Some(step) = todo.pop() {
            match step {
                Step::Leave(id) => self.leave(id),
                Step::Enter(id) => {
                    if self.enter(id) {
                        todo.push(Step::Leave(id));
                        let children = self.tree.get(id).map_or(&[][..], |n| &n.children);
                        todo.extend(children.iter().rev().map(|c| Step::Enter(*c)));
                    }
                }
            }
        }
        self.close();
    }

    /// Writes notes that were referred to and stand outside of the parts that were written.
    pub fn finish(mut self, written: &[Id]) {
        let inside = |id: &Id| written.iter().any(|w| self.tree.holds(*w, *id));
        let mut outside: Vec<Id> = self
            .notes
            .notes
            .keys()
            .copied()
            .filter(|id| !inside(id))
            .collect();
        outside.sort_unstable();
        for note in outside {
            self.part(note);
        }
    }

    /// Whether the element's content is written.
    fn enter(&mut self, id: Id) -> bool {
        let tree = self.tree;
        let Some(node) = tree.get(id) else {
            return false;
        };
        match &node.kind {
            Kind::Text(text) => {
                self.text(text);
                false
            }
            Kind::Element { name, .. } => {
                !self.is_skipped(id, node) && self.element(id, node, name)
            }
        }
    }

    fn is_skipped(&mut self, id: Id, node: &Node) -> bool {
        if self.notes.left_out.contains(&id) {
            return true;
        }
        if let Some(label) = self.notes.references.get(&id).cloned() {
            self.ready();
            self.out.reference(&label);
            return true;
        }
        if self.notes.notes.contains_key(&id) || id == self.root {
            return false;
        }
        let what = if self.strict {
            is_left_out(self.tree, id, self.root)
        } else {
            furniture(self.tree, id)
                .map(|(what, _)| what)
                .filter(|what| what.is_empty() || is_hidden(node))
        };
        if let Some(what) = what {
            if !what.is_empty() && node.chars > 0 {
                self.out.leave_out(what, &self.tree.text(id));
            }
            return true;
        }
        false
    }

    fn element(&mut self, id: Id, node: &Node, name: &str) -> bool {
        if self.in_note.is_none()
            && let Some(label) = self.notes.notes.get(&id).cloned()
        {
            self.begin_note(id, label);
            return true;
        }
        if node.has_word("epub:type", "pagebreak")
            || node.attribute("role") == Some("doc-pagebreak")
        {
            self.page(node);
            return false;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(1, |b| b - b'0');
                self.block(Some(BlockKind::Heading(level)));
            }
            "br" => {
                self.line_break();
                return false;
            }
            "hr" | "col" | "colgroup" | "rt" | "rp" | "img" | "area" | "picture"
            | "figure-image" => {
                if name == "hr" {
                    self.block(None);
                }
                return false;
            }
            "pre" | "xmp" | "listing" => self.block(Some(BlockKind::Code)),
            "blockquote" => {
                self.block(None);
                self.quotes += 1;
            }
            "ul" | "ol" | "dir" => self.list(node, name),
            "li" => self.item(node),
            "table" => {
                self.block(None);
                let data = self.in_cell == 0 && is_data(self.tree, id);
                self.tables.push(data);
            }
            "tr" => self.block(None),
            "td" | "th" => self.cell(),
            "span" if node.has_word("class", "ocrx_word") => {
                self.ready();
                self.words.push((self.out.len(), confidence(node)));
            }
            "q" => self.text("“"),
            _ => match style_of(node, name) {
                Some(style) => self.style(style),
                None if super::tree::is_inline(name) => {}
                None => self.block(None),
            },
        }
        true
    }

    fn leave(&mut self, id: Id) {
        let Some(node) = self.tree.get(id) else {
            return;
        };
        if self.in_note == Some(id) {
            self.fresh = None;
            self.out.end_note();
            self.in_note = None;
            return;
        }
        match node.name() {
            "span" if node.has_word("class", "ocrx_word") => {
                if let Some((start, Some(confidence))) = self.words.pop() {
                    self.out
                        .doubtful(self.out.len().saturating_sub(start), confidence);
                }
            }
            "q" => self.text("”"),
            "blockquote" => {
                self.block(None);
                self.quotes = self.quotes.saturating_sub(1);
            }
            "ul" | "ol" | "dir" => {
                self.block(None);
                self.lists.pop();
            }
            "li" => {
                self.block(None);
                self.marker = None;
            }
            "table" => {
                self.block(None);
                self.tables.pop();
            }
            "td" | "th" if self.tables.last() == Some(&true) => {
                self.in_cell = self.in_cell.saturating_sub(1);
            }
            name if style_of(node, name).is_some() => {
                self.styles.pop();
                if self.out.kind().is_some() {
                    self.out.end_style();
                }
            }
            name if super::tree::is_inline(name) => {}
            _ => self.block(None),
        }
    }

    /// A block begins or ends here; with a kind, what comes next is one of that kind.
    fn block(&mut self, kind: Option<BlockKind>) {
        if self.fresh.is_some() {
            return;
        }
        if self.in_cell > 0 {
            self.out.space();
            return;
        }
        self.close();
        if let Some(kind) = kind {
            let kind = if self.in_note.is_some() {
                BlockKind::Footnote
            } else {
                kind
            };
            self.open(kind);
        }
    }

    fn close(&mut self) {
        self.broken = false;
        self.out.close();
    }

    fn open(&mut self, kind: BlockKind) {
        self.out.open(kind);
        for style in &self.styles {
            self.out.style(*style);
        }
    }

    /// Sees to it that a block is open for text to come.
    fn ready(&mut self) {
        self.broken = false;
        if self.out.kind().is_some() && self.marker.is_none() {
            return;
        }
        if let Some(marker) = self.marker.take() {
            let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
            self.open(BlockKind::ListItem { depth });
            self.out.push(&marker);
            return;
        }
        let kind = if self.in_note.is_some() {
            BlockKind::Footnote
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        self.open(kind);
    }

    fn text(&mut self, text: &str) {
        let blank = text.trim().is_empty();
        if blank && (self.out.kind().is_none() || self.marker.is_some()) {
            return;
        }
        if blank && self.out.kind() != Some(BlockKind::Code) {
            self.out.space();
            return;
        }
        let mut text = text;
        if let Some(label) = self.fresh.take() {
            text = without_label(text, &label);
        }
        let unplaced = self.out.kind().is_none() || !self.out.has_text();
        self.ready();
        self.out.push(text);
        if unplaced && let Some(place) = self.places.as_mut().and_then(|f| f.find(text)) {
            self.out.place(place);
        }
    }

    fn line_break(&mut self) {
        if self.fresh.is_some() {
            return;
        }
        if std::mem::replace(&mut self.broken, true)
            && self.in_cell == 0
            && self.out.kind() != Some(BlockKind::Code)
        {
            // Two breaks are how old pages part paragraphs.
            let heading = matches!(self.out.kind(), Some(BlockKind::Heading(_)));
            if !heading {
                self.out.close();
            }
        } else if self.out.kind() == Some(BlockKind::Code) {
            self.out.push("\n");
        } else {
            self.out.line_break();
        }
    }

    fn style(&mut self, style: InlineStyle) {
        self.styles.push(style);
        if self.out.kind().is_some() {
            self.out.style(style);
        }
    }

    fn list(&mut self, node: &Node, name: &str) {
        self.block(None);
        let number = |a: &str| node.attribute(a).and_then(|v| v.trim().parse::<i64>().ok());
        let reversed = node.attribute("reversed").is_some();
        let items = node
            .children
            .iter()
            .filter(|c| self.tree.get(**c).is_some_and(|n| n.is("li")))
            .count();
        let first = if reversed {
            i64::try_from(items).unwrap_or(1)
        } else {
            1
        };
        let style = node
            .attribute("style")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let form = match node.attribute("type").and_then(|t| t.chars().next()) {
            Some(c) => c,
            None if style.contains("lower-alpha") || style.contains("lower-latin") => 'a',
            None if style.contains("upper-alpha") || style.contains("upper-latin") => 'A',
            None if style.contains("lower-roman") => 'i',
            None if style.contains("upper-roman") => 'I',
            None => '1',
        };
        self.lists.push(List {
            next: (name == "ol").then(|| number("start").unwrap_or(first)),
            step: if reversed { -1 } else { 1 },
            form,
        });
    }

    fn item(&mut self, node: &Node) {
        self.block(None);
        let value = node.attribute("value").and_then(|v| v.trim().parse().ok());
        let marker = match self.lists.last_mut() {
            Some(List {
                next: Some(next),
                step,
                form,
            }) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(*step);
                format!("{}. ", written(number, *form))
            }
            _ => "• ".to_owned(),
        };
        if self.in_cell == 0 && self.fresh.is_none() && self.in_note.is_none() {
            self.marker = Some(marker);
        }
    }

    fn cell(&mut self) {
        if self.tables.last() == Some(&true) {
            self.marker = None;
            self.out.cell();
            self.in_cell += 1;
        } else {
            self.block(None);
        }
    }

    fn begin_note(&mut self, id: Id, label: String) {
        self.close();
        self.marker = None;
        self.out.note(&label);
        self.in_note = Some(id);
        self.fresh = Some(label);
    }

    fn page(&mut self, node: &Node) {
        self.pages += 1;
        let said = node.attribute("title").or(node.attribute("aria-label"));
        let label = said.map(|s| s.trim().trim_start_matches(|c: char| !c.is_alphanumeric()));
        let label = label.filter(|l| !l.is_empty()).map(str::to_owned);
        self.out.page(Page {
            number: self.pages,
            label: label.unwrap_or_else(|| self.pages.to_string()),
            ..Page::default()
        });
    }
}

/// How sure a recogniser of characters is of a word: `x_wconf` of hOCR, as a share of 1.
fn confidence(word: &Node) -> Option<f32> {
    let after = word.attribute("title")?.split_once("x_wconf")?.1;
    let number: f32 = after
        .split([' ', ';'])
        .find(|w| !w.is_empty())?
        .parse()
        .ok()?;
    Some((number / 100.0).clamp(0.0, 1.0))
}

/// A number as a list writes it.
pub(crate) fn written(number: i64, form: char) -> String {
    let cased = |s: String| {
        if form.is_ascii_uppercase() {
            s.to_ascii_uppercase()
        } else {
            s
        }
    };
    match form {
        'a' | 'A' if number > 0 => cased(alphabetic(number)),
        'i' | 'I' if (1..4000).contains(&number) => cased(roman(number)),
        _ => number.to_string(),
    }
}

/// 1 → a, 27 → aa.
fn alphabetic(mut number: i64) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

fn style_of(node: &Node, name: &str) -> Option<InlineStyle> {
    match name {
        "b" | "strong" => Some(InlineStyle::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Some(InlineStyle::Emphasis),
        "code" | "kbd" | "samp" | "tt" => Some(InlineStyle::Code),
        "a" if node.attribute("href").is_some() => Some(InlineStyle::Link),
        _ => None,
    }
}

/// A note's text without the label that it begins with.
fn without_label<'t>(text: &'t str, label: &str) -> &'t str {
    let start = text.trim_start();
    let rest = start
        .strip_prefix('[')
        .or_else(|| start.strip_prefix('('))
        .unwrap_or(start);
    let Some(rest) = rest.strip_prefix(label) else {
        return text;
    };
    let after = rest.trim_start_matches([']', ')', '.', ':']);
    if after.len() < rest.len() || after.starts_with(char::is_whitespace) {
        after.trim_start()
    } else {
        text
    }
}

/// Whether a table holds data, and is not there to place things on the page.
fn is_data(tree: &Tree, table: Id) -> bool {
    let Some(node) = tree.get(table) else {
        return false;
    };
    if matches!(node.attribute("role"), Some("presentation" | "none")) {
        return false;
    }
    let (mut rows, mut cells, mut headed, mut blocks) = (0_u32, 0_u32, false, 0_u32);
    let mut widest: HashMap<Id, u32> = HashMap::new();
    for (id, node) in tree.below(table).skip(1) {
        match node.name() {
            "table" => return false,
            "tr" => rows += 1,
            "th" | "caption" | "thead" => headed = true,
            "p" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "blockquote" => blocks += 1,
            _ => {}
        }
        if matches!(node.name(), "td" | "th") && node.chars > 0 {
            cells += 1;
            let row = tree
                .ancestors(id)
                .find(|a| tree.get(*a).is_some_and(|n| n.is("tr")));
            *widest.entry(row.unwrap_or(table)).or_default() += 1;
        }
    }
    let columns = widest.values().max().copied().unwrap_or(0);
    if headed {
        return columns > 1;
    }
    let per_cell = node.chars / cells.max(1);
    rows > 1 && columns > 1 && per_cell < 220 && blocks <= cells * 2
}

/// Finds where the words of a text node stand in the source, going forward.
struct Finder<'t> {
    source: &'t str,
    at: usize,
}

impl Finder<'_> {
    /// How far ahead is looked.
    const REACH: usize = 256 << 10;
    /// How many bytes of the text are looked for.
    const SAMPLE: usize = 24;

    fn find(&mut self, text: &str) -> Option<Place> {
        // What an entity or a line end interrupts is not found as it stands: the longest run before one is.
        let text = text.trim();
        let end = text
            .find(['\n', '\r', '&', '<', '>', '\u{a0}'])
            .unwrap_or(text.len());
        let end = text.floor_char_boundary(end.min(Self::SAMPLE));
        let sample = text.get(..end).filter(|s| s.len() >= 3)?;
        let ahead = self.source.as_bytes().get(self.at..)?;
        let ahead = ahead.get(..Self::REACH).unwrap_or(ahead);
        let found = self.at + memchr::memmem::find(ahead, sample.as_bytes())?;
        self.at = found + sample.len();
        let end = (found + text.len()).min(self.source.len());
        Some(Place::Bytes {
            start: found as u64,
            end: end as u64,
        })
    }
}
