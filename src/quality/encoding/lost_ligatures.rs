//! Words of English whose ff, fi, fl, ffi or ffl was one sign of print and is gone: dropped (`oers`), become a space (`o er`),
//! a control character or the letter that another font has at its place (`Ŵsh`).

use super::{EncodingError, Odd};
use crate::annotation::label::Severity;
use crate::quality::{Context, Finding, Repair};
use crate::text::TextRange;
use crate::text::lexicon::{Hash, Known, fold, is_common, is_wordlike, known, strangeness};
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;

/// What signs of print stand for, the usual ones first.
const LIGATURES: [&str; 5] = ["fi", "ff", "fl", "ffi", "ffl"];

/// The same with what else some fonts have one sign for.
const SIGNS: [&str; 9] = ["fi", "ff", "fl", "ffi", "ffl", "ti", "tt", "ft", "tti"];

/// Characters at the places of ligatures in other fonts, where no word of English has them.
const STRANGERS: &str = "ŴŵÞƟƩƫŌōƒĨĩƞƚƛ¿¡¶®¯¢£¥§ŽžšŠ¤◆□■";

/// Strings that are no words, with what a ligature makes of them.
type Readings = HashMap<Box<str>, Option<Box<str>>, RandomState>;

/// How many of them are kept.
const KEPT: usize = 50_000;

thread_local! {
    /// Those of the texts that this thread has looked at: most recur, and each takes a hundred attempts.
    static READINGS: RefCell<Readings> = RefCell::default();
}

/// Adds the words without their ligatures; `odd` are the lines with characters other than those of plain text.
pub(super) fn find(
    check: &EncodingError,
    context: &Context<'_>,
    odd: &[TextRange],
    out: &mut Vec<Finding>,
) {
    let mut add = |range: TextRange, fixed: String| {
        let source = context.slice(range).escape_debug().to_string();
        let reason = format!("a word whose ligature was lost: “{source}” for “{fixed}”");
        let finding = Finding::new(check, range, Severity::Medium, reason);
        out.push(finding.repaired(Some(Repair::exact(fixed))));
    };
    let mut readings = READINGS.take();
    dropped(context, &mut readings, &mut add);
    READINGS.set(readings);
    for &line in odd {
        if context.is_english(line.start) {
            replaced(context.slice(line), &mut |range: TextRange, fixed| {
                add(
                    TextRange::new(line.start + range.start, line.start + range.end),
                    fixed,
                );
            });
        }
    }
}

/// Words of ASCII letters that are none without a ligature.
fn dropped(
    context: &Context<'_>,
    readings: &mut Readings,
    add: &mut impl FnMut(TextRange, String),
) {
    let bytes = context.text.as_bytes();
    let mut done = 0;
    let mut english = (0, false);
    for (range, line) in context.unknown() {
        let word = context.slice(range);
        if range.start < done || !is_odd(word) || !stands_free(bytes, line, range) {
            continue;
        }
        if english.0 != line.end {
            english = (line.end, context.is_english(line.start));
        }
        if !english.1 {
            continue;
        }
        let join = |a: TextRange, b: TextRange| {
            let fixed = parted(context.slice(a), context.slice(b))?;
            Some((a.union(b), fixed))
        };
        let before = || before(bytes, line, range).filter(|b| b.start >= done && is_small(word));
        let behind = || behind(bytes, line, range).filter(|b| is_small(context.slice(*b)));
        let found = before()
            .and_then(|b| join(b, range))
            .or_else(|| Some((range, reading(word, readings)?)))
            .or_else(|| join(range, behind()?));
        if let Some((range, fixed)) = found {
            done = range.end;
            add(range, fixed);
        }
    }
}

/// The letters of the word that one space parts from the one behind it.
fn before(bytes: &[u8], line: TextRange, word: TextRange) -> Option<TextRange> {
    let head = bytes.get(line.start..word.start)?.strip_suffix(b" ")?;
    let len = head
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphabetic())
        .count();
    let end = word.start - 1;
    (len > 0).then(|| TextRange::new(end - len, end))
}

