//! Background lanes: one worker each, the newest request wins (except in the saving lane, which drops none). A job that
//! panics reports an error, and the lane goes on.

mod applying;
mod folder;
mod glancing;
mod grading;
mod lists;
mod reading;
mod reporting;
mod saving;
pub mod searching;
mod watching;

use super::Wake;
use super::early::Glanced;
use super::folder::FolderDone;
use super::reporting::{Ask, ReportDone};
use super::session::Analysis;
use super::shelf::Summary;
use super::workspace::OpenSet;
use crate::annotation::entity_list::import::{ImportAs, Imported};
use crate::annotation::{
    AnnotationSet, Change, CheckRules, Codebook, EntityList, Place, Timestamp,
};
use crate::document::{Document, Hash};
use crate::export::Format;
use crate::store::{OwnList, Places, Settings, StoreError, UserFolders};
pub use applying::{Applied, ApplyRequest};
pub use folder::{FolderRequest, Texts};
pub use glancing::Glance;
pub use grading::{Counted, Found, GradeRequest};
use lists::Lists;
pub use lists::Numbered;
pub use reporting::{ReportRequest, Reportable};
use saving::Own;
use searching::{Look as SearchLook, Passages, SearchRequest, Searched};
use std::any::Any;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
pub use watching::Outside;
use watching::Watch;

/// What a lane has finished.
pub enum Done {
    /// A folder was listed.
    Listed(Box<Listing>),
    /// A document was read.
    Opened(Box<Opened>),
    /// The beginning of a long document was read.
    Preview {
        /// Its key.
        key: String,
        /// Where it is.
        path: PathBuf,
        /// The beginning.
        document: Arc<Document>,
    },
    /// A document could not be read.
    NotOpened {
        /// Its key.
        key: String,
        /// Why.
        error: StoreError,
    },
    /// A long text is being looked through.
    Looking {
        /// Hash of the text.
        text_hash: Hash,
        /// How much of it, in per cent.
        percent: u8,
    },
    /// What is on screen of a long text was looked at.
    Glanced(Box<Glanced>),
    /// A step of many changes was made.
    Applied(Box<Applied>),
    /// The index of the folder's entities has answered.
    Folder(Box<FolderDone>),
    /// A text was looked through.
    Analysed {
        /// Hash of the text.
        text_hash: Hash,
        /// What was found.
        analysis: Arc<Analysis>,
    },
    /// The findings of a long text follow the rules of the checks.
    Graded {
        /// Hash of the text.
        text_hash: Hash,
        /// What was found, under the rules.
        analysis: Arc<Analysis>,
    },
    /// The findings of other documents were counted under the rules of the checks.
    Counted(Counted),
    /// The survey came by a document.
    Surveyed(Box<Surveyed>),
    /// A save ended.
    Saved(Saved),
    /// A journal, or a file of the user's own, could not be written.
    NotWritten(String),
    /// An export ended.
    Exported {
        /// The file.
        to: PathBuf,
        /// How many annotations of how many documents; or why not.
        result: Result<(usize, usize), String>,
    },
    /// A quality report was made or written.
    Report(Box<ReportDone>),
    /// Names to be imported were read.
    ImportRead(ImportRead),
    /// Another program has written one of the root's own lists.
    ListChanged(Outside),
    /// A search has found something.
    Searched(Box<Searched>),
    /// A job panicked.
    Panicked {
        /// What it was doing.
        lane: &'static str,
        /// What it said.
        message: String,
    },
}

/// A root that was listed.
pub struct Listing {
    /// The folder, or the folder of the single file.
    pub root: PathBuf,
    /// The single file, where one was opened.
    pub single: Option<PathBuf>,
    /// The documents.
    pub documents: Vec<PathBuf>,
    /// The codebook of the root.
    pub codebook: OpenSet,
    /// What is said about entities in general in the root.
    pub entities: OpenSet,
    /// What the root wants of the checks.
    pub checks: OpenSet,
    /// The numbers of the list of entities and of these rules, where a document is looked through by them already.
    pub list: Option<(u64, u64)>,
    /// What went wrong.
    pub problems: Vec<String>,
    /// Whether the single file is being read already.
    pub opening: bool,
}

