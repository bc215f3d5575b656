use super::*;
use crate::document::BlockKind;

fn read(html: &str) -> Extraction {
    extract(html.as_bytes(), &ExtractOptions::default()).unwrap()
}

const PROSE: &str = "The ministers of trade met in Vientiane on 4 March 2025 and agreed on a roadmap for the year, \
    with a first report due in September and a second in December, as the chair explained to the press afterwards.";

fn page(article: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Joint statement | Ministry of Trade</title>\
         <meta property='article:published_time' content='2025-03-04T10:00:00Z'></head><body>\
         <div id=cookie-banner>We use cookies to improve this site. <button>Accept</button></div>\
         <header class=site-header><a href=/>Ministry of Trade</a><nav><ul><li><a href=/a>Home</a><li><a href=/b>News</a></ul></nav></header>\
         <main><article><h1>Joint statement</h1>{article}</article>\
         <aside class=related-links><h2>Related</h2><ul><li><a href=x>Budget speech</a></ul></aside></main>\
         <footer><p>© Ministry of Trade. <a href=/legal>Legal notice</a></p></footer><script>var a = '<p>no</p>';</script></body></html>"
    )
}

#[test]
fn the_article_is_read_and_the_furniture_kept_aside() {
    let e = read(&page(&format!(
        "<p>{PROSE}</p><p>{PROSE}</p><ul><li>fish<li>rice</ul><p>Contact: Ms Ana Duarte</p>"
    )));
    assert!(
        e.text.starts_with("Joint statement\n\nThe ministers"),
        "{}",
        e.text
    );
    assert!(
        e.text.ends_with("• fish\n• rice\n\nContact: Ms Ana Duarte"),
        "{}",
        e.text
    );
    for gone in ["cookies", "Home", "Related", "Budget speech", "Legal", "no"] {
        assert!(!e.text.contains(&format!(" {gone}")), "{gone}: {}", e.text);
    }
    let left: Vec<_> = e
        .origin
        .left_out
        .iter()
        .map(|l| (l.what.as_str(), l.text.as_str()))
        .collect();
    assert!(
        left.iter()
            .any(|(what, text)| *what == "related links" && text.contains("Budget speech")),
        "{left:?}"
    );
    assert!(
        left.iter().any(|(_, text)| text.contains("cookies")),
        "{left:?}"
    );
    let known = &e.origin.metadata;
    assert_eq!(
        (known.title.as_str(), known.language.as_str()),
        ("Joint statement", "en")
    );
    assert_eq!(known.published, "2025-03-04T10:00:00Z");
}

#[test]
fn structure_is_kept() {
    let e = read(&page(&format!(
        "<p>{PROSE}</p><h2>Trade &amp; fish</h2><ol start=3><li>one<ol type=a><li>inner</ol><li><p>two</p><p>more</p></ol>\
         <blockquote><p>We <b>agree</b>.</p></blockquote><table><tr><th>Year<th>US$<br>million<tr><td>2024<td>5</table>\
         <p>Line one<br>line two<br><br>Next</p><pre>a\n b</pre><p>{PROSE}</p>"
    )));
    let blocks: Vec<_> = e
        .structure
        .blocks
        .iter()
        .map(|b| (b.kind, b.range.of(&e.text).unwrap()))
        .collect();
    for block in [
        (BlockKind::Heading(2), "Trade & fish"),
        (BlockKind::ListItem { depth: 0 }, "3. one"),
        (BlockKind::ListItem { depth: 1 }, "a. inner"),
        (BlockKind::ListItem { depth: 0 }, "4. two"),
        (BlockKind::Paragraph, "more"),
        (BlockKind::Quote, "We agree."),
        (BlockKind::TableRow, "Year\tUS$ million"),
        (BlockKind::TableRow, "2024\t5"),
        (BlockKind::Paragraph, "Line one\nline two"),
        (BlockKind::Paragraph, "Next"),
        (BlockKind::Code, "a\n b"),
    ] {
        assert!(blocks.contains(&block), "{block:?} in {blocks:?}");
    }
}

