//! What a passage should read: one of the proposed readings, or what a person types. The document stays as it is.

use super::annotate::entered;
use super::title;
use crate::app::{App, Command};
use crate::text::TextRange;
use crate::ui::Out;
use crate::ui::theme::{self, PANEL_TEXT, Palette};
use crate::ui::widgets::{excerpt, keyed_button, soft};
use egui::{Key, Modifiers, RichText, Ui};

/// A passage to correct.
pub struct Correct {
    /// The finding that it comes from; else a person found it.
    finding: Option<usize>,
    /// UTF-8 bytes of the text.
    range: TextRange,
    original: String,
    readings: Vec<Reading>,
    text: String,
    /// What stood in the field at first.
    begun: String,
    /// Whether the field has had the keyboard.
    begins: bool,
}

/// A proposed reading.
struct Reading {
    text: String,
    why: String,
}

/// Most characters of a reading that has room on its button.
const ON_BUTTON: usize = 44;

impl Reading {
    /// Draws it with its number; whether it was pressed.
    fn button(&self, ui: &mut Ui, number: usize) -> bool {
        let (words, key) = (one_line(&self.text), number.to_string());
        let short = words.chars().count() <= ON_BUTTON;
        if !short {
            ui.label(RichText::new(&words).family(theme::reading()));
        }
        let name = if short { &words } else { "Take this reading" };
        let pressed = keyed_button(ui, name, &key, number == 1).clicked();
        if !self.why.is_empty() {
            ui.label(soft(ui, self.why.as_str()));
        }
        pressed
    }
}

/// The keys of the proposed readings; there are hardly ever more.
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

/// UTF-8 bytes of the longest passage that can be corrected as a whole: a page or two.
pub const LONGEST: usize = 8_000;

impl Correct {
    /// The passage of a finding of the document on screen; `None`: the finding is about the document as a whole, or a
    /// passage that is too long.
    pub fn of_finding(app: &App, i: usize) -> Option<Self> {
        let finding = app.session.as_ref()?.findings().get(i)?;
        let mut out = Self::of_passage(app, finding.range)?;
        out.finding = Some(i);
        let readings = finding.repair.iter().flat_map(|r| r.readings());
        for (text, why) in readings {
            if text != out.original && out.readings.iter().all(|r| r.text != text) {
                out.readings.push(Reading {
                    text: text.to_owned(),
                    why: why.to_owned(),
                });
            }
        }
        out.readings.truncate(KEYS.len());
        if let Some(exact) = finding.repair.as_ref().and_then(|r| r.replacement.clone())
            && app.correction_at(finding.range).is_none()
        {
            out.begin_with(exact);
        }
        Some(out)
    }

    /// A passage in which nothing was found.
    pub fn of_passage(app: &App, range: TextRange) -> Option<Self> {
        let original = range.of(&app.session.as_ref()?.document.text)?;
        let can = !range.is_document() && !original.is_empty() && range.len() <= LONGEST;
        can.then_some(())?;
        let there = app.correction_at(range).map(|c| c.text.to_string());
        let mut out = Self {
            finding: None,
            range,
            original: original.to_owned(),
            readings: Vec::new(),
            text: String::new(),
            begun: String::new(),
            begins: true,
        };
        // A letter or two are put right sooner than all is typed anew.
        out.begin_with(there.unwrap_or_else(|| original.to_owned()));
        Some(out)
    }

    fn begin_with(&mut self, text: String) {
        self.begun.clone_from(&text);
        self.text = text;
    }

    /// Its passage.
    pub fn target(&self) -> TextRange {
        self.range
    }

    /// Whether something was typed that a press elsewhere must not throw away.
    pub fn has_draft(&self) -> bool {
        self.text != self.begun
    }

    /// Draws the dialog; `false` when it is to go.
    pub fn show(&mut self, ui: &mut Ui, out: &mut Out) -> bool {
        title(ui, "What it should read");
        ui.label(soft(ui, "In the document, which stays as it is"));
        let original = RichText::new(one_line(&self.original));
        ui.label(original.size(PANEL_TEXT).family(theme::reading()));
        ui.add_space(4.0);
        let mut chosen = self.readings(ui);
        self.field(ui);
        ui.add_space(3.0);
        let typed = entered(ui, true);
        let can = self.typed() != self.original;
        let primary = self.readings.is_empty();
        let button = |ui: &mut Ui| keyed_button(ui, "Correct", "Ctrl+Enter", primary);
        let button = ui.add_enabled_ui(can, button);
        if can && (typed || button.inner.clicked()) {
            chosen = Some(self.typed().to_owned());
        }
        match chosen {
            Some(text) => {
                out.command(self.command(text));
                false
            }
            None => true,
        }
    }

    /// What was typed; white space around it counts only where the passage has it too.
    fn typed(&self) -> &str {
        let outside = self.original.trim().len() != self.original.len();
        if outside {
            &self.text
        } else {
            self.text.trim()
        }
    }

    fn command(&self, text: String) -> Command {
        match self.finding {
            Some(i) => Command::Correct(i, text),
            None => Command::CorrectPassage(self.range, text),
        }
    }

    /// The proposed readings, each with a key and why it is proposed; the one that was chosen.
    fn readings(&self, ui: &mut Ui) -> Option<String> {
        let typing = ui.ctx().text_edit_focused();
        let mut chosen = None;
        for (n, (reading, key)) in self.readings.iter().zip(KEYS).enumerate() {
            let pressed = !typing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if pressed || reading.button(ui, n + 1) {
                chosen = Some(reading.text.clone());
            }
        }
        if !self.readings.is_empty() {
            let last = self.readings.len();
            let keys = if last == 1 {
                "1 takes the reading".to_owned()
            } else {
                format!("1–{last} take a reading")
            };
            ui.label(soft(
                ui,
                format!("{keys} · typing writes another one, Enter changes this one"),
            ));
            ui.add_space(3.0);
        }
        chosen
    }

    fn field(&mut self, ui: &mut Ui) {
        let field = egui::TextEdit::multiline(&mut self.text)
            .hint_text("The right reading; the document stays as it is")
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5));
        let response = egui::ScrollArea::vertical()
            .id_salt("reading")
            .max_height(150.0)
            .show(ui, |ui| ui.add(field))
            .inner;
        // With readings to choose from by number the field waits until somebody wants to type.
        let free = ui.memory(|m| m.focused().is_none());
        let waits = free && !self.begins && !self.readings.is_empty();
        let typed = typed(ui).filter(|_| waits);
        let wants = self.readings.is_empty() || typed.is_some() || waits && entered(ui, false);
        if let Some(text) = typed {
            self.text = text;
        }
        if free && wants {
            response.request_focus();
        }
        self.begins = false;
        if self.text.trim().is_empty() && !self.original.trim().is_empty() {
            let p = Palette::of(ui.visuals());
            let text = "Nothing typed: the words are to be left out";
            ui.label(soft(ui, text).color(p.soft));
        }
    }
}

/// What was typed in this frame.
fn typed(ui: &Ui) -> Option<String> {
    ui.input(|i| {
        i.events.iter().find_map(|event| match event {
            egui::Event::Text(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// Words on one line; where there are none, that.
fn one_line(text: &str) -> String {
    match text.trim().is_empty() {
        true if text.is_empty() => "(leave these words out)".to_owned(),
        true => "(white space)".to_owned(),
        false => excerpt(text, 300),
    }
}
