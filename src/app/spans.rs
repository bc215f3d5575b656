//! What the reader paints, layer by layer, ready to be asked for the visible part.

use crate::annotation::{AnnotationId, AnnotationSet, Body, EntityLabel, Severity, ThemeId};
use crate::app::session::Analysis;
use crate::library::counts::{Answers, MentionState};
use crate::text::TextRange;

/// A painted passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span<T> {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What it is.
    pub what: T,
}

/// Passages sorted by start, with how far any of them has reached so far: what overlaps a window is found without
/// looking at the rest.
#[derive(Clone, Debug)]
pub struct Layer<T> {
    spans: Vec<Span<T>>,
    reach: Vec<usize>,
}

impl<T> Default for Layer<T> {
    fn default() -> Self {
        Self {
            spans: Vec::new(),
            reach: Vec::new(),
        }
    }
}

impl<T> Layer<T> {
    /// The layer of these passages.
    pub fn new(mut spans: Vec<Span<T>>) -> Self {
        spans.sort_by_key(|s| (s.range.start, std::cmp::Reverse(s.range.end)));
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|s| {
                furthest = furthest.max(s.range.end);
                furthest
            })
            .collect();
        Self { spans, reach }
    }

    /// The passages that share a byte with `window`, in order.
    pub fn over(&self, window: TextRange) -> impl Iterator<Item = &Span<T>> {
        let from = self.reach.partition_point(|&r| r <= window.start);
        let to = self.spans.partition_point(|s| s.range.start < window.end);
        self.spans
            .get(from..to.max(from))
            .unwrap_or_default()
            .iter()
            .filter(move |s| s.range.overlaps(window))
    }

    /// All passages, in order.
    pub fn all(&self) -> &[Span<T>] {
        &self.spans
    }
}

/// A tinted passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tint {
    /// The annotation.
    pub id: AnnotationId,
    /// Its theme; `None`: a highlight or a memo.
    pub theme: Option<ThemeId>,
    /// Whether it is a memo or a correction.
    pub memo: bool,
    /// Whether it is a correction.
    pub correction: bool,
}

/// An underlined passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// What kind of thing is named.
    pub label: EntityLabel,
    /// The suggestion or the annotation that it comes from.
    pub from: Source,
}

/// A passage with a wavy underline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wave {
    /// How much it matters.
    pub severity: Severity,
    /// The finding or the flag that it comes from.
    pub from: Source,
}

/// Where a painted passage comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The mention or finding with this index.
    Machine(usize),
    /// A person's annotation.
    Person(AnnotationId),
}

/// The layers of a document.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// Themes, highlights and memos.
    pub tints: Layer<Tint>,
    /// Entities: accepted ones, and suggestions that nobody refused.
    pub lines: Layer<Line>,
    /// Data quality: flags, and findings of the first tier that nobody answered.
    pub waves: Layer<Wave>,
}

impl Layers {
    /// The layers of a set and of what was found in its document.
    pub fn of(set: &AnnotationSet, analysis: Option<&Analysis>) -> Self {
        let (mut tints, mut lines, mut waves) = (Vec::new(), Vec::new(), Vec::new());
        for a in set.anchored().filter(|a| !a.range.is_document()) {
            let id = a.annotation.id;
            let range = a.range;
            match &a.annotation.body {
                Body::Theme(theme) => tints.push(Span {
                    range,
                    what: Tint {
                        id,
                        theme: Some(*theme),
                        memo: false,
                        correction: false,
                    },
                }),
                Body::Highlight => tints.push(Span {
                    range,
                    what: Tint {
                        id,
                        theme: None,
                        memo: false,
                        correction: false,
                    },
                }),
                body @ (Body::Memo | Body::Correction { .. }) => {
                    tints.push(Span {
                        range,
                        what: Tint {
                            id,
                            theme: None,
                            memo: true,
                            correction: matches!(body, Body::Correction { .. }),
                        },
                    });
                }
                Body::Entity { label, .. } => {
                    lines.push(Span {
                        range,
                        what: Line {
                            label: *label,
                            from: Source::Person(id),
                        },
                    });
                }
                Body::Flag { severity, .. } => {
                    waves.push(Span {
                        range,
                        what: Wave {
                            severity: *severity,
                            from: Source::Person(id),
                        },
                    });
                }
            }
        }
        if let Some(analysis) = analysis {
            add_suggestions(&Answers::of(set), analysis, &mut lines, &mut waves);
        }
        Self {
            tints: Layer::new(tints),
            lines: Layer::new(lines),
            waves: Layer::new(waves),
        }
    }
}

fn add_suggestions(
    answers: &Answers<'_>,
    analysis: &Analysis,
    lines: &mut Vec<Span<Line>>,
    waves: &mut Vec<Span<Wave>>,
) {
    for (i, m) in analysis.mentions.iter().enumerate() {
        if answers.mention(m) == MentionState::Open {
            lines.push(Span {
                range: m.range,
                what: Line {
                    label: m.label,
                    from: Source::Machine(i),
                },
            });
        }
    }
    for (i, f) in analysis.findings.iter().enumerate() {
        if f.tier == 1 && !f.range.is_document() && answers.finding(f).is_none() {
            waves.push(Span {
                range: f.range,
                what: Wave {
                    severity: f.severity,
                    from: Source::Machine(i),
                },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_window_finds_what_a_look_at_everything_finds(
            spans in proptest::collection::vec((0_usize..200, 0_usize..60), 0..60),
            start in 0_usize..220,
            len in 0_usize..80,
        ) {
            let spans: Vec<_> = spans
                .into_iter()
                .enumerate()
                .map(|(what, (s, n))| Span { range: TextRange::new(s, s + n), what })
                .collect();
            let window = TextRange::new(start, start + len);
            let mut expected: Vec<_> = spans.iter().filter(|s| s.range.overlaps(window)).map(|s| s.what).collect();
            let layer = Layer::new(spans);
            let mut found: Vec<_> = layer.over(window).map(|s| s.what).collect();
            expected.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
