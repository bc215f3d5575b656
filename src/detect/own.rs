//! Names of the user's own lists: found before the embedded ones, and what they say is never marked.
//!
//! An own name wins where it stands as whole words, over names that are shorter, as long, or reach only over a part of
//! it. Inside a longer name it gives way, as any name does (“Suva” in “the Bank of Suva”), unless an “and” joins the two: a
//! longer name that is wrong is to be refused, and the own name in it is found then. A list costs one look for each
//! word that begins like one of its names; without a list nothing is looked up.

use super::block::Block;
use super::found::{Found, Span};
use super::scan::Scan;
use super::tokens::{self, BREAK, Kind, LINE, SENTENCE, Token, fold_hash};
use super::words::{AND, HashedMap};
use crate::annotation::EntityList;
use crate::annotation::entity_list::tidy;
use crate::annotation::label::EntityLabel;
use crate::document::Hash;
use std::borrow::Cow;
use super::quick::HashMap;

/// The rule of a mention that an own list names.
pub const OWN_RULE: &str = "your list";

/// How often a refused name is looked through again for a shorter one in it.
const TRIES: usize = 8;

/// A way to write an own name.
#[derive(Debug)]
struct Entry {
    surface: String,
    label: EntityLabel,
    canonical: String,
    /// One more than the next entry with the same letters; 0 without one.
    next: u32,
}

/// Bits for the hashes of first words: 16 KB, which stay in the cache.
const BEGINS: usize = 1 << 17;

/// Where the bit of a hash is: in which word of bits, and which one.
const fn bit_of(hash: u64) -> (usize, u64) {
    let n = (hash >> 47) as usize;
    (n / 64, 1 << (n % 64))
}

/// A step on the way through a name.
#[derive(Clone, Copy, Default, Debug)]
struct Node {
    /// One more than the first entry that ends here; 0 where none does.
    entry: u32,
    /// Whether a longer name goes on from here.
    more: bool,
}

/// As what some words are never marked: bits by type.
type Refused = u16;

/// Where an entity ends up that is merged or of another type.
type Moves = HashMap<String, (EntityLabel, String)>;

/// The user's own lists, made ready for detection.
#[derive(Debug, Default)]
pub struct OwnNames {
    nodes: HashedMap<Node>,
    entries: Vec<Entry>,
    /// Lengths of first words (up to 63 characters) by their first byte.
    starts: Vec<u64>,
    /// Bits of the hashes of first words: most words that are none are told by them, without a look at the nodes.
    begins: Vec<u64>,
    /// Entries by type and way to write them, whatever the case.
    forms: HashedMap<u32>,
    never: HashMap<String, Refused>,
    moves: HashMap<EntityLabel, Moves>,
    fingerprint: Option<Hash>,
}

/// An own name in a block, by its tokens.
#[derive(Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    label: EntityLabel,
}

impl OwnNames {
    /// Makes a list ready; `None` where it says nothing that detection goes by.
    pub fn of(list: &EntityList) -> Option<Self> {
        let mut out = Self {
            starts: vec![0; 256],
            begins: vec![0; BEGINS / 64],
            ..Self::default()
        };
        let mut scratch = Vec::new();
        for own in list.names() {
            let canonical = list.canonical(own.label, &own.name);
            for surface in own.surfaces() {
                out.add(surface, own.label, canonical, &mut scratch);
            }
        }
        for never in list.never() {
            let bits = never.label.map_or(Refused::MAX, bit);
            *out.never
                .entry(plain_text(&never.surface).into_owned())
                .or_default() |= bits;
        }
        for ((label, name), (to, into)) in list.resolutions() {
            let moves = out.moves.entry(label).or_default();
            moves.insert(name.to_owned(), (to, into.to_owned()));
        }
        let nothing = out.entries.is_empty() && out.never.is_empty() && out.moves.is_empty();
        out.fingerprint = Some(fingerprint(list));
        (!nothing).then_some(out)
    }

