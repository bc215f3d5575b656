use super::*;
use crate::annotation::sidecar::{self, Sidecar};
use proptest::prelude::*;

fn rules(records: impl IntoIterator<Item = CheckRecord>) -> CheckRules {
    CheckRules::of(records.into_iter().map(Record::Check).collect())
}

fn file(records: &str) -> Sidecar {
    let source = format!("(format: \"rapporteur\", version: 1, records: [\n{records}\n])\n");
    sidecar::parse(&source).unwrap()
}

#[test]
fn words_are_compared_with_single_spaces_and_their_case() {
    let rules = rules([
        CheckRecord::allow("garbled_token", "Vessel\n  qXr"),
        CheckRecord::allow(ANY, "Tel: 117"),
    ]);
    for same in ["Vessel qXr", " Vessel\tqXr\n", "Vessel\u{a0}qXr"] {
        assert!(rules.allows("garbled_token", same), "{same:?}");
        assert!(!rules.allows("encoding_error", same), "{same:?}");
    }
    for other in ["vessel qXr", "VesselqXr", "Vessel qXr.", "Vessel", "", "  "] {
        assert!(!rules.allows("garbled_token", other), "{other:?}");
    }
    assert!(rules.allows("encoding_error", "Tel: 117"));
    assert!(rules.allows("anything", "Tel:  117"));
    assert_eq!(rules.allowed().count(), 2);
}

#[test]
fn no_rule_holds_for_nothing_and_none_for_what_is_too_long() {
    assert_eq!(passage_key(""), 0);
    assert_eq!(passage_key(" \n"), 0);
    assert_ne!(passage_key(&"x".repeat(MAX_PASSAGE)), 0);
    assert_eq!(passage_key(&"x".repeat(MAX_PASSAGE + 1)), 0);
    assert_ne!(passage_key(&format!("a{}b", " ".repeat(MAX_PASSAGE))), 0);
    assert_eq!(passage_key(&"a ".repeat(1 << 20)), 0);
    let rules = rules([CheckRecord::allow(ANY, "")]);
    assert!(!rules.allows("garbled_token", ""));
}

#[test]
fn checks_are_switched_off_and_graded() {
    let rules = rules([
        CheckRecord::off("layout_artefact"),
        CheckRecord::grade("repetition", Some(Severity::Low), None),
        CheckRecord::grade("numeric_anomaly", None, Some(2)),
    ]);
    assert!(rules.is_off("layout_artefact") && !rules.is_off("repetition"));
    assert_eq!(rules.grade("repetition"), (Some(Severity::Low), None));
    assert_eq!(rules.grade("numeric_anomaly"), (None, Some(2)));
    assert_eq!(rules.grade("layout_artefact"), (None, None));
    assert!(!rules.is_empty() && CheckRules::default().is_empty());
}

#[test]
fn grading_keeps_what_others_wrote_and_takes_the_record_out_where_it_says_nothing() {
    let extra =
        file("(kind: \"grade\", check: \"repetition\", tier: 2, extra: {\"by\": \"them\"}),");
    assert_eq!(extra.problems, []);
    let rules = CheckRules::of(extra.set);
    let change = rules.grading("repetition", Some(Severity::High), None);
    let Some(Record::Check(CheckRecord::Grade(grade))) = change.record else {
        panic!("{change:?}");
    };
    assert_eq!((grade.severity, grade.tier), (Some(Severity::High), None));
    assert_eq!(grade.extra["by"], "them");
    assert_eq!(rules.grading("repetition", None, None).record, None);
}

#[test]
fn a_file_that_was_typed_is_read_and_what_is_wrong_in_it_is_said() {
    let read = file(
        "(kind: \"off\", check: \" layout_artefact \"),\n\
         (kind: \"grade\", check: \"repetition\", severity: \"low\", tier: 2),\n\
         (kind: \"allow\", check: \"*\", passage: \"Tel:\\n 117\", note: \"short\"),\n\
         (kind: \"newer\", id: \"7\", what: [1]),\n\
         (kind: \"off\", check: \"*\"),\n\
         (kind: \"off\", check: \"\"),\n\
         (kind: \"grade\", check: \"repetition_2\"),\n\
         (kind: \"grade\", check: \"x\", severity: \"grave\"),\n\
         (kind: \"grade\", check: \"x\", tier: 3),\n\
         (kind: \"allow\", check: \"x\", passage: \" \"),\n\
         (kind: \"allow\", check: \"x\"),\n\
         (kind: \"off\", check: \"layout_artefact\"),",
    );
    let said: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.line, &*p.message))
        .collect();
    let begins = [
        (6, "check: “*” is no id of a check"),
        (7, "check: “” is no id of a check"),
        (8, "a grade without severity or tier changes nothing"),
        (
            9,
            "severity: “grave” is not known; it is one of low, medium, high",
        ),
        (10, "tier: 3 is not known; 1 is shown by default"),
        (11, "passage: there is nothing in it"),
        (12, ""),
        (13, "a second off"),
    ];
    assert_eq!(said.len(), begins.len(), "{said:?}");
    for ((line, message), (wanted, begin)) in said.iter().zip(begins) {
        assert!(
            *line == wanted && message.starts_with(begin),
            "{line}: {message}"
        );
    }
    let rules = CheckRules::of(read.set.clone());
    let first: Vec<_> = rules.records().map(CheckRecord::key).collect();
    assert_eq!(
        first,
        [
            CheckKey::Off("layout_artefact".into()),
            CheckKey::Grade("repetition".into()),
            CheckKey::Allow("*".into(), "Tel: 117".into()),
        ]
    );
    // What is not understood is carried through.
    let again = sidecar::parse(&sidecar::write(&read.set)).unwrap();
    assert_eq!(again.set.len(), read.set.len());
    assert!(sidecar::write(&read.set).contains("severity: \"grave\""));
}

fn some_record() -> impl Strategy<Value = CheckRecord> {
    let check = prop::sample::select(vec!["garbled_token", "repetition", "newer-check"]);
    let severity = prop::option::of(prop::sample::select(Severity::ALL));
    (0..4, check, severity, 1_u8..3, "[ a-cÉ\"\\\\\n\t*]{1,12}").prop_map(
        |(kind, check, severity, tier, words)| match kind {
            0 => CheckRecord::off(check),
            1 => CheckRecord::grade(check, severity, Some(tier)),
            2 => CheckRecord::allow(ANY, &format!("w{words}")),
            _ => CheckRecord::allow(check, &format!("w{words}")),
        },
    )
}

proptest! {
    #[test]
    fn rules_come_back_from_a_file_as_they_were(records in prop::collection::vec(some_record(), 0..8)) {
        let rules = rules(records);
        let text = sidecar::write(rules.set());
        let read = sidecar::parse(&text).unwrap();
        prop_assert_eq!(&read.problems, &vec![]);
        prop_assert_eq!(&sidecar::write(&read.set), &text);
        prop_assert_eq!(&CheckRules::of(read.set), &rules);
        for record in rules.records() {
            let key = record.key();
            prop_assert_eq!(CheckKey::parse(key.kind(), &key.id()), Some(key));
        }
    }

    #[test]
    fn passages_have_one_key_where_their_words_are_the_same(a in "[ab \n]{0,8}", b in "[ab \n]{0,8}") {
        let same = tidy(&a) == tidy(&b);
        prop_assert_eq!(passage_key(&a) == passage_key(&b), same);
    }
}
