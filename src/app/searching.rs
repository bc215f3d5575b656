//! The search in the document on screen: what is looked for, what was found so far, where one is among the hits.

use super::App;
use super::jobs::searching::{self, Found, KEPT_HITS, Look, News, Passages, Searched};
use crate::annotation::{Body, Change, Corrections, Place, Placed, Record, Theme, ThemeId};
use crate::library::search::{Options, Query, Unit, check, passages};
use crate::text::TextRange;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// Texts up to this size (UTF-8 bytes) are looked through at once.
const SHORT: usize = 64 * 1024;
/// Most passages that are tagged in one step.
pub const MOST_TAGGED: usize = 20_000;
/// Hits whose passages are worked out at once.
const FEW: usize = 200;

/// The theme that all hits get.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HitTheme {
    /// One of the codebook.
    Known(ThemeId),
    /// A new one of this name.
    New(String),
}

/// The state of the search.
#[derive(Default)]
pub struct Searching {
    query: String,
    options: Options,
    problem: Option<String>,
    hits: Vec<TextRange>,
    /// Those that were found by their corrected words.
    corrected: BTreeSet<TextRange>,
    parts: Vec<Part>,
    now: Option<usize>,
    /// Where one was reading when the search began (UTF-8 bytes).
    origin: usize,
    /// Whether the first hit from there is to be shown.
    seeks: bool,
    generation: u64,
    version: u64,
    passages: Option<(Unit, Arc<[TextRange]>)>,
}

/// What is known of a part of the text.
struct Part {
    range: TextRange,
    /// `None`: not looked through yet.
    done: Option<Seen>,
}

#[derive(Clone, Copy)]
struct Seen {
    count: usize,
    kept: usize,
    end: usize,
}

impl Searching {
    /// What is looked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// How it is meant.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Why nothing can be looked for, in plain words.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// The hits that are kept, sorted.
    pub fn hits(&self) -> &[TextRange] {
        &self.hits
    }

    /// Whether a hit was found by what it should read.
    pub fn is_corrected(&self, hit: TextRange) -> bool {
        self.corrected.contains(&hit)
    }

    /// The index among the kept hits of the one that one is at.
    pub fn now(&self) -> Option<usize> {
        self.now
    }

    /// The hit that one is at.
    pub fn hit(&self) -> Option<TextRange> {
        self.now.and_then(|i| self.hits.get(i)).copied()
    }

    /// How many hits there are, also those that are not kept; while the search is under way, so far.
    pub fn count(&self) -> usize {
        self.parts
            .iter()
            .filter_map(|p| p.done)
            .map(|d| d.count)
            .sum()
    }

    /// The number of a kept hit among all, from 1.
    pub fn number(&self, i: usize) -> usize {
        let (mut before, mut kept) = (0, 0);
        for done in self.parts.iter().filter_map(|p| p.done) {
            if i < kept + done.kept {
                break;
            }
            before += done.count;
            kept += done.kept;
        }
        before + i.saturating_sub(kept) + 1
    }

    /// Which share of the text has been looked through; `None` when nothing is under way.
    pub fn progress(&self) -> Option<f32> {
        let done = self.parts.iter().filter(|p| p.done.is_some()).count();
        let under_way = self.problem.is_none() && done < self.parts.len();
        under_way.then(|| done as f32 / self.parts.len() as f32)
    }

    /// Counts up with every change of the hits.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The passages of the hits, where they were worked out.
    pub fn passages(&self, unit: Unit) -> Option<&Arc<[TextRange]>> {
        let (of, passages) = self.passages.as_ref()?;
        (*of == unit).then_some(passages)
    }

    /// "3 of 17", as the field shows it.
    pub fn state(&self) -> String {
        let n = self.count();
        match (self.query.is_empty() || self.problem.is_some(), self.now) {
            (true, _) => String::new(),
            _ if self.progress().is_some() => format!("{n} so far"),
            _ if n == 0 => "none".to_owned(),
            (_, Some(i)) => format!("{} of {n}", self.number(i)),
            (_, None) => format!("{n}"),
        }
    }

    /// Forgets what was found and begins anew.
    fn restart(&mut self, parts: Vec<TextRange>, generation: u64) {
        self.hits.clear();
        self.corrected.clear();
        self.now = None;
        self.problem = None;
        self.passages = None;
        self.generation = generation;
        self.version += 1;
        let fresh = |range| Part { range, done: None };
        self.parts = parts.into_iter().map(fresh).collect();
    }

