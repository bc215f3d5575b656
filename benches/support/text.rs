//! Large ordinary texts: sentences recombined, with other names, numbers and dates each time, so that no paragraph
//! recurs. All of it is invented.

use super::random::Random;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Text of about `bytes` UTF-8 bytes; the same for the same `seed`.
pub fn ordinary(bytes: usize, seed: u64) -> String {
    let mut out = String::with_capacity(bytes + 2000);
    let mut random = Random::new(seed);
    let mut seen = HashSet::new();
    while out.len() < bytes {
        let from = out.len();
        block(&mut random, &mut out);
        if seen.insert(fingerprint(out.get(from..).unwrap_or_default())) {
            out.push_str("\n\n");
        } else {
            out.truncate(from);
        }
    }
    out
}

fn fingerprint(block: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    block.hash(&mut hasher);
    hasher.finish()
}

/// A paragraph, now and then a heading.
fn block(random: &mut Random, out: &mut String) {
    if random.below(14) == 0 {
        expand(random.pick(HEADINGS), random, out);
        return;
    }
    for n in 0..2 + random.below(4) {
        if n > 0 {
            out.push(' ');
        }
        sentence(random, out);
    }
}

fn sentence(random: &mut Random, out: &mut String) {
    let from = out.len();
    if random.below(2) == 0 {
        expand(random.pick(OPENINGS), random, out);
        out.push(' ');
    }
    expand(random.pick(CLAUSES), random, out);
    if random.below(3) > 0 {
        out.push(' ');
        expand(random.pick(ENDINGS), random, out);
    }
    out.push('.');
    if let Some(first) = out.get_mut(from..=from) {
        first.make_ascii_uppercase();
    }
}

/// Writes `template` with each `{slot}` filled.
fn expand(template: &str, random: &mut Random, out: &mut String) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        fill(slot, random, out);
        rest = after;
    }
    out.push_str(rest);
}

fn fill(slot: &str, random: &mut Random, out: &mut String) {
    match slot {
        "n" => out.push_str(&(2 + random.below(998)).to_string()),
        "year" => out.push_str(&(1996 + random.below(40)).to_string()),
        "day" => out.push_str(&(1 + random.below(28)).to_string()),
        "decimal" => out.push_str(&format!("{}.{}", 1 + random.below(97), random.below(10))),
        "surname" => {
            out.push_str(random.pick(NAME_BEGINNINGS));
            out.push_str(random.pick(NAME_ENDINGS));
        }
        _ => match choices(slot) {
            Some(choices) => expand(random.pick(choices), random, out),
            None => out.push_str(slot),
        },
    }
}

/// A name of two or three words that no list has.
pub fn name(random: &mut Random) -> String {
    let mut out = String::new();
    expand(
        random.pick(&[
            "{surname} {surname}",
            "{surname} {surname} {surname}",
            "{surname} {things}",
        ]),
        random,
        &mut out,
    );
    out
}

fn choices(slot: &str) -> Option<&'static [&'static str]> {
    Some(match slot {
        "date" => DATES,
        "month" => MONTHS,
        "money" => MONEY,
        "share" => SHARES,
        "person" => PERSONS,
        "first" => FIRST_NAMES,
        "office" => OFFICES,
        "org" => ORGANISATIONS,
        "country" => COUNTRIES,
        "nation" => NATIONS,
        "place" => PLACES,
        "topic" => TOPICS,
        "portfolio" => PORTFOLIOS,
        "event" => EVENTS,
        "pact" => PACTS,
        "adj" => ADJECTIVES,
        "things" => THINGS,
        "did" => DEEDS,
        "group" => GROUPS,
        _ => return None,
    })
}

const HEADINGS: &[&str] = &[
    "{topic} after {date}",
    "{place}: notes on {topic}, {month} {year}",
    "Part {n}. {things} and {topic}",
    "What {country} said about {topic} in {year}",
    "{org}, session {n}",
];

const OPENINGS: &[&str] = &[
    "on {date},",
    "in {place},",
    "according to {org},",
    "for the {adj} part of the year,",
    "as {surname} had warned before,",
    "after {n} days of talks,",
    "by contrast,",
    "in the view of several {nation} {group},",
    "although the {adj} figures came late,",
    "while {group} waited for an answer,",
    "since {year},",
    "at the same time,",
];

