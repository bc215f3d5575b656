//! What the beginning of a paragraph says about its language.

use super::Language::{self, *};
use super::words::{WORDS, letter};
use crate::text::ascii::{any_word, first_eight};
use std::sync::OnceLock;

/// Bytes of a paragraph that are looked at; fewer where they say enough.
const SAMPLE: usize = 400;
/// Bytes that are looked at where there are hardly words in small letters before: titles, addresses.
const FAR: usize = 1600;
/// Words in small letters that a sample should have.
const WORDS_OF_A_SAMPLE: u16 = 8;
/// Languages that words are known of: those before `Bengali`.
const WORDED: usize = Bengali as usize;
/// Points from which a language may be sure before the sample is at its end.
const ENOUGH: u16 = 16;
/// A word longer than this is none of the function words.
const LONGEST: usize = 8;

/// Points by language, and what else was counted.
#[derive(Clone, Default, Debug)]
pub(super) struct Evidence {
    points: [u16; WORDED],
    /// Words in small letters.
    words: u16,
    /// A bit for each word that is none of the function words, by its hash: how many bits tell how many words differ.
    unknown: u64,
    /// Bytes of letters by script, and of them those of the most frequent other script.
    latin: u16,
    scripts: [u16; SCRIPTS.len()],
}

/// What the evidence comes to.
pub(super) enum Verdict {
    /// It is this language.
    Sure(Language),
    /// It may be this one.
    Guess(Language),
    /// It says nothing.
    Nothing,
}

/// A script, as the languages that it may be.
type Script = (fn(char) -> bool, Language);

/// Scripts beside Latin, each with the language that it stands for where words and letters say no more.
const SCRIPTS: [Script; 20] = [
    (|c| matches!(c, '\u{400}'..='\u{52F}'), Russian),
    (
        |c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FEFC}'),
        Arabic,
    ),
    (|c| matches!(c, '\u{900}'..='\u{97F}'), Hindi),
    (|c| matches!(c, '\u{980}'..='\u{9FF}'), Bengali),
    (|c| matches!(c, '\u{B80}'..='\u{BFF}'), Tamil),
    (|c| matches!(c, '\u{D80}'..='\u{DFF}'), Sinhala),
    (|c| matches!(c, '\u{E00}'..='\u{E7F}'), Thai),
    (|c| matches!(c, '\u{E80}'..='\u{EFF}'), Lao),
    (
        |c| matches!(c, '\u{1000}'..='\u{109F}' | '\u{AA60}'..='\u{AA7F}'),
        Burmese,
    ),
    (|c| matches!(c, '\u{10A0}'..='\u{10FF}'), Georgian),
    (|c| matches!(c, '\u{1780}'..='\u{17FF}'), Khmer),
    (
        |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'),
        Japanese,
    ),
    (
        |c| matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'),
        Chinese,
    ),
    (
        |c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}'),
        Korean,
    ),
    (
        |c| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'),
        Greek,
    ),
    (|c| matches!(c, '\u{590}'..='\u{5FF}'), Hebrew),
    (|c| matches!(c, '\u{1200}'..='\u{139F}'), Amharic),
    (|c| matches!(c, '\u{530}'..='\u{58F}'), Armenian),
    // Scripts of languages that are not told apart here: the rest of India, Tibet, Mongolia.
    (
        |c| matches!(c, '\u{A00}'..='\u{B7F}' | '\u{C00}'..='\u{D7F}' | '\u{F00}'..='\u{FFF}' | '\u{1800}'..='\u{18AF}'),
        Other,
    ),
    (
        |c| matches!(c, '\u{700}'..='\u{74F}' | '\u{780}'..='\u{7FF}' | '\u{1380}'..='\u{177F}' | '\u{1900}'..='\u{1CFF}'),
        Other,
    ),
];

