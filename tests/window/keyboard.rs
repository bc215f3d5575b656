//! Everything without a mouse: themes by key, walking, back and forth, own keys, the palette, the panels.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT, long};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use rapporteur::app::{Action, Focus};
use rapporteur::text::TextRange;

const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

fn statement() -> (Desk, Screen) {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let screen = desk.open();
    (desk, screen)
}

/// Puts the caret before some words, with the mouse.
fn click_before(screen: &mut Screen, words: &str) {
    let (before, _) = screen.ends_of(screen.find(words));
    screen.click_at(before);
}

/// Whether the window shows a text anywhere, as a label.
fn sees(screen: &Screen, words: &str) -> bool {
    screen.sees(words)
}

// Themes by key.

#[test]
fn without_a_selection_a_digit_tags_the_sentence_under_the_caret() {
    let (_desk, mut screen) = statement();
    assert!(sees(&screen, "1–9 tag the whole document"));
    for _ in 0..4 {
        screen.press(Key::ArrowDown);
    }
    assert!(sees(&screen, "1–9 tag this sentence"));
    screen.press(Key::Num2);
    let told = screen.told();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "Trade");
    assert!(
        told[0].2.starts_with("Traders from") && told[0].2.ends_with("pay once."),
        "{told:?}"
    );
    assert!(
        matches!(screen.focus(), Focus::Annotation(_)),
        "it is shown by its frame"
    );
}

#[test]
fn a_digit_changes_the_framed_passage_until_the_caret_leaves_it() {
    let (_desk, mut screen) = statement();
    click_before(&mut screen, "exchange");
    screen.press(Key::Num2);
    assert!(sees(&screen, "change the theme in focus"));
    screen.press(Key::Num1);
    assert_eq!(screen.whats(), ["Security"]);
    screen.press_with(COMMAND, Key::ArrowDown);
    assert!(sees(&screen, "1–9 tag this sentence"));
    screen.press(Key::Num2);
    assert_eq!(screen.whats(), ["Security", "Trade"]);
}

#[test]
fn notes_flags_highlights_and_the_picker_mean_the_sentence_too() {
    let (_desk, mut screen) = statement();
    click_before(&mut screen, "keeps watch");
    screen.press(Key::N);
    screen.until_seen("Note on this sentence");
    screen.type_text("who?");
    screen.press_with(COMMAND, Key::Enter);
    screen.press(Key::F);
    screen.until_seen("Flag an issue in this sentence");
    screen.press_with(COMMAND, Key::Enter);
    screen.press(Key::H);
    screen.press_with(SHIFT, Key::ArrowRight);
    screen.press(Key::ArrowLeft);
    let range = screen
        .find("The river guard keeps watch, and the cafe\u{301} by the pier keeps everyone awake.");
    let told = screen.told();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|(_, r, _)| *r == range), "{told:?}");
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::Home);
    screen.press(Key::T);
    screen.until_seen("Theme for this sentence");
}

#[test]
fn the_whole_document_is_tagged_by_a_key_of_its_own_whatever_is_selected() {
    let (_desk, mut screen) = statement();
    click_before(&mut screen, "exchange");
    screen.press_with(SHIFT, Key::T);
    screen.until_seen("Theme for the whole document");
    screen.type_text("trade");
    screen.press(Key::Enter);
    assert_eq!(
        screen.told(),
        [("Trade".into(), TextRange::DOCUMENT, String::new())]
    );
}

#[test]
fn two_escapes_mean_the_whole_document_again() {
    let (_desk, mut screen) = statement();
    click_before(&mut screen, "exchange");
    screen.press_with(SHIFT, Key::ArrowRight);
    screen.press(Key::Escape);
    assert!(sees(&screen, "1–9 tag this sentence"));
    screen.press(Key::Escape);
    assert!(sees(&screen, "1–9 tag the whole document"));
    screen.press(Key::Num2);
    assert_eq!(screen.told()[0].1, TextRange::DOCUMENT);
}

