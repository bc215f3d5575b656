//! From a piece of the document to a galley: what is shown, in which face.

use super::laid::{Laid, Shown};
use super::pieces::Piece;
use crate::document::{Block, BlockKind, Document, Inline, InlineStyle};
use crate::store::Face;
use crate::text::TextRange;
use crate::ui::theme::{Cut, Palette, Scheme, text_face};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontFamily, FontId, Stroke};

/// How a document is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Setting {
    /// Text size in points.
    pub size: f32,
    /// Width of the column in points.
    pub width: f32,
    /// Distance of lines as a multiple of the text size.
    pub line: f32,
    /// The face.
    pub face: Face,
    /// The colours in force (they are part of a galley).
    pub scheme: Scheme,
}

impl Setting {
    /// Height of a line of running text, rounded to whole points so that lines are even.
    pub fn line_height(&self) -> f32 {
        (self.size * self.line).round()
    }

    /// Space below a paragraph.
    pub fn paragraph_gap(&self) -> f32 {
        (self.size * 0.85).round()
    }

    /// Whether lines break or stand elsewhere than in another setting.
    pub fn is_laid_otherwise(&self, other: &Self) -> bool {
        Self {
            scheme: other.scheme,
            ..*self
        } != *other
    }

    /// Height of a piece that was never laid out: from its length, at half the text size a character.
    pub fn estimate(&self, piece: &Piece) -> f32 {
        let per_line = (self.width / (self.size * 0.5)).max(8.0);
        let lines = (piece.range.len() as f32 / per_line).ceil().max(1.0);
        lines * self.line_height()
            + if piece.last {
                self.paragraph_gap()
            } else {
                0.0
            }
    }
}

/// Lays a piece out.
pub fn lay_out(
    painter: &egui::Painter,
    document: &Document,
    piece: &Piece,
    setting: Setting,
) -> Laid {
    let block = document
        .structure
        .blocks
        .get(piece.block as usize)
        .copied()
        .unwrap_or(Block {
            range: piece.range,
            kind: BlockKind::Paragraph,
            reflow: false,
        });
    let look = Look::of(&block, piece, setting);
    let mut job = LayoutJob {
        wrap: TextWrapping::wrap_at_width((setting.width - look.indent).max(60.0)),
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    };
    let mut shown = Shown::default();
    let palette = setting.scheme.palette();
    fill(
        document, piece, &block, &look, palette, &mut job, &mut shown,
    );
    let galley = painter.layout_job(job);
    Laid::new(
        galley,
        shown,
        piece.range,
        look.indent,
        look.above,
        look.below,
    )
}

/// Sizes and spaces of a block.
struct Look {
    size: f32,
    line: f32,
    indent: f32,
    above: f32,
    below: f32,
    family: FontFamily,
    face: Face,
}

impl Look {
    fn of(block: &Block, piece: &Piece, setting: Setting) -> Self {
        let gap = setting.paragraph_gap();
        let mut look = Self {
            size: setting.size,
            line: setting.line_height(),
            indent: 0.0,
            above: 0.0,
            below: gap,
            family: text_face(setting.face, Cut::Regular),
            face: setting.face,
        };
        match block.kind {
            BlockKind::Heading(level) => look.heading(level, gap),
            BlockKind::ListItem { depth } => {
                look.indent = setting.size * (1.4 + 1.4 * f32::from(depth));
                look.below = gap * 0.45;
            }
            BlockKind::Quote => look.indent = setting.size * 1.4,
            BlockKind::Code | BlockKind::TableRow => {
                look.size = setting.size * 0.86;
                look.line = (look.size * 1.5).round();
                look.family = FontFamily::Monospace;
                look.below = if block.kind == BlockKind::TableRow {
                    2.0
                } else {
                    gap
                };
            }
            BlockKind::Paragraph | BlockKind::Rule => {}
        }
        if !piece.first {
            look.above = 0.0;
        }
        if !piece.last {
            look.below = 0.0;
        }
        look
    }

    fn heading(&mut self, level: u8, gap: f32) {
        let factor = match level {
            1 => 1.47,
            2 => 1.24,
            3 => 1.1,
            _ => 1.0,
        };
        self.size *= factor;
        self.line = (self.size * 1.3).round();
        self.family = text_face(self.face, Cut::Bold);
        self.above = gap * if level == 1 { 0.0 } else { 0.7 };
        self.below = gap * 0.6;
    }
}

