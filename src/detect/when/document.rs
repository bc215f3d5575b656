//! The date of a document.

use super::written::weekday;
use super::{Period, Precision, When, parse};
use crate::annotation::EntityLabel;
use crate::detect::Mentions;
use crate::text::TextRange;

/// Where the date of a document was found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateSource {
    /// A line of its own near the top, or the beginning of a paragraph there ("PHNOM PENH, 15 May 2025 –").
    Dateline,
    /// The file name.
    FileName,
    /// The first full date near the top.
    Top,
    /// The last lines ("Done at Phnom Penh on 15 May 2025").
    Closing,
}

/// The date of a document, and where it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DocumentDate {
    /// The date.
    pub when: When,
    /// Where it was found.
    pub source: DateSource,
    /// Its passage (UTF-8 bytes); `None` for a file name.
    pub range: Option<TextRange>,
}

/// How far (UTF-8 bytes) from the top a date may be the document's.
const TOP: usize = 1_500;
/// How far (UTF-8 bytes) from the end.
const CLOSING: usize = 500;
/// How far (UTF-8 bytes) into its line a dateline's date may begin.
const INTO_LINE: usize = 48;
/// The longest line (UTF-8 bytes) that is taken for a date with a place or a heading beside it.
const OWN_LINE: usize = 90;

/// The date of a document: its dateline; else the date in its file name; else the first full date near the top; else one
/// in the last lines. Only dates known to the day count in a text. `name` is the file name.
pub fn document_date(name: &str, text: &str, mentions: &Mentions) -> Option<DocumentDate> {
    let found = |range: TextRange, source| {
        let when = full(range.of(text)?)?;
        let range = Some(range);
        Some(DocumentDate {
            when,
            source,
            range,
        })
    };
    let dateline = top(mentions)
        .filter(|r| is_dateline(text, *r))
        .find_map(|r| found(r, DateSource::Dateline));
    dateline
        .or_else(|| of_file_name(name))
        .or_else(|| top(mentions).find_map(|r| found(r, DateSource::Top)))
        .or_else(|| closing(text, mentions).find_map(|r| found(r, DateSource::Closing)))
}

/// Calendar expressions near the top, in order.
fn top(mentions: &Mentions) -> impl Iterator<Item = TextRange> {
    let near = mentions.iter().take_while(|m| m.range.start < TOP);
    near.filter(|m| m.label == EntityLabel::Date)
        .map(|m| m.range)
}

/// Calendar expressions near the end, the last first.
fn closing(text: &str, mentions: &Mentions) -> impl Iterator<Item = TextRange> {
    let from = text.len().saturating_sub(CLOSING);
    let near = mentions
        .iter()
        .rev()
        .take_while(move |m| m.range.start >= from);
    near.filter(|m| m.label == EntityLabel::Date)
        .map(|m| m.range)
}

/// The last day of an expression that is known to the day.
fn full(expression: &str) -> Option<When> {
    let Period { to, .. } = parse(expression, None)?;
    (to.precision() == Precision::Day).then_some(to)
}

/// Whether the date begins its line, or has a short one with little else in it.
fn is_dateline(text: &str, range: TextRange) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let after = text.get(range.end..).unwrap_or_default();
    let end = after.find('\n').unwrap_or(after.len());
    let head = before.get(start..).unwrap_or_default();
    let short = range.end + end - start <= OWN_LINE;
    let tail = after.get(..end).unwrap_or_default().trim();
    if head.is_empty() && !tail.is_empty() && goes_on(before.get(..start).unwrap_or_default()) {
        return false;
    }
    // "Jakarta, vendredi 11 novembre 2022": the weekday belongs to the date.
    let bare = head.trim_end().trim_end_matches(',');
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let head = match weekday(&last.to_lowercase()) {
        Some(_) => bare.strip_suffix(last).unwrap_or(head),
        None => head,
    };
    let place_before =
        head.len() <= INTO_LINE && !head.trim_end().ends_with(|c: char| c.is_lowercase());
    let sentence = tail.ends_with('.') && tail.len() > 1;
    place_before && (short && !sentence || opens(tail) || head.trim().is_empty() && tail.is_empty())
}

