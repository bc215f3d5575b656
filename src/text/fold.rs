//! What a search leaves aside: case, diacritics, the shape of quotes, dashes and spaces.
//!
//! A character folds to no character (a diacritic, a soft hyphen), to one or to several ("ß" → "ss", "ﬁ" → "fi"). Only
//! marks that a reader may leave out are dropped: accents of Latin, Greek and Cyrillic letters, the vowel points of
//! Arabic and Hebrew. Vowel signs of Khmer, Thai and the scripts of India are letters and stay.

use std::sync::LazyLock;
use unicode_normalization::char::decompose_compatible;

/// What a character folds to, in UTF-8.
#[derive(Clone, Copy)]
struct Folded {
    /// Number of bytes; [`LONG`]: they do not fit in here.
    len: u8,
    bytes: [u8; 7],
}

/// The length that stands for "work it out".
const LONG: u8 = u8::MAX;
/// The characters in the table: from U+0080 up to this one.
const TABLE_END: u32 = 0x3000;

static TABLE: LazyLock<Vec<Folded>> = LazyLock::new(|| {
    let entry = |n| char::from_u32(n).map_or(KEPT, folded_char);
    (0x80..TABLE_END).map(entry).collect()
});

/// Stands where there is no character.
const KEPT: Folded = Folded {
    len: LONG,
    bytes: [0; 7],
};

fn folded_char(c: char) -> Folded {
    let mut text = String::new();
    work_out(c, &mut text);
    let mut out = KEPT;
    if let Some(place) = out.bytes.get_mut(..text.len()) {
        place.copy_from_slice(text.as_bytes());
        out.len = text.len() as u8;
    }
    out
}

/// Hands what `c` folds to to `put`, as UTF-8.
#[inline]
pub(crate) fn fold(c: char, put: impl FnOnce(&[u8])) {
    let at = (c as usize).wrapping_sub(0x80);
    if let Some(entry) = TABLE.get(at)
        && let Some(bytes) = entry.bytes.get(..usize::from(entry.len))
    {
        put(bytes);
    } else if stays(c) {
        put(c.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        let mut text = String::new();
        work_out(c, &mut text);
        put(text.as_bytes());
    }
}

/// A text folded as a whole: white space becomes a single space.
pub(crate) fn fold_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let from = out.len();
        work_out(c, &mut out);
        if out.get(from..) == Some(" ") && out.get(..from).is_some_and(|o| o.ends_with(' ')) {
            out.truncate(from);
        }
    }
    out
}

/// Letters that have no case and no marks to be left aside.
fn stays(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{1F000}'..='\u{3FFFF}')
}

/// Appends what `c` folds to.
fn work_out(c: char, out: &mut String) {
    if stays(c) {
        return out.push(c);
    }
    if let Some(plain) = plain(c) {
        return out.push_str(plain);
    }
    let mut parts = String::new();
    decompose_compatible(c, |part| parts.push(part));
    // A diacritic that stands alone ("¨") comes apart into a space and a mark; it is looked for as it is.
    if parts.starts_with(' ') {
        return out.push(c);
    }
    for part in parts.chars().filter(|&p| !is_left_aside(p)) {
        match plain(part) {
            Some(plain) => out.push_str(plain),
            None => out.extend(part.to_lowercase().filter(|&p| !is_left_aside(p))),
        }
    }
}

/// The plain form of quotes, dashes, spaces, and of letters that do not come apart.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        c if c.is_whitespace() => " ",
        c if is_left_aside(c) => "",
        '\u{2018}'..='\u{201B}' | '\u{02BC}' | '\u{2032}' | '\u{2039}' | '\u{203A}' | '\u{B4}' => {
            "'"
        }
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Marks that a reader may leave out, and characters that nobody sees.
pub(crate) fn is_left_aside(c: char) -> bool {
    is_diacritic(c)
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}')
}

