//! Electronic books (EPUB 2 and 3): the chapters in the order of the spine, each a web page.

use super::html::whole_of;
use super::package::Package;
use super::xml::Xml;
use crate::document::builder::Builder;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError, Metadata};
use std::collections::HashMap;

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    let mut package = Package::open(bytes)?;
    refuse_locked(&mut package)?;
    let opf = package_document(&mut package)?;
    let Some(part) = package.part(&opf)? else {
        return Err(ExtractionError::damaged(format!(
            "its part {opf} is missing"
        )));
    };
    let xml = Xml::parse(&part, &opf)?;
    let mut out = Builder::new();
    let (mut read, mut lost) = (0, Vec::new());
    for chapter in spine(&xml, &opf) {
        let text = match package.part(&chapter) {
            Ok(Some(bytes)) => whole_of(&bytes, &mut out),
            Ok(None) => Err(ExtractionError::damaged("it is missing")),
            Err(e @ (ExtractionError::TooMuch { .. } | ExtractionError::Protected)) => {
                return Err(e);
            }
            Err(e) => Err(e),
        };
        match text {
            Ok(()) => read += 1,
            Err(_) => lost.push(chapter),
        }
    }
    if read == 0 {
        return Err(ExtractionError::damaged("none of its chapters can be read"));
    }
    for chapter in lost.iter().take(5) {
        out.remark(format!(
            "The chapter {chapter} could not be read and is missing."
        ));
    }
    *out.metadata() = metadata(&xml);
    Ok(out.finish())
}

/// Books with rights management cannot be read; fonts that are made hard to copy do not matter.
fn refuse_locked(package: &mut Package<'_>) -> Result<(), ExtractionError> {
    let Some(bytes) = package.part("META-INF/encryption.xml")? else {
        return Ok(());
    };
    let xml = Xml::parse(&bytes, "META-INF/encryption.xml")?;
    let is_font = |uri: &str| {
        let uri = uri.to_ascii_lowercase();
        [".otf", ".ttf", ".woff", ".woff2"]
            .iter()
            .any(|e| uri.ends_with(e))
    };
    let references =
        (0..xml.end(0)).filter(|id| xml.name(*id).rsplit(':').next() == Some("CipherReference"));
    let mut locked = references.filter_map(|id| xml.attribute_local(id, "URI"));
    if locked.any(|uri| !is_font(uri)) {
        return Err(ExtractionError::Protected);
    }
    Ok(())
}

/// The name of the part that lists all others.
fn package_document(package: &mut Package<'_>) -> Result<String, ExtractionError> {
    let container = package.part("META-INF/container.xml")?;
    let named = container.and_then(|bytes| {
        let xml = Xml::parse(&bytes, "META-INF/container.xml").ok()?;
        let root =
            (0..xml.end(0)).find(|id| xml.name(*id).rsplit(':').next() == Some("rootfile"))?;
        xml.attribute_local(root, "full-path").map(str::to_owned)
    });
    let any = || package.names().into_iter().find(|n| n.ends_with(".opf"));
    named
        .or_else(any)
        .ok_or_else(|| ExtractionError::damaged("the list of its chapters is missing"))
}

/// The parts of the spine in order; those aside of the main text last.
fn spine(xml: &Xml, opf: &str) -> Vec<String> {
    let folder = opf.rsplit_once('/').map_or("", |(folder, _)| folder);
    let all = |name: &'static str| {
        (0..xml.end(0)).filter(move |id| xml.name(*id).rsplit(':').next() == Some(name))
    };
    let items: HashMap<&str, &str> = all("item")
        .filter_map(|id| {
            Some((
                xml.attribute_local(id, "id")?,
                xml.attribute_local(id, "href")?,
            ))
        })
        .collect();
    let is_aside = |id: &usize| xml.attribute_local(*id, "linear") == Some("no");
    let (aside, main): (Vec<_>, Vec<_>) = all("itemref").partition(is_aside);
    let path = |id: usize| {
        let href = items.get(xml.attribute_local(id, "idref")?)?;
        Some(resolved(folder, href))
    };
    main.into_iter().chain(aside).filter_map(path).collect()
}

