//! Tables of people: `people.bin` (the parts of a full name → where its usual name stands), `people.txt` (usual names).

use crate::fold::name_key;
use crate::pack::Strings;
use crate::{Done, entries};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes the tables of people.
pub fn write(list: &str, _assets: &Path, out: &Path) -> Done<()> {
    let (mut strings, mut table) = (Strings::default(), BTreeMap::new());
    for line in entries(list) {
        let names = line.split(';').next().unwrap_or_default();
        let usual = names.split('|').next().unwrap_or_default().trim();
        let piece = strings.piece(usual)?;
        for name in names.split('|').map(str::trim).filter(|n| n.contains(' ')) {
            table.entry(name_key(name)).or_insert(piece);
        }
    }
    let packed: Vec<u8> = table
        .iter()
        .flat_map(|(key, piece)| {
            let (start, len) = (piece.start.to_le_bytes(), u32::from(piece.len).to_le_bytes());
            key.to_le_bytes().into_iter().chain(start).chain(len)
        })
        .collect();
    fs::write(out.join("people.bin"), packed)?;
    fs::write(out.join("people.txt"), &strings.text)?;
    Ok(())
}
