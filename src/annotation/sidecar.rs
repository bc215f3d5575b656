//! The RON form of a file of records: a sidecar, or a root's codebook.
//!
//! One record a line, sorted by kind and id, `\n` at line ends, kinds as strings. What this version does not know is
//! carried through as the text that it was read as.

mod checks;
mod entities;
mod provenance;
mod salvage;
mod wire;

pub use salvage::{salvage, version};

use super::record::{Record, Unknown};
use super::set::AnnotationSet;
use ron::value::RawValue;
use serde::Deserialize;
use std::fmt;

/// Version of the format that this program writes.
pub const VERSION: u32 = 1;

/// What the file is, at its top.
const FORMAT: &str = "rapporteur";

/// Something wrong with a file of records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in code points.
    pub column: usize,
    /// What is wrong, in plain words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Problem {}

/// A file of records, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sidecar {
    /// Version of the format that it was written in. Newer than [`VERSION`]: it must not be written over.
    pub version: u32,
    /// Its records; those that could not be understood as [`Record::Unknown`].
    pub set: AnnotationSet,
    /// What was not understood, and where.
    pub problems: Vec<Problem>,
    /// Where each record begins: UTF-8 bytes of the source, in the order of the file.
    pub places: Vec<(super::record::RecordKey, usize)>,
}

impl Sidecar {
    /// Whether a newer version wrote it, so that this one may only read it.
    pub fn is_newer(&self) -> bool {
        self.version > VERSION
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default)]
    format: String,
    version: u32,
    #[serde(borrow, default)]
    records: Vec<&'a RawValue>,
}

/// Reads a file of records.
///
/// # Errors
/// The place where the file stops being RON, or why it is not a file of records at all. A single record that is not
/// understood is no error: see [`Sidecar::problems`].
pub fn parse(source: &str) -> Result<Sidecar, Problem> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if let Some(own) = parse_own(source) {
        return Ok(own);
    }
    let file: File<'_> = ron::from_str(source).map_err(|e| spanned(&e))?;
    if file.format != FORMAT {
        let message = format!(
            "this is not a file of Rapporteur: its format is “{}”",
            file.format
        );
        return Err(Problem {
            line: 1,
            column: 1,
            message,
        });
    }
    let mut out = Sidecar {
        version: file.version,
        set: AnnotationSet::default(),
        problems: Vec::new(),
        places: Vec::new(),
    };
    for (n, raw) in file.records.iter().enumerate() {
        let ron = raw.get_ron().trim();
        let offset = (ron.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let record = wire::read(ron).unwrap_or_else(|e| {
            out.problems.push(e.at(source, offset));
            Record::Unknown(Unknown {
                ron: ron.to_owned(),
                ..wire::identify(ron, n)
            })
        });
        out.add(record, ron, source, offset, n);
    }
    Ok(out)
}

/// Reads a file just as this version writes it, one record a line: a third of the time that the general way takes, which
/// has to find where each record ends first. `None`: something in it is not as usual.
fn parse_own(source: &str) -> Option<Sidecar> {
    let records = source.strip_prefix(&head())?.strip_suffix(FOOT)?;
    let begins = source.len() - FOOT.len() - records.len();
    let mut out = Sidecar {
        version: VERSION,
        set: AnnotationSet::default(),
        problems: Vec::new(),
        places: Vec::new(),
    };
    let mut offset = begins;
    for line in records.split_inclusive('\n') {
        let ron = line.strip_prefix(INDENT)?.strip_suffix(",\n")?;
        let record = wire::read(ron).ok()?;
        let key = record.key();
        if matches!(record, Record::Unknown(_)) || out.set.get(&key).is_some() {
            return None;
        }
        out.places.push((key, offset + INDENT.len()));
        out.set.insert(record);
        offset += line.len();
    }
    Some(out)
}

/// What stands before the records.
fn head() -> String {
    format!("(\n    format: \"{FORMAT}\",\n    version: {VERSION},\n    records: [\n")
}

/// What stands before each record.
const INDENT: &str = "        ";

/// What stands after the records.
const FOOT: &str = "    ],\n)\n";

impl Sidecar {
    /// Adds a record; a second one under the same key is kept as it stands, and said.
    fn add(&mut self, record: Record, ron: &str, source: &str, offset: usize, n: usize) {
        let mut record = record;
        if self.set.get(&record.key()).is_some() {
            let id = wire::identify(ron, n);
            let message = format!("a second {} with the id {}", id.kind, id.id);
            self.problems.push(
                wire::Fault {
                    message,
                    line: 1,
                    column: 1,
                }
                .at(source, offset),
            );
            record = Record::Unknown(Unknown {
                id: format!("{} (record {n})", id.id),
                ..id
            });
        }
        self.places.push((record.key(), offset));
        self.set.insert(record);
    }
}

fn spanned(e: &ron::error::SpannedError) -> Problem {
    Problem {
        line: e.span.start.line,
        column: e.span.start.col,
        message: plain(&e.code),
    }
}

/// A message of the RON reader as people would say it.
fn plain(e: &ron::Error) -> String {
    match e {
        ron::Error::Eof => "the file ends too early; it may have been cut off".to_owned(),
        ron::Error::ExpectedComma => "a comma or a closing bracket is missing here".to_owned(),
        ron::Error::ExpectedMapColon => "a colon is missing here".to_owned(),
        ron::Error::ExpectedStringEnd => "a quotation mark is missing at the end".to_owned(),
        other => other.to_string(),
    }
}

/// Writes a file of records. The same records give the same bytes.
pub fn write(set: &AnnotationSet) -> String {
    let mut out = head();
    for record in set.records() {
        out.push_str(INDENT);
        out.push_str(&wire::write(record));
        // A remark at the end of a record that is carried through would swallow the comma.
        if matches!(record, Record::Unknown(u) if u.ron.contains("//")) {
            out.push('\n');
        }
        out.push_str(",\n");
    }
    out.push_str(FOOT);
    out
}

/// Writes one record as a line of RON (no line end): the form that journals use.
pub fn write_record(record: &Record) -> String {
    wire::write(record)
}

/// Reads one record from RON.
///
/// # Errors
/// What is wrong with it, with line and column inside `ron`.
pub fn read_record(ron: &str) -> Result<Record, Problem> {
    wire::read(ron).map_err(|e| Problem {
        line: e.line,
        column: e.column,
        message: e.message,
    })
}

/// 1-based line and column (code points) of a byte offset in a file of records.
pub fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = source.get(..offset).unwrap_or(source);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    (
        line,
        before.get(line_start..).unwrap_or_default().chars().count() + 1,
    )
}

#[cfg(test)]
mod tests;