/// The letters of the word that one space parts from the one before it.
fn behind(bytes: &[u8], line: TextRange, word: TextRange) -> Option<TextRange> {
    let tail = bytes.get(word.end..line.end)?.strip_prefix(b" ")?;
    let len = tail.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let start = word.end + 1;
    (len > 0).then(|| TextRange::new(start, start + len))
}

/// Whether a word stands between spaces and the marks of sentences: no part of an address, a compound or a contraction.
fn stands_free(bytes: &[u8], line: TextRange, word: TextRange) -> bool {
    let at_start = word.start == line.start;
    let before = word.start.checked_sub(1).and_then(|n| bytes.get(n));
    let before = before.filter(|_| !at_start);
    let opens = before.is_none_or(|b| matches!(b, b' ' | b'(' | b'"' | b'\t'));
    // A quotation mark of typography.
    let quoted = word
        .start
        .checked_sub(3)
        .and_then(|n| bytes.get(n..word.start));
    let opens = opens || matches!(quoted, Some([0xe2, 0x80, 0x98 | 0x9c]));
    let behind = bytes.get(word.end..line.end).unwrap_or_default();
    let mark = behind.first().is_none_or(|b| {
        matches!(
            b,
            b' ' | b',' | b';' | b':' | b')' | b'"' | b'!' | b'?' | b'\t'
        )
    });
    let stop = behind.first() == Some(&b'.') && behind.get(1).is_none_or(|b| *b == b' ');
    let closed = behind.starts_with("”".as_bytes()) || behind.starts_with("’ ".as_bytes());
    opens && (mark || stop || closed)
}

