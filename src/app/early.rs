//! What is on screen of a long text is looked at first, while the whole is looked through: a window of some paragraphs
//! around it, and another one when a person scrolls away. What is found there is shown until the whole is known.

use super::App;
use super::jobs::Glance;
use super::session::{Analysis, Session};
use crate::annotation::AnnotationSet;
use crate::document::{Document, Hash};
use crate::text::{TextRange, segment};
use std::sync::Arc;

/// How much of the text before what is on screen is looked at (UTF-8 bytes).
const BEFORE: usize = 16 << 10;
/// How much from there on: what is on screen and some pages more (UTF-8 bytes).
const BEHIND: usize = 48 << 10;
/// About what a screen shows (UTF-8 bytes): it has to lie in what was looked at.
const SCREEN: usize = 8 << 10;

/// What was looked at before the whole was.
#[derive(Default)]
pub struct Early {
    /// What was found, together with what was known of the rest.
    pub found: Option<Arc<Analysis>>,
    /// What was looked at.
    windows: Vec<TextRange>,
    /// What a lane is looking at.
    asked: Option<TextRange>,
}

impl Early {
    /// The window to be looked at for this place, where none was looked at or is being looked at that shows it.
    fn missing(&self, document: &Document, place: usize) -> Option<TextRange> {
        let place = place.min(document.text.len());
        let end = (place + SCREEN).min(document.text.len());
        let shows = |w: &TextRange| {
            w.start <= place && (w.end >= end || is_space(document, TextRange::new(w.end, end)))
        };
        let known = self.windows.iter().chain(&self.asked).any(shows);
        (!known).then(|| window(document, place))
    }

    /// Another list is in force, or the text has become longer: all of it is to be looked at again.
    pub fn expire(&mut self) {
        self.windows.clear();
        self.asked = None;
    }
}

/// Whether there is nothing but space in a part of the text.
fn is_space(document: &Document, part: TextRange) -> bool {
    let part = part.snapped(&document.text).of(&document.text);
    part.is_some_and(|part| part.trim().is_empty())
}

/// Whole blocks around a place; one that is longer than that is cut.
fn window(document: &Document, place: usize) -> TextRange {
    let (text, blocks) = (&document.text, &document.structure.blocks);
    let from = segment::char_floor(text, place.saturating_sub(BEFORE));
    let to = segment::char_floor(text, (place + BEHIND).min(text.len()));
    let first = blocks.partition_point(|b| b.range.start < from);
    let start = blocks.get(first).map(|b| b.range.start);
    let last = blocks.partition_point(|b| b.range.end <= to).checked_sub(1);
    let end = last.and_then(|last| blocks.get(last)).map(|b| b.range.end);
    TextRange::new(
        start.filter(|&s| s <= place).unwrap_or(from),
        end.filter(|&e| e >= (place + SCREEN).min(to)).unwrap_or(to),
    )
}

impl App {
    /// Has what is on screen looked at, where the whole is long and not known by the present list.
    pub(super) fn look_early(&mut self) {
        let (list, from) = (self.list, self.early_from);
        let Some(session) = self.session.as_mut().filter(|s| s.is_stale(list)) else {
            return;
        };
        if session.document.text.len() < from {
            return;
        }
        let missing = session.early.missing(&session.document, session.place);
        if let Some(window) = missing {
            session.early.asked = Some(window);
            self.jobs.glance(Glance {
                document: session.document.clone(),
                window,
                base: session.found().cloned(),
                windows: session.early.windows.clone(),
            });
        }
    }

    /// Takes in what was found around what is on screen.
    pub(super) fn glanced(&mut self, seen: Glanced) {
        let list = self.list;
        let fits = |s: &&mut Session| s.is_stale(list) && s.text_hash() == seen.text_hash;
        let Some(session) = self.session.as_mut().filter(fits) else {
            return;
        };
        session.early.asked = None;
        if seen.list == list {
            session.early.windows = seen.windows;
            session.take_early(seen.analysis);
            // Of a beginning the annotations are not there yet.
            let (found, none) = (session.found().cloned(), AnnotationSet::default());
            let set = self.workspace.set(&session.key).unwrap_or(&none);
            session.layers.take_analysis(set, found);
        }
        // It may have been scrolled away from meanwhile.
        self.look_early();
    }
}

/// What was found around what was on screen.
pub struct Glanced {
    /// Hash of the text.
    pub text_hash: Hash,
    /// Everything that was looked at so far.
    pub windows: Vec<TextRange>,
    /// What was found there, and what was known of the rest.
    pub analysis: Arc<Analysis>,
    /// The number of the list that was gone by.
    pub list: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(text: String) -> Document {
        Document::from_bytes("a.txt", text.into_bytes()).unwrap()
    }

    proptest! {
        #[test]
        fn a_window_holds_the_screen_and_is_small(
            lengths in proptest::collection::vec(1_usize..30_000, 1..20),
            share in 0.0_f64..1.0,
        ) {
            let block = |n: &usize| format!("{}\n\n", "é words ".repeat(n / 8 + 1));
            let document = document(lengths.iter().map(block).collect());
            let len = document.text.len();
            let place = segment::char_floor(&document.text, (share * len as f64) as usize);
            let window = window(&document, place);
            prop_assert!(window.of(&document.text).is_some(), "on character boundaries");
            prop_assert!(window.start <= place && window.len() <= BEFORE + BEHIND + 4);
            let end = (place + SCREEN).min(document.text.trim_end().len());
            let rest = document.text.get(window.end..end.max(window.end)).unwrap();
            prop_assert!(rest.trim().is_empty(), "{window:?} {place} {end}");
            let early = Early { windows: vec![window], ..Early::default() };
            prop_assert_eq!(early.missing(&document, place), None);
        }
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let document = document("word ".repeat(100_000));
        let place = 250_000;
        let window = window(&document, place);
        assert_eq!(window, TextRange::new(place - BEFORE, place + BEHIND));
        let early = Early {
            asked: Some(window),
            ..Early::default()
        };
        assert_eq!(early.missing(&document, place + BEHIND - SCREEN), None);
        assert!(
            early
                .missing(&document, place + BEHIND - SCREEN + 1)
                .is_some()
        );
        assert!(early.missing(&document, place - BEFORE - 1).is_some());
    }
}
