//! Brackets after a name: its short form.

use super::acronyms;
use super::found::{Pair, Span};
use super::scan::Scan;
use super::tokens::Kind;
use crate::annotation::label::EntityLabel;

impl Scan<'_> {
    /// A short form in brackets after a name.
    pub(super) fn bracket(&mut self, n: usize) -> Option<usize> {
        let close = acronyms::short_form(self.block, n)?;
        let (from, to) = (n + 1, close);
        if to == from + 1 && super::fields::serial(self.block.word(from)) {
            return Some(self.span(from, to, EntityLabel::Event, "session by number"));
        }
        // "the World Health Organization's (WHO)"
        let n = n - usize::from(n > 0 && self.block.kind(n - 1) == Some(Kind::Possessive));
        let before = self.base + self.block.token(n.checked_sub(1)?)?.end as usize;
        let short = self.bytes(from, to)?;
        let last = self.found.spans.last().copied().filter(|s| s.end == before);
        let plausible = |s: &Span| {
            s.label != EntityLabel::Place
                || self
                    .lists
                    .names
                    .longest(self.block, from)
                    .is_some_and(|h| h.end == to)
        };
        if let Some(last) = last.filter(plausible) {
            if matches!(
                last.label,
                EntityLabel::Org | EntityLabel::Agreement | EntityLabel::Event | EntityLabel::Place
            ) {
                let last = self.widened(n, last);
                let last = self.inner(n, last).unwrap_or(last);
                if let Some(next) = self.pair(from, to, short, last) {
                    return Some(next);
                }
            } else {
                return None;
            }
        }
        let start = acronyms::expansion(self.block, n)?;
        let long = self.bytes(start, n)?;
        let label = acronyms::label(self.block, start, n, self.lists);
        self.found.pairs.push(Pair { short, long, label });
        if let Some(label) = label {
            self.span(start, n, label, "name with a short form");
            self.span(from, to, label, "short form in brackets");
        }
        Some(to)
    }

    /// The part of the name before a bracket that the short form spells, where that is a name of another type: the
    /// missions of "Meeting of Chiefs of Electoral Observation Missions (EOMs)".
    fn inner(&self, n: usize, last: Span) -> Option<Span> {
        let start = acronyms::expansion(self.block, n)?;
        let (from, end) = self.bytes(start, n)?;
        let label = acronyms::label(self.block, start, n, self.lists)?;
        (from > last.start && last.label == EntityLabel::Event && label == EntityLabel::Org)
            .then_some(Span {
                start: from,
                end,
                label,
                canonical: None,
                rule: "name with a short form",
            })
    }

    /// The name before a bracket, grown to the left when the short form spells more words than it has.
    fn widened(&mut self, n: usize, last: Span) -> Span {
        let found = acronyms::expansion(self.block, n).and_then(|s| {
            Some((
                self.bytes(s, n)?,
                acronyms::label(self.block, s, n, self.lists)?,
            ))
        });
        let Some(((start, end), label)) = found.filter(|(b, _)| b.0 < last.start) else {
            return last;
        };
        let span = Span {
            start,
            end,
            label,
            canonical: None,
            rule: "name with a short form",
        };
        self.found.push(span);
        span
    }

    fn pair(&mut self, from: usize, to: usize, short: (usize, usize), long: Span) -> Option<usize> {
        // A short form that spells the name before it is that name's, whatever the lists say.
        let spelled = from
            .checked_sub(1)
            .and_then(|open| self.bytes(acronyms::expansion(self.block, open)?, open))
            .is_some_and(|b| b.0 == long.start);
        let hit = self
            .lists
            .names
            .longest(self.block, from)
            .filter(|h| h.end == to && !spelled);
        let label = hit.map_or(long.label, |h| h.entry.label);
        if label != long.label {
            return None;
        }
        self.found.pairs.push(Pair {
            short,
            long: (long.start, long.end),
            label: Some(long.label),
        });
        Some(self.named(
            from,
            to,
            label,
            long.canonical.or(hit.map(|h| h.entry.canonical)),
            "short form in brackets",
        ))
    }
}
