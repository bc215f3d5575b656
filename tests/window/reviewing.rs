//! Findings and mentions: confirmed, dismissed, corrected, accepted; how far one has read.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use rapporteur::annotation::{EntityLabel, ReadingState, Verdict};
use rapporteur::app::{Command, Focus};
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
    let states = screen.nodes(Role::ComboBox, |label| label.starts_with("State: Open"));
    screen.click_at(states[0].center());
    screen.click_any("Confirmed (1)");
    let cards = screen.nodes(Role::ListBoxOption, |label| label.starts_with("Finding: "));
    assert_eq!(
        cards.len(),
        2,
        "the one in focus and the one that is confirmed"
    );
    screen.click_at(cards[1].center());
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
    let step = format!("Accept {} mentions of “Vannak Osei”", told.len());
    assert_eq!(screen.undo_name(), step);
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

/// Opens the tab of the entities.
fn entities(screen: &mut Screen) {
    let tabs = screen.nodes(Role::ListBoxOption, |label| label.starts_with("Entities "));
    screen.click_at(tabs[0].center());
}

/// The index of the mention in focus.
#[track_caller]
fn mention(screen: &Screen) -> usize {
    match screen.focus() {
        Focus::Mention(i) => i,
        other => panic!("not at a mention but at {other:?}"),
    }
}

/// What the bar of progress says.
fn progress(screen: &Screen) -> Vec<String> {
    screen.names(Role::ProgressIndicator)
}

#[test]
fn a_whole_document_is_reviewed_with_two_keys() {
    let (_desk, mut screen) = release();
    let all = screen.session().mentions().len();
    assert!(all > 10, "{all}");
    screen.press(Key::M);
    assert_eq!(progress(&screen), [format!("0 of {all} answered")]);
    let mut accepted = 0;
    for n in 0..all {
        assert_eq!(mention(&screen), n, "in the order of the text");
        let yes = n % 3 != 0;
        screen.press(if yes { Key::Y } else { Key::X });
        accepted += usize::from(yes);
        if n == 4 {
            assert_eq!(progress(&screen), [format!("5 of {all} answered")]);
        }
    }
    let calm = format!("All {all} suggestions are answered");
    assert_eq!(progress(&screen).concat(), calm);
    assert!(screen.sees(&calm));
    screen.until_seen("All suggestions of this document are answered");
    assert_eq!(screen.focus(), Focus::Nothing);
    assert_eq!(screen.told().len(), accepted);
    assert_eq!(screen.set().decisions().count(), all);
    // Every step is taken back, and what it answered is in focus again.
    for n in (all - 5..all).rev() {
        screen.press_with(COMMAND, Key::Z);
        assert_eq!(mention(&screen), n);
    }
    assert_eq!(
        progress(&screen),
        [format!("{} of {all} answered", all - 5)]
    );
}

#[test]
fn answering_stays_within_the_filter_of_the_entities() {
    let (_desk, mut screen) = release();
    entities(&mut screen);
    screen.click_field("Filter");
    screen.type_text("vannak");
    screen.press(Key::Escape);
    screen.press(Key::M);
    let wanted: Vec<usize> = (0..screen.session().mentions().len())
        .filter(|&i| {
            screen
                .session()
                .mentions()
                .get(i)
                .unwrap()
                .canonical
                .contains("Vannak")
        })
        .collect();
    assert!(wanted.len() >= 2);
    for (n, i) in wanted.iter().enumerate() {
        assert_eq!(mention(&screen), *i);
        let of = format!("{n} of {} answered in this filter", wanted.len());
        assert_eq!(progress(&screen), [of]);
        screen.press(Key::Y);
    }
    screen.until_seen("All suggestions in the filter are answered");
    assert_eq!(screen.told().len(), wanted.len());
    screen.press(Key::M);
    screen.until_seen("There is no open mention that fits the filter");
}

#[test]
fn all_like_the_one_in_focus_are_answered_with_their_number_told_before() {
    let (_desk, mut screen) = release();
    let first = (0..screen.session().mentions().len())
        .find(|&i| screen.session().mentions().get(i).unwrap().canonical == "Vannak Osei");
    let first = first.unwrap();
    screen.execute(Command::Focus(Focus::Mention(first)));
    entities(&mut screen);
    let like = |m: &rapporteur::detect::Mention<'_>| m.canonical == "Vannak Osei";
    let n = screen.session().mentions().iter().filter(like).count();
    assert!(n >= 2, "{n}");
    assert!(screen.sees(&format!("Reject all {n}")));
    screen.click(&format!("Accept all {n} like this"));
    let step = format!("Accept {n} mentions of “Vannak Osei”");
    assert_eq!(screen.undo_name(), step);
    assert_eq!(screen.whats(), vec!["Person: Vannak Osei"; n]);
    assert!(
        matches!(screen.focus(), Focus::Mention(i) if i > first),
        "on to the next one"
    );
    screen.press_with(COMMAND, Key::Z);
    assert!(screen.told().is_empty());
    assert_eq!(mention(&screen), first);
    screen.press_with(Modifiers::SHIFT, Key::X);
    assert_eq!(
        screen.undo_name(),
        format!("Reject {n} mentions of “Vannak Osei”")
    );
    assert!(screen.told().is_empty());
    assert_eq!(screen.set().decisions().count(), n);
    assert!(
        !screen.sees("Vannak Osei, Person"),
        "all of it was rejected"
    );
    screen.press_with(COMMAND, Key::Z);
    screen.press_with(Modifiers::SHIFT, Key::Y);
    assert_eq!(screen.undo_name(), step);
}

