//! Days and spans named beside their date: "last Friday's storm (27 September 1999)", "a week ago, on 25 July 2013", "the
//! visit now under way, from 21 to 24 October 2017", "this year (2014)", against the document's own date.

use super::against::{Own, conflict, differing_digits};
use super::{Dated, days_between, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::{DateSource, Precision};
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;
use jiff::civil::Date;

/// What places a day by the document's, and between how many days from it that lies.
#[rustfmt::skip]
const SPANS: &[(&str, i32, i32)] = &[
    ("last night", -1, 0), ("overnight", -1, 0), ("the day before yesterday", -2, -2),
    ("earlier this week", -7, 0), ("later this week", 0, 7), ("this week", -7, 7), ("last week", -14, -1),
    ("next week", 1, 14), ("this past week", -10, 0), ("the past week", -10, 0), ("last weekend", -9, 0),
    ("this weekend", -2, 8), ("over the weekend", -9, 2), ("next weekend", 1, 15),
    ("a week ago", -9, -5), ("one week ago", -9, -5), ("two weeks ago", -17, -11), ("three weeks ago", -24, -18),
    ("a fortnight ago", -17, -11), ("a month ago", -40, -24), ("last month", -62, -1), ("next month", 1, 62),
    ("earlier this month", -31, 0), ("later this month", 0, 31), ("this month", -31, 31), ("in two weeks", 10, 18),
    ("in a week", 5, 10), ("in a fortnight", 10, 18), ("a few days ago", -12, -1), ("some days ago", -14, -1),
    ("two days ago", -3, -1), ("three days ago", -4, -2), ("in the coming days", 0, 21), ("in the coming weeks", 0, 70),
    ("last monday", -14, 0), ("last tuesday", -14, 0), ("last wednesday", -14, 0), ("last thursday", -14, 0),
    ("last friday", -14, 0), ("last saturday", -14, 0), ("last sunday", -14, 0),
    ("next monday", 0, 14), ("next tuesday", 0, 14), ("next wednesday", 0, 14), ("next thursday", 0, 14),
    ("next friday", 0, 14), ("next saturday", 0, 14), ("next sunday", 0, 14), ("this monday", -7, 7),
    ("this tuesday", -7, 7), ("this wednesday", -7, 7), ("this thursday", -7, 7), ("this friday", -7, 7),
    ("this saturday", -7, 7), ("this sunday", -7, 7), ("this coming", 0, 10), ("now under way", -3, 3),
    ("now underway", -3, 3), ("currently under way", -3, 3), ("currently underway", -3, 3), ("under way today", 0, 0),
    ("la semaine dernière", -14, -1), ("la semaine prochaine", 1, 14), ("cette semaine", -7, 7),
    ("le mois dernier", -62, -1), ("le mois prochain", 1, 62), ("ce mois-ci", -31, 31), ("il y a une semaine", -9, -5),
    ("la semana pasada", -14, -1), ("la próxima semana", 1, 14), ("esta semana", -7, 7), ("el mes pasado", -62, -1),
    ("el próximo mes", 1, 62), ("este mes", -31, 31), ("hace una semana", -9, -5),
    ("minggu lalu", -14, -1), ("pekan lalu", -14, -1), ("minggu depan", 1, 14), ("pekan depan", 1, 14),
    ("minggu ini", -7, 7), ("pekan ini", -7, 7), ("bulan lalu", -62, -1), ("bulan depan", 1, 62), ("bulan ini", -31, 31),
    ("tuần trước", -14, -1), ("tuần qua", -14, 0), ("tuần tới", 1, 14), ("tuần này", -7, 7), ("tháng trước", -62, -1),
    ("tháng tới", 1, 62), ("tháng này", -31, 31),
];

/// The same of years.
#[rustfmt::skip]
const YEARS: &[(&str, i16)] = &[
    ("this year", 0), ("earlier this year", 0), ("later this year", 0), ("the current year", 0), ("last year", -1),
    ("next year", 1), ("the previous year", -1), ("the coming year", 1),
    ("cette année", 0), ("l’année dernière", -1), ("l'année dernière", -1), ("l’an dernier", -1), ("l’année prochaine", 1),
    ("este año", 0), ("el año pasado", -1), ("el próximo año", 1),
    ("tahun ini", 0), ("tahun lalu", -1), ("tahun depan", 1), ("năm nay", 0), ("năm ngoái", -1), ("năm tới", 1),
];

/// Whether a word is one of which each of these has one. Compared at once, since every date is asked.
fn is_hint(word: &str) -> bool {
    matches!(
        word,
        "last"
            | "Last"
            | "this"
            | "This"
            | "next"
            | "Next"
            | "ago"
            | "past"
            | "coming"
            | "way"
            | "underway"
            | "overnight"
            | "Overnight"
            | "weekend"
            | "yesterday"
            | "current"
            | "previous"
            | "week"
            | "weeks"
            | "fortnight"
            | "days"
            | "semaine"
            | "mois"
            | "année"
            | "an"
            | "dernier"
            | "mois-ci"
            | "semana"
            | "mes"
            | "año"
            | "minggu"
            | "Minggu"
            | "pekan"
            | "Pekan"
            | "bulan"
            | "Bulan"
            | "tahun"
            | "Tahun"
            | "tuần"
            | "Tuần"
            | "tháng"
            | "Tháng"
            | "năm"
            | "Năm"
    )
}

/// Days by which such words are taken at large.
const TOLERANCE: i32 = 4;
/// How far (UTF-8 bytes) before a date the words stand.
const REACH: usize = 64;
/// Words between them and a date in brackets: "last Friday's storm (…)".
const BETWEEN: usize = 3;

/// A date that does not lie where the words before it place it.
pub(super) fn find(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dated: &Dated<'_>,
) -> Option<Finding> {
    let (from, to) = dated.written?.ends();
    let year = from.year.or(to.year)?;
    let (from, to) = (from.when(Some(year))?, to.when(Some(year))?);
    let before = near::sentence_before(context, dated.range.start, REACH);
    // Most dates have none of these before them.
    if !near::words(before).rev().any(is_hint) || is_told(before) {
        return None;
    }
    let small = before.to_lowercase();
    let wrong = match from.precision() {
        Precision::Day => {
            let (words, low, high) = placed(&small, SPANS.iter().copied())?;
            let fits = |day: Date, until: Date| {
                let first = days_between(own.day, day) <= high + TOLERANCE;
                first && days_between(own.until, until) >= low - TOLERANCE
            };
            (!fits(from.first_day(), to.first_day())).then_some(words)?
        }
        Precision::Year => {
            let spans = YEARS.iter().map(|(words, by)| (*words, i32::from(*by), 0));
            let (words, by, _) = placed(&small, spans)?;
            let meant = i32::from(own.day.year()) + by;
            ((i32::from(from.in_year()) - meant).abs() > 1).then_some(words)?
        }
        Precision::Month => return None,
    };
    let written = small
        .rfind(wrong)
        .and_then(|n| before.get(n..n + wrong.len()));
    let wrong = written
        .filter(|w| w.eq_ignore_ascii_case(wrong))
        .unwrap_or(wrong);
    let reason = format!(
        "“{wrong}” is {}, but the document is dated {}",
        shown(from),
        shown(own.date.when)
    );
    let found = conflict(check, context, own, dated, from, reason);
    // What is told of another time, and quoted, has a "last week" of its own.
    let slip = (i32::from(from.in_year()) - i32::from(own.day.year())).abs() <= 2
        || differing_digits(from.in_year(), own.day.year()) == 1;
    let sure =
        slip && own.date.source == DateSource::Dateline && from.precision() == Precision::Day;
    Some(if sure { found } else { found.on_demand() })
}

/// "by the end of 2205": years that are written like years, and are more than a century after the document.
pub(super) fn far_years(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    out: &mut Vec<Finding>,
) {
    const CUES: &[&str] = &[
        "by 2", "by 3", "of 2", "in 2", "until 2", "since 2", "before 2",
    ];
    let text = context.text;
    for cue in CUES {
        for at in memchr::memmem::find_iter(text.as_bytes(), cue) {
            let start = at + cue.len() - 1;
            let Some(figures) = text.get(start..start + 4) else {
                continue;
            };
            let year = figures.parse::<i16>().ok();
            let far =
                |y: &i16| figures.bytes().all(|b| b.is_ascii_digit()) && *y > own.day.year() + 100;
            let Some(year) = year.filter(far) else {
                continue;
            };
            let whole = !text
                .get(..at)
                .is_some_and(|t| t.ends_with(char::is_alphanumeric));
            let behind = text.get(start + 4..).unwrap_or_default();
            // "of 2500 members" counts something.
            let ended = behind.is_empty()
                || behind.starts_with([',', ')', ';', '\n'])
                || behind.starts_with('.')
                    && !behind[1..].starts_with(|c: char| c.is_ascii_digit());
            let decimal =
                behind.starts_with(',') && behind[1..].starts_with(|c: char| c.is_ascii_digit());
            let before = near::sentence_before(context, at, REACH);
            let counted = near::has_word(
                before,
                &[
                    "out",
                    "total",
                    "number",
                    "sum",
                    "average",
                    "maximum",
                    "minimum",
                    "least",
                    "most",
                    "over",
                    "rose",
                    "rise",
                    "increased",
                    "increase",
                    "grew",
                    "grown",
                    "fell",
                    "fallen",
                    "up",
                    "down",
                    "cut",
                    "reduced",
                    "declined",
                    "expanded",
                    "exceeded",
                ],
            );
            if !whole || !ended || decimal || counted || !is_time(cue, before) {
                continue;
            }
            let reason = format!(
                "the year {year} is more than a century after the document, which is dated {}",
                shown(own.date.when)
            );
            let range = TextRange::new(start, start + 4);
            let evidence = own
                .date
                .range
                .map(|r| Evidence::here(text, r, "the date of the document"));
            let found = Finding::new(check, range, Severity::Medium, reason).because_of(evidence);
            out.push(found.on_demand());
        }
    }
}

/// Whether "of" or "in" is that of a time: "the end of", "in 2205".
fn is_time(cue: &str, before: &str) -> bool {
    const TIMES: &[&str] = &[
        "end",
        "beginning",
        "start",
        "summer",
        "winter",
        "spring",
        "autumn",
        "half",
        "quarter",
        "middle",
        "year",
    ];
    !cue.starts_with("of") || near::is_one(near::last_word(before), TIMES)
}

/// Whether the words are those of another text: "said last week", "compared with last year".
fn is_told(before: &str) -> bool {
    const OF_OTHERS: &[&str] = &[
        "since",
        "than",
        "compared",
        "until",
        "till",
        "then",
        "anniversary",
        "as",
        "like",
        "unlike",
        "before",
        "after",
        "original",
        "originally",
        "postponed",
        "instead",
    ];
    near::has_word(before, OF_OTHERS)
}

/// The last of the words that place a date, where nothing but what they are of stands between.
fn placed<'s>(
    before: &str,
    spans: impl Iterator<Item = (&'s str, i32, i32)>,
) -> Option<(&'s str, i32, i32)> {
    let fits = |(words, low, high): (&'s str, i32, i32)| {
        let at = before.rfind(words)?;
        let head = before.get(..at)?;
        let rest = before.get(at + words.len()..)?;
        let free = !head.ends_with(char::is_alphanumeric)
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        (free && leads(rest)).then_some((at + words.len(), (words, low, high)))
    };
    let all = spans.filter_map(fits);
    all.max_by_key(|(end, s)| (*end, s.0.len())).map(|(_, s)| s)
}

/// Whether what stands between such words and a date is nothing that parts them: ", on", "'s storm (".
fn leads(between: &str) -> bool {
    const SMALL: &[&str] = &[
        "on", "the", "from", "of", "i.e", "namely", "le", "du", "au", "el", "del", "pada",
        "tanggal", "ngày", "từ", "vào", "dari",
    ];
    let between = between.trim_end_matches([' ', '\n']);
    if between.is_empty() {
        return true;
    }
    let bracket = between.ends_with('(');
    let own = between.trim_start_matches("’s").trim_start_matches("'s");
    let words: Vec<&str> = near::words(own).collect();
    let small = words.iter().all(|w| near::is_one(w, SMALL));
    let marks = own.matches([',', '–', '—', ':']).count();
    let ends = own.contains(['.', ';', '?', '!']);
    !ends && marks <= 2 && (small || bracket && words.len() <= BETWEEN)
}