    /// Stands for everything that detection goes by: derived results are kept under it.
    pub fn fingerprint(&self) -> Option<Hash> {
        self.fingerprint
    }

    fn add(
        &mut self,
        surface: &str,
        label: EntityLabel,
        canonical: &str,
        scratch: &mut Vec<Token>,
    ) {
        tokens::block(surface, 0, scratch, &mut Vec::new());
        let mut hash = 0;
        for (n, token) in scratch.iter().enumerate() {
            hash = step(hash, key(surface, token));
            if n == 0 {
                let (word, bit) = bit_of(hash);
                self.begins
                    .get_mut(word)
                    .into_iter()
                    .for_each(|bits| *bits |= bit);
            }
            let node = self.nodes.entry(hash).or_default();
            if n + 1 < scratch.len() {
                node.more = true;
            } else {
                self.entries.push(Entry {
                    surface: plain_text(surface).into_owned(),
                    label,
                    canonical: canonical.to_owned(),
                    next: std::mem::replace(&mut node.entry, self.entries.len() as u32 + 1),
                });
            }
        }
        if let Some((first, len)) = scratch.first().map(|t| first(surface, t))
            && let Some(lengths) = self.starts.get_mut(usize::from(first))
        {
            *lengths |= 1 << len;
            let number = self.entries.len() as u32 - 1;
            self.forms.entry(form_key(label, surface)).or_insert(number);
        }
    }

    /// Whether a token can begin an own name.
    fn may_begin(&self, block: &Block, token: &Token) -> bool {
        let (first, len) = first(block.text, token);
        let lengths = self.starts.get(usize::from(first)).copied();
        lengths.is_some_and(|lengths| lengths >> len & 1 != 0)
    }

    /// The first own name that begins at token `from` or behind it, and there the longest.
    fn next(&self, block: &Block, from: usize) -> Option<Hit> {
        if self.entries.is_empty() {
            return None;
        }
        let tokens = block.tokens.get(from..)?.iter();
        (from..)
            .zip(tokens)
            .filter(|(_, token)| self.may_begin(block, token))
            .find_map(|(n, _)| self.longest(block, n))
    }

    /// Whether a name may begin with the word of this hash.
    fn begins(&self, hash: u64) -> bool {
        let (word, bit) = bit_of(hash);
        self.begins.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether anything is never marked.
    pub(super) fn has_refusals(&self) -> bool {
        !self.never.is_empty()
    }

    /// Whether a mention may change its type.
    pub(super) fn retypes(&self) -> bool {
        !self.moves.is_empty()
    }

    fn longest(&self, block: &Block, at: usize) -> Option<Hit> {
        let (mut hash, mut best) = (0, None);
        for (n, token) in (at..).zip(block.tokens.get(at..)?) {
            if n > at && token.has(BREAK) {
                break;
            }
            hash = step(hash, key(block.text, token));
            if n == at && !self.begins(hash) {
                break;
            }
            let Some(node) = self.nodes.get(&hash) else {
                break;
            };
            if let Some(entry) = self.written(block, at, n + 1, node.entry) {
                best = Some(Hit {
                    start: at,
                    end: n + 1,
                    label: entry.label,
                });
            }
            if !node.more {
                break;
            }
        }
        best
    }

    /// The entry that is written like the tokens: rather to the letter than in other capitals, rather earlier in the
    /// list than later.
    fn written(&self, block: &Block, from: usize, to: usize, first: u32) -> Option<&Entry> {
        let (mut at, mut best) = (first, None);
        while let Some(entry) = self.entries.get((at as usize).wrapping_sub(1)) {
            if let Some(exact) = written_like(block, from, to, &entry.surface)
                && best.is_none_or(|(b, _)| exact >= b)
            {
                best = Some((exact, entry));
            }
            at = entry.next;
        }
        best.map(|(_, entry)| entry)
    }

    /// The entry of this type that is written like that, whatever the case.
    fn form(&self, label: EntityLabel, text: &str) -> Option<&Entry> {
        if self.forms.is_empty() {
            return None;
        }
        let number = *self.forms.get(&form_key(label, text))?;
        let entry = self.entries.get(number as usize)?;
        let (a, b) = (lower(&entry.surface), plain_text(text));
        let same = entry.label == label && a.eq_ignore_ascii_case(&lower(&b));
        same.then_some(entry)
    }

    /// Whether some words are never marked as a `label`.
    pub(super) fn refuses(&self, surface: &str, label: EntityLabel) -> bool {
        !self.never.is_empty()
            && self
                .never
                .get(plain_text(surface).as_ref())
                .is_some_and(|bits| bits & bit(label) != 0)
    }

    /// Type and canonical form of a mention after what the lists say; `canonical` is what the machine says.
    pub(super) fn settle<'a>(
        &'a self,
        span: &Span,
        surface: &str,
        canonical: Cow<'a, str>,
    ) -> (EntityLabel, Cow<'a, str>) {
        if span.rule == OWN_RULE
            && let Some(entry) = self.form(span.label, surface)
        {
            return (span.label, entry.canonical.as_str().into());
        }
        let own = self.form(span.label, &canonical);
        let canonical = own.map_or(canonical, |entry| entry.canonical.as_str().into());
        let moves = self.moves.get(&span.label);
        match moves.and_then(|all| all.get(tidied(&canonical).as_ref())) {
            Some((label, name)) => (*label, name.as_str().into()),
            None => (span.label, canonical),
        }
    }
}

