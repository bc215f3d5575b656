//! Whether a document says what an acronym stands for.

use super::scan::Acronym;
use crate::quality::Context;
use crate::text::TextRange;
use foldhash::fast::RandomState;
use std::collections::HashSet;

/// How far (UTF-8 bytes) before a bracket a long form may begin.
const BEFORE: usize = 160;

/// What the document says about its acronyms.
pub(super) struct Expanded<'a> {
    /// Letters that stand in or before brackets, or begin a line of a list of abbreviations, with their long form.
    said: HashSet<&'a str, RandomState>,
    /// Letters that the detector links to a name that is written out.
    linked: HashSet<String, RandomState>,
    /// Names that are written out.
    names: HashSet<&'a str, RandomState>,
}

impl<'a> Expanded<'a> {
    pub fn new(context: &Context<'a>, all: &[Acronym<'_>]) -> Self {
        let mut out = Self {
            said: HashSet::default(),
            linked: HashSet::default(),
            names: HashSet::default(),
        };
        if !all.is_empty() {
            out.brackets(context);
            out.glossaries(context);
            out.names(context);
        }
        out
    }

    /// Whether the document expands an acronym.
    pub fn has(&self, acronym: &Acronym<'_>) -> bool {
        self.said.contains(&*acronym.key)
            || self.said.contains(acronym.text)
            || self.linked.contains(&*acronym.key)
            || super::full_name(acronym).is_some_and(|full| self.names.contains(full))
    }

    /// "Harbour Board (HB)", "HB (Harbour Board)", "(hereafter “HB”)".
    fn brackets(&mut self, context: &Context<'a>) {
        let text: &'a str = context.text;
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'(', b'[', bytes) {
            let inside = bytes
                .get(at + 1..(at + 1 + BEFORE).min(bytes.len()))
                .unwrap_or_default();
            let len = inside
                .iter()
                .position(|b| matches!(b, b')' | b']' | b'\n'))
                .unwrap_or(0);
            let inside = TextRange::new(at + 1, at + 1 + len);
            let before = TextRange::new(at.saturating_sub(BEFORE), at).snapped(text);
            let (Some(inside), Some(before)) = (inside.of(text), before.of(text)) else {
                continue;
            };
            for word in inside
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '&' || c == '.'))
                .take(16)
            {
                let plain = word.strip_suffix('s').unwrap_or(word);
                if is_capitals(plain) && spelled(before, plain) {
                    self.said.insert(plain);
                }
            }
            let last = before
                .trim_end()
                .rsplit([' ', '\n', '(', '“', '"'])
                .next()
                .unwrap_or_default();
            let last = last.strip_suffix('s').unwrap_or(last);
            if is_capitals(last) && inside.contains(' ') && spelled(inside, last) {
                self.said.insert(last);
            }
        }
    }

    /// "HB – Harbour Board" in a line of its own.
    fn glossaries(&mut self, context: &Context<'a>) {
        let text: &'a str = context.text;
        for &line in &context.lines {
            // Most lines do not begin with two capitals.
            let start = text
                .as_bytes()
                .get(line.start..line.end)
                .unwrap_or_default();
            if !matches!(
                start,
                [
                    b'A'..=b'Z' | b'-' | b'*' | b'|' | b' ',
                    b'A'..=b'Z' | b'*' | b' ',
                    ..
                ]
            ) {
                continue;
            }
            let words = line.of(text).unwrap_or_default();
            let words = words.trim_start_matches([' ', '-', '*', '|']);
            let end = words
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '&'))
                .unwrap_or(words.len());
            let (Some(short), Some(rest)) = (words.get(..end), words.get(end..)) else {
                continue;
            };
            let rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '=' | '|' | '*' | '.')
            });
            if is_capitals(short)
                && rest.len() < 200
                && rest.starts_with(char::is_uppercase)
                && initials(rest, short)
            {
                self.said.insert(short);
            }
        }
    }

    /// Names that the detector links: one that is written out and has an acronym as another form.
    fn names(&mut self, context: &Context<'a>) {
        let mentions = context.input.mentions;
        let mut long = vec![false; mentions.name_count()];
        let mut short: Vec<(usize, &'a str)> = Vec::new();
        let text: &'a str = context.text;
        for (n, m) in mentions.iter().enumerate() {
            let (Some(number), Some(words)) = (mentions.name_number(n), m.range.of(text)) else {
                continue;
            };
            if words.len() <= 12 && is_capitals(words) {
                short.push((number, words));
            } else if words.bytes().any(|b| b.is_ascii_lowercase())
                && let Some(long) = long.get_mut(number)
            {
                *long = true;
            }
        }
        let said = short.iter().filter(|(n, _)| long.get(*n) == Some(&true));
        self.linked
            .extend(said.map(|(_, words)| words.replace('.', "")));
        let written = long.iter().enumerate().filter(|(_, long)| **long);
        self.names
            .extend(written.filter_map(|(n, _)| mentions.name(n)));
    }
}

/// Two letters or more, all of them capitals, with what an acronym may have besides.
fn is_capitals(word: &str) -> bool {
    let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
    upper >= 2
        && word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'&' | b'.'))
}

/// Whether words may spell an acronym, generously: one of the last ones begins with its first letter.
fn spelled(words: &str, short: &str) -> bool {
    let Some(first) = short.chars().next() else {
        return false;
    };
    let letters = short.len();
    let mut near = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .rev()
        .take(letters * 2 + 4);
    near.any(|w| {
        w != short
            && w.len() > 1
            && w.chars()
                .next()
                .is_some_and(|c| c.eq_ignore_ascii_case(&first))
    })
}

/// Whether most letters of an acronym begin words, in order.
fn initials(words: &str, short: &str) -> bool {
    let mut firsts = words
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|w| w.chars().next());
    let letters = short.bytes().filter(u8::is_ascii_uppercase);
    let (mut all, mut hit) = (0, 0);
    for letter in letters {
        all += 1;
        let mut ahead = firsts.clone().take(4);
        if let Some(n) = ahead.position(|c| c.eq_ignore_ascii_case(&char::from(letter))) {
            hit += 1;
            firsts.nth(n);
        }
    }
    hit * 3 >= all * 2 && hit >= 2
}
