//! Searches against a plain reference, in many scripts, at the borders of windows and parts.

use super::*;
use crate::text::segment::is_grapheme_boundary;
use proptest::prelude::*;

fn with(options: Options, query: &str, text: &str) -> Vec<String> {
    let query = Query::new(query, options).unwrap();
    let found = query.find_all(text);
    found
        .iter()
        .map(|r| r.of(text).unwrap().to_owned())
        .collect()
}

fn find(query: &str, text: &str) -> Vec<String> {
    with(Options::default(), query, text)
}

const CASE: Options = Options {
    case: true,
    whole_word: false,
    regex: false,
};
const WORD: Options = Options {
    case: false,
    whole_word: true,
    regex: false,
};
const REGEX: Options = Options {
    case: false,
    whole_word: false,
    regex: true,
};

#[test]
fn case_and_diacritics_are_left_aside() {
    assert_eq!(
        find("Kampuchea", "In « Kâmpŭchéa », KAMPUCHEA."),
        ["Kâmpŭchéa", "KAMPUCHEA"]
    );
    assert_eq!(find("kâmpuchea", "Kampuchea"), ["Kampuchea"]);
    assert_eq!(
        find("cafe", "Cafe\u{301} and café"),
        ["Cafe\u{301}", "café"]
    );
    assert_eq!(find("e", "e\u{301}e"), ["e\u{301}", "e"]);
    assert_eq!(find("strasse", "Straße"), ["Straße"]);
    assert_eq!(find("s", "ß"), ["ß"]);
    assert_eq!(find("asean", "ＡＳＥＡＮ"), ["ＡＳＥＡＮ"]);
}

#[test]
fn vietnamese_is_found_with_and_without_its_marks() {
    let text = "Đường Nguyễn Huệ, đuo\u{31B}\u{300}ng";
    assert_eq!(find("duong", text), ["Đường", "đuo\u{31B}\u{300}ng"]);
    assert_eq!(find("nguyễn huệ", text), ["Nguyễn Huệ"]);
    assert_eq!(find("NGUYEN HUE", text), ["Nguyễn Huệ"]);
}

#[test]
fn other_scripts_are_found_as_they_are() {
    let khmer = "ព្រះរាជាណាចក្រកម្ពុជា និងកម្ពុជា";
    assert_eq!(find("កម្ពុជា", khmer).len(), 2);
    assert_eq!(find("កម្ពុជិ", khmer).len(), 0);
    assert_eq!(find("ไทย", "ประเทศไทย"), ["ไทย"]);
    assert_eq!(find("เทศ", "ประเทศไทย"), ["เทศ"]);
    assert_eq!(find("中国", "在中国"), ["中国"]);
    assert_eq!(find("محمد", "قال مُحَمَّد"), ["مُحَمَّد"]);
    assert_eq!(find("កម្ពុជា", "កម្\u{200B}ពុជា"), ["កម្\u{200B}ពុជា"]);
}

#[test]
fn a_hit_is_made_of_whole_graphemes() {
    let family = "👩\u{200D}👩\u{200D}👧";
    assert_eq!(find("👩", family), [family]);
    assert_eq!(with(CASE, "e", "e\u{301}"), ["e\u{301}"]);
    assert_eq!(with(CASE, "\n", "a\r\nb"), ["\r\n"]);
}

#[test]
fn quotes_dashes_and_white_space_equal_their_plain_forms() {
    assert_eq!(find("don't", "don’t"), ["don’t"]);
    assert_eq!(find("\"so\"", "“so” «so»"), ["“so”", "«so»"]);
    assert_eq!(find("1990-1995", "1990–1995"), ["1990–1995"]);
    assert_eq!(
        find("the two sides", "the\r\n   two\u{A0}sides"),
        ["the\r\n   two\u{A0}sides"]
    );
    assert_eq!(
        find("cooperation", "co\u{AD}operation"),
        ["co\u{AD}operation"]
    );
    assert_eq!(find("a b", "a \n b"), ["a \n b"]);
}

#[test]
fn with_case_the_text_is_searched_as_it_stands() {
    assert_eq!(with(CASE, "Asean", "ASEAN Asean asean"), ["Asean"]);
    assert_eq!(with(CASE, "cafe", "café"), [""; 0]);
    assert_eq!(with(CASE, "a  b", "a b a  b"), ["a  b"]);
    assert_eq!(with(CASE, "aa", "aaaaa"), ["aa", "aa"]);
}

