//! Quotation marks and brackets that do not pair.

use super::scan::{Kind, Mark};
use super::{Check, Context, Finding, add, word_end, word_start};
use crate::annotation::label::Severity;
use crate::text::TextRange;

/// Over how many empty lines a bracket may stay open.
const BRACKET_PARAGRAPHS: usize = 3;

/// Adds the marks that have no partner.
pub(super) fn check(
    context: &Context<'_>,
    check: &dyn Check,
    marks: &[Mark],
    out: &mut Vec<Finding>,
) {
    let found = quotes(context, marks);
    let reason = |lone: &Lone| match lone.opens {
        true => "A quotation that begins here and does not end: the mark that closes it is missing",
        false => "A quotation that ends here and did not begin: the mark that opens it is missing",
    };
    add(findings(context, check, &found, reason), out);
    let found = brackets(context, marks);
    let reason = |lone: &Lone| match lone.opens {
        true => "A bracket that is not closed",
        false => "A closing bracket without an opening one",
    };
    add(findings(context, check, &found, reason), out);
}

/// A mark without a partner.
struct Lone {
    mark: Mark,
    opens: bool,
}

fn findings(
    context: &Context<'_>,
    check: &dyn Check,
    lone: &[Lone],
    reason: impl Fn(&Lone) -> &'static str,
) -> Vec<Finding> {
    let finding = |lone: &Lone| {
        let range = with_word(context, lone.mark, lone.opens);
        Finding::new(check, range, Severity::Medium, reason(lone)).on_demand()
    };
    // Beyond these they are only counted.
    lone.iter().take(10_000).map(finding).collect()
}

/// A mark with the word behind or before it.
pub(super) fn with_word(context: &Context<'_>, mark: Mark, opens: bool) -> TextRange {
    let bytes = context.text.as_bytes();
    let range = if opens {
        TextRange::new(mark.at, word_end(bytes, mark.end(), 24))
    } else {
        // A full stop or comma may stand between the word and the mark.
        let inside = mark
            .at
            .checked_sub(1)
            .filter(|n| bytes.get(*n).is_some_and(u8::is_ascii_punctuation));
        TextRange::new(word_start(bytes, inside.unwrap_or(mark.at), 24), mark.end())
    };
    range.snapped(context.text)
}

/// Which way a straight mark looks, by what stands beside it: `None` where one cannot tell.
pub(super) fn looks_open(context: &Context<'_>, mark: Mark) -> Option<bool> {
    let bytes = context.text.as_bytes();
    let outside =
        |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'(' | b'['));
    let before = outside(mark.at.checked_sub(1).and_then(|n| bytes.get(n)));
    let after = bytes.get(mark.end()).is_none_or(u8::is_ascii_whitespace);
    (before != after).then_some(before)
}

/// The quotation marks without a partner. A quotation over several paragraphs opens each of them and closes the last.
fn quotes(context: &Context<'_>, marks: &[Mark]) -> Vec<Lone> {
    let mut out = Vec::new();
    for straight in [false, true] {
        let mut open: Option<Mark> = None;
        let (mut blank, mut lone) = (false, |mark, opens| out.push(Lone { mark, opens }));
        for mark in marks.iter().copied() {
            let opens = match mark.kind {
                Kind::Blank => {
                    blank = true;
                    continue;
                }
                Kind::Open if !straight => true,
                Kind::Close if !straight => false,
                Kind::Straight if straight => match looks_open(context, mark) {
                    Some(opens) => opens,
                    None => open.is_none(),
                },
                _ => continue,
            };
            let starts = begins_line(context, mark);
            // What was open at an empty line goes on only where the paragraph behind it opens anew.
            if let Some(first) = open.filter(|_| blank && !(opens && starts)) {
                lone(first, true);
                open = None;
            }
            blank = false;
            match (opens, open) {
                (true, Some(first)) if !starts => lone(first, true),
                (false, None) if !is_measure(context, mark) => lone(mark, false),
                _ => {}
            }
            open = opens.then_some(mark);
        }
        if let Some(first) = open {
            lone(first, true);
        }
    }
    out
}

/// Whether a mark is the first thing in its line, list marks aside.
fn begins_line(context: &Context<'_>, mark: Mark) -> bool {
    let bytes = context.text.as_bytes();
    let before = bytes
        .get(mark.at.saturating_sub(8)..mark.at)
        .unwrap_or_default();
    let line = before
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |n| n + 1);
    let is_first = line > 0 || mark.at <= 8;
    let indent = before.get(line..).unwrap_or_default();
    is_first
        && indent
            .iter()
            .all(|b| matches!(b, b' ' | b'\t' | b'>' | b'-' | b'*'))
}

/// Inches and seconds.
fn is_measure(context: &Context<'_>, mark: Mark) -> bool {
    let before = mark
        .at
        .checked_sub(1)
        .and_then(|n| context.text.as_bytes().get(n));
    mark.kind == Kind::Straight && before.is_some_and(u8::is_ascii_digit)
}

/// The brackets without a partner.
fn brackets(context: &Context<'_>, marks: &[Mark]) -> Vec<Lone> {
    let (mut out, mut paragraph) = (Vec::new(), 0_usize);
    let mut open: Vec<(Mark, usize)> = Vec::new();
    for mark in marks.iter().copied() {
        match mark.kind {
            Kind::Blank => paragraph += 1,
            Kind::Bracket(_) if !is_face(context, mark) => open.push((mark, paragraph)),
            Kind::Closing(b) if is_open(&open, paragraph) || !is_face(context, mark) => {
                while let Some(&(old, _)) = open
                    .last()
                    .filter(|(_, p)| p + BRACKET_PARAGRAPHS < paragraph)
                {
                    out.push(Lone {
                        mark: old,
                        opens: true,
                    });
                    open.pop();
                }
                let last = open.last().map(|(m, _)| *m);
                match last.filter(|m| pairs(*m, b) || m.at + 30 > mark.at) {
                    // "[0, 1)" closes as it pleases.
                    Some(_) => {
                        open.pop();
                    }
                    None if is_list_mark(context, mark) => {}
                    None => out.push(Lone { mark, opens: false }),
                }
            }
            _ => {}
        }
    }
    out.extend(open.into_iter().map(|(mark, _)| Lone { mark, opens: true }));
    out.sort_by_key(|l| l.mark.at);
    out
}

/// Whether a bracket waits for its partner in the same paragraph: what closes it is no face.
fn is_open(open: &[(Mark, usize)], paragraph: usize) -> bool {
    open.last().is_some_and(|(_, p)| *p == paragraph)
}

fn pairs(open: Mark, close: u8) -> bool {
    matches!(
        (open.kind, close),
        (Kind::Bracket(b'('), b')') | (Kind::Bracket(b'['), b']')
    )
}

/// ":)", ";-(".
fn is_face(context: &Context<'_>, mark: Mark) -> bool {
    let bytes = context.text.as_bytes();
    let before = bytes
        .get(mark.at.saturating_sub(2)..mark.at)
        .unwrap_or_default();
    matches!(
        before,
        [.., b':' | b';' | b'='] | [b':' | b';' | b'=', b'-']
    )
}

/// "a)", "iv)", "12)": up to four letters or digits behind a blank.
fn is_list_mark(context: &Context<'_>, mark: Mark) -> bool {
    let bytes = context.text.as_bytes();
    let start = word_start(bytes, mark.at, 6);
    let before = start.checked_sub(1).and_then(|n| bytes.get(n));
    let parts = before.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'*' | b'.' | b'"'));
    parts && (1..=4).contains(&(mark.at - start))
}
