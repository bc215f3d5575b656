//! Spaces before marks and none behind them, marks that stand twice.

use super::{Check, Context, Finding, low, word_end, word_start};
use crate::quality::Repair;
use crate::text::{TextRange, lexicon};

/// Kinds of faults here: each is counted for itself.
pub(super) const KINDS: usize = 3;
const SPACE_BEFORE: usize = 0;
const TWICE: usize = 1;
const NO_SPACE: usize = 2;

/// The longest word (UTF-8 bytes) that is shown with a mark.
const WORD: usize = 24;

/// Whether a mark is worth a look: it follows a space, or something other than a space follows it.
pub(super) fn may_be_wrong(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| bytes.get(n));
    let after = bytes.get(at + 1);
    before == Some(&b' ') || after.is_some_and(|b| b.is_ascii_alphabetic() || is_mark(*b))
}

fn is_mark(b: u8) -> bool {
    matches!(b, b',' | b'.' | b';' | b':')
}

/// What is wrong with the mark at `at` (UTF-8 bytes) of a line, and of which kind that is.
pub(super) fn at(
    context: &Context<'_>,
    check: &dyn Check,
    at: usize,
    line: TextRange,
) -> Option<(usize, Finding)> {
    let look = Look {
        context,
        bytes: context.text.as_bytes().get(..line.end)?,
        line,
        at,
    };
    let before = look.byte(at.checked_sub(1).filter(|n| *n >= line.start)?)?;
    if before == b' ' {
        return look.space_before(check).map(|f| (SPACE_BEFORE, f));
    }
    let after = look.byte(at + 1)?;
    if is_mark(after) {
        return look.twice(check, after).map(|f| (TWICE, f));
    }
    look.glued(check, after).map(|f| (NO_SPACE, f))
}

/// A mark in its line.
struct Look<'a, 'c> {
    context: &'a Context<'c>,
    /// All bytes up to the end of the line.
    bytes: &'a [u8],
    line: TextRange,
    at: usize,
}

impl Look<'_, '_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Whether a blank or nothing of the line stands at a place.
    fn is_blank(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|b| b.is_ascii_whitespace())
    }

    fn mark(&self) -> &str {
        self.context
            .text
            .get(self.at..self.at + 1)
            .unwrap_or_default()
    }

    /// "Tel :", "sail ,".
    fn space_before(&self, check: &dyn Check) -> Option<Finding> {
        let end = self.at.checked_sub(1).filter(|n| *n > self.line.start)?;
        let (mark, last) = (self.byte(self.at)?, self.byte(end - 1)?);
        let word_like = last.is_ascii_alphanumeric() || matches!(last, b')' | b'"') || last >= 0x80;
        let next = self.byte(self.at + 1);
        let follows = match mark {
            b',' => self.is_blank(self.at + 1) || next.is_some_and(|b| b.is_ascii_alphabetic()),
            b':' => {
                self.is_blank(self.at + 1)
                    || next.is_some_and(|b| b.is_ascii_digit()) && !last.is_ascii_digit()
            }
            _ => self.is_blank(self.at + 1),
        };
        // ". . ." and "1 : 1,000" are set so on purpose.
        let dots = mark == b'.' && self.byte(self.at + 2) == Some(b'.');
        let ratio =
            last.is_ascii_digit() && self.byte(self.at + 2).is_some_and(|b| b.is_ascii_digit());
        if !word_like || !follows || dots || ratio {
            return None;
        }
        let start = word_start(self.bytes, end, WORD).max(self.line.start);
        let word = TextRange::new(start.min(end - 1), end).snapped(self.context.text);
        let range = TextRange::new(word.start, self.at + 1);
        let reason = format!("A space before “{}”; English sets none there", self.mark());
        let found = low(check, range, reason);
        let right = format!("{}{}", self.context.slice(word), self.mark());
        let found = found.repaired(Some(Repair::exact(right)));
        Some(if matches!(mark, b',' | b'.') {
            found
        } else {
            found.on_demand()
        })
    }

    /// ",,", "..", ",.".
    fn twice(&self, check: &dyn Check, after: u8) -> Option<Finding> {
        let mark = self.byte(self.at)?;
        let end = self.at + 2;
        let more = self.byte(end).is_some_and(is_mark);
        let first = self.at.checked_sub(1).and_then(|n| self.byte(n))?;
        if more || !self.is_blank(end) || !(first.is_ascii_alphanumeric() || first >= 0x80) {
            return None;
        }
        let start = word_start(self.bytes, self.at, WORD).max(self.line.start);
        let word = TextRange::new(start, self.at).snapped(self.context.text);
        let words = self.context.slice(word);
        let right = match (mark, after) {
            (b',', b',') | (b'.', b'.') | (b';', b';') | (b':', b':') => Some(self.mark()),
            (b',' | b';', b'.' | b',' | b';') => None,
            // An abbreviation takes its full stop along.
            (b'.', b',' | b';') if !is_abbreviation(words) => None,
            _ => return None,
        };
        let range = TextRange::new(word.start, end);
        let marks = self.context.text.get(self.at..end)?;
        let choices = || marks.chars().map(|m| format!("{words}{m}")).collect();
        let repair = match right {
            Some(mark) => Repair::exact(format!("{words}{mark}")),
            None => Repair::choice(choices()),
        };
        let reason = format!("Two marks where one is meant: “{marks}”");
        Some(low(check, range, reason).repaired(Some(repair)))
    }

    /// "end.The", "islands,the".
    fn glued(&self, check: &dyn Check, after: u8) -> Option<Finding> {
        let mark = self.byte(self.at)?;
        let upper = after.is_ascii_uppercase();
        if mark == b',' && upper || mark != b',' && !upper || matches!(mark, b';' | b':') {
            return None;
        }
        let start = word_start(self.bytes, self.at, WORD).max(self.line.start);
        let end = word_end(self.bytes, self.at + 1, WORD);
        let before = self.context.text.get(start..self.at)?;
        let behind = self.context.text.get(self.at + 1..end)?;
        let small = |w: &str| w.bytes().all(|b| b.is_ascii_lowercase());
        let apart = |b: Option<u8>| {
            b.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'(' | b')' | b'"' | b'\''))
        };
        let known = |w: &str| lexicon::is_known_hash(lexicon::hash(w));
        let begins = apart(start.checked_sub(1).and_then(|n| self.byte(n)));
        let ends = apart(self.byte(end)) || self.byte(end) == Some(b',') && mark != b',';
        let fits = before.len() >= 3
            && small(before)
            && (behind.len() >= 2 || matches!(behind, "A" | "I"));
        let parts =
            begins && ends && fits && small(behind.get(1..)?) && known(before) && known(behind);
        if !parts || ["Net", "Com", "Org", "Js", "Io"].contains(&behind) {
            return None;
        }
        let reason = format!("No space behind “{}”: two words run into one", self.mark());
        let found = low(check, TextRange::new(start, end), reason);
        let found = found.repaired(Some(Repair::exact(format!(
            "{before}{} {behind}",
            self.mark()
        ))));
        Some(if mark == b',' {
            found.on_demand()
        } else {
            found
        })
    }
}

/// Whether a word may be an abbreviation: short, with a capital, or no word that is known.
fn is_abbreviation(word: &str) -> bool {
    word.len() < 5 || !word.bytes().all(|b| b.is_ascii_lowercase()) || !lexicon::is_word(word)
}
