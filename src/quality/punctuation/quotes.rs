//! Straight and curly marks in one text, commas before and behind closing marks.

use super::balance::{looks_open, with_word};
use super::scan::{Kind, Mark};
use super::{Check, Context, Finding, add_some, low, word_end, word_start};
use crate::quality::Repair;
use crate::text::TextRange;

/// How many of the rarer style are shown one by one.
const MOST: usize = 5;
/// So many times rarer, and a style is an exception; else the text as a whole is mixed.
const RARER: usize = 3;
/// The longest quotation (UTF-8 bytes) that is shown as one.
const QUOTATION: usize = 200;

/// Adds what is mixed.
pub(super) fn check(
    context: &Context<'_>,
    check: &dyn Check,
    marks: &[Mark],
    out: &mut Vec<Finding>,
) {
    let of = |kinds: &[Kind]| -> Vec<Mark> {
        let same = |m: &&Mark| kinds.contains(&m.kind);
        marks.iter().filter(same).copied().collect()
    };
    let straight = of(&[Kind::Straight]);
    let curly = of(&[Kind::Open, Kind::Close]);
    mixed(context, check, &straight, &curly, "quotation marks", out);
    let plain = of(&[Kind::Apostrophe]);
    let set = of(&[Kind::CurlyApostrophe]);
    mixed(context, check, &plain, &set, "apostrophes", out);
    commas(context, check, &straight, &curly, out);
}

/// The rarer of two styles of one mark.
fn mixed(
    context: &Context<'_>,
    check: &dyn Check,
    straight: &[Mark],
    curly: &[Mark],
    what: &str,
    out: &mut Vec<Finding>,
) {
    let few = if straight.len() <= curly.len() {
        straight
    } else {
        curly
    };
    let (a, b) = (straight.len(), curly.len());
    let others = a.max(b);
    let (rare, usual) = if a <= b {
        ("straight", "curly")
    } else {
        ("curly", "straight")
    };
    let verb = if few.len() == 1 { "is" } else { "are" };
    let reason = format!(
        "Mixed {what}: {} {verb} {rare}, {others} {usual}",
        few.len()
    );
    let exception = few.len() * RARER <= others;
    let most = if exception { MOST } else { 1 };
    let mut found = Vec::new();
    let mut last = 0;
    for (n, mark) in few.iter().enumerate() {
        if mark.at < last {
            continue;
        }
        if found.len() == most {
            break;
        }
        let range = place(context, *mark, few.get(n + 1));
        last = range.end;
        let repair = Repair::exact(restyled(context.slice(range), rare == "straight"));
        let finding = low(check, range, reason.as_str()).on_demand();
        found.push(finding.repaired(exception.then_some(repair)));
    }
    add_some(found, MOST, out);
}

/// What is shown of a mark: the quotation between it and the next one, or its word.
fn place(context: &Context<'_>, mark: Mark, next: Option<&Mark>) -> TextRange {
    let bytes = context.text.as_bytes();
    if matches!(mark.kind, Kind::Apostrophe | Kind::CurlyApostrophe) {
        let range = TextRange::new(
            word_start(bytes, mark.at, 24),
            word_end(bytes, mark.end(), 24),
        );
        return range.snapped(context.text);
    }
    let opens = mark.kind == Kind::Open || looks_open(context, mark) == Some(true);
    let closes = |m: &&Mark| m.kind == Kind::Close || m.kind == Kind::Straight;
    let next = next
        .filter(closes)
        .filter(|m| opens && m.end() - mark.at <= QUOTATION);
    let quotation = next.map(|m| TextRange::new(mark.at, m.end()));
    let one_line = |r: &TextRange| !context.slice(*r).contains('\n');
    quotation
        .filter(one_line)
        .unwrap_or_else(|| with_word(context, mark, opens))
}

/// A passage with the marks of the other style.
fn restyled(words: &str, to_curly: bool) -> String {
    if !to_curly {
        return words.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    }
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        let opens = out.is_empty() || out.ends_with([' ', '(', '[']);
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        });
    }
    out
}

/// Commas behind closing marks in a text that sets them before, or the other way round.
fn commas(
    context: &Context<'_>,
    check: &dyn Check,
    straight: &[Mark],
    curly: &[Mark],
    out: &mut Vec<Finding>,
) {
    let bytes = context.text.as_bytes();
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    // Behind “?” no other style would set the comma elsewhere.
    let ends = |b: &u8| matches!(b, b' ' | b'?' | b'!' | b'.');
    for mark in straight
        .iter()
        .chain(curly)
        .filter(|m| m.kind != Kind::Open)
    {
        let before = mark.at.checked_sub(1).and_then(|n| bytes.get(n));
        if before == Some(&b',') {
            inside.push(*mark);
        } else if bytes.get(mark.end()) == Some(&b',') && !before.is_some_and(ends) {
            outside.push(*mark);
        }
    }
    if inside.is_empty() || outside.is_empty() {
        return;
    }
    // Speech takes its comma inside in every style, so that what stands outside is the exception, unless it is the rule.
    let behind = outside.len() <= inside.len() * RARER;
    let few = if behind { &mut outside } else { &mut inside };
    few.sort_by_key(|m| m.at);
    let finding = |mark: &Mark| comma(context, check, *mark, behind);
    let found = few.iter().take(10_000).filter_map(finding).collect();
    add_some(found, MOST, out);
}

fn comma(context: &Context<'_>, check: &dyn Check, mark: Mark, behind: bool) -> Option<Finding> {
    let word = with_word(context, mark, false);
    let end = mark.end() + usize::from(behind);
    let range = TextRange::new(word.start, end);
    let quote = context.text.get(mark.at..mark.end())?;
    let words = context.text.get(word.start..mark.at)?;
    let (reason, right) = if behind {
        let reason =
            "A comma behind the closing quotation mark; elsewhere the text sets it before the mark";
        (reason, format!("{words},{quote}"))
    } else {
        let reason =
            "A comma before the closing quotation mark; elsewhere the text sets it behind the mark";
        (reason, format!("{}{quote},", words.trim_end_matches(',')))
    };
    let found = low(check, range, reason).on_demand();
    Some(found.repaired(Some(Repair::exact(right))))
}
