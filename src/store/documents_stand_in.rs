// Until `Document::from_bytes` is here: UTF-8 only, no structure. To be replaced by that call.
fn understood(name: &str, bytes: Vec<u8>) -> Result<Document, NotText> {
    use crate::document::{Decoding, DocumentKind, EncodingSource, Hash, Structure};
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    if bytes.contains(&0) {
        return Err(NotText::Binary {
            what: "a binary file",
        });
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Document {
        name: name.to_owned(),
        kind: DocumentKind::Plain,
        file_hash: Hash::of(&bytes),
        text_hash: Hash::of(text.as_bytes()),
        file_len: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        decoding: Decoding {
            encoding: "UTF-8".to_owned(),
            how: EncodingSource::Guessed,
            lost: 0,
            nuls: 0,
        },
        structure: Structure::default(),
        text,
    })
}
