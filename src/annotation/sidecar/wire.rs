//! Records as they stand in a file: flat structs of strings and numbers, so that an unknown value is a message and
//! not a file that cannot be read.

use crate::annotation::codebook::Theme;
use crate::annotation::ids::Timestamp;
use crate::annotation::label::{Category, EntityLabel, Severity};
use crate::annotation::record::*;
use crate::annotation::selector::TextQuote;
use crate::text::TextRange;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::str::FromStr;

/// What is wrong with a record; line and column count from its beginning.
#[derive(Debug)]
pub(super) struct Fault {
    pub message: String,
    pub line: usize,
    pub column: usize,
}

impl Fault {
    pub fn new(message: String) -> Self {
        Self {
            message,
            line: 1,
            column: 1,
        }
    }

    /// The fault as a problem of a file in which the record begins on the line of this number, after `indent` spaces.
    pub fn on_line(self, number: usize, indent: usize) -> super::Problem {
        let column = if self.line == 1 {
            self.column + indent
        } else {
            self.column
        };
        super::Problem {
            line: number + self.line - 1,
            column,
            message: self.message,
        }
    }

    /// The fault as a problem of the file in which the record begins at byte `offset`.
    pub fn at(self, source: &str, offset: usize) -> super::Problem {
        let (line, column) = super::position(source, offset);
        let column = if self.line == 1 {
            column + self.column - 1
        } else {
            self.column
        };
        super::Problem {
            line: line + self.line - 1,
            column,
            message: self.message,
        }
    }
}

pub(super) type Read<T> = Result<T, Fault>;

