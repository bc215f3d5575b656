//! Capitalised sequences typed by their head noun: "Ministry of …" is an organisation, "… Summit" an event.

use super::block::Block;
use super::lists::Lists;
use super::titles;
use super::tokens::{CAPS, HEADLINE, Kind, ORDINAL, SENTENCE, Shape};
use super::words::{
    ABSORBS, AGREEMENT, AND, EVENT, GENERIC, PLACE, SHORT, GROUP, HEAD, HONORIFIC, LABEL, MEDIA, MONTH, OF, OFFICE, OFFICE_MODIFIER, OFFICES, ORG, PLACE_BEFORE,
    NEEDS_OF, NUMBERED, NUMERAL, PREPOSITION, STOP, TERM, THE, WEEKDAY,
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
    if n > 1 && block.hyphen(n - 1) && block.kind(n - 2) == Some(Kind::Number) {
        return None;
    }
    if block.is(n, STOP | LABEL | GENERIC | HONORIFIC) && !block.is(n, HEAD | TERM) && !ordinal_word(block, n) || block.is(n, MONTH | WEEKDAY) && !block.is(n + 1, HEAD) {
        return None;
    }
    if let Some(typed) = place_before(block, n, lists) {
        return Some(typed);
    }
    let (head, end) = core(block, n, lists)?;
    let label = label_of(block, head)?;
    let bare = end;
    let end = suffix(block, end, label);
    let end = complement(block, n, head, end, label, lists);
    if end == bare && matches!(label, EntityLabel::Agreement | EntityLabel::Event) && mere_phrase(block, n, head, lists) {
        return None;
    }
    (end > n + 1).then_some(Typed { end, label })
}

/// Whether the words are a capitalised phrase and no name: "Foreign Policy", and in headings "Regional Partnership".
fn mere_phrase(block: &Block, n: usize, head: usize, lists: &Lists) -> bool {
    let weak = matches!(
        block.word(head).to_ascii_lowercase().as_str(),
        "policy" | "order" | "outlook" | "law" | "principles" | "guidelines" | "goals" | "concept" | "reference" | "scheme" | "deal" | "program"
            | "programs" | "programmes" | "strategies" | "plans" | "initiatives" | "agreements" | "partnerships" | "treaties" | "statements"
            | "conventions" | "protocols" | "declarations" | "arrangements" | "bill" | "order" | "orders" | "meetings" | "summits" | "wars" | "dialogues"
    );
    let heading = block.has(n, HEADLINE | CAPS);
    let vocabulary = (n..head).all(|k| !block.cap(k) || block.is(k, TERM | STOP) && lists.names.longest(block, k).is_none());
    vocabulary && (weak || heading) || weak && heading
}

/// The type that the head noun at `head` gives.
pub(super) fn label_of(block: &Block, head: usize) -> Option<EntityLabel> {
    let class = block.token(head)?.class;
    match class & HEAD {
        0 => None,
        c if c & AGREEMENT != 0 => Some(EntityLabel::Agreement),
        c if c & EVENT != 0 => Some(EntityLabel::Event),
        c if c & ORG != 0 => Some(EntityLabel::Org),
        _ => Some(EntityLabel::Place),
    }
}

/// The last head noun among the capitalised words from `n` on: its token, and the token after it.
fn core(block: &Block, n: usize, lists: &Lists) -> Option<(usize, usize)> {
    let (mut at, mut head) = (n, None);
    let strict = block.has(n, HEADLINE);
    while at < n + LONGEST && word_of_name(block, n, at) {
        if at > n && office_begins(block, at, lists) {
            break;
        }
        if heads(block, n, at) && (!strict || modifiers_known(block, n, at, lists)) {
            head = Some((at, at + 1));
        }
        let Some(next) = step(block, at, lists) else { break };
        at = next;
    }
    head.filter(|&(h, _)| h > n || takes_complement(block, h))
}

/// Whether the token at `at` can be the head of a name that began at `n`.
fn heads(block: &Block, n: usize, at: usize) -> bool {
    if !block.is(at, HEAD) || at == n && !takes_complement(block, at) || at > n && generic(block, at) {
        return false;
    }
    let goes_on = block.cap(at + 1) && block.joined(at + 1) && block.is(at + 1, TERM) && !block.is(at + 1, OFFICE);
    !goes_on || block.is(at, SHORT | ABSORBS | MEDIA | PLACE)
}

