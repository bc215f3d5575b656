//! The window. It draws what [`App`] knows and turns gestures into commands; it touches no file and never changes the
//! model itself.

mod actions;
mod central;
mod chooser;
mod clipboard;
mod dialogs;
mod documents;
mod find;
mod focus_mode;
mod foot;
mod index;
mod inspector;
mod keys;
mod mention_menu;
mod notices;
mod parts;
mod popover;
pub mod reader;
mod reading;
mod refused;
mod report;
mod target;
mod theme;
mod themes;
mod top;
mod trace;
mod walking;
mod welcome;
mod widgets;

use crate::annotation::ThemeId;
use crate::app::{Action, App, Command, Focus};
use crate::store::{ThemeChoice, UserFolders};
use crate::text::TextRange;
use dialogs::Dialog;
use egui::{Panel, Ui};
use find::Find;
use reader::Reader;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Where the settings keep what was chosen in the palette.
const USED: &str = "palette";

/// What panels hand back.
#[derive(Default)]
pub struct Out {
    commands: Vec<Command>,
    actions: Vec<Action>,
    dialog: Option<Dialog>,
    select: Option<TextRange>,
    /// A theme for what is meant.
    tag: Option<ThemeId>,
    /// What was chosen in the palette, by its id.
    used: Option<String>,
}

impl Out {
    fn is_empty(&self) -> bool {
        self.commands.is_empty()
            && self.actions.is_empty()
            && self.dialog.is_none()
            && self.select.is_none()
            && self.tag.is_none()
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
    index: index::Index,
    chooser: chooser::Chooser,
    clipboard: clipboard::Clipboard,
    notices: notices::Shown,
    trace: trace::Trace,
    /// Whether the popover stands beside the selection.
    popover: bool,
    focus_mode: focus_mode::FocusMode,
    /// The context menu of a name in the text.
    mention_menu: Option<mention_menu::Menu>,
    /// The path that is typed on the welcome page.
    path: String,
    /// What is typed where a document could not be read.
    typed: refused::Typed,
    quit: bool,
    parts: parts::Parts,
    /// Whether the keyboard was with a control at the end of the last frame, not with the text.
    elsewhere: bool,
    /// The focus, and what was selected when it came there.
    led: (Focus, TextRange),
    /// What was chosen in the palette, the last first.
    used: Vec<String>,
    /// The last sentence that was looked for under the caret.
    sentence: std::cell::Cell<Option<target::Sentence>>,
    forced_theme: Option<ThemeChoice>,
}

impl Window {
    /// A window on the program. `paths` are opened: the first one that is given.
    pub fn new(
        ctx: &egui::Context,
        folders: Option<UserFolders>,
        paths: Vec<PathBuf>,
        start: Instant,
    ) -> Self {
        let screen = ctx.clone();
        let mut app = App::new(folders, Arc::new(move || screen.request_repaint()));
        open_first(&mut app, paths);
        Self::on(ctx, app, start)
    }

