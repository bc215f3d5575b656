//! Whole documents that are copies of others.
//!
//! A document has four keys, each made of the two smallest of its hashes of runs of words under two mixtures (min-hash:
//! Broder, 1997): two texts of which nine in ten runs are the same share a key in 998 of 1,000 cases. The first document
//! under a key is compared word by word with the others.

use super::passages::stretch;
use super::{Documents, Held, Order, order_told};
use crate::annotation::label::Severity;
use crate::document::Hash;
use crate::library::index::DocumentId;
use crate::library::map::Map;
use crate::quality::repetition::Repetition;
use crate::quality::{Evidence, Finding};
use crate::text::TextRange;
use std::collections::BTreeSet;

/// Keys of a document.
const KEYS: usize = 4;
/// Documents with fewer words are no texts that one copies.
const LEAST_WORDS: usize = 40;
/// Share of the words, in per cent, that make a copy.
const COPY: usize = 85;
/// Equal words that count.
const LEAST: usize = 8;

/// The documents by their keys.
#[derive(Clone, Default, Debug)]
pub(super) struct Copies {
    groups: Map<u64, BTreeSet<Order>>,
    changed: BTreeSet<DocumentId>,
}

impl Copies {
    pub fn put(&mut self, id: DocumentId, documents: &Documents) {
        for key in keys(documents.get(id)) {
            let group = self.groups.entry(key).or_default();
            group.insert(documents.place(id));
            if group.first().is_some_and(|first| first.3 == id) {
                self.changed.extend(group.iter().map(|o| o.3));
            }
        }
    }

    pub fn remove(&mut self, id: DocumentId, documents: &Documents) {
        for key in keys(documents.get(id)) {
            let Some(group) = self.groups.get_mut(&key) else {
                continue;
            };
            if group.first().is_some_and(|first| first.3 == id) {
                self.changed.extend(group.iter().map(|o| o.3));
            }
            group.remove(&documents.place(id));
            if group.is_empty() {
                self.groups.remove(&key);
            }
        }
        self.changed.remove(&id);
    }

    pub fn take_changed(&mut self) -> BTreeSet<DocumentId> {
        std::mem::take(&mut self.changed)
    }

    /// That a document is a copy of an earlier one.
    pub fn finding(&self, id: DocumentId, documents: &Documents) -> Option<Finding> {
        let held = documents.get(id)?;
        let place = documents.place(id);
        let firsts = keys(Some(held)).filter_map(|key| self.groups.get(&key)?.first());
        let firsts: BTreeSet<&Order> = firsts.filter(|first| **first < place).collect();
        let with_share = |first: &Order| {
            let other = documents.get(first.3)?;
            Some((share(held, other), other))
        };
        let (share, other) = firsts
            .into_iter()
            .filter_map(with_share)
            .max_by_key(|(s, _)| *s)?;
        (share >= COPY).then(|| finding(held, other, share))
    }
}

fn finding(held: &Held, other: &Held, share: usize) -> Finding {
    let amount = if held.text == other.text {
        "word for word".to_owned()
    } else {
        format!("{share} % of the words")
    };
    let longer = other.facts.words.len() * 10 > held.facts.words.len() * 13;
    let what = if longer {
        format!("almost all of this text stands in {}", other.path)
    } else {
        format!("the same text as {}", other.path)
    };
    let reason = format!("{what} ({amount}); {}", order_told(other, held));
    let evidence = Evidence {
        document: Some((&*other.path).into()),
        range: TextRange::DOCUMENT,
        text: other.path.as_ref().into(),
        note: "the other document".into(),
    };
    Finding::new(&Repetition, TextRange::DOCUMENT, Severity::Medium, reason).because_of([evidence])
}

/// How much of a document, in per cent of its words, stands in another one in the same order of words.
fn share(held: &Held, other: &Held) -> usize {
    if held.text == other.text {
        return 100;
    }
    let places = other.facts.sample.iter().rev();
    let there: Map<u32, u32> = places.map(|s| (s.hash(), s.place())).collect();
    let (mut done, mut equal) = (0, 0);
    for sample in &held.facts.sample {
        let at = sample.place() as usize;
        let Some(&b) = there.get(&sample.hash()).filter(|_| at >= done) else {
            continue;
        };
        let found = stretch(&held.facts, &other.facts, (at, b as usize), done);
        if found.equal >= LEAST {
            done = found.here.end;
            equal += found.equal;
        }
    }
    let share = equal * 100 / held.facts.words.len().max(1);
    share.min(99)
}

/// The keys of a document, and one for its very text.
fn keys(held: Option<&Held>) -> impl Iterator<Item = u64> {
    let held = held.filter(|h| h.facts.words.len() >= LEAST_WORDS);
    let of_text = held.map(|h| first_bytes(&h.text));
    let sampled = held.filter(|h| h.facts.sample.len() >= 4);
    let key = move |n: usize| sampled.map(|h| key(h, n as u64));
    (0..KEYS).filter_map(key).chain(of_text)
}

fn first_bytes(hash: &Hash) -> u64 {
    let bytes = hash.0.iter().take(8);
    bytes.fold(0, |n, &b| n << 8 | u64::from(b))
}

fn key(held: &Held, n: u64) -> u64 {
    let least = |seed: u64| {
        let all = held
            .facts
            .sample
            .iter()
            .map(|s| mixed(u64::from(s.hash()), seed));
        all.min().unwrap_or_default()
    };
    mixed(least(2 * n + 1) ^ least(2 * n + 2).rotate_left(31), n)
}

/// A finaliser of splitmix64 (Steele, Lea and Flood, 2014).
fn mixed(n: u64, seed: u64) -> u64 {
    let mut z = n.wrapping_add(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
