//! Personal names: after an office or honorific, by given and family names, by initials, by what stands beside them.

use super::block::Block;
use super::lists::Lists;
use super::titles;
use super::tokens::{BREAK, CAPS, HEADLINE, Kind, LINE, SENTENCE, Shape};
use super::words::{
    GENERIC, GIVEN, HEAD, HONORIFIC, LABEL, MONTH, OFFICE, OFFICE_MODIFIER, OFFICES, PARTICLE,
    STOP, SURNAME, TERM, THE, WEEKDAY,
};
use crate::annotation::label::EntityLabel;

/// No name is longer than this many tokens.
const LONGEST: usize = 12;

/// The name that begins at `n` because an office or honorific stands before it.
pub(super) fn forced(block: &Block, n: usize, lists: &Lists) -> Option<usize> {
    let (end, _) = sequence(block, n, lists)?;
    Some(end)
}

/// The name that begins at `n` by its own look or by what stands beside it.
pub(super) fn at(block: &Block, n: usize, lists: &Lists) -> Option<usize> {
    if !several(block, n) {
        return None;
    }
    let (end, parts) = sequence(block, n, lists)?;
    if !(2..=5).contains(&parts) {
        return None;
    }
    (listed(block, n, end)
        || initials(block, n, end)
        || beside(block, n, end, lists)
        || super::guess::only_names(block, n, end)
        || signs(block, n, end, lists))
    .then_some(end)
}

/// Whether a second part of a name may follow the word at `n`.
fn several(block: &Block, n: usize) -> bool {
    block.token(n + 1).is_some_and(|next| match next.kind {
        Kind::Word => !next.has(BREAK) && (next.is_cap() || next.is(PARTICLE)),
        Kind::Punct => matches!(next.first, b'.' | b'-'),
        Kind::Number | Kind::Possessive => false,
    })
}

/// Capitalised words that may make a name: the token after them and how many they are.
fn sequence(block: &Block, n: usize, lists: &Lists) -> Option<(usize, usize)> {
    // "H. E. …" is an honorific.
    let initial = block.token(n).is_some_and(|t| t.shape == Shape::Initial);
    if initial && block.word(n) == "H" && block.punct(n + 1, b'.') && block.word(n + 2) == "E" {
        return None;
    }
    let (mut at, mut parts) = (n, 0);
    while at < n + LONGEST && part(block, n, at) {
        if at > n && foreign(block, at, lists) {
            break;
        }
        parts += usize::from(at == n || !block.hyphen(at - 1));
        at = next(block, at)?;
    }
    let at = at.min(block.tokens.len());
    let end = drop_particles(block, n, at);
    (parts > 0 && end > n).then(|| (generation(block, end), parts))
}

/// Whether the token can be a part of a name that began at `n`.
fn part(block: &Block, n: usize, at: usize) -> bool {
    let Some(token) = block.token(at) else {
        return false;
    };
    if !token.is_cap()
        || at > n
            && (!block.joined(at)
                || matches!(
                    block.word(at),
                    "Jr" | "Sr" | "KC" | "QC" | "MP" | "PhD" | "AO" | "AM" | "CBE" | "OBE"
                ))
        || token.first == b'0'
    {
        return false;
    }
    // "Simon Coveney T.D"
    if at > n && block.word(at).contains('.') && !block.goes_on(at + 1) {
        return false;
    }
    if at > n && matches!(block.word(at), "Amir" | "Emir") {
        return true;
    }
    // "A K Abdul Momen"
    if bare_initial(block, n, at) {
        return true;
    }
    let new_line = at > n && token.has(LINE) && !token.is(GIVEN | SURNAME);
    if new_line && super::guess::is_english(block.word(at)) {
        return false;
    }
    if token.shape == Shape::Initial
        && block.punct(at + 1, b'.')
        && (at > n || block.goes_on(at + 2))
    {
        return true;
    }
    let name = token.is(GIVEN | SURNAME);
    let barred = STOP
        | TERM
        | HEAD
        | OFFICE
        | OFFICES
        | OFFICE_MODIFIER
        | MONTH
        | WEEKDAY
        | LABEL
        | GENERIC
        | HONORIFIC;
    let closing =
        at > n + 1 && token.is(HONORIFIC) && !block.goes_on(at + 1) && !block.punct(at + 1, b'.');
    let inner = at > n
        && (block.is(at - 1, PARTICLE) && token.shape == Shape::Title && !token.is(HEAD)
            || son_of(block, n, at) && token.is(HONORIFIC));
    if !name
        && !inner
        && token.is(barred)
        && !(at > n && (syllable(block, at) || last_part(block, n, at) || closing))
    {
        return false;
    }
    // In a line of capitals every word looks like a name.
    if !name && token.has(CAPS) && super::guess::is_english(block.word(at)) {
        return false;
    }
    token.shape != Shape::Upper || name || token.has(CAPS) || at > n || family_first(block, at)
}

