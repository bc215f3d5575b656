//! `export`: the annotations of documents in another format.

use super::args::Export;
use super::console::Console;
use super::inputs::{Source, each, many, sources};
use crate::anchoring::reanchor;
use crate::annotation::{AnnotationSet, Codebook, Mint};
use crate::document::Document;
use crate::export::{ExportDocument, ExportInput, count, export};
use crate::store::{self, LoadedSidecar, SystemMint};
use std::io;
use std::path::{Path, PathBuf};

/// A document as it was read, with its annotations.
struct Read {
    name: String,
    document: Document,
    set: AnnotationSet,
}

pub(super) fn run(job: &Export, console: &mut Console<'_>) -> io::Result<()> {
    let sources = sources(&job.paths, console);
    let paths: Vec<_> = sources.iter().map(|s| s.path.clone()).collect();
    let refused = job
        .out
        .as_deref()
        .map(|out| store::check_export(out, &paths));
    if let Some(Err(e)) = refused {
        console.fail(e);
        return Ok(());
    }
    let documents = read(&sources, console)?;
    let codebook = codebook(&job.paths, console);
    let input = ExportInput {
        title: title(&job.paths, &documents),
        documents: documents.iter().map(to_export).collect(),
        codebook: &codebook,
        exported: SystemMint.now(),
    };
    write(job, &input, console)
}

fn to_export(read: &Read) -> ExportDocument<'_> {
    ExportDocument {
        name: read.name.clone(),
        document: &read.document,
        set: &read.set,
    }
}

fn write(job: &Export, input: &ExportInput<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let contents = export(job.format, input);
    let place = match &job.out {
        None => {
            console.text(&contents)?;
            "standard output".to_owned()
        }
        Some(out) => {
            if let Err(e) = store::write_export(out, contents.as_bytes()) {
                console.fail(e);
                return Ok(());
            }
            out.display().to_string()
        }
    };
    console.say(summary(count(input), input.documents.len(), &place));
    Ok(())
}

fn summary(annotations: usize, documents: usize, place: &str) -> String {
    let documents = many(documents, "document");
    match annotations {
        0 => {
            format!("There are no annotations in {documents}; an empty set was written to {place}")
        }
        n => format!(
            "{} of {documents} written to {place}",
            many(n, "annotation")
        ),
    }
}

fn read(sources: &[Source], console: &mut Console<'_>) -> io::Result<Vec<Read>> {
    let mut out = Vec::new();
    each(sources, console, |source, document, console| {
        match store::read_sidecar(&source.path) {
            Ok(loaded) => {
                report(&loaded, console);
                let mut set = loaded.set;
                let lost = reanchor(&mut set, &document);
                report_lost(lost, &source.path, console);
                out.push(Read {
                    name: source.name.clone(),
                    document,
                    set,
                });
            }
            Err(e) => console.fail(e),
        }
        Ok(())
    })?;
    Ok(out)
}

/// Says what a file of records holds that cannot be exported.
pub(super) fn report(loaded: &LoadedSidecar, console: &mut Console<'_>) {
    let path = loaded.path.display();
    if let Some(problem) = &loaded.damaged {
        let message = &problem.message;
        console.fail(format_args!(
            "The file is damaged at line {} ({message}); what could be read of it was used: {path}",
            problem.line
        ));
    } else if let Some(first) = loaded.problems.first() {
        console.fail(format_args!(
            "{} not understood and left out, the first at line {} ({}): {path}",
            many(loaded.problems.len(), "record"),
            first.line,
            first.message
        ));
    }
}

pub(super) fn report_lost(lost: usize, path: &Path, console: &mut Console<'_>) {
    if lost > 0 {
        console.say(format_args!(
            "The document was changed since it was annotated; {} not found again and listed without a place: {}",
            many(lost, "annotation"),
            path.display()
        ));
    }
}

/// The themes of the folders that the paths belong to; the usual ones where no folder has any.
pub(super) fn codebook(paths: &[PathBuf], console: &mut Console<'_>) -> Codebook {
    let mut roots: Vec<_> = paths.iter().map(|p| store::find_root(p)).collect();
    roots.sort();
    roots.dedup();
    let mut out = Codebook::default();
    for root in roots {
        match store::read_codebook(&root) {
            Ok(loaded) => {
                report(&loaded, console);
                for theme in loaded.set.themes() {
                    out.put(theme.id, Some(theme.clone()));
                }
            }
            Err(e) => console.fail(e),
        }
    }
    if out.is_empty() {
        Codebook::default_themes()
    } else {
        out
    }
}

/// What the export is called: the document, or the folder.
fn title(paths: &[PathBuf], documents: &[Read]) -> String {
    if let [only] = documents {
        return only.document.title();
    }
    let folder = match paths {
        [only] => std::path::absolute(only).ok(),
        _ => None,
    };
    let name = folder.as_deref().and_then(Path::file_name);
    name.map_or_else(
        || "Annotations".to_owned(),
        |name| format!("Annotations in {}", name.to_string_lossy()),
    )
}
