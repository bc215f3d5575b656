//! The walk over a document's parts.

use super::super::xml::{Id, Xml};
use super::styles::{Numbering, Styles, outline, toggle};
use crate::document::builder::Builder;
use crate::document::extraction::{Page, Place};
use crate::document::{BlockKind, InlineStyle};
use std::collections::{BTreeSet, HashMap};

/// The part that a node belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Document = 0,
    Footnotes = 1,
    Endnotes = 2,
}

#[derive(Clone, Copy)]
enum Step {
    Enter(Part, Id),
    Leave(Part, Id),
    EndNote,
}

/// Changes by kind: number and authors.
#[derive(Default)]
struct Changes {
    inserted: usize,
    deleted: usize,
    moved: usize,
    authors: BTreeSet<String>,
}

/// Writes a document.
pub(super) struct Body<'a> {
    out: &'a mut Builder,
    parts: &'a [Option<Xml>; 3],
    name: &'a str,
    styles: Styles,
    numbering: Numbering,
    /// Notes of both parts by id.
    notes: [HashMap<String, Id>; 3],
    /// Notes that were referred to, of each part.
    referred: [i64; 3],
    changes: Changes,
    /// Whether each open table is read as rows (else its cells are paragraphs).
    tables: Vec<bool>,
    /// Cells that are open in tables read as rows.
    in_cell: usize,
    /// Fields that are open: whether what comes is an instruction.
    fields: Vec<bool>,
    /// Text boxes that wait for the end of the paragraph that they hang on.
    boxes: Vec<(Part, Id)>,
    /// The mark of the last paragraph was deleted: the next goes on in it.
    join: bool,
    /// The paragraph before is a large first letter.
    initial: bool,
    paragraphs: u32,
    pages: Option<u32>,
    styled: Vec<u8>,
    in_note: bool,
    /// Nothing but the label of a note is written yet.
    fresh: bool,
}

impl<'a> Body<'a> {
    pub fn new(
        out: &'a mut Builder,
        parts: &'a [Option<Xml>; 3],
        name: &'a str,
        styles: Styles,
        numbering: Numbering,
    ) -> Self {
        let notes = |part: usize, element: &str| {
            let xml = parts.get(part).and_then(Option::as_ref);
            let notes = xml.into_iter().flat_map(|xml| {
                xml.find(0, element)
                    .filter_map(|id| Some((xml.attribute(id, "w:id")?.to_owned(), id)))
            });
            notes.collect()
        };
        let paged = parts[0]
            .as_ref()
            .is_some_and(|x| x.find(0, "w:lastRenderedPageBreak").next().is_some());
        Self {
            notes: [
                HashMap::new(),
                notes(1, "w:footnote"),
                notes(2, "w:endnote"),
            ],
            out,
            parts,
            name,
            styles,
            numbering,
            referred: [0; 3],
            changes: Changes::default(),
            tables: Vec::new(),
            in_cell: 0,
            fields: Vec::new(),
            boxes: Vec::new(),
            join: false,
            initial: false,
            paragraphs: 0,
            pages: paged.then_some(0),
            styled: Vec::new(),
            in_note: false,
            fresh: false,
        }
    }

    /// Writes all of a part.
    pub fn write(&mut self, part: Part) {
        self.page();
        let mut todo = vec![Step::Enter(part, 0)];
        while let Some(step) = todo.pop() {
            match step {
                Step::Enter(part, id) => self.enter(part, id, &mut todo),
                Step::Leave(part, id) => self.leave(part, id, &mut todo),
                Step::EndNote => {
                    self.out.end_note();
                    (self.in_note, self.fresh) = (false, false);
                }
            }
        }
        self.out.close();
    }

    /// Says what was changed and taken as accepted.
    pub fn tell_changes(&mut self) {
        let c = &self.changes;
        if c.inserted + c.deleted + c.moved == 0 {
            return;
        }
        let many = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let mut parts = Vec::new();
        for (n, what) in [
            (c.inserted, "insertion"),
            (c.deleted, "deletion"),
            (c.moved, "move"),
        ] {
            if n > 0 {
                parts.push(many(n, what));
            }
        }
        let by = c
            .authors
            .iter()
            .take(5)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let by = if by.is_empty() {
            by
        } else {
            format!(" by {by}")
        };
        let said = format!(
            "Tracked changes are shown as accepted: {}{by}.",
            parts.join(", ")
        );
        self.out.remark(said);
    }

