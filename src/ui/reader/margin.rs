//! Named bars in the margin: one for every tinted passage in view, in lanes where they overlap.

use super::View;
use crate::annotation::AnnotationId;
use crate::ui::theme::{self, Palette};
use egui::{FontId, Painter, Rangef, Rect, pos2, vec2};
use std::collections::HashMap;

/// A bar.
#[derive(Clone, Debug)]
struct Bar {
    name: String,
    colour: [u8; 3],
    rows: Rangef,
    focus: bool,
}

/// The bars of what is in view.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    bars: Vec<Bar>,
    by_id: HashMap<AnnotationId, usize>,
}

impl Bars {
    /// Adds a part of a passage; parts of one annotation become one bar.
    pub fn add(
        &mut self,
        id: AnnotationId,
        name: &str,
        colour: [u8; 3],
        rows: Rangef,
        focus: bool,
    ) {
        match self.by_id.get(&id).and_then(|&i| self.bars.get_mut(i)) {
            Some(bar) => {
                bar.rows = Rangef::new(bar.rows.min.min(rows.min), bar.rows.max.max(rows.max))
            }
            None => {
                self.by_id.insert(id, self.bars.len());
                self.bars.push(Bar {
                    name: name.to_owned(),
                    colour,
                    rows,
                    focus,
                });
            }
        }
    }
}

/// Distance of two lanes, in points.
const LANE: f32 = 9.0;
/// Most lanes that are drawn; what does not fit is counted.
const LANES: usize = 6;
/// Height of a name, in points.
const NAME: f32 = 16.0;

/// Paints the bars from `x` on.
pub fn paint(painter: &Painter, view: &View<'_>, p: &Palette, bars: &Bars, rect: Rect, x: f32) {
    let _ = view;
    let lanes = lanes(&bars.bars);
    let used = lanes.iter().flatten().max().map_or(0, |l| l + 1);
    let name_x = x + LANE * used as f32 + 3.0;
    let mut free_y = f32::NEG_INFINITY;
    let mut left_out = 0;
    for (bar, lane) in bars.bars.iter().zip(lanes) {
        let Some(lane) = lane else {
            left_out += 1;
            continue;
        };
        let rows = Rangef::new(bar.rows.min + 3.0, bar.rows.max - 3.0);
        let width = if bar.focus { 6.0 } else { 4.0 };
        let at = Rect::from_x_y_ranges(
            x + LANE * lane as f32..=x + LANE * lane as f32 + width,
            rows,
        );
        painter.rect_filled(at, 2.0, p.theme(bar.colour));
        free_y = name(painter, p, bar, rect, name_x, rows, free_y);
    }
    if left_out > 0 {
        let at = pos2(x, rect.max.y - 22.0);
        painter.text(
            at,
            egui::Align2::LEFT_TOP,
            format!("+ {left_out} more"),
            FontId::proportional(theme::SMALL_TEXT),
            p.soft,
        );
    }
}

/// Writes the name beside its bar, below the names before it; returns where the next one may begin.
fn name(
    painter: &Painter,
    p: &Palette,
    bar: &Bar,
    rect: Rect,
    x: f32,
    rows: Rangef,
    free_y: f32,
) -> f32 {
    let room = rect.max.x - x - 6.0;
    if room < 24.0 {
        return free_y;
    }
    let y = rows.min.max(rect.min.y + 4.0).max(free_y);
    // A name that would stand beside another bar's passage says nothing; the bar's tooltip and the panel have it.
    if y > rows.max + NAME * 4.0 {
        return free_y;
    }
    let ink = if bar.focus { p.ink } else { p.soft };
    let mut job = egui::text::LayoutJob::simple_singleline(
        bar.name.clone(),
        FontId::proportional(theme::SMALL_TEXT),
        ink,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(room - 8.0);
    let galley = painter.layout_job(job);
    painter.rect_filled(
        Rect::from_min_size(pos2(x, y + 4.5), vec2(5.0, 5.0)),
        1.5,
        p.theme(bar.colour),
    );
    painter.galley(pos2(x + 9.0, y), galley, ink);
    y + NAME
}

/// The lane of each bar: the first that is free where it begins; `None` where there is none.
fn lanes(bars: &[Bar]) -> Vec<Option<usize>> {
    let mut free: Vec<f32> = Vec::new();
    let mut order: Vec<usize> = (0..bars.len()).collect();
    order.sort_by(|&a, &b| {
        bars.get(a)
            .map(|b| b.rows.min)
            .partial_cmp(&bars.get(b).map(|b| b.rows.min))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut out = vec![None; bars.len()];
    for i in order {
        let (Some(bar), Some(slot)) = (bars.get(i), out.get_mut(i)) else {
            continue;
        };
        let lane = free
            .iter()
            .position(|&end| end <= bar.rows.min + 0.5)
            .unwrap_or(free.len());
        if lane >= LANES {
            continue;
        }
        if lane == free.len() {
            free.push(bar.rows.max);
        } else if let Some(end) = free.get_mut(lane) {
            *end = bar.rows.max;
        }
        *slot = Some(lane);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(min: f32, max: f32) -> Bar {
        Bar {
            name: String::new(),
            colour: [0; 3],
            rows: Rangef::new(min, max),
            focus: false,
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
        let many: Vec<Bar> = (0..10).map(|_| bar(0.0, 10.0)).collect();
        assert_eq!(lanes(&many).iter().flatten().count(), LANES);
    }
}
