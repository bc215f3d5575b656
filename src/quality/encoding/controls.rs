//! Control characters from U+0080 to U+009F: bytes of a single-byte encoding that were kept as they were.

use super::strange::strangeness;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// Whether a character is one of them.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// The encoding that the control characters of a line's words were meant in: Windows-1252, unless Mac Roman makes a word
/// less strange.
pub(super) fn origin<'a>(mut words: impl Iterator<Item = &'a str>) -> &'static Encoding {
    let is_mac = |word: &str| {
        let (windows, mac) = (undone(word, WINDOWS_1252), undone(word, MACINTOSH));
        let inside = word.chars().any(char::is_lowercase);
        inside
            && mac.is_some_and(|mac| {
                windows.is_none_or(|windows| strangeness(&mac) + 2 <= strangeness(&windows))
            })
    };
    if words.any(is_mac) {
        MACINTOSH
    } else {
        WINDOWS_1252
    }
}

/// A word with its control characters as the characters they were meant to be; `None` when one has none.
pub(super) fn undone(word: &str, encoding: &'static Encoding) -> Option<String> {
    word.chars()
        .map(|c| match u8::try_from(c) {
            Ok(byte) if is_control(c) => character(byte, encoding),
            _ => Some(c),
        })
        .collect()
}

fn character(byte: u8, encoding: &'static Encoding) -> Option<char> {
    let bytes = [byte];
    let decoded = encoding.decode_without_bom_handling(&bytes).0;
    decoded.chars().next().filter(|c| !c.is_control())
}
