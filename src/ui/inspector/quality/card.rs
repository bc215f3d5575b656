//! One finding: its passage and why it was found; what can be done with it where one points at it.

use crate::app::{Action, App, Command, FindingState, Focus, Session};
use crate::quality::Finding;
use crate::ui::dialogs::Dialog;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{excerpt, keyed_button, sentence, soft};
use crate::ui::{Out, keys};
use egui::accesskit::Role;
use egui::{Response, RichText, Sense, Ui, WidgetInfo};

/// A finding with all that is known about it.
pub struct Card<'a> {
    /// The program.
    pub app: &'a App,
    /// The document on screen.
    pub session: &'a Session,
    /// The finding.
    pub finding: &'a Finding,
    /// Its index.
    pub i: usize,
    /// Its number, and that of all that are listed.
    pub place: (usize, usize),
}

impl Card<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui, out: &mut Out) -> Response {
        let p = Palette::of(ui.visuals());
        let on = self.session.focus == Focus::Finding(self.i);
        let stroke = if on {
            egui::Stroke::new(2.0, p.accent)
        } else {
            egui::Stroke::new(1.0, p.line)
        };
        let frame = egui::Frame::new()
            .fill(p.paper)
            .stroke(stroke)
            .corner_radius(9)
            .inner_margin(10);
        let shown = frame.show(ui, |ui| self.content(ui, on, out)).response;
        // A card that is open has buttons of its own, which a press is meant for.
        let response = if on {
            shown
        } else {
            shown.interact(Sense::click())
        };
        response.widget_info(|| {
            let (kind, reason) = (self.finding.category.title(), &self.finding.reason);
            let label = format!("Finding: {kind}. {reason}");
            WidgetInfo::selected(Role::ListBoxOption, true, on, label)
        });
        if !on && response.clicked() {
            out.command(Command::Focus(Focus::Finding(self.i)));
        }
        ui.add_space(3.0);
        response
    }

    fn content(&self, ui: &mut Ui, on: bool, out: &mut Out) {
        ui.set_width(ui.available_width());
        self.head(ui);
        let passage = RichText::new(passage(self.session, self.finding));
        ui.label(passage.size(14.5).family(theme::reading()));
        ui.label(soft(ui, sentence(&self.finding.reason)));
        self.reading(ui);
        if on {
            self.answers(ui, out);
        }
    }

    fn head(&self, ui: &mut Ui) {
        let (finding, p) = (self.finding, Palette::of(ui.visuals()));
        ui.horizontal(|ui| {
            let severity = finding.severity.title().to_lowercase();
            let tier = if finding.tier > 1 {
                " · less certain"
            } else {
                ""
            };
            let head = format!("{} · {severity}{tier}", finding.category.title());
            ui.label(soft(ui, head).color(p.severity(finding.severity)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let (n, of) = self.place;
                let right = match self.session.finding_state(self.i) {
                    FindingState::Open => format!("{n} of {of}"),
                    state => state.title().to_lowercase(),
                };
                ui.label(soft(ui, right));
            });
        });
    }

    /// What the passage should read: as a person said, else as the check proposes.
    fn reading(&self, ui: &mut Ui) {
        let p = Palette::of(ui.visuals());
        if let Some(correction) = self.app.correction_at(self.finding.range) {
            let text = format!("Should read: {}", shown(&correction.text));
            ui.label(soft(ui, text).color(p.ok));
        } else if let Some(repair) = &self.finding.repair {
            let readings: Vec<String> = repair.readings().map(|(r, _)| shown(r)).collect();
            if !readings.is_empty() {
                ui.label(soft(ui, format!("Perhaps: {}", readings.join(" · "))));
            }
        }
    }

    fn answers(&self, ui: &mut Ui, out: &mut Out) {
        let key = |action| keys::of(&self.app.bindings, action);
        let is_open = self.session.is_open(self.i);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(5.0, 5.0);
            if is_open {
                if keyed_button(ui, "Confirm", &key(Action::Confirm), true).clicked() {
                    out.command(Command::Confirm(self.i));
                }
                if keyed_button(ui, "Dismiss", &key(Action::Dismiss), false).clicked() {
                    out.command(Command::Dismiss(self.i));
                }
                let alike = "Dismiss all like this";
                let whole = self.finding.range.is_document();
                if !whole && keyed_button(ui, alike, &key(Action::DismissAlike), false).clicked() {
                    out.command(Command::DismissAlike(self.i));
                }
            } else if keyed_button(ui, "Take back", "", false).clicked() {
                out.command(Command::Reconsider(self.i));
            }
            let correct = !self.finding.range.is_document();
            if correct && keyed_button(ui, "Correct…", &key(Action::Correct), false).clicked() {
                out.dialog = Dialog::correct(self.app, self.i);
            }
            if keyed_button(ui, "Why?", &key(Action::Why), false).clicked() {
                out.dialog = Dialog::why(self.app, self.i);
            }
        });
    }
}

/// A reading on one line; where it is empty, that.
fn shown(reading: &str) -> String {
    match reading.trim() {
        "" if reading.is_empty() => "(left out)".to_owned(),
        "" => "(a space)".to_owned(),
        _ => excerpt(reading, 80),
    }
}

fn passage(session: &Session, finding: &Finding) -> String {
    if finding.range.is_document() {
        return "The whole document".to_owned();
    }
    let words = finding.range.of(&session.document.text);
    let words = words.filter(|t| !t.trim().is_empty());
    words.map_or_else(|| "(white space)".to_owned(), |t| excerpt(t, 140))
}
