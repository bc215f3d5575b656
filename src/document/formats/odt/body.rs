//! The walk over the text.

use super::super::xml::{Id, Xml};
use super::styles::Styles;
use crate::document::builder::Builder;
use crate::document::extraction::{Page, Place};
use crate::document::{BlockKind, InlineStyle};
use std::collections::{BTreeSet, HashMap};

/// Cells and rows that are said to repeat are written so often at most.
const MAX_REPEAT: usize = 64;

#[derive(Clone, Copy)]
enum Step {
    Enter(Id),
    Leave(Id),
    EndNote,
}

/// A list that is open.
struct List {
    style: String,
    /// Its items so far, counted.
    next: i64,
}

/// Writes a text.
pub(super) struct Body<'a> {
    out: &'a mut Builder,
    xml: &'a Xml,
    styles: Styles,
    lists: Vec<List>,
    /// The last number of each level of a list style, where a later list goes on.
    last: HashMap<(String, usize), i64>,
    /// The mark of an item that has no paragraph yet.
    marker: Option<Option<String>>,
    outline: Vec<i64>,
    tables: Vec<bool>,
    in_cell: usize,
    boxes: Vec<Id>,
    styled: Vec<u8>,
    in_note: bool,
    /// Numbers of the notes of a class are written from 0, as some writers do who leave the counting to the reader.
    from_zero: HashMap<String, bool>,
    fresh: bool,
    paragraphs: u32,
    pages: Option<u32>,
}

impl<'a> Body<'a> {
    pub fn new(out: &'a mut Builder, xml: &'a Xml, styles: Styles) -> Self {
        let paged = xml.find(0, "text:soft-page-break").next().is_some();
        Self {
            out,
            xml,
            styles,
            lists: Vec::new(),
            last: HashMap::new(),
            marker: None,
            outline: Vec::new(),
            tables: Vec::new(),
            in_cell: 0,
            boxes: Vec::new(),
            styled: Vec::new(),
            in_note: false,
            from_zero: HashMap::new(),
            fresh: false,
            paragraphs: 0,
            pages: paged.then_some(0),
        }
    }

    /// Writes all of the text.
    pub fn write(&mut self) {
        self.page();
        let Some(text) = self.xml.find(0, "office:text").next() else {
            return;
        };
        let mut todo = Vec::new();
        self.push_children(text, &mut todo);
        while let Some(step) = todo.pop() {
            match step {
                Step::Enter(id) => {
                    if self.enter(id, &mut todo) {
                        todo.push(Step::Leave(id));
                        self.push_children(id, &mut todo);
                    }
                }
                Step::Leave(id) => self.leave(id, &mut todo),
                Step::EndNote => {
                    self.out.end_note();
                    (self.in_note, self.fresh) = (false, false);
                }
            }
        }
        self.out.close();
    }

    /// Whether the content is written as well.
    fn enter(&mut self, id: Id, todo: &mut Vec<Step>) -> bool {
        let xml = self.xml;
        match xml.name(id) {
            "" => {
                // White space between blocks is none of the text.
                if self.out.kind().is_some() {
                    self.out.push(xml.own_text(id));
                }
                false
            }
            "text:h" | "text:p" => self.paragraph(id),
            "text:span" => self.span(id),
            "text:a" => {
                self.out.style(InlineStyle::Link);
                true
            }
            "text:s" | "text:tab" => {
                self.out.space();
                false
            }
            "text:line-break" => {
                if matches!(self.out.kind(), Some(BlockKind::Heading(_))) {
                    self.out.space();
                } else {
                    self.out.line_break();
                }
                false
            }
            "text:soft-page-break" => {
                self.page();
                false
            }
            "text:note" => {
                self.note(id, todo);
                false
            }
            "text:list" => {
                self.list(id);
                true
            }
            "text:list-item" => {
                self.item(id);
                true
            }
            "text:list-header" => {
                self.marker = Some(None);
                true
            }
            "table:table" => {
                self.table(id);
                true
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell(id);
                xml.name(id) == "table:table-cell"
            }
            "text:tracked-changes" => {
                self.changes(id);
                false
            }
            "office:annotation" => {
                let author = xml.child(id, "dc:creator").map(|c| xml.text(c));
                let author = author
                    .filter(|a| !a.trim().is_empty())
                    .unwrap_or_else(|| "somebody".to_owned());
                self.out
                    .leave_out(format!("comment by {}", author.trim()), &plain(xml, id));
                false
            }
            "draw:text-box" => {
                if self.out.kind().is_some() {
                    self.boxes.push(id);
                    return false;
                }
                true
            }
            "text:section" if xml.attribute(id, "text:display") == Some("none") => {
                self.out.leave_out("hidden text", &plain(xml, id));
                false
            }
            name => !is_skipped(name),
        }
    }

