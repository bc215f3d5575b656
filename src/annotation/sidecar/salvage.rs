//! What can still be read of a file that is damaged: cut off, joined by a version control system, edited by hand.

use super::{Sidecar, VERSION, wire};
use crate::annotation::record::Record;
use crate::annotation::set::AnnotationSet;
use ron::value::RawValue;

/// The version that the top of a file of records names, without reading the rest.
pub fn version(source: &str) -> Option<u32> {
    let top = source.split("records").next()?;
    let (_, after) = top.split_once("version")?;
    let number = after.trim_start().strip_prefix(':')?.trim_start();
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number.get(..end)?.parse().ok()
}

/// Reads a damaged file line by line: each record stands on a line of its own. Lines that are no whole record are
/// problems; what they hold is not in the set, so the damaged file has to be kept.
pub fn salvage(source: &str) -> Sidecar {
    let mut out = Sidecar {
        version: version(source).unwrap_or(VERSION),
        set: AnnotationSet::default(),
        problems: Vec::new(),
        places: Vec::new(),
    };
    let mut offset = 0;
    for (n, line) in source.split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start().len();
        let ron = line.trim().trim_end_matches(',').trim_end();
        if !is_frame(ron) {
            out.salvage_line(ron, source, offset, indent, n);
        }
        offset += line.len();
    }
    out
}

/// Whether a line is a part of every file and no record.
fn is_frame(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    matches!(
        line,
        "" | "(" | ")" | "]" | "])" | "records: [" | "records: []"
    ) || line.starts_with("format:")
        || line.starts_with("version:")
}

impl Sidecar {
    fn salvage_line(&mut self, ron: &str, source: &str, line: usize, indent: usize, n: usize) {
        let offset = line + indent;
        match wire::read(ron) {
            Ok(record) => self.add(record, ron, source, offset, n),
            Err(fault) => {
                // By its line's number: counting lines from the beginning for each would take quadratic time.
                self.problems.push(fault.on_line(n + 1, indent));
                // Whole, but with values that are not known: kept, as in a file that is not damaged.
                let about = wire::identify(ron, n);
                if !about.kind.is_empty() && RawValue::from_ron(ron).is_ok() {
                    self.add(Record::Unknown(about), ron, source, offset, n);
                }
            }
        }
    }
}
