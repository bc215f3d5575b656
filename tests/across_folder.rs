//! The documents of a folder compared with each other: what is found, that it does not depend on the order in which they
//! come, and that a folder at size is compared in time.

use rapporteur::annotation::CheckRules;
use rapporteur::detect::{Mentions, detect};
use rapporteur::document::Document;
use rapporteur::library::across::{Across, DocumentFacts};
use rapporteur::quality::{Finding, Input, check};
use rapporteur::text::language::{Languages, languages};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A document with what the checks need of it.
struct Ready {
    path: String,
    document: Document,
    mentions: Mentions,
    languages: Languages,
}

impl Ready {
    fn new(path: &str, text: &str) -> Self {
        let document = Document::from_bytes(path, text.as_bytes().to_vec()).unwrap();
        Self {
            path: path.to_owned(),
            mentions: detect(&document.text),
            languages: languages(&document.text),
            document,
        }
    }

    /// The findings of the document alone, and its facts.
    fn checked(&self) -> (Vec<Finding>, DocumentFacts) {
        let input = Input {
            document: &self.document,
            mentions: &self.mentions,
            languages: &self.languages,
        };
        let said = check(&input, &CheckRules::default());
        let facts = DocumentFacts::of(&input, &said.findings, said.groundwork, None);
        (said.findings, facts)
    }
}

/// Text of made-up words and sentences, another one for each number.
struct Made(u64);

impl Made {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn word(&mut self) -> &'static str {
        const WORDS: &[&str] = &[
            "harbour", "council", "ferry", "budget", "school", "village", "season", "road",
            "water", "report", "island", "market", "fishing", "winter", "bridge", "worker",
            "health", "energy", "forest", "river", "visit", "number", "open", "build", "repair",
            "follow", "discuss", "support", "reach", "finish", "new", "old", "small", "large",
            "northern", "local", "public", "common", "the", "a", "of", "in", "for", "with", "and",
            "to", "on", "after",
        ];
        WORDS[self.next(WORDS.len())]
    }

    fn name(&mut self) -> String {
        const PARTS: &[&str] = &[
            "ka", "lo", "mi", "te", "ro", "sa", "nu", "vi", "fa", "le", "ho", "pe",
        ];
        let mut name: String = (0..3).map(|_| PARTS[self.next(PARTS.len())]).collect();
        name[..1].make_ascii_uppercase();
        name
    }

    fn document(&mut self, n: usize) -> Ready {
        let day = self.next(28) + 1;
        let mut text = format!(
            "Suva, {day} June 20{:02}\n\nOffice of the Council of Harbours, 12 Long Road, Suva\n\n",
            self.next(25)
        );
        while text.len() < 5_000 {
            match self.next(8) {
                0 => {
                    let (given, family) = (self.name(), self.name());
                    let _ = write!(
                        text,
                        "Minister of Fisheries of Fiji {given} {family} met Mr Olu Ferreiro of Tonga. "
                    );
                }
                1 => {
                    let _ = write!(
                        text,
                        "Prime Minister of Tonga Olu Ferreiro spoke in Suva. He left at {}. ",
                        self.next(12)
                    );
                }
                _ => {
                    for _ in 0..self.next(12) + 6 {
                        let word = self.word();
                        let _ = write!(text, "{word} ");
                    }
                    text.push_str("ended. ");
                }
            }
            if self.next(5) == 0 {
                text.push_str("\n\n");
            }
        }
        Ready::new(&format!("papers/{n}.txt"), &text)
    }
}

fn across(documents: &[Ready]) -> Across {
    let mut across = Across::default();
    for document in documents {
        across.put(&document.path, document.checked().1);
    }
    across
}

fn findings(across: &mut Across, documents: &[Ready]) -> Vec<Vec<Finding>> {
    let found = |d: &Ready| across.findings(&d.path, &d.document.text);
    documents.iter().map(found).collect()
}

