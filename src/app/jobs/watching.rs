//! Watches the root's own lists: a person may type in them with another program.

use super::{Done, Out, locked};
use crate::store::{LoadedSidecar, OwnList, Stamp, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

/// How often the files are looked at. A look asks for their times and their sizes.
const EVERY: Duration = Duration::from_millis(700);

/// How long another program may take to write a file.
const WRITTEN: Duration = Duration::from_millis(200);

/// What is watched.
#[derive(Default)]
pub(super) struct Watch {
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    root: Option<PathBuf>,
    /// In the order of [`OwnList::ALL`].
    stamps: [Option<Stamp>; OwnList::ALL.len()],
}

/// A list that another program has written.
pub struct Outside {
    /// Its root.
    pub root: PathBuf,
    /// Which it is.
    pub list: OwnList,
    /// What it is now; `None`: it is gone.
    pub file: Result<Option<Box<LoadedSidecar>>, StoreError>,
}

impl Watch {
    /// Watches the lists of another root. They are read once more at the first look: they may have changed since.
    pub fn follow(&self, root: PathBuf) {
        *locked(&self.seen) = Seen {
            root: Some(root),
            stamps: Default::default(),
        };
    }

    /// Has a file read at the next look.
    pub fn look_again(&self, list: OwnList) {
        if let Some(stamp) = locked(&self.seen).stamps.get_mut(list as usize) {
            *stamp = None;
        }
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
        // Without a thread nothing is watched; the files are read when the folder is opened.
        drop(
            std::thread::Builder::new()
                .name("watch".to_owned())
                .spawn(run),
        );
    }
}

/// One look; `None`: nobody is left.
fn look(watch: &Weak<Watch>) -> Option<Vec<Done>> {
    let watch = watch.upgrade()?;
    let root = locked(&watch.seen).root.clone();
    let all = OwnList::ALL.into_iter();
    let changed = root.map(|root| {
        all.filter_map(|list| look_at(&watch, &root, list))
            .collect()
    });
    Some(changed.unwrap_or_default())
}

fn look_at(watch: &Watch, root: &Path, list: OwnList) -> Option<Done> {
    let stamp = list.stamp(root);
    let mut seen = locked(&watch.seen);
    if seen.root.as_deref() != Some(root) {
        return None;
    }
    let last = seen.stamps.get_mut(list as usize)?;
    if *last == stamp {
        return None;
    }
    *last = stamp;
    drop(seen);
    let file = read(root, list, stamp);
    // What was written since is seen at the next look; what was read before a save of our own must not come after it.
    if list.stamp(root) != stamp {
        return None;
    }
    let root = root.to_owned();
    Some(Done::ListChanged(Outside { root, list, file }))
}

fn read(
    root: &Path,
    list: OwnList,
    stamp: Option<Stamp>,
) -> Result<Option<Box<LoadedSidecar>>, StoreError> {
    if stamp.is_none() {
        return Ok(None);
    }
    let mut read = list.read(root);
    if read.as_ref().is_ok_and(|r| r.damaged.is_some()) {
        // It may be half written: not every program replaces a file whole.
        std::thread::sleep(WRITTEN);
        read = list.read(root);
    }
    read.map(Box::new).map(Some)
}
