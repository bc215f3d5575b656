//! The index of a folder at size: building it grows with the folder, changing a document does not.

use rapporteur::detect::{Mentions, detect};
use rapporteur::document::Document;
use rapporteur::library::index::{DocumentEntities, FolderIndex, Query};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A document of about 5 KB in which a few names recur over all documents and most are its own.
fn document(n: usize) -> (String, Document, Mentions) {
    let mut text = format!("Suva, {} June 20{:02}\n\n", n % 28 + 1, n % 25);
    for line in 0..36 {
        let (a, b) = (n * 7 + line % 9, line % 5);
        let _ = write!(
            text,
            "Minister Olu{} Ferreiro{} of Tonga met Minister Ana{b} Kealoha in Fiji on the Ferry {} Agreement of the United Nations.{}",
            letters(a),
            letters(a),
            letters(a + line),
            if line % 4 == 3 { "\n\n" } else { " " }
        );
    }
    let document = Document::from_bytes("a.txt", text.into_bytes()).unwrap();
    let mentions = detect(&document.text);
    (format!("papers/{n}.txt"), document, mentions)
}

fn letters(mut n: usize) -> String {
    let mut out = String::new();
    while n > 0 {
        out.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    out
}

fn built(documents: &[(String, Document, Mentions)]) -> (FolderIndex, Duration) {
    let start = Instant::now();
    let mut index = FolderIndex::default();
    for (path, document, mentions) in documents {
        index.put(path, DocumentEntities::of(document, mentions, None));
    }
    (index, start.elapsed())
}

/// The shortest of several times to replace one document.
fn replacing(index: &mut FolderIndex, one: &(String, Document, Mentions)) -> Duration {
    let replace = |_| {
        let start = Instant::now();
        index.put(&one.0, DocumentEntities::of(&one.1, &one.2, None));
        start.elapsed()
    };
    (0..9).map(replace).min().unwrap()
}

#[test]
fn a_change_costs_what_the_document_costs() {
    let documents: Vec<_> = (0..400).map(document).collect();
    let (small, large) = documents.split_at(50);
    let ((mut few, short), (mut many, long)) = (built(small), built(large));
    // Seven times as many documents; a noisy machine may double the time of either.
    assert!(long < short * 7 * 4, "{short:?} for 50, {long:?} for 350");
    let (one, other) = (
        replacing(&mut few, &small[0]),
        replacing(&mut many, &large[0]),
    );
    assert!(
        other < one * 5 + Duration::from_millis(2),
        "{one:?} of 50, {other:?} of 350"
    );
    let rows = many.table(&Query::default());
    assert!(rows.len() > 1_000, "{}", rows.len());
    let bytes = many.memory() / large.len();
    assert!(bytes < 64 * 1024, "{bytes} bytes a document");
}
