//! Single-byte encodings backwards: which byte a character would have been, and what the bytes are as UTF-8.

use super::letters::{Kind, kind};
use encoding_rs::Encoding;
use std::sync::LazyLock;

/// A single-byte encoding: its upper half, sorted by character.
pub(super) struct Codec {
    /// What it is called when a person is told.
    pub name: &'static str,
    bytes: Vec<(char, u8)>,
    /// Whether it keeps the places of Latin-1: controls from 0x80, and the no-break space at 0xA0.
    ansi: bool,
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
        let ansi = bytes.binary_search(&('\u{a0}', 0xa0)).is_ok();
        Self { name, bytes, ansi }
    }

    /// The byte of a character outside ASCII. Where an encoding of the ISO and Windows families has no character for a
    /// byte, or was taken for Latin-1 at a time, the control character stands for the byte.
    fn byte(&self, c: char) -> Option<u8> {
        let found = self.bytes.binary_search_by_key(&c, |(d, _)| *d).ok();
        found
            .and_then(|i| self.bytes.get(i))
            .map(|(_, byte)| *byte)
            .or_else(|| u8::try_from(c).ok().filter(|b| self.ansi && is_control(*b)))
    }

    /// `text` with every sequence undone that is a UTF-8 sequence in this encoding; and how many were undone.
    pub fn undo(&self, text: &str) -> Undone {
        let mut out = Undone::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let used = match self.sequence(c, rest) {
                Some(sequence) => out.add(&sequence),
                None => out.keep(c),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
        if out.sequences > 0 {
            out.text = joined_surrogates(out.text)
        }
        out
    }

    /// The character whose UTF-8 bytes `text` begins with in this encoding.
    fn sequence(&self, first: char, text: &str) -> Option<Sequence> {
        if first.is_ascii() {
            return None;
        }
        let lead = self.byte(first)?;
        let more = continuations(lead)?;
        let mut bytes = vec![lead];
        let (mut used, mut lost) = (first.len_utf8(), false);
        for c in text.chars().skip(1).take(more) {
            lost |= c == '\u{fffd}';
            let Some(byte) = self.continuation(c) else {
                return self.cut_short(&bytes, used, c);
            };
            bytes.push(byte);
            used += c.len_utf8();
        }
        if bytes.len() <= more {
            return self.cut_short(&bytes, used, '\0');
        }
        let char = if lost { '\u{fffd}' } else { decoded(&bytes)? };
        let mut sequence = Sequence::new(Some(char), used, lost);
        sequence.strained = self.strained(text.chars().take(more + 1));
        Some(sequence)
    }

    /// How many characters are controls that the encoding does not have.
    fn strained(&self, chars: impl Iterator<Item = char>) -> usize {
        let foreign =
            |c: char| c.is_control() && self.bytes.binary_search_by_key(&c, |(d, _)| *d).is_err();
        chars.filter(|c| foreign(*c)).count()
    }

    /// The byte of a character behind the first of a sequence; a lost character may have been any.
    fn continuation(&self, c: char) -> Option<u8> {
        match c {
            '\u{fffd}' => Some(0xbf),
            _ if c.is_ascii() => None,
            _ => self.byte(c).filter(|b| (0x80..=0xbf).contains(b)),
        }
    }

    /// A sequence whose last byte went missing before `next`. The no-break space that ended “à”, or was one itself, often
    /// becomes a space; and of quotation marks and dashes, the third byte often has no character.
    fn cut_short(&self, bytes: &[u8], used: usize, next: char) -> Option<Sequence> {
        match bytes {
            [0xc3] if self.ansi && next == ' ' => Some(Sequence::new(Some('à'), used, false)),
            [0xc2] if self.ansi && next == ' ' => Some(Sequence::new(None, used, false)),
            [0xe2, 0x80] => Some(Sequence::new(Some('\u{fffd}'), used, true)),
            _ => None,
        }
    }
}

/// Whether a byte is a control character of Latin-1.
fn is_control(byte: u8) -> bool {
    (0x80..=0x9f).contains(&byte)
}

