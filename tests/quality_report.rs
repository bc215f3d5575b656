//! The quality report on a small folder, byte for byte, as page, table and text. `UPDATE_GOLDEN=1` writes them anew; read
//! the difference then. Findings are given, so that the reports do not change with the checks.

use rapporteur::annotation::ids::CountingMint;
use rapporteur::annotation::{
    Anchored, Annotation, AnnotationId, AnnotationSet, Annotator, Body, Category, CheckRules,
    Codebook, Decision, DecisionId, DecisionSubject, Mint, Placed, Provenance, ProvenanceField,
    Record, ReviewState, Severity, TextQuote, Timestamp, Verdict, codebook,
};
use rapporteur::document::Document;
use rapporteur::library::quality_report::{
    About, Examined, Faults, QualityReport, csv, html, lines, plain, report,
};
use rapporteur::quality::{Finding, by_id};
use rapporteur::text::TextRange;
use std::path::Path;
use std::sync::Arc;

const BULLETIN: &str = "Harbour Bulletin <No. 7> & more\n\nPort Amsel, 3 May 2024\n\n\
    The h4rb0ur b0ard met the c0mmittee \"in full\".\n\nTel: 12 for more. =SUM(A1) is no number.\n\n\
    The southern ferries ran on time, and the board thanked the crews.\n";
const MINUTES: &str = "# Minutes\n\nThe **board** thanked the crews of the northern ferries.\n\n\
    Ms Ana Kealoha spoke on “March 4”.\n";

/// A document with what was found in it and what was said of it.
struct Case {
    name: &'static str,
    document: Arc<Document>,
    faults: Faults,
    set: AnnotationSet,
}

struct Maker {
    mint: CountingMint,
    text: &'static str,
    findings: Vec<Finding>,
    set: AnnotationSet,
}

impl Maker {
    fn new(text: &'static str, first: u64) -> Self {
        let id = codebook::sample_annotator();
        let annotator = Annotator {
            id,
            name: "Sample".into(),
            extra: Default::default(),
        };
        Self {
            mint: CountingMint::new(first),
            text,
            findings: Vec::new(),
            set: [Record::Annotator(annotator)].into_iter().collect(),
        }
    }

    fn range(&self, words: &str) -> TextRange {
        let start = self.text.find(words).unwrap();
        TextRange::new(start, start + words.len())
    }

    fn find(&mut self, check: &str, words: &str, severity: Severity, tier: u8) {
        let range = match words {
            "" => TextRange::DOCUMENT,
            words => self.range(words),
        };
        let found = Finding::new(by_id(check).unwrap(), range, severity, "because");
        self.findings
            .push(if tier == 1 { found } else { found.on_demand() });
    }

    fn quote(words: &str) -> TextQuote {
        TextQuote {
            exact: words.to_owned(),
            ..TextQuote::default()
        }
    }

    fn annotate(&mut self, words: &str, body: Body) {
        let (range, now) = (self.range(words), self.mint.now());
        let annotation = Annotation {
            id: AnnotationId(self.mint.uuid()),
            quote: Self::quote(words),
            annotator: codebook::sample_annotator(),
            created: now,
            modified: now,
            state: ReviewState::Open,
            body,
            note: String::new(),
            extra: Default::default(),
        };
        let placed = Placed::Anchored(Anchored { annotation, range });
        self.set.insert(Record::Annotation(placed));
    }

    fn decide(&mut self, check: &str, words: &str, verdict: Verdict) {
        let decision = Decision {
            id: DecisionId(self.mint.uuid()),
            subject: DecisionSubject::Finding {
                check: check.to_owned(),
            },
            range: self.range(words),
            quote: Self::quote(words),
            verdict,
            annotator: codebook::sample_annotator(),
            created: self.mint.now(),
            extra: Default::default(),
        };
        self.set.insert(Record::Decision(decision));
    }

    fn case(self, name: &'static str, failed: &[&'static str]) -> Case {
        let bytes = self.text.as_bytes().to_vec();
        let document = Document::from_bytes(name, bytes).unwrap();
        Case {
            name,
            document: Arc::new(document),
            faults: Faults::of(&self.findings, failed),
            set: self.set,
        }
    }
}

fn theme(key: u8) -> Body {
    let book = Codebook::default_themes();
    Body::Theme(book.by_key(key).unwrap().id)
}

fn bulletin() -> Case {
    use Severity::{High, Low, Medium};
    let mut m = Maker::new(BULLETIN, 1);
    m.find("missing_metadata", "", Medium, 2);
    m.find("garbled_token", "h4rb0ur b0ard", High, 1);
    m.find("garbled_token", "c0mmittee", High, 1);
    m.find("punctuation_style", "\"in full\"", Low, 2);
    m.find("structured_field_invalid", "Tel: 12", Medium, 1);
    m.decide("garbled_token", "h4rb0ur b0ard", Verdict::Confirmed);
    let flag = Body::Flag {
        category: Category::GarbledToken,
        severity: High,
        check: Some("garbled_token".into()),
    };
    m.annotate("h4rb0ur b0ard", flag);
    let reading = Body::Correction {
        text: "Harbour Board".into(),
    };
    m.annotate("h4rb0ur b0ard", reading);
    m.decide("structured_field_invalid", "Tel: 12", Verdict::Dismissed);
    let flag = Body::Flag {
        category: Category::NumericAnomaly,
        severity: Low,
        check: None,
    };
    m.annotate("=SUM(A1)", flag);
    m.annotate("The h4rb0ur b0ard met", theme(1));
    m.annotate("met the c0mmittee", theme(2));
    m.annotate("southern ferries ran on time", theme(2));
    let at = Timestamp::from_unix(1_763_800_000);
    let mut provenance = Provenance::new(codebook::sample_annotator(), at);
    provenance.set(ProvenanceField::Publisher, "Harbour <Board> & Sons");
    provenance.set(ProvenanceField::Published, "3 May 2024");
    m.set.insert(Record::Provenance(provenance));
    m.case("papers/bulletin 7.txt", &[])
}

