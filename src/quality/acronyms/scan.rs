//! The acronyms of a text with their first places.

use super::lists;
use crate::annotation::EntityLabel;
use crate::detect;
use crate::quality::Context;
use crate::text::{TextRange, lexicon};
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;

/// An acronym of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Acronym<'a> {
    /// Its letters, without full stops.
    pub key: Cow<'a, str>,
    /// As it stands at its first place.
    pub text: &'a str,
    /// Its first place that is no heading (UTF-8 bytes).
    pub first: TextRange,
    /// How often it occurs.
    pub count: usize,
}

/// Fewest and most letters.
const SHORTEST: usize = 2;
const LONGEST: usize = 8;
/// Of a line that is longer (UTF-8 bytes) nobody asks whether it is a heading.
const HEADING: usize = 300;
/// The longest neighbour (UTF-8 bytes) that is looked at.
const NEIGHBOUR: usize = 20;
/// So many bytes are looked at in one step.
const STEP: usize = 32;
/// More different ones are no text.
const DIFFERENT: usize = 2_000;

/// The acronyms of the English paragraphs, in the order of their first places.
pub(super) fn scan<'a>(context: &Context<'a>) -> Vec<Acronym<'a>> {
    let mut pass = Pass {
        context,
        bytes: context.text.as_bytes(),
        kinds: HashMap::default(),
        numbers: HashMap::default(),
        all: Vec::new(),
    };
    let mut english = (0, false);
    for (n, &line) in context.lines.iter().enumerate() {
        if n % 512 == 511 && context.is_stopped() || pass.all.len() > DIFFERENT {
            break;
        }
        if line.is_empty() {
            continue;
        }
        if line.start >= english.0 {
            let end = context.input.languages.run_end(line.start);
            english = (end.max(line.start + 1), context.is_english(line.start));
        }
        if english.1 {
            pass.line(line);
        }
    }
    pass.all
}

/// What capitals are by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Capitals {
    /// Maybe an acronym.
    Acronym,
    /// An English word in capitals, perhaps an acronym as well.
    Shouted,
    /// No acronym, or one that needs no expansion.
    Plain,
}

impl Capitals {
    fn of(token: &str) -> Self {
        let key = letters(token);
        // Initials of persons look like dotted acronyms.
        let initials = || token.contains('.') && detect::full_name(token).is_none();
        if lists::is_plain(&key) {
            Self::Plain
        } else if key.len() > 2 && is_shouted(&key) {
            Self::Shouted
        } else if !(SHORTEST..=LONGEST).contains(&key.len()) || initials() {
            Self::Plain
        } else {
            Self::Acronym
        }
    }
}

/// A token without its full stops.
fn letters(token: &str) -> Cow<'_, str> {
    match token.contains('.') {
        true => token.replace('.', "").into(),
        false => token.into(),
    }
}

/// What an acronym may name.
fn is_body(label: EntityLabel) -> bool {
    matches!(
        label,
        EntityLabel::Org
            | EntityLabel::Place
            | EntityLabel::Norp
            | EntityLabel::Agreement
            | EntityLabel::Event
            | EntityLabel::Title
    )
}

struct Pass<'a, 'c> {
    context: &'c Context<'a>,
    bytes: &'a [u8],
    kinds: HashMap<&'a str, Capitals, RandomState>,
    numbers: HashMap<Cow<'a, str>, usize, RandomState>,
    all: Vec<Acronym<'a>>,
}

