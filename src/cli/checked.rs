//! What the checks say of a document, for the commands that ask them.

use super::console::Console;
use crate::annotation::CheckRules;
use crate::detect::{Settings, detect_in_steps};
use crate::document::Document;
use crate::library::across::DocumentFacts;
use crate::quality::{Finding, Input, check};
use crate::text::language::languages;
use std::path::Path;

/// What the checks said of a document alone, whatever the rules of its root.
pub(super) struct Checked {
    pub findings: Vec<Finding>,
    /// Ids of checks that failed.
    pub failed: Vec<&'static str>,
    /// What the document is compared with others by, where that is wanted.
    pub facts: Option<DocumentFacts>,
}

impl Checked {
    /// Looks through a document and reports the checks that failed.
    pub fn of(
        document: &Document,
        path: &Path,
        settings: &Settings,
        compared: bool,
        console: &mut Console<'_>,
    ) -> Self {
        let found = detect_in_steps(&document.text, settings, &mut |_| true);
        let input = Input {
            document,
            mentions: &found.unwrap_or_default(),
            languages: &languages(&document.text),
        };
        let said = check(&input, &CheckRules::default());
        for check in &said.failed {
            console.fail(format_args!(
                "The check {check} failed and was left out: {}",
                path.display()
            ));
        }
        let own = settings.own.as_ref().and_then(|own| own.fingerprint());
        let facts =
            compared.then(|| DocumentFacts::of(&input, &said.findings, said.groundwork, own));
        Self {
            findings: said.findings,
            failed: said.failed,
            facts,
        }
    }
}
