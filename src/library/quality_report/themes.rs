//! Themes with and without flagged passages: what a count of tagged passages rests on.

use super::items::{Item, Standing};
use crate::annotation::{AnnotationSet, Body, Codebook, ReviewState, Severity, ThemeId};
use crate::text::TextRange;
use std::collections::BTreeMap;

/// The tagged passages of a theme, all beside those that are clean.
///
/// A passage is not clean where it overlaps one that a person confirmed or flagged, or an open finding of high severity. A
/// tag on a document as a whole is measured by what is said of the document as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThemeRow {
    /// The theme.
    pub id: ThemeId,
    /// Its name.
    pub name: String,
    /// Red, green, blue (sRGB, 0–255).
    pub colour: [u8; 3],
    /// Tagged passages.
    pub passages: usize,
    /// Those that are clean.
    pub clean: usize,
    /// Those that overlap a confirmed flag.
    pub flagged: usize,
    /// Those that overlap an open finding of high severity.
    pub doubtful: usize,
    /// Documents with a tagged passage.
    pub documents: usize,
    /// Documents with one that is clean.
    pub clean_documents: usize,
}

/// The rows of all themes, document by document.
#[derive(Default)]
pub(super) struct Themes(BTreeMap<ThemeId, ThemeRow>);

impl Themes {
    /// Counts the tagged passages of a document.
    pub fn add(&mut self, items: &[Item], set: &AnnotationSet, codebook: &Codebook) {
        let confirmed = Cover::of(items.iter().filter(|i| i.is_confirmed()));
        let open = |i: &&Item| i.standing == Standing::Open && i.tier == 1;
        let high = |i: &&Item| i.severity == Severity::High;
        let doubtful = Cover::of(items.iter().filter(open).filter(high));
        // Passages, and clean ones, of the themes of this document.
        let mut here: BTreeMap<ThemeId, usize> = BTreeMap::new();
        for anchored in set.anchored() {
            let annotation = &anchored.annotation;
            let Body::Theme(id) = annotation.body else {
                continue;
            };
            if annotation.state == ReviewState::Rejected {
                continue;
            }
            let row = self.row(id, set, codebook);
            let (flagged, unsure) = (
                confirmed.touches(anchored.range),
                doubtful.touches(anchored.range),
            );
            let clean = !flagged && !unsure;
            row.passages += 1;
            row.flagged += usize::from(flagged);
            row.doubtful += usize::from(unsure);
            row.clean += usize::from(clean);
            *here.entry(id).or_default() += usize::from(clean);
        }
        for (id, clean) in here {
            if let Some(row) = self.0.get_mut(&id) {
                row.documents += 1;
                row.clean_documents += usize::from(clean > 0);
            }
        }
    }

    fn row(&mut self, id: ThemeId, set: &AnnotationSet, codebook: &Codebook) -> &mut ThemeRow {
        self.0.entry(id).or_insert_with(|| {
            let theme = codebook.get(id).or_else(|| set.theme(id));
            ThemeRow {
                id,
                name: theme.map_or_else(|| id.to_string(), |t| t.name.clone()),
                colour: theme.map_or([128; 3], |t| t.colour),
                passages: 0,
                clean: 0,
                flagged: 0,
                doubtful: 0,
                documents: 0,
                clean_documents: 0,
            }
        })
    }

    /// The rows: in the order of the codebook, then those that it lacks.
    pub fn rows(mut self, codebook: &Codebook) -> Vec<ThemeRow> {
        let known = codebook.tree().into_iter();
        let mut out: Vec<ThemeRow> = known.filter_map(|(_, t)| self.0.remove(&t.id)).collect();
        out.extend(self.0.into_values());
        out
    }
}

/// Passages, joined where they overlap, and whether the document as a whole is one of them.
struct Cover {
    ranges: Vec<TextRange>,
    whole: bool,
}

impl Cover {
    /// `items` are sorted by start.
    fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let mut out = Self {
            ranges: Vec::new(),
            whole: false,
        };
        for range in items.map(|i| i.range) {
            match out.ranges.last_mut().filter(|last| range.start < last.end) {
                _ if range.is_document() => out.whole = true,
                Some(last) => last.end = last.end.max(range.end),
                None => out.ranges.push(range),
            }
        }
        out
    }

    fn touches(&self, range: TextRange) -> bool {
        if range.is_document() {
            return self.whole;
        }
        let at = self.ranges.partition_point(|r| r.end <= range.start);
        self.ranges.get(at).is_some_and(|r| r.overlaps(range))
    }
}
