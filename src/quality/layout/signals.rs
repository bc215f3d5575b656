//! What a short line has that the slow forms need: words of them, looked for in one pass.

use super::forms::FORMS;
use super::frames;
use super::site;
use std::sync::LazyLock;

/// What a line has, a bit each: one for the words of a form of furniture, and one for each [`Signal`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals(u64);

/// What a line may have besides the words of a form of furniture.
#[derive(Clone, Copy, Debug)]
pub(super) enum Signal {
    /// A word of a sentence of a web page.
    Web,
    /// Something that makes a long line worth a look for the frame of a page.
    Frame,
    /// A word that tells that a text goes on.
    GoesOn,
    /// Something of an address.
    Address,
    /// The word for a page.
    Page,
}

impl Signal {
    fn bit(self) -> u64 {
        1 << (FORMS.len() + self as usize)
    }
}

/// How many bytes words are told by first; none is shorter.
const FOUR: usize = 4;

/// The words, those of ASCII in either case.
struct Words {
    /// Whether a word begins with four bytes, by their hash.
    begun: Box<[bool; 1 << 14]>,
    /// Each word behind its first four bytes, and its bits; sorted.
    words: Vec<(u32, &'static str, u64)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let forms = FORMS.iter().enumerate().map(|(n, f)| (1 << n, f.any));
    let signals = frames::SIGNALS.iter().chain(site::SIGNALS);
    let signals = signals.map(|(signal, words)| (signal.bit(), *words));
    let all = forms.chain(signals);
    let mut begun = Box::new([false; 1 << 14]);
    let mut words = Vec::new();
    for (bits, word) in all.flat_map(|(bits, words)| words.iter().map(move |w| (bits, *w))) {
        if let Some(four) = word.as_bytes().first_chunk() {
            if let Some(begun) = begun.get_mut(slot(folded(*four))) {
                *begun = true;
            }
            words.push((folded(*four), word, bits));
        }
    }
    words.sort_unstable();
    Words { begun, words }
});

/// Four bytes with those of ASCII in small letters; a few others fall together.
fn folded(four: [u8; FOUR]) -> u32 {
    u32::from_le_bytes(four) | 0x2020_2020
}

fn slot(four: u32) -> usize {
    (four.wrapping_mul(0x9e37_79b1) >> 18) as usize
}

impl Signals {
    pub(super) fn of(line: &str) -> Self {
        let Words { begun, words } = &*WORDS;
        let bytes = line.as_bytes();
        let mut out = 0;
        for (at, four) in bytes.windows(FOUR).enumerate() {
            let four = four.first_chunk().map_or(0, |four| folded(*four));
            if begun.get(slot(four)).is_some_and(|begun| *begun) {
                let rest = bytes.get(at..).unwrap_or_default();
                out |= words_at(words, four, rest);
            }
        }
        Self(out)
    }

    pub(super) fn has(self, signal: Signal) -> bool {
        self.0 & signal.bit() != 0
    }

    /// Whether a line has a word of the form of furniture of this number.
    pub(super) fn may_have_form(self, form: usize) -> bool {
        self.0 >> form & 1 == 1
    }
}

/// The bits of the words that bytes begin with, the first four of which are these.
fn words_at(words: &[(u32, &str, u64)], four: u32, bytes: &[u8]) -> u64 {
    let from = words.partition_point(|(f, ..)| *f < four);
    let same = words.get(from..).unwrap_or_default();
    let same = same.iter().take_while(|(f, ..)| *f == four);
    let found = same.filter(|(_, word, _)| has_prefix(bytes, word));
    found.fold(0, |out, (.., bits)| out | bits)
}

/// Whether bytes begin with a word, ASCII in either case.
fn has_prefix(bytes: &[u8], word: &str) -> bool {
    let head = bytes.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a word stands in a line, ASCII in either case.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let bytes = line.as_bytes();
    (0..bytes.len()).any(|at| has_prefix(bytes.get(at..).unwrap_or_default(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_of_each_other() {
        let signals = Signals::of("ALL RIGHTS RESERVED | Page 3, continued");
        assert!(signals.has(Signal::Web) && signals.has(Signal::Page));
        assert!(signals.has(Signal::GoesOn) && !signals.has(Signal::Address));
        let forms = (0..FORMS.len()).filter(|n| signals.may_have_form(*n));
        assert_eq!(forms.collect::<Vec<_>>(), [5]);
        assert_eq!(Signals::of("The roads"), Signals::default());
        assert!(has_word("See Page 3", "page") && !has_word("See Page 3", "pages"));
    }

    #[test]
    fn no_word_is_too_short() {
        let forms = FORMS.iter().flat_map(|f| f.any);
        let signals = frames::SIGNALS.iter().chain(site::SIGNALS);
        let all: Vec<&str> = forms.chain(signals.flat_map(|s| s.1)).copied().collect();
        assert_eq!(all.iter().find(|w| w.len() < FOUR), None);
        assert_eq!(WORDS.words.len(), all.len());
    }
}
