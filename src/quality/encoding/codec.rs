//! Single-byte encodings backwards: which byte a character would have been, and what the bytes are as UTF-8.

use super::letters::{Kind, kind, traits};
use encoding_rs::Encoding;
use std::sync::LazyLock;

/// The characters up to here have their bytes in a table; of those beyond, hardly any is in a single-byte encoding.
const TABLE_END: usize = 0x2600;

/// A single-byte encoding.
pub(super) struct Codec {
    /// What it is called when a person is told.
    pub name: &'static str,
    /// The byte of each character up to [`TABLE_END`]; 0 where there is none.
    table: Vec<u8>,
    /// The characters that have their bytes there.
    known: Vec<char>,
    /// The characters beyond, with their bytes.
    beyond: Vec<(char, u8)>,
    /// Whether it keeps the places of Latin-1: controls from 0x80, and the no-break space at 0xA0.
    ansi: bool,
    /// Whether text is so seldom misread in it that nothing of a word may be left over.
    pub strict: bool,
    /// The controls from 0x80 on that stand for bytes it has other characters for, or none: a bit each.
    strays: u32,
}

pub(super) const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

pub(super) const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

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
    out.push(Codec::new("code page 850", CP850.chars()));
    for (name, encoding) in [
        ("KOI8-R", encoding_rs::KOI8_R),
        ("code page 866", encoding_rs::IBM866),
        ("Windows-1256", encoding_rs::WINDOWS_1256),
        ("Windows-1258", encoding_rs::WINDOWS_1258),
        ("Windows-874", encoding_rs::WINDOWS_874),
        ("Windows-1255", encoding_rs::WINDOWS_1255),
        ("ISO 8859-5", encoding_rs::ISO_8859_5),
        ("ISO 8859-7", encoding_rs::ISO_8859_7),
        ("ISO 8859-15", encoding_rs::ISO_8859_15),
        ("Mac Cyrillic", encoding_rs::X_MAC_CYRILLIC),
    ] {
        let codec = Codec::new(name, upper_half(encoding));
        out.push(Codec {
            strict: true,
            ..codec
        });
    }
    out
});

/// The characters of the bytes 0x80 to 0xFF; a byte without one is the control character of its number.
pub(super) fn upper_half(encoding: &'static Encoding) -> impl Iterator<Item = char> {
    (0x80..=0xffu8).map(|b| {
        let char = encoding.decode_without_bom_handling(&[b]).0.chars().next();
        char.filter(|c| *c != '\u{fffd}').unwrap_or(char::from(b))
    })
}

impl Codec {
    /// From the characters of the bytes 0x80 to 0xFF. Where an encoding of the ISO and Windows families has no character
    /// for a byte, or was taken for Latin-1 at a time, the control character stands for the byte.
    fn new(name: &'static str, chars: impl Iterator<Item = char>) -> Self {
        let bytes: Vec<(char, u8)> = chars.zip(0x80..=0xffu8).collect();
        let (mut table, mut known) = (vec![0; TABLE_END], Vec::new());
        for &(c, byte) in &bytes {
            if let Some(place) = table.get_mut(c as usize) {
                *place = byte;
                known.push(c);
            }
        }
        let ansi = table.get(0xa0) == Some(&0xa0);
        let mut strays = 0;
        for control in 0x80..=0x9fu8 {
            let place = table.get_mut(usize::from(control));
            if let Some(place) = place.filter(|place| **place == 0 && ansi) {
                *place = control;
                known.push(char::from(control));
                strays |= 1 << (control - 0x80);
            }
        }
        let beyond = bytes.into_iter().filter(|b| b.0 as usize >= TABLE_END);
        Self {
            name,
            table,
            known,
            beyond: beyond.collect(),
            ansi,
            strict: false,
            strays,
        }
    }

    /// Whether two encodings are the same as far as most damage goes: Windows-1252 has characters where Latin-1 has
    /// controls.
    pub fn is_kin(&self, other: &Self) -> bool {
        let western = |name: &str| matches!(name, "Latin-1" | "Windows-1252");
        self.name == other.name || western(self.name) && western(other.name)
    }

