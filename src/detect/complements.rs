//! The complements of a head noun: "of Foreign Affairs and International Cooperation", "on the Law of the Sea".

use super::block::Block;
use super::gazetteer::Entry;
use super::lists::Lists;
use super::names::{self, office_begins};
use super::persons;
use super::suffixes::{numbered, of_year};
use super::titles;
use super::tokens::{Kind, Shape};
use super::words::*;
use crate::annotation::label::EntityLabel;

/// The head noun whose complements are read.
#[derive(Clone, Copy)]
pub(super) struct Head {
    /// The token of the head noun.
    pub at: usize,
    /// Whether the name begins with it.
    pub first: bool,
    /// What it says the name is.
    pub label: EntityLabel,
}

/// The end of the complements of the head, from the token after its core on.
pub(super) fn complement(block: &Block, head: Head, end: usize, lists: &Lists) -> usize {
    let (mut whole, label) = (end, head.label);
    // "Presidency of the Council": a turn and no body.
    if block.word(head.at) == "Presidency" {
        return end;
    }
    if let Some(end) = between(block, whole, lists).filter(|_| label == EntityLabel::Agreement) {
        return end;
    }
    for depth in 0..4 {
        let Some(from) = preposition(block, whole, label, depth) else {
            break;
        };
        let Some(next) = item(block, head, from, depth, lists) else {
            break;
        };
        whole = implemented(block, more_items(block, next, label, lists), lists);
        if label == EntityLabel::Agreement
            && super::dates::year(block, whole).is_some()
            && block.joined(whole)
        {
            whole += 1;
        }
    }
    if matches!(block.word(whole - 1), "Act" | "Law") {
        of_year(block, whole)
    } else {
        whole
    }
}

/// "Treaty between the Government of Poland and Oman on Legal Assistance": parties and subject belong to the title.
fn between(block: &Block, at: usize, lists: &Lists) -> Option<usize> {
    if !matches!(block.word(at), "between" | "Between") || !block.joined(at) {
        return None;
    }
    let (mut n, mut and, mut parties) = (at + 1, false, 0);
    while n < at + 48 {
        let hit = lists.names.longest(block, n);
        and |= block.is(n, AND);
        if let Some(hit) =
            hit.filter(|h| matches!(h.entry.label, EntityLabel::Place | EntityLabel::Org))
        {
            parties += 1;
            n = hit.end;
        } else if block.goes_on(n)
            || block.is(n, OF | THE | AND)
            || block.hyphen(n)
            || block.punct(n, b',')
        {
            n += 1;
        } else {
            break;
        }
    }
    let subject = matches!(
        block.word(n),
        "on" | "concerning" | "regarding" | "for" | "relating"
    );
    let from = n + 1 + usize::from(block.word(n + 1) == "to") + usize::from(block.is(n + 1, THE));
    let words = words(block, from, lists)
        .filter(|_| subject && and && parties >= 2 && block.goes_on(from))?;
    Some(more_items(block, words, EntityLabel::Agreement, lists))
}

/// "Plan … to Implement the Partnership": the object of a capitalised verb belongs to the name.
fn implemented(block: &Block, end: usize, lists: &Lists) -> usize {
    let verb = matches!(
        block.word(end - 1),
        "Implement"
            | "Combat"
            | "Prevent"
            | "Strengthen"
            | "Promote"
            | "Advance"
            | "Address"
            | "End"
            | "Support"
    );
    let object = verb && block.is(end, THE) && block.cap(end + 1);
    if object {
        words(block, end + 1, lists).unwrap_or(end)
    } else {
        end
    }
}

