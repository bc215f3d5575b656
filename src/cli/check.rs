//! `check`: what looks wrong in documents.

use super::args::{Layout, Listing};
use super::checked::Checked;
use super::console::{Console, printable};
use super::detect::{cell_path, place};
use super::inputs::{Source, each, many, sources};
use super::lists::OwnLists;
use super::rules::OwnRules;
use super::table::{aligned, cell};
use crate::document::Document;
use crate::library::across::Across;
use crate::library::naming::Naming;
use crate::quality::{Finding, Repair, grade};
use crate::text::offsets::LineIndex;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    check: &'a str,
    category: &'static str,
    severity: &'static str,
    tier: u8,
    reason: &'a str,
    core: Vec<[usize; 2]>,
    repair: Option<Reading<'a>>,
}

#[derive(Serialize)]
struct Reading<'a> {
    replacement: Option<&'a str>,
    candidates: &'a [String],
}

/// A document with what was found in it.
struct Found<'s> {
    source: &'s Source,
    document: Document,
    findings: Vec<Finding>,
}

pub(super) fn run(list: &Listing, per_document: bool, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&list.paths, console);
    let (found, read) = if per_document {
        one_by_one(list, &sources, console)?
    } else {
        as_a_folder(list, &sources, console)?
    };
    if list.layout == Layout::Table {
        let (found, read) = (many(found, "finding"), many(read, "document"));
        console.say(format_args!("{found} in {read}"));
    }
    Ok(())
}

/// Checks each document for itself and prints what was found at once; how many findings, in how many documents.
fn one_by_one(
    list: &Listing,
    sources: &[Source],
    console: &mut Console<'_>,
) -> io::Result<(usize, usize)> {
    let (mut lists, mut rules) = (OwnLists::new(&list.own), OwnRules::new(&list.rules));
    let (mut found, mut read) = (0, 0);
    each(sources, console, |source, document, console| {
        let settings = lists.settings(&source.path, console);
        let rules = rules.of(&source.path, console);
        let checked = Checked::of(&document, &source.path, &settings, false, console);
        let mut findings = checked.findings;
        grade(&mut findings, &document.text, &rules);
        found += findings.len();
        read += 1;
        let checked = Found {
            source,
            document,
            findings,
        };
        print(list.layout, &checked, console)
    })?;
    Ok((found, read))
}

/// The same with the documents of the call compared with each other.
fn as_a_folder(
    list: &Listing,
    sources: &[Source],
    console: &mut Console<'_>,
) -> io::Result<(usize, usize)> {
    let (mut lists, mut rules) = (OwnLists::new(&list.own), OwnRules::new(&list.rules));
    let (mut across, mut all) = (Across::default(), Vec::new());
    each(sources, console, |source, document, console| {
        let settings = lists.settings(&source.path, console);
        let checked = Checked::of(&document, &source.path, &settings, true, console);
        if let Some(facts) = checked.facts {
            across.put(&source.name, facts);
        }
        all.push(Found {
            source,
            document,
            findings: checked.findings,
        });
        Ok(())
    })?;
    across.set_naming(Naming::of(&lists.all()));
    let mut found = 0;
    for checked in &mut all {
        let (path, text) = (&checked.source.name, &checked.document.text);
        across.complete(path, text, &mut checked.findings);
        let rules = rules.of(&checked.source.path, console);
        grade(&mut checked.findings, text, &rules);
        found += checked.findings.len();
        print(list.layout, checked, console)?;
    }
    Ok((found, all.len()))
}

fn print(layout: Layout, checked: &Found<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let (source, document) = (checked.source, &checked.document);
    match layout {
        Layout::Jsonl => print_lines(source, document, &checked.findings, console),
        Layout::Table => print_table(source, document, &checked.findings, console),
    }
}

