//! The detection on the reference texts of the repository: half of them it may learn from, half it was never tuned on.

mod entity_support;

use entity_support::{Reference, folder};
use rapporteur::detect::{Settings, Stages};

/// What a set has to reach, in per cent: F1 of exact mentions, of overlapping ones, B³ F1 of the links.
struct Least {
    exact: f64,
    partial: f64,
    links: f64,
}

/// The texts that rules may be written by.
const DEV: Least = Least {
    exact: 94.0,
    partial: 96.0,
    links: 96.0,
};
/// The texts that nobody looks at while writing rules.
const HELD: Least = Least {
    exact: 91.0,
    partial: 94.0,
    links: 96.0,
};

/// A set with at least what it has to reach; one that is not there is passed over.
fn reaches(name: &str, least: &Least) {
    let folder = folder(name);
    if !folder.is_dir() {
        eprintln!("no reference texts: {}", folder.display());
        return;
    }
    let score = Reference::read(&folder)
        .unwrap()
        .score(&Settings::default());
    for (label, counts) in &score.types {
        println!(
            "{name} {label}: {:.1} exact, {:.1} partial, {counts:?}",
            counts.exact_f1(),
            counts.partial_f1()
        );
    }
    let (exact, partial) = (score.micro.exact_f1(), score.micro.partial_f1());
    println!(
        "{name}: {exact:.1} exact, {partial:.1} partial, {:.1} links",
        score.links
    );
    assert!(
        exact >= least.exact,
        "{name}: exact F1 {exact:.1} < {}",
        least.exact
    );
    assert!(
        partial >= least.partial,
        "{name}: partial F1 {partial:.1} < {}",
        least.partial
    );
    assert!(
        score.links >= least.links,
        "{name}: links {:.1} < {}",
        score.links,
        least.links
    );
}

#[test]
fn development_texts() {
    reaches("dev", &DEV);
}

#[test]
fn held_out_texts() {
    reaches("held", &HELD);
}

/// A text in which every stage finds something of its own.
const TEXT: &str = "The Inland Ferry Safety Board (IFSB) met Prime Minister Olu Ferreiro on 5 May 2020 with Kenya. \
Ferreiro gave the IFSB $5 million. The Ministry of Mines wrote to a.b@example.org; the Ministry left with Mr Ado Banka.";

#[test]
fn every_stage_can_be_left_out() {
    let found = |without| {
        let settings = Settings {
            without,
            ..Settings::default()
        };
        let found = rapporteur::detect::detect_in_steps(TEXT, &settings, &mut |_| true);
        let found = found.unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|m| m.range.of(TEXT).unwrap_or_default().to_owned())
            .collect();
        found
    };
    let all = found(Stages::NONE);
    for (stage, name, gone) in [
        (Stages::PATTERNS, "patterns", "5 May 2020"),
        (Stages::CONTACTS, "contacts", "a.b@example.org"),
        (Stages::GAZETTEER, "gazetteer", "Kenya"),
        (Stages::OFFICES, "offices", "Prime Minister"),
        (Stages::PERSONS, "persons", "Ado Banka"),
        (Stages::HEAD_NOUNS, "head nouns", "Ministry of Mines"),
        (Stages::ACRONYMS, "acronyms", "IFSB"),
        (Stages::SHORT_FORMS, "short forms", "Ferreiro"),
    ] {
        // What is guessed without it does not count.
        let rest = found(stage.and(Stages::GUESSES));
        assert!(
            all.iter().any(|m| m == gone),
            "{gone} is not found: {all:?}"
        );
        assert!(
            rest.iter().all(|m| m != gone),
            "{gone} is found without {name}: {rest:?}"
        );
    }
    let every = Stages::ALL
        .iter()
        .fold(Stages::NONE, |all, (stage, _)| all.and(*stage));
    assert_eq!(found(every), Vec::<String>::new());
}
