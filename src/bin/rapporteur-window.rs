//! The window alone, with no console on Windows: what shortcuts and file associations start.

#![forbid(unsafe_code)]
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let start = Instant::now();
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    match rapporteur::ui::run(paths, start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Without a console this is seen only where a terminal started it; the system's log has it otherwise.
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
