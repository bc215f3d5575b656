//! A theme's attributes, and its end.

use super::title;
use crate::annotation::codebook::PALETTE;
use crate::annotation::{Theme, ThemeId};
use crate::app::{App, Command, Fate};
use crate::ui::Out;
use crate::ui::theme::Palette;
use crate::ui::widgets::{count, keyed_button, option, soft};
use egui::{Sense, Ui, vec2};

/// Name, colour, key, parent, description.
pub struct Edit {
    theme: Theme,
}

impl Edit {
    pub fn new(theme: Theme) -> Self {
        Self { theme }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, "Theme");
        let name = egui::TextEdit::singleline(&mut self.theme.name)
            .hint_text("Name")
            .desired_width(f32::INFINITY);
        ui.add(name.margin(egui::Margin::symmetric(8, 5)));
        let text = egui::TextEdit::multiline(&mut self.theme.description)
            .hint_text("When to use it")
            .desired_rows(3)
            .desired_width(f32::INFINITY);
        ui.add(text.margin(egui::Margin::symmetric(8, 5)));
        ui.add_space(4.0);
        self.colours(ui);
        self.key(ui, app);
        self.parent(ui, app);
        ui.add_space(8.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            let named = !self.theme.name.trim().is_empty();
            if keyed_button(ui, "Save", "", true).clicked() && named {
                out.command(Command::ChangeTheme(Theme {
                    name: self.theme.name.trim().to_owned(),
                    ..self.theme.clone()
                }));
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn colours(&mut self, ui: &mut Ui) {
        let p = Palette::of(ui.visuals());
        ui.horizontal_wrapped(|ui| {
            ui.label("Colour");
            for (n, colour) in PALETTE.into_iter().enumerate() {
                let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
                let on = self.theme.colour == colour;
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::accesskit::Role::RadioButton,
                        true,
                        on,
                        format!("Colour {}", n + 1),
                    )
                });
                ui.painter()
                    .rect_filled(rect.shrink(3.0), 5.0, p.theme(colour));
                if on || response.hovered() {
                    ui.painter().rect_stroke(
                        rect,
                        7.0,
                        egui::Stroke::new(2.0, if on { p.accent } else { p.line }),
                        egui::StrokeKind::Inside,
                    );
                }
                if response.clicked() {
                    self.theme.colour = colour;
                }
            }
            ui.color_edit_button_srgb(&mut self.theme.colour)
                .on_hover_text("Any other colour");
        });
    }

    fn key(&mut self, ui: &mut Ui, app: &App) {
        ui.horizontal(|ui| {
            let name = ui.label("Key");
            let now = self.theme.key.map_or("none".to_owned(), |k| k.to_string());
            egui::ComboBox::from_id_salt("key")
                .selected_text(now)
                .width(210.0)
                .show_ui(ui, |ui| {
                    option(ui, &mut self.theme.key, None, "none");
                    for key in 1..=9 {
                        let other = app
                            .workspace
                            .codebook
                            .by_key(key)
                            .filter(|t| t.id != self.theme.id);
                        let name =
                            other.map_or(key.to_string(), |t| format!("{key}  (now {})", t.name));
                        option(ui, &mut self.theme.key, Some(key), &name);
                    }
                })
                .response
                .labelled_by(name.id);
        });
    }

    fn parent(&mut self, ui: &mut Ui, app: &App) {
        let book = &app.workspace.codebook;
        ui.horizontal(|ui| {
            let name = ui.label("Part of");
            let now = self
                .theme
                .parent
                .and_then(|p| book.get(p))
                .map_or("nothing", |t| t.name.as_str());
            egui::ComboBox::from_id_salt("parent")
                .selected_text(now)
                .width(210.0)
                .show_ui(ui, |ui| {
                    option(ui, &mut self.theme.parent, None, "nothing");
                    for (_, other) in book.tree() {
                        if !book.would_loop(self.theme.id, other.id) {
                            option(
                                ui,
                                &mut self.theme.parent,
                                Some(other.id),
                                other.name.as_str(),
                            );
                        }
                    }
                })
                .response
                .labelled_by(name.id);
        });
    }
}

/// What becomes of a deleted theme's annotations.
pub struct Delete {
    id: ThemeId,
    name: String,
    uses: usize,
    fate: Fate,
}

impl Delete {
    pub fn new(app: &App, id: ThemeId) -> Self {
        let name = app
            .workspace
            .codebook
            .get(id)
            .map(|t| t.name.clone())
            .unwrap_or_default();
        let uses = app
            .workspace
            .theme_counts()
            .get(&id)
            .copied()
            .unwrap_or_default();
        Self {
            id,
            name,
            uses,
            fate: Fate::KeepAsHighlights,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, &format!("Delete the theme “{}”?", self.name));
        if self.uses == 0 {
            ui.label("No passage carries it.");
        } else {
            ui.label(format!(
                "It is on {}. What shall become of them?",
                count(self.uses, "passage", "passages")
            ));
            self.fates(ui, app);
        }
        ui.label(soft(ui, "This can be undone."));
        ui.add_space(8.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            let entered = super::is_entered(ui);
            if keyed_button(ui, "Delete theme", "Enter", true).clicked() || entered {
                out.command(Command::DeleteTheme(self.id, self.fate));
                stays = false;
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn fates(&mut self, ui: &mut Ui, app: &App) {
        ui.radio_value(
            &mut self.fate,
            Fate::KeepAsHighlights,
            "Keep them as highlights without a theme",
        );
        ui.radio_value(&mut self.fate, Fate::Delete, "Delete them too");
        let others: Vec<&Theme> = app
            .workspace
            .codebook
            .tree()
            .into_iter()
            .map(|(_, t)| t)
            .filter(|t| t.id != self.id)
            .collect();
        let Some(first) = others.first() else { return };
        let moved = matches!(self.fate, Fate::MoveTo(_));
        if ui.radio(moved, "Give them another theme").clicked() && !moved {
            self.fate = Fate::MoveTo(first.id);
        }
        if let Fate::MoveTo(to) = &mut self.fate {
            let now = app
                .workspace
                .codebook
                .get(*to)
                .map_or("", |t| t.name.as_str());
            egui::ComboBox::from_id_salt("fate")
                .selected_text(now)
                .width(240.0)
                .show_ui(ui, |ui| {
                    for theme in others {
                        option(ui, to, theme.id, theme.name.as_str());
                    }
                })
                .response
                .on_hover_text("The theme that they get");
        }
    }
}
