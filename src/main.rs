//! The command line; without a subcommand it opens the window.

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let start = Instant::now();
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    match rapporteur::ui::run(paths, start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
