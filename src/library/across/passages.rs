//! Passages that stand in two documents in nearly the same words.

use super::facts::Facts;
use super::{Documents, Held, order_told};
use crate::annotation::label::Severity;
use crate::library::index::DocumentId;
use crate::quality::context::{excerpt, trimmed};
use crate::quality::repetition::words::{CAPITAL, LETTERS, Word, walked};
use crate::quality::repetition::{Repetition, is_whole};
use crate::quality::{Evidence, Finding};
use crate::text::TextRange;
use crate::text::segment::char_ceil;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Equal words that make a passage of two documents.
const LEAST: usize = 16;
/// Equal words that are no chance and no turn of phrase.
const SURE: usize = 20;
/// Equal words, in whole sentences, beyond which even a formula would be a long one.
const LONG: usize = 40;
/// Documents beyond which what they share is a letterhead, a formula or a standing description.
const MOST: usize = 5;

/// Runs of words with the documents that have them.
#[derive(Clone, Default, Debug)]
pub(super) struct Passages {
    runs: HashMap<u32, Run, BuildHasherDefault<Mixed>>,
    changed: BTreeSet<DocumentId>,
}

/// The documents with a run of words, and where each has it first (index of a word), by document.
#[derive(Clone, Debug)]
enum Run {
    One((DocumentId, u32)),
    Many(Vec<(DocumentId, u32)>),
}

impl Run {
    fn all(&self) -> &[(DocumentId, u32)] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(all) => all,
        }
    }

    /// Whether the document was new to it.
    fn add(&mut self, id: DocumentId, place: u32) -> bool {
        let Err(at) = self.all().binary_search_by_key(&id, |p| p.0) else {
            return false;
        };
        if let Self::One(one) = *self {
            *self = Self::Many(vec![one]);
        }
        if let Self::Many(all) = self {
            all.insert(at, (id, place));
        }
        true
    }
}

/// Hashes of runs are mixed already.
#[derive(Clone, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0.rotate_left(8)) ^ u64::from(b);
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A stretch of words that two documents share.
pub(super) struct Stretch {
    /// In the document at hand (indices of words).
    pub here: Range<usize>,
    /// In the other one.
    pub there: Range<usize>,
    /// Words that agree.
    pub equal: usize,
}

impl Passages {
    pub fn put(&mut self, id: DocumentId, documents: &Documents) {
        let sample = documents.get(id).map_or(&[][..], |h| &h.facts.sample);
        for run in sample {
            let (hash, place) = (run.hash(), run.place());
            match self.runs.entry(hash) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(Run::One((id, place)));
                }
                std::collections::hash_map::Entry::Occupied(mut slot) => {
                    let run = slot.get_mut();
                    if run.add(id, place) && run.all().len() <= MOST + 1 {
                        self.changed.extend(run.all().iter().map(|p| p.0));
                    }
                }
            }
        }
    }

    pub fn remove(&mut self, id: DocumentId, documents: &Documents) {
        let sample = documents.get(id).map_or(&[][..], |h| &h.facts.sample);
        for hash in sample.iter().map(|s| s.hash()) {
            let Some(run) = self.runs.get_mut(&hash) else {
                continue;
            };
            match run {
                Run::One(one) if one.0 == id => {
                    self.runs.remove(&hash);
                }
                Run::One(_) => {}
                Run::Many(all) => {
                    all.retain(|p| p.0 != id);
                    if all.len() <= MOST {
                        self.changed.extend(all.iter().map(|p| p.0));
                    }
                    if let [one] = all[..] {
                        *run = Run::One(one);
                    }
                }
            }
        }
        self.changed.remove(&id);
    }

    pub fn take_changed(&mut self) -> BTreeSet<DocumentId> {
        std::mem::take(&mut self.changed)
    }

    pub fn memory(&self) -> usize {
        let many = |r: &Run| match r {
            Run::One(_) => 0,
            Run::Many(all) => all.capacity() * 8,
        };
        self.runs.capacity() * 33 + self.runs.values().map(many).sum::<usize>()
    }

    /// The passages of a document that stand in an earlier one.
    pub fn findings(
        &self,
        id: DocumentId,
        documents: &Documents,
        text: &str,
        out: &mut Vec<Finding>,
    ) {
        let Some(held) = documents.get(id) else {
            return;
        };
        let mut done = 0;
        for sample in &held.facts.sample {
            let at = sample.place() as usize;
            let Some(run) = self.runs.get(&sample.hash()).filter(|_| at >= done) else {
                continue;
            };
            let all = run.all();
            if all.len() < 2 || all.len() > MOST {
                continue;
            }
            let others = all.iter().filter(|p| p.0 != id);
            let shared = others.filter_map(|&(other, there)| {
                let other_held = documents.get(other)?;
                let earlier = documents.place(other) < documents.place(id);
                let found = stretch(&held.facts, &other_held.facts, (at, there as usize), done);
                (earlier && found.equal >= LEAST).then_some((other, other_held, found))
            });
            let best = shared
                .max_by_key(|(other, _, s)| (s.equal, std::cmp::Reverse(documents.place(*other))));
            if let Some((_, other, found)) = best {
                done = found.here.end;
                out.extend(finding(held, other, &found, text));
            }
        }
    }
}

