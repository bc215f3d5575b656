//! The first lines: letterhead, byline, date line, number.

use super::edges::{Edges, Line};
use super::{Field, Found, Source, mention_in, whole};
use crate::annotation::EntityLabel;
use crate::text::TextRange;

/// How many lines may come before the text begins.
const LINES: usize = 12;

/// Reads letterhead, byline, date line, number and notice of copyright.
pub(super) fn read(edges: &Edges<'_>, out: &mut Source) {
    letterhead(edges, out);
    for line in edges.top.iter().chain(&edges.end) {
        copyright(line, out);
    }
    for (n, line) in edges.top.iter().take(LINES).enumerate() {
        byline(line, out);
        number(line, out);
        dateline(edges, n, line, out);
    }
}

/// "By Jane Doe, staff writer".
fn byline(line: &Line<'_>, out: &mut Source) {
    let by = [
        "by ",
        "written by ",
        "reported by ",
        "story by ",
        "words by ",
    ];
    let Some(rest) = by.iter().find_map(|by| line.after(by)) else {
        return;
    };
    let end = [",", "|", " – ", " — ", " - ", " in ", " for "]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min();
    let name = rest
        .get(..end.unwrap_or(rest.len()))
        .unwrap_or_default()
        .trim();
    if line.is_short(100) && !line.text.ends_with(['.', ':', ';', ',']) && is_name(name) {
        let (value, range) = (name.to_owned(), Some(line.part(name)));
        let why = "the byline";
        out.set(Field::Author, Found { value, range, why });
    }
}

/// Whether words are those of a byline: names, "our correspondent".
fn is_name(name: &str) -> bool {
    let small = [
        "and",
        "our",
        "a",
        "the",
        "staff",
        "correspondent",
        "reporter",
        "reporters",
        "writer",
        "de",
        "van",
        "von",
        "bin",
        "al",
        "&",
        "of",
    ];
    let mut words = 0;
    let fits = name.split_whitespace().all(|word| {
        words += 1;
        word.starts_with(char::is_uppercase) || small.contains(&word)
    });
    fits && (2..=10).contains(&words) && !name.bytes().any(|b| b.is_ascii_digit())
}

/// "No. 12/2024", "Ref. MF/14".
fn number(line: &Line<'_>, out: &mut Source) {
    let marks = [
        "no. ", "no ", "no.", "n° ", "n°", "nº ", "nr. ", "ref. ", "ref ", "số ",
    ];
    let rest = marks.iter().find_map(|mark| line.after(mark));
    let fits = |rest: &&str| {
        let digit = rest.bytes().take(12).any(|b| b.is_ascii_digit());
        digit && line.is_short(40) && !rest.contains(',') && !rest.ends_with('.')
    };
    if rest.filter(fits).is_some() {
        out.set(Field::Number, whole(line, "a line with a number"));
    }
}

/// The place before a date or a dash: "PORT VILA, 3 June 2024 –", "Port Vila (Agency) –"; also a line of its own.
fn dateline(edges: &Edges<'_>, n: usize, line: &Line<'_>, out: &mut Source) {
    let Some(place) = place_at(edges, line) else {
        return;
    };
    let rest = TextRange::new(place.end, line.range.end);
    let Some(tail) = rest.of(edges.text) else {
        return;
    };
    let why = match tail.trim() {
        "" | "." | ":" if n > 0 && line.is_short(60) => "a line with a place",
        _ if before_date(edges, rest, tail) || before_dash(tail) => "the date line",
        _ => return,
    };
    let value = place.of(edges.text).unwrap_or_default().to_owned();
    let range = Some(place);
    out.set(Field::Place, Found { value, range, why });
    if let Some(agency) = agency(tail).or_else(|| late_agency(tail)) {
        let start = place.end + tail.find(agency).unwrap_or_default();
        let range = Some(TextRange::new(start, start + agency.len()));
        let (value, why) = (agency.to_owned(), "the agency in the date line");
        out.set(Field::Publisher, Found { value, range, why });
    }
}

