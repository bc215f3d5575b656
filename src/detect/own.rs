//! Names of the user's own lists: found before the embedded ones, and what they say is never marked.
//!
//! An own name wins where it stands as whole words, over names that are shorter, as long, or reach only over a part of
//! it. Inside a longer name it gives way, as any name does (“Suva” in “the Bank of Suva”), unless an “and” joins the two: a
//! longer name that is wrong is to be refused, and the own name in it is found then. A list costs one look for each
//! word that begins like one of its names; without a list nothing is looked up.

mod scan;
mod written;

use super::quick::HashMap;
pub(super) use scan::run;

use super::block::Block;
use super::found::Span;
use super::tokens::{self, BREAK, Token};
use super::words::HashedMap;
use crate::annotation::EntityList;
use crate::annotation::label::EntityLabel;
use crate::document::Hash;
use std::borrow::Cow;
use written::{first, form_key, key, lower, plain_text, step, tidied, written_like};

/// The rule of a mention that an own list names.
pub const OWN_RULE: &str = "your list";

/// A way to write an own name.
#[derive(Debug)]
struct Entry {
    surface: String,
    label: EntityLabel,
    canonical: String,
    /// One more than the next entry with the same letters; 0 without one.
    next: u32,
}

/// Bits for the hashes of first words: 16 KB, which stay in the cache.
const BEGINS: usize = 1 << 17;

/// Where the bit of a hash is: in which word of bits, and which one.
const fn bit_of(hash: u64) -> (usize, u64) {
    let n = (hash >> 47) as usize;
    (n / 64, 1 << (n % 64))
}

/// A step on the way through a name.
#[derive(Clone, Copy, Default, Debug)]
struct Node {
    /// One more than the first entry that ends here; 0 where none does.
    entry: u32,
    /// Whether a longer name goes on from here.
    more: bool,
}

/// As what some words are never marked: bits by type.
type Refused = u16;

/// Where an entity ends up that is merged or of another type.
type Moves = HashMap<String, (EntityLabel, String)>;

/// The user's own lists, made ready for detection.
#[derive(Debug, Default)]
pub struct OwnNames {
    nodes: HashedMap<Node>,
    entries: Vec<Entry>,
    /// Lengths of first words (up to 63 characters) by their first byte.
    starts: Vec<u64>,
    /// Bits of the hashes of first words: most words that are none are told by them, without a look at the nodes.
    begins: Vec<u64>,
    /// Entries by type and way to write them, whatever the case.
    forms: HashedMap<u32>,
    never: HashMap<String, Refused>,
    moves: HashMap<EntityLabel, Moves>,
    fingerprint: Option<Hash>,
}

/// An own name in a block, by its tokens.
#[derive(Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    label: EntityLabel,
}

impl OwnNames {
    /// Makes a list ready; `None` where it says nothing that detection goes by.
    pub fn of(list: &EntityList) -> Option<Self> {
        let mut out = Self {
            starts: vec![0; 256],
            begins: vec![0; BEGINS / 64],
            ..Self::default()
        };
        let mut scratch = Vec::new();
        for own in list.names() {
            let canonical = list.canonical(own.label, &own.name);
            for surface in own.surfaces() {
                out.add(surface, own.label, canonical, &mut scratch);
            }
        }
        for never in list.never() {
            let bits = never.label.map_or(Refused::MAX, bit);
            *out.never
                .entry(plain_text(&never.surface).into_owned())
                .or_default() |= bits;
        }
        for ((label, name), (to, into)) in list.resolutions() {
            let moves = out.moves.entry(label).or_default();
            moves.insert(name.to_owned(), (to, into.to_owned()));
        }
        let nothing = out.entries.is_empty() && out.never.is_empty() && out.moves.is_empty();
        out.fingerprint = Some(fingerprint(list));
        (!nothing).then_some(out)
    }

    /// Stands for everything that detection goes by: derived results are kept under it.
    pub fn fingerprint(&self) -> Option<Hash> {
        self.fingerprint
    }

    fn add(
        &mut self,
        surface: &str,
        label: EntityLabel,
        canonical: &str,
        scratch: &mut Vec<Token>,
    ) {
        tokens::block(surface, 0, scratch, &mut Vec::new());
        let mut hash = 0;
        for (n, token) in scratch.iter().enumerate() {
            hash = step(hash, key(surface, token));
            if n == 0 {
                let (word, bit) = bit_of(hash);
                self.begins
                    .get_mut(word)
                    .into_iter()
                    .for_each(|bits| *bits |= bit);
            }
            let node = self.nodes.entry(hash).or_default();
            if n + 1 < scratch.len() {
                node.more = true;
            } else {
                self.entries.push(Entry {
                    surface: plain_text(surface).into_owned(),
                    label,
                    canonical: canonical.to_owned(),
                    next: std::mem::replace(&mut node.entry, self.entries.len() as u32 + 1),
                });
            }
        }
        if let Some((first, len)) = scratch.first().map(|t| first(surface, t))
            && let Some(lengths) = self.starts.get_mut(usize::from(first))
        {
            *lengths |= 1 << len;
            let number = self.entries.len() as u32 - 1;
            self.forms.entry(form_key(label, surface)).or_insert(number);
        }
    }

