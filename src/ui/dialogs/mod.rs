//! Dialogs: small ones beside the selection, larger ones in the middle.

mod about;
mod annotate;
mod checks;
mod correct;
mod export;
mod export_table;
mod import_names;
mod keys;
mod own_names;
mod palette;
mod paths;
mod settings;
mod tag_hits;
mod theme_edit;
mod treat;
mod why;

use super::Out;
use super::chooser::Chooser;
use super::mention_menu::Named;
use super::reader::Reader;
use super::report::{ExportReport, Report};
use super::target::Target;
use super::theme::Palette;
use crate::annotation::{AnnotationId, Theme, ThemeId};
use crate::app::App;
use crate::app::reporting::Scope;
use crate::library::quality_report::ReportFormat;
use crate::text::TextRange;
use egui::{Ui, pos2, vec2};
use std::path::PathBuf;

pub use correct::LONGEST;

/// The dialog that is open.
pub enum Dialog {
    /// A theme for a passage.
    Picker(annotate::Picker),
    /// A flag for a passage.
    Flag(annotate::Flag),
    /// A memo on a passage, a note on an annotation: a text.
    Text(annotate::Text),
    /// What a passage should read.
    Correct(Box<correct::Correct>),
    /// Why something was found.
    Why(Box<why::Why>),
    /// A path to open, a paragraph to go to: one line.
    Line(paths::Line),
    /// Export.
    Export(export::Export),
    /// The table of entities as a file.
    ExportTable(export_table::ExportTable),
    /// The quality report.
    Report(Box<Report>),
    /// The quality report as a file.
    ExportReport(ExportReport),
    /// A theme's attributes.
    Theme(theme_edit::Edit),
    /// What becomes of a theme's annotations.
    DeleteTheme(theme_edit::Delete),
    /// A theme for all hits of the search.
    TagHits(Box<tag_hits::TagHits>),
    /// What is said about a name for all documents.
    Treat(treat::Treat),
    /// The user's own list of names.
    OwnNames(Box<own_names::OwnNames>),
    /// What the root wants of the checks.
    Checks(Box<checks::Checks>),
    /// Names of a file for that list.
    ImportNames(import_names::Import),
    /// Text and colours, beside the text.
    Reading(crate::ui::reading::Menu),
    /// Settings.
    Settings,
    /// All keys, to be looked up and changed.
    Keys(keys::Sheet),
    /// Everything that can be done.
    Palette(palette::Palette),
    /// What the program is.
    About,
}

impl Dialog {
    /// Picks a theme for a passage.
    pub fn picker(target: Target, on: Option<AnnotationId>) -> Self {
        Self::Picker(annotate::Picker::new(target, on))
    }

    /// Flags a passage.
    pub fn flag(target: Target) -> Self {
        Self::Flag(annotate::Flag::new(target))
    }

    /// Writes a memo on a passage.
    pub fn memo(target: Target) -> Self {
        Self::Text(annotate::Text::memo(target))
    }

    /// Edits the note of an annotation.
    pub fn note(id: AnnotationId, note: &str) -> Self {
        Self::Text(annotate::Text::note(id, note))
    }

    /// Corrects the passage of a finding of the document on screen.
    pub fn correct(app: &App, i: usize) -> Option<Self> {
        let correct = correct::Correct::of_finding(app, i)?;
        Some(Self::Correct(Box::new(correct)))
    }

    /// Corrects a passage in which nothing was found.
    pub fn correct_passage(app: &App, range: TextRange) -> Option<Self> {
        let correct = correct::Correct::of_passage(app, range)?;
        Some(Self::Correct(Box::new(correct)))
    }

    /// Says why something was found in the document on screen.
    pub fn why(app: &App, i: usize) -> Option<Self> {
        why::Why::of(app, i).map(|w| Self::Why(Box::new(w)))
    }

    /// Opens a typed path.
    pub fn open_path() -> Self {
        Self::Line(paths::Line::open_path())
    }

    /// Goes to a paragraph.
    pub fn go_to() -> Self {
        Self::Line(paths::Line::go_to())
    }

    /// Lists all keys.
    pub fn keys() -> Self {
        Self::Keys(keys::Sheet::default())
    }

