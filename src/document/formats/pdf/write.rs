//! Writes blocks of lines as text: page marks, words joined over line ends, notes.

use super::furniture::Furniture;
use super::lines::{Line, Piece};
use super::paragraphs::{Block, Note, cells, labels as note_labels};
use crate::document::builder::Builder;
use crate::document::extraction::{Page, Place};
use crate::text::lexicon;
use std::collections::HashSet;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Writes a document.
pub(super) struct Writer {
    out: Builder,
    labels: Vec<String>,
    furniture: Vec<Furniture>,
    pictures: Vec<bool>,
    notes: Vec<Option<Note>>,
    /// Pages whose beginning is marked.
    turned: usize,
    /// Whether raised numbers count up through the document: they refer to notes, wherever those stand.
    counted: bool,
    /// Words with a hyphen inside a line: such a hyphen is no break.
    hyphenated: HashSet<String>,
}

impl Writer {
    pub fn new(
        labels: Vec<String>,
        furniture: Vec<Furniture>,
        pictures: Vec<bool>,
        notes: Vec<Note>,
    ) -> Self {
        Self {
            out: Builder::new(),
            labels,
            furniture,
            pictures,
            notes: notes.into_iter().map(Some).collect(),
            turned: 0,
            counted: false,
            hyphenated: HashSet::new(),
        }
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        self.hyphenated = hyphenated(blocks);
        self.counted = counts_up(blocks);
        for block in blocks {
            self.block(block);
        }
    }

    pub fn finish(mut self) -> Builder {
        self.turn_to(self.labels.len());
        for n in 0..self.notes.len() {
            self.note(n);
        }
        let pictures: Vec<String> = self
            .pictures
            .iter()
            .zip(&self.labels)
            .filter(|(p, _)| **p)
            .map(|(_, l)| l.clone())
            .collect();
        match pictures.as_slice() {
            [] => {}
            [one] => self
                .out
                .remark(format!("Page {one} is a picture without text.")),
            many => {
                let shown = many.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
                let more = if many.len() > 12 { " and others" } else { "" };
                self.out
                    .remark(format!("Pages {shown}{more} are pictures without text."));
            }
        }
        self.out
    }

    /// Marks the beginning of all pages up to (not with) this index.
    fn turn_to(&mut self, end: usize) {
        while self.turned < end {
            let n = self.turned;
            let furniture = self.furniture.get(n).cloned().unwrap_or_default();
            self.out.page(Page {
                start: 0,
                number: u32::try_from(n + 1).unwrap_or(u32::MAX),
                label: self.labels.get(n).cloned().unwrap_or_default(),
                picture: self.pictures.get(n).copied().unwrap_or(false),
                header: furniture.header.join(" · "),
                footer: furniture.footer.join(" · "),
            });
            self.turned += 1;
        }
    }

    fn block(&mut self, block: &Block) {
        let Some(first) = block.lines.first() else {
            return;
        };
        if let Some(row) = &first.cells {
            self.turn_to(first.page + 1);
            self.out.close();
            for cell in cells(row) {
                self.out.cell();
                self.out.push(&composed(&cell));
            }
            self.out.place(place(block));
            self.out.close();
            return;
        }
        self.out.open(block.kind);
        self.lines(&block.lines, true);
        if self.out.kind().is_some() {
            self.out.place(place(block));
        }
        self.out.close();
    }

    /// Writes lines one after the other. `marks`: pages are marked and notes referred to.
    fn lines(&mut self, lines: &[Line], marks: bool) {
        for (n, line) in lines.iter().enumerate() {
            if marks {
                self.turn_to(line.page + 1);
            }
            let next = lines.get(n + 1);
            let last = line.pieces.len().saturating_sub(1);
            for (m, piece) in line.pieces.iter().enumerate() {
                let end = next.filter(|_| m == last);
                self.piece(line, piece, m == 0, end, marks);
            }
        }
    }

    fn piece(&mut self, line: &Line, piece: &Piece, first: bool, next: Option<&Line>, marks: bool) {
        if piece.space && !first {
            self.out.space();
        }
        if piece.raised && marks && self.references(line.page, &piece.text) {
            if next.is_some() {
                self.out.space();
            }
            return;
        }
        let text = composed(&piece.text);
        let Some(next) = next else {
            self.out.push(&text);
            return;
        };
        let following = next.text();
        match self.joint(&text, &following) {
            Joint::Space => {
                self.out.push(&text);
                self.out.space();
            }
            Joint::Nothing => self.out.push(&text),
            Joint::Hyphen => {
                let kept = text.trim_end_matches(['-', '\u{ad}', '\u{2010}']);
                self.out.push(kept);
                let word = kept
                    .chars()
                    .rev()
                    .take_while(|c| c.is_alphabetic())
                    .map(char::len_utf8)
                    .sum();
                self.out.mended(word);
            }
        }
    }

    /// Writes references to notes; whether the raised piece was one.
    fn references(&mut self, page: usize, raised: &str) -> bool {
        let found: Vec<usize> = note_labels(raised)
            .into_iter()
            .filter_map(|label| {
                let is = |n: &Option<Note>| {
                    n.as_ref()
                        .is_some_and(|n| n.page == page && n.label == label)
                };
                self.notes.iter().position(is)
            })
            .collect();
        for n in &found {
            if let Some(label) = self
                .notes
                .get(*n)
                .and_then(Option::as_ref)
                .map(|n| n.label.clone())
            {
                self.out.reference(&label);
            }
            self.note(*n);
        }
        if found.is_empty() && self.counted && is_number(raised) {
            self.out.reference(raised.trim());
            return true;
        }
        !found.is_empty()
    }