fn blank(s: &str) -> bool {
    s.is_empty()
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Head {
    kind: String,
    id: String,
}

#[derive(Serialize, Deserialize)]
struct WireDocument {
    kind: String,
    name: String,
    file_sha256: String,
    text_sha256: String,
    text_len: usize,
    encoding: String,
    extractor: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireAnnotator {
    kind: String,
    id: String,
    name: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireTheme {
    kind: String,
    id: String,
    name: String,
    colour: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    parent: String,
    #[serde(default)]
    key: u8,
    #[serde(default)]
    order: i32,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct WireBody {
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    theme: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    canonical: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    category: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    severity: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    check: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Serialize, Deserialize)]
struct WireAnnotation {
    kind: String,
    id: String,
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    orphaned: bool,
    quote: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    annotator: String,
    created: String,
    modified: String,
    state: String,
    body: WireBody,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireDecision {
    kind: String,
    id: String,
    on: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    check: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    label: String,
    start: usize,
    end: usize,
    quote: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    verdict: String,
    annotator: String,
    created: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireReading {
    kind: String,
    /// The annotator: there is one reading state each.
    id: String,
    state: String,
    modified: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireComment {
    kind: String,
    id: String,
    annotation: String,
    annotator: String,
    created: String,
    text: String,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct WireHistory {
    kind: String,
    /// The number in the history.
    id: String,
    at: String,
    annotator: String,
    what: String,
    #[serde(default)]
    extra: Extra,
}

/// Kind and id of a record that is not understood; record `n` of its file where it has no id.
pub(super) fn identify(ron: &str, n: usize) -> Unknown {
    let head: Head = ron::from_str(ron).unwrap_or_default();
    let id = if blank(&head.id) {
        format!("record {n:06}")
    } else {
        head.id
    };
    Unknown {
        kind: head.kind,
        id,
        ron: ron.to_owned(),
    }
}

/// Reads one record. A kind that is not known is no fault.
pub(super) fn read(ron: &str) -> Read<Record> {
    match usual_kind(ron) {
        Some(kind) => read_as(kind, ron),
        None => {
            let head: Head = wire(ron)?;
            read_as(&head.kind, ron)
        }
    }
}

/// The kind of a record that begins as this version writes it: a reading of its head is spared.
fn usual_kind(ron: &str) -> Option<&str> {
    let (kind, _) = ron.strip_prefix("(kind:\"")?.split_once('"')?;
    (!kind.contains('\\')).then_some(kind)
}

fn read_as(kind: &str, ron: &str) -> Read<Record> {
    match kind {
        "document" => wire(ron).and_then(read_document).map(Record::Document),
        "annotator" => wire(ron).and_then(read_annotator).map(Record::Annotator),
        "provenance" => super::provenance::read(ron).map(Record::Provenance),
        "theme" => wire(ron).and_then(read_theme).map(Record::Theme),
        "annotation" => wire(ron).and_then(read_annotation).map(Record::Annotation),
        "decision" => wire(ron).and_then(read_decision).map(Record::Decision),
        "reading" => wire(ron).and_then(read_reading).map(Record::Reading),
        "comment" => wire(ron).and_then(read_comment).map(Record::Comment),
        "history" => wire(ron).and_then(read_history).map(Record::History),
        "" => Err(Fault::new("a record without a kind".to_owned())),
        kind => read_shared(kind, ron).unwrap_or_else(|| read_unknown(ron)),
    }
}

/// Reads a record of one of a root's own lists; `None` for another kind.
fn read_shared(kind: &str, ron: &str) -> Option<Read<Record>> {
    let entity = super::entities::read(kind, ron).map(|read| read.map(Record::Entity));
    entity.or_else(|| Some(super::checks::read(kind, ron)?.map(Record::Check)))
}

fn read_unknown(ron: &str) -> Read<Record> {
    let Head { kind, id } = wire(ron)?;
    if blank(&id) {
        return Err(Fault::new(format!(
            "a record of kind “{kind}” without an id"
        )));
    }
    Ok(Record::Unknown(Unknown {
        kind,
        id,
        ron: ron.to_owned(),
    }))
}

pub(super) fn wire<T: DeserializeOwned>(ron: &str) -> Read<T> {
    ron::from_str(ron).map_err(|e| Fault {
        message: super::plain(&e.code),
        line: e.span.start.line,
        column: e.span.start.col,
    })
}

/// Reads a value from its string; the fault names the field.
pub(super) fn value<T: FromStr<Err = String>>(field: &str, s: &str) -> Read<T> {
    s.parse().map_err(|e| Fault::new(format!("{field}: {e}")))
}

/// Reads a value of a closed vocabulary; the fault names the field.
pub(super) fn word<T>(field: &str, s: &str, from: impl Fn(&str) -> Option<T>) -> Read<T> {
    from(s).ok_or_else(|| Fault::new(format!("{field}: “{s}” is not known")))
}

fn range(start: usize, end: usize) -> Read<TextRange> {
    if start > end {
        return Err(Fault::new(format!(
            "the range ends before it starts ({start} to {end})"
        )));
    }
    Ok(TextRange::new(start, end))
}

fn read_document(w: WireDocument) -> Read<DocumentInfo> {
    Ok(DocumentInfo {
        name: w.name,
        file_hash: value("file_sha256", &w.file_sha256)?,
        text_hash: value("text_sha256", &w.text_sha256)?,
        text_len: w.text_len,
        encoding: w.encoding,
        extractor: w.extractor,
        extra: w.extra,
    })
}

fn read_annotator(w: WireAnnotator) -> Read<Annotator> {
    Ok(Annotator {
        id: value("id", &w.id)?,
        name: w.name,
        extra: w.extra,
    })
}

fn read_theme(w: WireTheme) -> Read<Theme> {
    Ok(Theme {
        id: value("id", &w.id)?,
        name: w.name,
        colour: word("colour", &w.colour, read_colour)?,
        description: w.description,
        keywords: w.keywords,
        parent: if blank(&w.parent) {
            None
        } else {
            Some(value("parent", &w.parent)?)
        },
        key: (1..=9).contains(&w.key).then_some(w.key),
        order: w.order,
        extra: w.extra,
    })
}

fn read_colour(s: &str) -> Option<[u8; 3]> {
    let hex = s.strip_prefix('#').filter(|h| h.len() == 6)?;
    let n = u32::from_str_radix(hex, 16).ok()?;
    let [_, r, g, b] = n.to_be_bytes();
    Some([r, g, b])
}

fn read_body(w: WireBody) -> Read<Body> {
    Ok(match w.kind.as_str() {
        "highlight" => Body::Highlight,
        "theme" => Body::Theme(value("body.theme", &w.theme)?),
        "entity" => Body::Entity {
            label: word("body.label", &w.label, EntityLabel::from_id)?,
            canonical: w.canonical,
        },
        "flag" => Body::Flag {
            category: word("body.category", &w.category, Category::from_id)?,
            severity: word("body.severity", &w.severity, Severity::from_id)?,
            check: (!blank(&w.check)).then_some(w.check),
        },
        "correction" => Body::Correction { text: w.text },
        "memo" => Body::Memo,
        other => return Err(Fault::new(format!("body.kind: “{other}” is not known"))),
    })
}

fn read_annotation(w: WireAnnotation) -> Read<Placed> {
    let range = range(w.start, w.end)?;
    let annotation = Annotation {
        id: value("id", &w.id)?,
        quote: TextQuote {
            exact: w.quote,
            prefix: w.prefix,
            suffix: w.suffix,
        },
        annotator: value("annotator", &w.annotator)?,
        created: value::<Timestamp>("created", &w.created)?,
        modified: value::<Timestamp>("modified", &w.modified)?,
        state: word("state", &w.state, ReviewState::from_id)?,
        body: read_body(w.body)?,
        note: w.note,
        extra: w.extra,
    };
    Ok(if w.orphaned {
        Placed::Orphaned(Orphaned {
            annotation,
            last: range,
        })
    } else {
        Placed::Anchored(Anchored { annotation, range })
    })
}

fn read_decision(w: WireDecision) -> Read<Decision> {
    let subject = match w.on.as_str() {
        "finding" => DecisionSubject::Finding { check: w.check },
        "mention" => DecisionSubject::Mention {
            label: word("label", &w.label, EntityLabel::from_id)?,
        },
        other => return Err(Fault::new(format!("on: “{other}” is not known"))),
    };
    Ok(Decision {
        id: value("id", &w.id)?,
        subject,
        range: range(w.start, w.end)?,
        quote: TextQuote {
            exact: w.quote,
            prefix: w.prefix,
            suffix: w.suffix,
        },
        verdict: word("verdict", &w.verdict, Verdict::from_id)?,
        annotator: value("annotator", &w.annotator)?,
        created: value("created", &w.created)?,
        extra: w.extra,
    })
}

fn read_reading(w: WireReading) -> Read<Reading> {
    Ok(Reading {
        annotator: value("id", &w.id)?,
        state: word("state", &w.state, ReadingState::from_id)?,
        modified: value("modified", &w.modified)?,
        extra: w.extra,
    })
}

fn read_comment(w: WireComment) -> Read<Comment> {
    Ok(Comment {
        id: value("id", &w.id)?,
        annotation: value("annotation", &w.annotation)?,
        annotator: value("annotator", &w.annotator)?,
        created: value("created", &w.created)?,
        text: w.text,
        extra: w.extra,
    })
}

fn read_history(w: WireHistory) -> Read<HistoryEntry> {
    let number =
        w.id.parse()
            .map_err(|_| Fault::new(format!("id: “{}” is not a number", w.id)))?;
    Ok(HistoryEntry {
        number,
        at: value("at", &w.at)?,
        annotator: value("annotator", &w.annotator)?,
        what: w.what,
        extra: w.extra,
    })
}

/// Writes one record, on one line where it is of a known kind.
pub(super) fn write(record: &Record) -> String {
    match record {
        Record::Document(d) => line(&write_document(d)),
        Record::Provenance(p) => super::provenance::write(p),
        Record::Annotator(a) => line(&write_annotator(a)),
        Record::Theme(t) => line(&write_theme(t)),
        Record::Annotation(a) => line(&write_annotation(a)),
        Record::Decision(d) => line(&write_decision(d)),
        Record::Reading(r) => line(&write_reading(r)),
        Record::Comment(c) => line(&write_comment(c)),
        Record::History(h) => line(&write_history(h)),
        Record::Entity(e) => super::entities::write(e),
        Record::Check(c) => super::checks::write(c),
        Record::Unknown(u) => u.ron.clone(),
    }
}

pub(super) fn line<T: Serialize>(wire: &T) -> String {
    // Structs of strings, numbers and string maps: the writer has no way to fail on them.
    readable(ron::to_string(wire).unwrap_or_default())
}

/// The line with combining marks as they are: the writer escapes them, and Khmer would be unreadable.
fn readable(ron: String) -> String {
    if !ron.contains("\\u{") {
        return ron;
    }
    let mut out = String::with_capacity(ron.len());
    let mut rest = ron.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let (escape, tail) = escape(after);
        match mark(escape) {
            Some(mark) => out.push(mark),
            None => {
                out.push('\\');
                out.push_str(escape);
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// What belongs to a backslash that was just read, and what comes after it.
fn escape(after: &str) -> (&str, &str) {
    let length = match after.strip_prefix("u{").and_then(|hex| hex.find('}')) {
        Some(end) => end + 3,
        None => after.chars().next().map_or(0, char::len_utf8),
    };
    after.split_at_checked(length).unwrap_or((after, ""))
}

/// The combining mark that `u{…}` stands for.
fn mark(escape: &str) -> Option<char> {
    let hex = escape.strip_prefix("u{")?.strip_suffix('}')?;
    let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    unicode_normalization::char::is_combining_mark(c).then_some(c)
}

fn kind(s: &str) -> String {
    s.to_owned()
}

fn write_document(d: &DocumentInfo) -> WireDocument {
    WireDocument {
        kind: kind("document"),
        name: d.name.clone(),
        file_sha256: d.file_hash.to_string(),
        text_sha256: d.text_hash.to_string(),
        text_len: d.text_len,
        encoding: d.encoding.clone(),
        extractor: d.extractor.clone(),
        extra: d.extra.clone(),
    }
}

fn write_annotator(a: &Annotator) -> WireAnnotator {
    WireAnnotator {
        kind: kind("annotator"),
        id: a.id.to_string(),
        name: a.name.clone(),
        extra: a.extra.clone(),
    }
}

fn write_theme(t: &Theme) -> WireTheme {
    let [r, g, b] = t.colour;
    WireTheme {
        kind: kind("theme"),
        id: t.id.to_string(),
        name: t.name.clone(),
        colour: format!("#{r:02x}{g:02x}{b:02x}"),
        description: t.description.clone(),
        keywords: t.keywords.clone(),
        parent: t.parent.map(|p| p.to_string()).unwrap_or_default(),
        key: t.key.unwrap_or_default(),
        order: t.order,
        extra: t.extra.clone(),
    }
}

fn write_body(body: &Body) -> WireBody {
    let mut w = WireBody {
        kind: kind(body.layer()),
        ..WireBody::default()
    };
    match body {
        Body::Highlight | Body::Memo => {}
        Body::Theme(id) => w.theme = id.to_string(),
        Body::Entity { label, canonical } => {
            w.label = kind(label.id());
            w.canonical.clone_from(canonical);
        }
        Body::Flag {
            category,
            severity,
            check,
        } => {
            w.category = kind(category.id());
            w.severity = kind(severity.id());
            w.check = check.clone().unwrap_or_default();
        }
        Body::Correction { text } => w.text.clone_from(text),
    }
    w
}

fn write_annotation(placed: &Placed) -> WireAnnotation {
    let a = placed.annotation();
    let (range, orphaned) = match placed {
        Placed::Anchored(a) => (a.range, false),
        Placed::Orphaned(o) => (o.last, true),
    };
    WireAnnotation {
        kind: kind("annotation"),
        id: a.id.to_string(),
        start: range.start,
        end: range.end,
        orphaned,
        quote: a.quote.exact.clone(),
        prefix: a.quote.prefix.clone(),
        suffix: a.quote.suffix.clone(),
        annotator: a.annotator.to_string(),
        created: a.created.to_string(),
        modified: a.modified.to_string(),
        state: kind(a.state.id()),
        body: write_body(&a.body),
        note: a.note.clone(),
        extra: a.extra.clone(),
    }
}

fn write_decision(d: &Decision) -> WireDecision {
    let (on, check, label) = match &d.subject {
        DecisionSubject::Finding { check } => ("finding", check.clone(), String::new()),
        DecisionSubject::Mention { label } => ("mention", String::new(), kind(label.id())),
    };
    WireDecision {
        kind: kind("decision"),
        id: d.id.to_string(),
        on: kind(on),
        check,
        label,
        start: d.range.start,
        end: d.range.end,
        quote: d.quote.exact.clone(),
        prefix: d.quote.prefix.clone(),
        suffix: d.quote.suffix.clone(),
        verdict: kind(d.verdict.id()),
        annotator: d.annotator.to_string(),
        created: d.created.to_string(),
        extra: d.extra.clone(),
    }
}

fn write_reading(r: &Reading) -> WireReading {
    WireReading {
        kind: kind("reading"),
        id: r.annotator.to_string(),
        state: kind(r.state.id()),
        modified: r.modified.to_string(),
        extra: r.extra.clone(),
    }
}

fn write_comment(c: &Comment) -> WireComment {
    WireComment {
        kind: kind("comment"),
        id: c.id.to_string(),
        annotation: c.annotation.to_string(),
        annotator: c.annotator.to_string(),
        created: c.created.to_string(),
        text: c.text.clone(),
        extra: c.extra.clone(),
    }
}

fn write_history(h: &HistoryEntry) -> WireHistory {
    WireHistory {
        kind: kind("history"),
        id: h.number.to_string(),
        at: h.at.to_string(),
        annotator: h.annotator.to_string(),
        what: h.what.clone(),
        extra: h.extra.clone(),
    }
}
