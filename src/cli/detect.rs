//! `detect`: the entities in documents.

use super::args::{Layout, Listing};
use super::console::Console;
use super::inputs::{Source, each, many, sources};
use super::lists::OwnLists;
use super::table::{aligned, cell};
use crate::detect::{Mention, Mentions, detect_in_steps};
use crate::document::Document;
use crate::text::offsets::LineIndex;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    label: &'static str,
    canonical: &'a str,
    rule: &'a str,
}

pub(super) fn run(list: &Listing, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&list.paths, console);
    let mut lists = OwnLists::new(&list.own);
    let (mut found, mut read) = (0, 0);
    each(&sources, console, |source, document, console| {
        let settings = lists.settings(&source.path, console);
        let found_in = detect_in_steps(&document.text, &settings, &mut |_| true);
        let mentions = found_in.unwrap_or_default();
        found += mentions.len();
        read += 1;
        match list.layout {
            Layout::Jsonl => print_lines(source, &document, &mentions, console),
            Layout::Table => print_table(source, &document, &mentions, console),
        }
    })?;
    if list.layout == Layout::Table {
        let (found, read) = (many(found, "mention"), many(read, "document"));
        console.say(format_args!("{found} in {read}"));
    }
    Ok(())
}

fn print_lines(
    source: &Source,
    document: &Document,
    mentions: &Mentions,
    console: &mut Console<'_>,
) -> io::Result<()> {
    for mention in mentions.iter() {
        console.json(&Line {
            doc: &source.name,
            start: mention.range.start,
            end: mention.range.end,
            text: mention.range.of(&document.text).unwrap_or_default(),
            label: mention.label.id(),
            canonical: mention.canonical,
            rule: mention.rule,
        })?;
    }
    Ok(())
}

fn print_table(
    source: &Source,
    document: &Document,
    mentions: &Mentions,
    console: &mut Console<'_>,
) -> io::Result<()> {
    if mentions.is_empty() {
        return Ok(());
    }
    let lines = LineIndex::new(&document.text);
    let rows: Vec<_> = mentions
        .iter()
        .map(|mention| {
            let text = mention.range.of(&document.text).unwrap_or_default();
            [
                place(&lines, mention.range.start),
                mention.label.id().to_owned(),
                cell(text),
                detail(mention, text),
            ]
        })
        .collect();
    console.line(cell_path(&source.name))?;
    aligned(&rows).iter().try_for_each(|row| console.line(row))
}

/// The rule, and whom the text means where it does not say so itself.
fn detail(mention: Mention<'_>, text: &str) -> String {
    if mention.canonical.is_empty() || mention.canonical == text {
        mention.rule.to_owned()
    } else {
        format!("{} (= {})", mention.rule, cell(mention.canonical))
    }
}

/// `line:column` of a byte of the text.
pub(super) fn place(lines: &LineIndex<'_>, byte: usize) -> String {
    lines.position(byte).map_or_else(
        |_| "?".to_owned(),
        |at| format!("{}:{}", at.line, at.column),
    )
}

/// A path as a heading.
pub(super) fn cell_path(name: &str) -> String {
    super::console::printable(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::EntityLabel;
    use crate::text::TextRange;
    use std::path::PathBuf;

    /// What `print` writes for a mention of “Phnom Penh” in a document with a byte order mark and CRLF.
    fn printed(
        print: fn(&Source, &Document, &Mentions, &mut Console<'_>) -> io::Result<()>,
    ) -> String {
        let bytes = "\u{feff}Été\r\nin Phnom Penh".as_bytes().to_vec();
        let document = Document::from_bytes("a.txt", bytes).unwrap();
        let mention = Mention {
            range: TextRange::new(10, 20),
            label: EntityLabel::Place,
            canonical: "Phnom Penh",
            rule: "gazetteer",
        };
        let source = Source {
            path: PathBuf::from("d/a.txt"),
            name: "d/a.txt".into(),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        Console::new(&mut out, &mut err, false)
            .carry_out(|c| print(&source, &document, &[mention].into_iter().collect(), c));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_lines_count_bytes_of_the_text_without_its_mark() {
        assert_eq!(
            printed(print_lines),
            "{\"doc\":\"d/a.txt\",\"start\":10,\"end\":20,\"text\":\"Phnom Penh\",\"type\":\"PLACE\",\
             \"canonical\":\"Phnom Penh\",\"rule\":\"gazetteer\"}\n"
        );
    }

    #[test]
    fn tables_name_line_and_column() {
        assert_eq!(
            printed(print_table),
            "d/a.txt\n  2:4  PLACE  Phnom Penh  gazetteer\n"
        );
    }
}