/// The place that a line begins with, with what it lies in.
pub(super) fn place_at(edges: &Edges<'_>, line: &Line<'_>) -> Option<TextRange> {
    let mut places = edges.mentions.over(line.range).map(|(_, m)| m);
    let first = places.next().filter(|m| m.label == EntityLabel::Place)?;
    if first.range.start != line.range.start || !line.range.covers(first.range) {
        return None;
    }
    let mut out = first.range;
    for more in places.take(2) {
        let between = edges.text.get(out.end..more.range.start);
        if more.label == EntityLabel::Place && between == Some(", ") {
            out.end = more.range.end;
        }
    }
    // States and regions that are no mention: "Boston, MA".
    let rest = edges.text.get(out.end..line.range.end).unwrap_or_default();
    let state = rest.strip_prefix(", ").filter(|s| s.len() == 2);
    if state.is_some_and(|s| s.bytes().all(|b| b.is_ascii_uppercase())) {
        out.end = line.range.end;
    }
    Some(out)
}

/// Whether a comma and a date follow, and then a dash, a bracket or the end.
fn before_date(edges: &Edges<'_>, rest: TextRange, tail: &str) -> bool {
    let near = TextRange::new(rest.start, rest.start + rest.len().min(60)).snapped(edges.text);
    let date = mention_in(edges, near, EntityLabel::Date);
    let (Some(date), true) = (date, tail.starts_with([',', ':', ' '])) else {
        return false;
    };
    let after = edges
        .text
        .get(date.end..rest.end)
        .unwrap_or_default()
        .trim_start();
    date.start <= rest.start + 24
        && (after.trim_end_matches('.').is_empty()
            || after.starts_with(['-', '–', '—', '(', ':', '|', '/', ',']))
}

/// Whether a dash parts the place from the text, perhaps behind an agency.
fn before_dash(tail: &str) -> bool {
    let rest = tail.trim_start();
    let rest = match agency(tail) {
        Some(agency) => rest
            .get(agency.len() + 2..)
            .unwrap_or_default()
            .trim_start(),
        None if rest.len() == tail.len() => return false,
        None => rest,
    };
    let dash = ["–", "—", "--", "- ", "/ "];
    dash.iter().any(|d| rest.starts_with(d))
}

/// The agency between a date and a dash: ", 3 June 2024 (Reuters) –".
fn late_agency(tail: &str) -> Option<&str> {
    let (before, rest) = tail.split_once('(')?;
    let after = rest.split_once(')')?.1.trim_start();
    let near = before.len() <= 40 && after.starts_with(['–', '—', '-', '/']);
    near.then(|| agency(tail.get(before.len()..)?))?
}

/// The name in brackets at the beginning: "(Reuters)".
fn agency(tail: &str) -> Option<&str> {
    let inside = tail.trim_start().strip_prefix('(')?.split_once(')')?.0;
    let name = inside.len() <= 30 && inside.starts_with(char::is_uppercase);
    (name && !inside.bytes().any(|b| b.is_ascii_digit())).then_some(inside)
}

/// The body that the lines before the text name.
fn letterhead(edges: &Edges<'_>, out: &mut Source) {
    let lines = edges.top.iter().take(8).take_while(|l| l.is_short(150));
    for line in lines {
        let mut inside = edges.mentions.over(line.range).map(|(_, m)| m);
        let body = inside.find(|m| m.label == EntityLabel::Org && line.is_all(m.range));
        let Some(body) = body else {
            continue;
        };
        let words = body.range.of(edges.text).unwrap_or_default();
        let value = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let range = Some(body.range);
        let why = "the letterhead";
        out.set(Field::Publisher, Found { value, range, why });
        return;
    }
}

/// "© 2024 The Harbour Board. All rights reserved."
fn copyright(line: &Line<'_>, out: &mut Source) {
    let rest = line.text.split_once('©').map(|(_, rest)| rest);
    let rest = rest
        .or_else(|| line.after("copyright (c)"))
        .or_else(|| line.after("copyright "));
    let Some(rest) = rest.filter(|_| line.is_short(200)) else {
        return;
    };
    let mark =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '-' | '–' | '©');
    let rest = rest.trim_start_matches(mark);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest
        .find(['.', '|', ',', ';', '(', '–'])
        .unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or_default();
    let name = name
        .split(" All ")
        .next()
        .unwrap_or_default()
        .trim_end_matches(mark);
    if name.starts_with(char::is_uppercase) && (3..=80).contains(&name.len()) {
        let (value, range) = (name.to_owned(), Some(line.part(name)));
        let why = "the notice of copyright";
        out.set(Field::Publisher, Found { value, range, why });
    }
}
