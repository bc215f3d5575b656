//! The middle of the window: the reader, or the page that one begins on.

use super::mention_menu::Menu;
use super::reader::{RIGHT_TO_LEFT, Touched, View};
use super::theme::Palette;
use super::{Out, Window, index, keys, refused, welcome, widgets};
use crate::annotation::Body;
use crate::app::spans::Source;
use crate::app::{Action, App, Command, Focus, Session};
use crate::detect::{self, Mention};
use crate::text::TextRange;
use egui::Ui;

impl Window {
    pub(super) fn central(&mut self, ui: &mut Ui, out: &mut Out) {
        if self.app.folder.is_shown() {
            if self.dialog.is_none() {
                self.index.rest(ui);
            }
            index::show(ui, &self.app, &mut self.index, out);
            return;
        }
        if let Some(refused) = self.app.refused() {
            refused::show(ui, &self.app, refused, &mut self.typed, out);
            return;
        }
        if self.app.session.is_none() {
            welcome::show(ui, &self.app, &mut self.path, out);
            return;
        }
        self.read(ui, out);
    }

    fn read(&mut self, ui: &mut Ui, out: &mut Out) {
        let Some(session) = &self.app.session else {
            return;
        };
        let mut byline = byline(&self.app, session);
        if self.reader.has_right_to_left() {
            byline = format!("{byline}  ·  {RIGHT_TO_LEFT}");
        }
        let document_themes = document_themes(&self.app, session, Palette::of(ui.visuals()));
        let app = &self.app;
        let hover = |touched| hover(app, session, touched);
        let view = View {
            document: &session.document,
            layers: &session.layers,
            codebook: &self.app.workspace.codebook,
            focus: session.focus,
            focus_range: self.app.range_of(session.focus),
            reveal: session.reveal,
            settings: &self.app.settings,
            hits: self.app.search.hits(),
            hit: self.app.search.hit().or(self.app.passage()),
            title: title(&self.app, session),
            centred: self.focus_mode.is_on(),
            byline: &byline,
            document_themes: &document_themes,
            hover: &hover,
        };
        let before = self.reader.selection();
        let happened = self.reader.show(ui, &view);
        let right_to_left = self.reader.has_right_to_left();
        self.inspector.note_direction(right_to_left);
        let place = self.reader.visible().start;
        if place != session.place {
            out.command(Command::NotePlace(place));
        }
        if let Some((id, range)) = happened.resized {
            out.command(Command::Resize(id, range));
        }
        if happened.selected {
            self.popover = true;
        } else if self.reader.selection() != before {
            self.popover = false;
        }
        if let Some((at, touched)) = happened.menu {
            if self.reader.selection().is_empty() {
                self.mention_menu = Menu::of(&self.app, &touched, at);
            } else {
                self.popover = true;
            }
        }
        if let Some(first) = happened.pressed.first() {
            self.inspector.show_for(*first);
            out.command(Command::Focus(focus_of(*first)));
        }
    }
}

fn focus_of(touched: Touched) -> Focus {
    match touched {
        Touched::Entity(Source::Machine(i)) => Focus::Mention(i),
        Touched::Quality(Source::Machine(i)) => Focus::Finding(i),
        Touched::Entity(Source::Person(id))
        | Touched::Quality(Source::Person(id))
        | Touched::Theme(id) => Focus::Annotation(id),
    }
}

/// What the window is called.
pub fn window_name(app: &App) -> String {
    match &app.session {
        Some(session) => format!("{} — Rapporteur", title(app, session)),
        None => "Rapporteur".to_owned(),
    }
}

/// The document's title, or its name.
fn title<'a>(app: &'a App, session: &'a Session) -> &'a str {
    let summary = app.shelf.get(&session.key).and_then(|e| e.summary.as_ref());
    let title = summary.map_or("", |s| s.title.as_str());
    if title.is_empty() {
        &session.document.name
    } else {
        title
    }
}