#[test]
fn whole_words_end_where_no_letter_or_digit_goes_on() {
    assert_eq!(find("port", "Port, report, ports, port's").len(), 4);
    assert_eq!(with(WORD, "port", "Port, report, ports, port's").len(), 2);
    assert_eq!(with(WORD, "e", "é le e\u{301}").len(), 2);
    assert_eq!(with(WORD, "12", "12 312 124 x12").len(), 1);
    assert_eq!(with(WORD, "a a", "ba a a").len(), 1);
    let case = Options { case: true, ..WORD };
    assert_eq!(with(case, "port", "Port port").len(), 1);
}

#[test]
fn whole_words_without_spaces_are_those_of_the_dictionary() {
    assert_eq!(with(WORD, "ไทย", "ประเทศไทย").len(), 1);
    assert_eq!(with(WORD, "ทศไ", "ประเทศไทย").len(), 0);
    assert_eq!(with(WORD, "កម្ពុជា", "ព្រះរាជាណាចក្រកម្ពុជា").len(), 1);
}

#[test]
fn patterns_match_by_line() {
    let text = "Article 12\r\nArticle 7 of\n\narticle xii";
    assert_eq!(
        with(REGEX, r"article \d+", text),
        ["Article 12", "Article 7"]
    );
    assert_eq!(with(REGEX, r"\d+$", text), ["12"]);
    assert_eq!(with(REGEX, r"^a\w+", text).len(), 3);
    assert_eq!(with(REGEX, r"x*", text), ["x"]);
    assert_eq!(with(REGEX, r"12\s+Article", text), [""; 0]);
    assert_eq!(with(REGEX, r"\AArticle", text).len(), 3);
    let case = Options {
        case: true,
        ..REGEX
    };
    assert_eq!(with(case, "article", text), ["article"]);
    let word = Options {
        whole_word: true,
        ..REGEX
    };
    assert_eq!(with(word, "ar|[0-9]", text), ["7"]);
    assert_eq!(with(REGEX, "e", "e\u{301}"), ["e\u{301}"]);
}

#[test]
fn a_pattern_finds_the_same_by_its_literal_as_by_itself() {
    let text = "Port of Station\r\nof ration nation of oration\n\nMinistry of Nation OF STATION of";
    let plain = |pattern: &str, case: bool| -> Vec<String> {
        let pattern = format!("(?Rm{}){pattern}", if case { "" } else { "i" });
        let regex = regex::Regex::new(&pattern).unwrap();
        let lines = text.lines();
        let found = lines.flat_map(|l| regex.find_iter(l).map(|m| m.as_str().to_owned()));
        found.collect()
    };
    for pattern in [
        r"\w+ of \w+ation",
        r"\w+ation$",
        r"[a-z]+ (of) [A-Z]\w+",
        "of",
        r"(port|nation) of",
        r"\bn",
    ] {
        for case in [true, false] {
            let options = Options { case, ..REGEX };
            assert_eq!(
                with(options, pattern, text),
                plain(pattern, case),
                "{pattern}"
            );
        }
    }
}

