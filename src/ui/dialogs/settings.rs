//! Settings.

use super::title;
use crate::app::{Action, App, Command};
use crate::store::{TEXT_SIZES, ThemeChoice};
use crate::ui::theme::TOUCH;
use crate::ui::widgets::{keyed_button, section, soft};
use crate::ui::{Out, keys};
use egui::Ui;

/// Draws the settings. A change counts at once.
pub fn show(ui: &mut Ui, app: &App, out: &mut Out) -> bool {
    title(ui, "Settings");
    section(ui, "Annotator");
    name(ui, app, out);
    let mut s = app.settings.clone();
    section(ui, "Appearance");
    ui.horizontal(|ui| {
        for (choice, name) in [
            (ThemeChoice::System, "As the system"),
            (ThemeChoice::Light, "Light"),
            (ThemeChoice::Dark, "Dark"),
        ] {
            ui.selectable_value(&mut s.theme, choice, name);
        }
    });
    section(ui, "Text");
    ui.add(
        egui::Slider::new(&mut s.text_size, TEXT_SIZES)
            .step_by(1.0)
            .text("size in points"),
    );
    ui.add(egui::Slider::new(&mut s.column_chars, 45..=110).text("characters a line"));
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
        ui.label(soft(ui, format!("{} entries", s.recent.len())));
        if !s.recent.is_empty() && ui.button("Forget them").clicked() {
            s.recent.clear();
        }
    });
    if s != app.settings {
        out.command(Command::ChangeSettings(Box::new(s)));
    }
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
