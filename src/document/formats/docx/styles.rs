//! Styles and numbering of a Word document.

use super::super::html::walk::written;
use super::super::xml::{Id, Xml};
use std::collections::HashMap;

/// What a paragraph style means for the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// Level of the outline, from 0; 9 is body text.
    outline: Option<u8>,
    /// Numbering: (number id, level).
    numbering: (Option<String>, Option<u8>),
    kind: StyleKind,
    /// Hidden text.
    pub vanish: Option<bool>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum StyleKind {
    #[default]
    Other,
    Title,
    Heading(u8),
    Quote,
    /// An entry of a table of contents.
    Contents,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default: Option<String>,
    /// BCP 47 tag of the default language.
    pub language: Option<String>,
}

impl Styles {
    pub fn read(xml: &Xml) -> Self {
        let mut out = Self::default();
        for id in xml.find(0, "w:style") {
            let Some(name) = xml.attribute(id, "w:styleId") else {
                continue;
            };
            let is_default = matches!(xml.attribute(id, "w:default"), Some("1" | "true" | "on"));
            if xml.attribute(id, "w:type") == Some("paragraph") && is_default {
                out.default = Some(name.to_owned());
            }
            out.by_id.insert(name.to_owned(), Style::read(xml, id));
        }
        let defaults = xml.find(0, "w:rPrDefault").next();
        let language = defaults.and_then(|d| xml.find(d, "w:lang").next());
        out.language = language
            .and_then(|l| xml.attribute(l, "w:val"))
            .map(str::to_owned);
        out
    }

    /// A style and those that it is based on, itself first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id.or(self.default.as_deref());
        let mut left = 20;
        std::iter::from_fn(move || {
            left -= 1;
            let style = self.by_id.get(next?).filter(|_| left > 0)?;
            next = style.based_on.as_deref();
            Some(style)
        })
    }

    /// The level of a heading, 1–6, that a paragraph of this style is.
    pub fn heading(&self, id: Option<&str>, outline: Option<u8>) -> Option<u8> {
        let own = outline.or_else(|| self.chain(id).find_map(|s| s.outline));
        let by_outline = own.filter(|l| *l < 9).map(|l| (l + 1).min(6));
        let by_kind = || {
            self.chain(id).find_map(|s| match s.kind {
                StyleKind::Title => Some(1),
                StyleKind::Heading(level) => Some(level.min(6)),
                _ => None,
            })
        };
        match own {
            Some(9) => None,
            _ => by_outline.or_else(by_kind),
        }
    }

    pub fn is_quote(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|s| s.kind == StyleKind::Quote)
    }

    pub fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|s| s.kind == StyleKind::Contents)
    }

    /// Number id and level that the style gives.
    pub fn numbering<'s>(&'s self, id: Option<&'s str>) -> (Option<&'s str>, Option<u8>) {
        let number = self.chain(id).find_map(|s| s.numbering.0.as_deref());
        let level = self.chain(id).find_map(|s| s.numbering.1);
        (number, level)
    }

    /// A property of the style, or of one that it is based on.
    pub fn property(&self, id: Option<&str>, property: fn(&Style) -> Option<bool>) -> bool {
        id.is_some() && self.chain(id).find_map(property).unwrap_or(false)
    }
}

impl Style {
    fn read(xml: &Xml, id: Id) -> Self {
        let value = |name: &str| xml.child(id, name).and_then(|c| xml.attribute(c, "w:val"));
        let paragraph = xml.child(id, "w:pPr");
        let run = xml.child(id, "w:rPr");
        let on = |name: &str| run.and_then(|r| toggle(xml, r, name));
        let number = |p: Id| {
            let numbering = xml.child(p, "w:numPr")?;
            let of = |name: &str| {
                xml.child(numbering, name)
                    .and_then(|c| xml.attribute(c, "w:val"))
            };
            Some((
                of("w:numId").map(str::to_owned),
                of("w:ilvl").and_then(|l| l.parse().ok()),
            ))
        };
        Self {
            based_on: value("w:basedOn").map(str::to_owned),
            outline: paragraph.and_then(|p| outline(xml, p)),
            numbering: paragraph.and_then(number).unwrap_or_default(),
            kind: kind(
                value("w:name").unwrap_or_default(),
                xml.attribute(id, "w:styleId").unwrap_or_default(),
            ),
            vanish: on("w:vanish"),
            bold: on("w:b"),
            italic: on("w:i"),
        }
    }
}

/// `outlineLvl` of paragraph properties.
pub(super) fn outline(xml: &Xml, properties: Id) -> Option<u8> {
    let level = xml.child(properties, "w:outlineLvl")?;
    xml.attribute(level, "w:val")?.parse().ok()
}

/// A property that is on by being there.
pub(super) fn toggle(xml: &Xml, properties: Id, name: &str) -> Option<bool> {
    let found = xml.child(properties, name)?;
    Some(!matches!(
        xml.attribute(found, "w:val"),
        Some("0" | "false" | "off" | "none")
    ))
}

