//! Files of records: reading them whatever their state, saving them without losing anybody's work.

use super::atomic::{self, Replacement};
use super::error::{SaveError, StoreError};
use crate::annotation::AnnotationSet;
use crate::annotation::sidecar::{self, Problem, Sidecar};
use crate::document::Hash;
use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file of records as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadedSidecar {
    /// Where it is, or will be.
    pub path: PathBuf,
    /// Its records; empty where there is no file.
    pub set: AnnotationSet,
    /// Records that were not understood (they are kept) or, in a damaged file, could not be read.
    pub problems: Vec<Problem>,
    /// Hash of the file's bytes, to be handed back when saving; `None` where there is no file.
    pub base: Option<Hash>,
    /// A newer version wrote it: it may be read, not written.
    pub newer: bool,
    /// Where the file stops making sense; `set` is what could still be read.
    pub damaged: Option<Problem>,
}

/// What the name of a sidecar ends in.
pub(super) const SUFFIX: &str = ".ann.ron";

/// Where the annotations of a document are kept: its whole name with `.ann.ron` appended, so that `a.txt` and `a.md`
/// do not share a sidecar.
pub fn sidecar_path(doc: &Path) -> PathBuf {
    atomic::with_suffix(doc, SUFFIX)
}

/// Reads the sidecar of a document. No file gives an empty set; a damaged one what could be salvaged.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_sidecar(doc: &Path) -> Result<LoadedSidecar, StoreError> {
    read_records(sidecar_path(doc))
}

/// Saves the sidecar of a document; returns the `base` for the next save.
///
/// `base` is the hash that reading or the last save returned; `damaged` says that what was read was damaged, and keeps
/// that file aside as `NAME.EXT.ann.ron.damaged-N`. Where the file on disk already says the same, or there is neither a
/// file nor anything to save, nothing is written. A file that is gone is written anew: the set in memory is then the
/// only copy.
///
/// # Errors
/// [`SaveError::Changed`] where the file on disk is not the one that `base` names any more; [`SaveError::Store`] where it
/// cannot be written or a newer version wrote it. The file on disk is as it was then.
pub fn save_sidecar(
    doc: &Path,
    set: &AnnotationSet,
    base: Option<Hash>,
    damaged: bool,
) -> Result<Hash, SaveError> {
    save_records(&sidecar_path(doc), set, base, damaged)
}

pub(super) fn read_records(path: PathBuf) -> Result<LoadedSidecar, StoreError> {
    Ok(match on_disk(&path)? {
        Some(bytes) => understood(path, &bytes),
        None => LoadedSidecar {
            path,
            set: AnnotationSet::default(),
            problems: Vec::new(),
            base: None,
            newer: false,
            damaged: None,
        },
    })
}

pub(super) fn save_records(
    path: &Path,
    set: &AnnotationSet,
    base: Option<Hash>,
    damaged: bool,
) -> Result<Hash, SaveError> {
    let new = sidecar::write(set).into_bytes();
    let hash = Hash::of(&new);
    let old = on_disk(path)?;
    let has_same = old.as_ref().is_some_and(|old| *old == new);
    if has_same || (old.is_none() && !set.has_content()) {
        return Ok(hash);
    }
    check(path, old.as_deref(), base)?;
    keep(path, old.as_deref().unwrap_or_default(), damaged)?;
    let writing = |e| StoreError::writing(path, &e);
    let replacement = Replacement::write(path, &new).map_err(writing)?;
    // Writing took its time; only the moment between this look and the renaming stays open.
    check(path, on_disk(path)?.as_deref(), base)?;
    replacement.commit().map_err(writing)?;
    Ok(hash)
}

/// The bytes of the file, where there is one.
fn on_disk(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::reading(path, &e)),
    }
}

/// Whether `old` may be written over.
fn check(path: &Path, old: Option<&[u8]>, base: Option<Hash>) -> Result<(), SaveError> {
    let Some(old) = old else {
        return Ok(());
    };
    if is_newer(old) {
        return Err(newer(path).into());
    }
    if base == Some(Hash::of(old)) {
        return Ok(());
    }
    let theirs = Box::new(understood(path.to_owned(), old));
    Err(SaveError::Changed { theirs })
}

fn newer(path: &Path) -> StoreError {
    StoreError::new(
        path,
        "A newer version of Rapporteur saved this file; it can only be read here. Update Rapporteur to change it",
    )
}

/// Keeps a copy of what is about to be replaced where it could not be read whole, or is of an older format.
fn keep(path: &Path, old: &[u8], damaged: bool) -> Result<(), StoreError> {
    let version = sidecar::version(&String::from_utf8_lossy(old));
    let is_older = version.is_some_and(|v| v < sidecar::VERSION);
    let word = match damaged {
        _ if old.is_empty() => return Ok(()),
        true => "damaged".to_owned(),
        false if is_older => format!("version-{}", version.unwrap_or_default()),
        false => return Ok(()),
    };
    match atomic::keep_aside(path, &word, old) {
        Ok(_) => Ok(()),
        Err(e) => Err(StoreError::writing(path, &e)),
    }
}

/// Whether a newer version wrote the file, by its top alone where that is enough.
fn is_newer(bytes: &[u8]) -> bool {
    let source = String::from_utf8_lossy(bytes);
    match sidecar::version(&source) {
        Some(version) => version > sidecar::VERSION,
        None => sidecar::parse(&source).is_ok_and(|s| s.is_newer()),
    }
}

fn understood(path: PathBuf, bytes: &[u8]) -> LoadedSidecar {
    let base = Some(Hash::of(bytes));
    let (sidecar, damaged) = read(bytes);
    LoadedSidecar {
        path,
        newer: sidecar.is_newer(),
        set: sidecar.set,
        problems: sidecar.problems,
        base,
        damaged,
    }
}

/// The records, and where the file is damaged.
fn read(bytes: &[u8]) -> (Sidecar, Option<Problem>) {
    let source = String::from_utf8_lossy(bytes);
    let parsed = match &source {
        Cow::Borrowed(source) => sidecar::parse(source),
        Cow::Owned(_) => Err(not_utf8(bytes)),
    };
    match parsed {
        Ok(sidecar) => (sidecar, None),
        Err(problem) => (sidecar::salvage(&source), Some(problem)),
    }
}

fn not_utf8(bytes: &[u8]) -> Problem {
    let good = bytes.utf8_chunks().next().map_or("", |c| c.valid());
    let (line, column) = sidecar::position(good, good.len());
    Problem {
        line,
        column,
        message: "the text stops being UTF-8 here".to_owned(),
    }
}
