//! What a gesture asks for: the screen returns these, the program carries them out.

use crate::annotation::entity_list::import::ImportAs;
use crate::annotation::{
    AnnotationId, Category, CheckKey, EntityKey, EntityLabel, EntityRecord, ProvenanceField,
    ReadingState, Severity, Theme, ThemeId,
};
use crate::app::alike::Alike;
use crate::app::findings::FindingFilter;
use crate::app::reporting::Scope;
use crate::app::searching::HitTheme;
use crate::app::session::Focus;
use crate::export::Format;
use crate::library::index::Query;
use crate::library::quality_report::ReportFormat;
use crate::library::search::{Options, Unit};
use crate::store::Settings;
use crate::text::TextRange;
use std::path::PathBuf;

/// What becomes of a deleted theme's annotations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// They are deleted too.
    Delete,
    /// They stay as highlights without a theme.
    KeepAsHighlights,
    /// They get this theme.
    MoveTo(ThemeId),
}

/// An intent.
#[derive(Clone, Debug)]
pub enum Command {
    /// Open a file or a folder.
    OpenPath(PathBuf),
    /// Show a document of the folder.
    Show(String),
    /// Read a document that could not be read, with this password (empty: without one).
    ReadAgain(String, String),
    /// Put away the message about a document that could not be read.
    PutAway,
    /// Open the file behind the text in the system's program for it, at the page of this byte (UTF-8).
    OpenOriginal(usize),
    /// Show the document so many places further in the list (negative: back).
    Step(isize),
    /// Go to a passage of the document on screen.
    Reveal(TextRange),
    /// Back to where one was reading before the last jump.
    Back,
    /// Forth again to where one went back from.
    Forth,
    /// Point at something.
    Focus(Focus),
    /// Tag a passage; [`TextRange::DOCUMENT`] tags the document.
    Tag(TextRange, ThemeId),
    /// Make a theme and tag a passage with it.
    TagNew(TextRange, String),
    /// Mark a passage, its theme still open.
    Highlight(TextRange),
    /// Flag a data-quality issue.
    Flag {
        /// UTF-8 bytes of the text.
        range: TextRange,
        /// What kind of fault.
        category: Category,
        /// How much it matters.
        severity: Severity,
        /// Why.
        note: String,
    },
    /// Write a memo on a passage.
    Memo(TextRange, String),
    /// Change the note of an annotation.
    SetNote(AnnotationId, String),
    /// Comment on an annotation.
    Comment(AnnotationId, String),
    /// Give an annotation a theme, or another one.
    SetTheme(AnnotationId, ThemeId),
    /// Give an annotation another passage.
    Resize(AnnotationId, TextRange),
    /// Delete annotations.
    Delete(Vec<AnnotationId>),
    /// Make mentions annotations.
    Accept(Vec<usize>),
    /// Say that mentions are wrong.
    Refuse(Vec<usize>),
    /// Answer all open mentions that are like one of them.
    AnswerAlike {
        /// The one.
        mention: usize,
        /// Which are like it.
        alike: Alike,
        /// Whether they become annotations, or are wrong.
        accept: bool,
    },
    /// Have words always marked, in every document of the root.
    AlwaysTreat {
        /// The words, as they stand in the text.
        surface: String,
        /// As what.
        label: EntityLabel,
        /// What they stand for; empty: themselves.
        canonical: String,
    },
    /// Have words always marked that stand inside a longer name, which is never marked as it is any more.
    AlwaysTreatPart {
        /// The words.
        surface: String,
        /// As what.
        label: EntityLabel,
        /// What they stand for; empty: themselves.
        canonical: String,
        /// The longer name, and as what it is marked.
        longer: (String, EntityLabel),
    },
    /// Have words never marked (with a label: not as that), in every document of the root.
    NeverTreat {
        /// The words, as they stand in the text.
        surface: String,
        /// As what they are not marked; `None`: as nothing.
        label: Option<EntityLabel>,
    },
    /// Show the entities of the folder, or the document again.
    ShowIndex(bool),
    /// Ask for the table of the folder's entities.
    QueryIndex(Box<Query>),
    /// Write the table of the folder's entities to a file.
    ExportIndex(PathBuf),
    /// Ask for the card of an entity of the folder, by type and name; `None` closes it.
    ChooseEntity(Option<(EntityLabel, String)>),
    /// Show more mentions of the card in context.
    MoreContext,
    /// Show a passage (UTF-8 bytes) of a document, by its key, and point at the mention there.
    GoTo(String, TextRange),
    /// Make all open mentions of an entity annotations, in every document of the folder.
    AcceptEntity(EntityLabel, String),
    /// Have names stand for one entity.
    MergeEntities {
        /// The type of all.
        label: EntityLabel,
        /// The names that are given up.
        names: Vec<String>,
        /// The name that stands for all.
        into: String,
    },
    /// Say that two names are not the same.
    RefuseMerge(EntityLabel, String, String),
    /// Take a way to write it out of an entity.
    SplitForm {
        /// The type.
        label: EntityLabel,
        /// The way to write it.
        form: String,
        /// The entity.
        from: String,
    },
    /// Give an entity another type.
    RetypeEntity {
        /// Its type.
        label: EntityLabel,
        /// Its name.
        name: String,
        /// The other type.
        to: EntityLabel,
    },
    /// Note something on an entity.
    NoteEntity {
        /// Its type.
        label: EntityLabel,
        /// Its name.
        name: String,
        /// The note; empty takes it away.
        text: String,
    },
    /// Whether seats of governments stand for what they govern.
    LinkMetonyms(bool),
    /// Put a record into the list of entities, in the place of another one or of none.
    PutEntity(Option<EntityKey>, EntityRecord),
    /// Take records out of the list of entities.
    RemoveEntities(Vec<EntityKey>),
    /// Add the names of a file to the list of entities: a plain list, or a table in CSV.
    ImportEntityList {
        /// The file.
        path: PathBuf,
        /// As what they are imported where the file does not say so.
        unless: ImportAs,
    },
    /// Have findings of the same check on the same words not appear, in every document of the root.
    DismissAlike(usize),
    /// Switch a check (by its id) on or off for the root.
    SwitchCheck(&'static str, bool),
    /// Give the findings of a check another severity or tier in the root.
    GradeCheck {
        /// Its id.
        check: &'static str,
        /// How much they matter; `None`: as found.
        severity: Option<Severity>,
        /// 1: shown by default, 2: on demand; `None`: as found.
        tier: Option<u8>,
    },
    /// Take a rule of the checks away.
    RemoveRule(CheckKey),
    /// Say that a finding is right: it becomes a flag.
    Confirm(usize),
    /// Say that a finding is wrong or does not matter.
    Dismiss(usize),
    /// Say what a passage with a finding should read; empty: nothing.
    Correct(usize, String),
    /// Say what a passage should read in which nothing was found.
    CorrectPassage(TextRange, String),
    /// List other findings.
    FilterFindings(FindingFilter),
    /// Show a passage (UTF-8 bytes) that a finding rests on: of a document by its key; `None`: of the one on screen.
    ShowPassage(Option<String>, TextRange),
    /// Take back the answer to a finding.
    Reconsider(usize),
    /// Set how far one is with the document on screen.
    SetReading(ReadingState),
    /// Say where a document comes from, by its key; an empty value clears its field.
    SetProvenance(String, Vec<(ProvenanceField, String)>),
    /// Make the quality report anew where something has changed.
    MakeReport(Scope),
    /// Write the quality report to a file.
    ExportReport(Scope, ReportFormat, PathBuf),
    /// Make a theme.
    NewTheme {
        /// Its name.
        name: String,
        /// What it is a part of.
        parent: Option<ThemeId>,
    },
    /// Change a theme's attributes.
    ChangeTheme(Theme),
    /// Move a theme under another one (or to the top), before a sibling (or to the end).
    MoveTheme {
        /// What moves.
        id: ThemeId,
        /// Its new parent.
        parent: Option<ThemeId>,
        /// The sibling that it is to stand before.
        before: Option<ThemeId>,
    },
    /// Delete a theme; its children move up.
    DeleteTheme(ThemeId, Fate),
    /// Give all annotations of a theme to another one and delete it.
    MergeTheme {
        /// What goes.
        from: ThemeId,
        /// What stays.
        into: ThemeId,
    },
    /// Take the last step back.
    Undo,
    /// Do the last step that was taken back again.
    Redo,
    /// Save now.
    Save,
    /// Export annotations.
    Export {
        /// In which format.
        format: Format,
        /// All documents of the folder, or the one on screen.
        all: bool,
        /// The file to write.
        to: PathBuf,
    },
    /// Show the last export in the system's file manager.
    ShowExport,
    /// Give the annotator a name.
    NameAnnotator(String),
    /// Do not ask for the annotator's name again in this session.
    StayNameless,
    /// Change the settings.
    ChangeSettings(Box<Settings>),
    /// Note where one is reading (UTF-8 bytes); and whether the end was seen.
    NotePlace(usize),
    /// Look for something in the document on screen; an empty query ends the search.
    Search {
        /// What is looked for.
        query: String,
        /// How it is meant.
        options: Options,
        /// Where one is reading (UTF-8 bytes): the first hit from there is shown.
        from: usize,
    },
    /// Go to the next or previous hit.
    StepHit {
        /// The next, not the previous.
        forward: bool,
        /// Where one is reading (UTF-8 bytes): where the first step begins.
        from: usize,
        /// Whether one has moved away from the last hit: the step begins where one is reading.
        afresh: bool,
    },
    /// Go to a hit, by its index among those that are kept.
    GoToHit(usize),
    /// Work out the passages of the hits.
    GatherPassages(Unit),
    /// Tag the passages of all hits.
    TagHits(HitTheme, Unit),
    /// Close a notice.
    CloseNotice(u64),
    /// Say something.
    Say(String),
}
