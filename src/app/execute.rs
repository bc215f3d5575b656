//! Carrying out commands: each becomes an edit with a name, or a change of what is shown.

use super::jobs::ExportRequest;
use super::session::Focus;
use super::{App, AskName, Command};
use crate::anchoring;
use crate::annotation::{
    Anchored, Annotation, AnnotationId, Body, Category, Change, Comment, CommentId, Decision,
    DecisionId, DecisionSubject, Edit, EditError, HistoryEntry, Mint, Orphaned, Place, Placed,
    Reading, ReadingState, Record, RecordKey, ReviewState, Severity, TextQuote, ThemeId, Verdict,
};
use crate::export::Format;
use crate::store::{ReadingPlace, Recent};
use crate::text::TextRange;
use std::path::PathBuf;

impl App {
    /// Carries out a command.
    pub fn execute(&mut self, command: Command) {
        match command {
            Command::OpenPath(path) => self.open_path(path),
            Command::Show(key) => self.show(&key),
            Command::Step(by) => self.step(by),
            Command::Reveal(range) => self.reveal(range),
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
            Command::Confirm(finding) => self.confirm(finding),
            Command::Dismiss(finding) => self.dismiss(finding),
            Command::Correct(finding, text) => self.correct(finding, text),
            Command::Reconsider(finding) => self.reconsider(finding),
            Command::SetReading(state) => self.set_reading(state),
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
            Command::CloseNotice(number) => self.notices.close(number),
            Command::Say(text) => self.notices.info(text),
        }
    }

    fn step(&mut self, by: isize) {
        let Some(at) = self
            .session
            .as_ref()
            .and_then(|s| self.shelf.position(&s.key))
        else {
            return;
        };
        let to = at
            .saturating_add_signed(by)
            .min(self.shelf.entries.len().saturating_sub(1));
        if let Some(key) = self.shelf.entries.get(to).map(|e| e.key.clone()) {
            self.show(&key);
        }
    }

    fn reveal(&mut self, range: TextRange) {
        if let Some(session) = &mut self.session {
            session.reveal(range, false);
        }
    }

