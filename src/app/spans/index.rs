//! Passages in the order of the text, in chunks: what overlaps a window is found, and one passage is put in or taken out,
//! without touching the rest, however many there are.

use crate::text::TextRange;
use std::cmp::Reverse;

/// A painted passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span<T> {
    /// UTF-8 bytes of the text.
    pub range: TextRange,
    /// What it is.
    pub what: T,
}

impl<T> Span<T> {
    /// By start, the longer first: what holds another stands before it.
    const fn order(&self) -> (usize, Reverse<usize>) {
        (self.range.start, Reverse(self.range.end))
    }
}

/// Most passages of a chunk: few enough to be moved at once, many enough that chunks are few.
const CHUNK: usize = 256;

#[derive(Clone, Debug)]
struct Chunk<T> {
    /// Never empty.
    spans: Vec<Span<T>>,
    /// How far any of them reaches (UTF-8 bytes).
    reach: usize,
}

impl<T> Chunk<T> {
    fn new(spans: Vec<Span<T>>) -> Self {
        let reach = spans.iter().map(|s| s.range.end).max().unwrap_or_default();
        Self { spans, reach }
    }

    fn start(&self) -> usize {
        self.spans.first().map_or(0, |s| s.range.start)
    }

    fn beginning_before(&self, byte: usize) -> &[Span<T>] {
        let to = self.spans.partition_point(|s| s.range.start < byte);
        self.spans.get(..to).unwrap_or_default()
    }

    fn beginning_from(&self, byte: usize) -> &[Span<T>] {
        let from = self.spans.partition_point(|s| s.range.start < byte);
        self.spans.get(from..).unwrap_or_default()
    }
}

/// Passages sorted by start, the longer first where they begin together.
#[derive(Clone, Debug)]
pub struct SpanIndex<T> {
    chunks: Vec<Chunk<T>>,
    len: usize,
}

impl<T> Default for SpanIndex<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Copy + PartialEq> SpanIndex<T> {
    /// The index of these passages.
    pub fn new(mut spans: Vec<Span<T>>) -> Self {
        spans.sort_by_key(Span::order);
        let len = spans.len();
        let chunks = spans
            .chunks(CHUNK)
            .map(|part| Chunk::new(part.to_vec()))
            .collect();
        Self { chunks, len }
    }

    /// Number of passages.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Puts a passage in.
    pub fn insert(&mut self, span: Span<T>) {
        self.len += 1;
        let after = self
            .chunks
            .partition_point(|c| c.spans.first().is_some_and(|s| s.order() <= span.order()));
        let at = after.saturating_sub(1);
        let Some(chunk) = self.chunks.get_mut(at) else {
            self.chunks.push(Chunk::new(vec![span]));
            return;
        };
        let to = chunk.spans.partition_point(|s| s.order() <= span.order());
        chunk.spans.insert(to, span);
        chunk.reach = chunk.reach.max(span.range.end);
        if chunk.spans.len() > 2 * CHUNK {
            let rest = chunk.spans.split_off(CHUNK);
            *chunk = Chunk::new(std::mem::take(&mut chunk.spans));
            self.chunks.insert(at + 1, Chunk::new(rest));
        }
    }

    /// The chunk of a passage, and its place in it.
    fn find(&self, span: &Span<T>) -> Option<(usize, usize)> {
        let from = self
            .chunks
            .partition_point(|c| c.spans.last().is_some_and(|s| s.order() < span.order()));
        for (n, chunk) in self.chunks.get(from..)?.iter().enumerate() {
            if chunk
                .spans
                .first()
                .is_some_and(|s| s.order() > span.order())
            {
                return None;
            }
            if let Some(i) = chunk.spans.iter().position(|s| s == span) {
                return Some((from + n, i));
            }
        }
        None
    }

    /// Takes a passage out; whether it was there.
    pub fn remove(&mut self, span: &Span<T>) -> bool {
        let Some((c, i)) = self.find(span) else {
            return false;
        };
        if let Some(chunk) = self.chunks.get_mut(c) {
            chunk.spans.remove(i);
            if chunk.spans.is_empty() {
                self.chunks.remove(c);
            } else if chunk.reach == span.range.end {
                *chunk = Chunk::new(std::mem::take(&mut chunk.spans));
            }
        }
        self.len -= 1;
        true
    }

