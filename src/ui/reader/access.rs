//! The reader as assistive programs find it: a document whose children are its paragraphs, each with its text as it is
//! shown and, as a description, what is marked in it; a scroll bar with a value; caret and selection.
//!
//! All of it is worked out for what is in view and a few paragraphs around it, and only while somebody listens.

use super::laid::Laid;
use super::{Reader, Selection, Touched, View};
use crate::document::{BlockKind, Document};
use crate::text::TextRange;
use egui::accesskit::{
    Action, ActionData, ActionRequest, Node, NodeId, Orientation, Role, TextDirection,
    TextPosition, TextSelection,
};
use egui::{Context, Event, Id, Pos2, Rect, Ui, UiBuilder, vec2};
use std::collections::BTreeMap;
use std::ops::Range;

/// Pieces before and after the visible ones that have nodes, so that one can always go on to the next.
const AROUND: usize = 4;
/// Most characters in a run of text (its word starts are bytes).
const RUN: usize = 255;
/// Most findings that are told of a paragraph; the rest is counted.
const TOLD: usize = 6;
/// A step of the scroll bar, in percent.
const STEP: f64 = 5.0;

/// What was there for assistive programs in the last frame.
#[derive(Clone, Debug, Default)]
pub struct Exposed {
    /// The node of the text.
    reader: Option<Id>,
    pieces: Range<usize>,
    /// Where the caret was put when a program went to a paragraph: while it stays there, that paragraph is meant.
    gone_to: Option<usize>,
    /// Where the caret was.
    head: usize,
}

/// A node that takes requests.
#[derive(Clone, Copy)]
enum Target {
    Text,
    Bar,
    Piece(usize),
}

/// Names the window.
pub fn name_window(ctx: &Context, name: impl FnOnce() -> String) {
    if is_heard(ctx) {
        let name = name();
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
    }
}

/// Whether anybody listens.
fn is_heard(ctx: &Context) -> bool {
    ctx.has_accesskit_node(egui::accesskit_root_id())
}

fn piece_id(reader: Id, i: usize) -> Id {
    reader.with(("piece", i))
}

fn run_id(piece: Id, row: usize, chunk: usize) -> Id {
    piece.with((row, chunk))
}

impl Reader {
    /// What a theme is for when it is pressed: the selection, else the paragraph that an assistive program went to.
    pub fn passage(&self, document: &Document) -> TextRange {
        let selection = self.selection.range();
        let here = self.exposed.gone_to == Some(self.selection.head);
        if selection.is_empty() && here {
            self.block_around(document, self.selection.head)
        } else {
            selection
        }
    }

    /// Leaves the keyboard to what was opened over the text.
    pub fn leave_keyboard(&self, ctx: &Context) {
        if let Some(reader) = self.exposed.reader {
            ctx.memory_mut(|m| m.surrender_focus(reader));
        }
    }

    /// Carries out what assistive programs asked of the text, its paragraphs and the scroll bar.
    pub(super) fn requests(&mut self, ui: &Ui, view: &View<'_>, reader: Id, bar: Id) {
        let asks = |e: &Event| matches!(e, Event::AccessKitActionRequest(_));
        if !ui.input(|i| i.events.iter().any(asks)) {
            return;
        }
        let mut targets = vec![(reader, Target::Text), (bar, Target::Bar)];
        let pieces = self.exposed.pieces.clone();
        targets.extend(pieces.map(|i| (piece_id(reader, i), Target::Piece(i))));
        for (target, request) in taken(ui, &targets) {
            match target {
                Target::Text => self.text_request(ui, view, reader, &request),
                Target::Bar => self.bar_request(&request),
                Target::Piece(i) => self.piece_request(ui, view, reader, i, &request),
            }
            ui.ctx().request_repaint();
        }
    }

