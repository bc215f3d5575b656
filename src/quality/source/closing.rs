//! The last lines: "Done at Port Vila on 3 June 2024", a signature, a place with a date.

use super::edges::{Edges, Line};
use super::opening::place_at;
use super::{Field, Found, Source, date_value, mention_in};
use crate::annotation::EntityLabel;
use crate::quality::Input;
use crate::text::TextRange;

/// How a closing formula begins.
#[rustfmt::skip]
const FORMULAS: &[&str] = &[
    "done at", "done in", "done this", "signed at", "signed in", "adopted at", "adopted in", "adopted on", "adopted by", "issued at", "issued in", "issued on", "given at",
    "given under", "made at", "dated ", "concluded at", "fait à", "hecho en", "ditetapkan di",
];
/// How many of the last lines may be a signature.
const SIGNATURE: usize = 6;

/// Reads closing formulas and signatures.
pub(super) fn read(edges: &Edges<'_>, out: &mut Source) {
    for line in &edges.end {
        let formula = FORMULAS.iter().any(|f| line.after(f).is_some());
        if formula && !line.cut || is_place_and_date(edges, line) {
            dated(edges, line, out);
        }
    }
    let from = edges.end.len().saturating_sub(SIGNATURE);
    for line in edges.end.iter().skip(from) {
        signature(edges, line, out);
    }
}

/// Takes place and date of a line.
fn dated(edges: &Edges<'_>, line: &Line<'_>, out: &mut Source) {
    let why = "the closing line";
    if let Some(date) = mention_in(edges, line.range, EntityLabel::Date) {
        let value = date_value(date.of(edges.text).unwrap_or_default());
        let full = value.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let range = Some(date);
        if full {
            out.set(Field::Published, Found { value, range, why });
        }
    }
    if let Some(place) = mention_in(edges, line.range, EntityLabel::Place) {
        let value = place.of(edges.text).unwrap_or_default().to_owned();
        let range = Some(place);
        out.set(Field::Place, Found { value, range, why });
    }
}

/// Whether a line is a date, with nothing but a place before it: the rest is no word of a sentence.
fn is_place_and_date(edges: &Edges<'_>, line: &Line<'_>) -> bool {
    if !line.is_short(90) {
        return false;
    }
    let (mut at, mut has_date, mut rest) = (line.range.start, false, 0);
    for (_, m) in edges.mentions.over(line.range) {
        has_date |= m.label == EntityLabel::Date;
        if !matches!(m.label, EntityLabel::Date | EntityLabel::Place) {
            return false;
        }
        rest += letters(edges.text.get(at..m.range.start));
        at = m.range.end;
    }
    rest += letters(edges.text.get(at..line.range.end));
    has_date && rest <= 5
}

fn letters(text: Option<&str>) -> usize {
    let text = text.unwrap_or_default();
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// A line that is a person's name, or a body's, below the text.
fn signature(edges: &Edges<'_>, line: &Line<'_>, out: &mut Source) {
    let among_first = edges.top.iter().take(3).any(|l| l.range == line.range);
    if among_first || edges.top.len() < 5 || !line.is_short(100) {
        return;
    }
    let mut inside = edges.mentions.over(line.range).map(|(_, m)| m);
    let Some(m) = inside.find(|m| line.is_all(m.range)) else {
        return;
    };
    let field = match m.label {
        EntityLabel::Person => Field::Author,
        EntityLabel::Org => Field::Publisher,
        _ => return,
    };
    let words = m.range.of(edges.text).unwrap_or_default();
    let value = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let range = Some(m.range);
    let why = "the signature";
    out.set(field, Found { value, range, why });
}

/// Lines below the text that name a place where a release ends with place and date, without a date in or beside them.
pub(in crate::quality) fn places_without_date(input: &Input<'_>) -> Vec<TextRange> {
    let edges = Edges::new(&input.document.text, input.mentions);
    let lines = &edges.end;
    let dated = |line: Option<&Line<'_>>| {
        let short = line.filter(|l| l.is_short(120));
        short.is_some_and(|l| mention_in(&edges, l.range, EntityLabel::Date).is_some())
    };
    let lone = |n: &usize| {
        let (before, line, after) = (
            n.checked_sub(1).and_then(|n| lines.get(n)),
            &lines[*n],
            lines.get(n + 1),
        );
        let place = place_at(&edges, line).filter(|p| line.is_short(60) && line.is_all(*p));
        let long = before.is_none_or(|b| !b.is_short(40));
        let below_text = line.opens && long && follows_sentence(edges.text, line.range.start);
        let footer = after.is_none_or(is_footer);
        place.is_some()
            && below_text
            && footer
            && ![before, Some(line), after].into_iter().any(dated)
    };
    (0..lines.len())
        .filter(lone)
        .map(|n| lines[n].range)
        .collect()
}

/// Whether a sentence ends before a place, white space and marks of Markdown aside.
fn follows_sentence(text: &str, at: usize) -> bool {
    let near = TextRange::new(at.saturating_sub(24), at).snapped(text);
    let before = near.of(text).unwrap_or_default();
    let before =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>'));
    before
        .trim_end_matches(['”', '"', '’', ')'])
        .ends_with(['.', '!', '?'])
}

/// Whether a line belongs below the text: telephone, address, a signature.
fn is_footer(line: &Line<'_>) -> bool {
    #[rustfmt::skip]
    let begins = ["tel", "telephone", "phone", "fax", "e-mail", "email", "address", "contact", "website", "www.", "http", "for more", "for further", "press "];
    line.opens
        && (begins.iter().any(|b| line.after(b).is_some())
            || line.is_short(60) && !line.ends_sentence())
}
