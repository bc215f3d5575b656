//! Long documents: their beginning is shown while the rest is read, nothing moves, and going back is immediate.

use crate::driver::{Desk, Screen};
use crate::texts::STATEMENT;
use rapporteur::annotation::Codebook;
use rapporteur::app::spans::Layers;
use rapporteur::app::{Command, Focus};
use rapporteur::document::Document;
use rapporteur::store::Settings;
use rapporteur::text::TextRange;
use rapporteur::ui::reader::{Reader, View};
use std::sync::Arc;

/// Prose of about this many bytes, each paragraph another one.
fn prose(len: usize) -> String {
    let mut out = String::new();
    let mut n = 0;
    while out.len() < len {
        n += 1;
        out += &format!(
            "Paragraph {n}: the river commission met in the town hall, heard {n} reports on the water level and went home before the rain began again.\n\n"
        );
    }
    out
}

/// A window that shows the beginning of every document first.
fn eager(desk: &Desk) -> Screen {
    let mut screen = desk.start(&[]);
    screen.step();
    screen.preview_from(0);
    screen
}

fn is_partial(screen: &Screen) -> bool {
    screen
        .app()
        .session
        .as_ref()
        .is_some_and(|s| s.document.partial)
}

/// Frames until the beginning is shown, and not one more: the whole may come with the next.
fn until_begun(screen: &mut Screen) {
    for _ in 0..10_000 {
        if is_partial(screen) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
        screen.step();
    }
    panic!("no beginning was shown");
}

#[test]
fn the_beginning_is_there_first_cannot_be_annotated_and_becomes_the_whole() {
    let text = prose(600_000);
    let desk = Desk::with(&[("long.txt", &text)]);
    let mut screen = eager(&desk);
    screen.execute(Command::OpenPath(desk.path("long.txt")));
    until_begun(&mut screen);
    let beginning = screen.text().to_owned();
    assert!(text.starts_with(&beginning) && beginning.len() > 10_000);
    assert!(beginning.len() < text.len());
    let visible = screen.window().visible();
    assert!(visible.start == 0 && visible.end > 500, "{visible:?}");
    let number = screen.session().reveal.map(|r| r.number);
    screen.execute(Command::Highlight(screen.find("river commission")));
    let told = screen.notices();
    assert!(
        told.iter().any(|n| n.contains("still being read")),
        "{told:?}"
    );
    screen.until_on_screen("the whole is shown", |s| !is_partial(s));
    assert_eq!(screen.text(), text);
    assert_eq!(screen.set().anchored().count(), 0);
    assert_eq!(screen.window().visible().start, visible.start);
    assert_eq!(screen.session().reveal.map(|r| r.number), number);
    screen.execute(Command::Highlight(screen.find("river commission")));
    assert_eq!(screen.whats(), ["highlight"]);
}

