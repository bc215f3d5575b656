//! What is kept: annotations, settings, places; and what happens to files that are not as they should be.

use crate::driver::{COMMAND, Desk, Told, files};
use crate::texts::{RELEASE, STATEMENT, long};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::text::TextRange;
use std::fs;

/// Fifty passages of a text, between word starts and word ends: short and long, overlapping, across paragraphs.
fn passages(text: &str) -> Vec<TextRange> {
    let words: Vec<(usize, usize)> = text
        .split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            (start, start + word.len())
        })
        .collect();
    let n = words.len();
    let mut out: Vec<TextRange> = (0..50)
        .map(|i| {
            let first = (i * 17) % (n - 1);
            let last = (first + (i * 5) % 19).min(n - 1);
            TextRange::new(words[first].0, words[last].1)
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    assert!(out.len() >= 48, "{} passages differ", out.len());
    out
}

#[test]
fn fifty_passages_over_emoji_and_khmer_are_the_same_after_a_restart() {
    let desk = Desk::with(&[("statement.txt", STATEMENT), ("release.txt", RELEASE)]);
    let mut screen = desk.open();
    let mut before: Vec<Vec<Told>> = Vec::new();
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num9];
    for (name, take) in [("statement.txt", 25..50), ("release.txt", 0..25)] {
        screen.show(name);
        let all = passages(screen.text());
        for (i, range) in all
            .into_iter()
            .enumerate()
            .filter(|(i, _)| take.contains(i))
        {
            screen.select(range);
            screen.press(keys[i % keys.len()]);
            // Away from the handles of what was just tagged.
            screen.press(Key::F8);
        }
        before.push(screen.told());
    }
    let multi = before
        .concat()
        .iter()
        .filter(|(_, _, quote)| quote.contains("\n\n") || quote.contains("\r\n\r\n"))
        .count();
    assert!(multi >= 5, "{multi} go over several paragraphs");
    assert!(before.concat().len() >= 48);
    screen.close();
    desk.assert_untouched();
    let mut screen = desk.open();
    for (name, told) in ["statement.txt", "release.txt"].into_iter().zip(&before) {
        screen.show(name);
        assert_eq!(&screen.told(), told, "{name}");
        assert!(screen.set().orphaned().next().is_none());
        for (_, range, quote) in told {
            assert_eq!(range.of(screen.text()), Some(quote.as_str()));
        }
    }
}

#[test]
fn closing_again_without_a_change_leaves_every_byte_as_it_was() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.close();
    let before = files(&desk.papers());
    desk.open().close();
    assert_eq!(files(&desk.papers()), before);
}

#[test]
fn a_damaged_sidecar_is_said_and_kept_aside_when_something_is_saved() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    for words in ["lamp oil", "Traders"] {
        screen.select_words(words);
        screen.press(Key::Num2);
    }
    screen.close();
    let whole = desk.sidecar("statement.txt");
    let broken = whole.replace("lamp oil", "lamp\" oil");
    assert_ne!(broken, whole);
    let path = desk.path("statement.txt.ann.ron");
    fs::write(&path, &broken).unwrap();
    let mut screen = desk.open();
    screen.until_seen("The annotation file is damaged at line");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        broken,
        "only looking changes nothing"
    );
    assert!(
        screen.told().iter().any(|(_, _, quote)| quote == "Traders"),
        "{:?}",
        screen.told()
    );
    screen.select_words("Saturday");
    screen.press(Key::Num1);
    screen.until_saved();
    screen.close();
    let kept = files(&desk.papers());
    let (_, bytes) = kept
        .iter()
        .find(|(name, _)| name.contains("damaged"))
        .unwrap_or_else(|| panic!("kept: {:?}", kept.keys()));
    assert_eq!(*bytes, broken.into_bytes());
    let screen = desk.open();
    assert!(screen.notices().is_empty(), "{:?}", screen.notices());
    assert_eq!(screen.told().len(), 2);
}

#[test]
fn a_sidecar_of_a_newer_version_is_shown_and_never_written() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.close();
    let old = desk.sidecar("statement.txt");
    let newer = old.replacen("version: 1", "version: 7", 1);
    assert_ne!(newer, old, "{old}");
    fs::write(desk.path("statement.txt.ann.ron"), &newer).unwrap();
    let mut screen = desk.open();
    screen.until_seen("saved by a newer version of Rapporteur");
    assert_eq!(screen.whats(), ["Trade"]);
    screen.select_words("Traders");
    screen.press(Key::Num1);
    assert_eq!(screen.whats(), ["Trade"], "not changed");
    assert!(!screen.notices().is_empty(), "and said");
    screen.close();
    assert_eq!(desk.sidecar("statement.txt"), newer);
}

