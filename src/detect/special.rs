//! Names with a form of their own: official names of countries, numbered sessions and summits, exercises, "Gulf of …",
//! and listed names that a head noun follows.

use super::block::Block;
use super::complements::{Head, complement};
use super::lists::Lists;
use super::names::{Typed, label_of, office_begins};
use super::suffixes::suffix;
use super::tokens::{CAPS, HEADLINE, Kind, ORDINAL, SENTENCE};
use super::words::{HEAD, MEDIA, MONTH, NEEDS_OF, OF, OFFICE, PLACE_BEFORE, STOP, TERM, THE};
use crate::annotation::label::EntityLabel;

/// "Cooperative Republic of Guyana", "Federation of St Kitts and Nevis": the official name of a listed country.
pub(super) fn official_country(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    if !(n + 1..n + 6).any(|k| block.is(k, OF)) {
        return None;
    }
    let form = (n..n + 4)
        .take_while(|&k| block.cap(k) && (k == n || block.joined(k)))
        .find(|&k| {
            matches!(
                block.word(k),
                "Republic"
                    | "Kingdom"
                    | "State"
                    | "Federation"
                    | "Commonwealth"
                    | "Sultanate"
                    | "Union"
                    | "Principality"
                    | "REPUBLIC"
                    | "KINGDOM"
                    | "FEDERATION"
            )
        });
    let peoples = block.word(n).eq_ignore_ascii_case("people")
        && block.kind(n + 1) == Some(Kind::Possessive)
        && (n + 2..n + 4).any(|k| block.word(k).eq_ignore_ascii_case("republic"));
    let form = form.or_else(|| {
        peoples
            .then(|| (n + 2..n + 4).find(|&k| block.word(k).eq_ignore_ascii_case("republic")))
            .flatten()
    })?;
    let qualified = peoples
        || (n..form).all(|k| {
            matches!(
                block.word(k),
                "Cooperative"
                    | "Federal"
                    | "Democratic"
                    | "Islamic"
                    | "Arab"
                    | "Bolivarian"
                    | "Plurinational"
                    | "Independent"
                    | "Socialist"
                    | "United"
                    | "Hashemite"
                    | "Oriental"
                    | "Eastern"
                    | "Federative"
            )
        });
    let from = form + 2 + usize::from(matches!(block.word(form + 2), "the" | "The"));
    let hit = lists
        .names
        .longest(block, from)
        .or_else(|| lists.names.longest(block, form + 2))
        .filter(|h| h.entry.country && !block.goes_on(h.end))?;
    (qualified && block.is(form + 1, OF) && block.joined(from)).then_some(Typed {
        end: hit.end,
        label: EntityLabel::Place,
    })
}

/// Whether the official name of a listed country begins at `n`.
pub(super) fn country_at(block: &Block, n: usize, lists: &Lists) -> bool {
    official_country(block, n, lists).is_some()
}

/// "Council of Europe Convention on …", "Rio de Janeiro Declaration": a listed name of several words, then a head noun.
pub(super) fn after_listed(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    let hit = lists.names.longest(block, n)?;
    let connected = (n + 1..hit.end).any(|k| !block.cap(k) && block.kind(k) == Some(Kind::Word));
    let named =
        matches!(hit.entry.label, EntityLabel::Org | EntityLabel::Place) && !block.has(n, CAPS);
    if !connected || !named || !block.goes_on(hit.end) || office_begins(block, hit.end, lists) {
        return None;
    }
    let head = (hit.end..hit.end + 6)
        .take_while(|&k| block.goes_on(k) && !block.is(k, STOP | MONTH))
        .filter(|&k| block.is(k, HEAD))
        .last()?;
    let label = label_of(block, head)?;
    let end = suffix(block, head + 1, label);
    let end = complement(
        block,
        Head {
            at: head,
            first: false,
            label,
        },
        end,
        lists,
    );
    Some(Typed { end, label })
}

/// "73rd Extraordinary session": a numbered session, in small letters too, where "of" says whose it is.
pub(super) fn session(block: &Block, n: usize) -> Option<Typed> {
    if !block.has(n, ORDINAL) {
        return None;
    }
    let words = (n + 1..n + 6)
        .take_while(|&k| block.joined(k) && (block.hyphen(k) || block.kind(k) == Some(Kind::Word)));
    let at = words
        .into_iter()
        .find(|&k| matches!(block.word(k), "session" | "sessions"))?;
    (block.is(at + 1, OF)).then_some(Typed {
        end: at + 1,
        label: EntityLabel::Event,
    })
}

/// "16th BRICS summit": a numbered summit of a named body.
pub(super) fn summit(block: &Block, n: usize) -> Option<Typed> {
    if !block.has(n, ORDINAL) {
        return None;
    }
    let at = (n + 1..n + 6).find(|&k| !block.goes_on(k) && !block.hyphen(k))?;
    (at > n + 1 && block.word(at) == "summit" && block.joined(at)).then_some(Typed {
        end: at + 1,
        label: EntityLabel::Event,
    })
}

/// "Exercise Iron Wolf", "Operation Northern Shield".
pub(super) fn exercise(block: &Block, n: usize) -> Option<Typed> {
    let may_be = block
        .token(n)
        .is_some_and(|t| matches!(t.first, b'E' | b'O'));
    if !may_be
        || !matches!(block.word(n), "Exercise" | "Operation")
        || block.has(n, HEADLINE | CAPS)
    {
        return None;
    }
    let words = (n + 1..n + 4)
        .take_while(|&k| block.goes_on(k) && !block.is(k, STOP | HEAD | OFFICE | MONTH));
    let end = n + 1 + words.count();
    let named = end > n + 1 && !(n + 1..end).all(|k| block.is(k, TERM));
    let end = suffix(block, end, EntityLabel::Event);
    named.then_some(Typed {
        end,
        label: EntityLabel::Event,
    })
}

/// "Gulf of …", "Lake …", "Kingdom of …": the place word comes first.
pub(super) fn place_before(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    if !block.is(n, PLACE_BEFORE)
        || block.has(n, HEADLINE | CAPS) && block.has(n, SENTENCE) && !block.is(n + 1, OF)
    {
        return None;
    }
    let of = block.is(n + 1, OF);
    let from = n + 1 + usize::from(of) + usize::from(of && block.is(n + 2, THE));
    if !block.cap(from)
        || !block.joined(from)
        || block.is(from, STOP | TERM | HEAD | OFFICE | MEDIA)
    {
        return None;
    }
    let end = lists.names.longest(block, from).map_or(from + 1, |h| h.end);
    (of || !block.is(n, NEEDS_OF)).then_some(Typed {
        end,
        label: EntityLabel::Place,
    })
}
