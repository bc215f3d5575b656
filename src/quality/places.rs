//! Places of bytes that texts seldom have, looked for without branches, so that many bytes are looked at at once.

/// Bytes of such a look.
const PIECE: usize = 32;

/// Places of the bytes that `is_sign` names.
pub(super) fn places(
    bytes: &[u8],
    is_sign: impl Fn(u8) -> bool + Copy,
) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = next(bytes, from, is_sign)?;
        from = at + 1;
        Some(at)
    })
}

/// The first such byte from `from` on.
pub(super) fn next(
    bytes: &[u8],
    from: usize,
    is_sign: impl Fn(u8) -> bool + Copy,
) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (pieces, _) = rest.as_chunks::<PIECE>();
    // A number rather than a truth: that is what the compiler makes one step of.
    let signs = |p: &[u8; PIECE]| p.iter().fold(0, |any, b| any | u8::from(is_sign(*b)));
    let skipped = PIECE * pieces.iter().take_while(|p| signs(p) == 0).count();
    let found = rest.get(skipped..)?.iter().position(|b| is_sign(*b))?;
    Some(from + skipped + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_places_are_found() {
        let text = format!("+{}+{}++", "a".repeat(40), "b".repeat(23));
        let plus = |b: u8| b == b'+';
        let found: Vec<usize> = places(text.as_bytes(), plus).collect();
        assert_eq!(found, [0, 41, 65, 66]);
        let from = |at| next(text.as_bytes(), at, plus);
        assert_eq!(
            [from(0), from(1), from(66), from(67)],
            [Some(0), Some(41), Some(66), None]
        );
    }
}