    fn text_request(&mut self, ui: &Ui, view: &View<'_>, reader: Id, request: &ActionRequest) {
        let page = (self.frame.rect.0.height() - 60.0).max(60.0);
        match (&request.action, &request.data) {
            (Action::ScrollDown, _) => self.top.1 += page,
            (Action::ScrollUp, _) => self.top.1 -= page,
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(to))) => {
                let place = |p: &TextPosition| self.place_in_run(reader, p);
                if let (Some(anchor), Some(head)) = (place(&to.anchor), place(&to.focus)) {
                    self.selection = Selection { anchor, head };
                    self.exposed.gone_to = None;
                    self.show_caret(ui, view.document);
                    ui.memory_mut(|m| m.request_focus(reader));
                }
            }
            _ => {}
        }
    }

    fn bar_request(&mut self, request: &ActionRequest) {
        let now = self.percent();
        let to = match (&request.action, &request.data) {
            (Action::SetValue, Some(ActionData::NumericValue(to))) => *to,
            (Action::Increment | Action::ScrollDown, _) => now + STEP,
            (Action::Decrement | Action::ScrollUp, _) => now - STEP,
            _ => return,
        };
        if to <= 0.0 || !to.is_finite() {
            self.top = (0, -super::ABOVE);
        } else {
            self.top = self
                .heights
                .at(self.heights.total() * to.min(100.0) / 100.0);
        }
    }

    fn piece_request(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        reader: Id,
        i: usize,
        request: &ActionRequest,
    ) {
        let Some(start) = self.pieces.get(i).map(|p| p.range.start) else {
            return;
        };
        match request.action {
            Action::Click | Action::Focus => {
                self.select(TextRange::new(start, start));
                self.exposed.gone_to = Some(start);
                self.show_caret(ui, view.document);
                ui.memory_mut(|m| m.request_focus(reader));
            }
            _ => {
                let seen = |&(j, y): &(usize, f32)| j == i && y >= self.frame.rect.0.min.y;
                if !self.frame.visible.iter().any(seen) {
                    let below = self.frame.rect.0.height() * 0.2;
                    self.scroll_to(ui, view.document, start, below);
                }
            }
        }
    }

    /// How far the text is scrolled, in percent of its height.
    fn percent(&self) -> f64 {
        let above = self.heights.before(self.top.0) + f64::from(self.top.1);
        (above * 100.0 / self.heights.total().max(1.0)).clamp(0.0, 100.0)
    }

    /// Tells the scroll bar's value.
    pub(super) fn expose_bar(&self, ctx: &Context, bar: Id) {
        let percent = self.percent();
        ctx.accesskit_node_builder(bar, |node| {
            node.set_numeric_value(percent);
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_numeric_value_step(STEP);
            node.set_orientation(Orientation::Vertical);
            for action in [Action::SetValue, Action::Increment, Action::Decrement] {
                node.add_action(action);
            }
        });
    }

    /// Tells the document, its paragraphs in and around the view, caret and selection.
    pub(super) fn expose(&mut self, ui: &mut Ui, view: &View<'_>, reader: Id) {
        if !is_heard(ui.ctx()) {
            return;
        }
        self.exposed.reader = Some(reader);
        let places = self.places(ui, view);
        let (Some(&(first, _)), Some(&(last, _))) = (places.first(), places.last()) else {
            return;
        };
        self.exposed.pieces = first..last + 1;
        let blocks = view.document.structure.blocks.len();
        let selection = self.text_selection(reader);
        let active =
            Some(self.piece_at(self.selection.head)).filter(|i| (first..=last).contains(i));
        ui.ctx().accesskit_node_builder(reader, |node| {
            node.set_label(view.title);
            node.set_size_of_set(blocks);
            node.add_action(Action::ScrollDown);
            node.add_action(Action::ScrollUp);
            if let Some(selection) = selection {
                node.add_action(Action::SetTextSelection);
                node.set_text_selection(selection);
            }
            if let Some(i) = active {
                node.set_active_descendant(piece_id(reader, i).accesskit_id());
            }
        });
        let visible = self.visible_pieces();
        for (i, y) in places {
            self.expose_piece(ui, view, reader, i, y, visible.contains(&i));
        }
        self.keep_focus(ui, reader);
    }

    fn visible_pieces(&self) -> Range<usize> {
        let visible = &self.frame.visible;
        visible.first().map_or(0, |v| v.0)..visible.last().map_or(0, |v| v.0 + 1)
    }

    /// The pieces in view and some around them, with the height of their tops on screen.
    fn places(&mut self, ui: &Ui, view: &View<'_>) -> Vec<(usize, f32)> {
        let mut out = self.frame.visible.clone();
        let (Some(&(first, top)), Some(&(last, bottom))) = (out.first(), out.last()) else {
            return out;
        };
        let mut y = top;
        for i in (first.saturating_sub(AROUND)..first).rev() {
            y -= self.lay(ui, view.document, i);
            out.insert(0, (i, y));
        }
        let mut y = bottom + self.lay(ui, view.document, last);
        for i in last + 1..(last + 1 + AROUND).min(self.pieces.len()) {
            out.push((i, y));
            y += self.lay(ui, view.document, i);
        }
        out
    }

    fn expose_piece(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        reader: Id,
        i: usize,
        y: f32,
        visible: bool,
    ) {
        let (Some(piece), Some(laid), Some(setting)) =
            (self.pieces.get(i), self.laid.get(&i), self.setting)
        else {
            return;
        };
        let id = piece_id(reader, i);
        let at = Pos2::new(self.frame.column_left, y);
        let rect = Rect::from_min_size(at, vec2(setting.width, laid.height));
        let kind = self.block_kind(view, i);
        below(ui, reader, id, rect, role_of(kind));
        let label = laid.shown.text.trim_end().to_owned();
        let mut description = description(view, piece.range);
        if !(piece.first && piece.last) {
            description.push_str(" Part of a long paragraph.");
        }
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_label(label);
            if !description.is_empty() {
                node.set_description(description.trim());
            }
            if let BlockKind::Heading(level) = kind {
                node.set_level(usize::from(level));
            }
            node.set_position_in_set(piece.block as usize);
            node.set_bounds(bounds(rect));
            for action in [Action::Click, Action::Focus, Action::ScrollIntoView] {
                node.add_action(action);
            }
        });
        if visible {
            for run in runs(laid, piece.last) {
                expose_run(ui, laid, id, at, run);
            }
        }
    }

    /// The reader holds the keyboard for assistive programs while nothing else does, so that they follow the caret.
    fn keep_focus(&mut self, ui: &Ui, reader: Id) {
        let moved = self.exposed.head != self.selection.head;
        self.exposed.head = self.selection.head;
        if moved && ui.memory(|m| m.focused().is_none()) {
            ui.memory_mut(|m| {
                m.request_focus(reader);
                // The arrow that moved the caret would lead the keyboard on to a button at the end of this frame.
                m.move_focus(egui::FocusDirection::None);
            });
        }
        // Arrows move the caret, not on to the next button; Tab does.
        let filter = egui::EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(reader, filter));
    }

    /// Caret and selection, where both ends are in view or can be brought to its edges.
    fn text_selection(&self, reader: Id) -> Option<TextSelection> {
        let place = |byte: usize| self.place_of_byte(reader, byte);
        Some(TextSelection {
            anchor: place(self.selection.anchor)?,
            focus: place(self.selection.head)?,
        })
    }

    fn place_of_byte(&self, reader: Id, byte: usize) -> Option<TextPosition> {
        let visible = self.visible_pieces();
        let last = visible.end.checked_sub(1)?;
        let i = self.piece_at(byte).clamp(visible.start, last);
        let (laid, piece) = (self.laid.get(&i)?, self.pieces.get(i)?);
        let byte = byte.clamp(piece.range.start, piece.range.end);
        let shown = laid.shown.shown_of(byte);
        let runs = runs(laid, piece.last);
        let run = runs
            .iter()
            .rev()
            .find(|r| r.from <= shown)
            .or(runs.first())?;
        let before = run.text.get(..shown.saturating_sub(run.from));
        Some(TextPosition {
            node: run_id(piece_id(reader, i), run.row, run.chunk).accesskit_id(),
            character_index: before.unwrap_or(&run.text).chars().count(),
        })
    }

    /// The byte of the document at a place in a run of text.
    fn place_in_run(&self, reader: Id, place: &TextPosition) -> Option<usize> {
        let (i, run) = self.run_of(reader, place.node)?;
        let (laid, piece) = (self.laid.get(&i)?, self.pieces.get(i)?);
        let chars = run.text.chars().take(place.character_index);
        let shown = run.from + chars.map(char::len_utf8).sum::<usize>();
        let byte = laid.shown.source_of(shown, piece.range.start);
        Some(byte.clamp(piece.range.start, piece.range.end))
    }

    fn run_of(&self, reader: Id, node: NodeId) -> Option<(usize, Run)> {
        self.visible_pieces().find_map(|i| {
            let id = piece_id(reader, i);
            let runs = runs(self.laid.get(&i)?, self.pieces.get(i)?.last);
            let fits = |r: &Run| run_id(id, r.row, r.chunk).accesskit_id() == node;
            Some((i, runs.into_iter().find(fits)?))
        })
    }
}

