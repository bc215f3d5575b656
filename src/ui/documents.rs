//! The documents of the folder, with counts and how far one is with each.

use super::Out;
use super::parts::{self, Part};
use super::theme::{self, Palette, SMALL_TEXT};
use super::widgets::{at_right, one_line, soft};
use crate::annotation::ReadingState;
use crate::app::{App, Command, Entry};
use crate::document::DocumentKind;
use crate::library::counts::Counts;
use egui::accesskit::Role;
use egui::{FontId, Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

/// The panel's state.
#[derive(Default)]
pub struct Documents {
    filter: String,
    /// The document that was in view when the panel was last drawn.
    shown: Option<String>,
    /// The row that the keys are at, while the list has the keyboard.
    at: Option<String>,
}

const ROW: f32 = 46.0;

/// Draws the list, in the upper part of the panel.
pub fn show(ui: &mut Ui, app: &App, state: &mut Documents, out: &mut Out) {
    let n = app.shelf.entries.len();
    ui.horizontal(|ui| {
        ui.set_height(30.0);
        ui.label(theme::bold("Documents"));
        ui.label(soft(ui, n.to_string()));
    });
    if n > 12 {
        let field = egui::TextEdit::singleline(&mut state.filter)
            .hint_text("Filter")
            .desired_width(f32::INFINITY);
        ui.add(field.margin(egui::Margin::symmetric(8, 4)));
    }
    let filter = state.filter.to_lowercase();
    let fits = |e: &&Entry| {
        filter.is_empty()
            || e.name.to_lowercase().contains(&filter)
            || e.summary
                .as_ref()
                .is_some_and(|s| s.title.to_lowercase().contains(&filter))
    };
    let entries: Vec<&Entry> = app.shelf.entries.iter().filter(fits).collect();
    let height = (ui.available_height() * 0.56)
        .min(entries.len() as f32 * (ROW + ui.spacing().item_spacing.y) + 4.0);
    let now = app.key_in_view().map(str::to_owned);
    let list = ui.scope_id().with("documents");
    let step = ROW + ui.spacing().item_spacing.y;
    let at = keys(
        ui,
        list,
        &entries,
        now.as_deref(),
        state,
        height / step,
        out,
    );
    let mut area = egui::ScrollArea::vertical()
        .id_salt("documents")
        .max_height(height)
        .auto_shrink([false, true]);
    if state.shown != now {
        state.shown.clone_from(&now);
        if let Some(i) = entries.iter().position(|e| Some(&e.key) == now.as_ref()) {
            let top = i as f32 * step - height * 0.4;
            area = area.vertical_scroll_offset(top.max(0.0));
        }
    }
    if let Some((i, true)) = at {
        area = area.vertical_scroll_offset((i as f32 * step - height * 0.4).max(0.0));
    }
    if entries.is_empty() {
        ui.label(soft(ui, "No document fits the filter"));
    }
    let shown = area.show_rows(ui, ROW, entries.len(), |ui, rows| {
        for (i, entry) in rows.clone().zip(entries.get(rows).unwrap_or_default()) {
            let on = now.as_ref() == Some(&entry.key);
            let here = at.is_some_and(|(at, _)| at == i);
            let id = row(ui, app, entry, on, here, out);
            if here {
                ui.ctx().accesskit_node_builder(list, |node| {
                    node.set_active_descendant(id.accesskit_id())
                });
            }
        }
    });
    let response = ui.interact(shown.inner_rect, list, Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, "Documents"));
    parts::begins_here(ui, Part::Documents, list);
}

/// The keys of the list while it has the keyboard: the row that they are at, and whether they just moved.
fn keys(
    ui: &Ui,
    list: egui::Id,
    entries: &[&Entry],
    now: Option<&str>,
    state: &mut Documents,
    page: f32,
    out: &mut Out,
) -> Option<(usize, bool)> {
    if !ui.memory(|m| m.has_focus(list)) {
        state.at = None;
        return None;
    }
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(list, filter));
    let key = state.at.as_deref().or(now);
    let before = entries.iter().position(|e| Some(e.key.as_str()) == key);
    let last = entries.len().checked_sub(1)?;
    let page = (page as usize).max(1);
    let mut at = before.unwrap_or(0);
    let take = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
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
    let entry = entries.get(at)?;
    state.at = Some(entry.key.clone());
    if take(Key::Enter) || take(Key::Space) {
        out.command(Command::Show(entry.key.clone()));
        ui.memory_mut(|m| m.surrender_focus(list));
    }
    Some((at, before != Some(at)))
}

