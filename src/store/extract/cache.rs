//! Extracted texts kept in the user's cache folder: a folder of PDFs opens at once the second time.
//!
//! An entry is named after the file's hash, the extractor and its version, so it never has to be checked for age. Anything
//! wrong with an entry means that it is not there.

use super::wire;
use crate::document::extraction::Extraction;
use crate::document::{DocumentKind, Hash};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

/// Most bytes of all entries; those written longest ago go first.
const MOST: u64 = 256 << 20;
/// Entries larger than this are not kept.
const LARGEST: usize = 64 << 20;
/// Version of the form of an entry.
const FORM: u32 = 1;

/// Room is made once in so many writes.
const SWEEP: u32 = 64;

static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// A place for an extracted text.
pub(super) struct Entry {
    path: PathBuf,
}

impl Entry {
    pub(super) fn new(folder: &Path, hash: Hash, kind: DocumentKind) -> Self {
        let (name, version) = kind.extractor();
        let path = folder.join(format!("{hash}.{name}-{version}-{FORM}"));
        Self { path }
    }

    pub(super) fn read(&self) -> Option<Extraction> {
        let extraction = wire::read_answer(fs::read(&self.path).ok()?)?.ok()?;
        super::is_sound(&extraction).then_some(extraction)
    }

    /// Keeps a text. Where that fails nothing is lost but time.
    pub(super) fn write(&self, extraction: &Extraction) {
        let bytes = wire::answer(Ok(extraction.clone()));
        let Some(folder) = self.path.parent().filter(|_| bytes.len() <= LARGEST) else {
            return;
        };
        // Not synchronised with the disk: an entry that a power cut breaks off is none.
        let new = self
            .path
            .with_extension(format!("new-{}", std::process::id()));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&new, &bytes));
        if written.and_then(|()| fs::rename(&new, &self.path)).is_err() {
            let _ = fs::remove_file(&new);
        }
        if WRITTEN
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(SWEEP)
        {
            make_room(folder);
        }
    }
}

/// Removes the oldest entries until all fit.
fn make_room(folder: &Path) {
    let about = |e: fs::DirEntry| {
        let m = e.metadata().ok()?;
        Some((
            m.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            m.len(),
            e.path(),
        ))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<_> = entries.filter_map(about).collect();
    let mut total: u64 = entries.iter().map(|(_, len, _)| len).sum();
    if total <= MOST {
        return;
    }
    entries.sort();
    for (_, len, path) in entries {
        if total <= MOST {
            break;
        }
        if fs::remove_file(path).is_ok() {
            total -= len;
        }
    }
}