    /// The one of two kin encodings that has the more characters.
    pub fn fullest(&'static self) -> &'static Self {
        let kin = CODECS.iter().filter(|c| self.is_kin(c));
        kin.max_by_key(|c| c.strays.count_ones()).unwrap_or(self)
    }

    /// The byte of a character outside ASCII.
    fn byte(&self, c: char) -> Option<u8> {
        match self.table.get(c as usize) {
            Some(0) => None,
            Some(byte) => Some(*byte),
            None => self.beyond.iter().find(|(d, _)| *d == c).map(|(_, b)| *b),
        }
    }

    /// `text` with every sequence undone that is a UTF-8 sequence in this encoding; and how many were undone.
    pub fn undo(&self, text: &str, spaces: Spaces) -> Undone {
        let mut out = Undone {
            text: String::with_capacity(text.len()),
            ..Undone::default()
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let sequence = if c.is_ascii() {
                None
            } else {
                self.sequence(c, rest, spaces)
            };
            let used = match sequence {
                Some(sequence) => out.add(&sequence),
                None => out.keep(c),
            };
            rest = rest.get(used..).unwrap_or_default();
        }
        out
    }

    /// The character whose UTF-8 bytes `text` begins with in this encoding.
    fn sequence(&self, first: char, text: &str, spaces: Spaces) -> Option<Sequence> {
        let mut read = self.bytes(first, text, spaces)?;
        if !read.whole {
            return self.cut_short(&read, text, spaces);
        }
        let char = if read.lost {
            '\u{fffd}'
        } else if let Some(half) = surrogate(read.bytes()) {
            let rest = text.get(read.used..)?;
            let low = self.bytes(rest.chars().next()?, rest, spaces)?;
            read.used += low.used;
            read.strained += low.strained;
            joined(half, surrogate(low.bytes())?)?
        } else {
            decoded(read.bytes()).filter(|c| self.ansi || !c.is_control())?
        };
        Some(Sequence {
            char,
            used: read.used,
            lossy: read.lost,
            strained: read.strained,
        })
    }

    /// The bytes of the sequence that `text` begins with.
    fn bytes(&self, first: char, text: &str, spaces: Spaces) -> Option<Bytes> {
        let lead = self.byte(first)?;
        let more = continuations(lead)?;
        let mut out = Bytes {
            bytes: [lead, 0, 0, 0],
            len: 1,
            used: first.len_utf8(),
            whole: false,
            lost: false,
            strained: usize::from(self.is_stray(first)),
        };
        let mut chars = text.get(out.used..)?.chars();
        while out.len <= more {
            let c = chars.next().unwrap_or('\n');
            // Of a quotation mark without its last byte, the space behind it is none.
            let mark = out.bytes() == [0xe2, 0x80];
            let spaced = c == ' ' && more > 1 && !mark && spaces != Spaces::Kept && self.ansi;
            let unknown = c == '?' && self.is_inside(chars.clone().next(), out.len < more);
            let Some(byte) = self.continuation(c).or(match (spaced, unknown) {
                (true, _) => Some(0xa0),
                (_, true) => Some(0xbf),
                _ => None,
            }) else {
                return Some(out);
            };
            out.lost |= unknown || c == '\u{fffd}';
            out.strained += usize::from(self.is_stray(c));
            out.push(byte, c);
        }
        out.whole = true;
        Some(out)
    }

    /// Whether a question mark before `next` stands inside a word, so that it may be a byte that was lost: inside a
    /// sequence, that has to go on.
    fn is_inside(&self, next: Option<char>, goes_on: bool) -> bool {
        next.is_some_and(|c| match goes_on {
            true => self.continuation(c).is_some(),
            false => c.is_alphanumeric(),
        })
    }

    /// Whether a character is a control that the encoding does not have.
    fn is_stray(&self, c: char) -> bool {
        matches!(c, '\u{80}'..='\u{9f}') && self.strays >> (c as u32 - 0x80) & 1 == 1
    }

    /// The byte of a character behind the first of a sequence; a lost character may have been any.
    fn continuation(&self, c: char) -> Option<u8> {
        match c {
            '\u{fffd}' => Some(0xbf),
            _ if c.is_ascii() => None,
            _ => self.byte(c).filter(|b| (0x80..=0xbf).contains(b)),
        }
    }

    /// A sequence whose last byte went missing. The no-break space that ended “à”, or was one itself, often becomes a
    /// space; and of quotation marks and dashes, the third byte often has no character.
    fn cut_short(&self, read: &Bytes, text: &str, spaces: Spaces) -> Option<Sequence> {
        let behind = text.get(read.used..)?;
        let spaced = self.ansi && behind.starts_with(' ');
        let (char, more) = match read.bytes() {
            [0xc3] if spaced => ('à', usize::from(spaces.joins_a(behind))),
            [0xc2] if spaced => ('\u{a0}', 1),
            [0xe2, 0x80] => ('\u{fffd}', usize::from(behind.starts_with('?'))),
            // The control character in the middle was dropped, as many programs do.
            [0xe2, last @ (0xa2 | 0xa6)] if self.ansi => (decoded(&[0xe2, 0x80, *last])?, 0),
            [lead] if spaced && spaces != Spaces::Kept => (spaced_letter(*lead, behind)?, 1),
            _ => return None,
        };
        Some(Sequence {
            char,
            used: read.used + more,
            lossy: char == '\u{fffd}',
            strained: 0,
        })
    }

    /// Whether a word ends inside a sequence, so that a space behind it may have been a byte of it.
    pub fn is_open(&self, word: &str) -> bool {
        let (mut seen, mut behind) = (0, 0);
        for c in word.chars().rev().take(3).take_while(|c| !c.is_ascii()) {
            match self.byte(c) {
                Some(byte @ 0x80..=0xbf) => (seen, behind) = (seen + 1, byte),
                byte => {
                    let mark = byte == Some(0xe2) && behind == 0x80;
                    let more = byte.and_then(continuations);
                    return !mark && more.is_some_and(|more| more > seen);
                }
            }
        }
        false
    }
}

/// What spaces may be that stand behind an unfinished sequence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spaces {
    /// Spaces.
    Kept,
    /// Bytes 0xA0 that became spaces on the way.
    Bytes,
    /// The same in a Vietnamese text.
    Vietnamese,
}