/// `path:check/tier:text` of each finding.
fn shown(documents: &[Ready]) -> Vec<String> {
    let mut across = across(documents);
    let mut out = Vec::new();
    for document in documents {
        for finding in across.findings(&document.path, &document.document.text) {
            let text = finding
                .range
                .of(&document.document.text)
                .unwrap_or_default();
            out.push(format!(
                "{}:{}/{}:{text}",
                document.path, finding.check, finding.tier
            ));
        }
    }
    out
}

fn folder(texts: &[(&str, &str)]) -> Vec<Ready> {
    texts
        .iter()
        .map(|(path, text)| Ready::new(path, text))
        .collect()
}

#[test]
fn one_office_with_two_holders() {
    let undated = [
        (
            "a.txt",
            "The Minister of Fisheries of Tonga, Olu Ferreiro, spoke on boats.\n",
        ),
        (
            "b.txt",
            "The Minister of Fisheries of Tonga, Ana Kealoha, spoke on nets.\n",
        ),
    ];
    let found = shown(&folder(&undated));
    assert_eq!(
        found,
        [
            "a.txt:office_conflict/2:Minister of Fisheries of Tonga, Olu Ferreiro",
            "b.txt:office_conflict/2:Minister of Fisheries of Tonga, Ana Kealoha",
        ]
    );
    // Years apart, one followed the other.
    let apart = [
        (
            "a.txt",
            "Suva, 3 May 2004\n\nThe Minister of Fisheries of Tonga, Olu Ferreiro, spoke on boats.\n",
        ),
        (
            "b.txt",
            "Suva, 3 May 2014\n\nThe Minister of Fisheries of Tonga, Ana Kealoha, spoke on nets.\n",
        ),
    ];
    assert!(shown(&folder(&apart)).is_empty());
    let between = [
        apart[0],
        (
            "b.txt",
            "Suva, 3 May 2005\n\nThe Minister of Fisheries of Tonga, Ana Kealoha, spoke on nets.\n",
        ),
        (
            "c.txt",
            "Suva, 3 May 2006\n\nThe Minister of Fisheries of Tonga, Olu Ferreiro, spoke on boats again.\n",
        ),
    ];
    let found = shown(&folder(&between));
    assert!(
        found.contains(
            &"b.txt:office_conflict/1:Minister of Fisheries of Tonga, Ana Kealoha".to_owned()
        ),
        "{found:?}"
    );
}

#[test]
fn what_is_said_of_change_and_of_former_holders_is_heard() {
    let texts = [
        (
            "a.txt",
            "The Minister of Fisheries of Tonga, Olu Ferreiro, spoke on boats.\n",
        ),
        (
            "b.txt",
            "Ana Kealoha, former Minister of Fisheries of Tonga, spoke on nets.\n",
        ),
        (
            "c.txt",
            "Ana Kealoha was replaced as Minister of Fisheries of Tonga.\n",
        ),
        (
            "d.txt",
            "The Deputy Minister of Fisheries of Tonga, Sione Talau, spoke on nets.\n",
        ),
        (
            "e.txt",
            "The Minister of Fisheries of Fiji, Mele Havea, spoke on nets.\n",
        ),
    ];
    assert!(
        shown(&folder(&texts)).is_empty(),
        "{:?}",
        shown(&folder(&texts))
    );
}

const PASSAGE: &str = "The council will open three new schools in the northern villages before the end of the coming \
    winter, and it will repair the old road along the river.";

#[test]
fn passages_are_found_in_the_later_document_and_formulas_are_not() {
    let texts = [
        (
            "a.txt",
            format!("Suva, 3 May 2014\n\nFerries were late again. {PASSAGE}\n"),
        ),
        (
            "b.txt",
            format!(
                "Suva, 3 May 2004\n\nThe harbour is full of boats. {PASSAGE} Nobody objected.\n"
            ),
        ),
    ];
    let texts: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (*p, t.as_str())).collect();
    assert_eq!(
        shown(&folder(&texts)),
        [format!("a.txt:repetition/2:{PASSAGE}")]
    );
    let many: Vec<(String, String)> = (0..9)
        .map(|n| {
            (
                format!("{n}.txt"),
                format!("{} {PASSAGE}\n", Made(n).document(0).document.text),
            )
        })
        .collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let found = shown(&folder(&many));
    assert!(
        !found.iter().any(|f| f.contains("northern villages")),
        "{found:?}"
    );
}

