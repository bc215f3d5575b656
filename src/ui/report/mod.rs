//! The quality report: of the document on screen or of the folder, with ways to its passages and out into files.

mod export;
mod tables;

pub use export::ExportReport;

use super::Out;
use super::dialogs::{Dialog, title};
use super::theme::{self, Palette};
use super::widgets::{count, keyed_button, section, soft, swatch, tabs, thousands};
use crate::annotation::Severity;
use crate::app::reporting::Scope;
use crate::app::{App, Command};
use crate::library::quality_report::{
    AnswerKind, Checks, QualityReport, ReportFormat, plain, rate,
};
use crate::text::TextRange;
use egui::{RichText, Ui};
use std::sync::Arc;

/// Corrections and answers that are shown; the files have all.
const SHOWN: usize = 20;
/// What stands below the report.
const BELOW: f32 = 44.0;

/// The dialog's state.
pub struct Report {
    scope: Scope,
    /// What is shown while another state of it is being made.
    shown: Option<Arc<QualityReport>>,
    /// What was pressed: the passage of a document. The dialog goes.
    gone: bool,
}

impl Report {
    /// The report on the document on screen; on the folder where that is shown.
    pub fn new(app: &App) -> Self {
        let folder = app.session.is_none() || app.folder.is_shown();
        Self {
            scope: if folder {
                Scope::Folder
            } else {
                Scope::Document
            },
            shown: None,
            gone: false,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, "Quality report");
        if app.wants_report(self.scope) {
            out.command(Command::MakeReport(self.scope));
        }
        self.scopes(ui, app);
        if let Some(report) = app.report(self.scope) {
            self.shown = Some(report.clone());
        }
        let height = (ui.available_height() - BELOW).max(120.0);
        egui::ScrollArea::vertical()
            .id_salt("quality report")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| match self.shown.clone() {
                Some(report) => self.content(ui, &report, out),
                None => {
                    ui.label(soft(ui, "The report is being made…"));
                }
            });
        ui.add_space(6.0);
        self.buttons(ui, out) && !self.gone
    }

    fn scopes(&mut self, ui: &mut Ui, app: &App) {
        let n = app.shelf.entries.len();
        let mut scopes = Vec::new();
        if app.session.is_some() {
            scopes.push((Scope::Document, "This document".to_owned()));
        }
        scopes.push((
            Scope::Folder,
            format!("The folder, {}", count(n, "document", "documents")),
        ));
        if let Some(scope) = tabs(ui, self.scope, &scopes)
            && scope != self.scope
        {
            self.scope = scope;
            self.shown = None;
        }
        ui.add_space(2.0);
    }

    fn buttons(&self, ui: &mut Ui, out: &mut Out) -> bool {
        let mut stays = true;
        ui.horizontal_wrapped(|ui| {
            for format in ReportFormat::ALL {
                let name = format!("Save as {}…", format.title().to_lowercase());
                let name = name.replace("html", "HTML").replace("csv", "CSV");
                if keyed_button(ui, &name, "", format == ReportFormat::Html).clicked() {
                    out.dialog = Some(Dialog::export_report(self.scope, format));
                }
            }
            if let Some(report) = &self.shown
                && keyed_button(ui, "Copy as text", "", false).clicked()
            {
                ui.ctx().copy_text(plain(report));
                out.command(Command::Say("The report was copied as text".into()));
            }
            if keyed_button(ui, "Close", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn content(&mut self, ui: &mut Ui, report: &QualityReport, out: &mut Out) {
        head(ui, report);
        figures(ui, report);
        section(ui, "Findings by kind");
        tables::categories(ui, report);
        self.worst(ui, report, out);
        if !report.themes.is_empty() {
            section(ui, "Themes with and without flagged passages");
            tables::themes(ui, report);
        }
        self.corrections(ui, report, out);
        self.answers(ui, report, out);
        if report.folder {
            section(ui, "Documents, the worst first");
            if let Some(key) = tables::documents(ui, report) {
                out.command(Command::Show(key));
                self.gone = true;
            }
        }
        section(ui, "Checks");
        checks(ui, &report.checks, report.folder);
        about(ui, report);
    }

    fn worst(&mut self, ui: &mut Ui, report: &QualityReport, out: &mut Out) {
        if report.worst.is_empty() {
            return;
        }
        section(ui, "Worst passages");
        for spot in &report.worst {
            let words = match spot.words.as_str() {
                "" => "The text has changed since it was looked through",
                words => words,
            };
            let mut text = spot.what();
            if spot.paragraph > 0 {
                text += &format!(" · paragraph {}", spot.paragraph);
            }
            let colour = Palette::of(ui.visuals()).severity(spot.severity);
            self.passage(
                ui,
                words,
                &text,
                colour,
                (&spot.key, Some(spot.range)),
                report,
                out,
            );
        }
    }

    /// A passage, as a link to it, with what is said of it below.
    #[expect(
        clippy::too_many_arguments,
        reason = "a line shows one passage with all that is known about it"
    )]
    fn passage(
        &mut self,
        ui: &mut Ui,
        words: &str,
        about: &str,
        colour: egui::Color32,
        (key, range): (&str, Option<TextRange>),
        report: &QualityReport,
        out: &mut Out,
    ) {
        let text = RichText::new(words).family(theme::reading());
        match range {
            Some(range) => {
                if ui.link(text).on_hover_text("Go to the passage").clicked() {
                    out.command(Command::GoTo(key.to_owned(), range));
                    self.gone = true;
                }
            }
            None => {
                ui.label(text);
            }
        }
        let name = report.documents.iter().find(|d| d.key == key);
        let about = match name.filter(|_| report.folder) {
            Some(document) => format!("{about} · {}", document.name),
            None => about.to_owned(),
        };
        ui.label(soft(ui, about).color(colour));
        ui.add_space(2.0);
    }

    fn corrections(&mut self, ui: &mut Ui, report: &QualityReport, out: &mut Out) {
        if report.corrections.is_empty() {
            return;
        }
        section(ui, "Repaired");
        let soft_ink = Palette::of(ui.visuals()).soft;
        for c in report.corrections.iter().take(SHOWN) {
            let words = format!("{} → {}", one_line(&c.original), one_line(&c.reading));
            let by = if c.annotator.is_empty() {
                "Corrected".to_owned()
            } else {
                format!("Corrected by {}", c.annotator)
            };
            let place = (c.key.as_str(), c.range);
            self.passage(ui, &words, &by, soft_ink, place, report, out);
        }
        more(ui, report.corrections.len());
    }

    fn answers(&mut self, ui: &mut Ui, report: &QualityReport, out: &mut Out) {
        if report.answers.is_empty() {
            return;
        }
        section(ui, "Confirmed and dismissed");
        let p = Palette::of(ui.visuals());
        for a in report.answers.iter().take(SHOWN) {
            let words = match a.words.as_str() {
                "" => "The document as a whole",
                words => words,
            };
            let about = format!("{} · {}", a.category.title(), a.kind.title());
            let colour = match a.kind {
                AnswerKind::Dismissed => p.soft,
                AnswerKind::Confirmed | AnswerKind::ByHand => p.warn,
            };
            let place = (a.key.as_str(), Some(a.range));
            self.passage(ui, words, &about, colour, place, report, out);
        }
        more(ui, report.answers.len());
    }
}

fn more(ui: &mut Ui, all: usize) {
    if all > SHOWN {
        let rest = thousands(all - SHOWN);
        ui.label(soft(ui, format!("and {rest} more, which the table has")));
    }
}

fn one_line(text: &str) -> String {
    super::widgets::excerpt(text, 120)
}

fn head(ui: &mut Ui, report: &QualityReport) {
    ui.label(
        RichText::new(&report.title)
            .size(15.0)
            .family(theme::reading()),
    );
    let mut text = count(report.words, "word", "words");
    if report.folder {
        text += " in ";
        text += &count(report.documents.len(), "document", "documents");
    }
    if report.waiting > 0 {
        text += &format!(", {} not looked through yet", thousands(report.waiting));
    }
    if !report.unread.is_empty() {
        text += &format!(", {} that cannot be read", thousands(report.unread.len()));
    }
    ui.label(soft(ui, text));
}

/// The figures of the whole, each with its name.
fn figures(ui: &mut Ui, report: &QualityReport) {
    let (t, words) = (&report.total, report.words);
    let p = Palette::of(ui.visuals());
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (figure, what) in [
            (rate(t.per_thousand(words)), "findings per 1,000 words"),
            (rate(t.all_per_thousand(words)), "with less certain ones"),
            (thousands(t.of(Severity::High)), "of high severity"),
            (thousands(t.open), "open"),
            (thousands(t.confirmed), "confirmed or flagged"),
            (thousands(t.dismissed), "dismissed"),
        ] {
            let frame = egui::Frame::new()
                .fill(p.paper)
                .stroke(egui::Stroke::new(1.0, p.line))
                .corner_radius(7)
                .inner_margin(egui::Margin::symmetric(10, 6));
            frame.show(ui, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(RichText::new(figure).size(17.0).family(theme::strong()));
                    ui.label(soft(ui, what));
                });
            });
        }
    });
}