/// The scan of a block, with own names first.
pub(super) fn run(scan: &mut Scan<'_>, own: &OwnNames) {
    let (mut n, len) = (0, scan.block.tokens.len());
    let mut next = own.next(scan.block, 0);
    while n < len || next.is_some_and(|hit| hit.start < n) {
        // At an own name the usual rules go first: what they find may be longer.
        if next.is_none_or(|hit| hit.start >= n) {
            n = checked(scan, own, n);
        }
        let Some(hit) = next.filter(|hit| hit.start < n) else {
            continue;
        };
        if gives_way(scan, hit) {
            next = own.next(scan.block, hit.start + 1);
        } else {
            put(scan, own, hit);
            n = hit.end;
            next = own.next(scan.block, n);
        }
    }
}

/// One step of the usual rules; what is never marked is taken back, and what else is in it is looked for.
fn checked(scan: &mut Scan<'_>, own: &OwnNames, n: usize) -> usize {
    let to = scan.at(n);
    if !own.has_refusals() {
        return to;
    }
    let from = scan
        .block
        .token(n)
        .map_or(0, |t| scan.base + t.start as usize);
    let new = scan
        .found
        .spans
        .iter()
        .rev()
        .take_while(|s| s.end > from)
        .count();
    let first = scan.found.spans.len() - new;
    let text = scan.block.text;
    let base = scan.base;
    let is_refused = |s: &Span| {
        let surface = text.get(s.start.saturating_sub(base)..s.end.saturating_sub(base));
        surface.is_some_and(|surface| own.refuses(surface, s.label))
    };
    if !scan.found.spans.iter().skip(first).any(is_refused) {
        return to;
    }
    for span in scan.found.spans.split_off(first) {
        if is_refused(&span) {
            shorter(scan, own, &span, &is_refused);
        } else {
            scan.found.push(span);
        }
    }
    to
}

/// Looks for what else is in a refused name: the longest beginning of it in which nothing is refused, then the rest.
fn shorter(
    scan: &mut Scan<'_>,
    own: &OwnNames,
    refused: &Span,
    is_refused: &dyn Fn(&Span) -> bool,
) {
    let Some((from, to)) = tokens_of(scan, refused) else {
        return;
    };
    for wall in (from + 1..to).rev().take(TRIES) {
        let found = walled(scan, from, wall);
        if found.spans.is_empty() || found.spans.iter().any(is_refused) {
            continue;
        }
        take(scan, found);
        let rest = walled(scan, wall, to);
        if !rest
            .spans
            .iter()
            .any(|s| own.refuses(surface(scan, s), s.label))
        {
            take(scan, rest);
        }
        return;
    }
}

