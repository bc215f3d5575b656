//! The window of the checks: seen, switched, graded; what is allowed; by mouse and by keys.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use rapporteur::app::{Action, Command, Focus};
use std::fs;

const TEXT: &str = "Harbour notes\n\nThe **ferry** ran twice. The **ferry** stopped at noon.\n\nThe **night boat** slept.\n\nTel: 12\n";

fn desk() -> Desk {
    Desk::with(&[("harbour.txt", TEXT)])
}

/// The words of the findings on screen, less those of layout.
fn found(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let all = screen.session().findings().iter();
    let all = all.filter(|f| ["markup_residue", "structured_field_invalid"].contains(&f.check));
    all.map(|f| f.range.of(text).unwrap().to_owned()).collect()
}

fn open(desk: &Desk) -> Screen {
    let mut screen = desk.open();
    screen.press_with(COMMAND_SHIFT, Key::H);
    screen.settle();
    screen
}

#[track_caller]
fn row(screen: &Screen, begin: &str) -> String {
    let all = screen.names(Role::ListBoxOption);
    let row = all.iter().find(|l| l.starts_with(begin));
    row.unwrap_or_else(|| panic!("no row {begin:?} among {all:?}"))
        .clone()
}

#[test]
fn every_check_is_there_with_what_it_found_and_what_it_is() {
    let desk = desk();
    let mut screen = open(&desk);
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    assert!(screen.sees(&desk.path(".rapporteur/checks.ron").display().to_string()));
    assert_eq!(row(&screen, "Leftover markup"), "Leftover markup, 3 here");
    assert_eq!(
        row(&screen, "Invalid contact field"),
        "Invalid contact field, 1 here"
    );
    assert_eq!(
        row(&screen, "Encoding damage"),
        "Encoding damage, none here"
    );
    let name = row(&screen, "Leftover markup");
    screen.click_role(Role::ListBoxOption, &name);
    let markup = rapporteur::quality::by_id("markup_residue").unwrap();
    assert!(screen.sees(markup.about()));
    assert!(!screen.sees("Known false alarms: "));
    screen.click_any("Why it matters, examples, and known false alarms");
    assert!(screen.sees("Known false alarms: "));
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    screen.press(Key::Escape);
    screen.settle();
    assert!(!screen.sees("Run “Leftover markup”"));
}

#[test]
fn a_check_is_switched_off_and_graded_and_all_of_it_is_undone() {
    let desk = desk();
    let mut screen = open(&desk);
    screen.click_role(Role::CheckBox, "Run “Leftover markup”");
    assert_eq!(found(&screen), ["Tel: 12"]);
    assert_eq!(
        row(&screen, "Leftover markup"),
        "Leftover markup, off, 3 here"
    );
    screen.click_role(Role::CheckBox, "Run “Leftover markup”");
    assert_eq!(found(&screen).len(), 4);
    let name = row(&screen, "Leftover markup");
    screen.click_role(Role::ListBoxOption, &name);
    choose(&mut screen, "Severity", "High");
    choose(&mut screen, "Certainty", "Less certain");
    assert_eq!(
        row(&screen, "Leftover markup"),
        "Leftover markup, 3 here, high · less certain"
    );
    let graded = screen.session().findings().iter();
    let graded = graded.filter(|f| f.check == "markup_residue" && f.tier == 2);
    assert_eq!(graded.count(), 3);
    screen.press(Key::Escape);
    screen.until_saved();
    let file = fs::read_to_string(desk.path(".rapporteur/checks.ron")).unwrap();
    let record = "(kind:\"grade\",check:\"markup_residue\",severity:\"high\",tier:2)";
    assert!(file.contains(record), "{file}");
    for _ in 0..4 {
        screen.press_with(COMMAND, Key::Z);
    }
    assert_eq!(found(&screen).len(), 4);
    assert!(screen.app().rules().is_empty());
}

/// Chooses a value of the list with this name.
#[track_caller]
fn choose(screen: &mut Screen, name: &str, value: &str) {
    let lists = screen.nodes(Role::ComboBox, |l| l.starts_with(name));
    let list = lists
        .first()
        .unwrap_or_else(|| panic!("no list {name:?} in\n{}", screen.tree()));
    screen.click_at(list.center());
    screen.click(value);
}

