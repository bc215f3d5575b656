//! Painting the visible pieces: tints, hits and selection under the text, lines and waves over it.

use super::coverage::{self, Coverage, Run, Underline};
use super::laid::Laid;
use super::margin::{self, Bars};
use super::{Reader, Rect2, View, pages};
use crate::annotation::{EntityLabel, Severity};
use crate::app::Focus;
use crate::document::BlockKind;
use crate::text::TextRange;
use crate::ui::theme::{self, Palette};
use egui::{
    Align2, Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind,
    Ui, pos2, vec2,
};

impl Reader {
    pub(super) fn paint(&mut self, ui: &mut Ui, view: &View<'_>, rect: Rect) {
        let p = Palette::of(ui.visuals());
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, p.paper);
        let width = self.setting.map_or(0.0, |s| s.width);
        let paged = view
            .document
            .origin
            .as_ref()
            .is_some_and(|o| !o.pages.is_empty());
        let room = if paged || view.settings.show_paragraph_numbers {
            46.0
        } else {
            20.0
        };
        let left = if view.centred {
            column_centred(rect, width, room)
        } else {
            column_left(rect, width, room)
        };
        self.frame.rect = Rect2(rect);
        self.frame.column_left = left;
        self.frame.visible.clear();
        let mut y = rect.min.y - self.top.1;
        if self.top.0 == 0 {
            byline(&painter, view, p, pos2(left, y));
        }
        let mut i = self.top.0;
        while y < rect.max.y && i < self.pieces.len() {
            let height = self.lay(ui, view.document, i);
            self.frame.visible.push((i, y));
            y += height;
            i += 1;
        }
        self.frame.range = self.visible_range();
        self.cover(view);
        let mut bars = Bars::default();
        for &(i, y) in &self.frame.visible {
            let (Some(laid), Some(coverage)) = (self.laid.get(&i), self.covered.get(&i)) else {
                continue;
            };
            let piece = Piece {
                painter: &painter,
                view,
                p,
                laid,
                coverage,
                at: pos2(left, y),
            };
            piece.under(self.selection.range());
            if view.settings.show_themes {
                bars.add(coverage, y);
            }
            piece.text(
                self.pieces.get(i).is_some_and(|q| q.first),
                self.block_kind(view, i),
            );
            if self.begins_notes(view, i) {
                piece.rule_above();
            }
            piece.over();
        }
        pages::hover(ui, view, &self.page_marks(view));
        self.caret_and_handles(&painter, view, p);
        let room = Rect::from_min_max(pos2(left + width + 22.0, rect.min.y), rect.max);
        self.margin = margin::show(ui, view, bars, room);
    }

    /// Works out what is painted on the visible pieces, where that is not known yet.
    fn cover(&mut self, view: &View<'_>) {
        for &(i, _) in &self.frame.visible {
            let known = self.covered.get(&i);
            if known.is_none_or(|c| !c.is_of(view.layers))
                && let Some(laid) = self.laid.get(&i)
            {
                self.covered.insert(i, Coverage::of(laid, view.layers));
            }
        }
    }

    fn visible_range(&self) -> TextRange {
        let of = |i: &(usize, f32)| self.pieces.get(i.0).map(|p| p.range).unwrap_or_default();
        let Some(first) = self.frame.visible.first() else {
            return TextRange::default();
        };
        let start = match self.laid.get(&first.0) {
            // The first row that is not above the top.
            Some(laid) if self.top.1 > 0.0 => {
                match (0..laid.rows()).find(|&r| laid.row_middle(r) >= self.top.1) {
                    Some(row) => laid.row_range(row).start,
                    // Only the space below the piece is still in view.
                    None => of(self.frame.visible.get(1).unwrap_or(first)).start,
                }
            }
            _ => of(first).start,
        };
        TextRange::new(
            start,
            self.frame
                .visible
                .last()
                .map_or(start, |l| of(l).end)
                .max(start),
        )
    }

    pub(super) fn block_kind(&self, view: &View<'_>, i: usize) -> BlockKind {
        let block = self
            .pieces
            .get(i)
            .and_then(|p| view.document.structure.blocks.get(p.block as usize));
        block.map_or(BlockKind::Paragraph, |b| b.kind)
    }

    /// Whether the notes to the text begin with a piece.
    fn begins_notes(&self, view: &View<'_>, i: usize) -> bool {
        let first = self.pieces.get(i).is_some_and(|p| p.first);
        let is_note = |i| self.block_kind(view, i) == BlockKind::Footnote;
        first && is_note(i) && i.checked_sub(1).is_none_or(|before| !is_note(before))
    }

    fn caret_and_handles(&self, painter: &Painter, view: &View<'_>, p: &Palette) {
        if let (Focus::Annotation(_), Some(range)) = (view.focus, view.focus_range)
            && let Some((from, to)) = self.ends_of(range)
        {
            for (at, byte) in [(from, range.start), (to, range.end)] {
                if self.is_visible(byte) {
                    painter.circle(
                        at + vec2(0.0, -1.0),
                        4.5,
                        p.paper,
                        Stroke::new(2.0, p.accent),
                    );
                }
            }
        }
        if self.placed && self.selection.range().is_empty() && self.is_visible(self.selection.head)
        {
            let piece = self.piece_at(self.selection.head);
            let shown = self
                .frame
                .visible
                .iter()
                .find(|&&(i, _)| i == piece)
                .zip(self.laid.get(&piece));
            if let Some((&(_, y), laid)) = shown {
                let caret = laid
                    .caret(self.selection.head)
                    .translate(vec2(self.frame.column_left, y))
                    .shrink2(vec2(0.0, 4.0));
                painter.line_segment(
                    [caret.left_top(), caret.left_bottom()],
                    Stroke::new(1.5, p.accent),
                );
            }
        }
    }
}

