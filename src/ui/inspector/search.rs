//! The hits of the search, each with the words around it.

use crate::app::searching::MOST_TAGGED;
use crate::app::{App, Command, Searching, Session};
use crate::library::search::{Around, around};
use crate::ui::Out;
use crate::ui::dialogs::Dialog;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{count, keyed_button, one_line, soft, thousands};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    EventFilter, FocusDirection, FontId, Id, Key, Modifiers, Rect, Response, Sense, Ui, WidgetInfo,
    pos2, vec2,
};
use std::collections::HashMap;

/// Height of a row.
const ROW: f32 = 42.0;
/// Most rows: further down a scroll position is no longer exact, and nobody scrolls there.
const ROWS: usize = 200_000;
/// Rows that are kept ready.
const READY: usize = 400;

/// The tab's state.
#[derive(Default)]
pub struct Hits {
    rows: HashMap<usize, Row>,
    /// The hits that the rows are of.
    made_for: u64,
    /// The hit that was scrolled to.
    shown: Option<usize>,
}

impl Hits {
    fn refresh(&mut self, search: &Searching) {
        if self.made_for != search.version() {
            self.made_for = search.version();
            self.rows.clear();
            self.shown = None;
        }
        if self.rows.len() > READY {
            self.rows.clear();
        }
    }
}

/// What a row shows.
struct Row {
    paragraph: usize,
    /// What it should read, where it was found by that.
    corrected: Option<String>,
    around: Around,
}

/// Draws the tab.
pub fn show(ui: &mut Ui, app: &App, session: &Session, state: &mut Hits, out: &mut Out) {
    state.refresh(&app.search);
    head(ui, app, out);
    let hits = app.search.hits();
    let rows = hits.len().min(ROWS);
    egui::ScrollArea::vertical()
        .id_salt("hits")
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, view| {
            ui.set_height(ROW * rows as f32);
            let list = ui.max_rect();
            if app.search.now() != state.shown {
                state.shown = app.search.now();
                if let Some(i) = state.shown {
                    ui.scroll_to_rect(place(list, i), None);
                }
            }
            let from = (view.min.y / ROW).max(0.0) as usize;
            let to = ((view.max.y / ROW).max(0.0) as usize + 1).min(rows);
            for i in from..to {
                let row = state
                    .rows
                    .entry(i)
                    .or_insert_with(|| make(app, session, hits, i));
                let response = draw(ui, place(list, i), i, row, app.search.now() == Some(i));
                keys(ui, &response, i, rows, list, out);
                if response.clicked() {
                    response.request_focus();
                    out.command(Command::GoToHit(i));
                }
            }
        });
}

/// How many there are, and what can be done with all of them.
fn head(ui: &mut Ui, app: &App, out: &mut Out) {
    let search = &app.search;
    if let Some(problem) = search.problem() {
        ui.colored_label(Palette::of(ui.visuals()).warn, problem);
        return;
    }
    let n = search.count();
    ui.horizontal_wrapped(|ui| {
        let found = match search.progress() {
            Some(share) => format!(
                "{} so far ({:.0} %)",
                count(n, "hit", "hits"),
                share * 100.0
            ),
            None => count(n, "hit", "hits"),
        };
        ui.label(soft(ui, found));
        if n > 0 {
            let why_not = app.why_not_tag_hits();
            let button = ui.add_enabled_ui(why_not.is_none(), |ui| {
                keyed_button(ui, "Tag all hits…", "", false)
            });
            let hint = why_not.unwrap_or_else(|| "Put a theme on all hits, in one step".to_owned());
            let button = button.inner;
            if button
                .on_hover_text(&hint)
                .on_disabled_hover_text(hint)
                .clicked()
            {
                out.dialog = Some(Dialog::tag_hits());
            }
        }
    });
    let listed = search.hits().len().min(ROWS);
    if listed < n && search.progress().is_none() {
        ui.label(soft(
            ui,
            format!(
                "The list holds {} of them; up to {} can be tagged",
                thousands(listed),
                thousands(MOST_TAGGED)
            ),
        ));
    }
    ui.add_space(3.0);
}

