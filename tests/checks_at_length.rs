//! The checks take time that grows with the text, whatever stands in it.

mod growing_support;

use growing_support::{faulty, growing};
use rapporteur::annotation::CheckRules;
use rapporteur::detect::detect;
use rapporteur::document::Document;
use rapporteur::quality::{Input, check};
use rapporteur::text::language::languages;
use std::time::{Duration, Instant};

/// Length (UTF-8 bytes) of the shorter text.
const SOME: usize = 20_000;

/// The shortest of three times that the checks take.
fn shortest(text: String) -> Duration {
    let document = Document::from_bytes("a.txt", text.into_bytes()).unwrap();
    let input = Input {
        document: &document,
        mentions: &detect(&document.text),
        languages: &languages(&document.text),
    };
    let once = |_| {
        let start = Instant::now();
        let report = check(&input, &CheckRules::default());
        assert_eq!(report.failed, Vec::<&str>::new());
        start.elapsed()
    };
    (0..3).map(once).min().unwrap()
}

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    let mut steep = Vec::new();
    for (name, text) in growing().into_iter().chain(faulty()) {
        let (short, long) = (shortest(text(SOME)), shortest(text(4 * SOME)));
        // Quadratic work would be near sixteen times; a noisy machine is let off.
        if long > short * 9 + Duration::from_millis(60) {
            steep.push((name, short, long));
        }
    }
    assert!(steep.is_empty(), "{steep:?}");
}