/// Where the column begins: in the middle of what is left of the margin bars, a little to the left.
fn column_left(rect: Rect, width: f32, least: f32) -> f32 {
    let spare = (rect.width() - width - super::RIGHT).max(0.0);
    (rect.min.x + (spare * 0.45).max(least)).round()
}

/// Where the column begins in focus mode: in the middle.
fn column_centred(rect: Rect, width: f32, least: f32) -> f32 {
    let spare = (rect.width() - width).max(0.0);
    let most = (rect.width() - width - super::RIGHT * 0.3).max(least);
    (rect.min.x + (spare * 0.5).clamp(least, most)).round()
}

fn byline(painter: &Painter, view: &View<'_>, p: &Palette, top: Pos2) {
    let font = FontId::proportional(12.0);
    let at = top + vec2(0.0, -super::ABOVE + 26.0);
    let galley = {
        let mut job =
            egui::text::LayoutJob::simple_singleline(view.byline.to_owned(), font.clone(), p.faint);
        job.wrap = egui::text::TextWrapping::truncate_at_width(
            (painter.clip_rect().max.x - at.x - 12.0).max(40.0),
        );
        painter.layout_job(job)
    };
    let mut x = at.x + galley.size().x + 12.0;
    painter.galley(at, galley, p.faint);
    for (name, colour) in view.document_themes {
        let galley = painter.layout_no_wrap(name.clone(), font.clone(), p.ink);
        let rect = Rect::from_min_size(pos2(x, at.y - 2.0), galley.size() + vec2(22.0, 4.0));
        painter.rect_filled(rect, 6.0, p.tint(*colour));
        painter.rect_filled(
            Rect::from_min_size(rect.min, vec2(4.0, rect.height())),
            2.0,
            p.theme(*colour),
        );
        painter.galley(pos2(x + 12.0, at.y), galley, p.ink);
        x = rect.max.x + 6.0;
    }
}

/// What it takes to paint a piece.
struct Piece<'a> {
    painter: &'a Painter,
    view: &'a View<'a>,
    p: &'a Palette,
    laid: &'a Laid,
    coverage: &'a Coverage,
    at: Pos2,
}

/// Beyond so many runs in a piece corners are square and everything is one mesh: nobody sees the difference, and the
/// graphics card gets a tenth of the triangles.
const SQUARE: usize = 160;

