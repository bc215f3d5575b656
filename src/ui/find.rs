//! Find in the document.

use crate::document::{Document, Hash};
use crate::text::TextRange;

/// What is looked for, and where it was found.
#[derive(Default)]
pub struct Find {
    /// What is typed.
    pub query: String,
    /// Whether the field is to take the keyboard.
    pub wants_focus: bool,
    hits: Vec<TextRange>,
    now: Option<usize>,
    made_for: Option<(Hash, String)>,
}

/// Name of the field.
pub const FIELD: &str = "find";

/// Most hits that are kept.
const LIMIT: usize = 100_000;

impl Find {
    /// Gives the field the keyboard.
    pub fn open(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the field has the keyboard or holds something.
    pub fn is_in_use(&self, ctx: &egui::Context) -> bool {
        let field = egui::Id::unique(FIELD);
        self.wants_focus || !self.query.is_empty() || ctx.memory(|m| m.has_focus(field))
    }

    /// The hits, sorted.
    pub fn hits(&self) -> &[TextRange] {
        &self.hits
    }

    /// The hit one is at.
    pub fn hit(&self) -> Option<TextRange> {
        self.now.and_then(|i| self.hits.get(i)).copied()
    }

    /// "3 of 17", as the field shows it.
    pub fn state(&self) -> String {
        match (self.query.is_empty(), self.hits.len(), self.now) {
            (true, ..) => String::new(),
            (_, 0, _) => "none".to_owned(),
            (_, n, Some(i)) => format!("{} of {n}", i + 1),
            (_, n, None) => format!("{n}"),
        }
    }

    /// Looks again where the document or the query has changed. Whether it did.
    pub fn refresh(&mut self, document: &Document) -> bool {
        let same = self
            .made_for
            .as_ref()
            .is_some_and(|(h, q)| *h == document.text_hash && *q == self.query);
        if same {
            return false;
        }
        self.made_for = Some((document.text_hash, self.query.clone()));
        self.hits = hits(&document.text, &self.query);
        self.now = None;
        true
    }

    /// The next or previous hit, going round.
    pub fn step(&mut self, document: &Document, forward: bool) -> Option<TextRange> {
        self.refresh(document);
        let n = self.hits.len();
        if n == 0 {
            return None;
        }
        self.now = Some(match (self.now, forward) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(i), true) => (i + 1) % n,
            (Some(i), false) => (i + n - 1) % n,
        });
        self.hit()
    }

    /// The first hit at or after a place, where one has begun to read.
    pub fn from(&mut self, place: usize) -> Option<TextRange> {
        let i = self.hits.partition_point(|h| h.start < place);
        self.now = if i < self.hits.len() {
            Some(i)
        } else {
            (!self.hits.is_empty()).then_some(0)
        };
        self.hit()
    }
}

/// Where `query` stands in `text`, case left aside.
fn hits(text: &str, query: &str) -> Vec<TextRange> {
    if query.is_empty() {
        return Vec::new();
    }
    // The escaped query is a valid pattern; one too long to compile finds nothing.
    let Ok(pattern) = regex::RegexBuilder::new(&regex::escape(query))
        .case_insensitive(true)
        .build()
    else {
        return Vec::new();
    };
    pattern
        .find_iter(text)
        .take(LIMIT)
        .map(|m| TextRange::new(m.start(), m.end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_leave_case_aside_and_are_never_patterns() {
        assert_eq!(hits("ASEAN and Asean.", "asean").len(), 2);
        assert_eq!(hits("a.c abc", "a.c"), [TextRange::new(0, 3)]);
        assert!(hits("abc", "").is_empty());
    }
}
