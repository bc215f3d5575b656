//! What holds for the exports of any text.

#[path = "golden/support.rs"]
mod support;

use proptest::prelude::*;
use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{
    Anchored, Annotation, AnnotationId, AnnotationSet, AnnotatorId, Body, Mint, Placed, Record,
    ReviewState, TextQuote,
};
use rapporteur::document::builder::Builder;
use rapporteur::document::extraction::Page;
use rapporteur::document::{Document, DocumentKind, Hash};
use rapporteur::export::Format;
use rapporteur::text::TextRange;
use support::{document, export_one, marks, pre_text};

/// A document of exactly this text, whatever a decoder would make of it.
fn with_text(text: &str) -> Document {
    let mut made = document("a.txt", b"x");
    made.text = text.to_owned();
    made.structure.blocks.clear();
    made
}

fn annotated(text: &str, cuts: &[(usize, usize)]) -> AnnotationSet {
    let mint = &mut CountingMint::new(1);
    let make = |(a, b): &(usize, usize)| {
        let n = text.len() + 1;
        let range = TextRange::new(a % n, b % n).snapped(text);
        let annotation = Annotation {
            id: AnnotationId(mint.uuid()),
            quote: TextQuote::default(),
            annotator: AnnotatorId(mint.uuid()),
            created: mint.now(),
            modified: mint.now(),
            state: ReviewState::Open,
            body: Body::Memo,
            note: text.to_owned(),
            extra: Default::default(),
        };
        Record::Annotation(Placed::Anchored(Anchored { annotation, range }))
    };
    cuts.iter().map(make).collect()
}

fn passages(set: &AnnotationSet) -> Vec<(String, TextRange)> {
    set.anchored()
        .map(|a| (a.annotation.id.to_string(), a.range))
        .collect()
}

proptest! {
    #[test]
    fn the_report_gives_the_text_back(
        text in "(\\PC|[\r\n\t\u{b}\u{c}\u{1}\u{85}\u{9f}\u{feff}\u{2028}&<>\"';#]|</pre>|&amp;|&#13;|<mark>|😀|ក្|\r\n){0,60}",
        cuts in prop::collection::vec((0_usize..500, 0_usize..500), 0..8),
    ) {
        let (document, set) = (with_text(&text), annotated(&text, &cuts));
        let html = export_one(Format::Html, &document, &set);
        prop_assert_eq!(pre_text(&html), text.clone());
        let marks = marks(&html);
        for (id, range) in passages(&set) {
            let of = marks.iter().filter(|(ids, _)| ids.contains(&id));
            let marked: String = of.map(|(_, text)| text.as_str()).collect();
            prop_assert_eq!(Some(marked.as_str()), range.of(&text));
        }
    }

    #[test]
    fn tables_read_back_and_slice_the_right_code_points(
        text in "(\\PC|[\r\n\t\",;=+@-]|😀|ក្|\r\n){1,60}",
        cuts in prop::collection::vec((0_usize..500, 0_usize..500), 0..8),
    ) {
        let (document, set) = (with_text(&text), annotated(&text, &cuts));
        let table = export_one(Format::Csv, &document, &set);
        let table = table.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let mut n = 0;
        for record in reader.records() {
            let record = record.unwrap();
            let (start, end): (usize, usize) = (record[4].parse().unwrap(), record[5].parse().unwrap());
            let slice: String = text.chars().skip(start).take(end - start).collect();
            let guarded = slice.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert_eq!(&record[6], if guarded { format!("'{slice}") } else { slice });
            n += 1;
        }
        prop_assert_eq!(n, set.placed().count());
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(text in "\\PC{0,40}", cuts in prop::collection::vec((0_usize..99, 0_usize..99), 0..5)) {
        let (document, set) = (with_text(&text), annotated(&text, &cuts));
        for format in Format::ALL {
            let once = export_one(format, &document, &set);
            prop_assert_eq!(once, export_one(format, &document, &set));
        }
    }
}

#[test]
fn nul_is_the_one_character_that_a_report_cannot_hold() {
    let document = with_text("a\0b");
    let html = export_one(Format::Html, &document, &AnnotationSet::default());
    assert_eq!(pre_text(&html), "a\u{fffd}b");
}

/// A document of two pages, the second of which begins inside a paragraph.
fn paged() -> Document {
    let mut b = Builder::new();
    let mut part = |number, label: &str, text| {
        b.page(Page {
            number,
            label: label.to_owned(),
            ..Page::default()
        });
        b.push(text);
    };
    part(1, "xi", "The ministers met in Vientiane and ");
    part(2, "xii", "agreed on fish.");
    Document::extracted(
        "agreement.pdf",
        DocumentKind::Pdf,
        (Hash([1; 32]), 9),
        b.finish(),
    )
}

#[test]
fn passages_of_documents_with_pages_carry_their_page() {
    let document = paged();
    let at = document.text.find("agreed").unwrap();
    let set = annotated(&document.text, &[(0, 5), (at, at + 6)]);
    let table = export_one(Format::Csv, &document, &set);
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let column = reader
        .headers()
        .unwrap()
        .iter()
        .position(|h| h == "page")
        .unwrap();
    let pages: Vec<_> = reader
        .records()
        .map(|r| r.unwrap()[column].to_owned())
        .collect();
    assert_eq!(pages, ["xi", "xii"]);
    let html = export_one(Format::Html, &document, &set);
    assert!(
        html.contains("page xi<") || html.contains("page xi "),
        "{html}"
    );
    assert!(html.contains("page xii"));
    let page: serde_json::Value =
        serde_json::from_str(&export_one(Format::Jsonld, &document, &set)).unwrap();
    assert_eq!(page["items"][1]["page"], "xii");
    assert_eq!(page["@context"][1]["page"], "rapporteur:page");
    let text = document_without_pages();
    assert!(!export_one(Format::Csv, &text, &AnnotationSet::default()).contains("page"));
    let quoted = rapporteur::app::quotation::quotation(&document, TextRange::new(at, at + 6), None);
    let quoted = quoted.unwrap().text;
    assert!(
        quoted.ends_with("agreement.pdf, paragraph 1, p. xii)"),
        "{quoted}"
    );
}

fn document_without_pages() -> Document {
    with_text("The ministers met.")
}
