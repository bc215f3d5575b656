//! The program without a screen: what is open, what is known about it, what a person can do with it.
//!
//! Nothing here knows egui. A screen reads [`App`], turns gestures into [`Command`]s, calls [`App::execute`], and calls
//! [`App::poll`] once a frame to take in what the background lanes have finished.

pub mod action;
pub mod alike;
mod annotating;
pub mod big;
pub mod bindings;
pub mod checks;
pub mod command;
mod correcting;
pub mod early;
pub mod entities;
mod execute;
pub mod findings;
pub mod folder;
pub mod history;
pub mod jobs;
mod kept;
pub mod loading;
pub mod notices;
mod own_lists;
mod poll;
pub mod provenance;
pub mod quotation;
pub mod refused;
pub mod reporting;
mod reviewing;
mod saving;
pub mod searching;
pub mod session;
pub mod shelf;
pub mod spans;
pub mod steps;
mod themes;
pub mod trail;
pub mod workspace;

pub use action::Action;
pub use alike::Alike;
pub use bindings::{Bindings, Keys};
pub use command::{Command, Fate};
pub use execute::lower_first;
pub use findings::{FindingFilter, FindingState};
pub use notices::{Notice, NoticeKind, Notices};
pub use searching::{HitTheme, Searching};
pub use session::{Focus, Reveal, Session};
pub use shelf::{Entry, Shelf, Summary};
pub use workspace::{OpenSet, Workspace};

use crate::annotation::{Annotator, AnnotatorId, Mint, Record, Timestamp};
use crate::document::Hash;
use crate::store::{OwnList, Places, Settings, SystemMint, UserFolders};
use crate::text::TextRange;
use history::History;
use jobs::Jobs;
use kept::Kept;
use saving::Saving;
use std::path::PathBuf;
use std::sync::Arc;
use trail::Trail;

/// Wakes the screen when a background lane has something to show.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Texts from this size on (bytes) are not looked through within an eye's blink.
const EARLY_FROM: usize = 256 << 10;

/// The program.
pub struct App {
    /// Every set, and the codebook.
    pub workspace: Workspace,
    /// The documents of the root.
    pub shelf: Shelf,
    /// The document on screen.
    pub session: Option<Session>,
    /// What is looked for in it.
    pub search: Searching,
    refused: Option<refused::Refused>,
    /// The document that was on screen before one that could not be read.
    left: Option<String>,
    /// The document that a password was just given for.
    unlocking: Option<String>,
    opener: refused::Opener,
    /// The entities of the folder.
    pub folder: folder::Folder,
    /// Which findings are listed.
    pub findings: FindingFilter,
    /// The quality report that is shown.
    pub reporting: reporting::Reporting,
    /// What a person should know.
    pub notices: Notices,
    /// What a person prefers.
    pub settings: Settings,
    /// Which keys call which action, after the settings.
    pub bindings: Bindings,
    /// Where one was reading.
    pub trail: Trail,
    /// Where the last export went.
    pub last_export: Option<PathBuf>,
    /// Whether to ask for the annotator's name, beside the work.
    pub ask_annotator: AskName,
    history: History,
    jobs: Jobs,
    saving: Saving,
    kept: Kept,
    places: Places,
    pending_reveal: Option<TextRange>,
    pending_place: Option<trail::Place>,
    /// The passage that one came for, by document.
    passage: Option<(String, TextRange)>,
    /// Whether a step is being made in the background.
    making: bool,
    /// Whether one has come since the screen last asked.
    late: bool,
    /// The mention that a person came for, by document.
    pending_mention: Option<(String, TextRange)>,
    /// The document that is to be shown as soon as it is read.
    awaited: Option<String>,
    /// The text that the lane was last given to look through, until it has done so.
    analysing: Option<(Hash, u64)>,
    /// The number of the present list of entities.
    list: u64,
    /// The present rules of the checks, and their number.
    rules: jobs::Numbered,
    /// Which of the root's own lists changed on disk while they were being written.
    lists_pending: Vec<OwnList>,
    /// Size in bytes from which on the beginning of a document is shown before the rest is read.
    pub preview_from: u64,
    /// Size in bytes of a text from which on what is on screen of it is looked at first.
    pub early_from: usize,
    mint: SystemMint,
}

