//! Contact details that cannot be right: a telephone number of two digits, an e-mail address without “@”.

mod countries;
mod dialled;
mod domain;
mod grouping;
mod junk;
mod label;
mod loose;
mod mail;
mod oddities;
mod parted;
mod telephone;
mod unfilled;
mod unsigned;
mod web;

use super::{Check, Context, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use label::{Field, bare_field, fields};

/// Finds contact details that cannot be right.
pub struct ContactField;

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Telephone,
    /// Telephone numbers that may be short.
    Hotline,
    Mail,
    Web,
}

impl Check for ContactField {
    fn id(&self) -> &'static str {
        "structured_field_invalid"
    }

    fn category(&self) -> Category {
        Category::StructuredFieldInvalid
    }

    fn about(&self) -> &'static str {
        "Telephone and fax numbers, e-mail and web addresses that cannot be right, and lines of digits cut off from their \
         labels. Nobody can be reached by them."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A telephone number or address that was cut off cannot be used, and shows that other parts of the document may have been cut as well.",
            examples: &[
                Example {
                    text: "Tel : (85) Fax : (855)",
                    found: "Tel : (85)",
                },
                Example {
                    text: "Tel: +855 23 216 1",
                    found: "Tel: +855 23 216 1",
                },
            ],
            false_alarms: "Short numbers of internal exchanges and emergency lines, where nothing says that they are such; numbers of a country whose plan was changed, and endings of domains that were added, after the tables were made.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut broken_near: Option<usize> = None;
        for (index, &line) in context.lines.iter().enumerate() {
            let text = context.slice(line);
            let mut fields = fields(text);
            let labelled = !fields.is_empty();
            if !labelled {
                fields.extend(bare_field(text));
            }
            if fields.iter().any(|f| f.fault.is_some()) {
                broken_near = Some(index);
            }
            out.extend(
                fields
                    .into_iter()
                    .filter_map(|f| self.finding(line.start, f)),
            );
            let near = broken_near.is_some_and(|at| at < index && index - at <= 4);
            if near && !labelled && is_orphan(text) {
                let range =
                    crate::quality::context::trimmed(context.text, line, char::is_whitespace);
                let reason = format!(
                    "a line of digit groups without a label, beside incomplete contact details: “{}”",
                    text.trim()
                );
                out.push(Finding::new(self, range, Severity::High, reason));
            }
        }
        self.loose(context, out);
    }

    fn cues(&self) -> &'static [&'static str] {
        loose::CUES
    }
}

impl ContactField {
    fn finding(&self, offset: usize, field: Field) -> Option<Finding> {
        let range = TextRange::new(offset + field.range.start, offset + field.range.end);
        field
            .fault
            .map(|reason| Finding::new(self, range, Severity::High, reason))
    }
}

/// The token around a byte, without punctuation at its ends; at most 200 bytes to either side.
fn token_around(text: &str, at: usize) -> TextRange {
    let bytes = text.as_bytes();
    let stop = |b: &u8| {
        b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'(' | b')' | b'"' | b'[' | b']')
    };
    let from = at.saturating_sub(200);
    let start = bytes[from..at]
        .iter()
        .rposition(stop)
        .map_or(from, |i| from + i + 1);
    let to = bytes.len().min(at + 200);
    let mut end = bytes[at..to].iter().position(stop).map_or(to, |i| at + i);
    // "…/wiki/Mercury_(planet)": brackets that close inside an address belong to it.
    while bytes.get(end) == Some(&b'(')
        && bytes[at..end]
            .last()
            .is_some_and(|b| *b == b'_' || *b == b'-' || *b == b'/')
        && let Some(close) = bytes[end + 1..to].iter().position(stop)
        && bytes.get(end + 1 + close) == Some(&b')')
    {
        let next = end + close + 2;
        end = bytes[next..to]
            .iter()
            .position(stop)
            .map_or(to, |i| next + i);
    }
    let range = TextRange::new(start, end).snapped(text);
    crate::quality::context::trimmed(text, range, |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '“' | '”'
        )
    })
}