const CLAUSES: &[&str] = &[
    "{person} told {group} that the {adj} {things} would be ready before the end of {month}",
    "the delegation of {country} {did} the {adj} {things} and asked for more time",
    "{org} {did} a paper on {topic}, which runs to {n} pages",
    "{country} and {country} {did} {adj} {things} for {n} towns along the river",
    "{surname} said in {place} that no {nation} official had expected the {things} to last {n} days",
    "about {n} {group} came to {place} to hear how the {things} had been spent",
    "the fund set aside {money} for {topic} and a smaller sum for {topic}",
    "nearly {share} of the {things} were repaired within a year",
    "the {things} of {place} are {adj}, and the {group} who live with them know why",
    "no decision was taken on {topic}, because the papers of {country} arrived {n} hours late",
    "the road from {place} to {place} was closed for {n} hours",
    "{person}, who knows the valley well, called the plan {adj} but late",
    "prices for {things} rose by {share} and then fell again within weeks",
    "it is not clear who will pay for the {things} of {place} once the {adj} phase is over in {year}",
    "{group} in {country} have long asked for {adj} rules on {topic}",
    "the {pact} covers {topic}, {topic} and {n} smaller matters",
    "a {adj} version of the text, {n} lines long, was read aloud until {person} agreed",
    "the {event} brought {group} from {n} districts to {place}",
    "{surname} wrote that the {adj} {things} of {place} had to be counted first",
    "{person} {did} the {things} of {org} with care, and left the rest to {group}",
    "the ministry expects {money} from {country} over {n} months",
    "most of the {adj} work at {place} was done by {n} {group} whose names appear in no report",
    "the chair thanked {person} and moved on to {topic}",
    "this leaves {n} cases open, some of them older than the office that should close them",
    "what the {group} of {place} want is simple: {adj} {things} and somebody who answers letters",
    "the survey asked {n} {group} about {topic}; {share} gave no answer",
    "a {nation} proposal on {topic} was {adj} enough to be kept for {month}",
    "the bridge at {place} carries {n} lorries a day, far more than it was built for",
    "{org} will publish its {adj} review of {topic} on {date}",
    "without {adj} {things} there is little that an office in {place} can do for {group}",
];

const ENDINGS: &[&str] = &[
    "before the meeting rose",
    "and asked {org} to report on it by {date}",
    "as the minutes of {date} show",
    "at a cost of {money}",
    "which was {share} more than in {year}",
    "although {group} had hoped for {adj} {things}",
    "and nobody from {place} objected",
    "so that {topic} could be taken up again in {month}",
    "because {things} had become scarce in {country}",
    "under the {pact}",
    "if the rains allow it",
    "with the help of {n} {group}",
    "and {surname} agreed",
    "in line with what was said at the {event}",
];

const DATES: &[&str] = &[
    "{day} {month} {year}",
    "{month} {day}, {year}",
    "{month} {year}",
    "{day} {month}",
    "the spring of {year}",
];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const MONEY: &[&str] = &[
    "USD {decimal} million",
    "${n},000",
    "€{decimal} million",
    "{n} million riel",
    "{decimal} billion baht",
];

const SHARES: &[&str] = &["{decimal}%", "{decimal} per cent", "a third", "one in five"];

const PERSONS: &[&str] = &[
    "{first} {surname}",
    "{first} {surname}",
    "{office} {first} {surname}",
    "Dr. {first} {surname}",
    "Ms {surname}",
    "{first} {surname}, {office} of {country},",
];

const OFFICES: &[&str] = &[
    "Minister of {portfolio}",
    "Deputy Minister",
    "Ambassador",
    "Director-General",
    "Secretary of State",
    "Governor",
];

const FIRST_NAMES: &[&str] = &[
    "Alma", "Bopha", "Carlos", "Dara", "Elena", "Farid", "Greta", "Hassan", "Ingrid", "Joon",
    "Kamal", "Linh", "Mateo", "Nadia", "Oskar", "Pisey", "Quentin", "Rosa", "Sokha", "Tomas",
    "Uma", "Vanna", "Wilhelm", "Xenia", "Yusuf", "Zoë", "André", "Björn", "Chea", "Siobhan",
];

