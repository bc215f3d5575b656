//! A token and its shape.

use crate::quality::context::trimmed;
use crate::quality::strings::{Piece, Plain};
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};

/// A white-space-separated token, with counts of what it is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// The token without punctuation around it.
    pub text: &'a str,
    /// Where that begins, and where the whole token begins and ends; texts whose places need more than 32 bits have no
    /// strings.
    core: u32,
    start: u32,
    end: u32,
    line: u32,
    /// Its [`Hash`].
    pub hash: u32,
    /// ASCII letters in lower case, in upper case, and digits.
    counts: [u32; 3],
    /// Whether it is a known word in a usual case; most tokens are, and nothing more needs to be asked of them.
    pub usual: bool,
    /// Whether its block is English, as far as one can say.
    pub english: bool,
    /// Whether the words of the block itself say so.
    pub surely_english: bool,
    /// Stray signs before it on its line: `| {`, `;.`.
    pub stray: u8,
}

/// Where a token stands.
#[derive(Clone, Copy)]
struct Place {
    /// The whole token (UTF-8 bytes).
    range: TextRange,
    line: usize,
    stray: u8,
}

impl<'a> Token<'a> {
    /// The token that a string is, unless it is punctuation only.
    fn new(text: &'a str, place: Place, words: &mut Words) -> Option<Self> {
        let core = core_of(text, place.range);
        let word = core.of(text).filter(|w| !w.is_empty())?;
        let (counts, hash) = counted(word);
        let [lower, upper, _] = counts;
        let capital = || word.starts_with(|c: char| c.is_ascii_uppercase());
        let cased = lower == word.len()
            || upper == word.len()
            || upper == 1 && lower + 1 == word.len() && capital();
        let usual = cased && (word.len() == 1 || words.know(hash));
        Some(Self::of(word, core.start, place, counts, hash, usual))
    }

    /// The token that a plain string begins with.
    #[inline]
    fn of_plain(word: &'a str, place: Place, plain: Plain) -> Self {
        let len = plain.len();
        let cased = plain.lower == len
            || plain.upper == len
            || plain.upper == 1 && plain.lower + 1 == len && plain.capital;
        let usual = cased && (len == 1 || plain.known);
        let counts = [plain.lower, plain.upper, plain.digits];
        Self::of(word, place.range.start, place, counts, plain.hash, usual)
    }

    #[inline]
    fn of(
        word: &'a str,
        core: usize,
        place: Place,
        counts: [usize; 3],
        hash: u32,
        usual: bool,
    ) -> Self {
        Self {
            text: word,
            core: core as u32,
            start: place.range.start as u32,
            end: place.range.end as u32,
            line: place.line as u32,
            hash,
            counts: counts.map(|n| n as u32),
            usual,
            english: false,
            surely_english: false,
            stray: place.stray,
        }
    }

    /// Where it stands without punctuation around it (UTF-8 bytes).
    pub fn core(&self) -> TextRange {
        let start = self.core as usize;
        TextRange::new(start, start + self.text.len())
    }

    /// Where the whole token stands.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    /// Index of its line.
    pub fn line(&self) -> usize {
        self.line as usize
    }

    /// Lower-case ASCII letters.
    pub fn lower(&self) -> usize {
        self.counts[0] as usize
    }

    /// Upper-case ASCII letters.
    pub fn upper(&self) -> usize {
        self.counts[1] as usize
    }

    /// ASCII digits.
    pub fn digits(&self) -> usize {
        self.counts[2] as usize
    }

    /// Whether it consists of lower-case ASCII letters only.
    pub fn is_plain_lower(&self) -> bool {
        self.lower() == self.text.len()
    }

    /// Whether it has a digit.
    pub fn has_digit(&self) -> bool {
        self.digits() > 0
    }