    fn xml(&self, part: Part) -> Option<&'a Xml> {
        self.parts.get(part as usize)?.as_ref()
    }

    fn enter(&mut self, part: Part, id: Id, todo: &mut Vec<Step>) {
        let Some(xml) = self.xml(part) else {
            return;
        };
        let name = xml.name(id);
        let into = match name {
            "w:p" => {
                self.paragraph(xml, id, part);
                true
            }
            "w:r" => return self.run(xml, part, id, todo),
            "w:t" | "m:t" => {
                self.text(&xml.text(id));
                false
            }
            "w:tab" | "w:ptab" => {
                self.out.space();
                false
            }
            "w:br" | "w:cr" => {
                self.line_break(xml.attribute(id, "w:type"));
                false
            }
            "w:noBreakHyphen" => {
                self.text("\u{2011}");
                false
            }
            "w:sym" => {
                self.symbol(xml, id);
                false
            }
            "w:fldChar" => {
                self.field(xml.attribute(id, "w:fldCharType"));
                false
            }
            "w:footnoteReference" => return self.reference(xml, id, Part::Footnotes, todo),
            "w:endnoteReference" => return self.reference(xml, id, Part::Endnotes, todo),
            "w:ins" | "w:moveTo" => {
                self.changed(xml, id, name);
                true
            }
            "w:del" | "w:moveFrom" => {
                self.changed(xml, id, name);
                if name == "w:del" {
                    self.out.leave_out("deleted text", &plain(xml, id));
                }
                false
            }
            "w:tbl" => {
                self.table(xml, id);
                true
            }
            "w:tr" => {
                let deleted = xml.child(id, "w:trPr").and_then(|p| xml.child(p, "w:del"));
                if deleted.is_some() {
                    self.out.leave_out("deleted text", &plain(xml, id));
                }
                deleted.is_none()
            }
            "w:tc" => {
                self.cell();
                true
            }
            "mc:AlternateContent" => {
                let choice = xml
                    .child(id, "mc:Choice")
                    .or_else(|| xml.child(id, "mc:Fallback"));
                todo.extend(choice.map(|c| Step::Enter(part, c)));
                return;
            }
            "w:txbxContent" => {
                self.boxes.push((part, id));
                false
            }
            "w:lastRenderedPageBreak" => {
                self.page();
                false
            }
            "w:hyperlink" => {
                self.ready();
                self.out.style(InlineStyle::Link);
                true
            }
            "w:altChunk" => {
                self.out.remark("A part that was embedded in another format is not shown; open the original to read it.");
                false
            }
            _ => is_transparent(name),
        };
        if into {
            todo.push(Step::Leave(part, id));
            push_children(xml, part, id, todo);
        }
    }

    fn leave(&mut self, part: Part, id: Id, todo: &mut Vec<Step>) {
        let Some(xml) = self.xml(part) else {
            return;
        };
        match xml.name(id) {
            "w:p" => {
                if self.in_cell > 0 {
                    self.out.space();
                } else if !self.join {
                    self.out.close();
                }
                let boxes = std::mem::take(&mut self.boxes);
                for (part, id) in boxes.into_iter().rev() {
                    if let Some(xml) = self.xml(part) {
                        push_children(xml, part, id, todo);
                    }
                }
            }
            "w:r" => {
                for _ in 0..self.styled.pop().unwrap_or(0) {
                    self.out.end_style();
                }
            }
            "w:hyperlink" => self.out.end_style(),
            "w:tc" if self.tables.last() == Some(&true) => {
                self.in_cell = self.in_cell.saturating_sub(1)
            }
            "w:tr" if self.in_cell == 0 => self.out.close(),
            "w:tbl" => {
                self.tables.pop();
                if self.in_cell == 0 {
                    self.out.close();
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, xml: &Xml, id: Id, part: Part) {
        let properties = xml.child(id, "w:pPr");
        let of = |name: &str| properties.and_then(|p| xml.child(p, name));
        let style = of("w:pStyle").and_then(|s| xml.attribute(s, "w:val"));
        let marker = self.marker(xml, of("w:numPr"), style);
        let joined = std::mem::take(&mut self.join);
        let after_initial = std::mem::take(&mut self.initial);
        let mark = of("w:rPr").map(|r| {
            (
                xml.child(r, "w:del").is_some(),
                xml.child(r, "w:ins").is_some(),
            )
        });
        // A large first letter is a paragraph of its own, in a frame: the word goes on in the next.
        let frame = of("w:framePr").and_then(|f| xml.attribute(f, "w:dropCap"));
        self.initial = frame.is_some_and(|f| f != "none") && self.in_cell == 0;
        let deleted = mark.is_some_and(|(deleted, _)| deleted) && self.in_cell == 0;
        self.join = deleted || self.initial;
        self.paragraphs += u32::from(part == Part::Document);
        if joined {
            if !after_initial {
                self.out.space();
            }
            return;
        }
        if self.in_cell > 0 {
            self.out.space();
            return;
        }
        let heading = self
            .styles
            .heading(style, properties.and_then(|p| outline(xml, p)));
        let kind = match (heading, &marker) {
            _ if self.in_note => BlockKind::Footnote,
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some((depth, Some(_)))) => BlockKind::ListItem { depth: *depth },
            _ if self.styles.is_quote(style) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        // The label of a note is there already, and its first paragraph goes on after it.
        if !std::mem::take(&mut self.fresh) {
            self.out.open(kind);
        }
        if let Some((_, Some(marker))) =
            marker.filter(|_| !self.in_note && !self.styles.is_contents(style))
        {
            self.out.push(&marker);
        }
        if part == Part::Document {
            let place = Place::Paragraph {
                part: self.name.to_owned(),
                number: self.paragraphs - 1,
            };
            self.out.place(place);
        }
    }

    /// Depth and mark of a list paragraph.
    fn marker(
        &mut self,
        xml: &Xml,
        own: Option<Id>,
        style: Option<&str>,
    ) -> Option<(u8, Option<String>)> {
        let of = |name: &str| {
            own.and_then(|o| xml.child(o, name))
                .and_then(|c| xml.attribute(c, "w:val"))
        };
        let (by_style, level_by_style) = self.styles.numbering(style);
        let number = of("w:numId").or(by_style)?.to_owned();
        if number == "0" {
            return None;
        }
        let level = of("w:ilvl")
            .and_then(|l| l.parse().ok())
            .or(level_by_style)
            .unwrap_or(0);
        Some((level, self.numbering.next(&number, level)))
    }

    fn run(&mut self, xml: &Xml, part: Part, id: Id, todo: &mut Vec<Step>) {
        let properties = xml.child(id, "w:rPr");
        let on = |name: &str| properties.and_then(|p| toggle(xml, p, name));
        let style = properties
            .and_then(|p| xml.child(p, "w:rStyle"))
            .and_then(|s| xml.attribute(s, "w:val"));
        let hidden = on("w:vanish").unwrap_or_else(|| self.styles.property(style, |s| s.vanish));
        if hidden && on("w:specVanish") != Some(true) {
            self.out.leave_out("hidden text", &plain(xml, id));
            return;
        }
        let heading = matches!(self.out.kind(), Some(BlockKind::Heading(_)));
        let mut styled = 0;
        if !heading && self.out.kind().is_some() {
            for (name, of_style, style_of) in [
                (
                    "w:b",
                    self.styles.property(style, |s| s.bold),
                    InlineStyle::Strong,
                ),
                (
                    "w:i",
                    self.styles.property(style, |s| s.italic),
                    InlineStyle::Emphasis,
                ),
            ] {
                if on(name).unwrap_or(of_style) {
                    self.out.style(style_of);
                    styled += 1;
                }
            }
        }
        self.styled.push(styled);
        todo.push(Step::Leave(part, id));
        push_children(xml, part, id, todo);
    }

    fn ready(&mut self) {
        if self.out.kind().is_none() {
            self.out.open(if self.in_note {
                BlockKind::Footnote
            } else {
                BlockKind::Paragraph
            });
        }
    }

    fn text(&mut self, text: &str) {
        if self.fields.contains(&true) {
            return;
        }
        self.ready();
        self.out.push(text);
    }

    fn line_break(&mut self, kind: Option<&str>) {
        match kind {
            Some("page" | "column") => self.out.space(),
            _ if matches!(self.out.kind(), Some(BlockKind::Heading(_))) => self.out.space(),
            _ => self.out.line_break(),
        }
    }

    fn symbol(&mut self, xml: &Xml, id: Id) {
        let code = xml
            .attribute(id, "w:char")
            .and_then(|c| u32::from_str_radix(c, 16).ok());
        let font = xml
            .attribute(id, "w:font")
            .unwrap_or_default()
            .to_lowercase();
        let Some(code) = code else {
            return;
        };
        let c = match code {
            // Symbol fonts live in the private use area.
            0xF000..=0xF0FF => symbol(u8::try_from(code - 0xF000).unwrap_or(0), &font),
            _ => char::from_u32(code),
        };
        if let Some(c) = c {
            self.text(&c.to_string());
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = false;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn reference(&mut self, xml: &Xml, id: Id, part: Part, todo: &mut Vec<Step>) {
        let note = xml
            .attribute(id, "w:id")
            .and_then(|i| self.notes.get(part as usize)?.get(i).copied());
        let (Some(note), Some(notes)) = (note, self.xml(part)) else {
            return;
        };
        if self.in_note {
            return;
        }
        let Some(count) = self.referred.get_mut(part as usize) else {
            return;
        };
        *count += 1;
        let label = match part {
            Part::Endnotes => super::super::html::walk::written(*count, 'i'),
            _ => count.to_string(),
        };
        self.ready();
        self.out.reference(&label);
        self.out.note(&label);
        (self.in_note, self.fresh) = (true, true);
        todo.push(Step::EndNote);
        push_children(notes, part, note, todo);
    }

    fn changed(&mut self, xml: &Xml, id: Id, name: &str) {
        match name {
            "w:ins" => self.changes.inserted += 1,
            "w:del" => self.changes.deleted += 1,
            "w:moveTo" => self.changes.moved += 1,
            _ => {}
        }
        let author = xml.attribute(id, "w:author").map(str::to_owned);
        self.changes
            .authors
            .extend(author.filter(|a| !a.is_empty()));
    }

    /// A table of one column is a box around paragraphs.
    fn table(&mut self, xml: &Xml, id: Id) {
        let rows = xml.children(id).filter(|c| xml.name(*c) == "w:tr");
        let cells = |row: Id| {
            xml.children(row)
                .filter(|c| matches!(xml.name(*c), "w:tc" | "w:sdt"))
                .count()
        };
        let columns = rows.map(cells).max().unwrap_or(0);
        if self.in_cell == 0 {
            self.out.close();
        }
        self.tables.push(columns > 1 && self.in_cell == 0);
    }

    fn cell(&mut self) {
        if self.tables.last() == Some(&true) {
            self.out.cell();
            self.in_cell += 1;
        } else if self.in_cell > 0 {
            self.out.space();
        }
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
}

fn push_children(xml: &Xml, part: Part, id: Id, todo: &mut Vec<Step>) {
    let at = todo.len();
    todo.extend(xml.children(id).map(|c| Step::Enter(part, c)));
    if let Some(new) = todo.get_mut(at..) {
        new.reverse();
    }
}

/// Elements whose content is part of the text although they are none.
fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "" | "w:document"
            | "w:body"
            | "w:sdt"
            | "w:sdtContent"
            | "w:smartTag"
            | "w:customXml"
            | "w:fldSimple"
            | "w:bdo"
            | "w:dir"
            | "w:ruby"
            | "w:rubyBase"
            | "w:drawing"
            | "w:pict"
            | "w:object"
            | "w:subDoc"
            | "m:oMath"
            | "m:oMathPara"
            | "m:r"
            | "m:e"
            | "m:f"
            | "m:num"
            | "m:den"
            | "m:sSup"
            | "m:sSub"
            | "m:sup"
            | "m:sub"
            | "m:d"
            | "m:rad"
            | "m:deg"
            | "m:nary"
            | "m:func"
            | "m:fName"
            | "m:sSubSup"
            | "m:acc"
            | "m:bar"
            | "m:box"
            | "m:groupChr"
            | "m:limLow"
            | "m:lim"
            | "m:m"
            | "m:mr"
            | "m:eqArr"
            | "mc:Choice"
            | "mc:Fallback"
            | "w:ffData"
            | "w:txbx"
    ) || name.starts_with("wp:")
        || name.starts_with("wps:")
        || name.starts_with("wpg:")
        || name.starts_with("wpc:")
        || name.starts_with("v:")
        || matches!(name, "a:graphic" | "a:graphicData")
}

/// A character of Symbol or Wingdings.
fn symbol(code: u8, font: &str) -> Option<char> {
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    if font.contains("symbol") {
        return match code {
            b'A'..=b'Z' => GREEK.chars().nth(usize::from(code - b'A')),
            b'a'..=b'z' => SMALL.chars().nth(usize::from(code - b'a')),
            0xA3 => Some('≤'),
            0xB3 => Some('≥'),
            0xB0 => Some('°'),
            0xB1 => Some('±'),
            0xB7 => Some('•'),
            0xAE => Some('→'),
            0xB4 => Some('×'),
            0xA5 => Some('∞'),
            0xB9 => Some('≠'),
            0x20..=0x40 => Some(char::from(code)),
            _ => Some('\u{fffd}'),
        };
    }
    match code {
        0xFC | 0xFE => Some('✓'),
        0xFB | 0xFD => Some('✗'),
        0xA8 | 0x6F | 0x71 => Some('□'),
        0xE0 | 0xE8 | 0xF0 => Some('→'),
        _ => Some('•'),
    }
}

/// All words below a node, deleted ones too: for what is kept aside.
pub(super) fn plain(xml: &Xml, id: Id) -> String {
    let mut out = String::new();
    for node in id..xml.end(id) {
        match xml.name(node) {
            "w:t" | "w:delText" | "m:t" => out.push_str(&xml.text(node)),
            "w:p" | "w:tab" | "w:br" | "w:tc" => out.push(' '),
            _ => {}
        }
    }
    out
}
