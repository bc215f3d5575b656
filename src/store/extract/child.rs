//! The child's side: the program was started to extract the text of one file.

use super::{MAX_MEMORY, STACK, kind_word, wire};
use crate::document::DocumentKind;
use crate::document::extraction::{Extraction, ExtractionError};
use crate::document::formats;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::thread;

/// The first argument of a child.
pub(super) const WORD: &str = "__extract";

/// Extracts and answers, where this process was started for that (its first argument says so); the caller then ends.
/// `None`: it was started by a person.
pub fn serve_if_asked(mut args: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if args.next()? != WORD {
        return None;
    }
    let word = args.next().unwrap_or_default();
    let answer = wire::answer(serve(&word));
    let mut out = io::stdout().lock();
    let written = out.write_all(&answer).and_then(|()| out.flush());
    Some(ExitCode::from(u8::from(written.is_err())))
}

fn serve(word: &OsString) -> Result<Extraction, ExtractionError> {
    // What a panic says is for nobody here.
    std::panic::set_hook(Box::new(|_| {}));
    limit_memory();
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|_| ExtractionError::Failed)?;
    let (options, file) = wire::read_request(&bytes).ok_or(ExtractionError::Failed)?;
    if let Some(word) = word.to_str().filter(|_| cfg!(debug_assertions)) {
        misbehave(word);
    }
    let kind = DocumentKind::ALL
        .into_iter()
        .find(|k| *word == *kind_word(*k));
    let kind = kind.ok_or(ExtractionError::Failed)?;
    thread::scope(|scope| {
        let work = || formats::extract(kind, file, &options);
        let thread = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        let joined = thread.map(thread::ScopedJoinHandle::join);
        joined
            .ok()
            .and_then(Result::ok)
            .unwrap_or(Err(ExtractionError::Failed))
    })
}

#[cfg(all(unix, not(target_os = "macos")))]
fn limit_memory() {
    // Where the system does not allow it, the limits of the readers themselves hold.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, MAX_MEMORY, MAX_MEMORY);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

/// macOS does not keep to such limits, and Windows has others: there an allocator counts.
#[cfg(any(not(unix), target_os = "macos"))]
fn limit_memory() {
    let _ = ALLOCATOR.set_limit(usize::try_from(MAX_MEMORY).unwrap_or(usize::MAX));
}

#[cfg(any(not(unix), target_os = "macos"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// What the tests of the parent ask a child of a debug build to do.
fn misbehave(word: &str) {
    match word {
        "test-hang" => loop {
            thread::park();
        },
        "test-abort" => std::process::abort(),
        "test-panic" => std::panic::resume_unwind(Box::new(())),
        "test-eat" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1_u8; 16 << 20]);
                std::hint::black_box(&mut eaten);
            }
        }
        "test-babble" => {
            let _ = io::stdout().write_all(b"{\"Text\":5}\nwhat");
        }
        _ => {}
    }
}