fn byline(app: &App, session: &Session) -> String {
    let name = app
        .shelf
        .get(&session.key)
        .map_or(session.document.name.as_str(), |e| e.name.as_str());
    let words = app
        .shelf
        .get(&session.key)
        .and_then(|e| e.summary.as_ref())
        .map(|s| s.words);
    let mut parts = vec![name.to_owned()];
    parts.extend(words.map(|w| widgets::count(w, "word", "words")));
    if let Some(origin) = &session.document.origin {
        let pages = origin.pages.len();
        if pages > 0 {
            parts.push(widgets::count(pages, "page", "pages"));
        }
        parts.push("extracted text".to_owned());
    }
    parts.push(app.reading_state(&session.key).title().to_owned());
    parts.join("  ·  ")
}

fn document_themes(app: &App, session: &Session, p: &Palette) -> Vec<(String, [u8; 3])> {
    let Some(set) = app.workspace.set(&session.key) else {
        return Vec::new();
    };
    set.on_document()
        .map(|placed| match &placed.annotation().body {
            Body::Theme(id) => {
                let theme = app.workspace.codebook.get(*id);
                theme.map_or(("Theme".to_owned(), p.highlight()), |t| {
                    (t.name.clone(), t.colour)
                })
            }
            Body::Flag { category, .. } => (category.title().to_owned(), p.flag()),
            _ => ("Note".to_owned(), p.highlight()),
        })
        .collect()
}

/// What a tooltip says.
fn hover(app: &App, session: &Session, touched: Touched) -> Vec<String> {
    match touched {
        Touched::Entity(Source::Machine(i)) => {
            let mention = session.mentions().get(i);
            mention.map_or(Vec::new(), |m| mention_lines(app, session, &m))
        }
        Touched::Quality(Source::Machine(i)) => session
            .findings()
            .get(i)
            .map(|f| {
                format!(
                    "{} ({}): {}",
                    f.category.title(),
                    f.severity.title().to_lowercase(),
                    f.reason
                )
            })
            .into_iter()
            .collect(),
        Touched::Entity(Source::Person(id))
        | Touched::Quality(Source::Person(id))
        | Touched::Theme(id) => annotation_line(app, session, id).into_iter().collect(),
    }
}

/// A suggestion: what it is, what it stands for, how it was found, how it is answered.
fn mention_lines(app: &App, session: &Session, m: &Mention<'_>) -> Vec<String> {
    let surface = m.range.of(&session.document.text);
    let mut lines = vec![format!("{} · suggestion", m.label.title())];
    if surface != Some(m.canonical) {
        lines.push(format!("Stands for {}", m.canonical));
    }
    lines.push(format!("Found by: {}", detect::explain(m.rule)));
    let keys = |action| keys::of(&app.bindings, action);
    let (yes, no) = (keys(Action::Confirm), keys(Action::Dismiss));
    if !yes.is_empty() && !no.is_empty() {
        lines.push(format!("Click, then {yes} accepts and {no} rejects it"));
    }
    lines
}

fn annotation_line(
    app: &App,
    session: &Session,
    id: crate::annotation::AnnotationId,
) -> Option<String> {
    let placed = app.workspace.set(&session.key)?.annotation(id)?;
    let annotation = placed.annotation();
    let what = match &annotation.body {
        Body::Theme(theme) => app
            .workspace
            .codebook
            .get(*theme)
            .map_or("Theme".to_owned(), |t| t.name.clone()),
        Body::Highlight => "Highlight, without a theme".to_owned(),
        Body::Entity { label, canonical } => format!("{} — {canonical} (accepted)", label.title()),
        Body::Flag {
            category, severity, ..
        } => {
            format!(
                "{} ({}), flagged",
                category.title(),
                severity.title().to_lowercase()
            )
        }
        Body::Correction { text } => corrected(session, placed.range(), text),
        Body::Memo => "Note".to_owned(),
    };
    Some(if annotation.note.is_empty() {
        what
    } else {
        format!("{what}: {}", annotation.note)
    })
}

/// Both forms of a corrected passage.
fn corrected(session: &Session, range: Option<TextRange>, text: &str) -> String {
    let original = range.and_then(|r| r.of(&session.document.text));
    let original = widgets::excerpt(original.unwrap_or_default(), 120);
    if text.trim().is_empty() {
        format!("“{original}” in the document, to be left out")
    } else {
        format!("“{original}” in the document, should read “{text}”")
    }
}
