//! What went wrong with a file, in words that say what to do about it.

use super::sidecars::LoadedSidecar;
use crate::document::extraction::ExtractionError;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file or folder that could not be read or written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoreError {
    /// Which file or folder.
    pub path: PathBuf,
    /// What is wrong and what to do about it, in plain words, without the path and without a full stop.
    pub message: String,
    /// Why no text could be extracted, where that is what went wrong.
    pub extraction: Option<Box<ExtractionError>>,
}

impl StoreError {
    pub(super) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            message: message.into(),
            extraction: None,
        }
    }

    /// No text could be extracted.
    pub(super) fn extracting(path: &Path, e: ExtractionError) -> Self {
        Self {
            extraction: Some(Box::new(e.clone())),
            ..Self::new(path, e.to_string())
        }
    }

    /// Whether a password would help: it is missing, or was not the right one.
    pub fn asks_password(&self) -> bool {
        matches!(
            self.extraction.as_deref(),
            Some(ExtractionError::PasswordNeeded | ExtractionError::PasswordWrong)
        )
    }

    /// A failure to read.
    pub(super) fn reading(path: &Path, e: &io::Error) -> Self {
        Self::new(path, reading(e))
    }

    /// A failure to write.
    pub(super) fn writing(path: &Path, e: &io::Error) -> Self {
        Self::new(path, writing(e))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.path.display())
    }
}

impl std::error::Error for StoreError {}

/// Why records were not saved.
#[derive(Clone, Debug)]
pub enum SaveError {
    /// Somebody else, or a program that synchronises folders, has written the file since it was read. Merge and save
    /// again, with the `base` of `theirs`.
    Changed {
        /// The file as it is now.
        theirs: Box<LoadedSidecar>,
    },
    /// The file could not be written, or must not be.
    Store(StoreError),
}

impl From<StoreError> for SaveError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { theirs } => write!(
                f,
                "Somebody else has changed this file meanwhile; load it again so that both sets of changes are kept: {}",
                theirs.path.display()
            ),
            Self::Store(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for SaveError {}

fn reading(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::NotFound => {
            "There is nothing with this name; check the spelling, and whether it was moved or its drive disconnected"
        }
        ErrorKind::PermissionDenied => {
            "You may not read this; ask its owner, or change its permissions"
        }
        ErrorKind::IsADirectory => "This is a folder where a file was expected; move it away",
        _ => return format!("This could not be read ({e}); try again, or copy it to another disk"),
    }
    .to_owned()
}

fn writing(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::PermissionDenied => {
            "You may not write here; change the permissions, or work on a copy in a folder of your own"
        }
        ErrorKind::ReadOnlyFilesystem => {
            "This disk is read-only; work on a copy in a folder of your own"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "The disk is full; free some space, then save again"
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "The folder is not there any more; put it back or connect its drive, then save again"
        }
        ErrorKind::IsADirectory => {
            "A folder has the name of the file to be written; move it away, then save again"
        }
        ErrorKind::InvalidFilename => "The name is too long for this disk; shorten it, then save again",
        _ => return format!("This could not be written ({e}); try again, or work on a copy elsewhere"),
    }
    .to_owned()
}