#[test]
fn copies_are_told_once() {
    let text = Made(7).document(0).document.text;
    let changed = text.replacen("harbour", "port", 3);
    let texts: Vec<(String, &str)> = (0..12)
        .map(|n| {
            (
                format!("{n:02}.txt"),
                if n % 2 == 0 { &*text } else { &*changed },
            )
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), *t)).collect();
    let documents = folder(&texts);
    let mut across = across(&documents);
    let found = findings(&mut across, &documents);
    let copies = |f: &&Finding| f.check == "repetition" && f.range.is_document();
    assert_eq!(found[0].iter().filter(copies).count(), 0);
    for (n, found) in found.iter().enumerate().skip(1) {
        let reasons: Vec<_> = found.iter().filter(copies).map(|f| &*f.reason).collect();
        assert_eq!(reasons.len(), 1, "{n}: {reasons:?}");
        assert!(reasons[0].contains("the same text as 0"), "{reasons:?}");
    }
}

#[test]
fn persons_are_spoken_of_alike_in_all_documents() {
    let texts = [
        (
            "a.txt",
            "Mr Olu Ferreiro opened the harbour of Suva on a rainy day.\n",
        ),
        (
            "b.txt",
            "Olu Ferreiro spoke about roads in the evening. She promised to repair them.\n",
        ),
    ];
    assert_eq!(
        shown(&folder(&texts)),
        ["b.txt:reference_conflict/2:She promised"]
    );
}

