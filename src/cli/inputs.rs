//! The documents that the paths of a call stand for.

use super::console::Console;
use crate::document::Document;
use crate::store;
use std::collections::HashSet;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// A document that was named, or found in a folder that was named.
pub(super) struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What the output calls it: the argument joined with the way from there, with `/`.
    pub name: String,
}

/// The documents of a call in the order of its paths, each once. What could not be looked into is reported.
pub(super) fn sources(paths: &[PathBuf], console: &mut Console<'_>) -> Vec<Source> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for path in paths {
        let scan = store::scan(path);
        if scan.documents.is_empty() && scan.problems.is_empty() {
            let shown = path.display();
            console.say(format_args!(
                "There is no document in this folder (text, PDF, Word, OpenDocument, RTF, EPUB, web page or e-mail): {shown}"
            ));
        }
        for problem in scan.problems {
            console.fail(problem);
        }
        let new = scan
            .documents
            .into_iter()
            .filter(|d| seen.insert(d.clone()));
        out.extend(new.map(|path| Source {
            name: shown(&path),
            path,
        }));
    }
    out
}

/// The path with `/` on every platform.
fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' {
        shown.into_owned()
    } else {
        shown.replace(MAIN_SEPARATOR, "/")
    }
}

/// Reads the documents one after the other and hands each over. One that cannot be read is reported.
pub(super) fn each<'s>(
    sources: &'s [Source],
    console: &mut Console<'_>,
    mut work: impl FnMut(&'s Source, Document, &mut Console<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (n, source) in sources.iter().enumerate() {
        console.progress(n + 1, sources.len());
        match store::read_document(&source.path) {
            Ok(document) => work(source, document, console)?,
            Err(e) => console.fail(e),
        }
    }
    Ok(())
}

/// `1 document`, `3 documents`.
pub(super) fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
