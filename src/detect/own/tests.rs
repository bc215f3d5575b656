use super::*;
use crate::annotation::{EntityRecord, OwnName};
use crate::detect::{Settings, detect, detect_in_steps};
use EntityLabel::{Agreement, Event, Org, Person, Place, Title};
use proptest::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn settings(records: impl IntoIterator<Item = EntityRecord>) -> Settings {
    let mut list = EntityList::default();
    for record in records {
        list.insert(record);
    }
    Settings {
        own: OwnNames::of(&list).map(Arc::new),
        ..Settings::default()
    }
}

fn name(label: EntityLabel, all: &[&str]) -> EntityRecord {
    let own = OwnName::new(label, all[0]);
    EntityRecord::Name(all.iter().fold(own, |own, alias| own.also(alias)))
}

/// Type, surface and canonical form of each mention.
fn found(text: &str, settings: &Settings) -> Vec<(EntityLabel, String, String)> {
    let mentions = detect_in_steps(text, settings, &mut |_| true).unwrap();
    let surface = |m: &crate::detect::Mention<'_>| m.range.of(text).unwrap().to_owned();
    mentions
        .iter()
        .map(|m| (m.label, surface(&m), m.canonical.to_owned()))
        .collect()
}

#[track_caller]
fn check(text: &str, records: &[EntityRecord], wanted: &[(EntityLabel, &str, &str)]) {
    let found = found(text, &settings(records.iter().cloned()));
    let found: Vec<_> = found
        .iter()
        .map(|(l, s, c)| (*l, s.as_str(), c.as_str()))
        .collect();
    assert_eq!(found, wanted, "in: {text}");
}

#[test]
fn own_names_and_aliases_are_marked_as_they_are_written() {
    check(
        "Some speak of the blue  economy. Blue economy means much; a bleu economy, blue-economy nothing. BLUE ECONOMY!",
        &[name(Agreement, &["Blue Economy Plan", "blue economy"])],
        &[
            (Agreement, "blue  economy", "Blue Economy Plan"),
            (Agreement, "Blue economy", "Blue Economy Plan"),
            (Agreement, "BLUE ECONOMY", "Blue Economy Plan"),
        ],
    );
}

#[test]
fn the_holder_of_an_own_office_is_found() {
    let text = "Chief Pilot Olu Ferreiro spoke. The Chief Pilot left.";
    let office = name(Title, &["Chief Pilot"]);
    let one = (Title, "Chief Pilot", "Chief Pilot");
    let holder = (Person, "Olu Ferreiro", "Olu Ferreiro");
    check(text, std::slice::from_ref(&office), &[one, holder, one]);
    let never = EntityRecord::never("Olu Ferreiro", None);
    check(text, &[office, never], &[one, one]);
}

#[test]
fn own_names_of_other_scripts_quotes_and_dashes_are_found() {
    check(
        "Here stood the O’Brien–Đặng house, and ក្រុម was there. BỘ NGOẠI GIAO said so.",
        &[
            name(Place, &["O'Brien-Đặng house"]),
            name(Org, &["ក្រុម"]),
            name(Org, &["Bộ Ngoại giao"]),
        ],
        &[
            (Place, "O’Brien–Đặng house", "O'Brien-Đặng house"),
            (Org, "ក្រុម", "ក្រុម"),
            (Org, "BỘ NGOẠI GIAO", "Bộ Ngoại giao"),
        ],
    );
}

#[test]
fn an_own_name_wins_over_what_is_as_long_or_shorter_or_reaches_over_a_part_of_it() {
    check(
        "They met in Burma. They met the people of Burma North there.",
        &[name(Org, &["Burma"]), name(Event, &["people of Burma"])],
        &[
            (Org, "Burma", "Burma"),
            (Event, "people of Burma", "people of Burma"),
        ],
    );
}

#[test]
fn an_own_name_inside_a_longer_one_gives_way_unless_an_and_joins_them() {
    let own = [name(Place, &["Suva"]), name(Org, &["Harbour Board"])];
    check(
        "The Bank of Suva wrote to Suva.",
        &own,
        &[
            (Org, "Bank of Suva", "Bank of Suva"),
            (Place, "Suva", "Suva"),
        ],
    );
    let found = found(
        "The Ministry of Mines and Harbour Board met.",
        &settings(own),
    );
    assert!(
        found.contains(&(Org, "Harbour Board".into(), "Harbour Board".into())),
        "{found:?}"
    );
    assert!(
        found.contains(&(Org, "Ministry of Mines".into(), "Ministry of Mines".into())),
        "{found:?}"
    );
}

#[test]
fn the_longest_own_name_wins() {
    check(
        "the red tape cutting plan and red tape",
        &[
            name(Agreement, &["red tape cutting plan"]),
            name(Event, &["red tape"]),
        ],
        &[
            (Agreement, "red tape cutting plan", "red tape cutting plan"),
            (Event, "red tape", "red tape"),
        ],
    );
}

