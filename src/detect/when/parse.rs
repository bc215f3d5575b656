//! Reads a calendar expression as the detector finds it.

use super::{Period, When};

/// What a calendar expression means; `year` stands in where it names none. `None` where it is no date by itself
/// ("Friday") or the calendar has no such day.
pub fn parse(expression: &str, year: Option<i16>) -> Option<Period> {
    let parts = parts(expression);
    written_out(&parts)
        .or_else(|| numeric(&parts))
        .or_else(|| decade(&parts))
        .or_else(|| named(&parts, year))
}

/// A part of a calendar expression that says something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// A number and how many digits it has.
    Number(i32, usize),
    Month(i8),
    /// A number in words, of a day or a year.
    Word(i32),
    /// What joins the parts of a date in figures.
    Mark(char),
    /// The `s` of "1990s".
    Plural,
}

fn parts(expression: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut numbered = false;
    for (word, first) in pieces(expression) {
        let Some(found) = part(word, first) else {
            numbered |= is_month_word(word);
            continue;
        };
        let month = match found {
            Part::Number(n @ 1..=12, 1..=2) if numbered => i8::try_from(n).ok(),
            _ => None,
        };
        out.push(month.map_or(found, Part::Month));
        numbered = false;
    }
    out
}

/// Runs of digits, runs of letters, and everything else character by character, each with its first character.
pub(super) fn pieces(expression: &str) -> impl Iterator<Item = (&str, char)> {
    let mut rest = expression;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let same = |c: char| {
            c.is_ascii_digit() == first.is_ascii_digit()
                && c.is_alphabetic() == first.is_alphabetic()
        };
        let alone = !first.is_alphanumeric();
        let len = if alone {
            first.len_utf8()
        } else {
            rest.find(|c| !same(c)).unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(len);
        rest = after;
        Some((word, first))
    })
}

/// Whether the number behind this word is a month, as in Vietnamese.
pub(super) fn is_month_word(word: &str) -> bool {
    matches!(word, "tháng" | "Tháng")
}

fn part(word: &str, first: char) -> Option<Part> {
    if first.is_ascii_digit() {
        return Some(Part::Number(word.parse().ok()?, word.len()));
    }
    match first {
        '-' | '\u{2010}'..='\u{2015}' => return Some(Part::Mark('-')),
        '/' | '.' => return Some(Part::Mark(first)),
        c if !c.is_alphabetic() => return None,
        _ => {}
    }
    let word = word.to_lowercase();
    if word == "s" {
        return Some(Part::Plural);
    }
    month(&word)
        .map(Part::Month)
        .or_else(|| number(&word).map(Part::Word))
}

/// Names of the months in English (from their first letters on), French, Indonesian, Spanish, Portuguese and German.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "januari", "enero", "janeiro", "januar", "jänner"],
    &["february", "février", "fevrier", "februari", "febrero", "fevereiro", "februar"],
    &["march", "mars", "maret", "marzo", "março", "märz"],
    &["april", "avril", "abril"],
    &["may", "mai", "mei", "mayo", "maio"],
    &["june", "juin", "juni", "junio", "junho"],
    &["july", "juillet", "juli", "julio", "julho"],
    &["august", "août", "aout", "agustus", "agosto"],
    &["september", "septembre", "septiembre", "setiembre", "setembro"],
    &["october", "octobre", "oktober", "octubre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "décembre", "decembre", "desember", "diciembre", "dezembro", "dezember"],
];

/// The number of the month with this name in small letters.
pub(super) fn month(word: &str) -> Option<i8> {
    let short = word.len() == 3 || word == "sept";
    let named = |names: &&[&str]| {
        let mut names = names.iter();
        names.clone().any(|n| *n == word)
            || short && names.next().is_some_and(|n| n.starts_with(word))
    };
    let at = MONTHS.iter().position(named)?;
    i8::try_from(at + 1).ok()
}

