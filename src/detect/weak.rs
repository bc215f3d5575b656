//! Weak names: those that are ordinary words or personal names as well. A place counts only where what stands beside it
//! speaks for a place, another name only where nothing speaks against one.

use super::block::Block;
use super::gazetteer::{Gazetteer, Hit};
use super::tokens::{CAPS, HEADLINE, Kind, LINE, SENTENCE, Shape};
use super::words::{
    AND, GENERIC, HEAD, HONORIFIC, MONTH, OFFICE, OFFICE_MODIFIER, OFFICES, STOP, TERM,
};
use crate::annotation::label::EntityLabel;

/// Words that never are a place on the word of a preposition alone.
const ORDINARY: u32 =
    STOP | TERM | HEAD | OFFICE | OFFICES | OFFICE_MODIFIER | MONTH | HONORIFIC | GENERIC;

/// Whether a weak name stands where such a name stands.
pub(super) fn supported(block: &Block, at: usize, hit: &Hit, names: &Gazetteer) -> bool {
    if hit.entry.label == EntityLabel::Place {
        place_here(block, at, hit.end, names)
    } else {
        proper_here(block, at, hit.end)
    }
}

/// Whether a word is written as a name: capitals where the line is not in capitals, or a capital inside a sentence and
/// among words without one.
fn proper_here(block: &Block, at: usize, end: usize) -> bool {
    let acronym = block
        .token(at)
        .is_some_and(|t| matches!(t.shape, Shape::Upper | Shape::Mixed));
    let follows = at > 0 && block.cap(at - 1) && block.joined(at);
    let alone = !follows && !block.goes_on(end);
    !block.has(at, CAPS) && (acronym || alone && !block.has(at, SENTENCE | HEADLINE | LINE))
}

/// Whether a weak place name stands where a place stands.
fn place_here(block: &Block, at: usize, end: usize, names: &Gazetteer) -> bool {
    if block.goes_on(end) || block.hyphen(end) || at > 0 && block.hyphen(at - 1) {
        return false;
    }
    let before_place =
        block.punct(end, b',') && block.joined(end + 1) && place(block, end + 1, names);
    let plain = !block.is(at, ORDINARY) || end > at + 1;
    before_place
        || plain
            && (after_preposition(block, at)
                || after_place(block, at, names)
                || dateline(block, at, end))
}

fn place(block: &Block, at: usize, names: &Gazetteer) -> bool {
    let hit = names.longest_strong(block, at);
    hit.is_some_and(|h| h.entry.label == EntityLabel::Place)
}

/// "in Reading", "near Bath".
fn after_preposition(block: &Block, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |m| block.word(m));
    let local = matches!(
        before,
        "in" | "In" | "near" | "Near" | "outside" | "around" | "à" | "tại" | "ở"
    );
    local && block.joined(at) && !block.has(at, HEADLINE | CAPS)
}

/// "Geneva and Nice", "Lagos, Reading": right after another place.
fn after_place(block: &Block, at: usize, names: &Gazetteer) -> bool {
    let Some(link) = at.checked_sub(1) else {
        return false;
    };
    let linked = block.is(link, AND) || block.punct(link, b',');
    linked
        && block.joined(at)
        && (1..=3).any(|back| {
            link.checked_sub(back).is_some_and(|from| {
                let hit = names.longest_strong(block, from);
                hit.is_some_and(|h| h.end == link && h.entry.label == EntityLabel::Place)
            })
        })
}

/// "READING, 12 May": at the beginning of a line, before a date.
fn dateline(block: &Block, at: usize, end: usize) -> bool {
    let dated = block.kind(end + 1) == Some(Kind::Number) || block.is(end + 1, MONTH);
    block.has(at, LINE) && block.punct(end, b',') && dated && block.joined(end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn a_town_with_an_ordinary_name_needs_support() {
        check(
            &[EntityLabel::Place],
            "
READING, 12 May. They met in Reading and went on to Mobile, Alabama; they saw Geneva, Nice and Lagos.
^^^^^^^ PLACE
                             ^^^^^^^ PLACE
                                                    ^^^^^^ PLACE
                                                            ^^^^^^^ PLACE
                                                                              ^^^^^^ PLACE
                                                                                      ^^^^ PLACE
                                                                                               ^^^^^ PLACE

Reading the text took long. Mobile phones were off. Nice weather followed, in Young people's words.
",
        );
    }
}
