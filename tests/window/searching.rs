//! Search in the document: the field, its switches, the list of hits, one theme for all of them.

use crate::driver::{COMMAND, Desk, Screen};
use egui::accesskit::Role;
use egui::{Key, Modifiers};

const NOTES: &str = "Notes on Kâmpŭchéa\n\
    \n\
    The river port is open. KAMPUCHEA and Lenovia report on the port.\n\
    \n\
    Traders of Kampuchea don’t pay. Ports of Kampucheans are closed; a port is not.\n\
    \n\
    Nobody reports in June 2025 or May 2024.\n";

fn searched(text: &str, query: &str) -> (Desk, Screen) {
    let desk = Desk::with(&[("notes.txt", text)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::F);
    screen.type_text(query);
    (desk, screen)
}

fn hit(screen: &Screen) -> &str {
    let hit = screen.app().search.hit().expect("at a hit");
    hit.of(screen.text()).unwrap()
}

fn rows(screen: &Screen) -> Vec<String> {
    let mut out = screen.names(Role::ListBoxOption);
    out.retain(|name| name.starts_with("Paragraph "));
    out
}

#[test]
fn hits_show_as_one_types_whatever_their_case_and_marks() {
    let (_desk, mut screen) = searched(NOTES, "kampuchea");
    screen.until_seen("1 of 4");
    assert_eq!(hit(&screen), "Kâmpŭchéa");
    screen.type_text("ns");
    screen.until_seen("1 of 1");
    assert_eq!(hit(&screen), "Kampuchea".to_owned() + "ns");
    screen.press(Key::Escape);
    assert!(screen.app().search.hits().is_empty());
    assert!(rows(&screen).is_empty());
}

#[test]
fn switches_make_the_search_stricter_by_mouse_and_by_key() {
    let (_desk, mut screen) = searched(NOTES, "Kampuchea");
    screen.until_seen("1 of 4");
    screen.click_role(Role::CheckBox, "Match case");
    screen.until_seen("of 2");
    screen.click_role(Role::CheckBox, "Whole word");
    screen.until_seen("of 1");
    screen.click_field_again();
    screen.press_with(Modifiers::ALT, Key::C);
    screen.until_seen("of 3");
    screen.press_with(Modifiers::ALT, Key::W);
    screen.until_seen("of 4");
    assert_eq!(screen.app().search.query(), "Kampuchea");
}

#[test]
fn a_pattern_finds_by_line_and_a_bad_one_says_what_is_wrong_and_where() {
    let (_desk, mut screen) = searched(NOTES, "(june|may \\d+");
    screen.click_role(Role::CheckBox, "Regular expression");
    screen.until_seen("A bracket “(” is not closed (character 1)");
    assert_eq!(screen.app().search.state(), "");
    screen.click_field_again();
    screen.press(Key::End);
    for _ in 0..4 {
        screen.press(Key::Backspace);
    }
    screen.type_text(") \\d+");
    screen.until_seen("1 of 2");
    assert_eq!(hit(&screen), "June 2025");
    assert!(!screen.sees("not closed"));
}

#[test]
fn keys_walk_through_the_hits_and_round() {
    let (_desk, mut screen) = searched(NOTES, "port");
    screen.until_seen("1 of 6");
    screen.press(Key::Enter);
    screen.until_seen("2 of 6");
    screen.press(Key::F3);
    screen.until_seen("3 of 6");
    screen.press(Key::ArrowDown);
    screen.until_seen("4 of 6");
    screen.press(Key::ArrowUp);
    screen.press_with(Modifiers::SHIFT, Key::F3);
    screen.press_with(Modifiers::SHIFT, Key::Enter);
    screen.until_seen("1 of 6");
    screen.press_with(Modifiers::SHIFT, Key::F3);
    screen.until_seen("6 of 6");
    screen.press(Key::F3);
    screen.until_seen("1 of 6");
}

#[test]
fn the_list_shows_the_words_around_each_hit_and_leads_there() {
    let (_desk, mut screen) = searched(NOTES, "don't");
    screen.until_seen("1 of 1");
    assert_eq!(
        rows(&screen),
        [
            "Paragraph 3: Traders of Kampuchea don’t pay. Ports of Kampucheans are closed; a port is not."
        ]
    );
    for _ in 0..5 {
        screen.press(Key::Backspace);
    }
    screen.type_text("kampuchea");
    screen.until_seen("1 of 4");
    let row = screen.nodes(Role::ListBoxOption, |name| {
        name.starts_with("Paragraph 2: The river port is open. KAMPUCHEA and")
    });
    screen.click_at(row[0].center());
    screen.until_seen("2 of 4");
    assert_eq!(hit(&screen), "KAMPUCHEA");
    screen.press(Key::ArrowDown);
    screen.until_seen("3 of 4");
    screen.press(Key::ArrowDown);
    screen.press(Key::ArrowDown);
    screen.until_seen("4 of 4");
    screen.press(Key::ArrowUp);
    screen.until_seen("3 of 4");
}

#[test]
fn the_list_gives_way_to_the_tab_that_was_open_before() {
    let (_desk, mut screen) = searched(NOTES, "port");
    assert!(
        screen
            .names(Role::ListBoxOption)
            .contains(&"Search 6".into())
    );
    screen.press(Key::Escape);
    screen.settle();
    let tabs = screen.names(Role::ListBoxOption);
    assert!(!tabs.iter().any(|name| name.starts_with("Search")));
}

#[test]
fn all_hits_are_tagged_in_one_step_and_untagged_in_one() {
    let (_desk, mut screen) = searched(NOTES, "kampuchea");
    screen.until_seen("1 of 4");
    screen.click("Tag all hits…");
    screen.until_seen("Tag all hits of “kampuchea”");
    screen.type_text("secur");
    screen.until_seen("4 passages");
    screen.press(Key::Enter);
    assert_eq!(screen.undo_name(), "Tag 4 passages Security");
    let told = screen.told();
    assert_eq!(told.len(), 4);
    assert_eq!(told[0].0, "Security");
    assert_eq!(told[0].2, "Kâmpŭchéa");
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
    screen.press_with(COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(screen.told().len(), 4);
}

#[test]
fn what_is_tagged_already_is_left_as_it_is() {
    let (_desk, mut screen) = searched(NOTES, "Kampucheans");
    screen.until_seen("1 of 1");
    screen.menu("Annotate", "Tag all hits…");
    screen.type_text("secur");
    screen.until_seen("Tag 1 passage");
    screen.press(Key::Enter);
    assert_eq!(screen.undo_name(), "Tag 1 passage Security");
    screen.menu("Annotate", "Tag all hits…");
    screen.type_text("secur");
    screen.until_seen("0 passages, 1 more already have this theme");
    screen.press(Key::Enter);
    assert_eq!(screen.told().len(), 1);
}

#[test]
fn the_sentences_of_hits_are_tagged_once_each_with_a_new_theme() {
    let (_desk, mut screen) = searched(NOTES, "port");
    screen.until_seen("1 of 6");
    screen.click("Tag all hits…");
    screen.click_role(Role::RadioButton, "Its sentence");
    screen.until_seen("4 passages");
    screen.click_field("Type to filter, or a new name");
    screen.type_text("Harbours");
    screen.until_seen("Make the theme “Harbours”");
    screen.click("Tag 4 passages");
    assert_eq!(screen.undo_name(), "Tag 4 passages Harbours");
    let told = screen.told();
    assert_eq!(told[0].2, "The river port is open.");
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
    assert!(
        !screen
            .app()
            .workspace
            .codebook
            .iter()
            .any(|t| t.name == "Harbours")
    );
}

#[test]
fn a_long_text_is_searched_in_the_background_from_where_one_reads() {
    let mut text = String::new();
    for n in 0..3000 {
        text += &format!("Paragraph of the number {n} about rivers.\n\n");
    }
    let (_desk, mut screen) = searched(&text, "number 299");
    screen.until("the search has ended", |w| {
        w.app().search.progress().is_none() && w.app().search.hits().len() == 11
    });
    assert_eq!(hit(&screen), "number 299");
    screen.until_seen("1 of 11");
    screen.press(Key::F3);
    screen.until_seen("2 of 11");
    let at = screen.app().search.hit().unwrap();
    let visible = screen.window().visible();
    assert!(visible.start <= at.start && at.end <= visible.end);
    screen.click("Tag all hits…");
    screen.type_text("secur");
    screen.until_seen("11 passages");
    screen.press(Key::Enter);
    assert_eq!(screen.undo_name(), "Tag 11 passages Security");
}

#[test]
fn another_document_is_searched_for_the_same() {
    let desk = Desk::with(&[("a.txt", NOTES), ("b.txt", "One port, two ports, Port.\n")]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::F);
    screen.type_text("port");
    screen.until_seen("1 of 6");
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::F);
    screen.type_text("port");
    screen.show("b.txt");
    screen.until_seen("Search 3");
    screen.press(Key::F3);
    screen.until_seen("1 of 3");
}
