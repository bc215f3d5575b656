//! What a page says of itself.

use super::tree::{Id, Kind, Tree};
use crate::document::extraction::Metadata;

/// What the head, the data for search engines and the page's own marks say.
pub(super) fn metadata(tree: &Tree, source: &str) -> Metadata {
    let mut out = Metadata::default();
    for (_, node) in tree.find(0, "meta") {
        let name = node
            .attribute("property")
            .or(node.attribute("name"))
            .or(node.attribute("itemprop"));
        let (Some(name), Some(content)) = (name, node.attribute("content")) else {
            continue;
        };
        meta(&mut out, &name.to_ascii_lowercase(), content.trim());
    }
    for (id, node) in tree.find(0, "script") {
        if node
            .attribute("type")
            .is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"))
        {
            linked_data(&mut out, &raw(tree, id));
        }
    }
    let set = |field: &mut String, value: Option<&str>| {
        if field.is_empty() {
            field.push_str(value.unwrap_or_default().trim());
        }
    };
    let html = tree.find(0, "html").next();
    set(
        &mut out.language,
        html.and_then(|(_, n)| n.attribute("lang").or(n.attribute("xml:lang"))),
    );
    let canonical = tree
        .find(0, "link")
        .find(|(_, n)| n.has_word("rel", "canonical"));
    set(
        &mut out.address,
        canonical
            .and_then(|(_, n)| n.attribute("href"))
            .filter(|h| h.starts_with("http")),
    );
    set(&mut out.address, saved_from(source));
    let title = tree.find(0, "title").next().map(|(id, _)| tree.text(id));
    set(&mut out.title, title.as_deref());
    let time = tree
        .find(0, "time")
        .find_map(|(_, n)| n.attribute("datetime"));
    set(&mut out.published, time.filter(|t| t.len() >= 10));
    out
}

fn raw(tree: &Tree, id: Id) -> String {
    let texts = tree.below(id).filter_map(|(_, n)| match &n.kind {
        Kind::Text(text) => Some(text.as_str()),
        Kind::Element { .. } => None,
    });
    texts.collect()
}

/// The address that browsers note when they save a page.
fn saved_from(source: &str) -> Option<&str> {
    let head = source.get(..source.floor_char_boundary(2048))?;
    let after = head.split_once("saved from url=")?.1;
    let address = after.split_once(')').map_or(after, |(_, address)| address);
    address
        .split_whitespace()
        .next()
        .filter(|a| a.starts_with("http"))
}

fn meta(out: &mut Metadata, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    let field = match name {
        "og:title" | "citation_title" | "dc.title" | "dcterms.title" | "twitter:title" => {
            &mut out.title
        }
        "og:site_name" | "citation_publisher" | "dc.publisher" | "dcterms.publisher"
        | "publisher" => &mut out.publisher,
        "article:published_time"
        | "citation_publication_date"
        | "citation_date"
        | "dc.date"
        | "dcterms.date"
        | "dcterms.issued"
        | "dc.date.issued"
        | "datepublished"
        | "date"
        | "pubdate"
        | "parsely-pub-date"
        | "publish-date"
        | "sailthru.date" => &mut out.published,
        "article:modified_time"
        | "dcterms.modified"
        | "datemodified"
        | "og:updated_time"
        | "last-modified" => &mut out.modified,
        "og:url" => &mut out.address,
        "description" | "og:description" | "dc.description" | "dcterms.description" => {
            &mut out.subject
        }
        "dc.language" | "dcterms.language" | "language" | "content-language" => &mut out.language,
        "generator" => &mut out.producer,
        "author" | "article:author" | "citation_author" | "dc.creator" | "dcterms.creator"
        | "parsely-author" => {
            let new = !content.starts_with("http") && !out.authors.iter().any(|a| a == content);
            if new {
                out.authors.push(content.to_owned());
            }
            return;
        }
        _ => return,
    };
    if field.is_empty() {
        field.push_str(content);
    }
}

/// Types of schema.org that an article has.
const ARTICLES: [&str; 9] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "WebPage",
    "TechArticle",
    "ScholarlyArticle",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
];

fn linked_data(out: &mut Metadata, json: &str) {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(json.trim()) else {
        return;
    };
    let list = |v: &serde_json::Value| v.as_array().cloned().unwrap_or_else(|| vec![v.clone()]);
    let graph = value.get("@graph").map_or_else(|| list(&value), list);
    for item in graph.iter().take(50) {
        let types = item.get("@type").map(list).unwrap_or_default();
        if !types
            .iter()
            .any(|t| t.as_str().is_some_and(|t| ARTICLES.contains(&t)))
        {
            continue;
        }
        let text = |key: &str| {
            item.get(key)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        for (name, key) in [
            ("og:title", "headline"),
            ("datepublished", "datePublished"),
            ("datemodified", "dateModified"),
            ("language", "inLanguage"),
        ] {
            meta(out, name, text(key));
        }
        let named = |v: &serde_json::Value| {
            let name = v.get("name").unwrap_or(v).as_str();
            name.map(str::to_owned)
        };
        for author in item.get("author").map(list).unwrap_or_default() {
            meta(out, "author", &named(&author).unwrap_or_default());
        }
        let publisher = item.get("publisher").and_then(named);
        meta(out, "publisher", &publisher.unwrap_or_default());
    }
}
