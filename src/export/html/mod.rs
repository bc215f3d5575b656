//! A report to read, print or send: one file, nothing loaded from elsewhere, no script.

mod colour;
mod entries;
mod escape;
mod head;
mod passage;

use super::rows::{Row, rows};
use super::{ExportDocument, ExportInput};
use crate::annotation::Body;
pub(crate) use escape::escape;
use std::fmt::Write;

const STYLE: &str = include_str!("report.css");

/// Nothing in the report may run or load anything, whatever a document's text says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(super) fn export(input: &ExportInput<'_>) -> String {
    let listed: Vec<_> = input
        .documents
        .iter()
        .map(|d| rows(d, input.codebook))
        .collect();
    let mut out = String::new();
    let title = escape(&input.title);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Rapporteur\">\n<title>{title}</title>\n<style>\n{STYLE}{}</style>\n\
         </head>\n<body>\n",
        entity_styles()
    );
    head::push(&mut out, input, &listed);
    out.push_str("<main>\n");
    for (n, (document, rows)) in input.documents.iter().zip(&listed).enumerate() {
        push_document(&mut out, n + 1, input, document, rows);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn push_document(
    out: &mut String,
    n: usize,
    input: &ExportInput<'_>,
    document: &ExportDocument<'_>,
    rows: &[Row<'_>],
) {
    let _ = writeln!(
        out,
        "<section class=\"document\" id=\"doc-{n}\">\n<header>\n<h2>{}</h2>\n<p class=\"facts\">{}</p>{}\n</header>",
        escape(&document.document.title()),
        facts(document, rows),
        provenance(document)
    );
    out.push_str("<div class=\"columns\">\n");
    passage::push_text(out, document, input.codebook, rows);
    entries::push(out, document, input.codebook, rows);
    out.push_str("</div>\n</section>\n");
}

/// Where the document comes from, as far as somebody said so.
fn provenance(document: &ExportDocument<'_>) -> String {
    let known = document
        .set
        .provenance()
        .into_iter()
        .flat_map(|p| p.known());
    let known: Vec<String> = known
        .map(|(field, value)| format!("{}: {}", field.title(), escape(value)))
        .collect();
    if known.is_empty() {
        return String::new();
    }
    format!("\n<p class=\"facts\">{}</p>", known.join(" · "))
}

/// What tells the document from another one: its path, length, encoding and digest.
fn facts(document: &ExportDocument<'_>, rows: &[Row<'_>]) -> String {
    let name = escape(&document.name);
    let document = document.document;
    let digest: String = document.file_hash.to_string().chars().take(16).collect();
    format!(
        "<span class=\"path\">{name}</span> · {} · {} · {} · <span title=\"SHA-256 of the file: {}\">SHA-256 {digest}…</span>",
        many(rows.len(), "annotation"),
        many(document.words(), "word"),
        escape(&document.decoding.encoding),
        document.file_hash
    )
}

/// A rule for the line of each entity type.
fn entity_styles() -> String {
    let mut out = String::new();
    for label in crate::annotation::EntityLabel::ALL {
        let [r, g, b] = colour::entity(*label);
        let _ = writeln!(out, ".e-{} {{ --e: {r} {g} {b}; }}", label.id());
    }
    out
}

/// How an annotation is called: what kind it is, and what it says.
fn name(row: &Row<'_>) -> String {
    match &row.annotation.body {
        Body::Highlight => "Highlight".to_owned(),
        Body::Memo => "Note".to_owned(),
        Body::Theme(_) => row.label.to_string(),
        Body::Entity { label, .. } => label.title().to_owned(),
        Body::Flag { category, .. } => category.title().to_owned(),
        Body::Correction { .. } => "Correction".to_owned(),
    }
}

/// `1 word`, `2 words`, `12,345 words`.
fn many(n: usize, what: &str) -> String {
    let digits = n.to_string();
    let mut number = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    format!("{number} {what}{}", if n == 1 { "" } else { "s" })
}
