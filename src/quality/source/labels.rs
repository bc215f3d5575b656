//! Lines that name what they say: "Date: 3 June 2024", front matter, "Retrieved on 4 June 2024 from https://…".

use super::edges::{Edges, Line};
use super::{Field, Found, Source, date_value, mention_in};
use crate::annotation::EntityLabel;
use crate::text::TextRange;

/// The words before the colon, in small letters. Besides English those of languages that policy documents come in.
#[rustfmt::skip]
const LABELS: &[(Field, &[&str])] = &[
    (Field::Title, &["title", "headline", "subject", "titre", "título", "titel", "judul", "tiêu đề"]),
    (Field::Author, &["author", "authors", "author(s)", "by", "byline", "written by", "reporter", "from", "auteur", "autor", "penulis", "tác giả"]),
    (Field::Publisher, &[
        "publisher", "published by", "issued by", "source", "news source", "outlet", "newspaper", "agency", "news agency", "organisation",
        "organization", "site", "site name", "website", "éditeur", "fuente", "quelle", "sumber", "nguồn",
    ]),
    (Field::Place, &["place", "location", "dateline", "place of publication", "lieu", "lugar", "tempat"]),
    (Field::Published, &[
        "date", "published", "published on", "published at", "publication date", "date published", "date of publication", "posted", "posted on",
        "issued", "issued on", "date issued", "date of issue", "release date", "released", "pubdate", "publishdate", "fecha", "datum", "tanggal", "ngày",
    ]),
    (Field::Retrieved, &[
        "retrieved", "retrieved on", "retrieved at", "date retrieved", "date of retrieval", "accessed", "accessed on", "date accessed", "access date",
        "downloaded", "downloaded on", "captured", "crawled", "scraped", "last accessed", "archived", "consulté le",
    ]),
    (Field::Url, &["url", "link", "permalink", "source url", "web address", "canonical", "canonical url", "available at", "address of the page"]),
    (Field::Language, &["language", "lang", "langue", "idioma", "sprache", "bahasa"]),
    (Field::Number, &[
        "no", "no.", "nr", "nr.", "n°", "nº", "ref", "ref.", "ref no", "ref. no.", "ref no.", "reference", "reference no", "reference number",
        "document no", "document no.", "document number", "symbol", "our ref", "số",
    ]),
    (Field::Contact, &["contact", "press contact", "media contact", "contacts", "media contacts", "for more information", "for further information", "press enquiries", "media enquiries"]),
];

/// Dates and addresses that follow without a colon, in small letters.
#[rustfmt::skip]
const PHRASES: &[(Field, &str)] = &[
    (Field::Published, "published on "), (Field::Published, "published "), (Field::Published, "posted on "), (Field::Published, "posted "),
    (Field::Published, "issued on "), (Field::Published, "released on "), (Field::Published, "date of publication "),
    (Field::Published, "for immediate release"), (Field::Published, "for release"), (Field::Published, "press release"),
    (Field::Published, "last updated on "), (Field::Published, "last updated "), (Field::Published, "updated on "), (Field::Published, "updated "),
    (Field::Retrieved, "retrieved on "), (Field::Retrieved, "retrieved "), (Field::Retrieved, "accessed on "), (Field::Retrieved, "accessed "),
    (Field::Retrieved, "downloaded on "), (Field::Retrieved, "downloaded "),
];

/// How many of the first and of the last lines may name what they say.
const TOP_LINES: usize = 15;
const END_LINES: usize = 8;

/// Reads the lines that name what they say.
pub(super) fn read(edges: &Edges<'_>, out: &mut Source) {
    let lines = edges.top.iter().take(TOP_LINES);
    let from = edges.end.len().saturating_sub(END_LINES);
    for line in lines.chain(edges.end.iter().skip(from)) {
        if line.cut || line.text.len() > 300 {
            continue;
        }
        match labelled(line) {
            Some((field, value)) => add(edges, line, field, value, out),
            None => phrase(edges, line, out),
        }
    }
    addresses(edges, out);
}

/// The field that a line names, and what it says.
fn labelled<'a>(line: &Line<'a>) -> Option<(Field, &'a str)> {
    let (label, value) = line.text.split_once(':')?;
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"'));
    let value = value.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '"' | '\'' | '“' | '”' | ',')
    });
    if label.is_empty() || label.len() > 30 || value.is_empty() || value.starts_with("//") {
        return None;
    }
    let label = label.to_lowercase();
    let field = LABELS.iter().find(|(_, l)| l.contains(&label.as_str()))?.0;
    Some((field, value))
}

