//! Small things that several panels draw.

use super::parts::{self, Part};
use super::theme::{self, Palette, SMALL_TEXT, TOUCH};
use egui::accesskit::Role;
use egui::{
    Align2, Color32, FontId, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// A key as a small cap.
pub fn key_cap(ui: &mut Ui, key: &str) {
    let p = Palette::of(ui.visuals());
    let galley = ui
        .painter()
        .layout_no_wrap(key.to_owned(), FontId::proportional(10.5), p.faint);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 8.0, 16.0), Sense::hover());
    ui.painter()
        .rect_stroke(rect, 4.0, Stroke::new(1.0, p.line), StrokeKind::Inside);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, p.faint);
}

/// A button with its key beside its name.
pub fn keyed_button(ui: &mut Ui, name: &str, key: &str, primary: bool) -> Response {
    let p = Palette::of(ui.visuals());
    let (fill, ink, cap) = if primary {
        (p.accent, p.on_accent, p.on_accent)
    } else {
        (p.paper, p.ink, p.faint)
    };
    chip(ui, name, key, None, Look { fill, ink, cap })
}

struct Look {
    fill: Color32,
    ink: Color32,
    cap: Color32,
}

/// A button with a theme's swatch, its name and its key.
pub fn theme_chip(ui: &mut Ui, name: &str, key: &str, colour: Color32) -> Response {
    let p = Palette::of(ui.visuals());
    chip(
        ui,
        name,
        key,
        Some(colour),
        Look {
            fill: p.paper,
            ink: p.ink,
            cap: p.faint,
        },
    )
}

fn chip(ui: &mut Ui, name: &str, key: &str, swatch: Option<Color32>, look: Look) -> Response {
    let p = Palette::of(ui.visuals());
    let text = ui
        .painter()
        .layout_no_wrap(name.to_owned(), FontId::proportional(12.5), look.ink);
    let cap = ui
        .painter()
        .layout_no_wrap(key.to_owned(), FontId::proportional(10.5), look.cap);
    let swatch_width = if swatch.is_some() { 15.0 } else { 0.0 };
    let cap_width = if key.is_empty() {
        0.0
    } else {
        cap.size().x + 14.0
    };
    let size = vec2(text.size().x + swatch_width + cap_width + 15.0, TOUCH + 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let stroke = if response.hovered() || response.has_focus() {
        p.accent
    } else {
        p.line
    };
    let fill = if response.hovered() && look.fill == p.paper {
        theme::mix(p.paper, p.ink, 0.04)
    } else {
        look.fill
    };
    ui.painter().rect(
        rect,
        7.0,
        fill,
        Stroke::new(1.0, stroke),
        StrokeKind::Inside,
    );
    let mut x = rect.min.x + 7.0;
    if let Some(colour) = swatch {
        let at = Rect::from_center_size(pos2(x + 5.0, rect.center().y), Vec2::splat(10.0));
        ui.painter().rect_filled(at, 3.0, colour);
        x += swatch_width;
    }
    let text_at = pos2(x, rect.center().y - text.size().y / 2.0);
    x += text.size().x + 6.0;
    ui.painter().galley(text_at, text, look.ink);
    if !key.is_empty() {
        let at = Rect::from_min_size(
            pos2(x, rect.center().y - 8.0),
            vec2(cap.size().x + 8.0, 16.0),
        );
        let line = if look.fill == p.accent {
            look.cap.gamma_multiply(0.5)
        } else {
            p.line
        };
        ui.painter()
            .rect_stroke(at, 4.0, Stroke::new(1.0, line), StrokeKind::Inside);
        ui.painter()
            .galley(at.center() - cap.size() / 2.0, cap, look.cap);
    }
    response
}

/// A swatch of a theme's or entity's colour.
pub fn swatch(ui: &mut Ui, colour: Color32, size: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    ui.painter().rect_filled(rect, size * 0.3, colour);
    response
}

/// Quiet small text.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL_TEXT)
}

/// Quiet small text in the soft colour.
pub fn soft(ui: &Ui, text: impl Into<String>) -> RichText {
    small(text).color(Palette::of(ui.visuals()).soft)
}

/// A heading of a panel's section.
pub fn section(ui: &mut Ui, text: &str) {
    let p = Palette::of(ui.visuals());
    ui.add_space(8.0);
    ui.label(
        RichText::new(text)
            .size(11.5)
            .family(theme::strong())
            .color(p.soft),
    );
    ui.add_space(1.0);
}