/// Past a preposition that this kind of name takes, and its article.
fn preposition(block: &Block, at: usize, label: EntityLabel, depth: usize) -> Option<usize> {
    if !block.joined(at) {
        return None;
    }
    let word = block.word(at).to_ascii_lowercase();
    let fits = match (word.as_str(), label) {
        ("of", _) => true,
        ("for" | "on", EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event) => true,
        ("against" | "to" | "with" | "concerning", EntityLabel::Agreement) => true,
        ("relating", EntityLabel::Agreement) if block.word(at + 1) == "to" => {
            return Some(at + 2 + usize::from(block.is(at + 2, THE)));
        }
        ("in" | "to", EntityLabel::Org)
            if matches!(block.word(at - 1), "Mission" | "Force" | "Operation") =>
        {
            true
        }
        ("in", EntityLabel::Agreement | EntityLabel::Org) => depth > 0,
        ("against" | "to" | "in", EntityLabel::Event) => depth > 0,
        _ => false,
    };
    let article =
        block.is(at + 1, THE) || label == EntityLabel::Agreement && block.word(at + 1) == "a";
    (fits && block.is(at, OF | PREPOSITION)).then(|| at + 1 + usize::from(article))
}

/// One item of a complement: a listed name where the head takes it, or capitalised words.
fn item(block: &Block, head: Head, from: usize, depth: usize, lists: &Lists) -> Option<usize> {
    let label = head.label;
    let matter = matches!(
        block.word(from),
        "Situation"
            | "Implementation"
            | "Status"
            | "Progress"
            | "Basis"
            | "Outcome"
            | "Way"
            | "Report"
    );
    if !block.cap(from) || !block.joined(from) || matter {
        return None;
    }
    let office = office_end(block, from, lists);
    let single = || (block.is(from, OFFICE) && !block.is(from, WEAK_OFFICE)).then_some(from + 1);
    let bureau = matches!(
        block.word(head.at),
        "Office" | "OFFICE" | "Secretariat" | "Cabinet"
    ) && head.first
        && label == EntityLabel::Org;
    if let Some(end) = office.filter(|_| {
        bureau && block.is(from, OFFICE)
            || matches!(label, EntityLabel::Org | EntityLabel::Event) && circle(block, from, office)
    }) {
        return Some(end);
    }
    if let Some(end) = affairs(block, from).filter(|_| label == EntityLabel::Org) {
        return Some(end);
    }
    if let Some(end) = single().filter(|_| bureau) {
        return Some(end);
    }
    if let Some(hit) = lists.names.longest(block, from) {
        let next = hit.end + usize::from(block.hyphen(hit.end));
        let goes_on = block.goes_on(next)
            && (next > hit.end
                || !block.is(next, STOP | OFFICE | MONTH)
                || block.is(next, TERM | HEAD));
        if !goes_on {
            return takes(block, head, depth, &hit.entry, from).then_some(hit.end);
        }
    }
    // "Department of Treasury Deputy Attaché"
    if office.is_some() && block.is(from, ORG) && office_begins(block, from + 1, lists) {
        return Some(from + 1);
    }
    if office.is_some() {
        return None;
    }
    let split = label == EntityLabel::Agreement
        && block.is(from - 1, OF | THE)
        && at_event(block, from, lists)
        || label == EntityLabel::Event && at_body(block, from, lists)
        || label == EntityLabel::Org && !head.first && body_with_article(block, from, lists)
        || label == EntityLabel::Org && matches!(block.word(from - 1), "in" | "to");
    (!split).then(|| words(block, from, lists)).flatten()
}

/// "South and Central Asian Affairs": everything up to "Affairs", listed names too.
fn affairs(block: &Block, from: usize) -> Option<usize> {
    let words = (from..from + 7).take_while(|&k| {
        block.goes_on(k) || block.is(k, AND) || block.punct(k, b',') || block.hyphen(k)
    });
    let last = words.filter(|&k| block.word(k) == "Affairs").last()?;
    (last > from).then_some(last + 1)
}

/// Whether the office is a circle of holders, as in "Committee of Permanent Representatives".
fn circle(block: &Block, from: usize, end: Option<usize>) -> bool {
    block.is(from, OFFICES)
        || block.word(from) == "Heads"
        || end.is_some_and(|e| block.is(e - 1, OFFICES))
}

/// The end of the office that begins at `from`, by grammar or list; a plural alone counts here: "Council of Ministers".
fn office_end(block: &Block, from: usize, lists: &Lists) -> Option<usize> {
    let listed = || {
        lists
            .names
            .longest(block, from)
            .filter(|h| h.entry.label == EntityLabel::Title)
            .map(|h| h.end)
    };
    titles::at(block, from, lists)
        .or_else(listed)
        .or_else(|| block.is(from, OFFICES).then_some(from + 1))
}

