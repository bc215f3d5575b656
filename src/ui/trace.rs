//! What the environment asks of the window. `RAPPORTEUR_TRACE=1`: when the first frame and the document were there, in
//! milliseconds since the start.

use crate::app::App;
use crate::store::ThemeChoice;
use std::time::Instant;

/// `RAPPORTEUR_THEME=light|sepia|dark|black-on-white|white-on-black`: what pictures are taken in, whatever the settings
/// say.
pub fn forced_theme() -> Option<ThemeChoice> {
    ThemeChoice::from_id(&std::env::var("RAPPORTEUR_THEME").ok()?)
}

/// What was printed so far.
pub struct Trace {
    start: Instant,
    on: bool,
    frame: bool,
    ready: bool,
}

impl Trace {
    /// A trace of a program that began at `start`.
    pub fn new(start: Instant) -> Self {
        let on = std::env::var_os("RAPPORTEUR_TRACE").is_some_and(|v| v == "1");
        Self {
            start,
            on,
            frame: false,
            ready: false,
        }
    }

    /// Looks at what was just painted.
    pub fn after_frame(&mut self, app: &App) {
        if !self.on || (self.frame && self.ready) {
            return;
        }
        let nothing_to_open = app.session.is_none() && !app.is_busy();
        if !self.frame && (app.session.is_some() || nothing_to_open) {
            self.frame = true;
            self.say("first_frame");
        }
        if !self.ready && app.session.as_ref().is_some_and(|s| s.analysis.is_some()) {
            self.ready = true;
            self.say("document_ready");
        }
    }

    fn say(&self, what: &str) {
        eprintln!("{what} {}", self.start.elapsed().as_millis());
    }
}
