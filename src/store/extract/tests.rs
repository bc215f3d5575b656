use super::*;

#[test]
fn a_thread_that_panics_is_a_failure() {
    let e = here(DocumentKind::Plain, b"x", &ExtractOptions::default());
    assert!(matches!(e, Err(ExtractionError::Unsupported { .. })));
}

#[test]
fn answers_survive_the_way_and_broken_ones_are_none() {
    let mut b = crate::document::builder::Builder::new();
    b.push("Ministère \u{1F600}");
    let e = b.finish();
    let bytes = wire::answer(Ok(e.clone()));
    assert_eq!(wire::read_answer(bytes.clone()), Some(Ok(e)));
    for cut in 0..bytes.len() {
        let part = bytes.get(..cut).unwrap().to_vec();
        assert_eq!(wire::read_answer(part), None, "{cut}");
    }
    let no = wire::answer(Err(ExtractionError::PasswordNeeded));
    assert_eq!(
        wire::read_answer(no),
        Some(Err(ExtractionError::PasswordNeeded))
    );
}

#[test]
fn what_does_not_fit_its_text_is_not_sound() {
    let mut b = crate::document::builder::Builder::new();
    b.push("é");
    let sound = b.finish();
    assert!(is_sound(&sound));
    let mut off = sound.clone();
    off.structure.blocks[0].range.end = 1;
    assert!(!is_sound(&off));
    let mut off = sound.clone();
    off.structure.blocks[0].range.end = 9;
    assert!(!is_sound(&off));
    let mut off = sound;
    off.origin.mended.push(crate::text::TextRange::new(0, 9));
    assert!(!is_sound(&off));
}

#[test]
fn entries_of_the_cache_are_read_back_and_damaged_ones_are_not_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut b = crate::document::builder::Builder::new();
    b.push("Text");
    let e = b.finish();
    let entry = cache::Entry::new(&dir.path().join("texts"), Hash([7; 32]), DocumentKind::Pdf);
    assert_eq!(entry.read(), None);
    entry.write(&e);
    assert_eq!(entry.read(), Some(e));
    let path = std::fs::read_dir(dir.path().join("texts"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::write(&path, b"{\"Text\":9}\nshort").unwrap();
    assert_eq!(entry.read(), None);
}
