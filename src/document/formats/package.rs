//! Packages (ZIP archives with named parts), unpacked within limits.
//!
//! Sizes in a header may lie, so a part is read through a limit and not trusted: so much for a part, so much for all
//! parts together, and so many times the packed size.

use crate::document::extraction::ExtractionError;
use std::cell::Cell;
use std::io::{Cursor, Read};

/// Most parts of a package.
const MAX_PARTS: usize = 20_000;
/// Most bytes that a part may unpack to.
const MAX_PART: u64 = 200 << 20;
/// Most bytes that all parts that are read may unpack to.
const MAX_TOTAL: u64 = 300 << 20;
/// A part of more than [`RATIO_FROM`] bytes may not unpack to more than so many times its packed size; text packs to a
/// tenth, seldom to a fiftieth.
const MAX_RATIO: u64 = 400;
const RATIO_FROM: u64 = 16 << 20;

/// A package that is open.
pub(super) struct Package<'b> {
    archive: zip::ZipArchive<Cursor<&'b [u8]>>,
    read: Cell<u64>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// No package, a damaged or an encrypted one, or too many parts.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ExtractionError> {
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(ExtractionError::Protected);
        }
        if !bytes.starts_with(b"PK") {
            return Err(ExtractionError::damaged(
                "it does not begin as a package of this kind does",
            ));
        }
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            ExtractionError::damaged(
                "the list of its parts at the end is missing or broken, so it was probably cut off",
            )
        })?;
        if archive.len() > MAX_PARTS {
            return Err(ExtractionError::too_much(format!(
                "it has more than {MAX_PARTS} parts"
            )));
        }
        Ok(Self {
            archive,
            read: Cell::new(0),
        })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part's bytes; `None` where there is none of this name.
    ///
    /// # Errors
    /// An encrypted or damaged part, or one that unpacks to too much.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExtractionError> {
        let name = name.trim_start_matches('/');
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let broken = |_| ExtractionError::damaged(format!("its part {name} cannot be unpacked"));
        if self
            .archive
            .by_index_raw(index)
            .is_ok_and(|f| f.encrypted())
        {
            return Err(ExtractionError::Protected);
        }
        let file = self.archive.by_index(index).map_err(broken)?;
        let packed = file.compressed_size();
        let most = MAX_PART.min(MAX_TOTAL - self.read.get().min(MAX_TOTAL));
        let most = most.min((packed.max(1) * MAX_RATIO).max(RATIO_FROM));
        let mut bytes = Vec::new();
        let result = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            let what = format!("its part {name} unpacks to more than {} MB", most >> 20);
            return Err(ExtractionError::too_much(what));
        }
        result.map_err(|_| ExtractionError::damaged(format!("its part {name} is broken")))?;
        self.read.set(self.read.get() + bytes.len() as u64);
        Ok(Some(bytes))
    }

    /// Names of all parts that can be told.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }
}

/// A package made of these parts, for tests.
#[cfg(test)]
pub(super) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_unpacked_and_what_is_wrong_is_said() {
        let bytes = pack(&[("a.xml", b"<a/>"), ("b.xml", &[b'x'; 50_000])]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(
            package.part("/a.xml").unwrap().as_deref(),
            Some(b"<a/>".as_slice())
        );
        assert_eq!(package.part("none").unwrap(), None);
        let cut = Package::open(&bytes[..bytes.len() - 30]).err().unwrap();
        assert!(cut.to_string().contains("cut off"), "{cut}");
        assert!(Package::open(b"text").is_err());
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused() {
        let zeros = vec![0; 64 << 20];
        let bytes = pack(&[("bomb", &zeros)]);
        assert!(bytes.len() < 1 << 20);
        let said = Package::open(&bytes).unwrap().part("bomb").unwrap_err();
        assert!(said.to_string().contains("unpacks to more than"), "{said}");
    }
}
