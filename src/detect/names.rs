//! Capitalised sequences typed by their head noun: "Ministry of …" is an organisation, "… Summit" an event.

use super::block::Block;
use super::complements::{Head, complement, takes_complement};
use super::lists::Lists;
use super::special::{after_listed, exercise, official_country, place_before, session, summit};
use super::suffixes::suffix;
use super::titles;
use super::tokens::{BREAK, CAPS, HEADLINE, Kind, ORDINAL, Shape};
use super::words::{
    ABSORBS, AGREEMENT, AND, EVENT, GENERIC, GROUP, HEAD, HONORIFIC, LABEL, MEDIA, MONTH, NUMERAL,
    OF, OFFICE, OFFICE_MODIFIER, OFFICES, ORG, PLACE, SHORT, STOP, TERM, THE, WEEKDAY,
};
use crate::annotation::label::EntityLabel;

/// A name typed by its head noun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    /// One past the last token.
    pub end: usize,
    /// What the head noun says it is.
    pub label: EntityLabel,
}

/// No core of a name is longer than this many tokens.
const LONGEST: usize = 16;

/// The name that begins at `n`, if a head noun types it.
pub(super) fn at(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    let plain = block.kind(n) == Some(Kind::Number) && !block.has(n, ORDINAL);
    if plain && lists.names.longest(block, n).is_none() {
        return None;
    }
    let answer = block.typed.or(n, || {
        let typed = found(block, n, lists);
        let label = |t: Typed| LABELS.iter().position(|l| *l == t.label);
        typed
            .and_then(|t| Some(((t.end as u32) << 3) | (label(t)? as u32 + 1)))
            .unwrap_or(0)
    });
    let label = *LABELS.get((answer as usize & 7).checked_sub(1)?)?;
    Some(Typed {
        end: answer as usize >> 3,
        label,
    })
}

/// What head nouns type.
const LABELS: [EntityLabel; 4] = [
    EntityLabel::Org,
    EntityLabel::Agreement,
    EntityLabel::Event,
    EntityLabel::Place,
];

fn found(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    if n > 1 && block.hyphen(n - 1) && block.kind(n - 2) == Some(Kind::Number) {
        return None;
    }
    if block.is(n, STOP | LABEL | GENERIC | HONORIFIC)
        && !block.is(n, HEAD | TERM)
        && !ordinal_word(block, n)
        || block.is(n, MONTH | WEEKDAY) && !block.is(n + 1, HEAD)
    {
        return None;
    }
    if block.kind(n) == Some(Kind::Number) && !block.has(n, ORDINAL) {
        return after_listed(block, n, lists);
    }
    if stands_alone(block, n) {
        return after_listed(block, n, lists);
    }
    let special = official_country(block, n, lists)
        .or_else(|| place_before(block, n, lists))
        .or_else(|| exercise(block, n))
        .or_else(|| session(block, n).or_else(|| summit(block, n)));
    if let Some(typed) = after_listed(block, n, lists) {
        return Some(typed);
    }
    let found = core(block, n, lists);
    if let Some(special) = special {
        // "Lake Victoria Basin Commission" is no lake.
        let longer = found.is_some_and(|(head, end)| end > special.end && block.is(head, ORG));
        if !longer {
            return Some(special);
        }
    }
    let (head, end) = found?;
    if apart_from_people(block, n, head, lists) || block.word(n) == "THE" {
        return None;
    }
    let media = block.is(head, MEDIA)
        && (n..head)
            .all(|k| block.is(k, TERM | OFFICE_MODIFIER | NUMERAL | STOP | MEDIA) || !block.cap(k))
        && !block.is(head, AGREEMENT | EVENT);
    if media && end == head + 1 || polling(block, n, head) {
        return None;
    }
    let label = if congress(block, n, head) || party_congress(block, n, head) {
        EntityLabel::Org
    } else {
        label_of(block, head)?
    };
    let known =
        (n..head).all(|k| !block.cap(k) || block.is(k, TERM | OFFICE_MODIFIER | NUMERAL | STOP));
    let label = match (block.word(head), label) {
        ("Headquarters", EntityLabel::Place) if known => EntityLabel::Org,
        (word, EntityLabel::Place) if known && building(word) => return None,
        _ => label,
    };
    let bare = end;
    let end = suffix(block, end, label);
    let end = complement(
        block,
        Head {
            at: head,
            first: head == n,
            label,
        },
        end,
        lists,
    );
    let label = if block.has(n, ORDINAL) && block.word(head) == "Forum" {
        EntityLabel::Event
    } else {
        label
    };
    if end == bare
        && matches!(label, EntityLabel::Agreement | EntityLabel::Event)
        && mere_phrase(block, n, head, lists)
    {
        return None;
    }
    (end > n + 1).then_some(Typed { end, label })
}

