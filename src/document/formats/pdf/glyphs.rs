//! From the drawing instructions of a page to words with their places.

use foldhash::fast::RandomState;
use hayro_interpret::font::{Glyph, GlyphIdentifier, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{self, Dict};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use unicode_normalization::char::{compose, is_combining_mark};

/// A gap wider than this part of the font size parts words.
const SPACE: f32 = 0.155;
/// Most words of a page; what follows is not read.
const MAX_WORDS: usize = 200_000;

/// A word, or a piece of one, in the frame in which it is read: x to the right, y (of the baseline) downwards, in points.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    /// Thickness of the strokes of its letters, added up, in thousandths of the font size.
    pub thick: f32,
    /// Quarter turns against the page.
    pub turn: u8,
    /// Marked as no part of the document's content.
    pub artifact: bool,
    /// Drawn without being seen: the text behind a scanned page.
    pub unseen: bool,
    /// Whether a space was written after it.
    pub spaced: bool,
}

/// A straight line that is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Ruling {
    pub fn is_horizontal(&self) -> bool {
        self.x1 - self.x0 > self.y1 - self.y0
    }
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub words: Vec<Word>,
    pub rulings: Vec<Ruling>,
    /// Number of pictures.
    pub images: usize,
    /// Characters that no Unicode is known for.
    pub unknown: usize,
    pub known: usize,
}

/// What is known of the glyphs of a document's fonts: looked up for each glyph that is drawn, worked out once.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// By glyph and character code, since fonts share programs and name their characters by code.
    known: HashMap<(GlyphIdentifier, u32), Known, RandomState>,
    /// By character: thickness added up, and how many.
    letters: HashMap<char, (f32, u32), RandomState>,
}

/// What a glyph stands for, and how thick its strokes are.
#[derive(Clone, Debug)]
struct Known {
    text: Said,
    thick: f32,
    /// How far the next glyph is, in thousandths of the font size.
    advance: f32,
}

#[derive(Clone, Debug)]
enum Said {
    Char(char),
    Text(Rc<str>),
    Unknown,
}

impl Known {
    fn of(glyph: &Glyph<'_>) -> Self {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Said::Char(visible(c)),
            Some(BfString::String(s)) => Said::Text(s.into()),
            None => Said::Unknown,
        };
        let first = match &text {
            Said::Char(c) => Some(*c),
            Said::Text(s) => s.chars().next(),
            Said::Unknown => None,
        };
        let thick = match glyph {
            Glyph::Outline(outline) if first.is_some_and(char::is_alphanumeric) => {
                stroke(&outline.outline())
            }
            _ => 0.0,
        };
        let advance = match glyph {
            Glyph::Outline(g) => g.advance_width(),
            Glyph::Type3(g) => g.advance_width(),
        };
        Self {
            text,
            thick,
            advance: advance.unwrap_or(500.0),
        }
    }
}

impl Glyphs {
    fn of(&mut self, glyph: &Glyph<'_>) -> Known {
        let known = match glyph {
            Glyph::Outline(outline) => {
                let key = (outline.identifier(), outline.char_code());
                self.known
                    .entry(key)
                    .or_insert_with(|| Known::of(glyph))
                    .clone()
            }
            Glyph::Type3(_) => Known::of(glyph),
        };
        if let (Said::Char(c), true) = (&known.text, known.thick > 0.0) {
            let sum = self.letters.entry(*c).or_default();
            *sum = (sum.0 + known.thick, sum.1 + 1);
        }
        known
    }

    /// How thick letters usually are.
    pub fn usual(&self) -> Thickness {
        let mut out = Thickness::default();
        for (c, (sum, n)) in &self.letters {
            let mean = sum / *n as f32;
            match out.ascii.get_mut(*c as usize) {
                Some(slot) => *slot = mean,
                None => {
                    out.others.insert(*c, mean);
                }
            }
        }
        out
    }
}

/// How thick letters are, over a document.
#[derive(Debug)]
pub(super) struct Thickness {
    ascii: [f32; 128],
    others: HashMap<char, f32, RandomState>,
}

impl Default for Thickness {
    fn default() -> Self {
        Self {
            ascii: [0.0; 128],
            others: HashMap::default(),
        }
    }
}

impl Thickness {
    /// What the letters of a text would add up to.
    pub fn of(&self, text: &str) -> f32 {
        let mean = |c: char| match self.ascii.get(c as usize) {
            Some(mean) => *mean,
            None => self.others.get(&c).copied().unwrap_or(0.0),
        };
        text.chars().map(mean).sum()
    }
}

/// Thickness of a glyph's strokes: a stroke of length l and thickness t has the area lt and an outline of about 2l.
fn stroke(outline: &BezPath) -> f32 {
    let length = outline.perimeter(5.0);
    if length > 0.0 {
        (2.0 * outline.area().abs() / length) as f32
    } else {
        0.0
    }
}

/// Marked content that is open.
struct Mark {
    /// Text that stands for what is drawn inside.
    actual: Option<String>,
    /// It was written: what else is drawn only widens it.
    written: bool,
    artifact: bool,
}

