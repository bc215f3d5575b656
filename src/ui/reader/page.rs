//! A text laid out from its first to its last piece, without a window: for trying out what the reader does with a text.

use super::laid::Laid;
use super::layout::{self, Setting};
use super::pieces::Pieces;
use crate::annotation::Corrections;
use crate::document::Document;
use crate::store::Face;
use crate::text::TextRange;
use crate::ui::theme::{self, Scheme};
use egui::{Pos2, Rect, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

/// A text laid out in a column. Points are counted from its top left; offsets and ranges are UTF-8 bytes of the text.
pub struct Page {
    document: Document,
    laid: Vec<(f32, Laid)>,
}

impl Page {
    /// A place to lay out in, with the embedded faces and no others.
    pub fn context() -> egui::Context {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        ctx
    }

    /// Lays a document out in a column of this width, at this text size (points).
    pub fn new(ctx: &egui::Context, document: Document, width: f32, size: f32) -> Self {
        Self::corrected(ctx, document, &Corrections::default(), width, size)
    }

    /// The same with corrections in place.
    pub fn corrected(
        ctx: &egui::Context,
        document: Document,
        corrections: &Corrections,
        width: f32,
        size: f32,
    ) -> Self {
        let setting = Setting {
            size,
            width,
            line: 1.6,
            face: Face::Serif,
            scheme: Scheme::Light,
            corrected: 0,
        };
        let mut laid = Vec::new();
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            ..egui::RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            laid.clear();
            let mut top = 0.0;
            for piece in Pieces::of(&document).iter() {
                let piece = layout::lay_out(ui.painter(), &document, &piece, setting, corrections);
                let height = piece.height;
                laid.push((top, piece));
                top += height;
            }
        });
        // Nothing is painted.
        output.textures_delta.clear();
        Self { document, laid }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// What is shown, piece by piece.
    pub fn shown(&self) -> impl Iterator<Item = (TextRange, &str)> {
        self.laid
            .iter()
            .map(|(_, l)| (l.range, l.shown.text.as_str()))
    }

    /// Height of the whole column.
    pub fn height(&self) -> f32 {
        self.laid.last().map_or(0.0, |(top, l)| top + l.height)
    }

    /// What a range covers.
    pub fn rects(&self, range: TextRange) -> Vec<Rect> {
        let from = self
            .laid
            .partition_point(|(_, l)| l.range.end <= range.start);
        let mut out = Vec::new();
        for (top, laid) in self.laid.get(from..).unwrap_or_default() {
            if laid.range.start >= range.end {
                break;
            }
            let rects = laid.rects(range).into_iter();
            out.extend(rects.map(|r| r.translate(vec2(0.0, *top))));
        }
        out
    }

    /// Where the caret stands before a byte.
    pub fn caret(&self, byte: usize) -> Rect {
        let i = self.laid.partition_point(|(_, l)| l.range.end < byte);
        // Between two pieces the later one has the caret.
        let next = self.laid.get(i + 1);
        let i = i + usize::from(next.is_some_and(|(_, l)| l.range.start == byte));
        let last = self.laid.len().saturating_sub(1);
        let Some((top, laid)) = self.laid.get(i.min(last)) else {
            return Rect::NOTHING;
        };
        laid.caret(byte).translate(vec2(0.0, *top))
    }

    fn at(&self, point: Pos2) -> Option<(Pos2, &Laid)> {
        let i = self.laid.partition_point(|(top, _)| *top <= point.y);
        let (top, laid) = self.laid.get(i.saturating_sub(1))?;
        Some((pos2(point.x, point.y - top), laid))
    }

    /// The place between two characters that is nearest to a point.
    pub fn hit(&self, point: Pos2) -> usize {
        self.at(point)
            .map_or(0, |(point, laid)| laid.hit(point, self.text()))
    }

    /// What stands under a point.
    pub fn under(&self, point: Pos2) -> Option<TextRange> {
        let (point, laid) = self.at(point)?;
        laid.under(point, self.text())
    }

    /// The rows: where each begins and where the caret last stands in it.
    pub fn rows(&self) -> Vec<TextRange> {
        let rows = |laid: &Laid| {
            (0..laid.rows())
                .map(|r| laid.row_range(r))
                .collect::<Vec<_>>()
        };
        self.laid.iter().flat_map(|(_, l)| rows(l)).collect()
    }

    /// The edges of the slots that a range covers, for a painter that has no time for rectangles: what the layout must
    /// keep equal to [`Page::rects`].
    pub fn slot_edges(&self, range: TextRange) -> Vec<(f32, f32)> {
        let slots = |laid: &Laid| {
            let (from, to) = laid.slots_of(range)?;
            let edges = (from..to).map(|slot| laid.slot_x(slot));
            Some(
                edges
                    .map(|(_, left, right)| (left, right))
                    .collect::<Vec<_>>(),
            )
        };
        let pieces = self.laid.iter().filter_map(|(_, l)| slots(l));
        pieces.flatten().collect()
    }

    /// How many slots there are.
    pub fn slots(&self) -> usize {
        let ends = self.laid.iter().map(|(_, l)| l.slot_at(l.shown.text.len()));
        ends.sum()
    }

    /// What stands in slots that hold more than one character that people see.
    pub fn coarse(&self) -> Vec<String> {
        self.laid.iter().flat_map(|(_, l)| coarse(l)).collect()
    }
}

fn coarse(laid: &Laid) -> Vec<String> {
    let text = &laid.shown.text;
    let mut slots = vec![Vec::new(); laid.slot_at(text.len())];
    for (at, grapheme) in text.grapheme_indices(true) {
        if let Some(slot) = slots.get_mut(laid.slot_at(at)) {
            slot.push(grapheme);
        }
    }
    slots.retain(|s| s.len() > 1);
    slots.into_iter().map(|s| s.concat()).collect()
}