    /// Whether a token can begin an own name.
    fn may_begin(&self, block: &Block, token: &Token) -> bool {
        let (first, len) = first(block.text, token);
        let lengths = self.starts.get(usize::from(first)).copied();
        lengths.is_some_and(|lengths| lengths >> len & 1 != 0)
    }

    /// The first own name that begins at token `from` or behind it, and there the longest.
    fn next(&self, block: &Block, from: usize) -> Option<Hit> {
        if self.entries.is_empty() {
            return None;
        }
        let tokens = block.tokens.get(from..)?.iter();
        (from..)
            .zip(tokens)
            .filter(|(_, token)| self.may_begin(block, token))
            .find_map(|(n, _)| self.longest(block, n))
    }

    /// Whether a name may begin with the word of this hash.
    fn begins(&self, hash: u64) -> bool {
        let (word, bit) = bit_of(hash);
        self.begins.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether anything is never marked.
    pub(super) fn has_refusals(&self) -> bool {
        !self.never.is_empty()
    }

    /// Whether a mention may change its type.
    pub(super) fn retypes(&self) -> bool {
        !self.moves.is_empty()
    }

    fn longest(&self, block: &Block, at: usize) -> Option<Hit> {
        let (mut hash, mut best) = (0, None);
        for (n, token) in (at..).zip(block.tokens.get(at..)?) {
            if n > at && token.has(BREAK) {
                break;
            }
            hash = step(hash, key(block.text, token));
            if n == at && !self.begins(hash) {
                break;
            }
            let Some(node) = self.nodes.get(&hash) else {
                break;
            };
            if let Some(entry) = self.written(block, at, n + 1, node.entry) {
                best = Some(Hit {
                    start: at,
                    end: n + 1,
                    label: entry.label,
                });
            }
            if !node.more {
                break;
            }
        }
        best
    }

    /// The entry that is written like the tokens: rather to the letter than in other capitals, rather earlier in the
    /// list than later.
    fn written(&self, block: &Block, from: usize, to: usize, first: u32) -> Option<&Entry> {
        let (mut at, mut best) = (first, None);
        while let Some(entry) = self.entries.get((at as usize).wrapping_sub(1)) {
            if let Some(exact) = written_like(block, from, to, &entry.surface)
                && best.is_none_or(|(b, _)| exact >= b)
            {
                best = Some((exact, entry));
            }
            at = entry.next;
        }
        best.map(|(_, entry)| entry)
    }

    /// The entry of this type that is written like that, whatever the case.
    fn form(&self, label: EntityLabel, text: &str) -> Option<&Entry> {
        if self.forms.is_empty() {
            return None;
        }
        let number = *self.forms.get(&form_key(label, text))?;
        let entry = self.entries.get(number as usize)?;
        let (a, b) = (lower(&entry.surface), plain_text(text));
        let same = entry.label == label && a.eq_ignore_ascii_case(&lower(&b));
        same.then_some(entry)
    }

    /// Whether some words are never marked as a `label`.
    pub(super) fn refuses(&self, surface: &str, label: EntityLabel) -> bool {
        !self.never.is_empty()
            && self
                .never
                .get(plain_text(surface).as_ref())
                .is_some_and(|bits| bits & bit(label) != 0)
    }

    /// Type and canonical form of a mention after what the lists say; `canonical` is what the machine says.
    pub(super) fn settle<'a>(
        &'a self,
        span: &Span,
        surface: &str,
        canonical: Cow<'a, str>,
    ) -> (EntityLabel, Cow<'a, str>) {
        if span.rule == OWN_RULE
            && let Some(entry) = self.form(span.label, surface)
        {
            return (span.label, entry.canonical.as_str().into());
        }
        let own = self.form(span.label, &canonical);
        let canonical = own.map_or(canonical, |entry| entry.canonical.as_str().into());
        let moves = self.moves.get(&span.label);
        match moves.and_then(|all| all.get(tidied(&canonical).as_ref())) {
            Some((label, name)) => (*label, name.as_str().into()),
            None => (span.label, canonical),
        }
    }
}

const fn bit(label: EntityLabel) -> Refused {
    1 << label as u16
}

/// Everything of a list that detection goes by, as one number.
fn fingerprint(list: &EntityList) -> Hash {
    use crate::annotation::EntityRecord::{Name, Never, Retyped, Same};
    let mut all = String::new();
    for record in list.records() {
        if matches!(record, Name(_) | Never(_) | Retyped(_) | Same(_)) {
            let record = crate::annotation::Record::Entity(record.clone());
            all.push_str(&crate::annotation::sidecar::write_record(&record));
            all.push('\n');
        }
    }
    Hash::of(all.as_bytes())
}

#[cfg(test)]
mod tests;
