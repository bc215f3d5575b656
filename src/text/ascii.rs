//! Runs of ASCII letters, eight bytes at a time: words are most of a text.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
/// Turns capitals into small letters, eight at a time.
const CASE: u64 = 0x20 * ONES;

/// Length of the word of small ASCII letters at the beginning of `bytes`, and its first eight bytes as a number.
#[inline]
pub(crate) fn small_word(bytes: &[u8]) -> (usize, u64) {
    word(bytes, 0, u8::is_ascii_lowercase)
}

/// Length of the word of ASCII letters at the beginning of `bytes`, and its first eight bytes as a number.
#[inline]
pub(crate) fn any_word(bytes: &[u8]) -> (usize, u64) {
    word(bytes, CASE, u8::is_ascii_alphabetic)
}

#[inline]
fn word(bytes: &[u8], case: u64, one: impl Fn(&u8) -> bool) -> (usize, u64) {
    let Some(eight) = bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight)) else {
        let len = bytes.iter().take_while(|b| one(b)).count();
        return (len, first_eight(bytes, len));
    };
    let others = !small(eight | case) & HIGH;
    if others != 0 {
        let before = others ^ (others - 1);
        return (others.trailing_zeros() as usize / 8, eight & before >> 8);
    }
    let rest = bytes.get(8..).unwrap_or_default();
    (8 + rest.iter().take_while(|b| one(b)).count(), eight)
}

/// The first eight bytes of a word of `len` bytes as a number.
pub(crate) fn first_eight(word: &[u8], len: usize) -> u64 {
    let word = word.get(..len.min(8)).unwrap_or_default();
    word.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b))
}

/// The highest bit of every byte that is a small letter; the other bits say nothing.
fn small(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let from_a = low + (0x80 - 0x61) * ONES;
    let past_z = low + (0x80 - 0x7b) * ONES;
    from_a & !past_z & !eight
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_end_where_they_end_byte_by_byte(text in "[a-zA-Z@\\[`{éß0 \u{7f}]{0,40}") {
            let bytes = text.as_bytes();
            let small = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
            let all = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            prop_assert_eq!(small_word(bytes), (small, first_eight(bytes, small)));
            prop_assert_eq!(any_word(bytes), (all, first_eight(bytes, all)));
        }
    }
}
