//! A table (RFC 4180): one line an annotation.
//!
//! UTF-8 with a byte order mark, because spreadsheets take it for the local code page otherwise; CRLF line ends. A cell
//! that a spreadsheet would run as a formula is guarded with an apostrophe.

use super::rows::{Row, Spot, rows};
use super::{ExportDocument, ExportInput};
use std::borrow::Cow;

const COLUMNS: [&str; 13] = [
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
];

pub(super) fn export(input: &ExportInput<'_>) -> String {
    let mut table = String::from('\u{feff}');
    line(&mut table, COLUMNS.map(Cow::Borrowed));
    for document in &input.documents {
        for row in rows(document, input.codebook) {
            line(&mut table, cells(document, &row));
        }
    }
    table
}

fn cells<'a>(document: &'a ExportDocument<'_>, row: &'a Row<'_>) -> [Cow<'a, str>; 13] {
    let (start, end) = position(&row.spot);
    let annotation = row.annotation;
    [
        annotation.id.to_string().into(),
        guard(&document.name),
        annotation.body.layer().into(),
        guard(&row.label),
        start.into(),
        end.into(),
        guard(row.text()),
        guard(&annotation.note),
        guard(row.annotator),
        annotation.created.to_string().into(),
        row.state().into(),
        guard(row.source),
        row.paragraph.to_string().into(),
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

fn line(table: &mut String, cells: [Cow<'_, str>; 13]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            table.push(',');
        }
        push_cell(table, cell);
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
