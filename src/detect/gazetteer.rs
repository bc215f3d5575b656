//! Lists of names: the longest listed name at a token, by one walk through an fst over folded names.
//!
//! The build (`build/`) packs the lists; here is only what looks them up. A filter keeps the walk to the tokens with
//! which a listed name begins, and a table leads over the first word, which most walks do not get beyond.

use super::block::Block;
use super::fold::{
    Fold, JUMP_TAG, OUTPUT_BITS, fold_hash, is_space, jump_slot, plain, start_bit, way_bit,
};
use super::record::{self, GEONAMES, LAST, Piece, RECORD, Record, SOURCES};
use super::tokens::{self, CAPS, Kind, Token};
use super::weak;
use crate::annotation::label::EntityLabel;
use fst::raw::{Fst, Node, Output};
use std::cell::Cell;

/// A listed name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What it names.
    pub label: EntityLabel,
    /// The fullest usual name of what it names.
    pub canonical: &'static str,
    /// Which list it comes from, as people are told.
    pub rule: &'static str,
    /// Whether it is a country or territory.
    pub country: bool,
    /// Whether it is an ordinary word or a personal name as well, so that something beside it must speak for it.
    pub weak: bool,
}

impl Entry {
    /// Whether it is a town or region from the great list of places, about which nothing else is known.
    pub fn town(&self) -> bool {
        self.rule == GEONAMES
    }
}

/// All listed names.
pub(super) struct Gazetteer {
    /// Folded names, each with its first record; `None` only if the build were broken.
    fst: Option<Fst<&'static [u8]>>,
}

/// A listed name found in a block: the token after it, and the entry.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    /// One past the last token.
    pub end: usize,
    /// The listed name.
    pub entry: Entry,
}

/// The last answers of [`Gazetteer::longest`] in a block, each in the slot of its token: token plus one, and the hit.
#[derive(Default)]
pub(super) struct Memo([Cell<(u32, Option<Hit>)>; SLOTS]);

/// Slots of a memo; a power of two.
const SLOTS: usize = 16;

impl Memo {
    /// What was found at token `at`; `None` where that is not known any more.
    fn get(&self, at: usize) -> Option<Option<Hit>> {
        let (token, hit) = self.0.get(at % SLOTS)?.get();
        (token as usize == at + 1).then_some(hit)
    }

    fn put(&self, at: usize, hit: Option<Hit>) {
        if let Some(slot) = self.0.get(at % SLOTS) {
            slot.set((at as u32 + 1, hit));
        }
    }
}

/// Names longer than this many tokens are cut off the search.
const LONGEST: usize = 24;

static FST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));
static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/starts.bin"));
static WAYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ways.bin"));
static JUMPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/jumps.bin"));

/// The types that the numbers in the records stand for.
const LABELS: [EntityLabel; record::LABELS.len()] = [
    EntityLabel::Place,
    EntityLabel::Norp,
    EntityLabel::Org,
    EntityLabel::Agreement,
    EntityLabel::Event,
    EntityLabel::Title,
    EntityLabel::Person,
];

impl Gazetteer {
    /// The embedded names.
    pub fn embedded() -> Self {
        Self {
            fst: Fst::new(FST).ok(),
        }
    }

    /// The longest listed name that begins at token `at`; a weak one only where what stands beside it speaks for it.
    pub fn longest(&self, block: &Block, at: usize) -> Option<Hit> {
        let first = block.token(at)?;
        if first.key != 0 && !may_begin(first.key) {
            return None;
        }
        // Several rules ask at the same token.
        block.asked.get(at).unwrap_or_else(|| {
            let hit = self.search(block, at, |hit| {
                !hit.entry.weak || weak::supported(block, at, hit, self)
            });
            block.asked.put(at, hit);
            hit
        })
    }

    /// The longest listed name at token `at` that needs no support.
    pub fn longest_strong(&self, block: &Block, at: usize) -> Option<Hit> {
        self.search(block, at, |hit| !hit.entry.weak)
    }

