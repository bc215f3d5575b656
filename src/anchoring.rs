//! Where an annotation belongs after its document has changed.
//!
//! [`describe`] turns a range into a quote with a little context; [`resolve`] finds the quote again. What stands where it
//! stood is `Exact`. Else all places that share pieces with the quote and its context are aligned with it word by word,
//! and the best is judged: a long passage by how much of it was kept, a short one also by whether its surroundings
//! agree, because the same few words stand in many places. A passage that was deleted must come out as
//! [`Resolution::Orphaned`] rather than be attached to something that only looks like it.

mod align;
mod reanchor;
mod seeds;

use crate::annotation::selector::TextQuote;
use crate::text::{TextRange, segment};
use align::{Fit, Frequencies};
pub use reanchor::reanchor;
use seeds::Seeds;

/// Characters of context that are kept on each side.
pub const CONTEXT: usize = 32;
/// Scores from here on are anchored.
const ANCHORED: f32 = 0.55;
/// Scores from here on are shown as doubtful.
const DOUBTFUL: f32 = 0.3;
/// Passages longer than this (UTF-8 bytes) are found by their beginning and their end.
const LONG: usize = 1200;
/// How much of each end of a long passage is used (UTF-8 bytes).
const LONG_END: usize = 400;
/// A long passage may have shrunk or grown by this factor.
const LONG_FACTOR: usize = 3;

/// How a passage was found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Anchoring {
    /// The same words at the same place.
    Exact,
    /// The same words elsewhere.
    Moved,
    /// Nearly the same words.
    Edited,
}

/// Where a passage is now.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Resolution {
    /// It is here.
    Anchored {
        /// UTF-8 bytes of the new text.
        range: TextRange,
        /// How it was found.
        how: Anchoring,
        /// Confidence, 0–1.
        score: f32,
    },
    /// It may be here; a person has to say.
    Doubtful {
        /// UTF-8 bytes of the new text.
        range: TextRange,
        /// Confidence, 0–1.
        score: f32,
    },
    /// It is not in the text any more.
    Orphaned,
}

/// The quote that finds `range` again: its text and up to [`CONTEXT`] characters either side, cut between graphemes. A
/// range that is out of bounds or inside a character is widened or clipped first.
pub fn describe(text: &str, range: TextRange) -> TextQuote {
    let range = range.snapped(text);
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(i, _)| i);
    let upto = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(text.len(), |(i, _)| range.end + i);
    let from = segment::ceil_grapheme(text, from).min(range.start);
    let upto = segment::floor_grapheme(text, upto).max(range.end);
    let own = |range: TextRange| range.of(text).unwrap_or_default().to_owned();
    TextQuote {
        exact: own(range),
        prefix: own(TextRange::new(from, range.start)),
        suffix: own(TextRange::new(range.end, upto)),
    }
}

/// Finds the passage that stood at `position` (UTF-8 bytes of the old text) and reads `quote` in the new `text`.
pub fn resolve(text: &str, position: TextRange, quote: &TextQuote) -> Resolution {
    let found = resolve_all(text.len(), text, &[(position, quote)]);
    found.first().copied().unwrap_or(Resolution::Orphaned)
}

/// [`resolve`] for all passages of a document at once, in their order: the text is searched once, and passages that
/// are found without doubt tell where to look for their neighbours. `old_len`: UTF-8 bytes of the old text.
pub fn resolve_all(
    old_len: usize,
    new_text: &str,
    items: &[(TextRange, &TextQuote)],
) -> Vec<Resolution> {
    let mut all: Vec<Wanted<'_>> = items
        .iter()
        .map(|(p, q)| Wanted::new(new_text, *p, q))
        .collect();
    let mut search = Search::new(old_len, new_text, &all);
    for wanted in open(&mut all) {
        wanted.found = search.only_copy(wanted);
    }
    search.learn(&all);
    for wanted in open(&mut all) {
        wanted.found = Some(search.best(wanted));
    }
    let found = all.into_iter().map(|w| w.found);
    found.map(|f| f.unwrap_or(Resolution::Orphaned)).collect()
}

