//! The documents of the root.

use crate::document::Hash;
use crate::library::counts::Counts;
use crate::library::quality_report::Faults;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a survey learnt about a document without opening it on screen.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its title.
    pub title: String,
    /// Words.
    pub words: usize,
    /// Counts, as of the survey.
    pub counts: Counts,
    /// What was found in it, for the quality report.
    pub faults: Arc<Faults>,
    /// Hash of its text.
    pub text_hash: Hash,
}

/// A document of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key in the workspace: the path as text.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the root, for people.
    pub name: String,
    /// What is known; `None` before the survey came by.
    pub summary: Option<Summary>,
    /// Why it cannot be read.
    pub problem: Option<String>,
}

/// The documents of the root, in path order.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The folder that was opened, or in which the single file lies.
    pub root: PathBuf,
    /// Whether a single file was opened.
    pub single: bool,
    /// The documents.
    pub entries: Vec<Entry>,
    /// Whether the folder is still being listed.
    pub listing: bool,
    /// Whether the survey was asked for.
    pub surveyed: bool,
}

/// The key of a path.
pub fn key_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl Shelf {
    /// The list of these documents.
    pub fn of(root: PathBuf, single: bool, documents: Vec<PathBuf>) -> Self {
        let entries = documents
            .into_iter()
            .map(|path| entry(&root, path))
            .collect();
        Self {
            root,
            single,
            entries,
            listing: false,
            surveyed: false,
        }
    }

    /// The place of a document in the list.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|e| e.key == key)
    }

    /// A document of the list.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }

    /// The same, to note what was learnt.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|e| e.key == key)
    }
}

fn entry(root: &Path, path: PathBuf) -> Entry {
    let below = path.strip_prefix(root).unwrap_or(&path);
    let name = below.to_string_lossy().replace('\\', "/");
    Entry {
        key: key_of(&path),
        name,
        path,
        summary: None,
        problem: None,
    }
}
