//! Footnotes of a page: links that lead to a note, and the blocks that are notes.
//!
//! Pages mark them in many ways (`doc-noteref`, `epub:type`, a raised link, Word's `_ftn1`), so a reference is a link with
//! a short label to a later place in the same page that looks like one by any of these.

use super::furniture::is_note;
use super::tree::{Id, Node, Tree, is_inline};
use std::collections::{HashMap, HashSet};

/// Most characters of a label.
const LABEL: usize = 5;

/// References and notes of a page.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Links (or what is raised around them) with their label.
    pub references: HashMap<Id, String>,
    /// Blocks that are notes, with their label.
    pub notes: HashMap<Id, String>,
    /// Links that lead back, and labels that stand before a note.
    pub left_out: HashSet<Id>,
}

impl Notes {
    /// The notes below `root`.
    pub fn of(tree: &Tree, root: Id) -> Self {
        let mut out = Self::default();
        let places = places(tree);
        let mut targets: Vec<(Id, Id, String)> = Vec::new();
        for (id, node) in tree.find(root, "a") {
            let Some(label) = label(tree, id, node) else {
                continue;
            };
            let place = fragment(node).and_then(|f| places.get(f)).copied();
            match place {
                Some(place) if place > id && !is_heading(tree, place) && !tree.holds(place, id) => {
                    targets.push((id, place, label));
                }
                None if is_marked(node, "noteref") => {
                    out.references.insert(id, label);
                }
                _ => {}
            }
        }
        let held: HashSet<Id> = targets.iter().map(|(_, place, _)| *place).collect();
        for (reference, place, label) in targets {
            if let Some(block) = block_of(tree, place, reference, &held) {
                out.references.insert(reference, label.clone());
                out.notes.entry(block).or_insert(label);
            }
        }
        out.find_left_out(tree);
        out
    }

    fn find_left_out(&mut self, tree: &Tree) {
        for (&note, label) in &self.notes {
            for (id, node) in tree.below(note) {
                let short = node.chars <= 8;
                let leads =
                    node.is("a") && short && (fragment(node).is_some() || is_arrow(&tree.text(id)));
                let raised = node.is("sup") && short && bare(&tree.text(id)) == label.as_str();
                if leads || raised {
                    self.left_out.insert(id);
                }
            }
        }
    }
}

/// Places by the names that links use.
fn places(tree: &Tree) -> HashMap<&str, Id> {
    let mut out = HashMap::new();
    for (id, node) in tree.below(0) {
        let names = [
            node.attribute("id"),
            node.attribute("name").filter(|_| node.is("a")),
        ];
        for name in names.into_iter().flatten() {
            out.entry(name).or_insert(id);
        }
    }
    out
}

/// What a link inside the page leads to.
fn fragment(node: &Node) -> Option<&str> {
    node.attribute("href")?
        .strip_prefix('#')
        .filter(|f| !f.is_empty())
}

fn is_marked(node: &Node, word: &str) -> bool {
    ["role", "epub:type"]
        .iter()
        .any(|a| node.attribute(a).is_some_and(|v| v.contains(word)))
}

/// The label of a link that looks like a reference to a note.
fn label(tree: &Tree, id: Id, node: &Node) -> Option<String> {
    if node.chars > 12 {
        return None;
    }
    let text = tree.text(id);
    let label = bare(&text);
    if label.is_empty() || label.chars().count() > LABEL || is_arrow(&text) {
        return None;
    }
    let numbered = label.chars().all(|c| c.is_ascii_digit());
    let near: Vec<&Node> = tree
        .ancestors(id)
        .take(3)
        .filter_map(|a| tree.get(a))
        .collect();
    let raised = near.iter().any(|n| n.is("sup")) || tree.below(id).any(|(_, n)| n.is("sup"));
    let named = near
        .into_iter()
        .chain(tree.below(id).map(|(_, n)| n))
        .any(|n| {
            let words = ["class", "id", "name"]
                .map(|a| n.attribute(a).unwrap_or_default().to_ascii_lowercase());
            words.iter().any(|w| {
                w.contains("footnote")
                    || w.contains("noteref")
                    || w.contains("fnref")
                    || w.contains("ftnref")
            })
        });
    let bracketed = numbered && text.starts_with('[');
    (is_marked(node, "noteref") || raised || named || bracketed).then(|| label.to_owned())
}

/// A label without what stands around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "[](){}.:".contains(c))
}

fn is_arrow(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| "↩↑^⬆⏎↵▲\u{fe0e}\u{fe0f}←".contains(c))
}

fn is_heading(tree: &Tree, id: Id) -> bool {
    tree.ancestors(id).take(2).any(|a| {
        let name = tree.get(a).map_or("", Node::name);
        matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    })
}

/// The block that a note is: the nearest one around its place, or the box around that which is marked as one note.
fn block_of(tree: &Tree, place: Id, reference: Id, held: &HashSet<Id>) -> Option<Id> {
    let is_block = |id: &Id| {
        tree.get(*id)
            .is_some_and(|n| !is_inline(n.name()) && !n.name().is_empty())
    };
    let mut block = tree.ancestors(place).find(is_block)?;
    if matches!(
        tree.get(block)?.name(),
        "body" | "html" | "#document" | "table" | "ol" | "ul" | "article" | "main"
    ) {
        return None;
    }
    for above in tree.ancestors(block).skip(1) {
        let node = tree.get(above)?;
        let name = node.attribute("id").unwrap_or_default();
        let one = match node.name() {
            "li" | "aside" | "tr" => true,
            "div" => {
                is_note(node)
                    || name.starts_with("ftn")
                    || name.starts_with("fn")
                    || name.starts_with("edn")
            }
            _ => false,
        };
        let others = held.iter().any(|h| *h != place && tree.holds(above, *h));
        if !one || others || tree.holds(above, reference) {
            break;
        }
        block = above;
    }
    (!tree.holds(block, reference)).then_some(block)
}
