//! What can be done with the selection, beside it.

use super::reader::Reader;
use super::theme::Palette;
use super::widgets::{excerpt, keyed_button, soft, theme_chip};
use super::{Out, keys};
use crate::app::{Action, App, Command};
use egui::{Ui, pos2, vec2};

/// Draws the popover; `false` when it is to go.
pub fn show(ui: &mut Ui, app: &App, reader: &Reader, out: &mut Out) -> bool {
    let range = reader.selection();
    if range.is_empty() {
        return false;
    }
    let Some((first, last)) = reader.place_of(range) else {
        return true;
    };
    let p = Palette::of(ui.visuals());
    let bounds = reader.rect().shrink(8.0);
    let id = egui::Id::unique("popover");
    let size = ui
        .ctx()
        .memory(|m| m.area_rect(id))
        .map_or(vec2(520.0, 44.0), |r| r.size());
    // Below the selection, so that what was just read stays in view; above it where there is no room.
    let below = last.max.y + 8.0;
    let y = if below + size.y < bounds.max.y {
        below
    } else {
        (first.min.y - size.y - 8.0).max(bounds.min.y)
    };
    let x = last.min.x.min(bounds.max.x - size.x).max(bounds.min.x);
    let chips = if bounds.width() > 900.0 { 4 } else { 3 };
    let mut stays = true;
    egui::Area::new(id)
        .order(egui::Order::Foreground)
        .fixed_pos(pos2(x, y))
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .fill(p.panel)
                .corner_radius(10)
                .inner_margin(6)
                .show(ui, |ui| {
                    ui.set_max_width(bounds.width().min(800.0));
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
                        if chips > 3 {
                            ui.label(soft(ui, "Tag the selection"));
                        }
                        for (_, theme) in app
                            .workspace
                            .codebook
                            .tree()
                            .into_iter()
                            .filter(|(_, t)| t.key.is_some())
                            .take(chips)
                        {
                            let key = theme.key.map(|k| k.to_string()).unwrap_or_default();
                            let chip = theme_chip(
                                ui,
                                &excerpt(&theme.name, 22),
                                &key,
                                p.theme(theme.colour),
                            );
                            if chip
                                .on_hover_text(format!("Tag the selection: {}", theme.name))
                                .clicked()
                            {
                                out.command(Command::Tag(range, theme.id));
                                stays = false;
                            }
                        }
                        for (name, action) in [
                            ("Theme…", Action::Theme),
                            ("Flag", Action::Flag),
                            ("Note", Action::Memo),
                            ("Highlight", Action::Highlight),
                            ("Name…", Action::Treat),
                        ] {
                            let key = keys::of(&app.bindings, action);
                            if keyed_button(ui, name, &key, false)
                                .on_hover_text(keys::hint(&app.bindings, action))
                                .clicked()
                            {
                                out.action(action);
                                stays = false;
                            }
                        }
                    });
                });
        });
    stays
}