#[test]
fn documents_that_are_not_surely_utf_8_or_no_text_are_waited_for() {
    let prose = prose(600_000);
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(prose.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let old = [b"caf\xe9, again.\n\n", prose.as_bytes()].concat();
    let broken = [prose.as_bytes(), &[0; 90_000]].concat();
    let mut desk = Desk::new();
    let all = [
        ("utf16.txt", utf16),
        ("old.txt", old),
        ("broken.txt", broken),
    ];
    for (name, bytes) in &all {
        desk.write(name, bytes);
        let mut screen = eager(&desk);
        screen.execute(Command::OpenPath(desk.path(name)));
        let mut patience = 5_000;
        while screen.app().session.is_none() && screen.app().refused().is_none() {
            patience -= 1;
            assert!(patience > 0);
            std::thread::sleep(std::time::Duration::from_millis(1));
            screen.step();
            assert!(!is_partial(&screen), "{name}");
        }
        let opened = screen.app().session.is_some();
        assert_eq!(opened, *name != "broken.txt", "{name}");
    }
}

#[test]
fn a_file_that_is_damaged_far_behind_its_beginning_ends_as_what_it_is() {
    // An old encoding that shows only after the beginning: the text stays where it is.
    let mut bytes = prose(600_000).into_bytes();
    bytes.extend(b"caf\xe9 and caf\xe9\n");
    let mut desk = Desk::new();
    desk.write("late.txt", &bytes);
    let mut screen = eager(&desk);
    screen.execute(Command::OpenPath(desk.path("late.txt")));
    until_begun(&mut screen);
    screen.until_on_screen("the whole is shown", |s| !is_partial(s));
    assert!(screen.text().contains("café and café"));
    assert_ne!(screen.session().document.decoding.encoding, "UTF-8");
}

#[test]
fn where_one_was_reading_far_inside_the_beginning_is_not_shown_first() {
    let text = prose(600_000);
    let desk = Desk::with(&[("long.txt", &text)]);
    let mut screen = desk.open();
    let place = text.find("Paragraph 2500:").unwrap();
    screen.execute(Command::Reveal(TextRange::new(place, place)));
    screen.settle();
    screen.execute(Command::NotePlace(place));
    screen.close();
    let mut screen = eager(&desk);
    screen.execute(Command::OpenPath(desk.path("long.txt")));
    let mut patience = 5_000;
    while screen.app().session.is_none() {
        patience -= 1;
        assert!(patience > 0);
        std::thread::sleep(std::time::Duration::from_millis(1));
        screen.step();
        assert!(!is_partial(&screen));
    }
    screen.settle();
    let visible = screen.window().visible();
    assert!(visible.start <= place && place < visible.end, "{visible:?}");
}

#[test]
fn twelve_documents_are_gone_through_and_back_without_being_read_again() {
    let names: Vec<String> = (0..12).map(|n| format!("{n:02}.txt")).collect();
    let texts: Vec<String> = (0..12)
        .map(|n| format!("{STATEMENT}\nPage {n}.\n"))
        .collect();
    let documents: Vec<_> = names
        .iter()
        .zip(&texts)
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    let desk = Desk::with(&documents);
    let mut screen = desk.open();
    let mut seen = Vec::new();
    for name in &names {
        screen.execute(Command::Show(desk.path(name).display().to_string()));
        screen.until_shown(name);
        screen.until("it is looked through", |w| {
            let session = w.app().session.as_ref();
            session.is_some_and(|s| s.analysis.is_some())
        });
        let session = screen.session();
        seen.push((session.document.clone(), session.layers.revision()));
    }
    for (name, (document, layers)) in names.iter().zip(&seen).rev() {
        let key = desk.path(name).display().to_string();
        // One frame is enough: nothing is read.
        screen.execute(Command::Show(key));
        assert_eq!(screen.shown(), name);
        assert!(Arc::ptr_eq(&screen.session().document, document));
        assert_eq!(screen.session().layers.revision(), *layers);
    }
    // What is changed meanwhile shows.
    let first = screen.session().key.clone();
    screen.execute(Command::Highlight(screen.find("river")));
    screen.execute(Command::Show(desk.path("05.txt").display().to_string()));
    screen.execute(Command::Undo);
    screen.until_shown("00.txt");
    assert_eq!(screen.session().key, first);
    assert!(screen.session().layers.tints.is_empty());
}

/// A reader without a window around it.
struct Alone {
    ctx: egui::Context,
    reader: Reader,
}

impl Alone {
    fn frame(&mut self, document: &Arc<Document>, wheel: f32) {
        let (layers, codebook, settings) = (
            Layers::default(),
            Codebook::default_themes(),
            Settings::default(),
        );
        let view = View {
            document,
            layers: &layers,
            codebook: &codebook,
            focus: Focus::Nothing,
            focus_range: None,
            reveal: None,
            settings: &settings,
            hits: &[],
            hit: None,
            title: "A document",
            centred: false,
            byline: "",
            document_themes: &[],
            hover: &|_| Vec::new(),
        };
        let all = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(900.0, 700.0));
        let mut input = egui::RawInput {
            screen_rect: Some(all),
            ..egui::RawInput::default()
        };
        input.events.push(egui::Event::PointerMoved(all.center()));
        input.events.push(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -wheel),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        });
        let reader = &mut self.reader;
        let mut out = self.ctx.run_ui(input, |ui| {
            reader.show(ui, &view);
        });
        out.textures_delta.clear();
    }
}

#[test]
fn nothing_moves_when_the_rest_comes() {
    let text = prose(400_000);
    let read = |head: &str| {
        Document::preview("a.txt", head.as_bytes(), text.as_bytes(), text.len() as u64)
    };
    let preview = Arc::new(read(&text[..100_000]).unwrap());
    let whole = Arc::new(Document::from_bytes("a.txt", text.clone().into_bytes()).unwrap());
    let mut alone = Alone {
        ctx: egui::Context::default(),
        reader: Reader::default(),
    };
    alone.ctx.enable_accesskit();
    for _ in 0..40 {
        alone.frame(&preview, 333.0);
    }
    for _ in 0..20 {
        alone.frame(&preview, 0.0);
    }
    let before = alone.reader.visible();
    assert!(before.start > 1_000, "{before:?}");
    let at = text[..before.end].rfind("river").unwrap();
    let words = TextRange::new(at, at + 5);
    alone.reader.select(words);
    let place = alone.reader.place_of(words);
    assert!(place.is_some());
    alone.frame(&whole, 0.0);
    assert_eq!(alone.reader.visible(), before);
    assert_eq!(alone.reader.selection(), words);
    assert_eq!(alone.reader.place_of(words), place);
    // Another document begins at its top.
    let other = Document::from_bytes("a.txt", prose(9_000).replace("river", "lake").into_bytes());
    alone.frame(&Arc::new(other.unwrap()), 0.0);
    assert_eq!(alone.reader.visible().start, 0);
}