/// Tabs; returns the one that was pressed. They never take more than the width that there is: first their margins
/// shrink, then the counts behind their names go.
pub fn tabs<T: Copy + PartialEq>(ui: &mut Ui, now: T, all: &[(T, String)]) -> Option<T> {
    const GAP: f32 = 2.0;
    let p = Palette::of(ui.visuals());
    let room = ui.available_width() - GAP * all.len() as f32;
    let mut galleys: Vec<_> = all
        .iter()
        .map(|(tab, name)| tab_name(ui, p, name, *tab == now))
        .collect();
    let width = |galleys: &[Arc<egui::Galley>]| galleys.iter().map(|g| g.size().x).sum::<f32>();
    let margin = |width: f32| (room - width) / all.len().max(1) as f32;
    if margin(width(&galleys)) < 3.0 {
        let bare = |name: &str| {
            name.trim_end_matches(|c: char| c.is_ascii_digit())
                .trim_end()
                .to_owned()
        };
        galleys = all
            .iter()
            .map(|(tab, name)| tab_name(ui, p, &bare(name), *tab == now))
            .collect();
    }
    let margin = match margin(width(&galleys)) {
        // Even bare names do not fit beside one another: they take a second line.
        short if short < 0.0 => 8.0,
        enough => enough.min(11.0),
    };
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for ((tab, name), galley) in all.iter().zip(galleys) {
            let on = *tab == now;
            let (rect, response) =
                ui.allocate_exact_size(vec2(galley.size().x + margin, 30.0), Sense::click());
            if on {
                parts::begins_here(ui, Part::Inspector, response.id);
            }
            response
                .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, name.as_str()));
            if on || response.hovered() {
                let line = if on { p.accent } else { p.line };
                ui.painter().hline(
                    rect.shrink(margin / 2.0).x_range(),
                    rect.max.y - 2.0,
                    Stroke::new(2.0, line),
                );
            }
            ui.painter()
                .galley(rect.center() - galley.size() / 2.0, galley, p.ink);
            if response.clicked() {
                chosen = Some(*tab);
            }
        }
    });
    chosen
}

fn tab_name(ui: &Ui, p: &Palette, name: &str, on: bool) -> Arc<egui::Galley> {
    let (family, colour) = if on {
        (theme::strong(), p.ink)
    } else {
        (egui::FontFamily::Proportional, p.soft)
    };
    ui.painter()
        .layout_no_wrap(name.to_owned(), FontId::new(12.5, family), colour)
}

/// A text on one line, cut with "…" where it is too long.
pub fn one_line(ui: &Ui, at: Rect, text: &str, font: FontId, colour: Color32) {
    let breaks = ['\n', '\r', '\t'];
    let text = if text.contains(breaks) {
        text.replace(breaks, " ")
    } else {
        text.to_owned()
    };
    let mut job = egui::text::LayoutJob::simple_singleline(text, font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(at.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(
        pos2(at.min.x, at.center().y - galley.size().y / 2.0),
        galley,
        colour,
    );
}

/// Text at the right end of a rectangle; returns its width.
pub fn at_right(ui: &Ui, at: Rect, text: &str, size: f32, colour: Color32) -> f32 {
    ui.painter()
        .text(
            at.right_center(),
            Align2::RIGHT_CENTER,
            text,
            FontId::proportional(size),
            colour,
        )
        .width()
}

/// The first `n` code points of a passage on one line, with "…" where there is more.
pub fn excerpt(text: &str, n: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for (i, word) in text.split_whitespace().enumerate() {
        let of_word = word.chars().count();
        if length + of_word > n && i > 0 {
            out.push('…');
            return out;
        }
        if i > 0 {
            out.push(' ');
            length += 1;
        }
        if of_word <= n {
            out.push_str(word);
        } else {
            out.extend(word.chars().take(n));
        }
        length += of_word.min(n);
    }
    out
}

/// A remark with a capital at its beginning.
pub fn sentence(s: &str) -> String {
    let mut chars = s.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// Draws something at the lower end of what room there is.
pub fn below(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    egui::Panel::bottom(ui.scope_id().with(name))
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new().inner_margin(egui::Margin {
            top: 6,
            ..egui::Margin::ZERO
        }))
        .show(ui, |ui| content(ui));
}

/// One of the values that a list which opens offers; choosing closes the list, with the keyboard too, where the toolkit
/// leaves it open.
pub fn option<T: PartialEq>(ui: &mut Ui, value: &mut T, this: T, text: &str) {
    if ui.selectable_value(value, this, text).clicked() {
        ui.close();
    }
}

/// "1 word", "3 words".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", thousands(n))
    }
}

/// A number with thin spaces between its thousands.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{2009}');
        }
        out.push(d);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_excerpts_read_well() {
        assert_eq!(thousands(9999), "9999");
        assert_eq!(thousands(1_234_567), "1\u{2009}234\u{2009}567");
        assert_eq!(count(1, "word", "words"), "1 word");
        assert_eq!(excerpt("a  bc\ndef ghi", 7), "a bc def…");
        assert_eq!(excerpt("Donaudampfschiff", 5), "Donau");
    }
}
