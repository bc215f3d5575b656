//! The journal: what was done since the last save, so that a crash loses nothing.
//!
//! One file a document (and one a codebook, one a list of entities, one the rules of the checks) in the user's own folder;
//! one line a batch, each with a checksum, so that a batch is there wholly or not at all. What is saved is taken out again.

mod line;

use super::atomic::{self, Replacement};
use super::codebooks::codebook_path;
use super::error::StoreError;
use super::folders::UserFolders;
use super::lock::{Lock, file_id, folder_id};
use super::own_lists::{checks_path, entities_path};
use crate::annotation::{AnnotationSet, Change, Place};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The changes of one edit, under the number that the caller gave it.
pub type Batch = (u64, Vec<Change>);

/// The journal of a document or a codebook, open for writing.
///
/// An edit goes into one journal with all its changes, also those to other places; [`saved`](Self::saved) takes each
/// place's changes out when that place is saved.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Whose journal it is.
    of: PathBuf,
    file: File,
    /// What is not saved yet.
    pending: Vec<Batch>,
    /// Whether the file may end in the middle of a line.
    torn: bool,
    /// Whether the file holds changes that are saved.
    stale: bool,
    _lock: Lock,
}

impl Journal {
    /// Opens the journal of a document. Batches that a crash left in it stay, until they are cleared.
    ///
    /// # Errors
    /// When the user's folder cannot be written, or another window has this journal open.
    pub fn open(folders: &UserFolders, doc: &Path) -> Result<Self, StoreError> {
        Self::open_file(file_of(folders, doc), doc)
    }

