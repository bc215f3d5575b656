//! “She” for somebody who is “Mr” elsewhere; an ambassador who is a minister a few lines on.
//!
//! [`clues`] is also what the documents of a folder are compared by.

use super::context::excerpt;
use super::office_conflict::{Seat, around};
use super::{Check, Context, Evidence, Example, Finding, Page};
use crate::annotation::EntityLabel;
use crate::annotation::label::{Category, Severity};
use crate::detect::offices::Standing;
use crate::detect::{Mention, Mentions};
use crate::text::TextRange;
use crate::text::segment::char_ceil;
use memchr::memmem;
use std::collections::HashMap;

/// Finds pronouns and titles that do not agree with what is said of the person elsewhere.
pub struct ReferenceConflict;

/// What tells whether a person is a man or a woman.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// “Mr” or “Ms” before the full name.
    Title,
    /// “He” or “She” at the beginning of the sentence after one that names only this person.
    Next,
    /// “he” or “she” further on, with nobody else named in between.
    Further,
}

/// A passage that tells whether a person is a man or a woman.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clue {
    /// The name of the person.
    pub person: Box<str>,
    /// Whether it speaks of a woman.
    pub woman: bool,
    /// What tells it.
    pub kind: Kind,
    /// The passage (UTF-8 bytes).
    pub range: TextRange,
    /// Its words.
    pub words: Box<str>,
}

/// The longest look back from a pronoun, in UTF-8 bytes.
const REACH: usize = 400;
/// The same from one inside a sentence.
const NEAR: usize = 600;
/// Clues of the weaker kind that are kept of a text.
const MOST: usize = 256;
/// Words for people: where one stands in the sentence, a pronoun may mean them.
const PEOPLE: &[&str] = &[
    "wife",
    "husband",
    "mother",
    "father",
    "daughter",
    "son",
    "sister",
    "brother",
    "woman",
    "man",
    "girl",
    "boy",
    "spokeswoman",
    "spokesman",
    "spokesperson",
    "queen",
    "king",
    "princess",
    "prince",
    "lady",
    "widow",
    "aunt",
    "uncle",
    "niece",
    "nephew",
    "partner",
    "colleague",
    "counterpart",
    "predecessor",
    "successor",
    "minister",
    "president",
    "ambassador",
    "chairman",
    "chairwoman",
    "chair",
    "secretary",
    "director",
    "official",
    "officer",
    "leader",
    "chief",
    "head",
    "deputy",
    "lawyer",
    "judge",
    "doctor",
    "professor",
    "author",
    "actress",
    "actor",
    "singer",
    "someone",
    "somebody",
    "person",
    "witness",
    "victim",
    "teacher",
    "student",
    "candidate",
    "senator",
    "congresswoman",
    "congressman",
    "governor",
    "mayor",
    "envoy",
    "expert",
    "analyst",
    "reporter",
    "journalist",
    "editor",
    "founder",
    "manager",
    "owner",
    "member",
    "resident",
    "driver",
    "nurse",
];

/// The passages of a text that tell whether a person is a man or a woman, in text order.
pub fn clues(text: &str, mentions: &Mentions) -> Vec<Clue> {
    let mut out = titles(text, mentions);
    pronouns(text, mentions, &mut out);
    out.sort_by_key(|c| c.range);
    out
}

/// “Mr Olu Ferreiro”.
fn titles(text: &str, mentions: &Mentions) -> Vec<Clue> {
    let persons = mentions.labelled(EntityLabel::Person);
    let clue = |m: Mention<'_>| {
        let name = m.range.of(text)?;
        let before = text.get(char_ceil(text, m.range.start.saturating_sub(9))..m.range.start)?;
        let gap = before.len() - before.trim_end_matches([' ', '\u{a0}', '.']).len();
        let word = before
            .get(..before.len() - gap)?
            .rsplit([' ', '\n', '(', '“', '*'])
            .next()?;
        let woman = match word {
            "Mr" | "Mister" | "MR" => false,
            "Ms" | "Mrs" | "Miss" | "Madam" | "Madame" | "MS" | "MRS" => true,
            _ => return None,
        };
        let range = TextRange::new(m.range.start - gap - word.len(), m.range.end);
        (gap > 0 && name.contains(' ')).then(|| Clue {
            person: m.canonical.into(),
            woman,
            kind: Kind::Title,
            range,
            words: excerpt(range.of(text).unwrap_or_default(), 8).into(),
        })
    };
    persons.filter_map(clue).collect()
}