    fn part_of(&self, place: usize) -> usize {
        let after = self.parts.partition_point(|p| p.range.end <= place);
        after.min(self.parts.len().saturating_sub(1))
    }

    /// Takes in what a part has. Hits that overlap those of a part beside it are left out.
    fn take_part(&mut self, i: usize, mut found: Found) {
        let before = i.checked_sub(1).and_then(|b| self.parts.get(b)?.done);
        if let Some(first) = found.hits.first()
            && before.is_some_and(|b| b.end > first.start)
        {
            found.hits.remove(0);
            found.count -= 1;
        }
        let at = self.kept_before(i);
        self.drop_overlap(i + 1, at, found.end);
        if let Some(part) = self.parts.get_mut(i) {
            part.done = Some(Seen {
                count: found.count,
                kept: found.hits.len(),
                end: found.end,
            });
        }
        if let Some(now) = self.now.filter(|&n| n >= at) {
            self.now = Some(now + found.hits.len());
        }
        self.hits.splice(at..at, found.hits);
        self.corrected.extend(found.corrected);
        self.version += 1;
        self.passages = None;
    }

    fn kept_before(&self, part: usize) -> usize {
        let done = self.parts.iter().take(part).filter_map(|p| p.done);
        done.map(|d| d.kept).sum()
    }

    /// Takes out the first hit of a part, which stands at `at` in the hits, where it begins before `end`.
    fn drop_overlap(&mut self, part: usize, at: usize, end: usize) {
        let overlaps = self.hits.get(at).is_some_and(|h| h.start < end);
        let done = self.parts.get_mut(part).and_then(|p| p.done.as_mut());
        if let Some(done) = done.filter(|d| overlaps && d.kept > 0) {
            done.count -= 1;
            done.kept -= 1;
            self.hits.remove(at);
            self.now = self.now.map(|n| if n > at { n - 1 } else { n });
        }
    }

    /// The first hit at or after the place where the search began, as soon as it is known; else, at the end, the first.
    fn seek(&mut self) -> Option<TextRange> {
        if !self.seeks {
            return None;
        }
        let at = self.hits.partition_point(|h| h.start < self.origin);
        let first = self.part_of(self.origin);
        let known = |to: usize| {
            let between = self.parts.iter().take(to + 1).skip(first);
            between.into_iter().all(|p| p.done.is_some())
        };
        let found = match self.hits.get(at) {
            Some(hit) if known(self.part_of(hit.start)) => at,
            None if self.progress().is_none() && !self.hits.is_empty() => 0,
            _ => return None,
        };
        self.seeks = false;
        self.now = Some(found);
        self.hit()
    }

    /// The next or previous hit, going round.
    fn step(&mut self, forward: bool, from: usize) -> Option<TextRange> {
        let n = self.hits.len();
        if n == 0 {
            return None;
        }
        let after = self.hits.partition_point(|h| h.start < from);
        self.now = Some(match (self.now, forward) {
            (None, true) => after % n,
            (None, false) => (after + n - 1) % n,
            (Some(i), true) => (i + 1) % n,
            (Some(i), false) => (i + n - 1) % n,
        });
        self.seeks = false;
        self.hit()
    }
}

impl App {
    /// Looks for something, from where one is reading (UTF-8 bytes). An empty query ends the search.
    pub(super) fn search(&mut self, query: String, options: Options, from: usize) {
        self.search.query = query;
        self.search.options = options;
        self.search.origin = from;
        self.search.seeks = true;
        self.look();
        self.show_sought();
    }

    /// Looks for the same in a document that has come on screen. One stays where one was reading.
    pub(super) fn search_again(&mut self) {
        self.search.seeks = false;
        self.search.origin = self.session.as_ref().map_or(0, |s| s.place);
        self.look();
    }

    fn look(&mut self) {
        let generation = self.jobs.end_search();
        self.search.restart(Vec::new(), generation);
        let Some(session) = &self.session else { return };
        let (query, options) = (&self.search.query, self.search.options);
        if query.is_empty() {
            return;
        }
        if options.regex
            && let Err(bad) = check(query)
        {
            self.search.problem = Some(bad.message);
            return;
        }
        let document = session.document.clone();
        let parts = searching::parts(&document.text);
        // Words of scripts without spaces take a dictionary, and a pattern may be slow to make.
        let short = if options.whole_word { SHORT / 8 } else { SHORT };
        let at_once = document.text.len().max(query.len()) <= short && !options.regex;
        let corrections = session.layers.corrections().clone();
        self.search.restart(parts.clone(), generation);
        if at_once {
            self.look_at_once(&document.text, &corrections, &parts);
        } else {
            self.jobs.search(Look {
                generation,
                query: self.search.query.clone(),
                options,
                first: self.search.part_of(self.search.origin),
                document,
                corrections,
            });
        }
    }

