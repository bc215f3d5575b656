//! Own names: always, never, merged; from the text, from the list of entities, in their own window, from a file.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::annotation::EntityLabel;
use rapporteur::app::Focus;
use std::fs;

const TEXT: &str = "Harbours\n\nThe blue economy grows, they said in Burma. The Harbour Safety Board met in Suva.\n";

fn desk() -> Desk {
    Desk::with(&[("harbours.txt", TEXT)])
}

/// What is marked by machine: type and words.
fn marked(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let all = screen.session().mentions().iter();
    all.map(|m| format!("{} {}", m.label, m.range.of(text).unwrap()))
        .collect()
}

#[track_caller]
fn until_marked(screen: &mut Screen, mention: &str) {
    let what = format!("{mention} is marked");
    screen.until_on_screen(&what, |s| marked(s).iter().any(|m| m == mention));
}

#[track_caller]
fn until_not_marked(screen: &mut Screen, mention: &str) {
    let what = format!("{mention} is not marked");
    screen.until_on_screen(&what, |s| marked(s).iter().all(|m| m != mention));
}

#[test]
fn the_context_menu_of_a_mention_marks_it_never_or_always() {
    let desk = desk();
    let mut screen = desk.open();
    let burma = screen.on(screen.find("Burma"));
    screen.click_secondary_at(burma);
    screen.click("Never mark “Burma” as place");
    assert_eq!(screen.undo_name(), "Never mark “Burma” as place");
    until_not_marked(&mut screen, "PLACE Burma");
    screen.press_with(COMMAND, Key::Z);
    until_marked(&mut screen, "PLACE Burma");
    screen.click_secondary_at(burma);
    screen.click_any("Always treat as");
    screen.click("Organisation");
    assert_eq!(screen.undo_name(), "Always treat “Burma” as organisation");
    until_marked(&mut screen, "ORG Burma");
    screen.click_secondary_at(burma);
    screen.click("Never mark “Burma”");
    until_not_marked(&mut screen, "ORG Burma");
    screen.until_saved();
    let list = fs::read_to_string(desk.path(".rapporteur/entities.ron")).unwrap();
    assert!(list.contains("(kind:\"never\",name:\"Burma\")"), "{list}");
    screen.close();
}

#[test]
fn nothing_but_a_name_has_a_context_menu_and_escape_closes_it() {
    let desk = desk();
    let mut screen = desk.open();
    let plain = screen.on(screen.find("grows"));
    screen.click_secondary_at(plain);
    assert!(!screen.sees("Always treat as"));
    let burma = screen.on(screen.find("Burma"));
    screen.click_secondary_at(burma);
    assert!(screen.sees("Always treat as"));
    screen.press(Key::Escape);
    screen.settle();
    assert!(!screen.sees("Always treat as"));
}

#[test]
fn words_that_are_selected_become_a_name_by_keys_alone() {
    let desk = desk();
    let mut screen = desk.open();
    screen.select_words("blue economy");
    screen.press(Key::E);
    screen.settle();
    assert!(screen.sees("“blue economy”") && screen.sees("Treat as"));
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    screen.press(Key::Enter);
    screen.settle();
    assert_eq!(
        screen.undo_name(),
        "Always treat “blue economy” as organisation"
    );
    until_marked(&mut screen, "ORG blue economy");
    assert_eq!(screen.set().annotations(), 0);
}

#[test]
fn words_inside_a_longer_name_are_marked_instead_of_it() {
    let desk = desk();
    let mut screen = desk.open();
    until_marked(&mut screen, "ORG Harbour Safety Board");
    screen.select_words("Safety Board");
    screen.press(Key::E);
    screen.settle();
    assert!(screen.sees("instead of the longer “Harbour Safety Board”"));
    screen.press(Key::Enter);
    screen.settle();
    assert_eq!(
        screen.undo_name(),
        "Always treat “Safety Board” as organisation, not “Harbour Safety Board”"
    );
    until_marked(&mut screen, "ORG Safety Board");
    screen.press_with(COMMAND, Key::Z);
    until_marked(&mut screen, "ORG Harbour Safety Board");
}

#[test]
fn a_mention_that_was_walked_to_is_refused_in_the_dialog() {
    let desk = desk();
    let mut screen = desk.open();
    while !matches!(screen.focus(), Focus::Mention(i) if screen.session().mentions().get(i).is_some_and(|m| m.label == EntityLabel::Place))
    {
        screen.press(Key::M);
    }
    screen.press(Key::E);
    screen.settle();
    let stands = screen.nodes_with_value("Myanmar");
    assert_eq!(stands.len(), 1, "what it stands for can be changed");
    screen.click("Never as place");
    until_not_marked(&mut screen, "PLACE Burma");
    assert_eq!(screen.undo_name(), "Never mark “Burma” as place");
}