fn pronouns(text: &str, mentions: &Mentions, out: &mut Vec<Clue>) {
    if mentions.labelled(EntityLabel::Person).next().is_none() {
        return;
    }
    for (pronoun, woman) in [("He ", false), ("She ", true)] {
        for at in memmem::find_iter(text.as_bytes(), pronoun) {
            let person = subject_before(text, mentions, at);
            out.extend(person.map(|p| clue(text, p, (at, pronoun.trim_end()), woman, Kind::Next)));
        }
    }
    for (pronoun, woman) in [(" he ", false), (" she ", true)] {
        let mut left = MOST;
        for at in memmem::find_iter(text.as_bytes(), pronoun) {
            let person = sole_person(text, mentions, at);
            if let Some(person) = person {
                left -= 1;
                out.push(clue(
                    text,
                    person,
                    (at + 1, pronoun.trim()),
                    woman,
                    Kind::Further,
                ));
            }
            if left == 0 {
                break;
            }
        }
    }
}

/// A pronoun with the word after it.
fn clue(
    text: &str,
    person: Mention<'_>,
    (at, pronoun): (usize, &str),
    woman: bool,
    kind: Kind,
) -> Clue {
    let behind = text.get(at + pronoun.len() + 1..).unwrap_or_default();
    let letters = |c: char| c.is_alphabetic() || c == '\'' || c == '’';
    let verb = behind.len() - behind.trim_start_matches(letters).len();
    let range = TextRange::new(at, at + pronoun.len() + 1 + verb.min(40));
    let range = if verb == 0 || verb > 40 {
        TextRange::new(at, at + pronoun.len())
    } else {
        range
    };
    Clue {
        person: person.canonical.into(),
        woman,
        kind,
        range,
        words: range.of(text).unwrap_or_default().into(),
    }
}

/// The person of the sentence before a pronoun that begins one, in the same paragraph, where nobody else is in it.
fn subject_before<'m>(text: &str, mentions: &'m Mentions, at: usize) -> Option<Mention<'m>> {
    let head = text.get(char_ceil(text, at.saturating_sub(REACH))..at)?;
    let closed = head.trim_end_matches([' ', '“', '"', '\u{a0}']);
    let ended = closed.trim_end_matches(['”', '"', '’', ')']);
    let spaced = closed.len() < head.len();
    if !spaced
        || !ended.ends_with(['.', '?', '!', ','])
        || ended.ends_with(',') && ended.len() == closed.len()
    {
        return None;
    }
    let body = ended.get(..ended.len() - 1)?;
    let begun = match sentence_start(body) {
        None if head.len() == at => 0,
        begun => begun?,
    };
    let from = at - head.len() + begun;
    only_person(
        text,
        mentions,
        TextRange::new(from, at - head.len() + body.len()),
    )
}

/// Where the last sentence of a text begins; `None` where it does not begin in it.
fn sentence_start(body: &str) -> Option<usize> {
    let mut end = body.len();
    loop {
        let head = body.get(..end)?;
        let at = head.rfind(['.', '?', '!', '\n'])?;
        let behind = body.get(at + 1..)?;
        let next = behind.trim_start_matches(['”', '"', '’', ')']);
        let starts = next.trim_start_matches([' ', '“', '"', '*']);
        let initial = is_abbreviation(body.get(..at)?);
        let line = body.as_bytes().get(at) == Some(&b'\n');
        if line
            || next.starts_with([' ', '\n']) && starts.starts_with(char::is_uppercase) && !initial
        {
            return Some(at + 1 + behind.len() - starts.len());
        }
        end = at;
    }
}

/// Whether a full stop behind these words belongs to the last of them: “Mr”, “J”, “U.S”.
fn is_abbreviation(before: &str) -> bool {
    let word = before
        .rsplit([' ', '\n', '(', '“'])
        .next()
        .unwrap_or_default();
    let short = word.chars().filter(|c| c.is_alphabetic()).count() < 2 || word.contains('.');
    short
        || matches!(
            word,
            "Mr" | "Ms"
                | "Mrs"
                | "Dr"
                | "Gen"
                | "Sen"
                | "Rep"
                | "Gov"
                | "Lt"
                | "Col"
                | "St"
                | "No"
                | "Prof"
        )
}

/// The person of the paragraph up to a pronoun inside a sentence, where nobody else is named in it.
fn sole_person<'m>(text: &str, mentions: &'m Mentions, at: usize) -> Option<Mention<'m>> {
    let from = char_ceil(text, at.saturating_sub(NEAR));
    let head = text.get(from..at)?;
    let start = head.rfind('\n').map_or(0, |n| n + 1);
    only_person(text, mentions, TextRange::new(from + start, at))
}

