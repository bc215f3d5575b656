//! Named bars in the margin: one for every tinted passage in view, in lanes where they overlap; one for every theme, with
//! a count, where there are too many.

use super::View;
use super::coverage::{Coverage, Group, Kind, Part};
use crate::annotation::AnnotationId;
use crate::app::Focus;
use crate::ui::theme::{self, Palette};
use egui::{FontId, Galley, Rangef, Rect, Sense, Ui, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// A bar.
#[derive(Clone, Debug)]
struct Bar {
    /// The annotation, where it is only one.
    id: Option<AnnotationId>,
    kind: Kind,
    rows: Rangef,
    count: usize,
}

/// The bars of what is in view.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    single: Vec<Bar>,
    by_id: HashMap<AnnotationId, usize>,
    groups: Vec<Bar>,
    count: usize,
}

/// Most passages in view that have a bar each.
const SINGLE: usize = 48;
/// Bars of one theme that are nearer than this become one, in points.
const NEAR: f32 = 40.0;

impl Bars {
    /// Adds what lies on a piece whose top is at `y`.
    pub fn add(&mut self, coverage: &Coverage, y: f32) {
        self.count += coverage.count;
        coverage
            .parts
            .iter()
            .for_each(|part| self.add_part(part, y));
        coverage.groups.iter().for_each(|g| self.add_group(g, y));
    }

    /// Parts of one annotation become one bar.
    fn add_part(&mut self, part: &Part, y: f32) {
        let rows = Rangef::new(part.rows.min + y, part.rows.max + y);
        match self
            .by_id
            .get(&part.id)
            .and_then(|&i| self.single.get_mut(i))
        {
            Some(bar) => bar.rows.max = bar.rows.max.max(rows.max),
            None => {
                self.by_id.insert(part.id, self.single.len());
                self.single.push(Bar {
                    id: Some(part.id),
                    kind: part.kind,
                    rows,
                    count: 1,
                });
            }
        }
    }

    fn add_group(&mut self, group: &Group, y: f32) {
        let rows = Rangef::new(group.rows.min + y, group.rows.max + y);
        let last = self.groups.iter_mut().rev().find(|b| b.kind == group.kind);
        match last {
            Some(bar) if rows.min - bar.rows.max < NEAR => {
                bar.rows.max = rows.max;
                bar.count += group.count;
            }
            _ => self.groups.push(Bar {
                id: None,
                kind: group.kind,
                rows,
                count: group.count,
            }),
        }
    }

    /// The bars that are shown.
    fn shown(self) -> Vec<Bar> {
        let too_many = self.single.len() > SINGLE || self.count > 4 * SINGLE;
        let mut bars = if too_many { self.groups } else { self.single };
        bars.sort_by(|a, b| {
            let order = a.rows.min.total_cmp(&b.rows.min);
            order.then(b.rows.max.total_cmp(&a.rows.max))
        });
        bars
    }
}

/// Most lanes that are drawn; what does not fit is counted.
const LANES: usize = 12;
/// Height of a name, in points.
const NAME: f32 = 16.0;
/// Least width at which a name says something, in points.
const NAME_WIDTH: f32 = 34.0;

/// Colour of what a tint is for.
pub fn colour_of(view: &View<'_>, p: &Palette, kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Theme(id) => view.codebook.get(id).map_or(p.highlight(), |t| t.colour),
        _ => p.highlight(),
    }
}

/// Name of what a tint is for.
pub fn name_of<'a>(view: &View<'a>, kind: Kind) -> &'a str {
    match kind {
        Kind::Theme(id) => view.codebook.get(id).map_or("Theme", |t| t.name.as_str()),
        Kind::Highlight => "Highlight",
        Kind::Memo => "Note",
        Kind::Correction => "Correction",
    }
}

/// Shows the bars in `room`; the annotation whose bar or name was pressed.
pub fn show(ui: &Ui, view: &View<'_>, bars: Bars, room: Rect) -> Option<AnnotationId> {
    let p = Palette::of(ui.visuals());
    let bars = bars.shown();
    let lanes = lanes(&bars);
    let used = lanes.iter().flatten().max().map_or(0, |l| l + 1);
    let mut margin = Margin {
        ui,
        view,
        p,
        room,
        lane: pitch(used, room.width()),
        used,
        free_y: room.min.y + 4.0,
        hidden: Vec::new(),
        zones: Vec::new(),
        pressed: None,
    };
    for (bar, lane) in bars.iter().zip(lanes) {
        match lane {
            Some(lane) => margin.bar(bar, lane),
            None => margin.hide(bar),
        }
    }
    margin.count_hidden();
    margin.point();
    margin.pressed
}

/// Distance of two lanes in a room of this width, in points: narrower where there are many, or little room.
fn pitch(used: usize, width: f32) -> f32 {
    let usual = if used > 6 { 6.0 } else { 9.0 };
    let fitting = width / used.max(1) as f32;
    fitting.clamp(2.5, usual)
}

