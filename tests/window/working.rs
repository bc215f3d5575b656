//! Annotating: themes, flags, notes, highlights; undo and redo.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT};
use egui::accesskit::Role;
use egui::{Key, Rect};
use rapporteur::app::Focus;
use rapporteur::text::TextRange;

fn statement() -> (Desk, Screen) {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let screen = desk.open();
    (desk, screen)
}

/// The popover's button with this name: the panels' rows of the same name are outside of the reader.
fn in_reader(screen: &Screen, name: &str) -> Rect {
    let reader = screen.window().reader_rect();
    let found = screen.nodes(Role::Button, |label| label == name);
    *found
        .iter()
        .find(|r| reader.contains_rect(**r))
        .unwrap_or_else(|| panic!("no {name:?} beside the selection"))
}

#[test]
fn a_button_beside_the_selection_tags_it() {
    let (_desk, mut screen) = statement();
    screen.select_words("exchange rice");
    let button = in_reader(&screen, "Trade");
    screen.click_at(button.center());
    let range = screen.find("exchange rice");
    assert_eq!(
        screen.told(),
        [("Trade".into(), range, "exchange rice".into())]
    );
    let button = screen.nodes(Role::Button, |label| label == "Highlight");
    assert!(button.is_empty(), "the popover is gone");
    screen.until_saved();
}

#[test]
fn a_digit_tags_the_selection_and_a_second_theme_may_overlap() {
    let (_desk, mut screen) = statement();
    screen.select_words("The river guard keeps watch");
    screen.press(Key::Num1);
    screen.select_words("keeps watch, and the");
    screen.press(Key::Num2);
    assert_eq!(screen.whats(), ["Security", "Trade"]);
    assert_eq!(screen.undo_name(), "Tag Trade");
}

#[test]
fn the_picker_filters_as_one_types_and_enter_tags() {
    let (_desk, mut screen) = statement();
    screen.select_words("Traders");
    screen.press(Key::T);
    assert!(screen.has_field("Type to filter, or a new name"));
    screen.type_text("bilat");
    let rows = screen.nodes(Role::ListBoxOption, |label| label == "Bilateral relations");
    assert_eq!(rows.len(), 1);
    let rows = screen.nodes(Role::ListBoxOption, |label| label == "Security");
    assert!(rows.is_empty(), "filtered out");
    screen.press(Key::Enter);
    assert_eq!(screen.whats(), ["Bilateral relations"]);
    assert!(!screen.has_field("Type to filter, or a new name"));
    assert_eq!(screen.selected(), "Traders");
}

#[test]
fn arrows_choose_in_the_picker_and_escape_leaves_it() {
    let (_desk, mut screen) = statement();
    screen.select_words("Traders");
    screen.press(Key::T);
    screen.press(Key::ArrowDown);
    screen.press(Key::Enter);
    assert_eq!(screen.whats(), ["Trade"]);
    screen.press(Key::T);
    screen.type_text("secu");
    screen.press(Key::Escape);
    assert!(!screen.has_field("Type to filter, or a new name"));
    assert_eq!(screen.whats(), ["Trade"]);
}

#[test]
fn the_picker_makes_a_theme_that_does_not_exist_yet() {
    let (desk, mut screen) = statement();
    screen.select_words("shells 🐚");
    screen.press(Key::T);
    screen.type_text("Village schools");
    screen.press(Key::Enter);
    assert_eq!(screen.whats(), ["Village schools"]);
    let rows = screen.nodes(Role::Button, |label| label == "Village schools");
    assert_eq!(rows.len(), 1, "it stands among the themes");
    screen.until_saved();
    let codebook = std::fs::read_to_string(desk.path(".rapporteur/codebook.ron")).unwrap();
    assert!(codebook.contains("Village schools"));
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.whats().is_empty());
    let rows = screen.nodes(Role::Button, |label| label == "Village schools");
    assert!(rows.is_empty(), "undoing takes the theme back too");
}

#[test]
fn with_nothing_selected_the_whole_document_is_meant() {
    let (desk, mut screen) = statement();
    screen.press(Key::Num3);
    assert_eq!(
        screen.told(),
        [(
            "ASEAN centrality".into(),
            TextRange::DOCUMENT,
            String::new()
        )]
    );
    screen.press(Key::T);
    assert!(screen.sees("Theme for the whole document"));
    screen.press(Key::Escape);
    screen.close();
    let screen = desk.open();
    assert_eq!(screen.whats(), ["ASEAN centrality"]);
    assert!(screen.told()[0].1.is_document());
}

#[test]
fn a_flag_has_a_category_a_severity_and_a_note() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    screen.press(Key::F);
    screen.until_seen("Flag an issue in the selection");
    let kind = screen.only(Role::ComboBox);
    screen.click_at(kind.center());
    screen.click_any("Encoding damage");
    screen.click_any("High");
    screen.click_field("Why (optional)");
    screen.type_text("odd letters");
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(screen.whats(), ["flag Encoding damage: odd letters"]);
    assert_eq!(screen.undo_name(), "Flag Encoding damage");
}

