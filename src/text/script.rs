//! Which ways of writing occur in a text.

/// Bytes that are looked at together: a stretch without a byte that matters is passed at once.
const STRIDE: usize = 64;
/// Lowest first byte (UTF-8) of a character that is written from right to left: that of U+0590.
const FIRST: u8 = 0xD6;

/// Whether a text holds characters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and the
/// like. One pass, at the speed of memory where there are none.
pub fn has_right_to_left(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    for chunk in bytes.chunks(STRIDE) {
        let highest = chunk.iter().fold(0, |most, &b| b.max(most));
        if highest >= FIRST && (at..at + chunk.len()).any(|i| begins_right_to_left(bytes, i)) {
            return true;
        }
        at += chunk.len();
    }
    false
}

/// Whether a character is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    c >= '\u{590}' && begins_right_to_left(c.encode_utf8(&mut [0; 4]).as_bytes(), 0)
}

/// Whether a character that begins at `at` is written from right to left. Nothing begins at a byte in the middle of one.
fn begins_right_to_left(bytes: &[u8], at: usize) -> bool {
    let byte = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match byte(0) {
        0xD6 => byte(1) >= 0x90,
        0xD7..=0xDF => true,
        0xE0 => matches!(byte(1), 0xA0..=0xA3),
        0xEF => match byte(1) {
            0xAC => byte(2) >= 0x9D,
            0xAD..=0xB7 => true,
            0xB9 => byte(2) >= 0xB0,
            0xBA => true,
            0xBB => byte(2) <= 0xBC,
            _ => false,
        },
        0xF0 => match byte(1) {
            0x90 => byte(2) >= 0xA0,
            0x9E => byte(2) >= 0xA0,
            _ => false,
        },
        _ => false,
    }
}

/// Whether each character of a text stands for itself, whatever stands beside it, and lines are broken at spaces: the
/// Latin, Greek, Cyrillic and Armenian scripts without combining marks, punctuation and signs.
pub fn is_simple(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_simple_char)
}

fn is_simple_char(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}'
        | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{58F}'
        | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{200A}'
        | '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205F}' | '\u{2070}'..='\u{20CF}'
        | '\u{2100}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FFFD}')
}

/// Whether a character is by its nature not seen and takes no room: joiners, marks of direction, variation selectors.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn right_to_left_is_seen_wherever_it_stands() {
        for text in [
            "שלום",
            "سلام",
            "\u{fb1d}",
            "\u{fefc}",
            "\u{10800}",
            "\u{1e900}",
            "\u{8a0}",
        ] {
            assert!(has_right_to_left(text), "{text}");
            assert!(has_right_to_left(&format!("{}{text}", "x".repeat(63))));
        }
        for text in [
            "",
            "plain",
            "“Quoted”—é",
            "ព្រះ",
            "ไทย",
            "中文。",
            "\u{feff}bom",
            "🎉 ﬁ",
            "֏",
            "！",
        ] {
            assert!(!has_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn vietnamese_is_simple_while_it_is_composed() {
        assert!(is_simple("Chính phủ nước Cộng hòa — “ổn định”…"));
        assert!(!is_simple("e\u{301}"));
        for text in ["ខ្មែរ", "ไทย", "中", "שלום", "👩‍👧", "a\u{200d}b"]
        {
            assert!(!is_simple(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_character_of_a_simple_text_is_one_that_people_see(text in "(\\PC|[ .!?\n]){0,40}") {
            if is_simple(&text) {
                prop_assert_eq!(text.graphemes(true).count(), text.chars().count());
            }
        }

        #[test]
        fn every_simple_character_is_one_beside_any_other(a in any::<char>(), b in any::<char>()) {
            let text = format!("{a}{b}");
            if is_simple(&text) && text != "\r\n" {
                prop_assert_eq!(text.graphemes(true).count(), 2);
            }
        }
    }
}