const NAME_BEGINNINGS: &[&str] = &[
    "Al", "Bar", "Cor", "Del", "Er", "Fal", "Gor", "Hal", "Is", "Jor", "Kal", "Lin", "Mar", "Nor",
    "Os", "Pel", "Quin", "Ros", "Sal", "Tor", "Ul", "Ver", "Wen", "Yar", "Zan", "Bre", "Dru",
    "Kes", "Mil", "Sten",
];

const NAME_ENDINGS: &[&str] = &[
    "dane", "berg", "vin", "sano", "kar", "mond", "tello", "wick", "ström", "dova", "hart", "lin",
    "mas", "nova", "petra", "quist", "rado", "sen", "tova", "ulla", "vara", "well", "yama", "zaro",
    "bury", "chek", "feld", "gard", "holm", "jani",
];

const ORGANISATIONS: &[&str] = &[
    "the Ministry of {portfolio}",
    "the Ministry of {portfolio} of {country}",
    "the {surname} Institute",
    "the {place} River Commission",
    "the Association of {nation} Ports",
    "ASEAN",
    "the World Bank",
    "the University of {place}",
    "the committee",
    "the secretariat",
];

const COUNTRIES: &[&str] = &[
    "Cambodia",
    "Thailand",
    "Viet Nam",
    "Japan",
    "France",
    "Kenya",
    "Chile",
    "Norway",
    "India",
    "Australia",
    "Morocco",
    "Canada",
];

const NATIONS: &[&str] = &[
    "Cambodian",
    "Thai",
    "Vietnamese",
    "Japanese",
    "French",
    "Kenyan",
    "Chilean",
    "Norwegian",
    "Indian",
    "Australian",
    "Moroccan",
    "Canadian",
];

const PLACES: &[&str] = &[
    "Phnom Penh",
    "Bangkok",
    "Hanoi",
    "Osaka",
    "Lyon",
    "Nairobi",
    "Valparaíso",
    "Bergen",
    "Pune",
    "Darwin",
    "Fez",
    "Halifax",
    "Battambang",
    "Kampot",
    "Savannakhet",
];

const TOPICS: &[&str] = &[
    "river transport",
    "school meals",
    "border trade",
    "clean water",
    "rice prices",
    "road safety",
    "fishing rights",
    "vocational training",
    "early warning",
    "rural credit",
    "animal health",
    "public procurement",
    "forest fires",
    "digital records",
    "migrant labour",
    "coastal erosion",
];

const PORTFOLIOS: &[&str] = &[
    "Transport",
    "Health",
    "Agriculture",
    "Finance",
    "Education",
    "Water Resources",
    "Trade",
    "Foreign Affairs",
    "Labour",
    "the Environment",
];

const EVENTS: &[&str] = &[
    "{n}th River Forum",
    "{place} Conference on {portfolio}",
    "harvest fair",
    "annual assembly",
    "{year} Ports Summit",
];

const PACTS: &[&str] = &[
    "{place} Agreement",
    "{place} Declaration on {portfolio}",
    "memorandum of {date}",
    "{year} Transit Protocol",
    "understanding reached in {place}",
];

const ADJECTIVES: &[&str] = &[
    "careful",
    "long",
    "modest",
    "provisional",
    "shared",
    "seasonal",
    "useful",
    "costly",
    "local",
    "slender",
    "promising",
    "narrow",
    "practical",
    "readable",
    "steady",
    "written",
    "timely",
    "remaining",
    "separate",
    "familiar",
];

const THINGS: &[&str] = &[
    "schools",
    "bridges",
    "records",
    "permits",
    "pumps",
    "wells",
    "roads",
    "clinics",
    "markets",
    "archives",
    "ferries",
    "nets",
    "seeds",
    "houses",
    "timetables",
    "maps",
    "loans",
    "deliveries",
    "repairs",
    "lessons",
];

const DEEDS: &[&str] = &[
    "reviewed",
    "discussed",
    "welcomed",
    "postponed",
    "described",
    "approved",
    "compared",
    "questioned",
    "listed",
    "explained",
];

const GROUPS: &[&str] = &[
    "farmers",
    "teachers",
    "officials",
    "traders",
    "nurses",
    "engineers",
    "drivers",
    "students",
    "fishermen",
    "neighbours",
    "observers",
    "shopkeepers",
];
