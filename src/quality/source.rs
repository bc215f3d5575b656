//! What a document says of itself: who published it, when, where, in which language.

use super::Input;
use crate::detect::when::{DateSource, document_date};
use crate::text::TextRange;
use crate::text::language::Language;

/// Something that a document says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it says.
    pub value: String,
    /// Where (UTF-8 bytes); `None`: the file name, or the document as a whole.
    pub range: Option<TextRange>,
    /// How it was found, in plain words: "from the date line".
    pub why: &'static str,
}

/// What a document says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// Its title.
    pub title: Option<Found>,
    /// Who published it.
    pub publisher: Option<Found>,
    /// Who wrote it.
    pub author: Option<Found>,
    /// Where it was published.
    pub place: Option<Found>,
    /// When it was published.
    pub published: Option<Found>,
    /// When it was retrieved.
    pub retrieved: Option<Found>,
    /// Its address.
    pub url: Option<Found>,
    /// Its language.
    pub language: Option<Found>,
}

/// What a document says of itself.
pub fn source(input: &Input<'_>) -> Source {
    Source {
        published: published(input),
        language: language(input),
        ..Source::default()
    }
}

fn published(input: &Input<'_>) -> Option<Found> {
    let text = &input.document.text;
    let date = document_date(&input.document.name, text, input.mentions)?;
    let said = date.range.and_then(|r| r.of(text));
    Some(Found {
        value: said.map_or_else(|| date.when.to_string(), str::to_owned),
        range: date.range,
        why: match date.source {
            DateSource::Dateline => "from the date line",
            DateSource::FileName => "from the file name",
            DateSource::Top => "the first full date near the top",
            DateSource::Closing => "from the last lines",
        },
    })
}

fn language(input: &Input<'_>) -> Option<Found> {
    let blocks = &input.document.structure.blocks;
    let starts = blocks.iter().map(|b| b.range.start);
    let counts = input.languages.counts(starts);
    let (language, _) = counts.into_iter().find(|(l, _)| *l != Language::NotSure)?;
    Some(Found {
        value: language.title().to_owned(),
        range: None,
        why: "most paragraphs are in it",
    })
}
