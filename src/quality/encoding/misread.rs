//! The words of a line that are UTF-8 read in a single-byte encoding, and what they were meant to be.
//!
//! A word is damaged when its characters, put back into the bytes of an encoding, are valid UTF-8 and look less strange
//! that way. One clear word is evidence for its neighbours: where a line is damaged, less is asked of the other words.

use super::codec::{self, Codec, Spaces, Undone};
use super::letters::traits;
use super::strange::strangeness;
use super::{Damage, Odd, What, controls};
use crate::quality::context::overlaps_any;
use crate::text::TextRange;
use encoding_rs::WINDOWS_1252;

/// How much less strange a word has to be for a finding by itself.
const CLEAR: isize = 2;

/// How much less strange the words of a line have to be together for its weaker words to be believed.
const CLEAR_LINE: isize = 4;

/// What a quotation mark or dash adds to the evidence: each takes three characters that have no reason to meet.
const PUNCTUATION: usize = 2;

/// How strange a word may still be that is only believed in a damaged line.
const WEAK: usize = 4;

/// How often text is undone: damage is seldom done more than twice.
const LAYERS: usize = 5;

/// A word in the reading of one encoding.
struct Reading {
    /// The word, in its line.
    range: TextRange,
    codec: &'static Codec,
    fixed: String,
    lossy: bool,
    /// How much less strange it is than the word as it stands.
    gain: isize,
    /// How strange it still is.
    after: usize,
    /// Control characters that were taken for bytes the encoding has other characters for.
    strained: usize,
    /// Characters outside ASCII that are no part of an undone sequence.
    left: usize,
    /// Whether the word is a single letter before a space or an apostrophe, or signs only, or comes out as letters
    /// that nobody uses: something that somebody writes about, or damage.
    lone: bool,
}

/// Adds the damaged words of a line. `text` is the line's text, `odd` are its words with characters beyond ASCII; `usual` is
/// the encoding that explained the last damage and so is tried first.
pub(super) fn find(
    line: TextRange,
    text: &str,
    odd: &[Odd<'_>],
    usual: &mut Option<&'static Codec>,
    out: &mut Vec<Damage>,
) {
    // A space behind a word may have been a byte of it.
    let damaged = |o: &Odd<'_>| {
        let (start, end) = (o.range.start - line.start, o.range.end - line.start);
        codec::has_candidates(text.get(start..end + 1).unwrap_or(o.word))
    };
    if !odd.iter().any(damaged) {
        return;
    }
    let words: Vec<Vec<Reading>> = words(text)
        .map(|word| readings(text, word, usual))
        .filter(|r| !r.is_empty())
        .collect();
    let (house, weight) = prevailing(&words);
    let clear = house.filter(|_| weight >= CLEAR_LINE);
    let found: Vec<Reading> = words
        .into_iter()
        .filter_map(|word| chosen(word, house, clear.is_some()))
        .collect();
    let chains = clear.map_or_else(Vec::new, |codec| chained(text, codec.fullest(), &found));
    let whole: Vec<TextRange> = chains.iter().map(|r| r.range).collect();
    let free = |r: &Reading| !overlaps_any(&whole, r.range);
    out.extend(found.into_iter().filter(free).map(|r| r.damage(line)));
    out.extend(chains.into_iter().map(|r| r.damage(line)));
}

/// The encoding that explains most of a line, and how much that is.
fn prevailing(words: &[Vec<Reading>]) -> (Option<&'static Codec>, isize) {
    let mut best = (None, 0);
    for codec in codec::CODECS.iter() {
        let of_word = |word: &Vec<Reading>| {
            let own = word.iter().filter(|r| !r.lone && r.gain >= CLEAR);
            own.filter(|r| r.codec.is_kin(codec))
                .map(Reading::sureness)
                .max()
        };
        let weight = words.iter().filter_map(of_word).sum();
        if weight > best.1 {
            best = (Some(codec), weight);
        }
    }
    best
}

/// The reading of a word to believe: that of the line's encoding where there is one, or else the best one.
fn chosen(word: Vec<Reading>, house: Option<&Codec>, clear: bool) -> Option<Reading> {
    let at_home = |r: &Reading| house.is_some_and(|house| house.is_kin(r.codec));
    let rank = |r: &Reading| (r.sureness() + isize::from(at_home(r)), at_home(r));
    word.into_iter()
        .filter(|r| is_believed(r, clear && at_home(r)))
        .reduce(|best, next| {
            if rank(&next) > rank(&best) {
                next
            } else {
                best
            }
        })
}

