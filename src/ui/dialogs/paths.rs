//! Dialogs of one line: a path, a paragraph, a name.

use super::title;
use crate::app::{App, Command};
use crate::ui::Out;
use crate::ui::widgets::{keyed_button, soft};
use egui::Ui;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    OpenPath,
    GoTo,
    Name,
}

/// A line of text.
pub struct Line {
    purpose: Purpose,
    text: Option<String>,
}

impl Line {
    pub fn open_path() -> Self {
        Self { purpose: Purpose::OpenPath, text: Some(String::new()) }
    }

    pub fn go_to() -> Self {
        Self { purpose: Purpose::GoTo, text: Some(String::new()) }
    }

    pub fn name() -> Self {
        Self { purpose: Purpose::Name, text: None }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        let (head, hint, verb, more) = match self.purpose {
            Purpose::OpenPath => ("Open a path", "Path of a file or folder", "Open", ""),
            Purpose::GoTo => ("Go to paragraph", "Its number", "Go", ""),
            Purpose::Name => (
                "Who is annotating?",
                "Your name",
                "That’s me",
                "Your annotations carry this name, so that a colleague can tell them from theirs. It stays on this \
                 machine and in the files you save; you can change it in the settings.",
            ),
        };
        title(ui, head);
        if !more.is_empty() {
            ui.label(soft(ui, more));
            ui.add_space(4.0);
        }
        let text = self.text.get_or_insert_with(|| suggested_name(app));
        let field = egui::TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if !entered {
            response.request_focus();
        }
        ui.add_space(6.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            if keyed_button(ui, verb, "Enter", true).clicked() || entered {
                stays = false;
                self.finish(app, out);
            }
            if keyed_button(ui, if self.purpose == Purpose::Name { "Later" } else { "Cancel" }, "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    fn finish(&self, app: &App, out: &mut Out) {
        let text = self.text.as_deref().unwrap_or_default().trim();
        match self.purpose {
            _ if text.is_empty() => {}
            Purpose::OpenPath => out.command(Command::OpenPath(PathBuf::from(text))),
            Purpose::Name => out.command(Command::NameAnnotator(text.to_owned())),
            Purpose::GoTo => go_to(text, app, out),
        }
    }
}

fn go_to(text: &str, app: &App, out: &mut Out) {
    let Some(session) = &app.session else { return };
    let blocks = &session.document.structure.blocks;
    match text.parse::<usize>().ok().and_then(|n| blocks.get(n.checked_sub(1)?)) {
        Some(block) => {
            out.select = Some(crate::text::TextRange::new(block.range.start, block.range.start));
            out.command(Command::Reveal(block.range));
        }
        None => out.command(Command::Say(format!("There is no paragraph {text}; the last one is {}", blocks.len()))),
    }
}

/// The name that is filled in: the one that was given, else the account's.
fn suggested_name(app: &App) -> String {
    if !app.annotator_name().is_empty() {
        return app.annotator_name().to_owned();
    }
    let account = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    if account == "root" { String::new() } else { account }
}
