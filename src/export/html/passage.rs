//! The document's text with its annotations marked.
//!
//! Annotations overlap freely and elements cannot, so the text is cut wherever one begins or ends, and each run names
//! all the annotations that cover it. What is added to the text has no text of its own: taken together, the text of the
//! element is the document's text.

use super::colour;
use super::escape::{escape, push};
use crate::annotation::{Body, Codebook};
use crate::export::ExportDocument;
use crate::export::rows::{self, Row};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Tints that are shown side by side in one run; further themes are named only.
const TINTS: usize = 3;

/// A place where annotations begin or end.
struct Boundary {
    at: usize,
    begins: bool,
    row: usize,
}

/// Appends the text of `document` in a `pre`.
pub(super) fn push_text(
    out: &mut String,
    document: &ExportDocument<'_>,
    codebook: &Codebook,
    rows: &[Row<'_>],
) {
    let text = document.document.text.as_str();
    // A parser drops a line feed right after the tag; this one is there to be dropped.
    let _ = writeln!(out, "<pre data-doc=\"{}\">", escape(&document.name));
    let painter = Painter {
        document,
        codebook,
        rows,
    };
    let mut open = BTreeSet::new();
    let mut at = 0;
    let boundaries = boundaries(rows);
    for group in boundaries.chunk_by(|a, b| a.at == b.at) {
        let next = group.first().map_or(at, |b| b.at);
        let begun = boundaries_begun(&open, at, rows);
        painter.run(out, text.get(at..next).unwrap_or_default(), &open, &begun);
        painter.ends(out, group);
        step(&mut open, group);
        at = next;
    }
    push(out, text.get(at..).unwrap_or_default());
    out.push_str("</pre>\n");
}

/// The annotations that begin where the run does.
fn boundaries_begun(open: &BTreeSet<usize>, at: usize, rows: &[Row<'_>]) -> Vec<usize> {
    let begins = |&i: &usize| {
        rows.get(i)
            .and_then(Row::range)
            .is_some_and(|r| r.start == at)
    };
    open.iter().copied().filter(begins).collect()
}

fn boundaries(rows: &[Row<'_>]) -> Vec<Boundary> {
    let mut out = Vec::with_capacity(2 * rows.len());
    for (row, range) in rows
        .iter()
        .enumerate()
        .filter_map(|(i, r)| Some((i, r.range()?)))
    {
        for (at, begins) in [(range.start, true), (range.end, false)] {
            out.push(Boundary { at, begins, row });
        }
    }
    // At one place, what ends comes first; a range without length begins and ends there, in that order.
    out.sort_by_key(|b| (b.at, b.begins, b.row));
    out
}

fn step(open: &mut BTreeSet<usize>, group: &[Boundary]) {
    for boundary in group.iter().filter(|b| b.begins) {
        open.insert(boundary.row);
    }
    for boundary in group.iter().filter(|b| !b.begins) {
        open.remove(&boundary.row);
    }
}

struct Painter<'a, 'b> {
    document: &'b ExportDocument<'a>,
    codebook: &'a Codebook,
    rows: &'b [Row<'a>],
}

impl<'a> Painter<'a, '_> {
    fn row(&self, i: usize) -> Option<&Row<'a>> {
        self.rows.get(i)
    }

    /// A run of text that the annotations `open` cover, of which `begun` begin with it.
    fn run(&self, out: &mut String, text: &str, open: &BTreeSet<usize>, begun: &[usize]) {
        if text.is_empty() {
            return;
        }
        if open.is_empty() {
            return push(out, text);
        }
        let rows: Vec<_> = open.iter().filter_map(|&i| self.row(i)).collect();
        self.open_mark(out, &rows);
        for row in begun.iter().filter_map(|&i| self.row(i)) {
            let _ = write!(out, "<a id=\"at-{}\"></a>", row.annotation.id);
        }
        push(out, text);
        out.push_str("</mark>");
    }

    fn open_mark(&self, out: &mut String, rows: &[&Row<'a>]) {
        let ids: Vec<_> = rows.iter().map(|r| r.annotation.id.to_string()).collect();
        let names: Vec<_> = rows.iter().map(|r| super::name(r)).collect();
        let (classes, style) = self.look(rows);
        let _ = write!(
            out,
            "<mark data-ann=\"{}\" class=\"{classes}\"{style} title=\"{}\">",
            ids.join(" "),
            escape(&names.join(" · "))
        );
    }

    /// Classes and style: tints of the themes, the line of the innermost entity, a wave for flags.
    fn look(&self, rows: &[&Row<'a>]) -> (String, String) {
        let mut classes = BTreeSet::new();
        let mut tints = Vec::new();
        for row in rows {
            match &row.annotation.body {
                Body::Theme(id) => {
                    let theme = rows::theme(*id, self.codebook, self.document);
                    let tint = colour::triple(theme.map(|t| t.colour));
                    if tints.len() < TINTS && !tints.contains(&tint) {
                        tints.push(tint);
                    }
                }
                Body::Entity { label, .. } => {
                    classes.retain(|c: &String| !c.starts_with("e-"));
                    classes.insert(format!("e-{}", label.id()));
                }
                other => {
                    classes.insert(other.layer().to_owned());
                }
            }
        }
        if !tints.is_empty() {
            classes.insert(format!("t{}", tints.len()));
        }
        let classes: Vec<_> = classes.into_iter().collect();
        (classes.join(" "), colour::style(&tints))
    }

    /// What a corrected passage should read, behind it: shown, but no text of its own.
    fn reading(&self, out: &mut String, row: &Row<'a>) {
        if let Body::Correction { text } = &row.annotation.body
            && !text.trim().is_empty()
        {
            let words = escape(text);
            let _ = write!(
                out,
                "<span class=\"reads\" data-reads=\"{words}\" role=\"note\" aria-label=\"Should read: {words}\"></span>"
            );
        }
    }

    /// Links to the entries of the annotations that end here. Entities are many and named by their line; a number on
    /// each would be in the reader's way.
    fn ends(&self, out: &mut String, group: &[Boundary]) {
        for boundary in group.iter().filter(|b| !b.begins) {
            let Some(row) = self.row(boundary.row) else {
                continue;
            };
            if matches!(row.annotation.body, Body::Entity { .. }) {
                continue;
            }
            self.reading(out, row);
            let number = boundary.row + 1;
            let _ = write!(
                out,
                "<a class=\"ref\" href=\"#ann-{}\" data-n=\"{number}\" aria-label=\"Annotation {number}\"></a>",
                row.annotation.id
            );
        }
    }
}
