//! Actions: from keys, menus and buttons to what they do.

use super::chooser::Ask;
use super::dialogs::Dialog;
use super::{Out, Window, keys};
use crate::annotation::{AnnotationId, Body, ReadingState};
use crate::app::quotation::quotation;
use crate::app::{Action, Command, Focus};
use crate::store::{Settings, TEXT_SIZES, ThemeChoice};
use crate::text::TextRange;
use egui::{Event, Ui};

impl Window {
    /// Takes keys out of the input, as actions. While text is being typed only those with Ctrl count.
    pub(super) fn take_keys(&mut self, ui: &Ui, out: &mut Out) {
        let typing = ui.ctx().text_edit_focused();
        if self.dialog.is_some() {
            return;
        }
        self.take_clipboard_keys(ui, typing, out);
        for &action in Action::ALL {
            let plain = action
                .keys()
                .is_some_and(|k| !k.command && !k.key.starts_with('F'));
            let edits_text = matches!(
                action,
                Action::Undo | Action::Redo | Action::SelectAll | Action::Copy
            );
            if typing && (plain || edits_text || matches!(action, Action::Flag)) {
                continue;
            }
            if keys::pressed(ui, action) {
                out.action(action);
            }
        }
        if !typing {
            self.take_digits(ui, out);
            // Escape drops the selection; a second one what one points at, and the whole document is meant again.
            let nothing_selected = self.app.session.is_some() && self.reader.selection().is_empty();
            if nothing_selected && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                out.command(Command::Focus(Focus::Nothing));
            }
            if let Some(session) = &self.app.session {
                let document = session.document.clone();
                if !self.inspector.list_has_focus() && self.reader.keys(ui, &document) {
                    self.popover = !self.reader.selection().is_empty();
                }
            }
        }
    }

    /// The toolkit turns the system's copy keys into an event of its own.
    fn take_clipboard_keys(&mut self, ui: &Ui, typing: bool, out: &mut Out) {
        if typing {
            return;
        }
        let (copied, shift) = ui.input_mut(|i| {
            let at = i.events.iter().position(|e| matches!(e, Event::Copy));
            (
                at.map(|at| i.events.remove(at)).is_some(),
                i.modifiers.shift,
            )
        });
        if copied {
            out.action(if shift {
                Action::CopyQuotation
            } else {
                Action::Copy
            });
        }
        let asks = ui.input_mut(|i| {
            let at = i
                .events
                .iter()
                .position(|e| matches!(e, Event::Text(t) if t == "?"));
            at.map(|at| i.events.remove(at)).is_some()
        });
        if asks {
            out.action(Action::Keys);
        }
    }

    /// 1–9 tag with the theme of that key.
    fn take_digits(&mut self, ui: &Ui, out: &mut Out) {
        const DIGITS: [egui::Key; 9] = [
            egui::Key::Num1,
            egui::Key::Num2,
            egui::Key::Num3,
            egui::Key::Num4,
            egui::Key::Num5,
            egui::Key::Num6,
            egui::Key::Num7,
            egui::Key::Num8,
            egui::Key::Num9,
        ];
        for (n, key) in (1_u8..).zip(DIGITS) {
            if keys::take(ui, egui::Modifiers::NONE, key)
                && self.app.session.is_some()
                && let Some(theme) = self.app.workspace.codebook.by_key(n)
            {
                out.command(match self.retheme_target() {
                    Some((id, _)) => Command::SetTheme(id, theme.id),
                    None => Command::Tag(self.target(), theme.id),
                });
                self.popover = false;
            }
        }
    }

    /// Carries out an action.
    pub(super) fn act(&mut self, ui: &Ui, action: Action) {
        match action {
            Action::OpenFile => self
                .chooser
                .ask(ui.ctx(), Ask::File, self.app.shelf.root.clone()),
            Action::OpenFolder => {
                self.chooser
                    .ask(ui.ctx(), Ask::Folder, self.app.shelf.root.clone())
            }
            Action::OpenByPath => self.dialog = Some(Dialog::open_path()),
            Action::Export => self.dialog = Dialog::export(&self.app),
            Action::Save => self.app.execute(Command::Save),
            Action::Settings => self.dialog = Some(Dialog::Settings),
            Action::Quit => self.quit = true,
            Action::Undo => self.app.execute(Command::Undo),
            Action::Redo => self.app.execute(Command::Redo),
            Action::Copy => self.copy(ui),
            Action::CopyQuotation => self.copy_quotation(ui),
            Action::SelectAll => self.select_all(),
            Action::Find => self.find.open(),
            Action::FindNext => self.step_hit(true),
            Action::FindPrevious => self.step_hit(false),
            Action::TagHits => self.ask(|_| Dialog::tag_hits()),
            Action::Theme => self.pick_theme(),
            Action::Flag => self.ask(Dialog::flag),
            Action::Memo => self.ask(Dialog::memo),
            Action::Highlight => self.highlight(),
            Action::Delete => self.delete(),
            Action::Resize => self.resize(),
            Action::MarkRead => self.app.execute(Command::SetReading(ReadingState::Read)),
            Action::MarkNothingFound => self
                .app
                .execute(Command::SetReading(ReadingState::NothingFound)),
            Action::NextFinding => self.step_finding(true),
            Action::PreviousFinding => self.step_finding(false),
            Action::Confirm => self.answer(true),
            Action::Dismiss => self.answer(false),
            Action::Correct => self.correct(),
            Action::NextMention => self.step_mention(true),
            Action::PreviousMention => self.step_mention(false),
            Action::NextAnnotation => self.step_annotation(true),
            Action::PreviousAnnotation => self.step_annotation(false),
            Action::NextDocument => self.app.execute(Command::Step(1)),
            Action::PreviousDocument => self.app.execute(Command::Step(-1)),
            Action::ToggleEntities => self.settings(|s| s.show_entities = !s.show_entities),
            Action::ToggleThemes => self.settings(|s| s.show_themes = !s.show_themes),
            Action::ToggleQuality => self.settings(|s| s.show_quality = !s.show_quality),
            Action::ToggleNumbers => {
                self.settings(|s| s.show_paragraph_numbers = !s.show_paragraph_numbers)
            }
            Action::GoToParagraph => self.ask(|_| Dialog::go_to()),
            Action::FocusMode => self.focus_mode = !self.focus_mode,
            Action::Larger => {
                self.settings(|s| s.text_size = (s.text_size + 1.0).min(*TEXT_SIZES.end()))
            }
            Action::Smaller => {
                self.settings(|s| s.text_size = (s.text_size - 1.0).max(*TEXT_SIZES.start()))
            }
            Action::SwitchTheme => {
                let dark = ui.visuals().dark_mode;
                self.settings(|s| {
                    s.theme = if dark {
                        ThemeChoice::Light
                    } else {
                        ThemeChoice::Dark
                    }
                });
            }
            Action::Keys => self.dialog = Some(Dialog::Keys),
            Action::About => self.dialog = Some(Dialog::About),
        }
    }

    /// The annotation that a theme's key changes: the one that is framed, where nothing is selected and it is a tagged or
    /// highlighted passage.
    fn retheme_target(&self) -> Option<(AnnotationId, TextRange)> {
        let (Focus::Annotation(id), true) = (self.focus(), self.reader.selection().is_empty())
        else {
            return None;
        };
        let range = self
            .app
            .range_of(Focus::Annotation(id))
            .filter(|r| !r.is_document())?;
        let set = self.app.workspace.set(&self.app.session.as_ref()?.key)?;
        let body = &set.annotation(id)?.annotation().body;
        matches!(body, Body::Theme(_) | Body::Highlight).then_some((id, range))
    }

    fn pick_theme(&mut self) {
        match self.retheme_target() {
            Some((id, range)) => self.ask(|_| Dialog::picker(range, Some(id))),
            None => self.ask(|target| Dialog::picker(target, None)),
        }
    }

    /// Opens a dialog about the selection or the document, where there is a document.
    fn ask(&mut self, dialog: impl FnOnce(TextRange) -> Dialog) {
        if self.app.session.is_some() {
            self.dialog = Some(dialog(self.target()));
            self.popover = false;
        }
    }

    fn settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.app.settings.clone();
        change(&mut settings);
        self.app
            .execute(Command::ChangeSettings(Box::new(settings)));
    }

    fn copy(&mut self, ui: &Ui) {
        let Some(session) = &self.app.session else {
            return;
        };
        if let Some(text) = self
            .reader
            .selection()
            .of(&session.document.text)
            .filter(|t| !t.is_empty())
        {
            ui.ctx().copy_text(text.to_owned());
        }
    }

    fn copy_quotation(&mut self, ui: &Ui) {
        let Some(session) = &self.app.session else {
            return;
        };
        let range = self.reader.selection();
        if range.is_empty() {
            self.app.execute(Command::Say(
                "Select a passage first, then copy it as a quotation".into(),
            ));
            return;
        }
        let date = crate::app::quotation::document_date(session.mentions());
        if let Some(quotation) = quotation(&session.document, range, date.as_deref()) {
            self.clipboard.copy(ui.ctx(), quotation);
            self.app.execute(Command::Say(
                "Copied as a quotation, with its source".into(),
            ));
        }
    }

    fn select_all(&mut self) {
        if let Some(session) = &self.app.session {
            self.reader
                .select(TextRange::new(0, session.document.text.len()));
        }
    }

    fn highlight(&mut self) {
        let range = self.reader.selection();
        if range.is_empty() {
            self.app
                .execute(Command::Say("Select a passage to highlight it".into()));
        } else {
            self.app.execute(Command::Highlight(range));
            self.popover = false;
        }
    }

    fn focus(&self) -> Focus {
        self.app
            .session
            .as_ref()
            .map_or(Focus::Nothing, |s| s.focus)
    }

    fn delete(&mut self) {
        if let Focus::Annotation(id) = self.focus() {
            self.app.execute(Command::Delete(vec![id]));
        }
    }

    fn resize(&mut self) {
        let range = self.reader.selection();
        if let (Focus::Annotation(id), false) = (self.focus(), range.is_empty()) {
            self.app.execute(Command::Resize(id, range));
        }
    }

    fn answer(&mut self, yes: bool) {
        match self.focus() {
            Focus::Finding(i) => {
                self.app.execute(if yes {
                    Command::Confirm(i)
                } else {
                    Command::Dismiss(i)
                });
                self.step_finding_from(i);
            }
            Focus::Mention(i) => {
                self.app.execute(if yes {
                    Command::Accept(vec![i])
                } else {
                    Command::Refuse(vec![i])
                });
                self.step_mention(true);
            }
            Focus::Nothing | Focus::Annotation(_) => {
                self.app.execute(Command::Say(
                    "Go to a finding (F8) or a mention (M) first, then answer it".into(),
                ));
            }
        }
    }

    /// After an answer: on to the next open finding; at the end, stay.
    fn step_finding_from(&mut self, i: usize) {
        let open = self.open_findings();
        match open.iter().find(|&&j| j > i).or(open.first()) {
            Some(&next) => self.app.execute(Command::Focus(Focus::Finding(next))),
            None => {
                self.app.execute(Command::Focus(Focus::Nothing));
                self.app.execute(Command::Say(
                    "All findings of this document are answered".into(),
                ));
            }
        }
    }

    fn correct(&mut self) {
        if let Focus::Finding(i) = self.focus() {
            self.dialog = Dialog::correct(&self.app, i);
        }
    }

    /// The findings that nobody has answered, in the order of the text.
    fn open_findings(&self) -> Vec<usize> {
        self.app
            .session
            .as_ref()
            .map(|s| s.open_findings().collect())
            .unwrap_or_default()
    }

    fn step_finding(&mut self, forward: bool) {
        let open = self.open_findings();
        let now = match self.focus() {
            Focus::Finding(i) => Some(i),
            _ => None,
        };
        let next = step(&open, now, forward);
        match next {
            Some(i) => {
                self.inspector.show_quality();
                self.app.execute(Command::Focus(Focus::Finding(i)));
            }
            None => self.app.execute(Command::Say(
                "There is no open finding in this document".into(),
            )),
        }
    }

    fn step_mention(&mut self, forward: bool) {
        let Some(session) = &self.app.session else {
            return;
        };
        let open: Vec<usize> = (0..session.mentions().len())
            .filter(|&i| session.layers.is_open_mention(i))
            .collect();
        let now = match session.focus {
            Focus::Mention(i) => Some(i),
            _ => session
                .mentions()
                .iter()
                .position(|m| m.range.start >= self.reader.visible().start)
                .filter(|_| forward)
                .and_then(|i| i.checked_sub(1)),
        };
        match step_by_value(&open, now, forward) {
            Some(i) => {
                self.inspector.show_entities();
                self.app.execute(Command::Focus(Focus::Mention(i)));
            }
            None => self.app.execute(Command::Say(
                "There is no open mention in this document".into(),
            )),
        }
    }

    fn step_annotation(&mut self, forward: bool) {
        let Some(session) = &self.app.session else {
            return;
        };
        let Some(set) = self.app.workspace.set(&session.key) else {
            return;
        };
        let whole = set.on_document().map(|p| p.annotation().id);
        let ids: Vec<_> = whole.chain(set.in_order().map(|(_, id)| id)).collect();
        let now = match session.focus {
            Focus::Annotation(id) => ids.iter().position(|&i| i == id),
            _ => None,
        };
        let places: Vec<usize> = (0..ids.len()).collect();
        match step(&places, now, forward).and_then(|i| ids.get(i)) {
            Some(&id) => {
                self.inspector.show_annotations();
                self.app.execute(Command::Focus(Focus::Annotation(id)));
            }
            None => self.app.execute(Command::Say(
                "There is no annotation in this document yet".into(),
            )),
        }
    }

    fn step_hit(&mut self, forward: bool) {
        let from = self.reader.visible().start;
        self.app.execute(Command::StepHit { forward, from });
    }
}