fn place(list: Rect, i: usize) -> Rect {
    let min = pos2(list.min.x, list.min.y + ROW * i as f32);
    Rect::from_min_size(min, vec2(list.width(), ROW))
}

fn make(app: &App, session: &Session, hits: &[crate::text::TextRange], i: usize) -> Row {
    let hit = hits.get(i).copied().unwrap_or_default();
    let reads = || {
        session
            .layers
            .corrections()
            .applied(&session.document.text, hit)
    };
    let corrected = app.search.is_corrected(hit);
    Row {
        corrected: corrected.then(reads).flatten(),
        paragraph: session.document.paragraph_number(hit.start),
        around: around(&session.document, hit),
    }
}

fn row_id(i: usize) -> Id {
    Id::unique(("hit", i))
}

fn draw(ui: &Ui, rect: Rect, i: usize, row: &Row, on: bool) -> Response {
    let p = Palette::of(ui.visuals());
    let response = ui.interact(rect, row_id(i), Sense::click());
    response.widget_info(|| {
        let a = &row.around;
        let name = format!("{}: {}{}{}", head_of(row), a.before, a.hit, a.after);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    if on || response.hovered() || response.has_focus() {
        let fill = if on {
            p.paper
        } else {
            theme::mix(p.panel, p.ink, 0.04)
        };
        ui.painter().rect_filled(rect, 7.0, fill);
    }
    if response.has_focus() {
        let line = egui::Stroke::new(1.0, p.accent);
        ui.painter()
            .rect_stroke(rect, 7.0, line, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 4.0));
    let top = Rect::from_min_size(inner.min, vec2(inner.width(), 15.0));
    one_line(
        ui,
        top,
        &head_of(row),
        FontId::proportional(SMALL_TEXT),
        p.soft,
    );
    let under = Rect::from_min_max(pos2(inner.min.x, top.max.y), inner.max);
    words(ui, under, &row.around);
    response
}

/// Where a hit is; and what it should read, where it was found by that.
fn head_of(row: &Row) -> String {
    match &row.corrected {
        Some(words) => format!("Paragraph {} · corrected: {words}", row.paragraph),
        None => format!("Paragraph {}", row.paragraph),
    }
}

/// The hit in bold between the words around it, on one line.
pub fn words(ui: &Ui, at: Rect, around: &Around) {
    let p = Palette::of(ui.visuals());
    // What stands before takes at most a third of the line, so that the hit is always seen.
    let letters = (at.width() / 3.0 / 7.0) as usize;
    let mut job = LayoutJob::default();
    let format = |family, colour| egui::TextFormat::simple(FontId::new(14.0, family), colour);
    job.append(
        &tail(&around.before, letters),
        0.0,
        format(theme::reading(), p.soft),
    );
    job.append(&around.hit, 0.0, format(theme::reading_bold(), p.ink));
    job.append(&around.after, 0.0, format(theme::reading(), p.soft));
    job.wrap = TextWrapping::truncate_at_width(at.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    let y = at.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(at.min.x, y), galley, p.ink);
}

/// The last words of a text, at most about `letters` code points, with "…" where something is left out.
fn tail(text: &str, letters: usize) -> String {
    let all = text.chars().count();
    if all <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().skip(all - letters).collect();
    let words = cut.split_once(' ').map_or(cut.as_str(), |(_, rest)| rest);
    format!("… {words}")
}

/// The arrow keys go from row to row, and to their hits.
fn keys(ui: &Ui, response: &Response, i: usize, rows: usize, list: Rect, out: &mut Out) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    // Taken out of the input: the next row has the keyboard when it is drawn in this same frame.
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
        (true, _) => (i + 1).min(rows.saturating_sub(1)),
        (_, true) => i.saturating_sub(1),
        _ => return,
    };
    // The row is drawn in this frame or comes into view in the next one.
    ui.scroll_to_rect(place(list, to), None);
    ui.memory_mut(|m| {
        m.request_focus(row_id(to));
        m.move_focus(FocusDirection::None);
    });
    out.command(Command::GoToHit(to));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_hit_are_cut_at_a_word() {
        assert_eq!(tail("the two sides ", 20), "the two sides ");
        assert_eq!(tail("the two sides ", 9), "… sides ");
    }
}
