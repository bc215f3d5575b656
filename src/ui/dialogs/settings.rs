//! Settings.

use super::title;
use crate::app::{Action, App, Command};
use crate::ui::theme::TOUCH;
use crate::ui::widgets::{count, keyed_button, section, soft};
use crate::ui::{Out, keys, reading};
use egui::Ui;

/// Draws the settings. A change counts at once.
pub fn show(ui: &mut Ui, app: &App, out: &mut Out) -> bool {
    title(ui, "Settings");
    let room = (ui.ctx().content_rect().height() - 190.0).max(60.0);
    let mut s = app.settings.clone();
    egui::ScrollArea::vertical()
        .max_height(room)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "Annotator");
            name(ui, app, out);
            reading::controls(ui, &app.bindings, &mut s);
            section(ui, "Shown in the text");
            ui.checkbox(&mut s.show_entities, "Entities");
            ui.checkbox(&mut s.show_themes, "Themes");
            ui.checkbox(&mut s.show_quality, "Quality findings");
            ui.checkbox(&mut s.show_paragraph_numbers, "Paragraph numbers");
            section(ui, "Keys");
            let keys = egui::Button::new("All keys…").min_size(egui::vec2(0.0, TOUCH));
            let hint = keys::hint(&app.bindings, Action::Keys);
            if ui.add(keys).on_hover_text(hint).clicked() {
                out.action(Action::Keys);
            }
            section(ui, "Opened lately");
            ui.horizontal(|ui| {
                let entries = count(s.recent.len(), "entry", "entries");
                ui.label(soft(ui, entries));
                if !s.recent.is_empty() && ui.button("Forget them").clicked() {
                    s.recent.clear();
                }
            });
        });
    reading::change(app, s, out);
    ui.add_space(10.0);
    !keyed_button(ui, "Done", "Esc", true).clicked()
}

/// The annotator's name: typed into a buffer of the screen, taken when the field is left.
fn name(ui: &mut Ui, app: &App, out: &mut Out) {
    let id = ui.scope_id().with("annotator");
    let mut text = ui
        .data_mut(|d| d.get_temp::<String>(id))
        .unwrap_or_else(|| app.annotator_name().to_owned());
    let field = egui::TextEdit::singleline(&mut text)
        .hint_text("Your name")
        .desired_width(f32::INFINITY);
    let response = ui.add(field.margin(egui::Margin::symmetric(8, 5)));
    ui.data_mut(|d| d.insert_temp(id, text.clone()));
    if response.changed() {
        out.command(Command::NameAnnotator(text));
    }
}
