//! Documents: bytes decoded to text, with the structure that the reader shows.

pub mod builder;
pub mod caret;
pub mod decode;
pub mod extraction;
pub mod formats;
pub mod markdown;
pub mod plain;
mod preview;
pub mod section;
mod title;

use crate::text::TextRange;
use extraction::{Extraction, Origin};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Most bytes of a text: offsets of what is found in it are kept in 32 bits.
pub const MAX_LEN: usize = u32::MAX as usize - 1;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl std::str::FromStr for Hash {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let mut out = [0; 32];
        if s.len() != 64 || !s.is_ascii() {
            return Err(format!(
                "a SHA-256 has 64 hexadecimal digits, this has {}",
                s.chars().count()
            ));
        }
        for (i, b) in out.iter_mut().enumerate() {
            let pair = s.get(2 * i..2 * i + 2).unwrap_or_default();
            *b =
                u8::from_str_radix(pair, 16).map_err(|_| format!("“{pair}” is not hexadecimal"))?;
        }
        Ok(Self(out))
    }
}

/// What a document is read as; decides the extractor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DocumentKind {
    /// `.txt`, `.text` and whatever else was opened by name.
    Plain,
    /// `.md`, `.markdown`.
    Markdown,
    /// A web page: `.html`, `.htm`, `.xhtml`.
    Html,
    /// `.pdf`.
    Pdf,
    /// Office Open XML text: `.docx`, `.docm`.
    Docx,
    /// OpenDocument text: `.odt`, `.fodt`.
    Odt,
    /// Rich Text Format: `.rtf`.
    Rtf,
    /// An electronic book: `.epub`.
    Epub,
    /// An e-mail, or a web page saved in one file: `.eml`, `.mht`, `.mhtml`.
    Mail,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Plain,
        Self::Markdown,
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Epub,
        Self::Mail,
    ];

    /// Endings of files of this kind, in small letters without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx", "docm"],
            Self::Odt => &["odt", "fodt"],
            Self::Rtf => &["rtf"],
            Self::Epub => &["epub"],
            Self::Mail => &["eml", "mht", "mhtml"],
        }
    }

    /// What a file of this name is read as, by its ending.
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let has = |kind: &Self| {
            kind.endings()
                .iter()
                .any(|e| ending.eq_ignore_ascii_case(e))
        };
        Self::ALL.into_iter().find(has).unwrap_or(Self::Plain)
    }

    /// Whether the text has to be extracted; else the file is its text.
    pub const fn is_extracted(self) -> bool {
        !matches!(self, Self::Plain | Self::Markdown)
    }

    /// What a person calls a file of this kind ("a PDF file").
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "a text file",
            Self::Markdown => "a Markdown file",
            Self::Html => "a web page",
            Self::Pdf => "a PDF file",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Rtf => "an RTF file",
            Self::Epub => "an EPUB book",
            Self::Mail => "an e-mail",
        }
    }

    /// A few letters for lists, where a name's ending is not seen; empty for files that are their text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plain | Self::Markdown => "",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Rtf => "RTF",
            Self::Epub => "EPUB",
            Self::Mail => "E-mail",
        }
    }

    /// Name and version of the extractor, kept with annotations: a newer version may give another text.
    pub const fn extractor(self) -> (&'static str, u32) {
        match self {
            Self::Plain => (plain::EXTRACTOR, plain::VERSION),
            Self::Markdown => (markdown::EXTRACTOR, markdown::VERSION),
            Self::Html => ("html", formats::html::VERSION),
            Self::Pdf => ("pdf", formats::pdf::VERSION),
            Self::Docx => ("docx", formats::docx::VERSION),
            Self::Odt => ("odt", formats::odt::VERSION),
            Self::Rtf => ("rtf", formats::rtf::VERSION),
            Self::Epub => ("epub", formats::epub::VERSION),
            Self::Mail => ("mail", formats::mail::VERSION),
        }
    }

    /// The blocks and inline styles of `text` read as this kind. Those of an extracted text come with it.
    pub fn structure(self, text: &str) -> Structure {
        match self {
            Self::Markdown => markdown::structure(text),
            _ => plain::structure(text),
        }
    }
}

/// How the file's bytes became text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoding {
    /// WHATWG name of the encoding, for example `UTF-8`, `windows-1252`, `UTF-16LE`.
    pub encoding: String,
    /// How the encoding was recognised.
    pub how: EncodingSource,
    /// Number of U+FFFD that stand for bytes which could not be decoded.
    pub lost: usize,
    /// Number of NUL characters in the text.
    pub nuls: usize,
}

/// How an encoding was recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EncodingSource {
    /// A byte order mark.
    ByteOrderMark,
    /// The bytes are valid UTF-8.
    ValidUtf8,
    /// Guessed from the bytes.
    Guessed,
}

/// What a block of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1–6.
    Heading(u8),
    /// A list item, nested `depth` deep (0 = outermost).
    ListItem {
        /// Nesting depth, 0 = outermost.
        depth: u8,
    },
    /// A quotation.
    Quote,
    /// Preformatted text: line breaks and spaces stand as they are.
    Code,
    /// A row of a table.
    TableRow,
    /// A note to the text, at its end.
    Footnote,
    /// A thematic break.
    Rule,
}