/// Whether the sentence of the line before goes on: it ends with a comma or a word in small letters.
fn goes_on(before: &str) -> bool {
    let line = before.trim_end_matches(['\r', '\n']);
    let blank = before.len() - line.len() > 2 || before.ends_with("\n\n");
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    !blank && (last.ends_with(',') || last.starts_with(char::is_lowercase))
}

/// Whether a dash or a bracket follows, as after a dateline.
fn opens(tail: &str) -> bool {
    tail.starts_with(['-', '\u{2013}', '\u{2014}', '(', ':', '|'])
}

/// The date in a file name: "2025-05-15 statement.txt", "statement_20250515.md".
pub fn file_name_date(name: &str) -> Option<When> {
    of_file_name(name).map(|d| d.when)
}

fn of_file_name(name: &str) -> Option<DocumentDate> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let runs = name.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '_' | '.'));
    runs.filter_map(date_in).next()
}

fn date_in(run: &str) -> Option<DocumentDate> {
    let numbers: Vec<&str> = run
        .split(['-', '_', '.'])
        .filter(|n| !n.is_empty())
        .collect();
    let spelled = |y: &str, m: &str, d: &str| {
        let fits = y.len() == 4 && m.len() == 2 && d.len() == 2;
        let year: i16 = y
            .parse()
            .ok()
            .filter(|y| fits && (1900..2100).contains(y))?;
        When::day(year, m.parse().ok()?, d.parse().ok()?)
    };
    let apart = numbers.windows(3).find_map(|w| match w {
        [y, m, d] => spelled(y, m, d),
        _ => None,
    });
    let glued = || {
        let eight = numbers.iter().find(|n| n.len() == 8)?;
        spelled(eight.get(..4)?, eight.get(4..6)?, eight.get(6..)?)
    };
    apart.or_else(glued).map(|when| DocumentDate {
        when,
        source: DateSource::FileName,
        range: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;

    fn dated(name: &str, text: &str) -> Option<(String, DateSource)> {
        document_date(name, text, &detect(text)).map(|d| (d.when.to_string(), d.source))
    }

    #[test]
    fn a_dateline_says_it() {
        for text in [
            "Ferry statement\n\nPort Vila, 3 June 2024\n\nThe Board was founded on 8 August 1967.\n",
            "PORT VILA, 3 June 2024 – The Board recalled 8 August 1967.\n",
            "3 June 2024\nThe Board recalled 8 August 1967.\n",
            "The Board\nJune 3, 2024 | News\nThe Board recalled 8 August 1967.\n",
        ] {
            assert_eq!(
                dated("2020-01-01.txt", text),
                Some(("2024-06-03".to_owned(), DateSource::Dateline)),
                "{text}"
            );
        }
    }

    #[test]
    fn else_the_file_name_the_top_and_the_end() {
        let text = "The Board recalled what was agreed on 8 August 1967 in the harbour.\n";
        let by_name = Some(("2024-06-03".to_owned(), DateSource::FileName));
        assert_eq!(dated("a/2024-06-03-board.txt", text), by_name);
        assert_eq!(dated("board_20240603.txt", text), by_name);
        assert_eq!(
            dated("board-12345678.txt", text),
            Some(("1967-08-08".to_owned(), DateSource::Top))
        );
        let long = format!(
            "{}\n\nDone at Port Vila on 3 June 2024.\n",
            "The Board was told that the ferry sails to the harbour with the mail on every day. "
                .repeat(30)
        );
        assert_eq!(
            dated("board.txt", &long),
            Some(("2024-06-03".to_owned(), DateSource::Closing))
        );
        assert_eq!(dated("board.txt", "The Board met in May 2024.\n"), None);
        let wrapped = "The Board recalled its decision of\nFebruary 13, 2008 (Ferries), and that of\nMay 3, 2009.\n";
        assert_eq!(dated("2024-06-03.txt", wrapped), by_name);
    }
}
