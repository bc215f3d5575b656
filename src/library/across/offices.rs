//! One office, two holders in two documents.

use super::{Documents, Held};
use crate::annotation::EntityLabel;
use crate::annotation::label::Severity;
use crate::detect::alike::{Parts, are_alike};
use crate::detect::offices::{Standing, is_single};
use crate::detect::when::{Precision, When};
use crate::library::index::DocumentId;
use crate::library::map::Map;
use crate::library::naming::{Naming, folded};
use crate::library::offices::{ListedTerm, listed_terms};
use crate::quality::Finding;
use crate::quality::office_conflict::{OfficeConflict, Said, Seat, body_key};
use std::collections::{BTreeMap, BTreeSet};

/// A body of an office: type and name.
type Body = (EntityLabel, String);
/// A person (folded) and an office.
type Key = (String, String);

/// What a document has noted under a key, with the bodies that it names there.
type Noted = (Key, Option<Vec<Body>>);

/// The offices of a folder.
#[derive(Clone, Default, Debug)]
pub(super) struct Offices {
    groups: Vec<Group>,
    numbers: Map<String, u32>,
    filed: Map<DocumentId, Vec<Filed>>,
    /// What passages say of whose office it is, with the number of passages.
    known: Map<Key, BTreeMap<Vec<Body>, usize>>,
    /// Documents that do not say whose office it is.
    open: Map<Key, BTreeSet<DocumentId>>,
    /// What each document has noted in `known` and `open`.
    noted: Map<DocumentId, Vec<Noted>>,
    to_file: BTreeSet<DocumentId>,
    dirty: BTreeSet<u32>,
}

/// An office of a country or an institution.
#[derive(Clone, Default, Debug)]
struct Group {
    office: String,
    bodies: Vec<Body>,
    members: BTreeSet<DocumentId>,
    flags: Map<DocumentId, Vec<Flag>>,
}

/// A seat of a document in a group.
#[derive(Clone, Debug)]
struct Filed {
    seat: usize,
    group: u32,
    person: String,
    said: Said,
}

/// How two holders stand to each other; the first is the worst.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    /// The name here is damaged: nobody knows whom it names.
    Damaged,
    /// By dates, or the list of office holders, both at one time.
    SameTime,
    /// The dates are so near that one may have followed the other, but no document says so.
    Near,
    /// There are not dates enough.
    CannotTell,
}

/// A passage of a document, good as long as the document is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Passage {
    document: DocumentId,
    version: u64,
    seat: usize,
}

/// A passage that another one speaks against.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Flag {
    seat: usize,
    kind: Kind,
    /// Whether whose office it is was concluded from the subject of a text.
    unsure: bool,
    others: Vec<(Kind, Passage)>,
}

/// A passage with what is compared.
struct Holder<'d> {
    passage: Passage,
    seat: &'d Seat,
    damaged: bool,
    date: Option<When>,
    said: Said,
    /// Whether a document tells how the person came into the office or left it.
    told: bool,
}

/// The passages with one person, one a document: by date, undated ones last.
type Term<'d> = Vec<Holder<'d>>;

/// Holders beyond whom an office is none that one person at a time holds, whatever it is called.
const MOST_HOLDERS: usize = 24;
/// Documents about one holder beyond which only one of the undated ones is spoken of.
const MOST_UNDATED: usize = 12;
/// Others named in a finding.
const MOST_NAMED: usize = 4;
/// Days between two documents within which nobody is taken to have followed the other unsaid.
const NEAR: u32 = 45;

impl Offices {
    pub fn put(&mut self, id: DocumentId, documents: &Documents, naming: &Naming) {
        let Some(held) = documents.get(id) else {
            return;
        };
        let mut notes = Vec::new();
        for (seat, _) in held.facts.seats.iter().filter(|(s, _)| counts(s)) {
            let key = key(seat, naming);
            let bodies = (seat.said == Said::Text).then(|| resolved(seat, naming));
            self.note(&key, bodies.as_ref(), id);
            notes.push((key, bodies));
        }
        self.noted.insert(id, notes);
        self.to_file.insert(id);
    }

