//! The report line by line: a table for spreadsheets, and lines for programs.
//!
//! All sections stand in one table; the column `section` says what a line is about: `report` (all documents together),
//! `document`, `category` (of a document, or of all), `theme`, `passage` (the worst ones), `correction`, `answer`, `check`, `provenance`, `fact`,
//! `unread`. What a section does not have is an empty cell, or no key.

use super::{Answer, Checks, Correction, DocumentRow, QualityReport, Spot, Tally, ThemeRow};
use crate::annotation::Severity;
use crate::export::table_line;
use crate::text::TextRange;
use serde::Serialize;
use std::borrow::Cow;

/// Declares [`Line`] with its columns: numbers are left out where there is none, texts where they are empty.
macro_rules! line {
    ($($(#[$doc:meta])* $field:ident: $type:ty;)+) => {
        /// A line of a report.
        #[derive(Clone, PartialEq, Debug, Default, Serialize)]
        pub struct Line<'a> {
            $($(#[$doc])* #[serde(skip_serializing_if = "Cell::is_blank")] pub $field: $type,)+
            /// First byte (UTF-8) of the passage in the document's text; the table leaves positions out.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub start: Option<usize>,
            /// One past its last byte.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub end: Option<usize>,
        }

        const COLUMNS: &[&str] = &[$(stringify!($field),)+];

        impl Line<'_> {
            fn cells(&self) -> Vec<Cow<'_, str>> {
                vec![$(Cell::cell(&self.$field),)+]
            }
        }
    };
}

/// A value of a line.
trait Cell {
    fn is_blank(&self) -> bool;
    fn cell(&self) -> Cow<'_, str>;
}

impl Cell for Cow<'_, str> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn cell(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Cell for Option<usize> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }

    fn cell(&self) -> Cow<'_, str> {
        self.map_or_else(Cow::default, |n| n.to_string().into())
    }
}

impl Cell for Option<f64> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }

    fn cell(&self) -> Cow<'_, str> {
        self.map_or_else(Cow::default, |n| n.to_string().into())
    }
}

line! {
    /// What the line is about.
    section: Cow<'a, str>;
    /// The document's path.
    doc: Cow<'a, str>;
    /// Title of a document; id of a category, check or field; name of a theme.
    name: Cow<'a, str>;
    /// How a check or an answer stands.
    state: Cow<'a, str>;
    /// The gravest severity of a passage.
    severity: Cow<'a, str>;
    /// Words.
    words: Option<usize>;
    /// Findings that count: shown by default or confirmed, and not dismissed.
    findings: Option<usize>;
    /// The same a thousand words.
    per_1000_words: Option<f64>;
    /// Of these, those of high severity.
    high: Option<usize>;
    /// Medium.
    medium: Option<usize>;
    /// Low.
    low: Option<usize>;
    /// Findings of the second tier that nobody has answered.
    less_certain: Option<usize>;
    /// Findings that nobody has answered.
    open: Option<usize>;
    /// Findings that somebody confirmed, and flags.
    confirmed: Option<usize>;
    /// Of these, those with a better reading.
    corrected: Option<usize>;
    /// Findings that somebody dismissed.
    dismissed: Option<usize>;
    /// Tagged passages of a theme.
    passages: Option<usize>;
    /// Those that are clean.
    clean_passages: Option<usize>;
    /// Those that overlap a confirmed flag.
    flagged_passages: Option<usize>;
    /// Those that overlap an open finding of high severity.
    doubtful_passages: Option<usize>;
    /// Documents.
    documents: Option<usize>;
    /// Documents with a clean passage.
    clean_documents: Option<usize>;
    /// Number of a paragraph.
    paragraph: Option<usize>;
    /// Words of a passage, a value, a reason.
    text: Cow<'a, str>;
    /// What a passage should say.
    reading: Cow<'a, str>;
}

impl<'a> Line<'a> {
    fn about(section: &'static str, doc: &'a str, name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            section: section.into(),
            doc: doc.into(),
            name: name.into(),
            ..Self::default()
        }
    }

    fn counting(mut self, tally: &Tally, words: usize) -> Self {
        let rate = tally.per_thousand(words);
        self.findings = Some(tally.shown());
        self.per_1000_words = Some((rate * 100.0).round() / 100.0);
        self.high = Some(tally.of(Severity::High));
        self.medium = Some(tally.of(Severity::Medium));
        self.low = Some(tally.of(Severity::Low));
        self.less_certain = Some(tally.less_certain);
        self.open = Some(tally.open);
        self.confirmed = Some(tally.confirmed);
        self.corrected = Some(tally.corrected);
        self.dismissed = Some(tally.dismissed);
        self
    }

    fn at(mut self, range: Option<TextRange>) -> Self {
        self.start = range.map(|r| r.start);
        self.end = range.map(|r| r.end);
        self
    }
}

