//! `text`: the text of documents as it is read, searched and annotated.

use super::args::{TextLayout, TextListing};
use super::console::Console;
use super::inputs::{each, sources};
use crate::document::extraction::Origin;
use crate::document::{BlockKind, Document};
use serde::Serialize;
use std::io;

/// A document as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    kind: &'static str,
    title: String,
    text: &'a str,
    blocks: Vec<Piece>,
    #[serde(flatten)]
    origin: Option<&'a Origin>,
}

#[derive(Serialize)]
struct Piece {
    start: usize,
    end: usize,
    kind: &'static str,
    /// Of a heading its level from 1, of a list item its depth from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

pub(super) fn run(list: &TextListing, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&list.paths, console);
    let several = sources.len() > 1;
    let mut first = true;
    each(&sources, console, |source, document, console| {
        if list.layout == TextLayout::Jsonl {
            return console.json(&line(&source.name, &document));
        }
        if several {
            let gap = if std::mem::take(&mut first) { "" } else { "\n" };
            console.text(&format!("{gap}==> {} <==\n", source.name))?;
        }
        console.text(&document.text)?;
        if !document.text.ends_with('\n') {
            console.text("\n")?;
        }
        for note in document.origin.iter().flat_map(|o| &o.notes) {
            console.say(format_args!("{note} {}", source.name));
        }
        Ok(())
    })
}

fn line<'a>(doc: &'a str, document: &'a Document) -> Line<'a> {
    let blocks = document.structure.blocks.iter();
    Line {
        doc,
        kind: document.kind.extractor().0,
        title: document.title(),
        text: &document.text,
        blocks: blocks
            .map(|b| piece(b.range.start, b.range.end, b.kind))
            .collect(),
        origin: document.origin.as_deref(),
    }
}

const fn piece(start: usize, end: usize, kind: BlockKind) -> Piece {
    let (kind, level) = match kind {
        BlockKind::Paragraph => ("paragraph", None),
        BlockKind::Heading(level) => ("heading", Some(level)),
        BlockKind::ListItem { depth } => ("list_item", Some(depth)),
        BlockKind::Quote => ("quote", None),
        BlockKind::Code => ("code", None),
        BlockKind::TableRow => ("table_row", None),
        BlockKind::Footnote => ("footnote", None),
        BlockKind::Rule => ("rule", None),
    };
    Piece {
        start,
        end,
        kind,
        level,
    }
}
