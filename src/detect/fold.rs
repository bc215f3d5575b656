//! How names are compared: the one form in which listed names are kept and looked up.
//!
//! The builder of the lists (`build/`) includes this file, so that both sides cannot differ.

/// A name on its way into its folded form: small letters, plain quotes and dashes, one space between two words and
/// none beside punctuation. `South – East  Asia’s` becomes `south-east asia's`.
#[derive(Clone, Copy, Default)]
pub struct Fold {
    /// Whether the last character that came out belongs to a word.
    word: bool,
    /// Whether white space came in since then.
    gap: bool,
}

impl Fold {
    /// The state after a word of a text.
    #[allow(dead_code, reason = "the builder folds whole names")]
    pub fn after(word: &str) -> Self {
        let last = word.bytes().next_back().unwrap_or(b' ');
        Self {
            word: last.is_ascii_alphanumeric() || !last.is_ascii(),
            gap: false,
        }
    }

    /// Whether a space parts what came in from a word that comes next.
    #[allow(dead_code, reason = "the builder folds whole names")]
    pub fn in_word(&self) -> bool {
        self.word
    }

    /// Folds the next piece of a text. `emit` is given the bytes that come out and says whether to go on.
    pub fn piece(&mut self, text: &str, emit: &mut impl FnMut(u8) -> bool) -> bool {
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            let (next, goes_on) = if byte < 0x80 && byte != b'`' {
                (1, self.ascii(byte, emit))
            } else {
                self.other(rest, emit)
            };
            if !goes_on {
                return false;
            }
            rest = rest.get(next..).unwrap_or_default();
        }
        true
    }

    fn ascii(&mut self, byte: u8, emit: &mut impl FnMut(u8) -> bool) -> bool {
        if byte <= b' ' {
            self.gap = true;
            return true;
        }
        self.begin(byte.is_ascii_alphanumeric(), emit) && emit(byte.to_ascii_lowercase())
    }

    fn other(&mut self, text: &str, emit: &mut impl FnMut(u8) -> bool) -> (usize, bool) {
        let Some(c) = text.chars().next() else {
            return (text.len(), false);
        };
        if is_space(c) {
            self.gap = true;
            return (c.len_utf8(), true);
        }
        let c = plain(c);
        let goes_on = self.begin(!c.is_ascii(), emit)
            && c.to_lowercase().all(|small| {
                let mut bytes = [0; 4];
                small.encode_utf8(&mut bytes).bytes().all(&mut *emit)
            });
        (text.chars().next().map_or(1, char::len_utf8), goes_on)
    }

    /// Before a character: the space that parts two words.
    fn begin(&mut self, word: bool, emit: &mut impl FnMut(u8) -> bool) -> bool {
        let parted = self.gap && self.word && word;
        (self.word, self.gap) = (word, false);
        !parted || emit(b' ')
    }
}

/// The folded form of a name.
#[allow(
    dead_code,
    reason = "the builder and the tests fold whole names, the detector piece by piece"
)]
pub fn fold(name: &str) -> String {
    let mut out = Vec::with_capacity(name.len());
    Fold::default().piece(name, &mut |byte| {
        out.push(byte);
        true
    });
    String::from_utf8(out).unwrap_or_default()
}

/// White space, and characters that stand for none: what parts tokens without being one.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// Quotes and dashes as they are typed.
pub fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '`' => '\'',
        c => c,
    }
}

/// Case-folded FNV-1a over the bytes of a word.
pub fn fold_hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for &b in bytes {
        h = (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
    }
    h | 1
}

/// The sum of the hashes of a name's parts, so that their order does not matter; initials and "Jr." do not count.
pub fn name_key(name: &str) -> u64 {
    if name.is_ascii() {
        let parts = name.as_bytes().split(|b| !b.is_ascii_alphanumeric());
        let counts = |p: &&[u8]| p.len() > 1 && !matches!(*p, b"Jr" | b"Sr" | b"II" | b"III");
        return parts
            .filter(counts)
            .fold(0, |sum: u64, part| sum.wrapping_add(fold_hash(part)));
    }
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|p| p.chars().nth(1).is_some() && !matches!(*p, "Jr" | "Sr" | "II" | "III"))
        .fold(0, |sum: u64, part| {
            sum.wrapping_add(fold_hash(part.as_bytes()))
        })
}

/// Slots of the table of single names, as a power of two.
pub const NAME_BITS: u32 = 17;

/// A given name, in a slot of that table.
pub const GIVEN_NAME: u32 = 1;
/// A family name, in a slot of that table.
pub const FAMILY_NAME: u32 = 1 << 1;

/// Where a name is looked for first in the table of single names, by its [`fold_hash`], and what its slot holds beside
/// the lowest two bits. An empty slot is 0; a name that finds its place taken is in the next free one.
pub fn name_slot(hash: u64) -> (usize, u32) {
    let slot = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - NAME_BITS);
    (
        slot as usize,
        (hash >> 32) as u32 & !(GIVEN_NAME | FAMILY_NAME),
    )
}

/// Bits of the filter of first words, as a power of two.
pub const START_BITS: u32 = 18;

/// The bit of a first word in the filter, by its [`fold_hash`].
pub fn start_bit(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - START_BITS)) as usize
}

/// Slots of the table of first words, as a power of two.
pub const JUMP_BITS: u32 = 17;

/// Where a first word is looked for in the table, by its [`fold_hash`], and the part of the hash that its slot holds.
pub fn jump_slot(hash: u64) -> (usize, u64) {
    let slot = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - JUMP_BITS);
    (slot as usize, (hash | 1 << 63) & JUMP_TAG)
}

/// Bits of the filter of ways on from a first word, as a power of two.
pub const WAY_BITS: u32 = 18;

/// The bit of the way on from a first word over a space to these two letters (small, ASCII), by its [`fold_hash`].
pub fn way_bit(hash: u64, letters: [u8; 2]) -> usize {
    let letters = u64::from(u16::from_le_bytes(letters)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash
        .wrapping_add(letters)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        >> (64 - WAY_BITS)) as usize
}

/// A slot: a part of the hash, the place in the fst after the word, the output on the way there; 0 where it is empty.
pub const JUMP_TAG: u64 = u64::MAX << (PLACE_BITS + OUTPUT_BITS);
/// Bits of a place in the fst.
pub const PLACE_BITS: u32 = 21;
/// Bits of an output.
pub const OUTPUT_BITS: u32 = 18;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_quotes_and_dashes_are_made_plain() {
        assert_eq!(fold(" South – East  Asia’s\n"), "south-east asia's");
        assert_eq!(fold("ASEAN + 3"), "asean+3");
        assert_eq!(fold("Côte\u{a0}d`Ivoire"), "côte d'ivoire");
        assert_eq!(fold("VIỆT NAM"), "việt nam");
        assert_eq!(fold("St. Lucia"), fold("ST.LUCIA"));
        assert_ne!(fold("Ma Li"), fold("Mali"));
    }

    proptest! {
        #[test]
        fn folding_twice_or_in_pieces_changes_nothing(text in "[a-zA-Zé‘’–` .İ\u{a0}\u{200b}-]{0,30}", at in 0_usize..30) {
            let whole = fold(&text);
            prop_assert_eq!(fold(&whole), whole.clone());
            let cut = (0..=at.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
            let (mut state, mut out) = (Fold::default(), Vec::new());
            for piece in [&text[..cut], &text[cut..]] {
                state.piece(piece, &mut |b| { out.push(b); true });
            }
            prop_assert_eq!(String::from_utf8(out).unwrap(), whole);
        }
    }
}
