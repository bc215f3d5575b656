//! The system's dialogs, off the window's thread. Where there is none, a path field takes their place.

use super::dialogs::Dialog;
use crate::app::{App, Command};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// A file to open.
    File,
    /// A folder to open.
    Folder,
    /// A file to write an export to.
    SaveAs,
    /// A file with names.
    Names,
}

/// The dialog that is open, if one is.
#[derive(Default)]
pub struct Chooser {
    open: Option<(Ask, Instant, Receiver<Option<PathBuf>>)>,
}

/// A dialog that is gone sooner than a person can cancel it was never there.
const TOO_FAST: Duration = Duration::from_millis(250);

impl Chooser {
    /// Opens a dialog; `start` is the folder or file that it begins at.
    pub fn ask(&mut self, ctx: &egui::Context, ask: Ask, start: PathBuf) {
        if self.open.is_some() {
            return;
        }
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let run = move || {
            let picked = pick(ask, &start);
            // The window may be gone by now; then nobody waits.
            let _ = sender.send(picked);
            ctx.request_repaint();
        };
        if std::thread::Builder::new()
            .name("dialog".into())
            .spawn(run)
            .is_ok()
        {
            self.open = Some((ask, Instant::now(), receiver));
        }
    }

    /// A path that was chosen to be opened. A chosen place for an export goes to the export's dialog.
    pub fn poll(&mut self, app: &mut App, dialog: &mut Option<Dialog>) -> Option<PathBuf> {
        let (ask, since, receiver) = self.open.as_ref()?;
        let picked = match receiver.try_recv() {
            Ok(picked) => picked,
            Err(std::sync::mpsc::TryRecvError::Empty) => return None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => None,
        };
        let (ask, quick) = (*ask, since.elapsed() < TOO_FAST);
        self.open = None;
        match (ask, picked) {
            (Ask::SaveAs | Ask::Names, Some(path)) => {
                if let Some(dialog) = dialog {
                    dialog.set_path(path);
                }
                None
            }
            (_, Some(path)) => Some(path),
            (Ask::SaveAs | Ask::Names, None) if quick => {
                app.execute(Command::Say(
                    "This system has no file dialog; type the path instead".into(),
                ));
                None
            }
            (_, None) if quick => {
                app.execute(Command::Say(
                    "This system has no file dialog; type the path instead".into(),
                ));
                *dialog = Some(Dialog::open_path());
                None
            }
            (_, None) => None,
        }
    }
}

fn pick(ask: Ask, start: &std::path::Path) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let folder = if start.is_dir() {
        Some(start)
    } else {
        start.parent()
    };
    let dialog = match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    };
    match ask {
        Ask::File => dialog
            .set_title("Open a document")
            .add_filter("Documents", &crate::store::endings().collect::<Vec<_>>())
            .add_filter("All files", &["*"])
            .pick_file(),
        Ask::Folder => dialog.set_title("Open a folder of documents").pick_folder(),
        Ask::Names => dialog
            .set_title("Import names")
            .add_filter("Lists and tables (txt, csv, tsv)", &["txt", "csv", "tsv"])
            .add_filter("All files", &["*"])
            .pick_file(),
        Ask::SaveAs => {
            let name = start
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            dialog
                .set_title("Export for review")
                .set_file_name(name)
                .save_file()
        }
    }
}
