//! A byte tokeniser: words, numbers and punctuation of one block of text, with their shape.
//!
//! It runs over every byte of a document, so it decides on bytes and decodes a character only where a name may begin.

pub(super) use super::fold::fold_hash;
use super::words::AND;
use crate::text::ascii::{first_eight, small_word};

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters, perhaps with digits after them.
    Word,
    /// Digits with inner points and commas.
    Number,
    /// `'s` or the apostrophe after a plural.
    Possessive,
    /// One punctuation character, or a run of the same one.
    Punct,
}

/// How a word is capitalised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Begins with a small letter, or is no word.
    Lower,
    /// One capital letter.
    Initial,
    /// A capital and small letters.
    Title,
    /// Capitals (and digits) only.
    Upper,
    /// Anything else that begins with a capital.
    Mixed,
}

/// The first token of a sentence.
pub(super) const SENTENCE: u8 = 1;
/// A line break that ends whatever stood before it.
pub(super) const BREAK: u8 = 2;
/// White space before the token.
pub(super) const SPACE: u8 = 4;
/// A line in capitals.
pub(super) const CAPS: u8 = 8;
/// A heading line in Title Case.
pub(super) const HEADLINE: u8 = 16;
/// A number with st, nd, rd or th.
pub(super) const ORDINAL: u8 = 32;
/// The first token of a line.
pub(super) const LINE: u8 = 64;
/// A rule or a listed name may begin with the token.
pub(super) const RULES: u8 = 128;

/// A token; offsets are bytes of its block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub shape: Shape,
    pub flags: u8,
    /// The first byte, with dashes as `-` and apostrophes as `'`.
    pub first: u8,
    /// Bits of [`super::words`].
    pub class: u32,
    /// Case-folded hash; 0 for words that begin with a small letter until somebody asks.
    pub key: u64,
}

impl Token {
    /// Whether the token is a word that begins with a capital.
    pub fn is_cap(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }

    /// Whether one of the flags is set.
    pub fn has(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }

    /// Whether the word belongs to one of the classes.
    pub fn is(&self, class: u32) -> bool {
        self.class & class != 0
    }

    /// Whether the token is this punctuation character.
    pub fn punct(&self, byte: u8) -> bool {
        self.kind == Kind::Punct && self.first == byte
    }
}

/// Blocks are cut here even without a blank line, so that memory stays small on one huge line.
const MAX_BLOCK: usize = 1 << 17;

/// Reads one block of `text` from `from` on into `out` and returns where the next block begins. The numbers of the tokens
/// with which a rule may begin go to `begins`, with those that begin a line.
pub(super) fn block(text: &str, from: usize, out: &mut Vec<Token>, begins: &mut Vec<u32>) -> usize {
    out.clear();
    begins.clear();
    let bytes = text.as_bytes();
    let end = block_end(text, from);
    let body = bytes.get(from..end).unwrap_or_default();
    let mut tokeniser = Tokeniser {
        text: text.get(from..end).unwrap_or_default(),
        bytes: body,
        at: 0,
        pending: SENTENCE | BREAK | LINE,
        open: SENTENCE,
        lines: 0,
        begins,
    };
    tokeniser.run(out);
    let lines = tokeniser.lines;
    super::lines::mark(out, lines);
    end
}

/// The end of the block that begins at `from`: after the next blank line, or where it grows too long.
fn block_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let rest = bytes.get(from..).unwrap_or_default();
    let window = rest.get(..MAX_BLOCK).unwrap_or(rest);
    let mut at = 0;
    while let Some(n) = memchr::memchr(b'\n', window.get(at..).unwrap_or_default()) {
        at += n + 1;
        if blank_line(window, at) {
            return from + at;
        }
    }
    if window.len() == rest.len() {
        bytes.len()
    } else {
        cut(text, from, window)
    }
}

/// Whether the line that begins at `at` holds nothing but white space.
fn blank_line(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .find(|b| !matches!(b, b' ' | b'\t' | b'\r'))
        .is_none_or(|&b| b == b'\n')
}

