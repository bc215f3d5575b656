//! Styles and lists of an OpenDocument text.

use super::super::html::walk::written;
use super::super::xml::{Id, Xml};
use std::collections::HashMap;

/// What a style means for the text.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    /// The name that people see.
    name: String,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
    list: Option<String>,
}

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    bullet: bool,
    form: String,
    prefix: String,
    suffix: String,
    start: i64,
    /// How many levels are printed ("1.2.3").
    shown: usize,
}

/// The styles of a document: those of `styles.xml` and the automatic ones.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    lists: HashMap<String, HashMap<usize, Level>>,
    outline: HashMap<usize, Level>,
    /// BCP 47 tag of the default language.
    pub language: Option<String>,
}

impl Styles {
    /// Adds the styles of a part.
    pub fn add(&mut self, xml: &Xml) {
        for id in xml.find(0, "style:style") {
            let family = xml.attribute(id, "style:family");
            if let (Some(name), Some("paragraph" | "text")) =
                (xml.attribute(id, "style:name"), family)
            {
                self.styles.insert(name.to_owned(), style(xml, id, name));
            }
        }
        for id in xml.find(0, "text:list-style") {
            if let Some(name) = xml.attribute(id, "style:name") {
                self.lists.insert(name.to_owned(), levels(xml, id));
            }
        }
        if let Some(id) = xml.find(0, "text:outline-style").next() {
            self.outline = levels(xml, id);
        }
        let default = xml
            .find(0, "style:default-style")
            .find(|d| xml.attribute(*d, "style:family") == Some("paragraph"));
        let properties = default.and_then(|d| xml.child(d, "style:text-properties"));
        let of = |name: &str| {
            properties
                .and_then(|p| xml.attribute(p, name))
                .filter(|v| *v != "none")
        };
        if let Some(language) = of("fo:language") {
            let country = of("fo:country")
                .map(|c| format!("-{c}"))
                .unwrap_or_default();
            self.language = Some(format!("{language}{country}"));
        }
    }

    fn chain<'s>(&'s self, name: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = name;
        let mut left = 20;
        std::iter::from_fn(move || {
            left -= 1;
            let style = self.styles.get(next?).filter(|_| left > 0)?;
            next = style.parent.as_deref();
            Some(style)
        })
    }

    /// Whether a paragraph of this style is the title.
    pub fn is_title(&self, name: Option<&str>) -> bool {
        self.has_name(name, &["title"])
    }

    pub fn is_quote(&self, name: Option<&str>) -> bool {
        self.has_name(name, &["quotations", "quote", "intense quote"])
    }

    fn has_name(&self, name: Option<&str>, wanted: &[&str]) -> bool {
        let is = |n: &str| wanted.contains(&n.to_lowercase().as_str());
        name.is_some_and(is)
            || self
                .chain(name)
                .any(|s| is(&s.name) || s.parent.as_deref().is_some_and(is))
    }

    pub fn is_hidden(&self, name: Option<&str>) -> bool {
        self.chain(name).find_map(|s| s.hidden).unwrap_or(false)
    }

    pub fn is_bold(&self, name: Option<&str>) -> bool {
        self.chain(name).find_map(|s| s.bold).unwrap_or(false)
    }

    pub fn is_italic(&self, name: Option<&str>) -> bool {
        self.chain(name).find_map(|s| s.italic).unwrap_or(false)
    }

    /// The list style that a paragraph style brings along.
    pub fn list_of<'s>(&'s self, name: Option<&'s str>) -> Option<&'s str> {
        self.chain(name)
            .find_map(|s| s.list.as_deref())
            .filter(|l| !l.is_empty())
    }

    /// Where a level of a list starts to count.
    pub fn start(&self, list: &str, level: usize) -> i64 {
        self.lists
            .get(list)
            .and_then(|l| l.get(&level))
            .map_or(1, |l| l.start)
    }

    /// What is printed before an item whose counters (outermost first) are these; "• " where the list is not known.
    pub fn mark(&self, list: &str, counters: &[i64]) -> Option<String> {
        match self.lists.get(list) {
            Some(levels) => printed(levels, counters),
            None => Some("• ".to_owned()),
        }
    }

    /// What is printed before a heading.
    pub fn outline_mark(&self, counters: &[i64]) -> Option<String> {
        printed(&self.outline, counters)
    }
}

fn printed(levels: &HashMap<usize, Level>, counters: &[i64]) -> Option<String> {
    let level = levels.get(&counters.len())?;
    if level.bullet {
        return Some("• ".to_owned());
    }
    if level.form.is_empty() {
        return None;
    }
    let first = (counters.len() + 1)
        .saturating_sub(level.shown.max(1))
        .max(1);
    let numbers = (first..=counters.len()).filter_map(|n| {
        let form = levels
            .get(&n)
            .map(|l| l.form.as_str())
            .filter(|f| !f.is_empty())?;
        let number = counters.get(n - 1)?;
        Some(written(*number, form.chars().next().unwrap_or('1')))
    });
    let numbers = numbers.collect::<Vec<_>>().join(".");
    let out = format!("{}{numbers}{}", level.prefix, level.suffix);
    Some(format!("{} ", out.trim()))
}

fn style(xml: &Xml, id: Id, name: &str) -> Style {
    let properties = xml.child(id, "style:text-properties");
    let of = |name: &str| properties.and_then(|p| xml.attribute(p, name));
    Style {
        parent: xml
            .attribute(id, "style:parent-style-name")
            .map(str::to_owned),
        name: xml
            .attribute(id, "style:display-name")
            .unwrap_or(name)
            .to_owned(),
        bold: of("fo:font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|n| n >= 600)),
        italic: of("fo:font-style").map(|s| s == "italic" || s == "oblique"),
        hidden: of("text:display").map(|d| d == "none"),
        list: xml
            .attribute(id, "style:list-style-name")
            .map(str::to_owned),
    }
}

fn levels(xml: &Xml, id: Id) -> HashMap<usize, Level> {
    let read = |l: Id| {
        let of = |name: &str| xml.attribute(l, name);
        let level = of("text:level")?.parse().ok()?;
        let bullet = matches!(
            xml.name(l),
            "text:list-level-style-bullet" | "text:list-level-style-image"
        );
        let numbered = matches!(
            xml.name(l),
            "text:list-level-style-number" | "text:outline-level-style"
        );
        (bullet || numbered).then(|| {
            let own = Level {
                bullet,
                form: of("style:num-format").unwrap_or_default().to_owned(),
                prefix: of("style:num-prefix").unwrap_or_default().to_owned(),
                suffix: of("style:num-suffix").unwrap_or_default().to_owned(),
                start: of("text:start-value")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(1),
                shown: of("text:display-levels")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(1),
            };
            (level, own)
        })
    };
    xml.children(id).filter_map(read).collect()
}