    fn focus(&mut self, focus: Focus) {
        let range = self.range_of(focus);
        let Some(session) = &mut self.session else {
            return;
        };
        session.focus = focus;
        if let Some(range) = range.filter(|r| !r.is_document()) {
            session.reveal(range, false);
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
    fn place(&self) -> Option<Place> {
        self.session
            .as_ref()
            .map(|s| Place::Document(s.key.clone()))
    }

    fn quote(&self, range: TextRange) -> TextQuote {
        self.session
            .as_ref()
            .map(|s| anchoring::describe(&s.document.text, range))
            .unwrap_or_default()
    }

    fn new_annotation(&mut self, range: TextRange, body: Body, note: String) -> Anchored {
        let now = self.now();
        let annotation = Annotation {
            id: AnnotationId(self.mint.uuid()),
            quote: self.quote(range),
            annotator: self.annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body,
            note,
            extra: Default::default(),
        };
        Anchored { annotation, range }
    }

    /// Adds an annotation to the document on screen and points at it.
    pub(super) fn annotate(&mut self, name: String, range: TextRange, body: Body, note: String) {
        let Some(place) = self.place() else { return };
        let range = self.snap(range);
        let anchored = self.new_annotation(range, body, note);
        let id = anchored.annotation.id;
        let change = Change::put(place, Record::Annotation(Placed::Anchored(anchored)));
        if self.commit(name, Some(range), vec![change]) {
            if let Some(session) = &mut self.session {
                session.focus = Focus::Annotation(id);
            }
            self.ask_for_name();
        }
    }

    /// Asks who is annotating, once, where that is not known.
    fn ask_for_name(&mut self) {
        if self.annotator_name().is_empty() && self.ask_annotator == AskName::NotYet {
            self.ask_annotator = AskName::Now;
        }
    }

    fn snap(&self, range: TextRange) -> TextRange {
        self.session
            .as_ref()
            .map_or(range, |s| range.snapped(&s.document.text))
    }

    fn tag(&mut self, range: TextRange, theme: ThemeId) {
        let Some(name) = self.workspace.codebook.get(theme).map(|t| t.name.clone()) else {
            return;
        };
        // The same theme on the same passage a second time says nothing new.
        if self.has_theme(range, theme) {
            self.notices
                .info(format!("The passage is already tagged {name}"));
            return;
        }
        self.annotate(
            format!("Tag {name}"),
            range,
            Body::Theme(theme),
            String::new(),
        );
    }

    fn has_theme(&self, range: TextRange, theme: ThemeId) -> bool {
        let set = self
            .session
            .as_ref()
            .and_then(|s| self.workspace.set(&s.key));
        set.is_some_and(|set| {
            set.anchored()
                .any(|a| a.range == range && a.annotation.body == Body::Theme(theme))
        })
    }

    fn tag_new(&mut self, range: TextRange, name: &str) {
        let (Some(place), Some(theme)) = (self.place(), self.make_theme(name, None)) else {
            return;
        };
        let range = self.snap(range);
        let anchored = self.new_annotation(range, Body::Theme(theme.id), String::new());
        let step = format!("Tag {}", theme.name);
        let changes = vec![
            Change::put(Place::Codebook, Record::Theme(theme)),
            Change::put(place, Record::Annotation(Placed::Anchored(anchored))),
        ];
        if self.commit(step, Some(range), changes) {
            self.ask_for_name();
        }
    }

    fn flag(&mut self, range: TextRange, category: Category, severity: Severity, note: String) {
        let body = Body::Flag {
            category,
            severity,
            check: None,
        };
        self.annotate(format!("Flag {}", category.title()), range, body, note);
    }

    /// Changes an annotation of the document on screen.
    fn change_annotation(
        &mut self,
        id: AnnotationId,
        name: &str,
        change: impl FnOnce(&mut Placed),
    ) {
        let Some(place) = self.place() else { return };
        let now = self.now();
        let Some(mut placed) = self.annotation(id).cloned() else {
            return;
        };
        change(&mut placed);
        placed.annotation_mut().modified = now;
        let range = placed.range();
        self.commit(
            name.to_owned(),
            range,
            vec![Change::put(place, Record::Annotation(placed))],
        );
    }

    fn annotation(&self, id: AnnotationId) -> Option<&Placed> {
        self.workspace
            .set(&self.session.as_ref()?.key)?
            .annotation(id)
    }

    fn set_note(&mut self, id: AnnotationId, text: String) {
        if self
            .annotation(id)
            .is_some_and(|p| p.annotation().note != text)
        {
            self.change_annotation(id, "Edit note", |p| p.annotation_mut().note = text);
        }
    }

    fn comment(&mut self, id: AnnotationId, text: String) {
        let (Some(place), created) = (self.place(), self.now()) else {
            return;
        };
        let comment = Comment {
            id: CommentId(self.mint.uuid()),
            annotation: id,
            annotator: self.annotator(),
            created,
            text,
            extra: Default::default(),
        };
        let range = self.annotation(id).and_then(Placed::range);
        self.commit(
            "Comment".into(),
            range,
            vec![Change::put(place, Record::Comment(comment))],
        );
    }

    fn set_theme(&mut self, id: AnnotationId, theme: ThemeId) {
        let Some(name) = self
            .workspace
            .codebook
            .get(theme)
            .map(|t| format!("Change theme to {}", t.name))
        else {
            return;
        };
        self.change_annotation(id, &name, |p| p.annotation_mut().body = Body::Theme(theme));
    }

    fn resize(&mut self, id: AnnotationId, range: TextRange) {
        let range = self.snap(range);
        let quote = self.quote(range);
        self.change_annotation(id, "Change passage", |p| {
            let mut annotation = p.annotation().clone();
            annotation.quote = quote;
            *p = Placed::Anchored(Anchored { annotation, range });
        });
    }

    fn delete(&mut self, ids: &[AnnotationId]) {
        let Some(place) = self.place() else { return };
        let Some(set) = self
            .session
            .as_ref()
            .and_then(|s| self.workspace.set(&s.key))
        else {
            return;
        };
        let mut changes = Vec::new();
        for &id in ids {
            changes.extend(
                set.comments(id)
                    .iter()
                    .map(|c| Change::remove(place.clone(), RecordKey::Comment(c.id))),
            );
            changes.push(Change::remove(place.clone(), RecordKey::Annotation(id)));
        }
        let range = ids
            .first()
            .and_then(|&id| set.annotation(id))
            .and_then(Placed::range);
        let name = match ids.len() {
            1 => "Delete annotation".to_owned(),
            n => format!("Delete {n} annotations"),
        };
        if self.commit(name, range, changes)
            && let Some(session) = &mut self.session
        {
            session.focus = Focus::Nothing;
        }
    }

    fn accept(&mut self, mentions: &[usize]) {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return;
        };
        let found: Vec<_> = mentions
            .iter()
            .filter_map(|&i| session.mentions().get(i))
            .cloned()
            .collect();
        let first = found.first().map(|m| m.range);
        let mut changes = Vec::new();
        for m in found {
            let body = Body::Entity {
                label: m.label,
                canonical: m.canonical,
            };
            let mut anchored = self.new_annotation(m.range, body, String::new());
            anchored
                .annotation
                .extra
                .insert("source".into(), "detector".into());
            changes.push(Change::put(
                place.clone(),
                Record::Annotation(Placed::Anchored(anchored)),
            ));
        }
        self.commit(plural("Accept mention", changes.len()), first, changes);
    }

    fn refuse(&mut self, mentions: &[usize]) {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return;
        };
        let found: Vec<_> = mentions
            .iter()
            .filter_map(|&i| session.mentions().get(i))
            .cloned()
            .collect();
        let first = found.first().map(|m| m.range);
        let mut changes = Vec::new();
        for m in found {
            let subject = DecisionSubject::Mention { label: m.label };
            let decision = self.decision(subject, m.range, Verdict::Refused);
            changes.push(Change::put(place.clone(), Record::Decision(decision)));
        }
        self.commit(plural("Reject mention", changes.len()), first, changes);
    }

