//! Word documents (Office Open XML).
//!
//! Tracked changes are read as accepted, and how many there are is said; what was deleted, comments and the heads and feet
//! of pages are kept aside. Numbers of lists are counted as Word counts them, since the file does not hold them.

mod body;
mod styles;
#[cfg(test)]
mod tests;

use super::package::Package;
use super::xml::Xml;
use crate::document::builder::Builder;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError, Metadata};
use body::{Body, Part};
use styles::{Numbering, Styles};

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let folder = main
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned();
    let beside = |name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    let Some(document) = package.part(&main)? else {
        return Err(ExtractionError::damaged(format!(
            "its part {main} is missing"
        )));
    };
    let document = Xml::parse(&document, &main)?;
    let mut out = Builder::new();
    let mut optional = |name: &str, out: &mut Builder| optional(&mut package, &beside(name), out);
    let styles = optional("styles.xml", &mut out)
        .map(|x| Styles::read(&x))
        .unwrap_or_default();
    let numbering = optional("numbering.xml", &mut out)
        .map(|x| Numbering::read(&x))
        .unwrap_or_default();
    let footnotes = optional("footnotes.xml", &mut out);
    let endnotes = optional("endnotes.xml", &mut out);
    let comments = optional("comments.xml", &mut out);
    let language = styles.language.clone();
    let problem = document.problem.clone();
    let parts = [Some(document), footnotes, endnotes];
    let mut body = Body::new(&mut out, &parts, &main, styles, numbering);
    body.write(Part::Document);
    body.tell_changes();
    aside(&mut package, &folder, comments.as_ref(), &mut out);
    if let Some(problem) = problem {
        if out.is_empty() {
            return Err(ExtractionError::damaged(problem));
        }
        out.remark(format!(
            "The file is damaged: {problem}; what followed is missing."
        ));
    }
    let known = metadata(&mut package);
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

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, ExtractionError> {
    const USUAL: &str = "word/document.xml";
    if package.has(USUAL) {
        return Ok(USUAL.to_owned());
    }
    let relations = package.part("_rels/.rels")?;
    let named = relations.and_then(|bytes| {
        let xml = Xml::parse(&bytes, "_rels/.rels").ok()?;
        let is_main = |id: &usize| {
            xml.attribute_local(*id, "Type")
                .is_some_and(|t| t.ends_with("/officeDocument"))
        };
        let found = xml.find(0, "Relationship").find(is_main)?;
        xml.attribute_local(found, "Target")
            .map(|t| t.trim_start_matches('/').to_owned())
    });
    named.ok_or_else(|| {
        ExtractionError::damaged("the part with its text (word/document.xml) is missing")
    })
}

/// A part that a document may lack. One that cannot be read is said.
fn optional(package: &mut Package<'_>, name: &str, out: &mut Builder) -> Option<Xml> {
    match package
        .part(name)
        .and_then(|part| part.map(|bytes| Xml::parse(&bytes, name)).transpose())
    {
        Ok(xml) => xml,
        Err(e) => {
            out.remark(format!(
                "The part {name} could not be read, so what it holds is missing. {e}."
            ));
            None
        }
    }
}

/// Keeps aside the heads and feet of pages, and comments.
fn aside(package: &mut Package<'_>, folder: &str, comments: Option<&Xml>, out: &mut Builder) {
    let mut names = package.names();
    names.sort();
    let mut seen = Vec::new();
    for name in names {
        let Some(file) = name.strip_prefix(folder).map(|n| n.trim_start_matches('/')) else {
            continue;
        };
        let what = match file {
            f if f.starts_with("header") && f.ends_with(".xml") => "page header",
            f if f.starts_with("footer") && f.ends_with(".xml") => "page footer",
            _ => continue,
        };
        let Some(xml) = optional(package, &name, out) else {
            continue;
        };
        let text = body::plain(&xml, 0);
        if !seen.contains(&text) {
            out.leave_out(what, &text);
            seen.push(text);
        }
    }
    let Some(xml) = comments else {
        return;
    };
    for comment in xml.find(0, "w:comment") {
        let author = xml.attribute(comment, "w:author").unwrap_or("somebody");
        out.leave_out(format!("comment by {author}"), &body::plain(xml, comment));
    }
}

/// What the file says of itself.
fn metadata(package: &mut Package<'_>) -> Metadata {
    let mut out = Metadata::default();
    let mut read = |name: &str| {
        let bytes = package.part(name).ok().flatten()?;
        Xml::parse(&bytes, name).ok()
    };
    if let Some(xml) = read("docProps/core.xml") {
        let text = |name: &str| {
            xml.find(0, name)
                .next()
                .map(|id| xml.text(id).trim().to_owned())
        };
        out.title = text("dc:title").unwrap_or_default();
        out.authors
            .extend(text("dc:creator").filter(|a| !a.is_empty()));
        out.subject = text("dc:subject")
            .filter(|s| !s.is_empty())
            .or_else(|| text("dc:description"))
            .unwrap_or_default();
        out.language = text("dc:language").unwrap_or_default();
        out.created = text("dcterms:created").unwrap_or_default();
        out.modified = text("dcterms:modified").unwrap_or_default();
    }
    if let Some(xml) = read("docProps/app.xml") {
        let text = |name: &str| {
            xml.find(0, name)
                .next()
                .map(|id| xml.text(id).trim().to_owned())
        };
        out.producer = text("Application").unwrap_or_default();
        out.publisher = text("Company").unwrap_or_default();
        out.pages = text("Pages")
            .and_then(|p| p.parse().ok())
            .filter(|p| *p > 0);
    }
    out
}