fn is_diacritic(c: char) -> bool {
    match c {
        // Latin, Greek, Cyrillic.
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' => true,
        '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' => true,
        // Hebrew points.
        '\u{591}'..='\u{5BD}'
        | '\u{5BF}'
        | '\u{5C1}'
        | '\u{5C2}'
        | '\u{5C4}'
        | '\u{5C5}'
        | '\u{5C7}' => true,
        // Arabic vowel points, and the line that only makes a word longer.
        '\u{610}'..='\u{61A}'
        | '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' => true,
        '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}'
        | '\u{6E8}'
        | '\u{6EA}'..='\u{6ED}'
        | '\u{8D3}'..='\u{8E1}' => true,
        '\u{8E3}'..='\u{8FF}' => true,
        _ => false,
    }
}

/// A name as it is compared: without case and diacritics, with hyphens as spaces, without apostrophes and a leading
/// article. "NGUYEN PHU TRONG" and "Nguyễn Phú Trọng" are the same.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return parted(
            name.bytes().map(|b| char::from(b.to_ascii_lowercase())),
            name.len(),
        );
    }
    let mut bytes = Vec::with_capacity(name.len());
    for c in name.chars() {
        fold(c, |part| bytes.extend_from_slice(part));
    }
    let text = String::from_utf8_lossy(&bytes);
    parted(text.chars(), text.len())
}

/// Words that are folded already, parted by one space each, without quotes and a leading article.
fn parted(letters: impl Iterator<Item = char>, len: usize) -> String {
    let mut out = String::with_capacity(len);
    for c in letters {
        match c {
            '\'' | '"' => {}
            '-' | '\u{a0}' => push_space(&mut out),
            c if c.is_whitespace() => push_space(&mut out),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    match out.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => out,
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_case_and_marks() {
        for (from, to) in [
            ("Kâmpŭchéa", "kampuchea"),
            ("e\u{301}É", "ee"),
            ("Đà Nẵng, Việt Nam", "da nang, viet nam"),
            ("Łódź Ærø Straße İstanbul", "lodz aero strasse istanbul"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("Ёлка й", "елка и"),
            ("ＡＳＥＡＮ　２", "asean 2"),
            ("ﬁnal…", "final..."),
        ] {
            assert_eq!(fold_text(from), to);
        }
    }

    #[test]
    fn quotes_dashes_and_spaces_are_plain() {
        assert_eq!(fold_text("‘a’ “b” «c» d–e—f−g"), "'a' \"b\" \"c\" d-e-f-g");
        assert_eq!(fold_text("a\u{A0}\r\n\t b"), "a b");
        assert_eq!(fold_text("co\u{AD}op\u{200B}er"), "cooper");
    }

    #[test]
    fn vowel_signs_stay_and_vowel_points_go() {
        for text in ["កម្ពុជា", "ประเทศไทยที่", "हिन्दी", "မြန်မာ", "が", "각", "中国"]
        {
            assert_eq!(fold_text(text), text);
        }
        assert_eq!(fold_text("مُحَمَّد"), "محمد");
        assert_eq!(fold_text("שָׁלוֹם"), "שלום");
    }

    #[test]
    fn the_table_says_what_is_worked_out() {
        for c in (0x80..0x1_1000).filter_map(char::from_u32) {
            let mut slow = String::new();
            work_out(c, &mut slow);
            fold(c, |bytes| assert_eq!(bytes, slow.as_bytes(), "{c:?}"));
        }
    }

    #[test]
    fn the_short_way_for_ascii_is_the_long_one() {
        let slow = |c: char| {
            let mut bytes = Vec::new();
            fold(c, |part| bytes.extend_from_slice(part));
            String::from_utf8(bytes).unwrap()
        };
        for b in 0..128_u8 {
            let name = format!("Sea{}Port", char::from(b));
            let long: String = name.chars().map(slow).collect();
            assert_eq!(folded(&name), parted(long.chars(), long.len()), "{b}");
        }
        assert_eq!(folded("The  Sea-Port's \"Board\" "), "sea ports board");
    }
}
