//! What parent and child say to each other: one line of JSON each way, then bytes.

use crate::document::Structure;
use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError, Origin};
use serde::{Deserialize, Serialize};

/// What a child is told before the file's bytes.
#[derive(Serialize, Deserialize, Default)]
struct Request {
    password: Option<String>,
}

/// What a child answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    /// This many bytes of text follow, then structure and origin.
    Text(usize),
    /// It was no use.
    Error(ExtractionError),
}

/// What precedes the bytes of the file.
pub(super) fn request(options: &ExtractOptions) -> Vec<u8> {
    let request = Request {
        password: options.password.clone(),
    };
    let mut line = serde_json::to_vec(&request).unwrap_or_default();
    line.push(b'\n');
    line
}

/// The options and the bytes of the file.
pub(super) fn read_request(bytes: &[u8]) -> Option<(ExtractOptions, &[u8])> {
    let end = memchr::memchr(b'\n', bytes)?;
    let request: Request = serde_json::from_slice(bytes.get(..end)?).ok()?;
    Some((
        ExtractOptions {
            password: request.password,
        },
        bytes.get(end + 1..)?,
    ))
}

/// An answer as bytes.
pub(super) fn answer(result: Result<Extraction, ExtractionError>) -> Vec<u8> {
    let first = match &result {
        Ok(e) => Answer::Text(e.text.len()),
        Err(e) => Answer::Error(e.clone()),
    };
    let mut out = serde_json::to_vec(&first).unwrap_or_default();
    out.push(b'\n');
    if let Ok(e) = result {
        out.extend_from_slice(e.text.as_bytes());
        let rest = serde_json::to_vec(&(&e.structure, &e.origin));
        out.extend(rest.unwrap_or_default());
    }
    out
}

/// The result of an answer; `None` where it breaks off or is none.
pub(super) fn read_answer(mut bytes: Vec<u8>) -> Option<Result<Extraction, ExtractionError>> {
    let end = memchr::memchr(b'\n', &bytes)?;
    match serde_json::from_slice(bytes.get(..end)?).ok()? {
        Answer::Error(e) => Some(Err(e)),
        Answer::Text(len) => {
            let rest = bytes.get((end + 1).checked_add(len)?..)?;
            let (structure, origin): (Structure, Origin) = serde_json::from_slice(rest).ok()?;
            bytes.truncate(end + 1 + len);
            bytes.drain(..=end);
            let text = String::from_utf8(bytes).ok()?;
            Some(Ok(Extraction {
                text,
                structure,
                origin,
            }))
        }
    }
}
