//! A table (RFC 4180): one line an annotation. `text` is the passage as the document has it, `corrected` the same as it
//! reads with corrections in place, where one touches it.
//!
//! UTF-8 with a byte order mark, because spreadsheets take it for the local code page otherwise; CRLF line ends. A cell
//! that a spreadsheet would run as a formula is guarded with an apostrophe. Where something is said of where a document
//! comes from, columns for that follow (`doc_publisher` …), the same on all lines of a document; where one has pages, a
//! column `page`.

use super::rows::{Row, Spot, rows};
use super::{ExportDocument, ExportInput};
use crate::annotation::ProvenanceField;
use std::borrow::Cow;

const COLUMNS: [&str; 14] = [
    "id",
    "doc",
    "layer",
    "label",
    "start",
    "end",
    "text",
    "note",
    "annotator",
    "created",
    "state",
    "source",
    "paragraph",
    "corrected",
];

pub(super) fn export(input: &ExportInput<'_>) -> String {
    let mut table = String::from('\u{feff}');
    let told = told(input);
    let columns: Vec<String> = told.iter().map(|f| format!("doc_{}", f.id())).collect();
    let columns = columns.iter().map(String::as_str);
    let paged = paged(input).then_some("page");
    table_line(&mut table, COLUMNS.into_iter().chain(columns).chain(paged));
    for document in &input.documents {
        for row in rows(document, input.codebook) {
            let cells = cells(document, &row);
            let cells = cells.iter().map(|cell| &**cell);
            let origin = told.iter().map(|field| known(document, *field));
            let page = paged.map(|_| row.page.unwrap_or_default());
            table_line(&mut table, cells.chain(origin).chain(page));
        }
    }
    table
}

/// Whether one of the documents has pages.
fn paged(input: &ExportInput<'_>) -> bool {
    let pages = |d: &ExportDocument<'_>| d.document.page_label(0).is_some();
    input.documents.iter().any(pages)
}

/// The fields of provenance of which one of the documents tells something.
fn told(input: &ExportInput<'_>) -> Vec<ProvenanceField> {
    let some =
        |field: &ProvenanceField| input.documents.iter().any(|d| !known(d, *field).is_empty());
    ProvenanceField::ALL.into_iter().filter(some).collect()
}

/// What is said of where a document comes from.
fn known<'a>(document: &ExportDocument<'a>, field: ProvenanceField) -> &'a str {
    document.set.provenance().map_or("", |p| p.get(field))
}

fn cells<'a>(document: &'a ExportDocument<'_>, row: &'a Row<'_>) -> [Cow<'a, str>; 14] {
    let (start, end) = position(&row.spot);
    let annotation = row.annotation;
    [
        annotation.id.to_string().into(),
        (&*document.name).into(),
        annotation.body.layer().into(),
        (&*row.label).into(),
        start.into(),
        end.into(),
        row.text().into(),
        (&*annotation.note).into(),
        row.annotator.into(),
        annotation.created.to_string().into(),
        row.state().into(),
        row.source.into(),
        row.paragraph.to_string().into(),
        row.corrected.as_deref().unwrap_or_default().into(),
    ]
}

/// Start and end in code points; nothing where the passage is lost.
fn position(spot: &Spot<'_>) -> (String, String) {
    match spot {
        Spot::Document => ("0".to_owned(), "0".to_owned()),
        Spot::Passage { start, end, .. } => (start.to_string(), end.to_string()),
        Spot::Orphaned => (String::new(), String::new()),
    }
}

/// The cell with an apostrophe before it where a spreadsheet would take it for a formula.
fn guard(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// Adds a line of cells to a table (RFC 4180), guarded and in quotes where they have to be, with CRLF at its end.
pub fn table_line<'a>(table: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            table.push(',');
        }
        push_cell(table, &guard(cell));
    }
    table.push_str("\r\n");
}

/// A cell, in quotes where RFC 4180 asks for them, and where a program that trims cells would change it.
fn push_cell(table: &mut String, cell: &str) {
    let special = cell.contains(['"', ',', '\r', '\n']) || cell.trim().len() != cell.len();
    if special {
        table.push('"');
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(cell);
    }
}