// Walking.

#[test]
fn annotations_are_walked_through_from_the_caret_on_and_round_the_end() {
    let (_desk, mut screen) = statement();
    for (words, key) in [
        ("dawn", Key::Num1),
        ("lamp oil", Key::Num2),
        ("Nobody", Key::Num3),
    ] {
        screen.select_words(words);
        screen.press(key);
    }
    screen.press(Key::Escape);
    click_before(&mut screen, "exchange");
    let mut walked = Vec::new();
    for _ in 0..3 {
        screen.press(Key::A);
        walked.push(screen.caret());
    }
    let at = |screen: &Screen, words: &str| screen.find(words).start;
    let (dawn, oil, nobody) = (
        at(&screen, "dawn"),
        at(&screen, "lamp oil"),
        at(&screen, "Nobody"),
    );
    assert_eq!(walked, [oil, nobody, dawn]);
    screen.until_seen("That was the last annotation; on from the first one");
    screen.press_with(SHIFT, Key::A);
    assert_eq!(screen.caret(), nobody);
    screen.press_with(SHIFT, Key::A);
    assert_eq!(screen.caret(), oil);
    // The caret moved away: the walk goes on from there.
    screen.press_with(COMMAND, Key::Home);
    screen.press(Key::A);
    assert_eq!(screen.caret(), dawn);
}

#[test]
fn mentions_and_findings_put_the_caret_where_they_are_and_go_round() {
    let desk = Desk::with(&[("release.txt", RELEASE)]);
    let mut screen = desk.open();
    let mentions = screen.session().mentions().len();
    let mut starts = Vec::new();
    for _ in 0..mentions {
        screen.press(Key::M);
        let Focus::Mention(i) = screen.focus() else {
            panic!("not at a mention")
        };
        assert_eq!(
            screen.caret(),
            screen.session().mentions().get(i).unwrap().range.start
        );
        starts.push(screen.caret());
    }
    assert!(starts.is_sorted(), "{starts:?}");
    assert!(!sees(&screen, "on from the first one"));
    screen.press(Key::M);
    screen.until_seen("That was the last open mention; on from the first one");
    assert_eq!(screen.caret(), starts[0]);
    screen.press_with(COMMAND, Key::End);
    screen.press_with(SHIFT, Key::F8);
    let Focus::Finding(last) = screen.focus() else {
        panic!("not at a finding")
    };
    let before_end = screen.session().open_findings().last();
    assert_eq!(Some(last), before_end, "the last one before the caret");
}

#[test]
fn hits_take_the_caret_along() {
    let (_desk, mut screen) = statement();
    screen.press_with(COMMAND, Key::F);
    screen.type_text("the");
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::F);
    screen.type_text("keeps");
    screen.press(Key::F3);
    let first = screen.find("keeps").start;
    let second = screen.find("keeps everyone").start;
    let a = screen.caret();
    screen.press(Key::F3);
    let b = screen.caret();
    assert!(
        [a, b].contains(&first) && [a, b].contains(&second),
        "{a} {b}"
    );
    screen.until_seen("hit; on from the");
}

// Back and forth.

#[test]
fn back_and_forth_over_jumps_and_documents() {
    let desk = Desk::with(&[("a.txt", &long()), ("b.md", COMMUNIQUE)]);
    let mut screen = desk.open();
    let top = |screen: &Screen| screen.window().visible().start;
    screen.press_with(COMMAND, Key::G);
    screen.type_text("60");
    screen.press(Key::Enter);
    screen.settle();
    let there = top(&screen);
    assert!(there > 2000);
    screen.press_with(COMMAND, Key::PageDown);
    screen.until_shown("b.md");
    screen.press_with(ALT, Key::ArrowLeft);
    screen.until_shown("a.txt");
    assert!(
        top(&screen).abs_diff(there) < 200,
        "{} and {there}",
        top(&screen)
    );
    screen.press_with(ALT, Key::ArrowLeft);
    screen.settle();
    assert!(top(&screen) < 200);
    screen.press_with(ALT, Key::ArrowLeft);
    screen.until_seen("There is no place to go back to");
    screen.press_with(ALT, Key::ArrowRight);
    screen.settle();
    assert!(top(&screen).abs_diff(there) < 200);
    screen.press_with(ALT, Key::ArrowRight);
    screen.until_shown("b.md");
    screen.press_with(ALT, Key::ArrowRight);
    screen.until_seen("There is no place to go forth to");
}

