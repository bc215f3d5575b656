//! Walking from one finding, mention, annotation or hit to the next, and answering what one is at.

use super::dialogs::{Dialog, LONGEST};
use super::{Window, keys};
use crate::app::steps::{self, Origin, Step};
use crate::app::{Action, Alike, Command, FindingState, Focus, Session};
use crate::text::TextRange;

impl Window {
    pub(super) fn answer(&mut self, yes: bool) {
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
                self.on_from_mention(i);
            }
            Focus::Nothing | Focus::Annotation(_) => {
                let way = |action, what| keys::with_keys(&self.app.bindings, action, what);
                let finding = way(Action::NextFinding, "a finding");
                let mention = way(Action::NextMention, "a mention");
                self.app.execute(Command::Say(format!(
                    "Go to {finding} or {mention} first, then answer it"
                )));
            }
        }
    }

    /// Answers all mentions that are like the one in focus; dismisses all findings like it.
    pub(super) fn answer_alike(&mut self, accept: bool) {
        if let (Focus::Finding(i), false) = (self.focus(), accept) {
            return self.dismiss_alike(i);
        }
        let Focus::Mention(mention) = self.focus() else {
            let way = keys::with_keys(&self.app.bindings, Action::NextMention, "a mention");
            let text = format!("Go to {way} first: all that are like it are answered together");
            return self.app.execute(Command::Say(text));
        };
        self.app.execute(Command::AnswerAlike {
            mention,
            alike: Alike::Entity,
            accept,
        });
        self.go_on_from_answered();
    }

    /// Has findings like this one not appear any more, and goes on to the next open one.
    pub(super) fn dismiss_alike(&mut self, i: usize) {
        let rules = self.app.workspace.checks_file.revision;
        let at = self.app.range_of(Focus::Finding(i)).map_or(0, |r| r.start);
        self.app.execute(Command::DismissAlike(i));
        if self.app.workspace.checks_file.revision == rules {
            // There is no such rule; why was said.
            return;
        }
        let next = self.app.session.as_ref().and_then(|session| {
            let is_later = |j: &usize| {
                session
                    .findings()
                    .get(*j)
                    .is_some_and(|f| f.range.start >= at)
            };
            let later = session.open_findings().find(is_later);
            later.or_else(|| session.open_findings().next())
        });
        self.walk_to(next.map_or(Focus::Nothing, Focus::Finding));
    }

    /// On to the next open mention where the one in focus was just answered.
    pub(super) fn go_on_from_answered(&mut self) {
        if let Focus::Mention(i) = self.focus() {
            self.on_from_mention(i);
        }
    }

    /// After an answer: on to the next open mention, within the filter of the entities; at the end, stay.
    fn on_from_mention(&mut self, i: usize) {
        let Some(session) = &self.app.session else {
            return;
        };
        if session.layers.is_open_mention(i) {
            // The answer was not taken; why was said.
            return;
        }
        let (next, filtered) = self.open_mention(session, Origin::Focus, true);
        let (all, answered) = session.layers.progress();
        self.inspector.show_entities();
        match next {
            Some(next) => self.walk_to(Focus::Mention(next.to)),
            None => {
                self.app.execute(Command::Focus(Focus::Nothing));
                self.app
                    .execute(Command::Say(if filtered && answered < all {
                        "All suggestions in the filter are answered".to_owned()
                    } else {
                        "All suggestions of this document are answered".to_owned()
                    }));
            }
        }
    }

    /// After an answer: on to the next open finding within the filter; at the end, stay.
    pub(super) fn step_finding_from(&mut self, i: usize) {
        let Some(session) = &self.app.session else {
            return;
        };
        if session.is_open(i) {
            // The answer was not taken; why was said.
            return;
        }
        let filter = self.app.findings;
        let open = |i: usize| {
            let finding = session.findings().get(i);
            session.is_open(i) && finding.is_some_and(|f| filter.fits_kind(f))
        };
        let n = session.findings().len();
        let next = (i + 1..n).chain(0..i).find(|&i| open(i));
        match next {
            Some(next) => self.walk_to(Focus::Finding(next)),
            None => {
                let text = if filter.is_narrowed() {
                    "All findings in the filter are answered"
                } else {
                    "All findings of this document are answered"
                };
                self.app.execute(Command::Focus(Focus::Nothing));
                self.app.execute(Command::Say(text.to_owned()));
            }
        }
    }

    /// Corrects the finding in focus, the correction in focus, or what is selected.
    pub(super) fn correct(&mut self) {
        let selection = self.reader.selection();
        let on = self.app.range_of(self.focus());
        let corrected = on.filter(|r| self.app.correction_at(*r).is_some());
        self.dialog = match self.focus() {
            Focus::Finding(i) if selection.is_empty() => Dialog::correct(&self.app, i),
            _ if !selection.is_empty() => Dialog::correct_passage(&self.app, selection),
            _ => corrected.and_then(|range| Dialog::correct_passage(&self.app, range)),
        };
        if self.dialog.is_some() {
            self.popover = false;
        } else {
            let text = self.why_not_correct(selection);
            self.app.execute(Command::Say(text));
        }
    }

    fn why_not_correct(&self, selection: TextRange) -> String {
        let range = match self.focus() {
            Focus::Finding(_) if selection.is_empty() => self.app.range_of(self.focus()),
            _ => Some(selection).filter(|s| !s.is_empty()),
        };
        match range {
            Some(range) if range.is_document() => {
                "This finding is about the document as a whole".to_owned()
            }
            Some(range) if range.len() > LONGEST => {
                "This passage is too long to be corrected as a whole: select less".to_owned()
            }
            _ => {
                let way = keys::with_keys(&self.app.bindings, Action::NextFinding, "a finding");
                format!("Go to {way}, or select a passage, to say what it should read")
            }
        }
    }

    /// Says why the finding in focus was found.
    pub(super) fn why(&mut self) {
        let Focus::Finding(i) = self.focus() else {
            let way = keys::with_keys(&self.app.bindings, Action::NextFinding, "a finding");
            let text = format!("Go to {way} first: then this says why it was found");
            return self.app.execute(Command::Say(text));
        };
        self.dialog = Dialog::why(&self.app, i);
    }

    /// Where a step among things of a kind begins: at the one in focus, unless caret or text were moved away from it.
    fn origin(&self, of_kind: bool) -> Origin {
        let focus = self.focus();
        let still = self.led == (focus, self.reader.selection());
        let shown = |r: TextRange| r.is_document() || self.reader.shows(r);
        if of_kind && still && self.app.range_of(focus).is_some_and(shown) {
            Origin::Focus
        } else {
            Origin::Byte(self.reader.origin())
        }
    }

    /// Points at something and puts the caret there.
    fn walk_to(&mut self, focus: Focus) {
        let range = self.app.range_of(focus);
        if let Some(range) = range.filter(|r| !r.is_document()) {
            self.reader.place(range.start);
        }
        self.popover = false;
        self.app.execute(Command::Focus(focus));
        self.led = (focus, self.reader.selection());
    }

    /// Notes where the caret was when the focus came to what it is at.
    pub(super) fn note_focus(&mut self) {
        if self.led.0 != self.focus() {
            self.led = (self.focus(), self.reader.selection());
        }
    }

    /// Walks on, or says that there is nothing to walk to.
    fn take_step(&mut self, step: Option<Step<Focus>>, forward: bool, what: &str) {
        match step {
            Some(step) => {
                self.walk_to(step.to);
                if step.round {
                    self.say_round(forward, what);
                }
            }
            None => self
                .app
                .execute(Command::Say(format!("There is no {what} in this document"))),
        }
    }

    fn say_round(&mut self, forward: bool, what: &str) {
        let (from, to) = if forward {
            ("last", "first")
        } else {
            ("first", "last")
        };
        let text = format!("That was the {from} {what}; on from the {to} one");
        self.app.execute(Command::Say(text));
    }

    pub(super) fn step_finding(&mut self, forward: bool) {
        let origin = self.origin(matches!(self.focus(), Focus::Finding(_)));
        let Some(session) = &self.app.session else {
            return;
        };
        let filter = self.app.findings;
        let fits = |i: usize| {
            let finding = session.findings().get(i);
            finding.is_some_and(|f| filter.fits(f, session.finding_state(i)))
        };
        let step = steps::finding(session, origin, forward, &fits);
        let step = step.map(|s| s.map(Focus::Finding));
        let what = match (filter.state, filter.is_narrowed()) {
            (Some(FindingState::Open), false) => "open finding",
            _ => "finding that fits the filter",
        };
        self.inspector.show_quality();
        self.take_step(step, forward, what);
    }

    pub(super) fn step_mention(&mut self, forward: bool) {
        let origin = self.origin(matches!(self.focus(), Focus::Mention(_)));
        let Some(session) = &self.app.session else {
            return;
        };
        let (step, filtered) = self.open_mention(session, origin, forward);
        let step = step.map(|s| s.map(Focus::Mention));
        self.inspector.show_entities();
        let what = if filtered {
            "open mention that fits the filter"
        } else {
            "open mention"
        };
        self.take_step(step, forward, what);
    }

    /// The next (or previous) open mention within the filter of the entities; and whether there is a filter.
    fn open_mention(
        &self,
        session: &Session,
        origin: Origin,
        forward: bool,
    ) -> (Option<Step<usize>>, bool) {
        let (fits, filtered) = self.inspector.entity_filter(session);
        (steps::mention(session, origin, forward, &fits), filtered)
    }

    pub(super) fn step_annotation(&mut self, forward: bool) {
        let origin = self.origin(matches!(self.focus(), Focus::Annotation(_)));
        let Some(session) = &self.app.session else {
            return;
        };
        let Some(set) = self.app.workspace.set(&session.key) else {
            return;
        };
        let step = steps::annotation(session, set, origin, forward);
        let step = step.map(|s| s.map(Focus::Annotation));
        self.inspector.show_annotations();
        self.take_step(step, forward, "annotation");
    }

    pub(super) fn step_hit(&mut self, forward: bool) {
        let before = self.app.search.hit();
        let caret = self.reader.placed();
        // Whoever moved the caret away from a hit goes on from there.
        let moved = caret.filter(|at| before.is_some_and(|h| h.start != *at));
        let from = moved.unwrap_or_else(|| self.reader.origin());
        self.app.execute(Command::StepHit {
            forward,
            from,
            afresh: moved.is_some(),
        });
        let Some(hit) = self.app.search.hit() else {
            return;
        };
        self.reader.place(hit.start);
        let from = before.map_or(from, |b| moved.unwrap_or(b.start));
        let round = (forward && hit.start < from) || (!forward && hit.start > from);
        if round || before == Some(hit) {
            self.say_round(forward, "hit");
        }
    }
}
