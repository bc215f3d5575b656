//! Showing a file in the system's file manager, or in the program that it was made for.

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
    start(&mut command)
        .map_err(|_| StoreError::new(path, "No file manager could be started; the file is here"))
}

/// Opens `path` in the system's viewer for its kind; of a PDF at page number `page` (from 1) where a viewer is there that
/// can be asked for it.
///
/// # Errors
/// When no program could be started.
pub fn open_original(path: &Path, page: Option<u32>) -> Result<(), StoreError> {
    let at_page = page.map(|page| viewers(path, page)).unwrap_or_default();
    let mut tried = at_page.into_iter().chain([system_viewer(path)]);
    let started = tried.any(|mut command| start(&mut command).is_ok());
    started.then_some(()).ok_or_else(|| {
        StoreError::new(
            path,
            "No program could be started to show this file; it is here",
        )
    })
}

/// Programs that show a PDF at a page, the usual ones of a desktop first; those that are not there fail to start.
fn viewers(path: &Path, page: u32) -> Vec<Command> {
    let with = |program: &str, args: &[String]| {
        let mut command = Command::new(program);
        command.args(args).arg(path);
        command
    };
    let number = page.to_string();
    if cfg!(target_os = "windows") {
        let sumatra = with("SumatraPDF", &["-page".to_owned(), number.clone()]);
        return vec![
            sumatra,
            with("AcroRd32", &["/A".to_owned(), format!("page={number}")]),
        ];
    }
    if cfg!(target_os = "macos") {
        // Preview cannot be asked for a page.
        return Vec::new();
    }
    vec![
        with("papers", &[format!("--page-index={number}")]),
        with("evince", &[format!("--page-index={number}")]),
        with("okular", &["--page".to_owned(), number.clone()]),
        with("atril", &[format!("--page-index={number}")]),
        with("xreader", &[format!("--page-index={number}")]),
        with("zathura", &["-P".to_owned(), number.clone()]),
    ]
}

/// The program that the system has for a file of this kind.
fn system_viewer(path: &Path) -> Command {
    let mut command = if cfg!(target_os = "windows") {
        // The shell's own opener; `start` would read the path as a command line.
        let mut c = Command::new("rundll32");
        c.arg("url.dll,FileProtocolHandler");
        c
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(path);
    command
}

fn start(command: &mut Command) -> std::io::Result<()> {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.spawn().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viewers_are_asked_for_the_page_and_get_the_file_last() {
        let path = Path::new("a b.pdf");
        for command in viewers(path, 12) {
            let args: Vec<_> = command.get_args().map(|a| a.to_string_lossy()).collect();
            assert_eq!(args.last().map(|a| &**a), Some("a b.pdf"));
            assert!(args.iter().any(|a| a.contains("12")), "{args:?}");
        }
        let args: Vec<_> = system_viewer(path)
            .get_args()
            .map(ToOwned::to_owned)
            .collect();
        assert_eq!(args.last().map(|a| &**a), Some(path.as_os_str()));
    }
}
