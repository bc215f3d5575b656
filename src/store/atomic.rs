//! Replacing a file whole or not at all.
//!
//! The new bytes go to a temporary file in the same folder, are pushed to the disk, and take the name of the old file in
//! one step. Whoever reads meanwhile, or after a crash, finds the old file or the new one, never half of either.

use crate::document::Hash;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How the name of every temporary file ends.
const TEMPORARY: &str = ".rapporteur-tmp";

/// A temporary file older than this was left by a crash: no save takes as long.
const STALE: Duration = Duration::from_secs(60);

/// New contents for a file, on disk under a temporary name. Dropped without [`commit`](Self::commit), it leaves nothing.
#[derive(Debug)]
pub(super) struct Replacement {
    temporary: PathBuf,
    target: PathBuf,
    committed: bool,
}

impl Replacement {
    /// Writes `bytes` beside `path`, with the permissions of the file that stands there.
    pub fn write(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let target = followed(path)?;
        let old = match fs::metadata(&target) {
            Ok(old) => Some(old),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(e),
        };
        refuse(old.as_ref())?;
        sweep(&target);
        let (temporary, mut file) = create(&target)?;
        let new = Self {
            temporary,
            target,
            committed: false,
        };
        if let Some(old) = old {
            adopt(&file, &new.temporary, &old)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(new)
    }

    /// Gives the new contents the file's name.
    pub fn commit(mut self) -> io::Result<()> {
        rename(&self.temporary, &self.target)?;
        self.committed = true;
        sync_folder(folder_of(&self.target))
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if !self.committed {
            // Nobody is left to be told; the next save sweeps it away.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Replaces the file at `path`, creating its folder where there is none.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    Replacement::write(path, bytes)?.commit()
}

/// Copies `bytes` to a new file named `path` + `.word-N` with the first free N, unless an earlier copy holds the same;
/// returns its path.
pub(super) fn keep_aside(path: &Path, word: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    for n in 1..u32::MAX {
        let aside = with_suffix(path, &format!(".{word}-{n}"));
        match OpenOptions::new().write(true).create_new(true).open(&aside) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                sync_folder(folder_of(&aside))?;
                return Ok(aside);
            }
            Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(e),
            Err(_) if fs::read(&aside).is_ok_and(|kept| kept == bytes) => return Ok(aside),
            Err(_) => {}
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// `path` with `suffix` appended to its whole name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The folder that `path` lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Where `path` leads: a link is written through, not replaced.
fn followed(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(link) if link.is_symlink() => fs::canonicalize(path),
        _ => Ok(path.to_owned()),
    }
}

/// Renaming would silently replace what its owner has protected.
fn refuse(old: Option<&Metadata>) -> io::Result<()> {
    match old {
        Some(old) if old.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Some(old) if old.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }
}

/// How the names of the temporary files for `target` begin. Hidden, and short whatever the name of the target.
fn temporary_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or(OsStr::new(""));
    let id: String = Hash::of(name.as_encoded_bytes())
        .to_string()
        .chars()
        .take(12)
        .collect();
    format!(".{id}-")
}

/// A new temporary file with the permissions of any new file.
fn create(target: &Path) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let prefix = temporary_prefix(target);
    loop {
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{prefix}{}-{n}{TEMPORARY}", process::id());
        let path = folder_of(target).join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (path, file)),
        }
    }
}

/// Removes what earlier crashes left of saves of the same file.
fn sweep(target: &Path) {
    let prefix = temporary_prefix(target);
    let Ok(entries) = fs::read_dir(folder_of(target)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(TEMPORARY) && is_stale(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_stale(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|m| m.modified());
    modified.is_ok_and(|m| m.elapsed().is_ok_and(|age| age > STALE))
}

/// Gives the new file the owner (where that is allowed) and the permissions of the old one.
#[cfg(unix)]
fn adopt(file: &File, temporary: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only an administrator may give files away; without it the file is the saver's, as with any editor.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    fs::set_permissions(temporary, old.permissions())
}

#[cfg(not(unix))]
fn adopt(_: &File, _: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(not(windows))]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Virus scanners and indexers hold a file for moments; then Windows denies access.
#[cfg(windows)]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for tries in 1..=10 {
        match fs::rename(from, to) {
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {
                std::thread::sleep(Duration::from_millis(20 * tries));
            }
            other => return other,
        }
    }
    fs::rename(from, to)
}

/// Pushes a folder's names to the disk: without it a new name may be gone after a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network disks cannot; the file itself is safe there.
        Err(e) if matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut out: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        out.sort();
        out
    }

    #[test]
    fn a_replaced_file_is_alone_in_its_folder_and_a_dropped_replacement_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        drop(Replacement::write(&path, b"three").unwrap());
        assert_eq!(names(dir.path()), ["a"]);
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn a_folder_in_the_way_is_no_file_to_replace() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        let e = replace(&dir.path().join("a"), b"x").unwrap_err();
        assert_eq!(e.kind(), ErrorKind::IsADirectory);
        assert_eq!(names(dir.path()), ["a"]);
    }

    #[test]
    fn what_a_crash_left_is_swept_away_once_it_is_old() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        let (old, file) = create(&path).unwrap();
        let (young, _) = create(&path).unwrap();
        let (other, _file) = create(&dir.path().join("b")).unwrap();
        file.set_modified(std::time::SystemTime::now() - 2 * STALE)
            .unwrap();
        replace(&path, b"x").unwrap();
        assert!(!old.exists() && young.exists() && other.exists());
    }

    #[test]
    fn a_copy_kept_aside_never_replaces_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ann.ron");
        let first = keep_aside(&path, "damaged", b"1").unwrap();
        assert_eq!(keep_aside(&path, "damaged", b"1").unwrap(), first);
        keep_aside(&path, "damaged", b"2").unwrap();
        assert_eq!(
            names(dir.path()),
            ["a.ann.ron.damaged-1", "a.ann.ron.damaged-2"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay_and_a_protected_file_is_left_alone() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a"), dir.path().join("link"));
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o7777;
        File::create(dir.path().join("plain")).unwrap();
        replace(&path, b"one").unwrap();
        assert_eq!(mode(&path), mode(&dir.path().join("plain")));
        symlink(&path, &link).unwrap();
        for bits in [0o640, 0o664, 0o600] {
            fs::set_permissions(&path, fs::Permissions::from_mode(bits)).unwrap();
            replace(&link, b"two").unwrap();
            assert_eq!(mode(&path), bits);
        }
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let e = replace(&path, b"three").unwrap_err();
        assert_eq!(e.kind(), ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
}
