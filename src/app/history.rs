//! Undo and redo: one history for the workspace, without limit.

use crate::annotation::Edit;

/// The inverses of what was done, and of what was undone.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

impl History {
    /// Notes the inverse of a new step; what was undone before can no longer be redone.
    pub fn push(&mut self, inverse: Edit) {
        self.undo.push(inverse);
        self.redo.clear();
    }

    /// Takes the step that undo would carry out.
    pub fn take_undo(&mut self) -> Option<Edit> {
        self.undo.pop()
    }

    /// Takes the step that redo would carry out.
    pub fn take_redo(&mut self) -> Option<Edit> {
        self.redo.pop()
    }

    /// Notes the inverse of an undo.
    pub fn undone(&mut self, inverse: Edit) {
        self.redo.push(inverse);
    }

    /// Notes the inverse of a redo.
    pub fn redone(&mut self, inverse: Edit) {
        self.undo.push(inverse);
    }

    /// Name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.undo.last().map(|e| e.name.as_str())
    }

    /// Name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.redo.last().map(|e| e.name.as_str())
    }

    /// Forgets everything: another root was opened.
    pub fn clear(&mut self) {
        self.undo.clear();
        self.redo.clear();
    }
}
