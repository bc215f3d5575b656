use super::*;
use crate::detect::detect;
use crate::document::Document;
use crate::library::index::DocumentEntities;

fn folder(documents: &[(&str, &str)]) -> FolderIndex {
    let mut index = FolderIndex::default();
    for (path, text) in documents {
        let document = Document::from_bytes(path, text.as_bytes().to_vec()).unwrap();
        index.put(path, DocumentEntities::of(&document, &detect(text), None));
    }
    index
}

fn found(documents: &[(&str, &str)]) -> Vec<(String, String, Overlap)> {
    let all = conflicts(&holders(&folder(documents)));
    all.into_iter()
        .map(|c| (c.one.person, c.other.person, c.overlap))
        .collect()
}

const OLU: &str = "The Prime Minister of Tonga, H.E. Olu Ferreiro, spoke.";
const ANA: &str = "Ms Ana Kealoha, Prime Minister of Tonga, spoke.";

fn dated(date: &str, text: &str) -> String {
    format!("Nuku'alofa, {date}\n\n{text}\n")
}

fn pair(overlap: Overlap) -> Vec<(String, String, Overlap)> {
    vec![("Ana Kealoha".into(), "Olu Ferreiro".into(), overlap)]
}

#[test]
fn one_follows_the_other() {
    let documents = [
        ("a.txt", dated("3 June 2023", OLU)),
        ("b.txt", dated("3 June 2024", OLU)),
        ("c.txt", dated("3 June 2025", ANA)),
    ];
    let views: Vec<_> = documents.iter().map(|(p, t)| (*p, t.as_str())).collect();
    assert_eq!(found(&views), []);
    let held = holders(&folder(&views));
    let one = held
        .iter()
        .find(|h| h.office.title == "prime minister")
        .unwrap();
    assert_eq!(one.office.bodies, ["Tonga"]);
    let dates: Vec<_> = one
        .holdings
        .iter()
        .map(|h| h.date.unwrap().to_string())
        .collect();
    assert_eq!(dates, ["2023-06-03", "2024-06-03", "2025-06-03"]);
}

#[test]
fn two_at_one_time_are_a_conflict() {
    let between = [
        ("a.txt", dated("3 June 2023", OLU)),
        ("b.txt", dated("3 June 2024", ANA)),
        ("c.txt", dated("3 June 2025", OLU)),
    ];
    let views: Vec<_> = between.iter().map(|(p, t)| (*p, t.as_str())).collect();
    assert_eq!(found(&views), pair(Overlap::SameTime));
    let both = format!("{OLU} {ANA}");
    assert_eq!(found(&[("a.txt", &both)]), pair(Overlap::SameDocument));
    let quotes = conflicts(&holders(&folder(&[("a.txt", &both)])));
    let passage = |h: &Holding| h.range.of(&both).unwrap().to_owned();
    assert_eq!(
        passage(&quotes[0].one),
        "Ana Kealoha, Prime Minister of Tonga"
    );
    assert_eq!(
        passage(&quotes[0].other),
        "Prime Minister of Tonga, H.E. Olu Ferreiro"
    );
}

#[test]
fn without_dates_nobody_can_tell() {
    assert_eq!(
        found(&[("a.txt", OLU), ("b.txt", ANA)]),
        pair(Overlap::CannotTell)
    );
}

#[test]
fn who_is_in_nobody_s_way() {
    for other in [
        "Ms Ana Kealoha, former Prime Minister of Tonga, spoke.",
        "Ms Ana Kealoha, acting Prime Minister of Tonga, spoke.",
        "Ms Ana Kealoha, then Prime Minister of Tonga, spoke.",
        "Ms Ana Kealoha, Prime Minister of Fiji, spoke.",
        "Ms Olu Kemi Ferreiro, Prime Minister of Tonga, spoke.",
        "Mr Olu Fereiro, Prime Minister of Tonga, spoke.",
        "Ms Ana Kealoha, Deputy Prime Minister of Tonga, spoke.",
        "Ms Ana Kealoha was sworn in as Prime Minister of Tonga and succeeded him.",
    ] {
        assert_eq!(found(&[("a.txt", OLU), ("b.txt", other)]), [], "{other}");
        assert_eq!(
            found(&[("a.txt", &format!("{OLU} {other}"))]),
            [],
            "{other}"
        );
    }
}

#[test]
fn whose_office_it_is_may_stand_elsewhere() {
    let other = "Prime Minister Olu Ferreiro spoke.";
    let held = holders(&folder(&[("a.txt", OLU), ("b.txt", other)]));
    let bodies: Vec<_> = held
        .iter()
        .map(|h| (h.office.bodies.join(""), h.holdings.len()))
        .collect();
    assert_eq!(bodies, [("Tonga".to_owned(), 2)]);
}

#[test]
fn the_list_of_office_holders_knows_whose_office_it_is() {
    let (sen, manet) = (
        "Prime Minister Hun Sen spoke.",
        "Prime Minister Hun Manet spoke.",
    );
    let all = holders(&folder(&[("a.txt", sen), ("b.txt", manet)]));
    let found = conflicts(&all);
    assert_eq!(
        found.iter().map(|c| c.overlap).collect::<Vec<_>>(),
        [Overlap::CannotTell]
    );
    let reason = found[0].reason();
    assert!(
        reason.starts_with("Hun Manet and Hun Sen are both called Prime Minister of Cambodia; the dates (no date, no date)")
            && reason.contains("Hun Sen from 1985-01-14 to 2023-08-22"),
        "{reason}"
    );
}

#[test]
fn two_who_took_turns_by_the_list_are_no_conflict() {
    let of = |name: &str, date| {
        dated(
            date,
            &format!("President {name} of the United States spoke."),
        )
    };
    let turns = [
        ("a.txt", of("Donald Trump", "3 June 2018")),
        ("b.txt", of("Joe Biden", "3 June 2022")),
        ("c.txt", of("Donald Trump", "3 June 2025")),
    ];
    let views: Vec<_> = turns.iter().map(|(p, t)| (*p, t.as_str())).collect();
    assert_eq!(found(&views), []);
    let wrong = of("Joe Biden", "3 June 2019");
    let with_wrong: Vec<_> = views
        .iter()
        .copied()
        .chain([("d.txt", wrong.as_str())])
        .collect();
    assert_eq!(found(&with_wrong).len(), 1);
}
