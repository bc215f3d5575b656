//! The pages of `docs/checks.md`, made from the checks themselves.

use super::registry;
use std::fmt::Write;

/// What there is to read about a check besides what it finds.
pub struct Page {
    /// Why it matters to somebody who wants to rely on a document.
    pub matters: &'static str,
    /// Passages with what is found in them; a test runs them.
    pub examples: &'static [Example],
    /// What it is known to flag without need, and what was done against it.
    pub false_alarms: &'static str,
}

/// A passage with a fault.
pub struct Example {
    /// The text of a document.
    pub text: &'static str,
    /// The passage that is flagged; empty for the document as a whole.
    pub found: &'static str,
}

/// All pages, as Markdown.
pub fn markdown() -> String {
    let mut out = String::from(INTRODUCTION);
    for check in registry() {
        let page = check.page();
        let (id, title) = (check.id(), check.category().title());
        let _ = write!(out, "\n## {title} (`{id}`)\n\n{}\n\n", check.about());
        let _ = write!(out, "**Why it matters.** {}\n\n", page.matters);
        for example in page.examples {
            let text = example.text.trim().replace('\n', "\n> ");
            let found = example.found.trim().replace('\n', " ");
            let what = match found.as_str() {
                "" => "the document as a whole".to_owned(),
                found => format!("`{found}`"),
            };
            let _ = write!(out, "> {text}\n\nFound: {what}\n\n");
        }
        let _ = writeln!(out, "**Known false alarms.** {}", page.false_alarms);
    }
    out
}

const INTRODUCTION: &str = "\
# The checks

What Rapporteur looks for in a document, check by check. This page is made from the program
(`rapporteur checks --markdown`). Findings of the first tier are shown by default, those of the second (“less certain”) on demand.
Each has a severity: low (cosmetic), medium (misleads a careful reader), high (makes the passage unusable as evidence).
A check can be switched off or graded otherwise for a folder, and findings can be allowed, in `.rapporteur/checks.ron`.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentKind;
    use crate::quality::testing::{document, report};

    #[test]
    fn what_the_pages_show_is_found() {
        for check in registry() {
            let page = check.page();
            assert!(page.matters.len() > 40, "{}", check.id());
            for example in page.examples {
                let document = document(example.text, DocumentKind::Plain);
                let found = report(&document).findings;
                let is_it = |f: &&crate::quality::Finding| {
                    f.check == check.id() && f.range.of(example.text) == Some(example.found)
                };
                let all: Vec<_> = found.iter().filter(|f| f.check == check.id()).collect();
                assert!(found.iter().any(|f| is_it(&f)), "{}: {all:?}", example.text);
            }
        }
    }
}