/// "Dialogue Partnership" and the like name no single thing.
fn generic(block: &Block, at: usize) -> bool {
    at > 0 && block.word(at - 1) == "Dialogue" && block.word(at) == "Partnership" || matches!(block.word(at), "Community") && block.word(at - 1) == "International"
}

/// Whether the token can be a word of the core of a name that began at `n`.
fn word_of_name(block: &Block, n: usize, at: usize) -> bool {
    let Some(token) = block.token(at) else { return false };
    if at > n && !block.joined(at) {
        return false;
    }
    if token.kind == Kind::Number {
        return token.has(ORDINAL) && at == n;
    }
    token.is_cap() && (at == n || !token.is(STOP | MONTH | WEEKDAY | LABEL) || token.is(HEAD | TERM | GROUP | OFFICES) || ordinal_word(block, at))
}

/// "Third", "Fifty-Second".
fn ordinal_word(block: &Block, at: usize) -> bool {
    let word = block.word(at);
    block.is(at, NUMERAL) && (word.ends_with("th") || word.ends_with("rst") || word.ends_with("ond") || word.ends_with("ird"))
}

fn office_begins(block: &Block, at: usize, lists: &Lists) -> bool {
    block.is(at, OFFICE | OFFICE_MODIFIER | OFFICES | TERM) && titles::at(block, at, lists).is_some()
}

/// From one word of the core to the next: over a space, a hyphen, a possessive after a group, "and" between terms.
fn step(block: &Block, at: usize, lists: &Lists) -> Option<usize> {
    let next = at + 1;
    match block.kind(next)? {
        Kind::Word if block.cap(next) => Some(next),
        Kind::Possessive if block.is(at, GROUP | OFFICES) && block.cap(next + 1) => Some(next + 1),
        Kind::Punct if block.hyphen(next) && block.cap(next + 1) => Some(next + 1),
        Kind::Punct if block.punct(next, b'-') && block.cap(next + 1) && listed_pair(block, at, next + 1, lists) => Some(next + 1),
        Kind::Punct if block.punct(next, b'(') => bracket(block, next),
        _ if block.is(next, AND) && block.is(at, TERM) && !block.is(at, HEAD) && compound(block, next + 1) => Some(next + 1),
        _ => None,
    }
}

/// A spaced dash joins only two listed names: "ASEAN – U.S."
fn listed_pair(block: &Block, left: usize, right: usize, lists: &Lists) -> bool {
    lists.names.longest(block, left).is_some_and(|h| h.end == left + 1) && lists.names.longest(block, right).is_some()
}

/// A bracketed short form inside a name, when a capitalised head noun follows: "(MPAC) 2025", "(U.S.) Summit".
fn bracket(block: &Block, open: usize) -> Option<usize> {
    let short = block.token(open + 1).is_some_and(|t| t.is_cap() && t.shape != Shape::Title);
    (short && block.punct(open + 2, b')') && block.is(open + 3, HEAD) && block.cap(open + 3)).then_some(open + 3)
}

/// Whether a head noun follows the second part of "Trade and Investment Framework Agreement".
fn compound(block: &Block, from: usize) -> bool {
    (from..from + 4).take_while(|&k| block.cap(k) && block.joined(k) && block.is(k, TERM | HEAD)).any(|k| block.is(k, HEAD) && k > from)
}

/// In headings every word is capitalised: there a name is built only from known words and listed names.
fn modifiers_known(block: &Block, n: usize, head: usize, lists: &Lists) -> bool {
    let mut at = n;
    while at < head {
        if let Some(hit) = lists.names.longest(block, at) {
            at = hit.end.max(at + 1);
        } else if block.cap(at) && !block.is(at, TERM) && !block.has(at, ORDINAL) {
            return false;
        } else {
            at += 1;
        }
    }
    true
}

/// Whether "of", "on" or "for" and a capital follow the head.
fn takes_complement(block: &Block, head: usize) -> bool {
    let at = head + 1;
    let preposition = block.is(at, OF) || block.is(at, PREPOSITION) && matches!(block.word(at), "on" | "for" | "against" | "to" | "ON" | "FOR");
    let from = at + 1 + usize::from(block.is(at + 1, THE));
    numbered(block, head) || preposition && block.joined(at) && block.cap(from) && block.joined(from)
}

