//! Drives the window without a display: a desk with documents and a user's folders, and a screen on it that is looked
//! at through its accessibility tree and touched with mouse and keys.

use crate::raster::{self, Picture, Textures};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use rapporteur::annotation::{Anchored, AnnotationSet, Body};
use rapporteur::app::{App, Command, Focus, Session};
use rapporteur::store::{Settings, UserFolders};
use rapporteur::text::TextRange;
use rapporteur::ui::Window;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives it up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Ctrl, or Cmd on a Mac.
pub const COMMAND: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

/// Ctrl and Shift.
pub const COMMAND_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..COMMAND
};

/// A folder of documents and a user's own folders, both gone at the end of the test.
pub struct Desk {
    folder: tempfile::TempDir,
    written: Vec<(PathBuf, Vec<u8>)>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("papers")).unwrap();
        Self {
            folder,
            written: Vec::new(),
        }
    }

    /// A desk with these documents.
    pub fn with(documents: &[(&str, &str)]) -> Self {
        let mut desk = Self::new();
        for (name, text) in documents {
            desk.write(name, text.as_bytes());
        }
        desk
    }

    /// The folder of the documents.
    pub fn papers(&self) -> PathBuf {
        self.folder.path().join("papers")
    }

    /// The path of a document.
    pub fn path(&self, name: &str) -> PathBuf {
        self.papers().join(name)
    }

    /// The user's own folders.
    pub fn user(&self) -> UserFolders {
        UserFolders::inside(&self.folder.path().join("user"))
    }

    /// Writes a document, which must then stay as it is.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.written.push((path.clone(), bytes.to_vec()));
        path
    }

    /// The sidecar of a document, as text.
    pub fn sidecar(&self, name: &str) -> String {
        fs::read_to_string(self.path(&format!("{name}.ann.ron"))).unwrap()
    }

    /// Writes the settings that the next start finds.
    pub fn settings(&self, change: impl FnOnce(&mut Settings)) {
        let (mut settings, _) = Settings::load(&self.user());
        change(&mut settings);
        settings.save(&self.user()).unwrap();
    }

    /// Starts the window on the documents and waits until the first one is read and looked through.
    pub fn open(&self) -> Screen {
        let mut screen = self.start(&[self.papers()]);
        screen.until("a document is open and looked through", |w| {
            w.app()
                .session
                .as_ref()
                .is_some_and(|s| s.analysis.is_some())
                && w.app()
                    .shelf
                    .entries
                    .iter()
                    .all(|e| e.summary.is_some() || e.problem.is_some())
        });
        screen
    }

    /// Starts the window with these paths as arguments.
    pub fn start(&self, paths: &[PathBuf]) -> Screen {
        Screen::start(self.user(), paths.to_vec(), [1280.0, 860.0])
    }

    /// A second person's window on the same documents.
    pub fn start_for_another(&self, paths: &[PathBuf]) -> Screen {
        let folders = UserFolders::inside(&self.folder.path().join("another"));
        Screen::start(folders, paths.to_vec(), [1280.0, 860.0])
    }

    /// The same, in a window of this size.
    pub fn start_sized(&self, paths: &[PathBuf], size: [f32; 2]) -> Screen {
        Screen::start(self.user(), paths.to_vec(), size)
    }

    /// No document was ever changed.
    pub fn assert_untouched(&self) {
        for (path, bytes) in &self.written {
            assert!(
                fs::read(path).unwrap() == *bytes,
                "{} was changed",
                path.display()
            );
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.assert_untouched();
        }
    }
}

/// An annotation as a person tells it: what it says, where, and of which words.
pub type Told = (String, TextRange, String);

/// The window on a screen that only the test sees.
pub struct Screen {
    harness: Harness<'static, Option<Window>>,
    textures: Textures,
    size: [f32; 2],
}