impl<'a> Pass<'a, '_> {
    fn line(&mut self, line: TextRange) {
        let bytes = self.bytes;
        let (mut heading, mut at) = (None, line.start);
        while let Some(capital) = next_capital(bytes, at, line.end) {
            let range = TextRange::new(capital, token_end(bytes, capital, line.end));
            at = word_end(bytes, range.end, line.end);
            let before = capital.checked_sub(1).and_then(|n| bytes.get(n));
            if range.len() < 2 || before.is_some_and(|b| joins(*b)) {
                continue;
            }
            let Some(key) = self.key(range) else {
                continue;
            };
            if !*heading.get_or_insert_with(|| is_heading(bytes, line)) {
                self.add(key, range);
            }
        }
    }

    /// The letters of a token that is an acronym.
    fn key(&mut self, range: TextRange) -> Option<Cow<'a, str>> {
        let text: &'a str = self.context.text;
        let token = range.of(text)?;
        let kind = self.kind(token);
        if kind == Capitals::Plain || !self.ends(range) || !self.is_free(range, kind, token) {
            return None;
        }
        Some(letters(token))
    }

    /// What capitals are by themselves; asked of the lists once a token.
    fn kind(&mut self, token: &'a str) -> Capitals {
        if let Some(kind) = self.kinds.get(token) {
            return *kind;
        }
        let kind = Capitals::of(token);
        self.kinds.insert(token, kind);
        kind
    }

    /// Whether the token ends where a word may: an acronym may have a plural "s" or a possessive.
    fn ends(&self, range: TextRange) -> bool {
        let rest = self.bytes.get(range.end..).unwrap_or_default();
        match rest {
            [b's', after, ..] => !joins(*after),
            // The name of a file, an address.
            [b'.', after, ..] => !after.is_ascii_alphanumeric(),
            // A constituency, a rifle.
            [b'-', after, ..] => !after.is_ascii_digit(),
            [after, ..] => !joins(*after),
            [] => true,
        }
    }

    /// Whether nothing else explains the capitals: no person, no address, no shouted word, no state behind a town.
    fn is_free(&mut self, range: TextRange, kind: Capitals, token: &str) -> bool {
        let mention = self.context.input.mentions.over(range).next();
        let mention = mention.map(|(_, m)| (m.label, m.range.len()));
        if mention.is_some_and(|(label, _)| !is_body(label)) {
            return false;
        }
        let is_name = mention.is_some_and(|(_, len)| len <= token.len() + 2);
        if kind == Capitals::Shouted && !is_name || self.beside_shouted(range) {
            return false;
        }
        let before = self.bytes.get(range.start.saturating_sub(2)..range.start);
        !(before == Some(b", ") && lists::STATES.contains(&token))
    }

    /// Whether a word in capitals that is no acronym stands beside it: "SOK Chenda", "THE BOARD".
    fn beside_shouted(&mut self, range: TextRange) -> bool {
        let bytes = self.bytes;
        let get = |n: usize| bytes.get(n).copied().unwrap_or(b' ');
        let mut words = [TextRange::DOCUMENT; 2];
        if get(range.end) == b' ' {
            let start = range.end + 1;
            let len = (0..NEIGHBOUR)
                .take_while(|n| get(start + n).is_ascii_uppercase())
                .count();
            if !get(start + len).is_ascii_alphabetic() {
                words[0] = TextRange::new(start, start + len);
            }
        }
        if let Some(end) = range.start.checked_sub(1).filter(|n| get(*n) == b' ') {
            let most = NEIGHBOUR.min(end);
            let len = (1..=most)
                .take_while(|n| get(end - n).is_ascii_uppercase())
                .count();
            words[1] = TextRange::new(end - len, end);
        }
        let text: &'a str = self.context.text;
        words.into_iter().any(|word| {
            let word = word.of(text).unwrap_or_default();
            word.len() > 2 && self.kind(word) == Capitals::Shouted
        })
    }

    fn add(&mut self, key: Cow<'a, str>, first: TextRange) {
        if let Some(&n) = self.numbers.get(&key) {
            if let Some(known) = self.all.get_mut(n) {
                known.count += 1;
            }
            return;
        }
        let text: &'a str = self.context.text;
        let text = first.of(text).unwrap_or_default();
        self.numbers.insert(key.clone(), self.all.len());
        let count = 1;
        self.all.push(Acronym {
            key,
            text,
            first,
            count,
        });
    }
}

/// Whether a byte goes on with a word, a number, an address or a path.
fn joins(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || b >= 0xc3
        || matches!(b, b'_' | b'@' | b'/' | b'\\' | b'#' | b'$' | b'%' | b'=')
}

/// The next ASCII capital of a line that another one follows, or what acronyms have besides: most capitals begin an ordinary
/// word. Some bytes are looked at in one step, without branches.
fn next_capital(bytes: &[u8], mut at: usize, line_end: usize) -> Option<usize> {
    let begins = |b: u8, next: u8| {
        b.is_ascii_uppercase() & (next.is_ascii_uppercase() | (next == b'.') | (next == b'&'))
    };
    let from = |n: usize| bytes.get(n..).and_then(<[u8]>::first_chunk::<STEP>);
    while let Some((step, behind)) = from(at).zip(from(at + 1)).filter(|_| at < line_end) {
        // A number rather than a truth: that is what the compiler makes one step of.
        let pairs = step.iter().zip(behind);
        if pairs.fold(0, |any, (b, next)| any | u8::from(begins(*b, *next))) != 0 {
            break;
        }
        at += STEP;
    }
    let line = bytes.get(at..line_end)?;
    let behind = bytes.get(at + 1..).unwrap_or_default();
    let mut pairs = line.iter().zip(behind);
    pairs
        .position(|(b, next)| begins(*b, *next))
        .map(|n| at + n)
}

/// Where capitals that begin at `at` end: "ASEAN", "AT&T", "U.S.".
fn token_end(bytes: &[u8], at: usize, line_end: usize) -> usize {
    let get = |n: usize| bytes.get(n).filter(|_| n < line_end).copied().unwrap_or(0);
    let mut end = at + 1;
    if get(end) == b'.' && get(end + 1).is_ascii_uppercase() && get(end + 2) == b'.' {
        while get(end) == b'.' && (get(end + 1).is_ascii_uppercase() && get(end + 2) == b'.') {
            end += 2;
        }
        return end + 1;
    }
    while get(end).is_ascii_uppercase() || get(end) == b'&' && get(end + 1).is_ascii_uppercase() {
        end += 1;
    }
    end
}

/// Where the rest of a word ends.
fn word_end(bytes: &[u8], at: usize, line_end: usize) -> usize {
    let rest = bytes.get(at..line_end).unwrap_or_default();
    at + rest.iter().take_while(|b| joins(**b)).count()
}

/// Whether capitals are an English word that is shouted.
fn is_shouted(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    lexicon::is_word(&small) && !detect::full_name(word).is_some_and(|full| full.contains(' '))
}

/// Whether most letters of a line are capitals.
fn is_heading(bytes: &[u8], line: TextRange) -> bool {
    let line = bytes.get(line.start..line.end).unwrap_or_default();
    if line.len() > HEADING {
        return false;
    }
    let upper = line.iter().filter(|b| b.is_ascii_uppercase()).count();
    let lower = line.iter().filter(|b| b.is_ascii_lowercase()).count();
    upper > lower
}
