//! The scan of a block with own names in it.

use super::{Hit, OWN_RULE, OwnNames};
use crate::annotation::label::EntityLabel;
use crate::detect::block::Block;
use crate::detect::found::{Found, Span};
use crate::detect::scan::Scan;
use crate::detect::tokens::Kind;
use crate::detect::words::AND;

/// How often a refused name is looked through again for a shorter one in it.
const TRIES: usize = 8;

/// The scan of a block, with own names first.
pub(in crate::detect) fn run(scan: &mut Scan<'_>, own: &OwnNames) {
    let (mut n, len) = (0, scan.block.tokens.len());
    let mut next = own.next(scan.block, 0);
    while n < len || next.is_some_and(|hit| hit.start < n) {
        // At an own name the usual rules go first: what they find may be longer.
        if next.is_none_or(|hit| hit.start >= n) {
            n = checked(scan, own, n);
        }
        let Some(hit) = next.filter(|hit| hit.start < n) else {
            continue;
        };
        if gives_way(scan, hit) {
            next = own.next(scan.block, hit.start + 1);
        } else {
            put(scan, own, hit);
            n = holder(scan, own, hit).max(hit.end);
            next = own.next(scan.block, hit.end);
        }
    }
}

/// One step of the usual rules; what is never marked is taken back, and what else is in it is looked for.
fn checked(scan: &mut Scan<'_>, own: &OwnNames, n: usize) -> usize {
    let to = scan.at(n);
    if !own.has_refusals() {
        return to;
    }
    let from = scan
        .block
        .token(n)
        .map_or(0, |t| scan.base + t.start as usize);
    let new = scan
        .found
        .spans
        .iter()
        .rev()
        .take_while(|s| s.end > from)
        .count();
    let first = scan.found.spans.len() - new;
    let text = scan.block.text;
    let base = scan.base;
    let is_refused = |s: &Span| {
        let surface = text.get(s.start.saturating_sub(base)..s.end.saturating_sub(base));
        surface.is_some_and(|surface| own.refuses(surface, s.label))
    };
    if !scan.found.spans.iter().skip(first).any(is_refused) {
        return to;
    }
    for span in scan.found.spans.split_off(first) {
        if is_refused(&span) {
            shorter(scan, own, &span, &is_refused);
        } else {
            scan.found.push(span);
        }
    }
    to
}

/// Looks for what else is in a refused name: the longest beginning of it in which nothing is refused, then the rest.
fn shorter(
    scan: &mut Scan<'_>,
    own: &OwnNames,
    refused: &Span,
    is_refused: &dyn Fn(&Span) -> bool,
) {
    let Some((from, to)) = tokens_of(scan, refused) else {
        return;
    };
    for wall in (from + 1..to).rev().take(TRIES) {
        let found = walled(scan, from, wall);
        if found.spans.is_empty() || found.spans.iter().any(is_refused) {
            continue;
        }
        take(scan, found);
        let rest = walled(scan, wall, to);
        if !rest
            .spans
            .iter()
            .any(|s| own.refuses(surface(scan, s), s.label))
        {
            take(scan, rest);
        }
        return;
    }
}

/// What the usual rules find from token `from` on where the block ends before `wall`.
fn walled(scan: &Scan<'_>, from: usize, wall: usize) -> Found {
    let mut found = Found::default();
    let tokens = scan.block.tokens.get(..wall).unwrap_or_default();
    let block = Block::new(scan.block.text, tokens);
    let mut inner = Scan {
        block: &block,
        lists: scan.lists,
        settings: scan.settings,
        language: scan.language,
        base: scan.base,
        found: &mut found,
        office_end: None,
    };
    let mut n = from;
    while n < wall {
        n = inner.at(n);
    }
    let start = scan
        .block
        .token(from)
        .map_or(0, |t| scan.base + t.start as usize);
    found.spans.retain(|s| s.start >= start);
    found.loose.retain(|l| l.start as usize >= start);
    found
}

fn take(scan: &mut Scan<'_>, found: Found) {
    for span in found.spans {
        scan.found.push(span);
    }
    scan.found.loose.extend(found.loose);
}

/// Whether an own name stands inside a longer name that was found there.
fn gives_way(scan: &Scan<'_>, hit: Hit) -> bool {
    let Some((start, end)) = scan.bytes(hit.start, hit.end) else {
        return true;
    };
    let near = scan.found.spans.iter().rev().take_while(|s| s.end > start);
    let mut longer =
        near.filter(|s| s.start <= start && s.end >= end && s.end - s.start > end - start);
    longer.any(|s| s.canonical.is_some() || !joined_by_and(scan, hit, s))
}

/// Whether an “and” stands between an own name and the rest of the longer name.
fn joined_by_and(scan: &Scan<'_>, hit: Hit, longer: &Span) -> bool {
    let and = |n: usize| {
        let byte = scan.block.token(n).map(|t| scan.base + t.start as usize);
        byte.is_some_and(|at| at >= longer.start && at < longer.end)
            && scan.block.is(n, AND)
            && scan.block.kind(n) == Some(Kind::Word)
    };
    and(hit.end) || hit.start.checked_sub(1).is_some_and(and)
}

/// Marks an own name. Of names that reach into it only what stands before it is looked for again.
fn put(scan: &mut Scan<'_>, own: &OwnNames, hit: Hit) {
    let Some((start, end)) = scan.bytes(hit.start, hit.end) else {
        return;
    };
    let cut = scan.found.spans.iter().rev().take_while(|s| s.end > start);
    let cut = cut.filter(|s| s.start < start).last().copied();
    scan.found.push(Span {
        start,
        end: start,
        label: hit.label,
        canonical: None,
        rule: OWN_RULE,
    });
    if let Some((from, _)) = cut.and_then(|span| tokens_of(scan, &span)) {
        let before = walled(scan, from, hit.start);
        if !before
            .spans
            .iter()
            .any(|s| own.refuses(surface(scan, s), s.label))
        {
            take(scan, before);
        }
    }
    scan.found.push(Span {
        start,
        end,
        label: hit.label,
        canonical: None,
        rule: OWN_RULE,
    });
    scan.office_end = (hit.label == EntityLabel::Title).then_some(hit.end);
}

/// The person after an office of the list, as after any other office; where to go on.
fn holder(scan: &mut Scan<'_>, own: &OwnNames, hit: Hit) -> usize {
    if hit.label != EntityLabel::Title || !crate::detect::covers(scan.language) {
        return hit.end;
    }
    let before = scan.found.spans.len();
    let end = scan.holder(hit.end);
    let new = scan.found.spans.get(before..).unwrap_or_default();
    if new.iter().any(|s| own.refuses(surface(scan, s), s.label)) {
        scan.found.spans.truncate(before);
        return hit.end;
    }
    end
}

/// The tokens of a span of this block.
fn tokens_of(scan: &Scan<'_>, span: &Span) -> Option<(usize, usize)> {
    let start = span.start.checked_sub(scan.base)?;
    let end = span.end.checked_sub(scan.base)?;
    let tokens = scan.block.tokens;
    let from = tokens.partition_point(|t| (t.start as usize) < start);
    let to = tokens.partition_point(|t| (t.start as usize) < end);
    Some((from, to))
}

fn surface<'t>(scan: &Scan<'t>, span: &Span) -> &'t str {
    let start = span.start.saturating_sub(scan.base);
    let end = span.end.saturating_sub(scan.base);
    scan.block.text.get(start..end).unwrap_or_default()
}
