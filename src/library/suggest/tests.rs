use super::*;

const PERSON: EntityLabel = EntityLabel::Person;
const ORG: EntityLabel = EntityLabel::Org;
const PLACE: EntityLabel = EntityLabel::Place;

fn candidates<'n>(label: EntityLabel, names: &[&'n str]) -> Vec<Candidate<'n>> {
    let one = |(n, name): (usize, &&'n str)| Candidate {
        label,
        name,
        mentions: names.len() - n,
    };
    names.iter().enumerate().map(one).collect()
}

/// Why the two names would be proposed.
fn why(label: EntityLabel, a: &str, b: &str) -> Option<Reason> {
    let found = suggest(&candidates(label, &[a, b]), |_, _, _| false);
    found.first().map(|s| s.reason)
}

#[test]
fn spellings_of_one_name_are_proposed() {
    for (label, a, b, reason) in [
        (PERSON, "Olu Ferreiro", "Olu Fereiro", Reason::Sound),
        (PERSON, "Ferreiro Olu", "Olu Ferreiro", Reason::Order),
        (
            PERSON,
            "Olu Ferreiro",
            "Olu Kemi Ferreiro",
            Reason::MiddleName,
        ),
        (
            PERSON,
            "Olu K. Ferreiro",
            "Olu Kemi Ferreiro",
            Reason::MiddleName,
        ),
        (PERSON, "O. Ferreiro", "Olu Ferreiro", Reason::MiddleName),
        (
            ORG,
            "Ministry of Ferries",
            "Ministry of Feries",
            Reason::Sound,
        ),
        (ORG, "Inland Ferry Safety Board", "IFSB", Reason::Acronym),
        (
            ORG,
            "Ferry Safety Centre",
            "Ferry Safety Center",
            Reason::Sound,
        ),
        (PLACE, "Kealohaville", "Kealoha Ville", Reason::Spacing),
        (PLACE, "Kealohaville", "Kealohavile", Reason::Sound),
    ] {
        assert_eq!(why(label, a, b), Some(reason), "{a} {b}");
    }
}

#[test]
fn two_things_are_not() {
    for (label, a, b) in [
        (PERSON, "Hun Sen", "Hun Manet"),
        (PERSON, "Li Wei", "Li Wen"),
        (PERSON, "Olu Ferreiro", "Ana Ferreiro"),
        (PERSON, "A. Ferreiro", "Olu Ferreiro"),
        (PERSON, "Olu K. Ferreiro", "Olu B. Ferreiro"),
        (PERSON, "Olu Ferreiro", "Olu Ferreiro Jr."),
        (PERSON, "Aung San", "Aung San Suu Kyi"),
        (ORG, "Ministry of Trade", "Ministry of Grade"),
        (ORG, "UNDP", "UNEP"),
        (ORG, "Ferry Forum 2024", "Ferry Forum 2025"),
        (ORG, "First Ferry Committee", "Third Ferry Committee"),
        (PLACE, "North Korea", "South Korea"),
        (PLACE, "Slovakia", "Slovenia"),
        (PLACE, "Iran", "Iraq"),
    ] {
        assert_eq!(why(label, a, b), None, "{a} {b}");
    }
}

#[test]
fn a_refused_pair_is_not_proposed_again() {
    let names = candidates(PERSON, &["Olu Ferreiro", "Olu Fereiro"]);
    let found = suggest(&names, |_, _, _| false);
    assert_eq!(
        found.first().map(|s| (s.from, s.into)),
        Some(("Olu Fereiro", "Olu Ferreiro"))
    );
    let refused = |l, a: &str, b: &str| {
        l == PERSON && a.min(b) == "Olu Fereiro" && a.max(b) == "Olu Ferreiro"
    };
    assert_eq!(suggest(&names, refused), []);
}

/// Names that are put together from syllables.
fn many(n: usize) -> Vec<String> {
    const SYLLABLES: [&str; 12] = [
        "ka", "lo", "mi", "ren", "tu", "sha", "ve", "dor", "pi", "nal", "go", "bes",
    ];
    let word = |mut n: usize| {
        let mut out = String::new();
        for _ in 0..4 {
            out.push_str(SYLLABLES[n % 12]);
            n = n / 12 + 7 * (n % 5);
        }
        out
    };
    (0..n)
        .map(|i| format!("{} {}", word(i), word(i * 31 + 5)))
        .collect()
}

#[test]
fn the_work_grows_with_the_number_of_names() {
    let pairs = |n: usize| {
        let names = many(n);
        let parts: Vec<Parts> = names.iter().map(|n| Parts::of(PERSON, n)).collect();
        neighbours(&parts).len()
    };
    let (some, double) = (pairs(2_000), pairs(4_000));
    assert!(double < 5 * some.max(1_000), "{some} {double}");
    // The same key for all of them.
    let same: Vec<String> = (0..4_000).map(|_| "Ferry Board".to_owned()).collect();
    let parts: Vec<Parts> = same.iter().map(|n| Parts::of(ORG, n)).collect();
    assert!(neighbours(&parts).len() <= 4_000 * WINDOW);
}