/// The entry after (or before) `now`, going round at the ends.
fn step(all: &[usize], now: Option<usize>, forward: bool) -> Option<usize> {
    let at = now.and_then(|n| all.iter().position(|&i| i == n));
    let n = all.len();
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => n.checked_sub(1)?,
        (Some(i), true) => (i + 1) % n,
        (Some(i), false) => (i + n - 1) % n,
    };
    all.get(next).copied()
}

/// The first entry above (or the last below) `now`, going round at the ends; `now` need not be one of them.
fn step_by_value(all: &[usize], now: Option<usize>, forward: bool) -> Option<usize> {
    match (now, forward) {
        (None, true) => all.first(),
        (None, false) => all.last(),
        (Some(n), true) => all.iter().find(|&&i| i > n).or(all.first()),
        (Some(n), false) => all.iter().rev().find(|&&i| i < n).or(all.last()),
    }
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_round() {
        assert_eq!(step(&[3, 5, 9], Some(9), true), Some(3));
        assert_eq!(step(&[3, 5, 9], Some(3), false), Some(9));
        assert_eq!(step(&[], None, true), None);
        assert_eq!(step_by_value(&[3, 5, 9], Some(4), true), Some(5));
        assert_eq!(step_by_value(&[3, 5, 9], Some(4), false), Some(3));
    }
}
