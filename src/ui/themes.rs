//! The codebook: themes in a tree, with counts and keys.

use super::dialogs::Dialog;
use super::parts::{self, Part};
use super::theme::{self, Palette, SMALL_TEXT};
use super::widgets::{at_right, one_line, soft};
use super::{Out, keys};
use crate::annotation::{Theme, ThemeId};
use crate::app::{Action, App, Command};
use crate::text::TextRange;
use egui::{FontId, Rect, Sense, Ui, pos2, vec2};
use std::collections::BTreeMap;

/// The panel's state.
#[derive(Default)]
pub struct Themes {
    /// The name that is typed for a new theme.
    new_name: Option<String>,
}

const ROW: f32 = 26.0;

/// Where a dragged theme would land.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Landing {
    Before,
    Inside,
    After,
}

/// Draws the codebook, in the lower part of the panel.
pub fn show(ui: &mut Ui, app: &App, state: &mut Themes, target: TextRange, out: &mut Out) {
    ui.add_space(4.0);
    ui.separator();
    ui.horizontal(|ui| {
        ui.label(theme::bold("Themes"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let new = egui::Button::new(soft(ui, "+ New"))
                .frame(false)
                .min_size(vec2(40.0, theme::TOUCH));
            if ui.add(new).on_hover_text("Make a theme").clicked() {
                state.new_name = Some(String::new());
            }
        });
    });
    new_theme(ui, state, out);
    let counts = branch_counts(app);
    egui::ScrollArea::vertical()
        .id_salt("themes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (depth, theme) in app.workspace.codebook.tree() {
                row(
                    ui,
                    app,
                    theme,
                    depth,
                    counts.get(&theme.id).copied().unwrap_or_default(),
                    target,
                    out,
                );
            }
            if app.workspace.codebook.is_empty() {
                let key = keys::with_keys(&app.bindings, Action::Theme, "choose Theme…");
                let text =
                    format!("No theme yet. Make one with + New, or select a passage and {key}");
                ui.label(soft(ui, text));
            }
        });
}

fn new_theme(ui: &mut Ui, state: &mut Themes, out: &mut Out) {
    let Some(name) = &mut state.new_name else {
        return;
    };
    let field = egui::TextEdit::singleline(name)
        .hint_text("Name of the theme")
        .desired_width(f32::INFINITY);
    let response = ui.add(field.margin(egui::Margin::symmetric(8, 4)));
    let (entered, escaped) = ui.input(|i| {
        (
            i.key_pressed(egui::Key::Enter),
            i.key_pressed(egui::Key::Escape),
        )
    });
    if response.lost_focus() {
        if entered && !name.trim().is_empty() {
            out.command(Command::NewTheme {
                name: name.trim().to_owned(),
                parent: None,
            });
        }
        state.new_name = None;
    } else if escaped {
        state.new_name = None;
    } else {
        response.request_focus();
    }
}

/// Own count and count of the whole branch.
fn branch_counts(app: &App) -> BTreeMap<ThemeId, (usize, usize)> {
    let own = app.workspace.theme_counts();
    let of = |id: ThemeId| own.get(&id).copied().unwrap_or_default();
    let book = &app.workspace.codebook;
    book.iter()
        .map(|t| {
            (
                t.id,
                (of(t.id), book.branch_ids(t.id).into_iter().map(of).sum()),
            )
        })
        .collect()
}

fn row(
    ui: &mut Ui,
    app: &App,
    theme: &Theme,
    depth: usize,
    (own, branch): (usize, usize),
    target: TextRange,
    out: &mut Out,
) {
    let p = Palette::of(ui.visuals());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, theme.name.as_str())
    });
    parts::begins_here(ui, Part::Themes, response.id);
    response.dnd_set_drag_payload(theme.id);
    let landing = landing(ui, &response, rect);
    if response.hovered() && landing.is_none() {
        ui.painter()
            .rect_filled(rect, 6.0, theme::mix(p.panel, p.ink, 0.04));
    }
    if let Some((_, landing)) = landing {
        mark(ui, p, rect, landing);
    }
    let x = rect.min.x + 8.0 + 14.0 * depth.min(6) as f32;
    let dot = Rect::from_center_size(pos2(x + 5.0, rect.center().y), egui::Vec2::splat(10.0));
    ui.painter().rect_filled(dot, 3.0, p.theme(theme.colour));
    let mut right = rect.shrink2(vec2(8.0, 0.0));
    if let Some(key) = theme.key {
        let cap = Rect::from_min_size(
            pos2(right.max.x - 16.0, rect.center().y - 8.0),
            vec2(16.0, 16.0),
        );
        ui.painter().rect_stroke(
            cap,
            4.0,
            egui::Stroke::new(1.0, p.line),
            egui::StrokeKind::Inside,
        );
        ui.painter().text(
            cap.center(),
            egui::Align2::CENTER_CENTER,
            key,
            FontId::proportional(10.5),
            p.faint,
        );
    }
    right.max.x -= 24.0;
    let count = if branch > own {
        format!("{own} / {branch}")
    } else {
        own.to_string()
    };
    let width = at_right(ui, right, &count, SMALL_TEXT, p.soft);
    let name_at = Rect::from_min_max(
        pos2(x + 18.0, rect.min.y),
        pos2(right.max.x - width - 6.0, rect.max.y),
    );
    one_line(
        ui,
        name_at,
        &theme.name,
        FontId::proportional(theme::PANEL_TEXT),
        p.ink,
    );
    menu(&response, app, theme, out);
    if let Some(dragged) = response.dnd_release_payload::<ThemeId>()
        && let Some((_, landing)) = landing
    {
        out.command(moved(app, *dragged, theme, landing));
    }
    if response.clicked() {
        click(app, theme, target, out);
    }
    let tip = if theme.description.is_empty() {
        "Click to tag the selection or the sentence under the caret; right-click for more"
    } else {
        &theme.description
    };
    response.on_hover_text(tip);
}