/// A document to be read.
pub struct OpenRequest {
    /// Where it is.
    pub path: PathBuf,
    /// Where it will be read on (UTF-8 bytes of the text): its beginning is shown first only where this lies in it.
    pub place: usize,
    /// The text whose analysis is at hand.
    pub known: Option<Hash>,
    /// Size in bytes from which on its beginning is shown first.
    pub preview_from: u64,
}

/// A document that was read.
pub struct Opened {
    /// Its key.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
    /// The document.
    pub document: Arc<Document>,
    /// Its set.
    pub set: OpenSet,
    /// What a person should know.
    pub messages: Vec<String>,
    /// Changes to codebook and lists of the root that the journal held.
    pub shared: Vec<Change>,
    /// Whether it is being looked through already.
    pub analysing: bool,
}

/// What is learnt of a document without showing it.
pub type Learnt = (Summary, OpenSet, Arc<Analysis>);

/// What the survey learnt.
pub struct Surveyed {
    /// The survey it belongs to.
    pub generation: u64,
    /// Key of the document.
    pub key: String,
    /// What was learnt, or why it cannot be read.
    pub result: Result<Learnt, String>,
}

/// A request of the saving lane.
pub enum SaveRequest {
    /// Append an edit to a journal: whole, whatever places it touches.
    Journal {
        /// Whose journal.
        home: Place,
        /// The document, or the root.
        path: PathBuf,
        /// The changes.
        changes: Vec<Change>,
        /// Number of the edit.
        number: u64,
    },
    /// Write a file of records.
    File {
        /// Which.
        place: Place,
        /// The document, or the root.
        path: PathBuf,
        /// What to write.
        set: Box<AnnotationSet>,
        /// Hash of the file that it replaces.
        base: Option<Hash>,
        /// What that file held.
        on_disk: Arc<AnnotationSet>,
        /// Whether that file is damaged.
        damaged: bool,
        /// Number of the last edit that it holds.
        number: u64,
    },
    /// Write what waits of the user's own files.
    Own,
}

/// How a save went.
pub struct Saved {
    /// Which file.
    pub place: Place,
    /// What is in it now, or why it was not written.
    pub result: Result<Written, String>,
}

/// A file that was written.
pub struct Written {
    /// Hash of the file.
    pub base: Option<Hash>,
    /// What was asked to be written.
    pub ours: Box<AnnotationSet>,
    /// What was written.
    pub written: Box<AnnotationSet>,
    /// Whether the two differ, because somebody else had written the file.
    pub merged: bool,
}

/// What is to be exported.
pub struct ExportRequest {
    /// The format.
    pub format: Format,
    /// The file to write.
    pub to: PathBuf,
    /// Name and path of each document, and its set where it is loaded.
    pub documents: Vec<(String, PathBuf, Option<AnnotationSet>)>,
    /// The themes.
    pub codebook: Codebook,
    /// Title of the report.
    pub title: String,
    /// When.
    pub at: Timestamp,
}

/// Names to be imported into the list of entities.
pub struct ImportRequest {
    /// The file.
    pub path: PathBuf,
    /// As what they are imported where the file does not say so.
    pub unless: ImportAs,
}

/// Names to be imported, read.
pub struct ImportRead {
    /// The file.
    pub path: PathBuf,
    /// What is in it, or why it cannot be read.
    pub result: Result<Imported, String>,
}

/// A document that is to be looked through.
struct Look {
    /// Its key.
    key: String,
    document: Arc<Document>,
}

/// Name of the lane that makes big steps.
pub const APPLY: &str = "apply";

/// Name of the lane that makes quality reports.
pub const REPORT: &str = "report";

/// Name of the lane that keeps what is known of the folder.
pub const FOLDER: &str = "folder";

/// Name of the lane that searches.
pub const SEARCH: &str = "search";

struct Lane<T> {
    requests: Sender<T>,
    waiting: Arc<AtomicUsize>,
}