/// Whether no name but a listed one goes on beyond the word at `n`: it is no head noun, and what follows joins nothing
/// to it.
fn stands_alone(block: &Block, n: usize) -> bool {
    if block.is(n, HEAD) || block.has(n, ORDINAL) {
        return false;
    }
    let Some(next) = block.token(n + 1) else {
        return true;
    };
    let joins = match next.kind {
        Kind::Word => next.is_cap() && !next.has(BREAK),
        Kind::Number => false,
        Kind::Possessive => true,
        Kind::Punct => matches!(next.first, b'-' | b'(') || next.first == b',' && block.is(n, TERM),
    };
    !joins && !next.is(OF | AND)
}

/// "Conference of Heads of Government": a standing body of office holders, unless it is numbered.
fn congress(block: &Block, n: usize, head: usize) -> bool {
    head == n
        && matches!(block.word(head), "Conference" | "Congress")
        && block.is(head + 1, OF)
        && block.is(
            head + 2 + usize::from(block.is(head + 2, THE)),
            OFFICES | GROUP,
        )
}

/// "Hungarian Ministry of Foreign Affairs": the adjective is a name of its own before a ministry or a presidency.
fn apart_from_people(block: &Block, n: usize, head: usize, lists: &Lists) -> bool {
    let state = matches!(
        block.word(head),
        "Ministry" | "Presidency" | "Ministries" | "Embassy"
    );
    let norp = lists
        .names
        .longest(block, n)
        .filter(|h| h.entry.label == EntityLabel::Norp);
    state && head > n && norp.is_some_and(|h| h.end <= head)
}

/// Kinds of buildings and tracts, which vocabulary alone does not name: "Plenary Hall".
fn building(word: &str) -> bool {
    matches!(
        word,
        "Hall"
            | "Hotel"
            | "Wall"
            | "Passage"
            | "Terminal"
            | "Complex"
            | "Church"
            | "Pavilion"
            | "Auditorium"
            | "Station"
            | "Plant"
            | "Region"
            | "Zone"
            | "Corridor"
            | "Area"
            | "Pipeline"
            | "Theatre"
            | "Arena"
            | "Region's"
            | "Regions"
    )
}

/// "African National Congress", "Nigeria Labour Congress": a body, where nothing numbers it.
fn party_congress(block: &Block, n: usize, head: usize) -> bool {
    head > n
        && block.word(head) == "Congress"
        && !(n..head).any(|k| {
            block.has(k, ORDINAL)
                || block.is(k, NUMERAL)
                || matches!(
                    block.word(k),
                    "World"
                        | "International"
                        | "European"
                        | "Annual"
                        | "Global"
                        | "Asian"
                        | "Mobile"
                        | "Party"
                )
        })
}

/// A day on which people vote is no named day.
fn polling(block: &Block, n: usize, head: usize) -> bool {
    head == n + 1
        && block.word(head) == "Day"
        && matches!(
            block.word(n),
            "Election" | "Polling" | "Voting" | "Business" | "Working"
        )
}

