//! `report`: what was found in documents and what was said of it, on a page.

use super::args::{Report, ReportLayout};
use super::checked::Checked;
use super::console::{Console, printable};
use super::export::{codebook, report as report_sidecar, report_lost};
use super::inputs::{Source, each, many, sources};
use super::lists::OwnLists;
use super::rules::OwnRules;
use crate::anchoring::reanchor;
use crate::annotation::{AnnotationSet, CheckRules, Codebook, Mint};
use crate::library::across::Across;
use crate::library::naming::Naming;
use crate::library::quality_report::{
    About, Examined, Faults, QualityReport, csv, html, lines, plain, report,
};
use crate::quality::grade;
use crate::store::{self, SystemMint};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document as it was looked through.
struct Read {
    name: String,
    path: PathBuf,
    title: String,
    words: usize,
    faults: Faults,
    set: AnnotationSet,
}

pub(super) fn run(job: &Report, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&job.paths, console);
    let paths: Vec<_> = sources.iter().map(|s| s.path.clone()).collect();
    let out = job.out.as_deref();
    if let Some(Err(e)) = out.map(|out| store::check_export(out, &paths)) {
        console.fail(e);
        return Ok(());
    }
    let mut rules = OwnRules::new(&job.rules);
    let mut read = read(job, &sources, &mut rules, console)?;
    let root = job.paths.first();
    let rules = root.map_or_else(CheckRules::default, |path| rules.of(path, console));
    let codebook = codebook(&job.paths, console);
    let folder = !matches!(job.paths.as_slice(), [only] if only.is_file());
    let made = made(&mut read, &job.paths, folder, (&codebook, &rules));
    write(job, &made, console)
}

fn made(
    read: &mut [Read],
    paths: &[PathBuf],
    folder: bool,
    (codebook, rules): (&Codebook, &CheckRules),
) -> QualityReport {
    let examined: Vec<_> = read.iter().map(examined).collect();
    let by_name: HashMap<&str, &Path> = read.iter().map(|r| (&*r.name, &*r.path)).collect();
    let about = About {
        title: title(read, paths, folder),
        folder,
        made: SystemMint.now(),
        codebook,
        rules,
        unread: Vec::new(),
        waiting: 0,
    };
    // Only the few that are quoted are read again: a folder's texts are not held in memory.
    report(about, &examined, &mut |name| {
        let path = by_name.get(name)?;
        store::read_document(path).ok().map(Arc::new)
    })
}

fn examined(read: &Read) -> Examined<'_> {
    Examined {
        key: &read.name,
        name: &read.name,
        title: &read.title,
        words: read.words,
        faults: &read.faults,
        set: &read.set,
    }
}

/// Looks through the documents, compares them with each other, and grades what was found.
fn read(
    job: &Report,
    sources: &[Source],
    rules: &mut OwnRules<'_>,
    console: &mut Console<'_>,
) -> io::Result<Vec<Read>> {
    let mut lists = OwnLists::new(&job.own);
    let (mut across, mut looked) = (Across::default(), Vec::new());
    each(sources, console, |source, document, console| {
        let loaded = match store::read_sidecar(&source.path) {
            Ok(loaded) => loaded,
            Err(e) => {
                console.fail(e);
                return Ok(());
            }
        };
        report_sidecar(&loaded, console);
        let mut set = loaded.set;
        report_lost(reanchor(&mut set, &document), &source.path, console);
        let settings = lists.settings(&source.path, console);
        let mut checked = Checked::of(&document, &source.path, &settings, true, console);
        if let Some(facts) = checked.facts.take() {
            across.put(&source.name, facts);
        }
        looked.push((source, document, checked, set));
        Ok(())
    })?;
    across.set_naming(Naming::of(&lists.all()));
    let mut out = Vec::with_capacity(looked.len());
    for (source, document, mut checked, set) in looked {
        across.complete(&source.name, &document.text, &mut checked.findings);
        let rules = rules.of(&source.path, console);
        grade(&mut checked.findings, &document.text, &rules);
        out.push(Read {
            name: source.name.clone(),
            path: source.path.clone(),
            title: document.title(),
            words: document.words(),
            faults: Faults::of(&checked.findings, &checked.failed),
            set,
        });
    }
    Ok(out)
}

/// What the report is called: the document, or the folder.
fn title(read: &[Read], paths: &[PathBuf], folder: bool) -> String {
    if let ([only], false) = (read, folder) {
        return only.title.clone();
    }
    let folder = match paths {
        [only] => std::path::absolute(only).ok(),
        _ => None,
    };
    let name = folder.as_deref().and_then(Path::file_name);
    name.map_or_else(
        || many(read.len(), "document"),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn write(job: &Report, made: &QualityReport, console: &mut Console<'_>) -> io::Result<()> {
    let contents = match job.layout {
        ReportLayout::Html => html(made),
        ReportLayout::Csv => csv(made),
        ReportLayout::Jsonl => jsonl(made)?,
        // A document must not be able to steer a terminal.
        ReportLayout::Text if job.out.is_none() => {
            let lines = plain(made);
            return lines.lines().try_for_each(|l| console.line(printable(l)));
        }
        ReportLayout::Text => plain(made),
    };
    let Some(out) = &job.out else {
        return console.text(&contents);
    };
    match store::write_export(out, contents.as_bytes()) {
        Ok(()) => console.say(format_args!(
            "The report on {} was written to {}",
            many(made.documents.len(), "document"),
            out.display()
        )),
        Err(e) => console.fail(e),
    }
    Ok(())
}

fn jsonl(made: &QualityReport) -> io::Result<String> {
    let mut out = String::new();
    for line in lines(made) {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}
