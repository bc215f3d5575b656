//! One office, two holders: what a text says of who holds what, and where it names two for an office of one person.
//!
//! [`seats`] is also what the documents of a folder are compared by.

mod abroad;
mod plain;
mod whose;

use super::context::excerpt;
use super::{Check, Context, Evidence, Example, Finding, Page};
use crate::annotation::EntityLabel;
use crate::annotation::label::{Category, Severity};
use crate::detect::alike::{Parts, are_alike};
use crate::detect::known::office_terms;
use crate::detect::offices::{Claim, Standing, claims, is_single, normalised, portfolio_of};
use crate::detect::{Mentions, country_named, country_of, is_listed, metonym};
use crate::text::TextRange;
use crate::text::fold::folded;
use crate::text::language::Languages;
use crate::text::segment::{char_ceil, char_floor};
use std::collections::{HashMap, HashSet};

/// Finds offices with two holders.
pub struct OfficeConflict;

/// A person in an office, as a passage has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seat {
    /// The office as it is compared.
    pub office: String,
    /// The office as it is written.
    pub title: Box<str>,
    /// The name of the person.
    pub person: Box<str>,
    /// Where it stands (UTF-8 bytes).
    pub name: TextRange,
    /// What the office belongs to, and where an ambassador goes; none where nothing says it.
    pub bodies: Vec<(EntityLabel, String)>,
    /// What says so.
    pub said: Said,
    /// How the person stands to the office.
    pub standing: Standing,
    /// Whether the sentence speaks of a change in the office.
    pub change: bool,
    /// The passage (UTF-8 bytes).
    pub range: TextRange,
    /// Its words, shortened.
    pub words: Box<str>,
}

/// What says whose office it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Said {
    /// The passage, or another about the same person and office.
    Text,
    /// The embedded list of office holders.
    List,
    /// The text names one country far more often than all others.
    Subject,
    /// Nothing does.
    Nothing,
}

impl Seat {
    /// Whether only one person at a time can hold it.
    pub fn is_single(&self) -> bool {
        let of_country = self
            .bodies
            .first()
            .is_some_and(|b| b.0 == EntityLabel::Place);
        is_single(&self.office, of_country, self.bodies.len())
    }

    /// Whether the person is named with more than one name: one alone may be anybody's.
    pub fn is_of_full_name(&self) -> bool {
        self.person.contains(' ')
    }

    /// What the office belongs to, for people.
    pub fn of(&self) -> String {
        let names: Vec<&str> = self.bodies.iter().map(|b| b.1.as_str()).collect();
        names.join(" to ")
    }
}

/// Who holds which office by a text, in text order. Where a passage does not say whose office it is, another one about the
/// same person and office may; else the embedded list; else the country that the text is about.
pub fn seats(text: &str, mentions: &Mentions, languages: &Languages) -> Vec<Seat> {
    let sentence = |n: usize| Some(around(text, mentions.get(n)?.range));
    let claims = claims(text, mentions, sentence);
    let seat = |c: &Claim| seat(text, mentions, c);
    let mut out: Vec<Seat> = claims.iter().filter_map(seat).collect();
    let mut more = plain::seats(text, mentions, &out);
    out.append(&mut more);
    let known: HashSet<usize> = out.iter().map(|s| s.name.end).collect();
    let abroad = abroad::seats(text, languages);
    out.extend(abroad.into_iter().filter(|s| !known.contains(&s.name.end)));
    if out.is_empty() {
        return out;
    }
    out.sort_by_key(|s| (s.range.start, s.range.end));
    whose::complete(text, mentions, &mut out);
    out
}

