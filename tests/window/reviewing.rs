//! Findings and mentions: confirmed, dismissed, corrected, accepted; how far one has read.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::annotation::{ReadingState, Verdict};
use rapporteur::app::Focus;
use rapporteur::text::TextRange;

fn release() -> (Desk, Screen) {
    let desk = Desk::with(&[("release.txt", RELEASE)]);
    let screen = desk.open();
    (desk, screen)
}

/// The index of the finding in focus.
fn finding(screen: &Screen) -> usize {
    match screen.focus() {
        Focus::Finding(i) => i,
        other => panic!("not at a finding but at {other:?}"),
    }
}

#[test]
fn a_finding_is_confirmed_with_one_key_and_the_next_one_comes_into_focus() {
    let (_desk, mut screen) = release();
    screen.press(Key::F8);
    let first = finding(&screen);
    assert!(screen.sees("Confirm"), "its card is open");
    screen.press(Key::Y);
    assert_ne!(finding(&screen), first);
    assert!(screen.undo_name().starts_with("Confirm "));
    assert!(
        screen.whats()[0].starts_with("flag "),
        "{:?}",
        screen.whats()
    );
    let decided = screen.set().decisions().count();
    assert_eq!(decided, 1);
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
    assert_eq!(screen.set().decisions().count(), 0);
}

#[test]
fn dismissing_all_findings_says_that_all_are_answered_and_outlives_a_restart() {
    let (desk, mut screen) = release();
    let open = screen
        .session()
        .findings()
        .iter()
        .filter(|f| f.tier == 1)
        .count();
    assert!(open >= 2, "the letterhead has faults");
    screen.press(Key::F8);
    for _ in 0..open {
        screen.press(Key::X);
    }
    screen.until_seen("All findings of this document are answered");
    assert_eq!(screen.set().decisions().count(), open);
    assert!(screen.told().is_empty(), "dismissing flags nothing");
    screen.close();
    let mut screen = desk.open();
    screen.press(Key::F8);
    screen.until_seen("There is no open finding in this document");
}

#[test]
fn a_finding_is_corrected_and_the_document_stays_as_it_is() {
    let (desk, mut screen) = release();
    screen.press(Key::F8);
    let i = finding(&screen);
    let range = screen.session().findings()[i].range;
    screen.press(Key::C);
    screen.until_seen("What it should read");
    screen.press_with(COMMAND, Key::A);
    screen.type_text("Tel: (855) 23 000 000");
    screen.press_with(COMMAND, Key::Enter);
    let whats = screen.whats();
    assert!(
        whats.contains(&"should read Tel: (855) 23 000 000".to_owned()),
        "{whats:?}"
    );
    assert!(screen.told().iter().all(|(_, r, _)| *r == range));
    desk.assert_untouched();
}

#[test]
fn a_click_on_a_finding_in_the_text_opens_its_card_and_its_buttons_answer() {
    let (_desk, mut screen) = release();
    let all = TextRange::new(0, screen.session().document.text.len());
    let wave = screen.session().layers.waves_over(all).next().unwrap();
    let point = screen.on(wave.range);
    screen.click_at(point);
    finding(&screen);
    screen.click("Dismiss");
    assert_eq!(screen.set().decisions().count(), 1);
}

#[test]
fn an_answer_is_taken_back_from_the_list_of_answered_findings() {
    let (_desk, mut screen) = release();
    screen.press(Key::F8);
    screen.press(Key::Y);
    let boxes = screen.nodes(Role::CheckBox, |label| label.starts_with("Answered"));
    screen.click_at(boxes[0].center());
    let cards = screen.nodes(Role::ListBoxOption, |label| label.starts_with("Finding: "));
    screen.click_at(cards[0].center());
    screen.click("Take back");
    assert_eq!(screen.set().decisions().count(), 0);
    assert!(screen.told().is_empty());
}

