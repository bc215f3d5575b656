//! Frames whose instructions `scripts/perf.sh` counts: `frame SCENE` sets a scene up and draws it in [`measured`], the only
//! function that is counted. Without a scene it lists them. What the background lanes do is over before.

mod support;

use rapporteur::app::Command;
use rapporteur::document::Document;
use rapporteur::text::TextRange;
use std::path::Path;
use std::process::ExitCode;
use support::screen::Screen;
use support::{annotations, text};

/// The scenes: a name, the bytes of text, the annotations, and what is done in a frame.
const SCENES: &[(&str, usize, usize, Doing)] = &[
    ("rest-plain", 10_000, 0, Doing::Nothing),
    ("rest-annotated", 1_000_000, 10_000, Doing::Nothing),
    ("scroll-plain", 1_000_000, 0, Doing::Scroll),
    ("scroll-annotated", 1_000_000, 10_000, Doing::Scroll),
    ("dense", 6_000, 40_000, Doing::Nothing),
    ("tag", 1_000_000, 10_000, Doing::Tag),
];

#[derive(Clone, Copy)]
enum Doing {
    Nothing,
    Scroll,
    Tag,
}

/// Frames that are counted.
const FRAMES: usize = 30;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let Some(&(_, bytes, count, doing)) = SCENES.iter().find(|(name, ..)| *name == asked) else {
        SCENES.iter().for_each(|(name, ..)| println!("{name}"));
        return ExitCode::SUCCESS;
    };
    match run(bytes, count, doing) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("the scene could not be set up: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(bytes: usize, count: usize, doing: Doing) -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = write(folder.path(), bytes, count)?;
    let mut screen = Screen::open(&path, &folder.path().join("home"));
    if !screen.wait_until_ready() {
        return Err("the document did not open within two minutes".into());
    }
    // What is drawn for the first time is not what is compared.
    measured(&mut screen, Doing::Scroll, 4);
    measured_frames(&mut screen, doing);
    Ok(())
}

/// What is counted.
#[inline(never)]
fn measured_frames(screen: &mut Screen, doing: Doing) {
    measured(screen, doing, FRAMES);
}

fn measured(screen: &mut Screen, doing: Doing, frames: usize) {
    for n in 0..frames {
        let events = match doing {
            Doing::Scroll => Screen::wheel(3.0),
            Doing::Nothing | Doing::Tag => Vec::new(),
        };
        if matches!(doing, Doing::Tag) {
            tag(screen, n);
        }
        screen.frame(events);
    }
}

fn tag(screen: &mut Screen, n: usize) {
    let app = screen.window.app();
    let Some(theme) = app.workspace.codebook.iter().next().map(|t| t.id) else {
        return;
    };
    let start = screen.window.visible().start + 40 * n;
    screen.execute(Command::Tag(TextRange::new(start, start + 30), theme));
}

fn write(
    folder: &Path,
    bytes: usize,
    count: usize,
) -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let path = folder.join("docs").join("document.txt");
    std::fs::create_dir(folder.join("docs"))?;
    std::fs::write(&path, text::ordinary(bytes, 2))?;
    if count > 0 {
        let document: Document = rapporteur::store::read_document(&path)?;
        let set = annotations::spread(&document, count, 3);
        rapporteur::store::save_sidecar(&path, &set, None, false)?;
    }
    Ok(path)
}
