//! The window as assistive programs find it.

use crate::driver::{COMMAND, Desk, Screen};
use crate::texts::{COMMUNIQUE, RELEASE, STATEMENT, long};
use egui::accesskit::{Action, ActionData, ActionRequest, Role, TextPosition, TextSelection};
use egui::{Event, Key, Modifiers, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::Command;
use rapporteur::text::TextRange;

/// The node of the text.
fn document(screen: &Screen) -> Node<'_> {
    let mut all = screen.root().children_recursive();
    all.find(|n| n.accesskit_node().role() == Role::Document)
        .expect("there is a document")
}

/// A paragraph as it is told.
#[derive(Clone, PartialEq, Debug)]
struct Told {
    role: Role,
    /// Place among all paragraphs, from 0.
    at: usize,
    text: String,
    marked: String,
}

fn tell(node: &Node<'_>) -> Told {
    let node = node.accesskit_node();
    Told {
        role: node.role(),
        at: node.data().position_in_set().unwrap_or(usize::MAX),
        text: node.label().unwrap_or_default(),
        marked: node.description().unwrap_or_default(),
    }
}

/// What there is of the text.
fn paragraphs(screen: &Screen) -> Vec<Told> {
    document(screen).children().map(|n| tell(&n)).collect()
}

/// Asks something of a node, as assistive programs do.
fn ask(screen: &mut Screen, of: &dyn Fn(&Told) -> bool, action: Action) {
    let (target_node, target_tree) = {
        let node = document(screen)
            .children()
            .find(|n| of(&tell(n)))
            .expect("there is such a paragraph");
        node.accesskit_node().locate()
    };
    screen.events([Event::AccessKitActionRequest(ActionRequest {
        action,
        target_tree,
        target_node,
        data: None,
    })]);
    screen.settle();
}

fn ask_document(screen: &mut Screen, action: Action, data: Option<ActionData>) {
    let (target_node, target_tree) = document(screen).accesskit_node().locate();
    screen.events([Event::AccessKitActionRequest(ActionRequest {
        action,
        target_tree,
        target_node,
        data,
    })]);
    screen.settle();
}

#[test]
fn the_text_is_a_document_of_paragraphs_headings_and_items() {
    let desk = Desk::with(&[("communique.md", COMMUNIQUE)]);
    let screen = desk.open();
    let document = document(&screen);
    let name = document.accesskit_node().label().unwrap();
    assert_eq!(name, "Joint communiqué of the river states");
    let window = screen.root().accesskit_node().label().unwrap();
    assert_eq!(window, "Joint communiqué of the river states — Rapporteur");
    let told: Vec<(Role, String)> = paragraphs(&screen)
        .into_iter()
        .map(|t| (t.role, t.text))
        .collect();
    let expected = [
        (Role::Heading, "Joint communiqué of the river states"),
        (Role::Heading, "Trade"),
        (
            Role::Paragraph,
            "The parties welcome the new ferry and intend to lower the toll.",
        ),
        (Role::Heading, "Security"),
        (Role::ListItem, "Patrols sail at night."),
        (Role::ListItem, "Lanterns burn at every pier."),
    ];
    assert_eq!(told, expected.map(|(role, text)| (role, text.to_owned())));
    let levels: Vec<_> = document
        .children()
        .filter_map(|n| n.accesskit_node().data().level())
        .collect();
    assert_eq!(levels, [1, 2, 2]);
}

#[test]
fn a_paragraph_tells_its_themes_findings_and_entities() {
    let desk = Desk::with(&[("release.txt", RELEASE)]);
    let mut screen = desk.open();
    let book = &screen.app().workspace.codebook;
    let ids = [1, 1, 2].map(|key| book.by_key(key).unwrap().id);
    let start = screen.find("Both sides reaffirmed").start;
    for (n, id) in (0..).zip(ids) {
        let range = TextRange::new(start + n, start + 30);
        screen.execute(Command::Tag(range, id));
    }
    screen.settle();
    let told = paragraphs(&screen);
    let last = told.last().unwrap();
    assert!(
        last.marked.contains("Themes: Security (2), Trade."),
        "{last:?}"
    );
    let letterhead = told.iter().find(|t| t.text.contains("Tel :")).unwrap();
    assert!(letterhead.marked.contains("Findings: "), "{letterhead:?}");
    assert!(
        told.iter().any(|t| t.marked.contains("entities.")),
        "{told:?}"
    );
    // What is not shown is not told.
    screen.press_with(COMMAND, Key::Num2);
    screen.settle();
    assert!(
        paragraphs(&screen)
            .iter()
            .all(|t| !t.marked.contains("Themes"))
    );
}

