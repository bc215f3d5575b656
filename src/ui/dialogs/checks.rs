//! What the root wants of the checks (`checks.ron`): each check with what it finds, switched on or off, graded; what is
//! allowed.

use super::title;
use crate::annotation::check_rules::ANY;
use crate::annotation::{CheckKey, CheckRules, Severity};
use crate::app::{App, Command, Session, lower_first};
use crate::quality::{Check, by_id, registry};
use crate::ui::Out;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{at_right, excerpt, keyed_button, one_line, option, soft, tabs};
use egui::accesskit::Role;
use egui::{FontId, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Tab {
    #[default]
    Checks,
    Allowed,
}

/// Findings of a check in the document on screen: as the checks gave them, and of these the ones that the rules leave.
type Found = (usize, usize);

/// The dialog's state.
#[derive(Default)]
pub struct Checks {
    tab: Tab,
    /// The check that is told about, by its place in the registry.
    told: usize,
    /// Whether all is told about it.
    in_full: bool,
    /// By the state of the layers.
    found: Option<(u64, Vec<Found>)>,
    filter: String,
    /// What is allowed and fits the filter, by the state of the rules.
    rows: Option<((u64, usize, String), Vec<CheckKey>)>,
    selected: Option<CheckKey>,
}

const ROW: f32 = 28.0;
/// Room below the rows: for what is told about a check, and the foot.
const BELOW: f32 = 250.0;
/// Least room for a number, so that the columns stand in line.
const NUMBER: f32 = 84.0;
/// Room for a grade.
const GRADE: f32 = 170.0;

impl Checks {
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, "Checks");
        ui.label(soft(ui, app.checks_path().display().to_string()));
        if !app.may_change_checks() {
            let why = "The file is broken, or of a newer version: mend it first. What was good of it before stays in force";
            ui.colored_label(ui.visuals().error_fg_color, why);
        }
        let allowed = app.rules().allowed().count();
        let names = [
            (Tab::Checks, format!("Checks {}", registry().len())),
            (Tab::Allowed, format!("Allowed {allowed}")),
        ];
        if let Some(tab) = tabs(ui, self.tab, &names) {
            self.tab = tab;
        }
        match self.tab {
            Tab::Checks => self.checks(ui, app, out),
            Tab::Allowed => self.allowed(ui, app, out),
        }
        ui.add_space(6.0);
        !keyed_button(ui, "Close", "Esc", false).clicked()
    }

    fn checks(&mut self, ui: &mut Ui, app: &App, out: &mut Out) {
        self.look(app.session.as_ref());
        let height = (ui.available_height() - BELOW).max(3.0 * ROW);
        let found = self.found.as_ref().map(|(_, found)| found);
        let mut told = self.told;
        rows(ui, "checks", height, registry().len(), |ui, n| {
            let Some(check) = registry().get(n) else {
                return;
            };
            let found = found.and_then(|f| f.get(n)).copied();
            if check_row(ui, app, *check, told == n, found, out) {
                told = n;
            }
        });
        if told != self.told {
            (self.told, self.in_full) = (told, false);
        }
        ui.separator();
        let room = (ui.available_height() - 44.0).max(2.0 * ROW);
        egui::ScrollArea::vertical()
            .id_salt("about a check")
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if let Some(check) = registry().get(self.told) {
                    self.about(ui, app, *check, out);
                }
            });
    }

    /// Counts the findings of each check where the layers are other ones.
    fn look(&mut self, session: Option<&Session>) {
        let Some((session, analysis)) = session.and_then(|s| Some((s, s.analysis.as_ref()?)))
        else {
            self.found = None;
            return;
        };
        let state = session.layers.revision();
        if self.found.as_ref().is_some_and(|(of, _)| *of == state) {
            return;
        }
        let mut found = vec![Found::default(); registry().len()];
        let place = |id: &str| registry().iter().position(|c| c.id() == id);
        for finding in analysis.raw.findings.iter() {
            if let Some((all, _)) = place(finding.check).and_then(|n| found.get_mut(n)) {
                *all += 1;
            }
        }
        for finding in analysis.findings.iter() {
            if let Some((_, left)) = place(finding.check).and_then(|n| found.get_mut(n)) {
                *left += 1;
            }
        }
        self.found = Some((state, found));
    }

    /// What there is to know about a check, and how its findings are graded.
    fn about(&mut self, ui: &mut Ui, app: &App, check: &dyn Check, out: &mut Out) {
        let name = check.category().title();
        ui.label(RichText::new(name).family(theme::strong()));
        ui.label(check.about());
        grades(ui, app, check, out);
        let what = if self.in_full {
            "Less about this check"
        } else {
            "Why it matters, examples, and known false alarms"
        };
        if ui.link(what).clicked() {
            self.in_full = !self.in_full;
        }
        if self.in_full {
            page(ui, check);
        }
    }

    fn allowed(&mut self, ui: &mut Ui, app: &App, out: &mut Out) {
        let rules = app.rules();
        self.refresh(app, rules);
        let name = "Filter what is allowed";
        let field = egui::TextEdit::singleline(&mut self.filter)
            .hint_text(name)
            .desired_width(260.0);
        ui.add(field.margin(egui::Margin::symmetric(8, 4)));
        let height = (ui.available_height() - 96.0).max(3.0 * ROW);
        let shown = self.rows.as_ref().map_or(&[][..], |(_, rows)| rows);
        if shown.is_empty() {
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                ui.label(soft(ui, nothing_allowed(&self.filter)));
            });
        }
        let mut chosen = None;
        if !shown.is_empty() {
            rows(ui, "allowed", height, shown.len(), |ui, n| {
                if let Some(key) = shown.get(n)
                    && allow_row(ui, rules, key, self.selected.as_ref() == Some(key))
                {
                    chosen = Some(key.clone());
                }
            });
        }
        self.selected = chosen.or(self.selected.take());
        self.remove(ui, app, out);
    }

    /// Looks up the rows where rules or filter are other ones.
    fn refresh(&mut self, app: &App, rules: &CheckRules) {
        let revision = app.workspace.checks_file.revision;
        let made_for = (revision, rules.set().len(), self.filter.clone());
        if self.rows.as_ref().is_some_and(|(of, _)| *of == made_for) {
            return;
        }
        let filter = self.filter.trim().to_lowercase();
        let fits = |s: &str| s.to_lowercase().contains(&filter);
        let shown = rules
            .allowed()
            .filter(|r| {
                filter.is_empty() || fits(&r.passage) || fits(&r.note) || fits(check_name(&r.check))
            })
            .map(|r| CheckKey::Allow(r.check.clone(), r.passage.clone()));
        self.rows = Some((made_for, shown.collect()));
        // What was undone or changed elsewhere is no longer there.
        self.selected
            .take_if(|key| rules.get(key.clone()).is_none());
    }

    fn remove(&mut self, ui: &mut Ui, app: &App, out: &mut Out) {
        ui.add_space(4.0);
        let may = self.selected.is_some() && app.may_change_checks();
        ui.horizontal(|ui| {
            let button = |ui: &mut Ui| keyed_button(ui, "Remove", "", false);
            let pressed = ui.add_enabled_ui(may, button).inner.clicked();
            if pressed
                && may
                && let Some(key) = self.selected.take()
            {
                out.command(Command::RemoveRule(key));
            }
            let what = match &self.selected {
                Some(CheckKey::Allow(_, passage)) => format!("“{}”", excerpt(passage, 60)),
                _ => "Choose a rule to remove it".to_owned(),
            };
            ui.label(soft(ui, what));
        });
    }
}