#[test]
fn a_bad_pattern_is_refused_in_plain_words() {
    let bad = |pattern: &str| Query::new(pattern, REGEX).unwrap_err();
    assert_eq!(
        bad("é(a").to_string(),
        "A bracket “(” is not closed (character 2)"
    );
    assert_eq!(bad("é(a").at, Some(2));
    assert_eq!(bad("[a").at, Some(0));
    assert!(bad("*a").message.starts_with("There is nothing before"));
    assert!(bad(r"a\").message.contains("at the end"));
    assert!(bad(r"(a)\1").message.contains("References back"));
    assert!(bad(r"a\n").message.contains("line by line"));
    assert!(bad(r"\p{Nonsense}").message.contains("class of characters"));
    assert!(bad(r"\w{999}{99}").message.contains("too large"));
    let deep = "(".repeat(500) + &")".repeat(500);
    assert!(bad(&deep).message.contains("nested"));
    assert!(check(r"\bart(icle)?\b").is_ok());
}

#[test]
fn an_empty_query_finds_nothing_and_a_lone_mark_itself() {
    assert!(find("", "abc").is_empty());
    assert!(with(REGEX, "", "abc").is_empty());
    assert_eq!(find("\u{301}", "ae\u{301}"), ["e\u{301}"]);
    assert!(find("a", "").is_empty());
}

#[test]
fn a_query_longer_than_a_window_is_found() {
    let needle = "Wörter und Wege ".repeat(6400);
    assert!(needle.len() > 100_000);
    let text = format!("x{needle}y{}z", needle.to_uppercase());
    assert_eq!(find(&needle, &text).len(), 2);
    assert_eq!(find(&needle, needle.get(1..).unwrap()).len(), 0);
}

#[test]
fn the_first_hit_from_a_place_is_found_and_a_search_can_be_ended() {
    let query = Query::new("b", Options::default()).unwrap();
    assert_eq!(query.first_from("abab", 2), Some(TextRange::new(3, 4)));
    assert_eq!(query.first_from("abab", 9), None);
}

/// Everything folded character by character, and looked through from the front.
fn reference(query: &str, text: &str) -> Vec<TextRange> {
    let needle = fold::fold_text(query);
    if needle.is_empty() {
        return Vec::new();
    }
    let collapse = needle.contains(' ');
    let mut folded = String::new();
    let mut from = Vec::new();
    for (at, c) in text.char_indices() {
        fold::fold(c, |bytes| {
            let piece = std::str::from_utf8(bytes).unwrap();
            if !(collapse && piece == " " && folded.ends_with(' ')) {
                folded.push_str(piece);
                from.resize(folded.len(), TextRange::new(at, at + c.len_utf8()));
            }
        });
    }
    let mut out: Vec<TextRange> = Vec::new();
    let mut at = 0;
    while let Some(found) = folded.get(at..).and_then(|f| f.find(&needle)) {
        let start = at + found;
        let end = start + needle.len();
        let hit = TextRange::new(
            crate::text::segment::floor_grapheme(text, from[start].start),
            crate::text::segment::ceil_grapheme(text, from[end - 1].end),
        );
        let fresh = out.last().is_none_or(|l| l.end <= hit.start);
        at = if fresh {
            out.push(hit);
            end
        } else {
            start + 1
        };
        while !folded.is_char_boundary(at) {
            at += 1;
        }
    }
    out
}

const LETTERS: &str = "([ab]|[ab]{30,90}| |[ \n\r\t\u{A0}]{1,3}|A|é|e\u{301}|\u{301}|ß|ﬁ|…|’|-|–|ﷺ|\u{AD}|ក្ក|ា|ไ|中|👩\u{200D}👩|🇰🇭)";

fn letters(least: usize, most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("{LETTERS}{{{least},{most}}}")).unwrap()
}

proptest! {
    #[test]
    fn a_folded_search_finds_what_the_reference_finds(
        text in letters(0, 40),
        query in letters(1, 3),
        chunk in 1usize..80,
    ) {
        let mut ready = Query::new(&query, Options::default()).unwrap();
        prop_assume!(matches!(ready.how, How::Folded { .. }));
        ready.chunk = chunk;
        prop_assert_eq!(ready.find_all(&text), reference(&query, &text));
    }

    #[test]
    fn hits_are_in_order_apart_and_of_whole_graphemes(
        text in letters(0, 40),
        query in letters(1, 3),
        case: bool, whole_word: bool,
    ) {
        let ready = Query::new(&query, Options { case, whole_word, regex: false }).unwrap();
        let mut end = 0;
        for hit in ready.find_all(&text) {
            prop_assert!(hit.start >= end && !hit.is_empty());
            prop_assert!(is_grapheme_boundary(&text, hit.start) && is_grapheme_boundary(&text, hit.end));
            end = hit.end;
        }
    }

    #[test]
    fn parts_find_what_the_whole_finds(
        text in "([abc]{0,9}|[ \n]|é|中){0,30}",
        cut in 0usize..200,
        regex: bool, case: bool,
    ) {
        // No hit of these queries can overlap another, so that it does not matter where one begins to look.
        let query = if regex { "ab?c" } else { "a b" };
        let ready = Query::new(query, Options { case, whole_word: false, regex }).unwrap();
        let cut = char_floor(&text, cut);
        let mut found = Vec::new();
        for part in [TextRange::new(0, cut), TextRange::new(cut, text.len())] {
            let _ = ready.find_in(&text, part, &mut |hit| {
                found.push(hit);
                ControlFlow::Continue(())
            });
        }
        prop_assert_eq!(found, ready.find_all(&text));
    }
}