fn seat(text: &str, mentions: &Mentions, claim: &Claim) -> Option<Seat> {
    let (person, title) = (
        mentions.get(claim.person as usize)?,
        mentions.get(claim.title as usize)?,
    );
    let bodies = claim.bodies.iter().flatten();
    let mut bodies: Vec<_> = bodies.filter_map(|&b| body(mentions, b as usize)).collect();
    let words = title.range.of(text)?.split_whitespace();
    let title = words.collect::<Vec<_>>().join(" ");
    if let Some((start, end)) = claim.named {
        let named = TextRange::new(start as usize, end as usize).of(text)?;
        bodies.insert(0, unknown_body(&normalised(&title), named));
    }
    let mut office = normalised(&title);
    sent_to(text, mentions, claim, &office, &mut bodies);
    of_capital(&office, &mut bodies);
    if office == "speaker" {
        of_country(&mut bodies);
    }
    of_central_bank(&mut office, &mut bodies);
    of_ministry(&mut office, &mut bodies);
    settle(&mut bodies);
    let said = if bodies.is_empty() {
        Said::Nothing
    } else {
        Said::Text
    };
    Some(Seat {
        office,
        title: title.into(),
        person: person.canonical.into(),
        name: person.range,
        bodies,
        said,
        standing: claim.standing,
        change: claim.change,
        range: claim.range(),
        words: excerpt(claim.range().of(text)?, 30).into(),
    })
}

/// Where an ambassador goes to a country that no list knows: "of Tonga to Arvania".
fn sent_to(
    text: &str,
    mentions: &Mentions,
    claim: &Claim,
    office: &str,
    bodies: &mut Vec<(EntityLabel, String)>,
) {
    if !matches!(office, "ambassador" | "high commissioner") || bodies.len() != 1 {
        return;
    }
    let of_mention = claim.bodies.iter().flatten().last();
    let of_mention = of_mention
        .and_then(|&b| mentions.get(b as usize))
        .map(|m| m.range.end);
    let title = mentions
        .get(claim.title as usize)
        .map_or(0, |t| t.range.end);
    let named = claim.named.map_or(0, |n| n.1 as usize);
    let from = of_mention.unwrap_or(0).max(title).max(named);
    let rest = text.get(from..).unwrap_or_default();
    let Some(rest) = rest.strip_prefix(" to ") else {
        return;
    };
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let name: Vec<&str> = rest
        .split(' ')
        .map(|w| {
            w.split([',', '.', ';', '\n', ')'])
                .next()
                .unwrap_or_default()
        })
        .take_while(|w| w.starts_with(char::is_uppercase))
        .take(1)
        .collect();
    if let [name] = name[..] {
        bodies.push((EntityLabel::Place, name.to_owned()));
    }
}

/// An ambassador in a capital is one to its country: "the Fijian ambassador in Muscat".
fn of_capital(office: &str, bodies: &mut [(EntityLabel, String)]) {
    if !matches!(office, "ambassador" | "high commissioner") {
        return;
    }
    if let [_, (EntityLabel::Place, sent)] = bodies
        && let Some(country) = metonym(sent)
    {
        country.clone_into(sent);
    }
}

/// The governor of the central bank, whose bank may be named as that of a country or not at all.
fn of_central_bank(office: &mut String, bodies: &mut Vec<(EntityLabel, String)>) {
    const BANKS: &[&str] = &["Central Bank", "Reserve Bank", "National Bank"];
    let bank = |b: &(EntityLabel, String)| BANKS.iter().any(|n| b.1.starts_with(n));
    let Some(at) = bodies
        .iter()
        .position(bank)
        .filter(|_| office == "governor")
    else {
        return;
    };
    "governor of central bank".clone_into(office);
    let (_, name) = bodies.remove(at);
    if let Some((_, of)) = name.split_once(" of ").filter(|_| bodies.is_empty()) {
        let of = of.strip_prefix("the ").unwrap_or(of);
        bodies.push((
            EntityLabel::Place,
            country_named(of).unwrap_or(of).to_owned(),
        ));
    }
}

/// "Permanent Secretary in Tonga's Ministry of Ports" is that for ports of Tonga.
fn of_ministry(office: &mut String, bodies: &mut Vec<(EntityLabel, String)>) {
    if office != "permanent secretary" {
        return;
    }
    let [(EntityLabel::Org, ministry), (EntityLabel::Place, _)] = bodies.as_slice() else {
        return;
    };
    let small = folded(ministry);
    let of = ["ministry of ", "ministry for ", "department of "];
    let Some(portfolio) = of.iter().find_map(|m| small.strip_prefix(m)) else {
        return;
    };
    let portfolio = portfolio.strip_prefix("the ").unwrap_or(portfolio);
    *office = format!("permanent secretary of {}", portfolio_of(portfolio));
    bodies.remove(0);
}

