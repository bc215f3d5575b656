//! What belongs to all documents of a root, in its folder `.rapporteur`: the themes in `codebook.ron`, what is said about
//! entities in general in `entities.ron`.

use super::atomic;
use super::error::{SaveError, StoreError};
use super::sidecars::{self, LoadedSidecar};
use crate::annotation::AnnotationSet;
use crate::annotation::sidecar::Problem;
use crate::document::Hash;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folder of a root for what belongs to all its documents.
pub(super) const FOLDER: &str = ".rapporteur";

/// Where the codebook of `root` is kept.
pub fn codebook_path(root: &Path) -> PathBuf {
    root.join(FOLDER).join("codebook.ron")
}

/// Reads the codebook of a root; no file gives an empty set.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_codebook(root: &Path) -> Result<LoadedSidecar, StoreError> {
    sidecars::read_records(codebook_path(root))
}

/// Saves the codebook of a root (theme records) as [`super::save_sidecar`] does; a damaged one is kept aside. The folder
/// `.rapporteur` is made when there is something to save.
///
/// # Errors
/// As [`super::save_sidecar`].
pub fn save_codebook(
    root: &Path,
    set: &AnnotationSet,
    base: Option<Hash>,
) -> Result<Hash, SaveError> {
    let path = codebook_path(root);
    make_folder(root, &path, set)?;
    let damaged = base.is_some() && sidecars::read_records(path.clone())?.damaged.is_some();
    sidecars::save_records(&path, set, base, damaged)
}

/// Where the list of entities of `root` is kept.
pub fn entities_path(root: &Path) -> PathBuf {
    root.join(FOLDER).join("entities.ron")
}

/// By what one sees that a file was written: its time and its size.
pub type Stamp = (SystemTime, u64);

/// The stamp of the list of entities of `root`; `None` where there is no file, or its disk does not say.
pub fn entities_stamp(root: &Path) -> Option<Stamp> {
    let about = fs::metadata(entities_path(root)).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Reads the list of entities of a root; no file gives an empty one.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_entities(root: &Path) -> Result<LoadedSidecar, StoreError> {
    read_entities_at(&entities_path(root))
}

/// Reads a list of entities, wherever it is; no file gives an empty one.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_entities_at(path: &Path) -> Result<LoadedSidecar, StoreError> {
    sidecars::read_records(path.to_owned())
}

/// Saves the list of entities of a root as [`super::save_sidecar`] does. One that is broken, which somebody typed, is
/// never written over: it has to be mended first.
///
/// # Errors
/// As [`super::save_sidecar`].
pub fn save_entities(
    root: &Path,
    set: &AnnotationSet,
    base: Option<Hash>,
) -> Result<Hash, SaveError> {
    let path = entities_path(root);
    make_folder(root, &path, set)?;
    let theirs = sidecars::read_records(path.clone())?;
    if let Some(problem) = &theirs.damaged {
        return Err(broken(&path, problem).into());
    }
    sidecars::save_records(&path, set, base, false)
}

/// How every message begins about a list of entities that stopped making sense.
pub const BROKEN: &str = "The list of entities is broken";

/// What is wrong with a list of entities that stopped making sense, and what to do.
pub fn broken(path: &Path, problem: &Problem) -> StoreError {
    StoreError::new(
        path,
        format!(
            "{BROKEN} at line {}, column {}: {}. Mend it there, or move the file away; until then \
             the last good list stays in force and the file is left as it is",
            problem.line, problem.column, problem.message
        ),
    )
}

/// Makes the folder of the root's own files when there is something to save.
fn make_folder(root: &Path, path: &Path, set: &AnnotationSet) -> Result<(), StoreError> {
    if set.has_content() && root.is_dir() {
        let folder = atomic::folder_of(path);
        fs::create_dir_all(folder).map_err(|e| StoreError::writing(folder, &e))?;
    }
    Ok(())
}
