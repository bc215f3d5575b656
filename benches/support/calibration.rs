//! What this machine does with plain work, in the same run: it tells a slow machine from a slow program.

use super::report::{best, rate};
use sha2::{Digest, Sha256};

/// Bytes that each of them goes through.
const SIZE: usize = 100_000_000;

/// Megabytes a second of memchr, of the check for UTF-8, and of SHA-256, over `text` repeated to 100 MB.
pub fn line(text: &str) -> String {
    let mut bytes = text.as_bytes().repeat(SIZE / text.len().max(1) + 1);
    bytes.truncate(SIZE);
    // The cut may have parted a character.
    let whole = bytes.utf8_chunks().next().map_or(0, |c| c.valid().len());
    bytes.truncate(whole);
    let memchr = rate(whole, best(3, || memchr::memchr_iter(0, &bytes).count()));
    let utf8 = rate(whole, best(3, || std::str::from_utf8(&bytes).is_ok()));
    let sha = rate(whole, best(2, || Sha256::digest(&bytes)));
    format!(
        "memchr {memchr:.0} MB/s, UTF-8 check {utf8:.0} MB/s, SHA-256 {sha:.0} MB/s, each over 100 MB"
    )
}
