//! The overview ruler: where themes, findings and hits lie in the whole document, and what of it is visible.
//!
//! The ruler has three columns: themes, findings, hits. It is cut into bins of a few points; what begins in (or reaches
//! through) the part of the text that a bin stands for is shown as one mark, the paler the fewer there are. Only the bins
//! are worked out, by asking the sorted layers for their part of the text: the cost does not grow with the document.

use super::coverage::Kind;
use super::{Reader, View, margin};
use crate::annotation::{Codebook, Severity};
use crate::app::spans::{Span, Tint};
use crate::text::TextRange;
use crate::ui::theme::{Palette, Scheme};
use egui::{Color32, Mesh, Rect, Sense, Ui, pos2};
use std::sync::Arc;

/// Height of a bin, in points.
const BIN: f32 = 3.0;
/// Most passages that are looked at for the colour of a bin.
const SAMPLE: usize = 12;
/// Most of a kind that are looked at in a bin: more do not look otherwise. Only under the pointer all are counted.
const MOST: usize = 32;
/// Beyond so many passages a bin shows those that begin in it, not those that reach through it.
const MANY: usize = 5_000;

/// The marks, worked out once for a state.
#[derive(Default)]
pub struct Marks {
    made_for: Option<Made>,
    /// Height of the text, in points, when they were made.
    total: f64,
    /// Whether they wait for the next frame: after an edit the text is painted first.
    late: bool,
    bins: Vec<Bin>,
    /// The bins as they are painted at a place.
    shape: Option<(Rect, Arc<Mesh>)>,
}

#[derive(Clone, Copy, PartialEq)]
struct Made {
    layers: u64,
    height: u32,
    hits: (usize, Option<TextRange>, Option<TextRange>),
    scheme: Scheme,
    shown: [bool; 2],
    colours: u64,
}

/// A part of the text, and what lies in it.
#[derive(Clone, Copy)]
struct Bin {
    /// UTF-8 bytes of the text.
    range: TextRange,
    themes: Mark,
    findings: Mark,
    hits: Mark,
}

/// What lies in a bin.
#[derive(Clone, Copy, Default)]
struct Mark {
    count: usize,
    colour: Color32,
    /// Where the first begins.
    first: usize,
}

impl Mark {
    /// The colour that it is painted in; `None` where there is nothing.
    fn look(&self) -> Option<Color32> {
        (self.count > 0).then(|| self.colour.gamma_multiply(strength(self.count)))
    }
}

/// What identifies the colours of a codebook.
fn colours(codebook: &Codebook) -> u64 {
    codebook.iter().fold(0, |sum, theme| {
        let [r, g, b] = theme.colour.map(u64::from);
        let id = theme.id.0.as_u64_pair().1;
        sum.rotate_left(7) ^ id ^ (r << 16 | g << 8 | b)
    })
}

