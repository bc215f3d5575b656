//! Contact details that cannot be right: a telephone number of two digits, an e-mail address without “@”.

mod address;
mod countries;
mod loose;
mod telephone;

use super::{Check, Context, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;
use regex::Regex;
use std::sync::LazyLock;

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

/// A label and its value.
struct Field {
    /// Label and value.
    range: TextRange,
    fault: Option<String>,
}

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:^|[^\w@./-]) (?P<label>
            (?P<hot> hotline | helpline | help\ desk | emergency(?:\ (?:no|number|line))? | short\ code )
          | (?P<tel> (?:tele)?phone | tel(?:efax|efon|éfono|éphone|[eé]fone)? | t[ée]l | fax | facsimile | mobile | cell(?:\s?phone)? | whatsapp | telepon | telp )
          | (?P<mail> e-?mail | mail | courriel | surel )
          | (?P<web> web\s?site | web(?:\s?page)? | url | home\s?page )
        ) (?:\s*(?:nos?|numbers?|address(?:es)?|line|\(\w+\)|/\s*fax)\b\.?)? s? \.? \s* $",
    )
    .ok()
});

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
            false_alarms: "Short numbers of internal exchanges and emergency lines, where nothing says that they are such; numbers of a country whose plan was changed after the table was made.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let mut broken_near: Option<usize> = None;
        for (index, &line) in context.lines.iter().enumerate() {
            let text = context.slice(line);
            let mut fields = fields(text);
            if fields.is_empty() {
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
            if broken_near.is_some_and(|at| at < index && index - at <= 4) && is_orphan(text) {
                let range =
                    crate::quality::context::trimmed(context.text, line, char::is_whitespace);
                let reason = format!(
                    "a line of digit groups without a label, beside incomplete contact details: “{}”",
                    text.trim()
                );
                out.push(Finding::new(self, range, Severity::High, reason));
            }
        }
        self.loose_addresses(context, out);
        self.parted_addresses(context, out);
    }

    fn cues(&self) -> &'static [&'static str] {
        &["[email protected]", "[email\u{a0}protected]"]
    }
}

impl ContactField {
    fn finding(&self, offset: usize, field: Field) -> Option<Finding> {
        let range = TextRange::new(offset + field.range.start, offset + field.range.end);
        field
            .fault
            .map(|reason| Finding::new(self, range, Severity::High, reason))
    }

    /// Broken addresses in running text, found by their “@” and “://”.
    fn loose_addresses(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let known: Vec<TextRange> = out
            .iter()
            .filter(|f| f.check == self.id())
            .map(|f| f.range)
            .collect();
        let bytes = context.text.as_bytes();
        let mut done = 0;
        for at in memchr::memchr2_iter(b'@', b'/', bytes) {
            if at < done || bytes[at] == b'/' && bytes.get(at.wrapping_sub(1)) == Some(&b'/') {
                continue;
            }
            let token = token_around(context.text, at);
            done = token.end;
            let fault = address::loose_fault(context.slice(token));
            if let Some(reason) =
                fault.filter(|_| !crate::quality::context::overlaps_any(&known, token))
            {
                out.push(Finding::new(self, token, Severity::Medium, reason));
            }
        }
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
    let end = bytes[at..to].iter().position(stop).map_or(to, |i| at + i);
    let range = TextRange::new(start, end).snapped(text);
    crate::quality::context::trimmed(text, range, |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '“' | '”'
        )
    })
}

/// Labels with their values in a line.
fn fields(line: &str) -> Vec<Field> {
    let labels: Vec<Label> = colons(line)
        .filter_map(|(at, len)| label_before(line, at, len))
        .collect();
    let ends = labels.iter().skip(1).map(|l| l.start).chain([line.len()]);
    labels
        .iter()
        .zip(ends)
        .map(|(label, end)| field(line, label.kind, label.start, label.value..end))
        .collect()
}

/// A label: what it announces, where it begins, and where its value begins.
struct Label {
    kind: Kind,
    start: usize,
    value: usize,
}

/// Colons of a line, ASCII and full width, with their lengths.
fn colons(line: &str) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr2_iter(b':', 0xef, line.as_bytes()).filter_map(|at| {
        let rest = line.get(at..)?;
        let len = if rest.starts_with(':') { 1 } else { 3 };
        (len == 1 || rest.starts_with('：')).then_some((at, len))
    })
}

/// The label that ends at the colon at `at`.
fn label_before(line: &str, at: usize, colon: usize) -> Option<Label> {
    let near = TextRange::new(at.saturating_sub(48), at).snapped(line);
    let found = LABEL.as_ref()?.captures(near.of(line)?)?;
    Some(Label {
        kind: kind(&found),
        start: near.start + found.name("label")?.start(),
        value: at + colon,
    })
}

/// Short lines with a label that no colon follows, such as `Tel. (85)`.
fn bare_field(line: &str) -> Option<Field> {
    let labelled = line.len() <= 60
        && line
            .trim_start()
            .starts_with(['t', 'T', 'p', 'P', 'f', 'F', 'm', 'M']);
    let found = BARE.as_ref().filter(|_| labelled)?.captures(line)?;
    let (label, value) = (found.name("label")?, found.name("value")?);
    let fault = telephone::fault(value.as_str().trim(), 6)?;
    Some(Field {
        range: TextRange::new(label.start(), value.end()),
        fault: Some(fault),
    })
}

static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?P<label>tel|telephone|phone|fax|mobile)\.?\s+(?P<value>[+(\d][\d()+. /-]{0,30}\w?)\s*$").ok()
});

fn kind(found: &regex::Captures<'_>) -> Kind {
    match (found.name("hot"), found.name("tel"), found.name("mail")) {
        (Some(_), _, _) => Kind::Hotline,
        (_, Some(_), _) => Kind::Telephone,
        (_, _, Some(_)) => Kind::Mail,
        _ => Kind::Web,
    }
}

fn field(line: &str, kind: Kind, start: usize, value: std::ops::Range<usize>) -> Field {
    let all = line.get(value.clone()).unwrap_or_default();
    let text = cut(all).trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.' | '•' | '·' | '/' | '-')
    });
    let fault = Some(text.trim())
        .filter(|v| !v.is_empty())
        .and_then(|v| fault(kind, v));
    Field {
        range: TextRange::new(start, value.start + text.len()),
        fault,
    }
}

/// The value up to what clearly is no part of it.
fn cut(value: &str) -> &str {
    let ends = ["|", "\t", " • ", " · ", "    "];
    let lead = value.len() - value.trim_start().len();
    let rest = value.get(lead..).unwrap_or_default();
    let end = ends
        .iter()
        .filter_map(|e| rest.find(e))
        .min()
        .unwrap_or(rest.len());
    value.get(..lead + end).unwrap_or(value)
}

fn fault(kind: Kind, value: &str) -> Option<String> {
    const BLANK: &[&str] = &[
        "n/a",
        "na",
        "none",
        "nil",
        "-",
        "--",
        "–",
        "tbc",
        "tbd",
        "not available",
        "same",
        "idem",
    ];
    if BLANK.contains(&value.to_lowercase().as_str()) {
        return None;
    }
    match kind {
        Kind::Telephone => telephone::fault(value, 6),
        Kind::Hotline => telephone::fault(value, 3),
        Kind::Mail => address::mails_fault(value),
        Kind::Web => address::web_value_fault(value),
    }
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
                                 ^^^^^^^^^^^^^^^^ medium: the beginning of the web address is damaged",
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