fn minutes() -> Case {
    let mut m = Maker::new(MINUTES, 500);
    m.find("date_underspecified", "March 4", Severity::Medium, 1);
    m.annotate("northern ferries", theme(2));
    m.case("papers/minutes.md", &["repetition"])
}

fn report_on(cases: &[Case], folder: bool) -> QualityReport {
    let book = Codebook::default_themes();
    let titles: Vec<String> = cases.iter().map(|c| c.document.title()).collect();
    let about = About {
        title: if folder {
            "Papers".to_owned()
        } else {
            titles[0].clone()
        },
        folder,
        made: Timestamp::from_unix(1_795_305_600),
        codebook: &book,
        rules: &CheckRules::default(),
        unread: if folder {
            vec![("papers/scan.txt".into(), "This is no text".into())]
        } else {
            Vec::new()
        },
        waiting: 0,
    };
    let examined = cases.iter().zip(&titles).map(|(c, title)| Examined {
        key: c.name,
        name: c.name,
        title,
        words: c.document.words(),
        faults: &c.faults,
        set: &c.set,
    });
    let examined: Vec<_> = examined.collect();
    report(about, &examined, &mut |key| {
        let case = cases.iter().find(|c| c.name == key)?;
        Some(case.document.clone())
    })
}

fn json(report: &QualityReport) -> String {
    let line = |l| serde_json::to_string(l).unwrap() + "\n";
    lines(report).iter().map(line).collect()
}

#[test]
fn reports_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden_reports");
    for (name, report) in [
        ("document", report_on(&[bulletin()], false)),
        ("folder", report_on(&[bulletin(), minutes()], true)),
    ] {
        for (extension, made) in [
            ("html", html(&report)),
            ("csv", csv(&report)),
            ("jsonl", json(&report)),
            ("txt", plain(&report)),
        ] {
            let path = folder.join(format!("{name}.{extension}"));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &made).unwrap();
            }
            let expected = std::fs::read(&path).unwrap_or_default();
            assert!(
                made.as_bytes() == expected,
                "{} is not what is written now; UPDATE_GOLDEN=1 writes it anew",
                path.display()
            );
        }
    }
}

#[test]
fn the_figures_of_a_folder_are_those_of_its_documents_together() {
    let (bulletin, minutes) = (bulletin(), minutes());
    let alone = report_on(&[bulletin], false);
    let other = report_on(&[minutes], false);
    let both = report_on(&[self::bulletin(), self::minutes()], true);
    assert_eq!(both.words, alone.words + other.words);
    let sum = |of: fn(&QualityReport) -> usize| of(&alone) + of(&other);
    assert_eq!(both.total.shown(), sum(|r| r.total.shown()));
    assert_eq!(both.total.less_certain, sum(|r| r.total.less_certain));
    assert_eq!(both.answers.len(), sum(|r| r.answers.len()));
    let themes = |r: &QualityReport| -> Vec<(String, usize, usize, usize)> {
        let row = |t: &rapporteur::library::quality_report::ThemeRow| {
            (t.name.clone(), t.passages, t.clean, t.clean_documents)
        };
        r.themes.iter().map(row).collect()
    };
    assert_eq!(
        themes(&both),
        [
            ("Security".to_owned(), 1, 0, 0),
            ("Trade".to_owned(), 3, 2, 2)
        ]
    );
    // The document with the most findings for its length comes first.
    let worst: Vec<_> = both
        .worst_documents()
        .iter()
        .map(|d| d.name.clone())
        .collect();
    assert_eq!(worst, ["papers/bulletin 7.txt", "papers/minutes.md"]);
    assert_eq!(both.checks.failed.len(), 1);
}

#[test]
fn a_page_on_a_document_stays_short_however_much_there_is_to_say() {
    let few = html(&report_on(&[bulletin()], false));
    let mut m = Maker::new(BULLETIN, 1);
    for at in 0..3000 {
        let check = by_id("garbled_token").unwrap();
        let range = TextRange::new(at % 150, at % 150 + 3);
        m.findings
            .push(Finding::new(check, range, Severity::High, "because"));
    }
    for _ in 0..300 {
        let text = "Harbour Board".to_owned();
        m.annotate("h4rb0ur b0ard", Body::Correction { text });
        m.decide("garbled_token", "c0mmittee", Verdict::Confirmed);
    }
    let report = report_on(&[m.case("papers/bulletin 7.txt", &[])], false);
    assert_eq!(report.corrections.len(), 300);
    let many = html(&report);
    assert!(many.contains("and 292 corrections more"));
    assert!(many.lines().count() < few.lines().count() + 40);
    assert!(lines(&report).len() > 600, "the table has everything");
}

/// Ten times the documents take about ten times as long.
#[test]
fn reports_on_folders_take_time_in_proportion() {
    let time = |n: usize| {
        let cases: Vec<Case> = (0..n).map(|_| bulletin()).collect();
        let start = std::time::Instant::now();
        let report = report_on(&cases, true);
        assert_eq!(report.documents.len(), n);
        start.elapsed()
    };
    let best = |n| (0..3).map(|_| time(n)).min().unwrap();
    let (few, many) = (best(200), best(2000));
    assert!(many < few * 30, "{few:?} and {many:?}");
}
