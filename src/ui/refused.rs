//! The page in the reader's place where a document could not be read: what is wrong, what to do, a field for a password.

use super::theme::{self, Palette};
use super::widgets::{keyed_button, soft};
use super::{Out, keys};
use crate::app::refused::Refused;
use crate::app::{Action, App, Command};
use egui::{Align, Key, Layout, RichText, Ui};

/// What is typed on the page; of a document only, and never kept.
#[derive(Default)]
pub struct Typed {
    key: String,
    password: String,
    focused: bool,
}

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, refused: &Refused, typed: &mut Typed, out: &mut Out) {
    if typed.key != refused.key {
        *typed = Typed {
            key: refused.key.clone(),
            ..Typed::default()
        };
    }
    let p = Palette::of(ui.visuals());
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, p.paper);
    let width = (rect.width() - 60.0).clamp(180.0, 520.0);
    let top = rect.min.y + (rect.height() * 0.16).max(20.0);
    let inner = egui::Rect::from_min_max(
        egui::pos2(rect.center().x - width / 2.0, top),
        egui::pos2(rect.center().x + width / 2.0, rect.max.y),
    );
    let layout = Layout::top_down(Align::LEFT);
    ui.scope_builder(
        egui::UiBuilder::new().max_rect(inner).layout(layout),
        |ui| {
            let name = refused.path.file_name().unwrap_or(refused.path.as_os_str());
            let title = RichText::new(name.to_string_lossy())
                .size(22.0)
                .family(theme::reading_bold());
            ui.add(egui::Label::new(title).wrap());
            ui.add_space(8.0);
            ui.add(
                egui::Label::new(RichText::new(format!("{}.", refused.message)).size(15.0)).wrap(),
            );
            ui.add_space(14.0);
            if refused.asks_password {
                password(ui, refused, typed, out);
                ui.add_space(10.0);
            }
            ui.horizontal_wrapped(|ui| {
                let original = keys::of(&app.bindings, Action::OpenOriginal);
                if keyed_button(ui, "Open the original", &original, false).clicked() {
                    out.command(Command::OpenOriginal(0));
                }
                if !refused.asks_password && keyed_button(ui, "Try again", "", false).clicked() {
                    out.command(Command::ReadAgain(refused.key.clone(), String::new()));
                }
                if app.can_put_refused_away() && keyed_button(ui, "Back", "", false).clicked() {
                    out.command(Command::PutAway);
                }
            });
            ui.add_space(12.0);
            ui.add(egui::Label::new(soft(ui, refused.path.display().to_string())).wrap());
        },
    );
}

fn password(ui: &mut Ui, refused: &Refused, typed: &mut Typed, out: &mut Out) {
    let name = ui.label(soft(ui, "Password"));
    let mut entered = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 90.0).max(80.0);
        let field = egui::TextEdit::singleline(&mut typed.password)
            .password(true)
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field).labelled_by(name.id);
        if !std::mem::replace(&mut typed.focused, true) {
            response.request_focus();
        }
        entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        entered |= keyed_button(ui, "Unlock", "", true).clicked();
    });
    if entered && !typed.password.is_empty() {
        let password = std::mem::take(&mut typed.password);
        // If it was not the right one, the next can be typed at once.
        typed.focused = false;
        out.command(Command::ReadAgain(refused.key.clone(), password));
    }
    ui.add_space(2.0);
    let said = "It is kept until the program ends, and written nowhere. The text of this file is not kept on the disk either.";
    ui.add(egui::Label::new(soft(ui, said)).wrap());
}