struct Margin<'a> {
    ui: &'a Ui,
    view: &'a View<'a>,
    p: &'a Palette,
    room: Rect,
    /// Distance of two lanes, in points.
    lane: f32,
    used: usize,
    /// Where the next name may begin.
    free_y: f32,
    /// What has no name beside it: where its bar begins, and what it is called.
    hidden: Vec<String>,
    /// What can be pressed, and where.
    zones: Vec<(Rect, AnnotationId)>,
    pressed: Option<AnnotationId>,
}

impl Margin<'_> {
    fn title(&self, bar: &Bar) -> String {
        if let Some(words) = self.correction(bar) {
            return words;
        }
        let name = name_of(self.view, bar.kind);
        match bar.id {
            Some(_) => name.to_owned(),
            None => format!("{name} × {}", bar.count),
        }
    }

    /// The other words of a correction: what should stand there, or, where that does, what the document has.
    fn correction(&self, bar: &Bar) -> Option<String> {
        let id = bar.id.filter(|_| bar.kind == Kind::Correction)?;
        let correction = self.view.layers.corrections().by(id)?;
        let original = correction.range.of(&self.view.document.text)?;
        let words = |text: &str| crate::ui::widgets::excerpt(text, 60);
        // What reaches over the end of a paragraph is not shown in place.
        let block = |byte| self.view.document.paragraph_at(byte);
        let (first, last) = (correction.range.start, correction.range.end - 1);
        let in_place = self.view.settings.show_corrected && block(first) == block(last);
        Some(match (in_place, &*correction.text) {
            (true, _) => format!("was: {}", words(original)),
            (false, "") => "→ (left out)".to_owned(),
            (false, text) if text.trim().is_empty() => "→ (a space)".to_owned(),
            (false, text) => format!("→ {}", words(text)),
        })
    }

    fn is_focus(&self, bar: &Bar) -> bool {
        bar.id
            .is_some_and(|id| self.view.focus == Focus::Annotation(id))
    }

    fn bar(&mut self, bar: &Bar, lane: usize) {
        // A name begins beside its bar: what was counted before belongs above it.
        if bar.rows.min >= self.free_y {
            self.count_hidden();
        }
        let rows = Rangef::new(bar.rows.min + 3.0, bar.rows.max - 3.0);
        let x = self.room.min.x + self.lane * lane as f32;
        let width = if self.is_focus(bar) { 6.0 } else { 4.0 };
        let width = f32::min(width, self.lane - 0.5);
        let at = Rect::from_x_y_ranges(x..=x + width, rows);
        let colour = self.p.theme(colour_of(self.view, self.p, bar.kind));
        self.painter().rect_filled(at, 2.0, colour);
        self.press(bar, at.expand2(vec2(1.5, 0.0)));
        self.name(bar, rows);
    }

    fn painter(&self) -> egui::Painter {
        self.ui.painter_at(self.room.expand2(vec2(4.0, 0.0)))
    }

    /// Makes a bar or a name something to point at.
    fn press(&mut self, bar: &Bar, at: Rect) {
        let at = at.intersect(self.room.expand2(vec2(4.0, 0.0)));
        if let Some(id) = bar.id.filter(|_| at.is_positive()) {
            self.zones.push((at, id));
        }
    }

    /// Says a name to assistive programs; they find the theme with its paragraph too.
    fn tell(&self, bar: &Bar, at: Rect) {
        let id = self.ui.scope_id().with(("margin", bar.id, at.min.y as i32));
        let response = self.ui.interact(at, id, Sense::hover());
        let what = match bar.kind {
            Kind::Correction => "corrected passage",
            _ => "tagged passage",
        };
        let title = format!("{}, {what}", self.title(bar));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, title.clone())
        });
    }

    /// The bar or name under the pointer: what it is, and whether it was pressed. It is as high as anything that can be
    /// pressed, without taking the text's place elsewhere.
    fn point(&mut self) {
        let Some(pointer) = self.ui.input(|i| i.pointer.hover_pos()) else {
            return;
        };
        let under = self.zones.iter().rev().find(|(at, _)| at.contains(pointer));
        let Some(&(at, id)) = under else { return };
        let size = at.size().max(egui::Vec2::splat(theme::TOUCH));
        let at = Rect::from_center_size(at.center(), size);
        let of = self.ui.scope_id().with("margin");
        let response = self.ui.interact(at, of, Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Show the annotation")
        });
        if response.hovered() {
            self.ui
                .ctx()
                .set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() {
            self.pressed = Some(id);
        }
        let tip = (self.view.hover)(super::Touched::Theme(id)).join("\n");
        response.on_hover_text(tip);
    }

    /// Writes the name beside its bar, below the names before it.
    fn name(&mut self, bar: &Bar, rows: Rangef) {
        let x = self.room.min.x + self.lane * self.used as f32 + 4.0;
        let width = self.room.max.x - x - 6.0;
        if width < NAME_WIDTH {
            return;
        }
        let y = rows.min.max(self.free_y);
        // A name that would stand far below its passage says nothing; it is counted where the last one stands.
        if y > rows.max + NAME * 2.0 || y > self.room.max.y - NAME {
            self.hide(bar);
            return;
        }
        let focus = self.is_focus(bar);
        let ink = if focus { self.p.ink } else { self.p.soft };
        let galley = self.galley(self.title(bar), ink, width - 9.0);
        let colour = self.p.theme(colour_of(self.view, self.p, bar.kind));
        let painter = self.painter();
        painter.rect_filled(
            Rect::from_min_size(pos2(x, y + 4.5), vec2(5.0, 5.0)),
            1.5,
            colour,
        );
        let size = galley.size();
        painter.galley(pos2(x + 9.0, y), galley, ink);
        let at = Rect::from_min_size(pos2(x, y), vec2(size.x + 9.0, NAME));
        self.press(bar, at);
        self.tell(bar, at);
        self.free_y = y + NAME;
    }

    fn galley(&self, text: String, ink: egui::Color32, width: f32) -> Arc<Galley> {
        let font = FontId::proportional(theme::SMALL_TEXT);
        let mut job = egui::text::LayoutJob::simple_singleline(text, font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        self.ui.painter().layout_job(job)
    }

    fn hide(&mut self, bar: &Bar) {
        self.hidden.push(self.title(bar));
    }

    /// "+ 3 more", where names found no room; which ones, on hover.
    fn count_hidden(&mut self) {
        let hidden = std::mem::take(&mut self.hidden);
        let x = self.room.min.x + self.lane * self.used as f32 + 13.0;
        if hidden.is_empty() || self.room.max.x - x < NAME_WIDTH {
            return;
        }
        let text = format!("+ {} more", hidden.len());
        let galley = self.galley(text, self.p.soft, self.room.max.x - x);
        let y = self.free_y.min(self.room.max.y - NAME);
        let at = Rect::from_min_size(pos2(x, y), galley.size());
        self.painter().galley(at.min, galley, self.p.soft);
        let id = self.ui.scope_id().with(("margin", "more", y as i32));
        let response = self.ui.interact(at, id, Sense::hover());
        let names = hidden.join("\n");
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::Label,
                true,
                format!("More themes here: {}", hidden.join(", ")),
            )
        });
        response.on_hover_text(names);
        self.free_y = y + NAME;
    }
}