/// What has not been found yet.
fn open<'w, 'q>(all: &'w mut [Wanted<'q>]) -> impl Iterator<Item = &'w mut Wanted<'q>> {
    all.iter_mut().filter(|w| w.found.is_none())
}

/// The texts of all parts that have not been found yet.
fn open_parts<'w>(all: &'w [Wanted<'_>]) -> impl Iterator<Item = &'w str> {
    let open = all.iter().filter(|w| w.found.is_none());
    open.flat_map(|w| w.parts.iter().map(|p| p.text.as_str()))
}

/// The quote with its whole context at its old place.
fn verify(text: &str, position: TextRange, quote: &TextQuote) -> Option<Resolution> {
    let anchored = Resolution::Anchored {
        range: position,
        how: Anchoring::Exact,
        score: 1.0,
    };
    if position.is_document() {
        return Some(anchored);
    }
    let (before, after) = (text.get(..position.start)?, text.get(position.end..)?);
    let same = position.of(text)? == quote.exact;
    (same && before.ends_with(&quote.prefix) && after.starts_with(&quote.suffix))
        .then_some(anchored)
}

/// A piece of a quote with context that is looked for as a whole.
struct Part {
    text: String,
    /// Where the passage lies in `text` (UTF-8 bytes).
    exact: TextRange,
    /// Where `text` began in the old document (UTF-8 bytes).
    old: usize,
}

impl Part {
    fn new(prefix: &str, exact: &str, suffix: &str, start: usize) -> Self {
        let text = [prefix, exact, suffix].concat();
        let exact = TextRange::new(prefix.len(), prefix.len() + exact.len());
        Self {
            text,
            exact,
            old: start.saturating_sub(prefix.len()),
        }
    }
}

/// A passage that is looked for: in one part, or by the two ends of a long one.
struct Wanted<'q> {
    quote: &'q TextQuote,
    position: TextRange,
    parts: Vec<Part>,
    found: Option<Resolution>,
}

impl<'q> Wanted<'q> {
    fn new(text: &str, position: TextRange, quote: &'q TextQuote) -> Self {
        let found = verify(text, position, quote);
        let parts = if found.is_none() {
            parts(position, quote)
        } else {
            Vec::new()
        };
        Self {
            quote,
            position,
            parts,
            found,
        }
    }
}

fn parts(position: TextRange, quote: &TextQuote) -> Vec<Part> {
    let TextQuote {
        exact,
        prefix,
        suffix,
    } = quote;
    if exact.len() <= LONG {
        return vec![Part::new(prefix, exact, suffix, position.start)];
    }
    let head_end = segment::char_floor(exact, LONG_END);
    let tail_start = segment::char_ceil(exact, exact.len() - LONG_END);
    let head = exact.get(..head_end).unwrap_or_default();
    let tail = exact.get(tail_start..).unwrap_or_default();
    let head = Part::new(prefix, head, "", position.start);
    vec![
        head,
        Part::new("", tail, suffix, position.start + tail_start),
    ]
}

/// Passages whose new place is known, and so roughly the place of everything between them.
struct Landmarks {
    /// (old, new) UTF-8 bytes, sorted by old.
    pairs: Vec<(usize, usize)>,
}

impl Landmarks {
    fn new(old_len: usize, new_len: usize) -> Self {
        Self {
            pairs: vec![(0, 0), (old_len, new_len)],
        }
    }

    fn learn(&mut self, all: &[Wanted<'_>]) {
        for wanted in all.iter().filter(|w| !w.position.is_document()) {
            if let Some(Resolution::Anchored { range, .. }) = wanted.found {
                self.pairs.push((wanted.position.start, range.start));
            }
        }
        self.pairs.sort_unstable();
    }

    /// Where the old byte `at` should be now, as seen from the landmark before it and from the one after it.
    fn expected(&self, at: usize) -> TextRange {
        let after = self.pairs.partition_point(|(old, _)| *old <= at);
        let left = after.checked_sub(1).and_then(|i| self.pairs.get(i));
        let right = self.pairs.get(after).or(left);
        let left = left.map_or(at, |(old, new)| new + (at - old));
        let right = right.map_or(at, |(old, new)| (new + at).saturating_sub(*old));
        TextRange::new(left, right)
    }
}

/// A place where a part was found.
#[derive(Clone, Copy)]
struct Place {
    range: TextRange,
    score: f32,
    /// `score` with a little for being near where it was expected.
    rank: f32,
}

struct Search<'t> {
    text: &'t str,
    seeds: Seeds,
    frequencies: Frequencies,
    landmarks: Landmarks,
}

