//! Two holders of one office at one time.

use super::{Holders, Holding, ListedTerm, Office, Standing};
use crate::detect::alike::may_be_one;
use std::collections::BTreeMap;

/// Why two holders are thought to be one too many.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Overlap {
    /// One document gives the office to both.
    SameDocument,
    /// By the dates of the documents both held it at one time.
    SameTime,
    /// A document has no date, or none that is exact enough: it may be that one followed the other.
    CannotTell,
}

/// Two persons in an office that one person at a time can hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeConflict {
    /// The office.
    pub office: Office,
    /// A passage with one of them.
    pub one: Holding,
    /// A passage with the other.
    pub other: Holding,
    /// What the two passages show.
    pub overlap: Overlap,
    /// What the embedded list of office holders says of the two in this office.
    pub listed: Vec<ListedTerm>,
}

impl OfficeConflict {
    /// What is wrong, in a sentence.
    pub fn reason(&self) -> String {
        let (office, of) = (&self.one.title, self.office.bodies.join(" to "));
        let (one, other) = (&self.one.person, &self.other.person);
        let both = format!("{one} and {other} are both called {office} of {of}");
        let date = |h: &Holding| h.date.map_or("no date".to_owned(), |d| d.to_string());
        let mut reason = match self.overlap {
            Overlap::SameDocument => format!("{both} in one document"),
            Overlap::SameTime => {
                format!(
                    "{both} at one time ({}, {})",
                    date(&self.one),
                    date(&self.other)
                )
            }
            Overlap::CannotTell => format!(
                "{both}; the dates ({}, {}) do not tell whether one followed the other",
                date(&self.one),
                date(&self.other)
            ),
        };
        if !self.listed.is_empty() {
            let terms: Vec<String> = self.listed.iter().map(ListedTerm::to_string).collect();
            reason.push_str(&format!(
                "; by the list of office holders {}",
                terms.join(", ")
            ));
        }
        reason
    }
}

/// The conflicts among the holders of each office: one for every two persons. Who held an office before, acted in it or is
/// to hold it is in nobody's way; neither are offices that several hold, or whose country or institution is unknown.
pub fn conflicts(all: &[Holders]) -> Vec<OfficeConflict> {
    let single = all.iter().filter(|h| h.office.is_single());
    single.flat_map(of_office).collect()
}

/// The passages with one person, by date.
type Term<'h> = Vec<&'h Holding>;

fn of_office(holders: &Holders) -> Vec<OfficeConflict> {
    let mut terms: BTreeMap<&str, Term<'_>> = BTreeMap::new();
    for holding in holders
        .holdings
        .iter()
        .filter(|h| h.standing == Standing::Holds)
    {
        terms.entry(&holding.person).or_default().push(holding);
    }
    let terms: Vec<Term<'_>> = terms.into_values().collect();
    let mut out = Vec::new();
    for (n, a) in terms.iter().enumerate() {
        for b in terms.iter().skip(n + 1).take(MOST_HOLDERS) {
            if one_person(a, b) {
                continue;
            }
            let found = in_one_document(a, b)
                .or_else(|| by_dates(a, b).filter(|_| !explained(holders, a, b)))
                .or_else(|| undated(a, b));
            out.extend(found.map(|(one, other, overlap)| OfficeConflict {
                office: holders.office.clone(),
                one: one.clone(),
                other: other.clone(),
                overlap,
                listed: listed(holders, one, other),
            }));
        }
    }
    out
}

fn one_person(a: &[&Holding], b: &[&Holding]) -> bool {
    let names = a.first().zip(b.first());
    names.is_none_or(|(a, b)| may_be_one(&a.person, &b.person))
}

/// Whether every dated passage lies in a term that the embedded list gives its person: so two who took turns are no conflict.
fn explained(holders: &Holders, a: &[&Holding], b: &[&Holding]) -> bool {
    let within = |h: &Holding, t: &ListedTerm| {
        let begun = t
            .from
            .is_some_and(|from| h.date.is_some_and(|d| !d.is_before(from)));
        begun
            && t.to
                .is_none_or(|to| h.date.is_some_and(|d| !to.is_before(d)))
    };
    let known = |h: &&Holding| {
        let mut own = holders.listed.iter().filter(|t| t.person == h.person);
        own.any(|t| within(h, t))
    };
    dated(a).iter().chain(&dated(b)).all(known)
}

