//! Calendar expressions: days, months, years, ranges, fiscal years, weekdays.
//!
//! Each function takes the token where an expression may begin and returns the token after it.

use super::block::Block;
use super::tokens::{Kind, LINE, ORDINAL, SENTENCE, Shape, Token};
use super::words::{MONTH, NUMERAL, OF, THE, WEEKDAY};

/// A calendar expression that begins at a capitalised word.
#[inline]
pub(super) fn at_word(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n)?;
    let may_be = token.is(WEEKDAY | MONTH | NUMERAL) || matches!(token.first, b'F' | b'Q' | b'H');
    may_be.then(|| named(block, n, token)).flatten()
}

fn named(block: &Block, n: usize, token: &Token) -> Option<usize> {
    if token.is(WEEKDAY) {
        return weekday(block, n);
    }
    if token.is(MONTH) {
        return month_first(block, n);
    }
    match block.word(n) {
        "FY" | "Fiscal" | "Financial" => fiscal(block, n),
        "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" => year(block, n + 1),
        w if w.starts_with("FY") && token.shape == Shape::Upper => glued_fiscal(block, n, w),
        _ if token.is(NUMERAL) => written_day(block, n),
        _ => None,
    }
}

/// A calendar expression that begins at a number.
pub(super) fn at_number(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n)?;
    match token.end - token.start {
        _ if token.has(ORDINAL) => day_first(block, n).or_else(|| numeric(block, n)),
        1..=2 => day_first(block, n)
            .or_else(|| numeric(block, n))
            .or_else(|| decade(block, n)),
        4 => numeric(block, n)
            .or_else(|| decade(block, n))
            .or_else(|| bare_year(block, n)),
        8..=10 => numeric(block, n),
        _ => None,
    }
}

/// "fiscal year 2023" and "financial year 2024/25", also in small letters.
pub(super) fn fiscal(block: &Block, n: usize) -> Option<usize> {
    let mut at = n + 1;
    if matches!(block.word(at), "year" | "Year" | "years" | "Years") {
        at += 1;
    } else if block.word(n) != "FY" {
        return None;
    }
    year(block, at)
        .map(|end| year_range(block, end).unwrap_or(end))
        .or_else(|| short_year(block, n, at))
}

fn short_year(block: &Block, n: usize, at: usize) -> Option<usize> {
    let two = block.kind(at) == Some(Kind::Number) && block.word(at).len() == 2;
    (two && block.word(n) == "FY").then_some(at + 1)
}

fn glued_fiscal(block: &Block, n: usize, word: &str) -> Option<usize> {
    let digits = word.get(2..)?;
    let fits = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| range_tail(block, n + 1).unwrap_or(n + 1))
}

/// `-26` or `/26` after a fiscal year.
fn range_tail(block: &Block, at: usize) -> Option<usize> {
    let mark = block.punct(at, b'-') || block.punct(at, b'/');
    (mark && block.glued(at) && block.glued(at + 1) && block.kind(at + 1) == Some(Kind::Number))
        .then_some(at + 2)
}

/// "Friday", "Monday, 12 May 2025".
fn weekday(block: &Block, n: usize) -> Option<usize> {
    let at = if block.punct(n + 1, b',') || block.punct(n + 1, b'.') {
        n + 2
    } else {
        n + 1
    };
    if block.joined(at) {
        let date = if block.is(at, MONTH) {
            month_day(block, at)
        } else {
            day_first(block, at)
        };
        if date.is_some() {
            return date;
        }
    }
    Some(n + 1)
}

/// "March 4, 2025", "May 2025", "December" alone.
fn month_first(block: &Block, n: usize) -> Option<usize> {
    month_day(block, n)
        .or_else(|| month_year(block, n))
        .or_else(|| month_alone(block, n))
}

/// After the month's name and its full stop when it is cut short.
fn after_month(block: &Block, n: usize) -> usize {
    let short = block.word(n).len() <= 4;
    let number =
        block.kind(n + 2) == Some(Kind::Number) && block.token(n + 2).is_some_and(|t| !t.has(LINE));
    if short && block.punct(n + 1, b'.') && block.glued(n + 1) && number {
        n + 2
    } else {
        n + 1
    }
}

fn month_day(block: &Block, n: usize) -> Option<usize> {
    let mut at = day(block, after_month(block, n))?;
    if let Some(end) = day_range(block, at).or_else(|| days_through(block, at)) {
        at = end;
    }
    let comma = if block.punct(at, b',') { at + 1 } else { at };
    Some(
        year(block, comma)
            .or_else(|| through_month(block, at))
            .unwrap_or(at),
    )
}