    fn look_at_once(&mut self, text: &str, corrections: &Corrections, parts: &[TextRange]) {
        let ready = Query::new(&self.search.query, self.search.options);
        let room = AtomicUsize::new(KEPT_HITS);
        match ready {
            Ok(query) => {
                for (i, &part) in parts.iter().enumerate() {
                    let found = searching::look(&query, text, corrections, part, &room);
                    self.search.take_part(i, found);
                }
            }
            Err(bad) => self.search.problem = Some(bad.message),
        }
    }

    /// Takes in what the lane has learnt, unless it is about a search that nobody waits for any more.
    pub(super) fn searched(&mut self, searched: Searched) {
        if searched.generation != self.search.generation {
            return;
        }
        match searched.news {
            News::Part(i, found) => self.search.take_part(i, found),
            News::Bad(bad) => self.search.problem = Some(bad.message),
            News::Passages(unit, found) => self.search.passages = Some((unit, found.into())),
        }
        self.show_sought();
    }

    /// Takes in that the lane has failed: nothing more is to be waited for.
    pub(super) fn search_failed(&mut self) {
        self.search.problem = Some("The search failed".to_owned());
    }

    fn show_sought(&mut self) {
        if let Some(hit) = self.search.seek() {
            self.reveal(hit);
        }
    }

    /// Goes to the next or previous hit; the first time, or afresh, from where one is reading (UTF-8 bytes).
    pub(super) fn step_hit(&mut self, forward: bool, from: usize, afresh: bool) {
        if afresh {
            self.search.now = None;
        }
        if let Some(hit) = self.search.step(forward, from) {
            self.reveal(hit);
        }
    }

    /// Goes to a hit, by its index among those that are kept.
    pub(super) fn go_to_hit(&mut self, i: usize) {
        if let Some(&hit) = self.search.hits.get(i) {
            self.search.now = Some(i);
            self.search.seeks = false;
            self.reveal(hit);
        }
    }

    /// Works out the passages of the hits, in the background where they are many.
    pub(super) fn gather_passages(&mut self, unit: Unit) {
        let Some(session) = &self.session else { return };
        if self.why_not_tag_hits().is_some() {
            return;
        }
        let document = session.document.clone();
        let hits = self.search.hits.clone();
        if hits.len() <= FEW && document.text.len() <= SHORT {
            let found = passages(&document, &hits, unit);
            self.search.passages = Some((unit, found.into()));
        } else {
            self.jobs.gather_passages(Passages {
                generation: self.search.generation,
                document,
                hits,
                unit,
            });
        }
    }

    /// Whether all hits can be tagged: not while they are still being looked for, nor when they are too many.
    pub fn why_not_tag_hits(&self) -> Option<String> {
        let n = self.search.count();
        if self.search.progress().is_some() {
            Some("The document is still being searched".to_owned())
        } else if n > MOST_TAGGED {
            Some(format!(
                "{n} hits are too many to tag in one step: at most {MOST_TAGGED}. Make the search narrower"
            ))
        } else {
            (n == 0).then(|| "There is no hit to tag".to_owned())
        }
    }

    /// The passages of the document on screen that have a theme.
    pub fn tagged(&self, theme: ThemeId) -> HashSet<TextRange> {
        let session = self.session.as_ref();
        let set = session.and_then(|s| self.workspace.set(&s.key));
        let all = set.into_iter().flat_map(|s| s.anchored());
        all.filter(|a| a.annotation.body == Body::Theme(theme))
            .map(|a| a.range)
            .collect()
    }

    /// Tags all passages of the hits with a theme, in one step. Those that have it already are left as they are.
    pub(super) fn tag_hits(&mut self, theme: HitTheme, unit: Unit) {
        if let Some(why) = self.why_not_tag_hits() {
            self.notices.warn(why);
            return;
        }
        if self.search.passages(unit).is_none() {
            self.gather_passages(unit);
        }
        let (Some(place), Some(all)) = (self.place(), self.search.passages(unit).cloned()) else {
            return;
        };
        let Some((theme, made)) = self.hit_theme(theme) else {
            return;
        };
        let tagged = self.tagged(theme.id);
        let fresh: Vec<TextRange> = all
            .iter()
            .filter(|r| !tagged.contains(r))
            .copied()
            .collect();
        if fresh.is_empty() {
            let name = theme.name;
            self.notices
                .info(format!("All these passages are already tagged {name}"));
            return;
        }
        let step = step_name(fresh.len(), &theme.name);
        let mut changes: Vec<Change> = Vec::with_capacity(fresh.len() + 2);
        changes.extend(made.then(|| Change::put(Place::Codebook, Record::Theme(theme.clone()))));
        for &range in &fresh {
            let anchored = self.new_annotation(range, Body::Theme(theme.id), String::new());
            changes.push(Change::put(
                place.clone(),
                Record::Annotation(Placed::Anchored(anchored)),
            ));
        }
        changes.extend(self.something_found());
        if self.commit(step, fresh.first().copied(), changes) {
            self.ask_for_name();
        }
    }

