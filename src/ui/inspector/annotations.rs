//! The annotations of the document, in the order of the text; the one in focus with all that can be done to it.

use crate::annotation::{Anchored, AnnotationId, AnnotationSet, Body, Placed};
use crate::app::spans::{Span, SpanIndex};
use crate::app::{Action, App, Command, Focus, Session};
use crate::text::{TextRange, segment};
use crate::ui::dialogs::Dialog;
use crate::ui::theme::{self, Palette, SMALL_TEXT};
use crate::ui::widgets::{self, below, excerpt, keyed_button, one_line, soft};
use crate::ui::{Out, keys};
use egui::{Color32, FontId, Rect, RichText, Sense, Ui, pos2, vec2};

/// The tab's state.
#[derive(Default)]
pub struct Annotations {
    shown: Option<AnnotationId>,
    comment: String,
}

/// The annotations as they are listed: those on the document first, then in the order of the text.
struct Listed<'a> {
    whole: Vec<AnnotationId>,
    passages: &'a SpanIndex<AnnotationId>,
}

impl<'a> Listed<'a> {
    fn of(session: &'a Session, set: &AnnotationSet) -> Self {
        Self {
            whole: set.on_document().map(|p| p.annotation().id).collect(),
            passages: &session.layers.annotated,
        }
    }

    fn len(&self) -> usize {
        self.whole.len() + self.passages.len()
    }

    fn get(&self, i: usize) -> Option<AnnotationId> {
        match i.checked_sub(self.whole.len()) {
            Some(i) => self.passages.get(i).map(|s| s.what),
            None => self.whole.get(i).copied(),
        }
    }

    fn position(&self, set: &AnnotationSet, what: AnnotationId) -> Option<usize> {
        let range = set.annotation(what)?.range()?;
        if range.is_document() {
            return self.whole.iter().position(|&id| id == what);
        }
        let at = self.passages.position(&Span { range, what })?;
        Some(self.whole.len() + at)
    }
}

const ROW: f32 = 44.0;

/// Draws the tab.
pub fn show(
    ui: &mut Ui,
    app: &App,
    session: &Session,
    set: &AnnotationSet,
    state: &mut Annotations,
    selection: TextRange,
    out: &mut Out,
) {
    let listed = Listed::of(session, set);
    if set.annotations() == 0 {
        empty(ui, app);
        return;
    }
    if let Focus::Annotation(id) = session.focus
        && let Some(placed) = set.annotation(id)
    {
        // Below the list, so that the list stays where it is under the pointer.
        below(ui, "annotation", |ui| {
            card(ui, app, session, set, placed, state, selection, out);
        });
    }
    orphans(ui, app, set, out);
    let focus = match session.focus {
        Focus::Annotation(id) => Some(id),
        _ => None,
    };
    let mut area = egui::ScrollArea::vertical()
        .id_salt("annotations")
        .auto_shrink([false, false]);
    if state.shown != focus {
        state.shown = focus;
        if let Some(i) = focus.and_then(|id| listed.position(set, id)) {
            let top = i as f32 * (ROW + ui.spacing().item_spacing.y) - ui.available_height() * 0.3;
            area = area.vertical_scroll_offset(top.max(0.0));
        }
    }
    area.show_rows(ui, ROW, listed.len(), |ui, rows| {
        for id in rows.filter_map(|i| listed.get(i)) {
            if let Some(Placed::Anchored(a)) = set.annotation(id) {
                row(ui, app, session, a, focus == Some(id), out);
            }
        }
    });
}

fn empty(ui: &mut Ui, app: &App) {
    ui.add_space(10.0);
    ui.label("Nothing is annotated yet.");
    ui.add_space(4.0);
    let mut text = "Select a passage and press a theme's key (1–9)".to_owned();
    for (action, does) in [
        (Action::Theme, "any theme"),
        (Action::Flag, "flag an issue"),
        (Action::Memo, "a note"),
        (Action::Highlight, "highlight now and choose later"),
    ] {
        let key = keys::of(&app.bindings, action);
        if !key.is_empty() {
            text.push_str(&format!(", {key} for: {does}"));
        }
    }
    text.push_str(
        ". With nothing selected, the sentence under the caret is meant; without a caret, the whole document.",
    );
    ui.label(soft(ui, text));
}