/// Takes the requests for these nodes out of the input.
fn taken(ui: &Ui, targets: &[(Id, Target)]) -> Vec<(Target, ActionRequest)> {
    let mut out = Vec::new();
    ui.input_mut(|input| {
        for &(id, target) in targets {
            input.consume_accesskit_action_requests(id, |request| {
                // The toolkit gives the text itself the keyboard.
                let ours = !(matches!(target, Target::Text)
                    && matches!(request.action, Action::Focus | Action::Click | Action::Blur));
                if ours {
                    out.push((target, request.clone()));
                }
                ours
            });
        }
    });
    out
}

/// A node below another one.
fn below(ui: &mut Ui, parent: Id, id: Id, rect: Rect, role: Role) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .accessibility_parent(parent)
        .accessibility_role(role);
    drop(ui.new_child(builder));
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}

const fn role_of(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::ListItem { .. } => Role::ListItem,
        BlockKind::Quote => Role::Blockquote,
        BlockKind::Code => Role::Code,
        BlockKind::Paragraph | BlockKind::TableRow | BlockKind::Rule => Role::Paragraph,
        BlockKind::Footnote => Role::DocFootnote,
    }
}

/// What is marked in a paragraph: themes by name, with their number where it is more than one; findings; how many
/// entities. What is not shown on the text is not told either.
fn description(view: &View<'_>, range: TextRange) -> String {
    let mut parts = Vec::new();
    if view.settings.show_themes {
        parts.extend(themes(view, range));
    }
    if view.settings.show_quality {
        parts.extend(findings(view, range));
    }
    if view.settings.show_entities {
        match view.layers.lines_over(range).count() {
            0 => {}
            1 => parts.push("1 entity.".to_owned()),
            n => parts.push(format!("{n} entities.")),
        }
    }
    parts.join(" ")
}

