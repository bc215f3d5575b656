//! A person who is “he” in one document and “she” in another.

use super::offices::Offices;
use super::{Documents, Held};
use crate::annotation::EntityLabel;
use crate::annotation::label::Severity;
use crate::library::index::DocumentId;
use crate::library::map::Map;
use crate::library::naming::{Naming, folded};
use crate::quality::Finding;
use crate::quality::reference_conflict::{Clue, Kind, ReferenceConflict, Tally, spoken};
use std::collections::{BTreeMap, BTreeSet};

/// How the documents speak of persons.
#[derive(Clone, Default, Debug)]
pub(super) struct Persons {
    people: Map<String, Person>,
    filed: Map<DocumentId, Vec<String>>,
    dirty: BTreeSet<String>,
}

#[derive(Clone, Default, Debug)]
struct Person {
    documents: BTreeMap<DocumentId, Tally>,
    total: Tally,
    /// What its documents were told last.
    told: (Told, Told),
}

/// The first passage of each kind, and how often, up to a few times: what a finding depends on.
type Told = (u32, Option<(DocumentId, u64)>);

impl Persons {
    pub fn put(&mut self, id: DocumentId, documents: &Documents, naming: &Naming) {
        let clues = documents.get(id).map_or(&[][..], |h| &h.facts.clues);
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        for clue in clues {
            tallies
                .entry(key(&clue.person, naming))
                .or_default()
                .add(clue);
        }
        self.filed.insert(id, tallies.keys().cloned().collect());
        for (name, tally) in tallies {
            let person = self.people.entry(name.clone()).or_default();
            person.total = sum(person.total, tally, u32::saturating_add);
            person.documents.insert(id, tally);
            self.dirty.insert(name);
        }
    }

    pub fn remove(&mut self, id: DocumentId) {
        for name in self.filed.remove(&id).unwrap_or_default() {
            if let Some(person) = self.people.get_mut(&name)
                && let Some(tally) = person.documents.remove(&id)
            {
                person.total = sum(person.total, tally, u32::saturating_sub);
                self.dirty.insert(name);
            }
        }
    }

    pub fn settle(&mut self, documents: &Documents, changed: &mut BTreeSet<DocumentId>) {
        for name in std::mem::take(&mut self.dirty) {
            let Some(person) = self.people.get_mut(&name) else {
                continue;
            };
            let told = (person.told(documents, false), person.told(documents, true));
            if std::mem::replace(&mut person.told, told) != told {
                changed.extend(person.documents.keys());
            }
        }
    }

    /// What a document says of persons against all others.
    pub fn findings(
        &self,
        id: DocumentId,
        documents: &Documents,
        offices: &Offices,
        naming: &Naming,
        out: &mut Vec<Finding>,
    ) {
        let Some(held) = documents.get(id) else {
            return;
        };
        let mut told: Vec<&str> = Vec::new();
        for clue in held.facts.clues.iter().filter(|c| c.kind != Kind::Further) {
            if told.contains(&&*clue.person) || told.len() > 64 {
                continue;
            }
            let found = self.of_person(id, clue, documents, naming);
            let found =
                found.or_else(|| self.of_office(id, held, clue, documents, (offices, naming)));
            if let Some(finding) = found {
                told.push(&clue.person);
                out.push(finding);
            }
        }
    }

    fn of_person(
        &self,
        id: DocumentId,
        clue: &Clue,
        documents: &Documents,
        naming: &Naming,
    ) -> Option<Finding> {
        let name = key(&clue.person, naming);
        let person = self.people.get(&name)?;
        let own = person.documents.get(&id).copied().unwrap_or_default();
        let others = sum(person.total, own, u32::saturating_sub);
        // Where the document does not agree with itself, that was said already.
        if weight(own, !clue.woman) > 0 || !others.is_against(clue, &own) {
            return None;
        }
        let (other, against) = person.first(documents, !clue.woman, Some(id), &name, naming)?;
        let reason = format!(
            "{} is “{}” here, but “{}” in {} (“{}”)",
            clue.person,
            spoken(clue),
            spoken(against),
            documents.path(other),
            against.words
        );
        Some(finding(documents, clue, (other, against), reason))
    }