impl App {
    /// The program with the settings of the user's folders (`None`: nothing is remembered).
    pub fn new(folders: Option<UserFolders>, wake: Wake) -> Self {
        let mut notices = Notices::default();
        let (mut settings, problem) = folders.as_ref().map(Settings::load).unwrap_or_default();
        if let Some(problem) = problem {
            notices.warn(problem.to_string());
        }
        let (places, problem) = folders.as_ref().map(Places::load).unwrap_or_default();
        if let Some(problem) = problem {
            notices.warn(problem.to_string());
        }
        if folders.is_none() {
            notices.warn(
                "No folder for settings was found, so nothing is remembered between sessions"
                    .to_owned(),
            );
        }
        let mut mint = SystemMint;
        // The id is made at once and kept, so that the first annotation has an owner before a name is given.
        settings
            .annotator
            .get_or_insert_with(|| (AnnotatorId(mint.uuid()), String::new()));
        Self {
            workspace: Workspace::default(),
            shelf: Shelf::default(),
            session: None,
            search: Searching::default(),
            findings: Self::kept_filter(&settings),
            reporting: reporting::Reporting::default(),
            notices,
            bindings: Bindings::of(&settings.keys),
            trail: Trail::default(),
            settings,
            last_export: None,
            ask_annotator: AskName::NotYet,
            history: History::default(),
            jobs: Jobs::start(folders, wake),
            saving: Saving::default(),
            kept: Kept::default(),
            places,
            pending_reveal: None,
            pending_place: None,
            passage: None,
            making: false,
            late: false,
            pending_mention: None,
            refused: None,
            left: None,
            unlocking: None,
            opener: Box::new(crate::store::open_original),
            folder: folder::Folder::new(),
            awaited: None,
            analysing: None,
            list: 0,
            rules: Default::default(),
            lists_pending: Vec::new(),
            preview_from: crate::store::PREVIEW_FROM,
            early_from: EARLY_FROM,
            mint,
        }
    }

    /// The annotator at this machine.
    pub fn annotator(&self) -> AnnotatorId {
        self.settings
            .annotator
            .as_ref()
            .map_or(AnnotatorId(uuid::Uuid::nil()), |(id, _)| *id)
    }

    /// The name of the annotator at this machine; empty until it was given.
    pub fn annotator_name(&self) -> &str {
        self.settings
            .annotator
            .as_ref()
            .map_or("", |(_, name)| name.as_str())
    }

    /// The record that names the annotator.
    fn annotator_record(&self) -> Record {
        let name = if self.annotator_name().is_empty() {
            "Annotator"
        } else {
            self.annotator_name()
        };
        Record::Annotator(Annotator {
            id: self.annotator(),
            name: name.to_owned(),
            extra: Default::default(),
        })
    }

    /// Why a path cannot be opened at all: `None` where it is worth a try. Looks at the file system, not into files.
    pub fn why_not(&self, path: &std::path::Path) -> Option<String> {
        crate::store::why_not(path)
    }

    /// Name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.history.undo_name()
    }

    /// Name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.history.redo_name()
    }

    /// The present time.
    fn now(&mut self) -> Timestamp {
        self.mint.now()
    }

    /// Where the work stands with saving.
    pub fn save_state(&self) -> SaveState {
        self.saving.state(&self.workspace)
    }

    /// Whether a lane is at work on what the screen shows.
    pub fn is_busy(&self) -> bool {
        self.jobs.is_busy() || self.saving.is_pending()
    }

    /// Has the settings written; a failure is said.
    fn save_settings(&self) {
        self.jobs.save_settings(self.settings.clone());
    }

    /// Waits until everything is written: the last thing before the window closes. Gives up after `limit`; the journal
    /// keeps what was not written.
    pub fn finish(&mut self, limit: std::time::Duration) {
        self.remember_place();
        self.save_settings();
        self.flush();
        let end = std::time::Instant::now() + limit;
        while (self.making || self.saving.is_pending() || self.jobs.is_saving())
            && std::time::Instant::now() < end
        {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.poll();
        }
    }
}

/// Whether the annotator's name is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AskName {
    /// Nothing was annotated yet.
    NotYet,
    /// The first annotation was made.
    Now,
    /// It was answered, or put off.
    Never,
}

/// Where the work stands with saving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveState {
    /// Nothing has been written yet, nothing has to be.
    Nothing,
    /// Edits wait to be written (the journal has them).
    Unsaved,
    /// Everything is in the sidecar, written at this time.
    Saved(Timestamp),
    /// Writing failed; the work is kept in the journal.
    Failed(String),
}
