//! Long documents: what is on screen is looked at first, while the whole is looked through.

use crate::driver::{Desk, Screen};
use egui::Key;
use rapporteur::app::{Command, Focus};
use rapporteur::text::TextRange;

/// A long text with names in every paragraph.
fn minutes(len: usize) -> String {
    let mut out = String::new();
    let mut n = 0;
    while out.len() < len {
        n += 1;
        out += &format!(
            "Item {n}: Minister Vannak Osei met Mr Kofi Larsen in Phnom Penh on {} May 2024, heard {n} reports on the water \
             level and went home before the rain began again.\n\n",
            n % 28 + 1
        );
    }
    out
}

fn is_early(screen: &Screen) -> bool {
    let session = screen.app().session.as_ref();
    session.is_some_and(|s| s.analysis.is_none() && !s.document.partial && !s.mentions().is_empty())
}

/// The mentions within what is on screen.
fn in_view(screen: &Screen) -> Vec<TextRange> {
    let visible = screen.window().visible();
    let over = screen.session().mentions().over(visible);
    over.map(|(_, m)| m.range).collect()
}

#[test]
fn what_is_on_screen_is_looked_at_first_and_answers_hold() {
    let text = minutes(1_500_000);
    let desk = Desk::with(&[("minutes.txt", &text)]);
    let mut screen = desk.start(&[desk.path("minutes.txt")]);
    screen.until_on_screen("names are marked before the whole is known", is_early);
    assert!(in_view(&screen).len() >= 8, "{:?}", in_view(&screen));
    let last = screen.session().mentions().iter().next_back().unwrap();
    assert!(last.range.end < 80_000, "a part only: {:?}", last.range);
    screen.press(Key::M);
    screen.press(Key::Y);
    assert!(screen.sees("Looking through the rest"), "{}", screen.tree());
    assert!(screen.sees("as soon as the rest is looked through"));
    let told = screen.told();
    assert_eq!(told.len(), 1);
    // All at once only when all are known.
    screen.press_with(egui::Modifiers::SHIFT, Key::Y);
    screen.until_seen("still being looked through");
    assert_eq!(screen.told().len(), 1);
    // Far away the new place is looked at next.
    let place = text.find("Item 7000:").unwrap();
    screen.execute(Command::Reveal(TextRange::new(place, place)));
    screen.until_on_screen("the names there are marked", |s| {
        is_early(s) && s.window().visible().start > place - 9_000 && in_view(s).len() >= 8
    });
    // What was known before is still there.
    assert_eq!(screen.session().mentions().get(0).unwrap().range, told[0].1);
    screen.press(Key::M);
    let Focus::Mention(i) = screen.focus() else {
        panic!("not at a mention")
    };
    let range = screen.session().mentions().get(i).unwrap().range;
    assert!(range.start > place - 9_000, "{range:?}");
    assert!(
        screen.session().analysis.is_none(),
        "the whole takes longer"
    );
    screen.until("the whole is known", |w| {
        w.app()
            .session
            .as_ref()
            .is_some_and(|s| s.analysis.is_some())
    });
    // The same is in focus, by another number; the answer holds.
    let Focus::Mention(now) = screen.focus() else {
        panic!("the focus is lost")
    };
    assert_ne!(now, i);
    assert_eq!(screen.session().mentions().get(now).unwrap().range, range);
    assert_eq!(screen.told(), told);
    assert!(!screen.session().layers.is_open_mention(0));
    let all = screen.session().mentions().len();
    assert_eq!(
        screen.names(egui::accesskit::Role::ProgressIndicator).len(),
        1,
        "of {all}"
    );
    assert!(!screen.sees("Looking through the rest"));
}

#[test]
fn a_change_of_the_own_list_shows_first_in_what_is_on_screen() {
    let text = minutes(1_000_000);
    let desk = Desk::with(&[("minutes.txt", &text)]);
    let mut screen = desk.open();
    let town = screen.find("Phnom Penh");
    let marked = |s: &Screen| s.session().mentions().position_of(town).is_some();
    assert!(marked(&screen));
    screen.execute(Command::NeverTreat {
        surface: "Phnom Penh".into(),
        label: None,
    });
    screen.until_on_screen("it is gone from the screen", |s| !marked(s));
    assert!(screen.session().is_preliminary(), "the rest takes longer");
    let last = text.rfind("Phnom Penh").unwrap();
    let far = screen.session().mentions();
    let far = far.over(TextRange::new(last, last + 10)).next().unwrap().1;
    assert_eq!(far.canonical, "Phnom Penh", "the rest stays");
    assert!(!in_view(&screen).is_empty());
    screen.until("the rest is looked through", |w| {
        w.app()
            .session
            .as_ref()
            .is_some_and(|s| !s.is_preliminary())
    });
    let names = screen.session().mentions();
    assert!(names.iter().all(|m| m.canonical != "Phnom Penh"));
}

#[test]
fn short_documents_are_looked_through_at_once() {
    let desk = Desk::with(&[("minutes.txt", &minutes(20_000))]);
    let mut screen = desk.start(&[desk.path("minutes.txt")]);
    for _ in 0..10_000 {
        assert!(!is_early(&screen));
        if screen
            .app()
            .session
            .as_ref()
            .is_some_and(|s| s.analysis.is_some())
        {
            return;
        }
        screen.step();
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("never looked through");
}
