//! A page as a tree in one vector: walked without recursion, so that depth costs no stack.

use crate::document::extraction::ExtractionError;
use std::borrow::Cow;

/// Most attributes of one element.
const MAX_ATTRIBUTES: usize = 1000;
/// How much of one tag is searched for attributes, in bytes.
const MAX_TAG: usize = 1 << 16;
/// Elements nested deeper are refused: what parses and walks such pages takes quadratic time.
const MAX_DEPTH: usize = 500;
/// Most elements of a page.
const MAX_ELEMENTS: usize = 2_000_000;

/// Index of a node.
pub(crate) type Id = usize;

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    pub parent: Id,
    pub children: Vec<Id>,
    pub kind: Kind,
    /// One past the last node of its subtree: nodes are numbered in document order.
    pub end: Id,
    /// Characters of text below it, white space counted once.
    pub chars: u32,
    /// The same inside links.
    pub linked: u32,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Text(String),
}

/// A page. Node 0 is the root.
#[derive(Debug)]
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page.
    ///
    /// # Errors
    /// Nested too deep, or too many elements.
    pub fn parse(source: &str) -> Result<Self, ExtractionError> {
        check(source)?;
        Ok(Self::of(&dom_query::Document::from(source)))
    }

    /// The tree of a parsed document.
    pub fn of(document: &dom_query::Document) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        let mut todo = vec![(document.root(), 0)];
        while let Some((node, parent)) = todo.pop() {
            let Some(kind) = kind_of(&node) else {
                continue;
            };
            let id = tree.add(parent, kind);
            let at = todo.len();
            todo.extend(node.children_it(false).map(|child| (child, id)));
            if let Some(new) = todo.get_mut(at..) {
                new.reverse();
            }
        }
        tree.measure();
        tree
    }

    fn add(&mut self, parent: Id, kind: Kind) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node {
            parent,
            children: Vec::new(),
            kind,
            end: id + 1,
            chars: 0,
            linked: 0,
        });
        if id > 0
            && let Some(parent) = self.nodes.get_mut(parent)
        {
            parent.children.push(id);
        }
        id
    }

    /// Ends of subtrees and amounts of text, from the last node to the first: parents come before children.
    fn measure(&mut self) {
        for id in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(id) else {
                continue;
            };
            let own = match &node.kind {
                Kind::Text(text) => letters(text),
                Kind::Element { .. } => 0,
            };
            let is_link = node.is("a") && node.attribute("href").is_some();
            let (chars, end) = (node.chars + own, node.end);
            let linked = if is_link { chars } else { node.linked };
            let parent = node.parent;
            if let Some(node) = self.nodes.get_mut(id) {
                (node.chars, node.linked) = (chars, linked);
            }
            if id > 0
                && let Some(parent) = self.nodes.get_mut(parent)
            {
                parent.chars += chars;
                parent.linked += linked;
                parent.end = parent.end.max(end);
            }
        }
    }

    pub fn get(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The node and those below it, in document order.
    pub fn below(&self, id: Id) -> impl Iterator<Item = (Id, &Node)> {
        let end = self.get(id).map_or(id, |n| n.end);
        self.nodes.iter().enumerate().take(end).skip(id)
    }

    /// Elements of this name below a node.
    pub fn find<'t>(&'t self, id: Id, name: &'t str) -> impl Iterator<Item = (Id, &'t Node)> {
        self.below(id).filter(move |(_, n)| n.is(name))
    }

    /// The node and those above it.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            next = self.get(id).filter(|_| id > 0).map(|n| n.parent);
            Some(id)
        })
    }

    /// Whether `inner` is `outer` or lies below it.
    pub fn holds(&self, outer: Id, inner: Id) -> bool {
        outer <= inner && self.get(outer).is_some_and(|n| inner < n.end)
    }

    /// The words below a node, spaces between blocks.
    pub fn text(&self, id: Id) -> String {
        let mut out = String::new();
        for (_, node) in self.below(id) {
            match &node.kind {
                Kind::Text(text) => out.push_str(text),
                Kind::Element { name, .. } if !is_inline(name) => out.push(' '),
                Kind::Element { .. } => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Node {
    /// The element's name; empty of a text.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    pub fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// An attribute's value.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.kind else {
            return None;
        };
        let found = attributes.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether an attribute that holds a list of words has this one.
    pub fn has_word(&self, attribute: &str, word: &str) -> bool {
        let mut words = self
            .attribute(attribute)
            .unwrap_or_default()
            .split_ascii_whitespace();
        words.any(|w| w.eq_ignore_ascii_case(word))
    }
}

fn kind_of(node: &dom_query::NodeRef<'_>) -> Option<Kind> {
    if node.is_text() {
        return Some(Kind::Text(node.text().to_string()));
    }
    if node.is_element() {
        let attributes = node.attrs().into_iter();
        let attributes = attributes.map(|a| (a.name.local.to_string(), a.value.to_string()));
        // XHTML parsed as HTML keeps prefixes in names; `epub:type` is looked for with its own.
        let name = node.node_name().unwrap_or_default().to_ascii_lowercase();
        return Some(Kind::Element {
            name: name.to_string(),
            attributes: attributes.collect(),
        });
    }
    (node.is_document() || node.is_fragment()).then(|| Kind::Element {
        name: "#document".to_owned(),
        attributes: Vec::new(),
    })
}

/// Number of characters, a run of white space counted as one.
fn letters(text: &str) -> u32 {
    let words = text
        .split_whitespace()
        .map(|w| w.chars().count() + 1)
        .sum::<usize>();
    u32::try_from(words).unwrap_or(u32::MAX / 4)
}

/// Whether an element stands inside a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "img"
            | "o:p"
            | "st1:place"
            | "picture"
    ) || name.starts_with("st1:")
}

