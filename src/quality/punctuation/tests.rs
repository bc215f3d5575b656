use super::super::testing::{expect, findings, silent};
use super::PunctuationStyle;

/// A paragraph that tells the language.
const ENGLISH: &str = "The board said that the ferry will sail to the outer islands on every day of the week from now on.";

#[test]
fn spaces_before_marks() {
    expect(
        &PunctuationStyle,
        "
The board of the harbour said that the ferry sails , and it was right .
                                             ^^^^^^^ low: A space before “,”
                                                                ^^^^^^^ low: A space before “.”
Tel : 555 0100 of the office at the harbour
^^^^^ low/2: A space before “:”
",
    );
    silent(
        &PunctuationStyle,
        &[
            "The map of the islands is drawn at 1 : 50,000 and the captain likes it :) as we all do . . . or so.",
            "The name of the file is .profile and the share of the board is .5 of all that there was to share.",
            "Le bateau part : tous les jours de la semaine ; le conseil l’a dit ! Est-ce que c’est vrai ?",
        ],
    );
}

#[test]
fn marks_and_words_twice() {
    expect(
        &PunctuationStyle,
        "
The ferry sails to the islands,, as the board has said.. It is the the first one to sail.
                       ^^^^^^^^^ low: Two marks
                                                  ^^^^^^ low: Two marks
                                                               ^^^^^^^ low: The word “the” twice
The captain of the ferry has to to say it to the board of the harbour.
                             ^^^^^ low/2: The word “to” twice
",
    );
    silent(
        &PunctuationStyle,
        &[
            "All that that board had had was a ferry, etc., with Mr. Lyman Jr., the captain, of Acme Inc., on it; and so on...",
            "The captain of the ferry was very very glad that the board would log in in the morning, on U.S., terms.",
            "It is so so, and he said “the the” is no word, and to who who met the A A of the Duran Duran band who went to New York, York being far, and to the Walla Walla islands.",
            "Run the program with ../ferry or with std::ferry, and the list of 1..9 is what you will get from it.",
        ],
    );
}

#[test]
fn no_space_behind_marks() {
    expect(
        &PunctuationStyle,
        "
The ferry sails to the islands.The board has said,and it was right about that.
                       ^^^^^^^^^^^ low: No space behind “.”
                                             ^^^^^^^^ low/2: No space behind “,”
",
    );
    silent(
        &PunctuationStyle,
        &[
            "The site www.harbour.Example and the file list_of.Sail of the U.S.Board are what they have there.",
            "The board has red,green,blue ferries and writes to a.b@harbour.example about all of that in the week.",
        ],
    );
}

#[test]
fn quotations_that_do_not_pair() {
    expect(
        &PunctuationStyle,
        "
The board said that “the ferry will sail to the islands on every day.
                    ^^^^ medium/2: does not end

The captain said so too: he will sail” on every day of the week.
                                 ^^^^^ medium/2: did not begin
",
    );
    let two = "The board said that \"the ferry will sail to the islands.\n\nThe captain of the ferry has \"nothing to say\" of it.\n";
    let found = findings(&PunctuationStyle, two);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].range.of(two), Some("\"the"));
    silent(
        &PunctuationStyle,
        &[
            "“The ferry will sail to the islands on every day of the week.\n\n“It will be there at noon,” said the captain of it.",
            "\"The ferry will sail to the islands on every day of the week.\n\n\"It will be there at noon,\" said the captain of it.",
            "The captain's 12\" board was the board of the ferries' captains, and 'tis the best that there is of all.",
            "He said “yes” to the board (“no” would not do), and “so be it”.",
        ],
    );
}

#[test]
fn brackets_that_do_not_pair() {
    expect(
        &PunctuationStyle,
        "
The board (which met in the harbour said that the ferry sails.
          ^^^^^^ medium/2: not closed
",
    );
    expect(
        &PunctuationStyle,
        "
The board which met in the harbour) said that the ferry sails.
                           ^^^^^^^^ medium/2: without an opening one
",
    );
    silent(
        &PunctuationStyle,
        &[
            "The board has a) a ferry, b) a captain and iv) a harbour :) and that (as [so] often) is all that it has.\n1) One\n2) Two",
            "Dear Madam Speaker: (Dear Madam President:) The board of the harbour writes to you about the ferries of it.",
            "The value of the share lies in [0, 1) as the board has said to the captain of the ferry in the week.",
            "The board (which met\n\nin the harbour)\n\nsaid that the ferry sails to the islands on every day of the week.",
        ],
    );
}

#[test]
fn a_rarer_style_is_shown_where_it_stands() {
    let text = "The board’s ferry and the captain’s harbour and the island’s day aren't all that there is of it.\n";
    let found = findings(&PunctuationStyle, text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].range.of(text), Some("aren't"));
    assert_eq!(
        found[0]
            .repair
            .as_ref()
            .and_then(|r| r.replacement.as_deref()),
        Some("aren’t")
    );
    let text = format!(
        "{ENGLISH} “Yes”, “no”, “so”, and \"we'll see\" is what the captain said to them of it.\n"
    );
    let found = findings(&PunctuationStyle, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0]
            .repair
            .as_ref()
            .and_then(|r| r.replacement.as_deref()),
        Some("“we’ll see”")
    );
}

#[test]
fn a_text_that_is_mixed_throughout_is_told_once() {
    let text = format!(
        "{ENGLISH} {}",
        "It's the captain’s own ferry and that is all. ".repeat(9)
    );
    let found = findings(&PunctuationStyle, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].reason.contains("9 are straight, 9 curly"),
        "{found:?}"
    );
}

#[test]
fn commas_before_and_behind_marks() {
    expect(
        &PunctuationStyle,
        "
He called it “a ferry,” “a boat,” and then “a ship”, as the captain of the board had said.
                                              ^^^^^^ low/2: A comma behind
",
    );
    silent(
        &PunctuationStyle,
        &[
            "He called it “a ferry”, “a boat”, and then “a ship”, as the captain of the board had said.",
        ],
    );
}

#[test]
fn many_of_a_kind_are_counted() {
    let text = format!(
        "{ENGLISH} {}",
        "The ferry sails , as it has to. ".repeat(40)
    );
    let found = findings(&PunctuationStyle, &text);
    assert_eq!(found.len(), 10);
    assert!(
        found[9].reason.ends_with("30 more places like it"),
        "{:?}",
        found[9].reason
    );
}
