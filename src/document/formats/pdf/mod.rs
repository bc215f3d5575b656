//! PDF files.
//!
//! `glyphs` collects what a page draws as words with places; `lines` finds columns and the order of reading; `tables` what
//! stands in cells; `furniture` takes out what stands on every page; `paragraphs` makes headings, paragraphs, items and
//! notes of lines; `write` writes them. The file itself is read by `hayro-syntax`, its drawing instructions by
//! `hayro-interpret`.

mod facts;
mod furniture;
mod glyphs;
mod lines;
mod paragraphs;
mod tables;
mod write;

use crate::document::extraction::{ExtractOptions, Extraction, ExtractionError};
use furniture::Furniture;
use glyphs::{Collector, Glyphs, PageContent, Word};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page,
};
use lines::Line;

/// Version of this extractor; counts up whenever text or blocks change.
pub const VERSION: u32 = 2;

/// Most pages that are read.
const MAX_PAGES: usize = 20_000;
/// Pages after which what was learnt of fonts is dropped, so that memory does not grow with the document.
const FRESH_CACHE: usize = 400;

/// Extracts the text of a file's bytes.
///
/// # Errors
/// See [`ExtractionError`].
pub fn extract(bytes: &[u8], options: &ExtractOptions) -> Result<Extraction, ExtractionError> {
    let pdf = open(bytes, options)?;
    let pages = pdf.pages();
    let count = pages.len();
    if count == 0 {
        return Err(ExtractionError::damaged("no page of it can be found"));
    }
    if count > MAX_PAGES {
        return Err(ExtractionError::too_much(format!(
            "it has more than {MAX_PAGES} pages"
        )));
    }
    let mut reading = Reading::default();
    let mut cache = InterpreterCache::new();
    for (n, page) in pages.iter().enumerate() {
        if n % FRESH_CACHE == FRESH_CACHE - 1 {
            cache = InterpreterCache::new();
        }
        reading.page(n, page, &cache);
    }
    reading.check(count)?;
    Ok(reading.write(&pdf))
}

fn open(bytes: &[u8], options: &ExtractOptions) -> Result<Pdf, ExtractionError> {
    let password = options.password.as_deref();
    Pdf::new_with_password(bytes.to_vec(), password.unwrap_or_default()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => match password {
            Some(_) => ExtractionError::PasswordWrong,
            None => ExtractionError::PasswordNeeded,
        },
        LoadPdfError::Decryption(_) => ExtractionError::Protected,
        LoadPdfError::Invalid if memchr::memmem::find(bytes, b"%PDF-").is_none() => {
            ExtractionError::damaged("it does not begin as a PDF does")
        }
        LoadPdfError::Invalid => ExtractionError::damaged(
            "the list of its pages cannot be found, so it was probably cut off",
        ),
    })
}

/// What is known of the pages so far.
#[derive(Default)]
struct Reading {
    lines: Vec<Line>,
    heights: Vec<f32>,
    pictures: Vec<bool>,
    glyphs: Glyphs,
    regions: u32,
    unknown: usize,
    known: usize,
    unseen: usize,
    words: usize,
    sideways: Vec<String>,
}

