//! What the layers of a piece come to on the screen.
//!
//! However many passages overlap, what is painted is a row of runs, each in one colour: passages that fall on the same
//! characters are merged before anything is drawn. Runs are worked out once a piece and a state of the layers, in time
//! linear in characters and passages; the colours are looked up when they are painted, so that another palette or another
//! colour of a theme costs nothing here.

use super::laid::Laid;
use crate::annotation::{AnnotationId, EntityLabel, Severity, ThemeId};
use crate::app::spans::{Layers, Source, Tint};
use crate::text::TextRange;
use egui::Rangef;

/// A stretch of a row on which the same things lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Row of the piece.
    pub row: u32,
    /// Left edge, from the left of the column.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// What lies there, a bit each.
    pub what: u64,
}

/// More passages than this in one piece are painted as runs only, without what tells single ones apart.
pub const DENSE: usize = 96;

/// What a tint is for: a theme, or a mark without one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A theme.
    Theme(ThemeId),
    /// A highlight whose theme is still open.
    Highlight,
    /// A memo.
    Memo,
    /// A correction.
    Correction,
}

impl Kind {
    /// The kind of a tint.
    pub fn of(tint: &Tint) -> Self {
        match tint {
            Tint {
                theme: Some(theme), ..
            } => Self::Theme(*theme),
            Tint {
                correction: true, ..
            } => Self::Correction,
            Tint { memo: true, .. } => Self::Memo,
            _ => Self::Highlight,
        }
    }

    /// Whether it is painted as a frame instead of a tint.
    pub const fn is_frame(self) -> bool {
        matches!(self, Self::Memo | Self::Correction)
    }
}

/// Part of an annotation in a piece, for its bar in the margin.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The annotation.
    pub id: AnnotationId,
    /// What it is for.
    pub kind: Kind,
    /// From the top of the piece.
    pub rows: Rangef,
}

/// All of one kind in a piece.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they are for.
    pub kind: Kind,
    /// From the top of the piece.
    pub rows: Rangef,
    /// How many there are.
    pub count: usize,
}

/// A line under an entity of a piece that has few of them.
#[derive(Clone, Copy, Debug)]
pub struct Underline {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What is named.
    pub label: EntityLabel,
    /// Whether a person accepted it.
    pub accepted: bool,
}

/// What is painted on a piece.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The state of the layers that this was worked out for.
    revision: u64,
    /// What each bit of a tint's run stands for.
    pub kinds: Vec<Kind>,
    /// Tints and frames.
    pub tints: Vec<Run>,
    /// The annotations, where there are few.
    pub parts: Vec<Part>,
    /// The annotations by kind.
    pub groups: Vec<Group>,
    /// Number of tinted passages.
    pub count: usize,
    /// Entities, where there are few.
    pub underlines: Vec<Underline>,
    /// Entities, where there are many: a bit a type.
    pub lines: Vec<Run>,
    /// Findings and flags: a bit a severity, the most severe first; then the same of what is less certain.
    pub waves: Vec<Run>,
}

impl Coverage {
    /// What the layers come to on a piece.
    pub fn of(laid: &Laid, layers: &Layers) -> Self {
        let mut out = Self {
            revision: layers.revision(),
            ..Self::default()
        };
        out.cover_tints(laid, layers);
        out.cover_lines(laid, layers);
        let waves: Vec<_> = layers
            .waves_over(laid.range)
            .map(|s| (s.range, bit_of_severity(s.what.severity, s.what.unsure)))
            .collect();
        out.waves = runs(laid, &waves);
        out
    }

    /// Whether it was worked out for these layers.
    pub fn is_of(&self, layers: &Layers) -> bool {
        self.revision == layers.revision()
    }

    fn cover_tints(&mut self, laid: &Laid, layers: &Layers) {
        let spans: Vec<_> = layers.tints.over(laid.range).copied().collect();
        let bits: Vec<_> = spans
            .iter()
            .map(|s| (s.range, self.bit(Kind::of(&s.what))))
            .collect();
        self.count = spans.len();
        self.tints = runs(laid, &bits);
        self.groups = groups(laid, &self.kinds, &bits, &self.tints);
        if spans.len() <= DENSE {
            self.parts = spans
                .iter()
                .filter_map(|s| {
                    Some(Part {
                        id: s.what.id,
                        kind: Kind::of(&s.what),
                        rows: laid.rows_of(s.range)?,
                    })
                })
                .collect();
        }
    }

    /// The bit of a kind; what is beyond the last bit shares it.
    fn bit(&mut self, kind: Kind) -> u8 {
        let known = self.kinds.iter().position(|&k| k == kind);
        let at = known.unwrap_or_else(|| {
            if self.kinds.len() < BITS {
                self.kinds.push(kind);
            }
            self.kinds.len() - 1
        });
        at as u8
    }

    fn cover_lines(&mut self, laid: &Laid, layers: &Layers) {
        let spans: Vec<_> = layers.lines_over(laid.range).collect();
        if spans.len() > DENSE {
            let bits: Vec<_> = spans
                .iter()
                .map(|s| (s.range, bit_of_label(s.what.label)))
                .collect();
            self.lines = runs(laid, &bits);
            return;
        }
        self.underlines = spans
            .into_iter()
            .map(|s| Underline {
                range: s.range,
                label: s.what.label,
                accepted: matches!(s.what.from, Source::Person(_)),
            })
            .collect();
    }
}

