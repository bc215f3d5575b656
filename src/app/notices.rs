//! What a person should know: shown until read, in plain words.

/// How much a notice matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// Good to know; goes by itself.
    Info,
    /// Stays until it is closed.
    Warning,
}

/// A notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Counts up.
    pub number: u64,
    /// How much it matters.
    pub kind: NoticeKind,
    /// What it says.
    pub text: String,
    /// Whether it offers to show the last export.
    pub offers_export: bool,
}

/// The notices that are shown.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next: u64,
}

/// Most notices shown at once; older ones go first.
const LIMIT: usize = 3;

impl Notices {
    /// Says something that goes by itself.
    pub fn info(&mut self, text: String) {
        self.add(NoticeKind::Info, text, false);
    }

    /// Says something that stays until it is closed.
    pub fn warn(&mut self, text: String) {
        self.add(NoticeKind::Warning, text, false);
    }

    /// Says that an export was written, and offers to show it.
    pub fn exported(&mut self, text: String) {
        self.add(NoticeKind::Warning, text, true);
    }

    fn add(&mut self, kind: NoticeKind, text: String, offers_export: bool) {
        self.shown.retain(|n| n.text != text);
        self.next += 1;
        self.shown.push(Notice {
            number: self.next,
            kind,
            text,
            offers_export,
        });
        if self.shown.len() > LIMIT {
            self.shown.remove(0);
        }
    }

    /// What is shown, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    /// Closes all: they were about another folder.
    pub fn clear(&mut self) {
        self.shown.clear();
    }

    /// Closes those that begin with some words: they are no longer true.
    pub fn withdraw(&mut self, beginning: &str) {
        self.shown.retain(|n| !n.text.starts_with(beginning));
    }

    /// Closes a notice.
    pub fn close(&mut self, number: u64) {
        self.shown.retain(|n| n.number != number);
    }
}