impl<'t> Search<'t> {
    fn new(old_len: usize, text: &'t str, all: &[Wanted<'_>]) -> Self {
        let seeds = Seeds::scan(text, open_parts(all));
        let landmarks = Landmarks::new(old_len, text.len());
        Self {
            text,
            seeds,
            frequencies: Frequencies::default(),
            landmarks,
        }
    }

    /// What the passages found so far tell about the others.
    fn learn(&mut self, all: &[Wanted<'_>]) {
        self.landmarks.learn(all);
        self.frequencies = Frequencies::count(self.text, open_parts(all));
    }

    /// The place of the whole quote with its context, if that stands unchanged in one place only.
    fn only_copy(&self, wanted: &Wanted<'_>) -> Option<Resolution> {
        let places = self.copies(wanted);
        match places.as_slice() {
            [only] if wanted.quote.exact.len() >= 4 => Some(moved(wanted, *only, 1.0)),
            _ => None,
        }
    }

    /// Where the quote stands word for word with all of its context.
    fn copies(&self, wanted: &Wanted<'_>) -> Vec<TextRange> {
        let Some(part) = wanted.parts.first() else {
            return Vec::new();
        };
        let TextQuote {
            exact,
            prefix,
            suffix,
        } = wanted.quote;
        let whole = |start: usize| {
            let rest = self.text.get(start..)?.strip_prefix(prefix.as_str())?;
            rest.strip_prefix(exact.as_str())?
                .starts_with(suffix.as_str())
                .then_some(())?;
            let start = start + prefix.len();
            Some(TextRange::new(start, start + exact.len()))
        };
        self.seeds
            .starts(&part.text)
            .into_iter()
            .filter_map(whole)
            .collect()
    }

    /// The best place for a quote, judged.
    fn best(&self, wanted: &Wanted<'_>) -> Resolution {
        let expected = self.landmarks.expected(wanted.position.start);
        let copies = self.copies(wanted);
        if let Some(copy) = copies.iter().min_by_key(|c| distance(c.start, expected)) {
            return moved(wanted, *copy, 0.95);
        }
        let places: Vec<Place> = wanted.parts.iter().filter_map(|p| self.place(p)).collect();
        match (places.as_slice(), wanted.parts.len()) {
            ([only], 1) => judge(self.text, wanted, only.range, only.score),
            ([head, tail], 2) => self.join(wanted, *head, *tail),
            ([end], 2) if end.score >= ANCHORED => Resolution::Doubtful {
                range: end.range,
                score: end.score / 2.0,
            },
            _ => Resolution::Orphaned,
        }
    }

    /// A long passage from its two ends.
    fn join(&self, wanted: &Wanted<'_>, head: Place, tail: Place) -> Resolution {
        let old = wanted.quote.exact.len();
        let new = tail.range.end.saturating_sub(head.range.start);
        let (weak, strong) = if head.score < tail.score {
            (head, tail)
        } else {
            (tail, head)
        };
        if new * LONG_FACTOR >= old && new <= old * LONG_FACTOR && weak.score >= DOUBTFUL {
            let range = TextRange::new(head.range.start, tail.range.end);
            return judge(self.text, wanted, range, (weak.score + strong.score) / 2.0);
        }
        if strong.score >= ANCHORED {
            return Resolution::Doubtful {
                range: strong.range,
                score: strong.score / 2.0,
            };
        }
        Resolution::Orphaned
    }

    /// The best place for a part.
    fn place(&self, part: &Part) -> Option<Place> {
        let expected = self.landmarks.expected(part.old);
        let starts = self.seeds.candidates(&part.text, expected, self.text.len());
        let pattern = self.frequencies.weighed(&part.text);
        let places = starts.into_iter().filter_map(|start| {
            let slack = 160 + part.text.len() / 2;
            let region =
                TextRange::new(start.saturating_sub(slack), start + part.text.len() + slack);
            let fit = align::fit(&pattern, part.exact, self.text, region.snapped(self.text))?;
            Some(weigh(self.text, part, &fit, expected))
        });
        places.max_by(|a, b| a.rank.total_cmp(&b.rank))
    }
}