/// The lines of a report.
pub fn lines(report: &QualityReport) -> Vec<Line<'_>> {
    let whole = Line::about("report", "", report.title.as_str());
    let whole = Line {
        words: Some(report.words),
        documents: Some(report.documents.len()),
        ..whole.counting(&report.total, report.words)
    };
    let mut out = vec![whole];
    for row in &report.documents {
        out.push(document(row));
        // Of a report on one document these are the lines of all documents together.
        let own = row.categories.iter().filter(|_| report.folder);
        out.extend(own.map(|(category, tally)| {
            Line::about("category", &row.name, category.id()).counting(tally, row.words)
        }));
    }
    out.extend(report.categories.iter().map(|(category, tally)| {
        Line::about("category", "", category.id()).counting(tally, report.words)
    }));
    out.extend(report.themes.iter().map(theme));
    out.extend(report.worst.iter().map(passage));
    out.extend(report.corrections.iter().map(correction));
    out.extend(report.answers.iter().map(answer));
    checks(&report.checks, &mut out);
    for row in &report.documents {
        out.extend(row.provenance.iter().map(|(field, value)| Line {
            text: value.into(),
            ..Line::about("provenance", &row.name, field.id())
        }));
    }
    out.extend(report.facts.iter().map(|(name, value)| Line {
        text: value.into(),
        ..Line::about("fact", "", *name)
    }));
    out.extend(report.unread.iter().map(|(name, why)| Line {
        text: why.into(),
        ..Line::about("unread", name, "")
    }));
    out
}

fn document(row: &DocumentRow) -> Line<'_> {
    let line = Line::about("document", &row.name, row.title.as_str());
    Line {
        words: Some(row.words),
        ..line.counting(&row.total, row.words)
    }
}

fn theme(row: &ThemeRow) -> Line<'_> {
    Line {
        passages: Some(row.passages),
        clean_passages: Some(row.clean),
        flagged_passages: Some(row.flagged),
        doubtful_passages: Some(row.doubtful),
        documents: Some(row.documents),
        clean_documents: Some(row.clean_documents),
        ..Line::about("theme", "", row.name.as_str())
    }
}

fn passage(spot: &Spot) -> Line<'_> {
    let line = Line {
        severity: spot.severity.id().into(),
        paragraph: Some(spot.paragraph).filter(|&n| n > 0),
        text: spot.words.as_str().into(),
        ..Line::about("passage", &spot.name, spot.what())
    };
    line.at(Some(spot.range))
}

fn correction(correction: &Correction) -> Line<'_> {
    let line = Line {
        text: correction.original.as_str().into(),
        reading: correction.reading.as_str().into(),
        ..Line::about("correction", &correction.name, "")
    };
    line.at(correction.range)
}

fn answer(answer: &Answer) -> Line<'_> {
    let line = Line {
        state: answer.kind.id().into(),
        text: answer.words.as_str().into(),
        ..Line::about("answer", &answer.name, answer.category.id())
    };
    line.at(Some(answer.range))
}

fn checks<'a>(checks: &'a Checks, out: &mut Vec<Line<'a>>) {
    let mut say = |doc: &'a str, name, state: &'static str| {
        out.push(Line {
            state: state.into(),
            ..Line::about("check", doc, name)
        });
    };
    for category in &checks.ran {
        say("", category.id(), "ran");
    }
    for category in &checks.off {
        say("", category.id(), "off");
    }
    for (category, names) in &checks.failed {
        names.iter().for_each(|n| say(n, category.id(), "failed"));
    }
}

/// The report as CSV (RFC 4180, UTF-8 with a byte order mark, CRLF; cells that a spreadsheet would run are guarded).
pub fn csv(report: &QualityReport) -> String {
    let mut out = String::from('\u{feff}');
    table_line(&mut out, COLUMNS.iter().copied());
    for line in lines(report) {
        let cells = line.cells();
        table_line(&mut out, cells.iter().map(|c| &**c));
    }
    out
}