#[test]
fn a_mention_is_accepted_with_one_key() {
    let (_desk, mut screen) = release();
    screen.press(Key::M);
    let Focus::Mention(i) = screen.focus() else {
        panic!("not at a mention")
    };
    let mention = screen.session().mentions().get(i).unwrap();
    let (range, canonical) = (mention.range, mention.canonical.to_owned());
    screen.press(Key::Y);
    let told = screen.told();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].1, range);
    assert!(told[0].0.ends_with(&canonical));
    assert!(
        matches!(screen.focus(), Focus::Mention(j) if j != i),
        "on to the next"
    );
    screen.press(Key::X);
    assert_eq!(screen.told().len(), 1);
    let verdicts: Vec<_> = screen.set().decisions().map(|d| d.verdict).collect();
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Refused]);
}

#[test]
fn all_mentions_of_an_entity_are_accepted_at_once() {
    let (_desk, mut screen) = release();
    let tabs = screen.nodes(Role::ListBoxOption, |label| label.starts_with("Entities "));
    screen.click_at(tabs[0].center());
    let row = |screen: &Screen| {
        let rows = screen.nodes(Role::Button, |label| label.starts_with("Vannak Osei, "));
        assert_eq!(rows.len(), 1, "{:?}", screen.names(Role::Button));
        rows[0].center()
    };
    let point = row(&screen);
    screen.click_at(point);
    assert!(
        matches!(screen.focus(), Focus::Mention(_)),
        "a press walks to a mention"
    );
    let point = row(&screen);
    screen.hover(point);
    screen.click("Accept all mentions");
    let told = screen.told();
    assert!(told.len() >= 2, "{told:?}");
    assert!(
        told.iter()
            .all(|(what, _, quote)| what == "Person: Vannak Osei" && quote.contains("Osei"))
    );
    assert!(screen.undo_name().starts_with("Accept mentions"));
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
}

#[test]
fn the_layers_are_hidden_and_shown() {
    let (_desk, mut screen) = release();
    screen.click_role(Role::CheckBox, "Show entities");
    assert!(!screen.app().settings.show_entities);
    screen.press_with(COMMAND, Key::Num3);
    assert!(!screen.app().settings.show_quality);
    screen.press_with(COMMAND, Key::Num3);
    assert!(screen.app().settings.show_quality);
    assert!(screen.told().is_empty(), "Ctrl+3 tags nothing");
}

#[test]
fn documents_are_switched_by_row_and_by_key() {
    let desk = Desk::with(&[
        ("a.txt", STATEMENT),
        ("b.md", COMMUNIQUE),
        ("sub/c.txt", RELEASE),
    ]);
    let mut screen = desk.open();
    assert_eq!(screen.app().shelf.entries.len(), 3);
    assert_eq!(screen.shown(), "a.txt");
    screen.show("b.md");
    screen.press_with(COMMAND, Key::PageDown);
    screen.until_shown("c.txt");
    screen.press_with(COMMAND, Key::PageDown);
    assert_eq!(screen.shown(), "c.txt", "the last one");
    screen.press_with(COMMAND, Key::PageUp);
    screen.until_shown("b.md");
}

#[test]
fn read_with_nothing_found_is_said_and_kept() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.md", COMMUNIQUE)]);
    let mut screen = desk.open();
    let row = |screen: &Screen, words: &str| {
        let fits = |label: &str| label.ends_with(words);
        screen.nodes(Role::ListBoxOption, fits).len()
    };
    assert_eq!(
        row(&screen, ", not opened"),
        1,
        "{:?}",
        screen.names(Role::ListBoxOption)
    );
    screen.press_with(COMMAND_SHIFT, Key::Enter);
    assert_eq!(
        row(&screen, ", read, nothing found"),
        1,
        "{:?}",
        screen.names(Role::ListBoxOption)
    );
    assert!(screen.undo_name().starts_with("Mark"));
    screen.show("b.md");
    screen.press_with(COMMAND, Key::Enter);
    screen.close();
    let screen = desk.open();
    let states = |name: &str| {
        let key = desk.path(name).display().to_string();
        screen.app().reading_state(&key)
    };
    assert_eq!(states("a.txt"), ReadingState::NothingFound);
    assert_eq!(states("b.md"), ReadingState::Read);
    assert!(desk.sidecar("a.txt").contains("reading"));
}
