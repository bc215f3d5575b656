//! The grammar of offices and ranks: "Deputy Prime Minister", "Minister of Foreign Affairs and International
//! Cooperation", "Commander-in-Chief", "Under-Secretary-General for Political Affairs".

use super::block::Block;
use super::lists::Lists;
use super::tokens::{HEADLINE, Kind, SENTENCE, Shape};
use super::words::{
    ABSORBS, AND, EVENT, GIVEN, GROUP, HEAD, HONORIFIC, OF, OFFICE, OFFICE_MODIFIER, OFFICES, ORG,
    PLACE, PORTFOLIO, SHORT, STOP, SURNAME, TERM, THE, WEAK_OFFICE,
};
use crate::annotation::label::EntityLabel;

/// The office that begins at `n`: the token after it.
pub(super) fn at(block: &Block, n: usize, lists: &Lists) -> Option<usize> {
    let begins = block.is(n, OFFICE | OFFICES | OFFICE_MODIFIER | TERM) && block.cap(n);
    let end = if begins {
        block
            .offices
            .or(n, || found(block, n, lists).unwrap_or(0) as u32)
    } else {
        0
    };
    (end > 0).then_some(end as usize)
}

fn found(block: &Block, n: usize, lists: &Lists) -> Option<usize> {
    let end = assistant(block, n)
        .or_else(|| series(block, n))
        .or_else(|| core(block, n))?;
    if belongs_to_name(block, end) && !before_listed(block, end, lists)
        || !strong(block, n, end)
        || lists.names.longest(block, n).is_some_and(|h| {
            leads(h.entry.label, h.end - n, block.is(n, OFFICE_MODIFIER)) && h.end < end
        })
    {
        return None;
    }
    let last = block.token(end - 1)?;
    let second =
        matches!(block.word(portfolio(block, end, lists)), "II" | "III") && last.is(PORTFOLIO);
    Some(if let Some(end) = bracketed(block, end, lists) {
        end
    } else if second {
        // "Minister of Finance II"
        portfolio(block, end, lists) + 1
    } else if last.is(PORTFOLIO) {
        portfolio(block, end, lists)
    } else {
        end
    })
}

/// "(Ocean Affairs)", "(Americas)" after an office: its portfolio in brackets.
fn bracketed(block: &Block, at: usize, lists: &Lists) -> Option<usize> {
    if !block.punct(at, b'(') || !block.joined(at) {
        return None;
    }
    let mut n = at + 1;
    while n < at + 6 && block.cap(n) {
        let listed = lists.names.longest(block, n);
        let place = listed.filter(|h| h.entry.label == EntityLabel::Place && !h.entry.country);
        n = match place {
            Some(hit) => hit.end,
            None if block.is(n, TERM) => n + 1,
            None => return None,
        };
        n += usize::from(block.is(n, AND));
    }
    (n > at + 1 && block.punct(n, b')')).then_some(n + 1)
}

/// Whether a listed body or place follows the office at once: "Director General United Nations Office".
pub(super) fn before_listed(block: &Block, at: usize, lists: &Lists) -> bool {
    let hit = lists.names.longest(block, at);
    hit.is_some_and(|h| {
        h.end > at + 1 && matches!(h.entry.label, EntityLabel::Org | EntityLabel::Place)
    })
}

/// Whether a listed name before the office is a name of its own: "United Nations Secretary-General".
fn leads(label: EntityLabel, tokens: usize, modifier: bool) -> bool {
    matches!(label, EntityLabel::Place | EntityLabel::Norp)
        || label == EntityLabel::Org && (tokens > 1 || !modifier)
}

/// "Deputy Assistant to the Secretary".
fn assistant(block: &Block, n: usize) -> Option<usize> {
    let at = (n..n + 3)
        .take_while(|&k| block.cap(k))
        .find(|&k| block.word(k) == "Assistant")?;
    let from = at + 2 + usize::from(block.is(at + 2, THE));
    let modifiers = (n..at).all(|k| block.is(k, OFFICE_MODIFIER));
    (modifiers && block.word(at + 1) == "to" && block.is(from, OFFICE) && block.joined(from))
        .then(|| core(block, from))
        .flatten()
}

