//! Words looked for in a text of which a fourth is read: each of them is so long that four of its bytes stand at a place that
//! four divides.

use crate::text::TextRange;

/// How many bytes are read at once, and the shortest word that is never missed.
const FOUR: usize = 4;
const SHORTEST: usize = 2 * FOUR - 1;

/// Words by the fours at their beginning.
pub(super) struct Sampled<K: 'static> {
    /// Whether there is a four with a hash: most of a text has none of them.
    marked: Box<[bool; 1 << 14]>,
    /// Each four with the word and how far into it the four stands, sorted.
    fours: Vec<(u32, K, &'static str, usize)>,
}

impl<K: Copy> Sampled<K> {
    /// Words of [`SHORTEST`] bytes or more, each with what it stands for.
    pub(super) fn new(words: &[(K, &[&'static str])]) -> Self {
        let all = words
            .iter()
            .flat_map(|(kind, words)| words.iter().map(move |w| (*kind, *w)));
        let mut marked = Box::new([false; 1 << 14]);
        let mut fours = Vec::new();
        for (kind, word) in all.filter(|(_, w)| w.len() >= SHORTEST) {
            let all = word.as_bytes().windows(FOUR).enumerate();
            for (offset, four) in all.skip(rarest(word.as_bytes())).take(FOUR) {
                let four = four.first_chunk().map_or(0, |b| u32::from_le_bytes(*b));
                if let Some(marked) = marked.get_mut(slot(four)) {
                    *marked = true;
                }
                fours.push((four, kind, word, offset));
            }
        }
        fours.sort_by_key(|(four, ..)| *four);
        Self { marked, fours }
    }

    /// Hands on the words of a text, in no order.
    pub(super) fn find(&self, bytes: &[u8], mut each: impl FnMut(TextRange, K)) {
        let marked = |four: u32| self.marked.get(slot(four)).is_some_and(|m| *m);
        let (fours, _) = bytes.as_chunks::<FOUR>();
        let fours = fours.iter().map(|four| u32::from_le_bytes(*four));
        for (n, four) in fours.enumerate().filter(|(_, four)| marked(*four)) {
            self.words_at(bytes, n * FOUR, four, &mut each);
        }
    }

    /// Hands on the words that have a four at `at`.
    #[inline(never)]
    fn words_at(&self, bytes: &[u8], at: usize, four: u32, each: &mut impl FnMut(TextRange, K)) {
        let from = self.fours.partition_point(|(f, ..)| *f < four);
        let same = self.fours.get(from..).unwrap_or_default();
        for &(_, kind, word, offset) in same.iter().take_while(|(f, ..)| *f == four) {
            let start = at.checked_sub(offset);
            let here = start.and_then(|start| bytes.get(start..));
            if let Some(start) =
                start.filter(|_| here.is_some_and(|b| b.starts_with(word.as_bytes())))
            {
                each(TextRange::new(start, start + word.len()), kind);
            }
        }
    }
}

/// The place of a four among those that are marked.
fn slot(four: u32) -> usize {
    (four.wrapping_mul(0x9e37_79b1) >> 18) as usize
}

/// Where the part of a word begins that a text seldom has, as far as its letters tell.
fn rarest(word: &[u8]) -> usize {
    let common = |part: &[u8]| part.iter().filter(|b| b" etaoinsrhld".contains(b)).count();
    // Of parts that are alike the last one: the first one is an article in several words.
    let parts = word.windows(SHORTEST).enumerate().rev();
    let rarest = parts.min_by_key(|(_, part)| common(part));
    rarest.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_every_place() {
        const WORDS: &[(u8, &[&str])] = &[(1, &["harbour", "harbours"]), (2, &["northern road"])];
        let sampled = Sampled::new(WORDS);
        for before in 0..9 {
            let text = format!("{}harbours northern road", "x".repeat(before));
            let mut found = Vec::new();
            sampled.find(text.as_bytes(), |range, kind| {
                found.push((range.start, range.len(), kind))
            });
            found.sort_unstable();
            assert_eq!(found, [(before, 7, 1), (before, 8, 1), (before + 9, 13, 2)]);
        }
    }
}
