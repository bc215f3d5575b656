//! Reading documents.

use super::error::StoreError;
use super::extract;
use crate::document::extraction::ExtractionError;
use crate::document::formats::{self, Recognised};
use crate::document::{Decoded, Document, DocumentKind, MAX_LEN, NotText};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::thread;

/// Files from this size on (bytes) are shown while they are still being read.
pub const PREVIEW_FROM: u64 = 2 << 20;
/// Bytes of the beginning that a preview is made of; half of it is far more than a screen.
pub const PREVIEW_HEAD: usize = 256 << 10;
/// Bytes of the end that tell text from binary data.
const PREVIEW_TAIL: u64 = 64 << 10;
/// A text of this length (bytes) is worth a second thread.
const WORTH_A_THREAD: usize = 1 << 20;

/// Whether a file of this name is taken for a document when a folder is opened.
pub fn is_document_name(name: &str) -> bool {
    match name.rsplit_once('.') {
        Some((stem, ending)) => {
            !stem.is_empty()
                && !name.starts_with('.')
                && endings().any(|e| e.eq_ignore_ascii_case(ending))
        }
        None => false,
    }
}

/// Endings that a folder is searched for; a file opened by name may have any.
pub fn endings() -> impl Iterator<Item = &'static str> {
    let of = |kind: DocumentKind| kind.endings().iter().copied();
    DocumentKind::ALL.into_iter().flat_map(of)
}

/// Reads a document. One whose text has to be extracted is read by another process (see [`extract`]).
///
/// # Errors
/// A folder, something missing or unreadable, an empty file and one that is no text: each says so.
pub fn read_document(path: &Path) -> Result<Document, StoreError> {
    let len = check(path)?;
    let why_not = |e: NotText| StoreError::new(path, e.to_string());
    if len > MAX_LEN as u64 {
        return Err(why_not(NotText::TooLong));
    }
    let name = file_name(path);
    if len > extract::MAX_FILE && DocumentKind::of_name(&name).is_extracted() {
        return Err(too_large(path));
    }
    let bytes = fs::read(path).map_err(|e| StoreError::reading(path, &e))?;
    let found = formats::recognise(&name, &bytes).map_err(|e| StoreError::extracting(path, e))?;
    if found.kind.is_extracted() {
        return extracted(path, &name, found, bytes);
    }
    let decoded = Decoded::new(&name, bytes).map_err(why_not)?;
    let (hash, structure) = thread::scope(|both| {
        let elsewhere = (decoded.text_len() >= WORTH_A_THREAD)
            .then(|| thread::Builder::new().spawn_scoped(both, || decoded.text_hash()));
        let structure = decoded.structure();
        let hash = elsewhere.and_then(Result::ok).and_then(|h| h.join().ok());
        (hash, structure)
    });
    let hash = hash.unwrap_or_else(|| decoded.text_hash());
    Ok(decoded.finish(hash, structure))
}

fn extracted(
    path: &Path,
    name: &str,
    found: Recognised,
    bytes: Vec<u8>,
) -> Result<Document, StoreError> {
    if bytes.len() as u64 > extract::MAX_FILE {
        return Err(too_large(path));
    }
    extract::read(path, name, found, bytes)
}

fn too_large(path: &Path) -> StoreError {
    let what = format!("it is larger than {} MB", extract::MAX_FILE >> 20);
    StoreError::extracting(path, ExtractionError::too_much(what))
}

/// The beginning of a document of at least `from` bytes, ready in a moment. `None`: the whole has to be waited for,
/// which also says what is wrong with a file that is none.
pub fn preview_document(path: &Path, from: u64) -> Option<Document> {
    let len = check(path).ok()?;
    if len < from || len > MAX_LEN as u64 {
        return None;
    }
    let (head, tail) = ends(path, len).ok()?;
    Document::preview(&file_name(path), &head, &tail, len)
}

