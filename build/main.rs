//! Builds the lists of names that the entity detector looks up: an fst over folded names, the records and strings
//! behind it, and tables of people and of single names. Everything comes from `assets/gazetteer` (see its README.md)
//! and goes to `OUT_DIR`; nothing is fetched, and the same files give the same bytes.

mod grade;
mod lists;
mod pack;
mod people;
mod sources;

// What the detector uses as well, so that both sides fold and pack alike.
#[path = "../src/detect/fold.rs"]
mod fold;
#[path = "../src/detect/record.rs"]
mod record;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What goes wrong here is a broken list: the message names the file.
type Done<T> = Result<T, Box<dyn Error>>;

/// A listed name on its way into the tables.
struct Name {
    surface: String,
    canonical: String,
    /// Index in [`record::LABELS`].
    label: u8,
    /// Index in [`record::SOURCES`].
    source: u8,
    /// [`record::COUNTRY`], [`record::WEAK`].
    flags: u8,
}

fn main() -> Done<()> {
    let assets = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for path in ["build", "assets/gazetteer", "assets/quality/words.bin"] {
        println!("cargo::rerun-if-changed={path}");
    }
    for path in ["fold.rs", "record.rs"] {
        println!("cargo::rerun-if-changed=src/detect/{path}");
    }
    let own = lists::own(&assets)?;
    let mut names = own.names;
    let clash = grade::Clash::new(&assets, &names)?;
    sources::cldr(
        &read(&assets, "gazetteer/sources/cldr_territories.txt")?,
        &clash,
        &mut names,
    )?;
    sources::geonames(
        &read(&assets, "gazetteer/sources/geonames.txt")?,
        &clash,
        &mut names,
    )?;
    pack::names(&names, &out)?;
    people::write(&own.people, &out)?;
    let given = read(&assets, "gazetteer/given_names.txt")?;
    people::write_single(&given, &read(&assets, "gazetteer/surnames.txt")?, &out)
}

/// A text file below the assets.
fn read(assets: &Path, name: &str) -> Done<String> {
    fs::read_to_string(assets.join(name)).map_err(|e| format!("assets/{name}: {e}").into())
}

/// The lines of a list that are no remarks.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// The index of an id in a table of [`record`].
fn index(table: &[&str], id: &str) -> Done<u8> {
    let at = table.iter().position(|t| *t == id);
    at.map(|n| n as u8)
        .ok_or_else(|| format!("{id} is in no table").into())
}
