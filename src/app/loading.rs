//! Reading a document with its annotations: sidecar, journal, re-anchoring.

use super::workspace::OpenSet;
use crate::anchoring::reanchor;
use crate::annotation::check_rules::ANY;
use crate::annotation::{Change, CheckRecord, DocumentInfo, Place};
use crate::document::Document;
use crate::quality;
use crate::store::{self, LoadedSidecar, OwnList, StoreError, UserFolders};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A document with its annotations.
pub struct Loaded {
    /// The document.
    pub document: Arc<Document>,
    /// Its set.
    pub set: OpenSet,
    /// What a person should know.
    pub messages: Vec<String>,
    /// Changes to codebook and lists of the root that the journal held.
    pub shared: Vec<Change>,
}

/// Reads a document, its sidecar and its journal, and finds the passages again where the text has changed.
///
/// # Errors
/// The document cannot be read. A sidecar that cannot be read is a message.
pub fn load(path: &Path, folders: Option<&UserFolders>) -> Result<Loaded, StoreError> {
    load_telling(path, folders, &|_| {})
}

/// The same; `read` is told of the document before its annotations are there, which are read at the same time.
///
/// # Errors
/// See [`load`].
pub fn load_telling(
    path: &Path,
    folders: Option<&UserFolders>,
    read: &dyn Fn(&Arc<Document>),
) -> Result<Loaded, StoreError> {
    let (document, sidecar, left) = std::thread::scope(|both| {
        let records = both.spawn(|| read_records(path, folders));
        let document = store::read_document(path).map(Arc::new);
        document.iter().for_each(read);
        let (sidecar, left) = match records.join() {
            Ok(records) => records,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        document.map(|document| (document, sidecar, left))
    })?;
    let mut messages = Vec::new();
    if document.decoding.lost > 0 {
        messages.push(format!(
            "{} characters could not be decoded as {} and are shown as “\u{fffd}”",
            document.decoding.lost, document.decoding.encoding
        ));
    }
    messages.extend(document.origin.iter().flat_map(|o| o.notes.iter().cloned()));
    let mut set = match sidecar {
        Ok(loaded) => {
            messages.extend(sidecar_messages(&loaded));
            open_set(loaded)
        }
        Err(e) => {
            messages.push(e.to_string());
            // What cannot be read must not be written over.
            OpenSet {
                newer: true,
                ..OpenSet::default()
            }
        }
    };
    let recovered = !left.is_empty() && {
        let before = set.set.clone();
        let place = Place::Document(super::shelf::key_of(path));
        store::replay(&mut set.set, &place, &left);
        set.set != before
    };
    let shared = left
        .into_iter()
        .flat_map(|(_, changes)| changes)
        .filter(|c| !matches!(c.place, Place::Document(_)))
        .collect();
    if recovered {
        set.revision += 1;
        messages.push(
            "Edits that were not yet saved when the program ended were brought back".to_owned(),
        );
    }
    let lost = reanchor(&mut set.set, &document);
    messages.extend(lost_message(lost));
    Ok(Loaded {
        document,
        set,
        messages,
        shared,
    })
}

/// The sidecar of a document, and what its journal holds.
fn read_records(
    path: &Path,
    folders: Option<&UserFolders>,
) -> (Result<LoadedSidecar, StoreError>, Vec<store::Batch>) {
    let left = folders.map(|f| store::Journal::recover(f, path));
    (store::read_sidecar(path), left.unwrap_or_default())
}

/// The state of a file that was read.
pub fn open_set(loaded: LoadedSidecar) -> OpenSet {
    OpenSet {
        on_disk: Arc::new(loaded.set.clone()),
        set: loaded.set,
        base: loaded.base,
        newer: loaded.newer,
        damaged: loaded.damaged.is_some(),
        revision: 0,
    }
}

/// The state of one of a root's own lists that was read; of a broken one nothing.
pub fn open_list(loaded: LoadedSidecar) -> OpenSet {
    let damaged = loaded.damaged.is_some();
    let open = open_set(loaded);
    if damaged {
        OpenSet {
            base: open.base,
            damaged,
            ..OpenSet::default()
        }
    } else {
        open
    }
}

/// What a person should know about one of a root's own lists that was read.
pub fn list_messages(list: OwnList, loaded: &LoadedSidecar) -> Vec<String> {
    let path = &loaded.path;
    if let Some(problem) = &loaded.damaged {
        return vec![list.broken(path, problem).to_string()];
    }
    let (title, mut out) = (list.title(), Vec::new());
    if let Some(first) = loaded.problems.first() {
        let (number, they) = match loaded.problems.len() {
            1 => ("1 record".to_owned(), "is"),
            n => (format!("{n} records"), "are"),
        };
        out.push(format!(
            "{number} of the {title} {they} not understood and kept without effect; the first at line {}, column \
             {}: {}: {}",
            first.line,
            first.column,
            first.message,
            path.display()
        ));
    }
    out.extend(unknown_checks(loaded));
    if loaded.newer {
        out.push(format!(
            "This {title} was saved by a newer version of Rapporteur; it holds here, but cannot be changed: {}",
            path.display()
        ));
    }
    out
}

/// What to say of rules that name checks which this version does not have.
fn unknown_checks(loaded: &LoadedSidecar) -> Option<String> {
    let checks = loaded.set.checks().map(CheckRecord::check);
    let unknown: BTreeSet<&str> = checks
        .filter(|c| *c != ANY && quality::by_id(c).is_none())
        .collect();
    let first = unknown.first()?;
    let (rest, they) = match unknown.len() - 1 {
        0 => (String::new(), "it"),
        n => (format!(" and {n} more"), "them"),
    };
    Some(format!(
        "There is no check “{first}”{rest}: the rules about {they} have no effect here: {}",
        loaded.path.display()
    ))
}

fn sidecar_messages(loaded: &LoadedSidecar) -> Vec<String> {
    let path = loaded.path.display();
    let mut out = Vec::new();
    if let Some(problem) = &loaded.damaged {
        let kept = loaded.set.placed().count();
        out.push(format!(
            "The annotation file is damaged at line {}, column {}: {}. {kept} annotations could be read; the damaged \
             file is kept under another name when you change something: {path}",
            problem.line, problem.column, problem.message
        ));
    } else if let Some(first) = loaded.problems.first() {
        out.push(format!(
            "{} records of the annotation file were not understood and are kept as they stand; the first at line {}: \
             {}: {path}",
            loaded.problems.len(),
            first.line,
            first.message
        ));
    }
    if loaded.newer {
        out.push(format!(
            "These annotations were saved by a newer version of Rapporteur; they can be read here, but not changed: {path}"
        ));
    }
    out
}

fn lost_message(lost: usize) -> Option<String> {
    let (passages, they) = match lost {
        0 => return None,
        1 => ("the passage of 1 annotation was".to_owned(), "It is"),
        n => (format!("the passages of {n} annotations were"), "They are"),
    };
    Some(format!(
        "The text has changed since it was annotated: {passages} not found again. {they} kept and listed under Annotations"
    ))
}

/// What a sidecar says about its document.
pub fn document_info(document: &Document) -> DocumentInfo {
    let (extractor, version) = document.kind.extractor();
    DocumentInfo {
        name: document.name.clone(),
        file_hash: document.file_hash,
        text_hash: document.text_hash,
        text_len: document.text.len(),
        encoding: document.decoding.encoding.clone(),
        extractor: format!("{extractor} {version}"),
        extra: Default::default(),
    }
}
