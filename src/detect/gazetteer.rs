//! Lists of names: the longest listed name at a token, found by one hash step a token.

use super::block::Block;
use super::tokens::{self, CAPS, Kind, Token, fold_hash};
use super::words::HashedMap;
use crate::annotation::label::EntityLabel;
use std::borrow::Cow;

/// A listed name.
pub(super) struct Entry {
    /// As it is written in a text.
    pub surface: Cow<'static, str>,
    /// What it names.
    pub label: EntityLabel,
    /// The fullest usual name of what it names.
    pub canonical: Cow<'static, str>,
    /// Whether it is a country or territory.
    pub country: bool,
    /// One more than the entry with the same letters in another case; 0 without one.
    other: u32,
}

/// A step on the way through a name.
#[derive(Clone, Copy, Default)]
struct Node {
    /// One more than the entry that ends here; 0 where none does.
    entry: u32,
    /// Whether a longer name goes on from here.
    more: bool,
}

/// All listed names, as hashes of their token sequences.
#[derive(Default)]
pub(super) struct Gazetteer {
    nodes: HashedMap<Node>,
    entries: Vec<Entry>,
    /// Whether the names added now are countries.
    pub countries: bool,
}

/// A listed name found in a block: the token after it, and the entry.
#[derive(Clone, Copy)]
pub(super) struct Hit<'g> {
    /// One past the last token.
    pub end: usize,
    /// The listed name.
    pub entry: &'g Entry,
}

/// Names longer than this many tokens are cut off the search.
const LONGEST: usize = 24;

impl Gazetteer {
    /// Adds the names of a list: `canonical|alias|alias` a line, under the label.
    pub fn add_list(&mut self, list: &'static str, label: EntityLabel, scratch: &mut Vec<Token>) {
        for line in list
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let canonical = line.split('|').next().unwrap_or_default().trim();
            for name in line.split('|') {
                // A name in brackets is the canonical form only and is not looked for.
                let name = name.trim();
                if !name.starts_with('(') {
                    self.add(name, label, canonical.trim_matches(['(', ')']), scratch);
                }
            }
        }
    }

    /// Adds one name.
    pub fn add(
        &mut self,
        surface: &'static str,
        label: EntityLabel,
        canonical: &'static str,
        scratch: &mut Vec<Token>,
    ) {
        tokens::block(surface, 0, scratch);
        let mut hash = 0;
        for (n, token) in scratch.iter().enumerate() {
            hash = step(hash, key(surface, token));
            let node = self.nodes.entry(hash).or_default();
            if n + 1 < scratch.len() {
                node.more = true;
            } else {
                let other = std::mem::replace(&mut node.entry, self.entries.len() as u32 + 1);
                self.entries.push(Entry {
                    surface: surface.into(),
                    label,
                    canonical: canonical.into(),
                    country: self.countries,
                    other,
                });
            }
        }
    }

    /// The longest listed name that begins at token `at`.
    pub fn longest(&self, block: &Block, at: usize) -> Option<Hit<'_>> {
        let (mut hash, mut best) = (0, None);
        for n in at..block.tokens.len().min(at + LONGEST) {
            let token = block.tokens.get(n)?;
            if n > at && token.has(tokens::BREAK) {
                break;
            }
            hash = step(hash, key(block.text, token));
            let Some(node) = self.nodes.get(&hash) else {
                break;
            };
            if let Some(entry) = self.written(block, at, n + 1, node.entry) {
                best = Some(Hit { end: n + 1, entry });
            }
            if !node.more {
                break;
            }
        }
        best
    }

    /// The entry, or one of the same letters, that is written like the tokens; earlier lists win.
    fn written(&self, block: &Block, from: usize, to: usize, first: u32) -> Option<&Entry> {
        let (mut at, mut best) = (first, None);
        while let Some(entry) = self.entries.get((at as usize).wrapping_sub(1)) {
            if written_like(block, from, to, entry) {
                best = Some(entry);
            }
            at = entry.other;
        }
        best
    }
}

fn step(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(23) ^ key).wrapping_mul(0x2545_f491_4f6c_dd1d)
}

/// The key of a token; small words are hashed only here, and `U.S.` counts like `U.S`.
fn key(text: &str, token: &Token) -> u64 {
    if token.key != 0 {
        return token.key;
    }
    let bytes = text
        .as_bytes()
        .get(token.start as usize..token.end as usize)
        .unwrap_or_default();
    if memchr::memchr(0xE2, bytes).is_some() {
        return fold_hash(
            String::from_utf8_lossy(bytes)
                .replace(['\u{2018}', '\u{2019}'], "'")
                .as_bytes(),
        );
    }
    fold_hash(bytes)
}

/// Whether the tokens are written like the entry: the same letters, or all in capitals.
fn written_like(block: &Block, from: usize, to: usize, entry: &Entry) -> bool {
    let Some(text) = block.slice(from, to) else {
        return false;
    };
    let capitals = text.len() >= 4 && !text.bytes().any(|b| b.is_ascii_lowercase());
    let caps_line = block.token(from).is_some_and(|t| t.has(CAPS));
    let plain = matches!(
        entry.label,
        EntityLabel::Place | EntityLabel::Norp | EntityLabel::Person
    );
    let folds = capitals && (caps_line || plain || text.len() > 5);
    same(text, &entry.surface, folds)
}

/// Compares two names, ignoring white space and the kinds of quotes and dashes.
fn same(a: &str, b: &str, fold: bool) -> bool {
    if a == b {
        return true;
    }
    let (mut a, mut b) = (
        a.chars().filter(|c| !c.is_whitespace()),
        b.chars().filter(|c| !c.is_whitespace()),
    );
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if plain(x) == plain(y) || fold && x.eq_ignore_ascii_case(&y) => {}
            _ => return false,
        }
    }
}

fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' => '-',
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        c => c,
    }
}

/// Whether a token can begin a listed name.
pub(super) fn can_begin(token: &Token) -> bool {
    token.is_cap() || token.kind == Kind::Word && token.first == b'0' || token.has(tokens::ORDINAL)
}
