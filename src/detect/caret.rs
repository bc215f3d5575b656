//! Expectations as carets under the text, for the tests of the rules.

use crate::annotation::label::EntityLabel;

/// Checks all mentions with one of the `labels`: under each line of text stand lines of carets, each with its label.
pub(super) fn check(labels: &[EntityLabel], case: &str) {
    let lines: Vec<&str> = case.lines().filter(|l| !l.trim().is_empty()).collect();
    let is_caret = |l: &str| l.trim_start().starts_with('^');
    let text: Vec<&str> = lines.iter().copied().filter(|l| !is_caret(l)).collect();
    let mut wanted = Vec::new();
    let mut line = "";
    for &l in &lines {
        if is_caret(l) {
            wanted.push(expected(line, l));
        } else {
            line = l;
        }
    }
    let text = text.join("\n");
    let found: Vec<String> = super::detect(&text)
        .iter()
        .filter(|m| labels.contains(&m.label))
        .map(|m| format!("{} {}", m.label, m.range.of(&text).unwrap_or("?")))
        .collect();
    assert_eq!(found, wanted, "in: {text}");
}

/// What a line of carets expects: the label and the text above the carets.
fn expected(line: &str, carets: &str) -> String {
    let from = carets.chars().take_while(|c| *c == ' ').count();
    let len = carets.chars().filter(|c| *c == '^').count();
    let text: String = line.chars().skip(from).take(len).collect();
    format!("{} {text}", carets.trim_matches([' ', '^']))
}

#[test]
fn carets_name_the_text_above_them() {
    assert_eq!(expected("On Friday", "   ^^^^^^ DATE"), "DATE Friday");
}
