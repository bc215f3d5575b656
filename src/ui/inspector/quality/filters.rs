//! Which findings are listed: how certain, how they stand, how much they matter, of what kind; each choice with how many
//! it would list.

use crate::annotation::{Category, Severity};
use crate::app::findings::Listed;
use crate::app::{Command, FindingFilter, FindingState};
use crate::ui::Out;
use crate::ui::widgets::option;
use egui::accesskit::Role;
use egui::{ComboBox, RichText, Ui, WidgetInfo};

/// Draws the choices.
pub fn show(ui: &mut Ui, listed: &Listed, filter: FindingFilter, out: &mut Out) {
    let mut wanted = filter;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        let [certain, unsure] = listed.tiers;
        let tiers = [
            (Some(1), "Certain", certain),
            (Some(2), "Less certain", unsure),
            (None, "Certain or not", certain + unsure),
        ];
        choice(ui, "Certainty", &mut wanted.tier, tiers);
        let counted = FindingState::ALL.into_iter().zip(listed.states);
        let states = counted.map(|(s, n)| (Some(s), s.title(), n));
        let all = (None, "Any state", listed.states.iter().sum());
        choice(
            ui,
            "State",
            &mut wanted.state,
            [all].into_iter().chain(states),
        );
        let counted = Severity::ALL.iter().zip(listed.severities).rev();
        let severities = counted.map(|(&s, n)| (Some(s), s.title(), n));
        let all = (None, "Any severity", listed.severities.iter().sum());
        choice(
            ui,
            "Severity",
            &mut wanted.severity,
            [all].into_iter().chain(severities),
        );
        let counted = Category::ALL.iter().zip(listed.categories);
        let kinds = counted.map(|(&c, n)| (Some(c), c.title(), n));
        // The kinds that were not found would make a long list to choose nothing from.
        let kinds = kinds.filter(|(c, _, n)| *n > 0 || *c == filter.category);
        let all = (None, "Any kind", listed.categories.iter().sum());
        choice(
            ui,
            "Kind",
            &mut wanted.category,
            [all].into_iter().chain(kinds),
        );
    });
    if wanted != filter {
        out.command(Command::FilterFindings(wanted));
    }
    ui.add_space(2.0);
}

/// A list of choices that opens; what is chosen is its name.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    what: &str,
    value: &mut T,
    choices: impl IntoIterator<Item = (T, &'static str, usize)>,
) {
    let named = |title: &str, n: usize| format!("{title} ({n})");
    let choices: Vec<(T, String)> = choices
        .into_iter()
        .map(|(this, title, n)| (this, named(title, n)))
        .collect();
    let now = choices.iter().find(|(this, _)| this == value);
    let now = now.map_or("", |(_, name)| name.as_str());
    let shown = ComboBox::from_id_salt(("findings", what))
        .selected_text(RichText::new(now).size(12.5))
        .width(0.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for (this, name) in &choices {
                option(ui, value, *this, name);
            }
        });
    let name = format!("{what}: {now}");
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name.as_str()));
}
