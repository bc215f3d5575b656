//! When things were: calendar expressions as dates, and the date of a document.
//!
//! A date is known to the day, the month or the year. What depends on when the reader looks ("Friday", "last year") is no
//! date here. Where an expression leaves its year out, the year of its document is taken.

mod document;
mod parse;
mod written;

pub use document::{DateSource, DocumentDate, document_date, file_name_date};
pub use parse::parse;
pub use written::{Form, Joint, Point, Written, weekday, weekday_like, written};

use jiff::civil::Date;
use std::cmp::Ordering;
use std::fmt;

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// A day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct When {
    /// Its first day.
    date: Date,
    precision: Precision,
}

impl When {
    /// A day; `None` where the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::new(year, month, day, Precision::Day)
    }

    /// A month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::new(year, month, 1, Precision::Month)
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Self::new(year, 1, 1, Precision::Year)
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let mut part = || parts.next().map(str::parse::<i8>);
        match (part(), part()) {
            (None, _) => Self::year(year),
            (Some(month), None) => Self::month(year, month.ok()?),
            (Some(month), Some(day)) => Self::day(year, month.ok()?, day.ok()?),
        }
    }

    fn new(year: i16, month: i8, day: i8, precision: Precision) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        Some(Self { date, precision })
    }

    /// How exactly it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.date
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Day => self.date,
            Precision::Month => self.date.last_of_month(),
            Precision::Year => self.date.last_of_year(),
        }
    }

    /// The year that it lies in.
    pub fn in_year(self) -> i16 {
        self.date.year()
    }

    /// Whether all of it lies before all of `other`.
    pub fn is_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }
}

/// By the first day; of those that begin together the more exact comes first.
impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.date, self.precision).cmp(&(other.date, other.precision))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `2025-05-15`, `2025-05` or `2025`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        f.pad(&match self.precision {
            Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Year => format!("{year:04}"),
        })
    }
}

/// From one date to another; both are the same where an expression names one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    /// The first.
    pub from: When,
    /// The last.
    pub to: When,
}

impl From<When> for Period {
    fn from(when: When) -> Self {
        Self {
            from: when,
            to: when,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_with_what_is_known_of_them() {
        let may = When::month(2025, 5).unwrap();
        let day = When::day(2025, 5, 15).unwrap();
        assert!(!may.is_before(day) && !day.is_before(may));
        assert!(may.is_before(When::day(2025, 6, 1).unwrap()));
        assert_eq!(may.last_day(), jiff::civil::date(2025, 5, 31));
        assert_eq!(When::day(2025, 2, 30), None);
        let shown = [day, may, When::year(987).unwrap()].map(|w| w.to_string());
        assert_eq!(shown, ["2025-05-15", "2025-05", "0987"]);
        for (when, text) in [day, may].into_iter().zip(&shown) {
            assert_eq!(When::from_iso(text), Some(when));
        }
        assert_eq!(When::from_iso("2025-13"), None);
    }
}