fn themes(view: &View<'_>, range: TextRange) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for span in view.layers.tints.over(range) {
        let theme = span.what.theme.and_then(|t| view.codebook.get(t));
        let name = match theme {
            Some(theme) => theme.name.as_str(),
            None if span.what.correction => "Correction",
            None if span.what.memo => "Note",
            None => "Highlight",
        };
        *counts.entry(name).or_default() += 1;
    }
    let told: Vec<String> = counts
        .into_iter()
        .map(|(name, n)| match n {
            1 => name.to_owned(),
            _ => format!("{name} ({n})"),
        })
        .collect();
    (!told.is_empty()).then(|| format!("Themes: {}.", told.join(", ")))
}

fn findings(view: &View<'_>, range: TextRange) -> Option<String> {
    let mut told = Vec::new();
    let mut more = 0;
    for span in view.layers.waves_over(range) {
        if told.len() < TOLD {
            told.extend((view.hover)(Touched::Quality(span.what.from)));
        } else {
            more += 1;
        }
    }
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    (!told.is_empty()).then(|| format!("Findings: {}.", told.join("; ")))
}

/// A stretch of a row.
struct Run {
    row: usize,
    chunk: usize,
    /// Where it begins in the shown text of its piece (UTF-8 bytes).
    from: usize,
    text: String,
}