/// A short word inside a name whose first part is a listed family name: "Truong My Lan".
fn syllable(block: &Block, at: usize) -> bool {
    let short = block
        .token(at)
        .is_some_and(|t| t.shape == Shape::Title && t.end - t.start <= 4);
    short
        && block.is(at - 1, SURNAME)
        && block.goes_on(at + 1)
        && !block.is(at + 1, TERM | HEAD | OFFICE | STOP)
}

/// An initial without its full stop, inside a sentence and before another one or a known name.
fn bare_initial(block: &Block, n: usize, at: usize) -> bool {
    let initial = |k: usize| {
        block
            .token(k)
            .is_some_and(|t| t.shape == Shape::Initial && !t.has(HEADLINE | CAPS))
    };
    let begins = at == n && block.has(n, SENTENCE);
    initial(at)
        && !begins
        && block.word(at) != "I"
        && block.goes_on(at + 1)
        && (block.is(at + 1, GIVEN | SURNAME) || initial(at + 1))
}

/// Whether "bin" or "binti" stood in the name before: ranks and titles of the father are parts of it.
fn son_of(block: &Block, n: usize, at: usize) -> bool {
    (n..at).any(|k| matches!(block.word(k), "bin" | "binti" | "Bin" | "Binti" | "ibni"))
}

/// A word of the vocabulary that closes a name after a given name: "Chris Seed".
fn last_part(block: &Block, n: usize, at: usize) -> bool {
    at > n
        && (block.is(at - 1, GIVEN) || at > n + 1 && block.is(at - 1, SURNAME))
        && block.is(at, TERM)
        && !block.is(
            at,
            HEAD | OFFICE | OFFICES | MONTH | WEEKDAY | STOP | OFFICE_MODIFIER,
        )
        && !block.goes_on(at + 1)
        && !block.has(at, HEADLINE | CAPS)
        && block.token(at).is_some_and(|t| t.shape == Shape::Title)
}

/// A family name in capitals before the rest of the name: "SOK Chenda".
fn family_first(block: &Block, at: usize) -> bool {
    block
        .token(at + 1)
        .is_some_and(|t| matches!(t.shape, Shape::Title | Shape::Mixed) && t.kind == Kind::Word)
        && block.joined(at + 1)
}

/// Past a part: over the full stop of an initial, a hyphen, particles, a nickname's quotes are not followed.
fn next(block: &Block, at: usize) -> Option<usize> {
    let token = block.token(at)?;
    let mut next = at + 1;
    if (token.shape == Shape::Initial || block.word(at) == "St") && block.punct(next, b'.') {
        next += 1;
    }
    if block.punct(next, b'-') && block.glued(next) {
        return after_hyphen(block, next + 1);
    }
    let from = next;
    while next < from + 3 && block.is(next, PARTICLE) && block.joined(next) && !block.cap(next) {
        next += 1;
        if block.hyphen(next) {
            next += 1;
        }
    }
    Some(if block.cap(next) { next } else { from })
}