    /// Whether it begins with a capital.
    pub fn starts_upper(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it can be part of a name: begins with a capital, is no word that only opens a sentence, and no title.
    pub fn is_name_part(&self) -> bool {
        self.starts_upper() && !self.has_digit() && !NOT_IN_NAMES.contains(&self.text)
    }
}

/// Adds the tokens of a line, which are its strings between white space. `full` is asked behind each, and empties the group
/// where it has become large.
pub(super) fn read_line<'a>(
    text: &'a str,
    pieces: &[Piece],
    line: usize,
    words: &mut Words,
    group: &mut Vec<Token<'a>>,
    full: &mut impl FnMut(&mut Vec<Token<'a>>),
) {
    let mut stray = 0u8;
    for piece in pieces {
        let range = piece.range();
        let place = Place { range, line, stray };
        let plain = piece.plain();
        let word = plain.and_then(|plain| text.get(range.start..range.start + plain.len()));
        // Each is put where it stays: copying it costs more than making it.
        if let (Some(plain), Some(word)) = (plain, word) {
            group.push(Token::of_plain(word, place, plain));
        } else if let Some(token) = Token::new(text, place, words) {
            group.push(token);
        } else {
            let signs = range.of(text).unwrap_or_default();
            stray = stray.saturating_add(u8::from(!USUAL_SIGNS.contains(&signs)));
            continue;
        }
        stray = 0;
        full(group);
    }
}

/// Tokens without letters and digits that text has.
const USUAL_SIGNS: &[&str] = &[
    "-", "–", "—", "--", "---", "―", "•", "●", "○", "◦", "▪", "■", "·", "*", "**", "***", "/", "&",
    "|", "+", "=", "%", ">", "...", "…", ". . .", "#", "##", "###", "####", "\"", "“", "”", "''",
    "'", "‘", "’", "(", ")", "[]", "©", "$", "€", "£", "§", "→", "×", "_", "->", "«", "»", "!",
    "?", ":", ";", "§§", "➢", "✓", "o", "¶", "†", "․",
];

/// Bytes that are counted at once.
const LONG: usize = 1 << 15;

/// How many bytes are lower-case letters, capitals and digits; and the [`Hash`].
fn counted(word: &str) -> ([usize; 3], u32) {
    let mut counts = [0; 3];
    let mut hash = Hash::default();
    // All of them at once, sixteen bits each: a long token is counted in parts.
    for part in word.as_bytes().chunks(LONG) {
        let mut packed = 0_u64;
        for &b in part {
            packed += CLASSES[usize::from(b)];
            hash.add(b);
        }
        for (class, count) in counts.iter_mut().enumerate() {
            *count += (packed >> (16 * class) & 0xffff) as usize;
        }
    }
    (counts, hash.of())
}

/// A one in the place of the class of a byte.
static CLASSES: [u64; 256] = {
    let mut out = [0; 256];
    let mut n = 0;
    while n < 256 {
        let class = match n as u8 {
            b'a'..=b'z' => 0,
            b'A'..=b'Z' => 1,
            b'0'..=b'9' => 2,
            _ => 3,
        };
        out[n] = 1 << (16 * class);
        n += 1;
    }
    out
};

/// Capitalised words that stand beside names without being part of them.
const NOT_IN_NAMES: &[&str] = &[
    "A",
    "After",
    "Although",
    "Ambassador",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "Chairman",
    "Dr",
    "Excellency",
    "For",
    "From",
    "General",
    "H.E",
    "He",
    "His",
    "Her",
    "However",
    "In",
    "It",
    "Its",
    "Lord",
    "Madam",
    "Meanwhile",
    "Minister",
    "Mr",
    "Mrs",
    "Ms",
    "On",
    "Of",
    "Or",
    "Our",
    "President",
    "Prof",
    "Professor",
    "Secretary",
    "Senator",
    "She",
    "Since",
    "Sir",
    "That",
    "The",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "To",
    "Under",
    "We",
    "When",
    "While",
    "With",
];

/// `range` without punctuation around it, byte by byte where it is ASCII.
fn core_of(text: &str, range: TextRange) -> TextRange {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (range.start, range.end);
    while start < end && bytes[start].is_ascii_punctuation() {
        start += 1;
    }
    while start < end && bytes[end - 1].is_ascii_punctuation() {
        end -= 1;
    }
    let inner = TextRange::new(start, end);
    let edge = |at: usize| bytes.get(at).is_some_and(|b| !b.is_ascii());
    if start < end && (edge(start) || edge(end - 1)) {
        trimmed(text, inner, |c| !c.is_alphanumeric())
    } else {
        inner
    }
}

/// Whether nothing but a space, or a hyphen and a space, parts two tokens of a line.
pub(super) fn joined(text: &str, a: &Token<'_>, b: &Token<'_>) -> bool {
    let between = TextRange::new(a.core().end, b.core().start)
        .of(text)
        .unwrap_or(",");
    a.line() == b.line() && matches!(between, " " | "\u{a0}" | "- " | " -" | " - ")
}
