//! The built program, started in a virtual display, and what its trace says.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A display that nobody sees; it ends with this value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts `Xvfb` on a free display.
    ///
    /// # Errors
    /// When there is none, or it does not start; in plain words.
    pub fn start() -> Result<Self, String> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| "no display and no Xvfb".to_owned())?;
        let mut number = String::new();
        if let Some(out) = server.stdout.as_mut() {
            // What cannot be read is no number.
            let _ = BufReader::new(out).read_line(&mut number);
        }
        let name = format!(":{}", number.trim());
        let display = Self { server, name };
        match number.trim().parse::<u32>() {
            Ok(_) => Ok(display),
            Err(_) => Err("Xvfb did not start".into()),
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.server);
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// What the program's trace says: milliseconds since the process was started.
#[derive(Clone, Copy, Default, Debug)]
pub struct Times {
    /// Text and panels were painted.
    pub first_frame: f64,
    /// Annotations, entities and findings were there.
    pub document_ready: f64,
    /// From before the process was started until its line for the first frame arrived here.
    pub seen_from_outside: f64,
}

/// Starts the program on `document` and waits for both lines of its trace. `home` holds its own files.
///
/// # Errors
/// When the window does not come within half a minute; with what the program said.
pub fn start(display: &Display, home: &Path, document: &Path) -> Result<Times, String> {
    let start = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .arg(document)
        .env("DISPLAY", &display.name)
        .env("RAPPORTEUR_TRACE", "1")
        .env("RAPPORTEUR_HOME", home)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("the program could not be started ({e})"))?;
    let times = match program.stderr.take() {
        Some(trace) => read(trace, start),
        None => Err("the program has no standard error".into()),
    };
    end(&mut program);
    times
}

fn read(trace: impl Read + Send + 'static, start: Instant) -> Result<Times, String> {
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(trace).lines().map_while(Result::ok) {
            if send.send((line, start.elapsed())).is_err() {
                break;
            }
        }
    });
    let (mut times, mut said) = (Times::default(), String::new());
    while times.first_frame == 0.0 || times.document_ready == 0.0 {
        let Ok((line, at)) = lines.recv_timeout(Duration::from_secs(30)) else {
            return Err(format!("the window did not come; it said: {said}"));
        };
        match line.split_once(' ') {
            Some(("first_frame", ms)) => {
                times.first_frame = ms.parse().unwrap_or(f64::MAX);
                times.seen_from_outside = at.as_secs_f64() * 1e3;
            }
            Some(("document_ready", ms)) => times.document_ready = ms.parse().unwrap_or(f64::MAX),
            _ => said = line,
        }
    }
    Ok(times)
}
