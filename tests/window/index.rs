//! The entities of the folder: the table, the card, and what is done to an entity in all documents at once.

use crate::driver::{COMMAND, Desk, Screen};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::annotation::EntityLabel;
use rapporteur::app::Focus;

const A: &str = "Meeting at Port Amsel\n\n3 May 2024\n\n\
    Prime Minister Olu Ferreiro met Ms Ana Kealoha of the Ministry of Ferries. Ferreiro thanked the Ministry of Ferries.\n";
const B: &str = "Visit to Fiji\n\n12 June 2024\n\n\
    Mr Olu Ferreiro visited Fiji. Ms Ana Kealoha of the Ministry of Ferries stayed. The Ministry of Ferries agreed.\n";
const C: &str =
    "Talks in Tonga\n\n1 July 2024\n\nMr Olu Fereiro went to Tonga with Ms Ana Kealoha.\n";

fn folder() -> (Desk, Screen) {
    let desk = Desk::with(&[("a.txt", A), ("b.txt", B), ("sub/c.txt", C)]);
    let mut screen = desk.open();
    // High enough for a whole card.
    screen.resize([1280.0, 1500.0]);
    screen.press_with(COMMAND, Key::I);
    screen.until_on_screen("three documents are in the table", |s| {
        s.sees("entities in 3 documents")
    });
    (desk, screen)
}

/// The lines of the table, as assistive programs say them.
fn rows(screen: &Screen) -> Vec<String> {
    let all = screen.names(Role::ListBoxOption);
    let is_row = |n: &String| n.contains(" mention") && n.contains(" document");
    all.into_iter().filter(is_row).collect()
}

fn row(screen: &Screen, name: &str) -> String {
    let all = rows(screen);
    let found = all.iter().find(|r| r.starts_with(name));
    found
        .unwrap_or_else(|| panic!("no row {name} in {all:?}"))
        .clone()
}

/// Opens the card of an entity by its row.
fn open(screen: &mut Screen, name: &str) {
    let row = row(screen, name);
    screen.click_role(Role::ListBoxOption, &row);
    screen.until_seen("All mentions");
}

#[test]
fn the_table_counts_over_all_documents_and_is_sorted_and_filtered() {
    let (_desk, mut screen) = folder();
    assert!(row(&screen, "Ana Kealoha, Person").contains("3 mentions in 3 documents"));
    let ministry = row(&screen, "Ministry of Ferries, Organisation");
    assert!(ministry.contains("4 mentions in 2 documents"), "{ministry}");
    assert!(ministry.contains("2024-05-03 to 2024-06-12"), "{ministry}");
    assert!(
        rows(&screen)[0].starts_with("Ministry of Ferries"),
        "the most mentions first"
    );
    let dates = |s: &Screen| rows(s).iter().any(|r| r.contains(", Date,"));
    assert!(!dates(&screen), "names alone at first");
    // By name, then turned round.
    screen.press(Key::Num1);
    screen.until_on_screen("it is sorted by name", |s| {
        rows(s)[0].starts_with("Ana Kealoha")
    });
    screen.click("Sort by name, sorted upwards");
    screen.until_on_screen("it is turned round", |s| {
        !rows(s)[0].starts_with("Ana Kealoha")
    });
    screen.press_with(COMMAND, Key::F);
    screen.type_text("ferreiro");
    screen.until_on_screen("one fits", |s| rows(s).len() == 1);
    assert!(row(&screen, "Olu Ferreiro").contains("Person"));
    screen.type_text("zzz");
    screen.until_seen("No entity fits the filter");
}

