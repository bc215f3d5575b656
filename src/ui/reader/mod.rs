//! The reader: a column of text of which only the visible part is laid out.
//!
//! Its scroll position is a piece and an offset into it, so that heights that turn out different from their estimate
//! never move the text under the eye.

mod access;
mod bar;
mod caret;
mod cells;
mod coverage;
mod heights;
mod input;
mod laid;
mod layout;
mod lines;
mod margin;
pub mod page;
mod pages;
mod paint;
mod pieces;
mod ruler;
mod runs;
mod shown;
#[cfg(test)]
mod tests;
mod view;

pub use access::name_window;
pub use ruler::Marks;
pub use view::{Happened, Touched, View};

use crate::annotation::{AnnotationId, Corrections};
use crate::document::{Document, Hash};
use crate::store::Face;
use crate::text::{TextRange, script, segment};
use crate::ui::theme::Palette;
use coverage::Coverage;
use egui::{Pos2, Rect, Sense, Ui, pos2};
use heights::Heights;
use laid::Laid;
use layout::Setting;
use pieces::Pieces;
use std::collections::HashMap;
use std::sync::Arc;

/// What the window says about a text that is read from right to left.
pub const RIGHT_TO_LEFT: &str =
    "Right-to-left text, set word by word; offsets are those of the text";

/// A selection: where it began and where it ends (UTF-8 bytes of the text).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// Where it began.
    pub anchor: usize,
    /// Where the caret is.
    pub head: usize,
}

impl Selection {
    /// The bytes between the two.
    pub fn range(self) -> TextRange {
        TextRange::new(self.anchor, self.head)
    }
}

/// How a drag grows the selection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Grain {
    #[default]
    Character,
    Word,
    Block,
}

/// What is being dragged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Drag {
    #[default]
    Nothing,
    Selection(Grain, TextRange),
    /// A handle of the annotation in focus; the other end stays.
    Handle(AnnotationId, usize),
    Bar,
}

/// The reader's state.
pub struct Reader {
    text_hash: Option<Hash>,
    name: String,
    /// The beginning of a document whose rest is awaited, where that is what is shown.
    beginning: Option<Arc<Document>>,
    pieces: Pieces,
    heights: Heights,
    laid: HashMap<usize, Laid>,
    /// What is painted on the pieces that are laid out.
    covered: HashMap<usize, Coverage>,
    /// What was pressed in the margin in the last frame.
    margin: Option<AnnotationId>,
    setting: Option<Setting>,
    /// The corrections that stand in the text.
    corrections: Corrections,
    /// The piece at the top and how much of it is above the top, in points; negative in the margin above the text.
    top: (usize, f32),
    selection: Selection,
    drag: Drag,
    seen_reveal: u64,
    /// Where the column is, and what is visible of the text, in the last frame.
    frame: LastFrame,
    marks: Marks,
    exposed: access::Exposed,
    /// The byte that was kept at the top when the text was last laid out anew, and where the top was then.
    kept: Option<(usize, (usize, f32))>,
    /// The column that moving up and down keeps to.
    goal_x: Option<f32>,
    /// Time, place and count of the last press.
    last_press: Option<(f64, Pos2, u32)>,
    /// Whether text from right to left was met.
    right_to_left: bool,
    /// Pixels a point, and how full the texture of glyphs was in the last frame.
    texture: (f32, f32),
    /// Whether a click or a key put the caret where it is.
    placed: bool,
    /// Whether the caret has moved since the last frame was painted.
    unseen: bool,
    /// What the selection grew through, the present one last.
    grown: Vec<Selection>,
    /// What the keyboard is with when it is with the text.
    id: Option<egui::Id>,
}

/// What the last frame showed.
#[derive(Clone, Debug, Default)]
struct LastFrame {
    rect: Rect2,
    column_left: f32,
    visible: Vec<(usize, f32)>,
    range: TextRange,
}

/// A rectangle that begins as nothing.
#[derive(Clone, Copy, Debug)]
struct Rect2(Rect);

impl Default for Rect2 {
    fn default() -> Self {
        Self(Rect::NOTHING)
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            text_hash: None,
            name: String::new(),
            beginning: None,
            pieces: Pieces::default(),
            heights: Heights::default(),
            laid: HashMap::new(),
            covered: HashMap::new(),
            margin: None,
            setting: None,
            corrections: Corrections::default(),
            top: (0, 0.0),
            selection: Selection::default(),
            drag: Drag::Nothing,
            seen_reveal: 0,
            frame: LastFrame::default(),
            marks: Marks::default(),
            exposed: access::Exposed::default(),
            kept: None,
            goal_x: None,
            last_press: None,
            right_to_left: false,
            texture: (0.0, 0.0),
            placed: false,
            unseen: false,
            grown: Vec::new(),
            id: None,
        }
    }
}