/// What an annotation is called, with its colour.
fn name_of(app: &App, body: &Body, p: &Palette) -> (String, Color32) {
    match body {
        Body::Theme(id) => match app.workspace.codebook.get(*id) {
            Some(theme) => (theme.name.clone(), p.theme(theme.colour)),
            None => ("A theme that was deleted".to_owned(), p.faint),
        },
        Body::Highlight => ("Highlight".to_owned(), p.theme(p.highlight())),
        Body::Entity { label, canonical } => {
            (format!("{}: {canonical}", label.title()), p.entity(*label))
        }
        Body::Flag {
            category, severity, ..
        } => (category.title().to_owned(), p.severity(*severity)),
        Body::Correction { text } => (format!("Should read: {text}"), p.ok),
        Body::Memo => ("Note".to_owned(), p.theme(p.highlight())),
    }
}

fn passage(session: &Session, a: &Anchored) -> String {
    if a.range.is_document() {
        "The whole document".to_owned()
    } else {
        // Of a long passage the beginning is shown, and no more is looked at.
        let upto = segment::char_floor(&session.document.text, a.range.start + 400);
        let beginning = TextRange::new(a.range.start, a.range.end.min(upto));
        excerpt(&session.document.shown(beginning), 90)
    }
}

fn row(ui: &mut Ui, app: &App, session: &Session, a: &Anchored, on: bool, out: &mut Out) {
    let p = Palette::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (name, colour) = name_of(app, &a.annotation.body, p);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            on,
            format!("{name}: {}", passage(session, a)),
        )
    });
    if on || response.hovered() {
        let fill = if on {
            p.paper
        } else {
            theme::mix(p.panel, p.ink, 0.04)
        };
        ui.painter().rect_filled(rect, 7.0, fill);
    }
    let bar = Rect::from_min_size(rect.min + vec2(4.0, 7.0), vec2(4.0, rect.height() - 14.0));
    ui.painter().rect_filled(bar, 2.0, colour);
    let left = rect.min.x + 15.0;
    let top = Rect::from_min_max(
        pos2(left, rect.min.y + 4.0),
        pos2(rect.max.x - 6.0, rect.min.y + 21.0),
    );
    one_line(ui, top, &name, FontId::proportional(SMALL_TEXT), p.soft);
    let under = Rect::from_min_max(
        pos2(left, rect.min.y + 20.0),
        pos2(rect.max.x - 6.0, rect.max.y - 3.0),
    );
    let text = match (a.annotation.note.is_empty(), a.range.is_document()) {
        (false, true) => a.annotation.note.clone(),
        _ => passage(session, a),
    };
    one_line(ui, under, &text, FontId::new(14.0, theme::reading()), p.ink);
    if response.clicked() {
        out.command(Command::Focus(Focus::Annotation(a.annotation.id)));
    }
}

/// The annotation in focus.
#[expect(
    clippy::too_many_arguments,
    reason = "a card shows one annotation with all that is known about it"
)]
fn card(
    ui: &mut Ui,
    app: &App,
    session: &Session,
    set: &AnnotationSet,
    placed: &Placed,
    state: &mut Annotations,
    selection: TextRange,
    out: &mut Out,
) {
    let p = Palette::of(ui.visuals());
    let a = placed.annotation();
    let (name, colour) = name_of(app, &a.body, p);
    egui::Frame::new()
        .fill(p.paper)
        .stroke(egui::Stroke::new(2.0, p.accent))
        .corner_radius(9)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                widgets::swatch(ui, colour, 11.0);
                ui.label(theme::bold(name));
            });
            let quote = match placed {
                Placed::Anchored(a) if a.range.is_document() => "The whole document".to_owned(),
                Placed::Anchored(a) => excerpt(&session.document.shown(a.range), 220),
                Placed::Orphaned(o) => excerpt(&o.annotation.quote.exact, 220),
            };
            ui.label(RichText::new(quote).size(14.0).family(theme::reading()));
            if !a.note.is_empty() {
                ui.label(a.note.as_str());
            }
            let by = set.annotator_name(a.annotator);
            let by = if by.is_empty() { "Annotator" } else { by };
            ui.label(soft(ui, format!("{by} · {}", a.created.date())));
            ui.add_space(3.0);
            buttons(ui, app, placed, selection, out);
            comments(ui, set, a.id, state, out);
        });
    ui.add_space(4.0);
}