    /// A window on a program that is at work already.
    pub fn on(ctx: &egui::Context, app: App, start: Instant) -> Self {
        theme::install(ctx);
        let used = app.settings.extra.get(USED);
        let used = used.map_or(Vec::new(), |u| u.lines().map(str::to_owned).collect());
        Self {
            app,
            reader: Reader::default(),
            find: Find::default(),
            dialog: None,
            documents: documents::Documents::default(),
            themes: themes::Themes::default(),
            inspector: inspector::Inspector::default(),
            index: index::Index::default(),
            chooser: chooser::Chooser::default(),
            clipboard: clipboard::Clipboard::default(),
            notices: notices::Shown::default(),
            trace: trace::Trace::new(start),
            popover: false,
            mention_menu: None,
            focus_mode: focus_mode::FocusMode::default(),
            typed: refused::Typed::default(),
            path: String::new(),
            quit: false,
            parts: parts::Parts::default(),
            elsewhere: false,
            led: Default::default(),
            used,
            sentence: std::cell::Cell::default(),
            forced_theme: trace::forced_theme(),
        }
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

    /// Where the caret is, if a click or a key put it there (UTF-8 bytes of the text).
    pub fn caret(&self) -> Option<usize> {
        self.reader.placed()
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
        if self.app.has_come_late() {
            self.go_on_from_answered();
        }
        if let Some(path) = self.chooser.poll(&mut self.app, &mut self.dialog) {
            self.app.execute(Command::OpenPath(path));
        }
        let dropped = ctx.input(|i| i.raw.dropped_files.first().map(|f| f.path().to_owned()));
        if let Some(path) = dropped {
            self.app.execute(Command::OpenPath(path));
        }
        theme::choose(ctx, self.forced_theme.unwrap_or(self.app.settings.theme));
        if self.app.is_busy() {
            ctx.request_repaint_after(Duration::from_millis(120));
        }
    }

    /// Draws a frame and carries out what was asked for in it.
    pub fn draw(&mut self, ui: &mut Ui) {
        let mut out = Out::default();
        let before = self.open_things();
        reader::name_window(ui.ctx(), || central::window_name(&self.app));
        self.take_keys(ui, &mut out);
        self.panels(ui, &mut out);
        self.overlays(ui, &mut out);
        let asked = !out.is_empty();
        if let Some(range) = out.select {
            self.reader.select(range);
        }
        if let Some(theme) = out.tag {
            let tag = self.tag_with(theme);
            out.commands.push(tag);
        }
        if let Some(id) = out.used {
            self.note_used(id);
        }
        if let Some(dialog) = out.dialog {
            self.dialog = Some(dialog);
            self.popover = false;
        }
        for command in out.commands {
            self.popover &= !matches!(command, Command::Tag(..));
            let focuses = matches!(command, Command::Focus(_));
            let answers = matches!(command, Command::AnswerAlike { .. });
            let answered = match command {
                Command::Confirm(i) | Command::Dismiss(i) | Command::Correct(i, _) => Some(i),
                _ => None,
            };
            self.app.execute(command);
            if answers {
                self.go_on_from_answered();
            }
            if let Some(i) = answered {
                self.step_finding_from(i);
            }
            if focuses {
                self.led = (self.focus(), self.reader.selection());
            }
        }
        for action in out.actions {
            self.act(ui, action);
        }
        // What was asked for in this frame shows in the next one, which nothing else may call for: a key that is pressed
        // and let go at once is a single event.
        if asked || self.open_things() != before {
            ui.ctx().request_repaint();
        }
        self.note_focus();
        self.note_keyboard(ui);
        self.trace.after_frame(&self.app);
        if self.quit {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// Keeps what was chosen in the palette at the head of what it begins with, also for the next time.
    fn note_used(&mut self, id: String) {
        const KEPT: usize = 20;
        self.used.retain(|u| *u != id);
        self.used.insert(0, id);
        self.used.truncate(KEPT);
        let mut settings = self.app.settings.clone();
        settings.extra.insert(USED.to_owned(), self.used.join("\n"));
        self.app
            .execute(Command::ChangeSettings(Box::new(settings)));
    }

    /// Which of the things that come and go are there.
    fn open_things(&self) -> (bool, bool, bool, TextRange) {
        (
            self.dialog.is_some(),
            self.popover,
            self.focus_mode.is_on(),
            self.reader.selection(),
        )
    }

    fn panels(&mut self, ui: &mut Ui, out: &mut Out) {
        let p = theme::Palette::of(ui.visuals());
        let bar = |margin| egui::Frame::new().fill(p.panel).inner_margin(margin);
        let panels = !self.focus_mode.is_on();
        // Whoever looks for something in focus mode gets the bar with the field for as long as it is in use.
        if panels || self.find.is_in_use(ui.ctx()) {
            Panel::top("top")
                .exact_size(44.0)
                .frame(bar(egui::Margin::symmetric(12, 0)))
                .show(ui, |ui| {
                    let from = self.reader.visible().start;
                    top::show(ui, &self.app, &mut self.find, from, out);
                });
        }
        if panels {
            Panel::bottom("foot")
                .exact_size(28.0)
                .frame(bar(egui::Margin::symmetric(12, 0)))
                .show(ui, |ui| {
                    foot::show(ui, &self.app, &self.reader, self.meant(), out)
                });
        }
        self.parts.begin();
        let width = ui.available_width();
        let passage = self.passage();
        let has_documents = !self.app.shelf.entries.is_empty();
        let index = self.app.folder.is_shown();
        // A narrow window has no room for the documents beside table and card.
        if panels && has_documents && !(index && width < 1200.0) {
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
                    let part = self.parts.open(ui, parts::Part::Documents);
                    documents::show(ui, &self.app, &mut self.documents, out);
                    self.parts.close(ui, part);
                    let part = self.parts.open(ui, parts::Part::Themes);
                    themes::show(ui, &self.app, &mut self.themes, passage, out);
                    self.parts.close(ui, part);
                });
        }
        let inspects = self.app.session.is_some() || index;
        if panels && inspects && width > if index { 600.0 } else { 760.0 } {
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
                    let part = self.parts.open(ui, parts::Part::Inspector);
                    if index {
                        index::show_card(ui, &self.app, &mut self.index, out);
                    } else {
                        inspector::show(
                            ui,
                            &self.app,
                            &mut self.inspector,
                            (self.reader.selection(), self.reader.at()),
                            out,
                        );
                    }
                    self.parts.close(ui, part);
                });
        }
        egui::CentralPanel::no_frame().show(ui, |ui| self.central(ui, out));
    }

