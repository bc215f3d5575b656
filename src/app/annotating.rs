//! Commands that make and change annotations.

use super::App;
use super::AskName;
use super::session::Focus;
use crate::anchoring;
use crate::annotation::{
    Anchored, Annotation, AnnotationId, Body, Category, Change, Comment, CommentId, Mint, Place,
    Placed, Reading, ReadingState, Record, RecordKey, ReviewState, Severity, TextQuote, ThemeId,
};
use crate::text::TextRange;

impl App {
    pub(super) fn quote(&self, range: TextRange) -> TextQuote {
        self.session
            .as_ref()
            .map(|s| anchoring::describe(&s.document.text, range))
            .unwrap_or_default()
    }

    pub(super) fn new_annotation(
        &mut self,
        range: TextRange,
        body: Body,
        note: String,
    ) -> Anchored {
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
        let mut changes = vec![Change::put(
            place,
            Record::Annotation(Placed::Anchored(anchored)),
        )];
        changes.extend(self.something_found());
        if self.commit(name, Some(range), changes) {
            if let Some(session) = &mut self.session {
                session.focus = Focus::Annotation(id);
            }
            self.ask_for_name();
        }
    }

    /// A document in which something is marked is no longer one in which nothing was found.
    pub(super) fn something_found(&mut self) -> Option<Change> {
        let (place, modified) = (self.place()?, self.now());
        let key = self.session.as_ref()?.key.clone();
        let reading = self.workspace.set(&key)?.reading(self.annotator())?;
        (reading.state == ReadingState::NothingFound).then(|| {
            let reading = Reading {
                state: ReadingState::Read,
                modified,
                ..reading.clone()
            };
            Change::put(place, Record::Reading(reading))
        })
    }

    /// Asks who is annotating, once, where that is not known.
    pub(super) fn ask_for_name(&mut self) {
        if self.annotator_name().is_empty() && self.ask_annotator == AskName::NotYet {
            self.ask_annotator = AskName::Now;
        }
    }

    /// The range on character boundaries and without white space at its ends, which a quick hand takes along.
    pub(super) fn snap(&self, range: TextRange) -> TextRange {
        let Some(session) = &self.session else {
            return range;
        };
        let range = range.snapped(&session.document.text);
        let text = range.of(&session.document.text).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        if text.trim().is_empty() {
            range
        } else {
            TextRange::new(start, start + text.trim().len())
        }
    }

    pub(super) fn tag(&mut self, range: TextRange, theme: ThemeId) {
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

    pub(super) fn has_theme(&self, range: TextRange, theme: ThemeId) -> bool {
        let set = self
            .session
            .as_ref()
            .and_then(|s| self.workspace.set(&s.key));
        set.is_some_and(|set| {
            set.annotations_at(range)
                .any(|p| p.annotation().body == Body::Theme(theme))
        })
    }

    pub(super) fn tag_new(&mut self, range: TextRange, name: &str) {
        let (Some(place), Some(theme)) = (self.place(), self.make_theme(name, None)) else {
            return;
        };
        let range = self.snap(range);
        let anchored = self.new_annotation(range, Body::Theme(theme.id), String::new());
        let id = anchored.annotation.id;
        let step = format!("Tag {}", theme.name);
        let mut changes = vec![
            Change::put(Place::Codebook, Record::Theme(theme)),
            Change::put(place, Record::Annotation(Placed::Anchored(anchored))),
        ];
        changes.extend(self.something_found());
        if self.commit(step, Some(range), changes) {
            if let Some(session) = &mut self.session {
                session.focus = Focus::Annotation(id);
            }
            self.ask_for_name();
        }
    }

    pub(super) fn flag(
        &mut self,
        range: TextRange,
        category: Category,
        severity: Severity,
        note: String,
    ) {
        let body = Body::Flag {
            category,
            severity,
            check: None,
        };
        self.annotate(format!("Flag {}", category.title()), range, body, note);
    }

    /// Changes an annotation of the document on screen.
    pub(super) fn change_annotation(
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

    pub(super) fn annotation(&self, id: AnnotationId) -> Option<&Placed> {
        self.workspace
            .set(&self.session.as_ref()?.key)?
            .annotation(id)
    }

    pub(super) fn set_note(&mut self, id: AnnotationId, text: String) {
        if self
            .annotation(id)
            .is_some_and(|p| p.annotation().note != text)
        {
            self.change_annotation(id, "Edit note", |p| p.annotation_mut().note = text);
        }
    }

    pub(super) fn comment(&mut self, id: AnnotationId, text: String) {
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

    pub(super) fn set_theme(&mut self, id: AnnotationId, theme: ThemeId) {
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

    pub(super) fn resize(&mut self, id: AnnotationId, range: TextRange) {
        let range = self.snap(range);
        let quote = self.quote(range);
        self.change_annotation(id, "Change passage", |p| {
            let mut annotation = p.annotation().clone();
            annotation.quote = quote;
            *p = Placed::Anchored(Anchored { annotation, range });
        });
    }

    pub(super) fn delete(&mut self, ids: &[AnnotationId]) {
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
}