fn add(edges: &Edges<'_>, line: &Line<'_>, field: Field, value: &str, out: &mut Source) {
    let why = "a line that names it";
    let range = line.part(value);
    let of = |range: TextRange, value: String| Found {
        value,
        range: Some(range),
        why,
    };
    let found = match field {
        Field::Published | Field::Retrieved => date(edges, range, value).map(|(r, v)| of(r, v)),
        Field::Url => address(value).map(|url| of(line.part(url), url.to_owned())),
        Field::Author => {
            let name = value.strip_prefix("By ").unwrap_or(value);
            let named = name.starts_with(char::is_uppercase) && name.len() <= 120;
            named.then(|| of(line.part(name), name.to_owned()))
        }
        // "Source: https://…" names an address; who published it can be seen from that.
        Field::Publisher => match address(value) {
            Some(url) => {
                out.set(Field::Url, of(line.part(url), url.to_owned()));
                None
            }
            // An address that was cut off is no publisher either.
            None => {
                let named = value.len() <= 120 && !value.to_lowercase().starts_with("www.");
                named.then(|| of(range, value.to_owned()))
            }
        },
        Field::Number => number(value).then(|| of(range, value.to_owned())),
        Field::Place => (value.len() <= 80).then(|| of(range, value.to_owned())),
        Field::Title | Field::Language | Field::Contact => Some(of(range, value.to_owned())),
    };
    if let Some(found) = found {
        out.set(field, found);
    }
}

/// A date of a line, as it is detected; else a value that has a year in it.
fn date(edges: &Edges<'_>, range: TextRange, value: &str) -> Option<(TextRange, String)> {
    if let Some(found) = mention_in(edges, range, EntityLabel::Date) {
        return Some((found, date_value(found.of(edges.text)?)));
    }
    let iso = value.get(..10).map(date_value);
    let read = iso.filter(|v| Some(v.as_str()) == value.get(..10) && v.as_bytes()[4] == b'-');
    let first = TextRange::new(range.start, range.start + 10.min(range.len()));
    let own = || {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        (digits >= 4 && value.len() <= 60).then(|| (range, date_value(value)))
    };
    read.map(|v| (first, v)).or_else(own)
}

/// A number of a document: it has digits and hardly any words.
fn number(value: &str) -> bool {
    value.len() <= 40
        && value.bytes().any(|b| b.is_ascii_digit())
        && value.split_whitespace().count() <= 4
}

/// "Published on 3 June 2024": the date follows at once.
fn phrase(edges: &Edges<'_>, line: &Line<'_>, out: &mut Source) {
    let before = PHRASES
        .iter()
        .find_map(|(field, p)| line.after(p).map(|rest| (*field, rest)));
    let Some((field, rest)) = before.filter(|_| line.is_short(140)) else {
        return;
    };
    let range = line.part(rest);
    let Some(date) = mention_in(edges, range, EntityLabel::Date) else {
        return;
    };
    let value = date.of(edges.text).map(date_value);
    if let Some(value) = value.filter(|v| date.start <= range.start + 30 && has_year(v)) {
        let why = "a line that names it";
        let range = Some(date);
        out.set(field, Found { value, range, why });
    }
}

fn has_year(value: &str) -> bool {
    value
        .as_bytes()
        .get(..4)
        .is_some_and(|y| y.iter().all(u8::is_ascii_digit))
}

/// An address for itself in a line, or behind "Retrieved from".
fn addresses(edges: &Edges<'_>, out: &mut Source) {
    let from = edges.end.len().saturating_sub(END_LINES);
    let last = edges.end.iter().skip(from);
    for line in edges.top.iter().take(TOP_LINES).chain(last) {
        let Some(url) = address(line.text).filter(|_| line.is_short(300)) else {
            continue;
        };
        let before = line
            .text
            .split_once(url)
            .map_or("", |(before, _)| before)
            .trim_end_matches([' ', ':', '<', '(', '[']);
        let says = ["from", "at", "on", "url", "link", "source"];
        let word = before.rsplit(' ').next().unwrap_or_default();
        let retrieved = [
            "retrieved",
            "accessed",
            "available",
            "source",
            "originally",
            "read",
        ];
        let begins = retrieved.iter().any(|w| line.after(w).is_some());
        if before.is_empty() && line.text.len() <= url.len() + 4
            || begins && says.iter().any(|w| word.eq_ignore_ascii_case(w))
        {
            let range = Some(line.part(url));
            let why = "an address for itself";
            let value = url.to_owned();
            out.set(Field::Url, Found { value, range, why });
        }
    }
}

/// The first web address in a text.
fn address(text: &str) -> Option<&str> {
    let at = ["https://", "http://", "www."]
        .iter()
        .filter_map(|p| text.find(p))
        .min()?;
    let rest = text.get(at..)?;
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '”'))
        .unwrap_or(rest.len());
    let url = rest.get(..end)?.trim_end_matches(['.', ',', ';', '\'']);
    (url.len() > 10 && url.contains('.')).then_some(url)
}
