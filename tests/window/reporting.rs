//! The quality report and the provenance of a document, as a person meets them.

use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::annotation::{Category, ProvenanceField};
use rapporteur::app::reporting::Scope;
use rapporteur::app::{Command, Focus};

const A: &str = "Ferries between the islands\n\n3 May 2024\n\n\
    The h4rb0ur b0ard of P0rt Ams3l met the c0mmittee. The ferries were late in the morning and in the evening.\n\n\
    Nothing else was said about the ferries of the southern islands.\n";
const B: &str = "A quiet note\n\n12 June 2024\n\nThe ferries ran on time all day, and nobody complained about them.\n";

fn folder() -> (Desk, Screen) {
    let desk = Desk::with(&[("a.txt", A), ("b.txt", B)]);
    let mut screen = desk.open();
    screen.resize([1280.0, 1400.0]);
    screen.until_shown("a.txt");
    (desk, screen)
}

/// The first finding of the document on screen that is shown by default.
fn first_finding(screen: &Screen) -> usize {
    screen.session().open_findings().next().expect("a finding")
}

#[track_caller]
fn open(screen: &mut Screen, scope: Scope) {
    screen.press_with(COMMAND_SHIFT, Key::R);
    screen.until_seen("Findings by kind");
    if scope == Scope::Folder {
        screen.click_role(Role::ListBoxOption, "The folder, 2 documents");
    }
    screen.until_on_screen("the report is made", |s| s.app().report(scope).is_some());
    screen.settle();
}

#[test]
fn the_report_on_a_document_follows_what_is_said_of_it() {
    let (_desk, mut screen) = folder();
    let finding = first_finding(&screen);
    let theme = screen.app().workspace.codebook.by_key(1).unwrap().id;
    let on_it = screen.session().findings()[finding].range;
    screen.execute(Command::Tag(on_it, theme));
    let quiet = screen.find("Nothing else was said");
    screen.execute(Command::Tag(quiet, theme));
    screen.execute(Command::Confirm(finding));
    open(&mut screen, Scope::Document);
    let report = screen.app().report(Scope::Document).unwrap().clone();
    assert_eq!((report.total.confirmed, report.documents.len()), (1, 1));
    assert_eq!(report.answers.len(), 1);
    let [row] = report.themes.as_slice() else {
        panic!("{:?}", report.themes)
    };
    assert_eq!((row.passages, row.clean, row.flagged), (2, 1, 1));
    for words in [
        "Worst passages",
        "Confirmed and dismissed",
        "per 1,000 words",
        "Ran: ",
    ] {
        assert!(screen.sees(words), "{words}\n{}", screen.tree());
    }
    // What is undone is gone from the report while it is open.
    screen.execute(Command::Undo);
    screen.until_on_screen("the answer is gone", |s| {
        let report = s.app().report(Scope::Document);
        report.is_some_and(|r| r.answers.is_empty() && r.total.confirmed == 0)
    });
}

#[test]
fn a_press_on_a_passage_or_a_document_leads_there() {
    let (_desk, mut screen) = folder();
    screen.show("b.txt");
    open(&mut screen, Scope::Folder);
    let report = screen.app().report(Scope::Folder).unwrap().clone();
    assert_eq!((report.documents.len(), report.waiting), (2, 0));
    assert!(report.document().is_none());
    let spot = report.worst.first().expect("a passage");
    assert_eq!(spot.name, "a.txt");
    let words = spot.words.clone();
    assert!(words.contains("h4rb0ur"), "{words}");
    screen.click_any(&words);
    screen.until_shown("a.txt");
    screen.settle();
    assert!(!screen.sees("Findings by kind"), "the report is gone");
    let reveal = screen.session().reveal.expect("the passage is revealed");
    assert_eq!(reveal.range, spot.range);
    open(&mut screen, Scope::Folder);
    screen.click("A quiet note");
    screen.until_shown("b.txt");
    assert_eq!(screen.focus(), Focus::Nothing);
}

#[test]
fn the_report_is_saved_as_a_page_and_as_a_table_and_copied() {
    let (desk, mut screen) = folder();
    for (button, name, scope) in [
        ("Save as page (HTML)…", "report.html", Scope::Document),
        ("Save as table (CSV)…", "report.csv", Scope::Folder),
    ] {
        open(&mut screen, scope);
        screen.click(button);
        screen.until_seen("Save the quality report");
        let to = desk.papers().parent().unwrap().join(name);
        screen.click_field("File to write");
        screen.press_with(COMMAND, Key::A);
        screen.type_text(&to.display().to_string());
        screen.click("Save");
        screen.until_seen("written: ");
        let written = std::fs::read_to_string(&to).unwrap();
        assert!(written.contains("Ferries between the islands"), "{written}");
        assert_eq!(written.contains("A quiet note"), scope == Scope::Folder);
        let number = screen.app().notices.shown()[0].number;
        screen.execute(Command::CloseNotice(number));
    }
    open(&mut screen, Scope::Document);
    screen.click("Copy as text");
    screen.until_seen("The report was copied as text");
    screen.press(Key::Escape);
    screen.settle();
    assert!(!screen.sees("Findings by kind"));
}

#[test]
fn a_document_is_never_written_over_by_its_report() {
    let (desk, mut screen) = folder();
    let format = rapporteur::library::quality_report::ReportFormat::Html;
    screen.execute(Command::ExportReport(
        Scope::Document,
        format,
        desk.path("b.txt"),
    ));
    screen.until_seen("The report was not written");
}