    fn leave(&mut self, id: Id, todo: &mut Vec<Step>) {
        match self.xml.name(id) {
            "text:h" | "text:p" => {
                if self.in_cell > 0 {
                    self.out.space();
                } else {
                    self.out.close();
                }
                for id in std::mem::take(&mut self.boxes).into_iter().rev() {
                    self.push_children(id, todo);
                }
            }
            "text:span" => {
                for _ in 0..self.styled.pop().unwrap_or(0) {
                    self.out.end_style();
                }
            }
            "text:a" => self.out.end_style(),
            "text:list" => {
                if let Some(list) = self.lists.pop() {
                    self.last
                        .insert((list.style, self.lists.len() + 1), list.next);
                }
            }
            "text:list-item" | "text:list-header" => self.marker = None,
            "table:table-cell" if self.tables.last() == Some(&true) => {
                self.in_cell = self.in_cell.saturating_sub(1);
            }
            "table:table-row" if self.in_cell == 0 => self.out.close(),
            "table:table" => {
                self.tables.pop();
                if self.in_cell == 0 {
                    self.out.close();
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, id: Id) -> bool {
        let xml = self.xml;
        let style = xml.attribute(id, "text:style-name");
        if self.styles.is_hidden(style) {
            self.out.leave_out("hidden text", &plain(xml, id));
            return false;
        }
        self.paragraphs += 1;
        if self.in_cell > 0 {
            self.out.space();
            return true;
        }
        let level = (xml.name(id) == "text:h")
            .then(|| {
                xml.attribute(id, "text:outline-level")
                    .and_then(|l| l.parse::<u8>().ok())
                    .unwrap_or(1)
            })
            .or_else(|| self.styles.is_title(style).then_some(1));
        let marker = self.marker.take().flatten();
        let kind = match level {
            _ if self.in_note => BlockKind::Footnote,
            Some(level) => BlockKind::Heading(level.clamp(1, 6)),
            None if marker.is_some() => BlockKind::ListItem {
                depth: u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX),
            },
            None if self.styles.is_quote(style) => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        if !std::mem::take(&mut self.fresh) {
            self.out.open(kind);
        }
        let heading = xml.name(id) == "text:h" && self.lists.is_empty();
        let marker =
            marker.or_else(|| heading.then(|| self.outline_mark(id, usize::from(level?)))?);
        if let Some(marker) = marker.filter(|_| !self.in_note) {
            self.out.push(&marker);
        }
        self.out.place(Place::Paragraph {
            part: "content.xml".to_owned(),
            number: self.paragraphs - 1,
        });
        true
    }

    /// The number of a heading, where headings are numbered.
    fn outline_mark(&mut self, id: Id, level: usize) -> Option<String> {
        if self.xml.attribute(id, "text:is-list-header") == Some("true") {
            return None;
        }
        self.outline.resize(level, 0);
        if let Some(last) = self.outline.last_mut() {
            *last += 1;
        }
        for above in &mut self.outline {
            *above = (*above).max(1);
        }
        self.styles.outline_mark(&self.outline)
    }

    fn span(&mut self, id: Id) -> bool {
        let style = self.xml.attribute(id, "text:style-name");
        if self.styles.is_hidden(style) {
            self.out.leave_out("hidden text", &plain(self.xml, id));
            return false;
        }
        let mut styled = 0;
        if !matches!(self.out.kind(), Some(BlockKind::Heading(_)) | None) {
            let (bold, italic) = (self.styles.is_bold(style), self.styles.is_italic(style));
            for (on, style) in [(bold, InlineStyle::Strong), (italic, InlineStyle::Emphasis)] {
                if on {
                    self.out.style(style);
                    styled += 1;
                }
            }
        }
        self.styled.push(styled);
        true
    }

    fn note(&mut self, id: Id, todo: &mut Vec<Step>) {
        let xml = self.xml;
        let citation = xml.child(id, "text:note-citation").map(|c| xml.text(c));
        let label = citation
            .map(|c| c.trim().to_owned())
            .filter(|c| !c.is_empty());
        let mut label = label.unwrap_or_else(|| "*".to_owned());
        let class = xml.attribute(id, "text:note-class").unwrap_or_default();
        let zero = self.from_zero.entry(class.to_owned());
        if let (true, Ok(n)) = (*zero.or_insert(label == "0"), label.parse::<u32>()) {
            label = n.saturating_add(1).to_string();
        }
        let body = xml.child(id, "text:note-body");
        if self.in_note {
            return;
        }
        self.out.reference(&label);
        if let Some(body) = body {
            self.out.note(&label);
            (self.in_note, self.fresh) = (true, true);
            todo.push(Step::EndNote);
            self.push_children(body, todo);
        }
    }

    fn list(&mut self, id: Id) {
        let xml = self.xml;
        let level = self.lists.len() + 1;
        let inherited = || self.lists.last().map(|l| l.style.clone());
        let by_paragraph = || {
            let first = xml.find(id, "text:p").next()?;
            self.styles
                .list_of(xml.attribute(first, "text:style-name"))
                .map(str::to_owned)
        };
        let own = xml.attribute(id, "text:style-name").map(str::to_owned);
        let style = own
            .or_else(inherited)
            .or_else(by_paragraph)
            .unwrap_or_default();
        let goes_on = xml.attribute(id, "text:continue-numbering") == Some("true")
            || xml.attribute(id, "text:continue-list").is_some();
        let start = self.styles.start(&style, level) - 1;
        let before = self.last.get(&(style.clone(), level)).copied();
        let next = before.filter(|_| goes_on).unwrap_or(start);
        if self.in_cell == 0 && level == 1 {
            self.out.close();
        }
        self.lists.push(List { style, next });
    }

    fn item(&mut self, id: Id) {
        let start = self
            .xml
            .attribute(id, "text:start-value")
            .and_then(|s| s.parse::<i64>().ok());
        // An item that holds nothing but a deeper list has no number of its own.
        let mut inside = self
            .xml
            .children(id)
            .filter(|c| self.xml.name(*c).starts_with("text:"));
        let own = inside
            .next()
            .is_some_and(|c| self.xml.name(c) != "text:list");
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        if !own {
            self.marker = None;
            return;
        }
        list.next = start.unwrap_or(list.next + 1);
        let counters: Vec<i64> = self.lists.iter().map(|l| l.next.max(1)).collect();
        let style = self.lists.last().map_or("", |l| &l.style);
        self.marker = Some(self.styles.mark(style, &counters));
    }

    /// A table of one column is a box around paragraphs.
    fn table(&mut self, id: Id) {
        let xml = self.xml;
        let cells = |row: Id| {
            let cells = xml
                .children(row)
                .filter(|c| xml.name(*c).ends_with("table-cell"));
            cells
                .map(|c| repeat(xml, c, "table:number-columns-repeated"))
                .sum::<usize>()
        };
        let columns = xml
            .find(id, "table:table-row")
            .take(200)
            .map(cells)
            .max()
            .unwrap_or(0);
        if self.in_cell == 0 {
            self.out.close();
        }
        self.tables.push(columns > 1 && self.in_cell == 0);
    }

    fn cell(&mut self, id: Id) {
        if self.tables.last() != Some(&true) {
            if self.in_cell > 0 {
                self.out.space();
            }
            return;
        }
        for _ in 0..repeat(self.xml, id, "table:number-columns-repeated") {
            self.out.cell();
        }
        self.in_cell += usize::from(self.xml.name(id) == "table:table-cell");
    }

    /// Tracked changes: what was deleted is kept here, away from the text.
    fn changes(&mut self, id: Id) {
        let xml = self.xml;
        let (mut inserted, mut deleted) = (0, 0);
        let mut authors = BTreeSet::new();
        for region in xml.find(id, "text:changed-region") {
            inserted += xml.find(region, "text:insertion").count();
            for deletion in xml.find(region, "text:deletion") {
                deleted += 1;
                self.out.leave_out("deleted text", &plain(xml, deletion));
            }
            authors.extend(xml.find(region, "dc:creator").map(|c| xml.text(c)));
        }
        if inserted + deleted == 0 {
            return;
        }
        let many = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let parts: Vec<_> = [(inserted, "insertion"), (deleted, "deletion")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| many(n, what))
            .collect();
        let by = authors
            .iter()
            .filter(|a| !a.is_empty())
            .take(5)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let by = if by.is_empty() {
            by
        } else {
            format!(" by {by}")
        };
        self.out.remark(format!(
            "Tracked changes are shown as accepted: {}{by}.",
            parts.join(", ")
        ));
    }

    fn page(&mut self) {
        if let Some(number) = &mut self.pages {
            *number += 1;
            let page = Page {
                number: *number,
                label: number.to_string(),
                ..Page::default()
            };
            self.out.page(page);
        }
    }

    fn push_children(&self, id: Id, todo: &mut Vec<Step>) {
        let at = todo.len();
        todo.extend(self.xml.children(id).map(Step::Enter));
        if let Some(new) = todo.get_mut(at..) {
            new.reverse();
        }
    }
}

/// How often something is said to repeat.
fn repeat(xml: &Xml, id: Id, attribute: &str) -> usize {
    let said = xml.attribute(id, attribute).and_then(|n| n.parse().ok());
    said.unwrap_or(1).clamp(1, MAX_REPEAT)
}

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "office:annotation-end"
            | "office:forms"
            | "text:sequence-decls"
            | "text:variable-decls"
            | "text:user-field-decls"
            | "text:dde-connection-decls"
            | "text:table-of-content-source"
            | "text:illustration-index-source"
            | "text:table-index-source"
            | "text:object-index-source"
            | "text:user-index-source"
            | "text:alphabetical-index-source"
            | "text:bibliography-source"
            | "text:ruby-text"
            | "text:hidden-text"
            | "text:script"
            | "svg:title"
            | "svg:desc"
            | "draw:image"
            | "office:event-listeners"
            | "text:change"
            | "text:change-start"
            | "text:change-end"
            | "table:table-column"
            | "office:binary-data"
            | "draw:object"
            | "draw:object-ole"
            | "office:change-info"
            | "text:bookmark"
            | "text:reference-mark"
    )
}

/// All words below a node: for what is kept aside.
pub(super) fn plain(xml: &Xml, id: Id) -> String {
    let mut out = String::new();
    for node in id..xml.end(id) {
        let above = xml.name(xml.parent(node));
        match xml.name(node) {
            "" if !above.starts_with("dc:") && !above.starts_with("meta:") => {
                out.push_str(xml.own_text(node))
            }
            "text:p" | "text:h" | "text:s" | "text:tab" | "text:line-break" => out.push(' '),
            _ => {}
        }
    }
    out
}
