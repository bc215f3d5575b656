//! The sample documents: the sidecar that ships with one of them, made anew with `UPDATE_SAMPLES=1 cargo test --test
//! samples`, and what every one of them has to be.

use rapporteur::annotation::codebook::sample_annotator;
use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::*;
use rapporteur::app::loading::document_info;
use rapporteur::document::Document;
use rapporteur::text::TextRange;
use rapporteur::{anchoring, store};
use std::path::{Path, PathBuf};

const DOCUMENT: &str = "2025-03-12-joint-communique-trade-corridors.md";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_docs")
}

/// The passage from the first `from` to the next `to`, both included.
fn passage(document: &Document, from: &str, to: &str) -> TextRange {
    let start = document
        .text
        .find(from)
        .unwrap_or_else(|| panic!("“{from}” is not in the document"));
    let end = document.text[start..]
        .find(to)
        .unwrap_or_else(|| panic!("“{to}” does not follow"))
        + to.len();
    TextRange::new(start, start + end)
}

struct Maker<'a> {
    document: &'a Document,
    mint: CountingMint,
    set: AnnotationSet,
}

impl Maker<'_> {
    fn add(&mut self, range: TextRange, body: Body, note: &str) -> AnnotationId {
        let id = AnnotationId(self.mint.uuid());
        let at = self.mint.now();
        let annotation = Annotation {
            id,
            quote: anchoring::describe(&self.document.text, range),
            annotator: sample_annotator(),
            created: at,
            modified: at,
            state: ReviewState::Open,
            body,
            note: note.to_owned(),
            extra: Default::default(),
        };
        self.set
            .insert(Record::Annotation(Placed::Anchored(Anchored {
                annotation,
                range,
            })));
        id
    }

    fn tag(&mut self, key: u8, from: &str, to: &str, note: &str) -> AnnotationId {
        let theme = Codebook::default_themes()
            .by_key(key)
            .expect("a default theme")
            .clone();
        let id = theme.id;
        self.set.insert(Record::Theme(theme));
        self.add(passage(self.document, from, to), Body::Theme(id), note)
    }
}

fn sample_set(document: &Document) -> AnnotationSet {
    let mut m = Maker {
        document,
        mint: CountingMint::new(1),
        set: AnnotationSet::default(),
    };
    m.set.insert(Record::Document(document_info(document)));
    let name = "Sample".to_owned();
    m.set.insert(Record::Annotator(Annotator {
        id: sample_annotator(),
        name,
        extra: Default::default(),
    }));
    m.tag(2, "The Ministers reaffirmed the", "border of entry.", "");
    m.tag(
        2,
        "They noted that trade",
        "nine border crossings.",
        "Source of the figure?",
    );
    m.tag(5, "They welcomed the progress", "at every crossing.", "");
    m.tag(
        1,
        "The Ministers expressed grave concern",
        "train 400 officers.",
        "",
    );
    let rights = m.tag(
        8,
        "human trafficking",
        "smuggling of timber",
        "Trafficking as a crime, not as a matter of rights",
    );
    m.tag(1, "no corridor shall be closed", "the other parties.", "");
    m.tag(
        4,
        "They recalled the Treaty of Amity",
        "the other parties.",
        "",
    );
    m.tag(
        7,
        "The Ministers agreed that investments",
        "Haze Pollution.",
        "",
    );
    m.tag(
        6,
        "They welcomed the interest shown",
        "the United States",
        "",
    );
    m.tag(
        3,
        "They affirmed that ASEAN remains",
        "connection of the region",
        "",
    );
    m.add(
        passage(document, "PTCF", "PTCF"),
        Body::Flag {
            category: Category::UnexpandedAcronym,
            severity: Severity::Low,
            check: None,
        },
        "Never spelt out in this text",
    );
    m.add(
        passage(document, "Asian Development Bank", "Asian Development Bank"),
        Body::Entity {
            label: EntityLabel::Org,
            canonical: "Asian Development Bank".into(),
        },
        "",
    );
    m.set.insert(Record::Comment(Comment {
        id: CommentId(m.mint.uuid()),
        annotation: rights,
        annotator: sample_annotator(),
        created: m.mint.now(),
        text: "Compare with the wording of the border markets statement.".into(),
        extra: Default::default(),
    }));
    m.set
}

#[test]
fn the_sample_sidecar_is_the_one_that_this_test_makes() {
    let path = samples().join(DOCUMENT);
    let document = store::read_document(&path).unwrap();
    let expected = sidecar::write(&sample_set(&document));
    let file = store::sidecar_path(&path);
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        std::fs::write(&file, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        found, expected,
        "run UPDATE_SAMPLES=1 cargo test --test samples"
    );
    let loaded = store::read_sidecar(&path).unwrap();
    assert_eq!(loaded.problems, []);
    for a in loaded.set.anchored() {
        assert_eq!(
            a.range.of(&document.text),
            Some(a.annotation.quote.exact.as_str())
        );
    }
}

#[test]
fn there_are_six_rich_sample_documents_or_more() {
    let scan = store::scan(&samples());
    assert_eq!(scan.problems, []);
    let rich = scan.documents.iter().filter(|path| {
        let document = store::read_document(path).unwrap();
        document.words() >= 350 && rapporteur::detect::detect(&document.text).len() >= 20
    });
    assert!(rich.count() >= 6);
}
