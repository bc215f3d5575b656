//! One theme for all hits of the search, with a preview.

use super::annotate::{entered, fitting, row};
use super::title;
use crate::annotation::ThemeId;
use crate::app::{App, Command, HitTheme, Session};
use crate::library::search::{Unit, around};
use crate::text::TextRange;
use crate::ui::Out;
use crate::ui::inspector::words;
use crate::ui::theme::Palette;
use crate::ui::widgets::{count, excerpt, keyed_button, soft};
use egui::{Key, Sense, Ui, vec2};
use std::sync::Arc;

/// Passages that the preview shows.
const SHOWN: usize = 4;

/// What is chosen so far.
#[derive(Default)]
pub struct TagHits {
    query: String,
    at: usize,
    unit: Unit,
    /// What the program was last asked to work out.
    asked: Option<(u64, Unit)>,
    preview: Preview,
}

/// How many passages there are, and how many have the theme; worked out once a choice.
#[derive(Default)]
struct Preview {
    made_for: Option<(Option<ThemeId>, Arc<[TextRange]>)>,
    fresh: Vec<TextRange>,
    tagged: usize,
    /// How many would be tagged.
    count: usize,
}

impl Preview {
    fn refresh(&mut self, app: &App, theme: Option<ThemeId>, passages: &Arc<[TextRange]>) {
        let same = |(of, p): &(Option<ThemeId>, Arc<[TextRange]>)| {
            *of == theme && Arc::ptr_eq(p, passages)
        };
        if self.made_for.as_ref().is_some_and(same) {
            return;
        }
        self.made_for = Some((theme, passages.clone()));
        let tagged = theme.map(|t| app.tagged(t)).unwrap_or_default();
        let fresh = passages.iter().filter(|p| !tagged.contains(p));
        self.count = fresh.clone().count();
        self.tagged = passages.len() - self.count;
        self.fresh = fresh.take(SHOWN).copied().collect();
    }
}

impl TagHits {
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        let Some(session) = &app.session else {
            return false;
        };
        title(
            ui,
            &format!("Tag all hits of “{}”", excerpt(app.search.query(), 40)),
        );
        if let Some(why) = app.why_not_tag_hits() {
            ui.label(why);
            return true;
        }
        self.units(ui);
        let chosen = self.theme(ui, app);
        ui.separator();
        let ready = self.gather(app, chosen.as_ref(), out);
        self.preview(ui, session, ready);
        let Some(theme) = chosen.filter(|_| ready && self.preview.count > 0) else {
            return true;
        };
        let n = count(self.preview.count, "passage", "passages");
        let done = keyed_button(ui, &format!("Tag {n}"), "Enter", true).clicked();
        if done || entered(ui, false) {
            out.command(Command::TagHits(theme, self.unit));
            return false;
        }
        true
    }

    /// How much of the text around a hit is tagged.
    fn units(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.label("Tag");
            for &unit in Unit::ALL {
                ui.radio_value(&mut self.unit, unit, unit.title());
            }
        });
        ui.add_space(2.0);
    }

    /// The theme that is chosen.
    fn theme(&mut self, ui: &mut Ui, app: &App) -> Option<HitTheme> {
        let field = egui::TextEdit::singleline(&mut self.query)
            .hint_text("Type to filter, or a new name")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field);
        if ui.ctx().memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        if response.changed() {
            self.at = 0;
        }
        let themes = fitting(app, &self.query);
        let name = self.query.trim().to_owned();
        let creates = !name.is_empty()
            && !themes
                .iter()
                .any(|(_, t)| t.name.eq_ignore_ascii_case(&name));
        let n = themes.len() + usize::from(creates);
        self.step(ui, n);
        let mut at = self.at;
        egui::ScrollArea::vertical()
            .max_height(170.0)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for (i, (depth, theme)) in themes.iter().enumerate() {
                    if row(ui, theme, *depth, i == at) {
                        at = i;
                    }
                }
                if creates {
                    let text = format!("Make the theme “{name}”");
                    if ui.selectable_label(at == themes.len(), text).clicked() {
                        at = themes.len();
                    }
                }
            });
        let chosen = match themes.get(at) {
            Some((_, theme)) => Some(HitTheme::Known(theme.id)),
            None => creates.then_some(HitTheme::New(name)),
        };
        self.at = at;
        chosen
    }

    fn step(&mut self, ui: &Ui, n: usize) {
        let (down, up) = ui.input(|i| (i.key_pressed(Key::ArrowDown), i.key_pressed(Key::ArrowUp)));
        self.at = (self.at + usize::from(down))
            .saturating_sub(usize::from(up))
            .min(n.saturating_sub(1));
    }

    /// Has the passages worked out; whether they are there.
    fn gather(&mut self, app: &App, theme: Option<&HitTheme>, out: &mut Out) -> bool {
        if let Some(passages) = app.search.passages(self.unit) {
            let theme = match theme {
                Some(HitTheme::Known(id)) => Some(*id),
                _ => None,
            };
            self.preview.refresh(app, theme, passages);
            return true;
        }
        let wanted = (app.search.version(), self.unit);
        if self.asked != Some(wanted) {
            self.asked = Some(wanted);
            out.command(Command::GatherPassages(self.unit));
        }
        false
    }

    fn preview(&self, ui: &mut Ui, session: &Session, ready: bool) {
        if !ready {
            ui.label(soft(ui, "Counting the passages…"));
            return;
        }
        let mut said = count(self.preview.count, "passage", "passages");
        if self.preview.tagged > 0 {
            said += &format!(", {} more already have this theme", self.preview.tagged);
        }
        ui.label(said);
        for &passage in &self.preview.fresh {
            let around = around(&session.document, passage);
            let size = vec2(ui.available_width(), 22.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| {
                let name = format!("{}{}{}", around.before, around.hit, around.after);
                egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, name)
            });
            words(ui, rect, &around);
        }
        let more = self.preview.count.saturating_sub(self.preview.fresh.len());
        if more > 0 {
            let p = Palette::of(ui.visuals());
            ui.label(soft(ui, format!("and {more} more")).color(p.faint));
        }
        ui.add_space(4.0);
    }
}
