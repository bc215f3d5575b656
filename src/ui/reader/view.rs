//! What the reader is given to show, and what it tells.

use crate::annotation::{AnnotationId, Codebook};
use crate::app::spans::{Layers, Source};
use crate::app::{Focus, Reveal};
use crate::document::Document;
use crate::store::Settings;
use crate::text::TextRange;
use egui::Pos2;
use std::sync::Arc;

/// What the reader shows.
pub struct View<'a> {
    /// The document.
    pub document: &'a Arc<Document>,
    /// What is painted on it.
    pub layers: &'a Layers,
    /// The themes.
    pub codebook: &'a Codebook,
    /// What one points at.
    pub focus: Focus,
    /// Its passage.
    pub focus_range: Option<TextRange>,
    /// Where to scroll.
    pub reveal: Option<Reveal>,
    /// Text size, column, layers.
    pub settings: &'a Settings,
    /// Hits of a search, sorted.
    pub hits: &'a [TextRange],
    /// The hit one is at.
    pub hit: Option<TextRange>,
    /// What the document is called.
    pub title: &'a str,
    /// Whether the text stands in the middle, as there is nothing beside it.
    pub centred: bool,
    /// The line above the text.
    pub byline: &'a str,
    /// Themes of the document as a whole: name and colour.
    pub document_themes: &'a [(String, [u8; 3])],
    /// What a tooltip says about a passage.
    pub hover: &'a dyn Fn(Touched) -> Vec<String>,
}

/// Something painted that the pointer touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Touched {
    /// An entity.
    Entity(Source),
    /// A finding or flag.
    Quality(Source),
    /// A theme, highlight or memo.
    Theme(AnnotationId),
}

impl View<'_> {
    /// The state of the corrections that are to stand in the text; 0: none.
    pub(super) fn corrected(&self) -> u64 {
        let corrections = self.layers.corrections();
        if self.settings.show_corrected && !corrections.is_empty() {
            self.layers.corrections_revision()
        } else {
            0
        }
    }
}

/// What happened in the reader.
#[derive(Default)]
pub struct Happened {
    /// A press on something painted, the most telling first.
    pub pressed: Vec<Touched>,
    /// A selection was just finished.
    pub selected: bool,
    /// The annotation in focus was given another passage by its handles.
    pub resized: Option<(AnnotationId, TextRange)>,
    /// The secondary button was pressed on the text: where, and on what, the most telling first.
    pub menu: Option<(Pos2, Vec<Touched>)>,
}