impl<T> Clone for Lane<T> {
    fn clone(&self) -> Self {
        Self {
            requests: self.requests.clone(),
            waiting: self.waiting.clone(),
        }
    }
}

/// Tells a worker whether a newer request waits.
type Newer<'a> = &'a dyn Fn() -> bool;

impl<T: Send + 'static> Lane<T> {
    /// Starts a lane. `newest`: requests that came while the worker was busy are dropped but for the last one.
    fn start(
        name: &'static str,
        newest: bool,
        out: Out,
        mut work: impl FnMut(T, &Out, Newer<'_>) + Send + 'static,
    ) -> Self {
        let (requests, inbox) = channel::<T>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let count = waiting.clone();
        let run = move || {
            while let Ok(mut request) = inbox.recv() {
                let mut taken = 1;
                while newest && let Ok(newer) = inbox.try_recv() {
                    request = newer;
                    taken += 1;
                }
                let newer = || count.load(Ordering::SeqCst) > taken;
                let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    work(request, &out, &newer)
                }));
                // Counted down before the screen is woken, so that it does not find the lane busy for ever.
                count.fetch_sub(taken, Ordering::SeqCst);
                match result {
                    Ok(()) => out.wake(),
                    Err(panic) => out.send(Done::Panicked {
                        lane: name,
                        message: panic_message(panic.as_ref()),
                    }),
                }
            }
        };
        // Without a thread the requests are never answered; the sender then says so at the first request.
        drop(std::thread::Builder::new().name(name.to_owned()).spawn(run));
        Self { requests, waiting }
    }

    fn ask(&self, request: T) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        if self.requests.send(request).is_err() {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn is_busy(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }
}

/// What a panicking thread left is as good as anything here.
fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "it gave no reason".to_owned())
}

/// Where lanes put what they have finished.
#[derive(Clone)]
struct Out {
    done: Sender<Done>,
    wake: Wake,
}

impl Out {
    fn send(&self, done: Done) {
        // The receiver is gone only when the program ends.
        let _ = self.done.send(done);
        self.wake();
    }

    fn folder(&self, done: FolderDone) {
        self.send(Done::Folder(Box::new(done)));
    }

    fn wake(&self) {
        (self.wake)();
    }
}

/// The lanes.
pub struct Jobs {
    list: Lane<OpenRequest>,
    open: Lane<OpenRequest>,
    analyse: Lane<Look>,
    apply: Lane<ApplyRequest>,
    folder: Lane<FolderRequest>,
    /// The numbers of the last requests for the table and for a card.
    folder_last: Arc<(AtomicU64, AtomicU64)>,
    glance: Lane<Glance>,
    grade: Lane<GradeRequest>,
    survey: Lane<(u64, Vec<PathBuf>)>,
    save: Lane<SaveRequest>,
    export: Lane<ExportRequest>,
    report: Lane<(ReportRequest, Ask)>,
    import: Lane<ImportRequest>,
    search: Lane<SearchRequest>,
    search_generation: Arc<AtomicU64>,
    survey_generation: Arc<AtomicU64>,
    own: Arc<Own>,
    lists: Arc<Lists>,
    watch: Arc<Watch>,
    wake: Wake,
    done: Receiver<Done>,
}