/// Which checks ran, which did not, which failed.
fn checks(ui: &mut Ui, checks: &Checks, folder: bool) {
    let titles = |all: &[crate::annotation::Category]| {
        let titles: Vec<&str> = all.iter().map(|c| c.title()).collect();
        titles.join(" · ")
    };
    ui.label(soft(ui, format!("Ran: {}", titles(&checks.ran))));
    if !checks.off.is_empty() {
        ui.label(soft(ui, format!("Switched off: {}", titles(&checks.off))));
    }
    for (category, names) in &checks.failed {
        let warn = Palette::of(ui.visuals()).warn;
        let mut text = format!("Failed: {}", category.title());
        if folder {
            text += &format!(", in {}", count(names.len(), "document", "documents"));
        }
        ui.colored_label(warn, text);
    }
}

/// Where the document comes from, and facts about it; which documents cannot be read.
fn about(ui: &mut Ui, report: &QualityReport) {
    if let Some(document) = report.document() {
        section(ui, "Provenance");
        if document.provenance.is_empty() {
            ui.label(soft(ui, "Nobody has said where the document comes from."));
        }
        for (field, value) in &document.provenance {
            fact(ui, field.title(), value);
        }
    }
    if !report.facts.is_empty() {
        section(ui, "Document");
        for (name, value) in &report.facts {
            fact(ui, name, value);
        }
    }
    if !report.unread.is_empty() {
        section(ui, "Could not be read");
        for (name, why) in &report.unread {
            ui.label(soft(ui, format!("{name}: {why}")));
        }
    }
}

fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.scope(|ui| {
            ui.set_width(140.0);
            ui.label(soft(ui, name));
        });
        ui.add(egui::Label::new(value).wrap().selectable(true));
    });
}

/// A swatch with a name beside it.
fn named_swatch(ui: &mut Ui, colour: egui::Color32, name: &str) {
    ui.horizontal(|ui| {
        swatch(ui, colour, 10.0);
        ui.label(name);
    });
}