/// "to 9" after "November 2", where no other unit follows.
fn days_through(block: &Block, at: usize) -> Option<usize> {
    if !matches!(block.word(at), "to" | "through" | "and") {
        return None;
    }
    let end = day(block, at + 1)?;
    let counted = block.kind(end) == Some(Kind::Word) && block.joined(end) && !closes(block, end);
    (!counted && !block.is(end, MONTH)).then_some(end)
}

/// Whether the word is one that no counted noun is: "from May 2 to 9 in Oslo".
fn closes(block: &Block, at: usize) -> bool {
    matches!(
        block.word(at),
        "in" | "at"
            | "on"
            | "and"
            | "for"
            | "to"
            | "with"
            | "by"
            | "as"
            | "where"
            | "when"
            | "during"
    )
}

/// `– June 2, 2025` after `May 30`.
fn through_month(block: &Block, at: usize) -> Option<usize> {
    let dash = (block.punct(at, b'-') || through(block, at)) && block.is(at + 1, MONTH);
    dash.then(|| month_day(block, at + 1)).flatten()
}

/// "to", "until", "through" between two days.
fn through(block: &Block, at: usize) -> bool {
    block.joined(at) && matches!(block.word(at), "to" | "through" | "until")
}

fn month_year(block: &Block, n: usize) -> Option<usize> {
    let mut at = after_month(block, n);
    if block.punct(at, b',') || block.is(at, OF) {
        at += 1;
    }
    if let Some(end) = year(block, at) {
        return Some(end);
    }
    let next = (block.punct(at, b'-') || block.punct(at, b'/')) && block.is(at + 1, MONTH);
    next.then(|| month_year(block, at + 1)).flatten()
}

/// A month without day and year; "May", "March" and "August" only where the word before asks for a time.
fn month_alone(block: &Block, n: usize) -> Option<usize> {
    let doubtful = matches!(
        block.word(n),
        "May"
            | "March"
            | "August"
            | "Mar"
            | "Jan"
            | "Sep"
            | "Dec"
            | "Nov"
            | "Jun"
            | "MAY"
            | "MARCH"
    );
    let token = block.token(n)?;
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    let asked = matches!(
        before,
        "in" | "of"
            | "by"
            | "since"
            | "until"
            | "till"
            | "during"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "from"
            | "between"
            | "before"
            | "after"
            | "In"
            | "By"
            | "Since"
            | "Until"
            | "through"
            | "for"
            | "every"
            | "each"
    ) || before == "-"
        && n > 1
        && matches!(block.word(n - 2), "mid" | "early" | "late" | "Mid")
        || matches!(block.word(n + 1), "last" | "this" | "next") && block.joined(n + 1)
        || matches!(before, "the" | "The")
            && matches!(
                block.word(n + 1),
                "session"
                    | "sessions"
                    | "meeting"
                    | "summit"
                    | "elections"
                    | "election"
                    | "deadline"
                    | "coup"
                    | "vote"
                    | "referendum"
            );
    let plain =
        !(doubtful || token.has(SENTENCE) && block.cap(n + 1)) && token.shape == Shape::Title;
    let name = block.goes_on(n + 1) && !asked;
    (asked || plain && !name).then_some(n + 1)
}

/// "15 May 2025", "15th of May", "14-16 May", "14 to 16 May 2024", "28 May – 2 June 2024".
fn day_first(block: &Block, n: usize) -> Option<usize> {
    let mut at = day(block, n)?;
    if let Some(end) = dashed(block, at) {
        return Some(end);
    }
    at = day_range(block, at)
        .or_else(|| day_list(block, at))
        .unwrap_or(at);
    if block.word(at) == "day" && block.is(at + 1, OF) {
        at += 2;
    } else if block.is(at, OF) {
        at += 1;
    }
    if !block.is(at, MONTH) || !block.joined(at) {
        return None;
    }
    let end = after_month(block, at);
    let comma = if block.punct(end, b',') { end + 1 } else { end };
    let end = year(block, comma).unwrap_or(end);
    let dash = (block.punct(end, b'-') || through(block, end)) && day(block, end + 1).is_some();
    Some(if dash {
        day_first(block, end + 1).unwrap_or(end)
    } else {
        end
    })
}

/// `-Oct-2015` and `-Oct-15` after a day.
fn dashed(block: &Block, at: usize) -> Option<usize> {
    let month = block.hyphen(at) && block.is(at + 1, MONTH) && block.hyphen(at + 2);
    let year =
        block.kind(at + 3) == Some(Kind::Number) && matches!(block.word(at + 3).len(), 2 | 4);
    (month && year).then_some(at + 4)
}

