//! Actions: from keys, menus and buttons to what they do.

use super::chooser::Ask;
use super::dialogs::Dialog;
use super::mention_menu::Named;
use super::reader::Touched;
use super::target::{Meant, Target};
use super::theme::Palette;
use super::{Out, Window, keys, reading};
use crate::annotation::ReadingState;
use crate::annotation::entity_list::tidy;
use crate::app::quotation::quotation;
use crate::app::spans::Source;
use crate::app::{Action, Command, Focus, Keys};
use crate::store::Settings;
use crate::text::TextRange;
use egui::Ui;

impl Window {
    /// Takes keys out of the input, as actions. While text is being typed only those count that a field has no use for.
    pub(super) fn take_keys(&mut self, ui: &Ui, out: &mut Out) {
        if self.dialog.is_some() {
            return;
        }
        let typing = ui.ctx().text_edit_focused();
        let may = |keys: Keys| !(typing && keys.edits_text());
        for action in keys::pressed(ui, &self.app.bindings, may) {
            out.action(action);
        }
        if typing {
            return;
        }
        if keys::typed(ui, "?") {
            out.action(Action::Keys);
        }
        if self.app.folder.is_shown() {
            let free = !egui::Popup::is_any_open(ui.ctx());
            if free && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                // From a field or a button back to the table; from there to the document.
                if self.elsewhere {
                    self.index.open();
                } else {
                    out.command(Command::ShowIndex(false));
                }
            }
            return;
        }
        self.take_digits(ui, out);
        if self.is_with_text(ui) {
            self.take_reading_keys(ui, out);
        }
    }

    /// Whether the keyboard is with the text: with no control of a panel, no menu; and not with one that Escape just left.
    fn is_with_text(&self, ui: &Ui) -> bool {
        let focused = ui.memory(|m| m.focused());
        let elsewhere = focused.is_some() && focused != self.reader.id();
        let left = self.elsewhere && ui.input(|i| i.key_pressed(egui::Key::Escape));
        !elsewhere && !left && !egui::Popup::is_any_open(ui.ctx())
    }

    fn take_reading_keys(&mut self, ui: &Ui, out: &mut Out) {
        let Some(session) = &self.app.session else {
            return;
        };
        // Escape drops the selection; a second one what one points at and the caret, and the whole document is meant again.
        if self.reader.selection().is_empty() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            match self.focus() {
                Focus::Nothing if self.reader.placed().is_none() => self.focus_mode.leave(),
                _ => out.command(Command::Focus(Focus::Nothing)),
            }
        }
        let document = session.document.clone();
        if self.reader.keys(ui, &document) {
            self.popover = !self.reader.selection().is_empty();
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
                out.command(self.tag_with(theme.id));
                self.popover = false;
            }
        }
    }

    fn switch_index(&mut self) {
        let shown = self.app.folder.is_shown();
        self.app.execute(Command::ShowIndex(!shown));
        if self.app.folder.is_shown() {
            self.index.open();
            self.popover = false;
        } else if !shown {
            self.app
                .execute(Command::Say("Open a folder of documents first".into()));
        }
    }

    /// Carries out an action.
    pub(super) fn act(&mut self, ui: &Ui, action: Action) {
        if self.app.folder.is_shown() && action == Action::Find {
            return self.index.filter();
        }
        if self.app.folder.is_shown() && is_about_text(action) {
            let text = format!(
                "“{}” is about the document: go back to it first",
                action.title()
            );
            return self.app.execute(Command::Say(text));
        }
        match action {
            Action::OpenFile => self
                .chooser
                .ask(ui.ctx(), Ask::File, self.app.shelf.root.clone()),
            Action::OpenFolder => {
                self.chooser
                    .ask(ui.ctx(), Ask::Folder, self.app.shelf.root.clone())
            }
            Action::OpenByPath => self.dialog = Some(Dialog::open_path()),
            Action::Export if self.app.folder.is_shown() => {
                self.dialog = Some(Dialog::export_table(&self.app));
            }
            Action::Export => self.dialog = Dialog::export(&self.app),
            Action::Save => self.app.execute(Command::Save),
            Action::Settings => self.dialog = Some(Dialog::Settings),
            Action::Quit => self.quit = true,
            Action::Undo => self.app.execute(Command::Undo),
            Action::Redo => self.app.execute(Command::Redo),
            Action::OwnNames => self.show_own_names(),
            Action::ImportNames => self.import_names(),
            Action::Copy => self.copy(ui),
            Action::CopyQuotation => self.copy_quotation(ui),
            Action::SelectAll => self.select_all(),
            Action::Grow => self.grow(true),
            Action::Shrink => self.grow(false),
            Action::Find => self.find.open(),
            Action::FindNext => self.step_hit(true),
            Action::FindPrevious => self.step_hit(false),
            Action::TagHits => self.ask(|_| Dialog::tag_hits()),
            Action::Theme => self.pick_theme(),
            Action::TagDocument => self.ask(|_| Dialog::picker(Target::DOCUMENT, None)),
            Action::Flag => self.ask(Dialog::flag),
            Action::Memo => self.ask(Dialog::memo),
            Action::Highlight => self.highlight(),
            Action::Treat => self.treat(),
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
            Action::ConfirmAlike => self.answer_alike(true),
            Action::DismissAlike => self.answer_alike(false),
            Action::Correct => self.correct(),
            Action::Checks => self.show_checks(),
            Action::Why => self.why(),
            Action::QualityReport => self.show_report(),
            Action::NextMention => self.step_mention(true),
            Action::PreviousMention => self.step_mention(false),
            Action::NextAnnotation => self.step_annotation(true),
            Action::PreviousAnnotation => self.step_annotation(false),
            Action::EntityIndex => self.switch_index(),
            Action::NextDocument => self.app.execute(Command::Step(1)),
            Action::PreviousDocument => self.app.execute(Command::Step(-1)),
            Action::Back => self.app.execute(Command::Back),
            Action::Forth => self.app.execute(Command::Forth),
            Action::NextPart => self.to_part(ui, true),
            Action::PreviousPart => self.to_part(ui, false),
            Action::ToggleEntities => self.settings(|s| s.show_entities = !s.show_entities),
            Action::ToggleThemes => self.settings(|s| s.show_themes = !s.show_themes),
            Action::ToggleQuality => self.settings(|s| s.show_quality = !s.show_quality),
            Action::ToggleLessCertain => self.show_less_certain(),
            Action::ToggleCorrected => self.show_corrected(),
            Action::ToggleNumbers => {
                self.settings(|s| s.show_paragraph_numbers = !s.show_paragraph_numbers)
            }
            Action::OpenOriginal => {
                let at = self.reader.at();
                self.app.execute(Command::OpenOriginal(at));
            }
            Action::GoToParagraph => self.ask(|_| Dialog::go_to()),
            Action::FocusMode => self.focus_mode.switch(),
            Action::Reading => self.switch_reading_menu(),
            Action::Larger
            | Action::Smaller
            | Action::Wider
            | Action::Narrower
            | Action::Looser
            | Action::Closer
            | Action::SwitchFace
            | Action::SwitchTheme => {
                let now = Palette::of(ui.visuals()).scheme;
                self.settings(|s| {
                    reading::step(action, now, s);
                });
            }
            Action::Palette => self.dialog = Some(Dialog::palette(&self.app, &self.used)),
            Action::Keys => self.dialog = Some(Dialog::keys()),
            Action::About => self.dialog = Some(Dialog::About),
        }
    }

    fn pick_theme(&mut self) {
        match self.meant() {
            Meant::Annotation(id, range) => {
                let name = "this passage";
                self.ask(|_| Dialog::picker(Target { range, name }, Some(id)))
            }
            Meant::Passage(target) => self.ask(|_| Dialog::picker(target, None)),
        }
    }

    /// Opens a dialog about what is meant, where there is a document.
    fn ask(&mut self, dialog: impl FnOnce(Target) -> Dialog) {
        if self.app.session.is_some() {
            self.dialog = Some(dialog(self.target()));
            self.popover = false;
        }
    }

    fn switch_reading_menu(&mut self) {
        self.dialog = match self.dialog {
            Some(Dialog::Reading(_)) => None,
            _ => Some(Dialog::Reading(reading::Menu::default())),
        };
    }

    fn settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.app.settings.clone();
        change(&mut settings);
        self.app
            .execute(Command::ChangeSettings(Box::new(settings)));
    }

    fn show_less_certain(&mut self) {
        let mut filter = self.app.findings;
        filter.tier = if filter.shows_less_certain() {
            Some(1)
        } else {
            None
        };
        self.app.execute(Command::FilterFindings(filter));
    }

    fn show_corrected(&mut self) {
        self.settings(|s| s.show_corrected = !s.show_corrected);
        let none = |s: &crate::app::Session| s.layers.corrections().is_empty();
        if self.app.settings.show_corrected && self.app.session.as_ref().is_some_and(none) {
            let text = "Nothing is corrected in this document yet".to_owned();
            self.app.execute(Command::Say(text));
        }
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

    fn grow(&mut self, more: bool) {
        let Some(session) = &self.app.session else {
            return;
        };
        if more {
            self.reader.grow(&session.document);
        } else {
            self.reader.shrink();
        }
        self.popover = !self.reader.selection().is_empty();
    }

    fn highlight(&mut self) {
        let range = self.target().range;
        if range.is_document() {
            self.app.execute(Command::Say(
                "Select a passage, or put the caret into a sentence, to highlight it".into(),
            ));
        } else {
            self.app.execute(Command::Highlight(range));
            self.popover = false;
        }
    }

    fn show_report(&mut self) {
        self.dialog = Dialog::report(&self.app);
        if self.dialog.is_some() {
            self.popover = false;
        } else {
            self.app.execute(Command::Say(
                "Open a folder or a document first: the report is about it".into(),
            ));
        }
    }

    fn show_own_names(&mut self) {
        if self.has_root() {
            self.dialog = Some(Dialog::own_names());
        }
    }

    fn import_names(&mut self) {
        if self.has_root() {
            self.dialog = Some(Dialog::import_names());
        }
    }

    /// Whether a folder or a document is open, to which a list belongs; where none is, that is said.
    fn has_root(&mut self) -> bool {
        let has = !self.app.shelf.entries.is_empty();
        if !has {
            self.app.execute(Command::Say(
                "Open a folder or a document first: own names and check rules belong to it".into(),
            ));
        }
        has
    }

    fn show_checks(&mut self) {
        if self.has_root() {
            self.dialog = Some(Dialog::checks());
        }
    }

    /// Always or never: the selection, else the mention in focus, else the one at the caret.
    fn treat(&mut self) {
        self.dialog = self.treat_selection().or_else(|| self.treat_mention());
        if self.dialog.is_some() {
            self.popover = false;
        } else {
            let way = keys::with_keys(&self.app.bindings, Action::NextMention, "a mention");
            self.app.execute(Command::Say(format!(
                "Select a name, or go to {way}, to have it always or never marked"
            )));
        }
    }

    fn treat_selection(&self) -> Option<Dialog> {
        let session = self.app.session.as_ref()?;
        let range = self.reader.selection();
        let words = range.of(&session.document.text)?;
        if words.trim().is_empty() {
            return None;
        }
        let marked = session.mentions().position_of(range);
        let marked = marked.and_then(|i| Named::mention(&self.app, i));
        Some(match marked {
            Some(named) => Dialog::treat(named),
            None => {
                let mut near = session.mentions().over(range);
                let longer = near.find(|(_, m)| m.range.covers(range));
                let longer = longer.and_then(|(i, _)| Named::mention(&self.app, i));
                Dialog::treat_words(tidy(words), range, longer)
            }
        })
    }

    fn treat_mention(&self) -> Option<Dialog> {
        let session = self.app.session.as_ref()?;
        let at_caret = || {
            let caret = self.reader.placed()?;
            let near = TextRange::new(caret, caret + 1);
            session.mentions().over(near).next().map(|(i, _)| i)
        };
        let touched = match self.focus() {
            Focus::Mention(i) => Touched::Entity(Source::Machine(i)),
            Focus::Annotation(id) => Touched::Entity(Source::Person(id)),
            _ => Touched::Entity(Source::Machine(at_caret()?)),
        };
        Named::touched(&self.app, &[touched]).map(Dialog::treat)
    }

    pub(super) fn focus(&self) -> Focus {
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
}

/// Whether an action is one on the text of the document, which the table of entities covers.
fn is_about_text(action: Action) -> bool {
    let group = matches!(action.group(), "Annotate" | "Review");
    group && !matches!(action, Action::Checks | Action::QualityReport)
        || matches!(
            action,
            Action::Copy
                | Action::CopyQuotation
                | Action::SelectAll
                | Action::Grow
                | Action::Shrink
                | Action::Find
                | Action::FindNext
                | Action::FindPrevious
                | Action::GoToParagraph
                | Action::FocusMode
                | Action::Back
                | Action::Forth
        )
}
