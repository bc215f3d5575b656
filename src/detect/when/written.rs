//! A calendar expression as it stands, whether or not the calendar has such a day.

use super::When;
use super::parse::{is_month_word, month, number, pieces};
use jiff::civil::Weekday;

/// What an expression says, nothing added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written {
    /// The weekday before its first day.
    pub weekday: Option<Weekday>,
    /// The date; of two the first.
    pub first: Point,
    /// The second date.
    pub last: Option<Point>,
    /// What stands between the two.
    pub joint: Joint,
    /// How it is written.
    pub form: Form,
}

/// A date, as far as it is written out. Numbers may be any of two digits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Point {
    /// The day of the month.
    pub day: Option<i8>,
    /// The month.
    pub month: Option<i8>,
    /// The year.
    pub year: Option<i16>,
}

/// What joins two dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joint {
    /// A dash.
    Dash,
    /// A stroke: one date in two calendars, two years that make one.
    Stroke,
    /// "to", "until".
    To,
    /// "and", "or".
    And,
}

/// How a date is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// With the name of a month, or a year alone.
    Named,
    /// "2025-05-15".
    Iso,
    /// "15/05/2025" or "05/15/2025": the first number is given as the day.
    Figures,
}

impl Point {
    fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The same with what it leaves out taken from `other`: the month only where it names none itself.
    fn or(self, other: Self) -> Self {
        Self {
            day: self.day,
            month: self.month.or(other.month),
            year: self.year.or(other.year),
        }
    }

    /// The date, with `year` where it names none; `None` where the calendar has no such day.
    pub fn when(self, year: Option<i16>) -> Option<When> {
        let year = self.year.or(year)?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => When::day(year, month, day),
            (Some(month), None) => When::month(year, month),
            (None, None) => When::year(year),
            (None, Some(_)) => None,
        }
    }
}

impl Written {
    /// Both ends, each with what it leaves out taken from the other; the same twice where there is one.
    pub fn ends(&self) -> (Point, Point) {
        let last = self.last.unwrap_or(self.first);
        (self.first.or(last), last.or(self.first))
    }

    /// The one date that it says, with `year` where it names none.
    pub fn only(&self, year: Option<i16>) -> Option<When> {
        self.last.is_none().then(|| self.first.when(year)).flatten()
    }
}

/// Reads an expression as the detector finds it; `None` where it is neither one date nor two.
pub fn written(expression: &str) -> Option<Written> {
    let day = ["ngày ", "Ngày "];
    let figures = day.iter().find_map(|d| expression.strip_prefix(d));
    in_figures(figures.unwrap_or(expression)).or_else(|| in_words(expression))
}

/// "2025-05-15", "15/05/2025", "15.05.2025".
fn in_figures(expression: &str) -> Option<Written> {
    let mark = expression.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') || expression.len() > 10 {
        return None;
    }
    let mut numbers = expression.split(mark);
    let (a, b, c) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() {
        return None;
    }
    let small = |s: &str| s.parse::<i8>().ok().filter(|_| s.len() <= 2);
    let iso = a.len() == 4;
    let (day, month, year) = if iso { (c, b, a) } else { (a, b, c) };
    let first = Point {
        day: Some(small(day)?),
        month: Some(small(month)?),
        year: Some(year.parse().ok().filter(|_| year.len() == 4)?),
    };
    Some(Written {
        weekday: None,
        first,
        last: None,
        joint: Joint::Dash,
        form: if iso { Form::Iso } else { Form::Figures },
    })
}

/// Reads an expression piece by piece.
struct Reader {
    weekday: Option<Weekday>,
    points: [Point; 3],
    /// Which point is being read.
    at: usize,
    joint: Joint,
    /// Whether the next number is a month.
    numbered: bool,
}

fn in_words(expression: &str) -> Option<Written> {
    let mut reader = Reader {
        weekday: None,
        points: [Point::default(); 3],
        at: 0,
        joint: Joint::Dash,
        numbered: false,
    };
    for (piece, first) in pieces(expression) {
        reader.piece(piece, first)?;
    }
    reader.done()
}

impl Reader {
    fn piece(&mut self, piece: &str, first: char) -> Option<()> {
        if first.is_ascii_digit() {
            return self.figure(piece);
        }
        match first {
            '-' | '\u{2010}'..='\u{2015}' => return self.join(Joint::Dash),
            '/' => return self.join(Joint::Stroke),
            '&' => return self.join(Joint::And),
            c if !c.is_alphabetic() => return Some(()),
            _ => {}
        }
        self.word(&piece.to_lowercase())
    }

