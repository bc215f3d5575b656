//! Documents that do not say when they were published, or by whom.

use super::source::{Source, dated, places_without_date};
use super::{Check, Context, Evidence, Example, Finding, Page};
use crate::annotation::label::{Category, Severity};
use crate::text::TextRange;

/// Date, publisher, author, heading that are missing.
pub struct MissingMetadata;

/// Fewer words are a note, of which nobody expects a date or a source.
const WORDS: usize = 40;

impl Check for MissingMetadata {
    fn id(&self) -> &'static str {
        "missing_metadata"
    }

    fn category(&self) -> Category {
        Category::MissingMetadata
    }

    fn about(&self) -> &'static str {
        "Documents that do not say when they were published or who published them, one finding for the document as a whole; \
         and a place below the text, where a release ends with place and date, without a date beside it."
    }

    fn page(&self) -> Page {
        Page {
            matters: "A document without date and source cannot be cited, and “last month” or “the Minister” in it cannot be resolved. \
                      The date of an event that it reports is not its own.",
            examples: &[
                Example {
                    text: "The board of the harbour said on Tuesday that the ferry will sail to the outer islands on every day of the week, and that \
                           nobody has to wait for longer than an hour. It had been asked by the captains of all of the ferries to say so in public.\n",
                    found: "",
                },
                Example {
                    text: "PRESS RELEASE\n\n3 June\n\nThe board of the harbour said that the ferry will sail to the outer islands on every day of the week.\n\nJakarta\n\nTel: +62 21 555 0100\n",
                    found: "Jakarta",
                },
            ],
            false_alarms: "Texts whose date and source were cut off on the way into the folder: they lack them all the same, and the finding \
                           goes when the provenance of the document is filled in elsewhere. Only a document that names nothing at all, not even a heading, is \
                           shown by default. Texts of fewer than 40 words are left alone.",
        }
    }

    fn run(&self, context: &Context<'_>, out: &mut Vec<Finding>) {
        let source = dated(context.input, context.date());
        let reason = "A place without a date, where a release ends with place and date: the date of the release is lost";
        let places = places_without_date(context.input);
        // Of a body's own release the lost date is told once, at its place.
        let told = !places.is_empty() && source.origin().is_some();
        if !told && has_words(context.text, WORDS) {
            out.extend(whole(self, context, &source));
        }
        let lost = |range| Finding::new(self, range, Severity::Medium, reason).on_demand();
        out.extend(places.into_iter().map(lost));
    }
}

/// Words from which on a text is taken for a whole document.
const WHOLE: usize = 1_500;

/// Whether the text has as many words as that.
fn has_words(text: &str, words: usize) -> bool {
    text.split_whitespace().nth(words - 1).is_some()
}

/// What the document as a whole does not say.
fn whole(check: &MissingMetadata, context: &Context<'_>, source: &Source) -> Option<Finding> {
    let (date, origin) = (source.stated_date(), source.origin());
    let all_said = date.is_some() && origin.is_some();
    if all_said {
        return None;
    }
    let mut missing = Vec::new();
    let fields = [
        ("date of publication", date.is_none()),
        (
            "publisher",
            source.publisher.is_none() && source.url.is_none(),
        ),
        ("author", source.author.is_none()),
        ("place", source.place.is_none()),
        ("heading", source.title.is_none()),
    ];
    missing.extend(fields.iter().filter(|f| f.1).map(|f| f.0));
    let reason = format!(
        "The document names no {}{}",
        listed(&missing),
        found(source)
    );
    let severity = if date.is_none() && origin.is_none() {
        Severity::Medium
    } else {
        Severity::Low
    };
    let finding = Finding::new(check, TextRange::DOCUMENT, severity, reason);
    let finding = finding.because_of(evidence(context, source));
    let nothing = date.is_none() && origin.is_none() && source.title.is_none();
    // A short text without a head may be an excerpt.
    let nothing = nothing && has_words(context.text, WHOLE);
    Some(if nothing {
        finding
    } else {
        finding.on_demand()
    })
}