impl Screen {
    fn start(folders: UserFolders, paths: Vec<PathBuf>, size: [f32; 2]) -> Self {
        let textures = Textures::default();
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(2)
            .with_accessibility_check(false)
            // Emoji come from the system's faces, of which there are none here; `looks` checks the window's own signs.
            .allow_missing_glyphs()
            .renderer(textures.clone())
            .build_ui_state(
                move |ui, window: &mut Option<Window>| match window {
                    Some(window) => {
                        window.logic(ui.ctx());
                        // The harness leaves a margin, a real window does not.
                        let all = ui.ctx().content_rect();
                        ui.set_clip_rect(all);
                        let builder = egui::UiBuilder::new().max_rect(all);
                        ui.scope_builder(builder, |ui| window.draw(ui));
                    }
                    // Faces that are installed in a frame are there in the next one.
                    None => {
                        let (folders, paths) = (Some(folders.clone()), paths.clone());
                        *window = Some(Window::new(ui.ctx(), folders, paths, Instant::now()));
                        ui.ctx().all_styles_mut(|style| {
                            style.visuals.text_cursor.blink = false;
                            style.animation_time = 0.0;
                            style.scroll_animation = egui::style::ScrollAnimation::none();
                        });
                    }
                },
                None,
            );
        Self {
            harness,
            textures,
            size,
        }
    }

    /// The window.
    pub fn window(&self) -> &Window {
        self.harness.state().as_ref().unwrap()
    }

    /// The program behind it.
    pub fn app(&self) -> &App {
        self.window().app()
    }

    /// Tells the program something directly; only to set a scene.
    pub fn execute(&mut self, command: Command) {
        self.harness
            .state_mut()
            .as_mut()
            .unwrap()
            .app_mut()
            .execute(command);
        self.step();
    }

    /// Tells the program several things before it takes in anything from the background.
    pub fn execute_all(&mut self, commands: impl IntoIterator<Item = Command>) {
        let window = self.harness.state_mut().as_mut().unwrap();
        for command in commands {
            window.app_mut().execute(command);
        }
        self.step();
    }

    /// From this size on documents are shown before they are read to the end.
    pub fn preview_from(&mut self, bytes: u64) {
        let window = self.harness.state_mut().as_mut().unwrap();
        window.app_mut().preview_from = bytes;
    }

    /// Originals are handed to this, and no program is started.
    pub fn opener(&mut self, opener: rapporteur::app::refused::Opener) {
        let window = self.harness.state_mut().as_mut().unwrap();
        window.app_mut().set_opener(opener);
    }

    /// The document on screen.
    pub fn session(&self) -> &Session {
        self.app().session.as_ref().expect("a document is open")
    }

    /// The name of the document on screen.
    pub fn shown(&self) -> &str {
        &self.session().document.name
    }

    /// The text on screen.
    pub fn text(&self) -> &str {
        &self.session().document.text
    }

    /// The records of the document on screen.
    pub fn set(&self) -> &AnnotationSet {
        self.app().workspace.set(&self.session().key).unwrap()
    }

    /// The selection.
    pub fn selection(&self) -> TextRange {
        self.window().selection()
    }

    /// Where the caret was put (UTF-8 bytes of the text).
    #[track_caller]
    pub fn caret(&self) -> usize {
        self.window().caret().expect("the caret was put somewhere")
    }

    /// Whether the keyboard is with a control of this name.
    pub fn has_keyboard(&self, fits: impl Fn(&str) -> bool) -> bool {
        let named = |n: &Node<'_>| n.accesskit_node().label().is_some_and(|l| fits(&l));
        let mut focused = self.harness.query_all_by(|n| n.is_focused());
        focused.any(|n| named(&n))
    }

    /// The name of what has the keyboard.
    pub fn focused_name(&self) -> Option<String> {
        let focused = self.harness.query_all_by(|n| n.is_focused()).next()?;
        focused.accesskit_node().label()
    }

    /// The selected text.
    pub fn selected(&self) -> &str {
        self.selection().of(self.text()).unwrap()
    }

    /// What is annotated in the document on screen, in the order of the text.
    pub fn told(&self) -> Vec<Told> {
        let mut out: Vec<Told> = self.set().anchored().map(|a| self.tell(a)).collect();
        out.sort();
        out.sort_by_key(|(_, range, _)| *range);
        out
    }

    fn tell(&self, a: &Anchored) -> Told {
        let what = match &a.annotation.body {
            Body::Theme(id) => self
                .app()
                .workspace
                .codebook
                .get(*id)
                .map_or("?", |t| &t.name)
                .to_owned(),
            Body::Highlight => "highlight".to_owned(),
            Body::Entity { label, canonical } => format!("{}: {canonical}", label.title()),
            Body::Flag { category, .. } => {
                format!("flag {}: {}", category.title(), a.annotation.note)
            }
            Body::Correction { text } => format!("should read {text}"),
            Body::Memo => format!("note {}", a.annotation.note),
        };
        (what, a.range, a.annotation.quote.exact.clone())
    }

