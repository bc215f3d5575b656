//! Findings with their reasons, to be confirmed, dismissed or corrected; and what was checked and found clean.

use crate::annotation::Verdict;
use crate::app::{Command, Focus, Session};
use crate::quality::Finding;
use crate::ui::Out;
use crate::ui::dialogs::Dialog;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{excerpt, keyed_button, section, sentence, soft};
use egui::{RichText, Sense, Ui};
use std::collections::BTreeSet;

/// The tab's state.
#[derive(Default)]
pub struct Quality {
    /// Whether findings of the second tier are listed.
    all: bool,
    /// Whether answered findings are listed.
    answered: bool,
    shown: Option<usize>,
    list: List,
}

/// The findings that are listed, worked out once a state of the layers.
#[derive(Default)]
struct List {
    made_for: Option<(u64, bool, bool)>,
    /// Indices of the findings.
    findings: Vec<usize>,
    /// How many are of the second tier.
    less_sure: usize,
    /// What was checked and found clean.
    clean: String,
}

impl List {
    fn refresh(&mut self, session: &Session, findings: &[Finding], all: bool, answered: bool) {
        let state = (session.layers.revision(), all, answered);
        if self.made_for == Some(state) {
            return;
        }
        let is_listed =
            |&(i, f): &(usize, &Finding)| (all || f.tier == 1) && (answered || session.is_open(i));
        let listed = findings.iter().enumerate().filter(is_listed);
        self.findings = listed.map(|(i, _)| i).collect();
        self.less_sure = findings.iter().filter(|f| f.tier > 1).count();
        self.clean = clean(findings);
        self.made_for = Some(state);
    }
}

/// Most cards that are drawn: nobody reads more at once, and the keys reach all of them.
const CARDS: usize = 200;

/// Draws the tab.
pub fn show(ui: &mut Ui, session: &Session, state: &mut Quality, out: &mut Out) {
    let Some(analysis) = &session.analysis else {
        ui.label(soft(ui, session.at_work("Checking the document")));
        return;
    };
    if let Some(problem) = &analysis.problem {
        ui.colored_label(Palette::of(ui.visuals()).warn, problem.as_str());
    }
    let layers = &session.layers;
    let (all, answered) = (state.all, state.answered);
    state
        .list
        .refresh(session, &analysis.findings, all, answered);
    let list = std::mem::take(&mut state.list);
    options(ui, list.less_sure, layers.answered(), state);
    // The one in focus is shown, whatever else is.
    let focus = match session.focus {
        Focus::Finding(i) if list.findings.binary_search(&i).is_err() => Some(i),
        _ => None,
    };
    let total = list.findings.len() + usize::from(focus.is_some());
    let shown = focus.into_iter().chain(list.findings.iter().copied());
    egui::ScrollArea::vertical()
        .id_salt("quality")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            if total == 0 {
                nothing(ui, &analysis.findings);
            }
            for (n, i) in shown.enumerate().take(CARDS) {
                let Some(finding) = analysis.findings.get(i) else {
                    continue;
                };
                card(
                    ui,
                    session,
                    state,
                    finding,
                    i,
                    layers.verdict(i),
                    (n + 1, total),
                    out,
                );
            }
            if total > CARDS {
                ui.label(soft(
                    ui,
                    format!(
                        "{} more: “Next finding” goes through all of them",
                        total - CARDS
                    ),
                ));
            }
            if !list.clean.is_empty() {
                section(ui, "Checked, nothing found");
                ui.label(soft(ui, list.clean.as_str()));
            }
        });
    state.list = list;
}

fn options(ui: &mut Ui, less_sure: usize, answered: usize, state: &mut Quality) {
    if less_sure + answered == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if less_sure > 0 {
            ui.checkbox(
                &mut state.all,
                soft(ui, format!("Less certain ({less_sure})")),
            );
        }
        if answered > 0 {
            ui.checkbox(
                &mut state.answered,
                soft(ui, format!("Answered ({answered})")),
            );
        }
    });
}

fn nothing(ui: &mut Ui, findings: &[Finding]) {
    ui.add_space(8.0);
    let text = if findings.iter().any(|f| f.tier == 1) {
        "All findings are answered."
    } else {
        "Nothing was found."
    };
    ui.label(text);
}

#[expect(
    clippy::too_many_arguments,
    reason = "a card shows one finding with all that is known about it"
)]
fn card(
    ui: &mut Ui,
    session: &Session,
    state: &mut Quality,
    finding: &Finding,
    i: usize,
    verdict: Option<Verdict>,
    (n, of): (usize, usize),
    out: &mut Out,
) {
    let p = Palette::of(ui.visuals());
    let on = session.focus == Focus::Finding(i);
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
    let response = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let severity = finding.severity.title().to_lowercase();
                let tier = if finding.tier > 1 {
                    " · less certain"
                } else {
                    ""
                };
                let head = soft(
                    ui,
                    format!("{} · {severity}{tier}", finding.category.title()),
                );
                ui.label(head.color(p.severity(finding.severity)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let right = verdict.map_or(format!("{n} of {of}"), |v| v.id().to_owned());
                    ui.label(soft(ui, right));
                });
            });
            let passage = finding
                .range
                .of(&session.document.text)
                .filter(|t| !t.trim().is_empty());
            let passage = passage.map_or_else(|| "(white space)".to_owned(), |t| excerpt(t, 140));
            let passage = if finding.range.is_document() {
                "The whole document".to_owned()
            } else {
                passage
            };
            ui.label(RichText::new(passage).size(14.5).family(theme::reading()));
            ui.label(soft(ui, sentence(&finding.reason)));
            if on {
                answers(ui, finding, i, verdict, out);
            }
        })
        .response;
    // A card that is open has buttons of its own, which a press is meant for.
    let response = if on {
        response
    } else {
        response.interact(Sense::click())
    };
    response.widget_info(|| {
        let label = format!("Finding: {}. {}", finding.category.title(), finding.reason);
        egui::WidgetInfo::selected(egui::accesskit::Role::ListBoxOption, true, on, label)
    });
    if on && state.shown != Some(i) {
        response.scroll_to_me(None);
        state.shown = Some(i);
    }
    if !on && response.clicked() {
        out.command(Command::Focus(Focus::Finding(i)));
    }
    ui.add_space(3.0);
}

fn answers(ui: &mut Ui, finding: &Finding, i: usize, verdict: Option<Verdict>, out: &mut Out) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(5.0, 5.0);
        if verdict.is_some() {
            if keyed_button(ui, "Take back", "", false).clicked() {
                out.command(Command::Reconsider(i));
            }
            return;
        }
        if keyed_button(ui, "Confirm", "Y", true).clicked() {
            out.command(Command::Confirm(i));
        }
        if keyed_button(ui, "Dismiss", "X", false).clicked() {
            out.command(Command::Dismiss(i));
        }
        if !finding.range.is_document()
            && keyed_button(ui, "Dismiss all like this", "Shift+X", false).clicked()
        {
            out.command(Command::DismissAlike(i));
        }
        if !finding.range.is_document() && keyed_button(ui, "Correct…", "C", false).clicked() {
            out.dialog = Some(Dialog::correction(i, finding));
        }
    });
}

/// What was checked and found clean.
fn clean(findings: &[Finding]) -> String {
    let found: BTreeSet<_> = findings.iter().map(|f| f.category).collect();
    let names: BTreeSet<&str> = crate::quality::registry()
        .iter()
        .map(|c| c.category())
        .filter(|c| !found.contains(c))
        .map(|c| c.title())
        .collect();
    names.into_iter().collect::<Vec<_>>().join(" · ")
}
