//! Carrying out commands: each becomes an edit with a name, or a change of what is shown.

use super::big::Kind;
use super::jobs::ExportRequest;
use super::session::Focus;
use super::{App, AskName, Command};
use crate::annotation::{
    Body, Change, DecisionSubject, Edit, EditError, HistoryEntry, Place, Reading, ReadingState,
    Record,
};
use crate::export::Format;
use crate::store::{ReadingPlace, Recent};
use crate::text::TextRange;
use std::collections::BTreeSet;
use std::path::PathBuf;

impl App {
    /// Carries out a command.
    pub fn execute(&mut self, command: Command) {
        if points_elsewhere(&command) {
            self.passage = None;
        }
        match command {
            Command::OpenPath(path) => self.open_path(path),
            Command::Show(key) => {
                self.show_index(false);
                self.show(&key);
            }
            Command::ReadAgain(key, password) if password.is_empty() => self.read_again(&key),
            Command::ReadAgain(key, password) => self.unlock(&key, &password),
            Command::PutAway => self.put_refused_away(),
            Command::OpenOriginal(at) => self.open_original(at),
            Command::Step(by) => {
                self.show_index(false);
                self.step(by);
            }
            Command::Reveal(range) => self.reveal(range),
            Command::Back => self.go_back(),
            Command::Forth => self.go_forth(),
            Command::Focus(focus) => self.focus(focus),
            Command::Tag(range, theme) => self.tag(range, theme),
            Command::TagNew(range, name) => self.tag_new(range, &name),
            Command::Highlight(range) => {
                self.annotate("Highlight".into(), range, Body::Highlight, String::new())
            }
            Command::Flag {
                range,
                category,
                severity,
                note,
            } => self.flag(range, category, severity, note),
            Command::Memo(range, text) => {
                self.annotate("Write memo".into(), range, Body::Memo, text)
            }
            Command::SetNote(id, text) => self.set_note(id, text),
            Command::Comment(id, text) => self.comment(id, text),
            Command::SetTheme(id, theme) => self.set_theme(id, theme),
            Command::Resize(id, range) => self.resize(id, range),
            Command::Delete(ids) => self.delete(&ids),
            Command::Accept(mentions) => self.accept(&mentions),
            Command::Refuse(mentions) => self.refuse(&mentions),
            Command::AnswerAlike {
                mention,
                alike,
                accept,
            } => self.answer_alike(mention, alike, accept),
            Command::AlwaysTreat {
                surface,
                label,
                canonical,
            } => self.always_treat(&surface, label, &canonical),
            Command::AlwaysTreatPart {
                surface,
                label,
                canonical,
                longer: (longer, longer_label),
            } => self.always_treat_part(&surface, label, &canonical, &longer, longer_label),
            Command::NeverTreat { surface, label } => self.never_treat(&surface, label),
            Command::ShowIndex(shown) => self.show_index(shown),
            Command::QueryIndex(query) => self.query_index(*query),
            Command::ExportIndex(to) => self.export_index(to),
            Command::ChooseEntity(entity) => self.choose_entity(entity),
            Command::MoreContext => self.more_context(),
            Command::GoTo(key, range) => self.go_to(&key, range),
            Command::AcceptEntity(label, name) => self.accept_entity(label, name),
            Command::MergeEntities { label, names, into } => {
                self.merge_entities(label, &names, &into)
            }
            Command::RefuseMerge(label, a, b) => self.refuse_merge(label, &a, &b),
            Command::SplitForm { label, form, from } => self.split_form(label, &form, &from),
            Command::RetypeEntity { label, name, to } => self.retype_entity(label, &name, to),
            Command::NoteEntity { label, name, text } => self.note_entity(label, &name, &text),
            Command::LinkMetonyms(on) => self.link_metonyms(on),
            Command::PutEntity(old, record) => self.put_entity(old, record),
            Command::RemoveEntities(keys) => self.remove_entities(keys),
            Command::ImportEntityList { path, unless } => self.import_entities(path, unless),
            Command::DismissAlike(finding) => self.dismiss_alike(finding),
            Command::SwitchCheck(check, on) => self.switch_check(check, on),
            Command::GradeCheck {
                check,
                severity,
                tier,
            } => self.grade_check(check, severity, tier),
            Command::RemoveRule(key) => self.remove_rule(key),
            Command::Confirm(finding) => self.confirm(finding),
            Command::Dismiss(finding) => self.dismiss(finding),
            Command::Correct(finding, text) => self.correct(finding, text),
            Command::CorrectPassage(range, text) => self.correct_passage(range, text),
            Command::FilterFindings(filter) => self.filter_findings(filter),
            Command::ShowPassage(key, range) => self.show_passage(key, range),
            Command::Reconsider(finding) => self.reconsider(finding),
            Command::SetReading(state) => self.set_reading(state),
            Command::SetProvenance(key, fields) => self.set_provenance(key, &fields),
            Command::MakeReport(scope) => self.make_report(scope),
            Command::ExportReport(scope, format, to) => self.export_report(scope, format, to),
            Command::NewTheme { name, parent } => self.new_theme(&name, parent),
            Command::ChangeTheme(theme) => self.change_theme(theme),
            Command::MoveTheme { id, parent, before } => self.move_theme(id, parent, before),
            Command::DeleteTheme(id, fate) => self.delete_theme(id, fate),
            Command::MergeTheme { from, into } => self.merge_theme(from, into),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Save => self.save_now(),
            Command::Export { format, all, to } => self.export(format, all, to),
            Command::ShowExport => self.show_export(),
            Command::NameAnnotator(name) => self.name_annotator(name),
            Command::StayNameless => self.ask_annotator = AskName::Never,
            Command::ChangeSettings(settings) => self.change_settings(*settings),
            Command::NotePlace(place) => self.note_place(place),
            Command::Search {
                query,
                options,
                from,
            } => self.search(query, options, from),
            Command::StepHit {
                forward,
                from,
                afresh,
            } => self.step_hit(forward, from, afresh),
            Command::GoToHit(hit) => self.go_to_hit(hit),
            Command::GatherPassages(unit) => self.gather_passages(unit),
            Command::TagHits(theme, unit) => self.tag_hits(theme, unit),
            Command::CloseNotice(number) => self.notices.close(number),
            Command::Say(text) => self.notices.info(text),
        }
        self.show_tiers();
    }