    fn note(&mut self, n: usize) {
        let Some(note) = self.notes.get_mut(n).and_then(Option::take) else {
            return;
        };
        self.out.note(&note.label);
        self.lines(&note.lines, false);
        self.out.end_note();
    }

    /// What stands between a line and the next.
    fn joint(&self, line: &str, next: &str) -> Joint {
        let Some(last) = line.chars().last() else {
            return Joint::Space;
        };
        let Some(first) = next.chars().next() else {
            return Joint::Space;
        };
        if spaceless(last) && spaceless(first) {
            return Joint::Nothing;
        }
        if last == '\u{ad}' {
            return Joint::Hyphen;
        }
        if !matches!(last, '-' | '\u{2010}') {
            return if matches!(last, '–' | '—' | '/')
                && !line.ends_with(" –")
                && !line.ends_with(" —")
            {
                Joint::Nothing
            } else {
                Joint::Space
            };
        }
        let before = line.trim_end_matches(['-', '\u{2010}']);
        let left: String = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric())
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let right: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        if left.is_empty() {
            return Joint::Space;
        }
        let breaks = first.is_lowercase()
            && left.chars().all(char::is_alphabetic)
            && self.is_break(&left, &right);
        // "out-" "of-sync": one of the hyphens of a compound.
        let goes_on = next.get(right.len()..).is_some_and(|n| n.starts_with('-'));
        let whole = || lexicon::is_word(&format!("{left}{right}").to_lowercase());
        if breaks && (!goes_on || whole()) {
            Joint::Hyphen
        } else {
            Joint::Nothing
        }
    }

    /// Whether a hyphen at a line end only breaks the word: "agree-" "ment", not "long-" "term".
    fn is_break(&self, left: &str, right: &str) -> bool {
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        if self.hyphenated.contains(&format!("{left}-{right}")) {
            return false;
        }
        let known = |w: &str| lexicon::is_word(w);
        if known(&format!("{left}{right}")) {
            return true;
        }
        if PREFIXES.contains(&left.as_str()) {
            return false;
        }
        // Both halves are words of their own and the whole is none: a compound.
        !(left.len() > 2 && right.len() > 2 && known(&left) && known(&right))
    }
}

/// What is joined to words by a hyphen, in several languages, where the whole is no word that stands without.
const PREFIXES: &[&str] = &[
    "non", "self", "ex", "quasi", "semi", "anti", "vice", "pro", "well", "half",
];

fn is_number(raised: &str) -> bool {
    let text = raised.trim();
    !text.is_empty() && text.len() < 4 && text.chars().all(|c| c.is_ascii_digit())
}

/// Whether the raised numbers after words are 1, 2, 3 …, each perhaps more than once.
fn counts_up(blocks: &[Block]) -> bool {
    let mut last = 0;
    let mut seen = 0;
    for line in blocks.iter().flat_map(|b| &b.lines) {
        for pair in line.pieces.windows(2) {
            let [before, raised] = pair else { continue };
            if !raised.raised
                || !is_number(&raised.text)
                || before.text.ends_with(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let Ok(number) = raised.text.trim().parse::<u32>() else {
                continue;
            };
            if number != last && number != last + 1 {
                return false;
            }
            last = number;
            seen += 1;
        }
    }
    seen > 0
}

enum Joint {
    Space,
    Nothing,
    Hyphen,
}

/// Letters of scripts that are written without spaces between words.
fn spaceless(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF)
}

/// Compounds that stand with their hyphen inside of a line.
fn hyphenated(blocks: &[Block]) -> HashSet<String> {
    let mut out = HashSet::new();
    for line in blocks.iter().flat_map(|b| &b.lines) {
        for piece in line
            .pieces
            .iter()
            .filter(|p| p.text.contains(['-', '\u{2010}']))
        {
            for word in piece.text.split_whitespace() {
                let word = word
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .replace('\u{2010}', "-");
                if word.contains('-') && out.len() < 50_000 {
                    out.insert(word.to_lowercase());
                }
            }
        }
    }
    out
}

/// Letters with their marks as one character, ligatures as their letters.
fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c => out.push(c),
        }
    }
    if is_nfc(&out) {
        out
    } else {
        out.nfc().collect()
    }
}

/// The rectangle around a block's lines on its first page.
fn place(block: &Block) -> Place {
    let page = block.lines.first().map_or(0, |l| l.page);
    let on_page = block.lines.iter().filter(|l| l.page == page);
    let rectangle = on_page.fold([f32::MAX, f32::MAX, 0.0, 0.0], |[x0, y0, x1, y1], l| {
        [
            x0.min(l.x0),
            y0.min(l.y - l.size),
            x1.max(l.x1),
            y1.max(l.y + 0.3 * l.size),
        ]
    });
    Place::Page {
        number: u32::try_from(page + 1).unwrap_or(u32::MAX),
        rectangle,
    }
}