/// The lane of each bar: the first that is free where it begins; `None` where there is none. Bars are sorted by where
/// they begin.
fn lanes(bars: &[Bar]) -> Vec<Option<usize>> {
    let mut free: Vec<f32> = Vec::new();
    bars.iter()
        .map(|bar| {
            let lane = free.iter().position(|&end| end <= bar.rows.min + 0.5);
            let lane = lane.unwrap_or(free.len());
            if lane >= LANES {
                return None;
            }
            if lane == free.len() {
                free.push(bar.rows.max);
            } else if let Some(end) = free.get_mut(lane) {
                *end = bar.rows.max;
            }
            Some(lane)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(min: f32, max: f32) -> Bar {
        Bar {
            id: None,
            kind: Kind::Highlight,
            rows: Rangef::new(min, max),
            count: 1,
        }
    }

    #[test]
    fn overlapping_bars_get_lanes_of_their_own_and_free_lanes_are_used_again() {
        let lanes = lanes(&[
            bar(0.0, 50.0),
            bar(10.0, 20.0),
            bar(30.0, 60.0),
            bar(55.0, 70.0),
        ]);
        assert_eq!(lanes, [Some(0), Some(1), Some(1), Some(0)]);
    }

    #[test]
    fn more_bars_than_lanes_are_counted() {
        let many: Vec<Bar> = (0..20).map(|_| bar(0.0, 10.0)).collect();
        assert_eq!(lanes(&many).iter().flatten().count(), LANES);
    }

    #[test]
    fn groups_of_one_theme_that_are_near_become_one_with_their_count() {
        let group = |min: f32, count| Group {
            kind: Kind::Highlight,
            rows: Rangef::new(min, min + 20.0),
            count,
        };
        let mut bars = Bars::default();
        bars.add_group(&group(0.0, 70), 10.0);
        bars.add_group(&group(0.0, 80), 50.0);
        bars.add_group(&group(0.0, 5), 400.0);
        bars.count = 155 + 4 * SINGLE;
        let shown = bars.shown();
        let found: Vec<_> = shown
            .iter()
            .map(|b| (b.rows.min, b.rows.max, b.count))
            .collect();
        assert_eq!(found, [(10.0, 70.0, 150), (400.0, 420.0, 5)]);
    }
}
