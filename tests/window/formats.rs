//! Documents whose text is extracted: pages, the original, what was left out, passwords, and what cannot be read.

use crate::driver::{COMMAND, Desk, Screen};
use crate::texts::STATEMENT;
use egui::Key;
use rapporteur::document::BlockKind;
use rapporteur::text::TextRange;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

fn made(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    std::fs::read(folder.join(name)).unwrap()
}

/// A folder of files of many kinds.
fn mixed() -> Desk {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    for name in [
        "agreement-office.pdf",
        "report.docx",
        "commentary.odt",
        "release.rtf",
        "agreement.epub",
        "agreement.html",
        "release.eml",
    ] {
        desk.write(name, &made(name));
    }
    desk
}

/// What was opened outside, with the page.
type Outside = Arc<Mutex<Vec<(PathBuf, Option<u32>)>>>;

fn note_what_is_opened(screen: &mut Screen) -> Outside {
    let outside = Outside::default();
    let note = outside.clone();
    screen.opener(Box::new(move |path, page| {
        note.lock().unwrap().push((path.to_owned(), page));
        Ok(())
    }));
    outside
}

#[test]
fn a_folder_of_mixed_files_is_read_and_tagged_alike() {
    let desk = mixed();
    let mut screen = desk.open();
    let names: Vec<_> = screen
        .app()
        .shelf
        .entries
        .iter()
        .map(|e| e.name.clone())
        .collect();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names.iter().filter(|n| *n != "a.txt") {
        screen.execute(rapporteur::app::Command::Show(key_of(&screen, name)));
        screen.until_shown(name);
        assert!(screen.session().document.origin.is_some(), "{name}");
        let headings = &screen.session().document.structure.blocks;
        assert!(
            headings
                .iter()
                .any(|b| matches!(b.kind, BlockKind::Heading(_))),
            "{name}"
        );
        screen.until("the text was looked through", |w| {
            w.app()
                .session
                .as_ref()
                .is_some_and(|s| s.analysis.is_some())
        });
        assert!(screen.session().mentions().len() > 5, "{name}");
        let word = screen
            .text()
            .split_whitespace()
            .find(|w| w.len() > 6)
            .unwrap()
            .to_owned();
        screen.select_words(&word);
        screen.press(Key::H);
        assert_eq!(screen.set().placed().count(), 1, "{name}");
    }
    screen.until_saved();
    let sidecar = desk.sidecar("agreement-office.pdf");
    assert!(sidecar.contains("extractor:\"pdf 2\""), "{sidecar}");
    desk.assert_untouched();
}

#[test]
fn pages_are_shown_gone_to_and_quoted_and_the_original_opens_at_the_page() {
    let mut desk = Desk::new();
    desk.write("agreement.pdf", &made("agreement-office.pdf"));
    let mut screen = desk.open();
    let outside = note_what_is_opened(&mut screen);
    screen.until_seen("Page 1 · 3 in all");
    let second = screen.session().document.origin.as_ref().unwrap().pages[1].start;
    screen.press_with(COMMAND, Key::G);
    screen.type_text("p 2");
    screen.press(Key::Enter);
    screen.until_seen("Page 2 · 3 in all");
    assert_eq!(screen.caret(), second);
    screen.press(Key::O);
    let opened = outside.lock().unwrap().clone();
    assert_eq!(opened, [(desk.path("agreement.pdf"), Some(2))]);
    screen.press_with(COMMAND, Key::G);
    screen.type_text("page 9");
    screen.press(Key::Enter);
    screen.until_seen("There is no page 9; the last one is 3");
}

#[test]
fn the_number_of_a_page_says_more_under_the_pointer() {
    let mut desk = Desk::new();
    desk.write("agreement.pdf", &made("agreement-office.pdf"));
    let mut screen = desk.open();
    screen.until_seen("Page 1 · 3 in all");
    let origin = screen.session().document.origin.clone().unwrap();
    let start = origin.pages[0].start;
    let (left, _) = screen.ends_of(TextRange::new(start, start + 1));
    assert!(!screen.sees("Page 1 of 3"));
    screen.hover(left - egui::vec2(20.0, 0.0));
    screen.until_seen("Page 1 of 3");
    screen.point_nowhere();
}

#[test]
fn what_was_left_out_is_a_click_away() {
    let mut desk = Desk::new();
    desk.write("agreement.html", &made("agreement.html"));
    let mut screen = desk.open();
    assert!(!screen.text().contains("We use cookies"));
    screen.click_role(egui::accesskit::Role::ListBoxOption, "Document");
    screen.until_seen("left out of the text");
    assert!(!screen.sees("We use cookies"));
    let triangle = egui::accesskit::Role::DisclosureTriangle;
    let header = screen.nodes(triangle, |label| label.contains("left out of the text"))[0];
    screen.click_at(header.center());
    screen.until_seen("We use cookies");
    screen.until_seen("Open the original");
}

#[test]
fn an_encrypted_file_asks_for_its_password() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    let path = desk.write("secret.pdf", &made("encrypted.pdf"));
    let mut screen = desk.start(&[path]);
    screen.until_seen("enter its password");
    screen.type_text("parliament");
    screen.press(Key::Enter);
    screen.until_seen("not the password");
    screen.type_text("ministry");
    screen.press(Key::Enter);
    screen.until_shown("secret.pdf");
    assert!(screen.text().contains("Kabongo-Wéa"));
    screen.until("the text was looked through", |w| {
        w.app()
            .session
            .as_ref()
            .is_some_and(|s| s.analysis.is_some())
    });
}

#[test]
fn what_cannot_be_read_says_why_in_the_readers_place() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    let whole = made("report.docx");
    desk.write("cut.docx", &whole[..whole.len() / 2]);
    desk.write("pictures.pdf", &made("pictures.pdf"));
    let mut screen = desk.open();
    let outside = note_what_is_opened(&mut screen);
    for (name, said) in [
        ("cut.docx", "probably cut off"),
        ("pictures.pdf", "pictures without text"),
    ] {
        screen.execute(rapporteur::app::Command::Show(key_of(&screen, name)));
        screen.until_on_screen(said, |s| s.sees(said));
        screen.click("Open the original");
        assert_eq!(outside.lock().unwrap().last().unwrap().0, desk.path(name));
        screen.click("Back");
        assert_eq!(screen.shown(), "a.txt");
    }
}

#[test]
fn keys_do_nothing_to_a_document_that_one_does_not_see() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    desk.write("mail.eml", &made("commentary.eml"));
    desk.write("pictures.pdf", &made("pictures.pdf"));
    let mut screen = desk.open();
    screen.show("mail.eml");
    screen.until_seen("1 file is attached");
    let key = key_of(&screen, "mail.eml");
    screen.execute(rapporteur::app::Command::Show(key_of(
        &screen,
        "pictures.pdf",
    )));
    screen.until_seen("pictures without text");
    assert!(
        !screen.sees("1 file is attached"),
        "that was about the mail"
    );
    for key in [Key::Num1, Key::H, Key::Y, Key::F8] {
        screen.press(key);
    }
    let records = |s: &Screen| s.app().workspace.counts(&key).unwrap().annotations;
    assert_eq!(records(&screen), 0);
    // The next document of the list is the one behind that in view, not behind the one that was seen before.
    screen.press_with(COMMAND, Key::PageUp);
    screen.until_shown("mail.eml");
    screen.press(Key::Num1);
    assert_eq!(records(&screen), 1);
}

fn key_of(screen: &Screen, name: &str) -> String {
    let entries = &screen.app().shelf.entries;
    entries.iter().find(|e| e.name == name).unwrap().key.clone()
}
