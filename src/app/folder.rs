//! The entities of the folder: the table and the card that the screen shows, and what a person does to an entity.

use super::big::{Kind, Step};
use super::jobs::{FolderRequest, Texts};
use super::reviewing::Answer;
use super::{App, alike};
use crate::annotation::Category;
use crate::annotation::{Change, EntityLabel, EntityRecord, Place, TextQuote};
use crate::app::session::Focus;
use crate::detect::when::When;
use crate::document::Hash;
use crate::library::counts::{MentionState, mention_state};
use crate::library::entity_edits;
use crate::library::index::Query;
use crate::quality::{Finding, Repair};
use crate::text::TextRange;
use std::path::PathBuf;
use std::sync::Arc;

/// The entities of the folder as a table.
#[derive(Debug, Default)]
pub struct Table {
    /// The entities that fit, in order.
    pub rows: Vec<TableRow>,
    /// Documents that were looked through.
    pub documents: usize,
    /// Whether seats of governments stand for what they govern.
    pub metonyms: bool,
}

/// A line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// The type.
    pub label: EntityLabel,
    /// The name.
    pub name: Box<str>,
    /// How many mentions.
    pub mentions: usize,
    /// How many documents.
    pub documents: usize,
    /// The earliest date.
    pub first: Option<When>,
    /// The latest date.
    pub last: Option<When>,
}

/// What is wrong between a document and the others of its folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Others {
    /// Faults, sorted by start.
    pub findings: Vec<Finding>,
    /// Readings for damaged names, by where these stand.
    pub readings: Vec<(TextRange, Vec<String>)>,
}

impl Others {
    /// Gives a finding about a damaged name, that has no reading yet, readings to choose from.
    pub fn complete(&self, finding: &mut Finding) {
        let garbled = finding.category == Category::GarbledToken && finding.repair.is_none();
        let readings = garbled.then(|| self.readings.iter().find(|r| r.0 == finding.range));
        if let Some((_, names)) = readings.flatten() {
            finding.repair = Some(Box::new(Repair::choice(names.clone())));
        }
    }
}

/// A passage of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// The document's key.
    pub document: String,
    /// The mention (UTF-8 bytes of the document's text).
    pub range: TextRange,
    /// What is around it.
    pub context: Context,
}

/// A mention in its sentence, on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Context {
    /// The sentence.
    pub text: String,
    /// The mention in it (UTF-8 bytes of the sentence).
    pub at: TextRange,
}

/// An office that a document gives somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// As it is written.
    pub title: String,
    /// Of what; empty where that is not said.
    pub of: String,
    /// The date of the document.
    pub date: Option<When>,
    /// The document's key.
    pub document: String,
    /// Where it says so (UTF-8 bytes of its text).
    pub range: TextRange,
}

/// Somebody or something that is mentioned with an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Companion {
    /// The type.
    pub label: EntityLabel,
    /// The name.
    pub name: String,
    /// Paragraphs that mention both.
    pub paragraphs: usize,
}

/// Two names that may be one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggested {
    /// The name that would be given up.
    pub from: String,
    /// The name that would stand for both.
    pub into: String,
    /// Why.
    pub why: &'static str,
}

/// All that the folder says of an entity.
#[derive(Clone, Debug)]
pub struct EntityCard {
    /// The type.
    pub label: EntityLabel,
    /// The name.
    pub name: String,
    /// How many mentions.
    pub mentions: usize,
    /// How many documents.
    pub documents: usize,
    /// The earliest and the latest date.
    pub dates: Option<(When, When)>,
    /// How it is written, with the number of mentions.
    pub forms: Vec<(String, usize)>,
    /// Its offices.
    pub roles: Vec<Role>,
    /// The first mention.
    pub first: Option<Passage>,
    /// What is mentioned with it.
    pub company: Vec<Companion>,
    /// All mentions; those that are shown first are in their sentences.
    pub places: Vec<Passage>,
    /// What may be the same.
    pub suggested: Vec<Suggested>,
    /// What a person noted.
    pub note: String,
}

/// The mentions of an entity, ready to become annotations.
pub struct Quoted {
    /// The type.
    pub label: EntityLabel,
    /// The name.
    pub name: String,
    /// Document by document.
    pub documents: Vec<(String, Vec<(TextRange, TextQuote)>)>,
    /// Documents whose text is another one by now.
    pub left_out: Vec<String>,
}

