//! Text out of files that are no text, in a process of its own.
//!
//! What aborts, overflows its stack, hangs or eats memory while it reads a damaged file cannot be stopped inside the
//! process that it happens in. So the program starts itself a second time (see [`serve_if_asked`]), hands the file's bytes
//! over by standard input and reads text and structure from standard output, both limited; what goes wrong becomes a
//! message in plain words, and the next file is read as if nothing had happened. Where the program is not known (the
//! library used by itself), the same runs in a thread.

mod cache;
mod child;
mod wire;

pub use child::serve_if_asked;

use super::error::StoreError;
use super::folders::UserFolders;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError};
use crate::document::formats::{self, Recognised};
use crate::document::{Document, DocumentKind, Hash};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Largest file that is extracted from, in bytes.
pub const MAX_FILE: u64 = 512 << 20;
/// Most bytes that a child may hand back.
const MAX_ANSWER: u64 = 1 << 30;
/// Most memory of a child, in bytes.
const MAX_MEMORY: u64 = 512 << 20;
/// Stack of the thread that extracts, in bytes.
const STACK: usize = 32 << 20;

/// How the program extracts.
struct Setup {
    /// The program that is started as a child.
    program: PathBuf,
    /// Where extracted texts are kept, to be read faster the next time.
    cache: Option<PathBuf>,
}

static SETUP: OnceLock<Setup> = OnceLock::new();
static PASSWORDS: Mutex<Option<HashMap<PathBuf, String>>> = Mutex::new(None);

/// From now on files are read by children of `program`, which has to call [`serve_if_asked`] first of all; extracted texts
/// are kept in `cache`. Holds for the whole process; only the first call counts.
pub fn use_program(program: PathBuf, cache: Option<PathBuf>) {
    let _ = SETUP.set(Setup { program, cache });
}

/// The same with the program that runs and the user's cache folder.
pub fn use_this_program() {
    if let Ok(program) = std::env::current_exe() {
        let cache = UserFolders::of_platform().map(|f| f.cache.join("texts"));
        use_program(program, cache);
    }
}

/// The password of an encrypted file, for as long as this process runs; it is written nowhere.
pub fn remember_password(path: &Path, password: &str) {
    let mut known = PASSWORDS.lock().unwrap_or_else(PoisonError::into_inner);
    known
        .get_or_insert_default()
        .insert(path.to_owned(), password.to_owned());
}

/// The password of every encrypted file that has none of its own.
pub fn remember_password_of_all(password: &str) {
    remember_password(Path::new(""), password);
}

fn password_of(path: &Path) -> Option<String> {
    let known = PASSWORDS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.as_ref()?;
    known
        .get(path)
        .or_else(|| known.get(Path::new("")))
        .cloned()
}

/// Reads the document of a file's bytes that were recognised as a kind whose text is extracted.
pub(super) fn read(
    path: &Path,
    name: &str,
    found: Recognised,
    bytes: Vec<u8>,
) -> Result<Document, StoreError> {
    let failed = |e: ExtractionError| StoreError::extracting(path, e);
    let (hash, len) = (Hash::of(&bytes), bytes.len() as u64);
    if bytes.is_empty() {
        return Err(failed(ExtractionError::damaged("it is empty (0 bytes)")));
    }
    let options = ExtractOptions {
        password: password_of(path),
    };
    let kept = SETUP.get().and_then(|s| s.cache.as_deref());
    // What needs a password stays encrypted on the disk.
    let kept = kept.filter(|_| options.password.is_none());
    let entry = kept.map(|folder| cache::Entry::new(folder, hash, found.kind));
    let mut extraction = match entry.as_ref().and_then(cache::Entry::read) {
        Some(extraction) => extraction,
        None => {
            let extraction = extract(found.kind, bytes, options).map_err(failed)?;
            entry.iter().for_each(|e| e.write(&extraction));
            extraction
        }
    };
    extraction.origin.notes.extend(found.remark);
    Ok(Document::extracted(
        name,
        found.kind,
        (hash, len),
        extraction,
    ))
}

/// Extracts, in a child where the program is known.
fn extract(
    kind: DocumentKind,
    bytes: Vec<u8>,
    options: ExtractOptions,
) -> Result<Extraction, ExtractionError> {
    let extraction = match SETUP.get() {
        Some(setup) => {
            let seconds = seconds_for(bytes.len());
            by_child(&setup.program, kind_word(kind), seconds, bytes, &options)
        }
        None => here(kind, &bytes, &options),
    }?;
    if is_sound(&extraction) {
        Ok(extraction)
    } else {
        Err(ExtractionError::Failed)
    }
}

/// How long a file of `len` bytes may take, in seconds: a small one that takes long is damaged.
const fn seconds_for(len: usize) -> u64 {
    let more = (len >> 20) as u64 * 2;
    if more > 55 { 60 } else { 5 + more }
}