/// "Arts, Culture and Heritage Minister", "Foreign Affairs and Trade Minister": portfolios before the office.
fn series(block: &Block, n: usize) -> Option<usize> {
    let mut at = n;
    let mut parts = 1;
    while at < n + 12 {
        if !block.cap(at) || at > n && !block.joined(at) {
            return None;
        }
        if at > n && matches!(block.word(at), "Minister" | "Secretary") {
            let begins = n == 0 || !(block.cap(n - 1) && block.joined(n));
            return (parts > 1 && begins).then_some(at + 1);
        }
        if !block.is(at, TERM | OFFICE_MODIFIER) || block.is(at, OFFICE) {
            return None;
        }
        at += 1;
        let comma = block.punct(at, b',');
        let and = block.is(at + usize::from(comma), AND);
        if comma || and {
            parts += 1;
            at += usize::from(comma) + usize::from(and);
        }
    }
    None
}

/// The office without its portfolio: modifiers and offices in a row, an office last.
fn core(block: &Block, n: usize) -> Option<usize> {
    let (mut at, mut end, mut terms) = (n, None, false);
    while at < n + 9 && block.cap(at) && (at == n || block.joined(at)) {
        let token = block.token(at)?;
        // "Foreign Minister Senator Ishaq Dar": two offices; "Amir" alone may be a given name.
        let second = at > n && end == Some(at) && apart(block, at);
        let given = matches!(block.word(at), "Amir" | "Regent")
            && !block.is(at + 1, OF | HONORIFIC)
            && !(at > 0 && block.is(at - 1, THE));
        if second || given {
            break;
        }
        if token.is(OFFICE | OFFICES) {
            if !terms || token.is(PORTFOLIO) {
                end = Some(at + 1);
            }
            terms = false;
        } else if token.is(TERM)
            && (!token.is(HEAD) || subject(block, at))
            && !token.is(OFFICE_MODIFIER)
        {
            terms = true;
        } else if !token.is(OFFICE_MODIFIER) {
            break;
        }
        at = next_word(block, at);
    }
    end.map(|end| post(block, end))
}

/// What may follow an office and belongs to it: "-in-Office", "in Charge", "at Large", "-designate", "-president".
fn post(block: &Block, end: usize) -> usize {
    let dash = usize::from(block.hyphen(end));
    let preposition = matches!(block.word(end + dash), "in" | "at") && block.joined(end);
    if preposition {
        let at = end + dash + 1;
        let at = at + usize::from(block.hyphen(at));
        let closes = matches!(
            block.word(at),
            "Office" | "Charge" | "Chief" | "Residence" | "Large" | "charge" | "large"
        );
        return if closes && block.joined(at) {
            at + 1
        } else {
            end
        };
    }
    let small = matches!(
        block.word(end + 1),
        "designate"
            | "elect"
            | "Designate"
            | "Elect"
            | "president"
            | "chair"
            | "general"
            | "chairman"
            | "minister"
            | "governor"
            | "chancellor"
    );
    if dash == 1 && small { end + 2 } else { end }
}

/// Whether the office at `at` is one of its own after a full office.
fn apart(block: &Block, at: usize) -> bool {
    let general = block.word(at) == "General"
        && matches!(
            block.word(at - 1),
            "Chief" | "Commander" | "Commandant" | "Minister" | "President" | "Chairman" | "Staff"
        )
        && block.goes_on(at + 1);
    general
        || matches!(
            block.word(at),
            "Senator"
                | "Prince"
                | "Princess"
                | "Professor"
                | "Ambassador"
                | "Admiral"
                | "Congressman"
                | "Captain"
                | "Brigadier"
                | "Colonel"
                | "Marshal"
        ) && matches!(
            block.word(at - 1),
            "Minister"
                | "President"
                | "Secretary"
                | "Adviser"
                | "Advisor"
                | "Premier"
                | "Governor"
                | "Chairman"
                | "Chair"
                | "Director"
                | "Speaker"
                | "Commissioner"
                | "Secretary-General"
                | "Chairperson"
                | "Envoy"
                | "Representative"
                | "Commander"
        )
}

/// Head nouns that are subjects as well: "Law Officer", "Policy Adviser".
fn subject(block: &Block, at: usize) -> bool {
    matches!(
        block.word(at),
        "Law"
            | "Policy"
            | "Programme"
            | "Program"
            | "Partnership"
            | "Partnerships"
            | "Communications"
    ) && block.is(at + 1, OFFICE)
}