/// Space above the text, in points: margin and byline.
const ABOVE: f32 = 62.0;
/// Space kept left of the column for paragraph numbers.
const LEFT: f32 = 56.0;
/// Space kept right of the column for margin bars.
const RIGHT: f32 = 168.0;
/// Width of scroll bar and ruler together.
const BAR: f32 = 29.0;
/// How much of the text (UTF-8 bytes) is looked through for its direction at once; the rest where it comes into view.
const DIRECTION: usize = 256 * 1024;
/// Width of a usual character, as a share of the text size.
const fn width_of(face: Face) -> f32 {
    match face {
        Face::Serif => 0.505,
        Face::Sans => 0.54,
    }
}

/// Most pieces that stay laid out.
const KEPT: usize = 240;

impl Reader {
    /// Draws the reader and takes its input.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Happened {
        let all = ui.available_rect_before_wrap();
        let bar = Rect::from_min_max(pos2(all.max.x - BAR, all.min.y), all.max);
        let rect = Rect::from_min_max(all.min, pos2(bar.min.x, all.max.y));
        let (id, bar_id) = (ui.scope_id().with("reader"), ui.scope_id().with("overview"));
        self.requests(ui, view, id, bar_id);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Document, true, view.title)
        });
        self.id = Some(id);
        let mut happened = Happened::default();
        self.forget_old_glyphs(ui);
        self.sync(ui, view, rect);
        self.scroll(ui, &response, rect);
        self.follow_reveal(ui, view, rect);
        self.settle(ui, view, rect);
        self.bar(ui, view, bar);
        self.paint(ui, view, rect);
        self.expose(ui, view, id);
        self.pointer(ui, view, &response, &mut happened);
        self.unseen = false;
        happened
            .pressed
            .extend(self.margin.take().map(Touched::Theme));
        happened
    }

    /// The selected bytes.
    pub fn selection(&self) -> TextRange {
        self.selection.range()
    }

    /// Whether the text has been seen to hold Hebrew, Arabic or another script that is read from right to left.
    pub fn has_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// Where the caret is (UTF-8 bytes).
    pub fn caret(&self) -> usize {
        self.selection.head
    }

    /// Selects bytes.
    pub fn select(&mut self, range: TextRange) {
        self.rest(range);
        self.placed = true;
    }

    /// The same, with the caret as much placed as before.
    fn rest(&mut self, range: TextRange) {
        self.selection = Selection {
            anchor: range.start,
            head: range.end,
        };
        self.goal_x = None;
    }

    /// What is visible of the text.
    pub fn visible(&self) -> TextRange {
        self.frame.range
    }

    /// Where one is (UTF-8 bytes): at the caret where it is seen, else where the visible text begins.
    pub fn at(&self) -> usize {
        let (visible, caret) = (self.visible(), self.caret());
        if visible.start <= caret && caret <= visible.end && caret > 0 {
            caret
        } else {
            visible.start
        }
    }

    /// Where a passage is on screen: the first and last of its visible rows.
    pub fn place_of(&self, range: TextRange) -> Option<(Rect, Rect)> {
        let mut rows = self.frame.visible.iter().flat_map(|&(i, y)| {
            let offset = egui::vec2(self.frame.column_left, y);
            self.laid
                .get(&i)
                .map(|l| l.rects(range))
                .unwrap_or_default()
                .into_iter()
                .map(move |r| r.translate(offset))
        });
        let first = rows.next()?;
        Some((first, rows.last().unwrap_or(first)))
    }

    /// Where one begins and where one ends to read what is visible of a passage: at the foot of their rows. In Hebrew and
    /// Arabic one begins at the right.
    fn ends_of(&self, range: TextRange) -> Option<(Pos2, Pos2)> {
        let offset = |y| egui::vec2(self.frame.column_left, y);
        let mut ends = self.frame.visible.iter().filter_map(|&(i, y)| {
            let (from, to) = self.laid.get(&i)?.ends_of(range)?;
            Some((from + offset(y), to + offset(y)))
        });
        let first = ends.next()?;
        Some((first.0, ends.next_back().unwrap_or(first).1))
    }

    /// Where the reader is on screen.
    pub fn rect(&self) -> Rect {
        self.frame.rect.0
    }

    /// Number of the last visible piece, and of all.
    pub fn is_at_end(&self) -> bool {
        self.frame
            .visible
            .last()
            .is_some_and(|&(i, _)| i + 1 >= self.pieces.len())
    }

    /// What is laid out points into the texture of glyphs, which begins anew when it is full or pixels change their size.
    fn forget_old_glyphs(&mut self, ui: &Ui) {
        let fill = ui.fonts(|f| f.font_atlas_fill_ratio());
        let now = (ui.pixels_per_point(), fill);
        if now.0 != self.texture.0 || now.1 < self.texture.1 {
            self.laid.clear();
        }
        self.texture = now;
    }

    /// Takes in another document, another width or another text size.
    fn sync(&mut self, ui: &Ui, view: &View<'_>, rect: Rect) {
        let size = view.settings.text_size;
        let wanted = f32::from(view.settings.column_chars) * size * width_of(view.settings.face);
        let room = rect.width() - 2.0 * 20.0;
        let width = if room > wanted + LEFT + RIGHT {
            wanted
        } else {
            (room - RIGHT * if room > 560.0 { 0.85 } else { 0.3 }).clamp(120.0, wanted)
        };
        let setting = Setting {
            size,
            width: width.round(),
            line: view.settings.line_spacing,
            face: view.settings.face,
            scheme: Palette::of(ui.visuals()).scheme,
            corrected: view.corrected(),
        };
        let other =
            self.text_hash != Some(view.document.text_hash) || self.name != view.document.name;
        let grown = other && self.continues(view.document);
        let other = other && !grown;
        if grown {
            self.go_on(view.document);
        } else if other {
            self.begin(view.document);
        }
        if other || self.setting != Some(setting) {
            self.corrections = match setting.corrected {
                0 => Corrections::default(),
                _ => view.layers.corrections().clone(),
            };
            let relaid = other || self.setting.is_none_or(|s| s.is_laid_otherwise(&setting));
            self.reset(ui, view.document, setting, relaid);
        }
        if self.laid.len() > KEPT {
            let shown: Vec<usize> = self.frame.visible.iter().map(|&(i, _)| i).collect();
            self.laid.retain(|i, _| shown.contains(i));
            self.covered.retain(|i, _| shown.contains(i));
        }
    }

    /// Whether the document is the whole of what is shown the beginning of.
    fn continues(&self, document: &Document) -> bool {
        let begins = |b: &Arc<Document>| document.text.starts_with(&b.text);
        self.name == document.name && self.beginning.as_ref().is_some_and(begins)
    }

    /// Takes in the rest of a document; what is read and selected stays where it is.
    fn go_on(&mut self, document: &Arc<Document>) {
        self.text_hash = Some(document.text_hash);
        self.beginning = document.partial.then(|| document.clone());
        self.pieces = Pieces::of(document);
        let Some(setting) = self.setting else { return };
        self.heights = Heights::new(self.pieces.iter().map(|p| setting.estimate(&p)).collect());
        for (&i, laid) in &self.laid {
            self.heights.set(i, laid.height);
        }
    }

    fn begin(&mut self, document: &Arc<Document>) {
        let id = self.id;
        *self = Self {
            text_hash: Some(document.text_hash),
            name: document.name.clone(),
            beginning: document.partial.then(|| document.clone()),
            pieces: Pieces::of(document),
            right_to_left: begins_with_right_to_left(document),
            ..Self::default()
        };
        self.id = id;
        self.top = (0, -ABOVE);
    }

    /// Lays out anew, with the byte at the top staying at the top.
    fn reset(&mut self, ui: &Ui, document: &Document, setting: Setting, relaid: bool) {
        let at_start = self.top.0 == 0 && self.top.1 <= 0.0;
        // Where nobody scrolled since the last time, the byte of then: the row that it stands in begins a little earlier
        // each time, and the text would creep.
        let top_byte = match self.kept {
            Some((byte, top)) if top == self.top => byte,
            _ => self.frame.range.start,
        };
        self.laid.clear();
        self.covered.clear();
        self.setting = Some(setting);
        if !relaid {
            return;
        }
        self.heights = Heights::new(self.pieces.iter().map(|p| setting.estimate(&p)).collect());
        if !at_start {
            let piece = self.piece_at(top_byte);
            self.lay(ui, document, piece);
            let offset = self
                .laid
                .get(&piece)
                .map_or(0.0, |l| l.caret(top_byte).min.y);
            self.top = (piece, offset);
            self.kept = Some((top_byte, self.top));
        }
    }

    /// The piece that a byte stands in; between two pieces the later one.
    fn piece_at(&self, byte: usize) -> usize {
        let i = self
            .pieces
            .partition_point(|r| r.end < byte || (r.end == byte && !r.is_empty()));
        // At the very end of a piece the caret still belongs to it, unless the next one begins right there.
        let before = i
            .checked_sub(1)
            .filter(|&b| self.pieces.get(b).is_some_and(|p| p.range.end == byte));
        match (before, self.pieces.get(i)) {
            (Some(_), Some(next)) if next.range.start == byte => i,
            (Some(before), _) => before,
            (None, Some(_)) => i,
            (None, None) => self.pieces.len().saturating_sub(1),
        }
    }

    fn lay(&mut self, ui: &Ui, document: &Document, i: usize) -> f32 {
        if let Some(laid) = self.laid.get(&i) {
            return laid.height;
        }
        let (Some(piece), Some(setting)) = (self.pieces.get(i), self.setting) else {
            return 0.0;
        };
        let laid = layout::lay_out(ui.painter(), document, &piece, setting, &self.corrections);
        let height = laid.height;
        if !self.right_to_left && script::has_right_to_left(&laid.shown.text) {
            self.right_to_left = true;
            ui.request_repaint();
        }
        self.heights.set(i, height);
        self.laid.insert(i, laid);
        height
    }

    /// Scrolls to what is asked for, unless it is well in view already.
    fn follow_reveal(&mut self, ui: &Ui, view: &View<'_>, rect: Rect) {
        let Some(reveal) = view.reveal.filter(|r| r.number != self.seen_reveal) else {
            return;
        };
        self.seen_reveal = reveal.number;
        let start = reveal.range.start;
        if reveal.at_top && start == 0 {
            self.top = (0, -ABOVE);
            self.rest(TextRange::new(0, 0));
            return;
        }
        let room = rect.shrink2(egui::vec2(0.0, 40.0));
        let in_view = self
            .place_of(reveal.range)
            .is_some_and(|(a, b)| room.contains_rect(a) && room.contains_rect(b));
        if !in_view {
            // At the top less than half a row, or the place would move up a little whenever it is kept.
            let below = if reveal.at_top {
                6.0
            } else {
                rect.height() * 0.3
            };
            self.scroll_to(ui, view.document, start, below);
        }
        if reveal.at_top {
            self.rest(TextRange::new(start, start));
        }
    }

    /// Puts the row of a byte `below` points under the top.
    fn scroll_to(&mut self, ui: &Ui, document: &Document, byte: usize, below: f32) {
        let piece = self.piece_at(byte);
        self.lay(ui, document, piece);
        let y = self.laid.get(&piece).map_or(0.0, |l| l.caret(byte).min.y);
        self.top = (piece, y - below);
    }

    /// Brings the scroll position into bounds, laying out what it passes.
    fn settle(&mut self, ui: &Ui, view: &View<'_>, rect: Rect) {
        let document = view.document;
        while self.top.1 < 0.0 && self.top.0 > 0 {
            self.top.0 -= 1;
            self.top.1 += self.lay(ui, document, self.top.0);
        }
        self.top.1 = self.top.1.max(if self.top.0 == 0 { -ABOVE } else { 0.0 });
        loop {
            let height = self.lay(ui, document, self.top.0);
            if self.top.1 < height || self.top.0 + 1 >= self.pieces.len() {
                break;
            }
            self.top.1 -= height;
            self.top.0 += 1;
        }
        self.keep_end_in_view(ui, document, rect);
    }

    /// The end of the text may be scrolled up to the middle of the window, not further.
    fn keep_end_in_view(&mut self, ui: &Ui, document: &Document, rect: Rect) {
        let least = rect.height() * 0.45;
        let mut below = -self.top.1;
        for i in self.top.0..self.pieces.len() {
            below += self.lay(ui, document, i);
            if below >= least {
                return;
            }
        }
        self.top.1 -= least - below;
        while self.top.1 < 0.0 && self.top.0 > 0 {
            self.top.0 -= 1;
            self.top.1 += self.lay(ui, document, self.top.0);
        }
        self.top.1 = self.top.1.max(if self.top.0 == 0 { -ABOVE } else { 0.0 });
    }

    /// The piece at a height on screen, with the height of its top.
    fn piece_under(&self, y: f32) -> Option<(usize, f32)> {
        let mut found = *self.frame.visible.first()?;
        for &(i, top) in &self.frame.visible {
            if top <= y {
                found = (i, top);
            }
        }
        Some(found)
    }

    /// The byte nearest to a point on screen.
    fn byte_at(&self, document: &Document, point: Pos2) -> Option<usize> {
        let (i, top) = self.piece_under(point.y)?;
        let laid = self.laid.get(&i)?;
        Some(laid.hit(
            pos2(point.x - self.frame.column_left, point.y - top),
            &document.text,
        ))
    }

    fn is_on_text(&self, point: Pos2) -> bool {
        self.piece_under(point.y).is_some_and(|(i, top)| {
            self.laid.get(&i).is_some_and(|l| {
                l.is_on_text(pos2(point.x - self.frame.column_left, point.y - top))
            })
        })
    }
}

fn begins_with_right_to_left(document: &Document) -> bool {
    let end = segment::char_floor(&document.text, DIRECTION);
    script::has_right_to_left(document.text.get(..end).unwrap_or_default())
}
