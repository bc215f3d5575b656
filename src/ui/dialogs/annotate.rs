//! Dialogs that make annotations.

use super::title;
use crate::annotation::{AnnotationId, Category, Severity, Theme};
use crate::app::{App, Command, Focus};
use crate::text::TextRange;
use crate::ui::Out;
use crate::ui::target::Target;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{at_right, keyed_button, one_line, option, soft};
use egui::{Event, FontId, Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

/// Whether Enter (for texts: Ctrl+Enter) was pressed.
pub(super) fn entered(ui: &Ui, command: bool) -> bool {
    // The modifiers as they were at the press: a quick hand has let go of them by the end of the frame.
    ui.input(|i| {
        let enter = |e: &Event| {
            matches!(e, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.command == command)
        };
        i.events.iter().any(enter)
    })
}

/// A theme for a passage, filtered as one types.
pub struct Picker {
    target: Target,
    /// The annotation that is to get the theme; else a new one is made.
    on: Option<AnnotationId>,
    query: String,
    at: usize,
}

impl Picker {
    pub fn new(target: Target, on: Option<AnnotationId>) -> Self {
        Self {
            target,
            on,
            query: String::new(),
            at: 0,
        }
    }

    pub fn target(&self) -> TextRange {
        self.target.range
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, &format!("Theme for {}", self.target.name));
        let field = egui::TextEdit::singleline(&mut self.query)
            .hint_text("Type to filter, or a new name")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field);
        response.request_focus();
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
        let mut chosen = entered(ui, false).then_some(self.at);
        egui::ScrollArea::vertical()
            .max_height(280.0)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for (i, (depth, theme)) in themes.iter().enumerate() {
                    if row(ui, theme, *depth, i == self.at) {
                        chosen = Some(i);
                    }
                }
                if creates {
                    let text = format!("Make the theme “{name}”");
                    if ui.selectable_label(self.at == themes.len(), text).clicked() {
                        chosen = Some(themes.len());
                    }
                }
            });
        ui.label(soft(ui, "↑ ↓ choose · Enter tags · Esc closes"));
        let Some(chosen) = chosen.filter(|&c| c < n) else {
            return true;
        };
        out.command(match themes.get(chosen) {
            Some((_, theme)) => match self.on {
                Some(id) => Command::SetTheme(id, theme.id),
                None => Command::Tag(self.target.range, theme.id),
            },
            None => Command::TagNew(self.target.range, name),
        });
        false
    }

    fn step(&mut self, ui: &Ui, n: usize) {
        let (down, up) = ui.input(|i| (i.key_pressed(Key::ArrowDown), i.key_pressed(Key::ArrowUp)));
        if down {
            self.at = (self.at + 1).min(n.saturating_sub(1));
        }
        if up {
            self.at = self.at.saturating_sub(1);
        }
        self.at = self.at.min(n.saturating_sub(1));
    }
}

/// The themes whose name has every word that was typed.
pub(super) fn fitting<'a>(app: &'a App, query: &str) -> Vec<(usize, &'a Theme)> {
    let words: Vec<String> = query
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let fits = |t: &Theme| {
        let name = t.name.to_lowercase();
        words.iter().all(|w| name.contains(w))
    };
    app.workspace
        .codebook
        .tree()
        .into_iter()
        .filter(|(_, t)| fits(t))
        .collect()
}

pub(super) fn row(ui: &mut Ui, theme: &Theme, depth: usize, on: bool) -> bool {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            on,
            theme.name.as_str(),
        )
    });
    if on || response.hovered() {
        let fill = if on {
            p.selection
        } else {
            theme::mix(p.panel, p.ink, 0.05)
        };
        ui.painter().rect_filled(rect, 6.0, fill);
    }
    if on {
        response.scroll_to_me(None);
    }
    let x = rect.min.x + 8.0 + 14.0 * depth.min(6) as f32;
    let dot = Rect::from_center_size(pos2(x + 5.0, rect.center().y), egui::Vec2::splat(10.0));
    ui.painter().rect_filled(dot, 3.0, p.theme(theme.colour));
    let mut right = rect.shrink2(vec2(8.0, 0.0));
    if let Some(key) = theme.key {
        right.max.x -= at_right(ui, right, &key.to_string(), 11.0, p.faint) + 8.0;
    }
    let at = Rect::from_min_max(pos2(x + 18.0, rect.min.y), right.max);
    one_line(
        ui,
        at,
        &theme.name,
        FontId::proportional(theme::PANEL_TEXT),
        p.ink,
    );
    response.clicked()
}

/// A flag: category, severity, note.
pub struct Flag {
    target: Target,
    category: Category,
    severity: Severity,
    note: String,
}

impl Flag {
    pub fn new(target: Target) -> Self {
        let category = if target.range.is_document() {
            Category::MissingMetadata
        } else {
            Category::GarbledToken
        };
        Self {
            target,
            category,
            severity: Severity::Medium,
            note: String::new(),
        }
    }

