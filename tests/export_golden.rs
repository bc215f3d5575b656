//! Every export of every golden folder, byte for byte. `UPDATE_GOLDEN=1` writes them anew; read the difference then.

#[path = "golden/support.rs"]
mod support;

use rapporteur::annotation::{
    AnnotationSet, Provenance, ProvenanceField, Record, Timestamp, codebook,
};
use rapporteur::export::Format;
use support::{CASES, Case, marks, pre_text, updating};

fn compare(case: &Case, format: Format) {
    let path = case.folder.join(format!("export.{}", format.extension()));
    let made = case.export(format);
    if updating() {
        std::fs::write(&path, &made).unwrap();
    }
    let expected = std::fs::read(&path).unwrap_or_default();
    assert!(
        made.as_bytes() == expected,
        "{} is not what is exported now; UPDATE_GOLDEN=1 writes it anew",
        path.display()
    );
}

#[test]
fn exports_are_as_they_were() {
    for name in CASES {
        let case = Case::read(name);
        for format in Format::ALL {
            compare(&case, format);
        }
    }
}

fn records(csv: &str) -> Vec<csv::StringRecord> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns =
        "id,doc,layer,label,start,end,text,note,annotator,created,state,source,paragraph,corrected";
    assert_eq!(
        reader
            .headers()
            .unwrap()
            .iter()
            .collect::<Vec<_>>()
            .join(","),
        columns
    );
    reader.records().map(Result::unwrap).collect()
}

fn slice(text: &str, start: &str, end: &str) -> String {
    let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn csv_offsets_count_code_points() {
    for name in CASES {
        let case = Case::read(name);
        let records = records(&case.export(Format::Csv));
        assert_eq!(records.len(), case.set.placed().count(), "{name}");
        for r in records.iter().filter(|r| &r[10] != "orphaned") {
            let cell = r[6].strip_prefix('\'').unwrap_or(&r[6]);
            assert_eq!(slice(&case.document.text, &r[4], &r[5]), cell, "{name}");
        }
    }
}

#[test]
fn corrected_passages_stand_in_both_forms_in_every_format() {
    let case = Case::read("stacked");
    let (wrong, right) = ("SOVaNn DRAArA- HNnA", "Sovann Dara");
    let records = records(&case.export(Format::Csv));
    let over: Vec<_> = records.iter().filter(|r| r[6].contains(wrong)).collect();
    assert!(over.len() >= 3, "the correction, a flag and a wider note");
    for r in over {
        assert_eq!(r[13], r[6].replace(wrong, right));
    }
    let elsewhere = records.iter().filter(|r| !r[6].contains(wrong));
    assert!(elsewhere.map(|r| &r[13]).all(str::is_empty));
    let page: serde_json::Value = serde_json::from_str(&case.export(Format::Jsonld)).unwrap();
    for item in page["items"].as_array().unwrap() {
        let exact = item["target"]["selector"][0]["exact"].as_str();
        let exact = exact.filter(|e| e.contains(wrong));
        let both = exact.map(|e| e.replace(wrong, right));
        assert_eq!(item["correctedText"].as_str(), both.as_deref());
    }
    let html = case.export(Format::Html);
    assert!(html.contains(&format!("data-reads=\"{right}\"")));
    assert!(pre_text(&html).contains(wrong));
}

#[test]
fn csv_guards_what_a_spreadsheet_would_run() {
    let records = records(&Case::read("formula").export(Format::Csv));
    assert!(records.len() > 5);
    for cell in records.iter().flat_map(|r| r.iter()) {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell:?}"
        );
    }
}

#[test]
fn an_orphaned_annotation_is_listed_without_a_place() {
    let case = Case::read("stacked");
    let records = records(&case.export(Format::Csv));
    let lost = records.last().unwrap();
    assert_eq!((&lost[4], &lost[5], &lost[10]), ("", "", "orphaned"));
    assert_eq!(&lost[6], "a passage that the ministry has since withdrawn");
    let whole = records.first().unwrap();
    assert_eq!((&whole[4], &whole[5], &whole[12]), ("0", "0", "0"));
}

#[test]
fn an_accepted_mention_was_made_by_the_detector() {
    let records = records(&Case::read("stacked").export(Format::Csv));
    let sources = |layer: &str| -> Vec<String> {
        let of = records.iter().filter(|r| &r[2] == layer);
        of.map(|r| r[11].to_owned()).collect()
    };
    assert_eq!(
        sources("entity")
            .iter()
            .filter(|s| *s == "detector")
            .count(),
        1
    );
    assert!(sources("flag").contains(&"garbled_token".to_owned()));
    assert!(sources("theme").iter().all(|s| s == "person"));
}