    fn note(&mut self, key: &Key, bodies: Option<&Vec<Body>>, id: DocumentId) {
        let Some(bodies) = bodies else {
            self.open.entry(key.clone()).or_default().insert(id);
            return;
        };
        let known = self.known.entry(key.clone()).or_default();
        let count = known.entry(bodies.clone()).or_default();
        *count += 1;
        if *count == 1 {
            self.file_open(key);
        }
    }

    /// Has the documents filed anew that do not say whose office it is.
    fn file_open(&mut self, key: &Key) {
        let waiting = self.open.get(key).into_iter().flatten();
        self.to_file.extend(waiting.copied());
    }

    pub fn remove(&mut self, id: DocumentId, _documents: &Documents) {
        for (key, bodies) in self.noted.remove(&id).unwrap_or_default() {
            let Some(bodies) = bodies else {
                if let Some(open) = self.open.get_mut(&key) {
                    open.remove(&id);
                }
                continue;
            };
            let known = self.known.get_mut(&key);
            let gone = known.is_some_and(|known| {
                let count = known.get_mut(&bodies).map_or(0, |n| {
                    *n = n.saturating_sub(1);
                    *n
                });
                count == 0 && known.remove(&bodies).is_some()
            });
            if gone {
                self.file_open(&key);
            }
        }
        self.to_file.remove(&id);
        self.unfile(id);
    }

    fn unfile(&mut self, id: DocumentId) {
        for filed in self.filed.remove(&id).unwrap_or_default() {
            if let Some(group) = self.groups.get_mut(filed.group as usize) {
                group.members.remove(&id);
                group.flags.remove(&id);
                self.dirty.insert(filed.group);
            }
        }
    }

    fn file(&mut self, id: DocumentId, held: &Held, naming: &Naming) {
        let mut filed = Vec::new();
        let seats = held.facts.seats.iter().enumerate();
        for (n, (seat, _)) in seats.filter(|(_, (s, _))| counts(s)) {
            let (bodies, said) = self.whose(seat, naming);
            let country = bodies.first().is_some_and(|b| b.0 == EntityLabel::Place);
            if !is_single(&seat.office, country, bodies.len()) {
                continue;
            }
            let group = self.group(&seat.office, bodies);
            if let Some(group) = self.groups.get_mut(group as usize) {
                group.members.insert(id);
            }
            self.dirty.insert(group);
            let person = key(seat, naming).0;
            filed.push(Filed {
                seat: n,
                group,
                person,
                said,
            });
        }
        self.filed.insert(id, filed);
    }

    /// Whose office a passage is about, and what says so.
    fn whose(&self, seat: &Seat, naming: &Naming) -> (Vec<Body>, Said) {
        if matches!(seat.said, Said::Nothing | Said::Subject)
            && let Some(known) = self.known.get(&key(seat, naming))
            && let (Some((bodies, _)), 1) = (known.first_key_value(), known.len())
        {
            return (bodies.clone(), Said::Text);
        }
        (resolved(seat, naming), seat.said)
    }

