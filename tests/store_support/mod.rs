//! Records for the tests of the store.
#![allow(
    dead_code,
    reason = "each test program compiles its own copy and uses a part"
)]

use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::record::Unknown;
use rapporteur::annotation::*;
use rapporteur::document::Hash;
use rapporteur::text::TextRange;

/// An annotation whose every value depends on nothing but the mint and the arguments.
pub fn annotation(mint: &mut CountingMint, body: Body, range: TextRange, exact: &str) -> Anchored {
    let annotation = Annotation {
        id: AnnotationId(mint.uuid()),
        quote: TextQuote {
            exact: exact.into(),
            prefix: "the \"Kingdom\" of\r\n".into(),
            suffix: " — កម្ពុជា 🙂".into(),
        },
        annotator: codebook::sample_annotator(),
        created: mint.now(),
        modified: mint.now(),
        state: ReviewState::Open,
        body,
        note: String::new(),
        extra: Default::default(),
    };
    Anchored { annotation, range }
}

pub fn anchored(a: Anchored) -> Record {
    Record::Annotation(Placed::Anchored(a))
}

pub fn memo(mint: &mut CountingMint, note: &str) -> Record {
    let mut a = annotation(mint, Body::Memo, TextRange::new(0, 8), "Ministry");
    a.annotation.note = note.into();
    anchored(a)
}

fn frame(theme: Theme) -> Vec<Record> {
    vec![
        Record::Document(DocumentInfo {
            name: "policy.txt".into(),
            file_hash: Hash::of(b"Ministry of Foreign Affairs"),
            text_hash: Hash::of(b"Ministry of Foreign Affairs"),
            text_len: 27,
            encoding: "UTF-8".into(),
            extractor: "plain 1".into(),
            extra: [("source".to_owned(), "archive".to_owned())].into(),
        }),
        Record::Annotator(Annotator {
            id: codebook::sample_annotator(),
            name: "Sample".into(),
            extra: Default::default(),
        }),
        Record::Theme(theme),
        Record::Unknown(Unknown {
            kind: "poll".into(),
            id: "7".into(),
            ron: "(kind: \"poll\", id: \"7\", votes: {\"a\": [1, 2]}, how: Loud(3))".into(),
        }),
    ]
}

fn bodies(theme: ThemeId) -> [Body; 7] {
    let flag = |check: Option<&str>| Body::Flag {
        category: Category::GarbledToken,
        severity: Severity::High,
        check: check.map(str::to_owned),
    };
    [
        Body::Theme(theme),
        Body::Highlight,
        Body::Memo,
        Body::Entity {
            label: EntityLabel::Org,
            canonical: "Ministry of Foreign Affairs".into(),
        },
        flag(Some("garbled_token")),
        flag(None),
        Body::Correction {
            text: "SOVANN\n\"two\"".into(),
        },
    ]
}

fn decisions(mint: &mut CountingMint) -> [Record; 2] {
    let finding = DecisionSubject::Finding {
        check: "repetition".into(),
    };
    let mention = DecisionSubject::Mention {
        label: EntityLabel::Place,
    };
    [(finding, Verdict::Dismissed), (mention, Verdict::Accepted)].map(|(subject, verdict)| {
        Record::Decision(Decision {
            id: DecisionId(mint.uuid()),
            subject,
            range: TextRange::new(1, 2),
            quote: TextQuote::default(),
            verdict,
            annotator: codebook::sample_annotator(),
            created: mint.now(),
            extra: Default::default(),
        })
    })
}

/// Every kind of record and of body, anchored and not.
pub fn every_kind() -> AnnotationSet {
    let mint = &mut CountingMint::new(1);
    let mut theme = Codebook::default_themes().by_key(1).unwrap().clone();
    theme.keywords = vec!["army".into(), "cyber".into()];
    // The colour of then: files keep theirs when the defaults change.
    theme.colour = [0xd9, 0x54, 0x4d];
    let annotator = codebook::sample_annotator();
    let mut records = frame(theme.clone());
    let about =
        bodies(theme.id).map(|body| annotation(mint, body, TextRange::new(0, 8), "Ministry"));
    records.push(Record::Comment(Comment {
        id: CommentId(mint.uuid()),
        annotation: about[0].annotation.id,
        annotator,
        created: mint.now(),
        text: "two\nlines".into(),
        extra: Default::default(),
    }));
    records.extend(about.into_iter().map(anchored));
    let whole = annotation(mint, Body::Memo, TextRange::DOCUMENT, "");
    let mut lost = annotation(mint, Body::Highlight, TextRange::new(12, 19), "Foreign").annotation;
    lost.state = ReviewState::Rejected;
    lost.note = "Was it moved?".into();
    records.push(anchored(whole));
    records.push(Record::Annotation(Placed::Orphaned(Orphaned {
        annotation: lost,
        last: TextRange::new(12, 19),
    })));
    records.extend(decisions(mint));
    records.push(Record::Reading(Reading {
        annotator,
        state: ReadingState::InProgress,
        modified: mint.now(),
        extra: Default::default(),
    }));
    records.push(Record::History(HistoryEntry {
        number: 1,
        at: mint.now(),
        annotator,
        what: "Tag Security".into(),
        extra: Default::default(),
    }));
    records.into_iter().collect()
}
