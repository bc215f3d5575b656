//! What a text says about persons and their offices: "Prime Minister Olu Ferreiro", "Ana Kealoha, then Minister of Ports
//! of Tonga,".

use crate::annotation::EntityLabel;
use crate::detect::{Mention, Mentions, country_named, is_honorific};
use crate::text::{TextRange, lexicon};

/// How a person stands to an office.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Holds it.
    Holds,
    /// Acts in it for somebody else.
    Acting,
    /// Is to hold it.
    Designate,
    /// Held it at a time that the text speaks of ("then").
    Then,
    /// Held it before.
    Former,
}

impl Standing {
    /// The id that the command line uses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Acting => "acting",
            Self::Designate => "designate",
            Self::Then => "then",
            Self::Former => "former",
        }
    }
}

/// A passage that gives a person an office. Mentions are known by their index in the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    /// The person.
    pub person: u32,
    /// The office.
    pub title: u32,
    /// Countries and institutions that the office belongs to or goes to, in the order of the text.
    pub bodies: [Option<u32>; 2],
    /// Words (UTF-8 bytes) that name what it belongs to where no mention does: a country or an institution unknown so far.
    pub named: Option<(u32, u32)>,
    /// How the person stands to it.
    pub standing: Standing,
    /// Whether the sentence speaks of a change in the office.
    pub change: bool,
    /// The passage (UTF-8 bytes).
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

impl Claim {
    /// The passage (UTF-8 bytes).
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }
}

/// Titles that stand together for one person, with what they belong to.
struct Offices {
    /// Indices of the titles.
    titles: Vec<usize>,
    bodies: [Option<u32>; 2],
    named: Option<TextRange>,
    start: usize,
    end: usize,
    /// Index of the mention before the first, and of the one after the last.
    before: Option<usize>,
    after: usize,
}

impl Offices {
    /// Whether nothing says yet what they belong to.
    fn free(&self) -> bool {
        self.bodies == [None; 2] && self.named.is_none()
    }
}

/// Most titles of one person in a row.
const MOST_TITLES: usize = 4;
/// Longest gap (UTF-8 bytes) between a person and an office.
const GAP: usize = 60;

/// The claims of a text. `sentence` gives the sentence (UTF-8 bytes) around a mention.
pub fn claims(
    text: &str,
    mentions: &Mentions,
    sentence: impl Fn(usize) -> Option<TextRange>,
) -> Vec<Claim> {
    let reader = Reader { text, mentions };
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(mention) = mentions.get(at) {
        if mention.label != EntityLabel::Title {
            at += 1;
            continue;
        }
        let mut offices = reader.offices(at, mention);
        if let Some((person, standing)) = reader.holder(&offices) {
            reader.body_of_list(&mut offices, person);
            let around = sentence(at).and_then(|s| s.of(text)).unwrap_or_default();
            let claim = |title: &usize| reader.claim(&offices, *title, person, standing, around);
            out.extend(offices.titles.iter().filter_map(claim));
        }
        at = offices.after.max(at + 1);
    }
    out
}

struct Reader<'t> {
    text: &'t str,
    mentions: &'t Mentions,
}

