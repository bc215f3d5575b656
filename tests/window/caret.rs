//! The caret and the selection, by keys alone.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, STATEMENT, long};
use egui::{Key, Modifiers};
use rapporteur::document::InlineStyle;
use rapporteur::text::TextRange;

const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

fn opened(name: &str, text: &str) -> (Desk, Screen) {
    let desk = Desk::with(&[(name, text)]);
    let screen = desk.open();
    (desk, screen)
}

/// Presses a key until the caret stays where it is; where it came by.
fn walk(screen: &mut Screen, held: Modifiers, key: Key) -> Vec<usize> {
    let mut out = vec![screen.caret()];
    loop {
        screen.press_with(held, key);
        let at = screen.caret();
        if out.last() == Some(&at) {
            return out;
        }
        assert!(!out.contains(&at), "goes round at {at}: {out:?}");
        out.push(at);
    }
}

fn is_inside_a_mark(screen: &Screen, at: usize) -> bool {
    let inlines = &screen.session().document.structure.inlines;
    inlines
        .iter()
        .any(|i| i.style == InlineStyle::Hidden && i.range.start < at && at < i.range.end)
}

#[test]
fn nobody_has_put_the_caret_anywhere_until_a_key_or_a_click_does() {
    let (_desk, mut screen) = opened("statement.txt", STATEMENT);
    assert_eq!(screen.window().caret(), None);
    screen.press(Key::Home);
    assert_eq!(screen.caret(), 0, "also at the first byte");
    screen.press(Key::Escape);
    assert_eq!(screen.window().caret(), None, "Escape lets go of it");
    let at = screen.on(screen.find("exchange"));
    screen.click_at(at);
    assert!(screen.window().caret().is_some());
}

#[test]
fn every_key_moves_the_caret_there_and_back_and_extends_with_shift() {
    let (_desk, mut screen) = opened("statement.txt", STATEMENT);
    let start = screen.find("exchange").start;
    for (held, forth, back) in [
        (NONE, Key::ArrowRight, Key::ArrowLeft),
        (NONE, Key::ArrowDown, Key::ArrowUp),
        (NONE, Key::End, Key::Home),
        (NONE, Key::PageDown, Key::PageUp),
        (COMMAND, Key::ArrowRight, Key::ArrowLeft),
        (COMMAND, Key::ArrowDown, Key::ArrowUp),
        (COMMAND, Key::End, Key::Home),
    ] {
        for extend in [false, true] {
            screen.press(Key::Escape);
            // Not so soon after the last click that it would be a double one.
            for _ in 0..40 {
                screen.step();
            }
            let (before, _) = screen.ends_of(screen.find("exchange"));
            screen.click_at(before);
            assert_eq!(screen.caret(), start);
            let with = if extend { held | SHIFT } else { held };
            screen.press_with(with, forth);
            let there = screen.caret();
            assert!(there > start, "{forth:?} with {with:?} moves on");
            let selected = screen.selection();
            if extend {
                assert_eq!(selected, TextRange::new(start, there), "{forth:?} selects");
            } else {
                assert!(selected.is_empty(), "{forth:?} selects nothing");
            }
            screen.press_with(with, back);
            assert!(screen.caret() < there, "{back:?} with {with:?} moves back");
        }
    }
}

#[test]
fn the_arrows_come_by_every_place_of_a_text_with_marks_and_never_stand_inside_one() {
    let (_desk, mut screen) = opened("a.md", COMMUNIQUE);
    screen.press_with(COMMAND, Key::Home);
    for (held, there, back) in [
        (NONE, Key::ArrowRight, Key::ArrowLeft),
        (COMMAND, Key::ArrowRight, Key::ArrowLeft),
        (NONE, Key::ArrowDown, Key::ArrowUp),
        (COMMAND, Key::ArrowDown, Key::ArrowUp),
    ] {
        let first = screen.caret();
        for key in [there, back] {
            let places = walk(&mut screen, held, key);
            assert!(places.len() > 5, "{key:?} gets on: {places:?}");
            for at in places {
                assert!(
                    !is_inside_a_mark(&screen, at),
                    "{key:?} stands inside a mark at {at}"
                );
            }
        }
        assert!(
            screen.caret() <= first,
            "{back:?} comes back to the beginning"
        );
        screen.press_with(COMMAND, Key::Home);
    }
}