/// The Latin script takes more bytes than any other where letters of others are only quoted.
fn is_latin(c: char) -> bool {
    c < '\u{250}' || matches!(c, '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
}

impl Evidence {
    /// What the beginning of `text` says. A paragraph in capitals is read in small letters.
    pub fn of(text: &str) -> Self {
        let mut out = Self::default();
        out.read(text);
        if out.words == 0 && out.latin > 12 && in_capitals(text) {
            let end = crate::text::segment::char_floor(text, SAMPLE);
            let small = text.get(..end).unwrap_or_default().to_lowercase();
            out = Self::default();
            out.read(&small);
        }
        out
    }

    /// Adds what another paragraph says.
    pub fn add(&mut self, other: &Self) {
        let sum = |a: &mut [u16], b: &[u16]| {
            a.iter_mut()
                .zip(b)
                .for_each(|(a, b)| *a = a.saturating_add(*b));
        };
        sum(&mut self.points, &other.points);
        sum(&mut self.scripts, &other.scripts);
        self.words = self.words.saturating_add(other.words);
        self.unknown |= other.unknown;
        self.latin = self.latin.saturating_add(other.latin);
    }

    fn read(&mut self, text: &str) {
        let (bytes, table, mut at) = (text.as_bytes(), table(), 0);
        let mut seen = Seen::default();
        while (at < SAMPLE || at < FAR && self.words < WORDS_OF_A_SAMPLE)
            && let Some(&first) = bytes.get(at)
        {
            let (end, key, marked) = word_end(bytes, at);
            if marked {
                self.marked(within(text, at, end), table, &mut seen);
            } else if end > at {
                self.latin += (end - at).min(SAMPLE) as u16;
                if first.is_ascii_uppercase() {
                    self.opening(key, end - at, table, &mut seen);
                } else {
                    let found = table.find(key, end - at);
                    self.small_word(found, key);
                    let points = self.known(found, &mut seen);
                    if points >= ENOUGH && self.is_enough(points) {
                        return;
                    }
                }
            }
            at = end.max(at + 1);
        }
    }

    /// A word with letters beyond ASCII.
    fn marked(&mut self, word: &str, table: &Table, seen: &mut Seen) {
        let small = !word.starts_with(char::is_uppercase);
        for c in word.chars() {
            let len = c.len_utf8() as u16;
            if is_latin(c) {
                self.latin += len;
            } else if let Some(n) = SCRIPTS.iter().position(|(has, _)| has(c))
                && let Some(bytes) = self.scripts.get_mut(n)
            {
                *bytes += len;
            }
            if small {
                self.letter(letter(c));
            }
        }
        if small {
            let key = first_eight(word.as_bytes(), word.len());
            let found = table.find(key, word.len());
            self.small_word(found, key);
            self.known(found, seen);
        }
    }

    fn small_word(&mut self, found: Option<(usize, u64)>, key: u64) {
        self.words += 1;
        if found.is_none() {
            self.unknown |= 1 << (hash(key) >> 58);
        }
    }

    /// A capitalised word, such as the first of a sentence: it may be a name in any language, so it speaks for English
    /// alone, and only where it is no word of another.
    fn opening(&mut self, key: u64, len: usize, table: &Table, seen: &mut Seen) {
        let english = |found: &(usize, u64)| found.1 == 1 << English as u64;
        self.known(table.find(key | 0x20, len).filter(english), seen);
    }

    fn letter(&mut self, languages: &[Language]) {
        let weight = if languages.len() == 1 { 2 } else { 1 };
        for language in languages {
            self.give(*language, weight);
        }
    }

    /// Gives the languages of a function word their points; the most that one of them has then. What recurs says no more.
    fn known(&mut self, found: Option<(usize, u64)>, seen: &mut Seen) -> u16 {
        let Some((_, languages)) = found.filter(|(slot, _)| seen.is_new(*slot)) else {
            return 0;
        };
        let weight = match languages.count_ones() {
            1 => 4,
            2 => 2,
            _ => 1,
        };
        let (mut rest, mut most) = (languages, 0);
        while rest != 0 {
            let n = rest.trailing_zeros() as usize;
            if let Some(points) = self.points.get_mut(n) {
                *points += weight;
                most = most.max(*points);
            }
            rest &= rest - 1;
        }
        most
    }

    fn give(&mut self, language: Language, weight: u16) {
        if let Some(points) = self.points.get_mut(language as usize) {
            *points += weight;
        }
    }

    fn points(&self, language: Language) -> u16 {
        self.points.get(language as usize).copied().unwrap_or(0)
    }

    /// Whether no other language is near the one with so many points.
    fn is_enough(&self, points: u16) -> bool {
        self.points.iter().filter(|p| **p * 2 > points).count() == 1
    }

    /// What it comes to, after a paragraph in `last`: of two languages that are as likely it is that one.
    pub fn verdict(&self, last: Option<Language>) -> Verdict {
        let (script, bytes) = self.script();
        if bytes > self.latin {
            return self.of_script(script, bytes);
        }
        if self.is_english() {
            return Verdict::Sure(English);
        }
        let among = Language::ALL.iter().take(Russian as usize);
        let likely = |l: &Language| self.points(*l) + if last == Some(*l) { 2 } else { 0 };
        let best = among.rev().max_by_key(|l| likely(l)).copied();
        let Some(best) = best.filter(|l| self.points(*l) > 0) else {
            return self.without_words();
        };
        let (points, english) = (self.points(best), self.points(English));
        let sure = if best == English {
            points >= 8
        } else {
            points >= 10 && points * 3 >= self.words && points * 2 >= english * 3
        };
        match (sure, self.without_words()) {
            (true, _) => Verdict::Sure(best),
            (false, Verdict::Sure(other)) => Verdict::Sure(other),
            _ => Verdict::Guess(best),
        }
    }

    /// Whether it is English and nothing else is near.
    fn is_english(&self) -> bool {
        let [english, others @ ..] = &self.points;
        *english >= 8 && others.iter().all(|p| p.saturating_add(2) < *english)
    }

    /// A long paragraph with hardly a function word that is known is of a language that is not known.
    fn without_words(&self) -> Verdict {
        let most = self.points.iter().max().copied().unwrap_or(0);
        if self.words >= 24 && self.unknown.count_ones() >= 16 && most * 3 < self.words {
            Verdict::Sure(Other)
        } else {
            Verdict::Nothing
        }
    }

    /// The most frequent script beside Latin, with its bytes; those of Chinese count for Japanese where kana are among them.
    fn script(&self) -> (Language, u16) {
        if self.scripts == [0; SCRIPTS.len()] {
            return (Other, 0);
        }
        let of = |language| {
            let at = SCRIPTS.iter().position(|(_, l)| *l == language);
            at.and_then(|n| self.scripts.get(n)).copied().unwrap_or(0)
        };
        let (kana, han) = (of(Japanese), of(Chinese));
        let (most, bytes) = (SCRIPTS.iter().zip(&self.scripts))
            .max_by_key(|(_, bytes)| **bytes)
            .map_or((Other, 0), |((_, language), bytes)| (*language, *bytes));
        match most {
            Chinese | Japanese if kana * 8 > han => (Japanese, kana + han),
            _ => (most, bytes),
        }
    }

    fn of_script(&self, script: Language, bytes: u16) -> Verdict {
        let several: &[Language] = match script {
            Russian => &[Russian, Ukrainian, Bulgarian],
            Arabic => &[Arabic, Persian, Urdu],
            Hindi => &[Hindi, Nepali, Marathi],
            _ => &[],
        };
        let best = several.iter().rev().max_by_key(|l| self.points(**l));
        match best {
            Some(best) if self.points(*best) >= 4 => Verdict::Sure(*best),
            Some(_) if self.words >= 20 => Verdict::Sure(Other),
            Some(best) => Verdict::Guess(*best),
            None if bytes >= 12 => Verdict::Sure(script),
            None => Verdict::Guess(script),
        }
    }

    /// The language of a text in which no paragraph was sure.
    pub fn likeliest(&self) -> Language {
        match self.verdict(None) {
            Verdict::Sure(language) => language,
            Verdict::Guess(language) if self.is_likely(language) => language,
            _ if self.latin > 0 => English,
            _ => NotSure,
        }
    }

    fn is_likely(&self, language: Language) -> bool {
        let words = self.points(language);
        self.latin == 0 || words >= 6 && words > self.points(English) * 2
    }
}

/// Whether most words of the beginning are in capitals.
fn in_capitals(text: &str) -> bool {
    let sample = text.bytes().take(SAMPLE);
    let small = sample.clone().filter(u8::is_ascii_lowercase).count();
    let capitals = sample.filter(u8::is_ascii_uppercase).count();
    small * 8 < capitals
}

/// The text between two bytes, cut at the sample's end and between characters.
fn within(text: &str, start: usize, end: usize) -> &str {
    let end = crate::text::segment::char_floor(text, end.min(start + SAMPLE));
    text.get(start..end).unwrap_or_default()
}

/// The end of the word at `at`, its first eight bytes as a number if it has none but ASCII letters, and whether it has
/// others; `at` itself where none begins.
fn word_end(bytes: &[u8], at: usize) -> (usize, u64, bool) {
    let window = bytes.get(at..bytes.len().min(at + SAMPLE));
    let (len, key) = any_word(window.unwrap_or_default());
    let (mut end, mut marked) = (at + len, false);
    while let Some(&b) = bytes.get(end).filter(|_| end < at + SAMPLE) {
        if marked && b.is_ascii_alphabetic() {
            end += 1;
        } else if b >= 0x80 && (end > at || is_letter(bytes, end)) && !is_mark(bytes, end) {
            marked = true;
            end += 1;
        } else {
            break;
        }
    }
    (end, key, marked)
}

/// Whether a letter beyond ASCII begins here.
fn is_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| *b >= 0xC3) && !is_mark(bytes, at)
}

