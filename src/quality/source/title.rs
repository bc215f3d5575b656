//! The heading of a text, and whom it names: "Remarks by Jane Doe at the Harbour Board".

use super::edges::{Edges, Line};
use super::{Field, Found, Source, whole};
use crate::annotation::EntityLabel;
use crate::text::TextRange;

/// Among how many lines the heading is.
const LINES: usize = 8;
/// Lines of a letterhead that are no heading.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "press release", "news release", "media release", "press statement", "press briefing", "statement", "joint statement", "speech", "for immediate release", "news", "home",
    "skip to", "menu", "embargoed", "communiqué de presse", "siaran pers",
];

/// Reads the heading.
pub(super) fn read(edges: &Edges<'_>, out: &mut Source) {
    let lines = edges.top.iter().take(LINES).enumerate();
    let mut lines = lines.skip_while(|_| edges.front_matter && out.title.is_some());
    let heading = lines.find(|(n, line)| is_heading(edges, *n, line, out));
    let Some((_, line)) = heading else {
        return;
    };
    out.set(Field::Title, whole(line, "the heading"));
    speaker(edges, line, out);
}

fn is_heading(edges: &Edges<'_>, n: usize, line: &Line<'_>, out: &Source) -> bool {
    if !line.is_short(200) || line.text.split_whitespace().nth(1).is_none() {
        return false;
    }
    let kind = KINDS.iter().any(|k| {
        line.after(k)
            .is_some_and(|rest| rest.trim_matches([':', '.', ' ']).is_empty())
    });
    let ends = line.text.ends_with(['.', ':', ';', ',']);
    let next = edges.top.get(n + 1);
    // The first line of a wrapped paragraph goes on in the next one.
    let apart = next.is_some_and(|next| {
        next.opens
            || line.heading
            || next.text.starts_with(char::is_uppercase) && next.text.len() > line.text.len() * 2
    });
    let begins_text = n == 0 || line.opens || line.heading;
    !kind && !ends && apart && begins_text && !is_taken(line.range, out)
}

/// Whether another field was read from the line.
fn is_taken(line: TextRange, out: &Source) -> bool {
    let found = [
        &out.publisher,
        &out.author,
        &out.place,
        &out.published,
        &out.retrieved,
        &out.url,
        &out.number,
        &out.contact,
    ];
    let mut ranges = found.into_iter().flatten().filter_map(|f| f.range);
    ranges.any(|r| r.overlaps(line))
}

/// Who speaks: the person or the body behind "by".
fn speaker(edges: &Edges<'_>, line: &Line<'_>, out: &mut Source) {
    let Some(at) = line.text.find(" by ") else {
        return;
    };
    let rest = TextRange::new(line.range.start + at + 4, line.range.end);
    let near =
        |m: &crate::detect::Mention<'_>| m.range.start <= rest.start + 60 && rest.covers(m.range);
    let by = edges.mentions.over(rest).map(|(_, m)| m).filter(near);
    let mut by = by.filter(|m| matches!(m.label, EntityLabel::Person | EntityLabel::Org));
    let Some(m) = by.next() else {
        return;
    };
    let field = if m.label == EntityLabel::Person {
        Field::Author
    } else {
        Field::Publisher
    };
    let value = m.range.of(edges.text).unwrap_or_default().to_owned();
    let range = Some(m.range);
    let why = "the heading names who speaks";
    out.set(field, Found { value, range, why });
}
