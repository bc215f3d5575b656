//! Where results and messages go.

use serde::Serialize;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Documents of one call from which on progress is shown.
const MANY: usize = 8;

/// Standard output and standard error of a call, and whether anything failed in it.
pub(super) struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// A person watches standard error.
    watched: bool,
    /// A progress line stands there.
    in_progress: bool,
    failed: bool,
}

impl<'a> Console<'a> {
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, watched: bool) -> Self {
        Self {
            out,
            err,
            watched,
            in_progress: false,
            failed: false,
        }
    }

    /// Does the work and gives its exit code. A reader of the output that has seen enough (`| head`) ends the work
    /// early and is no failure.
    pub fn carry_out(mut self, work: impl FnOnce(&mut Self) -> io::Result<()>) -> u8 {
        let done = work(&mut self).and_then(|()| self.out.flush());
        self.clear_progress();
        match done {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {}
            Err(e) => self.fail(format_args!("The output could not be written: {e}")),
            Ok(()) => {}
        }
        u8::from(self.failed)
    }

    /// A line of output.
    pub fn line(&mut self, line: impl Display) -> io::Result<()> {
        self.clear_progress();
        writeln!(self.out, "{line}")
    }

    /// A line of output: a JSON object.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.clear_progress();
        serde_json::to_writer(&mut *self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// Output as it stands.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.clear_progress();
        self.out.write_all(text.as_bytes())
    }

    /// A message. Where standard error is closed there is nobody to tell.
    pub fn say(&mut self, message: impl Display) {
        self.clear_progress();
        let _ = writeln!(self.err, "{}", printable(&message.to_string()));
    }

    /// A message about something that failed; the work goes on.
    pub fn fail(&mut self, message: impl Display) {
        self.failed = true;
        self.say(message);
    }

    /// Notes that something did not validate.
    pub fn set_failed(&mut self) {
        self.failed = true;
    }

    /// Shows that the `n`th of `total` documents is being read, where somebody may be waiting.
    pub fn progress(&mut self, n: usize, total: usize) {
        if self.watched && total >= MANY {
            let _ = write!(self.err, "\r{n} of {total} documents");
            let _ = self.err.flush();
            self.in_progress = true;
        }
    }

    fn clear_progress(&mut self) {
        if std::mem::take(&mut self.in_progress) {
            let _ = write!(self.err, "\r\x1b[K");
        }
    }
}

/// `text` on one line and without control characters: a document or a file name must not be able to steer a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if c.is_control() || is_bidi_control(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Characters that reorder what stands around them.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let mut err = Vec::new();
        let code = Console::new(&mut Closed, &mut err, false).carry_out(|c| c.line("x"));
        assert_eq!((code, err.len()), (0, 0));
    }

    #[test]
    fn progress_is_for_people_and_leaves_no_trace() {
        for (watched, expected) in [(false, "m\n"), (true, "\r1 of 9 documents\r\x1b[Km\n")] {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            Console::new(&mut out, &mut err, watched).carry_out(|c| {
                c.progress(1, 9);
                c.say("m");
                Ok(())
            });
            assert_eq!(String::from_utf8(err).unwrap(), expected);
        }
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(
            printable("a\x1b[2J\r\nb\u{202e}"),
            "a\u{fffd}[2J  b\u{fffd}"
        );
    }
}
