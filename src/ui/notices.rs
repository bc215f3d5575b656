//! Notices in the lower right corner.

use super::Out;
use super::theme::{self, Palette};
use super::widgets::{keyed_button, soft};
use crate::app::{App, AskName, Command, Notice, NoticeKind};
use egui::{Align2, Ui, vec2};
use std::collections::HashMap;

/// When each notice was first shown (seconds of the screen's clock).
#[derive(Default)]
pub struct Shown {
    since: HashMap<u64, f64>,
    /// The annotator's name as it is typed.
    name: Option<String>,
}

/// How long a passing notice stays.
const SECONDS: f64 = 4.0;

/// Draws the notices.
pub fn show(ui: &mut Ui, app: &App, beside: egui::Rect, shown: &mut Shown, out: &mut Out) {
    let notices = app.notices.shown();
    shown
        .since
        .retain(|n, _| notices.iter().any(|x| x.number == *n));
    let asks = app.ask_annotator == AskName::Now;
    if notices.is_empty() && !asks {
        return;
    }
    let now = ui.input(|i| i.time);
    let p = Palette::of(ui.visuals());
    // Over the text and not over the panels, whose cards and keys are what one answers with.
    let room = if beside.is_positive() {
        beside
    } else {
        ui.ctx().content_rect()
    };
    let width = (room.width() - 60.0).clamp(200.0, 430.0);
    egui::Area::new(egui::Id::unique("notices"))
        .order(egui::Order::Foreground)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(room.right_bottom() - vec2(14.0, 12.0))
        .show(ui.ctx(), |ui| {
            for notice in notices {
                let since = *shown.since.entry(notice.number).or_insert(now);
                if notice.kind == NoticeKind::Info {
                    let left = SECONDS - (now - since);
                    if left <= 0.0 {
                        out.command(Command::CloseNotice(notice.number));
                        continue;
                    }
                    ui.ctx()
                        .request_repaint_after(std::time::Duration::from_secs_f64(left + 0.02));
                }
                card(ui, p, notice, width, out);
            }
            if asks {
                ask_name(ui, p, &mut shown.name, width, out);
            }
        });
}

/// Asks for the annotator's name: beside the work, without taking the keyboard.
fn ask_name(ui: &mut Ui, p: &Palette, name: &mut Option<String>, width: f32, out: &mut Out) {
    egui::Frame::popup(ui.style())
        .fill(p.panel)
        .corner_radius(9)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(width);
            ui.label(theme::bold("Who is annotating?"));
            ui.label(soft(
                ui,
                "Annotations carry this name, so that a colleague can tell yours from theirs.",
            ));
            ui.horizontal(|ui| {
                let text = name.get_or_insert_with(account_name);
                let field = egui::TextEdit::singleline(text)
                    .hint_text("Your name")
                    .desired_width(width - 210.0);
                let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
                let entered =
                    response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                let given = !text.trim().is_empty();
                if (keyed_button(ui, "That’s me", "", true).clicked() || entered) && given {
                    out.command(Command::NameAnnotator(text.trim().to_owned()));
                }
                if keyed_button(ui, "Later", "", false).clicked() {
                    out.command(Command::StayNameless);
                }
            });
        });
}

/// The account's name, where it is a person's.
fn account_name() -> String {
    let account = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    if account == "root" {
        String::new()
    } else {
        account
    }
}

fn card(ui: &mut Ui, p: &Palette, notice: &Notice, width: f32, out: &mut Out) {
    let warns = notice.kind == NoticeKind::Warning && !notice.offers_export;
    egui::Frame::popup(ui.style())
        .fill(p.panel)
        .corner_radius(9)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(width);
            ui.horizontal_top(|ui| {
                let bar = if warns { p.warn_mild } else { p.ok };
                let (rect, _) = ui.allocate_exact_size(vec2(4.0, 18.0), egui::Sense::hover());
                ui.painter().rect_filled(rect, 2.0, bar);
                ui.vertical(|ui| {
                    ui.set_width(width - 60.0);
                    let told = ui.label(notice.text.as_str());
                    // A screen reader says it without being asked.
                    ui.ctx().accesskit_node_builder(told.id, |node| {
                        node.set_live(egui::accesskit::Live::Polite);
                    });
                    if notice.offers_export && keyed_button(ui, "Show file", "", true).clicked() {
                        out.command(Command::ShowExport);
                    }
                });
                let close = egui::Button::new("×")
                    .frame(false)
                    .min_size(vec2(24.0, 24.0));
                let response = ui.add(close);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Close notice")
                });
                if response.clicked() {
                    out.command(Command::CloseNotice(notice.number));
                }
            });
        });
}
