//! What a document says of itself: who published it, when, where, by whom, in which language. All of it is a suggestion
//! for a person to accept; only the first and last lines are looked at.

mod closing;
mod edges;
mod labels;
mod opening;
mod title;

use super::Input;
use crate::annotation::EntityLabel;
use crate::detect::when::{DateSource, DocumentDate, document_date, parse};
use crate::document::extraction::Metadata;
use crate::text::TextRange;
use crate::text::language::{Language, Languages};
pub(super) use closing::places_without_date;
use edges::{Edges, Line};

/// Something that a document says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it says; dates as `YYYY-MM-DD`, `YYYY-MM` or `YYYY` where they can be read, languages by the name that people
    /// read.
    pub value: String,
    /// Where it says so, in UTF-8 bytes of the text; `None` where the text does not (the file name, the language).
    pub range: Option<TextRange>,
    /// How it was found, in plain words: "the date line".
    pub why: &'static str,
}

/// What a document says of its origin.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// Its heading.
    pub title: Option<Found>,
    /// The body that issued or published it.
    pub publisher: Option<Found>,
    /// Who wrote, signed or said it.
    pub author: Option<Found>,
    /// Where it was issued.
    pub place: Option<Found>,
    /// When it was published or issued.
    pub published: Option<Found>,
    /// When it was retrieved.
    pub retrieved: Option<Found>,
    /// Its address.
    pub url: Option<Found>,
    /// The language of most of its text.
    pub language: Option<Found>,
    /// Its number or reference.
    pub number: Option<Found>,
    /// Whom to ask about it.
    pub contact: Option<Found>,
    /// Whether [`Self::published`] is only the first full date of the text, which may be that of an event.
    pub date_is_a_guess: bool,
}

impl Source {
    /// The date of publication, where the document states it as such.
    pub fn stated_date(&self) -> Option<&Found> {
        self.published.as_ref().filter(|_| !self.date_is_a_guess)
    }

    /// Who stands behind the document: its publisher, else its author, else its address.
    pub fn origin(&self) -> Option<&Found> {
        let by = self.publisher.as_ref().or(self.author.as_ref());
        by.or(self.url.as_ref())
    }

    fn set(&mut self, field: Field, found: Found) {
        let place = match field {
            Field::Title => &mut self.title,
            Field::Publisher => &mut self.publisher,
            Field::Author => &mut self.author,
            Field::Place => &mut self.place,
            Field::Published => &mut self.published,
            Field::Retrieved => &mut self.retrieved,
            Field::Url => &mut self.url,
            Field::Language => &mut self.language,
            Field::Number => &mut self.number,
            Field::Contact => &mut self.contact,
        };
        place.get_or_insert(found);
    }
}

/// The fields of [`Source`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Title,
    Publisher,
    Author,
    Place,
    Published,
    Retrieved,
    Url,
    Language,
    Number,
    Contact,
}

/// What the document says of its origin. The time that it takes does not grow with the text.
pub fn source(input: &Input<'_>) -> Source {
    let document = input.document;
    let date = document_date(&document.name, &document.text, input.mentions);
    dated(input, date)
}

/// The same where the date of the document is known already.
pub(super) fn dated(input: &Input<'_>, date: Option<DocumentDate>) -> Source {
    let edges = Edges::new(&input.document.text, input.mentions);
    let mut out = Source::default();
    if let Some(origin) = &input.document.origin {
        said_by_file(&origin.metadata, &mut out);
    }
    labels::read(&edges, &mut out);
    opening::read(&edges, &mut out);
    closing::read(&edges, &mut out);
    title::read(&edges, &mut out);
    add_date(date, &mut out);
    add_host(&mut out);
    if let Some(language) = main_language(input.languages) {
        let value = language.title().to_owned();
        let why = "the language of most of its text";
        out.set(
            Field::Language,
            Found {
                value,
                range: None,
                why,
            },
        );
    }
    out
}

/// What the file itself says: a page in its head, a book in its list. Dates of when a file was made say nothing of when it
/// was published.
fn said_by_file(m: &Metadata, out: &mut Source) {
    let authors = m.authors.join(", ");
    let day = m.published.get(..10).unwrap_or(&m.published);
    for (field, value) in [
        (Field::Publisher, m.publisher.as_str()),
        (Field::Author, &authors),
        (Field::Published, day),
        (Field::Url, &m.address),
    ] {
        let value = value.trim();
        if !value.is_empty() {
            let (value, why) = (value.to_owned(), "what the file says of itself");
            out.set(
                field,
                Found {
                    value,
                    range: None,
                    why,
                },
            );
        }
    }
}

/// The date that detection takes for the document's: a date line, the file name; else a guess.
fn add_date(date: Option<DocumentDate>, out: &mut Source) {
    // When it was retrieved says nothing of when it was published.
    let retrieved = out.retrieved.as_ref().and_then(|f| f.range);
    let usable =
        |d: &DocumentDate| out.published.is_none() && (d.range.is_none() || d.range != retrieved);
    let Some(date) = date.filter(usable) else {
        return;
    };
    let (why, guess) = match date.source {
        DateSource::Dateline => ("the date line", false),
        DateSource::FileName => ("the file name", false),
        DateSource::Top => ("the first full date near the top, perhaps an event’s", true),
        DateSource::Closing => ("a date in the last lines, perhaps an event’s", true),
    };
    out.date_is_a_guess = guess;
    let value = date.when.to_string();
    let range = date.range;
    out.set(Field::Published, Found { value, range, why });
}

/// The site of an address, where nothing else says who published the document.
fn add_host(out: &mut Source) {
    let Some((value, range)) = out.url.as_ref().and_then(|url| {
        let after = url.value.split_once("://")?.1;
        let host = after.split(['/', '?', '#', ':']).next()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        host.contains('.').then(|| (host.to_owned(), url.range))
    }) else {
        return;
    };
    let why = "the site of its address";
    out.set(Field::Publisher, Found { value, range, why });
}

/// The language of most of the text; none where most of it is in no language.
fn main_language(languages: &Languages) -> Option<Language> {
    let mut bytes = vec![0_usize; Language::ALL.len()];
    // Runs beyond these would not change what is told here.
    for (range, language) in languages.iter().take(10_000) {
        if let Some(n) = bytes.get_mut(language as usize) {
            *n += range.len();
        }
    }
    let most = (0..bytes.len()).max_by_key(|&n| bytes.get(n).copied())?;
    let language = Language::ALL.get(most).copied()?;
    let known = !matches!(language, Language::NotSure | Language::Other);
    (known && bytes.get(most) > Some(&0)).then_some(language)
}

/// The value of a date as people and programs read it: the last day that an expression names, else its own words.
fn date_value(expression: &str) -> String {
    let iso = || expression.get(..10).and_then(|day| parse(day, None));
    match parse(expression, None).or_else(iso) {
        Some(period) => period.to.to_string(),
        None => expression.to_owned(),
    }
}

/// The words of a line, found there.
fn whole(line: &Line<'_>, why: &'static str) -> Found {
    Found {
        value: line.text.to_owned(),
        range: Some(line.range),
        why,
    }
}

/// The first mention of a type that begins in `range`.
fn mention_in(edges: &Edges<'_>, range: TextRange, label: EntityLabel) -> Option<TextRange> {
    edges
        .mentions
        .over(range)
        .map(|(_, m)| m)
        .find(|m| m.label == label && range.covers(m.range))
        .map(|m| m.range)
}

#[cfg(test)]
mod tests;
