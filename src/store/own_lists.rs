//! The lists of a root that people type as well, in its folder `.rapporteur`: what is said about entities in general in
//! `entities.ron`, what the root wants of the checks in `checks.ron`.

use super::codebooks::{FOLDER, make_folder};
use super::error::{SaveError, StoreError};
use super::sidecars::{self, LoadedSidecar};
use crate::annotation::sidecar::Problem;
use crate::annotation::{AnnotationSet, Place};
use crate::document::Hash;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// By what one sees that a file was written: its time and its size.
pub type Stamp = (SystemTime, u64);

/// A list of a root that people type as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnList {
    /// What is said about entities in general.
    Entities,
    /// What the root wants of the checks.
    Checks,
}

impl OwnList {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Entities, Self::Checks];

    /// The list that is kept at a place.
    pub fn of(place: &Place) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.place() == *place)
    }

    /// The place that edits of it name.
    pub const fn place(self) -> Place {
        match self {
            Self::Entities => Place::Entities,
            Self::Checks => Place::Checks,
        }
    }

    /// What it is called inside a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Entities => "list of entities",
            Self::Checks => "list of check rules",
        }
    }

    /// Where that of `root` is kept.
    pub fn path(self, root: &Path) -> PathBuf {
        root.join(FOLDER).join(match self {
            Self::Entities => "entities.ron",
            Self::Checks => "checks.ron",
        })
    }

    /// The stamp of that of `root`; `None` where there is no file, or its disk does not say.
    pub fn stamp(self, root: &Path) -> Option<Stamp> {
        let about = fs::metadata(self.path(root)).ok()?;
        Some((about.modified().ok()?, about.len()))
    }

    /// Reads that of a root; no file gives an empty one.
    ///
    /// # Errors
    /// When there is a file that cannot be read.
    pub fn read(self, root: &Path) -> Result<LoadedSidecar, StoreError> {
        read_list_at(&self.path(root))
    }

    /// Saves that of a root as [`super::save_sidecar`] does. One that is broken, which somebody typed, is never written
    /// over: it has to be mended first.
    ///
    /// # Errors
    /// As [`super::save_sidecar`].
    pub fn save(
        self,
        root: &Path,
        set: &AnnotationSet,
        base: Option<Hash>,
    ) -> Result<Hash, SaveError> {
        let path = self.path(root);
        make_folder(root, &path, set)?;
        let theirs = sidecars::read_records(path.clone())?;
        if let Some(problem) = &theirs.damaged {
            return Err(self.broken(&path, problem).into());
        }
        sidecars::save_records(&path, set, base, false)
    }

    /// How every message begins about one that stopped making sense.
    pub fn is_broken(self) -> String {
        format!("The {} is broken", self.title())
    }

    /// What is wrong with one that stopped making sense, and what to do.
    pub fn broken(self, path: &Path, problem: &Problem) -> StoreError {
        StoreError::new(
            path,
            format!(
                "{} at line {}, column {}: {}. Mend it there, or move the file away; until then \
                 the last good list stays in force and the file is left as it is",
                self.is_broken(),
                problem.line,
                problem.column,
                problem.message
            ),
        )
    }
}

/// Reads such a list, wherever it is; no file gives an empty one.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_list_at(path: &Path) -> Result<LoadedSidecar, StoreError> {
    sidecars::read_records(path.to_owned())
}

/// Where the list of entities of `root` is kept.
pub fn entities_path(root: &Path) -> PathBuf {
    OwnList::Entities.path(root)
}

/// Reads the list of entities of a root; no file gives an empty one.
///
/// # Errors
/// When there is a file that cannot be read.
pub fn read_entities(root: &Path) -> Result<LoadedSidecar, StoreError> {
    OwnList::Entities.read(root)
}

/// Saves the list of entities of a root: see [`OwnList::save`].
///
/// # Errors
/// As [`super::save_sidecar`].
pub fn save_entities(
    root: &Path,
    set: &AnnotationSet,
    base: Option<Hash>,
) -> Result<Hash, SaveError> {
    OwnList::Entities.save(root, set, base)
}

/// Where the rules of the checks of `root` are kept.
pub fn checks_path(root: &Path) -> PathBuf {
    OwnList::Checks.path(root)
}