// Own keys.

/// Opens the sheet and presses the button of an action.
fn change_keys(screen: &mut Screen, action: Action) {
    if !screen.has_field("Type a name or a key") {
        screen.press(Key::F1);
    }
    let start = format!("{}: ", action.title());
    let buttons = screen.nodes(Role::Button, |label| label.starts_with(&start));
    screen.click_at(buttons[0].center());
}

#[test]
fn keys_are_changed_shown_everywhere_and_kept() {
    let (desk, mut screen) = statement();
    change_keys(&mut screen, Action::Memo);
    screen.until_seen("Press the new keys of “Write a note…”");
    screen.press(Key::J);
    screen.until_seen("Write a note…: J");
    screen.press(Key::Escape);
    click_before(&mut screen, "exchange");
    screen.press(Key::N);
    assert!(
        !sees(&screen, "Note on this sentence"),
        "the old key does nothing"
    );
    screen.press(Key::J);
    screen.until_seen("Note on this sentence");
    screen.close();
    let mut screen = desk.open();
    click_before(&mut screen, "exchange");
    screen.press(Key::J);
    screen.until_seen("Note on this sentence");
}

#[test]
fn a_conflict_is_said_at_once_and_either_side_can_have_the_keys() {
    let (_desk, mut screen) = statement();
    let words = |screen: &Screen, action| {
        screen
            .app()
            .bindings
            .keys(action)
            .map(|k| k.to_string())
            .unwrap_or_default()
    };
    change_keys(&mut screen, Action::Memo);
    screen.press_with(COMMAND, Key::F);
    screen.until_seen("Ctrl+F is “Find in document…”.");
    screen.click("Choose another");
    screen.press_with(COMMAND, Key::J);
    assert_eq!(words(&screen, Action::Memo), "Ctrl+J");
    change_keys(&mut screen, Action::Memo);
    screen.press_with(COMMAND, Key::F);
    screen.click("Take it from there");
    assert_eq!(words(&screen, Action::Memo), "Ctrl+F");
    assert_eq!(words(&screen, Action::Find), "");
    screen.until_seen("Find in document…: no keys");
    screen.click("Reset the keys of Find in document…");
    screen.until_seen("Ctrl+F is “Write a note…”.");
    screen.click("Take it from there");
    assert_eq!(words(&screen, Action::Find), "Ctrl+F");
    screen.click("Reset all keys");
    assert_eq!(words(&screen, Action::Memo), "N");
    assert!(screen.app().settings.keys.is_empty());
}

#[test]
fn keys_that_cannot_be_had_say_why_and_escape_leaves_them() {
    let (_desk, mut screen) = statement();
    for (held, key, why) in [
        (
            Modifiers::NONE,
            Key::ArrowDown,
            "they move the caret in the text",
        ),
        (
            Modifiers::NONE,
            Key::Num4,
            "1 to 9 tag with the theme of that key",
        ),
        (
            Modifiers::NONE,
            Key::Tab,
            "Tab moves from control to control",
        ),
        (
            ALT,
            Key::E,
            "On some keyboards Alt with this key types a sign",
        ),
    ] {
        change_keys(&mut screen, Action::Memo);
        screen.press_with(held, key);
        screen.until_seen(why);
    }
    screen.press(Key::Escape);
    assert!(!sees(&screen, "Press the new keys"));
    assert!(screen.has_field("Type a name or a key"), "the sheet stays");
    assert!(screen.app().settings.keys.is_empty());
    change_keys(&mut screen, Action::Memo);
    screen.click("No keys");
    screen.until_seen("Write a note…: no keys");
    screen.press(Key::Escape);
    screen.menu("Annotate", "Write a note…");
    screen.until_seen("Note on the whole document");
}

