//! The root's own lists, as all lanes go by them.

use super::locked;
use crate::annotation::{CheckRules, EntityList};
use crate::detect::OwnNames;
use std::sync::{Arc, Mutex};

/// A list made ready for detection, with its number; `None`: it says nothing that detection goes by.
pub(super) type Ready = (u64, Option<Arc<OwnNames>>);

/// The rules of the checks, with their number. No two have the same.
pub type Numbered = (u64, CheckRules);

/// The present lists, and what was made of them.
#[derive(Default)]
pub(super) struct Lists {
    present: Mutex<(u64, EntityList)>,
    ready: Mutex<Ready>,
    rules: Mutex<Numbered>,
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

    /// Takes other rules of the checks; returns their number.
    pub fn set_rules(&self, rules: CheckRules) -> u64 {
        let mut present = locked(&self.rules);
        *present = (present.0 + 1, rules);
        present.0
    }

    /// The present rules of the checks.
    pub fn rules(&self) -> Numbered {
        locked(&self.rules).clone()
    }
}