/// A day of the month, with or without its ordinal ending.
fn day(block: &Block, n: usize) -> Option<usize> {
    let token = block.token(n).filter(|t| t.kind == Kind::Number)?;
    let word = block.word(n);
    let digits = if token.has(ORDINAL) {
        word.get(..word.len() - 2)?
    } else {
        word
    };
    let value: u32 = if digits.len() <= 2 {
        digits.parse().ok()?
    } else {
        return None;
    };
    ((1..=31).contains(&value) && !block.punct(n + 1, b'%')).then_some(n + 1)
}

fn day_range(block: &Block, at: usize) -> Option<usize> {
    block.punct(at, b'-').then(|| day(block, at + 1)).flatten()
}

fn day_list(block: &Block, at: usize) -> Option<usize> {
    let from = at + 1 + usize::from(block.is(at + 1, THE));
    matches!(block.word(at), "to" | "and" | "&" | "or")
        .then(|| day(block, from))
        .flatten()
        .filter(|&end| block.is(end, MONTH) || block.is(end, OF) && block.is(end + 1, MONTH))
}

/// A year in digits: 1000 to 2999.
pub(super) fn year(block: &Block, n: usize) -> Option<usize> {
    let token = block
        .token(n)
        .filter(|t| t.kind == Kind::Number && !t.has(ORDINAL))?;
    let word = block.word(n).as_bytes();
    let fits = token.end - token.start == 4
        && matches!(word.first(), Some(b'1' | b'2'))
        && word.iter().all(u8::is_ascii_digit);
    (fits && block.joined(n)).then_some(n + 1)
}

/// The rest of "2024-2027" and "2024/25" after its first year.
fn year_range(block: &Block, at: usize) -> Option<usize> {
    let dash = block.punct(at, b'-') && !block.word(at).starts_with("--");
    let slash = block.punct(at, b'/') && block.glued(at);
    if !dash && !slash {
        return None;
    }
    let short = block.kind(at + 1) == Some(Kind::Number)
        && block.word(at + 1).len() == 2
        && block.glued(at + 1);
    year(block, at + 1).or_else(|| short.then_some(at + 2))
}

/// `2025-05-12`, `12/05/2025`, `12.05.2025`.
pub(super) fn numeric(block: &Block, n: usize) -> Option<usize> {
    let word = block.word(n);
    if (8..=10).contains(&word.len()) && word.bytes().filter(|&b| b == b'.').count() == 2 {
        let mut parts = word.split('.').map(str::len);
        let day = [parts.next(), parts.next()]
            .iter()
            .all(|l| matches!(l, Some(1 | 2)));
        return (day && parts.next() == Some(4)).then_some(n + 1);
    }
    let mark = block
        .token(n + 1)
        .filter(|t| matches!(t.first, b'-' | b'/') && t.end - t.start == 1)?
        .first;
    let shape = [
        block.word(n).len(),
        block.word(n + 2).len(),
        block.word(n + 4).len(),
    ];
    let glued = (1..5).all(|k| block.glued(n + k)) && block.punct(n + 3, mark);
    let numbers = [0, 2, 4]
        .iter()
        .all(|k| block.kind(n + k) == Some(Kind::Number));
    let fits = matches!(shape, [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4]);
    (glued && numbers && fits).then_some(n + 5)
}

/// "the 1990s": digits with an `s` glued on.
fn decade(block: &Block, n: usize) -> Option<usize> {
    let short = block.word(n).len() == 2
        && n > 0
        && matches!(block.word(n - 1), "late" | "early" | "mid" | "the" | "-");
    let end = year(block, n).or_else(|| short.then_some(n + 1))?;
    (block.word(n).ends_with('0') && block.word(end) == "s" && block.glued(end)).then_some(end + 1)
}

/// A year alone, or a range of years, unless it counts or numbers something.
pub(super) fn bare_year(block: &Block, n: usize) -> Option<usize> {
    let end = year(block, n)?;
    let value: u32 = block.word(n).parse().ok()?;
    if let Some(end) = year_range(block, end) {
        return (value >= 1500 && !numbers(block, n)).then_some(end);
    }
    let glued = n > 0
        && block.glued(n)
        && !block.punct(n - 1, b'(')
        && !block.punct(n - 1, b'-')
        && !block.punct(n - 1, b'"');
    let unit = block.glued(end) && block.kind(end) == Some(Kind::Word) || block.punct(end, b'%');
    let fraction =
        block.punct(end, b'/') && block.glued(end) && block.kind(end + 1) == Some(Kind::Number);
    let fits = (1900..=2100).contains(&value) || (1500..1900).contains(&value) && dated(block, n);
    (fits && !glued && !unit && !fraction && !numbers(block, n) && !counts(block, end))
        .then_some(end)
}

