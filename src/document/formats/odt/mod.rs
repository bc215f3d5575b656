//! OpenDocument texts, packed (`.odt`) or in one file (`.fodt`).

mod body;
mod styles;
#[cfg(test)]
mod tests;

use super::package::Package;
use super::xml::Xml;
use crate::document::builder::Builder;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError, Metadata};
use body::Body;
use styles::Styles;

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    if !bytes.starts_with(b"PK") {
        let xml = Xml::parse(bytes, "content")?;
        if xml.find(0, "office:text").next().is_none() {
            return Err(xml.problem.map_or_else(
                || ExtractionError::damaged("there is no OpenDocument text in it"),
                ExtractionError::damaged,
            ));
        }
        return write(&xml, &[&xml], &[&xml]);
    }
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|m| memchr::memmem::find(&m, b"encryption-data").is_some()) {
        return Err(ExtractionError::Protected);
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(ExtractionError::damaged(
            "the part with its text (content.xml) is missing",
        ));
    };
    let content = Xml::parse(&content, "content.xml")?;
    let mut lost = Vec::new();
    let mut optional = |name: &str| {
        let read = package
            .part(name)
            .and_then(|p| p.map(|b| Xml::parse(&b, name)).transpose());
        read.unwrap_or_else(|e| {
            lost.push(format!(
                "The part {name} could not be read, so what it holds is missing. {e}."
            ));
            None
        })
    };
    let (styles, meta) = (optional("styles.xml"), optional("meta.xml"));
    let with_styles: Vec<&Xml> = styles.iter().chain([&content]).collect();
    let metas: Vec<&Xml> = meta.iter().collect();
    let mut extraction = write(&content, &with_styles, &metas)?;
    extraction.origin.notes.extend(lost);
    Ok(extraction)
}

/// The text of `content`, with the styles of `parts` and what `metas` say.
fn write(content: &Xml, parts: &[&Xml], metas: &[&Xml]) -> Result<Extraction, ExtractionError> {
    let mut styles = Styles::default();
    for part in parts {
        styles.add(part);
    }
    let language = styles.language.clone();
    let mut out = Builder::new();
    let mut body = Body::new(&mut out, content, styles);
    body.write();
    for part in parts {
        for (element, what) in [
            ("style:header", "page header"),
            ("style:footer", "page footer"),
        ] {
            for id in part.find(0, element) {
                out.leave_out(what, &body::plain(part, id));
            }
        }
    }
    if let Some(problem) = &content.problem {
        if out.is_empty() {
            return Err(ExtractionError::damaged(problem.clone()));
        }
        out.remark(format!(
            "The file is damaged: {problem}; what followed is missing."
        ));
    }
    let known = metas.iter().map(|m| metadata(m)).next().unwrap_or_default();
    *out.metadata() = Metadata {
        language: if known.language.is_empty() {
            language.unwrap_or_default()
        } else {
            known.language
        },
        ..known
    };
    Ok(out.finish())
}

/// What the file says of itself.
fn metadata(xml: &Xml) -> Metadata {
    let Some(meta) = xml.find(0, "office:meta").next() else {
        return Metadata::default();
    };
    let text = |name: &str| {
        let found = xml.find(meta, name).next();
        found
            .map(|id| xml.text(id).trim().to_owned())
            .unwrap_or_default()
    };
    let author = [text("meta:initial-creator"), text("dc:creator")];
    let statistic = xml.find(meta, "meta:document-statistic").next();
    Metadata {
        title: text("dc:title"),
        authors: author
            .into_iter()
            .find(|a| !a.is_empty())
            .into_iter()
            .collect(),
        subject: [text("dc:subject"), text("dc:description")]
            .into_iter()
            .find(|s| !s.is_empty())
            .unwrap_or_default(),
        created: text("meta:creation-date"),
        modified: text("dc:date"),
        language: text("dc:language"),
        producer: text("meta:generator"),
        pages: statistic.and_then(|s| xml.attribute(s, "meta:page-count")?.parse().ok()),
        ..Metadata::default()
    }
}