/// Whether a reading is good enough, in a line that its encoding explains clearly or in another one.
fn is_believed(reading: &Reading, clear: bool) -> bool {
    if clear {
        reading.gain >= 1 || reading.left == 0
    } else {
        reading.gain >= CLEAR && !reading.lone
    }
}

/// In a line that `codec` explains clearly: words parted by spaces that were bytes of their letters.
fn chained(text: &str, codec: &'static Codec, found: &[Reading]) -> Vec<Reading> {
    let vietnamese = |r: &Reading| r.fixed.contains(is_vietnamese);
    let spaces = if found.iter().any(vietnamese) {
        Spaces::Vietnamese
    } else {
        Spaces::Bytes
    };
    chains(text, codec)
        .into_iter()
        .filter_map(|range| {
            let source = range.of(text)?;
            let mut reading = reading(source, strangeness(source), codec, spaces)?;
            reading.range = range;
            is_believed(&reading, true).then_some(reading)
        })
        .collect()
}

/// A letter that only Vietnamese has.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'ơ' | 'ư' | '\u{1ea0}'..='\u{1ef9}')
}

/// Runs of words of which each but the last ends inside a sequence of `codec`.
fn chains(text: &str, codec: &Codec) -> Vec<TextRange> {
    let (mut out, mut open): (Vec<TextRange>, bool) = (Vec::new(), false);
    let mut last = TextRange::DOCUMENT;
    for word in tokens(text) {
        let beside = text.get(last.end..word.start) == Some(" ");
        let whole = word.of(text).unwrap_or_default();
        let goes_on = codec.is_open(whole);
        match out.last_mut().filter(|_| open && beside) {
            Some(chain) => chain.end = word.end,
            None if goes_on => out.push(word),
            None => {}
        }
        (open, last) = (goes_on, word);
    }
    out.retain(|chain| chain.of(text).is_some_and(|c| c.contains(' ')));
    out
}

impl Reading {
    fn damage(self, line: TextRange) -> Damage {
        Damage {
            range: TextRange::new(line.start + self.range.start, line.start + self.range.end),
            what: What::Misread(self.codec.name),
            lossy: self.lossy,
            fixed: Some(self.fixed),
        }
    }

    /// How much speaks for it.
    fn sureness(&self) -> isize {
        self.gain.saturating_sub_unsigned(self.left + self.strained)
    }

    /// Whether nothing of it is in doubt.
    fn is_perfect(&self) -> bool {
        self.gain >= CLEAR
            && self.after == 0
            && self.left + self.strained == 0
            && !self.lossy
            && !self.lone
    }
}

/// The words of a line between ASCII spaces, relative to it: a no-break space is a byte of damage here.
fn tokens(text: &str) -> impl Iterator<Item = TextRange> {
    let base = text.as_ptr() as usize;
    text.split_ascii_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - base;
        TextRange::new(start, start + word.len())
    })
}

/// The words that have characters outside ASCII.
fn words(text: &str) -> impl Iterator<Item = TextRange> {
    tokens(text).filter(|word| word.of(text).is_some_and(|w| !w.is_ascii()))
}

/// What a word is in the encodings that it may have been misread in, as far as that is not stranger. Where the usual one
/// leaves nothing in doubt, the others are not tried.
fn readings(text: &str, word: TextRange, usual: &mut Option<&'static Codec>) -> Vec<Reading> {
    let space = lost_space(text, word);
    let word = TextRange::new(word.start, word.end + usize::from(space != Space::None));
    let source = word.of(text).unwrap_or_default();
    let candidates: Vec<&'static Codec> = codec::candidates(source).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let before = strangeness(source);
    let read = |codec: &'static Codec| {
        let reading = reading(source, before, codec, Spaces::Kept)?;
        Some(reading.placed(word, space, source))
    };
    let first = usual.filter(|codec| candidates.iter().any(|c| c.name == codec.name));
    if let Some(perfect) = first.and_then(read).filter(Reading::is_perfect) {
        return vec![perfect];
    }
    let out: Vec<Reading> = candidates.into_iter().filter_map(read).collect();
    let strong = out.iter().filter(|r| r.gain >= CLEAR_LINE && !r.lone);
    let best = strong.min_by_key(|r| -r.sureness());
    let only = best.filter(|best| {
        let as_good = out.iter().filter(|r| r.sureness() >= best.sureness());
        as_good.into_iter().all(|r| r.fixed == best.fixed)
    });
    *usual = only.map(|r| r.codec).or(usual.take());
    out
}

