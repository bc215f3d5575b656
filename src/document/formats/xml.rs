//! XML as a tree in one vector, read within limits: no entities but the five and numbers, no document type, no recursion.

use crate::document::extraction::ExtractionError;
use encoding_rs::Encoding;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::collections::HashMap;

/// Elements nested deeper are refused.
const MAX_DEPTH: usize = 500;
/// Most elements of a part.
const MAX_ELEMENTS: usize = 4_000_000;

/// Index of a node.
pub(super) type Id = usize;

/// An element, or a text (whose name is 0).
#[derive(Debug)]
struct Node {
    parent: Id,
    /// One past the last node of its subtree.
    end: Id,
    name: u32,
    attributes: Vec<(u32, Box<str>)>,
    text: Box<str>,
}

/// A part. Node 0 stands above the root element.
#[derive(Debug)]
pub(super) struct Xml {
    nodes: Vec<Node>,
    names: Vec<String>,
    /// What is wrong with it, where it breaks off or is not well formed; what stands before that is there.
    pub problem: Option<String>,
}

/// Namespaces by the prefix that the readers use, whatever the file calls them.
const NAMESPACES: &[(&str, &str)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "fo",
    ),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://www.idpf.org/2007/opf", "opf"),
];

impl Xml {
    /// Reads a part; `what` names it in messages.
    ///
    /// # Errors
    /// Nested too deep, too many elements, or nothing that can be read.
    pub fn parse(bytes: &[u8], what: &str) -> Result<Self, ExtractionError> {
        let source = decode(bytes);
        let mut reader = Reader::from_str(&source);
        let config = reader.config_mut();
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        config.allow_dangling_amp = true;
        let mut building = Building::new();
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => building.event(event)?,
                Err(e) => {
                    let at = reader.error_position();
                    building.xml.problem =
                        Some(format!("its part {what} is broken at byte {at} ({e})"));
                    break;
                }
            }
        }
        let mut xml = building.finish(what);
        if xml.nodes.len() < 2 {
            let problem = xml.problem.take();
            return Err(ExtractionError::damaged(
                problem.unwrap_or_else(|| format!("its part {what} is empty")),
            ));
        }
        Ok(xml)
    }

    /// Name with the prefix that the readers use; empty of a text.
    pub fn name(&self, id: Id) -> &str {
        let node = self.nodes.get(id);
        node.and_then(|n| self.names.get(n.name as usize))
            .map_or("", String::as_str)
    }

    /// The text of a text node; empty of an element.
    pub fn own_text(&self, id: Id) -> &str {
        self.nodes.get(id).map_or("", |n| &n.text)
    }

    /// An attribute by its name with prefix.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let node = self.nodes.get(id)?;
        let found = node
            .attributes
            .iter()
            .find(|(n, _)| self.names.get(*n as usize).is_some_and(|n| n == name));
        found.map(|(_, value)| &**value)
    }

    /// An attribute by its name without prefix.
    pub fn attribute_local(&self, id: Id, local: &str) -> Option<&str> {
        let node = self.nodes.get(id)?;
        let is = |n: u32| {
            self.names
                .get(n as usize)
                .is_some_and(|n| n.rsplit(':').next() == Some(local))
        };
        let found = node.attributes.iter().find(|(n, _)| is(*n));
        found.map(|(_, value)| &**value)
    }

    /// One past the last node below.
    pub fn end(&self, id: Id) -> Id {
        self.nodes.get(id).map_or(id, |n| n.end)
    }

    pub fn parent(&self, id: Id) -> Id {
        self.nodes.get(id).map_or(0, |n| n.parent)
    }

    /// The children in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let end = self.end(id);
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.end(child).max(child + 1);
            Some(child)
        })
    }

    /// The first child of this name.
    pub fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|c| self.name(*c) == name)
    }

    /// Nodes of this name below, in document order.
    pub fn find<'x>(&'x self, id: Id, name: &'x str) -> impl Iterator<Item = Id> {
        (id + 1..self.end(id)).filter(move |n| self.name(*n) == name)
    }

    /// All text below, as it stands.
    pub fn text(&self, id: Id) -> String {
        (id..self.end(id)).map(|n| self.own_text(n)).collect()
    }
}

/// A part's bytes as text: UTF-8, UTF-16 by its mark, or what the declaration names.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(len..).unwrap_or_default())
            .0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let head = bytes.get(..200).unwrap_or(bytes);
    let named = memchr::memmem::find(head, b"encoding=").and_then(|at| {
        let rest = head.get(at + 10..)?;
        let len = rest.iter().position(|b| matches!(b, b'"' | b'\''))?;
        Encoding::for_label(rest.get(..len)?)
    });
    named
        .unwrap_or(encoding_rs::UTF_8)
        .decode_without_bom_handling(bytes)
        .0
}

struct Building {
    xml: Xml,
    ids: HashMap<String, u32>,
    prefixes: HashMap<String, &'static str>,
    open: Vec<Id>,
    text: String,
}