/// The one person named in a passage, where no other word in it stands for one.
fn only_person<'m>(text: &str, mentions: &'m Mentions, range: TextRange) -> Option<Mention<'m>> {
    let mut person: Option<Mention<'m>> = None;
    let mut titles: Vec<TextRange> = Vec::new();
    for (_, m) in mentions.over(range) {
        match m.label {
            EntityLabel::Person if person.is_some_and(|p| p.canonical != m.canonical) => {
                return None;
            }
            EntityLabel::Person => person = person.or(Some(m)),
            EntityLabel::Title => titles.push(m.range),
            _ => {}
        }
    }
    let person = person.filter(|p| p.range.start >= range.start)?;
    // The office of the person stands beside the name.
    let beside = |t: &TextRange| {
        let gap = TextRange::new(t.end.min(person.range.end), t.start.max(person.range.start));
        gap.len() <= 6
            || gap
                .of(text)
                .is_some_and(|g| g.len() < 60 && g.contains(','))
    };
    if !titles.iter().all(beside) {
        return None;
    }
    let inside = |at: usize| titles.iter().any(|t| t.contains(at)) || person.range.contains(at);
    let mut others = words(text, range).filter(|(at, _)| !inside(*at));
    let anybody = others
        .any(|(_, word)| word.len() > 2 && PEOPLE.contains(&word.to_ascii_lowercase().as_str()));
    (!anybody).then_some(person)
}

/// The words of a passage with where they begin (UTF-8 bytes).
fn words(text: &str, range: TextRange) -> impl Iterator<Item = (usize, &str)> {
    let passage = range.of(text).unwrap_or_default();
    let base = passage.as_ptr() as usize;
    let parts = passage.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|w| !w.is_empty())
        .map(move |w| (range.start + w.as_ptr() as usize - base, w))
}

/// How a text, or several, speak of a person.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    /// “Mr” and “Ms”.
    pub titles: [u32; 2],
    /// Pronouns.
    pub pronouns: [u32; 2],
}

impl Tally {
    /// Counts a clue.
    pub fn add(&mut self, clue: &Clue) {
        let of = usize::from(clue.woman);
        let all = if clue.kind == Kind::Title {
            &mut self.titles
        } else {
            &mut self.pronouns
        };
        if let Some(n) = all.get_mut(of) {
            *n += 1;
        }
    }

    /// Whether it speaks against a clue of the kind that is marked: of the other sex throughout, and more than once.
    pub fn is_against(&self, clue: &Clue, own: &Self) -> bool {
        let (this, other) = (usize::from(clue.woman), usize::from(!clue.woman));
        let at = |all: &[u32; 2], n: usize| all.get(n).copied().unwrap_or_default();
        let weight = |t: &Self, n: usize| 2 * at(&t.titles, n) + at(&t.pronouns, n);
        let said = matches!(clue.kind, Kind::Title | Kind::Next);
        said && weight(self, other) >= 2
            && weight(self, other) > weight(self, this).max(weight(own, this))
    }
}

impl Check for ReferenceConflict {
    fn id(&self) -> &'static str {
        "reference_conflict"
    }

    fn category(&self) -> Category {
        Category::ReferenceConflict
    }

    fn about(&self) -> &'static str {
        "A pronoun or a title that does not agree with what the document, or the folder, says of the person elsewhere: “She” \
         for somebody who is “Mr” or “he” in other places, an ambassador who is a minister a few lines on."
    }

    fn page(&self) -> Page {
        Page {
            matters: "Either the sentence is about somebody else than one thinks, or the text was put together from several \
                      without being read: what it attributes to the person is in doubt.",
            examples: &[
                Example {
                    text: "Mr Olu Ferreiro opened the new harbour on Monday. She thanked the builders for their work.\n",
                    found: "She thanked",
                },
                Example {
                    text: "Ms Ana Kealoha opened the session of the forum. Roads were spoken of first.\n\n\
                           Mr Ana Kealoha closed the session in the evening.\n",
                    found: "Mr Ana Kealoha",
                },
            ],
            false_alarms: "A sentence about somebody who is not named, after one that names a person. A pronoun is looked at only \
                           where it begins the sentence after one in which nobody but this person is named or spoken of.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let (text, mentions) = (context.text, context.input.mentions);
        let clues = clues(text, mentions);
        let mut tallies: HashMap<&str, Tally> = HashMap::new();
        for clue in &clues {
            tallies.entry(&clue.person).or_default().add(clue);
        }
        let mut told: Vec<&str> = Vec::new();
        for clue in &clues {
            let tally = tallies.get(&*clue.person).copied().unwrap_or_default();
            // What speaks for it is the clue itself, and others like it.
            let against =
                tally.is_against(clue, &Tally::default()) || is_second_title(clue, &clues, &tally);
            if against && !told.contains(&&*clue.person) {
                told.push(&clue.person);
                out.extend(self.finding(text, clue, &clues));
            }
            if told.len() > 64 {
                break;
            }
        }
        self.offices(context, out);
    }
}

/// Whether a title comes after the other one, where each stands as often.
fn is_second_title(clue: &Clue, clues: &[Clue], tally: &Tally) -> bool {
    let [men, women] = tally.titles;
    let earlier = |c: &Clue| {
        c.kind == Kind::Title
            && c.person == clue.person
            && c.woman != clue.woman
            && c.range.start < clue.range.start
    };
    clue.kind == Kind::Title && men > 0 && men == women && clues.iter().take(MOST).any(earlier)
}