    pub(super) fn step(&mut self, by: isize) {
        let now = self.key_in_view().and_then(|key| self.shelf.position(key));
        let Some(at) = now else {
            return;
        };
        let to = at
            .saturating_add_signed(by)
            .min(self.shelf.entries.len().saturating_sub(1));
        if let Some(key) = self.shelf.entries.get(to).map(|e| e.key.clone()) {
            self.show(&key);
        }
    }

    pub(super) fn reveal(&mut self, range: TextRange) {
        self.note_jump();
        if let Some(session) = &mut self.session {
            session.reveal(range, false);
        }
    }

    pub(super) fn focus(&mut self, focus: Focus) {
        let range = self.range_of(focus);
        let Some(session) = &mut self.session else {
            return;
        };
        session.focus = focus;
        if let Some(range) = range.filter(|r| !r.is_document()) {
            self.reveal(range);
        }
    }

    /// The passage of what one points at.
    pub fn range_of(&self, focus: Focus) -> Option<TextRange> {
        let session = self.session.as_ref()?;
        match focus {
            Focus::Nothing => None,
            Focus::Annotation(id) => self.workspace.set(&session.key)?.annotation(id)?.range(),
            Focus::Finding(i) => session.findings().get(i).map(|f| f.range),
            Focus::Mention(i) => session.mentions().get(i).map(|m| m.range),
        }
    }