/// The first and the last bytes of a file.
fn ends(path: &Path, len: u64) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut file = File::open(path)?;
    let (mut head, mut tail) = (Vec::with_capacity(PREVIEW_HEAD), Vec::new());
    (&mut file)
        .take(PREVIEW_HEAD as u64)
        .read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(len.saturating_sub(PREVIEW_TAIL)))?;
    file.take(PREVIEW_TAIL).read_to_end(&mut tail)?;
    Ok((head, tail))
}

/// The size of a file that may be a document.
fn check(path: &Path) -> Result<u64, StoreError> {
    let about = fs::metadata(path).map_err(|e| StoreError::reading(path, &e))?;
    if about.is_dir() {
        return Err(StoreError::new(
            path,
            "This is a folder, not a document; open it as a folder, or choose a file in it",
        ));
    }
    if !about.is_file() {
        return Err(StoreError::new(
            path,
            "This is a device or a connection, not a document; choose a file",
        ));
    }
    Ok(about.len())
}

/// The file's name for people; bytes that are no Unicode as U+FFFD.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_endings() {
        for name in [
            "a.txt",
            "A.TXT",
            "b.text",
            "c.md",
            "d.e.MarkDown",
            "å.txt",
            "a.pdf",
            "b.HTM",
            "c.docx",
        ] {
            assert!(is_document_name(name), "{name}");
        }
        for name in [
            "a.txt.ann.ron",
            ".a.txt",
            ".txt",
            "txt",
            "a.doc",
            "a.txt.ann.ron.damaged-1",
            "",
        ] {
            assert!(!is_document_name(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_document_says_why_with_the_path_last() {
        let dir = tempfile::tempdir().unwrap();
        let said = |name: &str| {
            let path = dir.path().join(name);
            let said = read_document(&path).unwrap_err().to_string();
            assert!(said.ends_with(&path.display().to_string()), "{said}");
            said
        };
        fs::create_dir(dir.path().join("d.txt")).unwrap();
        fs::write(dir.path().join("e.txt"), "").unwrap();
        fs::write(dir.path().join("b.txt"), b"\x7FELF\0\0\x01").unwrap();
        fs::write(dir.path().join("w.xlsx"), b"PK\x03\x04 xl/workbook.xml").unwrap();
        assert!(said("d.txt").contains("folder"));
        assert!(said("e.txt").contains("empty"));
        assert!(said("b.txt").contains("a program"));
        assert!(said("w.xlsx").contains("Excel workbook"));
        assert!(said("none.txt").contains("nothing with this name"));
        fs::write(dir.path().join("t.txt"), "Ministry").unwrap();
        let read = read_document(&dir.path().join("t.txt")).unwrap();
        assert_eq!(
            (read.text.as_str(), read.name.as_str()),
            ("Ministry", "t.txt")
        );
    }

    #[test]
    fn a_preview_is_the_beginning_of_what_is_read_and_damaged_files_have_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let text = "A paragraph that says something.\n\n".repeat(20_000);
        fs::write(&path, &text).unwrap();
        let (preview, whole) = (preview_document(&path, 1), read_document(&path).unwrap());
        let preview = preview.unwrap();
        assert!(preview.text.len() > PREVIEW_HEAD / 2 && preview.text.len() <= PREVIEW_HEAD);
        assert!(whole.text.starts_with(&preview.text));
        assert_eq!(
            (preview.file_len, whole.text_hash),
            (whole.file_len, crate::document::Hash::of(text.as_bytes()))
        );
        assert!(preview_document(&path, text.len() as u64 + 1).is_none());
        fs::write(&path, [text.as_bytes(), &[0; 9_000]].concat()).unwrap();
        assert!(preview_document(&path, 1).is_none());
        assert!(preview_document(&dir.path().join("none.txt"), 1).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_text_of_more_than_four_gigabytes_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        // A file with a hole takes no room.
        File::create(&path).unwrap().set_len(1 << 32).unwrap();
        assert!(read_document(&path).unwrap_err().message.contains("4 GB"));
        assert!(preview_document(&path, 1).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("s.txt");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(read_document(&path).unwrap_err().message.contains("device"));
    }
}