    /// Lists everything that can be done; `used`: what was chosen before, the last first.
    pub fn palette(app: &App, used: &[String]) -> Self {
        Self::Palette(palette::Palette::new(app, used))
    }

    /// Exports; `None` where nothing is open.
    pub fn export(app: &App) -> Option<Self> {
        export::Export::new(app).map(Self::Export)
    }

    /// Exports the table of the folder's entities.
    pub fn export_table(app: &App) -> Self {
        Self::ExportTable(export_table::ExportTable::new(app))
    }

    /// Shows the quality report; `None` where nothing is open.
    pub fn report(app: &App) -> Option<Self> {
        (!app.shelf.entries.is_empty()).then(|| Self::Report(Box::new(Report::new(app))))
    }

    /// Writes the quality report to a file.
    pub const fn export_report(scope: Scope, format: ReportFormat) -> Self {
        Self::ExportReport(ExportReport::new(scope, format))
    }

    /// Edits a theme.
    pub fn edit_theme(theme: Theme) -> Self {
        Self::Theme(theme_edit::Edit::new(theme))
    }

    /// Deletes a theme.
    pub fn delete_theme(app: &App, id: ThemeId) -> Self {
        Self::DeleteTheme(theme_edit::Delete::new(app, id))
    }

    /// Says something about a name for all documents.
    pub fn treat(named: Named) -> Self {
        Self::Treat(treat::Treat::named(named))
    }

    /// The same about words that are not marked; `longer`: the name that they stand in.
    pub fn treat_words(words: String, range: TextRange, longer: Option<Named>) -> Self {
        Self::Treat(treat::Treat::words(words, range, longer))
    }

    /// Shows the user's own list of names.
    pub fn own_names() -> Self {
        Self::OwnNames(Box::new(own_names::OwnNames::new()))
    }

    /// Shows the checks.
    pub fn checks() -> Self {
        Self::Checks(Box::default())
    }

    /// Imports names into it.
    pub const fn import_names() -> Self {
        Self::ImportNames(import_names::Import::new())
    }

    /// Tags all hits of the search.
    pub fn tag_hits() -> Self {
        Self::TagHits(Box::default())
    }

    /// Takes a path that the system's dialog gave.
    pub fn set_path(&mut self, path: PathBuf) {
        match self {
            Self::Export(export) => export.set_path(path),
            Self::ExportTable(export) => export.set_path(path),
            Self::ExportReport(export) => export.set_path(path),
            Self::ImportNames(import) => import.set_path(&path),
            _ => {}
        }
    }

    /// Draws the dialog; `false` when it is to go.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        reader: &Reader,
        chooser: &mut Chooser,
        out: &mut Out,
    ) -> bool {
        match self {
            Self::Picker(d) => {
                let target = d.target();
                beside(ui, reader, target, 330.0, |ui| {
                    (d.show(ui, app, out), false)
                })
            }
            Self::Flag(d) => {
                let target = d.target();
                beside(ui, reader, target, 380.0, |ui| {
                    (d.show(ui, app, out), d.has_draft())
                })
            }
            Self::Text(d) => {
                let target = d.target(app);
                beside(ui, reader, target, 400.0, |ui| {
                    (d.show(ui, app, out), d.has_draft())
                })
            }
            Self::Correct(d) => {
                let target = d.target();
                beside(ui, reader, target, 380.0, |ui| {
                    (d.show(ui, out), d.has_draft())
                })
            }
            Self::Why(d) => middle(ui, 900.0, |ui| d.show(ui, app, out)),
            Self::Line(d) => middle(ui, 460.0, |ui| d.show(ui, app, out)),
            Self::Export(d) => middle(ui, 520.0, |ui| d.show(ui, app, chooser, out)),
            Self::ExportTable(d) => middle(ui, 520.0, |ui| d.show(ui, app, chooser, out)),
            Self::Report(d) => middle(ui, 860.0, |ui| d.show(ui, app, out)),
            Self::ExportReport(d) => middle(ui, 520.0, |ui| d.show(ui, app, chooser, out)),
            Self::Theme(d) => middle(ui, 460.0, |ui| d.show(ui, app, out)),
            Self::DeleteTheme(d) => middle(ui, 460.0, |ui| d.show(ui, app, out)),
            Self::TagHits(d) => middle(ui, 520.0, |ui| d.show(ui, app, out)),
            Self::Treat(d) => {
                let target = d.target();
                beside(ui, reader, target, 380.0, |ui| {
                    (d.show(ui, app, out), false)
                })
            }
            Self::OwnNames(d) => middle(ui, 760.0, |ui| d.show(ui, app, out)),
            Self::Checks(d) => middle(ui, 760.0, |ui| d.show(ui, app, out)),
            Self::ImportNames(d) => middle(ui, 520.0, |ui| d.show(ui, app, chooser, out)),
            Self::Reading(d) => d.show(ui, app, reader, out),
            Self::Settings => middle(ui, 460.0, |ui| settings::show(ui, app, out)),
            Self::Keys(d) => middle(ui, 960.0, |ui| d.show(ui, app, out)),
            Self::Palette(d) => middle(ui, 620.0, |ui| d.show(ui, out)),
            Self::About => middle(ui, 460.0, about::about),
        }
    }
}

