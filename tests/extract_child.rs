//! Files are read by a process of its own: what goes wrong there is said, and the next file is read all the same.
//! The words that make a child misbehave are there in debug builds only.
#![cfg(debug_assertions)]

use rapporteur::document::extraction::{ExtractOptions, ExtractionError};
use rapporteur::store::extract::by_child;
use std::path::Path;

fn child(word: &str, seconds: u64) -> Result<String, ExtractionError> {
    let program = Path::new(env!("CARGO_BIN_EXE_rapporteur"));
    let page =
        b"<html><body><h1>Joint statement</h1><p>The ministers met in Vientiane.</p></body></html>";
    by_child(
        program,
        word,
        seconds,
        page.to_vec(),
        &ExtractOptions::default(),
    )
    .map(|e| e.text)
}

#[test]
fn a_child_that_hangs_is_stopped() {
    let said = child("test-hang", 1).unwrap_err();
    assert_eq!(said, ExtractionError::TookTooLong { seconds: 1 });
    assert!(said.to_string().contains("1 second"), "{said}");
}

#[test]
fn a_child_that_eats_memory_is_refused() {
    let said = child("test-eat", 30).unwrap_err();
    assert!(matches!(said, ExtractionError::TooMuch { .. }), "{said:?}");
    assert!(said.to_string().contains("memory"), "{said}");
}

#[test]
fn a_child_that_aborts_panics_or_babbles_has_failed() {
    for word in [
        "test-abort",
        "test-panic",
        "test-babble",
        "no such kind",
        "",
    ] {
        assert_eq!(child(word, 30), Err(ExtractionError::Failed), "{word}");
    }
}

#[test]
fn the_next_file_is_read() {
    let text = child("html", 30).unwrap();
    assert!(text.contains("The ministers met in Vientiane."), "{text}");
}

#[test]
fn a_program_that_cannot_be_started_has_failed() {
    let none = Path::new("/nowhere/rapporteur");
    let said = by_child(none, "html", 30, Vec::new(), &ExtractOptions::default());
    assert_eq!(said, Err(ExtractionError::Failed));
}
