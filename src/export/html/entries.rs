//! The list of a document's annotations, beside its text.

use super::colour;
use super::escape::escape;
use super::head::day;
use crate::annotation::{Body, Codebook, ReviewState};
use crate::export::ExportDocument;
use crate::export::rows::{self, Row, Spot};
use std::fmt::Write;

pub(super) fn push(
    out: &mut String,
    document: &ExportDocument<'_>,
    codebook: &Codebook,
    rows: &[Row<'_>],
) {
    if rows.is_empty() {
        out.push_str("<p class=\"empty\">No annotations.</p>\n");
        return;
    }
    out.push_str("<ol class=\"entries\">\n");
    for (n, row) in rows.iter().enumerate() {
        push_entry(out, n + 1, document, codebook, row);
    }
    out.push_str("</ol>\n");
}

fn push_entry(
    out: &mut String,
    n: usize,
    document: &ExportDocument<'_>,
    codebook: &Codebook,
    row: &Row<'_>,
) {
    let id = row.annotation.id;
    let _ = write!(
        out,
        "<li id=\"ann-{id}\" data-ann=\"{id}\" data-n=\"{n}\" class=\"{}\"{}>\n<p class=\"name\"><b>{}</b>{}</p>\n",
        classes(row),
        tint(document, codebook, row),
        escape(&super::name(row)),
        detail(row)
    );
    push_quote(out, row);
    if let Some(reading) = row.corrected.as_deref() {
        let _ = writeln!(out, "<p class=\"reading\">→ {}</p>", read_as(reading));
    }
    if !row.annotation.note.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"note\">{}</p>",
            escape(&row.annotation.note)
        );
    }
    push_comments(out, document, row);
    let _ = writeln!(out, "<p class=\"facts\">{}</p>\n</li>", facts(row));
}

fn classes(row: &Row<'_>) -> String {
    match &row.annotation.body {
        Body::Entity { label, .. } => format!("entity e-{}", label.id()),
        other => other.layer().to_owned(),
    }
}

fn tint(document: &ExportDocument<'_>, codebook: &Codebook, row: &Row<'_>) -> String {
    let Body::Theme(id) = row.annotation.body else {
        return String::new();
    };
    let theme = rows::theme(id, codebook, document);
    colour::style(&[colour::triple(theme.map(|t| t.colour))])
}

/// What stands behind the name: who is meant, how much it matters.
fn detail(row: &Row<'_>) -> String {
    match &row.annotation.body {
        Body::Entity { canonical, .. } if canonical != row.text() && !canonical.is_empty() => {
            format!(" · {}", escape(canonical))
        }
        Body::Flag { severity, .. } => format!(" · {}", severity.title().to_lowercase()),
        _ => String::new(),
    }
}

/// The passage, as a link to its place where it has one.
fn push_quote(out: &mut String, row: &Row<'_>) {
    let quote = escape(&shortened(row.text()));
    let _ = match row.spot {
        Spot::Document => writeln!(out, "<p class=\"whole\">The document as a whole</p>"),
        Spot::Orphaned => writeln!(
            out,
            "<blockquote>{quote}</blockquote>\n<p class=\"lost\">This passage is not in the document as it is now.</p>"
        ),
        // Without a run of text there is no place to go to.
        Spot::Passage { text: "", .. } => writeln!(out, "<p class=\"whole\">An empty passage</p>"),
        Spot::Passage { .. } => writeln!(
            out,
            "<blockquote><a href=\"#at-{}\">{quote}</a></blockquote>",
            row.annotation.id
        ),
    };
}

/// What a passage should read.
fn read_as(reading: &str) -> String {
    if reading.trim().is_empty() {
        let what = if reading.is_empty() {
            "left out"
        } else {
            "a space"
        };
        return format!("<i>({what})</i>");
    }
    escape(&shortened(reading))
}

/// Characters of a passage that the list shows before it leaves out the middle.
const QUOTE: usize = 280;

/// A long passage with its middle left out: the text beside it has it in full.
fn shortened(text: &str) -> String {
    let n = text.chars().count();
    if n <= QUOTE {
        return text.to_owned();
    }
    let head: String = text.chars().take(QUOTE * 2 / 3).collect();
    let tail: String = text.chars().skip(n - QUOTE / 4).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

fn push_comments(out: &mut String, document: &ExportDocument<'_>, row: &Row<'_>) {
    for comment in &row.comments {
        let _ = writeln!(
            out,
            "<p class=\"comment\"><b>{}</b> {}</p>",
            escape(document.set.annotator_name(comment.annotator)),
            escape(&comment.text)
        );
    }
}

/// Who, when, where, and how it stands.
fn facts(row: &Row<'_>) -> String {
    let annotation = row.annotation;
    let mut parts = Vec::new();
    if !row.annotator.is_empty() {
        parts.push(escape(row.annotator));
    }
    parts.push(format!(
        "<time datetime=\"{}\">{}</time>",
        annotation.created,
        day(annotation.created)
    ));
    if row.paragraph > 0 {
        parts.push(format!("paragraph {}", row.paragraph));
    }
    if let Some(page) = row.page {
        parts.push(format!("page {}", escape(page)));
    }
    if row.source != "person" {
        parts.push(format!("found by {}", escape(row.source)));
    }
    if annotation.state != ReviewState::Open {
        parts.push(annotation.state.id().to_owned());
    }
    parts.join(" · ")
}
