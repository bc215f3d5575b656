//! Tables of people: `people.bin` (the parts of a full name → usual name and terms of office), `people.txt` (both), and
//! `single.bin`, a hash table of given and family names.

use crate::fold::{FAMILY_NAME, GIVEN_NAME, NAME_BITS, fold_hash, name_key, name_slot};
use crate::pack::Strings;
use crate::record::PERSON_ROW;
use crate::{Done, entries};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Fields of a term: office, country or body, from, to.
const TERM: usize = 4;

/// Writes the tables of people: `usual name|other name|…;office;country or body;from;to;office;…` a line.
pub fn write(list: &str, out: &Path) -> Done<()> {
    let (mut strings, mut table) = (Strings::default(), BTreeMap::new());
    for line in entries(list) {
        let (names, terms) = line.split_once(';').unwrap_or((line, ""));
        check(terms)
            .map_err(|what| format!("assets/gazetteer/people.txt: {what} in \"{line}\""))?;
        let usual = names.split('|').next().unwrap_or_default().trim();
        let row = (strings.piece(usual)?, strings.piece(terms)?);
        let full = names
            .split('|')
            .map(str::trim)
            .filter(|n| n.contains(' ') || *n == usual);
        for name in full {
            table.entry(name_key(name)).or_insert(row);
        }
    }
    let mut packed: Vec<u8> = Vec::with_capacity(table.len() * PERSON_ROW);
    for (key, (usual, terms)) in table {
        packed.extend(key.to_le_bytes());
        packed.extend(usual.pack());
        packed.extend(terms.pack());
    }
    fs::write(out.join("people.bin"), packed)?;
    fs::write(out.join("people.txt"), &strings.text)?;
    Ok(())
}

/// Says what is wrong with the terms of a line.
fn check(terms: &str) -> Result<(), &'static str> {
    if terms.is_empty() {
        return Ok(());
    }
    let fields: Vec<&str> = terms.split(';').collect();
    if !fields.len().is_multiple_of(TERM) {
        return Err("a term is not office;country or body;from;to");
    }
    for term in fields.chunks_exact(TERM) {
        let [office, body, from, to] = term else {
            continue;
        };
        if office.is_empty() || body.is_empty() {
            return Err("an office without a name or a body");
        }
        if !date(from) || !date(to) {
            return Err("a date that is not YYYY, YYYY-MM or YYYY-MM-DD");
        }
        let within = to.starts_with(from) || from.starts_with(to);
        if from > to && !within {
            return Err("a term that ends before it begins");
        }
    }
    Ok(())
}

/// A year, a month, a day, or nothing where it is not known.
fn date(field: &str) -> bool {
    let shape: String = field
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    matches!(shape.as_str(), "" | "0000" | "0000-00" | "0000-00-00")
}

/// Writes the table of single names: a slot of four bytes for each, two thirds of them free.
pub fn write_single(given: &str, family: &str, out: &Path) -> Done<()> {
    let mut slots = vec![0_u32; 1 << NAME_BITS];
    for (list, bit) in [(given, GIVEN_NAME), (family, FAMILY_NAME)] {
        for name in entries(list).flat_map(str::split_whitespace) {
            insert(&mut slots, fold_hash(name.as_bytes()), bit);
        }
    }
    let used = slots.iter().filter(|slot| **slot != 0).count();
    if used * 2 > slots.len() {
        return Err(format!("{used} single names: raise NAME_BITS in src/detect/fold.rs").into());
    }
    let packed: Vec<u8> = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
    Ok(fs::write(out.join("single.bin"), packed)?)
}

fn insert(slots: &mut [u32], hash: u64, bit: u32) {
    let (mut at, tag) = name_slot(hash);
    while let Some(slot) = slots.get_mut(at) {
        if *slot == 0 || *slot & !(GIVEN_NAME | FAMILY_NAME) == tag {
            *slot |= tag | bit;
            return;
        }
        at = (at + 1) % (1 << NAME_BITS);
    }
}
