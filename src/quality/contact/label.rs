//! Labels of contact details with their values.

use super::{Kind, junk, mail, telephone, unfilled, web};
use crate::text::TextRange;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A label and its value.
pub(super) struct Field {
    /// Label and value.
    pub range: TextRange,
    pub fault: Option<String>,
}

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:^|[^\w@./-]) (?P<label>
            (?P<hot> hotline | helpline | help\ desk | emergency(?:\ (?:no|number|line))? | short\ code | toll[\ -]free | numéro\ vert )
          | (?P<tel> (?:tele)?phone | tel(?:efax|efon|éfono|éphone|[eé]fone)? | t[ée]l | (?:tele)?fax | t[ée]l[ée]copie(?:ur)? | facsimile | faks(?:imili?)?
                | tel[eé]fonos? | telefon(?:e|nummer)? | rufnummer | m[oó]vil | celular | handy | mobil | ponsel | di\ động
                | mobile | mob | ph | cell(?:\s?phone)? | portable | whatsapp | telepon | telp | điện\ thoại | đt | số\ máy | handphone | switchboard
                | standard | hp | landline )
          | (?P<mail> e-?mail | mail | courriel | surel | m[ée]l | thư\ điện\ tử | correo(?:\ electr[óo]nico)? | e-?mail-?adresse | adresse\ (?:e-?mail|électronique) )
          | (?P<web> (?:web\s?)?site(?:\s?(?:web|internet))? | web(?:\s?(?:page|address))? | url | home\s?page | situs(?:\ web)? | laman | trang\ web | internet )
        ) (?:\s*(?:nos?|numbers?|address(?:es)?|line|\(\w+\)|/\s*fax)\b\.?)? s? \.? \s* $",
    )
    .ok()
});

/// A label: what it announces, where it begins, and where its value begins.
struct Label {
    kind: Kind,
    /// A letter or word that may stand for other things as well.
    short: bool,
    start: usize,
    value: usize,
}

/// Labels with their values in a line.
pub(super) fn fields(line: &str) -> Vec<Field> {
    let labels: Vec<Label> = colons(line)
        .filter_map(|(at, len)| label_before(line, at, len))
        .collect();
    let ends = labels.iter().skip(1).map(|l| l.start).chain([line.len()]);
    labels
        .iter()
        .zip(ends)
        .map(|(label, end)| field(line, label, label.value..end))
        .collect()
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
    if let Some(label) = letter_before(line, at, colon) {
        return Some(label);
    }
    let near_text = near.of(line).filter(|near| may_end_in_label(near))?;
    let found = LABEL.as_ref()?.captures(near_text)?;
    let label = found.name("label")?;
    Some(Label {
        kind: kind(&found),
        short: is_word_of_other_things(label.as_str()),
        start: near.start + label.start(),
        value: at + colon,
    })
}

/// With what the labels of ASCII end, and what may stand behind them, without a full stop or an “s”.
#[rustfmt::skip]
const LABEL_ENDS: &[&str] = &[
    "line", "desk", "emergency", "no", "number", "code", "free", "vert", "phone", "fax", "tel", "efon", "efone", "efono", "ephone", "copie",
    "copieur", "facsimile", "faks", "fak", "faksimili", "nummer", "movil", "celular", "handy", "mobil", "ponsel", "mobile", "mob", "ph",
    "cell", "portable", "whatsapp", "whatsap", "telepon", "telp", "switchboard", "standard", "hp", "mail", "courriel", "surel", "mel",
    "correo", "electronico", "adresse", "addre", "addresse", "site", "web", "internet", "page", "url", "situ", "laman",
];

/// Whether the text before a colon may end in a label: the expression is slow to build, and most colons follow other words.
fn may_end_in_label(near: &str) -> bool {
    let bytes = near.as_bytes();
    let idle = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b'.' | b's' | b'S');
    let idle = bytes.iter().rev().take_while(idle).count();
    let bare = bytes.get(..bytes.len() - idle).unwrap_or_default();
    let part = |b: &&u8| b.is_ascii_alphanumeric() || !b.is_ascii();
    let len = bare.iter().rev().take_while(part).count();
    let word = bare.get(bare.len() - len..).unwrap_or_default();
    let ends = |end: &&str| {
        let at = word.len().checked_sub(end.len());
        let tail = at.and_then(|at| word.get(at..));
        tail.is_some_and(|t| t.eq_ignore_ascii_case(end.as_bytes()))
    };
    bare.ends_with(b")") || !word.is_ascii() || LABEL_ENDS.iter().any(ends)
}