/// Whether a character beyond ASCII begins here that is punctuation, a sign or a space.
fn is_mark(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(0xC2 | 0xE2) => true,
        Some(0xE3) => bytes.get(at + 1) == Some(&0x80),
        Some(0xEF) => bytes.get(at + 1) != Some(&0xBB),
        _ => false,
    }
}

/// The slots of the words that were met, up to some dozens.
#[derive(Default)]
struct Seen {
    slots: [u16; 32],
    len: usize,
    /// A bit for each slot, by its last digits: what is not among them was not met.
    bits: u64,
}

impl Seen {
    /// Whether a slot was not met before; it is then.
    fn is_new(&mut self, slot: usize) -> bool {
        let bit = 1 << (slot % 64);
        let slot = slot as u16;
        let met = self.bits & bit != 0 && self.slots.iter().take(self.len).any(|s| *s == slot);
        self.bits |= bit;
        if let Some(place) = self.slots.get_mut(self.len).filter(|_| !met) {
            *place = slot;
            self.len += 1;
        }
        !met
    }
}

/// The function words as numbers, in a table that is probed from their hash on.
struct Table {
    slots: Vec<(u64, u64)>,
}

/// Bits of the number of slots: a third of them are taken.
const BITS: u32 = 12;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::new)
}

impl Table {
    fn new() -> Self {
        let mut out = Self {
            slots: vec![(0, 0); 1 << BITS],
        };
        for (language, words) in WORDS {
            for word in words.split_whitespace() {
                out.add(
                    first_eight(word.as_bytes(), word.len()),
                    1 << *language as u64,
                );
            }
        }
        out
    }

    fn add(&mut self, key: u64, language: u64) {
        for n in Self::probes(key) {
            match self.slots.get_mut(n) {
                Some((k, languages)) if *k == key || *k == 0 => {
                    *k = key;
                    *languages |= language;
                    return;
                }
                _ => {}
            }
        }
    }

    /// A word's slot and its languages, as bits.
    fn find(&self, key: u64, len: usize) -> Option<(usize, u64)> {
        if len > LONGEST {
            return None;
        }
        let mut n = (hash(key) >> (64 - BITS)) as usize;
        loop {
            match self.slots.get(n) {
                Some((k, languages)) if *k == key => return Some((n, *languages)),
                Some((0, _)) | None => return None,
                _ => n = (n + 1) % (1 << BITS),
            }
        }
    }

    fn probes(key: u64) -> impl Iterator<Item = usize> {
        let first = (hash(key) >> (64 - BITS)) as usize;
        (first..1 << BITS).chain(0..first)
    }
}

fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