impl Reader<'_> {
    fn gap(&self, from: usize, to: usize) -> Option<&str> {
        let gap = self.text.get(from..to)?;
        (gap.len() <= GAP).then_some(gap)
    }

    /// The titles from this one on that "and" joins, with what they belong to.
    fn offices(&self, first: usize, title: Mention<'_>) -> Offices {
        let mut found = Offices {
            titles: vec![first],
            bodies: [None; 2],
            named: None,
            start: title.range.start,
            end: title.range.end,
            before: first.checked_sub(1),
            after: first + 1,
        };
        self.body_before(&mut found);
        self.bodies_after(&mut found);
        self.named(&mut found);
        self.body_behind_comma(&mut found);
        while found.titles.len() < MOST_TITLES
            && let Some(next) = self.mentions.get(found.after)
            && next.label == EntityLabel::Title
            && self
                .gap(found.end, next.range.start)
                .is_some_and(joins_titles)
        {
            found.titles.push(found.after);
            found.end = next.range.end;
            found.after += 1;
            self.bodies_after(&mut found);
        }
        found
    }

    /// "Tongan Prime Minister", "Tonga's Minister of Ports".
    fn body_before(&self, found: &mut Offices) {
        let Some(mention) = found.before.and_then(|b| self.mentions.get(b)) else {
            return;
        };
        let body = matches!(
            mention.label,
            EntityLabel::Place | EntityLabel::Org | EntityLabel::Norp
        );
        let gap = self.gap(mention.range.end, found.start).unwrap_or("-");
        if body
            && matches!(
                gap.trim_start_matches(['\'', '\u{2019}']),
                " " | "s " | "\n"
            )
        {
            found.bodies = [found.before.map(|b| b as u32), None];
            found.start = mention.range.start;
            found.before = found.before.and_then(|b| b.checked_sub(1));
        }
    }

    /// "of the Kingdom of Tonga", "of Fiji to ASEAN", "of Tonga's Ministry of Ports"; "in New York" behind an institution
    /// only says where that is.
    fn bodies_after(&self, found: &mut Offices) {
        while let Some(mention) = self.mentions.get(found.after) {
            let body = matches!(mention.label, EntityLabel::Place | EntityLabel::Org);
            let gap = self.gap(found.end, mention.range.start).unwrap_or("-");
            let last = found.bodies.iter().flatten().last();
            let last = last.and_then(|&b| self.mentions.get(b as usize));
            let of = |label| last.is_some_and(|m| m.label == label);
            let seat = of(EntityLabel::Org) && gap.trim() == "in";
            let owned = of(EntityLabel::Place)
                && mention.label == EntityLabel::Org
                && matches!(gap, "'s " | "\u{2019}s ");
            if !body || !(belongs(gap) || owned) {
                return;
            }
            if !seat {
                let Some(slot) = found.bodies.iter_mut().find(|b| b.is_none()) else {
                    return;
                };
                *slot = Some(found.after as u32);
                if owned {
                    found.bodies.reverse();
                }
            }
            found.end = mention.range.end;
            found.after += 1;
        }
    }

    /// What the office belongs to by words that nobody has found to be a name: "of Arvania", "Arvania's".
    fn named(&self, found: &mut Offices) {
        let one = found.bodies[1].is_none();
        if let Some(range) = one.then(|| named_before(self.text, found.start)).flatten() {
            (found.named, found.start) = (Some(range), range.start);
            return;
        }
        if !found.free() {
            return;
        }
        let limit = self.next_name(found.after, found.end);
        let Some(range) = named_after(self.text, found.end, limit) else {
            return;
        };
        (found.named, found.end) = (Some(range), range.end);
        while self
            .mentions
            .get(found.after)
            .is_some_and(|m| m.range.start < range.end)
        {
            found.after += 1;
        }
        self.bodies_after(found);
    }

    /// Where the next person or office begins behind `from`, or how far a name may reach.
    fn next_name(&self, mut at: usize, from: usize) -> usize {
        let reach = (from + LONGEST_NAME).min(self.text.len());
        let reach = crate::text::segment::char_floor(self.text, reach);
        while let Some(mention) = self.mentions.get(at).filter(|m| m.range.start < reach) {
            if matches!(mention.label, EntityLabel::Person | EntityLabel::Title) {
                return mention.range.start;
            }
            at += 1;
        }
        reach
    }

    /// "Ana Kealoha, Minister of Ports, Tonga".
    fn body_behind_comma(&self, found: &mut Offices) {
        let person = found.before.and_then(|b| self.mentions.get(b));
        let person = person.filter(|p| p.label == EntityLabel::Person);
        let joined = person.is_some_and(|p| {
            let gap = self.gap(p.range.end, found.start);
            gap.and_then(after_person).is_some()
        });
        let institution = found.bodies[0].and_then(|b| self.mentions.get(b as usize));
        let open = found.bodies[1].is_none()
            && found.named.is_none()
            && institution.is_none_or(|b| b.label == EntityLabel::Org);
        let place = self.mentions.get(found.after);
        let Some(place) = place.filter(|_| joined && open) else {
            return;
        };
        let country = place.label == EntityLabel::Place
            && country_named(place.canonical).is_some()
            && self.gap(found.end, place.range.start) == Some(", ");
        let behind = self.text.get(place.range.end..).unwrap_or_default();
        let closed = behind.is_empty() || behind.starts_with(['.', ',', ';', ')', '\n', '\r']);
        if country && closed {
            let free = found.bodies.iter_mut().find(|b| b.is_none());
            free.into_iter().for_each(|b| *b = Some(found.after as u32));
            found.end = place.range.end;
            found.after += 1;
        }
    }

    /// "Tonga: Hon. Ana Kealoha, Minister of Ports": a list of who came for whom.
    fn body_of_list(&self, found: &mut Offices, person: usize) {
        let before = person.checked_sub(1).filter(|_| found.free());
        let Some((number, body)) = before.and_then(|b| Some((b, self.mentions.get(b)?))) else {
            return;
        };
        let start = self.mentions.get(person).map_or(0, |p| p.range.start);
        let begun = self.text.get(..body.range.start).unwrap_or_default();
        let begun = begun.trim_end_matches([' ', '-', '*', '•', '–']);
        let opens = begun.is_empty() || begun.ends_with(['\n', ';']);
        let listed = self.gap(body.range.end, start).is_some_and(|gap| {
            gap.starts_with([':', '(']) && !gap.contains('\n') && after_office(gap).is_some()
        });
        if opens && listed && matches!(body.label, EntityLabel::Place | EntityLabel::Org) {
            found.bodies[0] = Some(number as u32);
        }
    }

    /// Who holds the offices: a person right after them; else one before, in front of a comma; else one after a comma.
    fn holder(&self, offices: &Offices) -> Option<(usize, Standing)> {
        let person = |n: usize| {
            self.mentions
                .get(n)
                .filter(|m| m.label == EntityLabel::Person)
        };
        let after = person(offices.after)
            .and_then(|p| self.gap(offices.end, p.range.start))
            .and_then(after_office);
        let before = offices
            .before
            .and_then(person)
            .and_then(|p| self.gap(p.range.end, offices.start))
            .and_then(after_person);
        let spoken = self.spoken_before(offices);
        match (after, before) {
            (Some(Near::Close), _) => Some((offices.after, spoken)),
            (_, Some(standing)) => Some((offices.before?, standing.max(spoken))),
            (Some(Near::Apart), None) => Some((offices.after, spoken)),
            (None, None) => None,
        }
    }

    /// What the words before the offices, or the first title itself, say of the time.
    fn spoken_before(&self, offices: &Offices) -> Standing {
        let from = offices.start.saturating_sub(24);
        let from = crate::text::segment::char_ceil(self.text, from);
        let before = self.text.get(from..offices.start).unwrap_or_default();
        let before = before
            .rsplit(['.', ',', ';', '\n', '('])
            .next()
            .unwrap_or_default();
        let title = self
            .text
            .get(offices.start..offices.end)
            .unwrap_or_default();
        let last = before.split_whitespace().rev().take(2);
        let words = last.chain(title.split([' ', '-', '\n']));
        words.map(standing_of).max().unwrap_or(Standing::Holds)
    }

    fn claim(
        &self,
        offices: &Offices,
        title: usize,
        person: usize,
        standing: Standing,
        sentence: &str,
    ) -> Option<Claim> {
        let who = self.mentions.get(person)?.range;
        Some(Claim {
            person: person as u32,
            title: title as u32,
            bodies: offices.bodies,
            named: offices.named.map(|n| (n.start as u32, n.end as u32)),
            standing,
            change: speaks_of_change(sentence),
            start: who.start.min(offices.start) as u32,
            end: who.end.max(offices.end) as u32,
        })
    }
}

