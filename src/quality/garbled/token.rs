//! A token and its shape.

use crate::quality::context::trimmed;
use crate::quality::strings::Piece;
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Words};

/// A white-space-separated token, with counts of what it is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// The token without punctuation around it.
    pub text: &'a str,
    /// Where that stands.
    pub core: TextRange,
    /// Where the whole token stands.
    pub range: TextRange,
    /// Index of its line.
    pub line: usize,
    /// Its [`Hash`].
    pub hash: u32,
    /// Whether it is a known word in a usual case; most tokens are, and nothing more needs to be asked of them.
    pub usual: bool,
    /// Whether its block is English, as far as one can say.
    pub english: bool,
    /// Whether the words of the block itself say so.
    pub surely_english: bool,
    /// Stray signs before it on its line: `| {`, `;.`.
    pub stray: u8,
    /// Lower-case ASCII letters.
    pub lower: usize,
    /// Upper-case ASCII letters.
    pub upper: usize,
    /// ASCII digits.
    pub digits: usize,
}

impl<'a> Token<'a> {
    /// The token at `range`, unless it is punctuation only.
    pub fn new(text: &'a str, range: TextRange, line: usize, words: &mut Words) -> Option<Self> {
        let core = core_of(text, range);
        let word = core.of(text).filter(|w| !w.is_empty())?;
        let (counts, hash) = counted(word);
        Some(Self::of(word, core, range, line, counts, hash, words))
    }

    #[inline]
    fn of(
        word: &'a str,
        core: TextRange,
        range: TextRange,
        line: usize,
        [lower, upper, digits]: [usize; 3],
        hash: u32,
        words: &mut Words,
    ) -> Self {
        let cased = lower == word.len()
            || upper == word.len()
            || upper == 1
                && lower + 1 == word.len()
                && word.starts_with(|c: char| c.is_ascii_uppercase());
        let usual = cased && (word.len() == 1 || words.know(hash));
        Self {
            text: word,
            core,
            range,
            line,
            hash,
            usual,
            english: false,
            surely_english: false,
            stray: 0,
            lower,
            upper,
            digits,
        }
    }

    /// Whether it consists of lower-case ASCII letters only.
    pub fn is_plain_lower(&self) -> bool {
        self.lower == self.text.len()
    }

    /// Whether it has a digit.
    pub fn has_digit(&self) -> bool {
        self.digits > 0
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
        let token = match piece.plain() {
            Some(plain) => {
                let core = TextRange::new(range.start, range.start + plain.len());
                let counts = [plain.lower, plain.upper, plain.digits];
                let of = |word| Token::of(word, core, range, line, counts, plain.hash, words);
                core.of(text).map(of)
            }
            None => Token::new(text, range, line, words),
        };
        let Some(mut token) = token else {
            let signs = range.of(text).unwrap_or_default();
            stray = stray.saturating_add(u8::from(!USUAL_SIGNS.contains(&signs)));
            continue;
        };
        token.stray = std::mem::take(&mut stray);
        group.push(token);
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
    let between = TextRange::new(a.core.end, b.core.start)
        .of(text)
        .unwrap_or(",");
    a.line == b.line && matches!(between, " " | "\u{a0}" | "- " | " -" | " - ")
}