/// The small parts of "Chan-o-cha" and "Jong-un" belong to the name; "-led" and "-backed" do not.
fn after_hyphen(block: &Block, from: usize) -> Option<usize> {
    let mut at = from;
    while !block.cap(at) && block.kind(at) == Some(Kind::Word) && block.glued(at) {
        if block.word(at).len() > 5 || COMPOUND.contains(&block.word(at)) {
            return Some(from - 1);
        }
        at += 1;
        if !block.hyphen(at) {
            return Some(at);
        }
        at += 1;
    }
    Some(at)
}

/// Words that make an adjective of the name before the hyphen.
const COMPOUND: &[&str] = &[
    "led", "era", "style", "owned", "run", "born", "like", "elect", "type", "based", "held",
    "made", "built", "level", "only", "wide",
];

/// Whether a listed name that is none of a person begins here and takes at least two words, or names no given name
/// and no town: families are called after towns.
fn foreign(block: &Block, at: usize, lists: &Lists) -> bool {
    lists.names.longest(block, at).is_some_and(|hit| {
        hit.entry.label != EntityLabel::Person
            && (hit.end > at + 1 || !block.is(at, GIVEN | SURNAME) && !hit.entry.town())
            && !(hit.end == at + 1 && namesake(block, at))
    })
}

/// A family name that a country has as well, after a given name: "Patricia Scotland".
fn namesake(block: &Block, at: usize) -> bool {
    at > 0
        && block.is(at - 1, GIVEN)
        && !block.goes_on(at + 1)
        && block.word(at).len() > 4
        && block
            .token(at)
            .is_some_and(|t| t.shape == Shape::Title && !t.has(HEADLINE))
}

/// A name does not end in a particle or a hyphen, unless the hyphen is garbage inside a damaged name.
fn drop_particles(block: &Block, n: usize, end: usize) -> usize {
    let mut end = end;
    while end > n + 1
        && (block.punct(end - 1, b'-')
            || !block.cap(end - 1)
                && !block.punct(end - 1, b'.')
                && block.kind(end - 1) != Some(Kind::Word))
    {
        end -= 1;
    }
    end
}

/// "Jr.", ", Jr.", "III" after a name.
fn generation(block: &Block, end: usize) -> usize {
    let at = end + usize::from(block.punct(end, b','));
    match block.word(at) {
        "Jr" | "Sr" => at + 1 + usize::from(block.punct(at + 1, b'.')),
        "II" | "III" | "IV" if at == end => at + 1,
        _ => end,
    }
}

/// Whether given and family names say that it is a name.
fn listed(block: &Block, n: usize, end: usize) -> bool {
    let first = block.is(n, GIVEN);
    let surname = block.is(n, SURNAME);
    let rest = (n + 1..end).any(|k| block.is(k, GIVEN | SURNAME));
    let headline = block.has(n, HEADLINE | CAPS);
    let alone = end <= n + 2 && !block.goes_on(end);
    first && (!headline || rest || alone) || surname && rest
}

/// "John Q. Public": an initial inside.
fn initials(block: &Block, n: usize, end: usize) -> bool {
    (n..end).any(|k| {
        block.token(k).is_some_and(|t| t.shape == Shape::Initial) && block.punct(k + 1, b'.')
    }) && block.cap(end - 1)
}

/// Verbs of speech after a name.
fn speaks(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "added"
            | "stated"
            | "noted"
            | "stressed"
            | "explained"
            | "argued"
            | "wrote"
            | "remarked"
            | "warned"
            | "urged"
            | "emphasised"
            | "emphasized"
            | "commented"
            | "replied"
            | "recalled"
            | "tweeted"
            | "announced"
            | "who"
    )
}