/// Whether the words are a capitalised phrase and no name: "Foreign Policy", and in headings "Regional Partnership".
fn mere_phrase(block: &Block, n: usize, head: usize, lists: &Lists) -> bool {
    let weak = matches!(
        block.word(head).to_ascii_lowercase().as_str(),
        "policy"
            | "order"
            | "outlook"
            | "law"
            | "principles"
            | "guidelines"
            | "goals"
            | "concept"
            | "reference"
            | "scheme"
            | "deal"
            | "program"
            | "programs"
            | "programmes"
            | "strategies"
            | "plans"
            | "initiatives"
            | "agreements"
            | "partnerships"
            | "treaties"
            | "statements"
            | "conventions"
            | "protocols"
            | "declarations"
            | "arrangements"
            | "bill"
            | "orders"
            | "meetings"
            | "summits"
            | "wars"
            | "dialogues"
    );
    let heading = block.has(n, HEADLINE | CAPS);
    let vocabulary = (n..head).all(|k| {
        !block.cap(k) || block.is(k, TERM | STOP) && lists.names.longest(block, k).is_none()
    });
    let act = matches!(
        block.word(head),
        "Statement"
            | "Communiqué"
            | "Communique"
            | "Declaration"
            | "Agreement"
            | "Treaty"
            | "Convention"
            | "Charter"
            | "Protocol"
            | "Act"
    );
    vocabulary && (weak || heading && !act) || weak && heading
}

/// The core of the name that begins at `n`, without its complements: cheap, for looking ahead.
pub(super) fn core_at(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    let (head, end) = core(block, n, lists)?;
    label_of(block, head).map(|label| Typed { end, label })
}

/// The type that the head noun at `head` gives.
pub(super) fn label_of(block: &Block, head: usize) -> Option<EntityLabel> {
    let class = block.token(head)?.class;
    if class & ORG != 0 && hall(block, head) {
        return Some(EntityLabel::Place);
    }
    match class & HEAD {
        0 => None,
        c if c & AGREEMENT != 0 => Some(EntityLabel::Agreement),
        c if c & EVENT != 0 => Some(EntityLabel::Event),
        c if c & ORG != 0 => Some(EntityLabel::Org),
        _ => Some(EntityLabel::Place),
    }
}

/// "Convention Centre": a building and no body.
fn hall(block: &Block, head: usize) -> bool {
    let house = block.word(head) == "House"
        && head > 0
        && block.cap(head - 1)
        && !block.is(head - 1, TERM | HEAD);
    house
        || matches!(block.word(head), "Centre" | "Center" | "House")
            && head.checked_sub(1).is_some_and(|m| {
                matches!(
                    block.word(m),
                    "Conference"
                        | "Convention"
                        | "Conventions"
                        | "Congress"
                        | "Exhibition"
                        | "Exhibitions"
                        | "Sports"
                        | "Guest"
                        | "State"
                        | "Shopping"
                        | "Entertainment"
                        | "Cultural"
                        | "Civic"
                        | "Detention"
                )
            })
}

/// The last head noun among the capitalised words from `n` on: its token, and the token after it.
fn core(block: &Block, n: usize, lists: &Lists) -> Option<(usize, usize)> {
    let (mut at, mut head) = (n, None);
    let strict = block.has(n, HEADLINE);
    while at < n + LONGEST && word_of_name(block, n, at) {
        // The entry of a list of abbreviations is a name of its own.
        if at > n && super::acronyms::glossary(block, at).is_some() {
            break;
        }
        let before_office = block.is(at, ORG)
            && !block.is(at, OFFICE_MODIFIER)
            && office_begins(block, at + 1, lists);
        if at > n && !before_office && office_begins(block, at, lists) {
            break;
        }
        if heads(block, n, at, lists) && (!strict || modifiers_known(block, n, at, lists)) {
            head = Some((at, at + 1));
        }
        let Some(next) = step(block, at, lists) else {
            break;
        };
        at = next;
    }
    let head = head.map(|(h, end)| (h, with_general(block, h, end)));
    head.filter(|&(h, end)| h > n || end > h + 1 || takes_complement(block, h))
}

/// "Consulate-General", "Directorate-General".
fn with_general(block: &Block, head: usize, end: usize) -> usize {
    let general = matches!(
        block.word(head),
        "Consulate" | "Directorate" | "Secretariat" | "Inspectorate"
    ) && block.hyphen(end)
        && block.word(end + 1) == "General";
    end + if general { 2 } else { 0 }
}

