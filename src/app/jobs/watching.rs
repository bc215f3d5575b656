//! Watches the root's list of entities: a person may type in it with another program.

use super::{Done, Out, locked};
use crate::store::{self, LoadedSidecar, Stamp, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

/// How often the file is looked at. A look asks for its time and its size.
const EVERY: Duration = Duration::from_millis(700);

/// How long another program may take to write the file.
const WRITTEN: Duration = Duration::from_millis(200);

/// What is watched.
#[derive(Default)]
pub(super) struct Watch {
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    root: Option<PathBuf>,
    stamp: Option<Stamp>,
}

/// A list of entities that another program has written.
pub struct Outside {
    /// Its root.
    pub root: PathBuf,
    /// What it is now; `None`: it is gone.
    pub file: Result<Option<Box<LoadedSidecar>>, StoreError>,
}

impl Watch {
    /// Watches the list of another root. It is read once more at the first look: it may have changed since.
    pub fn follow(&self, root: PathBuf) {
        *locked(&self.seen) = Seen {
            root: Some(root),
            stamp: None,
        };
    }

    /// Has the file read at the next look.
    pub fn look_again(&self) {
        locked(&self.seen).stamp = None;
    }

    /// Looks until nobody is left who wants to know.
    pub fn start(self: &Arc<Self>, out: Out) {
        let watch = Arc::downgrade(self);
        let run = move || {
            while let Some(done) = look(&watch) {
                done.into_iter().for_each(|done| out.send(done));
                std::thread::sleep(EVERY);
            }
        };
        // Without a thread nothing is watched; the file is read when the folder is opened.
        drop(
            std::thread::Builder::new()
                .name("watch".to_owned())
                .spawn(run),
        );
    }
}

/// One look; `None`: nobody is left.
fn look(watch: &Weak<Watch>) -> Option<Option<Done>> {
    let watch = watch.upgrade()?;
    let root = locked(&watch.seen).root.clone();
    let Some(root) = root else {
        return Some(None);
    };
    let stamp = store::entities_stamp(&root);
    let mut seen = locked(&watch.seen);
    if seen.stamp == stamp || seen.root.as_ref() != Some(&root) {
        return Some(None);
    }
    seen.stamp = stamp;
    drop(seen);
    let file = read(&root, stamp);
    // What was written since is seen at the next look; what was read before a save of our own must not come after it.
    if store::entities_stamp(&root) != stamp {
        return Some(None);
    }
    Some(Some(Done::ListChanged(Outside { root, file })))
}

fn read(root: &Path, stamp: Option<Stamp>) -> Result<Option<Box<LoadedSidecar>>, StoreError> {
    if stamp.is_none() {
        return Ok(None);
    }
    let mut read = store::read_entities(root);
    if read.as_ref().is_ok_and(|r| r.damaged.is_some()) {
        // It may be half written: not every program replaces a file whole.
        std::thread::sleep(WRITTEN);
        read = store::read_entities(root);
    }
    read.map(Box::new).map(Some)
}
