use super::*;
use crate::document::BlockKind;

fn read(body: &str) -> Extraction {
    let file = format!(
        r"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Times;}}{{\f1\fcharset204 Arial;}}}}{{\stylesheet{{\s0 Normal;}}{{\s1\outlinelevel0 heading 1;}}{{\s2 Heading 2;}}}}{{\info{{\title Trade \'96 fish}}{{\author Sample}}{{\creatim\yr2025\mo3\dy4\hr9\min5}}}}{body}}}"
    );
    extract(file.as_bytes(), &ExtractOptions::default()).unwrap()
}

#[test]
fn characters_in_all_forms() {
    let e = read(
        r"\pard Minist\'e8re \u8220\'93du\u8221\'94 \u-10179?\u-8704? {\f1\'cc\'ee\'f1\'ea\'e2\'e0} a\~b\_c \{x\}\par",
    );
    assert_eq!(e.text, "Ministère “du” 😀 Москва a\u{a0}b\u{2011}c {x}");
    assert_eq!(e.origin.metadata.title, "Trade – fish");
    assert_eq!(e.origin.metadata.created, "2025-03-04T09:05");
}

#[test]
fn headings_lists_tables_notes_and_fields() {
    let e = read(
        r"\pard\s1 Agreement\par\pard\s2 Part one\par\pard We {\b agree}{\super\chftn{\footnote\pard\chftn  See annex.}} on {\field{\*\fldinst HYPERLINK x}{\fldrslt fish}}.\par
{\listtext\'b7\tab}\pard\ls1 rice\par{\listtext 2.\tab}\ls1\ilvl1 salt\par
\trowd\cellx1\cellx2\pard\intbl Year\cell US$\par million\cell\row\trowd\pard\intbl\cell 5\cell\row\pard {\*\unknown gone}{\pict 00ff}{\header Head}End\par",
    );
    assert_eq!(
        e.text,
        "Agreement\n\nPart one\n\nWe agree[1] on fish.\n\n• rice\n2. salt\n\nYear\tUS$ million\n\t5\n\nEnd\n\n[1] See annex."
    );
    let kinds: Vec<_> = e.structure.blocks.iter().map(|b| b.kind).take(2).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Heading(2)]);
    assert_eq!(e.origin.left_out[0].text, "Head");
}

#[test]
fn deleted_text_is_kept_aside() {
    let e = read(r"\pard We {\deleted may}{\revised shall} meet {\v secretly}now\par");
    assert_eq!(e.text, "We shall meet now");
    assert!(
        e.origin.notes[0].contains("1 insertion, 1 deletion"),
        "{:?}",
        e.origin.notes
    );
}

#[test]
fn damaged_files_are_read_or_refused() {
    let whole = br"{\rtf1\ansi{\fonttbl{\f0 A;}}\pard One{\footnote two}\par\trowd\intbl x\cell\row\u12?\bin5 abcde\par}";
    for at in 0..whole.len() {
        let cut = extract(whole.get(..at).unwrap(), &ExtractOptions::default());
        if let Ok(e) = cut {
            assert!(e.origin.notes.iter().any(|n| n.contains("damaged")), "{at}");
        }
        let mut flipped = whole.to_vec();
        flipped[at] ^= 0x11;
        let _ = extract(&flipped, &ExtractOptions::default());
    }
    let deep = format!("{{\\rtf1{}", "{".repeat(200_000));
    assert!(
        extract(deep.as_bytes(), &ExtractOptions::default())
            .unwrap_err()
            .to_string()
            .contains("nested")
    );
}
