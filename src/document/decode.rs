//! Bytes to text.
//!
//! A byte order mark decides; else valid UTF-8 is UTF-8; else UTF-16 is recognised by where its NUL bytes fall; else the
//! encoding is guessed. Line ends stay as they are, and what cannot be decoded becomes U+FFFD and is counted, so that
//! nothing is lost in silence. Files that are no text at all are refused by name.

use super::{Decoding, EncodingSource, NotText};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes of the beginning and of the end that are looked at to tell text from binary data.
const SAMPLE: usize = 64 * 1024;
/// Bytes that the guess of an encoding looks at.
const GUESS_SAMPLE: usize = 1024 * 1024;
/// Fewer control bytes than this do not make a file binary.
const FEW_CONTROLS: usize = 8;
/// U+FFFD in UTF-8.
const REPLACEMENT: &[u8] = "\u{FFFD}".as_bytes();

/// First bytes of common formats, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office document (.doc, .xls or .ppt)",
    ),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\x1F\x8B\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"OggS\0", "a sound or film file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"wOF2", "a font"),
    (b"\0\x01\0\0\0", "a font"),
];

/// Members that tell which document a ZIP archive is.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (
        b"application/vnd.oasis.opendocument",
        "an OpenDocument file (.odt, .ods or .odp)",
    ),
    (b"application/epub+zip", "an e-book (.epub)"),
];

/// Decodes a file's bytes.
pub fn decode(bytes: &[u8]) -> Result<(String, Decoding), NotText> {
    decode_vec(bytes.to_vec())
}

/// Decodes a file's bytes; valid UTF-8 is taken over without a copy.
pub fn decode_vec(bytes: Vec<u8>) -> Result<(String, Decoding), NotText> {
    decode_noting(bytes, &mut |_| {})
}

/// The same; where the text is not the bytes themselves, `other` is shown the bytes before they are gone.
pub(super) fn decode_noting(
    bytes: Vec<u8>,
    other: &mut dyn FnMut(&[u8]),
) -> Result<(String, Decoding), NotText> {
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    if let Some((encoding, len)) = Encoding::for_bom(&bytes) {
        other(&bytes);
        return Ok(with_mark(bytes, encoding, len));
    }
    if let Some(what) = signature(&bytes) {
        return Err(NotText::Binary { what });
    }
    if let Some(encoding) = utf16_by_nuls(&bytes) {
        other(&bytes);
        return Ok(utf16(&bytes, encoding, EncodingSource::Guessed));
    }
    if mostly_controls(&bytes) {
        return Err(NotText::Binary {
            what: "a binary file",
        });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => finish(text, "UTF-8", EncodingSource::ValidUtf8, 0),
        Err(error) => {
            let bytes = error.into_bytes();
            other(&bytes);
            guessed(&bytes)
        }
    })
}