/// How many bytes follow the first one of a UTF-8 sequence.
fn continuations(lead: u8) -> Option<usize> {
    match lead {
        0xc2..=0xdf => Some(1),
        0xe0..=0xef => Some(2),
        0xf0..=0xf4 => Some(3),
        _ => None,
    }
}

/// The character of a UTF-8 sequence, if there is one that text is written with.
fn decoded(bytes: &[u8]) -> Option<char> {
    if let Some(half) = surrogate(bytes) {
        return Some(half);
    }
    let char = std::str::from_utf8(bytes).ok()?.chars().next()?;
    (kind(char) != Kind::Alien).then_some(char)
}

/// A sequence that was undone.
struct Sequence {
    /// What it stands for; nothing for a no-break space that is there already, as a space.
    char: Option<char>,
    /// The bytes it takes in the damaged text.
    used: usize,
    /// Whether a part of it is lost.
    lossy: bool,
    /// Control characters taken for bytes that the encoding has other characters for.
    strained: usize,
}

impl Sequence {
    fn new(char: Option<char>, used: usize, lossy: bool) -> Self {
        Self {
            char,
            used,
            lossy,
            strained: 0,
        }
    }
}

/// In which encodings a character can begin a sequence, and in which it can go on with one: a bit each.
#[derive(Clone, Copy, Default)]
struct Roles {
    first: u16,
    later: u16,
}

/// The characters up to here have their roles in a table; of those beyond, hardly any is in a single-byte encoding.
const TABLE_END: u32 = 0x2600;

static ROLES: LazyLock<Vec<Roles>> = LazyLock::new(|| {
    (0..TABLE_END)
        .map(|n| char::from_u32(n).map(roles_of).unwrap_or_default())
        .collect()
});

/// The roles of a character, from the encodings themselves.
fn roles_of(c: char) -> Roles {
    let mut out = Roles::default();
    if c.is_ascii() {
        return out;
    }
    for (i, codec) in CODECS.iter().enumerate() {
        let lead = codec.byte(c).and_then(continuations);
        out.first |= u16::from(lead.is_some()) << i;
        out.later |= u16::from(codec.continuation(c).is_some()) << i;
    }
    out
}

fn roles(c: char) -> Roles {
    match ROLES.get(c as usize) {
        Some(roles) => *roles,
        None if matches!(c, '\u{f8ff}' | '\u{fffd}') => roles_of(c),
        None => Roles::default(),
    }
}

/// The encodings in which a text has a character that begins a sequence right before one that goes on with it.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = &'static Codec> {
    let (mut found, mut before, mut last) = (0, 0, ' ');
    for c in text.chars() {
        let roles = roles(c);
        // `Ã` and `Â` also stand before a space that was a part of the sequence.
        if c == ' ' && matches!(last, 'Ã' | 'Â') {
            found |= before;
        }
        found |= before & roles.later;
        (before, last) = (roles.first, c);
    }
    let codecs = CODECS.iter().enumerate();
    codecs
        .filter(move |(i, _)| found >> i & 1 == 1)
        .map(|(_, codec)| codec)
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
    /// Of these, quotation marks and dashes of three bytes.
    pub punctuation: usize,
    /// Control characters taken for bytes that the encoding has other characters for.
    pub strained: usize,
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

impl Undone {
    /// Adds a sequence; the bytes it takes.
    fn add(&mut self, sequence: &Sequence) -> usize {
        self.text.extend(sequence.char);
        self.sequences += 1;
        self.lossy |= sequence.lossy;
        self.strained += sequence.strained;
        let mark = matches!(sequence.char, Some('\u{2010}'..='\u{2026}'));
        self.punctuation += usize::from(mark);
        sequence.used
    }

    /// Adds a character as it is; the bytes it takes.
    fn keep(&mut self, c: char) -> usize {
        self.text.push(c);
        self.left += usize::from(!c.is_ascii());
        c.len_utf8()
    }
}
