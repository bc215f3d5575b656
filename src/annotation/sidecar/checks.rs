//! What a root wants of the checks, as it stands in a file: without ids, so that it can be typed by hand.

use super::wire::{Fault, Read, line, wire, word};
use crate::annotation::check_rules::{ANY, Allow, CheckRecord, Grade, MAX_PASSAGE, Off, tidy};
use crate::annotation::label::Severity;
use crate::annotation::record::Extra;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct WireOff {
    kind: String,
    check: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireGrade {
    kind: String,
    check: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    severity: String,
    /// 0: as found.
    #[serde(default, skip_serializing_if = "is_zero")]
    tier: i64,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireAllow {
    kind: String,
    check: String,
    passage: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    extra: Extra,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_zero(n: &i64) -> bool {
    *n == 0
}

/// Reads a record of one of the kinds of this file; `None` for another kind.
pub(super) fn read(kind: &str, ron: &str) -> Option<Read<CheckRecord>> {
    Some(match kind {
        "off" => wire(ron).and_then(read_off),
        "grade" => wire(ron).and_then(read_grade),
        "allow" => wire(ron).and_then(read_allow),
        _ => return None,
    })
}

/// The id of a check, whether or not this version has it.
fn check(s: &str) -> Read<String> {
    let id = s.trim();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if !id.is_empty() && id.chars().all(fits) {
        return Ok(id.to_owned());
    }
    Err(Fault::new(format!(
        "check: “{s}” is no id of a check, such as “garbled_token”"
    )))
}

fn read_off(w: WireOff) -> Read<CheckRecord> {
    Ok(CheckRecord::Off(Off {
        check: check(&w.check)?,
        extra: w.extra,
    }))
}

fn read_grade(w: WireGrade) -> Read<CheckRecord> {
    let severity = (!w.severity.is_empty()).then(|| severity(&w.severity));
    let tier = match w.tier {
        0 => None,
        1 => Some(1),
        2 => Some(2),
        other => {
            return Err(Fault::new(format!(
                "tier: {other} is not known; 1 is shown by default, 2 on demand"
            )));
        }
    };
    if severity.is_none() && tier.is_none() {
        let message = "a grade without severity or tier changes nothing; give one of them, or take the record out";
        return Err(Fault::new(message.to_owned()));
    }
    Ok(CheckRecord::Grade(Grade {
        check: check(&w.check)?,
        severity: severity.transpose()?,
        tier,
        extra: w.extra,
    }))
}

fn severity(s: &str) -> Read<Severity> {
    word("severity", s, Severity::from_id).map_err(|fault| {
        let all: Vec<_> = Severity::ALL.iter().map(|l| l.id()).collect();
        let message = format!("{}; it is one of {}", fault.message, all.join(", "));
        Fault { message, ..fault }
    })
}

fn read_allow(w: WireAllow) -> Read<CheckRecord> {
    let passage = tidy(&w.passage);
    if passage.is_empty() {
        return Err(Fault::new(
            "passage: there is nothing in it; write the words that are allowed, or take the record out".to_owned(),
        ));
    }
    if passage.len() > MAX_PASSAGE {
        return Err(Fault::new(format!(
            "passage: it has {} bytes; it may have {MAX_PASSAGE}",
            passage.len()
        )));
    }
    Ok(CheckRecord::Allow(Allow {
        check: match w.check.trim() {
            ANY => ANY.to_owned(),
            id => check(id)?,
        },
        passage,
        note: w.note,
        extra: w.extra,
    }))
}

/// Writes a record on one line.
pub(super) fn write(record: &CheckRecord) -> String {
    let kind = record.key().kind().to_owned();
    match record {
        CheckRecord::Off(r) => line(&WireOff {
            kind,
            check: r.check.clone(),
            extra: r.extra.clone(),
        }),
        CheckRecord::Grade(r) => line(&WireGrade {
            kind,
            check: r.check.clone(),
            severity: r.severity.map_or_else(String::new, |s| s.id().to_owned()),
            tier: r.tier.map_or(0, i64::from),
            extra: r.extra.clone(),
        }),
        CheckRecord::Allow(r) => line(&WireAllow {
            kind,
            check: r.check.clone(),
            passage: r.passage.clone(),
            note: r.note.clone(),
            extra: r.extra.clone(),
        }),
    }
}
