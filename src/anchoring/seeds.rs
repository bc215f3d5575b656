//! Places worth a closer look: where pieces of the wanted passages stand in a text.
//!
//! From each passage a few dozen pieces of eight bytes are taken. One pass over the text finds all of them for all
//! passages; a small bit table turns away nearly every position that holds none. Pieces that lie alike in passage and
//! text vote for a place, rare pieces more than common ones.

use crate::text::TextRange;
use std::collections::HashMap;

/// Length of a piece in bytes.
const LEN: usize = 8;
/// Pieces taken from a passage at most.
const PER_PASSAGE: usize = 96;
/// Places kept of a piece at most; a piece that is more common says nothing.
const KEPT: usize = 4096;
/// Places of one piece that may vote.
const VOTING: usize = 64;
/// Width of the bins that votes are counted in (bytes).
const BIN: usize = 64;
/// Places that are looked at closely.
const CANDIDATES: usize = 6;
/// Bits of the table, a power of two.
const TABLE: u32 = 20;

/// Pieces and where they stand in the text.
pub(super) struct Seeds {
    places: HashMap<u64, Vec<usize>>,
}

impl Seeds {
    /// Takes pieces from all passages and finds them in `text`.
    pub(super) fn scan<'p>(text: &str, passages: impl Iterator<Item = &'p str>) -> Self {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut table = vec![0u64; 1 << (TABLE - 6)];
        for (_, piece) in passages.flat_map(pieces) {
            places.entry(piece).or_default();
            let (word, bit) = slot(piece);
            if let Some(word) = table.get_mut(word) {
                *word |= bit;
            }
        }
        if !places.is_empty() {
            find(text.as_bytes(), &table, &mut places);
        }
        Self { places }
    }

    /// Where `passage` would begin (UTF-8 bytes) if the text held all of it: as its rarest piece says.
    pub(super) fn starts(&self, passage: &str) -> Vec<usize> {
        let found = pieces(passage).filter_map(|(at, piece)| Some((at, self.places.get(&piece)?)));
        let Some((at, places)) = found.min_by_key(|(_, places)| places.len()) else {
            return Vec::new();
        };
        places
            .iter()
            .filter_map(|place| place.checked_sub(at))
            .collect()
    }

    /// Where `passage` may begin (UTF-8 bytes, approximately): the places with most votes, and where it was expected.
    pub(super) fn candidates(&self, passage: &str, expected: TextRange, len: usize) -> Vec<usize> {
        let mut votes: HashMap<usize, f32> = HashMap::new();
        for (at, piece) in pieces(passage) {
            let all = self.places.get(&piece).map_or(&[][..], Vec::as_slice);
            let weight = 1.0 / (all.len() as f32).sqrt();
            for place in nearest(all, expected.start + at) {
                // A bin is shared with the next one, so that its border parts no votes.
                let bin = place.saturating_sub(at) / BIN;
                *votes.entry(bin).or_default() += weight;
                *votes.entry(bin + 1).or_default() += weight;
            }
        }
        let mut bins: Vec<(usize, f32)> = votes.into_iter().collect();
        bins.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut out: Vec<usize> = Vec::new();
        for start in bins
            .iter()
            .map(|(bin, _)| bin * BIN)
            .chain([expected.start, expected.end])
        {
            let fresh = out.iter().all(|o| o.abs_diff(start) > 2 * BIN);
            let room = out.len() < CANDIDATES || start == expected.start || start == expected.end;
            if fresh && room && start <= len {
                out.push(start);
            }
        }
        out
    }
}

/// Offsets and pieces of a passage, evenly spread.
fn pieces(passage: &str) -> impl Iterator<Item = (usize, u64)> + '_ {
    let step = (passage.len() / PER_PASSAGE).max(1);
    let windows = passage.as_bytes().windows(LEN).enumerate().step_by(step);
    windows.filter_map(|(at, w)| Some((at, u64::from_le_bytes(w.try_into().ok()?))))
}

/// The places nearest to `at`.
fn nearest(places: &[usize], at: usize) -> &[usize] {
    let middle = places.partition_point(|p| *p < at);
    let from = middle
        .saturating_sub(VOTING / 2)
        .min(places.len().saturating_sub(VOTING));
    let upto = places.len().min(from + VOTING);
    places.get(from..upto).unwrap_or_default()
}

fn find(text: &[u8], table: &[u64], places: &mut HashMap<u64, Vec<usize>>) {
    for (at, window) in text.windows(LEN).enumerate() {
        let Ok(bytes) = window.try_into() else {
            continue;
        };
        let piece = u64::from_le_bytes(bytes);
        let (word, bit) = slot(piece);
        if table.get(word).is_none_or(|w| w & bit == 0) {
            continue;
        }
        if let Some(found) = places.get_mut(&piece).filter(|f| f.len() < KEPT) {
            found.push(at);
        }
    }
}

/// Word and bit of a piece in the table.
const fn slot(piece: u64) -> (usize, u64) {
    let hash = piece.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - TABLE);
    ((hash >> 6) as usize, 1 << (hash & 63))
}