impl Spaces {
    /// Whether the space that `behind` begins with was a byte of “à”, and the word goes on: in Portuguese before a few
    /// words, in Vietnamese before the sounds that a syllable ends with. In other languages “à” ends words or is one.
    fn joins_a(self, behind: &str) -> bool {
        let next = behind.trim_start_matches(' ');
        let end = next.find(|c: char| !c.is_alphabetic());
        let next = next.get(..end.unwrap_or(next.len())).unwrap_or_default();
        let portuguese = ["s", "quele", "queles", "quela", "quelas", "quilo"];
        let vietnamese = [
            "i", "o", "y", "u", "m", "n", "ng", "nh", "p", "t", "c", "ch",
        ];
        let elided = behind
            .trim_start()
            .get(next.len()..)
            .is_some_and(|b| b.starts_with(['\'', '’']));
        match self {
            _ if elided => false,
            Self::Kept => false,
            Self::Bytes => portuguese.contains(&next),
            Self::Vietnamese => vietnamese.contains(&next),
        }
    }
}

/// The letter of two bytes of which the second became the space that `behind` begins with: a letter has to follow.
fn spaced_letter(lead: u8, behind: &str) -> Option<char> {
    let next = behind.chars().nth(1)?;
    let letter = decoded(&[lead, 0xa0])?;
    let known = traits(letter).languages != 0 && letter.is_alphanumeric();
    (known && !next.is_ascii_uppercase() && next.is_alphabetic()).then_some(letter)
}

/// The bytes of a sequence as far as they could be read.
struct Bytes {
    bytes: [u8; 4],
    len: usize,
    /// The UTF-8 bytes it takes in the damaged text.
    used: usize,
    /// Whether all of its bytes are there.
    whole: bool,
    /// Whether one of them is not known.
    lost: bool,
    strained: usize,
}