/// The next word of an office: over a hyphen, and over the middle of "Commander-in-Chief".
fn next_word(block: &Block, at: usize) -> usize {
    if !block.hyphen(at + 1) {
        return at + 1;
    }
    if matches!(block.word(at + 2), "in" | "de") && block.hyphen(at + 3) {
        at + 4
    } else {
        at + 2
    }
}

/// Whether the office is only the beginning of another name: "Foreign Ministers' Meeting", "Prime Minister's Office".
pub(super) fn belongs_to_name(block: &Block, end: usize) -> bool {
    let possessive = block.kind(end) == Some(Kind::Possessive);
    let at = end + usize::from(possessive);
    let circle = block.is(end - 1, OFFICES) && block.is(at, AND);
    if circle
        && (at + 1..at + 7)
            .take_while(|&k| block.goes_on(k))
            .any(|k| block.is(k, EVENT))
    {
        return true;
    }
    let mut n = at;
    while n < at + 3 && block.goes_on(n) && !block.is(n, GIVEN | SURNAME) {
        if block.is(n, ORG | EVENT) {
            return true;
        }
        n += 1;
    }
    possessive && block.is(at, super::words::AGREEMENT) && block.cap(at)
}

/// Whether the words are an office here and not the ordinary word: `General` at the start of a sentence is none.
fn strong(block: &Block, n: usize, end: usize) -> bool {
    let Some(token) = block.token(n) else {
        return false;
    };
    if end > n + 1 {
        return true;
    }
    // ", MP," after a name
    if block.word(n) == "MP" && n > 0 && block.punct(n - 1, b',') {
        return false;
    }
    // "04:17 PM"
    if token.shape == Shape::Upper && n > 0 && block.kind(n - 1) == Some(Kind::Number) {
        return false;
    }
    let name = block.goes_on(end) && !block.is(end, TERM | HEAD | STOP | OFFICE | OFFICE_MODIFIER);
    if !token.is(OFFICE) || token.is(OFFICES) {
        return name
            && !matches!(
                block.word(n),
                "Ministers" | "Leaders" | "Members" | "Officers"
            )
            && !token.has(HEADLINE)
            && block.kind(end + 1) != Some(Kind::Possessive);
    }
    if !token.is(WEAK_OFFICE) {
        return true;
    }
    let listed = n > 0 && block.punct(n - 1, b',') && token.has(HEADLINE);
    name || listed || !token.has(SENTENCE | HEADLINE) && !block.goes_on(end)
}

