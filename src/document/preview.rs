//! What can be shown of a long text while the rest is still being read: its beginning, with the same offsets and blocks
//! that the whole will have, so that nothing moves when the whole takes its place.

use super::{Document, DocumentKind, Hash, decode, plain};

impl Document {
    /// The beginning of a document of `file_len` bytes, of which `head` are the first and `tail` the last ones. `None`
    /// where these do not tell for certain how the text is read and parted into blocks: the whole is waited for then.
    pub fn preview(name: &str, head: &[u8], tail: &[u8], file_len: u64) -> Option<Self> {
        // Marks at the end of a Markdown text (the addresses of links) change how its beginning is read.
        let kind = DocumentKind::of_name(name);
        if kind != DocumentKind::Plain {
            return None;
        }
        let (mut text, decoding) = decode::decode_head(head, tail)?;
        text.truncate(plain::settled(&text)?);
        let structure = plain::structure(&text);
        (!structure.blocks.is_empty()).then(|| Self {
            name: name.to_owned(),
            kind,
            text,
            file_hash: Hash([0; 32]),
            text_hash: Hash([0; 32]),
            file_len,
            decoding,
            structure,
            origin: None,
            partial: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn preview(text: &[u8], cut: usize) -> Option<Document> {
        let head = text.get(..cut).unwrap_or(text);
        Document::preview("a.txt", head, text, text.len() as u64)
    }

    proptest! {
        #[test]
        fn the_whole_begins_as_its_preview(
            mark in proptest::bool::ANY,
            text in "([a-zé]{1,9} |\n|\n\n|\r\n|\r|\u{2028}|- |[a-zé .]{60,90}\n){0,60}",
            cut in 0_usize..4_000,
        ) {
            let text = if mark { format!("\u{feff}{text}") } else { text };
            let whole = Document::from_bytes("a.txt", text.clone().into_bytes());
            if let (Some(preview), Ok(whole)) = (preview(text.as_bytes(), cut), whole) {
                prop_assert!(whole.text.starts_with(&preview.text));
                prop_assert!(whole.structure.blocks.starts_with(&preview.structure.blocks));
                prop_assert!(preview.partial && !whole.partial);
            }
        }
    }

    #[test]
    fn a_paragraph_that_is_cut_is_left_out() {
        let text = "One.\n\nTwo goes on\nfor another line.\n\nThree.\n".as_bytes();
        let shown = |cut| preview(text, cut).map(|d| d.text);
        assert_eq!(shown(8).as_deref(), Some("One.\n"));
        assert_eq!(shown(30).as_deref(), Some("One.\n"));
        let two = "One.\n\nTwo goes on\nfor another line.\n";
        assert_eq!(shown(text.len()).as_deref(), Some(two));
        assert_eq!(shown(3), None);
    }

    #[test]
    fn lines_too_long_to_be_wrapped_settle_their_run() {
        let text = format!("short\n{}\nnext line\nhalf a li", "word ".repeat(200));
        let shown = preview(text.as_bytes(), text.len()).unwrap().text;
        assert!(shown.ends_with("next line\n"), "{shown}");
    }

    #[test]
    fn what_is_not_surely_utf_8_waits_for_the_whole() {
        let prose = "A paragraph.\n\nAnother one.\n\n".as_bytes();
        assert!(preview(prose, prose.len()).is_some());
        let utf16: Vec<u8> = prose.iter().flat_map(|&b| [b, 0]).collect();
        assert!(preview(&utf16, utf16.len()).is_none());
        let old = [prose, b"caf\xe9\n\n", prose].concat();
        assert!(preview(&old, old.len()).is_none());
        assert!(Document::preview("a.txt", prose, &[0; 64], 99).is_none());
        assert!(Document::preview("a.txt", b"%PDF-1.7\n\ntext\n\n", prose, 99).is_none());
        assert!(Document::preview("a.md", prose, prose, 99).is_none());
    }

    #[test]
    fn a_character_that_is_cut_is_no_fault() {
        let text = "Été\n\né".as_bytes();
        let shown = preview(text, text.len() - 1).unwrap();
        assert_eq!(shown.text, "Été\n");
    }
}
