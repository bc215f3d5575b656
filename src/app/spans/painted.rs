//! What annotations and findings look like on their passages.

use super::{Line, Source, Span, SpanIndex, Tint, Wave};
use crate::annotation::{AnnotationId, Body, Placed};
use crate::quality::Finding;
use crate::text::TextRange;

/// Findings of the first tier that have a passage, or of the second.
pub(super) fn waves(found: &[Finding], unsure: bool) -> SpanIndex<Wave> {
    let of_tier = found
        .iter()
        .enumerate()
        .filter(|(_, f)| (f.tier > 1) == unsure);
    let with_passage = of_tier.filter(|(_, f)| !f.range.is_document());
    let wave = |(i, f): (usize, &Finding)| Span {
        range: f.range,
        what: Wave {
            severity: f.severity,
            unsure,
            from: Source::Machine(i),
        },
    };
    SpanIndex::new(with_passage.map(wave).collect())
}

/// What a correction says of its passage.
pub(super) fn reading(
    placed: &Placed,
    range: TextRange,
) -> Option<((TextRange, AnnotationId), Box<str>)> {
    let annotation = placed.annotation();
    match &annotation.body {
        Body::Correction { text } => Some(((range, annotation.id), text.as_str().into())),
        _ => None,
    }
}

/// How an annotation on a passage is painted.
pub(super) enum Painted {
    /// A tint behind it.
    Tint(Span<Tint>),
    /// A line under it.
    Line(Span<Line>),
    /// A wavy line under it.
    Wave(Span<Wave>),
}

/// What an annotation on a passage looks like.
pub(super) fn painted(placed: &Placed, range: TextRange) -> Option<Painted> {
    let Placed::Anchored(anchored) = placed else {
        return None;
    };
    let id = anchored.annotation.id;
    let tint = |theme, memo, correction| {
        Painted::Tint(Span {
            range,
            what: Tint {
                id,
                theme,
                memo,
                correction,
            },
        })
    };
    let from = Source::Person(id);
    Some(match &anchored.annotation.body {
        Body::Theme(theme) => tint(Some(*theme), false, false),
        Body::Highlight => tint(None, false, false),
        Body::Memo => tint(None, true, false),
        Body::Correction { .. } => tint(None, true, true),
        Body::Entity { label, .. } => Painted::Line(Span {
            range,
            what: Line {
                label: *label,
                from,
            },
        }),
        Body::Flag { severity, .. } => Painted::Wave(Span {
            range,
            what: Wave {
                severity: *severity,
                unsure: false,
                from,
            },
        }),
    })
}