#[test]
fn letters_typed_into_a_note_are_not_taken_for_keys() {
    let (_desk, mut screen) = statement();
    screen.select_words("weigh twice");
    screen.press(Key::N);
    screen.until_seen("Note on the selection");
    for key in [Key::F, Key::T, Key::Num1, Key::Y, Key::X] {
        screen.press(key);
    }
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(screen.whats(), ["note ft1yx"]);
    let quote = &screen.told()[0].2;
    assert_eq!(quote, "weigh twice");
}

#[test]
fn a_highlight_gets_its_theme_later_from_the_inspector() {
    let (_desk, mut screen) = statement();
    screen.select_words("pay once");
    screen.press(Key::H);
    assert_eq!(screen.whats(), ["highlight"]);
    screen.click("Theme");
    let entries = screen.nodes(Role::Button, |label| label == "Human rights and democracy");
    let entry = entries.last().unwrap().center();
    screen.click_at(entry);
    assert_eq!(screen.whats(), ["Human rights and democracy"]);
    assert_eq!(screen.told()[0].2, "pay once");
    assert_eq!(
        screen.undo_name(),
        "Change theme to Human rights and democracy"
    );
}

#[test]
fn an_annotation_is_deleted_by_key_and_by_button() {
    let (_desk, mut screen) = statement();
    screen.select_words("rain or shine");
    screen.press(Key::Num1);
    screen.press(Key::Delete);
    assert!(screen.told().is_empty());
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.whats(), ["Security"]);
    screen.press(Key::A);
    assert!(matches!(screen.focus(), Focus::Annotation(_)));
    screen.click("Delete");
    assert!(screen.told().is_empty());
}

#[test]
fn an_annotation_takes_the_selection_as_its_passage() {
    let (_desk, mut screen) = statement();
    screen.select_words("rain or shine");
    screen.press(Key::Num1);
    screen.select_words("every Saturday");
    screen.press(Key::R);
    let range = screen.find("every Saturday");
    assert_eq!(
        screen.told(),
        [("Security".into(), range, "every Saturday".into())]
    );
}

#[test]
fn a_handle_drags_the_end_of_the_annotation_in_focus() {
    let (_desk, mut screen) = statement();
    screen.select_words("open every");
    screen.press(Key::Num1);
    screen.press(Key::Escape);
    let here = screen.find("open every");
    let there = screen.find("Saturday");
    let (_, last) = screen.window().place_of(here).unwrap();
    let (_, to) = screen.ends_of(there);
    screen.drag(last.right_bottom(), to);
    assert_eq!(screen.told()[0].2, "open every Saturday");
}

#[test]
fn a_comment_is_kept_with_its_annotation() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.click_field("Comment, then Enter");
    screen.type_text("ask the guild");
    screen.press(Key::Enter);
    assert!(screen.sees("ask the guild"));
    screen.press(Key::Escape);
    assert_eq!(screen.undo_name(), "Comment");
}

#[test]
fn undo_and_redo_name_their_steps_without_limit() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    for key in [Key::Num1, Key::Num2, Key::Num4, Key::H] {
        screen.press(key);
    }
    assert_eq!(screen.told().len(), 4);
    screen.menu("Edit", "Undo highlight");
    assert_eq!(screen.told().len(), 3);
    screen.until_seen("Undo: highlight");
    screen.press_with(COMMAND, Key::Z);
    screen.until_seen("Undo: tag Bilateral relations");
    screen.press_with(COMMAND, Key::Z);
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty(), "nothing more to undo");
    for left in 1..=4 {
        screen.press_with(COMMAND_SHIFT, Key::Z);
        assert_eq!(screen.told().len(), left);
    }
    assert_eq!(screen.undo_name(), "Highlight");
    assert_eq!(screen.app().redo_name(), None);
}

#[test]
fn an_edit_of_the_codebook_is_undone_and_redone_like_any_other() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    let row = screen.nodes(Role::Button, |label| label == "Trade")[0];
    screen.click_secondary_at(row.center());
    screen.click("Edit…");
    let name = screen.nodes_with_value("Trade")[0];
    screen.click_at(name.center());
    screen.press_with(COMMAND, Key::A);
    screen.type_text("Commerce");
    screen.click("Save");
    assert_eq!(screen.whats(), ["Commerce"]);
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.whats(), ["Trade"]);
    screen.press_with(COMMAND_SHIFT, Key::Z);
    assert_eq!(screen.whats(), ["Commerce"]);
}

#[test]
fn a_deleted_theme_asks_what_becomes_of_its_passages_and_comes_back() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    let row = screen.nodes(Role::Button, |label| label == "Trade")[0];
    screen.click_secondary_at(row.center());
    screen.click("Delete…");
    screen.until_seen("It is on 1 passage");
    screen.click("Delete theme");
    assert_eq!(screen.whats(), ["highlight"]);
    let rows = screen.nodes(Role::Button, |label| label == "Trade");
    assert!(rows.is_empty());
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.whats(), ["Trade"]);
}

