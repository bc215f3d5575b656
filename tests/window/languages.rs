//! The language of a paragraph is told, and where only listed names are looked for in it.

use crate::driver::{Desk, Screen};
use egui::Key;
use egui::accesskit::Role;

const ENGLISH: &str = "The ministry of the interior said that it would publish the figures, and that they had been checked by the board.";
const FRENCH: &str = "Le ministère a déclaré que les chiffres seraient publiés après la réunion, et que le Kenya avait été consulté pour les ports.";

#[test]
fn a_paragraph_in_another_language_says_what_is_looked_for_in_it() {
    let desk = Desk::with(&[("a.txt", &format!("{ENGLISH}\n\n{FRENCH}\n"))]);
    let mut screen = desk.open();
    screen.until("it was looked through", |w| {
        w.app()
            .session
            .as_ref()
            .is_some_and(|s| s.analysis.is_some())
    });
    screen.settle();
    assert!(screen.sees("English"));
    assert!(!screen.sees("French · listed names only"));
    let place = screen.find("chiffres seraient");
    screen.click_at(screen.on(place));
    screen.settle();
    screen.until_seen("French · listed names only");
    screen.press(Key::Escape);
    tab(&mut screen, "Entities");
    screen.settle();
    screen.until_seen("only dates, money, contacts and listed names");
    tab(&mut screen, "Document");
    screen.settle();
    screen.until_seen("French, 50 % of the paragraphs");
}

fn tab(screen: &mut Screen, name: &str) {
    let tabs = screen.nodes(Role::ListBoxOption, |label| label.starts_with(name));
    let place = tabs
        .first()
        .unwrap_or_else(|| panic!("no tab {name}"))
        .center();
    screen.click_at(place);
    screen.settle();
}