/// What the index has answered.
pub enum FolderDone {
    /// It is another one.
    Changed,
    /// What is wrong between a document and the others.
    Others {
        /// Its key.
        key: String,
        /// Hash of its text.
        text_hash: Hash,
        /// What is wrong.
        others: Others,
    },
    /// The table, with the number of the request.
    Table(u64, Arc<Table>),
    /// A card, with the number of the request; `None`: there is no such entity.
    Card(u64, Option<Arc<EntityCard>>),
    /// The table was written, with so many lines; or why not.
    Written(PathBuf, Result<usize, String>),
    /// Mentions that are to be accepted.
    Quoted(Quoted),
}

/// The types that name something.
pub fn names() -> Vec<EntityLabel> {
    let all = EntityLabel::ALL.iter().copied();
    all.filter(|l| l.names_something()).collect()
}

/// A type and a name.
pub type Entity = (EntityLabel, String);

/// Mentions that are shown in context at first, and with each wish for more.
const CONTEXTS: usize = 100;

/// What the screen shows of the folder's entities.
#[derive(Default)]
pub struct Folder {
    /// Whether the screen shows them.
    shown: bool,
    query: Query,
    table: Option<Arc<Table>>,
    chosen: Option<Entity>,
    card: Option<Arc<EntityCard>>,
    /// How many mentions nobody has answered, by the state of the sets.
    open: std::cell::Cell<Option<(u64, usize)>>,
    contexts: usize,
    /// Numbers of the requests that are under way.
    asked: (Option<u64>, Option<u64>),
    /// Whether the index changed since they were made.
    stale: bool,
}

impl Folder {
    /// Nothing is known yet. At first only what names something is listed.
    pub fn new() -> Self {
        Self {
            query: Query {
                labels: names(),
                ..Query::default()
            },
            ..Self::default()
        }
    }

    /// Whether the screen shows the folder's entities.
    pub const fn is_shown(&self) -> bool {
        self.shown
    }

    /// What the table shows.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The table; `None` before it was first worked out.
    pub fn table(&self) -> Option<&Arc<Table>> {
        self.table.as_ref()
    }

    /// The entity whose card is asked for.
    pub const fn chosen(&self) -> Option<&Entity> {
        self.chosen.as_ref()
    }

    /// Its card; `None` before it was worked out.
    pub fn card(&self) -> Option<&Arc<EntityCard>> {
        self.card.as_ref()
    }

    /// How many mentions of the card are in their sentences.
    pub const fn contexts(&self) -> usize {
        self.contexts
    }

    /// Whether something is being worked out.
    pub const fn is_busy(&self) -> bool {
        self.asked.0.is_some() || self.asked.1.is_some()
    }
}

impl App {
    /// Shows the folder's entities, or the document again.
    pub(super) fn show_index(&mut self, shown: bool) {
        self.folder.shown = shown && !self.shelf.entries.is_empty();
        if self.folder.shown && self.folder.table.is_none() {
            self.ask_table();
        }
        self.refresh_folder();
    }

    pub(super) fn query_index(&mut self, query: Query) {
        self.folder.query = query;
        self.ask_table();
    }

    pub(super) fn choose_entity(&mut self, entity: Option<Entity>) {
        self.folder.card = None;
        self.folder.contexts = CONTEXTS;
        self.folder.asked.1 = None;
        self.folder.chosen = entity;
        self.ask_card();
    }

    pub(super) fn more_context(&mut self) {
        self.folder.contexts += CONTEXTS;
        self.ask_card();
    }

    pub(super) fn export_index(&mut self, to: PathBuf) {
        let query = self.folder.query.clone();
        self.jobs.folder(FolderRequest::Write(query, to));
    }

    fn ask_table(&mut self) {
        let number = self.jobs.next_table();
        self.folder.asked.0 = Some(number);
        let query = self.folder.query.clone();
        self.jobs.folder(FolderRequest::Table(number, query));
    }

    fn ask_card(&mut self) {
        let Some(entity) = self.folder.chosen.clone() else {
            return;
        };
        let number = self.jobs.next_card();
        self.folder.asked.1 = Some(number);
        self.jobs.folder(FolderRequest::Card {
            number,
            entity,
            contexts: self.folder.contexts,
            texts: self.texts(),
        });
    }

    /// The documents that are in memory.
    pub(super) fn texts(&self) -> Texts {
        let mut texts: Texts = self.kept.documents().collect();
        if let Some(session) = &self.session {
            texts.insert(session.key.clone(), session.document.clone());
        }
        texts
    }

    /// Asks anew for what is shown, where the index has changed and nothing is under way.
    fn refresh_folder(&mut self) {
        if self.folder.shown && self.folder.stale && !self.folder.is_busy() {
            self.folder.stale = false;
            self.ask_table();
            self.ask_card();
        }
    }