impl Piece<'_> {
    fn rects(&self, range: TextRange) -> impl Iterator<Item = Rect> {
        let offset = self.at.to_vec2();
        self.laid
            .rects(range)
            .into_iter()
            .map(move |r| r.translate(offset))
    }

    fn fill(&self, range: TextRange, colour: Color32) {
        for rect in self.rects(range) {
            self.painter
                .rect_filled(rect.shrink2(vec2(-1.0, 1.0)), CornerRadius::same(3), colour);
        }
    }

    /// Where a run is on screen.
    fn place(&self, run: &Run) -> Rect {
        let (top, height) = self.laid.row_y(run.row as usize);
        Rect::from_min_max(pos2(run.left, top), pos2(run.right, top + height))
            .translate(self.at.to_vec2())
    }

    fn under(&self, selection: TextRange) {
        if !selection.is_empty() {
            self.fill(selection, self.p.selection);
        }
        // Over the selection, so that a passage that was just tagged shows its theme.
        if self.view.settings.show_themes {
            self.tints();
        }
        self.hits();
    }

    fn hits(&self) {
        let hits = hits_over(self.view.hits, self.laid.range);
        if hits.len() > SQUARE {
            let bits: Vec<_> = hits.iter().map(|h| (*h, 0)).collect();
            let runs = coverage::runs(self.laid, &bits);
            let mut mesh = Mesh::default();
            for run in &runs {
                mesh.add_colored_rect(self.place(run).shrink2(vec2(0.0, 1.0)), self.p.hit);
            }
            self.painter.add(mesh);
        } else {
            hits.iter().for_each(|&hit| self.fill(hit, self.p.hit));
        }
        if let Some(here) = self.view.hit {
            self.fill(here, self.p.hit_here);
        }
    }

    fn tints(&self) {
        let runs = &self.coverage.tints;
        let mut colours = Colours::new(self);
        let mut mesh = Mesh::default();
        let mut before: Option<&Run> = None;
        for (i, run) in runs.iter().enumerate() {
            let (tint, frame) = colours.of(run.what);
            let rect = self.place(run).shrink2(vec2(0.0, 1.0));
            if tint != Color32::TRANSPARENT && runs.len() > SQUARE {
                mesh.add_colored_rect(rect, tint);
            } else if tint != Color32::TRANSPARENT {
                let joins = |other: Option<&Run>| other.is_some_and(|o| touches(o, run));
                let corners = [joins(before), joins(runs.get(i + 1))];
                self.rounded(rect, corners, tint);
            }
            if let Some(colour) = frame {
                self.frame(rect, colour, runs.len() > SQUARE);
            }
            before = Some(run);
        }
        self.painter.add(mesh);
    }

    /// A tint whose corners are round where nothing goes on beside it.
    fn rounded(&self, rect: Rect, [left, right]: [bool; 2], colour: Color32) {
        let corner = |joined| if joined { 0 } else { 3 };
        let corners = CornerRadius {
            nw: corner(left),
            sw: corner(left),
            ne: corner(right),
            se: corner(right),
        };
        let free = |joined| if joined { 0.0 } else { 1.0 };
        let rect = Rect::from_min_max(
            rect.min - vec2(free(left), 0.0),
            rect.max + vec2(free(right), 0.0),
        );
        self.painter.rect_filled(rect, corners, colour);
    }

    /// The frame of a memo or correction; many of them are lines below and above only.
    fn frame(&self, rect: Rect, colour: Color32, many: bool) {
        let stroke = Stroke::new(1.0, colour);
        if many {
            self.painter.hline(rect.x_range(), rect.max.y - 0.5, stroke);
        } else {
            self.painter
                .rect_stroke(rect, 3.0, stroke, StrokeKind::Inside);
        }
    }

    fn text(&self, first: bool, kind: BlockKind) {
        let at = self.at + vec2(self.laid.indent, self.laid.above);
        match kind {
            BlockKind::Quote => {
                let bar = Rect::from_min_size(
                    self.at + vec2(2.0, 2.0),
                    vec2(3.0, self.laid.galley.size().y - 4.0),
                );
                self.painter.rect_filled(bar, 1.5, self.p.line);
            }
            BlockKind::ListItem { .. } if first && self.has_hidden_bullet() => {
                let row = self.laid.galley.rows.first().map_or(20.0, |r| r.size.y);
                self.painter
                    .circle_filled(at + vec2(-12.0, row / 2.0 + 1.0), 2.4, self.p.soft);
            }
            _ => {}
        }
        if first && self.view.settings.show_paragraph_numbers {
            self.number(at);
        }
        self.pages();
        self.painter
            .galley(at, self.laid.galley.clone(), self.p.ink);
    }

    /// Whether the item's mark is not shown (a numbered item keeps its number).
    fn has_hidden_bullet(&self) -> bool {
        self.laid.shown.source_of(0, self.laid.range.end) > self.laid.range.start
    }

    /// The numbers of pages that begin on this piece, in the margin beside their first line.
    fn pages(&self) {
        let Some(origin) = &self.view.document.origin else {
            return;
        };
        let range = self.laid.range;
        let from = origin.pages.partition_point(|p| p.start < range.start);
        let begun = origin.pages.get(from..).unwrap_or_default();
        let mut last = f32::MIN;
        for page in begun
            .iter()
            .take_while(|p| p.start < range.end || p.start == range.start)
        {
            let caret = self.laid.caret(page.start).translate(self.at.to_vec2());
            // Pages without text begin where the next one does.
            if caret.min.y - last < 12.0 {
                continue;
            }
            last = caret.min.y;
            let label = if page.picture {
                format!("{} ▢", page.label)
            } else {
                page.label.clone()
            };
            let at = pos2(self.at.x - 12.0, caret.center().y);
            let font = FontId::proportional(theme::SMALL_TEXT);
            let drawn = self.painter.text(
                at,
                Align2::RIGHT_CENTER,
                format!("p. {label}"),
                font,
                self.p.faint,
            );
            let inset = if page.start > range.start { 0.0 } else { 2.0 };
            let line = Stroke::new(1.0, self.p.line);
            self.painter.hline(
                drawn.min.x..=self.at.x - 4.0,
                caret.min.y - 1.0 - inset,
                line,
            );
        }
    }

    /// A short line over the first of the notes, as on a printed page.
    fn rule_above(&self) {
        let line = Stroke::new(1.0, self.p.line);
        let x = self.at.x..=self.at.x + 96.0;
        self.painter.hline(x, self.at.y - 5.0, line);
    }

    fn number(&self, at: Pos2) {
        let Some(n) = self.view.document.paragraph_at(self.laid.range.start) else {
            return;
        };
        let row = self.laid.galley.rows.first().map_or(20.0, |r| r.size.y);
        let to = pos2(self.at.x - 14.0, at.y + row / 2.0);
        self.painter.text(
            to,
            Align2::RIGHT_CENTER,
            n + 1,
            FontId::proportional(theme::SMALL_TEXT),
            self.p.faint,
        );
    }

    fn over(&self) {
        if self.view.settings.show_entities {
            self.coverage
                .underlines
                .iter()
                .for_each(|u| self.underline(u));
            self.merged_lines();
        }
        if self.view.settings.show_quality {
            self.coverage.waves.iter().for_each(|run| self.wave(run));
        }
        if let Some(range) = self
            .view
            .focus_range
            .filter(|_| self.view.focus != Focus::Nothing)
        {
            for rect in self.rects(range) {
                let stroke = Stroke::new(1.2, self.p.accent);
                self.painter.rect_stroke(
                    rect.expand2(vec2(1.5, -1.0)),
                    3.0,
                    stroke,
                    StrokeKind::Outside,
                );
            }
        }
    }

    fn underline(&self, underline: &Underline) {
        let colour = self.p.entity(underline.label);
        for rect in self.rects(underline.range) {
            let y = (rect.max.y - 4.0).round();
            let ends = [pos2(rect.min.x, y), pos2(rect.max.x, y)];
            if underline.label == EntityLabel::Title {
                self.painter
                    .extend(Shape::dotted_line(&ends, colour, 3.6, 1.05));
            } else {
                self.painter.line_segment(ends, Stroke::new(2.0, colour));
            }
            // What a person accepted carries a small foot, so that it is told from a suggestion without colour.
            if underline.accepted {
                self.painter.circle_filled(ends[1], 2.4, colour);
            }
        }
    }

    /// The lines of a piece that has very many of them.
    fn merged_lines(&self) {
        let mut mesh = Mesh::default();
        for run in &self.coverage.lines {
            if let Some(label) = coverage::label_of(run.what) {
                let rect = self.place(run);
                let y = (rect.max.y - 5.0).round();
                let line = Rect::from_x_y_ranges(rect.x_range(), y..=y + 2.0);
                mesh.add_colored_rect(line, self.p.entity(label));
            }
        }
        self.painter.add(mesh);
    }

    /// A wavy underline: the higher, the thicker and the darker, the more the finding matters. What is less certain is
    /// paler and broken, so that it is told without colour.
    fn wave(&self, run: &Run) {
        let (severity, unsure) = coverage::severity_of(run.what);
        let (height, width) = match severity {
            Severity::High => (1.9, 1.8),
            Severity::Medium => (1.5, 1.3),
            Severity::Low => (1.0, 1.1),
        };
        let stroke = Stroke::new(width, self.p.wave(severity, unsure));
        let rect = self.place(run);
        let steps = (rect.width() / 2.0).ceil().max(1.0) as usize;
        let point = |i: usize| {
            let up = [0.0, -height, 0.0, height][i % 4];
            let x = (rect.min.x + 2.0 * i as f32).min(rect.max.x);
            pos2(x, rect.max.y - 1.8 + up)
        };
        // A period and a half, then a gap of half a one.
        let (length, gap) = if unsure { (6, 2) } else { (steps, 0) };
        let mut from = 0;
        while from < steps {
            let to = (from + length).min(steps);
            let points = (from..=to).map(point).collect();
            self.painter.add(Shape::line(points, stroke));
            from = to + gap;
        }
    }
}

