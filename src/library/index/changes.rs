//! Putting documents into the index and taking them out.

use super::{Detected, DocumentEntities, DocumentId, FolderIndex, Group, Held, Posting, Spot};
use crate::annotation::EntityLabel;
use crate::library::naming::{Naming, folded};
use std::sync::Arc;

impl FolderIndex {
    /// Puts a document in, in the place of what was known of it under this path.
    pub fn put(&mut self, path: &str, entities: DocumentEntities) -> DocumentId {
        let number = self.slot(path);
        self.take_out(number);
        let held = self.numbered(path, entities);
        self.count(number, &held);
        if let Some(slot) = self.documents.get_mut(number as usize) {
            *slot = Some(held);
        }
        DocumentId(number)
    }

    /// Takes a document out. Whether it was in.
    pub fn remove(&mut self, path: &str) -> bool {
        let Some(number) = self.by_path.remove(path) else {
            return false;
        };
        self.take_out(number);
        self.free.push(number);
        true
    }

    /// Goes by other decisions about names from now on. Entity ids from before are good no longer.
    pub fn set_naming(&mut self, naming: Naming) {
        if self.naming == naming {
            return;
        }
        self.naming = naming;
        self.groups.clear();
        self.group_numbers.clear();
        for number in 0..self.names.len() as u32 {
            let Some((label, text)) = self.names.get(number as usize).map(|n| (n.label, n.text))
            else {
                continue;
            };
            let group = self.group(label, text, number);
            if let Some(name) = self.names.get_mut(number as usize) {
                name.group = group;
            }
        }
    }

    /// Notes which mentions of a document somebody has answered, by their indices.
    pub fn set_answered(&mut self, path: &str, answered: &[usize]) {
        let Some(number) = self.by_path.get(path).copied() else {
            return;
        };
        let Some(mut held) = self
            .documents
            .get_mut(number as usize)
            .and_then(Option::take)
        else {
            return;
        };
        held.answered = answered.iter().map(|&i| i as u32).collect();
        held.answered.sort_unstable();
        for run in held.runs() {
            let open = held.open(run);
            let name = held
                .spots
                .get(run.first().map_or(0, |&i| i as usize))
                .map(|s| s.name);
            if let Some(posting) = name.and_then(|n| self.posting(n, number)) {
                posting.open = open;
            }
        }
        if let Some(slot) = self.documents.get_mut(number as usize) {
            *slot = Some(held);
        }
    }

    fn posting(&mut self, name: u32, document: u32) -> Option<&mut Posting> {
        let postings = &mut self.names.get_mut(name as usize)?.postings;
        let at = postings
            .binary_search_by_key(&document, |p| p.document)
            .ok()?;
        postings.get_mut(at)
    }

