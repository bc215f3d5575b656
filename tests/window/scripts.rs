//! Texts in many scripts: what one points at is what one gets.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::pictures::assert_looks_like;
use crate::raster::Picture;
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
        // The first one lets go of the selection, at its end.
        screen.press(Key::ArrowRight);
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
    // Behind the last paragraph there is nothing to stand in.
    let last = SCRIPTS.trim_end().len();
    for _ in 0..200 {
        screen.press(Key::ArrowDown);
        let at = screen.selection().start;
        assert!(at > before || at == last, "{at} after {before}");
        assert!(segment::is_grapheme_boundary(SCRIPTS, at));
        if at == last {
            break;
        }
        before = at;
    }
    assert_eq!(screen.selection().start, last);
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
    let picture = screen.picture();
    assert_looks_like("scripts", &column(&screen, &picture));
}

/// The text without what stands around it, which other pictures show.
fn column(screen: &Screen, picture: &Picture) -> Picture {
    let all = TextRange::new(0, screen.text().len());
    let (first, last) = screen.window().place_of(all).unwrap();
    let (x, y) = (first.min.x as usize - 8, first.min.y as usize - 4);
    let width = 550;
    let height = last.max.y as usize + 8 - y;
    let rows = picture.pixels.chunks_exact(picture.width).skip(y);
    Picture {
        width,
        height,
        pixels: rows
            .take(height)
            .flat_map(|row| row[x..x + width].to_vec())
            .collect(),
    }
}

/// One line without an end, of a size that nobody writes and programs do.
fn line_of(word: &str, bytes: usize) -> String {
    word.repeat(bytes / word.len())
}

/// A line of megabytes opens, scrolls, and is one paragraph for whoever reads it.
fn is_one_paragraph(line: &str) {
    let text = format!("Before.\n\n{line}\n\nAfter.\n");
    let (_desk, mut screen) = opened(&text);
    let block = TextRange::new(9, 9 + line.len());
    let middle = screen.window().reader_rect().center();
    screen.wheel(middle, 20_000.0);
    let visible = screen.window().visible();
    assert!(visible.start > block.start + 5_000, "scrolled");
    screen.click_times(middle, 3);
    assert_eq!(screen.selection(), block, "a triple click takes all of it");
    screen.press(Key::Escape);
    // Long enough for the next press to be one of its own.
    for _ in 0..40 {
        screen.step();
    }
    screen.click_at(middle);
    let at = screen.selection().start;
    screen.press(Key::Home);
    let home = screen.selection().start;
    screen.press(Key::End);
    let end = screen.selection().start;
    assert!(
        home <= at && at <= end && end - home < 1_000,
        "{home} {at} {end}"
    );
    screen.press_with(COMMAND, Key::End);
    assert!(screen.selection().start >= text.trim_end().len());
    screen.press_with(COMMAND, Key::ArrowUp);
    screen.press_with(COMMAND, Key::ArrowUp);
    assert_eq!(screen.selection().start, block.start);
}

#[test]
fn a_line_of_megabytes_with_spaces_is_one_paragraph() {
    is_one_paragraph(line_of("quiet river ", 5_000_000).trim_end());
}

#[test]
fn a_line_of_megabytes_without_spaces_is_one_paragraph() {
    is_one_paragraph(&line_of("river", 1_000_000));
    is_one_paragraph(&line_of("ประเทศไทย", 300_000));
}

#[test]
fn texts_of_nothing_open_and_scroll() {
    for text in [
        "\n".repeat(10_000),
        "\u{301}".repeat(20_000),
        " \t \u{3000}\n".repeat(3_000),
    ] {
        let (_desk, mut screen) = opened(&text);
        let middle = screen.window().reader_rect().center();
        screen.wheel(middle, 3_000.0);
        screen.click_times(middle, 3);
        for key in [
            Key::End,
            Key::ArrowDown,
            Key::ArrowRight,
            Key::PageDown,
            Key::Home,
        ] {
            screen.press(key);
            assert!(screen.selection().end <= text.len());
        }
        screen.press_with(COMMAND, Key::End);
        assert_eq!(screen.selection().end, text.len());
    }
}
