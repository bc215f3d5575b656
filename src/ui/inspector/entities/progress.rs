//! How much of the suggestions is answered: a line of words over a thin bar.

use crate::app::Session;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{soft, thousands};
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, WidgetInfo, vec2};

/// Draws it: `answered` of `all` suggestions, of a filter or of the document.
pub fn show(ui: &mut Ui, session: &Session, (all, answered): (usize, usize), filtered: bool) {
    if session.is_preliminary() {
        ui.label(soft(ui, session.at_work("Looking through the rest")));
        return;
    }
    if all == 0 {
        return;
    }
    let words = words(all, answered, filtered);
    ui.label(soft(ui, words.as_str()));
    bar(ui, answered as f32 / all as f32, &words);
}

fn words(all: usize, answered: usize, filtered: bool) -> String {
    let within = if filtered { " in this filter" } else { "" };
    match (all, answered) {
        (1, 1) => format!("The only suggestion{within} is answered"),
        (all, answered) if answered >= all => {
            format!("All {} suggestions{within} are answered", thousands(all))
        }
        (all, answered) => {
            let (all, answered) = (thousands(all), thousands(answered));
            format!("{answered} of {all} answered{within}")
        }
    }
}

fn bar(ui: &mut Ui, share: f32, words: &str) {
    const HEIGHT: f32 = 4.0;
    let p = Palette::of(ui.visuals());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, words);
        info.value = Some(f64::from((share * 100.0).floor()));
        info
    });
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, HEIGHT));
    ui.painter()
        .rect_filled(rect, HEIGHT / 2.0, theme::mix(p.panel, p.ink, 0.12));
    ui.painter().rect_filled(done, HEIGHT / 2.0, p.accent);
    ui.add_space(2.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_words() {
        assert_eq!(words(312, 148, false), "148 of 312 answered");
        assert_eq!(words(40, 12, true), "12 of 40 answered in this filter");
        assert_eq!(words(312, 312, false), "All 312 suggestions are answered");
        assert_eq!(words(1, 1, false), "The only suggestion is answered");
    }
}