#[test]
fn the_arrows_get_through_long_paragraphs_wrapped_rows_and_scripts_without_spaces() {
    let khmer = "រដ្ឋមន្ត្រីបានថ្លែងអំណរគុណចំពោះប្រជាជនទាំងអស់".repeat(12);
    let text = format!(
        "{}\n\n{khmer}\n\nEnd.\n",
        "Long words wrap here. ".repeat(700)
    );
    let (_desk, mut screen) = opened("a.txt", &text);
    screen.press(Key::Home);
    let down = walk(&mut screen, NONE, Key::ArrowDown);
    let up = walk(&mut screen, NONE, Key::ArrowUp);
    assert!(down.len() > 150, "{} rows", down.len());
    // A row of Khmer may begin inside a cluster, which is a stop of its own on one of the ways.
    assert!(
        down.len().abs_diff(up.len()) <= 8,
        "{} down, {} up",
        down.len(),
        up.len()
    );
    // From the end of a wrapped row the next step goes on.
    screen.press(Key::End);
    let end = screen.caret();
    screen.press(Key::End);
    assert_eq!(screen.caret(), end, "the end of a row is its end");
    screen.press(Key::ArrowRight);
    let next = screen.caret();
    assert!(next > end);
    screen.press(Key::Home);
    assert!(screen.caret() >= end, "in the next row");
}

#[test]
fn a_page_takes_text_and_caret_along_and_shift_selects_it() {
    let (_desk, mut screen) = opened("long.txt", &long());
    for _ in 0..4 {
        screen.press(Key::ArrowDown);
    }
    let (caret, top) = (screen.caret(), screen.window().visible().start);
    let place = |screen: &Screen| {
        let at = screen.caret();
        screen.ends_of(TextRange::new(at, at + 1)).0
    };
    let before = place(&screen);
    screen.press(Key::PageDown);
    assert!(screen.window().visible().start > top, "the text moves");
    assert!(screen.caret() > caret);
    let after = place(&screen);
    assert!(
        (before.y - after.y).abs() < 30.0,
        "{before:?} and {after:?}"
    );
    screen.press(Key::PageUp);
    assert_eq!(screen.caret(), caret, "and back");
    screen.press_with(SHIFT, Key::PageDown);
    assert_eq!(screen.selection().start, caret);
    assert!(screen.selection().len() > 500);
    screen.press(Key::Escape);
    let pages = walk(&mut screen, NONE, Key::PageDown);
    assert!(pages.len() > 4);
    let visible = screen.window().visible();
    assert!(
        visible.end >= screen.caret(),
        "the caret is in view at the end"
    );
    walk(&mut screen, NONE, Key::PageUp);
    assert_eq!((screen.caret(), screen.window().visible().start), (0, 0));
}

#[test]
fn space_scrolls_without_a_caret_and_takes_one_along() {
    let (_desk, mut screen) = opened("long.txt", &long());
    screen.press(Key::Space);
    assert!(screen.window().visible().start > 0);
    assert_eq!(screen.window().caret(), None);
    screen.press(Key::ArrowDown);
    let first = screen.caret();
    assert!(
        first >= screen.window().visible().start,
        "the caret begins where one reads"
    );
    screen.press(Key::Space);
    assert!(screen.caret() > first);
    assert!(screen.selection().is_empty());
}

#[test]
fn the_selection_grows_by_units_and_shrinks_exactly_the_same_way() {
    let (_desk, mut screen) = opened("a.md", COMMUNIQUE);
    let at = screen.find("ferry");
    let (before, _) = screen.ends_of(at);
    screen.click_at(before);
    let mut seen = vec![screen.selection()];
    for _ in 0..6 {
        screen.press(Key::G);
        if seen.last() != Some(&screen.selection()) {
            seen.push(screen.selection());
        }
    }
    let texts: Vec<&str> = seen.iter().map(|r| r.of(screen.text()).unwrap()).collect();
    assert_eq!(texts[1], "ferry");
    assert!(texts[2].starts_with("The parties") && texts[2].ends_with("the toll."));
    assert!(texts[3].starts_with("Trade") && texts[3].ends_with("the toll."));
    assert!(texts[4].starts_with("Joint communiqué") && texts[4].ends_with("every pier."));
    assert_eq!(*texts.last().unwrap(), COMMUNIQUE);
    while let Some(before) = seen.pop() {
        assert_eq!(screen.selection(), before);
        screen.press_with(SHIFT, Key::G);
    }
    assert_eq!(screen.caret(), at.start);
    screen.press_with(SHIFT, Key::G);
    assert_eq!(screen.caret(), at.start, "there is nothing left to shrink");
}

#[test]
fn any_other_move_forgets_what_the_selection_grew_from() {
    let (_desk, mut screen) = opened("statement.txt", STATEMENT);
    let (before, _) = screen.ends_of(screen.find("exchange"));
    screen.click_at(before);
    screen.press(Key::G);
    screen.press(Key::G);
    screen.press_with(SHIFT, Key::ArrowRight);
    let now = screen.selection();
    screen.press_with(SHIFT, Key::G);
    assert_eq!(screen.selection(), now);
}

#[test]
fn the_ends_of_the_text_and_select_all() {
    let (_desk, mut screen) = opened("statement.txt", STATEMENT);
    screen.press_with(COMMAND_SHIFT, Key::End);
    assert!(screen.selected().ends_with("hungry."));
    screen.press_with(COMMAND, Key::A);
    assert_eq!(screen.selected(), STATEMENT);
}
