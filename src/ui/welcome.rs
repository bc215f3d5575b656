//! The page that one begins on.

use super::theme::{self, Palette};
use super::widgets::{self, keyed_button, soft};
use super::{Out, keys};
use crate::app::{Action, App, Command};
use egui::{Align, Layout, RichText, Ui};
use std::path::PathBuf;

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, path: &mut String, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, p.paper);
    if app.shelf.listing || app.is_busy() {
        ui.centered_and_justified(|ui| ui.label(soft(ui, "Opening…")));
        return;
    }
    let width = (rect.width() - 60.0).clamp(200.0, 520.0);
    let inner = egui::Rect::from_min_max(
        egui::pos2(
            rect.center().x - width / 2.0,
            rect.min.y + (rect.height() * 0.14).max(20.0),
        ),
        egui::pos2(rect.center().x + width / 2.0, rect.max.y),
    );
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::LEFT)), |ui| {
        ui.label(RichText::new("Rapporteur").size(30.0).family(theme::reading_bold()));
        ui.add_space(2.0);
        ui.label(RichText::new("Read policy documents, tag what matters, flag what is wrong.").size(15.0).color(p.soft));
        ui.add_space(22.0);
        ui.horizontal_wrapped(|ui| {
            if keyed_button(ui, "Open folder…", &keys::of(&app.bindings, Action::OpenFolder), true).clicked() {
                out.action(Action::OpenFolder);
            }
            if keyed_button(ui, "Open file…", &keys::of(&app.bindings, Action::OpenFile), false).clicked() {
                out.action(Action::OpenFile);
            }
        });
        ui.add_space(10.0);
        path_field(ui, path, out);
        ui.add_space(6.0);
        ui.label(soft(ui, "Or drop a file or a folder on this window. Rapporteur reads text, PDF, Word, OpenDocument, RTF, EPUB, web pages and e-mails; it never changes them."));
        recent(ui, app, out);
    });
}

fn path_field(ui: &mut Ui, path: &mut String, out: &mut Out) {
    ui.horizontal(|ui| {
        let width = ui.available_width() - 70.0;
        let field = egui::TextEdit::singleline(path)
            .hint_text("Path of a file or folder")
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if (ui.button("Open").clicked() || entered) && !path.trim().is_empty() {
            out.command(Command::OpenPath(PathBuf::from(path.trim())));
        }
    });
}

fn recent(ui: &mut Ui, app: &App, out: &mut Out) {
    if app.settings.recent.is_empty() {
        return;
    }
    ui.add_space(14.0);
    widgets::section(ui, "Opened lately");
    for entry in app.settings.recent.iter().take(8) {
        let name = entry.path.file_name().map_or_else(
            || entry.path.display().to_string(),
            |n| n.to_string_lossy().into_owned(),
        );
        let folder = entry
            .path
            .parent()
            .map(|f| f.display().to_string())
            .unwrap_or_default();
        let width = ui.available_width();
        let (rect, response) =
            ui.allocate_exact_size(egui::vec2(width, 28.0), egui::Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name.as_str())
        });
        let p = Palette::of(ui.visuals());
        if response.hovered() {
            ui.painter()
                .rect_filled(rect, 7.0, theme::mix(p.paper, p.ink, 0.05));
        }
        let inner = rect.shrink2(egui::vec2(6.0, 0.0));
        let half = egui::Rect::from_min_max(
            inner.min,
            egui::pos2(inner.min.x + inner.width() * 0.5, inner.max.y),
        );
        widgets::one_line(
            ui,
            half,
            &name,
            egui::FontId::proportional(theme::PANEL_TEXT),
            p.ink,
        );
        let rest = egui::Rect::from_min_max(egui::pos2(half.max.x + 10.0, inner.min.y), inner.max);
        widgets::one_line(
            ui,
            rest,
            &folder,
            egui::FontId::proportional(theme::SMALL_TEXT),
            p.faint,
        );
        if response
            .on_hover_text(entry.path.display().to_string())
            .clicked()
        {
            out.command(Command::OpenPath(entry.path.clone()));
        }
    }
}

/// While files are dragged over the window: what letting go does.
pub fn drop_hint(ui: &Ui) {
    if ui.input(|i| i.raw.hovered_files.is_empty()) {
        return;
    }
    let p = Palette::of(ui.visuals());
    let rect = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(rect, 0.0, p.paper.gamma_multiply(0.88));
    painter.rect_stroke(
        rect.shrink(14.0),
        12.0,
        egui::Stroke::new(2.0, p.accent),
        egui::StrokeKind::Inside,
    );
    let font = egui::FontId::new(20.0, theme::strong());
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        "Drop to open",
        font,
        p.ink,
    );
}