    /// The documents of the root, and its list, for the index.
    pub(super) fn renew_folder(&mut self) {
        let documents = self.shelf.entries.iter().map(|e| e.key.clone()).collect();
        self.folder = Folder::new();
        self.jobs.folder(FolderRequest::Documents(documents));
        self.renew_folder_list();
    }

    /// The list, for the index.
    pub(super) fn renew_folder_list(&self) {
        let list = Box::new(self.entities());
        self.jobs.folder(FolderRequest::List(list));
    }

    /// Takes in what the index has answered.
    pub(super) fn folder_done(&mut self, done: FolderDone) {
        match done {
            FolderDone::Changed => self.folder.stale = true,
            FolderDone::Others {
                key,
                text_hash,
                others,
            } => self.compared(&key, text_hash, &others),
            FolderDone::Table(number, table) => {
                self.folder.asked.0.take_if(|n| *n == number);
                self.folder.table = Some(table);
            }
            FolderDone::Card(number, card) => {
                if self.folder.asked.1.take_if(|n| *n == number).is_some() {
                    self.take_card(card);
                }
            }
            FolderDone::Written(to, result) => self.table_written(to, result),
            FolderDone::Quoted(quoted) => self.accept_quoted(quoted),
        }
        self.refresh_folder();
    }

    /// Has the index tell what is wrong between the document on screen and the others.
    pub(super) fn watch_session(&self) {
        if let Some(session) = self.session.as_ref().filter(|s| !s.document.partial) {
            let (key, document) = (session.key.clone(), session.document.clone());
            self.jobs.folder(FolderRequest::Watch(key, document));
        }
    }

    /// Takes in what is wrong between a document and the others, where it is on screen still.
    fn compared(&mut self, key: &str, text_hash: Hash, others: &Others) {
        let shown = self.session.as_mut();
        let shown = shown.filter(|s| s.key == key && s.text_hash() == text_hash);
        if shown.is_some_and(|s| s.take_others(others, &self.rules.1)) {
            self.refresh_layers();
            self.summarise();
        }
    }

    fn take_card(&mut self, card: Option<Arc<EntityCard>>) {
        self.folder.open.set(None);
        if let Some(card) = &card {
            // A merge or another type may have led elsewhere.
            self.folder.chosen = Some((card.label, card.name.clone()));
        } else {
            self.folder.chosen = None;
        }
        self.folder.card = card;
    }

    fn table_written(&mut self, to: PathBuf, result: Result<usize, String>) {
        match result {
            Ok(rows) => {
                let text = format!("Exported {rows} entities: {}", to.display());
                self.notices.exported(text);
                self.last_export = Some(to);
            }
            Err(message) => self.notices.warn(format!("Not exported. {message}")),
        }
    }

    /// How many mentions of the card nobody has answered; worked out once a state of the sets.
    pub fn open_on_card(&self) -> usize {
        let Some(card) = &self.folder.card else {
            return 0;
        };
        let version = self.workspace.version();
        if let Some((_, open)) = self.folder.open.get().filter(|(v, _)| *v == version) {
            return open;
        }
        let open = card.places.iter().filter(|p| {
            let set = self.workspace.set(&p.document);
            set.is_some_and(|set| mention_state(set, p.range, card.label) == MentionState::Open)
        });
        let open = open.count();
        self.folder.open.set(Some((version, open)));
        open
    }

    /// Makes all open mentions of an entity annotations, in every document of the folder.
    pub(super) fn accept_entity(&mut self, label: EntityLabel, name: String) {
        let texts = self.texts();
        self.jobs.folder(FolderRequest::Quote((label, name), texts));
    }

