//! Short forms in brackets: "Long Name (LN)".

use super::block::Block;
use super::lists::Lists;
use super::names;
use super::tokens::{CAPS, Kind, Shape};
use super::words::{AND, GENERIC, OF, PARTICLE, PREPOSITION, THE};
use crate::annotation::label::EntityLabel;

/// The closing bracket of a short form that opens at `n`: one to five tokens without spaces, with a capital word.
pub(super) fn short_form(block: &Block, n: usize) -> Option<usize> {
    let first = block.token(n + 1)?;
    let upper = first.kind == Kind::Word && matches!(first.shape, Shape::Upper | Shape::Mixed);
    if !upper || first.end - first.start > 12 {
        return None;
    }
    let close = (n + 2..n + 7)
        .find(|&k| block.punct(k, b')') || block.punct(k, b']') || !block.glued(k))?;
    (block.punct(close, b')') || block.punct(close, b']')).then_some(close)
}

/// The token of the short form whose long form ends before `end`: after the bracket, and a possessive before that.
fn short_at(block: &Block, end: usize) -> usize {
    end + 1 + usize::from(block.kind(end) == Some(Kind::Possessive))
}

/// Where the words begin whose initials the short form after the bracket `n` spells.
pub(super) fn expansion(block: &Block, n: usize) -> Option<usize> {
    let short = block.word(short_at(block, n));
    let short = short.strip_suffix('s').unwrap_or(short);
    let letters: Vec<u8> = short
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .map(|b| b.to_ascii_lowercase())
        .collect();
    let (mut at, mut left) = (n, letters.len().min(12));
    let lowest = n.saturating_sub(letters.len() * 2 + 4);
    while left > 0 && at > lowest && block.joined(at) {
        at -= 1;
        let token = block.token(at)?;
        if token.kind == Kind::Punct && !matches!(token.first, b'-' | b',') {
            return None;
        }
        let initial = block
            .word(at)
            .bytes()
            .next()
            .map(|b| b.to_ascii_lowercase());
        if token.kind == Kind::Word && initial == letters.get(left - 1).copied() {
            left -= 1;
        } else if token.kind == Kind::Word
            && !token.is(OF | AND | THE | PREPOSITION | PARTICLE)
            && left < letters.len()
        {
            return None;
        }
    }
    (left == 0 && letters.len() >= 2).then_some(at)
}

/// The words after the short form at `n` that it spells: first token and the one after the last. Lists of abbreviations
/// have neither brackets nor, once they went through a PDF, line ends.
pub(super) fn glossary(block: &Block, n: usize) -> Option<(usize, usize)> {
    if block.token(n)?.shape != Shape::Upper {
        return None;
    }
    let short = block.word(n);
    let fits = (3..=8).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase());
    if !fits || block.token(n)?.has(CAPS) {
        return None;
    }
    let dash = usize::from(
        block.punct(n + 1, b'-') || block.punct(n + 1, b':') || block.punct(n + 1, b'~'),
    );
    let from = n + 1 + dash;
    let (mut at, mut left) = (from, short.bytes());
    let mut wanted = left.next();
    while let Some(letter) = wanted {
        let token = block.token(at)?;
        let connects = token.is(OF | AND | THE | PREPOSITION | PARTICLE) && at > from;
        if token.kind == Kind::Punct && at > from && matches!(token.first, b'-' | b',') || connects
        {
            at += 1;
            continue;
        }
        let initial = block.word(at).bytes().next();
        if !token.is_cap()
            || token.shape == Shape::Upper
            || initial != Some(letter)
            || at > from && !block.joined(at)
        {
            return None;
        }
        wanted = left.next();
        at += 1;
    }
    Some((from, at))
}

/// What an entry of a list of abbreviations names.
pub(super) fn label_after(
    block: &Block,
    short: usize,
    from: usize,
    end: usize,
    lists: &Lists,
) -> Option<EntityLabel> {
    if block.is(short, GENERIC) {
        return None;
    }
    let listed = |at: usize, to: usize| {
        lists
            .names
            .longest(block, at)
            .filter(|h| h.end == to)
            .map(|h| h.entry.label)
    };
    let head = (from..end)
        .rev()
        .find_map(|k| names::label_of(block, k).filter(|_| block.cap(k)));
    listed(from, end)
        .or_else(|| listed(short, short + 1))
        .or(head)
}

/// What the words before the bracket name: nothing when they are in small letters.
pub(super) fn label(block: &Block, from: usize, to: usize, lists: &Lists) -> Option<EntityLabel> {
    let words = (from..to).filter(|&k| {
        block.kind(k) == Some(Kind::Word) && !block.is(k, OF | AND | THE | PREPOSITION | PARTICLE)
    });
    let (caps, all) = words.fold((0, 0), |(caps, all), k| {
        (caps + usize::from(block.cap(k)), all + 1)
    });
    if caps < all || caps < 2 || block.is(short_at(block, to), GENERIC) {
        return None;
    }
    let known = lists
        .names
        .longest(block, short_at(block, to))
        .map(|h| h.entry.label);
    let head = (from..to)
        .rev()
        .find_map(|k| names::label_of(block, k).filter(|_| block.cap(k)));
    Some(known.or(head).unwrap_or(EntityLabel::Org))
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Org, EntityLabel::Agreement, EntityLabel::Event];
        check(
            &labels,
            "
The Inland Ferry Safety Board (IFSB) met. Later the IFSB wrote.
    ^^^^^^^^^^^^^^^^^^^^^^^^^ ORG
                               ^^^^ ORG
                                                    ^^^^ ORG
",
        );
        check(
            &labels,
            "
Small and medium ferries (SMF) matter; an SMF is cheap.
",
        );
        check(
            &labels,
            "
The Ferry Crew Welfare Convention (FCWC) entered into force; the FCWC binds all.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AGREEMENT
                                   ^^^^ AGREEMENT
                                                                 ^^^^ AGREEMENT
",
        );
    }
}