#[test]
fn the_list_of_entities_has_the_same_menu() {
    let desk = desk();
    let mut screen = desk.open();
    screen.click_role(Role::ListBoxOption, &tab_name(&screen));
    let row = screen.nodes(Role::Button, |label| label.starts_with("Myanmar, Place"));
    screen.click_secondary_at(row[0].center());
    screen.click("Never mark “Burma”");
    until_not_marked(&mut screen, "PLACE Burma");
    let gone = screen.nodes(Role::Button, |label| label.starts_with("Myanmar, Place"));
    assert!(gone.is_empty(), "the list follows");
}

fn tab_name(screen: &Screen) -> String {
    let tabs = screen.names(Role::ListBoxOption);
    tabs.into_iter()
        .find(|n| n.starts_with("Entities "))
        .unwrap()
}

#[test]
fn names_are_added_changed_and_deleted_in_their_window() {
    let desk = desk();
    let mut screen = desk.open();
    screen.press_with(COMMAND_SHIFT, Key::E);
    screen.settle();
    assert!(screen.sees("Own names") && screen.sees("No name yet"));
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    screen.press(Key::Enter);
    screen.settle();
    assert!(screen.sees("Type a name first"));
    screen.type_text("Blue Economy Plan");
    screen.click_field("Several with ; between them");
    screen.type_text("blue economy; BEP");
    screen.press(Key::Enter);
    screen.settle();
    assert_eq!(screen.undo_name(), "Add your name “Blue Economy Plan”");
    let row = "Blue Economy Plan, Organisation, blue economy; BEP";
    assert_eq!(screen.nodes(Role::ListBoxOption, |l| l == row).len(), 1);
    until_marked(&mut screen, "ORG blue economy");
    screen.click_role(Role::ListBoxOption, row);
    assert_eq!(screen.nodes_with_value("blue economy; BEP").len(), 1);
    screen.type_text("!");
    screen.click("Save change");
    assert_eq!(screen.undo_name(), "Change your name “Blue Economy Plan!”");
    screen.click_role(
        Role::ListBoxOption,
        "Blue Economy Plan!, Organisation, blue economy; BEP",
    );
    screen.click("Delete");
    assert!(screen.sees("No name yet"));
    until_not_marked(&mut screen, "ORG blue economy");
    never_and_merges(&mut screen);
    screen.press(Key::Escape);
    screen.settle();
    assert!(!screen.sees("Own names"));
    screen.press_with(COMMAND, Key::Z);
    screen.press_with(COMMAND, Key::Z);
    until_marked(&mut screen, "PLACE Burma");
}

/// In the window of own names: refuses a name, merges two.
fn never_and_merges(screen: &mut Screen) {
    screen.click_role(Role::ListBoxOption, "Never 0");
    let focus = screen.nodes(Role::TextInput, |l| l == "Words");
    screen.click_at(focus[0].center());
    screen.type_text("Burma");
    screen.press(Key::Enter);
    screen.settle();
    assert_eq!(
        screen
            .nodes(Role::ListBoxOption, |l| l
                == "Burma, anything, never marked as")
            .len(),
        1
    );
    until_not_marked(screen, "PLACE Burma");
    screen.click_role(Role::ListBoxOption, "Merges 0");
    let name = screen.nodes(Role::TextInput, |l| l == "Name");
    screen.click_at(name[0].center());
    screen.type_text("Harbour Safety Board");
    let other = screen.nodes(Role::TextInput, |l| l == "Other name");
    screen.click_at(other[0].center());
    screen.type_text("Safety Board of Harbours");
    screen.press(Key::Enter);
    screen.until_on_screen("the merge holds", |s| {
        s.session()
            .mentions()
            .iter()
            .any(|m| m.canonical == "Safety Board of Harbours")
    });
}

#[test]
fn a_list_is_imported_by_its_path() {
    let desk = desk();
    let list = desk.papers().join("names.list");
    fs::write(&list, "blue economy\nBEP\n").unwrap();
    let mut screen = desk.open();
    screen.menu("File", "Import names…");
    screen.settle();
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    screen.press(Key::Enter);
    screen.settle();
    assert!(screen.sees("Type the path of a file"));
    screen.type_text(&list.to_string_lossy());
    screen.press(Key::Enter);
    until_marked(&mut screen, "ORG blue economy");
    assert_eq!(screen.undo_name(), "Import 2 names");
    assert!(screen.sees("Imported 2 of 2 names"));
}

#[test]
fn a_broken_list_is_said_in_the_window_and_mended_by_hand() {
    let desk = desk();
    fs::create_dir(desk.path(".rapporteur")).unwrap();
    let path = desk.path(".rapporteur/entities.ron");
    fs::write(
        &path,
        "(format: \"rapporteur\", version: 1, records: [\n oops",
    )
    .unwrap();
    let mut screen = desk.open();
    screen.until_seen("broken at line 2, column 2");
    screen.press_with(COMMAND_SHIFT, Key::E);
    screen.settle();
    assert!(screen.sees("The file is broken"));
    let whole =
        "(format: \"rapporteur\", version: 1, records: [(kind: \"never\", name: \"Burma\")])";
    fs::write(&path, whole).unwrap();
    until_not_marked(&mut screen, "PLACE Burma");
    assert!(!screen.sees("The file is broken"));
}