impl Jobs {
    /// Starts the lanes.
    pub fn start(folders: Option<UserFolders>, wake: Wake) -> Self {
        let (sender, done) = channel();
        let out = Out {
            done: sender,
            wake: wake.clone(),
        };
        let survey_generation = Arc::new(AtomicU64::new(0));
        let search_generation = Arc::new(AtomicU64::new(0));
        let searched = search_generation.clone();
        let own = Arc::new(Own::default());
        let lists = Arc::new(Lists::default());
        let watch = Arc::new(Watch::default());
        watch.start(out.clone());
        let folder_last = Arc::default();
        let folder = Lane::start(FOLDER, false, out.clone(), {
            let mut folder = folder::Folder::new(Arc::clone(&folder_last));
            move |request, out, newer| folder.take(request, out, newer())
        });
        let analyse = Lane::start("analyse", true, out.clone(), {
            let (lists, folder) = (lists.clone(), folder.clone());
            move |look, out, newer| reading::look_through(look, &lists, &folder, out, newer)
        });
        Self {
            list: Lane::start("list", true, out.clone(), {
                let (folders, analyse, lists) = (folders.clone(), analyse.clone(), lists.clone());
                move |request: OpenRequest, out, _| {
                    reading::list(&request, folders.as_ref(), &lists, &analyse, out)
                }
            }),
            open: Lane::start("open", true, out.clone(), {
                let (folders, analyse) = (folders.clone(), analyse.clone());
                move |request: OpenRequest, out, _| {
                    reading::open(&request, folders.as_ref(), &analyse, out)
                }
            }),
            analyse,
            apply: Lane::start(APPLY, false, out.clone(), |request, out, _| {
                applying::apply(request, out)
            }),
            folder: folder.clone(),
            folder_last,
            glance: Lane::start("glance", true, out.clone(), {
                let lists = lists.clone();
                move |request, out, newer| glancing::glance(request, &lists, out, newer)
            }),
            grade: Lane::start("grade", true, out.clone(), grading::grade),
            survey: Lane::start("survey", true, out.clone(), {
                let (folders, current) = (folders.clone(), survey_generation.clone());
                let (lists, folder) = (lists.clone(), folder.clone());
                move |(generation, paths): (u64, Vec<PathBuf>), out, _| {
                    let wanted = || current.load(Ordering::Relaxed) == generation;
                    let to = reading::Told {
                        folder: &folder,
                        out,
                    };
                    reading::survey(generation, &paths, folders.as_ref(), &lists, &wanted, &to);
                }
            }),
            save: Lane::start("save", false, out.clone(), {
                let own = own.clone();
                let mut journals = saving::Journals {
                    folders,
                    open: HashMap::new(),
                };
                move |request, out, _| saving::save(request, &mut journals, &own, out)
            }),
            search: Lane::start(SEARCH, true, out.clone(), move |request, out, _| {
                searching::run(request, &searched, out)
            }),
            search_generation,
            report: Lane::start(REPORT, false, out.clone(), |request, out, _| {
                reporting::run(request, out)
            }),
            import: Lane::start(
                "import",
                false,
                out.clone(),
                |request: ImportRequest, out, _| {
                    out.send(Done::ImportRead(reading::import(request)));
                },
            ),
            export: Lane::start("export", false, out, |request: ExportRequest, out, _| {
                let result = reading::export(&request);
                out.send(Done::Exported {
                    to: request.to,
                    result,
                });
            }),
            survey_generation,
            own,
            lists,
            watch,
            wake,
            done,
        }
    }

    /// Lists a file or folder; a single file is read as well.
    pub fn list(&self, request: OpenRequest) {
        self.list.ask(request);
    }

    /// Reads a document, and has it looked through.
    pub fn open(&self, request: OpenRequest) {
        self.open.ask(request);
    }

    /// Looks through a document.
    pub fn analyse(&self, key: String, document: Arc<Document>) {
        self.analyse.ask(Look { key, document });
    }

    /// Makes a step of many changes.
    pub fn apply(&self, request: ApplyRequest) {
        self.apply.ask(request);
    }

