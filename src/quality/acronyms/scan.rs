//! The acronyms of a text with their first places.

use super::lists;
use crate::annotation::EntityLabel;
use crate::quality::Context;
use crate::text::{TextRange, lexicon};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

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
/// More different ones are no text.
const DIFFERENT: usize = 2_000;

/// The acronyms of the English paragraphs, in the order of their first places.
pub(super) fn scan<'a>(context: &Context<'a>) -> Vec<Acronym<'a>> {
    let mut pass = Pass {
        context,
        bytes: context.text.as_bytes(),
        numbers: HashMap::new(),
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

struct Pass<'a, 'c> {
    context: &'c Context<'a>,
    bytes: &'a [u8],
    numbers: HashMap<Cow<'a, str>, usize>,
    all: Vec<Acronym<'a>>,
}

impl<'a> Pass<'a, '_> {
    fn line(&mut self, line: TextRange) {
        let bytes = self.bytes;
        let mut heading = None;
        let mut at = line.start;
        while at < line.end {
            let here = bytes.get(at..line.end).unwrap_or_default();
            let Some(skip) = here.iter().position(u8::is_ascii_uppercase) else {
                return;
            };
            at += skip;
            let end = token_end(bytes, at, line.end);
            let range = TextRange::new(at, end);
            let begins = !at
                .checked_sub(1)
                .and_then(|n| bytes.get(n))
                .is_some_and(|b| joins(*b));
            if let Some(key) = Some(range)
                .filter(|r| begins && r.len() > 1)
                .and_then(|r| self.key(r))
            {
                if !*heading.get_or_insert_with(|| is_heading(bytes, line)) {
                    self.add(key, range);
                }
            }
            at = word_end(bytes, end.max(at + 1), line.end);
        }
    }

    /// The letters of a token that is an acronym.
    fn key(&self, range: TextRange) -> Option<Cow<'a, str>> {
        let text: &'a str = self.context.text;
        let token = range.of(text)?;
        let key: Cow<'a, str> = if token.contains('.') {
            token.replace('.', "").into()
        } else {
            token.into()
        };
        let letters = (SHORTEST..=LONGEST).contains(&key.len());
        if !letters || lists::is_plain(&key) || !self.ends(range) {
            return None;
        }
        (self.is_free(range, &key, token)).then_some(key)
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
    fn is_free(&self, range: TextRange, key: &str, token: &str) -> bool {
        let mention = self
            .context
            .input
            .mentions
            .over(range)
            .next()
            .map(|(_, m)| m);
        let org_or_place = mention.is_some_and(|m| {
            matches!(
                m.label,
                EntityLabel::Org
                    | EntityLabel::Place
                    | EntityLabel::Norp
                    | EntityLabel::Agreement
                    | EntityLabel::Event
                    | EntityLabel::Title
            )
        });
        if mention.is_some() && !org_or_place {
            return false;
        }
        let is_name = mention.is_some_and(|m| m.range.end - m.range.start <= token.len() + 2);
        // Initials of persons look like dotted acronyms.
        if token.contains('.') && crate::detect::full_name(token).is_none() {
            return false;
        }
        if !is_name && key.len() > 2 && is_shouted(key) || self.beside_capitals(range) {
            return false;
        }
        let before = self.bytes.get(range.start.saturating_sub(2)..range.start);
        !(before == Some(b", ") && lists::STATES.contains(&key))
    }

    /// Whether a word in capitals that is no acronym stands beside it: "SOK Chenda", "THE BOARD".
    fn beside_capitals(&self, range: TextRange) -> bool {
        let after = self.bytes.get(range.end..).unwrap_or_default();
        let next = after.strip_prefix(b" ").unwrap_or_default();
        let len = next
            .iter()
            .take(20)
            .take_while(|b| b.is_ascii_uppercase())
            .count();
        let shouted =
            |word: &[u8]| word.len() > 2 && std::str::from_utf8(word).is_ok_and(is_shouted);
        if next.get(len).is_none_or(|b| !b.is_ascii_alphabetic())
            && shouted(next.get(..len).unwrap_or_default())
        {
            return true;
        }
        let before = self
            .bytes
            .get(range.start.saturating_sub(20)..range.start)
            .unwrap_or_default();
        let before = before.strip_suffix(b" ").unwrap_or_default();
        let len = before
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_uppercase())
            .count();
        shouted(before.get(before.len() - len..).unwrap_or_default())
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
    lexicon::is_word(&small)
        && !crate::detect::full_name(word).is_some_and(|full| full.contains(' '))
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
