//! Times of day that no clock shows, and hours that end before they begin.

use super::near;
use crate::annotation::label::Severity;
use crate::quality::{Check, Context, Finding};
use crate::text::TextRange;

/// Words before a time of day.
const AT: &[&str] = &[
    "at", "from", "until", "till", "to", "by", "between", "around", "about", "pukul", "jam", "lúc",
    "vers", "um", "las", "time", "heure", "kl", "before", "after", "and", "à",
];
/// Words that stand before scores and shares as well.
const COUNTS: &[&str] = &[
    "by", "to", "between", "and", "around", "about", "after", "before", "from",
];
/// What stands behind a time of day.
const BEHIND: &[&str] = &[
    "local", "hours", "hrs", "gmt", "utc", "wib", "wita", "wit", "uhr", "est", "edt", "cet", "pm",
    "am", "giờ",
];
/// Hours (of the day) from which on a night may begin, and until which it may last.
const EVENING: u32 = 16;
const MORNING: u32 = 10;

/// Finds impossible times of day.
pub(super) fn find(check: &dyn Check, context: &Context<'_>, out: &mut Vec<Finding>) {
    let bytes = context.text.as_bytes();
    let mut done = 0;
    for colon in memchr::memchr_iter(b':', bytes) {
        let Some(range) = time_at(bytes, colon).filter(|_| colon >= done) else {
            continue;
        };
        let (hour, minute) = parts(context.slice(range));
        let before = near::before(context, range.start, 24);
        let behind = near::after(context, range.end, 24);
        let said = near::is_one(near::last_word(before), AT)
            || near::words(behind)
                .next()
                .is_some_and(|w| near::is_one(w, BEHIND));
        if !said {
            continue;
        }
        // 24:00 is midnight.
        if hour > 24 || hour == 24 && minute > 0 || minute > 59 {
            // "won by 88:62", "between 30:70 and".
            let counts = near::is_one(near::last_word(before), COUNTS) || hour > 39;
            let counts = counts && !ends_a_range(before);
            if counts {
                continue;
            }
            let reason = format!("no time of day: {}", context.slice(range));
            let sure = !near::words(behind)
                .next()
                .is_some_and(|w| near::is_one(w, &["ratio", "odds"]));
            let found = Finding::new(check, range, Severity::Medium, reason);
            out.push(if sure { found } else { found.on_demand() });
        } else if let Some((whole, end)) = backwards(context, range, before, (hour, minute)) {
            let reason = format!(
                "the hours end ({end}) before they begin ({})",
                context.slice(range)
            );
            out.push(Finding::new(check, whole, Severity::Medium, reason).on_demand());
            done = whole.end;
        }
    }
}

/// "at 2515 hours", "from 0930 to 1163 hours".
pub(super) fn hours(check: &dyn Check, context: &Context<'_>, out: &mut Vec<Finding>) {
    let text = context.text;
    for at in memchr::memmem::find_iter(text.as_bytes(), b" hours") {
        let behind = text.get(at + 6..).unwrap_or_default();
        let Some(range) = at.checked_sub(4).map(|from| TextRange::new(from, at)) else {
            continue;
        };
        let figures = |r: TextRange| r.of(text).filter(|f| f.bytes().all(|b| b.is_ascii_digit()));
        let Some(last) = figures(range) else { continue };
        let before = near::before(context, range.start, 24);
        let cue = near::last_word(before);
        let at_once = near::is_one(cue, &["at", "until", "till", "from", "by"]);
        let first = before
            .trim_end()
            .strip_suffix(cue)
            .unwrap_or_default()
            .trim_end();
        let first = first
            .get(first.len().saturating_sub(4)..)
            .unwrap_or_default();
        let ranged = near::is_one(cue, &["to", "and", "until", "till"])
            && first.len() == 4
            && first.bytes().all(|b| b.is_ascii_digit());
        if !(at_once || ranged)
            || behind.starts_with(" of ")
            || behind.starts_with(|c: char| c.is_alphabetic())
        {
            continue;
        }
        let no_time = |f: &str| {
            let (hour, minute) = f.split_at(2);
            let (hour, minute) = (hour.parse().unwrap_or(0), minute.parse().unwrap_or(0));
            hour > 24 || hour == 24 && minute > 0 || minute > 59
        };
        if let Some(wrong) = [Some(last), Some(first).filter(|_| ranged)]
            .into_iter()
            .flatten()
            .find(|f| no_time(f))
        {
            let start = range.start
                - if ranged {
                    before.len() - before.rfind(first).unwrap_or(0)
                } else {
                    0
                };
            let reason = format!("no time of day: {wrong} hours");
            let whole = TextRange::new(start, at + 6);
            out.push(Finding::new(check, whole, Severity::Medium, reason));
        }
    }
}

