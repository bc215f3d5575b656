//! What passages should read: the corrections that persons made, ready to stand in the place of the words. The text
//! itself is never changed.

use super::{AnnotationId, AnnotationSet, Body};
use crate::text::TextRange;
use std::cmp::Reverse;
use std::sync::Arc;

/// A passage and what it should read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What should stand there; empty: nothing.
    pub text: Box<str>,
    /// The annotation that says so.
    pub id: AnnotationId,
}

/// The corrections in force in a text: in its order, without overlap. A copy costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Corrections(Arc<[Correction]>);

impl Corrections {
    /// Those of a set that have a passage.
    pub fn of(set: &AnnotationSet) -> Self {
        let all = set.anchored().filter_map(|a| match &a.annotation.body {
            Body::Correction { text } => Some(Correction {
                range: a.range,
                text: text.as_str().into(),
                id: a.annotation.id,
            }),
            _ => None,
        });
        Self::in_force(all)
    }

    /// Of several on one passage the latest is in force (ids are in the order of time); of those that overlap otherwise,
    /// the one that begins first, or else the longer one.
    pub fn in_force(all: impl IntoIterator<Item = Correction>) -> Self {
        let has_place = |c: &Correction| !c.range.is_empty() && !c.range.is_document();
        let mut all: Vec<_> = all.into_iter().filter(has_place).collect();
        all.sort_by_key(|c| (c.range.start, Reverse(c.range.end), Reverse(c.id)));
        let mut end = 0;
        all.retain(|c| {
            let free = c.range.start >= end;
            end = if free { c.range.end } else { end };
            free
        });
        Self(all.into())
    }

    /// All of them.
    pub fn all(&self) -> &[Correction] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that share a byte with a range.
    pub fn over(&self, range: TextRange) -> &[Correction] {
        let from = self.0.partition_point(|c| c.range.end <= range.start);
        let to = self.0.partition_point(|c| c.range.start < range.end);
        self.0.get(from..to).unwrap_or_default()
    }

    /// Those that begin in a range.
    pub fn starting_in(&self, range: TextRange) -> &[Correction] {
        let before = |byte| self.0.partition_point(|c| c.range.start < byte);
        let (from, to) = (before(range.start), before(range.end));
        self.0.get(from..to).unwrap_or_default()
    }

    /// What this annotation corrects, where it is in force.
    pub fn by(&self, id: AnnotationId) -> Option<&Correction> {
        self.0.iter().find(|c| c.id == id)
    }

    /// A passage as it reads with the corrections in place; `None` where none touches it. One that reaches beyond the
    /// passage stands there in full.
    pub fn applied(&self, text: &str, range: TextRange) -> Option<String> {
        let here = self.over(range);
        if here.is_empty() {
            return None;
        }
        let (mut out, mut at) = (String::new(), range.start);
        for c in here {
            out.push_str(text.get(at..c.range.start).unwrap_or_default());
            out.push_str(&c.text);
            at = c.range.end;
        }
        out.push_str(text.get(at..range.end).unwrap_or_default());
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(start: usize, end: usize, text: &str, id: u128) -> Correction {
        Correction {
            range: TextRange::new(start, end),
            text: text.into(),
            id: AnnotationId(uuid::Uuid::from_u128(id)),
        }
    }

    const TEXT: &str = "The m1nister of tr4de left.";

    fn two() -> Corrections {
        Corrections::in_force([
            correction(16, 21, "trade", 2),
            correction(4, 12, "minister", 1),
        ])
    }

    #[test]
    fn passages_read_with_corrections_in_place() {
        let all = two();
        let applied = |a, b| all.applied(TEXT, TextRange::new(a, b));
        let whole = applied(0, TEXT.len());
        assert_eq!(whole.as_deref(), Some("The minister of trade left."));
        assert_eq!(applied(6, 15).as_deref(), Some("minister of"));
        assert_eq!(applied(12, 16), None, "only the words between");
        assert_eq!(applied(13, 17).as_deref(), Some("of trade"));
    }

    #[test]
    fn the_latest_on_one_passage_and_the_first_of_those_that_overlap_are_in_force() {
        let all = Corrections::in_force([
            correction(4, 12, "monster", 1),
            correction(4, 12, "minister", 7),
            correction(8, 15, "star of", 9),
            correction(16, 16, "nothing", 3),
        ]);
        let texts: Vec<_> = all.all().iter().map(|c| &*c.text).collect();
        assert_eq!(texts, ["minister"]);
    }

    #[test]
    fn an_empty_reading_leaves_the_words_out() {
        let all = Corrections::in_force([correction(4, 13, "", 1)]);
        let read = all.applied(TEXT, TextRange::new(0, 15));
        assert_eq!(read.as_deref(), Some("The of"));
    }
}
