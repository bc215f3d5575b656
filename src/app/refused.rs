//! A document that was asked for and could not be read: shown in the reader's place, with what can be done about it; and
//! the original, in the program that it was made for.

use super::App;
use crate::store::{self, StoreError};
use std::path::{Path, PathBuf};

/// A document that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// Its key.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong and what to do, without the path.
    pub message: String,
    /// Whether a password would open it.
    pub asks_password: bool,
    /// Whether one was tried.
    pub tried: bool,
}

impl App {
    /// The document that was asked for last, where it could not be read.
    pub fn refused(&self) -> Option<&Refused> {
        self.refused.as_ref()
    }

    /// The key of the document in view: on screen, or not to be read.
    pub fn key_in_view(&self) -> Option<&str> {
        let refused = self.refused.as_ref().map(|r| &*r.key);
        refused.or_else(|| self.session.as_ref().map(|s| &*s.key))
    }

    /// Whether there is a document to go back to from one that could not be read.
    pub fn can_put_refused_away(&self) -> bool {
        self.left.is_some()
    }

    /// Keeps why a document that was asked for is not on screen. The one that was there leaves it: keys that a person
    /// presses are not meant for what they do not see.
    pub(super) fn refuse_to_read(&mut self, key: &str, error: &StoreError) {
        self.pending_reveal = None;
        if let Some(left) = self.session.take() {
            self.left = Some(left.key.clone());
            self.put_to_rest(left);
            self.search_again();
        }
        let tried = self.unlocking.take().is_some_and(|k| k == key);
        self.refused = Some(Refused {
            key: key.to_owned(),
            path: error.path.clone(),
            message: error.message.clone(),
            asks_password: error.asks_password(),
            tried,
        });
    }

    /// Reads a document again, with a password that is kept for as long as the program runs.
    pub(super) fn unlock(&mut self, key: &str, password: &str) {
        let Some(path) = self.refused.as_ref().map(|r| r.path.clone()) else {
            return;
        };
        store::extract::remember_password(&path, password);
        self.unlocking = Some(key.to_owned());
        self.read_again(key);
    }

    /// Reads a document again that could not be read.
    pub(super) fn read_again(&mut self, key: &str) {
        if let Some(entry) = self.shelf.get_mut(key) {
            entry.problem = None;
        }
        self.refused = None;
        self.show(key);
    }

    /// Puts the message away; the document that was on screen before is there again.
    pub(super) fn put_refused_away(&mut self) {
        self.refused = None;
        if let Some(key) = self.left.take() {
            self.show(&key);
        }
    }

    /// Opens the file behind the text in the system's program for it; a document with pages at the page that the byte
    /// `at` (UTF-8) stands on.
    pub(super) fn open_original(&mut self, at: usize) {
        let shown = self.session.as_ref();
        let (path, page) = match (&self.refused, shown) {
            (Some(refused), _) => (refused.path.clone(), None),
            (None, Some(s)) => {
                let origin = s.document.origin.as_deref();
                let page = origin.and_then(|o| o.page_at(at)).map(|p| p.number);
                (s.path.clone(), page)
            }
            (None, None) => return,
        };
        if let Err(e) = (self.opener)(&path, page) {
            self.notices.warn(e.to_string());
        }
    }

    /// What opens an original, where it is not the system's program: for tests.
    pub fn set_opener(&mut self, opener: Opener) {
        self.opener = opener;
    }
}

/// Opens a file at a page (its number in the file, from 1).
pub type Opener = Box<dyn Fn(&Path, Option<u32>) -> Result<(), StoreError>>;
