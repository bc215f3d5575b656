//! Findings with their reasons, to be confirmed, dismissed or corrected; and what was checked and found clean.

mod card;
mod filters;

use crate::app::findings::Listed;
use crate::app::session::Analysis;
use crate::app::{App, FindingFilter, Focus, Session};
use crate::quality::Finding;
use crate::ui::Out;
use crate::ui::theme::Palette;
use crate::ui::widgets::{count, section, soft};
use egui::Ui;
use std::collections::BTreeSet;

/// The tab's state.
#[derive(Default)]
pub struct Quality {
    shown: Option<usize>,
    list: List,
}

/// The findings that are listed, worked out once a state of the layers.
#[derive(Default)]
struct List {
    made_for: Option<(u64, FindingFilter)>,
    listed: Listed,
    /// What was checked and found clean.
    clean: String,
}

impl List {
    fn refresh(&mut self, session: &Session, filter: FindingFilter, analysis: &Analysis) {
        let state = (session.layers.revision(), filter);
        if self.made_for != Some(state) {
            self.listed = Listed::of(session, &filter);
            self.clean = clean(analysis);
            self.made_for = Some(state);
        }
    }
}

/// Most cards that are drawn: nobody reads more at once, and the keys reach all of them.
const CARDS: usize = 200;

/// Draws the tab.
pub fn show(ui: &mut Ui, app: &App, session: &Session, state: &mut Quality, out: &mut Out) {
    let Some(analysis) = &session.analysis else {
        ui.label(soft(ui, session.at_work("Checking the document")));
        return;
    };
    if let Some(problem) = &analysis.problem {
        ui.colored_label(Palette::of(ui.visuals()).warn, problem.as_str());
    }
    let mut list = std::mem::take(&mut state.list);
    list.refresh(session, app.findings, analysis);
    if !analysis.findings.is_empty() {
        filters::show(ui, &list.listed, app.findings, out);
    }
    egui::ScrollArea::vertical()
        .id_salt("quality")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            cards(ui, app, session, state, &list.listed.findings, out);
            checked(ui, analysis, &list.clean);
        });
    state.list = list;
}

fn cards(
    ui: &mut Ui,
    app: &App,
    session: &Session,
    state: &mut Quality,
    listed: &[usize],
    out: &mut Out,
) {
    // The one in focus is shown, whatever else is.
    let focus = match session.focus {
        Focus::Finding(i) if listed.binary_search(&i).is_err() => Some(i),
        _ => None,
    };
    let total = listed.len() + usize::from(focus.is_some());
    if total == 0 {
        nothing(ui, app.findings, session);
    }
    let shown = focus.into_iter().chain(listed.iter().copied());
    for (n, i) in shown.enumerate().take(CARDS) {
        let Some(finding) = session.findings().get(i) else {
            continue;
        };
        let card = card::Card {
            app,
            session,
            finding,
            i,
            place: (n + 1, total),
        };
        let on = session.focus == Focus::Finding(i);
        let response = card.show(ui, out);
        if on && state.shown != Some(i) {
            response.scroll_to_me(None);
            state.shown = Some(i);
        }
    }
    if total > CARDS {
        let more = total - CARDS;
        let text = format!("{more} more: “Next finding” goes through all of them");
        ui.label(soft(ui, text));
    }
}

/// Why no finding is listed.
fn nothing(ui: &mut Ui, filter: FindingFilter, session: &Session) {
    ui.add_space(8.0);
    let findings = session.findings();
    let certain = findings.iter().any(|f| f.tier == 1);
    let is_usual = filter == FindingFilter::default();
    let all = session
        .analysis
        .as_ref()
        .map_or(0, |a| a.raw.findings.len());
    let text = match (findings.is_empty(), is_usual) {
        (true, _) if all > 0 => {
            "Nothing is left to show: checks are switched off, or what they found is allowed (Review, Checks…)."
        }
        (true, _) => "Nothing was found.",
        (false, true) if !certain => "Nothing was found that is certain.",
        (false, true) => "All findings are answered.",
        (false, false) => "No finding fits this filter.",
    };
    ui.label(text);
}

/// What was looked for: how many checks, which found nothing, which failed or are switched off.
fn checked(ui: &mut Ui, analysis: &Analysis, clean: &str) {
    let all = crate::quality::registry().len();
    let left_out = analysis.failed.len() + analysis.off.len();
    if !clean.is_empty() {
        section(ui, "Checked, nothing found");
        ui.label(soft(ui, clean));
    }
    section(ui, "What was checked");
    let ran = count(all.saturating_sub(left_out), "check", "checks");
    ui.label(soft(
        ui,
        format!("{ran} of {all} looked through the document."),
    ));
    for (what, ids) in [
        ("Failed", &analysis.failed),
        ("Switched off", &analysis.off),
    ] {
        if !ids.is_empty() {
            ui.label(soft(ui, format!("{what}: {}", titles(ids))));
        }
    }
}

fn titles(ids: &[&'static str]) -> String {
    let title = |id: &&str| crate::quality::by_id(id).map(|c| c.category().title());
    let titles: Vec<_> = ids.iter().filter_map(title).collect();
    titles.join(" · ")
}

/// What was checked and found clean.
fn clean(analysis: &Analysis) -> String {
    let found: BTreeSet<_> = analysis.findings.iter().map(category).collect();
    let ran = |id: &str| !analysis.failed.contains(&id) && !analysis.off.contains(&id);
    let names: BTreeSet<&str> = crate::quality::registry()
        .iter()
        .filter(|c| ran(c.id()) && !found.contains(&c.category()))
        .map(|c| c.category().title())
        .collect();
    names.into_iter().collect::<Vec<_>>().join(" · ")
}

fn category(finding: &Finding) -> crate::annotation::Category {
    finding.category
}