    /// The place of the document on screen.
    pub(super) fn place(&self) -> Option<Place> {
        self.session
            .as_ref()
            .map(|s| Place::Document(s.key.clone()))
    }

    pub(super) fn set_reading(&mut self, state: ReadingState) {
        let (Some(place), modified) = (self.place(), self.now()) else {
            return;
        };
        let reading = Reading {
            annotator: self.annotator(),
            state,
            modified,
            extra: Default::default(),
        };
        self.commit(
            format!("Mark {}", state.title()),
            None,
            vec![Change::put(place, Record::Reading(reading))],
        );
    }

    /// Carries out an edit about a passage of the document on screen. Whether anything changed.
    pub(super) fn commit(
        &mut self,
        name: String,
        range: Option<TextRange>,
        changes: Vec<Change>,
    ) -> bool {
        let session = self.session.as_ref();
        let focus = session.zip(range).map(|(s, r)| (s.key.clone(), r));
        self.commit_at(name, focus, changes)
    }

    /// Carries out an edit about a passage of a document: applies it, keeps its inverse, has it saved. Whether anything
    /// changed.
    pub(super) fn commit_at(
        &mut self,
        name: String,
        focus: Option<(String, TextRange)>,
        changes: Vec<Change>,
    ) -> bool {
        if self.is_still_read(&changes) {
            self.notices
                .info("The rest of the document is still being read".to_owned());
            return false;
        }
        let changes = self.with_annotator(changes);
        let edit = Edit {
            name: name.clone(),
            focus,
            changes: changes.clone(),
        };
        match self.workspace.apply(edit) {
            Ok(inverse) => {
                self.after(&name, &changes, &inverse.changes);
                self.history.push(inverse);
                true
            }
            Err(EditError::NoChange) => false,
            Err(e) => {
                self.notices.warn(e.to_string());
                false
            }
        }
    }

    /// Whether changes are to a document of which only the beginning is there.
    fn is_still_read(&self, changes: &[Change]) -> bool {
        let partial = self.session.as_ref().filter(|s| s.document.partial);
        let place = partial.map(|s| Place::Document(s.key.clone()));
        place.is_some_and(|place| changes.iter().any(|c| c.place == place))
    }

    /// The changes, with a record of the annotator in each document that they touch.
    pub(super) fn with_annotator(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let record = self.annotator_record();
        let places: BTreeSet<&Place> = changes.iter().map(|c| &c.place).collect();
        let lacks = |place: &&&Place| {
            let Place::Document(doc) = place else {
                return false;
            };
            let set = self.workspace.set(doc);
            set.is_some_and(|s| s.get(&record.key()) != Some(&record))
        };
        let lacking: Vec<Place> = places.iter().filter(lacks).map(|p| (*p).clone()).collect();
        let of_annotator = |place| Change::put(place, record.clone());
        changes.extend(lacking.into_iter().map(of_annotator));
        changes
    }

    /// What follows every edit: a line of history, saving, painting. `inverse` would take the changes back.
    pub(super) fn after(&mut self, name: &str, changes: &[Change], inverse: &[Change]) {
        self.log_step(name, changes);
        self.record_changes(changes.to_vec());
        self.follow(changes, inverse);
        self.follow_list(changes);
        self.follow_rules(changes);
    }

    /// Adds a line of history to every document that was changed.
    pub(super) fn log_step(&mut self, name: &str, changes: &[Change]) {
        let mut documents: Vec<&String> = changes
            .iter()
            .filter_map(|c| match &c.place {
                Place::Document(doc) => Some(doc),
                Place::Codebook | Place::Entities | Place::Checks => None,
            })
            .collect();
        documents.sort();
        documents.dedup();
        self.log_documents(name, documents.into_iter());
    }