/// Whether the gap between two titles makes them offices of one person.
fn joins_titles(gap: &str) -> bool {
    matches!(gap.trim(), "and" | "&" | ", and" | "and the" | "cum")
}

/// Longest name (UTF-8 bytes) that is told by its capitals alone.
const LONGEST_NAME: usize = 120;
/// Most words of a name that is told by its capitals alone.
const MOST_WORDS: usize = 6;

/// The words in capitals behind "of" or "of the" right after an office, before `limit`.
fn named_after(text: &str, from: usize, limit: usize) -> Option<TextRange> {
    let rest = text.get(from..limit.max(from))?;
    let rest = [" of ", " OF "]
        .iter()
        .find_map(|of| rest.strip_prefix(of))?;
    let rest = rest
        .strip_prefix("the ")
        .or_else(|| rest.strip_prefix("THE "))
        .unwrap_or(rest);
    let start = limit.max(from) - rest.len();
    let (mut end, mut at) = (0, 0);
    for word in rest.split_inclusive(' ').take(MOST_WORDS) {
        let bare = word.trim_end_matches([' ', ',', '.', ';', ':', ')', '\n']);
        let small = matches!(
            bare,
            "of" | "for" | "and" | "the" | "on" | "OF" | "FOR" | "AND" | "THE"
        );
        if bare.contains('\n') || !small && !is_name_word(bare) || small && at == 0 {
            break;
        }
        at += word.len();
        if !small {
            end = at - (word.len() - bare.len());
        }
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            break;
        }
    }
    let range = TextRange::new(start, start + end);
    is_own_name(range.of(text)?).then_some(range)
}