/// Whether what stands beside the words speaks for a person: a verb of speech, or ", a PhD candidate".
fn beside(block: &Block, n: usize, end: usize, lists: &Lists) -> bool {
    let token = block.token(n);
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    if matches!(before, "By" | "BY") && block.has(n - 1, SENTENCE) {
        return true;
    }
    let byline = before == "by"
        && n > 1
        && matches!(
            block.word(n - 2),
            "Written" | "written" | "Edited" | "Posted" | "Published" | "Reported" | "Prepared"
        );
    if byline
        || token.is_some_and(|t| t.has(SENTENCE)) && end > n + 1 && holds_office(block, end, lists)
    {
        return true;
    }
    if token.is_none_or(|t| t.has(HEADLINE | CAPS))
        || (n..end).any(|k| block.token(k).is_some_and(|t| t.shape == Shape::Upper))
    {
        return false;
    }
    if in_brackets(block, end, lists) || introduced(block, n, end) || belongs(block, end, lists) {
        return true;
    }
    let spoken = matches!(before, "said" | "says" | "told" | "named") && !block.has(n, SENTENCE);
    let after = end + usize::from(block.punct(end, b','));
    let is_role = block.word(end) == "is"
        && matches!(block.word(end + 1), "a" | "an" | "the")
        && (end + 2..end + 7).any(|k| is_role(block.word(k)));
    is_role
        || spoken
        || speaks(block.word(after))
        || apposition(block, end)
        || holds_office(block, end, lists)
}

/// A line of its own over one that begins with an office, as under a letter: one word at least is none but a name.
fn signs(block: &Block, n: usize, end: usize, lists: &Lists) -> bool {
    let begins = |k: usize| block.token(k).is_some_and(|t| t.has(LINE | BREAK));
    let no_name = GENERIC | HEAD | OFFICE | TERM | STOP | LABEL | MONTH | WEEKDAY;
    (n == 0 || begins(n))
        && begins(end)
        && (n..end).all(|k| !block.is(k, no_name))
        && (n..end).any(|k| is_none_but_name(block, k))
        && titles::at(block, end, lists).is_some()
}

/// A capitalised word that is no English word and none of the vocabulary, also in a line that looks like a heading.
fn is_none_but_name(block: &Block, n: usize) -> bool {
    let token = block.token(n);
    token.is_some_and(|t| {
        t.shape == Shape::Title && t.end - t.start > 2 && t.class & !(GIVEN | SURNAME) == 0
    }) && !super::guess::is_english(block.word(n))
}

/// "Munir Akram (Pakistan)": a delegate with the country that he speaks for.
fn in_brackets(block: &Block, end: usize, lists: &Lists) -> bool {
    let country = lists
        .names
        .longest(block, end + 1)
        .filter(|h| h.entry.country);
    block.punct(end, b'(') && block.joined(end) && country.is_some_and(|h| block.punct(h.end, b')'))
}

/// "the delegate, Ana Lima, …", "Contact person: Ana Lima".
fn introduced(block: &Block, n: usize, end: usize) -> bool {
    let Some(role) = n.checked_sub(2).map(|m| block.word(m)) else {
        return false;
    };
    let closed = block.punct(end, b',') || block.punct(end, b'.') || block.kind(end).is_none();
    block.punct(n - 1, b',') && is_role(role) && closed && block.joined(n)
        || block.punct(n - 1, b':')
            && matches!(
                role,
                "person" | "Contact" | "Author" | "Reporter" | "Editor" | "officer"
            )
}

/// "Ana Lima of the Ferry Board said".
fn belongs(block: &Block, end: usize, lists: &Lists) -> bool {
    if block.word(end) != "of" || !block.joined(end) {
        return false;
    }
    let from = end + 1 + usize::from(block.is(end + 1, THE));
    let listed = lists
        .names
        .longest(block, from)
        .filter(|h| h.entry.label == EntityLabel::Org);
    let typed =
        || super::names::core_at(block, from, lists).filter(|t| t.label == EntityLabel::Org);
    let to = listed.map(|h| h.end).or_else(|| typed().map(|t| t.end));
    to.is_some_and(|to| speaks(block.word(to)))
}