    fn group(&mut self, office: &str, bodies: Vec<Body>) -> u32 {
        let names = bodies.iter().map(|b| body_key(b.0, &b.1));
        let key = std::iter::once(office.to_owned())
            .chain(names)
            .collect::<Vec<_>>()
            .join("\n");
        let next = self.groups.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.groups.push(Group {
                office: office.to_owned(),
                bodies,
                ..Group::default()
            });
        } else if let Some(group) = self.groups.get_mut(number as usize) {
            // "Arvania" rather than "Arvanian", whichever came first.
            for (known, body) in group.bodies.iter_mut().zip(bodies) {
                if body.1.len() < known.1.len() {
                    *known = body;
                }
            }
        }
        number
    }

    /// Works out anew what has changed, and notes the documents that it changes something for.
    pub fn settle(
        &mut self,
        documents: &Documents,
        naming: &Naming,
        changed: &mut BTreeSet<DocumentId>,
    ) {
        for id in std::mem::take(&mut self.to_file) {
            self.unfile(id);
            if let Some(held) = documents.get(id) {
                self.file(id, held, naming);
            }
        }
        for number in std::mem::take(&mut self.dirty) {
            let Some(group) = self.groups.get(number as usize) else {
                continue;
            };
            let flags = flags(group, &self.terms(group, number, documents));
            let Some(group) = self.groups.get_mut(number as usize) else {
                continue;
            };
            let other = |id: &&DocumentId| group.flags.get(id) != flags.get(id);
            changed.extend(flags.keys().chain(group.flags.keys()).filter(other));
            group.flags = flags;
        }
    }

    /// The passages of a group, person by person.
    fn terms<'d>(&self, group: &Group, number: u32, documents: &'d Documents) -> Vec<Term<'d>> {
        let mut terms: BTreeMap<&str, Term<'d>> = BTreeMap::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for &id in &group.members {
            let (Some(held), Some(filed)) = (documents.get(id), self.filed.get(&id)) else {
                continue;
            };
            for f in filed.iter().filter(|f| f.group == number) {
                let Some((seat, damaged)) = held.facts.seats.get(f.seat) else {
                    continue;
                };
                if !holds(seat) {
                    told.insert(&f.person);
                    continue;
                }
                let term = terms.entry(&f.person).or_default();
                if term.last().is_some_and(|h| h.passage.document == id) {
                    continue;
                }
                let passage = Passage {
                    document: id,
                    version: held.version,
                    seat: f.seat,
                };
                term.push(Holder {
                    passage,
                    seat,
                    damaged: *damaged,
                    date: held.date,
                    said: f.said,
                    told: false,
                });
            }
        }
        for (person, term) in &mut terms {
            let told = told.contains(person);
            term.iter_mut().for_each(|h| h.told = told);
        }
        let mut terms: Vec<_> = terms.into_values().collect();
        for term in &mut terms {
            term.sort_by_key(|h| (h.date.is_none(), h.date, documents.path(h.passage.document)));
        }
        terms
    }

    /// What speaks against the passages of a document.
    pub fn findings(&self, id: DocumentId, documents: &Documents, out: &mut Vec<Finding>) {
        let mut groups: Vec<u32> = self
            .filed
            .get(&id)
            .into_iter()
            .flatten()
            .map(|f| f.group)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        let groups = groups.iter().filter_map(|g| self.groups.get(*g as usize));
        for group in groups {
            let flags = group.flags.get(&id).into_iter().flatten();
            out.extend(flags.filter_map(|f| finding(group, f, documents.get(id)?, documents)));
        }
    }

    /// The other passages about the office of a passage.
    fn beside(&self, id: DocumentId, seat: usize) -> impl Iterator<Item = (DocumentId, &Filed)> {
        let own = self
            .filed
            .get(&id)
            .into_iter()
            .flatten()
            .find(move |f| f.seat == seat);
        let members = own.and_then(|f| Some((f, self.groups.get(f.group as usize)?)));
        members.into_iter().flat_map(move |(own, group)| {
            let others = group
                .members
                .iter()
                .filter(move |m| **m != id)
                .take(MOST_BESIDE);
            others.flat_map(move |m| {
                let filed = self.filed.get(m).into_iter().flatten();
                filed.filter(|f| f.group == own.group).map(|f| (*m, f))
            })
        })
    }

    /// Who holds the office of a passage by other documents (folded names).
    pub fn others(&self, id: DocumentId, seat: usize) -> BTreeSet<String> {
        self.beside(id, seat)
            .map(|(_, f)| f.person.clone())
            .collect()
    }

    /// The same as they are named, one for each document.
    pub fn names<'s>(
        &'s self,
        id: DocumentId,
        seat: usize,
        documents: &'s Documents,
    ) -> impl Iterator<Item = String> {
        self.beside(id, seat).filter_map(|(other, f)| {
            let (seat, damaged) = documents.get(other)?.facts.seats.get(f.seat)?;
            (!damaged).then(|| seat.person.to_string())
        })
    }
}

/// Documents about an office that are asked for its holders.
const MOST_BESIDE: usize = 256;