#[test]
fn where_a_document_comes_from_goes_along() {
    let mut case = Case::read("emoji");
    let at = Timestamp::from_unix(1);
    let mut provenance = Provenance::new(codebook::sample_annotator(), at);
    provenance.set(ProvenanceField::Publisher, "=Harbour <Board> & Sons");
    provenance.set(ProvenanceField::Retrieved, "22 November 2025");
    provenance.set(ProvenanceField::Url, "https://example.org/?a=1&b=2");
    case.set.insert(Record::Provenance(provenance));
    let table = case.export(Format::Csv);
    let mut reader = csv::Reader::from_reader(table.strip_prefix('\u{feff}').unwrap().as_bytes());
    let columns: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(columns[14..], ["doc_publisher", "doc_retrieved", "doc_url"]);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(!rows.is_empty());
    assert!(
        rows.iter()
            .all(|r| &r[14] == "'=Harbour <Board> & Sons" && &r[15] == "22 November 2025")
    );
    let html = case.export(Format::Html);
    assert!(html.contains(
        "Publisher: =Harbour &lt;Board&gt; &amp; Sons · Retrieved: 22 November 2025 · URL: https://"
    ));
    let page: serde_json::Value = serde_json::from_str(&case.export(Format::Jsonld)).unwrap();
    let [document] = page["documents"].as_array().unwrap().as_slice() else {
        panic!("{}", page["documents"])
    };
    assert_eq!(document["id"], page["items"][0]["target"]["source"]);
    assert_eq!(document["dcterms:publisher"], "=Harbour <Board> & Sons");
    assert_eq!(document["rapporteur:retrieved"], "22 November 2025");
    assert_eq!(
        document["dcterms:identifier"],
        "https://example.org/?a=1&b=2"
    );
    let own = &page["@context"][1];
    assert!(own["documents"].is_string() && own["rapporteur"].is_string());
}

#[test]
fn web_annotations_select_their_passage_by_quote_and_position() {
    for name in CASES {
        let case = Case::read(name);
        let page: serde_json::Value = serde_json::from_str(&case.export(Format::Jsonld)).unwrap();
        assert_eq!(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(page["type"], "AnnotationPage");
        let items = page["items"].as_array().unwrap();
        assert_eq!(page["partOf"]["total"], items.len());
        for item in items {
            check_item(&case.document.text, item, &page["@context"][1]);
        }
    }
}

const STANDARD: [&str; 8] = [
    "id",
    "type",
    "created",
    "modified",
    "creator",
    "motivation",
    "body",
    "target",
];

fn check_item(text: &str, item: &serde_json::Value, own: &serde_json::Value) {
    for key in item.as_object().unwrap().keys() {
        let declared = own.get(key).is_some();
        assert!(
            STANDARD.contains(&key.as_str()) || declared,
            "{key} would be dropped"
        );
    }
    assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:"));
    let source = item["target"]["source"].as_str().unwrap();
    assert!(
        source.starts_with("papers/2025%20%281%29/document."),
        "{source}"
    );
    let Some(selectors) = item["target"]["selector"].as_array() else {
        return;
    };
    let [quote, position] = selectors.as_slice() else {
        return assert_eq!(item["reviewState"], "orphaned");
    };
    let at = |key: &str| position[key].as_u64().unwrap().to_string();
    assert_eq!(
        slice(text, &at("start"), &at("end")),
        quote["exact"].as_str().unwrap()
    );
    let part = |key: &str| quote[key].as_str().unwrap_or_default();
    let whole = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
    assert!(text.contains(&whole));
}

#[test]
fn the_report_holds_the_text_and_marks_every_passage() {
    for name in CASES {
        let case = Case::read(name);
        let html = case.export(Format::Html);
        assert_eq!(pre_text(&html), case.document.text, "{name}");
        let marks = marks(&html);
        for anchored in case.set.anchored() {
            let id = anchored.annotation.id.to_string();
            assert!(
                html.contains(&format!("id=\"ann-{id}\" data-ann=\"{id}\"")),
                "{name}"
            );
            let marked: String = marks
                .iter()
                .filter(|(ids, _)| ids.contains(&id))
                .map(|(_, text)| text.as_str())
                .collect();
            assert_eq!(
                Some(marked.as_str()),
                anchored.range.of(&case.document.text),
                "{name}"
            );
        }
    }
}

#[test]
fn the_report_loads_and_runs_nothing() {
    for name in CASES {
        let html = Case::read(name).export(Format::Html);
        let inside = |tag: &str| tag.split('>').next().unwrap_or_default().to_lowercase();
        for tag in html.split('<').skip(1).map(inside) {
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            assert!(
                !["script", "img", "link", "iframe", "object"].contains(&name),
                "{tag}"
            );
            assert!(!tag.contains(" on") && !tag.contains(" src="), "{tag}");
        }
        assert!(!html.contains("url(") && !html.contains("@import"));
        assert!(html.contains("default-src 'none'"));
    }
}

#[test]
fn an_export_without_annotations_is_a_valid_empty_set() {
    let mut case = Case::read("empty");
    case.set = AnnotationSet::default();
    assert_eq!(case.export(Format::Csv).lines().count(), 1);
    assert!(case.export(Format::Jsonld).contains("\"items\": []"));
    assert!(
        case.export(Format::Html)
            .contains("There are no annotations")
    );
}