/// A fit as a place, with how sure it is.
fn weigh(text: &str, part: &Part, fit: &Fit, expected: TextRange) -> Place {
    let range = whole_range(text, part, fit);
    let verbatim = range.of(text) == part.exact.of(&part.text);
    let score = confidence(fit).max(if verbatim { sameness(fit) } else { 0.0 });
    let start = range.start.saturating_sub(part.exact.start);
    let near = 1.0 / (1.0 + distance(start, expected) as f32 / 1000.0);
    Place {
        range,
        score,
        rank: score + 0.15 * near,
    }
}

/// Evidence from which on a passage speaks for itself: about seven rare words.
const STRONG: f32 = 70.0;
/// Less than this share of a passage is nothing but chance.
const DELETED: f32 = 0.2;
/// Less than this share of a passage, kept between the same neighbours, is a replacement and never anchored.
const REPLACED: f32 = 0.4;

/// How sure it is that an edited passage is the same one: a logistic model of what was kept of the passage and of the
/// better and the worse side of its context. Fitted to revisions of real policies, and rounded.
fn confidence(fit: &Fit) -> f32 {
    let strength = (fit.evidence / STRONG).min(1.0);
    let (better, worse) = (fit.before.max(fit.after), fit.before.min(fit.after));
    let kept = fit.kept * (2.0 + 2.0 * strength + 2.6 * better);
    let sum = kept + 1.5 * better + 2.7 * worse - 4.3;
    let sure = 1.0 / (1.0 + (-sum).exp());
    match fit.kept {
        kept if kept < DELETED => 0.0,
        kept if kept < REPLACED => sure.min(0.9 * ANCHORED),
        _ => sure,
    }
}

/// How sure it is that the same words elsewhere are the same passage: long ones are, short ones need their context.
fn sameness(fit: &Fit) -> f32 {
    let strength = (fit.evidence / STRONG).min(1.0);
    let context = 0.7 * fit.before.max(fit.after) + 0.3 * fit.before.min(fit.after);
    strength + (1.0 - strength) * context
}

/// The range of the kept words; of the quote letter by letter, with its outer spaces and marks, where that stands there.
fn whole_range(text: &str, part: &Part, fit: &Fit) -> TextRange {
    let exact = part.exact.of(&part.text).unwrap_or_default();
    let start = fit.range.start.saturating_sub(fit.lead);
    let whole = TextRange::new(start, start + exact.len());
    if whole.of(text) == Some(exact) {
        return whole;
    }
    let start = segment::floor_grapheme(text, fit.range.start);
    TextRange::new(start, segment::ceil_grapheme(text, fit.range.end))
}

fn moved(wanted: &Wanted<'_>, range: TextRange, score: f32) -> Resolution {
    let how = if range == wanted.position {
        Anchoring::Exact
    } else {
        Anchoring::Moved
    };
    Resolution::Anchored { range, how, score }
}

fn judge(text: &str, wanted: &Wanted<'_>, range: TextRange, score: f32) -> Resolution {
    if score < DOUBTFUL || range.is_empty() {
        return Resolution::Orphaned;
    }
    if score < ANCHORED {
        return Resolution::Doubtful { range, score };
    }
    if range.of(text) == Some(wanted.quote.exact.as_str()) {
        return moved(wanted, range, score);
    }
    Resolution::Anchored {
        range,
        how: Anchoring::Edited,
        score,
    }
}

