//! What persons said about entities in the folders of a call.

use super::console::Console;
use crate::annotation::EntityList;
use crate::store;
use std::path::PathBuf;

/// The lists (`entities.ron`) of the folders that the paths belong to, as one. A list that is broken is reported and left
/// out.
pub(super) fn own_list(paths: &[PathBuf], console: &mut Console<'_>) -> EntityList {
    let mut roots: Vec<_> = paths.iter().map(|p| store::find_root(p)).collect();
    roots.sort();
    roots.dedup();
    let mut out = EntityList::default();
    for root in roots {
        match store::read_entities(&root) {
            Ok(loaded) => match loaded.damaged {
                Some(problem) => console.fail(store::broken(&loaded.path, &problem)),
                None => {
                    for record in loaded.set.entities() {
                        out.insert(record.clone());
                    }
                }
            },
            Err(e) => console.fail(e),
        }
    }
    out
}