/// The words in capitals with "'s" right before an office.
fn named_before(text: &str, to: usize) -> Option<TextRange> {
    let before = text.get(..to)?;
    let before = before
        .strip_suffix("'s ")
        .or_else(|| before.strip_suffix("\u{2019}s "))?;
    let mut start = before.len();
    for word in before.rsplit(' ').take(3) {
        if !is_name_word(word) {
            break;
        }
        let at = before.len() - start;
        start -= word.len() + usize::from(at > 0);
    }
    let range = TextRange::new(start, before.len());
    is_own_name(range.of(text)?).then_some(range)
}

/// A word that begins with a capital and has letters only, hyphens and apostrophes aside.
fn is_name_word(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}'))
}

/// Whether words in capitals name something of its own: several do, one does unless it is a word of the language.
fn is_own_name(name: &str) -> bool {
    let single = !name.contains(' ');
    !name.is_empty() && !(single && lexicon::is_word(&lexicon::fold(name)))
}

fn belongs(gap: &str) -> bool {
    let gap = gap.trim().to_ascii_lowercase();
    let gap = gap.as_str();
    let gap = gap.strip_suffix("the").map_or(gap, str::trim_end);
    matches!(gap, "of" | "to" | "for" | "at" | "in")
}

/// How near a person stands to an office before it.
enum Near {
    /// Nothing but a space and honorifics between.
    Close,
    /// A comma or a line end.
    Apart,
}

/// What stands between an office and a person after it, if it joins them.
fn after_office(gap: &str) -> Option<Near> {
    let lines = gap.matches('\n').count();
    let comma = gap.trim_start().starts_with([',', ':']);
    let names = gap.trim_start_matches([' ', ',', ':', '\n', '\r', '*']);
    let mut words = names.split_whitespace();
    let polite = words.all(|w| is_honorific(w.trim_end_matches(['.', ',', '*'])));
    if !polite || lines > 1 {
        return None;
    }
    Some(if lines == 0 && !comma {
        Near::Close
    } else {
        Near::Apart
    })
}

