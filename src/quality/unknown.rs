//! The strings of letters of a text that are no words: a few of a hundred, so that what asks about each of them need not read
//! the whole text again.

use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};

/// Runs of ASCII letters that are no known words, in text order: those of one letter that is no word of English, and longer
/// ones that the word list does not have.
pub(super) fn runs(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut words = Words::default();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let Some(skip) = rest.iter().position(u8::is_ascii_alphabetic) else {
            break;
        };
        let start = at + skip;
        let mut hash = Hash::default();
        let letters = rest
            .iter()
            .skip(skip)
            .take_while(|b| b.is_ascii_alphabetic());
        let len = letters.map(|b| hash.add(*b)).count();
        at = start + len;
        let known = match len {
            1 => matches!(rest.get(skip), Some(b'a' | b'A' | b'I')),
            _ => words.know(hash.of()),
        };
        if !known {
            out.push(TextRange::new(start, at));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_word_list_has() {
        let text = "A plan of the xqzvy, I think, by B and Trwqx.";
        let found: Vec<_> = runs(text).iter().filter_map(|r| r.of(text)).collect();
        assert_eq!(found, ["xqzvy", "B", "Trwqx"]);
    }
}
