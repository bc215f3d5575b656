use super::*;
use crate::annotation::codebook::sample_annotator;
use crate::annotation::ids::CountingMint;
use crate::annotation::{
    Anchored, Annotation, AnnotationId, Body, Decision, DecisionId, DecisionSubject, Mint, Placed,
    Provenance, Record, ReviewState, TextQuote, Verdict,
};
use crate::document::Document;
use crate::quality::{Finding, by_id};
use proptest::prelude::*;
use std::sync::Arc;

fn finding(check: &str, at: (usize, usize), severity: Severity, tier: u8) -> Finding {
    let check = by_id(check).unwrap();
    let range = TextRange::new(at.0, at.1);
    let found = Finding::new(check, range, severity, "because");
    if tier == 1 { found } else { found.on_demand() }
}

/// Makes records of a set.
struct Desk {
    mint: CountingMint,
    set: AnnotationSet,
}

impl Desk {
    fn new() -> Self {
        Self {
            mint: CountingMint::new(1),
            set: AnnotationSet::default(),
        }
    }

    fn annotate(&mut self, at: (usize, usize), body: Body, quote: &str) -> AnnotationId {
        let (id, now) = (AnnotationId(self.mint.uuid()), self.mint.now());
        let annotation = Annotation {
            id,
            quote: TextQuote {
                exact: quote.to_owned(),
                ..TextQuote::default()
            },
            annotator: sample_annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body,
            note: String::new(),
            extra: Default::default(),
        };
        let range = TextRange::new(at.0, at.1);
        let placed = Placed::Anchored(Anchored { annotation, range });
        self.set.insert(Record::Annotation(placed));
        id
    }

    fn decide(&mut self, check: &str, at: (usize, usize), verdict: Verdict) {
        let decision = Decision {
            id: DecisionId(self.mint.uuid()),
            subject: DecisionSubject::Finding {
                check: check.to_owned(),
            },
            range: TextRange::new(at.0, at.1),
            quote: TextQuote {
                exact: format!("words at {}", at.0),
                ..TextQuote::default()
            },
            verdict,
            annotator: sample_annotator(),
            created: self.mint.now(),
            extra: Default::default(),
        };
        self.set.insert(Record::Decision(decision));
    }
}

fn flag(category: Category, severity: Severity, check: Option<&str>) -> Body {
    Body::Flag {
        category,
        severity,
        check: check.map(str::to_owned),
    }
}

fn report_on(findings: &[Finding], set: &AnnotationSet, text: &str) -> QualityReport {
    let document = Document::from_bytes("a.txt", text.as_bytes().to_vec()).unwrap();
    let document = Arc::new(document);
    let codebook = Codebook::default_themes();
    let about = About {
        title: document.title(),
        folder: false,
        made: Timestamp::from_unix(1_795_305_600),
        codebook: &codebook,
        rules: &CheckRules::default(),
        unread: Vec::new(),
        waiting: 0,
    };
    let faults = Faults::of(findings, &[]);
    let examined = Examined {
        key: "/x/a.txt",
        name: "a.txt",
        title: &document.title(),
        words: document.words(),
        faults: &faults,
        set,
    };
    report(about, &[examined], &mut |_| Some(document.clone()))
}