/// Extracts in a thread of this process.
fn here(
    kind: DocumentKind,
    bytes: &[u8],
    options: &ExtractOptions,
) -> Result<Extraction, ExtractionError> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK);
        let thread = builder.spawn_scoped(scope, || formats::extract(kind, bytes, options));
        let joined = thread.map(thread::ScopedJoinHandle::join);
        joined
            .ok()
            .and_then(Result::ok)
            .unwrap_or(Err(ExtractionError::Failed))
    })
}

/// The word by which a child is told the kind.
const fn kind_word(kind: DocumentKind) -> &'static str {
    kind.extractor().0
}

/// Has a child of `program` do what `word` says with a file: the way of [`use_program`], also for tests.
///
/// # Errors
/// What the child answers; [`ExtractionError::TookTooLong`] after `seconds`; otherwise what its end tells.
pub fn by_child(
    program: &Path,
    word: &str,
    seconds: u64,
    bytes: Vec<u8>,
    options: &ExtractOptions,
) -> Result<Extraction, ExtractionError> {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    let mut child = Command::new(program)
        .args([child::WORD, word])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| ExtractionError::Failed)?;
    let (answer, said) = match listen(&mut child, bytes, options) {
        Some(ears) => ears,
        None => {
            end(child);
            return Err(ExtractionError::Failed);
        }
    };
    let left = deadline.saturating_duration_since(Instant::now());
    let got = answer.recv_timeout(left);
    end(child);
    let said = said
        .recv_timeout(Duration::from_secs(1))
        .unwrap_or_default();
    match got {
        Ok(answer) => wire::read_answer(answer).unwrap_or_else(|| Err(reason(&said))),
        Err(RecvTimeoutError::Timeout) => Err(ExtractionError::TookTooLong { seconds }),
        Err(RecvTimeoutError::Disconnected) => Err(ExtractionError::Failed),
    }
}

/// What a child answers, and what it says on standard error, as they come.
type Ears = (mpsc::Receiver<Vec<u8>>, mpsc::Receiver<Vec<u8>>);

/// Hands the file over and listens. `None`: no thread could be started.
fn listen(child: &mut Child, bytes: Vec<u8>, options: &ExtractOptions) -> Option<Ears> {
    let (mut input, output, errors) = (
        child.stdin.take()?,
        child.stdout.take()?,
        child.stderr.take()?,
    );
    let request = wire::request(options);
    let hand_over = move || {
        // A child that ends early has its reason; it is told by its answer.
        let _ = input
            .write_all(&request)
            .and_then(|()| input.write_all(&bytes));
    };
    thread::Builder::new().spawn(hand_over).ok()?;
    Some((hear(output, MAX_ANSWER)?, hear(errors, 16 << 10)?))
}

/// Reads a stream to its end in a thread of its own.
fn hear(mut stream: impl Read + Send + 'static, most: u64) -> Option<mpsc::Receiver<Vec<u8>>> {
    let (send, receive) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        let _ = stream.by_ref().take(most).read_to_end(&mut bytes);
        let _ = send.send(bytes);
    };
    thread::Builder::new().spawn(read).ok()?;
    Some(receive)
}

/// Ends a child, whatever it does.
fn end(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Why a child broke off, by its last words.
fn reason(said: &[u8]) -> ExtractionError {
    if memchr::memmem::find(said, b"memory allocation of").is_some() {
        ExtractionError::too_much(format!("more than {} MB of memory", MAX_MEMORY >> 20))
    } else {
        ExtractionError::Failed
    }
}

/// Whether what came back is fit for the rest of the program: all ranges lie in the text, on character boundaries, and
/// blocks are in order.
fn is_sound(e: &Extraction) -> bool {
    let fits = |start: usize, end: usize| e.text.get(start..end).is_some();
    let mut at = 0;
    let blocks = e.structure.blocks.iter().all(|b| {
        let follows = b.range.start >= at && fits(b.range.start, b.range.end);
        at = b.range.end;
        follows
    });
    let mut from = 0;
    let inlines = e.structure.inlines.iter().all(|i| {
        let follows = i.range.start >= from && fits(i.range.start, i.range.end);
        from = i.range.start;
        follows
    });
    let pages = e.origin.pages.is_sorted_by_key(|p| p.start)
        && e.origin
            .pages
            .iter()
            .all(|p| e.text.is_char_boundary(p.start));
    let mended = e.origin.mended.iter().all(|r| fits(r.start, r.end));
    let doubtful = e.origin.doubtful.iter().all(|(r, _)| fits(r.start, r.end));
    let places = e
        .origin
        .places
        .iter()
        .all(|p| fits(p.range.start, p.range.end));
    let left = e
        .origin
        .left_out
        .iter()
        .all(|l| e.text.is_char_boundary(l.at));
    blocks
        && inlines
        && pages
        && mended
        && doubtful
        && places
        && left
        && e.text.len() <= crate::document::MAX_LEN
}

#[cfg(test)]
mod tests;
