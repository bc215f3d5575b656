//! The language of paragraphs, and what is found in languages whose grammar is not known here.

use rapporteur::text::language::{Language, languages};
use std::path::Path;

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Code and sentences.
fn sentences() -> Vec<(String, String)> {
    let text = file("sentences.txt");
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    let pair = |line: &str| {
        line.split_once(' ')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    lines.filter_map(pair).collect()
}

#[test]
fn a_paragraph_alone() {
    for (code, text) in sentences() {
        let found = languages(&text);
        let codes: Vec<_> = found.iter().map(|(_, l)| l.code()).collect();
        assert_eq!(codes, [code.as_str()], "{text}");
    }
}

#[test]
fn paragraphs_of_all_languages_in_one_text() {
    let all = sentences();
    let text: Vec<&str> = all.iter().map(|(_, t)| t.as_str()).collect();
    for between in ["\n\n", "\r\n\r\n", "\n"] {
        let text = text.join(between);
        let found = languages(&text);
        for (code, sentence) in &all {
            // A short line between others is no paragraph of its own without a blank line.
            if between != "\n" || sentence.len() >= 160 {
                let at = text.find(sentence.as_str()).unwrap();
                assert_eq!(found.at(at).code(), code, "{sentence}");
            }
        }
    }
}

#[test]
fn what_does_not_say_goes_with_its_neighbours() {
    let english = sentences().remove(0).1;
    let (_, french) = sentences()
        .into_iter()
        .find(|(code, _)| code == "fr")
        .unwrap();
    let names = "Nguyễn Văn Nam, María de la Cruz, Jean du Pont";
    let text = format!(
        "Annex 1\n\n{english}\n\n{names}\n\n{english}\n\n12 | 14 | 2\n\n{french}\n\nAnnexe 2\n\n{french}\n\n3 | 4"
    );
    let found: Vec<_> = languages(&text).iter().map(|(r, l)| (r.start, l)).collect();
    let first = text.find(&french).unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], (0, Language::English));
    assert_eq!(found[1].1, Language::French);
    assert!(found[1].0 <= first && found[1].0 > text.rfind(&english).unwrap());
}

#[test]
fn runs_cover_the_text() {
    for text in [
        "",
        "\n\n",
        "5 | 6",
        "Phnom Penh",
        "le",
        "\u{feff}",
        "កម្ពុជា",
        "ABC",
    ] {
        let found = languages(text);
        let mut end = 0;
        for (range, _) in found.iter() {
            assert_eq!(range.start, end);
            end = range.end;
        }
        assert_eq!(end, text.len(), "{text:?}");
    }
    assert_eq!(
        languages("Minister Olu Ferreiro met Ferreiro").at(3),
        Language::English
    );
    assert_eq!(languages("12 34").at(0), Language::NotSure);
}

#[test]
fn a_paragraph_in_capitals_is_read_too() {
    for (code, text) in sentences().into_iter().take(8) {
        let text = text.to_uppercase();
        assert_eq!(languages(&text).at(0).code(), code, "{text}");
    }
}