    /// Whether something was typed that a press elsewhere must not throw away.
    pub fn has_draft(&self) -> bool {
        !self.note.trim().is_empty()
    }

    pub fn target(&self) -> TextRange {
        self.target.range
    }

    /// Kind and severity are changed without leaving the note.
    fn keys(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::ALT, key));
        for (key, forward) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(key) {
                self.category = beside(Category::ALL, self.category, forward);
            }
        }
        for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(key) {
                self.severity = beside(Severity::ALL, self.severity, forward);
            }
        }
    }

    pub fn show(&mut self, ui: &mut Ui, _app: &App, out: &mut Out) -> bool {
        title(ui, &format!("Flag an issue in {}", self.target.name));
        ui.horizontal(|ui| {
            let name = ui.label("Kind");
            egui::ComboBox::from_id_salt("category")
                .selected_text(self.category.title())
                .width(210.0)
                .height(340.0)
                .show_ui(ui, |ui| {
                    for &category in Category::ALL {
                        option(ui, &mut self.category, category, category.title());
                    }
                })
                .response
                .labelled_by(name.id);
        });
        ui.label(soft(ui, about(self.category)));
        self.keys(ui);
        ui.horizontal(|ui| {
            ui.label("Severity");
            for &severity in Severity::ALL {
                ui.selectable_value(&mut self.severity, severity, severity.title());
            }
        });
        let field = egui::TextEdit::multiline(&mut self.note)
            .hint_text("Why (optional)")
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field);
        if ui.ctx().memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        let mut done = entered(ui, true);
        ui.add_space(3.0);
        ui.horizontal(|ui| {
            done |= keyed_button(ui, "Flag", "Ctrl+Enter", true).clicked();
        });
        ui.label(soft(ui, "Alt+↑ ↓ the kind · Alt+← → the severity"));
        if done {
            let note = self.note.trim().to_owned();
            out.command(Command::Flag {
                range: self.target.range,
                category: self.category,
                severity: self.severity,
                note,
            });
        }
        !done
    }
}

/// What a kind of fault is, in a sentence.
fn about(category: Category) -> &'static str {
    let mut checks = crate::quality::registry().iter();
    let about = checks
        .find(|c| c.category() == category)
        .map_or("", |c| c.about());
    let end = about.find(". ").map_or(about.len(), |i| i + 1);
    about.get(..end).unwrap_or(about)
}

/// The one after (or before) a value, round the end.
fn beside<T: Copy + PartialEq>(all: &[T], now: T, forward: bool) -> T {
    let at = all.iter().position(|&v| v == now).unwrap_or_default();
    let step = if forward { 1 } else { all.len() - 1 };
    all.get((at + step) % all.len()).copied().unwrap_or(now)
}

/// What a text is for.
enum Purpose {
    Memo(Target),
    Note(AnnotationId),
}

/// A text on a passage.
pub struct Text {
    purpose: Purpose,
    text: String,
}

impl Text {
    pub fn memo(target: Target) -> Self {
        Self {
            purpose: Purpose::Memo(target),
            text: String::new(),
        }
    }

    pub fn note(id: AnnotationId, note: &str) -> Self {
        Self {
            purpose: Purpose::Note(id),
            text: note.to_owned(),
        }
    }

    /// Whether something was typed that a press elsewhere must not throw away.
    pub fn has_draft(&self) -> bool {
        !self.text.trim().is_empty() && !matches!(self.purpose, Purpose::Note(_))
    }

    pub fn target(&self, app: &App) -> TextRange {
        match &self.purpose {
            Purpose::Memo(target) => target.range,
            Purpose::Note(id) => app.range_of(Focus::Annotation(*id)).unwrap_or_default(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, _app: &App, out: &mut Out) -> bool {
        let (head, hint, verb) = match &self.purpose {
            Purpose::Memo(target) => (
                format!("Note on {}", target.name),
                "What is worth remembering",
                "Save",
            ),
            Purpose::Note(_) => ("Note".to_owned(), "What is worth remembering", "Save"),
        };
        title(ui, &head);
        let field = egui::TextEdit::multiline(&mut self.text)
            .hint_text(hint)
            .desired_rows(3)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5));
        let response = ui.add(field);
        if ui.ctx().memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        let mut done = entered(ui, true);
        ui.add_space(3.0);
        done |= keyed_button(ui, verb, "Ctrl+Enter", true).clicked();
        if done {
            self.finish(out);
        }
        !done
    }

    fn finish(&self, out: &mut Out) {
        let text = self.text.trim().to_owned();
        match &self.purpose {
            Purpose::Note(id) => out.command(Command::SetNote(*id, text)),
            _ if text.is_empty() => {}
            Purpose::Memo(target) => out.command(Command::Memo(target.range, text)),
        }
    }
}