    /// The passages that share a byte with `window`, in order.
    pub fn over(&self, window: TextRange) -> impl Iterator<Item = &Span<T>> {
        let to = self.chunks.partition_point(|c| c.start() < window.end);
        self.chunks
            .get(..to)
            .unwrap_or_default()
            .iter()
            .filter(move |c| c.reach > window.start)
            .flat_map(move |c| c.beginning_before(window.end))
            .filter(move |s| s.range.overlaps(window))
    }

    /// The passages that begin in `window`, in order.
    pub fn starting_in(&self, window: TextRange) -> impl Iterator<Item = &Span<T>> {
        let ends_before =
            |c: &Chunk<T>| c.spans.last().is_some_and(|s| s.range.start < window.start);
        let from = self.chunks.partition_point(ends_before);
        self.chunks
            .get(from..)
            .unwrap_or_default()
            .iter()
            .flat_map(move |c| c.beginning_from(window.start))
            .take_while(move |s| s.range.start < window.end)
    }

    /// The passage at a place in the order.
    pub fn get(&self, mut at: usize) -> Option<&Span<T>> {
        for chunk in &self.chunks {
            match chunk.spans.get(at) {
                Some(span) => return Some(span),
                None => at -= chunk.spans.len(),
            }
        }
        None
    }

    /// The place of a passage in the order.
    pub fn position(&self, span: &Span<T>) -> Option<usize> {
        let (c, i) = self.find(span)?;
        let before = self.chunks.get(..c)?;
        Some(before.iter().map(|c| c.spans.len()).sum::<usize>() + i)
    }

    /// All passages, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Span<T>> {
        self.chunks.iter().flat_map(|c| &c.spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, len: usize, what: usize) -> Span<usize> {
        Span {
            range: TextRange::new(start, start + len),
            what,
        }
    }

    proptest! {
        #[test]
        fn a_window_finds_what_a_look_at_everything_finds(
            spans in proptest::collection::vec((0_usize..2_000, 0_usize..60), 0..900),
            taken in proptest::collection::vec(any::<prop::sample::Index>(), 0..60),
            late in 0_usize..400,
            start in 0_usize..2_200,
            len in 0_usize..80,
        ) {
            let mut all: Vec<_> = spans.iter().enumerate().map(|(i, &(s, n))| span(s, n, i)).collect();
            let late = all.split_off(all.len().saturating_sub(late));
            let mut index = SpanIndex::new(all.clone());
            for one in late {
                index.insert(one);
                all.push(one);
            }
            for at in taken {
                if !all.is_empty() {
                    let gone = all.swap_remove(at.index(all.len()));
                    prop_assert!(index.remove(&gone));
                    prop_assert!(!index.remove(&gone));
                }
            }
            prop_assert_eq!(index.len(), all.len());
            let window = TextRange::new(start, start + len);
            let sorted = |mut v: Vec<usize>| { v.sort_unstable(); v };
            let whats = |fits: &dyn Fn(&Span<usize>) -> bool| {
                sorted(all.iter().filter(|s| fits(s)).map(|s| s.what).collect())
            };
            let over: Vec<_> = index.over(window).copied().collect();
            prop_assert!(over.is_sorted_by_key(Span::order));
            prop_assert_eq!(sorted(over.iter().map(|s| s.what).collect()), whats(&|s| s.range.overlaps(window)));
            let starting = index.starting_in(window).map(|s| s.what).collect();
            prop_assert_eq!(sorted(starting), whats(&|s| window.contains(s.range.start)));
            let in_order: Vec<_> = index.iter().copied().collect();
            prop_assert!(in_order.is_sorted_by_key(Span::order));
            prop_assert_eq!(in_order.len(), all.len());
            for (i, span) in in_order.iter().enumerate() {
                prop_assert_eq!(index.get(i), Some(span));
                prop_assert_eq!(index.position(span), Some(i));
            }
            prop_assert_eq!(index.get(all.len()), None);
        }
    }
}
