//! Selecting: by mouse and by keys.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk};
use crate::texts::STATEMENT;
use egui::{Key, Modifiers};
use rapporteur::text::TextRange;

#[test]
fn a_drag_selects_across_paragraphs_emoji_and_khmer() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let from = screen.find("Saturday").start;
    let to = screen.find("both banks").end;
    screen.select(TextRange::new(from, to));
    assert!(screen.selected().starts_with("Saturday 🌞"));
    assert!(screen.selected().contains("ប្រជាជន"));
    assert!(screen.selected().ends_with("both banks"));
    screen.until_seen("Highlight");
}

#[test]
fn a_drag_upwards_selects_the_same_as_one_downwards() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let range = TextRange::new(screen.find("dawn").start, screen.find("lamp oil").end);
    let (from, to) = screen.ends_of(range);
    screen.drag(to, from);
    assert_eq!(screen.selection(), range);
}

#[test]
fn a_double_click_selects_a_word_and_a_triple_click_the_paragraph() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let word = screen.on(screen.find("exchange"));
    screen.click_times(word, 2);
    assert_eq!(screen.selected(), "exchange");
    screen.press(Key::Escape);
    for _ in 0..40 {
        screen.step();
    }
    screen.click_times(word, 3);
    assert!(screen.selected().starts_with("Traders from"));
    assert!(screen.selected().ends_with("pay once."));
}

#[test]
fn shift_and_arrows_grow_the_selection_by_whole_characters_and_words() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let at = screen.find("cafe\u{301}");
    let (before, _) = screen.ends_of(at);
    screen.click_at(before);
    assert_eq!(screen.selection(), TextRange::new(at.start, at.start));
    for _ in 0..4 {
        screen.press_with(Modifiers::SHIFT, Key::ArrowRight);
    }
    assert_eq!(
        screen.selected(),
        "cafe\u{301}",
        "the accent belongs to its letter"
    );
    screen.press_with(COMMAND_SHIFT, Key::ArrowRight);
    assert_eq!(screen.selected(), "cafe\u{301} by");
    screen.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(screen.selected(), "cafe\u{301} b");
    screen.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!(screen.selected().ends_with("awake."), "the row below");
    screen.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!(screen.selection().end > screen.find("Schools").start);
    screen.press(Key::ArrowLeft);
    assert!(screen.selection().is_empty());
}

#[test]
fn select_all_takes_the_whole_text_and_escape_lets_it_go() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::A);
    assert_eq!(screen.selected(), STATEMENT);
    screen.press(Key::Escape);
    assert!(screen.selection().is_empty());
}

#[test]
fn copying_takes_exactly_the_selected_bytes() {
    let mut desk = Desk::new();
    desk.write("release.txt", crate::texts::RELEASE.as_bytes());
    let mut screen = desk.open();
    let range = TextRange::new(
        screen.find("before the end").start,
        screen.find("small farmers 🌾").end,
    );
    screen.select(range);
    let copied = screen.copy();
    assert_eq!(copied.as_deref(), range.of(screen.text()));
    assert!(copied.unwrap().contains("\r\n\r\n"));
}

#[test]
fn the_wheel_scrolls_and_a_drag_beyond_the_edge_scrolls_on() {
    let desk = Desk::with(&[("long.txt", &crate::texts::long())]);
    let mut screen = desk.open();
    let middle = screen.window().reader_rect().center();
    screen.wheel(middle, 900.0);
    let first = screen.window().visible().start;
    assert!(first > screen.find("number 3 ").start, "scrolled");
    let reader = screen.window().reader_rect();
    let bottom = egui::pos2(middle.x, reader.max.y + 30.0);
    screen.hold(middle, bottom, 60);
    assert!(screen.window().visible().start > first, "scrolled on");
    assert!(screen.selection().len() > 500);
}

#[test]
fn a_question_mark_shows_all_keys() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.type_text("?");
    screen.until_seen("Read, nothing found");
    screen.press(Key::Escape);
    assert!(!screen.sees("Read, nothing found"));
}