/// How a clue speaks of the person, for people.
pub fn spoken(clue: &Clue) -> &'static str {
    match (clue.kind, clue.woman) {
        (Kind::Title, true) => "Ms",
        (Kind::Title, false) => "Mr",
        (_, true) => "she",
        (_, false) => "he",
    }
}

impl ReferenceConflict {
    fn finding(&self, text: &str, clue: &Clue, clues: &[Clue]) -> Option<Finding> {
        let against = clues
            .iter()
            .filter(|c| c.person == clue.person && c.woman != clue.woman);
        let other = against
            .clone()
            .find(|c| c.kind == Kind::Title)
            .or_else(|| against.clone().next())?;
        let reason = format!(
            "{} is “{}” here, but “{}” elsewhere in the document (“{}”)",
            clue.person,
            spoken(clue),
            spoken(other),
            other.words
        );
        let evidence = Evidence::here(text, other.range, format!("speaks of {}", clue.person));
        let sure = clue.kind == Kind::Title && other.kind == Kind::Title;
        let finding =
            Finding::new(self, clue.range, Severity::Medium, reason).because_of([evidence]);
        Some(if sure { finding } else { finding.on_demand() })
    }

    /// A person with two offices of which one person holds one at a time.
    fn offices(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let (text, seats) = (context.text, context.seats());
        let mut first: HashMap<&str, &Seat> = HashMap::new();
        let now = |s: &&Seat| s.standing == Standing::Holds && !s.change;
        for seat in seats.iter().filter(now) {
            let Some(class) = class(&seat.office) else {
                continue;
            };
            let known = *first.entry(&seat.person).or_insert(seat);
            if self::class(&known.office).is_some_and(|c| c != class) && is_apart(text, known, seat)
            {
                let reason = format!(
                    "{} is {} here, but {} elsewhere in the document (“{}”), and nothing speaks of a change",
                    seat.person, seat.title, known.title, known.words
                );
                let evidence = Evidence::here(text, known.range, "gives the person another office");
                let finding = Finding::new(self, seat.range, Severity::Medium, reason);
                out.push(finding.because_of([evidence]).on_demand());
            }
        }
    }
}

/// Offices that nobody holds beside one of another class.
fn class(office: &str) -> Option<u8> {
    match office {
        "ambassador" => Some(0),
        "prime minister" | "president" | "king" | "queen" => Some(1),
        o if o.starts_with("minister of ") => Some(2),
        _ => None,
    }
}

/// Whether two passages stand in different sentences; “Prime Minister and Minister of Defence” is one person's.
fn is_apart(text: &str, one: &Seat, other: &Seat) -> bool {
    let pair = (class(&one.office), class(&other.office));
    let may_both = matches!(pair, (Some(1), Some(2)) | (Some(2), Some(1)));
    !may_both && !around(text, one.range).overlaps(other.range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn pronouns_and_titles_that_do_not_agree() {
        expect(
            &ReferenceConflict,
            "\
Mr Olu Ferreiro opened the harbour. He thanked the builders.
On Tuesday Olu Ferreiro left for Fiji. She said that she would be back.
                                       ^^^^^^^^ medium/2: is “she” here, but “Mr” elsewhere",
        );
        expect(
            &ReferenceConflict,
            "\
Mr Olu Ferreiro opened the harbour.
Ms Olu Ferreiro went home.
^^^^^^^^^^^^^^^ medium: is “Ms” here, but “Mr” elsewhere",
        );
    }

    #[test]
    fn an_ambassador_is_no_minister() {
        expect(
            &ReferenceConflict,
            "\
Olu Ferreiro, Ambassador of Tonga to Fiji, spoke first. Many listened.
Later Minister of Fisheries Olu Ferreiro left the hall.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: but Ambassador elsewhere",
        );
    }

    #[test]
    fn others_may_be_meant() {
        silent(
            &ReferenceConflict,
            &[
                "Mr Olu Ferreiro met his wife in the hall. She thanked him.",
                "Mr Olu Ferreiro met Ms Ana Kealoha. She thanked him.",
                "Mr Olu Ferreiro spoke to the minister. She thanked him.",
                "Mr Olu Ferreiro spoke. The island was quiet. She is a fine ship.",
                "Mr Ferreiro married. Mrs Ferreiro wrote books. She lives in Suva.",
                "Ms Ana Kealoha spoke. She left. She came back, and she stayed.",
                "Prime Minister Olu Ferreiro, who is also Minister of Fisheries, spoke.",
                "Olu Ferreiro, then Ambassador of Tonga to Fiji, is Minister of Fisheries.",
            ],
        );
    }
}
