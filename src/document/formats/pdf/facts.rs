//! What a file says of itself: its information dictionary, its catalogue, the labels of its pages.

use crate::document::extraction::Metadata;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{self, Array, DateTime, Dict, Name, Object};

/// Most steps down a tree of numbers.
const MAX_DEPTH: u32 = 20;

/// A text string: UTF-16 or UTF-8 by its mark, else the encoding of the format, which is that of Windows in what matters.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE
            .decode_without_bom_handling(rest)
            .0
            .into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get(pdf.xref().root_id())
}

/// What the file says of itself.
pub(super) fn metadata(pdf: &Pdf) -> Metadata {
    let said = pdf.metadata();
    let of = |field: &Option<Box<[u8]>>| {
        let text = field.as_deref().map(text).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let author = of(&said.author);
    let title = of(&said.title);
    // What a program calls a file that nobody gave a title.
    let is_name = title.starts_with("Microsoft Word - ")
        || title.eq_ignore_ascii_case("untitled")
        || [".doc", ".docx", ".pdf", ".indd", ".odt", ".tex", ".dvi"]
            .iter()
            .any(|e| title.to_ascii_lowercase().ends_with(e));
    let language = catalog(pdf).and_then(|c| c.get::<object::String<'_>>(b"Lang"));
    let producer = [of(&said.creator), of(&said.producer)];
    Metadata {
        title: if is_name { String::new() } else { title },
        authors: author
            .split(';')
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_owned)
            .collect(),
        subject: of(&said.subject),
        created: said.creation_date.as_ref().map(date).unwrap_or_default(),
        modified: said
            .modification_date
            .as_ref()
            .map(date)
            .unwrap_or_default(),
        language: language.map(|l| text(l.as_bytes())).unwrap_or_default(),
        producer: producer
            .into_iter()
            .find(|p| !p.is_empty())
            .unwrap_or_default(),
        pages: u32::try_from(pdf.pages().len()).ok(),
        ..Metadata::default()
    }
}

/// ISO 8601.
fn date(d: &DateTime) -> String {
    let zone = match (d.utc_offset_hour, d.utc_offset_minute) {
        (0, 0) => "Z".to_owned(),
        (h, m) => format!("{h:+03}:{m:02}"),
    };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{zone}",
        d.year, d.month, d.day, d.hour, d.minute, d.second
    )
}

/// What is printed as the number of each page, where the file says it.
pub(super) fn labels(pdf: &Pdf, pages: usize) -> Vec<Option<String>> {
    let mut ranges: Vec<(usize, Option<u8>, String, i64)> = Vec::new();
    if let Some(tree) = catalog(pdf).and_then(|c| c.get::<Dict<'_>>(b"PageLabels")) {
        collect(&tree, MAX_DEPTH, &mut ranges);
    }
    ranges.sort_by_key(|r| r.0);
    let label = |page: usize| {
        let after = ranges.partition_point(|r| r.0 <= page);
        let (first, style, prefix, start) = ranges.get(after.checked_sub(1)?)?;
        let number = start.saturating_add(i64::try_from(page - first).unwrap_or(0));
        let number = match style {
            Some(b'D') => number.to_string(),
            Some(b'r') => written(number, 'i'),
            Some(b'R') => written(number, 'I'),
            Some(b'a') => written(number, 'a'),
            Some(b'A') => written(number, 'A'),
            _ => String::new(),
        };
        Some(format!("{prefix}{number}")).filter(|l| !l.is_empty())
    };
    (0..pages).map(label).collect()
}

use super::super::html::walk::written;

fn collect(node: &Dict<'_>, depth: u32, out: &mut Vec<(usize, Option<u8>, String, i64)>) {
    if let Some(numbers) = node.get::<Array<'_>>(b"Nums") {
        let mut items = numbers.iter::<Object<'_>>();
        while let (Some(Object::Number(page)), Some(label)) = (items.next(), items.next()) {
            let (Ok(page), Object::Dict(label)) = (usize::try_from(page.as_i64()), label) else {
                continue;
            };
            let style = label
                .get::<Name<'_>>(b"S")
                .and_then(|s| s.as_ref().first().copied());
            let prefix = label
                .get::<object::String<'_>>(b"P")
                .map(|p| text(p.as_bytes()))
                .unwrap_or_default();
            let start = label.get::<i32>(b"St").map_or(1, i64::from);
            out.push((page, style, prefix, start));
        }
    }
    if depth > 0
        && let Some(kids) = node.get::<Array<'_>>(b"Kids")
    {
        for kid in kids.iter::<Dict<'_>>().take(2_000) {
            collect(&kid, depth - 1, out);
        }
    }
}