/// Labels that announce other things as often.
fn is_word_of_other_things(label: &str) -> bool {
    let words = [
        "standard", "portable", "internet", "hp", "ph", "site", "m", "mel", "handy", "mobil",
        "celular",
    ];
    words.contains(&label.to_lowercase().as_str())
}

/// `T:`, `E:` at the beginning of a line or behind a mark that parts fields.
fn letter_before(line: &str, at: usize, colon: usize) -> Option<Label> {
    let head = line.get(..at)?.trim_end();
    let letter = head.chars().next_back()?;
    let kind = match letter {
        'T' | 'F' | 'M' | 'P' | 'C' | 't' | 'f' => Kind::Telephone,
        'E' | 'e' => Kind::Mail,
        'W' | 'w' => Kind::Web,
        _ => return None,
    };
    let start = head.len() - letter.len_utf8();
    let before = line.get(..start)?;
    let parted =
        before.ends_with(char::is_whitespace) && before.trim_end().ends_with([',', '/', '–', '-']);
    let alone = before.trim().is_empty()
        || before.ends_with("  ")
        || before.trim_end().ends_with(['|', ';', '•', '·'])
        || parted;
    alone.then_some(Label {
        kind,
        short: true,
        start,
        value: at + colon,
    })
}

fn kind(found: &regex::Captures<'_>) -> Kind {
    match (found.name("hot"), found.name("tel"), found.name("mail")) {
        (Some(_), _, _) => Kind::Hotline,
        (_, Some(_), _) => Kind::Telephone,
        (_, _, Some(_)) => Kind::Mail,
        _ => Kind::Web,
    }
}

/// Short lines with a label that no colon follows, such as `Tel. (85)`.
pub(super) fn bare_field(line: &str) -> Option<Field> {
    let labelled = line.len() <= 60
        && line
            .trim_start()
            .starts_with(['t', 'T', 'p', 'P', 'f', 'F', 'm', 'M']);
    let number = |b: u8| b.is_ascii_digit() || matches!(b, b'+' | b'(') || !b.is_ascii();
    if !labelled || !line.bytes().any(number) {
        return None;
    }
    let found = BARE.as_ref()?.captures(line)?;
    let (label, value) = (found.name("label")?, found.name("value")?);
    let fault = telephone::fault(value.as_str().trim(), 6)?;
    Some(Field {
        range: TextRange::new(label.start(), value.end()),
        fault: Some(fault),
    })
}

static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?P<label>t[eé]l|telephone|téléphone|phone|fax|mobile|mob|telp|ph)\.?\s+(?P<value>[+(\d][\d()+. /-]{0,30}\w?)\s*$").ok()
});

fn field(line: &str, label: &Label, value: Range<usize>) -> Field {
    let all = line.get(value.clone()).unwrap_or_default();
    let shown = cut(all);
    let text = shown.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '|' | '.' | '•' | '·' | '/' | '-')
    });
    let text = keeps_end(label.kind, shown.trim_end(), text);
    // A bracket may open before the label.
    let near = line
        .as_bytes()
        .get(label.start.saturating_sub(OPENED)..label.start);
    let opened = near.is_some_and(|b| b.iter().any(|b| matches!(b, b'[' | b'<' | b'{')));
    let fault = Some(text.trim())
        .filter(|v| !v.is_empty() && (!label.short || is_value(label.kind, v)))
        .and_then(|v| signed(label.kind, text).or_else(|| fault(label.kind, v, opened)));
    Field {
        range: TextRange::new(label.start, value.start + text.len()),
        fault,
    }
}

/// How far before a label (UTF-8 bytes) its bracket opens.
const OPENED: usize = 60;

/// A hyphen glued to a number where its “+” should be; behind the colon itself it is a dash.
fn signed(kind: Kind, value: &str) -> Option<String> {
    let number = value
        .strip_prefix(' ')?
        .trim_start()
        .strip_prefix(['-', '–', '−'])?;
    let opens = number.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '+');
    let fits = kind == Kind::Telephone
        && opens
        && super::count_digits(number) >= 6
        && telephone::is_numeric(number);
    fits.then(|| format!("Another sign instead of “+”: “{}”", value.trim()))
}