/// A reference inside of a package as the name of a part.
fn resolved(folder: &str, href: &str) -> String {
    let href = unescaped(href.split('#').next().unwrap_or(href));
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// "%20" → " ".
fn unescaped(href: &str) -> String {
    let bytes = href.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let hex = href
            .get(at + 1..at + 3)
            .filter(|_| b == b'%')
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(b));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What the book says of itself.
fn metadata(xml: &Xml) -> Metadata {
    let all = |name: &'static str| {
        xml.find(0, name)
            .map(|id| xml.text(id).trim().to_owned())
            .filter(|t| !t.is_empty())
    };
    let first = |name: &'static str| all(name).next().unwrap_or_default();
    let modified =
        (0..xml.end(0)).find(|id| xml.attribute_local(*id, "property") == Some("dcterms:modified"));
    Metadata {
        title: first("dc:title"),
        authors: all("dc:creator").collect(),
        publisher: first("dc:publisher"),
        subject: [first("dc:description"), first("dc:subject")]
            .into_iter()
            .find(|s| !s.is_empty())
            .unwrap_or_default(),
        published: first("dc:date"),
        modified: modified
            .map(|id| xml.text(id).trim().to_owned())
            .unwrap_or_default(),
        language: first("dc:language"),
        address: first("dc:source"),
        ..Metadata::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::package::pack;
    use super::*;

    const CONTAINER: &[u8] = br#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>"#;
    const OPF: &[u8] = br#"<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Fish &amp; rice</dc:title><dc:creator>Sample</dc:creator></metadata><manifest><item id="a" href="one%20a.xhtml"/><item id="b" href="../two.xhtml"/><item id="n" href="notes.xhtml"/></manifest><spine><itemref idref="n" linear="no"/><itemref idref="a"/><itemref idref="b"/></spine></package>"#;

    fn book(more: &[(&str, &[u8])]) -> Vec<u8> {
        let page = |t: &str| {
            format!("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"x\"><body><h1>{t}</h1><p>Text<a epub:type=\"noteref\" href=\"#f\">1</a>.</p><aside epub:type=\"footnote\" id=\"f\"><p>1. Note {t}</p></aside></body></html>").into_bytes()
        };
        let (one, two, notes) = (page("One"), page("Two"), page("Notes"));
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("O/c.opf", OPF),
            ("O/one a.xhtml", &one),
            ("two.xhtml", &two),
            ("O/notes.xhtml", &notes),
        ];
        parts.extend_from_slice(more);
        pack(&parts)
    }

    #[test]
    fn chapters_come_in_the_order_of_the_spine_with_their_notes_at_the_end() {
        let e = extract(&book(&[]), &ExtractOptions::default()).unwrap();
        assert_eq!(
            e.text,
            "One\n\nText[1].\n\nTwo\n\nText[1].\n\nNotes\n\nText[1].\n\n[1] Note One\n\n[1] Note Two\n\n[1] Note Notes"
        );
        assert_eq!(e.origin.metadata.title, "Fish & rice");
    }

    #[test]
    fn locked_books_are_refused_and_others_with_locked_fonts_read() {
        let lock = |uri: &str| {
            format!("<encryption><EncryptedData><CipherReference URI=\"{uri}\"/></EncryptedData></encryption>").into_bytes()
        };
        let locked = book(&[("META-INF/encryption.xml", &lock("O/one.xhtml"))]);
        assert_eq!(
            extract(&locked, &ExtractOptions::default()),
            Err(ExtractionError::Protected)
        );
        let fonts = book(&[("META-INF/encryption.xml", &lock("O/a.otf"))]);
        assert!(extract(&fonts, &ExtractOptions::default()).is_ok());
    }

    #[test]
    fn damaged_books_are_read_or_refused() {
        let whole = book(&[]);
        for at in (0..whole.len()).step_by(7) {
            let _ = extract(whole.get(..at).unwrap(), &ExtractOptions::default());
            let mut flipped = whole.clone();
            flipped[at] ^= 0x21;
            let _ = extract(&flipped, &ExtractOptions::default());
        }
    }
}