#[test]
fn the_sheet_is_filtered_by_typing_names_and_keys() {
    let (_desk, mut screen) = statement();
    screen.press(Key::F1);
    let shown = |screen: &Screen, name: &str| sees(screen, &format!("{name}: "));
    assert!(shown(&screen, "Undo") && shown(&screen, "Write a note…"));
    assert!(
        sees(&screen, "To the ends of the text"),
        "the fixed keys are listed too"
    );
    screen.type_text("note");
    assert!(!shown(&screen, "Undo") && shown(&screen, "Write a note…"));
    screen.press_with(COMMAND, Key::A);
    screen.type_text("f8");
    assert!(shown(&screen, "Next finding") && !shown(&screen, "Write a note…"));
}

// The palette.

fn entries(screen: &Screen) -> Vec<String> {
    let inside = screen.nodes(Role::ListBox, |label| label == "What fits")[0];
    let rows = |name: &String| {
        let at = screen.nodes(Role::ListBoxOption, |l| l == name);
        at.iter().any(|r| inside.expand(1.0).contains(r.center()))
    };
    screen
        .names(Role::ListBoxOption)
        .into_iter()
        .filter(rows)
        .collect()
}

const PALETTE: &str = "Type what to do, a theme, a document";

#[test]
fn the_palette_finds_actions_themes_and_documents() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.md", COMMUNIQUE)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::K);
    assert!(screen.has_field(PALETTE));
    screen.type_text("grsel");
    assert!(
        entries(&screen)[0].starts_with("Grow selection, Edit, G"),
        "{:?}",
        entries(&screen)
    );
    screen.press_with(COMMAND, Key::A);
    screen.type_text("secur");
    assert!(
        entries(&screen)[0].starts_with("Tag: Security, Theme"),
        "{:?}",
        entries(&screen)
    );
    screen.press(Key::Enter);
    assert!(!screen.has_field(PALETTE));
    assert_eq!(screen.whats(), ["Security"]);
    screen.press_with(COMMAND_SHIFT, Key::P);
    screen.type_text("joint communique");
    screen.press(Key::Enter);
    screen.until_shown("b.md");
    screen.press_with(COMMAND, Key::K);
    screen.type_text("entit now on");
    screen.press(Key::Enter);
    assert!(!screen.app().settings.show_entities);
}

#[test]
fn the_palette_begins_with_what_was_used_last_and_the_arrows_choose() {
    let (desk, mut screen) = statement();
    for what in ["paragraph numbers", "about"] {
        screen.press_with(COMMAND, Key::K);
        screen.type_text(what);
        screen.press(Key::Enter);
        screen.press(Key::Escape);
    }
    screen.press_with(COMMAND, Key::K);
    let names = entries(&screen);
    assert!(names[0].starts_with("About"), "{names:?}");
    assert!(names[1].starts_with("Paragraph numbers"), "{names:?}");
    screen.press(Key::ArrowDown);
    screen.press(Key::Enter);
    assert!(
        !screen.app().settings.show_paragraph_numbers,
        "on, and off again"
    );
    screen.press_with(COMMAND, Key::K);
    for _ in 0..30 {
        screen.press(Key::ArrowDown);
    }
    assert!(entries(&screen).len() < 20, "only what is in view is drawn");
    screen.press(Key::Escape);
    assert!(!screen.has_field(PALETTE));
    screen.press(Key::ArrowDown);
    assert!(
        screen.window().caret().is_some(),
        "the keyboard is back with the text"
    );
    screen.close();
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::K);
    let names = entries(&screen);
    assert!(names[0].starts_with("Paragraph numbers"), "{names:?}");
}

