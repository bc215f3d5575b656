//! Caret cases: a text, and below each line what the check finds in it.
//!
//! ```text
//! Tel : (85)
//! ^^^^^^^^^^ high: Two digits
//! ```
//!
//! A line of carets marks one finding in the line above: as many carets as it has characters, then its severity (`/2`
//! behind it for tier 2), a colon and words of the reason. A finding over several lines is marked under its first line,
//! as far as that goes.

use super::{Check, Context, Finding, Input, Report};
use crate::annotation::CheckRules;
use crate::detect::detect;
use crate::document::{Decoding, Document, DocumentKind, EncodingSource, Hash, Structure};
use crate::text::language::languages;

/// A document with this text.
pub(super) fn document(text: &str, kind: DocumentKind) -> Document {
    Document {
        origin: None,
        partial: false,
        name: "test".to_owned(),
        kind,
        text: text.to_owned(),
        file_hash: Hash::of(text.as_bytes()),
        text_hash: Hash::of(text.as_bytes()),
        file_len: text.len() as u64,
        decoding: Decoding {
            encoding: "UTF-8".to_owned(),
            how: EncodingSource::ValidUtf8,
            lost: 0,
            nuls: 0,
        },
        structure: Structure::default(),
    }
}

/// What all checks say of a document.
pub(super) fn report(document: &Document) -> Report {
    let input = Input {
        document,
        mentions: &detect(&document.text),
        languages: &languages(&document.text),
    };
    super::check(&input, &CheckRules::default())
}

/// What `check` finds in a plain text.
pub(super) fn findings(check: &dyn Check, text: &str) -> Vec<Finding> {
    findings_in(check, text, DocumentKind::Plain)
}

/// What `check` finds in a text of some kind.
pub(super) fn findings_in(check: &dyn Check, text: &str, kind: DocumentKind) -> Vec<Finding> {
    let document = document(text, kind);
    let input = Input {
        document: &document,
        mentions: &detect(text),
        languages: &languages(text),
    };
    let mut out = Vec::new();
    check.run(&Context::new(&input), &mut out);
    out.sort_by_key(|f| f.range.start);
    out
}

/// Checks a caret case of a plain text.
#[track_caller]
pub(super) fn expect(check: &dyn Check, case: &str) {
    expect_in(check, case, DocumentKind::Plain);
}

/// Checks a caret case of a text of some kind.
#[track_caller]
pub(super) fn expect_in(check: &dyn Check, case: &str, kind: DocumentKind) {
    let lines: Vec<&str> = case.split('\n').filter(|l| !is_mark(l)).collect();
    let text = lines.join("\n");
    let found = findings_in(check, &text, kind);
    let marks = marks(case, &found, &text);
    let shown: Vec<String> = found.iter().map(|f| show(f, &text)).collect();
    assert_eq!(marks, shown, "left: expected, right: found in {text:?}");
}

/// Checks that nothing is found in plain texts.
#[track_caller]
pub(super) fn silent(check: &dyn Check, texts: &[&str]) {
    for text in texts {
        let found: Vec<String> = findings(check, text)
            .iter()
            .map(|f| show(f, text))
            .collect();
        assert!(found.is_empty(), "{text:?}: {found:?}");
    }
}

fn is_mark(line: &str) -> bool {
    line.trim_start().starts_with('^')
}

fn show(f: &Finding, text: &str) -> String {
    let tier = if f.tier == 2 { "/2" } else { "" };
    let first = f
        .range
        .of(text)
        .unwrap_or_default()
        .split('\n')
        .next()
        .unwrap_or_default();
    format!("{:?} {}{tier}: {}", first, f.severity, f.reason)
}

/// The findings that a case expects, in the form of [`show`]; a reason that contains the expected words stands for it.
fn marks(case: &str, found: &[Finding], text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut above = "";
    for line in case.split('\n') {
        if !is_mark(line) {
            above = line;
            continue;
        }
        let indent = line.chars().take_while(|c| *c == ' ').count();
        let carets = line.chars().filter(|c| *c == '^').count();
        let marked: String = above.chars().skip(indent).take(carets).collect();
        let words = line.trim_start_matches([' ', '^', '…']).trim();
        let (severity, reason) = words.split_once(": ").unwrap_or((words, ""));
        let start = format!("{marked:?} {severity}: ");
        let same = found
            .iter()
            .map(|f| show(f, text))
            .find(|s| s.starts_with(&start) && s.contains(reason));
        out.push(same.unwrap_or(start + reason));
    }
    out
}