impl Reader {
    /// Paints the ruler and takes its clicks; `scale`: points of the ruler for a point of the text.
    pub(super) fn ruler(&mut self, ui: &Ui, view: &View<'_>, rect: Rect, scale: f64) {
        let p = Palette::of(ui.visuals());
        self.refresh_marks(ui.ctx(), view, p, rect.height(), scale);
        let response = ui.interact(rect, ui.scope_id().with("ruler"), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::Slider,
                true,
                "Overview of themes, findings and hits",
            )
        });
        self.paint_marks(ui, rect);
        self.paint_visible(ui, p, rect, scale);
        if let Some(point) = response.hover_pos() {
            let (text, near) = self.near(view, point.y - rect.min.y);
            if near.is_some() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            let clicked = response.clicked();
            response.on_hover_text_at_pointer(text);
            if clicked {
                self.jump(ui, view, rect, point.y, near);
            }
        }
    }

    fn jump(&mut self, ui: &Ui, view: &View<'_>, rect: Rect, y: f32, near: Option<usize>) {
        let in_bin = || {
            let bin = ((y - rect.min.y) / BIN) as usize;
            self.marks.bins.get(bin).map(|b| b.range.start)
        };
        if let Some(byte) = near.or_else(in_bin) {
            self.scroll_to(ui, view.document, byte, rect.height() * 0.3);
            ui.ctx().request_repaint();
        }
    }

    /// What lies near a height of the ruler, in words, and where the nearest of it begins.
    fn near(&self, view: &View<'_>, y: f32) -> (String, Option<usize>) {
        /// Bins that a hand may miss by.
        const REACH: usize = 2;
        let at = (y / BIN) as usize;
        let mut bins: Vec<usize> = (at.saturating_sub(REACH)..=at + REACH).collect();
        bins.sort_by_key(|b| b.abs_diff(at));
        let found = bins.into_iter().find_map(|b| {
            let bin = self.marks.bins.get(b)?;
            let first = [bin.findings, bin.hits, bin.themes]
                .into_iter()
                .find(|m| m.count > 0)?;
            Some((bin, first.first))
        });
        let Some((bin, first)) = found else {
            return ("Nothing is marked here".to_owned(), None);
        };
        let counts = [
            (bin.themes, themes_begun(view, bin.range), "tagged passage"),
            (bin.findings, findings_begun(view, bin.range), "finding"),
            (bin.hits, hits_begun(view, bin.range).len(), "hit"),
        ];
        let words: Vec<String> = counts
            .into_iter()
            .filter(|(mark, ..)| mark.count > 0)
            .map(|(mark, begun, what)| {
                // Where nothing begins here, something reaches through.
                let n = begun.max(mark.count);
                crate::ui::widgets::count(n, what, &format!("{what}s"))
            })
            .collect();
        (words.join(", "), Some(first))
    }

    /// The marks are drawn as one shape that is kept until they change.
    fn paint_marks(&mut self, ui: &Ui, rect: Rect) {
        let kept = self.marks.shape.as_ref().filter(|(at, _)| *at == rect);
        let mesh = match kept {
            Some((_, mesh)) => mesh.clone(),
            None => {
                let mesh = Arc::new(mesh_of(&self.marks.bins, rect));
                self.marks.shape = Some((rect, mesh.clone()));
                mesh
            }
        };
        ui.painter().add(egui::Shape::Mesh(mesh));
    }

    /// A quiet field behind what is visible of the text.
    fn paint_visible(&self, ui: &Ui, p: &Palette, rect: Rect, scale: f64) {
        // Where all of it is visible there is nothing to say.
        if self.heights.total() <= f64::from(rect.height()) {
            return;
        }
        let from = self.heights.before(self.top.0) + f64::from(self.top.1);
        let top = rect.min.y + (from.max(0.0) * scale) as f32;
        let height = ((f64::from(rect.height()) * scale) as f32).max(4.0);
        let at = Rect::from_min_max(
            pos2(rect.min.x, top.min(rect.max.y - 4.0)),
            pos2(rect.max.x, (top + height).min(rect.max.y)),
        );
        ui.painter()
            .rect_filled(at, 2.0, p.ink.gamma_multiply(0.09));
        for y in [at.min.y, at.max.y - 1.0] {
            let edge = Rect::from_min_size(pos2(at.min.x, y), egui::vec2(at.width(), 1.0));
            ui.painter()
                .rect_filled(edge, 0.0, p.ink.gamma_multiply(0.3));
        }
    }

    fn refresh_marks(
        &mut self,
        ctx: &egui::Context,
        view: &View<'_>,
        p: &Palette,
        height: f32,
        scale: f64,
    ) {
        let made = Made {
            layers: view.layers.revision(),
            height: height as u32,
            hits: (
                view.hits.len(),
                view.hits.first().copied(),
                view.hits.last().copied(),
            ),
            scheme: p.scheme,
            shown: [view.settings.show_themes, view.settings.show_quality],
            colours: colours(view.codebook),
        };
        let total = self.heights.total();
        // Heights get better known while one reads; a two-hundredth of the whole is about a bin.
        let alike = (self.marks.total - total).abs() <= total / 200.0;
        if alike && self.marks.made_for.as_ref() == Some(&made) {
            return;
        }
        let edited = |old: &Made| {
            Made {
                layers: made.layers,
                ..*old
            } == made
        };
        let is_edit = alike && self.marks.made_for.as_ref().is_some_and(edited);
        if is_edit && !std::mem::replace(&mut self.marks.late, true) {
            ctx.request_repaint();
            return;
        }
        self.marks.late = false;
        let bins = (height / BIN) as usize;
        let byte = |bin: usize| self.byte_at_height(bin as f64 * f64::from(BIN) / scale);
        self.marks.bins = (0..bins)
            .map(|i| {
                let end = if i + 1 == bins {
                    usize::MAX
                } else {
                    byte(i + 1)
                };
                let range = TextRange::new(byte(i), end);
                Bin {
                    range,
                    themes: themes_in(view, p, range),
                    findings: findings_in(view, p, range),
                    hits: hits_in(view, p, range),
                }
            })
            .collect();
        self.marks.shape = None;
        self.marks.total = total;
        self.marks.made_for = Some(made);
    }

    /// The byte at a height of the whole text, in points: between the rows of a paragraph by their share of it.
    fn byte_at_height(&self, height: f64) -> usize {
        if height >= self.heights.total() {
            return usize::MAX;
        }
        let (i, inside) = self.heights.at(height);
        let share = inside / self.heights.get(i).max(1.0);
        self.pieces.get(i).map_or(0, |piece| {
            piece.range.start + (piece.range.len() as f32 * share) as usize
        })
    }
}