#[test]
fn findings_like_one_are_dismissed_by_a_key_and_allowed_words_are_found_and_removed() {
    let desk = desk();
    let mut screen = desk.open();
    screen.press(Key::F8);
    while !matches!(screen.focus(), Focus::Finding(i) if screen.session().findings()[i].check == "markup_residue")
    {
        screen.press(Key::F8);
    }
    screen.press_with(Modifiers::SHIFT, Key::X);
    assert_eq!(found(&screen), ["**night boat**", "Tel: 12"]);
    let Focus::Finding(next) = screen.focus() else {
        panic!("on to the next finding");
    };
    let range = screen.session().findings()[next].range;
    assert_eq!(range.of(screen.text()), Some("**night boat**"));
    screen.click("Dismiss all like this");
    assert_eq!(found(&screen), ["Tel: 12"]);
    screen.press_with(COMMAND_SHIFT, Key::H);
    screen.settle();
    screen.click_role(Role::ListBoxOption, "Allowed 2");
    assert_eq!(screen.unnamed(), [] as [String; 0]);
    screen.click_field("Filter what is allowed");
    screen.type_text("boat");
    let rows = screen.nodes(Role::ListBoxOption, |l| l.starts_with("**"));
    assert_eq!(rows.len(), 1);
    screen.click_role(Role::ListBoxOption, "**night boat**, Leftover markup");
    screen.click("Remove");
    assert_eq!(screen.undo_name(), "Allow “**night boat**” no longer");
    assert_eq!(found(&screen), ["**night boat**", "Tel: 12"]);
    assert!(screen.sees("Nothing fits the filter"));
}

#[test]
fn the_window_is_used_by_keys_alone_and_fits_a_small_screen() {
    let desk = desk();
    let mut screen = desk.start_sized(&[desk.papers()], [900.0, 700.0]);
    screen.until_shown("harbour.txt");
    screen.menu("Review", Action::Checks.title());
    screen.settle();
    let all = screen.nodes(Role::Button, |l| l == "Close");
    let close = all.last().unwrap();
    assert!(close.max.y < 700.0 && close.max.x < 900.0, "{close:?}");
    let tabs = screen.nodes(Role::ListBoxOption, |l| l.starts_with("Checks "));
    assert!(tabs[0].min.y > 0.0 && tabs[0].min.x > 0.0);
    for _ in 0..40 {
        screen.press(Key::Tab);
        if screen
            .focused_name()
            .is_some_and(|n| n == "Run “Garbled text”")
        {
            break;
        }
    }
    screen.press(Key::Space);
    assert_eq!(screen.undo_name(), "Switch off “Garbled text”");
    screen.press(Key::Tab);
    screen.press(Key::Tab);
    screen.press(Key::Tab);
    screen.press(Key::Enter);
    let encoding = rapporteur::quality::by_id("encoding_error").unwrap();
    assert!(screen.sees(encoding.about()), "{}", screen.tree());
}

#[test]
fn broken_rules_are_said_in_their_window_and_nothing_can_be_changed() {
    let desk = desk();
    fs::create_dir(desk.path(".rapporteur")).unwrap();
    let path = desk.path(".rapporteur/checks.ron");
    let broken = "(format: \"rapporteur\", version: 1, records: [ (kind: \"off\" ";
    fs::write(&path, broken).unwrap();
    let mut screen = open(&desk);
    assert!(screen.sees("The list of check rules is broken at line 1"));
    assert!(screen.sees("mend it first"));
    screen.click_role(Role::CheckBox, "Run “Leftover markup”");
    assert_eq!(found(&screen).len(), 4);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
}

#[test]
fn where_rules_leave_nothing_that_is_said() {
    let mut desk = Desk::new();
    desk.write("plain.txt", b"The **ferry** ran twice.\n");
    let mut screen = desk.open();
    let checks = screen.session().findings().iter().map(|f| f.check);
    let checks: std::collections::BTreeSet<_> = checks.collect();
    assert!(checks.contains("markup_residue"));
    for check in checks {
        screen.execute(Command::SwitchCheck(check, false));
    }
    screen.press(Key::F8);
    screen.settle();
    assert!(screen.sees("There is no open finding"));
    assert!(screen.sees("Nothing is left to show"), "{}", screen.tree());
}