#[test]
fn spellings_of_one_name_are_told_with_the_other() {
    let texts = [
        (
            "a.txt",
            "Minister Olu Ferreiro spoke. Olu Ferreiro left. Olu Ferreiro came back.\n",
        ),
        ("b.txt", "Minister Olu Fereiro spoke about roads.\n"),
        ("c.txt", "Minister FERREIRO Olu spoke about boats.\n"),
    ];
    let found = shown(&folder(&texts));
    assert!(
        found.contains(&"b.txt:name_variant/2:Olu Fereiro".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"c.txt:name_variant/2:FERREIRO Olu".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_damaged_name_has_readings_to_choose_from() {
    let texts = [
        (
            "a.txt",
            "Tonga’s foreign minister, QAhHBBpMsAKK TORaa, spoke on boats.\n",
        ),
        (
            "b.txt",
            "Suva, 3 May 2004\n\nThe Minister of Foreign Affairs of Tonga, Olu Ferreiro, spoke on nets.\n",
        ),
    ];
    let documents = folder(&texts);
    let mut across = Across::default();
    let mut alone = Vec::new();
    for document in &documents {
        let (findings, facts) = document.checked();
        across.put(&document.path, facts);
        alone.push(findings);
    }
    across.complete("a.txt", &documents[0].document.text, &mut alone[0]);
    let garbled = alone[0]
        .iter()
        .find(|f| f.check == "garbled_token")
        .unwrap();
    let repair = garbled.repair.as_ref().unwrap();
    assert_eq!(
        (repair.replacement.as_deref(), &repair.candidates[..]),
        (None, &["Olu Ferreiro".to_owned()][..])
    );
    let office = alone[0]
        .iter()
        .find(|f| f.check == "office_conflict")
        .unwrap();
    assert_eq!((office.tier, office.severity.id()), (1, "high"));
    assert_eq!(office.evidence[0].document.as_deref(), Some("b.txt"));
}

/// Whatever was put in, replaced and taken out before: in the end the same is found as by putting all in afresh.
#[test]
fn what_is_found_does_not_depend_on_what_was_there_before() {
    let mut made = Made(3);
    let mut documents: Vec<Ready> = (0..12).map(|n| made.document(n)).collect();
    let shared = documents[2].document.text.clone();
    documents[5] = Ready::new("papers/5.txt", &format!("{}\n\n{PASSAGE}", shared));
    documents[6] = Ready::new(
        "papers/6.txt",
        &format!("{PASSAGE}\n\n{}", documents[6].document.text),
    );
    let fresh = findings(&mut across(&documents), &documents);
    let mut worked = across(&documents);
    for (n, document) in documents.iter().enumerate() {
        let other = Ready::new(
            &document.path,
            &format!("{PASSAGE} Mr Olu Ferreiro, Prime Minister of Fiji, spoke. {n}"),
        );
        worked.put(&document.path, other.checked().1);
        worked.take_changed();
    }
    for document in documents.iter().rev() {
        assert!(worked.remove(&document.path));
        worked.findings(&documents[0].path, &documents[0].document.text);
        worked.put(&document.path, document.checked().1);
    }
    assert!(fresh.iter().any(|f| !f.is_empty()));
    assert_eq!(fresh, findings(&mut worked, &documents));
}

/// Every document whose findings become others is named.
#[test]
fn who_is_affected_by_a_change_is_told() {
    let mut made = Made(5);
    let mut documents: Vec<Ready> = (0..30).map(|n| made.document(n)).collect();
    let mut across = across(&documents);
    across.take_changed();
    for n in 0..30 {
        let before = findings(&mut across, &documents);
        let mut text = documents[n].document.text.clone();
        let part: String = documents[(n + 7) % 30]
            .document
            .text
            .chars()
            .skip(900)
            .take(700)
            .collect();
        text.push_str(&part);
        documents[n] = Ready::new(&documents[n].path, &text);
        across.put(&documents[n].path, documents[n].checked().1);
        let changed = across.take_changed();
        let after = findings(&mut across, &documents);
        for ((document, old), new) in documents.iter().zip(&before).zip(&after) {
            assert!(
                old == new || changed.contains(&document.path),
                "{}",
                document.path
            );
        }
    }
}

/// Figures for a folder of 2,000 documents of 5 KB: `cargo test --release --test across_folder -- --nocapture size`.
#[test]
fn a_folder_at_size() {
    let (count, factor) = if cfg!(debug_assertions) {
        (200, 60)
    } else {
        (2_000, 3)
    };
    let start = Instant::now();
    let mut made = Made(1);
    let mut documents: Vec<Ready> = (0..count).map(|n| made.document(n)).collect();
    let ready = start.elapsed();
    let start = Instant::now();
    let mut across = Across::default();
    let mut own = Duration::ZERO;
    let mut found = 0;
    for document in &documents {
        let begun = Instant::now();
        let (findings, facts) = document.checked();
        own += begun.elapsed();
        found += findings.len();
        across.put(&document.path, facts);
    }
    let put = start.elapsed();
    across.take_changed();
    let settled = start.elapsed();
    let between: usize = findings(&mut across, &documents).iter().map(Vec::len).sum();
    let all = start.elapsed();
    let mut worst = Duration::ZERO;
    let mut affected = 0;
    for n in [0, count / 3, count - 1] {
        let text = documents[n].document.text.replace("harbour", "port");
        documents[n] = Ready::new(&documents[n].path, &text);
        let start = Instant::now();
        across.put(&documents[n].path, documents[n].checked().1);
        let changed = across.take_changed();
        for path in &changed {
            let number: usize = path
                .trim_start_matches("papers/")
                .trim_end_matches(".txt")
                .parse()
                .unwrap();
            across.findings(path, &documents[number].document.text);
        }
        worst = worst.max(start.elapsed());
        affected = affected.max(changed.len());
    }
    println!(
        "{count} documents of 5 KB: made and looked through for entities {ready:?}; all checks {all:?} (of this documents \
         alone with their facts {own:?}, putting in {:?}, settling {:?}, findings {:?}), {found} findings and {between} between \
         documents; after a change {worst:?}, {affected} affected; {} MB",
        put - own,
        settled - put,
        all - settled,
        across.memory() >> 20
    );
    assert!(all < Duration::from_millis(1_500) * factor, "{all:?}");
    assert!(worst < Duration::from_millis(50) * factor, "{worst:?}");
}
