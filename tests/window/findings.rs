//! Findings: filtered, explained, corrected; the text with corrections in place; both forms in the search.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::texts::STATEMENT;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use rapporteur::annotation::{Category, Severity, Verdict};
use rapporteur::app::{Command, FindingFilter, FindingState, Focus};
use rapporteur::text::TextRange;

/// A text with a word that was read wrong, letters of another encoding, and a sentence that stands twice.
fn note() -> String {
    let twice = "The harbour council will build three new lanterns on the northern quay before the end of the coming winter.";
    format!(
        "A note on the ferry\n\nThe m1nister of river affairs opened the new pier on Saturday.\n\n{twice}\n\n\
         Nobody disputed the figure, and the clerk wrote it down beside the level of the water.\n\n\
         The cafÃ©s by the pier stayed open until midnight.\n\n{twice}\n"
    )
}

fn open() -> (Desk, Screen) {
    let desk = Desk::with(&[("note.txt", &note())]);
    let screen = desk.open();
    (desk, screen)
}

/// The index of the first finding of a kind.
#[track_caller]
fn of_kind(screen: &Screen, category: Category) -> usize {
    let mut all = screen.session().findings().iter();
    all.position(|f| f.category == category)
        .unwrap_or_else(|| panic!("no {category} in {:#?}", screen.session().findings()))
}

/// Points at the first finding of a kind; its index and passage.
#[track_caller]
fn at_kind(screen: &mut Screen, category: Category) -> (usize, TextRange) {
    let i = of_kind(screen, category);
    screen.execute(Command::Focus(Focus::Finding(i)));
    screen.press(Key::F8);
    screen.execute(Command::Focus(Focus::Finding(i)));
    screen.settle();
    (i, screen.session().findings()[i].range)
}

fn cards(screen: &Screen) -> Vec<String> {
    let mut cards = screen.names(Role::ListBoxOption);
    cards.retain(|label| label.starts_with("Finding: "));
    cards
}

#[track_caller]
fn choose(screen: &mut Screen, list: &str, choice: &str) {
    let found = screen.nodes(Role::ComboBox, |label| label.starts_with(list));
    let rect = found
        .first()
        .unwrap_or_else(|| panic!("no {list} in\n{}", screen.tree()));
    screen.click_at(rect.center());
    screen.click_any(choice);
}

/// The texts of the paragraphs, as they are shown.
fn paragraphs(screen: &Screen) -> Vec<String> {
    screen.names(Role::Paragraph)
}

#[test]
fn findings_are_filtered_with_their_numbers_and_the_filter_is_remembered() {
    let (desk, mut screen) = open();
    screen.press(Key::F8);
    let certain = |s: &Screen, fits: &dyn Fn(&rapporteur::quality::Finding) -> bool| {
        let all = s.session().findings().iter();
        all.filter(|f| f.tier == 1 && fits(f)).count()
    };
    let (all, repeated) = (
        certain(&screen, &|_| true),
        certain(&screen, &|f| f.category == Category::Repetition),
    );
    assert!(
        all >= 2 && repeated == 1,
        "{:#?}",
        screen.session().findings()
    );
    assert!(cards(&screen).len() == all, "{:?}", cards(&screen));
    choose(&mut screen, "Kind: ", "Repeated passage (1)");
    screen.press(Key::Escape);
    screen.press(Key::F8);
    let only = of_kind(&screen, Category::Repetition);
    assert_eq!(
        screen.focus(),
        Focus::Finding(only),
        "F8 keeps to the filter"
    );
    assert_eq!(cards(&screen).len(), 1);
    screen.press(Key::X);
    screen.until_seen("All findings in the filter are answered");
    screen.press(Key::F8);
    screen.until_seen("There is no finding that fits the filter");
    assert!(screen.sees("No finding fits this filter."));
    choose(&mut screen, "State: ", "Dismissed (1)");
    assert_eq!(cards(&screen).len(), 1);
    let filter = screen.app().findings;
    assert_eq!(filter.category, Some(Category::Repetition));
    assert_eq!(filter.state, Some(FindingState::Dismissed));
    screen.close();
    let screen = desk.open();
    assert_eq!(screen.app().findings, filter, "remembered");
}