/// A number in words, as solemn texts have it.
pub(super) fn number(word: &str) -> Option<i32> {
    const WORDS: &[(&str, &str, i32)] = &[
        ("one", "first", 1),
        ("two", "second", 2),
        ("three", "third", 3),
        ("four", "fourth", 4),
        ("five", "fifth", 5),
        ("six", "sixth", 6),
        ("seven", "seventh", 7),
        ("eight", "eighth", 8),
        ("nine", "ninth", 9),
        ("ten", "tenth", 10),
        ("eleven", "eleventh", 11),
        ("twelve", "twelfth", 12),
        ("thirteen", "thirteenth", 13),
        ("fourteen", "fourteenth", 14),
        ("fifteen", "fifteenth", 15),
        ("sixteen", "sixteenth", 16),
        ("seventeen", "seventeenth", 17),
        ("eighteen", "eighteenth", 18),
        ("nineteen", "nineteenth", 19),
        ("twenty", "twentieth", 20),
        ("thirty", "thirtieth", 30),
        ("forty", "fortieth", 40),
        ("fifty", "fiftieth", 50),
        ("sixty", "sixtieth", 60),
        ("seventy", "seventieth", 70),
        ("eighty", "eightieth", 80),
        ("ninety", "ninetieth", 90),
        ("hundred", "hundredth", 100),
        ("thousand", "thousandth", 1000),
    ];
    let found = WORDS.iter().find(|(a, b, _)| *a == word || *b == word);
    found.map(|&(_, _, n)| n)
}

/// "Twelfth day of November in the Year Two Thousand and Twenty-Two".
fn written_out(parts: &[Part]) -> Option<Period> {
    let at = parts.iter().position(|p| matches!(p, Part::Month(_)))?;
    let (before, after) = (parts.get(..at)?, parts.get(at + 1..)?);
    let Some(Part::Month(month)) = parts.get(at).copied() else {
        return None;
    };
    let (day, year) = (in_words(before)?, in_words(after)?);
    Some(When::day(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?)?.into())
}

/// The sum of numbers in words: "Two Thousand and Twenty-Two".
fn in_words(parts: &[Part]) -> Option<i32> {
    let (mut total, mut group, mut any) = (0, 0, false);
    for part in parts {
        match part {
            Part::Word(n @ (100 | 1000)) => {
                total += group.max(1) * n;
                group = 0;
            }
            Part::Word(n) => group += n,
            Part::Mark('-') => continue,
            _ => return None,
        }
        any = true;
    }
    any.then_some(total + group)
}

/// "2025-05-15", "15/05/2025". Where day and month could be either, only the year is known.
fn numeric(parts: &[Part]) -> Option<Period> {
    let [
        Part::Number(a, a_len),
        Part::Mark(m),
        Part::Number(b, _),
        Part::Mark(n),
        Part::Number(c, c_len),
    ] = *parts
    else {
        return None;
    };
    let small = |n: i32| i8::try_from(n).ok();
    if m != n {
        return None;
    }
    if a_len == 4 {
        return Some(When::day(i16::try_from(a).ok()?, small(b)?, small(c)?)?.into());
    }
    let year = i16::try_from(if c_len == 2 { 2000 + c } else { c }).ok()?;
    let when = match (a > 12, b > 12) {
        (true, false) => When::day(year, small(b)?, small(a)?),
        (false, true) => When::day(year, small(a)?, small(b)?),
        _ if a == b => When::day(year, small(a)?, small(b)?),
        _ => When::year(year),
    };
    Some(when?.into())
}

/// "1990s".
fn decade(parts: &[Part]) -> Option<Period> {
    let [Part::Number(year, 4), Part::Plural] = *parts else {
        return None;
    };
    let year = i16::try_from(year).ok()?;
    Some(Period {
        from: When::year(year)?,
        to: When::year(year.checked_add(9)?)?,
    })
}

/// Days, months and years with names: the first of each make the beginning, the last of each the end.
fn named(parts: &[Part], year: Option<i16>) -> Option<Period> {
    let months: Vec<i8> = parts
        .iter()
        .filter_map(|p| match p {
            Part::Month(m) => Some(*m),
            _ => None,
        })
        .collect();
    let years = years(parts);
    let days: Vec<i8> = parts
        .iter()
        .filter_map(|p| day(p, !months.is_empty()))
        .collect();
    let own = years.first().copied();
    let from = when(own.or(year)?, months.first(), days.first())?;
    let to = when(years.last().copied().or(year)?, months.last(), days.last())?;
    let nothing = own.is_none() && months.is_empty();
    if nothing {
        return None;
    }
    if to.is_before(from) {
        // "28 December – 2 January 2025": the year stands with the end alone.
        let from = when(from.in_year().checked_sub(1)?, months.first(), days.first())?;
        return (!to.is_before(from)).then_some(Period { from, to });
    }
    Some(Period { from, to })
}