#[test]
fn annotations_find_their_passages_again_in_an_edited_text() {
    let mut desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    for words in ["lamp oil", "Schools send"] {
        screen.select_words(words);
        screen.press(Key::Num2);
    }
    screen.close();
    let edited = STATEMENT
        .replace(
            "Traders from both banks 🤝",
            "Hawkers and traders from both banks 🤝🤝",
        )
        .replace(
            "Schools send their classes to learn counting with shells 🐚, beads and patience.\n\n",
            "",
        );
    let mut other = Desk::new();
    std::mem::swap(&mut desk, &mut other);
    let sidecar = other.sidecar("statement.txt");
    desk.write("statement.txt", edited.as_bytes());
    fs::write(desk.path("statement.txt.ann.ron"), sidecar).unwrap();
    let mut screen = desk.open();
    assert_eq!(screen.told().len(), 1);
    assert_eq!(screen.told()[0].1, screen.find("lamp oil"));
    screen.until_seen("1 annotation was not found again");
    assert_eq!(screen.set().orphaned().count(), 1, "kept");
}

#[test]
fn the_text_size_is_set_in_the_settings_and_stays_after_a_restart() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let row = |screen: &crate::driver::Screen| {
        let range = screen.find("Traders");
        screen.window().place_of(range).unwrap().0.height()
    };
    let before = row(&screen);
    screen.press_with(COMMAND, Key::Comma);
    screen.until_seen("Appearance");
    screen.set_number("size in points", 20.0);
    assert_eq!(screen.app().settings.text_size, 20.0);
    screen.click_any("Dark");
    screen.press(Key::Escape);
    screen.press_with(COMMAND, Key::Plus);
    screen.press_with(COMMAND, Key::Plus);
    assert_eq!(screen.app().settings.text_size, 22.0);
    assert!(row(&screen) > before);
    screen.close();
    let screen = desk.open();
    assert_eq!(screen.app().settings.text_size, 22.0);
    assert_eq!(
        screen.app().settings.theme,
        rapporteur::store::ThemeChoice::Dark
    );
    assert!(row(&screen) > before);
}

#[test]
fn a_document_is_opened_again_where_one_was_reading() {
    let text = long();
    let desk = Desk::with(&[("a.txt", STATEMENT), ("long.txt", &text)]);
    let mut screen = desk.open();
    screen.show("long.txt");
    screen.press_with(COMMAND, Key::G);
    screen.type_text("70");
    screen.press(Key::Enter);
    screen.settle();
    screen.press(Key::PageDown);
    let place = screen.window().visible().start;
    assert!(place > text.len() / 2);
    screen.show("a.txt");
    screen.show("long.txt");
    assert_eq!(
        screen.window().visible().start,
        place,
        "after a look elsewhere"
    );
    screen.close();
    let screen = desk.open();
    assert_eq!(
        screen.shown(),
        "long.txt",
        "the document that was read last"
    );
    assert_eq!(screen.window().visible().start, place, "after a restart");
}

#[test]
fn the_export_dialog_writes_the_file_and_offers_to_show_it() {
    let desk = Desk::with(&[("a.txt", STATEMENT), ("b.txt", RELEASE)]);
    let mut screen = desk.open();
    screen.select_words("lamp oil");
    screen.press(Key::Num2);
    screen.click("Export for review…");
    screen.until_seen("All 2 documents of the folder");
    let csv = screen.names(Role::RadioButton);
    let title = csv
        .iter()
        .find(|name| name.contains("CSV"))
        .unwrap_or_else(|| panic!("{csv:?}"))
        .clone();
    screen.click_role(Role::RadioButton, &title);
    screen.click_role(Role::RadioButton, "This document");
    screen.click("Export");
    screen.until_seen("Exported 1 annotation");
    assert!(!screen.nodes(Role::Button, |l| l == "Show file").is_empty());
    let written = files(&desk.papers());
    let (_, bytes) = written
        .iter()
        .find(|(name, _)| name.ends_with(".csv"))
        .unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"));
    assert!(String::from_utf8_lossy(bytes).contains("lamp oil"));
}

#[test]
fn an_export_without_annotations_says_so() {
    let desk = Desk::with(&[("a.txt", STATEMENT)]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::E);
    screen.press(Key::Enter);
    screen.until_seen("There was no annotation to export");
}

#[test]
fn find_counts_the_hits_and_walks_through_them() {
    let desk = Desk::with(&[("long.txt", &long())]);
    let mut screen = desk.open();
    screen.press_with(COMMAND, Key::F);
    screen.type_text("NUMBER 11");
    screen.until_seen("1 of 11");
    screen.press(Key::Enter);
    screen.until_seen("2 of 11");
    screen.press(Key::F3);
    screen.until_seen("3 of 11");
    let hit = screen.find("number 111 ");
    let visible = screen.window().visible();
    assert!(visible.start <= hit.start && hit.end <= visible.end);
    assert!(
        screen.told().is_empty(),
        "digits typed into the field tag nothing"
    );
    screen.press(Key::Escape);
    assert!(!screen.sees("of 11"));
}