/// What a style is by its name: Word keeps the English name of its own styles in every language, other programs translate.
fn kind(name: &str, id: &str) -> StyleKind {
    let name = name.to_lowercase();
    let id = id.to_lowercase();
    const HEADINGS: [&str; 12] = [
        "heading",
        "überschrift",
        "berschrift",
        "titre",
        "título",
        "titulo",
        "titolo",
        "kop",
        "rubrik",
        "overskrift",
        "nagłówek",
        "заголовок",
    ];
    for word in HEADINGS {
        for text in [&name, &id] {
            let level = text
                .strip_prefix(word)
                .map(|rest| rest.trim_matches(|c: char| !c.is_ascii_digit()));
            if let Some(level) = level
                .and_then(|l| l.parse::<u8>().ok())
                .filter(|l| (1..=9).contains(l))
            {
                return StyleKind::Heading(level);
            }
        }
    }
    match name.as_str() {
        "title" | "titel" | "titre" | "título" | "titolo" => StyleKind::Title,
        "quote" | "intense quote" | "block text" | "quotations" | "zitat" | "citation" => {
            StyleKind::Quote
        }
        _ if name.starts_with("toc ")
            || name.starts_with("contents ")
            || name.starts_with("table of figures") =>
        {
            StyleKind::Contents
        }
        _ => StyleKind::Other,
    }
}

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: i64,
    form: String,
    /// What is printed: "%1.%2".
    text: String,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of abstract lists.
    lists: HashMap<String, HashMap<u8, Level>>,
    /// The abstract list of a number id, and the starts that it changes.
    numbers: HashMap<String, (String, HashMap<u8, i64>)>,
    /// Where each abstract list stands.
    counters: HashMap<String, Vec<i64>>,
    /// Number ids whose own start has been taken.
    started: HashMap<(String, u8), ()>,
}

impl Numbering {
    pub fn read(xml: &Xml) -> Self {
        let mut out = Self::default();
        let value =
            |id: Id, name: &str| xml.child(id, name).and_then(|c| xml.attribute(c, "w:val"));
        for list in xml.find(0, "w:abstractNum") {
            let levels = xml
                .children(list)
                .filter(|c| xml.name(*c) == "w:lvl")
                .filter_map(|l| {
                    let level = xml.attribute(l, "w:ilvl")?.parse().ok()?;
                    let start = value(l, "w:start")
                        .and_then(|s| s.parse().ok())
                        .unwrap_or(1);
                    let form = value(l, "w:numFmt").unwrap_or("decimal").to_owned();
                    let text = value(l, "w:lvlText").unwrap_or_default().to_owned();
                    Some((level, Level { start, form, text }))
                });
            if let Some(id) = xml.attribute(list, "w:abstractNumId") {
                out.lists.insert(id.to_owned(), levels.collect());
            }
        }
        for number in xml.find(0, "w:num") {
            let (Some(id), Some(list)) = (
                xml.attribute(number, "w:numId"),
                value(number, "w:abstractNumId"),
            ) else {
                continue;
            };
            let starts = xml
                .children(number)
                .filter(|c| xml.name(*c) == "w:lvlOverride")
                .filter_map(|o| {
                    let level = xml.attribute(o, "w:ilvl")?.parse().ok()?;
                    Some((level, value(o, "w:startOverride")?.parse().ok()?))
                });
            out.numbers
                .insert(id.to_owned(), (list.to_owned(), starts.collect()));
        }
        out
    }

    /// What is printed before the next paragraph of a list: "3. ", "(b) ", "• "; `None` where the list prints nothing.
    pub fn next(&mut self, number: &str, level: u8) -> Option<String> {
        let (list, starts) = self.numbers.get(number)?.clone();
        let levels = self.lists.get(&list)?.clone();
        let own = levels.get(&level)?;
        if own.form == "none" {
            return None;
        }
        if own.form == "bullet" {
            return Some("• ".to_owned());
        }
        let start_of = |l: u8| levels.get(&l).map_or(1, |x| x.start);
        let counters = self.counters.entry(list).or_default();
        let at = usize::from(level);
        while counters.len() <= at {
            let l = u8::try_from(counters.len()).unwrap_or(0);
            // A level above that was never printed counts as begun.
            let begun = if counters.len() == at {
                start_of(l) - 1
            } else {
                start_of(l)
            };
            counters.push(begun);
        }
        counters.truncate(at + 1);
        let restart = starts.get(&level).filter(|_| {
            self.started
                .insert((number.to_owned(), level), ())
                .is_none()
        });
        if let (Some(start), Some(counter)) = (restart, counters.get_mut(at)) {
            *counter = start - 1;
        }
        if let Some(counter) = counters.get_mut(at) {
            *counter += 1;
        }
        let printed = print(&own.text, counters, &levels);
        (!printed.trim().is_empty()).then(|| format!("{} ", printed.trim()))
    }
}

/// "%1.%2" with the numbers put in.
fn print(text: &str, counters: &[i64], levels: &HashMap<u8, Level>) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars
            .peek()
            .and_then(|d| d.to_digit(10))
            .filter(|d| c == '%' && *d > 0);
        let Some(digit) = digit else {
            out.push(c);
            continue;
        };
        chars.next();
        let level = u8::try_from(digit - 1).unwrap_or(0);
        let number = counters.get(usize::from(level)).copied().unwrap_or(1);
        let form = levels.get(&level).map_or("decimal", |l| l.form.as_str());
        out.push_str(&numeral(number, form));
    }
    out
}

fn numeral(number: i64, form: &str) -> String {
    match form {
        "lowerLetter" => written(number, 'a'),
        "upperLetter" => written(number, 'A'),
        "lowerRoman" => written(number, 'i'),
        "upperRoman" => written(number, 'I'),
        "decimalZero" if number < 10 => format!("0{number}"),
        "ordinal" => format!("{number}."),
        _ => number.to_string(),
    }
}
