//! How it looks: signs that every machine can draw, names that every screen reader can say, and a few pictures.

use crate::access;
use crate::driver::{COMMAND, COMMAND_SHIFT, Desk, Screen};
use crate::pictures::assert_looks_like;
use crate::texts::{COMMUNIQUE, RELEASE};
use egui::Key;
use egui::accesskit::Role;
use rapporteur::app::Command;
use rapporteur::store::ThemeChoice;
use rapporteur::text::TextRange;

/// Wide enough for every panel to have its usual width, whatever was shown in it before.
const SIZE: [f32; 2] = [1280.0, 760.0];

/// A text without emoji, which only the system's faces could draw.
const TEXT: &str = "River Affairs Weekly\n\
    \n\
    The ferry between Amsel and Koh Trey will sail every hour from the first of May. Both river guards agreed to share \
    their lanterns, and to lower the toll for farmers who carry their own rice.\n\
    \n\
    រដ្ឋមន្ត្រីបានថ្លែងអំណរគុណ ចំពោះប្រជាជនទាំងអស់។\n\
    \n\
    A single rule holds on both banks: weigh twice, pay once. Whoever weighs once pays twice, and sweeps the pier.\n\
    \n\
    Talks on the second crossing go on in the autumn; nobody expects them to be short.\n";

/// Two documents, the first one annotated with overlaps, in a folder whose name never changes.
fn desk(theme: ThemeChoice) -> Desk {
    // Its emoji would come from the system's faces.
    let release = RELEASE.replace(" 🌾", "");
    let desk = Desk::with(&[
        ("a-weekly.txt", TEXT),
        ("b-communique.md", COMMUNIQUE),
        ("c-release.txt", &release),
    ]);
    desk.settings(|s| {
        s.theme = theme;
        s.annotator = Some((
            rapporteur::annotation::codebook::sample_annotator(),
            "Sample".into(),
        ));
    });
    let mut screen = desk.open();
    for (from, to, key) in [
        ("The ferry", "first of May", 1),
        ("sail every hour", "share their lanterns", 2),
        ("to lower the toll", "own rice", 2),
        ("Both river guards", "បានថ្លែង", 4),
        ("weigh twice", "pay once", 6),
    ] {
        let range = TextRange::new(screen.find(from).start, screen.find(to).end);
        let theme = screen.app().workspace.codebook.by_key(key).unwrap().id;
        screen.execute(Command::Tag(range, theme));
    }
    screen.close();
    desk
}

fn opened(desk: &Desk) -> Screen {
    let mut screen = desk.start_sized(&[desk.papers()], SIZE);
    screen.until("everything is looked through", |w| {
        let shelf = &w.app().shelf.entries;
        !shelf.is_empty()
            && shelf.iter().all(|e| e.summary.is_some())
            && w.app()
                .session
                .as_ref()
                .is_some_and(|s| s.analysis.is_some())
    });
    screen
}

#[test]
fn the_welcome_page_looks_as_it_did() {
    let desk = Desk::new();
    desk.settings(|s| {
        s.theme = ThemeChoice::Light;
        let opened = |path: &str| rapporteur::store::Recent {
            path: path.into(),
            place: 0,
            opened: 0,
        };
        s.recent = vec![
            opened("/archive/2025/communiqués"),
            opened("/archive/notes/ferry.txt"),
        ];
    });
    let mut screen = desk.start_sized(&[], SIZE);
    screen.until_seen("Opened lately");
    screen.want_every_glyph();
    assert_looks_like("welcome", &screen.picture());
}

#[test]
fn overlapping_themes_look_as_they_did_in_light() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    assert_looks_like("reader-light", &screen.picture());
}

#[test]
fn overlapping_themes_look_as_they_did_in_dark() {
    let desk = desk(ThemeChoice::Dark);
    let mut screen = opened(&desk);
    assert_looks_like("reader-dark", &screen.picture());
}

#[test]
fn the_picker_looks_as_it_did() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    screen.select_words("Whoever weighs once");
    screen.press(Key::T);
    screen.type_text("re");
    assert_looks_like("picker", &screen.picture());
}

#[test]
fn the_findings_look_as_they_did() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    screen.show("c-release.txt");
    screen.press(Key::F8);
    screen.settle();
    assert_looks_like("findings", &screen.picture());
}