impl Building {
    fn new() -> Self {
        let root = Node {
            parent: 0,
            end: 1,
            name: 0,
            attributes: Vec::new(),
            text: Box::default(),
        };
        Self {
            xml: Xml {
                nodes: vec![root],
                names: vec![String::new()],
                problem: None,
            },
            ids: HashMap::new(),
            prefixes: HashMap::new(),
            open: vec![0],
            text: String::new(),
        }
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), ExtractionError> {
        match event {
            Event::Start(start) => {
                self.start(&start)?;
            }
            Event::Empty(start) => {
                self.start(&start)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    self.text.push(c);
                } else {
                    let name = reference.into_inner();
                    self.text.push_str(
                        quick_xml::escape::resolve_xml_entity(&name).unwrap_or("\u{fffd}"),
                    );
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ExtractionError> {
        self.flush();
        if self.open.len() > MAX_DEPTH {
            return Err(ExtractionError::too_much(format!(
                "elements are nested more than {MAX_DEPTH} deep"
            )));
        }
        if self.xml.nodes.len() > MAX_ELEMENTS {
            return Err(ExtractionError::too_much(format!(
                "more than {MAX_ELEMENTS} elements"
            )));
        }
        let mut plain: Vec<(String, String)> = Vec::new();
        let mut attributes = start.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .unwrap_or_else(|_| attribute.value.clone());
            if let Some(prefix) = key.strip_prefix("xmlns:") {
                self.declare(prefix, &value);
            } else if key == "xmlns" {
                self.declare("", &value);
            } else {
                plain.push((key.to_owned(), value.into_owned()));
            }
        }
        let attributes = plain
            .into_iter()
            .map(|(key, value)| (self.id(&key, false), value.into_boxed_str()))
            .collect();
        let name = self.id(start.name().into_inner(), true);
        self.push(name, attributes, Box::default());
        self.open.push(self.xml.nodes.len() - 1);
        Ok(())
    }

    fn declare(&mut self, prefix: &str, uri: &str) {
        match NAMESPACES.iter().find(|(known, _)| *known == uri) {
            Some((_, canonical)) => {
                self.prefixes.insert(prefix.to_owned(), canonical);
            }
            None => {
                self.prefixes.remove(prefix);
            }
        }
    }

    /// The number of a name, with the prefix that the readers use.
    fn id(&mut self, name: &str, element: bool) -> u32 {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (prefix, local),
            None if element => ("", name),
            None => return self.intern(name.to_owned()),
        };
        match self.prefixes.get(prefix) {
            Some(canonical) => self.intern(format!("{canonical}:{local}")),
            None => self.intern(name.to_owned()),
        }
    }

    fn intern(&mut self, name: String) -> u32 {
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let id = u32::try_from(self.xml.names.len()).unwrap_or(0);
        self.xml.names.push(name.clone());
        self.ids.insert(name, id);
        id
    }

    fn push(&mut self, name: u32, attributes: Vec<(u32, Box<str>)>, text: Box<str>) {
        let parent = self.open.last().copied().unwrap_or(0);
        let end = self.xml.nodes.len() + 1;
        self.xml.nodes.push(Node {
            parent,
            end,
            name,
            attributes,
            text,
        });
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text).into_boxed_str();
            self.push(0, Vec::new(), text);
        }
    }

    fn end(&mut self) {
        self.flush();
        if self.open.len() > 1
            && let Some(id) = self.open.pop()
        {
            self.set_end(id);
        }
    }

    fn set_end(&mut self, id: Id) {
        let end = self.xml.nodes.len();
        if let Some(node) = self.xml.nodes.get_mut(id) {
            node.end = end;
        }
    }

    fn finish(mut self, what: &str) -> Xml {
        self.flush();
        if self.open.len() > 1 && self.xml.problem.is_none() {
            self.xml.problem = Some(format!("its part {what} breaks off"));
        }
        while let Some(id) = self.open.pop() {
            self.set_end(id);
        }
        self.xml
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_prefix_and_entities_are_text() {
        let source = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:t x:val="a&amp;b">R&amp;D &#233;&lt;</x:t><x:t/></x:document>"#;
        let xml = Xml::parse(source.as_bytes(), "a").unwrap();
        let t = xml.find(0, "w:t").next().unwrap();
        assert_eq!(
            (xml.text(t).as_str(), xml.attribute(t, "w:val")),
            ("R&D é<", Some("a&b"))
        );
        assert_eq!(xml.children(1).count(), 2);
        assert_eq!(xml.problem, None);
    }

    #[test]
    fn what_breaks_off_is_read_up_to_there() {
        let xml = Xml::parse(b"<a><b>one</b><b>tw", "a").unwrap();
        assert_eq!(xml.text(0), "onetw");
        assert!(xml.problem.unwrap().contains("breaks off"));
    }

    #[test]
    fn depth_and_entities_do_not_explode() {
        let deep = "<a>".repeat(200_000);
        assert!(
            Xml::parse(deep.as_bytes(), "a")
                .unwrap_err()
                .to_string()
                .contains("nested")
        );
        let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;&c;</a>";
        let xml = Xml::parse(laughs.as_bytes(), "a").unwrap();
        assert_eq!(xml.text(0), "\u{fffd}\u{fffd}");
    }
}