/// The rows of a piece, in stretches of at most [`RUN`] characters; the last one ends with a line break where the
/// paragraph does.
fn runs(laid: &Laid, ends: bool) -> Vec<Run> {
    let all = &laid.shown.text;
    let start = |row: usize| match row {
        0 => 0,
        row if row >= laid.rows() => all.len(),
        row => laid.shown.shown_of(laid.row_range(row).start),
    };
    let mut out = Vec::with_capacity(laid.rows());
    for row in 0..laid.rows() {
        let mut text = all
            .get(start(row)..start(row + 1))
            .unwrap_or_default()
            .to_owned();
        if ends && row + 1 == laid.rows() {
            text.push('\n');
        }
        cut(row, start(row), text, &mut out);
    }
    out
}

fn cut(row: usize, from: usize, text: String, out: &mut Vec<Run>) {
    let (mut from, mut rest, mut chunk) = (from, text, 0);
    loop {
        let at = rest.char_indices().nth(RUN).map_or(rest.len(), |(i, _)| i);
        let more = rest.split_off(at);
        let len = rest.len();
        out.push(Run {
            row,
            chunk,
            from,
            text: rest,
        });
        if more.is_empty() {
            return;
        }
        (from, rest, chunk) = (from + len, more, chunk + 1);
    }
}

fn expose_run(ui: &mut Ui, laid: &Laid, piece: Id, at: Pos2, run: Run) {
    let id = run_id(piece, run.row, run.chunk);
    let spans = spans(laid, &run);
    let left = spans.first().map_or(0.0, |s| s.0);
    let right = spans.last().map_or(left, |s| s.0 + s.1);
    let middle = laid.row_middle(run.row);
    let rect = Rect::from_min_max(
        at + vec2(left, middle - 10.0),
        at + vec2(right.max(left), middle + 10.0),
    );
    below(ui, piece, id, rect, Role::TextRun);
    ui.ctx().accesskit_node_builder(id, |node: &mut Node| {
        node.set_text_direction(TextDirection::LeftToRight);
        node.set_bounds(bounds(rect));
        node.set_character_lengths(lengths(&run.text));
        node.set_character_positions(spans.iter().map(|s| s.0 - left).collect::<Vec<_>>());
        node.set_character_widths(spans.iter().map(|s| s.1).collect::<Vec<_>>());
        node.set_word_starts(word_starts(&run));
        if run.chunk > 0 {
            let before = run_id(piece, run.row, run.chunk - 1);
            node.set_previous_on_line(before.accesskit_id());
        }
        if run.text.chars().count() == RUN && !run.text.ends_with('\n') {
            let after = run_id(piece, run.row, run.chunk + 1);
            node.set_next_on_line(after.accesskit_id());
        }
        node.set_value(run.text);
    });
}

fn lengths(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c.len_utf8()).unwrap_or(1))
        .collect()
}

/// Where words begin, in characters; at the beginning of a paragraph that goes without saying.
fn word_starts(run: &Run) -> Vec<u8> {
    let mut between = run.row > 0 || run.chunk > 0;
    let mut out = Vec::new();
    for (i, c) in run.text.chars().enumerate() {
        let in_word = c.is_alphanumeric();
        if in_word && between {
            out.extend(u8::try_from(i));
        }
        between = !in_word;
    }
    out
}

/// Left edge and width of each character of a run, from the left of the piece; what is not of the document has none.
fn spans(laid: &Laid, run: &Run) -> Vec<(f32, f32)> {
    let mut shown = run.from;
    let mut x = laid.indent;
    let mut out = Vec::with_capacity(run.text.len());
    for c in run.text.chars() {
        let from = laid.shown.source_of(shown, laid.range.end);
        shown += c.len_utf8();
        let to = laid.shown.source_of(shown, laid.range.end);
        let range = TextRange::new(from, to.max(from).min(laid.range.end.max(from)));
        let rect = laid.rects(range).into_iter().next();
        out.push(rect.map_or((x, 0.0), |r| (r.min.x, r.width())));
        x = rect.map_or(x, |r| r.max.x);
    }
    out
}