fn dated(block: &Block, n: usize) -> bool {
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    matches!(
        before,
        "in" | "In" | "since" | "Since" | "of" | "from" | "by" | "until" | "("
    )
}

/// Whether the number is the number of something: "No. 2000", "section 1901".
fn numbers(block: &Block, n: usize) -> bool {
    let before = n.checked_sub(1).map_or("", |m| block.word(m));
    let word = if before == "." {
        n.checked_sub(2).map_or("", |m| block.word(m))
    } else {
        before
    };
    matches!(
        word,
        "No" | "Nos"
            | "no"
            | "section"
            | "Section"
            | "paragraph"
            | "page"
            | "pp"
            | "Article"
            | "article"
            | "Order"
            | "order"
            | "Resolution"
            | "resolution"
            | "Resolutions"
            | "resolutions"
            | "number"
            | "Room"
            | "Building"
            | "chapter"
            | "Chapter"
            | "$"
            | "Decree"
    )
}

/// Whether what follows is counted by the number.
fn counts(block: &Block, at: usize) -> bool {
    matches!(
        block.word(at),
        "people"
            | "persons"
            | "troops"
            | "soldiers"
            | "personnel"
            | "tons"
            | "tonnes"
            | "km"
            | "kilometers"
            | "kilometres"
            | "metres"
            | "meters"
            | "miles"
            | "hectares"
            | "cases"
            | "deaths"
            | "households"
            | "families"
            | "jobs"
            | "students"
            | "MW"
            | "megawatts"
            | "participants"
            | "delegates"
            | "villages"
            | "schools"
            | "homes"
            | "hours"
            | "kg"
            | "ha"
            | "million"
            | "billion"
            | "workers"
            | "times"
            | "feet"
            | "dollars"
            | "euros"
            | "percent"
            | "per"
    )
}

/// "Twelfth day of November in the Year Two Thousand and Twenty-Two".
fn written_day(block: &Block, n: usize) -> Option<usize> {
    let mut at = n + 1;
    if block.hyphen(at) {
        at += 2;
    }
    if !matches!(block.word(at), "day" | "Day") || !block.is(at + 1, OF) || !block.is(at + 2, MONTH)
    {
        return None;
    }
    at += 3;
    at = if block.punct(at, b',') { at + 1 } else { at };
    if let Some(end) = year(block, at) {
        return Some(end);
    }
    written_year(block, at).or(Some(if block.punct(at - 1, b',') {
        at - 1
    } else {
        at
    }))
}

/// "in the Year Two Thousand and Twenty-Two", "Two Thousand and Ten".
fn written_year(block: &Block, n: usize) -> Option<usize> {
    let mut at = n;
    while matches!(block.word(at), "in" | "of" | "year" | "Year") || block.is(at, THE) {
        at += 1;
    }
    if let Some(end) = year(block, at) {
        return Some(end);
    }
    let from = at;
    while at < from + 9
        && (block.is(at, NUMERAL)
            || at > from
                && (block.word(at) == "and" && block.is(at + 1, NUMERAL) || block.hyphen(at)))
    {
        at += 1;
    }
    (at > from).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::caret::check;
    use crate::annotation::label::EntityLabel;

    #[test]
    fn cases() {
        let labels = [EntityLabel::Date];
        check(
            &labels,
            "
Talks ran from 3 March 2021 until April 5 in the old hall.
               ^^^^^^^^^^^^ DATE
                                  ^^^^^^^ DATE
",
        );
        check(
            &labels,
            "
The 12th of June, Monday and the weeks of 2 - 4 July 2019 were free.
    ^^^^^^^^^^^^ DATE
                  ^^^^^^ DATE
                                          ^^^^^^^^^^^^^^^ DATE
",
        );
        check(
            &labels,
            "
Spending in fiscal year 2020 and FY2021-22 fell, as it did in 2017-2019.
            ^^^^^^^^^^^^^^^^ DATE
                                 ^^^^^^^^^ DATE
                                                              ^^^^^^^^^ DATE
",
        );
        check(
            &labels,
            "
They may march in May, and 2000 people came in 1987.
                  ^^^ DATE
                                               ^^^^ DATE
",
        );
        check(
            &labels,
            "
Done at Oslo on the Third day of August in the Year Two Thousand and Nine.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ DATE
",
        );
        check(
            &labels,
            "
See section 1990 of the file 2021-03-04 and the 1990s.
                             ^^^^^^^^^^ DATE
                                                ^^^^^ DATE
",
        );
    }
}
