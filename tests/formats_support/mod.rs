//! What tests and benchmarks of the formats share: the expected texts, the measure, damaged copies, bombs.
#![allow(dead_code, reason = "each of those who share this uses a part of it")]

use rapporteur::document::extraction::{ExtractOptions, Extraction};
use rapporteur::document::{BlockKind, DocumentKind, formats};
use serde::Deserialize;
use std::collections::HashSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// What the text of a file has to be.
#[derive(Deserialize)]
pub struct Truth {
    pub file: String,
    pub kind: String,
    pub blocks: Vec<Block>,
}

#[derive(Deserialize)]
pub struct Block {
    pub kind: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub marker: String,
    #[serde(default)]
    pub cells: Vec<String>,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// The expected texts, in the order of their files.
pub fn truths() -> Vec<Truth> {
    let mut paths: Vec<_> = fs::read_dir(folder().join("truth"))
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    paths.sort();
    let read = |p: &PathBuf| serde_json::from_str(&fs::read_to_string(p).unwrap()).unwrap();
    paths.iter().map(read).collect()
}

impl Truth {
    pub fn path(&self) -> PathBuf {
        folder().join(&self.file)
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    /// All that is to be read, as one text.
    pub fn text(&self) -> String {
        let block = |b: &Block| match b.kind.as_str() {
            "row" => b.cells.join(" "),
            "list" => format!("{} {}", b.marker, b.text),
            _ => b.text.clone(),
        };
        self.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
    }

    fn of_kind(&self, kinds: &[&str]) -> Vec<String> {
        let of = self
            .blocks
            .iter()
            .filter(|b| kinds.contains(&b.kind.as_str()));
        of.map(|b| plain(&b.text)).collect()
    }

    fn is_khmer(&self) -> bool {
        self.file.contains("khmer")
    }
}

pub fn extract(kind: DocumentKind, bytes: &[u8]) -> Extraction {
    formats::extract(kind, bytes, &ExtractOptions::default()).unwrap()
}

/// How well an extracted text agrees with what it has to be.
#[derive(Clone, Copy, Default, Debug)]
pub struct Score {
    /// Word error rate: words inserted, left out and replaced, as a share of the words there are. Of Khmer, which is
    /// written without spaces, that of characters.
    pub error_rate: f64,
    pub headings: usize,
    pub headings_found: usize,
    pub paragraphs: usize,
    pub paragraphs_whole: usize,
}

pub fn score(truth: &Truth, e: &Extraction) -> Score {
    let texts: Vec<(BlockKind, String)> = e
        .structure
        .blocks
        .iter()
        .map(|b| (b.kind, plain(b.range.of(&e.text).unwrap())))
        .collect();
    let said: HashSet<&str> = texts
        .iter()
        .filter(|(k, _)| matches!(k, BlockKind::Heading(_)))
        .map(|(_, t)| t.as_str())
        .collect();
    let whole: HashSet<&str> = texts.iter().map(|(_, t)| unmarked(t)).collect();
    let headings = truth.of_kind(&["heading"]);
    let paragraphs = truth.of_kind(&["paragraph", "list", "footnote"]);
    // The head of an e-mail is no part of what it was made from.
    let head = if truth.kind == "mail" {
        e.structure.blocks.get(1)
    } else {
        None
    };
    let text = e
        .text
        .get(head.map_or(0, |b| b.range.end)..)
        .unwrap_or_default();
    Score {
        error_rate: error_rate(&truth.text(), text, truth.is_khmer()),
        headings_found: headings
            .iter()
            .filter(|h| said.contains(h.as_str()))
            .count(),
        headings: headings.len(),
        paragraphs_whole: paragraphs
            .iter()
            .filter(|p| whole.contains(unmarked(p)))
            .count(),
        paragraphs: paragraphs.len(),
    }
}

/// One space between words, straight quotation marks, no labels of notes.
fn plain(text: &str) -> String {
    let text: String = text.nfkc().filter(|c| *c != '\u{200b}').collect();
    let text = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    let without = (1..40).fold(text, |text, n| text.replace(&format!("[{n}]"), ""));
    without.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the mark of a list item.
fn unmarked(text: &str) -> &str {
    let rest = text.strip_prefix('•').unwrap_or(text);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < rest.len() {
        digits.strip_prefix('.').unwrap_or(rest)
    } else {
        rest
    };
    rest.trim()
}

/// Word error rate by edit distance.
pub fn error_rate(wanted: &str, got: &str, by_character: bool) -> f64 {
    let (wanted, got) = (units(wanted, by_character), units(got, by_character));
    distance(&wanted, &got) as f64 / wanted.len().max(1) as f64
}

fn units(text: &str, by_character: bool) -> Vec<String> {
    let text = plain(text);
    if by_character {
        return text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(String::from)
            .collect();
    }
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn distance(a: &[String], b: &[String]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

/// A small generator of numbers: the same on every machine.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// A file cut off, with bits flipped, with a part taken out, or with a part of zeros.
pub fn damaged(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let at = numbers.below(out.len());
    match numbers.below(4) {
        0 => out.truncate(at),
        1 => {
            for _ in 0..=numbers.below(30) {
                let at = numbers.below(out.len());
                out[at] ^= 1 << numbers.below(8);
            }
        }
        2 => drop(out.drain(at..(at + 1 + numbers.below(2_000)).min(bytes.len()))),
        _ => out[at..(at + 512).min(bytes.len())].fill(0),
    }
    out
}

/// Files of these endings, damaged, so many of them.
pub fn damaged_files(endings: &[&str], count: usize) -> Vec<(String, DocumentKind, Vec<u8>)> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|n| endings.iter().any(|e| n.ends_with(e)))
        .collect();
    names.sort();
    let mut numbers = Numbers(7);
    (0..count)
        .map(|n| {
            let name = &names[n % names.len()];
            let bytes = fs::read(folder().join(name)).unwrap();
            (
                format!("{name} #{n}"),
                DocumentKind::of_name(name),
                damaged(&bytes, &mut numbers),
            )
        })
        .collect()
}

/// A Word document whose text unpacks to `size` bytes.
pub fn zip_bomb(size: u64) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .large_file(true);
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>").unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..size >> 20 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document of one paragraph, inside so many elements.
pub fn nested(depth: usize) -> Vec<u8> {
    let (open, close) = ("<w:sdt>".repeat(depth), "</w:sdt>".repeat(depth));
    let text = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{open}<w:p/>{close}</w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        "word/document.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A flat OpenDocument text whose entities expand to billions of letters.
pub fn laughs() -> Vec<u8> {
    let mut doctype = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for n in 1..40 {
        let before = format!("&a{};", n - 1);
        doctype.push_str(&format!("<!ENTITY a{n} \"{}\">", before.repeat(10)));
    }
    format!(
        "<?xml version=\"1.0\"?>{doctype}]><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text><text:p>Text &a39;</text:p></office:text></office:body></office:document>"
    )
    .into_bytes()
}

/// A PDF of these pages, each of lines of text; with one font of the fourteen that need not be embedded.
pub fn pdf(pages: &[Vec<String>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &str| {
        offsets.push(out.len());
        let n = offsets.len();
        out.extend_from_slice(format!("{n} 0 obj\n{body}\nendobj\n").as_bytes());
    };
    object(&mut out, "<< /Type /Catalog /Pages 2 0 R >>");
    let kids: Vec<String> = (0..pages.len())
        .map(|n| format!("{} 0 R", 4 + 2 * n))
        .collect();
    object(
        &mut out,
        &format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        ),
    );
    object(
        &mut out,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    );
    for (n, lines) in pages.iter().enumerate() {
        let content = 5 + 2 * n;
        object(
            &mut out,
            &format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R >>"
            ),
        );
        let mut text = String::from("BT /F 10 Tf 14 TL 60 780 Td\n");
        for line in lines {
            let line: String = line.chars().filter(|c| (' '..='~').contains(c)).collect();
            let line = line
                .replace('\\', "")
                .replace('(', "\\(")
                .replace(')', "\\)");
            text.push_str(&format!("({line}) Tj T*\n"));
        }
        text.push_str("ET");
        object(
            &mut out,
            &format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        );
    }
    let start = out.len();
    let mut xref = format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1);
    for offset in &offsets {
        xref.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.extend_from_slice(xref.as_bytes());
    out.extend_from_slice(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
            offsets.len() + 1
        )
        .as_bytes(),
    );
    out
}

/// Pages of so many lines of about 90 characters, of a text whose words go on and on.
pub fn pages_of(text: &str, count: usize) -> Vec<Vec<String>> {
    let mut words = text.split_whitespace().cycle();
    let mut line = || {
        let mut line = String::new();
        while line.len() < 84 {
            line.push_str(words.next().unwrap_or("text"));
            line.push(' ');
        }
        line
    };
    (0..count)
        .map(|_| (0..50).map(|_| line()).collect())
        .collect()
}