    fn decision(
        &mut self,
        subject: DecisionSubject,
        range: TextRange,
        verdict: Verdict,
    ) -> Decision {
        Decision {
            id: DecisionId(self.mint.uuid()),
            subject,
            range,
            quote: self.quote(range),
            verdict,
            annotator: self.annotator(),
            created: self.now(),
            extra: Default::default(),
        }
    }

    /// The change that answers a finding, in place of an earlier answer.
    fn answer(&mut self, finding: usize, verdict: Verdict) -> Option<(TextRange, Vec<Change>)> {
        let place = self.place()?;
        let mut changes = self.unanswer(finding);
        let (range, check) = {
            let f = self.session.as_ref()?.findings().get(finding)?;
            (f.range, f.check.to_owned())
        };
        let decision = self.decision(DecisionSubject::Finding { check }, range, verdict);
        changes.push(Change::put(place, Record::Decision(decision)));
        Some((range, changes))
    }

    /// The changes that take back the answer to a finding, with the annotation that came of it.
    fn unanswer(&self, finding: usize) -> Vec<Change> {
        let (Some(place), Some(session)) = (self.place(), &self.session) else {
            return Vec::new();
        };
        let (Some(f), Some(set)) = (
            session.findings().get(finding),
            self.workspace.set(&session.key),
        ) else {
            return Vec::new();
        };
        let decisions = set.decisions().filter(|d| {
            d.range == f.range
                && matches!(&d.subject, DecisionSubject::Finding { check } if check == f.check)
        });
        let flags = set.anchored().filter(|a| {
            a.range == f.range
                && matches!(&a.annotation.body, Body::Flag { check: Some(check), .. } if check == f.check)
        });
        decisions
            .map(|d| RecordKey::Decision(d.id))
            .chain(flags.map(|a| RecordKey::Annotation(a.annotation.id)))
            .map(|key| Change::remove(place.clone(), key))
            .collect()
    }

    fn confirm(&mut self, finding: usize) {
        let Some(place) = self.place() else { return };
        let Some((range, mut changes)) = self.answer(finding, Verdict::Confirmed) else {
            return;
        };
        let Some(f) = self
            .session
            .as_ref()
            .and_then(|s| s.findings().get(finding))
            .cloned()
        else {
            return;
        };
        let body = Body::Flag {
            category: f.category,
            severity: f.severity,
            check: Some(f.check.to_owned()),
        };
        let flag = self.new_annotation(range, body, f.reason);
        changes.push(Change::put(
            place,
            Record::Annotation(Placed::Anchored(flag)),
        ));
        self.commit(
            format!("Confirm {}", f.category.title()),
            Some(range),
            changes,
        );
        self.ask_for_name();
    }

    fn dismiss(&mut self, finding: usize) {
        let title = self
            .session
            .as_ref()
            .and_then(|s| s.findings().get(finding))
            .map(|f| f.category.title());
        if let (Some((range, changes)), Some(title)) =
            (self.answer(finding, Verdict::Dismissed), title)
        {
            self.commit(format!("Dismiss {title}"), Some(range), changes);
        }
    }

    fn correct(&mut self, finding: usize, text: String) {
        let Some(place) = self.place() else { return };
        let Some((range, mut changes)) = self.answer(finding, Verdict::Confirmed) else {
            return;
        };
        let Some(f) = self
            .session
            .as_ref()
            .and_then(|s| s.findings().get(finding))
            .cloned()
        else {
            return;
        };
        let body = Body::Flag {
            category: f.category,
            severity: f.severity,
            check: Some(f.check.to_owned()),
        };
        for (body, note) in [(body, f.reason), (Body::Correction { text }, String::new())] {
            let anchored = self.new_annotation(range, body, note);
            changes.push(Change::put(
                place.clone(),
                Record::Annotation(Placed::Anchored(anchored)),
            ));
        }
        self.commit(
            format!("Correct {}", f.category.title()),
            Some(range),
            changes,
        );
    }

    fn reconsider(&mut self, finding: usize) {
        let changes = self.unanswer(finding);
        let range = self.range_of(Focus::Finding(finding));
        self.commit("Take back answer".into(), range, changes);
    }