#[test]
fn keys_walk_the_table_open_the_card_and_lead_back() {
    let (_desk, mut screen) = folder();
    // The table has the keyboard, and says which line it is at.
    let line = |n: &str| n.starts_with("Ministry of Ferries, ");
    assert!(screen.has_keyboard(line), "{:?}", screen.focused_name());
    screen.press(Key::Num1);
    screen.until_on_screen("it is sorted by name", |s| {
        rows(s)[0].starts_with("Ana Kealoha")
    });
    screen.press(Key::Home);
    screen.press(Key::Enter);
    screen.until_on_screen("the card is there", |s| s.app().folder.card().is_some());
    assert_eq!(screen.app().folder.card().unwrap().name, "Ana Kealoha");
    screen.press(Key::ArrowDown);
    screen.press(Key::Enter);
    let second = rows(&screen)[1].clone();
    screen.until_on_screen("the next card is there", |s| {
        let card = s.app().folder.card();
        card.is_some_and(|c| second.starts_with(&format!("{}, ", c.name)))
    });
    screen.press(Key::Space);
    assert!(rows(&screen)[1].ends_with(", selected"));
    // Keys of the document do nothing here.
    screen.press(Key::T);
    screen.until_seen("go back to it first");
    screen.press(Key::Escape);
    screen.settle();
    assert!(!screen.app().folder.is_shown());
    assert_eq!(screen.shown(), "a.txt");
}

#[test]
fn keys_lead_from_the_filter_and_the_titles_to_the_table_and_out_again() {
    let (_desk, mut screen) = folder();
    screen.press_with(COMMAND, Key::F);
    screen.type_text("ferreiro");
    screen.until_on_screen("one fits", |s| rows(s).len() == 1);
    screen.press(Key::Enter);
    screen.settle();
    screen.press(Key::Enter);
    screen.until_seen("Merge…");
    screen.press_with(COMMAND, Key::F);
    screen.settle();
    screen.press(Key::Escape);
    screen.settle();
    assert_eq!(rows(&screen).len(), 1, "still the table");
    screen.press(Key::Escape);
    screen.until_on_screen("the document is back", |s| rows(s).is_empty());
}

#[test]
fn a_card_tells_forms_offices_company_and_every_mention() {
    let (_desk, mut screen) = folder();
    open(&mut screen, "Olu Ferreiro");
    let card = screen.app().folder.card().unwrap().clone();
    assert_eq!((card.mentions, card.documents), (3, 2));
    assert!(
        card.forms.contains(&("Ferreiro".to_owned(), 1)),
        "{:?}",
        card.forms
    );
    assert!(screen.sees("× 2"));
    let buttons = screen.names(Role::Button);
    let has = |start: &str| buttons.iter().any(|b| b.starts_with(start));
    assert!(has("Prime Minister"), "{buttons:?}");
    assert!(has("Ana Kealoha × 2"), "{buttons:?}");
    assert!(has("Mr Olu Ferreiro visited Fiji."), "{buttons:?}");
    // A press on a mention leads to it.
    screen.click("Mr Olu Ferreiro visited Fiji.");
    screen.until_shown("b.txt");
    assert!(!screen.app().folder.is_shown());
    let Focus::Mention(i) = screen.focus() else {
        panic!("not at the mention")
    };
    let mention = screen.session().mentions().get(i).unwrap();
    assert_eq!(mention.range, screen.find("Olu Ferreiro"));
}

#[test]
fn all_mentions_of_an_entity_become_annotations_in_every_document_in_one_step() {
    let (desk, mut screen) = folder();
    open(&mut screen, "Ministry of Ferries");
    screen.click("Accept all 4 mentions");
    screen.until_seen("Accepted 4 mentions of “Ministry of Ferries” in 2 documents");
    let step = "Accept 4 mentions of “Ministry of Ferries” in 2 documents";
    assert_eq!(screen.undo_name(), step);
    assert!(screen.sees("All mentions are answered"));
    let count = |s: &Screen, name: &str| {
        let set = s
            .app()
            .workspace
            .set(&desk.path(name).display().to_string());
        set.unwrap().annotations()
    };
    assert_eq!((count(&screen, "a.txt"), count(&screen, "b.txt")), (2, 2));
    screen.until_saved();
    assert!(desk.sidecar("b.txt").contains("Ministry of Ferries"));
    screen.press_with(COMMAND, Key::Z);
    assert_eq!((count(&screen, "a.txt"), count(&screen, "b.txt")), (0, 0));
    assert!(screen.app().folder.is_shown(), "the table stays");
    screen.until_seen("Accept all 4 mentions");
}

