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
    let begun = Instant::now();
    let mut program = launch(display, home, document)?;
    let times = match program.stderr.take() {
        Some(trace) => read(trace, begun),
        None => Err("the program has no standard error".into()),
    };
    end(&mut program);
    times
}

fn launch(display: &Display, home: &Path, document: &Path) -> Result<Child, String> {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
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
        .map_err(|e| format!("the program could not be started ({e})"))
}

/// The program while it runs; it ends with this value.
pub struct Running {
    program: Child,
}

impl Running {
    /// Starts the program and waits until its document is there with all that is found in it.
    ///
    /// # Errors
    /// As [`start`].
    pub fn start(display: &Display, home: &Path, document: &Path) -> Result<Self, String> {
        let begun = Instant::now();
        let mut out = Self {
            program: launch(display, home, document)?,
        };
        let trace = out.program.stderr.take();
        read(trace.ok_or("the program has no standard error")?, begun)?;
        Ok(out)
    }

    fn file(&self, name: &str) -> Result<String, String> {
        std::fs::read_to_string(format!("/proc/{}/{name}", self.program.id()))
            .map_err(|e| format!("the system does not tell ({e})"))
    }

    /// Resident memory in megabytes (10⁶ bytes).
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn resident(&self) -> Result<f64, String> {
        let status = self.file("status")?;
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
        Ok(kib.ok_or("the system does not tell")? * 1024.0 / 1e6)
    }

    /// Clock ticks of CPU, of user and system, that pass within a time.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn ticks_within(&self, time: Duration) -> Result<f64, String> {
        let before = self.ticks()?;
        std::thread::sleep(time);
        Ok(self.ticks()? - before)
    }

    fn ticks(&self) -> Result<f64, String> {
        let stat = self.file("stat")?;
        // The name in brackets may hold spaces.
        let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let fields = rest.split_whitespace().skip(11).take(2);
        Ok(fields.filter_map(|f| f.parse::<f64>().ok()).sum())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        end(&mut self.program);
    }
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
