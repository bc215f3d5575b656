//! What the index keeps of one document: worked out from its text and mentions alone, so that any worker can do it.

use crate::annotation::EntityLabel;
use crate::detect::when::{self, DocumentDate, Precision, When, document_date};
use crate::detect::{self, Mentions};
use crate::document::{Document, Hash};
use crate::library::map::Map;
use crate::library::offices::Claim;
use crate::library::strings::Strings;
use crate::text::TextRange;
use crate::text::segment::sentences;

/// What derived results are kept by: the same text, detector and own list give the same results.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DerivedKey {
    /// SHA-256 of the text.
    pub text: Hash,
    /// Version of the detector.
    pub detector: u32,
    /// Fingerprint of the own list that the detection went by; `None` without one.
    pub list: Option<Hash>,
}

impl DerivedKey {
    /// The key for a text and a list with the detector of this program.
    pub fn now(text: Hash, list: Option<Hash>) -> Self {
        Self {
            text,
            detector: detect::VERSION,
            list,
        }
    }
}

/// A mention as the index keeps it. Numbers are those of the document until it is put into an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::library) struct Spot {
    pub start: u32,
    pub end: u32,
    /// Number of the detected name.
    pub name: u32,
    /// Number of the text as it stands, with single spaces.
    pub surface: u32,
    /// Index of its sentence.
    pub sentence: u32,
}

impl Spot {
    pub fn range(self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }
}

/// A sentence that holds a mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::library) struct Sentence {
    pub start: u32,
    pub end: u32,
    /// Number of its paragraph.
    pub block: u32,
}

/// The entities of one document, ready for the index.
#[derive(Clone, Debug)]
pub struct DocumentEntities {
    pub(super) key: DerivedKey,
    pub(super) date: Option<DocumentDate>,
    /// Where nothing dates the document: the nearest date before or after each mention, to the day or month.
    pub(super) nearest: Vec<Option<When>>,
    pub(super) strings: Strings,
    /// Detected names: type and number of the canonical form.
    pub(super) names: Vec<(EntityLabel, u32)>,
    pub(super) spots: Vec<Spot>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) claims: Vec<Claim>,
}

impl DocumentEntities {
    /// What the index keeps of a document with these mentions. `list` is the fingerprint of the own list.
    pub fn of(document: &Document, mentions: &Mentions, list: Option<Hash>) -> Self {
        let text = &document.text;
        let date = document_date(&document.name, text, mentions);
        let nearest = if date.is_none() {
            nearest_dates(text, mentions)
        } else {
            Vec::new()
        };
        let mut reading = Reading::new(document);
        let spots = mentions.iter().enumerate();
        let spots: Vec<Spot> = spots
            .map(|(n, m)| {
                let number = mentions.name_number(n).unwrap_or(0);
                reading.spot(m.range, m.label, number, m.canonical)
            })
            .collect();
        let sentence = |n: usize| {
            let s = reading.sentences.get(spots.get(n)?.sentence as usize)?;
            Some(TextRange::new(s.start as usize, s.end as usize))
        };
        let claims = crate::library::offices::claims(text, mentions, sentence);
        Self {
            key: DerivedKey::now(document.text_hash, list),
            date,
            nearest,
            claims,
            strings: reading.strings,
            names: reading.names,
            spots,
            sentences: reading.sentences,
        }
    }

    /// What it was derived from.
    pub fn key(&self) -> DerivedKey {
        self.key
    }

    /// The date of the document.
    pub fn date(&self) -> Option<DocumentDate> {
        self.date
    }
}

/// The nearest date to each mention, to the day or month; of two as near, the one before.
fn nearest_dates(text: &str, mentions: &Mentions) -> Vec<Option<When>> {
    let dates: Vec<(usize, When)> = mentions
        .iter()
        .filter(|m| m.label == EntityLabel::Date)
        .filter_map(|m| Some((m.range.start, when::parse(m.range.of(text)?, None)?.from)))
        // A year alone is a target ("by 2050") or history more often than the time of what is told.
        .filter(|(_, when)| when.precision() != Precision::Year)
        .collect();
    let mut at = 0;
    let nearest = |start: usize| {
        let away = |n: usize| dates.get(n).map(|d| d.0.abs_diff(start));
        while away(at + 1).is_some_and(|next| away(at).is_none_or(|this| next < this)) {
            at += 1;
        }
        dates.get(at).map(|d| d.1)
    };
    mentions
        .iter()
        .map(|m| m.range.start)
        .map(nearest)
        .collect()
}

/// Walks through the mentions and the blocks of a document side by side.
struct Reading<'d> {
    document: &'d Document,
    block: usize,
    /// Sentences of the block at hand.
    within: Vec<TextRange>,
    /// Which block they are of.
    of: Option<usize>,
    at: usize,
    sentences: Vec<Sentence>,
    strings: Strings,
    names: Vec<(EntityLabel, u32)>,
    numbers: Map<(EntityLabel, usize), u32>,
}

impl<'d> Reading<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            document,
            block: 0,
            within: Vec::new(),
            of: None,
            at: 0,
            sentences: Vec::new(),
            strings: Strings::default(),
            names: Vec::new(),
            numbers: Map::default(),
        }
    }

    fn spot(
        &mut self,
        range: TextRange,
        label: EntityLabel,
        number: usize,
        canonical: &str,
    ) -> Spot {
        let next = self.names.len() as u32;
        let name = *self.numbers.entry((label, number)).or_insert(next);
        if name == next {
            let canonical = self.strings.number(canonical);
            self.names.push((label, canonical));
        }
        let surface = range.of(&self.document.text).unwrap_or_default();
        Spot {
            start: range.start as u32,
            end: range.end as u32,
            name,
            surface: number_spaced(&mut self.strings, surface),
            sentence: self.sentence(range),
        }
    }

    /// The index of the sentence that a mention begins in; mentions come in text order.
    fn sentence(&mut self, range: TextRange) -> u32 {
        let blocks = &self.document.structure.blocks;
        while blocks
            .get(self.block + 1)
            .is_some_and(|next| next.range.start <= range.start)
        {
            self.block += 1;
        }
        if self.of != Some(self.block) {
            let within = blocks.get(self.block).map(|b| b.range);
            self.within = within.map_or(Vec::new(), |b| sentences(&self.document.text, b));
            (self.of, self.at) = (Some(self.block), 0);
        }
        while self
            .within
            .get(self.at)
            .is_some_and(|s| s.end <= range.start)
        {
            self.at += 1;
        }
        let around = self.within.get(self.at).copied().unwrap_or(range);
        let around = around.union(range);
        let sentence = Sentence {
            start: around.start as u32,
            end: around.end as u32,
            block: self.block as u32,
        };
        match self.sentences.last_mut() {
            Some(last) if last.block == sentence.block && last.start == sentence.start => {
                last.end = last.end.max(sentence.end);
            }
            _ => self.sentences.push(sentence),
        }
        self.sentences.len() as u32 - 1
    }
}

/// The number of a text with single spaces.
fn number_spaced(strings: &mut Strings, text: &str) -> u32 {
    if !text.contains(['\n', '\r', '\t', '\u{a0}']) && !text.contains("  ") {
        return strings.number(text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    strings.number(&words.join(" "))
}
