//! What an annotation is made on: the selection, the annotation in focus, the sentence under the caret, the document.

use super::Window;
use crate::annotation::{AnnotationId, Body, ThemeId};
use crate::app::{Command, Focus};
use crate::document::{Hash, section};
use crate::text::TextRange;

/// A passage that something is done to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What it is called in a sentence.
    pub name: &'static str,
}

impl Target {
    /// The document as a whole.
    pub const DOCUMENT: Self = Self {
        range: TextRange::DOCUMENT,
        name: "the whole document",
    };
}

/// What the key of a theme means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meant {
    /// The annotation in focus gets the theme.
    Annotation(AnnotationId, TextRange),
    /// A passage is tagged.
    Passage(Target),
}

impl Meant {
    /// What the keys of the themes do, in words.
    pub fn hint(self) -> String {
        match self {
            Self::Annotation(..) => "1–9 change the theme in focus".to_owned(),
            Self::Passage(target) => format!("1–9 tag {}", target.name),
        }
    }
}

/// The sentence at a place of a text.
pub type Sentence = ((Hash, usize), Option<TextRange>);

impl Window {
    /// The selected passage; with nothing selected, the sentence that the caret was put into; else the whole document.
    pub(super) fn target(&self) -> Target {
        let range = self.reader.selection();
        if !range.is_empty() {
            let name = "the selection";
            return Target { range, name };
        }
        self.sentence().map_or(Target::DOCUMENT, |range| Target {
            range,
            name: "this sentence",
        })
    }

    /// The sentence that the caret was put into; looked for once, not in every frame.
    fn sentence(&self) -> Option<TextRange> {
        let session = self.app.session.as_ref()?;
        let caret = self.reader.placed()?;
        let place = (session.text_hash(), caret);
        if let Some((_, sentence)) = self.sentence.get().filter(|(at, _)| *at == place) {
            return sentence;
        }
        let sentence = section::sentence(&session.document, caret);
        self.sentence.set(Some((place, sentence)));
        sentence
    }

    /// Gives a theme to what is meant.
    pub(super) fn tag_with(&self, theme: ThemeId) -> Command {
        match self.meant() {
            Meant::Annotation(id, _) => Command::SetTheme(id, theme),
            Meant::Passage(target) => Command::Tag(target.range, theme),
        }
    }

    /// What the key of a theme means now.
    pub(super) fn meant(&self) -> Meant {
        match self.retheme_target() {
            Some((id, range)) => Meant::Annotation(id, range),
            None => Meant::Passage(self.target()),
        }
    }

    /// The annotation that a theme's key changes: the one that is framed, where nothing is selected, the caret was not moved
    /// out of it, and it is a tagged or highlighted passage.
    fn retheme_target(&self) -> Option<(AnnotationId, TextRange)> {
        let selection = self.reader.selection();
        let (Focus::Annotation(id), true) = (self.focus(), selection.is_empty()) else {
            return None;
        };
        let range = self.app.range_of(Focus::Annotation(id))?;
        let inside = |at| range.start <= at && at <= range.end;
        let still = self.led == (self.focus(), selection);
        if range.is_document() || !(still || self.reader.placed().is_none_or(inside)) {
            return None;
        }
        let set = self.app.workspace.set(&self.app.session.as_ref()?.key)?;
        let body = &set.annotation(id)?.annotation().body;
        matches!(body, Body::Theme(_) | Body::Highlight).then_some((id, range))
    }
}