/// Rows of one height, of which those in view are drawn.
fn rows(ui: &mut Ui, name: &str, height: f32, n: usize, mut row: impl FnMut(&mut Ui, usize)) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical()
            .id_salt(name)
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, ROW, n, |ui, shown| shown.for_each(|n| row(ui, n)));
    });
}

const fn nothing_allowed(filter: &str) -> &'static str {
    if filter.is_empty() {
        "Nothing yet. Choose “Dismiss all like this” on a finding, or write a record of the kind “allow” into the file."
    } else {
        "Nothing fits the filter"
    }
}

/// A check with its switch; whether its row was pressed.
fn check_row(
    ui: &mut Ui,
    app: &App,
    check: &dyn Check,
    told: bool,
    found: Option<Found>,
    out: &mut Out,
) -> bool {
    let on = !app.rules().is_off(check.id());
    let number = found_in_words(found, on);
    let grade = grade_in_words(app.rules(), check.id());
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        switch(ui, app, check, on, out);
        let name = check.category().title();
        let all = [name, number.as_str(), grade.as_str()].into_iter();
        let spoken: Vec<&str> = all.filter(|s| !s.is_empty()).collect();
        let (mut at, pressed) = line(ui, told, &spoken.join(", "));
        let p = Palette::of(ui.visuals());
        at.max.x -= at_right(ui, at, &number, SMALL_TEXT, p.soft).max(NUMBER) + 8.0;
        let left = pos2((at.max.x - GRADE).max(at.min.x), at.min.y);
        let behind = Rect::from_min_max(left, at.max);
        at.max.x = left.x;
        let (small, usual) = (SMALL_TEXT, theme::PANEL_TEXT);
        one_line(ui, behind, &grade, FontId::proportional(small), p.accent);
        let colour = if on { p.ink } else { p.soft };
        one_line(ui, at, name, FontId::proportional(usual), colour);
        pressed
    });
    row.inner
}