fn buttons(ui: &mut Ui, app: &App, placed: &Placed, selection: TextRange, out: &mut Out) {
    let a = placed.annotation();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        if matches!(a.body, Body::Theme(_) | Body::Highlight) {
            ui.menu_button("Theme", |ui| {
                for (depth, theme) in app.workspace.codebook.tree() {
                    let name = format!("{}{}", "   ".repeat(depth), theme.name);
                    if ui.button(name).clicked() {
                        out.command(Command::SetTheme(a.id, theme.id));
                        ui.close();
                    }
                }
            });
        }
        if keyed_button(ui, "Note…", "", false).clicked() {
            out.dialog = Some(Dialog::note(a.id, &a.note));
        }
        if !selection.is_empty() {
            let set = keyed_button(
                ui,
                "Set to selection",
                &keys::of(&app.bindings, Action::Resize),
                false,
            );
            if set
                .on_hover_text("Give this annotation the selected passage")
                .clicked()
            {
                out.action(Action::Resize);
            }
        }
        if keyed_button(
            ui,
            "Delete",
            &keys::of(&app.bindings, Action::Delete),
            false,
        )
        .clicked()
        {
            out.command(Command::Delete(vec![a.id]));
        }
    });
}

fn comments(
    ui: &mut Ui,
    set: &AnnotationSet,
    on: AnnotationId,
    state: &mut Annotations,
    out: &mut Out,
) {
    for comment in set.comments(on) {
        ui.separator();
        ui.label(comment.text.as_str());
        let by = set.annotator_name(comment.annotator);
        ui.label(soft(ui, format!("{by} · {}", comment.created.date())));
    }
    ui.add_space(2.0);
    let field = egui::TextEdit::singleline(&mut state.comment)
        .hint_text("Comment, then Enter")
        .desired_width(f32::INFINITY);
    let response = ui.add(field.margin(egui::Margin::symmetric(8, 4)));
    if response.lost_focus()
        && ui.input(|i| i.key_pressed(egui::Key::Enter))
        && !state.comment.trim().is_empty()
    {
        out.command(Command::Comment(
            on,
            std::mem::take(&mut state.comment).trim().to_owned(),
        ));
    }
}

/// Annotations whose passage was not found: listed, kept, and to be placed again by hand.
fn orphans(ui: &mut Ui, app: &App, set: &AnnotationSet, out: &mut Out) {
    let n = set.orphans();
    if n == 0 {
        return;
    }
    let p = Palette::of(ui.visuals());
    let title = RichText::new(format!("Passage not found: {n}")).color(p.warn_mild);
    egui::CollapsingHeader::new(title)
        .default_open(false)
        .show(ui, |ui| {
            for orphan in set.orphaned().take(200) {
                let (name, _) = name_of(app, &orphan.annotation.body, p);
                let text = format!("{name}: {}", excerpt(&orphan.annotation.quote.exact, 80));
                if ui
                    .add(egui::Button::new(text).frame(false).wrap())
                    .clicked()
                {
                    out.command(Command::Focus(Focus::Annotation(orphan.annotation.id)));
                }
            }
            let way = keys::with_keys(&app.bindings, Action::Resize, Action::Resize.title());
            let text = format!(
                "Select the passage where one belongs now, click it here, and choose “{way}”"
            );
            ui.label(soft(ui, text));
        });
}