#[test]
fn notes_of_all_kinds_stand_at_the_end_with_their_label() {
    for (reference, note) in [
        (
            "<sup><a href='#fn1' id=r1>1</a></sup>",
            "<ol class=footnotes><li id=fn1>See annex. <a href='#r1'>↩</a></ol>",
        ),
        (
            "<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>",
            "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> See annex.</p></div>",
        ),
        (
            "<a role=doc-noteref href='#n'>1</a>",
            "<aside id=n role=doc-footnote><p>1. See annex.</p></aside>",
        ),
    ] {
        let e = read(&page(&format!(
            "<p>{PROSE}{reference} More.</p><p>{PROSE}</p>{note}"
        )));
        assert!(
            e.text.contains("afterwards.[1] More."),
            "{reference}: {}",
            e.text
        );
        assert!(
            e.text.ends_with("\n\n[1] See annex."),
            "{reference}: {}",
            e.text
        );
        assert_eq!(e.structure.blocks.last().unwrap().kind, BlockKind::Footnote);
    }
}

#[test]
fn old_pages_without_any_marks_are_read_whole() {
    let e = read(&format!(
        "<title>Notice</title><body><center><font size=5>NOTICE</font></center><br><br>{PROSE}<br><br>{PROSE}"
    ));
    assert!(e.text.starts_with("NOTICE\n\nThe ministers"), "{}", e.text);
    assert_eq!(e.structure.blocks.len(), 3);
}

#[test]
fn encodings_are_known_by_what_the_page_says() {
    let html = b"<meta charset=windows-1252><p>Minist\xe8re \x93du\x94 Commerce</p>";
    let e = extract(html, &ExtractOptions::default()).unwrap();
    assert_eq!(e.text, "Ministère “du” Commerce");
}

#[test]
fn places_lead_back_to_the_source() {
    let html = page(&format!("<p>{PROSE}</p>"));
    let e = read(&html);
    let at = e.text.find("The ministers").unwrap();
    let Some(crate::document::extraction::Place::Bytes { start, .. }) = e.origin.place_at(at)
    else {
        panic!("{:?}", e.origin.places);
    };
    assert!(
        html.get(usize::try_from(*start).unwrap()..)
            .unwrap()
            .starts_with("The ministers")
    );
}

#[test]
fn what_nests_too_deep_is_refused_and_what_has_no_text_says_so() {
    let deep = "<div>".repeat(200_000);
    let said = extract(deep.as_bytes(), &ExtractOptions::default()).unwrap_err();
    assert!(said.to_string().contains("nested"), "{said}");
    let said = extract(
        b"<html><body><div id=root></div><script>x()</script>",
        &ExtractOptions::default(),
    );
    assert!(said.unwrap_err().to_string().contains("program"), "no text");
}

#[test]
fn depth_is_counted_as_the_parser_counts_it() {
    for page in ["<div></x>", "<div/>", "<b></i>"] {
        let page = format!("<html><body>{}text", page.repeat(20_000));
        let said = extract(page.as_bytes(), &ExtractOptions::default()).unwrap_err();
        assert!(said.to_string().contains("nested"), "{said}");
    }
    let written_as_xml = format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body>{}<p>Text</p></body></html>",
        "<a id='x'/><div/>".repeat(2_000)
    );
    let e = extract(written_as_xml.as_bytes(), &ExtractOptions::default()).unwrap();
    assert_eq!(e.text, "Text");
}

#[test]
fn damaged_pages_are_read_or_refused() {
    let html = page(&format!(
        "<p>{PROSE}</p><table><tr><td>a<td>b<tr><td>c<td>d</table><sup><a href='#x'>1</a></sup><p id=x>n</p>"
    ));
    let bytes = html.as_bytes();
    for cut in (0..bytes.len()).step_by(7) {
        let _ = extract(bytes.get(..cut).unwrap(), &ExtractOptions::default());
        let mut flipped = bytes.to_vec();
        flipped[cut] ^= 0x15;
        let _ = extract(&flipped, &ExtractOptions::default());
    }
}

#[test]
fn an_element_with_very_many_attributes_is_refused_before_it_is_parsed() {
    let many: String = (0..50_000).map(|n| format!(" a{n}=1")).collect();
    let said = extract(
        format!("<p{many}>{PROSE}").as_bytes(),
        &ExtractOptions::default(),
    );
    assert!(said.unwrap_err().to_string().contains("attributes"));
    let long = "a b ".repeat(5_000);
    let read = read(&page(&format!("<p title=\"{long}\">{PROSE}</p>")));
    assert!(read.text.contains("Vientiane"));
}
