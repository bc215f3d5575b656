//! Packs the names: `names.fst` (folded name → first record), `names.bin` (records), `names.txt` (strings),
//! `starts.bin`, `jumps.bin` and `ways.bin` (first words), `tables.rs` (small tables).

use crate::fold::{
    JUMP_BITS, JUMP_TAG, OUTPUT_BITS, PLACE_BITS, START_BITS, WAY_BITS, fold, fold_hash, jump_slot,
    plain, start_bit, way_bit,
};
use crate::record::{COUNTRY, LABELS, LAST, Piece, Record};
use crate::{Done, Name};
use fst::raw::{Fst, Output};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Every string once, one after the other.
#[derive(Default)]
pub struct Strings {
    /// All of them.
    pub text: String,
    known: HashMap<String, Piece>,
}

impl Strings {
    /// Where the string stands.
    pub fn piece(&mut self, string: &str) -> Done<Piece> {
        if let Some(piece) = self.known.get(string) {
            return Ok(*piece);
        }
        let piece = Piece {
            start: u32::try_from(self.text.len())?,
            len: u16::try_from(string.len())?,
        };
        self.text.push_str(string);
        self.known.insert(string.to_owned(), piece);
        Ok(piece)
    }
}

/// Writes the tables of names.
pub fn names(names: &[Name], out: &Path) -> Done<()> {
    let (mut strings, mut records) = (Strings::default(), Vec::new());
    let mut fst = fst::MapBuilder::memory();
    for (key, group) in groups(names) {
        fst.insert(&key, records.len() as u64)?;
        let last = group.len() - 1;
        for (n, name) in group.iter().enumerate() {
            records.push(Record {
                surface: strings.piece(&name.surface)?,
                canonical: strings.piece(&name.canonical)?,
                label: name.label,
                source: name.source,
                flags: name.flags | if n == last { LAST } else { 0 },
            });
        }
    }
    let fst = fst.into_inner()?;
    starts(names, &Fst::new(&fst[..])?, out)?;
    fs::write(out.join("names.fst"), &fst)?;
    let packed: Vec<u8> = records.iter().flat_map(Record::pack).collect();
    fs::write(out.join("names.bin"), packed)?;
    fs::write(out.join("names.txt"), &strings.text)?;
    fs::write(out.join("tables.rs"), tables(names)?)?;
    Ok(())
}

/// The names by folded form, earlier lists first; one that stands twice counts once.
fn groups(names: &[Name]) -> BTreeMap<String, Vec<&Name>> {
    let mut groups: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for name in names.iter().filter(|n| seen.insert(n.surface.as_str())) {
        groups.entry(fold(&name.surface)).or_default().push(name);
    }
    groups
}

/// Writes what is known of the words that names begin with: `starts.bin`, a bit for each, `jumps.bin`, where each leads
/// to in the fst, and `ways.bin`, a bit for each with two letters of the next word.
fn starts(names: &[Name], fst: &Fst<&[u8]>, out: &Path) -> Done<()> {
    let mut bits = vec![0_u8; 1 << (START_BITS - 3)];
    let mut jumps = vec![0_u64; 1 << JUMP_BITS];
    let mut ways = vec![0_u8; 1 << (WAY_BITS - 3)];
    for word in first_words(names) {
        let Some((node, output)) = walk(fst, &fold(&word)) else {
            continue;
        };
        let hash = fold_hash(word.as_bytes());
        let bit = start_bit(hash);
        bits[bit / 8] |= 1 << (bit % 8);
        for letters in ways_on(fst, node) {
            let bit = way_bit(hash, letters);
            ways[bit / 8] |= 1 << (bit % 8);
        }
        let (mut at, tag) = jump_slot(hash);
        while jumps[at] != 0 && jumps[at] & JUMP_TAG != tag {
            at = (at + 1) % jumps.len();
        }
        let place = node as u64;
        if place >> PLACE_BITS != 0 || output >> OUTPUT_BITS != 0 {
            return Err(
                "too many names: raise PLACE_BITS and OUTPUT_BITS in src/detect/fold.rs".into(),
            );
        }
        jumps[at] = tag | place << OUTPUT_BITS | output;
    }
    let used = jumps.iter().filter(|j| **j != 0).count();
    if used * 2 > jumps.len() {
        return Err(format!("{used} first words: raise JUMP_BITS in src/detect/fold.rs").into());
    }
    let packed: Vec<u8> = jumps.iter().flat_map(|n| n.to_le_bytes()).collect();
    fs::write(out.join("starts.bin"), bits)?;
    fs::write(out.join("ways.bin"), ways)?;
    Ok(fs::write(out.join("jumps.bin"), packed)?)
}

/// Every word that a name begins with, as the tokens of a text may cut it.
fn first_words(names: &[Name]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for name in names {
        for surface in [name.surface.clone(), name.surface.to_uppercase()] {
            let first = surface.split_whitespace().next().unwrap_or_default();
            // Typed quotes and the letters that look like them: a text may have either.
            for word in [
                first.replace(['\u{2018}', '\u{2019}', '`'], "'"),
                first.chars().map(plain).collect(),
            ] {
                for (at, c) in word.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
                    words.insert(word[..at].to_owned());
                    words.insert(word[..at + c.len_utf8()].to_owned());
                }
                words.insert(word);
            }
        }
    }
    words.remove("");
    words
}

/// The two bytes after the space with which names go on from a node; any two where a name ends after the first of them.
fn ways_on(fst: &Fst<&[u8]>, node: usize) -> Vec<[u8; 2]> {
    let first = fst.node(node);
    let Some(space) = first.find_input(b' ') else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for one in fst.node(first.transition(space).addr).transitions() {
        let next = fst.node(one.addr);
        out.extend(next.transitions().map(|two| [one.inp, two.inp]));
        if next.is_final() {
            out.extend((b'0'..=b'9').chain(b'a'..=b'z').map(|two| [one.inp, two]));
        }
    }
    out
}

/// The node after these bytes and the output on the way there.
fn walk(fst: &Fst<&[u8]>, key: &str) -> Option<(usize, u64)> {
    let (mut node, mut output) = (fst.root(), Output::zero());
    for byte in key.bytes() {
        let step = node.transition(node.find_input(byte)?);
        output = output.cat(step.out);
        node = fst.node(step.addr);
    }
    Some((node.addr(), output.value()))
}

/// Small tables as source text.
fn tables(names: &[Name]) -> Done<String> {
    let mut out = String::from("/// Small words with which listed names begin, sorted.\n");
    let small = small_words(names);
    writeln!(out, "pub const SMALL_WORDS: &[&str] = &{small:?};")?;
    let is_country = |n: &&Name| n.flags & COUNTRY != 0 && LABELS[usize::from(n.label)] == "PLACE";
    let countries: BTreeSet<&str> = names
        .iter()
        .filter(is_country)
        .map(|n| n.canonical.as_str())
        .collect();
    let countries: Vec<&str> = countries.into_iter().collect();
    writeln!(out, "/// Usual names of countries and territories, sorted.")?;
    writeln!(out, "pub const COUNTRIES: &[&str] = &{countries:?};")?;
    Ok(out)
}

fn small_words(names: &[Name]) -> Vec<&str> {
    let small = |n: &'_ Name| n.surface.bytes().take_while(u8::is_ascii_lowercase).count();
    let words = names.iter().filter_map(|n| n.surface.get(..small(n)));
    let words: BTreeSet<&str> = words.filter(|w| !w.is_empty()).collect();
    words.into_iter().collect()
}