    fn overlays(&mut self, ui: &mut Ui, out: &mut Out) {
        if self.popover && self.dialog.is_none() {
            self.popover = popover::show(ui, &self.app, &self.reader, out);
        }
        if self.dialog.is_some() {
            self.reader.leave_keyboard(ui.ctx());
        }
        if let Some(dialog) = &mut self.dialog
            && !dialog.show(ui, &self.app, &self.reader, &mut self.chooser, out)
        {
            self.dialog = None;
        }
        self.mention_menu.take_if(|menu| !menu.show(ui, out));
        self.focus_mode.hint(ui, &self.app.bindings);
        let beside = if self.app.session.is_some() {
            self.reader.rect()
        } else {
            egui::Rect::NOTHING
        };
        notices::show(ui, &self.app, beside, &mut self.notices, out);
        welcome::drop_hint(ui);
    }

    /// What a press on a theme is for.
    fn passage(&self) -> TextRange {
        let session = self.app.session.as_ref();
        let passage = session.map(|s| self.reader.passage(&s.document));
        let passage = passage.filter(|range| !range.is_empty());
        passage.unwrap_or_else(|| self.target().range)
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

/// Has the first of the paths opened.
fn open_first(app: &mut App, paths: Vec<PathBuf>) {
    if paths.len() > 1 {
        app.execute(Command::Say(
            "Rapporteur opens one file or folder at a time: the first was opened".into(),
        ));
    }
    if let Some(path) = paths.into_iter().next() {
        app.execute(Command::OpenPath(path));
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
    // The document is read and looked through while the window is being made.
    let screen: Arc<OnceLock<egui::Context>> = Arc::default();
    let woken = screen.clone();
    let wake = move || {
        woken
            .get()
            .into_iter()
            .for_each(egui::Context::request_repaint)
    };
    let mut app = App::new(UserFolders::of_platform(), Arc::new(wake));
    open_first(&mut app, paths);
    let begun = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let begins = begun.clone();
    let creator: eframe::AppCreator<'static> = Box::new(move |cc| {
        begins.store(true, std::sync::atomic::Ordering::Relaxed);
        let ctx = screen.get_or_init(|| cc.egui_ctx.clone());
        Ok(Box::new(Window::on(ctx, app, start)))
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
         scripts/run.sh installs what is missing. The commands detect, entities, languages, check, report, export and validate work without a display"
    )
}
