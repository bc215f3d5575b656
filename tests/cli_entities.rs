//! `rapporteur entities`, run on folders.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const OLU: &str = "Suva, 3 June 2024\n\nThe Prime Minister of Tonga, H.E. Olu Ferreiro, met Ms Ana Kealoha in Beijing.\n";
const ANA: &str =
    "Suva, 5 June 2024\n\nMr Olu Ferreiro, Prime Minister of Tonga, spoke. Olu Fereiro left.\n";
const BOTH: &str = "Suva, 7 June 2024\n\nMs Ana Kealoha, Prime Minister of Tonga, met Mr Olu Ferreiro, Prime Minister of Tonga.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("papers")).unwrap();
    for (name, text) in [("a.txt", OLU), ("b.txt", ANA)] {
        fs::write(folder.path().join("papers").join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .current_dir(folder)
        .arg("entities")
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn the_table_counts_over_all_documents() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["papers", "--type", "person,place"]);
    let lines: Vec<Vec<&str>> = out
        .lines()
        .map(|l| l.split_whitespace().collect())
        .collect();
    assert_eq!(code, Some(0));
    assert_eq!(
        lines[0],
        ["type", "name", "mentions", "documents", "first", "last"]
    );
    assert!(
        lines.contains(&vec![
            "PERSON",
            "Olu",
            "Ferreiro",
            "2",
            "2",
            "2024-06-03",
            "2024-06-05"
        ]),
        "{out}"
    );
    assert!(
        lines.contains(&vec![
            "PLACE",
            "Tonga",
            "2",
            "2",
            "2024-06-03",
            "2024-06-05"
        ]),
        "{out}"
    );
    assert!(err.ends_with("entities in 2 documents\n"), "{err}");
    let (_, sorted, _) = run(
        folder.path(),
        &["papers", "--type", "person", "--sort", "name", "--reverse"],
    );
    let names: Vec<&str> = sorted
        .lines()
        .skip(1)
        .filter_map(|l| l.split_whitespace().nth(1))
        .collect();
    assert_eq!(names, ["Olu", "Olu", "Ana"]);
    let (_, filtered, _) = run(folder.path(), &["papers", "--filter", "KEALOHÁ"]);
    assert_eq!(filtered.lines().count(), 2, "{filtered}");
}

#[test]
fn csv_and_json_lines() {
    let folder = folder();
    let (_, csv, _) = run(
        folder.path(),
        &["papers", "--format", "csv", "--type", "person"],
    );
    let mut rows =
        csv::ReaderBuilder::new().from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(rows.headers().unwrap().iter().next_back(), Some("forms"));
    let rows: Vec<Vec<String>> = rows
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert!(
        csv.contains("\r\n") && rows.iter().any(|r| r[1] == "Olu Ferreiro" && r[2] == "2"),
        "{csv}"
    );
    let (_, json, _) = run(
        folder.path(),
        &["papers", "--format", "jsonl", "--type", "PERSON"],
    );
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["name"], "Olu Ferreiro");
    assert_eq!(first["forms"], serde_json::json!(["Olu Ferreiro"]));
    assert_eq!(first["first"], "2024-06-03");
}

#[test]
fn a_card_says_all_about_one() {
    let folder = folder();
    let (code, out, _) = run(folder.path(), &["papers", "--card", "olu ferreiro"]);
    assert_eq!(code, Some(0));
    for line in [
        "Olu Ferreiro (Person)",
        "2 mentions in 2 documents 2024-06-03 to 2024-06-05",
        "written Olu Ferreiro (2)",
        "holds  Prime Minister of Tonga  2024-06-03  papers/a.txt:3:5",
        "papers/b.txt:3:4   Mr Olu Ferreiro, Prime Minister of Tonga, spoke.",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    let (code, out, err) = run(folder.path(), &["papers", "--card", "Nobody Atall"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err, "No entity has this in its name: Nobody Atall\n");
}

#[test]
fn suggestions_and_cards_go_by_what_is_asked_for() {
    let folder = folder();
    let suggest = |filter| run(folder.path(), &["papers", "--suggest", "--filter", filter]).1;
    assert!(suggest("ferreiro").contains("Olu Fereiro"));
    assert_eq!(suggest("kealoha"), "");
    assert_eq!(run(folder.path(), &["papers", "--card", ""]).0, Some(2));
}

#[test]
fn suggestions_go_by_what_was_refused() {
    let folder = folder();
    let suggest = || run(folder.path(), &["papers", "--suggest", "--format", "jsonl"]).1;
    let found: serde_json::Value = serde_json::from_str(suggest().lines().next().unwrap()).unwrap();
    assert_eq!(
        (found["from"].as_str(), found["into"].as_str()),
        (Some("Olu Fereiro"), Some("Olu Ferreiro"))
    );
    let own = folder.path().join("papers/.rapporteur");
    fs::create_dir(&own).unwrap();
    let list = |record: &str| {
        let text = format!(
            "(\n    format: \"rapporteur\",\n    version: 1,\n    records: [\n        {record},\n    ],\n)\n"
        );
        fs::write(own.join("entities.ron"), text).unwrap();
    };
    list(r#"(kind: "different", type: "PERSON", name: "Olu Fereiro", other: "Olu Ferreiro")"#);
    let (_, after, err) = run(folder.path(), &["papers", "--suggest", "--format", "jsonl"]);
    assert_eq!((after.as_str(), err.as_str()), ("", ""));
    list(r#"(kind: "same", type: "PERSON", name: "Olu Fereiro", into: "Olu Ferreiro")"#);
    let (_, table, err) = run(
        folder.path(),
        &["papers", "--type", "person", "--filter", "olu"],
    );
    assert!(table.contains("Olu Ferreiro  3"), "{table} {err}");
    fs::write(
        own.join("entities.ron"),
        "(format: \"rapporteur\", version: 1, records: [(kind: \"same\"",
    )
    .unwrap();
    let (code, _, err) = run(folder.path(), &["papers"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("line 1") && err.contains("entities.ron"),
        "{err}"
    );
}

#[test]
fn two_holders_of_one_office_are_shown() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), &["papers", "--offices"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("Prime Minister of Tonga") && err.ends_with("0 conflicts\n"),
        "{out} {err}"
    );
    fs::write(folder.path().join("papers/c.txt"), BOTH).unwrap();
    let (_, out, err) = run(folder.path(), &["papers", "--offices"]);
    assert!(
        out.contains(
            "conflict: Ana Kealoha and Olu Ferreiro are both called Prime Minister of Tonga in one document\n  \
             papers/c.txt:3:4  Ana Kealoha, Prime Minister of Tonga\n"
        ),
        "{out}"
    );
    assert!(err.ends_with("1 conflict\n"), "{err}");
}

#[test]
fn what_does_not_go_together_is_said() {
    let folder = folder();
    let (code, _, err) = run(folder.path(), &["papers", "--card", "x", "--format", "csv"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("writes the table alone"), "{err}");
    assert_eq!(
        run(folder.path(), &["papers", "--suggest", "--offices"]).0,
        Some(2)
    );
    assert_eq!(
        run(folder.path(), &["papers", "--type", "animal"]).0,
        Some(2)
    );
}
