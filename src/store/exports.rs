//! Writing exports: whole or not at all, and never over a document or what belongs to one.

use super::atomic;
use super::codebooks::FOLDER;
use super::documents::is_document_name;
use super::error::StoreError;
use super::sidecars::SUFFIX;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Whether an export may be written to `out`. `documents` are those that are exported, whatever they are called.
///
/// # Errors
/// When `out` is a folder, a document, or a file that annotations are kept in; it says so.
pub fn check_export(out: &Path, documents: &[PathBuf]) -> Result<(), StoreError> {
    match refusal(out, documents) {
        Some(why) => Err(StoreError::new(out, why)),
        None => Ok(()),
    }
}

fn refusal(out: &Path, documents: &[PathBuf]) -> Option<&'static str> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    if name.is_empty() || out.is_dir() {
        return Some("The output is a folder; name a file in it");
    }
    if name.ends_with(SUFFIX) || out.iter().any(|part| part == FOLDER) {
        return Some("Annotations are kept in this file; name another one for the output");
    }
    let real = fs::canonicalize(out).ok()?;
    let is_exported = |d: &PathBuf| fs::canonicalize(d).is_ok_and(|d| d == real);
    let has_name = |p: &Path| {
        p.file_name()
            .is_some_and(|name| is_document_name(&name.to_string_lossy()))
    };
    let is_document = real.is_file() && (has_name(out) || has_name(&real));
    let taken = is_document || documents.iter().any(is_exported);
    taken.then_some("This is a document, and documents are never written over; name another file")
}

/// Writes an export. A file of this name is replaced in one step; a device or a pipe is written to.
///
/// # Errors
/// When it cannot be written, and when [`check_export`] forbids it.
pub fn write_export(out: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    check_export(out, &[])?;
    let is_special = fs::metadata(out).is_ok_and(|about| !about.is_file());
    let written = if is_special {
        append(out, bytes)
    } else {
        atomic::replace(out, bytes)
    };
    written.map_err(|e| StoreError::writing(out, &e))
}

fn append(out: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).open(out)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(out: &Path, documents: &[PathBuf]) -> String {
        check_export(out, documents).unwrap_err().message
    }

    #[test]
    fn documents_and_what_belongs_to_them_are_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("a.txt"), "x").unwrap();
        fs::write(at("odd"), "x").unwrap();
        assert!(said(&at("a.txt"), &[]).contains("document"));
        assert!(said(&at("odd"), &[at("odd")]).contains("document"));
        assert!(said(dir.path(), &[]).contains("folder"));
        assert!(said(&at("b.txt.ann.ron"), &[]).contains("Annotations"));
        assert!(said(&at(".rapporteur/a.csv"), &[]).contains("Annotations"));
        assert!(write_export(&at("a.txt"), b"y").is_err());
        assert_eq!(fs::read(at("a.txt")).unwrap(), b"x");
        assert_eq!(check_export(&at("new.txt"), &[]), Ok(()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_document_is_a_document_and_a_device_is_written_to() {
        let dir = tempfile::tempdir().unwrap();
        let (document, link) = (dir.path().join("a.txt"), dir.path().join("a.csv"));
        fs::write(&document, "x").unwrap();
        std::os::unix::fs::symlink(&document, &link).unwrap();
        assert!(said(&link, &[]).contains("document"));
        assert_eq!(write_export(Path::new("/dev/null"), b"y"), Ok(()));
    }
}
