//! Which files are validated.

use crate::cli::console::Console;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the name of a sidecar ends in.
pub(super) const SIDECAR: &str = ".ann.ron";

/// The files that were named, and the sidecars, codebooks, lists of entities and check rules in the folders that were named.
pub(super) fn find(paths: &[PathBuf], console: &mut Console<'_>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        walk(path, &mut found, console);
        found.sort();
        if found.is_empty() {
            let shown = path.display();
            console.say(format_args!(
                "There is no file of annotations in this folder: {shown}"
            ));
        }
        out.append(&mut found);
    }
    out
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>, console: &mut Console<'_>) {
    if let Err(e) = walk_entries(folder, found, console) {
        let shown = folder.display();
        console.fail(format_args!("This folder could not be read ({e}): {shown}"));
    }
}

/// Links are not followed: what they lead to is validated where it is.
fn walk_entries(
    folder: &Path,
    found: &mut Vec<PathBuf>,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let shared = [
        crate::store::codebook_path(folder),
        crate::store::entities_path(folder),
        crate::store::checks_path(folder),
    ];
    found.extend(shared.into_iter().filter(|file| file.is_file()));
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), found, console);
        } else if kind.is_file() && name.ends_with(SIDECAR) {
            found.push(entry.path());
        }
    }
    Ok(())
}
