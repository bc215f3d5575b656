//! Steps of thousands of changes: they are made in the background, on copies of the sets that cost nothing, and taken over
//! when they are done. Smaller ones are made at once.

use super::execute::Answered;
use super::jobs::{Applied, ApplyRequest};
use super::spans::Layers;
use super::{App, lower_first};
use crate::annotation::{Change, Edit, EditError, Place, Records};
use crate::text::TextRange;
use std::collections::BTreeSet;

/// From so many changes on a step is made in the background: fewer take less than a frame.
const BIG: usize = 1_000;

/// What a step is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A new one; what is said when it is done.
    New(Option<String>),
    /// One that is taken back.
    Undo,
    /// One that is made again.
    Redo,
}

impl Kind {
    /// How the step is told; a new one by its name alone.
    const fn verb(&self) -> Option<&'static str> {
        match self {
            Self::New(_) => None,
            Self::Undo => Some("Undo"),
            Self::Redo => Some("Redo"),
        }
    }
}

/// A step that is to be made in the background.
pub struct Step {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The document and passage (UTF-8 bytes) that it is about.
    pub focus: Option<(String, TextRange)>,
}

/// Changes that are worked out where the step is made.
pub type Making = Box<dyn FnOnce() -> Vec<Change> + Send>;

impl App {
    /// Whether so many changes are better made in the background.
    pub(super) const fn is_big(changes: usize) -> bool {
        changes >= BIG
    }

    /// The documents of changes that are worth the background; `None` where they are few, or not in documents alone.
    pub(super) fn big_documents(changes: &[Change]) -> Option<Vec<String>> {
        if !Self::is_big(changes.len()) {
            return None;
        }
        let places: BTreeSet<&Place> = changes.iter().map(|c| &c.place).collect();
        let keys = places.into_iter().map(|place| match place {
            Place::Document(key) => Some(key.clone()),
            _ => None,
        });
        keys.collect()
    }

    /// Whether a step is being made; says so.
    pub(super) fn is_making(&mut self) -> bool {
        if self.making {
            let text = "The last step is still being carried out";
            self.notices.info(text.to_owned());
        }
        self.making
    }

    /// Has a step of the history made in the background where it is big; else gives it back.
    pub(super) fn small_step(&mut self, edit: Edit, kind: Kind) -> Option<Edit> {
        let Some(documents) = Self::big_documents(&edit.changes) else {
            return Some(edit);
        };
        let Edit {
            name,
            focus,
            changes,
        } = edit;
        let step = Step { kind, name, focus };
        self.make_big(step, &documents, Box::new(move || changes));
        None
    }

    /// Has a step made in the background; whether it is under way.
    pub(super) fn make_big(&mut self, step: Step, documents: &[String], make: Making) -> bool {
        if self.is_making() {
            return false;
        }
        let set = |key: &String| {
            let open = self.workspace.open_set(key)?;
            Some((key.clone(), open.set.clone(), open.revision))
        };
        let Some(sets) = documents.iter().map(set).collect::<Option<Vec<_>>>() else {
            return false;
        };
        for key in documents {
            if let Err(e) = self.workspace.writable(&Place::Document(key.clone())) {
                self.notices.warn(e.to_string());
                return false;
            }
        }
        let shown = self.session.as_ref();
        let shown = shown.map(|s| (s.key.clone(), s.found().cloned()));
        self.making = true;
        self.jobs.apply(ApplyRequest {
            step,
            make,
            annotator: self.annotator_record(),
            sets,
            shown,
        });
        true
    }

    /// Takes over a step that was made.
    pub(super) fn applied(&mut self, applied: Applied) {
        self.making = false;
        let Applied {
            step,
            changes,
            sets,
            inverse,
            layers,
            back,
        } = applied;
        let keys: Vec<String> = sets.iter().map(|(key, ..)| key.clone()).collect();
        let same = |(key, _, revision): &(String, _, u64)| {
            self.workspace.open_set(key).map(|s| s.revision) == Some(*revision)
        };
        let inverse = match inverse {
            Ok(inverse) if sets.iter().all(same) => {
                for (key, set, _) in sets {
                    // Giving back the memory of a hundred thousand records takes longer than a frame.
                    self.jobs.discard(self.workspace.replace(&key, set));
                }
                Ok((inverse, layers))
            }
            Err(e) => Err(e),
            // Something was changed meanwhile: made once more, on what there is now.
            Ok(_) => {
                let edit = Edit {
                    name: step.name.clone(),
                    focus: step.focus.clone(),
                    changes: changes.clone(),
                };
                self.workspace.apply(edit).map(|inverse| (inverse, None))
            }
        };
        match inverse {
            Ok((inverse, layers)) => {
                self.after_big(&step, changes, &keys);
                self.take_layers(layers);
                self.finish_step(step, inverse, back);
            }
            Err(EditError::NoChange) => {}
            Err(e) => self.notices.warn(e.to_string()),
        }
    }

    /// A line of history, and saving. The changes are not looked at one by one again.
    fn after_big(&mut self, step: &Step, changes: Vec<Change>, keys: &[String]) {
        let what = match step.kind.verb() {
            Some(verb) => format!("{verb} {}", lower_first(&step.name)),
            None => step.name.clone(),
        };
        self.log_documents(&what, keys.iter());
        let places = keys.iter().cloned().map(Place::Document);
        self.record_changes_at(changes, places.collect());
    }

    /// Keeps what takes a step back, says that it was made, and shows where.
    fn finish_step(&mut self, step: Step, inverse: Edit, back: Option<Answered>) {
        self.late = true;
        let verb = step.kind.verb();
        match step.kind {
            Kind::New(said) => {
                self.history.push(inverse);
                said.into_iter().for_each(|text| self.notices.info(text));
            }
            Kind::Undo => self.history.undone(inverse),
            Kind::Redo => self.history.redone(inverse),
        }
        if let Some(verb) = verb {
            self.notices
                .info(format!("{verb}: {}", lower_first(&step.name)));
            self.show_focus(step.focus.filter(|_| !self.folder.is_shown()));
            self.point_at_answered(back);
        }
    }

    /// Takes the layers that were made with the step, where they still show what there is.
    fn take_layers(&mut self, layers: Option<(String, Layers)>) {
        let session = self.session.as_mut();
        let fits = session.zip(layers).filter(|(session, (key, layers))| {
            session.key == *key && layers.is_of(session.found())
        });
        match fits {
            Some((session, (_, layers))) => {
                session.layers = layers;
                self.refresh_counts();
            }
            None => self.refresh_layers(),
        }
    }

    /// Whether a step that was made in the background has come since this was last asked.
    pub fn has_come_late(&mut self) -> bool {
        std::mem::take(&mut self.late)
    }
}