#[test]
fn a_finding_counts_by_what_was_said_of_it() {
    use Severity::{High, Low, Medium};
    let findings = [
        finding("garbled_token", (0, 4), High, 1),
        finding("garbled_token", (10, 14), High, 1),
        finding("date_conflict", (20, 24), Medium, 1),
        finding("punctuation_style", (30, 31), Low, 2),
        finding("punctuation_style", (40, 41), Low, 2),
    ];
    let mut desk = Desk::new();
    desk.decide("garbled_token", (0, 4), Verdict::Confirmed);
    let of = flag(Category::GarbledToken, High, Some("garbled_token"));
    desk.annotate((0, 4), of, "gArB");
    let reading = Body::Correction {
        text: "Garb".into(),
    };
    desk.annotate((0, 4), reading, "gArB");
    desk.decide("garbled_token", (10, 14), Verdict::Dismissed);
    desk.decide("punctuation_style", (30, 31), Verdict::Confirmed);
    // An answer to another check on the same passage is none to this one.
    desk.decide("repetition", (20, 24), Verdict::Dismissed);
    desk.annotate(
        (50, 55),
        flag(Category::NumericAnomaly, Medium, None),
        "1,0,0",
    );
    let report = report_on(&findings, &desk.set, &"word ".repeat(100));
    let t = report.total;
    assert_eq!((t.of(High), t.of(Medium), t.of(Low)), (1, 2, 1));
    assert_eq!((t.open, t.confirmed, t.corrected), (1, 3, 1));
    assert_eq!((t.dismissed, t.less_certain, t.by_hand), (1, 1, 1));
    assert_eq!(t.open + t.confirmed, t.shown());
    assert_eq!(rate(t.per_thousand(report.words)), "40.0");
    let repaired: Vec<_> = report
        .corrections
        .iter()
        .map(|c| (&*c.original, &*c.reading))
        .collect();
    assert_eq!(repaired, [("gArB", "Garb")]);
    let kinds: Vec<_> = report
        .answers
        .iter()
        .map(|a| (a.kind, a.range.start))
        .collect();
    use AnswerKind::{ByHand, Confirmed, Dismissed};
    assert_eq!(
        kinds,
        [
            (Confirmed, 0),
            (Confirmed, 30),
            (ByHand, 50),
            (Dismissed, 10),
            (Dismissed, 20)
        ]
    );
}

#[test]
fn the_worst_passages_are_where_findings_stand_close_and_have_their_words() {
    let far = "A quiet sentence about ferries. ".repeat(40);
    let text = format!("The m1nister of Fjrry L1nks spoke.\n\n{far}\n\nTel: 12 was called.\n");
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        (start, start + words.len())
    };
    let findings = [
        finding("garbled_token", at("m1nister"), Severity::High, 1),
        finding("garbled_token", at("Fjrry L1nks"), Severity::High, 1),
        finding("structured_field_invalid", at("Tel: 12"), Severity::High, 1),
        // Far from the others, and too light to be shown.
        finding("punctuation_style", (600, 605), Severity::Low, 2),
    ];
    let report = report_on(&findings, &AnnotationSet::default(), &text);
    let seen: Vec<_> = report
        .worst
        .iter()
        .map(|s| (s.what(), s.paragraph))
        .collect();
    assert_eq!(
        seen,
        [
            ("2 × Garbled text".to_owned(), 1),
            ("Invalid contact field".to_owned(), 3)
        ]
    );
    assert_eq!(report.worst[0].words, "The m1nister of Fjrry L1nks spoke.");
    assert_eq!(report.worst[0].first_words, "m1nister of Fjrry L1nks");
    let mut desk = Desk::new();
    for word in ["m1nister", "Fjrry L1nks"] {
        desk.decide("garbled_token", at(word), Verdict::Dismissed);
    }
    let report = report_on(&findings, &desk.set, &text);
    assert_eq!(report.worst.len(), 1, "what was dismissed is no fault");
}

#[test]
fn tagged_passages_with_a_confirmed_flag_or_an_open_grave_finding_are_not_clean() {
    let findings = [
        finding("garbled_token", (10, 20), Severity::High, 1),
        finding("date_conflict", (40, 50), Severity::Medium, 1),
        finding("date_conflict", (60, 70), Severity::Medium, 1),
        finding("repetition", (80, 90), Severity::High, 2),
        finding("missing_metadata", (0, 0), Severity::High, 1),
    ];
    let mut desk = Desk::new();
    desk.decide("date_conflict", (60, 70), Verdict::Confirmed);
    let theme = Codebook::default_themes().by_key(1).unwrap().id;
    let tag = |desk: &mut Desk, at| {
        desk.annotate(at, Body::Theme(theme), "");
    };
    // Beside a finding, on it, on an open medium one, on a confirmed one, on a less certain one, on the whole document.
    for at in [(0, 10), (15, 18), (41, 42), (69, 75), (80, 90), (0, 0)] {
        tag(&mut desk, at);
    }
    let report = report_on(&findings, &desk.set, &"word ".repeat(40));
    let [row] = report.themes.as_slice() else {
        panic!("{:?}", report.themes)
    };
    assert_eq!((row.passages, row.clean), (6, 3));
    assert_eq!((row.flagged, row.doubtful), (1, 2));
    assert_eq!((row.documents, row.clean_documents), (1, 1));
}