fn row(ui: &mut Ui, app: &App, entry: &Entry, on: bool, here: bool, out: &mut Out) -> egui::Id {
    let p = Palette::of(ui.visuals());
    // The list as a whole has the keyboard, not each row.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let title = entry
        .summary
        .as_ref()
        .map_or(entry.name.as_str(), |s| s.title.as_str());
    let state = app.reading_state(&entry.key);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            on,
            format!("{title}, {}", state.title()),
        )
    });
    if on {
        ui.painter().rect(
            rect.shrink(0.5),
            7.0,
            p.paper,
            egui::Stroke::new(1.0, p.line),
            egui::StrokeKind::Inside,
        );
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 7.0, theme::mix(p.panel, p.ink, 0.04));
    }
    if here {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            7.0,
            egui::Stroke::new(2.0, p.accent),
            egui::StrokeKind::Inside,
        );
    }
    dot(ui, p, pos2(rect.min.x + 13.0, rect.min.y + 15.0), state);
    let counts = counts(app, entry);
    let right = Rect::from_min_max(
        pos2(rect.min.x + 24.0, rect.min.y + 5.0),
        pos2(rect.max.x - 9.0, rect.min.y + 25.0),
    );
    let used = numbers(ui, p, right, counts, state);
    let name_at = Rect::from_min_max(right.min, pos2(right.max.x - used, right.max.y));
    let family = if on {
        theme::strong()
    } else {
        egui::FontFamily::Proportional
    };
    one_line(
        ui,
        name_at,
        title,
        FontId::new(theme::PANEL_TEXT, family),
        p.ink,
    );
    let under = Rect::from_min_max(
        pos2(right.min.x, rect.min.y + 24.0),
        pos2(right.max.x, rect.max.y - 5.0),
    );
    let text = under_line(entry, state, counts);
    let colour = if entry.problem.is_some() {
        p.warn
    } else {
        p.faint
    };
    one_line(ui, under, &text, FontId::proportional(SMALL_TEXT), colour);
    let response = response.on_hover_ui(|ui| tooltip(ui, entry, counts));
    if response.clicked() {
        out.command(Command::Show(entry.key.clone()));
    }
    response.id
}

/// Counts as they are now: of the set in memory, with the suggestions that the survey counted.
fn counts(app: &App, entry: &Entry) -> Counts {
    let surveyed = entry.summary.as_ref().map(|s| s.counts).unwrap_or_default();
    match app.workspace.counts(&entry.key) {
        Some(counts) => Counts {
            open_findings: surveyed.open_findings,
            open_mentions: surveyed.open_mentions,
            ..counts
        },
        None => surveyed,
    }
}

fn under_line(entry: &Entry, state: ReadingState, counts: Counts) -> String {
    if entry.problem.is_some() {
        return "cannot be read".to_owned();
    }
    let open = match counts.open_findings {
        0 => String::new(),
        1 => "  ·  1 finding".to_owned(),
        n => format!("  ·  {n} findings"),
    };
    let mentions = if counts.open_mentions > 0 {
        format!("  ·  {} suggested", counts.open_mentions)
    } else {
        String::new()
    };
    let kind = match DocumentKind::of_name(&entry.name).label() {
        "" => String::new(),
        label => format!("{label}  ·  "),
    };
    format!("{kind}{}{open}{mentions}", state.title())
}

/// Theme and flag counts at the right end; returns the width that they take.
fn numbers(ui: &Ui, p: &Palette, at: Rect, counts: Counts, state: ReadingState) -> f32 {
    let mut used = 0.0;
    if counts.flags > 0 {
        used += at_right(ui, at, &counts.flags.to_string(), SMALL_TEXT, p.warn) + 2.0;
        flag(ui, p, pos2(at.max.x - used, at.center().y));
        used += 13.0;
    }
    let rest = Rect::from_min_max(at.min, pos2(at.max.x - used, at.max.y));
    if counts.themes > 0 {
        used += at_right(ui, rest, &counts.themes.to_string(), SMALL_TEXT, p.soft) + 6.0;
    } else if state == ReadingState::NothingFound {
        used += at_right(ui, rest, "–", SMALL_TEXT, p.soft) + 6.0;
    }
    used
}

/// A small flag left of a point; painted, because the embedded faces have no such sign.
fn flag(ui: &Ui, p: &Palette, right: egui::Pos2) {
    let stroke = egui::Stroke::new(1.2, p.warn);
    let pole = right.x - 7.0;
    let (top, bottom) = (right.y - 4.5, right.y + 4.5);
    ui.painter().vline(pole, top..=bottom, stroke);
    let cloth = vec![
        pos2(pole, top),
        pos2(right.x, top + 2.5),
        pos2(pole, top + 5.0),
    ];
    let none = egui::Stroke::NONE;
    ui.painter()
        .add(egui::Shape::convex_polygon(cloth, p.warn, none));
}

/// The reading state as a dot: empty, half, full; full with a line through it where nothing was found.
fn dot(ui: &Ui, p: &Palette, at: egui::Pos2, state: ReadingState) {
    let painter = ui.painter();
    match state {
        ReadingState::NotOpened => {
            painter.circle_stroke(at, 4.0, egui::Stroke::new(1.5, p.faint));
        }
        ReadingState::InProgress => {
            let half = Rect::from_min_max(at - vec2(4.5, 4.5), pos2(at.x, at.y + 4.5));
            painter
                .with_clip_rect(half.intersect(ui.clip_rect()))
                .circle_filled(at, 4.0, p.accent);
            painter.circle_stroke(at, 4.0, egui::Stroke::new(1.5, p.accent));
        }
        ReadingState::Read => {
            painter.circle_filled(at, 4.5, p.accent);
        }
        ReadingState::NothingFound => {
            painter.circle_filled(at, 4.5, p.accent);
            painter.hline(
                (at.x - 3.0)..=(at.x + 3.0),
                at.y,
                egui::Stroke::new(1.5, p.panel),
            );
        }
    }
}

fn tooltip(ui: &mut Ui, entry: &Entry, counts: Counts) {
    ui.set_max_width(420.0);
    ui.label(entry.name.as_str());
    if let Some(problem) = &entry.problem {
        ui.label(problem.as_str());
        return;
    }
    ui.label(soft(
        ui,
        format!(
            "{} with a theme, {} flagged, {} annotations in all. Open suggestions: {} findings, {} entities",
            counts.themes, counts.flags, counts.annotations, counts.open_findings, counts.open_mentions
        ),
    ));
}