/// "Legal Committee" of "the Bi-National Commission": after an article another body is a name of its own.
fn body_with_article(block: &Block, from: usize, lists: &Lists) -> bool {
    let of = block.is(from - 1, THE) && block.is(from.saturating_sub(2), OF);
    of && names::core_at(block, from, lists)
        .is_some_and(|t| t.label == EntityLabel::Org && t.end > from + 1)
}

/// A session is split from the body that holds it (guideline 5).
fn at_body(block: &Block, from: usize, lists: &Lists) -> bool {
    let of =
        block.is(from - 1, OF) || block.is(from - 1, THE) && block.is(from.saturating_sub(2), OF);
    let body = |t: names::Typed| t.label == EntityLabel::Org || t.label == EntityLabel::Event;
    of && names::core_at(block, from, lists).is_some_and(body)
}

/// A statement is split from the summit that adopted it.
fn at_event(block: &Block, from: usize, lists: &Lists) -> bool {
    names::core_at(block, from, lists).is_some_and(|t| t.label == EntityLabel::Event)
}

/// Whether a head takes a listed name as its complement, or leaves it as a name of its own (guideline 5).
fn takes(block: &Block, head: Head, depth: usize, entry: &Entry, from: usize) -> bool {
    let preposition = if block.is(from - 1, THE) {
        block.word(from.saturating_sub(2))
    } else {
        block.word(from - 1)
    };
    let (entity, country) = (entry.label, entry.country);
    match (head.label, entity) {
        (_, EntityLabel::Person | EntityLabel::Title | EntityLabel::Date) => false,
        (EntityLabel::Agreement, _) if preposition == "in" => {
            entity == EntityLabel::Place && (country || wide(block, from))
        }
        (EntityLabel::Agreement, EntityLabel::Agreement | EntityLabel::Event) => {
            preposition == "on"
                || preposition == "to"
                    && matches!(block.word(head.at), "Protocol" | "Amendment" | "Annex")
        }
        (EntityLabel::Agreement, _) => {
            !matches!(preposition, "of" | "with" | "to") || head.first && preposition == "of"
        }
        // "AU Mission in Somalia"
        (EntityLabel::Org, EntityLabel::Place) if matches!(preposition, "in" | "to") => {
            !head.first && matches!(block.word(head.at), "Mission" | "Force" | "Operation")
        }
        (EntityLabel::Org, _) if matches!(preposition, "in" | "to") => false,
        (EntityLabel::Org, _) if depth > 0 => {
            let last = from - 2 - usize::from(block.is(from - 1, THE));
            entity != EntityLabel::Org && (block.is(head.at, ABSORBS) || block.is(last, ABSORBS))
        }
        // "General Department of ASEAN", but "Executive Board" of "UNESCO".
        (EntityLabel::Org, EntityLabel::Org) => {
            let unit = matches!(
                block.word(head.at),
                "Department" | "Directorate" | "Division" | "Bureau" | "Office" | "Desk"
            );
            // "Central Committee of the Communist Party of Cuba"
            let party = (from..from + 6)
                .take_while(|&k| block.goes_on(k))
                .any(|k| block.word(k) == "Party");
            head.first || party || unit && !block.is(from - 1, THE)
        }
        (EntityLabel::Org, _) => {
            head.first && !block.is(head.at, SHORT)
                || block.is(head.at, ABSORBS)
                || preposition != "of"
        }
        (EntityLabel::Event, EntityLabel::Place) => matches!(preposition, "on" | "for"),
        (EntityLabel::Event, _) => preposition == "on",
        (EntityLabel::Place, _) => false,
        _ => false,
    }
}

/// Whether the place at `from` is a sea or a part of the world: a treaty is about those, and signed in cities.
fn wide(block: &Block, from: usize) -> bool {
    (from..from + 4)
        .take_while(|&k| block.cap(k) || block.hyphen(k))
        .any(|k| {
            matches!(
                block.word(k),
                "Sea"
                    | "Ocean"
                    | "Asia"
                    | "Africa"
                    | "Europe"
                    | "Pacific"
                    | "America"
                    | "Americas"
                    | "Caribbean"
                    | "Arctic"
                    | "Antarctica"
                    | "Gulf"
                    | "East"
                    | "Sahel"
            )
        })
}