/// The text that a file begins with, where its first and last bytes tell that it is UTF-8: what follows will hardly
/// change how these are read.
pub(super) fn decode_head(head: &[u8], tail: &[u8]) -> Option<(String, Decoding)> {
    let marked = Encoding::for_bom(head);
    let (head, how) = match marked {
        Some((encoding, len)) if encoding == encoding_rs::UTF_8 => {
            (head.get(len..)?, EncodingSource::ByteOrderMark)
        }
        Some(_) => return None,
        None => (head, EncodingSource::ValidUtf8),
    };
    let is_text = marked.is_some()
        || signature(head).is_none()
            && utf16_by_nuls(head).is_none()
            && !mostly_controls(head)
            && !mostly_controls(tail);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // Cut inside a character.
        Err(e) if e.error_len().is_none() => {
            std::str::from_utf8(head.get(..e.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    (is_text && !text.is_empty()).then(|| finish(text.to_owned(), "UTF-8", how, 0))
}

fn finish(text: String, encoding: &str, how: EncodingSource, lost: usize) -> (String, Decoding) {
    let nuls = memchr::memchr_iter(0, text.as_bytes()).count();
    let encoding = encoding.to_owned();
    (
        text,
        Decoding {
            encoding,
            how,
            lost,
            nuls,
        },
    )
}

fn with_mark(mut bytes: Vec<u8>, encoding: &'static Encoding, mark: usize) -> (String, Decoding) {
    bytes.drain(..mark);
    if encoding == encoding_rs::UTF_8 {
        return utf8(bytes, EncodingSource::ByteOrderMark);
    }
    utf16(&bytes, encoding, EncodingSource::ByteOrderMark)
}

fn utf8(bytes: Vec<u8>, how: EncodingSource) -> (String, Decoding) {
    match String::from_utf8(bytes) {
        Ok(text) => finish(text, "UTF-8", how, 0),
        Err(error) => {
            let bytes = error.into_bytes();
            let lost = damage(&bytes).invalid;
            finish(
                String::from_utf8_lossy(&bytes).into_owned(),
                "UTF-8",
                how,
                lost,
            )
        }
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, how: EncodingSource) -> (String, Decoding) {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let unit = if encoding == UTF_16LE {
        [0xFD, 0xFF]
    } else {
        [0xFF, 0xFD]
    };
    let genuine = bytes.chunks_exact(2).filter(|u| **u == unit).count();
    let lost = replacements(&text).saturating_sub(genuine);
    finish(text.into_owned(), encoding.name(), how, lost)
}

fn replacements(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), REPLACEMENT).count()
}

/// Neither marked nor valid UTF-8: damaged UTF-8 where most of it is right, else the likeliest old encoding.
fn guessed(bytes: &[u8]) -> (String, Decoding) {
    let how = EncodingSource::Guessed;
    let damage = damage(bytes);
    if damage.multibyte >= 4 * damage.invalid {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return finish(text, "UTF-8", how, damage.invalid);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(guess_sample(bytes), true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = replacements(&text);
    finish(text.into_owned(), encoding.name(), how, lost)
}

/// The first megabyte that says something: from the first byte outside ASCII on.
fn guess_sample(bytes: &[u8]) -> &[u8] {
    let from = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let from = from.saturating_sub(SAMPLE);
    let end = bytes.len().min(from + GUESS_SAMPLE);
    bytes.get(from..end).unwrap_or(bytes)
}

/// How well bytes hold up as UTF-8.
struct Damage {
    /// Sequences that are not UTF-8.
    invalid: usize,
    /// Characters of more than one byte that are.
    multibyte: usize,
}

fn damage(bytes: &[u8]) -> Damage {
    let (mut invalid, mut multibyte) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        multibyte += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    Damage { invalid, multibyte }
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip_kind(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(7).is_some_and(|b| *b < b' ') {
        return Some("a picture, sound or film file");
    }
    let found = SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark));
    found.map(|(_, what)| *what)
}

fn zip_kind(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(SAMPLE)..)
        .unwrap_or_default();
    let has = |name: &[u8]| {
        [head, tail]
            .iter()
            .any(|part| memchr::memmem::find(part, name).is_some())
    };
    let found = ZIP_MEMBERS.iter().find(|(name, _)| has(name));
    found.map_or("a ZIP archive", |(_, what)| what)
}

/// UTF-16 without a mark: the high bytes of most letters and spaces are NUL, all on the same side.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let first = sample
        .chunks_exact(2)
        .filter(|u| u.first() == Some(&0))
        .count();
    let second = sample
        .chunks_exact(2)
        .filter(|u| u.last() == Some(&0))
        .count();
    let clear = |many: usize, few: usize| pairs >= 2 && many * 10 >= pairs && many > few * 8;
    let paired = sample.chunks_exact(2).filter(|u| *u == [0, 0]).count() * 50 > pairs;
    match (paired, clear(second, first), clear(first, second)) {
        (false, true, _) => Some(UTF_16LE),
        (false, _, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether more than one byte in twenty, at the beginning or at the end, is a control byte that no text needs.
fn mostly_controls(bytes: &[u8]) -> bool {
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    let tail = bytes
        .get(bytes.len().saturating_sub(SAMPLE)..)
        .unwrap_or_default();
    [head, tail].iter().any(|part| {
        let controls = part.iter().filter(|b| is_control(**b)).count();
        controls == part.len() || (controls >= FEW_CONTROLS && controls * 20 > part.len())
    })
}

/// Control bytes but tab, line ends, form feed, vertical tab, backspace, escape and the old end-of-file mark.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (String, Decoding) {
        decode(bytes).unwrap()
    }

    fn refused(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().to_string()
    }

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        let unit = |u: u16| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_mark_is_removed_and_line_ends_stay() {
        let (text, how) = read("\u{FEFF}a\r\nកម្ពុជា\r".as_bytes());
        assert_eq!(text, "a\r\nកម្ពុជា\r");
        assert_eq!(
            (how.encoding.as_str(), how.how),
            ("UTF-8", EncodingSource::ByteOrderMark)
        );
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            let plain = utf16_bytes("Ministère 😀\r\nof ASEAN", big);
            let (text, how) = read(&plain);
            assert_eq!(
                (text.as_str(), how.encoding.as_str()),
                ("Ministère 😀\r\nof ASEAN", name)
            );
            assert_eq!(
                (how.how, how.lost, how.nuls),
                (EncodingSource::Guessed, 0, 0)
            );
            let marked = utf16_bytes("\u{FEFF}x \u{FFFD}", big);
            let (text, how) = read(&marked);
            assert_eq!(
                (text.as_str(), how.how, how.lost),
                ("x \u{FFFD}", EncodingSource::ByteOrderMark, 0)
            );
        }
        let mut odd = utf16_bytes("\u{FEFF}ab", false);
        odd.push(b'c');
        assert_eq!(read(&odd).1.lost, 1);
    }

    #[test]
    fn old_encodings_are_guessed() {
        let (text, how) = read(b"The \x93Minist\xE8re\x94 of Foreign Affairs \x96 d\xE9claration");
        assert_eq!(text, "The “Ministère” of Foreign Affairs – déclaration");
        assert_eq!((how.encoding.as_str(), how.lost), ("windows-1252", 0));
        let thai = "ประเทศไทยและอาเซียน ความร่วมมือระหว่างประเทศ";
        let (bytes, _, _) = encoding_rs::WINDOWS_874.encode(thai);
        assert_eq!(read(&bytes).0, thai);
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_is_counted() {
        let mut bytes = "កម្ពុជា និងអាស៊ាន".as_bytes().to_vec();
        bytes.insert(9, 0xFF);
        let (text, how) = read(&bytes);
        assert_eq!((how.encoding.as_str(), how.lost), ("UTF-8", 1));
        assert!(text.contains('\u{FFFD}'));
    }

    #[test]
    fn a_few_nuls_do_not_shut_a_text() {
        let (text, how) = read(b"a\0b");
        assert_eq!((text.as_str(), how.nuls), ("a\0b", 1));
        let long = format!("{}\0{}", "Some prose. ".repeat(50), "More.".repeat(9));
        assert_eq!(read(long.as_bytes()).1.nuls, 1);
    }

    #[test]
    fn files_that_are_no_text_are_named() {
        assert!(refused(b"").contains("empty"));
        assert!(refused(b"%PDF-1.7\n").contains("a PDF document"));
        assert!(refused(b"{\\rtf1\\ansi").contains("an RTF document"));
        assert!(refused(b"PK\x03\x04\x14\0..word/document.xml").contains("a Word document"));
        assert!(refused(b"PK\x03\x04\x14\0..").contains("a ZIP archive"));
        assert!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("old Office"));
        assert!(refused(b"SQLite format 3\0").contains("SQLite"));
        let noise: Vec<u8> = (0..4000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert!(refused(&noise).contains("a binary file"));
    }

    proptest! {
        #[test]
        fn utf8_is_taken_as_it_stands(text in "[ -~]{1,9}(\\PC|\r\n){0,40}") {
            prop_assume!(signature(text.as_bytes()).is_none());
            let (read, how) = decode(text.as_bytes()).unwrap();
            prop_assert_eq!((read, how.lost), (text, 0));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok((text, how)) = decode(&bytes) {
                prop_assert_eq!(how.nuls, text.matches('\0').count());
            }
        }
    }
}