fn is_small(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a string that is no word is in small letters, with a capital at most at its start.
fn is_odd(word: &str) -> bool {
    let length = (1..=16).contains(&word.len()) && word.get(1..).is_some_and(is_small);
    match word.len() {
        // Tells nothing alone, but half of a word may be as short: `sta ng`.
        2 => is_small(word),
        _ => length,
    }
}

/// The common word that a ligature between two pieces makes of them.
fn parted(first: &str, second: &str) -> Option<String> {
    let length = first.len() + second.len();
    let fits = (3..=14).contains(&length) && second.len() >= 2;
    if !fits || !first.get(1..).is_some_and(is_small) {
        return None;
    }
    let mut head = Hash::default();
    first.bytes().for_each(|b| head.add(b));
    let parts = LIGATURES.iter().filter(|l| length + l.len() >= 5);
    let found = head.common_with(parts, second.as_bytes())?;
    let fixed = format!("{first}{found}{second}");
    is_plausible(&fixed).then_some(fixed)
}

/// [`with_ligature`] of a word, worked out once.
fn reading(word: &str, readings: &mut Readings) -> Option<String> {
    if let Some(known) = readings.get(word) {
        return known.as_deref().map(str::to_owned);
    }
    if readings.len() >= KEPT {
        readings.clear();
    }
    let found = with_ligature(word);
    readings.insert(word.into(), found.as_deref().map(Box::from));
    found
}

/// The common word that a ligature makes of one that is none.
fn with_ligature(word: &str) -> Option<String> {
    let first = usize::from(!is_small(word));
    // Short names are the most.
    if word.len() < 3 + first {
        return None;
    }
    let folded = word.to_ascii_lowercase();
    let mut head = Hash::default();
    let fixed = folded.bytes().enumerate().find_map(|(at, byte)| {
        let next = head.with(byte);
        let before = std::mem::replace(&mut head, next);
        // Short pieces are abbreviations as often.
        let least = if at == 0 { 5 } else { 6 };
        let parts = LIGATURES.iter().filter(|l| word.len() + l.len() >= least);
        let tail = folded.as_bytes().get(at..).filter(|_| at >= first)?;
        let found = before.common_with(parts, tail)?;
        let fixed = format!("{}{found}{}", word.get(..at)?, word.get(at..)?);
        is_plausible(&fixed).then_some(fixed)
    })?;
    (!is_wordlike(&folded)).then_some(fixed)
}

/// Of so many attempts, one is taken for a word by chance now and then.
fn is_plausible(word: &str) -> bool {
    strangeness(&word.to_ascii_lowercase()) < 4.5
}

/// Words in which a control character or the letter of another font stands for a ligature.
fn replaced(text: &str, add: &mut impl FnMut(TextRange, String)) {
    let bytes = text.as_bytes();
    let control = |b: &u8| (*b < 0x20) & (*b != b'\t') & (*b != b'\r');
    // Without branches inside, so that many bytes are looked at at once.
    if bytes.iter().fold(false, |any, b| any | control(b)) {
        for (at, _) in bytes.iter().enumerate().filter(|(_, b)| control(b)) {
            let word = letters_around(text, TextRange::new(at, at + 1));
            if let Some(fixed) = read(text, word, TextRange::new(at, at + 1)) {
                add(word, fixed);
            }
        }
    }
    if text.is_ascii() {
        return;
    }
    let words = Odd::words(TextRange::new(0, text.len()), text);
    for odd in words.into_iter().filter(|o| o.telling) {
        let stranger = |(_, c): &(usize, char)| !c.is_ascii() && STRANGERS.contains(*c);
        let found = odd.word.char_indices().find(stranger);
        let Some((at, c)) = found else {
            continue;
        };
        let start = odd.range.start + at;
        let sign = TextRange::new(start, start + c.len_utf8());
        let word = letters_around(text, sign);
        if let Some(fixed) = read(text, word, sign) {
            add(word, fixed);
        }
    }
}

/// The ASCII letters around a sign, with it.
fn letters_around(text: &str, sign: TextRange) -> TextRange {
    let bytes = text.as_bytes();
    let letter = |b: &&u8| b.is_ascii_alphabetic();
    let head = bytes
        .get(..sign.start)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(20)
        .take_while(letter)
        .count();
    let tail = bytes
        .get(sign.end..)
        .unwrap_or_default()
        .iter()
        .take(20)
        .take_while(letter)
        .count();
    TextRange::new(sign.start - head, sign.end + tail)
}

/// A word with a ligature in the place of a sign, if it is a common one and was none without the sign.
fn read(text: &str, word: TextRange, sign: TextRange) -> Option<String> {
    let (head, tail) = (
        text.get(word.start..sign.start)?,
        text.get(sign.end..word.end)?,
    );
    let bare = head.to_ascii_lowercase() + tail;
    // Behind the end of a whole word, the sign is one of its own: a page break, a trade mark.
    let own = |s: &str| {
        if s.len() < 4 {
            is_common(s)
        } else {
            known(s) != Known::No
        }
    };
    let whole = known(&fold(word.of(text)?)) != Known::No;
    if bare.len() < 2 || own(&bare) || whole || !is_small(tail) || own(head) && own(tail) {
        return None;
    }
    let mut before = Hash::default();
    head.bytes().for_each(|b| before.add(b));
    let parts = SIGNS.iter().filter(|l| bare.len() + l.len() >= 4);
    let found = before.common_with(parts, tail.as_bytes())?;
    Some(format!("{head}{found}{tail}"))
}

#[cfg(test)]
mod tests {
    use crate::quality::encoding::EncodingError;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn words_without_their_ligatures() {
        expect(
            &EncodingError,
            "\
The councillor said that the o er of the island oers many benets to the people of the city.
                             ^^^^ medium: “offer”
                                                ^^^^ medium: “offers”
                                                          ^^^^^^ medium: “benefits”
The sta ng of the port and the right of su rage were on the agenda of the council of the city.
    ^^^^^^ medium: “staffing”
                                        ^^^^^^^ medium: “suffrage”
For the rst time the di erent ights to the harbour were on time, the Aairs of the mayor.
        ^^^ medium: “first”
                     ^^^^^^^^ medium: “different”
                              ^^^^^ medium: “flights”
                                                                     ^^^^^ medium: “Affairs”
The Ŵrst market of the island is a staÞ house of the council and it was closed for the winter.
    ^^^^ medium: “first”
                                   ^^^^ medium: “staff”",
        );
        silent(
            &EncodingError,
            &[
                "The mayor of the island met Mr Ames and Ms Ling in Oslo, where the e-mail of the NGO was read by Þór and J. R. Lund.",
                "A naïve façade of the café was painted by the people of the town, who said so on the radio and in the press.",
            ],
        );
    }
}
