//! `report` says what `check` says: under the rules of the folder, and with the documents compared.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command prints.
fn printed(folder: &Path, args: &[&str]) -> String {
    let program = env!("CARGO_BIN_EXE_rapporteur");
    let done = Command::new(program)
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout).unwrap()
}

/// The categories that a report of the folder counts, in its table.
fn counted(folder: &Path, more: &[&str]) -> Vec<String> {
    let args = [&["report", "papers", "--format", "jsonl"][..], more].concat();
    let lines = printed(folder, &args);
    let lines = lines.lines().map(|l| {
        let line: serde_json::Value = serde_json::from_str(l).unwrap();
        line
    });
    let of_category = lines
        .filter(|l| l["section"] == "category" && (l["findings"] != 0 || l["less_certain"] != 0));
    let mut all: Vec<String> = of_category
        .map(|l| l["name"].as_str().unwrap().to_owned())
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn rules_hold_and_documents_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let papers = folder.path().join("papers");
    fs::create_dir_all(papers.join(".rapporteur")).unwrap();
    let passage = "The council of the islands opened three new schools in the northern villages before the end of the winter.";
    let one = format!("SUVA, 3 May 2024\n\nThe **mayor** spoke.\n\n{passage}\n");
    let two = format!("SUVA, 9 June 2024\n\nMany guests came.\n\n{passage}\n");
    fs::write(papers.join("one.txt"), one).unwrap();
    fs::write(papers.join("two.txt"), two).unwrap();
    let found = counted(folder.path(), &[]);
    assert!(found.contains(&"markup_residue".to_owned()), "{found:?}");
    assert!(found.contains(&"repetition".to_owned()), "{found:?}");
    let rules = "(format: \"rapporteur\", version: 1, records: [\n    (kind: \"off\", check: \"markup_residue\"),\n])\n";
    fs::write(papers.join(".rapporteur/checks.ron"), rules).unwrap();
    let under = counted(folder.path(), &[]);
    assert!(!under.contains(&"markup_residue".to_owned()), "{under:?}");
    assert_eq!(counted(folder.path(), &["--no-own-lists"]), found);
}
