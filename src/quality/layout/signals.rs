//! What a short line has that the slow forms need, read in one pass: words of them, bars, dots, gaps.

use super::forms::FORMS;
use super::pages;
use super::site;
use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};
use std::sync::LazyLock;

/// What a line has, a bit each: two for a form of furniture, and one for each [`Signal`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals(u128);

/// What a line may have besides the words of a form of furniture.
#[derive(Clone, Copy, Debug)]
pub(super) enum Signal {
    /// A word of a sentence of a web page.
    Web,
    /// A mark between the items of a menu.
    Menu,
    /// Something that makes a long line worth a look for the frame of a page.
    Frame,
    /// A word that tells that a text goes on.
    GoesOn,
    /// Something of an address.
    Address,
    /// Leaders.
    Dots,
    /// A bar.
    Bar,
    /// The word for a page.
    Page,
    /// A wide gap.
    Gap,
}

impl Signal {
    fn bit(self) -> u128 {
        1 << (2 * FORMS.len() + self as usize)
    }
}

/// Finds the words, those of ASCII in either case; the bits of each of them.
struct Words {
    automaton: Option<DFA>,
    bits: Vec<u128>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut all: Vec<(&str, u128)> = Vec::new();
    let mut add = |words: &[&'static str], bits: u128| {
        all.extend(words.iter().map(|w| (*w, bits)));
    };
    for (n, form) in FORMS.iter().enumerate() {
        let also = if form.also.is_empty() { 0b11 } else { 0b01 };
        add(form.any, also << (2 * n));
        add(form.also, 0b10 << (2 * n));
    }
    for (signal, words) in pages::SIGNALS.iter().chain(site::SIGNALS) {
        add(words, signal.bit());
    }
    all.sort_unstable();
    // A word of several forms is one of the automaton.
    all.dedup_by(|later, first| {
        let same = later.0 == first.0;
        first.1 |= if same { later.1 } else { 0 };
        same
    });
    let (words, bits): (Vec<&str>, Vec<u128>) = all.into_iter().unzip();
    let automaton = DFA::builder()
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(true)
        .prefilter(false)
        .build(words);
    Words {
        automaton: automaton.ok(),
        bits,
    }
});

impl Signals {
    pub(super) fn of(line: &str) -> Self {
        Self::read(line).unwrap_or_default()
    }

    fn read(line: &str) -> Option<Self> {
        let Words { automaton, bits } = &*WORDS;
        let automaton = automaton.as_ref()?;
        let mut out = 0;
        let mut state = automaton.start_state(Anchored::No).ok()?;
        for &byte in line.as_bytes() {
            state = automaton.next_state(Anchored::No, state, byte);
            if automaton.is_special(state) && automaton.is_match(state) {
                let words =
                    (0..automaton.match_len(state)).map(|n| automaton.match_pattern(state, n));
                out = words
                    .filter_map(|w| bits.get(w.as_usize()))
                    .fold(out, |out, bits| out | bits);
            }
        }
        Some(Self(out))
    }

    pub(super) fn has(self, signal: Signal) -> bool {
        self.0 & signal.bit() != 0
    }

    /// Whether a line may have the form of furniture of this number.
    pub(super) fn may_have_form(self, form: usize) -> bool {
        self.0 >> (2 * form) & 0b11 == 0b11
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_of_each_other() {
        let signals = Signals::of("ALL RIGHTS RESERVED | Page 3");
        assert!(signals.has(Signal::Web) && signals.has(Signal::Menu) && signals.has(Signal::Page));
        assert!(!signals.has(Signal::Gap) && !signals.has(Signal::Address));
        let forms = (0..FORMS.len()).filter(|n| signals.may_have_form(*n));
        assert_eq!(forms.collect::<Vec<_>>(), [5]);
        assert_eq!(Signals::of("The roads"), Signals::default());
    }
}