    /// The same, where it is known which these are.
    pub(super) fn log_documents<'d>(
        &mut self,
        name: &str,
        documents: impl Iterator<Item = &'d String>,
    ) {
        let at = self.now();
        let annotator = self.annotator();
        for doc in documents {
            let entry = HistoryEntry {
                number: 0,
                at,
                annotator,
                what: name.to_owned(),
                extra: Default::default(),
            };
            self.workspace.log(doc, entry);
        }
    }

    pub(super) fn undo(&mut self) {
        if self.is_making() {
            return;
        }
        let Some(step) = self.history.take_undo() else {
            return;
        };
        let Some(step) = self.small_step(step, Kind::Undo) else {
            return;
        };
        if let Some(inverse) = self.redo_or_undo(step, "Undo") {
            self.history.undone(inverse);
        }
    }

    pub(super) fn redo(&mut self) {
        if self.is_making() {
            return;
        }
        let Some(step) = self.history.take_redo() else {
            return;
        };
        let Some(step) = self.small_step(step, Kind::Redo) else {
            return;
        };
        if let Some(inverse) = self.redo_or_undo(step, "Redo") {
            self.history.redone(inverse);
        }
    }

    pub(super) fn redo_or_undo(&mut self, step: Edit, verb: &str) -> Option<Edit> {
        let (name, focus, changes) = (step.name.clone(), step.focus.clone(), step.changes.clone());
        match self.workspace.apply(step) {
            Ok(inverse) => {
                let step = format!("{verb} {}", lower_first(&name));
                self.after(&step, &changes, &inverse.changes);
                self.notices.info(format!("{verb}: {}", lower_first(&name)));
                // Whoever looks at the whole folder stays there.
                self.show_focus(focus.filter(|_| !self.folder.is_shown()));
                self.point_at_answered(answer_taken_back(&changes, &inverse.changes));
                Some(inverse)
            }
            Err(e) => {
                self.notices.warn(e.to_string());
                None
            }
        }
    }

    pub(super) fn show_focus(&mut self, focus: Option<(String, TextRange)>) {
        let Some((key, range)) = focus else { return };
        if let Some(session) = self.session.as_mut().filter(|s| s.key == key) {
            session.focus = Focus::Nothing;
            if !range.is_document() {
                self.reveal(range);
            }
        } else {
            self.pending_reveal = Some(range);
            self.show(&key);
        }
    }

    /// Points again at the suggestion whose answer was just taken back: a person wants to answer it otherwise.
    pub(super) fn point_at_answered(&mut self, answer: Option<Answered>) {
        let (Some(answer), Some(here)) = (answer, self.place()) else {
            return;
        };
        if let Some(session) = self.session.as_mut().filter(|_| answer.place == here) {
            session.focus = session.suggestion(&answer.subject, answer.range);
        }
    }

    pub(super) fn export(&mut self, format: Format, all: bool, to: PathBuf) {
        let current = self.session.as_ref().map(|s| s.key.clone());
        let documents = self
            .shelf
            .entries
            .iter()
            .filter(|e| e.problem.is_none() && (all || Some(&e.key) == current.as_ref()))
            .map(|e| {
                (
                    e.name.clone(),
                    e.path.clone(),
                    self.workspace.set(&e.key).cloned(),
                )
            })
            .collect();
        let title = match (all, &self.session) {
            (false, Some(session)) => session.document.title(),
            _ => self
                .shelf
                .root
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
        };
        let at = self.now();
        let codebook = self.workspace.codebook.clone();
        self.jobs.export(ExportRequest {
            format,
            to,
            documents,
            codebook,
            title,
            at,
        });
    }

    pub(super) fn show_export(&mut self) {
        if let Some(path) = &self.last_export
            && let Err(e) = crate::store::show_in_folder(path)
        {
            self.notices.warn(e.to_string());
        }
    }

    pub(super) fn name_annotator(&mut self, name: String) {
        self.ask_annotator = AskName::Never;
        if let Some((_, present)) = &mut self.settings.annotator {
            *present = name.trim().to_owned();
        }
        self.save_settings();
        // The sets of this session carry the name from now on; it is a fact about the person, not a step to undo.
        let record = self.annotator_record();
        let key = record.key();
        let having: Vec<String> = self
            .workspace
            .documents()
            .filter(|(_, s)| !s.newer && s.set.get(&key).is_some_and(|r| *r != record))
            .map(|(doc, _)| doc.clone())
            .collect();
        for doc in having {
            if let Some(open) = self.workspace.open_set_mut(&doc) {
                open.set.insert(record.clone());
                open.revision += 1;
            }
            self.record_changes(vec![Change::put(Place::Document(doc), record.clone())]);
        }
    }

    pub(super) fn change_settings(&mut self, settings: crate::store::Settings) {
        self.settings = settings;
        self.bindings = super::Bindings::of(&self.settings.keys);
        self.save_settings();
    }

    pub(super) fn note_place(&mut self, place: usize) {
        if let Some(session) = &mut self.session {
            session.place = place;
            let at = super::trail::Place {
                key: session.key.clone(),
                at: place,
            };
            self.trail.arrived(&at);
        }
        self.look_early();
    }

    /// Keeps where one was reading, for the next time.
    pub(super) fn remember_place(&mut self) {
        let opened = self.now().unix();
        let Some(session) = &self.session else { return };
        self.places.set(
            &session.path,
            ReadingPlace {
                offset: session.place,
                opened,
            },
        );
        self.jobs.save_places(self.places.clone());
    }

    /// Puts what was opened at the head of the recent entries.
    pub(super) fn note_recent(&mut self) {
        let path = match self.shelf.entries.first() {
            Some(entry) if self.shelf.single => entry.path.clone(),
            _ => self.shelf.root.clone(),
        };
        let opened = self.now().unix();
        self.settings.opened(Recent {
            path,
            place: 0,
            opened,
        });
        self.save_settings();
    }

    /// How far the annotator is with a document: what they said, else what their places tell.
    pub fn reading_state(&self, key: &str) -> ReadingState {
        let said = self
            .workspace
            .set(key)
            .and_then(|s| s.reading(self.annotator()))
            .map(|r| r.state);
        said.unwrap_or_else(|| {
            let open = self.session.as_ref().is_some_and(|s| s.key == key);
            let seen = self
                .shelf
                .get(key)
                .is_some_and(|e| self.places.get(&e.path).is_some());
            if open || seen {
                ReadingState::InProgress
            } else {
                ReadingState::NotOpened
            }
        })
    }
}