impl Bytes {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn push(&mut self, byte: u8, c: char) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
        }
        self.len += 1;
        self.used += c.len_utf8();
    }
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
    let char = std::str::from_utf8(bytes).ok()?.chars().next()?;
    (kind(char) != Kind::Alien).then_some(char)
}

/// A sequence that was undone.
struct Sequence {
    /// What it stands for.
    char: char,
    /// The bytes it takes in the damaged text.
    used: usize,
    /// Whether a part of it is lost.
    lossy: bool,
    /// Control characters taken for bytes that the encoding has other characters for.
    strained: usize,
}

/// In which encodings a character can begin a sequence, and in which it can go on with one: a bit each.
#[derive(Clone, Copy, Default)]
struct Roles {
    first: u32,
    later: u32,
}

static ROLES: LazyLock<Vec<Roles>> = LazyLock::new(|| {
    let mut out = vec![Roles::default(); TABLE_END];
    for (i, codec) in CODECS.iter().enumerate() {
        for &c in &codec.known {
            if let Some(roles) = out.get_mut(c as usize) {
                roles.add(i, codec, c);
            }
        }
    }
    out
});

impl Roles {
    /// Adds what a character does in encoding `i`.
    fn add(&mut self, i: usize, codec: &Codec, c: char) {
        let lead = codec.byte(c).and_then(continuations);
        self.first |= u32::from(lead.is_some()) << i;
        self.later |= u32::from(codec.continuation(c).is_some()) << i;
    }
}

/// The roles of a character, from the encodings themselves.
fn roles_of(c: char) -> Roles {
    let mut out = Roles::default();
    for (i, codec) in CODECS.iter().enumerate() {
        out.add(i, codec, c);
    }
    out
}

fn roles(c: char) -> Roles {
    match ROLES.get(c as usize) {
        Some(roles) => *roles,
        None if matches!(c, '\u{f8ff}' | '\u{fb01}' | '\u{fb02}' | '\u{fffd}') => roles_of(c),
        None => Roles::default(),
    }
}

/// The encodings in which a text has a character that begins a sequence right before one that goes on with it.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = &'static Codec> {
    let found = candidate_bits(text);
    let codecs = CODECS.iter().enumerate();
    codecs
        .filter(move |(i, _)| found >> i & 1 == 1)
        .map(|(_, codec)| codec)
}

/// Whether there are such encodings.
pub(super) fn has_candidates(text: &str) -> bool {
    candidate_bits(text) != 0
}

fn candidate_bits(text: &str) -> u32 {
    let (mut found, mut before, mut last) = (0, 0, ' ');
    for c in text.chars() {
        let roles = if c.is_ascii() {
            Roles::default()
        } else {
            roles(c)
        };
        // `Ã` and `Â` also stand before a space that was a part of the sequence.
        if c == ' ' && matches!(last, 'Ã' | 'Â') {
            found |= before;
        }
        found |= before & roles.later;
        (before, last) = (roles.first, c);
    }
    found
}

/// A half of a surrogate pair that was written as three bytes.
fn surrogate(bytes: &[u8]) -> Option<u32> {
    let [0xed, b @ 0xa0..=0xbf, c] = *bytes else {
        return None;
    };
    Some((u32::from(b) & 0x1f) * 64 + (u32::from(c) & 0x3f))
}

/// The character of both halves of a pair.
fn joined(high: u32, low: u32) -> Option<char> {
    let low = low.checked_sub(0x400)?;
    (high < 0x400)
        .then(|| char::from_u32(0x1_0000 + high * 0x400 + low))
        .flatten()
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

impl Undone {
    /// Adds a sequence; the bytes it takes.
    fn add(&mut self, sequence: &Sequence) -> usize {
        self.text.push(sequence.char);
        self.sequences += 1;
        self.lossy |= sequence.lossy;
        self.strained += sequence.strained;
        let mark = matches!(sequence.char, '\u{2010}'..='\u{2026}');
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