/// Collects what a page draws.
pub(super) struct Collector<'t> {
    pub content: PageContent,
    glyphs: &'t mut Glyphs,
    width: f32,
    height: f32,
    marks: Vec<Mark>,
    seen: HashSet<(char, i32, i32), RandomState>,
    /// Whether the last word still grows.
    open: bool,
    /// The letter that was drawn last, and where.
    last: Option<(char, Placed)>,
}

/// A glyph in the frame of its word.
#[derive(Clone, Copy)]
struct Placed {
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    turn: u8,
}

impl<'t> Collector<'t> {
    /// `width` and `height` of the page in points.
    pub fn new(width: f32, height: f32, glyphs: &'t mut Glyphs) -> Self {
        Self {
            content: PageContent::default(),
            glyphs,
            width,
            height,
            marks: Vec::new(),
            seen: HashSet::default(),
            open: false,
            last: None,
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, unseen: bool) {
        let known = self.glyphs.of(glyph);
        let Some(placed) = self.place(&known, transform) else {
            return;
        };
        let artifact = self.marks.iter().any(|m| m.artifact);
        if let Some(mark) = self.marks.iter_mut().rev().find(|m| m.actual.is_some()) {
            let first = !std::mem::replace(&mut mark.written, true);
            let text = mark.actual.clone().unwrap_or_default();
            if first {
                self.write(&text, &placed, 0.0, artifact, unseen);
            } else {
                self.widen(&placed);
            }
            return;
        }
        match &known.text {
            Said::Char(c) => self.character(*c, known.thick, &placed, artifact, unseen),
            Said::Text(s) => {
                self.content.known += 1;
                self.write(s, &placed, known.thick, artifact, unseen);
            }
            Said::Unknown => {
                self.content.unknown += 1;
                self.write("\u{fffd}", &placed, 0.0, artifact, unseen);
            }
        }
    }

    fn character(&mut self, c: char, thick: f32, placed: &Placed, artifact: bool, unseen: bool) {
        self.content.known += 1;
        if c.is_whitespace() {
            if let Some(last) = self.content.words.last_mut() {
                last.spaced = true;
            }
            self.open = false;
            return;
        }
        // Letters are drawn twice to look bold.
        let spot = (
            c,
            (placed.x0 * 2.0).round() as i32,
            (placed.y * 2.0).round() as i32,
        );
        if !self.seen.insert(spot) {
            return;
        }
        let last = self.last.replace((c, *placed));
        if let Some((before, there)) = last
            && let Some(whole) = accented((before, &there), (c, placed))
            && self.replace_last(before, whole, placed, thick)
        {
            self.last = None;
            return;
        }
        let mut buffer = [0; 4];
        self.write(c.encode_utf8(&mut buffer), placed, thick, artifact, unseen);
    }

    /// Puts `whole` in the place of the character that was written last, if that was `before`; `placed` is its second part.
    fn replace_last(&mut self, before: char, whole: char, placed: &Placed, thick: f32) -> bool {
        let word = self.content.words.last_mut().filter(|_| self.open);
        let Some(word) = word.filter(|w| w.text.ends_with(before)) else {
            return false;
        };
        word.text.pop();
        if word.text.is_empty() && mark_of(before).is_some() {
            // An accent of its own height began the word.
            (word.y, word.x0) = (placed.y, word.x0.min(placed.x0));
        }
        word.text.push(whole);
        word.x1 = word.x1.max(placed.x1);
        word.thick += thick;
        true
    }

    /// Where a glyph stands; `None` outside of the page, or where its place makes no sense.
    fn place(&self, known: &Known, transform: Affine) -> Option<Placed> {
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let wide = along.hypot() * f64::from(known.advance) / 1000.0;
        let size = up.hypot();
        if !(0.5..2000.0).contains(&size) || !wide.is_finite() {
            return None;
        }
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        if origin.x < -2.0 || origin.y < -2.0 || origin.x > width + 2.0 || origin.y > height + 2.0 {
            return None;
        }
        let (x, y) = (origin.x as f32, origin.y as f32);
        let turn = if along.x.abs() >= along.y.abs() {
            if along.x >= 0.0 { 0 } else { 2 }
        } else if along.y < 0.0 {
            1
        } else {
            3
        };
        let (x, y) = turned(x, y, turn);
        Some(Placed {
            x0: x,
            x1: x + wide as f32,
            y,
            size: size as f32,
            turn,
        })
    }

    fn write(&mut self, text: &str, placed: &Placed, thick: f32, artifact: bool, unseen: bool) {
        let goes_on = self.open
            && self.content.words.last().is_some_and(|w| {
                let gap = placed.x0 - w.x1;
                w.turn == placed.turn
                    && w.artifact == artifact
                    && (w.y - placed.y).abs() < 0.12 * w.size
                    && (w.size - placed.size).abs() < 0.08 * w.size
                    && gap < SPACE * w.size
                    && gap > -0.4 * w.size
            });
        let mark = text.chars().next().is_some_and(is_combining_mark);
        let hangs = mark
            && self.content.words.last().is_some_and(|w| {
                w.turn == placed.turn
                    && (w.y - placed.y).abs() < 0.8 * w.size
                    && placed.x0 - w.x1 < w.size
            });
        if (goes_on || hangs)
            && let Some(last) = self.content.words.last_mut()
        {
            last.text.push_str(text);
            last.x1 = last.x1.max(placed.x1);
            last.thick += thick;
        } else if self.content.words.len() < MAX_WORDS {
            self.content.words.push(Word {
                text: text.to_owned(),
                x0: placed.x0,
                x1: placed.x1,
                y: placed.y,
                size: placed.size,
                thick,
                turn: placed.turn,
                artifact,
                unseen,
                spaced: false,
            });
        }
        self.open = true;
    }

    /// The last word reaches to the end of this glyph as well.
    fn widen(&mut self, placed: &Placed) {
        if let Some(last) = self.content.words.last_mut()
            && last.turn == placed.turn
            && (last.y - placed.y).abs() < last.size
        {
            last.x1 = last.x1.max(placed.x1);
            last.x0 = last.x0.min(placed.x0);
        }
    }

    fn ruling(&mut self, a: Point, b: Point) {
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if self.content.rulings.len() < 20_000 && dx.max(dy) > 8.0 && dx.min(dy) < 1.5 {
            self.content.rulings.push(Ruling {
                x0: a.x.min(b.x) as f32,
                y0: a.y.min(b.y) as f32,
                x1: a.x.max(b.x) as f32,
                y1: a.y.max(b.y) as f32,
            });
        }
    }

    fn path(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
        if path.elements().len() > 200 {
            return;
        }
        if !stroked {
            let b = transform.transform_rect_bbox(path.bounding_box());
            return self.bar(b);
        }
        let (mut at, mut start) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => (at, start) = (p, p),
                PathEl::LineTo(p) => {
                    self.ruling(transform * at, transform * p);
                    at = p;
                }
                PathEl::ClosePath => {
                    self.ruling(transform * at, transform * start);
                    at = start;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => at = p,
            }
        }
    }