#[test]
fn less_certain_findings_are_marked_only_where_they_are_listed_too() {
    let some = "the harbour council will build three new lanterns on the northern quay";
    let text = format!(
        "In May it was said that {some} before long.\n\nA quiet day.\n\nToday nobody denies that {some}, or so.\n"
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let mut screen = desk.open();
    let unsure = screen.session().findings().iter();
    let unsure = unsure
        .filter(|f| f.tier == 2 && !f.range.is_document())
        .count();
    assert!(unsure > 0, "{:#?}", screen.session().findings());
    let marked = |s: &Screen| {
        let all = TextRange::new(0, s.text().len());
        let waves = s.session().layers.waves_over(all);
        waves.filter(|w| w.what.unsure).count()
    };
    assert_eq!(marked(&screen), 0);
    screen.press_with(COMMAND_SHIFT, Key::Num3);
    assert_eq!(marked(&screen), unsure);
    assert_eq!(screen.app().findings.tier, None);
    screen.press_with(COMMAND_SHIFT, Key::Num3);
    assert_eq!(marked(&screen), 0);
}

#[test]
fn a_proposed_reading_is_taken_by_its_number_and_taken_back() {
    let (desk, mut screen) = open();
    let (i, range) = at_kind(&mut screen, Category::EncodingError);
    screen.press(Key::C);
    screen.until_seen("What it should read");
    assert!(screen.sees("1 takes the reading"), "{}", screen.tree());
    screen.press(Key::Num1);
    assert!(!screen.sees("What it should read"));
    let correction = screen.app().correction_at(range).unwrap().text.to_string();
    assert!(correction.contains('é'), "{correction}");
    assert_eq!(screen.session().finding_state(i), FindingState::Corrected);
    assert!(
        screen.focus() != Focus::Finding(i),
        "on to the next finding"
    );
    assert!(screen.undo_name().starts_with("Correct "));
    screen.execute(Command::Reconsider(i));
    assert_eq!(screen.session().finding_state(i), FindingState::Open);
    assert!(screen.app().correction_at(range).is_none());
    assert!(screen.told().is_empty(), "{:?}", screen.told());
    desk.assert_untouched();
}

#[test]
fn a_reading_is_typed_for_a_finding_and_for_any_other_passage() {
    let (_desk, mut screen) = open();
    let (_, range) = at_kind(&mut screen, Category::GarbledToken);
    screen.press(Key::C);
    screen.until_seen("What it should read");
    // Where readings are proposed the field waits for the first letter.
    screen.type_text("minister");
    screen.press_with(COMMAND, Key::Enter);
    let text = |s: &Screen, range| s.app().correction_at(range).map(|c| c.text.to_string());
    assert_eq!(text(&screen, range).as_deref(), Some("minister"));
    let pier = screen.find("new pier");
    screen.press(Key::Escape);
    screen.select(pier);
    screen.press(Key::C);
    screen.until_seen("What it should read");
    screen.press_with(COMMAND, Key::A);
    screen.type_text("new jetty");
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(text(&screen, pier).as_deref(), Some("new jetty"));
    assert_eq!(screen.undo_name(), "Correct passage");
    assert_eq!(screen.whats().len(), 3, "two corrections and a flag");
    // The correction is in focus, and is corrected itself.
    screen.press(Key::Escape);
    let id = screen.app().correction_at(pier).unwrap().id;
    screen.execute(Command::Focus(Focus::Annotation(id)));
    screen.press(Key::C);
    screen.press_with(COMMAND, Key::A);
    screen.type_text("old jetty");
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(text(&screen, pier).as_deref(), Some("old jetty"));
    let corrections = screen.session().layers.corrections().all().len();
    assert_eq!(corrections, 2, "changed, not added");
}

#[test]
fn nothing_to_correct_says_how_to_go_to_something() {
    let (_desk, mut screen) = open();
    screen.press(Key::C);
    screen.until_seen("Go to a finding (F8), or select a passage");
    screen.press(Key::W);
    screen.until_seen("Go to a finding (F8) first");
}

/// Corrects the misread word.
fn corrected() -> (Desk, Screen, TextRange) {
    let (desk, mut screen) = open();
    let range = screen.find("m1nister");
    screen.execute(Command::CorrectPassage(range, "minister".into()));
    screen.execute(Command::Focus(Focus::Nothing));
    screen.settle();
    (desk, screen, range)
}

#[test]
fn the_corrected_view_shows_the_right_words_and_acts_on_the_original() {
    let (desk, mut screen, range) = corrected();
    let shows = |s: &Screen, words: &str| paragraphs(s).iter().any(|p| p.contains(words));
    assert!(shows(&screen, "The m1nister of"));
    assert!(
        screen.sees("→ minister, corrected passage"),
        "{}",
        screen.tree()
    );
    screen.press_with(COMMAND, Key::Num4);
    screen.settle();
    assert!(
        shows(&screen, "The minister of"),
        "{:?}",
        paragraphs(&screen)
    );
    assert!(screen.sees("was: m1nister, corrected passage"));
    let point = screen.on(range);
    screen.hover(point);
    screen.until_seen("“m1nister” in the document, should read “minister”");
    screen.point_nowhere();
    // The caret passes the words as a whole.
    screen.click_at(screen.ends_of(range).0);
    assert_eq!(screen.caret(), range.start);
    screen.press_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(screen.selection(), range);
    screen.press(Key::Num1);
    assert!(
        screen
            .told()
            .contains(&("Security".to_owned(), range, "m1nister".to_owned())),
        "{:?}",
        screen.told()
    );
    // What stands behind is where it is seen.
    screen.select_words("river affairs");
    screen.press_with(COMMAND, Key::Z);
    screen.press_with(COMMAND, Key::Z);
    screen.settle();
    assert!(shows(&screen, "The m1nister of"), "undone");
    screen.press_with(COMMAND_SHIFT, Key::Z);
    screen.settle();
    assert!(shows(&screen, "The minister of"), "done again");
    screen.press_with(COMMAND, Key::Num4);
    screen.settle();
    assert!(shows(&screen, "The m1nister of"));
    desk.assert_untouched();
}

#[test]
fn the_corrected_view_of_a_text_without_corrections_says_so() {
    let (_desk, mut screen) = open();
    screen.menu("View", "Corrected view");
    screen.until_seen("Nothing is corrected in this document yet");
    assert!(screen.app().settings.show_corrected);
}

#[test]
fn the_right_word_finds_the_passage_that_has_it_wrong() {
    let (_desk, mut screen, range) = corrected();
    screen.press_with(COMMAND, Key::F);
    screen.type_text("the minister of river");
    screen.settle();
    let hit = screen.find("The m1nister of river");
    assert_eq!(screen.app().search.hits(), [hit]);
    assert!(hit.covers(range));
    assert!(
        screen.sees("corrected: The minister of river"),
        "{}",
        screen.tree()
    );
    screen.press_with(COMMAND, Key::A);
    screen.type_text("m1nister");
    screen.settle();
    assert_eq!(screen.app().search.hits(), [range], "the original too");
    assert!(!screen.sees("corrected: "));
    // A correction that goes takes its hits along.
    screen.press_with(COMMAND, Key::A);
    screen.type_text("minister");
    assert_eq!(screen.app().search.hits(), [range]);
    screen.press(Key::Escape);
    screen.execute(Command::Undo);
    screen.press_with(COMMAND, Key::F);
    screen.type_text("minister");
    assert!(screen.app().search.hits().is_empty());
}

#[test]
fn why_shows_the_earlier_passage_beside_and_leads_there_and_back() {
    let (_desk, mut screen) = open();
    let (i, range) = at_kind(&mut screen, Category::Repetition);
    let first = screen.session().findings()[i].evidence[0].range;
    let beginning = screen.find("The harbour council will build");
    assert!(first.overlaps(beginning), "the first of the two");
    assert!(first.end <= range.start);
    screen.press(Key::W);
    screen.until_seen("Why? Repeated passage (medium)");
    let heads = screen.texts(|t| t.starts_with("Paragraph ") && t.contains(": "));
    assert!(heads.len() >= 2, "{}", screen.tree());
    assert!(heads[0].min.x < heads[1].min.x - 200.0, "side by side");
    screen.press(Key::Num1);
    assert!(!screen.sees("Why? Repeated passage"));
    assert_eq!(screen.app().passage(), Some(first));
    screen.settle();
    assert!(screen.window().place_of(first).is_some(), "in view");
    screen.press(Key::F8);
    assert_eq!(screen.app().passage(), None, "the mark goes");
}

#[test]
fn evidence_of_another_document_is_opened_there_and_left_by_going_back() {
    let other = crate::texts::long();
    let desk = Desk::with(&[("a.txt", &note()), ("b.txt", &other)]);
    let mut screen = desk.open();
    let key = screen.app().shelf.entries[1].key.clone();
    let start = other.find("Paragraph number 90").unwrap();
    let range = TextRange::new(start, start + 19);
    screen.execute(Command::ShowPassage(Some(key), range));
    screen.until_shown("b.txt");
    screen.settle();
    assert_eq!(screen.app().passage(), Some(range));
    assert!(screen.window().place_of(range).is_some(), "in view");
    screen.press_with(Modifiers::ALT, Key::ArrowLeft);
    screen.until_shown("a.txt");
    assert_eq!(screen.app().passage(), None);
}

#[test]
fn nothing_found_says_so_with_what_was_checked() {
    let desk = Desk::with(&[("a.txt", "The ferry sails.\n")]);
    let mut screen = desk.open();
    screen.execute(Command::FilterFindings(FindingFilter::default()));
    screen.press(Key::F8);
    screen.settle();
    let n = rapporteur::quality::registry().len();
    assert!(
        screen.sees(&format!("{n} checks of {n} looked through the document.")),
        "{}",
        screen.tree()
    );
    assert!(screen.sees("Encoding damage ·"), "{}", screen.tree());
    let found = screen.session().findings().iter().any(|f| f.tier == 1);
    assert!(
        found || screen.sees("Nothing was found"),
        "{}",
        screen.tree()
    );
}

#[test]
fn an_answer_stays_with_its_passage_when_the_text_is_edited_elsewhere() {
    let text = note();
    let desk = Desk::with(&[("note.txt", &text)]);
    let mut screen = desk.open();
    let (i, _) = at_kind(&mut screen, Category::Repetition);
    screen.execute(Command::Dismiss(i));
    let (i, _) = at_kind(&mut screen, Category::EncodingError);
    screen.execute(Command::Correct(i, "The cafés".into()));
    screen.until_saved();
    screen.close();
    let sidecar = desk.sidecar("note.txt");
    let edited = text.replace(
        "A note on the ferry\n\n",
        "A note on the old ferry\n\nThis line was added by somebody else 🛶.\n\n",
    );
    let mut desk = Desk::new();
    desk.write("note.txt", edited.as_bytes());
    std::fs::write(desk.path("note.txt.ann.ron"), sidecar).unwrap();
    let screen = desk.open();
    let state = |category| screen.session().finding_state(of_kind(&screen, category));
    assert_eq!(state(Category::Repetition), FindingState::Dismissed);
    assert_eq!(state(Category::EncodingError), FindingState::Corrected);
    let verdicts: Vec<_> = screen.set().decisions().map(|d| d.verdict).collect();
    assert!(verdicts.contains(&Verdict::Dismissed) && verdicts.contains(&Verdict::Confirmed));
    assert_eq!(screen.set().orphaned().count(), 0);
}

#[test]
fn a_flag_is_set_with_the_keyboard_alone() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::ArrowDown);
    screen.press(Key::F);
    screen.until_seen("Flag an issue in this sentence");
    screen.press_with(Modifiers::ALT, Key::ArrowDown);
    screen.press_with(Modifiers::ALT, Key::ArrowDown);
    screen.press_with(Modifiers::ALT, Key::ArrowUp);
    screen.press_with(Modifiers::ALT, Key::ArrowRight);
    screen.type_text("odd");
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(screen.whats(), ["flag Encoding damage: odd"]);
    let set = screen.set();
    let flag = set.anchored().next().unwrap();
    let severity = match &flag.annotation.body {
        rapporteur::annotation::Body::Flag { severity, .. } => *severity,
        other => panic!("{other:?}"),
    };
    assert_eq!(severity, Severity::High);
}

#[test]
fn a_passage_of_many_pages_is_not_corrected_as_a_whole() {
    let desk = Desk::with(&[("long.txt", &crate::texts::long())]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::A);
    screen.press(Key::C);
    screen.until_seen("too long to be corrected as a whole");
}
