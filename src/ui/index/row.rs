//! A line of the table, and where its columns stand.

use crate::app::folder::TableRow;
use crate::detect::when::When;
use crate::library::index::Column;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, one_line, thousands};
use egui::{FontId, Rect, Response, Sense, Ui, pos2, vec2};

/// Height of a line, in points.
pub const ROW: f32 = 28.0;

/// The columns as they stand: name first.
pub const COLUMNS: [Column; 6] = [
    Column::Name,
    Column::Type,
    Column::Mentions,
    Column::Documents,
    Column::First,
    Column::Last,
];

/// Where each column stands in a line of this extent; `None` where there is no room for it.
pub fn columns(line: Rect) -> [(Column, Option<Rect>); 6] {
    let width = line.width();
    let wide = |column: Column| match column {
        Column::Name => 0.0,
        Column::Type if width < 430.0 => 0.0,
        Column::Type => 118.0,
        Column::Mentions => 78.0,
        Column::Documents => 88.0,
        Column::First | Column::Last if width < 560.0 => 0.0,
        Column::First | Column::Last => 92.0,
    };
    let others: f32 = COLUMNS.iter().map(|c| wide(*c)).sum();
    let mut x = line.min.x;
    COLUMNS.map(|column| {
        let width = match column {
            Column::Name => (line.width() - others).max(80.0),
            other => wide(other),
        };
        let at = Rect::from_min_size(pos2(x, line.min.y), vec2(width, line.height()));
        x += width;
        (column, (width > 0.0).then_some(at))
    })
}

/// How a line looks.
#[derive(Clone, Copy)]
pub struct Look {
    /// The keys are at it.
    pub at: bool,
    /// Its card is shown.
    pub chosen: bool,
    /// It is selected.
    pub selected: bool,
}

/// Draws a line.
pub fn show(ui: &mut Ui, row: &TableRow, look: Look) -> Response {
    let p = Palette::of(ui.visuals());
    // The table as a whole has the keyboard, not each line.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            look.selected || look.chosen,
            in_words(row, look.selected),
        )
    });
    let fill = if look.selected {
        Some(theme::mix(p.paper, p.accent, 0.16))
    } else if look.chosen {
        Some(theme::mix(p.paper, p.ink, 0.08))
    } else if response.hovered() {
        Some(theme::mix(p.paper, p.ink, 0.04))
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 5.0, fill);
    }
    if look.at {
        let stroke = egui::Stroke::new(1.5, p.accent);
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(rect, 5.0, stroke, inside);
    }
    for (column, at) in columns(rect) {
        if let Some(at) = at {
            cell(ui, p, row, column, at, look.selected);
        }
    }
    response.on_hover_text(&*row.name)
}

fn cell(ui: &Ui, p: &Palette, row: &TableRow, column: Column, at: Rect, selected: bool) {
    let inner = at.shrink2(vec2(6.0, 0.0));
    let font = FontId::proportional(theme::PANEL_TEXT);
    let right = |text: &str| {
        at_right(ui, inner, text, theme::PANEL_TEXT, p.ink);
    };
    let date = |when: Option<When>| {
        let text = when.map_or(String::new(), |w| w.to_string());
        at_right(ui, inner, &text, SMALL_TEXT, p.soft);
    };
    match column {
        Column::Name => {
            let y = at.center().y;
            let line = [
                pos2(inner.min.x, y + 4.0),
                pos2(inner.min.x + 12.0, y + 4.0),
            ];
            let stroke = egui::Stroke::new(2.5, p.entity(row.label));
            ui.painter().line_segment(line, stroke);
            let name = if selected {
                format!("✓ {}", row.name)
            } else {
                row.name.to_string()
            };
            let from = Rect::from_min_max(pos2(inner.min.x + 20.0, at.min.y), inner.max);
            one_line(ui, from, &name, font, p.ink);
        }
        Column::Type => {
            let small = FontId::proportional(SMALL_TEXT);
            one_line(ui, inner, row.label.title(), small, p.soft);
        }
        Column::Mentions => right(&thousands(row.mentions)),
        Column::Documents => right(&thousands(row.documents)),
        Column::First => date(row.first),
        Column::Last => date(row.last),
    }
}

/// A line as assistive programs say it.
fn in_words(row: &TableRow, selected: bool) -> String {
    let mentions = crate::ui::widgets::count(row.mentions, "mention", "mentions");
    let documents = crate::ui::widgets::count(row.documents, "document", "documents");
    let dates = match (row.first, row.last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let selected = if selected { ", selected" } else { "" };
    let (name, label) = (&row.name, row.label.title());
    format!("{name}, {label}, {mentions} in {documents}{dates}{selected}")
}
