//! Names that may be one: proposals for a person to confirm.
//!
//! Every name is filed under a few keys — its parts in order, its letters, its consonants, its first and last part, its
//! initials — each with one letter left out where spellings vary; only names that share a key are compared. So the work
//! grows with the number of names, not with its square. What a comparison finds is scored from 0 to 100.

use super::index::{FolderIndex, Query, Row};
use crate::annotation::{EntityLabel, EntityList};
pub use crate::detect::alike::Reason;
use crate::detect::alike::{self, Parts};

/// A name with its weight: how often it is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate<'n> {
    /// Its type.
    pub label: EntityLabel,
    /// The name.
    pub name: &'n str,
    /// How many mentions it has.
    pub mentions: usize,
}

/// Two names that may be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggestion<'n> {
    /// The type of both.
    pub label: EntityLabel,
    /// The name that would be given up: the one with fewer mentions, or the acronym.
    pub from: &'n str,
    /// The name that would stand for both.
    pub into: &'n str,
    /// Why.
    pub reason: Reason,
    /// How sure it is, from 0 to 100.
    pub score: u8,
}

/// Names in one file that are compared, each with so many behind it.
const WINDOW: usize = 12;

/// The pairs among the entities of a folder (or of a document alone in its index), those that the list has answered left
/// out.
pub fn suggest_in<'i>(index: &'i FolderIndex, list: &EntityList) -> Vec<Suggestion<'i>> {
    let named = EntityLabel::ALL.iter().copied();
    let query = Query {
        labels: named.filter(|l| l.names_something()).collect(),
        ..Query::default()
    };
    let candidate = |r: Row<'i>| Candidate {
        label: r.label,
        name: r.name,
        mentions: r.mentions,
    };
    let candidates: Vec<_> = index.table(&query).into_iter().map(candidate).collect();
    suggest(&candidates, |label, a, b| list.are_different(label, a, b))
}

/// The pairs that may be one, the surest first. Pairs that `refused` knows are left out.
pub fn suggest<'n>(
    names: &[Candidate<'n>],
    refused: impl Fn(EntityLabel, &str, &str) -> bool,
) -> Vec<Suggestion<'n>> {
    let parts: Vec<Parts> = names.iter().map(|n| Parts::of(n.label, n.name)).collect();
    let mut out = Vec::new();
    for (a, b) in neighbours(&parts) {
        let (Some(one), Some(other)) = (names.get(a as usize), names.get(b as usize)) else {
            continue;
        };
        if refused(one.label, one.name, other.name) {
            continue;
        }
        let found = parts.get(a as usize).zip(parts.get(b as usize));
        if let Some((reason, score)) = found.and_then(|(a, b)| alike::compare(a, b)) {
            out.push(suggestion(one, other, reason, score));
        }
    }
    out.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| key(a).cmp(&key(b))));
    out
}

fn key<'n>(s: &Suggestion<'n>) -> (EntityLabel, &'n str, &'n str) {
    (s.label, s.into, s.from)
}

fn suggestion<'n>(
    a: &Candidate<'n>,
    b: &Candidate<'n>,
    reason: Reason,
    score: u8,
) -> Suggestion<'n> {
    // The fuller name stands for an acronym or a name with a part left out, else the one that is met more often.
    let fuller = matches!(reason, Reason::Acronym | Reason::MiddleName);
    let rank = |c: &Candidate<'n>| {
        let length = if fuller { c.name.len() } else { 0 };
        (length, c.mentions, std::cmp::Reverse(c.name))
    };
    let (from, into) = if rank(a) > rank(b) { (b, a) } else { (a, b) };
    Suggestion {
        label: a.label,
        from: from.name,
        into: into.name,
        reason,
        score,
    }
}

/// Pairs of names that share a key, by index; the smaller first, each once.
fn neighbours(parts: &[Parts]) -> Vec<(u32, u32)> {
    let mut filed: Vec<(u64, u32)> = Vec::new();
    for (n, parts) in (0_u32..).zip(parts) {
        filed.extend(parts.keys().into_iter().map(|key| (key, n)));
    }
    filed.sort_unstable();
    filed.dedup();
    let mut out = Vec::new();
    for file in filed.chunk_by(|a, b| a.0 == b.0) {
        for (n, &(_, a)) in file.iter().enumerate() {
            let behind = file.iter().skip(n + 1).take(WINDOW);
            out.extend(behind.map(|&(_, b)| (a, b)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests;
