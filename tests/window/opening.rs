//! Opening: first start, folders, files, and what cannot be read.

use crate::driver::{COMMAND, Desk, files};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT};
use egui::Key;
use egui::accesskit::Role;
use std::fs;

#[test]
fn the_first_start_shows_the_welcome_page_and_its_path_field_opens_a_folder() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.md", COMMUNIQUE)]);
    let mut screen = desk.start(&[]);
    screen.until_seen("Read policy documents");
    assert!(!screen.sees("Opened lately"), "nothing was opened yet");
    screen.click_field("Path of a file or folder");
    screen.type_text(&desk.papers().display().to_string());
    screen.press(Key::Enter);
    screen.until_shown("a.txt");
    screen.close();
    let mut screen = desk.start(&[]);
    screen.until_seen("Opened lately");
    screen.click("papers");
    screen.until_shown("a.txt");
}

#[test]
fn a_folder_lists_its_documents_in_path_order_and_nothing_else() {
    let mut desk = Desk::with(&[
        ("b.md", COMMUNIQUE),
        ("a.txt", STATEMENT),
        ("sub/c.text", RELEASE),
    ]);
    desk.write("picture.png", b"\x89PNG");
    desk.write(".hidden.txt", b"hidden");
    let screen = desk.open();
    let names: Vec<_> = screen
        .app()
        .shelf
        .entries
        .iter()
        .map(|e| e.name.clone())
        .collect();
    assert_eq!(names, ["a.txt", "b.md", "sub/c.text"]);
    let rows = screen.names(Role::ListBoxOption);
    assert!(
        rows.iter()
            .any(|r| r.starts_with("Joint communiqué of the river states, ")),
        "{rows:?}"
    );
}

#[test]
fn looking_at_documents_writes_nothing_beside_them() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.md", COMMUNIQUE)]);
    let before = files(&desk.papers());
    let mut screen = desk.open();
    screen.show("b.md");
    screen.close();
    let after = files(&desk.papers());
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>()
    );
    assert_eq!(after, before);
}

#[test]
fn a_path_is_opened_by_key_while_a_document_is_shown() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("other/b.md", COMMUNIQUE)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::L);
    screen.type_text(&desk.path("other/b.md").display().to_string());
    screen.press(Key::Enter);
    screen.until_shown("b.md");
    assert!(screen.app().shelf.single);
}

#[test]
fn an_empty_file_is_opened_and_said_to_be_empty() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    let path = desk.write("empty.txt", b"");
    let mut screen = desk.start(&[path]);
    screen.until_on_screen(
        "the empty file is shown or it is said that it is empty",
        |s| s.app().session.is_some() || s.app().refused().is_some(),
    );
    assert!(screen.sees("empty"), "{:?}", screen.notices());
    screen.execute(rapporteur::app::Command::OpenPath(desk.path("a.txt")));
    screen.until_shown("a.txt");
}

#[test]
fn a_binary_file_a_missing_path_and_an_empty_folder_are_named_and_the_window_goes_on() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    let noise: Vec<u8> = (0..4000_u32).map(|i| (i * 7919 % 256) as u8).collect();
    desk.write("noise/noise.txt", &noise);
    fs::create_dir(desk.path("nothing")).unwrap();
    let mut screen = desk.start(&[desk.path("a.txt")]);
    screen.until_shown("a.txt");
    for name in ["noise/noise.txt", "missing.txt", "nothing"] {
        let path = desk.path(name);
        screen.execute(rapporteur::app::Command::OpenPath(path.clone()));
        let end = path.display().to_string();
        screen.until_on_screen(&format!("something is said of {end}"), |s| {
            let refused = s.app().refused().is_some_and(|r| r.path.ends_with(name));
            refused || s.notices().iter().any(|n| n.ends_with(&end))
        });
    }
    screen.execute(rapporteur::app::Command::OpenPath(desk.path("a.txt")));
    screen.until_shown("a.txt");
    screen.select_words("Traders");
}

#[test]
fn a_file_of_the_folder_that_cannot_be_read_is_marked_in_the_list() {
    let mut desk = Desk::with(&[("a.txt", STATEMENT)]);
    let noise: Vec<u8> = (0..4000_u32).map(|i| (i * 7919 % 256) as u8).collect();
    desk.write("noise.txt", &noise);
    let mut screen = desk.open();
    assert_eq!(screen.shown(), "a.txt");
    let entry = &screen.app().shelf.entries[1];
    assert!(entry.problem.is_some());
    let row = screen.nodes(Role::ListBoxOption, |label| {
        label.starts_with("noise.txt, ")
    });
    screen.click_at(row[0].center());
    screen.until_seen("noise.txt");
    screen.until_on_screen("the page says why", |s| s.sees("binary file"));
    screen.click("Back");
    screen.until_shown("a.txt");
    assert!(!screen.sees("binary file"), "what was open is there again");
}

#[test]
fn other_encodings_are_read_and_their_bytes_are_left_alone() {
    let mut desk = Desk::new();
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain("Notes on the crêpe trade 🥞\r\n\r\nSweet.".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    desk.write("wide.txt", &utf16);
    let mut screen = desk.open();
    screen.select_words("crêpe trade 🥞");
    screen.press(Key::Num2);
    screen.close();
    let screen = desk.open();
    assert_eq!(screen.told()[0].2, "crêpe trade 🥞");
}

#[test]
fn a_dropped_folder_is_opened() {
    let desk = Desk::with(&[("a.txt", STATEMENT)]);
    let mut screen = desk.start(&[]);
    screen.until_seen("Read policy documents");
    screen.drop_file(&desk.papers());
    screen.until_shown("a.txt");
}
