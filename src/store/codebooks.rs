//! What belongs to all documents of a root, in its folder `.rapporteur`: the themes in `codebook.ron`. The lists that people
//! type as well lie beside it ([`super::own_lists`]).

use super::atomic;
use super::error::{SaveError, StoreError};
use super::sidecars::{self, LoadedSidecar};
use crate::annotation::AnnotationSet;
use crate::document::Hash;
use std::fs;
use std::path::{Path, PathBuf};

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

/// Makes the folder of the root's own files when there is something to save.
pub(super) fn make_folder(root: &Path, path: &Path, set: &AnnotationSet) -> Result<(), StoreError> {
    if set.has_content() && root.is_dir() {
        let folder = atomic::folder_of(path);
        fs::create_dir_all(folder).map_err(|e| StoreError::writing(folder, &e))?;
    }
    Ok(())
}
