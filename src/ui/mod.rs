//! The window. It draws what [`App`] knows and turns gestures into commands; it touches no file and never changes the
//! model itself.

mod actions;
mod central;
mod chooser;
mod clipboard;
mod dialogs;
mod documents;
mod find;
mod foot;
mod inspector;
mod keys;
mod notices;
mod popover;
pub mod reader;
mod theme;
mod themes;
mod top;
mod trace;
mod welcome;
mod widgets;

use crate::app::{Action, App, Command};
use crate::store::{ThemeChoice, UserFolders};
use crate::text::TextRange;
use dialogs::Dialog;
use egui::{Panel, Ui};
use find::Find;
use reader::Reader;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What panels hand back.
#[derive(Default)]
pub struct Out {
    commands: Vec<Command>,
    actions: Vec<Action>,
    dialog: Option<Dialog>,
    select: Option<TextRange>,
}

impl Out {
    fn is_empty(&self) -> bool {
        self.commands.is_empty()
            && self.actions.is_empty()
            && self.dialog.is_none()
            && self.select.is_none()
    }

    fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    fn action(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// The window: the program, the reader, and what is open of panels and dialogs.
pub struct Window {
    app: App,
    reader: Reader,
    find: Find,
    dialog: Option<Dialog>,
    documents: documents::Documents,
    themes: themes::Themes,
    inspector: inspector::Inspector,
    chooser: chooser::Chooser,
    clipboard: clipboard::Clipboard,
    notices: notices::Shown,
    trace: trace::Trace,
    /// Whether the popover stands beside the selection.
    popover: bool,
    /// Whether the panels are hidden.
    focus_mode: bool,
    /// The path that is typed on the welcome page.
    path: String,
    quit: bool,
    forced_theme: Option<egui::ThemePreference>,
}

impl Window {
    /// A window on the program. `paths` are opened: the first one that is given.
    pub fn new(
        ctx: &egui::Context,
        folders: Option<UserFolders>,
        paths: Vec<PathBuf>,
        start: Instant,
    ) -> Self {
        theme::install(ctx);
        let screen = ctx.clone();
        let app = App::new(folders, Arc::new(move || screen.request_repaint()));
        let mut window = Self {
            app,
            reader: Reader::default(),
            find: Find::default(),
            dialog: None,
            documents: documents::Documents::default(),
            themes: themes::Themes::default(),
            inspector: inspector::Inspector::default(),
            chooser: chooser::Chooser::default(),
            clipboard: clipboard::Clipboard::default(),
            notices: notices::Shown::default(),
            trace: trace::Trace::new(start),
            popover: false,
            focus_mode: false,
            path: String::new(),
            quit: false,
            forced_theme: trace::forced_theme(),
        };
        if paths.len() > 1 {
            window.app.execute(Command::Say(
                "Rapporteur opens one file or folder at a time: the first was opened".into(),
            ));
        }
        if let Some(path) = paths.into_iter().next() {
            window.app.execute(Command::OpenPath(path));
        }
        window
    }

    /// The program behind the window.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program behind the window, to be told things.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// The reader's selection (UTF-8 bytes of the text).
    pub fn selection(&self) -> TextRange {
        self.reader.selection()
    }

    /// Where a passage is on screen: the first and last of its visible rows.
    pub fn place_of(&self, range: TextRange) -> Option<(egui::Rect, egui::Rect)> {
        self.reader.place_of(range)
    }

    /// Where the reader is on screen.
    pub fn reader_rect(&self) -> egui::Rect {
        self.reader.rect()
    }

    /// What the reader shows of the text (UTF-8 bytes).
    pub fn visible(&self) -> TextRange {
        self.reader.visible()
    }

    /// Takes in what the background has finished; no drawing.
    pub fn logic(&mut self, ctx: &egui::Context) {
        self.app.poll();
        if let Some(path) = self.chooser.poll(&mut self.app, &mut self.dialog) {
            self.app.execute(Command::OpenPath(path));
        }
        let dropped = ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_owned()));
        if let Some(path) = dropped {
            self.app.execute(Command::OpenPath(path));
        }
        let preference = match self.app.settings.theme {
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
            ThemeChoice::System => egui::ThemePreference::System,
        };
        ctx.set_theme(self.forced_theme.unwrap_or(preference));
        if self.app.is_busy() {
            ctx.request_repaint_after(Duration::from_millis(120));
        }
    }