/// The country whose parliament somebody speaks for: of the "House of Assembly of Tonga", the "Tongan Parliament".
fn of_country(bodies: &mut [(EntityLabel, String)]) {
    let [(label @ (EntityLabel::Org | EntityLabel::Place), name)] = bodies else {
        return;
    };
    let bare = |of: &str| of.strip_prefix("the ").unwrap_or(of).to_owned();
    let behind = name.rsplit_once(" of ").map(|(_, of)| bare(of));
    let first = name.split(' ').next().unwrap_or_default();
    let before = country_of(first).or_else(|| country_named(first));
    let known = behind.as_ref().is_some_and(|b| country_named(b).is_some());
    let country = match (known, before) {
        (false, Some(country)) => Some(country.to_owned()),
        _ => behind.filter(|b| {
            !matches!(
                b.as_str(),
                "Assembly" | "Representatives" | "Commons" | "Deputies"
            )
        }),
    };
    if let Some(country) = country {
        (*label, *name) = (EntityLabel::Place, country);
    }
}

/// What an office belongs to: "Tongan" is Tonga.
fn body(mentions: &Mentions, mention: usize) -> Option<(EntityLabel, String)> {
    let found = mentions.get(mention)?;
    match found.label {
        EntityLabel::Norp => {
            country_of(found.canonical).map(|c| (EntityLabel::Place, c.to_owned()))
        }
        EntityLabel::Place => Some((EntityLabel::Place, short_name(found.canonical).to_owned())),
        label => Some((label, found.canonical.to_owned())),
    }
}

/// "Tonga" for "Kingdom of Tonga", also of a country that no list knows.
fn short_name(name: &str) -> &str {
    const FORMS: &[&str] = &[
        "Republic of ",
        "Kingdom of ",
        "State of ",
        "Federation of ",
        "Commonwealth of ",
        "Union of ",
    ];
    let short = FORMS.iter().find_map(|f| Some(name.split_once(f)?.1));
    let short = short.map(|s| s.strip_prefix("the ").unwrap_or(s));
    let short = short.filter(|_| country_named(name).is_none());
    short.map_or(name, |s| country_named(s).unwrap_or(s))
}

/// What an office belongs to by a name that nothing else tells of.
fn unknown_body(office: &str, name: &str) -> (EntityLabel, String) {
    let short = short_name(name);
    let formal = short.len() < name.len();
    let name = short;
    let of_country = is_single(office, true, 1) && !is_single(office, false, 1);
    let label = if of_country || formal || !name.contains(' ') {
        EntityLabel::Place
    } else {
        EntityLabel::Org
    };
    (label, name.to_owned())
}

/// What offices of one body are compared by: a name as it is folded, and of a country that no list knows what its name and
/// its adjective share ("Arvania", "Arvanian").
pub fn body_key(label: EntityLabel, name: &str) -> String {
    const FORMS: &[&str] = &[
        " republic",
        " federation",
        " kingdom",
        " islands",
        " union",
        " states",
        " confederation",
    ];
    const ENDINGS: &[&str] = &["ian", "ean", "an", "ese", "ish", "ic", "er", "i", "n"];
    const COMPANIES: &[&str] = &[
        " inc",
        " ltd",
        " limited",
        " plc",
        " corp",
        " corporation",
        " llc",
        " gmbh",
        " ag",
        " asa",
        " sa",
        " nv",
        " bhd",
        " berhad",
        " tbk",
        " co",
        " company",
        " group",
        " holdings",
        " pte",
        " pty",
        " s.a",
        " as",
        " ab",
    ];
    let folded = folded(name);
    let folded = folded.trim_end_matches('.');
    let company = COMPANIES.iter().find_map(|c| folded.strip_suffix(c));
    let folded = company
        .filter(|_| label == EntityLabel::Org)
        .unwrap_or(folded)
        .to_owned();
    let formal = FORMS.iter().find_map(|f| folded.strip_suffix(f));
    let of_country = label == EntityLabel::Place || formal.is_some();
    if !of_country || country_named(name).is_some() || is_listed(label, name) {
        return folded;
    }
    let short = formal.unwrap_or(&folded);
    let bare = ENDINGS
        .iter()
        .find_map(|e| short.strip_suffix(e))
        .unwrap_or(short);
    let stem = bare.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    if stem.chars().count() >= 4 {
        stem.to_owned()
    } else {
        folded
    }
}

