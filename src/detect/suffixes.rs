//! What follows the head noun of a name and belongs to it: "Resolution 2758", "Vision 2025", "Act of 1962".

use super::block::Block;
use super::tokens::Kind;
use super::words::{AGREEMENT, AND, NUMBERED, OF};
use crate::annotation::label::EntityLabel;

/// "Resolution 2758", "Executive Order 13990", "Law No. 27".
pub(super) fn numbered(block: &Block, head: usize) -> bool {
    block.is(head, AGREEMENT)
        && block.is(head, NUMBERED)
        && number_after(block, bracketed_body(block, head + 1)).is_some()
}

fn number_after(block: &Block, at: usize) -> Option<usize> {
    if block.word(at) == "No" || block.word(at) == "N" {
        let from = at + 1 + usize::from(block.punct(at + 1, b'.') || block.punct(at + 1, b'~'));
        return (block.kind(from) == Some(Kind::Number)).then(|| slashed(block, from + 1));
    }
    (block.kind(at) == Some(Kind::Number) && block.joined(at)).then(|| slashed(block, at + 1))
}

/// `/679` after a number, and a bracketed year.
fn slashed(block: &Block, at: usize) -> usize {
    let mut at = at;
    while (block.punct(at, b'/') || block.punct(at, b'-'))
        && block.glued(at)
        && block.glued(at + 1)
        && block.kind(at + 1) != Some(Kind::Punct)
    {
        at += 2;
    }
    let year = block.punct(at, b'(')
        && block.kind(at + 1) == Some(Kind::Number)
        && block.punct(at + 2, b')');
    if year && block.word(at + 1).len() == 4 {
        at + 3
    } else {
        at
    }
}

/// What may follow the head and belongs to the name: a target year, a Roman number, "Plus", "of 1962".
pub(super) fn suffix(block: &Block, end: usize, label: EntityLabel) -> usize {
    let numbered = matches!(label, EntityLabel::Agreement | EntityLabel::Event);
    if block.is(end, AND) || !block.joined(end) {
        return end;
    }
    if block.word(end) == "Plus" || numbered && roman(block.word(end)) {
        return end + 1;
    }
    if label == EntityLabel::Agreement && block.is(end - 1, NUMBERED) {
        let from = bracketed_body(block, end);
        if let Some(end) = number_after(block, from)
            .filter(|&e| e > from + 1 || from > end || super::dates::year(block, end).is_none())
        {
            return of_year(block, end);
        }
    }
    if block.word(end - 1) == "War" && matches!(block.word(end), "1" | "2" | "One" | "Two") {
        return end + 1;
    }
    if numbered && super::dates::year(block, end).is_some() {
        return slashed_year(block, end + 1);
    }
    if label == EntityLabel::Agreement
        && block.is(end, OF)
        && super::dates::year(block, end + 1).is_some()
        && matches!(
            block.word(end - 1),
            "Act" | "Law" | "Code" | "Treaty" | "Accords"
        )
    {
        return end + 2;
    }
    end
}

/// "(EU)" and "(CFSP)" before the number of a regulation or decision.
fn bracketed_body(block: &Block, at: usize) -> usize {
    if block.punct(at, b'(')
        && block.cap(at + 1)
        && block.punct(at + 2, b')')
        && (block.kind(at + 3) == Some(Kind::Number) || matches!(block.word(at + 3), "No" | "N"))
    {
        at + 3
    } else {
        at
    }
}

/// "of 2022" after "Law No. 28".
pub(super) fn of_year(block: &Block, at: usize) -> usize {
    if block.is(at, OF) && super::dates::year(block, at + 1).is_some() && block.joined(at) {
        at + 2
    } else {
        at
    }
}

fn slashed_year(block: &Block, at: usize) -> usize {
    let range = (block.punct(at, b'-') || block.punct(at, b'/'))
        && block.kind(at + 1) == Some(Kind::Number)
        && block.glued(at + 1);
    if range { at + 2 } else { at }
}

fn roman(word: &str) -> bool {
    matches!(
        word,
        "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X" | "XI" | "XII"
    )
}
