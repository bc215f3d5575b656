//! Locks: how a second window learns that it is the second.
//!
//! A lock is on a file of its own, since a lock on a file that is replaced does not hold. It keeps nobody from reading,
//! and the system lets go of it when the program ends, however it ends.

use super::atomic;
use super::error::StoreError;
use super::folders::UserFolders;
use crate::document::Hash;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// A lock, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the folder `root`; `None` where another window has it.
    ///
    /// # Errors
    /// When the user's cache folder cannot be written.
    pub fn try_root(folders: &UserFolders, root: &Path) -> Result<Option<Self>, StoreError> {
        let name = format!("{}.lock", folder_id(root));
        Self::try_file(&folders.cache.join("locks").join(name))
    }

    /// Takes the lock that the file at `path` stands for.
    pub(super) fn try_file(path: &Path) -> Result<Option<Self>, StoreError> {
        let writing = |e| StoreError::writing(path, &e);
        fs::create_dir_all(atomic::folder_of(path)).map_err(writing)?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(writing)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            // Some network disks know no locks; there the first window and the second look alike.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self { _file: file })),
        }
    }
}

/// A file name that stands for the folder at `path`, however `path` is written.
pub(super) fn folder_id(path: &Path) -> String {
    id(&whole(path))
}

/// A file name that stands for the file at `path`. Its folder may be written in any way; a link counts as a file of its
/// own, as it has a sidecar of its own, and a file that is gone keeps its id.
pub(super) fn file_id(path: &Path) -> String {
    let folder = whole(atomic::folder_of(path));
    id(&folder.join(path.file_name().unwrap_or_default()))
}

fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

fn id(whole: &Path) -> String {
    let hash = Hash::of(whole.as_os_str().as_encoded_bytes()).to_string();
    hash.chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_lock_on_the_same_root_is_told_until_the_first_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let folders = UserFolders::inside(dir.path());
        let root = dir.path().join("papers");
        fs::create_dir(&root).unwrap();
        let first = Lock::try_root(&folders, &root).unwrap();
        assert!(first.is_some());
        let same = root.join("..").join("papers");
        assert!(Lock::try_root(&folders, &same).unwrap().is_none());
        assert!(Lock::try_root(&folders, dir.path()).unwrap().is_some());
        drop(first);
        assert!(Lock::try_root(&folders, &same).unwrap().is_some());
    }
}
