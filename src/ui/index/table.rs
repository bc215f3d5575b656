//! The table itself: a line of titles to sort by, and the lines that are in view.

use super::row::{self, COLUMNS, Look, ROW};
use super::{Index, Out};
use crate::app::folder::{Entity, Table, TableRow};
use crate::app::{App, Command};
use crate::library::index::Column;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use egui::accesskit::Role;
use egui::{FontId, Key, Modifiers, Rect, Sense, Ui, vec2};
use std::sync::Arc;

/// Room for the scroll bar, in points.
const BAR: f32 = 12.0;

/// Draws it.
pub fn show(ui: &mut Ui, app: &App, table: &Arc<Table>, state: &mut Index, out: &mut Out) {
    titles(ui, state);
    ui.spacing_mut().item_spacing.y = 0.0;
    let list = ui.scope_id().with("index of entities");
    state.list = Some(list);
    let before = state.row_in(table);
    let page = (ui.available_height() / ROW).floor().max(1.0) as usize;
    take_keys(ui, list, table, state, page, out);
    let at = state.row.0;
    let mut area = egui::ScrollArea::vertical()
        .id_salt("index rows")
        .auto_shrink([false, false]);
    if at != before || std::mem::take(&mut state.reveal) {
        area = area.vertical_scroll_offset(offset(ui, list, at, ROW));
    }
    let has_keyboard = ui.memory(|m| m.has_focus(list));
    let shown = area.show_rows(ui, ROW, table.rows.len(), |ui, rows| {
        ui.set_width(ui.available_width() - BAR);
        for (n, line) in rows.clone().zip(table.rows.get(rows).unwrap_or_default()) {
            let id = one(ui, app, state, line, n, n == at && has_keyboard, out);
            if n == at {
                ui.ctx().accesskit_node_builder(list, |node| {
                    node.set_active_descendant(id.accesskit_id())
                });
            }
        }
    });
    ui.data_mut(|d| {
        d.insert_temp(
            list,
            (shown.state.clamped_offset().y, shown.inner_rect.height()),
        )
    });
    let response = ui.interact(shown.inner_rect, list, Sense::focusable_noninteractive());
    response
        .widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, "Entities of the folder"));
    // In the frame of a click the toolkit takes the keyboard away again.
    let clicked = ui.input(|i| i.pointer.any_click());
    if !clicked && std::mem::take(&mut state.take_keyboard) {
        response.request_focus();
    } else if state.take_keyboard {
        ui.ctx().request_repaint();
    }
}

/// Where the lines are scrolled to so that one is in view; they move no further than they must.
fn offset(ui: &Ui, list: egui::Id, at: usize, step: f32) -> f32 {
    let (now, height): (f32, f32) = ui.data(|d| d.get_temp(list)).unwrap_or((0.0, 300.0));
    let (top, end) = (at as f32 * step, (at + 1) as f32 * step);
    if top < now {
        top
    } else if end > now + height {
        end - height
    } else {
        now
    }
}

fn entity(row: &TableRow) -> Entity {
    (row.label, row.name.to_string())
}

fn one(
    ui: &mut Ui,
    app: &App,
    state: &mut Index,
    line: &TableRow,
    n: usize,
    at: bool,
    out: &mut Out,
) -> egui::Id {
    let is = |e: &Entity| e.0 == line.label && *e.1 == *line.name;
    let look = Look {
        at,
        chosen: app.folder.chosen().is_some_and(is),
        selected: !state.selected.is_empty() && state.selected.contains(&entity(line)),
    };
    let response = row::show(ui, line, look);
    if response.clicked() {
        state.at = Some(entity(line));
        state.row.0 = n;
        state.take_keyboard = true;
        if ui.input(|i| i.modifiers.command) {
            toggle(state, line);
        } else {
            out.command(Command::ChooseEntity(Some(entity(line))));
        }
    }
    response.id
}

fn toggle(state: &mut Index, line: &TableRow) {
    let entity = entity(line);
    if !state.selected.remove(&entity) {
        state.selected.insert(entity);
    }
}

/// The keys of the table while it has the keyboard.
fn take_keys(
    ui: &Ui,
    list: egui::Id,
    table: &Arc<Table>,
    state: &mut Index,
    page: usize,
    out: &mut Out,
) {
    if !ui.memory(|m| m.has_focus(list)) {
        return;
    }
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(list, filter));
    let take = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let (mut at, last) = (state.row.0, table.rows.len().saturating_sub(1));
    for (key, to) in [
        (Key::ArrowDown, at + 1),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::PageDown, at + page),
        (Key::PageUp, at.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if take(key) {
            at = to.min(last);
        }
    }
    state.row.0 = at;
    let Some(line) = table.rows.get(at) else {
        return;
    };
    state.at = Some(entity(line));
    if take(Key::Space) {
        toggle(state, line);
    }
    if take(Key::Enter) {
        out.command(Command::ChooseEntity(Some(entity(line))));
    }
    const DIGITS: [Key; 6] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
    ];
    for (key, column) in DIGITS.into_iter().zip(COLUMNS) {
        if take(key) {
            state.sort_by(column);
        }
    }
}

/// The titles of the columns, each a button to sort by.
fn titles(ui: &mut Ui, state: &mut Index) {
    const HEIGHT: f32 = 26.0;
    let p = Palette::of(ui.visuals());
    let width = ui.available_width() - BAR;
    let (line, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    for (n, (column, at)) in row::columns(line).into_iter().enumerate() {
        let Some(at) = at else { continue };
        let on = state.sort == column;
        // Counts have the largest first where nobody turned them.
        let falls = column.is_count() != state.turned;
        let arrow = match (on, falls) {
            (false, _) => "",
            (true, true) => " ▾",
            (true, false) => " ▴",
        };
        let response = ui.interact(at, ui.scope_id().with(("title", n)), Sense::click());
        response.widget_info(|| {
            let order = match (on, falls) {
                (false, _) => "",
                (true, true) => ", sorted downwards",
                (true, false) => ", sorted upwards",
            };
            let label = format!("Sort by {}{order}", column.title().to_lowercase());
            egui::WidgetInfo::labeled(Role::Button, true, label)
        });
        let family = if on {
            theme::strong()
        } else {
            egui::FontFamily::Proportional
        };
        let colour = if on || response.hovered() {
            p.ink
        } else {
            p.soft
        };
        let text = format!("{}{arrow}", short(column));
        title(
            ui,
            at,
            column,
            &text,
            FontId::new(SMALL_TEXT, family),
            colour,
        );
        let tip = format!("Sort by {} ({})", column.title().to_lowercase(), n + 1);
        if response.on_hover_text(tip).clicked() {
            state.sort_by(column);
        }
    }
    let stroke = egui::Stroke::new(1.0, p.line);
    ui.painter().hline(line.x_range(), line.max.y, stroke);
}

const fn short(column: Column) -> &'static str {
    match column {
        Column::First => "First",
        Column::Last => "Last",
        other => other.title(),
    }
}

fn title(ui: &Ui, at: Rect, column: Column, text: &str, font: FontId, colour: egui::Color32) {
    let inner = at.shrink2(vec2(6.0, 0.0));
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    let left = matches!(column, Column::Name | Column::Type);
    let x = match column {
        Column::Name => inner.min.x + 20.0,
        _ if left => inner.min.x,
        _ => inner.max.x - galley.size().x,
    };
    let y = at.center().y - galley.size().y / 2.0;
    ui.painter().galley(egui::pos2(x, y), galley, colour);
}
