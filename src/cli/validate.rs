//! `validate`: whether files of annotations are in order, with the place of everything that is not.

mod files;
mod records;

use super::args::Validate;
use super::console::{Console, printable};
use crate::annotation::sidecar::{self, Problem, Sidecar};
use crate::store;
use records::Beside;
use std::io::{self, ErrorKind};
use std::path::Path;

pub(super) fn run(job: &Validate, console: &mut Console<'_>) -> io::Result<()> {
    let files = files::find(&job.paths, console);
    for (n, path) in files.iter().enumerate() {
        console.progress(n + 1, files.len());
        let problems = match problems(path) {
            Ok(problems) => problems,
            Err(e) => {
                console.fail(format_args!("{}: {}", unreadable(&e), path.display()));
                continue;
            }
        };
        print(path, &problems, job.quiet, console)?;
    }
    Ok(())
}

fn unreadable(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::NotFound => "There is nothing with this name".to_owned(),
        ErrorKind::PermissionDenied => "You may not read this".to_owned(),
        _ => format!("This could not be read ({e})"),
    }
}

fn print(
    path: &Path,
    problems: &[Problem],
    quiet: bool,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let path = printable(&path.to_string_lossy());
    if problems.is_empty() && !quiet {
        console.line(format_args!("{path}: ok"))?;
    }
    for Problem {
        line,
        column,
        message,
    } in problems
    {
        console.set_failed();
        console.line(format_args!(
            "{path}:{line}:{column}: {}",
            printable(message)
        ))?;
    }
    Ok(())
}

/// Everything that is wrong with a file, in its order.
fn problems(path: &Path) -> io::Result<Vec<Problem>> {
    let bytes = std::fs::read(path)?;
    let source = match std::str::from_utf8(&bytes) {
        Ok(source) => source,
        Err(e) => return Ok(vec![not_utf8(&bytes, e.valid_up_to())]),
    };
    // The parser counts from behind a byte order mark.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let read = match sidecar::parse(source) {
        Ok(read) => read,
        Err(problem) => return Ok(vec![problem]),
    };
    let mut out = read.problems.clone();
    if read.is_newer() {
        out.push(newer(&read));
    } else {
        out.extend(records::problems(source, &read, &beside(path)));
    }
    out.sort_by_key(|p| (p.line, p.column));
    Ok(out)
}

fn not_utf8(bytes: &[u8], upto: usize) -> Problem {
    let good = bytes.get(..upto).unwrap_or_default();
    let good = String::from_utf8_lossy(good);
    let (line, column) = sidecar::position(&good, good.len());
    Problem {
        line,
        column,
        message: "the text stops being UTF-8 here".to_owned(),
    }
}

fn newer(read: &Sidecar) -> Problem {
    let (theirs, ours) = (read.version, sidecar::VERSION);
    Problem {
        line: 1,
        column: 1,
        message: format!(
            "a newer version of Rapporteur wrote this (format {theirs}; this program knows {ours})"
        ),
    }
}

/// What lies beside the file that its records speak of.
fn beside(path: &Path) -> Beside {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(document) = name.strip_suffix(files::SIDECAR) else {
        return Beside::Nothing;
    };
    let document = path.with_file_name(document);
    let root = store::find_root(&document);
    let codebook = store::read_codebook(&root).map(|loaded| loaded.set);
    Beside::Document {
        read: Box::new(store::read_document(&document)),
        codebook: codebook.unwrap_or_default(),
    }
}
