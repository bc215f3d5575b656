//! Files that a call writes: whole or not at all, and never a document or a sidecar.

use super::inputs::Source;
use crate::store;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why `out` must not be written, if it must not.
pub(super) fn refusal(out: &Path, sources: &[Source]) -> Option<&'static str> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    if name.is_empty() || out.is_dir() {
        return Some("The output is a folder; name a file in it");
    }
    if name.ends_with(".ann.ron") || out.iter().any(|part| part == ".rapporteur") {
        return Some("Annotations are kept in this file; name another one for the output");
    }
    let real = fs::canonicalize(out).ok()?;
    let is_source = |s: &Source| fs::canonicalize(&s.path).is_ok_and(|s| s == real);
    let is_document = real.is_file() && store::is_document_name(&name);
    let taken = is_document || sources.iter().any(is_source);
    taken.then_some("This is a document, and documents are never written over; name another file")
}

/// Writes `contents` to `out`: beside it first, so that `out` is never half written.
pub(super) fn write(out: &Path, contents: &str) -> io::Result<()> {
    let special = fs::metadata(out).is_ok_and(|m| !m.is_file());
    if special {
        // A device or a pipe cannot be replaced, only written to.
        return OpenOptions::new()
            .write(true)
            .open(out)?
            .write_all(contents.as_bytes());
    }
    let beside = beside(out);
    let done = fill(&beside, contents).and_then(|()| fs::rename(&beside, out));
    if done.is_err() {
        // It may never have come to be.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn fill(path: &Path, contents: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(contents.as_bytes())?;
    file.sync_all()
}

/// A hidden name in the same folder, of this process alone.
fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    out.with_file_name(name)
}
