//! Many annotations: lanes in the margin, counts where lanes do not suffice, the overview ruler.

use crate::driver::{COMMAND, Desk, Screen};
use crate::pictures::assert_looks_like;
use egui::accesskit::Role;
use egui::{Key, pos2};
use rapporteur::app::{Command, Focus};
use rapporteur::store::ThemeChoice;
use rapporteur::text::TextRange;

const SIZE: [f32; 2] = [1440.0, 760.0];

const TEXT: &str = "The river crossing\n\n\
    The council of the two banks met at Amsel on the first day of spring. It agreed to open the crossing to traders, to \
    guard it by night, to keep a ledger of what passes, to teach the ferrymen their letters, to plant willows where the \
    bank gives way, to ask the neighbours for their advice, to lend lamps to whoever has none, to hear complaints on \
    every market day, to pay the guards from the toll, and to meet again before the first snow.\n\n\
    Nobody spoke against it.\n";

fn started(text: &str) -> (Desk, Screen) {
    let desk = Desk::with(&[("crossing.txt", text)]);
    desk.settings(|s| {
        s.theme = ThemeChoice::Light;
        s.annotator = Some((
            rapporteur::annotation::codebook::sample_annotator(),
            "Sample".into(),
        ));
    });
    let mut screen = desk.start_sized(&[desk.papers()], SIZE);
    screen.until("it is looked through", |w| {
        let session = w.app().session.as_ref();
        session.is_some_and(|s| s.analysis.is_some())
    });
    (desk, screen)
}

/// Tags from some words to some others.
fn tag(screen: &mut Screen, from: &str, to: &str, key: u8) {
    let range = TextRange::new(screen.find(from).start, screen.find(to).end);
    let theme = screen.app().workspace.codebook.by_key(key).unwrap().id;
    screen.execute(Command::Tag(range, theme));
}

#[test]
fn ten_overlapping_themes_have_lanes_of_their_own_and_names() {
    let (_desk, mut screen) = started(TEXT);
    for (n, from) in [
        "open the crossing",
        "guard it",
        "keep a ledger",
        "teach the",
        "plant willows",
        "ask the",
        "lend lamps",
        "hear complaints",
        "pay the guards",
    ]
    .into_iter()
    .enumerate()
    {
        tag(&mut screen, from, "first snow", n as u8 + 1);
    }
    let all = TextRange::new(
        screen.find("The council").start,
        screen.find("first snow").end,
    );
    screen.execute(Command::TagNew(all, "Rivers".into()));
    screen.execute(Command::Focus(Focus::Nothing));
    screen.until_saved();
    let named = screen.texts(|label| label.ends_with(", tagged passage"));
    assert!(named.len() >= 8, "{} names beside ten bars", named.len());
    let more = screen.texts(|label| label.starts_with("More themes here"));
    assert_eq!(
        named.len() < 10,
        !more.is_empty(),
        "what has no name is counted"
    );
    // No two names lie on one another.
    for (i, a) in named.iter().enumerate() {
        assert!(
            named
                .iter()
                .skip(i + 1)
                .all(|b| a.max.y <= b.min.y + 0.5 || b.max.y <= a.min.y + 0.5)
        );
    }
    assert_looks_like("lanes", &screen.picture());
}

#[test]
fn a_press_on_a_name_in_the_margin_shows_its_annotation() {
    let (_desk, mut screen) = started(TEXT);
    tag(&mut screen, "guard it", "by night", 3);
    screen.execute(Command::Focus(Focus::Nothing));
    screen.settle();
    let name = screen.texts(|label| label == "ASEAN centrality, tagged passage");
    screen.hover(name[0].center());
    screen.click_at(name[0].center());
    let id = screen.set().anchored().next().unwrap().annotation.id;
    assert_eq!(screen.focus(), Focus::Annotation(id));
}

#[test]
fn hundreds_of_themes_in_view_become_one_bar_a_theme_with_a_count() {
    let (_desk, mut screen) = started(TEXT);
    let theme = screen.app().workspace.codebook.by_key(2).unwrap().id;
    let start = screen.find("The council").start;
    for n in 0..300 {
        let at = start + n;
        screen.execute(Command::Tag(TextRange::new(at, at + 12), theme));
    }
    screen.execute(Command::Focus(Focus::Nothing));
    screen.settle();
    let counted = screen.texts(|label| label.starts_with("Trade × "));
    assert_eq!(counted.len(), 1, "{}", screen.tree());
}

#[test]
fn the_ruler_shows_where_things_lie_and_leads_there() {
    let mut text = String::from("A long report on quiet rivers\n\n");
    for n in 1..=90 {
        text += &format!(
            "Paragraph {n} tells how the water was measured at the pier, and that nobody disputed it.\n\n"
        );
    }
    let (_desk, mut screen) = started(&text);
    tag(&mut screen, "Paragraph 20 ", "Paragraph 24 ", 1);
    tag(&mut screen, "Paragraph 70 ", "Paragraph 71 ", 4);
    screen.execute(Command::Flag {
        range: screen.find("Paragraph 50 "),
        category: rapporteur::annotation::Category::GarbledToken,
        severity: rapporteur::annotation::Severity::High,
        note: String::new(),
    });
    screen.press_with(COMMAND, Key::F);
    screen.type_text("Paragraph 8");
    screen.until_seen("of 11");
    screen.execute(Command::Reveal(TextRange::new(0, 1)));
    screen.until_saved();
    let ruler = screen.nodes(Role::Slider, |label| label.starts_with("Overview"))[0];
    assert_looks_like("ruler", &screen.picture());
    // The mark of the flag: about five ninths down the text, which leaves some room at the end of the ruler.
    let mut seen = false;
    for y in (0..ruler.height() as usize).step_by(3) {
        screen.click_at(pos2(ruler.center().x, ruler.min.y + y as f32));
        let flag = screen.find("Paragraph 50 ");
        seen |= screen.window().visible().covers(flag) && y < (ruler.height() * 0.6) as usize;
        if seen {
            break;
        }
    }
    assert!(
        seen,
        "a click in the middle of the ruler leads to the middle of the text"
    );
}