#[test]
fn the_palette_stays_quick_and_small_with_thousands_of_documents() {
    let mut desk = Desk::new();
    for n in 0..300 {
        desk.write(
            &format!("paper-{n:03}.txt"),
            format!("Paper {n:03} on the toll.\n").as_bytes(),
        );
    }
    let mut screen = desk.start(&[desk.papers()]);
    screen.until("a document is open", |w| w.app().session.is_some());
    screen.press_with(COMMAND, Key::K);
    screen.type_text("paper-217");
    let names = entries(&screen);
    assert_eq!(names.len(), 1, "{names:?}");
    screen.press(Key::Enter);
    screen.until_shown("paper-217.txt");
}

// Panels.

#[test]
fn f6_goes_round_the_panels_and_escape_comes_back_to_the_text() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.md", COMMUNIQUE)]);
    let mut screen = desk.open();
    let is = |screen: &Screen, name: &str| screen.has_keyboard(|l| l.starts_with(name));
    screen.press(Key::F6);
    assert!(is(&screen, "Annotations"), "the inspector");
    screen.press(Key::F6);
    assert!(is(&screen, "Security"), "the themes");
    screen.press(Key::F6);
    // A screen reader is told the row that the list is at.
    let row = "Statement on the border markets";
    assert!(is(&screen, row), "{:?}", screen.focused_name());
    screen.press(Key::F6);
    // A screen reader is told the paragraph that the caret is in.
    let text = screen.focused_name();
    assert_eq!(text.as_deref(), Some("Statement on the border markets 🛶"));
    screen.press_with(SHIFT, Key::F6);
    assert!(is(&screen, row));
    click_before(&mut screen, "exchange");
    let caret = screen.caret();
    screen.press(Key::F6);
    screen.press(Key::ArrowRight);
    assert_eq!(screen.caret(), caret, "the arrows are the panel's");
    screen.press(Key::Escape);
    assert_eq!(
        screen.window().caret(),
        Some(caret),
        "Escape only comes back"
    );
    screen.press(Key::ArrowRight);
    assert!(screen.caret() > caret);
}

#[test]
fn the_arrows_choose_a_document_and_enter_opens_it() {
    let desk = Desk::with(&[
        ("a.txt", STATEMENT),
        ("b.md", COMMUNIQUE),
        ("c.txt", RELEASE),
    ]);
    let mut screen = desk.open();
    screen.press_with(SHIFT, Key::F6);
    screen.press(Key::ArrowDown);
    screen.press(Key::ArrowDown);
    screen.press(Key::ArrowDown);
    assert_eq!(screen.shown(), "a.txt");
    screen.press(Key::ArrowUp);
    screen.press(Key::Enter);
    screen.until_shown("b.md");
    screen.press(Key::ArrowDown);
    assert!(
        screen.window().caret().is_some(),
        "the keyboard is with the text"
    );
}

#[test]
fn tab_reaches_controls_and_space_presses_them() {
    let (_desk, mut screen) = statement();
    screen.press(Key::Tab);
    assert!(screen.has_keyboard(|l| l == "File"));
    let mut seen = Vec::new();
    for _ in 0..60 {
        screen.press(Key::Tab);
        seen.extend(screen.focused_name());
        if screen.has_keyboard(|l| l == "Show themes") {
            break;
        }
    }
    assert!(screen.has_keyboard(|l| l == "Show themes"), "{seen:?}");
    screen.press(Key::Space);
    assert!(!screen.app().settings.show_themes);
    screen.press_with(SHIFT, Key::Tab);
    assert!(!screen.has_keyboard(|l| l == "Show themes"));
}

