//! The text that is shown for a piece, and where it comes from.

/// A stretch of the shown text that comes from a stretch of the document's text: byte for byte where both are of one
/// length, else as a whole; always as a whole where other words stand there.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    shown: usize,
    shown_len: usize,
    source: usize,
    source_len: usize,
    whole: bool,
}

impl Stretch {
    fn is_exact(&self) -> bool {
        !self.whole && self.shown_len == self.source_len
    }
}

/// The text that is shown for a piece, and where it comes from. Positions in it are UTF-8 bytes of the shown text.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The text.
    pub text: String,
    stretches: Vec<Stretch>,
}

impl Shown {
    /// Adds a part of the document's text, from `source` on, shown as it is.
    pub fn push(&mut self, part: &str, source: usize) {
        self.add(part, source, part.len(), false);
    }

    /// Adds a sign that is shown for `source_len` bytes of the document's text, from `source` on.
    pub fn push_as(&mut self, sign: &str, source: usize, source_len: usize) {
        self.add(sign, source, source_len, false);
    }

    /// Adds words that are shown in the place of others, of `source_len` bytes from `source` on.
    pub fn push_instead(&mut self, words: &str, source: usize, source_len: usize) {
        self.add(words, source, source_len, true);
    }

    fn add(&mut self, shown: &str, source: usize, source_len: usize, whole: bool) {
        if shown.is_empty() {
            return;
        }
        self.stretches.push(Stretch {
            shown: self.text.len(),
            shown_len: shown.len(),
            source,
            source_len,
            whole,
        });
        self.text.push_str(shown);
    }

    /// Adds text that does not come from the document.
    pub fn decorate(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where a byte of the document is shown: the place itself, or the nearest shown place after it.
    pub fn shown_of(&self, source: usize) -> usize {
        let i = self
            .stretches
            .partition_point(|s| s.source + s.source_len <= source);
        match self.stretches.get(i) {
            Some(s) if s.is_exact() => s.shown + source.saturating_sub(s.source),
            Some(s) => s.shown,
            None => self.text.len(),
        }
    }

    /// Where the end of a range is shown: behind the last shown byte before it.
    pub fn shown_end_of(&self, source: usize) -> usize {
        let i = self.stretches.partition_point(|s| s.source < source);
        match i.checked_sub(1).and_then(|i| self.stretches.get(i)) {
            Some(s) if s.is_exact() => s.shown + (source - s.source).min(s.shown_len),
            Some(s) => s.shown + s.shown_len,
            None => 0,
        }
    }

    /// The byte of the document at a place of the shown text; `fallback` where nothing of it is shown.
    pub fn source_of(&self, shown: usize, fallback: usize) -> usize {
        let i = self
            .stretches
            .partition_point(|s| s.shown + s.shown_len <= shown);
        match self.stretches.get(i) {
            Some(s) if s.is_exact() => s.source + shown.saturating_sub(s.shown),
            Some(s) => s.source,
            None => self
                .stretches
                .last()
                .map_or(fallback, |s| s.source + s.source_len),
        }
    }

    /// The byte of the document behind what is shown before a place; `fallback` where nothing of it is shown.
    pub fn source_end_of(&self, shown: usize, fallback: usize) -> usize {
        let i = self.stretches.partition_point(|s| s.shown < shown);
        match i.checked_sub(1).and_then(|i| self.stretches.get(i)) {
            Some(s) if s.is_exact() => s.source + (shown - s.shown).min(s.source_len),
            Some(s) => s.source + s.source_len,
            None => self.stretches.first().map_or(fallback, |s| s.source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_marks_map_to_the_next_shown_character() {
        // "**ab** c" shown as "ab c"
        let mut shown = Shown::default();
        shown.push("ab", 2);
        shown.push(" c", 6);
        assert_eq!(shown.text, "ab c");
        assert_eq!([0, 2, 4, 6, 8].map(|s| shown.shown_of(s)), [0, 0, 2, 2, 4]);
        assert_eq!(
            [2, 4, 6, 7, 8].map(|s| shown.shown_end_of(s)),
            [0, 2, 2, 3, 4]
        );
        assert_eq!(
            [0, 1, 2, 3, 4].map(|s| shown.source_of(s, 0)),
            [2, 3, 6, 7, 8]
        );
        assert_eq!([1, 2, 3].map(|s| shown.source_end_of(s, 0)), [3, 4, 7]);
    }

    #[test]
    fn words_in_the_place_of_others_stand_for_the_whole_of_them_also_where_they_are_as_long() {
        // "a bcd e", of which "bcd" is shown as "xyz"
        let mut shown = Shown::default();
        shown.push("a ", 0);
        shown.push_instead("xyz", 2, 3);
        shown.push(" e", 5);
        assert_eq!([2, 3, 4, 5].map(|s| shown.shown_of(s)), [2, 2, 2, 5]);
        assert_eq!([2, 3, 4, 5].map(|s| shown.shown_end_of(s)), [2, 5, 5, 5]);
        assert_eq!([2, 3, 4, 5].map(|s| shown.source_of(s, 0)), [2, 2, 2, 5]);
        assert_eq!([2, 3, 5].map(|s| shown.source_end_of(s, 0)), [2, 5, 5]);
    }

    #[test]
    fn a_sign_stands_for_the_whole_of_what_it_is_shown_for() {
        // "a", a NUL, "b" shown as "a␀b"
        let mut shown = Shown::default();
        shown.push("a", 0);
        shown.push_as("␀", 1, 1);
        shown.push("b", 2);
        assert_eq!([0, 1, 2, 3].map(|s| shown.shown_of(s)), [0, 1, 4, 5]);
        assert_eq!([0, 1, 2, 3].map(|s| shown.shown_end_of(s)), [0, 1, 4, 5]);
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(|s| shown.source_of(s, 0)),
            [0, 1, 1, 1, 2, 3]
        );
    }
}