#[test]
fn hundreds_of_annotations_of_a_paragraph_are_told_in_a_line() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let id = screen.app().workspace.codebook.by_key(1).unwrap().id;
    let paragraph = screen.find("Traders from both banks");
    for n in 0..300 {
        let from = paragraph.start + n % 7;
        let to = paragraph.start + 8 + n / 7 % 7;
        screen.execute(Command::Tag(TextRange::new(from, to), id));
    }
    screen.settle();
    let told = paragraphs(&screen);
    let dense = told.iter().find(|t| t.text.starts_with("Traders")).unwrap();
    assert!(dense.marked.contains("Themes: Security ("), "{dense:?}");
    assert!(dense.marked.len() < 200, "{} bytes", dense.marked.len());
}

#[test]
fn a_screen_reader_goes_on_from_paragraph_to_paragraph_to_the_end_and_back() {
    let text = long();
    let desk = Desk::with(&[("long.txt", &text)]);
    let mut screen = desk.open();
    let all = screen.session().document.structure.blocks.len();
    let mut read = vec![paragraphs(&screen).remove(0).text];
    for at in 1..all {
        ask(&mut screen, &|t| t.at == at, Action::Focus);
        let told = paragraphs(&screen);
        let here = told.iter().find(|t| t.at == at).expect("it is still there");
        read.push(here.text.clone());
    }
    let expected: Vec<&str> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    assert_eq!(read, expected);
    let mut at = all - 1;
    while at > 0 {
        at -= 1;
        ask(&mut screen, &|t| t.at == at, Action::ScrollIntoView);
    }
    assert_eq!(screen.window().visible().start, 0);
}

#[test]
fn a_theme_that_is_pressed_goes_to_the_paragraph_that_the_screen_reader_is_at() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    ask(
        &mut screen,
        &|t| t.text.starts_with("The river guard"),
        Action::Focus,
    );
    let press = |screen: &mut Screen| {
        let root = screen.root();
        // The row of the panel; the popover has a button of the same name.
        let mut rows = root.query_all_by_role_and_label(Role::Button, "Security");
        rows.next().expect("a theme").click_accesskit();
        drop(rows);
        screen.settle();
    };
    press(&mut screen);
    let told = screen.told();
    assert_eq!(told.len(), 1);
    assert!(told[0].2.starts_with("The river guard") && told[0].2.ends_with("awake."));
    let paragraphs = paragraphs(&screen);
    let here = paragraphs
        .iter()
        .find(|t| t.text.starts_with("The river guard"))
        .unwrap();
    assert!(here.marked.starts_with("Themes: Security."), "{here:?}");
    // A caret that was moved since is no paragraph that somebody went to.
    screen.press(Key::ArrowRight);
    press(&mut screen);
    assert_eq!(screen.told().len(), 1);
    // A selection goes first.
    ask(
        &mut screen,
        &|t| t.text.starts_with("Traders"),
        Action::Click,
    );
    screen.select_words("pay once");
    press(&mut screen);
    assert_eq!(screen.told()[0].2, "pay once");
    screen.until_saved();
    assert!(desk.sidecar("statement.txt").contains("pay once"));
}

#[test]
fn the_caret_says_which_paragraph_it_is_in() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let active = |screen: &Screen| {
        let document = document(screen);
        let id = document
            .accesskit_node()
            .data()
            .active_descendant()
            .unwrap();
        let mut children = document.children();
        let here = children.find(|n| n.accesskit_node().locate().0 == id);
        tell(&here.unwrap()).text
    };
    assert!(active(&screen).starts_with("Statement on"));
    screen.press_with(COMMAND, Key::ArrowDown);
    screen.settle();
    assert!(active(&screen).starts_with("The markets"));
    let data = |screen: &Screen| document(screen).accesskit_node().data().clone();
    assert!(data(&screen).text_selection().is_some());
    // The caret is put where a program says, in every script.
    for words in ["rain or shine", "ប្រជាជន", "shells 🐚, beads"] {
        let range = screen.find(words);
        screen.select(range);
        screen.settle();
        let selection = *data(&screen).text_selection().unwrap();
        screen.press(Key::Escape);
        assert!(screen.selection().is_empty());
        let data = ActionData::SetTextSelection(selection);
        ask_document(&mut screen, Action::SetTextSelection, Some(data));
        assert_eq!(screen.selection(), range, "{words}");
    }
}