    /// The longest listed name at token `at` of those that `wanted` takes.
    fn search(&self, block: &Block, at: usize, wanted: impl Fn(&Hit) -> bool) -> Option<Hit> {
        let first = block.token(at)?;
        let hash = word_hash(block.text, first)?;
        let mut walk = Walk::after_word(self.fst.as_ref()?, block.text, first, hash)?;
        let (mut best, mut from) = (None, first.end);
        for n in at..block.tokens.len().min(at + LONGEST) {
            let token = block.token(n)?;
            let ends = n > at && token.has(tokens::BREAK)
                || n == at + 1 && !walk.may_go_on(hash, block.text, from)
                || n > at && !walk.piece(block.text, from, token.end);
            if ends {
                break;
            }
            from = token.end;
            if let Some(record) = walk.found()
                && let Some(hit) = written(block, at, n + 1, record).filter(&wanted)
            {
                best = Some(hit);
            }
        }
        best
    }
}

/// The hash of a token's word.
fn word_hash(text: &str, token: &Token) -> Option<u64> {
    match token.key {
        0 => text
            .as_bytes()
            .get(token.start as usize..token.end as usize)
            .map(fold_hash),
        key => Some(key),
    }
}

/// A way through the fst.
struct Walk<'f> {
    fst: &'f Fst<&'static [u8]>,
    node: Node<'f>,
    output: Output,
    fold: Fold,
}

impl<'f> Walk<'f> {
    /// The way over the word of a token; `None` where no listed name begins so.
    #[inline]
    fn after_word(
        fst: &'f Fst<&'static [u8]>,
        text: &str,
        token: &Token,
        hash: u64,
    ) -> Option<Self> {
        if !may_begin(hash) {
            return None;
        }
        let (node, output) = jump(hash)?;
        Some(Self {
            fst,
            node: fst.node(node),
            output: Output::new(output),
            fold: Fold::after(text.get(token.start as usize..token.end as usize)?),
        })
    }

    /// Whether a listed name may go on after the first word, which ends at byte `end`; asked by two letters of the next.
    fn may_go_on(&self, hash: u64, text: &str, end: u32) -> bool {
        let next = text
            .as_bytes()
            .get(end as usize..)
            .and_then(|b| b.first_chunk());
        match next {
            Some([b' ', a, b])
                if self.fold.in_word()
                    && a.is_ascii_alphanumeric()
                    && b.is_ascii_alphanumeric() =>
            {
                has_bit(
                    WAYS,
                    way_bit(hash, [a.to_ascii_lowercase(), b.to_ascii_lowercase()]),
                )
            }
            _ => true,
        }
    }

    /// Goes on with the bytes `from..to` of a block's text; `false` where no name goes on so.
    fn piece(&mut self, text: &str, from: u32, to: u32) -> bool {
        let Some(piece) = text.get(from as usize..to as usize) else {
            return false;
        };
        let (fst, node, output) = (self.fst, &mut self.node, &mut self.output);
        self.fold.piece(piece, &mut |byte| {
            let Some(n) = node.find_input(byte) else {
                return false;
            };
            let step = node.transition(n);
            *output = output.cat(step.out);
            *node = fst.node(step.addr);
            true
        })
    }

    /// The first record of the names that end here.
    fn found(&self) -> Option<usize> {
        let ends = self.node.is_final();
        ends.then(|| self.output.cat(self.node.final_output()).value() as usize)
    }
}

/// Whether a listed name may begin with a word.
fn may_begin(hash: u64) -> bool {
    has_bit(STARTS, start_bit(hash))
}

fn has_bit(filter: &[u8], bit: usize) -> bool {
    let byte = filter.get(bit / 8);
    byte.is_some_and(|byte| byte >> (bit % 8) & 1 != 0)
}

/// Where a first word leads to in the fst, and the output on the way there.
fn jump(hash: u64) -> Option<(usize, u64)> {
    let (slots, _) = JUMPS.as_chunks::<8>();
    let (mut at, wanted) = jump_slot(hash);
    loop {
        let slot = u64::from_le_bytes(*slots.get(at)?);
        if slot & JUMP_TAG == wanted {
            let place = (slot & !JUMP_TAG) >> OUTPUT_BITS;
            return Some((place as usize, slot & ((1 << OUTPUT_BITS) - 1)));
        }
        if slot == 0 {
            return None;
        }
        at = (at + 1) % slots.len();
    }
}

/// The first of the names with these letters that is written like the tokens; earlier lists come first.
fn written(block: &Block, from: usize, to: usize, first: usize) -> Option<Hit> {
    let text = block.slice(from, to)?;
    let caps_line = block.token(from).is_some_and(|t| t.has(CAPS));
    let mut n = first;
    loop {
        let record = record(n)?;
        let entry = entry(&record)?;
        if written_like(text, caps_line, string(record.surface)?, entry.label) {
            return Some(Hit { end: to, entry });
        }
        if record.flags & LAST != 0 {
            return None;
        }
        n += 1;
    }
}

