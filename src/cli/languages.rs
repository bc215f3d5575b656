//! `languages`: the language of the paragraphs of documents.

use super::args::{Layout, Listing};
use super::console::Console;
use super::detect::{cell_path, place};
use super::inputs::{each, many, sources};
use super::table::aligned;
use crate::detect::covers;
use crate::text::language::languages;
use crate::text::offsets::LineIndex;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    language: &'static str,
    title: &'static str,
    looked_for: &'static str,
}

pub(super) fn run(list: &Listing, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&list.paths, console);
    let mut read = 0;
    each(&sources, console, |source, document, console| {
        read += 1;
        let (found, lines) = (languages(&document.text), LineIndex::new(&document.text));
        let mut rows = Vec::new();
        for (range, language) in found.iter() {
            let looked_for = if covers(language) {
                "everything"
            } else {
                "listed names"
            };
            let line = Line {
                doc: &source.name,
                start: range.start,
                end: range.end,
                language: language.code(),
                title: language.title(),
                looked_for,
            };
            match list.layout {
                Layout::Jsonl => console.json(&line)?,
                Layout::Table => rows.push([
                    place(&lines, range.start),
                    language.code().to_owned(),
                    language.title().to_owned(),
                    looked_for.to_owned(),
                ]),
            }
        }
        if !rows.is_empty() {
            console.line(cell_path(&source.name))?;
        }
        aligned(&rows).iter().try_for_each(|row| console.line(row))
    })?;
    if list.layout == Layout::Table {
        console.say(format_args!("{}", many(read, "document")));
    }
    Ok(())
}