    /// Gives back the memory of something large, off the screen's thread.
    pub fn discard<T: Send + 'static>(&self, what: T) {
        let discard = move || drop(what);
        // Where there is no thread it was dropped with the closure.
        drop(
            std::thread::Builder::new()
                .name("discard".to_owned())
                .spawn(discard),
        );
    }

    /// Asks something of the index of the folder's entities, or tells it something.
    pub fn folder(&self, request: FolderRequest) {
        self.folder.ask(request);
    }

    /// The number that the next request for the table is to have; those before it no longer count.
    pub fn next_table(&self) -> u64 {
        self.folder_last.0.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The same for a card.
    pub fn next_card(&self) -> u64 {
        self.folder_last.1.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Has all lanes go by another list of entities; returns its number.
    pub fn set_list(&self, list: EntityList) -> u64 {
        self.lists.set(list)
    }

    /// The number of the list of entities that the lanes go by.
    pub fn list_number(&self) -> u64 {
        self.lists.number()
    }

    /// Has all lanes go by other rules of the checks; returns their number.
    pub fn set_rules(&self, rules: CheckRules) -> u64 {
        self.lists.set_rules(rules)
    }

    /// The rules of the checks that the lanes go by.
    pub fn rules(&self) -> Numbered {
        self.lists.rules()
    }

    /// Has findings follow the rules of the checks.
    pub fn grade(&self, request: GradeRequest) {
        self.grade.ask(request);
    }

    /// Watches the own lists of a root, which were just read.
    pub fn watch(&self, root: PathBuf) {
        self.watch.follow(root);
    }

    /// Has one of them read once more.
    pub fn watch_again(&self, list: OwnList) {
        self.watch.look_again(list);
    }

    /// Looks at a part of a document; a part that is being looked at is left.
    pub fn glance(&self, request: Glance) {
        self.glance.ask(request);
    }

    /// Has the screen call again: something was left for the next time.
    pub fn call_again(&self) {
        (self.wake)();
    }

    /// Surveys documents; an older survey ends.
    pub fn survey(&self, paths: Vec<PathBuf>) -> u64 {
        let generation = self.survey_generation.fetch_add(1, Ordering::Relaxed) + 1;
        self.survey.ask((generation, paths));
        generation
    }

    /// Ends the survey that is under way: its documents are no longer the ones of interest.
    pub fn end_survey(&self) {
        self.survey_generation.fetch_add(1, Ordering::Relaxed);
    }

    /// The survey whose results still count.
    pub fn survey_generation(&self) -> u64 {
        self.survey_generation.load(Ordering::Relaxed)
    }

    /// Writes something.
    pub fn save(&self, request: SaveRequest) {
        self.save.ask(request);
    }

    /// Writes the settings; of several that wait the last ones.
    pub fn save_settings(&self, settings: Settings) {
        self.own.put_settings(settings);
        self.save.ask(SaveRequest::Own);
    }

    /// Writes the reading places; of several that wait the last ones.
    pub fn save_places(&self, places: Places) {
        self.own.put_places(places);
        self.save.ask(SaveRequest::Own);
    }

    /// Whether something is still to be written.
    pub fn is_saving(&self) -> bool {
        self.save.is_busy()
    }

    /// Exports something.
    pub fn export(&self, request: ExportRequest) {
        self.export.ask(request);
    }

    /// Makes a quality report, to be shown or written.
    pub fn report(&self, request: ReportRequest, ask: Ask) {
        if request.folder {
            // The lane that knows what is wrong between its documents makes it.
            self.folder
                .ask(FolderRequest::Report(Box::new((request, ask))));
        } else {
            self.report.ask((request, ask));
        }
    }

    /// Reads names to be imported.
    pub fn import(&self, request: ImportRequest) {
        self.import.ask(request);
    }

    /// Looks through a document; an older search ends.
    pub fn search(&self, look: SearchLook) {
        self.search.ask(SearchRequest::Look(look));
    }

    /// Works out which passages belong to hits.
    pub fn gather_passages(&self, passages: Passages) {
        self.search.ask(SearchRequest::Passages(passages));
    }

    /// Ends the search that is under way; the number that the next one is to have.
    pub fn end_search(&self) -> u64 {
        self.search_generation.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The next thing that was finished.
    pub fn next(&self) -> Option<Done> {
        self.done.try_recv().ok()
    }

    /// Whether a lane that the screen waits for is at work.
    pub fn is_busy(&self) -> bool {
        self.list.is_busy()
            || self.open.is_busy()
            || self.analyse.is_busy()
            || self.survey.is_busy()
            || self.export.is_busy()
            || self.import.is_busy()
    }

    /// Whether a document is being read.
    pub fn is_opening(&self) -> bool {
        self.list.is_busy() || self.open.is_busy()
    }
}
