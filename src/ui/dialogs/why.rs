//! Why something was found: its passage and those that it rests on side by side, each a press away.

use super::title;
use crate::app::{Action, App, Command, Entry};
use crate::quality::{Evidence, Finding};
use crate::text::TextRange;
use crate::text::segment::{char_ceil, char_floor};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{keyed_button, sentence, soft};
use crate::ui::{Out, keys};
use egui::text::LayoutJob;
use egui::{Key, Modifiers, TextFormat, Ui};

/// A finding and what it rests on.
pub struct Why {
    heading: String,
    reason: String,
    own: Passage,
    others: Vec<Passage>,
}

/// A passage in its paragraph.
struct Passage {
    /// Where it stands and what it shows.
    head: String,
    before: String,
    words: String,
    after: String,
    /// How to go there; `None`: its document is not in this folder.
    go: Option<Command>,
}

/// UTF-8 bytes of a paragraph that are shown on either side of a passage.
const AROUND: usize = 320;
/// UTF-8 bytes of a passage that are shown.
const LONGEST: usize = 1_600;
/// Passages that have a key.
const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl Why {
    /// Of a finding of the document on screen.
    pub fn of(app: &App, i: usize) -> Option<Self> {
        let finding = app.session.as_ref()?.findings().get(i)?;
        let severity = finding.severity.title().to_lowercase();
        let others = finding.evidence.iter().take(KEYS.len());
        Some(Self {
            heading: format!("Why? {} ({severity})", finding.category.title()),
            reason: sentence(&finding.reason),
            own: Passage::own(app, finding)?,
            others: others.filter_map(|e| Passage::of(app, e)).collect(),
        })
    }

    /// Draws the dialog; `false` when it is to go.
    pub fn show(&self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        title(ui, &self.heading);
        ui.label(self.reason.as_str());
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        let mut gone = false;
        if self.others.is_empty() {
            gone |= self.own.show(ui, "Enter", room, out);
            let text = "The finding rests on this passage alone.";
            ui.label(soft(ui, text));
        } else {
            ui.columns_const(|[left, right]| {
                gone |= self.own.show(left, "Enter", room, out);
                egui::ScrollArea::vertical()
                    .id_salt("evidence")
                    .max_height(room)
                    .show(right, |ui| {
                        for (n, other) in self.others.iter().enumerate() {
                            let number = (n + 1).to_string();
                            gone |= other.show(ui, &number, room, out);
                            ui.add_space(6.0);
                        }
                    });
            });
        }
        gone |= self.pressed(ui, out);
        let back = keys::with_keys(
            &app.bindings,
            Action::Back,
            "“Back to where I was” leads back",
        );
        ui.label(soft(ui, format!("{back} · Esc closes")));
        !gone
    }

    /// A passage whose key was pressed.
    fn pressed(&self, ui: &Ui, out: &mut Out) -> bool {
        let others = self.others.iter().zip(KEYS);
        let mut keyed = others.chain([(&self.own, Key::Enter)]);
        let free = ui.memory(|m| m.focused().is_none());
        let pressed = keyed.find(|(passage, key)| {
            let can = free && passage.go.is_some();
            can && ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))
        });
        let go = pressed.and_then(|(passage, _)| passage.go.clone());
        out.commands.extend(go.clone());
        go.is_some()
    }
}

impl Passage {
    fn own(app: &App, finding: &Finding) -> Option<Self> {
        if finding.range.is_document() {
            return Some(Self {
                head: "The whole document".to_owned(),
                before: String::new(),
                words: String::new(),
                after: String::new(),
                go: None,
            });
        }
        Self::here(app, finding.range, "the passage")
    }

    fn of(app: &App, evidence: &Evidence) -> Option<Self> {
        let Some(name) = evidence.document.as_deref() else {
            return Self::here(app, evidence.range, &evidence.note);
        };
        let session = app.session.as_ref();
        let is_there = |e: &&Entry| e.name == name || e.key == name;
        let there = app.shelf.entries.iter().find(is_there);
        let key = there.map(|e| e.key.clone());
        if key.is_some() && key == session.map(|s| s.key.clone()) {
            return Self::here(app, evidence.range, &evidence.note);
        }
        Some(Self {
            head: headed(name, &evidence.note),
            before: String::new(),
            words: evidence.text.to_string(),
            after: String::new(),
            go: key.map(|k| Command::ShowPassage(Some(k), evidence.range)),
        })
    }

    /// A passage of the document on screen.
    fn here(app: &App, range: TextRange, note: &str) -> Option<Self> {
        let document = &app.session.as_ref()?.document;
        let text = document.text.as_str();
        range.of(text)?;
        let number = document.paragraph_number(range.start);
        let block = document.paragraph_at(range.start);
        let block = block.and_then(|b| document.structure.blocks.get(b));
        let block = block.map_or(range, |b| b.range);
        let from = range.start.saturating_sub(AROUND).max(block.start);
        let from = char_ceil(text, from).min(range.start);
        let to = char_floor(text, (range.end + AROUND).min(block.end.max(range.end)));
        let cut = char_floor(text, range.end.min(range.start + LONGEST));
        let long = cut < range.end;
        let part = |a: usize, b: usize| document.shown(TextRange::new(a, b));
        let sign = |cut: bool| if cut { "…" } else { "" };
        Some(Self {
            head: headed(&format!("Paragraph {number}"), note),
            before: format!("{}{}", sign(from > block.start), part(from, range.start)),
            words: format!("{}{}", part(range.start, cut), sign(long)),
            after: format!(
                "{}{}",
                part(range.end, to.max(range.end)),
                sign(to < block.end)
            ),
            go: Some(Command::ShowPassage(None, range)),
        })
    }

    /// Draws the passage; whether one wants to go there.
    fn show(&self, ui: &mut Ui, key: &str, room: f32, out: &mut Out) -> bool {
        let p = Palette::of(ui.visuals());
        let frame = egui::Frame::new()
            .fill(p.paper)
            .stroke(egui::Stroke::new(1.0, p.line))
            .corner_radius(9)
            .inner_margin(10);
        // The columns would spread the words over the whole width.
        let column = egui::Layout::top_down(egui::Align::Min);
        let gone = frame.show(ui, |ui| {
            ui.with_layout(column, |ui| {
                ui.set_width(ui.available_width());
                ui.label(soft(ui, self.head.as_str()));
                egui::ScrollArea::vertical()
                    .id_salt(("passage", key))
                    .max_height((room - 80.0).max(60.0))
                    .show(ui, |ui| ui.label(self.job(p)));
                match &self.go {
                    Some(go) if keyed_button(ui, "Go there", key, false).clicked() => {
                        out.command(go.clone());
                        true
                    }
                    Some(_) => false,
                    None => {
                        if !self.words.is_empty() {
                            ui.label(soft(ui, "This document is not in the folder that is open"));
                        }
                        false
                    }
                }
            })
        });
        gone.inner.inner
    }

    fn job(&self, p: &Palette) -> LayoutJob {
        let plain = TextFormat::simple(egui::FontId::new(14.5, theme::reading()), p.ink);
        let marked = TextFormat {
            background: p.hit,
            ..plain.clone()
        };
        let mut job = LayoutJob::default();
        job.append(&self.before, 0.0, plain.clone());
        job.append(&self.words, 0.0, marked);
        job.append(&self.after, 0.0, plain);
        job
    }
}

fn headed(place: &str, note: &str) -> String {
    if note.is_empty() {
        place.to_owned()
    } else {
        format!("{place}: {note}")
    }
}