/// ", Minister of …", ", the Secretary-General's Special Representative".
fn holds_office(block: &Block, end: usize, lists: &Lists) -> bool {
    if !block.punct(end, b',') {
        return false;
    }
    let mut at = end + 1;
    while at < end + 6 {
        if titles::at(block, at, lists).is_some() {
            return true;
        }
        let passed = block.is(at, THE) || block.kind(at) == Some(Kind::Possessive);
        at = if passed {
            at + 1
        } else {
            lists.names.longest(block, at).map_or(usize::MAX, |h| h.end)
        };
    }
    false
}

/// ", a PhD candidate …", ", the party's spokesperson", ", 54,".
fn apposition(block: &Block, end: usize) -> bool {
    if !block.punct(end, b',') {
        return false;
    }
    let at = end + 1;
    let age = block.kind(at) == Some(Kind::Number)
        && block.word(at).len() == 2
        && block.punct(at + 1, b',');
    let article = matches!(
        block.word(at),
        "a" | "an"
            | "the"
            | "who"
            | "former"
            | "then"
            | "deputy"
            | "vice"
            | "director"
            | "chief"
            | "head"
    );
    let role = (at..at + 8).any(|k| is_role(block.word(k)));
    age || block.word(at) == "who" || (article || is_role(block.word(at))) && role
}

/// A common noun for what somebody does.
pub(super) fn is_role(word: &str) -> bool {
    matches!(
        word,
        "candidate"
            | "delegate"
            | "spokeswomen"
            | "resident"
            | "reporter"
            | "correspondent"
            | "consultant"
            | "engineer"
            | "campaigner"
            | "attorney"
            | "judge"
            | "counterpart"
            | "successor"
            | "predecessor"
            | "professor"
            | "analyst"
            | "director"
            | "minister"
            | "spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "researcher"
            | "fellow"
            | "lecturer"
            | "expert"
            | "economist"
            | "lawyer"
            | "activist"
            | "journalist"
            | "president"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "secretary"
            | "ambassador"
            | "envoy"
            | "officer"
            | "official"
            | "scholar"
            | "scientist"
            | "member"
            | "founder"
            | "head"
            | "chief"
            | "adviser"
            | "advisor"
            | "representative"
            | "governor"
            | "senator"
            | "lawmaker"
            | "diplomat"
            | "specialist"
            | "coordinator"
            | "manager"
            | "student"
            | "author"
            | "historian"
            | "farmer"
            | "leader"
            | "commander"
            | "mayor"
            | "executive"
            | "editor"
            | "commissioner"
            | "negotiator"
            | "politician"
            | "academic"
    )
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Person];
        check(
            &labels,
            "
Prime Minister Pere Tamihana met Mr Olu van Dijk and H.E. SOR Vannak yesterday.
               ^^^^^^^^^^^^^ PERSON
                                    ^^^^^^^^^^^^ PERSON
                                                          ^^^^^^^^^^ PERSON
",
        );
        check(
            &labels,
            "
Quenby Ardwell, a lecturer at the college, disagreed. Ardwell left. Tovin Marsk said no.
^^^^^^^^^^^^^^ PERSON
                                                      ^^^^^^^ PERSON
                                                                    ^^^^^^^^^^^ PERSON
",
        );
        check(
            &labels,
            "
The ambassador, John P. Ondolo Jr., spoke for the Ministry of Trade.
                ^^^^^^^^^^^^^^^^^^ PERSON
",
        );
        check(
            &labels,
            "
Done at Suva in two originals.

Grace Tamihana
^^^^^^^^^^^^^^ PERSON
Ambassador of the Republic of Fiji to Uruguay
",
        );
        check(
            &labels,
            "
Opening Remarks
Minister of Trade of Fiji
",
        );
        check(
            &labels,
            "
Regional Security Outlook and Strategic Partners remain unclear.
",
        );
    }
}
