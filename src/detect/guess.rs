//! Words that no list and no grammar explains: a capitalised word that is no English word names something, and what
//! stands beside it says what.

use super::Stages;
use super::acronyms;
use super::block::Block;
use super::found::{Loose, Pair};
use super::scan::Scan;
use super::tokens::{CAPS, HEADLINE, Kind, Shape, Token};
use super::words::{AND, GIVEN, PARTICLE, SURNAME};
use crate::annotation::label::EntityLabel;
use crate::text::lexicon;

/// Whether the token is a capitalised word that is no English word and none of the vocabulary.
fn strange(block: &Block, n: usize) -> bool {
    block.token(n).is_some_and(|t| {
        t.kind == Kind::Word
            && matches!(t.shape, Shape::Title | Shape::Mixed)
            && t.end - t.start > 2
            && t.class & !(GIVEN | SURNAME) == 0
            && !t.has(HEADLINE | CAPS)
    }) && block
        .word(n)
        .chars()
        .all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{2030}').contains(&c))
        && !is_english(block.word(n))
}

pub(super) fn is_english(word: &str) -> bool {
    if word.is_ascii() {
        return lexicon::is_word_or_plural_ascii(word);
    }
    let folded = lexicon::fold(word);
    lexicon::is_word(&folded) || folded.strip_suffix('s').is_some_and(lexicon::is_word)
}

impl Scan<'_> {
    /// What the left-over word at `n` and those after it name, by what stands beside them.
    pub(super) fn guess(&mut self, n: usize, token: &Token) -> Option<usize> {
        if token.shape == Shape::Upper {
            if !self.on(Stages::ACRONYMS) {
                return None;
            }
            return self.unknown_acronym(n, token);
        }
        if n > 0 && self.block.cap(n - 1) && self.block.joined(n) || !strange(self.block, n) {
            return None;
        }
        let end = run(self.block, n);
        if let Some(end) = company(self.block, n) {
            return Some(self.span(n, end, EntityLabel::Org, "company name"));
        }
        let closed = !self.block.goes_on(end) && !self.block.hyphen(end);
        let person = self.block.is(n, GIVEN | SURNAME);
        let alone = n > 0 && self.block.joined(n) && !self.block.hyphen(n - 1);
        if closed && self.block.is(n, SURNAME) && end == n + 1 && !self.local(n) && alone {
            return Some(self.suppose(n, end, EntityLabel::Person));
        }
        let place =
            closed && !person && (self.local(n) || self.before_country(end) || self.listed_with(n));
        place.then(|| self.suppose(n, end, EntityLabel::Place))
    }

    /// Leaves it to the rest of the document to explain the words; else they are this.
    fn suppose(&mut self, n: usize, end: usize, label: EntityLabel) -> usize {
        let (Some((start, to)), Some(token)) = (self.bytes(n, end), self.block.token(n)) else {
            return end;
        };
        self.found.loose.push(Loose {
            start: start as u32,
            end: to as u32,
            short_form: None,
            head: None,
            supposed: Some(label),
            ordinary: token.is(super::words::STOP),
        });
        end
    }

    /// "in Walikale, Masisi and": the word before was taken for a place just now.
    fn listed_with(&self, n: usize) -> bool {
        if n < 2 {
            return false;
        }
        let mark =
            self.block.joined(n) && (self.block.punct(n - 1, b',') || self.block.is(n - 1, AND));
        let before = self
            .found
            .loose
            .last()
            .filter(|l| l.supposed == Some(EntityLabel::Place));
        let ends = self.block.token(n - 2).map(|t| self.base as u32 + t.end);
        let goes_on =
            self.block.punct(n + 1, b',') || self.block.is(n + 1, AND) || self.block.is(n - 1, AND);
        mark && goes_on && before.is_some_and(|l| Some(l.end) == ends)
    }

    /// "BRRL Bangladesh Road Research Laboratory": an entry of a list of abbreviations.
    pub(super) fn entry_of_glossary(&mut self, n: usize, token: &Token) -> Option<usize> {
        if token.shape != Shape::Upper || !self.on(Stages::ACRONYMS) {
            return None;
        }
        let (from, end) = acronyms::glossary(self.block, n)?;
        let label = acronyms::label_after(self.block, n, from, end, self.lists)?;
        let (short, long) = (self.bytes(n, n + 1)?, self.bytes(from, end)?);
        self.found.pairs.push(Pair {
            short,
            long,
            label: Some(label),
        });
        self.span(n, n + 1, label, "short form of this document");
        Some(self.span(from, end, label, "name with a short form"))
    }

    /// Whether a preposition of place stands before the token.
    pub(super) fn local(&self, n: usize) -> bool {
        let before = n.checked_sub(1).map_or("", |m| self.block.word(m));
        self.block.joined(n)
            && matches!(
                before,
                "in" | "In"
                    | "at"
                    | "At"
                    | "near"
                    | "from"
                    | "around"
                    | "outside"
                    | "to"
                    | "through"
                    | "between"
                    | "towards"
            )
    }

    /// "Douma, Syria".
    fn before_country(&self, end: usize) -> bool {
        let hit = self.lists.names.longest(self.block, end + 1);
        self.block.punct(end, b',')
            && self.block.joined(end + 1)
            && hit.is_some_and(|h| h.entry.country && h.entry.label == EntityLabel::Place)
    }

    /// Capitals that no list knows: nearly always a body (of 26 such words in reference texts 15 named bodies, 2
    /// agreements, the rest were units and hours).
    fn unknown_acronym(&mut self, n: usize, token: &Token) -> Option<usize> {
        let word = self.block.word(n);
        let beside = |k: usize| {
            self.block
                .token(k)
                .is_some_and(|t| matches!(t.shape, Shape::Upper | Shape::Initial))
        };
        let number = |k: usize| self.block.kind(k) == Some(Kind::Number);
        let fits = (3..=8).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_uppercase())
            && token.class == 0
            && !token.has(CAPS)
            && !is_english(word);
        let alone = !(self.block.joined(n + 1) && beside(n + 1))
            && !(n > 0 && self.block.joined(n) && (beside(n - 1) || number(n - 1)))
            && !(self.block.hyphen(n + 1) && number(n + 2));
        (fits && alone).then(|| self.suppose(n, n + 1, EntityLabel::Org))
    }
}