#[test]
fn menus_are_opened_walked_through_and_left_by_keys() {
    let (_desk, mut screen) = statement();
    screen.press(Key::Home);
    for _ in 0..3 {
        screen.press(Key::Tab);
    }
    assert!(screen.has_keyboard(|l| l == "Annotate"));
    screen.press(Key::Enter);
    assert!(sees(&screen, "Highlight, theme later"));
    let mut seen = Vec::new();
    for _ in 0..4 {
        screen.press(Key::ArrowDown);
        seen.extend(screen.focused_name());
    }
    assert!(
        seen.iter().any(|n| n.starts_with("Flag an issue")),
        "{seen:?}"
    );
    screen.press(Key::Escape);
    assert!(!sees(&screen, "Highlight, theme later"), "closed");
    assert!(screen.window().caret().is_some(), "the caret stays");
    screen.press(Key::Escape);
    screen.press(Key::ArrowRight);
    assert!(
        screen.window().caret().is_some(),
        "the keyboard is with the text"
    );
}

#[test]
fn a_click_into_the_text_takes_the_keyboard_from_a_panel() {
    let (_desk, mut screen) = statement();
    screen.press_with(SHIFT, Key::F6);
    click_before(&mut screen, "exchange");
    let caret = screen.caret();
    screen.press(Key::ArrowRight);
    assert_eq!(screen.caret(), caret + 1);
}

#[test]
fn a_theme_is_given_from_the_list_by_keys() {
    let (_desk, mut screen) = statement();
    screen.press(Key::ArrowDown);
    screen.press(Key::F6);
    screen.press(Key::F6);
    assert!(screen.has_keyboard(|l| l == "Security"));
    screen.press(Key::ArrowDown);
    screen.press(Key::Enter);
    assert_eq!(screen.whats(), ["Trade"]);
    assert!(!screen.told()[0].1.is_document());
}

// All of it.

#[test]
fn a_day_of_work_without_a_mouse() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.txt", RELEASE)]);
    let mut screen = desk.start(&[]);
    screen.until_seen("Read policy documents");
    screen.press_with(COMMAND, Key::L);
    screen.type_text(&desk.papers().display().to_string());
    screen.press(Key::Enter);
    screen.until_shown("a.txt");
    // Another document.
    screen.press_with(SHIFT, Key::F6);
    screen.press(Key::ArrowDown);
    screen.press(Key::Enter);
    screen.until_shown("b.txt");
    // Read, select, tag.
    screen.press(Key::PageDown);
    screen.press_with(COMMAND, Key::Home);
    for _ in 0..3 {
        screen.press_with(COMMAND, Key::ArrowDown);
    }
    screen.press(Key::G);
    screen.press(Key::G);
    screen.press(Key::Num4);
    assert_eq!(screen.whats(), ["Bilateral relations"]);
    screen.press(Key::Escape);
    // A note and a flag.
    screen.press_with(COMMAND, Key::ArrowDown);
    screen.press(Key::N);
    screen.type_text("ask about the grants");
    screen.press_with(COMMAND, Key::Enter);
    screen.press_with(COMMAND, Key::ArrowDown);
    screen.press(Key::F);
    screen.press(Key::Tab);
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(screen.told().len(), 3, "{:?}", screen.told());
    // Findings.
    screen.press_with(COMMAND, Key::Home);
    screen.press(Key::F8);
    screen.press(Key::Y);
    assert_eq!(screen.set().decisions().count(), 1);
    // Search.
    screen.press_with(COMMAND, Key::F);
    screen.type_text("timber");
    screen.press(Key::Enter);
    screen.press(Key::Escape);
    assert!(screen.window().visible().end > screen.find("timber").start);
    // Export.
    screen.press_with(COMMAND, Key::E);
    screen.press(Key::Enter);
    screen.until_seen("Exported");
    screen.close();
    assert!(desk.sidecar("b.txt").contains("ask about the grants"));
}
