//! The worst passages: where findings stand close together and weigh most.

use super::items::{Item, Standing};
use crate::annotation::{Category, Severity};
use crate::document::Document;
use crate::text::TextRange;

/// Findings that begin this close (bytes) behind one another belong to one passage.
const GAP: usize = 200;
/// The longest passage (bytes).
const REACH: usize = 600;
/// The most of it (bytes) that is shown.
const SHOWN: usize = 280;
/// Bytes of the paragraph that are shown on each side.
const AROUND: usize = 60;
/// The least weight of a passage that is worth showing: that of one finding of medium severity.
const LEAST: usize = 6;

/// A passage with findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// The document's key.
    pub key: String,
    /// What the report calls the document.
    pub name: String,
    /// UTF-8 bytes of the document's text.
    pub range: TextRange,
    /// The number of its paragraph; 0 where the text could not be looked at.
    pub paragraph: usize,
    /// Its words with some around them, on one line.
    pub words: String,
    /// Its first words as they stand in the text.
    pub first_words: String,
    /// The gravest severity.
    pub severity: Severity,
    /// How many findings of which category, in the order of the categories.
    pub categories: Vec<(Category, usize)>,
    /// Its weight.
    pub weight: usize,
}

impl Spot {
    /// "2 × Garbled text, Invalid contact field".
    pub fn what(&self) -> String {
        let one = |(category, n): &(Category, usize)| match n {
            1 => category.title().to_owned(),
            n => format!("{n} × {}", category.title()),
        };
        let all: Vec<String> = self.categories.iter().map(one).collect();
        all.join(", ")
    }
}

/// How much a finding weighs; one that is less certain half.
const fn weight(item: &Item) -> usize {
    let full = match item.severity {
        Severity::High => 12,
        Severity::Medium => 6,
        Severity::Low => 2,
    };
    match item.standing {
        Standing::Dismissed => 0,
        Standing::Open if item.tier > 1 => full / 2,
        _ => full,
    }
}

/// The passages with the most weight, the heaviest first, at most `most`. `items` are sorted by start.
pub(super) fn worst(items: &[Item], key: &str, name: &str, most: usize) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let placed = items.iter();
    let placed = placed.filter(|i| !i.range.is_document() && weight(i) > 0);
    for item in placed {
        match spots.last_mut().filter(|spot| reaches(spot, item)) {
            Some(spot) => join(spot, item),
            None => spots.push(begin(item, key, name)),
        }
    }
    spots.retain(|spot| spot.weight >= LEAST);
    heaviest(&mut spots, most);
    for spot in &mut spots {
        spot.categories.sort();
    }
    spots
}

/// Keeps the heaviest, the heaviest first; of two alike the one that comes first.
pub(super) fn heaviest(spots: &mut Vec<Spot>, most: usize) {
    spots.sort_by_key(|spot| std::cmp::Reverse(spot.weight));
    spots.truncate(most);
}

fn reaches(spot: &Spot, item: &Item) -> bool {
    let end = item.range.end.min(item.range.start + GAP);
    item.range.start <= spot.range.end + GAP && end <= spot.range.start + REACH
}

fn begin(item: &Item, key: &str, name: &str) -> Spot {
    let range = item.range;
    Spot {
        key: key.to_owned(),
        name: name.to_owned(),
        // A whole paragraph that is repeated is shown by its beginning.
        range: TextRange::new(range.start, range.end.min(range.start + REACH)),
        paragraph: 0,
        words: String::new(),
        first_words: String::new(),
        severity: item.severity,
        categories: vec![(item.category, 1)],
        weight: weight(item),
    }
}

fn join(spot: &mut Spot, item: &Item) {
    let end = item.range.end.min(spot.range.start + REACH);
    spot.range.end = spot.range.end.max(end);
    spot.severity = spot.severity.max(item.severity);
    spot.weight += weight(item);
    let mut same = spot.categories.iter_mut();
    match same.find(|(category, _)| *category == item.category) {
        Some((_, n)) => *n += 1,
        None => spot.categories.push((item.category, 1)),
    }
}

/// Gives a passage its words.
pub(super) fn quote(spot: &mut Spot, document: &Document) {
    let text = document.text.as_str();
    let range = spot.range.snapped(text);
    spot.paragraph = document.paragraph_number(range.start);
    let block = document
        .paragraph_at(range.start)
        .and_then(|i| document.structure.blocks.get(i))
        .map_or(range, |b| b.range);
    let start = block.start.min(range.start);
    let end = block.end.max(range.end);
    let shown = TextRange::new(
        start.max(range.start.saturating_sub(AROUND)),
        end.min((range.end + AROUND).min(range.start + SHOWN)),
    );
    let shown = whole_words(text, shown.snapped(text), range);
    let cut = if shown.start > start { "…" } else { "" };
    let more = if shown.end < end { "…" } else { "" };
    let words = document.shown(shown);
    let words: Vec<&str> = words.split_whitespace().collect();
    spot.words = format!("{cut}{}{more}", words.join(" "));
    let from = whole_words(text, range, TextRange::new(range.end, range.end));
    let first = from.of(text).unwrap_or_default().split_whitespace().take(6);
    spot.first_words = first.collect::<Vec<_>>().join(" ");
}

/// `shown` without the halves of words at its ends, as far as these lie outside `keep`.
fn whole_words(text: &str, shown: TextRange, keep: TextRange) -> TextRange {
    let inside = |at: usize| {
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        !space(before.chars().next_back()) && !space(behind.chars().next())
    };
    let mut out = shown;
    if inside(shown.start) {
        let head = text.get(shown.start..keep.start.max(shown.start));
        let space = head.and_then(|h| h.find(char::is_whitespace));
        out.start = space.map_or(keep.start, |n| shown.start + n).min(shown.end);
    }
    if inside(shown.end) {
        let tail = text.get(keep.end.min(shown.end)..shown.end);
        let space = tail.and_then(|t| t.rfind(char::is_whitespace));
        out.end = space.map_or(keep.end, |n| keep.end.min(shown.end) + n);
    }
    TextRange::new(out.start, out.end.max(out.start))
}