/// The end of a portfolio that begins at `at` with "of" or "for"; `at` where there is none.
fn portfolio(block: &Block, at: usize, lists: &Lists) -> usize {
    let mut end = at;
    for _ in 0..2 {
        match one_portfolio(block, end, lists) {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

fn one_portfolio(block: &Block, at: usize, lists: &Lists) -> Option<usize> {
    let on = block.word(at) == "on"
        && matches!(
            block.word(at - 1),
            "Envoy" | "Rapporteur" | "Adviser" | "Advisor" | "Representative" | "Expert"
        );
    let for_what = on || block.word(at) == "for" || block.word(at) == "FOR";
    if !block.joined(at) || !(for_what || block.is(at, OF)) {
        return None;
    }
    let from = at + 1 + usize::from(block.is(at + 1, THE));
    if for_what
        && block.word(at - 1).starts_with("Minister")
        && let Some(hit) = lists
            .names
            .longest(block, from)
            .filter(|h| h.entry.label == EntityLabel::Place)
    {
        let people = block.goes_on(hit.end) && block.is(hit.end, TERM | GROUP);
        return Some(if people {
            more_terms(block, hit.end + 1, lists)
        } else {
            hit.end
        });
    }
    if super::special::country_at(block, from, lists) {
        return None;
    }
    // "Spokesman for the Secretary-General"
    let voice = for_what
        && matches!(
            block.word(at - 1),
            "Spokesman" | "Spokesperson" | "Spokeswoman"
        );
    if let Some(end) = core(block, from).filter(|_| voice && block.joined(from)) {
        return Some(end);
    }
    let institution = !affairs(block, from)
        && (from..from + 5)
            .take_while(|&k| block.goes_on(k))
            .any(|k| block.is(k, ORG) && block.is(k, SHORT | ABSORBS));
    if institution {
        return None;
    }
    let end = terms(block, from, lists)?;
    Some(more_terms(block, end, lists))
}

/// Whether a word that is no vocabulary may stand in the portfolio of a minister: "Francophonie", "Opportunity".
fn free_word(block: &Block, at: usize, lists: &Lists) -> bool {
    block.token(at).is_some_and(|t| t.shape == Shape::Title)
        && !block.is(at, GIVEN | SURNAME | STOP | HEAD | OFFICE | HONORIFIC)
        && lists
            .names
            .longest(block, at)
            .is_none_or(|h| h.entry.label == EntityLabel::Org && h.end == at + 1)
        && (block.is(at + 1, AND) && block.is(at + 2, TERM)
            || block.is(at + 1, TERM)
            || !block.goes_on(at + 1) && block.is(at - 1, AND))
}

/// Capitalised words of the policy vocabulary from `from` on.
fn terms(block: &Block, from: usize, lists: &Lists) -> Option<usize> {
    let mut at = from;
    while at < from + 6
        && block.goes_on(at)
        && !(at > from && block.is(at, OFFICE) && apart(block, at))
        && (portfolio_word(block, at) || at > from && free_word(block, at, lists))
    {
        if !affairs(block, at)
            && lists.names.longest(block, at).is_some_and(|h| {
                let term = h.end == at + 1 && block.is(at, TERM);
                !(term
                    || h.end == at + 1
                        && matches!(h.entry.label, EntityLabel::Agreement | EntityLabel::Norp))
            })
        {
            break;
        }
        at += 1;
        if block.hyphen(at) && super::names::joint(block, at + 1) {
            at += 2;
        }
        if block.kind(at) == Some(Kind::Possessive) && block.is(at + 1, TERM)
            || block.hyphen(at)
                && block.cap(at + 1)
                && (block.is(at + 1, TERM) || affairs(block, at))
        {
            at += 1;
        }
    }
    (at > from).then_some(at)
}

/// Whether "Affairs" closes the words from `at` on: any words make a portfolio then.
fn affairs(block: &Block, at: usize) -> bool {
    let words = (at + 1..at + 5).take_while(|&k| block.goes_on(k) || block.hyphen(k));
    words.into_iter().any(|k| block.word(k) == "Affairs")
}

fn portfolio_word(block: &Block, at: usize) -> bool {
    (affairs(block, at) || block.is(at, TERM | OFFICE_MODIFIER))
        && !(block.is(at, ORG) && block.is(at, SHORT | ABSORBS))
        && (!block.is(at, OFFICE) || block.is(at, TERM))
        && !block.is(at, PLACE)
}

/// The items after the first, each after a comma, "and" or "&".
fn more_terms(block: &Block, end: usize, lists: &Lists) -> usize {
    let (mut end, mut open) = (end, end);
    loop {
        let comma = block.punct(open, b',');
        let and = block.is(open + usize::from(comma), AND);
        if !comma && !and || !block.joined(open) {
            return end;
        }
        let mut from = open + usize::from(comma) + usize::from(and);
        from += usize::from(and && block.is(from, THE));
        if core(block, from).is_some() {
            return end;
        }
        let free = || {
            (and && free_word(block, from, lists) && !block.goes_on(from + 1)).then_some(from + 1)
        };
        let Some(next) = terms(block, from, lists).or_else(free) else {
            return end;
        };
        open = next;
        if and {
            end = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Title];
        check(
            &labels,
            "
The Deputy Prime Minister and Minister of Labour and Social Affairs of Norway spoke.
    ^^^^^^^^^^^^^^^^^^^^^ TITLE
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TITLE
",
        );
        check(
            &labels,
            "
The Commander-in-Chief met the U.S. Secretary of Commerce and foreign minister Ana Lima.
    ^^^^^^^^^^^^^^^^^^ TITLE
                                    ^^^^^^^^^^^^^^^^^^^^^ TITLE
                                                              ^^^^^^^^^^^^^^^^ TITLE
",
        );
        check(
            &labels,
            "
General elections follow; the Foreign Ministers' Meeting and the Prime Minister's Office wait.
",
        );
        check(
            &labels,
            "
Leaders and Ministers agreed, the Foreign Ministers said.
                                  ^^^^^^^^^^^^^^^^^ TITLE
",
        );
    }
}