/// Number of bits of a run.
const BITS: usize = 64;

fn bit_of_label(label: EntityLabel) -> u8 {
    let at = EntityLabel::ALL.iter().position(|&l| l == label);
    at.unwrap_or_default() as u8
}

/// The type that the lowest bit of a run stands for.
pub fn label_of(what: u64) -> Option<EntityLabel> {
    EntityLabel::ALL
        .get(what.trailing_zeros() as usize)
        .copied()
}

/// Bits of what is certain.
const CERTAIN: u8 = 3;

const fn bit_of_severity(severity: Severity, unsure: bool) -> u8 {
    let bit = match severity {
        Severity::High => 0,
        Severity::Medium => 1,
        Severity::Low => 2,
    };
    if unsure { bit + CERTAIN } else { bit }
}

/// The severity that the lowest bit of a run stands for, and whether that is less certain.
pub const fn severity_of(what: u64) -> (Severity, bool) {
    let bit = what.trailing_zeros();
    let severity = match bit % CERTAIN as u32 {
        0 => Severity::High,
        1 => Severity::Medium,
        _ => Severity::Low,
    };
    (severity, bit >= CERTAIN as u32)
}

/// No passage.
const NONE: u32 = u32::MAX;

/// Passages that begin (or end) at the same slot, chained.
struct Chains {
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Chains {
    fn new(slots: usize, passages: usize) -> Self {
        Self {
            first: vec![NONE; slots + 1],
            next: vec![NONE; passages],
        }
    }

    fn add(&mut self, slot: usize, passage: usize) {
        if let (Some(first), Some(next)) = (self.first.get_mut(slot), self.next.get_mut(passage)) {
            *next = std::mem::replace(first, passage as u32);
        }
    }

    fn at(&self, slot: usize) -> impl Iterator<Item = usize> + '_ {
        let head = self.first.get(slot).copied().unwrap_or(NONE);
        std::iter::successors(Some(head), |&i| self.next.get(i as usize).copied())
            .take_while(|&i| i != NONE)
            .map(|i| i as usize)
    }
}

/// The runs of a piece's passages, each with its bit (below 64): in the order of the text.
pub fn runs(laid: &Laid, passages: &[(TextRange, u8)]) -> Vec<Run> {
    if passages.is_empty() {
        return Vec::new();
    }
    let slots = laid.slot_at(laid.shown.text.len());
    let (mut begin, mut end) = (
        Chains::new(slots, passages.len()),
        Chains::new(slots, passages.len()),
    );
    for (i, (range, _)) in passages.iter().enumerate() {
        if let Some((from, to)) = laid.slots_of(*range) {
            begin.add(from, i);
            end.add(to, i);
        }
    }
    let mut active = Active::default();
    let mut out = Vec::new();
    for slot in 0..slots {
        for i in end.at(slot) {
            active.change(passages.get(i).map_or(0, |p| p.1), false);
        }
        for i in begin.at(slot) {
            active.change(passages.get(i).map_or(0, |p| p.1), true);
        }
        if active.mask != 0 {
            extend(&mut out, laid.slot_x(slot), active.mask);
        }
    }
    out
}

/// How many passages of each bit lie at a slot.
struct Active {
    counts: [u32; BITS],
    mask: u64,
}

impl Default for Active {
    fn default() -> Self {
        Self {
            counts: [0; BITS],
            mask: 0,
        }
    }
}

impl Active {
    fn change(&mut self, bit: u8, more: bool) {
        let Some(count) = self.counts.get_mut(bit as usize) else {
            return;
        };
        *count = if more {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
        let here = 1_u64 << bit;
        self.mask = if *count > 0 {
            self.mask | here
        } else {
            self.mask & !here
        };
    }
}

/// What rounding may leave between two slots that touch, in points.
const GAP: f32 = 0.75;

fn extend(out: &mut Vec<Run>, slot: (usize, f32, f32), what: u64) {
    let (row, left, right) = slot;
    if right <= left {
        return;
    }
    if let Some(last) = out.last_mut()
        && last.row as usize == row
        && last.what == what
        && left <= last.right + GAP
        && right >= last.left - GAP
    {
        last.left = last.left.min(left);
        last.right = last.right.max(right);
        return;
    }
    out.push(Run {
        row: row as u32,
        left,
        right,
        what,
    });
}

/// The passages by kind: where they lie in the piece, and how many they are.
fn groups(laid: &Laid, kinds: &[Kind], bits: &[(TextRange, u8)], runs: &[Run]) -> Vec<Group> {
    let mut counts = [0_usize; BITS];
    for (_, bit) in bits {
        if let Some(count) = counts.get_mut(*bit as usize) {
            *count += 1;
        }
    }
    let reach = |bit: usize| {
        let mut mine = runs.iter().filter(|r| r.what >> bit & 1 == 1);
        let first = mine.next()?;
        let last = mine.next_back().unwrap_or(first);
        let (top, _) = laid.row_y(first.row as usize);
        let (bottom, height) = laid.row_y(last.row as usize);
        Some(Rangef::new(top, bottom + height))
    };
    kinds
        .iter()
        .enumerate()
        .filter_map(|(bit, &kind)| {
            Some(Group {
                kind,
                rows: reach(bit)?,
                count: counts.get(bit).copied().unwrap_or_default(),
            })
        })
        .collect()
}
