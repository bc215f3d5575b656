//! The strings of letters of a text that are no words: a few of a hundred, so that what asks about each of them need not read
//! the whole text again.

use super::strings::Piece;
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};

/// Puts in the runs of ASCII letters that are no known words, in text order: those of one letter that is no word of English,
/// and longer ones that the word list does not have.
pub(super) fn runs(text: &str, pieces: &[Piece], words: &mut Words, out: &mut Vec<TextRange>) {
    for piece in pieces.iter().filter(|p| !p.is_known()) {
        let range = piece.range();
        match piece.plain().filter(|p| p.digits == 0) {
            Some(plain) if plain.len() > 1 => {
                out.push(TextRange::new(range.start, range.start + plain.len()));
            }
            _ => read(text.as_bytes(), range, words, out),
        }
    }
}

/// The same of a string in which other characters stand as well.
fn read(bytes: &[u8], range: TextRange, words: &mut Words, out: &mut Vec<TextRange>) {
    let mut at = range.start;
    while let Some(rest) = bytes.get(at..range.end) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::strings::pieces;

    #[test]
    fn what_no_word_list_has() {
        let text = "A plan of the xqzvy, I think, by B and Trwqx.";
        let mut out = Vec::new();
        runs(text, &pieces(text), &mut Words::default(), &mut out);
        let found: Vec<_> = out.iter().filter_map(|r| r.of(text)).collect();
        assert_eq!(found, ["xqzvy", "B", "Trwqx"]);
    }
}
