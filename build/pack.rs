//! Packs the names: `names.fst` (folded name → first record), `names.bin` (records), `names.txt` (strings),
//! `starts.bin` (a bit for each first word), `tables.rs` (small tables).

use crate::fold::{START_BITS, fold, fold_hash, plain, start_bit};
use crate::record::{COUNTRY, LABELS, LAST, Piece, Record};
use crate::{Done, Name};
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
    fs::write(out.join("names.fst"), fst.into_inner()?)?;
    let packed: Vec<u8> = records.iter().flat_map(Record::pack).collect();
    fs::write(out.join("names.bin"), packed)?;
    fs::write(out.join("names.txt"), &strings.text)?;
    fs::write(out.join("starts.bin"), starts(names))?;
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

/// A bit for every word that a name may begin with, as the tokens of a text may cut it.
fn starts(names: &[Name]) -> Vec<u8> {
    let mut bits = vec![0_u8; 1 << (START_BITS - 3)];
    let mut set = |word: &str| {
        let bit = start_bit(fold_hash(word.as_bytes()));
        bits[bit / 8] |= 1 << (bit % 8);
    };
    for name in names {
        for surface in [name.surface.clone(), name.surface.to_uppercase()] {
            let first = surface.split_whitespace().next().unwrap_or_default();
            // Typed quotes and the letters that look like them: a text may have either.
            for word in [
                first.replace(['\u{2018}', '\u{2019}', '`'], "'"),
                first.chars().map(plain).collect(),
            ] {
                set(&word);
                for (at, c) in word.char_indices().filter(|(_, c)| !c.is_alphanumeric()) {
                    set(&word[..at]);
                    set(&word[..at + c.len_utf8()]);
                }
            }
        }
    }
    bits
}

/// Small tables as source text.
fn tables(names: &[Name]) -> Done<String> {
    let mut out = String::from(
        "/// Which small words can begin a listed name: lengths (bits) by first letter.\n",
    );
    writeln!(
        out,
        "pub const LOWER_STARTS: [u32; 26] = {:?};",
        lower_starts(names)
    )?;
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

fn lower_starts(names: &[Name]) -> [u32; 26] {
    let mut starts = [0; 26];
    for name in names.iter().map(|n| n.surface.as_bytes()) {
        let len = name.iter().take_while(|b| b.is_ascii_lowercase()).count();
        let letter = name.first().map_or(0, |b| b.wrapping_sub(b'a'));
        if let Some(slot) = starts.get_mut(usize::from(letter)) {
            *slot |= 1 << len.min(31);
        }
    }
    starts
}