/// Capitalised words joined by spaces, hyphens and possessives.
fn words(block: &Block, from: usize, lists: &Lists) -> Option<usize> {
    let mut at = from;
    while at < from + 10 && block.goes_on(at) && !block.is(at, MONTH | WEEKDAY) {
        if at > from
            && (office_begins(block, at, lists)
                || block.is(at, STOP) && !block.is(at, TERM | HEAD)
                || block.is(at, GIVEN)
                    && !block.is(at, TERM | HEAD)
                    && persons::at(block, at, lists).is_some())
        {
            break;
        }
        at += 1;
        if block.hyphen(at) && names::joint(block, at + 1) {
            at += 2;
        }
        let dated =
            block.hyphen(at) && block.kind(at + 1) == Some(Kind::Number) && block.cap(at + 2);
        at += if dated { 2 } else { 0 };
        if block.hyphen(at) && block.cap(at + 1)
            || block.kind(at) == Some(Kind::Possessive)
                && block.is(at + 1, TERM | HEAD)
                && block.cap(at + 1)
        {
            at += 1;
        }
    }
    (at > from).then_some(at)
}

/// Further items after "and", "&" or a comma that an "and" closes.
fn more_items(block: &Block, end: usize, label: EntityLabel, lists: &Lists) -> usize {
    let (mut end, mut open) = (end, end);
    for _ in 0..12 {
        let comma = block.punct(open, b',');
        let and = block.is(open + usize::from(comma), AND);
        if !comma && !and || !block.joined(open) {
            break;
        }
        let mut from = open + usize::from(comma) + usize::from(and);
        from += usize::from(and && block.is(from, THE) && block.is(from + 1, TERM));
        let Some(next) = further(block, from, label, lists) else {
            break;
        };
        open = next;
        if and {
            end = next;
        }
    }
    end
}

/// An item after "and": words of the policy vocabulary that are no name of their own.
fn further(block: &Block, from: usize, label: EntityLabel, lists: &Lists) -> Option<usize> {
    if !block.cap(from)
        || !block.joined(from)
        || !block.is(from, TERM) && !free(block, from, label)
        || lists
            .names
            .longest(block, from)
            .is_some_and(|h| h.end > from + 1)
    {
        return None;
    }
    if titles::at(block, from, lists).is_some()
        || block.is(from, HEAD) && takes_complement(block, from) && block.is(from, ORG)
    {
        return None;
    }
    let end = words(block, from, lists)?;
    let own = names::core_at(block, from, lists).is_some_and(|t| {
        t.label != label
            || t.end == end
                && label == EntityLabel::Org
                && block.is(end - 1, ORG)
                && block.is(end - 1, SHORT | ABSORBS)
    });
    (!own).then_some(end)
}

/// Whether a word that is no vocabulary may be an item of a list: "Electoral Cooperation and Observation".
fn free(block: &Block, at: usize, label: EntityLabel) -> bool {
    let closes = !block.goes_on(at + 1) || block.is(at + 1, TERM);
    matches!(label, EntityLabel::Agreement | EntityLabel::Org)
        && block.token(at).is_some_and(|t| t.shape == Shape::Title)
        && !block.is(
            at,
            GIVEN | SURNAME | STOP | HEAD | OFFICE | OFFICES | MONTH | WEEKDAY,
        )
        && closes
        && block.is(at - 1, AND)
        && block.is(at - 2, TERM)
}

/// Whether "of", "on" or "for" and a capital follow the head.
pub(super) fn takes_complement(block: &Block, head: usize) -> bool {
    let at = head + 1;
    let preposition = block.is(at, OF)
        || block.is(at, PREPOSITION)
            && matches!(
                block.word(at),
                "on" | "for" | "against" | "to" | "ON" | "FOR"
            );
    let from = at + 1 + usize::from(block.is(at + 1, THE));
    numbered(block, head) || preposition && block.joined(at) && block.goes_on(from)
}