#[test]
fn a_suggested_merge_is_confirmed_undone_and_refused() {
    let (_desk, mut screen) = folder();
    open(&mut screen, "Olu Fereiro");
    screen.until_seen("Perhaps the same");
    screen.click("Confirm");
    screen.until_on_screen("both are one", |s| {
        rows(s).iter().filter(|r| r.starts_with("Olu Fer")).count() == 1
    });
    assert_eq!(
        screen.undo_name(),
        "Merge “Olu Fereiro” into “Olu Ferreiro”"
    );
    let row_of_both = row(&screen, "Olu Ferreiro");
    assert!(
        row_of_both.contains("4 mentions in 3 documents"),
        "{row_of_both}"
    );
    screen.press_with(COMMAND, Key::Z);
    screen.until_on_screen("they are two again", |s| {
        rows(s).iter().filter(|r| r.starts_with("Olu Fer")).count() == 2
    });
    open(&mut screen, "Olu Fereiro");
    screen.until_seen("Not the same");
    screen.click("Not the same");
    screen.until_on_screen("it is not suggested again", |s| !s.sees("Perhaps the same"));
    assert_eq!(
        rows(&screen)
            .iter()
            .filter(|r| r.starts_with("Olu Fer"))
            .count(),
        2
    );
}

#[test]
fn an_entity_gets_another_type_and_a_note() {
    let (_desk, mut screen) = folder();
    open(&mut screen, "Tonga");
    screen.click_field("What is to be known about it");
    screen.type_text("asked for ferries");
    screen.click("Save note");
    screen.until_on_screen("the note is kept", |s| {
        s.app().entities().note(EntityLabel::Place, "Tonga") == "asked for ferries"
    });
    screen.click("Treat as…");
    screen.click("Organisation");
    screen.until_on_screen("it is listed as an organisation", |s| {
        rows(s).iter().any(|r| r.starts_with("Tonga, Organisation"))
    });
    screen.press_with(COMMAND, Key::Z);
    screen.until_on_screen("and as a place again", |s| {
        rows(s).iter().any(|r| r.starts_with("Tonga, Place"))
    });
}

#[test]
fn selected_entities_are_merged_into_one_of_them() {
    let (_desk, mut screen) = folder();
    for name in ["Fiji", "Tonga"] {
        let row = row(&screen, name);
        let rect = screen.nodes(Role::ListBoxOption, |l| l == row)[0];
        screen.click_at(rect.center());
        screen.press(Key::Space);
    }
    assert!(screen.sees("2 selected"));
    screen.click("Merge into…");
    screen.click("Fiji");
    screen.until_on_screen("Tonga counts for Fiji", |s| {
        !rows(s).iter().any(|r| r.starts_with("Tonga,"))
    });
    assert_eq!(screen.undo_name(), "Merge “Tonga” into “Fiji”");
}

#[test]
fn the_table_is_exported_as_it_is_listed() {
    let (desk, mut screen) = folder();
    screen.click_field("Filter by name or form");
    screen.type_text("ferries");
    screen.until_on_screen("one fits", |s| rows(s).len() == 1);
    screen.press_with(COMMAND, Key::E);
    screen.until_seen("Export the table of entities");
    let to = desk.papers().parent().unwrap().join("table.csv");
    screen.click_field("File to write");
    screen.press_with(COMMAND, Key::A);
    screen.type_text(&to.display().to_string());
    screen.click("Export");
    screen.until_seen("Exported 1 entities");
    let written = std::fs::read_to_string(&to).unwrap();
    assert!(
        written.contains("ORG,Ministry of Ferries,4,2,2024-05-03,2024-06-12"),
        "{written}"
    );
    assert_eq!(written.lines().count(), 2);
}

#[test]
fn without_a_folder_there_is_no_table() {
    let desk = Desk::new();
    let mut screen = desk.start(&[]);
    screen.step();
    screen.press_with(COMMAND, Key::I);
    screen.until_seen("Open a folder of documents first");
}