    /// Opens the journal of the codebook of `root`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_codebook(folders: &UserFolders, root: &Path) -> Result<Self, StoreError> {
        Self::open_file(file_of_codebook(folders, root), &codebook_path(root))
    }

    /// Opens the journal of the list of entities of `root`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_entities(folders: &UserFolders, root: &Path) -> Result<Self, StoreError> {
        Self::open_file(file_of_entities(folders, root), &entities_path(root))
    }

    /// Opens the journal of the rules of the checks of `root`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_checks(folders: &UserFolders, root: &Path) -> Result<Self, StoreError> {
        Self::open_file(file_of_checks(folders, root), &checks_path(root))
    }

    /// What a crash left in the journal of a document: the batches in order, each whole. Replaying them on a set that has
    /// some of them already changes nothing more.
    pub fn recover(folders: &UserFolders, doc: &Path) -> Vec<Batch> {
        recover_file(&file_of(folders, doc))
    }

    /// What a crash left in the journal of the codebook of `root`.
    pub fn recover_codebook(folders: &UserFolders, root: &Path) -> Vec<Batch> {
        recover_file(&file_of_codebook(folders, root))
    }

    /// What a crash left in the journal of the list of entities of `root`.
    pub fn recover_entities(folders: &UserFolders, root: &Path) -> Vec<Batch> {
        recover_file(&file_of_entities(folders, root))
    }

    /// What a crash left in the journal of the rules of the checks of `root`.
    pub fn recover_checks(folders: &UserFolders, root: &Path) -> Vec<Batch> {
        recover_file(&file_of_checks(folders, root))
    }

    /// The documents, codebooks and lists of a root in whose journals something is left that was not saved.
    pub fn unsaved(folders: &UserFolders) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(folder(folders)) else {
            return Vec::new();
        };
        let journals = entries.flatten().map(|e| e.path());
        let mut out: Vec<_> = journals
            .filter(|p| p.extension().is_some_and(|e| e == "journal"))
            .filter_map(|p| line::read_header(&fs::read(&p).ok()?))
            .collect();
        out.sort();
        out
    }

    fn open_file(path: PathBuf, of: &Path) -> Result<Self, StoreError> {
        let Some(lock) = Lock::try_file(&path.with_extension("lock"))? else {
            return Err(StoreError::new(
                of,
                "Another Rapporteur window is working on this; go on there, or close it first",
            ));
        };
        let open = || -> io::Result<(File, Vec<u8>)> {
            let file = open_for_writing(&path)?;
            atomic::sync_folder(atomic::folder_of(&path))?;
            Ok((file, fs::read(&path)?))
        };
        let (file, bytes) = open().map_err(|e| StoreError::writing(&path, &e))?;
        Ok(Self {
            of: of.to_owned(),
            file,
            pending: line::read(&bytes),
            torn: !bytes.is_empty() && !bytes.ends_with(b"\n"),
            stale: false,
            path,
            _lock: lock,
        })
    }

    /// What a crash left counts as older than every edit from now on: whoever recovered it saves it with the first save.
    pub fn adopt(&mut self) {
        for (number, _) in &mut self.pending {
            *number = 0;
        }
    }

    /// What is in the journal and not saved.
    pub fn pending(&self) -> &[Batch] {
        &self.pending
    }

    /// Writes a batch and pushes it to the disk. When this returns, the batch survives a crash.
    ///
    /// # Errors
    /// When it could not be written; a part of it that was is ignored.
    pub fn append(&mut self, number: u64, changes: &[Change]) -> Result<(), StoreError> {
        let line = line::write(number, changes).map_err(|e| StoreError::new(&self.path, e))?;
        let written = self.append_line(&line);
        // Whatever went wrong may have left half a line, which must not swallow the next.
        self.torn = written.is_err();
        written.map_err(|e| StoreError::writing(&self.path, &e))?;
        self.pending.push((number, changes.to_vec()));
        Ok(())
    }

    fn append_line(&mut self, line: &str) -> io::Result<()> {
        let end = self.file.seek(SeekFrom::End(0))?;
        let mut text = match (end, self.torn) {
            (0, _) => line::write_header(&self.of),
            (_, true) => "\n".to_owned(),
            (_, false) => String::new(),
        };
        text.push_str(line);
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()
    }

    /// Takes out all batches up to `number`: everything in them is saved.
    ///
    /// # Errors
    /// When the file could not be written. The batches are then still in it, which does no harm.
    pub fn clear_through(&mut self, number: u64) -> Result<(), StoreError> {
        self.take_out(number, |_| true)
    }

    /// Takes out the changes to `place` in the batches up to `number`: that place is saved.
    ///
    /// # Errors
    /// As [`clear_through`](Self::clear_through).
    pub fn saved(&mut self, place: &Place, number: u64) -> Result<(), StoreError> {
        self.take_out(number, |change| change.place == *place)
    }

    fn take_out(
        &mut self,
        number: u64,
        is_saved: impl Fn(&Change) -> bool,
    ) -> Result<(), StoreError> {
        for (n, changes) in &mut self.pending {
            let before = changes.len();
            changes.retain(|c| *n > number || !is_saved(c));
            self.stale |= changes.len() < before;
        }
        self.pending.retain(|(_, changes)| !changes.is_empty());
        self.rewrite()
    }

    fn rewrite(&mut self) -> Result<(), StoreError> {
        if !self.stale {
            return Ok(());
        }
        let rewritten = if self.pending.is_empty() {
            self.file.set_len(0).and_then(|()| self.file.sync_data())
        } else {
            self.replace()
        };
        // When that failed, the next save tries again.
        self.stale = rewritten.is_err();
        rewritten.map_err(|e| StoreError::writing(&self.path, &e))
    }

    fn replace(&mut self) -> io::Result<()> {
        let mut text = line::write_header(&self.of);
        for (number, changes) in &self.pending {
            text.push_str(&line::write(*number, changes).map_err(io::Error::other)?);
        }
        Replacement::write(&self.path, text.as_bytes())?.commit()?;
        self.file = open_for_writing(&self.path)?;
        self.torn = false;
        Ok(())
    }
}

/// Carries the changes to `place` out on `set`, in order.
pub fn replay(set: &mut AnnotationSet, place: &Place, batches: &[Batch]) {
    for change in batches.iter().flat_map(|(_, changes)| changes) {
        if change.place == *place {
            set.put(change.key.clone(), change.record.clone());
        }
    }
}

fn folder(folders: &UserFolders) -> PathBuf {
    folders.data.join("journal")
}

fn file_of(folders: &UserFolders, doc: &Path) -> PathBuf {
    folder(folders).join(format!("{}.journal", file_id(doc)))
}

/// Named after the root and not after the codebook's own path, whose folder may not be there yet.
fn file_of_codebook(folders: &UserFolders, root: &Path) -> PathBuf {
    folder(folders).join(format!("{}-codebook.journal", folder_id(root)))
}

fn file_of_entities(folders: &UserFolders, root: &Path) -> PathBuf {
    folder(folders).join(format!("{}-entities.journal", folder_id(root)))
}

fn file_of_checks(folders: &UserFolders, root: &Path) -> PathBuf {
    folder(folders).join(format!("{}-checks.journal", folder_id(root)))
}

fn recover_file(path: &Path) -> Vec<Batch> {
    // A journal that is missing or cannot be read has nothing to give; opening it for writing says why.
    fs::read(path).map_or_else(|_| Vec::new(), |bytes| line::read(&bytes))
}

fn open_for_writing(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
