//! The command line of Rapporteur; without a command it opens the window.

#![forbid(unsafe_code)]

use rapporteur::cli::{self, Outcome};
use rapporteur::store::extract;
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let start = Instant::now();
    if let Some(code) = extract::serve_if_asked(std::env::args_os().skip(1)) {
        return code;
    }
    extract::use_this_program();
    let outcome = {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut err = io::stderr().lock();
        let watched = err.is_terminal();
        cli::run(std::env::args_os(), &mut out, &mut err, watched)
    };
    match outcome {
        Outcome::Exit(code) => code.into(),
        Outcome::OpenWindow(paths) => open_window(paths, start),
    }
}

#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>, start: Instant) -> ExitCode {
    match rapporteur::ui::run(paths, start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_paths: Vec<PathBuf>, _start: Instant) -> ExitCode {
    eprintln!(
        "This rapporteur was built without its window (feature “gui”). Commands work: see rapporteur --help"
    );
    ExitCode::from(2)
}
