//! The annotations of a document as every format lists them: in text order, with names instead of ids.

use super::ExportDocument;
use crate::annotation::{
    Annotation, AnnotationId, Body, Codebook, Comment, Corrections, DecisionSubject, EntityLabel,
    Placed, Record, Theme, ThemeId, Verdict,
};
use crate::document::{Block, BlockKind, Document};
use crate::text::TextRange;
use crate::text::offsets::OffsetIndex;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The word that stands for a lost passage in the column of review states.
pub(super) const ORPHANED: &str = "orphaned";

/// Where an annotation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spot<'a> {
    /// It is about the document as a whole.
    Document,
    /// It is about a passage.
    Passage {
        /// UTF-8 bytes of the text.
        range: TextRange,
        /// First code point.
        start: usize,
        /// One past the last code point.
        end: usize,
        /// The passage itself.
        text: &'a str,
    },
    /// Its passage is not in this text.
    Orphaned,
}

/// One annotation, ready to be listed.
pub(super) struct Row<'a> {
    pub annotation: &'a Annotation,
    pub spot: Spot<'a>,
    /// Theme, entity type, category or proposed reading; empty where the layer says it all.
    pub label: Cow<'a, str>,
    /// What made it: a check, the detector, or a person.
    pub source: &'a str,
    pub annotator: &'a str,
    /// 1-based number of the block; 0 where there is none.
    pub paragraph: usize,
    /// What is printed as the number of the page that it begins on, in a document with pages.
    pub page: Option<&'a str>,
    /// Its passage as it reads with the corrections in place, where one touches it; of a correction, its own reading.
    pub corrected: Option<String>,
    /// Remarks on it, oldest first.
    pub comments: Vec<&'a Comment>,
}

impl<'a> Row<'a> {
    /// The passage; where it is lost, what it was; empty for the document as a whole.
    pub fn text(&self) -> &'a str {
        match self.spot {
            Spot::Document => "",
            Spot::Passage { text, .. } => text,
            Spot::Orphaned => &self.annotation.quote.exact,
        }
    }

    /// The range of its passage (UTF-8 bytes).
    pub fn range(&self) -> Option<TextRange> {
        match self.spot {
            Spot::Passage { range, .. } => Some(range),
            _ => None,
        }
    }

    /// The review state, or that the passage is lost.
    pub fn state(&self) -> &'static str {
        match self.spot {
            Spot::Orphaned => ORPHANED,
            _ => self.annotation.state.id(),
        }
    }
}

/// The theme with this id: as the codebook has it, else as the document's sidecar copied it.
pub(super) fn theme<'a>(
    id: ThemeId,
    codebook: &'a Codebook,
    document: &ExportDocument<'a>,
) -> Option<&'a Theme> {
    codebook.get(id).or_else(|| document.set.theme(id))
}

/// The annotations of a document: about the whole of it, in text order (the longer first), lost ones last.
pub(super) fn rows<'a>(document: &ExportDocument<'a>, codebook: &'a Codebook) -> Vec<Row<'a>> {
    let mut comments = comments(document);
    let accepted = accepted(document);
    let corrections = Corrections::of(document.set);
    let text = document.document.text.as_str();
    let points = OffsetIndex::new(text);
    let paragraphs = Paragraphs::new(document.document);
    let mut out: Vec<_> = document
        .set
        .placed()
        .map(|placed| {
            let annotation = placed.annotation();
            let spot = spot(placed, text, &points);
            Row {
                annotation,
                spot,
                label: label(annotation, codebook, document),
                source: source(placed, &accepted),
                annotator: document.set.annotator_name(annotation.annotator),
                paragraph: paragraphs.of(&spot),
                page: page(document.document, &spot),
                corrected: corrected(annotation, &spot, text, &corrections),
                comments: comments.remove(&annotation.id).unwrap_or_default(),
            }
        })
        .collect();
    out.sort_by_key(|r| (order(&r.spot), r.annotation.id));
    out
}

fn order(spot: &Spot<'_>) -> (u8, usize, std::cmp::Reverse<usize>) {
    match spot {
        Spot::Document => (0, 0, std::cmp::Reverse(0)),
        Spot::Passage { range, .. } => (1, range.start, std::cmp::Reverse(range.end)),
        Spot::Orphaned => (2, 0, std::cmp::Reverse(0)),
    }
}

