//! The scroll bar with its overview: where themes, findings and hits lie.

use super::{Drag, Reader, View};
use crate::app::spans::Layers;
use crate::text::TextRange;
use crate::ui::theme::Palette;
use egui::{Color32, Rect, Sense, Ui, pos2};
use std::sync::Arc;

/// The marks of the overview, worked out once for a set of layers and a height.
#[derive(Default)]
pub struct Marks {
    made_for: Option<Made>,
    marks: Vec<(u16, Color32)>,
}

struct Made {
    /// Held, so that other layers never come to lie at the same address.
    layers: Arc<Layers>,
    /// Height of the whole text, in points: estimated at first, better known the more is laid out.
    total: f64,
    rest: Rest,
}

#[derive(PartialEq)]
struct Rest {
    height: u16,
    hits: (usize, Option<TextRange>, Option<TextRange>),
    dark: bool,
    shown: [bool; 2],
}

impl Made {
    /// Whether what was made for `other` would look the same. A two-hundredth of the height is about a mark.
    fn is_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.layers, &other.layers)
            && self.rest == other.rest
            && (self.total - other.total).abs() <= other.total / 200.0
    }
}

/// Height of a mark, in points.
const MARK: f32 = 3.0;

impl Reader {
    /// Paints the bar and takes its drags.
    pub(super) fn bar(&mut self, ui: &mut Ui, view: &View<'_>, rect: Rect) {
        let p = Palette::of(ui.visuals());
        let response = ui.interact(
            rect,
            ui.scope_id().with("overview"),
            Sense::click_and_drag(),
        );
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::ScrollBar,
                true,
                "Position in the document",
            )
        });
        ui.painter().rect_filled(rect, 0.0, p.panel);
        ui.painter()
            .vline(rect.min.x, rect.y_range(), egui::Stroke::new(1.0, p.line));
        // Of a document of which only the beginning is there, the rest is guessed to be like it.
        let share = view.document.whole_len() as f64 / view.document.text.len().max(1) as f64;
        let total = (self.heights.total() * share).max(1.0);
        let page = f64::from(rect.height());
        let scale = f64::from(rect.height()) / (total + page * 0.4);
        if response.is_pointer_button_down_on()
            && let Some(point) = response.interact_pointer_pos()
        {
            self.drag = Drag::Bar;
            let wanted = f64::from(point.y - rect.min.y) / scale - page / 2.0;
            let (piece, offset) = self.heights.at(wanted);
            self.top = (piece, offset);
            if wanted <= 0.0 {
                self.top = (0, -super::ABOVE);
            }
        } else if self.drag == Drag::Bar {
            self.drag = Drag::Nothing;
        }
        let from = (self.heights.before(self.top.0) + f64::from(self.top.1)).max(0.0) * scale;
        let long = (page * scale).max(18.0) as f32;
        let top = (rect.min.y + from as f32).min(rect.max.y - long);
        let thumb = Rect::from_min_max(pos2(rect.min.x + 1.0, top), pos2(rect.max.x, top + long));
        if (total as f32) > rect.height() * 0.75 {
            let strength = if response.hovered() || self.drag == Drag::Bar {
                0.22
            } else {
                0.13
            };
            ui.painter()
                .rect_filled(thumb, 3.0, p.ink.gamma_multiply(strength));
        }
        self.refresh_marks(view, p, rect.height(), scale);
        for &(y, colour) in &self.marks.marks {
            let at = pos2(rect.min.x + 4.0, rect.min.y + f32::from(y));
            ui.painter().rect_filled(
                Rect::from_min_size(at, egui::vec2(8.0, MARK - 0.5)),
                1.0,
                colour,
            );
        }
    }

    fn refresh_marks(&mut self, view: &View<'_>, p: &Palette, height: f32, scale: f64) {
        let made = Made {
            layers: view.layers.clone(),
            total: self.heights.total(),
            rest: Rest {
                height: height as u16,
                hits: (
                    view.hits.len(),
                    view.hits.first().copied(),
                    view.hits.last().copied(),
                ),
                dark: p.dark,
                shown: [view.settings.show_themes, view.settings.show_quality],
            },
        };
        if self
            .marks
            .made_for
            .as_ref()
            .is_some_and(|m| m.is_like(&made))
        {
            return;
        }
        let mut bins: Vec<Option<Color32>> = vec![None; (height / MARK) as usize + 1];
        let mut mark = |byte: usize, colour: Color32| {
            let y = self.heights.before(self.piece_at(byte)) * scale;
            if let Some(bin) = bins.get_mut((y as f32 / MARK) as usize) {
                *bin = Some(colour);
            }
        };
        all_marks(view, view.layers, p, &mut mark);
        self.marks.marks = bins
            .into_iter()
            .enumerate()
            .filter_map(|(i, c)| c.map(|c| ((i as f32 * MARK) as u16, c)))
            .collect();
        self.marks.made_for = Some(made);
    }
}

/// Calls `mark` for everything, what matters most last.
fn all_marks(view: &View<'_>, layers: &Layers, p: &Palette, mark: &mut impl FnMut(usize, Color32)) {
    if view.settings.show_themes {
        for span in layers.tints.all() {
            let colour = span
                .what
                .theme
                .and_then(|t| view.codebook.get(t))
                .map_or(p.highlight(), |t| t.colour);
            mark(span.range.start, p.theme(colour));
        }
    }
    if view.settings.show_quality {
        for span in layers.waves.all() {
            mark(span.range.start, p.severity(span.what.severity));
        }
    }
    for hit in view.hits {
        mark(hit.start, p.accent);
    }
}