    fn figure(&mut self, digits: &str) -> Option<()> {
        let numbered = std::mem::take(&mut self.numbered);
        let point = self.points.get_mut(self.at)?;
        match digits.len() {
            1..=2 if numbered => set(&mut point.month, digits.parse().ok()?),
            1..=2 => set(&mut point.day, digits.parse().ok()?),
            4 => set(&mut point.year, digits.parse().ok()?),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        if is_month_word(word) {
            self.numbered = true;
            return Some(());
        }
        if let Some(month) = month(word) {
            return set(&mut self.points.get_mut(self.at)?.month, month);
        }
        match word {
            "to" | "through" | "until" | "till" | "au" | "bis" | "a" | "al" | "hingga"
            | "sampai" => self.join(Joint::To),
            "and" | "or" | "et" | "y" | "e" | "und" | "dan" | "en" => self.join(Joint::And),
            // "1990s", fiscal years.
            "s" | "fy" | "fiscal" | "financial" | "q" | "h" => None,
            _ if number(word).is_some() => None,
            _ => {
                self.weekday = self.weekday.or_else(|| weekday(word));
                Some(())
            }
        }
    }

    fn join(&mut self, joint: Joint) -> Option<()> {
        if self.points.get(self.at)?.is_empty() {
            return Some(());
        }
        self.joint = joint;
        self.at += 1;
        Some(())
    }

    fn done(self) -> Option<Written> {
        let [a, b, c] = self.points;
        let (first, last) = match self.at {
            0 => (a, None),
            _ if b.is_empty() => (a, None),
            // "tháng 3/2025".
            1 if a.month.is_some() && a.year.is_none() && b.month.or(b.day).is_none() => {
                (a.or(b), None)
            }
            // "2024-25" is one budget year as often as two years.
            1 if a.month.or(b.month).is_none() && b.day.is_some() => return None,
            1 => (a, Some(b)),
            // "12-Oct-2015".
            _ => (dashed(a, b, c)?, None),
        };
        (!first.is_empty()).then_some(Written {
            weekday: self.weekday,
            first,
            last,
            joint: self.joint,
            form: Form::Named,
        })
    }
}

fn dashed(a: Point, b: Point, c: Point) -> Option<Point> {
    let plain = a.month.is_none() && a.year.is_none() && c.month.is_none() && c.day.is_none();
    let point = Point {
        day: a.day,
        month: b.month,
        year: c.year,
    };
    (plain && b.day.is_none() && b.year.is_none()).then_some(point)
}

/// Sets what is not set yet.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.is_none().then(|| *place = Some(value))
}

/// Weekdays from Monday on, in English (also cut short), French, Spanish, Portuguese, German and Indonesian.
#[rustfmt::skip]
const WEEKDAYS: [[&str; 7]; 7] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"],
];

/// The weekday with this name in small letters.
pub fn weekday(word: &str) -> Option<Weekday> {
    let mut at = WEEKDAYS.iter();
    let at = at.find_map(|names| names.iter().position(|n| *n == word))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// A weekday's name in the language of `word`, which names another one.
pub fn weekday_like(word: &str, day: Weekday) -> Option<String> {
    let small = word.to_lowercase();
    let names = WEEKDAYS
        .iter()
        .find(|names| names.contains(&small.as_str()))?;
    let name = names.get(usize::try_from(day.to_monday_zero_offset()).ok()?)?;
    let mut rest = name.chars();
    let first = rest.next()?;
    let capital = word.starts_with(char::is_uppercase);
    Some(if capital {
        first.to_uppercase().chain(rest).collect()
    } else {
        (*name).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(p: Point) -> String {
        let part = |n: Option<i16>| n.map_or("?".to_owned(), |n| n.to_string());
        let (m, d) = (p.month.map(i16::from), p.day.map(i16::from));
        format!("{}-{}-{}", part(p.year), part(m), part(d))
    }

    #[test]
    fn expressions_as_they_stand() {
        for (expression, expected) in [
            ("15 May 2025", "2025-5-15"),
            ("31 April", "?-4-31"),
            ("Monday, May 12, 2025", "2025-5-12"),
            ("2025-13-04", "2025-13-4"),
            ("45/12/2024", "2024-12-45"),
            ("12-9 May 2024", "2024-5-12 2024-5-9"),
            ("May 12-9, 2024", "2024-5-12 2024-5-9"),
            ("28 May – 2 June 2024", "2024-5-28 2024-6-2"),
            ("2024-2019", "2024-?-? 2019-?-?"),
            ("12-Oct-2015", "2015-10-12"),
            ("ngày 30 tháng 2 năm 2025", "2025-2-30"),
            ("tháng 3/2025", "2025-3-?"),
            ("ngày 13/5/2025", "2025-5-13"),
            ("December", "?-12-?"),
        ] {
            let read = written(expression).map(|w| {
                let (from, to) = w.ends();
                let one = w.last.is_none();
                let from = show(from);
                if one {
                    from
                } else {
                    format!("{from} {}", show(to))
                }
            });
            assert_eq!(read.as_deref(), Some(expected), "{expression}");
        }
    }

    #[test]
    fn what_is_neither_one_date_nor_two() {
        for expression in [
            "2024-25", "1990s", "FY26", "Monday", "", "-", "12345", "1-2-3-4",
        ] {
            assert_eq!(written(expression), None, "{expression}");
        }
        assert_eq!(
            written("Monday, 12 May 2025").and_then(|w| w.weekday),
            Some(Weekday::Monday)
        );
    }
}
