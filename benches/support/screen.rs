//! The whole window without a display: layout and tessellation, the graphics card not.

use rapporteur::app::Command;
use rapporteur::store::UserFolders;
use rapporteur::text::TextRange;
use rapporteur::ui::Window;
use std::path::Path;
use std::time::{Duration, Instant};

/// A window and the context that it draws in.
pub struct Screen {
    ctx: egui::Context,
    /// The window.
    pub window: Window,
    start: Instant,
}

/// How long a screen waits for what it is told to wait for.
const PATIENCE: Duration = Duration::from_secs(120);

impl Screen {
    /// Opens a file or folder; `home` holds the user's files.
    pub fn open(path: &Path, home: &Path) -> Self {
        let ctx = egui::Context::default();
        let folders = Some(UserFolders::inside(home));
        let start = Instant::now();
        let window = Window::new(&ctx, folders, vec![path.to_owned()], start);
        Self { ctx, window, start }
    }

    /// Frames until something holds; whether it did before two minutes were over.
    pub fn wait_until(&mut self, holds: impl Fn(&Window) -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            self.frame(Vec::new());
            if holds(&self.window) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        false
    }

    /// Frames until a document is there with all that is found in it, and nothing is under way.
    pub fn wait_until_ready(&mut self) -> bool {
        let ready = self.wait_until(|w| {
            let session = w.app().session.as_ref();
            session.is_some_and(|s| s.analysis.is_some()) && !w.app().is_busy()
        });
        (0..5).for_each(|_| self.frame(Vec::new()));
        ready
    }

    /// Carries out a command.
    pub fn execute(&mut self, command: Command) {
        self.window.app_mut().execute(command);
    }

    /// Scrolls to a passage.
    pub fn reveal(&mut self, range: TextRange) {
        self.execute(Command::Reveal(range));
        (0..3).for_each(|_| self.frame(Vec::new()));
    }

    /// One frame with these events.
    pub fn frame(&mut self, events: Vec<egui::Event>) {
        let output = self.layout(events);
        let painted = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(painted);
    }

    /// One frame without its tessellation.
    pub fn layout(&mut self, events: Vec<egui::Event>) -> egui::FullOutput {
        let mut input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1280.0, 860.0),
            )),
            time: Some(self.start.elapsed().as_secs_f64()),
            ..egui::RawInput::default()
        };
        input
            .events
            .push(egui::Event::PointerMoved(egui::pos2(600.0, 450.0)));
        input.events.extend(events);
        let window = &mut self.window;
        window.logic(&self.ctx);
        self.ctx.run_ui(input, |ui| window.draw(ui))
    }

    /// A turn of the wheel over the text, by so many lines downwards.
    pub fn wheel(lines: f32) -> Vec<egui::Event> {
        vec![egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -lines),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        }]
    }

    /// Presses and lets go of a key.
    pub fn press(&mut self, key: egui::Key) {
        for pressed in [true, false] {
            self.frame(vec![egui::Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: egui::Modifiers::NONE,
            }]);
        }
    }

    /// Milliseconds that each of some frames takes, with the events that `events` gives for it.
    pub fn times(
        &mut self,
        frames: usize,
        mut events: impl FnMut(usize) -> Vec<egui::Event>,
    ) -> Vec<f64> {
        (0..frames)
            .map(|n| {
                let events = events(n);
                let start = Instant::now();
                self.frame(events);
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect()
    }
}
