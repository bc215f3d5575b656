//! W3C Web Annotation: one JSON-LD document with an `AnnotationPage`.
//!
//! JSON-LD drops keys that no context declares, without a word; our own are declared in `context`. A consumer that
//! knows nothing of them still reads every annotation.

use super::rows::{Row, Spot, rows};
use super::{ExportDocument, ExportInput};
use crate::annotation::{Body, Comment, ProvenanceField};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Code points of context on each side of a quote.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: [Value; 2],
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "partOf")]
    part_of: Collection<'a>,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Item<'a>>,
    /// The documents of which somebody said where they come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<Origin<'a>>,
}

/// A document with its terms of Dublin Core.
#[derive(Serialize)]
struct Origin<'a> {
    id: String,
    #[serde(flatten)]
    known: BTreeMap<String, &'a str>,
}

#[derive(Serialize)]
struct Collection<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    modified: String,
    total: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    created: String,
    modified: String,
    creator: Person,
    motivation: &'static str,
    layer: &'static str,
    #[serde(rename = "reviewState")]
    state: &'static str,
    #[serde(rename = "madeBy")]
    made_by: &'a str,
    paragraph: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(rename = "correctedText", skip_serializing_if = "Option::is_none")]
    corrected: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<TextualBody<'a>>,
    target: Target,
}

#[derive(Serialize)]
struct Person {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
}

#[derive(Serialize, Default)]
struct TextualBody<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'a str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    #[serde(rename = "canonicalName", skip_serializing_if = "Option::is_none")]
    canonical: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
}

#[derive(Serialize)]
struct Target {
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextQuoteSelector {
        exact: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        prefix: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
    TextPositionSelector {
        start: usize,
        end: usize,
    },
}

pub(super) fn export(input: &ExportInput<'_>) -> String {
    let documents: Vec<_> = input
        .documents
        .iter()
        .map(|d| (d, rows(d, input.codebook)))
        .collect();
    let items: Vec<_> = documents
        .iter()
        .flat_map(|(document, rows)| rows.iter().map(|row| item(document, row)))
        .collect();
    let page = Page {
        context: context(input),
        id: id("page", input),
        kind: "AnnotationPage",
        part_of: Collection {
            id: id("collection", input),
            kind: "AnnotationCollection",
            label: &input.title,
            modified: input.exported.to_string(),
            total: items.len(),
        },
        start_index: 0,
        items,
        documents: input.documents.iter().filter_map(origin).collect(),
    };
    // Maps with string keys, strings and numbers always have a JSON form.
    let mut out = serde_json::to_string_pretty(&page).unwrap_or_default();
    out.push('\n');
    out
}

/// The Web Annotation terms, and ours. None of ours may have a name that is taken there (`canonical`, `state`).
fn context(input: &ExportInput<'_>) -> [Value; 2] {
    let mut own = json!({
        "rapporteur": "urn:rapporteur:terms:",
        "layer": "rapporteur:layer",
        "reviewState": "rapporteur:reviewState",
        "madeBy": "rapporteur:madeBy",
        "paragraph": "rapporteur:paragraph",
        "correctedText": "rapporteur:correctedText",
        "theme": { "@id": "rapporteur:theme", "@type": "@id" },
        "canonicalName": "rapporteur:canonicalName",
        "severity": "rapporteur:severity",
    });
    // `dcterms` is known to the Web Annotation context.
    if let (true, Some(own)) = (
        input.documents.iter().any(|d| origin(d).is_some()),
        own.as_object_mut(),
    ) {
        own.insert("documents".to_owned(), json!("rapporteur:documents"));
    }
    let paged = |d: &ExportDocument<'_>| d.document.page_label(0).is_some();
    if let (true, Some(own)) = (input.documents.iter().any(paged), own.as_object_mut()) {
        own.insert("page".to_owned(), json!("rapporteur:page"));
    }
    [json!("http://www.w3.org/ns/anno.jsonld"), own]
}

/// Where a document comes from, in the words of Dublin Core; in our own where it has none.
fn origin<'a>(document: &ExportDocument<'a>) -> Option<Origin<'a>> {
    let provenance = document.set.provenance().filter(|p| !p.is_blank())?;
    let key = |field: ProvenanceField| match field.term() {
        "" => format!("rapporteur:{}", field.id()),
        term => format!("dcterms:{term}"),
    };
    Some(Origin {
        id: iri(&document.name),
        known: provenance.known().map(|(f, v)| (key(f), v)).collect(),
    })
}