/// Whether a space behind a word may have been a part of its last character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    /// It was not.
    None,
    /// It may have been, but the words need a space too.
    Shared,
    /// It is not needed: another space or a mark follows.
    Spare,
}

fn lost_space(text: &str, word: TextRange) -> Space {
    let behind = text.get(word.end..).unwrap_or_default();
    let open = word.of(text).is_some_and(|w| w.ends_with(['Ã', 'Â']));
    match behind.as_bytes() {
        [b' ', b' ' | b'.' | b',' | b';' | b')', ..] if open => Space::Spare,
        [b' ', ..] if open => Space::Shared,
        _ => Space::None,
    }
}

/// What a word is in an encoding; nothing if it is strange that way too.
fn reading(source: &str, before: usize, codec: &'static Codec, spaces: Spaces) -> Option<Reading> {
    let first = codec.undo(source, spaces);
    if first.sequences == 0 {
        return None;
    }
    let (left, strained) = (first.left, first.strained);
    let before = before + PUNCTUATION * first.punctuation;
    let (fixed, lossy) = undone_further(codec, first);
    if codec.strict && (lossy || left > 0) {
        return None;
    }
    let after = strangeness(&fixed);
    (after * 2 <= before || left == 0 && after <= WEAK.min(before + 1)).then_some(Reading {
        range: TextRange::DOCUMENT,
        codec,
        fixed,
        lossy,
        gain: before.cast_signed().saturating_sub_unsigned(after),
        after,
        strained,
        left,
        lone: false,
    })
}

impl Reading {
    /// The same for a word of a line. A spare space behind `Ã` was a byte of “à”, a shared one is kept.
    fn placed(mut self, word: TextRange, space: Space, source: &str) -> Self {
        let kept = space != Space::None && self.fixed.ends_with(' ');
        if kept {
            self.fixed.pop();
        }
        let outside = usize::from(space == Space::Shared && kept);
        self.range = TextRange::new(word.start, word.end - outside);
        let letter = space == Space::Shared && source.len() == 3;
        let signs = !source.contains(char::is_alphanumeric);
        let letters = self.fixed.chars().filter(|c| c.is_alphabetic()).count();
        self.lone =
            letter || is_elision(source) || signs && letters < 2 || self.fixed.contains(is_unused);
        self
    }
}

/// A letter that no language in use is written with.
fn is_unused(c: char) -> bool {
    !c.is_ascii() && traits(c).kind.is_letter() && traits(c).languages == 0
}

/// Whether a word is one letter before an apostrophe and letters without accents: Ç’a, the Ã’s.
fn is_elision(word: &str) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().is_some_and(char::is_alphabetic);
    letter && chars.next() == Some('’') && chars.all(|c| c.is_ascii())
}

/// Text undone as long as that makes it less strange, and whether something of it is lost.
fn undone_further(codec: &Codec, first: Undone) -> (String, bool) {
    let mut undone = first;
    for _ in 1..LAYERS {
        let Some(next) = less_strange(&undone.text, codec) else {
            break;
        };
        let lossy = undone.lossy;
        undone = next;
        undone.lossy |= lossy;
    }
    let plain = !undone.text.contains(controls::is_control);
    let mut text = match plain {
        true => undone.text,
        false => controls::undone(&undone.text, WINDOWS_1252).unwrap_or(undone.text),
    };
    // A byte order mark says that the text was UTF-8; it is no part of it.
    text.retain(|c| c != '\u{feff}');
    let lossy = undone.lossy || text.contains('\u{fffd}');
    (text, lossy)
}

/// The least strange text that an encoding makes of `text`, if it is less strange than that. In the encoding of the layer
/// above, it may be just as strange if it comes out whole.
fn less_strange(text: &str, above: &Codec) -> Option<Undone> {
    let mut candidates = codec::candidates(text).peekable();
    candidates.peek()?;
    let before = strangeness(text);
    candidates
        .map(|codec| (codec, codec.undo(text, Spaces::Kept)))
        .filter(|(codec, undone)| {
            undone.sequences > 0 && !(codec.strict && (undone.lossy || undone.left > 0))
        })
        .map(|(codec, undone)| {
            let same = codec.name == above.name && undone.left == 0;
            (strangeness(&undone.text), !same, undone)
        })
        .filter(|(after, other, _)| after < &(before + usize::from(!other)))
        .min_by_key(|(after, other, undone)| (*after, undone.strained, *other, undone.left))
        .map(|(_, _, undone)| undone)
}