    /// A filled rectangle: a line where it is thin; the edges of a box that is as large as a cell.
    fn bar(&mut self, b: Rect) {
        if b.width() < 3.0 || b.height() < 3.0 {
            let middle = b.center();
            if b.width() > b.height() {
                self.ruling(Point::new(b.x0, middle.y), Point::new(b.x1, middle.y));
            } else {
                self.ruling(Point::new(middle.x, b.y0), Point::new(middle.x, b.y1));
            }
        }
    }
}

/// The letter that one of two glyphs and an accent that is drawn over or under it make: fonts without letters with accents
/// are used so. Elsewhere the same signs stand beside letters.
fn accented((a, at): (char, &Placed), (b, behind): (char, &Placed)) -> Option<char> {
    let (letter, mark, under, over) = match (mark_of(a), mark_of(b)) {
        (Some(mark), None) => (b, mark, behind, at),
        (None, Some(mark)) => (a, mark, at, behind),
        _ => return None,
    };
    let middle = (over.x0 + over.x1) / 2.0;
    let near = over.turn == under.turn
        && (over.y - under.y).abs() < 0.4 * under.size
        && (over.size - under.size).abs() < 0.1 * under.size;
    if !near || middle < under.x0 || middle > under.x1 {
        return None;
    }
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    compose(letter, mark)
}

/// The mark over or under a letter that a sign standing alone looks like.
fn mark_of(c: char) -> Option<char> {
    Some(match c {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// A place in the frame of text that is turned by quarter turns against the clock.
fn turned(x: f32, y: f32, turn: u8) -> (f32, f32) {
    match turn {
        0 => (x, y),
        1 => (-y, x),
        2 => (-x, -y),
        _ => (y, -x),
    }
}

/// Characters of symbol fonts as what they show.
fn visible(c: char) -> char {
    match c {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0a8}' | '\u{f06c}' | '\u{f06e}'
        | '\u{f0d8}' => '•',
        '\u{f0fc}' => '✓',
        '\u{f02d}' => '–',
        '\u{f020}' | '\0' => ' ',
        '\u{e000}'..='\u{f8ff}' => '\u{fffd}',
        c if c.is_control() => ' ',
        c => c,
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, props.transform, !matches!(mode, DrawMode::Fill(_)));
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_)) {
            self.bar(props.transform.transform_rect_bbox(*rect));
        } else {
            self.path(&rect.to_path(0.1), props.transform, true);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_clip_rect(&mut self, _: &Rect) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let unseen = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), unseen);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let b = props
            .transform
            .transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        self.content.images += 1;
        self.bar(b);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|p| p.get::<object::String<'_>>(b"ActualText"));
        self.marks.push(Mark {
            actual: actual.map(|s| super::facts::text(s.as_bytes())),
            written: false,
            artifact: tag == b"Artifact",
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}