/// How far (UTF-8 bytes) `at` is from where it was expected.
fn distance(at: usize, expected: TextRange) -> usize {
    expected.start.saturating_sub(at) + at.saturating_sub(expected.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "On 10 April 2024, His Excellency Sok Chenda held talks in Phnom Penh. The two sides commended the good \
        momentum of relations. They agreed to meet again in June. The Secretariat will keep the minutes of all meetings.";

    fn passage(words: &str) -> (TextRange, TextQuote) {
        let start = OLD.find(words).unwrap();
        let range = TextRange::new(start, start + words.len());
        (range, describe(OLD, range))
    }

    fn found(words: &str, new: &str) -> (Option<Anchoring>, String) {
        let (range, quote) = passage(words);
        match resolve(new, range, &quote) {
            Resolution::Anchored { range, how, .. } => {
                (Some(how), range.of(new).unwrap().to_owned())
            }
            Resolution::Doubtful { .. } => (None, "doubtful".to_owned()),
            Resolution::Orphaned => (None, "orphaned".to_owned()),
        }
    }

    #[test]
    fn context_is_thirty_two_characters_and_keeps_graphemes_whole() {
        let text = format!("{}👩‍👩‍👧abc{}", "x".repeat(9), "e\u{301}".repeat(40));
        let start = text.find("abc").unwrap();
        let quote = describe(&text, TextRange::new(start, start + 3));
        assert_eq!(
            (quote.prefix.as_str(), quote.exact.as_str()),
            ("xxxxxxxxx👩‍👩‍👧", "abc")
        );
        assert_eq!(quote.suffix.chars().count(), 32);
    }

    #[test]
    fn unchanged_moved_and_edited() {
        assert_eq!(
            found("two sides", OLD),
            (Some(Anchoring::Exact), "two sides".to_owned())
        );
        let later = format!("PRESS RELEASE\n\n{OLD}");
        assert_eq!(
            found("two sides", &later),
            (Some(Anchoring::Moved), "two sides".to_owned())
        );
        let edited = OLD.replace("the good momentum", "the very good momentum");
        let wanted = "commended the very good momentum of relations".to_owned();
        assert_eq!(
            found("commended the good momentum of relations", &edited),
            (Some(Anchoring::Edited), wanted)
        );
    }

    #[test]
    fn a_deleted_passage_is_orphaned() {
        let cut = OLD.replace("They agreed to meet again in June. ", "");
        assert_eq!(
            found("They agreed to meet again in June.", &cut),
            (None, "orphaned".to_owned())
        );
        let replaced = OLD.replace(
            "They agreed to meet again in June.",
            "Nothing else was decided on that day.",
        );
        assert_eq!(
            found("They agreed to meet again in June.", &replaced).0,
            None
        );
        assert_eq!(found("The Secretariat", ""), (None, "orphaned".to_owned()));
    }

    #[test]
    fn the_same_word_elsewhere_is_not_the_passage() {
        let cut = OLD.replace("The Secretariat will keep the minutes of all meetings.", "");
        let new = format!(
            "{cut}\n\nNo further matters were raised before the delegations left. It was noted that the budget of a Secretariat was not discussed."
        );
        assert_eq!(found("Secretariat", &new).0, None);
    }

    #[test]
    fn a_whole_document_stays_one() {
        let quote = TextQuote::default();
        let found = resolve("anything", TextRange::DOCUMENT, &quote);
        assert!(matches!(
            found,
            Resolution::Anchored {
                how: Anchoring::Exact,
                ..
            }
        ));
    }

    #[test]
    fn a_long_passage_is_found_by_its_ends() {
        let body: String = (0..300)
            .map(|i| format!("Clause {i} binds party {}. ", i * 7919 % 1000))
            .collect();
        let range = TextRange::new(100, 5000);
        let quote = describe(&body, range);
        let new = format!(
            "Preamble. {}",
            body.replacen("Clause 100 ", "Clause one hundred ", 1)
        );
        let Resolution::Anchored {
            range: now, how, ..
        } = resolve(&new, range, &quote)
        else {
            panic!("not found")
        };
        assert_eq!(
            (now.start, now.end, how),
            (110, 5000 + 10 + 8, Anchoring::Edited)
        );
    }
}
