//! The user's own lists: which one holds for a document.

use super::console::Console;
use crate::annotation::EntityList;
use crate::detect::{OwnNames, Settings};
use crate::store::{self, LoadedSidecar};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which lists a call goes by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) enum Choice {
    /// That of the nearest folder above a document that has a `.rapporteur`.
    #[default]
    Nearest,
    /// This file, for all documents.
    File(PathBuf),
    /// None.
    Nothing,
}

/// The lists of a call, each read once.
pub(super) struct OwnLists<'a> {
    choice: &'a Choice,
    /// By file.
    read: HashMap<PathBuf, Own>,
}

/// A list, and what detection goes by of it.
#[derive(Default)]
struct Own {
    list: EntityList,
    names: Option<Arc<OwnNames>>,
}

impl<'a> OwnLists<'a> {
    pub fn new(choice: &'a Choice) -> Self {
        Self {
            choice,
            read: HashMap::new(),
        }
    }

    /// What the detection in a document goes by. A list that is broken is reported once, and nothing of it holds.
    pub fn settings(&mut self, document: &Path, console: &mut Console<'_>) -> Settings {
        let file = match self.choice {
            Choice::Nothing => return Settings::default(),
            Choice::File(file) => file.clone(),
            Choice::Nearest => store::entities_path(&store::find_root(document)),
        };
        let named = matches!(self.choice, Choice::File(_));
        let own = self
            .read
            .entry(file)
            .or_insert_with_key(|file| read(file, named, console));
        Settings {
            own: own.names.clone(),
            ..Settings::default()
        }
    }

    /// All that was read so far, as one list.
    pub fn all(&self) -> EntityList {
        let mut out = EntityList::default();
        let mut files: Vec<_> = self.read.iter().collect();
        files.sort_unstable_by_key(|(file, _)| *file);
        for record in files.into_iter().flat_map(|(_, own)| own.list.records()) {
            out.insert(record.clone());
        }
        out
    }
}

fn read(file: &Path, named: bool, console: &mut Console<'_>) -> Own {
    let loaded = match store::read_list_at(file) {
        Ok(loaded) => loaded,
        Err(e) => {
            console.fail(e);
            return Own::default();
        }
    };
    if named && loaded.base.is_none() {
        let shown = file.display();
        console.fail(format_args!("There is no such list of entities: {shown}"));
    }
    if let Some(problem) = &loaded.damaged {
        console.fail(format_args!(
            "The list of entities is broken at line {}, column {}: {}. It was left out: {}",
            problem.line,
            problem.column,
            problem.message,
            file.display()
        ));
        return Own::default();
    }
    tell_problems(&loaded, console);
    let list = EntityList::of(loaded.set);
    Own {
        names: OwnNames::of(&list).map(Arc::new),
        list,
    }
}

/// Reports the records that were not understood.
pub(super) fn tell_problems(loaded: &LoadedSidecar, console: &mut Console<'_>) {
    for problem in &loaded.problems {
        console.fail(format_args!(
            "{}:{problem}; this record was left out",
            loaded.path.display()
        ));
    }
}