    /// The number of a path, an old or a new one.
    fn slot(&mut self, path: &str) -> u32 {
        if let Some(&number) = self.by_path.get(path) {
            return number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.documents.push(None);
            self.documents.len() as u32 - 1
        });
        self.by_path.insert(path.into(), number);
        number
    }

    /// The document with the numbers of the index for its own.
    fn numbered(&mut self, path: &str, from: DocumentEntities) -> Held {
        let texts: Vec<u32> = (0..from.strings.len() as u32)
            .map(|n| self.strings.number(from.strings.get(n)))
            .collect();
        let text = |n: u32| texts.get(n as usize).copied().unwrap_or(0);
        let names: Vec<u32> = from
            .names
            .iter()
            .map(|&(label, name)| self.name_number(label, text(name)))
            .collect();
        let spots: Vec<Spot> = from
            .spots
            .iter()
            .map(|s| Spot {
                name: names.get(s.name as usize).copied().unwrap_or(0),
                surface: text(s.surface),
                ..*s
            })
            .collect();
        let mut order: Vec<u32> = (0..spots.len() as u32).collect();
        order.sort_unstable_by_key(|&i| (spots.get(i as usize).map_or(0, |s| s.name), i));
        Held {
            path: Arc::from(path),
            key: from.key,
            date: from.date,
            nearest: from.nearest,
            spots,
            order,
            sentences: from.sentences,
            claims: from.claims,
            answered: Vec::new(),
        }
    }

    fn name_number(&mut self, label: EntityLabel, text: u32) -> u32 {
        if let Some(&number) = self.name_numbers.get(&(label, text)) {
            return number;
        }
        let number = self.names.len() as u32;
        self.name_numbers.insert((label, text), number);
        let group = self.group(label, text, number);
        self.names.push(Detected {
            label,
            text,
            group,
            postings: Vec::new(),
            surfaces: Vec::new(),
        });
        number
    }

    /// Adds a detected name to the group of what it is taken for.
    fn group(&mut self, label: EntityLabel, text: u32, name: u32) -> u32 {
        let detected = self.strings.get(text);
        let (label, meant) = self.naming.resolve(label, detected);
        let given = (meant != detected).then(|| meant.to_owned());
        let key = (label, folded(meant));
        let given = given.map(|name| self.strings.number(&name));
        let next = self.groups.len() as u32;
        let number = *self.group_numbers.entry(key).or_insert_with_key(|key| {
            self.groups.push(Group {
                label,
                folded: key.1.clone(),
                members: Vec::new(),
                given: None,
            });
            next
        });
        if let Some(group) = self.groups.get_mut(number as usize) {
            group.members.push(name);
            group.given = group.given.or(given);
        }
        number
    }

    fn count(&mut self, document: u32, held: &Held) {
        for run in held.runs() {
            let spots = || run.iter().filter_map(|&i| held.spots.get(i as usize));
            let Some(name) = spots()
                .next()
                .and_then(|s| self.names.get_mut(s.name as usize))
            else {
                continue;
            };
            let dates = || run.iter().filter_map(|&i| held.when(i));
            let posting = Posting {
                document,
                mentions: run.len() as u32,
                open: held.open(run),
                first: dates().min(),
                last: dates().max(),
            };
            let at = name.postings.partition_point(|p| p.document < document);
            name.postings.insert(at, posting);
            spots().for_each(|s| name.count(s.surface, 1));
        }
    }

    fn take_out(&mut self, document: u32) {
        let Some(held) = self
            .documents
            .get_mut(document as usize)
            .and_then(Option::take)
        else {
            return;
        };
        for run in held.runs() {
            let spots = || run.iter().filter_map(|&i| held.spots.get(i as usize));
            let Some(name) = spots()
                .next()
                .and_then(|s| self.names.get_mut(s.name as usize))
            else {
                continue;
            };
            if let Ok(at) = name
                .postings
                .binary_search_by_key(&document, |p| p.document)
            {
                name.postings.remove(at);
            }
            spots().for_each(|s| name.count(s.surface, -1));
            name.surfaces.retain(|&(_, n)| n > 0);
        }
    }
}

impl Detected {
    /// Counts a way to write it up or down.
    fn count(&mut self, surface: u32, by: i32) {
        match self.surfaces.binary_search_by_key(&surface, |s| s.0) {
            Ok(at) => {
                if let Some(slot) = self.surfaces.get_mut(at) {
                    slot.1 = slot.1.saturating_add_signed(by);
                }
            }
            Err(at) if by > 0 => self.surfaces.insert(at, (surface, by.unsigned_abs())),
            Err(_) => {}
        }
    }
}

impl Held {
    /// The indices of the mentions, one slice a name.
    fn runs(&self) -> impl Iterator<Item = &[u32]> {
        let name = |i: u32| self.spots.get(i as usize).map_or(u32::MAX, |s| s.name);
        self.order.chunk_by(move |&a, &b| name(a) == name(b))
    }

    /// How many of these mentions nobody has answered.
    fn open(&self, run: &[u32]) -> u32 {
        let open = run
            .iter()
            .filter(|i| self.answered.binary_search(i).is_err());
        open.count() as u32
    }

    /// The date of a mention: that of the document, else the nearest.
    fn when(&self, mention: u32) -> Option<crate::detect::when::When> {
        let nearest = || self.nearest.get(mention as usize).copied().flatten();
        self.date.map(|d| d.when).or_else(nearest)
    }
}