/// Counts how deep elements nest before anything is parsed: parsers themselves hang on what nests too deep.
fn check(source: &str) -> Result<(), ExtractionError> {
    let bytes = source.as_bytes();
    let (mut open, mut elements, mut at): (Vec<Vec<u8>>, usize, usize) = (Vec::new(), 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found + 1;
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            at += memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
        } else if rest.first() == Some(&b'/') {
            // An end that nothing open has is passed over, as the parser does.
            let name = name_of(rest.get(1..).unwrap_or_default());
            if let Some(n) = open.iter().rposition(|o| *o == name) {
                open.truncate(n);
            }
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            elements += 1;
            let name = name_of(rest);
            // A slash closes an element of a drawing or a formula only.
            let foreign = || open.iter().any(|o| o == b"svg" || o == b"math");
            match name.as_slice() {
                b"script" | b"style" => at += raw_text(rest, &name),
                name if is_open_ended(name) => {}
                _ if is_self_closed(rest) && foreign() => {}
                _ => open.push(name),
            }
        }
        if has_too_many_attributes(bytes.get(at..).unwrap_or_default()) {
            return Err(ExtractionError::too_much(format!(
                "an element has more than {MAX_ATTRIBUTES} attributes"
            )));
        }
        if open.len() > MAX_DEPTH {
            return Err(ExtractionError::too_much(format!(
                "elements are nested more than {MAX_DEPTH} deep"
            )));
        }
        if elements > MAX_ELEMENTS {
            return Err(ExtractionError::too_much(format!(
                "more than {MAX_ELEMENTS} elements"
            )));
        }
    }
    Ok(())
}

/// The name that a tag begins with, in small letters.
fn name_of(rest: &[u8]) -> Vec<u8> {
    let len = rest
        .iter()
        .take(20)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    rest.get(..len).unwrap_or_default().to_ascii_lowercase()
}

/// A page written as XML with every empty element ended (`<a id="x"/>` as `<a id="x"></a>`): read as HTML, the slash means
/// nothing, and all that follows would lie inside. Other pages as they are.
pub(super) fn ended(source: &str) -> Cow<'_, str> {
    let head = source
        .get(..source.floor_char_boundary(2048))
        .unwrap_or_default();
    if !head.contains("http://www.w3.org/1999/xhtml") && !head.trim_start().starts_with("<?xml") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len() + source.len() / 50);
    let mut rest = source;
    while let Some(found) = rest.find("/>") {
        let (before, after) = (
            rest.get(..found).unwrap_or_default(),
            rest.get(found + 2..).unwrap_or_default(),
        );
        out.push_str(before);
        // The tag that it ends: no other ends in between, and nothing else begins.
        let tag = before
            .rfind('<')
            .and_then(|at| before.get(at + 1..))
            .filter(|t| !t.contains('>'));
        let name = tag.map(|t| String::from_utf8_lossy(&name_of(t.as_bytes())).into_owned());
        match name.filter(|n| !n.is_empty() && !is_void(n.as_bytes())) {
            Some(name) => {
                out.push_str("></");
                out.push_str(&name);
                out.push('>');
            }
            None => out.push_str("/>"),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether the tag that `rest` starts in has too many attributes: the parser compares each with all before it.
///
/// The search ends at the next `<` outside quotes, and after [`MAX_TAG`] bytes inside them.
fn has_too_many_attributes(rest: &[u8]) -> bool {
    let (mut count, mut quote, mut apart, mut last) = (0, None, false, b' ');
    for &b in rest.iter().take(MAX_TAG) {
        match quote {
            Some(q) if b == q => (quote, apart) = (None, true),
            Some(_) => {}
            None if b == b'>' || b == b'<' => break,
            None if b.is_ascii_whitespace() => apart = true,
            None => {
                if matches!(b, b'"' | b'\'') && last == b'=' {
                    quote = Some(b);
                }
                count += usize::from(apart);
                (apart, last) = (false, b);
            }
        }
    }
    count > MAX_ATTRIBUTES
}

/// Where the raw text of a script or style ends, from the name on.
fn raw_text(rest: &[u8], name: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|r| memchr::memmem::find(r, b"</")) {
        at += found + 2;
        let after = rest.get(at..at + name.len()).unwrap_or_default();
        if after.eq_ignore_ascii_case(name) {
            return at;
        }
    }
    rest.len()
}

/// Elements that need no end, or that the next of their kind ends.
fn is_open_ended(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
            | b"p"
            | b"li"
            | b"td"
            | b"th"
            | b"tr"
            | b"dt"
            | b"dd"
            | b"option"
            | b"thead"
            | b"tbody"
            | b"tfoot"
            | b"html"
            | b"head"
            | b"body"
    )
}

fn is_self_closed(rest: &[u8]) -> bool {
    let end = memchr::memchr(b'>', rest).unwrap_or(0);
    end > 0 && rest.get(end - 1) == Some(&b'/')
}