/// One block: what the reader lays out as a paragraph. Blocks are in text order and do not overlap; what lies between
/// two blocks is white space (or, in Markdown, marks that are not shown).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// UTF-8 bytes of the document's text, without the line end that closes the block.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
    /// Whether a line end inside the block is a hard wrap, to be shown as a space (else as a line break).
    pub reflow: bool,
}

/// How a piece of a block is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum InlineStyle {
    /// A mark of the source that is not shown (`**`, `#`, the address of a link).
    Hidden,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Fixed width.
    Code,
    /// The text of a link.
    Link,
}

/// A styled piece of a block. Sorted by start; pieces may nest.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inline {
    /// UTF-8 bytes of the document's text.
    pub range: TextRange,
    /// How it is shown.
    pub style: InlineStyle,
}

/// The structure of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Structure {
    /// Blocks in text order.
    pub blocks: Vec<Block>,
    /// Inline styles, sorted by start.
    pub inlines: Vec<Inline>,
}

/// A document: its text and all that was learnt while reading it.
#[derive(Clone, Debug)]
pub struct Document {
    /// File name, for messages and exports.
    pub name: String,
    /// What it was read as.
    pub kind: DocumentKind,
    /// The decoded or extracted text; what all offsets count in.
    pub text: String,
    /// SHA-256 of the file's bytes.
    pub file_hash: Hash,
    /// SHA-256 of the text (UTF-8).
    pub text_hash: Hash,
    /// Size of the file in bytes.
    pub file_len: u64,
    /// How the bytes became text.
    pub decoding: Decoding,
    /// Blocks and inline styles.
    pub structure: Structure,
    /// Of an extracted text: pages, what the file says of itself, what was left out.
    pub origin: Option<Arc<Origin>>,
    /// Whether this is only the beginning of a file whose rest is still being read (see [`Document::preview`]). Its
    /// hashes are not known then, and `file_len` is the size of the whole file.
    pub partial: bool,
}

/// A file's bytes as text, before what takes long: the hash of the text and its structure, which do not need each
/// other.
#[derive(Clone, Debug)]
pub struct Decoded {
    name: String,
    kind: DocumentKind,
    text: String,
    /// Hash of the bytes where they are not the text.
    other: Option<Hash>,
    file_len: u64,
    decoding: Decoding,
}

impl Decoded {
    /// Decodes a file's bytes; `name` is its file name, whose ending decides what it is read as.
    ///
    /// # Errors
    /// What is no text, or too long a one.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, NotText> {
        let file_len = bytes.len() as u64;
        let mut other = None;
        let (text, decoding) =
            decode::decode_noting(bytes, &mut |bytes| other = Some(Hash::of(bytes)))?;
        if text.len() > MAX_LEN {
            return Err(NotText::TooLong);
        }
        Ok(Self {
            name: name.to_owned(),
            kind: DocumentKind::of_name(name),
            text,
            other,
            file_len,
            decoding,
        })
    }

    /// Length of the text in UTF-8 bytes.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The hash of the text.
    pub fn text_hash(&self) -> Hash {
        Hash::of(self.text.as_bytes())
    }

    /// The structure of the text.
    pub fn structure(&self) -> Structure {
        self.kind.structure(&self.text)
    }

    /// The document, of the hash and the structure that were worked out.
    pub fn finish(self, text_hash: Hash, structure: Structure) -> Document {
        Document {
            name: self.name,
            kind: self.kind,
            text: self.text,
            file_hash: self.other.unwrap_or(text_hash),
            text_hash,
            file_len: self.file_len,
            decoding: self.decoding,
            structure,
            origin: None,
            partial: false,
        }
    }
}

impl Document {
    /// The document of a text that was extracted from a file's bytes.
    pub fn extracted(
        name: &str,
        kind: DocumentKind,
        file: (Hash, u64),
        extraction: Extraction,
    ) -> Self {
        let (file_hash, file_len) = file;
        let Extraction {
            text,
            structure,
            origin,
        } = extraction;
        let lost = text.matches('\u{fffd}').count();
        Self {
            name: name.to_owned(),
            kind,
            text_hash: Hash::of(text.as_bytes()),
            text,
            file_hash,
            file_len,
            decoding: Decoding {
                encoding: "UTF-8".to_owned(),
                how: EncodingSource::ValidUtf8,
                lost,
                nuls: 0,
            },
            structure,
            origin: Some(Arc::new(origin)),
            partial: false,
        }
    }