/// Beginnings of names that institutions of every country have.
const EVERYWHERE: &[&str] = &[
    "Ministry",
    "Department",
    "Office",
    "Parliament",
    "National Assembly",
    "Senate",
    "House",
    "Central Bank",
    "Reserve Bank",
    "Supreme Court",
    "High Court",
    "Constitutional",
    "Legislative",
    "Electoral",
    "Election",
    "Cabinet",
    "Government",
    "Chamber",
    "Congress",
    "National Bank",
];

/// Leaves out what is in every country where nothing says of which one: "Parliament". Where something does, the parliament
/// need not be named.
fn settle(bodies: &mut Vec<(EntityLabel, String)>) {
    let legislature = |b: &(EntityLabel, String)| {
        b.0 == EntityLabel::Org
            && [
                "Parliament",
                "National Assembly",
                "House",
                "Legislative",
                "Congress",
            ]
            .iter()
            .any(|l| b.1.starts_with(l))
    };
    let everywhere = |b: &(EntityLabel, String)| {
        let of =
            b.1.rsplit_once(" of ")
                .map(|(_, of)| of.trim_start_matches("the "));
        b.0 == EntityLabel::Org
            && (legislature(b) || !is_listed(b.0, &b.1))
            && EVERYWHERE.iter().any(|e| b.1.starts_with(e))
            && of.is_none_or(|of| country_named(of).is_none())
    };
    match bodies.as_slice() {
        [one] if everywhere(one) => bodies.clear(),
        [one, (EntityLabel::Place, _)] if legislature(one) => drop(bodies.remove(0)),
        _ => {}
    }
}

/// The longest look back and ahead for the ends of a sentence, in UTF-8 bytes.
const REACH: usize = 240;

/// The sentence around a passage, about: as far as the nearest full stops or line ends.
pub(super) fn around(text: &str, range: TextRange) -> TextRange {
    let from = char_ceil(text, range.start.saturating_sub(REACH));
    let to = char_floor(text, (range.end + REACH).min(text.len()));
    let before = text.get(from..range.start).unwrap_or_default();
    let behind = text.get(range.end..to).unwrap_or_default();
    let ends = |s: &str| s.starts_with(". ") || s.starts_with('\n');
    let stops = |(at, c): (usize, char)| {
        let rest = behind.get(at..).unwrap_or_default();
        (c == '.' || c == '\n') && (ends(rest) || rest.len() == 1)
    };
    let start = before
        .rfind('\n')
        .max(before.rfind(". "))
        .map_or(from, |n| from + n + 1);
    let end = behind
        .char_indices()
        .find(|&x| stops(x))
        .map_or(to, |(n, _)| range.end + n);
    TextRange::new(start, end)
}

/// Whether the list of office holders has both in this office, one after the other.
pub fn took_turns(one: &str, other: &str, office: &str) -> bool {
    let terms = |person: &str| -> Vec<_> {
        office_terms(person)
            .filter(|t| normalised(t.office) == office)
            .collect()
    };
    let (a, b) = (terms(one), terms(other));
    // What began at two times did not begin at once: the list has one holder at a time.
    !a.is_empty()
        && !b.is_empty()
        && a.iter()
            .all(|x| b.iter().all(|y| x.body == y.body && x.from != y.from))
}

