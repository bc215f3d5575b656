//! The mention in focus: what it is, how it was found, its answers, and those to all that are like it.

use crate::app::alike::{self, Alike};
use crate::app::bindings::Bindings;
use crate::app::{Action, Command, Focus, Session};
use crate::detect::{self, Mention};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{keyed_button, soft, thousands};
use crate::ui::{Out, keys};
use egui::{RichText, Ui, vec2};

/// How many open suggestions are like the one in focus, worked out once an answer.
#[derive(Default)]
pub struct Counts {
    /// The state of the entities, and the mention.
    made_for: Option<(u64, usize)>,
    /// In the order of [`Alike::ALL`].
    of: [usize; Alike::ALL.len()],
}

impl Counts {
    fn refresh(&mut self, session: &Session, mention: usize) {
        let state = (session.layers.entities_revision(), mention);
        if self.made_for != Some(state) {
            self.made_for = Some(state);
            self.of = Alike::ALL.map(|which| alike::count(session, mention, which));
        }
    }

    /// Those that hold more than the ones before, with their numbers.
    fn distinct(&self) -> impl Iterator<Item = (Alike, usize)> + '_ {
        let before = |at: usize| at.checked_sub(1).and_then(|b| self.of.get(b));
        let all = Alike::ALL.into_iter().zip(self.of).enumerate();
        let wider = all.filter(move |(at, (_, n))| before(*at) != Some(n));
        wider.map(|(_, one)| one)
    }

    fn of_entity(&self) -> usize {
        self.of.get(Alike::Entity as usize).copied().unwrap_or(0)
    }

    fn of_document(&self) -> usize {
        self.of.get(Alike::Document as usize).copied().unwrap_or(0)
    }
}

/// Draws the card where a mention is in focus.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    bindings: &Bindings,
    counts: &mut Counts,
    out: &mut Out,
) {
    let Focus::Mention(i) = session.focus else {
        return;
    };
    let Some(mention) = session.mentions().get(i) else {
        return;
    };
    let p = Palette::of(ui.visuals());
    let frame = egui::Frame::new()
        .fill(p.paper)
        .stroke(egui::Stroke::new(2.0, p.accent))
        .corner_radius(9)
        .inner_margin(10);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let surface = mention.range.of(&session.document.text).unwrap_or_default();
        about(ui, &mention, surface);
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        let open = session.layers.is_open_mention(i);
        if !open {
            ui.label(soft(ui, "Answered"));
        }
        ui.horizontal_wrapped(|ui| one(ui, bindings, open, out));
        if !open {
            return;
        }
        counts.refresh(session, i);
        if session.is_preliminary() {
            let rest = "“All like this” works as soon as the rest is looked through";
            ui.label(soft(ui, rest));
            return;
        }
        if counts.of_entity() > 1 {
            ui.horizontal_wrapped(|ui| all_like_this(ui, bindings, counts.of_entity(), out));
        }
        if counts.of_document() > 1 {
            ui.horizontal_wrapped(|ui| {
                for (name, accept) in [("Accept all…", true), ("Reject all…", false)] {
                    choices(ui, name, counts, &mention, surface, |alike| {
                        out.command(Command::AnswerAlike {
                            mention: i,
                            alike,
                            accept,
                        });
                    });
                }
            });
        }
    });
    ui.add_space(4.0);
}

fn about(ui: &mut Ui, mention: &Mention<'_>, surface: &str) {
    ui.label(soft(ui, format!("{} · suggestion", mention.label.title())));
    ui.label(RichText::new(surface).size(14.0).family(theme::reading()));
    if mention.canonical != surface {
        ui.label(soft(ui, format!("Stands for {}", mention.canonical)));
    }
    let found = format!("Found by: {}", detect::explain(mention.rule));
    ui.label(soft(ui, found));
    ui.add_space(3.0);
}

/// The answers to the one in focus, where it is open, and to what it says in general. They do what the keys do: answer,
/// and go on.
fn one(ui: &mut Ui, bindings: &Bindings, open: bool, out: &mut Out) {
    for (name, action, primary) in [
        ("Accept", Action::Confirm, true),
        ("Reject", Action::Dismiss, false),
        ("Always or never…", Action::Treat, false),
    ] {
        let shown = open || action == Action::Treat;
        if shown && keyed_button(ui, name, &keys::of(bindings, action), primary).clicked() {
            out.action(action);
        }
    }
}

fn all_like_this(ui: &mut Ui, bindings: &Bindings, n: usize, out: &mut Out) {
    let n = thousands(n);
    for (name, action) in [
        (format!("Accept all {n} like this"), Action::ConfirmAlike),
        (format!("Reject all {n}"), Action::DismissAlike),
    ] {
        if keyed_button(ui, &name, &keys::of(bindings, action), false).clicked() {
            out.action(action);
        }
    }
}

/// A menu of what is answered together with the one in focus, each with its number.
fn choices(
    ui: &mut Ui,
    name: &str,
    counts: &Counts,
    mention: &Mention<'_>,
    surface: &str,
    mut chosen: impl FnMut(Alike),
) {
    let button = egui::Button::new(RichText::new(name).size(12.5));
    let button = button
        .min_size(vec2(0.0, theme::TOUCH + 2.0))
        .corner_radius(7);
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(220.0);
        for (which, n) in counts.distinct() {
            let entry = egui::Button::new(entry(which, n, mention, surface)).frame(false);
            if ui.add(entry.min_size(vec2(0.0, theme::TOUCH))).clicked() {
                chosen(which);
                ui.close();
            }
        }
    });
}

fn entry(which: Alike, n: usize, mention: &Mention<'_>, surface: &str) -> String {
    let n = thousands(n);
    match which {
        Alike::Surface => format!("{n} written “{}”", alike::short(surface)),
        Alike::Entity => format!("{n} of “{}”", alike::short(mention.canonical)),
        Alike::Type => format!("{n} {}", alike::plural(mention.label)),
        Alike::Document => format!("{n} in this document"),
    }
}