fn listed(holders: &Holders, one: &Holding, other: &Holding) -> Vec<ListedTerm> {
    let of = |t: &&ListedTerm| t.person == one.person || t.person == other.person;
    holders.listed.iter().filter(of).cloned().collect()
}

/// So many other holders of an office are compared with each.
const MOST_HOLDERS: usize = 32;

type Found<'h> = (&'h Holding, &'h Holding, Overlap);

/// Both in one document, where it does not speak of a change between them.
fn in_one_document<'h>(a: &[&'h Holding], b: &[&'h Holding]) -> Option<Found<'h>> {
    let plain = |h: &&&'h Holding| !h.change;
    let by_document: BTreeMap<&str, &'h Holding> = a
        .iter()
        .rev()
        .filter(plain)
        .map(|h| (h.document.as_str(), *h))
        .collect();
    let pair = |h: &&'h Holding| Some((*by_document.get(h.document.as_str())?, *h));
    let (one, other) = b.iter().filter(plain).find_map(pair)?;
    Some((one, other, Overlap::SameDocument))
}

/// By dates: neither person's passages all lie before the other's.
fn by_dates<'h>(a: &[&'h Holding], b: &[&'h Holding]) -> Option<Found<'h>> {
    let (a, b) = (dated(a), dated(b));
    let (a_first, a_last) = (a.first()?, a.last()?);
    let (b_first, b_last) = (b.first()?, b.last()?);
    let before = |x: &Holding, y: &Holding| x.date.zip(y.date).is_some_and(|(x, y)| x.is_before(y));
    if before(a_last, b_first) || before(b_last, a_first) {
        return None;
    }
    let sure = a.len() > 1 && between(b_first, a_first, a_last)
        || b.len() > 1 && between(a_first, b_first, b_last)
        || b.len() > 1 && between(a_last, b_first, b_last)
        || a.len() > 1 && between(b_last, a_first, a_last)
        || same_day(&a, &b);
    let (one, other) = nearest(&a, &b)?;
    Some((
        one,
        other,
        if sure {
            Overlap::SameTime
        } else {
            Overlap::CannotTell
        },
    ))
}

/// Whether a passage lies, with all of its date, within two others.
fn between(middle: &Holding, first: &Holding, last: &Holding) -> bool {
    let (Some(m), Some(f), Some(l)) = (middle.date, first.date, last.date) else {
        return false;
    };
    f.last_day() <= m.first_day() && m.last_day() <= l.first_day()
}

fn same_day(a: &[&Holding], b: &[&Holding]) -> bool {
    let day = |h: &&Holding| h.date.filter(|d| d.first_day() == d.last_day());
    let days: Vec<_> = a.iter().filter_map(day).collect();
    b.iter()
        .filter_map(day)
        .any(|d| days.binary_search(&d).is_ok())
}

fn dated<'h>(all: &[&'h Holding]) -> Vec<&'h Holding> {
    all.iter()
        .filter(|h| h.date.is_some() && !h.change)
        .copied()
        .collect()
}

/// The two passages whose dates are nearest; both lists are sorted by date.
fn nearest<'h>(a: &[&'h Holding], b: &[&'h Holding]) -> Option<(&'h Holding, &'h Holding)> {
    let (mut x, mut y) = (0, 0);
    let mut best: Option<(u32, &'h Holding, &'h Holding)> = None;
    while let (Some(one), Some(other)) = (a.get(x), b.get(y)) {
        let (from, to) = (one.date?.first_day(), other.date?.first_day());
        let days = (to - from).get_days().unsigned_abs();
        if best.is_none_or(|(least, ..)| days < least) {
            best = Some((days, *one, *other));
        }
        if from <= to {
            x += 1;
        } else {
            y += 1;
        }
    }
    best.map(|(_, one, other)| (one, other))
}

/// With a passage that has no date, where nothing else dates one of the two.
fn undated<'h>(a: &[&'h Holding], b: &[&'h Holding]) -> Option<Found<'h>> {
    if !dated(a).is_empty() && !dated(b).is_empty() {
        return None;
    }
    let plain = |all: &[&'h Holding]| all.iter().find(|h| !h.change).copied();
    let without = |all: &[&'h Holding]| all.iter().find(|h| !h.change && h.date.is_none()).copied();
    let pair = match (without(a), without(b)) {
        (None, None) => return None,
        (one, other) => (one.or_else(|| plain(a))?, other.or_else(|| plain(b))?),
    };
    Some((pair.0, pair.1, Overlap::CannotTell))
}
