use super::super::package::pack;
use super::*;
use crate::document::BlockKind;

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Abschnitt"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#;

fn file(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    );
    let mut parts = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    pack(&parts)
}

fn read(body: &str, more: &[(&str, &str)]) -> Extraction {
    extract(&file(body, more), &ExtractOptions::default()).unwrap()
}

fn p(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

fn item(list: u8, level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn kinds(e: &Extraction) -> Vec<BlockKind> {
    e.structure.blocks.iter().map(|b| b.kind).collect()
}

#[test]
fn headings_are_known_by_style_in_any_language_and_lists_are_counted() {
    let body = [
        p("Titel", "Abkommen"),
        p("berschrift1", "Teil I"),
        p("Eigen", "Handel &amp; Fisch"),
        item(1, 0, "eins"),
        item(1, 1, "innen"),
        item(1, 1, "noch"),
        item(1, 0, "zwei"),
        item(1, 1, "neu"),
        item(2, 0, "Punkt"),
    ];
    let e = read(&body.concat(), &[]);
    assert_eq!(
        e.text,
        "Abkommen\n\nTeil I\n\nHandel & Fisch\n\n1. eins\n(a) innen\n(b) noch\n2. zwei\n(a) neu\n• Punkt"
    );
    use BlockKind::{Heading, ListItem};
    assert_eq!(
        kinds(&e).get(..5).unwrap(),
        [
            Heading(1),
            Heading(1),
            Heading(2),
            ListItem { depth: 0 },
            ListItem { depth: 1 }
        ]
    );
    assert_eq!(e.origin.metadata.language, "de-DE");
}

#[test]
fn notes_tables_fields_and_boxes() {
    let notes = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See annex.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = r#"<w:p><w:r><w:t>Trade</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> grows on </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>fish.</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>US$</w:t></w:r></w:p><w:p><w:r><w:t>million</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a frame</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let e = read(body, &[("word/footnotes.xml", notes)]);
    assert_eq!(
        e.text,
        "Trade[1] grows on 7 fish.\n\nBox\n\nYear\tUS$ million\n\nIn a frame\n\n[1] See annex.\n\nMore."
    );
    assert_eq!(kinds(&e).last(), Some(&BlockKind::Footnote));
}

#[test]
fn tracked_changes_are_accepted_and_said() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">We </w:t></w:r><w:del w:author="Ana"><w:r><w:delText>may</w:delText></w:r></w:del><w:ins w:author="Ben"><w:r><w:t>shall</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> meet</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:author="Ana"/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>two.</w:t></w:r></w:p>"#;
    let comments = r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="Cy"><w:p><w:r><w:t>Check this</w:t></w:r></w:p></w:comment></w:comments>"#;
    let e = read(body, &[("word/comments.xml", comments)]);
    assert_eq!(e.text, "We shall meet\n\nOne two.");
    assert_eq!(
        e.origin.notes,
        ["Tracked changes are shown as accepted: 1 insertion, 1 deletion by Ana, Ben."]
    );
    let left: Vec<_> = e
        .origin
        .left_out
        .iter()
        .map(|l| (l.what.as_str(), l.text.as_str()))
        .collect();
    assert_eq!(
        left,
        [("deleted text", "may"), ("comment by Cy", "Check this")]
    );
}

#[test]
fn damaged_files_are_read_as_far_as_they_go_or_refused() {
    let cut = file("<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>Tw", &[]);
    let e = extract(&cut, &ExtractOptions::default());
    let notes = e.map(|e| e.origin.notes).unwrap_or_default();
    assert!(
        notes.is_empty() || notes[0].contains("damaged"),
        "{notes:?}"
    );
    let none = pack(&[("other.xml", b"<a/>")]);
    let said = extract(&none, &ExtractOptions::default()).unwrap_err();
    assert!(said.to_string().contains("missing"), "{said}");
    let whole = file(&p("Titel", "Abkommen"), &[]);
    for at in (0..whole.len()).step_by(5) {
        let _ = extract(whole.get(..at).unwrap(), &ExtractOptions::default());
        let mut flipped = whole.clone();
        flipped[at] ^= 0x21;
        let _ = extract(&flipped, &ExtractOptions::default());
    }
}

#[test]
fn a_large_first_letter_is_part_of_its_word() {
    let letter = r#"<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>"#;
    let e = read(
        &format!(
            "{letter}{}{}",
            p("Standard", "he Parties"),
            p("Standard", "meet.")
        ),
        &[],
    );
    assert_eq!(e.text, "The Parties\n\nmeet.");
}
