//! What of a page is not its article: navigation, cookie notices, share buttons, related links, comments.

use super::tree::{Id, Node, Tree};

/// Words of class, id and role that name furniture, and what it is called.
const WORDS: &[(&[&str], &str)] = &[
    (
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "crumbs",
            "pagination",
            "pager",
            "skip",
            "skiplink",
            "toc-nav",
            "sitemap",
            "megamenu",
            "submenu",
            "topbar",
            "tabs",
            "langswitch",
            "language-switcher",
        ],
        "navigation",
    ),
    (
        &[
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "cookiebanner",
            "cmp",
            "onetrust",
        ],
        "cookie notice",
    ),
    (
        &[
            "share",
            "sharing",
            "social",
            "addthis",
            "sharethis",
            "sharedaddy",
            "follow",
            "addtoany",
            "socials",
            "sns",
        ],
        "share buttons",
    ),
    (
        &[
            "related",
            "recommended",
            "recommendations",
            "recirculation",
            "readmore",
            "more-news",
            "also",
            "teaser",
            "teasers",
            "trending",
            "popular",
            "mostread",
            "latest",
            "outbrain",
            "taboola",
            "jp-relatedposts",
            "morestories",
            "suggested",
            "upnext",
        ],
        "related links",
    ),
    (
        &[
            "comments",
            "comment",
            "disqus",
            "respond",
            "commentlist",
            "discussion",
            "reactions",
        ],
        "comments",
    ),
    (
        &[
            "newsletter",
            "subscribe",
            "subscription",
            "signup",
            "paywall",
            "donate",
            "promo",
            "promotion",
            "advert",
            "advertisement",
            "ads",
            "ad",
            "adsbygoogle",
            "sponsor",
            "sponsored",
            "banner",
            "popup",
            "modal",
            "overlay",
            "widget",
        ],
        "advertising",
    ),
    (&["sidebar", "aside", "rail", "complementary"], "sidebar"),
    (
        &[
            "footer",
            "contentinfo",
            "colophon",
            "copyright",
            "legal-links",
        ],
        "page footer",
    ),
    (
        &[
            "masthead",
            "site-header",
            "siteheader",
            "sitebranding",
            "branding",
            "topnav",
        ],
        "page header",
    ),
    (&["search", "searchform", "searchbox"], "search"),
    (
        &[
            "print",
            "toolbar",
            "printbutton",
            "article-tools",
            "tools",
            "actions",
        ],
        "buttons",
    ),
    (
        &[
            "tags",
            "taglist",
            "tag-links",
            "keywords-list",
            "post-tags",
            "cat-links",
        ],
        "tags",
    ),
];

/// What an element is called where it is furniture by its element, role or class; how sure that is.
pub(super) fn furniture(tree: &Tree, id: Id) -> Option<(&'static str, bool)> {
    let node = tree.get(id)?;
    let certain = match node.name() {
        "nav" | "menu" => Some("navigation"),
        "script" | "style" | "template" | "svg" | "iframe" | "button" | "select" | "input"
        | "textarea" | "object" | "video" | "audio" | "canvas" | "head" | "title" | "embed"
        | "map" | "datalist" | "noscript" => Some(""),
        "dialog" => Some("pop-up"),
        _ => None,
    };
    if let Some(what) = certain {
        return Some((what, true));
    }
    if is_hidden(node) {
        return Some(("hidden text", true));
    }
    match node.attribute("role").unwrap_or_default() {
        "navigation" | "menubar" | "menu" | "tablist" | "toolbar" => {
            return Some(("navigation", true));
        }
        "search" => return Some(("search", true)),
        "banner" => return Some(("page header", true)),
        "contentinfo" => return Some(("page footer", true)),
        "complementary" => return Some(("sidebar", true)),
        "dialog" | "alertdialog" => return Some(("pop-up", true)),
        _ => {}
    }
    if let Some(what) = by_words(node) {
        return Some((what, false));
    }
    match node.name() {
        "aside" => Some(("sidebar", false)),
        "footer" => Some(("page footer", false)),
        "form" | "fieldset" => Some(("form", false)),
        _ => None,
    }
}

/// What class and id say.
fn by_words(node: &Node) -> Option<&'static str> {
    let class = node.attribute("class").unwrap_or_default();
    let words = class.split_ascii_whitespace().chain(node.attribute("id"));
    words.take(24).find_map(|word| {
        let word = word.to_ascii_lowercase();
        WORDS
            .iter()
            .find(|(names, _)| names.iter().any(|n| names_it(&word, n)))
            .map(|(_, what)| *what)
    })
}

/// Whether a class is this word, or has it as its first or last part ("site-nav", "related_links").
fn names_it(class: &str, word: &str) -> bool {
    let part = |rest: &str, at_end: bool| {
        if at_end {
            rest.starts_with(['-', '_'])
        } else {
            rest.ends_with(['-', '_'])
        }
    };
    class == word
        || class
            .strip_prefix(word)
            .is_some_and(|rest| part(rest, true))
        || class
            .strip_suffix(word)
            .is_some_and(|rest| part(rest, false))
}

/// Whether a browser would not show it.
pub(super) fn is_hidden(node: &Node) -> bool {
    let style = node.attribute("style").unwrap_or_default();
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    node.attribute("hidden").is_some()
        || node.attribute("aria-hidden") == Some("true") && node.name() != "body"
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("mso-hide:all")
        || [
            "sr-only",
            "visually-hidden",
            "screen-reader-text",
            "visuallyhidden",
            "element-invisible",
        ]
        .iter()
        .any(|class| node.has_word("class", class))
}

/// Whether a part of an article is furniture that is to be left out of it: named so, and not itself most of the text.
pub(super) fn is_left_out(tree: &Tree, id: Id, root: Id) -> Option<&'static str> {
    let (what, certain) = furniture(tree, id)?;
    let (node, whole) = (tree.get(id)?, tree.get(root)?);
    if certain {
        return Some(what);
    }
    let share = f64::from(node.chars) / f64::from(whole.chars.max(1));
    let links = f64::from(node.linked) / f64::from(node.chars.max(1));
    let small = share < 0.35;
    let linked = links > 0.3;
    // Prose in a box (a footer with the contact of the press office, an aside with a definition) stays.
    let short = node.chars < 240;
    // A section whose name only begins like one ("sharing-with-developers") is prose.
    let most = match what {
        "comments" => u32::MAX,
        "related links" => 4_000,
        "advertising" => 1_500,
        "cookie notice" | "share buttons" | "search" => 500,
        _ => 0,
    };
    let named = node.chars < most;
    let brief = short && matches!(what, "navigation" | "buttons" | "tags" | "form");
    (small && (named || linked || brief) && !is_note(node)).then_some(what)
}

/// Whether a part holds footnotes, which some pages keep in an `aside` or `footer`.
pub(super) fn is_note(node: &Node) -> bool {
    let words = ["role", "epub:type", "class", "id"].map(|a| node.attribute(a).unwrap_or_default());
    words.iter().any(|w| {
        let w = w.to_ascii_lowercase();
        w.contains("footnote")
            || w.contains("endnote")
            || w.contains("rearnote")
            || w.contains("doc-note")
    })
}