#[test]
fn what_is_never_marked_is_not_and_what_is_in_it_is_found_again() {
    let text = "The Beijing Declaration was read in Beijing.";
    check(
        text,
        &[EntityRecord::never("Beijing Declaration", Some(Agreement))],
        &[(Place, "Beijing", "Beijing"), (Place, "Beijing", "Beijing")],
    );
    check(
        text,
        &[
            EntityRecord::never("Beijing Declaration", None),
            EntityRecord::never("Beijing", Some(Place)),
        ],
        &[],
    );
    check(
        text,
        &[EntityRecord::never("Beijing", Some(Org))],
        &found(text, &Settings::default())
            .iter()
            .map(|(l, s, c)| (*l, s.as_str(), c.as_str()))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_refused_longer_name_sets_the_own_name_in_it_free() {
    check(
        "The Bank of Suva wrote.",
        &[
            name(Title, &["Suva"]),
            EntityRecord::never("Bank of Suva", None),
        ],
        &[(Title, "Suva", "Suva")],
    );
}

#[test]
fn short_forms_are_refused_too() {
    check(
        "The Ministry of Ferries spoke. The Ministry wrote.",
        &[EntityRecord::never("Ministry", None)],
        &[(Org, "Ministry of Ferries", "Ministry of Ferries")],
    );
}

#[test]
fn own_persons_and_acronyms_are_known_by_their_short_forms() {
    check(
        "Then zorro Maroon Blip spoke for the Zorb Dome (ZD). Blip left the ZD.",
        &[
            name(Person, &["Maroon J. Blip", "Maroon Blip"]),
            name(Event, &["Zorb Dome"]),
        ],
        &[
            (Person, "Maroon Blip", "Maroon J. Blip"),
            (Event, "Zorb Dome", "Zorb Dome"),
            (Event, "ZD", "Zorb Dome"),
            (Person, "Blip", "Maroon J. Blip"),
            (Event, "ZD", "Zorb Dome"),
        ],
    );
}

#[test]
fn merges_and_types_hold_for_what_the_machine_finds() {
    check(
        "The Inland Ferry Board met the Ferry Council in Burma.",
        &[
            EntityRecord::same(Org, "Ferry Council", "Inland Ferry Board"),
            EntityRecord::retyped(Place, "Myanmar", Org),
            EntityRecord::same(Org, "Myanmar", "Republic of the Union of Myanmar"),
        ],
        &[
            (Org, "Inland Ferry Board", "Inland Ferry Board"),
            (Org, "Ferry Council", "Inland Ferry Board"),
            (Org, "Burma", "Republic of the Union of Myanmar"),
        ],
    );
}

#[test]
fn a_list_without_effect_is_none_and_each_effect_has_its_fingerprint() {
    let of = |records: &[EntityRecord]| {
        settings(records.iter().cloned())
            .own
            .and_then(|o| o.fingerprint())
    };
    assert_eq!(
        of(&[
            EntityRecord::note(Org, "A", "b"),
            EntityRecord::metonyms(true)
        ]),
        None
    );
    let one = of(&[name(Org, &["A"])]);
    assert!(one.is_some() && one != of(&[name(Org, &["A", "B"])]));
    assert_eq!(
        one,
        of(&[name(Org, &["A"]), EntityRecord::different(Org, "A", "B")])
    );
}

/// Text of words that meet in names.
fn words() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "Bank",
        "of",
        "Suva",
        "and",
        "Ministry",
        "Mines",
        "the",
        "Mr",
        "Olu",
        "FERREIRO",
        ".",
        "\n",
        "5 May 2020",
        "(BM)",
        "Beijing",
        "Declaration",
        "blue",
        "economy",
    ]);
    proptest::collection::vec(word, 0..40).prop_map(|w| w.join(" "))
}

fn some_records() -> impl Strategy<Value = Vec<EntityRecord>> {
    let label = || proptest::sample::select(EntityLabel::ALL);
    let record = (0..4, label(), words(), label(), any::<bool>()).prop_filter_map(
        "no name",
        |(kind, label, words, to, all)| {
            let words: Vec<&str> = words.split_whitespace().take(3).collect();
            let words = words.join(" ");
            (!words.is_empty()).then(|| match kind {
                0 | 1 => name(label, &[&words]),
                2 => EntityRecord::never(&words, (!all).then_some(label)),
                _ => EntityRecord::retyped(label, &words, to),
            })
        },
    );
    proptest::collection::vec(record, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn mentions_never_overlap_and_no_refused_one_is_left(text in words(), records in some_records()) {
        let settings = settings(records.clone());
        let mentions = detect_in_steps(&text, &settings, &mut |_| true).unwrap();
        let mut end = 0;
        for m in mentions.iter() {
            prop_assert!(m.range.start >= end && m.range.start < m.range.end);
            end = m.range.end;
            let surface = m.range.of(&text).unwrap();
            let refused = settings.own.as_ref().is_some_and(|own| own.refuses(surface, m.label));
            prop_assert!(!refused, "{} {surface}", m.label);
        }
        if settings.own.is_none() {
            prop_assert_eq!(mentions, detect(&text));
        }
    }
}

#[test]
fn ten_thousand_own_names_cost_time_in_proportion_to_the_text() {
    let records = (0..10_000).map(|n| {
        name(
            Org,
            &[
                &format!("Board {n} of Harbour {}", n % 97),
                &format!("hb{n}"),
            ],
        )
    });
    let settings = settings(records);
    let once = "The Board 77 of Harbour 77 met hb4 and the Board 77 of Mines. Then it Board 7 of Harbour left. ".repeat(400);
    let four = once.repeat(4);
    let run = |text: &str| {
        let begin = Instant::now();
        let mentions = detect_in_steps(text, &settings, &mut |_| true).unwrap();
        assert!(mentions.len() >= text.len() / 60);
        begin.elapsed()
    };
    // In turns: what else the machine does strikes both alike.
    let (mut one, mut more) = (Duration::MAX, Duration::MAX);
    for _ in 0..6 {
        one = one.min(run(&once));
        more = more.min(run(&four));
    }
    let ratio = more.as_secs_f64() / one.as_secs_f64();
    assert!(ratio < 9.0, "{ratio}");
}