/// Past the strange words from `n` on, over hyphens.
fn run(block: &Block, n: usize) -> usize {
    let mut at = n + 1;
    while at < n + 5 {
        if block.hyphen(at) && block.cap(at + 1) {
            at += 2;
        } else if block.joined(at) && strange(block, at) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// "Lolofi Marine Works": a strange word first, the kind of a company last.
fn company(block: &Block, n: usize) -> Option<usize> {
    let words = (n + 1..n + 5).take_while(|&k| block.goes_on(k));
    let last = words.last()?;
    let fits = matches!(
        block.word(last),
        "Works"
            | "Minerals"
            | "Mining"
            | "Mines"
            | "Shipping"
            | "Logistics"
            | "Petroleum"
            | "Engineering"
            | "Construction"
            | "Ventures"
            | "Associates"
            | "Technologies"
            | "Solutions"
            | "Pharmaceuticals"
            | "Semiconductor"
            | "Amalgamated"
            | "Bhd"
            | "Tbk"
            | "GmbH"
            | "SA"
            | "AG"
            | "NV"
            | "SpA"
            | "FZE"
            | "LLP"
            | "Pte"
            | "Pty"
    );
    fits.then_some(last + 1)
}

/// Whether the words of a name are all strange or listed as names, so that they can be nothing but a name.
pub(super) fn only_names(block: &Block, n: usize, end: usize) -> bool {
    let mut words = 0;
    for k in n..end {
        let Some(token) = block.token(k) else {
            return false;
        };
        if token.is_cap() {
            let initial = token.shape == Shape::Initial && block.punct(k + 1, b'.');
            if !initial && !token.is(GIVEN | SURNAME | PARTICLE) && !strange(block, k) {
                return false;
            }
            words += usize::from(!(k > n && block.hyphen(k - 1)));
        }
    }
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    let place = matches!(
        before,
        "in" | "In"
            | "at"
            | "near"
            | "around"
            | "outside"
            | "from"
            | "to"
            | "through"
            | "between"
            | "towards"
    );
    let inside = n > 0 && block.cap(n - 1) && block.joined(n);
    words >= 2 && !place && !inside && !block.goes_on(end) && !block.hyphen(end)
}
