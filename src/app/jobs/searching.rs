//! What the search lane does: it looks through a text part by part, with two workers, and hands on what each part has.

use super::{Done, Out};
use crate::annotation::Corrections;
use crate::document::Document;
use crate::library::search::{BadPattern, Options, Query, Unit, find_corrected, passages};
use crate::text::TextRange;
use crate::text::segment::char_floor;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Bytes of a part: little enough that a search which nobody waits for any more ends at once.
const PART: usize = 2 << 20;
/// Workers on a long text.
const WORKERS: usize = 2;
/// Most hits that are kept; the rest is only counted.
pub const KEPT_HITS: usize = 500_000;

/// What the lane is asked.
pub enum SearchRequest {
    /// Look through a document.
    Look(Look),
    /// Work out which passages belong to the hits.
    Passages(Passages),
}

/// A search through a document.
pub struct Look {
    /// Its number: a newer one ends it.
    pub generation: u64,
    /// The document.
    pub document: Arc<Document>,
    /// What is looked for.
    pub query: String,
    /// How it is meant.
    pub options: Options,
    /// What passages should read, which is searched too.
    pub corrections: Corrections,
    /// The part to begin with.
    pub first: usize,
}

/// Passages to work out.
pub struct Passages {
    /// The search that the hits are from.
    pub generation: u64,
    /// The document.
    pub document: Arc<Document>,
    /// The hits.
    pub hits: Vec<TextRange>,
    /// How much of the text around them is meant.
    pub unit: Unit,
}

/// What the lane has learnt. It belongs to the search with its number.
pub struct Searched {
    /// The number of the search.
    pub generation: u64,
    /// What was learnt.
    pub news: News,
}

/// News from the search lane.
pub enum News {
    /// A part was looked through.
    Part(usize, Found),
    /// The pattern cannot be used.
    Bad(BadPattern),
    /// The passages of the hits.
    Passages(Unit, Vec<TextRange>),
}

/// What a part has.
#[derive(Debug, Default)]
pub struct Found {
    /// All hits that begin in it.
    pub count: usize,
    /// The first of them, as many as are kept.
    pub hits: Vec<TextRange>,
    /// Those of the kept ones that were found by their corrected words.
    pub corrected: Vec<TextRange>,
    /// Where the last hit ends (UTF-8 bytes); 0 without one.
    pub end: usize,
}

impl Found {
    fn take(&mut self, hit: TextRange, room: &AtomicUsize) -> bool {
        let fits = self.hits.len() == self.count && take_one(room);
        if fits {
            self.hits.push(hit);
        }
        self.count += 1;
        self.end = hit.end;
        fits
    }
}

/// The parts that a text is searched in.
pub fn parts(text: &str) -> Vec<TextRange> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = char_floor(text, at + PART);
        out.push(TextRange::new(at, end));
        at = end;
    }
    out
}

/// Looks through one part; `room` is what may still be kept. Where words of the document are hit, what should stand in
/// their place is no hit of its own.
pub fn look(
    query: &Query,
    text: &str,
    corrections: &Corrections,
    part: TextRange,
    room: &AtomicUsize,
) -> Found {
    let mut found = Found::default();
    let corrected = find_corrected(query, text, corrections.starting_in(part));
    let mut corrected = corrected.into_iter().peekable();
    let mut take_before = |end: usize, start: usize, found: &mut Found| {
        while let Some(hit) = corrected.next_if(|c| c.start < end) {
            let free = found.end <= hit.start && hit.end <= start;
            if free && found.take(hit, room) {
                found.corrected.push(hit);
            }
        }
    };
    // Taking never breaks.
    let _ = query.find_in(text, part, &mut |hit| {
        take_before(hit.end, hit.start, &mut found);
        found.take(hit, room);
        ControlFlow::Continue(())
    });
    take_before(usize::MAX, usize::MAX, &mut found);
    found
}

fn take_one(room: &AtomicUsize) -> bool {
    let less = |n: usize| n.checked_sub(1);
    room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
        .is_ok()
}

pub(super) fn run(request: SearchRequest, current: &AtomicU64, out: &Out) {
    match request {
        SearchRequest::Look(request) => search(&request, current, out),
        SearchRequest::Passages(Passages {
            generation,
            document,
            hits,
            unit,
        }) => {
            let found = passages(&document, &hits, unit);
            send(out, generation, News::Passages(unit, found));
        }
    }
}

fn send(out: &Out, generation: u64, news: News) {
    out.send(Done::Searched(Box::new(Searched { generation, news })));
}

fn search(request: &Look, current: &AtomicU64, out: &Out) {
    let query = match Query::new(&request.query, request.options) {
        Ok(query) => query,
        Err(bad) => return send(out, request.generation, News::Bad(bad)),
    };
    let text = &request.document.text;
    let parts = parts(text);
    let (taken, room) = (AtomicUsize::new(0), AtomicUsize::new(KEPT_HITS));
    let work = || {
        loop {
            let n = taken.fetch_add(1, Ordering::Relaxed);
            let wanted = current.load(Ordering::Relaxed) == request.generation;
            if n >= parts.len() || !wanted {
                return;
            }
            let i = (request.first + n) % parts.len();
            if let Some(&part) = parts.get(i) {
                let found = look(&query, text, &request.corrections, part, &room);
                send(out, request.generation, News::Part(i, found));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..WORKERS.min(parts.len()) {
            scope.spawn(work);
        }
        work();
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{AnnotationId, Correction};
    use proptest::prelude::*;

    fn hits(text: &str, corrections: &Corrections) -> Found {
        let query = Query::new("ab", Options::default()).unwrap();
        let all = TextRange::new(0, text.len());
        look(&query, text, corrections, all, &AtomicUsize::new(KEPT_HITS))
    }

    proptest! {
        #[test]
        fn hits_in_corrected_words_stand_in_order_between_those_of_the_text(
            text in "[abc ]{1,60}",
            corrections in proptest::collection::vec((0_usize..60, 1_usize..6, "[ab]{0,3}"), 0..6),
        ) {
            let range = |at: usize, len: usize| {
                let start = at % text.len();
                TextRange::new(start, (start + len).min(text.len()))
            };
            let all = Corrections::in_force(corrections.iter().map(|(at, len, words)| Correction {
                range: range(*at, *len),
                text: words.as_str().into(),
                id: AnnotationId(uuid::Uuid::nil()),
            }));
            let found = hits(&text, &all);
            prop_assert_eq!(found.count, found.hits.len());
            prop_assert!(found.hits.windows(2).all(|w| w[0].end <= w[1].start), "{:?}", found.hits);
            prop_assert_eq!(found.end, found.hits.last().map_or(0, |h| h.end));
            let (corrected, plain): (Vec<TextRange>, Vec<_>) =
                found.hits.iter().partition(|h| found.corrected.contains(h));
            prop_assert_eq!(corrected, found.corrected);
            prop_assert_eq!(plain, hits(&text, &Corrections::default()).hits);
        }
    }
}