/// The value with the marks at its end where they show that it was cut.
fn keeps_end<'a>(kind: Kind, all: &'a str, text: &'a str) -> &'a str {
    let end = all.get(text.len()..).unwrap_or_default();
    let cut = match kind {
        Kind::Telephone | Kind::Hotline => matches!(end, "-" | "–" | "/") || end.starts_with(".."),
        Kind::Mail => {
            end.starts_with(['.', ',', ';']) && end.trim_end().len() > 1 && text.contains('@')
                || end.starts_with('.') && text.contains('@')
        }
        Kind::Web => end.starts_with('.') || end.starts_with('/'),
    };
    if cut { all } else { text }
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

/// Whether a value behind a single letter looks like what the letter may announce.
fn is_value(kind: Kind, value: &str) -> bool {
    let words = value.split_whitespace().count();
    let digits = super::count_digits(value);
    let unfilled = unfilled::is_export(value)
        || unfilled::is_bracketed_form(value)
        || kind == Kind::Web && (unfilled::fault(value).is_some() || value.contains('\\'));
    unfilled
        || match kind {
            Kind::Telephone | Kind::Hotline => {
                let opens = value.starts_with('+') || value.starts_with("(0");
                let form = value.starts_with(|c: char| c.is_ascii_digit() || c == '(');
                let figures = value.contains(',') || value.contains('%');
                (opens && digits > 0 || form && digits >= 5 && !figures)
                    && telephone::is_numeric(value)
                    || telephone::is_masked(value)
            }
            Kind::Mail => {
                let sign = value.contains(['@', '©', '®', '€']) || value.contains("%40");
                words <= 3 && (sign || value.contains('.') && words == 1)
                    || value.to_lowercase().contains("spam")
            }
            Kind::Web => {
                let lower = value.to_lowercase();
                words <= 3
                    && (lower.contains("www")
                        || lower.contains("http")
                        || lower.contains("://")
                        || lower.contains("//"))
                    || words == 1 && lower.contains('.') && !lower.ends_with('.')
                    || lower.starts_with("ht") && lower.contains(':') && words <= 3
            }
        }
}

fn fault(kind: Kind, value: &str, opened: bool) -> Option<String> {
    const BLANK: &[&str] = &[
        "n/a",
        "na",
        "none",
        "nil",
        "-",
        "--",
        "–",
        "not available",
        "same",
        "idem",
    ];
    if BLANK.contains(&value.to_lowercase().as_str()) && value != "None" {
        return None;
    }
    match kind {
        Kind::Telephone => telephone::fault(value, 6),
        Kind::Hotline => telephone::fault(value, 3),
        Kind::Mail => mail::value_fault(value).or_else(|| junk::value_fault(kind, value, opened)),
        Kind::Web => web::value_fault(value).or_else(|| junk::value_fault(kind, value, opened)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn values_that_nobody_can_use() {
        expect(
            &ContactField,
            "\
T: (068)
^^^^^^^^ high: Three digits
Tel: 202-555-
^^^^^^^^^^^^^ high: cut
Fax: #N/A | Mob: 8.55E+11
^^^^^^^^^ high: table
            ^^^^^^^^^^^^^ high: table
Phone: +27 12 3Sl 1OOO
^^^^^^^^^^^^^^^^^^^^^^ high: Letters
Tel: 123-456-7890
^^^^^^^^^^^^^^^^^ high: placeholder
Fax: +1 202 647 4000202 647 1117
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: run together
E: press@island
^^^^^^^^^^^^^^^ high: No dot
E-mail: your.name@yourcompany.com
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ high: placeholder
W: file:///C:/a.html
^^^^^^^^^^^^^^^^^^^^ high: own computer
Website: www.
^^^^^^^^^^^^^ high: No dot",
        );
    }

    #[test]
    fn values_of_other_things_and_unusual_ones() {
        silent(
            &ContactField,
            &[
                "T: 5\nF: 12.5\nM: 45,200,100 F: 44,100,200\nE: east\nW: west\nC: 37.5\nP: 12",
                "Site: the new harbour\nStandard: ISO 9001\nInternet: 45 percent\nPortable: yes",
                "T: 00 800 6 7 8 9 10 11\nPhone: +49 30 18 17-0\nTel: +992 37 221-15-60\nFax : 1300 555 135",
                "Tel: +255 22 211 1906-12 | Hotline: *123#\nTel: 1-800-CALL-NOW\n(Tel: 202-647-7117)",
                "Email: 1300enquiry@island.gov.my\nE: MEDIA@ISLAND.GOV.TO\nW: http://президент.рф\nWeb: www.gov.im",
            ],
        );
    }
}