/// What stands between a person and an office after it, if it joins them: what it says of the time.
fn after_person(gap: &str) -> Option<Standing> {
    let trimmed = gap.trim_start_matches([' ', '*']);
    let joined = trimmed.starts_with([',', '(', '\u{2013}', '\u{2014}', '\n', '\r', '-']);
    let said = ["is ", "was ", "as ", "who ", "became ", "remains "];
    let verb = said.iter().any(|v| trimmed.starts_with(v));
    if !(joined || verb) || gap.matches('\n').count() > 1 {
        return None;
    }
    let words = gap
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let mut standing = Standing::Holds;
    for word in words {
        if !FILLERS.contains(&word) && standing_of(word) == Standing::Holds {
            return None;
        }
        standing = standing.max(standing_of(word));
    }
    Some(standing)
}

/// Words between a person and an office that say nothing of the time.
const FILLERS: &[&str] = &[
    "the",
    "a",
    "an",
    "his",
    "her",
    "is",
    "as",
    "who",
    "remains",
    "current",
    "its",
    "their",
    "serving",
    "The",
    "newly",
    "new",
    "also",
    "currently",
    "as",
];

/// What a word says about whether an office is held.
fn standing_of(word: &str) -> Standing {
    match word.to_ascii_lowercase().as_str() {
        "former" | "ex" | "late" | "past" | "previous" | "retired" | "emeritus" | "formerly"
        | "outgone" | "deposed" | "ousted" => Standing::Former,
        "then" | "was" | "became" => Standing::Then,
        "elect" | "designate" | "incoming" | "nominee" | "candidate" => Standing::Designate,
        "acting" | "interim" | "caretaker" => Standing::Acting,
        _ => Standing::Holds,
    }
}

/// Beginnings of words by which a sentence speaks of a change in an office.
const CHANGES: &[&str] = &[
    "succeed",
    "success",
    "predecess",
    "replac",
    "resign",
    "elected",
    "appoint",
    "sworn",
    "inaugurat",
    "step",
    "hand",
    "oust",
    "took",
    "takeover",
    "transition",
    "dismiss",
    "outgoing",
];

