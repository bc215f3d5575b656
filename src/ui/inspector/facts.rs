//! Facts about the document.

use crate::annotation::{AnnotationSet, EntityLabel, ReadingState};
use crate::app::{App, Command, Session};
use crate::detect::covers;
use crate::document::EncodingSource;
use crate::ui::Out;
use crate::ui::reader::RIGHT_TO_LEFT;
use crate::ui::theme::Palette;
use crate::ui::widgets::{count, section, sentence, soft, thousands};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// Draws the tab. `at`: the byte (UTF-8) that one is at.
#[allow(
    clippy::too_many_arguments,
    reason = "what a tab shows, each thing by itself"
)]
pub fn show(
    ui: &mut Ui,
    app: &App,
    session: &Session,
    set: &AnnotationSet,
    right_to_left: bool,
    at: usize,
    drafts: &mut super::provenance::Drafts,
    out: &mut Out,
) {
    egui::ScrollArea::vertical()
        .id_salt("facts")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            reading(ui, app, session, out);
            super::provenance::show(ui, app, session, drafts, out);
            super::source_file::show(ui, app, session, at, out);
            section(ui, "Document");
            let document = &session.document;
            fact(ui, "Title", &document.title());
            fact(ui, "File", &document.name);
            fact(
                ui,
                "Folder",
                &session
                    .path
                    .parent()
                    .map(|p| p.display().to_string())
                    .unwrap_or_default(),
            );
            let dates = dates(session);
            if !dates.is_empty() {
                fact(ui, "Dates named", &dates);
            }
            section(ui, "Text");
            if let Some(words) = app
                .shelf
                .get(&session.key)
                .and_then(|e| e.summary.as_ref())
                .map(|s| s.words)
            {
                fact(ui, "Words", &thousands(words));
            }
            fact(
                ui,
                "Paragraphs",
                &thousands(document.structure.blocks.len()),
            );
            fact(
                ui,
                "Length",
                &count(document.text.len(), "byte", "bytes of UTF-8"),
            );
            languages(ui, session);
            if right_to_left {
                fact(ui, "Direction", RIGHT_TO_LEFT);
            }
            section(ui, "File");
            fact(
                ui,
                "Size",
                &format!(
                    "{} bytes",
                    thousands(usize::try_from(document.file_len).unwrap_or(usize::MAX))
                ),
            );
            if document.origin.is_none() {
                fact(ui, "Encoding", &encoding(session));
            }
            let (extractor, version) = document.kind.extractor();
            fact(
                ui,
                "Read as",
                &format!("{extractor} (extractor version {version})"),
            );
            hash(ui, "SHA-256 of the file", &document.file_hash.to_string());
            hash(ui, "SHA-256 of the text", &document.text_hash.to_string());
            section(ui, "Annotations");
            fact(ui, "Saved in", &format!("{}.ann.ron", document.name));
            annotators(ui, set);
        });
}

fn reading(ui: &mut Ui, app: &App, session: &Session, out: &mut Out) {
    section(ui, "Reading");
    let now = app.reading_state(&session.key);
    ui.horizontal_wrapped(|ui| {
        for state in [
            ReadingState::InProgress,
            ReadingState::Read,
            ReadingState::NothingFound,
        ] {
            let mut name = state.title().to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            if ui.selectable_label(now == state, name).clicked() && now != state {
                out.command(Command::SetReading(state));
            }
        }
    });
}

/// The languages with their share of the paragraphs, and in which of them not everything is looked for.
fn languages(ui: &mut Ui, session: &Session) {
    let Some(analysis) = session.analysis.as_deref() else {
        return;
    };
    let all: usize = analysis.spoken.iter().map(|(_, n)| n).sum();
    for (n, (language, paragraphs)) in analysis.spoken.iter().enumerate() {
        let name = if n == 0 { "Language" } else { "" };
        let title = sentence(language.title());
        let share = match paragraphs * 100 / all.max(1) {
            100 => "all paragraphs".to_owned(),
            0 => "less than 1 % of the paragraphs".to_owned(),
            share => format!("{share} % of the paragraphs"),
        };
        fact(ui, name, &format!("{title}, {share}"));
        if !covers(*language) {
            let note = "Only dates, money, contacts and listed names are looked for here.";
            ui.label(soft(ui, note));
        }
    }
}

pub(super) fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.scope(|ui| {
            ui.set_width(92.0);
            ui.label(soft(ui, name));
        });
        ui.add(egui::Label::new(value).wrap().selectable(true));
    });
}

fn hash(ui: &mut Ui, name: &str, value: &str) {
    ui.label(soft(ui, name));
    let p = Palette::of(ui.visuals());
    let short = format!("{}…", value.get(..24).unwrap_or(value));
    let button = egui::Button::new(RichText::new(short).monospace().color(p.ink)).frame(false);
    if ui
        .add(button)
        .on_hover_text("Click to copy the whole hash")
        .clicked()
    {
        ui.ctx().copy_text(value.to_owned());
    }
}

fn encoding(session: &Session) -> String {
    let d = &session.document.decoding;
    let how = match d.how {
        EncodingSource::ByteOrderMark => "by its byte order mark",
        EncodingSource::ValidUtf8 => "valid",
        EncodingSource::Guessed => "guessed",
    };
    let mut out = format!("{} ({how})", d.encoding);
    if d.lost > 0 {
        out.push_str(&format!(
            ", {} not decoded",
            count(d.lost, "character", "characters")
        ));
    }
    if d.nuls > 0 {
        out.push_str(&format!(
            ", {}",
            count(d.nuls, "NUL character", "NUL characters")
        ));
    }
    out
}

/// The dates that the document names, each once, the first few.
fn dates(session: &Session) -> String {
    let mut seen = BTreeSet::new();
    let all = session
        .mentions()
        .iter()
        .filter(|m| m.label == EntityLabel::Date);
    let dates: Vec<&str> = all
        .map(|m| m.canonical)
        .filter(|d| seen.insert(*d))
        .take(9)
        .collect();
    match dates.split_at_checked(8) {
        Some((first, [_, ..])) => format!("{}, …", first.join(", ")),
        _ => dates.join(", "),
    }
}

fn annotators(ui: &mut Ui, set: &AnnotationSet) {
    let names: Vec<String> = set
        .annotators()
        .map(|a| {
            let n = set
                .placed()
                .filter(|p| p.annotation().annotator == a.id)
                .count();
            format!(
                "{} ({n})",
                if a.name.is_empty() {
                    "Annotator"
                } else {
                    &a.name
                }
            )
        })
        .collect();
    if !names.is_empty() {
        fact(ui, "By", &names.join(", "));
    }
}
