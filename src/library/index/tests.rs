use super::*;
use crate::detect::{Mention, Mentions, detect};
use crate::document::Document;
use proptest::prelude::*;
use std::collections::BTreeMap;

const PERSON: EntityLabel = EntityLabel::Person;
const PLACE: EntityLabel = EntityLabel::Place;

fn put(index: &mut FolderIndex, path: &str, text: &str) {
    let document = Document::from_bytes(path, text.as_bytes().to_vec()).unwrap();
    index.put(path, DocumentEntities::of(&document, &detect(text), None));
}

fn rows(index: &FolderIndex, query: &Query) -> Vec<String> {
    let date = |w: Option<When>| w.map_or("-".to_owned(), |w| w.to_string());
    let line = |r: Row<'_>| {
        let (first, last) = (date(r.first), date(r.last));
        format!(
            "{} {} {}/{} {first} {last}",
            r.label, r.name, r.mentions, r.documents
        )
    };
    index.table(query).into_iter().map(line).collect()
}

fn people(text: &str) -> Query {
    Query {
        labels: vec![PERSON, PLACE],
        text: text.to_owned(),
        ..Query::default()
    }
}

fn small() -> FolderIndex {
    let mut index = FolderIndex::default();
    put(
        &mut index,
        "a.txt",
        "Suva, 3 June 2024\n\nMr Olu Ferreiro came to Tonga. Ferreiro left Tonga. Tonga waved.\n",
    );
    put(
        &mut index,
        "b.txt",
        "Suva, 5 June 2025\n\nMr Olu FERREIRO spoke. Ms Ana Kealoha answered in Beijing.\n",
    );
    index
}

#[test]
fn entities_are_counted_over_documents() {
    let index = small();
    assert_eq!(
        rows(&index, &people("")),
        [
            "PERSON Olu Ferreiro 3/2 2024-06-03 2025-06-05",
            "PLACE Tonga 3/1 2024-06-03 2024-06-03",
            "PLACE Suva 2/2 2024-06-03 2025-06-05",
            "PERSON Ana Kealoha 1/1 2025-06-05 2025-06-05",
            "PLACE Beijing 1/1 2025-06-05 2025-06-05",
        ]
    );
    let id = index.find(PERSON, "olu ferreiro").unwrap();
    assert_eq!(
        index.surfaces(id),
        [("Ferreiro", 1), ("Olu FERREIRO", 1), ("Olu Ferreiro", 1)]
    );
    let places: Vec<_> = index
        .places(id)
        .iter()
        .map(|p| (index.path(p.document), p.surface))
        .collect();
    assert_eq!(
        places,
        [
            ("a.txt", "Olu Ferreiro"),
            ("a.txt", "Ferreiro"),
            ("b.txt", "Olu FERREIRO")
        ]
    );
}

