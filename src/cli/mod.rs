//! The command line: the same work as in the window, without a screen.
//!
//! The first word decides: a subcommand, else a path to open in the window. Data goes to standard output, messages and
//! progress to standard error; a file that fails is reported and the rest goes on.

mod args;
mod check;
mod checked;
mod console;
mod detect;
mod entities;
mod export;
mod inputs;
mod languages;
mod lists;
mod report;
mod rules;
mod table;
mod text;
mod validate;

use crate::store::extract;
use args::{Command, Usage};
use console::Console;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// What is to happen after the command line was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The work is done: 0 fine, 1 something failed or did not validate, 2 wrong usage.
    Exit(u8),
    /// The window is to open with these files and folders; with none, as it was left.
    OpenWindow(Vec<PathBuf>),
}

/// Carries out a command line (its first item is the program's name).
///
/// Nothing is asked of the environment: where output goes, and whether a person watches standard error, is passed in.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    stderr_is_terminal: bool,
) -> Outcome {
    let (command, password) = match args::parse(args.into_iter().collect()) {
        Ok(parsed) => parsed,
        Err(usage) => return Outcome::Exit(explain(&usage, out, err)),
    };
    if password {
        read_password();
    }
    let console = Console::new(out, err, stderr_is_terminal);
    Outcome::Exit(match command {
        Command::Window(paths) => return Outcome::OpenWindow(paths),
        Command::Detect(list) => console.carry_out(|c| detect::run(&list, c)),
        Command::Text(list) => console.carry_out(|c| text::run(&list, c)),
        Command::Languages(list) => console.carry_out(|c| languages::run(&list, c)),
        Command::Entities(list) => console.carry_out(|c| entities::run(&list, c)),
        Command::Check { list, per_document } => {
            console.carry_out(|c| check::run(&list, per_document, c))
        }
        Command::Checks(job) => console.carry_out(|c| rules::list(&job, c)),
        Command::Report(job) => console.carry_out(|c| report::run(&job, c)),
        Command::Export(job) => console.carry_out(|c| export::run(&job, c)),
        Command::Validate(job) => console.carry_out(|c| validate::run(&job, c)),
    })
}

/// Takes the first line of standard input for the password of every encrypted file of the call. Without one they say that
/// they need it.
fn read_password() {
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line).is_ok() {
        extract::remember_password_of_all(line.trim_end_matches(['\n', '\r']));
    }
}

/// Prints help where it was asked for, else what is wrong with the command line. A stream that is closed is nobody's
/// fault.
fn explain<'a>(usage: &Usage, out: &'a mut dyn Write, err: &'a mut dyn Write) -> u8 {
    let (stream, code) = if usage.asked_for { (out, 0) } else { (err, 2) };
    let _ = stream.write_all(usage.text.as_bytes());
    let _ = stream.flush();
    code
}
