//! Commands on the list of entities of the root, and what follows from a change of it: texts are looked through anew.

use super::jobs::{ImportRead, ImportRequest};
use super::{App, lower_first};
use crate::annotation::entity_list::import::ImportAs;
use crate::annotation::entity_list::{MAX_NAME, is_name, tidy};
use crate::annotation::{
    Change, EntityKey, EntityLabel, EntityList, EntityRecord, Place, RecordKey, Records,
};
use crate::app::session::Focus;
use crate::store;
use std::path::{Path, PathBuf};

impl App {
    /// What is said about entities in general in this root.
    pub fn entities(&self) -> EntityList {
        self.workspace.entities()
    }

    /// The list's file.
    pub fn entities_path(&self) -> PathBuf {
        store::entities_path(&self.shelf.root)
    }

    /// Whether the list may be changed: no newer version wrote it, and it is not broken.
    pub fn may_change_entities(&self) -> bool {
        self.workspace.writable(&Place::Entities).is_ok()
    }

    /// How much of the document on screen was looked through anew since the list changed, in per cent; `None`: all, or it
    /// takes no time worth telling.
    pub fn looking_again(&self) -> Option<u8> {
        let session = self.session.as_ref()?;
        let stale = session.analysis.as_ref()?.list != self.list;
        session.looked.filter(|_| stale)
    }

    pub(super) fn always_treat(&mut self, surface: &str, label: EntityLabel, canonical: &str) {
        let surface = tidy(surface);
        let changes = self.entities().always(&surface, label, canonical);
        let name = format!("Always treat “{surface}” as {}", lower_first(label.title()));
        self.change_list(name, &surface, changes);
    }

    pub(super) fn always_treat_part(
        &mut self,
        surface: &str,
        label: EntityLabel,
        canonical: &str,
        longer: &str,
        longer_label: EntityLabel,
    ) {
        let (surface, list) = (tidy(surface), self.entities());
        let mut changes = list.always(&surface, label, canonical);
        let list = list.with(&changes);
        changes.extend(list.never_again(longer, Some(longer_label)));
        let name = format!(
            "Always treat “{surface}” as {}, not “{}”",
            lower_first(label.title()),
            tidy(longer)
        );
        self.change_list(name, &surface, changes);
    }

    pub(super) fn never_treat(&mut self, surface: &str, label: Option<EntityLabel>) {
        let surface = tidy(surface);
        let changes = self.entities().never_again(&surface, label);
        let of_type = label.map_or(String::new(), |l| format!(" as {}", lower_first(l.title())));
        self.change_list(
            format!("Never mark “{surface}”{of_type}"),
            &surface,
            changes,
        );
    }

    fn change_list(&mut self, name: String, surface: &str, changes: Vec<Change>) {
        if !is_name(surface) {
            let what = format!("A name has between 1 and {MAX_NAME} bytes");
            return self.notices.info(what);
        }
        let range = match self.session.as_ref().map(|s| s.focus) {
            Some(focus @ Focus::Mention(_)) => self.range_of(focus),
            _ => None,
        };
        // Where nothing can be written that is said, also where nothing would change.
        if changes.is_empty() && self.may_change_entities() {
            return self.notices.info("Your list says so already".to_owned());
        }
        self.commit(name, range, changes);
    }

    /// Puts a record of the list in the place of another one, or of none.
    pub(super) fn put_entity(&mut self, old: Option<EntityKey>, record: EntityRecord) {
        let key = record.key();
        let name = match &old {
            Some(_) => format!("Change {}", said(&key)),
            None => format!("Add {}", said(&key)),
        };
        let gone = old.filter(|old| *old != key).map(EntityKey::remove);
        self.commit(name, None, gone.into_iter().chain([record.put()]).collect());
    }

    pub(super) fn remove_entities(&mut self, keys: Vec<EntityKey>) {
        let name = match keys.as_slice() {
            [] => return,
            [key] => format!("Delete {}", said(key)),
            keys => format!("Delete {} entries of the list of entities", keys.len()),
        };
        self.commit(
            name,
            None,
            keys.into_iter().map(EntityKey::remove).collect(),
        );
    }

    pub(super) fn import_entities(&mut self, path: PathBuf, unless: ImportAs) {
        self.jobs.import(ImportRequest { path, unless });
    }

    pub(super) fn import_read(&mut self, read: ImportRead) {
        let (records, problems) = match read.result {
            Ok(imported) => imported,
            Err(message) => {
                return self
                    .notices
                    .warn(format!("Nothing was imported. {message}"));
            }
        };
        let found = records.len();
        let changes = self.entities().adding(records);
        let new = changes.len();
        let left_out = problems.first().map(|first| {
            let (lines, were) = match problems.len() {
                1 => ("1 line".to_owned(), "was"),
                n => (format!("{n} lines"), "were"),
            };
            format!(
                "; {lines} {were} left out, the first is line {}: {}",
                first.line, first.message
            )
        });
        let left_out = left_out.unwrap_or_default();
        let path = read.path.display();
        if new > 0 {
            let step = format!("Import {new} names");
            if !self.commit(step, None, changes) {
                return;
            }
        }
        let say = match found {
            0 => format!("There was no name to import{left_out}: {path}"),
            _ if new == 0 => {
                format!("All {found} names are in your list already{left_out}: {path}")
            }
            _ => format!("Imported {new} of {found} names{left_out}: {path}"),
        };
        if problems.is_empty() && new > 0 {
            self.notices.info(say);
        } else {
            self.notices.warn(say);
        }
    }

    /// What follows an edit of the list.
    pub(super) fn follow_list(&mut self, changes: &[Change]) {
        if changes.iter().any(|c| c.place == Place::Entities) {
            self.renew_folder_list();
        }
        if changes.iter().any(changes_detection) {
            self.renew_list();
        }
    }

    /// Has everything looked through by the list as it is now: the document on screen first.
    pub(super) fn renew_list(&mut self) {
        self.list = self.jobs.set_list(self.entities());
        self.jobs.end_survey();
        self.shelf.surveyed = false;
        if let Some(session) = &mut self.session {
            session.looked = None;
            session.early.expire();
        }
        self.look_through();
    }
}

/// Whether detection goes by a record.
fn changes_detection(change: &Change) -> bool {
    use EntityKey::{Name, Never, Retyped, Same};
    let RecordKey::Entity(key) = &change.key else {
        return false;
    };
    matches!(key, Name(..) | Never(..) | Retyped(..) | Same(..))
}

/// A record of the list in the name of a step.
fn said(key: &EntityKey) -> String {
    match key {
        EntityKey::Metonyms => "the links of capitals to countries".to_owned(),
        EntityKey::Name(_, name) => format!("your name “{name}”"),
        EntityKey::Never(surface, _) => format!("“{surface}” among what is never marked"),
        EntityKey::Same(_, name) => format!("the merge of “{name}”"),
        EntityKey::Different(_, one, other) => {
            format!("the refusal to merge “{one}” and “{other}”")
        }
        EntityKey::Retyped(_, name) => format!("the type of “{name}”"),
        EntityKey::Note(_, name) => format!("the note on “{name}”"),
    }
}

/// Whether a file is a table, by its name.
pub fn is_table(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| e == "csv" || e == "tsv")
}