fn print_lines(
    source: &Source,
    document: &Document,
    findings: &[Finding],
    console: &mut Console<'_>,
) -> io::Result<()> {
    for finding in findings {
        console.json(&Line {
            doc: &source.name,
            start: finding.range.start,
            end: finding.range.end,
            text: finding.range.of(&document.text).unwrap_or_default(),
            check: finding.check,
            category: finding.category.id(),
            severity: finding.severity.id(),
            tier: finding.tier,
            reason: &finding.reason,
            core: finding.core().iter().map(|r| [r.start, r.end]).collect(),
            repair: finding.repair.as_deref().map(reading),
        })?;
    }
    Ok(())
}

fn reading(repair: &Repair) -> Reading<'_> {
    Reading {
        replacement: repair.replacement.as_deref(),
        candidates: &repair.candidates,
    }
}

fn print_table(
    source: &Source,
    document: &Document,
    findings: &[Finding],
    console: &mut Console<'_>,
) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let lines = LineIndex::new(&document.text);
    let rows: Vec<_> = findings.iter().map(|f| row(f, document, &lines)).collect();
    console.line(cell_path(&source.name))?;
    for (row, finding) in aligned(&rows).iter().zip(findings) {
        console.line(row)?;
        console.line(format_args!("      {}", because(finding)))?;
    }
    Ok(())
}

fn row(finding: &Finding, document: &Document, lines: &LineIndex<'_>) -> [String; 4] {
    let (at, text) = if finding.range.is_document() {
        ("all".to_owned(), "the document as a whole".to_owned())
    } else {
        let text = finding.range.of(&document.text).unwrap_or_default();
        (place(lines, finding.range.start), cell(text))
    };
    [
        at,
        finding.severity.id().to_owned(),
        finding.category.id().to_owned(),
        text,
    ]
}

/// The reason, and the proposed reading where there is one.
fn because(finding: &Finding) -> String {
    let reason = printable(&finding.reason);
    let replacement = finding
        .repair
        .as_ref()
        .and_then(|r| r.replacement.as_deref());
    match replacement {
        Some(reading) => format!("{reason} → {}", cell(reading)),
        None => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Category, Severity};
    use crate::text::TextRange;
    use std::path::PathBuf;

    fn finding(range: TextRange, repair: Option<Repair>) -> Finding {
        let garbled = crate::quality::registry()
            .iter()
            .find(|c| c.category() == Category::GarbledToken)
            .unwrap();
        Finding::new(*garbled, range, Severity::High, "mixed case inside a word")
            .around(&[TextRange::new(0, 3)])
            .repaired(repair)
    }

    fn printed(
        print: fn(&Source, &Document, &[Finding], &mut Console<'_>) -> io::Result<()>,
    ) -> String {
        let document = Document::from_bytes("a.txt", b"SoK DaRa".to_vec()).unwrap();
        let repair = Repair::exact("Sok Dara");
        let findings = [
            finding(TextRange::DOCUMENT, None),
            finding(TextRange::new(0, 8), Some(repair)),
        ];
        let source = Source {
            path: PathBuf::from("a.txt"),
            name: "a.txt".into(),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        Console::new(&mut out, &mut err, false)
            .carry_out(|c| print(&source, &document, &findings, c));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_lines_hold_core_and_repair() {
        let printed = printed(print_lines);
        let (whole, name) = printed.trim_end().split_once('\n').unwrap();
        assert_eq!(
            name,
            "{\"doc\":\"a.txt\",\"start\":0,\"end\":8,\"text\":\"SoK DaRa\",\"check\":\"garbled_token\",\
             \"category\":\"garbled_token\",\"severity\":\"high\",\"tier\":1,\"reason\":\"mixed case inside a word\",\
             \"core\":[[0,3]],\"repair\":{\"replacement\":\"Sok Dara\",\"candidates\":[]}}"
        );
        assert!(
            whole.contains("\"start\":0,\"end\":0,\"text\":\"\"")
                && whole.ends_with("\"repair\":null}")
        );
    }

    #[test]
    fn tables_give_the_reason_below() {
        assert_eq!(
            printed(print_table),
            "a.txt\n  all  high  garbled_token  the document as a whole\n      mixed case inside a word\n  \
             1:1  high  garbled_token  SoK DaRa\n      mixed case inside a word → Sok Dara\n"
        );
    }
}