fn day(part: &Part, with_month: bool) -> Option<i8> {
    match *part {
        Part::Number(n @ 1..=31, 1..=2) if with_month => i8::try_from(n).ok(),
        _ => None,
    }
}

/// Years, with the short end of "2024-25" and "2024/25".
fn years(parts: &[Part]) -> Vec<i16> {
    let mut out: Vec<i16> = Vec::new();
    let months = parts.iter().any(|p| matches!(p, Part::Month(_)));
    for (n, part) in parts.iter().enumerate() {
        let joined = n > 0 && matches!(parts.get(n - 1), Some(Part::Mark('-' | '/')));
        match (*part, out.last()) {
            (Part::Number(y @ 1000..=2999, 4), _) => out.extend(i16::try_from(y)),
            (Part::Number(y, 2), Some(&first)) if joined && !months => {
                out.extend(i16::try_from(i32::from(first) / 100 * 100 + y));
            }
            (Part::Number(y, 2), None) if !months && parts.len() <= 3 => {
                out.extend(i16::try_from(2000 + y));
            }
            _ => {}
        }
    }
    out
}

fn when(year: i16, month: Option<&i8>, day: Option<&i8>) -> Option<When> {
    match (month, day) {
        (Some(&month), Some(&day)) => When::day(year, month, day),
        (Some(&month), None) => When::month(year, month),
        _ => When::year(year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(expression: &str, year: Option<i16>) -> Option<String> {
        parse(expression, year).map(|p| {
            if p.from == p.to {
                p.from.to_string()
            } else {
                format!("{}/{}", p.from, p.to)
            }
        })
    }

    #[test]
    fn calendar_expressions() {
        for (expression, expected) in [
            ("15 May 2025", "2025-05-15"),
            ("15th of May, 2025", "2025-05-15"),
            ("March 4, 2025", "2025-03-04"),
            ("Monday, 12 May 2025", "2025-05-12"),
            ("MAY 2025", "2025-05"),
            ("Sept. 3, 1999", "1999-09-03"),
            ("2021", "2021"),
            ("2021-2025", "2021/2025"),
            ("2024–25", "2024/2025"),
            ("fiscal year 2024/25", "2024/2025"),
            ("FY26", "2026"),
            ("1990s", "1990/1999"),
            ("14-16 May 2025", "2025-05-14/2025-05-16"),
            ("28 May – 2 June 2024", "2024-05-28/2024-06-02"),
            ("28 December – 2 January 2025", "2024-12-28/2025-01-02"),
            ("December 2024 – January 2025", "2024-12/2025-01"),
            ("2025-03-12", "2025-03-12"),
            ("25/12/2024", "2024-12-25"),
            ("12/25/2024", "2024-12-25"),
            ("03/04/2024", "2024"),
            (
                "Twelfth day of November in the Year Two Thousand and Twenty-Two",
                "2022-11-12",
            ),
            ("12 août 2024", "2024-08-12"),
            ("12 de marzo de 2025", "2025-03-12"),
            ("3. März 2025", "2025-03-03"),
            ("ngày 12 tháng 3 năm 2025", "2025-03-12"),
            ("tháng 3/2025", "2025-03"),
        ] {
            assert_eq!(
                read(expression, None).as_deref(),
                Some(expected),
                "{expression}"
            );
        }
    }

    #[test]
    fn the_year_may_come_from_the_document() {
        assert_eq!(read("March 4", None), None);
        assert_eq!(read("March 4", Some(2024)).as_deref(), Some("2024-03-04"));
        assert_eq!(read("December", Some(2024)).as_deref(), Some("2024-12"));
        for expression in [
            "Friday",
            "31 February 2024",
            "",
            "-",
            "\u{0}\u{fffd}",
            "99999999999999",
        ] {
            assert_eq!(read(expression, Some(2024)), None, "{expression}");
        }
    }
}
