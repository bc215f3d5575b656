//! Where one was reading: back and forth over jumps, across documents.
//!
//! A jump is a search hit, a passage that was walked to, another document. Scrolling is none. Whether a jump led anywhere is
//! known only when the screen says where it is now: what was in view already is no new place.

use super::App;
use crate::text::TextRange;

/// A place in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The document's key.
    pub key: String,
    /// What stands at the top of the window (UTF-8 bytes of the text).
    pub at: usize,
}

/// Places so many UTF-8 bytes apart are one.
const NEAR: usize = 500;
/// Most places that are kept either way.
const KEPT: usize = 200;

impl Place {
    fn is_near(&self, other: &Self) -> bool {
        self.key == other.key && self.at.abs_diff(other.at) < NEAR
    }
}

/// The places that one came from, and those that one went back from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trail {
    back: Vec<Place>,
    forth: Vec<Place>,
    /// Where a jump began whose end is not known yet.
    left: Option<Place>,
}

impl Trail {
    /// A jump begins here.
    pub fn jump(&mut self, from: Place) {
        self.left.get_or_insert(from);
    }

    /// The screen is here now: a jump that led elsewhere is kept.
    pub fn arrived(&mut self, now: &Place) {
        if let Some(from) = self.left.take().filter(|from| !from.is_near(now)) {
            self.forth.clear();
            push(&mut self.back, from);
        }
    }

    /// The place before, seen from `now`.
    pub fn back(&mut self, now: Place) -> Option<Place> {
        self.left = None;
        let to = pop(&mut self.back, &now)?;
        push(&mut self.forth, now);
        Some(to)
    }

    /// The place that one went back from, seen from `now`.
    pub fn forth(&mut self, now: Place) -> Option<Place> {
        self.left = None;
        let to = pop(&mut self.forth, &now)?;
        push(&mut self.back, now);
        Some(to)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

fn push(to: &mut Vec<Place>, place: Place) {
    if to.last().is_some_and(|last| last.is_near(&place)) {
        return;
    }
    to.push(place);
    if to.len() > KEPT {
        to.remove(0);
    }
}

/// The last place that is not the present one.
fn pop(from: &mut Vec<Place>, now: &Place) -> Option<Place> {
    while let Some(place) = from.pop() {
        if !place.is_near(now) {
            return Some(place);
        }
    }
    None
}

impl App {
    /// Where one is reading.
    fn reading_place(&self) -> Option<Place> {
        self.session.as_ref().map(|s| Place {
            key: s.key.clone(),
            at: s.place,
        })
    }

    /// What follows leads elsewhere in the document on screen.
    pub(super) fn note_jump(&mut self) {
        if let Some(place) = self.reading_place() {
            self.trail.jump(place);
        }
    }

    /// Another document comes on screen: keeps where one was, and tells where to begin, if one comes along the trail.
    pub(super) fn enter(&mut self, key: &str) -> Option<usize> {
        let wanted = self.pending_place.take().filter(|p| p.key == key);
        if let Some(from) = self.reading_place().filter(|_| wanted.is_none()) {
            self.trail.jump(from);
            let at = usize::MAX;
            let key = key.to_owned();
            self.trail.arrived(&Place { key, at });
        }
        wanted.map(|p| p.at)
    }

    pub(super) fn go_back(&mut self) {
        let to = self.reading_place().and_then(|now| self.trail.back(now));
        self.follow_trail(to, "There is no place to go back to");
    }

    pub(super) fn go_forth(&mut self) {
        let to = self.reading_place().and_then(|now| self.trail.forth(now));
        self.follow_trail(to, "There is no place to go forth to");
    }

    fn follow_trail(&mut self, to: Option<Place>, none: &str) {
        let Some(to) = to else {
            if self.session.is_some() {
                self.notices.info(none.to_owned());
            }
            return;
        };
        match self.session.as_mut().filter(|s| s.key == to.key) {
            Some(session) => session.reveal(TextRange::new(to.at, to.at), true),
            None => {
                let key = to.key.clone();
                self.pending_place = Some(to);
                self.show(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(key: &str, at: usize) -> Place {
        Place {
            key: key.to_owned(),
            at,
        }
    }

    /// Jumps from each place to the next one.
    fn walked(places: &[(&str, usize)]) -> Trail {
        let mut trail = Trail::default();
        for pair in places.windows(2) {
            trail.jump(at(pair[0].0, pair[0].1));
            trail.arrived(&at(pair[1].0, pair[1].1));
        }
        trail
    }

    #[test]
    fn back_and_forth_over_documents() {
        let mut trail = walked(&[("a", 0), ("a", 9000), ("b", 0)]);
        assert_eq!(trail.back(at("b", 0)), Some(at("a", 9000)));
        assert_eq!(trail.back(at("a", 9000)), Some(at("a", 0)));
        assert_eq!(trail.back(at("a", 0)), None);
        assert_eq!(trail.forth(at("a", 0)), Some(at("a", 9000)));
        assert_eq!(trail.forth(at("a", 9000)), Some(at("b", 0)));
        assert_eq!(trail.forth(at("b", 0)), None);
    }

    #[test]
    fn what_was_in_view_is_no_new_place() {
        let mut trail = walked(&[("a", 0), ("a", 20), ("a", 40), ("a", 9000)]);
        assert_eq!(trail.back(at("a", 9000)), Some(at("a", 40)));
        assert_eq!(trail.back(at("a", 40)), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead_and_a_jump_within_the_view_does_not() {
        let mut trail = walked(&[("a", 0), ("a", 9000)]);
        trail.back(at("a", 9000));
        trail.jump(at("a", 0));
        trail.arrived(&at("a", 30));
        assert_eq!(trail.forth(at("a", 30)), Some(at("a", 9000)));
        trail.back(at("a", 9000));
        trail.jump(at("a", 30));
        trail.arrived(&at("a", 4000));
        assert_eq!(trail.forth(at("a", 4000)), None);
        assert_eq!(trail.back(at("a", 4000)), Some(at("a", 30)));
    }

    #[test]
    fn one_comes_back_to_where_one_scrolled_to() {
        let mut trail = walked(&[("a", 0), ("a", 9000)]);
        trail.jump(at("a", 12_000));
        trail.arrived(&at("a", 40_000));
        assert_eq!(trail.back(at("a", 40_000)), Some(at("a", 12_000)));
    }

    #[test]
    fn only_so_many_places_are_kept() {
        let places: Vec<_> = (0..1000).map(|i| ("a", i * 1000)).collect();
        assert_eq!(walked(&places).back.len(), KEPT);
    }
}
