//! Where the article of a page is.
//!
//! Two opinions are asked: the readability measure of Mozilla's reader view (by `dom_smoothie`), which finds the place
//! well and loses short paragraphs, lists and tables inside it; and what the page itself says (`main`, `article`,
//! `articleBody`). The article is the smallest element that holds what both take for text; what is furniture inside it
//! is left out by name ([`super::furniture`]).

use super::furniture::{furniture, is_hidden};
use super::tree::{Id, Tree};
use dom_smoothie::Readability;
use std::collections::HashSet;

/// The attribute by which elements are told again after the reader view has rearranged them.
const STAMP: &str = "data-rapporteur";
/// Pages with more elements are not given to the reader view, which is quadratic in places.
const MAX_FOR_OPINION: usize = 30_000;

/// Characters below which the reader view's opinion is not trusted against the page's own word.
const TRUSTED: u32 = 500;

/// The element whose content is the article; the body where the page has none.
pub(super) fn article(tree: &Tree, source: &str) -> Id {
    let body = tree.find(0, "body").next().map_or(0, |(id, _)| id);
    let stated = stated(tree, body);
    let measured = measured(tree, source, body);
    let chars = |id: Id| tree.get(id).map_or(0, |n| n.chars);
    match (stated, measured) {
        (None, None) => body,
        (Some(stated), None) => stated,
        (None, Some(measured)) => measured,
        // The page's own word, unless it is far wider than what reads as an article, or holds none of it.
        (Some(stated), Some(measured)) => {
            if tree.holds(measured, stated) {
                if chars(stated) * 10 >= chars(measured) * 6 {
                    stated
                } else {
                    measured
                }
            } else if tree.holds(stated, measured)
                && (chars(stated) <= chars(measured) * 4 || chars(measured) < TRUSTED)
            {
                stated
            } else {
                measured
            }
        }
    }
}

/// The element that the page marks as its article.
fn stated(tree: &Tree, body: Id) -> Option<Id> {
    let shown = |id: &Id| {
        !tree
            .ancestors(*id)
            .any(|a| tree.get(a).is_some_and(is_hidden))
    };
    let only = |found: Vec<Id>| match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let by = |test: &dyn Fn(Id) -> bool| -> Vec<Id> {
        let all = tree
            .below(body)
            .map(|(id, _)| id)
            .filter(|id| test(*id))
            .filter(shown);
        // Outermost ones only.
        all.fold(Vec::new(), |mut kept: Vec<Id>, id| {
            if kept.last().is_none_or(|last| !tree.holds(*last, id)) {
                kept.push(id);
            }
            kept
        })
    };
    let node = |id: Id| tree.get(id);
    let bodies = by(&|id| node(id).is_some_and(|n| n.has_word("itemprop", "articleBody")));
    let articles = by(&|id| {
        node(id).is_some_and(|n| n.is("article") || n.attribute("role") == Some("article"))
    });
    let mains =
        by(&|id| node(id).is_some_and(|n| n.is("main") || n.attribute("role") == Some("main")));
    let main = only(mains);
    let inside = |found: Vec<Id>| {
        only(
            found
                .into_iter()
                .filter(|id| main.is_none_or(|m| tree.holds(m, *id)))
                .collect(),
        )
    };
    only(bodies)
        .or_else(|| inside(articles))
        .or(main)
        .filter(|id| node(*id).is_some_and(|n| n.chars >= 140))
}

/// The smallest element that holds what the reader view keeps.
fn measured(tree: &Tree, source: &str, body: Id) -> Option<Id> {
    if tree.nodes.len() > MAX_FOR_OPINION {
        return None;
    }
    let page = dom_query::Document::from(source);
    let mut stamped = 0;
    // The same order as that of the tree: elements and texts in document order, others left out.
    let mut todo = vec![page.root()];
    while let Some(node) = todo.pop() {
        if !(node.is_element() || node.is_text() || node.is_document()) {
            continue;
        }
        if node.is_element() {
            node.set_attr(STAMP, &stamped.to_string());
        }
        stamped += 1;
        let at = todo.len();
        todo.extend(node.children_it(false));
        if let Some(new) = todo.get_mut(at..) {
            new.reverse();
        }
    }
    let config = dom_smoothie::Config {
        keep_classes: true,
        disable_json_ld: true,
        ..Default::default()
    };
    let article = Readability::with_document(page, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    let kept = Tree::of(&dom_query::Document::fragment(article.content));
    let ids: HashSet<Id> = kept
        .nodes
        .iter()
        .filter(|n| {
            n.chars > 0
                && matches!(
                    n.name(),
                    "p" | "li" | "td" | "h2" | "h3" | "blockquote" | "pre" | "div"
                )
        })
        .filter_map(|n| n.attribute(STAMP)?.parse().ok())
        .collect();
    let is_text = |id: &Id| {
        tree.get(*id)
            .is_some_and(|n| n.is("p") || n.is("li") || n.is("blockquote") || n.is("pre"))
    };
    let mut leaves: Vec<Id> = ids.iter().copied().filter(is_text).collect();
    if leaves.is_empty() {
        leaves = ids.into_iter().collect();
    }
    leaves.sort_unstable();
    let (first, last) = (*leaves.first()?, *leaves.last()?);
    let common = tree.ancestors(first).find(|a| tree.holds(*a, last))?;
    let whole = |id: Id| {
        tree.get(id)
            .is_some_and(|n| !super::tree::is_inline(n.name()) && !n.is("p"))
    };
    let common = tree.ancestors(common).find(|a| whole(*a)).unwrap_or(body);
    Some(if tree.holds(body, common) {
        common
    } else {
        body
    })
}

/// The heading of an article that stands outside of it, and what stands between the two (a date line, a byline).
pub(super) fn heading_before(tree: &Tree, root: Id) -> Vec<Id> {
    let body = tree.find(0, "body").next().map_or(0, |(id, _)| id);
    let has = |name: &str| tree.find(root, name).any(|(_, n)| n.chars > 3);
    if has("h1") || root == body {
        return Vec::new();
    }
    let outside = |id: &Id| *id < root && !tree.holds(root, *id);
    let in_furniture = |id: Id| {
        let mut above = tree.ancestors(id).skip(1);
        above.any(|a| {
            furniture(tree, a)
                .is_some_and(|(what, _)| !matches!(what, "page header" | "advertising"))
        })
    };
    let headings = tree
        .find(body, "h1")
        .filter(|(id, n)| outside(id) && n.chars > 3 && !in_furniture(*id));
    let Some(heading) = headings.map(|(id, _)| id).last() else {
        return Vec::new();
    };
    let mut out = vec![heading];
    let after = tree.get(heading).map_or(heading, |n| n.end);
    let mut at = after;
    while at < root {
        let Some(node) = tree.get(at) else { break };
        if tree.holds(at, root) {
            at += 1;
            continue;
        }
        let block = matches!(
            node.name(),
            "p" | "time" | "div" | "span" | "h2" | "h3" | "ul"
        );
        if furniture(tree, at).is_none()
            && block
            && node.chars > 3
            && node.chars < 300
            && node.linked * 2 < node.chars
        {
            out.push(at);
        }
        at = node.end.max(at + 1);
    }
    out
}