fn touches(a: &Run, b: &Run) -> bool {
    a.row == b.row && (a.right - b.left).abs().min((b.right - a.left).abs()) < 1.0
}

/// The colours of a piece's runs, looked up once each.
struct Colours<'a> {
    piece: &'a Piece<'a>,
    known: Vec<(u64, (Color32, Option<Color32>))>,
}

impl<'a> Colours<'a> {
    const fn new(piece: &'a Piece<'a>) -> Self {
        Self {
            piece,
            known: Vec::new(),
        }
    }

    /// Tint and frame of what lies on a run.
    fn of(&mut self, what: u64) -> (Color32, Option<Color32>) {
        if let Some((_, colours)) = self.known.iter().find(|(w, _)| *w == what) {
            return *colours;
        }
        let colours = self.look_up(what);
        self.known.push((what, colours));
        colours
    }

    fn look_up(&self, what: u64) -> (Color32, Option<Color32>) {
        let (view, p) = (self.piece.view, self.piece.p);
        let kinds = self.piece.coverage.kinds.iter().enumerate();
        let here = || kinds.clone().filter(|(bit, _)| what >> bit & 1 == 1);
        let tints: Vec<[u8; 3]> = here()
            .filter(|(_, k)| !k.is_frame())
            .map(|(_, k)| margin::colour_of(view, p, *k))
            .collect();
        let frame = here()
            .find(|(_, k)| k.is_frame())
            .map(|(_, k)| p.theme(margin::colour_of(view, p, *k)));
        (p.tints(&tints), frame)
    }
}

/// The hits that share a byte with a window; hits are sorted and do not overlap.
fn hits_over(hits: &[TextRange], window: TextRange) -> &[TextRange] {
    let from = hits.partition_point(|h| h.end <= window.start);
    let to = hits.partition_point(|h| h.start < window.end);
    hits.get(from..to.max(from)).unwrap_or_default()
}
