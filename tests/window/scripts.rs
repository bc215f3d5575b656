//! Texts in many scripts: what one points at is what one gets.

use crate::driver::{COMMAND_SHIFT, Desk, Screen};
use crate::pictures::assert_looks_like;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use rapporteur::store::ThemeChoice;
use rapporteur::text::{TextRange, segment};

/// A paragraph in each script.
const SCRIPTS: &str = include_str!("../fixtures/scripts.txt");

/// Those for which there are faces on every machine.
fn embedded() -> String {
    let lines = SCRIPTS.lines().filter(|l| !l.starts_with("中国"));
    lines.fold(String::new(), |all, line| all + line + "\n")
}

fn opened(text: &str) -> (Desk, Screen) {
    let desk = Desk::with(&[("scripts.txt", text)]);
    desk.settings(|s| s.theme = ThemeChoice::Light);
    let screen = desk.start_sized(&[desk.papers()], [1280.0, 1000.0]);
    let mut screen = screen;
    screen.until_shown("scripts.txt");
    screen.settle();
    (desk, screen)
}

/// Drags over some words, from where one begins to read them to where one ends.
fn drag_over(screen: &mut Screen, words: &str) -> TextRange {
    let range = screen.find(words);
    let first = segment::next_grapheme(SCRIPTS, range.start).unwrap();
    let last = segment::prev_grapheme(SCRIPTS, range.end).unwrap();
    let place = |range| screen.window().place_of(range).unwrap().0;
    let first = place(TextRange::new(range.start, first));
    let last = place(TextRange::new(last, range.end));
    let backwards = last.center().x < first.center().x && last.center().y == first.center().y;
    let (from, to) = if backwards {
        (first.right_center(), last.left_center())
    } else {
        (first.left_center(), last.right_center())
    };
    let inwards = egui::vec2(if backwards { -0.5 } else { 0.5 }, 0.0);
    screen.press(Key::Escape);
    screen.drag(from + inwards, to - inwards);
    range
}

#[test]
fn a_drag_over_a_word_selects_it_in_every_script() {
    let (_desk, mut screen) = opened(SCRIPTS);
    for word in [
        "ferry",
        "Việt Nam",
        "ប្រជាជន",
        "นโยบาย",
        "ນ້ຳດື່ມ",
        "နယ်စပ်",
        "政府",
        "الحكومة",
        "הודיעה",
    ] {
        drag_over(&mut screen, word);
        assert_eq!(screen.selected(), word);
        screen.press(Key::Escape);
    }
}

#[test]
fn a_double_click_selects_a_word_of_a_script_without_spaces() {
    let (_desk, mut screen) = opened(SCRIPTS);
    for word in ["ประกาศ", "ລາວ", "中国", "الحكومة", "שחר"] {
        let at = screen.on(screen.find(word));
        screen.click_times(at, 2);
        assert_eq!(screen.selected(), word);
        screen.press(Key::Escape);
        for _ in 0..40 {
            screen.step();
        }
    }
}

#[test]
fn arrows_step_over_whole_characters_in_every_script() {
    let (_desk, mut screen) = opened(SCRIPTS);
    for word in ["កម្ពុជា", "น้ำดื่ม", "ນ້ຳ", "မြန်မာ", "الحدود"]
    {
        let mut at = drag_over(&mut screen, word).end;
        assert_eq!(screen.selected(), word);
        screen.press(Key::ArrowLeft);
        screen.press(Key::ArrowRight);
        assert_eq!(screen.selection(), TextRange::new(at, at));
        for _ in 0..6 {
            screen.press_with(Modifiers::SHIFT, Key::ArrowRight);
            let to = screen.selection().end;
            assert_eq!(Some(to), segment::next_grapheme(SCRIPTS, at));
            at = to;
        }
        screen.press_with(COMMAND_SHIFT, Key::ArrowRight);
        assert!(segment::is_grapheme_boundary(
            SCRIPTS,
            screen.selection().end
        ));
        screen.press(Key::Escape);
    }
}

#[test]
fn up_and_down_pass_every_row_of_every_script() {
    let (_desk, mut screen) = opened(SCRIPTS);
    screen.press(Key::End);
    let mut before = screen.selection().start;
    for _ in 0..200 {
        screen.press(Key::ArrowDown);
        let at = screen.selection().start;
        assert!(at > before || at == SCRIPTS.len(), "{at} after {before}");
        assert!(segment::is_grapheme_boundary(SCRIPTS, at));
        if at == SCRIPTS.len() {
            break;
        }
        before = at;
    }
    assert_eq!(screen.selection().start, SCRIPTS.len());
}

#[test]
fn the_window_says_what_it_does_with_text_from_right_to_left() {
    for (text, says) in [(SCRIPTS, true), ("Plain text.\n", false)] {
        let (_desk, mut screen) = opened(text);
        let tabs = screen.nodes(Role::ListBoxOption, |label| label == "Document");
        screen.click_at(tabs[0].center());
        screen.until_seen("SHA-256 of the text");
        assert_eq!(screen.sees("Right-to-left text"), says);
    }
}

#[test]
fn the_scripts_look_as_they_did() {
    let (_desk, mut screen) = opened(&embedded());
    screen.until("everything is looked through", |w| {
        w.app()
            .session
            .as_ref()
            .is_some_and(|s| s.analysis.is_some())
    });
    screen.want_every_glyph();
    screen.point_nowhere();
    screen.settle();
    assert_looks_like("scripts", &screen.picture());
}