/// Where to cut a block that is too long: after white space, else on a character boundary.
fn cut(text: &str, from: usize, window: &[u8]) -> usize {
    let tail = window.len().saturating_sub(4096);
    if let Some(n) = memchr::memrchr2(b' ', b'\n', window.get(tail..).unwrap_or_default()) {
        return from + tail + n + 1;
    }
    let mut at = from + window.len();
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Tokeniser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    pending: u8,
    /// [`SENTENCE`] where the next word or number begins one.
    open: u8,
    /// Tokens so far that begin a line.
    lines: usize,
    /// Numbers of the tokens so far with which something may begin.
    begins: &'t mut Vec<u32>,
}

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Newline,
    Lower,
    Upper,
    Digit,
    High,
    Punct,
}

/// The class of every byte.
static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Punct; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'\n' => Class::Newline,
            0..=32 => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            128..=255 => Class::High,
            _ => Class::Punct,
        };
        b += 1;
    }
    table
}

fn class(b: u8) -> Class {
    CLASSES[b as usize]
}

impl Tokeniser<'_> {
    fn run(&mut self, out: &mut Vec<Token>) {
        while let Some(&b) = self.bytes.get(self.at) {
            match class(b) {
                Class::Space if b == b' ' && class(self.peek(1)) != Class::Space => {
                    self.skip(SPACE);
                }
                Class::Space => self.spaces(b),
                Class::Newline => self.skip(SPACE | LINE),
                Class::Lower => self.small(out),
                Class::Upper => self.title(out),
                Class::Digit => self.number(out),
                Class::High => self.high(out),
                Class::Punct => self.punct(out, b, 1),
            }
        }
    }

    fn skip(&mut self, flags: u8) {
        self.pending |= flags;
        self.at += 1;
    }

    /// White space; a wide gap inside a line parts columns.
    fn spaces(&mut self, b: u8) {
        let start = self.at;
        self.skip(SPACE);
        while matches!(self.peek(0), b' ' | b'\t') {
            self.at += 1;
        }
        if (self.at - start > 2 || b == b'\t') && self.pending & LINE == 0 {
            self.pending |= BREAK | SENTENCE;
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    #[inline]
    fn push(&mut self, out: &mut Vec<Token>, start: usize, kind: Kind, shape: Shape, first: u8) {
        let (key, (class, begins)) = match kind {
            Kind::Word if shape == Shape::Lower => {
                let word = self.bytes.get(start..self.at).unwrap_or_default();
                let (class, begins) = super::small::look(word, first_eight(word, word.len()));
                (0, (class, begins || first == b'0'))
            }
            Kind::Word | Kind::Number => {
                let word = self.bytes.get(start..self.at).unwrap_or_default();
                (fold_hash(word), (0, true))
            }
            _ => (u64::from(first) | 1 << 40, mark(kind, first)),
        };
        let flags = match kind {
            Kind::Word | Kind::Number => self.word_flags(begins, out.len()),
            _ => self.flags(begins, out.len()),
        };
        if kind == Kind::Punct && self.open == 0 {
            let ends = super::lines::ends_sentence(self.bytes, out.last(), first);
            self.open = if ends { SENTENCE } else { 0 };
        }
        out.push(Token {
            start: start as u32,
            end: self.at as u32,
            kind,
            shape,
            flags,
            first,
            class,
            key,
        });
    }

    /// The flags of the word or number that is read next: with it a sentence begins after the end of another.
    fn word_flags(&mut self, begins: bool, number: usize) -> u8 {
        let flags = self.flags(begins, number);
        flags & !SENTENCE | std::mem::take(&mut self.open)
    }

    /// The flags of the token that is read next.
    fn flags(&mut self, begins: bool, number: usize) -> u8 {
        let flags = std::mem::take(&mut self.pending) | if begins { RULES } else { 0 };
        self.open |= flags & SENTENCE;
        self.lines += usize::from(flags & LINE != 0);
        if flags & (LINE | RULES) != 0 {
            self.begins.push(number as u32);
        }
        flags
    }

    /// Words of small ASCII letters with a space after each, the usual case; anything else in one hands over to the
    /// general reader.
    fn small(&mut self, out: &mut Vec<Token>) {
        let mut inner = false;
        loop {
            let start = self.at;
            let (len, number) = small_word(self.bytes.get(start..).unwrap_or_default());
            let next = self.peek(len);
            let goes_on = matches!(class(next), Class::Upper | Class::Digit | Class::High);
            if next != b' ' && (goes_on || next == b'\'') {
                return self.word(out);
            }
            self.at += len;
            let word = self.bytes.get(start..self.at).unwrap_or_default();
            let (class_bits, begins) = super::small::look(word, number);
            out.push(Token {
                start: start as u32,
                end: self.at as u32,
                kind: Kind::Word,
                shape: Shape::Lower,
                flags: if inner {
                    self.inner_flags(begins, out.len())
                } else {
                    self.word_flags(begins, out.len())
                },
                first: number as u8,
                class: class_bits,
                key: 0,
            });
            if next != b' ' || class(self.peek(1)) != Class::Lower {
                return;
            }
            self.skip(SPACE);
            inner = true;
        }
    }

    /// The flags of a word that only a space parts from the one before.
    fn inner_flags(&mut self, begins: bool, number: usize) -> u8 {
        self.pending = 0;
        if begins {
            self.begins.push(number as u32);
            SPACE | RULES
        } else {
            SPACE
        }
    }

    /// A word of one capital and small ASCII letters, as most capitalised ones are; anything else goes to the general reader.
    fn title(&mut self, out: &mut Vec<Token>) {
        let start = self.at;
        let (small, _) = small_word(self.bytes.get(start + 1..).unwrap_or_default());
        let next = self.peek(1 + small);
        let ends = matches!(class(next), Class::Space | Class::Newline | Class::Punct)
            && !matches!(next, b'\'' | b'`');
        if small == 0 || !ends {
            return self.word(out);
        }
        let word = self.text.get(start..=start + small).unwrap_or_default();
        self.at += glued_end(word).unwrap_or(1 + small);
        let first = word.bytes().next().unwrap_or(0);
        self.push(out, start, Kind::Word, Shape::Title, first);
    }

    /// A word of any letters; digits may follow them (`COP27`), an apostrophe may stand inside (`O'Brien`).
    fn word(&mut self, out: &mut Vec<Token>) {
        let start = self.at;
        if let Some(len) = self.glued_on() {
            let first = self.peek(0);
            self.at += len;
            self.push(out, start, Kind::Word, Shape::Lower, first);
            // As if the space stood there.
            self.pending |= SPACE;
            return;
        }
        if let Some(len) = self.dotted() {
            self.at += len;
            self.push(out, start, Kind::Word, Shape::Upper, b'A');
            return;
        }
        let mut quoted = false;
        loop {
            self.letters(start);
            let quote = self.apostrophe();
            if quote == 0 || !self.joins(start, quote) {
                break;
            }
            self.at += quote;
            quoted = true;
        }
        let mut word = self.text.get(start..self.at).unwrap_or_default();
        if let Some(len) = glued_end(word) {
            self.at = start + len;
            word = self.text.get(start..self.at).unwrap_or_default();
        }
        let (shape, first) = (shape_of(word), word.bytes().next().unwrap_or(0));
        self.push(out, start, Kind::Word, shape, first);
        if let Some(token) = out.last_mut().filter(|_| quoted && shape != Shape::Lower) {
            token.key = fold_hash(word.replace(['\u{2018}', '\u{2019}', '`'], "'").as_bytes());
        }
        self.possessive(out);
    }

    /// Letters and digits; stops before a character that is none.
    fn letters(&mut self, start: usize) {
        loop {
            match class(self.peek(0)) {
                Class::Digit if self.currency(start) => return,
                Class::Lower | Class::Upper | Class::Digit => self.at += 1,
                Class::High if self.high_letter() > 0 => self.at += self.high_letter(),
                _ => return,
            }
        }
    }

    /// Whether the letters so far are a currency mark, so that the digits after it are an amount: `Rp7.1`.
    fn currency(&self, start: usize) -> bool {
        let so_far = self.bytes.get(start..self.at).unwrap_or_default();
        // "$FJ1.12 million"
        let after_sign = start > 0 && self.bytes.get(start - 1) == Some(&b'$');
        if after_sign
            && (2..=3).contains(&so_far.len())
            && so_far.iter().all(u8::is_ascii_uppercase)
        {
            return true;
        }
        if matches!(so_far, b"N" | b"R" | b"K" | b"P") {
            return self.amount_of_one_letter();
        }
        (2..=3).contains(&so_far.len())
            && matches!(
                so_far,
                b"Rp"
                    | b"RM"
                    | b"Rs"
                    | b"Sh"
                    | b"KSh"
                    | b"Ksh"
                    | b"GHS"
                    | b"NGN"
                    | b"TZS"
                    | b"USD"
                    | b"EUR"
                    | b"GBP"
                    | b"JPY"
                    | b"IDR"
                    | b"AUD"
                    | b"NZD"
                    | b"SGD"
                    | b"CNY"
                    | b"RMB"
                    | b"INR"
                    | b"ZAR"
                    | b"KES"
                    | b"PHP"
                    | b"THB"
            )
    }

    /// Length of a small connecting word that a name or a year is glued to, as in `inVietnam` and `in2018`.
    fn glued_on(&self) -> Option<usize> {
        if !self.peek(0).is_ascii_lowercase() {
            return None;
        }
        let rest = self.bytes.get(self.at..)?;
        let len = rest
            .iter()
            .take(5)
            .take_while(|b| b.is_ascii_lowercase())
            .count();
        let connects = matches!(
            rest.get(..len)?,
            b"in"
                | b"of"
                | b"to"
                | b"by"
                | b"on"
                | b"at"
                | b"the"
                | b"and"
                | b"for"
                | b"with"
                | b"from"
        );
        let next = rest.get(len..)?;
        let name = next.first().is_some_and(u8::is_ascii_uppercase)
            && next.get(1..4)?.iter().all(u8::is_ascii_lowercase);
        let digits = next
            .iter()
            .take(5)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let year = digits == 4 && matches!(next.first(), Some(b'1' | b'2'));
        (connects && (name || year)).then_some(len)
    }

    /// Whether the digits here are an amount after a currency of one letter: a decimal point, or a scale after a space.
    fn amount_of_one_letter(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let digits = rest
            .iter()
            .take(16)
            .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            .count();
        let tail = rest.get(digits..).unwrap_or_default();
        [
            b" million".as_slice(),
            b" billion",
            b" trillion",
            b"bn",
            b"mn",
        ]
        .iter()
        .any(|s| tail.starts_with(s))
    }

    /// Length of `U.S.`, `D.C.`, `U.N`: single capitals, each with its full stop.
    fn dotted(&self) -> Option<usize> {
        let capital = |n| class(self.peek(n)) == Class::Upper;
        let mut n = 0;
        while n < 24 && capital(n) && self.peek(n + 1) == b'.' {
            n += 2;
        }
        let last = capital(n)
            && !matches!(
                class(self.peek(n + 1)),
                Class::Lower | Class::Upper | Class::High | Class::Digit
            );
        n += usize::from(last && n >= 2);
        let glued = matches!(class(self.peek(n)), Class::Lower | Class::High);
        (n >= 3 && !glued).then_some(n)
    }

    /// Length of an apostrophe here, 0 without one.
    fn apostrophe(&self) -> usize {
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (b'\'' | b'`', ..) => 1,
            (0xE2, 0x80, 0x98 | 0x99) => 3,
            _ => 0,
        }
    }

    /// Whether the apostrophe joins two parts of a word: a letter follows, and it is no `'s`.
    fn joins(&self, start: usize, quote: usize) -> bool {
        let follows = matches!(class(self.peek(quote)), Class::Lower | Class::Upper);
        let s = matches!(self.peek(quote), b's' | b'S');
        let ends = !matches!(
            class(self.peek(quote + 1)),
            Class::Lower | Class::Upper | Class::Digit
        );
        self.at > start && follows && !(s && ends)
    }

    fn possessive(&mut self, out: &mut Vec<Token>) {
        let quote = self.apostrophe();
        if quote == 0 {
            return;
        }
        let start = self.at;
        let after_s = start > 0 && matches!(self.bytes.get(start - 1), Some(b's' | b'S'));
        if matches!(self.peek(quote), b's' | b'S') && !class(self.peek(quote + 1)).is_letter() {
            self.at += quote + 1;
        } else if after_s && !class(self.peek(quote)).is_letter() {
            self.at += quote;
        } else {
            return;
        }
        self.push(out, start, Kind::Possessive, Shape::Lower, b'\'');
    }

    fn number(&mut self, out: &mut Vec<Token>) {
        let start = self.at;
        loop {
            match (class(self.peek(0)), self.peek(0)) {
                (Class::Digit, _) => self.at += 1,
                (_, b'.' | b',') if class(self.peek(1)) == Class::Digit => self.at += 1,
                _ => break,
            }
        }
        let suffix = [
            self.peek(0).to_ascii_lowercase(),
            self.peek(1).to_ascii_lowercase(),
        ];
        let ordinal =
            matches!(&suffix, b"st" | b"nd" | b"rd" | b"th") && class(self.peek(2)) != Class::Lower;
        if ordinal {
            self.at += 2;
            self.pending |= ORDINAL;
        } else if class(self.peek(0)) == Class::Upper && self.at - start <= 2 {
            self.letters(start);
            let word = self.text.get(start..self.at).unwrap_or_default();
            let upper = word.bytes().all(|b| !b.is_ascii_lowercase());
            return self.push(
                out,
                start,
                Kind::Word,
                if upper { Shape::Upper } else { Shape::Lower },
                b'0',
            );
        }
        self.push(out, start, Kind::Number, Shape::Lower, b'0');
    }

    /// A character beyond ASCII: a letter, a space or punctuation.
    fn high(&mut self, out: &mut Vec<Token>) {
        if self.high_letter() > 0 {
            return self.word(out);
        }
        let Some(c) = self.text.get(self.at..).and_then(|t| t.chars().next()) else {
            self.at += 1;
            return;
        };
        match c {
            '\u{a0}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'
            | '\u{202f}'
            | '\u{3000}'
            | '\u{feff}' => {
                self.pending |= SPACE;
                self.at += c.len_utf8();
            }
            _ => self.punct(out, plain_punct(c), c.len_utf8()),
        }
    }

    /// Length of the letter beyond ASCII here, 0 where there is none.
    fn high_letter(&self) -> usize {
        let b = self.peek(0);
        match b {
            0xC3..=0xDF => 2,
            0xC2 if matches!(self.peek(1), 0xAA | 0xBA) => 2,
            0xE0 | 0xE1 | 0xE3..=0xEE => {
                let c = self.text.get(self.at..).and_then(|t| t.chars().next());
                if c.is_some_and(|c| c.is_alphanumeric() || is_mark(c)) {
                    3
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// Punctuation; marks that are drawn in runs (`**`, `---`, `....`) make one token.
    fn punct(&mut self, out: &mut Vec<Token>, first: u8, len: usize) {
        let start = self.at;
        self.at += len;
        if len == 1 && matches!(first, b'*' | b'-' | b'.' | b'_' | b'#' | b'=') {
            while self.peek(0) == first {
                self.at += 1;
            }
        }
        self.push(out, start, Kind::Punct, Shape::Lower, first);
    }
}

/// The class of a punctuation character, and whether a rule begins with it.
fn mark(kind: Kind, first: u8) -> (u32, bool) {
    let class = if kind == Kind::Punct && first == b'&' {
        AND
    } else {
        0
    };
    let begins = matches!(first, b'$' | b'@' | b'+' | b'(' | b'[');
    (class, begins)
}

impl Class {
    fn is_letter(self) -> bool {
        matches!(self, Class::Lower | Class::Upper | Class::High)
    }
}

/// Vowel signs and other marks that continue a word in scripts such as Khmer.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{1cff}')
}

/// The ASCII character that stands for `c` in patterns.
fn plain_punct(c: char) -> u8 {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{2018}' | '\u{2019}' => b'\'',
        '\u{201c}' | '\u{201d}' | '«' | '»' => b'"',
        '€' | '£' | '¥' | '₹' | '₱' | '฿' | '₫' | '₩' | '៛' | '₦' | '¢' | '₵' | '₭' | '₮' | '₴'
        | '₽' | '₺' | '₪' | '₲' => b'$',
        '…' => b'.',
        '•' => b'*',
        _ => b'~',
    }
}

/// Length of a capitalised word that a small connecting word is glued to, as in `Mozambiqueand` and `Secretaryof`: the
/// whole is no known word and what stands before the connector is one.
fn glued_end(word: &str) -> Option<usize> {
    use crate::text::lexicon::{Known, fold, is_wordlike, known};
    let end = match word.as_bytes() {
        [.., b'a', b'n', b'd'] | [.., b't', b'h', b'e'] => 3,
        [.., b'o', b'f'] => 2,
        _ => return None,
    };
    let stem = word.get(..word.len() - end).filter(|s| s.len() > 4)?;
    let plain = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    let strange = |whole: &str| known(whole) == Known::No && !is_wordlike(whole);
    (plain && strange(&fold(word)) && known(&fold(stem)) != Known::No).then_some(stem.len())
}

fn shape_of(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return Shape::Lower;
    };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let (mut upper, mut lower) = (1, 0);
    for c in chars {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (1, 0) if word.len() <= 2 => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) => Shape::Title,
        _ => Shape::Mixed,
    }
}