/// The switch of a check.
fn switch(ui: &mut Ui, app: &App, check: &dyn Check, on: bool, out: &mut Out) {
    let (mut now, may) = (on, app.may_change_checks());
    let switch = egui::Checkbox::without_text(&mut now);
    let switch = |ui: &mut Ui| ui.add_sized(vec2(ROW, ROW), switch);
    let response = ui.add_enabled_ui(may, switch).inner;
    let name = format!("Run “{}”", check.category().title());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, may, now, name.as_str()));
    if response.changed() {
        out.command(Command::SwitchCheck(check.id(), now));
    }
}

/// A row that can be chosen; its ground is drawn. Where it is, and whether it was pressed.
fn line(ui: &mut Ui, chosen: bool, spoken: &str) -> (Rect, bool) {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, spoken));
    let ground = match chosen {
        true => Some(theme::mix(p.panel, p.accent, 0.18)),
        false if response.hovered() => Some(theme::mix(p.panel, p.ink, 0.04)),
        false => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 6.0, ground);
    }
    (rect.shrink2(vec2(8.0, 0.0)), response.clicked())
}

fn found_in_words(found: Option<Found>, on: bool) -> String {
    match found {
        None if on => String::new(),
        None => "off".to_owned(),
        Some((0, _)) if !on => "off".to_owned(),
        Some((all, _)) if !on => format!("off, {all} here"),
        Some((all, left)) if left < all => format!("{left} of {all} here"),
        Some((0, _)) => "none here".to_owned(),
        Some((all, _)) => format!("{all} here"),
    }
}

/// How a check is graded otherwise; empty where it is not.
fn grade_in_words(rules: &CheckRules, check: &str) -> String {
    let (severity, tier) = rules.grade(check);
    let severity = severity.map(|s| lower_first(s.title()));
    let tier = tier.map(|t| lower_first(tier_name(Some(t))));
    let both: Vec<String> = severity.into_iter().chain(tier).collect();
    both.join(" · ")
}

