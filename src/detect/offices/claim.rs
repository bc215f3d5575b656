//! What a text says about persons and their offices: "Prime Minister Olu Ferreiro", "Ana Kealoha, then Minister of Ports
//! of Tonga,".

use crate::annotation::EntityLabel;
use crate::detect::{Mention, Mentions, is_honorific};
use crate::text::TextRange;

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
pub(super) struct Offices {
    /// Indices of the titles.
    titles: Vec<usize>,
    pub bodies: [Option<u32>; 2],
    pub named: Option<TextRange>,
    pub start: usize,
    pub end: usize,
    /// Index of the mention before the first, and of the one after the last.
    pub before: Option<usize>,
    pub after: usize,
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
            reader.body_behind_person(&mut offices, person);
            reader.body_over_signature(&mut offices, person);
            let around = sentence(at).and_then(|s| s.of(text)).unwrap_or_default();
            let standing = if looks_back(around) {
                standing.max(Standing::Then)
            } else {
                standing
            };
            let claim = |title: &usize| reader.claim(&offices, *title, person, standing, around);
            out.extend(offices.titles.iter().filter_map(claim));
        }
        at = offices.after.max(at + 1);
    }
    out
}

pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub mentions: &'t Mentions,
}

impl Reader<'_> {
    pub fn gap(&self, from: usize, to: usize) -> Option<&str> {
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
        self.body_by_kind(&mut found);
        self.body_behind_comma(&mut found);
        self.institution_behind(&mut found);
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

    /// Who holds the offices: a person right after them; else one before, in front of a comma; else one after a comma.
    fn holder(&self, offices: &Offices) -> Option<(usize, Standing)> {
        let person = |n: usize| {
            self.mentions
                .get(n)
                .filter(|m| m.label == EntityLabel::Person)
        };
        // "the Director-General of the Port Authority, Capt. Ana Kealoha".
        let next = offices.after + usize::from(self.is_rank(offices.after));
        let aide = self.is_of_aide(offices.start);
        let after = person(next)
            .and_then(|_| self.mentions.get(offices.after))
            .and_then(|p| self.gap(offices.end, p.range.start))
            .and_then(after_office)
            .filter(|near| !aide || matches!(near, Near::Close));
        // "was sworn in on 29 June 2024 as": the date stands between.
        let date = |n: usize| {
            let found = self.mentions.get(n)?;
            (found.label == EntityLabel::Date).then_some(())?;
            n.checked_sub(1)
        };
        let first = offices.before.and_then(|n| date(n).or(Some(n)));
        let before = first
            .and_then(person)
            .and_then(|p| self.gap(p.range.end, offices.start))
            .and_then(after_person);
        let spoken = self.spoken_before(offices, false);
        // "Among those who spoke was the Prime Minister, Ana Kealoha": nothing is over.
        let inverted = || self.spoken_before(offices, true);
        match (after, before) {
            (Some(Near::Close), _) => Some((next, inverted())),
            (_, Some(standing)) => Some((first?, standing.max(spoken))),
            (Some(Near::Apart), None) => Some((next, inverted())),
            (None, None) => None,
        }
    }

    /// Whether a title is a rank that stands before a name: "Capt.".
    fn is_rank(&self, title: usize) -> bool {
        const RANKS: &[&str] = &[
            "capt",
            "captain",
            "col",
            "colonel",
            "gen",
            "general",
            "lt",
            "lieutenant",
            "maj",
            "major",
            "brig",
            "brigadier",
            "adm",
            "admiral",
            "cdr",
            "commander",
            "justice",
            "judge",
            "sheikh",
            "professor",
            "prof",
            "ambassador",
            "sir",
            "marshal",
            "commodore",
            "sgt",
            "datuk",
        ];
        let found = self
            .mentions
            .get(title)
            .filter(|m| m.label == EntityLabel::Title);
        let rank = found.and_then(|m| m.range.of(self.text)).is_some_and(|t| {
            let mut words = t.split([' ', '-', '.']).filter(|w| !w.is_empty());
            words.all(|w| RANKS.contains(&w.to_ascii_lowercase().as_str()))
        });
        let next = self.mentions.get(title + 1);
        let joined = found
            .zip(next)
            .and_then(|(t, n)| self.gap(t.range.end, n.range.start));
        rank && joined.is_some_and(|gap| gap.trim_start_matches('.') == " ")
    }

    /// Whether an office is that of whom somebody works for or belongs to: "an adviser to the Prime Minister".
    fn is_of_aide(&self, start: usize) -> bool {
        let from = crate::text::segment::char_ceil(self.text, start.saturating_sub(48));
        is_of_aide(self.text.get(from..start).unwrap_or_default())
    }

    /// What the words before the offices, or the first title itself, say of the time.
    fn spoken_before(&self, offices: &Offices, inverted: bool) -> Standing {
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
        let parts = |c: char| c.is_whitespace() || c == '-';
        let last = before.split(parts).filter(|w| !w.is_empty()).rev().take(2);
        let last = last.filter(|w| !(inverted && matches!(*w, "was" | "were")));
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

/// Whether the words before an office make it that of whom somebody works for or belongs to: "an adviser to the".
pub fn is_of_aide(before: &str) -> bool {
    const AIDES: &[&str] = &[
        "adviser",
        "advisor",
        "aide",
        "assistant",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "representative",
        "secretary",
        "wife",
        "husband",
        "son",
        "daughter",
        "brother",
        "sister",
        "staff",
        "counsel",
        "lawyer",
        "speechwriter",
        "predecessor",
        "successor",
        "deputy",
        "delegate",
        "office",
        "critic",
        "rival",
        "ally",
    ];
    let before = before
        .rsplit(['.', ',', ';', '\n'])
        .next()
        .unwrap_or_default();
    let mut words = before.split(' ').filter(|w| !w.is_empty()).rev();
    let mut word = words.next();
    if word.is_some_and(|w| w == "the" || w.starts_with(char::is_uppercase)) {
        word = words.next();
    }
    word.is_some_and(|w| matches!(w, "to" | "of" | "for"))
        && words
            .next()
            .is_some_and(|w| AIDES.contains(&w.to_ascii_lowercase().as_str()))
}

/// Whether the gap between two titles makes them offices of one person.
fn joins_titles(gap: &str) -> bool {
    matches!(gap.trim(), "and" | "&" | ", and" | "and the" | "cum")
}

/// How near a person stands to an office before it.
pub(super) enum Near {
    /// Nothing but a space and honorifics between.
    Close,
    /// A comma or a line end.
    Apart,
}

/// What stands between an office and a person after it, if it joins them.
pub(super) fn after_office(gap: &str) -> Option<Near> {
    let lines = gap.matches('\n').count();
    let comma = gap.trim_start().starts_with([',', ':']);
    let names = gap.trim_start_matches([' ', ',', ':', '\n', '\r', '*']);
    let mut words = names.split_whitespace();
    // "the Hon.".
    let polite = words.all(|w| w == "the" || is_honorific(w.trim_end_matches(['.', ',', '*'])));
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
pub(super) fn after_person(gap: &str) -> Option<Standing> {
    let trimmed = gap.trim_start_matches([' ', '*']);
    let joined = trimmed.starts_with([',', '(', '\u{2013}', '\u{2014}', '\n', '\r', '-']);
    let said = [
        "is ",
        "was ",
        "as ",
        "who ",
        "became ",
        "remains ",
        "has been ",
        "took ",
    ];
    let verb = said.iter().any(|v| trimmed.starts_with(v));
    if !(joined || verb) || gap.matches('\n').count() > 1 {
        return None;
    }
    let words = || {
        gap.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
    };
    // "was sworn in on 29 June 2024 as": whatever else stands there tells when and how.
    if verb && words().any(|w| CAME.contains(&w)) {
        return Some(Standing::Then);
    }
    let words = words();
    let mut standing = Standing::Holds;
    for word in words {
        if !FILLERS.contains(&word) && standing_of(word) == Standing::Holds {
            return None;
        }
        standing = standing.max(standing_of(word));
    }
    Some(standing)
}

/// Verbs by which a person comes into an office.
const CAME: &[&str] = &[
    "appointed",
    "named",
    "elected",
    "sworn",
    "inaugurated",
    "confirmed",
    "installed",
    "nominated",
];

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
        "elect" | "designate" | "incoming" | "nominee" | "candidate" | "shadow" => {
            Standing::Designate
        }
        "acting" | "interim" | "caretaker" => Standing::Acting,
        _ => Standing::Holds,
    }
}

/// Beginnings of words by which a sentence speaks of a change in an office.
const CHANGES: &[&str] = &[
    "succeed",
    "successor",
    "succession",
    "predecess",
    "replac",
    "resign",
    "elected",
    "appoint",
    "sworn",
    "inaugurat",
    "oust",
    "takeover",
    "dismiss",
    "outgoing",
];

/// Turns of phrase that do; their verbs alone mean other things ("took part", "handled", "steps").
const TURNS: &[&str] = &[
    "stepped down",
    "stepping down",
    "steps down",
    "step down",
    "handover",
    "took over",
    "takes over",
    "taking over",
    "took office",
    "takes office",
    "taking office",
    "taken office",
    "took up",
    "assumed office",
    "assumed the",
    "took the oath",
    "reshuffle",
];

/// Words for what is given up or taken, which may be anything: a letter, a prize.
const GIVEN: &[&str] = &[
    "handed over",
    "hands over",
    "handing over",
    "hand over",
    "transition",
];

/// Words that tell that it is an office.
const OFFICE: &[&str] = &[
    "power",
    "office",
    "presidency",
    "premiership",
    "government",
    "leadership",
    "chairmanship",
    "chairship",
    "portfolio",
    "duties",
    "successor",
    "reins",
    "helm",
    "post",
];

/// Whether a sentence speaks of what was said or done years ago: "As early as 1996, …".
fn looks_back(sentence: &str) -> bool {
    // Of either case at the beginning.
    const OPENINGS: &[&str] = &["s early as ", "ack in ", "s far back as ", "lready in "];
    OPENINGS.iter().any(|o| {
        let rest = sentence.find(o).and_then(|n| sentence.get(n + o.len()..));
        rest.is_some_and(|r| r.bytes().take_while(u8::is_ascii_digit).count() == 4)
    })
}

/// Whether a sentence speaks of a change in an office.
pub fn speaks_of_change(sentence: &str) -> bool {
    let small = sentence.to_ascii_lowercase();
    let mut words = small.split(|c: char| !c.is_alphanumeric());
    let changes = |text: &str, turns: &[&str]| turns.iter().any(|turn| text.contains(turn));
    words.any(|word| CHANGES.iter().any(|c| word.starts_with(c)))
        || changes(&small, TURNS)
        || changes(&small, GIVEN) && changes(&small, OFFICE)
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
                "Ana Kealoha, Director-General of the Coral Ledger, spoke.",
                "Coral Ledger",
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