/// What the usual rules find from token `from` on where the block ends before `wall`.
fn walled(scan: &Scan<'_>, from: usize, wall: usize) -> Found {
    let mut found = Found::default();
    let tokens = scan.block.tokens.get(..wall).unwrap_or_default();
    let block = Block::new(scan.block.text, tokens);
    let mut inner = Scan {
        block: &block,
        lists: scan.lists,
        settings: scan.settings,
        language: scan.language,
        base: scan.base,
        found: &mut found,
        office_end: None,
    };
    let mut n = from;
    while n < wall {
        n = inner.at(n);
    }
    let start = scan
        .block
        .token(from)
        .map_or(0, |t| scan.base + t.start as usize);
    found.spans.retain(|s| s.start >= start);
    found.loose.retain(|l| l.start as usize >= start);
    found
}

fn take(scan: &mut Scan<'_>, found: Found) {
    for span in found.spans {
        scan.found.push(span);
    }
    scan.found.loose.extend(found.loose);
}

/// Whether an own name stands inside a longer name that was found there.
fn gives_way(scan: &Scan<'_>, hit: Hit) -> bool {
    let Some((start, end)) = scan.bytes(hit.start, hit.end) else {
        return true;
    };
    let near = scan.found.spans.iter().rev().take_while(|s| s.end > start);
    let mut longer =
        near.filter(|s| s.start <= start && s.end >= end && s.end - s.start > end - start);
    longer.any(|s| s.canonical.is_some() || !joined_by_and(scan, hit, s))
}

/// Whether an “and” stands between an own name and the rest of the longer name.
fn joined_by_and(scan: &Scan<'_>, hit: Hit, longer: &Span) -> bool {
    let and = |n: usize| {
        let byte = scan.block.token(n).map(|t| scan.base + t.start as usize);
        byte.is_some_and(|at| at >= longer.start && at < longer.end)
            && scan.block.is(n, AND)
            && scan.block.kind(n) == Some(Kind::Word)
    };
    and(hit.end) || hit.start.checked_sub(1).is_some_and(and)
}

/// Marks an own name. Of names that reach into it only what stands before it is looked for again.
fn put(scan: &mut Scan<'_>, own: &OwnNames, hit: Hit) {
    let Some((start, end)) = scan.bytes(hit.start, hit.end) else {
        return;
    };
    let cut = scan.found.spans.iter().rev().take_while(|s| s.end > start);
    let cut = cut.filter(|s| s.start < start).last().copied();
    scan.found.push(Span {
        start,
        end: start,
        label: hit.label,
        canonical: None,
        rule: OWN_RULE,
    });
    if let Some((from, _)) = cut.and_then(|span| tokens_of(scan, &span)) {
        let before = walled(scan, from, hit.start);
        if !before
            .spans
            .iter()
            .any(|s| own.refuses(surface(scan, s), s.label))
        {
            take(scan, before);
        }
    }
    scan.found.push(Span {
        start,
        end,
        label: hit.label,
        canonical: None,
        rule: OWN_RULE,
    });
    scan.office_end = (hit.label == EntityLabel::Title).then_some(hit.end);
}

/// The tokens of a span of this block.
fn tokens_of(scan: &Scan<'_>, span: &Span) -> Option<(usize, usize)> {
    let start = span.start.checked_sub(scan.base)?;
    let end = span.end.checked_sub(scan.base)?;
    let tokens = scan.block.tokens;
    let from = tokens.partition_point(|t| (t.start as usize) < start);
    let to = tokens.partition_point(|t| (t.start as usize) < end);
    Some((from, to))
}

fn surface<'t>(scan: &Scan<'t>, span: &Span) -> &'t str {
    let start = span.start.saturating_sub(scan.base);
    let end = span.end.saturating_sub(scan.base);
    scan.block.text.get(start..end).unwrap_or_default()
}

