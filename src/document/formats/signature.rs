//! What a file is, by its first bytes where they tell: endings lie.

use crate::document::DocumentKind;
use crate::document::extraction::ExtractionError;

/// How many first bytes are looked at.
const HEAD: usize = 4096;
/// How many last bytes of a package are looked at, where the list of its parts is.
const TAIL: usize = 64 << 10;

/// What a file is read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// The kind.
    pub kind: DocumentKind,
    /// What a person should know where the name says otherwise.
    pub remark: Option<String>,
}

/// What a file of this name with these bytes is read as. Text stays text whatever it contains, unless it begins with the
/// mark of another format.
///
/// # Errors
/// A format that is known and not read.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<Recognised, ExtractionError> {
    let named = DocumentKind::of_name(name);
    let Some(found) = by_content(named, is_named(named, name), bytes)? else {
        return Ok(Recognised {
            kind: named,
            remark: None,
        });
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let remark = (found != named && !ending.is_empty()).then(|| {
        format!(
            "The name ends in .{ending}, but the file is {}; it was read as that.",
            found.title()
        )
    });
    Ok(Recognised {
        kind: found,
        remark,
    })
}

/// Whether the ending itself, not the lack of another, makes the file what it is taken for.
fn is_named(kind: DocumentKind, name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    kind.endings()
        .iter()
        .any(|e| ending.eq_ignore_ascii_case(e))
}

fn by_content(
    named: DocumentKind,
    certain: bool,
    bytes: &[u8],
) -> Result<Option<DocumentKind>, ExtractionError> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if has(head.get(..1024).unwrap_or(head), b"%PDF-")
        && (!certain || !is_textual(named) || head.starts_with(b"%PDF-"))
    {
        return Ok(Some(DocumentKind::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") {
        return package(named, certain, bytes).map(Some);
    }
    if head.starts_with(b"{\\rtf") {
        return Ok(Some(DocumentKind::Rtf));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if certain && is_textual(named) {
        return Ok(None);
    }
    let start = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |mark: &str| {
        start
            .get(..mark.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(mark.as_bytes()))
    };
    if begins("from: <saved by") || begins("mime-version:") {
        return Ok(Some(DocumentKind::Mail));
    }
    if begins("<!doctype html") || begins("<html") {
        return Ok(Some(DocumentKind::Html));
    }
    if has(start, b"office:document ") && has(start, b"opendocument.text") {
        return Ok(Some(DocumentKind::Odt));
    }
    Ok(None)
}

/// Whether a file with this ending is read as it stands, whatever it begins with; a text may speak of "%PDF-".
const fn is_textual(kind: DocumentKind) -> bool {
    !kind.is_extracted() || matches!(kind, DocumentKind::Mail)
}

/// What an archive holds.
fn package(
    named: DocumentKind,
    certain: bool,
    bytes: &[u8],
) -> Result<DocumentKind, ExtractionError> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(TAIL)..)
        .unwrap_or_default();
    let names = |part: &[u8]| has(head, part) || has(tail, part);
    let other = |what: &str| {
        Err(ExtractionError::Unsupported {
            what: what.to_owned(),
        })
    };
    if has(head, b"application/epub+zip") {
        Ok(DocumentKind::Epub)
    } else if has(head, b"application/vnd.oasis.opendocument.text") {
        Ok(DocumentKind::Odt)
    } else if has(head, b"application/vnd.oasis.opendocument.") {
        other("an OpenDocument spreadsheet, presentation or drawing")
    } else if names(b"word/") {
        Ok(DocumentKind::Docx)
    } else if names(b"xl/") {
        other("an Excel workbook")
    } else if names(b"ppt/") {
        other("a PowerPoint presentation")
    } else if certain
        && matches!(
            named,
            DocumentKind::Docx | DocumentKind::Odt | DocumentKind::Epub
        )
    {
        Ok(named)
    } else {
        other("a ZIP archive")
    }
}

/// What a compound file of the old Office holds. Its directory names the parts in UTF-16.
fn compound(bytes: &[u8]) -> Result<Option<DocumentKind>, ExtractionError> {
    let wide = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let holds = |name: &str| has(bytes, &wide(name));
    if holds("EncryptedPackage") {
        return Err(ExtractionError::Protected);
    }
    let what = if holds("WordDocument") {
        "an old Word file (.doc)"
    } else if holds("__substg1.0_") {
        "an Outlook message (.msg)"
    } else {
        "a file of an old Office program"
    };
    Err(ExtractionError::Unsupported {
        what: what.to_owned(),
    })
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, bytes: &[u8]) -> DocumentKind {
        recognise(name, bytes).unwrap().kind
    }

    #[test]
    fn content_decides_where_the_ending_lies() {
        use DocumentKind::{Docx, Epub, Html, Mail, Markdown, Odt, Pdf, Plain, Rtf};
        for (name, bytes, is) in [
            ("a.pdf", b"%PDF-1.7".as_slice(), Pdf),
            ("a.txt", b"%PDF-1.7", Pdf),
            ("a.txt", b"The mark %PDF- begins a file", Plain),
            ("a.pdf", b"\r\n<!DOCTYPE html><html>", Html),
            ("a.doc", b"{\\rtf1 x}", Rtf),
            ("a.doc", b"<html xmlns:o=", Html),
            ("a.txt", b"<html>", Plain),
            ("a.md", b"<html>", Markdown),
            ("a", b"Plain", Plain),
            ("a.pdf", b"no mark", Pdf),
            ("a.docx", b"PK\x03\x04....word/document.xml", Docx),
            ("a.zip", b"PK\x03\x04....mimetypeapplication/epub+zip", Epub),
            (
                "a.docx",
                b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text",
                Odt,
            ),
            ("a.docx", b"PK\x03\x04", Docx),
            ("a.html", b"From: <Saved by Blink>\r\n", Mail),
            ("a.eml", b"From: a@b.example\r\n", Mail),
        ] {
            assert_eq!(
                kind(name, bytes),
                is,
                "{name} {}",
                String::from_utf8_lossy(bytes)
            );
        }
        let said = recognise("a.doc", b"{\\rtf1 x}").unwrap().remark.unwrap();
        assert!(
            said.contains(".doc") && said.contains("an RTF file"),
            "{said}"
        );
        assert_eq!(recognise("a.RTF", b"{\\rtf1 x}").unwrap().remark, None);
    }

    #[test]
    fn what_is_known_and_not_read_is_named() {
        let old: Vec<u8> = [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(),
            b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
        ]
        .concat();
        let said = |bytes: &[u8]| recognise("a.doc", bytes).unwrap_err().to_string();
        assert!(said(&old).contains("old Word"));
        assert!(said(b"PK\x03\x04..xl/workbook.xml").contains("Excel"));
        assert!(said(b"PK\x03\x04..").contains("ZIP"));
    }
}