impl Reading {
    fn page<'a>(&mut self, n: usize, page: &Page<'a>, cache: &InterpreterCache<'a>) {
        let (width, height) = page.render_dimensions();
        let content = draw(page, cache, &mut self.glyphs);
        self.unknown += content.unknown;
        self.known += content.known;
        self.words += content.words.len();
        self.unseen += content.words.iter().filter(|w| w.unseen).count();
        let (words, turn) = self.upright(content.words);
        // Of a page that is read sideways the width is the height.
        let tall = if turn % 2 == 0 { height } else { width };
        self.heights.push(tall);
        self.pictures.push(words.is_empty() && content.images > 0);
        let rulings = if turn == 0 {
            content.rulings
        } else {
            Vec::new()
        };
        let (shift_x, shift_y) = match turn {
            1 => (height, 0.0),
            2 => (width, height),
            3 => (0.0, width),
            _ => (0.0, 0.0),
        };
        let moved = |w: Word| Word {
            x0: w.x0 + shift_x,
            x1: w.x1 + shift_x,
            y: w.y + shift_y,
            ..w
        };
        let words = words.into_iter().map(moved).collect();
        self.lines
            .extend(lines::lines(n, tall, words, &rulings, &mut self.regions));
    }

    /// The words in the direction that most of the page is read in, and that direction.
    fn upright(&mut self, words: Vec<Word>) -> (Vec<Word>, u8) {
        let mut letters = [0_usize; 4];
        for word in &words {
            if let Some(n) = letters.get_mut(usize::from(word.turn)) {
                *n += word.text.len();
            }
        }
        let turn = (0..4_u8)
            .max_by_key(|t| (letters.get(usize::from(*t)).copied(), std::cmp::Reverse(*t)))
            .unwrap_or(0);
        let (upright, aside): (Vec<_>, Vec<_>) = words.into_iter().partition(|w| w.turn == turn);
        if !aside.is_empty() && self.sideways.len() < 1_000 {
            let text = aside
                .iter()
                .map(|w| w.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            if !self.sideways.contains(&text) {
                self.sideways.push(text);
            }
        }
        (upright, turn)
    }

    /// Whether there is text that can be trusted.
    fn check(&self, pages: usize) -> Result<(), ExtractionError> {
        if self.words == 0 {
            return Err(if self.pictures.iter().any(|p| *p) {
                ExtractionError::OnlyPictures {
                    pages: u32::try_from(pages).unwrap_or(u32::MAX),
                }
            } else {
                ExtractionError::NoText
            });
        }
        if self.unknown > 3 * self.known {
            return Err(ExtractionError::Unsupported {
                what: "a PDF whose fonts do not say which characters they show".to_owned(),
            });
        }
        Ok(())
    }

    fn write(mut self, pdf: &Pdf) -> Extraction {
        let body = paragraphs::body_size(&self.lines);
        let furniture = furniture::take(&mut self.lines, &self.heights, body);
        let labels = labels(pdf, &furniture);
        let notes = paragraphs::take_notes(&mut self.lines, body);
        paragraphs::mark_bold(&mut self.lines, &self.glyphs.usual());
        let usual = paragraphs::Usual::new(&self.lines);
        let blocks = paragraphs::blocks(std::mem::take(&mut self.lines), &usual);
        let mut out = write::Writer::new(labels, furniture, self.pictures, notes);
        out.blocks(&blocks);
        let mut out = out.finish();
        if self.unseen * 2 > self.words {
            out.remark("The pages are pictures with text that a program recognised; it may be wrong in places.");
        }
        if self.unknown * 50 > self.known {
            let share = 100 * self.unknown / (self.unknown + self.known).max(1);
            out.remark(format!(
                "Of about {share} % of the characters the file does not say which they are; they are shown as “\u{fffd}”."
            ));
        }
        for text in &self.sideways {
            out.leave_out("text across the page", text);
        }
        *out.metadata() = facts::metadata(pdf);
        out.finish()
    }
}

/// What a page draws.
fn draw<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, glyphs: &mut Glyphs) -> PageContent {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings {
        render_content: RenderContent::all(),
        ..InterpreterSettings::default()
    };
    let transform = page.initial_transform(true);
    let transform = Affine::new(transform.as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, page.xref(), settings);
    let mut collector = Collector::new(width, height, glyphs);
    interpret_page(page, &mut context, &mut collector);
    collector.content
}

/// What is printed as the number of each page: as the file says, else as most pages print it, else counted.
fn labels(pdf: &Pdf, furniture: &[Furniture]) -> Vec<String> {
    let pages = furniture.len();
    let said = facts::labels(pdf, pages);
    let printed: Vec<Option<String>> = furniture.iter().map(furniture::printed_number).collect();
    let offset = |(n, label): (usize, &Option<String>)| {
        let number: i64 = label.as_ref()?.parse().ok()?;
        Some(number - i64::try_from(n).ok()?)
    };
    let mut offsets: Vec<i64> = printed.iter().enumerate().filter_map(offset).collect();
    offsets.sort_unstable();
    let usual = offsets.get(offsets.len() / 2).copied();
    let agreed = usual.filter(|u| offsets.iter().filter(|o| *o == u).count() * 2 > pages);
    let label = |(n, said): (usize, Option<String>)| {
        let counted = i64::try_from(n + 1).unwrap_or(0);
        // Numbers of the file that only count pages say nothing that the page itself does not.
        let said = said.filter(|s| agreed.is_none() || *s != counted.to_string());
        said.unwrap_or_else(|| match agreed {
            Some(offset) if offset + counted > 1 => (offset + counted - 1).to_string(),
            _ => counted.to_string(),
        })
    };
    said.into_iter().enumerate().map(label).collect()
}