    /// Where the name is damaged: what the other documents say of whoever holds the office.
    fn of_office(
        &self,
        id: DocumentId,
        held: &Held,
        clue: &Clue,
        documents: &Documents,
        (offices, naming): (&Offices, &Naming),
    ) -> Option<Finding> {
        let seats = held.facts.seats.iter().enumerate();
        let (n, (seat, _)) = seats
            .into_iter()
            .find(|(_, (s, damaged))| *damaged && s.person == clue.person)?;
        let mut holders: Vec<String> = offices.others(id, n).into_iter().collect();
        holders.retain(|h| self.people.contains_key(h));
        let all = holders.iter().filter_map(|h| self.people.get(h));
        let tally = all.fold(Tally::default(), |all, p| {
            sum(all, p.total, u32::saturating_add)
        });
        if weight(tally, clue.woman) > 0 {
            return None;
        }
        let against = |h: &String| {
            self.people
                .get(h)?
                .first(documents, !clue.woman, Some(id), h, naming)
        };
        let (other, against) = holders.iter().find_map(against)?;
        let reason = format!(
            "“{}” stands for the {} of {} here, whose name is damaged; in {} the holder of the office, {}, is “{}”",
            spoken(clue),
            seat.title,
            seat.of(),
            documents.path(other),
            against.person,
            spoken(against)
        );
        Some(finding(documents, clue, (other, against), reason))
    }
}

fn finding(
    documents: &Documents,
    clue: &Clue,
    (other, against): (DocumentId, &Clue),
    reason: String,
) -> Finding {
    let note = format!(
        "speaks of {} ({})",
        against.person,
        documents.date_of(other)
    );
    let evidence = documents.evidence(other, against.range, &against.words, note);
    let finding = Finding::new(&ReferenceConflict, clue.range, Severity::Medium, reason);
    finding.because_of([evidence]).on_demand()
}

impl Person {
    /// The first clue to the one or the other, by order of documents.
    fn first<'d>(
        &self,
        documents: &'d Documents,
        woman: bool,
        but: Option<DocumentId>,
        name: &str,
        naming: &Naming,
    ) -> Option<(DocumentId, &'d Clue)> {
        let saying = self.saying(woman).filter(|id| Some(*id) != but);
        let first = saying.min_by_key(|id| documents.place(*id))?;
        let clues = &documents.get(first)?.facts.clues;
        let fits = |c: &&Clue| c.woman == woman && key(&c.person, naming) == name;
        Some((first, clues.iter().find(fits)?))
    }

    fn saying(&self, woman: bool) -> impl Iterator<Item = DocumentId> {
        let all = self.documents.iter();
        all.filter(move |(_, t)| weight(**t, woman) > 0)
            .map(|(id, _)| *id)
    }

    fn told(&self, documents: &Documents, woman: bool) -> Told {
        let first = self.saying(woman).min_by_key(|id| documents.place(*id));
        let version = |id: DocumentId| Some((id, documents.get(id)?.version));
        (weight(self.total, woman).min(8), first.and_then(version))
    }
}

fn key(person: &str, naming: &Naming) -> String {
    folded(naming.resolve(EntityLabel::Person, person).1)
}

fn weight(tally: Tally, woman: bool) -> u32 {
    let at = |all: [u32; 2]| all.get(usize::from(woman)).copied().unwrap_or_default();
    2 * at(tally.titles) + at(tally.pronouns)
}

fn sum(a: Tally, b: Tally, with: fn(u32, u32) -> u32) -> Tally {
    let both = |x: [u32; 2], y: [u32; 2]| [with(x[0], y[0]), with(x[1], y[1])];
    Tally {
        titles: both(a.titles, b.titles),
        pronouns: both(a.pronouns, b.pronouns),
    }
}