/// Fills job and map with the piece, mark by mark.
fn fill(
    document: &Document,
    piece: &Piece,
    block: &Block,
    look: &Look,
    palette: &Palette,
    job: &mut LayoutJob,
    shown: &mut Shown,
) {
    let plain = format(look, palette, &[]);
    if block.kind == BlockKind::Rule {
        shown.decorate("⁂");
        job.append(
            "⁂",
            0.0,
            TextFormat {
                color: palette.faint,
                ..plain
            },
        );
        return;
    }
    for run in runs(document, piece) {
        let part = run.range.of(&document.text).unwrap_or_default();
        let before = shown.text.len();
        push(part, run.range.start, block.reflow, shown);
        let added = shown.text.get(before..).unwrap_or_default();
        job.append(added, 0.0, format(look, palette, &run.styles));
    }
    // The galley needs a row for the caret even where nothing is shown.
    if job.sections.is_empty() {
        job.append("", 0.0, plain);
    }
}

struct Run {
    range: TextRange,
    styles: Vec<InlineStyle>,
}

/// The piece cut where its inline styles change, without what is hidden.
fn runs(document: &Document, piece: &Piece) -> Vec<Run> {
    let inlines = inlines_of(document, piece);
    let mut edges: Vec<usize> = inlines
        .iter()
        .flat_map(|i| [i.range.start, i.range.end])
        .collect();
    edges.extend([piece.range.start, piece.range.end]);
    edges.retain(|&e| piece.range.start <= e && e <= piece.range.end);
    edges.sort_unstable();
    edges.dedup();
    let mut out = Vec::new();
    for (&start, &end) in edges.iter().zip(edges.iter().skip(1)) {
        let range = TextRange::new(start, end);
        let styles: Vec<_> = inlines
            .iter()
            .filter(|i| i.range.covers(range))
            .map(|i| i.style)
            .collect();
        if !styles.contains(&InlineStyle::Hidden) {
            out.push(Run { range, styles });
        }
    }
    out
}

fn inlines_of<'a>(document: &'a Document, piece: &Piece) -> Vec<&'a Inline> {
    let all = &document.structure.inlines;
    let block = document
        .structure
        .blocks
        .get(piece.block as usize)
        .map_or(piece.range, |b| b.range);
    let from = all.partition_point(|i| i.range.start < block.start);
    let to = all.partition_point(|i| i.range.start < piece.range.end);
    all.get(from..to)
        .unwrap_or_default()
        .iter()
        .filter(|i| i.range.overlaps(piece.range))
        .collect()
}

/// Adds a part of the text: hard wraps as spaces where the block reflows, control characters as what can be seen.
fn push(part: &str, at: usize, reflow: bool, shown: &mut Shown) {
    let mut plain_from = 0;
    for (i, c) in part.char_indices() {
        let Some(instead) = instead_of(c, reflow) else {
            continue;
        };
        shown.push(part.get(plain_from..i).unwrap_or_default(), at + plain_from);
        plain_from = i + c.len_utf8();
        match instead {
            Instead::Char(shown_as) => shown.push_as(shown_as, at + i),
            Instead::Nothing => {}
            Instead::Sign(sign) => shown.decorate(sign),
        }
    }
    shown.push(part.get(plain_from..).unwrap_or_default(), at + plain_from);
}

enum Instead {
    Char(char),
    Nothing,
    Sign(&'static str),
}

fn instead_of(c: char, reflow: bool) -> Option<Instead> {
    match c {
        '\n' if reflow => Some(Instead::Char(' ')),
        '\r' | '\u{feff}' => Some(Instead::Nothing),
        '\u{c}' => Some(Instead::Sign("\n")),
        '\0' => Some(Instead::Sign("␀")),
        '\t' => Some(Instead::Char(' ')),
        c if c.is_control() && c != '\n' => Some(Instead::Sign("␦")),
        _ => None,
    }
}

fn format(look: &Look, palette: &Palette, styles: &[InlineStyle]) -> TextFormat {
    let mut out = TextFormat {
        font_id: FontId::new(look.size, look.family.clone()),
        line_height: Some(look.line),
        color: palette.ink,
        background: Color32::TRANSPARENT,
        ..TextFormat::default()
    };
    for style in styles {
        match style {
            InlineStyle::Strong => out.font_id.family = text_face(look.face, Cut::Bold),
            InlineStyle::Emphasis => {
                out.font_id.family = text_face(look.face, Cut::Italic);
                out.italics = look.face == Face::Sans;
            }
            InlineStyle::Code => out.font_id = FontId::new(look.size * 0.88, FontFamily::Monospace),
            InlineStyle::Link => {
                out.color = palette.accent;
                out.underline = Stroke::new(1.0, palette.line);
            }
            InlineStyle::Hidden => {}
        }
    }
    out
}
