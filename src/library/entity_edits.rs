//! What a person does to an entity, as changes of the own list: merging two, taking a form out of one, another type, a
//! note. The changes of one act belong into one edit, so that it is undone in one step.

use crate::annotation::entity_list::{EntityKey, EntityRecord, tidy};
use crate::annotation::{Change, EntityLabel, EntityList};
use std::collections::BTreeSet;

/// The changes by which `name` stands for the entity `into` from now on. A refusal of the pair goes; where `into` itself was
/// merged into `name`, that is turned round. None where it is so already.
pub fn merge(list: &EntityList, label: EntityLabel, name: &str, into: &str) -> Vec<Change> {
    let (name, into) = (tidy(name), tidy(into));
    if name == into || name.is_empty() || into.is_empty() || list.canonical(label, &name) == into {
        return Vec::new();
    }
    let mut out = refusal(list, label, &name, &into);
    out.extend(way(list, label, &into, &name));
    out.push(EntityRecord::same(label, &name, &into).put());
    out
}

/// The changes that take back the merges of `name`: it stands for itself again.
pub fn unmerge(list: &EntityList, label: EntityLabel, name: &str) -> Vec<Change> {
    let key = EntityKey::Same(label, tidy(name));
    let there = list.get(key.clone()).is_some();
    there.then(|| key.remove()).into_iter().collect()
}

/// The changes by which two names are not suggested as one again; a merge of the two goes.
pub fn refuse(list: &EntityList, label: EntityLabel, a: &str, b: &str) -> Vec<Change> {
    let (a, b) = (tidy(a), tidy(b));
    if a == b || list.are_different(label, &a, &b) {
        return Vec::new();
    }
    let mut out: Vec<Change> = way(list, label, &a, &b).into_iter().collect();
    out.extend(way(list, label, &b, &a));
    out.push(EntityRecord::different(label, &a, &b).put());
    out
}

/// The changes that take a way to write it out of an entity: from now on it is an entity of its own.
pub fn split(list: &EntityList, label: EntityLabel, surface: &str, from: &str) -> Vec<Change> {
    let (surface, from) = (tidy(surface), tidy(from));
    if surface.is_empty() || surface == from {
        return Vec::new();
    }
    let mut out = unmerge(list, label, &surface);
    out.extend(list.always(&surface, label, &surface));
    if !list.are_different(label, &surface, &from) {
        out.push(EntityRecord::different(label, &surface, &from).put());
    }
    out
}

/// The changes by which an entity is of the type `to`.
pub fn retype(list: &EntityList, label: EntityLabel, name: &str, to: EntityLabel) -> Vec<Change> {
    let name = tidy(name);
    if name.is_empty() || label == to {
        return Vec::new();
    }
    let back = EntityKey::Retyped(to, name.clone());
    let mut out: Vec<Change> = list
        .get(back.clone())
        .map(|_| back.remove())
        .into_iter()
        .collect();
    if out.is_empty() {
        out.push(EntityRecord::retyped(label, &name, to).put());
    }
    out
}

/// The changes by which the note on an entity is `text`; nothing but blanks takes it away.
pub fn note(list: &EntityList, label: EntityLabel, name: &str, text: &str) -> Vec<Change> {
    let old = list.note(label, name);
    let key = EntityKey::Note(label, tidy(name));
    match (text.trim().is_empty(), old == text) {
        (_, true) => Vec::new(),
        (true, _) if old.is_empty() => Vec::new(),
        (true, _) => vec![key.remove()],
        (false, _) => vec![EntityRecord::note(label, name, text).put()],
    }
}

fn refusal(list: &EntityList, label: EntityLabel, a: &str, b: &str) -> Vec<Change> {
    if !list.are_different(label, a, b) {
        return Vec::new();
    }
    vec![EntityRecord::different(label, a, b).key().remove()]
}

/// The removal of the last merge on the way from one name to another, where there is such a way.
fn way(list: &EntityList, label: EntityLabel, from: &str, to: &str) -> Option<Change> {
    let (mut now, mut seen) = (from, BTreeSet::new());
    while seen.insert(now) {
        let key = EntityKey::Same(label, now.to_owned());
        let Some(EntityRecord::Same(same)) = list.get(key.clone()) else {
            return None;
        };
        if same.into == to {
            return Some(key.remove());
        }
        now = &same.into;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: EntityLabel = EntityLabel::Person;

    /// Carries the changes out.
    fn with(mut list: EntityList, changes: Vec<Change>) -> EntityList {
        let mut set = list.set().clone();
        for change in changes {
            set.put(change.key, change.record);
        }
        list = EntityList::of(set);
        list
    }

    fn merged(name: &str, into: &str) -> EntityList {
        let list = EntityList::default();
        let changes = merge(&list, PERSON, name, into);
        with(list, changes)
    }

    #[test]
    fn merging_and_taking_it_back() {
        let list = merged("A. B", "Ann B");
        assert_eq!(list.canonical(PERSON, "A. B"), "Ann B");
        assert_eq!(merge(&list, PERSON, "A. B", "Ann B"), []);
        let back = with(list.clone(), unmerge(&list, PERSON, "A. B"));
        assert_eq!(back.canonical(PERSON, "A. B"), "A. B");
        let turned = with(list.clone(), merge(&list, PERSON, "Ann B", "A. B"));
        assert_eq!(turned.canonical(PERSON, "Ann B"), "A. B");
        assert_eq!(turned.canonical(PERSON, "A. B"), "A. B");
    }

    #[test]
    fn refusing_and_merging_all_the_same() {
        let list = merged("A. B", "Ann B");
        let list = with(list.clone(), refuse(&list, PERSON, "Ann B", "A. B"));
        assert_eq!(list.canonical(PERSON, "A. B"), "A. B");
        assert!(list.are_different(PERSON, "A. B", "Ann B"));
        assert_eq!(refuse(&list, PERSON, "Ann B", "A. B"), []);
        let list = with(list.clone(), merge(&list, PERSON, "A. B", "Ann B"));
        assert!(!list.are_different(PERSON, "A. B", "Ann B"));
    }

    #[test]
    fn a_form_is_an_entity_of_its_own() {
        let list = merged("B", "Ann B");
        let list = with(list.clone(), split(&list, PERSON, "B", "Ann B"));
        assert_eq!(list.canonical(PERSON, "B"), "B");
        assert!(list.name(PERSON, "B").is_some() && list.are_different(PERSON, "Ann B", "B"));
    }

    #[test]
    fn another_type_and_a_note() {
        let list = EntityList::default();
        let list = with(
            list.clone(),
            retype(&list, PERSON, "Ferry", EntityLabel::Org),
        );
        assert_eq!(list.resolve(PERSON, "Ferry"), (EntityLabel::Org, "Ferry"));
        let list = with(
            list.clone(),
            retype(&list, EntityLabel::Org, "Ferry", PERSON),
        );
        assert_eq!(list.resolve(PERSON, "Ferry"), (PERSON, "Ferry"));
        let list = with(list.clone(), note(&list, PERSON, "Ferry", "x"));
        assert_eq!(list.note(PERSON, "Ferry"), "x");
        let list = with(list.clone(), note(&list, PERSON, "Ferry", " "));
        assert_eq!(
            (list.note(PERSON, "Ferry"), note(&list, PERSON, "Ferry", "")),
            ("", vec![])
        );
    }
}
