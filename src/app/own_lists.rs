//! The root's own lists as other programs may change them too: taken in, merged, and what follows.

use super::App;
use super::jobs::Outside;
use crate::store::{self, LoadedSidecar, OwnList};
use std::sync::Arc;

impl App {
    /// Takes the lists of another root; `numbers`: the lanes go by those of entities and of check rules already.
    pub(super) fn take_lists(&mut self, numbers: Option<(u64, u64)>) {
        let list = numbers.map(|n| n.0);
        let same = list.filter(|&n| n == self.jobs.list_number());
        self.list = same.unwrap_or_else(|| self.jobs.set_list(self.entities()));
        let rules = self.jobs.rules();
        if numbers.is_some_and(|(_, number)| number == rules.0) {
            self.rules = rules;
        } else {
            self.set_rules();
        }
        self.jobs.watch(self.shelf.root.clone());
    }

    /// Another program has written one of the lists.
    pub(super) fn list_changed_outside(&mut self, outside: Outside) {
        let Outside { root, list, file } = outside;
        if root != self.shelf.root {
            return;
        }
        if self.saving.is_under_way(&list.place()) {
            // It may be what is just being written.
            self.lists_pending.push(list);
            return;
        }
        match file {
            Ok(Some(theirs)) => self.take_theirs(list, *theirs),
            Ok(None) => self.say_gone(list),
            Err(e) => self.notices.warn(e.to_string()),
        }
    }

    fn say_gone(&mut self, list: OwnList) {
        self.notices.warn(format!(
            "The {} is gone from its folder. It stays in force here, and the next change to it writes it anew: {}",
            list.title(),
            list.path(&self.shelf.root).display()
        ));
    }

    /// Looks again at a list where a change of another program came while it was being written.
    pub(super) fn look_at_list_again(&mut self, list: OwnList) {
        let before = self.lists_pending.len();
        self.lists_pending.retain(|pending| *pending != list);
        if self.lists_pending.len() < before {
            self.jobs.watch_again(list);
        }
    }

    fn take_theirs(&mut self, list: OwnList, theirs: LoadedSidecar) {
        let open = self.workspace.own_list_mut(list);
        if theirs.base == open.base {
            return;
        }
        for message in super::loading::list_messages(list, &theirs) {
            self.notices.warn(message);
        }
        if theirs.damaged.is_some() {
            // The last good list stays in force; nothing is changed until the file is mended.
            open.base = theirs.base;
            open.damaged = true;
            return;
        }
        self.notices.withdraw(&list.is_broken());
        let merged = store::merge_sets(&open.on_disk, &open.set, &theirs.set);
        let (unsaved, changed) = (merged != theirs.set, merged != open.set);
        open.set = merged;
        open.on_disk = Arc::new(theirs.set);
        open.base = theirs.base;
        open.newer = theirs.newer;
        open.damaged = false;
        open.revision += u64::from(changed);
        if unsaved && !theirs.newer {
            self.make_dirty(list.place());
        }
        if changed {
            self.renew_own_list(list);
            self.notices.info(format!(
                "The {} was changed by another program; the change is in force",
                list.title()
            ));
        }
    }

    /// What follows a change of a list that was no edit here.
    pub(super) fn renew_own_list(&mut self, list: OwnList) {
        match list {
            OwnList::Entities => {
                self.renew_folder_list();
                self.renew_list();
            }
            OwnList::Checks => self.renew_rules(),
        }
    }
}