#[test]
fn more_is_answered_by_a_menu_that_tells_how_much() {
    let (_desk, mut screen) = release();
    let all = screen.session().mentions();
    let label = EntityLabel::Title;
    let place = (0..all.len()).find(|&i| all.get(i).unwrap().label == label);
    screen.execute(Command::Focus(Focus::Mention(place.unwrap())));
    entities(&mut screen);
    let of_type = screen
        .session()
        .mentions()
        .iter()
        .filter(|m| m.label == label);
    let (of_type, all) = (of_type.count(), screen.session().mentions().len());
    let plural = rapporteur::app::alike::plural(label);
    screen.click("Accept all…");
    assert!(screen.sees(&format!("{all} in this document")));
    screen.click(&format!("{of_type} {plural}"));
    assert_eq!(screen.undo_name(), format!("Accept {of_type} {plural}"));
    assert_eq!(screen.told().len(), of_type);
    screen.click("Reject all…");
    screen.click(&format!("{} in this document", all - of_type));
    assert_eq!(
        screen.undo_name(),
        format!("Reject {} suggestions", all - of_type)
    );
    assert_eq!(
        progress(&screen),
        [format!("All {all} suggestions are answered")]
    );
    assert_eq!(screen.set().decisions().count(), all);
    screen.press_with(COMMAND, Key::Z);
    screen.press_with(COMMAND, Key::Z);
    assert_eq!(screen.set().decisions().count(), 0);
}

#[test]
fn all_like_this_needs_a_mention_and_says_so() {
    let (_desk, mut screen) = release();
    screen.press_with(Modifiers::SHIFT, Key::Y);
    screen.until_seen("Go to a mention (M) first");
    assert_eq!(screen.undo_name(), "nothing");
}

#[test]
fn a_mention_says_which_rule_found_it_on_its_card_and_under_the_pointer() {
    let (_desk, mut screen) = release();
    let i = (0..screen.session().mentions().len())
        .find(|&i| screen.session().mentions().get(i).unwrap().rule == "name after an office");
    let i = i.expect("a name after an office");
    screen.execute(Command::Focus(Focus::Mention(i)));
    entities(&mut screen);
    let words = "Found by: a name that stands after an office";
    assert!(screen.sees(words));
    screen.press(Key::Escape);
    assert!(!screen.sees(words));
    let range = screen.session().mentions().get(i).unwrap().range;
    let point = screen.on(range);
    screen.hover(point);
    screen.until_seen(words);
    assert!(screen.sees("Person · suggestion"));
    assert!(screen.sees("Click, then Y accepts and X rejects it"));
}

/// A text with more than a thousand mentions of one person.
fn crowded() -> (Desk, Screen) {
    let line = "Mr Kofi Larsen spoke, and Ms Ana Kealoha went to Tonga.\n\n";
    let desk = Desk::with(&[("crowd.txt", &line.repeat(1_100))]);
    let screen = desk.open();
    (desk, screen)
}

#[test]
fn more_than_a_thousand_are_answered_without_holding_up_a_frame() {
    let (_desk, mut screen) = crowded();
    screen.press(Key::M);
    let n = 1_100;
    screen.press_with(Modifiers::SHIFT, Key::Y);
    screen.until_seen(&format!("Accepted {n} mentions of “Kofi Larsen”"));
    assert_eq!(screen.set().annotations(), n);
    assert_eq!(
        screen.undo_name(),
        format!("Accept {n} mentions of “Kofi Larsen”")
    );
    let next = mention(&screen);
    let canonical = |s: &Screen, i| s.session().mentions().get(i).unwrap().canonical.to_owned();
    assert_eq!(
        (next, canonical(&screen, next)),
        (1, "Ana Kealoha".to_owned()),
        "on to the next"
    );
    let (all, answered) = screen.session().layers.progress();
    assert_eq!(answered, n);
    assert!(all >= 3 * n);
    screen.press_with(COMMAND, Key::Z);
    screen.until("it is undone", |w| {
        let app = w.app();
        let set = app.workspace.set(&app.session.as_ref().unwrap().key);
        set.unwrap().annotations() == 0
    });
    assert_eq!(mention(&screen), 0, "back at what was answered");
    assert_eq!(screen.session().layers.progress().1, 0);
    screen.press_with(COMMAND_SHIFT, Key::Z);
    screen.until("it is done again", |w| {
        w.app().session.as_ref().unwrap().layers.progress().1 == n
    });
    screen.until_saved();
}

#[test]
fn what_is_done_while_very_many_are_answered_holds_as_well() {
    let (_desk, mut screen) = crowded();
    // Both before anything that the background has done is taken in.
    screen.execute_all([
        Command::AnswerAlike {
            mention: 0,
            alike: rapporteur::app::Alike::Entity,
            accept: true,
        },
        Command::Highlight(TextRange::new(0, 9)),
        Command::Undo,
    ]);
    screen.until_seen("The last step is still being carried out");
    screen.until_seen("Accepted 1100 mentions");
    assert_eq!(screen.set().annotations(), 1_101);
    assert_eq!(screen.session().layers.progress().1, 1_100);
    assert!(screen.session().layers.tints.len() == 1, "both are painted");
}
