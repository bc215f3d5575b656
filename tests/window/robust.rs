//! What nobody would do on purpose: keys where they mean nothing, windows that are too small, two windows at once.

use crate::driver::{COMMAND, Desk, Screen};
use crate::texts::{RELEASE, STATEMENT};
use egui::{Key, Modifiers};
use rapporteur::app::Action;

/// Presses the keys of every action that opens no dialog of the system and does not end the program.
fn press_everything(screen: &mut Screen) {
    let system = [
        Action::OpenFile,
        Action::OpenFolder,
        Action::Quit,
        Action::CopyQuotation,
    ];
    for &action in Action::ALL.iter().filter(|a| !system.contains(a)) {
        let Some(keys) = action.default_keys() else {
            continue;
        };
        let shift = if keys.shift {
            Modifiers::SHIFT
        } else {
            Modifiers::NONE
        };
        let command = if keys.command {
            COMMAND
        } else {
            Modifiers::NONE
        };
        let alt = if keys.alt {
            Modifiers::ALT
        } else {
            Modifiers::NONE
        };
        let key = Key::from_name(keys.key).unwrap();
        screen.press_with(shift | command | alt, key);
        screen.settle();
        screen.press(Key::Escape);
        screen.press(Key::Escape);
    }
    for key in [
        Key::Num1,
        Key::Num9,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::End,
        Key::PageUp,
        Key::Space,
        Key::Home,
    ] {
        screen.press_with(Modifiers::SHIFT, key);
        screen.press(key);
    }
}

#[test]
fn every_key_is_harmless_on_the_welcome_page() {
    let desk = Desk::new();
    let mut screen = desk.start(&[]);
    screen.until_seen("Read policy documents");
    press_everything(&mut screen);
    assert!(screen.app().session.is_none());
}

#[test]
fn every_key_is_harmless_in_a_blank_document() {
    let mut desk = Desk::new();
    desk.write("blank.txt", b"\n \n");
    let mut screen = desk.open();
    press_everything(&mut screen);
    screen.close();
}

#[test]
fn every_key_works_in_a_document_and_all_of_it_is_undone() {
    let desk = Desk::with(&[("release.txt", RELEASE)]);
    let mut screen = desk.open();
    press_everything(&mut screen);
    for _ in 0..60 {
        screen.press_with(COMMAND, Key::Z);
    }
    assert!(screen.told().is_empty(), "{:?}", screen.told());
    assert_eq!(screen.set().decisions().count(), 0);
    assert_eq!(screen.app().undo_name(), None);
}

#[test]
fn a_window_that_is_much_too_small_goes_on() {
    let desk = Desk::with(&[("release.txt", RELEASE)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::A);
    for size in [
        [360.0, 260.0],
        [200.0, 120.0],
        [80.0, 60.0],
        [1280.0, 860.0],
    ] {
        screen.resize(size);
        for key in [Key::T, Key::F, Key::N] {
            screen.press(key);
            screen.settle();
            screen.press(Key::Escape);
        }
        for key in [Key::Comma, Key::E, Key::G] {
            screen.press_with(COMMAND, key);
            screen.settle();
            screen.press(Key::Escape);
        }
    }
    assert_eq!(screen.shown(), "release.txt");
}

#[test]
fn two_people_who_annotate_the_same_document_at_once_lose_nothing() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut first = desk.open();
    let mut second = desk.start_for_another(&[desk.path("statement.txt")]);
    second.until_shown("statement.txt");
    first.select_words("lamp oil");
    first.press(Key::Num2);
    first.until_saved();
    second.select_words("every Saturday");
    second.press(Key::Num1);
    second.until_saved();
    first.select_words("pay once");
    first.press(Key::Num4);
    first.until_saved();
    first.close();
    second.close();
    let third = desk.open();
    assert_eq!(third.whats(), ["Security", "Trade", "Bilateral relations"]);
}

#[test]
fn a_save_that_fails_is_said_and_tried_again() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let in_the_way = desk.path("statement.txt.ann.ron");
    std::fs::create_dir(&in_the_way).unwrap();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.until_seen("Not saved");
    assert_eq!(screen.whats(), ["Trade"], "the work is still there");
    std::fs::remove_dir(&in_the_way).unwrap();
    screen.click("● Not saved — try again");
    screen.until_saved();
    assert!(desk.sidecar("statement.txt").contains("lamp oil"));
}

#[test]
fn what_was_not_saved_when_the_program_ended_comes_back() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let in_the_way = desk.path("statement.txt.ann.ron");
    std::fs::create_dir(&in_the_way).unwrap();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.until_seen("Not saved");
    drop(screen);
    std::fs::remove_dir(&in_the_way).unwrap();
    let mut screen = desk.open();
    screen.until_seen("were brought back");
    assert_eq!(screen.whats(), ["Trade"]);
    screen.until_saved();
    assert!(desk.sidecar("statement.txt").contains("lamp oil"));
}