/// The stretch that two documents share around two words, not reaching back before word `floor` of the first.
pub(super) fn stretch(one: &Facts, other: &Facts, (a, b): (usize, usize), floor: usize) -> Stretch {
    let hash = |words: &[Word], at: Option<usize>| words.get(at?).map(|w| w.hash());
    let ahead = walked(
        |k| hash(&one.words, a.checked_add(k)),
        |k| hash(&other.words, b.checked_add(k)),
    );
    let back = walked(
        |k| hash(&one.words, a.checked_sub(k + 1).filter(|&i| i >= floor)),
        |k| hash(&other.words, b.checked_sub(k + 1)),
    );
    Stretch {
        here: a - back.0..a + ahead.0,
        there: b - back.1..b + ahead.1,
        equal: ahead.2 + back.2,
    }
}

/// From the first word's start to the last one's end (UTF-8 bytes), white space and marks at the ends left out.
fn range_of(words: &[Word], text: &str) -> Option<TextRange> {
    let range = words.first()?.range(text).union(words.last()?.range(text));
    Some(trimmed(text, range, |c| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '(' | '*' | '_' | '#')
    }))
}

fn finding(held: &Held, other: &Held, found: &Stretch, text: &str) -> Option<Finding> {
    let words = held.facts.words.get(found.here.clone())?;
    let there = other.facts.words.get(found.there.clone())?;
    let part = |what: u32| words.iter().filter(|w| w.is(what)).count() * 10 / words.len().max(1);
    // Lists of names, addresses and figures are the same wherever they stand.
    if part(CAPITAL) >= 6 || part(LETTERS) < 7 || found.equal * 10 < words.len() * 8 {
        return None;
    }
    let range = range_of(words, text)?;
    if is_quoted(text, range.start) {
        return None;
    }
    let whole = is_whole(text, range);
    if !whole && found.equal < SURE {
        return None;
    }
    let amount = if found.equal == words.len() {
        "word for word".to_owned()
    } else {
        format!("{} of {} words are the same", found.equal, words.len())
    };
    let shown = excerpt(range.of(text)?, 40);
    let reason = format!(
        "stands in {} as well: “{}” ({amount}); {}",
        other.path,
        excerpt(range.of(text)?, 8),
        order_told(other, held)
    );
    let date = other.date.map_or("no date".to_owned(), |d| d.to_string());
    let end = there.last()?.start();
    // How long the last word is there is not known without the text: as long as here.
    let last = words.last()?.range(text).len();
    let evidence = Evidence {
        document: Some((&*other.path).into()),
        range: TextRange::new(there.first()?.start(), end + last),
        text: shown.into(),
        note: format!("the same passage in another document ({date})").into(),
    };
    let finding = Finding::new(&Repetition, range, Severity::Medium, reason).because_of([evidence]);
    Some(if whole && found.equal >= LONG {
        finding
    } else {
        finding.on_demand()
    })
}

/// How far (UTF-8 bytes) before a passage a quotation is looked for that it is in.
const BACK: usize = 600;

/// Whether a place is inside a quotation that begins in the same paragraph: two reports of one statement quote it alike.
fn is_quoted(text: &str, at: usize) -> bool {
    let from = char_ceil(text, at.saturating_sub(BACK));
    let before = text.get(from..at).unwrap_or_default();
    let before = before.rsplit("\n\n").next().unwrap_or_default();
    let count = |c: char| before.matches(c).count();
    count('“') > count('”') || count('"') % 2 == 1
}
