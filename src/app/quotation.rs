//! A passage copied as a quotation: text, title, source, paragraph, page.

use crate::document::Document;
use crate::text::TextRange;

/// A quotation, as plain text and as HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// The passage as a quotation; `None` outside the text. `date` is the document's, where it is known.
pub fn quotation(document: &Document, range: TextRange, date: Option<&str>) -> Option<Quotation> {
    let passage = range
        .of(&document.text)?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let title = document.title();
    let paragraph = document
        .paragraph_at(range.start)
        .map(|n| format!("paragraph {}", n + 1));
    let mut source: Vec<&str> = Vec::new();
    if title != document.name {
        source.push(&title);
    }
    source.extend(date);
    source.push(&document.name);
    source.extend(paragraph.as_deref());
    let page = document
        .page_label(range.start)
        .map(|label| format!("p. {label}"));
    source.extend(page.as_deref());
    let source = source.join(", ");
    Some(Quotation {
        text: format!("“{passage}” ({source})"),
        html: format!(
            "<blockquote>{}</blockquote><p>— {}</p>",
            escape(&passage),
            escape(&source)
        ),
    })
}

fn escape(s: &str) -> String {
    s.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The first full date (with a year) that a document names: what a quotation gives as its date.
pub fn document_date(mentions: &crate::detect::Mentions) -> Option<String> {
    let full = |m: &crate::detect::Mention<'_>| {
        let digits = m
            .canonical
            .split(|c: char| !c.is_ascii_digit())
            .any(|n| n.len() == 4);
        m.label == crate::annotation::EntityLabel::Date && digits && m.canonical.len() > 7
    };
    mentions
        .iter()
        .find(full)
        .map(|m| m.canonical.split_whitespace().collect::<Vec<_>>().join(" "))
}
