//! From a piece of the document to a galley: what is shown, in which face.

use super::laid::{Laid, Margins};
use super::lines::{self, Lines};
use super::pieces::Piece;
use super::shown::Shown;
use crate::annotation::{Correction, Corrections};
use crate::document::{Block, BlockKind, Document, Inline, InlineStyle};
use crate::store::Face;
use crate::text::TextRange;
use crate::ui::theme::{Cut, Palette, Scheme, text_face};
use egui::text::TextFormat;
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
    /// The state of the corrections that stand in the text; 0: none do.
    pub corrected: u64,
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
            corrected: other.corrected,
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

/// Lays a piece out, with those of the corrections in place that lie in it as a whole.
pub fn lay_out(
    painter: &egui::Painter,
    document: &Document,
    piece: &Piece,
    setting: Setting,
    corrections: &Corrections,
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
    let corrections: Vec<_> = corrections
        .over(piece.range)
        .iter()
        .filter(|c| piece.range.covers(c.range))
        .collect();
    let (shown, formats) = fill(document, piece, &block, &look, &corrections);
    let (galley, cells) = lines::set(&Lines {
        painter,
        text: &shown.text,
        formats: &formats,
        width: (setting.width - look.indent).max(60.0),
    });
    let margins = Margins {
        indent: look.indent,
        above: look.above,
        below: look.below,
    };
    Laid::new(galley, cells, shown, piece.range, margins)
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
    palette: &'static Palette,
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
            palette: setting.scheme.palette(),
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
            BlockKind::Footnote => {
                look.size = setting.size * 0.86;
                look.line = (look.size * 1.5).round();
                look.below = gap * 0.45;
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

/// What is shown of the piece, and the formats of its parts: the end of each in the shown text.
fn fill(
    document: &Document,
    piece: &Piece,
    block: &Block,
    look: &Look,
    corrections: &[&Correction],
) -> (Shown, Vec<(usize, TextFormat)>) {
    let mut shown = Shown::default();
    let mut formats = Vec::new();
    let palette = look.palette;
    let plain = format(look, palette, &[]);
    if block.kind == BlockKind::Rule {
        shown.decorate("⁂");
        let faint = TextFormat {
            color: palette.faint,
            ..plain
        };
        formats.push((shown.text.len(), faint));
        return (shown, formats);
    }
    let mut left = corrections.iter().peekable();
    let mut at = piece.range.start;
    for run in runs(document, piece) {
        let format = format(look, palette, &run.styles);
        at = at.max(run.range.start);
        loop {
            let next = left.next_if(|c| c.range.start < run.range.end);
            let to = next.map_or(run.range.end, |c| c.range.start).max(at);
            let part = TextRange::new(at, to).of(&document.text);
            push(part.unwrap_or_default(), at, block.reflow, &mut shown);
            formats.push((shown.text.len(), format.clone()));
            at = to;
            let Some(correction) = next else { break };
            let (range, words) = (correction.range, instead(&correction.text));
            shown.push_instead(&words, range.start, range.len());
            formats.push((shown.text.len(), corrected(&format, palette)));
            at = at.max(range.end);
        }
    }
    // The galley needs a row for the caret even where nothing is shown.
    if formats.is_empty() {
        formats.push((0, plain));
    }
    (shown, formats)
}

/// The words of a correction as they stand in a row; where nothing is to stand, a sign for that.
fn instead(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.is_empty() {
        true => "[…]".to_owned(),
        false => words.join(" "),
    }
}

/// Corrected words are told from those of the document by a line.
fn corrected(format: &TextFormat, palette: &Palette) -> TextFormat {
    TextFormat {
        underline: Stroke::new(1.5, palette.ok),
        ..format.clone()
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
        let is_crlf = c == '\r' && part.get(i + 1..).is_some_and(|p| p.starts_with('\n'));
        let sign = if is_crlf {
            Some("")
        } else {
            instead_of(c, reflow)
        };
        let Some(sign) = sign else { continue };
        shown.push(part.get(plain_from..i).unwrap_or_default(), at + plain_from);
        plain_from = i + c.len_utf8();
        shown.push_as(sign, at + i, c.len_utf8());
    }
    shown.push(part.get(plain_from..).unwrap_or_default(), at + plain_from);
}

/// What a character is shown as, where not as it is. A tab is a gap of four spaces.
fn instead_of(c: char, reflow: bool) -> Option<&'static str> {
    match c {
        '\n' | '\r' | '\u{c}' | '\u{2028}' if reflow => Some(" "),
        '\n' | '\t' => None,
        '\u{feff}' => Some(""),
        // Form feed, vertical tab, the line ends of other systems.
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some("\n"),
        '\0' => Some("␀"),
        c if c.is_control() => Some("␦"),
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
