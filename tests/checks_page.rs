//! The page of the checks is what the program prints of itself.

use std::path::Path;

#[test]
fn the_page_of_the_checks_is_the_one_that_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let printed = rapporteur::quality::pages::markdown();
    let differs = page
        .lines()
        .zip(printed.lines())
        .position(|(a, b)| a != b)
        .map_or("at its end".to_owned(), |n| format!("in line {}", n + 1));
    assert!(
        page == printed,
        "docs/checks.md differs {differs}; make it anew: cargo run -- checks --markdown > docs/checks.md"
    );
}