/// "Resolution 2758", "Executive Order 14257", "Law No. 27".
fn numbered(block: &Block, head: usize) -> bool {
    block.is(head, AGREEMENT) && block.is(head, NUMBERED) && number_after(block, bracketed_body(block, head + 1)).is_some()
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
    while (block.punct(at, b'/') || block.punct(at, b'-')) && block.glued(at) && block.glued(at + 1) && block.kind(at + 1) != Some(Kind::Punct) {
        at += 2;
    }
    let year = block.punct(at, b'(') && block.kind(at + 1) == Some(Kind::Number) && block.punct(at + 2, b')');
    if year && block.word(at + 1).len() == 4 { at + 3 } else { at }
}

/// What may follow the head and belongs to the name: a target year, a Roman number, "Plus", "of 1962".
fn suffix(block: &Block, end: usize, label: EntityLabel) -> usize {
    let numbered = matches!(label, EntityLabel::Agreement | EntityLabel::Event);
    if block.is(end, AND) || !block.joined(end) {
        return end;
    }
    if block.word(end) == "Plus" || numbered && roman(block.word(end)) {
        return end + 1;
    }
    if label == EntityLabel::Agreement && block.is(end - 1, NUMBERED) {
        let from = bracketed_body(block, end);
        if let Some(end) = number_after(block, from).filter(|&e| e > from + 1 || from > end || super::dates::year(block, end).is_none()) {
            return of_year(block, end);
        }
    }
    if numbered && super::dates::year(block, end).is_some() {
        return slashed_year(block, end + 1);
    }
    if label == EntityLabel::Agreement {
        if block.is(end, OF) && super::dates::year(block, end + 1).is_some() && matches!(block.word(end - 1), "Act" | "Law" | "Code" | "Treaty" | "Accords") {
            return end + 2;
        }
    }
    end
}

/// "(EU)" and "(CFSP)" before the number of a regulation or decision.
fn bracketed_body(block: &Block, at: usize) -> usize {
    if block.punct(at, b'(') && block.cap(at + 1) && block.punct(at + 2, b')') && block.kind(at + 3) == Some(Kind::Number) { at + 3 } else { at }
}

/// "of 2022" after "Law No. 28".
fn of_year(block: &Block, at: usize) -> usize {
    if block.is(at, OF) && super::dates::year(block, at + 1).is_some() && block.joined(at) { at + 2 } else { at }
}

fn slashed_year(block: &Block, at: usize) -> usize {
    let range = (block.punct(at, b'-') || block.punct(at, b'/')) && block.kind(at + 1) == Some(Kind::Number) && block.glued(at + 1);
    if range { at + 2 } else { at }
}

fn roman(word: &str) -> bool {
    matches!(word, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X" | "XI" | "XII")
}

/// The end of the complements of the head: "of Foreign Affairs and International Cooperation", "on the Law of the Sea".
fn complement(block: &Block, n: usize, head: usize, end: usize, label: EntityLabel, lists: &Lists) -> usize {
    let mut whole = end;
    for depth in 0..4 {
        let Some(from) = preposition(block, whole, label, depth) else { break };
        let Some(next) = item(block, n, head, from, depth, label, lists) else { break };
        whole = implemented(block, more_items(block, next, label, lists), lists);
        if label == EntityLabel::Agreement && super::dates::year(block, whole).is_some() && block.joined(whole) {
            whole += 1;
        }
    }
    whole
}

/// "Plan … to Implement the Partnership": the object of a capitalised verb belongs to the name.
fn implemented(block: &Block, end: usize, lists: &Lists) -> usize {
    let verb = matches!(block.word(end - 1), "Implement" | "Combat" | "Prevent" | "Strengthen" | "Promote" | "Advance" | "Address" | "End" | "Support");
    let object = verb && block.is(end, THE) && block.cap(end + 1);
    if object { words(block, end + 1, lists).unwrap_or(end) } else { end }
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
        ("relating", EntityLabel::Agreement) if block.word(at + 1) == "to" => return Some(at + 2 + usize::from(block.is(at + 2, THE))),
        ("in", EntityLabel::Agreement | EntityLabel::Org) => depth > 0,
        _ => false,
    };
    (fits && block.is(at, OF | PREPOSITION)).then(|| at + 1 + usize::from(block.is(at + 1, THE)))
}

