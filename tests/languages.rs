//! The language of paragraphs, and what is found in languages whose grammar is not known here.

use rapporteur::detect::detect;
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
    let title = "DOCUMENT OF A Public Body Report No: FERRY HARBOUR Board Annex A ".repeat(8);
    assert_eq!(languages(&title).at(0), Language::English);
    assert_eq!(languages("12 34").at(0), Language::NotSure);
}

#[test]
fn a_paragraph_in_capitals_is_read_too() {
    for (code, text) in sentences().into_iter().take(8) {
        let text = text.to_uppercase();
        assert_eq!(languages(&text).at(0).code(), code, "{text}");
    }
}

/// Words that may stand for one wrong mention at least.
const WORDS_A_MISTAKE: usize = 50;

/// Type and text of all that is named in a language's prose.
fn right(code: &str) -> Vec<String> {
    let text = file("right.txt");
    let lines = text
        .lines()
        .filter_map(|l| l.strip_prefix(code)?.strip_prefix(' '));
    lines.map(str::to_owned).collect()
}

#[test]
fn prose_in_other_languages_has_few_wrong_mentions() {
    for code in ["fr", "vi", "id", "es", "de", "ms", "tl", "sw"] {
        let (text, right) = (file(&format!("prose/{code}.txt")), right(code));
        let found = detect(&text);
        let found: Vec<String> = found
            .iter()
            .map(|m| format!("{} {}", m.label.id(), m.range.of(&text).unwrap_or_default()))
            .collect();
        let wrong: Vec<_> = found.iter().filter(|m| !right.contains(m)).collect();
        let words = text.split_whitespace().count();
        println!(
            "{code}: {words} words, {} mentions, wrong: {wrong:?}",
            found.len()
        );
        assert!(wrong.len() * WORDS_A_MISTAKE <= words, "{code}: {wrong:?}");
        let pattern = |m: &&String| {
            ["DATE", "MONEY", "PERCENT", "CONTACT"]
                .iter()
                .any(|t| m.starts_with(t))
        };
        let missed: Vec<_> = right
            .iter()
            .filter(pattern)
            .filter(|m| !found.contains(m))
            .collect();
        let patterns = right.iter().filter(pattern).count();
        assert!(missed.len() * 3 <= patterns, "{code}: {missed:?}");
    }
}

#[test]
fn only_what_needs_no_grammar_is_looked_for() {
    let text = "Le Premier ministre Olu Ferreiro et le Ministère des Mines ont signé avec le Kenya un accord sur les pêches pour \
                la période 2025-2029, qui est doté de 5 millions d'euros.";
    let found = detect(text);
    let found: Vec<_> = found
        .iter()
        .map(|m| m.range.of(text).unwrap_or_default())
        .collect();
    assert_eq!(found, ["Kenya", "2025-2029", "5 millions d'euros"]);
    let english =
        "Prime Minister Olu Ferreiro and the Ministry of Mines signed an accord with Kenya.";
    let both = format!("{english}\n\n{text}\n\n{english}");
    let persons = detect(&both);
    let persons = persons.iter().filter(|m| m.label.id() == "PERSON").count();
    assert_eq!(persons, 2);
}

#[test]
fn repetition_is_no_other_language() {
    let text = "The ferry sails. ".repeat(200);
    assert_eq!(languages(&text).at(0), Language::English);
    let text = "Minister Olu Ferreiro met Ferreiro in Phnom Penh. ".repeat(200);
    assert_eq!(languages(&text).at(0), Language::English);
}

#[test]
fn blank_lines_between_languages_are_no_language_of_their_own() {
    let all = sentences();
    let of = |code: &str| all.iter().find(|(c, _)| c == code).unwrap().1.clone();
    let text = ["fr", "vi", "id", "fr", "en"].map(of).join("\n\n");
    let found = languages(&text);
    let codes: Vec<_> = found.iter().map(|(_, l)| l.code()).collect();
    assert_eq!(codes, ["fr", "vi", "id", "fr", "en"]);
}
