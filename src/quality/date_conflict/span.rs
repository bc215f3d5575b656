//! Spans of time against the dates beside them: "the two-day conference (5 to 8 November)", "the 47th anniversary of
//! relations established in 1973" in a text of 2023.

use super::against::Own;
use super::{Dated, days_between, near, shown};
use crate::annotation::label::Severity;
use crate::detect::when::Precision;
use crate::quality::{Check, Context, Evidence, Finding};
use crate::text::TextRange;

/// How far (UTF-8 bytes) before a period its length is looked for.
const REACH: usize = 90;

/// Numbers as words, of English.
const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ORDINALS: &[&str] = &[
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENS: &[(&str, &str, i32)] = &[
    ("twenty", "twentieth", 20),
    ("thirty", "thirtieth", 30),
    ("forty", "fortieth", 40),
    ("fifty", "fiftieth", 50),
    ("sixty", "sixtieth", 60),
    ("seventy", "seventieth", 70),
    ("eighty", "eightieth", 80),
    ("ninety", "ninetieth", 90),
];

/// Finds periods whose length is said otherwise.
pub(super) fn lengths(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for date in dates {
        let Some(written) = date.written.filter(|w| w.last.is_some()) else {
            continue;
        };
        let (from, to) = written.ends();
        let year = from.year.or(to.year).unwrap_or(2024);
        let (Some(first), Some(last)) = (from.when(Some(year)), to.when(Some(year))) else {
            continue;
        };
        let by_day = first.precision() == Precision::Day && last.precision() == Precision::Day;
        let days = days_between(first.first_day(), last.first_day()) + 1;
        if !by_day || !(1..60).contains(&days) {
            continue;
        }
        let before = near::sentence_before(context, date.range.start, REACH);
        if let Some((said, word)) = days_said(before).filter(|(said, _)| (said - days).abs() > 1) {
            let start = before.rfind(word).unwrap_or(0) + date.range.start - before.len();
            let range = TextRange::new(start, date.range.end).snapped(context.text);
            let reason = format!("“{word}” is {said} days, but the dates are {days}");
            out.push(Finding::new(check, range, Severity::Medium, reason).on_demand());
        }
    }
}

/// The last "two-day" of a passage.
fn days_said(before: &str) -> Option<(i32, &str)> {
    near::words(before).rev().take(10).find_map(|word| {
        let number = word
            .strip_suffix("-day")
            .or_else(|| word.strip_suffix("-Day"))?;
        let number = number.to_lowercase();
        let said = number
            .parse()
            .ok()
            .or_else(|| UNITS.iter().position(|u| *u == number).map(|n| n as i32))?;
        (1..60).contains(&said).then_some((said, word))
    })
}

/// An ordinal as a number: "47th", "fifty-fifth".
fn ordinal(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let figures = word.trim_end_matches(|c: char| c.is_alphabetic());
    if let Ok(number) = figures.parse::<i32>() {
        let ending = word.get(figures.len()..)?;
        return matches!(
            ending,
            "st" | "nd" | "rd" | "th" | "º" | "ª" | "e" | "ème" | "er"
        )
        .then_some(number);
    }
    if let Some(n) = ORDINALS.iter().position(|o| *o == word) {
        return Some(n as i32);
    }
    TENS.iter()
        .find_map(|(ten, alone, n)| match word.split_once('-') {
            Some((head, tail)) if head == *ten => ORDINALS
                .iter()
                .position(|o| *o == tail)
                .map(|unit| n + unit as i32),
            _ => (word == *alone).then_some(*n),
        })
}

/// Words that take a number at large.
const ABOUT: &[&str] = &[
    "nearly",
    "almost",
    "about",
    "around",
    "some",
    "roughly",
    "over",
    "than",
    "approximately",
    "presque",
    "près",
    "environ",
    "casi",
    "hampir",
    "sekitar",
    "gần",
    "khoảng",
];

/// Finds anniversaries that do not fit the year of what they are of.
pub(super) fn anniversaries(
    check: &dyn Check,
    context: &Context<'_>,
    own: &Own,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for (n, date) in dates.iter().enumerate() {
        let Some(year) = date.written.and_then(|w| w.only(None)).map(|w| w.in_year()) else {
            continue;
        };
        // A clause may tell of the anniversary, the next one of the beginning.
        let before = near::before(context, date.range.start, 160);
        let cut = near::sentence_ends(before).last().unwrap_or(0);
        let before = before.get(cut..).unwrap_or_default();
        if !is_beginning(before) && !is_of_year(before) {
            continue;
        }
        let after = near::sentence_after(context, date.range.end, 160);
        let side = |text| {
            anniversary(text)
                .or_else(|| jubilee(text))
                .or_else(|| years_of(text))
                .or_else(|| age(text))
        };
        let told = side(before)
            .map(|t| (t, 0))
            .or_else(|| side(after).map(|t| (t, 1)));
        let Some(((count, word), side)) = told else {
            continue;
        };
        let text = if side == 0 { before } else { after };
        let lead = text.split(word).next().unwrap_or_default();
        if near::is_one(near::last_word(lead), ABOUT) {
            continue;
        }
        let meant = i32::from(year) + count;
        // Another year of the sentence may be that of the anniversary.
        let said = dates
            .iter()
            .skip(n.saturating_sub(2))
            .take(5)
            .filter_map(|d| {
                let year = d.written.and_then(|w| w.only(None))?.in_year();
                let near_by = d.range.start.abs_diff(date.range.start) < 300;
                near_by.then_some(i32::from(year))
            });
        let fits = |y: i32| (y - meant).abs() <= 1;
        if said.chain([i32::from(own.day.year())]).any(fits) || count < 5 {
            continue;
        }
        let start = match side {
            0 => date.range.start - before.len() + before.rfind(word).unwrap_or(0),
            _ => date.range.end + after.find(word).unwrap_or(0),
        };
        let range = TextRange::new(start, start + word.len());
        let reason = format!(
            "{count} years from {year} are {meant}, but the document is dated {}",
            shown(own.date.when)
        );
        let evidence = Evidence::here(context.text, date.range, "the year that it is counted from");
        let found = Finding::new(check, range, Severity::Medium, reason);
        out.push(found.because_of([evidence]).on_demand());
    }
}

/// "The 10th anniversary of the partnership (2000–2013)": the years of a period that an anniversary counts.
pub(super) fn counted(
    check: &dyn Check,
    context: &Context<'_>,
    dates: &[Dated<'_>],
    out: &mut Vec<Finding>,
) {
    for date in dates {
        let Some(written) = date.written.filter(|w| w.last.is_some()) else {
            continue;
        };
        let (from, to) = written.ends();
        let years = from.year.zip(to.year).filter(|_| from.month.is_none());
        let Some((first, last)) = years.filter(|(a, b)| a < b) else {
            continue;
        };
        let before = near::sentence_before(context, date.range.start, REACH);
        let bracket = before.trim_end().ends_with('(');
        let told = anniversary(before).or_else(|| jubilee(before));
        let Some((count, word)) = told.filter(|_| bracket) else {
            continue;
        };
        let years = i32::from(last) - i32::from(first);
        if (years - count).abs() <= 1 {
            continue;
        }
        let start = date.range.start - before.len() + before.rfind(word).unwrap_or(0);
        let range = TextRange::new(start, date.range.end).snapped(context.text);
        let reason = format!("“{word}” is {count} years, but from {first} to {last} are {years}");
        out.push(Finding::new(check, range, Severity::Medium, reason).on_demand());
    }
}

/// Whether a year is that in which something began.
fn is_beginning(before: &str) -> bool {
    const BEGUN: &[&str] = &[
        "established",
        "born",
        "founded",
        "set",
        "created",
        "began",
        "begun",
        "since",
        "opened",
        "signed",
        "établies",
        "fondée",
        "fondé",
        "depuis",
        "sejak",
        "didirikan",
        "từ",
        "desde",
        "seit",
        "inaugurated",
        "launched",
        "started",
        "beginning",
        "formed",
        "built",
        "instituted",
        "concluded",
        "held",
        "independence",
        "independent",
        "dates",
        "dating",
        "back",
        "fundada",
        "fundado",
        "firmado",
        "firmada",
        "creada",
        "creado",
        "establecidas",
        "lập",
        "créée",
        "créé",
        "signé",
        "signée",
        "gegründet",
        "gegründete",
    ];
    let of = before.trim_end().ends_with("anniversary of the");
    of || near::words(before)
        .rev()
        .take(5)
        .any(|w| near::is_one(w, BEGUN))
}

/// "Twenty years after the peace of", before a year.
fn is_of_year(before: &str) -> bool {
    before.trim_end().ends_with(" of")
        && near::has_word(before, &["years"])
        && ["years after the ", "years since the "]
            .iter()
            .any(|w| before.contains(w))
}

/// "the 47th anniversary", with the word that counts.
fn anniversary(text: &str) -> Option<(i32, &str)> {
    let words: Vec<&str> = near::words(text).collect();
    words.windows(2).find_map(|pair| match pair {
        [count, word]
            if near::is_one(
                word,
                &["anniversary", "birthday", "aniversario", "anniversaire"],
            ) =>
        {
            Some((ordinal(count)?, *count))
        }
        // "ulang tahun ke-100".
        [word, count] if near::is_one(word, &["tahun"]) => {
            Some((count.strip_prefix("ke-")?.parse().ok()?, *count))
        }
        _ => None,
    })
}

/// "the 60-year-old chair".
fn age(text: &str) -> Option<(i32, &str)> {
    near::words(text).find_map(|word| {
        let years = word.strip_suffix("-year-old")?;
        Some((years.parse().ok()?, years))
    })
}

/// "65 tahun hubungan diplomatik", "40 ans de relations".
fn years_of(text: &str) -> Option<(i32, &str)> {
    let words: Vec<&str> = near::words(text).collect();
    words.windows(3).find_map(|three| match three {
        // "tháng 9 năm 2021" is a month of a year.
        [before, count, word]
            if near::is_one(
                word,
                &["tahun", "ans", "năm", "años", "anos", "Jahre", "Jahren"],
            ) && !near::is_one(before, &["tháng", "bulan"]) =>
        {
            let number: i32 = count.parse().ok()?;
            (5..200).contains(&number).then_some((number, *count))
        }
        // "exactly 100 years since the council was created in 1931", "marks forty years of the union founded in 1960".
        [count, word, since]
            if near::is_one(word, &["years"])
                && near::is_one(since, &["since", "after", "of", "from"]) =>
        {
            let number = number(count)?;
            (5..300).contains(&number).then_some((number, *count))
        }
        // "turns thirty this year".
        [turns, count, next] if near::is_one(turns, &["turns", "turned", "turning"]) => {
            let number = number(count)?;
            let age = !near::is_one(next, &["into", "to", "percent"]);
            (age && (5..300).contains(&number)).then_some((number, *count))
        }
        _ => None,
    })
}

/// A number in figures or as a word.
fn number(word: &str) -> Option<i32> {
    let small = word.to_lowercase();
    let unit = |w: &str| UNITS.iter().position(|u| *u == w).map(|n| n as i32);
    let ten = |w: &str| TENS.iter().find(|(t, _, _)| *t == w).map(|t| t.2);
    let both = small
        .split_once('-')
        .and_then(|(a, b)| Some(ten(a)? + unit(b)?));
    let plain = small
        .parse()
        .ok()
        .or_else(|| unit(&small))
        .or_else(|| ten(&small));
    plain
        .or(both)
        .or_else(|| (small == "hundred").then_some(100))
}

/// "golden jubilee", "centenary": the years, with the word that says so.
fn jubilee(text: &str) -> Option<(i32, &str)> {
    const NAMES: &[(&str, i32)] = &[
        ("centenary", 100),
        ("centennial", 100),
        ("bicentenary", 200),
        ("bicentennial", 200),
        ("sesquicentennial", 150),
        ("tercentenary", 300),
        ("quincentenary", 500),
        ("centenaire", 100),
        ("centenario", 100),
        ("bicentenario", 200),
        ("bicentenaire", 200),
        ("cinquantenaire", 50),
        ("half-century", 50),
        ("quarter-century", 25),
    ];
    const JUBILEES: &[(&str, i32)] = &[("silver", 25), ("golden", 50), ("platinum", 70)];
    let words: Vec<&str> = near::words(text).collect();
    let named = || {
        words.iter().find_map(|word| {
            let years = NAMES.iter().find(|(n, _)| word.eq_ignore_ascii_case(n))?.1;
            Some((years, *word))
        })
    };
    let metal = || {
        words.windows(2).find_map(|pair| match pair {
            [metal, word] if near::is_one(word, &["jubilee", "anniversary"]) => {
                let years = JUBILEES
                    .iter()
                    .find(|(n, _)| metal.eq_ignore_ascii_case(n))?
                    .1;
                Some((years, *metal))
            }
            _ => None,
        })
    };
    named().or_else(metal)
}