fn comments<'a>(document: &ExportDocument<'a>) -> BTreeMap<AnnotationId, Vec<&'a Comment>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for record in document.set.records() {
        if let Record::Comment(comment) = record {
            out.entry(comment.annotation).or_default().push(comment);
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|c| (c.created, c.id));
    }
    out
}

/// Places and labels of the mentions that a person accepted.
fn accepted(document: &ExportDocument<'_>) -> BTreeSet<(TextRange, EntityLabel)> {
    document
        .set
        .decisions()
        .filter(|d| d.verdict == Verdict::Accepted)
        .filter_map(|d| match d.subject {
            DecisionSubject::Mention { label } => Some((d.range, label)),
            DecisionSubject::Finding { .. } => None,
        })
        .collect()
}

fn source<'a>(placed: &'a Placed, accepted: &BTreeSet<(TextRange, EntityLabel)>) -> &'a str {
    let range = match placed {
        Placed::Anchored(a) => a.range,
        Placed::Orphaned(o) => o.last,
    };
    match &placed.annotation().body {
        Body::Flag {
            check: Some(check), ..
        } => check,
        Body::Entity { label, .. } if accepted.contains(&(range, *label)) => "detector",
        _ => "person",
    }
}

fn label<'a>(
    annotation: &'a Annotation,
    codebook: &'a Codebook,
    document: &ExportDocument<'a>,
) -> Cow<'a, str> {
    match &annotation.body {
        Body::Highlight | Body::Memo => Cow::Borrowed(""),
        Body::Theme(id) => theme(*id, codebook, document)
            .map_or_else(|| id.to_string().into(), |t| t.name.as_str().into()),
        Body::Entity { label, .. } => label.id().into(),
        Body::Flag { category, .. } => category.id().into(),
        Body::Correction { text } => text.as_str().into(),
    }
}

fn corrected(
    annotation: &Annotation,
    spot: &Spot<'_>,
    text: &str,
    corrections: &Corrections,
) -> Option<String> {
    match (&annotation.body, spot) {
        (Body::Correction { text }, _) => Some(text.clone()),
        (_, Spot::Passage { range, .. }) => corrections.applied(text, *range),
        _ => None,
    }
}

/// Where an annotation is. A range that the text does not have (the file was changed behind the sidecar's back) is as
/// good as lost: no consumer could do anything with it.
fn spot<'a>(placed: &Placed, text: &'a str, points: &OffsetIndex<'a>) -> Spot<'a> {
    match placed.range() {
        None => Spot::Orphaned,
        Some(range) if range.is_document() => Spot::Document,
        Some(range) => passage(range, text, points).unwrap_or(Spot::Orphaned),
    }
}

fn passage<'a>(range: TextRange, text: &'a str, points: &OffsetIndex<'a>) -> Option<Spot<'a>> {
    Some(Spot::Passage {
        range,
        start: points.code_point_of_byte(range.start).ok()?.0,
        end: points.code_point_of_byte(range.end).ok()?.0,
        text: range.of(text)?,
    })
}

/// The page that a passage begins on.
fn page<'a>(document: &'a Document, spot: &Spot<'_>) -> Option<&'a str> {
    match spot {
        Spot::Passage { range, .. } => document.page_label(range.start),
        Spot::Document | Spot::Orphaned => None,
    }
}

/// The paragraph numbers that the reader shows, found without counting from the top each time.
struct Paragraphs<'a> {
    document: &'a Document,
    /// For each block, the number of blocks up to and with it, rules left out.
    numbers: Vec<usize>,
}

impl<'a> Paragraphs<'a> {
    fn new(document: &'a Document) -> Self {
        let mut total = 0;
        let number = |block: &Block| {
            total += usize::from(block.kind != BlockKind::Rule);
            total
        };
        Self {
            document,
            numbers: document.structure.blocks.iter().map(number).collect(),
        }
    }

    /// The number of the paragraph in which the passage begins; 0 where it has none.
    fn of(&self, spot: &Spot<'_>) -> usize {
        let Spot::Passage { range, text, .. } = spot else {
            return 0;
        };
        // A passage that begins in the white space before a paragraph is about that paragraph.
        let space = text.len() - text.trim_start().len();
        let block = self.document.paragraph_at(range.start + space).unwrap_or(0);
        self.numbers.get(block).map_or(0, |&n| n.max(1))
    }
}