    /// The theme, and whether it is a new one.
    fn hit_theme(&mut self, theme: HitTheme) -> Option<(Theme, bool)> {
        match theme {
            HitTheme::Known(id) => Some((self.workspace.codebook.get(id)?.clone(), false)),
            HitTheme::New(name) => self.make_theme(&name, None).map(|t| (t, true)),
        }
    }
}

/// "Tag 17 passages Security".
fn step_name(n: usize, theme: &str) -> String {
    match n {
        1 => format!("Tag 1 passage {theme}"),
        n => format!("Tag {n} passages {theme}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(a: usize, b: usize) -> TextRange {
        TextRange::new(a, b)
    }

    fn found(hits: &[TextRange], count: usize) -> Found {
        Found {
            count,
            hits: hits.to_vec(),
            corrected: Vec::new(),
            end: hits.last().map_or(0, |h| h.end),
        }
    }

    /// A search in three parts of ten bytes, begun in the second one.
    fn searching() -> Searching {
        let mut out = Searching {
            query: "x".into(),
            origin: 12,
            seeks: true,
            ..Searching::default()
        };
        out.restart(vec![range(0, 10), range(10, 20), range(20, 30)], 1);
        out
    }

    #[test]
    fn the_first_hit_from_where_one_reads_shows_as_soon_as_it_is_known() {
        let mut search = searching();
        search.take_part(2, found(&[range(22, 23)], 1));
        assert_eq!(search.seek(), None, "one may lie in the part before");
        search.take_part(1, found(&[range(11, 12), range(15, 16)], 2));
        assert_eq!(search.seek(), Some(range(15, 16)));
        assert_eq!(search.state(), "3 so far");
        search.take_part(0, found(&[range(1, 2)], 1));
        assert_eq!(search.hit(), Some(range(15, 16)), "it stays");
        assert_eq!(search.state(), "3 of 4");
    }

    #[test]
    fn without_a_hit_from_there_the_search_goes_round() {
        let mut search = searching();
        search.take_part(1, found(&[], 0));
        search.take_part(2, found(&[], 0));
        assert_eq!(search.seek(), None);
        search.take_part(0, found(&[range(1, 2)], 1));
        assert_eq!(search.seek(), Some(range(1, 2)));
    }

    #[test]
    fn hits_over_the_border_of_parts_are_counted_once() {
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut search = searching();
            for i in order {
                search.take_part(
                    i,
                    match i {
                        0 => found(&[range(8, 11)], 1),
                        1 => found(&[range(10, 13), range(13, 16)], 2),
                        _ => found(&[range(21, 24)], 1),
                    },
                );
            }
            assert_eq!(search.hits, [range(8, 11), range(13, 16), range(21, 24)]);
            assert_eq!(search.count(), 3);
        }
    }

    #[test]
    fn numbers_count_hits_that_are_not_kept() {
        let mut search = searching();
        search.take_part(0, found(&[range(1, 2)], 5));
        search.take_part(1, found(&[range(11, 12), range(15, 16)], 2));
        search.take_part(2, found(&[], 3));
        assert_eq!(search.count(), 10);
        let numbers: Vec<_> = (0..3).map(|i| search.number(i)).collect();
        assert_eq!(numbers, [1, 6, 7]);
    }

    #[test]
    fn steps_go_round_from_where_one_reads() {
        let mut search = searching();
        for i in 0..3 {
            search.take_part(i, found(&[range(10 * i + 3, 10 * i + 4)], 1));
        }
        assert_eq!(search.step(true, 12), Some(range(13, 14)));
        assert_eq!(search.step(true, 0), Some(range(23, 24)));
        assert_eq!(search.step(true, 0), Some(range(3, 4)));
        assert_eq!(search.step(false, 0), Some(range(23, 24)));
        search.now = None;
        assert_eq!(search.step(false, 12), Some(range(3, 4)));
    }
}
