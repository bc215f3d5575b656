//! Reading comfort: sizes, face and colours, the menu beside the text, focus mode.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, STATEMENT, long};
use egui::accesskit::Role;
use egui::{Color32, Key};
use rapporteur::store::{Face, Settings, ThemeChoice};
use rapporteur::text::TextRange;

/// A long document, scrolled to its middle.
fn in_the_middle() -> (Desk, Screen) {
    let text = long();
    let desk = Desk::with(&[("long.txt", &text)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::G);
    screen.type_text("60");
    screen.press(Key::Enter);
    screen.settle();
    (desk, screen)
}

/// The paragraph at the top, by its number in the text.
fn at_top(screen: &Screen) -> String {
    let start = screen.window().visible().start;
    let before = screen.text()[..start]
        .rfind("Paragraph number")
        .unwrap_or(0);
    let here = if screen.text()[start..].starts_with("Paragraph number") {
        start
    } else {
        before
    };
    screen.text()[here..]
        .split(" tells")
        .next()
        .unwrap()
        .to_owned()
}

/// Changes settings by a key and says whether the paragraph at the top stayed.
#[track_caller]
fn assert_stays(screen: &mut Screen, what: &str, change: impl FnOnce(&mut Screen)) {
    let before = at_top(screen);
    let settings = screen.app().settings.clone();
    change(screen);
    screen.settle();
    assert_ne!(screen.app().settings, settings, "{what} changes something");
    assert_eq!(at_top(screen), before, "{what}: the paragraph at the top");
}

#[test]
fn the_paragraph_at_the_top_stays_whatever_is_changed() {
    let (_desk, mut screen) = in_the_middle();
    screen.wheel(screen.window().reader_rect().center(), 40.0);
    for (key, modifiers) in [
        (Key::Plus, COMMAND),
        (Key::Minus, COMMAND),
        (Key::W, COMMAND_SHIFT),
        (Key::N, COMMAND_SHIFT),
        (Key::L, COMMAND_SHIFT),
        (Key::K, COMMAND_SHIFT),
        (Key::D, COMMAND),
    ] {
        assert_stays(&mut screen, key.name(), |s| s.press_with(modifiers, key));
    }
    assert_stays(&mut screen, "face", |s| s.menu("View", "Switch serif"));
    for (name, value) in [
        ("size in points", 26.0),
        ("characters a line", 50.0),
        ("line spacing", 2.2),
    ] {
        assert_stays(&mut screen, name, |s| {
            s.press_with(COMMAND, Key::R);
            s.set_number(name, value);
            s.press(Key::Escape);
        });
    }
}

#[test]
fn a_slider_that_is_dragged_far_and_back_leaves_the_text_where_it_was() {
    let (_desk, mut screen) = in_the_middle();
    let before = screen.window().visible().start;
    screen.press_with(COMMAND, Key::R);
    for size in (12..=32).chain((12..32).rev()).chain(12..=17) {
        screen.set_number("size in points", f64::from(size));
    }
    screen.press(Key::Escape);
    let row = TextRange::new(before, before + 1);
    let (first, _) = screen.window().place_of(row).expect("still in view");
    let top = screen.window().reader_rect().min.y;
    assert!((first.min.y - top).abs() < 30.0, "still at the top");
}

fn place(screen: &Screen, words: &str) -> egui::Rect {
    screen.window().place_of(screen.find(words)).unwrap().0
}

#[test]
fn spacing_measure_and_face_change_how_the_text_is_set() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let height = place(&screen, "Traders").height();
    screen.press_with(COMMAND_SHIFT, Key::L);
    screen.settle();
    assert!(place(&screen, "Traders").height() > height);
    assert_eq!(screen.app().settings.line_spacing, 1.7);
    let serif = place(&screen, "Traders from both banks").width();
    screen.menu("View", "Switch serif");
    screen.settle();
    assert_eq!(screen.app().settings.face, Face::Sans);
    assert_ne!(place(&screen, "Traders from both banks").width(), serif);
    screen.close();
    let screen = desk.open();
    assert_eq!(screen.app().settings.face, Face::Sans);
    assert_eq!(screen.app().settings.line_spacing, 1.7);
}

/// The colour that most of the reader has.
fn paper(screen: &mut Screen) -> Color32 {
    let at = screen.window().reader_rect().left_bottom() + egui::vec2(6.0, -6.0);
    let picture = screen.picture();
    picture.pixels[at.y as usize * picture.width + at.x as usize]
}

#[test]
fn every_appearance_has_a_paper_of_its_own_and_comes_after_the_one_before() {
    let desk = Desk::with(&[("communique.md", COMMUNIQUE)]);
    desk.settings(|s| s.theme = ThemeChoice::Light);
    let mut screen = desk.open();
    let mut papers = vec![paper(&mut screen)];
    for choice in [
        ThemeChoice::Sepia,
        ThemeChoice::Dark,
        ThemeChoice::BlackOnWhite,
        ThemeChoice::WhiteOnBlack,
    ] {
        screen.press_with(COMMAND, Key::D);
        screen.settle();
        assert_eq!(screen.app().settings.theme, choice);
        papers.push(paper(&mut screen));
    }
    for (i, one) in papers.iter().enumerate() {
        assert!(!papers[i + 1..].contains(one), "{papers:?}");
    }
    screen.press_with(COMMAND, Key::D);
    screen.settle();
    assert_eq!(screen.app().settings.theme, ThemeChoice::Light);
    assert_eq!(paper(&mut screen), papers[0]);
}

