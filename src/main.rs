//! The command line of Rapporteur; without a command it opens the window.

#![forbid(unsafe_code)]

use rapporteur::cli::{self, Outcome};
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut err = io::stderr().lock();
        let watched = err.is_terminal();
        cli::run(std::env::args_os(), &mut out, &mut err, watched)
    };
    match outcome {
        Outcome::Exit(code) => code.into(),
        Outcome::OpenWindow(paths) => open_window(paths),
    }
}

/// Opens the window. INTEGRATION: the one line that needs `rapporteur::ui`; its `run` takes the paths and gives the
/// process's exit code.
#[cfg(feature = "gui")]
fn open_window(paths: Vec<PathBuf>) -> ExitCode {
    rapporteur::ui::run(paths)
}

#[cfg(not(feature = "gui"))]
fn open_window(_paths: Vec<PathBuf>) -> ExitCode {
    eprintln!(
        "This rapporteur was built without its window (feature “gui”). Commands work: see rapporteur --help"
    );
    ExitCode::from(2)
}