    fn set_reading(&mut self, state: ReadingState) {
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

    /// Carries out an edit: applies it, keeps its inverse, has it saved. Whether anything changed.
    pub(super) fn commit(
        &mut self,
        name: String,
        range: Option<TextRange>,
        changes: Vec<Change>,
    ) -> bool {
        let changes = self.with_annotator(changes);
        let focus = self
            .session
            .as_ref()
            .zip(range)
            .map(|(s, r)| (s.key.clone(), r));
        let edit = Edit {
            name: name.clone(),
            focus,
            changes: changes.clone(),
        };
        match self.workspace.apply(edit) {
            Ok(inverse) => {
                self.history.push(inverse);
                self.after(&name, &changes);
                true
            }
            Err(EditError::NoChange) => false,
            Err(e) => {
                self.notices.warn(e.to_string());
                false
            }
        }
    }

    /// The changes, with a record of the annotator in each document that they touch.
    fn with_annotator(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let record = self.annotator_record();
        let mut places: Vec<Place> = changes.iter().map(|c| c.place.clone()).collect();
        places.sort();
        places.dedup();
        for place in places {
            if let Place::Document(doc) = &place
                && self
                    .workspace
                    .set(doc)
                    .is_some_and(|s| s.get(&record.key()) != Some(&record))
            {
                changes.push(Change::put(place, record.clone()));
            }
        }
        changes
    }

    /// What follows every edit: a line of history, saving, painting.
    fn after(&mut self, name: &str, changes: &[Change]) {
        let at = self.now();
        let annotator = self.annotator();
        let mut documents: Vec<&String> = changes
            .iter()
            .filter_map(|c| match &c.place {
                Place::Document(doc) => Some(doc),
                Place::Codebook => None,
            })
            .collect();
        documents.sort();
        documents.dedup();
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
        self.record_changes(changes);
        self.refresh_layers();
    }

    fn undo(&mut self) {
        let Some(step) = self.history.take_undo() else {
            return;
        };
        if let Some(inverse) = self.redo_or_undo(step, "Undo") {
            self.history.undone(inverse);
        }
    }

    fn redo(&mut self) {
        let Some(step) = self.history.take_redo() else {
            return;
        };
        if let Some(inverse) = self.redo_or_undo(step, "Redo") {
            self.history.redone(inverse);
        }
    }

    fn redo_or_undo(&mut self, step: Edit, verb: &str) -> Option<Edit> {
        let (name, focus, changes) = (step.name.clone(), step.focus.clone(), step.changes.clone());
        match self.workspace.apply(step) {
            Ok(inverse) => {
                self.after(&format!("{verb} {}", lower_first(&name)), &changes);
                self.notices.info(format!("{verb}: {}", lower_first(&name)));
                self.show_focus(focus);
                Some(inverse)
            }
            Err(e) => {
                self.notices.warn(e.to_string());
                None
            }
        }
    }

    fn show_focus(&mut self, focus: Option<(String, TextRange)>) {
        let Some((key, range)) = focus else { return };
        if let Some(session) = self.session.as_mut().filter(|s| s.key == key) {
            session.focus = Focus::Nothing;
            if !range.is_document() {
                session.reveal(range, false);
            }
        } else {
            self.pending_reveal = Some(range);
            self.show(&key);
        }
    }

    fn export(&mut self, format: Format, all: bool, to: PathBuf) {
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

    fn show_export(&mut self) {
        if let Some(path) = &self.last_export
            && let Err(e) = crate::store::show_in_folder(path)
        {
            self.notices.warn(e.to_string());
        }
    }

    fn name_annotator(&mut self, name: String) {
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
            self.record_changes(&[Change::put(Place::Document(doc), record.clone())]);
        }
    }

    fn change_settings(&mut self, settings: crate::store::Settings) {
        self.settings = settings;
        self.save_settings();
    }

    fn note_place(&mut self, place: usize) {
        if let Some(session) = &mut self.session {
            session.place = place;
        }
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
        if let Some(folders) = &self.folders
            && let Err(e) = self.places.save(folders)
        {
            self.notices.warn(e.to_string());
        }
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

    /// The annotations of the document on screen whose passage was not found.
    pub fn orphans(&self) -> Vec<&Orphaned> {
        let set = self
            .session
            .as_ref()
            .and_then(|s| self.workspace.set(&s.key));
        set.map(|s| s.orphaned().collect()).unwrap_or_default()
    }
}

fn plural(what: &str, n: usize) -> String {
    if n == 1 {
        what.to_owned()
    } else {
        format!("{what}s ({n})")
    }
}

/// A step's name inside a sentence: "tag Security".
fn lower_first(s: &str) -> String {
    let mut chars = s.chars();
    chars
        .next()
        .map(|c| c.to_lowercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}