#[test]
fn the_table_is_filtered_and_sorted() {
    let index = small();
    assert_eq!(rows(&index, &people("kealohá")).len(), 1);
    assert_eq!(rows(&index, &people("FERREIRO")).len(), 1);
    let by = |sort, turned| {
        let query = Query {
            sort,
            turned,
            ..people("")
        };
        let names = index.table(&query).into_iter().map(|r| r.name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        by(Column::Name, false),
        ["Ana Kealoha", "Beijing", "Olu Ferreiro", "Suva", "Tonga"]
    );
    assert_eq!(by(Column::Name, true).first(), Some(&"Tonga"));
    assert_eq!(by(Column::First, true).last(), Some(&"Tonga"));
    assert_eq!(by(Column::Documents, false).first(), Some(&"Olu Ferreiro"));
    assert_eq!(by(Column::Type, false).first(), Some(&"Ana Kealoha"));
}

#[test]
fn what_is_answered_is_no_longer_open() {
    let mut index = small();
    let tonga = Query {
        open_only: true,
        ..people("tonga")
    };
    let answers: Vec<usize> = (0..99).collect();
    index.set_answered("a.txt", &answers);
    assert_eq!(rows(&index, &tonga), [""; 0]);
    index.set_answered("a.txt", &[]);
    assert_eq!(rows(&index, &tonga).len(), 1);
}

#[test]
fn a_person_s_word_changes_what_is_counted_together() {
    let mut index = small();
    index.set_naming(Naming::new(
        [((PERSON, "Ana Kealoha"), (PERSON, "Olu Ferreiro"))],
        true,
    ));
    assert_eq!(
        rows(&index, &people("")),
        [
            "PERSON Olu Ferreiro 4/2 2024-06-03 2025-06-05",
            "PLACE Tonga 3/1 2024-06-03 2024-06-03",
            "PLACE Suva 2/2 2024-06-03 2025-06-05",
            "PLACE China 1/1 2025-06-05 2025-06-05",
        ]
        .map(|r| r.replace("Suva", "Fiji"))
    );
    index.set_naming(Naming::default());
    assert_eq!(rows(&index, &people("")), rows(&small(), &people("")));
}

#[test]
fn the_table_is_written_as_csv() {
    let mut index = FolderIndex::default();
    let text = "=x";
    let mention = Mention {
        range: TextRange::new(0, 2),
        label: PLACE,
        canonical: "=x, \"y\"",
        rule: "r",
    };
    let document = Document::from_bytes("a.txt", text.as_bytes().to_vec()).unwrap();
    let mentions: Mentions = [mention].into_iter().collect();
    index.put("a.txt", DocumentEntities::of(&document, &mentions, None));
    assert_eq!(
        csv(&index, &index.table(&Query::default())),
        "\u{feff}type,name,mentions,documents,first,last,forms\r\n\
         PLACE,\"'=x, \"\"y\"\"\",1,1,,,'=x\r\n"
    );
}

/// A document of made-up mentions: each is a letter of the text.
fn made(path: &str, names: &[(bool, char)]) -> DocumentEntities {
    let text: String = names.iter().map(|n| format!("{} ", n.1)).collect();
    let document = Document::from_bytes(path, text.clone().into_bytes());
    let document = document.unwrap_or_else(|_| Document::from_bytes(path, b"-".to_vec()).unwrap());
    let views = names.iter().enumerate().map(|(i, (person, _))| {
        let range = TextRange::new(2 * i, 2 * i + 1);
        Mention {
            range,
            label: if *person { PERSON } else { PLACE },
            canonical: range.of(&text).unwrap(),
            rule: "r",
        }
    });
    DocumentEntities::of(&document, &views.collect(), None)
}

type Made = Vec<(bool, char)>;

fn some_document() -> impl Strategy<Value = (String, Option<Made>)> {
    let names = proptest::collection::vec((any::<bool>(), proptest::char::range('a', 'e')), 0..8);
    ("[p-s]", proptest::option::weighted(0.8, names))
}

/// Everything that can be asked of an index.
fn all_of(index: &FolderIndex) -> Vec<String> {
    let mut out = rows(index, &Query::default());
    for row in index.table(&Query::default()) {
        let places = index.places(row.id);
        let place = |p: &Place<'_>| {
            (
                index.path(p.document).to_owned(),
                p.range,
                p.surface.to_owned(),
            )
        };
        let places: Vec<_> = places.iter().map(place).collect();
        out.push(format!(
            "{:?} {:?} {}",
            places,
            index.surfaces(row.id),
            row.open
        ));
    }
    out
}

proptest! {
    #[test]
    fn changes_lead_to_what_building_anew_does(
        changes in proptest::collection::vec(some_document(), 0..20),
        merge in proptest::option::of(("[a-e]", "[a-e]")),
    ) {
        let naming = || {
            let merge = merge.iter().map(|(a, b)| ((PERSON, a.as_str()), (PERSON, b.as_str())));
            Naming::new(merge, false)
        };
        let (mut index, mut last) = (FolderIndex::default(), BTreeMap::new());
        for (n, (path, names)) in changes.iter().enumerate() {
            if n == changes.len() / 2 {
                index.set_naming(naming());
            }
            match names {
                Some(names) => {
                    index.put(path, made(path, names));
                    last.insert(path, names);
                }
                None => {
                    prop_assert_eq!(index.remove(path), last.remove(path).is_some());
                }
            }
        }
        index.set_naming(naming());
        let mut anew = FolderIndex::new(naming());
        for (path, names) in &last {
            anew.put(path, made(path, names));
        }
        prop_assert_eq!(index.len(), anew.len());
        prop_assert_eq!(all_of(&index), all_of(&anew));
    }
}
