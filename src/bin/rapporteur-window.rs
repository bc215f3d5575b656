//! The window alone, with no console on Windows: what shortcuts and file associations start.

#![forbid(unsafe_code)]
#![cfg_attr(windows, windows_subsystem = "windows")]

use rapporteur::store::extract;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let start = Instant::now();
    if let Some(code) = extract::serve_if_asked(std::env::args_os().skip(1)) {
        return code;
    }
    extract::use_this_program();
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
