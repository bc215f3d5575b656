use super::*;
use crate::annotation::*;
use crate::document::Hash;
use crate::text::TextRange;

fn annotation(mint: &mut dyn Mint, body: Body, quote: &str) -> Annotation {
    Annotation {
        id: AnnotationId(mint.uuid()),
        quote: TextQuote {
            exact: quote.into(),
            prefix: "a\n\"b\" ".into(),
            suffix: " ក្រសួង 🙂".into(),
        },
        annotator: codebook::sample_annotator(),
        created: mint.now(),
        modified: mint.now(),
        state: ReviewState::Open,
        body,
        note: String::new(),
        extra: [("k".to_owned(), "v".to_owned())].into(),
    }
}

/// One record of each kind.
fn every_kind() -> AnnotationSet {
    let mint = &mut ids::CountingMint::new(1);
    let theme = Codebook::default_themes().by_key(1).unwrap().clone();
    let sample = codebook::sample_annotator();
    let tag = annotation(mint, Body::Theme(theme.id), "cyber");
    let on = tag.id;
    let mut records = vec![
        Record::Document(DocumentInfo {
            name: "a.txt".into(),
            file_hash: Hash::of(b"x"),
            text_hash: Hash::of(b"x"),
            text_len: 1,
            encoding: "UTF-8".into(),
            extractor: "plain 1".into(),
            extra: Default::default(),
        }),
        Record::Annotator(Annotator {
            id: sample,
            name: "Sample".into(),
            extra: Default::default(),
        }),
        Record::Theme(theme),
        Record::Annotation(Placed::Anchored(Anchored {
            annotation: tag,
            range: TextRange::new(3, 8),
        })),
    ];
    let bodies = [
        Body::Highlight,
        Body::Memo,
        Body::Entity {
            label: EntityLabel::Org,
            canonical: "Association".into(),
        },
        Body::Flag {
            category: Category::GarbledToken,
            severity: Severity::High,
            check: Some("garbled_token".into()),
        },
        Body::Correction {
            text: "SOVANN".into(),
        },
    ];
    for body in bodies {
        let annotation = annotation(mint, body, "x");
        records.push(Record::Annotation(Placed::Orphaned(Orphaned {
            annotation,
            last: TextRange::new(1, 2),
        })));
    }
    records.push(Record::Decision(Decision {
        id: DecisionId(mint.uuid()),
        subject: DecisionSubject::Finding {
            check: "repetition".into(),
        },
        range: TextRange::new(1, 2),
        quote: TextQuote::default(),
        verdict: Verdict::Confirmed,
        annotator: sample,
        created: mint.now(),
        extra: Default::default(),
    }));
    records.push(Record::Reading(Reading {
        annotator: sample,
        state: ReadingState::NothingFound,
        modified: mint.now(),
        extra: Default::default(),
    }));
    records.push(Record::Comment(Comment {
        id: CommentId(mint.uuid()),
        annotation: on,
        annotator: sample,
        created: mint.now(),
        text: "two\nlines".into(),
        extra: Default::default(),
    }));
    records.push(Record::History(HistoryEntry {
        number: 1,
        at: mint.now(),
        annotator: sample,
        what: "Tag Security".into(),
        extra: Default::default(),
    }));
    records.into_iter().collect()
}

#[test]
fn every_kind_of_record_survives_a_round_trip_and_saving_twice_gives_the_same_bytes() {
    let set = every_kind();
    let ron = write(&set);
    let read = parse(&ron).unwrap();
    assert_eq!(read.problems, []);
    assert_eq!(read.set, set);
    assert_eq!(write(&read.set), ron);
    assert_eq!(ron.lines().count(), set.len() + 6, "one record a line");
    assert!(!ron.contains('\r'));
}

#[test]
fn a_record_of_an_unknown_kind_or_with_unknown_values_is_kept_as_it_stands() {
    let odd = r#"(kind: "poll", id: "7", votes: {"a": [1, 2]}, how: Loud(3))"#;
    let bad = r#"(kind: "reading", id: "not a uuid", state: "read", modified: "x")"#;
    let source = format!("(format: \"rapporteur\", version: 1, records: [\n  {odd},\n  {bad},\n])");
    let read = parse(&source).unwrap();
    assert_eq!(read.problems.len(), 1);
    assert_eq!((read.problems[0].line, read.problems[0].column), (3, 3));
    assert!(read.problems[0].message.contains("not a uuid"));
    let again = write(&read.set);
    assert!(again.contains(odd) && again.contains(bad));
}

#[test]
fn a_second_record_with_the_same_id_is_said_and_kept() {
    let one = write(&every_kind());
    let line = one.lines().find(|l| l.contains("\"comment\"")).unwrap();
    let twice = one.replace(line, &format!("{line}\n{line}"));
    let read = parse(&twice).unwrap();
    assert!(read.problems[0].message.contains("a second comment"));
    assert_eq!(write(&read.set).matches("two\\nlines").count(), 2);
}