/// A dialog in the middle of the window; Escape and a press beside it close it.
fn middle(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> bool) -> bool {
    let room = ui.ctx().content_rect().size();
    let p = Palette::of(ui.visuals());
    let frame = egui::Frame::popup(ui.style())
        .fill(p.panel)
        .corner_radius(12)
        .inner_margin(18);
    let modal = egui::Modal::new(egui::Id::unique("dialog"))
        .frame(frame)
        .backdrop_color(super::theme::BACKDROP);
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(width.min(room.x - 70.0).max(100.0));
        ui.set_max_height((room.y - 90.0).max(60.0));
        content(ui)
    });
    response.inner && !response.should_close()
}

/// A dialog beside a passage: the text stays in view. `content` says whether the dialog stays open, and whether it holds
/// something typed that a press elsewhere must not throw away.
fn beside(
    ui: &mut Ui,
    reader: &Reader,
    target: TextRange,
    width: f32,
    content: impl FnOnce(&mut Ui) -> (bool, bool),
) -> bool {
    let p = Palette::of(ui.visuals());
    let bounds = reader.rect().shrink(10.0);
    let id = egui::Id::unique("beside");
    let size = ui
        .ctx()
        .memory(|m| m.area_rect(id))
        .map_or(vec2(width, 320.0), |r| r.size());
    let at = match reader.place_of(target) {
        Some((first, last)) => {
            let below = last.max.y + 8.0;
            let y = if below + size.y < bounds.max.y {
                below
            } else {
                (first.min.y - size.y - 8.0).max(bounds.min.y)
            };
            pos2(last.min.x.min(bounds.max.x - size.x).max(bounds.min.x), y)
        }
        None => pos2(bounds.center().x - size.x / 2.0, bounds.min.y + 40.0),
    };
    // A press on an open list of choices is a press elsewhere too; it closes the list.
    let chooses = egui::Popup::is_any_open(ui.ctx());
    let area = egui::Area::new(id)
        .order(egui::Order::Foreground)
        .fixed_pos(at)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .fill(p.panel)
                .corner_radius(10)
                .inner_margin(12)
                .show(ui, |ui| {
                    ui.set_width(width);
                    content(ui)
                })
                .inner
        });
    let escaped = ui.input(|i| i.key_pressed(egui::Key::Escape));
    let (stays, draft) = area.inner;
    let left = area.response.clicked_elsewhere() && !chooses && !draft;
    stays && !escaped && !left
}

/// Whether Enter was pressed on the dialog as a whole and not on a control or a list of choices.
pub(super) fn is_entered(ui: &Ui) -> bool {
    let free = ui.memory(|m| m.focused().is_none()) || ui.ctx().text_edit_focused();
    free && !egui::Popup::is_any_open(ui.ctx()) && ui.input(|i| i.key_pressed(egui::Key::Enter))
}

/// The title of a dialog, which is its name for screen readers too.
pub(super) fn title(ui: &mut Ui, text: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(egui::accesskit::Role::Dialog);
        node.set_label(text);
    });
    ui.label(
        egui::RichText::new(text)
            .size(15.0)
            .family(super::theme::strong()),
    );
    ui.add_space(4.0);
}
