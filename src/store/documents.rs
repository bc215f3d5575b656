//! Reading documents.

use super::error::StoreError;
use crate::document::Document;
use std::fs;
use std::path::Path;

/// Endings that a folder is searched for; a file opened by name may have any.
const ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Whether a file of this name is taken for a document when a folder is opened.
pub fn is_document_name(name: &str) -> bool {
    match name.rsplit_once('.') {
        Some((stem, ending)) => {
            !stem.is_empty()
                && !name.starts_with('.')
                && ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(ending))
        }
        None => false,
    }
}

/// Reads a document.
///
/// # Errors
/// A folder, something missing or unreadable, an empty file and one that is no text: each says so.
pub fn read_document(path: &Path) -> Result<Document, StoreError> {
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
    let bytes = fs::read(path).map_err(|e| StoreError::reading(path, &e))?;
    Document::from_bytes(&file_name(path), bytes).map_err(|e| StoreError::new(path, e.to_string()))
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
        for name in ["a.txt", "A.TXT", "b.text", "c.md", "d.e.MarkDown", "å.txt"] {
            assert!(is_document_name(name), "{name}");
        }
        for name in [
            "a.txt.ann.ron",
            ".a.txt",
            ".txt",
            "txt",
            "a.pdf",
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
        fs::write(dir.path().join("b.txt"), b"%PDF-1.7\n\0\0\x01").unwrap();
        assert!(said("d.txt").contains("folder"));
        assert!(said("e.txt").contains("empty"));
        assert!(said("b.txt").contains("not a text"));
        assert!(said("none.txt").contains("nothing with this name"));
        fs::write(dir.path().join("t.txt"), "Ministry").unwrap();
        let read = read_document(&dir.path().join("t.txt")).unwrap();
        assert_eq!(
            (read.text.as_str(), read.name.as_str()),
            ("Ministry", "t.txt")
        );
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