    /// Draws a frame and carries out what was asked for in it.
    pub fn draw(&mut self, ui: &mut Ui) {
        let mut out = Out::default();
        let before = self.open_things();
        self.take_keys(ui, &mut out);
        self.panels(ui, &mut out);
        self.overlays(ui, &mut out);
        let asked = !out.is_empty();
        if let Some(range) = out.select {
            self.reader.select(range);
        }
        if let Some(dialog) = out.dialog {
            self.dialog = Some(dialog);
            self.popover = false;
        }
        for command in out.commands {
            self.popover &= !matches!(command, Command::Tag(..));
            self.app.execute(command);
        }
        for action in out.actions {
            self.act(ui, action);
        }
        // What was asked for in this frame shows in the next one, which nothing else may call for: a key that is pressed
        // and let go at once is a single event.
        if asked || self.open_things() != before {
            ui.ctx().request_repaint();
        }
        self.trace.after_frame(&self.app);
        if self.quit {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// Which of the things that come and go are there.
    fn open_things(&self) -> (bool, bool, bool, TextRange) {
        (
            self.dialog.is_some(),
            self.popover,
            self.focus_mode,
            self.reader.selection(),
        )
    }

    fn panels(&mut self, ui: &mut Ui, out: &mut Out) {
        let p = theme::Palette::of(ui.visuals());
        let bar = |margin| egui::Frame::new().fill(p.panel).inner_margin(margin);
        if !self.focus_mode {
            Panel::top("top")
                .exact_size(44.0)
                .frame(bar(egui::Margin::symmetric(12, 0)))
                .show(ui, |ui| {
                    let from = self.reader.visible().start;
                    top::show(ui, &self.app, &mut self.find, from, out);
                });
            Panel::bottom("foot")
                .exact_size(28.0)
                .frame(bar(egui::Margin::symmetric(12, 0)))
                .show(ui, |ui| foot::show(ui, &self.app, &self.reader, out));
        }
        let width = ui.available_width();
        let has_documents = !self.app.shelf.entries.is_empty();
        if !self.focus_mode && has_documents {
            Panel::left("left")
                .default_size(if width < 1000.0 {
                    200.0
                } else if width < 1300.0 {
                    240.0
                } else {
                    264.0
                })
                .size_range(160.0..=(width * 0.24).max(180.0))
                .frame(bar(egui::Margin::symmetric(8, 6)))
                .show(ui, |ui| {
                    documents::show(ui, &self.app, &mut self.documents, out);
                    themes::show(
                        ui,
                        &self.app,
                        &mut self.themes,
                        self.reader.selection(),
                        out,
                    );
                });
        }
        if !self.focus_mode && self.app.session.is_some() && width > 760.0 {
            Panel::right("right")
                .default_size(if width < 1000.0 {
                    268.0
                } else if width < 1300.0 {
                    316.0
                } else {
                    332.0
                })
                .size_range(240.0..=(width * 0.3).max(240.0))
                .frame(bar(egui::Margin::symmetric(10, 6)))
                .show(ui, |ui| {
                    inspector::show(
                        ui,
                        &self.app,
                        &mut self.inspector,
                        self.reader.selection(),
                        out,
                    )
                });
        }
        egui::CentralPanel::no_frame().show(ui, |ui| self.central(ui, out));
    }

    fn overlays(&mut self, ui: &mut Ui, out: &mut Out) {
        if self.popover && self.dialog.is_none() {
            self.popover = popover::show(ui, &self.app, &self.reader, out);
        }
        let target = self.target();
        if let Some(dialog) = &mut self.dialog
            && !dialog.show(ui, &self.app, &self.reader, &mut self.chooser, target, out)
        {
            self.dialog = None;
        }
        let beside = if self.app.session.is_some() {
            self.reader.rect()
        } else {
            egui::Rect::NOTHING
        };
        notices::show(ui, &self.app, beside, &mut self.notices, out);
        welcome::drop_hint(ui);
    }

    /// The selected passage; with nothing selected, the whole document.
    fn target(&self) -> TextRange {
        let range = self.reader.selection();
        if range.is_empty() {
            TextRange::DOCUMENT
        } else {
            range
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.finish(Duration::from_secs(5));
    }
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// In plain words, where there is no display or no way to draw.
pub fn run(paths: Vec<PathBuf>, start: Instant) -> Result<(), String> {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png"))
        .unwrap_or_default();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Rapporteur")
            .with_app_id("rapporteur")
            .with_inner_size([1280.0, 860.0])
            .with_min_inner_size([560.0, 400.0])
            .with_icon(icon)
            .with_drag_and_drop(true),
        persist_window: false,
        ..eframe::NativeOptions::default()
    };
    let folders = UserFolders::of_platform();
    let begun = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let begins = begun.clone();
    let creator: eframe::AppCreator<'static> = Box::new(move |cc| {
        begins.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(Box::new(Window::new(&cc.egui_ctx, folders, paths, start)))
    });
    // A missing library of the display panics inside the toolkit instead of returning an error.
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native("rapporteur", options, creator)
    }));
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(e)) => Err(no_window(&e.to_string())),
        Err(_) if begun.load(std::sync::atomic::Ordering::Relaxed) => Err("Rapporteur stopped because of an error of its \
             own. What you did is kept in its journal and comes back when the document is opened again"
            .to_owned()),
        Err(_) => Err(no_window("a part of the system that draws windows is missing or failed")),
    }
}

fn no_window(why: &str) -> String {
    format!(
        "The window could not be opened: {why}. Rapporteur needs a display and OpenGL 2.1 or later; on Debian or Ubuntu, \
         scripts/run.sh installs what is missing. The commands detect, check, export and validate work without a display"
    )
}