/// One item of a complement: a listed name where the head takes it, or capitalised words.
fn item(block: &Block, n: usize, head: usize, from: usize, depth: usize, label: EntityLabel, lists: &Lists) -> Option<usize> {
    if !block.cap(from) || !block.joined(from) {
        return None;
    }
    if let Some(hit) = lists.names.longest(block, from) {
        let goes_on = block.cap(hit.end) && block.joined(hit.end) && block.is(hit.end, TERM | HEAD);
        if !goes_on {
            return takes(block, n, head, depth, label, hit.entry.label, from).then_some(hit.end);
        }
    }
    if titles::at(block, from, lists).is_some() {
        return None;
    }
    let split = label == EntityLabel::Agreement && block.is(from - 1, OF | THE) && at_event(block, from, lists);
    (!split).then(|| words(block, from, lists)).flatten()
}

/// A statement is split from the summit that adopted it.
fn at_event(block: &Block, from: usize, lists: &Lists) -> bool {
    at(block, from, lists).is_some_and(|t| t.label == EntityLabel::Event)
}

/// Whether a head takes a listed name as its complement, or leaves it as a name of its own (guideline 5).
fn takes(block: &Block, n: usize, head: usize, depth: usize, label: EntityLabel, entity: EntityLabel, from: usize) -> bool {
    let preposition = if block.is(from - 1, THE) { block.word(from.saturating_sub(2)) } else { block.word(from - 1) };
    match (label, entity) {
        (_, EntityLabel::Person | EntityLabel::Title | EntityLabel::Date) => false,
        (EntityLabel::Agreement, _) if preposition == "in" => entity == EntityLabel::Place,
        (EntityLabel::Agreement, EntityLabel::Agreement | EntityLabel::Event) => matches!(preposition, "on"),
        (EntityLabel::Agreement, _) => !matches!(preposition, "of" | "with" | "to") || head == n && preposition == "of",
        (EntityLabel::Org, _) if preposition == "in" => false,
        (EntityLabel::Org, _) if depth > 0 => block.is(head, ABSORBS),
        (EntityLabel::Org, EntityLabel::Org) => true,
        (EntityLabel::Org, _) => head == n && !block.is(head, SHORT) || block.is(head, ABSORBS) || preposition != "of",
        (EntityLabel::Event, _) => preposition == "on",
        (EntityLabel::Place, _) => false,
        _ => false,
    }
}

/// Capitalised words joined by spaces, hyphens and possessives.
fn words(block: &Block, from: usize, lists: &Lists) -> Option<usize> {
    let mut at = from;
    while at < from + 10 && block.cap(at) && block.joined(at) && !block.is(at, MONTH | WEEKDAY) {
        if at > from && (office_begins(block, at, lists) || block.is(at, STOP) && !block.is(at, TERM | HEAD)) {
            break;
        }
        at += 1;
        if block.hyphen(at) && block.cap(at + 1) || block.kind(at) == Some(Kind::Possessive) && block.is(at + 1, TERM | HEAD) && block.cap(at + 1) {
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
        let from = open + usize::from(comma) + usize::from(and);
        let Some(next) = further(block, from, label, lists) else { break };
        open = next;
        if and {
            end = next;
        }
    }
    end
}

/// An item after "and": words of the policy vocabulary that are no name of their own.
fn further(block: &Block, from: usize, label: EntityLabel, lists: &Lists) -> Option<usize> {
    if !block.cap(from) || !block.joined(from) || !block.is(from, TERM) || lists.names.longest(block, from).is_some() {
        return None;
    }
    if titles::at(block, from, lists).is_some() || block.is(from, HEAD) && takes_complement(block, from) && block.is(from, ORG) {
        return None;
    }
    let end = words(block, from, lists)?;
    let own = at(block, from, lists).is_some_and(|t| t.label != label || t.end == end && label == EntityLabel::Org && block.is(end - 1, ORG) && block.is(end - 1, SHORT | ABSORBS));
    (!own).then_some(end)
}

/// "Gulf of …", "Lake …", "Kingdom of …": the place word comes first.
fn place_before(block: &Block, n: usize, lists: &Lists) -> Option<Typed> {
    if !block.is(n, PLACE_BEFORE) || block.has(n, HEADLINE | CAPS) && block.has(n, SENTENCE) && !block.is(n + 1, OF) {
        return None;
    }
    let of = block.is(n + 1, OF);
    let from = n + 1 + usize::from(of) + usize::from(of && block.is(n + 2, THE));
    if !block.cap(from) || !block.joined(from) || block.is(from, STOP | TERM | HEAD | OFFICE | MEDIA) {
        return None;
    }
    let end = lists.names.longest(block, from).map_or(from + 1, |h| h.end);
    (of || !block.is(n, NEEDS_OF)).then_some(Typed { end, label: EntityLabel::Place })
}
