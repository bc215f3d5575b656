//! The scroll bar, with the overview ruler beside it.

use super::{Drag, Reader, View};
use crate::ui::theme::Palette;
use egui::{Rect, Sense, Ui, pos2};

/// Width of the ruler, in points.
const RULER: f32 = 15.0;

impl Reader {
    /// Paints the bar and takes its drags.
    pub(super) fn bar(&mut self, ui: &mut Ui, view: &View<'_>, rect: Rect) {
        let p = Palette::of(ui.visuals());
        let ruler = Rect::from_min_size(rect.min, egui::vec2(RULER, rect.height()));
        let track = Rect::from_min_max(pos2(ruler.max.x, rect.min.y), rect.max);
        let response = ui.interact(
            track,
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
        self.expose_bar(ui.ctx(), response.id);
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
        let thumb = Rect::from_min_max(
            pos2(ruler.max.x + 2.0, top),
            pos2(rect.max.x - 1.0, top + long),
        );
        if (total as f32) > rect.height() * 0.75 {
            let strength = if response.hovered() || self.drag == Drag::Bar {
                0.22
            } else {
                0.13
            };
            ui.painter()
                .rect_filled(thumb, 3.0, p.ink.gamma_multiply(strength));
        }
        self.ruler(ui, view, ruler, scale);
    }
}