#[test]
fn the_runs_of_text_are_the_text_as_shown() {
    let desk = Desk::with(&[("communique.md", COMMUNIQUE)]);
    let screen = desk.open();
    for paragraph in document(&screen).children() {
        let node = paragraph.accesskit_node();
        let runs: String = node
            .children()
            .map(|run| {
                let data = run.data();
                let value = data.value().unwrap();
                let lengths = data.character_lengths().iter().map(|&l| usize::from(l));
                assert_eq!(lengths.sum::<usize>(), value.len());
                assert_eq!(
                    data.character_positions().map(<[f32]>::len),
                    Some(value.chars().count())
                );
                value.to_owned()
            })
            .collect();
        assert_eq!(runs.trim_end(), node.label().unwrap());
        assert!(runs.ends_with('\n'));
    }
}

#[test]
fn positions_that_a_program_makes_up_do_no_harm() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    let node = document(&screen).accesskit_node().locate().0;
    let nowhere = TextPosition {
        node,
        character_index: usize::MAX,
    };
    let data = ActionData::SetTextSelection(TextSelection {
        anchor: nowhere,
        focus: nowhere,
    });
    ask_document(&mut screen, Action::SetTextSelection, Some(data));
    ask_document(&mut screen, Action::SetTextSelection, None);
    assert!(screen.selection().is_empty());
}

#[test]
fn the_scroll_bar_has_a_value_that_can_be_set() {
    let text = long();
    let desk = Desk::with(&[("long.txt", &text)]);
    let mut screen = desk.open();
    let value = |screen: &Screen| {
        let bar = screen.root().get_by_role(Role::ScrollBar);
        let node = bar.accesskit_node();
        assert_eq!(node.min_numeric_value(), Some(0.0));
        assert_eq!(node.max_numeric_value(), Some(100.0));
        node.numeric_value().unwrap()
    };
    assert_eq!(value(&screen), 0.0);
    screen
        .root()
        .get_by_role(Role::ScrollBar)
        .set_value_accesskit(50.0);
    screen.settle();
    assert!((value(&screen) - 50.0).abs() < 3.0, "{}", value(&screen));
    let half = screen.window().visible().start as f64 / text.len() as f64;
    assert!((half - 0.5).abs() < 0.1, "{half}");
    screen
        .root()
        .get_by_role(Role::ScrollBar)
        .increment_accesskit();
    screen.settle();
    assert!(value(&screen) > 52.0);
    screen
        .root()
        .get_by_role(Role::ScrollBar)
        .set_value_accesskit(0.0);
    screen.settle();
    assert_eq!(screen.window().visible().start, 0);
    ask_document(&mut screen, Action::ScrollDown, None);
    assert!(screen.window().visible().start > 0);
    ask_document(&mut screen, Action::ScrollUp, None);
    assert_eq!(screen.window().visible().start, 0);
}

/// What can be pressed or changed.
const CONTROLS: [Role; 14] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::Switch,
    Role::ComboBox,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::Tab,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::SearchInput,
    Role::ColorWell,
];

/// Controls that are lower than a finger or a trembling hand needs, with their heights.
pub fn low(screen: &Screen) -> Vec<String> {
    let all = screen.root().children_recursive();
    all.filter(|n| CONTROLS.contains(&n.accesskit_node().role()))
        .filter(|n| {
            let rect: Rect = n.rect();
            rect.height() < 23.9
        })
        .map(|n| {
            let node = n.accesskit_node();
            let name = node.label().unwrap_or_default();
            format!("{:?} {name:?}: {} points", node.role(), n.rect().height())
        })
        .collect()
}

/// Controls without a name.
pub fn unnamed(screen: &Screen) -> Vec<String> {
    let all = screen.root().children_recursive();
    let bare = all
        .filter(|n| CONTROLS.contains(&n.accesskit_node().role()))
        .filter(|n| {
            let node = n.accesskit_node();
            let name = node
                .label()
                .or(node.data().placeholder().map(str::to_owned));
            name.is_none_or(|name| name.trim().is_empty())
        })
        .map(|n| format!("{:?} at {:?}", n.accesskit_node().role(), n.rect()));
    bare.chain(screen.unnamed()).collect()
}

#[test]
fn a_note_that_is_opened_from_a_paragraph_takes_the_keyboard() {
    let desk = Desk::with(&[("statement.txt", STATEMENT)]);
    let mut screen = desk.open();
    ask(
        &mut screen,
        &|t| t.text.starts_with("Traders"),
        Action::Focus,
    );
    screen.press_with(Modifiers::SHIFT, Key::ArrowRight);
    screen.press(Key::N);
    screen.until_seen("Note on the selection");
    screen.type_text("heard");
    screen.press_with(COMMAND, Key::Enter);
    assert_eq!(screen.whats(), ["note heard"]);
}
