//! What the scan of the blocks collects before the document is resolved as a whole.

use super::packed::Packed;
use crate::annotation::label::EntityLabel;

/// A span that a rule found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// First byte in the document.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it names.
    pub label: EntityLabel,
    /// The canonical form, where a list knows it.
    pub canonical: Option<&'static str>,
    /// Which rule found it.
    pub rule: &'static str,
}

/// A capitalised word that no rule took: the document may explain it elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loose {
    /// First byte in the document.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The type of its head noun when it stands as "the Ministry".
    pub short_form: Option<EntityLabel>,
    /// The type of the word as a head noun, where it may stand for a name of the document: "the Centre", "Forum members".
    pub head: Option<EntityLabel>,
    /// What it is where the document says nothing of it elsewhere.
    pub supposed: Option<EntityLabel>,
    /// Whether it is the first word of a sentence and an ordinary word.
    pub ordinary: bool,
}

/// A short form in brackets after a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The short form's bytes.
    pub short: (usize, usize),
    /// The name's bytes.
    pub long: (usize, usize),
    /// What both name; `None` when the long form is no name.
    pub label: Option<EntityLabel>,
}

/// How many of the last spans a rule may look back at.
const LOOK_BACK: usize = 3;

/// Everything collected, in text order.
#[derive(Default)]
pub(super) struct Found {
    /// The spans of the block at hand, and the last ones before it; never overlapping, sorted.
    pub spans: Vec<Span>,
    /// The spans before those.
    pub packed: Packed,
    /// Words left over.
    pub loose: Vec<Loose>,
    /// Short forms with their names.
    pub pairs: Vec<Pair>,
}

impl Found {
    /// Adds a span; one that reaches back over earlier ones replaces them.
    pub fn push(&mut self, span: Span) {
        while self.spans.last().is_some_and(|last| last.end > span.start) {
            self.spans.pop();
        }
        while self
            .loose
            .last()
            .is_some_and(|last| last.end as usize > span.start)
        {
            self.loose.pop();
        }
        if span.start < span.end {
            self.spans.push(span);
        }
    }

    /// The block at hand is done: its spans are packed but for the last few. No rule reaches back into a block before.
    pub fn pack(&mut self) {
        let done = self.spans.len().saturating_sub(LOOK_BACK);
        self.spans
            .drain(..done)
            .for_each(|span| self.packed.push(&span));
    }

    /// The text is at its end: all spans are packed.
    pub fn pack_all(&mut self) {
        self.spans
            .drain(..)
            .for_each(|span| self.packed.push(&span));
    }
}
