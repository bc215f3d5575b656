//! What the tests of the exports share: cases from the golden folders, and a reader of the report's HTML.
#![allow(dead_code)]

use rapporteur::annotation::{AnnotationSet, Codebook, Timestamp, sidecar};
use rapporteur::document::Document;
use rapporteur::export::{ExportDocument, ExportInput, Format, export};
use std::path::{Path, PathBuf};

pub const CASES: [&str; 7] = [
    "emoji",
    "crlf",
    "stacked",
    "leading-space",
    "khmer",
    "formula",
    "empty",
];

/// Whether the expected files are to be written anew.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

pub struct Case {
    pub folder: PathBuf,
    pub document: Document,
    pub set: AnnotationSet,
}

impl Case {
    pub fn read(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden")
            .join(name);
        let file = if folder.join("document.md").exists() {
            "document.md"
        } else {
            "document.txt"
        };
        let path = folder.join(format!("{file}.ann.ron"));
        let source = std::fs::read_to_string(&path).unwrap();
        let read = sidecar::parse(&source).unwrap();
        assert_eq!(read.problems, [], "{name}");
        let saved = sidecar::write(&read.set);
        let source = if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &saved).unwrap();
            saved.clone()
        } else {
            source
        };
        assert!(saved == source, "{name}: not as it is saved");
        Self {
            document: document(file, &std::fs::read(folder.join(file)).unwrap()),
            set: read.set,
            folder,
        }
    }

    pub fn export(&self, format: Format) -> String {
        export_one(format, &self.document, &self.set)
    }
}

pub fn document(name: &str, bytes: &[u8]) -> Document {
    Document::from_bytes(name, bytes.to_vec()).unwrap()
}

pub fn export_one(format: Format, document: &Document, set: &AnnotationSet) -> String {
    let input = ExportInput {
        documents: vec![ExportDocument {
            name: format!("papers/2025 (1)/{}", document.name),
            document,
            set,
        }],
        codebook: &Codebook::default_themes(),
        title: "Papers <2025> & more".to_owned(),
        exported: Timestamp::from_unix(1_795_305_600),
    };
    export(format, &input)
}

/// The text content of the first element `name` after `from`, read as an HTML parser would: line ends normalised, NUL
/// dropped, references resolved, the line feed after `<pre>` dropped.
pub fn pre_text(html: &str) -> String {
    let html = html
        .replace("\r\n", "\n")
        .replace(['\r'], "\n")
        .replace('\0', "");
    let start = html.find("<pre ").unwrap();
    let rest = &html[start..];
    let rest = &rest[rest.find('>').unwrap() + 1..rest.find("</pre>").unwrap()];
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    decode(&without_tags(rest))
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The text of every `mark`, with the ids it names.
pub fn marks(html: &str) -> Vec<(Vec<String>, String)> {
    html.split("<mark data-ann=\"")
        .skip(1)
        .map(|rest| {
            let (ids, rest) = rest.split_once('"').unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            let (text, _) = rest.split_once("</mark>").unwrap();
            let ids = ids.split(' ').map(str::to_owned).collect();
            (ids, decode(&without_tags(text)))
        })
        .collect()
}

/// Resolves the references that the report may use; any other is a failure.
pub fn decode(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').unwrap();
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#13" => '\r',
            other => panic!("unknown reference {other}"),
        });
        rest = after;
    }
    out + rest
}