#[test]
fn the_quick_way_reads_what_the_general_way_reads() {
    let usual = write(&every_kind());
    let quick = parse_own(&usual).unwrap();
    // A space is enough to make the file an unusual one.
    let general = parse(&usual.replace("records: [", "records:  [")).unwrap();
    assert!(parse_own(&usual.replace("records: [", "records:  [")).is_none());
    assert_eq!(quick.set, general.set);
    let shift = 1;
    let shifted: Vec<_> = quick
        .places
        .into_iter()
        .map(|(k, at)| (k, at + shift))
        .collect();
    assert_eq!(shifted, general.places);
}

#[test]
fn combining_marks_stand_as_they_are_and_backslashes_stay_what_they_were() {
    for name in [
        "ក្រសួង",
        "cafe\u{301}",
        "\\u{17d2}",
        "a\\\u{17d2}b",
        "\u{200b}\u{7}\"",
        "\\",
        "\\u{",
    ] {
        let annotator = Annotator {
            id: codebook::sample_annotator(),
            name: name.to_owned(),
            extra: Default::default(),
        };
        let ron = write_record(&Record::Annotator(annotator.clone()));
        assert_eq!(
            read_record(&ron).unwrap(),
            Record::Annotator(annotator),
            "{ron}"
        );
    }
    assert!(write(&every_kind()).contains("ក្រសួង"));
}

#[test]
fn a_newer_version_says_so() {
    let read =
        parse("(format: \"rapporteur\", version: 2, records: [(kind: \"x\", id: \"1\")])").unwrap();
    assert!(read.is_newer());
    assert_eq!(read.set.len(), 1);
}

#[test]
fn a_damaged_file_says_where() {
    let one = write(&every_kind());
    let cut = &one[..one.len() / 2];
    let problem = parse(cut).unwrap_err();
    assert!(problem.line > 3, "{problem}");
    assert!(parse("").is_err());
    assert!(
        parse("(format: \"other\", version: 1)")
            .unwrap_err()
            .message
            .contains("other")
    );
    assert!(
        parse("\u{feff}(format: \"rapporteur\", version: 1, records: [])").is_ok(),
        "a BOM is stripped"
    );
}

#[test]
fn a_damaged_file_gives_every_record_that_is_whole() {
    let set = every_kind();
    let one = write(&set);
    assert_eq!(salvage(&one).set, set, "a sound file gives all");
    assert_eq!(salvage(&one).problems, []);
    let lines: Vec<_> = one.lines().collect();
    for cut in [one.len() / 3, one.len() / 2, one.len() - 4] {
        let cut = one.floor_char_boundary(cut);
        let read = salvage(&one[..cut]);
        let whole = one[..cut].lines().filter(|l| l.ends_with("),")).count();
        assert_eq!(read.set.len(), whole);
        assert!(read.problems.len() <= 1, "{:?}", read.problems);
    }
    let hurt = one.replace(lines[8], "        (kind: \"annotation\", id: \"x");
    let read = salvage(&hurt);
    assert_eq!(read.set.len(), set.len() - 1);
    assert_eq!(read.problems[0].line, 9);
}

#[test]
fn both_sides_of_a_conflict_are_salvaged() {
    let one = write(&every_kind());
    let line = one.lines().find(|l| l.contains("\"comment\"")).unwrap();
    let other = line.replace("two", "three");
    let joined = one.replace(
        line,
        &format!("<<<<<<< ours\n{line}\n=======\n{other}\n>>>>>>> theirs"),
    );
    assert!(parse(&joined).is_err());
    let again = write(&salvage(&joined).set);
    assert!(again.contains("two\\nlines") && again.contains("three\\nlines"));
    assert_eq!(
        parse(&again).unwrap().problems.len(),
        1,
        "the second comment"
    );
}

#[test]
fn salvage_keeps_records_of_unknown_kinds_and_the_version() {
    let odd = r#"(kind: "poll", id: "7", how: Loud(3))"#;
    let bad = r#"(kind: "reading", id: "not a uuid", state: "read", modified: "x")"#;
    let source = format!("(\n    version: 12,\n    records: [\n  {odd},\n  {bad},\n");
    let read = salvage(&source);
    assert!(read.is_newer());
    assert_eq!((read.set.len(), read.problems.len()), (2, 1));
    assert_eq!(
        version("(format: \"rapporteur\", version:3, records"),
        Some(3)
    );
    assert_eq!(version("(records: [], version: 3)"), None);
    assert!(salvage("").set.is_empty());
    let other = "(format: \"other\", version: 1, records: [(kind: \"x\", id: \"1\")])";
    assert!(salvage(other).set.is_empty(), "a file is no record");
    assert!(salvage("\0\u{1}garbage\n((((").set.is_empty());
}
