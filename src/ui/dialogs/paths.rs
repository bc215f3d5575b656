//! Dialogs of one line: a path, a paragraph.

use super::title;
use crate::app::{App, Command};
use crate::document::Document;
use crate::ui::Out;
use crate::ui::widgets::keyed_button;
use egui::Ui;
use std::path::PathBuf;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    OpenPath,
    GoTo,
}

/// A line of text.
pub struct Line {
    purpose: Purpose,
    text: String,
    /// Why what was typed cannot be opened.
    problem: Option<String>,
}

impl Line {
    pub fn open_path() -> Self {
        Self {
            purpose: Purpose::OpenPath,
            text: String::new(),
            problem: None,
        }
    }

    pub fn go_to() -> Self {
        Self {
            purpose: Purpose::GoTo,
            text: String::new(),
            problem: None,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Out) -> bool {
        let (head, hint, verb) = match self.purpose {
            Purpose::OpenPath => ("Open a path", "Path of a file or folder", "Open"),
            Purpose::GoTo => ("Go to paragraph", "Its number; p 12 for a page", "Go"),
        };
        title(ui, head);
        let field = egui::TextEdit::singleline(&mut self.text)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        response.request_focus();
        if response.changed() {
            self.problem = None;
        }
        if let Some(problem) = &self.problem {
            ui.colored_label(ui.visuals().error_fg_color, problem);
        }
        ui.add_space(6.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            if keyed_button(ui, verb, "Enter", true).clicked() || entered {
                self.problem = self.why_not(app);
                stays = self.problem.is_some();
                if !stays {
                    self.finish(app, out);
                }
            }
            if keyed_button(ui, "Cancel", "Esc", false).clicked() {
                stays = false;
            }
        });
        stays
    }

    /// What is wrong with what was typed: the dialog stays open with it.
    fn why_not(&self, app: &App) -> Option<String> {
        let text = self.text.trim();
        match self.purpose {
            Purpose::OpenPath if !text.is_empty() => app.why_not(std::path::Path::new(text)),
            _ => None,
        }
    }

    fn finish(&self, app: &App, out: &mut Out) {
        let text = self.text.trim();
        match self.purpose {
            _ if text.is_empty() => {}
            Purpose::OpenPath => out.command(Command::OpenPath(PathBuf::from(text))),
            Purpose::GoTo => go_to(text, app, out),
        }
    }
}

/// What "p 12", "p. iv" or "page 12" asks for.
fn page_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['p', 'P'])?;
    let rest = rest.strip_prefix("age").unwrap_or(rest);
    let label = rest.trim_start_matches(['.', ' ']);
    (!label.is_empty()).then_some(label)
}

/// Goes where a page begins: by what is printed as its number, else by its number in the file.
fn go_to_page(label: &str, document: &Document, out: &mut Out) {
    let pages = document.origin.as_ref().map_or(&[][..], |o| &o.pages);
    let printed = pages.iter().find(|p| p.label.eq_ignore_ascii_case(label));
    let counted = || pages.iter().find(|p| p.number.to_string() == label);
    let Some(page) = printed.or_else(counted) else {
        let message = match pages.last() {
            Some(last) => format!("There is no page {label}; the last one is {}", last.label),
            None => "This document has no pages".to_owned(),
        };
        return out.command(Command::Say(message));
    };
    let at = crate::text::TextRange::new(page.start, page.start);
    out.select = Some(at);
    out.command(Command::Reveal(at));
}

fn go_to(text: &str, app: &App, out: &mut Out) {
    let Some(session) = &app.session else { return };
    if let Some(page) = page_of(text) {
        return go_to_page(page, &session.document, out);
    }
    let blocks = &session.document.structure.blocks;
    match text
        .parse::<usize>()
        .ok()
        .and_then(|n| blocks.get(n.checked_sub(1)?))
    {
        Some(block) => {
            out.select = Some(crate::text::TextRange::new(
                block.range.start,
                block.range.start,
            ));
            out.command(Command::Reveal(block.range));
        }
        None => out.command(Command::Say(format!(
            "There is no paragraph {text}; the last one is {}",
            blocks.len()
        ))),
    }
}