fn counts(seat: &Seat) -> bool {
    (holds(seat) || seat.change) && seat.is_of_full_name()
}

/// Whether a passage has a person in an office, and does not tell how that came or ended.
fn holds(seat: &Seat) -> bool {
    seat.standing == Standing::Holds && !seat.change
}

fn key(seat: &Seat, naming: &Naming) -> Key {
    let person = naming.resolve(EntityLabel::Person, &seat.person).1;
    (folded(person), seat.office.clone())
}

fn resolved(seat: &Seat, naming: &Naming) -> Vec<Body> {
    let name = |(label, name): &Body| {
        let (label, name) = naming.resolve(*label, name);
        (label, name.to_owned())
    };
    seat.bodies.iter().map(name).collect()
}

/// What speaks against which passage, document by document.
fn flags(group: &Group, terms: &[Term<'_>]) -> Map<DocumentId, Vec<Flag>> {
    let mut out = Map::default();
    if terms.len() < 2 || terms.len() > MOST_HOLDERS {
        return out;
    }
    let body = group.bodies.first().map_or("", |b| b.1.as_str());
    let sides: Vec<Side<'_>> = terms
        .iter()
        .map(|t| Side::new(t, &group.office, body))
        .collect();
    for (n, a) in sides.iter().enumerate() {
        for b in sides.iter().skip(n + 1) {
            if let Some((kind, one, other)) = relation(a, b) {
                flag(a, kind, one, other, b, &mut out);
                flag(b, kind, other, one, a, &mut out);
            }
        }
    }
    out
}

/// A person in an office: the passages, and the terms by the list.
struct Side<'t> {
    term: &'t Term<'t>,
    list: Vec<ListedTerm>,
    name: Parts,
    /// The passages of dated documents come first.
    dated: usize,
}

impl<'t> Side<'t> {
    fn new(term: &'t Term<'t>, office: &str, body: &str) -> Self {
        let person = term.first().map_or("", |h| &*h.seat.person);
        let mut list = listed_terms(person);
        list.retain(|t| t.is_of(office, body));
        Self {
            term,
            list,
            name: Parts::of(EntityLabel::Person, person),
            dated: term.partition_point(|h| h.date.is_some()),
        }
    }
}

impl Side<'_> {
    fn dated(&self) -> impl DoubleEndedIterator<Item = (&Holder<'_>, When)> + Clone {
        self.term.iter().filter_map(|h| Some((h, h.date?)))
    }

    fn is_damaged(&self) -> bool {
        self.term.iter().all(|h| h.damaged)
    }

    /// Whether the list has the person in the office at this time.
    fn is_listed_at(&self, date: When) -> bool {
        self.list.iter().any(|t| t.covers(date))
    }

    /// The passage whose date is nearest to this one.
    fn nearest(&self, date: When) -> Option<&Holder<'_>> {
        let dated = self.term.get(..self.dated)?;
        let at = dated.partition_point(|h| h.date < Some(date));
        let near = dated.get(at.saturating_sub(1)..dated.len().min(at + 1))?;
        near.iter().min_by_key(|h| h.date.map(|d| apart(d, date)))
    }
}

/// Days between two dates.
fn apart(a: When, b: When) -> u32 {
    let (a, b) = (a.first_day(), b.first_day());
    (a - b).get_days().unsigned_abs()
}

fn is_day(date: When) -> bool {
    date.precision() == Precision::Day
}

type Found<'t> = (Kind, &'t Holder<'t>, &'t Holder<'t>);

