use super::*;
use crate::detect::detect;
use crate::document::DocumentKind;
use crate::quality::testing::document;
use crate::text::language::languages;

/// What is read from a text, as "field=value" in the order of the fields; `≈` before a date that is a guess.
fn read(name: &str, text: &str) -> Vec<String> {
    let mut document = document(text, DocumentKind::of_name(name));
    document.name = name.to_owned();
    let input = Input {
        document: &document,
        mentions: &detect(text),
        languages: &languages(text),
    };
    let s = source(&input);
    let guess = if s.date_is_a_guess { "≈" } else { "" };
    let fields = [
        ("title", &s.title),
        ("publisher", &s.publisher),
        ("author", &s.author),
        ("place", &s.place),
        ("published", &s.published),
        ("retrieved", &s.retrieved),
        ("url", &s.url),
        ("number", &s.number),
        ("contact", &s.contact),
    ];
    let said = |(name, found): (&str, &Option<Found>)| {
        let found = found.as_ref()?;
        if let Some(range) = found.range {
            assert!(
                range.of(text).is_some_and(|t| !t.trim().is_empty()),
                "{found:?}"
            );
        }
        let guess = if name == "published" { guess } else { "" };
        Some(format!("{name}={guess}{}", found.value))
    };
    fields.into_iter().filter_map(said).collect()
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    assert_eq!(read("test.txt", text), expected, "{text}");
}

const BODY: &str = "The board said that the ferry will sail to the outer islands on every day of the week from now on.";

#[test]
fn front_matter_and_header_lines_name_what_they_say() {
    let matter = format!(
        "---\ntitle: \"The ferry sails daily\"\ndate: 2024-06-03\nauthor: Ana Lyman\nsource: The Harbour Times\nurl: https://harbour.example/ferry\n---\n\n{BODY}\n"
    );
    let expected = [
        "title=The ferry sails daily",
        "publisher=The Harbour Times",
        "author=Ana Lyman",
        "published=2024-06-03",
        "url=https://harbour.example/ferry",
    ];
    assert_eq!(read("ferry.md", &matter), expected);
    says(
        &format!(
            "Title: The ferry sails daily\nDate: 3 June 2024\nURL: http://www.harbour.example/a?b=1\nRetrieved: 5 June 2024\n\n{BODY}\n"
        ),
        &[
            "title=The ferry sails daily",
            "publisher=harbour.example",
            "published=2024-06-03",
            "retrieved=2024-06-05",
            "url=http://www.harbour.example/a?b=1",
        ],
    );
}

#[test]
fn a_release_has_letterhead_place_and_date() {
    says(
        &format!(
            "MINISTRY OF TRANSPORT\n\nNo. 14/2024\n\nPRESS RELEASE\n\nThe ferry sails daily\n\n{BODY}\n\nJakarta, 3 June 2024\n"
        ),
        &[
            "title=The ferry sails daily",
            "publisher=MINISTRY OF TRANSPORT",
            "place=Jakarta",
            "published=2024-06-03",
            "number=No. 14/2024",
        ],
    );
}

#[test]
fn a_news_story_has_byline_and_date_line() {
    says(
        &format!(
            "The ferry sails daily\n\nBy Ana Lyman, staff writer\n\nJAKARTA, 3 June 2024 (Reuters) – {BODY}\n\n© 2024 The Harbour Times. All rights reserved.\n"
        ),
        &[
            "title=The ferry sails daily",
            "publisher=The Harbour Times",
            "author=Ana Lyman",
            "place=JAKARTA",
            "published=2024-06-03",
        ],
    );
    says(
        &format!("JAKARTA (Reuters) - {BODY}\n"),
        &["publisher=Reuters", "place=JAKARTA"],
    );
}

#[test]
fn the_end_may_say_it() {
    says(
        &format!("{BODY}\n\n{BODY}\n\nDone at Jakarta on the 3 June 2024, in two copies.\n"),
        &["place=Jakarta", "published=2024-06-03"],
    );
    says(
        &format!("{BODY}\n\nRetrieved on 5 June 2024 from https://harbour.example/ferry\n"),
        &[
            "publisher=harbour.example",
            "retrieved=2024-06-05",
            "url=https://harbour.example/ferry",
        ],
    );
}

#[test]
fn headings_name_who_speaks() {
    says(
        &format!("Remarks by President Joko Widodo at the opening of the harbour\n\n{BODY}\n"),
        &[
            "title=Remarks by President Joko Widodo at the opening of the harbour",
            "author=Joko Widodo",
        ],
    );
}

#[test]
fn a_date_in_the_text_is_a_guess_and_one_in_the_file_name_is_none() {
    let text = format!("{BODY} It had been founded on 8 August 1967 in the harbour.\n");
    assert_eq!(read("a.txt", &text), ["published=≈1967-08-08"]);
    assert_eq!(
        read("2024-06-03-ferry.txt", &text),
        ["published=2024-06-03"]
    );
}

#[test]
fn running_text_says_nothing() {
    for text in [
        "By Friday the ferry had sailed.\nBy 2030 all of them will sail.\n",
        "By 2030 All Ferries\n\nThe board met.\n",
        "Jakarta and the outer islands are an hour apart – or two.\n",
        "The note: date and place are open.\nContact with the crew was lost.\n",
    ] {
        let said = read("a.txt", text);
        let only_title = said.iter().all(|s| s.starts_with("title="));
        assert!(only_title, "{text}: {said:?}");
    }
}

#[test]
fn the_language_is_that_of_most_of_the_text() {
    let text = format!(
        "{BODY}\n\n{BODY}\n\nLe conseil a dit que le bateau part de l’île tous les jours de la semaine.\n"
    );
    let document = document(&text, DocumentKind::Plain);
    let input = Input {
        document: &document,
        mentions: &detect(&text),
        languages: &languages(&text),
    };
    let language = source(&input).language.map(|f| f.value);
    assert_eq!(language.as_deref(), Some("English"));
}

#[test]
fn an_address_that_was_cut_off_is_no_publisher() {
    let text =
        "The board met on the island and spoke about the ferry for hours.\n\nWebsite: www.board.\n";
    let document = crate::quality::testing::document(text, crate::document::DocumentKind::Plain);
    let input = Input {
        document: &document,
        mentions: &crate::detect::detect(text),
        languages: &crate::text::language::languages(text),
    };
    assert_eq!(source(&input).publisher, None);
}
