//! Showing a file in the system's file manager.

use super::error::StoreError;
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a path cannot be opened at all, in plain words with the path; `None` where it is worth a try.
pub fn why_not(path: &Path) -> Option<String> {
    let e = std::fs::metadata(path).err()?;
    Some(StoreError::reading(path, &e).to_string())
}

/// Shows `path` in the system's file manager, selected where the system can do that.
///
/// # Errors
/// When there is no file manager to be started.
pub fn show_in_folder(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    let mut command = if cfg!(target_os = "windows") {
        let mut c = Command::new("explorer");
        c.arg(format!("/select,{}", path.display()));
        c
    } else if cfg!(target_os = "macos") {
        let mut c = Command::new("open");
        c.arg("-R").arg(path);
        c
    } else {
        let mut c = Command::new("xdg-open");
        c.arg(folder);
        c
    };
    let started = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started
        .map(drop)
        .map_err(|_| StoreError::new(path, "No file manager could be started; the file is here"))
}
