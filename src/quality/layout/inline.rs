//! What pages leave inside of lines: the number of a page in the middle of a sentence, and notes that a text goes on.

use super::LayoutArtefact;
use super::hints::Hints;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use regex::Regex;
use std::sync::LazyLock;

/// The frame of a page between two words; both of them are looked at.
static INLINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\s(?:",
        r"[\[(|–—-]?\s?(?:page|seite|página|pagina|halaman|trang)\s\d{1,4}\s?(?:of|/|sur|de|von|di|dari)\s?\d{1,4}\s?[\])|–—-]?",
        r"|[–—-]\s\d{1,3}\s[–—-]|[–—-]\d{1,3}[–—-]|[\[|]\s?(?:page|p\.)\s?\d{1,4}\s?[\]|]|\d{1,4}\s\|\sp\s?a\s?g\s?e|\|\s\d{1,4}\s\|",
        r"|[-–—]\s?more\s?[-–—]",
        r"|[\[(](?:cont[’'.]?d?\.?|continued|suite|fortsetzung|continuación|continuação|segue|lanjutan|bersambung|tiếp theo)(?:\s(?:on|from|de|à|von|en|dari)\s[^\])]{1,30})?[\])]",
        r")(?:\s|[:.,]?$)",
    ))
    .ok()
});

impl LayoutArtefact {
    /// The frames of pages inside of lines.
    pub(super) fn inline_frames(
        &self,
        context: &Context<'_>,
        hints: &Hints,
        out: &mut Vec<Finding>,
    ) {
        for &line in hints.inline.iter().filter_map(|n| context.lines.get(n)) {
            let text = context.slice(line);
            if text.len() < 12 {
                continue;
            }
            let Some(found) = INLINE.as_ref().and_then(|r| r.find(text)) else {
                continue;
            };
            let shown = found.as_str();
            let lead = shown.len() - shown.trim_start().len();
            let range = TextRange::new(
                line.start + found.start() + lead,
                line.start + found.start() + shown.trim_end().len(),
            );
            if !fits(text, found.start(), found.end()) {
                continue;
            }
            let reason = format!(
                "the frame of a page inside a line: “{}”",
                context.slice(range)
            );
            let finding = Finding::new(self, range, Severity::Low, reason);
            out.push(finding.repaired(Some(Repair::exact(""))));
        }
    }
}

/// Whether a frame stands in the middle of a sentence, or is a note in brackets at the end of a line.
fn fits(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let shown = text.get(start..end).unwrap_or_default();
    let open = before.ends_with(|c: char| c.is_alphabetic() || c == ',');
    let note = shown.contains(['(', '[']) && !shown.bytes().any(|b| b.is_ascii_digit());
    if note {
        return open;
    }
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    if [
        "see", "on", "from", "in", "to", "at", "and", "or", "voir", "la", "de", "à", "sur", "en",
        "di", "pada", "dari",
    ]
    .contains(&last.as_str())
        && !shown.contains(['[', '|', '–', '—'])
    {
        return false;
    }
    // A dash with a number between dashes may be a range or a score among numbers.
    open && behind.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn frames_in_sentences() {
        expect(
            &LayoutArtefact,
            "\
It was found that the Page 12 of 30 roads were closed.
                      ^^^^^^^^^^^^^ low: the frame of a page
The mayor of – 4 – the island went home.
             ^^^^^ low: the frame of a page
The Roads of the North (continued)
                       ^^^^^^^^^^^ low: the frame of a page",
        );
        silent(
            &LayoutArtefact,
            &[
                "See page 12 of 30 of the report.",
                "They won 3 - 2 - and then lost.",
                "She went on (see page 4), as before.",
                "The session (continued in May) was long.",
            ],
        );
    }
}