const fn tier_name(tier: Option<u8>) -> &'static str {
    match tier {
        None => AS_FOUND,
        Some(1) => "Shown by default",
        Some(_) => "Less certain",
    }
}

const AS_FOUND: &str = "As found";

/// The choices of severity and tier.
fn grades(ui: &mut Ui, app: &App, check: &dyn Check, out: &mut Out) {
    let before = app.rules().grade(check.id());
    let (mut severity, mut tier) = before;
    ui.add_enabled_ui(app.may_change_checks(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let name = ui.label("Severity");
            let shown = severity.map_or(AS_FOUND, Severity::title);
            let combo = egui::ComboBox::from_id_salt("severity of a check").selected_text(shown);
            let combo = combo.show_ui(ui, |ui| {
                option(ui, &mut severity, None, AS_FOUND);
                for &s in Severity::ALL {
                    option(ui, &mut severity, Some(s), s.title());
                }
            });
            combo.response.labelled_by(name.id);
            ui.add_space(12.0);
            let name = ui.label("Certainty");
            let combo = egui::ComboBox::from_id_salt("tier of a check").width(150.0);
            let combo = combo.selected_text(tier_name(tier)).show_ui(ui, |ui| {
                for t in [None, Some(1), Some(2)] {
                    option(ui, &mut tier, t, tier_name(t));
                }
            });
            combo.response.labelled_by(name.id);
        });
    });
    if (severity, tier) != before {
        out.command(Command::GradeCheck {
            check: check.id(),
            severity,
            tier,
        });
    }
}

/// The rest of the page of a check.
fn page(ui: &mut Ui, check: &dyn Check) {
    let page = check.page();
    ui.add_space(4.0);
    ui.label(page.matters);
    for example in page.examples {
        let found = match excerpt(example.found, 120) {
            found if found.is_empty() => "the document as a whole".to_owned(),
            found => format!("“{found}”"),
        };
        let text = excerpt(example.text, 200);
        ui.label(soft(ui, format!("In “{text}”: {found}")));
    }
    ui.add_space(4.0);
    ui.label(format!("Known false alarms: {}", page.false_alarms));
}

fn allow_row(ui: &mut Ui, rules: &CheckRules, key: &CheckKey, chosen: bool) -> bool {
    let CheckKey::Allow(check, passage) = key else {
        return false;
    };
    let note = rules
        .allowed()
        .find(|r| r.check == *check && r.passage == *passage);
    let note = note.map_or("", |r| r.note.as_str());
    let name = check_name(check);
    let spoken = match note {
        "" => format!("{passage}, {name}"),
        note => format!("{passage}, {name}, {note}"),
    };
    let (mut at, pressed) = line(ui, chosen, &spoken);
    let p = Palette::of(ui.visuals());
    at.max.x -= at_right(ui, at, name, SMALL_TEXT, p.soft).max(GRADE) + 8.0;
    let words = Rect::from_min_max(at.min, pos2(at.center().x.max(at.max.x - 240.0), at.max.y));
    let rest = Rect::from_min_max(pos2(words.max.x + 8.0, at.min.y), at.max);
    let font = FontId::proportional(theme::PANEL_TEXT);
    one_line(ui, words, passage, font, p.ink);
    one_line(ui, rest, note, FontId::proportional(SMALL_TEXT), p.soft);
    pressed
}

/// What a check is called in a rule.
fn check_name(check: &str) -> &str {
    match check {
        ANY => "every check",
        id => by_id(id).map_or(id, |c| c.category().title()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_what_the_rules_leave() {
        assert_eq!(found_in_words(Some((3, 3)), true), "3 here");
        assert_eq!(found_in_words(Some((3, 1)), true), "1 of 3 here");
        assert_eq!(found_in_words(Some((3, 0)), false), "off, 3 here");
        assert_eq!(found_in_words(Some((0, 0)), true), "none here");
        assert_eq!(found_in_words(None, false), "off");
    }
}