    fn accept_quoted(&mut self, quoted: Quoted) {
        let (mut changes, mut first, mut keys) = (Vec::new(), None, Vec::new());
        let answer = Answer {
            annotator: self.annotator(),
            at: self.now(),
            accept: true,
        };
        for (key, passages) in quoted.documents {
            let Some(set) = self.workspace.set(&key) else {
                continue;
            };
            let is_open = |(range, _): &(TextRange, TextQuote)| {
                mention_state(set, *range, quoted.label) == MentionState::Open
            };
            let open: Vec<_> = passages.into_iter().filter(is_open).collect();
            if !open.is_empty() {
                keys.push(key.clone());
            }
            let place = Place::Document(key.clone());
            for (range, quote) in open {
                first.get_or_insert_with(|| (key.clone(), range));
                let entity = (quoted.label, quoted.name.as_str());
                let records = answer.records(&mut self.mint, entity, range, quote);
                changes.extend(records.map(|r| Change::put(place.clone(), r)));
            }
        }
        if let Some(path) = quoted.left_out.first() {
            let n = quoted.left_out.len();
            self.notices.warn(format!(
                "{n} documents have changed since they were looked through and were left out; the first: {path}"
            ));
        }
        let (n, name) = (changes.len() / 2, alike::short(&quoted.name));
        let within = match keys.len() {
            1 => "1 document".to_owned(),
            n => format!("{n} documents"),
        };
        if n == 0 {
            return self
                .notices
                .info(format!("No mention of “{name}” is left to be accepted"));
        }
        let mentions = if n == 1 { "mention" } else { "mentions" };
        let what = format!("{n} {mentions} of “{name}” in {within}");
        let (step, said) = (format!("Accept {what}"), format!("Accepted {what}"));
        if !Self::is_big(n) {
            if self.commit_at(step, first, changes) {
                self.notices.info(said);
            }
            return;
        }
        let step = Step {
            kind: Kind::New(Some(said)),
            name: step,
            focus: first,
        };
        self.make_big(step, &keys, Box::new(move || changes));
    }

    pub(super) fn merge_entities(&mut self, label: EntityLabel, names: &[String], into: &str) {
        let (list, mut changes) = (self.entities(), Vec::new());
        for name in names.iter().filter(|name| *name != into) {
            changes.extend(entity_edits::merge(&list, label, name, into));
        }
        let what = match names {
            [name] => format!("“{}”", alike::short(name)),
            names => format!("{} names", names.len()),
        };
        let name = format!("Merge {what} into “{}”", alike::short(into));
        self.edit_entities(name, changes);
    }

    pub(super) fn refuse_merge(&mut self, label: EntityLabel, a: &str, b: &str) {
        let changes = entity_edits::refuse(&self.entities(), label, a, b);
        let (a, b) = (alike::short(a), alike::short(b));
        self.edit_entities(format!("Keep “{a}” and “{b}” apart"), changes);
    }

    pub(super) fn split_form(&mut self, label: EntityLabel, form: &str, from: &str) {
        let changes = entity_edits::split(&self.entities(), label, form, from);
        let (form, from) = (alike::short(form), alike::short(from));
        self.edit_entities(format!("Split “{form}” off “{from}”"), changes);
    }

    pub(super) fn retype_entity(&mut self, label: EntityLabel, name: &str, to: EntityLabel) {
        let changes = entity_edits::retype(&self.entities(), label, name, to);
        let title = super::lower_first(to.title());
        let step = format!("Treat “{}” as {title}", alike::short(name));
        if self.edit_entities(step, changes) {
            self.choose_entity(Some((to, name.to_owned())));
        }
    }

    pub(super) fn note_entity(&mut self, label: EntityLabel, name: &str, text: &str) {
        let changes = entity_edits::note(&self.entities(), label, name, text);
        self.edit_entities(format!("Note on “{}”", alike::short(name)), changes);
    }

    pub(super) fn link_metonyms(&mut self, on: bool) {
        let name = if on {
            "Count capitals for their countries"
        } else {
            "Count capitals for themselves"
        };
        self.edit_entities(name.to_owned(), vec![EntityRecord::metonyms(on).put()]);
    }

    fn edit_entities(&mut self, name: String, changes: Vec<Change>) -> bool {
        if changes.is_empty() {
            self.notices.info("Your list says so already".to_owned());
            return false;
        }
        self.commit_at(name, None, changes)
    }

    /// Shows a passage of a document, and points at the mention there.
    pub(super) fn go_to(&mut self, key: &str, range: TextRange) {
        self.folder.shown = false;
        self.pending_mention = Some((key.to_owned(), range));
        if self.session.as_ref().is_some_and(|s| s.key == key) {
            self.reveal(range);
        } else {
            self.pending_reveal = Some(range);
            self.show(key);
        }
        self.point_at_pending();
    }

    /// Points at the mention that a person came for, as soon as it is known.
    pub(super) fn point_at_pending(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let here = self.pending_mention.take_if(|(key, _)| {
            *key == session.key && session.analysis.is_some() && !session.document.partial
        });
        if let Some((_, range)) = here {
            let accepted = session.layers.annotated.over(range);
            let accepted = accepted.filter(|s| s.range == range).map(|s| s.what).next();
            let subject = session.mentions().position_of(range);
            let open = subject.filter(|&i| session.layers.is_open_mention(i));
            session.focus = match (open, accepted) {
                (Some(i), _) => Focus::Mention(i),
                (None, Some(id)) => Focus::Annotation(id),
                (None, None) => Focus::Nothing,
            };
        }
    }
}
