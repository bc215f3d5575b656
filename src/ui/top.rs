//! The bar at the top: menus, where one is, layers, search, export.

use super::find::{self, Find};
use super::theme::{self, Palette};
use super::{Out, keys};
use crate::app::{Action, App, Command, lower_first};
use egui::{Align, Layout, RichText, Ui};

/// Draws the bar. `from` is where one is reading (UTF-8 bytes).
pub fn show(ui: &mut Ui, app: &App, find: &mut Find, from: usize, out: &mut Out) {
    let wide = ui.available_width() > 1040.0;
    ui.horizontal_centered(|ui| {
        if wide {
            ui.label(RichText::new("Rapporteur").family(theme::strong()));
            ui.add_space(4.0);
        }
        menus(ui, app, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let reads = app.session.is_some() && !app.folder.is_shown();
            if reads && ui.available_width() > 190.0 {
                find::show(ui, app, find, from, wide, out);
            }
            if (reads || app.folder.is_shown()) && ui.available_width() > 120.0 {
                export(ui, app, out);
            }
            if reads && ui.available_width() > 230.0 {
                layers(ui, app, out);
            }
            if ui.available_width() > 60.0 {
                reading(ui, app, out);
            }
            crumb(ui, app);
        });
    });
}

fn menus(ui: &mut Ui, app: &App, out: &mut Out) {
    // A bar of its own would take the whole width.
    ui.scope(|ui| {
        egui::containers::menu::menu_style(ui.style_mut());
        ui.spacing_mut().item_spacing.x = 1.0;
        for group in ["File", "Edit", "Annotate", "Review", "View", "Help"] {
            ui.menu_button(group, |ui| {
                ui.set_min_width(250.0);
                if group == "File" {
                    recent(ui, app, out);
                }
                for &action in Action::ALL.iter().filter(|a| a.group() == group) {
                    entry(ui, app, action, out);
                }
            });
        }
    });
}

fn entry(ui: &mut Ui, app: &App, action: Action, out: &mut Out) {
    let name = match action {
        Action::Undo => app
            .undo_name()
            .map_or("Undo".to_owned(), |n| format!("Undo {}", lower_first(n))),
        Action::Redo => app
            .redo_name()
            .map_or("Redo".to_owned(), |n| format!("Redo {}", lower_first(n))),
        _ => action.title().to_owned(),
    };
    let checked = match action {
        Action::ToggleEntities => Some(app.settings.show_entities),
        Action::ToggleThemes => Some(app.settings.show_themes),
        Action::ToggleQuality => Some(app.settings.show_quality),
        Action::ToggleLessCertain => Some(app.findings.shows_less_certain()),
        Action::ToggleCorrected => Some(app.settings.show_corrected),
        Action::ToggleNumbers => Some(app.settings.show_paragraph_numbers),
        _ => None,
    };
    let name = match checked {
        Some(true) => format!("✓ {name}"),
        _ => name,
    };
    let can = match action {
        Action::Undo => app.undo_name().is_some(),
        Action::Redo => app.redo_name().is_some(),
        _ => true,
    };
    let button = egui::Button::new(name)
        .shortcut_text(keys::of(&app.bindings, action))
        .frame(false)
        .min_size(egui::vec2(0.0, theme::TOUCH));
    if ui.add_enabled(can, button).clicked() {
        out.action(action);
        ui.close();
    }
}

fn recent(ui: &mut Ui, app: &App, out: &mut Out) {
    if app.settings.recent.is_empty() {
        return;
    }
    ui.menu_button("Open recent", |ui| {
        for entry in app.settings.recent.iter().take(12) {
            let name = entry
                .path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            if ui
                .button(name)
                .on_hover_text(entry.path.display().to_string())
                .clicked()
            {
                out.command(Command::OpenPath(entry.path.clone()));
                ui.close();
            }
        }
    });
}

fn crumb(ui: &mut Ui, app: &App) {
    let Some(key) = app.key_in_view().filter(|_| !app.folder.is_shown()) else {
        return;
    };
    let rect = ui
        .available_rect_before_wrap()
        .shrink2(egui::vec2(10.0, 0.0));
    if rect.width() < 110.0 {
        return;
    }
    let p = Palette::of(ui.visuals());
    let root = app
        .shelf
        .root
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = app
        .shelf
        .get(key)
        .map_or_else(|| key.to_owned(), |e| e.name.clone());
    let mut job = egui::text::LayoutJob::default();
    let format =
        |colour| egui::TextFormat::simple(egui::FontId::proportional(theme::PANEL_TEXT), colour);
    job.append(&format!("{root} / "), 0.0, format(p.soft));
    job.append(&name, 0.0, format(p.ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, p.ink);
    let response = ui.interact(rect, ui.scope_id().with("crumb"), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Label,
            true,
            format!("{root} / {name}"),
        )
    });
    if let Some(entry) = app.shelf.get(key) {
        response.on_hover_text(entry.path.display().to_string());
    }
}

fn layers(ui: &mut Ui, app: &App, out: &mut Out) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let s = &app.settings;
    for (name, on, action) in [
        ("Quality", s.show_quality, Action::ToggleQuality),
        ("Themes", s.show_themes, Action::ToggleThemes),
        ("Entities", s.show_entities, Action::ToggleEntities),
    ] {
        let p = Palette::of(ui.visuals());
        let text = RichText::new(name).color(if on { p.ink } else { p.faint });
        let text = if on { text } else { text.strikethrough() };
        let fill = if on { p.paper } else { p.panel };
        let response = ui.add(
            egui::Button::new(text)
                .fill(fill)
                .min_size(egui::vec2(0.0, theme::TOUCH)),
        );
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::CheckBox,
                true,
                on,
                format!("Show {}", name.to_lowercase()),
            )
        });
        if response
            .on_hover_text(keys::hint(&app.bindings, action))
            .clicked()
        {
            out.action(action);
        }
    }
    ui.add_space(4.0);
}

/// The button of the menu of reading comfort.
fn reading(ui: &mut Ui, app: &App, out: &mut Out) {
    let text = RichText::new("Aa").family(theme::strong());
    let response = ui.add(egui::Button::new(text).min_size(egui::vec2(30.0, theme::TOUCH)));
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, "Text and colours")
    });
    if response
        .on_hover_text(keys::hint(&app.bindings, Action::Reading))
        .clicked()
    {
        out.action(Action::Reading);
    }
}

fn export(ui: &mut Ui, app: &App, out: &mut Out) {
    let (name, what) = if app.folder.is_shown() {
        ("Export table…", "Export the table as CSV")
    } else {
        ("Export for review…", Action::Export.title())
    };
    let response = ui.add(egui::Button::new(name).min_size(egui::vec2(0.0, theme::TOUCH)));
    let hint = keys::with_keys(&app.bindings, Action::Export, what);
    if response.on_hover_text(hint).clicked() {
        out.action(Action::Export);
    }
}
