//! The files of `tests/formats` (see the README there) against the texts that they were made from; damaged ones, and such
//! as ask for too much.

mod formats_support;

use formats_support::*;
use rapporteur::document::extraction::{ExtractOptions, ExtractionError};
use rapporteur::document::{DocumentKind, formats};
use rapporteur::store::extract::by_child;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn every_file_reads_as_the_text_that_it_was_made_from() {
    let mut by_kind: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    for truth in truths() {
        let kind = DocumentKind::of_name(&truth.file);
        let score = score(&truth, &extract(kind, &truth.bytes()));
        by_kind.entry(truth.kind.clone()).or_default().push(score);
    }
    let limit = |kind: &str| match kind {
        "pdf-single" => 0.03,
        "pdf-columns" | "pdf-tables" => 0.08,
        "pdf-khmer" => 0.04,
        // The head of an e-mail stands in the text as well.
        "mail" => 0.08,
        _ => 0.005,
    };
    let (mut pdf, mut other) = (Score::default(), Score::default());
    for (kind, scores) in &by_kind {
        let mean = scores.iter().map(|s| s.error_rate).sum::<f64>() / scores.len() as f64;
        assert!(mean <= limit(kind), "{kind}: word error rate {mean:.4}");
        if kind == "mail" {
            // Its lines have lost what was a heading and what a list.
            continue;
        }
        let sum = if kind.starts_with("pdf") {
            &mut pdf
        } else {
            &mut other
        };
        for s in scores {
            sum.headings += s.headings;
            sum.headings_found += s.headings_found;
            sum.paragraphs += s.paragraphs;
            sum.paragraphs_whole += s.paragraphs_whole;
        }
    }
    assert!(pdf.headings_found * 100 >= pdf.headings * 95, "{pdf:?}");
    assert!(pdf.paragraphs_whole * 100 >= pdf.paragraphs * 90, "{pdf:?}");
    assert!(other.paragraphs_whole == other.paragraphs, "{other:?}");
}

#[test]
fn pages_are_marked_and_what_stands_on_each_is_kept_aside() {
    let bytes = fs::read(folder().join("agreement-office.pdf")).unwrap();
    let e = extract(DocumentKind::Pdf, &bytes);
    let labels: Vec<_> = e.origin.pages.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3"]);
    for page in &e.origin.pages {
        assert!(
            page.header.contains("draft") && page.footer.starts_with("Page "),
            "{page:?}"
        );
    }
    assert!(!e.text.contains("draft"));
    assert_eq!(e.origin.metadata.authors, ["Sample"]);
}

#[test]
fn encrypted_files_ask_for_their_password() {
    let bytes = fs::read(folder().join("encrypted.pdf")).unwrap();
    let with = |password: Option<&str>| {
        let options = ExtractOptions {
            password: password.map(str::to_owned),
        };
        formats::extract(DocumentKind::Pdf, &bytes, &options)
    };
    assert_eq!(with(None), Err(ExtractionError::PasswordNeeded));
    assert_eq!(
        with(Some("parliament")),
        Err(ExtractionError::PasswordWrong)
    );
    let open = extract(
        DocumentKind::Pdf,
        &fs::read(folder().join("release-office.pdf")).unwrap(),
    );
    assert_eq!(with(Some("ministry")).unwrap().text, open.text);
}

#[test]
fn pictures_say_so_and_pages_that_lie_on_their_side_are_read() {
    let pictures = fs::read(folder().join("pictures.pdf")).unwrap();
    let said =
        formats::extract(DocumentKind::Pdf, &pictures, &ExtractOptions::default()).unwrap_err();
    assert_eq!(said, ExtractionError::OnlyPictures { pages: 2 });
    let read =
        |name: &str| extract(DocumentKind::Pdf, &fs::read(folder().join(name)).unwrap()).text;
    let error = error_rate(&read("release-office.pdf"), &read("rotated.pdf"), false);
    assert!(error < 0.05, "{error}");
}

fn child(kind: DocumentKind, bytes: Vec<u8>) -> Result<String, ExtractionError> {
    let program = Path::new(env!("CARGO_BIN_EXE_rapporteur"));
    let word = kind.extractor().0;
    by_child(program, word, 10, bytes, &ExtractOptions::default()).map(|e| e.text)
}

#[test]
fn damaged_files_are_read_or_say_what_is_wrong() {
    let mut files = damaged_files(&[".pdf"], 60);
    files.extend(damaged_files(
        &[".docx", ".odt", ".rtf", ".epub", ".fodt"],
        60,
    ));
    files.extend(damaged_files(&[".html", ".htm", ".eml"], 40));
    for (name, kind, bytes) in files {
        match child(kind, bytes) {
            Ok(text) => assert!(
                !text.trim().is_empty(),
                "{name}: nothing, and no word about it"
            ),
            Err(e) => assert!(
                !matches!(e, ExtractionError::TookTooLong { .. }),
                "{name}: {e}"
            ),
        }
    }
}

#[test]
fn files_that_ask_for_too_much_are_refused_or_bounded() {
    let said = |kind, bytes| child(kind, bytes).unwrap_err().to_string();
    assert!(said(DocumentKind::Docx, zip_bomb(300 << 20)).contains("unpacks to more than"));
    assert!(said(DocumentKind::Docx, nested(200_000)).contains("nested"));
    let deep = "<div>".repeat(200_000).into_bytes();
    assert!(said(DocumentKind::Html, deep).contains("nested"));
    let text = child(DocumentKind::Odt, laughs()).unwrap();
    assert!(text.len() < 1_000, "{}", text.len());
}

#[test]
fn a_long_document_is_read_page_by_page() {
    let pages = pages_of(
        "The ministers met in Vientiane and agreed on trade with all of their neighbours",
        40,
    );
    let e = extract(DocumentKind::Pdf, &pdf(&pages));
    assert_eq!(e.origin.pages.len(), 40);
    assert_eq!(e.origin.metadata.pages, Some(40));
}

fn rapporteur(args: &[&str], input: &str) -> Output {
    use std::io::Write;
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(args)
        .env("RAPPORTEUR_HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn the_command_line_takes_every_format() {
    let file = |name: &str| folder().join(name).display().to_string();
    let out = |args: &[&str], input: &str| {
        let ran = rapporteur(args, input);
        assert!(
            ran.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8(ran.stdout).unwrap()
    };
    let text = out(&["text", &file("agreement.docx")], "");
    assert!(
        text.starts_with("Agreement on the Shared Management of the Sekong Basin\n\nSigned at"),
        "{text}"
    );
    let locked = rapporteur(&["text", &file("encrypted.pdf")], "");
    assert_eq!(locked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&locked.stderr).contains("enter its password"));
    let text = out(
        &["text", "--password-stdin", &file("encrypted.pdf")],
        "ministry\n",
    );
    assert!(text.contains("Mme Hélène Kabongo-Wéa"), "{text}");
    let lines = out(
        &["text", &file("report-latex.pdf"), "--format", "jsonl"],
        "",
    );
    let line: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(line["kind"], "pdf");
    assert!(line["pages"].as_array().unwrap().len() > 1 && line["blocks"][0]["kind"] == "heading");
    for name in [
        "commentary.odt",
        "commentary.epub",
        "commentary.rtf",
        "commentary.html",
        "commentary.eml",
        "commentary-web.pdf",
    ] {
        let path = if name == "commentary.epub" {
            file("report.epub")
        } else {
            file(name)
        };
        let found = out(&["detect", &path, "--format", "jsonl"], "");
        assert!(found.lines().count() > 10, "{name}: {found}");
        out(&["check", &path], "");
        out(&["report", &path], "");
    }
}