/// Whether the token at `at` can be the head of a name that began at `n`.
fn heads(block: &Block, n: usize, at: usize, lists: &Lists) -> bool {
    if !block.is(at, HEAD) {
        return false;
    }
    let government =
        at > n && block.word(at) == "Government" && country_before(block, n, at, lists);
    // "Project Co-ordinator", "West Africa Policy Notes", "1,274th meeting".
    let area = block.word(at) == "Area"
        && !(at > 0
            && matches!(
                block.word(at - 1),
                "Government"
                    | "Administrative"
                    | "Protected"
                    | "Conservation"
                    | "Metropolitan"
                    | "Capital"
            ));
    let press = area
        || at > 0
            && block.word(at - 1).eq_ignore_ascii_case("press")
            && block.word(at).eq_ignore_ascii_case("statement");
    let cut = press
        || block.word(at) == "Co" && block.hyphen(at + 1)
        || matches!(block.word(at), "Policy" | "Law" | "Program" | "Project")
            && block.goes_on(at + 1)
        || at == n + 1
            && block.has(n, ORDINAL)
            && block.kind(n) == Some(Kind::Number)
            && block.word(at).eq_ignore_ascii_case("meeting");
    let general = with_general(block, at, at + 1) > at + 1;
    if government
        || cut
        || at == n && !takes_complement(block, at) && !general
        || at > n && generic(block, at)
    {
        return false;
    }
    let goes_on = block.goes_on(at + 1) && block.is(at + 1, TERM) && !block.is(at + 1, OFFICE);
    !goes_on || block.is(at, SHORT | ABSORBS | MEDIA | PLACE)
}

/// "Tanzania Government": the country is a name of its own.
fn country_before(block: &Block, n: usize, at: usize, lists: &Lists) -> bool {
    let hit = lists.names.longest(block, n);
    hit.is_some_and(|h| {
        h.end == at && matches!(h.entry.label, EntityLabel::Place | EntityLabel::Norp)
    })
}

/// "Dialogue Partnership" and the like name no single thing.
fn generic(block: &Block, at: usize) -> bool {
    at > 0 && block.word(at - 1) == "Dialogue" && block.word(at) == "Partnership"
        || matches!(block.word(at), "Community") && block.word(at - 1) == "International"
}

/// Whether the token can be a word of the core of a name that began at `n`.
fn word_of_name(block: &Block, n: usize, at: usize) -> bool {
    let Some(token) = block.token(at) else {
        return false;
    };
    if at > n && !block.joined(at) {
        return false;
    }
    if token.kind == Kind::Number {
        return token.has(ORDINAL) && at == n;
    }
    token.is_cap()
        && (at == n
            || !token.is(STOP | MONTH | WEEKDAY | LABEL)
            || token.is(NUMERAL) && block.hyphen(at + 1)
            || token.is(HEAD | TERM | GROUP | OFFICES)
            || ordinal_word(block, at))
}

/// "Third", "Fifty-Second".
fn ordinal_word(block: &Block, at: usize) -> bool {
    let ends = |end| block.word(at).ends_with(end);
    block.is(at, NUMERAL) && ["th", "rst", "ond", "ird"].into_iter().any(ends)
}

pub(super) fn office_begins(block: &Block, at: usize, lists: &Lists) -> bool {
    block.is(at, OFFICE | OFFICE_MODIFIER | OFFICES | TERM)
        && titles::at(block, at, lists).is_some()
}

/// From one word of the core to the next: over a space, a hyphen, a possessive after a group, "and" between terms.
fn step(block: &Block, at: usize, lists: &Lists) -> Option<usize> {
    let next = at + 1;
    match block.kind(next)? {
        Kind::Word if block.cap(next) => Some(next),
        Kind::Possessive if block.is(at, GROUP | OFFICES) && block.cap(next + 1) => Some(next + 1),
        Kind::Punct if block.hyphen(next) && block.cap(next + 1) => Some(next + 1),
        // "Well-being", "Follow-up"
        Kind::Punct if block.hyphen(next) && joint(block, next + 1) => Some(next + 2),
        Kind::Punct
            if block.punct(next, b'-')
                && block.cap(next + 1)
                && listed_pair(block, at, next + 1, lists) =>
        {
            Some(next + 1)
        }
        Kind::Punct if block.punct(next, b'(') => bracket(block, next),
        Kind::Punct if block.punct(next, b',') && series(block, at) => Some(next + 1),
        _ if block.is(next, AND)
            && block.is(at, TERM)
            && (!block.is(at, HEAD)
                || matches!(
                    block.word(at),
                    "Partnership"
                        | "Policy"
                        | "Law"
                        | "Strategy"
                        | "Programme"
                        | "Dialogue"
                        | "Border"
                ))
            && compound(block, next + 1) =>
        {
            Some(next + 1)
        }
        _ => None,
    }
}