/// An id that depends on what is exported alone, so that the same export is the same page.
fn id(what: &str, input: &ExportInput<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{what}\n{}\n{}\n", input.title, input.exported));
    for document in &input.documents {
        hash.update(format!(
            "{}\n{}\n",
            document.name, document.document.text_hash
        ));
        for placed in document.set.placed() {
            hash.update(format!("{}\n", placed.annotation().id));
        }
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(digest.split_at(16).0);
    format!(
        "urn:uuid:{}",
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    )
}

fn item<'a>(document: &ExportDocument<'a>, row: &'a Row<'a>) -> Item<'a> {
    let annotation = row.annotation;
    Item {
        id: format!("urn:uuid:{}", annotation.id),
        kind: "Annotation",
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
        creator: person(annotation.annotator, row.annotator),
        motivation: motivation(&annotation.body),
        layer: annotation.body.layer(),
        state: row.state(),
        made_by: row.source,
        paragraph: row.paragraph,
        page: row.page,
        corrected: row.corrected.as_deref(),
        body: bodies(document, row),
        target: Target {
            source: iri(&document.name),
            selector: selectors(&document.document.text, row),
        },
    }
}

fn person(id: crate::annotation::AnnotatorId, name: &str) -> Person {
    Person {
        id: format!("urn:uuid:{id}"),
        kind: "Person",
        name: name.to_owned(),
    }
}

fn motivation(body: &Body) -> &'static str {
    match body {
        Body::Highlight => "highlighting",
        Body::Theme(_) => "tagging",
        Body::Entity { .. } => "classifying",
        Body::Flag { .. } => "assessing",
        Body::Correction { .. } => "editing",
        Body::Memo => "commenting",
    }
}

fn textual<'a>(purpose: &'static str, value: &'a str) -> TextualBody<'a> {
    TextualBody {
        kind: "TextualBody",
        purpose,
        value,
        format: "text/plain",
        ..TextualBody::default()
    }
}

/// What the annotation says, its note, and the remarks on it.
fn bodies<'a>(document: &ExportDocument<'a>, row: &'a Row<'a>) -> Vec<TextualBody<'a>> {
    let note = row.annotation.note.as_str();
    statement(row)
        .into_iter()
        .chain((!note.is_empty()).then(|| textual("commenting", note)))
        .chain(row.comments.iter().map(|c| reply(document, c)))
        .collect()
}

fn statement<'a>(row: &'a Row<'a>) -> Option<TextualBody<'a>> {
    let body = &row.annotation.body;
    let text = || textual(motivation(body), &row.label);
    match body {
        Body::Highlight | Body::Memo => None,
        Body::Correction { .. } => Some(text()),
        Body::Theme(id) => Some(TextualBody {
            theme: Some(format!("urn:uuid:{id}")),
            ..text()
        }),
        Body::Entity { canonical, .. } => Some(TextualBody {
            canonical: Some(canonical.as_str()).filter(|c| !c.is_empty()),
            ..text()
        }),
        Body::Flag { severity, .. } => Some(TextualBody {
            severity: Some(severity.id()),
            ..text()
        }),
    }
}

fn reply<'a>(document: &ExportDocument<'a>, comment: &'a Comment) -> TextualBody<'a> {
    let name = document.set.annotator_name(comment.annotator);
    TextualBody {
        creator: Some(person(comment.annotator, name)),
        created: Some(comment.created.to_string()),
        ..textual("replying", &comment.text)
    }
}

/// The passage by quote and by position; by what it was where it is lost; nothing for the document as a whole.
fn selectors(text: &str, row: &Row<'_>) -> Vec<Selector> {
    match row.spot {
        Spot::Document => Vec::new(),
        Spot::Orphaned => lost(row),
        Spot::Passage {
            range,
            start,
            end,
            text: exact,
        } => {
            let before = text.get(..range.start).unwrap_or_default();
            let after = text.get(range.end..).unwrap_or_default();
            let quote = Selector::TextQuoteSelector {
                exact: exact.to_owned(),
                prefix: last(before).to_owned(),
                suffix: after.chars().take(CONTEXT).collect(),
            };
            vec![quote, Selector::TextPositionSelector { start, end }]
        }
    }
}

fn lost(row: &Row<'_>) -> Vec<Selector> {
    let quote = row.annotation.quote.clone();
    if quote.exact.is_empty() {
        return Vec::new();
    }
    vec![Selector::TextQuoteSelector {
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
    }]
}

/// The last code points of `text`.
fn last(text: &str) -> &str {
    let start = text.char_indices().rev().take(CONTEXT).last();
    start.and_then(|(i, _)| text.get(i..)).unwrap_or_default()
}

/// A relative path as a relative IRI reference: everything that could be read as syntax is percent-encoded.
pub(crate) fn iri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
