//! The user's own lists, as all lanes go by them.

use super::locked;
use crate::annotation::EntityList;
use crate::detect::OwnNames;
use std::sync::{Arc, Mutex};

/// A list made ready for detection, with its number; `None`: it says nothing that detection goes by.
pub(super) type Ready = (u64, Option<Arc<OwnNames>>);

/// The present list, and what was made of it.
#[derive(Default)]
pub(super) struct Lists {
    present: Mutex<(u64, EntityList)>,
    ready: Mutex<Ready>,
}

impl Lists {
    /// Takes another list; returns its number. No two have the same.
    pub fn set(&self, list: EntityList) -> u64 {
        let mut present = locked(&self.present);
        *present = (present.0 + 1, list);
        present.0
    }

    /// The present list, made ready. Whoever comes first makes it ready; the screen never asks.
    pub fn ready(&self) -> Ready {
        let mut ready = locked(&self.ready);
        let (number, list) = locked(&self.present).clone();
        if ready.0 != number {
            *ready = (number, OwnNames::of(&list).map(Arc::new));
        }
        ready.clone()
    }

    /// The number of the present list.
    pub fn number(&self) -> u64 {
        locked(&self.present).0
    }
}