/// How two persons in an office stand to each other, with a passage of each; `None` where nothing is wrong.
fn relation<'t>(a: &'t Side<'t>, b: &'t Side<'t>) -> Option<Found<'t>> {
    let (first_a, first_b) = (a.term.first()?, b.term.first()?);
    match (a.is_damaged(), b.is_damaged()) {
        (true, true) => return None,
        (true, false) | (false, true) => return Some((Kind::Damaged, first_a, first_b)),
        _ => {}
    }
    if are_alike(&a.name, &b.name) {
        return None;
    }
    if let (Some((_, from_a)), Some((_, from_b))) = (a.dated().next(), b.dated().next()) {
        // Where the list has both, one followed the other; a later text may well name the earlier one.
        let explained = !a.list.is_empty() && !b.list.is_empty();
        return if explained {
            None
        } else {
            by_dates(a, b, from_a, from_b)
        };
    }
    // One document that names both is a matter of that document.
    let apart = |x: &&Holder<'_>, y: &Holder<'_>| x.passage.document != y.passage.document;
    let undated = |s: &'t Side<'t>| s.term.iter().find(|h| h.date.is_none());
    let one = undated(a).unwrap_or(first_a);
    let other = undated(b).filter(|h| apart(h, one)).unwrap_or(first_b);
    apart(&other, one).then_some((Kind::CannotTell, one, other))
}

fn by_dates<'t>(a: &'t Side<'t>, b: &'t Side<'t>, from_a: When, from_b: When) -> Option<Found<'t>> {
    if let Some(found) = against_list(a, b) {
        return Some(found);
    }
    let against = against_list(b, a).map(|(kind, other, one)| (kind, one, other));
    if against.is_some() {
        return against;
    }
    let (to_a, to_b) = (a.dated().next_back()?.1, b.dated().next_back()?.1);
    // The two passages that are nearest in time.
    let pair = |(h, date): (&'t Holder<'t>, When)| {
        Some((apart(date, b.nearest(date)?.date?), h, b.nearest(date)?))
    };
    let (days, one, other) = a.dated().filter_map(pair).min_by_key(|p| p.0)?;
    if one.passage.document == other.passage.document {
        return None;
    }
    if to_a.is_before(from_b) || to_b.is_before(from_a) {
        let near = days <= NEAR && is_day(one.date?) && is_day(other.date?);
        // One followed the other, as a document tells.
        return (near && !one.told && !other.told).then_some((Kind::Near, one, other));
    }
    let between = |date: When, from: When, to: When| {
        from.last_day() <= date.first_day() && date.last_day() <= to.first_day()
    };
    let sure = a.dated().any(|(_, d)| between(d, from_b, to_b))
        || b.dated().any(|(_, d)| between(d, from_a, to_a));
    Some((if sure { Kind::SameTime } else { Kind::Near }, one, other))
}

/// A document that names somebody in a term that the list gives to another, whom a document of that term names.
fn against_list<'t>(listed: &'t Side<'t>, other: &'t Side<'t>) -> Option<Found<'t>> {
    let term = listed.list.iter().find_map(|t| {
        let one = listed.dated().find(|(_, d)| t.covers(*d))?.0;
        let two = other
            .dated()
            .find(|(_, d)| t.covers(*d) && !other.is_listed_at(*d))?
            .0;
        Some((one, two))
    });
    let (one, two) = term.filter(|(one, two)| one.passage.document != two.passage.document)?;
    Some((Kind::SameTime, one, two))
}

/// Notes what speaks against the passages of one side.
fn flag(
    side: &Side<'_>,
    kind: Kind,
    own: &Holder<'_>,
    other: &Holder<'_>,
    against: &Side<'_>,
    out: &mut Map<DocumentId, Vec<Flag>>,
) {
    // The name that is whole is not what is wrong.
    if kind == Kind::Damaged && !side.is_damaged() {
        return;
    }
    let few = side.term.len() <= MOST_UNDATED;
    let within = |date: When| {
        let ends = against.dated().next().zip(against.dated().next_back());
        ends.is_some_and(|(from, to)| !date.is_before(from.1) && !to.1.is_before(date))
    };
    let spoken_of = |h: &&Holder<'_>| {
        h.passage == own.passage
            || match kind {
                Kind::Damaged => true,
                Kind::SameTime => {
                    h.date.is_some_and(within) && !h.date.is_some_and(|d| side.is_listed_at(d))
                }
                Kind::Near => false,
                Kind::CannotTell => few && h.date.is_none(),
            }
    };
    for holder in side.term.iter().filter(spoken_of) {
        if holder.passage.document == other.passage.document {
            continue;
        }
        let flags = out.entry(holder.passage.document).or_default();
        let unsure = [holder, other].iter().any(|h| h.said == Said::Subject);
        // What is concluded from the subject of a text shows nothing.
        let kind = if unsure {
            kind.max(Kind::CannotTell)
        } else {
            kind
        };
        let known = flags.iter_mut().find(|f| f.seat == holder.passage.seat);
        match known {
            Some(flag) => {
                flag.others.push((kind, other.passage));
                flag.kind = flag.kind.min(kind);
                flag.unsure &= unsure;
            }
            None => flags.push(Flag {
                seat: holder.passage.seat,
                kind,
                unsure,
                others: vec![(kind, other.passage)],
            }),
        }
    }
}