fn speaks_of_change(sentence: &str) -> bool {
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    words.any(|w| {
        let word = w.to_ascii_lowercase();
        CHANGES.iter().any(|c| word.starts_with(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;
    use proptest::prelude::*;

    /// Person, office, bodies and standing of each claim.
    fn claimed(text: &str) -> Vec<String> {
        let mentions = detect(text);
        let surface = |n: u32| mentions.get(n as usize).unwrap().range.of(text).unwrap();
        let show = |c: &Claim| {
            let bodies: Vec<_> = c.bodies.iter().flatten().map(|&b| surface(b)).collect();
            let (who, what) = (surface(c.person), surface(c.title));
            format!("{who}|{what}|{}|{:?}", bodies.join("+"), c.standing)
        };
        claims(text, &mentions, |_| None).iter().map(show).collect()
    }

    #[test]
    fn offices_before_a_person() {
        for (text, expected) in [
            (
                "Prime Minister Olu Ferreiro spoke.",
                "Olu Ferreiro|Prime Minister||Holds",
            ),
            (
                "Tongan Prime Minister Olu Ferreiro spoke.",
                "Olu Ferreiro|Prime Minister|Tongan|Holds",
            ),
            (
                "Former Prime Minister of Tonga Olu Ferreiro spoke.",
                "Olu Ferreiro|Prime Minister|Tonga|Former",
            ),
            (
                "the Prime Minister of Tonga, H.E. Dr. Olu Ferreiro, spoke.",
                "Olu Ferreiro|Prime Minister|Tonga|Holds",
            ),
            (
                "The acting Foreign Minister Olu Ferreiro spoke.",
                "Olu Ferreiro|Foreign Minister||Acting",
            ),
        ] {
            assert!(
                claimed(text).contains(&expected.to_owned()),
                "{text} {:?}",
                claimed(text)
            );
        }
    }

    #[test]
    fn offices_after_a_person() {
        for (text, expected) in [
            (
                "Mr Olu Ferreiro, Prime Minister of Tonga, spoke.",
                "Olu Ferreiro|Prime Minister|Tonga|Holds",
            ),
            (
                "Mr Olu Ferreiro (then Prime Minister of Tonga) spoke.",
                "Olu Ferreiro|Prime Minister|Tonga|Then",
            ),
            (
                "Mr Olu Ferreiro, the former President of Fiji, spoke.",
                "Olu Ferreiro|President|Fiji|Former",
            ),
            (
                "Mr Olu Ferreiro, Ambassador of Fiji to Tonga, spoke.",
                "Olu Ferreiro|Ambassador|Fiji+Tonga|Holds",
            ),
        ] {
            assert!(
                claimed(text).contains(&expected.to_owned()),
                "{text} {:?}",
                claimed(text)
            );
        }
    }

    #[test]
    fn whose_office_it_is() {
        for (text, expected) in [
            (
                "Ms Ana Kealoha, Minister of Trade, Tonga, spoke.",
                "Ana Kealoha|Minister of Trade|Tonga|Holds",
            ),
            (
                "- Tonga: Hon. Ana Kealoha, Minister of Trade",
                "Ana Kealoha|Minister of Trade|Tonga|Holds",
            ),
            (
                "Ana Kealoha, MINISTER OF TRADE OF TONGA, spoke.",
                "Ana Kealoha|MINISTER OF TRADE|TONGA|Holds",
            ),
            (
                "Tonga's Ambassador to Japan, Ana Kealoha, spoke.",
                "Ana Kealoha|Ambassador|Tonga+Japan|Holds",
            ),
        ] {
            assert!(
                claimed(text).contains(&expected.to_owned()),
                "{text} {:?}",
                claimed(text)
            );
        }
    }

    #[test]
    fn names_that_nothing_else_tells_of() {
        let named = |text: &str| {
            let mentions = detect(text);
            let claims = claims(text, &mentions, |_| None);
            let range = claims.first().and_then(|c| c.named);
            range.and_then(|(a, b)| text.get(a as usize..b as usize).map(str::to_owned))
        };
        for (text, expected) in [
            (
                "The Minister of Trade of Arvonia, Ana Kealoha, spoke.",
                "Arvonia",
            ),
            ("Arvonia’s Trade Minister Ana Kealoha spoke.", "Arvonia"),
            (
                "Ana Kealoha, Director-General of the Western Grain Reserve, spoke.",
                "Western Grain Reserve",
            ),
        ] {
            assert_eq!(named(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The Minister of Trade of the Republic, Ana Kealoha, spoke.",
            "Today’s Trade Minister Ana Kealoha spoke.",
            "The Prime Minister of Tonga, Ana Kealoha, spoke.",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_of_persons_keeps_each_with_its_own() {
        let text = "Present were Mr Olu Ferreiro, Prime Minister of Tonga, Ms Ana Kealoha, President of Fiji, and others.";
        assert_eq!(
            claimed(text),
            [
                "Olu Ferreiro|Prime Minister|Tonga|Holds",
                "Ana Kealoha|President|Fiji|Holds"
            ]
        );
        assert_eq!(
            claimed("Mr Olu Ferreiro met the Prime Minister of Tonga."),
            [""; 0]
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(words in proptest::collection::vec(proptest::sample::select(vec![
            "Prime", "Minister", "of", "Tonga", ",", "Olu", "Ferreiro", "former", "(", ")", "\n", "H.E.", "é", "and", "the",
            "Mr", "Ambassador", "to", "Fiji", "–", "’s", ".", "acting",
        ]), 0..40)) {
            let text = words.join(" ");
            let mentions = detect(&text);
            for claim in claims(&text, &mentions, |_| None) {
                prop_assert!(claim.range().of(&text).is_some());
                let who = mentions.get(claim.person as usize).unwrap();
                let what = mentions.get(claim.title as usize).unwrap();
                prop_assert_eq!((who.label, what.label), (EntityLabel::Person, EntityLabel::Title));
                prop_assert!(claim.range().covers(who.range) && claim.range().covers(what.range));
            }
        }
    }
}
