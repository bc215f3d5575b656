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
    let verdicts = &session.verdicts;
    options(ui, &analysis.findings, verdicts, state);
    let shown: Vec<usize> = (0..analysis.findings.len())
        .filter(|&i| {
            let tier = analysis.findings.get(i).map_or(1, |f| f.tier);
            let answered = verdicts.get(i).is_some_and(Option::is_some);
            let focus = session.focus == Focus::Finding(i);
            focus || ((state.all || tier == 1) && (state.answered || !answered))
        })
        .collect();
    egui::ScrollArea::vertical()
        .id_salt("quality")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            if shown.is_empty() {
                nothing(ui, &analysis.findings);
            }
            for (n, &i) in shown.iter().enumerate().take(CARDS) {
                let (Some(finding), Some(verdict)) = (analysis.findings.get(i), verdicts.get(i))
                else {
                    continue;
                };
                card(
                    ui,
                    session,
                    state,
                    finding,
                    i,
                    *verdict,
                    (n + 1, shown.len()),
                    out,
                );
            }
            if shown.len() > CARDS {
                ui.label(soft(
                    ui,
                    format!("{} more: F8 goes through all of them", shown.len() - CARDS),
                ));
            }
            clean(ui, &analysis.findings);
        });
}

fn options(ui: &mut Ui, findings: &[Finding], verdicts: &[Option<Verdict>], state: &mut Quality) {
    let less_sure = findings.iter().filter(|f| f.tier > 1).count();
    let answered = verdicts.iter().flatten().count();
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
        if !finding.range.is_document() && keyed_button(ui, "Correct…", "C", false).clicked() {
            out.dialog = Some(Dialog::correction(i, finding));
        }
    });
}

/// What was checked and found clean.
fn clean(ui: &mut Ui, findings: &[Finding]) {
    let found: BTreeSet<_> = findings.iter().map(|f| f.category).collect();
    let names: BTreeSet<&str> = crate::quality::registry()
        .iter()
        .map(|c| c.category())
        .filter(|c| !found.contains(c))
        .map(|c| c.title())
        .collect();
    if names.is_empty() {
        return;
    }
    section(ui, "Checked, nothing found");
    ui.label(soft(ui, names.into_iter().collect::<Vec<_>>().join(" · ")));
}