#[test]
fn the_reading_menu_looks_as_it_did_on_sepia() {
    let desk = desk(ThemeChoice::Sepia);
    let mut screen = opened(&desk);
    screen.press_with(COMMAND, Key::R);
    screen.settle();
    assert_looks_like("reading-menu", &screen.picture());
}

#[test]
fn overlapping_themes_look_as_they_did_in_white_on_black() {
    let desk = desk(ThemeChoice::WhiteOnBlack);
    let mut screen = opened(&desk);
    assert_looks_like("reader-white-on-black", &screen.picture());
}

/// Every view in turn; `look` is called on each.
fn views(screen: &mut Screen, look: impl Fn(&Screen, &str)) {
    for menu in ["File", "Edit", "Annotate", "Review", "View", "Help"] {
        screen.click(menu);
        look(screen, menu);
        screen.press(Key::Escape);
    }
    for tab in ["Annotations ", "Entities ", "Quality ", "Document"] {
        let tabs = screen.nodes(Role::ListBoxOption, |label| label.starts_with(tab));
        screen.click_at(tabs[0].center());
        look(screen, tab);
    }
    for name in ["b-communique.md", "c-release.txt", "a-weekly.txt"] {
        screen.show(name);
        look(screen, name);
    }
    screen.press(Key::A);
    look(screen, "an annotation in focus");
    screen.press(Key::M);
    look(screen, "a mention in focus");
    screen.show("c-release.txt");
    screen.press(Key::F8);
    look(screen, "a finding in focus");
    screen.press(Key::C);
    look(screen, "a correction");
    screen.press(Key::Escape);
    screen.press(Key::Y);
    screen.select_words("Both sides");
    look(screen, "the popover");
    for key in [Key::T, Key::F, Key::N] {
        screen.press(key);
        look(screen, key.name());
        screen.press(Key::Escape);
    }
    for key in [Key::E, Key::Comma, Key::L, Key::G, Key::R] {
        screen.press_with(COMMAND, key);
        look(screen, key.name());
        screen.press(Key::Escape);
    }
    screen.press(Key::F1);
    look(screen, "all keys");
    screen.press(Key::Escape);
    screen.menu("Help", "About");
    look(screen, "about");
    screen.press(Key::Escape);
    for entry in ["Edit…", "Delete…"] {
        let theme = screen.nodes(Role::Button, |label| label == "Security");
        screen.click_secondary_at(theme[0].center());
        look(screen, "the menu of a theme");
        screen.click(entry);
        look(screen, entry);
        screen.press(Key::Escape);
    }
    screen.press(Key::F9);
    look(screen, "focus mode");
    screen.press(Key::F9);
    screen.press_with(COMMAND, Key::F);
    screen.type_text("ferry");
    look(screen, "find");
    screen.press(Key::Escape);
}

#[test]
fn every_sign_of_the_window_is_in_an_embedded_face() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    screen.want_every_glyph();
    views(&mut screen, |_, _| {});
    screen.select_words("Both sides");
    screen.press(Key::F);
    screen.press_with(COMMAND, Key::Enter);
    screen.press_with(COMMAND_SHIFT, Key::Enter);
    screen.until_saved();
}

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    views(&mut screen, |screen, view| {
        let unnamed = access::unnamed(screen);
        assert!(unnamed.is_empty(), "in the view {view}: {unnamed:#?}");
    });
}

#[test]
fn everything_that_can_be_pressed_is_high_enough() {
    let desk = desk(ThemeChoice::Light);
    let mut screen = opened(&desk);
    views(&mut screen, |screen, view| {
        let low = access::low(screen);
        assert!(low.is_empty(), "in the view {view}: {low:#?}");
    });
}

#[test]
fn a_small_window_and_a_large_one_are_drawn_without_complaint() {
    let desk = desk(ThemeChoice::Dark);
    let mut screen = opened(&desk);
    for size in [[560.0, 400.0], [900.0, 700.0], [1920.0, 1080.0], SIZE] {
        screen.resize(size);
        assert!(screen.window().visible().end > 0);
        let picture = screen.picture();
        let first = picture.pixels[0];
        assert!(
            picture.pixels.iter().any(|p| *p != first),
            "something is painted at {size:?}"
        );
    }
    screen.press(Key::F9);
    assert!(
        screen
            .nodes(Role::Button, |label| label == "File")
            .is_empty(),
        "the panels are hidden"
    );
    screen.press(Key::F9);
    assert!(
        !screen
            .nodes(Role::Button, |label| label == "File")
            .is_empty()
    );
}