/// The small second half of a compound in a name.
pub(super) fn joint(block: &Block, at: usize) -> bool {
    matches!(
        block.word(at),
        "being" | "up" | "down" | "operation" | "ordination" | "term" | "off"
    ) && !block.hyphen(at + 1)
}

/// "Peace, Security and Cooperation Framework": vocabulary in a list that ends in a head noun.
fn series(block: &Block, from: usize) -> bool {
    let mut at = from;
    for _ in 0..5 {
        if !block.is(at, TERM) || block.is(at, HEAD | OFFICE) || !block.cap(at) || !block.joined(at)
        {
            return false;
        }
        if block.is(at + 1, AND) {
            return at > from && compound(block, at + 2);
        }
        if !block.punct(at + 1, b',') {
            return false;
        }
        at += 2 + usize::from(block.is(at + 2, AND));
    }
    false
}

/// A spaced dash joins only two listed names: "ASEAN – U.S."
fn listed_pair(block: &Block, left: usize, right: usize, lists: &Lists) -> bool {
    lists.names.longest(block, left).is_some_and(|h| {
        h.end == left + 1 && (h.entry.country || h.entry.label == EntityLabel::Org)
    }) && lists
        .names
        .longest(block, right)
        .is_some_and(|h| h.end == right + 1)
}

/// A bracketed short form inside a name, when a capitalised head noun follows: "(MPAC) 2025", "(U.S.) Summit".
fn bracket(block: &Block, open: usize) -> Option<usize> {
    let short = block
        .token(open + 1)
        .is_some_and(|t| t.is_cap() && (t.shape != Shape::Title || block.is(open + 3, AGREEMENT)));
    (short && block.punct(open + 2, b')') && block.is(open + 3, HEAD) && block.cap(open + 3))
        .then_some(open + 3)
}

/// Whether a head noun follows the second part of "Trade and Investment Framework Agreement".
fn compound(block: &Block, from: usize) -> bool {
    (from..from + 4)
        .take_while(|&k| block.goes_on(k) && block.is(k, TERM | HEAD | OFFICES))
        .any(|k| block.is(k, HEAD) && k > from)
}

/// In headings every word is capitalised: there a name is built only from known words and listed names.
fn modifiers_known(block: &Block, n: usize, head: usize, lists: &Lists) -> bool {
    let mut at = n;
    while at < head {
        if let Some(hit) = lists.names.longest(block, at) {
            at = hit.end.max(at + 1);
        } else if block.cap(at) && !block.is(at, TERM | HEAD) && !block.has(at, ORDINAL) {
            return false;
        } else {
            at += 1;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [
            EntityLabel::Org,
            EntityLabel::Agreement,
            EntityLabel::Event,
            EntityLabel::Place,
        ];
        check(
            &labels,
            "
The Ministry of Mines and Energy of Norway joined the Harbour Safety Initiative.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ORG
                                    ^^^^^^ PLACE
                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ AGREEMENT
",
        );
        check(
            &labels,
            "
The 7th Coral Coast Summit adopted the Tidewater Declaration on Safe Harbours in Suva.
    ^^^^^^^^^^^^^^^^^^^^^^ EVENT
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AGREEMENT
                                                                                 ^^^^ PLACE
",
        );
        check(
            &labels,
            "
The Kenya-Norway Harbour Agreement was signed at Lake Pellow near the Ostrava River.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AGREEMENT
                                                 ^^^^^^^^^^^ PLACE
                                                                      ^^^^^^^^^^^^^ PLACE
",
        );
        check(
            &labels,
            "
By Resolution 1234 (1999) the Security Council thanked the Bank of Thailand.
   ^^^^^^^^^^^^^^^^^^^^^^ AGREEMENT
                              ^^^^^^^^^^^^^^^^ ORG
                                                           ^^^^^^^^^^^^^^^^ ORG
",
        );
        check(
            &labels,
            "
Kenya-Norway relations and Japan's Ministry of Mines grew.
^^^^^ PLACE
      ^^^^^^ PLACE
                           ^^^^^ PLACE
                                   ^^^^^^^^^^^^^^^^^ ORG
",
        );
    }
}