fn click(app: &App, theme: &Theme, target: TextRange, out: &mut Out) {
    if app.session.is_none() {
        return;
    }
    if target.is_document() {
        out.command(Command::Say(
            "Select a passage, or put the caret into a sentence; then a click here, or the key, tags it".into(),
        ));
    } else {
        out.command(Command::Tag(target, theme.id));
    }
}

fn landing(ui: &Ui, response: &egui::Response, rect: Rect) -> Option<(ThemeId, Landing)> {
    let dragged = *response.dnd_hover_payload::<ThemeId>()?;
    let y = ui.input(|i| i.pointer.hover_pos())?.y;
    let share = (y - rect.min.y) / rect.height();
    let landing = match share {
        s if s < 0.28 => Landing::Before,
        s if s > 0.72 => Landing::After,
        _ => Landing::Inside,
    };
    Some((dragged, landing))
}

fn mark(ui: &Ui, p: &Palette, rect: Rect, landing: Landing) {
    let stroke = egui::Stroke::new(2.0, p.accent);
    match landing {
        Landing::Before => ui.painter().hline(rect.x_range(), rect.min.y, stroke),
        Landing::After => ui.painter().hline(rect.x_range(), rect.max.y, stroke),
        Landing::Inside => ui
            .painter()
            .rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside),
    };
}

fn moved(app: &App, id: ThemeId, onto: &Theme, landing: Landing) -> Command {
    let book = &app.workspace.codebook;
    match landing {
        Landing::Inside => Command::MoveTheme {
            id,
            parent: Some(onto.id),
            before: None,
        },
        Landing::Before => Command::MoveTheme {
            id,
            parent: onto.parent,
            before: Some(onto.id),
        },
        Landing::After => {
            let siblings = book.children(onto.parent);
            let next = siblings
                .iter()
                .skip_while(|t| t.id != onto.id)
                .nth(1)
                .map(|t| t.id);
            Command::MoveTheme {
                id,
                parent: onto.parent,
                before: next,
            }
        }
    }
}

fn menu(response: &egui::Response, app: &App, theme: &Theme, out: &mut Out) {
    response.context_menu(|ui| {
        ui.set_min_width(190.0);
        if ui.button("Edit…").clicked() {
            out.dialog = Some(Dialog::edit_theme(theme.clone()));
            ui.close();
        }
        if ui.button("New theme below this").clicked() {
            out.command(Command::NewTheme {
                name: format!("{}: part", theme.name),
                parent: Some(theme.id),
            });
            ui.close();
        }
        if theme.parent.is_some() && ui.button("Move to the top level").clicked() {
            out.command(Command::MoveTheme {
                id: theme.id,
                parent: None,
                before: None,
            });
            ui.close();
        }
        merge_menu(ui, app, theme, out);
        if ui.button("Delete…").clicked() {
            out.dialog = Some(Dialog::delete_theme(app, theme.id));
            ui.close();
        }
    });
}

fn merge_menu(ui: &mut Ui, app: &App, theme: &Theme, out: &mut Out) {
    ui.menu_button("Merge into", |ui| {
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for (_, other) in app.workspace.codebook.tree() {
                    if other.id != theme.id && ui.button(other.name.as_str()).clicked() {
                        out.command(Command::MergeTheme {
                            from: theme.id,
                            into: other.id,
                        });
                        ui.close();
                    }
                }
            });
    });
}
