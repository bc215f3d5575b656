//! Readings for a damaged name, from the names of the folder. They are offered; nothing is put in their place unasked.

use super::Across;
use super::names::letters;
use crate::annotation::label::Category;
use crate::quality::Finding;
use crate::text::TextRange;
use std::collections::BTreeMap;

/// A reading for a damaged name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// Why it may be meant, in plain words.
    pub why: String,
    /// How many documents of the folder have it so.
    pub documents: usize,
}

/// Candidates that are offered.
const MOST: usize = 5;
/// The shortest and the longest passage (UTF-8 bytes) that is taken for a damaged name.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=80;

/// Readings for the damaged name that a finding is about: who holds the office by other documents comes first, then names
/// with similar letters. None for findings about something else.
pub fn candidates(across: &Across, path: &str, text: &str, finding: &Finding) -> Vec<Candidate> {
    if finding.category == Category::GarbledToken {
        of(across, path, text, finding.range)
    } else {
        Vec::new()
    }
}

/// The same for a damaged passage.
pub(super) fn of(across: &Across, path: &str, text: &str, range: TextRange) -> Vec<Candidate> {
    let words = range.of(text).unwrap_or_default();
    let named = LENGTHS.contains(&words.len())
        && words
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase);
    if !named {
        return Vec::new();
    }
    let mut out = of_office(across, path, range);
    for candidate in of_letters(across, words) {
        if !out
            .iter()
            .any(|c| letters(&c.name) == letters(&candidate.name))
        {
            out.push(candidate);
        }
    }
    out.truncate(MOST);
    out
}

fn of_office(across: &Across, path: &str, range: TextRange) -> Vec<Candidate> {
    let Some((id, held)) = across
        .index
        .document(path)
        .and_then(|id| Some((id, across.documents.get(id)?)))
    else {
        return Vec::new();
    };
    let seats = held.facts.seats.iter().enumerate();
    let Some((n, (seat, _))) = seats.into_iter().find(|(_, (s, _))| s.name.overlaps(range)) else {
        return Vec::new();
    };
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for name in across.offices.names(id, n, &across.documents) {
        *holders.entry(name).or_default() += 1;
    }
    let mut holders: Vec<_> = holders.into_iter().collect();
    holders.sort_by_key(|h| std::cmp::Reverse(h.1));
    let candidate = |(name, documents)| Candidate {
        name,
        why: format!("is called {} in other documents", seat.title),
        documents,
    };
    holders.into_iter().map(candidate).collect()
}

fn of_letters(across: &Across, words: &str) -> Vec<Candidate> {
    let damaged: Vec<char> = letters(words).chars().collect();
    let alike = across.names.alike(words).into_iter().filter_map(|written| {
        let name: Vec<char> = letters(&written.form.text).chars().collect();
        let most = damaged.len().min(name.len()) / 3;
        let apart = distance(&damaged, &name, most).filter(|_| *written.form.text != *words)?;
        Some((apart, written))
    });
    let mut alike: Vec<_> = alike.collect();
    alike.sort_by_key(|(apart, w)| (*apart, std::cmp::Reverse(w.count()), w.form.text.clone()));
    let candidate = |(_, written): (usize, &super::names::Written)| Candidate {
        name: written.form.text.to_string(),
        why: "has similar letters".to_owned(),
        documents: written.count(),
    };
    alike.into_iter().map(candidate).take(MOST).collect()
}

/// Letters to put in, leave out or replace; `None` beyond `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (slot, y) in row.iter_mut().skip(1).zip(b) {
            let best = (corner + usize::from(x != y)).min(*slot + 1).min(left + 1);
            corner = std::mem::replace(slot, best);
            left = best;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}
