//! A name taken apart, and the keys that it is filed under.

use crate::annotation::EntityLabel;
use crate::text::fold::folded;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A name taken apart.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What it names.
    pub label: EntityLabel,
    /// As it is written.
    pub name: String,
    /// Folded words, without punctuation.
    pub words: Vec<String>,
    /// The words in alphabetical order.
    pub sorted: Vec<String>,
    /// All letters and digits.
    pub squeezed: String,
    /// What the name sounds like: its consonants, as `skeleton` has them.
    pub sound: String,
    /// Numbers, ordinals and words that tell two like names apart, sorted.
    pub marks: Vec<String>,
    /// Whether it is one word of capitals.
    pub acronym: bool,
    /// The first letters of its words, small words left out.
    pub initials: String,
}

/// Names longer than this many bytes (UTF-8) are filed without letters left out.
const LONG: usize = 64;
/// Small words inside names.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "on", "in", "to", "de", "des", "du", "la", "le", "et", "dan",
    "with", "s",
];
/// Words that are no part of what a name is compared by.
const MARKS: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper",
    "lower", "deputy", "vice", "former", "jr", "sr", "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth", "ii", "iii", "iv", "vi", "vii", "viii", "ix",
    "xi", "xii", "male", "female", "men", "women", "inner", "outer", "new", "old", "central",
];

impl Parts {
    /// Takes a name apart.
    pub fn of(label: EntityLabel, name: &str) -> Self {
        let plain = folded(name);
        let words: Vec<String> = plain
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let marks = sorted.iter().filter(|w| is_mark(w)).cloned().collect();
        let large = words.iter().filter(|w| !SMALL.contains(&w.as_str()));
        Self {
            label,
            squeezed: words.concat(),
            sound: sorted.iter().map(|w| skeleton(w)).collect(),
            initials: large.filter_map(|w| w.chars().next()).collect(),
            acronym: is_acronym(name),
            name: name.to_owned(),
            words,
            sorted,
            marks,
        }
    }

    /// The keys that it is filed under.
    pub fn keys(&self) -> Vec<u64> {
        let mut out = Vec::new();
        let mut file = |kind: u8, text: &str| out.push(hash(self.label, kind, text));
        file(0, &self.squeezed);
        file(1, &self.sorted.concat());
        if !self.acronym {
            without_each(&self.squeezed, 6, &mut |text| file(0, text));
            if self.sound.len() >= 3 {
                file(2, &self.sound);
                without_each(&self.sound, 6, &mut |text| file(2, text));
            }
        }
        if let (EntityLabel::Person, [first, .., last]) = (self.label, self.words.as_slice()) {
            file(3, &format!("{first} {last}"));
            if let Some(initial) = first.chars().next() {
                file(4, &format!("{initial} {last}"));
            }
        }
        if self.label != EntityLabel::Person {
            let short = if self.acronym {
                &self.squeezed
            } else {
                &self.initials
            };
            file(5, short);
        }
        out
    }
}

fn hash(label: EntityLabel, kind: u8, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (label, kind, text).hash(&mut hasher);
    hasher.finish()
}

/// Calls `put` with the text without each of its characters, where it has `least` or more.
fn without_each(text: &str, least: usize, put: &mut dyn FnMut(&str)) {
    if text.len() < least || text.len() > LONG {
        return;
    }
    let mut last = None;
    for (at, c) in text.char_indices() {
        // Of a doubled letter either gives the same.
        if last.replace(c) == Some(c) {
            continue;
        }
        let (before, after) = text.split_at(at);
        put(&[before, after.get(c.len_utf8()..).unwrap_or_default()].concat());
    }
}

pub(super) fn is_mark(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) || MARKS.contains(&word)
}

/// One word of two to eight capitals: "UNDP", "U.N.D.P.".
fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let fits = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | '&');
    (2..=8).contains(&letters) && name.chars().all(fits)
}

/// What a word sounds like, roughly and in any language written in Latin letters: its consonants in classes, vowels only
/// where they begin it, nothing doubled. Other scripts stay as they are.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let class = match (c, next) {
            ('p', Some('h')) | ('f' | 'v', _) => Some('f'),
            ('t', Some('h')) | ('t' | 'd', _) => Some('t'),
            ('c', Some('e' | 'i' | 'y')) | ('s' | 'z' | 'x', _) => Some('s'),
            ('c' | 'k' | 'q' | 'g', _) => Some('k'),
            ('b' | 'p', _) => Some('p'),
            ('j' | 'y', _) if out.is_empty() => Some('j'),
            ('w', _) if out.is_empty() => Some('f'),
            ('h' | 'j' | 'y' | 'w', _) => None,
            ('a' | 'e' | 'i' | 'o' | 'u', _) => out.is_empty().then_some('a'),
            (c, _) => Some(c),
        };
        if class.is_some() && class != last {
            out.extend(class);
        }
        if c != 'h' {
            last = class;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_the_same_has_one_skeleton() {
        for (a, b) in [
            ("zelensky", "zelenskyy"),
            ("sokhonn", "sokhon"),
            ("mohammed", "muhammad"),
            ("defence", "defense"),
            ("phnom", "fnom"),
            ("sergei", "sergey"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        for (a, b) in [("sen", "manet"), ("china", "chile"), ("trade", "grade")] {
            assert_ne!(skeleton(a), skeleton(b));
        }
    }

    #[test]
    fn acronyms() {
        assert!(["UNDP", "U.N.D.P."].into_iter().all(is_acronym));
        assert!(
            !["Undp", "A", "UN 2030", "ABCDEFGHI"]
                .into_iter()
                .any(is_acronym)
        );
    }
}