/// The three columns; bins below one another that look alike are one mark.
fn mesh_of(bins: &[Bin], rect: Rect) -> Mesh {
    let column = rect.width() / 3.0;
    let mut mesh = Mesh::default();
    let columns: [fn(&Bin) -> Mark; 3] = [|b| b.themes, |b| b.findings, |b| b.hits];
    for (n, of) in columns.into_iter().enumerate() {
        let left = rect.min.x + column * n as f32 + 1.0;
        let mut first = 0;
        for alike in bins.chunk_by(|a, b| of(a).look() == of(b).look()) {
            let top = rect.min.y + first as f32 * BIN;
            first += alike.len();
            if let Some(colour) = alike.first().and_then(|b| of(b).look()) {
                let bottom = rect.min.y + first as f32 * BIN;
                let at = Rect::from_min_max(pos2(left, top), pos2(left + column - 1.0, bottom));
                mesh.add_colored_rect(at, colour);
            }
        }
    }
    mesh
}

/// How strongly a mark is painted: one passage well seen, many a little more.
fn strength(count: usize) -> f32 {
    match count {
        0..=1 => 0.62,
        2..=4 => 0.76,
        5..=19 => 0.9,
        _ => 1.0,
    }
}

/// Tagged passages of a part, in the colour that most of them have.
fn themes_in(view: &View<'_>, p: &Palette, range: TextRange) -> Mark {
    if !view.settings.show_themes || range.is_empty() {
        return Mark::default();
    }
    let tints = &view.layers.tints;
    if tints.len() > MANY {
        mark_of(view, p, tints.starting_in(range))
    } else {
        mark_of(view, p, tints.over(range))
    }
}

fn mark_of<'a>(view: &View<'_>, p: &Palette, spans: impl Iterator<Item = &'a Span<Tint>>) -> Mark {
    let mut sample: Vec<Kind> = Vec::with_capacity(SAMPLE);
    let mut out = Mark::default();
    for span in spans.take(MOST) {
        if out.count == 0 {
            out.first = span.range.start;
        }
        if sample.len() < SAMPLE {
            sample.push(Kind::of(&span.what));
        }
        out.count += 1;
    }
    let most = sample
        .iter()
        .max_by_key(|k| sample.iter().filter(|o| o == k).count());
    let colour = most.map_or(p.highlight(), |k| margin::colour_of(view, p, *k));
    out.colour = p.theme(colour);
    out
}

/// Findings and flags of a part, in the colour of the most severe one.
fn findings_in(view: &View<'_>, p: &Palette, range: TextRange) -> Mark {
    if !view.settings.show_quality || range.is_empty() {
        return Mark::default();
    }
    let mut out = Mark::default();
    let mut worst = Severity::Low;
    for span in view.layers.waves_starting_in(range).take(MOST) {
        if out.count == 0 || span.range.start < out.first {
            out.first = span.range.start;
        }
        out.count += 1;
        if span.what.severity == Severity::High
            || (span.what.severity == Severity::Medium && worst == Severity::Low)
        {
            worst = span.what.severity;
        }
    }
    out.colour = p.severity(worst);
    out
}

fn themes_begun(view: &View<'_>, range: TextRange) -> usize {
    view.layers.tints.starting_in(range).count()
}

fn findings_begun(view: &View<'_>, range: TextRange) -> usize {
    view.layers.waves_starting_in(range).count()
}

fn hits_begun<'a>(view: &View<'a>, range: TextRange) -> &'a [TextRange] {
    let from = view.hits.partition_point(|h| h.start < range.start);
    let to = view.hits.partition_point(|h| h.start < range.end);
    view.hits.get(from..to.max(from)).unwrap_or_default()
}

fn hits_in(view: &View<'_>, p: &Palette, range: TextRange) -> Mark {
    let hits = hits_begun(view, range);
    Mark {
        count: hits.len().min(MOST),
        colour: p.accent,
        first: hits.first().map_or(0, |h| h.start),
    }
}
