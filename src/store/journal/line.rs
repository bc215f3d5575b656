//! A line of a journal: `NUMBER CHECKSUM RON`. A line whose checksum does not fit was torn by a crash and is ignored.

use super::Batch;
use crate::annotation::record::Unknown;
use crate::annotation::{Change, CheckKey, EntityKey, Place, Record, RecordKey, sidecar};
use crate::document::Hash;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How the first line begins.
const HEADER: &str = "rapporteur-journal 1 ";

/// Digits of the checksum.
const DIGITS: usize = 16;

#[derive(Serialize, Deserialize)]
struct WireBatch {
    changes: Vec<WireChange>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct WireChange {
    /// The document's path; empty for what belongs to the root.
    #[serde(skip_serializing_if = "String::is_empty")]
    doc: String,
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    /// Whether the record is of a kind or with values that are not known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unknown: bool,
    /// The record as a sidecar has it; empty where it is removed.
    #[serde(skip_serializing_if = "String::is_empty")]
    record: String,
}

/// The first line: whose journal it is.
pub(super) fn write_header(of: &Path) -> String {
    // A string: the writer has no way to fail on it.
    let path = ron::to_string(&of.to_string_lossy()).unwrap_or_default();
    format!("{HEADER}{path}\n")
}

/// Whose journal it is, where there is anything in it.
pub(super) fn read_header(bytes: &[u8]) -> Option<PathBuf> {
    if read(bytes).is_empty() {
        return None;
    }
    let line = std::str::from_utf8(bytes.split(|&b| b == b'\n').next()?).ok()?;
    let path: String = ron::from_str(line.strip_prefix(HEADER)?).ok()?;
    Some(path.into())
}

/// A batch as a line, with its line end.
pub(super) fn write(number: u64, changes: &[Change]) -> Result<String, String> {
    let batch = WireBatch {
        changes: changes.iter().map(write_change).collect(),
    };
    let ron = ron::to_string(&batch).map_err(|e| format!("This could not be journalled ({e})"))?;
    Ok(format!("{number} {} {ron}\n", checksum(number, &ron)))
}

/// The batches of a journal, those that are whole.
pub(super) fn read(bytes: &[u8]) -> Vec<Batch> {
    // The last piece has no line end: it was torn, or is empty.
    let mut lines: Vec<_> = bytes.split(|&b| b == b'\n').collect();
    lines.pop();
    lines.into_iter().filter_map(read_line).collect()
}

fn read_line(line: &[u8]) -> Option<Batch> {
    let (number, rest) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let (sum, ron) = rest.split_once(' ')?;
    let number = number.parse().ok()?;
    if sum != checksum(number, ron) {
        return None;
    }
    let batch: WireBatch = ron::from_str(ron).ok()?;
    let changes: Option<_> = batch.changes.into_iter().map(read_change).collect();
    Some((number, changes?))
}

fn checksum(number: u64, ron: &str) -> String {
    let hash = Hash::of(format!("{number} {ron}").as_bytes()).to_string();
    hash.chars().take(DIGITS).collect()
}

fn write_change(change: &Change) -> WireChange {
    let (kind, id) = write_key(&change.key);
    WireChange {
        doc: match &change.place {
            Place::Document(doc) => doc.clone(),
            Place::Codebook | Place::Entities | Place::Checks => String::new(),
        },
        kind: kind.to_owned(),
        id,
        unknown: matches!(change.key, RecordKey::Unknown(..)),
        record: change
            .record
            .as_ref()
            .map(sidecar::write_record)
            .unwrap_or_default(),
    }
}

fn read_change(w: WireChange) -> Option<Change> {
    let key = if w.unknown {
        RecordKey::Unknown(w.kind, w.id)
    } else {
        read_key(&w.kind, &w.id)?
    };
    let place = match &key {
        _ if !w.doc.is_empty() => Place::Document(w.doc),
        RecordKey::Entity(_) => Place::Entities,
        RecordKey::Check(_) => Place::Checks,
        _ => Place::Codebook,
    };
    let record = match w.record {
        ron if ron.is_empty() => None,
        ron => Some(read_record(&key, ron)?),
    };
    Some(Change { place, key, record })
}

/// A record of an unknown kind is not looked into: its key says what it is.
fn read_record(key: &RecordKey, ron: String) -> Option<Record> {
    if let RecordKey::Unknown(kind, id) = key {
        return Some(Record::Unknown(Unknown {
            kind: kind.clone(),
            id: id.clone(),
            ron,
        }));
    }
    let record = sidecar::read_record(&ron).ok()?;
    (record.key() == *key).then_some(record)
}

fn write_key(key: &RecordKey) -> (&str, String) {
    match key {
        RecordKey::Document => ("document", String::new()),
        RecordKey::Provenance => ("provenance", String::new()),
        RecordKey::Annotator(id) => ("annotator", id.to_string()),
        RecordKey::Theme(id) => ("theme", id.to_string()),
        RecordKey::Annotation(id) => ("annotation", id.to_string()),
        RecordKey::Decision(id) => ("decision", id.to_string()),
        RecordKey::Reading(id) => ("reading", id.to_string()),
        RecordKey::Comment(id) => ("comment", id.to_string()),
        RecordKey::History(number) => ("history", number.to_string()),
        RecordKey::Entity(key) => (key.kind(), key.id()),
        RecordKey::Check(key) => (key.kind(), key.id()),
        RecordKey::Unknown(kind, id) => (kind, id.clone()),
    }
}

fn read_key(kind: &str, id: &str) -> Option<RecordKey> {
    Some(match kind {
        "document" => RecordKey::Document,
        "provenance" => RecordKey::Provenance,
        "annotator" => RecordKey::Annotator(id.parse().ok()?),
        "theme" => RecordKey::Theme(id.parse().ok()?),
        "annotation" => RecordKey::Annotation(id.parse().ok()?),
        "decision" => RecordKey::Decision(id.parse().ok()?),
        "reading" => RecordKey::Reading(id.parse().ok()?),
        "comment" => RecordKey::Comment(id.parse().ok()?),
        "history" => RecordKey::History(id.parse().ok()?),
        _ => match CheckKey::parse(kind, id) {
            Some(key) => RecordKey::Check(key),
            None => RecordKey::Entity(EntityKey::parse(kind, id)?),
        },
    })
}
