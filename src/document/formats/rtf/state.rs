//! What control words do.

use super::tokens::Token;
use crate::document::builder::Builder;
use crate::document::extraction::{Extraction, ExtractionError, Metadata, Place};
use crate::document::{BlockKind, InlineStyle};
use encoding_rs::Encoding;
use std::collections::HashMap;

/// Where text goes.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Target {
    /// To the document, or the note that is open.
    Text,
    /// Nowhere.
    Skip,
    /// To a heap that is kept aside under this name.
    Aside(&'static str),
    /// To a field of the information group.
    Info(&'static str),
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// What is printed before a list item.
    ListText,
}

/// The state of a group.
#[derive(Clone, Debug)]
struct State {
    target: Target,
    /// How many bytes stand for a character given by `\u`.
    fallback: usize,
    encoding: &'static Encoding,
    bold: bool,
    italic: bool,
    hidden: bool,
    deleted: bool,
    /// The group is a note: it ends with the group.
    note: bool,
    /// The group began with `\*`: unknown destinations are skipped.
    optional: bool,
}

/// Formatting of a paragraph.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    style: Option<i32>,
    outline: Option<u8>,
    list: bool,
    level: u8,
    in_table: bool,
}

/// Reads a file token by token.
pub(super) struct Reader {
    out: Builder,
    groups: Vec<(State, Paragraph)>,
    state: State,
    paragraph: Paragraph,
    /// Bytes that are not decoded yet: characters may have two.
    pending: Vec<u8>,
    /// The first half of a surrogate pair.
    surrogate: Option<u16>,
    /// Bytes that still stand for the last `\u`.
    skip: usize,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    default_encoding: &'static Encoding,
    /// Names and outline levels of paragraph styles.
    styles: HashMap<i32, (String, Option<u8>)>,
    style: (i32, String, Option<u8>),
    info: HashMap<&'static str, String>,
    aside: HashMap<&'static str, String>,
    marker: String,
    notes: u32,
    in_note: bool,
    /// A row is open.
    in_row: bool,
    styled: Vec<InlineStyle>,
    at: usize,
    done: bool,
    deleted: usize,
    inserted: usize,
}

impl Reader {
    pub fn new() -> Self {
        let state = State {
            target: Target::Text,
            fallback: 1,
            encoding: encoding_rs::WINDOWS_1252,
            bold: false,
            italic: false,
            hidden: false,
            deleted: false,
            note: false,
            optional: false,
        };
        Self {
            out: Builder::new(),
            groups: Vec::new(),
            state,
            paragraph: Paragraph::default(),
            pending: Vec::new(),
            surrogate: None,
            skip: 0,
            fonts: HashMap::new(),
            font: 0,
            default_encoding: encoding_rs::WINDOWS_1252,
            styles: HashMap::new(),
            style: (0, String::new(), None),
            info: HashMap::new(),
            aside: HashMap::new(),
            marker: String::new(),
            notes: 0,
            in_note: false,
            in_row: false,
            styled: Vec::new(),
            at: 0,
            done: false,
            deleted: 0,
            inserted: 0,
        }
    }

    pub fn depth(&self) -> usize {
        self.groups.len()
    }

    /// Whether the outermost group has ended: what follows is none of the file.
    pub fn is_done(&self) -> bool {
        self.done
    }