impl Check for OfficeConflict {
    fn id(&self) -> &'static str {
        "office_conflict"
    }

    fn category(&self) -> Category {
        Category::OfficeConflict
    }

    fn about(&self) -> &'static str {
        "Two persons named for one office that only one person at a time can hold: within a document, and between the \
         documents of a folder. Who held it before, acts in it or is to hold it is in nobody's way. Where the dates do not \
         tell whether one followed the other, the finding says so. Besides English, offices are read in French, Spanish, \
         Portuguese, Indonesian and Vietnamese; where a passage does not say whose office it is, the publisher or the subject \
         of the text may."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A statement is attributed to whoever held the office. Where two sources name two holders, one of them is \
                      wrong, outdated or damaged, and what it attributes cannot be relied on.",
            examples: &[
                Example {
                    text: "Tonga will host the forum. The Prime Minister of Tonga, Olu Ferreiro, opened the new harbour on Monday.\n\n\
                           Guests came from all islands. The Prime Minister of Tonga, Ana Kealoha, thanked the builders.\n",
                    found: "Prime Minister of Tonga, Ana Kealoha",
                },
                Example {
                    text: "The Governor of the National Bank of Samoa, Sione Talau, spoke first. \
                           Later the Governor of the National Bank of Samoa, Mele Havea, answered questions.\n",
                    found: "Governor of the National Bank of Samoa, Mele Havea",
                },
            ],
            false_alarms: "Texts that tell history without saying “then” or “former”: where the embedded list of office holders \
                           has the two one after the other, nothing is said within a document. Undated documents about \
                           successive holders are shown on demand only, with the terms by the list. Offices that several hold \
                           (deputy ministers, senators, commissioners) and offices of which nothing says whose they are do not \
                           count.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let seats = context.seats();
        let mut holders: HashMap<(&str, String), Vec<(&Seat, Parts)>> = HashMap::new();
        let held = |s: &&Seat| {
            s.standing == Standing::Holds && !s.change && s.is_single() && s.is_of_full_name()
        };
        for seat in seats.iter().filter(held) {
            let names = seat.bodies.iter().map(|b| body_key(b.0, &b.1));
            let key = (seat.office.as_str(), names.collect::<Vec<_>>().join("\n"));
            let known = holders.entry(key).or_default();
            if known.len() >= MOST || known.iter().any(|k| k.0.person == seat.person) {
                continue;
            }
            let parts = Parts::of(EntityLabel::Person, &seat.person);
            if known.iter().any(|k| are_alike(&k.1, &parts)) {
                continue;
            }
            let turns = |k: &&(&Seat, Parts)| took_turns(&k.0.person, &seat.person, &seat.office);
            let other = known.iter().find(|k| !turns(k));
            out.extend(other.map(|other| self.finding(context, other.0, seat)));
            known.push((seat, parts));
        }
    }
}

/// Holders of one office in a text that are compared with each other.
const MOST: usize = 8;

impl OfficeConflict {
    fn finding(&self, context: &Context<'_>, other: &Seat, seat: &Seat) -> Finding {
        let reason = format!(
            "{} and {} are both called {} of {} in this document, and nothing in it speaks of a change",
            other.person,
            seat.person,
            seat.title,
            seat.of()
        );
        let evidence = Evidence::here(
            context.text,
            other.range,
            "names another holder of the office",
        );
        Finding::new(self, seat.range, Severity::Medium, reason)
            .because_of([evidence])
            .on_demand()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::testing::{expect, silent};

    #[test]
    fn two_holders_in_one_document() {
        expect(
            &OfficeConflict,
            "\
The Minister of Fisheries of Tonga, Olu Ferreiro, spoke on Monday.
On Tuesday the Minister of Fisheries of Tonga, Ana Kealoha, answered.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ medium/2: Olu Ferreiro and Ana Kealoha are both called Minister of Fisheries of Tonga",
        );
    }

    #[test]
    fn one_person_and_those_before_and_after() {
        silent(
            &OfficeConflict,
            &[
                "Prime Minister of Tonga Olu Ferreiro spoke. Mr Ferreiro, Prime Minister of Tonga, left.",
                "Prime Minister of Tonga Olu Ferreiro spoke. Former Prime Minister of Tonga Ana Kealoha listened.",
                "Prime Minister of Tonga Olu Ferreiro succeeded Prime Minister of Tonga Ana Kealoha.",
                "Deputy Minister of Fisheries of Tonga Olu Ferreiro met Deputy Minister of Fisheries of Tonga Ana Kealoha.",
                "Prime Minister of Tonga Olu Ferreiro met the Prime Minister of Fiji, Ana Kealoha.",
                "Prime Minister Olu Ferreiro met Prime Minister Ana Kealoha.",
                "Under Prime Minister of Britain Margaret Thatcher taxes fell; Prime Minister of Britain Tony Blair raised them.",
            ],
        );
    }

    #[test]
    fn the_subject_of_a_text_says_whose_office_it_is() {
        let text = "Tonga is an island state. In Tonga and all over Tonga people fish. Prime Minister Olu Ferreiro fishes.";
        let found = seats(text, &crate::detect::detect(text), &Languages::default());
        let seat = found.first().unwrap();
        assert_eq!((seat.of().as_str(), seat.said), ("Tonga", Said::Subject));
    }
}
