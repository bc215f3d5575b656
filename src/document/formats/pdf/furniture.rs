//! What stands on every page: running heads and feet, page numbers.
//!
//! A line at the top or the bottom is furniture where it says the same (numbers aside) at the same height on another page,
//! where it is nothing but a page number, where the file itself marks it so, or where most pages have a line of its own at
//! that height.

use super::lines::Line;
use std::collections::{HashMap, HashSet};

/// The parts of a page's height, at the top and at the bottom, where furniture stands.
const ZONE: f32 = 0.13;
/// Most lines of a head or a foot.
const BLOCK: usize = 4;

/// The narrowest gap, in font sizes, between furniture and text.
const WIDE: f32 = 1.7;
/// Pages from which is learnt how far lines are from each other.
const PITCH_PAGES: usize = 200;

/// Heads and feet of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Furniture {
    pub header: Vec<String>,
    pub footer: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Edge {
    Top,
    Bottom,
}

/// Takes the furniture out of the lines. `heights`: of the pages, in points; `body`: usual font size.
pub(super) fn take(lines: &mut Vec<Line>, heights: &[f32], body: f32) -> Vec<Furniture> {
    let mut out = vec![Furniture::default(); heights.len()];
    let edges: Vec<Option<(Edge, u32)>> = edges(lines, heights);
    let apart = apart(lines, &edges);
    let mut same: HashMap<(Edge, i32, String), HashSet<usize>> = HashMap::new();
    let mut heights_of: HashMap<(Edge, i32), HashSet<usize>> = HashMap::new();
    for ((line, edge), apart) in lines.iter().zip(&edges).zip(&apart) {
        if let Some((edge, depth)) = edge {
            let at = distance(line, heights, *edge);
            // Heights are compared within a few points: a line counts for its step and both beside it.
            for step in [at - 1, at, at + 1] {
                same.entry((*edge, step, numberless(&line.text())))
                    .or_default()
                    .insert(line.page);
                // The first line of every text stands at one height as well, but hardly ever apart from the next.
                if *depth == 0 && *apart && line.size < 1.12 * body {
                    heights_of
                        .entry((*edge, step))
                        .or_default()
                        .insert(line.page);
                }
            }
        }
    }
    let pages = heights.len();
    let is_furniture = |line: &Line, edge: Edge, depth: u32, apart: bool| {
        let at = distance(line, heights, edge);
        let text = line.text();
        let repeated = same
            .get(&(edge, at, numberless(&text)))
            .map_or(0, HashSet::len);
        let level = heights_of.get(&(edge, at)).map_or(0, HashSet::len);
        let usual = depth == 0
            && apart
            && pages >= 4
            && level * 10 >= pages * 7
            && text.chars().count() < 110;
        let number = depth == 0 && is_page_number(&text) && (apart || repeated > 1);
        // Two parts at opposite ends, far above the text: a running head, also on a page of its own.
        let parted =
            edge == Edge::Top && depth == 0 && apart && line.parted && line.size <= 1.02 * body;
        // Prose that stands on two pages is no head: what is one stands apart from the text, or is short and on many.
        let again =
            repeated > 1 && (apart || repeated > 2 && depth == 0 && text.chars().count() < 90);
        line.artifact || parted || again || number || usual
    };
    let mut kept = Vec::with_capacity(lines.len());
    for ((line, edge), apart) in lines.drain(..).zip(edges).zip(apart) {
        let found = edge.filter(|(edge, depth)| {
            line.cells.is_none() && is_furniture(&line, *edge, *depth, apart)
        });
        match (found, out.get_mut(line.page)) {
            (Some((Edge::Top, _)), Some(page)) => page.header.push(line.text()),
            (Some((Edge::Bottom, _)), Some(page)) => page.footer.push(line.text()),
            _ => kept.push(line),
        }
    }
    *lines = kept;
    out
}

/// Which lines stand at the edge of their page, and how many other heights are nearer to it.
fn edges(lines: &[Line], heights: &[f32]) -> Vec<Option<(Edge, u32)>> {
    let mut by_page: HashMap<usize, Vec<f32>> = HashMap::new();
    for line in lines {
        by_page.entry(line.page).or_default().push(line.y);
    }
    for ys in by_page.values_mut() {
        ys.sort_by(f32::total_cmp);
        ys.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    }
    let edge = |line: &Line| {
        let height = heights.get(line.page).copied().filter(|h| *h > 0.0)?;
        let ys = by_page.get(&line.page)?;
        let above = ys.partition_point(|y| *y < line.y - 2.0);
        let below = ys.len() - ys.partition_point(|y| *y <= line.y + 2.0);
        if line.y < ZONE * height && above < 4 {
            Some((Edge::Top, u32::try_from(above).unwrap_or(9)))
        } else if line.y > (1.0 - ZONE) * height && below < 5 {
            Some((Edge::Bottom, u32::try_from(below).unwrap_or(9)))
        } else {
            None
        }
    };
    lines.iter().map(edge).collect()
}