/// Whether a time of day and a word that leads on from it stand before a place: "from 13:00 to".
fn ends_a_range(before: &str) -> bool {
    const ON: &[&str] = &[
        "to", "until", "till", "and", "à", "bis", "hingga", "sampai", "đến", "a", "às",
    ];
    let before = before.trim_end();
    let head = before
        .strip_suffix(['–', '-'])
        .or_else(|| {
            let (head, word) = before.rsplit_once(' ')?;
            let (head, word) = match word {
                // "de las 13:00 a las".
                "las" => head.rsplit_once(' ')?,
                _ => (head, word),
            };
            near::is_one(word, ON).then_some(head)
        })
        .unwrap_or_default()
        .trim_end();
    let time = head.rsplit([' ', '(']).next().unwrap_or_default();
    let two = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = parts(time);
    time.split_once(':').is_some_and(|(h, m)| two(h) && two(m)) && hour <= 24 && minute <= 59
}

/// The "26:30" around a colon: two digits, or one, on its left, two on its right, nothing of a longer number beside them.
fn time_at(bytes: &[u8], colon: usize) -> Option<TextRange> {
    let digit = |n: Option<usize>| n.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_digit);
    let part = |n: Option<usize>| {
        n.and_then(|n| bytes.get(n)).is_some_and(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b':' | b'.' | b'/' | b'-' | b'_' | b'[')
        })
    };
    let right = digit(Some(colon + 1)) && digit(Some(colon + 2));
    let left = digit(colon.checked_sub(1));
    if !left || !right || digit(Some(colon + 3)) || bytes.get(colon + 3) == Some(&b':') {
        return None;
    }
    let two = digit(colon.checked_sub(2));
    let start = colon - 1 - usize::from(two);
    (!part(start.checked_sub(1))).then(|| TextRange::new(start, colon + 3))
}

fn parts(time: &str) -> (u32, u32) {
    let number = |s: &str| s.parse().unwrap_or(0);
    time.split_once(':')
        .map_or((0, 0), |(h, m)| (number(h), number(m)))
}

/// "from 18:30 to 15:00", unless a night lies between.
fn backwards<'a>(
    context: &Context<'a>,
    first: TextRange,
    before: &str,
    from: (u32, u32),
) -> Option<(TextRange, &'a str)> {
    let opened = near::is_one(
        near::last_word(before),
        &["from", "between", "dari", "pukul", "de", "von", "từ"],
    );
    let behind = near::after(context, first.end, 16);
    let rest = behind.trim_start();
    let joint = [
        "to ", "until ", "till ", "and ", "hingga ", "sampai ", "à ", "bis ", "đến ", "– ", "–",
        "-",
    ]
    .into_iter()
    .find(|j| rest.starts_with(j))?;
    let at = first.end + (behind.len() - rest.len()) + joint.len();
    let bytes = context.text.as_bytes();
    let colon = (at + 1..at + 3).find(|&n| bytes.get(n) == Some(&b':'))?;
    let second = time_at(bytes, colon).filter(|t| t.start == at)?;
    let text = context.slice(second);
    let to = parts(text);
    let half = near::after(context, second.end, 8)
        .trim_start()
        .to_lowercase();
    // "from 9:00 to 5:00" and "from 10:00 to 2:00 p.m." are hours of twelve.
    let twelve = to.0 < 8
        || half.starts_with("p.m")
        || half.starts_with("pm")
        || half.starts_with("a.m")
        || half.starts_with("am");
    let night = from.0 >= EVENING && to.0 <= MORNING;
    (opened && to < from && !night && !twelve)
        .then(|| (TextRange::new(first.start, second.end), text))
}