/// What is wrong between documents counts in all of them, also in those that were never on screen.
#[test]
fn the_report_on_a_folder_counts_what_is_wrong_between_its_documents() {
    let office = |day: u8, name: &str, other: &str| {
        format!(
            "The {other} harbour\n\n{day} May 2024\n\nThe Prime Minister of Tonga, {name}, opened the {other} harbour on Monday. \
             The work on it took two years and a half.\n"
        )
    };
    let desk = Desk::with(&[
        ("a.txt", B),
        ("b.txt", &office(6, "Olu Ferreiro", "northern")),
        ("c.txt", &office(7, "Ana Kealoha", "southern")),
    ]);
    let mut screen = desk.open();
    screen.until_shown("a.txt");
    screen.press_with(COMMAND_SHIFT, Key::R);
    screen.until_seen("Findings by kind");
    screen.click_role(Role::ListBoxOption, "The folder, 3 documents");
    let conflicts = |s: &Screen| {
        let report = s.app().report(Scope::Folder)?.clone();
        let mut rows = report.categories.iter();
        let (_, row) = rows.find(|c| c.0 == Category::OfficeConflict)?;
        Some(row.open + row.less_certain)
    };
    screen.until_on_screen("the conflict is counted in both", |s| {
        conflicts(s) == Some(2)
    });
    // Once one of them was on screen it is counted there as before.
    screen.press(Key::Escape);
    screen.show("c.txt");
    screen.press_with(COMMAND_SHIFT, Key::R);
    screen.until_seen("The folder, 3 documents");
    screen.click_role(Role::ListBoxOption, "The folder, 3 documents");
    screen.until_on_screen("still twice", |s| conflicts(s) == Some(2));
}

#[test]
fn without_a_folder_there_is_no_report() {
    let desk = Desk::new();
    let mut screen = desk.start(&[]);
    screen.step();
    screen.press_with(COMMAND_SHIFT, Key::R);
    screen.until_seen("Open a folder or a document first");
}

/// What the document on screen is said to come from.
fn known(screen: &Screen) -> Vec<(ProvenanceField, String)> {
    let provenance = screen.app().provenance(&screen.session().key);
    let known = provenance.into_iter().flat_map(|p| p.known());
    known
        .map(|(field, value)| (field, value.to_owned()))
        .collect()
}

#[test]
fn what_a_document_says_of_its_date_is_accepted_undone_and_saved() {
    let (desk, mut screen) = folder();
    screen.click_role(Role::ListBoxOption, "Document");
    screen.until_seen("Provenance");
    assert!(known(&screen).is_empty());
    // A press on the suggestion shows where it stands.
    let link = screen.names(Role::Link);
    let link = link.iter().find(|l| l.starts_with("2024-05-03 — "));
    let names = screen.names(Role::Link);
    let link = link
        .unwrap_or_else(|| panic!("no such suggestion among {names:?}"))
        .clone();
    screen.click_role(Role::Link, &link);
    assert_eq!(screen.selected(), "3 May 2024");
    screen.click("Accept Published: 2024-05-03");
    let published = (ProvenanceField::Published, "2024-05-03".to_owned());
    assert_eq!(known(&screen), std::slice::from_ref(&published));
    assert_eq!(screen.undo_name(), "Set date of publication");
    assert!(!screen.sees("Accept Published"));
    screen.press_with(COMMAND, Key::Z);
    assert!(known(&screen).is_empty());
    screen.until_seen("2024-05-03 — ");
    // The same by key: Enter in the empty field.
    let field = screen.field_named("Published");
    screen.click_at(field.center());
    screen.press(Key::Enter);
    screen.settle();
    assert_eq!(known(&screen), [published]);
    screen.until_saved();
    assert!(
        desk.sidecar("a.txt")
            .contains("(kind:\"provenance\",id:\"document\",published:\"2024-05-03\"")
    );
}

#[test]
fn what_is_typed_is_kept_with_its_document_and_can_be_cleared() {
    let (_desk, mut screen) = folder();
    screen.click_role(Role::ListBoxOption, "Document");
    let field = screen.field_named("Publisher");
    screen.click_at(field.center());
    screen.type_text("Harbour Board");
    // A press on another document ends the typing: it belongs to the one that it was typed for.
    screen.show("b.txt");
    assert!(known(&screen).is_empty());
    screen.show("a.txt");
    let publisher = (ProvenanceField::Publisher, "Harbour Board".to_owned());
    assert_eq!(known(&screen), std::slice::from_ref(&publisher));
    let field = screen.field_named("Publisher");
    screen.click_at(field.center());
    screen.type_text(" of the North");
    screen.press(Key::Escape);
    screen.settle();
    assert_eq!(known(&screen), [publisher], "Escape lets go of it");
    let field = screen.field_named("Publisher");
    screen.click_at(field.center());
    screen.press_with(COMMAND, Key::A);
    screen.press(Key::Backspace);
    screen.press(Key::Enter);
    screen.settle();
    assert!(known(&screen).is_empty());
    assert_eq!(screen.undo_name(), "Clear publisher");
    open(&mut screen, Scope::Document);
    assert!(screen.sees("Nobody has said where the document comes from."));
}