/// Whether each line at an edge belongs to a few lines there that are further from the text than lines usually are from
/// each other.
fn apart(lines: &[Line], edges: &[Option<(Edge, u32)>]) -> Vec<bool> {
    let mut by_page: HashMap<usize, Vec<(f32, f32)>> = HashMap::new();
    for line in lines {
        by_page
            .entry(line.page)
            .or_default()
            .push((line.y, line.size));
    }
    let wide = WIDE.max(1.35 * pitch(by_page.values()));
    // How far the lines at both edges of each page reach.
    let mut reach: HashMap<usize, (f32, f32)> = HashMap::new();
    for (page, ys) in &mut by_page {
        ys.sort_by(|a, b| a.0.total_cmp(&b.0));
        ys.dedup_by(|a, b| (a.0 - b.0).abs() < 2.0);
        let top = block_end(ys.iter().copied(), wide);
        let bottom = block_end(ys.iter().rev().copied(), wide);
        reach.insert(*page, (top.unwrap_or(f32::MIN), bottom.unwrap_or(f32::MAX)));
    }
    let apart = |(line, edge): (&Line, &Option<(Edge, u32)>)| {
        let (Some((edge, _)), Some((top, bottom))) = (edge, reach.get(&line.page)) else {
            return false;
        };
        match edge {
            Edge::Top => line.y <= top + 2.0,
            Edge::Bottom => line.y >= bottom - 2.0,
        }
    };
    lines.iter().zip(edges).map(apart).collect()
}

/// How far a line usually is from the one above it, by font size: the median over the pages.
fn pitch<'a>(pages: impl Iterator<Item = &'a Vec<(f32, f32)>>) -> f32 {
    let mut all = Vec::new();
    for lines in pages.take(PITCH_PAGES) {
        let mut lines = lines.clone();
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        let pairs = lines.windows(2).filter_map(|w| match w {
            [a, b] if a.1 > 0.0 && b.0 - a.0 > 0.5 * a.1 => Some((b.0 - a.0) / a.1),
            _ => None,
        });
        all.extend(pairs);
    }
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// The height of the last of the first few lines before a gap of `wide` font sizes; `None` where there is no such gap.
fn block_end(lines: impl Iterator<Item = (f32, f32)>, wide: f32) -> Option<f32> {
    let mut last: Option<(f32, f32)> = None;
    for (n, (y, size)) in lines.enumerate().take(BLOCK + 1) {
        if let Some((before, above)) = last
            && (y - before).abs() > wide * size.max(above)
        {
            return Some(before);
        }
        if n == BLOCK {
            break;
        }
        last = Some((y, size));
    }
    // A page of nothing but a few lines.
    None
}

/// Distance from the edge in steps of three points.
fn distance(line: &Line, heights: &[f32], edge: Edge) -> i32 {
    let height = heights.get(line.page).copied().unwrap_or(0.0);
    let points = match edge {
        Edge::Top => line.y,
        Edge::Bottom => height - line.y,
    };
    (points / 3.0).round() as i32
}

/// The text with all numbers alike.
fn numberless(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(120) {
        let c = if c.is_numeric() { '#' } else { c };
        if !(c == '#' && out.ends_with('#')) {
            out.extend(c.to_lowercase());
        }
    }
    if is_roman(out.trim()) {
        "#".to_owned()
    } else {
        out
    }
}

fn is_roman(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 8
        && text
            .chars()
            .all(|c| "ivxlc".contains(c.to_ascii_lowercase()))
}

/// "12", "- 12 -", "Page 12 of 30", "12/30", "xii".
fn is_page_number(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let numbers = words
        .iter()
        .filter(|w| w.chars().all(char::is_numeric) && w.len() < 5 || is_roman(w))
        .count();
    const WORDS: [&str; 14] = [
        "page",
        "p",
        "pg",
        "of",
        "seite",
        "von",
        "página",
        "pagina",
        "de",
        "sur",
        "trang",
        "halaman",
        "dari",
        "ទំព័រ",
    ];
    let known = words.iter().filter(|w| WORDS.contains(w)).count();
    (1..=2).contains(&numbers) && numbers + known == words.len()
}

/// The number in a head or foot of a page: what is printed as its number.
pub(super) fn printed_number(furniture: &Furniture) -> Option<String> {
    let lines = furniture.footer.iter().chain(&furniture.header);
    let alone = lines.clone().find(|l| is_page_number(l));
    let line = alone.or_else(|| lines.into_iter().next())?;
    let words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let number = |w: &&str| {
        w.chars().all(|c| c.is_ascii_digit()) && w.len() < 5 || alone.is_some() && is_roman(w)
    };
    words.into_iter().find(number).map(str::to_owned)
}