#[test]
fn undoing_an_edit_of_another_document_opens_that_document() {
    let desk = Desk::with(&[
        ("a.txt", STATEMENT),
        ("b.md", COMMUNIQUE),
        ("c.txt", RELEASE),
    ]);
    let mut screen = desk.open();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.show("b.md");
    screen.select_words("lower the toll");
    screen.press(Key::Num1);
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.shown(), "b.md");
    assert!(screen.told().is_empty());
    screen.press_with(COMMAND, Key::Z);
    screen.until_shown("a.txt");
    assert!(screen.told().is_empty());
    screen.until_seen("Undo: tag Trade");
    screen.press_with(COMMAND_SHIFT, Key::Z);
    assert_eq!(screen.whats(), ["Trade"]);
    screen.press_with(COMMAND_SHIFT, Key::Z);
    screen.until_shown("b.md");
    assert_eq!(screen.whats(), ["Security"]);
}

#[test]
fn undo_scrolls_to_what_changed() {
    let desk = Desk::with(&[("long.txt", &crate::texts::long())]);
    let mut screen = desk.open();
    let first = screen.find("Paragraph number 2 ");
    screen.select(first);
    screen.press(Key::Num1);
    screen.press_with(COMMAND, Key::End);
    assert!(screen.window().visible().start > first.end);
    screen.press_with(COMMAND, Key::Z);
    screen.settle();
    let visible = screen.window().visible();
    assert!(visible.start <= first.start && first.end <= visible.end);
}

#[test]
fn the_name_is_asked_at_the_first_tag_without_taking_the_keys() {
    let (desk, mut screen) = statement();
    assert!(!screen.sees("Who is annotating?"));
    screen.select_words("lamp oil");
    screen.press(Key::Num1);
    assert!(screen.sees("Who is annotating?"));
    screen.press(Key::Num2);
    assert_eq!(screen.whats(), ["Security", "Trade"], "keys go on working");
    screen.click_field("Your name");
    screen.press_with(COMMAND, Key::A);
    screen.type_text("Mara Lind 3");
    screen.click("That’s me");
    assert!(!screen.sees("Who is annotating?"));
    assert_eq!(screen.app().annotator_name(), "Mara Lind 3");
    assert_eq!(screen.told().len(), 2, "the 3 was a letter, not a key");
    screen.close();
    assert!(desk.sidecar("statement.txt").contains("Mara Lind 3"));
    let mut screen = desk.open();
    screen.press(Key::Num3);
    assert!(!screen.sees("Who is annotating?"), "asked once");
}

#[test]
fn the_question_for_the_name_can_be_put_off() {
    let (_desk, mut screen) = statement();
    screen.press(Key::Num1);
    screen.click("Later");
    screen.press(Key::Num2);
    assert!(!screen.sees("Who is annotating?"));
    assert_eq!(screen.told().len(), 2);
}

#[test]
fn a_theme_is_made_dragged_below_another_one_and_merged() {
    let (_desk, mut screen) = statement();
    screen.click("+ New");
    screen.type_text("Ferries");
    screen.press(Key::Enter);
    let row = |screen: &Screen, name: &str| {
        let rows = screen.nodes(Role::Button, |label| label == name);
        rows.first()
            .unwrap_or_else(|| panic!("no theme {name}"))
            .center()
    };
    let (from, to) = (row(&screen, "Ferries"), row(&screen, "Trade"));
    screen.drag(from, to);
    let id = |screen: &Screen, name: &str| {
        let book = &screen.app().workspace.codebook;
        book.iter().find(|t| t.name == name).map(|t| t.id)
    };
    let parent = |screen: &Screen| {
        let book = &screen.app().workspace.codebook;
        id(screen, "Ferries")
            .and_then(|f| book.get(f))
            .and_then(|t| t.parent)
    };
    assert_eq!(parent(&screen), id(&screen, "Trade"));
    assert!(parent(&screen).is_some());
    screen.select_words("both banks");
    let ferries = row(&screen, "Ferries");
    screen.click_at(ferries);
    assert_eq!(screen.whats(), ["Ferries"]);
    // The popover has buttons of the same names.
    screen.press(Key::Escape);
    let ferries = row(&screen, "Ferries");
    screen.click_secondary_at(ferries);
    let merge = row(&screen, "Merge into");
    screen.hover(merge);
    screen.click("Security");
    assert_eq!(screen.whats(), ["Security"]);
    assert_eq!(id(&screen, "Ferries"), None);
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.whats(), ["Ferries"]);
    assert_eq!(parent(&screen), id(&screen, "Trade"));
}

#[test]
fn a_click_on_a_theme_of_the_list_tags_the_selection() {
    let (_desk, mut screen) = statement();
    screen.select_words("lamp oil");
    let rows = screen.nodes(Role::Button, |label| label == "Regional diplomacy");
    screen.click_at(rows[0].center());
    assert_eq!(screen.whats(), ["Regional diplomacy"]);
    let popover = screen.nodes(Role::Button, |label| label == "Highlight");
    assert!(popover.is_empty(), "the popover is gone");
}
