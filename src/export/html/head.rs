//! The top of the report: what it is, how much there is of what, and the list of documents.

use super::colour;
use super::escape::escape;
use super::many;
use crate::annotation::{Body, Category, EntityLabel, Theme, ThemeId, Timestamp};
use crate::export::rows::{Row, Spot};
use crate::export::{ExportInput, count};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

pub(super) fn push(out: &mut String, input: &ExportInput<'_>, listed: &[Vec<Row<'_>>]) {
    let _ = writeln!(
        out,
        "<header class=\"report\">\n<h1>{}</h1>\n<p class=\"facts\">{}</p>",
        escape(&input.title),
        summary(input, listed)
    );
    if count(input) == 0 {
        out.push_str("<p class=\"empty\">There are no annotations in this export.</p>\n");
    }
    out.push_str("<div class=\"legend\">\n");
    push_themes(out, input, listed);
    push_entities(out, listed);
    push_flags(out, listed);
    out.push_str("</div>\n");
    push_contents(out, input, listed);
    out.push_str("</header>\n");
}

fn summary(input: &ExportInput<'_>, listed: &[Vec<Row<'_>>]) -> String {
    let names: BTreeSet<_> = listed
        .iter()
        .flatten()
        .map(|r| r.annotator)
        .filter(|n| !n.is_empty())
        .collect();
    let names: Vec<_> = names.into_iter().collect();
    let by = if names.is_empty() {
        String::new()
    } else {
        format!(" by {}", escape(&names.join(", ")))
    };
    let lost = listed
        .iter()
        .flatten()
        .filter(|r| r.spot == Spot::Orphaned)
        .count();
    let lost = match lost {
        0 => String::new(),
        1 => " · the passage of 1 is lost".to_owned(),
        n => format!(" · the passages of {n} are lost"),
    };
    format!(
        "Exported <time datetime=\"{}\">{}</time> · {}{by} in {}{lost}",
        input.exported,
        day(input.exported),
        many(count(input), "annotation"),
        many(input.documents.len(), "document")
    )
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `22 November 2026`.
pub(super) fn day(at: Timestamp) -> String {
    let written = at.to_string();
    let date = written.split('T').next().unwrap_or_default();
    let parts: Vec<_> = date.split('-').collect();
    let month = |m: &str| MONTHS.get(m.parse::<usize>().ok()?.checked_sub(1)?);
    match parts.as_slice() {
        [y, m, d] => month(m).map_or_else(
            || date.to_owned(),
            |name| format!("{} {name} {y}", d.trim_start_matches('0')),
        ),
        _ => date.to_owned(),
    }
}

/// Names and definitions of the themes, as a tree, with their numbers.
fn push_themes(out: &mut String, input: &ExportInput<'_>, listed: &[Vec<Row<'_>>]) {
    let counts = tally(listed, |r| match r.annotation.body {
        Body::Theme(id) => Some(id),
        _ => None,
    });
    let extra = uncatalogued(input, &counts);
    if input.codebook.is_empty() && extra.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>Themes</h2>\n<ul class=\"themes\">\n");
    for (depth, theme) in input.codebook.tree().into_iter().chain(extra) {
        push_theme(
            out,
            depth,
            theme,
            counts.get(&theme.id).copied().unwrap_or(0),
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn push_theme(out: &mut String, depth: usize, theme: &Theme, n: usize) {
    let unused = if n == 0 { " class=\"unused\"" } else { "" };
    let _ = writeln!(
        out,
        "<li{unused} style=\"--t:{};--depth:{depth}\"><i class=\"swatch\"></i><span title=\"{}\">{}</span> <b>{n}</b></li>",
        colour::triple(Some(theme.colour)),
        escape(&theme.description),
        escape(&theme.name)
    );
}

/// Themes that are used and that the codebook lacks, as the sidecars copied them.
fn uncatalogued<'a>(
    input: &ExportInput<'a>,
    counts: &BTreeMap<ThemeId, usize>,
) -> Vec<(usize, &'a Theme)> {
    let missing = counts
        .keys()
        .filter(|id| input.codebook.get(**id).is_none());
    missing
        .filter_map(|id| input.documents.iter().find_map(|d| d.set.theme(*id)))
        .map(|theme| (0, theme))
        .collect()
}

fn push_entities(out: &mut String, listed: &[Vec<Row<'_>>]) {
    let counts = tally(listed, |r| match r.annotation.body {
        Body::Entity { label, .. } => Some(label),
        _ => None,
    });
    push_list(out, "Entities", counts, |label: EntityLabel| {
        let line = format!("<i class=\"line e-{}\"></i>", label.id());
        (line, label.title())
    });
}

fn push_flags(out: &mut String, listed: &[Vec<Row<'_>>]) {
    let counts = tally(listed, |r| match r.annotation.body {
        Body::Flag { category, .. } => Some(category),
        _ => None,
    });
    push_list(out, "Flags", counts, |category: Category| {
        ("<i class=\"wave\">⚑</i>".to_owned(), category.title())
    });
}

fn push_list<K: Ord + Copy>(
    out: &mut String,
    title: &str,
    counts: BTreeMap<K, usize>,
    show: impl Fn(K) -> (String, &'static str),
) {
    if counts.is_empty() {
        return;
    }
    let _ = write!(out, "<section>\n<h2>{title}</h2>\n<ul>\n");
    for (key, n) in counts {
        let (sign, name) = show(key);
        let _ = writeln!(out, "<li>{sign}<span>{name}</span> <b>{n}</b></li>");
    }
    out.push_str("</ul>\n</section>\n");
}

fn tally<K: Ord>(
    listed: &[Vec<Row<'_>>],
    key: impl Fn(&Row<'_>) -> Option<K>,
) -> BTreeMap<K, usize> {
    let mut out = BTreeMap::new();
    for key in listed.iter().flatten().filter_map(key) {
        *out.entry(key).or_insert(0) += 1;
    }
    out
}

/// Links to the documents, where there are several.
fn push_contents(out: &mut String, input: &ExportInput<'_>, listed: &[Vec<Row<'_>>]) {
    if input.documents.len() < 2 {
        return;
    }
    out.push_str("<nav>\n<h2>Documents</h2>\n<ol>\n");
    for (n, (document, rows)) in input.documents.iter().zip(listed).enumerate() {
        let _ = writeln!(
            out,
            "<li><a href=\"#doc-{}\">{}</a> <span class=\"path\">{}</span> <b>{}</b></li>",
            n + 1,
            escape(&document.document.title()),
            escape(&document.name),
            rows.len()
        );
    }
    out.push_str("</ol>\n</nav>\n");
}
