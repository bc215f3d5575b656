//! Dates, money, contact fields and honorifics at a token or line.

use super::block::Block;
use super::contact::Value;
use super::found::Span;
use super::gazetteer::Hit;
use super::scan::Scan;
use super::tokens::{Kind, LINE, Shape, Token};
use super::words::{HONORIFIC, LABEL, MONTH};
use super::{Stages, contact, dates, money};
use crate::annotation::label::EntityLabel;

/// A listed name may be at most this far from the last contact value for a line of digits to belong to it.
const NEAR: usize = 400;

impl Scan<'_> {
    /// Rules for whole lines: an address, a line of telephone numbers.
    pub(super) fn line(&mut self, n: usize) -> Option<usize> {
        self.on(Stages::CONTACTS).then_some(())?;
        if self.block.kind(n) == Some(Kind::Number) && dates::at_number(self.block, n).is_some() {
            return None;
        }
        let digits = || contact::digit_line(self.block, n).filter(|_| self.near_contact(n));
        let value = match self.block.token(n)?.kind {
            Kind::Number => digits().or_else(|| contact::address_line(self.block, n)),
            Kind::Word if self.block.cap(n) && !self.block.is(n, LABEL) => {
                contact::address_line(self.block, n)
            }
            _ => digits(),
        }?;
        Some(self.value(value))
    }

    pub(super) fn near_contact(&self, n: usize) -> bool {
        let here = self.base + self.block.token(n).map_or(0, |t| t.start as usize);
        self.found
            .spans
            .iter()
            .rev()
            .take(3) // `Found::pack` leaves these
            .any(|s| s.label == EntityLabel::Contact && here - s.end < NEAR)
    }

    /// A further number of a list of telephone numbers.
    pub(super) fn next_number(&self, n: usize) -> bool {
        let comma = n > 0
            && (self.block.punct(n - 1, b',') || self.block.punct(n - 1, b'/'))
            && self.on(Stages::CONTACTS);
        let before = self
            .block
            .token(n.saturating_sub(2))
            .map(|t| self.base + t.end as usize);
        comma
            && self.block.word(n).len() >= 6
            && self.block.word(n).bytes().all(|b| b.is_ascii_digit())
            && self
                .found
                .spans
                .last()
                .is_some_and(|s| s.label == EntityLabel::Contact && Some(s.end) == before)
    }

    /// "P.O. Box 404 Honiara Solomon Islands".
    pub(super) fn post_box(&self, n: usize) -> Option<usize> {
        let office = matches!(self.block.word(n), "P.O." | "PO" | "P.O");
        if !office || self.block.word(n + 1) != "Box" {
            return None;
        }
        let tail = (n + 2..n + 16).take_while(|&k| {
            let token = self.block.token(k);
            let part = self.block.cap(k)
                || self.block.kind(k) == Some(Kind::Number)
                || self.block.punct(k, b',');
            token.is_some_and(|t| !t.has(LINE)) && part && !self.block.is(k, LABEL)
        });
        let last = tail.filter(|&k| !self.block.punct(k, b',')).last()?;
        (self.block.kind(n + 2) == Some(Kind::Number) || last > n + 2).then_some(last + 1)
    }

    /// "Mon 15 Nov 2021", "Tue, 3 May".
    pub(super) fn short_weekday(&self, n: usize) -> Option<usize> {
        let short = matches!(
            self.block.word(n),
            "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Sat" | "Sun"
        );
        let stop = n + 1 + usize::from(self.block.punct(n + 1, b'.'));
        let from = stop + usize::from(self.block.punct(stop, b','));
        if !short || !self.block.joined(from) {
            return None;
        }
        match self.block.kind(from)? {
            Kind::Number => dates::at_number(self.block, from).filter(|&e| e > from + 1),
            _ if self.block.is(from, MONTH) => {
                dates::at_word(self.block, from).filter(|&e| e > from + 1)
            }
            _ => None,
        }
    }

    /// Dates, money, contact fields and honorifics.
    pub(super) fn field(&mut self, n: usize, token: &Token) -> Option<usize> {
        let (patterns, contacts) = (self.on(Stages::PATTERNS), self.on(Stages::CONTACTS));
        if contacts
            && (token.is(LABEL) || token.first == b'E' && token.shape == Shape::Initial)
            && let Some(value) = contact::after_label(self.block, n)
        {
            return Some(self.value(value));
        }
        if let Some(end) = money::at_word(self.block, n).filter(|_| patterns) {
            return Some(self.span(n, end, EntityLabel::Money, "currency code"));
        }
        let date = dates::at_word(self.block, n);
        if let Some(end) = date.filter(|_| self.on(Stages::HEAD_NOUNS))
            && self.block.goes_on(end)
            && matches!(
                self.block.word(end),
                "Movement" | "Alliance" | "Coalition" | "Brigade" | "Brigades" | "Front"
            )
        {
            return Some(self.span(n, end + 1, EntityLabel::Org, "head noun"));
        }
        if let Some(end) = date.filter(|_| patterns)
            && self.typed_at(n).is_none_or(|t| t.end <= end)
        {
            return Some(self.span(n, end, EntityLabel::Date, "calendar expression"));
        }
        if token.shape == Shape::Upper && serial(self.block.word(n)) {
            return Some(self.span(n, n + 1, EntityLabel::Event, "session by number"));
        }
        if token.end - token.start <= 5
            && let Some(end) = self.short_weekday(n).filter(|_| patterns)
        {
            return Some(self.span(n, end, EntityLabel::Date, "calendar expression"));
        }
        if token.first == b'H'
            && let Some(end) = spaced_excellency(self.block, n)
        {
            return self.honorific(end).or(Some(end));
        }
        // "Sheikh Hasina" is known by the title.
        let known = |h: &Hit| h.entry.label == EntityLabel::Person && h.end > n + 1;
        if token.is(HONORIFIC)
            && let Some(hit) = self.listed_at(n).filter(known)
        {
            return Some(self.person(n, hit.end, hit.entry.rule));
        }
        // "P.O." begins with the A that stands for all dotted capitals.
        if matches!(token.first, b'P' | b'A')
            && let Some(end) = self.post_box(n).filter(|_| contacts)
        {
            return Some(self.span(n, end, EntityLabel::Address, "contact field"));
        }
        if token.is(HONORIFIC) && self.on(Stages::PERSONS) {
            self.honorific(n)
        } else {
            None
        }
    }

    pub(super) fn value(&mut self, value: Value) -> usize {
        let label = if value.address {
            EntityLabel::Address
        } else {
            EntityLabel::Contact
        };
        let (start, end) = (
            self.base + value.start as usize,
            self.base + value.end as usize,
        );
        self.found.push(Span {
            start,
            end,
            label,
            canonical: None,
            rule: "contact field",
        });
        value.next
    }
}

/// "UNGA77", "COP29": a recurring session by its number.
pub(super) fn serial(word: &str) -> bool {
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && matches!(
            word.get(..word.len() - digits),
            Some("UNGA" | "COP" | "CMP" | "CMA" | "WHA" | "CSW" | "HLPF" | "SBSTA" | "UNHRC")
        )
}

/// "H. E." with a space: the token after it.
fn spaced_excellency(block: &Block, n: usize) -> Option<usize> {
    let fits = block.word(n) == "H"
        && block.punct(n + 1, b'.')
        && block.word(n + 2) == "E"
        && block.punct(n + 3, b'.');
    fits.then_some(n + 4)
}