#[test]
fn the_reading_menu_opens_beside_the_text_and_is_worked_by_keys() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    desk.settings(|s| s.theme = ThemeChoice::Light);
    let mut screen = desk.open();
    screen.click("Text and colours");
    screen.settle();
    assert!(
        screen
            .names(Role::RadioButton)
            .contains(&"Sepia".to_owned())
    );
    // The first swatch has the keyboard: on to the next one, and press it.
    screen.press(Key::Tab);
    screen.press(Key::Space);
    screen.settle();
    assert_eq!(screen.app().settings.theme, ThemeChoice::Sepia);
    screen.click_role(Role::RadioButton, "White on black");
    screen.click_role(Role::RadioButton, "Sans: Inter");
    assert_eq!(screen.app().settings.theme, ThemeChoice::WhiteOnBlack);
    assert_eq!(screen.app().settings.face, Face::Sans);
    screen.click_role(Role::RadioButton, "Light or dark, as the system has it");
    assert_eq!(screen.app().settings.theme, ThemeChoice::System);
    // The button closes what it opened; Escape and a press on the text do too.
    screen.click("Text and colours");
    assert!(!screen.sees("line spacing"));
    screen.press_with(COMMAND, Key::R);
    assert!(screen.sees("line spacing"));
    screen.press(Key::Escape);
    assert!(!screen.sees("line spacing"));
    screen.press_with(COMMAND, Key::R);
    screen.settle();
    screen.click_at(screen.window().reader_rect().left_bottom() + egui::vec2(40.0, -40.0));
    assert!(!screen.sees("line spacing"));
}

#[test]
fn the_settings_offer_the_same_and_have_the_values_spoken() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::Comma);
    screen.settle();
    for (name, value) in [
        ("size in points", 21.0),
        ("characters a line", 80.0),
        ("line spacing", 1.4),
    ] {
        screen.set_number(name, value);
    }
    screen.click_role(Role::RadioButton, "Sans: Inter");
    let Settings {
        text_size,
        column_chars,
        line_spacing,
        face,
        ..
    } = screen.app().settings.clone();
    assert_eq!((text_size, column_chars, face), (21.0, 80, Face::Sans));
    assert!((line_spacing - 1.4).abs() < 0.01);
}

fn panels(screen: &Screen) -> usize {
    let menu = screen.nodes(Role::Button, |l| l == "File").len();
    let themes = screen.nodes(Role::Button, |l| l == "Security").len();
    let hints = screen.nodes(Role::Button, |l| l == "All keys").len();
    let tabs = screen.nodes(Role::ListBoxOption, |l| l == "Document").len();
    menu + themes + hints + tabs
}

#[test]
fn focus_mode_leaves_the_text_alone_in_the_middle() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    assert_eq!(panels(&screen), 4);
    screen.press(Key::F9);
    screen.settle();
    assert_eq!(panels(&screen), 0);
    let reader = screen.window().reader_rect();
    let left = place(&screen, "Traders").min.x - reader.min.x;
    let settings = &screen.app().settings;
    let column = f32::from(settings.column_chars) * settings.text_size * 0.505;
    let right = reader.width() - left - column;
    assert!((left - right).abs() < 3.0, "{left} left, {right} right");
    assert!(screen.sees("brings the panels back"));
    for _ in 0..(6 * 60) {
        screen.step();
    }
    assert!(
        !screen.sees("brings the panels back"),
        "only at the beginning"
    );
    screen.press(Key::F9);
    screen.settle();
    assert_eq!(panels(&screen), 4);
}

/// Selects words with the mouse, without Escape before.
fn drag_over(screen: &mut Screen, words: &str) {
    let (from, to) = screen.ends_of(screen.find(words));
    screen.drag(from, to);
}

#[test]
fn in_focus_mode_keys_tag_find_and_lead_out() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press(Key::F9);
    screen.settle();
    drag_over(&mut screen, "lamp oil");
    assert!(screen.sees("Highlight"), "the popover");
    screen.press(Key::Num2);
    screen.settle();
    assert_eq!(screen.whats(), ["Trade"]);
    screen.press_with(COMMAND, Key::F);
    screen.settle();
    screen.type_text("river");
    screen.press(Key::Enter);
    assert_eq!(panels(&screen), 1, "the bar with the field, nothing else");
    screen.press(Key::Escape);
    screen.settle();
    assert_eq!(panels(&screen), 0);
    // Another document changes nothing.
    screen.press_with(COMMAND, Key::PageDown);
    screen.until_shown("b.txt");
    assert_eq!(panels(&screen), 0);
    // Escape lets go of the selection, then of the caret, then of the mode.
    drag_over(&mut screen, "both banks");
    for _ in 0..2 {
        screen.press(Key::Escape);
        screen.settle();
        assert_eq!(panels(&screen), 0);
    }
    screen.press(Key::Escape);
    screen.settle();
    assert_eq!(panels(&screen), 4);
}

#[test]
fn the_reading_menu_opens_in_focus_mode_too() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press(Key::F9);
    screen.press_with(COMMAND, Key::R);
    screen.settle();
    screen.click_role(Role::RadioButton, "Sepia");
    assert_eq!(screen.app().settings.theme, ThemeChoice::Sepia);
}