    /// Reads a file's bytes; `name` is its file name, whose ending decides what it is read as.
    ///
    /// # Errors
    /// What is no text, or too long a one.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, NotText> {
        let decoded = Decoded::new(name, bytes)?;
        let (text_hash, structure) = (decoded.text_hash(), decoded.structure());
        Ok(decoded.finish(text_hash, structure))
    }

    /// Length of the text in UTF-8 bytes; where only the beginning is there, about that of the whole.
    pub fn whole_len(&self) -> usize {
        if self.partial {
            usize::try_from(self.file_len).unwrap_or(usize::MAX)
        } else {
            self.text.len()
        }
    }

    /// What to call the document: its first heading, else the title that its file gives itself, else the first line that is no letterhead, without marks and at
    /// most about 120 characters; else the file name.
    pub fn title(&self) -> String {
        title::title(self).unwrap_or_else(|| self.name.clone())
    }

    /// A passage as people read it: without the marks that are not shown. Empty outside the text.
    pub fn shown(&self, range: TextRange) -> String {
        let inlines = &self.structure.inlines;
        let from =
            inlines.partition_point(|i| i.range.end <= range.start && i.range.start < range.start);
        let hidden = inlines.get(from..).unwrap_or_default().iter();
        let hidden = hidden
            .take_while(|i| i.range.start < range.end)
            .filter(|i| i.style == InlineStyle::Hidden);
        let mut out = String::new();
        let mut at = range.start;
        for mark in hidden.filter(|i| i.range.end > range.start) {
            out.push_str(
                self.text
                    .get(at..mark.range.start.max(at))
                    .unwrap_or_default(),
            );
            at = at.max(mark.range.end);
        }
        out.push_str(self.text.get(at..range.end.max(at)).unwrap_or_default());
        out
    }

    /// What is printed as the number of the page that the byte at `offset` stands on ("iv", "12"); `None` in a format
    /// without pages.
    pub fn page_label(&self, offset: usize) -> Option<&str> {
        let page = self.origin.as_ref()?.page_at(offset)?;
        Some(&page.label)
    }

    /// Number of words, counted as what stands between spaces (as `wc` does).
    pub fn words(&self) -> usize {
        let mut space = true;
        let begins = |b: &u8| {
            let now = b.is_ascii_whitespace();
            let begins = space && !now;
            space = now;
            begins
        };
        self.text
            .as_bytes()
            .iter()
            .map(begins)
            .filter(|b| *b)
            .count()
    }

    /// Index of the block that holds `offset` (UTF-8 bytes), or of the last one before it; `None` before the first.
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        let after = self
            .structure
            .blocks
            .partition_point(|b| b.range.start <= offset);
        after.checked_sub(1)
    }

    /// What people call "paragraph 7": the number of the block at `offset`, from 1, counting all blocks but rules. An
    /// offset before the first block belongs to paragraph 1. Linear in the number of blocks before it.
    pub fn paragraph_number(&self, offset: usize) -> usize {
        let blocks = &self.structure.blocks;
        let upto = self.paragraph_at(offset).map_or(0, |i| i + 1);
        let counted = blocks
            .iter()
            .take(upto)
            .filter(|b| b.kind != BlockKind::Rule);
        counted.count().max(1)
    }
}

/// Why bytes are not a document that can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotText {
    /// No byte at all.
    Empty,
    /// Control bytes or a known signature: `what` names it in plain words ("a PDF file", "a ZIP archive").
    Binary {
        /// What it seems to be.
        what: &'static str,
    },
    /// More text than [`MAX_LEN`].
    TooLong,
}

impl std::fmt::Display for NotText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLong => f.write_str(
                "This is more than 4 GB of text, which Rapporteur does not read; split it into parts first",
            ),
            Self::Empty => f.write_str("The file is empty (0 bytes), so there is nothing to read"),
            Self::Binary { what } => write!(
                f,
                "This is {what}, which Rapporteur does not read; save or export it as PDF, DOCX or text first"
            ),
        }
    }
}

impl std::error::Error for NotText {}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, text: &str) -> Document {
        Document::from_bytes(name, text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn the_name_decides_the_kind() {
        assert_eq!(DocumentKind::of_name("a/README.MD"), DocumentKind::Markdown);
        assert_eq!(DocumentKind::of_name("policy.txt"), DocumentKind::Plain);
        assert_eq!(DocumentKind::of_name("md"), DocumentKind::Plain);
    }

    #[test]
    fn hashes_are_of_the_file_and_of_the_text() {
        let plain = document("a.txt", "abc");
        assert_eq!(plain.file_hash, plain.text_hash);
        let marked = document("a.txt", "\u{FEFF}abc");
        assert_eq!(marked.text_hash, plain.text_hash);
        assert_ne!(marked.file_hash, plain.file_hash);
        assert_eq!((marked.file_len, marked.text.len()), (6, 3));
    }

    #[test]
    fn paragraphs_are_counted_without_rules() {
        let doc = document("a.md", "\nOne\n\n---\n\nTwo words\n");
        assert_eq!(doc.paragraph_at(0), None);
        assert_eq!(
            (
                doc.paragraph_number(0),
                doc.paragraph_number(2),
                doc.paragraph_number(12)
            ),
            (1, 1, 2)
        );
        assert_eq!(doc.paragraph_at(14), Some(2));
        assert_eq!(doc.words(), 4);
    }
}