fn step(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(23) ^ key).wrapping_mul(0x2545_f491_4f6c_dd1d)
}

/// The key of a token; small words are hashed only here.
fn key(text: &str, token: &Token) -> u64 {
    let word = text.get(token.start as usize..token.end as usize);
    let word = word.unwrap_or_default();
    if token.key != 0 && (token.kind == Kind::Punct || word.is_ascii()) {
        return token.key;
    }
    fold_hash(lower(&plain_text(word)).as_bytes())
}

/// The first byte of a token without its case, one for all that are not ASCII, and its length in characters (at most 63).
fn first(text: &str, token: &Token) -> (u8, u32) {
    if token.kind == Kind::Punct || token.kind == Kind::Possessive {
        return (token.first, 0);
    }
    let word = text.as_bytes();
    let word = word.get(token.start as usize..token.end as usize);
    let word = word.unwrap_or_default();
    let first = word.first().map_or(0, |b| b.to_ascii_lowercase().min(0x80));
    let characters = word.iter().filter(|&b| b & 0xC0 != 0x80).count();
    (first, characters.min(63) as u32)
}

fn form_key(label: EntityLabel, text: &str) -> u64 {
    let key = fold_hash(lower(&plain_text(text)).as_bytes());
    step(key, label as u64 + 1)
}

/// The text in small letters; one in ASCII as it is, since hashes ignore the case of ASCII letters.
fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        text.into()
    } else {
        text.to_lowercase().into()
    }
}

const fn bit(label: EntityLabel) -> Refused {
    1 << label as u16
}

/// Whether tokens are written like an own name: to the letter (`Some(true)`), or in capitals, or with a capital at the
/// beginning of a sentence (`Some(false)`).
fn written_like(block: &Block, from: usize, to: usize, surface: &str) -> Option<bool> {
    let text = plain_text(block.slice(from, to)?);
    if text == surface {
        return Some(true);
    }
    let capitals = text.len() >= 4 && !text.chars().any(char::is_lowercase);
    if capitals
        && text
            .chars()
            .flat_map(char::to_lowercase)
            .eq(surface.chars().flat_map(char::to_lowercase))
    {
        return Some(false);
    }
    let begins = block.has(from, SENTENCE | LINE);
    let (mut a, mut b) = (text.chars(), surface.chars());
    let (x, y) = (a.next()?, b.next()?);
    let same = begins && y.is_lowercase() && y.to_uppercase().eq(std::iter::once(x));
    (same && a.as_str() == b.as_str()).then_some(false)
}

/// Plain quotes and dashes, single spaces.
fn plain_text(text: &str) -> Cow<'_, str> {
    let text = tidied(text);
    let fancy = |c| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}' | '\u{2019}' | '`');
    if text.is_ascii() && !text.contains('`') || !text.contains(fancy) {
        return text;
    }
    let plain = |c| match c {
        '\u{2010}'..='\u{2015}' => '-',
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        c => c,
    };
    text.chars().map(plain).collect::<String>().into()
}

/// Single spaces; most texts have no others.
fn tidied(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let mut is_tidy = text.chars().all(|c| {
        let was = std::mem::replace(&mut blank, c.is_whitespace());
        !blank || c == ' ' && !was
    });
    is_tidy &= !blank || text.is_empty();
    if is_tidy {
        text.into()
    } else {
        tidy(text).into()
    }
}

/// Everything of a list that detection goes by, as one number.
fn fingerprint(list: &EntityList) -> Hash {
    use crate::annotation::EntityRecord::{Name, Never, Retyped, Same};
    let mut all = String::new();
    for record in list.records() {
        if matches!(record, Name(_) | Never(_) | Retyped(_) | Same(_)) {
            let record = crate::annotation::Record::Entity(record.clone());
            all.push_str(&crate::annotation::sidecar::write_record(&record));
            all.push('\n');
        }
    }
    Hash::of(all.as_bytes())
}

#[cfg(test)]
mod tests;