fn finding(group: &Group, flag: &Flag, held: &Held, documents: &Documents) -> Option<Finding> {
    let (seat, _) = held.facts.seats.get(flag.seat)?;
    let mut others = flag.others.clone();
    others.sort_by_key(|o| o.0);
    let others: Vec<_> = others
        .iter()
        .filter_map(|(_, p)| other(*p, documents))
        .take(MOST_NAMED)
        .collect();
    let reason = reason(group, flag, (held, seat), &others);
    let evidence = others.iter().map(|o| {
        let note = format!(
            "names {} for the office ({})",
            o.seat.person,
            date(o.held.date)
        );
        documents.evidence(o.id, o.seat.range, &o.seat.words, note)
    });
    let sure = matches!(flag.kind, Kind::Damaged | Kind::SameTime);
    let severity = if sure {
        Severity::High
    } else {
        Severity::Medium
    };
    let finding = Finding::new(&OfficeConflict, seat.range, severity, reason).because_of(evidence);
    Some(if sure { finding } else { finding.on_demand() })
}

/// Another holder of the office.
struct Other<'d> {
    id: DocumentId,
    held: &'d Held,
    seat: &'d Seat,
}

fn other(passage: Passage, documents: &Documents) -> Option<Other<'_>> {
    let held = documents.get(passage.document)?;
    let (seat, _) = held.facts.seats.get(passage.seat)?;
    Some(Other {
        id: passage.document,
        held,
        seat,
    })
}

fn date(date: Option<When>) -> String {
    date.map_or("no date".to_owned(), |d| d.to_string())
}

fn reason(
    group: &Group,
    flag: &Flag,
    (held, seat): (&Held, &Seat),
    others: &[Other<'_>],
) -> String {
    let of: Vec<&str> = group.bodies.iter().map(|b| b.1.as_str()).collect();
    let office = format!("{} of {}", seat.title, of.join(" to "));
    let shown =
        |o: &Other<'_>| format!("{} ({}, {})", o.seat.person, o.held.path, date(o.held.date));
    let named: Vec<String> = others.iter().map(shown).collect();
    let named = named.join("; ");
    let own = date(held.date);
    let mut out = match flag.kind {
        Kind::Damaged => {
            format!("the name of the {office} is damaged here; elsewhere the folder names {named}")
        }
        Kind::SameTime => format!(
            "{} is called {office} here ({own}); at the same time the folder names {named}",
            seat.person
        ),
        Kind::Near => format!(
            "{} is called {office} here ({own}), and a short time apart the folder names {named}; no document speaks of a change",
            seat.person
        ),
        Kind::CannotTell => format!(
            "{} is called {office} here ({own}); elsewhere the folder names {named}; the dates do not tell whether one \
             followed the other",
            seat.person
        ),
    };
    if flag.unsure {
        out.push_str(
            "; whose office it is was concluded from who published the text or what it is about",
        );
    }
    let persons = std::iter::once(&*seat.person).chain(others.iter().map(|o| &*o.seat.person));
    let body = of.first().copied().unwrap_or_default();
    let terms = persons
        .flat_map(listed_terms)
        .filter(|t| t.is_of(&group.office, body));
    let mut terms: Vec<String> = terms.map(|t| t.to_string()).collect();
    terms.dedup();
    if !terms.is_empty() {
        out.push_str(&format!(
            "; by the list of office holders {}",
            terms.join(", ")
        ));
    }
    out
}
