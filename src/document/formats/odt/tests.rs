use super::super::package::pack;
use super::*;
use crate::document::BlockKind;

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0""#;

const STYLES: &str = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/><text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="a"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>"#;

fn flat(body: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><office:document {SPACES} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"#
    )
    .into_bytes()
}

fn read(body: &str) -> Extraction {
    extract(&flat(body), &ExtractOptions::default()).unwrap()
}

#[test]
fn headings_lists_tables_and_notes() {
    let e = read(
        r#"<text:p text:style-name="P1">Agreement</text:p><text:h text:outline-level="2">Trade &amp; fish</text:h>
<text:p>We <text:span text:style-name="T1">agree</text:span>.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>See <text:s/>annex.</text:p></text:note-body></text:note> Yes.</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
<text:p>Between</text:p>
<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>three</text:p></text:list-item></text:list>
<text:list text:style-name="L2"><text:list-item><text:p>point</text:p></text:list-item></text:list>
<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1000000"><text:p>US$</text:p><text:p>million</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>"#,
    );
    let text = e.text.replace('\t', "|");
    assert!(
        text.starts_with("Agreement\n\nTrade & fish\n\nWe agree.[1] Yes.\n\n1. one\n(a) inner\n2. two\n\nBetween\n\n3. three\n• point\n\nYear|"),
        "{text}"
    );
    assert!(text.ends_with("US$ million\n\n[1] See annex."), "{text}");
    assert!(e.text.len() < 1000);
    let kinds: Vec<_> = e.structure.blocks.iter().map(|b| b.kind).take(2).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Heading(2)]);
}

#[test]
fn notes_that_are_counted_from_zero_get_the_numbers_that_readers_see() {
    let note = |n: u32, text: &str| {
        format!(
            r#"<text:note text:note-class="footnote"><text:note-citation>{n}</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"#
        )
    };
    let e = read(&format!(
        "<text:p>A{} B{}</text:p>",
        note(0, "one"),
        note(1, "two")
    ));
    assert_eq!(e.text, "A[1] B[2]\n\n[1] one\n\n[2] two");
}

#[test]
fn changes_comments_and_boxes() {
    let e = read(
        r#"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ana</dc:creator></office:change-info><text:p>may</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>We <text:change/>shall<office:annotation><dc:creator>Cy</dc:creator><text:p>Check</text:p></office:annotation> meet.<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame></text:p>"#,
    );
    assert_eq!(e.text, "We shall meet.\n\nBox");
    assert_eq!(
        e.origin.notes,
        ["Tracked changes are shown as accepted: 1 deletion by Ana."]
    );
    let left: Vec<_> = e
        .origin
        .left_out
        .iter()
        .map(|l| (l.what.as_str(), l.text.as_str()))
        .collect();
    assert_eq!(left, [("deleted text", "may"), ("comment by Cy", "Check")]);
}

#[test]
fn packages_are_read_and_encrypted_ones_refused() {
    let content = String::from_utf8(flat("<text:p>Text</text:p>")).unwrap();
    let content = content
        .replace("office:document ", "office:document-content ")
        .replace("</office:document>", "</office:document-content>");
    let plain = pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    assert_eq!(
        extract(&plain, &ExtractOptions::default()).unwrap().text,
        "Text"
    );
    let locked = pack(&[
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"x"),
    ]);
    assert_eq!(
        extract(&locked, &ExtractOptions::default()),
        Err(ExtractionError::Protected)
    );
}

#[test]
fn damaged_files_are_read_as_far_as_they_go_or_refused() {
    let whole = flat(
        "<text:p>One</text:p><text:list><text:list-item><text:p>Two</text:p></text:list-item></text:list>",
    );
    for at in (0..whole.len()).step_by(3) {
        if let Ok(e) = extract(whole.get(..at).unwrap(), &ExtractOptions::default()) {
            assert!(
                e.text.is_empty() || e.origin.notes.iter().any(|n| n.contains("damaged")),
                "{at}"
            );
        }
        let mut flipped = whole.clone();
        flipped[at] ^= 0x21;
        let _ = extract(&flipped, &ExtractOptions::default());
    }
}
