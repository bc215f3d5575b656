//! Single-byte encodings backwards: which byte a character would have been, and what the bytes are as UTF-8.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// A single-byte encoding: its upper half, sorted by character.
pub(super) struct Codec {
    /// What it is called when a person is told.
    pub name: &'static str,
    bytes: Vec<(char, u8)>,
}

const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The encodings that text is misread in, the likely ones first.
pub(super) static CODECS: LazyLock<Vec<Codec>> = LazyLock::new(|| {
    let mut out = vec![Codec::new("Latin-1", (0x80..=0xffu8).map(char::from))];
    for (name, encoding) in [
        ("Windows-1252", encoding_rs::WINDOWS_1252),
        ("Windows-1251", encoding_rs::WINDOWS_1251),
        ("Windows-1250", encoding_rs::WINDOWS_1250),
        ("Windows-1253", encoding_rs::WINDOWS_1253),
        ("Windows-1254", encoding_rs::WINDOWS_1254),
        ("Windows-1257", encoding_rs::WINDOWS_1257),
        ("ISO 8859-2", encoding_rs::ISO_8859_2),
        ("Mac Roman", encoding_rs::MACINTOSH),
    ] {
        out.push(Codec::new(name, upper_half(encoding)));
    }
    out.push(Codec::new("code page 437", CP437.chars()));
    out
});

/// The characters of the bytes 0x80 to 0xFF; a byte without one is the control character of its number.
fn upper_half(encoding: &'static Encoding) -> impl Iterator<Item = char> {
    (0x80..=0xffu8).map(|b| {
        let char = encoding.decode_without_bom_handling(&[b]).0.chars().next();
        char.filter(|c| *c != '\u{fffd}').unwrap_or(char::from(b))
    })
}

impl Codec {
    fn new(name: &'static str, chars: impl Iterator<Item = char>) -> Self {
        let mut bytes: Vec<(char, u8)> = chars.zip(0x80..=0xffu8).collect();
        bytes.sort_unstable();
        Self { name, bytes }
    }

    /// The byte of a character outside ASCII.
    fn byte(&self, c: char) -> Option<u8> {
        self.bytes
            .binary_search_by_key(&c, |(d, _)| *d)
            .ok()
            .map(|i| self.bytes[i].1)
    }

    /// `text` with every sequence undone that is a UTF-8 sequence in this encoding; and how many were undone.
    pub fn undo(&self, text: &str) -> Undone {
        let mut out = Undone::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let sequence = if c.is_ascii() {
                None
            } else {
                self.sequence(rest)
            };
            let used = match sequence {
                Some((char, len, lossy)) => {
                    out.text.push(char);
                    out.sequences += 1;
                    out.lossy |= lossy;
                    len
                }
                None => {
                    out.text.push(c);
                    out.left += usize::from(!c.is_ascii());
                    c.len_utf8()
                }
            };
            rest = rest.get(used..).unwrap_or_default();
        }
        if out.sequences > 0 {
            out.text = joined_surrogates(out.text)
        }
        out
    }

    /// The character whose UTF-8 bytes `text` begins with in this encoding, the bytes of `text` it takes, and whether it is
    /// a guess.
    fn sequence(&self, text: &str) -> Option<(char, usize, bool)> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let lead = self.byte(first)?;
        let more = match lead {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => return None,
        };
        let mut bytes = vec![lead];
        let (mut used, mut lost) = (first.len_utf8(), 0);
        for c in chars.take(more) {
            let byte = match c {
                '\u{fffd}' => {
                    lost += 1;
                    0xbf
                }
                ' ' if self.name != "Mac Roman" && blank_was_a0(&bytes) => 0xa0,
                c if c.is_ascii() => return self.short(lead, first, text),
                c => self.byte(c).filter(|b| (0x80..=0xbf).contains(b))?,
            };
            bytes.push(byte);
            used += c.len_utf8();
        }
        if lost > 0 {
            return (bytes.len() == more + 1).then_some(('\u{fffd}', used, true));
        }
        surrogate(&bytes).map(|c| (c, used, false)).or_else(|| {
            Some((
                std::str::from_utf8(&bytes).ok()?.chars().next()?,
                used,
                false,
            ))
        })
    }

    /// `Ã` before a space: the no-break space that belonged to “à” became a space.
    fn short(&self, lead: u8, first: char, text: &str) -> Option<(char, usize, bool)> {
        let rest = text.get(first.len_utf8()..)?;
        (lead == 0xc3 && rest.starts_with(' ')).then_some(('à', first.len_utf8(), false))
    }
}

/// Whether a space may be a damaged no-break space here; after `Ã` the space is kept (see [`Codec::short`]).
fn blank_was_a0(bytes: &[u8]) -> bool {
    match bytes {
        [lead] => matches!(lead, 0xc2 | 0xc5 | 0xce | 0xd0 | 0xd9 | 0xe2 | 0xe3),
        [lead, ..] => (0xe0..=0xe3).contains(lead) || *lead == 0xf0,
        [] => false,
    }
}

/// Private-use stand-ins for the halves of a surrogate pair that were written as three bytes each.
fn surrogate(bytes: &[u8]) -> Option<char> {
    let [0xed, b @ 0xa0..=0xbf, c] = *bytes else {
        return None;
    };
    char::from_u32(0xf_0000 + (u32::from(b) & 0x1f) * 64 + (u32::from(c) & 0x3f))
}

/// `text` with the stand-ins of [`surrogate`] joined to the characters they were halves of.
fn joined_surrogates(text: String) -> String {
    let half = |c: char| {
        (0xf_0000..0xf_0800)
            .contains(&(c as u32))
            .then(|| c as u32 - 0xf_0000)
    };
    if !text.chars().any(|c| half(c).is_some()) {
        return text;
    }
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let pair = half(c)
            .filter(|h| *h < 0x400)
            .zip(chars.peek().and_then(|c| half(*c)).filter(|l| *l >= 0x400));
        match (pair, half(c)) {
            (Some((high, low)), _) => {
                chars.next();
                out.push(
                    char::from_u32(0x1_0000 + high * 0x400 + low - 0x400).unwrap_or('\u{fffd}'),
                );
            }
            (None, Some(_)) => out.push('\u{fffd}'),
            (None, None) => out.push(c),
        }
    }
    out
}

/// What [`Codec::undo`] made of a text.
#[derive(Default)]
pub(super) struct Undone {
    /// The text.
    pub text: String,
    /// Sequences undone.
    pub sequences: usize,
    /// Characters outside ASCII that were left as they were.
    pub left: usize,
    /// Whether some characters could not be told.
    pub lossy: bool,
}

/// The character that a C1 control was meant to be in Windows-1252.
pub(super) fn from_control(c: char) -> Option<char> {
    let byte = u8::try_from(c as u32)
        .ok()
        .filter(|b| (0x80..=0x9f).contains(b))?;
    let char = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(&[byte])
        .0
        .chars()
        .next()?;
    (!char.is_control()).then_some(char)
}
