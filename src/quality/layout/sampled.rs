//! Words looked for in a text of which a fourth is read: each of them is so long that four of its bytes stand at a place that
//! four divides.

use crate::text::TextRange;

/// How many bytes are read at once, and the shortest word that is never missed.
const FOUR: usize = 4;
const SHORTEST: usize = 2 * FOUR - 1;

/// Words by the fours at their beginning.
pub(super) struct Sampled<K: 'static> {
    /// A bit for each four, by its hash: most of a text has none of them.
    bits: Box<[u64; 1 << 10]>,
    /// Each four with the word and how far into it the four stands, sorted.
    fours: Vec<(u32, K, &'static str, usize)>,
}

impl<K: Copy> Sampled<K> {
    /// Words of [`SHORTEST`] bytes or more, each with what it stands for.
    pub(super) fn new(words: &[(K, &[&'static str])]) -> Self {
        let all = words
            .iter()
            .flat_map(|(kind, words)| words.iter().map(move |w| (*kind, *w)));
        let mut bits = Box::new([0; 1 << 10]);
        let mut fours = Vec::new();
        for (kind, word) in all.filter(|(_, w)| w.len() >= SHORTEST) {
            for (offset, four) in word.as_bytes().windows(FOUR).take(FOUR).enumerate() {
                let four = four.first_chunk().map_or(0, |b| u32::from_le_bytes(*b));
                let (place, bit) = slot(four);
                if let Some(bits) = bits.get_mut(place) {
                    *bits |= bit;
                }
                fours.push((four, kind, word, offset));
            }
        }
        fours.sort_by_key(|(four, ..)| *four);
        Self { bits, fours }
    }

    /// Hands on the words of a text, in no order.
    pub(super) fn find(&self, bytes: &[u8], mut each: impl FnMut(TextRange, K)) {
        let (chunks, _) = bytes.as_chunks::<FOUR>();
        for (n, four) in chunks.iter().enumerate() {
            let four = u32::from_le_bytes(*four);
            let (place, bit) = slot(four);
            if self.bits.get(place).is_some_and(|bits| bits & bit != 0) {
                self.words_at(bytes, n * FOUR, four, &mut each);
            }
        }
    }

    /// Hands on the words that have a four at `at`.
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

/// The place of a four among the bits, and its bit.
fn slot(four: u32) -> (usize, u64) {
    let hash = four.wrapping_mul(0x9e37_79b1);
    ((hash >> 22) as usize, 1 << (hash >> 16 & 63))
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