    /// Themes and other kinds, without their places.
    pub fn whats(&self) -> Vec<String> {
        self.told().into_iter().map(|(what, ..)| what).collect()
    }

    /// The passage of some words of the text.
    pub fn find(&self, words: &str) -> TextRange {
        let start = self
            .text()
            .find(words)
            .unwrap_or_else(|| panic!("the text has no {words:?}"));
        TextRange::new(start, start + words.len())
    }

    /// Name of the step that undo would take back.
    pub fn undo_name(&self) -> &str {
        self.app().undo_name().unwrap_or("nothing")
    }

    /// From now on a sign that no embedded face has ends the test.
    pub fn want_every_glyph(&self) {
        let policy = egui::MissingGlyphPolicy::Panic;
        self.harness.ctx.set_missing_glyph_policy(policy);
    }

    // Waiting.

    /// One frame.
    pub fn step(&mut self) {
        self.harness.step();
    }

    /// Frames until the window has nothing left to draw at once.
    pub fn settle(&mut self) {
        for _ in 0..4 {
            self.harness.step();
        }
    }

    /// Frames until something holds.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Window) -> bool) {
        self.until_on_screen(what, |screen| holds(screen.window()));
    }

    /// Frames until something can be seen.
    #[track_caller]
    pub fn until_on_screen(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(
                Instant::now() < end,
                "waited in vain until {what}; notices: {:?}; on screen:\n{}",
                self.notices(),
                self.tree()
            );
            self.step();
            std::thread::sleep(Duration::from_millis(2));
        }
        self.settle();
    }

    /// Frames until everything is in its file.
    #[track_caller]
    pub fn until_saved(&mut self) {
        self.until("everything is saved", |w| {
            matches!(w.app().save_state(), rapporteur::app::SaveState::Saved(_))
        });
    }

    /// Shows a document by its row in the list.
    #[track_caller]
    pub fn show(&mut self, name: &str) {
        let title = self
            .app()
            .shelf
            .entries
            .iter()
            .find(|e| e.name == name)
            .and_then(|e| e.summary.as_ref())
            .map_or(name.to_owned(), |s| s.title.clone());
        let row = self
            .nodes(Role::ListBoxOption, |label| {
                label.starts_with(&format!("{title}, "))
            })
            .first()
            .copied()
            .unwrap_or_else(|| panic!("no row for {title}"));
        self.click_at(row.center());
        self.until_shown(name);
    }

    /// Frames until a document is on screen and looked through.
    #[track_caller]
    pub fn until_shown(&mut self, name: &str) {
        self.until(&format!("{name} is shown"), |w| {
            w.app()
                .session
                .as_ref()
                .is_some_and(|s| s.document.name == name && s.analysis.is_some())
        });
    }

    // Looking.

    /// Whether a label or name has these words.
    pub fn sees(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
            || self.notices().iter().any(|n| n.contains(words))
    }

    /// Frames until a label or name has these words.
    #[track_caller]
    pub fn until_seen(&mut self, words: &str) {
        self.until_on_screen(&format!("{words:?} is seen"), |screen| screen.sees(words));
    }

    /// What the notices say.
    pub fn notices(&self) -> Vec<String> {
        self.app()
            .notices
            .shown()
            .iter()
            .map(|n| n.text.clone())
            .collect()
    }

    /// Where the things with a role and a fitting name are.
    pub fn nodes(&self, role: Role, fits: impl Fn(&str) -> bool) -> Vec<Rect> {
        self.harness
            .query_all_by_role(role)
            .filter(|n| n.accesskit_node().label().is_some_and(|l| fits(&l)))
            .map(|n| n.rect())
            .collect()
    }

    /// Where the texts that fit are.
    pub fn texts(&self, fits: impl Fn(&str) -> bool) -> Vec<Rect> {
        self.harness
            .query_all_by_role(Role::Label)
            .filter(|n| n.value().is_some_and(|v| fits(&v)))
            .map(|n| n.rect())
            .collect()
    }

    /// Where the only thing with a role is.
    pub fn only(&self, role: Role) -> Rect {
        self.harness.get_by_role(role).rect()
    }

    /// Where the fields that hold this text are.
    pub fn nodes_with_value(&self, value: &str) -> Vec<Rect> {
        self.harness
            .query_all_by_role(Role::TextInput)
            .filter(|n| n.value().is_some_and(|v| v == value))
            .map(|n| n.rect())
            .collect()
    }

    /// Names of everything with a role.
    pub fn names(&self, role: Role) -> Vec<String> {
        self.harness
            .query_all_by_role(role)
            .filter_map(|n| n.accesskit_node().label())
            .collect()
    }

    /// Controls that have no name.
    pub fn unnamed(&self) -> Vec<String> {
        self.harness.unnamed_widgets()
    }

    /// What is on screen, for messages: roles with names and values.
    pub fn tree(&self) -> String {
        let line = |n: Node<'_>| {
            let node = n.accesskit_node();
            let named = node.label().or(node.value())?;
            Some(format!("  {:?} {named:?}\n", node.role()))
        };
        let all = self.harness.root().children_recursive();
        all.filter_map(line).collect()
    }

    /// The accessibility tree.
    pub fn root(&self) -> Node<'_> {
        self.harness.root()
    }

    /// Where the field is that a label of this name stands before.
    #[track_caller]
    pub fn field_named(&self, name: &str) -> Rect {
        let field = self.harness.get_by_role_and_label(Role::TextInput, name);
        field.rect()
    }

    fn field(&self, hint: &str) -> Option<Node<'_>> {
        self.harness
            .query_all_by(|n| n.data().placeholder().is_some())
            .find(|n| {
                n.accesskit_node()
                    .data()
                    .placeholder()
                    .is_some_and(|p| p == hint)
            })
    }

    // Touching.

    /// Events that arrive within one frame, as a quick hand or one key stroke sends them.
    pub fn events(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.step();
    }

    /// Presses and lets go of a key, with the letter that comes with it.
    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    /// The same with modifiers.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let mut down = vec![Event::ModifiersChanged(modifiers), event(true)];
        if !modifiers.command && !modifiers.alt && key.name().len() == 1 {
            let letter = key.name();
            down.push(Event::Text(if modifiers.shift {
                letter.to_owned()
            } else {
                letter.to_lowercase()
            }));
        }
        self.events(down);
        self.events([event(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.step();
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.events([Event::Text(letter.to_string())]);
        }
        self.settle();
    }

    /// Clicks on the field with this hint.
    #[track_caller]
    pub fn click_field(&mut self, hint: &str) {
        let rect = self
            .field(hint)
            .unwrap_or_else(|| panic!("no field {hint:?} in\n{}", self.tree()))
            .rect();
        self.click_at(rect.center());
    }

    /// Clicks on the field that finds in the document, which may hold a query.
    pub fn click_field_again(&mut self) {
        let rect = self.only(Role::SearchInput);
        self.click_at(rect.center());
    }

    /// Whether a field with this hint is shown.
    pub fn has_field(&self, hint: &str) -> bool {
        self.field(hint).is_some()
    }

    /// Clicks a button, by its name.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.click_role(Role::Button, name);
    }

    /// Clicks something, by its role and name; the uppermost where there are several.
    #[track_caller]
    pub fn click_role(&mut self, role: Role, name: &str) {
        let found = self.nodes(role, |label| label == name);
        let rect = found
            .last()
            .unwrap_or_else(|| panic!("no {role:?} {name:?} in\n{}", self.tree()));
        self.click_at(rect.center());
    }

    /// Clicks whatever has this name.
    #[track_caller]
    pub fn click_any(&mut self, name: &str) {
        let found: Vec<Rect> = self
            .harness
            .query_all_by_label(name)
            .map(|n| n.rect())
            .collect();
        let rect = found
            .last()
            .unwrap_or_else(|| panic!("no {name:?} in\n{}", self.tree()));
        self.click_at(rect.center());
    }

    /// Clicks at a point.
    pub fn click_at(&mut self, point: Pos2) {
        self.button_at(point, PointerButton::Primary, 1);
    }

    /// Clicks with the other button.
    pub fn click_secondary_at(&mut self, point: Pos2) {
        self.button_at(point, PointerButton::Secondary, 1);
    }

    /// Clicks several times in a row.
    pub fn click_times(&mut self, point: Pos2, times: usize) {
        self.button_at(point, PointerButton::Primary, times);
    }

    fn button_at(&mut self, pos: Pos2, button: PointerButton, times: usize) {
        self.events([Event::PointerMoved(pos)]);
        for _ in 0..times {
            for pressed in [true, false] {
                self.events([Event::PointerButton {
                    pos,
                    button,
                    pressed,
                    modifiers: Modifiers::NONE,
                }]);
            }
        }
        self.settle();
    }

    /// Drags with the primary button held.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.events([Event::PointerMoved(from)]);
        self.events([button(from, true)]);
        for share in [0.3, 0.7, 1.0] {
            self.events([Event::PointerMoved(from + (to - from) * share)]);
        }
        self.events([button(to, false)]);
        self.settle();
    }

    /// Drops a file or folder on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.harness
            .input_mut()
            .dropped_files
            .push(Arc::new(Dropped(path.to_owned())));
        self.step();
    }

    /// Sets a slider by its name, as assistive programs do.
    #[track_caller]
    pub fn set_number(&mut self, name: &str, value: f64) {
        self.harness
            .get_by_role_and_label(Role::SpinButton, name)
            .set_value_accesskit(value);
        self.settle();
    }

    /// Presses the system's copy keys; what went to the clipboard.
    pub fn copy(&mut self) -> Option<String> {
        self.events([Event::Copy]);
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|c| match c {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Turns the wheel over a point, by so many points downwards.
    pub fn wheel(&mut self, point: Pos2, down: f32) {
        self.hover(point);
        self.events([Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -down),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        }]);
        for _ in 0..20 {
            self.step();
        }
    }

    /// Presses at one point, moves to another and stays there for some frames before letting go.
    pub fn hold(&mut self, from: Pos2, to: Pos2, frames: usize) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.events([Event::PointerMoved(from)]);
        self.events([button(from, true)]);
        self.events([Event::PointerMoved(to)]);
        for _ in 0..frames {
            self.step();
        }
        self.events([button(to, false)]);
        self.settle();
    }

    /// Moves the pointer to a point.
    pub fn hover(&mut self, point: Pos2) {
        self.events([Event::PointerMoved(point)]);
        self.settle();
    }

    /// Moves the pointer away.
    pub fn point_nowhere(&mut self) {
        self.events([Event::PointerGone]);
        self.settle();
    }

    /// The point just before a passage and the one just behind it.
    #[track_caller]
    pub fn ends_of(&self, range: TextRange) -> (Pos2, Pos2) {
        let (first, last) = self
            .window()
            .place_of(range)
            .unwrap_or_else(|| panic!("{range:?} is not in view"));
        (first.left_center(), last.right_center())
    }

    /// Somewhere on a passage.
    #[track_caller]
    pub fn on(&self, range: TextRange) -> Pos2 {
        self.window().place_of(range).expect("in view").0.center()
    }

    /// Selects a passage with the mouse.
    #[track_caller]
    pub fn select(&mut self, range: TextRange) {
        self.press(Key::Escape);
        let (from, to) = self.ends_of(range);
        self.drag(from, to);
        assert_eq!(self.selection(), range, "selected with the mouse");
    }

    /// Selects some words with the mouse.
    #[track_caller]
    pub fn select_words(&mut self, words: &str) {
        self.select(self.find(words));
    }

    /// Opens a menu of the bar and chooses an entry.
    #[track_caller]
    pub fn menu(&mut self, menu: &str, entry: &str) {
        self.click(menu);
        let found: Vec<Rect> = self
            .harness
            .query_all_by_label_contains(entry)
            .map(|n| n.rect())
            .collect();
        let rect = found
            .last()
            .unwrap_or_else(|| panic!("no entry {entry:?} in the menu {menu}\n{}", self.tree()));
        self.click_at(rect.center());
    }

    /// Whether anything is pointed at.
    pub fn focus(&self) -> Focus {
        self.session().focus
    }

    /// The picture of the last frame.
    pub fn picture(&mut self) -> Picture {
        self.point_nowhere();
        let size = self.size.map(|n| n as usize);
        raster::paint(
            &self.harness.ctx,
            self.harness.output(),
            &self.textures,
            size,
        )
    }

    /// Makes the window another size.
    pub fn resize(&mut self, size: [f32; 2]) {
        self.size = size;
        self.harness.set_size(Vec2::from(size));
        self.settle();
    }

    /// Closes the window as the program does.
    pub fn close(mut self) {
        let window = self.harness.state_mut().as_mut().unwrap();
        window.app_mut().finish(PATIENCE);
    }
}

/// A file that is dropped on the window; nobody reads it through the toolkit.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only its path is asked for".to_owned())
    }
}

/// All files below a folder with their bytes, by their path below it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy();
                out.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    out
}