#[test]
fn what_turned_down_or_is_unread_is_told_and_not_counted() {
    let mut desk = Desk::new();
    let rejected = flag(Category::GarbledToken, Severity::High, None);
    let id = desk.annotate((0, 4), rejected, "x");
    let key = crate::annotation::RecordKey::Annotation(id);
    let Some(Record::Annotation(mut placed)) = desk.set.get(&key).cloned() else {
        panic!("no annotation")
    };
    placed.annotation_mut().state = ReviewState::Rejected;
    desk.set.insert(Record::Annotation(placed));
    let mut provenance = Provenance::new(sample_annotator(), Timestamp::from_unix(1));
    provenance.set(ProvenanceField::Publisher, "Harbour <Board>");
    desk.set.insert(Record::Provenance(provenance));
    let mut report = report_on(&[], &desk.set, "One two three.\n");
    assert!(report.total.is_empty() && report.answers.is_empty());
    assert_eq!(report.documents[0].provenance.len(), 1);
    report.unread.push(("b.txt".into(), "gone".into()));
    let unread = lines(&report);
    let unread: Vec<_> = unread.iter().filter(|l| l.section == "unread").collect();
    assert_eq!((&*unread[0].doc, &*unread[0].text), ("b.txt", "gone"));
    assert!(html(&report).contains("Harbour &lt;Board&gt;"));
    assert!(plain(&report).contains("Nothing was found in 3 words"));
}

#[test]
fn pages_and_tables_are_safe_whatever_a_text_says() {
    let text = "<script>alert(1)</script> =cmd|x \"quoted\"\u{202e} & m1nister\n";
    let at = (0, text.len() - 1);
    let findings = [finding("markup_residue", at, Severity::High, 1)];
    let mut desk = Desk::new();
    desk.decide("markup_residue", at, Verdict::Confirmed);
    let reading = Body::Correction {
        text: "=HYPERLINK(\"http://x\")".into(),
    };
    desk.annotate(at, reading, "<img src=http://x>");
    let report = report_on(&findings, &desk.set, text);
    let page = html(&report);
    let body = page.split_once("</style>").unwrap().1;
    for bad in ["<script", "<img", "src=", "<link", "onload", "javascript:"] {
        assert!(!body.replace("src=http", "").contains(bad), "{bad}");
    }
    assert!(!page.contains("href=\"http"), "no address leads outside");
    let table = csv(&report);
    let table = table.strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 20 && rows.iter().all(|r| r.len() == columns));
    assert!(rows.iter().all(|r| r.iter().all(|c| !c.starts_with('='))));
    assert!(!table.replace("\r\n", "").contains('\r'));
}

proptest! {
    #[test]
    fn clean_passages_are_those_that_no_fault_overlaps(
        faults in proptest::collection::vec((1_usize..80, 1_usize..12, any::<bool>()), 0..20),
        tags in proptest::collection::vec((1_usize..80, 1_usize..12), 0..20),
    ) {
        let findings: Vec<Finding> = faults
            .iter()
            .map(|&(at, len, high)| {
                let severity = if high { Severity::High } else { Severity::Low };
                finding("garbled_token", (at, at + len), severity, 1)
            })
            .collect();
        let mut desk = Desk::new();
        let theme = Codebook::default_themes().by_key(2).unwrap().id;
        for &(at, len) in &tags {
            desk.annotate((at, at + len), Body::Theme(theme), "");
        }
        let report = report_on(&findings, &desk.set, &"word ".repeat(30));
        let is_clean = |&&(at, len): &&(usize, usize)| {
            let tag = TextRange::new(at, at + len);
            !faults.iter().any(|&(at, len, high)| high && TextRange::new(at, at + len).overlaps(tag))
        };
        let (all, clean) = report.themes.first().map_or((0, 0), |t| (t.passages, t.clean));
        prop_assert_eq!((all, clean), (tags.len(), tags.iter().filter(is_clean).count()));
        prop_assert_eq!(report.total.shown(), findings.len());
    }
}
