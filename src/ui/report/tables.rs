//! The tables of the report.

use super::named_swatch;
use crate::annotation::Severity;
use crate::library::quality_report::{DocumentRow, QualityReport, Tally, rate};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{excerpt, soft, thousands};
use egui::{Align, Layout, RichText, Ui, vec2};

/// Room for a figure, in points.
const FIGURE: f32 = 58.0;
/// Room between figures.
const GAP: f32 = 8.0;
/// Least room for the name of a line.
const NAME: f32 = 150.0;
/// Most documents that are listed; the page and the table have all.
const DOCUMENTS: usize = 300;

/// What the columns of counts are called.
const COUNTS: [&str; 8] = [
    "per 1,000 words",
    "high",
    "medium",
    "low",
    "less certain",
    "open",
    "confirmed",
    "dismissed",
];

fn counts(t: &Tally, words: usize) -> [String; COUNTS.len()] {
    [
        rate(t.per_thousand(words)),
        thousands(t.of(Severity::High)),
        thousands(t.of(Severity::Medium)),
        thousands(t.of(Severity::Low)),
        thousands(t.less_certain),
        thousands(t.open),
        thousands(t.confirmed),
        thousands(t.dismissed),
    ]
}

/// A line of names or figures behind `name`, whose room is what the figures leave.
fn line(
    ui: &mut Ui,
    figures: &[String],
    strong: &[usize],
    quiet: bool,
    name: impl FnOnce(&mut Ui),
) {
    let room = ui.available_width() - 14.0;
    let n = figures.len().max(1) as f32;
    let figure = ((room - NAME) / n - GAP).min(FIGURE);
    let wide = (room - (figure + GAP) * n).max(NAME.min(room));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = Layout::left_to_right(Align::Center).with_main_wrap(false);
        ui.allocate_ui_with_layout(vec2(wide, theme::TOUCH), left, |ui| {
            ui.set_width(wide);
            ui.spacing_mut().item_spacing.x = 6.0;
            name(ui);
        });
        for (n, text) in figures.iter().enumerate() {
            let right = Layout::right_to_left(Align::Center);
            ui.allocate_ui_with_layout(vec2(figure, theme::TOUCH), right, |ui| {
                ui.set_width(figure);
                let none = text == "0";
                let text = if quiet || none {
                    soft(ui, text.as_str())
                } else {
                    RichText::new(text).size(12.5)
                };
                let text = if strong.contains(&n) && !none {
                    text.family(theme::strong())
                } else {
                    text
                };
                ui.add(egui::Label::new(text).wrap());
            });
            ui.add_space(GAP);
        }
    });
}

fn titles(ui: &mut Ui, first: &str, rest: &[&str]) {
    let rest: Vec<String> = rest.iter().map(|t| (*t).to_owned()).collect();
    line(ui, &rest, &[], true, |ui| {
        ui.label(soft(ui, first));
    });
}

/// Findings by category, and all of them.
pub fn categories(ui: &mut Ui, report: &QualityReport) {
    if report.categories.is_empty() {
        ui.label("Nothing was found.");
        return;
    }
    titles(ui, "Kind", &COUNTS);
    for (category, tally) in &report.categories {
        line(ui, &counts(tally, report.words), &[0], false, |ui| {
            ui.add(egui::Label::new(category.title()).truncate());
        });
    }
    line(
        ui,
        &counts(&report.total, report.words),
        &[0],
        false,
        |ui| {
            ui.label(theme::bold("All"));
        },
    );
}

/// Tagged passages, all beside those that are clean.
pub fn themes(ui: &mut Ui, report: &QualityReport) {
    let columns = [
        "passages",
        "without a flag",
        "confirmed flag",
        "open, high severity",
        "documents",
        "without a flag",
    ];
    titles(ui, "Theme", &columns);
    for row in &report.themes {
        let figures = [
            row.passages,
            row.clean,
            row.flagged,
            row.doubtful,
            row.documents,
            row.clean_documents,
        ];
        let colour = Palette::of(ui.visuals()).theme(row.colour);
        line(ui, &figures.map(thousands), &[1, 5], false, |ui| {
            named_swatch(ui, colour, &excerpt(&row.name, 28));
        });
    }
}

/// The documents, the worst first; the key of the one that was pressed.
pub fn documents(ui: &mut Ui, report: &QualityReport) -> Option<String> {
    let mut columns = vec!["words"];
    columns.extend(COUNTS);
    titles(ui, "Document", &columns);
    let clean = report.documents.iter().filter(|d| d.total.shown() == 0);
    let all: Vec<&DocumentRow> = report.worst_documents().into_iter().chain(clean).collect();
    let mut pressed = None;
    for row in all.iter().take(DOCUMENTS) {
        let mut figures = vec![thousands(row.words)];
        figures.extend(counts(&row.total, row.words));
        line(ui, &figures, &[1], false, |ui| {
            let p = Palette::of(ui.visuals());
            let text = RichText::new(&row.title).color(p.ink);
            let button = egui::Button::new(text).frame(false).truncate();
            if ui.add(button).on_hover_text(&row.name).clicked() {
                pressed = Some(row.key.clone());
            }
        });
    }
    if let Some(rest) = all.len().checked_sub(DOCUMENTS).filter(|n| *n > 0) {
        let rest = thousands(rest);
        ui.label(soft(
            ui,
            format!("and {rest} more, which page and table have"),
        ));
    }
    pressed
}
