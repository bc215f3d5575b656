//! The words of a line that are UTF-8 read in a single-byte encoding, and what they were meant to be.
//!
//! A word is damaged when its characters, put back into the bytes of an encoding, are valid UTF-8 and look less strange
//! that way. One clear word is evidence for its neighbours: where a line is damaged, less is asked of the other words.

use super::codec::{self, Codec, Undone};
use super::strange::strangeness;
use super::{Damage, What, controls_undone};
use crate::text::TextRange;

/// How much less strange a word has to be for a finding by itself.
const CLEAR: isize = 2;

/// How much less strange the words of a line have to be together for its weaker words to be believed.
const CLEAR_LINE: isize = 4;

/// What a quotation mark or dash adds to the evidence: each takes three characters that have no reason to meet.
const PUNCTUATION: usize = 2;

/// How often text is undone: damage is seldom done more than twice.
const LAYERS: usize = 5;

/// A word in the reading of one encoding.
struct Reading {
    /// The word, in the document.
    range: TextRange,
    codec: &'static Codec,
    fixed: String,
    lossy: bool,
    /// How much less strange it is than the word as it stands.
    gain: isize,
    /// Control characters that were taken for bytes the encoding has other characters for.
    strained: usize,
    /// Characters outside ASCII that are no part of an undone sequence.
    left: usize,
    /// Whether the word is a single character before a space: a letter somebody writes about, or damage.
    lone: bool,
}

/// Adds the damaged words of a line. `text` is the line's text.
pub(super) fn find(line: TextRange, text: &str, out: &mut Vec<Damage>) {
    if codec::candidates(text).next().is_none() {
        return;
    }
    let words: Vec<Vec<Reading>> = words(text)
        .map(|word| readings(line, text, word))
        .filter(|r| !r.is_empty())
        .collect();
    let (house, weight) = prevailing(&words);
    let clear = weight >= CLEAR_LINE;
    for word in words {
        if let Some(reading) = chosen(word, house, clear) {
            out.push(reading.damage());
        }
    }
}

/// The encoding that explains most of a line, and how much that is.
fn prevailing(words: &[Vec<Reading>]) -> (Option<&'static str>, isize) {
    let mut best = (None, 0);
    for codec in codec::CODECS.iter() {
        let all = words.iter().flatten();
        let weight = all
            .filter(|r| r.codec.name == codec.name && r.gain >= CLEAR)
            .map(|r| r.gain.saturating_sub_unsigned(r.strained + r.left))
            .sum();
        if weight > best.1 {
            best = (Some(codec.name), weight);
        }
    }
    best
}

/// The reading of a word to believe: that of the line's encoding where there is one, or else the best one.
fn chosen(word: Vec<Reading>, house: Option<&str>, clear: bool) -> Option<Reading> {
    let rank = |r: &Reading| {
        let at_home = house == Some(r.codec.name);
        let gain = r.gain.saturating_sub_unsigned(r.left);
        (gain + isize::from(at_home), at_home)
    };
    word.into_iter()
        .filter(|r| is_believed(r, clear && house == Some(r.codec.name)))
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

impl Reading {
    fn damage(self) -> Damage {
        Damage {
            range: self.range,
            what: What::Misread(self.codec.name),
            fixed: (!self.lossy).then_some(self.fixed),
        }
    }
}

/// The words of a line between ASCII spaces: a no-break space is a byte of damage here.
fn words(text: &str) -> impl Iterator<Item = TextRange> {
    let base = text.as_ptr() as usize;
    text.split_ascii_whitespace()
        .filter(|word| !word.is_ascii())
        .map(move |word| {
            let start = word.as_ptr() as usize - base;
            TextRange::new(start, start + word.len())
        })
}

/// What a word is in the encodings that it may have been misread in, as far as that is not stranger.
fn readings(line: TextRange, text: &str, word: TextRange) -> Vec<Reading> {
    let space = lost_space(text, word);
    let word = TextRange::new(word.start, word.end + usize::from(space != Space::None));
    let source = word.of(text).unwrap_or_default();
    let mut candidates = codec::candidates(source).peekable();
    if candidates.peek().is_none() {
        return Vec::new();
    }
    let before = strangeness(source);
    candidates
        .filter_map(|codec| reading(source, before, codec))
        .map(|reading| reading.placed(line, word, space))
        .collect()
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
fn reading(source: &str, before: usize, codec: &'static Codec) -> Option<Reading> {
    let first = codec.undo(source);
    if first.sequences == 0 {
        return None;
    }
    let (left, strained) = (first.left, first.strained);
    let before = before + PUNCTUATION * first.punctuation;
    let (fixed, lossy) = undone_further(codec, first);
    let after = strangeness(&fixed);
    (after * 2 <= before || left == 0 && after <= before + 1).then_some(Reading {
        range: TextRange::DOCUMENT,
        codec,
        fixed,
        lossy,
        gain: before.cast_signed().saturating_sub_unsigned(after),
        strained,
        left,
        lone: false,
    })
}

impl Reading {
    /// The same for a word of a line. A spare space behind `Ã` was a byte of “à”, a shared one is kept.
    fn placed(mut self, line: TextRange, word: TextRange, space: Space) -> Self {
        if space != Space::None && self.fixed.ends_with(' ') {
            self.fixed.pop();
        }
        self.lone = space == Space::Shared && word.end - word.start == 3;
        let outside = usize::from(space == Space::Shared);
        self.range = TextRange::new(line.start + word.start, line.start + word.end - outside);
        self
    }
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
    let mut text = controls_undone(&undone.text).unwrap_or(undone.text);
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
        .map(|codec| (codec, codec.undo(text)))
        .filter(|(_, undone)| undone.sequences > 0)
        .map(|(codec, undone)| {
            let same = codec.name == above.name && undone.left == 0;
            (strangeness(&undone.text), !same, undone)
        })
        .filter(|(after, other, _)| after < &(before + usize::from(!other)))
        .min_by_key(|(after, other, undone)| (*after, undone.strained, *other, undone.left))
        .map(|(_, _, undone)| undone)
}
