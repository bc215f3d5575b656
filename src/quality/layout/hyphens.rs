//! Hyphens of line ends that stayed inside words and names.

use super::LayoutArtefact;
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{fold, is_word, is_wordlike};

impl LayoutArtefact {
    /// Hyphens with white space behind them inside a word or a name.
    pub(super) fn hyphens(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let bytes = context.text.as_bytes();
        for at in memchr::memchr_iter(b'-', bytes) {
            let space_behind = bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
            if space_behind && is_letter_before(bytes, at) {
                out.extend(Parted::around(context.text, at, 1).and_then(|p| self.parted(&p)));
            }
        }
        // The sign that some programs print for a hyphen that may be left out, and the hyphen of typesetters.
        for sign in ["¬", "\u{2010}"] {
            for at in memchr::memmem::find_iter(bytes, sign) {
                let space = bytes
                    .get(at + sign.len())
                    .is_some_and(u8::is_ascii_whitespace);
                if is_letter_before(bytes, at) && (space || sign == "¬") {
                    let parted = Parted::around(context.text, at, sign.len());
                    out.extend(parted.and_then(|p| self.split_word(&p)));
                }
            }
        }
    }

    fn parted(&self, parted: &Parted<'_>) -> Option<Finding> {
        if parted.tail.starts_with(char::is_lowercase) {
            self.split_word(parted)
        } else {
            self.split_name(parted)
        }
    }

    /// `HASS- AN`: a hyphen hangs between two parts of a name in capitals.
    fn split_name(&self, parted: &Parted<'_>) -> Option<Finding> {
        let Parted { head, tail, .. } = *parted;
        let capitals = |s: &str| s.chars().filter(|c| c.is_uppercase()).count();
        let name = head.len() >= 3
            && tail.chars().count() >= 3
            && tail.chars().all(char::is_uppercase)
            && capitals(head) * 2 >= head.chars().count();
        let reason = format!("a dangling hyphen inside a name: “{head}- {tail}”");
        let range = TextRange::new(parted.whole.start, parted.whole.end - tail.len());
        (name && !parted.line_end).then(|| Finding::new(self, range, Severity::Medium, reason))
    }

    /// `coopera- tion`: the joined word is known and its halves are not.
    fn split_word(&self, parted: &Parted<'_>) -> Option<Finding> {
        let Parted {
            head,
            tail,
            line_end,
            ..
        } = *parted;
        if LINKS.contains(&tail) || !is_one_word(head, tail) {
            return None;
        }
        let (place, severity) = if line_end {
            ("at a line end", Severity::Low)
        } else {
            ("and a space", Severity::Medium)
        };
        let reason = format!("a word parted by a hyphen {place}: “{head}-” “{tail}”");
        let (joined, hyphenated) = ([head, tail].concat(), [head, "-", tail].concat());
        let sure = !(is_wordlike(&fold(head)) && is_wordlike(&fold(tail)));
        let repair = if sure {
            Repair::exact(joined)
        } else {
            Repair::choice(vec![joined, hyphenated])
        };
        Some(Finding::new(self, parted.whole, severity, reason).repaired(Some(repair)))
    }
}

fn is_letter_before(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| bytes.get(n));
    before.is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii())
}

/// Words after a hyphen that belongs where it is: `pre- and post-war`.
const LINKS: &[&str] = &[
    "and", "or", "to", "nor", "but", "und", "oder", "et", "ou", "as", "dan", "atau", "y", "o", "e",
    "versus", "than", "through",
];

/// A hyphen with the letters on either side of it.
struct Parted<'a> {
    whole: TextRange,
    head: &'a str,
    tail: &'a str,
    line_end: bool,
}

impl<'a> Parted<'a> {
    /// The parts on either side of the hyphen at `at`, which takes `len` bytes, unless they are single letters or lie a
    /// paragraph apart.
    fn around(text: &'a str, at: usize, len: usize) -> Option<Self> {
        let near = TextRange::new(at.saturating_sub(60), at)
            .snapped(text)
            .of(text)?;
        let of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let head = near.rsplit(|c: char| !of_word(c)).next()?;
        let rest = TextRange::new(at + len, text.len().min(at + 90))
            .snapped(text)
            .of(text)?;
        let space = rest.len() - rest.trim_start().len();
        let tail = rest
            .get(space..)?
            .split(|c: char| !c.is_alphanumeric())
            .next()?;
        let breaks = rest.get(..space)?.matches('\n').count();
        let short = head.len() < 2 || tail.len() < 2 || head.starts_with('-');
        let whole = TextRange::new(at - head.len(), at + len + space + tail.len());
        (!short && breaks <= 1).then_some(Self {
            whole,
            head,
            tail,
            line_end: breaks == 1,
        })
    }
}

/// Whether two halves are one word: joined they are known.
fn is_one_word(head: &str, tail: &str) -> bool {
    let (a, b) = (fold(head.rsplit('-').next().unwrap_or(head)), fold(tail));
    let joined = [a.as_str(), b.as_str()].concat();
    let halves = is_wordlike(&a) && is_wordlike(&b);
    is_word(&joined) || !halves && is_wordlike(&joined)
}