/// "date, publisher or author".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What it does say, for the end of the reason.
fn found(source: &Source) -> String {
    let guess = source.published.as_ref().filter(|_| source.date_is_a_guess);
    let says = [
        ("the date", source.stated_date()),
        ("the publisher", source.publisher.as_ref()),
        ("the author", source.author.as_ref()),
        ("the place", source.place.as_ref()),
    ];
    let known = says.iter().filter_map(|(what, f)| Some((what, (*f)?)));
    let known: Vec<String> = known
        .map(|(what, f)| format!("{what}, {} ({})", f.value, f.why))
        .collect();
    match (known.is_empty(), guess) {
        (false, _) => format!("; it does name {}", known.join("; ")),
        (true, Some(date)) => format!(
            "; the first full date in it is {}, which need not be its own",
            date.value
        ),
        (true, None) => String::new(),
    }
}

/// The passages that say what is known.
fn evidence(context: &Context<'_>, source: &Source) -> Vec<Evidence> {
    let guess = source.date_is_a_guess;
    let note = if guess {
        "a date, perhaps an event’s"
    } else {
        "its date"
    };
    let passages = [
        (&source.published, note),
        (&source.publisher, "its publisher"),
        (&source.author, "its author"),
        (&source.place, "its place"),
    ];
    let here = |(found, note): (&Option<super::source::Found>, &'static str)| {
        let range = found.as_ref()?.range?;
        Some(Evidence::here(context.text, range, note))
    };
    passages.into_iter().filter_map(here).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{expect, findings, silent};
    use super::*;

    const BODY: &str = "The board of the harbour said that the ferry will sail to the outer islands on every day of the week, and \
                        that nobody has to wait for longer than an hour. It had been asked by the captains of the ferries to say so.";

    #[test]
    fn a_document_without_date_and_source() {
        let found = findings(
            &MissingMetadata,
            &format!("{BODY}\nThey met on 3 June 2024 in the harbour.\n"),
        );
        assert_eq!(found.len(), 1, "{found:?}");
        let first = &found[0];
        assert_eq!(
            (first.range, first.severity, first.tier),
            (TextRange::DOCUMENT, Severity::Medium, 2)
        );
        let long = findings(&MissingMetadata, &format!("{BODY} ").repeat(40));
        assert_eq!(long.first().map(|f| f.tier), Some(1), "{long:?}");
        assert!(
            first
                .reason
                .contains("no date of publication, publisher, author"),
            "{first:?}"
        );
        assert!(
            first.reason.contains("first full date in it is 2024-06-03"),
            "{first:?}"
        );
    }

    #[test]
    fn one_of_both_is_told_on_demand() {
        for (text, misses) in [
            (
                format!("The ferry sails daily\n\nJakarta, 3 June 2024\n\n{BODY}\n"),
                "no publisher or author",
            ),
            (
                format!("The ferry sails daily\n\nBy Ana Lyman\n\n{BODY}\n"),
                "no date of publication, publisher",
            ),
        ] {
            let found = findings(&MissingMetadata, &text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!((found[0].severity, found[0].tier), (Severity::Low, 2));
            assert!(found[0].reason.contains(misses), "{found:?}");
        }
    }

    #[test]
    fn what_says_both_is_left_alone() {
        let texts = [
            format!("Jakarta, 3 June 2024 (Reuters) – {BODY}\n"),
            format!("Date: 3 June 2024\nSource: The Harbour Times\n\n{BODY}\n"),
            "Bring the mail to the ferry, and do not forget the keys of the boat.\n".to_owned(),
            String::new(),
        ];
        silent(&MissingMetadata, &texts.each_ref().map(String::as_str));
    }

    #[test]
    fn a_place_below_the_text_without_a_date() {
        expect(
            &MissingMetadata,
            "
MINISTRY OF TRANSPORT

3 June 2024

The board of the harbour said that the ferry will sail to the outer islands on every day.

Jakarta
^^^^^^^ medium/2: A place without a date

Tel: +62 21 555 0100
",
        );
        silent(
            &MissingMetadata,
            &[
                "The board said that the ferry will sail to the outer islands on every day.\n\nJakarta, 3 June 2024\n\nTel: 555 0100\n",
                "The board said that the ferry will sail to the outer islands on every day.\n\nJakarta\n\n3 June 2024\n",
                "The ferries sail to the outer islands on every day, and to these places.\n\nJakarta\n\nThe first of them is the capital of the country, with a harbour.\n",
            ],
        );
    }
}
