//! Where the slow expressions of this check are worth asking: the lines that have a word or a sign without which none of
//! them is found, looked for in one pass through the text.

use crate::quality::Context;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// How many bytes at the end of a line a tail of a feed is looked for in, and the longest line of furniture.
pub(super) const NEAR: usize = 240;

/// The lines of a text, by their place, in which something may be found.
#[derive(Default)]
pub(super) struct Hints {
    /// The frame of a page between words.
    pub(super) inline: Lines,
    /// The tail of a feed.
    pub(super) tails: Lines,
    /// A sentence of a web page in a line too long for most of them.
    pub(super) forms: Lines,
}

/// Places of lines, rising.
#[derive(Default)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    fn add(&mut self, line: usize) {
        if self.0.last().is_none_or(|last| *last < line) {
            self.0.push(line);
        }
    }

    pub(super) fn has(&self, line: usize) -> bool {
        self.0.binary_search(&line).is_ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().copied()
    }
}

/// What a hint stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word before the number of a page; a digit follows.
    Page,
    /// A bar; a digit stands beside it.
    Bar,
    /// A note that the text goes on.
    Note,
    Tail,
    Form,
    /// Both of a tail and of a form.
    Both,
}

const HINTS: &[(Kind, &[&str])] = &[
    (
        Kind::Page,
        &[
            "age ", "AGE ", "eite ", "gina ", "laman ", "rang ", "[p. ", "[p.", "|p.", " | p. ",
        ],
    ),
    (Kind::Bar, &[" | "]),
    (
        Kind::Note,
        &[
            "-more",
            "- more",
            "–more",
            "– more",
            "—more",
            "— more",
            "(cont",
            "[cont",
            "(Cont",
            "[Cont",
            "(CONT",
            "(suite",
            "[suite",
            "(Suite",
            "(forts",
            "(Forts",
            "[Forts",
            "(segue",
            "(Segue",
            "(lanjutan",
            "(Lanjutan",
            "(bersamb",
            "(Bersamb",
            "(tiếp",
            "(Tiếp",
        ],
    ),
    (
        Kind::Tail,
        &[
            "ontinue reading",
            "ead more",
            "ead the full",
            "ead the rest",
            "ead the whole",
            "ead the complete",
            "ead full",
            "ire la suite",
            "oir la suite",
            "ire plus",
            "oir plus",
            "suivre la lecture",
            "ontinuer à lire",
            "eer más",
            "guir leyendo",
            "eia mais",
            "ontinue lendo",
            "eiterlesen",
            "ntinua a leggere",
            "eggi tutto",
            "elengkapnya",
            "em tiếp",
            "ọc tiếp",
            "ublicó primero",
            "pareceu primeiro",
            "rschien zuerst",
            "riginally published",
            "riginally appeared",
            "riginally posted",
            "irst published",
            "irst posted",
            "publié d",
            "publié initial",
            "publié pour",
            "est paru",
            "via RSS",
            "via rss",
            "Via RSS",
            "via IFTTT",
            "via ifttt",
            "via FeedB",
            "via Feedb",
            "via feedb",
        ],
    ),
    (
        Kind::Form,
        &[
            "ookies",
            "avascript",
            "avaScript",
            "témoins de",
            "ewsletter",
            "nfolettre",
            "nbox",
            "ights reserved",
            "oits réservés",
            "rowser",
            "avigateur",
        ],
    ),
    (
        Kind::Both,
        &["ppeared first on", "irst appeared", "paru en premier"],
    ),
];

/// Looks for words in one pass, and tells the kind of each.
pub(super) struct Finder<K> {
    pub(super) automaton: Option<AhoCorasick>,
    pub(super) kinds: Vec<K>,
}

impl<K: Copy> Finder<K> {
    pub(super) fn new(hints: &[(K, &[&str])]) -> Self {
        let all = hints
            .iter()
            .flat_map(|(kind, words)| words.iter().map(move |w| (*kind, *w)));
        let (kinds, words): (Vec<K>, Vec<&str>) = all.unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .build(words);
        Self {
            automaton: automaton.ok(),
            kinds,
        }
    }
}

static FINDER: LazyLock<Finder<Kind>> = LazyLock::new(|| Finder::new(HINTS));

impl Hints {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut out = Self::default();
        let bytes = context.text.as_bytes();
        let begun = |at: usize| context.lines.partition_point(|l| l.start <= at);
        let line_at = |at: usize| begun(at).saturating_sub(1);
        let found = FINDER.automaton.iter().flat_map(|a| a.find_iter(bytes));
        for (kind, at, end) in found.filter_map(|m| {
            let kind = FINDER.kinds.get(m.pattern().as_usize())?;
            Some((*kind, m.start(), m.end()))
        }) {
            let digit =
                |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
            let lines = match kind {
                Kind::Page if !digit(Some(end)) => continue,
                Kind::Bar if !digit(Some(end)) && !digit(at.checked_sub(1)) => continue,
                Kind::Page | Kind::Bar | Kind::Note => &mut out.inline,
                Kind::Tail | Kind::Both => &mut out.tails,
                Kind::Form => &mut out.forms,
            };
            let line = line_at(at);
            lines.add(line);
            if kind == Kind::Both {
                out.forms.add(line);
            }
        }
        let dashed: Vec<usize> = memchr::memchr2_iter(b'-', 0xe2, bytes)
            .filter(|at| is_number_in_dashes(bytes, *at))
            .map(line_at)
            .collect();
        out.inline.0.extend(dashed);
        out.inline.0.sort_unstable();
        out.inline.0.dedup();
        out
    }
}

/// Whether a dash at `at` has white space before it, and behind it a number and a dash.
fn is_number_in_dashes(bytes: &[u8], at: usize) -> bool {
    let space = |n: Option<usize>| {
        n.and_then(|n| bytes.get(n))
            .is_some_and(u8::is_ascii_whitespace)
    };
    let dash = |at: usize| match bytes.get(at..) {
        Some([b'-', ..]) => 1,
        Some([0xe2, 0x80, 0x93 | 0x94, ..]) => 3,
        _ => 0,
    };
    if dash(at) == 0 || !space(at.checked_sub(1)) {
        return false;
    }
    let mut next = at + dash(at);
    next += usize::from(space(Some(next)));
    let digits = bytes.get(next..).unwrap_or_default();
    let count = digits
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit())
        .count();
    next += count;
    next += usize::from(space(Some(next)));
    (1..=3).contains(&count) && dash(next) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_dashes() {
        let is = |text: &str| {
            let at = text.find(['-', '–', '—']).unwrap_or(0);
            is_number_in_dashes(text.as_bytes(), at)
        };
        for text in [
            "of - 4 - the",
            "of -4- the",
            "of – 12 – the",
            "of —123— the",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "in 3-4-5",
            "of - four - the",
            "of - 4 the",
            "of -1234- the",
            "of -",
            "of - 4",
            "-4-",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn every_hint_is_looked_for() {
        assert!(FINDER.automaton.is_some());
        // A hint with another one at its start would never be the one that is found.
        let words: Vec<&str> = HINTS
            .iter()
            .flat_map(|(_, words)| words.iter().copied())
            .collect();
        for (n, word) in words.iter().enumerate() {
            let hidden = words.iter().take(n).find(|w| word.starts_with(*w));
            assert_eq!(hidden, None, "{word}");
        }
    }
}
