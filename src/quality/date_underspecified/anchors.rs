//! What tells the year of a date that names none: another date near it.

use crate::annotation::label::EntityLabel;
use crate::detect::when::Written;
use crate::quality::Context;
use crate::text::TextRange;

/// Of how many dates either side those near a passage are looked for.
const AROUND: usize = 40;

/// A calendar expression.
pub(super) struct Dated {
    pub range: TextRange,
    pub written: Option<Written>,
    /// Which paragraph it is in.
    pub paragraph: usize,
}

/// The calendar expressions of a document, and which years they name.
pub(super) struct Anchors {
    pub dates: Vec<Dated>,
    /// Where paragraphs begin (UTF-8 bytes).
    starts: Vec<usize>,
    /// Whether all the full dates are of one year, or the one year that is named is named twice or in the title.
    pub one_year: bool,
}

/// How a date is placed by those around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Placed {
    /// By a full date in its paragraph or beside it, or a year in its paragraph.
    Surely,
    /// There is but a year in the next paragraphs.
    Perhaps,
    /// Nothing near it says when.
    Nowhere,
}

impl Anchors {
    pub fn new(context: &Context<'_>) -> Self {
        let starts = starts(context);
        let mentions = context.input.mentions.labelled(EntityLabel::Date);
        let dates = mentions.enumerate().map(|(n, m)| Dated {
            range: m.range,
            written: context.written(n),
            paragraph: paragraph(&starts, m.range.start),
        });
        let dates: Vec<Dated> = dates.collect();
        let one_year = has_one_year(&dates);
        Self {
            dates,
            starts,
            one_year,
        }
    }

    /// How a date at `byte` (UTF-8) is placed by those near it.
    pub fn placed(&self, byte: usize) -> Placed {
        let mut placed = Placed::Nowhere;
        for (date, away) in self.near(byte).filter(|(d, _)| has_year(d)) {
            if away == 0 || away == 1 && is_full(date) {
                return Placed::Surely;
            }
            placed = Placed::Perhaps;
        }
        placed
    }

    /// Whether a full date stands in the paragraph around `byte` (UTF-8) or beside it.
    pub fn is_dated(&self, byte: usize) -> bool {
        self.near(byte).any(|(d, away)| away <= 1 && is_full(d))
    }

    /// The dates around `byte` (UTF-8), with how many paragraphs lie between.
    fn near(&self, byte: usize) -> impl Iterator<Item = (&Dated, usize)> {
        let here = paragraph(&self.starts, byte);
        let at = self.dates.partition_point(|d| d.range.start < byte);
        let away = move |d: &Dated| d.paragraph.abs_diff(here);
        let before = self.dates.iter().take(at).rev().take(AROUND);
        let after = self.dates.iter().skip(at).take(AROUND);
        let before = before.take_while(move |d| away(d) <= 2);
        let after = after.take_while(move |d| away(d) <= 2);
        before.chain(after).map(move |d| (d, away(d)))
    }
}

/// Whether an expression names a year.
fn has_year(date: &Dated) -> bool {
    date.written
        .is_some_and(|w| w.first.year.is_some() || w.last.is_some_and(|l| l.year.is_some()))
}

/// Whether an expression names a month and a year.
fn is_full(date: &Dated) -> bool {
    let month = date.written.is_some_and(|w| w.ends().1.month.is_some());
    month && has_year(date)
}

fn has_one_year(dates: &[Dated]) -> bool {
    let year = |d: &Dated| d.written.and_then(|w| w.ends().1.year);
    let one = |years: &[i16]| years.windows(2).all(|w| w[0] == w[1]);
    let full: Vec<i16> = dates
        .iter()
        .filter(|d| is_full(d))
        .filter_map(year)
        .collect();
    let all: Vec<i16> = dates.iter().filter_map(year).collect();
    let title = dates.iter().any(|d| has_year(d) && d.paragraph == 0);
    !full.is_empty() && one(&full) || one(&all) && (all.len() > 1 || title && !all.is_empty())
}

/// Where paragraphs with text begin: after an empty line, or after any line end where lines are not wrapped.
fn starts(context: &Context<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = false;
    for (n, line) in context.lines.iter().enumerate() {
        let text = context.has_text(n);
        if text && !(open && context.wrapped) {
            out.push(line.start);
        }
        open = text;
    }
    out
}

fn paragraph(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|&s| s <= byte).saturating_sub(1)
}