/// Whether a command points at something, and a passage that one came for needs no mark any more.
const fn points_elsewhere(command: &Command) -> bool {
    matches!(
        command,
        Command::Focus(_)
            | Command::Show(_)
            | Command::Search { .. }
            | Command::StepHit { .. }
            | Command::GoToHit(_)
    )
}

/// A step's name inside a sentence: "tag Security".
pub fn lower_first(s: &str) -> String {
    let mut chars = s.chars();
    chars
        .next()
        .map(|c| c.to_lowercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// A suggestion that was answered.
pub struct Answered {
    place: Place,
    subject: DecisionSubject,
    range: TextRange,
}

/// The suggestion whose answer changes took back, the first of several; `inverse` would undo the changes.
pub(in crate::app) fn answer_taken_back(
    changes: &[Change],
    inverse: &[Change],
) -> Option<Answered> {
    let gone = |(change, back): (&Change, &Change)| match &back.record {
        Some(Record::Decision(d)) if change.record.is_none() => Some(Answered {
            place: change.place.clone(),
            subject: d.subject.clone(),
            range: d.range,
        }),
        _ => None,
    };
    // The inverse stands the other way round, and what was done first is taken back last.
    let mut gone = changes.iter().zip(inverse.iter().rev()).filter_map(gone);
    gone.next_back()
}