    pub fn token(&mut self, at: usize, token: Token<'_>) {
        self.at = at;
        match token {
            Token::Text(bytes) => {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                self.pending
                    .extend_from_slice(bytes.get(skipped..).unwrap_or_default());
                return;
            }
            Token::Hex(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.pending.push(byte);
                }
                return;
            }
            _ => self.flush(),
        }
        match token {
            Token::Open => {
                self.skip = 0;
                self.groups
                    .push((self.state.clone(), self.paragraph.clone()));
                self.state.note = false;
                self.state.optional = false;
            }
            Token::Close => self.close_group(),
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Text(_) | Token::Hex(_) => {}
        }
    }

    fn close_group(&mut self) {
        self.skip = 0;
        if self.state.note {
            self.out.end_note();
            self.in_note = false;
        }
        if self.state.target == Target::Styles {
            self.keep_style();
        }
        match self.groups.pop() {
            Some((outer, paragraph)) => {
                self.state = outer;
                self.paragraph = paragraph;
                self.restyle();
            }
            None => self.done = true,
        }
        self.done |= self.groups.is_empty();
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.state.optional = true,
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("\u{2011}"),
            b'{' | b'}' | b'\\' => self.text(&char::from(symbol).to_string()),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let on = number != Some(0);
        match word {
            // Characters.
            b"u" => self.unicode(number.unwrap_or(0)),
            b"uc" => {
                self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16)
            }
            b"tab" => self.space(),
            b"line" | b"lbr" => self.line_break(),
            b"emdash" => self.text("—"),
            b"endash" => self.text("–"),
            b"emspace" | b"enspace" | b"qmspace" => self.space(),
            b"bullet" => self.text("•"),
            b"lquote" => self.text("‘"),
            b"rquote" => self.text("’"),
            b"ldblquote" => self.text("“"),
            b"rdblquote" => self.text("”"),
            // Paragraphs and tables.
            b"par" | b"sect" => self.end_paragraph(),
            b"page" | b"column" => self.space(),
            b"pard" => self.paragraph = Paragraph::default(),
            b"intbl" => self.paragraph.in_table = true,
            b"cell" | b"nestcell" => self.end_cell(word == b"cell"),
            b"row" => self.end_row(),
            b"s" => self.set_style(number.unwrap_or(0)),
            b"outlinelevel" => self.set_outline(number),
            b"ls" => self.paragraph.list = number.is_some_and(|n| n > 0),
            b"ilvl" => self.paragraph.level = u8::try_from(number.unwrap_or(0)).unwrap_or(0),
            // Characters' looks.
            b"plain" => {
                (
                    self.state.bold,
                    self.state.italic,
                    self.state.hidden,
                    self.state.deleted,
                ) = (false, false, false, false);
                self.restyle();
            }
            b"b" => {
                self.state.bold = on;
                self.restyle();
            }
            b"i" => {
                self.state.italic = on;
                self.restyle();
            }
            b"v" => self.state.hidden = on,
            b"deleted" => {
                self.deleted += usize::from(on && !self.state.deleted);
                self.state.deleted = on;
            }
            b"revised" => self.inserted += usize::from(on),
            b"f" => self.set_font(number.unwrap_or(0)),
            // Encodings.
            b"ansicpg" => self.set_code_page(number.unwrap_or(1252)),
            b"mac" => self.set_default(encoding_rs::MACINTOSH),
            b"fcharset" => self.set_charset(number.unwrap_or(0)),
            b"deff" => self.font = number.unwrap_or(0),
            _ => self.destination(word, number),
        }
    }

    /// Control words that say where a group's text goes.
    fn destination(&mut self, word: &[u8], number: Option<i32>) {
        // The first word of a group names its destination.
        let optional = std::mem::take(&mut self.state.optional);
        let target = match word {
            b"fonttbl" => Target::Fonts,
            b"stylesheet" => Target::Styles,
            b"info" => Target::Skip,
            b"title" => Target::Info("title"),
            b"author" => Target::Info("author"),
            b"subject" => Target::Info("subject"),
            b"company" => Target::Info("company"),
            b"creatim" => Target::Info("created"),
            b"revtim" => Target::Info("modified"),
            b"yr" | b"mo" | b"dy" | b"hr" | b"min" => {
                self.date(word, number);
                return;
            }
            b"header" | b"headerl" | b"headerr" | b"headerf" => Target::Aside("page header"),
            b"footer" | b"footerl" | b"footerr" | b"footerf" => Target::Aside("page footer"),
            b"atnid" | b"atnauthor" | b"atntime" | b"atndate" | b"atnref" | b"atnicn"
            | b"atrfstart" | b"atrfend" => Target::Skip,
            b"annotation" => Target::Aside("comment"),
            b"footnote" => {
                self.note();
                return;
            }
            b"ftnalt" => return,
            b"listtext" | b"pntext" => {
                self.marker.clear();
                Target::ListText
            }
            // Text of fields and boxes is text, though the group around it is skipped.
            b"fldrslt" | b"shptxt" if self.state.target == Target::Skip && self.skipped_above() => {
                return;
            }
            b"fldrslt" | b"shptxt" => Target::Text,
            b"rtf" | b"field" | b"shp" | b"shpinst" | b"result" => return,
            b"fldinst"
            | b"pict"
            | b"object"
            | b"objdata"
            | b"colortbl"
            | b"listtable"
            | b"listoverridetable"
            | b"revtbl"
            | b"rsidtbl"
            | b"generator"
            | b"xmlnstbl"
            | b"themedata"
            | b"colorschememapping"
            | b"latentstyles"
            | b"datastore"
            | b"bkmkstart"
            | b"bkmkend"
            | b"template"
            | b"filetbl"
            | b"nonshppict"
            | b"sp"
            | b"sn"
            | b"sv"
            | b"pnseclvl"
            | b"pn"
            | b"pgdsctbl"
            | b"ftnsep"
            | b"ftnsepc"
            | b"ftncn"
            | b"aftnsep"
            | b"aftnsepc"
            | b"aftncn"
            | b"xe"
            | b"tc"
            | b"userprops"
            | b"private"
            | b"mmathPr"
            | b"falt"
            | b"panose"
            | b"nesttableprops"
            | b"nonesttables"
            | b"listpicture"
            | b"operator"
            | b"keywords"
            | b"comment"
            | b"doccomm"
            | b"category"
            | b"manager"
            | b"hlinkbase"
            | b"factoidname"
            | b"wgrffmtfilter"
            | b"fontemb"
            | b"fontfile"
            | b"upr" => Target::Skip,
            b"ud" => Target::Text,
            _ if optional => Target::Skip,
            _ => return,
        };
        if self.state.target == Target::Skip && !matches!(target, Target::Info(_) | Target::Text) {
            return;
        }
        self.state.target = target;
    }

    /// Whether a picture or an object around this group hides all of it.
    fn skipped_above(&self) -> bool {
        self.groups
            .iter()
            .rev()
            .skip(2)
            .any(|(g, _)| g.target == Target::Skip)
    }

    fn set_font(&mut self, font: i32) {
        self.font = font;
        if self.state.target != Target::Fonts {
            self.state.encoding = self
                .fonts
                .get(&font)
                .copied()
                .unwrap_or(self.default_encoding);
        }
    }

    fn set_code_page(&mut self, page: i32) {
        let encoding = match page {
            932 => encoding_rs::SHIFT_JIS,
            936 => encoding_rs::GBK,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            10000 => encoding_rs::MACINTOSH,
            65001 => encoding_rs::UTF_8,
            874 | 1250..=1258 | 866 => Encoding::for_label(format!("windows-{page}").as_bytes())
                .or_else(|| Encoding::for_label(format!("ibm{page}").as_bytes()))
                .unwrap_or(encoding_rs::WINDOWS_1252),
            _ => encoding_rs::WINDOWS_1252,
        };
        self.set_default(encoding);
    }

    fn set_default(&mut self, encoding: &'static Encoding) {
        self.default_encoding = encoding;
        self.state.encoding = encoding;
    }

    fn set_charset(&mut self, charset: i32) {
        let encoding = match charset {
            128 => encoding_rs::SHIFT_JIS,
            129 => encoding_rs::EUC_KR,
            134 => encoding_rs::GBK,
            136 => encoding_rs::BIG5,
            161 => encoding_rs::WINDOWS_1253,
            162 => encoding_rs::WINDOWS_1254,
            163 => encoding_rs::WINDOWS_1258,
            177 => encoding_rs::WINDOWS_1255,
            178 => encoding_rs::WINDOWS_1256,
            186 => encoding_rs::WINDOWS_1257,
            204 => encoding_rs::WINDOWS_1251,
            222 => encoding_rs::WINDOWS_874,
            238 => encoding_rs::WINDOWS_1250,
            77 => encoding_rs::MACINTOSH,
            _ => return,
        };
        if self.state.target == Target::Fonts {
            self.fonts.insert(self.font, encoding);
        }
    }

    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(65_536)).unwrap_or(0xFFFD);
        self.skip = self.state.fallback;
        match (self.surrogate.take(), unit) {
            (None, 0xD800..=0xDBFF) => self.surrogate = Some(unit),
            (Some(high), 0xDC00..=0xDFFF) => {
                let c = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.text(&c.unwrap_or('\u{fffd}').to_string());
            }
            (_, unit) => {
                let c = char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}');
                // Symbol fonts live in the private use area.
                let c = if ('\u{f000}'..='\u{f0ff}').contains(&c) {
                    '•'
                } else {
                    c
                };
                self.text(&c.to_string());
            }
        }
    }

    /// Decodes what has gathered.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = self
            .state
            .encoding
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned();
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        match self.state.target {
            Target::Text => self.body(text),
            Target::Skip | Target::Fonts => {}
            Target::Aside(what) => self.aside.entry(what).or_default().push_str(text),
            Target::Info(what) => self.info.entry(what).or_default().push_str(text),
            Target::Styles => self.style.1.push_str(text),
            Target::ListText => self.marker.push_str(text),
        }
    }

    fn body(&mut self, text: &str) {
        if self.state.hidden {
            return self.out.leave_out("hidden text", text);
        }
        if self.state.deleted {
            return self.out.leave_out("deleted text", text);
        }
        if text.is_empty() {
            return;
        }
        if self.out.kind().is_none() {
            if text.trim().is_empty() {
                return;
            }
            self.begin();
        }
        self.out.push(text);
    }

    /// Opens the block that the paragraph is.
    fn begin(&mut self) {
        let at = self.at as u64;
        if self.paragraph.in_table && !self.in_note {
            self.out.cell();
            self.in_row = true;
            return;
        }
        let marker = std::mem::take(&mut self.marker);
        let listed = !marker.trim().is_empty();
        let kind = match self.heading() {
            _ if self.in_note => BlockKind::Footnote,
            Some(level) => BlockKind::Heading(level),
            None if listed => BlockKind::ListItem {
                depth: self.paragraph.level,
            },
            None => BlockKind::Paragraph,
        };
        self.out.open(kind);
        self.out.place(Place::Bytes { start: at, end: at });
        self.styled.clear();
        if listed && !self.in_note {
            let symbol = !marker.trim().chars().any(char::is_alphanumeric);
            self.out.push(if symbol { "•" } else { marker.trim() });
            self.out.space();
        }
        self.restyle();
    }

    /// The level of a heading that the paragraph is.
    fn heading(&self) -> Option<u8> {
        let style = self.paragraph.style.and_then(|s| self.styles.get(&s));
        let level = self
            .paragraph
            .outline
            .or(style.and_then(|s| s.1))
            .filter(|l| *l < 9)
            .map(|l| l + 1);
        let named = || {
            let name = style?.0.to_lowercase();
            let name = name.trim();
            if matches!(name, "title" | "titel" | "titre" | "título") {
                return Some(1);
            }
            let words = [
                "heading ",
                "überschrift ",
                "titre ",
                "título ",
                "titolo ",
                "kop ",
                "rubrik ",
            ];
            words
                .iter()
                .find_map(|w| name.strip_prefix(w)?.trim().parse().ok())
        };
        level.or_else(named).map(|l: u8| l.clamp(1, 6))
    }

    /// Brings the styles of the open block in line with the state.
    fn restyle(&mut self) {
        if self.out.kind().is_none()
            || matches!(self.out.kind(), Some(BlockKind::Heading(_)))
            || self.state.target != Target::Text
        {
            return;
        }
        let mut wanted = Vec::new();
        if self.state.bold {
            wanted.push(InlineStyle::Strong);
        }
        if self.state.italic {
            wanted.push(InlineStyle::Emphasis);
        }
        if wanted == self.styled {
            return;
        }
        for _ in self.styled.drain(..) {
            self.out.end_style();
        }
        for style in &wanted {
            self.out.style(*style);
        }
        self.styled = wanted;
    }

    fn space(&mut self) {
        match self.state.target {
            Target::Text => self.out.space(),
            _ => self.text(" "),
        }
    }

    fn line_break(&mut self) {
        match (&self.state.target, self.out.kind()) {
            (Target::Text, Some(BlockKind::Heading(_))) => self.out.space(),
            (Target::Text, _) => self.out.line_break(),
            _ => self.text(" "),
        }
    }

    fn end_paragraph(&mut self) {
        match self.state.target {
            Target::Text if self.in_row && self.paragraph.in_table && !self.in_note => {
                self.out.space()
            }
            Target::Text => {
                self.out.close();
                self.styled.clear();
                self.marker.clear();
            }
            _ => self.text(" "),
        }
    }

    fn end_cell(&mut self, outer: bool) {
        if self.state.target != Target::Text {
            return;
        }
        if !outer {
            return self.out.space();
        }
        if !self.in_row {
            // An empty first cell.
            self.out.cell();
            self.in_row = true;
        }
        self.out.cell();
        self.styled.clear();
    }

    fn end_row(&mut self) {
        if self.state.target == Target::Text {
            self.out.close();
            self.in_row = false;
            self.styled.clear();
        }
    }

    fn note(&mut self) {
        if self.in_note || self.state.target == Target::Skip {
            self.state.target = Target::Skip;
            return;
        }
        self.notes += 1;
        let label = self.notes.to_string();
        if self.out.kind().is_none() {
            self.begin();
        }
        self.out.reference(&label);
        self.out.note(&label);
        self.in_note = true;
        self.state.note = true;
        self.state.target = Target::Text;
        self.styled.clear();
    }

    fn set_style(&mut self, style: i32) {
        if self.state.target == Target::Styles {
            self.style.0 = style;
        } else {
            self.paragraph.style = Some(style);
        }
    }

    fn set_outline(&mut self, level: Option<i32>) {
        let level = level.and_then(|l| u8::try_from(l).ok());
        if self.state.target == Target::Styles {
            self.style.2 = level;
        } else {
            self.paragraph.outline = level;
        }
    }

    fn keep_style(&mut self) {
        if self.style.1.trim().is_empty() {
            // A group inside of the style's own.
            return;
        }
        let (number, name, outline) = std::mem::take(&mut self.style);
        let name = name.trim_end_matches(';').trim().to_owned();
        if !name.is_empty() {
            self.styles.insert(number, (name, outline));
        }
    }

    fn date(&mut self, word: &[u8], number: Option<i32>) {
        let Target::Info(what) = self.state.target else {
            return;
        };
        let number = number.unwrap_or(0);
        let part = match word {
            b"yr" => format!("{number:04}"),
            b"mo" | b"dy" => format!("-{number:02}"),
            b"hr" => format!("T{number:02}"),
            _ => format!(":{number:02}"),
        };
        self.info.entry(what).or_default().push_str(&part);
    }

    /// The text, once all is read.
    pub fn finish(mut self) -> Result<Extraction, ExtractionError> {
        self.flush();
        let whole = self.done;
        self.out.end_note();
        self.out.close();
        if !whole {
            if self.out.is_empty() {
                return Err(ExtractionError::damaged(
                    "it breaks off before its text begins",
                ));
            }
            self.out
                .remark("The file is damaged: it breaks off; what followed is missing.");
        }
        if self.deleted + self.inserted > 0 {
            let many =
                |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            let parts: Vec<_> = [(self.inserted, "insertion"), (self.deleted, "deletion")]
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| many(n, what))
                .collect();
            self.out.remark(format!(
                "Tracked changes are shown as accepted: {}.",
                parts.join(", ")
            ));
        }
        let mut aside: Vec<_> = std::mem::take(&mut self.aside).into_iter().collect();
        aside.sort();
        for (what, text) in aside {
            self.out.leave_out(what, &text);
        }
        let mut take = |what: &str| self.info.remove(what).unwrap_or_default().trim().to_owned();
        *self.out.metadata() = Metadata {
            title: take("title"),
            authors: Some(take("author"))
                .filter(|a| !a.is_empty())
                .into_iter()
                .collect(),
            subject: take("subject"),
            publisher: take("company"),
            created: take("created"),
            modified: take("modified"),
            ..Metadata::default()
        };
        Ok(self.out.finish())
    }
}