/// Whether a line consists of digit groups only, as a telephone number does, with at most a stray letter or two.
fn is_orphan(line: &str) -> bool {
    let line = line.trim();
    let digits = count_digits(line);
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let plain = line
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || " -/(),+.;:".contains(c));
    digits >= 6 && letters <= 2 && letters * 6 < digits && plain && line.len() <= 120
}

pub(super) fn count_digits(s: &str) -> usize {
    s.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn each_field_is_a_finding() {
        expect(
            &ContactField,
            "\
Tel : (22) Fax : (44) 1 Email : office
^^^^^^^^^^ high: Two digits; a telephone number has at least six
           ^^^^^^^^^^^^ high: Three digits
                        ^^^^^^^^^^^^^^ high: No “@” and no domain
Mobile: 07x-44-2b61
^^^^^^^^^^^^^^^^^^^ high: Letters",
        );
    }

    #[test]
    fn a_label_needs_no_colon_on_a_line_of_its_own() {
        expect(
            &ContactField,
            "\
Tel. (22)
^^^^^^^^^ high: Two digits
Mobile 07 44
^^^^^^^^^^^^ high: Four digits",
        );
    }

    #[test]
    fn a_line_of_digits_beside_a_broken_field_is_an_orphan() {
        expect(
            &ContactField,
            "\
Fax : (7)
^^^^^^^^^ high: One digit

310-204, 07 44 310-204
^^^^^^^^^^^^^^^^^^^^^^ high: without a label",
        );
    }

    #[test]
    fn mail_and_web_addresses() {
        expect(
            &ContactField,
            "\
E-mail: press@@island.org
^^^^^^^^^^^^^^^^^^^^^^^^^ high: More than one “@”
Email: press.island.org
^^^^^^^^^^^^^^^^^^^^^^^ high: No “@”
Email: press@island
^^^^^^^^^^^^^^^^^^^ high: No dot in the part after the “@”
Website: wwwisland
^^^^^^^^^^^^^^^^^^ high: No dot
Write to press@island,org or see http:/island.org for more.
         ^^^^^^^^^^^^^^^^ medium: A comma instead of a dot
                                 ^^^^^^^^^^^^^^^^ medium: The beginning of the web address is damaged",
        );
    }

    #[test]
    fn valid_fields_of_many_countries() {
        silent(
            &ContactField,
            &[
                "Tel: +855 23 216 141, Fax: (021) 350-2345 ext. 12",
                "Tel.: 023 216 141 / 023 216 142 / 143; Mobile: 012-345-679",
                "Phone: 1-800-FLOWERS or +1 (202) 555-0143 x77",
                "Tel : 01 42 34 56 70 - Télécopie : 01 42 34 56 79",
                "Hotline: 1225\nEmergency: 117",
                "Telephone: (65) 6221 8913 (office hours)",
                "E-mail: first.last@mail.example.gov.kh; second@example.org",
                "Email: info [at] example [dot] org",
                "Web: www.example.org, Website: https://example.org/path?x=1",
                "Telephone: see the list of embassies in the annex to this note",
                "Tel: +44 (0)20 7946 0018, Fax: +855 23 216 141-2, Tel: +1 202 555 0143/44, +39 06 698 12345",
                "Phone: +65 6221 8913 / 14; Tel.: +855 (0) 23 216 141 or 142; Tel +676-23-200; Fax: +49 30 1817 3402",
                "Tel: n/a\nFax: -\nFax:",
                "Tel:\n+855 23 216 141, 023 216 142\nFax 023 216 141\nMobile phones 22",
                "The phone: a history of talking at a distance.",
                "210-141, 023 23",
                "Mr Smith (@smith) wrote to j.smith@example.org about https://example.org//x.",
            ],
        );
    }
}
