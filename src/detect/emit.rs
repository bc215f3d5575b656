//! What the rules find, put down as spans.

use super::found::Span;
use super::scan::Scan;
use super::tokens::ORDINAL;
use super::words::AND;
use crate::annotation::label::EntityLabel;

impl Scan<'_> {
    pub(super) fn bytes(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (first, last) = (
            self.block.token(from)?,
            self.block.token(to.checked_sub(1)?)?,
        );
        Some((
            self.base + first.start as usize,
            self.base + last.end as usize,
        ))
    }

    /// A name; after "Ambassador to …" and "Governor of …" the person may follow.
    pub(super) fn named(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        canonical: Option<&'static str>,
        rule: &'static str,
    ) -> usize {
        let ordinal = label == EntityLabel::Event && self.small_ordinal(n);
        let two = label == EntityLabel::Event && self.two_ordinals(n);
        let tens = ordinal && n > 2 && self.block.hyphen(n - 2) && self.block.joined(n - 1);
        let from = n - match (two, tens) {
            (true, _) => 2,
            (_, true) => 3,
            _ => usize::from(ordinal),
        };
        self.push(from, end, label, canonical.filter(|_| from == n), rule);
        if !self.complements_office(n) || !self.block.joined(end) || !self.nameable(end) {
            return end;
        }
        match self.forced_at(end) {
            Some(to) if to > end + 1 => self.person(end, to, "name after an office"),
            _ => end,
        }
    }

    /// "44th and 45th ASEAN Summits".
    pub(super) fn two_ordinals(&self, n: usize) -> bool {
        n > 1
            && self.block.has(n, ORDINAL)
            && self.block.is(n - 1, AND)
            && self.block.has(n - 2, ORDINAL)
            && self.block.joined(n)
            && self.block.joined(n - 1)
    }

    /// "sixth Quad Summit": an ordinal in small letters belongs to the name (guideline 7).
    pub(super) fn small_ordinal(&self, n: usize) -> bool {
        let word = n.checked_sub(1).map_or("", |m| self.block.word(m));
        let one = n > 1 && self.block.word(n - 2) == "a";
        self.block.joined(n)
            && !one
            && matches!(
                word,
                "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "sixth"
                    | "seventh"
                    | "eighth"
                    | "ninth"
                    | "tenth"
                    | "eleventh"
                    | "twelfth"
                    | "thirteenth"
                    | "fourteenth"
                    | "fifteenth"
                    | "sixteenth"
                    | "seventeenth"
                    | "eighteenth"
                    | "nineteenth"
                    | "twentieth"
            )
    }

    pub(super) fn span(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        rule: &'static str,
    ) -> usize {
        self.push(n, end, label, None, rule);
        end
    }

    pub(super) fn push(
        &mut self,
        n: usize,
        end: usize,
        label: EntityLabel,
        canonical: Option<&'static str>,
        rule: &'static str,
    ) {
        if let Some((start, end)) = self.bytes(n, end) {
            self.found.push(Span {
                start,
                end,
                label,
                canonical,
                rule,
            });
        }
    }
}