fn record(n: usize) -> Option<Record> {
    let (records, _) = RECORDS.as_chunks::<RECORD>();
    records.get(n).map(|bytes| Record::unpack(*bytes))
}

fn entry(record: &Record) -> Option<Entry> {
    Some(Entry {
        label: LABELS.get(usize::from(record.label)).copied()?,
        canonical: string(record.canonical)?,
        rule: SOURCES.get(usize::from(record.source)).copied()?,
        country: record.flags & record::COUNTRY != 0,
        weak: record.flags & record::WEAK != 0,
    })
}

fn string(piece: Piece) -> Option<&'static str> {
    let start = piece.start as usize;
    STRINGS.get(start..start + usize::from(piece.len))
}

/// Whether the text is written like a listed name: the same letters, or all in capitals.
fn written_like(text: &str, caps_line: bool, surface: &str, label: EntityLabel) -> bool {
    if text == surface {
        return true;
    }
    let capitals = text.len() >= 4 && !text.chars().any(char::is_lowercase);
    let plain = matches!(
        label,
        EntityLabel::Place | EntityLabel::Norp | EntityLabel::Person
    );
    let folds = capitals && (caps_line || plain || text.len() > 5);
    same(text, surface, folds)
}

/// Compares two names, ignoring white space and the kinds of quotes and dashes.
fn same(a: &str, b: &str, fold: bool) -> bool {
    let (mut a, mut b) = (
        a.chars().filter(|c| !is_space(*c)).map(plain),
        b.chars().filter(|c| !is_space(*c)).map(plain),
    );
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y || fold && x.to_lowercase().eq(y.to_lowercase()) => {}
            _ => return false,
        }
    }
}

/// Whether a token can begin a listed name.
pub(super) fn can_begin(token: &Token) -> bool {
    token.is_cap() || token.kind == Kind::Word && token.first == b'0' || token.has(tokens::ORDINAL)
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    /// Every listed name, as it is written and what it means.
    fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        (0..RECORDS.len() / RECORD).map(|n| {
            let record = record(n).unwrap();
            let canonical = entry(&record).unwrap().canonical;
            (string(record.surface).unwrap(), canonical)
        })
    }

    /// The longest listed name at the beginning of a text, whatever its grade.
    fn at_start(text: &str) -> Option<Entry> {
        let mut tokens = Vec::new();
        tokens::block(text, 0, &mut tokens, &mut Vec::new());
        let block = Block::new(text, &tokens);
        let names = Gazetteer::embedded();
        let hit = names.search(&block, 0, |_| true)?;
        (hit.end == tokens.len()).then_some(hit.entry)
    }

    #[test]
    fn the_types_are_those_of_the_records() {
        let ids: Vec<&str> = LABELS.iter().map(|l| l.id()).collect();
        assert_eq!(ids, record::LABELS);
    }

    #[test]
    fn every_listed_name_is_found_as_it_is_written_and_in_capitals() {
        let (mut names, mut lost) = (0, Vec::new());
        for (surface, canonical) in all() {
            names += 1;
            if at_start(surface).is_none_or(|e| e.canonical != canonical) {
                lost.push(surface.to_owned());
            }
            let capitals = surface.to_uppercase();
            // Some letters do not come back from their capitals: "Kırşehir".
            let same = fold(&capitals) == fold(surface);
            if same && capitals.chars().count() > 5 && at_start(&capitals).is_none() {
                lost.push(capitals);
            }
        }
        assert!(names > 30_000, "{names}");
        assert!(lost.is_empty(), "{} lost: {lost:?}", lost.len());
    }

    #[test]
    fn spaces_dashes_and_quotes_do_not_part_a_name_from_its_entry() {
        for (text, canonical) in [
            ("Phnom\u{a0} Penh", "Phnom Penh"),
            ("Timor\u{2013}Leste", "Timor-Leste"),
            ("Côte d\u{2019}Ivoire", "Côte d'Ivoire"),
            ("PHNOM PENH", "Phnom Penh"),
        ] {
            assert_eq!(
                at_start(text).map(|e| e.canonical),
                Some(canonical),
                "{text}"
            );
        }
        assert!(at_start("phnom penh").is_none());
        assert!(at_start("PhnomPenh").is_none());
    }
}
