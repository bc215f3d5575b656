//! Web pages, as they were saved: the article without the page's furniture, which is kept aside.

mod article;
mod furniture;
mod metadata;
mod notes;
#[cfg(test)]
mod tests;
pub(super) mod tree;
pub(super) mod walk;

use crate::document::builder::Builder;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError, Metadata};
use encoding_rs::Encoding;
use std::borrow::Cow;
use tree::{Id, Tree};
use walk::Walk;

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 1;

/// How many first bytes are searched for the name of the encoding.
const HEAD: usize = 4096;
/// Left-out parts with fewer characters are not worth a line.
const WORTH: u32 = 3;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// Elements nested too deep, too many of them, or no text.
pub fn extract(bytes: &[u8], _options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    let (source, encoding) = decode(bytes, None);
    let exact = encoding == encoding_rs::UTF_8 && source.len() == bytes.len();
    let mut out = Builder::new();
    page(&source, exact, &mut out)?;
    Ok(out.finish())
}

/// Writes the article of a page. `exact`: offsets in `source` are those of the file.
pub(super) fn page(source: &str, exact: bool, out: &mut Builder) -> Result<(), ExtractionError> {
    let ended = tree::ended(source);
    // Places are those of the file as it stands.
    let exact = exact && matches!(ended, Cow::Borrowed(_));
    let source = &*ended;
    let tree = Tree::parse(source)?;
    let mut known = metadata::metadata(&tree, source);
    let root = article::article(&tree, source);
    let before = article::heading_before(&tree, root);
    let body = tree.find(0, "body").next().map_or(0, |(id, _)| id);
    let written: Vec<Id> = before.iter().copied().chain([root]).collect();
    outside(&tree, body, &written, out, true);
    let mut walk = Walk::new(&tree, out, root, exact.then_some(source));
    for part in &written {
        walk.part(*part);
    }
    walk.finish(&written);
    outside(&tree, body, &written, out, false);
    if out.is_empty() {
        return Err(nothing(&tree, source));
    }
    tidy(&tree, &written, &mut known);
    *out.metadata() = known;
    Ok(())
}

/// Writes the whole of a page: a chapter of a book.
pub(super) fn whole_of(bytes: &[u8], out: &mut Builder) -> Result<(), ExtractionError> {
    whole(&decode(bytes, None).0, out)
}

/// Writes the whole of a page: of an e-mail.
pub(super) fn whole(source: &str, out: &mut Builder) -> Result<(), ExtractionError> {
    let tree = Tree::parse(&tree::ended(source))?;
    let body = tree.find(0, "body").next().map_or(0, |(id, _)| id);
    let mut walk = Walk::new(&tree, out, body, None).with_everything();
    walk.part(body);
    walk.finish(&[body]);
    Ok(())
}

/// Keeps aside what stands before (or after) the article, part by part.
fn outside(tree: &Tree, body: Id, written: &[Id], out: &mut Builder, before: bool) {
    let root = written.last().copied().unwrap_or(body);
    let (from, to) = if before {
        (body + 1, root)
    } else {
        (
            tree.get(root).map_or(0, |n| n.end),
            tree.get(body).map_or(0, |n| n.end),
        )
    };
    let mut at = from;
    while at < to {
        let Some(node) = tree.get(at) else { break };
        let mixed = written.iter().any(|w| tree.holds(at, *w));
        if written.contains(&at) {
            at = node.end;
        } else if mixed || node.name().is_empty() && node.chars == 0 {
            at += 1;
        } else {
            let what = furniture::furniture(tree, at).map(|(what, _)| what);
            let inner = what.is_none() && node.chars > 400 && node.children.len() > 1;
            if inner {
                at += 1;
                continue;
            }
            if node.chars >= WORTH && what != Some("") {
                out.leave_out(what.unwrap_or("other parts of the page"), &tree.text(at));
            }
            at = node.end;
        }
    }
}

/// Why a page has no text.
fn nothing(tree: &Tree, source: &str) -> ExtractionError {
    let scripts = tree.find(0, "script").count();
    if scripts > 0 {
        return ExtractionError::Unsupported {
            what: "a page that fills itself by a program when it is opened, so that the saved file holds no text".to_owned(),
        };
    }
    if source.trim().is_empty() {
        return ExtractionError::damaged("it holds nothing but white space");
    }
    ExtractionError::NoText
}

/// The title without the name of the site; the page's own heading where it has one.
fn tidy(tree: &Tree, written: &[Id], known: &mut Metadata) {
    let heading = written
        .iter()
        .find_map(|w| tree.find(*w, "h1").find(|(_, n)| n.chars > 3));
    let heading = heading.map(|(id, _)| tree.text(id));
    if let Some(heading) =
        heading.filter(|h| known.title.is_empty() || known.title.contains(h.as_str()))
    {
        known.title = heading;
    } else if let Some((title, site)) = known
        .title
        .rsplit_once([' ', '\u{a0}'])
        .and_then(|_| cut_site(&known.title))
    {
        if known.publisher.is_empty() {
            known.publisher = site.to_owned();
        }
        known.title = title.to_owned();
    }
}

/// "Title | Site", "Title - Site" → both.
fn cut_site(title: &str) -> Option<(&str, &str)> {
    [" | ", " – ", " — ", " - ", " :: ", " » "]
        .iter()
        .find_map(|mark| title.rsplit_once(mark))
        .filter(|(title, site)| title.chars().count() > 12 && site.chars().count() < 60)
}

/// The text of a page. Order of trust: a byte order mark, valid UTF-8, the transport (`stated`), the page itself, the
/// bytes.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    stated: Option<&str>,
) -> (Cow<'b, str>, &'static Encoding) {
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(len..).unwrap_or_default();
        return (encoding.decode_without_bom_handling(rest).0, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), encoding_rs::UTF_8);
    }
    let stated = stated.and_then(|s| Encoding::for_label(s.as_bytes()));
    let encoding = stated
        .or_else(|| named(bytes))
        .filter(|e| *e != encoding_rs::UTF_8);
    let encoding = encoding.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    (encoding.decode_without_bom_handling(bytes).0, encoding)
}

/// The encoding that the page names in its head.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let find = |mark: &[u8]| {
        let at = memchr::memmem::find(&head, mark)? + mark.len();
        let rest = head.get(at..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"=").unwrap_or(rest).trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let len = rest
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b))
            .count();
        Encoding::for_label(rest.get(..len)?)
    };
    find(b"charset").or_else(|| find(b"encoding="))
}
